//! The binary workbooks of Excel: `.xlsb` by streaming cells, `.xls` by ranges after its size was checked.

use std::{
    io::{Cursor, Read, Seek},
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xls, Xlsb, XlsbError};

use super::{
    Format, Parsed, Progress, ReadError, ReadOptions, RowCounter, SheetInfo,
    cfb::{self, Contents},
    choose_sheet,
    container::damaged,
    xlsb,
};
use crate::exchange::{
    parse,
    sheet::{Cell, Sheet, SheetBuilder, SheetIssue, SheetIssueKind},
};

/// Cells that may be malformed before the sheet as a whole is called damaged.
const MAX_MALFORMED: usize = 1_000;

type Read1 = (Sheet, Vec<SheetIssue>);

pub(super) fn read_xlsb(bytes: &[u8], options: &ReadOptions, mut progress: Progress<'_>) -> Result<Parsed, ReadError> {
    guarded(|| {
        let mut book: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(damaged)?;
        let from_1904 = book.has_1904_epoch();
        let mut sheets = infos(book.sheets_metadata());
        let (sheet, issues) = choose_sheet(&mut sheets, options, |name| {
            let mut builder = SheetBuilder::new(name).counting_from_1904(from_1904);
            for row in xlsb::hidden_rows(bytes, name) {
                builder.hide_row(row);
            }
            xlsb_sheet(&mut book, builder, from_1904, &mut progress)
        })?;
        Ok(Parsed { format: Format::Xlsb, sheets, sheet, issues })
    })
}

/// The old binary format can only be read as whole ranges, and its reader trusts what the file says about its size.
/// So the records are walked first: encrypted files, and sheets whose cells are spread over more room than a list may
/// take, are refused before the reader sees them.
pub(super) fn read_xls(bytes: &[u8], options: &ReadOptions, mut progress: Progress<'_>) -> Result<Parsed, ReadError> {
    let hidden = match cfb::look_into(bytes)? {
        Contents::Workbook(hidden) => hidden,
        Contents::Encrypted => return Err(ReadError::PasswordProtected),
        Contents::Other(looks) => return Err(ReadError::NotAList(looks)),
    };
    guarded(|| {
        let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
            calamine::XlsError::Password => ReadError::PasswordProtected,
            other => damaged(other),
        })?;
        let from_1904 = book.has_1904_epoch();
        let mut sheets = infos(book.sheets_metadata());
        let order: Vec<String> = book.sheets_metadata().iter().map(|sheet| sheet.name.clone()).collect();
        let (sheet, issues) = choose_sheet(&mut sheets, options, |name| {
            let range = book.worksheet_range(name).map_err(damaged)?;
            let mut builder = SheetBuilder::new(name).counting_from_1904(from_1904);
            let at = order.iter().position(|known| known == name);
            for row in at.and_then(|at| hidden.get(at)).into_iter().flatten() {
                builder.hide_row(*row);
            }
            let mut counter = RowCounter::new(&mut progress);
            let (top, left) = range.start().unwrap_or((0, 0));
            for (row, column, value) in range.used_cells() {
                let place = Place { row: offset(top, row), column: offset(left, column), from_1904 };
                counter.at(place.row)?;
                push_data(&mut builder, &place, value)?;
            }
            Ok(super::finish(builder))
        })?;
        Ok(Parsed { format: Format::Xls, sheets, sheet, issues })
    })
}

fn offset(start: u32, index: usize) -> u32 {
    start.saturating_add(u32::try_from(index).unwrap_or(u32::MAX))
}

/// Runs a foreign parser so that a panic in it is an answer about the file. What it aborts on (taking all memory) is
/// kept from it by the checks before.
fn guarded<T>(parse: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(parse)).unwrap_or_else(|_| Err(ReadError::Damaged("the reader gave up".to_owned())))
}

fn infos(sheets: &[calamine::Sheet]) -> Vec<SheetInfo> {
    sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| SheetInfo { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible, rows: None })
        .collect()
}

/// Where a cell stands, as the reader says: from 0.
struct Place {
    row: u32,
    column: u32,
    from_1904: bool,
}

