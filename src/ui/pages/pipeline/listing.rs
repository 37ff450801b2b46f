//! Which leads are listed, in which order: filter, counts of what the filter offers, sort; made in a job.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    look::Look,
    rows::{LeadRow, Rows, Stack, Stamp, sums_of},
};
use crate::{
    domain::{
        ids::{AuthorId, BaseId, CompanyId, SectorId},
        lead::Stage,
        plan::Plan,
        record::Text,
    },
    ledger::Snapshot,
    pipeline::Colour,
    text::{Lang, Say, format, ui_grid::GridText, ui_pipeline::PipelineText as T},
    ui::{
        finder::Finder,
        grid::{
            order::{compare, gather},
            sheet::money_words,
        },
        widgets::Band,
    },
};

/// A property by which leads are filtered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    Stage,
    Colour,
    Owner,
    Base,
    Sector,
    Source,
}

impl Facet {
    /// In the order of the chips.
    pub const ALL: [Self; 6] = [Self::Stage, Self::Colour, Self::Owner, Self::Base, Self::Sector, Self::Source];
}

/// An option of a facet; none = not known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    Stage(Stage),
    Colour(Option<Colour>),
    Owner(Option<AuthorId>),
    Base(Option<BaseId>),
    Sector(Option<SectorId>),
    Source(Text),
}

impl Choice {
    /// The facet it belongs to.
    pub const fn facet(&self) -> Facet {
        match self {
            Self::Stage(_) => Facet::Stage,
            Self::Colour(_) => Facet::Colour,
            Self::Owner(_) => Facet::Owner,
            Self::Base(_) => Facet::Base,
            Self::Sector(_) => Facet::Sector,
            Self::Source(_) => Facet::Source,
        }
    }

    fn of(row: &LeadRow) -> [Self; 6] {
        [
            Self::Stage(row.stage),
            Self::Colour(row.colour()),
            Self::Owner(row.owner),
            Self::Base(row.base.clone()),
            Self::Sector(row.sector.clone()),
            Self::Source(row.source.clone()),
        ]
    }
}

/// Who is listed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Must stand in title, company, owner, source or next action; every word of it.
    pub text: String,
    /// Of each facet that has any, one must hold.
    pub chosen: BTreeSet<Choice>,
    /// For columns that are narrowed: the values kept, as they are shown.
    pub columns: BTreeMap<String, BTreeSet<String>>,
}

impl Filter {
    /// Whether everybody is listed.
    pub fn is_open(&self) -> bool {
        self.text.trim().is_empty() && self.chosen.is_empty() && self.columns.is_empty()
    }

    /// Whether it narrows this facet.
    pub fn narrows(&self, facet: Facet) -> bool {
        self.chosen.iter().any(|choice| choice.facet() == facet)
    }
}

/// What a list is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The rows.
    pub stamp: Stamp,
    /// Who is listed.
    pub filter: Filter,
    /// Columns sorted by, the first one first, and whether downwards.
    pub sort: Vec<(String, bool)>,
    /// Column whose values the rows are gathered under.
    pub group: Option<String>,
    /// Language of the cells.
    pub lang: Lang,
    /// Whether the search was ready.
    pub searched: bool,
}

/// A finished list.
#[derive(Debug)]
pub struct Listing {
    pub query: Query,
    pub rows: Arc<Rows>,
    /// Places in the rows, in the order of the table.
    pub listed: Vec<u32>,
    /// What they are gathered under, in that order.
    pub groups: Option<Arc<[Band]>>,
    /// The same by stage, in the order of the board.
    pub stacks: BTreeMap<Stage, Stack>,
    /// For each option: how many would be listed with it, all other facets as they are.
    pub counts: BTreeMap<Choice, usize>,
    /// Whether a place is listed, for calendar and agenda.
    pub admitted: Vec<bool>,
}

