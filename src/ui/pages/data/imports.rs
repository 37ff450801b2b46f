//! The lists that were imported: which, when, by whom, how much, and whether the step still holds.

use std::collections::BTreeSet;

use eframe::egui::{RichText, Ui};

use crate::{
    desk::BatchRow,
    ledger::ActionKind,
    text::{Label, Say, format, history::Names, ui_data::DataText},
    ui::{
        commands::Command,
        context::{PageContext, Post},
        theme::icons,
        widgets::{ColumnSpec, EmptyState, TableState, UiExt, table_ui},
    },
};

/// Steps of the log looked through.
const LOOKED_AT: usize = 20_000;

/// An import as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Imported {
    /// Place in the log as answered.
    at: usize,
    taken_back: bool,
}

/// What the view holds.
pub(super) struct ImportsView {
    table: TableState<i64>,
    found: Option<((u64, usize), Vec<Imported>)>,
}

impl Default for ImportsView {
    fn default() -> Self {
        Self { table: TableState::new("data imports"), found: None }
    }
}

/// The imports of a log (newest first), each with whether it was undone and not done again.
fn imports(log: &[BatchRow]) -> Vec<Imported> {
    let mut taken_back = BTreeSet::new();
    let mut settled = BTreeSet::new();
    let mut found = Vec::new();
    for (at, batch) in log.iter().enumerate() {
        let is_import = ActionKind::from_word(&batch.label) == Some(ActionKind::Import);
        match batch.target {
            // The newest word on a step holds; an undo or redo names the step it is about.
            Some(target) if is_import && settled.insert(target) && batch.kind.word() == "undo" => {
                taken_back.insert(target);
            }
            None if is_import => found.push(Imported { at, taken_back: taken_back.contains(&batch.seq) }),
            _ => {}
        }
    }
    found
}

impl ImportsView {
    /// Draws the imports; gives the step to be shown in the log.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> Option<i64> {
        let lang = ctx.lang;
        let log = ctx.answers.log(LOOKED_AT, out)?;
        let key = (ctx.revision, log.len());
        if self.found.as_ref().is_none_or(|(known, _)| *known != key) {
            self.found = Some((key, imports(log)));
        }
        let (_, found) = self.found.as_ref()?;
        ui.horizontal(|ui| {
            let import = ui.add_enabled_ui(ctx.writable, |ui| {
                ui.primary_icon_button(icons::DOWNLOAD_SIMPLE, Command::Import.label(lang))
            });
            if import.inner.clicked() {
                out.push(Post::Run(Command::Import));
            }
        });
        ui.add_space(8.0);
        if found.is_empty() {
            let title = DataText::NoImports.say(lang);
            let note = DataText::NoImportsNote.say(lang);
            EmptyState { icon: icons::TABLE, title: &title, note: &note, action: None }.ui(ui);
            return None;
        }
        let names = Names { snapshot: ctx.snapshot, plan: ctx.plan(), lang };
        let columns = [
            ColumnSpec::text("when", DataText::ColumnWhen.say(lang), 136.0).unsorted(),
            ColumnSpec::text("list", DataText::ColumnList.say(lang), 480.0).unsorted(),
            ColumnSpec::text("who", DataText::ColumnWho.say(lang), 120.0).unsorted(),
            ColumnSpec::number("ops", DataText::ColumnOps.say(lang), 88.0).unsorted(),
            ColumnSpec::text("state", DataText::ColumnState.say(lang), 96.0).unsorted(),
        ];
        let at = |row: usize| &log[found[row].at];
        let output = table_ui(
            ui,
            &mut self.table,
            &columns,
            found.len(),
            lang,
            |row| at(row).seq,
            |ui, row, column| {
                let batch = at(row);
                match column.id {
                    "when" => {
                        ui.label(RichText::new(format::moment(batch.at_ms)).color(ctx.tokens.text_soft));
                    }
                    "list" => {
                        ui.elided(batch.subject.clone().unwrap_or_default());
                    }
                    "who" => {
                        ui.elided(names.author(batch));
                    }
                    "ops" => {
                        ui.label(format::integer(i64::try_from(batch.size).unwrap_or(i64::MAX)));
                    }
                    _ => {
                        let taken_back = found[row].taken_back;
                        let words = if taken_back { DataText::StateTaken } else { DataText::StateHeld };
                        ui.elided(RichText::new(words.say(lang)).color(ctx.tokens.text_soft));
                    }
                }
            },
        );
        output.opened.map(|row| at(row).seq)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A log as pairs of kind and target, oldest first.
    fn log(steps: &[(&str, Option<i64>)]) -> Vec<BatchRow> {
        let rows = (1..).zip(steps).map(|(seq, (kind, target))| BatchRow {
            seq,
            kind: match *kind {
                "undo" => crate::store::BatchKind::Undo,
                "redo" => crate::store::BatchKind::Redo,
                _ => crate::store::BatchKind::Do,
            },
            target: *target,
            label: ActionKind::Import.word().to_owned(),
            subject: None,
            author: None,
            device: None,
            at_ms: 0,
            why: None,
            size: 0,
        });
        let mut rows: Vec<BatchRow> = rows.collect();
        rows.reverse();
        rows
    }

    #[test]
    fn an_import_holds_unless_the_last_word_on_it_was_undo() {
        let taken = |steps: &[(&str, Option<i64>)]| -> Vec<bool> {
            imports(&log(steps)).into_iter().map(|import| import.taken_back).collect()
        };
        assert_eq!(taken(&[("do", None), ("do", None)]), [false, false]);
        assert_eq!(taken(&[("do", None), ("undo", Some(1))]), [true]);
        assert_eq!(taken(&[("do", None), ("undo", Some(1)), ("redo", Some(1))]), [false]);
        assert_eq!(taken(&[("do", None), ("undo", Some(1)), ("do", None)]), [false, true]);
    }
}
