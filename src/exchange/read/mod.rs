//! Any list → one sheet. The kind of file is told by its content, never by its name.
//!
//! [`read_list`] is the one door. Behind it a process of its own does the reading ([`apart`]) where the program can be
//! asked for one; the same code reads in this process where it cannot (tests, benches), and by [`read_bytes`].

pub mod apart;
mod cfb;
mod container;
mod excel;
mod html;
mod ods;
mod text;
mod workbook;
mod xlsb;
mod xlsx;
mod xml;

use std::{
    fs::File,
    io::{self, Cursor, Read},
    ops::ControlFlow,
    path::Path,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::{
    mapping,
    sheet::{Sheet, SheetBuilder, SheetIssue, TooManyCells},
};
use crate::words;

pub use container::Hazard;
pub use workbook::{FilledCell, FilledSheet, FilledValue, read_workbook, workbook_of};

/// Largest spreadsheet container, in bytes.
pub const MAX_CONTAINER: u64 = 50 << 20;
/// Largest text or HTML file, in bytes: 200 000 rows with long texts fit.
pub const MAX_TEXT: u64 = 200 << 20;

/// Sheets tried when none is named and the first ones hold no company names.
const SHEETS_TRIED: usize = 10;

/// Called with the number of rows read so far; `Break` cancels.
pub type Progress<'a> = &'a mut dyn FnMut(usize) -> ControlFlow<()>;

/// What to read of a list, and how, where a person knows better.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReadOptions {
    /// Name of the sheet; none = the first visible one that holds a list of companies.
    pub sheet: Option<String>,
    /// Take quotation marks of text files as ordinary characters; the way out of [`ReadError::UnclosedQuote`].
    pub literal_quotes: bool,
    /// Encoding of text files; none = told by the bytes.
    pub encoding: Option<TextEncoding>,
    /// What separates the cells of text files; none = told by the text.
    pub separator: Option<Separator>,
}

words! {
    /// Encodings that a person can choose for a text file.
    pub enum TextEncoding {
        /// UTF-8.
        Utf8 = "utf-8",
        /// GB18030, and with it GBK and GB2312.
        Gb18030 = "gb18030",
        /// Big5; never guessed, for its bytes are those of GB18030.
        Big5 = "big5",
        /// UTF-16, low byte first.
        Utf16Le = "utf-16le",
        /// UTF-16, high byte first.
        Utf16Be = "utf-16be",
    }
}

words! {
    /// Separators that a person can choose for a text file.
    pub enum Separator {
        /// Tabs.
        Tab = "tab",
        /// Commas.
        Comma = "comma",
        /// Semicolons.
        Semicolon = "semicolon",
        /// Vertical bars.
        Bar = "bar",
        /// None: each line is one cell.
        None = "none",
    }
}

impl Separator {
    /// The character; none = one column.
    pub const fn character(self) -> Option<char> {
        match self {
            Self::Tab => Some('\t'),
            Self::Comma => Some(','),
            Self::Semicolon => Some(';'),
            Self::Bar => Some('|'),
            Self::None => None,
        }
    }
}

/// Kind of a list, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Excel 2007 and later.
    Xlsx,
    /// Excel binary workbook.
    Xlsb,
    /// Excel 97–2003.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Separated text.
    Text {
        /// Name of the encoding, e.g. `UTF-8`, `gb18030`.
        encoding: &'static str,
        /// What separates the cells; none = one column.
        separator: Option<char>,
    },
    /// A web page with tables, whatever it is called.
    Html,
}

/// A sheet of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetInfo {
    /// Its name.
    pub name: String,
    /// Whether the file hides it; hidden sheets are read only when named.
    pub hidden: bool,
    /// Rows that hold something; known for sheets that were read.
    pub rows: Option<usize>,
}

/// A list as read.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Name of the file, without folders.
    pub file_name: String,
    /// SHA-256 of its bytes, in hexadecimal: the same list is recognised by it.
    pub sha256: String,
    /// What kind of file it is.
    pub format: Format,
    /// All its sheets.
    pub sheets: Vec<SheetInfo>,
    /// The sheet that was read.
    pub sheet: Sheet,
    /// Cells that could not be taken over as they stood.
    pub issues: Vec<SheetIssue>,
}

