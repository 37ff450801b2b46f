//! The next best questions: what is not known of a company, by how far the answer can move its value.

use super::{
    card::Scorecard,
    cell::CellState,
    model::{Input, Model},
};
use crate::domain::fact::Metric;

/// A question worth asking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// What is asked for.
    pub metric: Metric,
    /// Points of 100 the answer can move the value by: weight × what is still possible.
    pub points: f64,
}

/// The questions a person can answer, the one that can move most first; ties in the order of the model.
pub fn questions(card: &Scorecard, model: &Model) -> Vec<Question> {
    let mut open: Vec<Question> = card
        .lines
        .iter()
        .filter(|line| line.active && matches!(line.state, CellState::Missing(_) | CellState::Range))
        .filter_map(|line| {
            let (_, criterion) = model.criteria().find(|(_, criterion)| criterion.id == line.criterion)?;
            let Input::Metric(metric) = criterion.input else { return None };
            Some(Question { metric, points: line.weight * (line.high - line.low) * 100.0 })
        })
        .filter(|question| question.points > 0.0)
        .collect();
    open.sort_by(|one, other| other.points.total_cmp(&one.points));
    open
}
