//! The tab Terms of the page Plan & model, driven without display by what a screen reader would hear.

#![allow(clippy::expect_used)]

#[path = "ui_shell/support.rs"]
#[allow(dead_code)] // shared; each test file uses its part
mod support;

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use support::demo;
use zhaoshang::{
    ledger::View,
    matching::OUT_OF_SCOPE,
    text::Lang,
    ui::{
        App,
        context::Post,
        route::{PageId, Place},
    },
};

fn view<'h>(harness: &'h Harness<'static, App>) -> &'h View {
    harness.state().session().expect("open").view.as_ref().expect("judged")
}

fn catalogues(harness: &Harness<'static, App>) -> usize {
    harness.state().session().expect("open").snapshot.catalogues.len()
}

fn page(lang: Lang) -> Harness<'static, App> {
    let mut harness = demo(lang);
    harness.state_mut().post(Post::go(Place::part(PageId::Plan, "terms")));
    harness.run();
    harness
}

/// The first segment of the plan, chosen in the tree; its name.
fn choose_segment(harness: &mut Harness<'static, App>) -> String {
    let (sector, segment) = {
        let sector = &view(harness).policy.plan.sectors[0];
        (sector.name.zh.clone(), sector.segments[0].name.zh.clone())
    };
    for name in [&sector, &segment] {
        branch(harness, name).expect("a branch");
        let label = format!("{name}：");
        harness
            .get_all_by_role(Role::TreeItem)
            .find(|item| item.accesskit_node().label().is_some_and(|found| found.starts_with(&label)))
            .expect("in the tree")
            .click();
        harness.run();
    }
    segment
}

/// The number of terms the tree shows for a part.
fn branch(harness: &Harness<'static, App>, name: &str) -> Option<usize> {
    let label = format!("{name}：");
    harness.get_all_by_role(Role::TreeItem).find_map(|item| {
        let found = item.accesskit_node().label()?;
        let count = found.strip_prefix(&label)?.strip_suffix(" 个词")?.replace([',', ' ', '\u{202f}'], "");
        count.parse().ok()
    })
}

fn write(harness: &mut Harness<'static, App>, label: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, label).click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

fn press(harness: &mut Harness<'static, App>, label: &str) {
    harness.get_by_role_and_label(Role::Button, label).click();
    harness.run();
}

/// A run of characters of one company outside the plan that no other company has, and its name.
fn word_of_an_outsider(view: &View) -> (String, String) {
    let companies: Vec<_> = view.snapshot.companies.iter().collect();
    for (row, company) in companies.iter().enumerate() {
        let prospect = &view.assessment.prospects[row];
        let text: Vec<char> = company.main_business.chars().collect();
        if prospect.sector.is_some() || company.confirmed_sector.is_some() {
            continue;
        }
        for run in text.windows(4).filter(|run| run.iter().all(|scalar| ('\u{4e00}'..'\u{9fff}').contains(scalar))) {
            let word: String = run.iter().collect();
            let holders = companies.iter().filter(|one| one.main_business.contains(&word)).count();
            if holders <= 3 {
                return (word, company.name.to_string());
            }
        }
    }
    panic!("the demonstration has companies outside the plan");
}

#[test]
fn a_term_is_added_previewed_saved_and_undone() {
    let mut harness = page(Lang::Zh);
    let segment = choose_segment(&mut harness);
    let before = branch(&harness, &segment).expect("a count");
    assert!(before > 10, "{before}");
    let (word, name) = word_of_an_outsider(view(&harness));

    write(&mut harness, "新词", &word);
    press(&mut harness, "添加");
    assert_eq!(branch(&harness, &segment), Some(before + 1));
    assert!(harness.query_by_label_contains("改动 1 个词").is_some(), "the preview follows");
    let moved = format!("{name}：");
    let row = harness
        .get_all_by_role(Role::Button)
        .find_map(|button| button.accesskit_node().label().filter(|label| label.starts_with(&moved)))
        .expect("the company is listed");
    assert!(row.contains("→") && row.contains(&segment), "{row}");
    assert!(harness.query_by_label_contains(&format!("“{word}”")).is_some(), "with its evidence");
    let sector = |harness: &Harness<'static, App>| {
        let view = view(harness);
        let row = view.snapshot.companies.iter().position(|company| *company.name == *name).expect("there");
        view.assessment.prospects[row].sector.clone()
    };
    assert_eq!(sector(&harness), None, "nothing changes before it is saved");
    assert_eq!(catalogues(&harness), 1);

    press(&mut harness, "存为新版本");
    assert_eq!(catalogues(&harness), 2);
    assert!(sector(&harness).is_some(), "matched by the new version");
    assert!(harness.query_by_label_contains("尚未保存").is_none());

    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(sector(&harness), None);
    assert_eq!(branch(&harness, &segment), Some(before));
}

