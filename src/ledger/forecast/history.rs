//! What the forecast said earlier, and which leads, plan and dates changed it since.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{count, reached_on, stage_on, stages::holding_lead};
use crate::{
    capacity::{
        Outlook, SlotRange,
        calibration::{BINS, Calibration, Prediction},
    },
    domain::{
        forecast::ForecastRecord,
        ids::{BaseId, CompanyId, ForecastRecordId, LeadId},
        lead::{Lead, Stage},
        plan::Tier,
        record::Text,
    },
    ledger::{
        Snapshot, Stamp, View,
        assessment::{SlotKey, SlotState},
        odds::Way,
    },
};

/// Leads of a slot that are kept one by one; more would make the file grow by megabytes a day.
const KEPT_LEADS: usize = 500;

/// The content of a kept forecast.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Kept {
    /// Slots.
    pub slots: Vec<KeptSlot>,
}

/// A slot as it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptSlot {
    /// Base.
    pub base: BaseId,
    /// Tier.
    pub tier: Tier,
    /// Fewest firms wanted.
    pub min: u32,
    /// Most firms wanted.
    pub max: u32,
    /// Firms that filled a seat.
    pub landed: u32,
    /// Open leads.
    pub open: u32,
    /// Firms expected.
    pub expected: f64,
    /// P(≥ min).
    pub reaches_min: f64,
    /// P(≥ max).
    pub reaches_max: f64,
    /// The likeliest leads and the firms that filled a seat.
    pub leads: Vec<KeptLead>,
}

/// A lead as it was.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct KeptLead {
    /// Lead.
    pub lead: LeadId,
    /// Firm.
    pub company: CompanyId,
    /// Stage.
    pub stage: Stage,
    /// Chance to fill a seat by the day counted to; 1 = it filled one.
    pub p: f64,
}

/// Where an earlier forecast is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// Kept on that day.
    Kept(ForecastRecordId),
    /// Nothing was kept near that day: counted again from the stage moves.
    Counted,
}

/// What changed since an earlier day.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// The earlier day.
    pub since: Date,
    /// The day it counted to then.
    pub target: Date,
    /// The day it counts to now.
    pub target_now: Date,
    /// Where the earlier figures are from.
    pub past: Past,
    /// The plan, where it was another one.
    pub plan: Option<Replaced>,
    /// The model, where it was another one.
    pub model: Option<Replaced>,
    /// Slots in plan order; none of before = the slot had no target then.
    pub slots: Vec<SlotChange>,
    /// Slots that had a target then and have none now.
    pub gone: Vec<KeptSlot>,
}

/// A version that is no longer in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// Title of the version of then; none = the workspace does not hold it any more.
    pub before: Option<Text>,
    /// Title of the one in force.
    pub now: Text,
}

/// What changed in a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotChange {
    /// Slot.
    pub slot: SlotKey,
    /// As it was.
    pub before: Option<KeptSlot>,
    /// As it is.
    pub now: KeptSlot,
    /// What changed it, what moved most first; their differences sum to that of the expected firms, up to `others`.
    pub causes: Vec<Cause>,
    /// Difference of the expected firms that leads not kept one by one make.
    pub others: f64,
    /// The outlook of now by the range of then; none where the range is the same.
    pub by_old_range: Option<Outlook>,
    /// Part of the difference of the expected firms that comes from counting to another day; none where it is the same.
    pub by_target: Option<f64>,
}

/// A lead that changed a slot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cause {
    /// Lead.
    pub lead: LeadId,
    /// Firm.
    pub company: CompanyId,
    /// What happened.
    pub kind: CauseKind,
    /// Chance then; 0 where it did not count.
    pub before: f64,
    /// Chance now; 0 where it does not count.
    pub after: f64,
}

/// What happened to a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CauseKind {
    /// It is new, or counts for this slot now.
    Entered,
    /// It ended, rests, or counts for another slot.
    Left,
    /// It filled a seat.
    Filled,
    /// It went on.
    Advanced {
        /// From.
        from: Stage,
        /// To.
        to: Stage,
    },
    /// It went back.
    WentBack {
        /// From.
        from: Stage,
        /// To.
        to: Stage,
    },
    /// Same stage: time passed, or it is judged otherwise.
    Reweighed,
}

