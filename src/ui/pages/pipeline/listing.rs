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
        ids::{AuthorId, BaseId, CompanyId, LeadId, SectorId},
        lead::Stage,
        plan::Plan,
        record::Text,
    },
    ledger::Snapshot,
    pipeline::Colour,
    search::text_order,
    text::{Lang, Say, format, ui_grid::GridText, ui_pipeline::PipelineText as T},
    ui::{
        finder::{Finder, words_of},
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
    /// Must stand in what is written of the lead, its company, its owner or its calls and visits; every word of it.
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
        let text = query.filter.text.to_lowercase();
        let terms: Vec<Term<'_>> = text.split_whitespace().map(|term| Term::new(term, snapshot, finder)).collect();
        let narrowed: Vec<Facet> = Facet::ALL.into_iter().filter(|facet| query.filter.narrows(*facet)).collect();
        let look = Look::new(snapshot, plan, &rows, query.lang);
        let mut counts = BTreeMap::new();
        let mut listed = Vec::new();
        let mut admitted = vec![false; rows.leads.len()];
        for (place, row) in rows.leads.iter().enumerate() {
            if !terms.iter().all(|term| term.means(row, snapshot)) {
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

/// A word looked for. A lead is found by its own words, by what was said about it, or by its company: by any part of
/// its name, how it is read, first letters.
struct Term<'t> {
    /// In lower case.
    word: &'t str,
    /// Companies known by it, in key order.
    companies: Vec<CompanyId>,
    /// Leads known by it as of the last search that was made ready, in key order.
    leads: Vec<LeadId>,
    /// Leads of whose calls and visits it was noted.
    noted: BTreeSet<LeadId>,
}

impl<'t> Term<'t> {
    fn new(word: &'t str, snapshot: &Snapshot, finder: Option<&Finder>) -> Self {
        let noted = snapshot.activities.iter().filter_map(|activity| {
            let lead = activity.lead?;
            (holds(&activity.content, word) || holds(&activity.people, word)).then_some(lead)
        });
        Self {
            word,
            companies: finder.map(|finder| finder.known_by(word)).unwrap_or_default(),
            leads: finder.map(|finder| finder.leads(word)).unwrap_or_default(),
            noted: noted.collect(),
        }
    }

    fn means(&self, row: &LeadRow, snapshot: &Snapshot) -> bool {
        [&row.title, &row.name, &row.officer].into_iter().any(|text| holds(text, self.word))
            || self.companies.binary_search(&row.company).is_ok()
            || self.leads.binary_search(&row.id).is_ok()
            || self.noted.contains(&row.id)
            || snapshot
                .leads
                .get(row.id.uuid())
                .is_some_and(|lead| words_of(lead).into_iter().any(|text| holds(text, self.word)))
    }
}

/// Whether a text holds a word given in lower case.
fn holds(text: &str, word: &str) -> bool {
    let latin = word.bytes().any(|byte| byte.is_ascii_lowercase());
    text.contains(word) || latin && text.to_lowercase().contains(word)
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
            .then_with(|| text_order(&row.title, &other_row.title))
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::{
        clock::Surroundings,
        desk::Progress,
        domain::{
            activity::{Activity, ActivityKind},
            company::Company,
            ids::ActivityId,
            lead::Lead,
        },
        ledger::{Action, Item, Ledger, Who, seeds},
    };

    #[test]
    fn a_lead_is_found_by_what_is_written_and_said_of_it_not_of_its_neighbour() {
        let folder = tempfile::tempdir().unwrap();
        let who = Who { author: "x".into(), unit: String::new(), device: "x".into() };
        let beginning = seeds::beginning("x", date(2026, 1, 1), Vec::new());
        let path = folder.path().join("x.zhaoshang");
        let mut ledger = Ledger::create(&path, beginning, who, Surroundings::system()).unwrap();
        let company = Company::named(CompanyId::from_uuid(Uuid::from_u128(1)), "甲电机厂");
        let lead = |number: u128, title: &str| Lead::new(LeadId::from_uuid(Uuid::from_u128(number)), company.id, title);
        let first =
            Lead { progress: "等待环评批复".into(), main_products: "Servo 主轴".into(), ..lead(11, "一期") };
        let second = lead(12, "二期");
        let call = Activity {
            id: ActivityId::from_uuid(Uuid::from_u128(21)),
            company: company.id,
            lead: Some(second.id),
            kind: ActivityKind::Call,
            on_day: date(2026, 3, 2),
            content: "问到电价".into(),
            people: Text::default(),
            author: None,
        };
        ledger.apply(Action::CreateCompany(Box::new(company.clone()))).unwrap();
        for lead in [&first, &second] {
            ledger.apply(Action::CreateLead(Box::new(lead.clone()))).unwrap();
        }
        ledger.apply(Action::Add(Item::from(call))).unwrap();
        let snapshot = ledger.snapshot();
        let stamp = Stamp { revision: 0, view_revision: 0, today: date(2026, 3, 3) };
        let rows = Arc::new(Rows::derive(&snapshot, None, stamp, &Progress::default()).unwrap().unwrap());
        let finder = Finder::new(Arc::clone(&snapshot), &Progress::default()).unwrap();
        for finder in [None, Some(&finder)] {
            let found = |text: &str| {
                let query = Query {
                    stamp,
                    filter: Filter { text: text.to_owned(), ..Filter::default() },
                    sort: Vec::new(),
                    group: None,
                    lang: Lang::Zh,
                    searched: finder.is_some(),
                };
                let listing = Listing::new(Arc::clone(&rows), query, &snapshot, None, finder);
                (0..listing.listed.len()).filter_map(|row| listing.row(row)).map(|row| row.id).collect::<Vec<_>>()
            };
            assert_eq!(found("环评"), [first.id]);
            assert_eq!(found("servo"), [first.id]);
            assert_eq!(found("电价"), [second.id]);
            assert_eq!(found("电机 电价"), [second.id]);
            assert!(found("环评 电价").is_empty());
            assert_eq!(found("甲").len(), 2);
        }
    }
}
