//! Published worked examples of the other methods, to the printed digits (numbers G1–G5 and G11 of the method notes).

#![allow(clippy::unwrap_used)]

use zhaoshang::scoring::{
    diagnostics::{Scaling, Sense, critic_weights, entropy_weights, net_flows, relative_sum, topsis},
    elicit::{pairwise, swing},
};

fn all_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() <= tolerance, "{found:?} is not {expected:?}");
    }
}

fn table(rows: &[&[f64]]) -> Vec<Vec<f64>> {
    rows.iter().map(|row| row.to_vec()).collect()
}

/// G1: Tzeng & Huang 2011; the wrong scaling gives other figures.
#[test]
fn g1_topsis() {
    let x = table(&[&[5.0, 8.0, 4.0], &[7.0, 6.0, 8.0], &[8.0, 8.0, 6.0], &[7.0, 4.0, 6.0]]);
    let (weights, senses) = ([0.3, 0.4, 0.3], [Sense::Most; 3]);
    let vector = topsis(&x, &weights, &senses, Scaling::Vector);
    all_close(&vector, &[0.503_720, 0.658_085, 0.748_249, 0.333_997], 5e-7);
    let range = topsis(&x, &weights, &senses, Scaling::Range);
    all_close(&range, &[0.485_281, 0.648_371, 0.776_791, 0.362_977], 5e-7);
}

/// G1b: the car example, with one criterion where less is better.
#[test]
fn g1b_topsis_with_a_cost() {
    let x = table(&[&[5490.0, 51.4, 8.5, 285.0], &[6500.0, 70.6, 7.0, 288.0], &[6489.0, 54.3, 7.5, 290.0]]);
    let senses = [Sense::Least, Sense::Most, Sense::Most, Sense::Most];
    let found = topsis(&x, &[0.35, 0.25, 0.25, 0.15], &senses, Scaling::Vector);
    all_close(&found, &[0.481_685, 0.518_208, 0.177_955], 5e-7);
}

/// G1c: Opricovic & Tzeng 2004; the winner depends on the scaling, which is why no such figure is a headline here.
#[test]
fn g1c_the_winner_flips_with_the_scaling() {
    let x = table(&[&[1.0, 3000.0], &[2.0, 3750.0], &[5.0, 4500.0]]);
    let senses = [Sense::Least, Sense::Most];
    let range = topsis(&x, &[0.5, 0.5], &senses, Scaling::Range);
    all_close(&range, &[0.5, 0.617, 0.5], 5e-4);
    let vector = topsis(&x, &[0.5, 0.5], &senses, Scaling::Vector);
    all_close(&vector, &[0.762_141, 0.722_178, 0.237_859], 5e-7);
    assert!(range[1] > range[0] && vector[0] > vector[1]);
}

/// G2: Diakoulaki, Mavrotas & Papayannakis 1995.
#[test]
fn g2_critic() {
    let x = table(&[
        &[61.0, 1.08, 4.33],
        &[20.7, 0.26, 4.34],
        &[16.3, 1.98, 2.53],
        &[9.0, 3.29, 1.65],
        &[5.4, 2.77, 2.33],
        &[4.0, 4.12, 1.21],
        &[-6.1, 3.52, 2.10],
        &[-34.6, 3.31, 0.98],
    ]);
    all_close(&critic_weights(&x, 3), &[0.202_226, 0.480_902, 0.316_873], 5e-7);
}

/// G3: Elsayed, Dawood & Karthikeyan 2017; nearly half of the weight goes to the most skewed column.
#[test]
fn g3_entropy() {
    let x = table(&[
        &[7.0, 312.0, 1891.0, 6613.0, 163.0],
        &[72.0, 88.0, 728.0, 941_804.0, 1078.0],
        &[10.0, 252.0, 2594.0, 3466.0, 117_471.0],
        &[10.0, 145.0, 980.0, 2371.0, 86_329.0],
        &[65.0, 54.0, 350.0, 501.0, 29_897.0],
        &[29.0, 48.0, 380.0, 912.0, 34_051.0],
        &[7.0, 476.0, 3300.0, 78_470.0, 2212.0],
        &[70.0, 87.0, 650.0, 733.0, 819_000.0],
        &[4.0, 86.0, 591.0, 3015.0, 103.0],
        &[12.0, 79.0, 579.0, 3240.0, 96_098.0],
        &[21.0, 45.0, 261.0, 1253.0, 453.0],
        &[1.0, 72.0, 530.0, 4333.0, 0.1048],
    ]);
    all_close(&entropy_weights(&x, 5), &[0.104_991, 0.069_124, 0.071_373, 0.449_937, 0.304_575], 5e-7);
}

