//! Whom to pursue: the choice of firms, meetings and bases that fills the slots best in expectation.
//!
//! A plan is worth what its firms bring if they land: a part by their quality, a part by the seats they fill, on the
//! exact distribution of how many land. The engine is deterministic: candidates are ordered by key, the number of steps
//! is fixed, no clock is asked. It answers with the plan, its worth, and a bound that no plan exceeds.

mod bound;
mod branch;
mod choose;
mod draft;
#[cfg(feature = "exact")]
mod exact;
mod explain;
mod ground;
mod layout;
mod problem;
#[cfg(test)]
mod tests;

pub use explain::{Extra, Otherwise, Solved, Why};
pub use problem::{Candidate, Ground, Limits, Minutes, Objective, OpenSlot, Pin, Problem, Seat, Worth};

use bound::{Part, Prices};
use branch::{Effort, Searched};
use draft::Draft;
use layout::Layout;

use crate::domain::units::Mu;

/// Whom to pursue, and how good that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The chosen, in the order of the problem's candidates' keys.
    pub picks: Vec<Pick>,
    /// Expected worth, over what the slots have without the plan.
    pub value: Worth,
    /// No plan within the limits is worth more.
    pub bound: Worth,
    /// What it takes, and what it leaves.
    pub use_of_limits: UseOfLimits,
    /// Firms somebody wanted in that cannot be: a gate fails, or they have nowhere to go. Places among the candidates.
    pub shut_out: Vec<usize>,
}

/// A chosen firm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pick {
    /// Its place among the problem's candidates.
    pub candidate: usize,
    /// Its seat, by its place among the candidate's.
    pub seat: usize,
    /// Chance that it lands, that of its gates counted.
    pub chance: f64,
    /// What the plan would lose if it were simply left out.
    pub contribution: Worth,
    /// The part of the contribution that is the seat it fills; the rest is its quality.
    pub by_seat: Worth,
}

/// What a plan takes of the limits.
#[derive(Debug, Clone, PartialEq)]
pub struct UseOfLimits {
    /// Meetings.
    pub meetings: u32,
    /// Time.
    pub time: Minutes,
    /// Land that is expected to be taken.
    pub land: Vec<LandUse>,
    /// Limits that keep a further firm out.
    pub binding: Vec<Limit>,
}

/// Land of places that is counted together: what firms take that can go nowhere else.
#[derive(Debug, Clone, PartialEq)]
pub struct LandUse {
    /// Places, by their place in the problem.
    pub places: Vec<usize>,
    /// What is expected to be taken.
    pub taken: Mu,
    /// What there is for them.
    pub free: Mu,
}

/// A limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// Number of meetings.
    Meetings,
    /// Time.
    Time,
    /// Land, by its place in [`UseOfLimits::land`].
    Land(usize),
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPlan {
    /// It was told to stop.
    #[error("stopped")]
    Stopped,
    /// The firms that are pinned in do not fit within the limits together.
    #[error("the firms that are pinned in do not fit within the limits")]
    PinsDoNotFit,
    /// Bases share places in more ways than can be counted.
    #[error("the bases share their places in too many ways")]
    TooEntangled,
}

/// Told how far the work is, in thousandths; says whether to go on.
pub type GoOn<'a> = &'a dyn Fn(usize) -> bool;

impl Plan {
    /// How much better a plan could be at most, as a share of this one's worth; none when this one is worth nothing and
    /// a better one is not ruled out.
    pub fn gap(&self) -> Option<f64> {
        let more = (self.bound.0 - self.value.0).max(0.0);
        if self.value.0 > 0.0 { Some(more / self.value.0) } else { (more <= 0.0).then_some(0.0) }
    }
}

/// Work of a first answer, and of one that starts from another.
const FULL: Work = Work {
    steps: 420,
    again: 160,
    columns: 20_000,
    fewer: 1_500,
    core: 300,
    effort: Effort { pieces: 500, columns: 300, steps: 50, gap: 1e-6 },
};

/// Problems with so few columns left are searched to the end, which takes few pieces as a rule.
const SMALL: usize = 36;
const PIECES_OF_SMALL: usize = 3_000;

/// How much work.
#[derive(Debug, Clone, Copy)]
struct Work {
    /// Steps of the first bound.
    steps: usize,
    /// Steps once the units are better.
    again: usize,
    /// Columns the steps look at.
    columns: usize,
    /// Columns the later steps look at.
    fewer: usize,
    /// Columns that exchanges look at.
    core: usize,
    effort: Effort,
}

