//! Scales: how each criterion turns a number or a word into a value, and the thresholds that wait to be accepted.

use eframe::egui::{DragValue, RichText, TextEdit, Ui, vec2};

use super::{
    curve::{bars_ui, curve_ui},
    curve_edit::{drag_ui, points_ui, words_ui},
    parts::{source_ui, tag_ui},
    thresholds::library_ui,
    weights::effective,
};
use crate::{
    domain::units::Unit,
    scoring::{
        ChainRelation, Criterion, Model, Source,
        model::{Figure, Input},
    },
    text::{Label, Say, format, labels::choice, ui_plan::PlanPageText},
    ui::{
        context::PageContext,
        theme::icons,
        widgets::{SheetColumn, UiExt, Width, sheet_ui},
    },
};

/// Draws the scales of all criteria, group by group.
pub(super) fn scales_ui(ui: &mut Ui, ctx: &PageContext<'_>, model: &mut Model) {
    let points = effective(model);
    let Model { groups, horizons, roles, .. } = model;
    let mut place = 0;
    for group in groups {
        ui.add_space(4.0);
        ui.section_title(group.name.in_lang(ctx.lang));
        for criterion in &mut group.criteria {
            let own = points.get(place).and_then(|(_, points)| *points);
            place += 1;
            ui.add_space(4.0);
            ui.wide_card(|ui| {
                head_ui(ui, ctx, criterion, own);
                if criterion.input == Input::SectorFit {
                    ui.secondary(ctx.say(&PlanPageText::FitFormula));
                    ui.add_space(4.0);
                    let rows =
                        horizons.iter().map(|entry| (entry.horizon.label(ctx.lang), entry.factor, &entry.source));
                    factors_ui(ui, ctx, "horizons", PlanPageText::HorizonFactor, &rows.collect::<Vec<_>>());
                    ui.add_space(8.0);
                    let rows = roles.iter().map(|entry| (entry.role.label(ctx.lang), entry.factor, &entry.source));
                    factors_ui(ui, ctx, "roles", PlanPageText::RoleFactor, &rows.collect::<Vec<_>>());
                } else {
                    criterion_ui(ui, ctx, criterion);
                }
            });
        }
        ui.add_space(8.0);
    }
}

fn head_ui(ui: &mut Ui, ctx: &PageContext<'_>, criterion: &Criterion, points: Option<f64>) {
    ui.horizontal(|ui| {
        ui.strong_text(criterion.name.in_lang(ctx.lang));
        match points {
            Some(points) => ui.secondary(ctx.say(&PlanPageText::WorthPoints { points: format::score(points) })),
            None => tag_ui(ui, &ctx.say(&PlanPageText::Inactive)).on_hover_text(ctx.say(&PlanPageText::InactiveNote)),
        };
        source_ui(ui, ctx, &criterion.source);
    });
    ui.add_space(4.0);
}

