//! 补链强链延链: what a company would add to the firms already here (plan 五、(二)).
//!
//! A property of the chain, not of open slots. Until the list of local firms of a segment is marked complete, "nobody
//! here makes this" is not known, and the criterion is missing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    cell::{Cell, MissingReason, Origin},
    model::Criterion,
    place::{Placement, PlacementBasis},
};
use crate::{
    domain::{
        ids::{CompanyId, ProductId, SegmentId},
        local_firm::{LocalProduct, SegmentCoverage},
        plan::Plan,
    },
    words,
};

words! {
    /// What a company does for the local chain.
    pub enum ChainRelation {
        /// 补链: no local firm makes the product.
        Fill = "fill",
        /// 强链: local firms make it, and others of the segment would be its suppliers or customers.
        Strengthen = "strengthen",
        /// 延链: local firms make it, and nothing else of the segment is here.
        Extend = "extend",
    }
}

/// What one more maker of a product would be to the local chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlook {
    /// The relations it can be. One is certain; none = the list of local firms is not complete, so it is not known.
    pub possible: &'static [ChainRelation],
    /// Local firms that make it, in whatever segment the plan lists it.
    pub makers: u32,
    /// Local firms that make another named product of the segment.
    pub neighbours: u32,
}

/// The local firms by segment, for one day, laid out so that a company is compared in a few look-ups.
#[derive(Debug, Clone, Default)]
pub struct ChainIndex {
    segments: BTreeMap<SegmentId, LocalSegment>,
    /// Who makes a product or one that the plan calls the same, in whatever segment.
    makers: BTreeMap<ProductId, BTreeSet<CompanyId>>,
}

#[derive(Debug, Clone, Default)]
struct LocalSegment {
    complete: bool,
    /// Firms of which nobody wrote what they make.
    unnamed: BTreeSet<CompanyId>,
    /// The others, with what they make.
    named: BTreeMap<CompanyId, BTreeSet<ProductId>>,
    /// How many of the others make this and nothing else.
    only: BTreeMap<ProductId, u32>,
}

impl ChainIndex {
    /// From the records; a coverage mark dated after `on` does not count yet, and the latest one decides.
    pub fn new(plan: &Plan, local: &[&LocalProduct], coverage: &[&SegmentCoverage], on: Date) -> Self {
        let mut segments: BTreeMap<SegmentId, LocalSegment> = BTreeMap::new();
        let mut marks: Vec<_> = coverage.iter().filter(|mark| mark.as_of.is_none_or(|day| day <= on)).collect();
        marks.sort_by_key(|mark| (mark.as_of, mark.id));
        for mark in marks {
            segments.entry(mark.segment.clone()).or_default().complete = mark.complete;
        }
        let mut firms: BTreeMap<ProductId, BTreeSet<CompanyId>> = BTreeMap::new();
        for entry in local {
            let segment = segments.entry(entry.segment.clone()).or_default();
            if let Some(product) = &entry.product {
                segment.named.entry(entry.company).or_default().insert(product.clone());
                firms.entry(product.clone()).or_default().insert(entry.company);
            } else {
                segment.unnamed.insert(entry.company);
            }
        }
        for segment in segments.values_mut() {
            for products in segment.named.values().filter(|products| products.len() == 1) {
                for product in products {
                    *segment.only.entry(product.clone()).or_default() += 1;
                }
            }
        }
        // The plan lists some things under two segments; a maker of one is a maker of the other.
        let mut makers = firms.clone();
        for (.., product) in plan.products() {
            for others in plan.twins(product).filter_map(|(.., twin)| firms.get(&twin.id)) {
                makers.entry(product.id.clone()).or_default().extend(others);
            }
        }
        Self { segments, makers }
    }

    /// Whether the list of local firms of a segment is complete.
    pub fn is_complete(&self, segment: &SegmentId) -> bool {
        self.segments.get(segment).is_some_and(|entry| entry.complete)
    }

