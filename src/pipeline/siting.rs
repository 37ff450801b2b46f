//! Which sites suit a lead, and why not: every need that is not met, or not known, is named.

use std::cmp::Ordering;

use crate::{
    domain::{
        ids::SiteId,
        lead::{LandMode, Lead},
        site::{Site, SiteKind, SiteState},
    },
    words,
};

words! {
    /// What a lead needs of a site.
    pub enum Need {
        /// Land or plant.
        Kind = "kind",
        /// It can be offered.
        State = "state",
        /// Land area, 亩.
        Land = "land",
        /// Floor area, ㎡.
        FloorArea = "floor_area",
        /// Clear height, m.
        Height = "height",
        /// Load of the floor, t/㎡.
        FloorLoad = "floor_load",
        /// Electric power, kVA.
        Power = "power",
        /// Energy a year, 吨标煤.
        Energy = "energy",
        /// 环境容量
        Discharge = "discharge",
        /// The place wished for.
        Place = "place",
        /// The base wished for.
        Base = "base",
    }
}

/// How a need stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Finding {
    /// Met.
    Met,
    /// The site offers less than is wanted, both in the need's unit.
    Short {
        /// Wanted.
        wanted: f64,
        /// Offered.
        offered: f64,
    },
    /// It is something else: the other kind, another place, taken.
    Other,
    /// The lead does not say what it needs.
    LeadSilent,
    /// The site does not say what it has.
    SiteSilent,
    /// Both say something only a person can compare; also: kept for somebody, perhaps for this lead.
    Ask,
}

impl Finding {
    /// Whether it speaks against the site.
    pub const fn is_against(self) -> bool {
        matches!(self, Self::Short { .. } | Self::Other)
    }

    /// Whether it is not known.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::LeadSilent | Self::SiteSilent | Self::Ask)
    }
}

/// A site, judged for a lead.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteMatch {
    /// Site.
    pub site: SiteId,
    /// Every need that bears on this kind of site, in the order of [`Need`].
    pub findings: Vec<(Need, Finding)>,
    /// Area beyond what is wanted, as a share of it; none when either is not known.
    pub spare: Option<f64>,
}

impl SiteMatch {
    /// Whether it is land where a plant is wanted, or the other way round: nothing else was compared.
    pub fn is_other_kind(&self) -> bool {
        self.findings.first() == Some(&(Need::Kind, Finding::Other))
    }

    /// How many needs are not met.
    pub fn against(&self) -> usize {
        self.findings.iter().filter(|(_, finding)| finding.is_against()).count()
    }

    /// How many are not known.
    pub fn open(&self) -> usize {
        self.findings.iter().filter(|(_, finding)| finding.is_open()).count()
    }
}

/// What the lead wants: land or plant; by its figures where it does not say.
fn wanted_kind(lead: &Lead) -> Option<SiteKind> {
    match (lead.land_mode, lead.land, lead.plant) {
        (Some(LandMode::NewLand), ..) | (None, Some(_), None) => Some(SiteKind::Land),
        (Some(LandMode::Plant), ..) | (None, None, Some(_)) => Some(SiteKind::Plant),
        _ => None,
    }
}

/// At least as much as is wanted.
fn at_least(wanted: Option<f64>, offered: Option<f64>) -> Finding {
    match (wanted, offered) {
        (None, _) => Finding::LeadSilent,
        (Some(_), None) => Finding::SiteSilent,
        (Some(wanted), Some(offered)) if offered >= wanted => Finding::Met,
        (Some(wanted), Some(offered)) => Finding::Short { wanted, offered },
    }
}

/// The very one that is wished for; no wish is no need.
fn the_one<T: PartialEq>(wanted: Option<&T>, offered: Option<&T>) -> Option<Finding> {
    wanted.map(|wanted| match offered {
        None => Finding::SiteSilent,
        Some(offered) if offered == wanted => Finding::Met,
        Some(_) => Finding::Other,
    })
}

