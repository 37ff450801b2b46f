//! An upper bound on every plan, and the prices of what is scarce.
//!
//! The limits and the link between firms and slots are given prices; what is left falls apart into firms that are each
//! in or out by themselves. Any prices give a bound; good prices are found by subgradient steps of Polyak's length, a
//! fixed number of them.
//!
//! # Why the bound holds for the true expected value
//! The worth of a slot is a sum of weight × E min(N, s), N the number that lands. Choose any chance p₀ as a unit and let
//! `slope(k)` be what the (k+1)-th of equal firms with chance p₀ adds; the slopes fall, since min(n, s) is concave. Then
//! every set of firms is worth at most the first U slopes together, U = Σ units(p), where
//! * p ≤ p₀ counts p / p₀ units: for a given sum of chances E min(N, s) is greatest when the chances are as unequal as
//!   they may be, that is all p₀ but one;
//! * p > p₀ counts as the several firms of chance p₀ (and a smaller last one) of which at least one comes with chance p:
//!   they bring at least as many firms as it alone.
//!
//! p₀ = 1 is the usual fluid bound, p₀ → 0 the Poisson bound; a p₀ like the chances of the good candidates is far
//! tighter than both, and each term of each slot has its own.

use super::{
    super::poisson_binomial::add,
    layout::{Column, Layout, Room, Term, UNLIMITED},
};

/// Prices of the scarce things.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Prices {
    pub(super) meeting: f64,
    pub(super) minute: f64,
    /// Of a thousandth of a mu of each stock.
    pub(super) land: Vec<f64>,
    /// What a unit of chance is worth to each term of each slot.
    pub(super) seats: Vec<[f64; 2]>,
}

/// The unit of chance of each term of each slot, and what every column counts in it.
#[derive(Debug, Clone)]
pub(super) struct Units {
    of_slot: Vec<[f64; 2]>,
    of_column: Vec<[f64; 2]>,
}

/// A part of the problem: some firms may still be chosen, some columns are in already.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Firms with their columns that may still be chosen; `must` = one of them has to be.
    pub(super) firms: Vec<PartFirm>,
    pub(super) columns: Vec<usize>,
    /// What those that are in leave.
    pub(super) room: Room,
    /// P(n land) of each slot with those that are in.
    pub(super) starts: Vec<Vec<f64>>,
    /// Worth of those that are in.
    pub(super) worth: f64,
}

/// A firm of a part.
#[derive(Debug, Clone, Copy)]
pub(super) struct PartFirm {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) must: bool,
}

/// A bound with what it was reached by.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    /// No plan of the part is worth more.
    pub(super) value: f64,
    pub(super) prices: Prices,
    /// How often each column of the part was wanted in the later steps, 0–1.
    pub(super) wanted: Vec<f64>,
    /// What the bound loses at least when a column must be in, by its place in the part.
    pub(super) shortfalls: Vec<f64>,
}

impl Units {
    fn new(layout: &Layout, of_slot: Vec<[f64; 2]>) -> Self {
        let of_column = layout.columns.iter().map(|column| {
            let terms = &layout.slots[column.slot].terms;
            [0, 1].map(|which| {
                let counts = terms[which].weight > 0.0 && terms[which].seats > 0;
                if counts { Term::units(column.p, of_slot[column.slot][which]) } else { 0.0 }
            })
        });
        let of_column = of_column.collect();
        Self { of_slot, of_column }
    }

    /// What a column counts in each term of its slot.
    #[cfg(feature = "exact")]
    pub(super) fn of_column(&self, column: usize) -> [f64; 2] {
        self.of_column[column]
    }

    /// What each further unit adds to a term of a slot, falling; after the last one each adds at most as much.
    #[cfg(feature = "exact")]
    pub(super) fn slopes(&self, layout: &Layout, slot: usize, which: usize, start: &[f64]) -> Vec<f64> {
        Curve::of(layout.slots[slot].terms[which], self.of_slot[slot][which], start).slopes
    }

    /// The same units for another layout, which may have other columns.
    pub(super) fn for_layout(&self, layout: &Layout) -> Self {
        Self::new(layout, self.of_slot.clone())
    }
}

/// The dense form in which the steps are taken.
struct Field<'p> {
    layout: &'p Layout,
    part: &'p Part,
    rows: Vec<Row>,
    curves: Vec<[Curve; 2]>,
}

