//! An axis of days with a handle: by mouse, wheel-free, and by arrow keys.

use eframe::egui::{
    Align2, CornerRadius, EventFilter, FontId, Key, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use jiff::{ToSpan as _, civil::Date};

use super::text::UiExt;
use crate::ui::theme::tokens::SIZE_SMALL;

/// Days a key moves the handle.
const STEP: i32 = 30;

/// A day that has a name on the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedDay {
    /// Day.
    pub day: Date,
    /// Its name.
    pub name: String,
}

/// Draws an axis from one day to another over the width given; gives the day the handle was moved to. While it is being
/// dragged the day is given in every frame; `settled` says whether the mouse was let go.
pub fn day_axis_ui(
    ui: &mut Ui,
    words: &str,
    (from, to): (Date, Date),
    day: Date,
    marks: &[NamedDay],
    width: f32,
) -> Option<(Date, bool)> {
    let tokens = ui.tokens();
    let (whole, response) = ui.allocate_exact_size(vec2(width, 36.0), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, words));
    let span = days(from, to).max(1);
    let track = whole.shrink2(vec2(8.0, 0.0)).with_min_y(whole.top() + 9.0).with_max_y(whole.top() + 13.0);
    #[allow(clippy::cast_precision_loss)] // a few thousand days
    let x = |day: Date| track.left() + (days(from, day) as f32 / span as f32).clamp(0.0, 1.0) * track.width();
    if ui.is_rect_visible(whole) {
        let painter = ui.painter();
        let font = FontId::proportional(SIZE_SMALL);
        painter.rect_filled(track, CornerRadius::same(2), tokens.sunken);
        painter.rect_filled(track.with_max_x(x(day)), CornerRadius::same(2), tokens.span);
        let mut last = f32::NEG_INFINITY;
        for year in from.year()..=to.year() {
            let Ok(start) = Date::new(year, 1, 1) else { continue };
            if start < from || start > to {
                continue;
            }
            painter.vline(x(start), track.top() - 2.0..=track.bottom() + 3.0, Stroke::new(1.0, tokens.line_strong));
            if x(start) - last > 40.0 {
                let at = pos2(x(start), track.bottom() + 4.0);
                painter.text(at, Align2::CENTER_TOP, year.to_string(), font.clone(), tokens.text_soft);
                last = x(start);
            }
        }
        for mark in marks.iter().filter(|mark| mark.day >= from && mark.day <= to) {
            let centre = pos2(x(mark.day), track.center().y);
            painter.circle(centre, 4.0, tokens.raised, Stroke::new(1.5, tokens.cut));
        }
        let handle = pos2(x(day), track.center().y);
        let fill = if response.hovered() || response.dragged() { tokens.accent_hover } else { tokens.accent };
        painter.circle(handle, 7.0, fill, Stroke::new(1.5, tokens.raised));
        if response.has_focus() {
            painter.rect_stroke(whole, CornerRadius::same(4), Stroke::new(1.5, tokens.accent), StrokeKind::Inside);
        }
    }
    let mut moved = None;
    if let Some(at) = response.interact_pointer_pos() {
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // a few thousand days
        let offset = ((at.x - track.left()) / track.width() * span as f32).round() as i32;
        moved = shifted(from, offset.clamp(0, span)).map(|day| {
            // A mark is easier to hit than any single day.
            let near = marks.iter().find(|mark| (x(mark.day) - at.x).abs() < 5.0);
            near.map_or(day, |mark| mark.day)
        });
    }
    if response.has_focus() {
        // The arrow keys move the handle, not the focus.
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let (back, forth) = ui.input(|input| (input.num_presses(Key::ArrowLeft), input.num_presses(Key::ArrowRight)));
        if back != forth {
            let steps = i32::try_from(forth).unwrap_or(0) - i32::try_from(back).unwrap_or(0);
            moved = shifted(day, steps * STEP).map(|day| day.clamp(from, to));
        }
    }
    let settled = !response.dragged();
    let let_go = response.drag_stopped();
    let named = response.hover_pos().and_then(|at| marks.iter().find(|mark| (x(mark.day) - at.x).abs() < 6.0));
    if let Some(mark) = named {
        response.on_hover_text(&mark.name);
    } else {
        response.on_hover_text(words);
    }
    if let_go {
        return Some((moved.unwrap_or(day), true));
    }
    moved.filter(|moved| *moved != day || settled).map(|moved| (moved, settled))
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn shifted(day: Date, by: i32) -> Option<Date> {
    day.checked_add(by.days()).ok()
}
