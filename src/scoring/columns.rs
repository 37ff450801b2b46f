//! The cells of all companies as columns, so that a changed weight re-scores 100 000 companies in milliseconds.
//!
//! The sum of each row is made in criterion order with the same operations as the scorecard, so both give the same
//! bits; rounding is monotone, so low ≤ value ≤ high holds exactly.

use std::collections::{BTreeMap, HashMap};

use super::{
    card::excluded,
    cell::Cell,
    peers::{Estimate, EstimateBasis, PeerMean, PeerTable},
    scorer::Scorer,
    sorting::{ClassRange, GroupValues},
    weights::Weights,
};
use crate::domain::{ids::SectorId, plan::Tier};

/// Rows whose accumulators stay in the first-level cache.
const BLOCK: usize = 1024;

/// Values of all companies by active criterion.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    rows: usize,
    /// One column a criterion, in the order of summation.
    criteria: Vec<Column>,
    /// Rows with criteria that do not apply, with the bits of those criteria.
    excluded: Vec<(usize, u64)>,
}

/// One criterion of all companies. Few companies have a value of their own, so each different one stands here once.
#[derive(Debug, Clone, Default)]
struct Column {
    /// By row, the place of its value in `values`.
    codes: Vec<u32>,
    values: Vec<Span>,
    /// Places by value, until the columns are complete.
    index: Index,
}

/// What is known of one criterion of one company.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Span {
    low: f64,
    high: f64,
    point: f64,
}

/// Places of the different values of a column.
#[derive(Debug, Clone, Default)]
struct Index {
    places: HashMap<[u64; 3], u32>,
    /// Of the values met last, by some of their bits: spares most of the look-ups.
    recent: Vec<u32>,
}

impl Span {
    /// Nothing known.
    const UNKNOWN: Self = Self { low: 0.0, high: 1.0, point: 0.5 };

    fn bits(self) -> [u64; 3] {
        [self.low, self.high, self.point].map(f64::to_bits)
    }

    fn times(self, weight: f64) -> Self {
        Self { low: weight * self.low, high: weight * self.high, point: weight * self.point }
    }

    fn add(&mut self, other: Self) {
        self.low += other.low;
        self.high += other.high;
        self.point += other.point;
    }
}

impl Column {
    /// Different values that [`Index::recent`] has room for.
    const RECENT: usize = 256;

    fn with_room(rows: usize) -> Self {
        Self { codes: Vec::with_capacity(rows), ..Self::default() }
    }

    fn push(&mut self, span: Span) {
        let bits = span.bits();
        let mixed = bits.iter().fold(0_u64, |mixed, bits| (mixed ^ bits).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let slot = (mixed >> 56) as usize;
        self.index.recent.resize(Self::RECENT, u32::MAX);
        if let Some(code) = self.index.recent.get(slot)
            && self.values.get(*code as usize).is_some_and(|known| known.bits() == bits)
        {
            self.codes.push(*code);
            return;
        }
        let code = *self.index.places.entry(bits).or_insert_with(|| {
            self.values.push(span);
            // More companies than fit into memory.
            u32::try_from(self.values.len() - 1).unwrap_or(u32::MAX)
        });
        if let Some(recent) = self.index.recent.get_mut(slot) {
            *recent = code;
        }
        self.codes.push(code);
    }

    fn get(&self, row: usize) -> Option<Span> {
        self.values.get(*self.codes.get(row)? as usize).copied()
    }

    fn iter(&self) -> impl Iterator<Item = Span> {
        self.codes.iter().filter_map(|code| self.values.get(*code as usize).copied())
    }
}

/// Results of all companies, by row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// Point values, 0–100.
    pub value: Vec<f64>,
    /// Guaranteed lower ends.
    pub low: Vec<f64>,
    /// Guaranteed upper ends.
    pub high: Vec<f64>,
    /// Shares of known weight, 0–1.
    pub coverage: Vec<f64>,
}

/// What is not known of one criterion, over several companies.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct OpenPoints {
    /// Points of the value that the answers could still move: Σ weight × (high − low), 100 per company at most.
    pub points: f64,
    /// Companies of which it is not (fully) known.
    pub companies: usize,
}

