//! Reading and planning a list of 50 000 companies (six columns, as exhibitor lists have them), and 200 000 rows of text.
//!
//! `cargo bench --bench import`. The generated workbook is named in the output, for `benches/peers/read_excel.py`.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{fmt::Write as _, ops::ControlFlow, path::PathBuf};

use divan::Bencher;
use jiff::civil::date;
use uuid::Uuid;
use zhaoshang::{
    domain::credit_code,
    exchange::{
        mapping::{self, Mapping},
        plan::{ExistingIndex, ImportPlan, PlanOptions, build_plan},
        read::{List, ReadOptions, read_list},
    },
};

const ROWS: u32 = 50_000;
const TEXT_ROWS: u32 = 200_000;

fn main() {
    let path = workbook();
    println!("workbook: {}", path.display());
    text_list();
    divan::main();
}

fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join("zhaoshang-bench");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Six cells of a made-up company.
fn cells(number: u32) -> [String; 6] {
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

const HEADERS: [&str; 6] = ["企业名称", "统一社会信用代码", "注册资本", "成立日期", "注册地址", "经营范围"];

fn workbook() -> PathBuf {
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

fn text_list() -> PathBuf {
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

fn read(path: &std::path::Path) -> List {
    read_list(path, &ReadOptions::default(), &mut |_| ControlFlow::Continue(())).unwrap()
}

fn plan(list: &List, mapping: &Mapping, existing: &ExistingIndex<'_>) -> ImportPlan {
    let options = PlanOptions { today: date(2026, 1, 1), source: "bench".into(), author: None };
    let mut key = 0;
    let mut new_id = || {
        key += 1;
        Uuid::from_u128(key)
    };
    build_plan(&list.sheet, mapping, existing, &options, &mut new_id, &mut |_| ControlFlow::Continue(())).unwrap()
}

#[divan::bench(sample_count = 5)]
fn read_xlsx_50000(bencher: Bencher) {
    let path = workbook();
    bencher.bench(|| read(&path).sheet.filled_cells());
}

#[divan::bench(sample_count = 5)]
fn recognize_and_plan_50000(bencher: Bencher) {
    let list = read(&workbook());
    bencher.bench(|| {
        let mapping = mapping::recognize(&list.sheet);
        plan(&list, &mapping, &ExistingIndex::default()).created.len()
    });
}

#[divan::bench(sample_count = 5)]
fn plan_50000_again_over_100000_known(bencher: Bencher) {
    let list = read(&workbook());
    let mapping = mapping::recognize(&list.sheet);
    let mut companies: Vec<_> =
        plan(&list, &mapping, &ExistingIndex::default()).created.into_iter().map(|new| new.company).collect();
    let text = read(&text_list());
    let more = plan(&text, &mapping::recognize(&text.sheet), &ExistingIndex::default()).created;
    companies.extend(more.into_iter().map(|new| new.company).skip(100_000).take(50_000));
    bencher.bench(|| {
        let existing = ExistingIndex::new(&companies, [], []);
        plan(&list, &mapping, &existing).unchanged.len()
    });
}

#[divan::bench(sample_count = 5)]
fn read_csv_200000(bencher: Bencher) {
    let path = text_list();
    bencher.bench(|| read(&path).sheet.filled_cells());
}
