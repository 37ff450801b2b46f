//! The problem laid out for solving: candidates in the order of their keys, amounts as whole numbers.

use std::collections::BTreeSet;

use super::{
    super::poisson_binomial::{add, clean},
    ground::{Stock, stocks, stocks_of},
    problem::{Pin, Problem},
};
use crate::domain::company::GateState;

/// Thousandths of a mu of land that is expected to be taken.
pub(super) type Land = i64;

/// A problem in order. Nothing in it depends on the order in which it was asked.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) firms: Vec<Firm>,
    pub(super) columns: Vec<Column>,
    pub(super) slots: Vec<SlotLayout>,
    /// Land that is counted together.
    pub(super) stocks: Vec<Stock>,
    /// Stocks that a column of each ground draws from; the last ground is the one without a limit.
    pub(super) stocks_of: Vec<Vec<usize>>,
    pub(super) room: Room,
}

/// A candidate that has at least one place to go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Firm {
    /// Its place in the problem.
    pub(super) candidate: usize,
    pub(super) pin: Pin,
    /// Its columns.
    pub(super) first: usize,
    pub(super) end: usize,
}

/// A candidate at one place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) firm: usize,
    /// Its place among the candidate's seats.
    pub(super) seat: usize,
    pub(super) slot: usize,
    /// Where its land is found, by its place in [`Layout::stocks_of`].
    pub(super) ground: usize,
    /// Chance with that of its gates.
    pub(super) p: f64,
    /// Worth by quality.
    pub(super) direct: f64,
    pub(super) land: Land,
    pub(super) minutes: i64,
}

/// A slot.
#[derive(Debug, Clone)]
pub(super) struct SlotLayout {
    /// P(n of the firms underway land), for the n that leave a seat open.
    pub(super) start: Vec<f64>,
    /// Worth of the next seat when so many are filled beyond those landed; never rising. As long as `start`.
    pub(super) steps: Vec<f64>,
    /// The same worth as a sum of weight × min(n, seats): to the minimum, to the maximum.
    pub(super) terms: [Term; 2],
}

/// weight × min(n, seats).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Term {
    pub(super) weight: f64,
    pub(super) seats: usize,
}

/// What is left of the limits; a limit nobody set is out of reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Room {
    pub(super) meetings: i64,
    pub(super) minutes: i64,
    /// Of each stock.
    pub(super) land: Vec<Land>,
}

/// More than anything adds up to, and far from overflowing.
pub(super) const UNLIMITED: i64 = i64::MAX / 4;

impl Layout {
    /// None when the grounds share their places in more ways than can be counted.
    pub(super) fn new(problem: &Problem) -> Option<Self> {
        let objective = &problem.objective;
        let share = clean(objective.seat_share.0 / 100.0);
        let beta = clean(objective.beta);
        let slots = problem.slots.iter().map(|slot| {
            let open_to = |to: u32| usize::try_from(to.saturating_sub(slot.landed)).unwrap_or(usize::MAX);
            let (least, most) = (open_to(slot.range.min), open_to(slot.range.max.max(slot.range.min)));
            let full = share * slot.worth.0.max(0.0);
            let mut start = vec![0.0; most];
            if let Some(first) = start.first_mut() {
                *first = 1.0;
            }
            for chance in &slot.underway {
                add(&mut start, *chance);
            }
            let steps = (0..most).map(|n| if n < least { full } else { full * beta }).collect();
            let terms = [Term { weight: full * (1.0 - beta), seats: least }, Term { weight: full * beta, seats: most }];
            SlotLayout { start, steps, terms }
        });
        let slots: Vec<SlotLayout> = slots.collect();
        let (stocks, land) = land(problem)?;
        let stocks_of = stocks_of(problem.grounds.len() + 1, &stocks);
        let unlimited = problem.grounds.len();
        let mut order: Vec<usize> = (0..problem.candidates.len()).collect();
        order.sort_by_key(|at| problem.candidates[*at].company);
        let (mut firms, mut columns) = (Vec::with_capacity(order.len()), Vec::new());
        for candidate in order {
            let entry = &problem.candidates[candidate];
            let passes = match entry.gate {
                GateState::Pass => 1.0,
                GateState::Unknown => clean(objective.unknown_gate_passes.0 / 100.0),
                GateState::Fail => 0.0,
            };
            if entry.gate == GateState::Fail || entry.pin == Pin::Out {
                continue;
            }
            let (firm, first) = (firms.len(), columns.len());
            let mut seats: Vec<usize> =
                (0..entry.seats.len()).filter(|seat| entry.seats[*seat].slot < problem.slots.len()).collect();
            seats.sort_by_key(|seat| (problem.slots[entry.seats[*seat].slot].base, entry.seats[*seat].slot, *seat));
            let minutes = i64::from(entry.minutes.0);
            for seat in seats {
                let place = &entry.seats[seat];
                let slot = &problem.slots[place.slot];
                let p = clean(place.chance) * passes;
                columns.push(Column {
                    firm,
                    seat,
                    slot: place.slot,
                    ground: place.ground.filter(|ground| *ground < unlimited).unwrap_or(unlimited),
                    p,
                    direct: (1.0 - share) * slot.worth.0.max(0.0) * p * clean(place.quality),
                    land: thousandths(p * place.land.0.max(0.0)),
                    minutes,
                });
            }
            if columns.len() > first {
                firms.push(Firm { candidate, pin: entry.pin, first, end: columns.len() });
            }
        }
        let limit = |limit: Option<u32>| limit.map_or(UNLIMITED, i64::from);
        let room = Room {
            meetings: limit(problem.limits.meetings),
            minutes: limit(problem.limits.time.map(|time| time.0)),
            land,
        };
        Some(Self { firms, columns, slots, stocks, stocks_of, room })
    }

