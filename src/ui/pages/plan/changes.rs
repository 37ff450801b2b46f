//! What two versions do differently, as a list.

use eframe::egui::{RichText, ScrollArea, Ui};

use super::{ranking::movement_ui, study::Study};
use crate::{
    ledger::compare::Difference,
    text::{
        ui_plan::PlanPageText,
        ui_plan_changes::{leaf_words, path_words},
    },
    ui::{
        context::{PageContext, Post},
        theme::icons,
        widgets::{SheetColumn, UiExt, Width, sheet_ui},
    },
};

/// More than this in one list and the rest is counted.
const MOST: usize = 400;

/// Draws the differences: where, before, after.
pub(super) fn differences_ui(ui: &mut Ui, ctx: &PageContext<'_>, differences: &[Difference]) {
    if differences.is_empty() {
        ui.secondary(ctx.say(&PlanPageText::NothingDiffers));
        return;
    }
    let tokens = ctx.tokens;
    let columns = [
        SheetColumn::text(ctx.say(&PlanPageText::Where), Width::Share(2.0, 160.0)),
        SheetColumn::text(ctx.say(&PlanPageText::Before), Width::Share(1.0, 80.0)),
        SheetColumn::text(ctx.say(&PlanPageText::After), Width::Share(1.0, 80.0)),
    ];
    sheet_ui(ui, "differences", &columns, differences.len().min(MOST), |ui, row, column| {
        let Some(difference) = differences.get(row) else { return };
        let Difference { path, before, after } = difference;
        match column {
            0 => {
                ui.elided(path_words(path, ctx.lang));
            }
            1 => {
                let text = RichText::new(leaf_words(before.as_ref(), path, ctx.lang)).color(tokens.text_soft);
                ui.elided(text);
            }
            _ => {
                ui.spacing_mut().item_spacing.x = 6.0;
                ui.label(RichText::new(icons::ARROW_RIGHT).size(12.0).color(tokens.text_soft));
                ui.elided(leaf_words(after.as_ref(), path, ctx.lang));
            }
        }
    });
    if differences.len() > MOST {
        let more = crate::text::format::count(differences.len() - MOST);
        ui.secondary(ctx.say(&PlanPageText::MoreDifferences { count: more }));
    }
}

/// What a draft of the plan does differently, and who moves by it.
pub(super) fn changes_ui(ui: &mut Ui, ctx: &PageContext<'_>, study: &Study, out: &mut Vec<Post>) {
    ui.strong_text(ctx.say(&PlanPageText::WhatDiffers));
    ui.add_space(4.0);
    let height = (ui.available_height() * 0.5).max(120.0);
    ScrollArea::vertical().id_salt("plan differences").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        differences_ui(ui, ctx, &study.differences);
    });
    ui.add_space(12.0);
    ui.strong_text(ctx.say(&PlanPageText::WhoMovesByPriority));
    ui.add_space(4.0);
    movement_ui(ui, ctx, &study.view, &study.movement, study.by, &[], out);
}
