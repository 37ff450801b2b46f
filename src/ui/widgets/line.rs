//! One line of a list that opens something: its name, and at its end what is to be said of it.

use eframe::egui::{
    Align, CornerRadius, Layout, RichText, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2,
};

use super::text::UiExt;
use crate::ui::theme::tokens::ROW_DENSE;

/// Draws a line; true when it was clicked. The note stands at the right end and keeps its room.
pub fn line_ui(ui: &mut Ui, title: &str, note: &str) -> bool {
    let tokens = ui.tokens();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_DENSE), Sense::click());
    let words = if note.is_empty() { title.to_owned() } else { format!("{title} {note}") };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    let ground = rect.expand2(vec2(4.0, 0.0));
    if response.hovered() {
        ui.painter().rect_filled(ground, CornerRadius::same(4), tokens.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(ground, CornerRadius::same(4), Stroke::new(1.5, tokens.accent), StrokeKind::Inside);
    }
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center)));
    if !note.is_empty() {
        inner.secondary(note);
    }
    inner.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.elided(RichText::new(title).color(tokens.text));
    });
    response.clicked()
}
