//! Reading and planning a list of 50 000 companies (six columns, as exhibitor lists have them), and 200 000 rows of text.
//!
//! `cargo bench --bench import`. The generated workbook is named in the output, for `benches/peers/read_excel.py`.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/list.rs"]
mod list;

use std::ops::ControlFlow;

use divan::Bencher;
use jiff::civil::date;
use list::{text_list, workbook};
use uuid::Uuid;
use zhaoshang::exchange::{
    mapping::{self, Mapping},
    plan::{ExistingIndex, ImportPlan, PlanOptions, build_plan},
    read::{List, ReadOptions, read_list},
};

fn main() {
    let path = workbook();
    println!("workbook: {}", path.display());
    text_list();
    divan::main();
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
