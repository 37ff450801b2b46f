//! Classes A/B/C by MR-Sort: a company reaches a class when groups holding the majority of the weight reach its lower
//! profile and no veto speaks against it. Non-compensatory, so it shows what a sum hides (golden example G6).

use std::fmt;

use super::{model::Model, weights::Weights};
use crate::words;

/// Sums of weights and products are compared with this much room, so that .35 + .25 reaches .6.
const ROOM: f64 = 1e-9;

words! {
    /// Class; `A` is best. Ordered so that the better class is the smaller one.
    pub enum Class {
        /// Reaches the upper profile.
        A = "A",
        /// Reaches the lower profile.
        B = "B",
        /// Reaches neither, or is vetoed.
        C = "C",
    }
}

/// The classes a company can have, whatever the unknown facts turn out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassRange {
    /// With every unknown at its best.
    pub best: Class,
    /// With every unknown at its worst.
    pub worst: Class,
}

impl fmt::Display for ClassRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.best == self.worst { self.best.fmt(f) } else { write!(f, "{}-{}", self.best, self.worst) }
    }
}

/// The lower profile of one class over criteria where more is better.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Least value of each criterion.
    pub reach: Vec<f64>,
    /// A value at or below this is fatal for the class; none = no veto.
    pub veto: Vec<Option<f64>>,
}

/// How many profiles, worst first, the values climb: 0 = not even the first. The walk stops at the first profile that
/// fails or is vetoed. Values must be turned so that more is better.
pub fn mr_sort(values: &[f64], weights: &[f64], majority: f64, profiles: &[Profile]) -> usize {
    profiles
        .iter()
        .take_while(|profile| {
            let reached: f64 = values
                .iter()
                .zip(weights)
                .zip(&profile.reach)
                .filter(|((value, _), reach)| value >= reach)
                .map(|((_, weight), _)| weight)
                .sum();
            let fatal = values.iter().zip(&profile.veto).any(|(value, veto)| veto.is_some_and(|veto| *value <= veto));
            reached >= majority && !fatal
        })
        .count()
}

/// The profiles of a model, laid out over its groups.
#[derive(Debug, Clone)]
pub(super) struct Sorter {
    majority: f64,
    profiles: Vec<Profile>,
}

/// Values and weights of the groups; kept between calls to avoid allocating for each company.
#[derive(Debug, Default)]
pub(super) struct GroupValues {
    values: Vec<f64>,
    weights: Vec<f64>,
}

impl Sorter {
    pub(super) fn new(model: &Model) -> Self {
        let veto: Vec<Option<f64>> = model
            .groups
            .iter()
            .map(|group| {
                let limits = model.sorting.vetoes.iter().filter(|veto| veto.group == group.id);
                // "Below" is strict; the room keeps a value that equals the limit alive.
                limits.map(|veto| veto.below - ROOM).reduce(f64::max)
            })
            .collect();
        let profiles = model
            .sorting
            .classes
            .iter()
            .rev()
            .map(|class| Profile {
                reach: model
                    .groups
                    .iter()
                    .map(|group| class.reach.get(&group.id).map_or(1.0, |reach| reach - ROOM))
                    .collect(),
                veto: veto.clone(),
            })
            .collect();
        Self { majority: model.sorting.majority - ROOM, profiles }
    }

    /// The class that these criterion values give.
    pub(super) fn class(&self, groups: &GroupValues) -> Class {
        match mr_sort(&groups.values, &groups.weights, self.majority, &self.profiles) {
            0 => Class::C,
            1 => Class::B,
            _ => Class::A,
        }
    }
}

impl GroupValues {
    /// Weighted means of the criterion values by group. A group whose criteria do not apply keeps no weight.
    pub(super) fn fill(&mut self, shape: &Weights, points: &[f64], values: impl Iterator<Item = f64>) {
        self.values.clear();
        self.values.resize(shape.groups(), 0.0);
        self.weights.clear();
        self.weights.resize(shape.groups(), 0.0);
        for (place, (weight, value)) in points.iter().zip(values).enumerate() {
            let group = shape.group_of(place);
            if let (Some(sum), Some(total)) = (self.values.get_mut(group), self.weights.get_mut(group)) {
                *sum += weight * value;
                *total += weight;
            }
        }
        for (value, weight) in self.values.iter_mut().zip(&mut self.weights) {
            // A group that does not apply can neither reach a profile nor be vetoed.
            *value = if *weight > 0.0 { *value / *weight } else { 1.0 };
            *weight /= 100.0;
        }
    }

    /// Value of each group.
    pub(super) fn values(&self) -> &[f64] {
        &self.values
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::testing::default_model;

    fn class_of(by_group: [f64; 6]) -> Class {
        let model = default_model();
        let weights = Weights::of(&model);
        let values = (0..weights.points().len()).map(|criterion| by_group[weights.group_of(criterion)]);
        let mut groups = GroupValues::default();
        groups.fill(&weights, weights.points(), values);
        Sorter::new(&model).class(&groups)
    }

    #[test]
    fn majority_and_veto_decide() {
        // Fit .35 and innovation .25 are exactly the majority of .6.
        assert_eq!(class_of([0.7, 0.0, 0.5, 0.0, 0.0, 0.0]), Class::A);
        assert_eq!(class_of([0.7, 0.0, 0.49, 0.0, 0.0, 0.0]), Class::B);
        assert_eq!(class_of([0.39, 0.0, 1.0, 0.0, 0.0, 1.0]), Class::C);
        assert_eq!(class_of([0.69, 0.0, 0.5, 0.25, 0.0, 0.0]), Class::B);
        assert_eq!(class_of([0.19, 1.0, 1.0, 1.0, 1.0, 1.0]), Class::C);
        assert_eq!(class_of([0.2, 1.0, 1.0, 1.0, 1.0, 1.0]), Class::A);
    }

    #[test]
    fn ranges_read_best_first() {
        assert_eq!(ClassRange { best: Class::A, worst: Class::C }.to_string(), "A-C");
        assert_eq!(ClassRange { best: Class::B, worst: Class::B }.to_string(), "B");
    }
}
