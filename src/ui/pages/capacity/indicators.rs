//! The indicators of the plan: where they stand, what the leads may bring, and which leads.

use eframe::egui::{RichText, ScrollArea, Ui, vec2};
use jiff::civil::Date;

use super::{
    asked::{Asked, Made},
    readings::Readings,
    tables::{by_year, of_talks, open},
};
use crate::{
    domain::{
        ids::IndicatorId,
        plan::{Indicator, IndicatorKind},
    },
    ledger::{
        View,
        forecast::{
            days_between,
            indicators::{Contribution, IndicatorLine, Indicators, NoBase},
        },
    },
    report::{
        curves::{self, DayMark, Fan, FanStep, Level},
        seen::Seen,
        table::{Cell, ColumnKind},
    },
    text::{
        format,
        statistics::StatisticsText,
        ui_capacity::{CapacityText, IndicatorText as Text, TargetText},
        ui_overview::unit,
    },
    ui::{
        context::{PageContext, Post},
        pages::slots::name_of,
        picture_form::PictureForm,
        route::Place,
        table_form::{TableForm, seen},
        theme::{
            icons,
            tokens::{ROW_DENSE, TEXT_WIDTH},
        },
        widgets::{RowKind, SmallColumn, SmallTable, UiExt, charts::fan_ui, scene_ui},
    },
};

/// Name of the job.
const INDICATORS: &str = "capacity indicators";
/// Leads listed.
const LISTED: usize = 30;
/// The question where a picture goes.
const PICTURE: &str = "indicator picture";
/// The job and question of the table by year.
const FILE: &str = "indicator table";
/// Widest fan drawn.
const WIDEST_FAN: f32 = 1400.0;

/// What is looked at.
#[derive(Default)]
pub struct IndicatorsView {
    made: Asked<Date, Indicators>,
    /// The indicator whose leads are shown.
    open: Option<IndicatorId>,
    readings: Readings,
    picture: PictureForm,
    file: TableForm,
}

impl IndicatorsView {
    /// Lets go of what was counted.
    pub fn rest(&mut self) {
        self.made.rest();
    }

    /// The indicators as a table for a file; none while they are being worked out.
    pub fn seen(&self, ctx: &PageContext<'_>, title: &str) -> Option<Seen> {
        let made = self.made.made()?;
        let say = |text: Text| ctx.say(&text);
        let range = || say(Text::Range);
        let columns = vec![
            open(ctx.say(&TargetText::Indicator), ColumnKind::Text),
            open(say(Text::Base), ColumnKind::Number(1)),
            open(say(Text::Day), ColumnKind::Text),
            of_talks(say(Text::Landed), ColumnKind::Number(1)),
            of_talks(say(Text::Expected), ColumnKind::Number(1)),
            of_talks(ctx.say(&CapacityText::AtLeast { title: range() }), ColumnKind::Number(1)),
            of_talks(ctx.say(&CapacityText::AtMost { title: range() }), ColumnKind::Number(1)),
            open(ctx.say(&TargetText::Horizons), ColumnKind::LongText),
        ];
        let at = made.value.days.iter().position(|day| *day == made.key).unwrap_or(0);
        let cell = |value: Option<f64>| Cell::number_or(value, format::ABSENT);
        let rows = made.value.lines.iter().filter_map(|line| {
            let indicators = &made.view.policy.plan.indicators;
            let indicator = indicators.iter().find(|entry| entry.id == line.indicator)?;
            let (name, unit) = (indicator.name.in_lang(ctx.lang), unit(&indicator.unit, ctx.lang));
            let base = line.base.as_ref().ok().map(|base| base.value);
            let landed = line.today.zip(base).map(|(today, base)| today - base);
            let expected = line.expected.get(at).copied().filter(|value| value.is_finite());
            let band = line.bands.get(at).filter(|_| expected.is_some());
            Some(vec![
                Cell::text(say(Text::FanTitle { indicator: name.to_owned(), unit: unit.to_owned() })),
                cell(base),
                Cell::text(base_words(line, ctx)),
                cell(landed),
                cell(expected),
                cell(band.map(|band| band.low)),
                cell(band.map(|band| band.high)),
                Cell::text(target_words(indicator, line, ctx)),
            ])
        });
        let day = ctx.say(&CapacityText::ByDay { day: format::iso_date(made.key) });
        Some(seen(ctx, title, &[day], columns, rows.collect()))
    }

