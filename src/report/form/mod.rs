//! The bureau's own form: a workbook with names in double braces, filled with the leads of a period.
//!
//! The sheets are edited inside the container, so everything the template looks like stays as it is: merged titles,
//! widths, borders, print settings, footnotes. A row that names something of each lead is repeated for every lead, and
//! what stands below moves down, formulas and merged cells with it. What the template is *not* carried along: pictures
//! anchored below a repeated row stay where they are, and tables of Excel (Ctrl+T) do not grow.

mod data;
mod refs;
mod sample;
mod sheet;

use std::{
    borrow::Cow,
    io::{Cursor, Read as _, Write as _},
};

use quick_xml::{Reader, escape::unescape, events::Event};
use thiserror::Error;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

pub use self::{
    data::{FormData, FormField, FormLead, Scope, Wanted, data},
    sample::sample,
};
use self::{refs::Shifts, sheet::Done};

/// A template is not larger.
const LARGEST: usize = 20 << 20;
/// A part of it is not larger when unpacked.
const LARGEST_PART: u64 = 64 << 20;
/// It has no more parts.
const MOST_PARTS: usize = 2_000;

/// A template that could not be filled.
#[derive(Debug, Error)]
pub enum FormError {
    /// Not a workbook of the XLSX format.
    #[error("not an XLSX workbook")]
    NotXlsx,
    /// Larger than any form.
    #[error("too large for a form")]
    TooLarge,
    /// The container is damaged.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A part cannot be read.
    #[error("a part cannot be read: {0}")]
    Xml(String),
    /// No placeholder in it.
    #[error("there is no placeholder in it")]
    NoPlaceholder,
    /// The sample could not be made.
    #[error(transparent)]
    Sample(#[from] super::xlsx::XlsxError),
}

/// A filled form.
#[derive(Debug, Clone, PartialEq)]
pub struct FilledForm {
    /// The workbook.
    pub bytes: Vec<u8>,
    /// How many placeholders were filled.
    pub filled: usize,
    /// Names in placeholders that are not known; they stand in the form as they were.
    pub unknown: Vec<String>,
}

/// Fills a template.
pub fn fill(template: &[u8], data: &FormData) -> Result<FilledForm, FormError> {
    if template.len() > LARGEST {
        return Err(FormError::TooLarge);
    }
    let mut archive = ZipArchive::new(Cursor::new(template)).map_err(|_| FormError::NotXlsx)?;
    if archive.len() > MOST_PARTS {
        return Err(FormError::TooLarge);
    }
    let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(Cow::into_owned).collect();
    if !names.iter().any(|name| name == "xl/workbook.xml") {
        return Err(FormError::NotXlsx);
    }
    let texts = match text_of(&mut archive, "xl/sharedStrings.xml")? {
        Some(xml) => shared_texts(&xml)?,
        None => Vec::new(),
    };
    let workbook = text_of(&mut archive, "xl/workbook.xml")?.ok_or(FormError::NotXlsx)?;
    let relations = text_of(&mut archive, "xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let sheets = sheets(&workbook, &relations)?;
    let mut done: Vec<(String, Done)> = Vec::new();
    for (_, part) in &sheets {
        if let Some(xml) = text_of(&mut archive, part)? {
            done.push((part.clone(), sheet::fill(&xml, &texts, data)?));
        }
    }
    let filled: usize = done.iter().map(|(_, sheet)| sheet.filled).sum();
    let mut unknown: Vec<String> = done.iter().flat_map(|(_, sheet)| sheet.unknown.clone()).collect();
    unknown.sort();
    unknown.dedup();
    if filled == 0 {
        return Err(FormError::NoPlaceholder);
    }
    let moved: Vec<(String, Shifts)> = sheets
        .iter()
        .filter_map(|(name, part)| {
            let (_, sheet) = done.iter().find(|(known, _)| known == part)?;
            (!sheet.shifts.0.is_empty()).then(|| (name.clone(), sheet.shifts.clone()))
        })
        .collect();
    let bytes = written(&mut archive, &names, |name| {
        Some(match name {
            "xl/workbook.xml" => recalculated(&with_names_moved(&workbook, &moved)),
            "xl/_rels/workbook.xml.rels" => without_tag(&relations, "calcChain"),
            "docProps/core.xml" if !data.names_people => String::new(),
            name => done.iter().find(|(part, _)| part == name)?.1.xml.clone(),
        })
    })?;
    Ok(FilledForm { bytes, filled, unknown })
}

/// The container with some parts put in place of others. The order of calculation goes: cells have moved.
fn written(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    names: &[String],
    instead: impl Fn(&str) -> Option<String>,
) -> Result<Vec<u8>, FormError> {
    let damaged = |error: zip::result::ZipError| FormError::Damaged(error.to_string());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // The same form gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for name in names {
        if name == "xl/calcChain.xml" || name.ends_with('/') {
            continue;
        }
        let content = match (instead(name), name.as_str()) {
            (Some(text), "docProps/core.xml") => {
                let own = text_of(archive, name)?.unwrap_or(text);
                without_people(&own).into_bytes()
            }
            (Some(text), _) => text.into_bytes(),
            (None, "[Content_Types].xml") => {
                without_tag(&text_of(archive, name)?.unwrap_or_default(), "calcChain").into_bytes()
            }
            (None, name) => bytes_of(archive, name)?.unwrap_or_default(),
        };
        writer.start_file(name.as_str(), options).map_err(damaged)?;
        writer.write_all(&content).map_err(|error| FormError::Damaged(error.to_string()))?;
    }
    Ok(writer.finish().map_err(damaged)?.into_inner())
}

fn bytes_of(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<Vec<u8>>, FormError> {
    let Ok(part) = archive.by_name(name) else { return Ok(None) };
    let mut content = Vec::new();
    // Sizes in the directory of a container can lie.
    part.take(LARGEST_PART + 1).read_to_end(&mut content).map_err(|error| FormError::Damaged(error.to_string()))?;
    if content.len() as u64 > LARGEST_PART {
        return Err(FormError::TooLarge);
    }
    Ok(Some(content))
}

fn text_of(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, FormError> {
    let Some(content) = bytes_of(archive, name)? else { return Ok(None) };
    let text = String::from_utf8(content).map_err(|_| FormError::Xml(name.to_owned()))?;
    if text.contains("<!DOCTYPE") {
        return Err(FormError::Xml(name.to_owned()));
    }
    Ok(Some(text.trim_start_matches('\u{feff}').to_owned()))
}

/// Shared texts, formats within them dropped.
fn shared_texts(xml: &str) -> Result<Vec<String>, FormError> {
    let mut reader = Reader::from_str(xml);
    let mut texts = Vec::new();
    let (mut text, mut inside, mut spoken) = (String::new(), false, false);
    loop {
        match reader.read_event().map_err(|error| FormError::Xml(error.to_string()))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "si" => text.clear(),
                "t" => inside = true,
                "rPh" => spoken = true,
                _ => {}
            },
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => texts.push(String::new()),
            Event::End(tag) => match tag.local_name().as_ref() {
                "si" => texts.push(std::mem::take(&mut text)),
                "t" => inside = false,
                "rPh" => spoken = false,
                _ => {}
            },
            Event::Text(said) if inside && !spoken => text.push_str(&said.xml10_content()),
            Event::GeneralRef(entity) if inside && !spoken => text.push_str(&sheet::sign(&entity)?),
            Event::Eof => return Ok(texts),
            _ => {}
        }
    }
}

/// Name and part of each sheet, in their order.
fn sheets(workbook: &str, relations: &str) -> Result<Vec<(String, String)>, FormError> {
    let targets = tags(relations, "Relationship")?;
    let value = |tag: &[(String, String)], wanted: &str| {
        tag.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone())
    };
    let sheets = tags(workbook, "sheet")?;
    Ok(sheets
        .iter()
        .filter_map(|tag| {
            let id = tag.iter().find(|(name, _)| name.ends_with(":id")).map(|(_, id)| id.clone())?;
            let target = targets.iter().find(|target| value(target, "Id").as_ref() == Some(&id))?;
            let target = value(target, "Target")?;
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            Some((value(tag, "name")?, part))
        })
        .collect())
}

