//! Trying weights while they are dragged: the same answer as [`View::movement`], in a fraction of the time.
//!
//! What does not depend on the weights is worked out once: who competes, and the order as it stands. A change of
//! weights alone then costs one weighted sum and the choice of the top; a full sort never happens.

use std::{cmp::Ordering, sync::Arc};

use super::{
    View,
    assessment::{Need, RankBy},
    trial::{Entry, Move, Movement, Trial, same_cells},
};
use crate::{
    capacity::priority,
    domain::plan::Plan,
    scoring::{End, Model, Weights},
};

/// A view prepared for trying weights.
#[derive(Debug, Clone)]
pub struct Rehearsal {
    view: Arc<View>,
    standing: Trial,
    /// Rows that compete.
    candidates: Vec<u32>,
    /// Place of each row as things stand, from 1, 0 = none; by the way of ranking, made when first asked for.
    places: Vec<(RankBy, Vec<u32>)>,
    /// A key that the last of the top was above the last time.
    guess: u64,
}

impl Rehearsal {
    /// Prepares a view.
    pub fn new(view: Arc<View>) -> Self {
        let standing = view.standing();
        let candidates =
            (0_u32..).zip(standing.entries()).filter(|(_, entry)| entry.candidate).map(|(row, _)| row).collect();
        Self { view, standing, candidates, places: Vec::new(), guess: 0 }
    }

    /// The view.
    pub const fn view(&self) -> &Arc<View> {
        &self.view
    }

    /// How the top would change under another plan and model.
    pub fn movement(&mut self, plan: &Plan, model: &Model, by: RankBy, length: usize) -> Movement {
        let policy = &self.view.policy;
        if *plan != *policy.plan || !same_cells(&policy.model, model) {
            let trial = self.view.trial(plan, model);
            return self.view.movement(&self.standing, &trial, by, length);
        }
        let weights = Weights::of(model);
        let keys = self.keys(&weights, model, by);
        let mut top = self.top(&keys, length);
        let in_top = top.len();
        let standing = self.place_of_standing(by);
        let was_in_top = |row: &u32| {
            let place = self.places.get(standing).and_then(|(_, places)| places.get(*row as usize)).copied();
            place.is_some_and(|place| place > 0 && place as usize <= length)
        };
        let mut known = top.clone();
        known.sort_unstable();
        let mut out: Vec<u32> = self
            .candidates
            .iter()
            .copied()
            .filter(|row| was_in_top(row) && known.binary_search(row).is_err())
            .collect();
        let after_of_out = self.places_after(&keys, &mut out);
        // Those that fell out stand in the order before.
        let before = |row: u32| {
            let place = self.places.get(standing).and_then(|(_, places)| places.get(row as usize)).copied();
            place.filter(|place| *place > 0).map(|place| place as usize)
        };
        let mut fell: Vec<(u32, usize)> = out.into_iter().zip(after_of_out).collect();
        fell.sort_by_key(|(row, _)| before(*row));
        let entry = |row: u32| self.entry(row as usize, &weights, model);
        let moved = |row: u32, after: usize| Move {
            row: row as usize,
            before: before(row),
            after: Some(after),
            was: self.standing.entries().get(row as usize).copied().unwrap_or_default(),
            is: entry(row),
        };
        let out = fell.into_iter().map(|(row, after)| moved(row, after)).collect();
        top.truncate(in_top);
        let top = top.into_iter().enumerate().map(|(place, row)| moved(row, place + 1)).collect();
        Movement { top, out, candidates: self.candidates.len(), length }
    }

    /// What each row is ordered by, as whole numbers that stand in the same order.
    fn keys(&self, weights: &Weights, model: &Model, by: RankBy) -> Vec<u64> {
        let columns = &self.view.assessment.columns;
        let end = match by {
            RankBy::Cautious => End::Low,
            RankBy::Optimistic => End::High,
            RankBy::Value | RankBy::Priority => End::Value,
        };
        let sums = columns.evaluate_one(weights, end);
        if by != RankBy::Priority {
            return sums.into_iter().map(|sum| ordered(true, sum)).collect();
        }
        let prospects = self.view.assessment.prospects.iter().zip(sums);
        prospects
            .map(|(prospect, value)| {
                let p = prospect.attainability.p;
                match prospect.need {
                    Need::Known { need, .. } => {
                        ordered(true, priority(p, value, model.slot_value(prospect.tier.tier), need))
                    }
                    Need::Unknown(_) => ordered(false, p * value),
                }
            })
            .collect()
    }

