//! Files made by hand: workbooks part by part, compound files sector by sector.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

const HEAD: &str = r#"<?xml version="1.0"?>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A container of these parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of one sheet, to be changed part by part.
pub struct Book {
    pub workbook: String,
    pub relations: String,
    pub sheet: String,
    pub strings: String,
    pub styles: String,
    pub more: Vec<(String, Vec<u8>)>,
}

impl Book {
    /// A sheet of these rows.
    pub fn of(rows: &str) -> Self {
        Self {
            workbook: workbook("", r#"<sheet name="名单" sheetId="1" r:id="rId1"/>"#),
            relations: relations(&[
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "sharedStrings", "sharedStrings.xml"),
                ("rId3", "styles", "styles.xml"),
            ]),
            sheet: sheet(rows),
            strings: strings("", &["江岸芯源有限公司", "北湾机电有限公司"]),
            styles: styles(&[]),
            more: Vec::new(),
        }
    }

    /// As a file.
    pub fn bytes(&self) -> Vec<u8> {
        let root = relations(&[("rId1", "officeDocument", "xl/workbook.xml")]);
        let mut parts: Vec<(&str, &[u8])> = vec![
            ("[Content_Types].xml", br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#),
            ("_rels/.rels", root.as_bytes()),
            ("xl/workbook.xml", self.workbook.as_bytes()),
            ("xl/_rels/workbook.xml.rels", self.relations.as_bytes()),
            ("xl/sharedStrings.xml", self.strings.as_bytes()),
            ("xl/styles.xml", self.styles.as_bytes()),
            ("xl/worksheets/sheet1.xml", self.sheet.as_bytes()),
        ];
        parts.extend(self.more.iter().map(|(name, content)| (name.as_str(), content.as_slice())));
        zipped(&parts)
    }
}

pub fn workbook(properties: &str, sheets: &str) -> String {
    format!(r#"{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{sheets}</sheets></workbook>"#)
}

pub fn relations(relations: &[(&str, &str, &str)]) -> String {
    let relations: String = relations
        .iter()
        .map(|(id, kind, target)| format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#))
        .collect();
    format!(r#"{HEAD}<Relationships xmlns="{PACKAGE}">{relations}</Relationships>"#)
}

pub fn sheet(rows: &str) -> String {
    format!(r#"{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#)
}

pub fn strings(attributes: &str, texts: &[&str]) -> String {
    let texts: String = texts.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    format!(r#"{HEAD}<sst xmlns="{MAIN}" {attributes}>{texts}</sst>"#)
}

/// Styles that show numbers by these formats, from style 1 on; style 0 shows them as they are.
pub fn styles(formats: &[u32]) -> String {
    let formats: String = formats.iter().map(|format| format!(r#"<xf numFmtId="{format}"/>"#)).collect();
    format!(r#"{HEAD}<styleSheet xmlns="{MAIN}"><cellXfs count="1"><xf numFmtId="0"/>{formats}</cellXfs></styleSheet>"#)
}

/// A cell with a text of its own.
pub fn text(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// A row of texts, from column A on.
pub fn row(number: u32, texts: &[&str]) -> String {
    let cells: String = ('A'..='Z')
        .zip(texts)
        .filter(|(_, content)| !content.is_empty())
        .map(|(column, content)| text(&format!("{column}{number}"), content))
        .collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

/// A row whose first cell is a text and whose others are what is given.
pub fn named(number: u32, name: &str, cells: &str) -> String {
    format!(r#"<row r="{number}">{}{cells}</row>"#, text(&format!("A{number}"), name))
}

/// The smallest compound file: header, one table sector, one directory sector with a single named stream.
pub fn compound_file(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0; 512 * 3];
    let mut put = |place: usize, data: &[u8]| bytes[place..place + data.len()].copy_from_slice(data);
    put(0, &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    put(24, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    put(44, &1_u32.to_le_bytes());
    put(48, &1_u32.to_le_bytes());
    put(56, &4096_u32.to_le_bytes());
    put(60, &u32::MAX.wrapping_sub(1).to_le_bytes());
    put(68, &u32::MAX.wrapping_sub(1).to_le_bytes());
    for entry in 1..109 {
        put(76 + entry * 4, &u32::MAX.to_le_bytes());
    }
    for sector in 0..128 {
        put(512 + sector * 4, &u32::MAX.to_le_bytes());
    }
    put(512, &0xffff_fffd_u32.to_le_bytes());
    put(516, &0xffff_fffe_u32.to_le_bytes());
    for (entry, (name, kind)) in [("Root Entry", 5_u8), (stream, 2)].into_iter().enumerate() {
        let place = 1024 + entry * 128;
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(place, &name);
        put(place + 64, &u16::try_from(name.len() + 2).unwrap().to_le_bytes());
        put(place + 66, &[kind]);
        put(place + 116, &0xffff_fffe_u32.to_le_bytes());
    }
    bytes
}

/// Text in the encoding of Chinese systems.
pub fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

/// A workbook in the binary format of Excel: one sheet `名单` of these rows of texts and numbers.
pub fn xlsb(rows: &[&[Binary<'_>]]) -> Vec<u8> {
    let mut book = Vec::new();
    record(&mut book, 0x83, &[]);
    record(&mut book, 0x8f, &[]);
    let mut bundle = vec![0, 0, 0, 0, 1, 0, 0, 0];
    bundle.extend(wide("rId1"));
    bundle.extend(wide("名单"));
    record(&mut book, 0x9c, &bundle);
    record(&mut book, 0x90, &[]);
    record(&mut book, 0x84, &[]);
    let mut sheet = Vec::new();
    record(&mut sheet, 0x81, &[]);
    record(&mut sheet, 0x94, &[0; 16]);
    record(&mut sheet, 0x91, &[]);
    for (number, cells) in (0_u32..).zip(rows) {
        let mut head = number.to_le_bytes().to_vec();
        head.resize(17, 0);
        record(&mut sheet, 0x00, &head);
        for (column, cell) in (0_u32..).zip(*cells) {
            let mut data = column.to_le_bytes().to_vec();
            data.extend([0; 4]);
            match cell {
                Binary::Text(text) => {
                    data.extend(wide(text));
                    record(&mut sheet, 0x06, &data);
                }
                Binary::Number(number) => {
                    data.extend(number.to_le_bytes());
                    record(&mut sheet, 0x05, &data);
                }
                Binary::Error(code) => {
                    data.push(*code);
                    record(&mut sheet, 0x03, &data);
                }
            }
        }
    }
    record(&mut sheet, 0x92, &[]);
    record(&mut sheet, 0x82, &[]);
    let root = relations(&[("rId1", "officeDocument", "xl/workbook.bin")]);
    let inner = relations(&[("rId1", "worksheet", "worksheets/sheet1.bin")]);
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", inner.as_bytes()),
        ("xl/worksheets/sheet1.bin", &sheet),
    ])
}

/// A cell of a binary workbook.
pub enum Binary<'a> {
    Text(&'a str),
    Number(f64),
    Error(u8),
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).unwrap().to_le_bytes();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// Kind and length are numbers of seven bits a byte.
fn record(to: &mut Vec<u8>, kind: u16, data: &[u8]) {
    if kind < 0x80 {
        to.push(u8::try_from(kind).unwrap());
    } else {
        to.extend([u8::try_from(kind & 0x7f | 0x80).unwrap(), u8::try_from(kind >> 7).unwrap()]);
    }
    let mut length = data.len();
    loop {
        let low = u8::try_from(length & 0x7f).unwrap();
        length >>= 7;
        to.push(if length > 0 { low | 0x80 } else { low });
        if length == 0 {
            break;
        }
    }
    to.extend(data);
}
