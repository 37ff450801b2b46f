//! Funnel, stays, losses and officers' work, each as chart and table.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Card, Desk, Drill, Part, Report,
    charts::{BarRow, RangeRow, bars, funnel as funnel_chart, ranges},
    groups::lead_belongs,
};
use crate::{
    domain::{ids::LeadId, lead::Lead},
    pipeline::{
        ClockKind,
        report::{Event, EventKind, Funnel, earns, funnel as count_funnel, kpi as count_kpi, stays as count_stays},
    },
    report::{
        scene::Ink,
        table::{Cell, Column, ColumnKind, Layout, Table},
    },
    text::{Label as _, format, statistics::StatisticsText as T},
};

/// Reasons drawn; the table has them all.
const REASONS_DRAWN: usize = 12;
/// Officers drawn; the table has them all.
const OFFICERS_DRAWN: usize = 16;

pub(super) fn table(desk: &Desk<'_>, title: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Table {
    Table {
        name: title.to_owned(),
        title: title.to_owned(),
        subtitle: desk.subtitle(),
        columns,
        rows,
        layout: Layout { frozen_columns: 1, filter: false, printed_columns: None },
    }
}

fn of_leads(leads: &[LeadId]) -> Vec<Part> {
    leads.iter().map(|lead| Part::Lead(*lead, None)).collect()
}

pub(super) fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

pub(super) fn funnel(desk: &Desk<'_>) -> Card {
    let counts = |lead: &Lead, day: Date| lead_belongs(desk, lead, day);
    let counted = count_funnel(&desk.view.policy.rules, &desk.books, desk.period, &counts);
    let title = desk.say(&T::FunnelTitle);
    let all = counted.cohort.len();
    let lang = desk.lang();
    let mut chart_rows = Vec::new();
    let mut between = Vec::new();
    let mut rows = Vec::new();
    let mut drills = Vec::new();
    let mut before: Option<usize> = None;
    for step in counted.steps.iter().filter(|_| all > 0) {
        let reached = step.reached.len();
        let name = step.name.in_lang(lang).to_owned();
        let of_all = ratio(reached, all).map(format::share).unwrap_or_default();
        let from_before = before.and_then(|before| ratio(reached, before));
        if before.is_some() {
            let share = from_before.map_or_else(|| format::ABSENT.to_owned(), format::share);
            between.push(desk.say(&T::FunnelGoesOn { share }));
        }
        chart_rows.push(BarRow {
            label: name.clone(),
            value: reached as f64,
            figure: format::count(reached),
            note: if before.is_some() { desk.say(&T::FunnelOfAll { share: of_all }) } else { String::new() },
            ink: Ink::Tick.into(),
        });
        rows.push(vec![
            Cell::text(&name),
            Cell::count(reached),
            from_before.map_or(Cell::Empty, Cell::Number),
            ratio(reached, all).map_or(Cell::Empty, Cell::Number),
        ]);
        drills.push(Drill { title: name, parts: of_leads(&step.reached) });
        before = Some(reached);
    }
    let columns = vec![
        Column::new(desk.say(&T::StageColumn), ColumnKind::Text).standing(),
        Column::new(desk.say(&T::Reached), ColumnKind::Number(0)),
        Column::new(desk.say(&T::FromBefore), ColumnKind::Share(0)),
        Column::new(desk.say(&T::FromStart), ColumnKind::Share(0)),
    ];
    let Funnel { open, paused, lost, referred, .. } = &counted;
    let [open, paused, lost, referred] = [open, paused, lost, referred].map(|leads| format::count(leads.len()));
    let ends = T::FunnelEnds { open, paused, lost, referred };
    let mut caution = if all > 0 { desk.say(&ends) } else { String::new() };
    let undated = desk.undated(&[EventKind::Received]);
    if !undated.is_empty() {
        caution = format::clauses(&[caution.as_str(), undated.as_str()], lang);
    }
    Card {
        report: Report::Funnel,
        note: desk.say(&T::FunnelNote { cohort: format::count(all) }),
        caution,
        chart: funnel_chart(&title, &chart_rows, &between),
        table: table(desk, &title, columns, rows),
        rows: drills.clone(),
        drills,
        title,
    }
}

