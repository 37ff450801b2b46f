//! What is known of one criterion of one company, as values in [0, 1].

use jiff::civil::Date;

use super::{
    chain::ChainRelation,
    curve,
    model::{Criterion, Implied},
    peers::{Estimate, EstimateBasis},
};
use crate::domain::{
    company::Honour,
    fact::{Fact, FactState, Metric},
    units::Unit,
};

/// One criterion of one company: the value lies in `low..=high`.
///
/// A missing value may be anything, so it spans the whole scale: never a silent zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell<'a> {
    /// Least value it can have.
    pub low: f64,
    /// Greatest value it can have.
    pub high: f64,
    /// What is known.
    pub state: CellState,
    /// A value that weak evidence suggests, used for the point while the truth is unknown.
    pub hint: Option<f64>,
    /// Where it comes from.
    pub origin: Origin<'a>,
}

/// What is known of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// One value.
    Known,
    /// Between two values.
    Range,
    /// Nothing, for this reason.
    Missing(MissingReason),
    /// The question does not apply; the weight goes to the other criteria.
    NotApplicable,
}

/// Why nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingReason {
    /// Nobody asked yet.
    NotAsked,
    /// The company did not say.
    Refused,
    /// Something is written that is no value.
    Unparsed,
    /// The list of local firms of the segment is not marked complete.
    LocalListIncomplete,
    /// No text of the company to match, or nothing but its name.
    NoText,
}

/// Where a cell comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Origin<'a> {
    /// Nothing is recorded.
    Nothing,
    /// A fact.
    Fact(&'a Fact),
    /// An honour that proves the word.
    Honour(&'a Honour),
    /// The company's place in the plan: strength, at most what the role allows, × horizon; each with its least and
    /// greatest possible figure.
    Fit {
        /// Strength of the segment.
        strength: f64,
        /// Horizon factor.
        horizon: (f64, f64),
        /// What the role allows.
        role: (f64, f64),
        /// Products of a traditional sector that the plan does not name for upgrading count nothing.
        traditional: bool,
    },
    /// The company's text speaks for no segment of the plan.
    OutsidePlan,
    /// Comparison with the local firms.
    Chain {
        /// What it does for the chain, when that is certain.
        relation: Option<ChainRelation>,
        /// Local firms that make the same product.
        makers: u32,
        /// Local firms that make something else in the segment.
        neighbours: u32,
    },
}

impl<'a> Cell<'a> {
    /// One value.
    pub fn known(v: f64, origin: Origin<'a>) -> Self {
        Self { low: v, high: v, state: CellState::Known, hint: None, origin }
    }

    /// Between two values; `Known` when they are the same.
    pub fn range(low: f64, high: f64, origin: Origin<'a>) -> Self {
        let state = if low < high { CellState::Range } else { CellState::Known };
        Self { low: low.min(high), high: high.max(low), state, hint: None, origin }
    }

    /// Nothing known.
    pub fn missing(reason: MissingReason, origin: Origin<'a>) -> Self {
        Self { low: 0.0, high: 1.0, state: CellState::Missing(reason), hint: None, origin }
    }

    /// The point value and what it rests on: the value itself, the hint, the mean of the peers held inside the range,
    /// or the middle.
    pub fn point(&self, peers: Estimate) -> (f64, EstimateBasis) {
        if let CellState::Known | CellState::NotApplicable = self.state {
            return (self.low, EstimateBasis::Known);
        }
        if let Some(hint) = self.hint {
            return (hint.clamp(self.low, self.high), EstimateBasis::Hint);
        }
        match peers.basis {
            EstimateBasis::Group(_) | EstimateBasis::All(_) => (peers.v.clamp(self.low, self.high), peers.basis),
            _ => (self.low + (self.high - self.low) / 2.0, EstimateBasis::Middle),
        }
    }
}

/// The fact that speaks for a metric on a day: the latest dated up to then (undated ones are the oldest).
///
/// A later "refused" or "not asked" does not unsay what was known before; the older value stands with its older date.
pub fn fact_for<'a>(facts: &[&'a Fact], metric: Metric, on: Date) -> Option<&'a Fact> {
    facts
        .iter()
        .filter(|fact| fact.metric == metric && fact.as_of.is_none_or(|day| day <= on))
        .max_by_key(|fact| {
            let says = matches!(fact.state, FactState::Known | FactState::Range | FactState::NotApplicable);
            (says, fact.as_of, fact.id)
        })
        .copied()
}

