//! The forecast: how full every slot will be by a day, the course to it, land and plants, indicators, what changed it.
//!
//! Everything is computed from one [`View`] and is the same for the same view, on every machine.

pub mod ground;
pub mod history;
pub mod indicators;
pub mod keeping;
pub mod stages;
pub mod targets;

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashSet},
};

use jiff::{ToSpan as _, civil::Date};

use self::stages::SlotStages;
use super::{
    Snapshot, View,
    assessment::{Claim, Horizon, Prospect, Seating, SlotLead, SlotState, counting_lead},
    odds::{Way, ways_of},
};
use crate::{
    capacity::{Attainability, Outlook, distribution, pace::Road},
    domain::{
        company::GateState,
        ids::{BaseId, CompanyId, LeadId},
        lead::{Lead, Stage, StageMove},
    },
    scoring::PlacementBasis,
};

/// Steps of the course.
const COURSE: i32 = 16;

/// What is to be expected by a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The day it is judged at.
    pub as_of: Date,
    /// The day it counts to.
    pub until: Date,
    /// Slots with a target, in plan order.
    pub slots: Vec<SlotForecast>,
    /// Bases for which the plan sets no number: 未设目标.
    pub untargeted: Vec<Untargeted>,
}

/// A base without a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untargeted {
    /// Base.
    pub base: BaseId,
    /// Firms with an open lead that would stand there.
    pub open: usize,
    /// Firms that stand there.
    pub landed: usize,
}

/// What is to be expected of a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotForecast {
    /// Who counts, with what each is worth, as of the day counted to.
    pub state: SlotState,
    /// The same firms by the stage their lead stands at today.
    pub stages: SlotStages,
    /// P(k of the open leads fill a seat) for k = 0, 1, …; exact.
    pub distribution: Vec<f64>,
    /// The way there, from the day it is judged at.
    pub course: Vec<CoursePoint>,
    /// What was reached by the plan's own date.
    pub reached: Reached,
}

/// The outlook on one day of the course.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoursePoint {
    /// Day.
    pub day: Date,
    /// Outlook by then.
    pub outlook: Outlook,
}

/// Firms that filled a seat by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reached {
    /// By that day.
    pub firms: u32,
    /// Firms that fill a seat today of which nobody knows since when.
    pub undated: u32,
}

impl SlotForecast {
    /// The outlook with one more lead of this chance.
    pub fn with_one_more(&self, beta: f64, chance: f64) -> Outlook {
        let chances: Vec<f64> = self.state.open.iter().map(|lead| lead.p).chain([chance]).collect();
        self.state.range.outlook(beta, count(self.state.landed.len()), &chances)
    }
}

impl View {
    /// The slots counted to another day than the workspace's 目标日期.
    pub fn slots_until(&self, until: Date) -> Vec<SlotState> {
        if until == self.target_date {
            return self.assessment.slots.clone();
        }
        let horizon = Horizon { as_of: self.as_of, until };
        let leads = self.assessment.prospects.iter().filter_map(|prospect| {
            let lead = self.snapshot.leads.get(prospect.lead?.uuid())?;
            Some((prospect, lead))
        });
        self.seat(horizon, leads)
    }

    /// The slots as they would have been counted on an earlier day, from the stage moves; tiers, honours and gates are
    /// those of today, because their history is not kept.
    pub fn slots_as_of(&self, day: Date, until: Date) -> Vec<SlotState> {
        self.slots_by(&self.ways_to_tell_by(day), day, until)
    }

