//! Versions of the plan side by side: what each wants by when, what was reached, what is to be expected.

use eframe::egui::{RichText, ScrollArea, Ui};
use jiff::civil::Date;

use super::{
    asked::{Asked, Made},
    changes::slot_name,
    tables::{of_talks, open},
};
use crate::{
    domain::plan::Seats,
    ledger::{
        View,
        forecast::{
            Forecast, SlotForecast,
            targets::{Targets, Version},
        },
    },
    report::{
        seen::Seen,
        table::{Cell, ColumnKind},
    },
    text::{
        format,
        ui_capacity::{CapacityText, TargetText as Text},
        ui_overview::unit,
    },
    ui::{
        context::{PageContext, Post},
        route::{PageId, Place},
        table_form::seen,
        theme::tokens::{ROW, TEXT_WIDTH},
        widgets::{RowKind, SmallColumn, SmallTable, UiExt},
    },
};

/// Name of the job.
const TARGETS: &str = "capacity targets";
/// Versions that stand beside each other.
const SHOWN: usize = 4;

/// What is looked at.
#[derive(Default)]
pub struct TargetsView {
    made: Asked<(), Targets>,
}

impl TargetsView {
    /// Lets go of what was read.
    pub fn rest(&mut self) {
        self.made.rest();
    }

    /// The slots of all versions as a table for a file; none while they are being read.
    pub fn seen(&self, ctx: &PageContext<'_>, title: &str, made: &Made<Date, Forecast>) -> Option<Seen> {
        let targets = &self.made.made()?.value;
        let (view, forecast) = (&made.view, &made.value);
        let day = format::iso_date(forecast.until);
        let mut columns = vec![
            open(ctx.say(&Text::Slot), ColumnKind::Text),
            open(ctx.say(&Text::Today), ColumnKind::Number(0)),
            of_talks(ctx.say(&Text::Expected { day }), ColumnKind::Number(1)),
        ];
        for version in &targets.versions {
            let title = version_title(version, ctx);
            columns.push(open(&title, ColumnKind::LongText));
            columns.push(of_talks(ctx.say(&CapacityText::ChanceOf { title }), ColumnKind::Share(1)));
        }
        let rows = targets.slots.iter().map(|slot| {
            let found = forecast.slots.iter().find(|entry| entry.state.slot == *slot);
            let mut cells = vec![
                Cell::text(slot_name(&view.policy.plan, slot, ctx)),
                found.map_or(Cell::Empty, |found| Cell::count(found.state.landed.len())),
                found.map_or(Cell::Empty, |found| Cell::Number(found.state.outlook.expected)),
            ];
            for version in &targets.versions {
                let Some(seats) = version.seats(slot) else {
                    cells.extend([Cell::Absent(ctx.say(&Text::None)), Cell::Empty]);
                    continue;
                };
                let mut words = vec![range_words(seats)];
                words.extend(dated_words(seats, found, forecast, version.active, ctx));
                let chance = found.map(|found| chance_of(seats, found));
                cells.push(Cell::text(format::clauses(&words, ctx.lang)));
                cells.push(chance.map_or(Cell::Empty, Cell::Number));
            }
            cells
        });
        Some(seen(ctx, title, &[ctx.say(&Text::Note)], columns, rows.collect()))
    }

    /// Draws the comparison.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &PageContext<'_>,
        forecast: Option<&Made<Date, Forecast>>,
        out: &mut Vec<Post>,
    ) {
        let made = self.made.look(TARGETS, &(), ctx, out, |view, (), _| Some(Targets::of(&view.snapshot)));
        let (Some(made), Some(forecast)) = (made, forecast) else { return };
        let targets = &made.value;
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width((ui.available_width() - 10.0).min(1400.0));
            ui.card(|ui| {
                ui.set_width(ui.available_width());
                ui.horizontal(|ui| {
                    ui.section_title(ctx.say(&Text::Title));
                    ui.secondary(ctx.say(&Text::Note));
                    ui.buttons_at_end(|ui| {
                        if ui.button(ctx.say(&Text::OpenPlan)).clicked() {
                            out.push(Post::Go(Place::part(PageId::Plan, "versions")));
                        }
                    });
                });
                if targets.versions.len() < 2 {
                    ui.secondary(ctx.say(&Text::OneOnly));
                }
                slots_ui(ui, &forecast.view, targets, &forecast.value, ctx);
                if targets.unreadable > 0 {
                    ui.secondary(ctx.say(&Text::Unreadable { count: targets.unreadable }));
                }
            });
            ui.add_space(8.0);
            ui.card(|ui| {
                ui.set_width(ui.available_width());
                indicators_ui(ui, targets, forecast.value.as_of, ctx);
            });
            ui.add_space(8.0);
            ui.card(|ui| {
                ui.set_width(ui.available_width());
                ui.strong_text(ctx.say(&Text::Outlook));
                ui.scope(|ui| {
                    ui.set_max_width(ui.available_width().min(TEXT_WIDTH));
                    for statement in &forecast.view.policy.plan.outlook {
                        let words = format!("{} ({})", statement.text.in_lang(ctx.lang), statement.heading);
                        ui.label(words);
                    }
                });
            });
        });
    }
}