    /// Draws the indicators.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, until: Date, out: &mut Vec<Post>) {
        let made = self.made.look(INDICATORS, &until, ctx, out, |view, until, progress| {
            view.indicators(*until, |draw| progress.step(draw as usize))
        });
        self.picture.ui(ui, PICTURE, ctx, out);
        self.file.ui(ui, FILE, ctx, out);
        let Some(made) = made else { return };
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width((ui.available_width() - 10.0).min(1800.0));
            let words = ctx.say(&Text::ByYear);
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_max_width((ui.available_width() - 220.0).min(TEXT_WIDTH * 1.4));
                    ui.secondary(ctx.say(&Text::Note { day: format::iso_date(until) }));
                    ui.secondary(ctx.say(&Text::FullOutput));
                    ui.secondary(ctx.say(&Text::RatioNote));
                });
                ui.buttons_at_end(|ui| {
                    if ui.icon_text_button(icons::TABLE, &words).clicked() {
                        let title = ctx.say(&CapacityText::TableTitle { part: words.clone() });
                        self.file.open(by_year(ctx, &title, &made), ctx);
                    }
                });
            });
            ui.add_space(4.0);
            for line in &made.value.lines {
                let indicators = &made.view.policy.plan.indicators;
                let Some(indicator) = indicators.iter().find(|entry| entry.id == line.indicator) else { continue };
                ui.card(|ui| {
                    ui.set_width(ui.available_width());
                    self.line_ui(ui, &made, indicator, line, ctx, out);
                });
                ui.add_space(4.0);
            }
        });
    }

    fn line_ui(
        &mut self,
        ui: &mut Ui,
        made: &Made<Date, Indicators>,
        indicator: &Indicator,
        line: &IndicatorLine,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        let name = indicator.name.in_lang(ctx.lang);
        let places = decimals(indicator);
        let at = made.value.days.iter().position(|day| *day == made.key).unwrap_or(0);
        let expected = line.expected.get(at).copied().filter(|value| value.is_finite());
        let band = line.bands.get(at);
        let open = self.open.as_ref() == Some(&indicator.id);
        let columns = [
            SmallColumn::text("", 260.0).stretching(),
            SmallColumn::number("", 120.0),
            SmallColumn::number("", 104.0),
            SmallColumn::number("", 132.0),
            SmallColumn::number("", 132.0),
            SmallColumn::text("", 240.0).stretching(),
        ];
        let table = SmallTable::new(ui.available_width(), &columns);
        let words = match (expected, band) {
            (Some(expected), Some(band)) => ctx.say(&Text::LineNamed {
                indicator: name.to_owned(),
                expected: format::fixed(expected, places),
                low: format::fixed(band.low, places),
                high: format::fixed(band.high, places),
                unit: unit(&indicator.unit, ctx.lang).to_owned(),
            }),
            _ => ctx.say(&Text::LineUnknown { indicator: name.to_owned() }),
        };
        let response = table.row_ui(ui, 80.0, RowKind::Opener { words: &words, open }, |ui, column| match column {
            0 => {
                let caret = if open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
                ui.label(RichText::new(caret).size(12.0).color(ui.tokens().text_soft));
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    ui.add_space(4.0);
                    ui.elided(RichText::new(name).text_style(crate::ui::theme::fonts::strong()));
                    ui.elided(RichText::new(target_words(indicator, line, ctx)).small().color(ui.tokens().text_soft));
                });
            }
            1 => titled(
                ui,
                &ctx.say(&Text::Base),
                line.base.as_ref().ok().map(|base| format::fixed(base.value, places)),
                &base_words(line, ctx),
            ),
            2 => {
                let landed = line.base.as_ref().ok().and_then(|base| Some(line.today? - base.value));
                let landed = landed
                    .map(|landed| format!("{}{}", if landed < 0.0 { "" } else { "+" }, format::fixed(landed, places)));
                titled(ui, &ctx.say(&Text::Landed), landed, "");
            }
            3 => titled(
                ui,
                &ctx.say(&Text::Expected),
                expected.map(|value| format::fixed(value, places)),
                unit(&indicator.unit, ctx.lang),
            ),
            4 => {
                let words = band.filter(|_| expected.is_some()).map(|band| {
                    ctx.say(&Text::RangeWords {
                        low: format::fixed(band.low, places),
                        high: format::fixed(band.high, places),
                    })
                });
                titled(ui, &ctx.say(&Text::Range), words, "5–95%");
            }
            _ => {
                if let Some(fan) = fan_of(made, indicator, line, ctx) {
                    let size = vec2(ui.available_width(), 68.0);
                    fan_ui(ui, name, &fan, size);
                }
            }
        });
        if response.clicked() {
            self.open = (!open).then(|| indicator.id.clone());
            self.readings.close();
        }
        if open {
            ui.add_space(4.0);
            self.detail_ui(ui, made, indicator, line, ctx, out);
        }
    }

    fn detail_ui(
        &mut self,
        ui: &mut Ui,
        made: &Made<Date, Indicators>,
        indicator: &Indicator,
        line: &IndicatorLine,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        ui.indent(("indicator", indicator.id.as_str()), |ui| {
            ui.secondary(target_words(indicator, line, ctx));
            if let Some(fan) = fan_of(made, indicator, line, ctx) {
                self.picture_ui(ui, indicator, &fan, ctx);
            }
            match &line.base {
                _ if !line.countable => {
                    ui.secondary(ctx.say(&Text::NotCountable));
                }
                Ok(_) => leads_ui(ui, &made.view, indicator, line, ctx, out),
                Err(missing) => {
                    ui.label(ctx.say(&missing_words(*missing)));
                    self.readings.complete_ui(ui, *missing, ctx);
                }
            }
            self.readings.ui(ui, indicator, ctx, out);
        });
    }

    /// The fan with its axes, and the button that writes it to a file.
    fn picture_ui(&mut self, ui: &mut Ui, indicator: &Indicator, fan: &Fan, ctx: &PageContext<'_>) {
        let name = indicator.name.in_lang(ctx.lang);
        let title =
            ctx.say(&Text::FanTitle { indicator: name.to_owned(), unit: unit(&indicator.unit, ctx.lang).to_owned() });
        let width = (ui.available_width() - 8.0).clamp(480.0, WIDEST_FAN);
        scene_ui(ui, &curves::fan(&title, fan, width), false);
        let words = ctx.say(&StatisticsText::SavePicture);
        let button = ui.icon_text_button(icons::EXPORT, &words).accessible_name(format!("{words} {name}"));
        if button.clicked() {
            let chart = curves::fan(&title, fan, curves::WIDTH);
            self.picture.open_dated(&chart, &title, &ctx.say(&Text::FanNote), ctx);
        }
    }
}

