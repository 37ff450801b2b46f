//! Lists as they come, through the public interface: every format and encoding, hostile containers, and the real lists
//! beside the repository when they are there.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{
    io::{Cursor, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use jiff::civil::date;
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Workbook};
use uuid::Uuid;
use zhaoshang::{
    domain::{company::HonourKind, credit_code, units::Currency},
    exchange::{
        mapping::{self, Mapping, TargetField},
        plan::{CellIssueKind, ExistingIndex, ImportPlan, PlanOptions, RejectReason, build_plan},
        read::{Format, Hazard, List, Looks, ReadError, ReadOptions, read_list},
        sheet::{Cell, SheetIssueKind},
    },
    text::{Lang, Say},
};
use zip::{ZipWriter, write::SimpleFileOptions};

fn read_as(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<List, ReadError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    read_list(&path, options, &mut |_| ControlFlow::Continue(()))
}

fn read(bytes: &[u8], name: &str) -> List {
    read_as(bytes, name, &ReadOptions::default()).unwrap()
}

fn refused(bytes: &[u8], name: &str) -> ReadError {
    let error = read_as(bytes, name, &ReadOptions::default()).unwrap_err();
    for lang in [Lang::Zh, Lang::En] {
        assert!(error.say(lang).chars().count() > 10, "{error:?} says too little");
    }
    error
}

