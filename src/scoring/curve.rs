//! Piecewise-linear value functions on named breakpoints.
//!
//! Anchors are fixed by policy, never by today's list, so one more company changes nobody's value
//! (additive value model, `methods.md` a.1; golden example G7).

/// The value at `x` of the line through `points` (`(x, v)`, x strictly increasing); flat beyond both ends.
///
/// `None` when there is no point or `x` is not a number.
pub fn value_at(points: &[(f64, f64)], x: f64) -> Option<f64> {
    let (first, last) = (points.first()?, points.last()?);
    if x.is_nan() {
        return None;
    }
    if x <= first.0 {
        return Some(first.1);
    }
    if x >= last.0 {
        return Some(last.1);
    }
    let above = points.partition_point(|point| point.0 <= x);
    let (a, b) = (points.get(above.checked_sub(1)?)?, points.get(above)?);
    Some(a.1 + (b.1 - a.1) * ((x - a.0) / (b.0 - a.0)))
}

/// Least and greatest value over `[from, to]`; either end may be infinite. The line need not be monotone.
pub fn span_over(points: &[(f64, f64)], from: f64, to: f64) -> Option<(f64, f64)> {
    if from > to {
        return None;
    }
    let (start, end) = (value_at(points, from)?, value_at(points, to)?);
    let inside = points.iter().filter(|point| point.0 > from && point.0 < to).map(|point| point.1);
    Some(inside.chain([end]).fold((start, start), |(low, high), v| (low.min(v), high.max(v))))
}

/// The two breakpoints between which `x` lies (equal beyond the ends), as indices; what a card shows as the rule used.
pub fn bracket(points: &[(f64, f64)], x: f64) -> Option<(usize, usize)> {
    let last = points.len().checked_sub(1)?;
    if x.is_nan() {
        return None;
    }
    let above = points.partition_point(|point| point.0 <= x);
    Some((above.saturating_sub(1), above.min(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_the_ends_the_value_is_that_of_the_end() {
        let points = [(0.0, 0.0), (2.6, 0.3), (3.0, 0.5), (5.0, 1.0)];
        assert_eq!(value_at(&points, -1.0), Some(0.0));
        assert_eq!(value_at(&points, 2.6), Some(0.3));
        assert_eq!(value_at(&points, 9.0), Some(1.0));
        assert_eq!(value_at(&points, f64::INFINITY), Some(1.0));
        assert_eq!(value_at(&points, f64::NAN), None);
        assert_eq!(value_at(&[], 1.0), None);
        assert!((value_at(&points, 4.0).unwrap() - 0.75).abs() < 1e-12);
    }

    #[test]
    fn a_span_sees_peaks_inside() {
        let hill = [(0.0, 0.0), (1.0, 1.0), (2.0, 0.2)];
        assert_eq!(span_over(&hill, 0.0, 2.0), Some((0.0, 1.0)));
        assert_eq!(span_over(&hill, f64::NEG_INFINITY, f64::INFINITY), Some((0.0, 1.0)));
        assert_eq!(span_over(&hill, 1.0, 1.0), Some((1.0, 1.0)));
        assert_eq!(span_over(&hill, 2.0, 1.0), None);
    }

    #[test]
    fn the_bracket_names_the_neighbours() {
        let points = [(0.0, 0.0), (1.0, 0.2), (5.0, 0.5)];
        assert_eq!(bracket(&points, 3.0), Some((1, 2)));
        assert_eq!(bracket(&points, -3.0), Some((0, 0)));
        assert_eq!(bracket(&points, 9.0), Some((2, 2)));
    }
}