/// Whether an honour holds on a day. Without dates it is taken to hold: it was read in a list of holders.
pub fn honour_holds(honour: &Honour, on: Date) -> bool {
    honour.issued.is_none_or(|day| day <= on) && honour.expires.is_none_or(|day| on <= day)
}

/// The cell of a criterion that looks at a fact. `points` is the curve in force.
pub(super) fn metric_cell<'a>(
    criterion: &Criterion,
    points: &[(f64, f64)],
    metric: Metric,
    facts: &[&'a Fact],
    honours: &[&'a Honour],
    on: Date,
) -> Cell<'a> {
    let fact = fact_for(facts, metric, on);
    let cell = fact.map_or_else(
        || Cell::missing(MissingReason::NotAsked, Origin::Nothing),
        |fact| fact_cell(criterion, points, metric, fact),
    );
    if let CellState::Missing(_) = cell.state {
        let implied = |entry: &Implied| {
            let honour = honours.iter().find(|honour| honour.kind == entry.honour && honour_holds(honour, on))?;
            Some(Cell::known(choice(criterion, &entry.word)?, Origin::Honour(honour)))
        };
        if let Some(proven) = criterion.implied.iter().find_map(implied) {
            return proven;
        }
    }
    cell
}

fn fact_cell<'a>(criterion: &Criterion, points: &[(f64, f64)], metric: Metric, fact: &'a Fact) -> Cell<'a> {
    let origin = Origin::Fact(fact);
    let unparsed = Cell::missing(MissingReason::Unparsed, origin);
    match fact.state {
        FactState::NotAsked => Cell::missing(MissingReason::NotAsked, origin),
        FactState::Refused => Cell::missing(MissingReason::Refused, origin),
        FactState::Unparsed => unparsed,
        FactState::NotApplicable => Cell { state: CellState::NotApplicable, ..Cell::known(0.0, origin) },
        FactState::Known if metric.unit() == Unit::Choice => {
            choice(criterion, &fact.choice).map_or(unparsed, |v| Cell::known(v, origin))
        }
        // A number in another unit than the metric's is not a value until it has been converted.
        FactState::Known | FactState::Range if fact.unit != metric.unit() => unparsed,
        FactState::Known => fact
            .number
            .filter(|number| number.is_finite())
            .and_then(|number| curve::value_at(points, number))
            .map_or(unparsed, |v| Cell::known(v, origin)),
        FactState::Range if fact.low.is_none() && fact.high.is_none() => unparsed,
        FactState::Range => {
            let (from, to) = (fact.low.unwrap_or(f64::NEG_INFINITY), fact.high.unwrap_or(f64::INFINITY));
            curve::span_over(points, from, to).map_or(unparsed, |(low, high)| Cell::range(low, high, origin))
        }
    }
}

