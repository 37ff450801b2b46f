//! What the two processes say to each other: frames of a kind, a length and that many bytes.
//!
//! A frame is never longer than [`LONGEST`], and its bytes are taken as they come, so a length that lies costs nothing.

use std::io::{self, Read, Write};

use encoding_rs::Encoding;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::exchange::{
    read::{Format, Hazard, Looks, Parsed, ReadError, ReadOptions, SheetInfo},
    sheet::{Cell, Sheet, SheetBuilder, SheetIssue, TooManyCells},
};

/// Most bytes of a frame.
pub(super) const LONGEST: usize = 4 << 20;
/// Bytes after which a frame of cells is sent.
const FULL: usize = 128 << 10;
/// Row numbers in one frame.
const NUMBERS: usize = 32 << 10;

/// What is to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Job {
    /// Name of the file without folders.
    pub name: String,
    /// The bytes are text from the clipboard.
    pub pasted: bool,
    /// What of it.
    pub options: ReadOptions,
}

/// Kinds of frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// To the child: what is to be read.
    Job = 1,
    /// To the child: bytes of the list.
    Piece,
    /// To the child: that was all of it.
    End,
    /// To the parent: rows so far.
    Rows,
    /// To the parent: what the list is, before its cells.
    Head,
    /// To the parent: numbers of hidden rows.
    Hidden,
    /// To the parent: cells.
    Cells,
    /// To the parent: that was all of it.
    Done,
    /// To the parent: why it cannot be read.
    Refused,
}

impl Kind {
    const ALL: [Self; 9] = [
        Self::Job,
        Self::Piece,
        Self::End,
        Self::Rows,
        Self::Head,
        Self::Hidden,
        Self::Cells,
        Self::Done,
        Self::Refused,
    ];
}

/// Writes a frame.
pub(super) fn write(to: &mut impl Write, kind: Kind, payload: &[u8]) -> io::Result<()> {
    let length = u32::try_from(payload.len()).ok().filter(|_| payload.len() <= LONGEST);
    let length = length.ok_or_else(|| broken("a frame too long"))?;
    to.write_all(&[kind as u8])?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(payload)
}

/// Reads a frame into `payload`; none where the other side has ended between frames.
pub(super) fn next(from: &mut impl Read, payload: &mut Vec<u8>) -> io::Result<Option<Kind>> {
    payload.clear();
    let mut kind = [0];
    if from.read(&mut kind)? == 0 {
        return Ok(None);
    }
    let kind = Kind::ALL.into_iter().find(|known| *known as u8 == kind[0]).ok_or_else(|| broken("an unknown frame"))?;
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length as usize > LONGEST {
        return Err(broken("a frame too long"));
    }
    from.take(u64::from(length)).read_to_end(payload)?;
    if payload.len() < length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(kind))
}

fn broken(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Writes a value as text.
pub(super) fn write_value(to: &mut impl Write, kind: Kind, value: &impl Serialize) -> io::Result<()> {
    write(to, kind, &serde_json::to_vec(value)?)
}

/// What a list is, cells aside.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    format: WireFormat,
    sheets: Vec<SheetInfo>,
    name: String,
    counts_from_1904: bool,
    guarded: bool,
    hidden_columns: Vec<u32>,
    formulas: Vec<(u32, u32)>,
    issues: Vec<SheetIssue>,
}

#[derive(Debug, Serialize, Deserialize)]
enum WireFormat {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    Text { encoding: String, separator: Option<char> },
    Html,
}

impl WireFormat {
    fn of(format: Format) -> Self {
        match format {
            Format::Xlsx => Self::Xlsx,
            Format::Xlsb => Self::Xlsb,
            Format::Xls => Self::Xls,
            Format::Ods => Self::Ods,
            Format::Text { encoding, separator } => Self::Text { encoding: encoding.to_owned(), separator },
            Format::Html => Self::Html,
        }
    }