fn slots_ui(ui: &mut Ui, view: &View, targets: &Targets, forecast: &Forecast, ctx: &PageContext<'_>) {
    let shown = &targets.versions[..targets.versions.len().min(SHOWN)];
    let mut titles = vec![
        ctx.say(&Text::Slot),
        ctx.say(&Text::Today),
        ctx.say(&Text::Expected { day: format::iso_date(forecast.until) }),
    ];
    titles.extend(shown.iter().map(|version| version_title(version, ctx)));
    let columns: Vec<SmallColumn<'_>> = titles
        .iter()
        .enumerate()
        .map(|(at, title)| match at {
            0 => SmallColumn::text(title, 240.0).stretching(),
            1 => SmallColumn::number(title, 88.0),
            2 => SmallColumn::number(title, 160.0),
            _ => SmallColumn::text(title, 220.0).stretching(),
        })
        .collect();
    let table = SmallTable::new(ui.available_width(), &columns);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(4.0);
    table.header_ui(ui, &columns);
    for slot in &targets.slots {
        let found = forecast.slots.iter().find(|entry| entry.state.slot == *slot);
        table.row_ui(ui, ROW, RowKind::Plain, |ui, column| match column {
            0 => {
                ui.elided(slot_name(&view.policy.plan, slot, ctx));
            }
            1 => {
                ui.label(found.map_or_else(String::new, |found| format::count(found.state.landed.len())));
            }
            2 => {
                ui.label(found.map_or_else(String::new, |found| format::fixed(found.state.outlook.expected, 1)));
            }
            _ => {
                let Some(version) = shown.get(column - 3) else { return };
                match version.seats(slot) {
                    Some(seats) => seats_ui(ui, seats, found, forecast, version.active, ctx),
                    None => {
                        ui.secondary(ctx.say(&Text::None));
                    }
                }
            }
        });
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    let hidden = targets.versions.len().saturating_sub(SHOWN);
    if hidden > 0 {
        ui.add_space(4.0);
        ui.secondary(ctx.say(&Text::MoreVersions { count: format::count(hidden) }));
    }
}

fn version_title(version: &Version, ctx: &PageContext<'_>) -> String {
    let title = version.title.to_string();
    if version.active { ctx.say(&Text::InForceTitle { title }) } else { title }
}

/// The range of a version, its date, and what was or will be reached of it.
fn seats_ui(
    ui: &mut Ui,
    seats: &Seats,
    found: Option<&SlotForecast>,
    forecast: &Forecast,
    active: bool,
    ctx: &PageContext<'_>,
) {
    ui.label(RichText::new(range_words(seats)).text_style(crate::ui::theme::fonts::strong()));
    let mut words = dated_words(seats, found, forecast, active, ctx);
    words.extend(found.map(|found| ctx.say(&Text::Chance { p: format::share(chance_of(seats, found)) })));
    ui.elided(RichText::new(words.join(" · ")).small().color(ui.tokens().text_soft));
}

fn range_words(seats: &Seats) -> String {
    if seats.min == seats.max { seats.max.to_string() } else { format!("{}–{}", seats.min, seats.max) }
}

/// The date of a version, and what was reached by it where it has passed.
fn dated_words(
    seats: &Seats,
    found: Option<&SlotForecast>,
    forecast: &Forecast,
    active: bool,
    ctx: &PageContext<'_>,
) -> Vec<String> {
    let mut words = vec![ctx.say(&Text::By { day: format::iso_date(seats.by) })];
    if let Some(found) = found.filter(|_| seats.by < forecast.as_of) {
        // What was reached by the day is known for the version in force; its own day may be another.
        let passed = if active { Text::Passed { reached: found.reached.firms } } else { Text::IsPassed };
        words.push(ctx.say(&passed));
    }
    words
}

/// How likely the fewest a version wants are reached.
fn chance_of(seats: &Seats, found: &SlotForecast) -> f64 {
    let range = crate::capacity::SlotRange { min: seats.min, max: seats.max };
    let chances: Vec<f64> = found.state.open.iter().map(|lead| lead.p).collect();
    let landed = u32::try_from(found.state.landed.len()).unwrap_or(u32::MAX);
    range.outlook(0.0, landed, &chances).reaches_min
}

fn indicators_ui(ui: &mut Ui, targets: &Targets, as_of: Date, ctx: &PageContext<'_>) {
    ui.section_title(ctx.say(&Text::Horizons));
    let mut titles = vec![ctx.say(&Text::Indicator), String::new()];
    titles.extend(targets.years.iter().map(ToString::to_string));
    let columns: Vec<SmallColumn<'_>> = titles
        .iter()
        .enumerate()
        .map(|(at, title)| match at {
            0 => SmallColumn::text(title, 240.0).stretching(),
            1 => SmallColumn::text(title, 180.0).stretching(),
            _ => SmallColumn::number(title, 148.0),
        })
        .collect();
    let table = SmallTable::new(ui.available_width(), &columns);
    ui.spacing_mut().item_spacing.y = 0.0;
    table.header_ui(ui, &columns);
    for id in &targets.indicators {
        for version in targets.versions.iter().take(SHOWN) {
            let Some(indicator) = version.plan.indicators.iter().find(|indicator| indicator.id == *id) else {
                continue;
            };
            let whole = indicator.values.iter().all(|value| value.value.fract().abs() < 1e-9);
            table.row_ui(ui, ROW, RowKind::Plain, |ui, column| match column {
                0 => {
                    ui.elided(indicator.name.in_lang(ctx.lang));
                    ui.secondary(unit(&indicator.unit, ctx.lang));
                }
                1 => {
                    ui.elided(RichText::new(&*version.title).small().color(ui.tokens().text_soft));
                }
                _ => {
                    let Some(year) = targets.years.get(column - 2) else { return };
                    let Some(value) = indicator.values.iter().find(|value| value.year == *year) else { return };
                    ui.label(format::fixed(value.value, usize::from(!whole)));
                    if value.actual {
                        ui.secondary(ctx.say(&Text::Actual));
                    } else if *year < as_of.year() {
                        ui.secondary(ctx.say(&Text::IsPassed));
                    }
                }
            });
        }
    }
    ui.spacing_mut().item_spacing.y = 4.0;
}
