//! One grid for every format: sparse rows of typed cells, texts as they were written.
//!
//! A cell takes 12 bytes plus its text, and texts lie in one block: 50 000 × 36 cells fit in the memory of the file, and
//! a sheet with two filled corners holds two cells.

mod builder;

use jiff::civil::{DateTime, Time};
use serde::{Deserialize, Serialize};

pub use builder::{SheetBuilder, TooManyCells};

use super::mapping::Mapping;

/// Most rows a sheet may have (the limit of the spreadsheet formats themselves).
pub const MAX_ROWS: u32 = 1_048_576;
/// Most columns a sheet may have.
pub const MAX_COLUMNS: u32 = 16_384;
/// Most filled cells a sheet may have.
pub const MAX_CELLS: usize = 5_000_000;
/// Most characters (UTF-16 units, as Excel counts) of one cell.
pub const MAX_CELL_CHARACTERS: usize = 32_767;

/// Most bytes of text a sheet may hold; a short file can repeat one long text millions of times.
pub const MAX_TEXT_BYTES: usize = 400 << 20;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text as it was written.
    Text(&'a str),
    /// A finite number.
    Number(f64),
    /// A calendar day with its time of day.
    Date(DateTime),
    /// True or false.
    Bool(bool),
    /// An error value such as `#DIV/0!`; never text, never zero.
    Error(&'a str),
}

impl Cell<'_> {
    /// What a person sees in the cell: numbers in their shortest exact form, days as ISO 8601.
    pub fn display(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => (*text).to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Date(moment) if moment.time() == Time::midnight() => moment.date().to_string(),
            Self::Date(moment) => moment.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
        }
    }

    /// Whether nothing is written in it; white space counts as nothing.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// A cell that could not be taken over as it stood. Rows are from 1, columns from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetIssue {
    /// Row number, from 1, as the spreadsheet shows it.
    pub row: u32,
    /// Column, from 0; none when the whole row is meant.
    pub column: Option<u32>,
    /// What is wrong.
    pub kind: SheetIssueKind,
}

/// What may be wrong with a cell or a row while it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SheetIssueKind {
    /// Longer than [`MAX_CELL_CHARACTERS`]; left out.
    TooLong,
    /// Held NUL characters; they were removed.
    NulRemoved,
    /// Given twice; the later one was kept.
    Duplicate,
    /// Beyond the last row or column of a sheet; left out.
    OutOfSheet,
    /// Not a finite number; left out.
    NotFinite,
    /// A formula that was never calculated; left out.
    NotCalculated,
    /// A date outside the calendar of the format; kept as its raw number.
    DateOutOfRange,
    /// Something the file format does not allow; left out.
    Malformed,
    /// Refers to a shared text that is not there; left out.
    NoSuchText,
    /// Has more cells than the header row of a text file.
    RowTooLong,
    /// Has fewer cells than the header row of a text file.
    RowTooShort,
    /// Contains characters that could not be decoded, or that almost never occur in lists.
    BadCharacters,
}

/// Most issues kept one by one; more of them say nothing new.
pub const MAX_ISSUES: usize = 1_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Date,
    Bool,
    Error,
}

/// A cell as it is kept; `a` and `b` are the place of a text, the halves of a number, or days and seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stored {
    column: u16,
    kind: Kind,
    a: u32,
    b: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct RowSpan {
    number: u32,
    start: u32,
}

/// A sheet: rows in order, each with the cells that hold something.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Name of the sheet; the file name without ending for text files.
    pub name: String,
    /// Whether bare numbers that are dates count from 1904.
    pub counts_from_1904: bool,
    /// Whether texts may carry the guard of [`formula_guard`](super::formula_guard): they come from separated text. The
    /// cells give them as they stand in the file; who takes them over as values takes the guard off.
    pub guarded: bool,
    /// Rows with something in them that the file hides, by a filter or by hand, in order.
    pub hidden_rows: Vec<u32>,
    /// Columns that the file hides, in order.
    pub hidden_columns: Vec<u32>,
    /// Columns with results of formulas, in order, and how many.
    pub formulas: Vec<(u32, u32)>,
    texts: String,
    cells: Vec<Stored>,
    rows: Vec<RowSpan>,
}

/// One row of a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    number: u32,
    cells: &'a [Stored],
}

