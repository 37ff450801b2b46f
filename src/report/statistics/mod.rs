//! The reports of a period: each a chart, the table behind it, and what each of its numbers is made of.

// Tests may panic.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod charts;
mod compare;
mod fairs;
mod periods;
mod sheets;

pub use compare::Dimension;
pub use periods::{Span, months};

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use jiff::civil::Date;

use crate::{
    domain::{
        ids::{CompanyId, LeadId},
        lead::Lead,
    },
    ledger::{Snapshot, View},
    pipeline::report::{Event, EventKind, Events, Period, ReportBooks, events},
    report::{
        personal::strike,
        persons,
        scene::{Scene, Shape, advance, elided},
        seen::Seen,
        table::Table,
    },
    text::{Lang, Say as _, format, statistics::StatisticsText as T},
    words,
};

words! {
    /// A report.
    pub enum Report {
        /// How far leads came.
        Funnel = "funnel",
        /// What happened in each month.
        Months = "months",
        /// How long leads stay at a stage.
        Stays = "stays",
        /// Why leads ended.
        Losses = "losses",
        /// Officers, sources, sectors or bases beside each other.
        Compare = "compare",
        /// Officers' work in points.
        Kpi = "kpi",
    }
}

/// What a number is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A lead, on the day that counts.
    Lead(LeadId, Option<Date>),
    /// Something done with a company.
    Contact(CompanyId, EventKind, Date),
}

impl From<&Event> for Part {
    fn from(event: &Event) -> Self {
        match event.lead {
            Some(lead) if !event.kind.is_contact() => Self::Lead(lead, Some(event.day)),
            _ => Self::Contact(event.company, event.kind, event.day),
        }
    }
}

/// A number that can be opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drill {
    /// What is counted.
    pub title: String,
    /// What it is made of.
    pub parts: Vec<Part>,
}

/// A report as it is shown and written.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Which.
    pub report: Report,
    /// Title.
    pub title: String,
    /// What is counted, and how.
    pub note: String,
    /// What the note leaves open; may be empty.
    pub caution: String,
    /// The chart; keys of its regions are places in `drills`.
    pub chart: Scene,
    /// The table behind it.
    pub table: Table,
    /// What the rows of the table are made of, each in the order of the rows.
    pub rows: Vec<Drill>,
    /// What the parts of the chart are made of.
    pub drills: Vec<Drill>,
}

impl Card {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.table.rows.is_empty()
    }

    /// Its table for a file, to be held to a level.
    pub fn seen(&self, snapshot: &Snapshot, made_on: Date, lang: Lang) -> Seen {
        let (table, persons) = (self.table.clone(), self.persons(snapshot));
        Seen { persons, remark: table.subtitle.clone(), ..Seen::new(table, made_on, lang) }
    }

    /// Strikes from a picture of its chart whatever reaches or names a person.
    pub fn strike_from(&self, picture: &mut Scene, snapshot: &Snapshot) {
        if self.stands() {
            return;
        }
        let known = persons::of_all(snapshot, self.companies(snapshot, &self.rows));
        let titles = || self.rows.iter().map(|row| row.title.as_str());
        for shape in &mut picture.shapes {
            let Shape::Text(label) = shape else { continue };
            // What was cut short is struck while it is whole, so that no half of a name stays.
            let whole = label.text.strip_suffix('…').and_then(|head| titles().find(|title| title.starts_with(head)));
            if let Cow::Owned(struck) = strike(whole.unwrap_or(&label.text), &known) {
                let width = advance(&label.text, label.size, label.weight);
                label.text = if whole.is_some() { elided(&struck, label.size, label.weight, width) } else { struck };
            }
        }
        for region in &mut picture.regions {
            if let Cow::Owned(struck) = strike(&region.words, &known) {
                region.words = struck;
            }
        }
    }

    /// Names of persons known with each row of its table; none where no free text names the rows.
    fn persons(&self, snapshot: &Snapshot) -> Vec<Vec<String>> {
        if self.stands() {
            return Vec::new();
        }
        let known = |row: &Drill| persons::of_all(snapshot, self.companies(snapshot, std::slice::from_ref(row)));
        self.rows.iter().map(known).collect()
    }

    /// Whether its rows are called by what is no free text.
    fn stands(&self) -> bool {
        self.table.columns.first().is_none_or(|column| column.stands)
    }

    fn companies(&self, snapshot: &Snapshot, rows: &[Drill]) -> BTreeSet<CompanyId> {
        let company = |part: &Part| match part {
            Part::Lead(lead, _) => snapshot.leads.get(lead.uuid()).map(|lead| lead.company),
            Part::Contact(company, ..) => Some(*company),
        };
        rows.iter().flat_map(|row| &row.parts).filter_map(company).collect()
    }
}

