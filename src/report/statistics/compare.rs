//! What happened, by month and by whatever leads are told apart by.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Card, Desk, Drill, Part, Report,
    charts::{BarRow, Series, bars, columns as column_chart},
    groups::{Dimension, Group, Grouped, by_group, month_name},
    periods,
    sheets::{ratio, table},
};
use crate::{
    pipeline::report::{Event, EventKind},
    report::{
        scene::Ink,
        table::{Cell, Column, ColumnKind},
    },
    text::{Label as _, format, statistics::StatisticsText as T},
};

/// Groups drawn; the table has them all.
const DRAWN: usize = 14;
/// What is drawn month by month, with its colour and whether it is an outline.
const DRAWN_KINDS: [(EventKind, Ink, bool); 4] = [
    (EventKind::Received, Ink::Span, false),
    (EventKind::Won, Ink::Tick, false),
    (EventKind::Landed, Ink::Accent, false),
    (EventKind::Lost, Ink::TextSoft, true),
];
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

pub(super) fn months(desk: &Desk<'_>) -> Card {
    let title = desk.say(&T::MonthsTitle);
    let months = periods::months(desk.period);
    let names: Vec<String> = months.iter().map(|month| month_name(*month)).collect();
    let mut counts: BTreeMap<(Date, EventKind), Vec<Part>> = BTreeMap::new();
    for event in desk.within() {
        counts.entry((event.day.first_of_month(), event.kind)).or_default().push(Part::from(event));
    }
    let of = |month: Date, kind: EventKind| counts.get(&(month, kind)).map_or(0, Vec::len);
    let drawn: Vec<_> = DRAWN_KINDS.into_iter().filter(|(kind, ..)| desk.tells(*kind)).collect();
    let series: Vec<Series> = drawn
        .iter()
        .map(|(kind, ink, hollow)| Series {
            name: kind.label(desk.lang()).to_owned(),
            ink: (*ink).into(),
            hollow: *hollow,
            values: months.iter().map(|month| of(*month, *kind)).collect(),
        })
        .collect();
    let mut drills = Vec::new();
    for (month, name) in months.iter().zip(&names) {
        for (kind, ..) in &drawn {
            let parts = counts.get(&(*month, *kind)).cloned().unwrap_or_default();
            drills.push(Drill { title: format!("{name} {}", kind.label(desk.lang())), parts });
        }
    }
    let head = Column::new(desk.say(&T::Month), ColumnKind::Text).standing();
    let (columns, rows, row_drills) = tabulate(desk, head, &by_group(desk, Dimension::Month));
    Card {
        report: Report::Months,
        note: desk.say(if desk.is_public() { &T::MonthsPublicNote } else { &T::MonthsNote }),
        caution: desk.caution(EventKind::ALL),
        chart: column_chart(&title, &names, &series),
        table: table(desk, &title, columns, rows),
        rows: row_drills,
        drills,
        title,
    }
}

pub(super) fn groups(desk: &Desk<'_>) -> Card {
    let dimension = desk.wanted.dimension;
    let heading = desk.say(&dimension.word_of());
    let title = desk.say(&T::CompareTitle { dimension: heading.clone() });
    let grouped = by_group(desk, dimension);
    let won = |events: &[&Event]| events.iter().filter(|event| event.kind == EventKind::Won).count();
    let mut drawn: Vec<&Grouped<'_>> = grouped.iter().collect();
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
                note: if desk.is_public() { String::new() } else { received },
                ink: if matches!(group, Group::Other | Group::SomeFair) {
                    Ink::Unknown.into()
                } else {
                    Ink::Tick.into()
                },
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
    let note = match dimension {
        _ if desk.is_public() => T::ComparePublicNote,
        Dimension::Fair => T::CompareFairNote,
        Dimension::Officer => T::CompareOfficerNote,
        _ => T::CompareNote,
    };
    let measure = if desk.is_public() { T::WonMeasure } else { T::WonReceivedMeasure };
    Card {
        report: Report::Compare,
        note: desk.say(&note),
        caution: desk.caution(EventKind::ALL),
        chart: bars(&title, &chart_rows, &desk.say(&measure)),
        table: table(desk, &title, columns, rows),
        rows: row_drills,
        drills,
        title,
    }
}

type Tabulated = (Vec<Column>, Vec<Vec<Cell>>, Vec<Drill>);

/// What a row of the table counts.
#[derive(Default)]
struct Sums {
    /// Events of each kind that is told.
    kinds: Vec<usize>,
    /// Of those that came in, how many have been won by now.
    converted: usize,
    contacts: usize,
}

/// A row for each group, a column for each kind, what became of those that came in, and the sums.
fn tabulate(desk: &Desk<'_>, head: Column, groups: &[Grouped<'_>]) -> Tabulated {
    let kinds: Vec<EventKind> = KINDS.into_iter().filter(|kind| desk.tells(*kind)).collect();
    let count = |text: &T| Column::new(desk.say(text), ColumnKind::Number(0));
    let mut columns = vec![head];
    columns.extend(kinds.iter().map(|kind| Column::new(kind.label(desk.lang()), ColumnKind::Number(0))));
    if !desk.is_public() {
        columns.push(count(&T::Converted));
        columns.push(Column::new(desk.say(&T::Conversion), ColumnKind::Share(0)));
        columns.push(count(&T::Contacts));
    }
    let sums_of = |events: &[&Event]| {
        let of = |wanted: &dyn Fn(&Event) -> bool| events.iter().filter(|event| wanted(event)).count();
        Sums {
            kinds: kinds.iter().map(|kind| of(&|event: &Event| event.kind == *kind)).collect(),
            converted: of(&|event: &Event| {
                event.kind == EventKind::Received && event.lead.is_some_and(|lead| desk.won.contains(&lead))
            }),
            contacts: of(&|event: &Event| event.kind.is_contact()),
        }
    };
    let received = kinds.iter().position(|kind| *kind == EventKind::Received);
    let cells_of = |name: String, sums: &Sums| {
        let mut cells = vec![Cell::text(name)];
        cells.extend(sums.kinds.iter().map(|count| Cell::count(*count)));
        if !desk.is_public() {
            let entered = received.and_then(|place| sums.kinds.get(place)).copied().unwrap_or_default();
            cells.push(Cell::count(sums.converted));
            cells.push(ratio(sums.converted, entered).map_or(Cell::Empty, Cell::Number));
            cells.push(Cell::count(sums.contacts));
        }
        cells
    };
    let mut rows = Vec::new();
    let mut drills = Vec::new();
    let mut total = Sums { kinds: vec![0; kinds.len()], ..Sums::default() };
    for (name, _, events) in groups {
        let sums = sums_of(events);
        for (sum, count) in total.kinds.iter_mut().zip(&sums.kinds) {
            *sum += count;
        }
        total.converted += sums.converted;
        total.contacts += sums.contacts;
        rows.push(cells_of(name.clone(), &sums));
        drills.push(Drill { title: name.clone(), parts: events.iter().map(|event| Part::from(*event)).collect() });
    }
    if rows.len() > 1 {
        rows.push(cells_of(desk.say(&T::Total), &total));
    }
    (columns, rows, drills)
}
