//! The cells of one worksheet, one by one.

use quick_xml::events::{BytesStart, Event};

use super::{
    Book,
    strings::{Strings, push_decoded},
    styles::{Shown, Styles},
};
use crate::exchange::{
    parse,
    read::{Progress, ReadError, RowCounter, xml},
    sheet::{Cell, MAX_COLUMNS, Sheet, SheetBuilder, SheetIssue, SheetIssueKind},
};

pub(super) fn read(
    book: &mut Book<'_>,
    name: &str,
    progress: &mut Progress<'_>,
) -> Result<(Sheet, Vec<SheetIssue>), ReadError> {
    let builder = SheetBuilder::new(name).counting_from_1904(book.from_1904);
    let damaged = |what: &dyn ToString| ReadError::Damaged(format!("{name}: {}", what.to_string()));
    let Book { parts, sheets, strings, styles, from_1904 } = book;
    let sheet = sheets.iter().find(|sheet| sheet.name == name);
    let Some(part) = sheet.map(|sheet| parts.part(&sheet.part)).transpose()?.flatten() else {
        return Err(damaged(&sheet.map_or("", |sheet| &sheet.part)));
    };
    let mut reader = xml::reader(part);
    let mut counter = RowCounter::new(progress);
    let mut cells = Cells {
        builder,
        strings,
        styles,
        from_1904: *from_1904,
        row: 0,
        column: 0,
        cell: OpenCell::default(),
        inside: Inside::Nothing,
    };
    let mut buffer = Vec::new();
    let mut complete = false;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| damaged(&error))? {
            Event::Start(tag) if cells.start(&tag) => counter.at(cells.row)?,
            Event::Text(text) if cells.inside != Inside::Nothing => cells.cell.text.push_str(&text.xml10_content()),
            Event::CData(text) if cells.inside != Inside::Nothing => cells.cell.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if cells.inside != Inside::Nothing => {
                let known = xml::push_reference(&mut cells.cell.text, &reference);
                cells.cell.malformed |= !known;
            }
            Event::End(tag) => match tag.local_name().into_inner() {
                "v" | "t" => cells.inside = Inside::Nothing,
                "rPh" => cells.cell.in_aid = false,
                "c" => cells.close()?,
                "row" => cells.column = 0,
                // What follows says how cells look and nothing about what is in them.
                "sheetData" => {
                    complete = true;
                    break;
                }
                "worksheet" => complete = true,
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    if !complete {
        return Err(damaged(&"unexpected end"));
    }
    Ok(cells.builder.finish())
}

/// Where the texts that are read belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Value,
    Text,
}

/// A cell as it is being read.
#[derive(Default)]
struct OpenCell {
    place: Option<(u32, u32)>,
    kind: Kind,
    style: usize,
    text: String,
    has_value: bool,
    has_formula: bool,
    malformed: bool,
    in_aid: bool,
}

/// What the value of a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Number,
    SharedText,
    Text,
    Bool,
    Error,
    Date,
}

struct Cells<'a> {
    builder: SheetBuilder,
    strings: &'a Strings,
    styles: &'a Styles,
    from_1904: bool,
    /// Row being read, from 1.
    row: u32,
    /// Column after the last cell, from 0.
    column: u32,
    cell: OpenCell,
    inside: Inside,
}

