//! How the cards of the overview stand: side by side in rows of equal height, or in columns.

use eframe::egui::{Id, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use crate::ui::{theme::tokens::CARD_PADDING, widgets::UiExt};

/// Between two cards.
pub const GAP: f32 = 12.0;

/// The space between two rows of cards.
pub fn gap_ui(ui: &mut Ui) {
    ui.add_space(GAP - ui.spacing().item_spacing.y);
}

/// A row of cards of these widths, all as high as the highest. The height is known from the frame before.
pub fn cards_ui(ui: &mut Ui, name: &str, widths: &[f32], mut draw: impl FnMut(&mut Ui, usize)) {
    let id: Id = ui.scope_id().with(("height of", name));
    let before: f32 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let mut highest: f32 = 0.0;
    columns_ui(ui, widths, |ui, card| {
        let inner = ui.available_width() - 2.0 * f32::from(CARD_PADDING) - 2.0;
        ui.card(|ui| {
            ui.set_width(inner.max(0.0));
            draw(ui, card);
            let drawn = ui.min_rect();
            highest = highest.max(drawn.height());
            if widths.len() > 1 && drawn.height() < before {
                ui.expand_to_include_rect(drawn.with_max_y(drawn.top() + before));
            }
        });
    });
    if (highest - before).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, highest));
        ui.ctx().request_repaint();
    }
}

/// Columns of these widths, from one top edge.
pub fn columns_ui(ui: &mut Ui, widths: &[f32], mut draw: impl FnMut(&mut Ui, usize)) {
    let start = ui.cursor().min;
    let mut left = start.x;
    let mut bottom = start.y;
    for (column, width) in widths.iter().enumerate() {
        let rect = Rect::from_min_max(pos2(left, start.y), pos2(left + width, f32::INFINITY));
        let mut inner = ui.new_child(UiBuilder::new().id_salt(("column", column)).max_rect(rect));
        draw(&mut inner, column);
        bottom = bottom.max(inner.min_rect().bottom());
        left += width + GAP;
    }
    let whole = vec2((left - GAP - start.x).max(0.0), bottom - start.y);
    ui.allocate_exact_size(whole, Sense::hover());
}
