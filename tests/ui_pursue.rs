//! The page Whom to pursue: reached by command, solves by itself, says why a company is in or out, pins and frees.

#![allow(clippy::expect_used)] // helpers outside `#[test]` functions may fail the test too

#[path = "ui_shell/support.rs"]
mod support;

use eframe::egui::{Key, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use jiff::civil::date;
use zhaoshang::{
    clock::Surroundings,
    domain::plan::Plan,
    ledger::{
        Ledger, Who, demo as example,
        pursuit::{Pursuit, PursuitWish},
        seeds,
    },
    text::Lang,
    ui::{App, Command, Launch, Opening, PageId, SettingsFile, context::Post, theme},
};

use support::{close_notes, demo, press, settle, type_into, window};

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

/// What the page works out by itself: the same question, asked here.
fn answer(harness: &Harness<'_, App>) -> Pursuit {
    let view = harness.state().session().expect("open").view.as_ref().expect("judged").clone();
    Pursuit::of(&view, PursuitWish::default(), &|_| true).expect("an answer")
}

/// Names of candidates: one that is chosen, one that is not.
fn in_and_out(harness: &Harness<'_, App>) -> (String, String) {
    let found = answer(harness);
    let snapshot = &harness.state().session().expect("open").snapshot;
    let name = |row: usize| snapshot.companies.row(row).expect("a company").name.to_string();
    let chosen = found.chosen_rows();
    let outside = found.question.rows.iter().find(|row| !chosen.contains(row)).expect("not everybody fits");
    (name(*chosen.first().expect("somebody")), name(*outside))
}

const SEARCH: &str = "查任意企业：为什么选、为什么不选";

/// Looks a company up on the right.
fn look_up(harness: &mut Harness<'_, App>, name: &str) {
    type_into(harness, SEARCH, name);
    harness.get_by_role_and_label(Role::Link, name).click();
    settle(harness);
    settle(harness);
}

fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn of_every_company_the_page_says_why_or_why_not() {
    let mut harness = pursue(Lang::Zh);
    let (inside, outside) = in_and_out(&harness);
    look_up(&mut harness, &inside);
    assert!(says(&harness, "在名单里：贡献"), "{inside}");
    look_up(&mut harness, &outside);
    assert!(says(&harness, "没有选") && !says(&harness, "在名单里：贡献"), "{outside}");
    // A local firm is no candidate, and cannot be pinned.
    let session = harness.state().session().expect("open");
    let view = session.view.as_ref().expect("judged");
    let local = *view.local_firms().iter().next().expect("a local firm");
    let local = session.snapshot.companies.get(local.uuid()).expect("known").name.to_string();
    look_up(&mut harness, &local);
    assert!(says(&harness, "不在候选里：本地企业"), "{local}");
    assert!(harness.query_by_role_and_label(Role::Button, "必选").is_none());
}

#[test]
fn a_pinned_company_is_named_and_comes_in_until_it_is_freed() {
    let mut harness = pursue(Lang::Zh);
    let (inside, outside) = in_and_out(&harness);
    look_up(&mut harness, &outside);
    press(&mut harness, "必选");
    settle(&mut harness);
    assert!(says(&harness, "在名单里：贡献") && says(&harness, "已指定：必选"));
    let chip = format!("取消指定 {outside}");
    harness.get_by_role_and_label(Role::Button, &chip);
    look_up(&mut harness, &inside);
    press(&mut harness, "不选");
    settle(&mut harness);
    assert!(says(&harness, "没有选") || says(&harness, "已指定：不选"));
    assert!(!says(&harness, "在名单里：贡献"), "{inside} is left out");
    harness.get_by_role_and_label(Role::Button, &format!("取消指定 {inside}")).click();
    settle(&mut harness);
    settle(&mut harness);
    assert!(says(&harness, "在名单里：贡献"), "{inside} is back");
    assert!(harness.query_by_role_and_label(Role::Button, &format!("取消指定 {inside}")).is_none());
    harness.get_by_role_and_label(Role::Button, &chip);
}

/// A workspace in a file, with settings in another.
fn lasting(folder: &tempfile::TempDir, name: &str) -> Harness<'static, App> {
    let path = folder.path().join(name);
    if !path.exists() {
        let today = date(2026, 11, 23);
        let plan = Plan::from_toml(seeds::PLAN, "plan").expect("a plan");
        let set = example::generate(&plan, &example::DemoOptions::new(today));
        let who = Who { author: "a".into(), unit: "b".into(), device: "c".into() };
        let beginning = seeds::beginning("demo", today, set.changes());
        drop(Ledger::create(&path, beginning, who, Surroundings::system()).expect("a workspace"));
    }
    let settings = SettingsFile::at(folder.path().join("settings.json"));
    let mut harness = window(Lang::Zh, Some(Opening::Existing(path)), settings);
    harness.state_mut().post(Post::Run(Command::Pursue));
    settle(&mut harness);
    settle(&mut harness);
    harness
}

