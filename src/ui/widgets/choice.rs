//! A closed list of choices, with the caret every other menu of the window has.

use eframe::egui::{Align2, ComboBox, FontId, Rect, Ui, style::WidgetVisuals};

use crate::ui::theme::icons;

/// A list of choices of this name.
pub fn choice_box(name: &str) -> ComboBox<'_> {
    ComboBox::from_id_salt(name).icon(caret)
}

fn caret(ui: &Ui, rect: Rect, visuals: &WidgetVisuals, _open: bool) {
    let (at, font) = (rect.center(), FontId::proportional(12.0));
    ui.painter().text(at, Align2::CENTER_CENTER, icons::CARET_DOWN, font, visuals.fg_stroke.color);
}
