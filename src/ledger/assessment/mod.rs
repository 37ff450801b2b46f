//! The whole answer for every company: place, value with interval, class, gates, tier, slot need, chance, priority.
//!
//! Pure composition of `scoring` and `capacity`: the same input gives the same output to the last bit. The result is
//! compact, for 100 000 companies; the full card of one company is made on demand with [`Assessor::card`].

// Tests compare exact values on purpose and may panic.
#![cfg_attr(
    test,
    allow(clippy::float_cmp, clippy::unwrap_used, clippy::cast_possible_truncation, clippy::cast_sign_loss)
)]

mod input;
mod rank;
mod seats;
#[cfg(test)]
mod tests;

pub use input::{AssessmentInput, ByCompany};
pub use rank::{RankBy, Ranking, rank};
pub use seats::{Eligibility, LeftOut, LeftOutReason, Need, NoNeed, SlotKey, SlotLead, SlotState};

use std::{
    borrow::{Borrow, Cow},
    sync::Arc,
};

pub(super) use seats::{Claim, Horizon, Seating};

use crate::{
    capacity::{Attainability, Odds, StageChances, priority},
    domain::{
        company::{Company, GateState},
        fit::Fit,
        ids::{CompanyId, LeadId, ProductId, SectorId, SegmentId},
        lead::Lead,
        plan::SectorAim,
    },
    scoring::{
        ChainIndex, ClassRange, Columns, Dossier, GateFinding, PeerTable, Peers, Placement, PlacementBasis, Scorecard,
        Scorer, TierDecision,
    },
};

/// What is said of every company, and of every slot.
#[derive(Debug, Clone, Default)]
pub struct Assessment {
    /// One per company, in the order given.
    pub prospects: Vec<Prospect>,
    /// Slots with a target, in plan order. A base without numbers has none: 未设目标.
    pub slots: Vec<SlotState>,
    /// The cells of all companies, for re-scoring under other weights.
    pub columns: Columns,
}

/// What is said of one company.
#[derive(Debug, Clone, PartialEq)]
pub struct Prospect {
    /// Company.
    pub company: CompanyId,
    /// Sector; none = outside the plan or unknown, see `placed_by`.
    pub sector: Option<SectorId>,
    /// Segment.
    pub segment: Option<SegmentId>,
    /// Product.
    pub product: Option<ProductId>,
    /// What the place in the plan rests on.
    pub placed_by: PlacementBasis,
    /// Tier with its reason.
    pub tier: TierDecision,
    /// Point value V, 0–100.
    pub value: f64,
    /// Guaranteed lower end of V.
    pub low: f64,
    /// Guaranteed upper end of V.
    pub high: f64,
    /// Share of the weight that is known, 0–1.
    pub coverage: f64,
    /// 资料不足.
    pub low_coverage: bool,
    /// Class under both extremes.
    pub class: ClassRange,
    /// Worst of the gates; the findings are on the card.
    pub gate: GateState,
    /// Base and tier it would stand for, also where the plan sets no number; none = no base takes it.
    pub slot: Option<SlotKey>,
    /// Need of that slot for this company, counted without itself.
    pub need: Need,
    /// The lead that counts: landed before open, the furthest first.
    pub lead: Option<LeadId>,
    /// Chance to land.
    pub attainability: Attainability,
    /// p × V/100 × slot value × need; none when the need is not known, never 0 for that.
    pub priority: Option<f64>,
}

/// Everything about one company that a card shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Its place in the plan.
    pub placement: Placement,
    /// Value with all parts.
    pub scorecard: Scorecard,
    /// Gates in plan order, with proof.
    pub gates: Vec<GateFinding>,
    /// Tier with reason.
    pub tier: TierDecision,
}

/// An input laid out for assessing; keep it to make cards on demand.
#[derive(Debug)]
pub struct Assessor<'a, C, F> {
    input: &'a AssessmentInput<'a, C, F>,
    scorer: Scorer<'a>,
    chain: Arc<ChainIndex>,
    peers: Peers,
    odds: Cow<'a, Odds>,
}

/// Assesses every company.
pub fn assess<C: Borrow<Company>, F: Borrow<Fit>>(input: &AssessmentInput<'_, C, F>) -> Assessment {
    Assessor::new(input).assess()
}

impl<'a, C: Borrow<Company>, F: Borrow<Fit>> Assessor<'a, C, F> {
    /// Lays out plan, model, local firms and peers.
    pub fn new(input: &'a AssessmentInput<'a, C, F>) -> Self {
        let chain = ChainIndex::new(input.plan, input.local_products, input.coverage, input.as_of);
        Self::over(input, Arc::new(chain))
    }

    /// Over local firms that were laid out before, for the same plan and day; those of the input are not looked at.
    pub fn over(input: &'a AssessmentInput<'a, C, F>, chain: Arc<ChainIndex>) -> Self {
        let scorer = Scorer::new(input.plan, input.model);
        let peers = Peers::new(input.peers, &scorer);
        let assumed = || StageChances::new(input.model.stages.iter().map(|entry| (entry.stage, entry.p)));
        let odds = input.odds.map_or_else(|| Cow::Owned(Odds::assumed(assumed())), Cow::Borrowed);
        Self { input, scorer, chain, peers, odds }
    }

    /// The local firms as laid out.
    pub fn chain(&self) -> &Arc<ChainIndex> {
        &self.chain
    }

