//! The shipped files agree with one another: the catalogue speaks of the plan's own segments and products, and what a
//! new workspace starts with can be used at once.

#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use zhaoshang::{
    domain::plan::{Plan, SectorAim},
    ledger::seeds,
    matching::{CatalogueSpec, Matcher, OUT_OF_SCOPE},
    scoring::Model,
};

fn plan() -> Plan {
    Plan::from_toml(seeds::PLAN, "plan.toml").expect("the shipped plan")
}

fn catalogue() -> CatalogueSpec {
    CatalogueSpec::from_toml(&seeds::catalogue(), "catalogue.toml").expect("the shipped catalogue")
}

#[test]
fn every_node_of_the_catalogue_is_one_of_the_plan() {
    let plan = plan();
    let mut faults = BTreeSet::new();
    for node in catalogue().nodes.iter().filter(|node| node.sector.as_str() != OUT_OF_SCOPE) {
        match plan.segment(&node.segment) {
            Some((sector, segment)) if sector.id == node.sector => {
                if let Some(product) = &node.product
                    && !segment.products.iter().any(|known| known.id == *product)
                {
                    faults.insert(format!("{}: no product {product}", node.segment));
                }
            }
            Some((sector, _)) => {
                faults.insert(format!("{} stands under {}, not {}", node.segment, sector.id, node.sector));
            }
            None => {
                faults.insert(format!("no segment {}", node.segment));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_segment_of_the_plan_has_words() {
    let mut terms: BTreeMap<String, usize> = BTreeMap::new();
    for node in catalogue().nodes {
        *terms.entry(node.segment.to_string()).or_default() += node.core.len() + node.part.len();
    }
    for sector in plan().sectors {
        for segment in sector.segments {
            let found = terms.get(segment.id.as_str()).copied().unwrap_or_default();
            let wanted = if sector.aim == SectorAim::Attract { 5 } else { 1 };
            assert!(found >= wanted, "{}: {found} entries", segment.id);
        }
    }
}

#[test]
fn plan_model_and_catalogue_can_be_used() {
    let beginning = seeds::beginning("x", date(2026, 11, 23), Vec::new());
    assert_eq!(beginning.target_date, date(2030, 12, 31));
    assert!(Plan::from_toml(&beginning.plan.1, &beginning.plan.0).is_ok());
    assert!(Model::from_toml(&beginning.model.1, &beginning.model.0).is_ok());
    let spec = CatalogueSpec::from_toml(&beginning.catalogue.1, &beginning.catalogue.0).expect("catalogue");
    assert!(Matcher::new(&spec).expect("matcher").term_count() > 1_000);
}
