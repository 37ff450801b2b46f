//! What leads and contacts are told apart by: in which group each stands, what groups are called, and one group alone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Desk, fairs::Began, periods};
use crate::{
    domain::{
        ids::{AuthorId, BaseId, FairId, SectorId},
        lead::Lead,
    },
    ledger::assessment::Prospect,
    pipeline::report::{Event, EventKind},
    report::compose::seat_base,
    text::statistics::StatisticsText as T,
    words,
};

words! {
    /// What leads are told apart by.
    pub enum Dimension {
        /// Who is in charge.
        Officer = "officer",
        /// Where the lead came from.
        Source = "source",
        /// The fair it came from.
        Fair = "fair",
        /// The sector it belongs to.
        Sector = "sector",
        /// The base it is meant for.
        Base = "base",
        /// The month it happened in.
        Month = "month",
    }
}

impl Dimension {
    /// By which reports can be cut; months are the span.
    pub const CUTS: [Self; 5] = [Self::Officer, Self::Source, Self::Fair, Self::Sector, Self::Base];

    /// What it is called.
    pub const fn word_of(self) -> T {
        match self {
            Self::Officer => T::DimensionOfficer,
            Self::Source => T::DimensionSource,
            Self::Fair => T::DimensionFair,
            Self::Sector => T::DimensionSector,
            Self::Base => T::DimensionBase,
            Self::Month => T::DimensionMonth,
        }
    }
}

/// A group, in the order groups have when nothing else tells them apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Of an officer.
    Officer(AuthorId),
    /// From a source, as it is written.
    Source(String),
    /// From a fair.
    Fair(FairId),
    /// From some fair, nobody wrote which.
    SomeFair,
    /// Of a sector.
    Sector(SectorId),
    /// Of a base.
    Base(BaseId),
    /// Of the month that begins with this day.
    Month(Date),
    /// What belongs to none.
    Other,
}

/// The one group all reports are held to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Only {
    /// What is told apart.
    pub dimension: Dimension,
    /// The group that counts.
    pub group: Group,
}

/// A group reports can be held to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Which.
    pub only: Only,
    /// What it is called.
    pub name: String,
}

/// A group with its name and its events.
pub(super) type Grouped<'d> = (String, Group, Vec<&'d Event>);

/// Every event of the period in exactly one group.
pub(super) fn by_group<'d>(desk: &'d Desk<'_>, dimension: Dimension) -> Vec<Grouped<'d>> {
    let mut found: BTreeMap<Group, Vec<&Event>> = BTreeMap::new();
    if dimension == Dimension::Month {
        for month in periods::months(desk.period) {
            found.insert(Group::Month(month), Vec::new());
        }
    }
    for event in desk.within() {
        found.entry(group_of(desk, event, dimension)).or_default().push(event);
    }
    let mut groups: Vec<Grouped<'d>> =
        found.into_iter().map(|(group, events)| (name_of(desk, &group, dimension), group, events)).collect();
    arrange(desk, dimension, &mut groups);
    groups
}

/// Puts groups into the order one reads them in; what belongs to none is last.
fn arrange(desk: &Desk<'_>, dimension: Dimension, groups: &mut [Grouped<'_>]) {
    let place = |sector: &SectorId| desk.view.policy.plan.sectors.iter().position(|one| one.id == *sector);
    match dimension {
        Dimension::Month | Dimension::Base => {}
        Dimension::Sector => groups.sort_by_key(|(_, group, _)| match group {
            Group::Sector(sector) => place(sector).unwrap_or(usize::MAX - 1),
            _ => usize::MAX,
        }),
        Dimension::Officer | Dimension::Source => groups.sort_by_key(|(name, group, events)| {
            (*group == Group::Other, std::cmp::Reverse(events.len()), name.clone())
        }),
        // The latest fair first.
        Dimension::Fair => groups.sort_by_key(|(name, group, _)| {
            let (rank, first_day) = match group {
                Group::Fair(fair) => (0, desk.snapshot.fairs.get(fair.uuid()).map(|fair| fair.first_day)),
                Group::SomeFair => (1, None),
                _ => (2, None),
            };
            (rank, std::cmp::Reverse(first_day), name.clone())
        }),
    }
}

/// The groups that occur, for each dimension reports can be cut by.
pub(super) fn choices(desk: &Desk<'_>) -> Vec<Choice> {
    let mut choices = Vec::new();
    let undated: Vec<Event> = desk
        .events
        .undated
        .values()
        .flatten()
        .filter_map(|lead| Some(as_event(desk, desk.leads.get(lead)?, desk.wanted.today)))
        .collect();
    for dimension in Dimension::CUTS {
        let found: BTreeSet<Group> =
            desk.events.all.iter().chain(&undated).map(|event| group_of(desk, event, dimension)).collect();
        let mut groups: Vec<Grouped<'_>> =
            found.into_iter().map(|group| (name_of(desk, &group, dimension), group, Vec::new())).collect();
        arrange(desk, dimension, &mut groups);
        choices.extend(groups.into_iter().map(|(name, group, _)| Choice { only: Only { dimension, group }, name }));
    }
    choices
}

