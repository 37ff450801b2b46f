//! Where a company stands in the plan, and what that place is worth: strength, at most what its role allows, × horizon.
//!
//! The role is a limit and no third factor. Matching weighs every hit by the role it shows, so a single line about
//! development alone has the role in its strength already, and multiplying again would count it twice (.64 × .8); while
//! many such lines together come near strength 1, where nothing of the role is left and a limit is what keeps a design
//! house at .8. A place that a person confirmed has strength 1 and is worth exactly what its role allows.

use std::collections::BTreeMap;

use super::{
    cell::{Cell, CellState, MissingReason, Origin},
    model::Model,
};
use crate::domain::{
    company::Company,
    fit::{Fit, NodeStrength, Role},
    ids::{ProductId, SectorId, SegmentId},
    plan::{Plan, Product, SectorAim},
};

/// The place of a company in the plan. A person's confirmation overrides matching.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    /// Sector; none = outside the plan, or nothing to go by.
    pub sector: Option<SectorId>,
    /// Segment.
    pub segment: Option<SegmentId>,
    /// Product.
    pub product: Option<ProductId>,
    /// How strongly the text speaks for it, in [0, 1]; 1 when a person confirmed it.
    pub strength: f64,
    /// What the company does there; none = not known.
    pub role: Option<Role>,
    /// What the place rests on.
    pub basis: PlacementBasis,
}

/// What a placement rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlacementBasis {
    /// The company's own text.
    Matched,
    /// A person said so.
    Confirmed,
    /// Nothing but the name, which is weak evidence.
    NameOnly,
    /// No text at all speaks for or against it.
    NoText,
    /// Its text speaks for no segment of the plan.
    Outside,
}

/// What the plan says of the products of one segment, as factors.
#[derive(Debug, Clone, PartialEq)]
struct SegmentFactors {
    sector: SectorId,
    traditional: bool,
    products: Vec<(ProductId, f64)>,
    span: (f64, f64),
}

/// The plan laid out for placing companies.
#[derive(Debug, Clone)]
pub(super) struct Places {
    segments: BTreeMap<SegmentId, SegmentFactors>,
    roles: Vec<(Role, f64)>,
    role_span: (f64, f64),
}

impl Places {
    pub(super) fn new(plan: &Plan, model: &Model) -> Self {
        let factor = |product: Option<&Product>, aim: SectorAim| {
            let horizon = product.map_or(crate::domain::plan::Horizon::Unstated, |product| product.horizon);
            let counts = aim == SectorAim::Attract || product.is_some_and(|product| product.upgrade);
            let entry = model.horizons.iter().find(|entry| entry.horizon == horizon);
            if counts { entry.map_or(0.0, |entry| entry.factor) } else { 0.0 }
        };
        let mut segments = BTreeMap::new();
        for sector in &plan.sectors {
            for segment in &sector.segments {
                let products: Vec<_> = segment
                    .products
                    .iter()
                    .map(|product| (product.id.clone(), factor(Some(product), sector.aim)))
                    .collect();
                let span = if products.is_empty() {
                    let only = factor(None, sector.aim);
                    (only, only)
                } else {
                    span(products.iter().map(|product| product.1))
                };
                let traditional = sector.aim == SectorAim::Consolidate;
                let entry = SegmentFactors { sector: sector.id.clone(), traditional, products, span };
                segments.insert(segment.id.clone(), entry);
            }
        }
        let roles: Vec<_> = model.roles.iter().map(|entry| (entry.role, entry.factor)).collect();
        let role_span = span(roles.iter().map(|entry| entry.1));
        Self { segments, roles, role_span }
    }

