//! The overview, driven by what a screen reader would hear, on the demonstration.

#![allow(clippy::expect_used)] // helpers outside `#[test]` functions may fail the test too

#[path = "ui_shell/support.rs"]
mod support;

use eframe::egui::{Key, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use zhaoshang::{
    domain::{company::GateState, plan::Tier},
    ledger::assessment::SlotState,
    text::{Label, Lang, format},
    ui::{App, PageId},
};

use support::demo;

fn slots(harness: &Harness<'_, App>) -> Vec<SlotState> {
    let session = harness.state().session().expect("open");
    session.view.as_ref().expect("judged").assessment.slots.clone()
}

/// The slot with most open leads, and what its row says.
fn busiest(harness: &Harness<'_, App>, lang: Lang) -> (SlotState, String) {
    let slots = slots(harness);
    let slot = slots.into_iter().max_by_key(|slot| slot.open.len()).expect("slots");
    let session = harness.state().session().expect("open");
    let plan = &session.view.as_ref().expect("judged").policy.plan;
    let base = plan.base(&slot.slot.base).expect("base");
    let start = match lang {
        Lang::Zh => format!("{}，{}：", base.name.zh, slot.slot.tier.label(lang)),
        Lang::En => format!("{}, {}: ", base.name.en, slot.slot.tier.label(lang)),
    };
    (slot, start)
}

#[test]
fn every_slot_says_how_it_stands_and_a_base_without_numbers_says_so() {
    let harness = demo(Lang::Zh);
    for slot in slots(&harness) {
        let words = format!(
            "已落地 {}，目标 {}",
            slot.landed.len(),
            if slot.range.min == slot.range.max {
                slot.range.max.to_string()
            } else {
                format!("{}–{}", slot.range.min, slot.range.max)
            }
        );
        let row = harness
            .query_all_by_role(Role::DisclosureTriangle)
            .filter_map(|node| node.accesskit_node().label())
            .find(|label| {
                label.contains(&words) && label.ends_with(&format!("席位需求 {}", format::fixed(slot.outlook.need, 2)))
            });
        let row = row.unwrap_or_else(|| panic!("no row says {words}"));
        assert!(row.contains(&format!("达下限概率 {}", format::share(slot.outlook.reaches_min))), "{row}");
        assert_eq!(row.contains("已到期"), slot.passed, "{row}");
    }
    assert!(harness.query_by_label("未设目标").is_some(), "a base without numbers");
}

#[test]
fn a_slot_opens_to_the_leads_that_carry_it_and_esc_closes_it() {
    let mut harness = demo(Lang::Zh);
    let (slot, row) = busiest(&harness, Lang::Zh);
    harness.get_by_label_contains(&row).click();
    harness.run();
    let title = format!("支撑这个席位的项目 {} 个", slot.open.len());
    assert!(harness.query_by_label(&title).is_some(), "{title}");
    let session = harness.state().session().expect("open");
    let best = slot
        .open
        .iter()
        .max_by(|one, other| {
            let worth =
                |lead: &zhaoshang::ledger::assessment::SlotLead| slot.outlook.reaches_min - lead.without.reaches_min;
            worth(one).total_cmp(&worth(other))
        })
        .expect("leads");
    let name = session.snapshot.companies.get(best.company.uuid()).expect("company").name.to_string();
    let chance = format::share(best.p);
    let lead = harness
        .query_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .find(|label| label.starts_with(&format!("{name}，")))
        .expect("the lead worth most is listed");
    assert!(lead.contains(&format!("可得性 {chance}")), "{lead}");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label(&title).is_none(), "still open");
}

#[test]
fn a_lead_leads_to_its_company_and_a_slot_to_its_shortlist() {
    let mut harness = demo(Lang::Zh);
    let (slot, row) = busiest(&harness, Lang::Zh);
    harness.get_by_label_contains(&row).click();
    harness.run();
    harness.get_by_label("为该席位做短名单").click();
    harness.run();
    assert_eq!(harness.state().page(), Some(PageId::Shortlist));
    let plan = harness.state().session().and_then(|session| session.view.as_ref()).expect("judged").policy.plan.clone();
    let base = plan.base(&slot.slot.base).expect("base").name.zh.clone();
    assert!(harness.query_by_label(&format!("基地 {base}")).is_some(), "the base is chosen");
    let tier = slot.slot.tier.label(Lang::Zh);
    assert!(harness.query_by_label(&format!("梯队 {tier}")).is_some(), "the tier is chosen");
}

#[test]
fn counts_say_what_the_view_says_and_open_the_companies() {
    let mut harness = demo(Lang::Zh);
    let view = harness.state().session().and_then(|session| session.view.clone()).expect("judged");
    let prospects = &view.assessment.prospects;
    for tier in Tier::ALL {
        let count = prospects.iter().filter(|prospect| prospect.tier.tier == *tier).count();
        let words = format!("{} {count}", tier.label(Lang::Zh));
        assert!(harness.query_by_label(&words).is_some(), "{words}");
    }
    let failing = prospects.iter().filter(|prospect| prospect.gate == GateState::Fail).count();
    // It stands below the fold, where a pointer does not reach it.
    harness.get_by_label(&format!("不通过 {failing}")).click_accesskit();
    harness.run();
    assert_eq!(harness.state().page(), Some(PageId::Companies));
}

/// A window so tall that nothing has to be scrolled to.
fn all_in_sight(harness: &mut Harness<'_, App>) {
    harness.set_size(eframe::egui::vec2(1366.0, 2600.0));
    harness.run();
}

#[test]
fn indicators_are_the_plans_own_and_years_past_are_named_so() {
    let mut harness = demo(Lang::Zh);
    all_in_sight(&mut harness);
    for words in ["2020 现状", "2022 目标（已到期）", "2025 目标（已到期）", "254.8", "规模以上企业产值"]
    {
        assert!(harness.query_all_by_label(words).next().is_some(), "nothing says {words}");
    }
    assert!(harness.query_by_label_contains("程序不推算").is_some());
}

#[test]
fn a_backup_made_here_is_the_last_one() {
    let mut harness = demo(Lang::En);
    all_in_sight(&mut harness);
    assert!(harness.query_by_label("There is no backup yet").is_some());
    harness.get_by_label("Back up now").click();
    harness.run();
    assert!(harness.query_by_label("There is no backup yet").is_none());
    assert!(harness.query_by_label_contains("today ").is_some());
}