/// G4 (i): the school matrix; inconsistent, and to be flagged so.
#[test]
fn g4_school_matrix_is_inconsistent() {
    let found = pairwise(&table(&[
        &[1.0, 4.0, 3.0, 1.0, 3.0, 4.0],
        &[1.0 / 4.0, 1.0, 7.0, 3.0, 1.0 / 5.0, 1.0],
        &[1.0 / 3.0, 1.0 / 7.0, 1.0, 1.0 / 5.0, 1.0 / 5.0, 1.0 / 6.0],
        &[1.0, 1.0 / 3.0, 5.0, 1.0, 1.0, 1.0 / 3.0],
        &[1.0 / 3.0, 5.0, 5.0, 1.0, 1.0, 3.0],
        &[1.0 / 4.0, 1.0, 6.0, 3.0, 1.0 / 3.0, 1.0],
    ]))
    .unwrap();
    all_close(&found.weights, &[0.320_770, 0.139_503, 0.034_768, 0.128_486, 0.237_390, 0.139_083], 5e-7);
    all_close(&[found.eigenvalue, found.index, found.ratio], &[7.419_870, 0.283_974, 0.229_011], 5e-7);
    assert!(!found.is_consistent());
}

/// G4 (ii): the car example with its hierarchy.
#[test]
fn g4_cars_by_pairwise_comparison() {
    let criteria = pairwise(&table(&[&[1.0, 0.5, 3.0], &[2.0, 1.0, 4.0], &[1.0 / 3.0, 0.25, 1.0]])).unwrap();
    all_close(&criteria.weights, &[0.319_618, 0.558_425, 0.121_957], 5e-7);
    all_close(&[criteria.eigenvalue, criteria.index, criteria.ratio], &[3.018_295, 0.009_147, 0.015_771], 1e-6);
    let style = pairwise(&table(&[
        &[1.0, 0.25, 4.0, 1.0 / 6.0],
        &[4.0, 1.0, 4.0, 0.25],
        &[0.25, 0.25, 1.0, 0.2],
        &[6.0, 4.0, 5.0, 1.0],
    ]))
    .unwrap();
    all_close(&style.weights, &[0.115_872, 0.246_852, 0.060_015, 0.577_261], 1e-6);
    assert!((style.ratio - 0.160_997).abs() < 1e-6 && !style.is_consistent());
    let reliability = pairwise(&table(&[
        &[1.0, 2.0, 5.0, 1.0],
        &[0.5, 1.0, 3.0, 2.0],
        &[0.2, 1.0 / 3.0, 1.0, 0.25],
        &[1.0, 0.5, 4.0, 1.0],
    ]))
    .unwrap();
    all_close(&reliability.weights, &[0.378_607, 0.290_153, 0.074_173, 0.257_068], 1e-6);
    assert!((reliability.ratio - 0.070_843).abs() < 1e-6 && reliability.is_consistent());
    let fuel = pairwise(&table(&[
        &[1.0, 2.0, 4.0, 1.0],
        &[0.5, 1.0, 3.0, 2.0],
        &[0.25, 1.0 / 3.0, 1.0, 0.2],
        &[1.0, 0.5, 5.0, 1.0],
    ]))
    .unwrap();
    all_close(&fuel.weights, &[0.358_878, 0.293_734, 0.074_930, 0.272_458], 1e-6);
    assert!((fuel.ratio - 0.085_670).abs() < 1e-6);
    let overall: Vec<f64> = (0..4)
        .map(|car| {
            [&style, &reliability, &fuel]
                .iter()
                .zip(&criteria.weights)
                .map(|(matrix, weight)| weight * matrix.weights[car])
                .sum()
        })
        .collect();
    all_close(&overall, &[0.292_226, 0.276_750, 0.069_740, 0.361_284], 1e-6);
}

/// G5: Zhao, Peng & Li 2013.
#[test]
fn g5_promethee() {
    let x = table(&[&[4.0, 3.0, 2.0], &[3.0, 2.0, 4.0], &[5.0, 1.0, 3.0]]);
    all_close(&net_flows(&x, &[0.5, 0.3, 0.2]), &[0.1, -0.3, 0.2], 1e-12);
}

/// G11: Kracka, Brauers & Zavadskas 2010.
#[test]
fn g11_relative_weighted_sum() {
    let x = table(&[
        &[33.95, 23.78, 11.45, 39.97, 29.44, 167.10, 3.852],
        &[38.9, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184],
        &[37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
        &[30.44, 37.59, 13.91, 74.08, 45.10, 198.34, 2.186],
        &[36.21, 14.79, 9.17, 17.77, 17.06, 148.3, 6.610],
        &[37.8, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935],
    ]);
    let senses = [Sense::Least, Sense::Least, Sense::Least, Sense::Least, Sense::Most, Sense::Least, Sense::Most];
    let found = relative_sum(&x, &[1.0 / 7.0; 7], &senses);
    all_close(&found, &[0.120_404, 0.345_824, 0.138_382, 0.128_412, 0.123_461, 0.143_517], 5e-7);
}

/// Swings of the score's own groups come back as their weights.
#[test]
fn swings_of_the_groups() {
    all_close(&swing(&[100.0, 28.571_428, 71.428_571]).unwrap(), &[0.5, 0.142_857, 0.357_143], 1e-6);
}
