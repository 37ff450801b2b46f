//! Everything that was found in the list, each with its cell, what stands there, and why.

use eframe::egui::{RichText, Ui};

use super::work::Planned;
use crate::{
    exchange::{
        mapping::Mapping,
        plan::{IssueKind, ListIssue},
        read::List,
    },
    report::rejected::address,
    text::{
        Lang, Say,
        ui_import::{ImportText, issue_words},
    },
    ui::{
        theme::icons,
        widgets::{ColumnSpec, EmptyState, TableState, UiExt, table_ui},
    },
};

/// What the view holds.
pub(super) struct IssuesView {
    table: TableState<usize>,
}

impl Default for IssuesView {
    fn default() -> Self {
        Self { table: TableState::new("import issues") }
    }
}

impl IssuesView {
    /// Draws the issues; gives the row of the one selected.
    pub fn ui(&mut self, ui: &mut Ui, list: &List, mapping: &Mapping, planned: &Planned, lang: Lang) -> Option<u32> {
        let issues = &planned.issues;
        if issues.is_empty() {
            let title = ImportText::NoIssues.say(lang);
            EmptyState { icon: icons::CHECK_CIRCLE, title: &title, note: "", action: None }.ui(ui);
            return None;
        }
        let columns = [
            ColumnSpec::text("sheet", ImportText::Sheet.say(lang), 96.0).unsorted().optional(),
            ColumnSpec::text("cell", ImportText::ColumnCell.say(lang), 72.0).unsorted(),
            ColumnSpec::text("header", ImportText::ColumnHeader.say(lang), 116.0).unsorted(),
            ColumnSpec::text("raw", ImportText::ColumnRaw.say(lang), 168.0).unsorted(),
            ColumnSpec::text("reason", ImportText::ColumnReason.say(lang), 400.0).unsorted(),
        ];
        let output = table_ui(
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
                        ui.elided(&list.sheet.name);
                    }
                    "cell" => {
                        ui.elided(address(issue.row, issue.column));
                    }
                    "header" => {
                        ui.elided(issue.column.map(|column| mapping.column_name(column)).unwrap_or_default());
                    }
                    "raw" => {
                        ui.elided(issue.raw.replace('\n', " "));
                    }
                    _ => reason_ui(ui, issue, lang),
                }
            },
        );
        let chosen = output.selected.then(|| self.table.selection.cursor()).flatten();
        chosen.and_then(|index| issues.get(index)).map(|issue| issue.row)
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
