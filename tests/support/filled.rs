//! Workbooks filled in as a person would, in another program.
#![allow(dead_code, missing_docs, clippy::expect_used, clippy::panic)] // each test file uses its own part

use std::io::{Cursor, Read as _, Write as _};

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// What is typed into a cell.
pub enum Typed<'a> {
    Number(f64),
    Text(&'a str),
}

/// The workbook with cells of its sheets (counted from 1) typed into; the cells are there, empty, with a formula or a text.
pub fn filled(bytes: &[u8], cells: &[(usize, &str, Typed<'_>)]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("read");
        let on_sheet = cells.iter().filter(|(sheet, ..)| name == format!("xl/worksheets/sheet{sheet}.xml"));
        for (_, cell, typed) in on_sheet {
            text = typed_into(&String::from_utf8(text).expect("UTF-8"), cell, typed).into_bytes();
        }
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        writer.write_all(&text).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

fn typed_into(sheet: &str, cell: &str, typed: &Typed<'_>) -> String {
    let at = sheet.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("no cell {cell}"));
    let opening = at + sheet[at..].find('>').expect("an end") + 1;
    let empty = sheet[..opening].ends_with("/>");
    let end = if empty { opening } else { at + sheet[at..].find("</c>").expect("an end") + "</c>".len() };
    let style = sheet[at..opening].split("s=\"").nth(1).and_then(|rest| rest.split('"').next());
    let style = style.map_or_else(String::new, |style| format!(" s=\"{style}\""));
    let new = match typed {
        Typed::Number(number) => format!("<c r=\"{cell}\"{style}><v>{number}</v></c>"),
        Typed::Text(text) => format!("<c r=\"{cell}\"{style} t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    format!("{}{new}{}", &sheet[..at], &sheet[end..])
}
