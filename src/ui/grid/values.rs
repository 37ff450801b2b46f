//! The menu of a column: its values with how often they occur, to narrow the table to some of them.

use std::collections::BTreeSet;

use eframe::egui::{Align, Button, Id, Layout, RichText, Role, ScrollArea, Ui, WidgetInfo};

use crate::{
    text::{Lang, Say, format, ui_grid::GridText},
    ui::{
        theme::icons,
        widgets::{UiExt, search_field},
    },
};

/// Values listed; the search finds the others.
const MOST: usize = 300;

/// Draws the values; true when the choice changed. None = they are being counted.
pub fn values_ui(
    ui: &mut Ui,
    values: Option<&[(String, usize)]>,
    chosen: &mut BTreeSet<String>,
    search: &mut String,
    lang: Lang,
) -> bool {
    ui.set_width(280.0);
    let before = chosen.clone();
    let hint = GridText::FindValue.say(lang);
    search_field(ui, Id::unique("column values"), search, &hint, 264.0, lang);
    let Some(values) = values else {
        ui.secondary(GridText::Counting.say(lang));
        return false;
    };
    let wanted = search.trim().to_lowercase();
    let found = |value: &&(String, usize)| wanted.is_empty() || value.0.to_lowercase().contains(&wanted);
    let height = ui.ctx().content_rect().height() * 0.5;
    ScrollArea::vertical().min_scrolled_height(240.0).max_height(height).show(ui, |ui| {
        for (value, count) in values.iter().filter(found).take(MOST) {
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.secondary(format::count(*count));
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let on = chosen.contains(value);
                        let mark = if on { icons::CHECK_SQUARE } else { icons::SQUARE };
                        let mark = RichText::new(mark).color(ui.tokens().accent_text);
                        let name = if value.is_empty() { GridText::Empty.say(lang) } else { value.clone() };
                        let item = ui.add(Button::selectable(false, (mark, name.as_str())).truncate());
                        item.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &name));
                        if item.clicked() && !chosen.remove(value) {
                            chosen.insert(value.clone());
                        }
                    });
                });
            });
        }
    });
    let more = values.iter().filter(found).count().saturating_sub(MOST);
    if more > 0 {
        ui.secondary(GridText::MoreValues { count: format::count(more) }.say(lang));
    }
    if !chosen.is_empty() {
        ui.separator();
        if ui.icon_text_button(icons::X, &GridText::AllValues.say(lang)).clicked() {
            chosen.clear();
        }
    }
    before != *chosen
}
