//! The indicators of the plan, with its own numbers for its own years, and what is to be expected.

use eframe::egui::{RichText, Ui};

use super::summary::Summary;
use crate::{
    domain::plan::Indicator,
    ledger::{View, forecast::indicators::IndicatorLine},
    text::{
        format,
        ui_overview::{OverviewText as Text, unit},
    },
    ui::{
        context::{PageContext, Post},
        route::{PageId, Place},
        theme::tokens::{ROW, TEXT_WIDTH},
        widgets::{RowKind, SmallColumn, SmallTable, UiExt},
    },
};

/// Draws the indicators.
pub fn ui(ui: &mut Ui, view: &View, summary: &Summary, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let plan = &view.policy.plan;
    ui.section_title(ctx.say(&Text::Indicators));
    let years = years(&plan.indicators);
    let mut titles = vec![ctx.say(&Text::IndicatorName)];
    let mut tips = vec![String::new()];
    for (year, actual) in &years {
        let year = *year;
        titles.push(ctx.say(&match actual {
            true => Text::IndicatorActual { year },
            false if year < view.as_of.year() => Text::IndicatorPassed { year },
            false => Text::IndicatorTarget { year },
        }));
        tips.push(String::new());
    }
    let target = format::iso_date(view.target_date);
    titles.extend([ctx.say(&Text::IndicatorUnit), ctx.say(&Text::IndicatorForecast { target })]);
    tips.extend([String::new(), ctx.say(&Text::IndicatorForecastTip)]);
    let last = titles.len() - 1;
    let columns: Vec<SmallColumn<'_>> = titles
        .iter()
        .zip(&tips)
        .enumerate()
        .map(|(index, (title, tip))| {
            let column = match index {
                0 => SmallColumn::text(title, 200.0).stretching(),
                index if index == last => SmallColumn::number(title, 148.0),
                index if index + 1 == last => SmallColumn::text(title, 64.0),
                _ => SmallColumn::number(title, 116.0),
            };
            column.explained(tip)
        })
        .collect();
    let table = SmallTable::new(ui.available_width(), &columns);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(4.0);
    table.header_ui(ui, &columns);
    for indicator in &plan.indicators {
        let line = summary.indicators.lines.iter().find(|line| line.indicator == indicator.id);
        row_ui(ui, &table, indicator, &years, line, ctx, out);
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.add_space(8.0);
    notes_ui(ui, &plan.indicators, ctx);
}

/// The years of all indicators, and whether they state what was or what shall be.
fn years(indicators: &[Indicator]) -> Vec<(i16, bool)> {
    let mut years: Vec<(i16, bool)> = indicators
        .iter()
        .flat_map(|indicator| indicator.values.iter().map(|value| (value.year, value.actual)))
        .collect();
    years.sort_unstable();
    years.dedup_by_key(|(year, _)| *year);
    years
}

fn row_ui(
    ui: &mut Ui,
    table: &SmallTable,
    indicator: &Indicator,
    years: &[(i16, bool)],
    line: Option<&IndicatorLine>,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) {
    let expected = line.and_then(|line| line.expected.last().copied()).filter(|expected| expected.is_finite());
    let expected = expected.map(|expected| format::fixed(expected, 1));
    let words = ctx.say(&Text::IndicatorNamed {
        indicator: indicator.name.in_lang(ctx.lang).to_owned(),
        expected: expected.clone().unwrap_or_else(|| ctx.say(&Text::Nothing)),
        unit: unit(&indicator.unit, ctx.lang).to_owned(),
    });
    let response = table.row_ui(ui, ROW, RowKind::Button(&words), |ui, column| {
        if column == 0 {
            ui.elided(indicator.name.in_lang(ctx.lang)).on_hover_text(scope_words(indicator, ctx));
            return;
        }
        if let Some((year, _)) = years.get(column - 1) {
            match indicator.values.iter().find(|value| value.year == *year) {
                Some(value) => ui.label(format::fixed(value.value, decimals(indicator))),
                None => ui.secondary(ctx.say(&Text::Nothing)),
            };
        } else if column == years.len() + 1 {
            ui.secondary(unit(&indicator.unit, ctx.lang));
        } else {
            match (&expected, line.and_then(|line| line.base.as_ref().ok())) {
                (Some(expected), Some(base)) => {
                    let value = format::fixed(base.value, decimals(indicator));
                    let why = ctx.say(&Text::IndicatorBase { year: base.as_of.year(), value });
                    ui.label(RichText::new(expected).text_style(crate::ui::theme::fonts::strong())).on_hover_text(why);
                }
                _ => {
                    ui.secondary(ctx.say(&Text::Nothing));
                }
            }
        }
    });
    if response.clicked() {
        out.push(Post::Go(Place::part(PageId::Capacity, "indicators")));
    }
}

/// As many places as the plan's most exact value of this indicator has.
fn decimals(indicator: &Indicator) -> usize {
    let whole = indicator.values.iter().all(|value| (value.value - value.value.round()).abs() < 1e-9);
    usize::from(!whole)
}

fn scope_words(indicator: &Indicator, ctx: &PageContext<'_>) -> String {
    ctx.say(&Text::IndicatorScope { scope: indicator.scope.clone(), heading: indicator.heading.clone() })
}

/// The scopes, each once, and that nothing is guessed.
fn notes_ui(ui: &mut Ui, indicators: &[Indicator], ctx: &PageContext<'_>) {
    let tokens = ui.tokens();
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(TEXT_WIDTH));
        let mut scopes: Vec<String> = Vec::new();
        for indicator in indicators {
            let words = scope_words(indicator, ctx);
            if !scopes.contains(&words) {
                scopes.push(words);
            }
        }
        for scope in scopes.into_iter().chain([ctx.say(&Text::IndicatorNoToday)]) {
            ui.label(RichText::new(scope).small().color(tokens.text_soft));
        }
    });
}
