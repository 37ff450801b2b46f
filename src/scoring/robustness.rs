//! How firm a place in the ranking is: intervals that do not overlap, and how far one weight may move.

use super::{columns::Columns, weights::Weights};

/// Whether the first is above the second whatever the unknown facts of either turn out to be.
pub fn necessarily_above(low_of_first: f64, high_of_second: f64) -> bool {
    low_of_first > high_of_second
}

/// How far one weight may move, the others keeping their proportions, before a row leaves the top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StabilityInterval {
    /// Least weight, 0–1.
    pub low: f64,
    /// Greatest weight, 0–1.
    pub high: f64,
    /// Row whose overtaking ends the interval below; none = it reaches 0.
    pub below: Option<usize>,
    /// Row whose overtaking ends the interval above; none = it reaches 1.
    pub above: Option<usize>,
}

/// The interval of `weights[criterion]` around its present value in which `row` stays among the best `top` of `rows`
/// (values by criterion, any common scale).
///
/// Closed form (`methods.md` a.3, golden example G8): with the other weights rescaled, every total is a straight line in
/// the weight, so two rows change places at one crossing at most. `None` when the row is not in the top now, when
/// indices are out of range, or when the criterion carries all the weight.
pub fn stability_interval(
    rows: &[Vec<f64>],
    weights: &[f64],
    criterion: usize,
    row: usize,
    top: usize,
) -> Option<StabilityInterval> {
    let now = *weights.get(criterion)?;
    if !(0.0..1.0).contains(&now) {
        return None;
    }
    let lines: Option<Vec<Line>> = rows
        .iter()
        .map(|values| {
            let total: f64 = weights.iter().zip(values).map(|(weight, v)| weight * v).sum();
            let own = *values.get(criterion)?;
            Some(Line { at_zero: (total - now * own) / (1.0 - now), at_one: own })
        })
        .collect();
    interval(&lines?, now, row, top)
}

/// As [`stability_interval`], among companies: `lines` are those of [`lines`], in any order, `mine` is one of them.
pub fn stability_among(lines: &[Line], now: f64, mine: usize, top: usize) -> Option<StabilityInterval> {
    if !(0.0..1.0).contains(&now) {
        return None;
    }
    interval(lines, now, mine, top)
}

/// The total of a row as one weight goes from 0 to 1 and the others keep their proportions: a straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Total when the weight is 0.
    pub at_zero: f64,
    /// Total when it is 1: the criterion's own value.
    pub at_one: f64,
}

/// The lines of some companies for the weight of an active criterion, in points of 100.
///
/// A criterion that does not apply to a company counts there as the mean of the others, which leaves its total as it
/// is now.
pub fn lines(columns: &Columns, weights: &Weights, criterion: usize, rows: &[usize]) -> Vec<Line> {
    let now = weights.points().get(criterion).copied().unwrap_or_default() / 100.0;
    rows.iter()
        .map(|row| {
            let total = columns.score(*row, weights).value;
            let applies = criterion >= 64 || columns.excluded_of(*row) & (1 << criterion) == 0;
            let own = columns.cells_of(*row).nth(criterion).filter(|_| applies).map(|cell| 100.0 * cell.1);
            let at_one = own.unwrap_or(total);
            let at_zero = if now < 1.0 { (total - now * at_one) / (1.0 - now) } else { total };
            Line { at_zero, at_one }
        })
        .collect()
}

