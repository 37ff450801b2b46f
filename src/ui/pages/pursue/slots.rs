//! What the plan does to the slots, and what everything rests on.

use eframe::egui::{Label, RichText, Ui};

use super::{base_name, work::Found};
use crate::{
    ledger::pursuit::{Notes, OpenLeads},
    text::{Label as _, Lang, format, ui_pursue::PursueText as T},
    ui::{
        context::PageContext,
        theme::tokens::ROW,
        widgets::{RowKind, SeatsView, SmallColumn, SmallTable, UiExt, tier_badge},
    },
};

/// Draws the slots.
pub(super) fn ui(ui: &mut Ui, found: &Found, ctx: &PageContext<'_>) {
    ui.section_title(ctx.say(&T::SlotsTitle));
    ui.add_space(2.0);
    let titles = [ctx.say(&T::ColumnTier), ctx.say(&T::ExpectedSeats), ctx.say(&T::ReachMin)];
    let tips = [ctx.say(&T::ExpectedTip), ctx.say(&T::ReachMinTip)];
    let columns = [
        SmallColumn::text(&titles[0], if ctx.lang == Lang::Zh { 92.0 } else { 112.0 }),
        SmallColumn::text("", 110.0).stretching(),
        SmallColumn::number(&titles[1], 84.0).explained(&tips[0]),
        SmallColumn::number(&titles[2], 92.0).explained(&tips[1]),
    ];
    let table = SmallTable::new(ui.available_width(), &columns);
    table.header_ui(ui, &columns);
    let mut base = None;
    for effect in found.pursuit.effects() {
        if base.as_ref() != Some(&effect.slot.base) {
            base = Some(effect.slot.base.clone());
            ui.add_space(4.0);
            ui.elided(RichText::new(base_name(found, &effect.slot.base, ctx)).small().color(ctx.tokens.text_soft));
        }
        let seats = SeatsView {
            landed: effect.landed as usize,
            pipeline: &effect.chosen,
            range: Some((effect.range.min, effect.range.max)),
            passed: None,
            lang: ctx.lang,
        };
        let change = |before: String, after: String| {
            if before == after { after } else { format!("{before} → {after}") }
        };
        let expected = change(format::fixed(effect.before.expected, 1), format::fixed(effect.after.expected, 1));
        let reach = change(format::share(effect.before.reaches_min), format::share(effect.after.reaches_min));
        let words = T::SlotWords {
            base: base_name(found, &effect.slot.base, ctx),
            tier: effect.slot.tier.label(ctx.lang).to_owned(),
            before: format::share(effect.before.reaches_min),
            after: format::share(effect.after.reaches_min),
        };
        let row = table.row_ui(ui, ROW, RowKind::Plain, |ui, column| match column {
            0 => {
                tier_badge(ui, effect.slot.tier, ctx.lang);
            }
            1 => {
                ui.add(seats);
            }
            2 => {
                ui.label(expected.as_str());
            }
            _ => {
                ui.label(reach.as_str());
            }
        });
        row.on_hover_text(ctx.say(&words));
    }
}

/// Draws what was assumed and who stayed outside.
pub(super) fn basis_ui(ui: &mut Ui, found: &Found, ctx: &PageContext<'_>) {
    ui.section_title(ctx.say(&T::BasisTitle));
    let count = format::count;
    let Notes {
        candidates,
        with_choice,
        land_assumed,
        gates_open,
        eligibility_open,
        underway,
        gate_fails,
        no_target,
        no_slot,
        not_eligible,
        traders,
        sites_without_base,
        land_taken,
    } = found.pursuit.question.notes;
    let line = |number: usize, text: T| (number > 0).then_some(text);
    let lines = [
        Some(T::BasisCandidates { count: count(candidates), choice: count(with_choice) }),
        (found.pursuit.wish.leads == OpenLeads::Chosen).then_some(T::BasisBoard),
        line(underway, T::BasisUnderway { count: count(underway) }),
        line(land_assumed, T::BasisLand { count: count(land_assumed) }),
        line(gates_open, T::BasisGates { count: count(gates_open) }),
        line(eligibility_open, T::BasisHonours { count: count(eligibility_open) }),
        Some(T::BasisOut {
            gate: count(gate_fails),
            target: count(no_target),
            slot: count(no_slot),
            honour: count(not_eligible),
            traders: count(traders),
        }),
        (land_taken.0 > 0.0).then(|| T::BasisTaken { land: format::number(land_taken.0, 1) }),
        line(sites_without_base, T::BasisSites { count: count(sites_without_base) }),
    ];
    for text in lines.into_iter().flatten() {
        ui.add(Label::new(RichText::new(ctx.say(&text)).color(ctx.tokens.text_soft)).wrap());
    }
}