/// A solution with what later questions start from.
#[derive(Debug, Clone)]
struct Solution {
    found: Searched,
    units: bound::Units,
    prices: Prices,
}

/// Solves, starting from columns that are known to be good and from prices if there are any.
fn solve_from(
    layout: &Layout,
    start: &[usize],
    before: Option<&Solution>,
    work: Work,
    go_on: GoOn<'_>,
) -> Result<Solution, NoPlan> {
    let whole = Part::whole(layout).keeping(layout, |_| true);
    if whole.is_impossible() {
        return Err(NoPlan::PinsDoNotFit);
    }
    let all = &whole.columns;
    let staying: Vec<usize> = branch::musts(layout, &whole).collect();
    let empty = with_musts(layout, &whole).ok_or(NoPlan::PinsDoNotFit)?;
    let go = |done: usize| if go_on(done) { Ok(()) } else { Err(NoPlan::Stopped) };
    go(0)?;

    // A first plan without prices, so that the steps have something to aim at.
    let mut best = empty.clone();
    choose::fill(&mut best, all, None);
    if !start.is_empty() {
        let known = Draft::of(layout, start);
        if staying.iter().all(|firm| known.chosen(*firm).is_some()) {
            consider(&mut best, known);
        }
    }
    let (mut units, from) = match before {
        Some(before) => (before.units.for_layout(layout), before.prices.clone()),
        None => (bound::first_units(layout), Prices::none(layout)),
    };
    let mut bounded = bound::bound(layout, &whole, &units, &from, best.value(), (work.steps, work.columns));
    let mut ceiling = bounded.value;
    go(200)?;

    for round in 0..4 {
        let core = core(&whole, &bounded.shortfalls, work.core);
        for scale in [1.0, 0.85, 1.15, 0.6] {
            let mut draft = empty.clone();
            choose::fill(&mut draft, &core, Some((&bounded.prices, scale)));
            choose::improve(&mut draft, &core, &staying, &|| go_on(300));
            consider(&mut best, draft);
            if round > 0 {
                break;
            }
        }
        let mut again = best.clone();
        choose::improve(&mut again, &core, &staying, &|| go_on(300));
        consider(&mut best, again);
        go(300 + 75 * round)?;
        if before.is_some() && round > 0 || round > 2 {
            break;
        }
        let marks = bound::least(&bounded.shortfalls, work.fewer);
        let reduced = whole.keeping(layout, |place| marks[place]);
        units = bound::better_units(layout, &reduced, &units, &bounded.prices);
        bounded = bound::bound(layout, &whole, &units, &bounded.prices, best.value(), (work.again, work.columns));
        ceiling = ceiling.min(bounded.value);
    }
    let value = best.value();
    let ceiling = ceiling.max(value);
    let known = Searched { columns: best.columns(), value, bound: ceiling };
    let part = whole.keeping(layout, |place| bounded.shortfalls[place] <= (bounded.value - value).max(0.0));
    let mut effort = work.effort;
    if part.columns.len() <= SMALL {
        effort.pieces = PIECES_OF_SMALL;
    }
    let telling = |pieces: usize| go_on(600 + 400 * pieces / effort.pieces.max(1));
    let found =
        branch::search(layout, &part, &units, &bounded.prices, known, effort, &telling).ok_or(NoPlan::Stopped)?;
    // A first answer only: what is asked afterwards is answered while somebody waits.
    #[cfg(feature = "exact")]
    let found = if before.is_none() {
        exact::improve(layout, &part, &units, found, &|| go_on(1_000)).ok_or(NoPlan::Stopped)?
    } else {
        found
    };
    Ok(Solution { found, units, prices: bounded.prices })
}

/// Keeps the better of two, if it keeps the limits.
fn consider<'a>(best: &mut Draft<'a>, draft: Draft<'a>) {
    if !draft.room.is_overdrawn() && draft.value() > best.value() {
        *best = draft;
    }
}

