//! Whom to pursue: 5 000 candidates × 3 bases × 3 tiers × 40 meetings, the answer to one "why not", and the worth of one
//! more seat.
//!
//! `cargo bench --bench pursue`; with `-- --export FILE` it writes eight such questions with their answers, in the
//! last three of which the bases share their places, as JSON, one a line, which `python3 benches/peers/pursue.py FILE` solves by other means.

#![allow(missing_docs, clippy::unwrap_used, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

#[path = "support/portfolio.rs"]
mod support;

use std::{io::Write as _, time::Instant};

use divan::Bencher;
use serde_json::json;
use support::{portfolio, sharing};
use zhaoshang::capacity::optimise::{Extra, Problem, Solved};

const CANDIDATES: usize = 5_000;
const MEETINGS: u32 = 40;

fn main() {
    let mut words = std::env::args().skip_while(|word| word != "--export").skip(1);
    match words.next() {
        Some(file) => export(&file),
        None => divan::main(),
    }
}

fn solve(problem: Problem) -> Solved {
    Solved::new(problem, &|_| true).unwrap()
}

#[divan::bench(args = [500, 5_000, 20_000], sample_count = 5, sample_size = 1)]
fn choose(bencher: Bencher, candidates: usize) {
    bencher.with_inputs(|| portfolio(candidates, MEETINGS, 1)).bench_values(solve);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn choose_where_bases_share_places(bencher: Bencher) {
    bencher.with_inputs(|| sharing(CANDIDATES, MEETINGS, 1)).bench_values(solve);
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn why_not(bencher: Bencher) {
    let solved = solve(portfolio(CANDIDATES, MEETINGS, 1));
    let outside = (0..CANDIDATES).filter(|place| !solved.plan().picks.iter().any(|pick| pick.candidate == *place));
    let mut outside = outside.step_by(400);
    bencher.with_inputs(|| outside.next().unwrap()).bench_local_values(|place| solved.why(place, &|_| true).unwrap());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn one_more_seat(bencher: Bencher) {
    let solved = solve(portfolio(CANDIDATES, MEETINGS, 1));
    bencher.bench_local(|| solved.worth_of(Extra::Seat(0), &|_| true).unwrap());
}

/// Writes questions and answers.
fn export(file: &str) {
    let mut out = std::io::BufWriter::new(std::fs::File::create(file).unwrap());
    let apart = (1..=5).map(|seed| (seed, portfolio(CANDIDATES, MEETINGS, seed)));
    let shared = (6..=8).map(|seed| (seed, sharing(CANDIDATES, MEETINGS, seed)));
    for (seed, problem) in apart.chain(shared) {
        let started = Instant::now();
        let solved = solve(problem.clone());
        let seconds = started.elapsed().as_secs_f64();
        let slots = problem.slots.iter().map(
            |slot| json!({"base": slot.base, "min": slot.range.min, "max": slot.range.max, "worth": slot.worth.0}),
        );
        let candidates = problem.candidates.iter().map(|candidate| {
            let seats = candidate.seats.iter().map(
                |seat| json!({"slot": seat.slot, "chance": seat.chance, "quality": seat.quality, "land": seat.land.0, "ground": seat.ground}),
            );
            json!({"minutes": candidate.minutes.0, "seats": seats.collect::<Vec<_>>()})
        });
        let plan = solved.plan();
        let line = json!({
            "seed": seed,
            "places": problem.places.iter().map(|land| land.0).collect::<Vec<_>>(),
            "grounds": problem.grounds.iter().map(|ground| &ground.places).collect::<Vec<_>>(),
            "slots": slots.collect::<Vec<_>>(),
            "candidates": candidates.collect::<Vec<_>>(),
            "meetings": problem.limits.meetings,
            "minutes": problem.limits.time.map(|time| time.0),
            "beta": problem.objective.beta,
            "seat_share": problem.objective.seat_share.0 / 100.0,
            "picks": plan.picks.iter().map(|pick| [pick.candidate, pick.seat]).collect::<Vec<_>>(),
            "value": plan.value.0,
            "bound": plan.bound.0,
            "seconds": seconds,
        });
        serde_json::to_writer(&mut out, &line).unwrap();
        out.write_all(b"\n").unwrap();
        println!(
            "seed {seed}: worth {:.3}, bound {:.3}, at most {:.2} % better, {seconds:.3} s",
            plan.value.0,
            plan.bound.0,
            100.0 * plan.gap().unwrap_or_default()
        );
    }
    out.flush().unwrap();
}