impl SlotChange {
    /// Fewest and most firms wanted then, where that was another range.
    pub fn range_before(&self) -> Option<(u32, u32)> {
        let before = self.before.as_ref().map(KeptSlot::wanted)?;
        (before != self.now.wanted()).then_some(before)
    }
}

impl Cause {
    /// Firms won or lost in expectation.
    pub fn change(&self) -> f64 {
        self.after - self.before
    }
}

impl Kept {
    /// What is kept of slots.
    pub fn of(slots: &[SlotState], snapshot: &Snapshot) -> Self {
        Self { slots: slots.iter().map(|slot| KeptSlot::of(slot, snapshot, KEPT_LEADS)).collect() }
    }

    /// Reads the content of a record; none when it is not what it should be.
    pub fn read(record: &ForecastRecord) -> Option<Self> {
        serde_json::from_str(&record.content).ok()
    }
}

impl KeptSlot {
    /// Fewest and most firms wanted.
    pub const fn wanted(&self) -> (u32, u32) {
        (self.min, self.max)
    }

    fn of(slot: &SlotState, snapshot: &Snapshot, most: usize) -> Self {
        let stage = |lead: LeadId| snapshot.leads.get(lead.uuid()).map(|lead| lead.stage);
        let filled = slot.landed.iter().filter_map(|company| {
            let lead = holding_lead(snapshot, *company, slot.filled_at)?;
            Some(KeptLead { lead: lead.id, company: *company, stage: lead.stage, p: 1.0 })
        });
        let mut open: Vec<KeptLead> = slot
            .open
            .iter()
            .filter_map(|lead| {
                Some(KeptLead { lead: lead.lead, company: lead.company, stage: stage(lead.lead)?, p: lead.p })
            })
            .collect();
        open.sort_by(|one, other| other.p.total_cmp(&one.p).then_with(|| one.lead.cmp(&other.lead)));
        open.truncate(most);
        Self {
            base: slot.slot.base.clone(),
            tier: slot.slot.tier,
            min: slot.range.min,
            max: slot.range.max,
            landed: count(slot.landed.len()),
            open: count(slot.open.len()),
            expected: slot.outlook.expected,
            reaches_min: slot.outlook.reaches_min,
            reaches_max: slot.outlook.reaches_max,
            leads: filled.chain(open).collect(),
        }
    }
}

impl View {
    /// The forecast as a record to be kept.
    pub fn forecast_record(&self, id: ForecastRecordId, automatic: bool, note: &str) -> ForecastRecord {
        let kept = Kept::of(&self.assessment.slots, &self.snapshot);
        ForecastRecord {
            id,
            as_of: self.as_of,
            target: self.target_date,
            automatic,
            plan: self.policy.plan_stamp.sha256.as_str().into(),
            model: self.policy.model_stamp.sha256.as_str().into(),
            content: serde_json::to_string(&kept).map_or_else(|_| Text::default(), Into::into),
            note: note.into(),
        }
    }

    /// What changed since a day: against the newest forecast kept on that day or in the week before it, else against
    /// the stage moves counted again.
    pub fn forecast_changes(&self, since: Date) -> Changes {
        let near = |record: &&ForecastRecord| record.as_of <= since && super::days_between(record.as_of, since) < 7;
        let kept = self.snapshot.forecasts.iter().filter(near).max_by_key(|record| (record.as_of, record.id));
        if let Some(changes) = kept.and_then(|record| self.changes_since(record)) {
            return changes;
        }
        let ways = self.ways_to_tell_by(since);
        let slots = self.slots_by(&ways, since, self.target_date);
        let then = self.snapshot_of(&slots, &ways, since);
        let (plan, model) = (None, None);
        let (target, past) = (self.target_date, Past::Counted);
        let (slots, gone) = self.slot_changes(then, target);
        Changes { since, target, target_now: self.target_date, past, plan, model, slots, gone }
    }

