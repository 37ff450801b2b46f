//! OpenDocument spreadsheets, streamed from their XML.
//!
//! The format compresses by repetition (“this cell 16 384 times, this row a million times”), and a reader that believes
//! it fills all memory; so it is read here, with empty repeats skipped and filled ones counted against the limits.

use std::io::{BufReader, Cursor};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::{
    Format, Parsed, Progress, ReadError, ReadOptions, RowCounter, SheetInfo, choose_sheet, container::damaged,
};
use crate::exchange::sheet::{Cell, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Sheet, SheetBuilder, SheetIssue};

pub(super) fn read(bytes: &[u8], options: &ReadOptions, mut progress: Progress<'_>) -> Result<Parsed, ReadError> {
    let mut tables = tables(bytes, &mut progress)?;
    let mut sheets: Vec<SheetInfo> = tables
        .iter()
        .map(|(sheet, _, hidden)| SheetInfo {
            name: sheet.name.clone(),
            hidden: *hidden,
            rows: Some(sheet.filled_rows()),
        })
        .collect();
    let (sheet, issues) = choose_sheet(&mut sheets, options, |name| {
        let found = tables.iter_mut().find(|(sheet, ..)| sheet.name == name).map(std::mem::take);
        Ok(found.map(|(sheet, issues, _)| (sheet, issues)).unwrap_or_default())
    })?;
    Ok(Parsed { format: Format::Ods, sheets, sheet, issues })
}

type Table = (Sheet, Vec<SheetIssue>, bool);

/// A cell as it is being read.
#[derive(Default)]
struct Open {
    kind: String,
    value: String,
    text: String,
    paragraphs: usize,
    repeat: u32,
}

/// State of the table being read.
struct Reading {
    builder: SheetBuilder,
    hidden: bool,
    row: u32,
    row_repeat: u32,
    row_hidden: bool,
    column: u32,
    /// Column (from 0) that the next declaration of columns begins with.
    declared: u32,
    cells: Vec<(u32, Owned)>,
}

/// A cell that may be repeated over rows.
enum Owned {
    Text(String),
    Number(f64),
    Date(jiff::civil::DateTime),
    Bool(bool),
}

impl Owned {
    fn cell(&self) -> Cell<'_> {
        match self {
            Self::Text(text) => Cell::Text(text),
            Self::Number(number) => Cell::Number(*number),
            Self::Date(moment) => Cell::Date(*moment),
            Self::Bool(yes) => Cell::Bool(*yes),
        }
    }
}

fn tables(bytes: &[u8], progress: &mut Progress<'_>) -> Result<Vec<Table>, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Incomplete)?;
    if let Ok(manifest) = archive.by_name("META-INF/manifest.xml") {
        let text = std::io::read_to_string(manifest).map_err(damaged)?;
        if text.contains("encryption-data") {
            return Err(ReadError::PasswordProtected);
        }
    }
    let content = archive.by_name("content.xml").map_err(damaged)?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    reader.config_mut().expand_empty_elements = true;
    let mut counter = RowCounter::new(progress);
    let mut document = Document::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(tag) => document.start(&tag)?,
            Event::Text(text) => document.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let predefined = match reference.as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().map_err(damaged)?,
                };
                document.text(predefined.map(String::from).as_deref().unwrap_or_default());
            }
            Event::End(tag) => document.end(tag.name().as_ref(), &mut counter)?,
            Event::Eof => break,
            _ => {}
        }
    }
    if document.table.is_some() {
        return Err(ReadError::Incomplete);
    }
    Ok(document.done)
}

/// State of the document being read.
#[derive(Default)]
struct Document {
    done: Vec<Table>,
    hidden_styles: Vec<String>,
    style: String,
    table: Option<Reading>,
    open: Option<Open>,
    in_paragraph: bool,
    /// Depth of remarks, whose text is not the cell's.
    notes: usize,
    /// Depth of tables inside a cell.
    nested: usize,
}

