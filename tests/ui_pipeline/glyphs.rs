//! Every sign of every view can be drawn, in both languages, day and night; and with nothing in the workspace.

use eframe::egui::{Shape, Theme, epaint::FontFamily};
use egui_kittest::{Harness, kittest::Queryable};
use zhaoshang::{
    text::Lang,
    ui::{App, Opening, SettingsFile, workspace::NewWorkspace},
};

use super::{go, pipeline, support, view};

fn texts(shape: &Shape, out: &mut Vec<(FontFamily, String)>) {
    match shape {
        Shape::Vec(shapes) => {
            for shape in shapes {
                texts(shape, out);
            }
        }
        Shape::Text(text) => {
            for section in &text.galley.job.sections {
                let words = text.galley.job.text.get(section.byte_range.start.0..section.byte_range.end.0);
                out.push((section.format.font_id.family.clone(), words.unwrap_or_default().to_owned()));
            }
        }
        _ => {}
    }
}

fn nothing_is_missing(harness: &Harness<'_, App>) {
    let mut drawn = Vec::new();
    for clipped in &harness.output().shapes {
        texts(&clipped.shape, &mut drawn);
    }
    assert!(drawn.len() > 20, "a page draws words");
    for (family, words) in drawn {
        let font = eframe::egui::FontId::new(14.0, family);
        for sign in words.chars().filter(|sign| !sign.is_control()) {
            assert!(harness.ctx.fonts_mut(|fonts| fonts.has_glyph(&font, sign)), "{sign:?} of {words:?} has no glyph");
        }
    }
}

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
