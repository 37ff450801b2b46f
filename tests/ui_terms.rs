//! The tab Terms of the page Plan & model, driven without display by what a screen reader would hear.

#![allow(clippy::expect_used)]

#[path = "ui_shell/support.rs"]
mod support;

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use support::demo;
use zhaoshang::{
    domain::{ids::CompanyId, record::Value},
    ledger::{Action, Edit, View},
    matching::OUT_OF_SCOPE,
    text::Lang,
    ui::{
        App,
        context::Post,
        route::{PageId, Place, Target},
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

/// Gives a company a trade nobody knows; its name.
fn unknown_trade(harness: &mut Harness<'static, App>, company: CompanyId, trade: &str, name: &str) {
    let texts = ["products", "business_scope", "introduction", "booth_notes"].map(|field| (field, ""));
    let edits = texts.into_iter().chain([("main_business", trade), ("name", name)]);
    let mut edits: Vec<Edit> = edits.map(|(field, text)| Edit::new(field, Value::Text(text.into()))).collect();
    edits.extend(["confirmed_sector", "confirmed_segment"].map(|field| Edit::new(field, Value::Null)));
    harness.state_mut().post(Post::act(Action::EditCompany { company, edits }));
    harness.run();
}

#[test]
fn a_term_is_added_previewed_saved_and_undone() {
    let mut harness = page(Lang::Zh);
    let segment = choose_segment(&mut harness);
    let before = branch(&harness, &segment).expect("a count");
    assert!(before > 10, "{before}");
    let company = view(&harness).snapshot.companies.iter().next().expect("one").id;
    let (word, name) = ("玄铁罗盘", "甲乙丙");
    unknown_trade(&mut harness, company, "玄铁罗盘的研制和生产", name);

    write(&mut harness, "新词", word);
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

/// Gives companies made-up trades and settles all but the last: six here, six there.
fn settle(harness: &mut Harness<'static, App>) -> (CompanyId, String) {
    let companies: Vec<CompanyId> =
        view(harness).snapshot.companies.iter().map(|company| company.id).take(13).collect();
    let sectors: Vec<_> = view(harness).policy.plan.sectors.iter().take(2).map(|sector| sector.id.clone()).collect();
    let name = view(harness).policy.plan.sectors[0].name.zh.clone();
    for (place, company) in companies.iter().enumerate() {
        let trade = if place % 2 == 0 { "玄铁罗盘的绘制" } else { "青鸾锦瑟的装裱" };
        unknown_trade(harness, *company, trade, &format!("甲乙丙{place}"));
        if place < 12 {
            let edits = vec![Edit::new("confirmed_sector", Value::Text(sectors[place % 2].as_str().into()))];
            harness.state_mut().post(Post::act(Action::EditCompany { company: *company, edits }));
            harness.run();
        }
    }
    (companies[12], name)
}

#[test]
fn what_people_settled_suggests_only_when_switched_on_and_changes_nothing_by_itself() {
    let mut harness = demo(Lang::Zh);
    let (company, sector) = settle(&mut harness);
    let go = |harness: &mut Harness<'static, App>| {
        harness.state_mut().post(Post::Go(Place { page: PageId::Companies, target: Target::Company(company) }));
        harness.run();
    };
    go(&mut harness);
    assert!(harness.query_by_label_contains("条人工认定推断").is_none(), "off unless switched on");

    harness.state_mut().post(Post::go(Place::part(PageId::Plan, "terms")));
    harness.run();
    assert!(harness.query_by_label_contains("家人工认定").is_some());
    harness.get_by_role_and_label(Role::CheckBox, "按人工认定给出建议").click();
    harness.run();
    go(&mut harness);
    assert!(harness.query_by_label_contains(&format!("可能属于“{sector}”")).is_some());
    assert!(harness.query_by_label_contains("罗盘").is_some(), "with the words it rests on");
    let settled = |harness: &Harness<'static, App>| {
        let snapshot = &harness.state().session().expect("open").snapshot;
        snapshot.companies.get(company.uuid()).expect("there").confirmed_sector.clone()
    };
    assert_eq!(settled(&harness), None);
    harness.get_by_role_and_label(Role::Tab, "依据").click();
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Button, "采纳（按 1）").is_some());
    harness.key_press(Key::Num1);
    harness.run();
    assert!(settled(&harness).is_some(), "one key takes it");
    assert!(harness.query_by_label_contains("条人工认定推断").is_none());
}
