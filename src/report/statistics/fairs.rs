//! Which fair something came from.

use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};
use uuid::Uuid;

use super::Desk;
use crate::{
    domain::{
        fair::Fair,
        ids::{CompanyId, FairId, LeadId},
    },
    pipeline::report::{Event, EventKind},
};

/// What came from which fair: the talks held there, and the leads that began with it.
#[derive(Debug, Default)]
pub(super) struct FromFairs {
    of_talk: BTreeMap<Uuid, FairId>,
    of_lead: BTreeMap<LeadId, FairId>,
}

impl FromFairs {
    /// A lead began with the fair its source names; where that names none, with the last fair at which its company was
    /// talked to in the year before it came in.
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        let snapshot = desk.snapshot;
        let mut of_talk = BTreeMap::new();
        let mut talked: BTreeMap<CompanyId, Vec<(Date, FairId)>> = BTreeMap::new();
        for talk in snapshot.talks.iter() {
            let Some(fair) = talk.fair.filter(|fair| snapshot.fairs.get(fair.uuid()).is_some()) else { continue };
            of_talk.insert(talk.activity.uuid(), fair);
            if let Some(activity) = snapshot.activities.get(talk.activity.uuid()) {
                talked.entry(talk.company).or_default().push((activity.on_day, fair));
            }
        }
        // Of two fairs whose names begin alike the longer name says more.
        let mut fairs: Vec<&Fair> = snapshot.fairs.iter().filter(|fair| !fair.name.trim().is_empty()).collect();
        fairs.sort_by_key(|fair| (std::cmp::Reverse(fair.name.len()), fair.id));
        let named = |source: &str| fairs.iter().find(|fair| source.contains(fair.name.trim())).map(|fair| fair.id);
        let received: BTreeMap<LeadId, Date> = desk
            .events
            .all
            .iter()
            .filter(|event| event.kind == EventKind::Received)
            .filter_map(|event| Some((event.lead?, event.day)))
            .collect();
        let before = |lead: LeadId, company: CompanyId| {
            let day = *received.get(&lead)?;
            let year = day.checked_sub(1.year()).ok()?;
            let talks = talked.get(&company)?.iter().filter(|(on, _)| (year..=day).contains(on));
            talks.max().map(|(_, fair)| *fair)
        };
        let of_lead = desk
            .leads
            .values()
            .filter_map(|lead| Some((lead.id, named(&lead.source).or_else(|| before(lead.id, lead.company))?)));
        Self { of_lead: of_lead.collect(), of_talk }
    }

    /// The fair an event belongs to: where the talk was held, else where its lead began.
    pub(super) fn fair(&self, event: &Event) -> Option<FairId> {
        let of_lead = || event.lead.and_then(|lead| self.of_lead.get(&lead));
        self.of_talk.get(&event.record).or_else(of_lead).copied()
    }
}
