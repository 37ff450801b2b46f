//! The interval bar, the mark of the program: where a value can lie, and where it does.

use eframe::egui::{
    Color32, CornerRadius, Painter, Pos2, Rect, Response, Role, Shape, Stroke, Ui, Vec2, Widget, WidgetInfo, pos2, vec2,
};

use super::text::{UiExt, drawn};
use crate::{
    text::{Lang, Say, format, ui::UiText},
    ui::theme::tokens::Tokens,
};

/// Size in a table cell.
pub const TABLE_SIZE: Vec2 = vec2(80.0, 10.0);

/// A value on the scale 0–100 with the interval it can lie in.
///
/// Track 0–100, light span from low to high, solid tick at the value, amber hatch where it is estimated, and the
/// cut-off of the current shortlist as a line across.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IntervalBar {
    low: f64,
    high: f64,
    value: Option<f64>,
    estimated: bool,
    cut_off: Option<f64>,
    size: Vec2,
    lang: Lang,
}

impl IntervalBar {
    /// A bar of table size.
    pub const fn new(low: f64, value: f64, high: f64, lang: Lang) -> Self {
        Self { low, high, value: Some(value), estimated: false, cut_off: None, size: TABLE_SIZE, lang }
    }

    /// A bar of which only the bounds are known.
    pub const fn unknown(low: f64, high: f64, lang: Lang) -> Self {
        Self { low, high, value: None, estimated: false, cut_off: None, size: TABLE_SIZE, lang }
    }

    /// Part of it is estimated.
    #[must_use]
    pub const fn estimated(mut self, estimated: bool) -> Self {
        self.estimated = estimated;
        self
    }

    /// The cut-off of the current shortlist.
    #[must_use]
    pub const fn cut_off(mut self, at: Option<f64>) -> Self {
        self.cut_off = at;
        self
    }

    /// Another size than that of a table cell.
    #[must_use]
    pub const fn size(mut self, size: Vec2) -> Self {
        self.size = size;
        self
    }

    /// What it shows, in words.
    pub fn words(&self) -> String {
        let (low, high) = (format::score(self.low), format::score(self.high));
        let bar = match self.value {
            None => UiText::IntervalUnknown { low, high },
            Some(value) if self.estimated => UiText::IntervalEstimated { value: format::score(value), low, high },
            Some(value) => UiText::Interval { value: format::score(value), low, high },
        }
        .say(self.lang);
        match self.cut_off {
            Some(cut) => UiText::IntervalCut { bar, cut: format::score(cut) }.say(self.lang),
            None => bar,
        }
    }

    /// Draws it into a rectangle.
    pub fn paint(&self, painter: &Painter, rect: Rect, tokens: &Tokens) {
        let radius = CornerRadius::same(2);
        let track = Rect::from_center_size(rect.center(), vec2(rect.width(), (rect.height() * 0.6).max(4.0)));
        painter.rect_filled(track, radius, tokens.sunken);
        let x = |points: f64| at(rect, points);
        let span = Rect::from_x_y_ranges(x(self.low)..=x(self.high).max(x(self.low) + 1.0), track.y_range());
        if self.value.is_none() {
            dashed(painter, span, tokens.unknown);
        } else if self.estimated {
            hatch(painter, span, tokens);
        } else {
            painter.rect_filled(span, radius, tokens.span);
        }
        if let Some(cut) = self.cut_off {
            painter.vline(x(cut), rect.y_range(), Stroke::new(1.0, tokens.cut));
        }
        if let Some(value) = self.value {
            let tick = Rect::from_center_size(pos2(x(value), rect.center().y), vec2(3.0, rect.height()));
            painter.rect_filled(tick, CornerRadius::same(1), tokens.tick);
        }
    }
}

impl Widget for IntervalBar {
    fn ui(self, ui: &mut Ui) -> Response {
        let (rect, response) = drawn(ui, self.size);
        if ui.is_rect_visible(rect) {
            self.paint(ui.painter(), rect, ui.tokens());
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, self.words()));
        response.on_hover_text(self.words())
    }
}

/// Where a number of points lies on the scale 0–100 of a rectangle; out of range at the ends, no number at the left.
#[allow(clippy::cast_possible_truncation)] // points on the screen
pub(super) fn at(rect: Rect, points: f64) -> f32 {
    let share = if points.is_nan() { 0.0 } else { (points / 100.0).clamp(0.0, 1.0) };
    rect.left() + rect.width() * share as f32
}

/// Slanting lines on amber: estimated.
pub(super) fn hatch(painter: &Painter, rect: Rect, tokens: &Tokens) {
    painter.rect_filled(rect, CornerRadius::same(2), tokens.estimate_soft);
    let stroke = Stroke::new(1.0, tokens.estimate);
    let clipped = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        clipped.line_segment([pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())], stroke);
        x += 4.0;
    }
}

/// A dashed outline: unknown.
pub(super) fn dashed(painter: &Painter, rect: Rect, colour: Color32) {
    let rect = rect.shrink(0.5);
    let path: [Pos2; 5] = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    painter.extend(Shape::dashed_line(&path, Stroke::new(1.0, colour), 3.0, 2.0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_map_to_the_track_and_never_out_of_it() {
        let rect = Rect::from_min_size(pos2(10.0, 0.0), vec2(200.0, 10.0));
        assert!((at(rect, 0.0) - 10.0).abs() < 1e-4);
        assert!((at(rect, 50.0) - 110.0).abs() < 1e-4);
        assert!((at(rect, 250.0) - 210.0).abs() < 1e-4);
        assert!((at(rect, f64::NAN) - 10.0).abs() < 1e-4);
        assert!((at(rect, f64::INFINITY) - 210.0).abs() < 1e-4);
    }

    #[test]
    fn it_says_what_it_shows() {
        let bar = IntervalBar::new(48.0, 61.25, 71.5, Lang::En).cut_off(Some(65.0));
        assert_eq!(bar.words(), "61.2, between 48.0 and 71.5, cut-off 65.0");
        assert_eq!(IntervalBar::unknown(0.0, 100.0, Lang::En).words(), "unknown, between 0.0 and 100.0");
        assert!(IntervalBar::new(1.0, 2.0, 3.0, Lang::En).estimated(true).words().contains("estimated"));
    }
}
