//! Small records for the tests of this module and of the assessment.

use uuid::Uuid;

use crate::{
    domain::{
        company::{Company, GateCheck, GateState, Honour, HonourKind},
        fact::{Fact, FactState, Metric},
        fit::{Fit, NodeStrength, Role},
        ids::{
            CompanyId, FactId, GateCheckId, GateId, HonourId, LocalProductId, ProductId, SectorId, SegmentCoverageId,
            SegmentId,
        },
        local_firm::{LocalProduct, SegmentCoverage},
        plan::Plan,
    },
    scoring::{DEFAULT_MODEL, Model},
};

pub(crate) fn default_model() -> Model {
    Model::from_toml(DEFAULT_MODEL, "seeds/model.toml").unwrap()
}

pub(crate) fn small_plan() -> Plan {
    toml::from_str(include_str!("../../tests/support/small_plan.toml")).unwrap()
}

pub(crate) fn company_id(number: u128) -> CompanyId {
    CompanyId::from_uuid(Uuid::from_u128(number))
}

pub(crate) fn company(number: u128, name: &str) -> Company {
    Company::named(company_id(number), name)
}

pub(crate) fn fact(company: u128, id: u128, metric: Metric) -> Fact {
    Fact {
        id: FactId::from_uuid(Uuid::from_u128(id)),
        company: company_id(company),
        metric,
        state: FactState::Known,
        number: None,
        low: None,
        high: None,
        choice: "".into(),
        unit: metric.unit(),
        as_of: None,
        source: "test".into(),
        note: "".into(),
        author: None,
    }
}

pub(crate) fn honour(company: u128, id: u128, kind: HonourKind) -> Honour {
    Honour {
        id: HonourId::from_uuid(Uuid::from_u128(id)),
        company: company_id(company),
        kind,
        number: "".into(),
        issued: None,
        expires: None,
        source: "test".into(),
    }
}

pub(crate) fn gate_check(company: u128, id: u128, gate: &str, state: GateState) -> GateCheck {
    GateCheck {
        id: GateCheckId::from_uuid(Uuid::from_u128(id)),
        company: company_id(company),
        gate: GateId::new(gate),
        state,
        proof: "paper".into(),
        checked_on: None,
    }
}

pub(crate) fn local_product(id: u128, company: u128, segment: &str, product: Option<&str>) -> LocalProduct {
    LocalProduct {
        id: LocalProductId::from_uuid(Uuid::from_u128(id)),
        company: company_id(company),
        segment: SegmentId::new(segment),
        product: product.map(ProductId::new),
        note: "".into(),
    }
}

pub(crate) fn coverage(id: u128, segment: &str, complete: bool) -> SegmentCoverage {
    SegmentCoverage {
        id: SegmentCoverageId::from_uuid(Uuid::from_u128(id)),
        segment: SegmentId::new(segment),
        complete,
        as_of: None,
        source: "test".into(),
    }
}

pub(crate) fn fit(sector: &str, segment: &str, product: Option<&str>, strength: f64, role: Role) -> Fit {
    let (sector, segment) = (SectorId::new(sector), SegmentId::new(segment));
    let product = product.map(ProductId::new);
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