/// Attributes of all tags of a name.
fn tags(xml: &str, wanted: &str) -> Result<Vec<Vec<(String, String)>>, FormError> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().map_err(|error| FormError::Xml(error.to_string()))? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == wanted => {
                let attributes = tag.attributes().filter_map(Result::ok).map(|attribute| {
                    let value = unescape(&attribute.value).map(Cow::into_owned);
                    (attribute.key.as_ref().to_owned(), value.unwrap_or_else(|_| attribute.value.clone().into_owned()))
                });
                found.push(attributes.collect());
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Names of areas (what is printed, which rows are repeated), carried along with the rows of their sheet.
fn with_names_moved(workbook: &str, moved: &[(String, Shifts)]) -> String {
    let (Some(start), Some(end)) = (workbook.find("<definedNames>"), workbook.find("</definedNames>")) else {
        return workbook.to_owned();
    };
    let mut names = workbook[start..end].to_owned();
    for (sheet, shifts) in moved {
        for head in [format!("{sheet}!"), format!("'{}'!", sheet.replace('\'', "''"))] {
            let head = quick_xml::escape::partial_escape(head.as_str()).into_owned();
            names = with_areas_moved(&names, &head, shifts);
        }
    }
    format!("{}{names}{}", &workbook[..start], &workbook[end..])
}

fn with_areas_moved(names: &str, head: &str, shifts: &Shifts) -> String {
    let mut out = String::with_capacity(names.len());
    let mut rest = names;
    while let Some(at) = rest.find(head) {
        let (before, behind) = rest.split_at(at + head.len());
        // The end of another sheet's name is not this sheet.
        let other = before[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.'));
        out.push_str(before);
        if other {
            rest = behind;
            continue;
        }
        let length =
            behind.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '$' | ':'))).unwrap_or(behind.len());
        out.push_str(&refs::range(&behind[..length], shifts));
        rest = &behind[length..];
    }
    out.push_str(rest);
    out
}

