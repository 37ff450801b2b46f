//! What is run on random input, and what must hold for every answer.

use std::{fs, ops::ControlFlow, path::Path};

use zhaoshang::{
    domain::credit_code,
    exchange::{
        block,
        mapping::recognize,
        parse::{self, Parsed},
        read::{List, ReadError, ReadOptions, apart::read_answer, read_bytes, read_pasted},
        sheet::{MAX_COLUMNS, MAX_ROWS},
    },
};

use crate::make::{self, Binary, Book};

/// A way of behaving: inputs that behave alike teach nothing new.
pub type Way = (u32, u32, u32);

pub struct Target {
    pub name: &'static str,
    /// Inputs to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Words that mean something to it.
    pub words: &'static [&'static str],
    /// Runs it; panics where something does not hold.
    pub run: fn(&[u8]) -> Way,
}

pub const TARGETS: &[Target] = &[
    Target { name: "text", seeds: || kept("text"), words: TEXT, run: |bytes| way(&read(bytes, "a.csv")) },
    Target { name: "pasted", seeds: || kept("text"), words: TEXT, run: pasted },
    Target { name: "xlsx", seeds: workbooks, words: XML, run: workbook },
    Target { name: "ods", seeds: documents, words: ODS, run: document },
    Target { name: "container", seeds: containers, words: XML, run: |bytes| way(&read(bytes, "a.xlsx")) },
    Target { name: "xlsb", seeds: binaries, words: &[], run: binary },
    Target {
        name: "xls",
        seeds: compounds,
        words: &["Workbook", "EncryptedPackage"],
        run: |bytes| way(&read(bytes, "a.xls")),
    },
    Target { name: "frames", seeds: frames, words: &["null", "\"Xlsx\"", "{}"], run: answer },
    Target { name: "amount", seeds: || lines("amounts"), words: MONEY, run: amount },
    Target { name: "date", seeds: || lines("dates"), words: DAYS, run: date },
    Target { name: "code", seeds: || lines("codes"), words: CODES, run: code },
];

const TEXT: &[&str] = &[
    "\"",
    "\"\"",
    ",",
    "\t",
    ";",
    "|",
    "\r",
    "\n",
    "\r\n",
    "sep=;\n",
    "\u{feff}",
    "企业名称",
    "合计",
    "<table>",
    "<td>",
    "<tr>",
    "</table>",
    "<td rowspan=1000000>",
    "<td colspan=99999>",
    "&amp;",
    "\0",
    "'",
    "=1+1",
    "\u{202e}",
];
const XML: &[&str] = &[
    "<c r=\"A1\" t=\"s\"><v>0</v></c>",
    "<row r=\"2\" hidden=\"1\">",
    "</row>",
    "<row>",
    "</c>",
    "<v>",
    "</v>",
    "t=\"inlineStr\"",
    "t=\"e\"",
    "t=\"str\"",
    "<is><t>",
    "</t></is>",
    "&#0;",
    "&lol;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "_x0000_",
    "<f>1</f>",
    "XFD1048576",
    "<cols><col min=\"1\" max=\"99999999\" hidden=\"1\"/></cols>",
    "<si>",
    "<rPh>",
    "uniqueCount=\"9\"",
    "numFmtId=\"14\"",
    "formatCode=\"[h]:mm\"",
    "s=\"1\"",
    "<!DOCTYPE",
    "/>",
    "<sheetData/>",
    "\u{feff}",
];
const ODS: &[&str] = &[
    "table:number-columns-repeated=\"16384\"",
    "table:number-rows-repeated=\"1048576\"",
    "office:value-type=\"float\"",
    "office:value=\"1e999\"",
    "<table:table-row>",
    "</table:table-row>",
    "<table:table-cell>",
    "</table:table-cell>",
    "<text:p>",
    "</text:p>",
    "office:value-type=\"date\"",
    "office:date-value=\"2020-13-01\"",
    "<table:table table:name=\"甲\">",
    "</table:table>",
    "table:visibility=\"filter\"",
    "<office:annotation>",
    "&#xD800;",
    "table:formula=\"x\"",
];
const MONEY: &[&str] = &[
    "万",
    "亿",
    "万亿",
    "千万",
    "元",
    "美元",
    "人民币",
    "港币",
    "$",
    "¥",
    "约",
    "(",
    ")",
    "（万元）",
    ",",
    "，",
    "．",
    "-",
    "%",
    "e",
    "E+",
    "/亩",
    "百万",
    "million",
    "usd",
    "左右",
    " ",
    "\u{200b}",
    "０",
    "１",
    "∞",
    "½",
    "㎡",
    "@7.12",
    "～",
    "至",
];
const DAYS: &[&str] = &[
    "年", "月", "日", "-", "/", ".", "T", ":", "00:00:00", "至", "2026", "0000", "9999", "13", "31", "02-30", "Z",
    "+08:00", "２", "−",
];
const CODES: &[&str] = &[
    "O",
    "0",
    "I",
    "1",
    "l",
    "S",
    "Z",
    "V",
    "9",
    "91500107",
    "MA",
    "-",
    " ",
    "０",
    "Ａ",
    "统一社会信用代码：",
    "\u{200b}",
];