impl Document {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        match tag.name().as_ref() {
            "style:style" => self.style = attribute(tag, "style:name")?,
            "style:table-properties" if attribute(tag, "table:display")? == "false" => {
                self.hidden_styles.push(self.style.clone());
            }
            "table:table" if self.table.is_some() => self.nested += 1,
            "table:table" => {
                let hidden = self.hidden_styles.contains(&attribute(tag, "table:style-name")?);
                let builder = SheetBuilder::new(&attribute(tag, "table:name")?);
                self.table = Some(Reading {
                    builder,
                    hidden,
                    row: 1,
                    row_repeat: 1,
                    row_hidden: false,
                    column: 0,
                    declared: 0,
                    cells: Vec::new(),
                });
            }
            "table:table-column" if self.nested == 0 => {
                if let Some(table) = &mut self.table {
                    let first = table.declared;
                    table.declared = first.saturating_add(repeat(tag, "table:number-columns-repeated")?);
                    if is_hidden(tag)? {
                        table.builder.hide_columns(first..table.declared);
                    }
                }
            }
            "table:table-row" if self.nested == 0 => {
                if let Some(table) = &mut self.table {
                    table.row_hidden = is_hidden(tag)?;
                    table.row_repeat = repeat(tag, "table:number-rows-repeated")?;
                    table.column = 0;
                }
            }
            "table:table-cell" | "table:covered-table-cell" if self.nested == 0 => {
                let kind = attribute(tag, "office:value-type")?;
                if let Some(table) = &mut self.table
                    && !kind.is_empty()
                    && !attribute(tag, "table:formula")?.is_empty()
                {
                    table.builder.formula(table.column);
                }
                let value = match kind.as_str() {
                    "date" => attribute(tag, "office:date-value")?,
                    "boolean" => attribute(tag, "office:boolean-value")?,
                    "float" | "currency" | "percentage" => attribute(tag, "office:value")?,
                    _ => String::new(),
                };
                let repeat = repeat(tag, "table:number-columns-repeated")?;
                self.open = Some(Open { kind, value, repeat, ..Open::default() });
            }
            "office:annotation" => self.notes += 1,
            "text:p" if self.notes == 0 => {
                if let Some(open) = &mut self.open {
                    if open.paragraphs > 0 {
                        open.text.push('\n');
                    }
                    open.paragraphs += 1;
                    self.in_paragraph = true;
                }
            }
            "text:s" | "text:tab" | "text:line-break" => self.text(" "),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.in_paragraph
            && self.notes == 0
            && let Some(open) = &mut self.open
        {
            open.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str, counter: &mut RowCounter<'_, '_>) -> Result<(), ReadError> {
        match name {
            "text:p" if self.notes == 0 => self.in_paragraph = false,
            "office:annotation" => self.notes = self.notes.saturating_sub(1),
            "table:table-cell" | "table:covered-table-cell" if self.nested == 0 => {
                if let (Some(table), Some(open)) = (&mut self.table, self.open.take()) {
                    table.take(open);
                }
            }
            "table:table-row" if self.nested == 0 => {
                if let Some(table) = &mut self.table {
                    table.end_row(counter)?;
                }
            }
            "table:table" if self.nested > 0 => self.nested -= 1,
            "table:table" => {
                if let Some(Reading { builder, hidden, .. }) = self.table.take() {
                    let (sheet, issues) = super::finish(builder);
                    self.done.push((sheet, issues, hidden));
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Reading {
    fn take(&mut self, open: Open) {
        let first = self.column;
        self.column = self.column.saturating_add(open.repeat);
        let number = || open.value.parse::<f64>().ok().filter(|number| number.is_finite()).map(Owned::Number);
        let moment = || {
            let date = open.value.parse().ok().map(Owned::Date);
            date.or_else(|| open.value.parse::<jiff::civil::Date>().ok().map(|date| Owned::Date(date.into())))
        };
        let repeat = open.repeat;
        let value = match open.kind.as_str() {
            "float" | "currency" | "percentage" => number(),
            "date" => moment(),
            "boolean" => Some(Owned::Bool(open.value == "true")),
            _ => None,
        };
        let value = match value {
            Some(value) => value,
            None if open.text.is_empty() => return,
            None => Owned::Text(open.text),
        };
        if repeat == 1 {
            self.cells.push((first, value));
            return;
        }
        // A filled cell repeated to the right: the same value in each, as the application shows it.
        for column in first..first.saturating_add(repeat).min(MAX_COLUMNS) {
            let copy = match &value {
                Owned::Text(text) => Owned::Text(text.clone()),
                Owned::Number(number) => Owned::Number(*number),
                Owned::Date(moment) => Owned::Date(*moment),
                Owned::Bool(yes) => Owned::Bool(*yes),
            };
            self.cells.push((column, copy));
        }
    }

    fn end_row(&mut self, counter: &mut RowCounter<'_, '_>) -> Result<(), ReadError> {
        if !self.cells.is_empty() {
            // Refused before it is tried: a few bytes can ask for a million rows of filled cells.
            if self.cells.len().saturating_mul(self.row_repeat as usize) > MAX_CELLS {
                return Err(ReadError::TooManyCells);
            }
            let last = self.row.saturating_add(self.row_repeat).min(MAX_ROWS + 1);
            for row in self.row..last {
                counter.at(row)?;
                if self.row_hidden {
                    self.builder.hide_row(row);
                }
                for (column, value) in &self.cells {
                    self.builder.push(row, *column, value.cell())?;
                }
            }
            self.cells.clear();
        }
        self.row = self.row.saturating_add(self.row_repeat);
        Ok(())
    }
}

/// Whether a row or column is folded away or filtered out.
fn is_hidden(tag: &BytesStart<'_>) -> Result<bool, ReadError> {
    Ok(matches!(attribute(tag, "table:visibility")?.as_str(), "collapse" | "filter"))
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<String, ReadError> {
    let Some(found) = tag.try_get_attribute(name).map_err(damaged)? else { return Ok(String::new()) };
    quick_xml::escape::unescape(&found.value).map(std::borrow::Cow::into_owned).map_err(damaged)
}

fn repeat(tag: &BytesStart<'_>, name: &str) -> Result<u32, ReadError> {
    let text = attribute(tag, name)?;
    Ok(if text.is_empty() { 1 } else { text.parse().unwrap_or(1).max(1) })
}
