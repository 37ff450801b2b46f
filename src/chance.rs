//! Draws that are the same on every machine: integer streams, and the few functions the standard library leaves to the
//! platform (logarithm, exponential, normal quantile), made of additions and multiplications only.

// Tests compare exact values on purpose.
#![cfg_attr(test, allow(clippy::float_cmp))]

use std::f64::consts::{LN_2, SQRT_2};

/// Scrambles 64 bits (the finaliser of SplitMix64).
pub const fn mix(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// One number for a word, the same everywhere (FNV-1a).
pub fn hash(word: &[u8]) -> u64 {
    mix(word.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)))
}

/// A stream of draws.
#[derive(Debug, Clone)]
pub struct Stream(u64);

impl Stream {
    /// The stream of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(mix(seed))
    }

    /// In (0, 1), never either end.
    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        ((mix(self.0) >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    fn normal(&mut self) -> f64 {
        normal_quantile(self.unit())
    }

    /// Gamma with this shape and scale 1, as its logarithm: small shapes would vanish otherwise
    /// (Marsaglia & Tsang 2000).
    fn ln_gamma_draw(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            return self.ln_gamma_draw(shape + 1.0) + ln(self.unit()) / shape;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let root = 1.0 + c * x;
            if root <= 0.0 {
                continue;
            }
            let v = root * root * root;
            if ln(self.unit()) < 0.5 * x * x + d - d * v + d * ln(v) {
                return ln(d) + ln(v);
            }
        }
    }

    /// Shares that sum to 1, Dirichlet with these concentrations; a concentration of 0 gets nothing.
    pub fn dirichlet(&mut self, concentrations: &[f64]) -> Vec<f64> {
        let draws: Vec<f64> = concentrations
            .iter()
            .map(|shape| if *shape > 0.0 { self.ln_gamma_draw(*shape) } else { f64::NEG_INFINITY })
            .collect();
        let greatest = draws.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let parts: Vec<f64> =
            draws.iter().map(|draw| if draw.is_finite() { exp(draw - greatest) } else { 0.0 }).collect();
        let sum: f64 = parts.iter().sum();
        parts.iter().map(|part| if sum > 0.0 { part / sum } else { 0.0 }).collect()
    }
}

/// Natural logarithm of a positive, normal number.
pub fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let mut power = ((bits >> 52) & 0x7ff) as f64 - 1023.0;
    let mut share = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    if share > SQRT_2 {
        share /= 2.0;
        power += 1.0;
    }
    let s = (share - 1.0) / (share + 1.0);
    let square = s * s;
    let series = (0..12_u32).rev().fold(0.0, |sum, k| sum * square + 1.0 / f64::from(2 * k + 1));
    power * LN_2 + 2.0 * s * series
}

/// Exponential of a number that is not above 0 by much; 0 below −700.
pub fn exp(x: f64) -> f64 {
    if x < -700.0 {
        return 0.0;
    }
    let power = (x / LN_2).round().min(1023.0);
    let rest = x - power * LN_2;
    let series = (1..=16_u32).rev().fold(1.0, |sum, k| 1.0 + sum * rest / f64::from(k));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between -1010 and 1023
    let scale = f64::from_bits(((power + 1023.0) as u64) << 52);
    series * scale
}

