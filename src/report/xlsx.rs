//! Tables as an XLSX workbook that prints on A4 and holds real numbers.
//!
//! Every text is written as a string cell, so nothing a company is called can become a formula; there are no links, no
//! macros, and the document properties name nobody. The same book gives the same bytes.

use std::collections::HashMap;

use jiff::civil::Date;
use rust_xlsxwriter::{
    ConditionalFormatDataBar, ConditionalFormatType, DataValidation, DataValidationRule, DocProperties, ExcelDateTime,
    Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet,
};
use thiserror::Error;

use super::{
    formula::Area,
    table::{Cell, CellMark, CellMarks, Column, ColumnKind, MarkSign, Table},
};

/// A workbook that could not be made, for instance because it has more rows than a sheet can hold.
#[derive(Debug, Error)]
#[error("XLSX could not be written: {0}")]
pub struct XlsxError(#[from] rust_xlsxwriter::XlsxError);

/// A workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// Title in the document properties.
    pub title: String,
    /// Creation date in the document properties.
    pub made_on: Date,
    /// Left and right of every page's head.
    pub header: [String; 2],
    /// Left and right of every page's foot.
    pub footer: [String; 2],
    /// Middle of the foot, with [`PAGE`] and [`PAGES`] in it.
    pub page_word: String,
    /// Sheets.
    pub sheets: Vec<Table>,
}

/// Stands for the number of the page in [`Book::page_word`].
pub const PAGE: &str = "\u{1}";
/// Stands for the number of pages in [`Book::page_word`].
pub const PAGES: &str = "\u{2}";

/// ISO A4 in the numbering of the file format (ECMA-376 part 1, 18.3.1.63).
const A4: u8 = 9;
/// A cell holds at most this many UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
/// A header or footer holds at most 255 characters; four parts and the codes must fit.
const LONGEST_PAGE_TEXT: usize = 100;
/// Lines a row grows to at most; longer text is read in the cell.
const MOST_LINES: usize = 8;
const LINE_HEIGHT: f64 = 15.0;
/// Known by this name to Excel and WPS in every language; others fall back to their Chinese face.
const FONT: &str = "Microsoft YaHei";
const INK_GREY: u32 = 0x0070_7070;
const HEADING_FILL: u32 = 0x00E8_EDF2;
const RULE: u32 = 0x00C8_CED4;
const BAR: u32 = 0x00A9_C4E4;
/// Behind cells a reader may write in.
const INPUT_FILL: u32 = 0x00FF_F6D6;
const ESTIMATE: u32 = 0x007A_5200;

/// The workbook as the bytes of an XLSX file.
pub fn write(book: &Book) -> Result<Vec<u8>, XlsxError> {
    write_marked(book, &CellMarks::new())
}

/// The same, with marked cells on every sheet: the ground fills them, the sign stands in the format of their number, so
/// that what they hold stays as it is.
pub fn write_marked(book: &Book, marks: &CellMarks) -> Result<Vec<u8>, XlsxError> {
    written(book, marks, &[])
}

/// The same, each sheet with what its table cannot say, in the order of the sheets.
pub fn write_ruled(book: &Book, rules: &[SheetRules]) -> Result<Vec<u8>, XlsxError> {
    written(book, &CellMarks::new(), rules)
}

/// What a sheet has beside its table. Rows are counted from 0 from the top of the sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SheetRules {
    /// Rows of another height, in points.
    pub heights: Vec<(u32, f64)>,
    /// What may be typed where, and what is said where something else is.
    pub typed: Vec<(Area, Typed, String)>,
    /// A column that is not shown.
    pub hidden: Option<u16>,
}

/// What may be typed into a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    /// A number from nothing to this.
    UpTo(f64),
    /// One of these words.
    OneOf(Vec<String>),
}

