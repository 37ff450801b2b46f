//! A slot 席位: the places of one tier of one base, and what the open leads make of it.

use super::poisson_binomial::{add, clean, head};

/// How many firms the plan wants: at least `min`, at most `max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotRange {
    /// Lower end.
    pub min: u32,
    /// Upper end.
    pub max: u32,
}

/// What is to be expected of a slot. N = landed firms + those of the open leads that land.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlook {
    /// P(N ≥ min).
    pub reaches_min: f64,
    /// P(N ≥ max).
    pub reaches_max: f64,
    /// E(N).
    pub expected: f64,
    /// E(min(N, min)): places below the minimum that will be filled.
    pub expected_to_min: f64,
    /// E(min(N, max)): places that will be filled.
    pub expected_to_max: f64,
    /// What a further firm is worth: P(N < min) + β P(min ≤ N < max).
    pub need: f64,
}

impl SlotRange {
    /// The outlook with so many firms landed and these chances of the open leads (one per firm).
    pub fn outlook(self, beta: f64, landed: u32, chances: &[f64]) -> Outlook {
        let terms = head(chances, self.terms(landed));
        let expected = f64::from(landed) + chances.iter().map(|p| clean(*p)).sum::<f64>();
        self.read(beta, landed, &terms, expected)
    }

    /// The outlook without each lead in turn: what the slot would be if that firm did not come, which is what the need
    /// *for* that firm is judged by. Exact, from running distributions of those before and those after.
    pub fn without_each(self, beta: f64, landed: u32, chances: &[f64]) -> Vec<Outlook> {
        let count = self.terms(landed).min(chances.len());
        let nobody = || {
            let mut terms = vec![0.0; count];
            if let Some(first) = terms.first_mut() {
                *first = 1.0;
            }
            terms
        };
        let mut after = vec![nobody()];
        for chance in chances.iter().skip(1).rev() {
            let mut next = after.last().cloned().unwrap_or_default();
            add(&mut next, *chance);
            after.push(next);
        }
        let all: f64 = f64::from(landed) + chances.iter().map(|p| clean(*p)).sum::<f64>();
        let mut before = nobody();
        let mut outlooks = Vec::with_capacity(chances.len());
        for (chance, after) in chances.iter().zip(after.iter().rev()) {
            let mut terms = vec![0.0; count];
            for (i, a) in before.iter().enumerate() {
                for (term, b) in terms.iter_mut().skip(i).zip(after) {
                    *term += a * b;
                }
            }
            outlooks.push(self.read(beta, landed, &terms, all - clean(*chance)));
            add(&mut before, *chance);
        }
        outlooks
    }

    /// Terms of the distribution that the slot can tell apart: beyond the maximum all is one.
    fn terms(self, landed: u32) -> usize {
        usize::try_from(self.max.saturating_sub(landed)).unwrap_or(usize::MAX)
    }

    fn read(self, beta: f64, landed: u32, terms: &[f64], expected: f64) -> Outlook {
        let (mut below_min, mut below_max) = (0.0, 0.0);
        let (mut short_of_min, mut short_of_max) = (0.0, 0.0);
        for (count, p) in (landed..self.max).zip(terms) {
            below_max += p;
            short_of_max += p * f64::from(self.max - count);
            if count < self.min {
                below_min += p;
                short_of_min += p * f64::from(self.min - count);
            }
        }
        let (below_min, below_max) = (clean(below_min), clean(below_max));
        Outlook {
            reaches_min: 1.0 - below_min,
            reaches_max: 1.0 - below_max,
            expected,
            expected_to_min: f64::from(self.min) - short_of_min,
            expected_to_max: f64::from(self.max) - short_of_max,
            need: below_min + clean(beta) * (below_max - below_min).max(0.0),
        }
    }
}

/// 优先级: chance × value share × worth of the seat × need; an expected value in the unit of the slot values.
pub fn priority(chance: f64, value: f64, slot_value: f64, need: f64) -> f64 {
    chance * (value / 100.0) * slot_value * need
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::capacity::distribution;

    /// The outlook from the whole distribution, term by term.
    fn plain(range: SlotRange, beta: f64, landed: u32, chances: &[f64]) -> Outlook {
        let all = distribution(chances);
        let sum = |of: &dyn Fn(u32) -> f64| -> f64 { all.iter().zip(landed..).map(|(p, count)| p * of(count)).sum() };
        let is = |yes: bool| if yes { 1.0 } else { 0.0 };
        Outlook {
            reaches_min: sum(&|n| is(n >= range.min)),
            reaches_max: sum(&|n| is(n >= range.max)),
            expected: sum(&f64::from),
            expected_to_min: sum(&|n| f64::from(n.min(range.min))),
            expected_to_max: sum(&|n| f64::from(n.min(range.max))),
            need: sum(&|n| is(n < range.min)) + beta * sum(&|n| is(n >= range.min && n < range.max)),
        }
    }

    fn close(a: Outlook, b: Outlook) -> bool {
        [
            (a.reaches_min, b.reaches_min),
            (a.reaches_max, b.reaches_max),
            (a.expected, b.expected),
            (a.expected_to_min, b.expected_to_min),
            (a.expected_to_max, b.expected_to_max),
            (a.need, b.need),
        ]
        .iter()
        .all(|(a, b)| (a - b).abs() < 1e-12)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(120))]
        #[test]
        fn agrees_with_the_whole_distribution(
            chances in prop::collection::vec(0.0..=1.0_f64, 0..=10),
            min in 0_u32..6,
            more in 0_u32..6,
            landed in 0_u32..8,
            beta in 0.0..=1.0_f64,
        ) {
            let range = SlotRange { min, max: min + more };
            prop_assert!(close(range.outlook(beta, landed, &chances), plain(range, beta, landed, &chances)));
            let without = range.without_each(beta, landed, &chances);
            prop_assert_eq!(without.len(), chances.len());
            for (place, outlook) in without.iter().enumerate() {
                let mut others = chances.clone();
                others.remove(place);
                prop_assert!(close(*outlook, plain(range, beta, landed, &others)));
                // One firm less never makes the slot fuller.
                prop_assert!(outlook.need >= range.outlook(beta, landed, &chances).need - 1e-12);
            }
        }
    }

    #[test]
    fn full_slots_need_nobody() {
        let range = SlotRange { min: 1, max: 2 };
        assert_eq!(range.outlook(0.35, 2, &[0.5]).need, 0.0);
        assert_eq!(range.outlook(0.35, 9, &[0.5]).expected_to_max, 2.0);
        assert_eq!(range.outlook(0.35, 0, &[]).need, 1.0);
        assert_eq!(range.outlook(0.35, 1, &[]).need, 0.35);
    }
}