/// All reports of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// The period.
    pub period: Period,
    /// Events in it.
    pub events: usize,
    /// The reports.
    pub cards: Vec<Card>,
}

/// What the reports are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The days counted.
    pub span: Span,
    /// What is put beside each other.
    pub dimension: Dimension,
    /// Today.
    pub today: Date,
    /// Everything is made up, and the titles say so.
    pub fictional: bool,
    /// Language.
    pub lang: Lang,
}

/// The records laid out for the reports.
struct Desk<'a> {
    view: &'a View,
    snapshot: &'a Snapshot,
    wanted: Wanted,
    period: Period,
    books: ReportBooks<'a>,
    events: Events,
    leads: BTreeMap<LeadId, &'a Lead>,
}

/// Counts everything of a snapshot; the view, which may be older, says where companies stand. `go_on` is asked between
/// two reports; when it says no, there are none.
pub fn statistics(view: &View, snapshot: &Snapshot, wanted: Wanted, go_on: &dyn Fn() -> bool) -> Option<Statistics> {
    let leads: Vec<_> = snapshot.leads.iter().collect();
    let moves: Vec<_> = snapshot.stage_moves.iter().collect();
    let links: Vec<_> = snapshot.lead_links.iter().collect();
    let activities: Vec<_> = snapshot.activities.iter().collect();
    let books = ReportBooks { leads: &leads, moves: &moves, links: &links, activities: &activities };
    let events = events(&view.policy.rules, &books);
    let first = events.all.first().map(|event| event.day);
    let period = wanted.span.days(wanted.today, first);
    let by_key = leads.iter().map(|lead| (lead.id, *lead)).collect();
    let desk = Desk { view, snapshot, wanted, period, books, events, leads: by_key };
    let mut cards = Vec::new();
    for report in Report::ALL {
        if !go_on() {
            return None;
        }
        cards.push(match report {
            Report::Funnel => sheets::funnel(&desk),
            Report::Months => compare::months(&desk),
            Report::Stays => sheets::stays(&desk),
            Report::Losses => sheets::losses(&desk),
            Report::Compare => compare::groups(&desk),
            Report::Kpi => sheets::kpi(&desk),
        });
    }
    Some(Statistics { period, events: desk.within().len(), cards })
}

