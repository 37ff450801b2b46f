//! What to choose from, and under which limits.

use crate::domain::{
    company::GateState,
    ids::CompanyId,
    units::{Mu, Percent},
};

use super::super::slot::SlotRange;

/// Working time, in whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Minutes(pub u32);

/// Worth in the unit of the slot values (a seat of the highest tier is 100 by default).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Worth(pub f64);

/// A question to the optimiser.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Problem {
    /// Free land of each place.
    pub places: Vec<Mu>,
    /// Where seats find their land; several may share a place.
    pub grounds: Vec<Ground>,
    /// Slots; candidates name them by their place here.
    pub slots: Vec<OpenSlot>,
    /// Whom one may court.
    pub candidates: Vec<Candidate>,
    /// What the team can do.
    pub limits: Limits,
    /// What counts how much.
    pub objective: Objective,
}

/// The places that together offer the land of a seat; without places there is none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ground {
    /// Places, by their place in [`Problem::places`].
    pub places: Vec<usize>,
    /// What firms that come whatever is chosen are expected to take of them.
    pub taken: Mu,
}

/// A slot as it stands before anybody is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenSlot {
    /// Base, by any number.
    pub base: usize,
    /// Range of the plan.
    pub range: SlotRange,
    /// Firms that have landed.
    pub landed: u32,
    /// Chances of firms that count whatever is chosen (leads that go on without this plan).
    pub underway: Vec<f64>,
    /// Worth of one of its seats.
    pub worth: Worth,
}

/// A company one may court.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Company; ties are settled by it.
    pub company: CompanyId,
    /// Time its meeting takes.
    pub minutes: Minutes,
    /// Its gates: `Fail` never comes, `Unknown` counts at [`Objective::unknown_gate_passes`].
    pub gate: GateState,
    /// Whether somebody has decided already.
    pub pin: Pin,
    /// Where it could go, each base at most once; none = nowhere.
    pub seats: Vec<Seat>,
}

/// Decided beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pin {
    /// No.
    #[default]
    Free,
    /// It is courted.
    In,
    /// It is not courted.
    Out,
}

/// A place a candidate could take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seat {
    /// Slot, by its place in [`Problem::slots`].
    pub slot: usize,
    /// Chance that it lands, in [0, 1], if its gates pass.
    pub chance: f64,
    /// How good it would be there: V / 100, in [0, 1].
    pub quality: f64,
    /// Land it would take.
    pub land: Mu,
    /// Where that land is found, by its place in [`Problem::grounds`]; none = land is not limited there.
    pub ground: Option<usize>,
}

/// What the team can do; none = not limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// Number of meetings.
    pub meetings: Option<u32>,
    /// Time for them.
    pub time: Option<Minutes>,
}

/// What counts how much: a firm that lands is worth its quality for one part and the seat it fills for the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Objective {
    /// Part of a slot's worth that is earned by filling a seat; the rest is earned by quality, seat or no seat.
    pub seat_share: Percent,
    /// Worth of a seat between minimum and maximum, as a part of one below the minimum.
    pub beta: f64,
    /// Chance that a gate nobody has checked will pass.
    pub unknown_gate_passes: Percent,
}

impl Default for Objective {
    fn default() -> Self {
        Self { seat_share: Percent(60.0), beta: 0.35, unknown_gate_passes: Percent(80.0) }
    }
}
