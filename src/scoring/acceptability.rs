//! How often a company is in the top when weights and unknown facts are drawn instead of fixed (SMAA-2).
//!
//! Weights are drawn around the official ones, unknown cells inside their range around what the peers suggest. The
//! unknown cells of one company share a factor: a firm that turns out weak in one respect is likelier to be weak in
//! others, and drawing them independently would promise too much (`methods.md` a.4). Every draw of a cell depends on
//! company, criterion and number of the draw alone, so a company added elsewhere changes nobody's draws; counts are
//! whole numbers, so threads add up to the same result however many there are.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use super::{
    chance::{self, Stream, mix},
    columns::Columns,
    weights::Weights,
};
use crate::words;

/// Correlation between the unknown cells of one company (假设, `methods.md` a.4).
const SHARED: f64 = 0.3;
/// Draws between two questions whether to go on.
const STEP: usize = 32;
/// Levels of the mean of an unknown cell within its range.
const LEVELS: usize = 64;
/// The stream of the weights; fixed, so that everybody sees the same figures.
const SEED: u64 = 0x5a68_616f_7368_616e;

words! {
    /// How firmly the official weights are meant.
    pub enum Firmness {
        /// 坚定: a weight of 25 % moves by about 3 points.
        Firm = "firm",
        /// 一般: by about 5½.
        Usual = "usual",
        /// 开放: by about 9½.
        Open = "open",
    }
}

impl Firmness {
    /// Sum of the Dirichlet concentrations.
    pub const fn concentration(self) -> f64 {
        match self {
            Self::Firm => 200.0,
            Self::Usual => 60.0,
            Self::Open => 20.0,
        }
    }
}

/// What a share of the draws in the top means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 稳定入围: 80 % and more.
    Stable,
    /// 视权重与数据而定.
    Depends,
    /// 出局: below 20 %.
    Out,
}

impl Standing {
    /// From the share of draws.
    pub fn of(share: f64) -> Self {
        if share >= 0.8 {
            Self::Stable
        } else if share >= 0.2 {
            Self::Depends
        } else {
            Self::Out
        }
    }
}

/// Weights by draw.
#[derive(Debug, Clone)]
pub struct WeightDraws {
    criteria: usize,
    weights: Vec<f32>,
}

impl WeightDraws {
    /// Draws with these Dirichlet concentrations; all 1 = any weights, equally likely.
    pub fn new(concentrations: &[f64], draws: usize) -> Self {
        let mut stream = Stream::new(SEED);
        let mut weights = Vec::with_capacity(draws * concentrations.len());
        for _ in 0..draws {
            #[allow(clippy::cast_possible_truncation)] // shares in [0, 1]
            weights.extend(stream.dirichlet(concentrations).iter().map(|share| *share as f32));
        }
        Self { criteria: concentrations.len(), weights }
    }

    /// Draws around the weights in force.
    pub fn around(weights: &Weights, firmness: Firmness, draws: usize) -> Self {
        let concentrations: Vec<f64> =
            weights.points().iter().map(|points| points / 100.0 * firmness.concentration()).collect();
        Self::new(&concentrations, draws)
    }

    /// Number of draws.
    pub fn len(&self) -> usize {
        self.weights.len().checked_div(self.criteria).unwrap_or_default()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The weights of one draw, summing to 1.
    pub fn of(&self, draw: usize) -> &[f32] {
        self.weights.get(draw * self.criteria..(draw + 1) * self.criteria).unwrap_or_default()
    }
}

/// A cell that is not known.
#[derive(Debug, Clone, Copy)]
struct OpenCell {
    row: u32,
    key: u32,
    width: f32,
    level: u8,
}

/// A row with criteria that do not apply.
#[derive(Debug, Clone)]
struct OddRow {
    row: u32,
    mask: u64,
    base: Vec<f32>,
    open: Vec<(usize, OpenCell)>,
}

/// Those who compete, laid out for drawing.
#[derive(Debug, Clone, Default)]
pub struct Field {
    rows: Vec<usize>,
    keys: Vec<u32>,
    base: Vec<Vec<f32>>,
    open: Vec<Vec<OpenCell>>,
    odd: Vec<OddRow>,
    /// Group of each criterion.
    groups: Vec<usize>,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Acceptability {
    /// Draws made.
    pub draws: u32,
    /// Length of the top.
    pub top: usize,
    /// Rows of the columns, as they stand in the field.
    pub rows: Vec<usize>,
    /// Draws in which each was in the top.
    pub in_top: Vec<u32>,
    /// Place of each pinned row in every draw, from 1.
    pub places: Vec<Vec<u32>>,
    /// Draws in which the first pinned row of a pair stood above the second, row by row.
    pub above: Vec<Vec<u32>>,
}

impl Acceptability {
    /// Share of draws in which a row of the columns was in the top; none when it does not compete.
    pub fn share(&self, row: usize) -> Option<f64> {
        let place = self.rows.binary_search(&row).ok()?;
        Some(f64::from(*self.in_top.get(place)?) / f64::from(self.draws.max(1)))
    }

