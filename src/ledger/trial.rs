//! What another plan or model would make of the companies: trying before adopting.
//!
//! A [`Trial`] holds what an order is made from; [`Movement`] says who is in the top of one trial and was not in that
//! of another, and by how many places each moved. The order is that of [`super::assessment::rank`]. Local firms and
//! companies barred by a gate are no candidates, as in a shortlist.

use std::cmp::Ordering;

use super::{
    View,
    assessment::{Assessor, Need, Prospect, RankBy},
};
use crate::{
    capacity::priority,
    domain::{company::GateState, ids::CompanyId, plan::Plan},
    scoring::{Model, Weights},
};

/// What an order of the companies is made from, by row of the view.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trial {
    entries: Vec<Entry>,
}

/// One company of a trial.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Entry {
    /// Point value V, 0–100.
    pub value: f64,
    /// Guaranteed lower end of V.
    pub low: f64,
    /// Guaranteed upper end of V.
    pub high: f64,
    /// Priority; none = its need is not known.
    pub priority: Option<f64>,
    /// Chance to land.
    pub chance: f64,
    /// Takes part in the order.
    pub candidate: bool,
}

/// One company that is in the top before or after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    /// Row of the view.
    pub row: usize,
    /// Place before, from 1; none = it was no candidate.
    pub before: Option<usize>,
    /// Place after, from 1; none = it is no candidate.
    pub after: Option<usize>,
    /// Its figures before.
    pub was: Entry,
    /// Its figures after.
    pub is: Entry,
}

/// How the top of an order changes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Movement {
    /// The top after, best first.
    pub top: Vec<Move>,
    /// Who was in the top before and no longer is, in the order before.
    pub out: Vec<Move>,
    /// How many companies take part after.
    pub candidates: usize,
    /// Length of the top asked for.
    pub length: usize,
}

impl Movement {
    /// Who is in the top and was not before.
    pub fn entered(&self) -> impl Iterator<Item = &Move> {
        self.top.iter().filter(|entry| entry.before.is_none_or(|place| place > self.length))
    }

    /// How many companies of the top before and after stand in another place.
    pub fn moved(&self) -> usize {
        self.top.iter().chain(&self.out).filter(|entry| entry.before != entry.after).count()
    }
}

impl Trial {
    /// One entry per company, by row of the view.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl View {
    /// The companies as they are judged now.
    pub fn standing(&self) -> Trial {
        self.trial_of(self.assessment.prospects.iter().map(entry))
    }

    /// The companies under another plan and model. Weights and slot values alone are tried on the columns at hand;
    /// anything else has every company assessed anew, without matching its text again.
    pub fn trial(&self, plan: &Plan, model: &Model) -> Trial {
        if *plan != *self.policy.plan || !same_cells(&self.policy.model, model) {
            let assessment = self.with_input_under(plan, model, |input| Assessor::new(input).assess());
            return self.trial_of(assessment.prospects.iter().map(entry));
        }
        let scores = self.assessment.columns.evaluate(&Weights::of(model));
        let rows = scores.value.iter().zip(&scores.low).zip(&scores.high);
        self.trial_of(self.assessment.prospects.iter().zip(rows).map(|(prospect, ((value, low), high))| {
            let worth = model.slot_value(prospect.tier.tier);
            let priority = match prospect.need {
                Need::Known { need, .. } => Some(priority(prospect.attainability.p, *value, worth, need)),
                Need::Unknown(_) => None,
            };
            Entry { value: *value, low: *low, high: *high, priority, ..entry(prospect) }
        }))
    }

    fn trial_of(&self, entries: impl Iterator<Item = Entry>) -> Trial {
        let local = self.local_firms();
        let entries = entries
            .zip(self.snapshot.companies.iter())
            .map(|(entry, company)| Entry { candidate: entry.candidate && !local.contains(&company.id), ..entry })
            .collect();
        Trial { entries }
    }

    /// How the top changes from one trial to another.
    pub fn movement(&self, before: &Trial, after: &Trial, by: RankBy, length: usize) -> Movement {
        let mut rows = self.top(after, by, length);
        let in_top = rows.len();
        let mut known = rows.clone();
        known.sort_unstable();
        rows.extend(self.top(before, by, length).into_iter().filter(|row| known.binary_search(row).is_err()));
        let places_before = self.places(before, by, &rows);
        let places_after = self.places(after, by, &rows);
        let mut moves =
            rows.iter().zip(places_before).zip(places_after).map(|((row, before_place), after_place)| Move {
                row: *row,
                before: before_place,
                after: after_place,
                was: before.entries.get(*row).copied().unwrap_or_default(),
                is: after.entries.get(*row).copied().unwrap_or_default(),
            });
        let top = moves.by_ref().take(in_top).collect();
        let out = moves.collect();
        let candidates = after.entries.iter().filter(|entry| entry.candidate).count();
        Movement { top, out, candidates, length }
    }

