//! The card: reasons, facts, gates, profile, leads, history.

use eframe::egui::{Key, accesskit::Role};
use egui_kittest::kittest::Queryable;
use zhaoshang::{
    domain::{
        company::GateState,
        fact::{FactState, Metric},
        lead::Stage,
    },
    text::Lang,
    ui::Place,
};

use super::{companies, go, nothing_is_missing, press, tab, type_into, with_company};

#[test]
fn four_outputs_open_to_their_reasons() {
    let mut harness = companies(Lang::Zh);
    with_company(&mut harness, |_| {});
    for output in ["准入：", "价值 · 等级", "可得性：", "席位需求："] {
        assert!(harness.query_all_by_label_contains(output).count() >= 1, "{output}");
    }
    press(&mut harness, "优先级的四个因子");
    assert!(harness.query_all_by_label_contains("首阶段假设").count() > 1, "on the tile and among the factors");
    let gates = harness.get_all_by_label_contains("准入：").next().expect("the tile");
    gates.click();
    harness.run();
    assert!(harness.query_by_label_contains("人工核查优先").is_some(), "the gates opened");
}

#[test]
fn a_criterion_opens_to_proof_anchor_and_weight() {
    let mut harness = companies(Lang::Zh);
    with_company(&mut harness, |_| {});
    harness.get_by_label_contains("赛道契合度：").click();
    harness.run();
    assert!(harness.query_by_label_contains("匹配强度").is_some());
    assert!(harness.query_by_label_contains("模型所写").is_some());
    assert!(harness.query_by_label_contains("四、(二)").is_some(), "the plan's heading is cited");
}

#[test]
fn a_fact_answers_an_open_question_and_can_be_undone() {
    let mut harness = companies(Lang::Zh);
    let id = with_company(&mut harness, |_| {});
    let coverage = |harness: &egui_kittest::Harness<'_, zhaoshang::ui::App>| {
        let view = harness.state().session().expect("open").view.clone().expect("judged");
        view.assessment.prospects[view.row_of(id).expect("judged")].coverage
    };
    let before = coverage(&harness);
    tab(&mut harness, "待问");
    press(&mut harness, "录入“研发投入强度”");
    press(&mut harness, "保存");
    assert!(harness.query_by_label("请填写数值。").is_some(), "no value, no fact");
    type_into(&mut harness, "数值", "4.2%");
    type_into(&mut harness, "来源", "年报");
    press(&mut harness, "保存");
    harness.run();
    {
        let session = harness.state().session().expect("open");
        let facts: Vec<_> = session.snapshot.facts.of(id).collect();
        assert_eq!(facts.len(), 1);
        assert_eq!((facts[0].metric, facts[0].number, &*facts[0].source), (Metric::RdIntensity, Some(4.2), "年报"));
        assert_eq!(facts[0].as_of, Some(jiff::civil::date(2026, 11, 23)));
    }
    assert!(coverage(&harness) > before, "more is known");
    harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::Z);
    harness.run();
    harness.run();
    assert!((coverage(&harness) - before).abs() < 1e-12);
}

#[test]
fn facts_are_corrected_in_place_and_deleted() {
    let mut harness = companies(Lang::Zh);
    let id = with_company(&mut harness, |_| {});
    tab(&mut harness, "数据");
    press(&mut harness, "录入数据");
    type_into(&mut harness, "数值", "1.2亿");
    harness.key_press(Key::Enter);
    harness.run();
    harness.run();
    let number = |harness: &egui_kittest::Harness<'_, zhaoshang::ui::App>| {
        harness.state().session().expect("open").snapshot.facts.of(id).next().and_then(|fact| fact.number)
    };
    assert_eq!(number(&harness), Some(12_000.0));
    press(&mut harness, "更正“营业收入”");
    press(&mut harness, "未提供");
    press(&mut harness, "保存");
    harness.run();
    let state = harness.state().session().expect("open").snapshot.facts.of(id).next().map(|fact| fact.state);
    assert_eq!(state, Some(FactState::Refused));
    press(&mut harness, "删除“营业收入”");
    harness.run();
    assert_eq!(harness.state().session().expect("open").snapshot.facts.of(id).count(), 0);
}

