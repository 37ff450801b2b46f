//! What carries a slot: each lead with what it is worth, who has landed, who does not count and why.

use eframe::egui::{CornerRadius, Frame, Margin, Rect, Stroke, Ui};

use crate::{
    ledger::{
        View,
        assessment::{SlotLead, SlotState},
        forecast::stages::holders,
    },
    text::{Say, format, ui_overview::OverviewText as Text},
    ui::{
        context::{PageContext, Post},
        pages::slots,
        route::{PageId, Place},
        theme::{icons, tokens::ROW_DENSE},
        widgets::{RowKind, SmallColumn, SmallTable, UiExt},
    },
};

/// What became of it.
pub struct Shown {
    /// Where it stands.
    pub rect: Rect,
    /// It shall be closed.
    pub close: bool,
}

/// Draws what carries a slot.
pub fn ui(
    ui: &mut Ui,
    view: &View,
    (slot, carriers): (&SlotState, &[SlotLead]),
    target: &str,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) -> Shown {
    let tokens = ui.tokens();
    let mut close = false;
    let frame = Frame::new()
        .fill(tokens.base)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(4))
        .inner_margin(Margin::symmetric(12, 8))
        .outer_margin(Margin { bottom: 8, ..Margin::ZERO });
    let response = frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.set_min_width(ui.available_width());
        ui.horizontal(|ui| {
            let title = if slot.open.is_empty() {
                Text::SlotNoLeads
            } else {
                Text::SlotLeads { count: format::count(slot.open.len()) }
            };
            ui.strong_text(ctx.say(&title));
            ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                close = ui.icon_button(icons::X, &ctx.say(&Text::CloseSlot)).clicked();
                if ui.button(ctx.say(&Text::OpenForecast)).clicked() {
                    let part = crate::ui::pages::capacity::part_of_slot(&slot.slot);
                    out.push(Post::Go(Place::part(PageId::Capacity, &part)));
                }
                if ui.button(ctx.say(&Text::MakeShortlist)).clicked() {
                    out.push(Post::Go(slots::of_slot(slot).on(PageId::Shortlist)));
                }
                if ui.button(ctx.say(&Text::ShowCompanies)).clicked() {
                    out.push(Post::Go(slots::of_slot(slot).on(PageId::Companies)));
                }
            });
        });
        rules_ui(ui, slot, target, ctx);
        leads_ui(ui, view, (slot, carriers), ctx, out);
        slots::firms_ui(ui, view, slot, &holders(slot, &view.snapshot), ctx, out);
    });
    Shown { rect: response.response.rect, close }
}

/// What holds for the seat: the date that has passed, the honour it asks for.
fn rules_ui(ui: &mut Ui, slot: &SlotState, target: &str, ctx: &PageContext<'_>) {
    if slot.passed {
        ui.secondary(ctx.say(&Text::PassedWhy {
            day: format::iso_date(slot.by),
            landed: slot.landed.len(),
            range: slots::range_words(slot, ctx.lang),
            target: target.to_owned(),
        }));
    }
    slots::requires_ui(ui, slot, ctx);
}

fn leads_ui(
    ui: &mut Ui,
    view: &View,
    (slot, carriers): (&SlotState, &[SlotLead]),
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) {
    if carriers.is_empty() {
        return;
    }
    let titles = [Text::LeadCompany, Text::LeadStage, Text::LeadChance, Text::LeadMin, Text::LeadMax, Text::LeadNeed]
        .map(|text| ctx.say(&text));
    let tips = [Text::LeadMinTip, Text::LeadMaxTip, Text::LeadNeedTip].map(|text| ctx.say(&text));
    let columns = [
        SmallColumn::text(&titles[0], 240.0).stretching(),
        SmallColumn::text(&titles[1], 88.0),
        SmallColumn::number(&titles[2], 96.0),
        SmallColumn::number(&titles[3], 96.0).explained(&tips[0]),
        SmallColumn::number(&titles[4], 96.0).explained(&tips[1]),
        SmallColumn::number(&titles[5], 120.0).explained(&tips[2]),
    ];
    let table = SmallTable::new(ui.available_width().min(1000.0), &columns);
    ui.spacing_mut().item_spacing.y = 0.0;
    table.header_ui(ui, &columns);
    for lead in carriers {
        lead_ui(ui, &table, view, (slot, lead), ctx, out);
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    let others = slot.open.len().saturating_sub(carriers.len());
    if others > 0 {
        let words = ctx.say(&Text::More { count: format::count(others) });
        if ui.link(words).clicked() {
            out.push(Post::Go(slots::of_slot(slot).on(PageId::Companies)));
        }
    }
}

fn lead_ui(
    ui: &mut Ui,
    table: &SmallTable,
    view: &View,
    (slot, lead): (&SlotState, &SlotLead),
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) {
    let lang = ctx.lang;
    let name = slots::name_of(view, lead.company);
    let (stage, basis) = slots::standing(view, lead, lang);
    let min = plus(slot.outlook.reaches_min - lead.without.reaches_min);
    let max = plus(slot.outlook.reaches_max - lead.without.reaches_max);
    let chance = format::share(lead.p);
    let words = ctx.say(&Text::LeadWorth {
        company: name.to_owned(),
        stage: stage.to_owned(),
        chance: chance.clone(),
        min: min.clone(),
    });
    let response = table.row_ui(ui, ROW_DENSE, RowKind::Button(&words), |ui, column| match column {
        0 => {
            ui.elided(name);
        }
        1 => {
            ui.elided(stage);
        }
        2 => {
            let figure = ui.label(&chance);
            if let Some(basis) = &basis {
                figure.on_hover_text(basis);
            }
        }
        3 => {
            ui.label(&min);
        }
        4 => {
            ui.label(&max);
        }
        _ => {
            ui.label(format::fixed(lead.without.need, 2));
        }
    });
    if response.clicked() {
        out.push(Post::Go(Place::company(lead.company)));
    }
}

/// What a lead adds to a probability.
fn plus(difference: f64) -> String {
    let difference = difference.max(0.0);
    if difference < 1e-9 {
        return format::share(0.0);
    }
    Text::PlusPoints { points: format::share(difference) }.say(crate::text::Lang::En)
}
