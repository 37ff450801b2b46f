//! The chain as it stands: for every segment and product of the plan what is here, what is coming, who could come.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{View, assessment::Prospect};
use crate::{
    domain::{
        company::GateState,
        ids::{CompanyId, LeadId, LocalNeedId, ProductId, SectorId, SegmentId},
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
    /// Leads that have landed.
    pub landed: Vec<LeadId>,
    /// Leads that are being worked on (线索 to 签约).
    pub open: Vec<LeadId>,
    /// Companies placed here that are not local firms and fail no gate, in the order of the view.
    pub prospects: Vec<usize>,
    /// What local firms look for here.
    pub needs: Vec<LocalNeedId>,
}

/// A product of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductNode {
    /// What stands there.
    pub tally: Tally,
    /// What one more maker would be to the local chain.
    pub outlook: Outlook,
    /// How far it is covered.
    pub cover: Cover,
}

impl ProductNode {
    /// 补链, 强链 or 延链, where that is certain.
    pub fn relation(&self) -> Option<ChainRelation> {
        match self.outlook.possible {
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
    /// Whether the list of its local firms is complete.
    pub complete: bool,
    /// The day it was marked so.
    pub complete_on: Option<Date>,
}

/// Every node of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChainMap {
    /// By product.
    pub products: BTreeMap<ProductId, ProductNode>,
    /// By segment.
    pub segments: BTreeMap<SegmentId, SegmentNode>,
    /// By sector: everything of its segments, and what is of the sector without a segment.
    pub sectors: BTreeMap<SectorId, Tally>,
}

impl ChainMap {
    /// Counts everything once. A company stands where its texts or a person place it; a lead in the segment it names,
    /// else where its company stands; at a product only if its company stands at one of that segment.
    pub fn of(view: &View) -> Self {
        let plan = &view.policy.plan;
        let mut places = Places::new(plan);
        let local = view.local_firms();
        let registered: BTreeSet<CompanyId> =
            view.snapshot.local_products.iter().map(|product| product.company).collect();
        for (row, prospect) in view.assessment.prospects.iter().enumerate() {
            let is_local = local.contains(&prospect.company);
            if is_local && registered.contains(&prospect.company) {
                continue;
            }
            if !is_local && prospect.gate == GateState::Fail {
                continue;
            }
            let place = (prospect.sector.as_ref(), prospect.segment.as_ref(), prospect.product.as_ref());
            places.each(place, |tally| {
                if is_local {
                    tally.unregistered.push(prospect.company);
                } else {
                    tally.prospects.push(row);
                }
            });
        }
        for lead in view.snapshot.leads.iter().filter(|lead| lead.stage.is_landed() || lead.stage.is_open()) {
            let prospect = view.row_of(lead.company).and_then(|row| view.assessment.prospects.get(row));
            let (segment, product) = place_of(lead, prospect);
            let sector = match segment {
                Some(segment) => plan.segment(segment).map(|(sector, _)| &sector.id),
                None => prospect.and_then(|prospect| prospect.sector.as_ref()),
            };
            places.each((sector, segment, product), |tally| {
                let list = if lead.stage.is_landed() { &mut tally.landed } else { &mut tally.open };
                list.push(lead.id);
            });
        }
        for need in view.snapshot.local_needs.iter() {
            let sector = plan.segment(&need.segment).map(|(sector, _)| &sector.id);
            let place = (sector, Some(&need.segment), need.product.as_ref());
            places.each(place, |tally| tally.needs.push(need.id));
        }
        places.finish(view)
    }
}

/// Segment and product that a lead stands for.
pub fn place_of<'l>(lead: &'l Lead, prospect: Option<&'l Prospect>) -> (Option<&'l SegmentId>, Option<&'l ProductId>) {
    let placed = prospect.and_then(|prospect| prospect.segment.as_ref());
    match &lead.segment {
        Some(segment) if placed != Some(segment) => (Some(segment), None),
        _ => (placed, prospect.and_then(|prospect| prospect.product.as_ref())),
    }
}

/// Sector, segment and product, as far as they are known.
type Place<'p> = (Option<&'p SectorId>, Option<&'p SegmentId>, Option<&'p ProductId>);

struct Places {
    sectors: BTreeMap<SectorId, Tally>,
    segments: BTreeMap<SegmentId, Tally>,
    products: BTreeMap<ProductId, Tally>,
}

impl Places {
    fn new(plan: &Plan) -> Self {
        Self {
            sectors: plan.sectors.iter().map(|sector| (sector.id.clone(), Tally::default())).collect(),
            segments: plan.segments().map(|(_, segment)| (segment.id.clone(), Tally::default())).collect(),
            products: plan.products().map(|(_, _, product)| (product.id.clone(), Tally::default())).collect(),
        }
    }