fn criterion_ui(ui: &mut Ui, ctx: &PageContext<'_>, criterion: &mut Criterion) {
    let unit = match criterion.input {
        Input::Metric(metric) if metric.unit() != Unit::Choice => metric.unit().label(ctx.lang),
        _ => "",
    };
    if let Some(around) = criterion.around.clone() {
        let name = criterion.name.in_lang(ctx.lang).to_owned();
        let shape =
            PlanPageText::ThresholdShape { at: format::number(around.v, 2), times: format::number(around.full_at, 2) };
        ui.secondary(ctx.say(&shape)).on_hover_text(&around.source.0);
        ui.add_space(4.0);
        threshold_ui(ui, ctx, (&criterion.id, &name, unit), &mut criterion.threshold);
        if let Input::Metric(metric) = criterion.input {
            library_ui(ui, ctx, &criterion.id, metric, &mut criterion.threshold);
        }
        if let Some(rented) = &mut criterion.rented {
            let (metric, id) = (rented.metric, format!("{} rented", criterion.id));
            let (name, unit) = (metric.label(ctx.lang), metric.unit().label(ctx.lang));
            ui.add_space(4.0);
            ui.secondary(ctx.say(&crate::text::ui_model::ModelEditText::Rented { name: name.to_owned() }))
                .on_hover_text(&rented.source.0);
            threshold_ui(ui, ctx, (&id, name, unit), &mut rented.threshold);
            library_ui(ui, ctx, &id, metric, &mut rented.threshold);
        }
    }
    if !criterion.choices.is_empty() {
        let bars: Vec<(String, f64)> =
            criterion.choices.iter().map(|entry| (word_of(ctx, criterion, &entry.word), entry.v)).collect();
        let names: Vec<String> = bars.iter().map(|(name, _)| name.clone()).collect();
        beside(ui, |ui| bars_ui(ui, &bars), |ui| words_ui(ui, ctx, criterion, &names, ctx.say(&PlanPageText::Worth)));
        return;
    }
    let breakpoints = criterion.breakpoints();
    let active = criterion.is_active();
    let preview = if breakpoints.is_empty() { preview(criterion) } else { Vec::new() };
    let curve: Vec<(f64, f64)> =
        if breakpoints.is_empty() { preview } else { breakpoints.iter().map(|point| (point.x, point.v)).collect() };
    if curve.is_empty() {
        ui.secondary(ctx.say(&PlanPageText::NoScale));
        points_ui(ui, ctx, criterion, format!("{} ({unit})", ctx.say(&PlanPageText::Number)), String::new());
        return;
    }
    let name = criterion.name.in_lang(ctx.lang).to_owned();
    let told: Vec<String> = breakpoints
        .iter()
        .map(|point| format!("{} → {}", format::number(point.x, 2), format::number(point.v, 2)))
        .collect();
    let words = PlanPageText::CurveWords { name, points: format::list(&told, ctx.lang) }.say(ctx.lang);
    let rows: Vec<(String, String, &Source)> = breakpoints
        .iter()
        .map(|point| (format::number(point.x, 3), format::fixed(point.v, 2), &point.source))
        .collect();
    let labels = if active {
        let last = curve.len().saturating_sub(1);
        let with_unit = |(place, point): (usize, &(f64, f64))| {
            let figure = format::number(point.0, 2);
            if place == last { format!("{figure} {unit}").trim_end().to_owned() } else { figure }
        };
        curve.iter().enumerate().map(with_unit).collect()
    } else {
        preview_labels(ctx, criterion)
    };
    if !criterion.points.is_empty() {
        let number = format!("{} ({unit})", ctx.say(&PlanPageText::Number));
        // What is dragged left stands right at once.
        let edited = std::cell::RefCell::new(criterion);
        beside(
            ui,
            |ui| {
                if let Some(plot) = curve_ui(ui, &curve, &labels, active, &words) {
                    let mut criterion = edited.borrow_mut();
                    let id = criterion.id.clone();
                    drag_ui(ui, &id, plot, &mut criterion.points);
                }
            },
            |ui| points_ui(ui, ctx, &mut edited.borrow_mut(), number, ctx.say(&PlanPageText::Worth)),
        );
        return;
    }
    beside(
        ui,
        |ui| {
            curve_ui(ui, &curve, &labels, active, &words);
        },
        |ui| {
            if rows.is_empty() {
                ui.secondary(ctx.say(&PlanPageText::CurveWaits));
            } else {
                anchors_ui(ui, ctx, &criterion.id, ctx.say(&PlanPageText::Number), unit, &rows);
            }
        },
    );
}

/// The shape a curve would have around a threshold of 1, while none is accepted.
fn preview(criterion: &Criterion) -> Vec<(f64, f64)> {
    let Some(around) = &criterion.around else { return Vec::new() };
    vec![(0.0, 0.0), (1.0, around.v), (around.full_at, 1.0)]
}

/// What stands below the preview: no figures, since there are none yet.
fn preview_labels(ctx: &PageContext<'_>, criterion: &Criterion) -> Vec<String> {
    let times = criterion.around.as_ref().map_or(1.0, |around| around.full_at);
    let full = PlanPageText::ThresholdTimes { times: format::number(times, 2) };
    vec!["0".to_owned(), ctx.say(&PlanPageText::Threshold), ctx.say(&full)]
}

fn word_of(ctx: &PageContext<'_>, criterion: &Criterion, word: &str) -> String {
    let known = match criterion.input {
        Input::Metric(metric) => choice(metric, word, ctx.lang).map(str::to_owned),
        Input::Chain => ChainRelation::from_word(word).map(|relation| ctx.say(&PlanPageText::relation(relation))),
        Input::SectorFit => None,
    };
    known.unwrap_or_else(|| word.to_owned())
}

/// Drawing left, figures right; below each other where there is no room.
fn beside(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    if ui.available_width() < 640.0 {
        left(ui);
        right(ui);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width((ui.available_width() * 0.42).min(360.0));
            left(ui);
        });
        ui.add_space(12.0);
        ui.vertical(right);
    });
}

fn anchors_ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    id: &str,
    title: String,
    unit: &str,
    rows: &[(String, String, &Source)],
) {
    let numeric = !unit.is_empty();
    let title = if numeric { format!("{title} ({unit})") } else { title };
    let first = if numeric {
        SheetColumn { title, width: Width::Fixed(118.0), numeric: true }
    } else {
        SheetColumn::text(title, Width::Fixed(118.0))
    };
    let columns = [
        first,
        SheetColumn::number(ctx.say(&PlanPageText::Worth), 48.0),
        SheetColumn::text(ctx.say(&PlanPageText::Source), Width::Share(1.0, 110.0)),
    ];
    sheet_ui(ui, ("anchors", id), &columns, rows.len(), |ui, row, column| {
        let Some((x, v, source)) = rows.get(row) else { return };
        match column {
            0 => {
                ui.elided(x);
            }
            1 => {
                ui.label(v);
            }
            _ => {
                source_ui(ui, ctx, source);
            }
        }
    });
}

