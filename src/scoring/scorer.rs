//! A plan and a model bound together, ready to look at companies.

use jiff::civil::Date;

use super::{
    card::Scorecard,
    cell::{Cell, CellState, Origin, metric_cell},
    chain::ChainIndex,
    gates::{self, GateFinding},
    model::{Breakpoint, Criterion, Input, Model},
    peers::Estimate,
    place::{Placement, Places},
    sorting::Sorter,
    tiers::{self, TierDecision},
    weights::Weights,
};
use crate::domain::{
    company::{Company, GateCheck, GateState, Honour},
    fact::{Fact, FactState, Metric},
    fit::Fit,
    plan::Plan,
};

/// Everything recorded about one company, and the day it is judged at.
#[derive(Debug, Clone, Copy)]
pub struct Dossier<'a> {
    /// Company.
    pub company: &'a Company,
    /// What matching found.
    pub fit: &'a Fit,
    /// Its facts, in any order.
    pub facts: &'a [&'a Fact],
    /// Its honours, in any order.
    pub honours: &'a [&'a Honour],
    /// Checks of its gates, in any order.
    pub checks: &'a [&'a GateCheck],
    /// Expiry and dated facts are judged at this day; part of a record's stamp.
    pub as_of: Date,
}

/// A plan and a model, laid out for scoring.
#[derive(Debug, Clone)]
pub struct Scorer<'m> {
    plan: &'m Plan,
    model: &'m Model,
    active: Vec<Active<'m>>,
    places: Places,
    weights: Weights,
    pub(super) sorter: Sorter,
}

/// An active criterion with its curve in force.
#[derive(Debug, Clone)]
pub(super) struct Active<'m> {
    pub(super) criterion: &'m Criterion,
    pub(super) breakpoints: Vec<Breakpoint>,
    pub(super) curve: Vec<(f64, f64)>,
    /// The curve where plant is rented; empty = it does not apply there.
    rented: Vec<(f64, f64)>,
}

impl<'m> Scorer<'m> {
    /// Binds plan and model.
    pub fn new(plan: &'m Plan, model: &'m Model) -> Self {
        let active = model
            .criteria()
            .filter(|(_, criterion)| criterion.is_active())
            .map(|(_, criterion)| {
                let breakpoints = criterion.breakpoints();
                let [curve, rented] = [&breakpoints, &criterion.rented_breakpoints()]
                    .map(|points| points.iter().map(|point| (point.x, point.v)).collect());
                Active { criterion, breakpoints, curve, rented }
            })
            .collect();
        let (places, weights, sorter) = (Places::new(plan, model), Weights::of(model), Sorter::new(model));
        Self { plan, model, active, places, weights, sorter }
    }

    /// The plan.
    pub fn plan(&self) -> &'m Plan {
        self.plan
    }

    /// The model.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// The weights in force.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Active criteria, in the order of summation.
    pub fn criteria(&self) -> impl Iterator<Item = &'m Criterion> {
        self.active.iter().map(|active| active.criterion)
    }

    pub(super) fn active(&self) -> &[Active<'m>] {
        &self.active
    }

    /// Where a company stands in the plan.
    pub fn place(&self, company: &Company, fit: &Fit) -> Placement {
        self.places.place(company, fit)
    }

    /// Its tier.
    pub fn tier(&self, dossier: &Dossier<'_>) -> TierDecision {
        tiers::decide(self.model, dossier.company, dossier.honours, dossier.facts, dossier.as_of)
    }

    /// Its gates, in plan order.
    pub fn gates(&self, dossier: &Dossier<'_>) -> Vec<GateFinding> {
        let Dossier { company, fit, checks, as_of, .. } = *dossier;
        self.plan.gates.iter().map(|gate| gates::finding(gate, company, fit, checks, as_of)).collect()
    }

    /// The worst of its gates.
    pub fn gate(&self, dossier: &Dossier<'_>) -> GateState {
        let Dossier { company, fit, checks, as_of, .. } = *dossier;
        gates::overall(self.plan.gates.iter().map(|gate| gates::finding(gate, company, fit, checks, as_of).state))
    }

    /// One cell per active criterion, in the order of summation, written into `cells`.
    pub fn cells<'a>(&self, dossier: &Dossier<'a>, place: &Placement, chain: &ChainIndex, cells: &mut Vec<Cell<'a>>) {
        cells.clear();
        cells.extend(self.active.iter().map(|active| match active.criterion.input {
            Input::SectorFit => self.places.cell(place),
            Input::Chain => chain.cell(active.criterion, dossier.company.id, place),
            Input::Metric(metric) => active.metric_cell(metric, dossier),
        }));
    }

    /// The full card of one company: the same sum as the columns, with every reason.
    pub fn scorecard(
        &self,
        dossier: &Dossier<'_>,
        place: &Placement,
        chain: &ChainIndex,
        peers: &[Estimate],
    ) -> Scorecard {
        let mut cells = Vec::new();
        self.cells(dossier, place, chain, &mut cells);
        Scorecard::new(self, &cells, peers)
    }
}

