//! The criteria as a waterfall, each line opening to where it comes from.

use std::collections::BTreeSet;

use eframe::egui::{CornerRadius, Frame, Grid, RichText, Ui};

use super::{FactForm, Scene, Tab, judging_ui};
use crate::{
    domain::{
        fact::Metric,
        units::{Unit, WanYuan},
    },
    scoring::{CellState, Criterion, EstimateBasis, Input, Line, Proof, model::Breakpoint},
    text::{Label, Lang, Say, format, labels, scoring, ui_companies::CompaniesText as T},
    ui::{
        theme::{card_margin, icons, tokens::RADIUS},
        widgets::{UiExt, WaterfallRow, waterfall_row_ui},
    },
};

/// Draws the waterfall.
pub fn ui(
    ui: &mut Ui,
    scene: Scene<'_, '_>,
    opened: &mut BTreeSet<String>,
    tab: &mut Tab,
    form: &mut Option<FactForm>,
) {
    let (Some(detail), Some(view)) = (scene.detail, scene.ctx.view) else { return judging_ui(ui, scene) };
    let lang = scene.ctx.lang;
    let model = &view.policy.model;
    let card = &detail.card.scorecard;
    let mut start = 0.0;
    for (group, totals) in model.groups.iter().zip(&card.groups) {
        group_ui(ui, group.name.in_lang(lang), totals.weight, totals.points, lang);
        for line in card.lines.iter().filter(|line| line.group == group.id && line.active) {
            let Some((_, criterion)) = model.criteria().find(|(_, criterion)| criterion.id == line.criterion) else {
                continue;
            };
            let row = waterfall_row(criterion, line, lang);
            if waterfall_row_ui(ui, &row, start, lang).clicked() && !opened.remove(&line.criterion) {
                opened.insert(line.criterion.clone());
            }
            start += line.points;
            if opened.contains(&line.criterion) {
                line_ui(ui, scene, criterion, line, tab, form);
            }
        }
    }
    ui.add_space(8.0);
    let total = T::Total {
        value: format::score(card.value),
        interval: format::interval(card.low, card.high),
        coverage: format::share(card.coverage),
    };
    ui.strong_text(total.say(lang));
    ui.secondary(T::TotalNote.say(lang));
    let inactive: Vec<&str> = card
        .lines
        .iter()
        .filter(|line| !line.active)
        .filter_map(|line| model.criteria().find(|(_, criterion)| criterion.id == line.criterion))
        .map(|(_, criterion)| criterion.name.in_lang(lang))
        .collect();
    if !inactive.is_empty() {
        ui.add_space(4.0);
        ui.secondary(T::Inactive { names: format::list(&inactive, lang) }.say(lang));
    }
}

fn group_ui(ui: &mut Ui, name: &str, weight: f64, points: f64, lang: Lang) {
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add_space(4.0);
        let colour = ui.tokens().text_soft;
        ui.label(RichText::new(name).text_style(crate::ui::theme::fonts::strong_small()).color(colour));
        ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
            ui.add_space(4.0);
            ui.secondary(T::GroupTotal { points: format::score(points), weight: format::share(weight) }.say(lang));
        });
    });
}

fn waterfall_row(criterion: &Criterion, line: &Line, lang: Lang) -> WaterfallRow {
    let points = |v: f64| line.weight * 100.0 * v;
    WaterfallRow {
        name: criterion.name.in_lang(lang).to_owned(),
        most: points(1.0),
        points: line.points,
        low: points(line.low),
        high: points(line.high),
        unknown: matches!(line.state, CellState::Missing(_)) && line.basis == EstimateBasis::Middle,
        estimated: line.basis != EstimateBasis::Known,
    }
}

