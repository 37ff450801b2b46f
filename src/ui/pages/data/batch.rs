//! One step in full: every record it touched, every field from what to what.

use eframe::egui::{Align, Layout, RichText, Ui};

use crate::{
    desk::{BatchKind, BatchRow},
    ledger::Action,
    text::{Say, format, history::Names, ui_data::DataText},
    ui::{
        context::{PageContext, Post},
        theme::{fonts, icons},
        widgets::{ColumnSpec, TableState, UiExt, table_ui},
    },
};

/// What the view holds.
pub(super) struct BatchView {
    table: TableState<usize>,
    shown: Option<i64>,
}

impl Default for BatchView {
    fn default() -> Self {
        Self { table: TableState::new("data batch"), shown: None }
    }
}

impl BatchView {
    /// Draws a step.
    pub fn ui(&mut self, ui: &mut Ui, batch: &BatchRow, names: &Names<'_>, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let number = DataText::StepNumber {
                    seq: batch.seq,
                    when: format::moment(batch.at_ms),
                    who: names.author(batch),
                };
                // How a workspace began cannot be taken back; about all else the ledger decides.
                if ctx.writable && batch.kind != BatchKind::Setup {
                    let back = ui.icon_text_button(icons::ARROW_U_UP_LEFT, &DataText::TakeBack.say(lang));
                    if back.on_hover_text(DataText::TakeBackNote.say(lang)).clicked() {
                        out.push(Post::act(Action::Reverse { batch: batch.seq }));
                    }
                }
                ui.secondary(number.say(lang));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.elided(RichText::new(names.step(batch)).text_style(fonts::strong()));
                });
            });
        });
        if let Some(why) = &batch.why {
            ui.secondary(DataText::Reason { why: why.clone() }.say(lang));
        }
        ui.add_space(4.0);
        if self.shown.replace(batch.seq) != Some(batch.seq) {
            self.table.selection.clear();
            self.table.scroll_to(0);
        }
        let Some(ops) = ctx.answers.batch(batch.seq, out) else { return };
        let columns = [
            ColumnSpec::text("verb", DataText::OpVerb.say(lang), 56.0).unsorted(),
            ColumnSpec::text("record", DataText::OpRecord.say(lang), 220.0).unsorted(),
            ColumnSpec::text("field", DataText::OpField.say(lang), 112.0).unsorted(),
            ColumnSpec::text("before", DataText::OpBefore.say(lang), 180.0).unsorted(),
            ColumnSpec::text("after", DataText::OpAfter.say(lang), 320.0).unsorted(),
        ];
        // A row is worded once for all its cells: only those on screen are.
        let mut worded = None;
        table_ui(
            ui,
            &mut self.table,
            &columns,
            ops.len(),
            lang,
            |row| row,
            |ui, row, column| {
                let words = match &worded {
                    Some((known, words)) if *known == row => words,
                    _ => &worded.insert((row, names.op(&ops[row]))).1,
                };
                let text = match column.id {
                    "verb" => &words.verb,
                    "record" => &words.record,
                    "field" => &words.field,
                    "before" => &words.before,
                    _ => &words.after,
                };
                let ink = if matches!(column.id, "before" | "verb") { ctx.tokens.text_soft } else { ctx.tokens.text };
                let cell = ui.elided(RichText::new(text).color(ink));
                if column.id == "record" {
                    cell.on_hover_text(&words.sentence);
                }
            },
        );
    }
}
