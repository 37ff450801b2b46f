//! The page Whom to pursue: reached by command, solves by itself, says why a company is in or out, pins and frees.

#![allow(clippy::expect_used)] // helpers outside `#[test]` functions may fail the test too

#[path = "ui_shell/support.rs"]
mod support;

use egui_kittest::{Harness, kittest::Queryable};
use zhaoshang::{
    text::Lang,
    ui::{App, Command, PageId, context::Post},
};

use support::{close_notes, demo, settle};

fn pursue(lang: Lang) -> Harness<'static, App> {
    let mut harness = demo(lang);
    harness.state_mut().post(Post::Run(Command::Pursue));
    harness.run();
    assert_eq!(harness.state().page(), Some(PageId::Pursue));
    harness.run();
    harness
}

#[test]
fn the_page_shows_a_plan_with_its_bound() {
    let harness = pursue(Lang::Zh);
    for words in ["期望值", "选出", "存为短名单"] {
        assert!(harness.query_all_by_label_contains(words).next().is_some(), "{words}");
    }
    for title in ["查一家", "席位会怎样", "多一点值多少", "依据与假设"] {
        harness.get_by_label(title);
    }
}

#[test]
fn everything_is_said_in_english_too() {
    let harness = pursue(Lang::En);
    for title in ["Look at one", "What the slots become", "What a little more is worth", "Basis and assumptions"] {
        harness.get_by_label(title);
    }
}

#[test]
fn assumptions_are_shown_on_demand_and_called_so() {
    let mut harness = pursue(Lang::Zh);
    assert!(harness.query_by_label("每场分钟（假设）").is_none());
    harness.get_by_label("用地与假设").click();
    harness.run();
    for words in ["每场分钟（假设）", "用地未知时按（亩，假设）", "待核准入能通过（假设）", "席位占比（假设）"]
    {
        assert!(harness.query_all_by_label(words).next().is_some(), "{words}");
    }
}

#[test]
fn the_chosen_become_a_walk_of_a_fair_in_one_step() {
    let mut harness = pursue(Lang::Zh);
    let visits = |harness: &Harness<'_, App>| {
        harness.state().session().expect("a workspace").snapshot.visits.iter().cloned().collect::<Vec<_>>()
    };
    let before = visits(&harness);
    harness.get_by_label_contains("排成展会行程").click();
    harness.run();
    harness.get_by_label_contains("家参展").click();
    settle(&mut harness);
    assert_eq!(harness.state().page(), Some(PageId::Fair));
    let after = visits(&harness);
    assert_ne!(before, after);
    for kept in before.iter().filter(|visit| visit.pinned || visit.done) {
        assert!(after.iter().any(|visit| visit.id == kept.id), "what a person chose or did stays");
    }
    close_notes(&mut harness);
    harness.state_mut().post(Post::Run(Command::Undo));
    settle(&mut harness);
    assert_eq!(before, visits(&harness), "one undo takes it back");
}