/// Heights of rows, and what may be typed.
fn rule(sheet: &mut Worksheet, rules: &SheetRules) -> Result<(), XlsxError> {
    for (row, height) in &rules.heights {
        sheet.set_row_height(*row, *height)?;
    }
    if let Some(column) = rules.hidden {
        sheet.set_column_hidden(column)?;
    }
    for (area, typed, message) in &rules.typed {
        let validation = match typed {
            Typed::UpTo(most) => DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, *most)),
            Typed::OneOf(words) => DataValidation::new().allow_list_strings(words)?,
        };
        let validation = validation.set_error_message(message.as_str())?;
        sheet.add_data_validation(area.first.row, area.first.column, area.last.row, area.last.column, &validation)?;
    }
    Ok(())
}

fn written(book: &Book, marks: &CellMarks, rules: &[SheetRules]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new().set_title(clean(&book.title));
    if let Some(made_on) = excel_date(book.made_on) {
        properties = properties.set_creation_datetime(&made_on);
    }
    workbook.set_properties(&properties);
    let names = sheet_names(book);
    for (index, (table, name)) in book.sheets.iter().zip(&names).enumerate() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        // A formula that gives nothing yet is written as nothing, not as a zero.
        sheet.set_formula_result_default("");
        fill(sheet, table, marks, &names)?;
        paper(sheet, book);
        if let Some(rules) = rules.get(index) {
            rule(sheet, rules)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn fill(sheet: &mut Worksheet, table: &Table, marks: &CellMarks, names: &[String]) -> Result<(), XlsxError> {
    let heading_row = titles(sheet, table)?;
    let first_row = heading_row + 1;
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);

    let heading = base()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(HEADING_FILL)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(RULE);
    let widths: Vec<usize> = (0..table.columns.len()).map(|index| column_width(table, index)).collect();
    for ((index, column), width) in (0_u16..).zip(&table.columns).zip(&widths) {
        let format =
            if is_figure(column.kind) { heading.clone().set_align(FormatAlign::Right) } else { heading.clone() };
        sheet.write_string_with_format(heading_row, index, clean(&column.heading), &format)?;
        sheet.set_column_width(index, *width as f64)?;
    }
    sheet.set_row_height(heading_row, LINE_HEIGHT * 2.0)?;

    let formats: Vec<Formats> = table.columns.iter().map(Formats::of).collect();
    let mut marked: HashMap<(u16, u32, MarkSign), Formats> = HashMap::new();
    // What is not printed must not make printed rows higher; it is read in its cell.
    let printed = table.layout.printed_columns.map_or(table.columns.len(), usize::from);
    let mut row_number = first_row;
    for (row_at, row) in table.rows.iter().enumerate() {
        for (((index, format), cell), column) in (0_u16..).zip(&formats).zip(row).zip(&table.columns) {
            let format = match marks.get(&(row_at, usize::from(index))) {
                Some(mark) => {
                    let made = || format.marked(column.kind, *mark);
                    marked.entry((index, mark.ground, mark.sign)).or_insert_with(made)
                }
                None => format,
            };
            write_cell(sheet, row_number, index, cell, format, names)?;
        }
        let lines = row
            .iter()
            .zip(&table.columns)
            .zip(&widths)
            .take(printed)
            .filter(|((_, column), _)| column.kind == ColumnKind::LongText)
            .map(|((cell, _), width)| lines_of(cell, *width))
            .max()
            .unwrap_or(1);
        let shown = lines.clamp(1, MOST_LINES);
        sheet.set_row_height(row_number, LINE_HEIGHT * shown as f64 + 3.0)?;
        row_number += 1;
    }

    if !table.columns.is_empty() {
        let last_row = row_number.saturating_sub(1).max(heading_row);
        if table.layout.filter {
            sheet.autofilter(heading_row, 0, last_row, last_column)?;
        }
        if last_row > heading_row {
            decorate(sheet, table, first_row, last_row)?;
        }
        let printed =
            table.layout.printed_columns.map_or(last_column, |columns| columns.saturating_sub(1).min(last_column));
        sheet.set_print_area(0, 0, last_row, printed)?;
    }
    sheet.set_freeze_panes(first_row, table.layout.frozen_columns)?;
    sheet.set_repeat_rows(heading_row, heading_row)?;
    Ok(())
}

/// Title lines; returns the row of the headings.
fn titles(sheet: &mut Worksheet, table: &Table) -> Result<u32, XlsxError> {
    let mut row = 0;
    if !table.title.is_empty() {
        sheet.write_string_with_format(row, 0, clean(&table.title), &base().set_bold().set_font_size(16.0))?;
        sheet.set_row_height(row, 26.0)?;
        row += 1;
    }
    if !table.subtitle.is_empty() {
        sheet.write_string_with_format(row, 0, clean(&table.subtitle), &base().set_font_color(INK_GREY))?;
        row += 1;
    }
    Ok(row)
}

/// Bars behind numbers, and no warnings about codes that look like numbers.
fn decorate(sheet: &mut Worksheet, table: &Table, first_row: u32, last_row: u32) -> Result<(), XlsxError> {
    for (index, column) in (0_u16..).zip(&table.columns) {
        if let Some((low, high)) = column.bar {
            let bar = ConditionalFormatDataBar::new()
                .set_minimum(ConditionalFormatType::Number, low)
                .set_maximum(ConditionalFormatType::Number, high)
                .set_fill_color(BAR)
                .set_solid_fill(true)
                .set_border_off(true);
            sheet.add_conditional_format(first_row, index, last_row, index, &bar)?;
        }
        if column.kind == ColumnKind::Code {
            sheet.ignore_error_range(first_row, index, last_row, index, IgnoreError::NumberStoredAsText)?;
        }
    }
    Ok(())
}

fn paper(sheet: &mut Worksheet, book: &Book) {
    let [header_left, header_right] = book.header.each_ref().map(|text| page_text(text));
    let [footer_left, footer_right] = book.footer.each_ref().map(|text| page_text(text));
    let page = page_text(&book.page_word.replace(PAGE, "\u{e000}").replace(PAGES, "\u{e001}"))
        .replace('\u{e000}', "&P")
        .replace('\u{e001}', "&N");
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_header(format!("&L{header_left}&R{header_right}"))
        .set_footer(format!("&L{footer_left}&C{page}&R{footer_right}"));
}

/// Formats of a column: for its values, and for words in their place.
struct Formats {
    value: Format,
    absent: Format,
    heading: Format,
    estimate: Format,
    input: Format,
}

impl Formats {
    fn of(column: &Column) -> Self {
        let cell =
            base().set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Hair).set_border_bottom_color(RULE);
        let value = match column.kind {
            ColumnKind::Text => cell.clone(),
            ColumnKind::LongText => cell.clone().set_text_wrap(),
            ColumnKind::Code => cell.clone().set_num_format("@"),
            ColumnKind::Word => cell.clone().set_align(FormatAlign::Center),
            ColumnKind::Number(decimals) => cell.clone().set_num_format(places("#,##0", decimals, "")),
            ColumnKind::Share(decimals) => cell.clone().set_num_format(places("0", decimals, "%")),
            ColumnKind::Date => cell.clone().set_num_format("yyyy-mm-dd"),
        };
        let absent = cell.clone().set_italic().set_font_color(INK_GREY);
        let absent = if is_figure(column.kind) { absent.set_align(FormatAlign::Right) } else { absent };
        let estimate = value.clone().set_italic().set_font_color(ESTIMATE);
        let input =
            value.clone().set_background_color(INPUT_FILL).set_border(FormatBorder::Thin).set_border_color(RULE);
        Self { value, absent, heading: cell.set_bold(), estimate, input }
    }

    /// The same for marked cells.
    fn marked(&self, kind: ColumnKind, mark: CellMark) -> Self {
        let number = match kind {
            ColumnKind::Number(decimals) => places("#,##0", decimals, ""),
            ColumnKind::Share(decimals) => places("0", decimals, "%"),
            ColumnKind::Date => "yyyy-mm-dd".to_owned(),
            ColumnKind::Text | ColumnKind::LongText | ColumnKind::Code | ColumnKind::Word => "@".to_owned(),
        };
        let sign = format!("\"{} \"", mark.sign.glyph());
        // Positive; negative; zero; text (ECMA-376 part 1, 18.8.31).
        let code = match kind {
            ColumnKind::Number(_) | ColumnKind::Share(_) => {
                format!("{sign}{number};{sign}-{number};{sign}{number};{sign}@")
            }
            _ => format!("{sign}{number}"),
        };
        let dressed = |format: &Format| format.clone().set_background_color(mark.ground).set_num_format(&code);
        Self {
            value: dressed(&self.value),
            absent: dressed(&self.absent),
            heading: dressed(&self.heading),
            estimate: dressed(&self.estimate),
            input: dressed(&self.input),
        }
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
    names: &[String],
) -> Result<(), XlsxError> {
    match cell {
        Cell::Estimate(number) if number.is_finite() => {
            sheet.write_number_with_format(row, column, *number, &formats.estimate)?;
        }
        Cell::Input(Some(number)) if number.is_finite() => {
            sheet.write_number_with_format(row, column, *number, &formats.input)?;
        }
        Cell::Input(_) => {
            sheet.write_blank(row, column, &formats.input)?;
        }
        Cell::Formula(formula, now) => {
            let formula = rust_xlsxwriter::Formula::new(formula.text(names)).set_result(now.to_string());
            sheet.write_formula_with_format(row, column, formula, &formats.value)?;
        }
        Cell::TextFormula(formula, now) => {
            let formula = rust_xlsxwriter::Formula::new(formula.text(names)).set_result(clean(now));
            sheet.write_formula_with_format(row, column, formula, &formats.value)?;
        }
        Cell::Number(number) if number.is_finite() => {
            sheet.write_number_with_format(row, column, *number, &formats.value)?;
        }
        Cell::Empty | Cell::Number(_) | Cell::Estimate(_) => {
            sheet.write_blank(row, column, &formats.value)?;
        }
        Cell::Text(text) => {
            sheet.write_string_with_format(row, column, clean(text), &formats.value)?;
        }
        Cell::Absent(word) => {
            sheet.write_string_with_format(row, column, clean(word), &formats.absent)?;
        }
        Cell::Heading(text) => {
            sheet.write_string_with_format(row, column, clean(text), &formats.heading)?;
        }
        Cell::Date(day) => match excel_date(*day) {
            Some(date) => {
                sheet.write_datetime_with_format(row, column, date, &formats.value)?;
            }
            None => {
                sheet.write_string_with_format(row, column, day.to_string(), &formats.value)?;
            }
        },
    }
    Ok(())
}

fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(10.0)
}

