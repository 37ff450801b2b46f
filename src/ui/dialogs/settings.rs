//! Settings of the window. They take effect at once; there is nothing to confirm.

use eframe::egui::{Context, Grid, Id, Key, Modal, TextEdit, Ui};

use crate::{
    text::{Label, Lang, Say, format, ui::UiText},
    ui::{
        commands::Command,
        settings::{Settings, TEXT_SIZES, ThemeChoice},
        theme::{dialog_frame, tokens::Tokens},
        widgets::UiExt,
    },
};

/// Draws the dialog; true when it shall close.
pub fn ui(ctx: &Context, settings: &mut Settings, lang: Lang) -> bool {
    let tokens = Tokens::of(ctx.global_style().visuals.dark_mode);
    let mut close = false;
    let modal = Modal::new(Id::unique("settings")).backdrop_color(tokens.backdrop).frame(dialog_frame(tokens)).show(
        ctx,
        |ui| {
            ui.set_width(440.0);
            ui.section_title(Command::Settings.label(lang).trim_end_matches('…'));
            ui.add_space(12.0);
            fields_ui(ui, settings, lang);
            ui.add_space(16.0);
            ui.buttons_at_end(|ui| {
                close = ui.button(UiText::Close.say(lang)).clicked();
            });
            close |= ui.input(|input| input.key_pressed(Key::Escape));
        },
    );
    close || modal.should_close()
}

/// The fields, also for a page that shows settings.
pub fn fields_ui(ui: &mut Ui, settings: &mut Settings, lang: Lang) {
    let say = |text: UiText| text.say(lang);
    Grid::new("settings").num_columns(2).min_col_width(96.0).spacing([16.0, 12.0]).show(ui, |ui| {
        ui.secondary(say(UiText::Language));
        ui.horizontal(|ui| {
            let mut chosen = settings.lang;
            ui.selectable_value(&mut chosen, Some(Lang::Zh), say(UiText::Chinese));
            ui.selectable_value(&mut chosen, Some(Lang::En), say(UiText::English));
            ui.selectable_value(&mut chosen, None, say(UiText::AsSystem));
            settings.lang = chosen;
        });
        ui.end_row();

        ui.secondary(say(UiText::Theme));
        ui.horizontal(|ui| {
            ui.selectable_value(&mut settings.theme, ThemeChoice::Light, say(UiText::Light));
            ui.selectable_value(&mut settings.theme, ThemeChoice::Dark, say(UiText::Dark));
            ui.selectable_value(&mut settings.theme, ThemeChoice::System, say(UiText::AsSystem));
        });
        ui.end_row();

        ui.secondary(say(UiText::TextSize));
        ui.horizontal(|ui| {
            for size in TEXT_SIZES {
                let chosen = (settings.text_size - size).abs() < 0.01;
                if ui.selectable_label(chosen, format::share(f64::from(size))).clicked() {
                    settings.text_size = size;
                }
            }
        });
        ui.end_row();

        let name = ui.secondary(say(UiText::YourName));
        ui.add(TextEdit::singleline(&mut settings.person.name).desired_width(220.0)).labelled_by(name.id);
        ui.end_row();
        let unit = ui.secondary(say(UiText::YourUnit));
        ui.add(TextEdit::singleline(&mut settings.person.unit).desired_width(220.0)).labelled_by(unit.id);
        ui.end_row();
        ui.label("");
        ui.secondary(say(UiText::PersonHint));
        ui.end_row();
    });
}
