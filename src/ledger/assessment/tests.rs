//! Whole assessments of small workspaces: slots, needs, priorities, ranking, and equality of columns and cards.

use std::sync::Arc;

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::*;
use crate::{
    capacity::{AttainabilityBasis, SlotRange},
    domain::{
        company::{GateCheck, Honour, HonourKind},
        fact::{Fact, Metric},
        fit::Role,
        ids::{BaseId, SegmentId},
        lead::Stage,
        local_firm::{LocalProduct, SegmentCoverage},
        plan::{Plan, Tier},
        units::Percent,
    },
    scoring::{
        Model, Weights,
        testing::{
            company, company_id, coverage, default_model, fact, fit, gate_check, honour, local_product, small_plan,
        },
    },
};

const DAY: Date = date(2026, 6, 1);

/// A workspace in memory.
struct World {
    plan: Plan,
    model: Model,
    companies: Vec<Arc<Company>>,
    fits: Vec<Fit>,
    facts: Vec<Fact>,
    honours: Vec<Honour>,
    checks: Vec<GateCheck>,
    leads: Vec<Lead>,
    local: Vec<LocalProduct>,
    coverage: Vec<SegmentCoverage>,
    peers: PeerTable,
}

impl World {
    fn new() -> Self {
        Self {
            plan: small_plan(),
            model: default_model(),
            companies: Vec::new(),
            fits: Vec::new(),
            facts: Vec::new(),
            honours: Vec::new(),
            checks: Vec::new(),
            leads: Vec::new(),
            local: Vec::new(),
            coverage: Vec::new(),
            peers: PeerTable::default(),
        }
    }

    /// A maker of motors with text, and no fact; its number is its key.
    fn maker(&mut self, number: u128) -> &mut Self {
        self.firm(number, fit("ev_parts", "motors", Some("pm_motor"), 1.0, Role::Makes))
    }

    fn firm(&mut self, number: u128, fit: Fit) -> &mut Self {
        let firm = Company { main_business: "x".into(), ..company(number, &format!("firm {number}")) };
        self.companies.push(Arc::new(firm));
        self.fits.push(fit);
        self
    }

    fn lead(&mut self, company: u128, stage: Stage) -> &mut Lead {
        let id = LeadId::from_uuid(Uuid::from_u128(self.leads.len() as u128 + 1));
        self.leads.push(Lead { stage, ..Lead::new(id, company_id(company), "") });
        self.leads.last_mut().unwrap()
    }

    fn with<R>(&self, look: impl FnOnce(&Assessor<'_, Arc<Company>, Fit>) -> R) -> R {
        let facts = ByCompany::new(&self.facts, |fact| fact.company);
        let honours = ByCompany::new(&self.honours, |honour| honour.company);
        let gate_checks = ByCompany::new(&self.checks, |check| check.company);
        let leads = ByCompany::new(&self.leads, |lead| lead.company);
        let local: Vec<_> = self.local.iter().collect();
        let coverage: Vec<_> = self.coverage.iter().collect();
        let input = AssessmentInput {
            plan: &self.plan,
            model: &self.model,
            companies: &self.companies,
            fits: &self.fits,
            facts: &facts,
            honours: &honours,
            gate_checks: &gate_checks,
            leads: &leads,
            local_products: &local,
            coverage: &coverage,
            peers: &self.peers,
            odds: None,
            target_date: date(2030, 12, 31),
            as_of: DAY,
        };
        look(&Assessor::new(&input))
    }

    // The method itself would not be general enough in its lifetime.
    #[allow(clippy::redundant_closure_for_method_calls)]
    fn assess(&self) -> Assessment {
        self.with(|assessor| assessor.assess())
    }
}

fn need_of(prospect: &Prospect) -> f64 {
    match prospect.need {
        Need::Known { need, .. } => need,
        Need::Unknown(reason) => panic!("no need: {reason:?}"),
    }
}

fn slot<'a>(assessment: &'a Assessment, base: &str, tier: Tier) -> &'a SlotState {
    assessment.slots.iter().find(|state| state.slot.base == BaseId::new(base) && state.slot.tier == tier).unwrap()
}

