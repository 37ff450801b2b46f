//! The slots of all bases as seats, with what is to be expected by the day counted to.

use eframe::egui::{Align, Layout, RichText, Sense, Stroke, Ui, UiBuilder, vec2};

use crate::{
    domain::plan::{Base, Plan},
    ledger::{
        View,
        assessment::SlotKey,
        forecast::{Forecast, SlotForecast, Untargeted},
    },
    text::{Label, format, ui_capacity::CapacityText as Text, ui_overview::OverviewText},
    ui::{
        context::{PageContext, Post},
        pages::overview::board::range_words,
        route::{Filter, FilterKey, PageId, Place},
        theme::{fonts, icons, tokens::ROW},
        widgets::{RowKind, SeatsView, SmallColumn, SmallTable, UiExt, sector_badge, tier_badge},
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
    let seats = SeatsView {
        landed: state.landed.len(),
        pipeline: &pipeline,
        range: Some((state.range.min, state.range.max)),
        passed: state.passed.then_some(state.by),
        lang,
    };
    let outlook = &state.outlook;
    let words = ctx.say(&Text::SlotNamed {
        base: base.name.in_lang(lang).to_owned(),
        tier: state.slot.tier.label(lang),
        seats: seats.words(),
        min: format::share(outlook.reaches_min),
        expected: format::fixed(outlook.expected, 1),
    });
    let kind = RowKind::Choice { words: &words, chosen };
    let response = table.row_ui(ui, ROW, kind, |ui, column| match column {
        0 => {
            tier_badge(ui, state.slot.tier, lang);
        }
        1 => {
            ui.add(seats);
        }
        2 => {
            ui.label(range_words(state, lang));
        }
        3 => {
            ui.label(format::count(state.landed.len()));
        }
        4 => {
            ui.label(format::count(state.open.len()));
        }
        5 => {
            ui.label(format::share(outlook.reaches_min));
        }
        6 => {
            ui.label(format::share(outlook.reaches_max));
        }
        _ => {
            ui.label(format::fixed(outlook.expected, 1));
        }
    });
    response.clicked()
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
    let lang = ctx.lang;
    let tokens = ui.tokens();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let line = Stroke::new(1.0, tokens.line_strong);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    let place = rect.with_min_y(rect.top() + 6.0);
    let builder = UiBuilder::new().id_salt(&base.id).max_rect(place).layout(Layout::left_to_right(Align::Center));
    let mut inner = ui.new_child(builder);
    let ui = &mut inner;
    ui.spacing_mut().item_spacing.x = 8.0;
    for sector in base.sectors.iter().filter_map(|id| plan.sector(id)) {
        sector_badge(ui, plan, sector, lang);
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let words = ctx.say(&OverviewText::ShowCompanies);
        let name = format!("{words} {}", base.name.in_lang(lang));
        if ui.icon_button(icons::ARROW_SQUARE_OUT, &words).accessible_name(name).clicked() {
            out.push(Post::Go(Filter::of(FilterKey::Base, base.id.as_str()).on(PageId::Companies)));
        }
        if untargeted.is_none() {
            let words = ctx.say(&Text::PursueHere);
            let name = format!("{words} {}", base.name.in_lang(lang));
            let button = ui.icon_button(PageId::Pursue.icon(), &words).accessible_name(name);
            if button.on_hover_text(ctx.say(&Text::PursueHereTip)).clicked() {
                out.push(Post::Go(Filter::of(FilterKey::Base, base.id.as_str()).on(PageId::Pursue)));
            }
        }
        if let Some(entry) = untargeted {
            if ui.link(ctx.say(&OverviewText::NoTarget)).on_hover_text(ctx.say(&Text::NoTargetBase)).clicked() {
                out.push(Post::Go(Place::part(PageId::Plan, "bases")));
            }
            ui.secondary(ctx.say(&Text::NoTargetLeads { open: entry.open, landed: entry.landed }));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.elided(RichText::new(base.name.in_lang(lang)).text_style(fonts::strong()));
        });
    });
}
