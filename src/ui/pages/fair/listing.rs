//! The exhibitors of a fair as the views show them, worked out in a job.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    domain::{
        fair::{Fair, Visit},
        ids::{CompanyId, ExhibitorId, FairId},
    },
    ledger::{
        Snapshot, View,
        assessment::{Need, Prospect},
        fair::{self, RosterRow},
    },
    scoring::{Question, questions},
    search::text_order,
    ui::finder::Finder,
};

/// Questions worth asking at one stand.
pub const ASKED: usize = 3;

/// What a roster was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Fair.
    pub fair: FairId,
    /// Revision of the records.
    pub revision: u64,
    /// Revision of the figures.
    pub view_revision: u64,
}

/// Which exhibitors are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Those we mean to visit.
    Chosen,
    /// Those not met yet.
    Open,
    /// Those met.
    Met,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Of which fair and records.
    pub stamp: Stamp,
    /// Text to find.
    pub text: String,
    /// Which.
    pub show: Show,
    /// Column and whether downwards.
    pub sort: (String, bool),
}

/// All exhibitors of a fair.
#[derive(Debug)]
pub struct Roster {
    /// What it was made of.
    pub stamp: Option<Stamp>,
    /// Fair.
    pub fair: FairId,
    /// In the order of walking.
    pub rows: Vec<RosterRow>,
    /// The visits planned.
    pub visits: Vec<Visit>,
    /// Talks there were.
    pub talks: usize,
    /// What is worth asking those we mean to visit.
    pub questions: BTreeMap<CompanyId, Vec<Question>>,
    places: BTreeMap<ExhibitorId, usize>,
}

impl Roster {
    /// Works it out.
    pub fn derive(snapshot: &Snapshot, view: Option<&View>, of: &Fair, stamp: Stamp) -> Self {
        let rows = fair::roster(snapshot, view, of);
        let visits: Vec<Visit> = snapshot.visits.iter().filter(|visit| visit.fair == of.id).cloned().collect();
        let talks = snapshot.talks.iter().filter(|talk| talk.fair == Some(of.id)).count();
        let questions = view.map(|view| asked(view, rows.iter().filter(|row| row.visit.is_some()))).unwrap_or_default();
        let places = rows.iter().enumerate().map(|(place, row)| (row.exhibitor, place)).collect();
        Self { stamp: Some(stamp), fair: of.id, rows, visits, talks, questions, places }
    }

    /// Where an exhibitor stands in the order of walking.
    pub fn place_of(&self, exhibitor: ExhibitorId) -> Option<usize> {
        self.places.get(&exhibitor).copied()
    }

    /// The row of an exhibitor.
    pub fn row_of(&self, exhibitor: ExhibitorId) -> Option<&RosterRow> {
        self.rows.get(self.place_of(exhibitor)?)
    }
}

/// What is worth asking these companies.
fn asked<'r>(view: &View, rows: impl Iterator<Item = &'r RosterRow>) -> BTreeMap<CompanyId, Vec<Question>> {
    let mut found = BTreeMap::new();
    let done: Result<(), std::convert::Infallible> = view.each_detail(rows.filter_map(|row| row.row), |_, detail| {
        let mut open = questions(&detail.card.scorecard, &view.policy.model);
        open.truncate(ASKED);
        found.insert(detail.prospect.company, open);
        Ok(())
    });
    match done {
        Ok(()) => found,
        Err(never) => match never {},
    }
}

/// The need of a slot, where it is known.
pub fn need_of(prospect: &Prospect) -> Option<f64> {
    match prospect.need {
        Need::Known { need, .. } => Some(need),
        Need::Unknown(_) => None,
    }
}

/// Those listed, in their order.
#[derive(Debug)]
pub struct Listing {
    /// All of them.
    pub roster: Arc<Roster>,
    /// Places in the roster.
    pub listed: Vec<u32>,
}

