//! How far each weight may move while one company stays in the top: exact intervals, drawn.

use eframe::egui::{Align2, CornerRadius, FontId, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::answer::Answer;
use crate::{
    ledger::confidence::WeightRoom,
    text::{Say, format, ui_compare::CompareText as T},
    ui::{
        context::PageContext,
        theme::tokens::{ROW, SIZE_SMALL},
        widgets::{UiExt, line_in},
    },
};

/// Draws the intervals of the company shown.
pub(super) fn stability_ui(ui: &mut Ui, ctx: &PageContext<'_>, answer: &Answer, shown: usize) {
    ui.section_title(ctx.say(&T::Stability));
    let Some(side) = answer.sides.get(shown) else { return };
    let (name, top) = (side.name.clone(), format::count(answer.asked.top));
    if side.rooms.iter().all(|room| room.interval.is_none()) {
        ui.secondary(ctx.say(&T::NotInTop { name, top }));
        return;
    }
    ui.secondary(ctx.say(&T::StabilityNote { name, top }));
    ui.add_space(4.0);
    let model = &answer.view.policy.model;
    let criteria: Vec<_> = model.criteria().filter(|(_, criterion)| criterion.is_active()).collect();
    for room in &side.rooms {
        let Some((_, criterion)) = criteria.get(room.criterion) else { continue };
        room_ui(ui, ctx, answer, room, criterion.name.in_lang(ctx.lang));
    }
}

fn room_ui(ui: &mut Ui, ctx: &PageContext<'_>, answer: &Answer, room: &WeightRoom, name: &str) {
    let Some(interval) = room.interval else { return };
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let figures = [interval.low, room.now, interval.high].map(format::share);
    let [low, now, high] = figures.clone();
    let company = |id: Option<crate::domain::ids::CompanyId>| {
        answer.view.snapshot.companies.get(id?.uuid()).map(|company| company.name.to_string())
    };
    let [below, above] = room.overtaken_by.map(company);
    let mut words = vec![T::RoomWords { criterion: name.to_owned(), low, now, high }.say(ctx.lang)];
    words.extend(below.map(|name| T::OvertakenBelow { name }.say(ctx.lang)));
    words.extend(above.map(|name| T::OvertakenAbove { name }.say(ctx.lang)));
    if words.len() == 1 {
        words.push(T::Anything.say(ctx.lang));
    }
    let words = format::clauses(&words, ctx.lang);
    response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, &words));
    if ui.is_rect_visible(rect) {
        let label = Rect::from_min_size(rect.min, vec2((rect.width() * 0.34).min(170.0), rect.height()));
        line_in(ui, label, false, name);
        let track = Rect::from_min_max(
            pos2(label.right() + 8.0, rect.center().y - 4.0),
            pos2(rect.right() - 112.0, rect.center().y + 4.0),
        );
        #[allow(clippy::cast_possible_truncation)] // points on the screen
        let x = |share: f64| track.left() + track.width() * share.clamp(0.0, 1.0) as f32;
        let painter = ui.painter();
        painter.rect_filled(track, CornerRadius::same(2), tokens.sunken);
        let span =
            Rect::from_x_y_ranges(x(interval.low)..=x(interval.high).max(x(interval.low) + 1.0), track.y_range());
        painter.rect_filled(span, CornerRadius::same(2), tokens.span);
        let tick = Rect::from_center_size(pos2(x(room.now), track.center().y), vec2(3.0, 14.0));
        painter.rect_filled(tick, CornerRadius::same(1), tokens.tick);
        let [low, _, high] = figures;
        let font = FontId::proportional(SIZE_SMALL);
        let at = pos2(rect.right() - 4.0, rect.center().y);
        painter.text(at, Align2::RIGHT_CENTER, format!("{low} – {high}"), font, tokens.text_soft);
    }
    response.on_hover_text(words);
}