#[test]
fn need_counts_the_others_only_and_priority_multiplies() {
    let mut world = World::new();
    for number in 1..=5 {
        world.maker(number);
        world.honours.push(honour(number, number, HonourKind::Listed));
        world.honours.push(honour(number, 10 + number, HonourKind::HighTech));
    }
    world.lead(1, Stage::Talks).win_estimate = Some(Percent(30.0));
    world.lead(2, Stage::Talks).win_estimate = Some(Percent(50.0));
    world.lead(3, Stage::Talks).win_estimate = Some(Percent(20.0));
    world.lead(4, Stage::Lost);
    let result = world.assess();
    let leaders = slot(&result, "ev_parts_base", Tier::Leader);
    // The worked example of a slot 1–2 with leads of .3, .5 and .2.
    assert!((leaders.outlook.need - 0.4445).abs() < 1e-12);
    assert!((need_of(&result.prospects[4]) - 0.4445).abs() < 1e-12);
    assert!(leaders.passed);
    // For the second firm only .3 and .2 are in its way.
    let without_second = SlotRange { min: 1, max: 2 }.outlook(0.35, 0, &[0.3, 0.2]).need;
    assert!((need_of(&result.prospects[1]) - without_second).abs() < 1e-12);
    // A lost lead does not count, and its firm starts again from the first stage.
    assert_eq!(leaders.open.len(), 3);
    assert_eq!(result.prospects[3].attainability.basis, AttainabilityBasis::NoLead);
    let second = &result.prospects[1];
    assert_eq!(second.attainability.basis, AttainabilityBasis::Officer(Stage::Talks));
    assert_eq!((second.attainability.p, second.attainability.by_stage), (0.5, 0.12));
    let expected = 0.5 * second.value / 100.0 * 100.0 * without_second;
    assert!((second.priority.unwrap() - expected).abs() < 1e-12);
}

#[test]
fn a_firm_fills_one_seat_and_landed_goes_before_open() {
    let mut world = World::new();
    world.maker(1).maker(2);
    world.lead(1, Stage::Building);
    world.lead(1, Stage::Signed);
    world.lead(1, Stage::Landed);
    let result = world.assess();
    let growth = slot(&result, "ev_parts_base", Tier::Growth);
    assert_eq!((growth.landed.len(), growth.open.len()), (1, 0));
    assert_eq!(result.prospects[0].attainability.basis, AttainabilityBasis::Landed);
    assert_eq!(result.prospects[0].lead, Some(world.leads[0].id));
    assert_eq!(need_of(&result.prospects[1]), 1.0);
}

#[test]
fn seats_that_ask_for_an_honour() {
    let mut world = World::new();
    for number in 1..=3 {
        world.maker(number);
    }
    world.honours.push(honour(1, 1, HonourKind::Listed));
    world.honours.push(honour(2, 2, HonourKind::Listed));
    world.honours.push(honour(2, 3, HonourKind::HighTech));
    let mut third = (*world.companies[2]).clone();
    third.tier_override = Some(Tier::Leader);
    world.companies[2] = Arc::new(third);
    for number in 1..=3 {
        world.lead(number, Stage::Signed);
    }
    let result = world.assess();
    assert_eq!(result.prospects[0].need, Need::Unknown(NoNeed::NotEligible(HonourKind::HighTech)));
    assert_eq!(result.prospects[0].priority, None);
    let eligibility = |row: usize| match result.prospects[row].need {
        Need::Known { eligibility, .. } => eligibility,
        Need::Unknown(_) => panic!(),
    };
    assert_eq!(eligibility(1), Eligibility::Holds(HonourKind::HighTech));
    assert_eq!(eligibility(2), Eligibility::Unknown(HonourKind::HighTech));
    let leaders = slot(&result, "ev_parts_base", Tier::Leader);
    assert_eq!(leaders.open.len(), 2);
    assert_eq!(leaders.left_out[0].reason, LeftOutReason::NotEligible(HonourKind::HighTech));
    assert_eq!(leaders.eligibility_unknown, [company_id(3)]);
    // An expired certificate is no certificate.
    world.honours[2].expires = Some(date(2026, 5, 31));
    let result = world.assess();
    assert_eq!(result.prospects[1].need, Need::Unknown(NoNeed::NotEligible(HonourKind::HighTech)));
}