impl Sheet {
    /// The rows that hold something, in order.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Row<'_>> + ExactSizeIterator {
        (0..self.rows.len()).map(|index| self.row_at(index))
    }

    /// The row with this number (from 1), when it holds something.
    pub fn row(&self, number: u32) -> Option<Row<'_>> {
        self.rows.binary_search_by_key(&number, |span| span.number).ok().map(|index| self.row_at(index))
    }

    /// Whether the file hides this row.
    pub fn hides(&self, row: u32) -> bool {
        self.hidden_rows.binary_search(&row).is_ok()
    }

    /// How many rows hold something.
    pub fn filled_rows(&self) -> usize {
        self.rows.len()
    }

    /// How many cells hold something.
    pub fn filled_cells(&self) -> usize {
        self.cells.len()
    }

    /// Number of the last row that holds something; 0 when there is none.
    pub fn last_row(&self) -> u32 {
        self.rows.last().map_or(0, |span| span.number)
    }

    /// How many columns reach from the first to the last that holds something.
    pub fn width(&self) -> u32 {
        self.cells.iter().map(|cell| u32::from(cell.column) + 1).max().unwrap_or(0)
    }

    /// Index of the column a person names: by its header text as mapped, else by column letter, else by number from 1.
    pub fn column_by_header(&self, mapping: &Mapping, word: &str) -> Option<u32> {
        mapping.column_named(word, self.width())
    }

    fn row_at(&self, index: usize) -> Row<'_> {
        let span = self.rows[index];
        let end = self.rows.get(index + 1).map_or(self.cells.len(), |next| next.start as usize);
        Row { sheet: self, number: span.number, cells: &self.cells[span.start as usize..end] }
    }

    fn view(&self, stored: &Stored) -> Cell<'_> {
        match stored.kind {
            Kind::Text => Cell::Text(self.text(stored)),
            Kind::Error => Cell::Error(self.text(stored)),
            Kind::Number => Cell::Number(f64::from_bits(u64::from(stored.a) << 32 | u64::from(stored.b))),
            Kind::Date => builder::unpack_moment(stored.a, stored.b).map_or(Cell::Empty, Cell::Date),
            Kind::Bool => Cell::Bool(stored.a == 1),
        }
    }

    fn text(&self, stored: &Stored) -> &str {
        let start = stored.a as usize;
        self.texts.get(start..start + stored.b as usize).unwrap_or_default()
    }
}

impl<'a> Row<'a> {
    /// Row number, from 1, as the spreadsheet shows it.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The cell in this column (from 0).
    pub fn cell(&self, column: u32) -> Cell<'a> {
        let Ok(column) = u16::try_from(column) else { return Cell::Empty };
        // Most rows are filled from the first column on, so the column is usually its own index.
        if let Some(stored) = self.cells.get(usize::from(column))
            && stored.column == column
        {
            return self.sheet.view(stored);
        }
        self.cells
            .binary_search_by_key(&column, |stored| stored.column)
            .map_or(Cell::Empty, |index| self.sheet.view(&self.cells[index]))
    }

    /// The cells that hold something, with their columns (from 0).
    pub fn cells(&self) -> impl Iterator<Item = (u32, Cell<'a>)> + use<'a> {
        let sheet = self.sheet;
        self.cells.iter().map(move |stored| (u32::from(stored.column), sheet.view(stored)))
    }

    /// Whether nothing but white space is written in it.
    pub fn is_blank(&self) -> bool {
        self.cells().all(|(_, cell)| cell.is_blank())
    }
}