fn planned(list: &List, mapping: &Mapping) -> ImportPlan {
    let options = PlanOptions { today: date(2026, 1, 1), source: list.file_name.as_str().into(), author: None };
    let mut key = 0;
    let mut new_id = || {
        key += 1;
        Uuid::from_u128(key)
    };
    let plan = build_plan(&list.sheet, mapping, &ExistingIndex::default(), &options, &mut new_id, &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(plan.is_complete(), "{}: {plan:?}", list.file_name);
    plan
}

fn plan_of(list: &List) -> ImportPlan {
    planned(list, &mapping::recognize(&list.sheet))
}

fn names(plan: &ImportPlan) -> Vec<&str> {
    plan.created.iter().map(|new| &*new.company.name).collect()
}

fn shown(list: &List, row: u32, column: u32) -> String {
    list.sheet.row(row).map(|row| row.cell(column).display()).unwrap_or_default()
}

const LIST: &str =
    "企业名称,注册资本,成立日期\n江岸芯源有限公司,200万人民币,2020-03-05\n北湾机电有限公司,-,2019年1月2日\n";

#[test]
fn every_encoding_of_text_gives_the_same_companies() {
    let utf16 = |big: bool, mark: bool| -> Vec<u8> {
        let text = if mark { format!("\u{feff}{LIST}") } else { LIST.repeat(2) };
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    for (what, bytes) in [
        ("UTF-8", LIST.as_bytes().to_vec()),
        ("UTF-8 with mark", format!("\u{feff}{LIST}").into_bytes()),
        ("GB18030", encoding_rs::GB18030.encode(LIST).0.into_owned()),
        ("UTF-16LE with mark", utf16(false, true)),
        ("UTF-16BE with mark", utf16(true, true)),
        ("UTF-16LE without mark", utf16(false, false)),
        ("CR only", LIST.replace('\n', "\r").into_bytes()),
        ("semicolons", LIST.replace(',', ";").into_bytes()),
        ("tabs", LIST.replace(',', "\t").into_bytes()),
        ("declared separator", format!("sep=;\n{}", LIST.replace(',', ";")).into_bytes()),
        ("named .xlsx", LIST.as_bytes().to_vec()),
    ] {
        let list = read(&bytes, if what == "named .xlsx" { "名单.xlsx" } else { "名单.csv" });
        assert!(matches!(list.format, Format::Text { .. }), "{what}");
        let plan = plan_of(&list);
        assert_eq!(names(&plan), ["江岸芯源有限公司", "北湾机电有限公司"], "{what}");
        let first = &plan.created[0].company;
        assert_eq!(first.registered_capital.map(|amount| amount.0), Some(2_000_000), "{what}");
        assert_eq!((first.capital_currency, first.founded), (Some(Currency::Cny), Some(date(2020, 3, 5))), "{what}");
        assert_eq!(plan.created[1].company.registered_capital, None, "{what}: a dash is not zero");
    }
}

#[test]
fn characters_outside_gbk_survive() {
    let text = "企业名称\n𠮷祥㐂机械有限公司\n";
    let list = read(&encoding_rs::GB18030.encode(text).0, "名单.txt");
    assert_eq!(names(&plan_of(&list)), ["𠮷祥㐂机械有限公司"]);
}

#[test]
fn a_header_in_utf8_over_rows_in_gbk_is_read_and_flagged() {
    let mut bytes = "企业名称,地址\n".as_bytes().to_vec();
    bytes.extend(encoding_rs::GB18030.encode("江岸芯源有限公司,江岸路\n").0.iter());
    let list = read(&bytes, "名单.csv");
    assert_eq!(names(&plan_of(&list)), ["江岸芯源有限公司"]);
    assert!(list.issues.iter().any(|issue| issue.kind == SheetIssueKind::BadCharacters));
}

#[test]
fn an_unclosed_quote_is_refused_with_its_line_and_can_be_taken_literally() {
    let text = format!("企业名称,简介\n江岸芯源有限公司,\"8 英寸晶圆\n{}", "北湾机电有限公司,电机\n".repeat(1000));
    assert!(matches!(refused(text.as_bytes(), "名单.csv"), ReadError::UnclosedQuote { line: 2 }));
    let options = ReadOptions { literal_quotes: true, ..ReadOptions::default() };
    let list = read_as(text.as_bytes(), "名单.csv", &options).unwrap();
    assert_eq!(list.sheet.filled_rows(), 1002);
    assert_eq!(shown(&list, 2, 1), "\"8 英寸晶圆");
}

#[test]
fn ragged_rows_and_nul_bytes_are_kept_and_flagged() {
    let text =
        "企业名称,地址,电话\n江岸芯源有限公司,江岸路,13800000000,多余\n北湾机电\0有限公司\n云岭材料有限公司,云岭路,\n";
    let list = read(text.as_bytes(), "名单.csv");
    let kinds: Vec<_> = list.issues.iter().map(|issue| (issue.row, issue.kind)).collect();
    assert!(kinds.contains(&(2, SheetIssueKind::RowTooLong)), "{kinds:?}");
    assert!(kinds.contains(&(3, SheetIssueKind::RowTooShort)), "{kinds:?}");
    assert!(kinds.contains(&(3, SheetIssueKind::NulRemoved)), "{kinds:?}");
    assert_eq!(names(&plan_of(&list)), ["江岸芯源有限公司", "北湾机电有限公司", "云岭材料有限公司"]);
}

#[test]
fn a_web_page_named_xls_is_read_as_its_table() {
    let page = "<meta http-equiv=Content-Type content=\"text/html;charset=GB2312\"><table><tr><th>展商名称</th><th>展位号</th></tr>\
        <tr><td rowspan=2>江岸芯源&amp;合作有限公司</td><td>N3-B12</td></tr><tr><td>N3-B13</td></tr>\
        <tr><td>北湾<br>机电有限公司</td><td>8.1H C05</td></tr></table>";
    let list = read(&encoding_rs::GB18030.encode(page).0, "展商.xls");
    assert_eq!(list.format, Format::Html);
    assert_eq!(
        (shown(&list, 2, 0), shown(&list, 3, 1), shown(&list, 4, 0)),
        ("江岸芯源&合作有限公司".into(), "N3-B13".into(), "北湾 机电有限公司".into())
    );
    let plan = plan_of(&list);
    assert_eq!(&*plan.created[0].booth, "N3-B12");
    assert_eq!(plan.rejected.len(), 1, "a stand without a company");
    assert!(matches!(
        refused("<html><body>请登录</body></html>".as_bytes(), "a.xls"),
        ReadError::NotAList(Looks::PageWithoutTable)
    ));
}

// Workbooks

fn workbook(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

#[test]
fn typed_cells_of_a_workbook_become_typed_fields() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet.set_name("名单").unwrap();
        for (column, header) in (0_u16..).zip([
            "企业名称",
            "注册资本（万元）",
            "成立日期",
            "研发占比",
            "营业收入(亿元)",
            "联系电话",
            "统一社会信用代码",
        ]) {
            sheet.write(0, column, header).unwrap();
        }
        let day = CellFormat::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
        sheet.write(1, 0, "江岸芯源有限公司").unwrap();
        sheet.write(1, 1, 1200).unwrap();
        sheet.write_with_format(1, 2, ExcelDateTime::from_ymd(2020, 3, 5).unwrap(), &day).unwrap();
        sheet.write(1, 3, 0.052).unwrap();
        sheet.write(1, 4, 1.5).unwrap();
        sheet.write(1, 5, 13_800_000_000_f64).unwrap();
        sheet.write(1, 6, 9.15e17).unwrap();
    });
    let list = read(&bytes, "名单.xlsx");
    assert_eq!((list.format, list.sheet.name.as_str()), (Format::Xlsx, "名单"));
    assert_eq!(list.sha256.len(), 64);
    let plan = plan_of(&list);
    let new = &plan.created[0];
    assert_eq!(new.company.registered_capital.map(|amount| amount.0), Some(12_000_000));
    assert_eq!(new.company.founded, Some(date(2020, 3, 5)));
    assert_eq!(&*new.company.phone, "13800000000");
    let fact = |metric: &str| new.facts.iter().find(|fact| fact.metric.word() == metric).and_then(|fact| fact.number);
    assert_eq!((fact("rd_intensity"), fact("revenue")), (Some(5.2), Some(15_000.0)));
    assert_eq!(&*new.company.credit_code, "", "a rounded code is no code");
    assert!(plan.issues.iter().any(|issue| issue.column == 6 && matches!(issue.kind, CellIssueKind::Unreadable(_))));
}