fn xlsb_sheet<RS: Read + Seek>(
    book: &mut Xlsb<RS>,
    mut builder: SheetBuilder,
    from_1904: bool,
    progress: &mut Progress<'_>,
) -> Result<Read1, ReadError> {
    let mut counter = RowCounter::new(progress);
    let mut reader = book.worksheet_cells_reader(builder.name()).map_err(damaged)?;
    let mut last = (0, 0);
    let mut malformed = 0;
    loop {
        match reader.next_cell() {
            Ok(None) => return Ok(super::finish(builder)),
            Ok(Some(cell)) => {
                last = cell.get_position();
                counter.at(last.0)?;
                push(&mut builder, &Place { row: last.0, column: last.1, from_1904 }, cell.get_value())?;
            }
            // An error value of a newer Excel; the stream goes on behind it. Its own place is not told: it follows the
            // last one read.
            Err(error @ XlsbError::CellError(_)) => {
                malformed += 1;
                if malformed > MAX_MALFORMED {
                    return Err(damaged(error));
                }
                builder.issue(last.0.saturating_add(1), Some(last.1.saturating_add(1)), SheetIssueKind::Malformed);
            }
            Err(error) => return Err(damaged(error)),
        }
    }
}

fn push(builder: &mut SheetBuilder, place: &Place, value: &DataRef<'_>) -> Result<(), ReadError> {
    let (row, column) = (place.row.saturating_add(1), place.column);
    match value {
        DataRef::Empty => {}
        DataRef::SharedString(text) => builder.push(row, column, Cell::Text(text))?,
        DataRef::String(text) | DataRef::DurationIso(text) => builder.push(row, column, Cell::Text(text))?,
        DataRef::DateTimeIso(text) => push_iso(builder, row, column, text)?,
        DataRef::Float(number) => builder.push(row, column, Cell::Number(*number))?,
        #[allow(clippy::cast_precision_loss)] // numbers that long are texts in any sensible list
        DataRef::Int(number) => builder.push(row, column, Cell::Number(*number as f64))?,
        DataRef::Bool(yes) => builder.push(row, column, Cell::Bool(*yes))?,
        DataRef::Error(error) => builder.push(row, column, Cell::Error(&error.to_string()))?,
        DataRef::DateTime(moment) => push_serial(builder, place, moment)?,
    }
    Ok(())
}

fn push_data(builder: &mut SheetBuilder, place: &Place, value: &Data) -> Result<(), ReadError> {
    let (row, column) = (place.row.saturating_add(1), place.column);
    match value {
        Data::Empty => {}
        Data::String(text) | Data::DurationIso(text) => builder.push(row, column, Cell::Text(text))?,
        Data::DateTimeIso(text) => push_iso(builder, row, column, text)?,
        Data::Float(number) => builder.push(row, column, Cell::Number(*number))?,
        #[allow(clippy::cast_precision_loss)] // numbers that long are texts in any sensible list
        Data::Int(number) => builder.push(row, column, Cell::Number(*number as f64))?,
        Data::Bool(yes) => builder.push(row, column, Cell::Bool(*yes))?,
        Data::Error(error) => builder.push(row, column, Cell::Error(&error.to_string()))?,
        Data::DateTime(moment) => push_serial(builder, place, moment)?,
    }
    Ok(())
}

fn push_iso(builder: &mut SheetBuilder, row: u32, column: u32, text: &str) -> Result<(), ReadError> {
    let cell = text.parse().map_or(Cell::Text(text), Cell::Date);
    Ok(builder.push(row, column, cell)?)
}

fn push_serial(builder: &mut SheetBuilder, place: &Place, moment: &calamine::ExcelDateTime) -> Result<(), ReadError> {
    let (row, column) = (place.row.saturating_add(1), place.column);
    let serial = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&serial) {
        // A time of day or a span says nothing about a day.
        builder.push(row, column, Cell::Number(serial))?;
        return Ok(());
    }
    if let Some(moment) = parse::excel_moment(serial, place.from_1904) {
        builder.push(row, column, Cell::Date(moment))?;
    } else {
        builder.issue(row, Some(column), SheetIssueKind::DateOutOfRange);
        builder.push(row, column, Cell::Number(serial))?;
    }
    Ok(())
}
