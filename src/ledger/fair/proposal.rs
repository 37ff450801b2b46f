//! Whom to meet at a fair, and on which officer's day: the set is chosen by the optimiser of [`pursuit`], or by a person,
//! and walked by hall and stand.
//!
//! [`pursuit`]: crate::ledger::pursuit

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;

use super::roster::RosterRow;
use crate::{
    capacity::{
        optimise::{GoOn, NoPlan, Pin, Plan, Solved, Worth},
        walk::{Limits, Stop, Walk},
    },
    domain::{
        company::GateState,
        fair::{Fair, Visit},
        ids::{AuthorId, CompanyId, ExhibitorId, VisitId},
    },
    ledger::{
        View,
        assessment::{Need, NoNeed, Prospect},
        pursuit::{PursuitQuestion, PursuitWish},
    },
};

/// What a walk is planned from.
#[derive(Debug, Clone, Copy)]
pub struct Outing<'a> {
    /// The figures.
    pub view: &'a View,
    /// The fair.
    pub fair: &'a Fair,
    /// Who exhibits, in the order of walking.
    pub rows: &'a [RosterRow],
    /// The visits planned so far: those a person chose and those that are over stay.
    pub known: &'a [Visit],
    /// Who goes.
    pub officers: &'a [AuthorId],
    /// Days before are over.
    pub today: Date,
}

/// A walk that is proposed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Proposal {
    /// All visits of the fair: those kept and those proposed.
    pub visits: Vec<Visit>,
    /// What would be lost without each proposed exhibitor, in the unit of the slot values; 0 = its slot has no target,
    /// it is there for its own value.
    pub gains: BTreeMap<ExhibitorId, f64>,
    /// Exhibitors that could be proposed at all.
    pub eligible: usize,
    /// Visits kept or asked for that did not fit into the time.
    pub unplaced: usize,
    /// Expected worth of the walk, over what the slots have without it.
    pub value: Worth,
    /// How much better a walk could be at most, as a share of the worth of this one; none = nothing was to be gained, or
    /// a person chose.
    pub at_most: Option<f64>,
}

/// Exhibitors that may be on the walk.
struct Field<'a> {
    /// The officers' days there are.
    turns: Vec<(AuthorId, Date)>,
    limits: Limits,
    /// In the order of walking.
    stops: Vec<Stop>,
    /// Their exhibitors.
    rows: Vec<&'a RosterRow>,
    /// The visits that stay, those that are over among them.
    kept: BTreeMap<ExhibitorId, &'a Visit>,
}

