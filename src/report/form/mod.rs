//! The bureau's own form: a workbook with names in double braces, filled with the leads of a period.
//!
//! The sheets are edited inside the container, so everything the template looks like stays as it is: merged titles,
//! widths, borders, print settings, footnotes. A row that names something of each lead is repeated for every lead and grows
//! with what is written into it; what stands below moves down, merged cells with it, and so do references to it from
//! every sheet, from names of areas, rules and charts. What of the template is *not* carried along: pictures anchored
//! below a repeated row stay where they are, and tables of Excel (Ctrl+T) do not grow. The sample's own list of fields is
//! no part of what is handed in and goes.

mod book;
mod data;
mod height;
mod refs;
mod sample;
mod sheet;

use std::{
    borrow::Cow,
    io::{Cursor, Read as _, Write as _},
    path::Path,
};

use quick_xml::{Reader, escape::unescape, events::Event};
use thiserror::Error;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

pub use self::{
    data::{FormData, FormField, FormLead, Scope, Wanted, data},
    sample::sample,
};
use self::{
    height::Styles,
    refs::{Sheets, Shifts},
    sheet::{Done, Sheet},
};

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
    /// A list of leads was asked for at the public level.
    #[error("a list of leads is not for the public")]
    NotPublic,
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
    let styles = text_of(&mut archive, "xl/styles.xml")?.map(|xml| Styles::of(&xml)).unwrap_or_default();
    let mut book = Workbook::of(&mut archive)?;
    let xmls = book
        .entries
        .iter()
        .map(|entry| Ok(text_of(&mut archive, &entry.part)?.unwrap_or_default()))
        .collect::<Result<Vec<String>, FormError>>()?;
    let read = xmls.iter().map(|xml| Sheet::read(xml, &texts, data)).collect::<Result<Vec<_>, _>>()?;
    let moves: Vec<(String, Shifts)> =
        book.entries.iter().zip(&read).map(|(entry, sheet)| (entry.name.clone(), sheet.shifts().clone())).collect();
    let mut done: Vec<(String, Done)> = Vec::new();
    for (at, (entry, sheet)) in book.entries.iter().zip(&read).enumerate() {
        let sheets = Sheets { all: &moves, at: Some(at) };
        done.push((entry.part.clone(), sheet.filled(data, &styles, sheets)?));
    }
    let filled: usize = done.iter().map(|(_, sheet)| sheet.filled).sum();
    let mut unknown: Vec<String> = done.iter().flat_map(|(_, sheet)| sheet.unknown.clone()).collect();
    unknown.sort();
    unknown.dedup();
    if filled == 0 {
        return Err(FormError::NoPlaceholder);
    }
    let gone = book.drop_field_list(&read, &names)?;
    let sheets = Sheets { all: &moves, at: None };
    let charts: Vec<String> = names.iter().filter(|name| name.starts_with("xl/charts/")).cloned().collect();
    for name in charts.into_iter().filter(|name| Path::new(name).extension().is_some_and(|end| end == "xml")) {
        // A chart that cannot be read stays as it is.
        if let Ok(Some(xml)) = text_of(&mut archive, &name) {
            let xml = book::with_formulas_moved(&xml, "c:f", sheets);
            done.push((name, Done { xml, unknown: Vec::new(), filled: 0 }));
        }
    }
    let names: Vec<String> = names.into_iter().filter(|name| gone.as_ref() != Some(name)).collect();
    let bytes = written(&mut archive, &names, |name| {
        Some(match name {
            "xl/workbook.xml" => book::recalculated(&book::with_formulas_moved(&book.root, "definedName", sheets)),
            "xl/_rels/workbook.xml.rels" => book::without_tag(&book.relations, "calcChain"),
            "[Content_Types].xml" => book::without_tag(&book.types, "calcChain"),
            "docProps/app.xml" => book.about.clone()?,
            "docProps/core.xml" if !data.names_people => String::new(),
            name => done.iter().find(|(part, _)| part == name)?.1.xml.clone(),
        })
    })?;
    Ok(FilledForm { bytes, filled, unknown })
}

