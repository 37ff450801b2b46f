//! Where in the plan something counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        company::GateState,
        fit::Fit,
        ids::{BaseId, ProductId, SectorId, SegmentId},
        lead::Lead,
        plan::Plan,
    },
    ledger::assessment::Prospect,
};

/// A node of the plan by its word: what it is called stays when the plan changes around it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// A sector.
    Sector(SectorId),
    /// A segment.
    Segment(SegmentId),
    /// A product.
    Product(ProductId),
}

impl Spot {
    /// As one word, `segment:motors`.
    pub fn to_word(&self) -> String {
        match self {
            Self::Sector(id) => format!("sector:{id}"),
            Self::Segment(id) => format!("segment:{id}"),
            Self::Product(id) => format!("product:{id}"),
        }
    }

    /// The node of such a word; none when it is something else.
    pub fn from_word(word: &str) -> Option<Self> {
        let (kind, id) = word.split_once(':')?;
        match kind {
            "sector" => Some(Self::Sector(SectorId::new(id))),
            "segment" => Some(Self::Segment(SegmentId::new(id))),
            "product" => Some(Self::Product(ProductId::new(id))),
            _ => None,
        }
    }
}

/// Sector, segment and product, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing<'p> {
    /// Sector.
    pub sector: Option<&'p SectorId>,
    /// Segment.
    pub segment: Option<&'p SegmentId>,
    /// Product.
    pub product: Option<&'p ProductId>,
}

impl<'p> Standing<'p> {
    /// Where the texts of a company or a person place it.
    pub fn of_company(prospect: &'p Prospect) -> Self {
        Self {
            sector: prospect.sector.as_ref(),
            segment: prospect.segment.as_ref(),
            product: prospect.product.as_ref(),
        }
    }

    /// Where a lead stands: in the segment it names, else where its company stands (`own`). In another segment than
    /// its company's, at the product there that the company's texts speak for most; where they speak for none, at none.
    pub fn of_lead(plan: &'p Plan, lead: &'p Lead, own: Self, fit: Option<&'p Fit>) -> Self {
        match &lead.segment {
            Some(segment) if own.segment != Some(segment) => Self {
                sector: plan.segment(segment).map(|(sector, _)| &sector.id),
                segment: Some(segment),
                product: fit.and_then(|fit| fit.nodes.iter().find(|node| node.segment == *segment)?.product.as_ref()),
            },
            _ => own,
        }
    }
}

/// Whether a company could come: it is from elsewhere, fails no gate, and no project of it has landed or is being
/// worked on.
pub fn is_prospect(prospect: &Prospect, is_local: bool) -> bool {
    !is_local && prospect.gate != GateState::Fail && prospect.lead.is_none()
}

/// The base of a lead: the one it is meant for, else that which takes its sector.
pub(super) fn base_of<'p>(plan: &'p Plan, lead: &'p Lead, sector: Option<&SectorId>) -> Option<&'p BaseId> {
    let meant = lead.base.as_ref().and_then(|base| plan.base(base));
    meant.or_else(|| plan.base_for(sector?)).map(|base| &base.id)
}

/// The nodes at which something counts: those it stands at, and those of the same product where the plan lists it
/// elsewhere.
#[derive(Debug)]
pub struct Grounds<'p> {
    twins: BTreeMap<&'p ProductId, Vec<Standing<'p>>>,
}

impl<'p> Grounds<'p> {
    /// Lays out what the plan lists twice.
    pub fn new(plan: &'p Plan) -> Self {
        let twins = plan.products().map(|(.., product)| {
            let twins = plan.twins(product).map(|(sector, segment, twin)| Standing {
                sector: Some(&sector.id),
                segment: Some(&segment.id),
                product: Some(&twin.id),
            });
            (&product.id, twins.collect::<Vec<_>>())
        });
        Self { twins: twins.filter(|(_, twins)| !twins.is_empty()).collect() }
    }

    /// Every node at which what stands here counts, each once.
    pub fn spots(&self, standing: Standing<'_>) -> Vec<Spot> {
        let mut spots = Vec::with_capacity(3);
        add(&mut spots, standing);
        let twins = standing.product.and_then(|product| self.twins.get(product));
        for twin in twins.into_iter().flatten() {
            add(&mut spots, *twin);
        }
        spots
    }
}