    /// Where the company stands.
    pub(super) fn place(&self, company: &Company, fit: &Fit) -> Placement {
        let confirmed_sector = company.confirmed_sector.clone().or_else(|| {
            let segment = company.confirmed_segment.as_ref()?;
            self.segments.get(segment).map(|entry| entry.sector.clone())
        });
        if let Some(sector) = confirmed_sector {
            return confirmed(company, fit, sector);
        }
        let basis = match (fit.confirmed, has_text(company), &fit.sector) {
            (true, ..) => PlacementBasis::Confirmed,
            (_, true, Some(_)) => PlacementBasis::Matched,
            (_, true, None) => PlacementBasis::Outside,
            (_, false, Some(_)) => PlacementBasis::NameOnly,
            (_, false, None) => PlacementBasis::NoText,
        };
        Placement {
            sector: fit.sector.clone(),
            segment: fit.segment.clone(),
            product: fit.product.clone(),
            strength: unit(fit.strength),
            role: fit.role,
            basis,
        }
    }

    /// The value of the place.
    pub(super) fn cell(&self, place: &Placement) -> Cell<'static> {
        let Some(sector) = &place.sector else {
            return match place.basis {
                PlacementBasis::NoText => Cell::missing(MissingReason::NoText, Origin::Nothing),
                _ => Cell::known(0.0, Origin::OutsidePlan),
            };
        };
        let (horizon, traditional) = self.horizon(sector, place);
        let role = place.role.map_or(self.role_span, |role| {
            let factor = self.roles.iter().find(|entry| entry.0 == role).map_or(0.0, |entry| entry.1);
            (factor, factor)
        });
        let origin = Origin::Fit { strength: place.strength, horizon, role, traditional };
        let worth = |role: f64| place.strength.min(role);
        let cell = Cell::range(worth(role.0) * horizon.0, worth(role.1) * horizon.1, origin);
        if place.basis == PlacementBasis::NameOnly {
            // The text that decides has not been seen; the name only suggests.
            let hint = Some(cell.low + (cell.high - cell.low) / 2.0);
            let state = CellState::Missing(MissingReason::NoText);
            return Cell { low: 0.0, high: 1.0, state, hint, origin };
        }
        cell
    }

    /// Least and greatest horizon factor the place can have, and whether its sector is a traditional one.
    fn horizon(&self, sector: &SectorId, place: &Placement) -> ((f64, f64), bool) {
        let segment = place.segment.as_ref().and_then(|segment| self.segments.get(segment));
        if let Some(entry) = segment {
            let product = place.product.as_ref();
            let named = product.and_then(|product| entry.products.iter().find(|known| known.0 == *product));
            return (named.map_or(entry.span, |named| (named.1, named.1)), entry.traditional);
        }
        let mut of_sector = self.segments.values().filter(|entry| entry.sector == *sector).peekable();
        let traditional = of_sector.peek().is_some_and(|entry| entry.traditional);
        (span(of_sector.flat_map(|entry| [entry.span.0, entry.span.1])), traditional)
    }
}

/// A person said which sector: the strength is certain; product and role come from what matching found there.
fn confirmed(company: &Company, fit: &Fit, sector: SectorId) -> Placement {
    let node: Option<&NodeStrength> = match &company.confirmed_segment {
        Some(segment) => fit.nodes.iter().find(|node| node.segment == *segment),
        None => fit.nodes.iter().find(|node| node.sector == sector),
    };
    let segment = company.confirmed_segment.clone().or_else(|| node.map(|node| node.segment.clone()));
    let same = fit.sector.as_ref() == Some(&sector) && (segment.is_none() || fit.segment == segment);
    Placement {
        segment: segment.or_else(|| fit.segment.clone().filter(|_| same)),
        product: node.and_then(|node| node.product.clone()).or_else(|| fit.product.clone().filter(|_| same)),
        role: node.map(|node| node.role).or_else(|| fit.role.filter(|_| same)),
        sector: Some(sector),
        strength: 1.0,
        basis: PlacementBasis::Confirmed,
    }
}

/// Whether the company has any text beyond its name.
fn has_text(company: &Company) -> bool {
    [&company.main_business, &company.products, &company.business_scope, &company.introduction, &company.booth_notes]
        .iter()
        .any(|text| !text.trim().is_empty())
}

fn unit(v: f64) -> f64 {
    if v.is_nan() { 0.0 } else { v.clamp(0.0, 1.0) }
}