/// The normal deviate below which a share `u` in (0, 1) lies (Acklam's rational approximation, error below 1.2e-9).
pub fn normal_quantile(u: f64) -> f64 {
    const A: [f64; 6] = [
        -39.696_830_286_653_76,
        220.946_098_424_520_5,
        -275.928_510_446_968_7,
        138.357_751_867_269,
        -30.664_798_066_147_16,
        2.506_628_277_459_239,
    ];
    const B: [f64; 6] = [
        -54.476_098_798_224_06,
        161.585_836_858_040_9,
        -155.698_979_859_886_6,
        66.801_311_887_719_72,
        -13.280_681_552_885_72,
        1.0,
    ];
    const C: [f64; 6] = [
        -0.007_784_894_002_430_293,
        -0.322_396_458_041_136_5,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 5] =
        [0.007_784_695_709_041_462, 0.322_467_129_070_039_8, 2.445_134_137_142_996, 3.754_408_661_907_416, 1.0];
    let polynomial = |terms: &[f64], x: f64| terms.iter().fold(0.0, |sum, term| sum * x + term);
    let tail = |share: f64| {
        let q = (-2.0 * ln(share)).sqrt();
        polynomial(&C, q) / polynomial(&D, q)
    };
    if u < 0.024_25 {
        tail(u)
    } else if u > 1.0 - 0.024_25 {
        -tail(1.0 - u)
    } else {
        let q = u - 0.5;
        q * polynomial(&A, q * q) / polynomial(&B, q * q)
    }
}

/// The share of normal deviates below each of the steps (k − 127.5) / 32, k from 0 to 255.
pub fn normal_shares() -> [f64; 256] {
    // Simpson's rule on sixteenths of a step, from where nothing is left below.
    let density = |z: f64| exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt();
    let width = 1.0 / 512.0;
    let (mut z, mut sum) = (-127.5 / 32.0, 3.4e-5);
    let mut shares = [0.0; 256];
    for share in &mut shares {
        *share = sum;
        for _ in 0..16 {
            sum += width / 6.0 * (density(z) + 4.0 * density(z + width / 2.0) + density(z + width));
            z += width;
        }
    }
    shares
}

/// `base` in (0, 1] to a power that is not negative.
pub fn power(base: f64, exponent: f64) -> f64 {
    exp(exponent * ln(base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_functions_agree_with_the_platform() {
        for x in [1e-300, 1e-9, 0.1, 0.5, 1.0, 1.414, 2.0, 17.5, 1e12] {
            assert!((ln(x) - x.ln()).abs() <= 1e-13 * x.ln().abs().max(1.0), "{x}");
        }
        for x in [-699.0, -20.5, -1.0, -1e-9, 0.0, 0.3, 5.0] {
            assert!((exp(x) - x.exp()).abs() <= 1e-13 * x.exp(), "{x}");
        }
        assert_eq!(exp(-1e4), 0.0);
        for (u, z) in [(0.5, 0.0), (0.975, 1.959_963_985), (0.001, -3.090_232_306), (0.841_344_746, 1.0)] {
            assert!((normal_quantile(u) - z).abs() < 1e-7, "{u}");
        }
        let shares = normal_shares();
        assert!((shares[127] + shares[128] - 1.0).abs() < 1e-5 && (shares[255] - 0.999_966).abs() < 2e-6);
        assert!((power(0.25, 1.5) - 0.125).abs() < 1e-14);
    }

    #[test]
    fn shares_have_the_means_and_spread_of_their_law() {
        let concentrations = [6.0, 3.0, 0.5, 0.0];
        let mut stream = Stream::new(7);
        let draws: Vec<Vec<f64>> = (0..20_000).map(|_| stream.dirichlet(&concentrations)).collect();
        let all: f64 = concentrations.iter().sum();
        for (place, concentration) in concentrations.iter().enumerate() {
            let mean = draws.iter().map(|draw| draw[place]).sum::<f64>() / draws.len() as f64;
            let expected = concentration / all;
            assert!((mean - expected).abs() < 0.004, "{place}: {mean} for {expected}");
            let spread = draws.iter().map(|draw| (draw[place] - mean).powi(2)).sum::<f64>() / draws.len() as f64;
            let law = expected * (1.0 - expected) / (all + 1.0);
            assert!((spread - law).abs() < 0.001, "{place}: {spread} for {law}");
        }
        assert!(draws.iter().all(|draw| (draw.iter().sum::<f64>() - 1.0).abs() < 1e-12));
    }
}