#[test]
fn a_gate_check_needs_its_proof() {
    let mut harness = companies(Lang::Zh);
    let id = with_company(&mut harness, |_| {});
    tab(&mut harness, "准入");
    let gate = {
        let view = harness.state().session().expect("open").view.clone().expect("judged");
        view.policy.plan.gates[0].clone()
    };
    let check = format!("核查“{}”", gate.name.zh);
    press(&mut harness, &check);
    press(&mut harness, "不通过");
    press(&mut harness, "保存");
    assert!(harness.query_by_label_contains("请写明依据").is_some());
    type_into(&mut harness, "依据", "环评文件第 3 页");
    press(&mut harness, "保存");
    harness.run();
    let session = harness.state().session().expect("open");
    let found = session.snapshot.gate_checks.of(id).next().expect("a check");
    assert_eq!((found.state, &found.gate), (GateState::Fail, &gate.id));
    let view = session.view.as_ref().expect("judged");
    assert_eq!(view.assessment.prospects[view.row_of(id).expect("judged")].gate, GateState::Fail);
    assert!(harness.query_by_label_contains("环评文件第 3 页").is_some());
    let withdraw = format!("撤回对“{}”的核查", gate.name.zh);
    press(&mut harness, &withdraw);
    harness.run();
    assert_eq!(harness.state().session().expect("open").snapshot.gate_checks.of(id).count(), 0);
}

#[test]
fn fields_are_edited_where_they_stand() {
    let mut harness = companies(Lang::Zh);
    let id = with_company(&mut harness, |_| {});
    tab(&mut harness, "档案");
    press(&mut harness, "修改简称：");
    type_into(&mut harness, "简称", "测试电机");
    harness.key_press(Key::Enter);
    harness.run();
    harness.run();
    let company = |harness: &egui_kittest::Harness<'_, zhaoshang::ui::App>| {
        harness.state().session().expect("open").snapshot.companies.get(id.uuid()).expect("it").clone()
    };
    assert_eq!(&*company(&harness).short_name, "测试电机");
    assert!(harness.query_by_role_and_label(Role::TextInput, "英文名").is_some(), "Enter goes down");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_role_and_label(Role::TextInput, "英文名").is_none(), "Esc gives up");
    press(&mut harness, "修改统一社会信用代码：");
    type_into(&mut harness, "统一社会信用代码", "91110000600037341M");
    harness.run();
    assert!(harness.query_by_label_contains("应为 L").is_some(), "a wrong code is warned about");
    harness.key_press(Key::Enter);
    harness.run();
    harness.run();
    assert_eq!(&*company(&harness).credit_code, "91110000600037341M", "and kept");
}

#[test]
fn the_tier_is_set_with_a_reason_only() {
    let mut harness = companies(Lang::Zh);
    let id = with_company(&mut harness, |_| {});
    tab(&mut harness, "档案");
    press(&mut harness, "人工认定梯队");
    press(&mut harness, "保存");
    assert!(harness.query_by_label("请写明理由。").is_some());
    type_into(&mut harness, "理由", "集团本部");
    press(&mut harness, "保存");
    harness.run();
    let session = harness.state().session().expect("open");
    let company = session.snapshot.companies.get(id.uuid()).expect("it");
    assert!(company.tier_override.is_some());
    assert_eq!(&*company.tier_reason, "集团本部");
    assert!(harness.query_by_label_contains("人工认定：集团本部").is_some());
    press(&mut harness, "恢复按规则判定梯队");
    harness.run();
    let session = harness.state().session().expect("open");
    assert_eq!(session.snapshot.companies.get(id.uuid()).expect("it").tier_override, None);
}

