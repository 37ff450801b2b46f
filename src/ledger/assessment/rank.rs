//! Putting prospects in order; ties by name, then by key, so the order is the same on every machine.

use std::cmp::Ordering;

use super::Prospect;
use crate::words;

words! {
    /// What a list is ranked by.
    pub enum RankBy {
        /// V.
        Value = "value",
        /// Guaranteed lower end of V.
        Cautious = "cautious",
        /// Guaranteed upper end of V.
        Optimistic = "optimistic",
        /// Priority; companies without one stand in a block of their own after the others.
        Priority = "priority",
    }
}

/// An order of prospects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    /// Rows, best first.
    pub rows: Vec<usize>,
    /// Place in `rows` from which the companies stand whose need is not known, ordered by p × V (未设目标);
    /// the length of `rows` when there are none or when the order is not by priority.
    pub without_need_from: usize,
}

/// The order of all prospects. `name` gives the name of the company in a row.
pub fn rank<'n>(prospects: &[Prospect], by: RankBy, name: impl Fn(usize) -> &'n str) -> Ranking {
    let key = |prospect: &Prospect| match by {
        RankBy::Value => (true, prospect.value),
        RankBy::Cautious => (true, prospect.low),
        RankBy::Optimistic => (true, prospect.high),
        RankBy::Priority => match prospect.priority {
            Some(priority) => (true, priority),
            None => (false, prospect.attainability.p * prospect.value),
        },
    };
    let mut keyed: Vec<(usize, &Prospect, (bool, f64))> =
        prospects.iter().enumerate().map(|(row, prospect)| (row, prospect, key(prospect))).collect();
    keyed.sort_unstable_by(|(row_a, a, key_a), (row_b, b, key_b)| {
        key_b
            .0
            .cmp(&key_a.0)
            .then_with(|| key_b.1.total_cmp(&key_a.1))
            .then_with(|| name(*row_a).cmp(name(*row_b)))
            .then_with(|| a.company.cmp(&b.company))
            .then_with(|| -> Ordering { row_a.cmp(row_b) })
    });
    let without_need_from = keyed.iter().take_while(|entry| entry.2.0).count();
    Ranking { rows: keyed.into_iter().map(|entry| entry.0).collect(), without_need_from }
}