/// With the firms that must come, and nobody else; none when they do not fit.
fn with_musts<'a>(layout: &'a Layout, whole: &Part) -> Option<Draft<'a>> {
    let mut draft = Draft::empty(layout);
    if branch::place_musts(layout, whole, &mut draft) {
        return Some(draft);
    }
    // Where each brings most they do not fit; elsewhere they may. The fewest ways first, the least land first.
    let mut musts: Vec<Vec<usize>> = whole
        .firms
        .iter()
        .filter(|firm| firm.must)
        .map(|firm| {
            let mut mine = whole.columns[firm.first..firm.end].to_vec();
            mine.sort_by_key(|column| (layout.columns[*column].land, *column));
            mine
        })
        .collect();
    musts.sort_by_key(|ways| (ways.len(), ways.first().copied()));
    let (mut draft, mut tries) = (Draft::empty(layout), TRIES);
    find_room(layout, &musts, &mut draft, &mut tries).then_some(draft)
}

/// So many ways of placing those who must come are tried.
const TRIES: usize = 20_000;

/// Places each firm at one of its columns, going back where a later one finds no room.
fn find_room(layout: &Layout, musts: &[Vec<usize>], draft: &mut Draft<'_>, tries: &mut usize) -> bool {
    let Some((ways, others)) = musts.split_first() else { return true };
    for column in ways {
        let Some(left) = tries.checked_sub(1) else { return false };
        *tries = left;
        if draft.room.takes(layout, &layout.columns[*column]) {
            draft.put(*column);
            if find_room(layout, others, draft, tries) {
                return true;
            }
            draft.take(*column);
        }
    }
    false
}

/// The columns the prices speak for most, and those of firms that must come.
fn core(whole: &Part, shortfalls: &[f64], most: usize) -> Vec<usize> {
    let mut marks = bound::least(shortfalls, most);
    for firm in whole.firms.iter().filter(|firm| firm.must) {
        marks[firm.first..firm.end].fill(true);
    }
    whole.columns.iter().zip(marks).filter(|(_, mark)| *mark).map(|(column, _)| *column).collect()
}

/// The answer in the terms of the question.
fn plan(problem: &Problem, layout: &Layout, solution: &Solution) -> Plan {
    let found = &solution.found;
    let draft = Draft::of(layout, &found.columns);
    let picks = found.columns.iter().map(|column| {
        let entry = &layout.columns[*column];
        let loss = draft.leaving(*column).loss;
        Pick {
            candidate: layout.firms[entry.firm].candidate,
            seat: entry.seat,
            chance: entry.p,
            contribution: Worth(loss),
            by_seat: Worth(loss - entry.direct),
        }
    });
    let shut_out = problem.candidates.iter().enumerate().filter(|(place, candidate)| {
        candidate.pin == Pin::In && !layout.firms.iter().any(|firm| firm.candidate == *place)
    });
    Plan {
        picks: picks.collect(),
        value: Worth(found.value),
        bound: Worth(found.bound),
        use_of_limits: use_of_limits(layout, &draft, &solution.prices),
        shut_out: shut_out.map(|(place, _)| place).collect(),
    }
}

fn use_of_limits(layout: &Layout, draft: &Draft<'_>, prices: &Prices) -> UseOfLimits {
    let taken = |whole: i64, left: i64| u32::try_from(whole - left).unwrap_or(u32::MAX);
    let (whole, left) = (&layout.room, &draft.room);
    let mut keeps_out = [false; 2];
    let mut land_keeps_out = vec![false; left.land.len()];
    for (column, entry) in layout.columns.iter().enumerate() {
        if draft.chosen(entry.firm).is_none() && draft.gain(column) > draft::LEAST_GAIN {
            keeps_out[0] |= left.meetings < 1;
            keeps_out[1] |= left.minutes < entry.minutes;
            // Somebody always wants more land than there is; it counts only where it also has a price.
            for stock in layout.stocks_of(entry) {
                land_keeps_out[*stock] |= left.land[*stock] < entry.land && prices.land[*stock] > 0.0;
            }
        }
    }
    let limits = [Limit::Meetings, Limit::Time].into_iter().zip(keeps_out);
    let of_land = land_keeps_out.into_iter().enumerate().map(|(stock, keeps)| (Limit::Land(stock), keeps));
    let binding = limits.chain(of_land).filter(|(_, keeps)| *keeps).map(|(limit, _)| limit).collect();
    let mu = |land: i64| Mu(land as f64 / 1000.0);
    let land = layout.stocks.iter().zip(whole.land.iter().zip(&left.land)).map(|(stock, (whole, left))| LandUse {
        places: stock.places.clone(),
        taken: mu(whole - left),
        free: mu(*whole),
    });
    UseOfLimits {
        meetings: taken(whole.meetings, left.meetings),
        time: Minutes(taken(whole.minutes, left.minutes)),
        land: land.collect(),
        binding,
    }
}
