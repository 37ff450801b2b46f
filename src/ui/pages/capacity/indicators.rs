//! The indicators of the plan: where they stand, what the leads may bring, and which leads.

use eframe::egui::{RichText, ScrollArea, TextEdit, Ui, vec2};
use jiff::civil::Date;

use super::{
    asked::{Asked, Made},
    tables::{of_talks, open},
};
use crate::{
    domain::{
        forecast::IndicatorReading,
        ids::{IndicatorId, IndicatorReadingId},
        plan::{Indicator, IndicatorKind},
        record::Text as Words,
    },
    ledger::{
        Action, Item, ItemKind, View,
        forecast::indicators::{Contribution, IndicatorLine, Indicators},
    },
    report::{
        curves::{self, FanStep, Level},
        seen::Seen,
        table::{Cell, ColumnKind},
    },
    text::{
        format,
        statistics::StatisticsText,
        ui_capacity::{CapacityText, IndicatorText as Text, TargetText},
        ui_overview::{HUNDRED_MILLION_YUAN, unit},
    },
    ui::{
        context::{PageContext, Post},
        pages::slots::name_of,
        picture_form::PictureForm,
        route::Place,
        table_form::seen,
        theme::{
            icons,
            tokens::{ROW_DENSE, TEXT_WIDTH},
        },
        widgets::{RowKind, SmallColumn, SmallTable, UiExt, charts::fan_ui},
    },
};

/// Name of the job.
const INDICATORS: &str = "capacity indicators";
/// Leads listed.
const LISTED: usize = 30;
/// The question where a picture goes.
const PICTURE: &str = "indicator picture";

/// What is looked at.
#[derive(Default)]
pub struct IndicatorsView {
    made: Asked<Date, Indicators>,
    /// The indicator whose leads are shown.
    open: Option<IndicatorId>,
    /// A value being entered.
    draft: Option<Draft>,
    picture: PictureForm,
}

