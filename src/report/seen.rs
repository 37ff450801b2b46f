//! A table as it stands on screen, for a file that prints on A4 and opens without formulas.

use jiff::civil::Date;

use super::{
    csv::{self, CsvError},
    sheets::page_word,
    table::Table,
    xlsx::{self, Book, XlsxError},
};
use crate::text::Lang;

/// A table with what stands around it on paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The table; its title and subtitle stand above it.
    pub table: Table,
    /// The day it was written.
    pub made_on: Date,
    /// Who wrote it, or empty.
    pub by: String,
    /// What has to be said of all of it, such as that it is made up; may be empty.
    pub remark: String,
    /// Language.
    pub lang: Lang,
}

impl Seen {
    /// As an XLSX workbook.
    pub fn xlsx(self) -> Result<Vec<u8>, XlsxError> {
        let Self { table, made_on, by, remark, lang } = self;
        xlsx::write(&Book {
            title: table.title.clone(),
            made_on,
            header: [table.title.clone(), remark.clone()],
            footer: [by, remark],
            page_word: page_word(lang),
            sheets: vec![table],
        })
    }

    /// As CSV.
    pub fn csv(&self) -> Result<Vec<u8>, CsvError> {
        csv::write(&self.table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::table::{Cell, Column, ColumnKind};

    #[test]
    fn no_cell_becomes_a_formula() {
        let table = Table {
            name: "a".into(),
            columns: vec![Column::new("=name", ColumnKind::Text), Column::new("n", ColumnKind::Number(1))],
            rows: vec![vec![Cell::text("=1+1"), Cell::Number(-5.0)]],
            ..Table::default()
        };
        let made_on = jiff::civil::date(2026, 1, 2);
        let seen = Seen { table, made_on, by: String::new(), remark: String::new(), lang: Lang::En };
        let text = String::from_utf8(seen.csv().unwrap()).unwrap();
        assert!(!text.contains("\n=1") && text.contains("-5"), "{text}");
        assert!(seen.xlsx().unwrap().starts_with(b"PK"));
    }
}