#[test]
fn a_term_is_found_switched_off_and_given_back() {
    let mut harness = page(Lang::Zh);
    let segment = choose_segment(&mut harness);
    let before = branch(&harness, &segment).expect("a count");
    let first = harness
        .get_all_by_role(Role::Button)
        .filter_map(|button| button.accesskit_node().label())
        .find(|label| label.starts_with("停用 "))
        .expect("an entry");
    press(&mut harness, &first);
    let term = first.trim_start_matches("停用 ");
    assert!(branch(&harness, &segment).expect("a count") < before);
    assert!(harness.query_by_label("已停用").is_some());
    press(&mut harness, &format!("启用 {term}"));
    assert_eq!(branch(&harness, &segment), Some(before));
    assert!(harness.query_by_label_contains("尚未保存").is_none(), "back to where it was: no draft");
}

#[test]
fn what_cannot_be_a_term_is_refused_with_the_reason() {
    let mut harness = page(Lang::Zh);
    choose_segment(&mut harness);
    for (term, reason) in [("电", "单个汉字"), ("{甲,乙", "花括号"), ("甲乙，丙丁", "标点")] {
        write(&mut harness, "新词", term);
        press(&mut harness, "添加");
        assert!(harness.query_by_label_contains(reason).is_some(), "{term}");
        assert!(harness.query_by_label_contains("尚未保存").is_none());
    }
}

#[test]
fn searching_shows_every_entry_that_holds_a_term() {
    let mut harness = page(Lang::Zh);
    let outside = view(&harness).policy.plan.sectors.len();
    assert!(outside > 0 && branch(&harness, "规划外行业").is_some_and(|words| words > 100), "{OUT_OF_SCOPE}");
    write(&mut harness, "查找词", "减速器");
    assert!(harness.query_by_label_contains("含“减速器”的有").is_some());
    write(&mut harness, "查找词", "查无此词");
    assert!(harness.query_by_label_contains("没有一条含“查无此词”").is_some());
}

#[test]
fn the_draft_survives_another_page_and_is_dropped_change_by_change() {
    let mut harness = page(Lang::En);
    {
        let sector = view(&harness).policy.plan.sectors[0].clone();
        for name in [&sector.name.en, &sector.segments[0].name.en] {
            let label = format!("{name}: ");
            harness
                .get_all_by_role(Role::TreeItem)
                .find(|item| item.accesskit_node().label().is_some_and(|found| found.starts_with(&label)))
                .expect("in the tree")
                .click();
            harness.run();
        }
    }
    write(&mut harness, "New term", "unobtainium winding");
    press(&mut harness, "Add");
    harness.state_mut().post(Post::go(PageId::Data));
    harness.run();
    harness.state_mut().post(Post::go(PageId::Plan));
    harness.run();
    assert!(harness.query_by_label_contains("no company changes").is_some());
    harness.get_by_role_and_label(Role::Link, "Show them").click();
    harness.run();
    let drop = harness
        .get_all_by_role(Role::Button)
        .find(|button| button.accesskit_node().label().is_some_and(|label| label.starts_with("Drop: ")))
        .expect("the change");
    drop.click();
    harness.run();
    assert!(harness.query_by_label_contains("not saved").is_none());
}