/// Least and greatest of some factors; nothing known = 0 to 1.
fn span(factors: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = factors.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    if low <= high { (low, high) } else { (0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::testing::{company, default_model, fit, small_plan};

    fn places() -> Places {
        Places::new(&small_plan(), &default_model())
    }

    fn cell_for(company: &Company, fit: &Fit) -> Cell<'static> {
        let places = places();
        places.cell(&places.place(company, fit))
    }

    fn with_text() -> Company {
        Company { main_business: "x".into(), ..company(1, "n") }
    }

    #[test]
    fn the_role_limits_the_strength_and_is_not_counted_twice() {
        let lidar = fit("ev_parts", "auto_electronics", Some("lidar"), 0.8, Role::Makes);
        assert_eq!(cell_for(&with_text(), &lidar).low, 0.8);
        let adas = fit("ev_parts", "auto_electronics", Some("adas"), 0.8, Role::Develops);
        assert!((cell_for(&with_text(), &adas).low - 0.8 * 0.6).abs() < 1e-12);
        // Much text about development is still no production; little of it is not marked down again.
        for (strength, expected) in [(0.97, 0.8), (0.64, 0.64)] {
            let house = fit("ev_parts", "auto_electronics", Some("lidar"), strength, Role::Develops);
            assert!((cell_for(&with_text(), &house).low - expected).abs() < 1e-12);
        }
        let trader = fit("ev_parts", "auto_electronics", Some("lidar"), 0.9, Role::Trades);
        assert!((cell_for(&with_text(), &trader).low - 0.15).abs() < 1e-12);
        // Which product of the segment is open: between the later and the near one.
        let open = cell_for(&with_text(), &fit("ev_parts", "auto_electronics", None, 1.0, Role::Makes));
        assert_eq!((open.low, open.high, open.state), (0.6, 1.0, CellState::Range));
        let motors = cell_for(&with_text(), &fit("ev_parts", "motors", None, 1.0, Role::Makes));
        assert_eq!(motors.state, CellState::Known);
    }

    #[test]
    fn traditional_products_count_only_when_named_for_upgrading() {
        let sector = "traditional_auto_moto";
        let old = cell_for(&with_text(), &fit(sector, "motorcycles", Some("carburettor"), 0.9, Role::Makes));
        assert_eq!((old.low, old.high), (0.0, 0.0));
        assert!(matches!(old.origin, Origin::Fit { traditional: true, .. }));
        let new = cell_for(&with_text(), &fit(sector, "motorcycles", Some("e_moto"), 0.9, Role::Makes));
        assert_eq!((new.low, new.high), (0.9, 0.9));
    }

    #[test]
    fn no_text_is_unknown_and_outside_is_zero_with_a_reason() {
        let unknown = cell_for(&company(1, "n"), &Fit::default());
        assert_eq!((unknown.low, unknown.high), (0.0, 1.0));
        assert_eq!(unknown.state, CellState::Missing(MissingReason::NoText));
        let outside = cell_for(&with_text(), &Fit::default());
        assert_eq!((outside.high, outside.origin), (0.0, Origin::OutsidePlan));
        let name = cell_for(&company(1, "n"), &fit("ev_parts", "motors", Some("pm_motor"), 0.3, Role::Makes));
        assert_eq!((name.low, name.high, name.hint), (0.0, 1.0, Some(0.3)));
    }

    #[test]
    fn a_person_overrides_matching() {
        let mut firm = with_text();
        firm.confirmed_segment = Some(SegmentId::new("motors"));
        let matched = fit("semiconductor", "packaging_test", Some("bga"), 0.4, Role::Makes);
        let place = places().place(&firm, &matched);
        assert_eq!(place.sector, Some(SectorId::new("ev_parts")));
        assert_eq!((place.product, place.role, place.strength), (None, None, 1.0));
        firm.confirmed_segment = None;
        firm.confirmed_sector = Some(SectorId::new("semiconductor"));
        let place = places().place(&firm, &matched);
        assert_eq!((place.strength, place.role, place.basis), (1.0, Some(Role::Makes), PlacementBasis::Confirmed));
        assert_eq!(place.product, Some(ProductId::new("bga")));
    }
}