#[test]
fn titles_merged_headers_sums_and_remarks_are_told_from_companies() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        let plain = CellFormat::new();
        sheet.merge_range(0, 0, 0, 4, "某展会参展企业名单（2026 年）", &plain).unwrap();
        sheet.merge_range(2, 0, 3, 0, "序号", &plain).unwrap();
        sheet.merge_range(2, 1, 3, 1, "企业名称", &plain).unwrap();
        sheet.merge_range(2, 2, 2, 3, "联系方式", &plain).unwrap();
        sheet.write(3, 2, "电话").unwrap();
        sheet.write(3, 3, "邮箱").unwrap();
        for (row, name) in [(4, "江岸芯源有限公司"), (5, "北湾机电有限公司")] {
            sheet.write(row, 0, row - 3).unwrap();
            sheet.write(row, 1, name).unwrap();
            sheet.write(row, 2, "023-68120000").unwrap();
            sheet.write(row, 3, "a@b.cn").unwrap();
        }
        sheet.write(6, 0, 3).unwrap();
        sheet.write(7, 1, "企业名称").unwrap();
        sheet.write(8, 0, "合 计").unwrap();
        sheet.write(8, 2, 2).unwrap();
        sheet.write(10, 0, "注：以上名单截至二月底").unwrap();
    });
    let list = read(&bytes, "名单.xlsx");
    let mapping = mapping::recognize(&list.sheet);
    assert_eq!((mapping.header_row, mapping.first_data_row), (Some(4), 5));
    assert_eq!(list.sheet.column_by_header(&mapping, "电话"), Some(2));
    let plan = planned(&list, &mapping);
    assert_eq!(names(&plan), ["江岸芯源有限公司", "北湾机电有限公司"]);
    assert_eq!((&*plan.created[0].company.phone, &*plan.created[0].company.email), ("023-68120000", "a@b.cn"));
    assert_eq!((plan.rows, plan.blank), (7, 2), "the numbered empty row and the gap");
    let reasons: Vec<_> = plan.rejected.iter().map(|row| (row.row, row.reason.clone())).collect();
    assert_eq!(reasons, [(8, RejectReason::RepeatedHeader), (9, RejectReason::SumRow), (11, RejectReason::Remark)]);
}

#[test]
fn the_first_visible_sheet_with_companies_is_chosen_and_hidden_ones_only_by_name() {
    let bytes = workbook(|book| {
        book.add_worksheet().set_name("说明").unwrap().write(0, 0, "填表说明：请如实填写").unwrap();
        let hidden = book.add_worksheet();
        hidden.set_name("底稿").unwrap().write(0, 0, "企业名称").unwrap();
        hidden.write(1, 0, "云岭材料有限公司").unwrap();
        hidden.set_hidden(true);
        let sheet = book.add_worksheet();
        sheet.set_name("名单").unwrap().write(0, 0, "企业名称").unwrap();
        sheet.write(1, 0, "江岸芯源有限公司").unwrap();
    });
    assert_eq!(names(&plan_of(&read(&bytes, "a.xlsx"))), ["江岸芯源有限公司"]);
    let named =
        |name: &str| read_as(&bytes, "a.xlsx", &ReadOptions { sheet: Some(name.into()), ..ReadOptions::default() });
    let hidden = named("底稿").unwrap();
    assert!(hidden.sheets[1].hidden);
    assert_eq!(names(&plan_of(&hidden)), ["云岭材料有限公司"]);
    assert!(matches!(named("没有"), Err(ReadError::NoSheet { known, .. }) if known == ["说明", "底稿", "名单"]));
}

