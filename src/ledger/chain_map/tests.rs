//! The chain of the demonstration, counted.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::{
    clock::Surroundings,
    domain::{company::Company, ids::SegmentCoverageId, lead::Stage, local_firm::SegmentCoverage},
    ledger::{Action, Ledger, Policy, Who, demo, seeds},
};

fn ledger(folder: &tempfile::TempDir) -> Ledger {
    let today = jiff::civil::date(2026, 11, 23);
    let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
    let set = demo::generate(&plan, &demo::DemoOptions::new(today));
    let who = Who { author: "a".into(), unit: "b".into(), device: "c".into() };
    let beginning = seeds::beginning("demo", today, set.changes());
    Ledger::create(&folder.path().join("demo.zhaoshang"), beginning, who, Surroundings::system()).unwrap()
}

fn view(ledger: &Ledger) -> View {
    let snapshot = ledger.snapshot();
    let policy = Policy::of(&snapshot).unwrap();
    View::of(snapshot, policy, jiff::civil::date(2026, 11, 23), &|_| true).unwrap()
}

fn mark_complete(ledger: &mut Ledger, number: u128, segment: &SegmentId) {
    let mark = SegmentCoverage {
        id: SegmentCoverageId::from_uuid(uuid::Uuid::from_u128(number)),
        segment: segment.clone(),
        complete: true,
        as_of: Some(jiff::civil::date(2026, 11, 1)),
        source: "test".into(),
    };
    ledger.apply(Action::MarkCoverage(Box::new(mark))).unwrap();
}

/// A company from elsewhere that makes power devices, in the plan's words, and a lead of it where a stage is given.
fn come(ledger: &mut Ledger, number: u128, stage: Option<Stage>, segment: Option<&SegmentId>) -> CompanyId {
    let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
    let (.., made) = plan.product(&ProductId::new("power_devices")).unwrap();
    let key = uuid::Uuid::from_u128(number);
    let mut company = Company::named(CompanyId::from_uuid(key), "A visitor");
    company.main_business = made.stated.as_str().into();
    let id = company.id;
    ledger.apply(Action::CreateCompany(Box::new(company))).unwrap();
    if let Some(stage) = stage {
        let mut lead = Lead::new(LeadId::from_uuid(key), id, "t");
        lead.stage = stage;
        lead.segment = segment.cloned();
        ledger.apply(Action::CreateLead(Box::new(lead))).unwrap();
    }
    id
}

fn product(word: &str) -> Spot {
    Spot::Product(ProductId::new(word))
}

/// The two products that the plan calls the same, and all that holds them.
fn grounds_of_twins(plan: &Plan) -> Vec<Spot> {
    let (sector, segment, product) = plan.product(&ProductId::new("igbt")).unwrap();
    let standing = Standing { sector: Some(&sector.id), segment: Some(&segment.id), product: Some(&product.id) };
    Grounds::new(plan).spots(standing)
}

#[test]
fn whoever_stands_at_a_node_counts_once_there_and_at_all_that_holds_it() {
    let folder = tempfile::tempdir().unwrap();
    let view = view(&ledger(&folder));
    let map = ChainMap::of(&view, None);
    let plan = &view.policy.plan;
    assert_eq!(map.products.len(), plan.products().count());
    let distinct = |tally: &Tally| {
        let leads = [&tally.open, &tally.landed, &tally.elsewhere].into_iter().flatten();
        assert_eq!(leads.clone().count(), leads.collect::<BTreeSet<_>>().len());
        assert_eq!(tally.prospects.len(), tally.prospects.iter().collect::<BTreeSet<_>>().len());
    };
    map.sectors.values().chain(map.segments.values().map(|node| &node.tally)).for_each(distinct);
    let local = view.local_firms();
    let placed = view.assessment.prospects.iter().filter(|prospect| prospect.segment.is_some());
    let could_come = placed.filter(|prospect| is_prospect(prospect, local.contains(&prospect.company)));
    let rows: BTreeSet<usize> = map.segments.values().flat_map(|node| node.tally.prospects.clone()).collect();
    assert_eq!(rows.len(), could_come.count());
    let leads: BTreeSet<LeadId> =
        map.segments.values().flat_map(|node| [&node.tally.open, &node.tally.landed]).flatten().copied().collect();
    assert!(leads.len() > 50, "{}", leads.len());
    for (sector, segment, product) in plan.products() {
        let of_product = &map.products[&product.id].tally;
        for tally in [&map.segments[&segment.id].tally, &map.sectors[&sector.id]] {
            assert!(of_product.local.is_subset(&tally.local));
            assert!(of_product.open.iter().all(|lead| tally.open.contains(lead)));
            assert!(of_product.landed.iter().all(|lead| tally.landed.contains(lead)));
            assert!(of_product.prospects.iter().all(|row| tally.prospects.contains(row)));
        }
    }
}