#[derive(Clone, Copy)]
struct Row {
    direct: f64,
    units: [f64; 2],
    minutes: f64,
    land: f64,
    slot: usize,
    ground: usize,
}

/// The slopes of one term, falling.
#[derive(Debug, Clone, Default)]
struct Curve {
    slopes: Vec<f64>,
}

/// One evaluation.
struct Step {
    value: f64,
    meeting: f64,
    minute: f64,
    land: Vec<f64>,
    seats: Vec<[f64; 2]>,
}

impl Prices {
    pub(super) fn none(layout: &Layout) -> Self {
        let seats = layout.slots.iter().map(|slot| slot.terms.map(|term| term.weight * 0.1)).collect();
        Self { meeting: 0.0, minute: 0.0, land: vec![0.0; layout.room.land.len()], seats }
    }

    /// What a column costs beside the meeting itself.
    pub(super) fn cost(&self, layout: &Layout, column: &Column) -> f64 {
        let land: f64 = layout.stocks_of(column).iter().map(|stock| self.land[*stock]).sum();
        self.minute * column.minutes as f64 + land * column.land as f64
    }
}

impl Term {
    /// How many units a chance counts.
    fn units(p: f64, unit: f64) -> f64 {
        if p <= unit {
            return p / unit;
        }
        let (mut whole, mut stays_away) = (0.0, 1.0 - unit);
        // The loop ends early for chances near 1: so many units fill any slot, and for a certain firm none is enough.
        while stays_away * (1.0 - unit) >= 1.0 - p && whole < 4000.0 && stays_away > 1e-200 {
            stays_away *= 1.0 - unit;
            whole += 1.0;
        }
        whole + 1.0 + ((1.0 - (1.0 - p) / stays_away) / unit).min(1.0)
    }
}

impl Curve {
    /// The slopes of a term from a distribution on, as long as they matter.
    fn of(term: Term, unit: f64, start: &[f64]) -> Self {
        /// Beyond so many units the last slope is continued, which is still a bound.
        const LONGEST: usize = 600;
        let mut slopes = Vec::new();
        if term.weight <= 0.0 || term.seats == 0 {
            return Self { slopes };
        }
        let mut terms: Vec<f64> = start.iter().take(term.seats).copied().collect();
        while slopes.len() < LONGEST {
            let slope = term.weight * unit * terms.iter().sum::<f64>();
            slopes.push(slope);
            if slope < 1e-9 {
                break;
            }
            add(&mut terms, unit);
        }
        Self { slopes }
    }

    /// How many slopes are above a price, and what they are above it together.
    fn above(&self, price: f64) -> (f64, f64) {
        let count = self.slopes.partition_point(|slope| *slope > price);
        (count as f64, self.slopes.iter().take(count).map(|slope| slope - price).sum())
    }

    /// A price below it would let everything in for ever.
    fn least_price(&self) -> f64 {
        self.slopes.last().copied().unwrap_or_default()
    }
}

impl Part {
    /// The whole problem.
    pub(super) fn whole(layout: &Layout) -> Self {
        let firms = layout.firms.iter().map(|firm| PartFirm {
            first: firm.first,
            end: firm.end,
            must: firm.pin == super::problem::Pin::In,
        });
        Self {
            firms: firms.collect(),
            columns: (0..layout.columns.len()).collect(),
            room: layout.room.clone(),
            starts: layout.slots.iter().map(|slot| slot.start.clone()).collect(),
            worth: 0.0,
        }
    }

    /// Only what `keep` says, by the place of the column in the part; columns that do not fit go in any case.
    pub(super) fn keeping(&self, layout: &Layout, keep: impl Fn(usize) -> bool) -> Self {
        let mut firms = Vec::new();
        let mut columns = Vec::new();
        for firm in &self.firms {
            let first = columns.len();
            columns.extend(
                (firm.first..firm.end)
                    .filter(|place| keep(*place) && self.room.takes(layout, &layout.columns[self.columns[*place]]))
                    .map(|place| self.columns[place]),
            );
            if columns.len() > first || firm.must {
                firms.push(PartFirm { first, end: columns.len(), must: firm.must });
            }
        }
        Self { firms, columns, room: self.room.clone(), starts: self.starts.clone(), worth: self.worth }
    }

