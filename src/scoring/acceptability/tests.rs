//! Tests of the draws: against a plain simulation, for any number of threads, and when stopped.

use std::sync::atomic::{AtomicU32, Ordering};

use jiff::civil::date;

use super::*;
use crate::domain::{
    fact::{Fact, FactState, Metric},
    fit::Role,
};
use crate::scoring::{
    ChainIndex, Dossier, Estimate, EstimateBasis, Scorer,
    testing::{company, default_model, fact, fit, small_plan},
};

const ALWAYS: &(dyn Fn(u32) -> bool + Sync) = &|_| true;

/// Columns of `count` made-up companies, with unknown cells and some that do not apply.
fn columns(count: u128) -> (Columns, Weights, Vec<String>) {
    let (plan, model) = (small_plan(), default_model());
    let scorer = Scorer::new(&plan, &model);
    let chain = ChainIndex::new(&plan, &[], &[], date(2026, 6, 1));
    let mut columns = Columns::new(&scorer, 0);
    let peers: Vec<Estimate> = scorer.criteria().map(|_| Estimate { v: 0.4, basis: EstimateBasis::All(9) }).collect();
    for number in 0..count {
        let mut firm = company(number + 1, "n");
        firm.main_business = "x".into();
        let share = |salt: u128| ((number * 7919 + salt * 104_729) % 1009) as f64 / 1009.0;
        let found = fit("ev_parts", "motors", Some("pm_motor"), share(1), Role::Makes);
        let facts = [
            Fact { number: Some(share(2) * 6.0), ..fact(1, 1, Metric::RdIntensity) },
            Fact { number: Some(share(3) * 60.0), ..fact(1, 2, Metric::InventionPatents) },
            Fact {
                state: if number % 7 == 0 { FactState::NotApplicable } else { FactState::Known },
                number: Some(share(4) * 40.0),
                ..fact(1, 3, Metric::RevenueGrowth)
            },
        ];
        let facts: Vec<&Fact> = facts.iter().take(1 + (number % 3) as usize).collect();
        let dossier =
            Dossier { company: &firm, fit: &found, facts: &facts, honours: &[], checks: &[], as_of: date(2026, 6, 1) };
        let mut cells = Vec::new();
        scorer.cells(&dossier, &scorer.place(&firm, &found), &chain, &mut cells);
        columns.push(&cells, &peers);
    }
    let words = scorer.criteria().map(|criterion| criterion.id.clone()).collect();
    (columns, scorer.weights().clone(), words)
}

fn field(columns: &Columns, weights: &Weights, words: &[String], competes: impl Fn(usize) -> bool) -> Field {
    Field::new(columns, weights, words.iter().map(String::as_str), competes, |row| row as u64 * 31 + 5)
}

#[test]
fn any_number_of_threads_counts_the_same() {
    let (columns, weights, words) = columns(300);
    let field = field(&columns, &weights, &words, |_| true);
    let draws = WeightDraws::around(&weights, Firmness::Usual, 500);
    let count =
        |threads| field.count(Question { weights: &draws, top: 20, pinned: &[3, 250], threads }, ALWAYS).unwrap();
    let one = count(1);
    assert_eq!(one.in_top.iter().sum::<u32>(), 500 * 20);
    for threads in [2, 3, 7, 64] {
        assert_eq!(count(threads), one, "{threads} threads");
    }
}

#[test]
fn the_draws_of_a_company_do_not_depend_on_who_else_competes() {
    let (columns, weights, words) = columns(60);
    let draws = WeightDraws::around(&weights, Firmness::Open, 400);
    let ask = |field: &Field| {
        field.count(Question { weights: &draws, top: 1, pinned: &[4, 9], threads: 1 }, ALWAYS).unwrap().above
    };
    let all = ask(&field(&columns, &weights, &words, |_| true));
    let two = ask(&field(&columns, &weights, &words, |row| row == 4 || row == 9));
    assert_eq!(all, two);
}

