//! The page Plan & model, driven without display by what a screen reader would hear.

#![allow(clippy::expect_used)]

#[path = "../ui_shell/support.rs"]
mod support;

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use jiff::civil::{Date, date};
use support::demo;
use zhaoshang::{
    domain::{
        lead::Stage,
        plan::{Sector, SectorAim},
    },
    ledger::View,
    pipeline::LeadDates,
    scoring::Model,
    text::Lang,
    ui::{
        App,
        context::Post,
        route::{PageId, Place},
    },
};

/// The page, with a part of it open.
fn page(lang: Lang, part: &str) -> Harness<'static, App> {
    let mut harness = demo(lang);
    go(&mut harness, part);
    harness
}

fn go(harness: &mut Harness<'static, App>, part: &str) {
    harness.state_mut().post(Post::go(Place::part(PageId::Plan, part)));
    harness.run();
}

fn view<'h>(harness: &'h Harness<'static, App>) -> &'h View {
    harness.state().session().expect("open").view.as_ref().expect("judged")
}

fn model<'h>(harness: &'h Harness<'static, App>) -> &'h Model {
    &view(harness).policy.model
}

/// Puts a figure into a field that can also be dragged.
fn enter(harness: &mut Harness<'static, App>, label: &str, text: &str) {
    harness.get_by_role_and_label(Role::SpinButton, label).click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.event(Event::Text(text.to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
}

fn press(harness: &mut Harness<'static, App>, label: &str) {
    harness.get_by_role_and_label(Role::Button, label).click();
    harness.run();
}

#[test]
fn the_tree_leads_from_sector_to_product_and_to_its_companies() {
    let mut harness = page(Lang::Zh, "plan");
    let (sector, segment, product) = {
        let plan = &view(&harness).policy.plan;
        let (sector, segment, product) =
            plan.products().find(|(.., product)| !product.horizon_word.is_empty()).expect("a product");
        (sector.name.zh.clone(), segment.name.zh.clone(), product.clone())
    };
    assert!(harness.query_by_role_and_label(Role::TreeItem, &segment).is_none(), "folded at first");
    harness.get_by_role_and_label(Role::TreeItem, &sector).click();
    harness.run();
    harness.get_by_role_and_label(Role::TreeItem, &segment).click();
    harness.run();
    assert!(harness.query_all_by_label_contains(&product.horizon_word).next().is_some(), "the plan's own word");
    harness.get_by_role_and_label(Role::TreeItem, &product.name.zh).click();
    harness.run();
    assert!(harness.query_by_label_contains(&format!("{}（按", product.horizon_word)).is_some());
}

#[test]
fn the_tree_is_walked_by_arrows() {
    let mut harness = page(Lang::Zh, "plan");
    let attracted = |sector: &&Sector| sector.aim == SectorAim::Attract;
    let first = view(&harness).policy.plan.sectors.iter().find(attracted).expect("one to attract").clone();
    harness.get_by_role(Role::Tree).focus();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    let chosen = |harness: &Harness<'static, App>, name: &str| {
        harness.get_by_role_and_label(Role::TreeItem, name).accesskit_node().is_selected() == Some(true)
    };
    assert!(chosen(&harness, &first.name.zh));
    harness.key_press(Key::ArrowRight);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert!(chosen(&harness, &first.segments[0].name.zh), "unfolded and entered");
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert!(chosen(&harness, &first.name.zh), "back to what it stands under");
}

#[test]
fn counts_of_companies_open_the_filtered_list() {
    let mut harness = page(Lang::Zh, "plan");
    let (segment, count) = {
        let view = view(&harness);
        let prospects = &view.assessment.prospects;
        let segment = prospects.iter().find_map(|prospect| prospect.segment.clone()).expect("a segment");
        let count = prospects.iter().filter(|prospect| prospect.segment.as_ref() == Some(&segment)).count();
        (segment, count)
    };
    go(&mut harness, &format!("segment={segment}"));
    let link = format!("企业 {count} 家");
    harness.get_all_by_role_and_label(Role::Link, &link).next().expect("a link with the count").click();
    harness.run();
    assert_eq!(harness.state().page(), Some(PageId::Companies));
}

#[test]
fn searching_finds_products_and_entries_of_lists() {
    let mut harness = page(Lang::Zh, "plan");
    let (product, gate) = {
        let plan = &view(&harness).policy.plan;
        (plan.products().next().expect("a product").2.name.zh.clone(), plan.gates[0].name.zh.clone())
    };
    let search = |harness: &mut Harness<'static, App>, text: &str| {
        harness.state_mut().post(Post::go(Place {
            page: PageId::Plan,
            target: zhaoshang::ui::route::Target::Search(text.to_owned()),
        }));
        harness.run();
    };
    search(&mut harness, &product);
    assert!(harness.query_by_role_and_label(Role::TreeItem, &product).is_some());
    assert!(harness.query_by_role_and_label(Role::TreeItem, "准入条件").is_none());
    search(&mut harness, &gate);
    assert!(harness.query_by_role_and_label(Role::TreeItem, "准入条件").is_some());
    search(&mut harness, "查无此词");
    assert!(harness.query_by_label("规划中没有“查无此词”。").is_some());
}

