//! Who counts for which slot, and what the slot needs for each.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::is_traditional;
use crate::{
    capacity::{Attainability, Odds, Outlook, SlotRange, pace::Road},
    domain::{
        company::{Honour, HonourKind},
        ids::{BaseId, CompanyId, LeadId, SectorId},
        lead::{Lead, Stage},
        plan::{Base, Plan, Tier},
    },
    scoring::tiers::holds,
};

/// A slot: base × tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotKey {
    /// Base.
    pub base: BaseId,
    /// Tier.
    pub tier: Tier,
}

/// Need of a slot for a company.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Need {
    /// P(N < min) + β P(min ≤ N < max), counted without the company itself.
    Known {
        /// In [0, 1].
        need: f64,
        /// Whether the company may take such a seat.
        eligibility: Eligibility,
    },
    /// There is no such figure, for this reason. Not the same as 0.
    Unknown(NoNeed),
}

/// Whether a company may take a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eligibility {
    /// The seat asks for no honour.
    Free,
    /// It holds the honour the seat asks for.
    Holds(HonourKind),
    /// No honour of it is on record, so nobody knows.
    Unknown(HonourKind),
}

/// Why there is no need figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoNeed {
    /// The company is outside the plan.
    OutsidePlan,
    /// Nothing says which sector it belongs to.
    SectorUnknown,
    /// The plan has no seats for a traditional sector.
    TraditionalSector,
    /// No base takes the sector.
    NoBase,
    /// The plan sets no number for this base and tier: 未设目标.
    NoTarget,
    /// The seats ask for an honour it does not hold.
    NotEligible(HonourKind),
}

/// A slot with a target.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotState {
    /// Base and tier.
    pub slot: SlotKey,
    /// Range of the plan.
    pub range: SlotRange,
    /// The plan's date.
    pub by: Date,
    /// The plan's date has passed: 已到期. The range then counts to `counted_to`.
    pub passed: bool,
    /// 目标日期 of the workspace.
    pub counted_to: Date,
    /// Honour a firm must hold.
    pub requires: Option<HonourKind>,
    /// A firm fills a seat from this stage of its lead on.
    pub filled_at: Stage,
    /// Firms that fill a seat.
    pub landed: Vec<CompanyId>,
    /// Firms with an open lead that count.
    pub open: Vec<SlotLead>,
    /// Firms with a lead for it that do not count, and why.
    pub left_out: Vec<LeftOut>,
    /// Firms that count although nobody knows whether they hold the honour.
    pub eligibility_unknown: Vec<CompanyId>,
    /// What is to be expected.
    pub outlook: Outlook,
}

/// An open lead of a slot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlotLead {
    /// Firm.
    pub company: CompanyId,
    /// Its lead.
    pub lead: LeadId,
    /// Its chance to fill a seat by the day counted to.
    pub p: f64,
    /// Its chance to fill one at all.
    pub eventually: f64,
    /// The outlook without it; the difference is what it is worth.
    pub without: Outlook,
}

/// A firm with a lead that does not count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeftOut {
    /// Firm.
    pub company: CompanyId,
    /// Its lead.
    pub lead: LeadId,
    /// Why.
    pub reason: LeftOutReason,
}

/// Why a lead does not count for a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOutReason {
    /// A gate fails: it may not come at all.
    GateFails,
    /// It does not hold the honour the seat asks for.
    NotEligible(HonourKind),
}

/// What a company brings to the count.
pub(in crate::ledger) struct Claim<'a> {
    pub(in crate::ledger) company: CompanyId,
    pub(in crate::ledger) tier: Tier,
    pub(in crate::ledger) sector: Option<&'a SectorId>,
    pub(in crate::ledger) unplaced: bool,
    pub(in crate::ledger) honours: &'a [&'a Honour],
    pub(in crate::ledger) lead: Option<&'a Lead>,
    pub(in crate::ledger) attainability: Attainability,
    pub(in crate::ledger) barred: bool,
}

/// From which day to which is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ledger) struct Horizon {
    pub(in crate::ledger) as_of: Date,
    pub(in crate::ledger) until: Date,
}

/// Where a claim was entered. Small: every company has one until all are counted.
#[derive(Debug)]
pub(in crate::ledger) struct Entry {
    /// Base the company would stand at, as its place in the plan.
    base: Option<u16>,
    tier: Tier,
    outcome: Outcome,
}

#[derive(Debug)]
enum Outcome {
    Nothing(NoNeed),
    Slot { slot: u16, eligibility: Eligibility, counts: Counts },
}

