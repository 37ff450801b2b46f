//! Land and plants: what each place has, and what leads ask for.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    domain::{
        ids::{LeadId, PlaceId},
        lead::{LandMode, Lead},
        plan::Plan,
        site::{Site, SiteKind, SiteState},
        units::{Mu, SquareMetre},
    },
    ledger::View,
};

/// A place of the plan with its land and its plants; none = leads and sites that name no place.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground {
    /// Place.
    pub place: Option<PlaceId>,
    /// Land.
    pub land: Use<Mu>,
    /// Plants.
    pub plant: Use<SquareMetre>,
}

/// What there is of one kind, and what is asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Use<A> {
    /// Sites that can be offered by the day.
    pub free: Lot<A>,
    /// Sites that come free after the day.
    pub later: Lot<A>,
    /// Reserved sites.
    pub reserved: Lot<A>,
    /// Sites in use.
    pub taken: Lot<A>,
    /// Sites of any state that do not say how large they are.
    pub silent_sites: u32,
    /// What signed leads need: their sites are among those reserved or in use, so it is not asked for again.
    pub signed: Lot<A>,
    /// Area that all open leads before 签约 ask for together.
    pub wanted: A,
    /// Area that is to be expected: chance by the day × area.
    pub expected: A,
    /// Open leads before 签约 that ask for some, those that ask for most in expectation first.
    pub leads: Vec<Wish<A>>,
    /// Open leads that want this kind but do not say how much.
    pub silent: u32,
}

/// Some ground: how many sites or leads, and how large together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Lot<A> {
    /// How many, those included that do not say how large they are.
    pub count: u32,
    /// Area of those that say so.
    pub area: A,
}

/// What a lead asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish<A> {
    /// Lead.
    pub lead: LeadId,
    /// Area.
    pub area: A,
    /// Chance to fill a seat by the day.
    pub p: f64,
}

/// An area that can be added up.
pub trait Area: Copy + Default {
    /// The area of this size, in its own unit.
    fn new(size: f64) -> Self;
    /// Its size, in its own unit.
    fn size(self) -> f64;
}

impl Area for Mu {
    fn new(size: f64) -> Self {
        Self(size)
    }
    fn size(self) -> f64 {
        self.0
    }
}

impl Area for SquareMetre {
    fn new(size: f64) -> Self {
        Self(size)
    }
    fn size(self) -> f64 {
        self.0
    }
}

impl<A: Area> Use<A> {
    fn site(&mut self, site: &Site, area: Option<A>, until: Date) {
        let lot = match site.state {
            SiteState::Free if site.is_offered(until) => &mut self.free,
            SiteState::Free => &mut self.later,
            SiteState::Reserved => &mut self.reserved,
            SiteState::Taken => &mut self.taken,
        };
        lot.add(area);
        self.silent_sites += u32::from(area.is_none());
    }

    fn wish(&mut self, lead: &Lead, area: Option<A>, p: f64) {
        if lead.stage.holds_site() {
            self.signed.add(area);
            return;
        }
        let Some(area) = area else {
            self.silent += 1;
            return;
        };
        self.wanted = A::new(self.wanted.size() + area.size());
        self.expected = A::new(self.expected.size() + p * area.size());
        self.leads.push(Wish { lead: lead.id, area, p });
    }

    fn sort(&mut self) {
        self.leads.sort_by(|one, other| {
            let worth = |wish: &Wish<A>| wish.p * wish.area.size();
            worth(other).total_cmp(&worth(one)).then_with(|| one.lead.cmp(&other.lead))
        });
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        let lots = [self.free, self.later, self.reserved, self.taken, self.signed];
        lots.iter().all(|lot| lot.count == 0) && self.silent == 0 && self.leads.is_empty()
    }

    /// What is left of the free sites once those come that are to be expected; below zero is a shortfall.
    pub fn balance(&self) -> A {
        A::new(self.free.area.size() - self.expected.size())
    }
}

impl<A: Area> Lot<A> {
    fn add(&mut self, area: Option<A>) {
        self.count += 1;
        self.area = A::new(self.area.size() + area.map_or(0.0, A::size));
    }
}

impl View {
    /// Land and plants by place as they will stand on a day, in plan order, those of no place last. Every open lead
    /// counts, also a second one of a firm: each needs ground of its own. From 签约 on its site is no longer offered, as
    /// with those whom to pursue.
    pub fn ground(&self, until: Date) -> Vec<Ground> {
        let plan = &self.policy.plan;
        let mut places: BTreeMap<Option<PlaceId>, Ground> = BTreeMap::new();
        let road = self.odds.road(self.odds.seat);
        let days = [until];
        for site in self.snapshot.sites.iter() {
            let ground = of_place(&mut places, place_of_site(plan, site));
            match site.kind {
                SiteKind::Land => ground.land.site(site, site.land, until),
                SiteKind::Plant => ground.plant.site(site, site.floor_area, until),
            }
        }
        for lead in self.snapshot.leads.iter().filter(|lead| lead.stage.is_open()) {
            let Some(prospect) = self.prospect(lead.company) else {
                continue;
            };
            let p = self.chances_by(road.as_ref(), prospect, lead, &days).first().copied().unwrap_or(0.0);
            let ground = of_place(&mut places, place_of_lead(plan, lead));
            match lead.land_mode {
                Some(LandMode::None) => {}
                Some(LandMode::NewLand) => ground.land.wish(lead, lead.land, p),
                Some(LandMode::Plant) => ground.plant.wish(lead, lead.plant, p),
                None => {
                    if lead.land.is_some() {
                        ground.land.wish(lead, lead.land, p);
                    }
                    if lead.plant.is_some() {
                        ground.plant.wish(lead, lead.plant, p);
                    }
                }
            }
        }
        let order = |ground: &Ground| {
            let place = ground.place.as_ref();
            place
                .map_or(usize::MAX, |id| plan.places.iter().position(|place| place.id == *id).unwrap_or(usize::MAX - 1))
        };
        let mut grounds: Vec<Ground> =
            places.into_values().filter(|ground| !ground.land.is_empty() || !ground.plant.is_empty()).collect();
        grounds.sort_by_key(order);
        for ground in &mut grounds {
            ground.land.sort();
            ground.plant.sort();
        }
        grounds
    }
}

fn of_place(places: &mut BTreeMap<Option<PlaceId>, Ground>, place: Option<PlaceId>) -> &mut Ground {
    places.entry(place.clone()).or_insert_with(|| Ground { place, land: Use::default(), plant: Use::default() })
}

/// A base that lies in one place says which.
fn place_of_base(plan: &Plan, base: Option<&crate::domain::ids::BaseId>) -> Option<PlaceId> {
    match plan.base(base?)?.places.as_slice() {
        [place] => Some(place.clone()),
        _ => None,
    }
}

fn place_of_site(plan: &Plan, site: &Site) -> Option<PlaceId> {
    site.place.clone().or_else(|| place_of_base(plan, site.base.as_ref()))
}

fn place_of_lead(plan: &Plan, lead: &Lead) -> Option<PlaceId> {
    lead.place.clone().or_else(|| place_of_base(plan, lead.base.as_ref()))
}
