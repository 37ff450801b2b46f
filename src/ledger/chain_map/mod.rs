//! The chain as it stands: for every segment and product of the plan what is here, what is coming, who could come.

mod place;

pub use place::{Grounds, Spot, Standing, is_prospect};

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use jiff::civil::Date;

use super::View;
use crate::{
    domain::{
        ids::{BaseId, CompanyId, LeadId, LocalNeedId, ProductId, SectorId, SegmentId},
        lead::Lead,
        plan::Plan,
    },
    scoring::{ChainRelation, Outlook},
    words,
};

words! {
    /// How far a product of the plan is covered here, best first.
    pub enum Cover {
        /// A local firm makes it.
        Local = "local",
        /// Nobody here made it, and a project has landed.
        Landed = "landed",
        /// A project is being worked on.
        Pipeline = "pipeline",
        /// Nothing, and the list of local firms of the segment is complete: a gap.
        Nothing = "nothing",
        /// Nothing is known to be here, but the list of local firms is not complete.
        Unknown = "unknown",
    }
}

/// What stands at a node of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Local firms that are registered as making it.
    pub local: BTreeSet<CompanyId>,
    /// Companies marked as local firms whose texts place them here, but of which nobody registered what they make.
    pub unregistered: Vec<CompanyId>,
    /// Leads that have landed, the furthest first.
    pub landed: Vec<LeadId>,
    /// Leads that are being worked on (线索 to 签约), the furthest first.
    pub open: Vec<LeadId>,
    /// Leads of companies placed here that name another segment: they count there, the furthest first.
    pub elsewhere: Vec<LeadId>,
    /// Companies placed here that could come ([`is_prospect`]), as rows of the view, in its order.
    pub prospects: Vec<usize>,
    /// What local firms look for here.
    pub needs: Vec<LocalNeedId>,
}

/// A product of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductNode {
    /// What stands there.
    pub tally: Tally,
    /// What one more maker would be to the registered local firms.
    pub outlook: Outlook,
    /// Landed projects that make it, at whatever base.
    pub landed: usize,
    /// How far it is covered.
    pub cover: Cover,
}

impl ProductNode {
    /// 补链, 强链 or 延链, where that is certain. What a landed project makes is no gap, though no firm is registered.
    pub fn relation(&self) -> Option<ChainRelation> {
        match self.outlook.possible {
            [ChainRelation::Fill] if self.landed > 0 => None,
            [relation] => Some(*relation),
            _ => None,
        }
    }
}

/// A segment of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SegmentNode {
    /// What stands in it: everything of its products, and what is of the segment without a product.
    pub tally: Tally,
    /// Leads among them of which nothing says the product.
    pub unsaid: Vec<LeadId>,
    /// Whether the list of its local firms is complete.
    pub complete: bool,
    /// The day it was marked so.
    pub complete_on: Option<Date>,
}

/// Every node of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChainMap {
    /// Leads and prospects of this base only; local firms stand for every base.
    pub base: Option<BaseId>,
    /// By product.
    pub products: BTreeMap<ProductId, ProductNode>,
    /// By segment.
    pub segments: BTreeMap<SegmentId, SegmentNode>,
    /// By sector: everything of its segments, and what is of the sector without a segment.
    pub sectors: BTreeMap<SectorId, Tally>,
}

impl ChainMap {
    /// Counts everything once at every node: at those it stands at ([`Standing`]), and where the plan lists the same
    /// product again. Of a base: only leads meant for it, or whose sector it takes, and companies whose seat it has.
    pub fn of(view: &View, base: Option<&BaseId>) -> Self {
        let plan = &view.policy.plan;
        let mut count = Count::new(plan);
        count.companies(view, base);
        count.leads(view, base);
        for need in view.snapshot.local_needs.iter() {
            let sector = plan.segment(&need.segment).map(|(sector, _)| &sector.id);
            let standing = Standing { sector, segment: Some(&need.segment), product: need.product.as_ref() };
            count.each(standing, |tally| tally.needs.push(need.id));
        }
        count.finish(view, base)
    }

    /// What stands at a node.
    pub fn tally(&self, spot: &Spot) -> Option<&Tally> {
        match spot {
            Spot::Sector(id) => self.sectors.get(id),
            Spot::Segment(id) => self.segments.get(id).map(|node| &node.tally),
            Spot::Product(id) => self.products.get(id).map(|node| &node.tally),
        }
    }
}

/// Counting in progress.
struct Count<'p> {
    plan: &'p Plan,
    grounds: Grounds<'p>,
    tallies: BTreeMap<Spot, Tally>,
    /// Leads of a segment of which nothing says the product.
    unsaid: BTreeMap<SegmentId, Vec<LeadId>>,
    /// Landed leads by product, whatever their base.
    landed: BTreeMap<ProductId, usize>,
}

impl<'p> Count<'p> {
    fn new(plan: &'p Plan) -> Self {
        let sectors = plan.sectors.iter().map(|sector| Spot::Sector(sector.id.clone()));
        let segments = plan.segments().map(|(_, segment)| Spot::Segment(segment.id.clone()));
        let products = plan.products().map(|(.., product)| Spot::Product(product.id.clone()));
        let spots = sectors.chain(segments).chain(products);
        Self {
            plan,
            grounds: Grounds::new(plan),
            tallies: spots.map(|spot| (spot, Tally::default())).collect(),
            unsaid: BTreeMap::new(),
            landed: BTreeMap::new(),
        }
    }

