//! Published and hand-made examples that the scoring functions must reproduce to the printed digits
//! (numbers G6–G8 and G10 of the method notes).

#![allow(clippy::unwrap_used, clippy::float_cmp)]

use zhaoshang::scoring::{
    acceptability::{Field, Question, WeightDraws},
    curve::value_at,
    robustness::{necessarily_above, stability_interval},
    sorting::{Profile, mr_sort},
    weights::rank_order_centroid,
};

fn close(a: f64, b: f64, tolerance: f64) {
    assert!((a - b).abs() <= tolerance, "{a} is not {b}");
}

/// G6: sorting of five means of transport by price (min), time (min) and comfort (max), with vetoes.
#[test]
fn g6_mr_sort_with_vetoes() {
    // Turned so that more is better.
    let alternatives = [[1.0, 10.0, 1.0], [4.0, 20.0, 2.0], [2.0, 20.0, 0.0], [6.0, 40.0, 0.0], [30.0, 30.0, 3.0]]
        .map(|[price, time, comfort]| [-price, -time, comfort]);
    let weights = [1.0, 3.0, 2.0];
    let medium = Profile { reach: vec![-7.0, -25.0, 2.0], veto: vec![None, None, Some(0.0)] };
    let good = Profile { reach: vec![-3.0, -11.0, 3.0], veto: vec![Some(-9.0), None, None] };
    let profiles = [medium, good];
    let classes = |profiles: &[Profile]| alternatives.map(|values| mr_sort(&values, &weights, 3.0, profiles));
    // 0 bad, 1 medium, 2 good.
    assert_eq!(classes(&profiles), [2, 1, 0, 0, 0]);
    let without = profiles.clone().map(|profile| Profile { veto: vec![None; 3], ..profile });
    assert_eq!(classes(&without), [2, 1, 1, 0, 0]);
}

/// G7: piecewise-linear value functions of the same example, and a decreasing one with clipping.
#[test]
fn g7_value_functions() {
    let price = [(2.0, 0.0875), (16.0, 0.0), (30.0, 0.0)];
    let time = [(10.0, 0.9), (20.0, 0.025), (30.0, 0.0), (40.0, 0.0)];
    let comfort = [(0.0, 0.0), (1.0, 0.0), (2.0, 0.0125), (3.0, 0.0125)];
    let expected = [
        ([3.0, 10.0, 1.0], [0.08125, 0.9, 0.0]),
        ([4.0, 20.0, 2.0], [0.075, 0.025, 0.0125]),
        ([2.0, 20.0, 0.0], [0.0875, 0.025, 0.0]),
        ([6.0, 40.0, 0.0], [0.0625, 0.0, 0.0]),
        ([30.0, 30.0, 3.0], [0.0, 0.0, 0.0125]),
    ];
    for (x, v) in expected {
        close(value_at(&price, x[0]).unwrap(), v[0], 1e-12);
        close(value_at(&time, x[1]).unwrap(), v[1], 1e-12);
        close(value_at(&comfort, x[2]).unwrap(), v[2], 1e-12);
    }
    let falling = [(50.0, 1.0), (75.0, 0.8), (90.0, 0.5), (100.0, 0.0)];
    for (x, v) in [(60.0, 0.92), (90.0, 0.5), (10.0, 1.0), (120.0, 0.0)] {
        close(value_at(&falling, x).unwrap(), v, 1e-12);
    }
    let rising = [(-0.15, 0.0), (0.0, 0.1), (0.25, 0.9), (0.35, 1.0)];
    close(value_at(&rising, 0.1).unwrap(), 0.42, 1e-12);
}

