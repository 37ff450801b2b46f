//! A table as it stands on screen, for a file that prints on A4 and opens without formulas.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{
    csv::{self, CsvError},
    level::Level,
    pdf::{self, Block, Grid, Paper, PdfError},
    personal::{mask, strike},
    sheets::page_word,
    table::{Cell, CellMarks, Column, ColumnKind, Privacy, Table},
    xlsx::{self, Book, XlsxError},
};
use crate::{
    domain::credit_code,
    text::{Lang, format::date},
};

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
    /// Names of persons known with each row that is no heading, in the order of these rows.
    pub persons: Vec<Vec<String>>,
    /// What the headings tell that rows are gathered under.
    pub heads: Privacy,
    /// What it tells that these rows are there, and no others: what they were chosen by, or what they are.
    pub choice: Privacy,
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
    /// A table with nothing around it, of which no persons are known.
    pub fn new(table: Table, made_on: Date, lang: Lang) -> Self {
        Self {
            table,
            marks: CellMarks::new(),
            persons: Vec::new(),
            heads: Privacy::Open,
            choice: Privacy::Open,
            made_on,
            by: String::new(),
            remark: String::new(),
            lang,
        }
    }

    /// Whether it may leave at a level at all.
    pub fn may_leave(&self, level: Level) -> bool {
        may_leave(self.choice, level)
    }

    /// Holds the table to a level: columns that may not leave go, and below full whatever reaches or names a person is
    /// struck from the others.
    #[must_use]
    pub fn held(mut self, level: Level) -> Self {
        let may_leave = |privacy: Privacy| may_leave(privacy, level);
        if level.shows_contacts() {
            return self;
        }
        if !level.shows_negotiation() {
            self.by.clear();
        }
        if !may_leave(self.heads) {
            self.drop_heads();
        }
        self.strike_persons();
        let kept: Vec<bool> = self.table.columns.iter().map(|column| may_leave(column.privacy)).collect();
        let keep = |index: usize| kept.get(index).copied().unwrap_or(false);
        for row in &mut self.table.rows {
            let mut index = 0;
            row.retain(|cell| {
                index += 1;
                keep(index - 1) || matches!(cell, Cell::Heading(_))
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

    /// Lets the rows follow each other without the headings they are gathered under.
    fn drop_heads(&mut self) {
        let mut heads = 0;
        let rows = self.table.rows.iter().enumerate();
        let places: Vec<Option<usize>> = rows
            .map(|(at, row)| {
                let head = is_head(row);
                heads += usize::from(head);
                (!head).then(|| at - heads)
            })
            .collect();
        let marks = std::mem::take(&mut self.marks).into_iter();
        self.marks = marks
            .filter_map(|((row, column), mark)| Some(((places.get(row).copied().flatten()?, column), mark)))
            .collect();
        self.table.rows.retain(|row| !is_head(row));
    }

    fn strike_persons(&mut self) {
        let persons = std::mem::take(&mut self.persons);
        let mut rest = persons.as_slice();
        let Table { columns, rows, .. } = &mut self.table;
        // A heading and the rows below it.
        for group in rows.chunk_by_mut(|_, next| !is_head(next)) {
            let count = group.iter().filter(|row| !is_head(row)).count();
            let (known, others) = rest.split_at(count.min(rest.len()));
            rest = others;
            let mut of_rows = known.iter();
            for row in group {
                if let Some(Cell::Heading(text)) = row.first_mut() {
                    strike_from(text, known);
                    continue;
                }
                let known = of_rows.next().map(std::slice::from_ref).unwrap_or_default();
                for (cell, column) in row.iter_mut().zip(columns.iter()) {
                    if let Cell::Text(text) | Cell::Absent(text) = cell
                        && !is_public_code(text, column)
                    {
                        strike_from(text, if column.stands { &[] } else { known });
                    }
                }
            }
        }
    }

    /// As an XLSX workbook.
    pub fn xlsx(self) -> Result<Vec<u8>, XlsxError> {
        let Self { table, marks, made_on, by, remark, lang, persons: _, heads: _, choice: _ } = self;
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
        // Held to a level, a table may have lost what the layout is about.
        if blocks.is_empty() {
            return self.pdf();
        }
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

fn may_leave(privacy: Privacy, level: Level) -> bool {
    match privacy {
        Privacy::Open => true,
        Privacy::Negotiation => level.shows_negotiation(),
        Privacy::Personal => level.shows_contacts(),
    }
}

/// Whether a row heads those below it.
pub fn is_head(row: &[Cell]) -> bool {
    matches!(row.first(), Some(Cell::Heading(_)))
}

/// A credit code has the length of an identity card and is public; no identity card begins with a nine. Digits of a
/// fingerprint reach nobody.
fn is_public_code(text: &str, column: &Column) -> bool {
    let fingerprint = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_code = || text.chars().count() == 18 && (text.starts_with('9') || credit_code::check(text).is_ok());
    column.kind == ColumnKind::Code && (fingerprint || is_code())
}

fn strike_from(text: &mut String, known: &[Vec<String>]) {
    if let Cow::Owned(struck) = known.iter().fold(strike(text, &[]), |struck, names| mask(struck, names)) {
        *text = struck;
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::table::{CellMark, MarkSign},
        *,
    };

    fn seen(table: Table, marks: CellMarks) -> Seen {
        Seen { marks, ..Seen::new(table, jiff::civil::date(2026, 1, 2), Lang::En) }
    }

    #[test]
    fn headings_leave_with_what_they_tell() {
        let column = |heading: &str| Column::new(heading, ColumnKind::Text);
        let head = |text: &str| vec![Cell::Heading(text.into())];
        let row = |text: &str| vec![Cell::text("talks"), Cell::text(text)];
        let table = Table {
            columns: vec![column("stage").kept(Privacy::Negotiation), column("name").standing()],
            rows: vec![head("talks, 张三丰"), row("a 张三丰"), row("b"), head("won"), row("c")],
            ..Table::default()
        };
        let mark = CellMark { ground: 0x00FF_0000, sign: MarkSign::Flag, privacy: Privacy::Open };
        let marks = CellMarks::from([((2, 1), mark), ((4, 1), mark)]);
        let persons = vec![vec!["张三丰".to_owned()], Vec::new(), Vec::new()];
        let seen = Seen { persons, heads: Privacy::Negotiation, ..seen(table, marks) };
        let leader = seen.clone().held(Level::Leader);
        assert_eq!(leader.table.rows.first(), Some(&head("talks, 张**")), "those below it are known");
        assert_eq!(leader.table.rows.get(1), Some(&row("a 张三丰")), "names of companies stand");
        assert_eq!(leader.table.rows.len(), 5);
        let public = seen.clone().held(Level::Public);
        assert_eq!(public.table.rows, ["a 张三丰", "b", "c"].map(|name| vec![Cell::text(name)]));
        assert_eq!(public.marks.into_keys().collect::<Vec<_>>(), [(1, 0), (2, 0)]);
        let open = Seen { heads: Privacy::Open, ..seen }.held(Level::Public);
        assert_eq!(open.table.rows.len(), 5, "a heading stays where its first column goes");
    }

    #[test]
    fn names_are_struck_from_the_rows_they_are_known_with() {
        let column = |kind| Column::new("", kind);
        let texts = |texts: [&str; 2]| texts.map(Cell::text).to_vec();
        let table = Table {
            columns: vec![column(ColumnKind::LongText), column(ColumnKind::Code)],
            rows: vec![texts(["见张三丰", "500119201933900012"]), texts(["见张三丰", "91500119201933900X"])],
            ..Table::default()
        };
        let seen = Seen { persons: vec![vec!["张三丰".to_owned()]], ..seen(table, CellMarks::new()) };
        let held = seen.held(Level::Leader).table.rows;
        assert_eq!(held, [texts(["见张**", "***"]), texts(["见张三丰", "91500119201933900X"])]);
    }

    #[test]
    fn a_fingerprint_is_left_whole() {
        let hash = format!("{}a13812345678b", "0".repeat(51));
        let column = |kind| Column::new("", kind);
        let table = Table {
            columns: vec![column(ColumnKind::Code), column(ColumnKind::Text)],
            rows: vec![vec![Cell::text(&hash), Cell::text("a13812345678b")]],
            ..Table::default()
        };
        let held = seen(table, CellMarks::new()).held(Level::Public).table.rows;
        assert_eq!(held, [vec![Cell::text(&hash), Cell::text("a***b")]]);
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
