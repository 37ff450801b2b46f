//! Everything that was found in the list, each with its cell, what stands there, why, and what was probably meant: it
//! can be written anew in place, or its row left out.

use eframe::egui::{RichText, Ui};

use super::{
    choice::{Choice, Choices},
    work::Planned,
};
use crate::{
    exchange::{
        mapping::Mapping,
        plan::{IssueKind, ListIssue, RejectReason, suggestions},
    },
    report::rejected::address,
    text::{
        Lang, Say,
        ui_import::{ImportText, issue_words},
        ui_intake::IntakeText,
    },
    ui::{
        theme::icons,
        widgets::{ColumnSpec, EmptyState, TableState, UiExt, table_ui},
    },
};

/// The column a cell is written anew in.
const RAW: &str = "raw";

/// What the view holds.
pub(super) struct IssuesView {
    table: TableState<usize>,
}

impl Default for IssuesView {
    fn default() -> Self {
        Self { table: TableState::new("import issues") }
    }
}

/// What was done among the issues.
#[derive(Default)]
pub(super) struct IssuesOutput {
    /// Row of the issue selected.
    pub row: Option<u32>,
    /// What was decided.
    pub choices: Vec<Choice>,
}

impl IssuesView {
    /// Draws the issues.
    pub fn ui(&mut self, ui: &mut Ui, mapping: &Mapping, planned: &Planned, lang: Lang) -> IssuesOutput {
        let mut output = IssuesOutput::default();
        let issues = &planned.issues;
        if issues.is_empty() {
            let title = ImportText::NoIssues.say(lang);
            EmptyState { icon: icons::CHECK_CIRCLE, title: &title, note: "", action: None }.ui(ui);
            return output;
        }
        let columns = columns(lang);
        let mut choices = Choices::default();
        let table = table_ui(
            ui,
            &mut self.table,
            &columns,
            issues.len(),
            lang,
            |row| row,
            |ui, row, column| {
                let issue = &issues[row];
                match column.id {
                    "sheet" => {
                        ui.elided(&planned.list.sheet.name);
                    }
                    "cell" => {
                        ui.elided(address(issue.row, issue.column));
                    }
                    "header" => {
                        ui.elided(issue.column.map(|column| mapping.column_name(column)).unwrap_or_default());
                    }
                    RAW => {
                        ui.elided(issue.raw.replace('\n', " "));
                    }
                    "meant" => meant_ui(ui, issue, &mut choices, lang),
                    "skip" => skip_ui(ui, issue, &mut choices, lang),
                    _ => reason_ui(ui, issue, lang),
                }
            },
        );
        if let Some(issue) = table.edit.or(table.opened).and_then(|row| Some((row, issues.get(row)?)))
            && issue.1.column.is_some()
        {
            self.table.edit(issue.0, RAW, issue.1.raw.clone());
        }
        if let Some(commit) = self.table.take_commit()
            && let Some(issue) = issues.get(commit.key)
            && let Some(column) = issue.column
            && commit.text != issue.raw
        {
            choices.write(issue.row, column, commit.text);
        }
        let chosen = table.selected.then(|| self.table.selection.cursor()).flatten();
        output.row = chosen.and_then(|index| issues.get(index)).map(|issue| issue.row);
        output.choices = choices.take();
        output
    }
}

fn columns(lang: Lang) -> [ColumnSpec; 7] {
    [
        ColumnSpec::text("sheet", ImportText::Sheet.say(lang), 96.0).unsorted().optional(),
        ColumnSpec::text("cell", ImportText::ColumnCell.say(lang), 52.0).unsorted(),
        ColumnSpec::text("header", ImportText::ColumnHeader.say(lang), 96.0).unsorted(),
        ColumnSpec::text(RAW, ImportText::ColumnRaw.say(lang), 146.0).unsorted().editable(),
        ColumnSpec::text("reason", ImportText::ColumnReason.say(lang), 224.0).unsorted().growing(480.0),
        ColumnSpec::text("meant", IntakeText::ColumnMeant.say(lang), 204.0).unsorted(),
        ColumnSpec::text("skip", IntakeText::ColumnRow.say(lang), 64.0).unsorted(),
    ]
}

/// The texts that were probably meant; one click writes one.
pub(super) fn meant_ui(ui: &mut Ui, issue: &ListIssue, choices: &mut Choices, lang: Lang) {
    let Some(column) = issue.column else { return };
    ui.spacing_mut().item_spacing.x = 4.0;
    for text in suggestions(issue) {
        let words = IntakeText::WriteInstead { text: text.clone() }.say(lang);
        if ui.small_button(&text).on_hover_text(&words).clicked() {
            choices.write(issue.row, column, text);
        }
    }
}

/// Leaves the row of an issue out, or takes it in again.
fn skip_ui(ui: &mut Ui, issue: &ListIssue, choices: &mut Choices, lang: Lang) {
    match &issue.kind {
        IssueKind::Rejected(RejectReason::Skipped) => {
            if ui.small_button(IntakeText::TakeIn.say(lang)).clicked() {
                choices.skip(issue.row, false);
            }
        }
        // Left out already, for a reason of its own.
        IssueKind::Rejected(_) => {}
        IssueKind::Cell(_) | IssueKind::Read(_) => {
            let hint = IntakeText::SkipHint { row: issue.row }.say(lang);
            if ui.small_button(IntakeText::Skip.say(lang)).on_hover_text(hint).clicked() {
                choices.skip(issue.row, true);
            }
        }
    }
}

/// Why, with an icon that tells rows left out from cells to look at.
pub(super) fn reason_ui(ui: &mut Ui, issue: &ListIssue, lang: Lang) {
    let tokens = ui.tokens();
    let (icon, ink) = match issue.kind {
        IssueKind::Rejected(_) => (icons::PROHIBIT, tokens.error),
        IssueKind::Cell(_) | IssueKind::Read(_) => (icons::WARNING, tokens.estimate_text),
    };
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.label(RichText::new(icon).color(ink));
    ui.elided(issue_words(&issue.kind, lang));
}
