//! Property tests: whatever the missing facts turn out to be, the value lies inside the interval.

use jiff::civil::date;
use proptest::prelude::*;

use super::testing::{company, company_id, coverage, default_model, fact, fit, local_product, small_plan};
use super::{ChainIndex, Dossier, Estimate, EstimateBasis, Input, Model, Scorecard, Scorer};
use crate::domain::{
    company::Company,
    fact::{Fact, FactState, Metric},
    fit::{Fit, Role},
    local_firm::LocalProduct,
    plan::Plan,
    units::Unit,
};

/// What is recorded of one metric, as an index that stays meaningful whatever the metric is.
#[derive(Debug, Clone, Copy)]
enum Recorded {
    Nothing,
    Refused,
    Unparsed,
    NotApplicable,
    Known(f64),
    Range(f64, f64),
}

/// What is recorded of one company.
#[derive(Debug, Clone)]
struct Case {
    text: bool,
    product: usize,
    role: usize,
    strength: f64,
    chain_complete: bool,
    local: bool,
    metrics: Vec<Recorded>,
    peers: Vec<f64>,
}

const METRICS: usize = 10;

fn recorded() -> impl Strategy<Value = Recorded> {
    prop_oneof![
        3 => Just(Recorded::Nothing),
        1 => Just(Recorded::Refused),
        1 => Just(Recorded::NotApplicable),
        3 => (0.0..=1.0_f64).prop_map(Recorded::Known),
        2 => (0.0..=1.0_f64, 0.0..=1.0_f64).prop_map(|(a, b)| Recorded::Range(a.min(b), a.max(b))),
    ]
}

fn case() -> impl Strategy<Value = Case> {
    (
        any::<bool>(),
        0_usize..6,
        0_usize..5,
        0.0..=1.0_f64,
        any::<bool>(),
        any::<bool>(),
        prop::collection::vec(recorded(), METRICS),
        prop::collection::vec(0.0..=1.0_f64, METRICS + 2),
    )
        .prop_map(|(text, product, role, strength, chain_complete, local, metrics, peers)| Case {
            text,
            product,
            role,
            strength,
            chain_complete,
            local,
            metrics,
            peers,
        })
}

struct Bench {
    plan: Plan,
    model: Model,
}

impl Bench {
    fn metrics(&self) -> Vec<Metric> {
        let active = self.model.criteria().filter(|(_, criterion)| criterion.is_active());
        active
            .filter_map(|(_, criterion)| match criterion.input {
                Input::Metric(metric) => Some(metric),
                _ => None,
            })
            .collect()
    }

    /// A fact that says this; 0–1 runs over 1.2 times the breakpoints, so values beyond both ends occur.
    fn fact(&self, metric: Metric, recorded: Recorded) -> Option<Fact> {
        let criterion = self.model.criteria().find(|(_, entry)| entry.input == Input::Metric(metric)).unwrap().1;
        let words = metric.choices();
        let ends = criterion.points.first().zip(criterion.points.last()).map(|(a, b)| (a.x, b.x));
        let scale = |share: f64| ends.map(|(a, b)| a + (b - a) * (share * 1.2 - 0.1));
        let word = |share: f64| words[((share * words.len() as f64) as usize).min(words.len() - 1)];
        let base = fact(1, 1 + metric as u128, metric);
        Some(match recorded {
            Recorded::Nothing => return None,
            Recorded::Unparsed => Fact { state: FactState::Unparsed, ..base },
            Recorded::Refused => Fact { state: FactState::Refused, ..base },
            Recorded::NotApplicable => Fact { state: FactState::NotApplicable, ..base },
            Recorded::Known(share) if metric.unit() == Unit::Choice => Fact { choice: word(share).into(), ..base },
            Recorded::Known(share) => Fact { number: scale(share), ..base },
            Recorded::Range(a, b) => Fact { state: FactState::Range, low: scale(a), high: scale(b), ..base },
        })
    }

    /// A scale of words has no ranges, so such a statement is one that could not be read.
    fn readable(&self, case: Case) -> Case {
        let mut case = case;
        for (metric, recorded) in self.metrics().into_iter().zip(&mut case.metrics) {
            if let (Unit::Choice, Recorded::Range(..)) = (metric.unit(), &recorded) {
                *recorded = Recorded::Unparsed;
            }
        }
        case
    }

