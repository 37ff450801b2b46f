//! The chosen, and what they do to the slots, as tables for a file.

use eframe::egui::{Align, Layout, Ui};

use super::{
    base_name,
    chosen::{rows, why},
    work::Found,
};
use crate::{
    ledger::pursuit::PursuitWish,
    report::{
        seen::Seen,
        table::{Cell, Column, ColumnKind, Privacy},
    },
    text::{Label as _, format, ui_pursue::PursueText as T},
    ui::{
        context::PageContext,
        route::PageId,
        table_form::{TableForm, seen, table_button_ui},
        theme::icons,
        widgets::UiExt,
    },
};

/// The job and question of the table written to a file.
pub(super) const KEY: &str = "pursue table";

/// The buttons that ask where the chosen go, and where the slots.
pub(super) fn buttons_ui(
    ui: &mut Ui,
    form: &mut TableForm,
    found: Option<&Found>,
    wish: &PursuitWish,
    ctx: &PageContext<'_>,
) {
    let Some(found) = found.filter(|found| !found.pursuit.question.problem.candidates.is_empty()) else { return };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if ui.icon_button(icons::SQUARES_FOUR, &ctx.say(&T::FileSlots)).clicked() {
            form.open(slots(found, ctx), ctx);
        }
        if table_button_ui(ui, ctx, true) {
            form.open(chosen(found, wish, ctx), ctx);
        }
    });
}

/// Whom to pursue is of the house: below the levels that may know of talks only their names and own value stand there.
fn chosen(found: &Found, wish: &PursuitWish, ctx: &PageContext<'_>) -> Seen {
    let open = |text: T, kind| Column::new(ctx.say(&text), kind).standing();
    let own = |text: T, kind| open(text, kind).kept(Privacy::Negotiation);
    let columns = vec![
        open(T::ColumnName, ColumnKind::Text),
        own(T::ColumnWorth, ColumnKind::Number(2)),
        open(T::ColumnBase, ColumnKind::Text),
        open(T::ColumnTier, ColumnKind::Word),
        own(T::ColumnChance, ColumnKind::Share(1)),
        open(T::ColumnValue, ColumnKind::Number(1)),
        own(T::ColumnSeat, ColumnKind::Number(2)),
        own(T::ColumnWhy, ColumnKind::LongText),
        own(T::ColumnMinutes, ColumnKind::Number(0)),
    ];
    let cells = rows(found, ctx).into_iter().map(|row| {
        vec![
            Cell::text(row.name),
            Cell::Number(row.pick.contribution.0),
            Cell::text(&row.base),
            Cell::text(row.tier.label(ctx.lang)),
            Cell::Number(row.pick.chance),
            Cell::Number(100.0 * row.quality),
            Cell::Number(row.pick.by_seat.0),
            Cell::text(why(&row, wish, ctx)),
            Cell::Number(f64::from(row.minutes)),
        ]
    });
    let count = ctx.say(&T::Chosen { count: format::count(found.pursuit.solved.plan().picks.len()) });
    seen(ctx, PageId::Pursue.label(ctx.lang), &[count], columns, cells.collect())
}

fn slots(found: &Found, ctx: &PageContext<'_>) -> Seen {
    let open = |heading: String, kind| Column::new(heading, kind).standing();
    let own = |heading: String, kind| open(heading, kind).kept(Privacy::Negotiation);
    let both = |text: T| {
        let title = ctx.say(&text);
        [T::SlotsBefore { title: title.clone() }, T::SlotsAfter { title }].map(|text| ctx.say(&text))
    };
    let mut columns = vec![
        open(ctx.say(&T::ColumnBase), ColumnKind::Text),
        open(ctx.say(&T::ColumnTier), ColumnKind::Word),
        open(ctx.say(&T::RangeMin), ColumnKind::Number(0)),
        open(ctx.say(&T::RangeMax), ColumnKind::Number(0)),
        open(ctx.say(&T::Landed), ColumnKind::Number(0)),
    ];
    columns.extend(both(T::ExpectedSeats).map(|heading| own(heading, ColumnKind::Number(1))));
    columns.extend(both(T::ReachMin).map(|heading| own(heading, ColumnKind::Share(1))));
    let rows = found.pursuit.effects().into_iter().map(|effect| {
        vec![
            Cell::text(base_name(found, &effect.slot.base, ctx)),
            Cell::text(effect.slot.tier.label(ctx.lang)),
            Cell::Number(f64::from(effect.range.min)),
            Cell::Number(f64::from(effect.range.max)),
            Cell::Number(f64::from(effect.landed)),
            Cell::Number(effect.before.expected),
            Cell::Number(effect.after.expected),
            Cell::Number(effect.before.reaches_min),
            Cell::Number(effect.after.reaches_min),
        ]
    });
    seen(ctx, &ctx.say(&T::SlotsTitle), &[], columns, rows.collect())
}
