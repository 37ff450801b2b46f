//! The one confirm dialog: one question, the verb on the button.

use eframe::egui::{Context, Id, Key, Modal};

use crate::{
    text::{Lang, Say, ui::UiText},
    ui::{
        context::{Post, Question},
        theme::{dialog_frame, icons, tokens::Tokens},
        widgets::UiExt,
    },
};

/// Asks; true when the question is answered either way.
pub fn ui(ctx: &Context, question: &mut Question, lang: Lang, out: &mut Vec<Post>) -> bool {
    let tokens = Tokens::of(ctx.global_style().visuals.dark_mode);
    let mut answered = None;
    let modal =
        Modal::new(Id::unique("confirm")).backdrop_color(tokens.backdrop).frame(dialog_frame(tokens)).show(ctx, |ui| {
            ui.set_width(400.0);
            ui.horizontal(|ui| {
                let (icon, ink) = if question.destructive {
                    (icons::WARNING, tokens.error)
                } else {
                    (icons::QUESTION, tokens.accent_text)
                };
                ui.icon(icon, ink);
                ui.section_title(&question.title);
            });
            ui.add_space(8.0);
            ui.label(&question.text);
            ui.add_space(16.0);
            ui.buttons_at_end(|ui| {
                let yes = if question.destructive {
                    ui.danger_button(&question.verb)
                } else {
                    ui.primary_button(&question.verb)
                };
                if yes.clicked() {
                    answered = Some(true);
                }
                let no = ui.button(UiText::Cancel.say(lang));
                // The safe answer has the focus: a stray Enter destroys nothing.
                if ui.memory(|memory| memory.focused().is_none()) {
                    no.request_focus();
                }
                if no.clicked() {
                    answered = Some(false);
                }
            });
            if ui.input(|input| input.key_pressed(Key::Escape)) {
                answered = Some(false);
            }
        });
    if modal.should_close() && answered.is_none() {
        answered = Some(false);
    }
    if answered == Some(true) {
        out.append(&mut question.then);
    }
    answered.is_some()
}
