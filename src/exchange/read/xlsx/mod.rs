//! Excel workbooks of 2007 and later, streamed from their XML.
//!
//! Read here and not by a library, because a list must survive one bad cell: a cell that says nothing sensible is noted
//! at its own place and the rest is read; what the workbook says about its size is not believed; rows and columns that
//! it hides are told.

mod cells;
mod strings;
mod styles;

use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use quick_xml::events::Event;
use zip::ZipArchive;

use self::{strings::Strings, styles::Styles};
use super::{
    Format, Parsed, Progress, ReadError, ReadOptions, SheetInfo, choose_sheet,
    container::{Hazard, damaged, is_parsed},
    xml,
};

/// Most bytes of the parts that say what the workbook holds; they name sheets and nothing else.
const MAX_DIRECTORY_PART: u64 = 16 << 20;

pub(super) fn read(bytes: &[u8], options: &ReadOptions, mut progress: Progress<'_>) -> Result<Parsed, ReadError> {
    let mut book = Book::open(bytes)?;
    let mut sheets: Vec<SheetInfo> = book
        .sheets
        .iter()
        .map(|sheet| SheetInfo { name: sheet.name.clone(), hidden: sheet.hidden, rows: None })
        .collect();
    let (sheet, issues) = choose_sheet(&mut sheets, options, |name| cells::read(&mut book, name, &mut progress))?;
    Ok(Parsed { format: Format::Xlsx, sheets, sheet, issues })
}

/// A workbook: what it holds, and what its cells refer to.
struct Book<'a> {
    parts: Parts<'a>,
    sheets: Vec<BookSheet>,
    from_1904: bool,
    strings: Strings,
    styles: Styles,
}

/// A worksheet of the workbook.
struct BookSheet {
    name: String,
    part: String,
    hidden: bool,
}

/// The parts of the container, found whatever the case of their names.
pub(super) struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    by_name: HashMap<String, usize>,
}

impl Parts<'_> {
    pub fn open(bytes: &[u8]) -> Result<Parts<'_>, ReadError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Incomplete)?;
        let mut by_name = HashMap::new();
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(damaged)?;
            let name = entry.name().map_err(damaged)?.replace('\\', "/").to_lowercase();
            by_name.entry(name).or_insert(index);
        }
        Ok(Parts { archive, by_name })
    }

    pub fn part(&mut self, name: &str) -> Result<Option<impl Read + '_>, ReadError> {
        // A part that was not looked into is not opened.
        let Some(index) = self.by_name.get(&name.to_lowercase()).filter(|_| is_parsed(name)) else { return Ok(None) };
        self.archive.by_index(*index).map(Some).map_err(damaged)
    }
}

/// What a part refers to.
pub(super) struct Relation {
    pub id: String,
    /// Last word of its type.
    kind: String,
    /// Path inside the container.
    pub target: String,
}

impl<'a> Book<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let mut parts = Parts::open(bytes)?;
        let root = relations(&mut parts, "")?;
        let workbook = root
            .into_iter()
            .find(|relation| relation.kind == "officeDocument")
            .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
        let targets = relations(&mut parts, &workbook)?;
        let Some(part) = parts.part(&workbook)? else { return Err(ReadError::Damaged(workbook)) };
        let mut reader = xml::reader(part.take(MAX_DIRECTORY_PART));
        let (mut sheets, mut from_1904) = (Vec::new(), false);
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(damaged)? {
                Event::Start(tag) => match tag.local_name().into_inner() {
                    "workbookPr" => from_1904 = xml::flag(&tag, "date1904"),
                    "sheet" => {
                        let id = xml::attribute(&tag, "id").unwrap_or_default();
                        let target = targets.iter().find(|relation| relation.id == *id);
                        if let Some(target) = target.filter(|target| target.kind == "worksheet") {
                            sheets.push(BookSheet {
                                name: xml::attribute(&tag, "name").unwrap_or_default().into_owned(),
                                part: target.target.clone(),
                                hidden: xml::attribute(&tag, "state").is_some_and(|state| state != "visible"),
                            });
                        }
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        drop(reader);
        let target = |kind: &str| targets.iter().find(|relation| relation.kind == kind).map(|found| &*found.target);
        let strings = strings::read(&mut parts, target("sharedStrings").unwrap_or("xl/sharedStrings.xml"))?;
        let styles = styles::read(&mut parts, target("styles").unwrap_or("xl/styles.xml"))?;
        Ok(Self { parts, sheets, from_1904, strings, styles })
    }
}

/// What a part (of the empty name: the container) refers to. Targets outside of the container are refused, those on the
/// network are none of ours.
pub(super) fn relations(parts: &mut Parts<'_>, part: &str) -> Result<Vec<Relation>, ReadError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let Some(part) = parts.part(&name)? else { return Ok(Vec::new()) };
    let mut reader = xml::reader(part.take(MAX_DIRECTORY_PART));
    let mut relations = Vec::new();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(tag) if tag.local_name().into_inner() == "Relationship" => {
                if xml::attribute(&tag, "TargetMode").is_some_and(|mode| mode == "External") {
                    continue;
                }
                let target = xml::attribute(&tag, "Target").unwrap_or_default();
                let Some(target) = inside(folder, &target) else {
                    return Err(ReadError::Hazard(Hazard::EntryName(target.into_owned())));
                };
                let kind = xml::attribute(&tag, "Type").unwrap_or_default();
                relations.push(Relation {
                    id: xml::attribute(&tag, "Id").unwrap_or_default().into_owned(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target,
                });
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// The path that a target names from a folder; none when it climbs out of the container.
fn inside(folder: &str, target: &str) -> Option<String> {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = Vec::new();
    let from = if target.starts_with('/') { "" } else { folder };
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                path.pop()?;
            }
            step => path.push(step),
        }
    }
    Some(path.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_stay_inside() {
        assert_eq!(inside("xl", "worksheets/sheet1.xml").as_deref(), Some("xl/worksheets/sheet1.xml"));
        assert_eq!(inside("xl", "/xl/worksheets/sheet1.xml").as_deref(), Some("xl/worksheets/sheet1.xml"));
        assert_eq!(inside("xl", "../docProps/core.xml").as_deref(), Some("docProps/core.xml"));
        assert_eq!(inside("", r"xl\workbook.xml").as_deref(), Some("xl/workbook.xml"));
        assert_eq!(inside("xl", "../../../../etc/passwd"), None);
    }
}