/// A small title over a figure with its unit.
fn titled(ui: &mut Ui, title: &str, figure: Option<String>, note: &str) {
    ui.with_layout(eframe::egui::Layout::top_down(eframe::egui::Align::Max), |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.add_space(4.0);
        ui.secondary(title);
        ui.strong_text(figure.unwrap_or_else(|| format::ABSENT.to_owned()));
        ui.elided(RichText::new(note).small().color(ui.tokens().text_soft));
    });
}

fn base_words(line: &IndicatorLine, ctx: &PageContext<'_>) -> String {
    ctx.say(&match &line.base {
        Ok(base) if base.reading.is_some() => Text::BaseReading { day: format::iso_date(base.as_of) },
        Ok(base) => Text::BasePlan { year: base.as_of.year() },
        Err(NoBase::NoValue) => Text::LacksStart,
        Err(NoBase::NoWhole { .. } | NoBase::NoWholeInPlan { .. }) => Text::LacksWhole,
    })
}

/// What is missing for a forecast, and what to do about it.
fn missing_words(missing: NoBase) -> Text {
    match missing {
        NoBase::NoValue => Text::NoBase,
        NoBase::NoWhole { as_of, .. } => Text::NoWhole { day: format::iso_date(as_of) },
        NoBase::NoWholeInPlan { year } => Text::NoWholeInPlan { year },
    }
}

/// The targets of the plan; those that have passed say what was reached.
fn target_words(indicator: &Indicator, line: &IndicatorLine, ctx: &PageContext<'_>) -> String {
    let places = decimals(indicator);
    let words: Vec<String> = indicator
        .values
        .iter()
        .filter(|value| !value.actual)
        .map(|target| {
            let (year, value) = (target.year, format::fixed(target.value, places));
            let passed = line.passed.iter().find(|passed| passed.year == year);
            ctx.say(&match passed.map(|passed| passed.reached) {
                None => Text::Target { year, value },
                Some(None) => Text::TargetUnread { year, value },
                Some(Some((reached, day))) => {
                    let (reached, day) = (format::fixed(reached, places), format::iso_date(day));
                    Text::TargetReached { year, value, reached, day }
                }
            })
        })
        .collect();
    format::clauses(&words, ctx.lang)
}

/// Decimals of its figures.
pub(super) fn decimals(indicator: &Indicator) -> usize {
    usize::from(indicator.kind != IndicatorKind::Count)
}

