//! Made-up companies in six columns, as exhibitor lists have them.
#![allow(dead_code, missing_docs, clippy::unwrap_used)] // each bench uses its own part

use std::{fmt::Write as _, path::PathBuf};

use zhaoshang::domain::credit_code;

pub const ROWS: u32 = 50_000;
pub const TEXT_ROWS: u32 = 200_000;

/// Where the lists are made.
pub fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join("zhaoshang-bench");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Six cells of a made-up company.
pub fn cells(number: u32) -> [String; 6] {
    const PLACES: [&str; 6] = ["江岸", "云岭", "北湾", "石桥", "青浦洲", "南屏"];
    const WORDS: [&str; 5] = ["芯源", "恒动", "精微", "启材", "联智"];
    const TRADES: [&str; 4] = ["电子科技", "机电", "新材料", "医疗器械"];
    let pick = |words: &[&str], step: u32| words[(number / step) as usize % words.len()].to_owned();
    let code = credit_code::complete(&format!("91500107MA{number:07}")).unwrap();
    let name = format!("{}{}{}{number}有限公司", pick(&PLACES, 1), pick(&WORDS, 7), pick(&TRADES, 3));
    [
        name,
        code,
        format!("{}万人民币", 100 + number % 900),
        format!("20{:02}-{:02}-{:02}", number % 25, number % 12 + 1, number % 28 + 1),
        format!("{}高新区第{}号", pick(&PLACES, 1), number % 999),
        format!("{}的研发、生产；第{number}类产品的销售；货物进出口。", pick(&TRADES, 3)),
    ]
}

pub const HEADERS: [&str; 6] = ["企业名称", "统一社会信用代码", "注册资本", "成立日期", "注册地址", "经营范围"];

/// A workbook of 50 000 companies, made once.
pub fn workbook() -> PathBuf {
    let path = folder().join("list-50000.xlsx");
    if !path.exists() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for (column, header) in (0_u16..).zip(HEADERS) {
            sheet.write_string(0, column, header).unwrap();
        }
        for row in 1..=ROWS {
            for (column, cell) in (0_u16..).zip(cells(row)) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
        workbook.save(&path).unwrap();
    }
    path
}

/// A text file of 200 000 companies, made once.
pub fn text_list() -> PathBuf {
    let path = folder().join("list-200000.csv");
    if !path.exists() {
        let mut text = String::from("\u{feff}");
        writeln!(text, "{}", HEADERS.join(",")).unwrap();
        for row in 1..=TEXT_ROWS {
            writeln!(text, "{}", cells(row).join(",")).unwrap();
        }
        std::fs::write(&path, text).unwrap();
    }
    path
}
