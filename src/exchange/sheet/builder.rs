//! Building a sheet from cells in whatever order a file gives them.

use std::{collections::BTreeMap, ops::Range};

use jiff::civil::{Date, DateTime, Time};

use super::{
    Cell, Kind, MAX_CELL_CHARACTERS, MAX_CELLS, MAX_COLUMNS, MAX_ISSUES, MAX_ROWS, MAX_TEXT_BYTES, RowSpan, Sheet,
    SheetIssue, SheetIssueKind, Stored,
};

/// The sheet outgrew what a list can sensibly be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManyCells;

/// Builds a sheet cell by cell, in whatever order the file gives them.
#[derive(Debug, Default)]
pub struct SheetBuilder {
    sheet: Sheet,
    issues: Vec<SheetIssue>,
    disordered: bool,
    formulas: BTreeMap<u32, u32>,
}

impl SheetBuilder {
    /// An empty sheet of this name.
    pub fn new(name: &str) -> Self {
        Self { sheet: Sheet { name: name.to_owned(), ..Sheet::default() }, ..Self::default() }
    }

    /// Says that bare numbers which are dates count from 1904.
    #[must_use]
    pub fn counting_from_1904(mut self, yes: bool) -> Self {
        self.sheet.counts_from_1904 = yes;
        self
    }

    /// Says that texts may be guarded against being read as formulas.
    #[must_use]
    pub fn guarded(mut self) -> Self {
        self.sheet.guarded = true;
        self
    }

    /// Says that the file hides a row (from 1).
    pub fn hide_row(&mut self, row: u32) {
        if (1..=MAX_ROWS).contains(&row) && self.sheet.hidden_rows.len() <= MAX_ROWS as usize {
            self.sheet.hidden_rows.push(row);
        }
    }

    /// Says that the file hides columns (from 0).
    pub fn hide_columns(&mut self, columns: Range<u32>) {
        if self.sheet.hidden_columns.len() <= MAX_COLUMNS as usize {
            self.sheet.hidden_columns.extend(columns.start..columns.end.min(MAX_COLUMNS));
        }
    }

    /// Says that a cell of this column (from 0) is the result of a formula.
    pub fn formula(&mut self, column: u32) {
        self.formulas(column, 1);
    }

    /// Says that so many cells of this column (from 0) are results of formulas.
    pub fn formulas(&mut self, column: u32, count: u32) {
        if column < MAX_COLUMNS {
            let known = self.formulas.entry(column).or_default();
            *known = known.saturating_add(count);
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.sheet.name
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
        self.sheet.formulas = self.formulas.into_iter().collect();
        let width = self.sheet.width();
        self.sheet.hidden_columns.retain(|column| *column < width);
        self.sheet.hidden_columns.sort_unstable();
        self.sheet.hidden_columns.dedup();
        let mut hidden = std::mem::take(&mut self.sheet.hidden_rows);
        hidden.sort_unstable();
        hidden.dedup();
        hidden.retain(|row| self.sheet.row(*row).is_some());
        self.sheet.hidden_rows = hidden;
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

pub(super) fn pack_moment(moment: DateTime) -> (u32, u32) {
    let days = moment.date().duration_since(EPOCH).as_hours() / 24 + EPOCH_OFFSET;
    let time = moment.time();
    let seconds = i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second());
    (u32::try_from(days).unwrap_or(0), u32::try_from(seconds).unwrap_or(0))
}

pub(super) fn unpack_moment(days: u32, seconds: u32) -> Option<DateTime> {
    let days = i64::from(days) - EPOCH_OFFSET;
    let date = EPOCH.checked_add(jiff::SignedDuration::from_hours(days.checked_mul(24)?)).ok()?;
    let part = |value: u32| i8::try_from(value).ok();
    let time = Time::new(part(seconds / 3600)?, part(seconds / 60 % 60)?, part(seconds % 60)?, 0).ok()?;
    Some(date.to_datetime(time))
}