    /// The best rows of a trial, best first.
    fn top(&self, trial: &Trial, by: RankBy, length: usize) -> Vec<usize> {
        let mut rows: Vec<usize> =
            trial.entries.iter().enumerate().filter(|(_, entry)| entry.candidate).map(|(row, _)| row).collect();
        let compare = |a: &usize, b: &usize| self.compare(trial, by, *a, *b);
        if length < rows.len() {
            // Only the top need be in order.
            rows.select_nth_unstable_by(length, compare);
            rows.truncate(length);
        }
        rows.sort_unstable_by(compare);
        rows
    }

    /// The place of each of these rows among all candidates, from 1.
    fn places(&self, trial: &Trial, by: RankBy, rows: &[usize]) -> Vec<Option<usize>> {
        let mut sorted: Vec<usize> =
            rows.iter().copied().filter(|row| trial.entries.get(*row).is_some_and(|entry| entry.candidate)).collect();
        sorted.sort_unstable_by(|a, b| self.compare(trial, by, *a, *b));
        // How many candidates stand before the first, between first and second …
        let mut ahead = vec![0_usize; sorted.len() + 1];
        for (row, _) in trial.entries.iter().enumerate().filter(|(_, entry)| entry.candidate) {
            let gap = sorted.partition_point(|other| self.compare(trial, by, *other, row) == Ordering::Less);
            if let Some(count) = ahead.get_mut(gap) {
                *count += 1;
            }
        }
        let mut place = 0;
        let mut places: Vec<(usize, usize)> = Vec::with_capacity(sorted.len());
        for (row, count) in sorted.iter().zip(&ahead) {
            // Its own gap holds the row itself.
            place += count;
            places.push((*row, place));
        }
        places.sort_unstable();
        rows.iter()
            .map(|row| {
                let found = places.binary_search_by_key(row, |entry| entry.0).ok()?;
                places.get(found).map(|entry| entry.1)
            })
            .collect()
    }

    fn compare(&self, trial: &Trial, by: RankBy, a: usize, b: usize) -> Ordering {
        let key = |row: usize| trial.entries.get(row).map_or((false, 0.0), |entry| key(entry, by));
        let (key_a, key_b) = (key(a), key(b));
        let company = |row: usize| self.snapshot.companies.row(row);
        let name = |row: usize| company(row).map_or("", |company| &*company.name);
        let id = |row: usize| -> Option<CompanyId> { company(row).map(|company| company.id) };
        key_b
            .0
            .cmp(&key_a.0)
            .then_with(|| key_b.1.total_cmp(&key_a.1))
            .then_with(|| name(a).cmp(name(b)))
            .then_with(|| id(a).cmp(&id(b)))
            .then_with(|| a.cmp(&b))
    }
}

/// What a row is ordered by; companies without a priority stand after those that have one.
fn key(entry: &Entry, by: RankBy) -> (bool, f64) {
    match by {
        RankBy::Value => (true, entry.value),
        RankBy::Cautious => (true, entry.low),
        RankBy::Optimistic => (true, entry.high),
        RankBy::Priority => match entry.priority {
            Some(priority) => (true, priority),
            None => (false, entry.chance * entry.value),
        },
    }
}

fn entry(prospect: &Prospect) -> Entry {
    Entry {
        value: prospect.value,
        low: prospect.low,
        high: prospect.high,
        priority: prospect.priority,
        chance: prospect.attainability.p,
        candidate: prospect.gate != GateState::Fail,
    }
}

/// Whether two models give every company the same cells, tiers, needs and chances, so that they differ at most in
/// weights, slot values, classes and words.
pub(super) fn same_cells(one: &Model, other: &Model) -> bool {
    let mut other = other.clone();
    other.id.clone_from(&one.id);
    other.name.clone_from(&one.name);
    other.low_coverage.clone_from(&one.low_coverage);
    other.sorting.clone_from(&one.sorting);
    other.slot_values.clone_from(&one.slot_values);
    for (group, model) in other.groups.iter_mut().zip(&one.groups) {
        group.weight = model.weight;
        group.source.clone_from(&model.source);
        for (criterion, model) in group.criteria.iter_mut().zip(&model.criteria) {
            criterion.weight = model.weight;
            criterion.source.clone_from(&model.source);
        }
    }
    *one == other
}
