//! How leads move: stages in use, legal moves, clocks and their colours, counting. Pure.
//!
//! The rules are data (`seeds/pipeline.toml`, versioned in the workspace like the plan). The module is given dates and
//! records; it knows no texts, no scores, no store.

// Tests compare exact values on purpose and may panic.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::float_cmp))]

pub mod agenda;
pub mod calendar;
pub mod clock;
pub mod count;
pub mod report;
pub mod rules;
pub mod siting;

pub use agenda::{AgendaLead, AgendaTask, Duty, Group, Reason, agenda};
pub use calendar::Calendar;
pub use clock::{Colour, LeadDates, NoClock, Timing};
pub use count::{Counted, LeadBooks, count};
pub use rules::{Clock, ClockKind, Counting, Rules, RulesError, RulesProblem, StageRule};
