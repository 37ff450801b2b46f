//! The records laid out for the reports, held to one group and one level.

use std::collections::{BTreeMap, BTreeSet};

use super::{Dimension, Only, Wanted, fairs::FromFairs, groups};
use crate::{
    domain::{
        ids::{AuthorId, CompanyId, LeadId},
        lead::Lead,
        paper::Level,
    },
    ledger::{Snapshot, View},
    pipeline::report::{Event, EventKind, Events, Period, ReportBooks, events},
    report::{personal::strike, persons},
    text::{Lang, Say as _, format, statistics::StatisticsText as T},
};

/// The records laid out for the reports.
pub(super) struct Desk<'a> {
    pub view: &'a View,
    pub snapshot: &'a Snapshot,
    pub wanted: &'a Wanted,
    pub level: Level,
    pub period: Period,
    pub books: ReportBooks<'a>,
    /// Those of the group that was asked for, and that the level may tell.
    pub events: Events,
    pub leads: BTreeMap<LeadId, &'a Lead>,
    /// Every lead that was ever won.
    pub won: BTreeSet<LeadId>,
    pub fairs: FromFairs,
}

/// Lays the records out and has something made of them.
pub(super) fn at_desk<T>(
    (view, snapshot): (&View, &Snapshot),
    wanted: &Wanted,
    level: Level,
    make: impl FnOnce(Desk<'_>) -> T,
) -> T {
    let leads: Vec<_> = snapshot.leads.iter().collect();
    let moves: Vec<_> = snapshot.stage_moves.iter().collect();
    let links: Vec<_> = snapshot.lead_links.iter().collect();
    let activities: Vec<_> = snapshot.activities.iter().collect();
    let owners = &*wanted.owners;
    let books = ReportBooks { leads: &leads, moves: &moves, links: &links, activities: &activities, owners };
    let events = events(&view.policy.rules, &books);
    let first = events.all.first().map(|event| event.day);
    let period = wanted.span.days(wanted.today, first);
    let by_key: BTreeMap<LeadId, &Lead> = leads.iter().map(|lead| (lead.id, *lead)).collect();
    let dated = events.all.iter().filter(|event| event.kind == EventKind::Won).filter_map(|event| event.lead);
    let undated = events.undated.get(&EventKind::Won).into_iter().flatten().copied();
    let won = dated.chain(undated).collect();
    let fairs = FromFairs::of(snapshot, &by_key, &events.all);
    make(Desk { view, snapshot, wanted, level, period, books, events, leads: by_key, won, fairs })
}

impl Desk<'_> {
    /// Lets go of what does not belong to the group that was asked for, and of what the level may not tell.
    pub fn narrow(&mut self) {
        let Events { mut all, mut undated } = std::mem::take(&mut self.events);
        all.retain(|event| self.tells(event.kind) && groups::belongs(self, event));
        undated.retain(|kind, leads| {
            let is_in = |lead: &LeadId| {
                self.leads.get(lead).is_some_and(|lead| groups::lead_belongs(self, lead, self.wanted.today))
            };
            leads.retain(is_in);
            self.tells(*kind) && !leads.is_empty()
        });
        self.events = Events { all, undated };
    }

    pub fn lang(&self) -> Lang {
        self.wanted.lang
    }

    pub fn say(&self, text: &T) -> String {
        text.say(self.wanted.lang)
    }

    pub fn within(&self) -> &[Event] {
        self.events.within(self.period)
    }

    pub fn is_public(&self) -> bool {
        !self.level.shows_negotiation()
    }

    /// Whether events of a kind may be told: the public hears what came of talks, not of talks.
    pub fn tells(&self, kind: EventKind) -> bool {
        !self.is_public() || (EventKind::Won..=EventKind::Producing).contains(&kind)
    }

    /// Events of some kinds that have no day.
    pub fn undated(&self, kinds: &[EventKind]) -> String {
        let count: usize = kinds.iter().filter_map(|kind| self.events.undated.get(kind)).map(Vec::len).sum();
        if count == 0 { String::new() } else { self.say(&T::Undated { count: format::count(count) }) }
    }

    /// What has to be said of events of some kinds: those without a day, and those that one move passed over.
    pub fn caution(&self, kinds: &[EventKind]) -> String {
        self.caution_where(kinds, true)
    }

    /// The same where those that were passed over are counted or not.
    pub fn caution_where(&self, kinds: &[EventKind], counted: bool) -> String {
        let passed = self.within().iter().filter(|event| event.passed && kinds.contains(&event.kind)).count();
        let mut words = self.undated(kinds);
        if passed > 0 {
            let count = format::count(passed);
            words.push_str(&self.say(&if counted { T::PassedOver { count } } else { T::PassedOverNot { count } }));
        }
        words
    }

    /// Which days, which group alone, and when that was counted.
    pub fn subtitle(&self) -> String {
        let day = format::iso_date(self.wanted.today);
        let Period { from, to } = self.period;
        let mut subtitle = self.say(&T::Subtitle { from: format::iso_date(from), to: format::iso_date(to), day });
        if let Some(only) = &self.wanted.only {
            let (dimension, name) = (self.say(&only.dimension.word_of()), self.name_of(only));
            subtitle = self.say(&T::OnlySubtitle { subtitle, dimension, name });
        }
        if self.wanted.fictional { self.say(&T::FictionalNote { subtitle }) } else { subtitle }
    }

    /// What the group that was asked for is called; a source is what people wrote.
    pub fn name_of(&self, only: &Only) -> String {
        let name = groups::name_of(self, &only.group, only.dimension);
        if only.dimension != Dimension::Source || self.level.shows_contacts() {
            return name;
        }
        let companies: BTreeSet<CompanyId> = self.events.all.iter().map(|event| event.company).collect();
        strike(&name, &persons::of_all(self.snapshot, companies)).into_owned()
    }

    /// An officer's name; the public is told them apart by numbers.
    pub fn officer(&self, officer: Option<AuthorId>) -> String {
        let authors = &self.snapshot.authors;
        if self.is_public() {
            let place = officer.and_then(|officer| authors.iter().position(|author| author.id == officer));
            return place.map_or_else(
                || self.say(&T::OfficerNone),
                |place| self.say(&T::OfficerNumber { number: format::count(place + 1) }),
            );
        }
        let found = officer.and_then(|officer| authors.get(officer.uuid()));
        found.map_or_else(|| self.say(&T::OfficerNone), |author| author.name.to_string())
    }
}