    fn score(&self, case: &Case) -> Scorecard {
        let scorer = Scorer::new(&self.plan, &self.model);
        let sectors = [
            ("ev_parts", "motors", Some("pm_motor")),
            ("ev_parts", "auto_electronics", Some("adas")),
            ("ev_parts", "auto_electronics", None),
            ("traditional_auto_moto", "motorcycles", Some("carburettor")),
            ("traditional_auto_moto", "motorcycles", None),
        ];
        let mut company: Company = company(1, "n");
        let mut found = Fit::default();
        if let Some((sector, segment, product)) = sectors.get(case.product) {
            found = fit(sector, segment, *product, case.strength, Role::ALL[case.role]);
        }
        if case.text {
            company.main_business = "x".into();
        }
        let facts: Vec<Fact> = self
            .metrics()
            .into_iter()
            .zip(&case.metrics)
            .filter_map(|(metric, recorded)| self.fact(metric, *recorded))
            .collect();
        let facts: Vec<&Fact> = facts.iter().collect();
        let as_of = date(2026, 6, 1);
        let dossier = Dossier { company: &company, fit: &found, facts: &facts, honours: &[], checks: &[], as_of };
        let marks = ["motors", "auto_electronics", "motorcycles"]
            .map(|segment| coverage(company_id(1).uuid().as_u128(), segment, case.chain_complete));
        let local: Vec<LocalProduct> = if case.local {
            vec![local_product(1, 7, "motors", Some("pm_motor")), local_product(2, 7, "auto_electronics", None)]
        } else {
            Vec::new()
        };
        let chain =
            ChainIndex::new(&self.plan, &local.iter().collect::<Vec<_>>(), &marks.iter().collect::<Vec<_>>(), as_of);
        let peers: Vec<Estimate> =
            case.peers.iter().map(|v| Estimate { v: *v, basis: EstimateBasis::All(9) }).collect();
        scorer.scorecard(&dossier, &scorer.place(&company, &found), &chain, &peers)
    }
}

/// The same case with everything unknown settled one way or another; `dice` chooses.
fn complete(case: &Case, mut dice: impl FnMut() -> f64) -> Case {
    let mut done = case.clone();
    if !done.text {
        // The text may show any product, role and strength, or nothing of the plan at all.
        (done.text, done.product, done.role) = (true, (dice() * 5.99) as usize, (dice() * 4.99) as usize);
        done.strength = dice();
    }
    if !done.chain_complete {
        (done.chain_complete, done.local) = (true, dice() > 0.5);
    }
    for recorded in &mut done.metrics {
        *recorded = match *recorded {
            Recorded::Nothing | Recorded::Refused | Recorded::Unparsed => match dice() {
                roll if roll < 0.1 && roll > 0.0 => Recorded::NotApplicable,
                _ => Recorded::Known(dice()),
            },
            Recorded::Range(a, b) => Recorded::Known(a + (b - a) * dice()),
            other => other,
        };
    }
    done
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_completion_lies_inside(case in case(), seed in any::<u64>()) {
        let bench = Bench { plan: small_plan(), model: default_model() };
        let case = bench.readable(case);
        let card = bench.score(&case);
        prop_assert!(card.low <= card.value && card.value <= card.high);
        prop_assert!((0.0..=1.0).contains(&card.coverage));
        for line in &card.lines {
            prop_assert!(!line.active || line.low <= line.value && line.value <= line.high);
        }
        let mut state = seed | 1;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        for round in 0..48_u32 {
            // Two rounds of pure extremes, then mixtures of extremes and values between.
            let done = complete(&case, || match round {
                0 => 0.0,
                1 => 1.0,
                _ if round % 2 == 0 => f64::from(random() > 0.5),
                _ => random(),
            });
            let settled = bench.score(&done);
            prop_assert!(
                card.low - 1e-9 <= settled.value && settled.value <= card.high + 1e-9,
                "{} not in {}..{} for {done:?}", settled.value, card.low, card.high
            );
            prop_assert!(
                card.class.best <= settled.class.best && settled.class.worst <= card.class.worst
                    || done.metrics.iter().any(|entry| matches!(entry, Recorded::NotApplicable)),
                "class {} not in {}", settled.class, card.class
            );
        }
    }

    #[test]
    fn the_ends_are_reached(case in case()) {
        // The interval is not merely safe but tight: with text and chain known, the best
        // answers attain its upper end. (The weakest word of a scale need not be worth 0, so the lower end may be safe.)
        let bench = Bench { plan: small_plan(), model: default_model() };
        let case = bench.readable(Case { text: true, product: 0, chain_complete: true, local: false, ..case });
        let card = bench.score(&case);
        let high = bench.score(&complete(&case, || 1.0));
        prop_assert!((high.value - card.high).abs() < 1e-9, "{} against {}", high.value, card.high);
    }
}
