//! Tables of the page for a file. What open leads make likely is of the talks, and leaves at no level that may not know of
//! them.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::asked::Made;
use crate::{
    capacity::{
        Pace,
        calibration::Calibration,
        closing::{Level, Point},
        pace::Stay,
    },
    domain::{lead::Stage, plan::Plan},
    ledger::{
        View,
        forecast::{
            Forecast,
            indicators::Indicators,
            stages::{SlotStages, StageGroup},
        },
    },
    report::{
        seen::Seen,
        table::{Cell, Column, ColumnKind, Privacy},
    },
    text::{
        Label as _, format,
        papers::PaperWord,
        ui_capacity::{CalibrationText, CapacityText as Text, IndicatorText, TargetText},
        ui_overview::{OverviewText, unit},
    },
    ui::{context::PageContext, table_form::seen},
};

/// A column everybody may see; its words are ours or names of companies.
pub(super) fn open(heading: impl Into<String>, kind: ColumnKind) -> Column {
    Column::new(heading, kind).standing()
}

/// A column of what open leads make likely.
pub(super) fn of_talks(heading: impl Into<String>, kind: ColumnKind) -> Column {
    open(heading, kind).kept(Privacy::Negotiation)
}

/// A count.
pub(super) fn number(count: u32) -> Cell {
    Cell::Number(f64::from(count))
}

/// The slots of all bases, with what is to be expected by the day counted to.
pub(super) fn board(ctx: &PageContext<'_>, title: &str, made: &Made<Date, Forecast>) -> Seen {
    let (plan, forecast) = (&made.view.policy.plan, &made.value);
    // A column for every stage that somebody stands at, of holders and of open leads.
    let stages = |groups: fn(&SlotStages) -> &[StageGroup]| -> BTreeSet<Stage> {
        forecast.slots.iter().flat_map(|slot| groups(&slot.stages)).map(|group| group.stage).collect()
    };
    let (holding, talking) = (stages(|stages| &stages.holders), stages(|stages| &stages.open));
    let mut columns = vec![
        open(ctx.say(&PaperWord::Base), ColumnKind::Text),
        open(ctx.say(&OverviewText::ColumnTier), ColumnKind::Word),
        open(ctx.say(&Text::MarkMin), ColumnKind::Number(0)),
        open(ctx.say(&Text::MarkMax), ColumnKind::Number(0)),
        open(ctx.say(&OverviewText::ColumnLanded), ColumnKind::Number(0)),
        of_talks(ctx.say(&Text::Leads), ColumnKind::Number(0)),
        of_talks(ctx.say(&Text::FigureMin), ColumnKind::Share(1)),
        of_talks(ctx.say(&Text::FigureMax), ColumnKind::Share(1)),
        of_talks(ctx.say(&Text::FigureExpected), ColumnKind::Number(1)),
    ];
    // At which stage a firm is that has landed is of the talks too.
    let named = |stage: &Stage, text: fn(&'static str) -> Text| {
        of_talks(ctx.say(&text(stage.label(ctx.lang))), ColumnKind::Number(0))
    };
    columns.extend(holding.iter().map(|stage| named(stage, |stage| Text::HolderColumn { stage })));
    columns.extend(talking.iter().map(|stage| named(stage, |stage| Text::OpenColumn { stage })));
    let mut rows = Vec::new();
    for base in &plan.bases {
        let name = || Cell::text(base.name.in_lang(ctx.lang));
        if let Some(entry) = forecast.untargeted.iter().find(|entry| entry.base == base.id) {
            let none = Cell::Absent(ctx.say(&OverviewText::NoTarget));
            rows.push(vec![
                name(),
                Cell::Empty,
                none.clone(),
                none,
                Cell::count(entry.landed),
                Cell::count(entry.open),
            ]);
        }
        for slot in forecast.slots.iter().filter(|slot| slot.state.slot.base == base.id) {
            let state = &slot.state;
            let mut cells = vec![
                name(),
                Cell::text(state.slot.tier.label(ctx.lang)),
                number(state.range.min),
                number(state.range.max),
                Cell::count(state.landed.len()),
                Cell::count(state.open.len()),
                Cell::Number(state.outlook.reaches_min),
                Cell::Number(state.outlook.reaches_max),
                Cell::Number(state.outlook.expected),
            ];
            for (stages, groups) in [(&holding, &slot.stages.holders), (&talking, &slot.stages.open)] {
                let firms = |stage: &Stage| groups.iter().find(|group| group.stage == *stage);
                cells.extend(stages.iter().map(|stage| Cell::count(firms(stage).map_or(0, |group| group.firms.len()))));
            }
            rows.push(cells);
        }
    }
    let day = |day: Date| format::iso_date(day);
    let subtitle =
        [ctx.say(&Text::AsOf { day: day(forecast.as_of) }), ctx.say(&Text::ByDay { day: day(forecast.until) })];
    seen(ctx, title, &subtitle, columns, rows)
}