/// A value being entered.
struct Draft {
    indicator: IndicatorId,
    value: String,
    whole: String,
    day: String,
    source: String,
    tried: bool,
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
            let base = line.base.as_ref().map(|base| base.value);
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
                Cell::text(target_words(indicator, made.view.as_of, ctx)),
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
        let Some(made) = made else { return };
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width((ui.available_width() - 10.0).min(1280.0));
            ui.scope(|ui| {
                ui.set_max_width(ui.available_width().min(TEXT_WIDTH * 1.4));
                ui.secondary(ctx.say(&Text::Note { day: format::iso_date(until) }));
                ui.secondary(ctx.say(&Text::FullOutput));
                ui.secondary(ctx.say(&Text::RatioNote));
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
            SmallColumn::text("", 240.0),
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
        let response = table.row_ui(ui, 64.0, RowKind::Opener { words: &words, open }, |ui, column| match column {
            0 => {
                let caret = if open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
                ui.label(RichText::new(caret).size(12.0).color(ui.tokens().text_soft));
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    ui.add_space(4.0);
                    ui.elided(RichText::new(name).text_style(crate::ui::theme::fonts::strong()));
                    ui.elided(
                        RichText::new(target_words(indicator, made.view.as_of, ctx))
                            .small()
                            .color(ui.tokens().text_soft),
                    );
                });
            }
            1 => titled(
                ui,
                &ctx.say(&Text::Base),
                line.base.as_ref().map(|base| format::fixed(base.value, places)),
                &base_words(line, ctx),
            ),
            2 => {
                let landed = line.base.as_ref().and_then(|base| Some(line.today? - base.value));
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
            _ => draw_fan(ui, indicator, line, name, ctx),
        });
        if response.clicked() {
            self.open = (!open).then(|| indicator.id.clone());
            self.draft = None;
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
            self.picture_ui(ui, made, indicator, line, ctx);
            if !line.countable {
                ui.secondary(ctx.say(&Text::NotCountable));
            } else if line.base.is_none() {
                ui.secondary(ctx.say(&Text::NoBase));
            } else {
                leads_ui(ui, &made.view, indicator, line, ctx, out);
            }
            self.readings_ui(ui, indicator, ctx, out);
        });
    }

    /// The button that writes the fan to a file.
    fn picture_ui(
        &mut self,
        ui: &mut Ui,
        made: &Made<Date, Indicators>,
        indicator: &Indicator,
        line: &IndicatorLine,
        ctx: &PageContext<'_>,
    ) {
        let Some((today, steps, levels)) = fan_of(indicator, line, ctx) else { return };
        let name = indicator.name.in_lang(ctx.lang);
        let words = ctx.say(&StatisticsText::SavePicture);
        let button = ui.icon_text_button(icons::EXPORT, &words).accessible_name(format!("{words} {name}"));
        if !button.clicked() {
            return;
        }
        let title =
            ctx.say(&Text::FanTitle { indicator: name.to_owned(), unit: unit(&indicator.unit, ctx.lang).to_owned() });
        let day = |day: Option<&Date>| day.map_or_else(String::new, |day| format::iso_date(*day));
        let ends = (format::iso_date(made.view.as_of), day(made.value.days.last()));
        let chart = curves::fan(&title, today, &steps, &levels, (&ends.0, &ends.1), decimals(indicator));
        self.picture.open_dated(&chart, &title, &ctx.say(&Text::FanNote), ctx);
    }

    /// The values entered, and a form for another.
    fn readings_ui(&mut self, ui: &mut Ui, indicator: &Indicator, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let mut readings: Vec<&IndicatorReading> =
            ctx.snapshot.readings.iter().filter(|reading| reading.indicator == indicator.id).collect();
        readings.sort_by_key(|reading| std::cmp::Reverse((reading.as_of, reading.id)));
        ui.add_space(4.0);
        if !readings.is_empty() {
            ui.strong_text(ctx.say(&Text::Readings));
        }
        for reading in readings {
            ui.horizontal(|ui| {
                let day = format::iso_date(reading.as_of);
                ui.label(format::number(reading.value, 2));
                ui.secondary(unit(&indicator.unit, ctx.lang));
                ui.secondary(&day);
                ui.secondary(&*reading.source);
                if ctx.writable && ui.icon_button(icons::X, &ctx.say(&Text::Delete { day })).clicked() {
                    out.push(Post::act(Action::Delete { kind: ItemKind::IndicatorReading, key: reading.id.uuid() }));
                }
            });
        }
        if !ctx.writable {
            return;
        }
        let entering = self.draft.as_ref().is_some_and(|draft| draft.indicator == indicator.id);
        if !entering {
            if ui.button(ctx.say(&Text::Enter)).clicked() {
                let day = format::iso_date(ctx.today);
                let (indicator, empty) = (indicator.id.clone(), String::new);
                self.draft =
                    Some(Draft { indicator, value: empty(), whole: empty(), day, source: empty(), tried: false });
            }
            return;
        }
        let Some(draft) = &mut self.draft else { return };
        match form_ui(ui, draft, indicator, ctx) {
            Some(true) => {
                draft.tried = true;
                if let Some(reading) = draft.reading(ctx) {
                    out.push(Post::act(Action::Add(Item::from(reading))));
                    self.draft = None;
                }
            }
            Some(false) => self.draft = None,
            None => {}
        }
    }
}

impl Draft {
    fn number(text: &str) -> Option<f64> {
        text.trim().replace(',', "").parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0)
    }

    fn day(&self, ctx: &PageContext<'_>) -> Option<Date> {
        self.day.trim().parse::<Date>().ok().filter(|day| *day <= ctx.today)
    }

    fn reading(&self, ctx: &PageContext<'_>) -> Option<IndicatorReading> {
        let whole = if self.whole.trim().is_empty() { None } else { Some(Self::number(&self.whole)?) };
        Some(IndicatorReading {
            id: IndicatorReadingId::from_uuid(ctx.new_id()),
            indicator: self.indicator.clone(),
            as_of: self.day(ctx)?,
            value: Self::number(&self.value)?,
            whole,
            source: self.source.trim().into(),
            note: Words::default(),
        })
    }
}

