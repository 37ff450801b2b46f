//! What a paste, a replacement or another change of many cells would do, before it is done.

use eframe::egui::{Grid, Id, Label, Modal, RichText, ScrollArea, Ui};

use super::change::Changes;
use crate::{
    exchange::cell::Refusal,
    text::{Lang, Say, format, ui::UiText, ui_grid::GridText},
    ui::{
        theme::icons,
        widgets::{UiExt, save_pressed},
    },
};

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet.
    Open,
    /// Do it.
    Apply,
    /// Leave it.
    Cancel,
}

/// Draws the preview over the page.
pub fn preview_ui(ui: &Ui, title: &str, changes: &Changes, lang: Lang) -> Answer {
    let tokens = ui.tokens();
    let mut answer = Answer::Open;
    let modal = Modal::new(Id::unique("cell changes")).backdrop_color(tokens.backdrop).show(ui.ctx(), |ui| {
        ui.set_width(640.0_f32.min(ui.ctx().content_rect().width() - 64.0));
        ui.section_title(title);
        ui.add_space(4.0);
        ui.label(counts(changes, lang));
        ui.add_space(8.0);
        let height = (ui.ctx().content_rect().height() - 320.0).max(120.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            remarks_ui(ui, changes);
            refusals_ui(ui, changes, lang);
            cells_ui(ui, changes, lang);
        });
        ui.add_space(12.0);
        ui.buttons_at_end(|ui| {
            let some = changes.changed > 0;
            if ui.add_enabled_ui(some, |ui| ui.primary_button(GridText::Apply.say(lang))).inner.clicked()
                || some && save_pressed(ui)
            {
                answer = Answer::Apply;
            }
            let cancel = ui.button(UiText::Cancel.say(lang));
            if ui.memory(|memory| memory.focused().is_none()) {
                cancel.request_focus();
            }
            if cancel.clicked() {
                answer = Answer::Cancel;
            }
        });
    });
    if answer == Answer::Open && modal.should_close() {
        answer = Answer::Cancel;
    }
    answer
}

fn counts(changes: &Changes, lang: Lang) -> String {
    let mut parts = vec![GridText::WillChange { cells: format::count(changes.changed) }.say(lang)];
    if changes.added() > 0 {
        parts.push(GridText::WillAdd { rows: format::count(changes.added()) }.say(lang));
    }
    if changes.companies_beside() > 0 {
        parts.push(GridText::WillAddCompanies { count: format::count(changes.companies_beside()) }.say(lang));
    }
    if changes.same > 0 {
        parts.push(GridText::StaySame { cells: format::count(changes.same) }.say(lang));
    }
    if changes.refused > 0 {
        parts.push(GridText::AreRefused { cells: format::count(changes.refused) }.say(lang));
    }
    parts.join(" · ")
}

/// Why a text cannot stand in a cell, in words.
pub fn refusal_words(why: Refusal, lang: Lang) -> String {
    match why {
        Refusal::Unreadable(why) => why.say(lang),
        Refusal::Required => GridText::Required.say(lang),
        Refusal::Computed => GridText::Computed.say(lang),
        Refusal::OtherRecord => GridText::OtherRecord.say(lang),
        Refusal::Moves => GridText::ByMoving.say(lang),
        Refusal::OtherCurrency => GridText::OtherCurrency.say(lang),
        Refusal::NoCompany => GridText::NoCompany.say(lang),
        Refusal::SeveralCompanies => GridText::SeveralCompanies.say(lang),
        Refusal::UnknownCode => GridText::UnknownCode.say(lang),
    }
}

/// What one should know before it is done.
fn remarks_ui(ui: &mut Ui, changes: &Changes) {
    let ink = ui.tokens().estimate_text;
    for remark in &changes.remarks {
        ui.horizontal_wrapped(|ui| {
            ui.icon(icons::WARNING_CIRCLE, ink);
            ui.label(RichText::new(remark).color(ink));
        });
    }
    if !changes.remarks.is_empty() {
        ui.add_space(8.0);
    }
}

fn refusals_ui(ui: &mut Ui, changes: &Changes, lang: Lang) {
    if changes.refusals.is_empty() {
        return;
    }
    let tokens = ui.tokens();
    ui.label(RichText::new(GridText::Refused.say(lang)).color(tokens.error).strong());
    Grid::new("refused cells").num_columns(4).spacing([12.0, 4.0]).show(ui, |ui| {
        for refusal in &changes.refusals {
            cell(ui, &refusal.record, 180.0);
            cell(ui, changes.titles.get(refusal.column).map_or("", String::as_str), 90.0);
            cell(ui, &refusal.text, 120.0);
            ui.scope(|ui| {
                ui.set_max_width(210.0);
                ui.add(Label::new(RichText::new(refusal_words(refusal.why, lang)).color(tokens.error)).wrap());
            });
            ui.end_row();
        }
    });
    ui.add_space(8.0);
}

fn cells_ui(ui: &mut Ui, changes: &Changes, lang: Lang) {
    let tokens = ui.tokens();
    Grid::new("changed cells").num_columns(4).spacing([12.0, 4.0]).show(ui, |ui| {
        for change in &changes.cells {
            cell(ui, &change.record, 180.0);
            cell(ui, changes.titles.get(change.column).map_or("", String::as_str), 90.0);
            let before = if change.before.is_empty() { format::ABSENT } else { &change.before };
            ui.scope(|ui| {
                ui.set_max_width(140.0);
                ui.elided(RichText::new(before).color(tokens.text_soft).strikethrough());
            });
            let after = if change.after.is_empty() { format::ABSENT } else { &change.after };
            cell(ui, after, 160.0);
            ui.end_row();
        }
    });
    if changes.changed > changes.cells.len() {
        let more = format::count(changes.changed - changes.cells.len());
        ui.secondary(GridText::AndMore { cells: more }.say(lang));
    }
}

fn cell(ui: &mut Ui, text: &str, width: f32) {
    ui.scope(|ui| {
        ui.set_max_width(width);
        ui.elided(text);
    });
}