#[test]
fn pins_and_land_set_by_hand_outlive_the_process_and_stay_with_their_workspace() {
    let folder = tempfile::tempdir().expect("a folder");
    let (inside, set) = {
        let mut harness = lasting(&folder, "a.zhaoshang");
        let (inside, _) = in_and_out(&harness);
        look_up(&mut harness, &inside);
        press(&mut harness, "不选");
        press(&mut harness, "用地与假设");
        harness.get_all_by_role_and_label(Role::Button, "填写").next().expect("land").click();
        settle(&mut harness);
        let field = |harness: &Harness<'_, App>| {
            let mut fields = harness.get_all_by_label_contains("可用土地（亩） ");
            fields.find_map(|node| node.accesskit_node().label()).expect("a field")
        };
        let set = field(&harness);
        // Long enough for what is remembered to be written.
        harness.run_steps(8);
        (inside, set)
    };
    let chip = format!("取消指定 {inside}");
    {
        let mut harness = lasting(&folder, "a.zhaoshang");
        harness.get_by_role_and_label(Role::Button, &chip);
        press(&mut harness, "用地与假设");
        assert!(harness.query_all_by_label_contains(&set).next().is_some(), "{set}");
    }
    let mut other = lasting(&folder, "b.zhaoshang");
    assert!(other.query_by_role_and_label(Role::Button, &chip).is_none(), "another workspace");
    press(&mut other, "用地与假设");
    assert!(other.query_all_by_label_contains(&set).next().is_none());
}

#[test]
fn several_bases_are_chosen_at_once() {
    let mut harness = pursue(Lang::Zh);
    let plan = harness.state().session().expect("open").view.as_ref().expect("judged").policy.plan.clone();
    let names: Vec<String> =
        plan.bases.iter().filter(|base| !base.seats.is_empty()).map(|base| base.name.zh.clone()).collect();
    harness.get_by_role_and_label(Role::ComboBox, "基地 全部基地").click();
    settle(&mut harness);
    for name in &names[..2] {
        harness.get_by_role_and_label(Role::CheckBox, name).click();
        settle(&mut harness);
    }
    harness.key_press(Key::Escape);
    settle(&mut harness);
    settle(&mut harness);
    let label = harness.get_by_role(Role::ComboBox).accesskit_node().label().expect("a name");
    assert!(names[..2].iter().all(|name| label.contains(name.as_str())), "{label}");
    for name in &names[..2] {
        assert!(says(&harness, name), "{name}");
    }
    for name in &names[2..] {
        assert!(!says(&harness, name), "{name} was not asked about");
    }
}

/// A window that works with threads, as the program does.
fn threaded() -> Harness<'static, App> {
    let launch = Launch {
        open: Some(Opening::Demo),
        reopen_last: false,
        settings: SettingsFile::nowhere(),
        lang: Lang::Zh,
        surroundings: Surroundings::system(),
        threaded: true,
    };
    Harness::builder()
        .with_size([1366.0, 768.0])
        .with_context_setup(theme::install)
        .build_eframe(|creation| App::new(&creation.egui_ctx, launch))
}

/// Frames until something holds; the work goes on beside them.
fn until(harness: &mut Harness<'_, App>, holds: impl Fn(&Harness<'_, App>) -> bool) -> bool {
    for _ in 0..20_000 {
        harness.step();
        if holds(harness) {
            return true;
        }
        std::thread::yield_now();
    }
    false
}

#[test]
fn a_stopped_choice_says_so_and_can_be_made_again() {
    let mut harness = threaded();
    let judged = |harness: &Harness<'_, App>| {
        harness.state().session().is_some_and(|session| session.view.is_some()) && !says(harness, "停止")
    };
    assert!(until(&mut harness, judged), "the demonstration is open");
    harness.state_mut().post(Post::Run(Command::Pursue));
    assert!(until(&mut harness, |harness| says(harness, "正在计算…") || says(harness, "期望值")));
    // The work may be faster than the hand: then it is asked another question and stopped at that.
    let stopped = (0..20).any(|round| {
        if let Some(stop) = harness.query_all_by_role_and_label(Role::Button, "停止").next() {
            stop.click();
        }
        let is_over = |harness: &Harness<'_, App>| !says(harness, "正在计算…");
        assert!(until(&mut harness, is_over));
        if says(&harness, "已停止") {
            return true;
        }
        let other = if round % 2 == 0 { "照常计入" } else { "一起选" };
        harness.get_by_label(other).click();
        harness.step();
        until(&mut harness, |harness| says(harness, "正在计算…") || says(harness, "期望值"));
        false
    });
    assert!(stopped);
    harness.get_by_role_and_label(Role::Button, "重新计算").click();
    let answered = |harness: &Harness<'_, App>| says(harness, "期望值") && !says(harness, "已停止");
    assert!(until(&mut harness, answered), "it is chosen again");
}
