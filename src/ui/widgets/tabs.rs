//! Tabs within a page, underlined; one of them is chosen.

use eframe::egui::{CornerRadius, FontId, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::text::UiExt;
use crate::ui::theme::{
    fonts::bold_family,
    tokens::{ROW, SIZE_BODY},
};

/// Draws the tabs in a row; true when another was chosen. A number behind a name tells of something waiting there.
pub fn tabs_ui<T: Copy + PartialEq>(ui: &mut Ui, chosen: &mut T, tabs: &[(T, String)]) -> bool {
    let tokens = ui.tokens();
    let before = *chosen;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (tab, name) in tabs {
            let selected = *tab == before;
            let ink = if selected { tokens.text } else { tokens.text_soft };
            // The bold face sets the width of both, so that nothing jumps.
            let bold = ui.painter().layout_no_wrap(name.clone(), FontId::new(SIZE_BODY, bold_family()), ink);
            let (rect, response) = ui.allocate_exact_size(vec2(bold.size().x + 24.0, ROW), Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, selected, name));
            if response.clicked() {
                *chosen = *tab;
            }
            if !ui.is_rect_visible(rect) {
                continue;
            }
            let galley = if selected {
                bold
            } else {
                ui.painter().layout_no_wrap(name.clone(), FontId::proportional(SIZE_BODY), ink)
            };
            if response.has_focus() {
                let stroke = Stroke::new(1.5, tokens.accent);
                ui.painter().rect_stroke(rect, CornerRadius::same(6), stroke, StrokeKind::Inside);
            } else if response.hovered() && !selected {
                ui.painter().rect_filled(rect, CornerRadius::same(6), tokens.hover);
            }
            if selected {
                let line = Rect::from_min_max(pos2(rect.left() + 8.0, rect.bottom() - 2.0), rect.max - vec2(8.0, 0.0));
                ui.painter().rect_filled(line, CornerRadius::same(1), tokens.accent);
            }
            ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
        }
    });
    *chosen != before
}