/// Everything one line rests on.
fn line_ui(
    ui: &mut Ui,
    scene: Scene<'_, '_>,
    criterion: &Criterion,
    line: &Line,
    tab: &mut Tab,
    form: &mut Option<FactForm>,
) {
    let lang = scene.ctx.lang;
    let tokens = ui.tokens();
    Frame::new().fill(tokens.sunken).corner_radius(CornerRadius::same(RADIUS)).inner_margin(card_margin()).show(
        ui,
        |ui| {
            ui.set_min_width(ui.available_width());
            Grid::new(("line", &line.criterion)).num_columns(2).min_col_width(60.0).spacing([12.0, 6.0]).show(
                ui,
                |ui| {
                    let mut pair = |title: T, words: String| {
                        ui.secondary(title.say(lang));
                        ui.add(eframe::egui::Label::new(words).wrap());
                        ui.end_row();
                    };
                    let known = value_of(criterion, &line.proof, lang);
                    let state = scoring::cell(line.state, line.active).say(lang);
                    pair(T::What, if known.is_empty() { state } else { T::WhatIs { known, state }.say(lang) });
                    pair(T::Proof, scoring::proof(&line.proof).say(lang));
                    pair(
                        T::ValueHere,
                        T::ValueFrom {
                            value: format::fixed(line.value, 2),
                            low: format::fixed(line.low, 2),
                            high: format::fixed(line.high, 2),
                            basis: scoring::estimate(line.basis).say(lang),
                        }
                        .say(lang),
                    );
                    for point in &line.curve {
                        pair(T::Anchor, breakpoint(criterion, point, lang));
                    }
                    if let (Some(choice), Input::Metric(metric)) = (&line.choice, criterion.input) {
                        let word = labels::choice(metric, &choice.word, lang).unwrap_or(&choice.word);
                        pair(
                            T::Anchor,
                            T::AnchorAt {
                                at: word.to_owned(),
                                v: format::fixed(choice.v, 2),
                                source: choice.source.0.clone(),
                            }
                            .say(lang),
                        );
                    } else if let Some(choice) = &line.choice {
                        pair(
                            T::Anchor,
                            T::AnchorSource { v: format::fixed(choice.v, 2), source: choice.source.0.clone() }
                                .say(lang),
                        );
                    }
                    let (written, force) = (format::share(line.written_weight), format::share(line.weight));
                    let weight = if (line.written_weight - line.weight).abs() < 5e-5 {
                        T::WeightPlain { force }
                    } else {
                        T::WeightMoved { written, force }
                    };
                    pair(T::Weight, weight.say(lang));
                    pair(T::Source, source_words(scene, &line.source.0));
                },
            );
            if let Some(go) = ask_ui(ui, scene, criterion, line, form) {
                *tab = go;
            }
        },
    );
    ui.add_space(4.0);
}

/// A way to find out, where something is not known; the part of the card it goes on in.
fn ask_ui(
    ui: &mut Ui,
    scene: Scene<'_, '_>,
    criterion: &Criterion,
    line: &Line,
    form: &mut Option<FactForm>,
) -> Option<Tab> {
    let lang = scene.ctx.lang;
    match criterion.input {
        Input::Metric(metric) if scene.ctx.writable => {
            let verb = if line.state == CellState::Known { T::RecordNewer } else { T::RecordFact };
            if ui.icon_text_button(icons::PLUS, &verb.say(lang)).clicked() {
                *form = Some(FactForm::new(metric, scene.ctx.today));
                return Some(if line.state == CellState::Known { Tab::Facts } else { Tab::Unknowns });
            }
            None
        }
        Input::SectorFit => {
            ui.icon_text_button(icons::QUOTES, &T::SeeEvidence.say(lang)).clicked().then_some(Tab::Evidence)
        }
        _ => None,
    }
}

/// The known value as written, with its unit.
fn value_of(criterion: &Criterion, proof: &Proof, lang: Lang) -> String {
    let Proof::Fact { number, low, high, choice, unit, .. } = proof else { return String::new() };
    if !choice.is_empty() {
        return match criterion.input {
            Input::Metric(metric) => labels::choice(metric, choice, lang).unwrap_or(choice).to_owned(),
            _ => choice.to_string(),
        };
    }
    match (number, low, high) {
        (Some(number), ..) => with_unit(*number, *unit, lang),
        (None, Some(low), Some(high)) => {
            T::Between { low: with_unit(*low, *unit, lang), high: with_unit(*high, *unit, lang) }.say(lang)
        }
        _ => String::new(),
    }
}

fn with_unit(number: f64, unit: Unit, lang: Lang) -> String {
    match unit {
        Unit::Percent => format!("{}%", format::number(number, 2)),
        Unit::WanYuan => format::wan_yuan(WanYuan(number), lang),
        unit => format!("{} {}", format::number(number, 2), unit.label(lang)),
    }
}

fn breakpoint(criterion: &Criterion, point: &Breakpoint, lang: Lang) -> String {
    let unit = match criterion.input {
        Input::Metric(metric) => metric.unit(),
        _ => Unit::Count,
    };
    T::AnchorAt { at: with_unit(point.x, unit, lang), v: format::fixed(point.v, 2), source: point.source.0.clone() }
        .say(lang)
}

/// A source; where it names a heading of the plan, with the heading's title.
pub fn source_words(scene: Scene<'_, '_>, source: &str) -> String {
    let heading = scene.ctx.plan().and_then(|plan| {
        plan.headings.iter().filter(|heading| source.contains(&heading.id)).max_by_key(|heading| heading.id.len())
    });
    match heading {
        Some(heading) => {
            T::SourceTitled { source: source.to_owned(), title: heading.title.clone() }.say(scene.ctx.lang)
        }
        None => source.to_owned(),
    }
}

/// The metric a criterion looks at, if it looks at one.
pub const fn metric_of(criterion: &Criterion) -> Option<Metric> {
    match criterion.input {
        Input::Metric(metric) => Some(metric),
        _ => None,
    }
}
