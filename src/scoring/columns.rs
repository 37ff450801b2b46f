//! The cells of all companies as columns, so that a changed weight re-scores 100 000 companies in milliseconds.
//!
//! The sum of each row is made in criterion order with the same operations as the scorecard, so both give the same
//! bits; rounding is monotone, so low ≤ value ≤ high holds exactly.

use std::collections::BTreeMap;

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
    low: Vec<Vec<f64>>,
    high: Vec<Vec<f64>>,
    point: Vec<Vec<f64>>,
    /// Rows with criteria that do not apply, with the bits of those criteria.
    excluded: Vec<(usize, u64)>,
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
        let columns = || scorer.criteria().map(|_| Vec::with_capacity(rows)).collect();
        Self { rows: 0, low: columns(), high: columns(), point: columns(), excluded: Vec::new() }
    }

    /// Appends one company: its cells and the estimates of its peers, one per active criterion.
    pub fn push(&mut self, cells: &[Cell<'_>], peers: &[Estimate]) {
        let middle = Estimate { v: 0.5, basis: EstimateBasis::Middle };
        let mask = excluded(cells);
        if mask != 0 {
            self.excluded.push((self.rows, mask));
        }
        for (place, ((low, high), point)) in self.low.iter_mut().zip(&mut self.high).zip(&mut self.point).enumerate() {
            let cell = cells.get(place);
            low.push(cell.map_or(0.0, |cell| cell.low));
            high.push(cell.map_or(1.0, |cell| cell.high));
            let estimate = peers.get(place).copied().unwrap_or(middle);
            point.push(cell.map_or(estimate.v, |cell| cell.point(estimate).0));
        }
        self.rows += 1;
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
        let mut scores = Scores {
            value: self.sums(&self.point, weights.points()),
            low: self.sums(&self.low, weights.points()),
            high: self.sums(&self.high, weights.points()),
            coverage: Vec::new(),
        };
        for v in scores.value.iter_mut().chain(&mut scores.low).chain(&mut scores.high) {
            *v = v.min(100.0);
        }
        scores.coverage = scores.low.iter().zip(&scores.high).map(|(low, high)| coverage(*low, *high)).collect();
        for (row, mask) in &self.excluded {
            let points = weights.points_without(*mask);
            let sum = |columns: &[Vec<f64>]| {
                let mut total = 0.0;
                for (column, weight) in columns.iter().zip(&points) {
                    total += weight * column.get(*row).copied().unwrap_or_default();
                }
                total
            };
            let any = points.iter().any(|weight| *weight > 0.0);
            let score = finish(sum(&self.point), sum(&self.low), sum(&self.high), any);
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
        let mut open = vec![OpenPoints::default(); self.low.len()];
        for row in 0..self.rows {
            let own = odd.next_if(|(other, _)| *other == row).map(|(_, mask)| weights.points_without(*mask));
            if !counts(row) {
                continue;
            }
            let points = own.as_deref().unwrap_or(weights.points());
            for (((low, high), weight), open) in self.low.iter().zip(&self.high).zip(points).zip(&mut open) {
                let width = high.get(row).copied().unwrap_or(1.0) - low.get(row).copied().unwrap_or(0.0);
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
        let at = move |column: &Vec<f64>| column.get(row).copied();
        self.low
            .iter()
            .zip(&self.high)
            .enumerate()
            .filter_map(move |(place, (low, high))| (at(high)? > at(low)?).then_some(place))
    }

    /// Weighted sums of all rows, in criterion order.
    fn sums(&self, columns: &[Vec<f64>], points: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.rows];
        for (block, sums) in sums.chunks_mut(BLOCK).enumerate() {
            for (column, weight) in columns.iter().zip(points) {
                let values = column.get(block * BLOCK..).unwrap_or_default();
                for (sum, v) in sums.iter_mut().zip(values) {
                    *sum += weight * v;
                }
            }
        }
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
                let mut class = |columns: &[Vec<f64>]| {
                    let values = columns.iter().map(|column| column.get(row).copied().unwrap_or_default());
                    groups.fill(weights, points, values);
                    scorer.sorter.class(&groups)
                };
                ClassRange { worst: class(&self.low), best: class(&self.high) }
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
            let (Some(low), Some(high)) = (self.low.get(place), self.high.get(place)) else { continue };
            let mut all = (0.0, 0_u32);
            let mut by_group: BTreeMap<(Tier, Option<&SectorId>), (f64, u32)> = BTreeMap::new();
            for (row, (low, high)) in low.iter().zip(high).enumerate() {
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
