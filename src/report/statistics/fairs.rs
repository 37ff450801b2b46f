//! Which fair something came from.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan as _, civil::Date};
use uuid::Uuid;

use crate::{
    domain::{
        fair::Fair,
        ids::{CompanyId, FairId, LeadId},
        lead::Lead,
    },
    ledger::Snapshot,
    pipeline::report::{Event, EventKind},
};

/// What came from which fair: the talks held there, and the leads that began with it.
#[derive(Debug, Default)]
pub(super) struct FromFairs {
    of_talk: BTreeMap<Uuid, FairId>,
    of_lead: BTreeMap<LeadId, FairId>,
    /// Leads that came from some fair, nobody wrote which.
    unnamed: BTreeSet<LeadId>,
}

/// Which fair it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Began {
    /// This one.
    At(FairId),
    /// Some fair that is not named.
    Somewhere,
}

impl FromFairs {
    /// A lead began with the fair its source names; where that names none, with the last fair at which its company was
    /// talked to in the year before it came in.
    pub(super) fn of(snapshot: &Snapshot, leads: &BTreeMap<LeadId, &Lead>, events: &[Event]) -> Self {
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
        let received: BTreeMap<LeadId, Date> = events
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
        let began = |lead: &Lead| named(&lead.source).or_else(|| before(lead.id, lead.company));
        let of_lead: BTreeMap<LeadId, FairId> =
            leads.values().filter_map(|lead| Some((lead.id, began(lead)?))).collect();
        let unnamed = leads.values().filter(|lead| !of_lead.contains_key(&lead.id) && says_fair(&lead.source));
        Self { unnamed: unnamed.map(|lead| lead.id).collect(), of_lead, of_talk }
    }

    /// The fair an event belongs to: where the talk was held, else where its lead began; none if no fair is spoken of.
    pub(super) fn fair(&self, event: &Event) -> Option<Began> {
        let of_lead = || event.lead.and_then(|lead| self.of_lead.get(&lead));
        let found = self.of_talk.get(&event.record).or_else(of_lead).copied();
        let somewhere =
            || event.kind == EventKind::FairTalk || event.lead.is_some_and(|lead| self.unnamed.contains(&lead));
        found.map(Began::At).or_else(|| somewhere().then_some(Began::Somewhere))
    }
}

/// Whether the source of a lead is a fair, as people write it.
fn says_fair(source: &str) -> bool {
    const CHINESE: [&str; 5] = ["展会", "展览", "博览会", "交易会", "参展"];
    const ENGLISH: [&str; 6] = ["fair", "fairs", "expo", "exhibition", "exhibitions", "tradeshow"];
    let lower = source.to_lowercase();
    let mut said = lower.split(|c: char| !c.is_ascii_alphanumeric());
    CHINESE.iter().any(|word| source.contains(word)) || said.any(|word| ENGLISH.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::says_fair;

    #[test]
    fn a_source_that_is_some_fair_is_told_from_others() {
        for fair in ["展会", "春季展会现场", "行业博览会", "Trade fair", "EXPO 2026"] {
            assert!(says_fair(fair), "{fair}");
        }
        for other in ["", "以商招商", "Fairchild 推荐", "an affair of state", "exported"] {
            assert!(!says_fair(other), "{other}");
        }
    }
}