/// Letters of a column (from 0): `A`, `Z`, `AA` …
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The column (from 0) with these letters, in either case; `None` beyond the last one or when it is no such thing.
pub fn column_from_letters(letters: &str) -> Option<u32> {
    let mut column: u32 = 0;
    for c in letters.chars() {
        let digit = u32::from(c.to_ascii_uppercase()).checked_sub(u32::from('A')).filter(|digit| *digit < 26)?;
        column = column * 26 + digit + 1;
        if column > MAX_COLUMNS {
            return None;
        }
    }
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;
    use proptest::prelude::*;

    use super::{
        builder::{pack_moment, unpack_moment},
        *,
    };

    fn built(cells: &[(u32, u32, Cell<'_>)]) -> (Sheet, Vec<SheetIssue>) {
        let mut builder = SheetBuilder::new("名单");
        for (row, column, cell) in cells {
            builder.push(*row, *column, *cell).expect("small");
        }
        builder.finish()
    }

    #[test]
    fn corners_cost_two_cells() {
        let (sheet, issues) = built(&[(1, 0, Cell::Text("甲")), (1_048_576, 16_383, Cell::Number(1.5))]);
        assert_eq!((sheet.filled_rows(), sheet.filled_cells(), sheet.width()), (2, 2, 16_384));
        assert_eq!(sheet.row(1_048_576).map(|row| row.cell(16_383)), Some(Cell::Number(1.5)));
        assert!(issues.is_empty());
    }

    #[test]
    fn cells_in_any_order_come_out_sorted_and_the_last_of_two_wins() {
        let (sheet, issues) = built(&[
            (2, 1, Cell::Text("b")),
            (2, 0, Cell::Text("a")),
            (1, 0, Cell::Bool(true)),
            (2, 1, Cell::Text("c")),
        ]);
        let shown: Vec<_> =
            sheet.rows().map(|row| (row.number(), row.cells().map(|(_, c)| c.display()).collect())).collect();
        let expected: Vec<(u32, Vec<String>)> = vec![(1, vec!["TRUE".into()]), (2, vec!["a".into(), "c".into()])];
        assert_eq!(shown, expected);
        assert_eq!(issues, [SheetIssue { row: 2, column: Some(1), kind: SheetIssueKind::Duplicate }]);
    }

    #[test]
    fn what_cannot_be_kept_is_said() {
        use SheetIssueKind::{NotFinite, NulRemoved, OutOfSheet, TooLong};
        let long = "汉".repeat(MAX_CELL_CHARACTERS + 1);
        let (sheet, issues) = built(&[
            (1, 0, Cell::Text(&long)),
            (1, 1, Cell::Number(f64::NAN)),
            (1, 2, Cell::Text("a\0b")),
            (0, 0, Cell::Text("x")),
            (1, 16_384, Cell::Text("x")),
        ]);
        let kinds: Vec<_> = issues.iter().map(|issue| issue.kind).collect();
        assert_eq!(kinds, [TooLong, NotFinite, NulRemoved, OutOfSheet, OutOfSheet]);
        assert_eq!(sheet.row(1).map(|row| row.cell(2).display()).as_deref(), Some("ab"));
        assert_eq!(sheet.filled_cells(), 1);
    }

    #[test]
    fn moments_survive_packing() {
        for moment in [
            datetime(2026, 3, 5, 14, 30, 1, 0),
            datetime(1899, 12, 31, 0, 0, 0, 0),
            datetime(9999, 12, 31, 23, 59, 59, 0),
        ] {
            let (days, seconds) = pack_moment(moment);
            assert_eq!(unpack_moment(days, seconds), Some(moment));
        }
    }

    #[test]
    fn a_cell_takes_twelve_bytes() {
        assert_eq!(size_of::<Stored>(), 12);
    }

    proptest! {
        #[test]
        fn letters_and_columns_agree(column in 0..MAX_COLUMNS) {
            prop_assert_eq!(column_from_letters(&column_letters(column)), Some(column));
        }

        #[test]
        fn letters_never_panic(text in "\\PC{0,12}") {
            let _ = column_from_letters(&text);
        }

        #[test]
        fn every_pushed_cell_is_found(cells in prop::collection::btree_map((1_u32..50, 0_u32..50), -1e9_f64..1e9, 0..80), seed in any::<u64>()) {
            let mut shuffled: Vec<_> = cells.iter().collect();
            shuffled.sort_by_key(|((row, column), _)| u64::from(row * 64 + column).wrapping_mul(seed | 1));
            let mut builder = SheetBuilder::new("x");
            for ((row, column), number) in shuffled {
                builder.push(*row, *column, Cell::Number(*number)).expect("small");
            }
            let (sheet, issues) = builder.finish();
            prop_assert!(issues.is_empty());
            prop_assert_eq!(sheet.filled_cells(), cells.len());
            for ((row, column), number) in &cells {
                prop_assert_eq!(sheet.row(*row).map(|r| r.cell(*column)), Some(Cell::Number(*number)));
            }
        }
    }
}