/// Why a list cannot be read. The wording, with what to do, is in `text`.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The file cannot be opened or read.
    #[error("cannot open: {0}")]
    Open(#[source] io::Error),
    /// A folder, a device, a pipe.
    #[error("not a file")]
    NotAFile,
    /// The hidden companion that Excel and WPS put beside an open file.
    #[error("lock file of an open workbook")]
    LockFile,
    /// No bytes.
    #[error("empty file")]
    Empty,
    /// Larger than allowed.
    #[error("{bytes} bytes, allowed {limit}")]
    TooLarge {
        /// Size.
        bytes: u64,
        /// Limit.
        limit: u64,
    },
    /// Encrypted.
    #[error("password protected")]
    PasswordProtected,
    /// The end of the file is missing.
    #[error("file incomplete")]
    Incomplete,
    /// The container could harm the program and is not opened.
    #[error("hazardous container: {0:?}")]
    Hazard(Hazard),
    /// Something else than a list; says what it looks like.
    #[error("not a list: {0:?}")]
    NotAList(Looks),
    /// The file is damaged; holds what the reader said.
    #[error("damaged: {0}")]
    Damaged(String),
    /// No sheet of this name; holds those there are.
    #[error("no sheet {wanted}")]
    NoSheet {
        /// What was asked for.
        wanted: String,
        /// The sheets there are.
        known: Vec<String>,
    },
    /// No visible sheet holds anything.
    #[error("no rows")]
    NoRows,
    /// More cells than a list can sensibly have.
    #[error("too many cells")]
    TooManyCells,
    /// A quotation mark opens a cell and nothing closes it.
    #[error("quote opened in line {line} never closes")]
    UnclosedQuote {
        /// Line it stands in, from 1.
        line: usize,
    },
    /// Cancelled by the user.
    #[error("cancelled")]
    Cancelled,
    /// The process that reads could not be started.
    #[error("no reading process: {0}")]
    ReaderNotStarted(#[source] io::Error),
    /// The process that reads ended without an answer: it ran out of memory, or the file broke it.
    #[error("the reading process died")]
    ReaderDied,
    /// The process that reads took longer than it may.
    #[error("the reading process took more than {seconds} s")]
    ReaderTooSlow {
        /// What it may take.
        seconds: u64,
    },
}

/// What a file that is no list looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Looks {
    /// A PDF document.
    Pdf,
    /// A Word or PowerPoint document.
    Document,
    /// An archive with files in it.
    Archive,
    /// A picture.
    Picture,
    /// An XML spreadsheet of Excel 2003, or a web archive.
    OldXml,
    /// A web page without a table.
    PageWithoutTable,
    /// Nothing known.
    Unknown,
}

impl From<TooManyCells> for ReadError {
    fn from(_: TooManyCells) -> Self {
        Self::TooManyCells
    }
}

/// Reads a list: in a process of its own, where the program offered one.
pub fn read_list(path: &Path, options: &ReadOptions, progress: Progress<'_>) -> Result<List, ReadError> {
    if let Some(program) = apart::program() {
        return read_list_apart(program, path, options, progress);
    }
    let Source { name, mut file } = Source::open(path)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(ReadError::Open)?;
    read_bytes(&bytes, &name, options, progress)
}

/// Reads a list in a process of its own, started from this program.
pub fn read_list_apart(
    program: &Path,
    path: &Path,
    options: &ReadOptions,
    progress: Progress<'_>,
) -> Result<List, ReadError> {
    let Source { name, file } = Source::open(path)?;
    let job = apart::Job { name, pasted: false, options: options.clone() };
    let (parsed, sha256) = apart::read(program, &job, file, progress)?;
    Ok(parsed.named(job.name, sha256))
}