    fn format(self) -> Option<Format> {
        Some(match self {
            Self::Xlsx => Format::Xlsx,
            Self::Xlsb => Format::Xlsb,
            Self::Xls => Format::Xls,
            Self::Ods => Format::Ods,
            Self::Text { encoding, separator } => {
                Format::Text { encoding: Encoding::for_label(encoding.as_bytes())?.name(), separator }
            }
            Self::Html => Format::Html,
        })
    }
}

/// Why a list cannot be read, as far as its bytes say so.
#[derive(Debug, Serialize, Deserialize)]
enum Refusal {
    Empty,
    PasswordProtected,
    Incomplete,
    Hazard(Hazard),
    NotAList(Looks),
    Damaged(String),
    NoSheet { wanted: String, known: Vec<String> },
    NoRows,
    TooManyCells,
    UnclosedQuote { line: usize },
}

/// Characters of a message that are passed on.
const LONGEST_DETAIL: usize = 300;

impl Refusal {
    /// None for what only the parent can find.
    fn of(error: ReadError) -> Option<Self> {
        Some(match error {
            ReadError::Empty => Self::Empty,
            ReadError::PasswordProtected => Self::PasswordProtected,
            ReadError::Incomplete => Self::Incomplete,
            ReadError::Hazard(hazard) => Self::Hazard(hazard),
            ReadError::NotAList(looks) => Self::NotAList(looks),
            ReadError::Damaged(detail) => Self::Damaged(detail.chars().take(LONGEST_DETAIL).collect()),
            ReadError::NoSheet { wanted, known } => Self::NoSheet { wanted, known },
            ReadError::NoRows => Self::NoRows,
            ReadError::TooManyCells => Self::TooManyCells,
            ReadError::UnclosedQuote { line } => Self::UnclosedQuote { line },
            ReadError::Open(_)
            | ReadError::NotAFile
            | ReadError::LockFile
            | ReadError::TooLarge { .. }
            | ReadError::Cancelled
            | ReadError::ReaderNotStarted(_)
            | ReadError::ReaderDied
            | ReadError::ReaderTooSlow { .. } => return None,
        })
    }

    fn error(self) -> ReadError {
        match self {
            Self::Empty => ReadError::Empty,
            Self::PasswordProtected => ReadError::PasswordProtected,
            Self::Incomplete => ReadError::Incomplete,
            Self::Hazard(hazard) => ReadError::Hazard(hazard),
            Self::NotAList(looks) => ReadError::NotAList(looks),
            Self::Damaged(detail) => ReadError::Damaged(detail),
            Self::NoSheet { wanted, known } => ReadError::NoSheet { wanted, known },
            Self::NoRows => ReadError::NoRows,
            Self::TooManyCells => ReadError::TooManyCells,
            Self::UnclosedQuote { line } => ReadError::UnclosedQuote { line },
        }
    }
}

/// Sends what came of reading.
pub(super) fn write_outcome(to: &mut impl Write, outcome: Result<Parsed, ReadError>) -> io::Result<()> {
    let Parsed { format, sheets, sheet, issues } = match outcome {
        Ok(parsed) => parsed,
        Err(error) => match Refusal::of(error) {
            Some(refusal) => return write_value(to, Kind::Refused, &refusal),
            None => return Err(broken("nothing to say")),
        },
    };
    let head = Head {
        format: WireFormat::of(format),
        sheets,
        name: sheet.name.clone(),
        counts_from_1904: sheet.counts_from_1904,
        guarded: sheet.guarded,
        hidden_columns: sheet.hidden_columns.clone(),
        formulas: sheet.formulas.clone(),
        issues,
    };
    write_value(to, Kind::Head, &head)?;
    for numbers in sheet.hidden_rows.chunks(NUMBERS) {
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        write(to, Kind::Hidden, &bytes)?;
    }
    write_cells(to, &sheet)?;
    write(to, Kind::Done, &[])
}