    /// The best rows, best first.
    fn top(&mut self, keys: &[u64], length: usize) -> Vec<u32> {
        let key = |row: u32| keys.get(row as usize).copied().unwrap_or_default();
        let mut best = Vec::with_capacity(length * 4);
        let Some(last) = length.min(self.candidates.len()).checked_sub(1) else { return best };
        let guess = self.guess;
        best.extend(self.candidates.iter().copied().filter(|row| key(*row) >= guess));
        if best.len() <= last {
            best.clone_from(&self.candidates);
        }
        let compare = |a: &u32, b: &u32| key(*b).cmp(&key(*a)).then_with(|| self.tie(*a, *b));
        if best.len() > length {
            best.select_nth_unstable_by(last, compare);
            best.truncate(length);
        }
        best.sort_unstable_by(compare);
        // A weight moved a little further leaves the last of the top a little lower at most.
        let lowest = best.last().map_or(0, |row| key(*row));
        self.guess = ordered(lowest >> 63 == 1, f64::from_bits(lowest & (u64::MAX >> 1)) * 0.97);
        best
    }

    /// The place of each of these rows among all candidates, from 1; the rows are put in order.
    fn places_after(&self, keys: &[u64], rows: &mut [u32]) -> Vec<usize> {
        let key = |row: u32| keys.get(row as usize).copied().unwrap_or_default();
        rows.sort_unstable_by(|a, b| key(*b).cmp(&key(*a)).then_with(|| self.tie(*a, *b)));
        let Some(lowest) = rows.last().map(|row| key(*row)) else { return Vec::new() };
        let mut ahead = vec![0_usize; rows.len() + 1];
        for row in self.candidates.iter().filter(|row| key(**row) >= lowest) {
            let gap = rows.partition_point(|other| {
                key(*row).cmp(&key(*other)).then_with(|| self.tie(*other, *row)) == Ordering::Less
            });
            if let Some(count) = ahead.get_mut(gap) {
                *count += 1;
            }
        }
        let mut place = 0;
        rows.iter()
            .zip(&ahead)
            .map(|(_, count)| {
                // Its own gap holds the row itself.
                place += count;
                place
            })
            .collect()
    }

    /// Where the places as things stand are kept for a way of ranking.
    fn place_of_standing(&mut self, by: RankBy) -> usize {
        if let Some(place) = self.places.iter().position(|(other, _)| *other == by) {
            return place;
        }
        let model = Arc::clone(&self.view.policy.model);
        let keys = self.keys(&Weights::of(&model), &model, by);
        let key = |row: u32| keys.get(row as usize).copied().unwrap_or_default();
        let mut order = self.candidates.clone();
        order.sort_unstable_by(|a, b| key(*b).cmp(&key(*a)).then_with(|| self.tie(*a, *b)));
        let mut places = vec![0; keys.len()];
        for (place, row) in (1..).zip(order) {
            if let Some(entry) = places.get_mut(row as usize) {
                *entry = place;
            }
        }
        self.places.push((by, places));
        self.places.len() - 1
    }

    /// By name, then by key.
    fn tie(&self, a: u32, b: u32) -> Ordering {
        let company = |row: u32| self.view.snapshot.companies.row(row as usize).map(|one| (&*one.name, one.id));
        company(a).cmp(&company(b)).then(a.cmp(&b))
    }

    fn entry(&self, row: usize, weights: &Weights, model: &Model) -> Entry {
        let Some(prospect) = self.view.assessment.prospects.get(row) else { return Entry::default() };
        let score = self.view.assessment.columns.score(row, weights);
        let worth = model.slot_value(prospect.tier.tier);
        let priority = match prospect.need {
            Need::Known { need, .. } => Some(priority(prospect.attainability.p, score.value, worth, need)),
            Need::Unknown(_) => None,
        };
        let standing = self.standing.entries().get(row).copied().unwrap_or_default();
        Entry { value: score.value, low: score.low, high: score.high, priority, ..standing }
    }
}

/// Figures that are not negative, in an order of whole numbers; those of the second kind stand below all of the first.
fn ordered(first: bool, figure: f64) -> u64 {
    (figure.max(0.0) + 0.0).to_bits() | u64::from(first) << 63
}
