//! The seats of a slot: who sits, who may come, what is empty.

use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Response, Role, Stroke, StrokeKind, Ui, Widget, WidgetInfo, vec2,
};
use jiff::civil::Date;

use super::{
    interval::dashed,
    text::{UiExt, drawn},
};
use crate::{
    text::{Lang, Say, format, ui::UiText},
    ui::theme::tokens::SIZE_SMALL,
};

/// Width and height of one seat.
const SEAT: f32 = 14.0;
/// Between two seats.
const GAP: f32 = 3.0;
/// More than this and the rest is said in words.
const MOST: usize = 24;

/// A slot drawn as seats: filled (landed), partly dark (in the pipeline, as dark as it is likely), outlined strongly up
/// to the minimum, lightly up to the maximum. Where the plan sets no number, words say so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeatsView<'a> {
    /// Seats taken.
    pub landed: usize,
    /// Probability of each lead in the pipeline, likeliest first.
    pub pipeline: &'a [f64],
    /// Fewest and most firms the plan wants; none = 未设目标.
    pub range: Option<(u32, u32)>,
    /// The date of the target, when it has passed: 已到期.
    pub passed: Option<Date>,
    /// Language of the words.
    pub lang: Lang,
}

impl SeatsView<'_> {
    /// What it shows, in words.
    pub fn words(&self) -> String {
        let Some((min, max)) = self.range else { return UiText::SeatsNone.say(self.lang) };
        let mut words = if min == max {
            UiText::SeatsExact { landed: self.landed, max }
        } else {
            UiText::SeatsOpen { landed: self.landed, min, max }
        }
        .say(self.lang);
        if !self.pipeline.is_empty() {
            words = UiText::SeatsPipeline { seats: words, pipeline: self.pipeline.len() }.say(self.lang);
        }
        if let Some(day) = self.passed {
            words.push_str(" · ");
            words.push_str(&UiText::SeatsPassed { day: format::iso_date(day) }.say(self.lang));
        }
        words
    }
}

impl Widget for SeatsView<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let words = self.words();
        let Some((min, max)) = self.range else {
            return ui.secondary(words);
        };
        let (min, max) = (min as usize, max as usize);
        let wanted = max.max(self.landed + self.pipeline.len()).max(1);
        // Whole seats only; what finds no room is three dots.
        let room = ((ui.available_width() + GAP) / (SEAT + GAP)).floor().max(1.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small positive count
        let shown = wanted.min(MOST).min(room as usize);
        let size = vec2(shown as f32 * (SEAT + GAP) - GAP, SEAT);
        let (rect, response) = drawn(ui, size);
        if ui.is_rect_visible(rect) {
            let tokens = ui.tokens();
            let painter = ui.painter();
            let seats = if wanted > shown { shown - 1 } else { shown };
            if seats < shown {
                let at = rect.right_center() - vec2(SEAT / 2.0, 0.0);
                let font = FontId::proportional(SIZE_SMALL);
                painter.text(at, Align2::CENTER_CENTER, "…", font, tokens.text_soft);
            }
            for seat in 0..seats {
                let left = rect.left() + seat as f32 * (SEAT + GAP);
                let place = eframe::egui::Rect::from_min_size(eframe::egui::pos2(left, rect.top()), vec2(SEAT, SEAT));
                let radius = CornerRadius::same(3);
                let outline = |colour: Color32, width: f32| {
                    painter.rect_stroke(place, radius, Stroke::new(width, colour), StrokeKind::Inside);
                };
                let expected = seat.checked_sub(self.landed).and_then(|index| self.pipeline.get(index));
                if seat < self.landed {
                    painter.rect_filled(place, radius, tokens.accent);
                } else if let Some(probability) = expected {
                    // Half a seat, from the bottom up; the darker the likelier.
                    let half = place.with_min_y(place.center().y);
                    painter.rect_filled(half, radius, likely(tokens.sunken, tokens.accent, *probability));
                    outline(tokens.line_strong, 1.0);
                } else if seat < min {
                    outline(tokens.text_soft, 1.5);
                } else {
                    outline(tokens.line_strong, 1.0);
                }
                if seat >= max && seat >= self.landed {
                    // More leads than seats: shown, but not as a seat.
                    dashed(painter, place, tokens.unknown);
                }
            }
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, words.clone()));
        response.on_hover_text(words)
    }
}

/// The shade of a probability between two colours.
fn likely(light: Color32, dark: Color32, probability: f64) -> Color32 {
    #[allow(clippy::cast_possible_truncation)] // a share
    let share = if probability.is_finite() { probability.clamp(0.0, 1.0) as f32 } else { 0.0 };
    light.lerp_to_gamma(dark, 0.25 + 0.75 * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_open_exact_passed_and_no_target_apart() {
        let view = SeatsView { landed: 1, pipeline: &[0.4, 0.2], range: Some((3, 5)), passed: None, lang: Lang::En };
        assert_eq!(view.words(), "1 landed of 3–5, 2 in the pipeline");
        let passed = SeatsView { passed: Some(jiff::civil::date(2025, 12, 31)), pipeline: &[], ..view };
        assert_eq!(passed.words(), "1 landed of 3–5 · Date passed (2025-12-31)");
        assert_eq!(SeatsView { range: Some((1, 1)), pipeline: &[], ..view }.words(), "1 landed of 1");
        assert_eq!(SeatsView { range: None, ..view }.words(), "No target set");
    }

    #[test]
    fn likelier_is_darker_and_nonsense_is_unlikely() {
        let shade = |probability| likely(Color32::WHITE, Color32::BLACK, probability).r();
        assert!(shade(0.1) > shade(0.9));
        assert_eq!(shade(f64::NAN), shade(0.0));
        assert_eq!(shade(7.0), shade(1.0));
    }
}
