//! Scoring of 100 000 companies: re-scoring after a weight change, and the whole assessment from records.
//!
//! `cargo bench --bench scoring`

#![allow(missing_docs, clippy::unwrap_used, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use divan::Bencher;
use jiff::civil::date;
use uuid::Uuid;
use zhaoshang::{
    domain::{
        company::{Company, GateCheck, Honour, HonourKind},
        fact::{Fact, FactState, Metric},
        fit::{Fit, NodeStrength, Role},
        ids::{CompanyId, FactId, HonourId, LeadId, ProductId, SectorId, SegmentId},
        lead::{Lead, Stage},
        plan::Plan,
    },
    ledger::assessment::{AssessmentInput, Assessor, ByCompany, RankBy, assess, rank},
    scoring::{DEFAULT_MODEL, Model, PeerTable, Weights},
};

const COMPANIES: u128 = 100_000;

fn main() {
    divan::main();
}

struct World {
    plan: Plan,
    model: Model,
    companies: Vec<Company>,
    fits: Vec<Fit>,
    facts: Vec<Fact>,
    honours: Vec<Honour>,
    leads: Vec<Lead>,
}

impl World {
    /// 100 000 companies with four facts each, one honour in three, one lead in fifty.
    fn new() -> Self {
        let plan: Plan = toml::from_str(include_str!("../tests/support/small_plan.toml")).unwrap();
        let model = Model::from_toml(DEFAULT_MODEL, "seeds/model.toml").unwrap();
        let mut world = Self {
            plan,
            model,
            companies: Vec::new(),
            fits: Vec::new(),
            facts: Vec::new(),
            honours: Vec::new(),
            leads: Vec::new(),
        };
        let metrics = [
            Metric::RdIntensity,
            Metric::InventionPatents,
            Metric::Revenue,
            Metric::RevenueGrowth,
            Metric::ValueAddedRate,
            Metric::ValueAddedPerTce,
        ];
        for number in 0..COMPANIES {
            // Keys in the order of entry, like those of the store.
            let id = CompanyId::from_uuid(Uuid::from_u128((number << 40) | (number * 7919 % 65_521)));
            let share = |salt: u128| ((number * 2_654_435_761 + salt * 40_503) % 10_007) as f64 / 10_007.0;
            let company = Company::named(id, &format!("company {}", number * 48_271 % 2_147_483_647));
            let status = if number % 9 == 0 { "" } else { "存续" };
            world.companies.push(Company {
                main_business: "text".into(),
                registration_status: status.into(),
                ..company
            });
            world.fits.push(fit(number, share(1)));
            for salt in 0..4 {
                let metric = metrics[((number + salt * 2) % 6) as usize];
                world.facts.push(Fact {
                    id: FactId::from_uuid(Uuid::from_u128(number * 8 + salt)),
                    company: id,
                    metric,
                    state: FactState::Known,
                    number: Some(share(salt) * 30.0),
                    low: None,
                    high: None,
                    choice: "".into(),
                    unit: metric.unit(),
                    as_of: Some(date(2025, 12, 31)),
                    source: "list".into(),
                    note: "".into(),
                    author: None,
                });
            }
            if number % 3 == 0 {
                let kinds = [HonourKind::HighTech, HonourKind::LittleGiant, HonourKind::Listed, HonourKind::Gazelle];
                world.honours.push(Honour {
                    id: HonourId::from_uuid(Uuid::from_u128(number)),
                    company: id,
                    kind: kinds[(number / 3 % 4) as usize],
                    number: "".into(),
                    issued: None,
                    expires: Some(date(2025 + (number % 4) as i16, 6, 30)),
                    source: "list".into(),
                });
            }
            if number % 50 == 0 {
                world.leads.push(lead(number, id));
            }
        }
        world
    }

    fn with<R>(&self, look: impl FnOnce(&AssessmentInput<'_, Company, Fit>) -> R) -> R {
        let facts = ByCompany::new(&self.facts, |fact| fact.company);
        let honours = ByCompany::new(&self.honours, |honour| honour.company);
        let gate_checks = ByCompany::<GateCheck>::new(&[], |check| check.company);
        let leads = ByCompany::new(&self.leads, |lead| lead.company);
        look(&AssessmentInput {
            plan: &self.plan,
            model: &self.model,
            companies: &self.companies,
            fits: &self.fits,
            facts: &facts,
            honours: &honours,
            gate_checks: &gate_checks,
            leads: &leads,
            local_products: &[],
            coverage: &[],
            peers: &PeerTable::default(),
            target_date: date(2030, 12, 31),
            as_of: date(2026, 6, 1),
        })
    }
}

fn fit(number: u128, strength: f64) -> Fit {
    let (sector, segment, product) = [
        ("ev_parts", "motors", Some("pm_motor")),
        ("ev_parts", "auto_electronics", None),
        ("semiconductor", "packaging_test", Some("bga")),
        ("traditional_auto_moto", "motorcycles", Some("e_moto")),
    ][(number % 4) as usize];
    if number.is_multiple_of(5) {
        return Fit::default();
    }
    let (sector, segment) = (SectorId::new(sector), SegmentId::new(segment));
    let product = product.map(ProductId::new);
    let role = Role::ALL[(number % 3) as usize];
    let node =
        NodeStrength { sector: sector.clone(), segment: segment.clone(), product: product.clone(), strength, role };
    Fit {
        sector: Some(sector),
        segment: Some(segment),
        product,
        strength,
        role: Some(role),
        nodes: vec![node],
        ..Fit::default()
    }
}

fn lead(number: u128, company: CompanyId) -> Lead {
    let id = LeadId::from_uuid(Uuid::from_u128(number));
    Lead { stage: Stage::ALL[(number / 50 % 6) as usize], ..Lead::new(id, company, "") }
}

/// V, interval and coverage of all companies after a weight was changed.
#[divan::bench]
fn rescore_100_000_after_a_weight_change(bencher: Bencher) {
    let world = World::new();
    world.with(|input| {
        let assessment = assess(input);
        let mut model = world.model.clone();
        model.groups[0].weight = 0.25;
        model.groups[2].weight = 0.35;
        let weights = Weights::of(&model);
        bencher.bench_local(|| assessment.columns.evaluate(divan::black_box(&weights)));
    });
}

/// Records grouped by company, placed, scored, sorted into classes and slots.
#[divan::bench(sample_count = 10)]
fn assess_100_000_from_records(bencher: Bencher) {
    let world = World::new();
    bencher.bench_local(|| world.with(assess));
}

/// The order of all companies by priority.
#[divan::bench(sample_count = 10)]
fn rank_100_000_by_priority(bencher: Bencher) {
    let world = World::new();
    let assessment = world.with(assess);
    bencher.bench_local(|| rank(&assessment.prospects, RankBy::Priority, |row| &world.companies[row].name));
}

/// The full card of one company.
#[divan::bench]
fn card_of_one(bencher: Bencher) {
    let world = World::new();
    world.with(|input| {
        let assessor = Assessor::new(input);
        bencher.bench_local(|| assessor.card(divan::black_box(4_321)));
    });
}
