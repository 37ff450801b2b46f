//! Why a company's value differs between two versions, criterion by criterion.

use serde::{Deserialize, Serialize};

use super::{
    View,
    assessment::{Assessor, Card},
};
use crate::{domain::plan::Plan, scoring::Model};

/// What one criterion adds to V, before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shift {
    /// Word of the criterion.
    pub criterion: String,
    /// Points of 100 before; 0 where it did not count.
    pub before: f64,
    /// Points after.
    pub after: f64,
}

impl Shift {
    /// Points won or lost.
    pub fn change(&self) -> f64 {
        self.after - self.before
    }
}

/// One company between two versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Shifted {
    /// Row of the view.
    pub row: usize,
    /// V before.
    pub before: f64,
    /// V after.
    pub after: f64,
    /// Criteria whose points changed, the greatest change first; their changes sum to that of V.
    pub shifts: Vec<Shift>,
}

/// V, and the points by criterion that it is made of.
type Valued = (f64, Vec<(String, f64)>);

/// Points by criterion, in the order of the model.
pub(super) fn points(card: &Card) -> Vec<(String, f64)> {
    card.scorecard.lines.iter().map(|line| (line.criterion.clone(), line.points)).collect()
}

/// What changed between two lists of points, the greatest change first.
pub(super) fn shifts(before: &[(String, f64)], after: &[(String, f64)]) -> Vec<Shift> {
    let of = |list: &[(String, f64)], word: &str| list.iter().find(|(other, _)| other == word).map_or(0.0, |(_, v)| *v);
    let gone = before.iter().filter(|(word, _)| !after.iter().any(|(other, _)| other == word));
    let mut shifts: Vec<Shift> = after
        .iter()
        .chain(gone)
        .map(|(word, _)| Shift { criterion: word.clone(), before: of(before, word), after: of(after, word) })
        .filter(|shift| shift.before.to_bits() != shift.after.to_bits())
        .collect();
    shifts.sort_by(|a, b| b.change().abs().total_cmp(&a.change().abs()).then_with(|| a.criterion.cmp(&b.criterion)));
    shifts
}

impl View {
    /// What moved the companies in these rows between one plan and model and another; rows that are not there are left
    /// out.
    pub fn shifted(&self, rows: &[usize], before: (&Plan, &Model), after: (&Plan, &Model)) -> Vec<Shifted> {
        let cards = |(plan, model): (&Plan, &Model)| -> Vec<Option<Valued>> {
            self.with_input_under(plan, model, |input| {
                let assessor = Assessor::new(input);
                let card = |row: &usize| assessor.card(*row).map(|card| (card.scorecard.value, points(&card)));
                rows.iter().map(card).collect()
            })
        };
        let both = rows.iter().zip(cards(before)).zip(cards(after));
        both.filter_map(|((row, before), after)| {
            let ((value_before, before), (value_after, after)) = (before?, after?);
            Some(Shifted { row: *row, before: value_before, after: value_after, shifts: shifts(&before, &after) })
        })
        .collect()
    }
}