/// Every indicator year by year: what the plan wants, what statistics say, what is to be expected.
pub(super) fn by_year(ctx: &PageContext<'_>, title: &str, made: &Made<Date, Indicators>) -> Seen {
    let range = || ctx.say(&IndicatorText::Range);
    let figure = || ColumnKind::Number(1);
    let columns = vec![
        open(ctx.say(&TargetText::Indicator), ColumnKind::Text),
        open(ctx.say(&IndicatorText::Day), ColumnKind::Date),
        open(ctx.say(&IndicatorText::PlanTarget), figure()),
        open(ctx.say(&IndicatorText::Reached), figure()),
        open(ctx.say(&IndicatorText::ReadOn), ColumnKind::Date),
        of_talks(ctx.say(&IndicatorText::Expected), figure()),
        of_talks(ctx.say(&Text::AtLeast { title: range() }), figure()),
        of_talks(ctx.say(&Text::AtMost { title: range() }), figure()),
    ];
    let cell = |value: Option<f64>| Cell::number_or(value.filter(|value| value.is_finite()), format::ABSENT);
    let mut rows = Vec::new();
    for (line, indicator) in made.value.lines.iter().zip(&made.view.policy.plan.indicators) {
        let (name, unit) = (indicator.name.in_lang(ctx.lang).to_owned(), unit(&indicator.unit, ctx.lang).to_owned());
        let name = || ctx.say(&IndicatorText::FanTitle { indicator: name.clone(), unit: unit.clone() });
        let target = |year: i16| {
            let targets = indicator.values.iter().filter(|value| !value.actual);
            targets.into_iter().find(|value| value.year == year).map(|value| value.value)
        };
        for passed in &line.passed {
            rows.push(vec![
                Cell::text(name()),
                Cell::Date(date(passed.year, 12, 31)),
                Cell::Number(passed.target),
                cell(passed.reached.map(|(value, _)| value)),
                passed.reached.map_or(Cell::Empty, |(_, day)| Cell::Date(day)),
                Cell::Empty,
                Cell::Empty,
                Cell::Empty,
            ]);
        }
        for (at, day) in made.value.days.iter().enumerate() {
            let is_year_end = (day.month(), day.day()) == (12, 31);
            let band = line.bands.get(at);
            rows.push(vec![
                Cell::text(name()),
                Cell::Date(*day),
                target(day.year()).filter(|_| is_year_end).map_or(Cell::Empty, Cell::Number),
                Cell::Empty,
                Cell::Empty,
                cell(line.expected.get(at).copied()),
                cell(band.map(|band| band.low)),
                cell(band.map(|band| band.high)),
            ]);
        }
    }
    let day = ctx.say(&Text::AsOf { day: format::iso_date(made.view.as_of) });
    seen(ctx, title, &[day], columns, rows)
}

/// Chances given beside what came of them, by bins.
pub(super) fn bins(ctx: &PageContext<'_>, title: &str, found: &Calibration) -> Seen {
    use CalibrationText as T;
    let columns = vec![
        open(ctx.say(&T::From), ColumnKind::Share(0)),
        open(ctx.say(&T::To), ColumnKind::Share(0)),
        of_talks(ctx.say(&T::Count), ColumnKind::Number(0)),
        of_talks(ctx.say(&T::Predicted), ColumnKind::Share(1)),
        of_talks(ctx.say(&T::Happened), ColumnKind::Share(1)),
    ];
    let rows = found.bins.iter().map(|bin| {
        let share = |share: f64| if bin.count == 0 { Cell::Empty } else { Cell::Number(share) };
        let (from, to) = (Cell::Number(bin.from), Cell::Number(bin.to));
        vec![from, to, number(bin.count), share(bin.predicted), share(bin.happened)]
    });
    seen(ctx, title, &[ctx.say(&T::Quality)], columns, rows.collect())
}

