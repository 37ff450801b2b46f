//! The plan as data: sectors, segments, products, bases and their seats, indicators, gates, platforms.
//!
//! Every entry cites the heading of the plan text it comes from. Nothing here is invented: where the text gives no
//! number there is none. A plan is read from TOML text by [`Plan::from_toml`], which says of every fault in which
//! line it stands.

mod check;
mod issue;
mod load;
mod lookup;
mod types;

pub use issue::{PlanError, PlanIssue, PlanIssueKind, PlanList};
pub use types::*;

/// The plan the program ships with (`seeds/plan.toml`).
pub const SHIPPED_PLAN: &str = include_str!("../../../seeds/plan.toml");
