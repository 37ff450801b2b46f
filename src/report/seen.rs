//! A table as it stands on screen, for a file that prints on A4 and opens without formulas.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{
    csv::{self, CsvError},
    level::Level,
    pdf::{self, Block, Grid, Paper, PdfError},
    personal::strike,
    sheets::page_word,
    table::{Cell, Column, ColumnKind, Privacy, Table},
    xlsx::{self, Book, XlsxError},
};
use crate::text::{Lang, format::date};

/// A table of more columns lies on its side.
const MOST_UPRIGHT: usize = 8;

/// How a table is laid out on paper where rows and columns do not serve.
pub type OnPaper = fn(&Table, Lang) -> Vec<Block>;

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
    /// Holds the table to a level: columns that may not leave go, and below full whatever reaches a person is struck
    /// from the others.
    #[must_use]
    pub fn held(mut self, level: Level) -> Self {
        let stays = |column: &Column| match column.privacy {
            Privacy::Open => true,
            Privacy::Negotiation => level.shows_negotiation(),
            Privacy::Personal => level.shows_contacts(),
        };
        let kept: Vec<bool> = self.table.columns.iter().map(stays).collect();
        let keep = |index: usize| kept.get(index).copied().unwrap_or(false);
        if level.shows_contacts() {
            return self;
        }
        if !level.shows_negotiation() {
            self.by.clear();
        }
        // A credit code has the length of an identity card and is public.
        let codes: Vec<bool> = self.table.columns.iter().map(|column| column.kind == ColumnKind::Code).collect();
        for row in &mut self.table.rows {
            for (index, cell) in row.iter_mut().enumerate() {
                if let Cell::Text(text) | Cell::Absent(text) | Cell::Heading(text) = cell
                    && !codes.get(index).copied().unwrap_or(false)
                    && let Cow::Owned(struck) = strike(text, &[])
                {
                    *text = struck;
                }
            }
            let mut index = 0;
            row.retain(|_| {
                index += 1;
                keep(index - 1)
            });
        }
        let before = |printed: u16| kept.iter().take(usize::from(printed)).filter(|kept| **kept).count();
        let layout = &mut self.table.layout;
        layout.printed_columns = layout.printed_columns.and_then(|printed| u16::try_from(before(printed)).ok());
        layout.frozen_columns = u16::try_from(before(layout.frozen_columns)).unwrap_or_default();
        let mut index = 0;
        self.table.columns.retain(|_| {
            index += 1;
            keep(index - 1)
        });
        self
    }

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

    /// As a PDF, lying where it has many columns.
    pub fn pdf(self) -> Result<Vec<u8>, PdfError> {
        let grid = Grid::of(&self.table);
        let landscape = grid.columns.len() > MOST_UPRIGHT;
        self.on_paper(vec![Block::Grid(grid)], landscape)
    }

    /// As an upright PDF that lays the table out in its own way.
    pub fn pdf_as(self, layout: OnPaper) -> Result<Vec<u8>, PdfError> {
        let blocks = layout(&self.table, self.lang);
        self.on_paper(blocks, false)
    }

    fn on_paper(self, body: Vec<Block>, landscape: bool) -> Result<Vec<u8>, PdfError> {
        let Self { table, made_on, by, remark, lang } = self;
        let mut blocks = vec![Block::Title(table.title.clone())];
        blocks.extend((!table.subtitle.is_empty()).then(|| Block::Subtitle(table.subtitle.clone())));
        blocks.extend((!remark.is_empty()).then(|| Block::Notice(remark.clone())));
        blocks.extend(body);
        pdf::write(&Paper {
            title: table.title.clone(),
            lang,
            made_on,
            landscape,
            scale: 1.0,
            head: [table.title, date(made_on, lang)],
            foot: [by, remark],
            page_word: page_word(lang),
            blocks,
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