fn factors_ui(ui: &mut Ui, ctx: &PageContext<'_>, salt: &str, title: PlanPageText, rows: &[(&str, f64, &Source)]) {
    let columns = [
        SheetColumn::text(ctx.say(&title), Width::Fixed(118.0)),
        SheetColumn::number(ctx.say(&PlanPageText::Factor), 48.0),
        SheetColumn::text(ctx.say(&PlanPageText::Source), Width::Share(1.0, 140.0)),
    ];
    sheet_ui(ui, ("factors", salt), &columns, rows.len(), |ui, row, column| {
        let Some((word, factor, source)) = rows.get(row) else { return };
        match column {
            0 => {
                ui.elided(*word);
            }
            1 => {
                ui.label(format::fixed(*factor, 2));
            }
            _ => {
                source_ui(ui, ctx, source);
            }
        }
    });
}

/// The threshold a curve hangs on: its value and where it was read; the criterion counts once both are there.
fn threshold_ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    (word, name, unit): (&str, &str, &str),
    accepted: &mut Option<Figure>,
) {
    let id = eframe::egui::Id::unique(("threshold", word));
    // What is being entered, until it is accepted.
    let mut entered: (f64, String) = match &*accepted {
        Some(threshold) => (threshold.value, threshold.source.0.clone()),
        None => ui.data(|data| data.get_temp(id)).unwrap_or_default(),
    };
    let before = entered.clone();
    let mut accept = false;
    let mut withdraw = false;
    ui.horizontal(|ui| {
        ui.label(ctx.say(&PlanPageText::Threshold));
        ui.spacing_mut().interact_size = vec2(88.0, 28.0);
        // Nothing entered is no zero.
        let value =
            DragValue::new(&mut entered.0).range(0.0..=1e12).speed(1.0).max_decimals(3).custom_formatter(|value, _| {
                if value > 0.0 { format::number(value, 3) } else { format::ABSENT.to_owned() }
            });
        ui.add(value).accessible_name(ctx.say(&PlanPageText::ThresholdOf { name: name.to_owned() }));
        ui.secondary(unit);
        let hint = ctx.say(&PlanPageText::SourceHint);
        let width = (ui.available_width() - 120.0).clamp(120.0, 420.0);
        let source = ui.add(TextEdit::singleline(&mut entered.1).hint_text(&hint).desired_width(width));
        source.accessible_name(ctx.say(&PlanPageText::ThresholdSourceOf { name: name.to_owned() }));
        if accepted.is_some() {
            withdraw = ui
                .icon_text_button(icons::X, &ctx.say(&PlanPageText::WithdrawThreshold))
                .on_hover_text(ctx.say(&PlanPageText::WithdrawNote))
                .clicked();
        } else {
            let complete = entered.0 > 0.0 && !entered.1.trim().is_empty();
            let button = ui.add_enabled_ui(complete, |ui| {
                ui.icon_text_button(icons::CHECK, &ctx.say(&PlanPageText::AcceptThreshold))
            });
            let needs = ctx.say(&PlanPageText::ThresholdNeeds);
            accept = button.inner.on_disabled_hover_text(needs).clicked();
        }
    });
    ui.add_space(8.0);
    if withdraw {
        *accepted = None;
        ui.data_mut(|data| data.insert_temp(id, entered));
    } else if accept || (accepted.is_some() && entered != before && entered.0 > 0.0) {
        *accepted = Some(Figure { value: entered.0, source: Source(entered.1) });
    } else if entered != before {
        ui.data_mut(|data| data.insert_temp(id, entered));
    }
}

/// A source that can be edited.
pub(super) fn source_field(ui: &mut Ui, ctx: &PageContext<'_>, name: &str, source: &mut Source) {
    let width = ui.available_width() - 4.0;
    let colour = if source.is_assumption() { ctx.tokens.estimate_text } else { ctx.tokens.text_soft };
    let missing = source.0.trim().is_empty();
    let hint = RichText::new(ctx.say(&PlanPageText::SourceHint)).color(ctx.tokens.error);
    let mut field = TextEdit::singleline(&mut source.0)
        .desired_width(width)
        .font(eframe::egui::TextStyle::Small)
        .text_color(colour);
    if missing {
        field = field.hint_text(hint);
    }
    ui.add(field).accessible_name(ctx.say(&PlanPageText::SourceOf { name: name.to_owned() }));
}