impl Listing {
    /// Makes the list.
    pub fn new(
        rows: Arc<Rows>,
        query: Query,
        snapshot: &Snapshot,
        plan: Option<&Plan>,
        finder: Option<&Finder>,
    ) -> Self {
        // A lead is found by its own words, or by its company: by any part of its name, how it is read, first letters.
        let terms: Vec<(String, Vec<CompanyId>)> = query
            .filter
            .text
            .to_lowercase()
            .split_whitespace()
            .map(|term| (term.to_owned(), finder.map(|finder| finder.companies(term)).unwrap_or_default()))
            .collect();
        let narrowed: Vec<Facet> = Facet::ALL.into_iter().filter(|facet| query.filter.narrows(*facet)).collect();
        let look = Look::new(snapshot, plan, &rows, query.lang);
        let mut counts = BTreeMap::new();
        let mut listed = Vec::new();
        let mut admitted = vec![false; rows.leads.len()];
        for (place, row) in rows.leads.iter().enumerate() {
            let is_meant = |(term, found): &(String, Vec<CompanyId>)| {
                speaks_of(row, term) || found.binary_search(&row.company).is_ok()
            };
            if !terms.iter().all(is_meant) {
                continue;
            }
            let keeps = |(column, kept): (&String, &BTreeSet<String>)| kept.contains(&look.text(row, column));
            if !query.filter.columns.iter().all(keeps) {
                continue;
            }
            let options = Choice::of(row);
            let holds = |choice: &Choice| query.filter.chosen.contains(choice);
            let refused: Vec<Facet> = options
                .iter()
                .filter(|choice| narrowed.contains(&choice.facet()) && !holds(choice))
                .map(Choice::facet)
                .collect();
            for choice in options {
                if refused.iter().all(|facet| *facet == choice.facet()) {
                    *counts.entry(choice).or_default() += 1;
                }
            }
            if refused.is_empty() {
                listed.extend(u32::try_from(place));
                admitted[place] = true;
            }
        }
        sort(&look, &mut listed, &query.sort);
        let groups = query.group.as_ref().map(|column| group(&look, &mut listed, column, &query));
        let stacks = Stack::by_stage(&rows, &listed);
        Self { query, rows, listed, groups, stacks, counts, admitted }
    }

    /// The lead in a row of the table.
    pub fn row(&self, row: usize) -> Option<&LeadRow> {
        self.rows.leads.get(*self.listed.get(row)? as usize)
    }
}

fn speaks_of(row: &LeadRow, term: &str) -> bool {
    [&row.title, &row.name, &row.officer, &row.source, &row.next].into_iter().any(|text| {
        let latin = term.bytes().any(|byte| byte.is_ascii_lowercase());
        text.contains(term) || latin && text.to_lowercase().contains(term)
    })
}

fn sort(look: &Look<'_>, listed: &mut Vec<u32>, sorts: &[(String, bool)]) {
    let rows = look.rows;
    let mut keyed: Vec<(Vec<_>, u32, &LeadRow)> = listed
        .iter()
        .filter_map(|place| rows.leads.get(*place as usize).map(|row| (*place, row)))
        .map(|(place, row)| (sorts.iter().map(|(column, _)| look.key(row, column)).collect(), place, row))
        .collect();
    keyed.sort_by(|(one, place, row), (other, other_place, other_row)| {
        let keys = one.iter().zip(other).zip(sorts);
        keys.fold(Ordering::Equal, |found, ((one, other), (_, down))| found.then_with(|| compare(one, other, *down)))
            .then_with(|| row.title.cmp(&other_row.title))
            .then_with(|| place.cmp(other_place))
    });
    *listed = keyed.into_iter().map(|(_, place, _)| place).collect();
}

/// Gathers the leads under the values of a column: how many, and their planned investment.
fn group(look: &Look<'_>, listed: &mut Vec<u32>, column: &str, query: &Query) -> Arc<[Band]> {
    let (rows, lang) = (look.rows, query.lang);
    let down = query.sort.first().is_some_and(|(first, down)| first == column && *down);
    let sorted: Vec<(u32, &LeadRow)> =
        std::mem::take(listed).into_iter().filter_map(|place| Some((place, rows.leads.get(place as usize)?))).collect();
    let gathered = gather(sorted, |(_, row)| look.text(row, column), |(_, row)| look.key(row, column), down);
    let mut bands = Vec::with_capacity(gathered.len());
    for (label, members) in gathered {
        let sums = sums_of(members.iter().map(|(_, row)| *row));
        let count = format::count(members.len());
        let note = T::GroupNote { count, money: money_words(&sums, lang) }.say(lang);
        let title = if label.is_empty() { GridText::GroupEmpty.say(lang) } else { label };
        bands.push(Band { title, note, rows: members.len() });
        listed.extend(members.into_iter().map(|(place, _)| place));
    }
    bands.into()
}