    /// Does something at a sector, a segment of it and a product of that. What the plan does not know is left out.
    fn each(&mut self, (sector, segment, product): Place<'_>, mut act: impl FnMut(&mut Tally)) {
        let Some(of_sector) = sector.and_then(|sector| self.sectors.get_mut(sector)) else { return };
        act(of_sector);
        let Some(of_segment) = segment.and_then(|segment| self.segments.get_mut(segment)) else { return };
        act(of_segment);
        if let Some(of_product) = product.and_then(|product| self.products.get_mut(product)) {
            act(of_product);
        }
    }

    fn finish(mut self, view: &View) -> ChainMap {
        let (plan, chain) = (&view.policy.plan, view.chain());
        let mut map = ChainMap { sectors: self.sectors, ..ChainMap::default() };
        for (sector, segment) in plan.segments() {
            let mut tally = self.segments.remove(&segment.id).unwrap_or_default();
            tally.local = chain.firms_of(&segment.id).into_keys().collect();
            if let Some(of_sector) = map.sectors.get_mut(&sector.id) {
                of_sector.local.extend(&tally.local);
            }
            for product in &segment.products {
                let mut tally = self.products.remove(&product.id).unwrap_or_default();
                tally.local = chain.makers_of(&product.id).collect();
                let outlook = chain.outlook(&segment.id, &product.id);
                let cover = cover(&tally, outlook);
                map.products.insert(product.id.clone(), ProductNode { tally, outlook, cover });
            }
            let complete = chain.is_complete(&segment.id);
            let marks = view.snapshot.coverage.iter().filter(|mark| mark.segment == segment.id);
            let complete_on = marks.filter(|mark| mark.complete).filter_map(|mark| mark.as_of).max();
            let complete_on = complete_on.filter(|_| complete);
            map.segments.insert(segment.id.clone(), SegmentNode { tally, complete, complete_on });
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
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::{
        clock::Surroundings,
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

    #[test]
    fn every_company_and_lead_of_the_plan_stands_at_one_segment() {
        let folder = tempfile::tempdir().unwrap();
        let view = view(&ledger(&folder));
        let map = ChainMap::of(&view);
        assert_eq!(map.products.len(), view.policy.plan.products().count());
        let rows: Vec<usize> = map.segments.values().flat_map(|node| node.tally.prospects.clone()).collect();
        let distinct: BTreeSet<usize> = rows.iter().copied().collect();
        assert_eq!(rows.len(), distinct.len());
        let local = view.local_firms();
        let placed = view.assessment.prospects.iter().filter(|prospect| prospect.segment.is_some());
        assert_eq!(
            rows.len(),
            placed.filter(|prospect| !local.contains(&prospect.company) && prospect.gate != GateState::Fail).count()
        );
        let leads: Vec<LeadId> =
            map.segments.values().flat_map(|node| [&node.tally.open, &node.tally.landed]).flatten().copied().collect();
        assert_eq!(leads.len(), leads.iter().collect::<BTreeSet<_>>().len());
        assert!(leads.len() > 50, "{}", leads.len());
        for (_, segment, product) in view.policy.plan.products() {
            let (of_product, of_segment) = (&map.products[&product.id].tally, &map.segments[&segment.id].tally);
            assert!(of_product.open.iter().all(|lead| of_segment.open.contains(lead)));
            assert!(of_product.prospects.iter().all(|row| of_segment.prospects.contains(row)));
        }
    }

    #[test]
    fn a_gap_is_only_called_one_where_the_local_list_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = ledger(&folder);
        let before = ChainMap::of(&view(&ledger));
        let (segment, _) = before.segments.iter().find(|(_, node)| !node.complete).unwrap();
        let of_it = |map: &ChainMap, plan: &Plan, cover: Cover| {
            let (_, segment) = plan.segment(segment).unwrap();
            segment.products.iter().filter(|product| map.products[&product.id].cover == cover).count()
        };
        let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
        assert_eq!(of_it(&before, &plan, Cover::Nothing), 0);
        let mark = crate::domain::local_firm::SegmentCoverage {
            id: crate::domain::ids::SegmentCoverageId::from_uuid(uuid::Uuid::from_u128(7)),
            segment: segment.clone(),
            complete: true,
            as_of: Some(jiff::civil::date(2026, 11, 1)),
            source: "test".into(),
        };
        ledger.apply(Action::MarkCoverage(Box::new(mark))).unwrap();
        let after = ChainMap::of(&view(&ledger));
        assert_eq!(after.segments[segment].complete_on, Some(jiff::civil::date(2026, 11, 1)));
        assert_eq!(of_it(&after, &plan, Cover::Unknown), 0);
        assert_eq!(of_it(&after, &plan, Cover::Nothing), of_it(&before, &plan, Cover::Unknown));
        for node in after.products.values().filter(|node| node.cover == Cover::Nothing) {
            assert_eq!(node.relation(), Some(ChainRelation::Fill));
        }
    }
}