#[test]
fn a_lead_is_opened_and_moved_on() {
    let mut harness = companies(Lang::Zh);
    let id = with_company(&mut harness, |_| {});
    tab(&mut harness, "项目");
    press(&mut harness, "新建项目");
    type_into(&mut harness, "计划总投资", "3亿");
    press(&mut harness, "保存");
    harness.run();
    let lead = harness.state().session().expect("open").snapshot.leads.of(id).next().cloned().expect("a lead");
    assert_eq!((lead.stage, lead.total_investment.map(|amount| amount.0)), (Stage::Clue, Some(300_000_000)));
    press(&mut harness, "推进到“终止”");
    press(&mut harness, "推进");
    assert!(harness.query_by_label("请写明理由。").is_some(), "ending needs a reason");
    type_into(&mut harness, "理由", "去了外地");
    press(&mut harness, "推进");
    harness.run();
    let lead = harness.state().session().expect("open").snapshot.leads.of(id).next().cloned().expect("a lead");
    assert_eq!((lead.stage, &*lead.loss_reason), (Stage::Lost, "去了外地"));
}

#[test]
fn a_second_lead_is_asked_about_and_begins_on_the_chain() {
    let mut harness = companies(Lang::Zh);
    let id = with_company(&mut harness, |_| {});
    let count = |harness: &egui_kittest::Harness<'_, zhaoshang::ui::App>| {
        harness.state().session().expect("open").snapshot.leads.of(id).count()
    };
    tab(&mut harness, "项目");
    press(&mut harness, "新建项目");
    type_into(&mut harness, "计划总投资", "300万美元");
    press(&mut harness, "保存");
    harness.run();
    let lead = harness.state().session().expect("open").snapshot.leads.of(id).next().cloned().expect("a lead");
    assert_eq!(lead.total_investment.map(|amount| amount.0), Some(3_000_000));
    assert_eq!(lead.currency, Some(zhaoshang::domain::units::Currency::Usd), "dollars stay dollars");
    press(&mut harness, "新建项目");
    assert!(harness.query_by_label_contains("撞单：这家企业已有 1 个在办项目").is_some());
    harness.get_by_role_and_label(Role::ComboBox, "阶段").click();
    harness.run();
    assert!(
        harness.query_all_by_role_and_label(Role::Button, "终止").next().is_none(),
        "it does not begin with its end"
    );
    harness.get_all_by_role_and_label(Role::Button, "研判").next_back().expect("a stage").click();
    harness.run();
    press(&mut harness, "保存");
    assert_eq!(count(&harness), 1, "asked first");
    press(&mut harness, "仍要新建");
    harness.run();
    assert_eq!(count(&harness), 2);
}

#[test]
fn honours_tell_whether_they_still_hold() {
    let mut harness = companies(Lang::Zh);
    let id = with_company(&mut harness, |_| {});
    tab(&mut harness, "数据");
    press(&mut harness, "录入资质");
    type_into(&mut harness, "有效期至", "2025-01-31");
    press(&mut harness, "保存");
    harness.run();
    assert_eq!(harness.state().session().expect("open").snapshot.honours.of(id).count(), 1);
    assert!(harness.query_by_label_contains("已过期（2025-01-31）").is_some());
    press(&mut harness, "删除“高新技术企业”");
    harness.run();
    assert_eq!(harness.state().session().expect("open").snapshot.honours.of(id).count(), 0);
}

#[test]
fn one_key_confirms_or_corrects_the_sector() {
    let mut harness = companies(Lang::Zh);
    let id = with_company(&mut harness, |_| {});
    tab(&mut harness, "依据");
    assert!(harness.query_by_label("永磁同步电机").is_some(), "its own text is shown");
    let confirmed = |harness: &egui_kittest::Harness<'_, zhaoshang::ui::App>| {
        let session = harness.state().session().expect("open");
        session.snapshot.companies.get(id.uuid()).expect("it").confirmed_sector.clone()
    };
    let sectors = {
        let view = harness.state().session().expect("open").view.clone().expect("judged");
        view.policy.plan.sectors.iter().map(|sector| sector.id.clone()).collect::<Vec<_>>()
    };
    harness.key_press(Key::Y);
    harness.run();
    assert!(confirmed(&harness).is_some());
    harness.key_press(Key::Num4);
    harness.run();
    assert_eq!(confirmed(&harness).as_ref(), sectors.get(3));
    harness.key_press(Key::Num0);
    harness.run();
    assert_eq!(confirmed(&harness), None);
}

