//! One sheet of a template: its rows taken apart, filled, and put together again with everything around them as it was.

use quick_xml::{
    Reader,
    escape::{escape, unescape},
    events::{BytesRef, BytesStart, Event},
};

use super::{
    FormError,
    refs::{self, Shift, Shifts},
};

/// What a placeholder becomes.
#[derive(Debug, Clone, PartialEq)]
pub enum Filled {
    /// Text.
    Text(String),
    /// A number, written as one where it is alone in its cell.
    Number(f64, String),
    /// A day, written as one where it is alone in its cell.
    Day(f64, String),
    /// Nothing known.
    Nothing,
}

impl Filled {
    fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(_, text) | Self::Day(_, text) => text,
            Self::Nothing => "",
        }
    }
}

/// What a name in a placeholder stands for, given the record of a repeated row; `None` = the name is not known.
pub trait Fill {
    /// Whether the name belongs to each record: its row is repeated.
    fn repeats(&self, name: &str) -> bool;
    /// The value; `record` is that of the row, if it is a repeated one.
    fn value(&self, name: &str, record: Option<usize>) -> Option<Filled>;
    /// How many records there are.
    fn count(&self) -> usize;
}

/// A sheet put together again.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// Its XML.
    pub xml: String,
    /// How its rows moved, for what names them elsewhere.
    pub shifts: Shifts,
    /// Names in placeholders that are not known.
    pub unknown: Vec<String>,
    /// How many placeholders were filled.
    pub filled: usize,
}

struct Row {
    number: u32,
    /// Attributes other than the number.
    attributes: Vec<(String, String)>,
    cells: Vec<Cell>,
}

struct Cell {
    letters: String,
    attributes: Vec<(String, String)>,
    /// Text, where it holds one.
    text: Option<String>,
    formula: Option<Formula>,
    /// What is inside, as it was.
    inside: String,
}

#[derive(Clone)]
struct Formula {
    text: String,
    /// Of an array formula, the attributes; of others none, because shared ones are taken apart.
    attributes: Vec<(String, String)>,
    /// How far away the cell is whose text it shares.
    moved: (i64, i64),
}

/// Fills a sheet. `texts` are the shared texts of the workbook.
pub fn fill(xml: &str, texts: &[String], fill: &dyn Fill) -> Result<Done, FormError> {
    let Some((head, body, tail)) = around(xml) else {
        return Ok(Done { xml: xml.to_owned(), shifts: Shifts::default(), unknown: Vec::new(), filled: 0 });
    };
    let mut rows = rows(body, texts)?;
    take_apart_shared(&mut rows);
    let blocks = blocks(&rows, fill);
    let copies = u32::try_from(fill.count().max(1)).unwrap_or(u32::MAX);
    let shifts = Shifts(blocks.iter().map(|(first, last)| Shift { first: *first, last: *last, copies }).collect());
    let mut work =
        Work { fill, shifts: &shifts, unknown: Vec::new(), filled: 0, out: String::with_capacity(body.len() * 2) };
    let mut index = 0;
    while index < rows.len() {
        let number = rows[index].number;
        let block = shifts.0.iter().find(|shift| (shift.first..=shift.last).contains(&number)).copied();
        let Some(block) = block else {
            work.row(&rows[index], None);
            index += 1;
            continue;
        };
        let end =
            rows[index..].iter().position(|row| row.number > block.last).map_or(rows.len(), |count| index + count);
        for copy in 0..copies {
            for row in &rows[index..end] {
                work.row(row, Some((block, copy)));
            }
        }
        index = end;
    }
    let Work { mut unknown, filled, out, .. } = work;
    unknown.sort();
    unknown.dedup();
    let head = outside(head, &shifts)?;
    let tail = outside(tail, &shifts)?;
    Ok(Done { xml: format!("{head}{out}{tail}"), shifts, unknown, filled })
}

