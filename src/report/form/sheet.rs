//! One sheet of a template: its rows taken apart, filled, and put together again with everything around them as it was.

use quick_xml::{
    Reader,
    escape::{escape, partial_escape, unescape},
    events::{BytesRef, BytesStart, Event},
};

use super::{
    FormError,
    height::{Columns, Styles, needed},
    refs::{self, Sheets, Shift, Shifts},
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

/// A sheet taken apart: what is in it, and which of its rows will be repeated.
pub struct Sheet<'x> {
    xml: &'x str,
    /// What stands before and behind the rows; none = it has no rows.
    around: Option<(&'x str, &'x str)>,
    rows: Vec<Row>,
    shifts: Shifts,
}

impl<'x> Sheet<'x> {
    /// Takes a sheet apart. `texts` are the shared texts of the workbook.
    pub fn read(xml: &'x str, texts: &[String], fill: &dyn Fill) -> Result<Self, FormError> {
        let Some((head, body, tail)) = around(xml) else {
            return Ok(Self { xml, around: None, rows: Vec::new(), shifts: Shifts::default() });
        };
        let mut rows = rows(body, texts)?;
        take_apart_shared(&mut rows);
        let blocks = blocks(&rows, fill);
        let copies = u32::try_from(fill.count().max(1)).unwrap_or(u32::MAX);
        let shifts = Shifts(blocks.iter().map(|(first, last)| Shift { first: *first, last: *last, copies }).collect());
        Ok(Self { xml, around: Some((head, tail)), rows, shifts })
    }

    /// How its rows move.
    pub fn shifts(&self) -> &Shifts {
        &self.shifts
    }

    /// Row, column from 0 and text of every cell that is not empty; none where one holds anything but text.
    pub fn only_texts(&self) -> Option<Vec<(u32, i64, &str)>> {
        let cells = self.rows.iter().flat_map(|row| row.cells.iter().map(|cell| (row.number, cell)));
        let mut texts = Vec::new();
        for (row, cell) in cells {
            match &cell.text {
                _ if cell.formula.is_some() => return None,
                Some(text) => texts.push((row, refs::column_of(&cell.letters), text.as_str())),
                None if cell.inside.trim().is_empty() => {}
                None => return None,
            }
        }
        Some(texts)
    }

    /// Whether a formula in it, or what stands around its rows, names this word.
    pub fn names(&self, word: &str) -> bool {
        let around = self.around.map_or([self.xml, ""], |(head, tail)| [head, tail]);
        let mut formulas = self.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.formula.as_ref());
        around.iter().any(|xml| xml.contains(word)) || formulas.any(|formula| formula.text.contains(word))
    }

    /// Puts it together again, filled. `sheets` says where the rows of all sheets go, this one among them.
    pub fn filled(&self, fill: &dyn Fill, styles: &Styles, sheets: Sheets<'_>) -> Result<Done, FormError> {
        let Some((head, tail)) = self.around else {
            return Ok(Done { xml: self.xml.to_owned(), unknown: Vec::new(), filled: 0 });
        };
        let columns = Columns::of(head, tail);
        let out = String::with_capacity(self.xml.len() * 2);
        let mut work = Work { fill, sheets, styles, columns, unknown: Vec::new(), filled: 0, height: 0.0, out };
        let mut rest = self.rows.as_slice();
        while let Some((row, behind)) = rest.split_first() {
            let block = self.shifts.0.iter().find(|shift| (shift.first..=shift.last).contains(&row.number)).copied();
            let Some(block) = block else {
                work.row(row, None);
                rest = behind;
                continue;
            };
            let end = rest.iter().position(|row| row.number > block.last).unwrap_or(rest.len());
            let (rows, behind) = rest.split_at(end.max(1));
            for copy in 0..block.copies {
                for row in rows {
                    work.row(row, Some((block, copy)));
                }
            }
            rest = behind;
        }
        let Work { mut unknown, filled, out, .. } = work;
        unknown.sort();
        unknown.dedup();
        let (head, tail) = (outside(head, sheets)?, outside(tail, sheets)?);
        Ok(Done { xml: format!("{head}{out}{tail}"), unknown, filled })
    }
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