#[test]
fn the_log_tells_what_was_done_in_sentences() {
    let mut harness = companies(Lang::Zh);
    with_company(&mut harness, |_| {});
    tab(&mut harness, "档案");
    press(&mut harness, "修改市：");
    type_into(&mut harness, "市", "甲市");
    harness.key_press(Key::Enter);
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    tab(&mut harness, "记录");
    harness.run();
    assert!(harness.query_by_label("市填为“甲市”").is_some());
    assert!(harness.query_by_label("新增企业").is_some());
}

#[test]
fn every_part_is_drawn_in_both_languages_with_a_long_name() {
    for (lang, tabs) in [
        (Lang::Zh, ["评分", "待问", "依据", "准入", "数据", "档案", "项目", "往来", "记录"]),
        (Lang::En, ["Score", "Ask", "Evidence", "Gates", "Facts", "Profile", "Leads", "Dealings", "Log"]),
    ] {
        let mut harness = companies(lang);
        let id = with_company(&mut harness, |company| {
            company.name = "长".repeat(60).into();
            company.credit_code = "123".into();
        });
        for name in tabs {
            tab(&mut harness, name);
            nothing_is_missing(&harness);
        }
        // And of one that has everything.
        let full = {
            let session = harness.state().session().expect("open");
            session.snapshot.leads.iter().find(|lead| lead.company != id).map(|lead| lead.company).expect("a lead")
        };
        go(&mut harness, Place::company(full));
        for name in tabs {
            tab(&mut harness, name);
            nothing_is_missing(&harness);
        }
    }
}

#[test]
fn the_evidence_tells_roles_and_why_no_other_sector() {
    let mut harness = companies(Lang::Zh);
    with_company(&mut harness, |company| {
        company.main_business = "永磁同步电机的研发、生产；销售芯片".into();
    });
    tab(&mut harness, "依据");
    assert!(harness.query_all_by_label_contains("生产：“永磁同步电机”").count() >= 1, "the role stands in words");
    assert!(harness.query_by_label("为什么不是其他赛道").is_some());
    assert!(harness.query_all_by_label("文字里没有指向它的词").count() >= 1);
    let others = {
        let view = harness.state().session().expect("open").view.clone().expect("judged");
        view.policy.plan.sectors.len() - 1
    };
    let reasons = ["文字里没有", "只在否定", "只有“", "只说销售", "有“"];
    let told: usize = reasons.into_iter().map(|reason| harness.query_all_by_label_contains(reason).count()).sum();
    assert!(told >= others, "every other sector has its reason: {told} of {others}");
}

#[test]
fn the_need_opens_to_its_four_factors() {
    let mut harness = companies(Lang::Zh);
    let best = harness.state().session().expect("open").snapshot.leads.iter().next().map(|lead| lead.company);
    go(&mut harness, Place::company(best.expect("a lead")));
    harness.get_by_label_contains("席位需求：").click();
    harness.run();
    for factor in ["席位价值", "按 100 分折算"] {
        assert!(harness.query_all_by_label_contains(factor).count() >= 1, "{factor}");
    }
}

#[test]
fn the_log_says_what_was_entered() {
    let mut harness = companies(Lang::Zh);
    with_company(&mut harness, |_| {});
    tab(&mut harness, "数据");
    press(&mut harness, "录入数据");
    type_into(&mut harness, "数值", "1.2亿");
    type_into(&mut harness, "来源", "年报");
    press(&mut harness, "保存");
    harness.run();
    tab(&mut harness, "记录");
    harness.run();
    assert!(harness.query_by_label("录入营业收入：1.2 亿元（2026-11-23；年报）").is_some());
    harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::Z);
    harness.run();
    harness.run();
    let taken_back = harness.query_all_by_label_contains("撤销：").filter(|node| node.rect().left() > 850.0);
    assert!(taken_back.count() >= 1, "and what was taken back");
}
