//! The scorecard of one company: every point of the value with its weight, interval, reason and rule.

use jiff::civil::Date;

use super::{
    cell::{Cell, CellState, Origin},
    chain::ChainRelation,
    columns::finish,
    curve,
    model::{Breakpoint, Choice, Input, Source},
    peers::{Estimate, EstimateBasis},
    scorer::{Active, Scorer},
    sorting::{ClassRange, GroupValues},
};
use crate::domain::{
    fact::Fact,
    ids::{FactId, HonourId},
    record::Text,
    units::Unit,
};

/// The value of one company with all its parts. The parts sum to the total in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    /// Point value V, 0–100.
    pub value: f64,
    /// V with every unknown at its worst.
    pub low: f64,
    /// V with every unknown at its best.
    pub high: f64,
    /// Share of the weight that is known, 0–1; a range counts by the part of the scale it rules out.
    pub coverage: f64,
    /// 资料不足: coverage below the model's limit. Ranked all the same.
    pub low_coverage: bool,
    /// Class under both extremes.
    pub class: ClassRange,
    /// Groups, in model order.
    pub groups: Vec<GroupLine>,
    /// Criteria, in the order of summation; inactive ones stand among them with weight 0.
    pub lines: Vec<Line>,
}

/// A group of the card.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupLine {
    /// Word of the group.
    pub group: String,
    /// Global weight in force, 0–1.
    pub weight: f64,
    /// Points of 100 it contributes.
    pub points: f64,
    /// Value with every unknown at its worst, 0–1.
    pub low: f64,
    /// Value with every unknown at its best, 0–1.
    pub high: f64,
}

/// A criterion of the card.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Word of the criterion.
    pub criterion: String,
    /// Word of its group.
    pub group: String,
    /// Global weight in force for this company, 0–1; 0 when inactive or not applicable.
    pub weight: f64,
    /// Global weight as the model writes it, before anything moved.
    pub written_weight: f64,
    /// Whether it has anchors; inactive criteria gave their weight to the others.
    pub active: bool,
    /// Point value, 0–1.
    pub value: f64,
    /// Least value, 0–1.
    pub low: f64,
    /// Greatest value, 0–1.
    pub high: f64,
    /// Points of 100 it contributes to V.
    pub points: f64,
    /// What is known.
    pub state: CellState,
    /// What the point rests on.
    pub basis: EstimateBasis,
    /// Where the value comes from.
    pub proof: Proof,
    /// The part of the value function used: one or two breakpoints of a curve.
    pub curve: Vec<Breakpoint>,
    /// Or the word used.
    pub choice: Option<Choice>,
    /// Source of the criterion and its weight.
    pub source: Source,
}

/// Where the value of a line comes from, owned.
#[derive(Debug, Clone, PartialEq)]
pub enum Proof {
    /// Nothing recorded.
    Nothing,
    /// A fact.
    Fact {
        /// Fact.
        id: FactId,
        /// Number, low and high in `unit`, as far as given.
        number: Option<f64>,
        /// Lower end.
        low: Option<f64>,
        /// Upper end.
        high: Option<f64>,
        /// Word on a scale; empty for numbers.
        choice: Text,
        /// Unit.
        unit: Unit,
        /// Day it holds for.
        as_of: Option<Date>,
        /// Where it was read.
        source: Text,
    },
    /// An honour that proves the word.
    Honour {
        /// Honour.
        id: HonourId,
        /// Where it was read.
        source: Text,
    },
    /// Strength, at most what the role allows, × horizon; each with its least and greatest possible figure.
    Fit {
        /// Strength.
        strength: f64,
        /// Horizon factor.
        horizon: (f64, f64),
        /// Role factor.
        role: (f64, f64),
        /// In a traditional sector, where only products named for upgrading count.
        traditional: bool,
    },
    /// Outside the plan.
    OutsidePlan,
    /// Comparison with the local firms.
    Chain {
        /// Relation, when certain.
        relation: Option<ChainRelation>,
        /// Local makers of the same product.
        makers: u32,
        /// Local makers of something else in the segment.
        neighbours: u32,
    },
}

