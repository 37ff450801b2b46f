//! The slots of all bases as seats, with what is to be expected by the day counted to.

use eframe::egui::Ui;

use crate::{
    domain::plan::{Base, Plan},
    ledger::{
        View,
        assessment::SlotKey,
        forecast::{
            Forecast, SlotForecast, Untargeted,
            stages::{SlotStages, StageGroup},
        },
    },
    text::{
        Label, format,
        ui_capacity::{CapacityText as Text, stages as by_stage},
        ui_overview::OverviewText,
    },
    ui::{
        context::{PageContext, Post},
        pages::slots,
        route::{Filter, FilterKey, PageId, Place},
        theme::tokens::ROW,
        widgets::{RowKind, SmallColumn, SmallTable, UiExt, tier_badge},
    },
};

/// Seats drawn at most; more probabilities need not be sorted.
const SEATS_DRAWN: usize = 24;

/// Draws the board; the slot that was chosen.
pub fn ui(
    ui: &mut Ui,
    view: &View,
    forecast: &Forecast,
    chosen: Option<&SlotKey>,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) -> Option<SlotKey> {
    let plan = &view.policy.plan;
    let mut picked = None;
    ui.set_max_width(ui.available_width() - 10.0);
    ui.card(|ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.section_title(ctx.say(&Text::Board));
            ui.secondary(ctx.say(&Text::BoardNote));
        });
        let columns = columns(ui.available_width() >= 700.0);
        let words = Words::new(forecast, ctx);
        let columns: Vec<SmallColumn<'_>> = columns
            .into_iter()
            .zip(&words.titles)
            .zip(&words.tips)
            .map(|((column, title), tip)| SmallColumn { title, ..column }.explained(tip))
            .collect();
        let table = SmallTable::new(ui.available_width(), &columns);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(4.0);
        table.header_ui(ui, &columns);
        for base in &plan.bases {
            let untargeted = forecast.untargeted.iter().find(|entry| entry.base == base.id);
            base_ui(ui, plan, base, untargeted, ctx, out);
            for slot in forecast.slots.iter().filter(|slot| slot.state.slot.base == base.id) {
                let is_chosen = chosen == Some(&slot.state.slot);
                if slot_ui(ui, &table, base, slot, is_chosen, ctx) {
                    picked = Some(slot.state.slot.clone());
                }
            }
        }
    });
    picked
}

struct Words {
    titles: [String; 8],
    tips: [String; 8],
}

impl Words {
    fn new(forecast: &Forecast, ctx: &PageContext<'_>) -> Self {
        let day = format::iso_date(forecast.until);
        let say = |text: OverviewText| ctx.say(&text);
        Self {
            titles: [
                say(OverviewText::ColumnTier),
                say(OverviewText::ColumnSeats),
                say(OverviewText::ColumnRange),
                say(OverviewText::ColumnLanded),
                ctx.say(&Text::Leads),
                say(OverviewText::ColumnMin),
                say(OverviewText::ColumnMax),
                say(OverviewText::ColumnExpected),
            ],
            tips: [
                String::new(),
                say(OverviewText::SeatsTip),
                String::new(),
                say(OverviewText::LandedTip),
                say(OverviewText::OpenTip),
                say(OverviewText::MinTip { target: day.clone() }),
                say(OverviewText::MaxTip { target: day }),
                say(OverviewText::ExpectedTip),
            ],
        }
    }
}

fn columns(wide: bool) -> [SmallColumn<'static>; 8] {
    let either = |roomy: f32, tight: f32| if wide { roomy } else { tight };
    [
        SmallColumn::text("", either(120.0, 94.0)),
        SmallColumn::text("", 90.0).stretching(),
        SmallColumn::number("", either(56.0, 44.0)),
        SmallColumn::number("", either(56.0, 50.0)),
        SmallColumn::number("", either(64.0, 40.0)),
        SmallColumn::number("", either(72.0, 60.0)),
        SmallColumn::number("", either(72.0, 60.0)),
        SmallColumn::number("", either(64.0, 62.0)),
    ]
}

fn slot_ui(
    ui: &mut Ui,
    table: &SmallTable,
    base: &Base,
    slot: &SlotForecast,
    chosen: bool,
    ctx: &PageContext<'_>,
) -> bool {
    let lang = ctx.lang;
    let state = &slot.state;
    let mut pipeline: Vec<f64> = state.open.iter().map(|lead| lead.p).collect();
    pipeline.sort_by(|one, other| other.total_cmp(one));
    pipeline.truncate(SEATS_DRAWN);
    let seats = slots::seats(state, &pipeline, lang);
    let outlook = &state.outlook;
    let stages = stages_words(&slot.stages, ctx);
    let mut seats_words = seats.words();
    if !stages.is_empty() {
        seats_words = format::clauses(&[seats_words.as_str(), &stages], lang);
    }
    let words = ctx.say(&Text::SlotNamed {
        base: base.name.in_lang(lang).to_owned(),
        tier: state.slot.tier.label(lang),
        seats: seats_words,
        min: format::share(outlook.reaches_min),
        expected: format::fixed(outlook.expected, 1),
    });
    let kind = RowKind::Choice { words: &words, chosen };
    let response = table.remarked_row_ui(ui, ROW, kind, &stages, |ui, column| match column {
        0 => {
            tier_badge(ui, state.slot.tier, lang);
        }
        figure => slots::figure_ui(ui, state, seats, figure - 1),
    });
    response.clicked()
}

/// Who fills a seat and who may, by stage; empty where there is nobody.
fn stages_words(stages: &SlotStages, ctx: &PageContext<'_>) -> String {
    let words = |groups: &[StageGroup], text: fn(String) -> Text| {
        (!groups.is_empty()).then(|| ctx.say(&text(by_stage(groups.iter().map(StageGroup::counted), ctx.lang))))
    };
    let holders = words(&stages.holders, |stages| Text::HoldersByStage { stages });
    let open = words(&stages.open, |stages| Text::OpenByStage { stages });
    format::clauses(&holders.into_iter().chain(open).collect::<Vec<_>>(), ctx.lang)
}

/// The line above the slots of a base; a base without numbers says so.
fn base_ui(
    ui: &mut Ui,
    plan: &Plan,
    base: &Base,
    untargeted: Option<&Untargeted>,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) {
    slots::base_ui(ui, plan, base, None, ctx, out, |ui, out| match untargeted {
        None => {
            let words = ctx.say(&Text::PursueHere);
            let name = format!("{words} {}", base.name.in_lang(ctx.lang));
            let button = ui.icon_button(PageId::Pursue.icon(), &words).accessible_name(name);
            if button.on_hover_text(ctx.say(&Text::PursueHereTip)).clicked() {
                out.push(Post::Go(Filter::of(FilterKey::Base, base.id.as_str()).on(PageId::Pursue)));
            }
        }
        Some(entry) => {
            if ui.link(ctx.say(&OverviewText::NoTarget)).on_hover_text(ctx.say(&Text::NoTargetBase)).clicked() {
                out.push(Post::Go(Place::part(PageId::Plan, "bases")));
            }
            ui.secondary(ctx.say(&Text::NoTargetLeads { open: entry.open, landed: entry.landed }));
        }
    });
}
