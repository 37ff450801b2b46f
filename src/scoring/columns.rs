//! The cells of all companies as columns, so that a changed weight re-scores 100 000 companies in milliseconds.
//!
//! The sum of each row is made in criterion order with the same operations as the scorecard, so both give the same
//! bits; rounding is monotone, so low ≤ value ≤ high holds exactly.

use std::{
    collections::{BTreeMap, HashMap},
    ops::{Add, Mul},
    sync::OnceLock,
};

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
    /// The point values once more, row by row, made when weights are first tried: they are summed at every move of a
    /// slider.
    points: OnceLock<Vec<Vec<f64>>>,
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

    fn width(self) -> f64 {
        self.high - self.low
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

impl OpenPoints {
    fn add(&mut self, weight: f64, width: f64) {
        if weight > 0.0 && width > 0.0 {
            self.points += weight * width;
            self.companies += 1;
        }
    }
}

/// Result of one company.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Point value, 0–100.
    pub value: f64,
    /// Guaranteed lower end.
    pub low: f64,
    /// Guaranteed upper end.
    pub high: f64,
    /// Share of known weight, 0–1.
    pub coverage: f64,
}

/// Which of the three sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The point value.
    Value,
    /// The guaranteed lower end.
    Low,
    /// The guaranteed upper end.
    High,
}

/// Rows from which sharing the sums between threads pays: below, starting them costs more than it saves.
const ROWS_FOR_THREADS: usize = 50_000;

/// Weighted sums of the rows of `columns`, written into `sums`; each in column order, so the bits are those of a plain
/// loop over one row. Four columns at a time: the sums then go through memory a quarter as often.
pub fn weighted_sum<T>(columns: &[Vec<T>], weights: &[T], sums: &mut [T])
where
    T: Copy + Default + Add<Output = T> + Mul<Output = T>,
{
    weighted_sum_from(columns, weights, 0, sums);
}

/// As [`weighted_sum`], shared between threads where that pays; each row is summed by one thread.
pub fn weighted_sum_shared(columns: &[Vec<f64>], weights: &[f64], sums: &mut [f64]) {
    share(sums, |first, part| weighted_sum_from(columns, weights, first, part));
}

/// Gives parts of `sums`, with the number of their first row, to as many threads as pay.
fn share(sums: &mut [f64], fill: impl Fn(usize, &mut [f64]) + Sync) {
    let threads = match sums.len() {
        rows if rows >= ROWS_FOR_THREADS => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        _ => 1,
    };
    if threads == 1 {
        return fill(0, sums);
    }
    let share = sums.len().div_ceil(threads).next_multiple_of(BLOCK);
    std::thread::scope(|scope| {
        let mut parts = sums.chunks_mut(share).enumerate();
        let own = parts.next();
        let fill = &fill;
        for (place, part) in parts {
            scope.spawn(move || fill(place * share, part));
        }
        if let Some((_, part)) = own {
            fill(0, part);
        }
    });
}