#[test]
fn without_a_target_there_is_no_need_figure() {
    let mut world = World::new();
    world
        .firm(1, fit("semiconductor", "packaging_test", Some("bga"), 0.9, Role::Makes))
        .firm(2, fit("traditional_auto_moto", "motorcycles", Some("e_moto"), 0.9, Role::Makes))
        .firm(3, Fit::default())
        .firm(4, Fit::default());
    let mut nameless = (*world.companies[3]).clone();
    nameless.main_business = "".into();
    world.companies[3] = Arc::new(nameless);
    let result = world.assess();
    let reasons: Vec<_> = result.prospects.iter().map(|prospect| prospect.need).collect();
    assert_eq!(
        reasons,
        [NoNeed::NoTarget, NoNeed::TraditionalSector, NoNeed::OutsidePlan, NoNeed::SectorUnknown].map(Need::Unknown)
    );
    assert_eq!(result.prospects[0].slot.as_ref().unwrap().base, BaseId::new("xiyong"));
    assert!(result.prospects.iter().all(|prospect| prospect.priority.is_none()));
    assert_eq!(result.prospects[2].high - result.prospects[2].low, result.prospects[2].high);
    // An officer's base wins over the sector's.
    world.lead(2, Stage::Intent).base = Some(BaseId::new("ev_parts_base"));
    world.lead(3, Stage::Intent).segment = Some(SegmentId::new("motors"));
    let result = world.assess();
    assert_eq!(need_of(&result.prospects[1]), 1.0);
    assert_eq!(need_of(&result.prospects[2]), 1.0);
    assert_eq!(slot(&result, "ev_parts_base", Tier::Growth).open.len(), 2);
}

#[test]
fn a_firm_that_fails_a_gate_fills_no_seat() {
    let mut world = World::new();
    world.maker(1).maker(2);
    world.lead(1, Stage::Signed);
    world.checks.push(gate_check(1, 1, "eliminated", GateState::Fail));
    let result = world.assess();
    assert_eq!(result.prospects[0].gate, GateState::Fail);
    assert_eq!(result.prospects[1].gate, GateState::Unknown);
    let growth = slot(&result, "ev_parts_base", Tier::Growth);
    assert_eq!((growth.open.len(), growth.left_out[0].reason), (0, LeftOutReason::GateFails));
}

#[test]
fn ranking_is_total_and_puts_the_unknown_need_last() {
    let mut world = World::new();
    world.firm(1, fit("semiconductor", "packaging_test", Some("bga"), 1.0, Role::Makes));
    for number in [4, 3, 2] {
        world.maker(number);
    }
    world.facts.push(Fact { number: Some(5.0), ..fact(2, 1, Metric::RdIntensity) });
    let result = world.assess();
    let name = |row: usize| &*world.companies[row].name;
    let by_value = rank(&result.prospects, RankBy::Value, name);
    assert_eq!(by_value.rows, [3, 0, 2, 1]);
    assert_eq!(by_value.without_need_from, 4);
    let by_priority = rank(&result.prospects, RankBy::Priority, name);
    assert_eq!((by_priority.rows, by_priority.without_need_from), (vec![3, 2, 1, 0], 3));
    for by in RankBy::ALL {
        let mut rows = rank(&result.prospects, *by, name).rows;
        rows.sort_unstable();
        assert_eq!(rows, [0, 1, 2, 3]);
    }
}