    /// The places a pinned row had in nine draws of ten: from, middle, to.
    pub fn usual_places(&self, pinned: usize) -> Option<[u32; 3]> {
        let mut places = self.places.get(pinned)?.clone();
        places.sort_unstable();
        let at = |share: usize| places.get((places.len().checked_sub(1)?) * share / 100).copied();
        Some([at(5)?, at(50)?, at(95)?])
    }

    /// Share of draws in which one pinned row stood above another.
    pub fn above_share(&self, one: usize, other: usize) -> Option<f64> {
        Some(f64::from(*self.above.get(one)?.get(other)?) / f64::from(self.draws.max(1)))
    }
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Weights to draw with.
    pub weights: &'a WeightDraws,
    /// Length of the top.
    pub top: usize,
    /// Rows of the columns whose places are kept draw by draw; a few.
    pub pinned: &'a [usize],
    /// Threads to share the draws.
    pub threads: usize,
}

impl Field {
    /// The rows of the columns for which `competes` says yes. `key` gives a number that belongs to the company, `words`
    /// those of the active criteria.
    pub fn new<'w>(
        columns: &Columns,
        weights: &Weights,
        words: impl Iterator<Item = &'w str>,
        competes: impl Fn(usize) -> bool,
        key: impl Fn(usize) -> u64,
    ) -> Self {
        let words: Vec<u64> = words.map(|word| chance::hash(word.as_bytes())).collect();
        let rows: Vec<usize> = (0..columns.len()).filter(|row| competes(*row)).collect();
        let keys: Vec<u64> = rows.iter().map(|row| mix(key(*row))).collect();
        let count = columns.cells_of(0).count();
        let mut field = Self {
            keys: keys.iter().map(|key| low_half(*key)).collect(),
            base: vec![vec![0.0; rows.len()]; count],
            open: vec![Vec::new(); count],
            odd: Vec::new(),
            groups: (0..count).map(|place| weights.group_of(place)).collect(),
            rows,
        };
        for (place, (row, key)) in field.rows.iter().zip(&keys).enumerate() {
            let Ok(local) = u32::try_from(place) else { break };
            let mask = columns.excluded_of(*row);
            let mut odd = OddRow { row: local, mask, base: Vec::new(), open: Vec::new() };
            for (criterion, (low, point, high)) in columns.cells_of(*row).enumerate() {
                let word = words.get(criterion).copied().unwrap_or_default();
                #[allow(clippy::cast_possible_truncation)] // values in [0, 1]
                let (base, width) = (low as f32, (high - low) as f32);
                let cell = (high > low).then(|| OpenCell {
                    row: local,
                    key: low_half(mix(key ^ word)),
                    width,
                    level: level((point - low) / (high - low)),
                });
                if mask == 0 {
                    if let Some(entry) = field.base.get_mut(criterion).and_then(|column| column.get_mut(place)) {
                        *entry = base;
                    }
                    if let (Some(cell), Some(open)) = (cell, field.open.get_mut(criterion)) {
                        open.push(cell);
                    }
                } else {
                    odd.base.push(base);
                    odd.open.extend(cell.map(|cell| (criterion, cell)));
                }
            }
            if mask != 0 {
                field.odd.push(odd);
            }
        }
        field
    }

    /// Plain rows of known values by criterion.
    pub fn of_table(table: &[Vec<f64>]) -> Self {
        let criteria = table.first().map_or(0, Vec::len);
        #[allow(clippy::cast_possible_truncation)] // an example is small
        let column = |place: usize| -> Vec<f32> {
            table.iter().map(|row| row.get(place).copied().unwrap_or_default() as f32).collect()
        };
        Self {
            rows: (0..table.len()).collect(),
            keys: vec![0; table.len()],
            base: (0..criteria).map(column).collect(),
            open: vec![Vec::new(); criteria],
            odd: Vec::new(),
            groups: vec![0; criteria],
        }
    }

