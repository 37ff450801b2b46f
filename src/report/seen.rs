//! A table as it stands on screen, for a file that prints on A4 and opens without formulas.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{
    csv::{self, CsvError},
    level::Level,
    pdf::{self, Block, Grid, Paper, PdfError},
    personal::strike,
    sheets::page_word,
    table::{Cell, CellMarks, ColumnKind, Privacy, Table},
    xlsx::{self, Book, XlsxError},
};
use crate::text::{Lang, format::date};

/// A table of more columns lies on its side.
const MOST_UPRIGHT: usize = 8;

/// A table of more columns is set in small type, of this size.
const MOST_IN_FULL_SIZE: usize = 11;
const SMALL: f32 = 7.0;

/// How a table is laid out on paper where rows and columns do not serve.
pub type OnPaper = fn(&Table, Lang) -> Vec<Block>;

/// A table with what stands around it on paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The table; its title and subtitle stand above it.
    pub table: Table,
    /// Its marked cells; a workbook and a page show them.
    pub marks: CellMarks,
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
        let may_leave = |privacy: Privacy| match privacy {
            Privacy::Open => true,
            Privacy::Negotiation => level.shows_negotiation(),
            Privacy::Personal => level.shows_contacts(),
        };
        let kept: Vec<bool> = self.table.columns.iter().map(|column| may_leave(column.privacy)).collect();
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
        // A mark says that its rule holds, also where the column it looks at is not shown.
        let marks = std::mem::take(&mut self.marks).into_iter().filter(|(_, mark)| may_leave(mark.privacy));
        let marks = marks.filter(|((_, column), _)| keep(*column)).map(|((row, column), mark)| {
            let gone = kept.iter().take(column).filter(|kept| !**kept).count();
            ((row, column - gone), mark)
        });
        self.marks = marks.collect();
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
        let Self { table, marks, made_on, by, remark, lang } = self;
        let book = Book {
            title: table.title.clone(),
            made_on,
            header: [table.title.clone(), remark.clone()],
            footer: [by, remark],
            page_word: page_word(lang),
            sheets: vec![table],
        };
        xlsx::write_marked(&book, &marks)
    }

    /// As a PDF, lying where it has many columns.
    pub fn pdf(self) -> Result<Vec<u8>, PdfError> {
        let mut grid = Grid::of(&self.table).marked(&self.marks);
        let landscape = grid.columns.len() > MOST_UPRIGHT;
        if grid.columns.len() > MOST_IN_FULL_SIZE {
            grid.size = SMALL;
        }
        self.on_paper(vec![Block::Grid(grid)], landscape)
    }

    /// As an upright PDF that lays the table out in its own way.
    pub fn pdf_as(self, layout: OnPaper) -> Result<Vec<u8>, PdfError> {
        let blocks = layout(&self.table, self.lang);
        self.on_paper(blocks, false)
    }

    fn on_paper(self, body: Vec<Block>, landscape: bool) -> Result<Vec<u8>, PdfError> {
        let Self { table, made_on, by, remark, lang, .. } = self;
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
    use super::{
        super::table::{CellMark, Column, MarkSign},
        *,
    };

    fn seen(table: Table, marks: CellMarks) -> Seen {
        let made_on = jiff::civil::date(2026, 1, 2);
        Seen { table, marks, made_on, by: String::new(), remark: String::new(), lang: Lang::En }
    }

    #[test]
    fn marks_leave_with_what_they_tell() {
        let table = Table {
            columns: vec![
                Column::new("phone", ColumnKind::Text).kept(Privacy::Personal),
                Column::new("name", ColumnKind::Text),
                Column::new("stage", ColumnKind::Text).kept(Privacy::Negotiation),
            ],
            rows: vec![vec![Cell::text("1"), Cell::text("a"), Cell::text("b")]; 2],
            ..Table::default()
        };
        let mark = |privacy| CellMark { ground: 0x00FF_0000, sign: MarkSign::Flag, privacy };
        let marks = CellMarks::from([
            ((0, 0), mark(Privacy::Open)),
            ((0, 1), mark(Privacy::Negotiation)),
            ((0, 2), mark(Privacy::Negotiation)),
            ((1, 1), mark(Privacy::Open)),
        ]);
        let left = |level| seen(table.clone(), marks.clone()).held(level).marks.into_keys().collect::<Vec<_>>();
        assert_eq!(left(Level::Full).len(), 4);
        assert_eq!(left(Level::Leader), [(0, 0), (0, 1), (1, 0)]);
        assert_eq!(left(Level::Public), [(1, 0)], "that talks go on is not said by a colour either");
    }

    #[test]
    fn no_cell_becomes_a_formula() {
        let table = Table {
            name: "a".into(),
            columns: vec![Column::new("=name", ColumnKind::Text), Column::new("n", ColumnKind::Number(1))],
            rows: vec![vec![Cell::text("=1+1"), Cell::Number(-5.0)]],
            ..Table::default()
        };
        let seen = seen(table, CellMarks::new());
        let text = String::from_utf8(seen.csv().unwrap()).unwrap();
        assert!(!text.contains("\n=1") && text.contains("-5"), "{text}");
        assert!(seen.xlsx().unwrap().starts_with(b"PK"));
    }
}