/// Whether an event belongs to the group that was asked for; everything does where none was.
pub(super) fn belongs(desk: &Desk<'_>, event: &Event) -> bool {
    desk.wanted.only.as_ref().is_none_or(|only| group_of(desk, event, only.dimension) == only.group)
}

/// The same of a lead as it was on a day.
pub(super) fn lead_belongs(desk: &Desk<'_>, lead: &Lead, day: Date) -> bool {
    desk.wanted.only.is_none() || belongs(desk, &as_event(desk, lead, day))
}

/// A lead as something that happened on a day.
fn as_event(desk: &Desk<'_>, lead: &Lead, day: Date) -> Event {
    Event {
        day,
        kind: EventKind::Received,
        record: lead.id.uuid(),
        lead: Some(lead.id),
        company: lead.company,
        officer: desk.books.owners.on(lead, day),
        passed: false,
    }
}

fn group_of(desk: &Desk<'_>, event: &Event, dimension: Dimension) -> Group {
    let lead = || event.lead.and_then(|lead| desk.leads.get(&lead)).copied();
    let prospect = || {
        let row = desk.view.row_of(event.company)?;
        desk.view.assessment.prospects.get(row)
    };
    let found = match dimension {
        Dimension::Officer => event.officer.map(Group::Officer),
        Dimension::Source => {
            let source = lead().map(|lead| lead.source.trim().to_owned());
            source.filter(|source| !source.is_empty()).map(Group::Source)
        }
        Dimension::Fair => desk.fairs.fair(event).map(|began| match began {
            Began::At(fair) => Group::Fair(fair),
            Began::Somewhere => Group::SomeFair,
        }),
        Dimension::Sector => sector_of(desk, lead(), prospect()).map(Group::Sector),
        // Which base a lead names is of the negotiation; the public hears where the plan puts the company.
        Dimension::Base if desk.is_public() => {
            let base = prospect().and_then(|one| seat_base(&desk.view.policy.plan, one, desk.level));
            base.map(|base| Group::Base(base.id.clone()))
        }
        Dimension::Base => {
            let of_lead = lead().and_then(|lead| lead.base.clone());
            let of_company = || prospect().and_then(|prospect| Some(prospect.slot.as_ref()?.base.clone()));
            of_lead.or_else(of_company).map(Group::Base)
        }
        Dimension::Month => Some(Group::Month(event.day.first_of_month())),
    };
    found.unwrap_or(Group::Other)
}

/// Where a lead says it belongs, else where its company stands.
fn sector_of(desk: &Desk<'_>, lead: Option<&Lead>, prospect: Option<&Prospect>) -> Option<SectorId> {
    // The same holds of the segment.
    let segment = lead.filter(|_| !desk.is_public()).and_then(|lead| lead.segment.as_ref());
    let of_lead =
        segment.and_then(|segment| desk.view.policy.plan.segment(segment)).map(|(sector, _)| sector.id.clone());
    of_lead.or_else(|| prospect.and_then(|prospect| prospect.sector.clone()))
}

pub(super) fn name_of(desk: &Desk<'_>, group: &Group, dimension: Dimension) -> String {
    let (plan, lang) = (&desk.view.policy.plan, desk.lang());
    match group {
        Group::Officer(officer) => desk.officer(Some(*officer)),
        Group::Source(source) => source.clone(),
        Group::Fair(id) => {
            let fair = desk.snapshot.fairs.get(id.uuid());
            fair.map_or_else(|| desk.say(&T::FairNone), |fair| fair.name.to_string())
        }
        Group::SomeFair => desk.say(&T::FairUnnamed),
        Group::Sector(id) => {
            plan.sector(id).map_or_else(|| id.as_str().to_owned(), |sector| sector.name.in_lang(lang).to_owned())
        }
        Group::Base(id) => {
            plan.base(id).map_or_else(|| id.as_str().to_owned(), |base| base.name.in_lang(lang).to_owned())
        }
        Group::Month(month) => month_name(*month),
        Group::Other => desk.say(&match dimension {
            Dimension::Officer | Dimension::Month => T::OfficerNone,
            Dimension::Source => T::SourceNone,
            Dimension::Fair => T::FairNone,
            Dimension::Sector => T::SectorNone,
            Dimension::Base => T::BaseNone,
        }),
    }
}

pub(super) fn month_name(month: Date) -> String {
    format!("{}-{:02}", month.year(), month.month())
}
