//! Every sign of every view can be drawn, in both languages, day and night; and with nothing in the workspace.

use eframe::egui::Theme;
use egui_kittest::kittest::Queryable;
use zhaoshang::{
    text::Lang,
    ui::{Opening, SettingsFile, workspace::NewWorkspace},
};

use super::{go, pipeline, support, support::nothing_is_missing, view};

#[test]
fn every_view_can_be_drawn() {
    for (lang, theme) in [(Lang::Zh, Theme::Light), (Lang::En, Theme::Dark)] {
        let mut harness = pipeline(lang);
        harness.ctx.set_theme(theme);
        for name in ["board", "table", "calendar", "today", "new"] {
            view(&mut harness, name);
            nothing_is_missing(&harness);
        }
    }
}

#[test]
fn an_empty_workspace_offers_the_first_lead() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = NewWorkspace {
        path: folder.path().join("one.zhaoshang"),
        title: "台账".into(),
        target_date: jiff::civil::date(2030, 12, 31),
        plan: None,
    };
    let mut harness = support::window(Lang::Zh, Some(Opening::New(new)), SettingsFile::nowhere());
    go(&mut harness, zhaoshang::ui::route::PageId::Pipeline);
    assert!(harness.query_by_label("这里是招商线索和项目").is_some());
    for name in ["table", "calendar", "today"] {
        view(&mut harness, name);
    }
    assert!(harness.query_by_label("今天没有要催办的事").is_some());
}