/// A sheet as the workbook names it.
struct Entry {
    name: String,
    part: String,
    /// The relation the workbook names it by.
    relation: String,
}

/// The parts that say which sheets there are.
struct Workbook {
    entries: Vec<Entry>,
    /// The part that lists the sheets.
    root: String,
    relations: String,
    types: String,
    /// Properties that list the sheets.
    about: Option<String>,
}

impl Workbook {
    fn of(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Self, FormError> {
        let root = text_of(archive, "xl/workbook.xml")?.ok_or(FormError::NotXlsx)?;
        let relations = text_of(archive, "xl/_rels/workbook.xml.rels")?.unwrap_or_default();
        let types = text_of(archive, "[Content_Types].xml")?.unwrap_or_default();
        let about = text_of(archive, "docProps/app.xml").unwrap_or_default();
        Ok(Self { entries: sheets(&root, &relations)?, root, relations, types, about })
    }

    /// Takes out the sheet that lists the fields, where it is ours as it was and nothing hangs on it; gives its part.
    fn drop_field_list(&mut self, read: &[Sheet<'_>], names: &[String]) -> Result<Option<String>, FormError> {
        let is_ours = |(entry, sheet): (&Entry, &Sheet<'_>)| {
            sheet.only_texts().is_some_and(|texts| sample::is_field_list(&entry.name, &texts))
        };
        let Some(at) = self.entries.iter().zip(read).position(is_ours) else { return Ok(None) };
        let Some(Entry { name, part, relation }) = self.entries.get(at) else { return Ok(None) };
        let others = || read.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, sheet)| sheet);
        let own_relations = part.rsplit_once('/').map(|(folder, file)| format!("{folder}/_rels/{file}.rels"));
        let has_relations = own_relations.is_some_and(|own| names.contains(&own));
        let shares_part = self.entries.iter().filter(|entry| entry.part == *part).count() > 1;
        if others().next().is_none() || has_relations || shares_part || others().any(|sheet| sheet.names(name)) {
            return Ok(None);
        }
        let workbook = book::without_sheet(&self.root, at)?;
        let relations = book::without_tag(&self.relations, &format!(" Id=\"{relation}\""));
        let named = tags(&workbook, "sheet")?.iter().flatten().any(|(_, value)| value == name);
        // A name of an area elsewhere may still point to it.
        let pointed_to = workbook.contains(&format!("{name}!")) || workbook.contains(&format!("{name}'!"));
        if named || pointed_to || relations == self.relations {
            return Ok(None);
        }
        let part = part.clone();
        self.types = book::without_tag(&self.types, &format!("PartName=\"/{part}\""));
        (self.root, self.relations) = (workbook, relations);
        self.about = self.about.as_deref().map(|about| {
            ["HeadingPairs", "TitlesOfParts"].iter().fold(about.to_owned(), |xml, one| book::without_element(&xml, one))
        });
        self.entries.remove(at);
        Ok(Some(part))
    }
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
                book::without_people(&own).into_bytes()
            }
            (Some(text), _) => text.into_bytes(),
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

