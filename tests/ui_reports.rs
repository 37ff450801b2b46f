//! The reports page, driven by what a screen reader would hear, on the demonstration.

#![allow(clippy::expect_used)] // helpers outside `#[test]` functions may fail the test too

#[path = "ui_shell/support.rs"]
mod support;

use eframe::egui::{Key, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use zhaoshang::{
    report::statistics::{Dimension, Only, Report, Span, Statistics, Wanted, statistics},
    text::Lang,
    ui::{App, PageId},
};

use support::{close_notes, demo, go, nothing_is_missing, press, settle, type_into};

fn reports(lang: Lang) -> Harness<'static, App> {
    let mut harness = demo(lang);
    go(&mut harness, PageId::Reports);
    harness
}

fn counted(harness: &Harness<'_, App>, span: Span) -> Statistics {
    counted_only(harness, span, None)
}

fn counted_only(harness: &Harness<'_, App>, span: Span, only: Option<Only>) -> Statistics {
    let session = harness.state().session().expect("open");
    let view = session.view.as_ref().expect("judged");
    let today = jiff::civil::date(2026, 11, 23);
    let (dimension, owners) = (Dimension::Officer, std::sync::Arc::default());
    let wanted = Wanted { span, dimension, only, owners, today, fictional: true, lang: Lang::Zh };
    statistics(view, &session.snapshot, wanted, &|| true).expect("counted")
}

#[test]
fn every_report_is_there_in_both_languages() {
    for (lang, titles) in [
        (Lang::Zh, ["漏斗与转化", "阶段停留", "胜败与原因", "逐月进展", "按负责人比较", "考核"]),
        (
            Lang::En,
            [
                "Funnel and conversion",
                "Days in stage",
                "Won and lost, and why",
                "Month by month",
                "Comparison: Officer",
                "Officers' work",
            ],
        ),
    ] {
        let harness = reports(lang);
        for title in titles {
            assert!(harness.query_all_by_label(title).count() > 0, "{title}");
        }
        nothing_is_missing(&harness);
    }
}

#[test]
fn a_bar_of_the_funnel_opens_the_leads_behind_it() {
    let mut harness = reports(Lang::Zh);
    let counted = counted(&harness, Span::ThisYear);
    let funnel = counted.cards.iter().find(|card| card.report == Report::Funnel).expect("the funnel");
    let region = &funnel.chart.regions[1];
    let drill = &funnel.drills[1];
    harness.get_by_role_and_label(Role::Button, &region.words).click();
    settle(&mut harness);
    let title = format!("{} · {}", drill.title, drill.parts.len());
    assert!(harness.query_by_label(&title).is_some(), "{title}");
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert!(harness.query_by_label(&title).is_none());
}

#[test]
fn another_span_counts_other_days() {
    let mut harness = reports(Lang::Zh);
    let all = counted(&harness, Span::AllTime);
    harness.get_by_label("全部").click();
    settle(&mut harness);
    settle(&mut harness);
    let funnel = all.cards.iter().find(|card| card.report == Report::Funnel).expect("the funnel");
    assert!(harness.query_by_label(&funnel.note).is_some(), "{}", funnel.note);
}

/// Chooses in a list of choices at the head of the page.
fn choose(harness: &mut Harness<'_, App>, list: &str, choice: &str) {
    harness.get_by_role_and_label(Role::ComboBox, list).click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, choice).scroll_to_me();
    harness.run();
    harness.get_by_role_and_label(Role::Button, choice).click();
    settle(harness);
    settle(harness);
}

#[test]
fn one_source_alone_is_counted_in_every_report() {
    let mut harness = reports(Lang::Zh);
    let all = counted(&harness, Span::ThisYear);
    // The rail has a page of the name of the most usual source.
    let mut sources = all.choices.iter().filter(|choice| choice.only.dimension == Dimension::Source);
    let source = sources.find(|choice| choice.name != "展会").expect("a source");
    choose(&mut harness, "筛选 不筛选", "来源");
    choose(&mut harness, "取值 请选择", &source.name);
    let part = counted_only(&harness, Span::ThisYear, Some(source.only.clone()));
    for report in [Report::Funnel, Report::Losses] {
        let card = part.cards.iter().find(|card| card.report == report).expect("the report");
        let whole = all.cards.iter().find(|card| card.report == report).expect("the report");
        assert_ne!(card.note, whole.note, "{report}");
        assert!(harness.query_by_label(&card.note).is_some(), "{}", card.note);
    }
    press(&mut harness, "取消筛选");
    settle(&mut harness);
    let funnel = all.cards.iter().find(|card| card.report == Report::Funnel).expect("the funnel");
    assert!(harness.query_by_label(&funnel.note).is_some(), "{}", funnel.note);
}

