//! One grid for every format: sparse rows of typed cells, texts as they were written.
//!
//! A cell takes 12 bytes plus its text, and texts lie in one block: 50 000 × 36 cells fit in the memory of the file, and
//! a sheet with two filled corners holds two cells.

use jiff::civil::{Date, DateTime, Time};

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetIssue {
    /// Row number, from 1, as the spreadsheet shows it.
    pub row: u32,
    /// Column, from 0; none when the whole row is meant.
    pub column: Option<u32>,
    /// What is wrong.
    pub kind: SheetIssueKind,
}

/// What may be wrong with a cell or a row while it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
            Kind::Date => unpack_moment(stored.a, stored.b).map_or(Cell::Empty, Cell::Date),
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

/// The sheet outgrew what a list can sensibly be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManyCells;

/// Builds a sheet cell by cell, in whatever order the file gives them.
#[derive(Debug, Default)]
pub struct SheetBuilder {
    sheet: Sheet,
    issues: Vec<SheetIssue>,
    disordered: bool,
}

impl SheetBuilder {
    /// An empty sheet of this name.
    pub fn new(name: &str) -> Self {
        Self { sheet: Sheet { name: name.to_owned(), ..Sheet::default() }, ..Self::default() }
    }

    /// Says that bare numbers which are dates count from 1904.
    pub fn counting_from_1904(mut self, yes: bool) -> Self {
        self.sheet.counts_from_1904 = yes;
        self
    }

    /// How many cells are in it so far.
    pub fn filled_cells(&self) -> usize {
        self.sheet.cells.len()
    }

    /// Notes something about a cell or row (row from 1).
    pub fn issue(&mut self, row: u32, column: Option<u32>, kind: SheetIssueKind) {
        if self.issues.len() < MAX_ISSUES {
            self.issues.push(SheetIssue { row, column, kind });
        }
    }

    /// Adds a cell; row from 1, column from 0. Texts too long, numbers not finite and places outside are noted and left
    /// out; white space at the ends of texts stays.
    pub fn push(&mut self, row: u32, column: u32, cell: Cell<'_>) -> Result<(), TooManyCells> {
        if row == 0 || row > MAX_ROWS || column >= MAX_COLUMNS {
            self.issue(row, Some(column), SheetIssueKind::OutOfSheet);
            return Ok(());
        }
        let (kind, a, b) = match cell {
            Cell::Empty => return Ok(()),
            // White space is how people clear cells; such a cell holds nothing.
            Cell::Text(text) if text.trim().is_empty() => return Ok(()),
            Cell::Text(text) => match self.keep_text(row, column, text)? {
                Some((a, b)) => (Kind::Text, a, b),
                None => return Ok(()),
            },
            Cell::Error(text) => match self.keep_text(row, column, text)? {
                Some((a, b)) => (Kind::Error, a, b),
                None => return Ok(()),
            },
            Cell::Number(number) if number.is_finite() => {
                let bits = number.to_bits();
                (Kind::Number, upper_half(bits), lower_half(bits))
            }
            Cell::Number(_) => {
                self.issue(row, Some(column), SheetIssueKind::NotFinite);
                return Ok(());
            }
            Cell::Date(moment) => {
                let (days, seconds) = pack_moment(moment);
                (Kind::Date, days, seconds)
            }
            Cell::Bool(yes) => (Kind::Bool, u32::from(yes), 0),
        };
        if self.sheet.cells.len() >= MAX_CELLS {
            return Err(TooManyCells);
        }
        self.open_row(row, column)?;
        // Columns are below MAX_COLUMNS here, which fits.
        let column = u16::try_from(column).map_err(|_| TooManyCells)?;
        self.sheet.cells.push(Stored { column, kind, a, b });
        Ok(())
    }

    /// The sheet with its rows and cells in order, and what was noted.
    pub fn finish(mut self) -> (Sheet, Vec<SheetIssue>) {
        if self.disordered {
            self.put_in_order();
        }
        self.sheet.cells.shrink_to_fit();
        (self.sheet, self.issues)
    }

