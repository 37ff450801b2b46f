//! Windows for tests: no threads, no display, a clock that stands still.
#![allow(dead_code)] // shared; each test file uses its part

use std::sync::atomic::{AtomicU64, Ordering};

use eframe::egui::{FontId, Shape, accesskit::Role, epaint::FontFamily};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use jiff::{Timestamp, civil::Date};
use zhaoshang::{
    clock::Surroundings,
    text::Lang,
    ui::{App, Launch, Opening, Place, SettingsFile, context::Post, theme},
};

fn now() -> Timestamp {
    Timestamp::from_second(1_795_400_000).expect("a moment")
}

fn today() -> Date {
    jiff::civil::date(2026, 11, 23)
}

/// Different every time, the same in every run of one test.
fn bits() -> [u8; 16] {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    u128::from(NEXT.fetch_add(1, Ordering::Relaxed))
        .wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_0C4A_2B1D_8E67)
        .to_le_bytes()
}

/// A window that opens something.
pub fn window(lang: Lang, open: Option<Opening>, settings: SettingsFile) -> Harness<'static, App> {
    let launch = Launch {
        open,
        reopen_last: false,
        settings,
        lang,
        surroundings: Surroundings { now, today, random_bits: bits },
        threaded: false,
    };
    let mut harness = Harness::builder()
        .with_size([1366.0, 768.0])
        .with_max_steps(64)
        .with_context_setup(theme::install)
        .build_eframe(|creation| App::new(&creation.egui_ctx, launch));
    harness.run();
    harness
}

/// The start page.
pub fn start(lang: Lang) -> Harness<'static, App> {
    window(lang, None, SettingsFile::nowhere())
}

/// The demonstration.
pub fn demo(lang: Lang) -> Harness<'static, App> {
    window(lang, Some(Opening::Demo), SettingsFile::nowhere())
}

/// Until what was asked for has come back.
pub fn settle(harness: &mut Harness<'_, App>) {
    harness.run();
    harness.run();
}

/// Goes to a place.
pub fn go(harness: &mut Harness<'_, App>, place: impl Into<Place>) {
    harness.state_mut().post(Post::go(place));
    settle(harness);
}

/// Closes the notes in passing: for some seconds they lie over the bottom of the page.
pub fn close_notes(harness: &mut Harness<'_, App>) {
    for _ in 0..4 {
        let Some(close) = harness.query_all_by_role_and_label(Role::Button, "关闭").next() else { return };
        close.click();
        harness.run();
    }
}

/// Presses the one button of a name.
pub fn press(harness: &mut Harness<'_, App>, name: &str) {
    close_notes(harness);
    harness.get_by_role_and_label(Role::Button, name).scroll_to_me();
    harness.run();
    harness.get_by_role_and_label(Role::Button, name).click();
    settle(harness);
}

/// Types into a field by its name.
pub fn type_into(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    let node = harness
        .get_all_by_label(field)
        .find(|node| {
            matches!(NodeT::accesskit_node(node).role(), Role::TextInput | Role::MultilineTextInput | Role::SearchInput)
        })
        .expect("the field");
    node.focus();
    node.type_text(text);
    settle(harness);
}

fn texts(shape: &Shape, out: &mut Vec<(FontFamily, String)>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, out)),
        Shape::Text(text) => {
            for section in &text.galley.job.sections {
                let words = text.galley.job.text.get(section.byte_range.start.0..section.byte_range.end.0);
                out.push((section.format.font_id.family.clone(), words.unwrap_or_default().to_owned()));
            }
        }
        _ => {}
    }
}

/// Every sign drawn in this frame has a glyph in the embedded faces.
pub fn nothing_is_missing(harness: &Harness<'_, App>) {
    let mut drawn = Vec::new();
    for clipped in &harness.output().shapes {
        texts(&clipped.shape, &mut drawn);
    }
    assert!(drawn.len() > 20, "a page draws words");
    for (family, words) in drawn {
        let font = FontId::new(14.0, family);
        for sign in words.chars().filter(|sign| !sign.is_control()) {
            assert!(harness.ctx.fonts_mut(|fonts| fonts.has_glyph(&font, sign)), "{sign:?} of {words:?} has no glyph");
        }
    }
}
