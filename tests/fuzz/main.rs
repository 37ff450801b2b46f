//! Readers and parsers under random input: seeds are changed at random, what behaves in a new way joins the seeds, and
//! nothing may panic, hang, or give a value that is none.
//!
//! In a test run each target gets a moment, always the same one. For a real run say how long, and which:
//! `FUZZ_SECONDS=600 FUZZ_TARGET=xlsx cargo test --test fuzz -- --nocapture`. `FUZZ_SEED` begins elsewhere, `FUZZ_KEEP`
//! names a folder that gets the input under way, for what ends the whole process.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc)]
// Files of some kilobytes, made once.
#![allow(clippy::format_collect)]

#[allow(dead_code)] // shared with the corpus, which uses all of it
#[path = "../corpus/make.rs"]
mod make;
mod mutate;
mod targets;

use std::{
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    time::{Duration, Instant},
};

use mutate::{Dice, mutated};
use targets::{TARGETS, Target};

/// How long a target gets in an ordinary test run.
const MOMENT: Duration = Duration::from_millis(700);
/// Longer than this for one input of a few kilobytes is a hang.
const HANG: Duration = Duration::from_secs(20);
/// Inputs kept beside the seeds.
const POOL: usize = 600;
/// Longest input.
const LONGEST: usize = 32 << 10;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn nothing_panics_hangs_or_gives_nonsense() {
    let chosen = std::env::var("FUZZ_TARGET").ok();
    let time = number("FUZZ_SECONDS").map_or(MOMENT, Duration::from_secs);
    let keep = std::env::var_os("FUZZ_KEEP").map(PathBuf::from);
    // Panics of foreign parsers are answers about the file; ours are told by the loop below.
    std::panic::set_hook(Box::new(|_| {}));
    let mut found = Vec::new();
    for target in TARGETS.iter().filter(|target| chosen.as_deref().is_none_or(|chosen| chosen == target.name)) {
        let report = fuzz(target, time, keep.as_deref());
        println!(
            "{:10} {:>9} inputs, {:>4} ways of behaving, {} faults",
            target.name,
            report.inputs,
            report.ways,
            report.faults.len()
        );
        found.extend(report.faults);
    }
    let _ = std::panic::take_hook();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

struct Report {
    inputs: u64,
    ways: usize,
    faults: Vec<String>,
}

fn fuzz(target: &Target, time: Duration, keep: Option<&std::path::Path>) -> Report {
    let mut pool: Vec<Vec<u8>> = (target.seeds)();
    assert!(!pool.is_empty(), "{} has no seeds", target.name);
    let mut dice = Dice::new(number("FUZZ_SEED").unwrap_or(20_260_305));
    let mut ways: BTreeSet<u64> = BTreeSet::new();
    let mut faults = Vec::new();
    let started = Instant::now();
    let mut inputs = 0_u64;
    let seeds = pool.len();
    while started.elapsed() < time && faults.len() < 5 {
        let input = match usize::try_from(inputs).ok().and_then(|at| pool.get(at)).filter(|_| inputs < seeds as u64) {
            Some(seed) => seed.clone(),
            None => {
                let (one, other) = (dice.below(pool.len()), dice.below(pool.len()));
                mutated(&pool[one], &pool[other], target.words, &mut dice, LONGEST)
            }
        };
        inputs += 1;
        if let Some(folder) = keep {
            let _ = fs::write(folder.join(target.name), &input);
        }
        let begun = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| (target.run)(&input))) {
            Ok(way) => {
                if ways.insert(hashed(way)) && pool.len() < POOL && inputs > seeds as u64 {
                    pool.push(input.clone());
                }
            }
            Err(panic) => {
                let words = panic
                    .downcast_ref::<String>()
                    .cloned()
                    .or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned()));
                faults.push(fault(target, &words.unwrap_or_default(), &input));
            }
        }
        if begun.elapsed() > HANG {
            faults.push(fault(target, &format!("{:?}", begun.elapsed()), &input));
        }
    }
    Report { inputs, ways: ways.len(), faults }
}

fn hashed(way: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    way.hash(&mut hasher);
    hasher.finish()
}

fn fault(target: &Target, words: &str, input: &[u8]) -> String {
    format!("{}: {words}: {}", target.name, input.escape_ascii())
}