/// What stands before, in and behind the rows.
fn around(xml: &str) -> Option<(&str, &str, &str)> {
    let open = xml.find("<sheetData")?;
    let start = open + xml[open..].find('>')? + 1;
    if xml[..start].ends_with("/>") {
        return None;
    }
    let end = start + xml[start..].find("</sheetData>")?;
    Some((&xml[..start], &xml[start..end], &xml[end..]))
}

fn attributes(tag: &BytesStart<'_>) -> Result<Vec<(String, String)>, FormError> {
    tag.attributes()
        .map(|attribute| {
            let attribute = attribute.map_err(|error| FormError::Xml(error.to_string()))?;
            let value = unescape(&attribute.value).map_err(|error| FormError::Xml(error.to_string()))?;
            Ok((attribute.key.as_ref().to_owned(), value.into_owned()))
        })
        .collect()
}

/// Takes an attribute out.
fn take(attributes: &mut Vec<(String, String)>, name: &str) -> Option<String> {
    let index = attributes.iter().position(|(found, _)| found == name)?;
    Some(attributes.remove(index).1)
}

fn rows(body: &str, texts: &[String]) -> Result<Vec<Row>, FormError> {
    let mut reader = Reader::from_str(body);
    let mut rows: Vec<Row> = Vec::new();
    let mut next_row = 1;
    loop {
        let event = reader.read_event().map_err(|error| FormError::Xml(error.to_string()))?;
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "row" => {
                let mut row = new_row(&tag, &mut next_row)?;
                cells(&mut reader, body, &mut row, texts)?;
                rows.push(row);
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "row" => rows.push(new_row(&tag, &mut next_row)?),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(rows)
}

fn new_row(tag: &BytesStart<'_>, next: &mut u32) -> Result<Row, FormError> {
    let mut attributes = attributes(tag)?;
    let number = take(&mut attributes, "r").and_then(|row| row.parse().ok()).unwrap_or(*next);
    *next = number + 1;
    Ok(Row { number, attributes, cells: Vec::new() })
}

fn cells(reader: &mut Reader<&[u8]>, body: &str, row: &mut Row, texts: &[String]) -> Result<(), FormError> {
    loop {
        let event = reader.read_event().map_err(|error| FormError::Xml(error.to_string()))?;
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "c" => {
                let mut cell = new_cell(&tag, row)?;
                let start = position(reader);
                let end = cell_end(reader)?;
                body.get(start..end).unwrap_or_default().clone_into(&mut cell.inside);
                read_inside(&mut cell, texts)?;
                row.cells.push(cell);
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "c" => {
                let cell = new_cell(&tag, row)?;
                row.cells.push(cell);
            }
            Event::End(tag) if tag.local_name().as_ref() == "row" => return Ok(()),
            Event::Eof => return Err(FormError::Xml("a row without an end".to_owned())),
            _ => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Reads to the end of a cell; gives where its inside ends.
fn cell_end(reader: &mut Reader<&[u8]>) -> Result<usize, FormError> {
    loop {
        let before = position(reader);
        let event = reader.read_event().map_err(|error| FormError::Xml(error.to_string()))?;
        match event {
            Event::End(tag) if tag.local_name().as_ref() == "c" => return Ok(before),
            Event::Eof => return Err(FormError::Xml("a cell without an end".to_owned())),
            _ => {}
        }
    }
}

fn new_cell(tag: &BytesStart<'_>, row: &Row) -> Result<Cell, FormError> {
    let mut attributes = attributes(tag)?;
    let name = take(&mut attributes, "r");
    let letters = match name.as_deref().and_then(refs::parts) {
        Some((letters, _)) => letters.to_owned(),
        None => {
            let last = row.cells.last().map_or(-1, |cell| refs::column_of(&cell.letters));
            crate::exchange::sheet::column_letters(u32::try_from(last + 1).unwrap_or_default())
        }
    };
    Ok(Cell { letters, attributes, text: None, formula: None, inside: String::new() })
}

/// The sign an entity stands for.
pub(super) fn sign(entity: &BytesRef<'_>) -> Result<String, FormError> {
    let whole = format!("&{};", entity.xml10_content());
    Ok(unescape(&whole).map_err(|error| FormError::Xml(error.to_string()))?.into_owned())
}

/// Finds the text or formula of a cell.
fn read_inside(cell: &mut Cell, texts: &[String]) -> Result<(), FormError> {
    let kind = cell.attributes.iter().find(|(name, _)| name == "t").map(|(_, kind)| kind.clone());
    let mut reader = Reader::from_str(&cell.inside);
    let (mut value, mut inline, mut formula) = (String::new(), String::new(), None::<Formula>);
    let mut within = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| FormError::Xml(error.to_string()))?;
        let mut said = None;
        match event {
            Event::Start(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                if name == "f" {
                    formula = Some(Formula { text: String::new(), attributes: attributes(&tag)?, moved: (0, 0) });
                }
                within.push(name);
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "f" => {
                formula = Some(Formula { text: String::new(), attributes: attributes(&tag)?, moved: (0, 0) });
            }
            Event::End(_) => {
                within.pop();
            }
            Event::Text(text) => said = Some(text.xml10_content().into_owned()),
            Event::GeneralRef(entity) => said = Some(sign(&entity)?),
            Event::CData(text) => said = Some(text.xml10_content().into_owned()),
            Event::Eof => break,
            _ => {}
        }
        if let Some(said) = said {
            match within.last().map(String::as_str) {
                Some("v") => value.push_str(&said),
                Some("t") if !within.iter().any(|name| name == "rPh") => inline.push_str(&said),
                Some("f") => {
                    if let Some(formula) = &mut formula {
                        formula.text.push_str(&said);
                    }
                }
                _ => {}
            }
        }
    }
    cell.formula = formula;
    cell.text = match kind.as_deref() {
        Some("s") => value.trim().parse::<usize>().ok().and_then(|index| texts.get(index)).cloned(),
        Some("inlineStr") => Some(inline),
        _ => None,
    };
    Ok(())
}

/// Gives formulas that share the text of another cell a text of their own: the rows they stand in may be repeated.
fn take_apart_shared(rows: &mut [Row]) {
    let mut masters: Vec<(String, String, i64, i64)> = Vec::new();
    for row in rows.iter_mut() {
        let number = i64::from(row.number);
        for cell in &mut row.cells {
            let column = refs::column_of(&cell.letters);
            let Some(formula) = &mut cell.formula else { continue };
            let shared = formula.attributes.iter().any(|(name, value)| name == "t" && value == "shared");
            if !shared {
                continue;
            }
            let key = formula.attributes.iter().find(|(name, _)| name == "si").map(|(_, key)| key.clone());
            let key = key.unwrap_or_default();
            if formula.text.is_empty() {
                if let Some((_, text, row, at)) = masters.iter().find(|(known, ..)| *known == key) {
                    formula.text.clone_from(text);
                    formula.moved = (number - row, column - at);
                }
            } else {
                masters.push((key, formula.text.clone(), number, column));
            }
            formula.attributes.clear();
        }
    }
}

/// First and last row of each block of rows that belong to a record.
fn blocks(rows: &[Row], fill: &dyn Fill) -> Vec<(u32, u32)> {
    let repeats = |row: &Row| {
        let texts = row.cells.iter().filter_map(|cell| cell.text.as_deref());
        texts.flat_map(names).any(|name| fill.repeats(&name))
    };
    let mut blocks: Vec<(u32, u32)> = Vec::new();
    for row in rows.iter().filter(|row| repeats(row)) {
        match blocks.last_mut() {
            Some((_, last)) if *last + 1 == row.number => *last = row.number,
            _ => blocks.push((row.number, row.number)),
        }
    }
    blocks
}

/// Names in placeholders.
pub fn names(text: &str) -> Vec<String> {
    pieces(text).into_iter().filter_map(|piece| if let Piece::Name(name) = piece { Some(name) } else { None }).collect()
}

enum Piece<'a> {
    Plain(&'a str),
    Name(String),
}

/// A text cut at its placeholders `{{name}}`; full-width braces do as well.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((start, open)) = first(rest, ["{{", "\u{ff5b}\u{ff5b}"]) {
        let behind = &rest[start + open..];
        let Some((end, close)) = first(behind, ["}}", "\u{ff5d}\u{ff5d}"]) else { break };
        if start > 0 {
            pieces.push(Piece::Plain(&rest[..start]));
        }
        pieces.push(Piece::Name(behind[..end].trim().to_owned()));
        rest = &behind[end + close..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Plain(rest));
    }
    pieces
}

/// Place and length of whichever stands first.
fn first(text: &str, marks: [&str; 2]) -> Option<(usize, usize)> {
    marks.into_iter().filter_map(|mark| Some((text.find(mark)?, mark.len()))).min()
}

struct Work<'a> {
    fill: &'a dyn Fill,
    shifts: &'a Shifts,
    unknown: Vec<String>,
    filled: usize,
    out: String,
}

impl Work<'_> {
    fn row(&mut self, row: &Row, own: refs::Own) {
        let number = match own {
            Some((block, copy)) => self.shifts.first(row.number) + (block.last - block.first + 1) * copy,
            None => self.shifts.first(row.number),
        };
        self.out.push_str("<row");
        self.attribute("r", &number.to_string());
        for (name, value) in &row.attributes {
            self.attribute(name, value);
        }
        self.out.push('>');
        for cell in &row.cells {
            self.cell(cell, number, own);
        }
        self.out.push_str("</row>");
    }

    fn cell(&mut self, cell: &Cell, row: u32, own: refs::Own) {
        let name = format!("{}{row}", cell.letters);
        if let Some(text) = &cell.text
            && !names(text).is_empty()
        {
            let record = own.map(|(_, copy)| copy as usize).filter(|copy| *copy < self.fill.count());
            let value = self.value(text, record, own.is_some());
            self.written(cell, &name, &value);
            return;
        }
        self.out.push_str("<c");
        self.attribute("r", &name);
        for (attribute, value) in &cell.attributes {
            self.attribute(attribute, value);
        }
        if let Some(formula) = &cell.formula {
            self.out.push_str("><f");
            for (attribute, value) in &formula.attributes {
                let value = if attribute == "ref" { refs::range(value, self.shifts) } else { value.clone() };
                self.attribute(attribute, &value);
            }
            let text = refs::formula(&formula.text, self.shifts, own, formula.moved);
            self.out.push('>');
            self.out.push_str(&escape(&text));
            // Without a value: whoever opens it works it out.
            self.out.push_str("</f></c>");
        } else if cell.inside.is_empty() {
            self.out.push_str("/>");
        } else {
            self.out.push('>');
            self.out.push_str(&cell.inside);
            self.out.push_str("</c>");
        }
    }

    /// What a text becomes. A placeholder alone in its cell keeps its number or day.
    fn value(&mut self, text: &str, record: Option<usize>, repeated: bool) -> Filled {
        let pieces = pieces(text);
        let mut out = String::new();
        let mut single = None;
        for piece in &pieces {
            match piece {
                Piece::Plain(plain) => out.push_str(plain),
                Piece::Name(name) => {
                    let value = if repeated && record.is_none() && self.fill.repeats(name) {
                        Some(Filled::Nothing)
                    } else {
                        self.fill.value(name, record)
                    };
                    match value {
                        Some(value) => {
                            self.filled += 1;
                            out.push_str(value.text());
                            single = Some(value);
                        }
                        None => {
                            self.unknown.push(name.clone());
                            out.push_str("{{");
                            out.push_str(name);
                            out.push_str("}}");
                        }
                    }
                }
            }
        }
        match single {
            Some(value) if pieces.len() == 1 => value,
            _ => Filled::Text(out),
        }
    }

    fn written(&mut self, cell: &Cell, name: &str, value: &Filled) {
        self.out.push_str("<c");
        self.attribute("r", name);
        for (attribute, kept) in cell.attributes.iter().filter(|(attribute, _)| attribute != "t") {
            self.attribute(attribute, kept);
        }
        match value {
            Filled::Nothing => self.out.push_str("/>"),
            Filled::Number(number, _) | Filled::Day(number, _) if number.is_finite() => {
                self.out.push_str("><v>");
                self.out.push_str(&number.to_string());
                self.out.push_str("</v></c>");
            }
            value => {
                self.out.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                self.out.push_str(&escape(storable(value.text())));
                self.out.push_str("</t></is></c>");
            }
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.out.push_str(&escape(value));
        self.out.push('"');
    }
}

/// Without characters that XML cannot hold.
fn storable(text: &str) -> String {
    text.chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

/// What stands around the rows, with every range carried along; merged cells of a repeated block are repeated.
fn outside(xml: &str, shifts: &Shifts) -> Result<String, FormError> {
    if shifts.0.is_empty() {
        return Ok(xml.to_owned());
    }
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut out = String::with_capacity(xml.len() + 64);
    let mut from = 0;
    loop {
        let before = position(&reader);
        let event = reader.read_event().map_err(|error| FormError::Xml(error.to_string()))?;
        let (tag, empty) = match &event {
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            Event::Eof => break,
            _ => continue,
        };
        let mut kept = attributes(tag)?;
        let name = tag.name().as_ref().to_owned();
        let after = position(&reader);
        let merged = name.ends_with("mergeCell");
        let ranges =
            kept.iter().any(|(name, _)| matches!(name.as_str(), "ref" | "sqref" | "activeCell" | "topLeftCell"));
        if !ranges && !name.ends_with("mergeCells") {
            continue;
        }
        out.push_str(xml.get(from..before).unwrap_or_default());
        from = after;
        if name.ends_with("mergeCells") {
            // The count would have to follow; it may be left out.
            kept.retain(|(name, _)| name != "count");
        }
        let inside = kept.iter().find(|(name, _)| name == "ref").and_then(|(_, range)| block_of(range, shifts));
        match inside.filter(|_| merged) {
            Some(block) => {
                let whole = kept.clone();
                for copy in 0..block.copies {
                    let copied = whole.iter().map(|(name, value)| {
                        let value =
                            if name == "ref" { refs::range_in_copy(value, shifts, block, copy) } else { value.clone() };
                        (name.clone(), value)
                    });
                    tag_text(&mut out, &name, copied.collect::<Vec<_>>().as_slice(), empty);
                }
            }
            None => {
                for (name, value) in &mut kept {
                    if matches!(name.as_str(), "ref" | "sqref" | "activeCell" | "topLeftCell") {
                        *value = refs::range(value, shifts);
                    }
                }
                tag_text(&mut out, &name, &kept, empty);
            }
        }
    }
    out.push_str(xml.get(from..).unwrap_or_default());
    Ok(out)
}

fn tag_text(out: &mut String, name: &str, attributes: &[(String, String)], empty: bool) {
    out.push('<');
    out.push_str(name);
    for (name, value) in attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        out.push_str(&escape(value.as_str()));
        out.push('"');
    }
    out.push_str(if empty { "/>" } else { ">" });
}

/// The block a range lies wholly within.
fn block_of(range: &str, shifts: &Shifts) -> Option<Shift> {
    let mut rows = range.split(':').filter_map(refs::parts).map(|(_, row)| row);
    let first = rows.next()?;
    let last = rows.next().unwrap_or(first);
    shifts.0.iter().find(|shift| shift.first <= first && last <= shift.last).copied()
}
