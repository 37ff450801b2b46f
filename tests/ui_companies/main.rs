//! The page Companies, driven without display by what a screen reader would hear.

#![allow(clippy::expect_used)]

mod card;
mod drafts;
#[path = "../ui_shell/support.rs"]
#[allow(dead_code)] // shared; each test file uses its part
mod support;
mod table;

use eframe::egui::accesskit::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use zhaoshang::{
    domain::{company::Company, ids::CompanyId},
    ledger::Action,
    text::Lang,
    ui::{App, Place, context::Post, route::PageId},
};

/// The demonstration, on the companies page.
fn companies(lang: Lang) -> Harness<'static, App> {
    let mut harness = support::demo(lang);
    go(&mut harness, PageId::Companies);
    harness
}

fn go(harness: &mut Harness<'_, App>, place: impl Into<Place>) {
    harness.state_mut().post(Post::go(place));
    harness.run();
}

/// Closes the notes in passing: for some seconds they lie over the bottom of the card.
fn close_notes(harness: &mut Harness<'_, App>) {
    for _ in 0..4 {
        let Some(close) = harness.query_all_by_role_and_label(Role::Button, "关闭").next() else { return };
        close.click();
        harness.run();
    }
}

/// Presses a button by its name.
fn press(harness: &mut Harness<'_, App>, name: &str) {
    close_notes(harness);
    harness.get_by_role_and_label(Role::Button, name).scroll_to_me();
    harness.run();
    harness.get_by_role_and_label(Role::Button, name).click();
    harness.run();
}

/// Opens a part of the card.
fn tab(harness: &mut Harness<'_, App>, name: &str) {
    let tab = harness
        .get_all_by_role(Role::Tab)
        // The rail has a tab of the same name as one of the card; it is drawn first.
        .rfind(|node| {
            let label = NodeT::accesskit_node(node).label().unwrap_or_default();
            label == name || label.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))
        })
        .expect("the tab");
    tab.click();
    harness.run();
}

/// Types into a field by its name.
fn type_into(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    let node = harness
        .get_all_by_label(field)
        .find(|node| {
            matches!(NodeT::accesskit_node(node).role(), Role::TextInput | Role::MultilineTextInput | Role::SearchInput)
        })
        .expect("the field");
    node.focus();
    node.type_text(text);
    harness.run();
}

/// A new company of which something is known, whose card is open.
fn with_company(harness: &mut Harness<'_, App>, change: impl FnOnce(&mut Company)) -> CompanyId {
    let id = CompanyId::from_uuid(uuid::Uuid::from_u128(u128::MAX - 7));
    let mut company = Company::named(id, "测试用精密电机有限公司");
    company.products = "永磁同步电机".into();
    change(&mut company);
    harness.state_mut().post(Post::act(Action::CreateCompany(Box::new(company))));
    harness.run();
    go(harness, Place::company(id));
    id
}

fn status(harness: &Harness<'_, App>) -> String {
    let node = harness.get_by_label_contains("列出");
    NodeT::accesskit_node(&node).value().unwrap_or_default()
}

/// Every sign drawn in this frame has a glyph in the embedded faces.
fn nothing_is_missing(harness: &Harness<'_, App>) {
    use eframe::egui::{Shape, epaint::FontFamily};
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
