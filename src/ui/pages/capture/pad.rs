//! Large keys one can hit with a finger, the mouse or the keyboard: heat and products.

use eframe::egui::{
    CornerRadius, FontId, Id, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui,
    WidgetInfo, vec2,
};

use super::draft::Draft;
use crate::{
    domain::{fair::Heat, ids::ProductId, plan::Plan},
    text::{Label, Say, ui_fair_capture::CaptureText as T},
    ui::{
        context::PageContext,
        shell::elide,
        theme::fonts::bold_family,
        widgets::{UiExt, choice_box},
    },
};

/// Id of the part that takes keys.
pub fn pad_id() -> Id {
    Id::unique("capture pad")
}

/// The number keys, 1 to 9.
const NUMBERS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// Longest name of a product on its key, in half-widths.
const LONGEST_TAG: usize = 30;

/// The letter of a heat.
const fn letter(heat: Heat) -> (Key, &'static str) {
    match heat {
        Heat::Hot => (Key::H, "H"),
        Heat::Warm => (Key::W, "W"),
        Heat::Cold => (Key::C, "C"),
    }
}

/// Takes heat and products by key; true when Enter asks to go on.
pub fn keys(ui: &Ui, draft: &mut Draft, products: &[ProductId]) -> bool {
    if ui.ctx().text_edit_focused() {
        return false;
    }
    ui.input_mut(|input| {
        for heat in Heat::ALL {
            if input.consume_key(Modifiers::NONE, letter(*heat).0) {
                draft.heat = if draft.heat == Some(*heat) { None } else { Some(*heat) };
            }
        }
        for (key, product) in NUMBERS.into_iter().zip(products) {
            if input.consume_key(Modifiers::NONE, key) {
                toggle(&mut draft.products, product.as_str());
            }
        }
    });
    let on_pad = ui.memory(|memory| memory.has_focus(pad_id()));
    on_pad && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

fn toggle(words: &mut Vec<String>, word: &str) {
    if words.iter().any(|known| known == word) {
        words.retain(|known| known != word);
    } else {
        words.push(word.to_owned());
    }
}

/// Draws heat and products.
pub fn ui(ui: &mut Ui, draft: &mut Draft, products: &[ProductId], ctx: &PageContext<'_>) {
    let lang = ctx.lang;
    let top = ui.cursor().min;
    let shown = ui.vertical(|ui| {
        ui.horizontal(|ui| {
            ui.strong_text(T::Heat.say(lang));
            ui.secondary(T::HeatKeys.say(lang));
        });
        let width = (ui.available_width() - 16.0) / 3.0;
        ui.horizontal(|ui| {
            for heat in Heat::ALL {
                let on = draft.heat == Some(*heat);
                if key_ui(ui, vec2(width, 42.0), letter(*heat).1, heat.label(lang), on).clicked() {
                    draft.heat = if on { None } else { Some(*heat) };
                }
            }
        });
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.strong_text(T::Products.say(lang));
            ui.secondary(T::ProductKeys.say(lang));
        });
        if let Some(plan) = ctx.plan() {
            products_ui(ui, draft, products, plan, ctx);
        }
    });
    let rect = Rect::from_min_max(top, shown.response.rect.max);
    let pad = ui.interact(rect.expand(4.0), pad_id(), Sense::focusable_noninteractive());
    pad.widget_info(|| WidgetInfo::labeled(Role::Group, true, T::Heat.say(lang)));
    if pad.has_focus() {
        let stroke = Stroke::new(1.5, ctx.tokens.accent);
        ui.painter().rect_stroke(rect.expand(4.0), CornerRadius::same(6), stroke, StrokeKind::Outside);
    }
}

fn products_ui(ui: &mut Ui, draft: &mut Draft, products: &[ProductId], plan: &Plan, ctx: &PageContext<'_>) {
    let lang = ctx.lang;
    let name = |id: &ProductId| plan.product(id).map_or("", |(.., product)| product.name.in_lang(lang));
    ui.horizontal_wrapped(|ui| {
        for (number, id) in (1..).zip(products) {
            let on = draft.products.iter().any(|word| word == id.as_str());
            if tag_ui(ui, Some(number), name(id), on).on_hover_text(name(id)).clicked() {
                toggle(&mut draft.products, id.as_str());
            }
        }
        // What was chosen besides.
        let others: Vec<String> =
            draft.products.iter().filter(|word| !products.iter().any(|id| id.as_str() == *word)).cloned().collect();
        for word in others {
            if tag_ui(ui, None, name(&ProductId::new(&word)), true).clicked() {
                toggle(&mut draft.products, &word);
            }
        }
        let combo = choice_box("capture products").selected_text(T::OtherProducts.say(lang)).height(360.0).width(140.0);
        let combo = combo.show_ui(ui, |ui| {
            ui.set_min_width(240.0);
            let mut last = None;
            for (sector, segment, product) in plan.products() {
                if last != Some(&segment.id) {
                    ui.secondary(format!("{} · {}", sector.name.in_lang(lang), segment.name.in_lang(lang)));
                    last = Some(&segment.id);
                }
                let on = draft.products.iter().any(|word| word == product.id.as_str());
                if ui.selectable_label(on, product.name.in_lang(lang)).clicked() {
                    toggle(&mut draft.products, product.id.as_str());
                }
            }
        });
        combo.response.accessible_name(T::OtherProducts.say(lang));
    });
}