    /// How many compete.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nobody does.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Draws and counts. `go_on` is told now and then how many draws are made; when it says no, there is no answer.
    pub fn count(&self, question: Question<'_>, go_on: &(dyn Fn(u32) -> bool + Sync)) -> Option<Acceptability> {
        let draws = question.weights.len();
        let pinned: Vec<usize> = question.pinned.iter().filter_map(|row| self.rows.binary_search(row).ok()).collect();
        let tables = Tables::new();
        let (done, stopped) = (AtomicU32::new(0), AtomicBool::new(false));
        let threads = question.threads.clamp(1, draws.div_ceil(STEP).max(1));
        let share = draws.div_ceil(threads);
        let work = &|from: usize| {
            let mut part = Part::new(self, &pinned, question.top);
            for first in (from..(from + share).min(draws)).step_by(STEP) {
                let last = (first + STEP).min(from + share).min(draws);
                for draw in first..last {
                    part.draw(self, &tables, question.weights.of(draw), draw as u64);
                }
                let made = u32::try_from(last - first).unwrap_or_default();
                let all = done.fetch_add(made, Ordering::Relaxed) + made;
                if stopped.load(Ordering::Relaxed) || !go_on(all) {
                    stopped.store(true, Ordering::Relaxed);
                    return None;
                }
            }
            Some(part)
        };
        let parts = std::thread::scope(|scope| {
            // The first share is this thread's own.
            let others: Vec<_> = (1..threads).map(|place| scope.spawn(move || work(place * share))).collect();
            let mut parts = vec![work(0)];
            parts.extend(others.into_iter().map(|other| other.join().ok().flatten()));
            parts
        });
        let mut result = Acceptability {
            draws: u32::try_from(draws).unwrap_or(u32::MAX),
            top: question.top,
            rows: self.rows.clone(),
            in_top: vec![0; self.rows.len()],
            places: vec![Vec::with_capacity(draws); pinned.len()],
            above: vec![vec![0; pinned.len()]; pinned.len()],
        };
        for part in parts {
            let part = part?;
            for (sum, count) in result.in_top.iter_mut().zip(&part.in_top) {
                *sum += count;
            }
            for (places, more) in result.places.iter_mut().zip(&part.places) {
                places.extend(more);
            }
            for (sums, counts) in result.above.iter_mut().zip(&part.above) {
                for (sum, count) in sums.iter_mut().zip(counts) {
                    *sum += count;
                }
            }
        }
        Some(result)
    }
}

/// Quantiles by the bits of a draw.
struct Tables {
    /// Sixteenths of a step of 1/32 normal deviation, of the part of its own.
    own: [i32; 256],
    /// The same, of the shared part.
    shared: [i32; 256],
    /// Value in [0, 1] by level of the mean and normal deviation.
    values: Box<[[f32; 256]; LEVELS]>,
}

impl Tables {
    fn new() -> Self {
        #[allow(clippy::cast_possible_truncation)] // within ±2100
        let table = |part: f64| {
            std::array::from_fn(|place| {
                let z = chance::normal_quantile((place as f64 + 0.5) / 256.0);
                (z * part.sqrt() * 512.0).round() as i32
            })
        };
        let shares = chance::normal_shares();
        let values = std::array::from_fn(|level| {
            // u^a with a = (1 − t) / t has the mean t over the unit interval.
            let mean = level as f64 / (LEVELS - 1) as f64;
            #[allow(clippy::cast_possible_truncation)] // values in [0, 1]
            shares.map(|u| if mean > 0.0 { chance::power(u, (1.0 - mean) / mean) as f32 } else { 0.0 })
        });
        Self { own: table(1.0 - SHARED), shared: table(SHARED), values: Box::new(values) }
    }

    /// The value of a cell in a draw, as a share of its range.
    #[inline]
    fn value(&self, cell: &OpenCell, shared: i32, draw: u32) -> f32 {
        let own = self.own[usize::from(top_byte(scramble(cell.key ^ draw)))];
        let step = u8::try_from((((shared + own) >> 4) + 128).clamp(0, 255)).unwrap_or(u8::MAX);
        self.values[usize::from(cell.level) % LEVELS][usize::from(step)]
    }
}

/// One thread's share.
struct Part {
    top: usize,
    pinned: Vec<usize>,
    in_top: Vec<u32>,
    places: Vec<Vec<u32>>,
    above: Vec<Vec<u32>>,
    scores: Vec<f32>,
    shared: Vec<i32>,
    gathered: Vec<f32>,
    guess: f32,
}

impl Part {
    fn new(field: &Field, pinned: &[usize], top: usize) -> Self {
        let rows = field.rows.len();
        Self {
            top,
            pinned: pinned.to_vec(),
            in_top: vec![0; rows],
            places: vec![Vec::new(); pinned.len()],
            above: vec![vec![0; pinned.len()]; pinned.len()],
            scores: vec![0.0; rows],
            shared: vec![0; rows],
            gathered: Vec::with_capacity(rows),
            guess: f32::NEG_INFINITY,
        }
    }