#[test]
fn a_person_can_say_which_column_is_what() {
    let list = read("甲列,乙列,丙列,丙列\n江岸芯源,500,A,B\n北湾机电,600,C,D\n".as_bytes(), "a.csv");
    let mut mapping = mapping::recognize(&list.sheet);
    mapping.apply_overrides("甲列=name, B=registered_capital:万元,丙列(2)=products,3=skip").unwrap();
    let plan = planned(&list, &mapping);
    assert_eq!(names(&plan), ["江岸芯源", "北湾机电"]);
    assert_eq!(plan.created[0].company.registered_capital.map(|amount| amount.0), Some(5_000_000));
    assert_eq!(&*plan.created[1].company.products, "D");
    for wrong in ["甲列", "丁列=name", "甲列=nome", "乙列=registered_capital:斤"] {
        let error = mapping.clone().apply_overrides(wrong).unwrap_err();
        assert!(error.say(Lang::Zh).contains('。'), "{wrong}");
    }
    let unknown = mapping.clone().apply_overrides("甲列=nome").unwrap_err().say(Lang::En);
    assert!(
        unknown.contains("credit_code") && unknown.contains("rd_intensity") && unknown.contains("skip"),
        "{unknown}"
    );
    assert_eq!(mapping.columns_for(TargetField::Products).count(), 1);
}

// Workbooks made by hand

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

fn book(properties: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{properties}<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    )
}

