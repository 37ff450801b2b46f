//! How other methods would see the same table. Diagnostics beside the score, never in its place.
//!
//! Weights by dispersion (entropy, CRITIC) reward whatever varies most in today's list and change with every company
//! added; TOPSIS and PROMETHEE change their order when a rival comes or goes. Value functions on fixed anchors do
//! neither, which is why the score is made of them; the differences are worth knowing (`methods.md` a.1, a.2; golden
//! examples G1–G3, G5, G11).
//!
//! Tables are rows of alternatives by columns of criteria; a row that is too short counts 0 there.

/// Whether more or less of a criterion is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// More is better.
    Most,
    /// Less is better.
    Least,
}

/// How TOPSIS brings columns to one scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scaling {
    /// Divided by the length of the column; what the textbooks mean.
    Vector,
    /// Between the least and the greatest of the column.
    Range,
}

/// TOPSIS closeness of each alternative to the ideal, 0–1 (Hwang & Yoon).
pub fn topsis(table: &[Vec<f64>], weights: &[f64], senses: &[Sense], scaling: Scaling) -> Vec<f64> {
    let scaled: Vec<Vec<f64>> = (0..weights.len())
        .map(|place| {
            let column = column(table, place);
            let weight = weights.get(place).copied().unwrap_or_default();
            let least = senses.get(place) == Some(&Sense::Least);
            let (low, high) = ends(&column);
            let length = column.iter().map(|v| v * v).sum::<f64>().sqrt();
            column
                .iter()
                .map(|v| {
                    let scaled = match scaling {
                        Scaling::Vector => quotient(*v, length),
                        Scaling::Range if least => quotient(high - v, high - low),
                        Scaling::Range => quotient(v - low, high - low),
                    };
                    weight * scaled
                })
                .collect()
        })
        .collect();
    let mut to_best = vec![0.0; table.len()];
    let mut to_worst = vec![0.0; table.len()];
    for (place, column) in scaled.iter().enumerate() {
        let (low, high) = ends(column);
        // Scaled by range, more is better in every column.
        let turned = scaling == Scaling::Vector && senses.get(place) == Some(&Sense::Least);
        let (best, worst) = if turned { (low, high) } else { (high, low) };
        for ((v, to_best), to_worst) in column.iter().zip(&mut to_best).zip(&mut to_worst) {
            *to_best += (v - best) * (v - best);
            *to_worst += (v - worst) * (v - worst);
        }
    }
    to_best.iter().zip(&to_worst).map(|(best, worst)| quotient(worst.sqrt(), best.sqrt() + worst.sqrt())).collect()
}

/// Weights by contrast and conflict (CRITIC, Diakoulaki et al. 1995): the spread of each column scaled by its range,
/// times how little the others go along with it. More must be better in every column.
pub fn critic_weights(table: &[Vec<f64>], criteria: usize) -> Vec<f64> {
    let columns: Vec<Vec<f64>> = (0..criteria)
        .map(|place| {
            let column = column(table, place);
            let (low, high) = ends(&column);
            column.iter().map(|v| quotient(v - low, high - low)).collect()
        })
        .collect();
    let spread: Vec<f64> = columns.iter().map(|column| covariance(column, column).sqrt()).collect();
    let information: Vec<f64> = columns
        .iter()
        .zip(&spread)
        .map(|(column, own)| {
            let conflict: f64 = columns
                .iter()
                .zip(&spread)
                .map(|(other, theirs)| 1.0 - quotient(covariance(column, other), own * theirs))
                .sum();
            own * conflict
        })
        .collect();
    shares(&information)
}

/// Weights by entropy: the more unevenly a column is spread over the alternatives, the more it weighs. Entries must
/// not be negative.
pub fn entropy_weights(table: &[Vec<f64>], criteria: usize) -> Vec<f64> {
    let all = (table.len() as f64).ln();
    let uneven: Vec<f64> = (0..criteria)
        .map(|place| {
            let column = column(table, place);
            let sum: f64 = column.iter().sum();
            let entropy: f64 = column
                .iter()
                .map(|v| quotient(*v, sum))
                .filter(|share| *share > 0.0)
                .map(|share| -share * share.ln())
                .sum();
            if sum > 0.0 && all > 0.0 { 1.0 - entropy / all } else { 0.0 }
        })
        .collect();
    shares(&uneven)
}

/// Net flow of each alternative, −1 to 1, when any difference counts as full preference (PROMETHEE II, usual
/// criterion). More must be better in every column.
pub fn net_flows(table: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let others = table.len().saturating_sub(1) as f64;
    let prefers = |one: &[f64], other: &[f64]| -> f64 {
        let pairs = one.iter().zip(other).zip(weights);
        pairs.filter(|((one, other), _)| one > other).map(|(_, weight)| weight).sum()
    };
    table
        .iter()
        .map(|row| table.iter().map(|other| quotient(prefers(row, other) - prefers(other, row), others)).sum())
        .collect()
}

/// Weighted sum of columns scaled to sum 1, those where less is better by their reciprocals first (Kracka et al. 2010).
/// One cell near 0 in such a column outweighs everything: the reason for fixed anchors.
pub fn relative_sum(table: &[Vec<f64>], weights: &[f64], senses: &[Sense]) -> Vec<f64> {
    let mut sums = vec![0.0; table.len()];
    for (place, weight) in weights.iter().enumerate() {
        let mut column = column(table, place);
        if senses.get(place) == Some(&Sense::Least) {
            for v in &mut column {
                *v = quotient(1.0, *v);
            }
        }
        let all: f64 = column.iter().sum();
        for (sum, v) in sums.iter_mut().zip(&column) {
            *sum += weight * quotient(*v, all);
        }
    }
    sums
}

fn column(table: &[Vec<f64>], place: usize) -> Vec<f64> {
    table.iter().map(|row| row.get(place).copied().unwrap_or_default()).collect()
}

fn ends(column: &[f64]) -> (f64, f64) {
    column.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(*v), high.max(*v)))
}

/// 0 where the divisor is: a column that does not vary tells nothing.
fn quotient(v: f64, by: f64) -> f64 {
    if by == 0.0 || !by.is_finite() { 0.0 } else { v / by }
}

fn covariance(one: &[f64], other: &[f64]) -> f64 {
    let n = one.len().max(1) as f64;
    let mean = |column: &[f64]| column.iter().sum::<f64>() / n;
    let (mine, theirs) = (mean(one), mean(other));
    one.iter().zip(other).map(|(a, b)| (a - mine) * (b - theirs)).sum::<f64>() / n
}

/// In proportion to sum 1; equal where there is nothing to go by.
fn shares(parts: &[f64]) -> Vec<f64> {
    let sum: f64 = parts.iter().sum();
    let equal = 1.0 / parts.len().max(1) as f64;
    parts.iter().map(|part| if sum > 0.0 { part / sum } else { equal }).collect()
}
