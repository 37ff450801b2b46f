//! Duplicates in the window: found, judged, merged, and the merge taken back.

#![allow(missing_docs, clippy::expect_used)]

#[path = "../ui_shell/support.rs"]
mod support;

use eframe::egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable};
use support::{demo, go, nothing_is_missing, press, settle};
use uuid::Uuid;
use zhaoshang::{
    domain::{company::Company, ids::CompanyId, same::PairVerdict},
    ledger::{
        Action, Snapshot,
        duplicates::{judged, look_through},
    },
    text::Lang,
    ui::{App, PageId, Place, context::Post},
};

const ONE: &str = "垫江县鑫源建材有限公司";
const TRADER: &str = "垫江县鑫源建材经营部";
const OTHER: &str = "鑫源建材（垫江）有限责任公司";

/// The demonstration with one firm entered twice and another that only looks like it.
fn window() -> Harness<'static, App> {
    let mut harness = demo(Lang::Zh);
    for (key, name) in [(1, ONE), (2, OTHER), (3, TRADER)] {
        let key = Uuid::from_u128(0xffff_0000_0000_7000_8000_0000_0000_0000 + key);
        let mut company = Company::named(CompanyId::from_uuid(key), name);
        // The two records of one firm have a phone in common, so they stand above all pairs of the demonstration.
        if name != TRADER {
            company.phone = "13800000000".into();
        }
        company.main_business = if key.as_u128().is_multiple_of(2) { "水泥".into() } else { "砂石".into() };
        harness.state_mut().post(Post::act(Action::CreateCompany(Box::new(company))));
        settle(&mut harness);
    }
    go(&mut harness, Place::part(PageId::Data, "duplicates"));
    settle(&mut harness);
    harness
}

fn snapshot<'a>(harness: &'a Harness<'_, App>) -> &'a Snapshot {
    &harness.state().session().expect("open").snapshot
}

/// How many pairs wait, by the same comparison.
fn waiting(harness: &Harness<'_, App>) -> usize {
    let found = look_through(snapshot(harness), &|_| true).expect("not stopped");
    let apart = judged(snapshot(harness), PairVerdict::Different);
    found.pairs.iter().filter(|pair| !apart.contains(&(pair.one.min(pair.other), pair.one.max(pair.other)))).count()
}

fn says_waiting(harness: &Harness<'_, App>, count: usize) -> bool {
    harness.query_all_by_label_contains(&format!("待判断 {count}")).count() > 0
}

fn named(harness: &Harness<'_, App>, name: &str) -> usize {
    snapshot(harness).companies.iter().filter(|company| *company.name == *name).count()
}

#[test]
fn a_pair_is_found_with_its_reasons() {
    let harness = window();
    nothing_is_missing(&harness);
    assert!(says_waiting(&harness, waiting(&harness)));
    assert!(harness.query_all_by_label_contains("字号相同").count() > 0);
    assert!(harness.query_all_by_label_contains("同一家的可能").count() > 0);
}

#[test]
fn two_records_become_one_and_two_again() {
    let mut harness = window();
    press(&mut harness, "合并…");
    nothing_is_missing(&harness);
    // The other's business is taken instead of that of the one that stays.
    let offers: Vec<String> = harness
        .query_all_by_label_contains("采用")
        .filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label())
        .collect();
    assert!(offers.iter().any(|offer| offer == "主营业务：采用 水泥"), "{offers:?}");
    harness.get_by_label("主营业务：采用 水泥").click();
    settle(&mut harness);
    press(&mut harness, "合并");
    assert_eq!((named(&harness, ONE), named(&harness, OTHER)), (1, 0));
    let kept = snapshot(&harness).companies.iter().find(|company| *company.name == *ONE).expect("kept");
    assert_eq!(&*kept.main_business, "水泥");
    harness.get_by_role_and_label(Role::RadioButton, "已合并 1").click();
    settle(&mut harness);
    press(&mut harness, "撤回合并");
    assert_eq!((named(&harness, ONE), named(&harness, OTHER)), (1, 1));
    assert!(snapshot(&harness).aliases.is_empty());
}

#[test]
fn what_is_judged_different_does_not_come_back() {
    let mut harness = window();
    let before = waiting(&harness);
    press(&mut harness, "不是同一家");
    let pair = snapshot(&harness).pairs.iter().next().expect("a verdict").verdict;
    assert_eq!(pair, PairVerdict::Different);
    assert!(says_waiting(&harness, before - 1));
    press(&mut harness, "重新查找");
    assert!(says_waiting(&harness, before - 1));
    harness.get_by_role_and_label(Role::RadioButton, "不是同一家 1").click();
    settle(&mut harness);
    press(&mut harness, "改回待判断");
    assert!(says_waiting(&harness, before));
}
