//! The criteria of a score as a waterfall: each begins where the one above ends, so that the last ends at the value.

use eframe::egui::{CornerRadius, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{
    interval::{at, dashed, hatch},
    text::UiExt,
};
use crate::text::{Lang, Say, format, ui::UiText};

/// Height of a row.
const HEIGHT: f32 = 24.0;
/// Least and greatest width of the names; long ones end with ….
const NAME: (f32, f32) = (132.0, 240.0);
/// Width of the points a criterion gives.
const POINTS: f32 = 68.0;
/// Width of the most it can give, behind them.
const MOST: f32 = 44.0;

/// One criterion. All numbers are points of the whole score: its weight times how well it is met.
#[derive(Debug, Clone, PartialEq)]
pub struct WaterfallRow {
    /// Name.
    pub name: String,
    /// Most points it can give.
    pub most: f64,
    /// Points it gives.
    pub points: f64,
    /// Fewest it can give with what is known.
    pub low: f64,
    /// Most it can give with what is known.
    pub high: f64,
    /// Nothing is known: outlined instead of filled.
    pub unknown: bool,
    /// Partly estimated: hatched.
    pub estimated: bool,
}

/// Draws the rows, each on a scale of 0–100; returns the response of each row in order, to click on for its reasons.
pub fn waterfall_ui(ui: &mut Ui, rows: &[WaterfallRow], lang: Lang) -> Vec<Response> {
    let mut start = 0.0;
    let mut responses = Vec::with_capacity(rows.len());
    for row in rows {
        responses.push(waterfall_row_ui(ui, row, start, lang));
        if row.points.is_finite() {
            start += row.points;
        }
    }
    responses
}

/// Draws one row, which begins where those above ended.
pub fn waterfall_row_ui(ui: &mut Ui, row: &WaterfallRow, start: f64, lang: Lang) -> Response {
    let width = ui.available_width().max(NAME.0 + POINTS + MOST + 60.0);
    let name_width = (width * 0.3).floor().clamp(NAME.0, NAME.1);
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    let tokens = ui.tokens();
    let words = UiText::Contribution {
        criterion: row.name.clone(),
        points: format::score(row.points),
        low: format::score(row.low),
        high: format::score(row.high),
    }
    .say(lang);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words.clone()));
    if ui.is_rect_visible(rect) {
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, CornerRadius::same(4), tokens.hover);
        }
        let name = Rect::from_min_size(rect.min, vec2(name_width, HEIGHT));
        let figure = Rect::from_min_max(pos2(rect.right() - POINTS - MOST, rect.top()), rect.max);
        let track = Rect::from_min_max(
            pos2(name.right() + 8.0, rect.center().y - 5.0),
            pos2(figure.left() - 8.0, rect.center().y + 5.0),
        );
        ui.put(name.shrink2(vec2(4.0, 0.0)), |ui: &mut Ui| {
            let layout = eframe::egui::Layout::left_to_right(eframe::egui::Align::Center);
            ui.with_layout(layout, |ui| ui.elided(&row.name)).inner
        });
        let painter = ui.painter();
        painter.hline(track.x_range(), track.bottom() + 2.0, Stroke::new(1.0, tokens.line));
        let radius = CornerRadius::same(2);
        let part = |from: f64, to: f64| {
            let left = at(track, start + from);
            Rect::from_x_y_ranges(left..=at(track, start + to).max(left + 1.0), track.y_range())
        };
        // What it could reach lies lighter behind what it gives.
        painter.rect_filled(part(0.0, row.most), radius, tokens.sunken);
        if row.unknown {
            dashed(painter, part(row.low, row.high), tokens.unknown);
        } else {
            let range = part(row.low.min(row.points), row.high.max(row.points));
            if row.estimated {
                hatch(painter, range, tokens);
            } else {
                painter.rect_filled(range, radius, tokens.span);
            }
            // What is certain is solid, what is counted beyond it is lighter; a tick ends what is counted.
            painter.rect_filled(part(0.0, row.low.min(row.points)), radius, tokens.accent);
            let tick = at(track, start + row.points);
            painter.vline(tick, track.y_range().expand(1.0), Stroke::new(2.0, tokens.tick));
        }
        // Two columns, each right-aligned, so that points and maxima stand under each other.
        let (points, most) = figure.split_left_right_at_x(figure.right() - MOST);
        let right = eframe::egui::Layout::right_to_left(eframe::egui::Align::Center);
        ui.put(points, |ui: &mut Ui| {
            let words = if row.unknown { UiText::Unknown.say(lang) } else { format::score(row.points) };
            ui.with_layout(right, |ui| ui.elided(words)).inner
        });
        ui.put(most.shrink2(vec2(4.0, 0.0)), |ui: &mut Ui| {
            ui.with_layout(right, |ui| ui.secondary(format!("/ {}", format::score(row.most)))).inner
        });
    }
    response.on_hover_text(words)
}
