//! Separated text: which encoding, which separator, where each cell ends.

use std::borrow::Cow;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{Format, Parsed, Progress, ReadError, ReadOptions, RowCounter, Separator, SheetInfo, TextEncoding};
use crate::exchange::sheet::{Cell, MAX_COLUMNS, SheetBuilder, SheetIssueKind};

pub(super) fn read(
    bytes: &[u8],
    name: &str,
    options: &ReadOptions,
    progress: Progress<'_>,
) -> Result<Parsed, ReadError> {
    let (text, encoding, mixed) = match options.encoding {
        Some(chosen) => decode_as(bytes, chosen),
        None => decode(bytes),
    };
    let separator = options.separator.map_or_else(|| separator(&text), Separator::character);
    let body = match declared_separator(&text) {
        Some((_, rest)) => rest,
        None => &text,
    };
    let first_row = u32::from(body.len() < text.len()) + 1;
    let mut builder = SheetBuilder::new(name).guarded();
    if mixed {
        builder.issue(1, None, SheetIssueKind::BadCharacters);
    }
    fill(builder, Body { text: body, first_row, separator, encoding }, options, progress)
}

/// Cells from the clipboard: only tabs separate them.
pub(super) fn read_pasted(
    text: &str,
    name: &str,
    options: &ReadOptions,
    progress: Progress<'_>,
) -> Result<Parsed, ReadError> {
    let separator = text.contains('\t').then_some('\t');
    fill(SheetBuilder::new(name), Body { text, first_row: 1, separator, encoding: UTF_8 }, options, progress)
}

/// Decoded text, and how it was found to be written.
struct Body<'a> {
    text: &'a str,
    /// Number of the row the text begins with.
    first_row: u32,
    separator: Option<char>,
    encoding: &'static Encoding,
}

fn fill(
    mut builder: SheetBuilder,
    Body { text, first_row, separator, encoding }: Body<'_>,
    options: &ReadOptions,
    mut progress: Progress<'_>,
) -> Result<Parsed, ReadError> {
    let width = usual_width(text, separator, options.literal_quotes);
    let mut counter = RowCounter::new(&mut progress);
    let mut records = Records::new(text, separator, options.literal_quotes);
    let mut row = first_row;
    while let Some(cells) = records.next()? {
        counter.at(row)?;
        let mut last_filled = 0;
        for (index, cell) in cells.iter().enumerate() {
            if cell.is_empty() {
                continue;
            }
            let column = u32::try_from(index).unwrap_or(MAX_COLUMNS);
            if cell.contains('\u{fffd}') {
                builder.issue(row, Some(column), SheetIssueKind::BadCharacters);
            }
            builder.push(row, column, Cell::Text(cell))?;
            last_filled = index + 1;
        }
        if last_filled > width {
            builder.issue(row, None, SheetIssueKind::RowTooLong);
        } else if last_filled > 0 && cells.len() < width {
            builder.issue(row, None, SheetIssueKind::RowTooShort);
        }
        row = row.saturating_add(1);
    }
    let (sheet, issues) = super::finish(builder);
    if sheet.filled_rows() == 0 {
        return Err(ReadError::NoRows);
    }
    let info = SheetInfo { name: sheet.name.clone(), hidden: false, rows: Some(sheet.filled_rows()) };
    Ok(Parsed { format: Format::Text { encoding: encoding.name(), separator }, sheets: vec![info], sheet, issues })
}

/// The beginning of a file as text, for telling what it is.
pub(super) fn peek(bytes: &[u8], length: usize) -> String {
    decode(&bytes[..bytes.len().min(length)]).0.into_owned()
}

/// Whether the file holds control characters that no text has.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8 << 10)];
    if utf16(bytes).is_some() {
        return false;
    }
    let control = head.iter().filter(|byte| matches!(byte, 1..=8 | 14..=25 | 28..=31 | 127)).count();
    let visible = head.iter().filter(|byte| **byte != 0).count();
    control * 50 > head.len() || visible * 4 < head.len() * 3
}

/// As a person chose; what does not fit becomes the character for that.
fn decode_as(bytes: &[u8], chosen: TextEncoding) -> (Cow<'_, str>, &'static Encoding, bool) {
    let encoding = match chosen {
        TextEncoding::Utf8 => UTF_8,
        TextEncoding::Gb18030 => GB18030,
        TextEncoding::Big5 => BIG5,
        TextEncoding::Utf16Le => UTF_16LE,
        TextEncoding::Utf16Be => UTF_16BE,
    };
    (encoding.decode_with_bom_removal(bytes).0, encoding, false)
}