fn choice(criterion: &Criterion, word: &str) -> Option<f64> {
    criterion.choices.iter().find(|choice| choice.word == word).map(|choice| choice.v)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::scoring::testing::{default_model, fact, honour};

    fn cell_of<'a>(id: &str, metric: Metric, facts: &[&'a Fact]) -> Cell<'a> {
        let model = default_model();
        let criterion = model.criteria().find(|(_, criterion)| criterion.id == id).unwrap().1;
        let points: Vec<_> = criterion.breakpoints().iter().map(|point| (point.x, point.v)).collect();
        metric_cell(criterion, &points, metric, facts, &[], date(2026, 6, 1))
    }

    #[test]
    fn the_latest_statement_up_to_the_day_speaks() {
        let old = Fact { as_of: Some(date(2023, 12, 31)), number: Some(3.0), ..fact(1, 1, Metric::RdIntensity) };
        let new = Fact { as_of: Some(date(2025, 12, 31)), number: Some(5.0), ..fact(1, 2, Metric::RdIntensity) };
        let future = Fact { as_of: Some(date(2027, 12, 31)), number: Some(0.0), ..fact(1, 3, Metric::RdIntensity) };
        let undated = Fact { as_of: None, number: Some(2.6), ..fact(1, 4, Metric::RdIntensity) };
        let facts = [&old, &future, &new, &undated];
        assert_eq!(cell_of("rd_intensity", Metric::RdIntensity, &facts).low, 1.0);
        let refused = Fact { state: FactState::Refused, as_of: Some(date(2026, 1, 1)), ..new.clone() };
        let cell = cell_of("rd_intensity", Metric::RdIntensity, &[&old, &refused]);
        assert_eq!((cell.low, cell.state), (0.5, CellState::Known));
        let cell = cell_of("rd_intensity", Metric::RdIntensity, &[&refused]);
        assert_eq!((cell.low, cell.high, cell.state), (0.0, 1.0, CellState::Missing(MissingReason::Refused)));
    }

    #[test]
    fn what_is_no_value_is_missing_never_zero() {
        let base = fact(1, 1, Metric::RdIntensity);
        for broken in [
            Fact { number: None, ..base.clone() },
            Fact { number: Some(f64::NAN), ..base.clone() },
            Fact { unit: Unit::Count, ..base.clone() },
            Fact { state: FactState::Range, low: Some(4.0), high: Some(3.0), ..base.clone() },
            Fact { state: FactState::Range, low: None, high: None, ..base.clone() },
        ] {
            let cell = cell_of("rd_intensity", Metric::RdIntensity, &[&broken]);
            assert_eq!(cell.state, CellState::Missing(MissingReason::Unparsed), "{broken:?}");
            assert_eq!((cell.low, cell.high), (0.0, 1.0));
        }
        let word = Fact { choice: "huge".into(), ..fact(1, 1, Metric::RdBody) };
        let cell = cell_of("rd_body", Metric::RdBody, &[&word]);
        assert_eq!(cell.state, CellState::Missing(MissingReason::Unparsed));
    }

    #[test]
    fn ranges_may_be_open_at_one_end() {
        let at_least = Fact { state: FactState::Range, low: Some(3.0), high: None, ..fact(1, 1, Metric::RdIntensity) };
        let cell = cell_of("rd_intensity", Metric::RdIntensity, &[&at_least]);
        assert_eq!((cell.low, cell.high, cell.state), (0.5, 1.0, CellState::Range));
    }

    #[test]
    fn an_accepted_threshold_brings_a_criterion_to_life() {
        let mut model = default_model();
        let criterion =
            model.groups.iter_mut().flat_map(|group| &mut group.criteria).find(|entry| entry.id == "tax_per_mu");
        let criterion = criterion.unwrap();
        assert!(!criterion.is_active());
        criterion.threshold = Some(crate::scoring::model::Figure {
            value: 20.0,
            source: crate::scoring::Source("某市 2024 年标准地".into()),
        });
        assert!(criterion.is_active());
        let points: Vec<_> = criterion.breakpoints().iter().map(|point| (point.x, point.v)).collect();
        for (number, expected) in [(0.0, 0.0), (10.0, 0.3), (20.0, 0.6), (25.0, 0.8), (30.0, 1.0), (99.0, 1.0)] {
            let fact = Fact { number: Some(number), ..fact(1, 1, Metric::TaxPerMu) };
            let cell = metric_cell(criterion, &points, Metric::TaxPerMu, &[&fact], &[], date(2026, 6, 1));
            assert!((cell.low - expected).abs() < 1e-12 && cell.state == CellState::Known, "{number}: {cell:?}");
        }
        // The weight that had moved to the value-added rate comes back.
        let weights = crate::scoring::Weights::of(&model);
        let points: f64 = weights.points().iter().sum();
        assert!((points - 100.0).abs() < 1e-9);
        assert!(weights.points().iter().any(|points| (points - 15.0 * 0.3 / 0.5).abs() < 1e-9));
    }

    #[test]
    fn an_honour_proves_the_word_only_where_no_fact_speaks() {
        let model = default_model();
        let criterion = model.criteria().find(|(_, entry)| entry.id == "financing_stage").unwrap().1;
        let listed = honour(1, 1, crate::domain::company::HonourKind::Listed);
        let seed = Fact { choice: "seed".into(), ..fact(1, 1, Metric::FinancingStage) };
        let refused = Fact { state: FactState::Refused, ..seed.clone() };
        let cell = |facts: &[&Fact], honours: &[&Honour]| {
            let cell = metric_cell(criterion, &[], Metric::FinancingStage, facts, honours, date(2026, 6, 1));
            (cell.low, cell.high)
        };
        assert_eq!(cell(&[], &[&listed]), (1.0, 1.0));
        assert_eq!(cell(&[&refused], &[&listed]), (1.0, 1.0));
        assert_eq!(cell(&[&seed], &[&listed]), (0.4, 0.4));
        assert_eq!(cell(&[], &[]), (0.0, 1.0));
    }

    #[test]
    fn an_honour_holds_between_its_days() {
        let held = Honour {
            issued: Some(date(2022, 1, 1)),
            expires: Some(date(2024, 12, 31)),
            ..honour(1, 1, crate::domain::company::HonourKind::HighTech)
        };
        assert!(honour_holds(&held, date(2024, 12, 31)));
        assert!(!honour_holds(&held, date(2025, 1, 1)));
        assert!(!honour_holds(&held, date(2021, 12, 31)));
    }
}