/// As [`weighted_sum`], of the rows from `first` on.
fn weighted_sum_from<T>(columns: &[Vec<T>], weights: &[T], first: usize, sums: &mut [T])
where
    T: Copy + Default + Add<Output = T> + Mul<Output = T>,
{
    let count = columns.len().min(weights.len());
    let (columns, weights) = (columns.get(..count).unwrap_or_default(), weights.get(..count).unwrap_or_default());
    for (block, sums) in sums.chunks_mut(BLOCK).enumerate() {
        let start = first + block * BLOCK;
        let end = start + sums.len();
        let part = |column: &Vec<T>| start.min(column.len())..end.min(column.len());
        sums.fill(T::default());
        for (columns, weights) in columns.chunks(4).zip(weights.chunks(4)) {
            if let ([a, b, c, d], [wa, wb, wc, wd]) = (columns, weights) {
                let (a, b) = (a.get(part(a)).unwrap_or_default(), b.get(part(b)).unwrap_or_default());
                let (c, d) = (c.get(part(c)).unwrap_or_default(), d.get(part(d)).unwrap_or_default());
                for ((((sum, a), b), c), d) in sums.iter_mut().zip(a).zip(b).zip(c).zip(d) {
                    *sum = *sum + *wa * *a + *wb * *b + *wc * *c + *wd * *d;
                }
                continue;
            }
            for (column, weight) in columns.iter().zip(weights) {
                for (sum, v) in sums.iter_mut().zip(column.get(part(column)).unwrap_or_default()) {
                    *sum = *sum + *weight * *v;
                }
            }
        }
    }
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
        Self {
            rows: 0,
            criteria: scorer.criteria().map(|_| Column::with_room(rows)).collect(),
            points: OnceLock::new(),
            excluded: Vec::new(),
        }
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
            let point = cell.map_or(estimate.v, |cell| cell.point(estimate).0);
            column.push(Span {
                low: cell.map_or(0.0, |cell| cell.low),
                high: cell.map_or(1.0, |cell| cell.high),
                point,
            });
        }
        self.points = OnceLock::new();
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
        let [value, low, high] = [End::Value, End::Low, End::High].map(|end| self.finished(weights, end));
        let mut scores = Scores { value, low, high, coverage: Vec::new() };
        scores.coverage = scores.low.iter().zip(&scores.high).map(|(low, high)| coverage(*low, *high)).collect();
        for (row, mask) in &self.excluded {
            let score = self.score_odd(*row, *mask, weights);
            if let Some(entry) = scores.coverage.get_mut(*row) {
                *entry = score.coverage;
            }
        }
        scores
    }

    /// One of the three sums of every company: enough to put them in order, at a third of the cost or less. The first
    /// time lays the point values out for those that follow.
    pub fn evaluate_one(&self, weights: &Weights, end: End) -> Vec<f64> {
        if end == End::Value {
            self.points.get_or_init(|| {
                let points = |column: &Column| column.iter().map(|span| span.point).collect();
                self.criteria.iter().map(points).collect()
            });
        }
        self.finished(weights, end)
    }

    /// One of the three sums of every company, with the rows some criteria do not apply to.
    fn finished(&self, weights: &Weights, end: End) -> Vec<f64> {
        let mut sums = self.sums(end, weights.points());
        for sum in &mut sums {
            *sum = sum.min(100.0);
        }
        for (row, mask) in &self.excluded {
            let score = self.score_odd(*row, *mask, weights);
            if let Some(entry) = sums.get_mut(*row) {
                *entry = match end {
                    End::Value => score.value,
                    End::Low => score.low,
                    End::High => score.high,
                };
            }
        }
        sums
    }

    /// V, interval and coverage of one company; the same bits as in [`Columns::evaluate`].
    pub fn score(&self, row: usize, weights: &Weights) -> Score {
        match self.excluded_of(row) {
            0 => self.score_with(row, weights.points()),
            mask => self.score_odd(row, mask, weights),
        }
    }

    fn score_odd(&self, row: usize, mask: u64, weights: &Weights) -> Score {
        self.score_with(row, &weights.points_without(mask))
    }

    fn score_with(&self, row: usize, points: &[f64]) -> Score {
        let mut sum = Span { low: 0.0, high: 0.0, point: 0.0 };
        for (column, weight) in self.criteria.iter().zip(points) {
            sum.add(column.get(row).unwrap_or(Span::UNKNOWN).times(*weight));
        }
        let any = points.iter().any(|weight| *weight > 0.0);
        finish(sum.point, sum.low, sum.high, any)
    }

    /// Least, point and greatest value of each active criterion of a company.
    pub fn cells_of(&self, row: usize) -> impl Iterator<Item = (f64, f64, f64)> {
        let spans = self.criteria.iter().map(move |column| column.get(row).unwrap_or(Span::UNKNOWN));
        spans.map(|Span { low, high, point }| (low, point, high))
    }

    /// Bits of the criteria that do not apply to a company.
    pub fn excluded_of(&self, row: usize) -> u64 {
        let found = self.excluded.binary_search_by_key(&row, |(row, _)| *row).ok();
        found.and_then(|place| self.excluded.get(place)).map_or(0, |(_, mask)| *mask)
    }

    /// What is not known, by active criterion, over the rows for which `counts` says yes.
    pub fn open_points(&self, weights: &Weights, counts: impl Fn(usize) -> bool) -> Vec<OpenPoints> {
        let mut open = vec![OpenPoints::default(); self.criteria.len()];
        let mut usual: Vec<bool> = (0..self.rows).map(counts).collect();
        for (row, mask) in &self.excluded {
            if !usual.get_mut(*row).is_some_and(std::mem::take) {
                continue;
            }
            let points = weights.points_without(*mask);
            for ((column, weight), open) in self.criteria.iter().zip(&points).zip(&mut open) {
                open.add(*weight, column.get(*row).unwrap_or(Span::UNKNOWN).width());
            }
        }
        for ((column, weight), open) in self.criteria.iter().zip(weights.points()).zip(&mut open) {
            let widths: Vec<f64> = column.values.iter().map(|span| span.width()).collect();
            for (row, _) in usual.iter().enumerate().filter(|(_, counts)| **counts) {
                let width = column.codes.get(row).and_then(|code| widths.get(*code as usize));
                open.add(*weight, width.copied().unwrap_or(Span::UNKNOWN.width()));
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

    /// Weighted sums of all rows, in criterion order; shared between threads where that pays. Each row is summed by one
    /// thread, so their number changes no bit.
    fn sums(&self, end: End, points: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.rows];
        if let (End::Value, Some(columns)) = (end, self.points.get()) {
            weighted_sum_shared(columns, points, &mut sums);
            return sums;
        }
        let of = match end {
            End::Value => |span: Span| span.point,
            End::Low => |span: Span| span.low,
            End::High => |span: Span| span.high,
        };
        // Each different value is weighted once.
        let weighted: Vec<Vec<f64>> = self
            .criteria
            .iter()
            .zip(points)
            .map(|(column, weight)| column.values.iter().map(|span| weight * of(*span)).collect())
            .collect();
        share(&mut sums, |first, part| {
            for (block, sums) in part.chunks_mut(BLOCK).enumerate() {
                for (column, weighted) in self.criteria.iter().zip(&weighted) {
                    let codes = column.codes.get(first + block * BLOCK..).unwrap_or_default();
                    for (code, sum) in codes.iter().zip(&mut *sums) {
                        *sum += weighted.get(*code as usize).copied().unwrap_or_default();
                    }
                }
            }
        });
        sums
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