#[test]
fn the_draws_agree_with_a_plain_simulation() {
    // Every draw is recomputed by the rules of the scorecard: weights by group, what does not apply given away.
    let (columns, weights, words) = columns(40);
    let field = field(&columns, &weights, &words, |_| true);
    let draws = WeightDraws::around(&weights, Firmness::Usual, 200);
    let found = field.count(Question { weights: &draws, top: 5, pinned: &[], threads: 2 }, ALWAYS).unwrap();
    let tables = Tables::new();
    let mut expected = vec![0_u32; 40];
    for draw in 0..200 {
        let key = low_half(mix((draw as u64).wrapping_add(SEED)));
        let scores: Vec<f64> = (0..40)
            .map(|row| {
                let company = mix(row as u64 * 31 + 5);
                let shared = tables.shared[(scramble(low_half(company) ^ key) >> 24) as usize];
                let mask = columns.excluded_of(row);
                let mut by_group = vec![(0.0, 0.0, 0.0); weights.groups()];
                for (place, (low, point, high)) in columns.cells_of(row).enumerate() {
                    let weight = f64::from(draws.of(draw)[place]);
                    let mut v = low;
                    if high > low {
                        let cell = OpenCell {
                            row: 0,
                            key: low_half(mix(company ^ chance::hash(words[place].as_bytes()))),
                            width: (high - low) as f32,
                            level: level((point - low) / (high - low)),
                        };
                        v += f64::from(cell.width * tables.value(&cell, shared, key));
                    }
                    let entry = &mut by_group[weights.group_of(place)];
                    entry.0 += weight;
                    if mask & (1 << place) == 0 {
                        entry.1 += weight;
                        entry.2 += weight * v;
                    }
                }
                let counting = by_group.iter().filter(|group| group.1 > 0.0);
                let all: f64 = counting.clone().map(|group| group.0).sum();
                counting.map(|group| group.0 / all * group.2 / group.1).sum()
            })
            .collect();
        let mut order: Vec<usize> = (0..40).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        for row in &order[..5] {
            expected[*row] += 1;
        }
    }
    // Half precision may turn a near tie.
    let off: u32 = found.in_top.iter().zip(&expected).map(|(a, b)| a.abs_diff(*b)).sum();
    assert!(off <= 4, "{off}: {:?} against {expected:?}", found.in_top);
}

#[test]
fn unknown_cells_are_drawn_around_what_the_peers_suggest() {
    let tables = Tables::new();
    for mean in [0.05, 0.3, 0.5, 0.8, 1.0] {
        let (mut sum, mut count) = (0.0, 0.0);
        for number in 0..200_u64 {
            let cell = OpenCell { row: 0, key: low_half(mix(number)), width: 1.0, level: level(mean) };
            for draw in 0..200_u64 {
                let draw = low_half(mix(draw ^ 0xabcd));
                let shared = tables.shared[(scramble(low_half(mix(number ^ 0x63)) ^ draw) >> 24) as usize];
                let v = f64::from(tables.value(&cell, shared, draw));
                assert!((0.0..=1.0).contains(&v));
                sum += v;
                count += 1.0;
            }
        }
        assert!((sum / count - mean).abs() < 0.02, "{mean}: {}", sum / count);
    }
}

#[test]
fn it_stops_when_told_to() {
    let (columns, weights, words) = columns(50);
    let field = field(&columns, &weights, &words, |_| true);
    let draws = WeightDraws::around(&weights, Firmness::Usual, 1_000);
    let told = AtomicU32::new(0);
    let stop = |done: u32| {
        told.fetch_max(done, Ordering::Relaxed);
        done < 100
    };
    assert_eq!(field.count(Question { weights: &draws, top: 5, pinned: &[], threads: 2 }, &stop), None);
    assert!(told.load(Ordering::Relaxed) < 400);
}

#[test]
fn a_top_longer_than_the_field_holds_everybody() {
    let field = Field::of_table(&[vec![0.1], vec![0.2]]);
    let draws = WeightDraws::new(&[1.0], 50);
    let all = field.count(Question { weights: &draws, top: 9, pinned: &[1], threads: 1 }, ALWAYS).unwrap();
    assert_eq!(all.in_top, [50, 50]);
    assert_eq!(all.usual_places(0), Some([1, 1, 1]));
    let nobody = Field::default().count(Question { weights: &draws, top: 3, pinned: &[], threads: 4 }, ALWAYS);
    assert!(nobody.unwrap().in_top.is_empty());
    assert_eq!(Standing::of(0.8), Standing::Stable);
    assert_eq!(Standing::of(0.19), Standing::Out);
}
