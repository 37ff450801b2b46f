//! All shortcuts at a glance, from the one list of commands.

use eframe::egui::{Context, Grid, Id, Key, Modal, ScrollArea};

use crate::{
    text::{Label, Lang, Say, ui::UiText},
    ui::{
        commands::Command,
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
