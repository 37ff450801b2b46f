//! What a paste, a replacement or another change of many cells would do, before it is done.

use eframe::egui::{Id, Modal, RichText, ScrollArea, Ui};

use super::change::Changes;
use crate::{
    exchange::cell::Refusal,
    text::{Lang, Say, format, ui::UiText, ui_grid::GridText},
    ui::{
        theme::{dialog_frame, icons, tokens::ROW_DENSE},
        widgets::{RowKind, SmallColumn, SmallTable, UiExt, save_pressed},
    },
};

/// Room for the bar beside the rows.
const BAR: f32 = 12.0;

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
    let modal = Modal::new(Id::unique("cell changes")).backdrop_color(tokens.backdrop).frame(dialog_frame(tokens));
    let modal = modal.show(ui.ctx(), |ui| {
        ui.set_width(760.0_f32.min(ui.ctx().content_rect().width() - 64.0));
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

/// The row and its column, which both tables begin with, and two texts; all but the column share the width.
fn columns(words: &[String; 4], [record, one, other]: [f32; 3]) -> [SmallColumn<'_>; 4] {
    [
        SmallColumn::text(&words[0], record).stretching(),
        SmallColumn::text(&words[1], 96.0),
        SmallColumn::text(&words[2], one).stretching(),
        SmallColumn::text(&words[3], other).stretching(),
    ]
}

fn refusals_ui(ui: &mut Ui, changes: &Changes, lang: Lang) {
    if changes.refusals.is_empty() {
        return;
    }
    let ink = ui.tokens().error;
    ui.label(RichText::new(GridText::Refused.say(lang)).color(ink).strong());
    let words =
        [GridText::OfRow, GridText::OfColumn, GridText::Written, GridText::WhyRefused].map(|word| word.say(lang));
    let columns = columns(&words, [170.0, 130.0, 280.0]);
    let table = SmallTable::new(ui.available_width() - BAR, &columns);
    table.header_ui(ui, &columns);
    for refusal in &changes.refusals {
        table.row_ui(ui, ROW_DENSE, RowKind::Plain, |ui, index| match index {
            0 => _ = ui.elided(&refusal.record),
            1 => _ = ui.elided(changes.titles.get(refusal.column).map_or("", String::as_str)),
            2 => _ = ui.elided(&refusal.text),
            _ => _ = ui.elided(RichText::new(refusal_words(refusal.why, lang)).color(ink)),
        });
    }
    ui.add_space(8.0);
}

fn cells_ui(ui: &mut Ui, changes: &Changes, lang: Lang) {
    if changes.cells.is_empty() {
        return;
    }
    let soft = ui.tokens().text_soft;
    let words = [GridText::OfRow, GridText::OfColumn, GridText::Before, GridText::After].map(|word| word.say(lang));
    let columns = columns(&words, [200.0, 160.0, 220.0]);
    let table = SmallTable::new(ui.available_width() - BAR, &columns);
    table.header_ui(ui, &columns);
    let shown = |text: &str| if text.is_empty() { format::ABSENT.to_owned() } else { text.to_owned() };
    for change in &changes.cells {
        table.row_ui(ui, ROW_DENSE, RowKind::Plain, |ui, index| match index {
            0 => _ = ui.elided(&change.record),
            1 => _ = ui.elided(changes.titles.get(change.column).map_or("", String::as_str)),
            2 => _ = ui.elided(RichText::new(shown(&change.before)).color(soft).strikethrough()),
            _ => _ = ui.elided(shown(&change.after)),
        });
    }
    if changes.changed > changes.cells.len() {
        let more = format::count(changes.changed - changes.cells.len());
        ui.secondary(GridText::AndMore { cells: more }.say(lang));
    }
}
