//! What happened in a span of days: events, the funnel, time in stage, losses, officers' work.
//!
//! An event is one thing that happened to one record, and is counted once: a lead that was signed, taken back and
//! signed again was signed once, on its first day (`field-practice.md` 5).

mod event;
mod funnel;
mod kpi;
mod owners;
mod stay;

pub use event::{Event, EventKind, Events, events};
pub use funnel::{Funnel, FunnelStep, funnel};
pub use kpi::{KpiItem, KpiRow, earns, kpi};
pub use owners::{OwnerChange, Owners};
pub use stay::{Stay, stays};

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::{
    activity::Activity,
    deal::LeadLink,
    ids::LeadId,
    lead::{Lead, Stage, StageMove},
};

/// A span of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Period {
    /// Whether a day lies in it.
    pub fn contains(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// Whether a lead counts, as it was on a day.
pub type Counts<'a> = &'a dyn Fn(&Lead, Date) -> bool;

/// What is kept about leads that reports need.
#[derive(Debug, Clone, Copy)]
pub struct ReportBooks<'a> {
    /// Leads.
    pub leads: &'a [&'a Lead],
    /// Their moves.
    pub moves: &'a [&'a StageMove],
    /// Links between leads: an increase or a repeated signing is no project of its own.
    pub links: &'a [&'a LeadLink],
    /// Calls, visits, talks.
    pub activities: &'a [&'a Activity],
    /// Who was in charge when.
    pub owners: &'a Owners,
}

/// The moves of each lead in the order of their days.
pub(super) fn moves_by_lead<'a>(books: &ReportBooks<'a>) -> BTreeMap<LeadId, Vec<&'a StageMove>> {
    let mut of_lead: BTreeMap<LeadId, Vec<&StageMove>> = BTreeMap::new();
    for step in books.moves {
        of_lead.entry(step.lead).or_default().push(step);
    }
    for steps in of_lead.values_mut() {
        // Keys grow with time: of two moves on one day the later one was entered later.
        steps.sort_by_key(|step| (step.moved_on, step.id));
    }
    of_lead
}

/// The day a lead came in: as it says, else that of its first move; of one that never moved, since when it is a 线索.
pub(super) fn received_on(lead: &Lead, steps: &[&StageMove]) -> Option<Date> {
    let first = || steps.iter().filter_map(|step| step.moved_on).min();
    let untouched = || lead.stage_since.filter(|_| steps.is_empty() && lead.stage == Stage::Clue);
    lead.received_on.or_else(first).or_else(untouched)
}

#[cfg(test)]
mod tests;
