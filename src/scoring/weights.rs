//! Global weights of criteria, and what happens to the weight of a criterion that does not count.

use super::model::Model;

/// Global weights of the active criteria of a model, in the order of summation.
///
/// Global weight = share of the group × share within the group. The weight of an inactive criterion goes to the others
/// of its group, that of a group without active criteria to the other groups, both in proportion.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    shares: Vec<Share>,
    groups: usize,
    points: Vec<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Share {
    group: usize,
    group_weight: f64,
    weight: f64,
}

impl Weights {
    /// The weights a model gives.
    pub fn of(model: &Model) -> Self {
        let shares: Vec<Share> = model
            .criteria()
            .filter(|(_, criterion)| criterion.is_active())
            .map(|(group, criterion)| Share {
                group,
                group_weight: model.groups.get(group).map_or(0.0, |entry| entry.weight),
                weight: criterion.weight,
            })
            .collect();
        let mut weights = Self { shares, groups: model.groups.len(), points: Vec::new() };
        weights.points = weights.points_without(0);
        weights
    }

    /// Points of 100 that each active criterion can earn; they sum to 100.
    pub fn points(&self) -> &[f64] {
        &self.points
    }

    /// Group of each active criterion, as its place in the model.
    pub fn group_of(&self, criterion: usize) -> usize {
        self.shares.get(criterion).map_or(0, |share| share.group)
    }

    /// Number of groups of the model.
    pub fn groups(&self) -> usize {
        self.groups
    }

    /// The points when the criteria whose bit is set in `excluded` do not apply to a company.
    ///
    /// All zero when nothing is left that applies.
    pub fn points_without(&self, excluded: u64) -> Vec<f64> {
        let counts = |place: usize| place >= 64 || excluded & (1 << place) == 0;
        let mut in_group = vec![0.0; self.groups];
        let mut group_weight = vec![0.0; self.groups];
        for (place, share) in self.shares.iter().enumerate() {
            if counts(place) && share.weight > 0.0 {
                if let Some(sum) = in_group.get_mut(share.group) {
                    *sum += share.weight;
                }
                if let Some(weight) = group_weight.get_mut(share.group) {
                    *weight = share.group_weight;
                }
            }
        }
        let all: f64 = group_weight.iter().sum();
        self.shares
            .iter()
            .enumerate()
            .map(|(place, share)| {
                let siblings = in_group.get(share.group).copied().unwrap_or_default();
                if counts(place) && siblings > 0.0 && all > 0.0 {
                    100.0 * (share.group_weight / all) * (share.weight / siblings)
                } else {
                    0.0
                }
            })
            .collect()
    }
}

/// Weights when only the order of `n` criteria is agreed: wᵢ = (1/n) Σ_{k=i..n} 1/k, most important first.
///
/// Rank-order centroid, Barron & Barrett 1996; golden example G10.
pub fn rank_order_centroid(n: usize) -> Vec<f64> {
    let mut sum = 0.0;
    let mut weights: Vec<f64> = (1..=n)
        .rev()
        .map(|k| {
            sum += 1.0 / k as f64;
            sum / n as f64
        })
        .collect();
    weights.reverse();
    weights
}

/// Scales weights in proportion so that they sum to exactly 1 when written with three digits (largest remainder).
///
/// Weights that are all zero, or not numbers, become equal.
pub fn to_whole(weights: &[f64]) -> Vec<f64> {
    const PARTS: f64 = 1000.0;
    let plain: Vec<f64> = weights.iter().map(|weight| if weight.is_finite() { weight.max(0.0) } else { 0.0 }).collect();
    let sum: f64 = plain.iter().sum();
    let share = |weight: f64| if sum > 0.0 { weight / sum } else { 1.0 / plain.len() as f64 };
    let exact: Vec<f64> = plain.iter().map(|weight| PARTS * share(*weight)).collect();
    let mut whole: Vec<f64> = exact.iter().map(|part| part.floor()).collect();
    let mut missing = PARTS - whole.iter().sum::<f64>();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    let rest = |place: usize| exact.get(place).map_or(0.0, |part| part - part.floor());
    order.sort_by(|a, b| rest(*b).total_cmp(&rest(*a)).then(a.cmp(b)));
    for place in order {
        if missing < 0.5 {
            break;
        }
        if let Some(part) = whole.get_mut(place) {
            *part += 1.0;
            missing -= 1.0;
        }
    }
    whole.iter().map(|part| part / PARTS).collect()
}

/// Weights by the order of those given, the greatest first, as [`rank_order_centroid`] has them; equals keep their
/// order.
pub fn by_order(weights: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..weights.len()).collect();
    let weight = |place: usize| weights.get(place).copied().unwrap_or_default();
    order.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)).then(a.cmp(b)));
    let mut made = vec![0.0; weights.len()];
    for (place, weight) in order.into_iter().zip(rank_order_centroid(weights.len())) {
        if let Some(entry) = made.get_mut(place) {
            *entry = weight;
        }
    }
    to_whole(&made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::testing::default_model;

    fn total(points: &[f64]) -> f64 {
        points.iter().sum()
    }

    #[test]
    fn the_weight_of_inactive_criteria_stays_in_their_group() {
        let model = default_model();
        let weights = Weights::of(&model);
        let active: Vec<_> = model.criteria().filter(|(_, criterion)| criterion.is_active()).collect();
        assert_eq!(active.len(), weights.points().len());
        assert!((total(weights.points()) - 100.0).abs() < 1e-9);
        for (place, group) in model.groups.iter().enumerate() {
            let sum: f64 = (0..active.len())
                .filter(|criterion| weights.group_of(*criterion) == place)
                .map(|criterion| weights.points()[criterion])
                .sum();
            assert!((sum - 100.0 * group.weight).abs() < 1e-9, "{}", group.id);
        }
        // Of the output group only the value-added rate has anchors: it carries all 15 points.
        let rate = active.iter().position(|(_, criterion)| criterion.id == "value_added_rate").unwrap();
        assert!((weights.points()[rate] - 15.0).abs() < 1e-9);
    }

    #[test]
    fn weights_are_brought_to_a_whole() {
        assert_eq!(to_whole(&[0.4, 0.4]), [0.5, 0.5]);
        assert_eq!(to_whole(&[1.0, 1.0, 1.0]), [0.334, 0.333, 0.333]);
        assert_eq!(to_whole(&[0.0, f64::NAN]), [0.5, 0.5]);
        assert_eq!(to_whole(&[0.35, 0.1, 0.25, 0.15, 0.05, 0.1]), [0.35, 0.1, 0.25, 0.15, 0.05, 0.1]);
        assert_eq!(to_whole(&[]), [0.0; 0]);
        for given in [vec![0.3, 0.3, 0.3], vec![0.111, 0.777, 0.2, 0.9], vec![1e-9, 3.0]] {
            assert!((total(&to_whole(&given)) - 1.0).abs() < 1e-9);
        }
        assert_eq!(by_order(&[0.1, 0.7, 0.2]), [0.111, 0.611, 0.278]);
    }

    #[test]
    fn what_does_not_apply_gives_its_weight_away() {
        let model = default_model();
        let weights = Weights::of(&model);
        let count = weights.points().len();
        let without_first = weights.points_without(1);
        assert_eq!(without_first[0], 0.0);
        assert!((total(&without_first) - 100.0).abs() < 1e-9);
        assert_eq!(weights.points_without(0), weights.points());
        let nothing = weights.points_without((1 << count) - 1);
        assert_eq!(total(&nothing), 0.0);
    }
}
