//! Who is the same company, what a row changes, and that every row is accounted for.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::{
    domain::{company::HonourKind, credit_code, fact::FactState, record::Record},
    exchange::{
        mapping,
        sheet::{Cell, SheetBuilder},
    },
};

fn sheet(rows: &[&[&str]]) -> Sheet {
    let mut builder = SheetBuilder::new("名单");
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            builder.push(row, column, Cell::Text(cell)).expect("small");
        }
    }
    builder.finish().0
}

fn plan_over(sheet: &Sheet, existing: &ExistingIndex<'_>, first_key: u128) -> ImportPlan {
    let options = PlanOptions { today: date(2026, 1, 1), source: "名单.xlsx / 名单".into(), author: None };
    let mut key = first_key;
    let mut new_id = || {
        key += 1;
        Uuid::from_u128(key)
    };
    let mapping = mapping::recognize(sheet);
    let plan = build_plan(sheet, &mapping, existing, &options, &mut new_id, &mut |_| ControlFlow::Continue(()))
        .expect("a name column");
    assert!(plan.is_complete(), "{plan:?}");
    plan
}

fn planned(rows: &[&[&str]]) -> ImportPlan {
    plan_over(&sheet(rows), &ExistingIndex::default(), 0)
}

/// The workspace after the plan was applied to it.
fn applied(plan: &ImportPlan, companies: &[Company]) -> (Vec<Company>, Vec<Fact>, Vec<Honour>) {
    let mut companies = companies.to_vec();
    companies.extend(plan.created.iter().map(|new| new.company.clone()));
    for update in &plan.updated {
        let company = companies.iter_mut().find(|company| company.id == update.id).expect("known");
        let mut values = company.values();
        for (name, value) in &update.changes {
            let position = Company::FIELDS.iter().position(|field| field.name == *name).expect("a field of companies");
            values[position] = value.clone();
        }
        *company = Company::from_values(company.key(), &values).expect("values that fit");
    }
    let facts =
        plan.created.iter().flat_map(|new| &new.facts).chain(plan.updated.iter().flat_map(|update| &update.facts));
    let honours =
        plan.created.iter().flat_map(|new| &new.honours).chain(plan.updated.iter().flat_map(|update| &update.honours));
    (companies, facts.cloned().collect(), honours.cloned().collect())
}

fn code(number: u32) -> String {
    credit_code::complete(&format!("91500107MA{number:07}")).expect("allowed characters")
}

fn known(number: u128, name: &str) -> Company {
    Company::named(CompanyId::from_uuid(Uuid::from_u128(number)), name)
}

const HEADER: &[&str] = &["企业名称", "统一社会信用代码", "曾用名", "省份", "主营业务", "联系电话"];

#[test]
fn the_same_code_or_the_same_name_is_the_same_company() {
    let code_of_a = code(1);
    let mut a = known(1, "江岸芯源（重庆）有限公司");
    a.credit_code = code_of_a.as_str().into();
    a.former_names = "江岸电子有限公司".into();
    let b = known(2, "北湾机电有限公司");
    let companies = [a, b];
    let existing = ExistingIndex::new(&companies, [], []);
    let list = sheet(&[
        HEADER,
        &["江岸芯源(重庆) 有限公司", "", "", "", "功率器件", ""],
        &["江岸电子有限公司", &code_of_a, "", "", "", "023-68120000"],
        &["北湾机电有限公司", "", "", "", "", ""],
        &["云岭材料有限公司", &code_of_a, "", "", "", ""],
        &["江岸新名有限公司", &code_of_a, "江岸芯源（重庆）有限公司", "", "", ""],
    ]);
    let plan = plan_over(&list, &existing, 100);
    assert!(plan.created.is_empty());
    assert_eq!(plan.updated[0].changes, [("main_business", Value::Text("功率器件".into()))]);
    assert_eq!(plan.updated[1].changes, [("phone", Value::Text("023-68120000".into()))]);
    assert_eq!(plan.unchanged, [(4, companies[1].id)]);
    assert_eq!(plan.rejected[0].reason, RejectReason::CodeOfAnother { name: "江岸芯源（重庆）有限公司".into() });
    assert_eq!((plan.rejected[0].row, plan.rejected[0].column), (5, Some(1)));
    // The row says itself what the company was called, but earlier rows of the list have spoken for the name.
    assert!(plan.updated[2].changes.iter().all(|(field, _)| *field == "former_names"), "{:?}", plan.updated[2]);
}

