//! How high a row has to be for what was written into it. Office programs do not agree on when a row grows by itself:
//! some leave it at one line, and what wraps then lies over the rows below.

use quick_xml::{Reader, events::Event};

use super::refs;

/// A row is no higher (ECMA-376 part 1, 18.3.1.73).
const HIGHEST: f64 = 409.0;
/// Height of a line by the size of its type.
const LINE: f64 = 1.36;
/// Room above and below the lines of a cell, in points.
const PADDING: f64 = 3.0;
/// Width of a column that says nothing, in digits.
const USUAL_WIDTH: f64 = 8.43;
/// Size of type where nothing is said.
const USUAL_SIZE: f64 = 11.0;

/// What the formats of cells say of their text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Styles {
    /// By the number cells name it by: whether the text wraps, and the size of its type.
    cells: Vec<(bool, f64)>,
    /// Size of the type widths are counted in.
    usual: Option<f64>,
}

impl Styles {
    /// Reads the formats of a workbook; what cannot be read says nothing.
    pub fn of(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let (mut sizes, mut cells) = (Vec::<f64>::new(), Vec::<(bool, f64)>::new());
        let (mut in_fonts, mut in_cells) = (false, false);
        while let Ok(event) = reader.read_event() {
            let tag = match &event {
                Event::Start(tag) | Event::Empty(tag) => tag,
                Event::End(tag) => {
                    match tag.local_name().as_ref() {
                        "fonts" => in_fonts = false,
                        "cellXfs" => in_cells = false,
                        _ => {}
                    }
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            let said = |name: &str| {
                let mut attributes = tag.attributes().filter_map(Result::ok);
                let found = attributes.find(|attribute| attribute.key.as_ref() == name);
                found.map(|attribute| attribute.value.into_owned())
            };
            let opens = matches!(event, Event::Start(_));
            match tag.local_name().as_ref() {
                "fonts" => in_fonts = opens,
                "cellXfs" => in_cells = opens,
                "font" if in_fonts => sizes.push(USUAL_SIZE),
                "sz" if in_fonts => {
                    let size = said("val").and_then(|size| size.parse::<f64>().ok());
                    if let (Some(last), Some(size)) = (sizes.last_mut(), size.filter(|size| *size > 0.0)) {
                        *last = size;
                    }
                }
                "xf" if in_cells => {
                    let font = said("fontId").and_then(|font| font.parse::<usize>().ok()).unwrap_or_default();
                    cells.push((false, sizes.get(font).copied().unwrap_or(USUAL_SIZE)));
                }
                "alignment" if in_cells => {
                    let wraps = said("wrapText").is_some_and(|said| matches!(said.as_str(), "1" | "true"));
                    if let Some(cell) = cells.last_mut() {
                        cell.0 = wraps;
                    }
                }
                _ => {}
            }
        }
        Self { cells, usual: sizes.first().copied() }
    }

    /// The size of the type of a cell whose text wraps.
    fn wrapping(&self, style: usize) -> Option<f64> {
        self.cells.get(style).and_then(|(wraps, size)| wraps.then_some(*size))
    }
}

/// Widths of the columns of a sheet, and cells joined across them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Columns {
    /// First and last column from 1, and width.
    widths: Vec<(i64, i64, f64)>,
    usual: Option<f64>,
    /// Row, first and last column from 0 of cells joined within a row; of others the last is none.
    joined: Vec<(u32, i64, Option<i64>)>,
}

impl Columns {
    /// Reads what stands before and behind the rows of a sheet; what cannot be read says nothing.
    pub fn of(head: &str, tail: &str) -> Self {
        let mut columns = Self::default();
        for xml in [head, tail] {
            let mut reader = Reader::from_str(xml);
            reader.config_mut().check_end_names = false;
            reader.config_mut().allow_unmatched_ends = true;
            loop {
                match reader.read_event() {
                    Ok(Event::Start(tag) | Event::Empty(tag)) => {
                        let said = |name: &str| {
                            let mut attributes = tag.attributes().filter_map(Result::ok);
                            let found = attributes.find(|attribute| attribute.key.as_ref() == name);
                            found.map(|attribute| attribute.value.into_owned())
                        };
                        columns.read(tag.local_name().as_ref(), said);
                    }
                    Ok(Event::Eof) | Err(_) => break,
                    Ok(_) => {}
                }
            }
        }
        columns
    }

    fn read(&mut self, tag: &str, said: impl Fn(&str) -> Option<String>) {
        let number = |name: &str| said(name).and_then(|number| number.parse::<f64>().ok());
        match tag {
            "sheetFormatPr" => self.usual = number("defaultColWidth"),
            "col" => {
                let end = |name: &str| said(name).and_then(|column| column.parse::<i64>().ok());
                if let (Some(first), Some(last), Some(width)) = (end("min"), end("max"), number("width")) {
                    self.widths.push((first, last, width));
                }
            }
            "mergeCell" => {
                let range = said("ref").unwrap_or_default();
                let mut ends = range.split(':').filter_map(refs::parts);
                if let (Some((left, top)), Some((right, bottom))) = (ends.next(), ends.next()) {
                    let last = (top == bottom).then(|| refs::column_of(right));
                    self.joined.push((top, refs::column_of(left), last));
                }
            }
            _ => {}
        }
    }

