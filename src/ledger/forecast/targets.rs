//! Versions of the plan side by side: what each wants of a slot and of an indicator, by when.

use jiff::civil::Date;

use crate::{
    domain::{
        ids::{IndicatorId, PlanVersionId},
        plan::{Plan, Seats, Tier},
        record::Text,
    },
    ledger::{Snapshot, assessment::SlotKey},
};

/// A version of the plan that can be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Key.
    pub id: PlanVersionId,
    /// Title.
    pub title: Text,
    /// It is in force.
    pub active: bool,
    /// The plan.
    pub plan: Plan,
}

/// Versions and what they are about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Targets {
    /// The one in force first, then the newest.
    pub versions: Vec<Version>,
    /// Versions that cannot be read.
    pub unreadable: usize,
    /// Slots that any of them sets a target for, in the order of the first to name it.
    pub slots: Vec<SlotKey>,
    /// Indicators likewise.
    pub indicators: Vec<IndicatorId>,
    /// Years of all indicators.
    pub years: Vec<i16>,
}

impl Version {
    /// What it wants of a slot.
    pub fn seats(&self, slot: &SlotKey) -> Option<&Seats> {
        self.plan.base(&slot.base)?.seats.iter().find(|seats| seats.tier == slot.tier)
    }

    /// Whether all its targets for slots have passed.
    pub fn passed(&self, as_of: Date) -> bool {
        self.plan.ends_on < as_of
    }
}

impl Targets {
    /// Reads all versions there are; equal texts count once.
    pub fn of(snapshot: &Snapshot) -> Self {
        let active = snapshot.active_plan().map(|version| version.id);
        let mut found: Vec<_> = snapshot.plans.iter().collect();
        found.sort_by_key(|version| (Some(version.id) != active, std::cmp::Reverse(version.id)));
        let mut targets = Self::default();
        let mut seen: Vec<&str> = Vec::new();
        for record in found {
            if seen.contains(&&*record.sha256) {
                continue;
            }
            seen.push(&record.sha256);
            match Plan::from_toml(&record.content, &record.title) {
                Ok(plan) => {
                    let (id, title) = (record.id, record.title.clone());
                    targets.versions.push(Version { id, title, active: Some(id) == active, plan });
                }
                Err(_) => targets.unreadable += 1,
            }
        }
        for version in &targets.versions {
            for base in &version.plan.bases {
                for tier in Tier::ALL.iter().filter(|tier| base.seats.iter().any(|seats| seats.tier == **tier)) {
                    let key = SlotKey { base: base.id.clone(), tier: *tier };
                    if !targets.slots.contains(&key) {
                        targets.slots.push(key);
                    }
                }
            }
            for indicator in &version.plan.indicators {
                if !targets.indicators.contains(&indicator.id) {
                    targets.indicators.push(indicator.id.clone());
                }
                targets.years.extend(indicator.values.iter().map(|value| value.year));
            }
        }
        targets.years.sort_unstable();
        targets.years.dedup();
        targets
    }
}