impl Cells<'_> {
    /// Takes the beginning of an element; true at that of a row.
    fn start(&mut self, tag: &BytesStart<'_>) -> bool {
        match tag.local_name().into_inner() {
            "c" => self.open(tag),
            "v" => (self.inside, self.cell.has_value) = (Inside::Value, true),
            "t" if !self.cell.in_aid => (self.inside, self.cell.has_value) = (Inside::Text, true),
            "rPh" => self.cell.in_aid = true,
            "f" => self.cell.has_formula = true,
            "row" => {
                let said = xml::attribute(tag, "r").and_then(|text| text.trim().parse().ok());
                self.row = said.unwrap_or_else(|| self.row.saturating_add(1));
                self.column = 0;
                if xml::flag(tag, "hidden") {
                    self.builder.hide_row(self.row);
                }
                return true;
            }
            "col" if xml::flag(tag, "hidden") => {
                let number = |name| xml::attribute(tag, name).and_then(|text| text.trim().parse::<u32>().ok());
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    self.builder.hide_columns(first.saturating_sub(1)..last.min(MAX_COLUMNS));
                }
            }
            _ => {}
        }
        false
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        let mut text = std::mem::take(&mut self.cell.text);
        text.clear();
        self.cell = OpenCell { text, ..OpenCell::default() };
        self.inside = Inside::Nothing;
        let mut place = Some((self.row, self.column));
        let mut attributes = tag.attributes();
        for attribute in attributes.with_checks(false).flatten() {
            match attribute.key.local_name().into_inner() {
                "r" => place = reference(&attribute.value),
                "s" => self.cell.style = attribute.value.trim().parse().unwrap_or(usize::MAX),
                "t" => {
                    self.cell.kind = match &*attribute.value {
                        "s" => Kind::SharedText,
                        "str" | "inlineStr" => Kind::Text,
                        "b" => Kind::Bool,
                        "e" => Kind::Error,
                        "d" => Kind::Date,
                        _ => Kind::Number,
                    }
                }
                _ => {}
            }
        }
        self.cell.place = place;
    }

    fn close(&mut self) -> Result<(), ReadError> {
        let Self { builder, strings, styles, cell, .. } = self;
        self.inside = Inside::Nothing;
        let Some((row, column)) = cell.place else {
            // A place that is none: the cell is noted where the last one ended.
            builder.issue(self.row, Some(self.column), SheetIssueKind::Malformed);
            return Ok(());
        };
        self.column = column.saturating_add(1);
        if cell.malformed {
            builder.issue(row, Some(column), SheetIssueKind::Malformed);
            return Ok(());
        }
        if !cell.has_value {
            if cell.has_formula {
                builder.issue(row, Some(column), SheetIssueKind::NotCalculated);
            }
            return Ok(());
        }
        if cell.has_formula {
            builder.formula(column);
        }
        let text = cell.text.as_str();
        match cell.kind {
            Kind::SharedText => match text.trim().parse().ok().and_then(|number| strings.get(number)) {
                Some(text) => builder.push(row, column, Cell::Text(text))?,
                None => builder.issue(row, Some(column), SheetIssueKind::NoSuchText),
            },
            Kind::Text if text.contains("_x") => {
                let mut decoded = String::with_capacity(text.len());
                push_decoded(&mut decoded, text);
                builder.push(row, column, Cell::Text(&decoded))?;
            }
            Kind::Text => builder.push(row, column, Cell::Text(text))?,
            Kind::Bool => builder.push(row, column, Cell::Bool(matches!(text.trim(), "1" | "true")))?,
            Kind::Error => builder.push(row, column, Cell::Error(text.trim()))?,
            Kind::Date => match text.trim().parse() {
                Ok(moment) => builder.push(row, column, Cell::Date(moment))?,
                Err(_) => builder.push(row, column, Cell::Text(text))?,
            },
            Kind::Number => {
                let number = text.trim();
                match number.parse::<f64>() {
                    Ok(number) if styles.get(cell.style) == Shown::Moment => {
                        push_serial(builder, (row, column), number, self.from_1904)?;
                    }
                    Ok(number) => builder.push(row, column, Cell::Number(number))?,
                    Err(_) => builder.push(row, column, Cell::Text(text))?,
                }
            }
        }
        Ok(())
    }
}

/// A number that is shown as a moment; a time of day alone says nothing about a day.
fn push_serial(
    builder: &mut SheetBuilder,
    (row, column): (u32, u32),
    serial: f64,
    from_1904: bool,
) -> Result<(), ReadError> {
    if (0.0..1.0).contains(&serial) {
        return Ok(builder.push(row, column, Cell::Number(serial))?);
    }
    if let Some(moment) = parse::excel_moment(serial, from_1904) {
        return Ok(builder.push(row, column, Cell::Date(moment))?);
    }
    if serial.is_finite() {
        builder.issue(row, Some(column), SheetIssueKind::DateOutOfRange);
    }
    Ok(builder.push(row, column, Cell::Number(serial))?)
}

/// Row from 1 and column from 0 of a reference such as `BC12`; none when it is no reference. One beyond the sheet is
/// a reference all the same.
fn reference(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at(digits);
    // Longer ones name no column of any program.
    if !(1..=6).contains(&letters.len()) || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, byte| sum * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1) - 1;
    let row = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().unwrap_or(u32::MAX))?;
    Some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_or_refused() {
        assert_eq!(reference("A1"), Some((1, 0)));
        assert_eq!(reference("XFD1048576"), Some((1_048_576, 16_383)));
        assert_eq!(reference("XFE1"), Some((1, 16_384)));
        assert_eq!(reference("A99999999999"), Some((u32::MAX, 0)));
        for wrong in ["1A", "ZZZZZZZ1", "A", "12", "", "甲1", "A1B"] {
            assert_eq!(reference(wrong), None, "{wrong}");
        }
    }
}