    /// With a column in; the other columns of its firm go.
    pub(super) fn with(&self, layout: &Layout, column: usize) -> Self {
        let entry = &layout.columns[column];
        let slot = &layout.slots[entry.slot];
        let mut part = Self {
            firms: Vec::with_capacity(self.firms.len()),
            columns: Vec::with_capacity(self.columns.len()),
            room: self.room.clone(),
            starts: self.starts.clone(),
            worth: self.worth + entry.direct + entry.p * slot.next(&self.starts[entry.slot]),
        };
        part.room.take(layout, entry, 1);
        add(&mut part.starts[entry.slot], entry.p);
        for firm in &self.firms {
            let mine = &self.columns[firm.first..firm.end];
            if mine.first().is_some_and(|first| layout.columns[*first].firm == entry.firm) {
                continue;
            }
            let first = part.columns.len();
            part.columns.extend(mine.iter().copied().filter(|other| part.room.takes(layout, &layout.columns[*other])));
            if part.columns.len() > first || firm.must {
                part.firms.push(PartFirm { first, end: part.columns.len(), must: firm.must });
            }
        }
        part
    }

    /// Whether no plan of it can keep the limits: somebody must come who does not fit.
    pub(super) fn is_impossible(&self) -> bool {
        self.room.is_overdrawn() || self.firms.iter().any(|firm| firm.must && firm.first == firm.end)
    }
}

/// The units from which to begin: the chance of a good candidate of the slot.
pub(super) fn first_units(layout: &Layout) -> Units {
    let mut chances: Vec<Vec<f64>> = vec![Vec::new(); layout.slots.len()];
    for column in &layout.columns {
        chances[column.slot].push(column.p);
    }
    let of_slot = layout
        .slots
        .iter()
        .zip(&mut chances)
        .map(|(slot, chances)| {
            chances.sort_by(|a, b| b.total_cmp(a));
            let good = chances.get(chances.len() / 20).copied().unwrap_or(0.5);
            slot.terms.map(|_| good.clamp(0.01, 0.9))
        })
        .collect();
    Units::new(layout, of_slot)
}

/// The best bound that a fixed number of steps finds. `known` is the worth of a plan that is known. The steps look at
/// the `most` columns that the first prices speak for; the bound that comes out counts all.
pub(super) fn bound(
    layout: &Layout,
    part: &Part,
    units: &Units,
    from: &Prices,
    known: f64,
    (steps, most): (usize, usize),
) -> Bound {
    let field = Field::new(layout, part, units);
    if part.columns.len() <= most {
        let mut found = field.descend(from, known, steps);
        found.shortfalls = field.shortfalls(&found.prices);
        return found;
    }
    let mut start = from.clone();
    field.clamp(&mut start);
    let kept = least(&field.shortfalls(&start), most);
    let few = part.keeping(layout, |place| kept[place]);
    let kept: Vec<usize> = (0..kept.len())
        .filter(|place| kept[*place] && part.room.takes(layout, &layout.columns[part.columns[*place]]))
        .collect();
    let rows = kept.iter().map(|place| field.rows[*place]).collect();
    let small = Field { layout, part: &few, rows, curves: field.curves.clone() };
    let mut found = small.descend(&start, known, steps);
    found.value = field.evaluate(&found.prices, &mut Vec::new()).value;
    found.shortfalls = field.shortfalls(&found.prices);
    let mut wanted = vec![0.0; part.columns.len()];
    for (place, count) in kept.iter().zip(&found.wanted) {
        wanted[*place] = *count;
    }
    found.wanted = wanted;
    found
}

/// Marks the `most` least; of equals the first.
pub(super) fn least(values: &[f64], most: usize) -> Vec<bool> {
    let mut places: Vec<usize> = (0..values.len()).collect();
    if places.len() > most {
        places.select_nth_unstable_by(most, |one, two| values[*one].total_cmp(&values[*two]).then(one.cmp(two)));
        places.truncate(most);
    }
    let mut marks = vec![false; values.len()];
    for place in places {
        marks[place] = true;
    }
    marks
}