/// Strict UTF-8, UTF-16 by its mark or by its pattern of NULs, else GB18030 (which covers GBK and GB2312). The last
/// answer says that lines of both UTF-8 and GB18030 were found and decoded each in its own way.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static Encoding, bool) {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return (String::from_utf8_lossy(rest), UTF_8, false);
    }
    if let Some(encoding) = utf16(bytes) {
        return (encoding.decode_with_bom_removal(bytes).0, encoding, false);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), UTF_8, false);
    }
    let (good, bad) = utf8_characters(bytes);
    if good > bad * 20 {
        // A file cut in the middle of a character, or with a few broken bytes.
        return (String::from_utf8_lossy(bytes), UTF_8, false);
    }
    let lines = || bytes.split_inclusive(|byte| *byte == b'\n');
    // Three characters in a row are hardly ever both Chinese in GB18030 and well-formed UTF-8.
    let is_utf8 =
        |line: &[u8]| std::str::from_utf8(line).is_ok_and(|text| text.chars().filter(|c| !c.is_ascii()).count() >= 3);
    if lines().next().is_some_and(is_utf8) {
        let mut text = String::with_capacity(bytes.len() * 2);
        for line in lines() {
            match std::str::from_utf8(line) {
                Ok(line) => text.push_str(line),
                Err(_) => text.push_str(&GB18030.decode_without_bom_handling(line).0),
            }
        }
        return (Cow::Owned(text), GB18030, true);
    }
    (GB18030.decode_without_bom_handling(bytes).0, GB18030, false)
}

fn utf8_characters(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(good, bad), chunk| {
        let good_here = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (good + good_here, bad + usize::from(!chunk.invalid().is_empty()))
    })
}

/// UTF-16 by its byte order mark, or because every other byte of what ASCII there is (separators, line ends) is NUL.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(b"\xff\xfe") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Some(UTF_16BE);
    }
    let head = &bytes[..bytes.len().min(64 << 10) / 2 * 2];
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let (most, least) = (even.max(odd), even.min(odd));
    if most < 4 || least * 20 > most || most * 50 < head.len() / 2 {
        return None;
    }
    // Well-formed UTF-8 with other than ASCII in it is that, and its NULs are stray ones.
    if std::str::from_utf8(head).is_ok_and(|text| !text.is_ascii()) {
        return None;
    }
    Some(if odd > even { UTF_16LE } else { UTF_16BE })
}

/// The separator that a first line `sep=;` declares, and the rest of the text.
fn declared_separator(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP="))?;
    let separator = rest.chars().next().filter(|c| !matches!(c, '\r' | '\n'))?;
    let rest = &rest[separator.len_utf8()..];
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n']))?;
    Some((separator, rest))
}

/// The character that splits most of the first records into the same number of cells, if any does.
fn separator(text: &str) -> Option<char> {
    if let Some((declared, _)) = declared_separator(text) {
        return Some(declared);
    }
    let mut end = text.len().min(64 << 10);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let mut best: Option<(usize, usize, char)> = None;
    for candidate in ['\t', ',', ';', '|'] {
        let (widths, forms) = widths(sample, candidate, end < text.len());
        let Some(usual) = most_frequent(widths.iter().copied().filter(|width| *width > 1)) else { continue };
        let agreeing = widths.iter().filter(|width| **width == usual).count();
        // A separator splits the records alike; a comma inside sentences does not, nor does that of `Co., Ltd.`
        let enough = if widths.first() == Some(&usual) { 4 } else { 6 };
        let splits_alike = agreeing * 10 >= widths.len() * enough;
        let splits_most = usual >= 3 && widths.iter().filter(|width| **width > 1).count() * 10 >= widths.len() * 9;
        let only_forms = forms * 10 >= widths.len() * 5;
        let better = best.is_none_or(|(most, cells, _)| (agreeing, usual) > (most, cells));
        if (splits_alike || splits_most) && !only_forms && better {
            best = Some((agreeing, usual, candidate));
        }
    }
    best.map(|(_, _, separator)| separator).or_else(|| of_the_head(sample))
}

/// What splits a short list whose rows do not agree: the first record into three labels or more, and most others too.
fn of_the_head(sample: &str) -> Option<char> {
    ['\t', ',', ';', '|'].into_iter().find(|candidate| {
        let mut records = Records::new(sample, Some(*candidate), false);
        let Ok(Some(head)) = records.next() else { return false };
        let labels = head.iter().all(|cell| (1..=20).contains(&cell.trim().chars().count()));
        if head.len() < 3 || !labels {
            return false;
        }
        let (widths, _) = widths(sample, *candidate, false);
        widths.iter().filter(|width| **width > 1).count() * 2 > widths.len()
    })
}

