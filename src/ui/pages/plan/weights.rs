//! Weights: groups and the criteria within them, each with a slider, a field and what it comes to of 100 points.

use eframe::egui::{
    Align, DragValue, Layout, Popup, Rect, RichText, Sense, Slider, SliderClamping, Stroke, Ui, UiBuilder, pos2,
    style::HandleShape, vec2,
};

use super::parts::source_ui;
use crate::{
    scoring::{
        Criterion, Group, Model, Weights,
        weights::{by_order, to_whole},
    },
    text::{format, ui_plan::PlanPageText},
    ui::{
        context::PageContext,
        theme::{
            fonts, icons,
            tokens::{ROW, SIZE_SMALL},
        },
        widgets::{UiExt, line_in},
    },
};

/// Sums this near to 1 are 1: weights are written with three digits.
const ROOM: f64 = 1e-6;

/// How weights are brought to 100 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Distribution {
    Proportional,
    Equal,
    ByOrder,
}

impl Distribution {
    fn apply(self, weights: &[f64]) -> Vec<f64> {
        match self {
            Self::Proportional => to_whole(weights),
            Self::Equal => to_whole(&vec![1.0; weights.len()]),
            Self::ByOrder => by_order(weights),
        }
    }
}

/// Draws the weights; true when one asked for the scales of a criterion that has none in force.
pub(super) fn weights_ui(ui: &mut Ui, ctx: &PageContext<'_>, model: &mut Model) -> bool {
    let points = effective(model);
    let mut to_scales = false;
    ui.wide_card(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let sum: f64 = model.groups.iter().map(|group| group.weight).sum();
        let title = ctx.say(&PlanPageText::GroupWeights);
        if let Some(way) = head_ui(ui, ctx, &title, sum) {
            let weights: Vec<f64> = model.groups.iter().map(|group| group.weight).collect();
            for (group, weight) in model.groups.iter_mut().zip(way.apply(&weights)) {
                group.weight = weight;
            }
        }
        share_bar_ui(ui, ctx, model);
        for (place, group) in model.groups.iter_mut().enumerate() {
            let name = group.name.in_lang(ctx.lang).to_owned();
            let of_group: f64 =
                points.iter().filter(|(owner, _)| *owner == place).filter_map(|(_, points)| *points).sum();
            row_ui(ui, ctx, &name, &mut group.weight, Some(of_group), |ui| {
                source_ui(ui, ctx, &group.source);
            });
        }
    });
    let mut place = 0;
    for group in &mut model.groups {
        let Group { name, criteria, .. } = group;
        let own = points.get(place..place + criteria.len()).unwrap_or_default();
        place += criteria.len();
        // One criterion has all the weight of its group.
        if criteria.len() < 2 {
            continue;
        }
        ui.add_space(8.0);
        let title = PlanPageText::WithinGroup { group: name.in_lang(ctx.lang).to_owned() };
        ui.wide_card(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let sum: f64 = criteria.iter().map(|criterion| criterion.weight).sum();
            if let Some(way) = head_ui(ui, ctx, &ctx.say(&title), sum) {
                let weights: Vec<f64> = criteria.iter().map(|criterion| criterion.weight).collect();
                for (criterion, weight) in criteria.iter_mut().zip(way.apply(&weights)) {
                    criterion.weight = weight;
                }
            }
            for (criterion, (_, points)) in criteria.iter_mut().zip(own) {
                to_scales |= criterion_ui(ui, ctx, criterion, *points);
            }
        });
    }
    to_scales
}

/// Points of 100 by criterion in model order with the place of its group; none = not active.
pub(super) fn effective(model: &Model) -> Vec<(usize, Option<f64>)> {
    let weights = Weights::of(model);
    let mut points = weights.points().iter();
    model
        .criteria()
        .map(|(group, criterion)| {
            let own = if criterion.is_active() { points.next().copied() } else { None };
            (group, own)
        })
        .collect()
}

