//! Companies side by side, driven without display by what a screen reader would hear.

#![allow(clippy::expect_used)]

#[path = "ui_shell/support.rs"]
mod support;

use egui_kittest::{Harness, kittest::Queryable};
use support::demo;
use zhaoshang::{
    domain::ids::CompanyId,
    text::Lang,
    ui::{
        App, Command,
        context::Post,
        pages::compare::part_of,
        route::{PageId, Place},
    },
};

fn companies(harness: &Harness<'static, App>, count: usize) -> Vec<(CompanyId, String)> {
    let view = harness.state().session().expect("open").view.as_ref().expect("judged");
    view.snapshot.companies.iter().take(count).map(|company| (company.id, company.name.to_string())).collect()
}

#[test]
fn the_command_proposes_the_best_and_says_how_firm_their_places_are() {
    let mut harness = demo(Lang::Zh);
    harness.state_mut().post(Post::Run(Command::Compare));
    harness.run();
    harness.run();
    assert_eq!(harness.state().page(), Some(PageId::Compare));
    assert_eq!(harness.query_all_by_label_contains("移出对比").count(), 3);
    assert!(harness.query_all_by_label_contains("入围前 40 的把握").next().is_some());
    assert!(harness.query_all_by_label_contains("稳定入围").next().is_some());
}

#[test]
fn companies_come_and_go_and_each_cell_speaks() {
    let mut harness = demo(Lang::En);
    let chosen = companies(&harness, 2);
    let ids: Vec<CompanyId> = chosen.iter().map(|(id, _)| *id).collect();
    harness.state_mut().post(Post::go(Place::part(PageId::Compare, &part_of(&ids))));
    harness.run();
    harness.run();
    for (_, name) in &chosen {
        let cell = format!("{name}, Innovation: ");
        assert!(harness.query_all_by_label_contains(&cell).next().is_some(), "{cell}");
    }
    harness.get_by_label(&format!("Take out: {}", chosen[0].1)).click();
    harness.run();
    harness.run();
    assert_eq!(harness.query_all_by_label_contains("Take out").count(), 1);
    harness.get_by_label(&format!("Take out: {}", chosen[1].1)).click();
    harness.run();
    assert!(harness.query_by_label_contains("Nobody to compare yet").is_some());
}
