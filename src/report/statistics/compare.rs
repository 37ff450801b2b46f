//! What happened, by month and by whatever leads are told apart by.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Card, Desk, Drill, Part, Report,
    charts::{BarRow, Series, bars, columns as column_chart},
    fairs::FromFairs,
    periods,
    sheets::table,
};
use crate::{
    domain::{
        ids::{AuthorId, BaseId, FairId, SectorId},
        lead::Lead,
    },
    ledger::assessment::Prospect,
    pipeline::report::{Event, EventKind},
    report::{
        scene::Ink,
        table::{Cell, Column, ColumnKind},
    },
    text::{Label as _, format, statistics::StatisticsText as T},
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

/// Groups drawn; the table has them all.
const DRAWN: usize = 14;
/// What is drawn month by month.
const DRAWN_KINDS: [EventKind; 4] = [EventKind::Received, EventKind::Won, EventKind::Landed, EventKind::Lost];
/// The columns of the table; contacts stand in one column of their own.
const KINDS: [EventKind; 8] = [
    EventKind::Received,
    EventKind::Talks,
    EventKind::Won,
    EventKind::Increase,
    EventKind::Landed,
    EventKind::Started,
    EventKind::Producing,
    EventKind::Lost,
];

/// A group, in the order groups have when nothing else tells them apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Officer(AuthorId),
    Source(String),
    Fair(FairId),
    Sector(SectorId),
    Base(BaseId),
    Month(Date),
    Other,
}

pub(super) fn months(desk: &Desk<'_>) -> Card {
    let title = desk.say(&T::MonthsTitle);
    let months = periods::months(desk.period);
    let names: Vec<String> = months.iter().map(|month| month_name(*month)).collect();
    let mut counts: BTreeMap<(Date, EventKind), Vec<Part>> = BTreeMap::new();
    for event in desk.within() {
        counts.entry((event.day.first_of_month(), event.kind)).or_default().push(Part::from(event));
    }
    let of = |month: Date, kind: EventKind| counts.get(&(month, kind)).map_or(0, Vec::len);
    let inks = [(Ink::Span, false), (Ink::Tick, false), (Ink::Accent, false), (Ink::TextSoft, true)];
    let series: Vec<Series> = DRAWN_KINDS
        .iter()
        .zip(inks)
        .map(|(kind, (ink, hollow))| Series {
            name: kind.label(desk.lang()).to_owned(),
            ink: ink.into(),
            hollow,
            values: months.iter().map(|month| of(*month, *kind)).collect(),
        })
        .collect();
    let mut drills = Vec::new();
    for (month, name) in months.iter().zip(&names) {
        for kind in DRAWN_KINDS {
            let parts = counts.get(&(*month, kind)).cloned().unwrap_or_default();
            drills.push(Drill { title: format!("{name} {}", kind.label(desk.lang())), parts });
        }
    }
    let head = Column::new(desk.say(&T::Month), ColumnKind::Text).standing();
    let (columns, rows, row_drills) = tabulate(desk, head, &by_group(desk, Dimension::Month));
    Card {
        report: Report::Months,
        note: desk.say(&T::MonthsNote),
        caution: desk.undated(EventKind::ALL),
        chart: column_chart(&title, &names, &series),
        table: table(desk, &title, columns, rows),
        rows: row_drills,
        drills,
        title,
    }
}

pub(super) fn groups(desk: &Desk<'_>) -> Card {
    let dimension = desk.wanted.dimension;
    let word = match dimension {
        Dimension::Officer => T::DimensionOfficer,
        Dimension::Source => T::DimensionSource,
        Dimension::Fair => T::DimensionFair,
        Dimension::Sector => T::DimensionSector,
        Dimension::Base => T::DimensionBase,
        Dimension::Month => T::DimensionMonth,
    };
    let heading = desk.say(&word);
    let title = desk.say(&T::CompareTitle { dimension: heading.clone() });
    let grouped = by_group(desk, dimension);
    let won = |events: &[&Event]| events.iter().filter(|event| event.kind == EventKind::Won).count();
    let mut drawn: Vec<&(String, Group, Vec<&Event>)> = grouped.iter().collect();
    if dimension != Dimension::Month {
        drawn.sort_by_key(|(_, _, events)| std::cmp::Reverse(won(events)));
    }
    drawn.truncate(DRAWN);
    let chart_rows: Vec<BarRow> = drawn
        .iter()
        .map(|(name, group, events)| {
            let received = events.iter().filter(|event| event.kind == EventKind::Received).count();
            let received = format!("{} {}", EventKind::Received.label(desk.lang()), format::count(received));
            BarRow {
                label: name.clone(),
                value: won(events) as f64,
                figure: format::count(won(events)),
                note: received,
                ink: if *group == Group::Other { Ink::Unknown.into() } else { Ink::Tick.into() },
            }
        })
        .collect();
    let drills = drawn
        .iter()
        .map(|(name, _, events)| Drill {
            title: name.clone(),
            parts: events.iter().map(|event| Part::from(*event)).collect(),
        })
        .collect();
    let head = Column::new(heading, ColumnKind::Text);
    // Where a lead came from is free text.
    let head = if dimension == Dimension::Source { head } else { head.standing() };
    let (columns, rows, row_drills) = tabulate(desk, head, &grouped);
    Card {
        report: Report::Compare,
        note: desk.say(if dimension == Dimension::Fair { &T::CompareFairNote } else { &T::CompareNote }),
        caution: desk.undated(EventKind::ALL),
        chart: bars(&title, &chart_rows),
        table: table(desk, &title, columns, rows),
        rows: row_drills,
        drills,
        title,
    }
}