    /// The scorer, for weights and names of criteria.
    pub fn scorer(&self) -> &Scorer<'a> {
        &self.scorer
    }

    /// Assesses every company.
    pub fn assess(&self) -> Assessment {
        let input = self.input;
        let mut columns = Columns::new(&self.scorer, input.companies.len());
        let mut prospects = Vec::with_capacity(input.companies.len());
        let horizon = Horizon { as_of: input.as_of, until: input.target_date };
        let mut seating = Seating::new(input.plan, input.model.beta.value, &self.odds, horizon);
        let mut claims = Vec::with_capacity(input.companies.len());
        let mut cells = Vec::new();
        let mut cursor = input::Cursor::default();
        for (row, company) in input.companies.iter().enumerate() {
            let company: &Company = company.borrow();
            let found = input.records(company.id, &mut cursor);
            let dossier = self.dossier(row, company, &found);
            let place = self.scorer.place(company, dossier.fit);
            let tier = self.scorer.tier(&dossier);
            let gate = self.scorer.gate(&dossier);
            self.scorer.cells(&dossier, &place, &self.chain, &mut cells);
            columns.push(&cells, self.peers.estimates(tier.tier, place.sector.as_ref()));
            let lead = counting_lead(found.leads);
            let attainability = self.odds.attainability(lead);
            let claim = Claim {
                company: company.id,
                tier: tier.tier,
                sector: place.sector.as_ref(),
                unplaced: place.basis == PlacementBasis::NoText,
                honours: found.honours,
                lead,
                attainability,
                barred: gate == GateState::Fail,
            };
            claims.push(seating.enter(&claim));
            prospects.push(Prospect {
                company: company.id,
                sector: place.sector,
                segment: place.segment,
                product: place.product,
                placed_by: place.basis,
                tier,
                value: 0.0,
                low: 0.0,
                high: 0.0,
                coverage: 0.0,
                low_coverage: true,
                class: ClassRange { best: crate::scoring::Class::A, worst: crate::scoring::Class::C },
                gate,
                slot: None,
                need: Need::Unknown(NoNeed::OutsidePlan),
                lead: lead.map(|lead| lead.id),
                attainability,
                priority: None,
            });
        }
        columns.finish();
        let seated = seating.count();
        for (prospect, claim) in prospects.iter_mut().zip(&claims) {
            (prospect.slot, prospect.need) = seated.need(claim);
        }
        let mut assessment = Assessment { prospects, slots: seated.slots, columns };
        self.rescore(&mut assessment, self.scorer.weights());
        assessment
    }

    /// Values, classes and priorities under other weights; places, gates, needs and chances stay.
    pub fn rescore(&self, assessment: &mut Assessment, weights: &crate::scoring::Weights) {
        let scores = assessment.columns.evaluate(weights);
        let classes = assessment.columns.classes(&self.scorer, weights);
        let limit = self.input.model.low_coverage.value;
        let rows = scores.value.iter().zip(&scores.low).zip(&scores.high).zip(&scores.coverage).zip(&classes);
        for (prospect, ((((value, low), high), coverage), class)) in assessment.prospects.iter_mut().zip(rows) {
            (prospect.value, prospect.low, prospect.high) = (*value, *low, *high);
            (prospect.coverage, prospect.low_coverage) = (*coverage, *coverage < limit);
            prospect.class = *class;
            let worth = self.input.model.slot_value(prospect.tier.tier);
            prospect.priority = match prospect.need {
                Need::Known { need, .. } => Some(priority(prospect.attainability.p, *value, worth, need)),
                Need::Unknown(_) => None,
            };
        }
    }

    /// The full card of the company in a row; none when there is no such row.
    pub fn card(&self, row: usize) -> Option<Card> {
        let company: &Company = self.input.companies.get(row)?.borrow();
        let found = self.input.records(company.id, &mut input::Cursor::default());
        let dossier = self.dossier(row, company, &found);
        let placement = self.scorer.place(company, dossier.fit);
        let tier = self.scorer.tier(&dossier);
        let peers = self.peers.estimates(tier.tier, placement.sector.as_ref());
        let scorecard = self.scorer.scorecard(&dossier, &placement, &self.chain, peers);
        let gates = self.scorer.gates(&dossier);
        Some(Card { placement, scorecard, gates, tier })
    }

    /// A new peer table from what is known now, stamped with the day of judgement.
    pub fn peer_table(&self, assessment: &Assessment) -> PeerTable {
        let group = |row: usize| {
            let prospect = assessment.prospects.get(row);
            let tier = prospect.map_or(crate::domain::plan::Tier::Growth, |prospect| prospect.tier.tier);
            (tier, prospect.and_then(|prospect| prospect.sector.as_ref()))
        };
        assessment.columns.peer_table(&self.scorer, group, Some(self.input.as_of))
    }

    fn dossier<'d>(&'d self, row: usize, company: &'d Company, found: &input::Found<'d>) -> Dossier<'d> {
        let fit = self.input.fits.get(row).map_or(&input::NO_FIT, |fit| fit.borrow());
        let as_of = self.input.as_of;
        Dossier { company, fit, facts: found.facts, honours: found.honours, checks: found.checks, as_of }
    }
}

/// The one lead by which a company counts: a landed one before an open one, the furthest stage, then the older key.
/// A firm fills one seat, however many leads it has.
pub(super) fn counting_lead<'a>(leads: &[&'a Lead]) -> Option<&'a Lead> {
    leads
        .iter()
        .filter(|lead| lead.stage.is_landed() || lead.stage.is_open())
        .max_by(|a, b| a.stage.cmp(&b.stage).then(b.id.cmp(&a.id)))
        .copied()
}

/// Whether the plan only consolidates the sector.
fn is_traditional(plan: &crate::domain::plan::Plan, sector: &SectorId) -> bool {
    plan.sector(sector).is_some_and(|sector| sector.aim == SectorAim::Consolidate)
}