/// The fan of an indicator with the last target of the plan across it; none where nothing is forecast.
fn fan_of(
    made: &Made<Date, Indicators>,
    indicator: &Indicator,
    line: &IndicatorLine,
    ctx: &PageContext<'_>,
) -> Option<Fan> {
    let start = line.today.filter(|_| !line.bands.is_empty())?;
    let (first, days) = (made.view.as_of, &made.value.days);
    let last = *days.last()?;
    let whole = days_between(first, last).max(1) as f32;
    let at = |day: Date| days_between(first, day) as f32 / whole;
    let of_days = days.iter().zip(line.bands.iter().zip(&line.expected));
    let steps = of_days.map(|(day, (band, expected))| FanStep {
        at: at(*day),
        band: [band.low, band.lower, band.upper, band.high],
        expected: *expected,
    });
    let newest = indicator.values.iter().filter(|value| !value.actual).max_by_key(|value| value.year);
    let levels = newest.map(|target| {
        let words = Text::Target { year: target.year, value: format::fixed(target.value, decimals(indicator)) };
        Level { value: target.value, words: ctx.say(&words) }
    });
    let tick = |day: Date| DayMark { at: at(day), words: format::iso_date(day) };
    let target = made.view.target_date;
    let is_in_sight = first <= target && target <= last;
    Some(Fan {
        start,
        steps: steps.collect(),
        levels: levels.into_iter().collect(),
        ticks: [first, last].into_iter().chain(days.iter().copied().filter(|day| *day != last)).map(tick).collect(),
        target: is_in_sight
            .then(|| DayMark { at: at(target), words: ctx.say(&Text::TargetDay { day: format::iso_date(target) }) }),
        decimals: decimals(indicator),
    })
}

fn leads_ui(
    ui: &mut Ui,
    view: &View,
    indicator: &Indicator,
    line: &IndicatorLine,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) {
    ui.strong_text(ctx.say(&Text::LeadsTitle { indicator: indicator.name.in_lang(ctx.lang).to_owned() }));
    if line.leads.is_empty() {
        ui.secondary(ctx.say(&Text::LeadsNone));
    } else {
        let is_ratio = indicator.kind == IndicatorKind::Ratio;
        let titles = [
            Text::ColumnCompany,
            Text::ColumnState,
            Text::ColumnBrings,
            Text::ColumnOf,
            Text::ColumnChance,
            Text::ColumnShare,
        ]
        .map(|text| ctx.say(&text));
        let columns = [
            SmallColumn::text(&titles[0], 220.0).stretching(),
            SmallColumn::text(&titles[1], 64.0),
            SmallColumn::number(&titles[2], 96.0),
            SmallColumn::number(if is_ratio { &titles[3] } else { "" }, if is_ratio { 96.0 } else { 1.0 }),
            SmallColumn::number(&titles[4], 88.0),
            SmallColumn::number(&titles[5], 96.0),
        ];
        let table = SmallTable::new(ui.available_width().min(900.0), &columns);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            table.header_ui(ui, &columns);
            for lead in line.leads.iter().take(LISTED) {
                lead_ui(ui, &table, view, lead, is_ratio, ctx, out);
            }
        });
    }
    let notes = [
        (line.leads.len() > LISTED).then(|| Text::More { count: line.leads.len() - LISTED }),
        (line.silent > 0).then_some(Text::Silent { count: line.silent }),
        (line.undated > 0).then_some(Text::Undated { count: line.undated }),
    ];
    for note in notes.into_iter().flatten() {
        ui.secondary(ctx.say(&note));
    }
}

fn lead_ui(
    ui: &mut Ui,
    table: &SmallTable,
    view: &View,
    lead: &Contribution,
    is_ratio: bool,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) {
    let company = name_of(view, lead.company);
    let amount = format::number(lead.amount, 2);
    let words = Text::LeadNamed { company: company.to_owned(), amount: amount.clone(), p: format::share(lead.p) };
    let words = ctx.say(&words);
    let response = table.row_ui(ui, ROW_DENSE, RowKind::Button(&words), |ui, column| match column {
        0 => {
            ui.elided(company);
        }
        1 => {
            ui.secondary(ctx.say(&if lead.landed { Text::IsLanded } else { Text::IsOpen }));
        }
        2 => {
            ui.label(&amount);
        }
        3 if is_ratio => {
            ui.label(format::number(lead.whole, 2));
        }
        3 => {}
        4 => {
            ui.label(format::share(lead.p));
        }
        _ => {
            ui.label(format::number(lead.p * lead.amount, 2));
        }
    });
    if response.clicked() {
        out.push(Post::Go(Place::lead(lead.lead)));
    }
}
