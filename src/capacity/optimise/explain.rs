//! Why somebody is in or out, and what a little more of something would be worth: always solved again, never read off
//! prices, which are right for crumbs and wrong for whole seats.

use super::{
    Effort, GoOn, NoPlan, Plan, Solution, Work, Worth,
    draft::Draft,
    layout::Layout,
    plan,
    problem::{Minutes, Pin, Problem},
    solve_from,
};
use crate::domain::{company::GateState, units::Mu};

/// Work of an answer that starts from the plan.
const AGAIN: Work = Work {
    steps: 140,
    again: 60,
    columns: 600,
    fewer: 600,
    core: 300,
    effort: Effort { pieces: 60, columns: 300, steps: 40, gap: 1e-6 },
};

/// A solved problem, ready for questions.
#[derive(Debug, Clone)]
pub struct Solved {
    problem: Problem,
    plan: Plan,
    solution: Solution,
}

/// What would be otherwise if a firm were in that is not, or not in that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Otherwise {
    /// What the best plan loses by it; never below 0.
    pub loss: Worth,
    /// The best plan then.
    pub plan: Plan,
    /// Who is no longer in, by their places among the candidates.
    pub leaves: Vec<usize>,
    /// Who is in instead.
    pub joins: Vec<usize>,
    /// Who is in at another base.
    pub moves: Vec<usize>,
}

/// Why a firm is not, or need not be, in the plan.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// A gate fails: it does not come at all.
    GateFails,
    /// There is no slot for it.
    Nowhere,
    /// It does not fit within the limits, whoever else is left out (of those who are not pinned in).
    DoesNotFit,
    /// It is out, and this is what having it in would do.
    Out(Otherwise),
    /// It is in, and this is what leaving it out would do.
    In(Otherwise),
}

/// A little more of something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Extra {
    /// One more seat of a slot: minimum and maximum rise by one.
    Seat(usize),
    /// One more meeting, in the same time.
    Meeting,
    /// More time, for as many meetings.
    Time(Minutes),
    /// One more meeting with the time for it.
    MeetingWithTime(Minutes),
    /// More land at a place, by its place in [`Problem::places`].
    Land(usize, Mu),
}

impl Solved {
    /// Solves a problem.
    pub fn new(problem: Problem, go_on: GoOn<'_>) -> Result<Self, NoPlan> {
        let layout = Layout::new(&problem).ok_or(NoPlan::TooEntangled)?;
        let solution = solve_from(&layout, &[], None, super::FULL, go_on)?;
        let plan = plan(&problem, &layout, &solution);
        Ok(Self { problem, plan, solution })
    }

    /// The question.
    pub const fn problem(&self) -> &Problem {
        &self.problem
    }

    /// The answer.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The plan with only those of the chosen that can be kept, by their places among the candidates: its own worth,
    /// under the bound of the whole question.
    pub fn keeping(&self, keep: impl Fn(usize) -> bool) -> Plan {
        let Some(layout) = Layout::new(&self.problem) else { return self.plan.clone() };
        let mut solution = self.solution.clone();
        solution.found.columns.retain(|column| keep(layout.firms[layout.columns[*column].firm].candidate));
        solution.found.value = Draft::of(&layout, &solution.found.columns).value();
        plan(&self.problem, &layout, &solution)
    }

    /// Why a candidate is in or out, by its place; none when there is no such candidate.
    pub fn why(&self, candidate: usize, go_on: GoOn<'_>) -> Result<Option<Why>, NoPlan> {
        let Some(entry) = self.problem.candidates.get(candidate) else { return Ok(None) };
        if entry.gate == GateState::Fail {
            return Ok(Some(Why::GateFails));
        }
        if entry.seats.is_empty() {
            return Ok(Some(Why::Nowhere));
        }
        let inside = self.plan.picks.iter().any(|pick| pick.candidate == candidate);
        let mut problem = self.problem.clone();
        if let Some(entry) = problem.candidates.get_mut(candidate) {
            entry.pin = if inside { Pin::Out } else { Pin::In };
        }
        match self.otherwise(problem, (!inside).then_some(candidate), go_on) {
            Ok(otherwise) => Ok(Some(if inside { Why::In(otherwise) } else { Why::Out(otherwise) })),
            Err(NoPlan::PinsDoNotFit) => Ok(Some(Why::DoesNotFit)),
            Err(stopped) => Err(stopped),
        }
    }