    /// The moves up to a day of those leads whose stage of that day only their moves tell ([`stage_on`]).
    fn ways_to_tell_by(&self, day: Date) -> BTreeMap<LeadId, Way<'_>> {
        let leads = self.snapshot.leads.iter().filter(|lead| !stands_since(lead, day));
        let moved: HashSet<LeadId> = leads.map(|lead| lead.id).collect();
        ways_of(&self.snapshot, day, |lead| moved.contains(&lead))
    }

    /// The same from the moves up to that day.
    fn slots_by(&self, ways: &BTreeMap<LeadId, Way<'_>>, day: Date, until: Date) -> Vec<SlotState> {
        let then = self.snapshot.leads.by_company().filter_map(|lead| {
            let (stage, stage_since) = stage_on(lead, ways.get(&lead.id), day)?;
            // Most leads stand today as they stood then.
            let as_today = (stage, stage_since) == (lead.stage, lead.stage_since);
            Some(if as_today { Cow::Borrowed(lead) } else { Cow::Owned(Lead { stage, stage_since, ..lead.clone() }) })
        });
        let then: Vec<Cow<'_, Lead>> = then.collect();
        let firms = then.chunk_by(|one, other| one.company == other.company).filter_map(|leads| {
            let leads: Vec<&Lead> = leads.iter().map(|lead| &**lead).collect();
            let lead = counting_lead(&leads)?;
            Some((self.prospect(lead.company)?, lead))
        });
        self.seat(Horizon { as_of: day, until }, firms)
    }

    fn seat<'l>(&self, horizon: Horizon, leads: impl Iterator<Item = (&'l Prospect, &'l Lead)>) -> Vec<SlotState> {
        let policy = &self.policy;
        let mut seating = Seating::new(&policy.plan, policy.model.beta.value, &self.odds, horizon);
        for (prospect, lead) in leads {
            let honours: Vec<_> = self.snapshot.honours.of(prospect.company).collect();
            seating.enter(&Claim {
                company: prospect.company,
                tier: prospect.tier.tier,
                sector: prospect.sector.as_ref(),
                unplaced: prospect.placed_by == PlacementBasis::NoText,
                honours: &honours,
                lead: Some(lead),
                attainability: self.attainability(prospect, lead),
                barred: prospect.gate == GateState::Fail,
            });
        }
        seating.count().slots
    }

    /// The forecast to a day. `go_on` is told how many slots are done; when it says no, there is no forecast.
    pub fn forecast(&self, until: Date, mut go_on: impl FnMut(usize) -> bool) -> Option<Forecast> {
        let beta = self.policy.model.beta.value;
        let days = course_days(self.as_of, until.max(self.target_date));
        let mut slots = Vec::new();
        for (place, state) in self.slots_until(until).into_iter().enumerate() {
            if !go_on(place) {
                return None;
            }
            let chances: Vec<f64> = state.open.iter().map(|lead| lead.p).collect();
            let road = self.odds.road(state.filled_at);
            let landed = count(state.landed.len());
            let course = days
                .iter()
                .map(|day| {
                    let chance = |open: &SlotLead| {
                        let lead = self.snapshot.leads.get(open.lead.uuid());
                        open.eventually * lead.map_or(1.0, |lead| self.within(road.as_ref(), lead, *day))
                    };
                    let chances: Vec<f64> = state.open.iter().map(chance).collect();
                    CoursePoint { day: *day, outlook: state.range.outlook(beta, landed, &chances) }
                })
                .collect();
            let reached = reached(&state, &self.snapshot, self.as_of);
            let stages = SlotStages::of(&state, &self.snapshot);
            slots.push(SlotForecast { distribution: distribution(&chances), course, reached, stages, state });
        }
        Some(Forecast { as_of: self.as_of, until, slots, untargeted: self.untargeted() })
    }

    /// The attainability of a lead of a firm; that of the lead by which the firm counts is known already.
    fn attainability(&self, firm: &Prospect, lead: &Lead) -> Attainability {
        let is_known = firm.lead == Some(lead.id)
            && self.snapshot.leads.get(lead.id.uuid()).is_some_and(|today| today.stage == lead.stage);
        if is_known { firm.attainability } else { self.odds.attainability(Some(lead)) }
    }

    /// Probability that a lead which gets to the end of the road does so by a day; 1 where chances know no days.
    fn within(&self, road: Option<&Road<'_>>, lead: &Lead, day: Date) -> f64 {
        let waited = lead.stage_since.map_or(0, |since| days_between(since, self.as_of));
        let waited = u32::try_from(waited).unwrap_or(0);
        road.map_or(1.0, |road| road.within(lead.stage, waited, days_between(self.as_of, day)))
    }

    /// The chance of an open lead of a firm to fill the workspace's usual seat by each day; `road` is the way there.
    fn chances_by(&self, road: Option<&Road<'_>>, firm: &Prospect, lead: &Lead, days: &[Date]) -> Vec<f64> {
        let attainability = self.attainability(firm, lead);
        let eventually = self.odds.reach(&attainability, lead.stage, self.odds.seat);
        days.iter().map(|day| eventually * self.within(road, lead, *day)).collect()
    }

    fn untargeted(&self) -> Vec<Untargeted> {
        let without = self.policy.plan.bases.iter().filter(|base| base.seats.is_empty());
        let mut found: Vec<Untargeted> =
            without.map(|base| Untargeted { base: base.id.clone(), open: 0, landed: 0 }).collect();
        for prospect in &self.assessment.prospects {
            let (Some(slot), Some(lead)) = (&prospect.slot, prospect.lead) else { continue };
            let Some(entry) = found.iter_mut().find(|entry| entry.base == slot.base) else { continue };
            let stage = self.snapshot.leads.get(lead.uuid()).map(|lead| lead.stage);
            match stage {
                Some(stage) if stage >= self.odds.seat => entry.landed += 1,
                _ if prospect.gate == GateState::Fail => {}
                _ => entry.open += 1,
            }
        }
        found
    }
}