impl Scorecard {
    /// Sums up the cells of one company, one per active criterion.
    pub(super) fn new(scorer: &Scorer<'_>, cells: &[Cell<'_>], peers: &[Estimate]) -> Self {
        let weights = scorer.weights();
        let mask = excluded(cells);
        let points = weights.points_without(mask);
        let middle = Estimate { v: 0.5, basis: EstimateBasis::Middle };
        let values: Vec<(f64, EstimateBasis)> = cells
            .iter()
            .enumerate()
            .map(|(place, cell)| cell.point(peers.get(place).copied().unwrap_or(middle)))
            .collect();
        let sum = |of: &dyn Fn(usize, &Cell<'_>) -> f64| {
            let mut total = 0.0;
            for (place, (cell, weight)) in cells.iter().zip(&points).enumerate() {
                total += weight * of(place, cell);
            }
            total
        };
        let value = sum(&|place, _| values.get(place).map_or(0.0, |point| point.0));
        let (low, high) = (sum(&|_, cell| cell.low), sum(&|_, cell| cell.high));
        let total = finish(value, low, high, points.iter().any(|weight| *weight > 0.0));

        let mut groups = GroupValues::default();
        groups.fill(weights, &points, cells.iter().map(|cell| cell.low));
        let (worst, lows) = (scorer.sorter.class(&groups), groups.values().to_vec());
        groups.fill(weights, &points, cells.iter().map(|cell| cell.high));
        let (best, highs) = (scorer.sorter.class(&groups), groups.values().to_vec());

        let lines = lines(scorer, cells, &points, &values);
        let group_lines = scorer.model().groups.iter().enumerate().map(|(place, group)| {
            let of_group = || lines.iter().filter(|line| line.group == group.id);
            GroupLine {
                group: group.id.clone(),
                weight: of_group().map(|line| line.weight).sum(),
                points: of_group().map(|line| line.points).sum(),
                low: lows.get(place).copied().unwrap_or(0.0),
                high: highs.get(place).copied().unwrap_or(1.0),
            }
        });
        Self {
            value: total.value,
            low: total.low,
            high: total.high,
            coverage: total.coverage,
            low_coverage: total.coverage < scorer.model().low_coverage.value,
            class: ClassRange { best, worst },
            groups: group_lines.collect(),
            lines,
        }
    }
}

/// Bits of the criteria that do not apply.
pub(super) fn excluded(cells: &[Cell<'_>]) -> u64 {
    cells
        .iter()
        .take(64)
        .enumerate()
        .filter(|(_, cell)| cell.state == CellState::NotApplicable)
        .fold(0, |mask, (place, _)| mask | 1 << place)
}

fn lines(scorer: &Scorer<'_>, cells: &[Cell<'_>], points: &[f64], values: &[(f64, EstimateBasis)]) -> Vec<Line> {
    let mut active = scorer.active().iter().zip(cells).zip(points).zip(values).peekable();
    let mut lines = Vec::new();
    for (group, criterion) in scorer.model().criteria() {
        let Some(group) = scorer.model().groups.get(group) else { continue };
        let mut line = Line {
            criterion: criterion.id.clone(),
            group: group.id.clone(),
            weight: 0.0,
            written_weight: group.weight * criterion.weight,
            active: false,
            value: 0.0,
            low: 0.0,
            high: 1.0,
            points: 0.0,
            state: CellState::NotApplicable,
            basis: EstimateBasis::Known,
            proof: Proof::Nothing,
            curve: Vec::new(),
            choice: None,
            source: criterion.source.clone(),
        };
        if let Some((((rule, cell), weight), point)) =
            active.next_if(|(((rule, _), _), _)| rule.criterion.id == criterion.id)
        {
            line.active = true;
            line.weight = weight / 100.0;
            (line.value, line.basis) = *point;
            (line.low, line.high, line.state) = (cell.low, cell.high, cell.state);
            line.points = weight * point.0;
            line.proof = proof(cell.origin);
            (line.curve, line.choice) = rule_used(rule, cell);
        }
        lines.push(line);
    }
    lines
}

/// The breakpoints or the word that gave the value.
fn rule_used(rule: &Active<'_>, cell: &Cell<'_>) -> (Vec<Breakpoint>, Option<Choice>) {
    let word = |word: &str| rule.criterion.choices.iter().find(|choice| choice.word == word).cloned();
    match (cell.origin, cell.state, rule.criterion.input) {
        (Origin::Chain { relation: Some(relation), .. }, ..) => (Vec::new(), word(relation.word())),
        (Origin::Honour(honour), ..) => {
            let implied = rule.criterion.implied.iter().find(|entry| entry.honour == honour.kind);
            (Vec::new(), implied.and_then(|entry| word(&entry.word)))
        }
        (Origin::Fact(fact), CellState::Known | CellState::Range, Input::Metric(metric)) => {
            if metric.unit() == Unit::Choice {
                return (Vec::new(), word(&fact.choice));
            }
            (breakpoints(rule, fact), None)
        }
        _ => (Vec::new(), None),
    }
}

fn breakpoints(rule: &Active<'_>, fact: &Fact) -> Vec<Breakpoint> {
    let ends = [fact.number.or(fact.low), fact.number.or(fact.high)];
    let brackets = ends.iter().flatten().filter_map(|x| curve::bracket(&rule.curve, *x));
    let (first, last) = brackets.fold((usize::MAX, 0), |(first, last), (a, b)| (first.min(a), last.max(b)));
    rule.breakpoints.get(first..=last).map(<[_]>::to_vec).unwrap_or_default()
}

fn proof(origin: Origin<'_>) -> Proof {
    match origin {
        Origin::Nothing => Proof::Nothing,
        Origin::Fact(fact) => Proof::Fact {
            id: fact.id,
            number: fact.number,
            low: fact.low,
            high: fact.high,
            choice: fact.choice.clone(),
            unit: fact.unit,
            as_of: fact.as_of,
            source: fact.source.clone(),
        },
        Origin::Honour(honour) => Proof::Honour { id: honour.id, source: honour.source.clone() },
        Origin::Fit { strength, horizon, role, traditional } => Proof::Fit { strength, horizon, role, traditional },
        Origin::OutsidePlan => Proof::OutsidePlan,
        Origin::Chain { relation, makers, neighbours } => Proof::Chain { relation, makers, neighbours },
    }
}