    /// What a little more of something is worth: never below 0, and 0 where the limit is not set.
    pub fn worth_of(&self, extra: Extra, go_on: GoOn<'_>) -> Result<Otherwise, NoPlan> {
        let mut problem = self.problem.clone();
        let longer = |time: &mut Option<Minutes>, more: Minutes| {
            *time = time.map(|time| Minutes(time.0.saturating_add(more.0)));
        };
        let limits = &mut problem.limits;
        match extra {
            Extra::Seat(slot) => {
                if let Some(slot) = problem.slots.get_mut(slot) {
                    slot.range.min = slot.range.min.saturating_add(1);
                    slot.range.max = slot.range.max.saturating_add(1);
                }
            }
            Extra::Meeting => limits.meetings = limits.meetings.map(|count| count.saturating_add(1)),
            Extra::Time(more) => longer(&mut limits.time, more),
            Extra::MeetingWithTime(more) => {
                limits.meetings = limits.meetings.map(|count| count.saturating_add(1));
                longer(&mut limits.time, more);
            }
            Extra::Land(place, more) => {
                if let Some(land) = problem.places.get_mut(place) {
                    land.0 += more.0;
                }
            }
        }
        let mut otherwise = self.otherwise(problem, None, go_on)?;
        otherwise.loss = Worth((otherwise.plan.value.0 - self.plan.value.0).max(0.0));
        Ok(otherwise)
    }

    fn otherwise(&self, problem: Problem, newcomer: Option<usize>, go_on: GoOn<'_>) -> Result<Otherwise, NoPlan> {
        let layout = Layout::new(&problem).ok_or(NoPlan::TooEntangled)?;
        let start = self.start(&layout, newcomer);
        let solution = solve_from(&layout, &start, Some(&self.solution), AGAIN, go_on)?;
        let plan = plan(&problem, &layout, &solution);
        let seat = |plan: &Plan, candidate: usize| {
            plan.picks.iter().find(|pick| pick.candidate == candidate).map(|pick| pick.seat)
        };
        let only = |one: &Plan, other: &Plan| {
            let picks = one.picks.iter().map(|pick| pick.candidate);
            picks.filter(|candidate| seat(other, *candidate).is_none()).collect()
        };
        let moves =
            plan.picks.iter().filter(|pick| seat(&self.plan, pick.candidate).is_some_and(|seat| seat != pick.seat));
        Ok(Otherwise {
            loss: Worth((self.plan.value.0 - plan.value.0).max(0.0)),
            leaves: only(&self.plan, &plan),
            joins: only(&plan, &self.plan),
            moves: moves.map(|pick| pick.candidate).collect(),
            plan,
        })
    }

    /// The plan as columns of another layout, with a newcomer for whom those who are missed least make room.
    fn start(&self, layout: &Layout, newcomer: Option<usize>) -> Vec<usize> {
        let firm_of = |candidate: usize| layout.firms.iter().find(|firm| firm.candidate == candidate);
        let columns = self.plan.picks.iter().filter_map(|pick| {
            let firm = firm_of(pick.candidate)?;
            (firm.first..firm.end).find(|column| layout.columns[*column].seat == pick.seat)
        });
        let columns: Vec<usize> = columns.collect();
        let Some(firm) = newcomer.and_then(firm_of) else { return columns };
        let drafts = (firm.first..firm.end).map(|column| {
            let mut draft = Draft::of(layout, &columns);
            draft.put(column);
            while draft.room.is_overdrawn() {
                let others = draft
                    .columns()
                    .into_iter()
                    .filter(|other| *other != column && layout.firms[layout.columns[*other].firm].pin != Pin::In);
                let losses = others.map(|other| (draft.leaving(other).loss, other));
                // Somebody whose leaving helps, the one who is missed least.
                let helps = |other: usize| {
                    let entry = &layout.columns[other];
                    draft.room.meetings < 0
                        || draft.room.minutes < 0
                        || layout.stocks_of(entry).iter().any(|stock| draft.room.land[*stock] < 0)
                };
                let least = losses.filter(|(_, other)| helps(*other)).min_by(|a, b| a.0.total_cmp(&b.0));
                let Some((_, other)) = least else { break };
                draft.take(other);
            }
            draft
        });
        drafts
            .filter(|draft| !draft.room.is_overdrawn())
            .max_by(|one, two| one.value().total_cmp(&two.value()))
            .map_or(columns, |draft| draft.columns())
    }
}
