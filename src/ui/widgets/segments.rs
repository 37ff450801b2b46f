//! One of a few: all choices in sight, one of them on.

use eframe::egui::{
    CornerRadius, FontFamily, FontId, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::text::UiExt;
use crate::ui::theme::{
    fonts::bold_family,
    tokens::{RADIUS, ROW, SIZE_BODY},
};

/// A choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment<T> {
    /// What it stands for.
    pub value: T,
    /// Its label.
    pub label: String,
    /// What it means, on hover; may be empty.
    pub tooltip: String,
}

impl<T> Segment<T> {
    /// A choice that needs no explanation.
    pub fn new(value: T, label: impl Into<String>) -> Self {
        Self { value, label: label.into(), tooltip: String::new() }
    }

    /// With an explanation on hover.
    #[must_use]
    pub fn explained(mut self, tooltip: impl Into<String>) -> Self {
        self.tooltip = tooltip.into();
        self
    }
}

/// Draws the choices side by side; gives the one chosen in this frame, if it is another than `current`.
pub fn segments_ui<T: Copy + PartialEq>(ui: &mut Ui, name: &str, choices: &[Segment<T>], current: T) -> Option<T> {
    let tokens = ui.tokens();
    let galleys: Vec<_> = choices
        .iter()
        .map(|choice| {
            let (family, ink) = if choice.value == current {
                (bold_family(), tokens.accent_text)
            } else {
                (FontFamily::Proportional, tokens.text)
            };
            let widest = ui.painter().layout_no_wrap(
                choice.label.clone(),
                FontId::new(SIZE_BODY, bold_family()),
                tokens.accent_text,
            );
            let shown = ui.painter().layout_no_wrap(choice.label.clone(), FontId::new(SIZE_BODY, family), ink);
            // Bold or not, a choice keeps its width.
            (widest.size().x + 20.0, shown)
        })
        .collect();
    let width: f32 = galleys.iter().map(|(width, _)| *width).sum();
    let (whole, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    let visible = ui.is_rect_visible(whole);
    if visible {
        let line = Stroke::new(1.0, tokens.line_strong);
        ui.painter().rect(whole, CornerRadius::same(RADIUS), tokens.raised, line, StrokeKind::Inside);
    }
    let mut chosen = None;
    let mut left = whole.left();
    for (index, (choice, (width, galley))) in choices.iter().zip(galleys).enumerate() {
        let rect = Rect::from_min_size(pos2(left, whole.top()), vec2(width, ROW));
        left += width;
        let response = ui.interact(rect, ui.scope_id().with((name, index)), Sense::click());
        let on = choice.value == current;
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &choice.label));
        if visible {
            let inner = rect.shrink(2.0);
            let radius = CornerRadius::same(RADIUS - 2);
            if on {
                ui.painter().rect_filled(inner, radius, tokens.selected);
            } else if response.hovered() {
                ui.painter().rect_filled(inner, radius, tokens.hover);
            }
            if response.has_focus() {
                ui.painter().rect_stroke(inner, radius, Stroke::new(1.5, tokens.accent), StrokeKind::Inside);
            }
            let ink = if on { tokens.accent_text } else { tokens.text };
            ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
        }
        let response = explained(response, &choice.tooltip);
        if response.clicked() && !on {
            chosen = Some(choice.value);
        }
    }
    chosen
}

fn explained(response: Response, tooltip: &str) -> Response {
    if tooltip.is_empty() { response } else { response.on_hover_text(tooltip) }
}