pub(super) fn stays(desk: &Desk<'_>) -> Card {
    let rules = &desk.view.policy.rules;
    let lang = desk.lang();
    let counts = |lead: &Lead, day: Date| lead_belongs(desk, lead, day);
    let counted = count_stays(rules, &desk.books, desk.period, desk.wanted.today, &counts);
    let title = desk.say(&T::StaysTitle);
    let mut chart_rows = Vec::new();
    let mut rows = Vec::new();
    let mut drills = Vec::new();
    for stay in counted.iter().filter(|stay| !stay.ended.is_empty() || !stay.open.is_empty()) {
        let rule = rules.stage(stay.stage);
        let name = rule.map_or_else(|| stay.stage.label(lang).to_owned(), |rule| rule.name.in_lang(lang).to_owned());
        // Only these clocks measure the whole stay.
        let clock = rule.and_then(|rule| rule.clock.as_ref()).filter(|clock| clock.kind == ClockKind::Stage);
        let limit = clock.and_then(|clock| clock.days).map(i32::from);
        let quartiles = stay.quartiles();
        let note = quartiles.map_or(T::StayNone, |[_, median, _]| T::StayFigures { median, count: stay.ended.len() });
        chart_rows.push(RangeRow { label: name.clone(), quartiles, limit, note: desk.say(&note) });
        let days = |value: Option<i32>| value.map_or(Cell::Empty, |days| Cell::Number(f64::from(days)));
        rows.push(vec![
            Cell::text(&name),
            Cell::count(stay.ended.len()),
            days(quartiles.map(|found| found[0])),
            days(quartiles.map(|found| found[1])),
            days(quartiles.map(|found| found[2])),
            days(limit),
            Cell::count(stay.open.len()),
            days(stay.open_quartiles().map(|found| found[1])),
        ]);
        let ended: Vec<LeadId> = stay.ended.iter().rev().map(|(_, lead)| *lead).collect();
        drills.push(Drill { title: name, parts: of_leads(&ended) });
    }
    let key = [T::StaySpan, T::StayHalf, T::StayLimit].map(|word| desk.say(&word));
    let number = |text: T| Column::new(desk.say(&text), ColumnKind::Number(0));
    let columns = vec![
        Column::new(desk.say(&T::StageColumn), ColumnKind::Text).standing(),
        number(T::StayCount),
        number(T::StayQuarter),
        number(T::StayHalf),
        number(T::StayThree),
        number(T::StayLimit),
        number(T::StayOpen),
        number(T::StayOpenHalf),
    ];
    Card {
        report: Report::Stays,
        note: desk.say(&T::StaysNote),
        caution: String::new(),
        chart: ranges(&title, &chart_rows, &desk.say(&T::Days), &key),
        table: table(desk, &title, columns, rows),
        rows: drills.clone(),
        drills,
        title,
    }
}

pub(super) fn losses(desk: &Desk<'_>) -> Card {
    let title = desk.say(&T::LossesTitle);
    let mut won: Vec<Part> = Vec::new();
    let mut by_reason: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for event in desk.within() {
        match event.kind {
            EventKind::Won => won.push(Part::from(event)),
            EventKind::Lost => {
                let lead = event.lead.and_then(|lead| desk.leads.get(&lead));
                let reason = lead.map(|lead| lead.loss_reason.trim().to_owned()).unwrap_or_default();
                by_reason.entry(reason).or_default().push(Part::from(event));
            }
            _ => {}
        }
    }
    let lost: Vec<Part> = by_reason.values().flatten().copied().collect();
    let (wins, all) = (won.len(), lost.len());
    let decided = wins + all;
    let mut reasons: Vec<(String, Vec<Part>)> = by_reason.into_iter().collect();
    reasons.sort_by_key(|(reason, parts)| (std::cmp::Reverse(parts.len()), reason.clone()));
    // Won, lost, and below it what it was lost for.
    let mut lines: Vec<Line> = Vec::new();
    if decided > 0 {
        let share = |count: usize| [ratio(count, decided), None];
        lines.push(Line { name: desk.say(&T::WonAll), shares: share(wins), parts: won, ink: Ink::Accent });
        lines.push(Line { name: desk.say(&T::LostAll), shares: share(all), parts: lost, ink: Ink::Tick });
    }
    for (reason, parts) in reasons {
        let ink = if reason.is_empty() { Ink::Unknown } else { Ink::Span };
        let reason = if reason.is_empty() { desk.say(&T::NoReason) } else { reason };
        let name = desk.say(&T::LostFor { reason });
        lines.push(Line { name, shares: [None, ratio(parts.len(), all)], parts, ink });
    }
    let drawn = lines.iter().take(REASONS_DRAWN + 2);
    let chart_rows: Vec<BarRow> = drawn
        .map(|line| BarRow {
            label: line.name.clone(),
            value: line.parts.len() as f64,
            figure: format::count(line.parts.len()),
            note: line.shares.iter().flatten().map(|share| format::share(*share)).collect(),
            ink: line.ink.into(),
        })
        .collect();
    let mut rows = Vec::new();
    let mut drills = Vec::new();
    for Line { name, shares, parts, .. } in lines {
        let mut cells = vec![Cell::text(&name), Cell::count(parts.len())];
        cells.extend(shares.map(|share| share.map_or(Cell::Empty, Cell::Number)));
        rows.push(cells);
        drills.push(Drill { title: name, parts });
    }
    let columns = vec![
        Column::new(desk.say(&T::ResultAndReason), ColumnKind::Text),
        Column::new(desk.say(&T::Leads), ColumnKind::Number(0)),
        Column::new(desk.say(&T::ShareOfDecided), ColumnKind::Share(0)),
        Column::new(desk.say(&T::ShareOfLost), ColumnKind::Share(0)),
    ];
    Card {
        report: Report::Losses,
        note: desk.say(&T::LossesNote { won: format::count(wins), count: format::count(all) }),
        caution: desk.caution(&[EventKind::Won, EventKind::Lost]),
        chart: bars(&title, &chart_rows, &desk.say(&T::LeadsMeasure)),
        table: table(desk, &title, columns, rows),
        rows: drills.clone(),
        drills,
        title,
    }
}

