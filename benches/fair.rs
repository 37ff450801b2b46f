//! A fair of 3 000 exhibitors, from the organiser's workbook to the walk: what each step takes.
//!
//! `cargo bench --bench fair`. The workbook is read in this process; `cargo bench --bench import` reads in one of its own.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/support/exhibition.rs"]
mod exhibition;
#[path = "../tests/support/mod.rs"]
mod support;

use std::time::Duration;

const EXHIBITORS: usize = 3_000;
const RUNS: usize = 5;

fn main() {
    let mut runs: Vec<[Duration; 6]> = (0..RUNS).map(|_| exhibition::run(EXHIBITORS).2).collect();
    runs.sort_by_key(|parts| parts.iter().sum::<Duration>());
    let middle = runs[RUNS / 2];
    let names = ["read", "plan import", "write", "match and score", "propose", "keep the walk"];
    for (name, part) in names.iter().zip(middle) {
        println!("{name:16} {:6.1} ms", part.as_secs_f64() * 1e3);
    }
    let sums: Vec<u128> = runs.iter().map(|parts| parts.iter().sum::<Duration>().as_millis()).collect();
    println!("{EXHIBITORS} exhibitors, end to end: median {} ms of {sums:?}", sums[RUNS / 2]);
}