    fn draw(&mut self, field: &Field, tables: &Tables, weights: &[f32], draw: u64) {
        let draw = low_half(mix(draw.wrapping_add(SEED)));
        self.score(field, tables, weights, draw);
        let threshold = self.threshold();
        // More than the threshold is in; of those that equal it, the first until the top is full.
        let mut room = self.top;
        for (count, score) in self.in_top.iter_mut().zip(&self.scores) {
            let above = *score > threshold;
            *count += u32::from(above);
            room -= usize::from(above).min(room);
        }
        let threshold = threshold.to_bits();
        let equal = self.in_top.iter_mut().zip(&self.scores).filter(|(_, score)| score.to_bits() == threshold);
        for (count, _) in equal.take(room) {
            *count += 1;
        }
        for (one, row) in self.pinned.iter().enumerate() {
            let Some(mine) = self.scores.get(*row).copied() else { continue };
            let ahead = self.scores.iter().filter(|score| **score > mine).count();
            if let Some(places) = self.places.get_mut(one) {
                places.push(u32::try_from(ahead + 1).unwrap_or(u32::MAX));
            }
            for (other, row) in self.pinned.iter().enumerate() {
                let over = self.scores.get(*row).is_some_and(|theirs| mine > *theirs);
                if let Some(count) = self.above.get_mut(one).and_then(|counts| counts.get_mut(other)) {
                    *count += u32::from(over);
                }
            }
        }
    }

    fn score(&mut self, field: &Field, tables: &Tables, weights: &[f32], draw: u32) {
        for (shared, key) in self.shared.iter_mut().zip(&field.keys) {
            *shared = tables.shared[usize::from(top_byte(scramble(key ^ draw)))];
        }
        super::columns::weighted_sum(&field.base, weights, &mut self.scores);
        for (cells, weight) in field.open.iter().zip(weights) {
            for cell in cells {
                let row = cell.row as usize;
                if let (Some(score), Some(shared)) = (self.scores.get_mut(row), self.shared.get(row)) {
                    *score += weight * (cell.width * tables.value(cell, *shared, draw));
                }
            }
        }
        for odd in &field.odd {
            let shared = self.shared.get(odd.row as usize).copied().unwrap_or_default();
            let mut values = odd.base.clone();
            for (criterion, cell) in &odd.open {
                if let Some(v) = values.get_mut(*criterion) {
                    *v += cell.width * tables.value(cell, shared, draw);
                }
            }
            if let Some(score) = self.scores.get_mut(odd.row as usize) {
                *score = odd_score(&values, weights, odd.mask, &field.groups);
            }
        }
    }

    /// The score of the last in the top.
    fn threshold(&mut self) -> f32 {
        let Some(last) = self.top.min(self.scores.len()).checked_sub(1) else { return f32::INFINITY };
        // Draws differ little, so that nearly all rows are told apart at a glance.
        self.gathered.clear();
        let guess = self.guess;
        self.gathered.extend(self.scores.iter().filter(|score| **score >= guess));
        if self.gathered.len() <= last {
            self.gathered.clear();
            self.gathered.extend(&self.scores);
        }
        let (_, threshold, _) = self.gathered.select_nth_unstable_by(last, |a, b| b.total_cmp(a));
        let threshold = *threshold;
        self.guess = threshold - 0.04;
        threshold
    }
}

/// The sum where some criteria do not apply: their weight goes to the others of their group, that of a group without
/// any to the other groups, as in [`Weights::points_without`].
fn odd_score(values: &[f32], weights: &[f32], mask: u64, groups: &[usize]) -> f32 {
    let applies = |place: usize| place >= 64 || mask & (1 << place) == 0;
    let (mut total, mut of_all) = (0.0, 0.0);
    let mut place = 0;
    while place < values.len() {
        let group = groups.get(place);
        // (weight of the group, weight that applies, weighted values that apply); groups stand together.
        let (mut whole, mut applying, mut sum) = (0.0, 0.0, 0.0);
        while place < values.len() && groups.get(place) == group {
            let weight = weights.get(place).copied().unwrap_or_default();
            whole += weight;
            if applies(place) {
                applying += weight;
                sum += weight * values.get(place).copied().unwrap_or_default();
            }
            place += 1;
        }
        if applying > 0.0 {
            total += whole * (sum / applying);
            of_all += whole;
        }
    }
    if of_all > 0.0 { total / of_all } else { 0.5 }
}

#[allow(clippy::cast_possible_truncation)] // the lower half is meant
const fn low_half(bits: u64) -> u32 {
    bits as u32
}

/// The upper eight bits, the best scrambled ones.
const fn top_byte(bits: u32) -> u8 {
    bits.to_be_bytes()[0]
}

/// Level of a mean within a range.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within 0..LEVELS
fn level(mean: f64) -> u8 {
    (mean.clamp(0.0, 1.0) * (LEVELS - 1) as f64).round() as u8
}

/// Scrambles 32 bits; the upper ones are taken.
#[inline]
const fn scramble(bits: u32) -> u32 {
    let bits = bits.wrapping_mul(0x9e37_79b1);
    (bits ^ (bits >> 15)).wrapping_mul(0x85eb_ca77)
}

#[cfg(test)]
mod tests;
