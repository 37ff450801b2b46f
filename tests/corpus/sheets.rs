//! Lines 1 to 49 of the table: workbooks.

use jiff::civil::date;
use zhaoshang::{
    exchange::{
        mapping,
        parse::Unreadable,
        plan::{CellIssueKind, RejectReason, RowChoices, suggestions},
        read::{Format, Hazard, List, ReadError},
        sheet::{Cell, SheetIssueKind as Kind},
    },
    text::{Lang, Say},
};

use crate::{
    Case, issues,
    make::{Binary, Book, compound_file, gbk, named, relations, row, sheet, strings, styles, text, workbook, xlsb},
    names, noted, planned, planned_with, said, shown,
};

const HEADER: &[&str] = &["企业名称", "参保人数", "成立日期"];
/// Unoptimised code gets a tenth of what is repeated.
const MANY: usize = if cfg!(debug_assertions) { 800_000 } else { 8_000_000 };

fn list(outcome: Result<List, ReadError>) -> List {
    outcome.unwrap_or_else(|error| panic!("{error:?}"))
}

fn hazard(outcome: Result<List, ReadError>) -> Hazard {
    match outcome {
        Err(ReadError::Hazard(hazard)) => hazard,
        other => panic!("{other:?}"),
    }
}

/// A list of companies whose second column holds these cells, from row 2 on.
fn with_cells(cells: &[&str]) -> Book {
    let rows: String = (2..)
        .zip(cells)
        .map(|(number, cell)| {
            named(number, &format!("示例{number}号有限公司"), &cell.replace('@', &number.to_string()))
        })
        .collect();
    Book::of(&format!("{}{rows}", row(1, HEADER)))
}