/// G8: totals, intervals with missing cells, and the stability of the winner under each weight.
#[test]
fn g8_intervals_and_stability() {
    let rows = [vec![80.0, 40.0, 60.0], vec![50.0, 90.0, 70.0], vec![60.0, 60.0, 65.0]];
    let weights = [0.5, 0.3, 0.2];
    let total = |row: &[f64]| -> f64 { row.iter().zip(weights).map(|(v, w)| v * w).sum() };
    for (row, expected) in rows.iter().zip([64.0, 66.0, 61.0]) {
        close(total(row), expected, 1e-12);
    }
    let with = |row: usize, cell: usize, v: f64| {
        let mut values = rows[row].clone();
        values[cell] = v;
        total(&values)
    };
    let (a, c) = ((with(0, 2, 0.0), with(0, 2, 100.0)), (with(2, 1, 0.0), with(2, 1, 100.0)));
    close(a.0, 52.0, 1e-12);
    close(a.1, 72.0, 1e-12);
    close(c.0, 43.0, 1e-12);
    close(c.1, 73.0, 1e-12);
    assert!(!necessarily_above(66.0, a.1) && !necessarily_above(66.0, c.1));
    assert!(necessarily_above(66.0, 65.9));

    let interval = |criterion: usize| stability_interval(&rows, &weights, criterion, 1, 1).unwrap();
    let first = interval(0);
    close(first.high, 0.531_250, 5e-7);
    assert_eq!((first.above, first.low, first.below), (Some(0), 0.0, None));
    let second = interval(1);
    close(second.low, 0.270_833, 5e-7);
    assert_eq!((second.below, second.high, second.above), (Some(0), 1.0, None));
    // A and B differ only in the third weight itself, B and C run parallel: nobody overtakes.
    let third = interval(2);
    assert_eq!((third.low, third.high, third.below, third.above), (0.0, 1.0, None, None));
    // A and C change places at .411765, which decides who is second.
    let runner_up = stability_interval(&rows, &weights, 0, 0, 2).unwrap();
    close(runner_up.low, 0.411_765, 5e-7);
    assert_eq!(runner_up.below, Some(2));
}

/// G10: rank-order centroid weights.
#[test]
fn g10_rank_order_centroid() {
    for expected in [
        vec![0.611_111, 0.277_778, 0.111_111],
        vec![0.520_833, 0.270_833, 0.145_833, 0.0625],
        vec![0.456_667, 0.256_667, 0.156_667, 0.09, 0.04],
    ] {
        let weights = rank_order_centroid(expected.len());
        assert_eq!(weights.len(), expected.len());
        for (weight, expected) in weights.iter().zip(&expected) {
            close(*weight, *expected, 5e-7);
        }
        close(weights.iter().sum(), 1.0, 1e-12);
    }
    assert!(rank_order_centroid(0).is_empty());
}

/// G9: acceptability under any weights, exact by geometry: two alternatives, and the corners of a triangle with a point
/// inside it.
#[test]
fn g9_rank_acceptability() {
    let shares = |table: &[Vec<f64>], top: usize| -> Vec<f64> {
        let draws = WeightDraws::new(&vec![1.0; table[0].len()], 200_000);
        let question = Question { weights: &draws, top, pinned: &[], threads: 2 };
        let found = Field::of_table(table).count(question, &|_| true).unwrap();
        found.in_top.iter().map(|count| f64::from(*count) / 200_000.0).collect()
    };
    let two = shares(&[vec![0.8, 0.2], vec![0.5, 0.6]], 1);
    close(two[0], 0.428_571, 0.002);
    close(two[1], 0.571_429, 0.002);
    let corners = [vec![1.0, 0.0, 0.0], vec![0.0, 1.0, 0.0], vec![0.0, 0.0, 1.0], vec![0.4, 0.4, 0.4]];
    let first = shares(&corners, 1);
    close(first[3], 0.04, 0.002);
    for share in first.iter().take(3) {
        close(*share, 0.32, 0.002);
    }
    // The point in the middle is never last.
    close(shares(&corners, 3)[3], 1.0, 0.0);
}

/// G9 (iii): the mean of the weights under which a corner comes first is the rank-order centroid.
#[test]
fn g9_central_weights_are_the_centroid() {
    let draws = WeightDraws::new(&[1.0; 3], 200_000);
    let mut sums = [0.0; 3];
    let mut count = 0.0;
    for draw in 0..draws.len() {
        let weights = draws.of(draw);
        if weights[0] > weights[1] && weights[0] > weights[2] {
            count += 1.0;
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += f64::from(*weight);
            }
        }
    }
    for (sum, expected) in sums.iter().zip([0.6111, 0.1944, 0.1944]) {
        close(sum / count, expected, 0.002);
    }
}
