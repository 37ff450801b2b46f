//! The frame of the page's dialogs.

use eframe::egui::{Id, Modal, Ui};

use crate::ui::{
    theme::dialog_frame,
    widgets::{UiExt, is_composing},
};

/// Width of a dialog.
const WIDTH: f32 = 480.0;

/// Draws a dialog over the page; true when it was closed by a click beside it.
pub fn ui(ui: &Ui, name: &str, title: &str, content: impl FnOnce(&mut Ui)) -> bool {
    let tokens = ui.tokens();
    let modal =
        Modal::new(Id::unique(name)).backdrop_color(tokens.backdrop).frame(dialog_frame(tokens)).show(ui.ctx(), |ui| {
            ui.set_width(WIDTH);
            ui.elided(eframe::egui::RichText::new(title).text_style(crate::ui::theme::fonts::section()));
            ui.add_space(8.0);
            content(ui);
        });
    modal.should_close() && !is_composing(ui.ctx())
}