/// Equal steps from a day to another; a year where that is no later.
fn course_days(from: Date, to: Date) -> Vec<Date> {
    let days = from.until(to).map_or(0, |span| span.get_days());
    let days = if days > 0 { days } else { 365 };
    (0..=COURSE).filter_map(|step| from.checked_add((days * step / COURSE).days()).ok()).collect()
}

/// The firms of a slot that filled it by the plan's date.
fn reached(state: &SlotState, snapshot: &Snapshot, as_of: Date) -> Reached {
    let mut reached = Reached::default();
    for company in &state.landed {
        match filled_on(snapshot, *company, state.filled_at, as_of) {
            Some(day) if day <= state.by => reached.firms += 1,
            Some(_) => {}
            None => reached.undated += 1,
        }
    }
    reached
}

/// The stage of a lead on an earlier day, and since when; none where it was not there yet or nobody knows.
pub fn stage_on(lead: &Lead, way: Option<&Way<'_>>, day: Date) -> Option<(Stage, Option<Date>)> {
    if stands_since(lead, day) {
        return Some((lead.stage, lead.stage_since));
    }
    // Moves of one day may stand in any order in imported records; before the last change of stage they are all there is.
    way?.last().map(|step| (step.to_stage, step.moved_on))
}

/// Whether a lead stood on a day where it stands today.
fn stands_since(lead: &Lead, day: Date) -> bool {
    lead.stage_since.is_some_and(|since| since <= day)
}

/// The day by which a firm's lead first got as far as a stage, known at a day; none where no move says so.
pub fn filled_on(snapshot: &Snapshot, company: CompanyId, stage: Stage, as_of: Date) -> Option<Date> {
    snapshot.leads.of(company).filter_map(|lead| reached_on(snapshot, lead.id, stage, as_of)).min()
}

/// The day a lead first got as far as a stage, known at a day; none where no move says so.
pub fn reached_on(snapshot: &Snapshot, lead: LeadId, stage: Stage, as_of: Date) -> Option<Date> {
    let there = |step: &&StageMove| step.to_stage >= stage && !step.to_stage.is_aside();
    let days = snapshot.stage_moves.of_lead(lead).filter(there).filter_map(|step| step.moved_on);
    days.filter(|day| *day <= as_of).min()
}

/// Calendar days from one day to another; negative backwards.
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
