//! All shortcuts at a glance, from the lists of commands and of what keys do in tables.

use eframe::egui::{Context, Grid, Id, Key, Modal, ScrollArea};

use crate::{
    text::{Label, Lang, Say, ui::UiText, ui_grid::GridText},
    ui::{
        commands::{Command, TableKey},
        theme::{dialog_frame, tokens::Tokens},
        widgets::UiExt,
    },
};

/// Draws the list; true when it shall close.
pub fn ui(ctx: &Context, lang: Lang) -> bool {
    let tokens = Tokens::of(ctx.global_style().visuals.dark_mode);
    let mut close = false;
    let modal = Modal::new(Id::unique("shortcuts")).backdrop_color(tokens.backdrop).frame(dialog_frame(tokens)).show(
        ctx,
        |ui| {
            ui.set_width(420.0);
            ui.section_title(Command::Shortcuts.label(lang));
            ui.add_space(8.0);
            ScrollArea::vertical().max_height(ctx.content_rect().height() * 0.7).show(ui, |ui| {
                Grid::new("keys").num_columns(2).min_col_width(180.0).show(ui, |ui| {
                    for command in Command::ALL {
                        let Some(keys) = command.keys() else { continue };
                        ui.label(command.label(lang));
                        ui.secondary(keys);
                        ui.end_row();
                    }
                });
                ui.add_space(12.0);
                ui.strong_text(GridText::TableKeys.say(lang));
                ui.add_space(4.0);
                Grid::new("table keys").num_columns(2).min_col_width(180.0).show(ui, |ui| {
                    for key in TableKey::ALL {
                        ui.label(key.say(lang));
                        ui.secondary(key.keys());
                        ui.end_row();
                    }
                });
            });
            ui.add_space(8.0);
            ui.buttons_at_end(|ui| {
                close = ui.button(UiText::Close.say(lang)).clicked();
            });
            close |= ui.input(|input| input.key_pressed(Key::Escape));
        },
    );
    close || modal.should_close()
}
