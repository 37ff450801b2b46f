//! Which leads are listed, in which order: filter, counts of what the filter offers, sort; made in a job.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::rows::{LeadRow, Rows, Stack, Stamp};
use crate::{
    domain::{
        ids::{AuthorId, BaseId, SectorId},
        lead::Stage,
        plan::Plan,
        record::Text,
    },
    pipeline::Colour,
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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
}

impl Filter {
    /// Whether everybody is listed.
    pub fn is_open(&self) -> bool {
        self.text.trim().is_empty() && self.chosen.is_empty()
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
    /// Column sorted by, and whether downwards.
    pub sort: (String, bool),
}

/// A finished list.
#[derive(Debug)]
pub struct Listing {
    pub query: Query,
    pub rows: Arc<Rows>,
    /// Places in the rows, in the order of the table.
    pub listed: Vec<u32>,
    /// The same by stage, in the order of the board.
    pub stacks: BTreeMap<Stage, Stack>,
    /// For each option: how many would be listed with it, all other facets as they are.
    pub counts: BTreeMap<Choice, usize>,
    /// Whether a place is listed, for calendar and agenda.
    pub admitted: Vec<bool>,
}

impl Listing {
    /// Makes the list.
    pub fn new(rows: Arc<Rows>, query: Query, plan: Option<&Plan>) -> Self {
        let terms: Vec<String> = query.filter.text.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let narrowed: Vec<Facet> = Facet::ALL.into_iter().filter(|facet| query.filter.narrows(*facet)).collect();
        let mut counts = BTreeMap::new();
        let mut listed = Vec::new();
        let mut admitted = vec![false; rows.leads.len()];
        for (place, row) in rows.leads.iter().enumerate() {
            if !terms.iter().all(|term| speaks_of(row, term)) {
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
        sort(&rows, &mut listed, &query.sort, plan);
        let stacks = Stack::by_stage(&rows, &listed);
        Self { query, rows, listed, stacks, counts, admitted }
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

/// What a row is sorted by; what is not known stands last both ways.
#[derive(Debug, PartialEq)]
enum SortKey<'a> {
    Figure(Option<f64>),
    Word(&'a str),
}

fn sort(rows: &Rows, listed: &mut Vec<u32>, (column, down): &(String, bool), plan: Option<&Plan>) {
    let mut keyed: Vec<(SortKey<'_>, u32, &LeadRow)> = listed
        .iter()
        .filter_map(|place| rows.leads.get(*place as usize).map(|row| (key(rows, row, column, plan), *place, row)))
        .collect();
    keyed.sort_by(|(one, place, row), (other, other_place, other_row)| {
        compare(one, other, *down).then_with(|| row.title.cmp(&other_row.title)).then_with(|| place.cmp(other_place))
    });
    *listed = keyed.into_iter().map(|(_, place, _)| place).collect();
}

fn compare(one: &SortKey<'_>, other: &SortKey<'_>, down: bool) -> Ordering {
    let turned = |order: Ordering| if down { order.reverse() } else { order };
    match (one, other) {
        (SortKey::Figure(Some(one)), SortKey::Figure(Some(other))) => turned(one.total_cmp(other)),
        (SortKey::Figure(one), SortKey::Figure(other)) => other.is_some().cmp(&one.is_some()),
        (SortKey::Word(one), SortKey::Word(other)) => {
            one.is_empty().cmp(&other.is_empty()).then_with(|| turned(one.cmp(other)))
        }
        _ => Ordering::Equal,
    }
}

fn key<'r>(rows: &Rows, row: &'r LeadRow, column: &str, plan: Option<&Plan>) -> SortKey<'r> {
    let day = |day: Option<jiff::civil::Date>| {
        SortKey::Figure(
            day.map(|day| f64::from(day.year()) * 372.0 + f64::from(day.month()) * 31.0 + f64::from(day.day())),
        )
    };
    let place = |place: Option<usize>| SortKey::Figure(place.map(|place| place as f64));
    match column {
        "company" => SortKey::Word(&row.name),
        "stage" => place(Some(rows.rules.place(row.stage))),
        // The most urgent is the largest: the fewest days left.
        "colour" => SortKey::Figure(
            row.timing.ok().filter(|timing| timing.done.is_none()).map(|timing| -f64::from(timing.left)),
        ),
        "owner" => SortKey::Word(&row.officer),
        "money" => SortKey::Figure(row.money.map(|amount| amount.0 as f64)),
        "age" => SortKey::Figure(row.age.map(f64::from)),
        "next" => SortKey::Word(&row.next),
        "next_on" => day(row.next_on),
        "base" => place(row.base.as_ref().and_then(|id| plan?.bases.iter().position(|base| base.id == *id))),
        "sector" => place(row.sector.as_ref().and_then(|id| plan?.sectors.iter().position(|one| one.id == *id))),
        "tier" => SortKey::Figure(row.tier.map(|tier| -f64::from(tier as u8))),
        "source" => SortKey::Word(&row.source),
        _ => SortKey::Word(&row.title),
    }
}