/// Has whoever opens the form work its formulas out.
fn recalculated(workbook: &str) -> String {
    let tag = "<calcPr fullCalcOnLoad=\"1\"/>";
    match workbook.find("<calcPr") {
        Some(start) => {
            let end = workbook[start..].find('>').map_or(workbook.len(), |end| start + end + 1);
            let closing = if workbook[start..end].ends_with("/>") { "" } else { "</calcPr>" };
            let rest = workbook[end..].strip_prefix(closing).unwrap_or(&workbook[end..]);
            format!("{}{tag}{rest}", &workbook[..start])
        }
        // Its place in the order of the format: behind the names of areas, or behind the sheets.
        None => ["</definedNames>", "</sheets>"]
            .into_iter()
            .find_map(|behind| workbook.find(behind).map(|at| at + behind.len()))
            .map_or_else(|| workbook.to_owned(), |at| format!("{}{tag}{}", &workbook[..at], &workbook[at..])),
    }
}

/// The text without the tags that name a word.
fn without_tag(xml: &str, word: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(start) = rest.find('<') {
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        out.push_str(&rest[..start]);
        if !rest[start..end].contains(word) {
            out.push_str(&rest[start..end]);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Document properties without who made and who changed the template.
fn without_people(core: &str) -> String {
    let mut out = core.to_owned();
    for tag in ["dc:creator", "cp:lastModifiedBy"] {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        if let (Some(start), Some(end)) = (out.find(&open), out.find(&close))
            && start < end
        {
            out.replace_range(start + open.len()..end, "");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader as _, Xlsx};

    use super::{
        sheet::{Fill, Filled},
        *,
    };

    /// Three leads, two with an investment.
    fn three(lang: crate::text::Lang) -> FormData {
        let lead = |number: u128, title: &str, yi: Option<f64>| FormLead {
            lead: crate::domain::ids::LeadId::from_uuid(uuid::Uuid::from_u128(number)),
            values: vec![
                (FormField::Title, Filled::Text(title.to_owned())),
                (FormField::InvestmentYi, yi.map_or(Filled::Nothing, |yi| Filled::Number(yi, yi.to_string()))),
            ],
        };
        FormData {
            leads: vec![lead(1, "项目一", Some(2.0)), lead(2, "=项目二", None), lead(3, "项目三", Some(0.5))],
            totals: vec![(FormField::Summary, Filled::Text("共三个".into()))],
            lang,
            names_people: false,
        }
    }

    /// Two leads with a name that is no formula, and one that is no XML.
    struct Two;

    impl Fill for Two {
        fn repeats(&self, name: &str) -> bool {
            matches!(name, "name" | "money")
        }
        fn value(&self, name: &str, record: Option<usize>) -> Option<Filled> {
            Some(match (name, record) {
                ("name", Some(0)) => Filled::Text("=1+1 <甲> & “乙”".into()),
                ("name", _) => Filled::Text("乙项目".into()),
                ("money", Some(record)) => Filled::Number(1.5 + record as f64, String::new()),
                ("all", _) => Filled::Text("共二".into()),
                _ => return None,
            })
        }
        fn count(&self) -> usize {
            2
        }
    }

    const SHEET: &str = r#"<?xml version="1.0"?><worksheet><dimension ref="A1:C4"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{{all}}个</t></is></c></row><row r="2" ht="20"><c r="A2" s="3" t="s"><v>0</v></c><c r="B2" s="4" t="s"><v>1</v></c><c r="C2"><f>B2*2</f><v>0</v></c></row><row r="3"><c r="B3"><f>SUM(B2:B2)</f><v>0</v></c><c r="A3" t="inlineStr"><is><t>{{what}}</t></is></c></row></sheetData><mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="B2:C2"/></mergeCells></worksheet>"#;

    #[test]
    fn a_row_is_repeated_and_everything_below_moves() {
        let texts = ["{{ name }}".to_owned(), "\u{ff5b}\u{ff5b}money\u{ff5d}\u{ff5d}".to_owned()];
        let done = sheet::fill(SHEET, &texts, &Two).unwrap();
        assert_eq!(done.unknown, ["what"]);
        for part in [
            r#"<row r="2" ht="20"><c r="A2" s="3" t="inlineStr"><is><t xml:space="preserve">=1+1 &lt;甲&gt; &amp; “乙”</t></is></c><c r="B2" s="4"><v>1.5</v></c><c r="C2"><f>B2*2</f></c></row>"#,
            r#"<row r="3" ht="20">"#,
            r#"<c r="B3" s="4"><v>2.5</v></c><c r="C3"><f>B3*2</f></c>"#,
            r#"<c r="B4"><f>SUM(B2:B3)</f></c>"#,
            r#"<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B2:C2"/><mergeCell ref="B3:C3"/></mergeCells>"#,
            r#"<dimension ref="A1:C5"/>"#,
            "共二个",
            "{{what}}",
        ] {
            assert!(done.xml.contains(part), "{part} in {}", done.xml);
        }
        assert!(!done.xml.contains("<f>=1"), "no text becomes a formula");
    }

    #[test]
    fn names_of_areas_move_with_their_sheet() {
        let shifts = Shifts(vec![refs::Shift { first: 4, last: 4, copies: 3 }]);
        let book = "<definedNames><definedName name=\"_xlnm.Print_Area\">'a b'!$A$1:$J$7</definedName><definedName name=\"x\">c!$A$9</definedName></definedNames><calcPr calcId=\"1\"/>";
        let moved = recalculated(&with_names_moved(book, &[("a b".to_owned(), shifts)]));
        assert!(moved.contains("'a b'!$A$1:$J$9") && moved.contains("c!$A$9"), "{moved}");
        assert!(moved.ends_with("<calcPr fullCalcOnLoad=\"1\"/>"), "{moved}");
    }

    #[test]
    fn the_sample_is_filled_whole() {
        for lang in [crate::text::Lang::Zh, crate::text::Lang::En] {
            let sample = sample(lang).unwrap();
            assert_eq!(sample, super::sample(lang).unwrap(), "the same sample each time");
            let data = three(lang);
            let filled = fill(&sample, &data).unwrap();
            assert_eq!(filled.unknown, [] as [&str; 0]);
            let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&filled.bytes)).unwrap();
            let name = book.sheet_names()[0].clone();
            let range = book.worksheet_range(&name).unwrap();
            let cell = |row: u32, column: u32| range.get_value((row, column)).cloned().unwrap_or_default();
            assert_eq!(cell(3, 0), Data::Float(1.0));
            assert_eq!(cell(5, 1), Data::String("项目三".into()));
            let formulas = book.worksheet_formula(&name).unwrap();
            assert_eq!(formulas.get_value((6, 4)).map(String::as_str), Some("SUM(E4:E6)"));
            assert!(!range.cells().any(|(_, _, cell)| cell.to_string().contains("{{")));
        }
    }

    #[test]
    fn what_is_no_form_is_refused() {
        let data = three(crate::text::Lang::Zh);
        assert!(matches!(fill(b"PK", &data), Err(FormError::NotXlsx)));
        let empty = crate::report::xlsx::write(&crate::report::xlsx::Book {
            title: "a".into(),
            made_on: jiff::civil::date(2026, 1, 1),
            header: Default::default(),
            footer: Default::default(),
            page_word: String::new(),
            sheets: vec![crate::report::table::Table { name: "a".into(), ..Default::default() }],
        });
        assert!(matches!(fill(&empty.unwrap(), &data), Err(FormError::NoPlaceholder)));
    }
}
