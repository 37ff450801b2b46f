//! Every sheet of an XLSX workbook with its cells as they stand: for workbooks the program wrote and people filled in.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use calamine::{DataRef, Reader as _, SheetType, Xlsx, XlsxError};

use super::{
    Looks, ReadError, Sniffed, Source,
    container::{self, damaged},
    sniff,
};

/// Cells that hold something, over all sheets; a packet for five hundred companies has a tenth of it.
const MOST_CELLS: usize = 2_000_000;

/// A sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct FilledSheet {
    /// Its name.
    pub name: String,
    /// Cells that hold something, by row and column, both counted from 0.
    pub cells: BTreeMap<(u32, u32), FilledCell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct FilledCell {
    /// What it shows; of a formula, what the program that saved the file made of it.
    pub value: FilledValue,
    /// Its formula, without the sign that begins it.
    pub formula: Option<String>,
}

/// What a cell shows.
#[derive(Debug, Clone, PartialEq)]
pub enum FilledValue {
    /// A number.
    Number(f64),
    /// A text, never empty.
    Text(String),
    /// A day, a yes or no, a fault: in words.
    Other(String),
}

/// Reads a workbook, after the same look into its container that lists get. Only XLSX.
pub fn read_workbook(path: &Path) -> Result<Vec<FilledSheet>, ReadError> {
    let Source { name: _, mut file } = Source::open(path)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(ReadError::Open)?;
    workbook_of(&bytes)
}

/// The same of bytes.
pub fn workbook_of(bytes: &[u8]) -> Result<Vec<FilledSheet>, ReadError> {
    match sniff(bytes) {
        Sniffed::Zip => match container::check(bytes)? {
            container::Kind::Xlsx => {}
            container::Kind::Xlsb | container::Kind::Ods => return Err(ReadError::NotAList(Looks::Unknown)),
        },
        Sniffed::Other(looks) => return Err(ReadError::NotAList(looks)),
        Sniffed::CompoundFile | Sniffed::Html | Sniffed::Text => return Err(ReadError::NotAList(Looks::Unknown)),
    }
    // A panic of the reader is an answer about the file.
    catch_unwind(AssertUnwindSafe(|| sheets(bytes)))
        .unwrap_or_else(|_| Err(ReadError::Damaged("the reader gave up".to_owned())))
}

fn sheets(bytes: &[u8]) -> Result<Vec<FilledSheet>, ReadError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => ReadError::PasswordProtected,
        other => damaged(other),
    })?;
    let named = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = named.map(|sheet| sheet.name.clone()).collect();
    let mut left = MOST_CELLS;
    let mut sheets = Vec::with_capacity(names.len());
    for name in names {
        let mut cells = BTreeMap::new();
        // Cell by cell: as a range a sheet takes the room it says it has.
        let mut reader = book.worksheet_cells_reader(&name).map_err(damaged)?;
        while let Some(cell) = reader.next_cell_with_formula().map_err(damaged)? {
            let formula = cell.formula.filter(|formula| !formula.is_empty());
            let Some(value) = value(&cell.value, formula.is_some()) else { continue };
            left = left.checked_sub(1).ok_or(ReadError::TooManyCells)?;
            cells.insert(cell.pos, FilledCell { value, formula });
        }
        sheets.push(FilledSheet { name, cells });
    }
    Ok(sheets)
}

/// What a cell shows; none = nothing. A formula that gives nothing is there all the same.
fn value(value: &DataRef<'_>, is_formula: bool) -> Option<FilledValue> {
    let text = |text: &str| {
        let text = text.trim();
        (is_formula || !text.is_empty()).then(|| FilledValue::Text(text.to_owned()))
    };
    match value {
        DataRef::Empty => text(""),
        DataRef::SharedString(said) => text(said),
        DataRef::String(said) => text(said),
        DataRef::Float(number) => Some(FilledValue::Number(*number)),
        #[allow(clippy::cast_precision_loss)] // points are small
        DataRef::Int(number) => Some(FilledValue::Number(*number as f64)),
        DataRef::Bool(yes) => Some(FilledValue::Other(yes.to_string().to_uppercase())),
        DataRef::Error(error) => Some(FilledValue::Other(error.to_string())),
        DataRef::DateTimeIso(said) | DataRef::DurationIso(said) => Some(FilledValue::Other(said.clone())),
        DataRef::DateTime(moment) => Some(FilledValue::Other(moment.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_workbook_is_refused_in_words() {
        assert!(matches!(workbook_of(b"%PDF-1.7"), Err(ReadError::NotAList(Looks::Pdf))));
        assert!(matches!(workbook_of(b"a,b"), Err(ReadError::NotAList(_))));
        assert!(workbook_of(b"PK\x03\x04").is_err());
        assert!(workbook_of(b"").is_err());
    }
}