fn read(bytes: &[u8], name: &str) -> Result<List, ReadError> {
    read_bytes(bytes, name, &ReadOptions::default(), &mut |_| ControlFlow::Continue(()))
}

/// What must hold for every list, and how this one behaves.
fn way(outcome: &Result<List, ReadError>) -> Way {
    match outcome {
        Ok(list) => {
            let sheet = &list.sheet;
            let mut last = 0;
            for row in sheet.rows() {
                assert!(row.number() > last && row.number() <= MAX_ROWS, "rows out of order");
                last = row.number();
                let mut before = None;
                for (column, cell) in row.cells() {
                    assert!(column < MAX_COLUMNS && before.is_none_or(|before| before < column), "cells out of order");
                    assert!(!cell.display().contains('\0'), "a NUL was kept");
                    before = Some(column);
                }
            }
            assert!(sheet.hidden_rows.iter().all(|row| sheet.row(*row).is_some()));
            let mapping = recognize(sheet);
            assert_eq!(mapping.columns.len(), sheet.width() as usize);
            let kinds = list.issues.iter().fold(0_u32, |kinds, issue| kinds | 1 << (issue.kind as u32));
            let fields = mapping.columns.iter().filter(|column| column.field.is_some()).count();
            (kinds, u32::try_from(sheet.filled_rows().min(9)).unwrap(), u32::try_from(fields.min(9)).unwrap())
        }
        Err(error) => {
            let words = error.to_string();
            let kind = words.bytes().take(14).fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
            (1 << 31, kind, 0)
        }
    }
}

fn pasted(bytes: &[u8]) -> Way {
    let text = String::from_utf8_lossy(bytes);
    let cells = block::read(&text);
    assert_eq!(block::read(&block::write(&cells)), cells, "a block does not come back");
    way(&read_pasted(&text, "粘贴", &ReadOptions::default(), &mut |_| ControlFlow::Continue(())))
}

// Containers: the parts are changed, not the packed bytes, which a checksum protects.

const END: &str = "\u{1}\u{1}\u{1}";

fn parts(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = vec![Vec::new()];
    let mut rest = bytes;
    while let Some(at) = rest.windows(3).position(|window| window == END.as_bytes()) {
        parts.last_mut().unwrap().extend(&rest[..at]);
        parts.push(Vec::new());
        rest = &rest[at + 3..];
    }
    parts.last_mut().unwrap().extend(rest);
    parts
}

fn workbooks() -> Vec<Vec<u8>> {
    let header = make::row(1, &["企业名称", "参保人数", "成立日期"]);
    let rows = format!(
        "{header}{}{}{}",
        make::named(2, "江岸芯源有限公司", r#"<c r="B2"><v>42</v></c><c r="C2" s="1"><v>46086</v></c>"#),
        make::named(
            3,
            "北湾机电有限公司",
            r#"<c r="B3" t="e"><v>#N/A</v></c><c r="C3" t="str"><f>A1</f><v>2020-01-02</v></c>"#
        ),
        make::named(4, "云岭材料有限公司", r#"<c r="B4" t="s"><v>1</v></c><c r="C4"><f>1+1</f></c>"#),
    );
    let hidden = rows.replace("<row r=\"3\">", "<row r=\"3\" hidden=\"1\">");
    [rows, hidden, header]
        .iter()
        .map(|rows| {
            let mut book = Book::of(rows);
            book.styles = make::styles(&[14, 46]);
            [book.workbook, book.relations, book.sheet, book.strings, book.styles].join(END).into_bytes()
        })
        .collect()
}

fn workbook(bytes: &[u8]) -> Way {
    let parts = parts(bytes);
    let part = |at: usize| parts.get(at).map_or(&b""[..], Vec::as_slice);
    let root = make::relations(&[("rId1", "officeDocument", "xl/workbook.xml")]);
    let file = make::zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", part(0)),
        ("xl/_rels/workbook.xml.rels", part(1)),
        ("xl/worksheets/sheet1.xml", part(2)),
        ("xl/sharedStrings.xml", part(3)),
        ("xl/styles.xml", part(4)),
    ]);
    way(&read(&file, "a.xlsx"))
}