/// Cells of each of the first records that hold something, and how many records are split only before `Ltd.`
fn widths(text: &str, separator: char, cut: bool) -> (Vec<usize>, usize) {
    let mut records = Records::new(text, Some(separator), false);
    let mut widths = Vec::new();
    let mut forms = 0;
    while widths.len() < 60 {
        // What an unclosed quote swallows says nothing; it is reported when the file is read in earnest.
        let Ok(Some(cells)) = records.next() else { break };
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            widths.push(cells.len());
            forms += usize::from(cells.len() > 1 && cells[1..].iter().all(|cell| is_company_form(cell)));
        }
    }
    // The sample may have been cut inside its last record.
    if cut && widths.len() > 2 && records.place >= text.len() {
        widths.pop();
    }
    (widths, forms)
}

fn most_frequent(counts: impl Iterator<Item = usize>) -> Option<usize> {
    let mut times: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for count in counts {
        *times.entry(count).or_default() += 1;
    }
    times.into_iter().max_by_key(|(_, times)| *times).map(|(count, _)| count)
}

/// The comma of `Co., Ltd.` separates nothing.
fn is_company_form(after: &str) -> bool {
    let after = after.trim_start().as_bytes();
    [&b"ltd"[..], b"inc", b"llc", b"limited", b"corp"]
        .iter()
        .any(|form| after.get(..form.len()).is_some_and(|start| start.eq_ignore_ascii_case(form)))
}

fn usual_width(text: &str, separator: Option<char>, literal_quotes: bool) -> usize {
    let mut records = Records::new(text, separator, literal_quotes);
    let mut widths = Vec::new();
    while widths.len() < 60 {
        // An unclosed quote is reported when the file is read in earnest.
        let Ok(Some(cells)) = records.next() else { break };
        if cells.iter().any(|cell| !cell.is_empty()) {
            widths.push(cells.len());
        }
    }
    let times = |width: usize| widths.iter().filter(|other| **other == width).count();
    match (most_frequent(widths.iter().copied()), widths.first()) {
        // As frequent as any: the head says how wide the list is.
        (Some(usual), Some(head)) if times(*head) >= times(usual) => *head,
        (Some(usual), _) => usual,
        _ => usize::MAX,
    }
}

/// Splits a text into records: quotes double inside quotes, line ends are CR LF, LF or CR, and a quote that does not
/// open a cell is an ordinary character.
struct Records<'a> {
    text: &'a str,
    place: usize,
    line: usize,
    separator: Option<u8>,
    wide_separator: Option<char>,
    literal_quotes: bool,
    cells: Vec<Cow<'a, str>>,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, separator: Option<char>, literal_quotes: bool) -> Self {
        let narrow = separator.filter(char::is_ascii).and_then(|c| u8::try_from(c).ok());
        let wide_separator = separator.filter(|c| !c.is_ascii());
        Self { text, place: 0, line: 1, separator: narrow, wide_separator, literal_quotes, cells: Vec::new() }
    }

    fn next(&mut self) -> Result<Option<&[Cow<'a, str>]>, ReadError> {
        self.cells.clear();
        if self.place >= self.text.len() {
            return Ok(None);
        }
        loop {
            let cell = self.cell()?;
            self.cells.push(cell);
            let rest = &self.text.as_bytes()[self.place..];
            match rest {
                [b'\r', b'\n', ..] => self.place += 2,
                [b'\r' | b'\n', ..] => self.place += 1,
                [] => return Ok(Some(&self.cells)),
                _ => {
                    self.place += self.wide_separator.map_or(1, char::len_utf8);
                    continue;
                }
            }
            self.line += 1;
            return Ok(Some(&self.cells));
        }
    }

    fn cell(&mut self) -> Result<Cow<'a, str>, ReadError> {
        if !self.literal_quotes && self.text.as_bytes().get(self.place) == Some(&b'"') {
            return self.quoted_cell();
        }
        let start = self.place;
        self.place = self.end_of_plain(start);
        Ok(Cow::Borrowed(&self.text[start..self.place]))
    }

    fn end_of_plain(&self, start: usize) -> usize {
        let rest = &self.text[start..];
        let end = match self.wide_separator {
            Some(wide) => rest.find([wide, '\r', '\n']),
            None => rest.bytes().position(|byte| byte == b'\n' || byte == b'\r' || Some(byte) == self.separator),
        };
        start + end.unwrap_or(rest.len())
    }

    fn quoted_cell(&mut self) -> Result<Cow<'a, str>, ReadError> {
        let opened_in = self.line;
        let start = self.place + 1;
        let mut place = start;
        let mut unquoted = String::new();
        let mut piece = start;
        loop {
            let bytes = self.text.as_bytes();
            let Some(found) = bytes[place..].iter().position(|byte| *byte == b'"') else {
                return Err(ReadError::UnclosedQuote { line: opened_in });
            };
            let quote = place + found;
            if bytes.get(quote + 1) == Some(&b'"') {
                unquoted.push_str(&self.text[piece..=quote]);
                place = quote + 2;
                piece = place;
                continue;
            }
            self.line += line_ends(&bytes[start..quote]);
            let after = quote + 1;
            let end = self.end_of_plain(after);
            self.place = end;
            if unquoted.is_empty() && end == after {
                return Ok(Cow::Borrowed(&self.text[piece..quote]));
            }
            // What follows a closing quote before the separator belongs to the cell, as Excel reads it.
            unquoted.push_str(&self.text[piece..quote]);
            unquoted.push_str(&self.text[after..end]);
            return Ok(Cow::Owned(unquoted));
        }
    }
}

