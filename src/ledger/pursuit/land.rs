//! Free land, place by place, and which of it a firm may use.

use crate::{
    capacity::optimise::Ground,
    domain::{
        ids::{BaseId, PlaceId},
        lead::{LandMode, Lead},
        plan::{Plan, Tier},
        site::{Site, SiteKind},
        units::Mu,
    },
    ledger::{
        View,
        assessment::{SlotKey, SlotLead},
    },
};

use super::{LandAt, PlaceLand, PursuitWish};

/// The land of a question.
pub(super) struct Lands<'v> {
    view: &'v View,
    wish: &'v PursuitWish,
    /// Places that bases with seats lie in, and whatever else has free sites or was set by somebody.
    pub(super) listed: Vec<PlaceLand>,
    /// Those of them whose free land is known, as the problem numbers its places.
    pub(super) known: Vec<usize>,
    /// Grounds asked for so far.
    pub(super) grounds: Vec<Ground>,
    /// Free sites with land that belong to no base and lie in no base's place.
    pub(super) stray: usize,
}

impl<'v> Lands<'v> {
    /// What was set, else what the free sites add up to.
    pub(super) fn of(view: &'v View, wish: &'v PursuitWish) -> Self {
        let plan = &view.policy.plan;
        let mut listed: Vec<PlaceLand> = Vec::new();
        for base in plan.bases.iter().filter(|base| !base.seats.is_empty()) {
            for place in &base.places {
                entry(&mut listed, LandAt { place: Some(place.clone()), base: None });
            }
            if base.places.is_empty() {
                entry(&mut listed, LandAt { place: None, base: Some(base.id.clone()) });
            }
        }
        let mut stray = 0;
        for site in view.snapshot.sites.iter() {
            let is_offered = site.kind == SiteKind::Land && site.is_offered(view.target_date);
            let Some(land) = site.land.filter(|_| is_offered) else { continue };
            let Some(at) = LandAt::of(plan, site) else {
                stray += 1;
                continue;
            };
            let found = entry(&mut listed, at);
            found.free = Some(Mu(found.free.map_or(0.0, |free| free.0) + land.0));
            found.sites += 1;
        }
        for (at, free) in wish.land.iter().filter(|(at, _)| at.is_in(plan)) {
            let found = entry(&mut listed, at.clone());
            (found.free, found.set) = (Some(*free), true);
        }
        let known = (0..listed.len()).filter(|at| listed.get(*at).is_some_and(|land| land.free.is_some())).collect();
        Self { view, wish, listed, known, grounds: Vec::new(), stray }
    }

    /// Where a firm at a base finds its land, by its place among the grounds: in the place its lead names if free land
    /// is known there, else anywhere the base may use. None where nobody knows of free land, or where land is no limit.
    pub(super) fn ground(&mut self, base: &BaseId, intended: Option<&PlaceId>) -> Option<usize> {
        if self.wish.within.is_some() {
            return None;
        }
        let plan = &self.view.policy.plan;
        let open: Vec<usize> = (0..self.known.len())
            .filter(|place| self.land(*place).is_some_and(|land| land.at.is_open_to(plan, base)))
            .collect();
        let there: Vec<usize> = open
            .iter()
            .copied()
            .filter(|place| intended.is_some() && self.land(*place).and_then(|land| land.at.place.as_ref()) == intended)
            .collect();
        let places = if there.is_empty() { open } else { there };
        if places.is_empty() {
            return None;
        }
        let same = self.grounds.iter().position(|ground| ground.places == places);
        Some(same.unwrap_or_else(|| {
            self.grounds.push(Ground { places, taken: Mu(0.0) });
            self.grounds.len() - 1
        }))
    }

    /// A firm comes whatever is chosen: what it is expected to take is not free. With 签约 its site is no longer offered,
    /// so that is not taken twice.
    pub(super) fn take(&mut self, lead: &SlotLead, slot: &SlotKey) {
        let record = self.view.snapshot.leads.get(lead.lead.uuid());
        if record.is_some_and(|record| record.stage.holds_site()) {
            return;
        }
        let (land, _) = self.need(record, slot.tier);
        let ground = self.ground(&slot.base, record.and_then(|record| record.place.as_ref()));
        if let Some(ground) = ground.and_then(|ground| self.grounds.get_mut(ground)) {
            ground.taken.0 += lead.p * land.0;
        }
    }

    /// What those who come anyway take together.
    pub(super) fn taken(&self) -> Mu {
        Mu(self.grounds.iter().map(|ground| ground.taken.0).sum())
    }

    /// Land a firm would take, and whether that is assumed. A firm that wants a plant or an office takes none.
    pub(super) fn need(&self, lead: Option<&Lead>, tier: Tier) -> (Mu, bool) {
        if let Some(lead) = lead {
            if matches!(lead.land_mode, Some(LandMode::Plant | LandMode::None)) {
                return (Mu(0.0), false);
            }
            if let Some(land) = lead.land {
                return (land, false);
            }
        }
        (self.wish.unknown_land.of(tier), true)
    }

    fn land(&self, known: usize) -> Option<&PlaceLand> {
        self.listed.get(*self.known.get(known)?)
    }
}

impl LandAt {
    /// Where a site counts; none when it belongs to no base and lies in no base's place.
    fn of(plan: &Plan, site: &Site) -> Option<Self> {
        let known = |base: &&BaseId| plan.base(base).is_some();
        let base = site.base.as_ref().filter(known).cloned();
        let mut there = plan.bases.iter().filter(|base| site.place.as_ref().is_some_and(|at| base.places.contains(at)));
        let only = there.next().map(|first| there.next().is_none().then_some(&first.id));
        match (base, only) {
            (None, None) => None,
            (None, Some(_)) => Some(Self { place: site.place.clone(), base: None }),
            // The only base of a place needs no word of its own.
            (Some(base), Some(Some(only))) if *only == base => Some(Self { place: site.place.clone(), base: None }),
            (Some(base), _) => Some(Self { place: site.place.clone(), base: Some(base) }),
        }
    }

    /// Whether a firm of a base may use it.
    pub fn is_open_to(&self, plan: &Plan, base: &BaseId) -> bool {
        match (&self.base, &self.place) {
            (Some(only), _) => only == base,
            (None, Some(place)) => plan.base(base).is_some_and(|base| base.places.contains(place)),
            (None, None) => false,
        }
    }

    /// Whether the plan knows it.
    pub fn is_in(&self, plan: &Plan) -> bool {
        let base = self.base.as_ref().is_none_or(|base| plan.base(base).is_some());
        let place = self.place.as_ref().is_none_or(|at| plan.places.iter().any(|place| place.id == *at));
        base && place && (self.base.is_some() || self.place.is_some())
    }
}

fn entry(listed: &mut Vec<PlaceLand>, at: LandAt) -> &mut PlaceLand {
    let found = listed.iter().position(|land| land.at == at);
    let found = found.unwrap_or_else(|| {
        listed.push(PlaceLand { at, free: None, sites: 0, set: false });
        listed.len() - 1
    });
    &mut listed[found]
}
