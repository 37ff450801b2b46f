//! Bad input (`reliability.md` 4.2): every line of its table is a file made here, read by the process that reads, with
//! what a good program does with it asserted. For all of them: no crash, an end in time, little memory of the program
//! that asked, a message that says what to do, the file itself unchanged.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc)]
// Files of some kilobytes, made once.
#![allow(clippy::format_collect)]

mod files;
mod make;
mod sheets;
mod texts;

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use jiff::civil::date;
use uuid::Uuid;
use zhaoshang::{
    exchange::{
        mapping::{self, Mapping},
        plan::{
            CellIssueKind, ExistingIndex, ImportPlan, ListIssue, PlanOptions, RowChoices, build_plan_with, issues_of,
        },
        read::{List, ReadError, ReadOptions, read_bytes, read_list_apart},
        sheet::SheetIssueKind,
    },
    text::{Lang, Say},
};

/// A line of the table.
pub struct Case {
    /// Its number.
    pub number: u32,
    /// What the file is called.
    pub file: &'static str,
    /// The file.
    pub make: fn() -> Vec<u8>,
    /// What must come of it.
    pub expect: fn(Result<List, ReadError>),
}

/// How long one file may take. A safety net, not a measure: unoptimised code on a busy machine is slow.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 5 });
/// How much memory the program that asks may need, in bytes.
const MEMORY: u64 = 100 << 20;

pub fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_zhaoshang"))
}

pub fn read(path: &Path, options: &ReadOptions) -> Result<List, ReadError> {
    read_list_apart(program(), path, options, &mut |_| ControlFlow::Continue(()))
}

/// Writes bytes to a file in a folder that goes with it.
pub fn kept(bytes: &[u8], name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// Resident memory now and at its highest since it was last asked, in bytes; where the system says so.
fn memory() -> Option<(u64, u64)> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = |name: &str| -> Option<u64> {
        let line = status.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse().ok()
    };
    Some((kilobytes("VmRSS:")? << 10, kilobytes("VmHWM:")? << 10))
}

/// Makes the file, reads it apart and here, and looks at what holds for every file.
fn run(case: &Case) {
    let bytes = (case.make)();
    let (_folder, path) = kept(&bytes, case.file);
    drop(bytes);
    // The highest mark is set down to what is used now.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let before = memory();
    let started = Instant::now();
    let outcome = read(&path, &ReadOptions::default());
    let took = started.elapsed();
    assert!(took < LIMIT, "{}: {took:?}", case.number);
    if let (Some((before, _)), Some((_, highest))) = (before, memory()) {
        let grown = highest.saturating_sub(before);
        assert!(grown <= MEMORY, "{}: {} MB more", case.number, grown >> 20);
    }
    let bytes = fs::read(&path).unwrap();
    match &outcome {
        Ok(list) => assert_eq!(list.file_name, case.file),
        Err(error) => {
            for lang in [Lang::Zh, Lang::En] {
                let words = error.say(lang);
                assert!(words.chars().count() > 10 && !words.contains('!'), "{}: {words}", case.number);
            }
        }
    }
    // The twin in this process says the same.
    if bytes.len() < 1 << 20 && !matches!(outcome, Err(ReadError::LockFile | ReadError::Empty)) {
        let here = read_bytes(&bytes, case.file, &ReadOptions::default(), &mut |_| ControlFlow::Continue(()));
        match (&outcome, &here) {
            (Ok(apart), Ok(here)) => assert!(apart == here, "{}: the two readers differ", case.number),
            (Err(apart), Err(here)) => assert_eq!(apart.to_string(), here.to_string(), "{}", case.number),
            _ => panic!("{}: {outcome:?} apart, {here:?} here", case.number),
        }
    }
    (case.expect)(outcome);
}

/// One at a time: memory and processes are those of one file.
pub fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn every_line_of_the_table_ends_as_it_should() {
    let _alone = alone();
    let cases: Vec<Case> = sheets::cases().into_iter().chain(texts::cases()).collect();
    for case in &cases {
        run(case);
    }
    let mut numbers: Vec<u32> = cases.iter().map(|case| case.number).chain(files::NUMBERS).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers, (1..=71).collect::<Vec<_>>(), "a line of the table has no file");
}

pub fn planned_with(list: &List, mapping: &Mapping, choices: &RowChoices) -> ImportPlan {
    let options = PlanOptions { today: date(2026, 1, 1), source: list.file_name.as_str().into(), author: None };
    let mut key = 0;
    let mut new_id = || {
        key += 1;
        Uuid::from_u128(key)
    };
    let index = ExistingIndex::default();
    let go_on = &mut |_| ControlFlow::Continue(());
    let plan = build_plan_with(&list.sheet, mapping, choices, &index, &options, &mut new_id, go_on).unwrap();
    assert!(plan.is_complete(), "{plan:?}");
    plan
}

pub fn planned(list: &List) -> ImportPlan {
    planned_with(list, &mapping::recognize(&list.sheet), &RowChoices::default())
}

pub fn names(plan: &ImportPlan) -> Vec<&str> {
    plan.created.iter().map(|new| &*new.company.name).collect()
}

pub fn shown(list: &List, row: u32, column: u32) -> String {
    list.sheet.row(row).map(|row| row.cell(column).display()).unwrap_or_default()
}

/// Places of the issues of a kind that were found while reading.
pub fn noted(list: &List, kind: SheetIssueKind) -> Vec<(u32, Option<u32>)> {
    list.issues.iter().filter(|issue| issue.kind == kind).map(|issue| (issue.row, issue.column)).collect()
}

/// What was found while planning, with the text it is about.
pub fn said(plan: &ImportPlan, kind: &CellIssueKind) -> Vec<String> {
    plan.issues.iter().filter(|issue| issue.kind == *kind).map(|issue| issue.raw.clone()).collect()
}

pub fn issues(list: &List) -> Vec<ListIssue> {
    issues_of(list, &planned(list))
}