impl Active<'_> {
    /// What the facts say; where they say nothing of land of one's own, or that there is none, what they say of rented
    /// plant.
    fn metric_cell<'a>(&self, metric: Metric, dossier: &Dossier<'a>) -> Cell<'a> {
        let Dossier { facts, honours, as_of, .. } = *dossier;
        let own = metric_cell(self.criterion, &self.curve, metric, facts, honours, as_of);
        let (CellState::Missing(_) | CellState::NotApplicable, Some(rented)) = (own.state, &self.criterion.rented)
        else {
            return own;
        };
        let cell = metric_cell(self.criterion, &self.rented, rented.metric, facts, honours, as_of);
        match cell.origin {
            Origin::Fact(fact) if fact.state == FactState::NotAsked => own,
            // Rented, and no threshold is accepted for that: it cannot be told how good it is.
            Origin::Fact(_) if self.rented.is_empty() => {
                Cell { state: CellState::NotApplicable, ..Cell::known(0.0, cell.origin) }
            }
            Origin::Fact(_) => cell,
            _ => own,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::scoring::{
        model::{Figure, Source},
        testing::{company, default_model, fact, fit, small_plan},
    };

    /// What the tax of a firm is worth, with these facts, when rented plant is judged by this threshold.
    fn tax_cell(rented: Option<f64>, facts: &[Fact]) -> (CellState, f64) {
        let (plan, mut model) = (small_plan(), default_model());
        let figure = |value| Figure { value, source: Source("test".into()) };
        for criterion in model.groups.iter_mut().flat_map(|group| &mut group.criteria) {
            if criterion.id == "tax_per_mu" {
                criterion.threshold = Some(figure(20.0));
                criterion.rented.as_mut().unwrap().threshold = rented.map(figure);
            }
        }
        let scorer = Scorer::new(&plan, &model);
        let place = scorer.criteria().position(|criterion| criterion.id == "tax_per_mu").unwrap();
        let (company, fit) = (company(1, "甲"), fit("ev_parts", "motors", None, 0.5, crate::domain::fit::Role::Makes));
        let facts: Vec<&Fact> = facts.iter().collect();
        let as_of = date(2026, 6, 1);
        let dossier = Dossier { company: &company, fit: &fit, facts: &facts, honours: &[], checks: &[], as_of };
        let cell = scorer.active()[place].metric_cell(Metric::TaxPerMu, &dossier);
        (cell.state, cell.high)
    }

    #[test]
    fn rented_plant_is_judged_by_its_own_measure_and_never_by_that_of_land() {
        let number = |id, metric, number| Fact { number: Some(number), ..fact(1, id, metric) };
        let (land, plant) = (number(1, Metric::TaxPerMu, 20.0), number(2, Metric::TaxPerPlant, 15.0));
        let no_land = Fact { state: FactState::NotApplicable, ..fact(1, 3, Metric::TaxPerMu) };
        assert_eq!(tax_cell(Some(15.0), std::slice::from_ref(&plant)), (CellState::Known, 0.6));
        assert_eq!(tax_cell(Some(15.0), &[plant.clone(), no_land.clone()]), (CellState::Known, 0.6));
        assert_eq!(tax_cell(Some(30.0), &[plant.clone(), land]).0, CellState::Known);
        // No threshold is accepted for rented plant: the question does not apply, and is no zero.
        assert_eq!(tax_cell(None, &[plant]).0, CellState::NotApplicable);
        assert_eq!(tax_cell(Some(15.0), &[no_land]).0, CellState::NotApplicable);
        assert!(matches!(tax_cell(Some(15.0), &[]).0, CellState::Missing(_)));
    }
}