fn is_figure(kind: ColumnKind) -> bool {
    matches!(kind, ColumnKind::Number(_) | ColumnKind::Share(_))
}

fn places(whole: &str, decimals: u8, unit: &str) -> String {
    if decimals == 0 {
        format!("{whole}{unit}")
    } else {
        format!("{whole}.{}{unit}", "0".repeat(usize::from(decimals)))
    }
}

/// The day as the file format has it; `None` before 1900.
fn excel_date(day: Date) -> Option<ExcelDateTime> {
    let (year, month, day) =
        (u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// The text as a cell can hold it: no control characters but line breaks and tabs, not too long.
fn clean(text: &str) -> String {
    let text: String = text
        .replace("\r\n", "\n")
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text;
    }
    let mut units = 1;
    let kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= LONGEST_TEXT
        })
        .collect();
    kept + "…"
}

/// Text for head or foot of a page, in which `&` begins a command.
fn page_text(text: &str) -> String {
    let text = clean(text).replace('\n', " ");
    let mut kept: String = text.chars().take(LONGEST_PAGE_TEXT / 2).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept.replace('&', "&&")
}

/// A name a sheet may have: at most 31 characters, none of `[]:*?/\`, no quotes at the ends, not empty.
fn sheet_name(name: &str) -> String {
    let name: String = clean(name).chars().map(|c| if "[]:*?/\\\n\t".contains(c) { ' ' } else { c }).take(31).collect();
    let name = name.trim_matches([' ', '\'']);
    if name.is_empty() { "Sheet".to_owned() } else { name.to_owned() }
}