#[test]
fn seats_are_edited_saved_as_a_version_and_undone() {
    let mut harness = page(Lang::Zh, "bases");
    let plans = |harness: &Harness<'static, App>| harness.state().session().expect("open").snapshot.plans.len();
    let (label, before) = {
        let base = &view(&harness).policy.plan.bases[0];
        (format!("{} · 专精特新 最多家数", base.name.zh), base.seats[1].max)
    };
    enter(&mut harness, &label, "8");
    assert!(harness.query_by_label("1 处修改尚未保存").is_some());
    assert_eq!(view(&harness).policy.plan.bases[0].seats[1].max, before, "a draft changes nothing");
    assert_eq!(plans(&harness), 1);
    press(&mut harness, "存为新版本");
    assert_eq!(plans(&harness), 2);
    assert_eq!(view(&harness).policy.plan.bases[0].seats[1].max, 8);
    assert!(harness.query_by_label_contains("尚未保存").is_none(), "the draft is in force now");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(view(&harness).policy.plan.bases[0].seats[1].max, before);
}

#[test]
fn a_base_without_a_target_is_given_one() {
    let mut harness = page(Lang::Zh, "bases");
    let base = view(&harness).policy.plan.bases.iter().find(|base| base.seats.is_empty()).expect("one without").clone();
    assert!(harness.query_all_by_label("未设目标").next().is_some());
    go(&mut harness, &format!("base={}", base.id));
    press(&mut harness, &format!("设定目标：{} · 龙头型", base.name.zh));
    press(&mut harness, "存为新版本");
    let seats = &view(&harness).policy.plan.base(&base.id).expect("still there").seats;
    assert_eq!((seats.len(), seats[0].min, seats[0].max), (1, 1, 1));
    assert!(seats[0].text.contains("假设"), "marked as none of the plan's words");
}

#[test]
fn a_changed_weight_moves_the_ranking_and_is_saved_compared_and_reverted() {
    let mut harness = page(Lang::Zh, "model");
    let (first, second) = (model(&harness).groups[0].clone(), model(&harness).groups[2].clone());
    assert!(harness.query_by_label_contains("与现行模型相同").is_some());
    enter(&mut harness, &format!("{} 权重", first.name.zh), "5");
    assert!(harness.query_by_label("合计 70%，须为 100%").is_some(), "the running total");
    let save = harness.get_by_role_and_label(Role::Button, "存为新版本");
    assert!(save.accesskit_node().is_disabled(), "70% cannot be saved");
    enter(&mut harness, &format!("{} 权重", second.name.zh), "55");
    assert!(harness.query_by_label("合计 70%，须为 100%").is_none());
    assert!(harness.query_by_label_contains("家名次变动").is_some(), "the ranking follows");
    assert!(harness.query_all_by_label_contains("；现行第").next().is_some(), "with where each was");

    // The draft survives another page.
    harness.state_mut().post(Post::go(PageId::Data));
    harness.run();
    harness.state_mut().post(Post::go(PageId::Plan));
    harness.run();
    let before: Vec<f64> = view(&harness).assessment.prospects.iter().map(|prospect| prospect.value).collect();
    press(&mut harness, "存为新版本");
    assert!((model(&harness).groups[0].weight - 0.05).abs() < 1e-12);
    let after: Vec<f64> = view(&harness).assessment.prospects.iter().map(|prospect| prospect.value).collect();
    assert_ne!(before, after);
    assert!(harness.query_by_label_contains("尚未保存").is_none());

    go(&mut harness, "versions");
    assert_eq!(harness.state().session().expect("open").snapshot.models.len(), 2);
    harness
        .get_all_by_role(Role::ListItem)
        .find(|row| row.accesskit_node().label().is_some_and(|label| label.starts_with("默认模型")))
        .expect("the first version")
        .click();
    harness.run();
    assert!(harness.query_by_label("2 处差别").is_some());
    assert!(harness.query_by_label(&format!("{} · 权重", first.name.zh)).is_some());
    let adopt = harness
        .get_all_by_role(Role::Button)
        .find(|button| button.accesskit_node().label().is_some_and(|label| label.starts_with("启用 默认模型")))
        .expect("it can be adopted again");
    adopt.click();
    harness.run();
    assert!((model(&harness).groups[0].weight - first.weight).abs() < 1e-12, "reverted");
    let reverted: Vec<f64> = view(&harness).assessment.prospects.iter().map(|prospect| prospect.value).collect();
    assert_eq!(before, reverted);
}

