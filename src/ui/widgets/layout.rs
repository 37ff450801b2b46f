//! Larger parts: what a page shows when it is empty, and what long work looks like.

use eframe::egui::{Align, Layout, ProgressBar, RichText, Ui};

use super::text::UiExt;
use crate::{
    desk::Progress,
    text::{Lang, Say, format, ui::UiText},
    ui::theme::tokens::TEXT_WIDTH,
};

/// What belongs here, and the one action that fills it.
#[derive(Debug, Clone, Copy)]
pub struct EmptyState<'a> {
    /// An icon.
    pub icon: &'a str,
    /// What belongs here, in a sentence.
    pub title: &'a str,
    /// What to know about it; may be empty.
    pub note: &'a str,
    /// Label of the action; none = there is nothing to do.
    pub action: Option<&'a str>,
}

impl EmptyState<'_> {
    /// Draws it in the middle of what is left; true when the action was chosen.
    pub fn ui(self, ui: &mut Ui) -> bool {
        let tokens = ui.tokens();
        let mut chosen = false;
        ui.vertical_centered(|ui| {
            ui.set_max_width(TEXT_WIDTH);
            ui.add_space((ui.available_height() * 0.3 - 40.0).max(24.0));
            ui.label(RichText::new(self.icon).size(40.0).color(tokens.text_off));
            ui.add_space(8.0);
            ui.section_title(self.title);
            if !self.note.is_empty() {
                ui.label(RichText::new(self.note).color(tokens.text_soft));
            }
            if let Some(action) = self.action {
                ui.add_space(12.0);
                chosen = ui.primary_button(action).clicked();
            }
        });
        chosen
    }
}

/// Long work: its name, how far it is, and a way to stop it. True when it was asked to stop.
pub fn progress_row(ui: &mut Ui, label: &str, progress: &Progress, lang: Lang) -> bool {
    let (done, total) = progress.state();
    let mut stopped = false;
    ui.horizontal(|ui| {
        ui.label(label);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add_enabled(!progress.is_cancelled(), eframe::egui::Button::new(UiText::Stop.say(lang))).clicked() {
                progress.cancel();
                stopped = true;
            }
            ui.secondary(count_words(done, total, lang));
        });
    });
    let share = if total == 0 { 0.0 } else { (done as f64 / total as f64).clamp(0.0, 1.0) };
    #[allow(clippy::cast_possible_truncation)] // a share
    let bar = ProgressBar::new(share as f32).desired_height(4.0);
    ui.scope(|ui| {
        let tokens = ui.tokens();
        ui.visuals_mut().extreme_bg_color = tokens.sunken;
        ui.add(bar.fill(tokens.accent));
    });
    stopped
}

/// How far work is, in words.
pub fn count_words(done: usize, total: usize, lang: Lang) -> String {
    match (done, total) {
        (0, 0) => UiText::JobStarted.say(lang),
        (done, 0) => UiText::JobOpen { done: format::count(done) }.say(lang),
        (done, total) => {
            UiText::JobCount { done: format::count(done.min(total)), total: format::count(total) }.say(lang)
        }
    }
}