fn dimension(reference: &str) -> Vec<u8> {
    let mut book = Book::of(&format!("{}{}", row(1, HEADER), row(2, &["江岸芯源有限公司"])));
    book.sheet = book.sheet.replace("<sheetData>", &format!(r#"<dimension ref="{reference}"/><sheetData>"#));
    book.bytes()
}

fn one_company(outcome: Result<List, ReadError>) {
    assert_eq!(names(&planned(&list(outcome))), ["江岸芯源有限公司"]);
}

#[allow(clippy::too_many_lines)] // the table, line by line
pub fn cases() -> Vec<Case> {
    let case = |number, file, make, expect| Case { number, file, make, expect };
    vec![
        case(
            1,
            "两角.xlsx",
            || {
                let corner = format!(r#"<row r="1048576">{}</row>"#, text("XFD1048576", "乙"));
                Book::of(&format!("{}{corner}", row(1, &["甲"]))).bytes()
            },
            |outcome| {
                let list = list(outcome);
                assert_eq!((list.sheet.filled_cells(), list.sheet.last_row()), (2, 1_048_576));
            },
        ),
        case(
            2,
            "许诺.xlsx",
            || {
                let mut book = Book::of(&row(1, HEADER));
                book.strings = strings(r#"count="1" uniqueCount="4294967295""#, &["甲"]);
                book.bytes()
            },
            |outcome| assert_eq!(hazard(outcome), Hazard::SharedStrings),
        ),
        case(
            3,
            "膨胀.xlsx",
            || {
                let mut book = Book::of("");
                book.sheet.push_str(&" ".repeat((256 << 20) + 1));
                book.bytes()
            },
            |outcome| assert!(matches!(hazard(outcome), Hazard::PartTooLarge(part, 256) if part.contains("sheet1"))),
        ),
        case(
            4,
            "短文本.xlsx",
            || {
                let mut book = Book::of(&row(1, HEADER));
                book.strings = strings(&format!(r#"uniqueCount="{MANY}""#), &vec!["甲乙丙"; MANY]);
                book.bytes()
            },
            |outcome| {
                // Within the cap of the process, or refused by it; here neither grows.
                assert!(matches!(outcome, Ok(_) | Err(ReadError::TooManyCells | ReadError::ReaderDied)));
            },
        ),
        case(
            5,
            "远列.xlsx",
            || {
                let rows: String = (1..=2_001)
                    .map(|number| format!(r#"<row r="{number}">{}</row>"#, text(&format!("XFD{number}"), "甲")))
                    .collect();
                Book::of(&rows).bytes()
            },
            |outcome| assert_eq!(list(outcome).sheet.filled_cells(), 2_001),
        ),
        case(
            6,
            "空行.xlsx",
            || {
                let rows = MANY / 8;
                let empty: String =
                    (3..=rows).map(|number| format!(r#"<row r="{number}"><c r="A{number}" s="1"/></row>"#)).collect();
                let last = row(1_048_576, &["北湾机电有限公司"]);
                Book::of(&format!("{}{}{empty}{last}", row(1, HEADER), row(2, &["江岸芯源有限公司"]))).bytes()
            },
            |outcome| {
                let plan = planned(&list(outcome));
                assert_eq!((plan.created.len(), plan.blank), (2, 1_048_573), "blank rows are counted and nothing else");
            },
        ),
        case(7, "尺寸.xlsx", || dimension("A1:XFD1048576"), one_company),
        case(8, "尺寸零.xlsx", || dimension("A0:B0"), one_company),
        case(9, "尺寸反.xlsx", || dimension("Z9:A1"), one_company),
        case(
            10,
            "界外.xlsx",
            || {
                let far = format!(r#"<row r="16777217">{}</row>"#, text("A16777217", "甲"));
                Book::of(&format!(
                    "{}{}{far}",
                    row(1, HEADER),
                    named(2, "江岸芯源有限公司", r#"<c r="XFE2"><v>1</v></c>"#)
                ))
                .bytes()
            },
            |outcome| {
                let list = list(outcome);
                assert_eq!(noted(&list, Kind::OutOfSheet), [(2, Some(16_384)), (16_777_217, Some(0))]);
                assert_eq!(names(&planned(&list)), ["江岸芯源有限公司"]);
            },
        ),
        case(
            11,
            "十亿笑.xlsx",
            || {
                let mut book = Book::of(&row(1, &["&lol;"]));
                book.sheet = book
                    .sheet
                    .replace("<worksheet", r#"<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY lol "&a;&a;&a;">]><worksheet"#);
                book.bytes()
            },
            |outcome| assert!(matches!(hazard(outcome), Hazard::Doctype(_))),
        ),
        case(
            12,
            "外部实体.xlsx",
            || {
                let mut book = Book::of(&row(1, &["&x;"]));
                book.strings =
                    book.strings.replace("<sst", r#"<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst"#);
                book.bytes()
            },
            |outcome| assert!(matches!(hazard(outcome), Hazard::Doctype(_))),
        ),
        case(
            13,
            "半个.xlsx",
            || {
                let whole = Book::of(&row(1, HEADER)).bytes();
                whole[..whole.len() / 2].to_vec()
            },
            |outcome| assert!(matches!(outcome, Err(ReadError::Incomplete))),
        ),
        case(14, "空.xlsx", Vec::new, |outcome| assert!(matches!(outcome, Err(ReadError::Empty)))),
        case(
            15,
            "改名.xlsx",
            || "企业名称,电话\n江岸芯源有限公司,023-68120000\n".into(),
            |outcome| {
                let list = list(outcome);
                assert!(matches!(list.format, Format::Text { separator: Some(','), .. }));
                assert_eq!(names(&planned(&list)), ["江岸芯源有限公司"]);
            },
        ),
        case(
            16,
            "导出.xls",
            || gbk("<meta charset=gb2312><table><tr><th>企业名称<th>展位号<tr><td>江岸芯源有限公司<td>N3-B12</table>"),
            |outcome| {
                let list = list(outcome);
                assert_eq!(list.format, Format::Html);
                assert_eq!(names(&planned(&list)), ["江岸芯源有限公司"]);
            },
        ),
        case(
            17,
            "加密.xlsx",
            || compound_file("EncryptedPackage"),
            |outcome| {
                assert!(matches!(outcome, Err(ReadError::PasswordProtected)));
            },
        ),
        case(
            18,
            "越界文本.xlsx",
            || with_cells(&[r#"<c r="B@" t="s"><v>99</v></c>"#, r#"<c r="B@" t="s"><v>1</v></c>"#]).bytes(),
            |outcome| {
                let list = list(outcome);
                assert_eq!(noted(&list, Kind::NoSuchText), [(2, Some(1))]);
                assert_eq!((shown(&list, 2, 1), shown(&list, 3, 1)), (String::new(), "北湾机电有限公司".into()));
            },
        ),
        case(
            19,
            "负号文本.xlsx",
            || with_cells(&[r#"<c r="B@" t="s"><v>-1</v></c>"#, r#"<c r="B@" t="s"><v>x</v></c>"#]).bytes(),
            |outcome| {
                let list = list(outcome);
                assert_eq!(noted(&list, Kind::NoSuchText), [(2, Some(1)), (3, Some(1))], "never the first text");
                assert_eq!(list.sheet.row(2).unwrap().cell(1), Cell::Empty);
                assert_eq!(planned(&list).created.len(), 2);
            },
        ),
        case(
            20,
            "错误值.xlsx",
            || {
                with_cells(&[
                    r#"<c r="B@" t="e"><v>#DIV/0!</v></c>"#,
                    r#"<c r="B@" t="e"><v>#N/A</v></c>"#,
                    r#"<c r="B@" t="e"><v>#REF!</v></c>"#,
                ])
                .bytes()
            },
            |outcome| {
                let plan = planned(&list(outcome));
                let errors = said(&plan, &CellIssueKind::Unreadable(Unreadable::ErrorValue));
                assert_eq!(errors, ["#DIV/0!", "#N/A", "#REF!"]);
                assert!(plan.created.iter().all(|new| new.facts.is_empty()), "neither a text nor zero");
            },
        ),
        case(
            21,
            "新错误值.xlsx",
            || {
                with_cells(&[
                    r#"<c r="B@" t="e"><v>#BUSY!</v></c>"#,
                    r#"<c r="B@" t="e"><v>#SPILL!</v></c>"#,
                    r#"<c r="B@"><v>12</v></c>"#,
                ])
                .bytes()
            },
            |outcome| {
                let plan = planned(&list(outcome));
                assert_eq!(said(&plan, &CellIssueKind::Unreadable(Unreadable::ErrorValue)), ["#BUSY!", "#SPILL!"]);
                assert_eq!(plan.created[2].facts[0].number, Some(12.0));
            },
        ),
        case(
            22,
            "未计算.xlsx",
            || with_cells(&[r#"<c r="B@"><f>1+1</f></c>"#]).bytes(),
            |outcome| {
                let list = list(outcome);
                assert_eq!(noted(&list, Kind::NotCalculated), [(2, Some(1))]);
                assert!(issues(&list)[0].kind.clone().say_zh().contains("保存一次"));
            },
        ),
        case(
            23,
            "已计算.xlsx",
            || with_cells(&[r#"<c r="B@"><f>40+2</f><v>42</v></c>"#]).bytes(),
            |outcome| {
                let list = list(outcome);
                assert_eq!(list.sheet.formulas, [(1, 1)], "said to be from a formula");
                assert_eq!(planned(&list).created[0].facts[0].number, Some(42.0));
            },
        ),
        case(
            24,
            "非数.xlsx",
            || with_cells(&[r#"<c r="B@"><v>NaN</v></c>"#, r#"<c r="B@"><v>1e999</v></c>"#]).bytes(),
            |outcome| {
                assert_eq!(noted(&list(outcome), Kind::NotFinite), [(2, Some(1)), (3, Some(1))]);
            },
        ),
        case(
            25,
            "半数字.xlsx",
            || with_cells(&[r#"<c r="B@"><v>12abc</v></c>"#]).bytes(),
            |outcome| {
                let list = list(outcome);
                assert_eq!(list.sheet.row(2).unwrap().cell(1), Cell::Text("12abc"));
                assert_eq!(said(&planned(&list), &CellIssueKind::Unreadable(Unreadable::Number)), ["12abc"]);
            },
        ),
        case(
            26,
            "一九零四.xlsx",
            || {
                let mut book = with_cells(&[r#"<c r="C@" s="1"><v>44624</v></c>"#]);
                book.styles = styles(&[14]);
                book.workbook =
                    workbook(r#"<workbookPr date1904="1"/>"#, r#"<sheet name="名单" sheetId="1" r:id="rId1"/>"#);
                book.bytes()
            },
            |outcome| assert_eq!(planned(&list(outcome)).created[0].company.founded, Some(date(2026, 3, 5))),
        ),
        case(
            27,
            "怪日期.xlsx",
            || {
                let mut book = with_cells(
                    &["60", "0", "-5", "1e15"]
                        .map(|serial| format!(r#"<c r="C@" s="1"><v>{serial}</v></c>"#))
                        .each_ref()
                        .map(String::as_str),
                );
                book.styles = styles(&[14]);
                book.bytes()
            },
            |outcome| {
                let list = list(outcome);
                let plan = planned(&list);
                assert!(plan.created.iter().all(|new| new.company.founded.is_none()));
                assert_eq!(
                    said(&plan, &CellIssueKind::Unreadable(Unreadable::Date)),
                    ["60", "0", "-5", "1000000000000000"]
                );
                assert_eq!(noted(&list, Kind::DateOutOfRange).len(), 3, "the raw number is kept");
            },
        ),
        case(
            28,
            "东亚日期.xlsx",
            || {
                let formats: Vec<u32> = (27..=31).chain([36]).chain(50..=54).chain([57, 58]).collect();
                let cells: Vec<String> =
                    (1..=formats.len()).map(|style| format!(r#"<c r="C@" s="{style}"><v>46086</v></c>"#)).collect();
                let mut book = with_cells(&cells.iter().map(String::as_str).collect::<Vec<_>>());
                book.styles = styles(&formats);
                book.bytes()
            },
            |outcome| {
                let plan = planned(&list(outcome));
                assert_eq!(plan.created.len(), 13);
                assert!(plan.created.iter().all(|new| new.company.founded == Some(date(2026, 3, 5))));
            },
        ),
        case(
            29,
            "文字日期.xlsx",
            || {
                let days = ["2026.3.5", "2026年3月5日", "20260305", "3/5/26"];
                with_cells(&days.map(|day| text("C@", day)).each_ref().map(String::as_str)).bytes()
            },
            |outcome| {
                let list = list(outcome);
                let founded: Vec<_> = planned(&list).created.iter().map(|new| new.company.founded).collect();
                assert_eq!(founded, [Some(date(2026, 3, 5)), Some(date(2026, 3, 5)), Some(date(2026, 3, 5)), None]);
                assert_eq!(suggestions(&issues(&list)[0]), ["2026-03-05", "2026-05-03"], "asked, not guessed");
            },
        ),
        case(
            30,
            "深藏.xlsx",
            || {
                let mut book = Book::of(&format!("{}{}", row(1, HEADER), row(2, &["云岭材料有限公司"])));
                book.workbook = workbook(
                    "",
                    r#"<sheet name="底稿" sheetId="1" state="veryHidden" r:id="rId1"/><sheet name="名单" sheetId="2" r:id="rId9"/>"#,
                );
                book.relations = book.relations.replace(
                    "</Relationships>",
                    &relations(&[("rId9", "worksheet", "worksheets/sheet2.xml")])
                        .replace(r#"<?xml version="1.0"?>"#, "")
                        .replace(
                            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
                            "",
                        ),
                );
                book.more.push((
                    "xl/worksheets/sheet2.xml".into(),
                    sheet(&format!("{}{}", row(1, HEADER), row(2, &["江岸芯源有限公司"]))).into(),
                ));
                book.bytes()
            },
            |outcome| {
                let list = list(outcome);
                assert!(list.sheets[0].hidden && !list.sheets[1].hidden);
                assert_eq!(names(&planned(&list)), ["江岸芯源有限公司"], "a hidden sheet is listed and not imported");
            },
        ),
        case(
            31,
            "筛选.xlsx",
            || {
                let mut book = Book::of(&format!(
                    "{}{}{}{}",
                    row(1, HEADER),
                    row(2, &["江岸芯源有限公司", "5"]),
                    row(3, &["北湾机电有限公司"]).replace("<row", r#"<row hidden="1""#),
                    row(4, &["云岭材料有限公司"])
                ));
                book.sheet =
                    book.sheet.replace("<sheetData>", r#"<cols><col min="2" max="2" hidden="1"/></cols><sheetData>"#);
                book.bytes()
            },
            |outcome| {
                let list = list(outcome);
                assert_eq!((&list.sheet.hidden_rows[..], &list.sheet.hidden_columns[..]), (&[3][..], &[1][..]));
                let plan = planned(&list);
                assert_eq!(
                    (plan.created.len(), &plan.rejected[0].reason, &*plan.rejected[0].raw),
                    (2, &RejectReason::Hidden, "北湾机电有限公司")
                );
                let choices = RowChoices { hidden_rows: true, ..RowChoices::default() };
                assert_eq!(planned_with(&list, &mapping::recognize(&list.sheet), &choices).created.len(), 3);
            },
        ),
        case(
            32,
            "两行表头.xlsx",
            || {
                let title = format!(r#"<row r="1">{}</row>"#, text("A1", "某展会参展企业名单（2026 年）"));
                let upper = row(3, &["序号", "企业名称", "联系方式"]);
                let lower = format!(r#"<row r="4">{}{}</row>"#, text("C4", "电话"), text("D4", "邮箱"));
                Book::of(&format!(
                    "{title}{upper}{lower}{}",
                    row(5, &["1", "江岸芯源有限公司", "023-68120000", "a@b.cn"])
                ))
                .bytes()
            },
            |outcome| {
                let list = list(outcome);
                let mapping = mapping::recognize(&list.sheet);
                assert_eq!((mapping.header_row, mapping.first_data_row), (Some(4), 5));
                let plan = planned(&list);
                assert_eq!(
                    (&*plan.created[0].company.phone, &*plan.created[0].company.email),
                    ("023-68120000", "a@b.cn")
                );
            },
        ),
        case(
            33,
            "两个电话.xlsx",
            || {
                Book::of(&format!(
                    "{}{}",
                    row(1, &["企业名称", "电话", "电话"]),
                    row(2, &["江岸芯源有限公司", "023-68120000", "13800000000"])
                ))
                .bytes()
            },
            |outcome| {
                let list = list(outcome);
                assert_eq!(mapping::recognize(&list.sheet).column_names(), ["企业名称", "电话", "电话(2)"]);
                assert_eq!(&*planned(&list).created[0].company.phone, "023-68120000\n13800000000");
            },
        ),
        case(
            34,
            "五行表头.xlsx",
            || {
                Book::of(&format!(
                    "{}{}{}{}",
                    row(1, &["填表说明：请如实填写"]),
                    row(5, &["", "企业名称", "", "主营业务"]),
                    row(6, &["1", "江岸芯源有限公司", "x", "功率器件"]),
                    row(8, &["注：以上截至二月底"])
                ))
                .bytes()
            },
            |outcome| {
                let list = list(outcome);
                let plan = planned(&list);
                assert_eq!(mapping::recognize(&list.sheet).header_row, Some(5));
                assert_eq!(
                    (names(&plan), plan.rejected.len(), &plan.rejected[0].reason),
                    (vec!["江岸芯源有限公司"], 1, &RejectReason::Remark)
                );
            },
        ),
        case(
            35,
            "合计.xlsx",
            || {
                Book::of(&format!(
                    "{}{}{}{}{}",
                    row(1, HEADER),
                    row(2, &["江岸芯源有限公司", "5"]),
                    row(3, &["小计", "5"]),
                    row(4, HEADER),
                    row(5, &["合 计", "5"])
                ))
                .bytes()
            },
            |outcome| {
                let plan = planned(&list(outcome));
                let reasons: Vec<_> = plan.rejected.iter().map(|row| row.reason.clone()).collect();
                assert_eq!(reasons, [RejectReason::SumRow, RejectReason::RepeatedHeader, RejectReason::SumRow]);
            },
        ),
        case(
            36,
            "同格两次.xlsx",
            || with_cells(&[r#"<c r="B@"><v>5</v></c><c r="B@"><v>7</v></c>"#]).bytes(),
            |outcome| {
                let list = list(outcome);
                assert_eq!(noted(&list, Kind::Duplicate), [(2, Some(1))]);
                assert_eq!(list.sheet.row(2).unwrap().cell(1), Cell::Number(7.0));
            },
        ),
        case(
            37,
            "无引用.xlsx",
            || {
                let cell = |content: &str| format!(r#"<c t="inlineStr"><is><t>{content}</t></is></c>"#);
                let row = |cells: &[&str]| {
                    format!("<row>{}</row>", cells.iter().map(|content| cell(content)).collect::<String>())
                };
                Book::of(&format!("{}{}", row(&["企业名称", "主营业务"]), row(&["江岸芯源有限公司", "功率器件"])))
                    .bytes()
            },
            |outcome| {
                let plan = planned(&list(outcome));
                assert_eq!(
                    (&*plan.created[0].company.name, &*plan.created[0].company.main_business),
                    ("江岸芯源有限公司", "功率器件")
                );
            },
        ),
        case(
            38,
            "坏引用.xlsx",
            || {
                with_cells(&[
                    r#"<c r="1A"><v>8</v></c><c r="C@"><v>20200305</v></c>"#,
                    r#"<c r="ZZZZZZZ1"><v>8</v></c>"#,
                ])
                .bytes()
            },
            |outcome| {
                let list = list(outcome);
                assert_eq!(
                    noted(&list, Kind::Malformed),
                    [(2, Some(1)), (3, Some(1))],
                    "at the place where they stand"
                );
                assert_eq!(planned(&list).created[0].company.founded, Some(date(2020, 3, 5)));
            },
        ),
        case(
            39,
            "样式.xlsx",
            || with_cells(&[r#"<c r="B@" s="999"><v>7</v></c>"#]).bytes(),
            |outcome| {
                assert_eq!(planned(&list(outcome)).created[0].facts[0].number, Some(7.0));
            },
        ),
        case(
            40,
            "空字符.xlsx",
            || {
                Book::of(&format!(
                    "{}{}{}",
                    row(1, HEADER),
                    row(2, &["江岸_x0000_芯源有限公司"]),
                    row(3, &["北湾&#0;机电有限公司"])
                ))
                .bytes()
            },
            |outcome| {
                let list = list(outcome);
                assert_eq!(noted(&list, Kind::NulRemoved), [(2, Some(0)), (3, Some(0))]);
                assert_eq!(names(&planned(&list)), ["江岸芯源有限公司", "北湾机电有限公司"]);
            },
        ),
        case(
            41,
            "长格.xlsx",
            || with_cells(&[&text("B@", &"汉".repeat(3_500_000))]).bytes(),
            |outcome| {
                let list = list(outcome);
                assert_eq!(noted(&list, Kind::TooLong), [(2, Some(1))]);
                assert_eq!(planned(&list).created.len(), 1);
            },
        ),
        case(
            42,
            "深层.xlsx",
            || {
                let (open, close) = ("<a>".repeat(MANY / 4), "</a>".repeat(MANY / 4));
                let mut book = Book::of(&format!("{}{}", row(1, HEADER), row(2, &["江岸芯源有限公司"])));
                book.sheet = book.sheet.replace("</row></sheetData>", &format!("{open}{close}</row></sheetData>"));
                book.bytes()
            },
            one_company,
        ),
        case(
            43,
            "外部部件.xlsx",
            || {
                let mut book = Book::of(&row(1, HEADER));
                book.relations = book.relations.replace("worksheets/sheet1.xml", "../../../../etc/passwd");
                book.bytes()
            },
            |outcome| assert!(matches!(hazard(outcome), Hazard::EntryName(name) if name.contains("passwd"))),
        ),
        case(
            44,
            "断尾.xlsx",
            || {
                let mut book = Book::of(&row(1, HEADER));
                book.sheet = book.sheet.replace("</row></sheetData></worksheet>", r#"</row><row r="2"><c r="A2""#);
                book.bytes()
            },
            |outcome| assert!(matches!(outcome, Err(ReadError::Damaged(detail)) if detail.contains("名单"))),
        ),
        case(
            45,
            "科学计数.xlsx",
            || {
                let header = row(1, &["企业名称", "联系电话", "统一社会信用代码"]);
                let cells = r#"<c r="B2"><v>1.38E+10</v></c><c r="C2"><v>9.15E+17</v></c>"#;
                Book::of(&format!("{header}{}", named(2, "江岸芯源有限公司", cells))).bytes()
            },
            |outcome| {
                let plan = planned(&list(outcome));
                assert_eq!(
                    (&*plan.created[0].company.phone, &*plan.created[0].company.credit_code),
                    ("13800000000", "")
                );
                assert_eq!(said(&plan, &CellIssueKind::Unreadable(Unreadable::DamagedCode)).len(), 1);
            },
        ),
        case(
            46,
            "前导零.xlsx",
            || {
                Book::of(&format!(
                    "{}{}",
                    row(1, &["企业名称", "联系电话"]),
                    row(2, &["江岸芯源有限公司", "02368120000"])
                ))
                .bytes()
            },
            |outcome| {
                assert_eq!(&*planned(&list(outcome)).created[0].company.phone, "02368120000");
            },
        ),
        case(
            47,
            "全角.xlsx",
            || {
                Book::of(&format!(
                    "{}{}{}",
                    row(1, &["企业名称", "参保人数"]),
                    row(2, &["ＡＢＣ　电子（重庆）有限公司", "１３８"]),
                    row(3, &["ABC\u{200b}\u{a0}电子(重庆)有限公司", "138"])
                ))
                .bytes()
            },
            |outcome| {
                let plan = planned(&list(outcome));
                assert_eq!(names(&plan), ["ＡＢＣ 电子（重庆）有限公司"], "one company, as it was first written");
                assert_eq!(plan.created[0].facts[0].number, Some(138.0));
            },
        ),
        case(
            48,
            "金额.xlsx",
            || {
                let written = ["1,200", "1.2亿", "500万元", "约300", "待定", "-"];
                let rows: String = (2..)
                    .zip(written)
                    .map(|(number, amount)| row(number, &[&format!("示例{number}号有限公司"), amount]))
                    .collect();
                Book::of(&format!("{}{rows}", row(1, &["企业名称", "注册资本(万元)"]))).bytes()
            },
            |outcome| {
                let plan = planned(&list(outcome));
                let capitals: Vec<_> =
                    plan.created.iter().map(|new| new.company.registered_capital.map(|amount| amount.0)).collect();
                assert_eq!(
                    capitals,
                    [Some(12_000_000), Some(120_000_000), Some(5_000_000), Some(3_000_000), None, None],
                    "unknown is not zero"
                );
            },
        ),
        case(
            49,
            "括号负数.xlsx",
            || {
                let header = row(1, &["企业名称", "营收增速", "研发占比"]);
                let rows = [["(5.2%)", "12%"], ["-3%", "0.12"]];
                let rows: String = (2..)
                    .zip(rows)
                    .map(|(number, [growth, share])| row(number, &[&format!("示例{number}号有限公司"), growth, share]))
                    .collect();
                Book::of(&format!("{header}{rows}")).bytes()
            },
            |outcome| {
                let list = list(outcome);
                let plan = planned(&list);
                let growth = |at: usize| {
                    plan.created[at]
                        .facts
                        .iter()
                        .find(|fact| fact.metric.word() == "revenue_growth")
                        .and_then(|fact| fact.number)
                };
                assert_eq!((growth(0), growth(1)), (Some(-5.2), Some(-3.0)), "brackets are how accounts write a minus");
            },
        ),
        case(
            30,
            "二进制.xlsb",
            || {
                xlsb(&[
                    &[Binary::Text("企业名称"), Binary::Text("参保人数")],
                    &[Binary::Text("江岸芯源有限公司"), Binary::Number(42.0)],
                    &[Binary::Text("北湾机电有限公司"), Binary::Error(0x2d)],
                    &[Binary::Text("云岭材料有限公司"), Binary::Error(0x07)],
                ])
            },
            |outcome| {
                let list = list(outcome);
                assert_eq!(list.format, Format::Xlsb);
                let plan = planned(&list);
                assert_eq!(names(&plan), ["江岸芯源有限公司", "北湾机电有限公司", "云岭材料有限公司"]);
                assert_eq!((plan.created[0].facts[0].number, noted(&list, Kind::Malformed).len()), (Some(42.0), 1));
            },
        ),
    ]
}

trait SayZh {
    fn say_zh(self) -> String;
}

impl SayZh for zhaoshang::exchange::plan::IssueKind {
    fn say_zh(self) -> String {
        match self {
            Self::Read(kind) => kind.say(Lang::Zh),
            Self::Cell(kind) => kind.say(Lang::Zh),
            Self::Rejected(reason) => reason.say(Lang::Zh),
        }
    }
}