/// Better units, one term at a time, all other prices standing still; the bound with them is never worse.
pub(super) fn better_units(layout: &Layout, part: &Part, units: &Units, at: &Prices) -> Units {
    const SCALES: [f64; 7] = [0.25, 0.4, 0.6, 0.8, 1.25, 1.6, 2.5];
    let mut best = units.of_slot.clone();
    for (index, (slot, units_of_slot)) in layout.slots.iter().zip(&mut best).enumerate() {
        for (which, (term, unit)) in slot.terms.iter().zip(units_of_slot).enumerate() {
            if term.weight <= 0.0 || term.seats == 0 {
                continue;
            }
            let standing = Standing::new(layout, part, units, at, index, which);
            let now = *unit;
            let mut least = standing.least(now);
            for scale in SCALES {
                let other = (now * scale).clamp(0.005, 0.95);
                let value = standing.least(other);
                if value < least - 1e-9 {
                    (least, *unit) = (value, other);
                }
            }
        }
    }
    Units::new(layout, best)
}

/// One term of one slot, all else standing still.
struct Standing {
    term: Term,
    start: Vec<f64>,
    /// Chance, worth without this term, and the worth that must be beaten, of the columns it concerns.
    columns: Vec<(f64, f64, f64)>,
}

impl Standing {
    fn new(layout: &Layout, part: &Part, units: &Units, at: &Prices, slot: usize, which: usize) -> Self {
        let mut columns = Vec::new();
        let profit = |place: usize, without: bool| {
            let column = &layout.columns[place];
            let seats: f64 = (0..2)
                .filter(|term| !(without && *term == which))
                .map(|term| at.seats[column.slot][term] * units.of_column[place][term])
                .sum();
            column.direct + seats - at.meeting - at.cost(layout, column)
        };
        let here = |place: &usize| layout.columns[*place].slot == slot;
        for firm in &part.firms {
            let mine = &part.columns[firm.first..firm.end];
            if !mine.iter().any(here) {
                continue;
            }
            let others = mine.iter().copied().filter(|place| !here(place));
            let floor = if firm.must { f64::NEG_INFINITY } else { 0.0 };
            let floor = others.map(|place| profit(place, false)).fold(floor, f64::max);
            for place in mine.iter().copied().filter(here) {
                columns.push((layout.columns[place].p, profit(place, true), floor.max(-1e9)));
            }
        }
        Self { term: layout.slots[slot].terms[which], start: part.starts[slot].clone(), columns }
    }

    /// The least bound over the price of this term, up to what does not change.
    fn least(&self, unit: f64) -> f64 {
        const HALVINGS: usize = 18;
        let curve = Curve::of(self.term, unit, &self.start);
        let units: Vec<f64> = self.columns.iter().map(|(p, ..)| Term::units(*p, unit)).collect();
        // The slope of a convex function: where it changes sign is the least.
        let at = |price: f64| {
            let (count, above) = curve.above(price);
            let (mut value, mut slope) = (above, -count);
            for ((_, without, floor), units) in self.columns.iter().zip(&units) {
                let profit = without + price * units;
                if profit > *floor {
                    value += profit - floor;
                    slope += units;
                }
            }
            (value, slope)
        };
        let (mut low, mut high) = (curve.least_price(), curve.slopes.first().copied().unwrap_or_default());
        let mut least = at(low).0.min(at(high).0);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            let (value, slope) = at(middle);
            least = least.min(value);
            if slope > 0.0 {
                high = middle;
            } else {
                low = middle;
            }
        }
        least
    }
}

impl<'p> Field<'p> {
    fn new(layout: &'p Layout, part: &'p Part, units: &Units) -> Self {
        let rows = part.columns.iter().map(|place| {
            let column = &layout.columns[*place];
            Row {
                direct: column.direct,
                units: units.of_column[*place],
                minutes: column.minutes as f64,
                land: column.land as f64,
                slot: column.slot,
                ground: column.ground,
            }
        });
        let curves = layout.slots.iter().zip(&part.starts).zip(&units.of_slot).map(|((slot, start), units)| {
            [Curve::of(slot.terms[0], units[0], start), Curve::of(slot.terms[1], units[1], start)]
        });
        Self { layout, part, rows: rows.collect(), curves: curves.collect() }
    }

    /// What land costs on each ground.
    fn land_prices(&self, at: &Prices) -> Vec<f64> {
        let price = |stocks: &Vec<usize>| stocks.iter().map(|stock| at.land[*stock]).sum();
        self.layout.stocks_of.iter().map(price).collect()
    }