#[derive(Debug)]
enum Counts {
    No,
    Landed,
    /// As the open lead at this place.
    Open(u32),
}

/// Counting in progress.
pub(in crate::ledger) struct Seating<'a> {
    plan: &'a Plan,
    beta: f64,
    odds: &'a Odds,
    horizon: Horizon,
    slots: Vec<SlotState>,
    /// The ways to the stages at which seats are filled.
    roads: Vec<Road<'a>>,
    chances: Vec<Vec<f64>>,
    leads: Vec<Vec<(CompanyId, LeadId, f64)>>,
}

/// The finished count.
pub(in crate::ledger) struct Seated<'a> {
    plan: &'a Plan,
    pub(in crate::ledger) slots: Vec<SlotState>,
    /// Need of each slot for a firm that fills one of its seats.
    need_of_landed: Vec<f64>,
}

impl<'a> Seating<'a> {
    pub(in crate::ledger) fn new(plan: &'a Plan, beta: f64, odds: &'a Odds, horizon: Horizon) -> Self {
        let nothing = SlotRange { min: 0, max: 0 }.outlook(beta, 0, &[]);
        let slots: Vec<SlotState> = plan
            .bases
            .iter()
            .flat_map(|base| base.seats.iter().map(move |seats| (base, seats)))
            .map(|(base, seats)| SlotState {
                slot: SlotKey { base: base.id.clone(), tier: seats.tier },
                range: SlotRange { min: seats.min, max: seats.max },
                by: seats.by,
                passed: seats.by < horizon.as_of,
                counted_to: horizon.until,
                requires: seats.requires,
                filled_at: seats.filled_at.unwrap_or(odds.seat),
                landed: Vec::new(),
                open: Vec::new(),
                left_out: Vec::new(),
                eligibility_unknown: Vec::new(),
                outlook: nothing,
            })
            .collect();
        let (chances, leads) = (vec![Vec::new(); slots.len()], vec![Vec::new(); slots.len()]);
        let goals: BTreeSet<Stage> = slots.iter().map(|slot| slot.filled_at).collect();
        let roads = goals.into_iter().filter_map(|goal| odds.road(goal)).collect();
        Self { plan, beta, odds, horizon, slots, roads, chances, leads }
    }

    /// Enters a company: its base is that of its lead, else of the lead's segment, else of its own sector.
    pub(in crate::ledger) fn enter(&mut self, claim: &Claim<'_>) -> Entry {
        let (base, reason) = self.base(claim);
        // No plan has so many bases or slots.
        let small = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
        let at = base.map(small);
        let nothing = |reason| Entry { base: at, tier: claim.tier, outcome: Outcome::Nothing(reason) };
        let Some(place) = base else { return nothing(reason) };
        let slot = self.plan.bases.get(place).and_then(|base| {
            self.slots.iter().position(|state| state.slot.tier == claim.tier && state.slot.base == base.id)
        });
        let Some((slot, state)) = slot.and_then(|slot| self.slots.get_mut(slot).map(|state| (slot, state))) else {
            return nothing(NoNeed::NoTarget);
        };
        let eligibility = match state.requires {
            None => Ok(Eligibility::Free),
            Some(kind) => match holds(claim.honours, kind, self.horizon.as_of) {
                Some(true) => Ok(Eligibility::Holds(kind)),
                None => Ok(Eligibility::Unknown(kind)),
                Some(false) => Err(kind),
            },
        };
        let mut counts = Counts::No;
        if let Some(lead) = claim.lead {
            let reason = match eligibility {
                Err(kind) => Some(LeftOutReason::NotEligible(kind)),
                // A firm that has landed is here, whatever is found out about it later.
                Ok(_) if claim.barred && !lead.stage.is_landed() => Some(LeftOutReason::GateFails),
                Ok(_) => None,
            };
            if let Some(reason) = reason {
                state.left_out.push(LeftOut { company: claim.company, lead: lead.id, reason });
            } else {
                if let Ok(Eligibility::Unknown(_)) = eligibility {
                    state.eligibility_unknown.push(claim.company);
                }
                if lead.stage >= state.filled_at {
                    state.landed.push(claim.company);
                    counts = Counts::Landed;
                } else if let (Some(chances), Some(leads)) = (self.chances.get_mut(slot), self.leads.get_mut(slot)) {
                    counts = Counts::Open(u32::try_from(chances.len()).unwrap_or(u32::MAX));
                    let goal = state.filled_at;
                    let eventually = self.odds.reach(&claim.attainability, lead.stage, goal);
                    let road = self.roads.iter().find(|road| road.goal() == goal);
                    chances.push(eventually * road.map_or(1.0, |road| self.horizon.within(road, lead)));
                    leads.push((claim.company, lead.id, eventually));
                }
            }
        }
        let outcome = match eligibility {
            Ok(eligibility) => Outcome::Slot { slot: small(slot), eligibility, counts },
            Err(kind) => Outcome::Nothing(NoNeed::NotEligible(kind)),
        };
        Entry { base: at, tier: claim.tier, outcome }
    }