fn month_name(month: Date) -> String {
    format!("{}-{:02}", month.year(), month.month())
}

/// Every event of the period in exactly one group: name, group, events.
fn by_group<'d>(desk: &'d Desk<'_>, dimension: Dimension) -> Vec<(String, Group, Vec<&'d Event>)> {
    let mut found: BTreeMap<Group, Vec<&Event>> = BTreeMap::new();
    if dimension == Dimension::Month {
        for month in periods::months(desk.period) {
            found.insert(Group::Month(month), Vec::new());
        }
    }
    let fairs = if dimension == Dimension::Fair { FromFairs::of(desk) } else { FromFairs::default() };
    for event in desk.within() {
        found.entry(group_of(desk, event, &fairs, dimension)).or_default().push(event);
    }
    let place = |sector: &SectorId| desk.view.policy.plan.sectors.iter().position(|one| one.id == *sector);
    let mut groups: Vec<(String, Group, Vec<&Event>)> =
        found.into_iter().map(|(group, events)| (name_of(desk, &group, dimension), group, events)).collect();
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
            let first_day = match group {
                Group::Fair(fair) => desk.snapshot.fairs.get(fair.uuid()).map(|fair| fair.first_day),
                _ => None,
            };
            (*group == Group::Other, std::cmp::Reverse(first_day), name.clone())
        }),
    }
    groups
}

fn group_of(desk: &Desk<'_>, event: &Event, fairs: &FromFairs, dimension: Dimension) -> Group {
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
        Dimension::Fair => fairs.fair(event).map(Group::Fair),
        Dimension::Sector => sector_of(desk, lead(), prospect()).map(Group::Sector),
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
    let segment = lead.and_then(|lead| lead.segment.as_ref());
    let of_lead =
        segment.and_then(|segment| desk.view.policy.plan.segment(segment)).map(|(sector, _)| sector.id.clone());
    of_lead.or_else(|| prospect.and_then(|prospect| prospect.sector.clone()))
}

fn name_of(desk: &Desk<'_>, group: &Group, dimension: Dimension) -> String {
    let (plan, lang) = (&desk.view.policy.plan, desk.lang());
    match group {
        Group::Officer(officer) => desk.officer(Some(*officer)),
        Group::Source(source) => source.clone(),
        Group::Fair(id) => {
            let fair = desk.snapshot.fairs.get(id.uuid());
            fair.map_or_else(|| desk.say(&T::FairNone), |fair| fair.name.to_string())
        }
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

type Tabulated = (Vec<Column>, Vec<Vec<Cell>>, Vec<Drill>);

/// A row for each group, a column for each kind, and their sums.
fn tabulate(desk: &Desk<'_>, head: Column, groups: &[(String, Group, Vec<&Event>)]) -> Tabulated {
    let mut columns = vec![head];
    columns.extend(KINDS.iter().map(|kind| Column::new(kind.label(desk.lang()), ColumnKind::Number(0))));
    columns.push(Column::new(desk.say(&T::Contacts), ColumnKind::Number(0)));
    let counts = |events: &[&Event]| -> Vec<usize> {
        let of = |wanted: &dyn Fn(EventKind) -> bool| events.iter().filter(|event| wanted(event.kind)).count();
        let mut counts: Vec<usize> = KINDS.iter().map(|kind| of(&|found| found == *kind)).collect();
        counts.push(of(&EventKind::is_contact));
        counts
    };
    let mut rows = Vec::new();
    let mut drills = Vec::new();
    let mut sums = vec![0; KINDS.len() + 1];
    for (name, _, events) in groups {
        let counted = counts(events);
        for (sum, count) in sums.iter_mut().zip(&counted) {
            *sum += count;
        }
        let mut cells = vec![Cell::text(name)];
        cells.extend(counted.into_iter().map(Cell::count));
        rows.push(cells);
        drills.push(Drill { title: name.clone(), parts: events.iter().map(|event| Part::from(*event)).collect() });
    }
    if rows.len() > 1 {
        let mut cells = vec![Cell::text(desk.say(&T::Total))];
        cells.extend(sums.into_iter().map(Cell::count));
        rows.push(cells);
    }
    (columns, rows, drills)
}
