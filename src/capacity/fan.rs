//! What sums may come to when some leads land and others do not: a fan of percentiles over days, by simulation.

use crate::chance::{Stream, mix};

/// Draws of a fan.
pub const DRAWS: u32 = 1_000;
/// Start of the draws; the same for everybody, so that the same leads give the same fan.
const SEED: u64 = 0x6a09_e667_f3bc_c908;

/// A sum, or the ratio of two sums in per cent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Start {
    /// What there is already: the sum, or the numerator.
    pub amount: f64,
    /// The denominator; none = a plain sum.
    pub whole: Option<f64>,
}

/// What a lead brings to one of the sums.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gain {
    /// Place of the sum.
    pub sum: usize,
    /// To the sum, or to the numerator.
    pub amount: f64,
    /// To the denominator.
    pub whole: f64,
}

/// A lead that may land.
#[derive(Debug, Clone, PartialEq)]
pub struct Entrant {
    /// A number that is its own: draws hang on it, not on its place in the list.
    pub key: u64,
    /// Chance to have landed by each day, never falling.
    pub by: Vec<f64>,
    /// What it brings.
    pub brings: Vec<Gain>,
}

/// Percentiles of one sum on one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// 5 %.
    pub low: f64,
    /// 25 %.
    pub lower: f64,
    /// 50 %.
    pub middle: f64,
    /// 75 %.
    pub upper: f64,
    /// 95 %.
    pub high: f64,
}

/// Percentiles of each sum on each day, and the expected sums beside them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fan {
    /// By sum, then by day.
    pub bands: Vec<Vec<Band>>,
    /// Expected: of ratios, the ratio of the expected sums. By sum, then by day.
    pub expected: Vec<Vec<f64>>,
}

/// Simulates. `go_on` is told how many draws are done; when it says no, there is no fan.
pub fn fan(
    starts: &[Start],
    entrants: &[Entrant],
    days: usize,
    draws: u32,
    mut go_on: impl FnMut(u32) -> bool,
) -> Option<Fan> {
    let width = starts.len() * days;
    let at = |sum: usize, day: usize| sum * days + day;
    let mut expected = vec![(0.0, 0.0); width];
    for entrant in entrants {
        for gain in &entrant.brings {
            for (day, p) in entrant.by.iter().take(days).enumerate() {
                if let Some(sum) = expected.get_mut(at(gain.sum, day)) {
                    sum.0 += p * gain.amount;
                    sum.1 += p * gain.whole;
                }
            }
        }
    }
    let mut samples: Vec<Vec<f64>> = vec![Vec::with_capacity(draws as usize); width];
    let mut drawn = vec![(0.0, 0.0); width];
    for draw in 0..draws {
        if draw % 32 == 0 && !go_on(draw) {
            return None;
        }
        drawn.fill((0.0, 0.0));
        let salt = mix(SEED ^ u64::from(draw));
        for entrant in entrants {
            // One draw for all days: who has landed stays landed.
            let u = Stream::new(entrant.key ^ salt).unit();
            let Some(first) = entrant.by.iter().position(|p| *p > u) else { continue };
            for gain in &entrant.brings {
                if let Some(sum) = drawn.get_mut(at(gain.sum, first)) {
                    sum.0 += gain.amount;
                    sum.1 += gain.whole;
                }
            }
        }
        for (sum, start) in starts.iter().enumerate() {
            let (mut amount, mut whole) = (0.0, 0.0);
            for day in 0..days {
                let Some((more, of)) = drawn.get(at(sum, day)) else { continue };
                amount += more;
                whole += of;
                if let Some(samples) = samples.get_mut(at(sum, day)) {
                    samples.push(start.with(amount, whole));
                }
            }
        }
    }
    let bands = samples.iter_mut().map(|samples| Band::of(samples)).collect::<Vec<_>>();
    let expected: Vec<f64> = (0..width)
        .map(|place| {
            let start = starts.get(place / days.max(1));
            let (amount, whole) = expected.get(place).copied().unwrap_or_default();
            start.map_or(f64::NAN, |start| start.with(amount, whole))
        })
        .collect();
    let rows = days.max(1);
    Some(Fan {
        bands: bands.chunks(rows).map(<[Band]>::to_vec).collect(),
        expected: expected.chunks(rows).map(<[f64]>::to_vec).collect(),
    })
}

impl Start {
    /// The sum with so much more; not a number where the denominator is nothing.
    pub fn with(self, amount: f64, whole: f64) -> f64 {
        match self.whole {
            None => self.amount + amount,
            Some(of) if of + whole > 0.0 => (self.amount + amount) / (of + whole) * 100.0,
            Some(_) => f64::NAN,
        }
    }
}

impl Band {
    fn of(samples: &mut [f64]) -> Self {
        samples.sort_by(f64::total_cmp);
        let at = |percent: usize| {
            let place = samples.len().saturating_sub(1) * percent / 100;
            samples.get(place).copied().unwrap_or(f64::NAN)
        };
        Self { low: at(5), lower: at(25), middle: at(50), upper: at(75), high: at(95) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entrant(key: u64, p: f64, brings: Gain) -> Entrant {
        Entrant { key: mix(key), by: vec![p / 2.0, p], brings: vec![brings] }
    }

    #[test]
    fn the_fan_lies_around_what_is_expected_and_never_narrows_below_what_is_there() {
        let starts = [Start { amount: 100.0, whole: None }, Start { amount: 20.0, whole: Some(100.0) }];
        let entrants: Vec<Entrant> = (0..200)
            .flat_map(|key| {
                [
                    entrant(key, 0.3, Gain { sum: 0, amount: 1.0, whole: 0.0 }),
                    entrant(key + 1_000, 0.5, Gain { sum: 1, amount: 3.0, whole: 10.0 }),
                ]
            })
            .collect();
        let found = fan(&starts, &entrants, 2, DRAWS, |_| true).unwrap();
        assert!((found.expected[0][1] - 160.0).abs() < 1e-9);
        assert!((found.bands[0][1].middle - 160.0).abs() < 2.0);
        // Binomial(200, .3): the middle 90 % are about 21 wide.
        assert!((found.bands[0][1].high - found.bands[0][1].low - 21.3).abs() < 2.5);
        // A ratio of sums: (20 + 3·100) / (100 + 10·100).
        assert!((found.expected[1][1] - 320.0 / 1_100.0 * 100.0).abs() < 1e-9);
        assert!(found.bands[1][1].low > 20.0 && found.bands[1][1].high < 30.0);
        assert!(found.bands[0][0].middle < found.bands[0][1].middle);
    }

    #[test]
    fn the_order_of_the_leads_does_not_matter() {
        let starts = [Start { amount: 0.0, whole: None }];
        let entrants: Vec<Entrant> =
            (0..50).map(|key| entrant(key, 0.4, Gain { sum: 0, amount: 1.0, whole: 0.0 })).collect();
        let reversed: Vec<Entrant> = entrants.iter().rev().cloned().collect();
        let run = |entrants: &[Entrant]| fan(&starts, entrants, 2, 200, |_| true).unwrap().bands;
        assert_eq!(run(&entrants), run(&reversed));
        assert!(fan(&starts, &entrants, 2, 200, |_| false).is_none());
        assert!(Start { amount: 1.0, whole: Some(0.0) }.with(0.0, 0.0).is_nan());
    }
}