#[test]
fn prospects_and_projects_of_a_product_told_twice_count_at_both() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = ledger(&folder);
    let before = ChainMap::of(&view(&ledger), None);
    let came = come(&mut ledger, 1, None, None);
    come(&mut ledger, 2, Some(Stage::Talks), None);
    come(&mut ledger, 3, Some(Stage::Landed), None);
    let view = view(&ledger);
    let row = view.row_of(came).unwrap();
    assert_eq!(view.assessment.prospects[row].product, Some(ProductId::new("power_devices")));
    let after = ChainMap::of(&view, None);
    for spot in grounds_of_twins(&view.policy.plan) {
        let (before, after) = (before.tally(&spot).unwrap(), after.tally(&spot).unwrap());
        assert_eq!(after.prospects.len(), before.prospects.len() + 1, "{spot:?}");
        assert!(after.prospects.contains(&row), "{spot:?}");
        assert_eq!(after.open.len(), before.open.len() + 1, "{spot:?}");
        assert_eq!(after.landed.len(), before.landed.len() + 1, "{spot:?}");
    }
    let [one, other] = ["igbt", "power_devices"].map(|word| &after.products[&ProductId::new(word)]);
    assert_eq!((one.landed, &one.tally.landed), (other.landed, &other.tally.landed));
}

#[test]
fn who_has_a_project_is_no_prospect_and_what_a_landed_one_makes_is_no_gap() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = ledger(&folder);
    let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
    for (number, word) in [(11, "igbt"), (12, "power_devices")] {
        let (_, segment, _) = plan.product(&ProductId::new(word)).unwrap();
        let unregistered: Vec<_> = ledger.snapshot().local_products.iter().map(|entry| entry.id).collect();
        for entry in unregistered {
            ledger.apply(Action::DeleteLocalProduct(entry)).unwrap();
        }
        mark_complete(&mut ledger, number, &segment.id);
    }
    let before = ChainMap::of(&view(&ledger), None);
    let node = |map: &ChainMap| map.products[&ProductId::new("power_devices")].clone();
    assert_eq!(node(&before).relation(), Some(ChainRelation::Fill));
    let came = come(&mut ledger, 1, Some(Stage::Landed), None);
    let view = view(&ledger);
    let after = ChainMap::of(&view, None);
    let row = view.row_of(came).unwrap();
    assert!(after.sectors.values().all(|tally| !tally.prospects.contains(&row)));
    let landed = node(&after);
    assert_eq!((landed.cover, landed.relation()), (Cover::Landed, None));
    assert_eq!(landed.landed, node(&before).landed + 1);
    assert_eq!(landed.outlook, node(&before).outlook, "scores follow the registered firms");
    // Of another base it is not there, and still no gap of the chain.
    let (sector, ..) = plan.product(&ProductId::new("power_devices")).unwrap();
    let own = plan.base_for(&sector.id).unwrap();
    let other = plan.bases.iter().find(|base| base.id != own.id).unwrap();
    let elsewhere = node(&ChainMap::of(&view, Some(&other.id)));
    assert!(elsewhere.tally.landed.is_empty());
    assert_eq!((elsewhere.landed, elsewhere.relation()), (landed.landed, None));
}

