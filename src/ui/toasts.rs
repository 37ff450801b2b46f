//! Short notes in a corner: what was done, with a way back; what failed, with the reason.

use std::time::Duration;

use eframe::egui::{Align, Align2, Area, Context, Frame, Id, Layout, Order, Stroke, Ui, vec2};

use super::{
    commands::Command,
    context::Post,
    route::Place,
    theme::{icons, tokens::Tokens},
    widgets::UiExt,
};
use crate::text::{Label, Lang, Say, ui::UiText};

/// Wide enough for a sentence in either language.
const WIDTH: f32 = 360.0;
/// More at once would be a list.
const MOST: usize = 4;

/// What kind of note it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastKind {
    /// Something was done or found out.
    Note,
    /// Something failed; it stays until it is closed.
    Failure,
}

/// What can be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToastAction {
    /// A command, under its own label.
    Run(Command),
    /// A place, under this label.
    Go(String, Place),
    /// A file to show in the file manager.
    Reveal(std::path::PathBuf),
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// Kind.
    pub kind: ToastKind,
    /// What is said.
    pub text: String,
    /// What can be done about it.
    pub action: Option<ToastAction>,
}

impl Toast {
    /// Something was done.
    pub fn note(text: impl Into<String>) -> Self {
        Self { kind: ToastKind::Note, text: text.into(), action: None }
    }

    /// Something failed.
    pub fn failure(text: impl Into<String>) -> Self {
        Self { kind: ToastKind::Failure, text: text.into(), action: None }
    }

    /// With something to do about it.
    #[must_use]
    pub fn with(mut self, action: ToastAction) -> Self {
        self.action = Some(action);
        self
    }
}

/// The notes on screen.
#[derive(Debug, Default)]
pub struct Toasts {
    shown: Vec<Shown>,
    next: u64,
}

#[derive(Debug)]
struct Shown {
    id: u64,
    toast: Toast,
    /// Seconds left; none = until closed.
    left: Option<f64>,
    /// When it was last drawn, in seconds on the window's clock.
    drawn_at: Option<f64>,
}

impl Toasts {
    /// Shows a note. The same words twice are shown once, anew.
    pub fn push(&mut self, toast: Toast) {
        self.shown.retain(|shown| shown.toast.text != toast.text);
        let left = match toast.kind {
            // Long enough to read at a calm pace: four seconds and a tenth per character.
            ToastKind::Note => Some(4.0 + 0.1 * toast.text.chars().count() as f64),
            ToastKind::Failure => None,
        };
        self.next += 1;
        self.shown.push(Shown { id: self.next, toast, left, drawn_at: None });
        if self.shown.len() > MOST {
            self.shown.remove(0);
        }
    }

    /// The offer to take back is only true for the last step: an older one goes when there is a newer step.
    pub fn withdraw_undo(&mut self) {
        for shown in &mut self.shown {
            if matches!(shown.toast.action, Some(ToastAction::Run(Command::Undo | Command::Redo))) {
                shown.toast.action = None;
            }
        }
    }

    /// What is shown now.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.shown.iter().map(|shown| shown.toast.text.as_str())
    }

    /// Draws them above the status bar.
    pub fn ui(&mut self, ctx: &Context, lang: Lang, out: &mut Vec<Post>) {
        let mut gone = Vec::new();
        let now = ctx.input(|input| input.time);
        let mut offset = 36.0;
        for shown in self.shown.iter_mut().rev() {
            let area = Area::new(Id::unique(("toast", shown.id)))
                .order(Order::Foreground)
                .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -offset))
                .show(ctx, |ui| toast_ui(ui, &shown.toast, lang, out));
            offset += area.response.rect.height() + 8.0;
            if let Some(left) = &mut shown.left {
                // By the clock, since an idle window draws no frames; it stays while one reads it.
                let since = shown.drawn_at.replace(now).map_or(0.0, |before| now - before);
                if !area.response.contains_pointer() {
                    *left -= since;
                }
                if *left <= 0.0 {
                    gone.push(shown.id);
                } else {
                    // Waiting needs no frame but the last.
                    ctx.request_repaint_after(Duration::from_secs_f64(*left));
                }
            }
            if area.inner {
                gone.push(shown.id);
            }
        }
        self.shown.retain(|shown| !gone.contains(&shown.id));
    }
}

/// Draws one note; true when it shall go.
fn toast_ui(ui: &mut Ui, toast: &Toast, lang: Lang, out: &mut Vec<Post>) -> bool {
    let tokens = Tokens::of(ui.visuals().dark_mode);
    let (fill, line, icon, ink) = match toast.kind {
        ToastKind::Note => (tokens.raised, tokens.line_strong, icons::CHECK_CIRCLE, tokens.accent_text),
        ToastKind::Failure => (tokens.error_soft, tokens.error, icons::WARNING_CIRCLE, tokens.error),
    };
    let mut close = false;
    Frame::popup(ui.style()).fill(fill).stroke(Stroke::new(1.0, line)).inner_margin(10.0).show(ui, |ui| {
        ui.set_width(WIDTH);
        ui.horizontal_top(|ui| {
            ui.icon(icon, ink);
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                if ui.icon_button(icons::X, &UiText::Close.say(lang)).clicked() {
                    close = true;
                }
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.label(&toast.text);
                    if let Some(action) = &toast.action {
                        let (label, post) = match action {
                            ToastAction::Run(command) => (command.label(lang).to_owned(), Post::Run(*command)),
                            ToastAction::Go(label, place) => (label.clone(), Post::Go(place.clone())),
                            ToastAction::Reveal(path) => (UiText::OpenFolder.say(lang), Post::Reveal(path.clone())),
                        };
                        if ui.link(label).clicked() {
                            out.push(post);
                            close = true;
                        }
                    }
                });
            });
        });
    });
    close
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_are_not_stacked_and_old_ones_make_room() {
        let mut toasts = Toasts::default();
        for number in 0..10 {
            toasts.push(Toast::note(number.to_string()));
            toasts.push(Toast::note("same"));
        }
        assert_eq!(toasts.texts().filter(|text| *text == "same").count(), 1);
        assert!(toasts.texts().count() <= MOST);
    }

    #[test]
    fn only_the_newest_step_offers_to_be_taken_back() {
        let mut toasts = Toasts::default();
        toasts.push(Toast::note("one").with(ToastAction::Run(Command::Undo)));
        toasts.withdraw_undo();
        toasts.push(Toast::note("two").with(ToastAction::Run(Command::Undo)));
        let offers = toasts.shown.iter().filter(|shown| shown.toast.action.is_some()).count();
        assert_eq!(offers, 1);
    }
}
