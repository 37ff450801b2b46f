//! The beta distribution: what a rate of so many out of so many leaves open.

use crate::chance::{exp, ln};

/// A rate with what is known of it: Beta(`won` + k·prior, `lost` + k·(1 − prior)).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Mean, in [0, 1].
    pub mean: f64,
    /// 5 % of the probability lies below.
    pub low: f64,
    /// 5 % of the probability lies above.
    pub high: f64,
}

impl Rate {
    /// `won` of `of` cases, drawn towards `prior` as if that were known from `weight` cases.
    ///
    /// Source: Beta-Binomial shrinkage, `methods.md` c.3. A prior of 0 or 1 or a weight of 0 leaves the plain share.
    pub fn shrunk(won: u32, of: u32, prior: f64, weight: f64) -> Self {
        let prior = super::poisson_binomial::clean(prior);
        let weight = if weight.is_finite() { weight.max(0.0) } else { 0.0 };
        let lost = of.saturating_sub(won);
        let (a, b) = (f64::from(won) + weight * prior, f64::from(lost) + weight * (1.0 - prior));
        let mean = Self::mean_of(won, of, prior, weight);
        Self { mean, low: quantile(a, b, 0.05), high: quantile(a, b, 0.95) }
    }

    /// The mean alone, for `prior` in [0, 1] and a weight that is not negative.
    pub(super) fn mean_of(won: u32, of: u32, prior: f64, weight: f64) -> f64 {
        let all = f64::from(of) + weight;
        if all > 0.0 { (f64::from(won) + weight * prior) / all } else { prior }
    }
}

/// The value below which a share `u` of Beta(a, b) lies; the mean where a or b is not positive.
pub fn quantile(a: f64, b: f64, u: f64) -> f64 {
    if !(a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite()) {
        return if a > 0.0 { 1.0 } else { 0.0 };
    }
    let (mut low, mut high) = (0.0, 1.0);
    // Halving 60 times is as fine as the numbers are, and always takes the same steps.
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if below(a, b, middle) < u {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// The share of Beta(a, b) below `x` (regularised incomplete beta function).
pub fn below(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = exp(ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * ln(x) + b * ln(1.0 - x));
    // The fraction converges fast on this side of the mean.
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

/// The continued fraction of the incomplete beta function, by the method of Lentz.
#[allow(clippy::many_single_char_names)] // the names of the formula
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const SMALLEST: f64 = 1e-300;
    let apart = |value: f64| if value.abs() < SMALLEST { SMALLEST } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / apart(1.0 - (a + b) * x / (a + 1.0));
    let mut product = d;
    for m in 1..=200_u32 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / apart(1.0 + even * d);
        c = apart(1.0 + even / c);
        product *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / apart(1.0 + odd * d);
        c = apart(1.0 + odd / c);
        product *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
    }
    product
}

/// Logarithm of the gamma function of a positive number (Lanczos, g = 7, nine terms; error below 1e-14).
fn ln_gamma(x: f64) -> f64 {
    const TERMS: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    // Small arguments by way of the next one: Γ(x) = Γ(x + 1) / x.
    if x < 0.5 {
        return ln_gamma(x + 1.0) - ln(x);
    }
    let x = x - 1.0;
    let mut sum = 0.999_999_999_999_809_9;
    let mut at = x;
    for term in TERMS {
        at += 1.0;
        sum += term / at;
    }
    let t = x + 7.5;
    0.918_938_533_204_672_7 + (x + 0.5) * ln(t) - t + ln(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// G13: prior 8 % worth 20 outcomes.
    #[test]
    fn g13_shrunken_rates() {
        for (won, of, mean, low, high) in [
            (0, 3, 0.0696, 0.0095, 0.1714),
            (1, 5, 0.1040, 0.0264, 0.2177),
            (3, 10, 0.1533, 0.0615, 0.2717),
            (6, 40, 0.1267, 0.0643, 0.2032),
        ] {
            let rate = Rate::shrunk(won, of, 0.08, 20.0);
            for (found, expected) in [(rate.mean, mean), (rate.low, low), (rate.high, high)] {
                assert!((found - expected).abs() < 5e-5, "{won}/{of}: {found} is not {expected}");
            }
        }
    }

    #[test]
    fn the_distribution_is_what_small_cases_can_be_counted_to_be() {
        // Beta(1, b) has 1 − (1 − x)^b below x; Beta(2, 2) has 3x² − 2x³.
        assert!((below(1.0, 5.0, 0.2) - (1.0 - 0.8_f64.powi(5))).abs() < 1e-13);
        assert!((below(2.0, 2.0, 0.3) - (3.0 * 0.09 - 2.0 * 0.027)).abs() < 1e-13);
        assert!((below(300.0, 700.0, 0.3) - 0.504).abs() < 5e-3);
        assert!((quantile(2.0, 2.0, 0.5) - 0.5).abs() < 1e-12);
        let plain = Rate::shrunk(3, 12, 0.5, 0.0);
        assert!((plain.mean - 0.25).abs() < 1e-15);
        assert_eq!(Rate::shrunk(0, 0, 0.2, 0.0).mean, 0.2);
        assert_eq!(Rate::shrunk(0, 5, 0.0, 20.0).high, 0.0);
    }
}
