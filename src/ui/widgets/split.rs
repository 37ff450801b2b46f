//! Two panes with a divider one can drag, or move with the arrow keys; where it is left is remembered.

use eframe::egui::{CursorIcon, Key, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2};

use super::{memory, text::UiExt};
use crate::text::{Lang, Say, ui::UiText};

/// Width one can grab.
const GRIP: f32 = 8.0;

/// A split with its name and limits.
#[derive(Debug, Clone, Copy)]
pub struct SplitPane<'a> {
    /// Name it is remembered by.
    pub name: &'a str,
    /// Share of the left pane as designed.
    pub share: f32,
    /// Smallest widths of left and right pane.
    pub least: (f32, f32),
    /// Widest the right pane gets; what is more goes to the left.
    pub right_most: f32,
}

/// Draws two panes side by side over all that is left. Where there is no room for both, the right one goes.
pub fn split_ui(ui: &mut Ui, pane: SplitPane<'_>, lang: Lang, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    let whole = ui.available_rect_before_wrap();
    let (least_left, least_right) = pane.least;
    if whole.width() < least_left + least_right + GRIP {
        left(ui);
        return;
    }
    let share = memory::split(ui.ctx(), pane.name).unwrap_or(pane.share);
    let divider = divider_at(whole, share, pane);
    let grip = Rect::from_min_max(pos2(divider - GRIP / 2.0, whole.top()), pos2(divider + GRIP / 2.0, whole.bottom()));

    let mut child = |rect: Rect, salt: &str, draw: Box<dyn FnOnce(&mut Ui) + '_>| {
        let mut inner = ui.new_child(UiBuilder::new().id_salt((pane.name, salt)).max_rect(rect));
        inner.shrink_clip_rect(rect.expand(2.0));
        draw(&mut inner);
    };
    child(Rect::from_min_max(whole.min, pos2(grip.left(), whole.bottom())), "left", Box::new(left));
    child(Rect::from_min_max(pos2(grip.right(), whole.top()), whole.max), "right", Box::new(right));

    let id = ui.scope_id().with((pane.name, "divider"));
    let response =
        ui.interact(grip, id, Sense::click_and_drag()).on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, UiText::Divider.say(lang)));
    let mut wanted = None;
    if response.dragged()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        wanted = Some((pointer.x - whole.left()) / whole.width());
    }
    if response.double_clicked() {
        wanted = Some(pane.share);
    }
    if response.has_focus() {
        let step = 16.0 / whole.width();
        let (back, forth) = ui.input(|input| (input.num_presses(Key::ArrowLeft), input.num_presses(Key::ArrowRight)));
        if back != forth {
            wanted = Some(share + (forth as f32 - back as f32) * step);
        }
    }
    if let Some(wanted) = wanted {
        let held = (divider_at(whole, wanted, pane) - whole.left()) / whole.width();
        memory::keep_split(ui.ctx(), pane.name, held);
    }
    let tokens = ui.tokens();
    let stroke = if response.hovered() || response.dragged() || response.has_focus() {
        Stroke::new(2.0, tokens.accent)
    } else {
        Stroke::new(1.0, tokens.line)
    };
    ui.painter().vline(divider, whole.y_range().shrink(2.0), stroke);
    ui.allocate_rect(whole, Sense::hover());
}

/// Where the divider stands, within the limits of both panes.
fn divider_at(whole: Rect, share: f32, pane: SplitPane<'_>) -> f32 {
    let (least_left, least_right) = pane.least;
    let first = (whole.left() + least_left).max(whole.right() - pane.right_most);
    let last = whole.right() - least_right;
    let share = if share.is_finite() { share } else { pane.share };
    (whole.left() + whole.width() * share).clamp(first.min(last), last.max(first))
}

#[cfg(test)]
mod tests {
    use eframe::egui::vec2;

    use super::*;

    const PANE: SplitPane<'_> = SplitPane { name: "x", share: 0.6, least: (300.0, 200.0), right_most: 600.0 };

    #[test]
    fn the_divider_keeps_both_panes_usable() {
        let whole = Rect::from_min_size(pos2(0.0, 0.0), vec2(1000.0, 100.0));
        assert!((divider_at(whole, 0.6, PANE) - 600.0).abs() < 1e-3);
        assert!((divider_at(whole, 0.0, PANE) - 400.0).abs() < 1e-3, "the right pane has a widest width");
        assert!((divider_at(whole, 1.0, PANE) - 800.0).abs() < 1e-3);
        assert!((divider_at(whole, f32::NAN, PANE) - 600.0).abs() < 1e-3);
    }
}