/// Names of the sheets, each once: a second one of a name gets a number.
fn sheet_names(book: &Book) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(book.sheets.len());
    for table in &book.sheets {
        let wanted = sheet_name(&table.name);
        let taken = |name: &str| names.iter().any(|known| known.to_lowercase() == name.to_lowercase());
        let mut name = wanted.clone();
        let mut number = 2;
        while taken(&name) {
            let kept: String = wanted.chars().take(27).collect();
            name = format!("{kept} {number}");
            number += 1;
        }
        names.push(name);
    }
    names
}

/// Width in the file's unit, which is one Latin digit; a Chinese character takes two.
fn column_width(table: &Table, index: usize) -> usize {
    let Some(column) = table.columns.get(index) else { return 8 };
    let (least, most) = match column.kind {
        ColumnKind::Text => (8, 34),
        ColumnKind::LongText => (16, 56),
        ColumnKind::Code => (12, 24),
        ColumnKind::Word => (6, 18),
        ColumnKind::Number(_) | ColumnKind::Share(_) => (7, 16),
        ColumnKind::Date => (11, 14),
    };
    let cells = table.rows.iter().filter_map(|row| row.get(index)).map(|cell| match cell {
        Cell::Empty | Cell::Input(None) => 0,
        Cell::Number(number) | Cell::Estimate(number) | Cell::Input(Some(number)) | Cell::Formula(_, number) => {
            // Digits, separators and decimals as shown.
            let whole = format!("{number:.0}").len();
            whole
                + whole / 3
                + if let ColumnKind::Number(d) | ColumnKind::Share(d) = column.kind { usize::from(d) + 2 } else { 0 }
        }
        Cell::Date(_) => 10,
        Cell::Text(text) | Cell::Absent(text) | Cell::Heading(text) | Cell::TextFormula(_, text) => {
            text.lines().map(text_width).max().unwrap_or(0)
        }
    });
    // The heading wraps over two lines and leaves room for the filter's button.
    let heading = text_width(&column.heading).div_ceil(2) + 3;
    cells.max().unwrap_or(0).saturating_add(2).max(heading).clamp(least, most)
}