/// How long leads stay in each stage.
pub(super) fn pace(ctx: &PageContext<'_>, title: &str, pace: &Pace) -> Seen {
    use CalibrationText as T;
    let columns = vec![
        open(ctx.say(&T::Stage), ColumnKind::Text),
        open(ctx.say(&T::Usual), ColumnKind::Number(0)),
        of_talks(ctx.say(&T::Cases), ColumnKind::Number(0)),
        of_talks(ctx.say(&T::Median), ColumnKind::Number(0)),
        of_talks(ctx.say(&T::Stops), ColumnKind::Share(1)),
    ];
    let rows = shown(pace).map(|stay| {
        vec![
            Cell::text(stay.stage.label(ctx.lang)),
            number(stay.stated),
            number(stay.cases),
            stay.median.map_or(Cell::Empty, number),
            Cell::Number(stay.stops),
        ]
    });
    seen(ctx, title, &[], columns, rows.collect())
}

/// The stages that a time is stated for or known of.
pub(super) fn shown(pace: &Pace) -> impl Iterator<Item = &Stay> {
    pace.stays.iter().filter(|stay| stay.stated > 0 || stay.cases > 0)
}

/// What signals are worth.
pub(super) fn points(ctx: &PageContext<'_>, title: &str, plan: &Plan, points: &[Point]) -> Seen {
    use CalibrationText as T;
    let columns = vec![
        open(ctx.say(&T::Signal), ColumnKind::Text),
        of_talks(ctx.say(&T::Word), ColumnKind::Text),
        of_talks(ctx.say(&T::Happened), ColumnKind::Number(0)),
        of_talks(ctx.say(&T::CameFar), ColumnKind::Number(0)),
        of_talks(ctx.say(&T::Points), ColumnKind::Number(2)),
    ];
    let rows = points.iter().map(|point| {
        vec![
            Cell::text(point.signal.label(ctx.lang)),
            Cell::text(super::calibration::word_of(plan, point, ctx)),
            number(point.won),
            number(point.of),
            Cell::Number(point.points),
        ]
    });
    seen(ctx, title, &[ctx.say(&T::PointsNote)], columns, rows.collect())
}

/// The chance to land from every stage.
pub(super) fn stages(ctx: &PageContext<'_>, title: &str, view: &View) -> Seen {
    use CalibrationText as T;
    let closing = &view.odds.closing;
    let interval = || ctx.say(&T::Interval);
    let columns = vec![
        open(ctx.say(&T::Stage), ColumnKind::Text),
        open(ctx.say(&T::Assumed), ColumnKind::Share(1)),
        of_talks(ctx.say(&T::Happened), ColumnKind::Number(0)),
        of_talks(ctx.say(&T::CameFar), ColumnKind::Number(0)),
        of_talks(ctx.say(&T::Mean), ColumnKind::Share(1)),
        of_talks(ctx.say(&Text::AtLeast { title: interval() }), ColumnKind::Share(1)),
        of_talks(ctx.say(&Text::AtMost { title: interval() }), ColumnKind::Share(1)),
        of_talks(ctx.say(&T::Used), ColumnKind::Share(1)),
    ];
    let rows = closing.stages.iter().map(|rate| {
        let used = if closing.level == Level::Assumption { rate.assumed } else { rate.rate.mean };
        vec![
            Cell::text(rate.stage.label(ctx.lang)),
            Cell::Number(rate.assumed),
            number(rate.won),
            number(rate.of),
            Cell::Number(rate.rate.mean),
            Cell::Number(rate.rate.low),
            Cell::Number(rate.rate.high),
            Cell::Number(used),
        ]
    });
    let subtitle = [ctx.say(&T::Stages), closing.level.label(ctx.lang).to_owned()];
    seen(ctx, title, &subtitle, columns, rows.collect())
}