/// A row of wins and losses.
struct Line {
    name: String,
    /// Of all that were decided, and of those that were lost.
    shares: [Option<f64>; 2],
    parts: Vec<Part>,
    ink: Ink,
}

pub(super) fn kpi(desk: &Desk<'_>) -> Card {
    let lang = desk.lang();
    let rules = &desk.view.policy.rules;
    let (items, counting) = (&rules.kpi, &rules.counting);
    let title = desk.say(&T::KpiTitle);
    let counted = count_kpi(items, counting, desk.within());
    let mut chart_rows = Vec::new();
    let mut rows = Vec::new();
    let mut drills = Vec::new();
    for row in &counted {
        let name = desk.officer(row.officer);
        let points = row.points as f64;
        if chart_rows.len() < OFFICERS_DRAWN {
            let ink = if row.officer.is_some() { Ink::Tick } else { Ink::Unknown };
            chart_rows.push(BarRow {
                label: name.clone(),
                value: points,
                figure: desk.say(&T::PointsFigure { points: format::number(points, 0) }),
                note: String::new(),
                ink: ink.into(),
            });
        }
        let mut cells = vec![Cell::text(&name), Cell::Number(points)];
        cells.extend(row.counts.iter().map(|count| Cell::count(*count)));
        rows.push(cells);
        let counts = |kind: EventKind| items.iter().any(|item| item.events.contains(&kind));
        let of_row = |event: &&Event| event.officer == row.officer && counts(event.kind) && earns(event, counting);
        let parts = desk.within().iter().filter(of_row);
        drills.push(Drill { title: name, parts: parts.map(Part::from).collect() });
    }
    if counted.len() > 1 {
        let points = counted.iter().map(|row| row.points).sum::<u64>();
        let mut cells = vec![Cell::text(desk.say(&T::Total)), Cell::Number(points as f64)];
        for index in 0..items.len() {
            cells.push(Cell::count(counted.iter().filter_map(|row| row.counts.get(index)).sum()));
        }
        rows.push(cells);
    }
    let mut columns = vec![
        Column::new(desk.say(&T::DimensionOfficer), ColumnKind::Text).standing(),
        Column::new(desk.say(&T::Points), ColumnKind::Number(0)),
    ];
    for item in items {
        let heading = T::PointsOf { item: item.name.in_lang(lang).to_owned(), points: item.points };
        columns.push(Column::new(desk.say(&heading), ColumnKind::Number(0)));
    }
    let kinds: Vec<EventKind> = items.iter().flat_map(|item| item.events.iter().copied()).collect();
    Card {
        report: Report::Kpi,
        note: kpi_note(desk),
        caution: desk.caution_where(&kinds, counting.passed_over),
        chart: bars(&title, &chart_rows, &desk.say(&T::PointsMeasure)),
        table: table(desk, &title, columns, rows),
        rows: drills.clone(),
        drills,
        title,
    }
}

/// What the points are made of, by which version of the rules, and whose they are.
fn kpi_note(desk: &Desk<'_>) -> String {
    let lang = desk.lang();
    let rules = &desk.view.policy.rules;
    let items = &rules.kpi;
    if items.is_empty() {
        return desk.say(&T::KpiEmpty);
    }
    let mut sources: Vec<&str> = items.iter().map(|item| item.source.as_str()).filter(|one| !one.is_empty()).collect();
    sources.sort_unstable();
    sources.dedup();
    let named: Vec<String> = items
        .iter()
        .map(|item| desk.say(&T::PointsOf { item: item.name.in_lang(lang).to_owned(), points: item.points }))
        .collect();
    let passed = if rules.counting.passed_over { T::KpiPassedCount } else { T::KpiPassedNot };
    desk.say(&T::KpiNote {
        passed: desk.say(&passed),
        items: format::list(&named, lang),
        source: format::list(&sources, lang),
        version: match desk.view.policy.rules_stamp.title.as_str() {
            "" => desk.say(&T::RulesShipped),
            title => title.to_owned(),
        },
    })
}