/// A site, judged for a lead.
pub fn judge(lead: &Lead, site: &Site) -> SiteMatch {
    let mut findings = Vec::new();
    let kind = match wanted_kind(lead) {
        None => Finding::LeadSilent,
        Some(kind) if kind == site.kind => Finding::Met,
        Some(_) => Finding::Other,
    };
    findings.push((Need::Kind, kind));
    if kind == Finding::Other {
        // How large a plant is says nothing to somebody who builds.
        return SiteMatch { site: site.id, findings, spare: None };
    }
    findings.push((
        Need::State,
        match site.state {
            SiteState::Free => Finding::Met,
            SiteState::Reserved => Finding::Ask,
            SiteState::Taken => Finding::Other,
        },
    ));
    let (wanted, offered) = match site.kind {
        SiteKind::Land => (lead.land.map(|land| land.0), site.land.map(|land| land.0)),
        SiteKind::Plant => (lead.plant.map(|plant| plant.0), site.floor_area.map(|area| area.0)),
    };
    match site.kind {
        SiteKind::Land => findings.push((Need::Land, at_least(wanted, offered))),
        SiteKind::Plant => {
            findings.push((Need::FloorArea, at_least(wanted, offered)));
            let height = at_least(lead.height.map(|height| height.0), site.height.map(|height| height.0));
            findings.push((Need::Height, height));
            let load = at_least(lead.floor_load.map(|load| load.0), site.floor_load.map(|load| load.0));
            findings.push((Need::FloorLoad, load));
        }
    }
    findings.push((Need::Power, at_least(lead.power.map(|power| power.0), site.power.map(|power| power.0))));
    findings.push((Need::Energy, at_least(lead.energy.map(|energy| energy.0), site.energy.map(|energy| energy.0))));
    findings.push((
        Need::Discharge,
        match (lead.discharge.is_empty(), site.discharge.is_empty()) {
            (true, _) => Finding::LeadSilent,
            (false, true) => Finding::SiteSilent,
            (false, false) => Finding::Ask,
        },
    ));
    findings.extend(the_one(lead.place.as_ref(), site.place.as_ref()).map(|finding| (Need::Place, finding)));
    findings.extend(the_one(lead.base.as_ref(), site.base.as_ref()).map(|finding| (Need::Base, finding)));
    let spare = wanted.zip(offered).filter(|(wanted, _)| *wanted > 0.0).map(|(wanted, offered)| offered / wanted - 1.0);
    SiteMatch { site: site.id, findings, spare }
}

