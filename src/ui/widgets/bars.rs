//! Counts as bars with their label and figure beside them, from a zero baseline; each opens what it counts.

use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, TextStyle,
    TextWrapMode, Ui, WidgetInfo, WidgetText, pos2, vec2,
};

use super::text::UiExt;
use crate::ui::theme::{
    fonts::bold_family,
    tokens::{ROW_DENSE, SIZE_SMALL},
};

/// A bar with its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar<'a> {
    /// What is counted.
    pub label: &'a str,
    /// How many.
    pub value: f64,
    /// The same as it is written.
    pub figure: &'a str,
    /// Something about it, small behind the figure; may be empty.
    pub note: &'a str,
    /// A letter on the bar's colour in front of the label; may be empty.
    pub letter: &'a str,
    /// Colour; none = the neutral one.
    pub colour: Option<Color32>,
    /// Can be clicked.
    pub opens: bool,
}

/// How wide labels, figures and notes are, and how much the longest bar stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BarScale {
    /// Width of the labels.
    pub label: f32,
    /// Width of the figures.
    pub figure: f32,
    /// Width of the notes; 0 = none.
    pub note: f32,
    /// What the longest bar stands for.
    pub most: f64,
}

/// Draws one bar over the width there is.
pub fn bar_ui(ui: &mut Ui, bar: Bar<'_>, scale: BarScale) -> Response {
    let tokens = ui.tokens();
    let sense = if bar.opens { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_DENSE), sense);
    let words = format!("{} {} {}", bar.label, bar.figure, bar.note);
    let words = words.trim_end();
    let role = if bar.opens { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, words));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let ground = rect.expand2(vec2(4.0, 0.0));
    if bar.opens && response.hovered() {
        ui.painter().rect_filled(ground, CornerRadius::same(4), tokens.hover);
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.5, tokens.accent);
        ui.painter().rect_stroke(ground, CornerRadius::same(4), stroke, StrokeKind::Inside);
    }
    let colour = bar.colour.unwrap_or(tokens.unknown);
    let middle = rect.center().y;
    let mut left = rect.left();
    if !bar.letter.is_empty() {
        let square = Rect::from_center_size(pos2(left + 9.0, middle), vec2(18.0, 18.0));
        ui.painter().rect_filled(square, CornerRadius::same(4), colour);
        let font = FontId::new(SIZE_SMALL, bold_family());
        ui.painter().text(square.center(), Align2::CENTER_CENTER, bar.letter, font, tokens.on_sector);
        left += 24.0;
    }
    let label_end = (rect.left() + scale.label).min(rect.right());
    let cut =
        text_at(ui, bar.label, tokens.text, TextStyle::Body, Rect::from_x_y_ranges(left..=label_end, rect.y_range()));
    let note_start = rect.right() - scale.note;
    let figure_end = note_start - if scale.note > 0.0 { 8.0 } else { 0.0 };
    let track = Rect::from_x_y_ranges(
        label_end + 8.0..=(figure_end - scale.figure - 8.0).max(label_end + 8.0),
        middle - 5.0..=middle + 5.0,
    );
    let length = bar_length(bar.value, scale.most, track.width());
    if length > 0.0 {
        let filled = track.with_max_x(track.left() + length);
        ui.painter().rect_filled(filled, CornerRadius::same(2), colour);
    }
    ui.painter().vline(track.left(), rect.y_range(), Stroke::new(1.0, tokens.line_strong));
    let font = TextStyle::Body.resolve(ui.style());
    ui.painter().text(pos2(figure_end, middle), Align2::RIGHT_CENTER, bar.figure, font, tokens.text);
    if !bar.note.is_empty() && scale.note > 0.0 {
        let place = Rect::from_x_y_ranges(note_start..=rect.right(), rect.y_range());
        text_at(ui, bar.note, tokens.text_soft, TextStyle::Small, place);
    }
    if cut { response.on_hover_text(words) } else { response }
}

/// Draws one line of text into a rectangle, ending with … where it must; true when it had to.
fn text_at(ui: &Ui, text: &str, colour: Color32, style: TextStyle, place: Rect) -> bool {
    let text = WidgetText::from(RichText::new(text).color(colour));
    let galley = text.into_galley(ui, Some(TextWrapMode::Truncate), place.width().max(0.0), style);
    let elided = galley.elided;
    ui.painter().galley(pos2(place.left(), place.center().y - galley.size().y / 2.0), galley, colour);
    elided
}

/// How long a bar is: in proportion, but what is there is seen.
#[allow(clippy::cast_possible_truncation)] // points on the screen
fn bar_length(value: f64, most: f64, width: f32) -> f32 {
    if !(value > 0.0 && most > 0.0) {
        return 0.0;
    }
    ((value / most).min(1.0) as f32 * width).max(2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_start_at_zero_and_what_is_there_is_seen() {
        assert!((bar_length(50.0, 100.0, 200.0) - 100.0).abs() < 1e-3);
        assert!((bar_length(1.0, 100_000.0, 200.0) - 2.0).abs() < 1e-3);
        assert!(bar_length(0.0, 100.0, 200.0) == 0.0);
        assert!(bar_length(7.0, 0.0, 200.0) == 0.0);
        assert!(bar_length(f64::NAN, 1.0, 200.0) == 0.0);
        assert!((bar_length(9.0, 1.0, 200.0) - 200.0).abs() < 1e-3);
    }
}