#[test]
fn weights_are_brought_to_the_whole_and_a_draft_can_be_thrown_away_and_taken_back() {
    let mut harness = page(Lang::Zh, "model");
    let first = model(&harness).groups[0].name.zh.clone();
    enter(&mut harness, &format!("{first} 权重"), "75");
    press(&mut harness, "准则组权重：凑足 100%");
    press(&mut harness, "按现有比例");
    assert!(harness.query_by_label_contains("须为 100%").is_none());
    press(&mut harness, "放弃修改");
    assert!(harness.query_by_label_contains("尚未保存").is_none());
    harness.get_by_label("恢复修改").click();
    harness.run();
    assert!(harness.query_by_label_contains("尚未保存").is_some());
}

#[test]
fn a_threshold_counts_once_value_and_source_are_given() {
    let mut harness = page(Lang::En, "model");
    let (name, id) = {
        let waiting =
            model(&harness).criteria().find(|(_, criterion)| criterion.around.is_some()).expect("one waits").1;
        (waiting.name.en.clone(), waiting.id.clone())
    };
    harness.get_by_label("Scales and thresholds").click();
    harness.run();
    let field = format!("{name}: threshold");
    harness.get_by_role_and_label(Role::SpinButton, &field).scroll_to_me();
    harness.run();
    enter(&mut harness, &field, "500");
    let source = format!("{name}: source of the threshold");
    let source = harness.get_by_role_and_label(Role::TextInput, &source);
    source.focus();
    source.type_text("decision of 2026");
    harness.run();
    let accept = harness
        .get_all_by_role_and_label(Role::Button, "Accept")
        .find(|button| !button.accesskit_node().is_disabled())
        .expect("complete");
    accept.click();
    harness.run();
    press(&mut harness, "Save as a new version");
    let saved = model(&harness).criteria().find(|(_, criterion)| criterion.id == id).expect("still there").1;
    assert!(saved.is_active());
    assert!(saved.threshold.as_ref().is_some_and(|threshold| (threshold.value - 500.0).abs() < 1e-9));
}

#[test]
fn peer_means_are_computed_on_request_and_adopted() {
    let mut harness = page(Lang::Zh, "model");
    harness.get_by_label("其他假设").click();
    harness.run();
    assert!(harness.query_by_label_contains("还没有计算过").is_some());
    let button = harness.get_by_role_and_label(Role::Button, "重新计算");
    button.scroll_to_me();
    harness.run();
    press(&mut harness, "重新计算");
    assert_eq!(harness.state().session().expect("open").snapshot.peers.len(), 1);
    assert!(!view(&harness).policy.peers.means.is_empty());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert!(view(&harness).policy.peers.means.is_empty());
}