fn line_ends(bytes: &[u8]) -> usize {
    let mut previous = 0;
    let mut count = 0;
    for byte in bytes {
        count += usize::from(*byte == b'\r' || (*byte == b'\n' && previous != b'\r'));
        previous = *byte;
    }
    count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn records(text: &str, separator: Option<char>) -> Vec<Vec<String>> {
        let mut records = Records::new(text, separator, false);
        let mut all = Vec::new();
        while let Some(cells) = records.next().expect("closed quotes") {
            all.push(cells.iter().map(|cell| cell.clone().into_owned()).collect());
        }
        all
    }

    #[test]
    fn quotes_line_ends_and_empty_cells() {
        let text = "a,\"b \"\"c\"\"\nd\",\r\n,x\r\"q\"r,\n";
        let expected = [vec!["a", "b \"c\"\nd", ""], vec!["", "x"], vec!["qr", ""]];
        assert_eq!(records(text, Some(',')), expected);
        assert_eq!(records("甲，乙\n丙，丁", Some('，')), [["甲", "乙"], ["丙", "丁"]]);
    }

    #[test]
    fn a_quote_that_never_closes_names_its_line() {
        let mut records = Records::new("a,b\n\"c\nd\",e\n\"f,g\nh,i\n", Some(','), false);
        assert!(records.next().is_ok() && records.next().is_ok());
        assert!(matches!(records.next(), Err(ReadError::UnclosedQuote { line: 4 })));
    }

    #[test]
    fn separators_are_told_from_commas_in_sentences() {
        assert_eq!(separator("企业名称;电话\n甲;1\n乙;2\n"), Some(';'));
        assert_eq!(separator("企业名称\t简介\n甲\t一,二,三\n乙\t一\n"), Some('\t'));
        assert_eq!(separator("Name\nAcme Co., Ltd.\nNorth Bay Co.,Ltd\n"), None);
        assert_eq!(separator("sep=;\na;b\n"), Some(';'));
        assert_eq!(separator("a,b,\"c\nd\ne\",f\n1,2,\"3\n4\",5\n6,7,\"8\n\n\n9\",0\n"), Some(','));
        assert_eq!(separator("企业名称\n甲\n乙\n"), None);
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "企业名称,地址\n江岸芯源有限公司,𠮷祥路１号\n";
        let check = |bytes: &[u8], name: &str| {
            let (decoded, encoding, mixed) = decode(bytes);
            assert_eq!((decoded.as_ref(), encoding.name(), mixed), (text, name, false));
        };
        check(text.as_bytes(), "UTF-8");
        check(&[b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8");
        check(&GB18030.encode(text).0, "gb18030");
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&[b"\xff\xfe", little.as_slice()].concat(), "UTF-16LE");
        check(&[b"\xfe\xff", big.as_slice()].concat(), "UTF-16BE");
        // Without a mark the NULs of separators and line ends tell.
        let long = text.repeat(5);
        let unmarked: Vec<u8> = long.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&unmarked).0, long);
    }

    #[test]
    fn a_header_in_utf8_over_rows_in_gbk_is_read_line_by_line() {
        let mut bytes = "企业名称,地址\n".as_bytes().to_vec();
        bytes.extend(GB18030.encode("江岸芯源有限公司,江岸路\n").0.iter());
        let (text, _, mixed) = decode(&bytes);
        assert_eq!((text.as_ref(), mixed), ("企业名称,地址\n江岸芯源有限公司,江岸路\n", true));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), literal in any::<bool>()) {
            let options = ReadOptions { literal_quotes: literal, ..ReadOptions::default() };
            let _ = read(&bytes, "x", &options, &mut |_| std::ops::ControlFlow::Continue(()));
            let _ = is_binary(&bytes);
        }

        #[test]
        fn written_cells_come_back(rows in prop::collection::vec(prop::collection::vec("[a-z汉字\",;\n ]{1,8}", 2..4), 1..6)) {
            let text: String = rows
                .iter()
                .map(|row| row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",") + "\r\n")
                .collect();
            prop_assert_eq!(records(&text, Some(',')), rows);
        }
    }
}