#[test]
fn a_renamed_company_keeps_its_old_name_among_the_former_ones() {
    let mut a = known(1, "江岸电子有限公司");
    a.credit_code = code(1).into();
    let companies = [a];
    let list = sheet(&[HEADER, &["江岸芯源有限公司", &code(1), "江岸电子有限公司", "", "", ""]]);
    let plan = plan_over(&list, &ExistingIndex::new(&companies, [], []), 100);
    let changes = &plan.updated[0].changes;
    assert_eq!(
        *changes,
        [("name", Value::Text("江岸芯源有限公司".into())), ("former_names", Value::Text("江岸电子有限公司".into()))]
    );
}

#[test]
fn namesakes_with_another_code_or_place_stay_apart() {
    let mut a = known(1, "恒动商行");
    a.province = "重庆市".into();
    a.credit_code = code(1).into();
    let companies = [a];
    let existing = ExistingIndex::new(&companies, [], []);
    let list = sheet(&[
        HEADER,
        &["恒动商行", &code(2), "", "四川", "", ""],
        &["恒动商行", "", "", "广东", "", ""],
        &["恒动商行", "", "", "重庆", "灯具", ""],
        &["恒动商行", "", "", "", "", ""],
    ]);
    let plan = plan_over(&list, &existing, 100);
    assert_eq!(plan.created.iter().map(|new| new.row).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(plan.issues.iter().filter(|issue| issue.kind == CellIssueKind::Namesake).count(), 2);
    // The third row fits the known one, the fourth fits all three.
    assert_eq!(plan.updated.iter().map(|update| update.id).collect::<Vec<_>>(), [companies[0].id]);
    assert_eq!(
        plan.rejected.iter().map(|row| row.reason.clone()).collect::<Vec<_>>(),
        [RejectReason::SeveralOfThisName]
    );
}

#[test]
fn rows_about_one_company_fold_and_the_first_word_holds() {
    let code = code(1);
    let plan = planned(&[
        HEADER,
        &["江岸芯源有限公司", &code, "", "", "功率器件", "13800000000"],
        &["江岸芯源有限公司", &code, "", "重庆", "", "13900000000"],
        &["江岸芯源有限公司", "", "", "", "别的", ""],
        &["江岸芯源有限公司", &code, "", "重庆市", "", ""],
    ]);
    assert_eq!((plan.created.len(), plan.updated.len(), plan.unchanged.len()), (1, 1, 2));
    assert_eq!(
        plan.updated[0].changes,
        [("province", Value::Text("重庆".into())), ("phone", Value::Text("13800000000\n13900000000".into()))]
    );
    let contradictions: Vec<_> =
        plan.issues.iter().filter(|issue| issue.kind == CellIssueKind::ContradictsRow(2)).collect();
    assert_eq!(contradictions.iter().map(|issue| (issue.row, issue.column)).collect::<Vec<_>>(), [(4, 4), (5, 3)]);
}

#[test]
fn what_a_person_confirmed_is_never_touched() {
    let mut a = known(1, "江岸芯源有限公司");
    a.notes = "老张认识".into();
    a.local = true;
    a.origin = "2025 名单".into();
    a.main_business = "旧".into();
    let companies = [a];
    let list = sheet(&[&["企业名称", "主营业务"], &["江岸芯源有限公司", "新"]]);
    let plan = plan_over(&list, &ExistingIndex::new(&companies, [], []), 100);
    assert_eq!(plan.updated[0].changes, [("main_business", Value::Text("新".into()))]);
}

#[test]
fn rows_without_a_company_say_why() {
    let plan = planned(&[
        HEADER,
        &["空", "", "", "", "", ""],
        &["", "", "", "", "灯具", ""],
        &["12345", "", "", "", "", ""],
        &["—", "-", "-", "-", "-", "-"],
        &["江岸芯源有限公司", "", "", "", "", ""],
    ]);
    let reasons: Vec<_> = plan.rejected.iter().map(|row| row.reason.clone()).collect();
    assert_eq!(
        reasons,
        [RejectReason::LookupFailed, RejectReason::NoName, RejectReason::NotAName, RejectReason::LookupFailed]
    );
    assert_eq!(plan.created.len(), 1);
}

#[test]
fn facts_and_honours_said_before_are_not_said_again() {
    let rows: &[&[&str]] = &[
        &["企业名称", "2024年营业收入(万元)", "研发占比", "资质", "融资阶段"],
        &["江岸芯源有限公司", "1.2亿", "5.2%", "专精特新", "A轮"],
        &["北湾机电有限公司", "待定", "很高", "-", "-"],
    ];
    let list = sheet(rows);
    let plan = plan_over(&list, &ExistingIndex::default(), 0);
    let facts: Vec<_> =
        plan.created[0].facts.iter().map(|fact| (fact.metric.word(), fact.number, &*fact.choice, fact.as_of)).collect();
    assert_eq!(
        facts,
        [
            ("revenue", Some(12_000.0), "", Some(date(2024, 12, 31))),
            ("rd_intensity", Some(5.2), "", Some(date(2026, 1, 1))),
            ("financing_stage", None, "startup", Some(date(2026, 1, 1))),
        ]
    );
    assert_eq!(plan.created[0].honours[0].kind, HonourKind::Specialized);
    let unread = &plan.created[1].facts[..];
    assert_eq!((unread.len(), unread[0].state, &*unread[0].note), (1, FactState::Unparsed, "很高"));
    let (companies, facts, honours) = applied(&plan, &[]);
    let again = plan_over(&list, &ExistingIndex::new(&companies, &facts, &honours), 1000);
    assert_eq!(again.unchanged.len(), 2);
}

#[test]
fn a_list_without_names_asks_for_them() {
    let list = sheet(&[&["电压", "电流"], &["1", "2"], &["3", "4"]]);
    let options = PlanOptions { today: date(2026, 1, 1), source: "x".into(), author: None };
    let plan =
        build_plan(&list, &mapping::recognize(&list), &ExistingIndex::default(), &options, &mut Uuid::nil, &mut |_| {
            ControlFlow::Continue(())
        });
    assert!(matches!(plan, Err(PlanError::NoNameColumn(columns)) if columns.len() == 2));
}

#[test]
fn a_row_that_knows_only_the_code_adds_to_the_company_that_another_row_names() {
    let code = code(7);
    let rows: &[&[&str]] = &[
        &["企业名称", "统一社会信用代码", "主营业务", "参保人数"],
        &["", &code, "先", "5"],
        &["江岸芯源有限公司", &code, "后", ""],
    ];
    let list = sheet(rows);
    let plan = plan_over(&list, &ExistingIndex::default(), 0);
    assert_eq!((plan.created.len(), plan.updated.len(), plan.rejected.len()), (1, 1, 0));
    assert_eq!(&*plan.created[0].company.main_business, "后", "the row that names it speaks first");
    let (companies, facts, honours) = applied(&plan, &[]);
    let again = plan_over(&list, &ExistingIndex::new(&companies, &facts, &honours), 1000);
    assert_eq!((again.created.len(), again.updated.len(), again.unchanged.len()), (0, 0, 2), "{again:?}");
}

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[甲乙丙]{1,2}有限公司",
        1 => Just(String::new()),
        1 => Just("-".to_owned()),
        1 => Just("合计".to_owned()),
        1 => Just("企业名称".to_owned()),
        1 => (0_u32..4).prop_map(code),
        1 => "[0-9万亿元,.]{1,6}",
        1 => "\\PC{0,12}",
    ]
}

