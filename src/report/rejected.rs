//! What an import left out, as a table one can mend and import again: place, text and reason, and the row as it was.

use super::table::{Cell, Column, ColumnKind, Layout, Table};
use crate::{
    exchange::{
        mapping::Mapping,
        plan::{IssueKind, ListIssue},
        read::List,
        sheet::column_letters,
    },
    text::{
        Lang, Say,
        ui_import::{ImportText, issue_words},
    },
};

/// The address a spreadsheet shows: `F37`; the row alone where no cell is meant.
pub fn address(row: u32, column: Option<u32>) -> String {
    column.map_or_else(|| row.to_string(), |column| format!("{}{row}", column_letters(column)))
}

/// One line for each issue, followed by the cells of its row under their own headings.
pub fn table(list: &List, mapping: &Mapping, issues: &[ListIssue], lang: Lang) -> Table {
    let mut columns = vec![
        Column::new(ImportText::ColumnRow.say(lang), ColumnKind::Number(0)),
        Column::new(ImportText::ColumnOutcome.say(lang), ColumnKind::Word),
        Column::new(ImportText::ColumnCell.say(lang), ColumnKind::Word),
        Column::new(ImportText::ColumnRaw.say(lang), ColumnKind::LongText),
        Column::new(ImportText::ColumnReason.say(lang), ColumnKind::LongText),
    ];
    columns.extend(mapping.column_names().into_iter().map(|name| Column::new(name, ColumnKind::Code)));
    let rows = issues.iter().map(|issue| {
        let rejected = matches!(issue.kind, IssueKind::Rejected(_));
        let outcome = if rejected { ImportText::RowLeftOut } else { ImportText::CellToCheck };
        let mut cells = vec![
            Cell::Number(f64::from(issue.row)),
            Cell::text(outcome.say(lang)),
            Cell::text(address(issue.row, issue.column)),
            Cell::text(&issue.raw),
            Cell::text(issue_words(&issue.kind, lang)),
        ];
        let row = list.sheet.row(issue.row);
        cells.extend(
            mapping
                .columns
                .iter()
                .map(|column| Cell::text(row.map(|row| row.cell(column.index).display()).unwrap_or_default())),
        );
        cells
    });
    Table {
        name: ImportText::RejectedSheet.say(lang),
        rows: rows.collect(),
        columns,
        layout: Layout { frozen_columns: 1, filter: true, printed_columns: None },
        ..Table::default()
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::exchange::{
        mapping::recognize,
        plan::RejectReason,
        read::{ReadOptions, read_pasted},
    };

    #[test]
    fn a_line_says_where_what_and_why_and_keeps_the_row() {
        let text = "企业名称\t电话\n空\t02361234567\n";
        let list = read_pasted(text, "粘贴", &ReadOptions::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        let mapping = recognize(&list.sheet);
        let issue = ListIssue {
            row: 2,
            column: Some(0),
            raw: "空".into(),
            kind: IssueKind::Rejected(RejectReason::LookupFailed),
        };
        let csv = super::super::csv::write(&table(&list, &mapping, &[issue], Lang::Zh)).unwrap();
        let csv = String::from_utf8(csv).unwrap();
        let line = csv.lines().nth(1).unwrap();
        assert!(line.starts_with("2,不能导入,A2,空,") && line.ends_with(",空,02361234567"), "{line}");
        assert!(csv.lines().next().unwrap().ends_with("企业名称,电话"));
    }
}
