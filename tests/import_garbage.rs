//! Bad input never harms what is there: random lists are imported into a full workspace; what is refused leaves no trace,
//! what is imported can be taken back without one, and nothing that a person entered is touched meanwhile.

#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::ops::ControlFlow;

use proptest::prelude::*;
use support::{Workspace, a_fact};
use zhaoshang::{
    clock::Surroundings,
    domain::{
        company::Company,
        credit_code,
        fact::Metric,
        ids::CompanyId,
        lead::Stage,
        record::{Entity, Record, Value},
    },
    exchange::{
        mapping::{self, Corrections},
        plan::{RowChoices, rows_sha256},
        read::{ReadOptions, read_bytes},
    },
    ledger::{Action, Edit, ImportBatch, Ledger, list_memory, list_name, plan_import_with},
};

fn code(number: u32) -> String {
    credit_code::complete(&format!("91500107MA{number:07}")).unwrap()
}

/// A workspace with companies, what a person entered about them, facts and leads.
fn full() -> Workspace {
    let mut space = Workspace::new();
    for (number, name) in (1..).zip(["甲有限公司", "乙有限公司", "丙有限公司"]) {
        let mut company = Company::named(CompanyId::from_uuid(space.ledger.new_id()), name);
        company.notes = "老张认识".into();
        company.main_business = "功率器件".into();
        if number < 3 {
            company.credit_code = code(number).into();
        }
        let id = company.id;
        space.ledger.apply(Action::CreateCompany(Box::new(company))).unwrap();
        let fact = a_fact(space.ledger.new_id(), id, Metric::Revenue, f64::from(number) * 1e4);
        space.ledger.apply(Action::RecordFact(Box::new(fact))).unwrap();
        space.lead(id, Stage::Talks);
        let edits = vec![Edit::new("tier_reason", Value::Text("面谈后认定".into()))];
        space.ledger.apply(Action::EditCompany { company: id, edits }).unwrap();
    }
    space
}

/// Imports bytes as the window does; whether anything was written.
fn import(ledger: &mut Ledger, bytes: &[u8], choices: &RowChoices) -> bool {
    let go_on = &mut |_| ControlFlow::Continue(());
    let Ok(list) = read_bytes(bytes, "名单.csv", &ReadOptions::default(), go_on) else { return false };
    let list = choices.corrected(&list).unwrap_or(list);
    let mapping = mapping::recognize(&list.sheet);
    let snapshot = ledger.snapshot();
    let surroundings = Surroundings::system();
    let Ok(plan) = plan_import_with(&list, &mapping, choices, Some(&snapshot), surroundings, go_on) else {
        return false;
    };
    assert!(plan.is_complete());
    let (rows, counts) = (rows_sha256(&list.sheet, &mapping), plan.counts());
    let memory = list_memory(&list, &rows, counts, (&mapping.signature(), &Corrections::default()), &[], surroundings);
    let batch = ImportBatch::of(plan, list_name(&list)).unwrap().remembering(memory);
    ledger.apply(Action::Import(Box::new(batch))).is_ok()
}

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[甲乙丙丁]有限公司",
        2 => (0_u32..5).prop_map(code),
        2 => Just(String::new()),
        1 => Just("企业名称".to_owned()),
        2 => "[0-9万亿元.%-]{1,8}",
        1 => "[\"\t\r\n,;<>=+@]{1,6}",
        2 => "\\PC{0,12}",
    ]
}

const HEADERS: &[&str] = &[
    "企业名称",
    "统一社会信用代码",
    "曾用名",
    "注册资本(万元)",
    "营业收入",
    "资质",
    "备注",
    "联系电话",
    "成立日期",
    "登记状态",
    "",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: if cfg!(debug_assertions) { 48 } else { 256 }, ..ProptestConfig::default() })]

    #[test]
    fn a_random_list_harms_nothing(
        rows in prop::collection::vec(prop::collection::vec(any_cell(), 1..8), 0..12),
        headers in prop::collection::vec(prop::sample::select(HEADERS), 0..8),
        noise in prop::collection::vec(any::<u8>(), 0..12),
        cut in any::<prop::sample::Index>(),
        fixes in prop::collection::btree_map((1_u32..14, 0_u32..8), any_cell(), 0..3),
    ) {
        let mut space = full();
        let before = space.ledger.store().dump().unwrap();
        let mut bytes = format!("{}\n", headers.join(",")).into_bytes();
        for row in &rows {
            bytes.extend(row.join(",").bytes());
            bytes.push(b'\n');
        }
        let at = cut.index(bytes.len());
        bytes.splice(at..at, noise);
        let choices = RowChoices { cells: fixes, ..RowChoices::default() };
        if import(&mut space.ledger, &bytes, &choices) {
            let during = space.ledger.store().dump().unwrap();
            for entity in [Entity::Company, Entity::Fact, Entity::Lead, Entity::StageMove] {
                for (key, values) in &before[&entity] {
                    let now = during[&entity].get(key);
                    prop_assert!(now.is_some(), "a {entity} went");
                    if entity == Entity::Company {
                        for (field, (old, new)) in Company::FIELDS.iter().zip(values.iter().zip(now.unwrap())) {
                            let entered = matches!(field.name, "notes" | "tier_reason" | "tier_override" | "local");
                            prop_assert!(!entered || old == new, "{} was touched", field.name);
                        }
                    } else {
                        prop_assert_eq!(Some(values), now, "a {} changed", entity);
                    }
                }
            }
            space.ledger.undo().unwrap();
        }
        prop_assert_eq!(space.ledger.store().dump().unwrap(), before);
    }
}
