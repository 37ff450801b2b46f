//! What every page says alike of a slot and of the base it belongs to.

use eframe::egui::{Align, Layout, RichText, Sense, Stroke, Ui, UiBuilder, vec2};

use crate::{
    domain::{
        company::HonourKind,
        ids::CompanyId,
        lead::Stage,
        plan::{Base, Plan},
    },
    ledger::{
        View,
        assessment::{LeftOut, SlotState},
        forecast::stages::StageGroup,
    },
    text::{
        Label, Lang, Say as _, format, scoring as reasons, ui_capacity::CapacityText, ui_overview::OverviewText as Text,
    },
    ui::{
        context::{PageContext, Post},
        route::{Filter, FilterKey, PageId, Place},
        theme::{fonts, icons},
        widgets::{SeatsView, UiExt, sector_badge},
    },
};

/// Firms named in a line.
const NAMED: usize = 12;
/// Height of the line above the slots of a base.
const BASE_LINE: f32 = 32.0;

/// Columns in which a board shows the figures of a slot, from the seats on.
pub const FIGURES: usize = 7;

/// Fewest and most firms wanted.
pub fn range_words(slot: &SlotState, lang: Lang) -> String {
    let (min, max) = (slot.range.min, slot.range.max);
    if min == max { Text::Exactly { count: max }.say(lang) } else { Text::Range { min, max }.say(lang) }
}

/// The name of a company of the view.
pub fn name_of(view: &View, company: CompanyId) -> &str {
    view.snapshot.companies.get(company.uuid()).map_or("", |company| &*company.name)
}

/// The short name of the stage a lead is in, and where the chance of its company comes from.
pub fn standing(view: &View, lead: &crate::ledger::assessment::SlotLead, lang: Lang) -> (&'static str, Option<String>) {
    let stage = view.snapshot.leads.get(lead.lead.uuid()).map_or("", |lead| lead.stage.label(lang));
    let basis = view.prospect(lead.company).map(|prospect| {
        let chance = &prospect.attainability;
        reasons::chance(chance.basis, chance.by_stage, |stage: Stage| stage.label(lang).to_owned()).say(lang)
    });
    (stage, basis)
}

/// The companies that would stand in a slot.
pub fn of_slot(slot: &SlotState) -> Filter {
    Filter::of(FilterKey::Base, slot.slot.base.as_str()).and(FilterKey::Tier, slot.slot.tier.word())
}

/// The seats of a slot; `pipeline` are the chances of its open leads, likeliest first.
pub fn seats<'a>(slot: &SlotState, pipeline: &'a [f64], lang: Lang) -> SeatsView<'a> {
    SeatsView {
        landed: slot.landed.len(),
        pipeline,
        range: Some((slot.range.min, slot.range.max)),
        passed: slot.passed.then_some(slot.by),
        lang,
    }
}

/// One of the [`FIGURES`]: seats, range, landed, open leads, chance of the minimum and of the maximum, expected.
pub fn figure_ui(ui: &mut Ui, slot: &SlotState, seats: SeatsView<'_>, figure: usize) {
    let lang = seats.lang;
    let outlook = &slot.outlook;
    let words = match figure {
        0 => {
            ui.add(seats);
            return;
        }
        1 => range_words(slot, lang),
        2 => format::count(slot.landed.len()),
        3 => format::count(slot.open.len()),
        4 => format::share(outlook.reaches_min),
        5 => format::share(outlook.reaches_max),
        _ => format::fixed(outlook.expected, 1),
    };
    ui.label(words);
}

/// The line above the slots of a base, with `remark` behind its name; its button opens the companies that would stand
/// there, `more_ui` draws what stands before it.
pub fn base_ui(
    ui: &mut Ui,
    plan: &Plan,
    base: &Base,
    remark: Option<&str>,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
    more_ui: impl FnOnce(&mut Ui, &mut Vec<Post>),
) {
    let lang = ctx.lang;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), BASE_LINE), Sense::hover());
    let line = Stroke::new(1.0, ui.tokens().line_strong);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    let place = rect.with_min_y(rect.top() + 4.0);
    let builder = UiBuilder::new().id_salt(&base.id).max_rect(place).layout(Layout::left_to_right(Align::Center));
    let mut inner = ui.new_child(builder);
    let ui = &mut inner;
    ui.spacing_mut().item_spacing.x = 8.0;
    for sector in base.sectors.iter().filter_map(|id| plan.sector(id)) {
        sector_badge(ui, plan, sector, lang);
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let words = ctx.say(&Text::ShowCompanies);
        let name = format!("{words} {}", base.name.in_lang(lang));
        if ui.icon_button(icons::ARROW_SQUARE_OUT, &words).accessible_name(name).clicked() {
            out.push(Post::Go(Filter::of(FilterKey::Base, base.id.as_str()).on(PageId::Companies)));
        }
        more_ui(ui, out);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.elided(RichText::new(base.name.in_lang(lang)).text_style(fonts::strong()));
            if let Some(remark) = remark {
                ui.secondary(remark);
            }
        });
    });
}

/// The honour a slot asks for, and how many firms are not known to have it.
pub fn requires_ui(ui: &mut Ui, slot: &SlotState, ctx: &PageContext<'_>) {
    let Some(kind) = slot.requires else { return };
    let honour = kind.label(ctx.lang).to_owned();
    let mut words = ctx.say(&Text::Requires { honour: honour.clone() });
    if !slot.eligibility_unknown.is_empty() {
        let open = ctx.say(&Text::EligibilityOpen { count: slot.eligibility_unknown.len(), honour });
        words = format::clauses(&[words, open], ctx.lang);
    }
    ui.secondary(words);
}

/// The firms that fill a seat of a slot, by the stage of their lead, and those that do not count in it.
pub fn firms_ui(
    ui: &mut Ui,
    view: &View,
    slot: &SlotState,
    holders: &[StageGroup],
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) {
    for group in holders {
        let (stage, count) = (group.stage.label(ctx.lang), format::count(group.firms.len()));
        let title = ctx.say(&CapacityText::HoldersAt { stage, count });
        let firms = group.firms.iter().map(|company| (*company, None));
        let all = of_slot(slot).and(FilterKey::Stage, group.stage.word());
        names_ui(ui, view, &title, firms, &all, out);
    }
    if !slot.left_out.is_empty() {
        let title = ctx.say(&Text::LeftOutFirms { count: slot.left_out.len() });
        let honour = |kind: HonourKind| kind.label(ctx.lang).to_owned();
        let why = |left: &LeftOut| reasons::left_out(left.reason, honour).say(ctx.lang);
        let firms = slot.left_out.iter().map(|left| (left.company, Some(why(left))));
        names_ui(ui, view, &title, firms, &of_slot(slot), out);
    }
}

/// Firms in a line, each a link; why on hover. Of many the rest is found under `all`.
fn names_ui(
    ui: &mut Ui,
    view: &View,
    title: &str,
    mut firms: impl Iterator<Item = (CompanyId, Option<String>)>,
    all: &Filter,
    out: &mut Vec<Post>,
) {
    let soft = ui.tokens().text_soft;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.label(RichText::new(title).color(soft));
        for (company, why) in firms.by_ref().take(NAMED) {
            let mut link = ui.link(name_of(view, company));
            if let Some(why) = why {
                link = link.on_hover_text(why);
            }
            if link.clicked() {
                out.push(Post::Go(Place::company(company)));
            }
        }
        if firms.next().is_some() && ui.link("…").accessible_name(title).clicked() {
            out.push(Post::Go(all.clone().on(PageId::Companies)));
        }
    });
}
