//! At which stage the leads of a slot stand: those whose firms fill a seat, and those still open.

use std::collections::BTreeMap;

use crate::{
    domain::{
        ids::CompanyId,
        lead::{Lead, Stage},
    },
    ledger::{Snapshot, assessment::SlotState},
};

/// Firms whose lead stands at the same stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageGroup {
    /// Stage.
    pub stage: Stage,
    /// Firms, in the order of the slot.
    pub firms: Vec<CompanyId>,
}

impl StageGroup {
    /// The stage, and how many firms stand there.
    pub const fn counted(&self) -> (Stage, usize) {
        (self.stage, self.firms.len())
    }
}

/// The firms of a slot by the stage of their lead, the earliest stage first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SlotStages {
    /// Firms that fill a seat: stages from the slot's own counting rule on.
    pub holders: Vec<StageGroup>,
    /// Firms with an open lead that counts.
    pub open: Vec<StageGroup>,
}

impl SlotStages {
    /// Those of a slot.
    pub fn of(slot: &SlotState, snapshot: &Snapshot) -> Self {
        let open = slot.open.iter().filter_map(|lead| {
            let stage = snapshot.leads.get(lead.lead.uuid())?.stage;
            Some((stage, lead.company))
        });
        Self { holders: holders(slot, snapshot), open: grouped(open) }
    }
}

/// The firms that fill a seat, by stage.
pub fn holders(slot: &SlotState, snapshot: &Snapshot) -> Vec<StageGroup> {
    let stages = slot.landed.iter().filter_map(|company| {
        let lead = holding_lead(snapshot, *company, slot.filled_at)?;
        Some((lead.stage, *company))
    });
    grouped(stages)
}

/// The lead by which a firm fills a seat that counts from a stage on: the one that got furthest.
pub(super) fn holding_lead(snapshot: &Snapshot, company: CompanyId, filled_at: Stage) -> Option<&Lead> {
    let there = snapshot.leads.of(company).filter(|lead| lead.stage >= filled_at && !lead.stage.is_aside());
    there.max_by_key(|lead| lead.stage)
}

fn grouped(firms: impl Iterator<Item = (Stage, CompanyId)>) -> Vec<StageGroup> {
    let mut groups: BTreeMap<Stage, Vec<CompanyId>> = BTreeMap::new();
    for (stage, company) in firms {
        groups.entry(stage).or_default().push(company);
    }
    groups.into_iter().map(|(stage, firms)| StageGroup { stage, firms }).collect()
}