/// Reads the bytes of a list in this process.
pub fn read_bytes(bytes: &[u8], name: &str, options: &ReadOptions, progress: Progress<'_>) -> Result<List, ReadError> {
    let parsed = parse(bytes, name, options, progress)?;
    Ok(parsed.named(name.to_owned(), hex(&Sha256::digest(bytes))))
}

/// Reads cells copied from a spreadsheet: lines of cells between tabs, quoted where a cell holds a line break or a tab.
/// A block of one column holds no tab and is one column, whatever commas stand in it.
pub fn read_pasted(text: &str, name: &str, options: &ReadOptions, progress: Progress<'_>) -> Result<List, ReadError> {
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    if text.len() as u64 > MAX_TEXT {
        return Err(ReadError::TooLarge { bytes: text.len() as u64, limit: MAX_TEXT });
    }
    let (parsed, sha256) = match apart::program() {
        Some(program) => {
            let job = apart::Job { name: name.to_owned(), pasted: true, options: options.clone() };
            apart::read(program, &job, text.as_bytes(), progress)?
        }
        None => (text::read_pasted(text, name, options, progress)?, hex(&Sha256::digest(text.as_bytes()))),
    };
    Ok(parsed.named(name.to_owned(), sha256))
}

/// What a reader of one format gives.
struct Parsed {
    format: Format,
    sheets: Vec<SheetInfo>,
    sheet: Sheet,
    issues: Vec<SheetIssue>,
}

impl Parsed {
    fn named(self, file_name: String, sha256: String) -> List {
        let Self { format, sheets, sheet, issues } = self;
        List { file_name, sha256, format, sheets, sheet, issues }
    }
}

fn parse(bytes: &[u8], file_name: &str, options: &ReadOptions, progress: Progress<'_>) -> Result<Parsed, ReadError> {
    match sniff(bytes) {
        Sniffed::Zip => container::check(bytes).and_then(|kind| match kind {
            container::Kind::Xlsx => xlsx::read(bytes, options, progress),
            container::Kind::Xlsb => excel::read_xlsb(bytes, options, progress),
            container::Kind::Ods => ods::read(bytes, options, progress),
        }),
        Sniffed::CompoundFile => excel::read_xls(bytes, options, progress),
        Sniffed::Html => html::read(bytes, options, progress),
        Sniffed::Text => text::read(bytes, stem(file_name), options, progress),
        Sniffed::Other(looks) => Err(ReadError::NotAList(looks)),
    }
}

fn stem(file_name: &str) -> &str {
    file_name.rsplit_once('.').map_or(file_name, |(stem, _)| if stem.is_empty() { file_name } else { stem })
}

/// A file that may be read: its bytes, no more of them than allowed.
struct Source {
    name: String,
    file: Bounded,
}

impl Source {
    fn open(path: &Path) -> Result<Self, ReadError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("~$") || name.starts_with(".~") {
            return Err(ReadError::LockFile);
        }
        // Asked before opening: opening a pipe would wait for its other end.
        let metadata = path.metadata().map_err(ReadError::Open)?;
        if !metadata.is_file() {
            return Err(ReadError::NotAFile);
        }
        let mut file = File::open(path).map_err(ReadError::Open)?;
        let mut head = Vec::with_capacity(8);
        file.by_ref().take(8).read_to_end(&mut head).map_err(ReadError::Open)?;
        if head.is_empty() {
            return Err(ReadError::Empty);
        }
        let contained = matches!(sniff(&head), Sniffed::Zip | Sniffed::CompoundFile);
        let limit = if contained { MAX_CONTAINER } else { MAX_TEXT };
        if metadata.len() > limit {
            return Err(ReadError::TooLarge { bytes: metadata.len(), limit });
        }
        let left = limit - head.len() as u64;
        Ok(Self { name, file: Bounded { head: Cursor::new(head), file, left } })
    }
}

/// A file after its first bytes, which may have grown since its size was asked for.
struct Bounded {
    head: Cursor<Vec<u8>>,
    file: File,
    left: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.head.read(buffer)?;
        if count > 0 || buffer.is_empty() {
            return Ok(count);
        }
        let count = self.file.read(buffer)?;
        self.left = self.left.checked_sub(count as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(count)
    }
}