    fn profit(row: &Row, at: &Prices, land: &[f64]) -> f64 {
        let seats = at.seats[row.slot];
        row.direct + seats[0] * row.units[0] + seats[1] * row.units[1]
            - at.meeting
            - at.minute * row.minutes
            - land[row.ground] * row.land
    }

    /// The bound at these prices with its slopes, and the columns it would take.
    fn evaluate(&self, at: &Prices, taken: &mut Vec<usize>) -> Step {
        let room = &self.part.room;
        let left = |left: i64| if left >= UNLIMITED / 2 { 0.0 } else { left as f64 };
        let mut step = Step {
            value: self.part.worth,
            meeting: left(room.meetings),
            minute: left(room.minutes),
            land: room.land.iter().map(|land| *land as f64).collect(),
            seats: vec![[0.0; 2]; self.curves.len()],
        };
        let prices = self.land_prices(at);
        let mut used = vec![0.0; prices.len()];
        step.value += at.meeting * step.meeting + at.minute * step.minute;
        step.value += at.land.iter().zip(&step.land).map(|(price, land)| price * land).sum::<f64>();
        for (slot, curves) in self.curves.iter().enumerate() {
            for (which, curve) in curves.iter().enumerate() {
                let (count, above) = curve.above(at.seats[slot][which]);
                step.value += above;
                step.seats[slot][which] = -count;
            }
        }
        taken.clear();
        for firm in &self.part.firms {
            let mut best: Option<(f64, usize)> = None;
            for place in firm.first..firm.end {
                let profit = Self::profit(&self.rows[place], at, &prices);
                if best.map_or(firm.must || profit > 0.0, |(other, _)| profit > other) {
                    best = Some((profit, place));
                }
            }
            let Some((profit, place)) = best else { continue };
            let row = &self.rows[place];
            step.value += profit;
            step.meeting -= 1.0;
            step.minute -= row.minutes;
            used[row.ground] += row.land;
            step.seats[row.slot][0] += row.units[0];
            step.seats[row.slot][1] += row.units[1];
            taken.push(place);
        }
        for (stocks, used) in self.layout.stocks_of.iter().zip(used) {
            for stock in stocks {
                step.land[*stock] -= used;
            }
        }
        step
    }

    /// What the bound loses at least when a column must be in, by its place in the part.
    fn shortfalls(&self, at: &Prices) -> Vec<f64> {
        let prices = self.land_prices(at);
        let profits: Vec<f64> = self.rows.iter().map(|row| Self::profit(row, at, &prices)).collect();
        let mut shortfalls = vec![0.0; profits.len()];
        for firm in &self.part.firms {
            let floor = if firm.must { f64::NEG_INFINITY } else { 0.0 };
            let best = profits[firm.first..firm.end].iter().copied().fold(floor, f64::max);
            for place in firm.first..firm.end {
                shortfalls[place] = best - profits[place];
            }
        }
        shortfalls
    }

    fn descend(&self, from: &Prices, known: f64, steps: usize) -> Bound {
        let room = &self.part.room;
        let scale = |left: i64| if left >= UNLIMITED / 2 || left <= 0 { 0.0 } else { 1.0 / left as f64 };
        let (meeting, minute) = (scale(room.meetings), scale(room.minutes));
        let land: Vec<f64> = room.land.iter().map(|land| scale(*land)).collect();
        let seats: Vec<[f64; 2]> =
            self.curves.iter().map(|curves| [0, 1].map(|which| curves[which].natural_scale())).collect();
        let mut at = from.clone();
        self.clamp(&mut at);
        let mut best = Bound {
            value: f64::INFINITY,
            prices: at.clone(),
            wanted: vec![0.0; self.rows.len()],
            shortfalls: Vec::new(),
        };
        let mut taken = Vec::new();
        let (mut eager, mut since) = (1.0, 0);
        let counted_from = steps / 2;
        for number in 0..=steps {
            let step = self.evaluate(&at, &mut taken);
            if step.value < best.value - 1e-12 * step.value.abs() {
                if step.value < best.value * (1.0 - 1e-5) {
                    since = 0;
                }
                best.value = step.value;
                best.prices.clone_from(&at);
            }
            since += 1;
            if since > 12 {
                (eager, since) = (eager * 0.7, 0);
                at.clone_from(&best.prices);
                if number < steps {
                    continue;
                }
            }
            if number >= counted_from {
                for place in &taken {
                    best.wanted[*place] += 1.0;
                }
            }
            // Slopes in scaled prices; those that the clamp would undo do not count for the length.
            let scaled = |slope: f64, scale: f64, price: f64| {
                let slope = slope * scale;
                if price <= 0.0 && slope > 0.0 { 0.0 } else { slope }
            };
            let mut norm = scaled(step.meeting, meeting, at.meeting).powi(2);
            norm += scaled(step.minute, minute, at.minute).powi(2);
            for (stock, slope) in step.land.iter().enumerate() {
                norm += scaled(*slope, land[stock], at.land[stock]).powi(2);
            }
            for (slot, slopes) in step.seats.iter().enumerate() {
                for (which, slope) in slopes.iter().enumerate() {
                    norm += (slope * seats[slot][which]).powi(2);
                }
            }
            let over = step.value - known;
            if norm <= 1e-18 || over <= 0.0 || number == steps {
                break;
            }
            let length = eager * over / norm;
            at.meeting -= length * step.meeting * meeting * meeting;
            at.minute -= length * step.minute * minute * minute;
            for (stock, slope) in step.land.iter().enumerate() {
                at.land[stock] -= length * slope * land[stock] * land[stock];
            }
            for (slot, slopes) in step.seats.iter().enumerate() {
                for (which, slope) in slopes.iter().enumerate() {
                    at.seats[slot][which] -= length * slope * seats[slot][which] * seats[slot][which];
                }
            }
            self.clamp(&mut at);
        }
        let counted = (steps - counted_from + 1) as f64;
        for wanted in &mut best.wanted {
            *wanted /= counted;
        }
        best
    }