impl Listing {
    /// Filters and sorts.
    pub fn new(
        roster: Arc<Roster>,
        snapshot: &Snapshot,
        view: Option<&View>,
        finder: Option<&Finder>,
        query: &Query,
    ) -> Self {
        let terms: Vec<(String, Option<BTreeSet<CompanyId>>)> = query
            .text
            .split_whitespace()
            .map(|term| (compact(term), finder.map(|finder| finder.companies(term).into_iter().collect())))
            .collect();
        let fits = |row: &RosterRow| {
            let shown = match query.show {
                Show::All => true,
                Show::Chosen => row.visit.is_some(),
                Show::Open => row.talks == 0,
                Show::Met => row.talks > 0,
            };
            shown
                && terms.iter().all(|(term, found)| {
                    let stand = compact(&format!("{}{}", row.hall, row.booth));
                    stand.contains(term.as_str())
                        || found.as_ref().map_or_else(
                            || compact(&row.name).contains(term.as_str()),
                            |found| found.contains(&row.company),
                        )
                })
        };
        let mut listed: Vec<usize> =
            roster.rows.iter().enumerate().filter(|(_, row)| fits(row)).map(|(place, _)| place).collect();
        let (column, down) = (query.sort.0.as_str(), query.sort.1);
        if column != "stand" {
            let keys: Vec<Key> = roster.rows.iter().map(|row| key(row, column, snapshot, view)).collect();
            // What is not known stands last whichever way it is sorted.
            listed.sort_by(|a, b| match (keys.get(*a), keys.get(*b)) {
                (Some(Key::Nothing), Some(Key::Nothing)) => a.cmp(b),
                (Some(Key::Nothing), _) => Ordering::Greater,
                (_, Some(Key::Nothing)) => Ordering::Less,
                (Some(one), Some(other)) => {
                    let order = one.order(other);
                    if down { order.reverse() } else { order }.then(a.cmp(b))
                }
                _ => a.cmp(b),
            });
        } else if down {
            listed.reverse();
        }
        let listed = listed.into_iter().filter_map(|place| u32::try_from(place).ok()).collect();
        Self { roster, listed }
    }

    /// The row listed at a place.
    pub fn row(&self, at: usize) -> Option<&RosterRow> {
        self.roster.rows.get(*self.listed.get(at)? as usize)
    }
}

/// What rows are sorted by.
enum Key {
    Nothing,
    Number(f64),
    Text(String),
}

impl Key {
    fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one.total_cmp(other),
            (Self::Text(one), Self::Text(other)) => text_order(one, other),
            _ => Ordering::Equal,
        }
    }
}

fn key(row: &RosterRow, column: &str, snapshot: &Snapshot, view: Option<&View>) -> Key {
    let prospect = || view.and_then(|view| view.assessment.prospects.get(row.row?));
    let number = |number: Option<f64>| number.map_or(Key::Nothing, Key::Number);
    let text = |text: String| if text.is_empty() { Key::Nothing } else { Key::Text(text) };
    let company = || snapshot.companies.get(row.company.uuid());
    match column {
        "pick" => number(Some(if row.visit.is_some() { 1.0 } else { 0.0 })),
        "name" => text(row.name.to_string()),
        "sector" => text(prospect().and_then(|one| one.sector.as_ref()).map(ToString::to_string).unwrap_or_default()),
        "tier" => number(prospect().map(|one| match one.tier.tier {
            crate::domain::plan::Tier::Leader => 3.0,
            crate::domain::plan::Tier::Specialized => 2.0,
            crate::domain::plan::Tier::Growth => 1.0,
        })),
        "value" => number(prospect().map(|one| one.value)),
        "need" => number(prospect().and_then(need_of)),
        "priority" => number(prospect().and_then(|one| one.priority)),
        "owner" => text(super::words::officer(snapshot, row.owner)),
        "last" => text(row.last.map(|(day, _)| day.to_string()).unwrap_or_default()),
        "talk" => number(Some(row.talks).filter(|talks| *talks > 0).map(|talks| talks as f64)),
        "business" => text(company().map(|one| one.main_business.to_string()).unwrap_or_default()),
        "city" => text(company().map(|one| one.city.to_string()).unwrap_or_default()),
        _ => Key::Nothing,
    }
}

/// A stand or name as it is compared: letters and digits, upper case.
pub fn compact(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