    /// How the first chance that was written down for each lead did: filled a seat by the day counted to then, or not.
    /// Judged once that day has passed or the lead has ended; none while there are none.
    pub fn kept_calibration(&self) -> Option<Calibration> {
        let ways = crate::ledger::odds::ways(&self.snapshot, self.as_of);
        let mut records: Vec<&ForecastRecord> = self.snapshot.forecasts.iter().collect();
        records.sort_by_key(|record| (record.as_of, record.id));
        let mut first: BTreeMap<LeadId, (f64, Date, Stage)> = BTreeMap::new();
        for (record, kept) in records.into_iter().filter_map(|record| Some((record, Kept::read(record)?))) {
            for slot in &kept.slots {
                let same = |state: &&SlotState| state.slot.base == slot.base && state.slot.tier == slot.tier;
                let seat = self.assessment.slots.iter().find(same).map_or(self.odds.seat, |state| state.filled_at);
                for lead in slot.leads.iter().filter(|lead| lead.stage < seat) {
                    first.entry(lead.lead).or_insert((lead.p, record.target, seat));
                }
            }
        }
        let predictions: Vec<Prediction> = first
            .into_iter()
            .filter_map(|(lead, (p, target, seat))| {
                let way = ways.get(&lead)?;
                let filled = reached_on(&self.snapshot, lead, seat, self.as_of);
                let is_there = |stage: Stage| stage >= seat && !stage.is_aside();
                // Of one that fills a seat since a day nobody knows, nobody knows whether it was in time.
                let unknown =
                    filled.is_none() && self.snapshot.leads.get(lead.uuid()).is_some_and(|lead| is_there(lead.stage));
                let over = way.last().is_some_and(|step| matches!(step.to_stage, Stage::Lost | Stage::Referred));
                let due = filled.is_some() || over || target <= self.as_of;
                (due && !unknown).then(|| Prediction { p, happened: filled.is_some_and(|day| day <= target) })
            })
            .collect();
        Calibration::of(&predictions, BINS)
    }

    /// What changed since a record was kept; none when it cannot be read.
    pub fn changes_since(&self, record: &ForecastRecord) -> Option<Changes> {
        let (slots, gone) = self.slot_changes(Kept::read(record)?, record.target);
        let snapshot = &self.snapshot;
        let plans = || snapshot.plans.iter().map(|version| (&version.sha256, &version.title));
        let models = || snapshot.models.iter().map(|version| (&version.sha256, &version.title));
        Some(Changes {
            since: record.as_of,
            target: record.target,
            target_now: self.target_date,
            past: Past::Kept(record.id),
            plan: replaced(&record.plan, &self.policy.plan_stamp, plans()),
            model: replaced(&record.model, &self.policy.model_stamp, models()),
            slots,
            gone,
        })
    }

    /// What would have been kept on an earlier day: the stages are those of that day.
    fn snapshot_of(&self, slots: &[SlotState], ways: &BTreeMap<LeadId, Way<'_>>, day: Date) -> Kept {
        let stage_of = |lead: &Lead| stage_on(lead, ways.get(&lead.id), day).map(|(stage, _)| stage);
        let mut kept = Kept::of(slots, &self.snapshot);
        for (kept, slot) in kept.slots.iter_mut().zip(slots) {
            for lead in &mut kept.leads {
                if let Some(stage) = self.snapshot.leads.get(lead.lead.uuid()).and_then(stage_of) {
                    lead.stage = stage;
                }
            }
            // Who fills a seat by another lead today filled it by this one then.
            let open: HashSet<LeadId> = slot.open.iter().map(|open| open.lead).collect();
            kept.leads
                .retain(|lead| open.contains(&lead.lead) || (lead.stage >= slot.filled_at && !lead.stage.is_aside()));
            let told: HashSet<CompanyId> = kept.leads.iter().map(|lead| lead.company).collect();
            let filled = slot.landed.iter().filter(|company| !told.contains(*company));
            let missing: Vec<KeptLead> = filled
                .filter_map(|company| {
                    self.snapshot.leads.of(*company).find_map(|lead| {
                        let stage = stage_of(lead).filter(|stage| *stage >= slot.filled_at && !stage.is_aside())?;
                        Some(KeptLead { lead: lead.id, company: *company, stage, p: 1.0 })
                    })
                })
                .collect();
            kept.leads.extend(missing);
        }
        kept
    }

