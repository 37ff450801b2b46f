//! The drawing of a value function: a curve over a number, or bars over the words of a scale.

use eframe::egui::{
    Align2, CornerRadius, FontId, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::curve_edit::Plot;
use crate::{
    text::format,
    ui::{
        theme::tokens::{SIZE_SMALL, Tokens},
        widgets::{UiExt, line_in},
    },
};

/// Draws a curve from 0 to 1 over its breakpoints with a label below each that has room; `words` says it for those who
/// do not see it. A curve that is not in force is dashed. Gives where the plot lies, when it was drawn.
pub(super) fn curve_ui(
    ui: &mut Ui,
    points: &[(f64, f64)],
    labels: &[String],
    in_force: bool,
    words: &str,
) -> Option<Plot> {
    let tokens = ui.tokens();
    let size = vec2(ui.available_width().min(360.0), 132.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words));
    if !ui.is_rect_visible(rect) {
        return None;
    }
    let painter = ui.painter();
    let plot = Rect::from_min_max(rect.min + vec2(28.0, 10.0), rect.max - vec2(14.0, 22.0));
    axes(painter, plot, tokens);
    let (first, last) = (points.first()?, points.last()?);
    let least = first.0.min(0.0);
    let span = (last.0 - least).max(f64::MIN_POSITIVE) * 1.06;
    let at = |x: f64, v: f64| -> Pos2 {
        #[allow(clippy::cast_possible_truncation)] // points on the screen
        let (x, v) = (((x - least) / span).clamp(0.0, 1.0) as f32, v.clamp(0.0, 1.0) as f32);
        pos2(plot.left() + plot.width() * x, plot.bottom() - plot.height() * v)
    };
    // Beyond the ends the value is that of the end.
    let mut path = vec![pos2(plot.left(), at(first.0, first.1).y)];
    path.extend(points.iter().map(|(x, v)| at(*x, *v)));
    path.push(pos2(plot.right(), at(last.0, last.1).y));
    if in_force {
        painter.add(Shape::line(path, Stroke::new(2.0, tokens.accent)));
    } else {
        painter.extend(Shape::dashed_line(&path, Stroke::new(1.5, tokens.unknown), 5.0, 4.0));
    }
    let font = FontId::proportional(SIZE_SMALL);
    let mut free_from = plot.left();
    for (place, (x, v)) in points.iter().enumerate() {
        let mark = at(*x, *v);
        if in_force {
            painter.circle(mark, 3.5, tokens.raised, Stroke::new(2.0, tokens.accent));
        } else {
            painter.circle_stroke(mark, 3.0, Stroke::new(1.5, tokens.unknown));
        }
        // A label where it does not run into the one before; the last one always.
        let text = labels.get(place).cloned().unwrap_or_default();
        let is_last = place + 1 == points.len();
        let galley = painter.layout_no_wrap(text, font.clone(), tokens.text_soft);
        let width = galley.size().x;
        let left = (mark.x - width / 2.0).clamp(plot.left() - 6.0, rect.right() - width);
        let last_left = rect.right() - 70.0;
        if is_last || left > free_from && (left + width < last_left || points.len() < 3) {
            painter.galley(pos2(left.max(free_from), plot.bottom() + 5.0), galley, tokens.text_soft);
            free_from = left + width + 8.0;
        }
    }
    response.on_hover_text(words);
    Some(Plot { rect: plot, from: least, to: least + span })
}

fn axes(painter: &Painter, plot: Rect, tokens: &Tokens) {
    let font = FontId::proportional(SIZE_SMALL);
    for value in [0.0_f32, 0.5, 1.0] {
        let y = plot.bottom() - plot.height() * value;
        let colour = if value > 0.0 { tokens.line } else { tokens.line_strong };
        painter.hline(plot.x_range(), y, Stroke::new(1.0, colour));
        let text = format::number(f64::from(value), 1);
        painter.text(pos2(plot.left() - 6.0, y), Align2::RIGHT_CENTER, text, font.clone(), tokens.text_soft);
    }
}

/// Draws words with their values as bars from zero.
pub(super) fn bars_ui(ui: &mut Ui, bars: &[(String, f64)]) {
    let tokens = ui.tokens();
    let width = ui.available_width().min(360.0);
    for (word, value) in bars {
        let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::hover());
        let words = format!("{word} {}", format::number(*value, 2));
        response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, &words));
        if !ui.is_rect_visible(rect) {
            continue;
        }
        let name = Rect::from_min_size(rect.min, vec2(width * 0.42, rect.height()));
        line_in(ui, name, false, word.as_str());
        let track = Rect::from_min_max(
            pos2(name.right() + 8.0, rect.center().y - 5.0),
            pos2(rect.right() - 40.0, rect.center().y + 5.0),
        );
        let painter = ui.painter();
        painter.rect_filled(track, CornerRadius::same(2), tokens.sunken);
        #[allow(clippy::cast_possible_truncation)] // points on the screen
        let filled = track.width() * value.clamp(0.0, 1.0) as f32;
        painter.rect_filled(track.with_max_x(track.left() + filled), CornerRadius::same(2), tokens.accent);
        let font = FontId::proportional(14.0);
        let at = pos2(rect.right() - 4.0, rect.center().y);
        painter.text(at, Align2::RIGHT_CENTER, format::number(*value, 2), font, tokens.text);
    }
}
