//! Limits and assumptions: a row that is always there, and the fields of land and assumptions below it.

use eframe::egui::{DragValue, Grid, PopupCloseBehavior, Ui};

use super::{land_name, work::Found};
use crate::{
    capacity::optimise::Minutes,
    domain::{
        plan::{Base, Tier},
        units::{Mu, Percent},
    },
    ledger::pursuit::{OpenLeads, PursuitWish},
    text::{Label, format, ui_pursue::PursueText as T},
    ui::{
        context::PageContext,
        theme::icons,
        widgets::{Segment, UiExt, choice_box, segments_ui},
    },
};

/// Widest that the choice of a base may be.
const BASE_WIDTH: f32 = 290.0;
const TIERS: [Tier; 3] = [Tier::Leader, Tier::Specialized, Tier::Growth];

/// Draws them.
pub(super) fn ui(ui: &mut Ui, wish: &mut PursuitWish, more: &mut bool, found: Option<&Found>, ctx: &PageContext<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let unlimited = ctx.say(&T::NoLimit);
        let mut meetings = wish.meetings.unwrap_or_default();
        ui.secondary(ctx.say(&T::Meetings));
        let field = limit_field(&mut meetings, 9_999, &unlimited, &ctx.say(&T::MeetingsUnit));
        ui.add(field).accessible_name(ctx.say(&T::Meetings)).on_hover_text(ctx.say(&T::MeetingsTip));
        wish.meetings = (meetings > 0).then_some(meetings);
        ui.add_space(8.0);
        let mut minutes = wish.time.map_or(0, |time| time.0);
        ui.secondary(ctx.say(&T::Time));
        let field = limit_field(&mut minutes, 999_999, &unlimited, &ctx.say(&T::TimeUnit)).speed(5.0);
        ui.add(field).accessible_name(ctx.say(&T::Time)).on_hover_text(ctx.say(&T::TimeTip));
        wish.time = (minutes > 0).then_some(Minutes(minutes));
        ui.add_space(8.0);
        base_choice_ui(ui, wish, ctx);
        ui.add_space(8.0);
        ui.secondary(ctx.say(&T::Leads));
        let choices = [
            Segment::new(OpenLeads::Chosen, ctx.say(&T::LeadsChosen)).explained(ctx.say(&T::LeadsChosenTip)),
            Segment::new(OpenLeads::GoOn, ctx.say(&T::LeadsGoOn)).explained(ctx.say(&T::LeadsGoOnTip)),
        ];
        if let Some(leads) = segments_ui(ui, "open leads", &choices, wish.leads) {
            wish.leads = leads;
        }
        ui.add_space(8.0);
        let caret = if *more { icons::CARET_UP } else { icons::CARET_DOWN };
        if ui.icon_text_button(caret, &ctx.say(&T::More)).clicked() {
            *more = !*more;
        }
    });
    if *more {
        ui.add_space(6.0);
        ui.wide_card(|ui| more_ui(ui, wish, found, ctx));
    }
}

fn limit_field<'a>(number: &'a mut u32, most: u32, unlimited: &str, unit: &str) -> DragValue<'a> {
    let (unlimited, unit) = (unlimited.to_owned(), unit.to_owned());
    let field = DragValue::new(number).range(0..=most).speed(0.2).update_while_editing(false);
    let field = field.custom_formatter(move |number, _| {
        if number < 1.0 {
            unlimited.clone()
        } else if unit.is_empty() {
            format::fixed(number, 0)
        } else {
            format!("{} {unit}", format::fixed(number, 0))
        }
    });
    // What is typed over the words may have the unit behind it.
    field.custom_parser(|text| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.parse().ok()
    })
}

/// All bases, or those ticked.
fn base_choice_ui(ui: &mut Ui, wish: &mut PursuitWish, ctx: &PageContext<'_>) {
    let Some(plan) = ctx.plan() else { return };
    ui.secondary(ctx.say(&T::Base));
    // A base without seats has nothing to fill.
    let bases: Vec<&Base> = plan.bases.iter().filter(|base| !base.seats.is_empty()).collect();
    let all = ctx.say(&T::AllBases);
    let names: Vec<&str> =
        wish.bases.iter().filter_map(|id| plan.base(id)).map(|base| base.name.in_lang(ctx.lang)).collect();
    let (shown, told) = match names.as_slice() {
        [] => (all.clone(), all.clone()),
        [one] => ((*one).to_owned(), (*one).to_owned()),
        several => (ctx.say(&T::SomeBases { count: several.len() }), format::list(several, ctx.lang)),
    };
    let response = ui.scope(|ui| {
        // Names of bases are long, and the row is full.
        ui.set_max_width(BASE_WIDTH);
        let field = choice_box("pursue base").width(200.0).truncate().selected_text(shown.as_str());
        field.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show_ui(ui, |ui| {
            let mut is_all = wish.bases.is_empty();
            if ui.checkbox(&mut is_all, all).changed() {
                wish.bases.clear();
            }
            ui.separator();
            for base in &bases {
                let mut on = wish.bases.contains(&base.id);
                if ui.checkbox(&mut on, base.name.in_lang(ctx.lang)).changed() {
                    wish.bases.retain(|id| *id != base.id);
                    wish.bases.extend(on.then(|| base.id.clone()));
                }
            }
            // Every one of them is all of them; and the order of ticking asks nothing.
            if bases.iter().all(|base| wish.bases.contains(&base.id)) {
                wish.bases.clear();
            }
            wish.bases.sort_unstable();
        })
    });
    response.inner.response.accessible_name(format!("{} {told}", ctx.say(&T::Base))).on_hover_text(told);
}

