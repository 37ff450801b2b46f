//! The search field: waits for the end of a composition, clears with Esc.

use eframe::egui::{Context, Event, EventFilter, Id, ImeEvent, Key, Modifiers, Response, RichText, TextEdit, Ui};

use super::text::UiExt;
use crate::{
    text::{Lang, Say, ui::UiText},
    ui::theme::{
        icons,
        tokens::{ROW, SIZE_SECTION},
    },
};

/// Whether Ctrl+Enter was pressed, once. Ctrl may be up again by the time of the frame: the key press itself remembers it.
pub fn save_pressed(ui: &Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter))
}

/// Gives the focus to the first field of a form that has just been opened.
pub fn focus_fresh(field: &Response, fresh: &mut bool) {
    if std::mem::take(fresh) {
        field.request_focus();
    }
}

/// Whether an input method is composing: the text then holds letters nobody has chosen yet.
///
/// Call it once in every frame of a text field; it remembers between frames.
pub fn is_composing(ctx: &Context) -> bool {
    let id = Id::unique("composing");
    let newest = ctx.input(|input| {
        input.events.iter().rev().find_map(|event| match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) => Some(!text.is_empty()),
            Event::Ime(_) => Some(false),
            _ => None,
        })
    });
    match newest {
        Some(composing) => {
            ctx.data_mut(|data| data.insert_temp(id, composing));
            composing
        }
        None => ctx.data(|data| data.get_temp(id)).unwrap_or(false),
    }
}

/// A search field over the full width given. True when what is searched for changed, never while an input method is
/// composing; the text to search for is then in `query`, trimmed text is the caller's business.
pub fn search_field(ui: &mut Ui, id: Id, query: &mut String, hint: &str, width: f32, lang: Lang) -> (Response, bool) {
    // What was last reported, so that a composition ending in the same text is no change.
    let reported_id = id.with("reported");
    let tokens = ui.tokens();
    let output = TextEdit::singleline(query)
        .id(id)
        .hint_text(hint)
        .prefix(RichText::new(icons::MAGNIFYING_GLASS).size(SIZE_SECTION).color(tokens.text_soft))
        .desired_width(width)
        // Esc is ours: it clears before it leaves.
        .event_filter(EventFilter { escape: true, horizontal_arrows: true, vertical_arrows: true, tab: false })
        .show(ui);
    let response = output.response.response;
    let response = response.accessible_name(hint);
    if response.has_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        if query.is_empty() {
            response.surrender_focus();
        }
        query.clear();
    }
    if !query.is_empty() {
        let place = eframe::egui::Rect::from_center_size(
            eframe::egui::pos2(response.rect.right() - ROW / 2.0, response.rect.center().y),
            eframe::egui::vec2(ROW, ROW),
        );
        let clear = ui.place(place, |ui: &mut Ui| ui.icon_button(icons::X, &UiText::ClearSearch.say(lang)));
        if clear.clicked() {
            query.clear();
        }
    }
    if is_composing(ui.ctx()) {
        return (response, false);
    }
    let reported: String = ui.data(|data| data.get_temp(reported_id)).unwrap_or_default();
    let changed = reported != *query;
    if changed {
        ui.data_mut(|data| data.insert_temp(reported_id, query.clone()));
    }
    (response, changed)
}
