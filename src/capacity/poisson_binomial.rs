//! Exact distribution of how many of several independent leads land.

use std::ops::RangeInclusive;

/// Terms less likely than this cannot be seen in a picture.
const FAINT: f64 = 5e-4;
/// A wanted count so many terms away from what can be seen is shown too.
const NEAR: usize = 24;

/// P(k of the leads land) for k = 0..=n, exact by dynamic programming (no sampling, no approximation).
///
/// Chances outside [0, 1] are clamped; what is not a number counts as 0.
pub fn distribution(chances: &[f64]) -> Vec<f64> {
    head(chances, chances.len().saturating_add(1))
}

/// The first `count` terms of the distribution; each is exact, since no term depends on a later one.
pub fn head(chances: &[f64], count: usize) -> Vec<f64> {
    let mut terms = vec![0.0; count.min(chances.len().saturating_add(1))];
    if let Some(first) = terms.first_mut() {
        *first = 1.0;
    }
    for chance in chances {
        add(&mut terms, *chance);
    }
    terms
}

/// The terms of a distribution a picture shows: all that can be seen, and those `wanted` (lowest and highest count)
/// where they are near.
pub fn in_sight(terms: &[f64], wanted: (usize, usize)) -> RangeInclusive<usize> {
    let visible = |p: &f64| *p >= FAINT;
    let first = terms.iter().position(visible).unwrap_or(0);
    let last = terms.iter().rposition(visible).unwrap_or(0);
    let (low, high) = wanted;
    let first = if first.saturating_sub(low) <= NEAR { first.min(low) } else { first };
    let last = if high.saturating_sub(last) <= NEAR { last.max(high) } else { last };
    first..=last
}

/// One more lead.
pub(super) fn add(terms: &mut [f64], chance: f64) {
    let p = clean(chance);
    let mut before = 0.0;
    for term in terms {
        let now = *term;
        *term = now * (1.0 - p) + before * p;
        before = now;
    }
}

/// A chance in [0, 1].
pub(super) fn clean(chance: f64) -> f64 {
    if chance.is_nan() { 0.0 } else { chance.clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sums over all 2ⁿ outcomes.
    fn by_brute_force(chances: &[f64]) -> Vec<f64> {
        let mut terms = vec![0.0; chances.len() + 1];
        for outcome in 0..1_u32 << chances.len() {
            let p: f64 =
                chances.iter().enumerate().map(|(i, p)| if outcome >> i & 1 == 1 { *p } else { 1.0 - p }).product();
            terms[outcome.count_ones() as usize] += p;
        }
        terms
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn equals_brute_force(chances in prop::collection::vec(0.0..=1.0_f64, 0..=12)) {
            let exact = distribution(&chances);
            for (a, b) in exact.iter().zip(by_brute_force(&chances)) {
                prop_assert!((a - b).abs() < 1e-12);
            }
            prop_assert!((exact.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert_eq!(&head(&chances, 3)[..], &exact[..exact.len().min(3)]);
        }
    }

    #[test]
    fn fifteen_leads_equal_brute_force() {
        let chances: Vec<f64> = (0..15_i32).map(|i| (f64::from(i) * 0.37 + 0.11).fract()).collect();
        for (a, b) in distribution(&chances).iter().zip(by_brute_force(&chances)) {
            assert!((a - b).abs() < 1e-12);
        }
    }

    #[test]
    fn a_picture_shows_where_the_mass_is() {
        let many = distribution(&[0.3; 400]);
        let seen = in_sight(&many, (2, 5));
        assert!(seen.contains(&120) && *seen.start() > 60 && *seen.end() < 180, "{seen:?}");
        assert!(many[seen].iter().sum::<f64>() > 0.99);
        assert_eq!(in_sight(&distribution(&[0.5; 4]), (1, 8)), 0..=8);
        assert_eq!(in_sight(&distribution(&[]), (0, 0)), 0..=0);
    }

    #[test]
    fn nonsense_is_clamped() {
        assert_eq!(distribution(&[]), vec![1.0]);
        assert_eq!(distribution(&[f64::NAN, 7.0, -1.0]), vec![0.0, 1.0, 0.0, 0.0]);
    }
}