    /// The stocks a column draws from.
    pub(super) fn stocks_of(&self, column: &Column) -> &[usize] {
        self.stocks_of.get(column.ground).map_or(&[], Vec::as_slice)
    }
}

/// The stocks of the grounds that somebody could use, and the land of each.
fn land(problem: &Problem) -> Option<(Vec<Stock>, Vec<Land>)> {
    let seats = problem.candidates.iter().flat_map(|candidate| &candidate.seats);
    let taken = |ground: &usize| thousandths(problem.grounds[*ground].taken.0.max(0.0));
    let used: BTreeSet<usize> = seats.filter_map(|seat| seat.ground).collect();
    let is_used = |ground: &usize| used.contains(ground) || taken(ground) > 0;
    let used: Vec<usize> = (0..problem.grounds.len()).filter(is_used).collect();
    let is_known = |place: &usize| *place < problem.places.len();
    let places = |ground: &usize| problem.grounds[*ground].places.iter().copied().filter(is_known).collect();
    let grounds: Vec<BTreeSet<usize>> = used.iter().map(places).collect();
    let mut stocks = stocks(&grounds)?;
    for ground in stocks.iter_mut().flat_map(|stock| &mut stock.grounds) {
        *ground = used[*ground];
    }
    let free = |stock: &Stock| {
        let whole: Land = stock.places.iter().map(|place| thousandths(problem.places[*place].0.max(0.0))).sum();
        (whole - stock.grounds.iter().map(taken).sum::<Land>()).max(0)
    };
    let land = stocks.iter().map(free).collect();
    Some((stocks, land))
}

impl Room {
    /// Whether the column fits.
    pub(super) fn takes(&self, layout: &Layout, column: &Column) -> bool {
        let has_land = || layout.stocks_of(column).iter().all(|stock| self.land[*stock] >= column.land);
        self.meetings >= 1 && self.minutes >= column.minutes && has_land()
    }

    /// Takes up (or with −1 gives back) what the column needs.
    pub(super) fn take(&mut self, layout: &Layout, column: &Column, times: i64) {
        self.meetings -= times;
        self.minutes -= times * column.minutes;
        for stock in layout.stocks_of(column) {
            self.land[*stock] -= times * column.land;
        }
    }

    /// Whether more is taken than there is.
    pub(super) fn is_overdrawn(&self) -> bool {
        self.meetings < 0 || self.minutes < 0 || self.land.iter().any(|land| *land < 0)
    }
}

/// Rounded to whole thousandths; nonsense counts as nothing.
#[allow(clippy::cast_possible_truncation)] // clamped to what fits
fn thousandths(mu: f64) -> Land {
    if mu.is_nan() { 0 } else { (mu * 1000.0).round().clamp(0.0, 1e15) as Land }
}