fn documents() -> Vec<Vec<u8>> {
    let row = |name: &str, number: &str| {
        format!(
            r#"<table:table-row><table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row>"#
        )
    };
    let table = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="名单"><table:table-column table:number-columns-repeated="3"/>{}{}{}</table:table></office:spreadsheet></office:body></office:document-content>"#,
        row("企业名称", "1"),
        row("江岸芯源有限公司", "2"),
        row("北湾机电有限公司", "3")
    );
    vec![table.into_bytes()]
}

fn document(bytes: &[u8]) -> Way {
    let file = make::zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", bytes),
    ]);
    way(&read(&file, "a.ods"))
}

fn containers() -> Vec<Vec<u8>> {
    let book = Book::of(&make::row(1, &["企业名称"])).bytes();
    vec![book, make::zipped(&[("../x", b"x")]), make::zipped(&[("content.xml", b"<a/>"), ("mimetype", b"x")])]
}

fn binaries() -> Vec<Vec<u8>> {
    let file = make::xlsb(&[
        &[Binary::Text("企业名称"), Binary::Text("参保人数")],
        &[Binary::Text("江岸芯源有限公司"), Binary::Number(42.0)],
        &[Binary::Text("北湾机电有限公司"), Binary::Error(7)],
    ]);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut bytes).unwrap();
        bytes
    };
    vec![[part("xl/workbook.bin"), part("xl/worksheets/sheet1.bin")].join(END.as_bytes())]
}

fn binary(bytes: &[u8]) -> Way {
    let parts = parts(bytes);
    let part = |at: usize| parts.get(at).map_or(&b""[..], Vec::as_slice);
    let root = make::relations(&[("rId1", "officeDocument", "xl/workbook.bin")]);
    let inner = make::relations(&[("rId1", "worksheet", "worksheets/sheet1.bin")]);
    let file = make::zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.bin", part(0)),
        ("xl/_rels/workbook.bin.rels", inner.as_bytes()),
        ("xl/worksheets/sheet1.bin", part(1)),
    ]);
    way(&read(&file, "a.xlsb"))
}