    /// The width of a cell of the template; none where it reaches over several rows.
    fn width(&self, row: u32, column: i64) -> Option<f64> {
        let joined = self.joined.iter().find(|(top, left, _)| (*top, *left) == (row, column));
        let last = joined.map_or(Some(column), |(_, _, last)| *last)?;
        let of = |column: i64| {
            let found = self.widths.iter().find(|(first, last, _)| (*first..=*last).contains(&(column + 1)));
            found.map_or(self.usual.unwrap_or(USUAL_WIDTH), |(_, _, width)| *width)
        };
        Some((column..=last).map(of).sum())
    }
}

/// The height that a text needs in a cell of the template; none where it does not wrap, or one line is enough.
pub fn needed(text: &str, styles: &Styles, style: usize, columns: &Columns, (row, column): (u32, i64)) -> Option<f64> {
    let size = styles.wrapping(style)?;
    let width = columns.width(row, column)?;
    // A column is as wide as so many digits of the usual type; its edges take about one of them.
    let room = ((width - 1.0) * styles.usual.unwrap_or(USUAL_SIZE) / size).max(2.0);
    let lines: usize = text.lines().map(|line| lines_of(line, room)).sum();
    (lines > 1).then(|| (lines as f64 * size * LINE + PADDING).min(HIGHEST))
}

/// How many lines a text takes in a cell of so many digits: signs of Chinese break anywhere and are two digits wide, words
/// of Latin letters stay whole.
fn lines_of(text: &str, room: f64) -> usize {
    let (mut lines, mut used) = (1, 0.0_f64);
    let mut place = |width: f64| {
        if used + width > room && used > 0.0 {
            lines += 1;
            used = 0.0;
        }
        let mut width = width;
        while width > room {
            lines += 1;
            width -= room;
        }
        used += width;
    };
    let mut word = 0.0;
    for c in text.chars() {
        let is_wide = u32::from(c) >= 0x1100;
        if !is_wide && !c.is_whitespace() {
            word += 1.0;
            continue;
        }
        place(std::mem::take(&mut word));
        place(if is_wide { 2.0 } else { 1.0 });
    }
    place(word);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = r#"<styleSheet><fonts count="2"><font><sz val="11"/></font><font><sz val="20"/></font></fonts><cellStyleXfs><xf fontId="1"/></cellStyleXfs><cellXfs><xf fontId="0"/><xf fontId="0"><alignment wrapText="1"/></xf><xf fontId="1"><alignment wrapText="true"/></xf></cellXfs><dxfs><dxf><font><sz val="7"/></font></dxf></dxfs></styleSheet>"#;

    #[test]
    fn a_text_that_wraps_makes_its_row_higher() {
        let styles = Styles::of(STYLES);
        assert_eq!(styles.cells, [(false, 11.0), (true, 11.0), (true, 20.0)]);
        let head = r#"<worksheet><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="2" width="21"/></cols>"#;
        let tail =
            r#"</sheetData><mergeCells><mergeCell ref="A2:B2"/><mergeCell ref="A3:A4"/></mergeCells></worksheet>"#;
        let columns = Columns::of(head, tail);
        let text = "汉".repeat(25);
        let height = |style, at| needed(&text, &styles, style, &columns, at);
        assert_eq!(height(0, (1, 0)), None, "it does not wrap");
        assert_eq!(height(1, (1, 0)), Some(3.0 * 11.0 * LINE + PADDING), "ten signs a line");
        assert_eq!(height(1, (2, 0)), Some(2.0 * 11.0 * LINE + PADDING), "two columns joined");
        assert_eq!(height(1, (3, 0)), None, "over several rows there is room");
        assert!(height(2, (1, 0)) > height(1, (1, 0)), "larger type needs more lines");
        assert_eq!(needed("汉", &styles, 1, &columns, (1, 0)), None);
        let endless = "汉".repeat(10_000);
        assert_eq!(needed(&endless, &styles, 1, &columns, (1, 0)), Some(HIGHEST));
    }

    #[test]
    fn words_stay_whole_and_signs_do_not() {
        assert_eq!(lines_of("", 10.0), 1);
        assert_eq!(lines_of("aaaaaa bbbbbb", 10.0), 2);
        assert_eq!(lines_of("aaaaaaaaaaaaaaa", 10.0), 2);
        assert_eq!(lines_of("汉字汉字汉", 10.0), 1);
        assert_eq!(lines_of("汉字汉字汉字", 10.0), 2);
    }

    #[test]
    fn what_cannot_be_read_says_nothing() {
        assert_eq!(Styles::of("<a"), Styles::default());
        assert_eq!(Columns::of("<", ">"), Columns::default());
    }
}
