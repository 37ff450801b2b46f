//! The look into a ZIP container before anything parses it (`reliability.md` 4.1): what it holds, how large it becomes,
//! and whether a part could make a parser take all memory. Nothing is ever unpacked to disk.

use std::io::{Cursor, Read};

use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use super::{Looks, ReadError};

/// Why a container is not opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hazard {
    /// More entries than any workbook has.
    Entries(usize),
    /// A part grows beyond the limit when unpacked; holds its name and the limit in MB.
    PartTooLarge(String, u64),
    /// All parts together grow beyond the limit, in MB.
    TotalTooLarge(u64),
    /// Names that are absolute, lead outside, hold NUL, or stand for links.
    EntryName(String),
    /// The same name twice.
    DuplicateEntries,
    /// A part declares its own entities (DOCTYPE).
    Doctype(String),
    /// The table of shared texts promises more texts than its size can hold.
    SharedStrings,
    /// An old workbook whose cells are spread over more room than they fill.
    Spread,
}

pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Ods,
}

const MAX_ENTRIES: usize = 2_000;
const MB: u64 = 1 << 20;
const MAX_PART: u64 = 256 * MB;
const MAX_TOTAL: u64 = 512 * MB;
/// The shortest shared text, `<si/>`.
const SHORTEST_SHARED_TEXT: u64 = 5;

pub(super) fn check(bytes: &[u8]) -> Result<Kind, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Incomplete)?;
    if archive.len() > MAX_ENTRIES {
        return Err(ReadError::Hazard(Hazard::Entries(archive.len())));
    }
    if archive.has_duplicate_names() {
        return Err(ReadError::Hazard(Hazard::DuplicateEntries));
    }
    let mut names = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?.into_owned();
        if entry.encrypted() {
            return Err(ReadError::PasswordProtected);
        }
        if entry.is_symlink() || !is_inside(&name) {
            return Err(ReadError::Hazard(Hazard::EntryName(name)));
        }
        if entry.size() > MAX_PART && is_parsed(&name) {
            return Err(ReadError::Hazard(Hazard::PartTooLarge(name, MAX_PART / MB)));
        }
        names.push(name);
    }
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    let kind = if has("xl/workbook.bin") {
        Kind::Xlsb
    } else if has("xl/workbook.xml")
        || (has("[Content_Types].xml") && names.iter().any(|name| name.ends_with("workbook.xml")))
    {
        Kind::Xlsx
    } else if has("content.xml") && has("mimetype") && has("META-INF/manifest.xml") {
        Kind::Ods
    } else if names.iter().any(|name| name.starts_with("word/") || name.starts_with("ppt/")) {
        return Err(ReadError::NotAList(Looks::Document));
    } else {
        return Err(ReadError::NotAList(Looks::Archive));
    };
    let mut total = 0;
    for (index, name) in names.iter().enumerate() {
        if is_parsed(name) {
            total += check_part(&mut archive, index, name)?;
            if total > MAX_TOTAL {
                return Err(ReadError::Hazard(Hazard::TotalTooLarge(MAX_TOTAL / MB)));
            }
        }
    }
    Ok(kind)
}

/// Parts that a parser reads; pictures and the like are never touched.
pub(super) fn is_parsed(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let ending = name.rsplit('.').next().unwrap_or_default();
    matches!(ending, "xml" | "rels")
        || (ending == "bin" && name.starts_with("xl/") && !name.contains("printersettings"))
}

fn is_inside(name: &str) -> bool {
    let bytes = name.as_bytes();
    !(name.contains('\0')
        || name.starts_with(['/', '\\'])
        || bytes.get(1) == Some(&b':')
        || name.split(['/', '\\']).any(|part| part == ".."))
}

/// Unpacks a part into nothing, counting: sizes in the directory of a container can lie.
fn check_part(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize, name: &str) -> Result<u64, ReadError> {
    let mut part = archive.by_index(index).map_err(damaged)?;
    let mut buffer = vec![0; 64 << 10];
    let mut head: Vec<u8> = Vec::new();
    let mut size: u64 = 0;
    let lower = name.to_ascii_lowercase();
    loop {
        let count = part.read(&mut buffer).map_err(|_| ReadError::Incomplete)?;
        if count == 0 {
            break;
        }
        if head.len() < 64 << 10 {
            head.extend(&buffer[..count]);
        }
        size += count as u64;
        if size > MAX_PART {
            return Err(ReadError::Hazard(Hazard::PartTooLarge(name.to_owned(), MAX_PART / MB)));
        }
    }
    if matches!(lower.rsplit('.').next(), Some("xml" | "rels")) {
        if has_doctype(&head) {
            return Err(ReadError::Hazard(Hazard::Doctype(name.to_owned())));
        }
        if lower.contains("sharedstrings")
            && promised_texts(&head).is_some_and(|count| count > size / SHORTEST_SHARED_TEXT)
        {
            return Err(ReadError::Hazard(Hazard::SharedStrings));
        }
    }
    Ok(size)
}

/// A document type must stand before the root element, so the head of the part shows it, in UTF-8 and in UTF-16.
fn has_doctype(head: &[u8]) -> bool {
    let ascii: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).map(|byte| byte.to_ascii_uppercase()).collect();
    let root = find(&ascii, b"<SST")
        .or_else(|| find(&ascii, b"<WORKSHEET"))
        .or_else(|| find(&ascii, b"<WORKBOOK"))
        .unwrap_or(ascii.len());
    find(&ascii, b"<!DOCTYPE").is_some_and(|place| place < root)
        || find(&ascii, b"<!ENTITY").is_some_and(|place| place < root)
}

fn promised_texts(head: &[u8]) -> Option<u64> {
    let start = find(head, b"uniqueCount")?;
    let digits: Vec<u8> = head[start..]
        .iter()
        .copied()
        .skip_while(|byte| !byte.is_ascii_digit())
        .take_while(u8::is_ascii_digit)
        .take(20)
        .collect();
    let text = String::from_utf8(digits).ok()?;
    // A number too long for 64 bits promises too much as well.
    Some(text.parse().unwrap_or(u64::MAX))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[allow(clippy::needless_pass_by_value)] // used as a function in map_err
pub(super) fn damaged(error: impl ToString) -> ReadError {
    ReadError::Damaged(error.to_string())
}