    fn base(&self, claim: &Claim<'_>) -> (Option<usize>, NoNeed) {
        let position = |wanted: &dyn Fn(&Base) -> bool| self.plan.bases.iter().position(wanted);
        if let Some(place) =
            claim.lead.and_then(|lead| lead.base.as_ref()).and_then(|id| position(&|base| base.id == *id))
        {
            return (Some(place), NoNeed::NoTarget);
        }
        let of_lead =
            claim.lead.and_then(|lead| self.plan.segment(lead.segment.as_ref()?)).map(|(sector, _)| &sector.id);
        let Some(sector) = of_lead.or(claim.sector) else {
            return (None, if claim.unplaced { NoNeed::SectorUnknown } else { NoNeed::OutsidePlan });
        };
        match position(&|base| base.sectors.contains(sector)) {
            Some(place) => (Some(place), NoNeed::NoTarget),
            None if is_traditional(self.plan, sector) => (None, NoNeed::TraditionalSector),
            None => (None, NoNeed::NoBase),
        }
    }

    /// Makes the outlook of every slot.
    pub(in crate::ledger) fn count(mut self) -> Seated<'a> {
        let mut need_of_landed = Vec::with_capacity(self.slots.len());
        for ((state, chances), leads) in self.slots.iter_mut().zip(&self.chances).zip(&self.leads) {
            let landed = u32::try_from(state.landed.len()).unwrap_or(u32::MAX);
            state.outlook = state.range.outlook(self.beta, landed, chances);
            let without = state.range.without_each(self.beta, landed, chances);
            let open = leads.iter().zip(chances).zip(without);
            let lead =
                |((&(company, lead, eventually), &p), without)| SlotLead { company, lead, p, eventually, without };
            state.open = open.map(lead).collect();
            need_of_landed.push(state.range.outlook(self.beta, landed.saturating_sub(1), chances).need);
        }
        Seated { plan: self.plan, slots: self.slots, need_of_landed }
    }
}

impl Horizon {
    /// Probability that a lead which gets there does so within the horizon.
    fn within(self, road: &Road<'_>, lead: &Lead) -> f64 {
        let waited = lead.stage_since.map_or(0, |since| days(since, self.as_of));
        road.within(lead.stage, u32::try_from(waited).unwrap_or(0), days(self.as_of, self.until))
    }

    /// Probability that a company gets to a stage within the horizon: from where its lead stands, or from the beginning.
    pub(in crate::ledger) fn chance(
        self,
        odds: &Odds,
        (goal, road): (Stage, Option<&Road<'_>>),
        attainability: &Attainability,
        lead: Option<&Lead>,
    ) -> f64 {
        let eventually = odds.reach(attainability, lead.map_or(Stage::Clue, |lead| lead.stage), goal);
        let within = road.map_or(1.0, |road| match lead {
            Some(lead) => self.within(road, lead),
            None => road.within(Stage::Clue, 0, days(self.as_of, self.until)),
        });
        eventually * within
    }
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

impl Seated<'_> {
    /// The slot of a company and what it needs.
    pub(in crate::ledger) fn need(&self, entry: &Entry) -> (Option<SlotKey>, Need) {
        let key = entry
            .base
            .and_then(|place| self.plan.bases.get(usize::from(place)))
            .map(|base| SlotKey { base: base.id.clone(), tier: entry.tier });
        let need = match &entry.outcome {
            Outcome::Nothing(reason) => Need::Unknown(*reason),
            Outcome::Slot { slot, eligibility, counts } => {
                let slot = usize::from(*slot);
                let state = self.slots.get(slot);
                let of_slot = state.map_or(0.0, |state| state.outlook.need);
                let need = match counts {
                    Counts::No => of_slot,
                    Counts::Landed => self.need_of_landed.get(slot).copied().unwrap_or(of_slot),
                    Counts::Open(place) => state
                        .and_then(|state| state.open.get(*place as usize))
                        .map_or(of_slot, |lead| lead.without.need),
                };
                Need::Known { need, eligibility: *eligibility }
            }
        };
        (key, need)
    }
}
