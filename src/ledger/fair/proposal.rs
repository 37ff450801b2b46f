//! Whom to meet: the set of visits of greatest expected value that fits into the time there is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::roster::RosterRow;
use crate::{
    capacity::walk::{self, Candidate, Fixed, Limits, SlotBefore},
    domain::{
        company::GateState,
        fair::{Fair, Visit},
        ids::{AuthorId, ExhibitorId, VisitId},
    },
    ledger::{
        View,
        assessment::{Need, NoNeed, Prospect},
    },
};

/// A walk that is proposed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Proposal {
    /// All visits of the fair: those kept and those proposed.
    pub visits: Vec<Visit>,
    /// What each proposed exhibitor adds to the seats expected, in the unit of the slot values; 0 = its slot has no
    /// target, it is there for its own value.
    pub gains: BTreeMap<ExhibitorId, f64>,
    /// Exhibitors that could be proposed at all.
    pub eligible: usize,
    /// Visits kept that did not fit into the time.
    pub unplaced: usize,
}

/// Proposes the walk of a fair from `today` on for these officers. Visits that a person chose and those that are over
/// stay; `new_id` gives the keys of new ones.
pub fn propose(
    view: &View,
    fair: &Fair,
    rows: &[RosterRow],
    known: &[Visit],
    officers: &[AuthorId],
    today: Date,
    new_id: &mut dyn FnMut() -> VisitId,
) -> Proposal {
    let days: Vec<Date> = match fair.days() {
        all if fair.is_on(today) => all.into_iter().filter(|day| *day >= today).collect(),
        all => all,
    };
    let bins: Vec<(AuthorId, Date)> =
        officers.iter().flat_map(|officer| days.iter().map(move |day| (*officer, *day))).collect();
    let bin_of = |visit: &Visit| {
        let (officer, day) = (visit.officer?, visit.on_day?);
        bins.iter().position(|bin| *bin == (officer, day))
    };
    let kept: BTreeMap<ExhibitorId, &Visit> =
        known.iter().filter(|visit| visit.pinned || visit.done).map(|visit| (visit.exhibitor, visit)).collect();
    let halls: BTreeSet<&str> = rows.iter().map(|row| &*row.hall).collect();
    let slots = &view.assessment.slots;
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut places: Vec<usize> = Vec::new();
    let mut eligible = 0;
    for (place, row) in rows.iter().enumerate() {
        let prospect = row.row.and_then(|at| view.assessment.prospects.get(at));
        let visit = kept.get(&row.exhibitor).copied();
        let worth = prospect.filter(|one| row.talks == 0 && may_be_proposed(view, one)).map(|prospect| {
            let worth = view.policy.model.slot_value(prospect.tier.tier);
            prospect.attainability.p * prospect.value / 100.0 * worth
        });
        eligible += usize::from(worth.is_some());
        // What is over needs no time any more, unless it is a day still to come.
        let over = visit.is_some_and(|visit| visit.done && visit.on_day.is_none_or(|day| day < today));
        if over || visit.is_none() && worth.is_none() {
            continue;
        }
        let need = prospect.filter(|one| matches!(one.need, Need::Known { .. }));
        let slot =
            need.and_then(|one| one.slot.as_ref()).and_then(|key| slots.iter().position(|state| state.slot == *key));
        let counted = slot
            .and_then(|slot| slots.get(slot))
            .and_then(|state| state.open.iter().position(|open| open.company == row.company));
        candidates.push(Candidate {
            worth: worth.unwrap_or(0.0),
            slot,
            chance: prospect.map_or(0.0, |prospect| prospect.attainability.p),
            counted,
            hall: halls.iter().position(|hall| **hall == *row.hall).unwrap_or_default(),
            kept: visit.map(|visit| bin_of(visit).map_or(Fixed::Anywhere, Fixed::In)),
        });
        places.push(place);
    }
    let before: Vec<SlotBefore> = slots
        .iter()
        .map(|state| SlotBefore {
            range: state.range,
            landed: u32::try_from(state.landed.len()).unwrap_or(u32::MAX),
            chances: state.open.iter().map(|open| open.p).collect(),
        })
        .collect();
    let whole = |number: i64| u32::try_from(number).unwrap_or(0);
    let limits = Limits {
        bins: bins.len(),
        meetings: whole(fair.meetings_per_day),
        meeting_minutes: whole(fair.meeting_minutes),
        walking_minutes: whole(fair.walking_minutes),
        day_minutes: whole(fair.day_minutes),
    };
    let chosen = walk::propose(&candidates, &before, view.policy.model.beta.value, limits);

    let mut proposal = Proposal { eligible, ..Proposal::default() };
    // What is over stands as it stood.
    let mut stays: BTreeSet<ExhibitorId> = kept.keys().copied().collect();
    for entry in &chosen {
        let Some(row) = places.get(entry.candidate).and_then(|place| rows.get(*place)) else { continue };
        let settled = entry.bin.and_then(|bin| bins.get(bin));
        let earlier = kept.get(&row.exhibitor).copied();
        stays.remove(&row.exhibitor);
        if earlier.is_none() {
            proposal.gains.insert(row.exhibitor, entry.gain);
        }
        proposal.unplaced += usize::from(settled.is_none());
        proposal.visits.push(Visit {
            id: earlier.map_or_else(&mut *new_id, |visit| visit.id),
            fair: fair.id,
            exhibitor: row.exhibitor,
            officer: settled.map(|(officer, _)| *officer).or(earlier.and_then(|visit| visit.officer)),
            on_day: settled.map(|(_, day)| *day).or(earlier.and_then(|visit| visit.on_day)),
            place: settled.map(|_| i64::try_from(entry.place).unwrap_or(i64::MAX) + 1),
            pinned: earlier.is_some_and(|visit| visit.pinned),
            done: earlier.is_some_and(|visit| visit.done),
        });
    }
    proposal
        .visits
        .extend(stays.into_iter().filter_map(|exhibitor| kept.get(&exhibitor).map(|visit| (*visit).clone())));
    proposal
}

/// Whether a company is one to meet for a seat: within the plan, not here already, no gate failed.
fn may_be_proposed(view: &View, prospect: &Prospect) -> bool {
    let local = view.snapshot.companies.get(prospect.company.uuid()).is_some_and(|company| company.local);
    let landed =
        prospect.lead.and_then(|lead| view.snapshot.leads.get(lead.uuid())).is_some_and(|lead| lead.stage.is_landed());
    let wanted = match prospect.need {
        Need::Known { need, .. } => need > 0.0,
        Need::Unknown(why) => matches!(why, NoNeed::NoTarget | NoNeed::NoBase),
    };
    wanted && !local && !landed && prospect.gate != GateState::Fail
}