#[test]
fn a_row_of_the_ranking_opens_its_company() {
    let mut harness = page(Lang::Zh, "model");
    let row = harness
        .get_all_by_role(Role::Button)
        .find(|row| row.accesskit_node().label().is_some_and(|label| label.starts_with("第 1 名")));
    row.expect("a first").click();
    harness.run();
    assert_eq!(harness.state().page(), Some(PageId::Companies));
}

/// The day talks begun on 1 October 2026 ask for the next entry.
fn talks_due(harness: &Harness<'static, App>) -> Date {
    let lead = LeadDates::at(Stage::Talks, Some(date(2026, 10, 1)));
    view(harness).policy.rules.timing(&lead, date(2026, 10, 2)).expect("it runs").due
}

/// Replaces what stands in a field, and leaves it.
fn rewrite(harness: &mut Harness<'static, App>, role: Role, label: &str, text: &str) {
    let field = harness.get_by_role_and_label(role, label);
    field.scroll_to_me();
    field.focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.event(Event::Text(text.to_owned()));
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
}

#[test]
fn a_limit_of_the_pipeline_is_changed_saved_and_undone() {
    let mut harness = page(Lang::Zh, "rules");
    let versions = |harness: &Harness<'static, App>| harness.state().session().expect("open").snapshot.rules.len();
    let field = "在谈 · 进展记录 天数";
    assert_eq!(talks_due(&harness), date(2026, 10, 15));
    rewrite(&mut harness, Role::TextInput, field, "21");
    assert!(harness.query_by_label("1 处修改尚未保存").is_some());
    assert_eq!((talks_due(&harness), versions(&harness)), (date(2026, 10, 15), 0), "a draft changes nothing");
    press(&mut harness, "存为新版本");
    assert_eq!((talks_due(&harness), versions(&harness)), (date(2026, 10, 22), 1));
    assert!(harness.query_by_label_contains("尚未保存").is_none(), "the draft is in force now");
    go(&mut harness, "versions");
    let listed = harness
        .get_all_by_role(Role::ListItem)
        .any(|row| row.accesskit_node().label().is_some_and(|label| label.starts_with("流程规则 2026-11-23")));
    assert!(listed, "it is one of the versions");
    go(&mut harness, "rules");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(talks_due(&harness), date(2026, 10, 15));
    let value = harness.get_by_role_and_label(Role::TextInput, field).value();
    assert_eq!(value.as_deref(), Some("14"));
}

#[test]
fn a_wrong_limit_is_refused_where_it_stands() {
    let mut harness = page(Lang::Zh, "rules");
    let field = "在谈 · 进展记录 天数";
    for (text, words) in [("两周", "“两周”不是整数。"), ("0", "须在 1 到 3650 之间。")] {
        rewrite(&mut harness, Role::TextInput, field, text);
        assert!(harness.query_all_by_label(words).next().is_some(), "{words}");
        let save = harness.get_by_role_and_label(Role::Button, "存为新版本");
        assert!(save.accesskit_node().is_disabled());
    }
    press(&mut harness, "放弃修改");
    assert!(harness.query_all_by_label_contains("须在 1 到").next().is_none());
    assert_eq!(harness.get_by_role_and_label(Role::TextInput, field).value().as_deref(), Some("14"));
    assert_eq!(harness.state().session().expect("open").snapshot.rules.len(), 0);
}

#[test]
fn working_days_leave_out_the_holidays_that_were_typed_in() {
    let mut harness = page(Lang::Zh, "rules");
    let chip = harness.get_by_role_and_label(Role::CheckBox, "按工作日");
    chip.scroll_to_me();
    harness.run();
    harness.get_by_role_and_label(Role::CheckBox, "按工作日").click();
    harness.run();
    rewrite(&mut harness, Role::MultilineTextInput, "放假日期", "10月1日");
    let words = "“10月1日”不是日期";
    assert!(harness.query_all_by_label_contains(words).next().is_some(), "the year is missing");
    rewrite(&mut harness, Role::MultilineTextInput, "放假日期", "2026-10-01~2026-10-07");
    rewrite(&mut harness, Role::MultilineTextInput, "调休上班日期", "2026-10-10");
    press(&mut harness, "存为新版本");
    // 8, 9, 10 (worked), 12 to 16, 19 to 23 and 26 October.
    assert_eq!(talks_due(&harness), date(2026, 10, 26));
}