fn interval(lines: &[Line], now: f64, row: usize, top: usize) -> Option<StabilityInterval> {
    if top == 0 {
        return None;
    }
    let mine = *lines.get(row)?;
    let mut ahead = 0_usize;
    let mut crossings: Vec<(f64, bool, usize)> = Vec::new();
    for (other, theirs) in lines.iter().enumerate().filter(|(other, _)| *other != row) {
        // Lead of the row over the other: a line from `at_zero` to `at_one`.
        let (at_zero, at_one) = (mine.at_zero - theirs.at_zero, mine.at_one - theirs.at_one);
        let lead = now * at_one + (1.0 - now) * at_zero;
        // Differences of rounding are ties, and a tie overtakes nobody.
        let room = 1e-12 * (mine.at_zero.abs() + mine.at_one.abs() + 1.0);
        ahead += usize::from(lead < -room);
        let slope = at_one - at_zero;
        if slope.abs() <= room {
            continue;
        }
        let crossing = -at_zero / slope;
        if crossing <= 0.0 || crossing >= 1.0 {
            continue;
        }
        // Rising: the other is ahead below the crossing. Falling: ahead above it.
        crossings.push((crossing, slope > 0.0, other));
    }
    if ahead >= top {
        return None;
    }
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
    let mut interval = StabilityInterval { low: 0.0, high: 1.0, below: None, above: None };
    let mut count = ahead;
    for (crossing, rising, other) in crossings.iter().filter(|entry| entry.0 >= now && entry.0 < 1.0) {
        // Going up: a falling lead loses a place, a rising one wins it back.
        count = if *rising { count.saturating_sub(1) } else { count + 1 };
        if count >= top {
            (interval.high, interval.above) = (*crossing, Some(*other));
            break;
        }
    }
    count = ahead;
    for (crossing, rising, other) in crossings.iter().rev().filter(|entry| entry.0 <= now && entry.0 > 0.0) {
        count = if *rising { count + 1 } else { count.saturating_sub(1) };
        if count >= top {
            (interval.low, interval.below) = (*crossing, Some(*other));
            break;
        }
    }
    Some(interval)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_place_is_firmer_than_a_first() {
        let rows = [vec![80.0, 40.0, 60.0], vec![50.0, 90.0, 70.0], vec![60.0, 60.0, 65.0]];
        let weights = [0.5, 0.3, 0.2];
        let top_two = stability_interval(&rows, &weights, 0, 1, 2).unwrap();
        assert!((top_two.high - 2.0 / 3.0).abs() < 1e-9, "{top_two:?}");
        assert_eq!((top_two.above, top_two.low, top_two.below), (Some(2), 0.0, None));
        assert_eq!(stability_interval(&rows, &weights, 0, 2, 1), None);
        assert_eq!(stability_interval(&rows, &weights, 7, 0, 1), None);
    }

    #[test]
    fn the_interval_agrees_with_trying_every_weight() {
        let rows = [vec![0.9, 0.1, 0.4], vec![0.3, 0.8, 0.5], vec![0.5, 0.5, 0.5], vec![0.2, 0.9, 0.1]];
        let weights = [0.4, 0.35, 0.25];
        let total = |row: &[f64], t: f64, k: usize| -> f64 {
            let others: f64 = (0..3).filter(|c| *c != k).map(|c| weights[c] * row[c]).sum();
            t * row[k] + (1.0 - t) * others / (1.0 - weights[k])
        };
        for k in 0..3 {
            for row in 0..4 {
                for top in 1..4 {
                    let in_top = |t: f64| {
                        let mine = total(&rows[row], t, k);
                        rows.iter().filter(|other| total(other, t, k) > mine + 1e-12).count() < top
                    };
                    let Some(found) = stability_interval(&rows, &weights, k, row, top) else {
                        assert!(!in_top(weights[k]));
                        continue;
                    };
                    for step in 0..=1000 {
                        let t = f64::from(step) / 1000.0;
                        if t > found.low + 1e-9 && t < found.high - 1e-9 {
                            assert!(in_top(t), "criterion {k} row {row} top {top} at {t}: {found:?}");
                        }
                    }
                    assert!(found.above.is_none() || !in_top((found.high + 1e-6).min(1.0)));
                    assert!(found.below.is_none() || !in_top((found.low - 1e-6).max(0.0)));
                }
            }
        }
    }
}