fn lines_of(cell: &Cell, width: usize) -> usize {
    match cell {
        Cell::Text(text) | Cell::Absent(text) | Cell::Heading(text) | Cell::TextFormula(_, text) => {
            text.lines().map(|line| text_width(line).div_ceil(width.saturating_sub(1).max(1)).max(1)).sum()
        }
        _ => 1,
    }
}

fn text_width(text: &str) -> usize {
    text.chars().map(|c| if u32::from(c) < 0x1100 { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_made_valid() {
        assert_eq!(sheet_name("a/b:c"), "a b c");
        assert_eq!(sheet_name("''"), "Sheet");
        assert_eq!(sheet_name(&"长".repeat(40)).chars().count(), 31);
    }

    #[test]
    fn texts_are_made_storable() {
        assert_eq!(clean("a\0b\r\nc\u{7}\td"), "ab\nc\td");
        let long = clean(&"𠮷".repeat(20_000));
        assert!(long.encode_utf16().count() <= LONGEST_TEXT && long.ends_with('…'));
        assert_eq!(page_text("A&B"), "A&&B");
    }

    #[test]
    fn days_before_the_calendar_of_spreadsheets_are_no_dates() {
        assert!(excel_date(Date::constant(2026, 2, 28)).is_some());
        assert!(excel_date(Date::constant(1850, 1, 1)).is_none());
        assert!(excel_date(Date::constant(-5, 1, 1)).is_none());
    }
}