impl Desk<'_> {
    fn lang(&self) -> Lang {
        self.wanted.lang
    }

    fn say(&self, text: &T) -> String {
        text.say(self.wanted.lang)
    }

    fn within(&self) -> &[Event] {
        self.events.within(self.period)
    }

    /// Events of some kinds that have no day.
    fn undated(&self, kinds: &[EventKind]) -> String {
        let count: usize = kinds.iter().filter_map(|kind| self.events.undated.get(kind)).sum();
        if count == 0 { String::new() } else { self.say(&T::Undated { count: format::count(count) }) }
    }

    /// Which days, and when that was counted.
    fn subtitle(&self) -> String {
        let day = format::iso_date(self.wanted.today);
        let Period { from, to } = self.period;
        let subtitle = self.say(&T::Subtitle { from: format::iso_date(from), to: format::iso_date(to), day });
        if self.wanted.fictional { self.say(&T::FictionalNote { subtitle }) } else { subtitle }
    }

    fn officer(&self, officer: Option<crate::domain::ids::AuthorId>) -> String {
        let found = officer.and_then(|officer| self.snapshot.authors.get(officer.uuid()));
        found.map_or_else(|| self.say(&T::OfficerNone), |author| author.name.to_string())
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, sync::Arc};

    use jiff::civil::date;

    use super::*;
    use crate::{
        clock::Surroundings,
        domain::plan::Plan,
        ledger::{Ledger, Policy, Who, demo, seeds},
        report::table::Cell,
    };

    fn view() -> View {
        view_with(|_| {})
    }

    fn view_with(change: impl FnOnce(&mut demo::DemoSet)) -> View {
        let folder = tempfile::tempdir().unwrap();
        let today = date(2026, 11, 23);
        let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
        let mut set = demo::generate(&plan, &demo::DemoOptions::new(today));
        change(&mut set);
        let who = Who { author: "a".into(), unit: "b".into(), device: "c".into() };
        let beginning = seeds::beginning("demo", today, set.changes());
        let ledger =
            Ledger::create(&folder.path().join("demo.zhaoshang"), beginning, who, Surroundings::system()).unwrap();
        let snapshot: Arc<_> = ledger.snapshot();
        let policy = Policy::of(&snapshot).unwrap();
        View::of(snapshot, policy, today, &|_| true).unwrap()
    }

    fn wanted(span: Span, dimension: Dimension, lang: Lang) -> Wanted {
        Wanted { span, dimension, today: date(2026, 11, 23), fictional: true, lang }
    }

    fn number(cell: &Cell) -> f64 {
        match cell {
            Cell::Number(number) => *number,
            _ => 0.0,
        }
    }

    #[test]
    fn tables_add_up_whatever_they_are_grouped_by() {
        let view = view();
        let mut totals = BTreeSet::new();
        for dimension in Dimension::ALL {
            let made = wanted(Span::AllTime, *dimension, Lang::Zh);
            let statistics = statistics(&view, &view.snapshot, made, &|| true).unwrap();
            assert!(statistics.events > 100, "{}", statistics.events);
            let card = statistics.cards.iter().find(|card| card.report == Report::Compare).unwrap();
            let (sums, groups) = card.table.rows.split_last().unwrap();
            for column in 1..card.table.columns.len() {
                let sum: f64 = groups.iter().map(|row| number(&row[column])).sum();
                assert!((sum - number(&sums[column])).abs() < 1e-9, "{dimension}");
            }
            // Each event stands in one group.
            assert_eq!(
                card.rows.iter().map(|drill| drill.parts.len()).sum::<usize>(),
                statistics.events,
                "{dimension}"
            );
            totals.insert(sums[1..].iter().map(|cell| format!("{cell:?}")).collect::<Vec<_>>());
        }
        assert_eq!(totals.len(), 1, "the sums are the same whatever the groups are");
    }

    #[test]
    fn talks_stand_at_their_fair_and_leads_where_they_began() {
        let view = view();
        let fair = view.snapshot.fairs.iter().next().unwrap();
        let made = wanted(Span::AllTime, Dimension::Fair, Lang::Zh);
        let statistics = statistics(&view, &view.snapshot, made, &|| true).unwrap();
        let card = statistics.cards.iter().find(|card| card.report == Report::Compare).unwrap();
        let (row, drill) = card.table.rows.iter().zip(&card.rows).find(|(_, one)| one.title == *fair.name).unwrap();
        let contacts = number(row.last().unwrap());
        let held = view.snapshot.talks.iter().filter(|talk| talk.fair == Some(fair.id)).count();
        assert!(held > 0 && contacts >= held as f64, "{held} talks, {contacts} contacts");
        // Everybody else stands in one row at the end.
        let other = card.rows.last().unwrap();
        assert_eq!(other.title, T::FairNone.say(Lang::Zh));
        assert_eq!(drill.parts.len() + other.parts.len(), statistics.events, "the demo has one fair");

        // The source of a lead names its fair; what the lead goes on to do stands there too.
        let mut named = None;
        let source = format!("{} 现场", fair.name);
        let view = view_with(|set| {
            let lead = set.leads.iter_mut().find(|lead| lead.stage.is_landed()).unwrap();
            lead.source = source.into();
            named = Some(lead.id);
        });
        let statistics = super::statistics(&view, &view.snapshot, made, &|| true).unwrap();
        let card = statistics.cards.iter().find(|card| card.report == Report::Compare).unwrap();
        let more = card.rows.iter().find(|one| one.title == drill.title).unwrap();
        assert!(more.parts.len() > drill.parts.len(), "{} {}", more.parts.len(), drill.parts.len());
        assert!(more.parts.iter().any(|part| matches!(part, Part::Lead(lead, _) if Some(*lead) == named)));
    }

    #[test]
    fn every_number_opens_to_what_it_counts() {
        let view = view();
        for lang in [Lang::Zh, Lang::En] {
            let made = wanted(Span::ThisYear, Dimension::Officer, lang);
            let statistics = statistics(&view, &view.snapshot, made, &|| true).unwrap();
            assert_eq!(statistics.cards.len(), Report::ALL.len());
            for card in &statistics.cards {
                assert!(!card.is_empty(), "{}", card.report);
                assert!(card.chart.regions.iter().all(|region| region.key < card.drills.len()), "{}", card.report);
                for row in &card.table.rows {
                    assert_eq!(row.len(), card.table.columns.len(), "{}", card.report);
                }
                if matches!(card.report, Report::Funnel | Report::Losses) {
                    for (row, drill) in card.table.rows.iter().zip(&card.rows) {
                        assert!((number(&row[1]) - drill.parts.len() as f64).abs() < 1e-9, "{}", card.report);
                    }
                }
            }
        }
        assert!(
            statistics(&view, &view.snapshot, wanted(Span::ThisYear, Dimension::Base, Lang::Zh), &|| false).is_none(),
            "it stops when asked to"
        );
    }
}