    fn keep_text(&mut self, row: u32, column: u32, text: &str) -> Result<Option<(u32, u32)>, TooManyCells> {
        // A byte count at or below the limit cannot hold more UTF-16 units than that.
        if text.len() > MAX_CELL_CHARACTERS && text.encode_utf16().count() > MAX_CELL_CHARACTERS {
            self.issue(row, Some(column), SheetIssueKind::TooLong);
            return Ok(None);
        }
        if self.sheet.texts.len() + text.len() > MAX_TEXT_BYTES {
            return Err(TooManyCells);
        }
        let start = u32::try_from(self.sheet.texts.len()).map_err(|_| TooManyCells)?;
        if text.contains('\0') {
            self.issue(row, Some(column), SheetIssueKind::NulRemoved);
            self.sheet.texts.extend(text.chars().filter(|c| *c != '\0'));
        } else {
            self.sheet.texts.push_str(text);
        }
        let length = self.sheet.texts.len() - start as usize;
        if length == 0 {
            return Ok(None);
        }
        Ok(Some((start, u32::try_from(length).map_err(|_| TooManyCells)?)))
    }

    fn open_row(&mut self, row: u32, column: u32) -> Result<(), TooManyCells> {
        let start = u32::try_from(self.sheet.cells.len()).map_err(|_| TooManyCells)?;
        match self.sheet.rows.last() {
            Some(last) if last.number == row => {
                let in_order = self.sheet.cells.last().is_none_or(|cell| u32::from(cell.column) < column);
                self.disordered |= !in_order;
            }
            Some(last) => {
                self.disordered |= last.number > row;
                self.sheet.rows.push(RowSpan { number: row, start });
            }
            None => self.sheet.rows.push(RowSpan { number: row, start }),
        }
        Ok(())
    }

    fn put_in_order(&mut self) {
        let mut placed: Vec<(u32, Stored)> = Vec::with_capacity(self.sheet.cells.len());
        for (index, span) in self.sheet.rows.iter().enumerate() {
            let end = self.sheet.rows.get(index + 1).map_or(self.sheet.cells.len(), |next| next.start as usize);
            placed.extend(self.sheet.cells[span.start as usize..end].iter().map(|cell| (span.number, *cell)));
        }
        placed.sort_by_key(|(row, cell)| (*row, cell.column));
        self.sheet.rows.clear();
        self.sheet.cells.clear();
        let mut doubles = Vec::new();
        for (row, cell) in placed {
            let same_row = self.sheet.rows.last().is_some_and(|last| last.number == row);
            if !same_row {
                // Fits: there are at most as many as before.
                let start = u32::try_from(self.sheet.cells.len()).unwrap_or(u32::MAX);
                self.sheet.rows.push(RowSpan { number: row, start });
            }
            match self.sheet.cells.last_mut() {
                Some(last) if same_row && last.column == cell.column => {
                    *last = cell;
                    doubles.push((row, u32::from(cell.column)));
                }
                _ => self.sheet.cells.push(cell),
            }
        }
        for (row, column) in doubles {
            self.issue(row, Some(column), SheetIssueKind::Duplicate);
        }
    }
}

#[allow(clippy::cast_possible_truncation)] // the halves are what is wanted
fn upper_half(bits: u64) -> u32 {
    (bits >> 32) as u32
}

#[allow(clippy::cast_possible_truncation)] // the halves are what is wanted
fn lower_half(bits: u64) -> u32 {
    bits as u32
}

/// Day zero of the packed form; years -9999 … 9999 are at most 7.4 million days away.
const EPOCH: Date = Date::constant(1970, 1, 1);
const EPOCH_OFFSET: i64 = 1 << 30;

fn pack_moment(moment: DateTime) -> (u32, u32) {
    let days = moment.date().duration_since(EPOCH).as_hours() / 24 + EPOCH_OFFSET;
    let time = moment.time();
    let seconds = i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second());
    (u32::try_from(days).unwrap_or(0), u32::try_from(seconds).unwrap_or(0))
}

fn unpack_moment(days: u32, seconds: u32) -> Option<DateTime> {
    let days = i64::from(days) - EPOCH_OFFSET;
    let date = EPOCH.checked_add(jiff::SignedDuration::from_hours(days.checked_mul(24)?)).ok()?;
    let part = |value: u32| i8::try_from(value).ok();
    let time = Time::new(part(seconds / 3600)?, part(seconds / 60 % 60)?, part(seconds % 60)?, 0).ok()?;
    Some(date.to_datetime(time))
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;
    use proptest::prelude::*;

    use super::*;

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
        let long = "汉".repeat(MAX_CELL_CHARACTERS + 1);
        let (sheet, issues) = built(&[
            (1, 0, Cell::Text(&long)),
            (1, 1, Cell::Number(f64::NAN)),
            (1, 2, Cell::Text("a\0b")),
            (0, 0, Cell::Text("x")),
            (1, 16_384, Cell::Text("x")),
        ]);
        let kinds: Vec<_> = issues.iter().map(|issue| issue.kind).collect();
        use SheetIssueKind::{NotFinite, NulRemoved, OutOfSheet, TooLong};
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