    /// The value of the chain criterion for a company.
    pub(super) fn cell(&self, criterion: &Criterion, company: CompanyId, place: &Placement) -> Cell<'static> {
        if matches!(place.basis, PlacementBasis::NameOnly | PlacementBasis::NoText) {
            return Cell::missing(MissingReason::NoText, Origin::Nothing);
        }
        if place.sector.is_none() {
            return Cell::known(0.0, Origin::OutsidePlan);
        }
        let incomplete = Cell::missing(MissingReason::LocalListIncomplete, Origin::Nothing);
        let Some(entry) = place.segment.as_ref().and_then(|segment| self.segments.get(segment)) else {
            return incomplete;
        };
        if !entry.complete {
            return incomplete;
        }
        let value = |relation: ChainRelation| {
            criterion.choices.iter().find(|choice| choice.word == relation.word()).map_or(0.0, |choice| choice.v)
        };
        let others = |firms: &BTreeSet<CompanyId>| firms.iter().any(|firm| *firm != company);
        let unnamed = others(&entry.unnamed);
        let Some(product) = &place.product else {
            // Which product is open; with nobody here any of them fills a gap.
            if !unnamed && entry.named.keys().all(|firm| *firm == company) {
                return certain(ChainRelation::Fill, value(ChainRelation::Fill), 0, 0);
            }
            return open(ChainRelation::ALL.iter().map(|relation| value(*relation)), 0, count(entry, company, None));
        };
        let Outlook { possible, makers, neighbours } = self.verdict(entry, product, company);
        match possible {
            [relation] => certain(*relation, value(*relation), makers, neighbours),
            several => open(several.iter().map(|relation| value(*relation)), makers, neighbours),
        }
    }

    /// What one more maker of a product of a segment would be to the firms that are here.
    pub fn outlook(&self, segment: &SegmentId, product: &ProductId) -> Outlook {
        // Nobody has this key: nobody's own production is left out.
        let nobody = CompanyId::from_uuid(uuid::Uuid::nil());
        match self.segments.get(segment) {
            Some(entry) => {
                let outlook = self.verdict(entry, product, nobody);
                if entry.complete { outlook } else { Outlook { possible: &[], ..outlook } }
            }
            None => Outlook { possible: &[], makers: self.makers(product, nobody), neighbours: 0 },
        }
    }

    /// Local firms that make a product, in whatever segment the plan lists it.
    pub fn makers_of(&self, product: &ProductId) -> impl Iterator<Item = CompanyId> {
        self.makers.get(product).into_iter().flatten().copied()
    }

    /// Local firms of a segment with what they make of it; nothing = nobody wrote what.
    pub fn firms_of(&self, segment: &SegmentId) -> BTreeMap<CompanyId, BTreeSet<ProductId>> {
        let Some(entry) = self.segments.get(segment) else { return BTreeMap::new() };
        let mut firms = entry.named.clone();
        for firm in &entry.unnamed {
            firms.entry(*firm).or_default();
        }
        firms
    }

    /// The relations a further maker can have to a segment whose list is complete.
    fn verdict(&self, entry: &LocalSegment, product: &ProductId, company: CompanyId) -> Outlook {
        use ChainRelation::{Extend, Fill, Strengthen};
        let unnamed = entry.unnamed.iter().any(|firm| *firm != company);
        let makers = self.makers(product, company);
        let neighbours = count(entry, company, Some(product));
        let possible: &[ChainRelation] = match (makers, unnamed) {
            (0, false) => &[Fill],
            // Somebody here makes something of this segment, nobody wrote what.
            (0, true) => ChainRelation::ALL,
            (_, _) if neighbours > 0 => &[Strengthen],
            (_, true) => &[Strengthen, Extend],
            (_, false) => &[Extend],
        };
        Outlook { possible, makers, neighbours }
    }

    /// Local firms, other than the company, that make the product (in whatever segment the plan lists it).
    fn makers(&self, product: &ProductId, company: CompanyId) -> u32 {
        let Some(firms) = self.makers.get(product) else { return 0 };
        number(firms.len() - usize::from(firms.contains(&company)))
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn certain(relation: ChainRelation, v: f64, makers: u32, neighbours: u32) -> Cell<'static> {
    Cell::known(v, Origin::Chain { relation: Some(relation), makers, neighbours })
}

