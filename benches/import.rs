//! Importing a list of 50 000 companies (six columns, as exhibitor lists have them), and reading 200 000 rows of text.
//!
//! `cargo bench --bench import`. First the whole import, phase by phase, from the file to the written workspace and the
//! judged companies; then single phases. Where Python is there, `benches/peers/read_excel.py` then merely reads the
//! very same file with pandas and with LibreOffice. `cargo bench --bench import -- whole` stops after the whole import.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/list.rs"]
mod list;

use std::{
    ops::ControlFlow,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use divan::Bencher;
use jiff::civil::date;
use list::{ROWS, TEXT_ROWS, text_list, workbook};
use uuid::Uuid;
use zhaoshang::{
    clock::Surroundings,
    exchange::{
        mapping::{self, Mapping},
        plan::{ExistingIndex, ImportPlan, PlanOptions, build_plan},
        read::{List, ReadOptions, read_bytes, read_list_apart},
    },
    ledger::{Action, ImportBatch, Ledger, Policy, View, Who, list_name, plan_import, seeds},
};

fn main() {
    let path = workbook();
    println!("workbook: {}", path.display());
    whole_import(&path);
    whole_text(&text_list());
    let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/read_excel.py");
    if Command::new("python3").arg(peers).arg(&path).status().is_err() {
        println!("no python3: nothing compared");
    }
    if std::env::args().all(|word| word != "whole") {
        divan::main();
    }
}

/// Runs of the whole import; the phases shown are those of the median run.
const RUNS: usize = 5;

/// What the program does on an import into a new workspace, and the window after it.
fn whole_import(path: &Path) {
    let mut runs: Vec<[Duration; 6]> = (0..RUNS).map(|_| phases(path)).collect();
    runs.sort_by_key(|phases| phases.iter().sum::<Duration>());
    let names = ["read", "recognize", "plan", "create the workspace", "write with log", "match and judge"];
    for (name, time) in names.iter().zip(runs[RUNS / 2]) {
        println!("  {name:22}{:7.0} ms", time.as_secs_f64() * 1e3);
    }
    let total = |phases: &[Duration; 6]| phases.iter().sum::<Duration>().as_secs_f64();
    let (first, median, last) = (total(&runs[0]), total(&runs[RUNS / 2]), total(&runs[RUNS - 1]));
    println!(
        "whole import of {ROWS} rows, {RUNS} runs: fastest {first:.2} s, median {median:.2} s, slowest {last:.2} s"
    );
}

/// The same for 200 000 rows of text, once.
fn whole_text(path: &Path) {
    let phases = phases(path);
    let total: f64 = phases.iter().map(Duration::as_secs_f64).sum();
    println!(
        "whole import of {TEXT_ROWS} rows of text: {total:.2} s, of which reading {:.2} s",
        phases[0].as_secs_f64()
    );
}

fn phases(path: &Path) -> [Duration; 6] {
    let mut last = Instant::now();
    let mut lap = || std::mem::replace(&mut last, Instant::now()).elapsed();
    let list = read(path);
    let reading = lap();
    let mapping = mapping::recognize(&list.sheet);
    let recognizing = lap();
    let surroundings = Surroundings::system();
    let plan = plan_import(&list, &mapping, None, surroundings, &mut |_| ControlFlow::Continue(())).unwrap();
    let made = plan.created.len();
    let planning = lap();
    let folder = tempfile::tempdir().unwrap();
    let who = Who { author: "bench".into(), unit: String::new(), device: "bench".into() };
    let beginning = seeds::beginning("bench", date(2026, 1, 1), Vec::new());
    let mut ledger = Ledger::create(&folder.path().join("new.zhaoshang"), beginning, who, surroundings).unwrap();
    let creating = lap();
    let batch = ImportBatch::of(plan, list_name(&list)).unwrap();
    ledger.apply(Action::Import(Box::new(batch))).unwrap();
    let writing = lap();
    let snapshot = ledger.snapshot();
    let policy = Policy::of(&snapshot).unwrap();
    let view = View::of(snapshot, policy, date(2026, 1, 1), &|_| true).unwrap();
    assert_eq!(view.assessment.prospects.len(), made);
    [reading, recognizing, planning, creating, writing, lap()]
}

/// As the program does: in a process of its own.
fn read(path: &Path) -> List {
    let program = Path::new(env!("CARGO_BIN_EXE_zhaoshang"));
    read_list_apart(program, path, &ReadOptions::default(), &mut |_| ControlFlow::Continue(())).unwrap()
}

/// In this process, to see what the other one costs.
fn read_here(path: &Path) -> List {
    let bytes = std::fs::read(path).unwrap();
    read_bytes(&bytes, "list", &ReadOptions::default(), &mut |_| ControlFlow::Continue(())).unwrap()
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
fn read_xlsx_50000_in_one_process(bencher: Bencher) {
    let path = workbook();
    bencher.bench(|| read_here(&path).sheet.filled_cells());
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
