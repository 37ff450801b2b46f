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
    /// Area of free sites.
    pub free: A,
    /// Free sites.
    pub free_sites: u32,
    /// Area of reserved sites.
    pub reserved: A,
    /// Reserved sites.
    pub reserved_sites: u32,
    /// Free and reserved sites that do not say how large they are.
    pub silent_sites: u32,
    /// Area that all open leads ask for together.
    pub wanted: A,
    /// Area that is to be expected: chance by the day × area.
    pub expected: A,
    /// Open leads that ask for some, those that ask for most in expectation first.
    pub leads: Vec<Wish<A>>,
    /// Open leads that want this kind but do not say how much.
    pub silent: u32,
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
    fn site(&mut self, state: SiteState, area: Option<A>) {
        let (sum, sites) = match state {
            SiteState::Free => (&mut self.free, &mut self.free_sites),
            SiteState::Reserved => (&mut self.reserved, &mut self.reserved_sites),
            SiteState::Taken => return,
        };
        *sites += 1;
        match area {
            Some(area) => *sum = A::new(sum.size() + area.size()),
            None => self.silent_sites += 1,
        }
    }

    fn wish(&mut self, lead: LeadId, area: Option<A>, p: f64) {
        let Some(area) = area else {
            self.silent += 1;
            return;
        };
        self.wanted = A::new(self.wanted.size() + area.size());
        self.expected = A::new(self.expected.size() + p * area.size());
        self.leads.push(Wish { lead, area, p });
    }

    fn sort(&mut self) {
        self.leads.sort_by(|one, other| {
            let worth = |wish: &Wish<A>| wish.p * wish.area.size();
            worth(other).total_cmp(&worth(one)).then_with(|| one.lead.cmp(&other.lead))
        });
    }

    /// Whether there is nothing to say.
    fn is_empty(&self) -> bool {
        self.free_sites + self.reserved_sites + self.silent == 0 && self.leads.is_empty()
    }
}

impl View {
    /// Land and plants by place, in plan order, those of no place last. Every open lead counts, also a second one of a
    /// firm: each needs ground of its own.
    pub fn ground(&self, until: Date) -> Vec<Ground> {
        let plan = &self.policy.plan;
        let mut places: BTreeMap<Option<PlaceId>, Ground> = BTreeMap::new();
        let road = self.odds.road(self.odds.seat);
        let days = super::days_between(self.as_of, until);
        for site in self.snapshot.sites.iter() {
            let ground = of_place(&mut places, place_of_site(plan, site));
            match site.kind {
                SiteKind::Land => ground.land.site(site.state, site.land),
                SiteKind::Plant => ground.plant.site(site.state, site.floor_area),
            }
        }
        for lead in self.snapshot.leads.iter().filter(|lead| lead.stage.is_open()) {
            let attainability = self.odds.attainability(Some(lead));
            let waited = lead.stage_since.map_or(0, |since| super::days_between(since, self.as_of));
            let waited = u32::try_from(waited).unwrap_or(0);
            let within = road.as_ref().map_or(1.0, |road| road.within(lead.stage, waited, days));
            let p = self.odds.reach(&attainability, lead.stage, self.odds.seat) * within;
            let ground = of_place(&mut places, place_of_lead(plan, lead));
            match lead.land_mode {
                Some(LandMode::None) => {}
                Some(LandMode::NewLand) => ground.land.wish(lead.id, lead.land, p),
                Some(LandMode::Plant) => ground.plant.wish(lead.id, lead.plant, p),
                None => {
                    if lead.land.is_some() {
                        ground.land.wish(lead.id, lead.land, p);
                    }
                    if lead.plant.is_some() {
                        ground.plant.wish(lead.id, lead.plant, p);
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