enum Sniffed {
    Zip,
    CompoundFile,
    Html,
    Text,
    Other(Looks),
}

fn sniff(bytes: &[u8]) -> Sniffed {
    const BINARY: &[(&[u8], Looks)] = &[
        (b"%PDF", Looks::Pdf),
        (b"\x89PNG", Looks::Picture),
        (b"\xff\xd8\xff", Looks::Picture),
        (b"GIF8", Looks::Picture),
        (b"Rar!", Looks::Archive),
        (b"7z\xbc\xaf\x27\x1c", Looks::Archive),
        (b"\x1f\x8b", Looks::Archive),
        (b"SQLite format 3", Looks::Unknown),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Sniffed::Zip;
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Sniffed::CompoundFile;
    }
    if let Some((_, looks)) = BINARY.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Sniffed::Other(*looks);
    }
    let head: String = text::peek(bytes, 64 << 10).to_lowercase();
    let head = head.trim_start();
    if head.starts_with("mime-version:") || (head.starts_with("<?xml") && head.contains("<workbook")) {
        return Sniffed::Other(Looks::OldXml);
    }
    if head.starts_with('<') && (head.contains("<table") || head.contains("<html") || head.contains("<!doctype html")) {
        return Sniffed::Html;
    }
    if text::is_binary(bytes) { Sniffed::Other(Looks::Unknown) } else { Sniffed::Text }
}

pub(in crate::exchange) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

/// Chooses which sheet to read and reads it: the named one, else the first visible one in which a company name column
/// is found, else the first visible one that holds anything.
fn choose_sheet(
    infos: &mut [SheetInfo],
    options: &ReadOptions,
    mut read: impl FnMut(&str) -> Result<(Sheet, Vec<SheetIssue>), ReadError>,
) -> Result<(Sheet, Vec<SheetIssue>), ReadError> {
    if let Some(wanted) = &options.sheet {
        let position = infos
            .iter()
            .position(|info| info.name == *wanted)
            .or_else(|| infos.iter().position(|info| info.name.trim().eq_ignore_ascii_case(wanted.trim())));
        let Some(position) = position else {
            return Err(ReadError::NoSheet {
                wanted: wanted.clone(),
                known: infos.iter().map(|info| info.name.clone()).collect(),
            });
        };
        let (sheet, issues) = read(&infos[position].name)?;
        infos[position].rows = Some(sheet.filled_rows());
        if sheet.filled_rows() == 0 && issues.is_empty() {
            return Err(ReadError::NoRows);
        }
        return Ok((sheet, issues));
    }
    let mut fallback = None;
    for info in infos.iter_mut().filter(|info| !info.hidden).take(SHEETS_TRIED) {
        let (sheet, issues) = read(&info.name)?;
        info.rows = Some(sheet.filled_rows());
        if sheet.filled_rows() == 0 {
            continue;
        }
        let mapping = mapping::recognize(&sheet);
        if mapping.has_name() && sheet.last_row() >= mapping.first_data_row {
            return Ok((sheet, issues));
        }
        if fallback.is_none() {
            fallback = Some((sheet, issues));
        }
    }
    fallback.ok_or(ReadError::NoRows)
}

/// Counts rows for the progress call; asks every few hundred rows.
struct RowCounter<'a, 'b> {
    progress: &'a mut Progress<'b>,
    rows: usize,
    last: u32,
}

impl<'a, 'b> RowCounter<'a, 'b> {
    fn new(progress: &'a mut Progress<'b>) -> Self {
        Self { progress, rows: 0, last: 0 }
    }

    fn at(&mut self, row: u32) -> Result<(), ReadError> {
        if row == self.last {
            return Ok(());
        }
        self.last = row;
        self.rows += 1;
        if self.rows.is_multiple_of(512) && (self.progress)(self.rows).is_break() {
            return Err(ReadError::Cancelled);
        }
        Ok(())
    }
}

fn finish(builder: SheetBuilder) -> (Sheet, Vec<SheetIssue>) {
    builder.finish()
}
