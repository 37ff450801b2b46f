//! What carries a slot: each lead with what it is worth, who has landed, who does not count and why.

use eframe::egui::{CornerRadius, Frame, Margin, Rect, RichText, Stroke, Ui};

use super::board::range_words;
use crate::{
    domain::{company::HonourKind, ids::CompanyId, plan::Base},
    ledger::{
        View,
        assessment::{SlotLead, SlotState},
    },
    text::{Label, Say, format, scoring as reasons, ui_overview::OverviewText as Text},
    ui::{
        context::{PageContext, Post},
        route::{Filter, FilterKey, PageId, Place},
        theme::{icons, tokens::ROW_DENSE},
        widgets::{RowKind, SmallColumn, SmallTable, UiExt},
    },
};

/// Firms named in a line.
const NAMED: usize = 8;

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
    (base, slot, carriers): (&Base, &SlotState, &[SlotLead]),
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
                    out.push(Post::Go(Filter::of(FilterKey::Base, base.id.as_str()).on(PageId::Shortlist)));
                }
                if ui.button(ctx.say(&Text::ShowCompanies)).clicked() {
                    out.push(Post::Go(of_slot(slot).on(PageId::Companies)));
                }
            });
        });
        rules_ui(ui, slot, target, ctx);
        leads_ui(ui, view, (slot, carriers), ctx, out);
        firms_ui(ui, view, slot, ctx, out);
    });
    Shown { rect: response.response.rect, close }
}

fn of_slot(slot: &SlotState) -> Filter {
    Filter::of(FilterKey::Base, slot.slot.base.as_str()).and(FilterKey::Tier, slot.slot.tier.word())
}

/// What holds for the seat: the date that has passed, the honour it asks for.
fn rules_ui(ui: &mut Ui, slot: &SlotState, target: &str, ctx: &PageContext<'_>) {
    if slot.passed {
        ui.secondary(ctx.say(&Text::PassedWhy {
            day: format::iso_date(slot.by),
            landed: slot.landed.len(),
            range: range_words(slot, ctx.lang),
            target: target.to_owned(),
        }));
    }
    if let Some(kind) = slot.requires {
        let honour = kind.label(ctx.lang).to_owned();
        let mut words = ctx.say(&Text::Requires { honour: honour.clone() });
        if !slot.eligibility_unknown.is_empty() {
            let open = ctx.say(&Text::EligibilityOpen { count: slot.eligibility_unknown.len(), honour });
            words = format::clauses(&[words, open], ctx.lang);
        }
        ui.secondary(words);
    }
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
            out.push(Post::Go(of_slot(slot).on(PageId::Companies)));
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
    let name = name_of(view, lead.company);
    let stage = view.snapshot.leads.get(lead.lead.uuid()).map_or("", |lead| lead.stage.label(lang));
    let min = plus(slot.outlook.reaches_min - lead.without.reaches_min);
    let max = plus(slot.outlook.reaches_max - lead.without.reaches_max);
    let chance = format::share(lead.p);
    let words = ctx.say(&Text::LeadWorth {
        company: name.to_owned(),
        stage: stage.to_owned(),
        chance: chance.clone(),
        min: min.clone(),
    });
    let basis = view.row_of(lead.company).and_then(|row| view.assessment.prospects.get(row)).map(|prospect| {
        let attainability = &prospect.attainability;
        let stage = |stage: crate::domain::lead::Stage| stage.label(lang).to_owned();
        reasons::chance(attainability.basis, attainability.by_stage, stage).say(lang)
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

fn firms_ui(ui: &mut Ui, view: &View, slot: &SlotState, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    if !slot.landed.is_empty() {
        let title = ctx.say(&Text::LandedFirms { count: slot.landed.len() });
        let firms: Vec<(CompanyId, String)> =
            slot.landed.iter().take(NAMED).map(|company| (*company, String::new())).collect();
        names_ui(ui, view, &title, &firms, slot.landed.len(), out);
    }
    if !slot.left_out.is_empty() {
        let title = ctx.say(&Text::LeftOutFirms { count: slot.left_out.len() });
        let honour = |kind: HonourKind| kind.label(ctx.lang).to_owned();
        let firms: Vec<(CompanyId, String)> = slot
            .left_out
            .iter()
            .take(NAMED)
            .map(|left| (left.company, reasons::left_out(left.reason, honour).say(ctx.lang)))
            .collect();
        names_ui(ui, view, &title, &firms, slot.left_out.len(), out);
    }
}

/// Firms in a line, each a link; why on hover.
pub fn names_ui(ui: &mut Ui, view: &View, title: &str, firms: &[(CompanyId, String)], all: usize, out: &mut Vec<Post>) {
    let tokens = ui.tokens();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.label(RichText::new(title).color(tokens.text_soft));
        for (company, why) in firms {
            let mut link = ui.link(name_of(view, *company));
            if !why.is_empty() {
                link = link.on_hover_text(why);
            }
            if link.clicked() {
                out.push(Post::Go(Place::company(*company)));
            }
        }
        if all > firms.len() {
            ui.label(RichText::new("…").color(tokens.text_soft));
        }
    });
}

/// The name of a company of the view.
pub fn name_of(view: &View, company: CompanyId) -> &str {
    view.snapshot.companies.get(company.uuid()).map_or("", |company| &*company.name)
}
