//! How sure a ranking is: how often each company is in the top when weights and unknown facts are drawn, how far one
//! weight may move before a place changes, and which question would settle most.

use super::View;
use crate::{
    domain::{company::GateState, ids::CompanyId},
    scoring::{
        Acceptability, Columns, Field, Firmness, Scorer, WeightDraws, Weights,
        acceptability::Question,
        chance,
        robustness::{Line, StabilityInterval, lines, stability_among},
    },
};

/// Draws shown while one goes on editing.
pub const QUICK_DRAWS: usize = 1_000;
/// Draws of the final figure: half a point of standard error.
pub const CAREFUL_DRAWS: usize = 10_000;

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawing {
    /// How firmly the weights are meant.
    pub firmness: Firmness,
    /// Number of draws.
    pub draws: usize,
    /// Length of the top.
    pub top: usize,
}

/// How far the weight of one criterion may move while a company stays in the top, as shares of all weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightRoom {
    /// Active criterion, by its place.
    pub criterion: usize,
    /// Its weight now, 0–1.
    pub now: f64,
    /// From and to; none = the company is not in the top now, or the criterion carries all weight.
    pub interval: Option<StabilityInterval>,
    /// Who overtakes below and above the interval.
    pub overtaken_by: [Option<CompanyId>; 2],
}

/// What the answer to one open question could do to a company's place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QuestionWorth {
    /// Active criterion, by its place.
    pub criterion: usize,
    /// Width of the interval of V that an answer removes, in points.
    pub width: f64,
    /// V if the answer is as bad, or as good, as can be; the other unknowns as estimated.
    pub value: [f64; 2],
    /// Place among all candidates in these two cases, from 1.
    pub place: [usize; 2],
}

impl View {
    /// Whether the company in a row competes: it is no local firm and no gate fails. By row of the view.
    pub fn candidates(&self) -> Vec<bool> {
        let local = self.local_firms();
        let competes = |company: &CompanyId, gate| gate != GateState::Fail && !local.contains(company);
        self.assessment.prospects.iter().map(|prospect| competes(&prospect.company, prospect.gate)).collect()
    }

    /// How often each candidate is in the top. `go_on` is told how many draws are made.
    pub fn acceptability(
        &self,
        drawing: Drawing,
        pinned: &[usize],
        go_on: &(dyn Fn(u32) -> bool + Sync),
    ) -> Option<Acceptability> {
        let candidates = self.candidates();
        // Pinned rows compete even where a gate or the own address would keep them out: they are being looked at.
        let competes = |row: usize| candidates.get(row).copied().unwrap_or_default() || pinned.contains(&row);
        self.acceptability_among(drawing, pinned, &competes, go_on)
    }

    /// As [`View::acceptability`], among the rows that compete.
    pub fn acceptability_among(
        &self,
        drawing: Drawing,
        pinned: &[usize],
        competes: &dyn Fn(usize) -> bool,
        go_on: &(dyn Fn(u32) -> bool + Sync),
    ) -> Option<Acceptability> {
        let scorer = Scorer::new(&self.policy.plan, &self.policy.model);
        let weights = scorer.weights();
        let words = scorer.criteria().map(|criterion| criterion.id.as_str());
        let key = |row: usize| {
            let company = self.assessment.prospects.get(row).map(|prospect| prospect.company);
            company.map_or(0, |company| chance::hash(company.uuid().as_bytes()))
        };
        let field = Field::new(&self.assessment.columns, weights, words, competes, key);
        let draws = WeightDraws::around(weights, drawing.firmness, drawing.draws);
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        field.count(Question { weights: &draws, top: drawing.top, pinned, threads }, go_on)
    }

    /// How far each weight may move while the company in a row stays in the top.
    pub fn weight_room(&self, row: usize, top: usize) -> Vec<WeightRoom> {
        let weights = Weights::of(&self.policy.model);
        let columns = &self.assessment.columns;
        let mut rows: Vec<usize> =
            self.candidates().iter().enumerate().filter_map(|(row, candidate)| candidate.then_some(row)).collect();
        let mine = rows.binary_search(&row).unwrap_or_else(|place| {
            rows.insert(place, row);
            place
        });
        let company = |place: Option<usize>| {
            let row = *rows.get(place?)?;
            self.assessment.prospects.get(row).map(|prospect| prospect.company)
        };
        let counts = weights.points().iter().enumerate().filter(|(_, points)| **points > 0.0);
        counts
            .map(|(criterion, points)| {
                let now = points / 100.0;
                let lines: Vec<Line> = lines(columns, &weights, criterion, &rows);
                let interval = stability_among(&lines, now, mine, top);
                let overtaken_by = [
                    company(interval.and_then(|interval| interval.below)),
                    company(interval.and_then(|interval| interval.above)),
                ];
                WeightRoom { criterion, now, interval, overtaken_by }
            })
            .collect()
    }

    /// What each open question of the company in a row is worth, the one that can change its being in the top of so
    /// many first, then by the width removed.
    pub fn questions(&self, row: usize, top: usize) -> Vec<QuestionWorth> {
        let weights = Weights::of(&self.policy.model);
        let columns = &self.assessment.columns;
        let prospects = &self.assessment.prospects;
        let candidates = self.candidates();
        let mut values: Vec<f64> = prospects
            .iter()
            .zip(&candidates)
            .enumerate()
            .filter(|(other, (_, candidate))| **candidate && *other != row)
            .map(|(_, (prospect, _))| prospect.value)
            .collect();
        values.sort_unstable_by(f64::total_cmp);
        let place = |value: f64| values.len() - values.partition_point(|other| *other <= value) + 1;
        let mut questions = worth(columns, &weights, row, place);
        let changes = |question: &QuestionWorth| {
            question.place.iter().any(|place| *place <= top) && question.place.iter().any(|place| *place > top)
        };
        questions.sort_by(|a, b| {
            changes(b).cmp(&changes(a)).then(b.width.total_cmp(&a.width)).then(a.criterion.cmp(&b.criterion))
        });
        questions
    }
}

fn worth(columns: &Columns, weights: &Weights, row: usize, place: impl Fn(f64) -> usize) -> Vec<QuestionWorth> {
    let mask = columns.excluded_of(row);
    let points = if mask == 0 { weights.points().to_vec() } else { weights.points_without(mask) };
    let value = columns.score(row, weights).value;
    let open = columns.cells_of(row).zip(&points).enumerate();
    open.filter(|(_, ((low, _, high), points))| high > low && **points > 0.0)
        .map(|(criterion, ((low, point, high), points))| {
            let value = [value + points * (low - point), value + points * (high - point)];
            QuestionWorth { criterion, width: points * (high - low), value, place: value.map(&place) }
        })
        .collect()
}