/// A crowd that differs in everything, without chance.
fn crowd(count: u128) -> World {
    let mut world = World::new();
    let products = [("motors", Some("pm_motor")), ("auto_electronics", None), ("auto_electronics", Some("adas"))];
    for number in 1..=count {
        let (segment, product) = products[number as usize % 3];
        let strength = (number as f64 * 0.37).fract();
        if number % 7 == 0 {
            world.firm(number, Fit::default());
        } else {
            world.firm(number, fit("ev_parts", segment, product, strength, Role::ALL[number as usize % 5]));
        }
        let mut push = |id: u128, fact: Fact| {
            if (number * 31 + id * 17) % 5 < 2 {
                world.facts.push(fact);
            }
        };
        let x = (number as f64 * 0.61).fract();
        push(1, Fact { number: Some(x * 6.0), ..fact(number, number * 100 + 1, Metric::RdIntensity) });
        push(2, Fact { number: Some(x * 60.0), ..fact(number, number * 100 + 2, Metric::InventionPatents) });
        push(3, Fact { choice: "own".into(), ..fact(number, number * 100 + 3, Metric::CoreTechnology) });
        push(4, Fact { number: Some(x * 50.0), ..fact(number, number * 100 + 4, Metric::RevenueGrowth) });
        let state = crate::domain::fact::FactState::NotApplicable;
        push(5, Fact { state, ..fact(number, number * 100 + 5, Metric::ValueAddedPerTce) });
        push(6, Fact { state, ..fact(number, number * 100 + 6, Metric::ValueAddedRate) });
        let state = crate::domain::fact::FactState::Range;
        let range = Fact { state, low: Some(x), high: Some(x + 2.0), ..fact(number, 0, Metric::ValueAddedPerTce) };
        push(7, range);
        if number % 11 == 0 {
            world.honours.push(honour(number, number, HonourKind::LittleGiant));
        }
        if number % 13 == 0 {
            world.lead(number, Stage::ALL[number as usize % 15]);
        }
    }
    world.coverage.push(coverage(1, "motors", true));
    world.local.push(local_product(1, 999_999, "motors", Some("pm_motor")));
    world
}

#[test]
fn columns_and_cards_agree_to_the_last_bit() {
    let mut world = crowd(3000);
    for peers in [PeerTable::default(), world.with(|assessor| assessor.peer_table(&assessor.assess()))] {
        world.peers = peers;
        world.with(|assessor| {
            let result = assessor.assess();
            for (row, prospect) in result.prospects.iter().enumerate() {
                let card = assessor.card(row).unwrap();
                let score = &card.scorecard;
                let bits = |v: [f64; 4]| v.map(f64::to_bits);
                assert_eq!(
                    bits([prospect.value, prospect.low, prospect.high, prospect.coverage]),
                    bits([score.value, score.low, score.high, score.coverage]),
                    "row {row}"
                );
                assert_eq!((prospect.class, prospect.tier), (score.class, card.tier));
                assert!(prospect.low <= prospect.value && prospect.value <= prospect.high, "row {row}");
                let parts = score.lines.iter().fold(0.0, |sum, line| sum + line.points);
                assert_eq!(parts.min(100.0).to_bits(), score.value.to_bits(), "row {row}");
                let by_group: f64 = score.groups.iter().map(|group| group.points).sum();
                assert!((by_group - score.value).abs() < 1e-9);
            }
            assert!(assessor.card(result.prospects.len()).is_none());
        });
    }
}

#[test]
fn other_weights_give_what_a_model_with_those_weights_gives() {
    let world = crowd(300);
    let mut other = crowd(300);
    other.model.groups[0].weight = 0.15;
    other.model.groups[2].weight = 0.45;
    let direct = other.assess();
    world.with(|assessor| {
        let mut result = assessor.assess();
        assessor.rescore(&mut result, &Weights::of(&other.model));
        assert_eq!(result.prospects, direct.prospects);
    });
}

#[test]
fn the_order_of_companies_and_records_changes_nothing() {
    let world = crowd(400);
    let mut turned = crowd(400);
    turned.companies.reverse();
    turned.fits.reverse();
    turned.facts.reverse();
    turned.honours.reverse();
    turned.leads.reverse();
    let (one, two) = (world.assess(), turned.assess());
    for (a, b) in one.prospects.iter().zip(two.prospects.iter().rev()) {
        assert_eq!((a.company, a.value, a.low, a.high, a.gate), (b.company, b.value, b.low, b.high, b.gate));
        match (a.need, b.need) {
            (Need::Known { need: x, .. }, Need::Known { need: y, .. }) => assert!((x - y).abs() < 1e-12),
            (x, y) => assert_eq!(x, y),
        }
    }
}