fn sheet_xml(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

fn strings_xml(attributes: &str, texts: &[&str]) -> String {
    let texts = texts.iter().map(|text| ["<si><t>", text, "</t></si>"].concat()).collect::<String>();
    format!(
        r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" {attributes}>{texts}</sst>"#
    )
}

fn xlsx(sheet: &str, strings: &str, properties: &str) -> Vec<u8> {
    let workbook = book(properties);
    zipped(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn xlsx_rows(rows: &str) -> Vec<u8> {
    xlsx(&sheet_xml(rows), &strings_xml(r#"count="1" uniqueCount="1""#, &["企业名称"]), "")
}

fn text_cell(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn two_corner_cells_are_two_cells() {
    let rows = format!(
        r#"<row r="1">{}</row><row r="1048576">{}</row>"#,
        text_cell("A1", "甲"),
        text_cell("XFD1048576", "乙")
    );
    let list = read(&xlsx_rows(&rows), "a.xlsx");
    assert_eq!((list.sheet.filled_cells(), list.sheet.last_row(), list.sheet.width()), (2, 1_048_576, 16_384));
}

#[test]
fn false_promises_doctypes_and_odd_parts_are_refused_before_anything_is_parsed() {
    let hazard = |bytes: &[u8]| match refused(bytes, "a.xlsx") {
        ReadError::Hazard(hazard) => hazard,
        other => panic!("{other:?}"),
    };
    let sheet = sheet_xml("");
    let promised = strings_xml(r#"count="1" uniqueCount="4294967295""#, &["x"]);
    assert_eq!(hazard(&xlsx(&sheet, &promised, "")), Hazard::SharedStrings);
    let laughs = sheet.replace("<worksheet", "<!DOCTYPE w [<!ENTITY a \"aaaa\">]><worksheet");
    assert_eq!(hazard(&xlsx(&laughs, &strings_xml("", &[]), "")), Hazard::Doctype("xl/worksheets/sheet1.xml".into()));
    assert!(matches!(hazard(&zipped(&[("xl/workbook.xml", "<a/>"), ("../../etc/passwd", "x")])), Hazard::EntryName(_)));
    let many: Vec<String> = (0..2_100).map(|number| format!("xl/part{number}.txt")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "")).collect();
    assert_eq!(hazard(&zipped(&many)), Hazard::Entries(2_100));
}

#[test]
fn false_dimensions_styles_and_references_cost_at_most_their_own_cell() {
    let rows = format!(
        r#"<row r="1">{}<c r="B1"><v>-1</v></c></row><row r="2">{}<c r="B2" s="999"><v>7</v></c></row><row r="3">{}<c r="1A"><v>8</v></c></row>"#,
        text_cell("A1", "企业名称"),
        text_cell("A2", "江岸芯源有限公司"),
        text_cell("A3", "北湾机电有限公司"),
    );
    for dimension in ["A1:XFD1048576", "A1"] {
        let sheet = sheet_xml(&rows);
        let sheet = sheet.replace("<sheetData>", &format!(r#"<dimension ref="{dimension}"/><sheetData>"#));
        let list = read(&xlsx(&sheet, &strings_xml("", &[]), ""), "a.xlsx");
        assert_eq!(names(&plan_of(&list)), ["江岸芯源有限公司", "北湾机电有限公司"], "{dimension}");
        assert_eq!(list.sheet.row(2).unwrap().cell(1), Cell::Number(7.0), "{dimension}");
        assert!(list.issues.iter().any(|issue| issue.kind == SheetIssueKind::Malformed), "{dimension}");
    }
}

#[test]
fn a_part_that_grows_beyond_the_limit_is_refused() {
    let mut bytes = xlsx_rows("");
    // The directory of the container says how large the part becomes: 300 MB.
    let directory = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bytes[directory + 24..directory + 28].copy_from_slice(&(300_u32 << 20).to_le_bytes());
    assert!(matches!(
        refused(&bytes, "a.xlsx"),
        ReadError::Hazard(Hazard::PartTooLarge(_, 256)) | ReadError::Incomplete
    ));
}

#[test]
fn broken_and_foreign_files_are_named_for_what_they_are() {
    let whole = xlsx_rows("");
    assert!(matches!(refused(&whole[..whole.len() / 2], "a.xlsx"), ReadError::Incomplete));
    assert!(matches!(refused(b"", "a.xlsx"), ReadError::Empty));
    assert!(matches!(refused(b"%PDF-1.7 ...", "a.xlsx"), ReadError::NotAList(Looks::Pdf)));
    assert!(matches!(refused(&zipped(&[("a.txt", "x")]), "a.xlsx"), ReadError::NotAList(Looks::Archive)));
    assert!(matches!(
        refused(&zipped(&[("word/document.xml", "<a/>")]), "a.xlsx"),
        ReadError::NotAList(Looks::Document)
    ));
    assert!(matches!(refused(LIST.as_bytes(), "~$名单.xlsx"), ReadError::LockFile));
    assert!(matches!(refused(b"\n\n  \n", "a.csv"), ReadError::NoRows | ReadError::NotAList(_)));
    let folder = tempfile::tempdir().unwrap();
    let read_path = |path: &Path| read_list(path, &ReadOptions::default(), &mut |_| ControlFlow::Continue(()));
    assert!(matches!(read_path(folder.path()), Err(ReadError::NotAFile)));
    assert!(matches!(read_path(&folder.path().join("none.csv")), Err(ReadError::Open(_))));
    let cut =
        xlsx(&sheet_xml("").replace("</sheetData></worksheet>", "<row r=\"1\"><c r=\"A1\""), &strings_xml("", &[]), "");
    assert!(matches!(refused(&cut, "a.xlsx"), ReadError::Damaged(_)));
}

#[test]
fn an_encrypted_workbook_is_said_to_have_a_password() {
    assert!(matches!(refused(&compound_file("EncryptedPackage"), "a.xlsx"), ReadError::PasswordProtected));
    assert!(matches!(refused(&compound_file("WordDocument"), "a.xls"), ReadError::NotAList(Looks::Document)));
    assert!(matches!(refused(&compound_file("Workbook")[..600], "a.xls"), ReadError::Damaged(_)));
}

/// The smallest compound file: header, one table sector, one directory sector with a single named stream.
fn compound_file(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0; 512 * 3];
    let mut put = |place: usize, data: &[u8]| bytes[place..place + data.len()].copy_from_slice(data);
    put(0, &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    put(24, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    put(44, &1_u32.to_le_bytes());
    put(48, &1_u32.to_le_bytes());
    put(56, &4096_u32.to_le_bytes());
    put(60, &u32::MAX.wrapping_sub(1).to_le_bytes());
    put(68, &u32::MAX.wrapping_sub(1).to_le_bytes());
    put(76, &0_u32.to_le_bytes());
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

#[test]
fn single_bad_cells_do_not_lose_the_sheet() {
    let rows = [
        format!(r#"<row r="1">{}{}</row>"#, text_cell("A1", "企业名称"), text_cell("B1", "参保人数")),
        format!(r#"<row r="2">{}<c r="B2" t="e"><v>#BUSY!</v></c></row>"#, text_cell("A2", "江岸芯源有限公司")),
        format!(r#"<row r="3">{}<c r="B3" t="e"><v>#DIV/0!</v></c></row>"#, text_cell("A3", "北湾机电有限公司")),
        format!(r#"<row r="4">{}<c r="B4"><f>1+1</f></c></row>"#, text_cell("A4", "云岭材料有限公司")),
        format!(r#"<row r="5">{}<c r="B5"><v>1e999</v></c></row>"#, text_cell("A5", "石桥医疗有限公司")),
        format!(r#"<row r="6">{}<c r="B6"><f>40+2</f><v>42</v></c></row>"#, text_cell("A6", "南屏智造有限公司")),
        format!(r#"<row r="7">{}<c r="B7" t="s"><v>99</v></c></row>"#, text_cell("A7", "青浦洲电子有限公司")),
        format!(r#"<row r="8">{0}{0}<c r="XFE8"><v>1</v></c></row>"#, text_cell("A8", "长汀恒动有限公司")),
        format!(r#"<row r="9">{}</row>"#, text_cell("A9", "平湖_x0000_精微有限公司")),
    ];
    let list = read(&xlsx_rows(&rows.concat()), "a.xlsx");
    let kinds: Vec<_> = list.issues.iter().map(|issue| issue.kind).collect();
    for kind in [
        SheetIssueKind::NoSuchText,
        SheetIssueKind::NotCalculated,
        SheetIssueKind::NotFinite,
        SheetIssueKind::Duplicate,
        SheetIssueKind::OutOfSheet,
    ] {
        assert!(kinds.contains(&kind), "{kind:?} in {kinds:?}");
    }
    assert_eq!(list.sheet.row(2).unwrap().cell(1), Cell::Error("#BUSY!"));
    assert_eq!(list.sheet.row(3).unwrap().cell(1), Cell::Error("#DIV/0!"));
    assert_eq!(list.sheet.row(6).unwrap().cell(1), Cell::Number(42.0));
    let plan = plan_of(&list);
    assert_eq!(plan.created.len(), 8);
    assert!(!shown(&list, 9, 0).contains('\0'));
    assert!(plan.created[1].facts.is_empty(), "an error value is neither text nor zero");
}

#[test]
fn dates_count_from_1904_when_the_workbook_says_so() {
    let rows = format!(
        r#"<row r="1">{}{}</row><row r="2">{}<c r="B2"><v>44624</v></c></row>"#,
        text_cell("A1", "企业名称"),
        text_cell("B1", "成立日期"),
        text_cell("A2", "江岸芯源有限公司")
    );
    let of = |properties: &str| {
        let list = read(&xlsx(&sheet_xml(&rows), &strings_xml("", &[]), properties), "a.xlsx");
        plan_of(&list).created[0].company.founded
    };
    assert_eq!(of(""), Some(date(2022, 3, 4)));
    assert_eq!(of(r#"<workbookPr date1904="1"/>"#), Some(date(2026, 3, 5)));
}

#[test]
fn an_open_document_is_read_without_believing_its_repeats() {
    let content = r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>
        <table:table table:name="名单"><table:table-row><table:table-cell office:value-type="string"><text:p>企业名称</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>成立日期</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>
        <table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>江岸&amp;芯源有限公司</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2020-03-05"><text:p>20年3月5日</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
        </office:spreadsheet></office:body></office:document-content>"#;
    let parts = |content: &str| {
        zipped(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", "<manifest/>"),
            ("content.xml", content),
        ])
    };
    let list = read(&parts(content), "名单.ods");
    assert_eq!((list.format, list.sheet.filled_cells()), (Format::Ods, 4));
    let plan = plan_of(&list);
    assert_eq!(names(&plan), ["江岸&芯源有限公司"]);
    assert_eq!(plan.created[0].company.founded, Some(date(2020, 3, 5)));
    let full = content.replace(
        r#"<table:table-cell table:number-columns-repeated="16384"/>"#,
        r#"<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>"#,
    );
    assert!(matches!(refused(&parts(&full), "a.ods"), ReadError::TooManyCells));
}

#[test]
fn reading_can_be_cancelled() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, format!("企业名称\n{}", "江岸芯源有限公司\n".repeat(2_000))).unwrap();
    let mut calls = 0;
    let cancelled = read_list(&path, &ReadOptions::default(), &mut |_| {
        calls += 1;
        if calls > 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(matches!(cancelled, Err(ReadError::Cancelled)));
}

// The 36-column export of companies, and real lists

#[test]
fn the_36_column_export_is_understood() {
    let headers = "企业名称/登记状态/法定代表人/注册资本/成立日期/统一社会信用代码/注册地址/所属省份/所属城市/所属区县/有效手机号/更多电话/邮箱/企业(机构)类型/\
        纳税人识别号/注册号/组织机构代码/参保人数/参保人数所属年报/营业期限/国标行业门类/国标行业大类/国标行业中类/国标行业小类/企查查行业门类/企查查行业大类/\
        企查查行业中类/企查查行业小类/企业规模/曾用名/英文名/官网网址/通信地址/通信地址邮编/企业简介/经营范围";
    let code = credit_code::complete("91500107MA5000001").unwrap();
    let row = format!(
        "江岸芯源（重庆）有限公司/存续/张三/5000万元人民币/2018-05-06/{code}/重庆市九龙坡区江岸路 1 号/重庆市/重庆市/九龙坡区/13800000000/023-68120000；023-68120001/a@b.cn/\
        有限责任公司/-/-/-/120/2024年报/2018-05-06至无固定期限/制造业/计算机、通信和其他电子设备制造业/电子器件制造/集成电路制造/甲/乙/丙/丁/中型/\
        江岸电子有限公司/Jiangan Core/www.example.cn/-/-/做功率器件/功率半导体器件的研发、生产"
    );
    let list = read(format!("{headers}\n{row}\n").replace('/', "\t").as_bytes(), "export.txt");
    let mapping = mapping::recognize(&list.sheet);
    assert_eq!(mapping.columns.len(), 36);
    let plan = planned(&list, &mapping);
    let new = &plan.created[0];
    let company = &new.company;
    assert!(plan.issues.is_empty(), "{:?}", plan.issues);
    assert_eq!(&*company.credit_code, code);
    assert_eq!(company.registered_capital.map(|amount| amount.0), Some(50_000_000));
    assert_eq!(
        (&*company.industry, &*company.company_type, &*company.size_class),
        ("集成电路制造", "有限责任公司", "中型")
    );
    assert_eq!(&*company.phone, "13800000000\n023-68120000\n023-68120001");
    assert_eq!((&*company.former_names, &*company.english_name), ("江岸电子有限公司", "Jiangan Core"));
    assert_eq!(
        (&*company.province, &*company.district, &*company.address),
        ("重庆市", "九龙坡区", "重庆市九龙坡区江岸路 1 号")
    );
    assert_eq!(&*company.business_scope, "功率半导体器件的研发、生产");
    assert_eq!(new.facts.len(), 1);
    assert_eq!(new.facts[0].number, Some(120.0));
}

#[test]
fn headers_are_known_however_they_are_written() {
    let field = |header: &str| {
        let list = read(format!("{header}\t甲\n江岸芯源有限公司\tx\n").as_bytes(), "a.txt");
        mapping::recognize(&list.sheet).columns[0].field.map_or("", TargetField::word)
    };
    for (header, expected) in [
        ("*企业名称", "name"),
        ("企业名称（必填）", "name"),
        ("企 业 名 称", "name"),
        ("企业名称(与营业执照一致)", "name"),
        ("公司名称（请填全称）", "name"),
        ("统一社会信用代码/注册号", "credit_code"),
        ("统一社会信用代码或组织机构代码", "credit_code"),
        ("联系电话/手机", "phone"),
        ("注册资本（万元）", "registered_capital"),
        ("注册资本(万元人民币)", "registered_capital"),
        ("注册资金：万元", "registered_capital"),
        ("2024年营业收入（亿元）", "revenue"),
        ("成立时间（格式：2020-01-01）", "founded"),
        ("是否高新技术企业", "high_tech"),
        ("Company Name", "name"),
        ("Exhibitor", "name"),
    ] {
        let expected = if expected == "high_tech" { HonourKind::HighTech.word() } else { expected };
        assert_eq!(field(header), expected, "{header}");
    }
    let list = read("企业名称\t企业名称（英文）\t联系电话/注册地址\n江岸芯源有限公司\tx\ty\n".as_bytes(), "a.txt");
    let columns = mapping::recognize(&list.sheet).columns;
    assert_eq!(
        (columns[1].field, columns[2].field),
        (None, None),
        "other brackets and alternatives change the meaning"
    );
}

#[test]
fn columns_without_known_headers_are_told_by_their_content() {
    let row = |number: u32| {
        let code = credit_code::complete(&format!("91500107MA{number:07}")).unwrap();
        format!(
            "{number},云岭{number}号材料有限公司,{code},023-6812{number:04},{number}00万元,20{:02}-03-05,云岭路 {number} 号\n",
            10 + number % 10
        )
    };
    let headless: String = (1..=12).map(row).collect();
    let mapping = mapping::recognize(&read(headless.as_bytes(), "a.csv").sheet);
    let words = |mapping: &Mapping| -> Vec<&str> {
        mapping.columns.iter().map(|column| column.field.map_or("", TargetField::word)).collect()
    };
    assert_eq!(mapping.header_row, None);
    assert_eq!(words(&mapping), ["", "name", "credit_code", "phone", "registered_capital", "founded", ""]);
    let strange = format!("甲,乙,丙,丁,戊,己,庚\n{headless}");
    let mapping = mapping::recognize(&read(strange.as_bytes(), "a.csv").sheet);
    assert_eq!(mapping.header_row, Some(1));
    assert_eq!(words(&mapping)[..3], ["", "name", "credit_code"], "a header nobody knows is not overruled further");
}

#[test]
fn a_status_of_something_else_is_not_the_registration_status() {
    let of = |status: &str| {
        let list =
            read(format!("公司名称,状态\n江岸芯源有限公司,{status}\n北湾机电有限公司,{status}\n").as_bytes(), "a.csv");
        plan_of(&list).created[0].company.registration_status.to_string()
    };
    assert_eq!(of("存续（在营、开业）"), "存续（在营、开业）");
    assert_eq!(of("终止(撤回)"), "");
}

#[test]
fn a_column_of_units_is_no_column_of_names() {
    let list =
        read("项目,单位,承担企业名称\n扩产,万元,江岸芯源有限公司\n技改,亿元,北湾机电有限公司\n".as_bytes(), "a.csv");
    assert_eq!(names(&plan_of(&list)), ["江岸芯源有限公司", "北湾机电有限公司"]);
}

#[test]
fn english_lists_of_exhibitors_are_understood() {
    let text = "No.,Exhibitor,Booth No.,Country/Region,Products,Website\n1,\"North Bay Drives Co., Ltd.\",8.1H C05,Norway,Servo motors,www.example.com\n";
    let plan = plan_of(&read(text.as_bytes(), "a.csv"));
    let new = &plan.created[0];
    assert_eq!(
        (&*new.company.name, &*new.booth, &*new.company.address),
        ("North Bay Drives Co., Ltd.", "8.1H C05", "Norway")
    );
    assert_eq!((&*new.company.products, &*new.company.website), ("Servo motors", "www.example.com"));
}

#[test]
fn honours_are_taken_from_lists_and_flags() {
    let text = "企业名称,资质,高新技术企业,证券代码\n江岸芯源有限公司,专精特新“小巨人”；绿色工厂,GR202351100001,688001\n北湾机电有限公司,-,否,\n";
    let plan = plan_of(&read(text.as_bytes(), "a.csv"));
    let kinds: Vec<_> = plan.created[0].honours.iter().map(|honour| (honour.kind, &*honour.number)).collect();
    assert_eq!(
        kinds,
        [(HonourKind::LittleGiant, ""), (HonourKind::HighTech, "GR202351100001"), (HonourKind::Listed, "688001")]
    );
    assert!(plan.created[1].honours.is_empty());
    assert!(plan.issues.iter().any(|issue| issue.kind == CellIssueKind::HonourUnclear));
}

fn real_lists() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/lists");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

#[test]
fn real_lists_import_sensibly() {
    let Some(folder) = real_lists() else { return };
    for (file, header, name_column, rows, created) in [
        ("listed_sse_biff8.xls", Some(1), "证券简称", 1_700, 1_700),
        ("industry_html_table_gb2312.xls", Some(1), "股票名称", 4_725, 4_723),
        ("listed_szse_22_columns.xlsx", Some(1), "公司全称", 2_880, 2_880),
        ("listed_szse_gbk_tab.txt", Some(1), "公司全称", 2_194, 2_194),
        ("ipo_gbk.csv", Some(1), "公司名称", 637, 617),
        ("ipo_utf8_bom.csv", Some(1), "公司名称", 426, 418),
        ("names_no_header_leading_tabs.xlsx", None, "A", 2_538, 2_530),
        ("robot_companies.xlsx", Some(1), "公司名", 43, 43),
        ("registry_2000_rows.csv", Some(1), "企业名称", 2_000, 1_948),
    ] {
        let list = read_list(&folder.join(file), &ReadOptions::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        let mapping = mapping::recognize(&list.sheet);
        assert_eq!(mapping.header_row, header, "{file}");
        let names = mapping.columns_for(TargetField::Name).map(|column| column.index).next();
        assert_eq!(names, list.sheet.column_by_header(&mapping, name_column), "{file}");
        let plan = planned(&list, &mapping);
        assert_eq!((plan.rows, plan.created.len()), (rows, created), "{file}");
        let short = plan.created.iter().filter(|new| new.company.name.chars().count() < 2).count();
        assert_eq!(short, 0, "{file}");
    }
}

#[test]
fn real_registry_rows_keep_what_the_registry_says() {
    let Some(folder) = real_lists() else { return };
    let list =
        read_list(&folder.join("registry_2000_rows.csv"), &ReadOptions::default(), &mut |_| ControlFlow::Continue(()))
            .unwrap();
    let plan = plan_of(&list);
    let share = |fits: &dyn Fn(&zhaoshang::domain::company::Company) -> bool| {
        plan.created.iter().filter(|new| fits(&new.company)).count() * 100 / plan.created.len()
    };
    assert!(share(&|company| company.registered_capital.is_some()) >= 95);
    assert!(share(&|company| company.founded.is_some()) >= 99);
    assert!(share(&|company| credit_code::check(&company.credit_code).is_ok()) >= 94);
    assert!(
        share(&|company| company.english_name.contains('-') && company.english_name.len() == 1) == 0,
        "a dash is no name"
    );
}