/// The sites for a lead, the best first: of the kind wanted, fewest needs not met, then fewest open, then the least land left over.
/// A lead that needs no land gets none.
pub fn sites<'a>(lead: &Lead, sites: impl Iterator<Item = &'a Site>) -> Vec<SiteMatch> {
    if lead.land_mode == Some(LandMode::None) {
        return Vec::new();
    }
    let mut matches: Vec<SiteMatch> = sites.map(|site| judge(lead, site)).collect();
    let spare = |found: &SiteMatch| found.spare.filter(|spare| *spare >= 0.0).unwrap_or(f64::INFINITY);
    matches.sort_by(|one, other| {
        (one.is_other_kind(), one.against(), one.open())
            .cmp(&(other.is_other_kind(), other.against(), other.open()))
            .then(spare(one).partial_cmp(&spare(other)).unwrap_or(Ordering::Equal))
            .then(one.site.cmp(&other.site))
    });
    matches
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{
        ids::{BaseId, CompanyId, LeadId},
        units::{KiloVoltAmpere, Metre, Mu, SquareMetre, Tce, TonnePerSquareMetre},
    };

    fn lead() -> Lead {
        Lead::new(LeadId::from_uuid(Uuid::nil()), CompanyId::from_uuid(Uuid::nil()), "")
    }

    fn site(number: u128, kind: SiteKind) -> Site {
        Site {
            id: SiteId::from_uuid(Uuid::from_u128(number)),
            name: "plot".into(),
            kind,
            place: None,
            base: None,
            state: SiteState::Free,
            land: None,
            floor_area: None,
            land_price: None,
            rent: None,
            height: None,
            floor_load: None,
            power: None,
            energy: None,
            discharge: "".into(),
            free_from: None,
            contact: "".into(),
            notes: "".into(),
        }
    }

    fn finding(found: &SiteMatch, need: Need) -> Option<Finding> {
        found.findings.iter().find(|(other, _)| *other == need).map(|(_, finding)| *finding)
    }

    #[test]
    fn a_plant_that_meets_everything_has_nothing_against_it() {
        let lead = Lead {
            plant: Some(SquareMetre(3000.0)),
            height: Some(Metre(8.0)),
            floor_load: Some(TonnePerSquareMetre(2.0)),
            power: Some(KiloVoltAmpere(800.0)),
            energy: Some(Tce(500.0)),
            base: Some(BaseId::new("east")),
            ..lead()
        };
        let good = Site {
            floor_area: Some(SquareMetre(3600.0)),
            height: Some(Metre(8.0)),
            floor_load: Some(TonnePerSquareMetre(3.0)),
            power: Some(KiloVoltAmpere(1000.0)),
            energy: Some(Tce(800.0)),
            base: Some(BaseId::new("east")),
            ..site(1, SiteKind::Plant)
        };
        let found = judge(&lead, &good);
        assert_eq!((found.against(), found.open()), (0, 1), "only what the lead does not say: {found:?}");
        assert_eq!(finding(&found, Need::Discharge), Some(Finding::LeadSilent));
        assert!((found.spare.unwrap() - 0.2).abs() < 1e-9);
        let low = Site { height: Some(Metre(6.0)), base: Some(BaseId::new("west")), power: None, ..good.clone() };
        let found = judge(&lead, &low);
        assert_eq!(finding(&found, Need::Height), Some(Finding::Short { wanted: 8.0, offered: 6.0 }));
        assert_eq!(finding(&found, Need::Base), Some(Finding::Other));
        assert_eq!(finding(&found, Need::Power), Some(Finding::SiteSilent));
        assert_eq!(finding(&found, Need::Place), None, "no wish is no need");
        let order = sites(&lead, [&low, &good].into_iter());
        assert_eq!(order[0].site, good.id);
    }

    #[test]
    fn land_is_no_plant_and_what_is_taken_is_not_offered() {
        let lead = Lead { land_mode: Some(LandMode::NewLand), land: Some(Mu(50.0)), ..lead() };
        assert_eq!(finding(&judge(&lead, &site(1, SiteKind::Plant)), Need::Kind), Some(Finding::Other));
        let taken = Site { state: SiteState::Taken, land: Some(Mu(80.0)), ..site(2, SiteKind::Land) };
        assert_eq!(finding(&judge(&lead, &taken), Need::State), Some(Finding::Other));
        let kept = Site { state: SiteState::Reserved, ..taken };
        assert_eq!(finding(&judge(&lead, &kept), Need::State), Some(Finding::Ask));
        assert_eq!(finding(&judge(&lead, &kept), Need::Height), None, "land has no height");
        let none = Lead { land_mode: Some(LandMode::None), ..lead };
        assert!(sites(&none, [&kept].into_iter()).is_empty());
    }

    #[test]
    fn of_equals_the_one_with_least_left_over_comes_first() {
        let lead = Lead { land: Some(Mu(50.0)), ..lead() };
        let of = |number, land| Site { land: Some(Mu(land)), ..site(number, SiteKind::Land) };
        let (large, fit, small) = (of(1, 200.0), of(2, 55.0), of(3, 20.0));
        let order: Vec<SiteId> =
            sites(&lead, [&large, &fit, &small].into_iter()).into_iter().map(|found| found.site).collect();
        assert_eq!(order, [fit.id, large.id, small.id]);
    }

    proptest! {
        #[test]
        fn more_of_everything_never_speaks_against_a_site(
            wanted in prop::option::of(0.0..1e5_f64), offered in prop::option::of(0.0..1e5_f64), more in 0.0..1e5_f64,
        ) {
            let lead = Lead { plant: wanted.map(SquareMetre), power: wanted.map(KiloVoltAmpere), ..lead() };
            let one = Site {
                floor_area: offered.map(SquareMetre),
                power: offered.map(KiloVoltAmpere),
                ..site(1, SiteKind::Plant)
            };
            let larger = Site {
                floor_area: Some(SquareMetre(offered.unwrap_or_default() + more)),
                power: Some(KiloVoltAmpere(offered.unwrap_or_default() + more)),
                ..one.clone()
            };
            let (before, after) = (judge(&lead, &one), judge(&lead, &larger));
            // A silent site that now speaks may turn out too small; one that spoke can only get better.
            prop_assert!(offered.is_none() || after.against() <= before.against());
            prop_assert!(after.open() <= before.open());
        }
    }
}