impl<'a> Outing<'a> {
    /// Proposes the walk of greatest expected worth. The bound counts no way between the halls, so it holds for every
    /// walk; `new_id` gives the keys of new visits.
    pub fn propose(&self, new_id: &mut dyn FnMut() -> VisitId, go_on: GoOn<'_>) -> Result<Proposal, NoPlan> {
        let view = self.view;
        let prospect = |row: &RosterRow| row.row.and_then(|at| view.assessment.prospects.get(at));
        let may = |row: &RosterRow| row.talks == 0 && prospect(row).is_some_and(|one| may_be_proposed(view, one));
        let field = self.field(may);
        let kept: Vec<usize> = field.kept_stops();
        let settled = Walk::of(&field.stops, kept.iter().copied(), field.limits);
        let held: Vec<usize> = kept.iter().copied().filter(|stop| settled.holds(*stop)).collect();
        let is_kept: BTreeSet<usize> = kept.iter().copied().collect();

        let company = |stop: &usize| field.rows.get(*stop).map(|row| row.company);
        let open = || (0..field.stops.len()).filter(|stop| !is_kept.contains(stop));
        let question = PursuitQuestion::of(
            view,
            &PursuitWish {
                within: Some(Arc::new(open().chain(held.iter().copied()).filter_map(|stop| company(&stop)).collect())),
                pins: held.iter().filter_map(company).map(|company| (company, Pin::In)).collect(),
                ..PursuitWish::default()
            },
        );
        let mut problem = question.problem.clone();
        // Whom a person chose takes a meeting, whether or not there is a seat for it.
        let seated = problem.candidates.iter().filter(|candidate| candidate.pin == Pin::In).count();
        let without_seat = u32::try_from(held.len().saturating_sub(seated)).unwrap_or(u32::MAX);
        problem.limits.meetings = Some(field.limits.most_meetings().saturating_sub(without_seat));
        problem.limits.time = None;

        let stop_of: BTreeMap<CompanyId, usize> =
            (0..).zip(&field.rows).map(|(stop, row)| (row.company, stop)).collect();
        let companies: Vec<CompanyId> = problem.candidates.iter().map(|candidate| candidate.company).collect();
        let stop_of_candidate = |at: usize| companies.get(at).and_then(|company| stop_of.get(company)).copied();
        let ranked = |plan: &Plan| {
            let mut picks: Vec<(f64, usize)> = plan
                .picks
                .iter()
                .filter_map(|pick| Some((pick.contribution.0, stop_of_candidate(pick.candidate)?)))
                .filter(|(_, stop)| !is_kept.contains(stop))
                .collect();
            picks.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            picks
        };
        // What of an answer can be walked.
        let walkable = |solved: &Solved| {
            let wanted = kept.iter().copied().chain(ranked(solved.plan()).into_iter().map(|(_, stop)| stop));
            let walk = Walk::of(&field.stops, wanted, field.limits);
            let plan = solved.keeping(|at| stop_of_candidate(at).is_some_and(|stop| walk.holds(stop)));
            let all = plan.picks.len() == solved.plan().picks.len();
            (plan, all)
        };
        let solved = Solved::new(problem.clone(), go_on)?;
        let bound = solved.plan().bound;
        let (mut plan, all) = walkable(&solved);
        if !all {
            // The way between the halls took the time of some: the best set of as many as there is time for.
            problem.limits.meetings = u32::try_from(plan.picks.len()).ok();
            let (fewer, _) = walkable(&Solved::new(problem, go_on)?);
            if fewer.value.0 > plan.value.0 {
                plan = fewer;
            }
        }
        plan.bound = bound;

        let picks = ranked(&plan);
        // Who has no slot with a target comes after all who have one, by its own worth.
        let mut loose: Vec<(f64, usize)> = open()
            .filter_map(|stop| Some((stop, prospect(field.rows.get(stop)?)?)))
            .filter(|(_, prospect)| matches!(prospect.need, Need::Unknown(_)))
            .map(|(stop, one)| {
                let worth = one.attainability.p * one.value / 100.0 * view.policy.model.slot_value(one.tier.tier);
                (worth, stop)
            })
            .filter(|(worth, _)| *worth > 0.0)
            .collect();
        loose.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));

        let chosen = picks.iter().map(|(_, stop)| *stop);
        let wanted = kept.iter().copied().chain(chosen).chain(loose.iter().map(|(_, stop)| *stop));
        let mut walk = Walk::of(&field.stops, wanted, field.limits);
        walk.left.retain(|stop| is_kept.contains(stop));
        let mut proposal = self.written(&field, &walk, new_id);
        let gains: BTreeMap<usize, f64> = picks.iter().map(|(gain, stop)| (*stop, *gain)).collect();
        proposal.gains = walk
            .days
            .iter()
            .flatten()
            .filter(|stop| !is_kept.contains(*stop))
            .filter_map(|stop| Some((field.rows.get(*stop)?.exhibitor, gains.get(stop).copied().unwrap_or(0.0))))
            .collect();
        proposal.eligible = companies.len() - seated + loose.len();
        proposal.value = plan.value;
        proposal.at_most = plan.gap().filter(|_| !plan.picks.is_empty());
        Ok(proposal)
    }

    /// The walk to those of `companies` that exhibit, the most wanted first; those there is no time for are on it without
    /// a day.
    pub fn to(&self, companies: &[CompanyId], new_id: &mut dyn FnMut() -> VisitId) -> Proposal {
        let wanted: BTreeSet<CompanyId> = companies.iter().copied().collect();
        let field = self.field(|row| wanted.contains(&row.company));
        let kept = field.kept_stops();
        let stop_of: BTreeMap<CompanyId, usize> =
            (0..).zip(&field.rows).map(|(stop, row)| (row.company, stop)).collect();
        let mut order = kept.clone();
        for stop in companies.iter().filter_map(|company| stop_of.get(company)) {
            if !order.contains(stop) {
                order.push(*stop);
            }
        }
        let asked = order.len() - kept.len();
        let walk = Walk::of(&field.stops, order, field.limits);
        Proposal { eligible: asked, ..self.written(&field, &walk, new_id) }
    }

    fn field(&self, may: impl Fn(&RosterRow) -> bool) -> Field<'a> {
        let Self { fair, today, .. } = *self;
        let days: Vec<Date> = match fair.days() {
            all if fair.is_on(today) => all.into_iter().filter(|day| *day >= today).collect(),
            all => all,
        };
        let turns: Vec<(AuthorId, Date)> =
            self.officers.iter().flat_map(|officer| days.iter().map(move |day| (*officer, *day))).collect();
        let turn_of = |visit: &Visit| {
            let turn = (visit.officer?, visit.on_day?);
            turns.iter().position(|other| *other == turn)
        };
        let kept: BTreeMap<ExhibitorId, &Visit> = self
            .known
            .iter()
            .filter(|visit| visit.pinned || visit.done)
            .map(|visit| (visit.exhibitor, visit))
            .collect();
        let halls: BTreeMap<&str, usize> = self.rows.iter().map(|row| row.hall.as_str()).zip(0..).collect();
        let (mut stops, mut rows) = (Vec::new(), Vec::new());
        for row in self.rows {
            let visit = kept.get(&row.exhibitor).copied();
            // What is over needs no time any more, unless it is a day still to come.
            let over = visit.is_some_and(|visit| visit.done && visit.on_day.is_none_or(|day| day < today));
            if over || visit.is_none() && !may(row) {
                continue;
            }
            stops.push(Stop {
                hall: halls.get(row.hall.as_str()).copied().unwrap_or_default(),
                day: visit.and_then(turn_of),
            });
            rows.push(row);
        }
        let whole = |number: i64| u32::try_from(number).unwrap_or(0);
        let limits = Limits {
            days: turns.len(),
            meetings: whole(fair.meetings_per_day),
            meeting_minutes: whole(fair.meeting_minutes),
            walking_minutes: whole(fair.walking_minutes),
            day_minutes: whole(fair.day_minutes),
        };
        Field { turns, limits, stops, rows, kept }
    }

    /// A walk as visits, with all that stays.
    fn written(&self, field: &Field<'_>, walk: &Walk, new_id: &mut dyn FnMut() -> VisitId) -> Proposal {
        let mut proposal = Proposal { unplaced: walk.left.len(), ..Proposal::default() };
        // What is over stands as it stood.
        let mut stays: BTreeSet<ExhibitorId> = field.kept.keys().copied().collect();
        let placed = walk
            .days
            .iter()
            .zip(&field.turns)
            .flat_map(|(day, turn)| (1_i64..).zip(day).map(move |(place, stop)| (*stop, Some((*turn, place)))));
        for (stop, settled) in placed.chain(walk.left.iter().map(|stop| (*stop, None))) {
            let Some(row) = field.rows.get(stop) else { continue };
            let earlier = field.kept.get(&row.exhibitor).copied();
            stays.remove(&row.exhibitor);
            proposal.visits.push(Visit {
                id: earlier.map_or_else(&mut *new_id, |visit| visit.id),
                fair: self.fair.id,
                exhibitor: row.exhibitor,
                officer: settled.map(|((officer, _), _)| officer).or(earlier.and_then(|visit| visit.officer)),
                on_day: settled.map(|((_, day), _)| day).or(earlier.and_then(|visit| visit.on_day)),
                place: settled.map(|(_, place)| place),
                pinned: earlier.is_some_and(|visit| visit.pinned),
                done: earlier.is_some_and(|visit| visit.done),
            });
        }
        let stays = stays.into_iter().filter_map(|exhibitor| field.kept.get(&exhibitor));
        proposal.visits.extend(stays.map(|visit| (*visit).clone()));
        proposal
    }
}

impl Field<'_> {
    /// Stops that stay, in the order of walking.
    fn kept_stops(&self) -> Vec<usize> {
        (0..).zip(&self.rows).filter(|(_, row)| self.kept.contains_key(&row.exhibitor)).map(|(stop, _)| stop).collect()
    }
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