fn write_cells(to: &mut impl Write, sheet: &Sheet) -> io::Result<()> {
    let mut frame = Vec::with_capacity(FULL + (64 << 10));
    for row in sheet.rows() {
        for (column, cell) in row.cells() {
            if frame.len() >= FULL {
                write(to, Kind::Cells, &frame)?;
                frame.clear();
            }
            frame.extend(row.number().to_le_bytes());
            frame.extend(u16::try_from(column).map_err(|_| broken("a column too far"))?.to_le_bytes());
            match cell {
                Cell::Empty => frame.push(b'-'),
                Cell::Text(text) => push_text(&mut frame, b't', text)?,
                Cell::Error(text) => push_text(&mut frame, b'e', text)?,
                Cell::Number(number) => {
                    frame.push(b'n');
                    frame.extend(number.to_le_bytes());
                }
                Cell::Bool(yes) => frame.extend([b'b', u8::from(yes)]),
                Cell::Date(moment) => {
                    frame.push(b'd');
                    frame.extend(moment.year().to_le_bytes());
                    let parts = [moment.month(), moment.day(), moment.hour(), moment.minute(), moment.second()];
                    frame.extend(parts.map(i8::cast_unsigned));
                }
            }
        }
    }
    if frame.is_empty() { Ok(()) } else { write(to, Kind::Cells, &frame) }
}

fn push_text(frame: &mut Vec<u8>, kind: u8, text: &str) -> io::Result<()> {
    frame.push(kind);
    frame.extend(u32::try_from(text.len()).map_err(|_| broken("a text too long"))?.to_le_bytes());
    frame.extend(text.as_bytes());
    Ok(())
}

/// What the parent knows of the list so far.
#[derive(Default)]
pub(super) struct Answer {
    head: Option<(Format, Vec<SheetInfo>, Vec<SheetIssue>)>,
    builder: SheetBuilder,
}

/// What a frame says.
pub(super) enum Said {
    /// Rows read so far.
    Rows(usize),
    /// Something of the list.
    More,
    /// All of it.
    Done,
}

impl Answer {
    /// Takes a frame in. What makes no sense is answered as a reader that died.
    pub fn take(&mut self, kind: Kind, payload: &[u8]) -> Result<Said, ReadError> {
        let mut bytes = Bytes(payload);
        match kind {
            Kind::Rows => return bytes.u32().map(|rows| Said::Rows(rows as usize)).ok_or(ReadError::ReaderDied),
            Kind::Head => self.head(payload)?,
            Kind::Hidden => {
                while !bytes.0.is_empty() {
                    self.builder.hide_row(bytes.u32().ok_or(ReadError::ReaderDied)?);
                }
            }
            Kind::Cells => {
                while !bytes.0.is_empty() {
                    bytes.cell(&mut self.builder)?;
                }
            }
            Kind::Done => return Ok(Said::Done),
            Kind::Refused => {
                let refusal: Refusal = serde_json::from_slice(payload).map_err(|_| ReadError::ReaderDied)?;
                return Err(refusal.error());
            }
            Kind::Job | Kind::Piece | Kind::End => return Err(ReadError::ReaderDied),
        }
        Ok(Said::More)
    }

    fn head(&mut self, payload: &[u8]) -> Result<(), ReadError> {
        let head: Head = serde_json::from_slice(payload).map_err(|_| ReadError::ReaderDied)?;
        let format = head.format.format().filter(|_| self.head.is_none()).ok_or(ReadError::ReaderDied)?;
        let mut builder = SheetBuilder::new(&head.name).counting_from_1904(head.counts_from_1904);
        if head.guarded {
            builder = builder.guarded();
        }
        for column in head.hidden_columns {
            builder.hide_columns(column..column.saturating_add(1));
        }
        for (column, count) in head.formulas {
            builder.formulas(column, count);
        }
        self.builder = builder;
        self.head = Some((format, head.sheets, head.issues));
        Ok(())
    }

    /// The list.
    pub fn finish(self) -> Result<Parsed, ReadError> {
        let (format, sheets, mut issues) = self.head.ok_or(ReadError::ReaderDied)?;
        let (sheet, found) = self.builder.finish();
        issues.extend(found);
        Ok(Parsed { format, sheets, sheet, issues })
    }
}