#[test]
fn a_lead_that_names_another_segment_counts_there_and_is_told_where_its_company_stands() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = ledger(&folder);
    let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
    let twins = grounds_of_twins(&plan);
    let (_, named) = plan.segments().find(|(_, other)| !twins.contains(&Spot::Segment(other.id.clone()))).unwrap();
    let came = come(&mut ledger, 1, Some(Stage::Talks), Some(&named.id));
    let view = view(&ledger);
    let map = ChainMap::of(&view, None);
    let lead = LeadId::from_uuid(uuid::Uuid::from_u128(1));
    let there = &map.segments[&named.id];
    assert!(there.tally.open.contains(&lead) && there.unsaid.contains(&lead), "nothing says a product of it");
    let own = map.tally(&product("power_devices")).unwrap();
    assert!(!own.open.contains(&lead) && own.elsewhere.contains(&lead));
    let row = view.row_of(came).unwrap();
    assert!(map.sectors.values().all(|tally| !tally.prospects.contains(&row)));
}

#[test]
fn of_a_base_only_its_projects_and_prospects_count() {
    let folder = tempfile::tempdir().unwrap();
    let view = view(&ledger(&folder));
    let whole = ChainMap::of(&view, None);
    let leads = |map: &ChainMap| -> BTreeSet<LeadId> {
        map.sectors.values().flat_map(|tally| tally.open.iter().chain(&tally.landed)).copied().collect()
    };
    let mut seen = BTreeSet::new();
    for base in &view.policy.plan.bases {
        let map = ChainMap::of(&view, Some(&base.id));
        assert_eq!(map.base.as_ref(), Some(&base.id));
        for lead in leads(&map) {
            assert!(seen.insert(lead), "of one base only");
            let named = view.snapshot.leads.get(lead.uuid()).unwrap().base.clone();
            assert!(named.is_none_or(|named| named == base.id));
        }
        let rows: BTreeSet<usize> = map.sectors.values().flat_map(|tally| tally.prospects.clone()).collect();
        assert!(!rows.is_empty(), "{}", base.id);
        for row in rows {
            assert_eq!(view.assessment.prospects[row].slot.as_ref().map(|slot| &slot.base), Some(&base.id));
        }
        for (id, node) in &map.products {
            assert_eq!(node.tally.local, whole.products[id].tally.local, "local firms stand for every base");
        }
    }
    let none = leads(&whole).difference(&seen).count();
    assert!(seen.len() > none, "{} of a base, {none} of none", seen.len());
}

#[test]
fn a_gap_is_only_called_one_where_the_local_list_is_complete() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = ledger(&folder);
    let before = ChainMap::of(&view(&ledger), None);
    let (segment, _) = before.segments.iter().find(|(_, node)| !node.complete).unwrap();
    let of_it = |map: &ChainMap, plan: &Plan, cover: Cover| {
        let (_, segment) = plan.segment(segment).unwrap();
        segment.products.iter().filter(|product| map.products[&product.id].cover == cover).count()
    };
    let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
    assert_eq!(of_it(&before, &plan, Cover::Nothing), 0);
    mark_complete(&mut ledger, 7, segment);
    let after = ChainMap::of(&view(&ledger), None);
    assert_eq!(after.segments[segment].complete_on, Some(jiff::civil::date(2026, 11, 1)));
    assert_eq!(of_it(&after, &plan, Cover::Unknown), 0);
    assert_eq!(of_it(&after, &plan, Cover::Nothing), of_it(&before, &plan, Cover::Unknown));
    for node in after.products.values().filter(|node| node.cover == Cover::Nothing) {
        assert_eq!(node.relation(), Some(ChainRelation::Fill));
    }
}