/// The form; yes = enter, no = give up.
fn form_ui(ui: &mut Ui, draft: &mut Draft, indicator: &Indicator, ctx: &PageContext<'_>) -> Option<bool> {
    let mut end = None;
    let is_ratio = indicator.kind == IndicatorKind::Ratio;
    let title = Text::EnterTitle { indicator: indicator.name.in_lang(ctx.lang).to_owned() };
    ui.strong_text(ctx.say(&title));
    ui.horizontal(|ui| {
        let field = |ui: &mut Ui, name: &Text, text: &mut String, hint: &str, width: f32| {
            ui.secondary(ctx.say(name));
            let edit = TextEdit::singleline(text).hint_text(hint).desired_width(width);
            ui.add(edit).accessible_name(ctx.say(name))
        };
        field(ui, &Text::Value, &mut draft.value, unit(&indicator.unit, ctx.lang), 88.0);
        if is_ratio {
            let hint = if indicator.id.as_str() == "rd_body_share" {
                Text::WholeFirms
            } else {
                Text::WholeHint { unit: unit(HUNDRED_MILLION_YUAN, ctx.lang).to_owned() }
            };
            let hint = ctx.say(&hint);
            field(ui, &Text::Whole, &mut draft.whole, &hint, 160.0);
        }
        field(ui, &Text::Day, &mut draft.day, "2026-12-31", 96.0);
        let hint = ctx.say(&Text::SourceHint);
        let last = field(ui, &Text::Source, &mut draft.source, &hint, 200.0);
        if last.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter)) {
            end = Some(true);
        }
    });
    ui.horizontal(|ui| {
        if ui.primary_button(ctx.say(&Text::Save)).clicked() {
            end = Some(true);
        }
        if ui.button(ctx.say(&Text::Cancel)).clicked() {
            end = Some(false);
        }
        if draft.tried {
            let bad = if Draft::number(&draft.value).is_none() {
                Some(Text::BadValue)
            } else if draft.day(ctx).is_none() {
                Some(Text::BadDay)
            } else {
                draft.reading(ctx).is_none().then_some(Text::BadValue)
            };
            if let Some(bad) = bad {
                ui.label(RichText::new(ctx.say(&bad)).color(ui.tokens().error));
            }
        }
    });
    end
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
    line.base.as_ref().map_or_else(String::new, |base| {
        ctx.say(&match base.reading {
            Some(_) => Text::BaseReading { day: format::iso_date(base.as_of) },
            None => Text::BasePlan { year: base.as_of.year() },
        })
    })
}

/// The targets of the plan, those that have passed named so.
fn target_words(indicator: &Indicator, as_of: Date, ctx: &PageContext<'_>) -> String {
    let places = decimals(indicator);
    let words: Vec<String> = indicator
        .values
        .iter()
        .filter(|value| !value.actual)
        .map(|target| {
            let (year, value) = (target.year, format::fixed(target.value, places));
            ctx.say(&if year < as_of.year() {
                Text::TargetPassed { year, value }
            } else {
                Text::Target { year, value }
            })
        })
        .collect();
    format::clauses(&words, ctx.lang)
}

fn decimals(indicator: &Indicator) -> usize {
    usize::from(indicator.kind != IndicatorKind::Count)
}

/// The days of a fan and the last target of the plan across it; none where nothing is forecast.
fn fan_of(
    indicator: &Indicator,
    line: &IndicatorLine,
    ctx: &PageContext<'_>,
) -> Option<(f64, Vec<FanStep>, Vec<Level>)> {
    let today = line.today.filter(|_| !line.bands.is_empty())?;
    let steps = line
        .bands
        .iter()
        .zip(&line.expected)
        .map(|(band, expected)| FanStep { band: [band.low, band.lower, band.upper, band.high], expected: *expected });
    let last = indicator.values.iter().filter(|value| !value.actual).max_by_key(|value| value.year);
    let levels = last.map(|target| {
        let words = Text::Target { year: target.year, value: format::fixed(target.value, decimals(indicator)) };
        Level { value: target.value, words: ctx.say(&words) }
    });
    Some((today, steps.collect(), levels.into_iter().collect()))
}

fn draw_fan(ui: &mut Ui, indicator: &Indicator, line: &IndicatorLine, name: &str, ctx: &PageContext<'_>) {
    if let Some((today, steps, levels)) = fan_of(indicator, line, ctx) {
        let size = vec2(ui.available_width(), 56.0);
        fan_ui(ui, name, today, &steps, &levels, size);
    }
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
