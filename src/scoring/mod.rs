//! Model, value functions, intervals, scorecards, ranking. Pure.
//!
//! From what is known of a company to a value V in 0–100 with the interval that holds it whatever the unknown facts
//! turn out to be. The module reads records of [`crate::domain`]; it knows no text matching, no slots, no pipeline.
//!
//! [`Scorer`] binds a plan and a [`Model`]; it turns a [`Dossier`] into one [`Cell`] per criterion. [`Columns`] keeps
//! the cells of all companies for re-scoring in milliseconds; [`Scorecard`] is the same sum for one, with every reason.

// Tests compare exact values on purpose and may panic.
#![cfg_attr(
    test,
    allow(clippy::float_cmp, clippy::unwrap_used, clippy::cast_possible_truncation, clippy::cast_sign_loss)
)]

pub mod acceptability;
pub mod card;
pub mod cell;
pub mod chain;
mod check;
pub mod columns;
#[cfg(test)]
mod completions;
pub mod curve;
pub mod diagnostics;
pub mod elicit;
pub mod gates;
pub mod model;
pub mod peers;
pub mod place;
pub mod questions;
pub mod robustness;
pub mod scorer;
pub mod sorting;
#[cfg(test)]
pub(crate) mod testing;
pub mod thresholds;
pub mod tiers;
pub mod weights;

pub use crate::chance;
pub use acceptability::{Acceptability, Field, Firmness, Standing, WeightDraws};
pub use card::{GroupLine, Line, Proof, Scorecard};
pub use cell::{Cell, CellState, MissingReason, Origin};
pub use chain::{ChainIndex, ChainRelation, Outlook};
pub use check::{ModelError, ModelProblem};
pub use columns::{Columns, End, OpenPoints, Score, Scores};
pub use gates::{GateBasis, GateFinding};
pub use model::{Criterion, Group, Input, Model, Source};
pub use peers::{Estimate, EstimateBasis, PeerMean, PeerTable, Peers};
pub use place::{Placement, PlacementBasis};
pub use questions::{Question, questions};
pub use scorer::{Dossier, Scorer};
pub use sorting::{Class, ClassRange};
pub use tiers::{TierBasis, TierDecision};
pub use weights::Weights;

/// The model the program ships with; every figure in it names its source or is marked 假设.
pub const DEFAULT_MODEL: &str = include_str!("../../seeds/model.toml");
