//! Which columns are shown, and in which order; by mouse and by keyboard.

use std::hash::Hash;

use eframe::egui::{Popup, PopupCloseBehavior, RichText, ScrollArea, Ui};

use super::{ColumnSpec, TableState};
use crate::{
    text::{Lang, Say, ui::UiText},
    ui::{
        theme::{icons, tokens::SIZE_SECTION},
        widgets::UiExt,
    },
};

/// A button that opens the list of columns. True when something changed.
pub fn column_chooser<K: Copy + Ord + Hash>(
    ui: &mut Ui,
    state: &mut TableState<K>,
    columns: &[ColumnSpec],
    lang: Lang,
) -> bool {
    state.load(ui.ctx());
    let button = ui.icon_text_button(icons::COLUMNS, &UiText::Columns.say(lang));
    let mut changed = false;
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(280.0);
        let height = ui.ctx().content_rect().height() * 0.6;
        ScrollArea::vertical().max_height(height).show(ui, |ui| changed = rows_ui(ui, state, columns, lang));
        ui.separator();
        if ui.button(UiText::ColumnsReset.say(lang)).clicked() {
            state.layout.order.clear();
            state.layout.hidden.clear();
            state.layout.widths.clear();
            state.generation += 1;
            changed = true;
        }
    });
    if changed {
        super::memory::keep_table(ui.ctx(), state.name, &state.layout);
    }
    changed
}

fn rows_ui<K: Copy + Ord + Hash>(ui: &mut Ui, state: &mut TableState<K>, columns: &[ColumnSpec], lang: Lang) -> bool {
    let ordered: Vec<(&'static str, bool)> =
        state.ordered(columns).iter().map(|column| (column.id, state.is_shown(column))).collect();
    let mut shown: Vec<(&'static str, bool)> = ordered.clone();
    let mut moved: Option<(usize, usize)> = None;
    for (index, (id, visible)) in shown.iter_mut().enumerate() {
        let Some(column) = columns.iter().find(|column| column.id == *id) else { continue };
        let row = ui.horizontal(|ui| {
            let handle = ui
                .dnd_drag_source(ui.scope_id().with((state.name, *id)), index, |ui| {
                    ui.label(RichText::new(icons::DOTS_THREE).size(SIZE_SECTION));
                })
                .response;
            ui.checkbox(visible, &column.title);
            ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                if ui.icon_button(icons::CARET_DOWN, &UiText::MoveDown.say(lang)).clicked() {
                    moved = Some((index, index + 1));
                }
                if ui.icon_button(icons::CARET_UP, &UiText::MoveUp.say(lang)).clicked() {
                    moved = Some((index, index.saturating_sub(1)));
                }
            });
            handle
        });
        if let Some(from) = row.response.dnd_release_payload::<usize>() {
            moved = Some((*from, index));
        }
    }
    if let Some((from, to)) = moved
        && from != to
        && to < shown.len()
    {
        let column = shown.remove(from);
        shown.insert(to, column);
    }
    if shown == ordered {
        return false;
    }
    // A table without columns cannot be brought back: the last one stays.
    if shown.iter().all(|(_, visible)| !visible) {
        return false;
    }
    state.layout.order = shown.iter().map(|(id, _)| (*id).to_owned()).collect();
    state.layout.hidden = shown.iter().filter(|(_, visible)| !visible).map(|(id, _)| (*id).to_owned()).collect();
    true
}