/// Result of one company.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Score {
    pub(super) value: f64,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) coverage: f64,
}

/// Ends of a sum: never above 100 by rounding; when no criterion applies at all, anything is possible.
pub(super) fn finish(value: f64, low: f64, high: f64, any: bool) -> Score {
    if !any {
        return Score { value: 50.0, low: 0.0, high: 100.0, coverage: 0.0 };
    }
    let (value, low, high) = (value.min(100.0), low.min(100.0), high.min(100.0));
    Score { value, low, high, coverage: coverage(low, high) }
}

/// What the unknown facts can still move is the weight not known.
fn coverage(low: f64, high: f64) -> f64 {
    (1.0 - (high - low) / 100.0).clamp(0.0, 1.0)
}

impl Columns {
    /// Empty columns for the criteria of a scorer, with room for `rows` companies.
    pub fn new(scorer: &Scorer<'_>, rows: usize) -> Self {
        Self { rows: 0, criteria: scorer.criteria().map(|_| Column::with_room(rows)).collect(), excluded: Vec::new() }
    }

    /// Appends one company: its cells and the estimates of its peers, one per active criterion.
    pub fn push(&mut self, cells: &[Cell<'_>], peers: &[Estimate]) {
        let middle = Estimate { v: 0.5, basis: EstimateBasis::Middle };
        let mask = excluded(cells);
        if mask != 0 {
            self.excluded.push((self.rows, mask));
        }
        for (place, column) in self.criteria.iter_mut().enumerate() {
            let cell = cells.get(place);
            let estimate = peers.get(place).copied().unwrap_or(middle);
            column.push(Span {
                low: cell.map_or(0.0, |cell| cell.low),
                high: cell.map_or(1.0, |cell| cell.high),
                point: cell.map_or(estimate.v, |cell| cell.point(estimate).0),
            });
        }
        self.rows += 1;
    }

    /// Gives back what was only needed to append.
    pub fn finish(&mut self) {
        for column in &mut self.criteria {
            column.index = Index::default();
            column.values.shrink_to_fit();
        }
    }

    /// Number of companies.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// V, interval and coverage of every company under these weights.
    pub fn evaluate(&self, weights: &Weights) -> Scores {
        let mut scores = self.sums(weights.points());
        for v in scores.value.iter_mut().chain(&mut scores.low).chain(&mut scores.high) {
            *v = v.min(100.0);
        }
        scores.coverage = scores.low.iter().zip(&scores.high).map(|(low, high)| coverage(*low, *high)).collect();
        for (row, mask) in &self.excluded {
            let points = weights.points_without(*mask);
            let mut sum = Span { low: 0.0, high: 0.0, point: 0.0 };
            for (column, weight) in self.criteria.iter().zip(&points) {
                sum.add(column.get(*row).unwrap_or(Span::UNKNOWN).times(*weight));
            }
            let any = points.iter().any(|weight| *weight > 0.0);
            let score = finish(sum.point, sum.low, sum.high, any);
            let slots = [
                (&mut scores.value, score.value),
                (&mut scores.low, score.low),
                (&mut scores.high, score.high),
                (&mut scores.coverage, score.coverage),
            ];
            for (column, v) in slots {
                if let Some(entry) = column.get_mut(*row) {
                    *entry = v;
                }
            }
        }
        scores
    }

    /// What is not known, by active criterion, over the rows for which `counts` says yes.
    pub fn open_points(&self, weights: &Weights, counts: impl Fn(usize) -> bool) -> Vec<OpenPoints> {
        let mut odd = self.excluded.iter().peekable();
        let mut open = vec![OpenPoints::default(); self.criteria.len()];
        for row in 0..self.rows {
            let own = odd.next_if(|(other, _)| *other == row).map(|(_, mask)| weights.points_without(*mask));
            if !counts(row) {
                continue;
            }
            let points = own.as_deref().unwrap_or(weights.points());
            for ((column, weight), open) in self.criteria.iter().zip(points).zip(&mut open) {
                let Span { low, high, .. } = column.get(row).unwrap_or(Span::UNKNOWN);
                let width = high - low;
                if width > 0.0 && *weight > 0.0 {
                    open.points += weight * width;
                    open.companies += 1;
                }
            }
        }
        open
    }

    /// The active criteria, by their place, that are not (fully) known of one company.
    pub fn open_criteria(&self, row: usize) -> impl Iterator<Item = usize> {
        self.criteria.iter().enumerate().filter_map(move |(place, column)| {
            let Span { low, high, .. } = column.get(row)?;
            (high > low).then_some(place)
        })
    }

    /// Weighted sums of all rows, in criterion order.
    fn sums(&self, points: &[f64]) -> Scores {
        let nothing = || vec![0.0; self.rows];
        let mut scores = Scores { value: nothing(), low: nothing(), high: nothing(), coverage: Vec::new() };
        let weighted: Vec<Vec<Span>> = self
            .criteria
            .iter()
            .zip(points)
            .map(|(column, weight)| column.values.iter().map(|span| span.times(*weight)).collect())
            .collect();
        let rows = scores.value.chunks_mut(BLOCK).zip(scores.low.chunks_mut(BLOCK)).zip(scores.high.chunks_mut(BLOCK));
        for (block, ((value, low), high)) in rows.enumerate() {
            for (column, weighted) in self.criteria.iter().zip(&weighted) {
                let codes = column.codes.get(block * BLOCK..).unwrap_or_default();
                for (((code, value), low), high) in codes.iter().zip(&mut *value).zip(&mut *low).zip(&mut *high) {
                    if let Some(part) = weighted.get(*code as usize) {
                        *value += part.point;
                        *low += part.low;
                        *high += part.high;
                    }
                }
            }
        }
        scores
    }

    /// Class of every company under both extremes, with these weights.
    pub fn classes(&self, scorer: &Scorer<'_>, weights: &Weights) -> Vec<ClassRange> {
        let mut groups = GroupValues::default();
        let mut odd = self.excluded.iter().peekable();
        (0..self.rows)
            .map(|row| {
                let own = odd.next_if(|(other, _)| *other == row).map(|(_, mask)| weights.points_without(*mask));
                let points = own.as_deref().unwrap_or(weights.points());
                let mut class = |of: fn(Span) -> f64| {
                    let values = self.criteria.iter().map(|column| of(column.get(row).unwrap_or(Span::UNKNOWN)));
                    groups.fill(weights, points, values);
                    scorer.sorter.class(&groups)
                };
                ClassRange { worst: class(|span| span.low), best: class(|span| span.high) }
            })
            .collect()
    }

    /// A peer table from what is known in these columns; `groups` gives tier and sector of each row.
    pub fn peer_table<'g>(
        &self,
        scorer: &Scorer<'_>,
        groups: impl Fn(usize) -> (Tier, Option<&'g SectorId>),
        made_on: Option<jiff::civil::Date>,
    ) -> PeerTable {
        let masks: BTreeMap<usize, u64> = self.excluded.iter().copied().collect();
        let mut means = Vec::new();
        for (place, criterion) in scorer.criteria().enumerate() {
            let Some(column) = self.criteria.get(place) else { continue };
            let mut all = (0.0, 0_u32);
            let mut by_group: BTreeMap<(Tier, Option<&SectorId>), (f64, u32)> = BTreeMap::new();
            for (row, Span { low, high, .. }) in column.iter().enumerate() {
                let applies = masks.get(&row).is_none_or(|mask| mask & (1 << place) == 0);
                if low < high || !applies {
                    continue;
                }
                all = (all.0 + low, all.1 + 1);
                let entry = by_group.entry(groups(row)).or_default();
                *entry = (entry.0 + low, entry.1 + 1);
            }
            let mut push = |group, (sum, count): (f64, u32)| {
                if count > 0 {
                    let mean = (sum / f64::from(count)).clamp(0.0, 1.0);
                    means.push(PeerMean { group, criterion: criterion.id.clone(), mean, count });
                }
            };
            push(None, all);
            for ((tier, sector), entry) in by_group {
                push(Some((tier, sector.cloned())), entry);
            }
        }
        PeerTable { made_on, means }
    }
}
