//! How firm a place in the ranking is: intervals that do not overlap, and how far one weight may move.

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
    if !(0.0..1.0).contains(&now) || top == 0 {
        return None;
    }
    // (total at weight 0, total at weight 1) of a row.
    let ends = |row: &[f64]| {
        let total: f64 = weights.iter().zip(row).map(|(weight, v)| weight * v).sum();
        let own = row.get(criterion).copied()?;
        Some(((total - now * own) / (1.0 - now), own))
    };
    let mine = ends(rows.get(row)?)?;
    let mut ahead = 0_usize;
    let mut crossings: Vec<(f64, bool, usize)> = Vec::new();
    for (other, values) in rows.iter().enumerate().filter(|(other, _)| *other != row) {
        let theirs = ends(values)?;
        // Lead of the row over the other: a line from `at_zero` to `at_one`.
        let (at_zero, at_one) = (mine.0 - theirs.0, mine.1 - theirs.1);
        let lead = now * at_one + (1.0 - now) * at_zero;
        // Differences of rounding are ties, and a tie overtakes nobody.
        let room = 1e-12 * (mine.0.abs() + mine.1.abs() + 1.0);
        ahead += usize::from(lead < -room);
        let slope = at_one - at_zero;
        if slope.abs() <= room {
            continue;
        }
        let crossing = -at_zero / slope;
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