/// Adds a sector, a segment of it and a product of that, as far as they are known.
fn add(spots: &mut Vec<Spot>, Standing { sector, segment, product }: Standing<'_>) {
    let mut add = |spot: Spot| {
        if !spots.contains(&spot) {
            spots.push(spot);
        }
    };
    let Some(sector) = sector else { return };
    add(Spot::Sector(sector.clone()));
    let Some(segment) = segment else { return };
    add(Spot::Segment(segment.clone()));
    if let Some(product) = product {
        add(Spot::Product(product.clone()));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            fit::{NodeStrength, Role},
            ids::{CompanyId, LeadId},
        },
        ledger::seeds,
    };

    fn product(word: &str) -> ProductId {
        ProductId::new(word)
    }

    #[test]
    fn words_are_written_and_read_the_same() {
        let spots = [
            Spot::Sector(SectorId::new("a")),
            Spot::Segment(SegmentId::new("b")),
            Spot::Product(ProductId::new("c:d")),
        ];
        for spot in spots {
            assert_eq!(Spot::from_word(&spot.to_word()), Some(spot));
        }
        for word in ["", "sector", "shoe:1"] {
            assert_eq!(Spot::from_word(word), None, "{word}");
        }
    }

    #[test]
    fn what_stands_at_a_product_counts_where_the_plan_lists_it_again_and_once_at_what_holds_both() {
        let mut plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
        let at = |plan: &Plan, word: &str| {
            let (sector, segment, product) = plan.product(&product(word)).unwrap();
            let standing =
                Standing { sector: Some(&sector.id), segment: Some(&segment.id), product: Some(&product.id) };
            Grounds::new(plan).spots(standing)
        };
        let [one, other] = ["igbt", "power_devices"].map(|word| at(&plan, word));
        assert_eq!(one.len(), 6);
        assert_eq!(one.iter().collect::<std::collections::BTreeSet<_>>(), other.iter().collect());
        // Said by one of the two entries only.
        for sector in &mut plan.sectors {
            for listed in sector.segments.iter_mut().flat_map(|segment| &mut segment.products) {
                if listed.id == product("igbt") {
                    listed.also.clear();
                }
            }
        }
        assert_eq!(at(&plan, "igbt"), one);
        let (_, segment, _) = plan.product(&product("igbt")).unwrap();
        let sibling = segment.products.iter().find(|other| other.id != product("igbt")).unwrap().id.clone();
        for sector in &mut plan.sectors {
            for listed in sector.segments.iter_mut().flat_map(|segment| &mut segment.products) {
                if listed.id == sibling {
                    listed.also = vec![product("igbt")];
                }
            }
        }
        let within = at(&plan, sibling.as_str());
        assert_eq!(within.len(), 4, "the same segment and sector once: {within:?}");
    }

    #[test]
    fn a_lead_in_another_segment_stands_at_what_the_texts_say_of_that() {
        let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
        let (sector, segment, igbt) = plan.product(&product("igbt")).unwrap();
        let (own_sector, own_segment, own) = plan.product(&product("power_devices")).unwrap();
        let own = Standing { sector: Some(&own_sector.id), segment: Some(&own_segment.id), product: Some(&own.id) };
        let node = NodeStrength {
            sector: sector.id.clone(),
            segment: segment.id.clone(),
            product: Some(igbt.id.clone()),
            strength: 0.3,
            role: Role::Makes,
        };
        let mut fit = Fit { nodes: vec![node], ..Fit::default() };
        let key = uuid::Uuid::from_u128(1);
        let mut lead = Lead::new(LeadId::from_uuid(key), CompanyId::from_uuid(key), "t");
        assert_eq!(Standing::of_lead(&plan, &lead, own, Some(&fit)), own);
        lead.segment = Some(segment.id.clone());
        let there = Standing { sector: Some(&sector.id), segment: Some(&segment.id), product: Some(&igbt.id) };
        assert_eq!(Standing::of_lead(&plan, &lead, own, Some(&fit)), there);
        fit.nodes.clear();
        let unsaid = Standing { product: None, ..there };
        assert_eq!(Standing::of_lead(&plan, &lead, own, Some(&fit)), unsaid);
        assert_eq!(base_of(&plan, &lead, unsaid.sector), plan.base_for(&sector.id).map(|base| &base.id));
        lead.base = plan.base_for(&own_sector.id).map(|base| base.id.clone());
        assert_eq!(base_of(&plan, &lead, unsaid.sector), lead.base.as_ref());
    }
}
