//! Writing and opening a workspace, and judging everything in it.
//!
//! `cargo bench --bench ledger`. Times of writing depend on the disk: every step is on it before it counts as saved.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/list.rs"]
mod list;

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use divan::Bencher;
use jiff::civil::date;
use list::{folder, text_list, workbook};
use tempfile::TempDir;
use uuid::Uuid;
use zhaoshang::{
    clock::Surroundings,
    domain::record::Value,
    exchange::{
        mapping,
        plan::{ExistingIndex, PlanOptions, build_plan},
        read::{ReadOptions, read_list},
    },
    ledger::{Action, Edit, ImportBatch, Ledger, Policy, View, Who, seeds},
    store::Access,
};

const COMPANIES: usize = 100_000;

fn main() {
    divan::main();
}

fn who() -> Who {
    Who { author: "bench".into(), unit: String::new(), device: "bench".into() }
}

/// An empty workspace in a folder of its own.
fn fresh() -> (TempDir, Ledger) {
    let folder = tempfile::tempdir().unwrap();
    let beginning = seeds::beginning("bench", date(2026, 1, 1), Vec::new());
    let path = folder.path().join("bench.zhaoshang");
    let ledger = Ledger::create(&path, beginning, who(), Surroundings::system()).unwrap();
    (folder, ledger)
}

/// What importing the first companies of a list would write.
fn batch(path: &Path, companies: usize) -> ImportBatch {
    let list = read_list(path, &ReadOptions::default(), &mut |_| ControlFlow::Continue(())).unwrap();
    let mapping = mapping::recognize(&list.sheet);
    let options = PlanOptions { today: date(2026, 1, 1), source: "bench".into(), author: None };
    let mut key = 0;
    let mut new_id = || {
        key += 1;
        Uuid::from_u128(key)
    };
    let index = ExistingIndex::default();
    let mut plan =
        build_plan(&list.sheet, &mapping, &index, &options, &mut new_id, &mut |_| ControlFlow::Continue(())).unwrap();
    plan.created.truncate(companies);
    ImportBatch::of(plan, "bench".into()).unwrap()
}

/// A workspace of 100 000 companies, made once.
fn large() -> PathBuf {
    let path = folder().join("large.zhaoshang");
    if !path.exists() {
        let beginning = seeds::beginning("bench", date(2026, 1, 1), Vec::new());
        let mut ledger = Ledger::create(&path, beginning, who(), Surroundings::system()).unwrap();
        ledger.apply(Action::Import(Box::new(batch(&text_list(), COMPANIES)))).unwrap();
    }
    path
}

fn open(path: &Path) -> Ledger {
    Ledger::open(path, Access::Write, who(), Surroundings::system()).unwrap()
}

/// From the plan to the disk, with the backup before it and the read model after it.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn write_an_import_of_50000(bencher: Bencher) {
    let batch = batch(&workbook(), usize::MAX);
    bencher.with_inputs(|| (fresh(), batch.clone())).bench_values(|((folder, mut ledger), batch)| {
        ledger.apply(Action::Import(Box::new(batch))).unwrap();
        (folder, ledger)
    });
}

/// One field of one of 100 000 companies, until it is on the disk and in the read model.
#[divan::bench(sample_count = 20, sample_size = 5)]
fn save_a_single_edit(bencher: Bencher) {
    let copy = tempfile::tempdir().unwrap();
    let path = copy.path().join("edited.zhaoshang");
    std::fs::copy(large(), &path).unwrap();
    let mut ledger = open(&path);
    let company = ledger.snapshot().companies.iter().next().unwrap().id;
    let count = AtomicUsize::new(0);
    bencher.bench_local(|| {
        let text = format!("{}", count.fetch_add(1, Ordering::Relaxed));
        let edits = vec![Edit::new("city", Value::Text(text.into()))];
        ledger.apply(Action::EditCompany { company, edits }).unwrap()
    });
}

/// From the file to the read model, with the check of its pages.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn open_100000(bencher: Bencher) {
    let path = large();
    bencher.bench_local(|| open(&path).snapshot().companies.len());
}

/// Every company matched and assessed.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn judge_100000(bencher: Bencher) {
    let snapshot = open(&large()).snapshot();
    let policy = Policy::of(&snapshot).unwrap();
    bencher.bench(|| {
        let view = View::of(snapshot.clone(), policy.clone(), date(2026, 1, 1), &|_| true).unwrap();
        view.assessment.prospects.len()
    });
}