fn open(values: impl Iterator<Item = f64>, makers: u32, neighbours: u32) -> Cell<'static> {
    let (low, high) = values.fold((1.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    Cell::range(low, high, Origin::Chain { relation: None, makers, neighbours })
}

/// Local firms, other than the company, that make another named product of the segment.
fn count(entry: &LocalSegment, company: CompanyId, product: Option<&ProductId>) -> u32 {
    let makes_another = |products: &BTreeSet<ProductId>| products.iter().any(|name| Some(name) != product);
    let only = product.and_then(|product| entry.only.get(product)).copied().unwrap_or_default();
    let itself = entry.named.get(&company).is_some_and(makes_another);
    number(entry.named.len()).saturating_sub(only + u32::from(itself))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        domain::fit::Role,
        scoring::{
            cell::CellState,
            testing::{company_id, coverage, default_model, local_product, small_plan},
        },
    };

    fn place(product: Option<&str>) -> Placement {
        Placement {
            sector: Some(crate::domain::ids::SectorId::new("ev_parts")),
            segment: Some(SegmentId::new("motors")),
            product: product.map(ProductId::new),
            strength: 1.0,
            role: Some(Role::Makes),
            basis: PlacementBasis::Matched,
        }
    }

    fn cell(local: &[LocalProduct], complete: bool, place: &Placement) -> Cell<'static> {
        let model = default_model();
        let criterion = model.criteria().find(|(_, criterion)| criterion.id == "chain_link").unwrap().1;
        let mark = coverage(1, "motors", complete);
        let local: Vec<_> = local.iter().collect();
        let index = ChainIndex::new(&small_plan(), &local, &[&mark], date(2026, 6, 1));
        index.cell(criterion, company_id(1), place)
    }

    #[test]
    fn without_a_complete_list_nothing_is_known() {
        let cell = cell(&[], false, &place(Some("pm_motor")));
        assert_eq!(cell.state, CellState::Missing(MissingReason::LocalListIncomplete));
        assert_eq!((cell.low, cell.high), (0.0, 1.0));
    }

    #[test]
    fn a_product_listed_under_two_segments_is_one_product() {
        let mut plan = small_plan();
        // As if the plan listed one thing under both words.
        plan.sectors[0].segments[0].products[0].also = vec![ProductId::new("pm_motor")];
        let model = default_model();
        let criterion = model.criteria().find(|(_, criterion)| criterion.id == "chain_link").unwrap().1;
        let elsewhere = local_product(1, 7, "auto_electronics", Some("lidar"));
        let mark = coverage(1, "motors", true);
        let index = ChainIndex::new(&plan, &[&elsewhere], &[&mark], date(2026, 6, 1));
        let cell = index.cell(criterion, company_id(1), &place(Some("pm_motor")));
        assert_eq!(cell.origin, Origin::Chain { relation: Some(ChainRelation::Extend), makers: 1, neighbours: 0 });
        // A mark dated after the day of judgement, or one taken back, leaves the question open.
        let later = SegmentCoverage { as_of: Some(date(2027, 1, 1)), ..mark.clone() };
        let index = ChainIndex::new(&plan, &[], &[&later], date(2026, 6, 1));
        assert!(!index.is_complete(&SegmentId::new("motors")));
        let back = SegmentCoverage { complete: false, as_of: Some(date(2026, 5, 1)), ..mark.clone() };
        let index = ChainIndex::new(&plan, &[], &[&back, &mark], date(2026, 6, 1));
        assert!(!index.is_complete(&SegmentId::new("motors")));
    }

    #[test]
    fn the_outlook_of_a_product_is_that_of_a_company_from_elsewhere() {
        let motors = SegmentId::new("motors");
        let pm_motor = ProductId::new("pm_motor");
        let outlook = |local: &[LocalProduct], complete: bool| {
            let mark = coverage(1, "motors", complete);
            let local: Vec<_> = local.iter().collect();
            ChainIndex::new(&small_plan(), &local, &[&mark], date(2026, 6, 1)).outlook(&motors, &pm_motor)
        };
        assert_eq!(outlook(&[], true).possible, [ChainRelation::Fill]);
        let same = local_product(1, 7, "motors", Some("pm_motor"));
        let other = local_product(2, 8, "motors", Some("inverter"));
        assert_eq!(outlook(std::slice::from_ref(&same), true).possible, [ChainRelation::Extend]);
        let both = outlook(&[same.clone(), other], true);
        assert_eq!((both.possible, both.makers, both.neighbours), (&[ChainRelation::Strengthen][..], 1, 1));
        let open = outlook(&[same], false);
        assert_eq!((open.possible, open.makers), (&[][..], 1), "what is known stays known");
        assert!(ChainIndex::default().outlook(&motors, &pm_motor).possible.is_empty());
    }

    #[test]
    fn gaps_are_filled_strengths_strengthened_and_ends_extended() {
        assert_eq!(cell(&[], true, &place(Some("pm_motor"))).low, 1.0);
        let same = local_product(1, 7, "motors", Some("pm_motor"));
        let other = local_product(2, 8, "motors", Some("inverter"));
        assert_eq!(cell(std::slice::from_ref(&same), true, &place(Some("pm_motor"))).low, 0.5);
        assert_eq!(cell(&[same.clone(), other.clone()], true, &place(Some("pm_motor"))).low, 0.7);
        assert_eq!(cell(std::slice::from_ref(&other), true, &place(Some("pm_motor"))).low, 1.0);
        // The company's own production is no reason against it.
        let own = local_product(1, 1, "motors", Some("pm_motor"));
        assert_eq!(cell(&[own], true, &place(Some("pm_motor"))).low, 1.0);
        let unnamed = local_product(3, 9, "motors", None);
        let open = cell(&[unnamed], true, &place(Some("pm_motor")));
        assert_eq!((open.low, open.high, open.state), (0.5, 1.0, CellState::Range));
        let open = cell(&[other], true, &place(None));
        assert_eq!((open.low, open.high), (0.5, 1.0));
    }
}