/// The sheets in their order.
fn sheets(workbook: &str, relations: &str) -> Result<Vec<Entry>, FormError> {
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
            Some(Entry { name: value(tag, "name")?, part, relation: id })
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

    /// A sheet of a workbook that has no other.
    fn fill_sheet(xml: &str, texts: &[String], fill: &dyn Fill) -> Done {
        let sheet = Sheet::read(xml, texts, fill).unwrap();
        let all = [("a".to_owned(), sheet.shifts().clone())];
        sheet.filled(fill, &Styles::default(), Sheets { all: &all, at: Some(0) }).unwrap()
    }

    #[test]
    fn a_row_is_repeated_and_everything_below_moves() {
        let texts = ["{{ name }}".to_owned(), "\u{ff5b}\u{ff5b}money\u{ff5d}\u{ff5d}".to_owned()];
        let done = fill_sheet(SHEET, &texts, &Two);
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
    fn formulas_of_rules_move_with_the_rows() {
        let rules = r#"<conditionalFormatting sqref="B2:B2"><cfRule type="expression"><formula>AND($B2&gt;1,$B$3&lt;"a!B3")</formula></cfRule></conditionalFormatting></worksheet>"#;
        let xml = SHEET.replace("</worksheet>", rules);
        let texts = ["{{name}}".to_owned(), "{{money}}".to_owned()];
        let done = fill_sheet(&xml, &texts, &Two);
        assert!(done.xml.contains(r#"sqref="B2:B3""#), "{}", done.xml);
        assert!(done.xml.contains(r#"<formula>AND($B2&gt;1,$B$4&lt;"a!B3")</formula>"#), "{}", done.xml);
    }

    #[test]
    fn another_sheet_follows_the_rows_that_moved() {
        use rust_xlsxwriter::{Formula, Workbook};
        let mut book = Workbook::new();
        let form = book.add_worksheet();
        form.set_name("报送表").unwrap();
        form.write_string(3, 1, "{{项目名称}}").unwrap();
        form.write_string(3, 4, "{{计划总投资（亿元）}}").unwrap();
        form.write_formula(4, 4, Formula::new("=SUM(E4:E4)")).unwrap();
        let sums = book.add_worksheet();
        for (row, formula) in (0..).zip(["=报送表!E5", "=SUM(报送表!E4:E4)", "='报送表'!$E$5*2", "=B9"]) {
            sums.write_formula(row, 0, Formula::new(formula)).unwrap();
        }
        book.define_name("总额", "=报送表!$E$5").unwrap();
        let template = book.save_to_buffer().unwrap();
        let filled = fill(&template, &three(crate::text::Lang::Zh)).unwrap();
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&filled.bytes)).unwrap();
        let sums = book.worksheet_formula("Sheet2").unwrap();
        let formulas: Vec<String> = sums.cells().map(|(_, _, formula)| formula.clone()).collect();
        let formulas: Vec<String> = formulas.iter().map(|text| text.replace("&apos;", "'")).collect();
        assert_eq!(formulas, ["报送表!E7", "SUM(报送表!E4:E6)", "'报送表'!$E$7*2", "B9"]);
        assert!(book.defined_names().iter().any(|(name, area)| name == "总额" && area.contains("报送表!$E$7")));
    }

    #[test]
    fn the_list_of_fields_is_not_handed_in() {
        for lang in [crate::text::Lang::Zh, crate::text::Lang::En] {
            let sample = sample(lang).unwrap();
            let filled = fill(&sample, &three(lang)).unwrap();
            let book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&filled.bytes)).unwrap();
            assert_eq!(book.sheet_names().len(), 1, "{:?}", book.sheet_names());
            let mut archive = ZipArchive::new(Cursor::new(filled.bytes.as_slice())).unwrap();
            assert!(archive.by_name("xl/worksheets/sheet2.xml").is_err());
            for part in ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "docProps/app.xml"] {
                let xml = text_of(&mut archive, part).unwrap().unwrap_or_default();
                for word in [
                    "sheet2.xml",
                    "可用字段",
                    "\"Fields\"",
                    "rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet",
                ] {
                    assert!(!xml.contains(word), "{word} in {part}: {xml}");
                }
            }
        }
    }

    #[test]
    fn a_long_title_makes_its_row_higher() {
        let lang = crate::text::Lang::Zh;
        let mut data = three(lang);
        data.leads[1].values = vec![(FormField::Title, Filled::Text("年产十万套新能源汽车电机控制器".repeat(3)))];
        let filled = fill(&sample(lang).unwrap(), &data).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(filled.bytes.as_slice())).unwrap();
        let xml = text_of(&mut archive, "xl/worksheets/sheet1.xml").unwrap().unwrap();
        let row = |number: u32| {
            let at = xml.find(&format!("<row r=\"{number}\"")).unwrap();
            xml[at..at + xml[at..].find('>').unwrap()].to_owned()
        };
        assert!(!row(4).contains("ht="), "{}", row(4));
        assert!(row(5).contains(" ht=\"") && row(5).contains("customHeight=\"1\""), "{}", row(5));
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