fn compounds() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> =
        ["Workbook", "EncryptedPackage", "WordDocument"].iter().map(|name| make::compound_file(name)).collect();
    // A workbook stream with a few records, in sectors of its own.
    let mut book = make::compound_file("Workbook");
    let records: [(u16, &[u8]); 6] = [
        (0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        (0x0085, &[0x40, 0, 0, 0, 0, 0, 1, 0, b'S']),
        (0x000a, &[]),
        (0x0809, &[0, 6, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        (0x0203, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]),
        (0x000a, &[]),
    ];
    let mut stream = Vec::new();
    for (kind, data) in records {
        stream.extend(kind.to_le_bytes());
        stream.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
        stream.extend(data);
    }
    stream.resize(4096, 0);
    book.extend(&stream);
    for sector in 2..9_u32 {
        let place = 512 + sector as usize * 4;
        book[place..place + 4].copy_from_slice(&(sector + 1).to_le_bytes());
    }
    book[512 + 9 * 4..512 + 10 * 4].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    book[1024 + 128 + 116..1024 + 128 + 120].copy_from_slice(&2_u32.to_le_bytes());
    book[1024 + 128 + 120..1024 + 128 + 124].copy_from_slice(&4096_u32.to_le_bytes());
    seeds.push(book);
    seeds
}

fn frames() -> Vec<Vec<u8>> {
    let frame = |kind: u8, payload: &[u8]| {
        let mut bytes = vec![kind];
        bytes.extend(u32::try_from(payload.len()).unwrap().to_le_bytes());
        bytes.extend(payload);
        bytes
    };
    let head = br#"{"format":"Xlsx","sheets":[{"name":"S","hidden":false,"rows":1}],"name":"S","counts_from_1904":false,"guarded":false,"hidden_columns":[],"formulas":[[1,2]],"issues":[{"row":1,"column":0,"kind":"TooLong"}]}"#;
    let mut cell = 1_u32.to_le_bytes().to_vec();
    cell.extend([0, 0, b't', 3, 0, 0, 0, b'a', b'b', b'c']);
    cell.extend([2, 0, 0, 0, 1, 0, b'n', 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
    cell.extend([3, 0, 0, 0, 0, 0, b'd', 0xea, 7, 3, 5, 0, 0, 0]);
    let whole =
        [frame(4, &5_u32.to_le_bytes()), frame(5, head), frame(6, &[1, 0, 0, 0]), frame(7, &cell), frame(8, &[])]
            .concat();
    vec![whole, frame(9, br#"{"Damaged":"x"}"#)]
}

fn answer(bytes: &[u8]) -> Way {
    match read_answer(bytes) {
        Ok((rows, cells)) => (0, u32::try_from(rows.min(9)).unwrap(), u32::try_from(cells.min(9)).unwrap()),
        Err(error) => {
            let words = error.to_string();
            (1, words.bytes().take(12).fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())), 0)
        }
    }
}

// Cells.

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn said<T>(parsed: &Parsed<T>) -> u32 {
    match parsed {
        Parsed::Missing => 0,
        Parsed::Value(_) => 1,
        Parsed::Unreadable(reason) => 2 + *reason as u32,
    }
}

fn amount(bytes: &[u8]) -> Way {
    let text = text(bytes);
    let (_, unit) = parse::header_unit(&text);
    let money = parse::amount(&text, None);
    if let Parsed::Value(money) = money {
        assert!(money.amount.wan().0.is_finite() && money.amount.0 >= 0, "{text:?}");
        // What is written out says the same again.
        let again = parse::amount(&format!("{}元", money.amount.0), None).value();
        assert_eq!(again.map(|again| again.amount), Some(money.amount), "{text:?}");
    }
    let with = parse::amount(&text, unit);
    let number = parse::number(&text);
    assert!(number.value().is_none_or(f64::is_finite), "{text:?}");
    let percent = parse::percent(&text);
    assert!(percent.value().is_none_or(|(value, _)| value.is_finite()), "{text:?}");
    let scaled = parse::scaled_number(&text, unit);
    assert!(scaled.value().is_none_or(f64::is_finite), "{text:?}");
    (
        said(&money) * 16 + said(&with),
        said(&number) * 16 + said(&percent),
        said(&scaled) * 2 + u32::from(unit.is_some()),
    )
}

fn date(bytes: &[u8]) -> Way {
    let text = text(bytes);
    let day = parse::date(&text);
    if let Parsed::Value(day) = day {
        assert!((1800..=2100).contains(&day.year()), "{text:?}");
        assert_eq!(parse::date(&day.to_string()).value(), Some(day), "{text:?}");
    }
    let serial = text.trim().parse::<f64>().map_or(9, |number| said(&parse::excel_date(number, number > 1e4)));
    (said(&day), serial, u32::try_from(text.chars().filter(char::is_ascii_digit).count().min(15)).unwrap())
}

fn code(bytes: &[u8]) -> Way {
    let text = text(bytes);
    let parsed = parse::credit_code(&text);
    let way = said(&parsed);
    let mut fault = 0;
    if let Parsed::Value(reading) = parsed {
        assert_eq!(credit_code::check(&reading.code).is_err(), reading.fault.is_some(), "{text:?}");
        if let Some(suggestion) = &reading.suggestion {
            assert!(credit_code::check(suggestion).is_ok(), "{text:?}: {suggestion}");
        }
        fault = u32::from(reading.fault.is_some()) + 2 * u32::from(reading.suggestion.is_some());
    }
    let normal = credit_code::normalize(&text);
    assert_eq!(credit_code::normalize(&normal), normal, "{text:?}");
    let _ = (parse::phone_list(&text), parse::email_list(&text), parse::honours(&text), parse::honour_flag(&text));
    (way, fault, u32::try_from(normal.len().min(20)).unwrap())
}

// Seeds that are kept as files.

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds").join(name)
}

/// The files of a folder, by name.
fn kept(name: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(folder(name)).unwrap().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// The lines of a file.
fn lines(name: &str) -> Vec<Vec<u8>> {
    let text = fs::read_to_string(folder("cells").join(format!("{name}.txt"))).unwrap();
    text.lines().map(|line| line.as_bytes().to_vec()).collect()
}
