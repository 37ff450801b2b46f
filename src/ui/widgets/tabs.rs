//! A row of tabs: words with a line under the chosen one; by mouse, Tab and arrow keys.

use eframe::egui::{CornerRadius, FontId, Key, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::text::UiExt;
use crate::ui::theme::{
    fonts::bold_family,
    tokens::{ROW, SIZE_BODY},
};

/// Draws the tabs over the width there is, on a second line where one is too short; the one chosen in this frame.
pub fn tabs_ui(ui: &mut Ui, names: &[String], chosen: usize) -> Option<usize> {
    let tokens = ui.tokens();
    let mut picked = None;
    let row = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        for (place, name) in names.iter().enumerate() {
            let is_chosen = place == chosen;
            let font = if is_chosen { FontId::new(SIZE_BODY, bold_family()) } else { FontId::proportional(SIZE_BODY) };
            let colour = if is_chosen { tokens.accent_text } else { tokens.text_soft };
            let galley = ui.painter().layout_no_wrap(name.clone(), font, colour);
            let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 16.0, ROW), Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_chosen, name));
            if ui.is_rect_visible(rect) {
                if response.hovered() || response.has_focus() {
                    ui.painter().rect_filled(rect.shrink(2.0), CornerRadius::same(4), tokens.hover);
                }
                ui.painter().galley(rect.center() - galley.size() / 2.0, galley, colour);
                if is_chosen {
                    let line = Rect::from_min_max(
                        pos2(rect.left() + 8.0, rect.bottom() - 2.0),
                        pos2(rect.right() - 8.0, rect.bottom()),
                    );
                    ui.painter().rect_filled(line, CornerRadius::same(1), tokens.accent);
                }
            }
            if response.clicked() {
                picked = Some(place);
            }
            if response.has_focus() {
                let (back, forth) =
                    ui.input(|input| (input.key_pressed(Key::ArrowLeft), input.key_pressed(Key::ArrowRight)));
                if back {
                    picked = chosen.checked_sub(1);
                } else if forth {
                    picked = Some(chosen + 1).filter(|next| *next < names.len());
                }
            }
        }
    });
    let rect = row.response.rect;
    ui.painter().hline(ui.max_rect().x_range(), rect.bottom(), Stroke::new(1.0, tokens.line));
    picked
}