    /// Does something at every node at which what stands here counts. What the plan does not know is left out.
    fn each(&mut self, standing: Standing<'_>, mut act: impl FnMut(&mut Tally)) {
        for spot in self.grounds.spots(standing) {
            if let Some(tally) = self.tallies.get_mut(&spot) {
                act(tally);
            }
        }
    }

    fn companies(&mut self, view: &View, base: Option<&BaseId>) {
        let local = view.local_firms();
        let registered: BTreeSet<CompanyId> =
            view.snapshot.local_products.iter().map(|product| product.company).collect();
        for (row, prospect) in view.assessment.prospects.iter().enumerate() {
            let standing = Standing::of_company(prospect);
            if local.contains(&prospect.company) {
                if !registered.contains(&prospect.company) {
                    self.each(standing, |tally| tally.unregistered.push(prospect.company));
                }
                continue;
            }
            let of_base = || base.is_none_or(|base| prospect.slot.as_ref().is_some_and(|slot| slot.base == *base));
            if is_prospect(prospect, false) && of_base() {
                self.each(standing, |tally| tally.prospects.push(row));
            }
        }
    }

    fn leads(&mut self, view: &View, base: Option<&BaseId>) {
        let plan = self.plan;
        let leads = view.snapshot.leads.iter().filter(|lead| lead.stage.is_landed() || lead.stage.is_open());
        let mut leads: Vec<&Lead> = leads.collect();
        leads.sort_by_key(|lead| (Reverse(lead.stage), lead.id));
        for lead in leads {
            let row = view.row_of(lead.company);
            let prospect = row.and_then(|row| view.assessment.prospects.get(row));
            let fit = row.and_then(|row| view.fits.get(row));
            let own = prospect.map(Standing::of_company).unwrap_or_default();
            let standing = Standing::of_lead(plan, lead, own, fit);
            let spots = self.grounds.spots(standing);
            if lead.stage.is_landed() {
                for spot in &spots {
                    if let Spot::Product(product) = spot {
                        *self.landed.entry(product.clone()).or_default() += 1;
                    }
                }
            }
            if base.is_some_and(|base| place::base_of(plan, lead, standing.sector) != Some(base)) {
                continue;
            }
            if let (Some(segment), None) = (standing.segment, standing.product) {
                self.unsaid.entry(segment.clone()).or_default().push(lead.id);
            }
            let elsewhere = self.grounds.spots(own).into_iter().filter(|spot| !spots.contains(spot));
            for spot in elsewhere {
                if let Some(tally) = self.tallies.get_mut(&spot) {
                    tally.elsewhere.push(lead.id);
                }
            }
            self.each(standing, |tally| {
                let list = if lead.stage.is_landed() { &mut tally.landed } else { &mut tally.open };
                list.push(lead.id);
            });
        }
    }

    fn finish(mut self, view: &View, base: Option<&BaseId>) -> ChainMap {
        let chain = view.chain();
        let mut map = ChainMap { base: base.cloned(), ..ChainMap::default() };
        for sector in &self.plan.sectors {
            let mut of_sector = self.tallies.remove(&Spot::Sector(sector.id.clone())).unwrap_or_default();
            for segment in &sector.segments {
                let mut of_segment = self.tallies.remove(&Spot::Segment(segment.id.clone())).unwrap_or_default();
                of_segment.local = chain.firms_of(&segment.id).into_keys().collect();
                for product in &segment.products {
                    let mut tally = self.tallies.remove(&Spot::Product(product.id.clone())).unwrap_or_default();
                    tally.local = chain.makers_of(&product.id).collect();
                    of_segment.local.extend(&tally.local);
                    let outlook = chain.outlook(&segment.id, &product.id);
                    let landed = self.landed.get(&product.id).copied().unwrap_or_default();
                    let cover = cover(&tally, outlook);
                    map.products.insert(product.id.clone(), ProductNode { tally, outlook, landed, cover });
                }
                of_sector.local.extend(&of_segment.local);
                let complete = chain.is_complete(&segment.id);
                let marks = view.snapshot.coverage.iter().filter(|mark| mark.segment == segment.id);
                let complete_on = marks.filter(|mark| mark.complete).filter_map(|mark| mark.as_of).max();
                let complete_on = complete_on.filter(|_| complete);
                let unsaid = self.unsaid.remove(&segment.id).unwrap_or_default();
                let node = SegmentNode { tally: of_segment, unsaid, complete, complete_on };
                map.segments.insert(segment.id.clone(), node);
            }
            map.sectors.insert(sector.id.clone(), of_sector);
        }
        map
    }
}

fn cover(tally: &Tally, outlook: Outlook) -> Cover {
    if !tally.local.is_empty() {
        Cover::Local
    } else if !tally.landed.is_empty() {
        Cover::Landed
    } else if !tally.open.is_empty() {
        Cover::Pipeline
    } else if outlook.possible == [ChainRelation::Fill] {
        Cover::Nothing
    } else {
        Cover::Unknown
    }
}

#[cfg(test)]
mod tests;
