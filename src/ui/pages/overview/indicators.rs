//! The indicators of the plan, with its own numbers for its own years, and what leads are planned to bring.

use eframe::egui::{RichText, Ui};

use super::summary::{Contribution, Summary};
use crate::{
    domain::plan::Indicator,
    ledger::View,
    text::{
        format,
        ui_overview::{OverviewText as Text, unit},
    },
    ui::{
        context::PageContext,
        theme::tokens::{ROW, TEXT_WIDTH},
        widgets::{RowKind, SmallColumn, SmallTable, UiExt},
    },
};

/// Draws the indicators.
pub fn ui(ui: &mut Ui, view: &View, summary: &Summary, ctx: &PageContext<'_>) {
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
    titles.extend([ctx.say(&Text::IndicatorUnit), ctx.say(&Text::IndicatorLeads)]);
    tips.extend([String::new(), ctx.say(&Text::IndicatorLeadsTip)]);
    let last = titles.len() - 1;
    let columns: Vec<SmallColumn<'_>> = titles
        .iter()
        .zip(&tips)
        .enumerate()
        .map(|(index, (title, tip))| {
            let column = match index {
                0 => SmallColumn::text(title, 200.0).stretching(),
                index if index == last => SmallColumn::number(title, 116.0),
                index if index + 1 == last => SmallColumn::text(title, 72.0),
                _ => SmallColumn::number(title, 124.0),
            };
            column.explained(tip)
        })
        .collect();
    let table = SmallTable::new(ui.available_width(), &columns);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(4.0);
    table.header_ui(ui, &columns);
    for indicator in &plan.indicators {
        let contribution = summary.contributions.iter().find(|line| line.indicator == indicator.id);
        row_ui(ui, &table, indicator, &years, contribution, ctx);
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
    contribution: Option<&Contribution>,
    ctx: &PageContext<'_>,
) {
    table.row_ui(ui, ROW, RowKind::Plain, |ui, column| {
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
            contribution_ui(ui, indicator, contribution, ctx);
        }
    });
}

/// As many places as the plan's most exact value of this indicator has.
fn decimals(indicator: &Indicator) -> usize {
    let whole = indicator.values.iter().all(|value| (value.value - value.value.round()).abs() < 1e-9);
    usize::from(!whole)
}

fn contribution_ui(ui: &mut Ui, indicator: &Indicator, contribution: Option<&Contribution>, ctx: &PageContext<'_>) {
    let Some(line) = contribution.filter(|line| line.leads + line.silent > 0) else {
        ui.secondary(ctx.say(&Text::Nothing));
        return;
    };
    let places = usize::from(line.landed + line.expected < 1000.0);
    let landed = format::fixed(line.landed, if line.landed.fract() < 1e-9 { 0 } else { places });
    let expected = format::fixed(line.expected, places);
    let why = ctx.say(&Text::ContributionWhy {
        landed: landed.clone(),
        expected: expected.clone(),
        unit: unit(&indicator.unit, ctx.lang).to_owned(),
        leads: line.leads,
        silent: line.silent,
    });
    ui.label(ctx.say(&Text::Contribution { landed, expected })).on_hover_text(why);
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
