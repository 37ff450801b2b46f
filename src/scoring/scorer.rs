//! A plan and a model bound together, ready to look at companies.

use jiff::civil::Date;

use super::{
    card::Scorecard,
    cell::{Cell, metric_cell},
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
    fact::Fact,
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
}

impl<'m> Scorer<'m> {
    /// Binds plan and model.
    pub fn new(plan: &'m Plan, model: &'m Model) -> Self {
        let active = model
            .criteria()
            .filter(|(_, criterion)| criterion.is_active())
            .map(|(_, criterion)| {
                let breakpoints = criterion.breakpoints();
                let curve = breakpoints.iter().map(|point| (point.x, point.v)).collect();
                Active { criterion, breakpoints, curve }
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
            Input::Metric(metric) => {
                metric_cell(active.criterion, &active.curve, metric, dossier.facts, dossier.honours, dossier.as_of)
            }
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