/// Reads a whole answer as the parent does; for tests of what a broken child could send.
pub fn read_answer(mut from: impl Read) -> Result<(usize, usize), ReadError> {
    let (mut answer, mut payload) = (Answer::default(), Vec::new());
    while let Some(kind) = next(&mut from, &mut payload).map_err(|_| ReadError::ReaderDied)? {
        if let Said::Done = answer.take(kind, &payload)? {
            let parsed = answer.finish()?;
            return Ok((parsed.sheet.filled_rows(), parsed.sheet.filled_cells()));
        }
    }
    Err(ReadError::ReaderDied)
}

/// Bytes being taken apart.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.u32()? as usize;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn moment(&mut self) -> Option<DateTime> {
        let year = self.take().map(i16::from_le_bytes)?;
        let [month, day, hour, minute, second] = self.take::<5>()?.map(u8::cast_signed);
        DateTime::new(year, month, day, hour, minute, second, 0).ok()
    }

    fn cell(&mut self, builder: &mut SheetBuilder) -> Result<(), ReadError> {
        const BROKEN: ReadError = ReadError::ReaderDied;
        let row = self.u32().ok_or(BROKEN)?;
        let column = u32::from(self.take().map(u16::from_le_bytes).ok_or(BROKEN)?);
        let [kind] = self.take().ok_or(BROKEN)?;
        let cell = match kind {
            b'-' => Some(Cell::Empty),
            b't' => self.text().map(Cell::Text),
            b'e' => self.text().map(Cell::Error),
            b'n' => self.take().map(f64::from_le_bytes).map(Cell::Number),
            b'b' => self.take().map(|[yes]| Cell::Bool(yes != 0)),
            b'd' => self.moment().map(Cell::Date),
            _ => None,
        };
        builder.push(row, column, cell.ok_or(BROKEN)?).map_err(|TooManyCells| ReadError::TooManyCells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::sheet::SheetIssueKind;

    #[test]
    fn a_list_comes_back_as_it_was_sent() {
        let mut builder = SheetBuilder::new("名单").counting_from_1904(true).guarded();
        let moment = jiff::civil::datetime(2026, 3, 5, 14, 30, 1, 0);
        for (row, cell) in (1..).zip([
            Cell::Text("江岸芯源有限公司"),
            Cell::Number(-0.1),
            Cell::Date(moment),
            Cell::Bool(true),
            Cell::Error("#N/A"),
        ]) {
            builder.push(row, row * 3, cell).unwrap();
        }
        builder.hide_row(2);
        builder.hide_row(7);
        builder.hide_columns(3..5);
        builder.formula(3);
        let (sheet, _) = builder.finish();
        let issues = vec![SheetIssue { row: 4, column: Some(2), kind: SheetIssueKind::TooLong }];
        let sheets = vec![SheetInfo { name: "名单".into(), hidden: false, rows: Some(5) }];
        let format = Format::Text { encoding: "gb18030", separator: Some('\t') };
        let parsed = || Parsed { format, sheets: sheets.clone(), sheet: sheet.clone(), issues: issues.clone() };
        let mut sent = Vec::new();
        write_outcome(&mut sent, Ok(parsed())).unwrap();
        let (mut answer, mut payload, mut from) = (Answer::default(), Vec::new(), sent.as_slice());
        while let Some(kind) = next(&mut from, &mut payload).unwrap() {
            answer.take(kind, &payload).unwrap_or_else(|error| panic!("{error}"));
        }
        let came = answer.finish().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((came.format, came.sheets, came.issues), (format, sheets.clone(), issues.clone()));
        assert_eq!(came.sheet, sheet);
        for end in 0..sent.len() {
            assert!(read_answer(&sent[..end]).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn lengths_that_lie_cost_nothing() {
        let mut payload = Vec::new();
        assert!(next(&mut &[7, 255, 255, 255, 255][..], &mut payload).is_err());
        assert!(next(&mut &[7, 0, 0, 16, 0, 1][..], &mut payload).is_err());
        assert!(payload.capacity() < 1 << 16);
    }
}
