//! Slots, need, attainability. Pure.
//!
//! How likely is it that the open leads fill the places of a base by a day, and what is one more firm worth to it. The
//! module is given numbers and leads: it knows no texts and no facts of companies.

// Tests compare exact values on purpose and may panic.
#![cfg_attr(
    test,
    allow(clippy::float_cmp, clippy::unwrap_used, clippy::cast_possible_truncation, clippy::cast_sign_loss)
)]

pub mod attainability;
pub mod beta;
pub mod calibration;
pub mod closing;
pub mod fan;
pub mod naive_bayes;
pub mod optimise;
pub mod pace;
pub mod poisson_binomial;
pub mod slot;
pub mod walk;

pub use attainability::{Attainability, AttainabilityBasis, Odds, StageChances};
pub use closing::Closing;
pub use pace::Pace;
pub use poisson_binomial::distribution;
pub use slot::{Outlook, SlotRange, priority};