proptest! {
    #[test]
    fn every_row_counts_once_and_a_second_import_creates_nothing(
        rows in prop::collection::vec(prop::collection::vec(any_cell(), 6), 0..14),
        with_header in any::<bool>(),
    ) {
        let mut cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        if with_header {
            cells.insert(0, vec!["企业名称", "统一社会信用代码", "曾用名", "省份", "注册资本(万元)", "资质"]);
        }
        let rows: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
        let list = sheet(&rows);
        let mapping = mapping::recognize(&list);
        if mapping.has_name() {
            let first = plan_over(&list, &ExistingIndex::default(), 0);
            let (companies, facts, honours) = applied(&first, &[]);
            let second = plan_over(&list, &ExistingIndex::new(&companies, &facts, &honours), 1_000_000);
            prop_assert_eq!(second.rows, first.rows);
            prop_assert!(second.created.is_empty(), "{:?}", second.created);
            for update in &second.updated {
                prop_assert!(update.facts.is_empty(), "{:?}", update);
            }
            // Row by row it may take a while until everything is said; then nothing is.
            let mut state = (companies, facts, honours);
            let mut plan = second;
            for round in 2..6 {
                if plan.updated.is_empty() {
                    break;
                }
                let (companies, more, others) = applied(&plan, &state.0);
                state.1.extend(more);
                state.2.extend(others);
                state.0 = companies;
                plan = plan_over(&list, &ExistingIndex::new(&state.0, &state.1, &state.2), round * 1_000_000);
                prop_assert!(plan.created.is_empty(), "{:?}", plan.created);
            }
            prop_assert!(plan.updated.is_empty(), "{:?}", plan.updated);
        }
    }
}