/// Attributes of a tag.
pub(super) fn attributes(tag: &BytesStart<'_>) -> Result<Vec<(String, String)>, FormError> {
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

/// How far a text has been read.
pub(super) fn position(reader: &Reader<&[u8]>) -> usize {
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
    sheets: Sheets<'a>,
    styles: &'a Styles,
    columns: Columns,
    unknown: Vec<String>,
    filled: usize,
    /// What the texts written into the row need.
    height: f64,
    out: String,
}

impl Work<'_> {
    fn row(&mut self, row: &Row, own: refs::Own) {
        let first = self.sheets.own().first(row.number);
        let number = own.map_or(first, |(block, copy)| first + (block.last - block.first + 1) * copy);
        let before = std::mem::take(&mut self.out);
        self.height = 0.0;
        for cell in &row.cells {
            self.cell(cell, (row.number, number), own);
        }
        let cells = std::mem::replace(&mut self.out, before);
        self.out.push_str("<row");
        self.attribute("r", &number.to_string());
        let own_height = row.attributes.iter().find(|(name, _)| name == "ht");
        let own_height = own_height.and_then(|(_, height)| height.parse::<f64>().ok()).unwrap_or_default();
        // A row is made higher, never lower: what the template gives it is meant.
        let higher = self.height > own_height;
        for (name, value) in &row.attributes {
            if !(higher && matches!(name.as_str(), "ht" | "customHeight")) {
                self.attribute(name, value);
            }
        }
        if higher {
            let height = format!("{:.1}", self.height);
            self.attribute("ht", &height);
            self.attribute("customHeight", "1");
        }
        self.out.push('>');
        self.out.push_str(&cells);
        self.out.push_str("</row>");
    }

    /// Writes a cell of a row of the template into the row it has become.
    fn cell(&mut self, cell: &Cell, (from, row): (u32, u32), own: refs::Own) {
        let name = format!("{}{row}", cell.letters);
        if let Some(text) = &cell.text
            && !names(text).is_empty()
        {
            let record = own.map(|(_, copy)| copy as usize).filter(|copy| *copy < self.fill.count());
            let value = self.value(text, record, own.is_some());
            self.grow(cell, from, value.text());
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
                let value = if attribute == "ref" { refs::range(value, self.sheets.own()) } else { value.clone() };
                self.attribute(attribute, &value);
            }
            let text = refs::formula(&formula.text, self.sheets, own, formula.moved);
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

    /// Makes room for a text.
    fn grow(&mut self, cell: &Cell, row: u32, text: &str) {
        let style = cell.attributes.iter().find(|(name, _)| name == "s").and_then(|(_, style)| style.parse().ok());
        let at = (row, refs::column_of(&cell.letters));
        let height = needed(text, self.styles, style.unwrap_or_default(), &self.columns, at);
        self.height = self.height.max(height.unwrap_or_default());
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

/// What stands around the rows, with every range and the formulas of rules carried along; merged cells of a repeated block
/// are repeated.
fn outside(xml: &str, sheets: Sheets<'_>) -> Result<String, FormError> {
    if sheets.all.iter().all(|(_, shifts)| shifts.0.is_empty()) {
        return Ok(xml.to_owned());
    }
    let shifts = sheets.own();
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut out = String::with_capacity(xml.len() + 64);
    let mut from = 0;
    // Where the formula of a rule begins.
    let mut rule: Option<usize> = None;
    loop {
        let before = position(&reader);
        let event = reader.read_event().map_err(|error| FormError::Xml(error.to_string()))?;
        let (tag, empty) = match &event {
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            Event::End(tag) => {
                if let Some(start) = rule.take_if(|_| is_rule(tag.local_name().as_ref())) {
                    out.push_str(xml.get(from..start).unwrap_or_default());
                    out.push_str(&rule_moved(xml.get(start..before).unwrap_or_default(), sheets));
                    from = before;
                }
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        if !empty && is_rule(tag.local_name().as_ref()) {
            rule = Some(position(&reader));
            continue;
        }
        let mut kept = attributes(tag)?;
        let name = tag.name().as_ref().to_owned();
        let after = position(&reader);
        let ranges = kept.iter().any(|(name, _)| is_range(name));
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
        match inside.filter(|_| name.ends_with("mergeCell")) {
            Some(block) => {
                for copy in 0..block.copies {
                    let copied = kept.iter().map(|(name, value)| {
                        let value =
                            if name == "ref" { refs::range_in_copy(value, shifts, block, copy) } else { value.clone() };
                        (name.clone(), value)
                    });
                    tag_text(&mut out, &name, copied.collect::<Vec<_>>().as_slice(), empty);
                }
            }
            None => {
                for (_, value) in kept.iter_mut().filter(|(name, _)| is_range(name)) {
                    *value = refs::range(value, shifts);
                }
                tag_text(&mut out, &name, &kept, empty);
            }
        }
    }
    out.push_str(xml.get(from..).unwrap_or_default());
    Ok(out)
}

/// Whether an attribute holds a range of this sheet.
fn is_range(attribute: &str) -> bool {
    matches!(attribute, "ref" | "sqref" | "activeCell" | "topLeftCell")
}

/// Whether an element holds the formula of a rule: which cells are marked, what may be typed.
fn is_rule(element: &str) -> bool {
    matches!(element, "formula" | "formula1" | "formula2" | "f")
}

fn rule_moved(text: &str, sheets: Sheets<'_>) -> String {
    match unescape(text) {
        Ok(said) => partial_escape(refs::formula(&said, sheets, None, (0, 0))).into_owned(),
        Err(_) => text.to_owned(),
    }
}

/// Writes a tag.
pub(super) fn tag_text(out: &mut String, name: &str, attributes: &[(String, String)], empty: bool) {
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