    /// What changed in each slot since it counted to another day, or the same; and the slots that are no more.
    fn slot_changes(&self, mut then: Kept, target: Date) -> (Vec<SlotChange>, Vec<KeptSlot>) {
        let beta = self.policy.model.beta.value;
        let slots = &self.assessment.slots;
        // What is known today, counted to the day of then: the rest of the difference is the other day's.
        let to_old_target = (target != self.target_date).then(|| self.slots_until(target));
        let changes = slots.iter().enumerate().map(|(place, slot)| {
            let now = KeptSlot::of(slot, &self.snapshot, usize::MAX);
            let before = then.slots.iter().position(|kept| kept.base == now.base && kept.tier == now.tier);
            let before = before.map(|place| then.slots.remove(place));
            let causes = before.as_ref().map(|before| causes(before, &now)).unwrap_or_default();
            let explained: f64 = causes.iter().map(Cause::change).sum();
            let whole = before.as_ref().map_or(0.0, |before| now.expected - before.expected);
            let other_range = before.as_ref().filter(|before| before.wanted() != now.wanted());
            let by_old_range = other_range.map(|before| {
                let chances: Vec<f64> = slot.open.iter().map(|lead| lead.p).collect();
                SlotRange { min: before.min, max: before.max }.outlook(beta, now.landed, &chances)
            });
            let old = to_old_target.as_ref().and_then(|slots| slots.get(place)).filter(|_| before.is_some());
            SlotChange {
                slot: slot.slot.clone(),
                by_old_range,
                by_target: old.map(|old| now.expected - old.outlook.expected),
                before,
                now,
                causes,
                others: whole - explained,
            }
        });
        (changes.collect(), then.slots)
    }
}

/// A version of then, unless it is the one in force. `known` are fingerprints and titles of those the workspace holds.
fn replaced<'v>(then: &str, now: &Stamp, known: impl Iterator<Item = (&'v Text, &'v Text)>) -> Option<Replaced> {
    if then.is_empty() || then == now.sha256 {
        return None;
    }
    let mut known = known.filter(|(sha256, _)| &***sha256 == then);
    Some(Replaced { before: known.next().map(|(_, title)| title.clone()), now: now.title.as_str().into() })
}

/// The leads that make the difference, those that make most of it first.
fn causes(before: &KeptSlot, now: &KeptSlot) -> Vec<Cause> {
    let by_lead = |slot: &KeptSlot| slot.leads.iter().map(|lead| (lead.lead, *lead)).collect::<BTreeMap<_, _>>();
    let (mut then, now_by_lead) = (by_lead(before), by_lead(now));
    // Not every lead was kept: one that is missing among many kept ones may have been there.
    let all_kept = before.leads.len() >= before.open as usize + before.landed as usize;
    let mut causes = Vec::new();
    for (id, lead) in &now_by_lead {
        let earlier = then.remove(id);
        if earlier.is_none() && !all_kept {
            continue;
        }
        let kind = match earlier {
            None if lead.p >= 1.0 => CauseKind::Filled,
            None => CauseKind::Entered,
            Some(earlier) if lead.p >= 1.0 && earlier.p < 1.0 => CauseKind::Filled,
            Some(earlier) if lead.stage > earlier.stage => CauseKind::Advanced { from: earlier.stage, to: lead.stage },
            Some(earlier) if lead.stage < earlier.stage => CauseKind::WentBack { from: earlier.stage, to: lead.stage },
            Some(_) => CauseKind::Reweighed,
        };
        let p = earlier.map_or(0.0, |earlier| earlier.p);
        causes.push(Cause { lead: *id, company: lead.company, kind, before: p, after: lead.p });
    }
    let gone = then.into_values();
    causes.extend(gone.map(|lead| Cause {
        lead: lead.lead,
        company: lead.company,
        kind: CauseKind::Left,
        before: lead.p,
        after: 0.0,
    }));
    causes.retain(|cause| cause.change().abs() > 1e-9 || !matches!(cause.kind, CauseKind::Reweighed));
    causes.sort_by(|one, other| {
        other.change().abs().total_cmp(&one.change().abs()).then_with(|| one.lead.cmp(&other.lead))
    });
    causes
}