fn criterion_ui(ui: &mut Ui, ctx: &PageContext<'_>, criterion: &mut Criterion, points: Option<f64>) -> bool {
    let name = criterion.name.in_lang(ctx.lang).to_owned();
    let mut to_scales = false;
    let Criterion { weight, source, around, .. } = criterion;
    row_ui(ui, ctx, &name, weight, points, |ui| {
        if points.is_some() {
            source_ui(ui, ctx, source);
        } else {
            let why = if around.is_some() { PlanPageText::InactiveThreshold } else { PlanPageText::InactiveScale };
            let text = RichText::new(ctx.say(&why)).small();
            if around.is_some() {
                to_scales = ui.link(text).on_hover_text(ctx.say(&PlanPageText::InactiveNote)).clicked();
            } else {
                ui.elided(text.color(ctx.tokens.text_soft)).on_hover_text(ctx.say(&PlanPageText::InactiveNote));
            }
        }
    });
    to_scales
}

/// Title, running total and ways to bring it to 100 %.
fn head_ui(ui: &mut Ui, ctx: &PageContext<'_>, title: &str, sum: f64) -> Option<Distribution> {
    let tokens = ctx.tokens;
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.set_min_height(ROW);
        ui.strong_text(title);
        let whole = (sum - 1.0).abs() <= ROOM;
        let total = format!("{}%", format::number(sum * 100.0, 1));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = ui
                .add(
                    eframe::egui::Button::new((
                        RichText::new(ctx.say(&PlanPageText::Distribute)),
                        RichText::new(icons::CARET_DOWN).size(SIZE_SMALL),
                    ))
                    .frame_when_inactive(!whole),
                )
                .accessible_name(ctx.say(&PlanPageText::DistributeOf { title: title.to_owned() }));
            Popup::menu(&button).show(|ui| {
                for (way, words, note) in [
                    (Distribution::Proportional, PlanPageText::DistributeProportional, PlanPageText::ProportionalNote),
                    (Distribution::Equal, PlanPageText::DistributeEqual, PlanPageText::EqualNote),
                    (Distribution::ByOrder, PlanPageText::DistributeByOrder, PlanPageText::ByOrderNote),
                ] {
                    if ui.button(ctx.say(&words)).on_hover_text(ctx.say(&note)).clicked() {
                        chosen = Some(way);
                        ui.close();
                    }
                }
            });
            let (icon, ink, words) = if whole {
                (icons::CHECK_CIRCLE, tokens.text_soft, PlanPageText::TotalWhole { total })
            } else {
                (icons::WARNING_CIRCLE, tokens.error, PlanPageText::TotalOff { total })
            };
            ui.label(RichText::new(ctx.say(&words)).color(ink)).on_hover_text(ctx.say(&PlanPageText::TotalNote));
            ui.label(RichText::new(icon).color(ink));
        });
    });
    chosen
}

/// Name, slider, field in per cent, points of 100, and what stands behind.
fn row_ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    name: &str,
    weight: &mut f64,
    points: Option<f64>,
    behind: impl FnOnce(&mut Ui),
) {
    let tokens = ctx.tokens;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
    let name_width = (rect.width() * 0.24).clamp(128.0, 220.0);
    let behind_width = (rect.width() * 0.24).clamp(0.0, 320.0);
    let (field_width, points_width) = (64.0, 64.0);
    let slider_width = (rect.width() - name_width - behind_width - field_width - points_width - 48.0).max(60.0);
    let mut left = rect.left();
    let mut part = |width: f32| {
        let part = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()));
        left += width + 12.0;
        part
    };
    line_in(ui, part(name_width), false, name);
    let child = |ui: &mut Ui, rect: Rect, salt: &str, right: bool| {
        let layout = if right { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) };
        ui.new_child(UiBuilder::new().id_salt((salt, name)).max_rect(rect).layout(layout))
    };
    let mut percent = round(*weight * 100.0);
    let before = percent;
    let mut inner = child(ui, part(slider_width), "slider", false);
    inner.spacing_mut().slider_width = slider_width - 4.0;
    slider_style(&mut inner);
    // What stands there already is left as it is, also between two steps.
    let slider = Slider::new(&mut percent, 0.0..=100.0)
        .step_by(0.5)
        .smart_aim(false)
        .clamping(SliderClamping::Edits)
        .handle_shape(HandleShape::Circle)
        .show_value(false);
    inner.add(slider).accessible_name(ctx.say(&PlanPageText::WeightOf { name: name.to_owned() }));
    let mut inner = child(ui, part(field_width), "field", true);
    inner.spacing_mut().interact_size = vec2(field_width, ROW - 4.0);
    let field = DragValue::new(&mut percent).range(0.0..=100.0).speed(0.1).max_decimals(1).suffix("%");
    inner.add(field).accessible_name(ctx.say(&PlanPageText::WeightFieldOf { name: name.to_owned() }));
    if (percent - before).abs() > 1e-9 {
        *weight = round(percent) / 100.0;
    }
    let figure = part(points_width);
    match points {
        Some(points) => {
            let unit = ctx.say(&PlanPageText::PointsUnit);
            let mut inner = child(ui, figure, "points", true);
            inner.spacing_mut().item_spacing.x = 3.0;
            inner.secondary(unit);
            inner
                .label(RichText::new(format::score(points)).text_style(fonts::strong()))
                .on_hover_text(ctx.say(&PlanPageText::PointsNote { points: format::score(points) }));
        }
        None => {
            line_in(ui, figure, true, RichText::new(format::ABSENT).color(tokens.text_off));
        }
    }
    if behind_width > 60.0 {
        let mut inner = child(ui, part(behind_width), "behind", false);
        inner.shrink_clip_rect(rect);
        behind(&mut inner);
    }
}

