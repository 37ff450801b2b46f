//! What a little more of each scarce thing would be worth.

use eframe::egui::{CornerRadius, Rect, RichText, Ui, pos2};

use super::{
    base_name, places_names,
    work::{Extras, Found},
    worth_words,
};
use crate::{
    capacity::optimise::Extra,
    text::{Label, format, ui_pursue::PursueText as T},
    ui::{
        context::PageContext,
        theme::tokens::ROW,
        widgets::{RowKind, SmallColumn, SmallTable, UiExt},
    },
};

/// Less is said to be nothing: it is below what two equal plans may differ by.
const NOTHING: f64 = 0.005;

/// Draws the table, the worthiest first.
pub(super) fn ui(ui: &mut Ui, extras: Option<&Extras>, found: &Found, ctx: &PageContext<'_>) {
    let Some(extras) = extras.filter(|extras| std::sync::Arc::ptr_eq(&extras.of, &found.pursuit)) else { return };
    ui.section_title(ctx.say(&T::MoreTitle));
    ui.secondary(ctx.say(&T::MoreNote));
    let Some(list) = &extras.found else {
        ui.secondary(ctx.say(&T::Thinking));
        return;
    };
    let mut list: Vec<(&Extra, f64)> = list.iter().map(|(extra, other)| (extra, other.loss.0)).collect();
    list.sort_by(|one, other| other.1.total_cmp(&one.1));
    let most = list.first().map_or(0.0, |(_, worth)| *worth);
    let title = ctx.say(&T::Worth);
    let columns =
        [SmallColumn::text("", 200.0).stretching(), SmallColumn::text("", 88.0), SmallColumn::number(&title, 64.0)];
    let table = SmallTable::new(ui.available_width(), &columns);
    table.header_ui(ui, &columns);
    for (extra, worth) in list {
        let words = words(extra, found, ctx);
        let shown = if worth < NOTHING { ctx.say(&T::WorthNothing) } else { worth_words(worth) };
        let row = table.row_ui(ui, ROW, RowKind::Plain, |ui, column| match column {
            0 => {
                ui.elided(words.as_str());
            }
            1 => bar_ui(ui, if most > 0.0 { worth / most } else { 0.0 }, ctx),
            _ => {
                let colour = if worth < NOTHING { ctx.tokens.text_off } else { ctx.tokens.text };
                ui.label(RichText::new(shown.as_str()).color(colour));
            }
        });
        row.on_hover_text(format!("{words} {shown}"));
    }
}

fn bar_ui(ui: &mut Ui, share: f64, ctx: &PageContext<'_>) {
    let track = ui.max_rect();
    #[allow(clippy::cast_possible_truncation)] // points on the screen
    let width = track.width() * share.clamp(0.0, 1.0) as f32;
    let centre = track.center().y;
    let bar = Rect::from_min_max(pos2(track.left(), centre - 4.0), pos2(track.left() + width, centre + 4.0));
    ui.painter().rect_filled(bar, CornerRadius::same(2), ctx.tokens.span);
}

fn words(extra: &Extra, found: &Found, ctx: &PageContext<'_>) -> String {
    let question = &found.pursuit.question;
    let text = match extra {
        Extra::Seat(slot) => {
            let Some(slot) = question.slots.get(*slot) else { return String::new() };
            T::MoreSeat { base: base_name(found, &slot.base, ctx), tier: slot.tier.label(ctx.lang).to_owned() }
        }
        Extra::Meeting => T::MoreMeeting,
        Extra::Time(minutes) => T::MoreTime { minutes: minutes.0.to_string() },
        Extra::MeetingWithTime(minutes) => T::MoreMeetingTime { minutes: minutes.0.to_string() },
        Extra::Land(place, land) => {
            T::MoreLand { place: places_names(found, &[*place], ctx), land: format::number(land.0, 1) }
        }
    };
    ctx.say(&text)
}