#[test]
fn the_public_level_has_no_report_about_talks() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("p.png");
    let mut harness = reports(Lang::Zh);
    harness.get_all_by_label("存为图片").next().expect("the button").click();
    settle(&mut harness);
    harness.get_by_role_and_label(Role::TextInput, "文件").focus();
    harness.run();
    harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
    type_into(&mut harness, "文件", &path.display().to_string());
    harness.get_all_by_label("公开").last().expect("the level").click();
    settle(&mut harness);
    press(&mut harness, "导出");
    settle(&mut harness);
    assert!(!path.exists());
    assert!(harness.query_by_label("这份报表说的是洽谈情况，公开级没有可以写的内容。").is_some());
}

#[test]
fn a_table_is_written_as_a_workbook_and_a_chart_as_a_picture() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = reports(Lang::Zh);
    for (button, file) in [("导出表格", "t.xlsx"), ("存为图片", "t.svg")] {
        let path = folder.path().join(file);
        close_notes(&mut harness);
        harness.get_all_by_label(button).next().expect("the button").click();
        settle(&mut harness);
        harness.get_by_role_and_label(Role::TextInput, "文件").focus();
        harness.run();
        harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
        type_into(&mut harness, "文件", &path.display().to_string());
        press(&mut harness, "导出");
        settle(&mut harness);
        assert!(std::fs::read(&path).expect("written").len() > 1000, "{file}");
        settle(&mut harness);
        let exports = &harness.state().session().expect("open").snapshot.exports;
        let record = exports.iter().find(|record| &*record.file == file).expect("logged");
        assert_eq!(record.row_count > 0, file == "t.xlsx", "{file} has {} rows", record.row_count);
    }
}

#[test]
fn the_items_of_the_officers_work_can_be_changed() {
    let mut harness = reports(Lang::Zh);
    let items = |harness: &Harness<'_, App>| {
        harness.state().session().expect("open").view.as_ref().expect("judged").policy.rules.kpi.len()
    };
    let before = items(&harness);
    press(&mut harness, "修改考核项目…");
    harness.get_all_by_label("删除这一项").next().expect("an item").click();
    settle(&mut harness);
    press(&mut harness, "保存");
    settle(&mut harness);
    settle(&mut harness);
    assert_eq!(items(&harness), before - 1);
    harness.state_mut().post(zhaoshang::ui::context::Post::Run(zhaoshang::ui::Command::Undo));
    settle(&mut harness);
    settle(&mut harness);
    assert_eq!(items(&harness), before);
}

#[test]
fn whether_stages_passed_over_earn_points_is_a_setting() {
    let mut harness = reports(Lang::Zh);
    let counts = |harness: &Harness<'_, App>| {
        harness.state().session().expect("open").view.as_ref().expect("judged").policy.rules.counting.passed_over
    };
    assert!(counts(&harness), "as shipped");
    press(&mut harness, "修改考核项目…");
    harness.get_by_role_and_label(Role::CheckBox, "一次推进越过的阶段也计分").click();
    settle(&mut harness);
    press(&mut harness, "保存");
    settle(&mut harness);
    settle(&mut harness);
    assert!(!counts(&harness));
    assert!(harness.query_by_label_contains("一次推进越过的阶段不计分").is_some(), "the card does not say so");
}

#[test]
fn the_table_of_days_in_stage_has_room_in_english_too() {
    let harness = reports(Lang::En);
    let heading = harness.get_by_label("Now: median").rect();
    let buttons = harness.get_all_by_label("Export the table").map(|button| button.rect().max.x);
    let edge = buttons.fold(0.0_f32, f32::max);
    assert!(heading.max.x <= edge + 1.0, "its last column ends at {}, the card at {edge}", heading.max.x);
}
