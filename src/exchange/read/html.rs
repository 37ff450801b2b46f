//! Tables of a web page; many systems “export to Excel” by naming such a page `.xls`.

use std::collections::HashMap;

use encoding_rs::{Encoding, GB18030, GBK};
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::{Format, Looks, Parsed, Progress, ReadError, ReadOptions, RowCounter, SheetInfo, choose_sheet, text};
use crate::exchange::sheet::{Cell, MAX_COLUMNS, MAX_ROWS, Sheet, SheetBuilder, SheetIssue};

/// Tables with fewer cells are layout.
const LEAST_CELLS: usize = 2;
/// Widest cell, in columns or rows, that a page may declare.
const MAX_SPAN: u32 = 1_000;

pub(super) fn read(bytes: &[u8], options: &ReadOptions, progress: Progress<'_>) -> Result<Parsed, ReadError> {
    let page = decode(bytes);
    let mut tables = tables(&page, progress)?;
    let mut sheets: Vec<SheetInfo> = tables
        .iter()
        .map(|(sheet, _)| SheetInfo { name: sheet.name.clone(), hidden: false, rows: Some(sheet.filled_rows()) })
        .collect();
    if sheets.is_empty() {
        return Err(ReadError::NotAList(Looks::PageWithoutTable));
    }
    let (sheet, issues) = choose_sheet(&mut sheets, options, |name| {
        let position = tables.iter().position(|(sheet, _)| sheet.name == name);
        Ok(position.map(|position| std::mem::take(&mut tables[position])).unwrap_or_default())
    })?;
    Ok(Parsed { format: Format::Html, sheets, sheet, issues })
}

/// By the charset that the page declares, unless the bytes say otherwise.
fn decode(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    if std::str::from_utf8(bytes).is_ok() {
        return text::decode(bytes).0;
    }
    let head: String = bytes.iter().take(4096).map(|byte| char::from(*byte)).collect::<String>().to_ascii_lowercase();
    let declared = head.split_once("charset=").and_then(|(_, rest)| {
        let label: String = rest
            .trim_start_matches(['"', '\'', ' '])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        Encoding::for_label(label.as_bytes())
    });
    match declared {
        // GB18030 holds all of GBK and more.
        Some(encoding) if encoding == GBK => GB18030.decode(bytes).0,
        Some(encoding) if encoding != encoding_rs::UTF_8 => encoding.decode(bytes).0,
        _ => text::decode(bytes).0,
    }
}

/// One table being read.
struct Table {
    builder: SheetBuilder,
    row: u32,
    column: u32,
    /// Columns that a cell above reaches down into, with the rows left.
    reserved: HashMap<u32, u32>,
    cell: Option<OpenCell>,
}

struct OpenCell {
    text: String,
    columns: u32,
    rows: u32,
}

impl Table {
    fn open_row(&mut self) {
        self.row += 1;
        self.column = 0;
    }

    fn open_cell(&mut self, tag: &StartTag<()>) -> Result<(), ReadError> {
        self.close_cell()?;
        if self.row == 0 {
            self.open_row();
        }
        while let Some(rows) = self.reserved.get_mut(&self.column).filter(|rows| **rows > 0) {
            *rows -= 1;
            self.column += 1;
        }
        self.cell = Some(OpenCell { text: String::new(), columns: span(tag, b"colspan"), rows: span(tag, b"rowspan") });
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), ReadError> {
        let Some(OpenCell { text, columns, rows }) = self.cell.take() else { return Ok(()) };
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.row > MAX_ROWS || self.column >= MAX_COLUMNS {
            return Err(ReadError::TooManyCells);
        }
        self.builder.push(self.row, self.column, Cell::Text(&words))?;
        if rows > 1 {
            for column in self.column..self.column.saturating_add(columns) {
                self.reserved.insert(column, rows - 1);
            }
        }
        self.column = self.column.saturating_add(columns);
        Ok(())
    }
}

fn span(tag: &StartTag<()>, name: &[u8]) -> u32 {
    tag.attributes
        .get(name)
        .and_then(|value| std::str::from_utf8(value).ok())
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(1)
        .clamp(1, MAX_SPAN)
}

fn tables(page: &str, mut progress: Progress<'_>) -> Result<Vec<(Sheet, Vec<SheetIssue>)>, ReadError> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut counter = RowCounter::new(&mut progress);
    let mut rows_seen = 0;
    let mut open: Vec<Table> = Vec::new();
    let mut done: Vec<(usize, (Sheet, Vec<SheetIssue>))> = Vec::new();
    let mut count = 0;
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => match tag.name.as_slice() {
                b"table" => {
                    count += 1;
                    let builder = SheetBuilder::new(&format!("表{count}"));
                    open.push(Table { builder, row: 0, column: 0, reserved: HashMap::new(), cell: None });
                }
                b"tr" => {
                    if let Some(table) = open.last_mut() {
                        table.close_cell()?;
                        table.open_row();
                        rows_seen += 1;
                        counter.at(rows_seen)?;
                    }
                }
                b"td" | b"th" => {
                    if let Some(table) = open.last_mut() {
                        table.open_cell(&tag)?;
                    }
                }
                b"br" | b"p" | b"div" | b"li" => add_text(&mut open, " "),
                _ => {}
            },
            Token::EndTag(tag) => match tag.name.as_slice() {
                b"td" | b"th" | b"tr" => {
                    if let Some(table) = open.last_mut() {
                        table.close_cell()?;
                    }
                }
                b"table" => close_table(&mut open, &mut done)?,
                _ => {}
            },
            Token::String(text) => add_text(&mut open, &String::from_utf8_lossy(&text.value)),
            _ => {}
        }
    }
    while !open.is_empty() {
        close_table(&mut open, &mut done)?;
    }
    done.sort_by_key(|(order, _)| *order);
    Ok(done.into_iter().map(|(_, table)| table).collect())
}

fn close_table(open: &mut Vec<Table>, done: &mut Vec<(usize, (Sheet, Vec<SheetIssue>))>) -> Result<(), ReadError> {
    let Some(mut table) = open.pop() else { return Ok(()) };
    table.close_cell()?;
    if table.builder.filled_cells() >= LEAST_CELLS {
        let (sheet, issues) = super::finish(table.builder);
        let order = sheet.name.trim_start_matches('表').parse().unwrap_or(usize::MAX);
        done.push((order, (sheet, issues)));
    }
    Ok(())
}

fn add_text(open: &mut [Table], text: &str) {
    if let Some(cell) = open.last_mut().and_then(|table| table.cell.as_mut()) {
        cell.text.push_str(text);
    }
}
