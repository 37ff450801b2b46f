//! Small charts of chances and forecasts: bars of a distribution, lines over days, a fan, predictions beside outcomes.
//!
//! Each says in words what it shows, starts its bars at zero, and names its lines where they end.

use eframe::egui::{
    Align2, CornerRadius, FontId, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::text::UiExt;
use crate::{
    report::curves::{CourseLine, DistributionBar, Fan, FanStep, Mark, ReliabilityDot},
    ui::theme::{fonts::bold_family, tokens::SIZE_SMALL},
};

/// Room under a chart for the words of its axis.
const AXIS: f32 = 18.0;

/// Draws a distribution over the width there is.
pub fn distribution_ui(ui: &mut Ui, name: &str, bars: &[DistributionBar], marks: &[Mark], height: f32) -> Response {
    let tokens = ui.tokens();
    let (whole, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| {
        let words: Vec<&str> = bars.iter().map(|bar| bar.words.as_str()).collect();
        WidgetInfo::labeled(Role::Image, true, format!("{name}: {}", words.join("; ")))
    });
    if !ui.is_rect_visible(whole) || bars.is_empty() {
        return response;
    }
    let plot = whole.with_min_y(whole.top() + AXIS).with_max_y(whole.bottom() - AXIS);
    let most = bars.iter().map(|bar| bar.p).fold(0.0, f64::max).max(1e-9);
    let step = (plot.width() / bars.len() as f32).min(56.0);
    let width = (step - 4.0).clamp(2.0, 36.0);
    let font = FontId::proportional(SIZE_SMALL);
    let painter = ui.painter();
    let pointer = response.hover_pos();
    let mut hovered = None;
    // Where bars are narrow, not every one is named.
    let every = (22.0 / step).ceil().max(1.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small count
    let every = every as usize;
    for (number, bar) in bars.iter().enumerate() {
        let left = plot.left() + number as f32 * step + (step - width) / 2.0;
        let tall = share(bar.p / most) * plot.height();
        let rect = Rect::from_min_max(pos2(left, plot.bottom() - tall), pos2(left + width, plot.bottom()));
        let colour = tokens.ink(bar.kind.ink().into());
        painter.rect_filled(rect, CornerRadius::same(2), colour);
        if number % every == 0 {
            let at = pos2(left + width / 2.0, plot.bottom() + 3.0);
            painter.text(at, Align2::CENTER_TOP, &bar.label, font.clone(), tokens.text_soft);
        }
        let column = plot.with_min_x(left - 2.0).with_max_x(left + width + 2.0);
        if pointer.is_some_and(|at| column.contains(at)) {
            painter.rect_stroke(
                column,
                CornerRadius::same(2),
                Stroke::new(1.0, tokens.line_strong),
                StrokeKind::Inside,
            );
            hovered = Some(bar.words.clone());
        }
    }
    painter.hline(plot.x_range(), plot.bottom(), Stroke::new(1.0, tokens.line_strong));
    for mark in marks.iter().filter(|mark| mark.before <= bars.len()) {
        let x = plot.left() + mark.before as f32 * step;
        painter.vline(x, plot.top() - 2.0..=plot.bottom(), Stroke::new(1.0, tokens.cut));
        let (at, align) =
            if x + 60.0 > plot.right() { (x - 3.0, Align2::RIGHT_BOTTOM) } else { (x + 3.0, Align2::LEFT_BOTTOM) };
        painter.text(pos2(at, plot.top()), align, &mark.words, font.clone(), tokens.text_soft);
    }
    match hovered {
        Some(words) => response.on_hover_text_at_pointer(words),
        None => response,
    }
}

/// Draws lines between 0 and 1 over steps; gives the step that was clicked.
pub fn course_ui(
    ui: &mut Ui,
    name: &str,
    lines: &[CourseLine],
    words: &[String],
    ends: (&str, &str),
    cursor: f32,
    height: f32,
) -> Option<usize> {
    let tokens = ui.tokens();
    let (whole, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("{name}: {}", words.join("; "))));
    let steps = words.len();
    if steps < 2 {
        return None;
    }
    // Names of lines stand at their right end, shares at the left.
    let plot = Rect::from_min_max(
        pos2(whole.left() + 34.0, whole.top() + 6.0),
        pos2(whole.right() - 64.0, whole.bottom() - AXIS),
    );
    let x = |step: f32| plot.left() + step / (steps - 1) as f32 * plot.width();
    let y = |p: f64| plot.bottom() - share(p) * plot.height();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place on the axis
    let step_at = |at: Pos2| {
        let step = ((at.x - plot.left()) / plot.width() * (steps - 1) as f32).round();
        (step.max(0.0) as usize).min(steps - 1)
    };
    if ui.is_rect_visible(whole) {
        let painter = ui.painter();
        let font = FontId::proportional(SIZE_SMALL);
        for (level, label) in [(0.0, "0"), (0.5, "50%"), (1.0, "100%")] {
            painter.hline(plot.x_range(), y(level), Stroke::new(1.0, tokens.line));
            painter.text(
                pos2(plot.left() - 4.0, y(level)),
                Align2::RIGHT_CENTER,
                label,
                font.clone(),
                tokens.text_soft,
            );
        }
        painter.text(pos2(plot.left(), plot.bottom() + 3.0), Align2::LEFT_TOP, ends.0, font.clone(), tokens.text_soft);
        painter.text(
            pos2(plot.right(), plot.bottom() + 3.0),
            Align2::RIGHT_TOP,
            ends.1,
            font.clone(),
            tokens.text_soft,
        );
        painter.vline(x(cursor), plot.y_range(), Stroke::new(1.0, tokens.cut));
        let mut taken: Vec<f32> = Vec::new();
        for line in lines {
            let points: Vec<Pos2> =
                line.points.iter().enumerate().map(|(step, p)| pos2(x(step as f32), y(*p))).collect();
            let Some(end) = points.last().copied() else { continue };
            let colour = tokens.ink(line.ink.into());
            painter.add(Shape::line(points, Stroke::new(2.0, colour)));
            // Two names at one height stand below each other.
            let mut at = end.y;
            while taken.iter().any(|other| (other - at).abs() < 13.0) {
                at += 13.0;
            }
            taken.push(at);
            let bold = FontId::new(SIZE_SMALL, bold_family());
            painter.text(pos2(plot.right() + 6.0, at), Align2::LEFT_CENTER, &line.name, bold, colour);
        }
        if let Some(at) = response.hover_pos() {
            let step = step_at(at);
            painter.vline(x(step as f32), plot.y_range(), Stroke::new(1.0, tokens.line_strong));
            for line in lines {
                if let Some(p) = line.points.get(step) {
                    painter.circle_filled(pos2(x(step as f32), y(*p)), 3.0, tokens.ink(line.ink.into()));
                }
            }
        }
    }
    let clicked = response.interact_pointer_pos().filter(|_| response.clicked()).map(step_at);
    if let Some(words) = response.hover_pos().map(step_at).and_then(|step| words.get(step)) {
        response.on_hover_text_at_pointer(words);
    }
    clicked
}

/// Draws a fan small: its shape, its levels and the day that matters, without figures.
pub fn fan_ui(ui: &mut Ui, name: &str, fan: &Fan, size: eframe::egui::Vec2) -> Response {
    let tokens = ui.tokens();
    let (whole, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    if !ui.is_rect_visible(whole) || fan.steps.is_empty() {
        return response;
    }
    let plot = whole.shrink2(vec2(2.0, 4.0));
    let (low, high) = fan.range();
    let span = (high - low).max(1e-9);
    let x = |at: f32| plot.left() + at.clamp(0.0, 1.0) * plot.width();
    let y = |value: f64| plot.bottom() - share((value - low) / span) * plot.height();
    let painter = ui.painter();
    let steps: Vec<FanStep> = fan.from_start().collect();
    for (outer, inner, colour) in [(0, 3, tokens.span.gamma_multiply(0.45)), (1, 2, tokens.span)] {
        // Strips, one between each two days: a polygon of all would have to be convex.
        for pair in steps.windows(2) {
            let [before, here] = pair else { continue };
            let corners = vec![
                pos2(x(before.at), y(before.band[outer])),
                pos2(x(here.at), y(here.band[outer])),
                pos2(x(here.at), y(here.band[inner])),
                pos2(x(before.at), y(before.band[inner])),
            ];
            painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
        }
    }
    for level in &fan.levels {
        painter.hline(plot.x_range(), y(level.value), Stroke::new(1.0, tokens.cut));
    }
    if let Some(target) = &fan.target {
        painter.vline(x(target.at), plot.y_range(), Stroke::new(1.0, tokens.line_strong));
    }
    let line = steps.iter().map(|step| pos2(x(step.at), y(step.expected))).collect();
    painter.add(Shape::line(line, Stroke::new(2.0, tokens.accent)));
    response
}

/// Draws predictions beside outcomes: the nearer the diagonal the better.
pub fn reliability_ui(ui: &mut Ui, name: &str, axes: (&str, &str), dots: &[ReliabilityDot], side: f32) -> Response {
    let tokens = ui.tokens();
    let (whole, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    response.widget_info(|| {
        let words: Vec<&str> = dots.iter().map(|dot| dot.words.as_str()).collect();
        WidgetInfo::labeled(Role::Image, true, format!("{name}: {}", words.join("; ")))
    });
    if !ui.is_rect_visible(whole) {
        return response;
    }
    let plot = Rect::from_min_max(
        pos2(whole.left() + 34.0, whole.top() + 18.0),
        pos2(whole.right() - 8.0, whole.bottom() - AXIS),
    );
    let at = |predicted: f64, happened: f64| {
        pos2(plot.left() + share(predicted) * plot.width(), plot.bottom() - share(happened) * plot.height())
    };
    let painter = ui.painter();
    let font = FontId::proportional(SIZE_SMALL);
    painter.rect_stroke(plot, CornerRadius::ZERO, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    painter.line_segment([at(0.0, 0.0), at(1.0, 1.0)], Stroke::new(1.0, tokens.line_strong));
    painter.text(pos2(plot.left() - 4.0, plot.top()), Align2::RIGHT_CENTER, "100%", font.clone(), tokens.text_soft);
    painter.text(pos2(plot.left() - 4.0, plot.bottom()), Align2::RIGHT_CENTER, "0", font.clone(), tokens.text_soft);
    painter.text(pos2(plot.right(), plot.bottom() + 3.0), Align2::RIGHT_TOP, axes.0, font.clone(), tokens.text_soft);
    painter.text(pos2(plot.left(), plot.top() - 4.0), Align2::LEFT_BOTTOM, axes.1, font, tokens.text_soft);
    let most = dots.iter().map(|dot| dot.count).max().unwrap_or(1).max(1);
    let mut hovered = None;
    for dot in dots.iter().filter(|dot| dot.count > 0) {
        // The area says how many.
        let radius = 4.0 + 8.0 * share(f64::from(dot.count) / f64::from(most)).sqrt();
        let centre = at(dot.predicted, dot.happened);
        painter.circle(centre, radius, tokens.accent.gamma_multiply(0.75), Stroke::new(1.0, tokens.accent));
        if response.hover_pos().is_some_and(|pointer| pointer.distance(centre) <= radius + 2.0) {
            hovered = Some(dot.words.clone());
        }
    }
    match hovered {
        Some(words) => response.on_hover_text_at_pointer(words),
        None => response,
    }
}

/// A share as a part of a length.
#[allow(clippy::cast_possible_truncation)] // a share
fn share(value: f64) -> f32 {
    if value.is_finite() { value.clamp(0.0, 1.0) as f32 } else { 0.0 }
}