fn more_ui(ui: &mut Ui, wish: &mut PursuitWish, found: Option<&Found>, ctx: &PageContext<'_>) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 32.0;
        ui.vertical(|ui| assumptions_ui(ui, wish, ctx));
        if let Some(found) = found {
            ui.vertical(|ui| land_ui(ui, wish, found, ctx));
        }
        ui.vertical(|ui| {
            if ui.button(ctx.say(&T::Reset)).clicked() {
                let pins = std::mem::take(&mut wish.pins);
                *wish = PursuitWish { pins, ..PursuitWish::default() };
            }
        });
    });
}

fn assumptions_ui(ui: &mut Ui, wish: &mut PursuitWish, ctx: &PageContext<'_>) {
    Grid::new("pursue assumptions").num_columns(4).spacing([12.0, 6.0]).show(ui, |ui| {
        ui.label("");
        for tier in TIERS {
            ui.secondary(tier.label(ctx.lang));
        }
        ui.end_row();
        let words = ctx.say(&T::MinutesEach);
        ui.secondary(words.as_str());
        for tier in TIERS {
            let field = DragValue::new(&mut wish.minutes.of_mut(tier).0).range(5..=1_440).speed(1.0);
            let name = format!("{words} {}", tier.label(ctx.lang));
            ui.add(field.update_while_editing(false)).accessible_name(name);
        }
        ui.end_row();
        let words = ctx.say(&T::UnknownLand);
        ui.secondary(words.as_str());
        for tier in TIERS {
            let field = DragValue::new(&mut wish.unknown_land.of_mut(tier).0).range(0.0..=100_000.0).speed(1.0);
            let name = format!("{words} {}", tier.label(ctx.lang));
            ui.add(field.max_decimals(1).update_while_editing(false)).accessible_name(name);
        }
        ui.end_row();
        let share = |ui: &mut Ui, value: &mut Percent, words: &T, tip: &T| {
            let words = ctx.say(words);
            ui.secondary(words.as_str());
            let field = DragValue::new(&mut value.0).range(0.0..=100.0).speed(0.5).max_decimals(0).suffix(" %");
            ui.add(field.update_while_editing(false)).accessible_name(words).on_hover_text(ctx.say(tip));
            ui.end_row();
        };
        share(ui, &mut wish.unknown_gate_passes, &T::GateChance, &T::GateChanceTip);
        share(ui, &mut wish.seat_share, &T::SeatShare, &T::SeatShareTip);
    });
}

fn land_ui(ui: &mut Ui, wish: &mut PursuitWish, found: &Found, ctx: &PageContext<'_>) {
    let plan = &found.view.policy.plan;
    ui.secondary(ctx.say(&T::LandFree)).on_hover_text(ctx.say(&T::LandRule));
    Grid::new("pursue land").num_columns(3).spacing([12.0, 6.0]).show(ui, |ui| {
        for land in &found.pursuit.question.land {
            // A base without seats has nothing to fill.
            let bases = plan.bases.iter().filter(|base| !base.seats.is_empty() && land.at.is_open_to(plan, &base.id));
            let bases: Vec<String> = bases.map(|base| base.name.in_lang(ctx.lang).to_owned()).collect();
            if bases.is_empty() {
                continue;
            }
            let name = land_name(found, &land.at, ctx);
            ui.label(name.as_str()).on_hover_text(ctx.say(&T::LandFor { bases: format::list(&bases, ctx.lang) }));
            let mut set = wish.land.iter().find(|(at, _)| *at == land.at).map(|(_, free)| *free);
            if let Some(free) = &mut set {
                let field = DragValue::new(&mut free.0).range(0.0..=1_000_000.0).speed(1.0).max_decimals(1);
                ui.add(field.update_while_editing(false)).accessible_name(format!("{} {name}", ctx.say(&T::LandFree)));
                if ui.button(ctx.say(&T::LandAsSites)).clicked() {
                    set = None;
                }
            } else {
                match land.free {
                    Some(free) => {
                        ui.label(format::number(free.0, 1))
                            .on_hover_text(ctx.say(&T::LandFromSites { sites: land.sites }));
                    }
                    None => {
                        ui.secondary(ctx.say(&T::LandUnknown));
                    }
                }
                if ui.button(ctx.say(&T::LandSetButton)).clicked() {
                    set = Some(land.free.unwrap_or(Mu(100.0)));
                }
            }
            wish.land.retain(|(at, _)| *at != land.at);
            wish.land.extend(set.map(|free| (land.at.clone(), free)));
            ui.end_row();
        }
    });
}
