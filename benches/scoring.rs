//! Scoring of 100 000 companies: re-scoring after a weight change, the new order while a weight is dragged, and the whole
//! assessment from records; the weighted sum alone; and how often each of 5 000 companies is in the top of 40.
//!
//! `cargo bench --bench scoring`; `python3 benches/peers/scoring.py` measures numpy and two packages on tables of the
//! same size.

#![allow(missing_docs, clippy::unwrap_used, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use std::sync::Arc;

use divan::Bencher;
use jiff::civil::date;
use uuid::Uuid;
use zhaoshang::{
    clock::Surroundings,
    domain::{
        company::{Company, GateCheck, Honour, HonourKind},
        fact::{Fact, FactState, Metric},
        fit::{Fit, NodeStrength, Role},
        ids::{CompanyId, FactId, HonourId, LeadId, ProductId, SectorId, SegmentId},
        lead::{Lead, Stage},
        plan::Plan,
    },
    ledger::{
        Ledger, Policy, View, Who,
        assessment::{AssessmentInput, Assessor, ByCompany, RankBy, assess, rank},
        demo::{DemoOptions, generate},
        insertions,
        rehearsal::Rehearsal,
        seeds,
    },
    scoring::{
        Columns, DEFAULT_MODEL, End, Estimate, EstimateBasis, Field, Firmness, Model, PeerTable, Scorer, WeightDraws,
        Weights,
        acceptability::Question,
        cell::{Cell, Origin},
        columns::weighted_sum_shared,
    },
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
            odds: None,
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

/// V alone of all companies: what an order by value needs.
#[divan::bench]
fn value_of_100_000_after_a_weight_change(bencher: Bencher) {
    let world = World::new();
    world.with(|input| {
        let assessment = assess(input);
        let mut model = world.model.clone();
        model.groups[0].weight = 0.25;
        model.groups[2].weight = 0.35;
        let weights = Weights::of(&model);
        bencher.bench_local(|| assessment.columns.evaluate_one(divan::black_box(&weights), End::Value));
    });
}

/// One step of dragging a weight: new values of all, the new top of 30, who came in, who fell out, by how many places.
#[divan::bench]
fn drag_a_weight_over_100_000(bencher: Bencher) {
    let view = Arc::new(view_of_demo(COMPANIES as usize));
    let mut rehearsal = Rehearsal::new(Arc::clone(&view));
    let mut model = (*view.policy.model).clone();
    let mut step = 0;
    bencher.bench_local(|| {
        step += 1;
        model.groups[0].weight = 0.30 + 0.001 * f64::from(step % 50);
        rehearsal.movement(&view.policy.plan, &model, RankBy::Value, 30)
    });
}

/// A demonstration workspace of so many companies, judged.
fn view_of_demo(companies: usize) -> View {
    let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
    let options = DemoOptions { companies, leads: companies / 5, ..DemoOptions::new(date(2026, 6, 1)) };
    let set = generate(&plan, &options);
    let mut records = insertions(&set.authors);
    records.extend(insertions(&set.companies));
    records.extend(insertions(&set.facts));
    records.extend(insertions(&set.honours));
    records.extend(insertions(&set.leads));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bench.zhaoshang");
    let who = Who { author: "bench".into(), unit: String::new(), device: "bench".into() };
    let beginning = seeds::beginning("bench", date(2026, 6, 1), records);
    let ledger = Ledger::create(&path, beginning, who, Surroundings::system()).unwrap();
    let snapshot = ledger.snapshot();
    let policy = Policy::of(&snapshot).unwrap();
    View::of(snapshot, policy, date(2026, 6, 1), &|_| true).unwrap()
}

/// The weighted sum of 1 000 000 rows of 12 numbers: 96 MB read.
#[divan::bench]
fn weighted_sum_1_000_000_x_12(bencher: Bencher) {
    let columns: Vec<Vec<f64>> =
        (0..12).map(|c| (0..1_000_000).map(|row| f64::from((row * 31 + c * 17) % 1009) / 1009.0).collect()).collect();
    let weights = [1.0 / 12.0; 12];
    let mut sums = vec![0.0; 1_000_000];
    bencher.counter(divan::counter::BytesCount::new(96_000_000_usize)).bench_local(|| {
        weighted_sum_shared(divan::black_box(&columns), &weights, &mut sums);
        sums[999_999]
    });
}

/// 5 000 companies × 12 criteria, everything known; the size of the comparison with numpy.
#[divan::bench(sample_count = 20)]
fn in_the_top_of_40_known_5_000_x_12_x_1_000_draws(bencher: Bencher) {
    bench_draws(bencher, 1_000, |_| false);
}

/// The same with a third of the cells unknown and drawn too.
#[divan::bench(sample_count = 20)]
fn in_the_top_of_40_third_unknown_5_000_x_12_x_1_000_draws(bencher: Bencher) {
    bench_draws(bencher, 1_000, |cell| cell % 3 == 0);
}

/// Ten thousand draws, as the careful figure makes them.
#[divan::bench(sample_count = 5)]
fn in_the_top_of_40_third_unknown_5_000_x_12_x_10_000_draws(bencher: Bencher) {
    bench_draws(bencher, 10_000, |cell| cell % 3 == 0);
}

fn bench_draws(bencher: Bencher, draws: usize, unknown: impl Fn(u64) -> bool) {
    let plan: Plan = toml::from_str(include_str!("../tests/support/small_plan.toml")).unwrap();
    // Twelve criteria count: the default model without its last active one.
    let mut model = Model::from_toml(DEFAULT_MODEL, "seeds/model.toml").unwrap();
    while model.criteria().filter(|(_, criterion)| criterion.is_active()).count() > 12 {
        let group = model.groups.iter_mut().rev().find(|group| group.criteria.len() > 1).unwrap();
        group.criteria.pop();
    }
    let scorer = Scorer::new(&plan, &model);
    let count = scorer.criteria().count();
    assert_eq!(count, 12);
    let mut columns = Columns::new(&scorer, 5_000);
    let peers = vec![Estimate { v: 0.4, basis: EstimateBasis::All(9) }; count];
    for row in 0..5_000_u64 {
        let cells: Vec<Cell<'_>> = (0..count as u64)
            .map(|place| {
                let number = row * 12 + place;
                let v = ((number * 2_654_435_761) % 10_007) as f64 / 10_007.0;
                if unknown((number * 7_919) >> 3) {
                    Cell::range(0.0, 1.0, Origin::Nothing)
                } else {
                    Cell::known(v, Origin::Nothing)
                }
            })
            .collect();
        columns.push(&cells, &peers);
    }
    let words: Vec<&str> = scorer.criteria().map(|criterion| criterion.id.as_str()).collect();
    let field = Field::new(&columns, scorer.weights(), words.iter().copied(), |_| true, |row| row as u64);
    let draws = WeightDraws::around(scorer.weights(), Firmness::Usual, draws);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    bencher.bench_local(|| {
        field.count(Question { weights: &draws, top: 40, pinned: &[], threads }, &|_| true).unwrap().in_top[0]
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