/// A rail one can see on a card, filled in the accent up to the handle.
fn slider_style(ui: &mut Ui) {
    let tokens = ui.tokens();
    // The handle takes its size from here.
    ui.spacing_mut().interact_size.y = 18.0;
    let visuals = ui.visuals_mut();
    visuals.selection.bg_fill = tokens.accent;
    for state in [&mut visuals.widgets.inactive, &mut visuals.widgets.hovered, &mut visuals.widgets.active] {
        state.bg_fill = tokens.line_strong;
        state.fg_stroke = Stroke::new(1.5, tokens.accent);
    }
}

/// To a tenth of a per cent.
fn round(percent: f64) -> f64 {
    (percent * 10.0).round() / 10.0
}

/// The groups as parts of one bar, with their names where there is room.
fn share_bar_ui(ui: &mut Ui, ctx: &PageContext<'_>, model: &Model) {
    let tokens = ctx.tokens;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let sum: f64 = model.groups.iter().map(|group| group.weight.max(0.0)).sum();
    if sum <= 0.0 || !ui.is_rect_visible(rect) {
        return;
    }
    let bar = rect.shrink2(vec2(0.0, 3.0));
    let mut left = bar.left();
    for (place, group) in model.groups.iter().enumerate() {
        #[allow(clippy::cast_possible_truncation)] // a share
        let width = (group.weight.max(0.0) / sum) as f32 * bar.width();
        let part = Rect::from_min_max(pos2(left, bar.top()), pos2(left + width, bar.bottom()));
        left += width;
        if width < 1.0 {
            continue;
        }
        // Alternating grounds and a gap tell neighbours apart without colours of their own.
        let fill = if place % 2 == 0 { tokens.span } else { tokens.sunken };
        ui.painter().rect_filled(part.shrink2(vec2(0.5, 0.0)), 2, fill);
        if width > 44.0 {
            let name = RichText::new(group.name.in_lang(ctx.lang)).size(SIZE_SMALL).color(tokens.text);
            line_in(ui, part.shrink2(vec2(6.0, 0.0)), false, name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::seeds;

    #[test]
    fn points_stand_beside_their_criteria() {
        let model = Model::from_toml(seeds::MODEL, "m").unwrap();
        let points = effective(&model);
        assert_eq!(points.len(), model.criteria().count());
        let sum: f64 = points.iter().filter_map(|(_, points)| *points).sum();
        assert!((sum - 100.0).abs() < 1e-9);
        for ((_, criterion), (_, points)) in model.criteria().zip(&points) {
            assert_eq!(criterion.is_active(), points.is_some(), "{}", criterion.id);
        }
    }

    #[test]
    fn every_way_of_distributing_comes_to_the_whole() {
        for way in [Distribution::Proportional, Distribution::Equal, Distribution::ByOrder] {
            let weights = way.apply(&[0.5, 0.9, 0.2]);
            assert!((weights.iter().sum::<f64>() - 1.0).abs() < ROOM, "{way:?}");
            assert!(weights[1] >= weights[2], "{way:?} keeps the order");
        }
    }
}