    fn clamp(&self, at: &mut Prices) {
        let room = &self.part.room;
        let keep = |price: f64, left: i64| if left >= UNLIMITED / 2 { 0.0 } else { price.max(0.0) };
        at.meeting = keep(at.meeting, room.meetings);
        at.minute = keep(at.minute, room.minutes);
        for (price, left) in at.land.iter_mut().zip(&room.land) {
            *price = keep(*price, *left);
        }
        for (prices, curves) in at.seats.iter_mut().zip(&self.curves) {
            for (price, curve) in prices.iter_mut().zip(curves) {
                let most = curve.slopes.first().copied().unwrap_or_default();
                *price = price.clamp(curve.least_price().min(most), most);
            }
        }
    }
}

impl Curve {
    /// One over the units that fill most of it.
    fn natural_scale(&self) -> f64 {
        let Some(first) = self.slopes.first() else { return 0.0 };
        1.0 / (self.slopes.partition_point(|slope| *slope > first * 0.3).max(1) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// G20: one unit of chance in a slot of 1–2 with β = .35 is worth 1 by the fluid bound; a smaller unit comes nearer
    /// to the true .8075 of chances .3, .5 and .2 and stays above it.
    #[test]
    fn a_fitting_unit_is_between_truth_and_fluid() {
        let worth = |unit: f64| -> f64 {
            let terms = [Term { weight: 0.65, seats: 1 }, Term { weight: 0.35, seats: 2 }];
            terms
                .into_iter()
                .map(|term| {
                    let slopes = Curve::of(term, unit, &[1.0, 0.0]).slopes;
                    let units: f64 = [0.3, 0.5, 0.2].iter().map(|p| Term::units(*p, unit)).sum();
                    let whole = slopes.iter().take(units as usize).sum::<f64>();
                    whole + units.fract() * slopes.get(units as usize).copied().unwrap_or_default()
                })
                .sum()
        };
        assert!((worth(1.0) - 1.0).abs() < 1e-12);
        for unit in [0.9, 0.5, 0.3, 0.2, 0.1, 0.01] {
            assert!((0.8075..=1.0).contains(&worth(unit)), "{unit}: {}", worth(unit));
        }
        assert!(worth(0.3) < 0.86);
    }

    #[test]
    fn a_greater_chance_counts_as_several_small_ones() {
        assert!((Term::units(0.1, 0.2) - 0.5).abs() < 1e-12);
        assert!((Term::units(0.2, 0.2) - 1.0).abs() < 1e-12);
        assert!((Term::units(0.36, 0.2) - 2.0).abs() < 1e-9, "at least one of two with .2");
        assert!(Term::units(1.0, 0.2) > 100.0);
        assert!(Term::units(1.0, 0.95) > 100.0, "a certain firm is a number too");
    }
}