/// A large key with its letter.
fn key_ui(ui: &mut Ui, size: eframe::egui::Vec2, letter: &str, label: &str, on: bool) -> Response {
    let tokens = ui.tokens();
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, label));
    if ui.is_rect_visible(rect) {
        let (fill, line, ink) = if on {
            (tokens.accent, tokens.accent, tokens.on_accent)
        } else if response.hovered() {
            (tokens.hover, tokens.line_strong, tokens.text)
        } else {
            (tokens.raised, tokens.line_strong, tokens.text)
        };
        let ring = if response.has_focus() { Stroke::new(1.5, tokens.accent) } else { Stroke::new(1.0, line) };
        ui.painter().rect(rect, CornerRadius::same(8), fill, ring, StrokeKind::Inside);
        let size = TextStyle::Body.resolve(ui.style()).size;
        let label = ui.painter().layout_no_wrap(label.to_owned(), FontId::new(size + 3.0, bold_family()), ink);
        let soft = if on { tokens.on_accent } else { tokens.text_soft };
        let letter = ui.painter().layout_no_wrap(letter.to_owned(), FontId::proportional(size - 2.0), soft);
        let whole = label.size().x + 8.0 + letter.size().x;
        let left = rect.center().x - whole / 2.0;
        let middle = |height: f32| rect.center().y - height / 2.0;
        let after = left + label.size().x + 8.0;
        let (label_at, letter_at) = (middle(label.size().y), middle(letter.size().y));
        ui.painter().galley(eframe::egui::pos2(left, label_at), label, ink);
        ui.painter().galley(eframe::egui::pos2(after, letter_at), letter, soft);
    }
    response
}

/// A product one can choose, with the number of its key.
fn tag_ui(ui: &mut Ui, number: Option<usize>, label: &str, on: bool) -> Response {
    let tokens = ui.tokens();
    let size = TextStyle::Body.resolve(ui.style()).size;
    let (fill, line, ink) = if on {
        (tokens.selected, tokens.accent_text, tokens.accent_text)
    } else {
        (tokens.raised, tokens.line_strong, tokens.text)
    };
    let text = ui.painter().layout_no_wrap(elide(label, LONGEST_TAG), FontId::proportional(size), ink);
    let key = number.map(|number| {
        ui.painter().layout_no_wrap(number.to_string(), FontId::new(size - 2.0, bold_family()), tokens.text_soft)
    });
    let before = key.as_ref().map_or(0.0, |key| key.size().x + 6.0);
    let (rect, response) = ui.allocate_exact_size(vec2(text.size().x + before + 20.0, 34.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, label));
    if ui.is_rect_visible(rect) {
        let fill = if response.hovered() && !on { tokens.hover } else { fill };
        let ring = if response.has_focus() { Stroke::new(1.5, tokens.accent) } else { Stroke::new(1.0, line) };
        ui.painter().rect(rect, CornerRadius::same(8), fill, ring, StrokeKind::Inside);
        let mut at = rect.left() + 10.0;
        let middle = |height: f32| rect.center().y - height / 2.0;
        if let Some(key) = key {
            let top = middle(key.size().y);
            ui.painter().galley(eframe::egui::pos2(at, top), key, tokens.text_soft);
            at += before;
        }
        let top = middle(text.size().y);
        ui.painter().galley(eframe::egui::pos2(at, top), text, ink);
    }
    response
}

/// A smaller one without a key.
pub fn chip(ui: &mut Ui, label: &str, on: bool) -> Response {
    let tokens = ui.tokens();
    let size = TextStyle::Body.resolve(ui.style()).size - 1.0;
    let (fill, line, ink) = if on {
        (tokens.selected, tokens.accent_text, tokens.accent_text)
    } else {
        (tokens.raised, tokens.line_strong, tokens.text)
    };
    let text = ui.painter().layout_no_wrap(label.to_owned(), FontId::proportional(size), ink);
    let (rect, response) = ui.allocate_exact_size(vec2(text.size().x + 16.0, 30.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, label));
    if ui.is_rect_visible(rect) {
        let fill = if response.hovered() && !on { tokens.hover } else { fill };
        let ring = if response.has_focus() { Stroke::new(1.5, tokens.accent) } else { Stroke::new(1.0, line) };
        ui.painter().rect(rect, CornerRadius::same(8), fill, ring, StrokeKind::Inside);
        ui.painter().galley(rect.center() - text.size() / 2.0, text, ink);
    }
    response
}
