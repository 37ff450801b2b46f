//! The bases and their seats. The ranges can be edited; what the plan says stands beside them.

use eframe::egui::{DragValue, Id, RichText, TextEdit, Ui};
use jiff::civil::Date;

use super::{
    detail::Shown,
    parts::{EDITED_ROW, assumed_ui, companies_link, source_line_ui},
    tree::Node,
};
use crate::{
    domain::{
        ids::BaseId,
        lead::Stage,
        plan::{Base, Plan, Seats, Tier},
    },
    text::{Label, Lang, Say, format, ui_capacity::CapacityText, ui_plan::PlanPageText},
    ui::{
        context::{PageContext, Post},
        route::{Filter, FilterKey},
        theme::{icons, tokens::TEXT_WIDTH},
        widgets::{SeatsView, SheetColumn, UiExt, Width, choice_box, tall_sheet_ui, tier_badge},
    },
};

/// More seats than this of one tier are a slip of the pen.
const MOST_SEATS: u32 = 9_999;

impl Shown<'_, '_> {
    pub(super) fn bases_ui(&mut self, ui: &mut Ui, out: &mut Vec<Post>) {
        let (ctx, plan) = (self.ctx, self.plan);
        Self::title_ui(ui, &ctx.say(&PlanPageText::Bases), |_| {});
        ui.scope(|ui| {
            ui.set_max_width(TEXT_WIDTH);
            ui.secondary(ctx.say(&PlanPageText::BasesNote));
        });
        for base in &plan.bases {
            ui.add_space(12.0);
            ui.wide_card(|ui| {
                ui.horizontal(|ui| {
                    ui.strong_text(base.name.in_lang(ctx.lang));
                    let count = self.counts.map(|counts| counts.base(&base.id));
                    companies_link(ui, ctx, count, &Filter::of(FilterKey::Base, base.id.as_str()), out);
                });
                self.base_body_ui(ui, base);
            });
        }
    }

    pub(super) fn base_ui(&mut self, ui: &mut Ui, base: &Base, out: &mut Vec<Post>) {
        let ctx = self.ctx;
        Self::title_ui(ui, base.name.in_lang(ctx.lang), |_| {});
        ui.horizontal(|ui| {
            let count = self.counts.map(|counts| counts.base(&base.id));
            companies_link(ui, ctx, count, &Filter::of(FilterKey::Base, base.id.as_str()), out);
        });
        self.base_body_ui(ui, base);
        ui.add_space(12.0);
        ui.scope(|ui| {
            ui.set_max_width(TEXT_WIDTH);
            ui.secondary(ctx.say(&PlanPageText::BasesNote));
        });
    }

    fn base_body_ui(&mut self, ui: &mut Ui, base: &Base) {
        let (ctx, plan) = (self.ctx, self.plan);
        let lang = ctx.lang;
        let places: Vec<&str> = base
            .places
            .iter()
            .filter_map(|id| plan.places.iter().find(|place| place.id == *id))
            .map(|place| place.name.in_lang(lang))
            .collect();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(RichText::new(icons::MAP_PIN).color(ctx.tokens.text_soft));
            ui.label(format::list(&places, lang));
            ui.add_space(8.0);
            for id in &base.sectors {
                let Some(sector) = plan.sector(id) else { continue };
                crate::ui::widgets::sector_badge(ui, plan, sector, lang);
                if ui.link(sector.name.in_lang(lang)).clicked() {
                    *self.go = Some(Node::Sector(id.clone()));
                }
            }
        });
        source_line_ui(ui, ctx, plan, &base.heading);
        ui.add_space(8.0);
        if base.seats.is_empty() {
            ui.horizontal(|ui| {
                ui.label(ctx.say(&PlanPageText::NoTarget));
                ui.secondary(ctx.say(&PlanPageText::NoTargetNote));
            });
        } else {
            self.seats_ui(ui, base);
        }
        self.add_seats_ui(ui, base);
    }

    fn seats_ui(&mut self, ui: &mut Ui, base: &Base) {
        let ctx = self.ctx;
        let lang = ctx.lang;
        let columns = [
            SheetColumn::text(ctx.say(&PlanPageText::Tier), Width::Fixed(116.0)),
            SheetColumn::text(ctx.say(&PlanPageText::SeatRange), Width::Fixed(148.0)),
            SheetColumn::text(ctx.say(&PlanPageText::SeatsBy), Width::Fixed(158.0)),
            SheetColumn::text(ctx.say(&PlanPageText::Filled), Width::Share(2.0, 110.0)),
            SheetColumn::text(ctx.say(&PlanPageText::Eligibility), Width::Share(1.0, 90.0)),
            SheetColumn::text(ctx.say(&CapacityText::SeatCountsFrom), Width::Fixed(128.0)),
            SheetColumn::text(ctx.say(&PlanPageText::PlanText), Width::Share(1.5, 90.0)),
        ];
        let mut edit: Option<(Tier, Option<Seats>)> = None;
        tall_sheet_ui(ui, ("seats", base.id.as_str()), &columns, base.seats.len(), EDITED_ROW, |ui, row, column| {
            let Some(seats) = base.seats.get(row) else { return };
            match column {
                0 => {
                    tier_badge(ui, seats.tier, lang);
                }
                1 => {
                    if let Some(changed) = range_ui(ui, ctx, base, seats) {
                        edit = Some((seats.tier, Some(changed)));
                    }
                }
                2 => {
                    let id = Id::unique(("seats by", base.id.as_str(), seats.tier.word()));
                    let name = PlanPageText::SeatsByOf { slot: slot_name(base, seats.tier, lang) };
                    if let Some(by) = date_field(ui, id, seats.by, &ctx.say(&name)) {
                        edit = Some((seats.tier, Some(Seats { by, ..seats.clone() })));
                    }
                    if seats.by < ctx.today {
                        ui.secondary(ctx.say(&PlanPageText::Expired));
                    }
                }
                3 => self.filled_ui(ui, base, seats),
                4 => match seats.requires {
                    Some(honour) => {
                        ui.elided(honour.label(lang));
                    }
                    None => {
                        ui.secondary(ctx.say(&PlanPageText::NoHonourAsked));
                    }
                },
                5 => {
                    if let Some(filled_at) = self.counts_from_ui(ui, base, seats) {
                        edit = Some((seats.tier, Some(Seats { filled_at, ..seats.clone() })));
                    }
                }
                _ => {
                    if is_set_by_hand(seats) {
                        if ui.icon_button(icons::X, &ctx.say(&PlanPageText::RemoveTarget)).clicked() {
                            edit = Some((seats.tier, None));
                        }
                        assumed_ui(ui, ctx);
                    }
                    ui.elided(RichText::new(&seats.text).small().color(ctx.tokens.text_soft));
                }
            }
        });
        if let Some((tier, seats)) = edit {
            self.change(&base.id, |base| match seats {
                None => base.seats.retain(|seats| seats.tier != tier),
                Some(changed) => {
                    if let Some(entry) = base.seats.iter_mut().find(|seats| seats.tier == tier) {
                        *entry = changed;
                    }
                }
            });
        }
    }

    /// From which stage on a firm fills such a seat; what was chosen.
    fn counts_from_ui(&self, ui: &mut Ui, base: &Base, seats: &Seats) -> Option<Option<Stage>> {
        let ctx = self.ctx;
        let words = |stage: Option<Stage>| match stage {
            Some(stage) => stage.label(ctx.lang).to_owned(),
            None => {
                let stage = self.view.odds.seat.label(ctx.lang).to_owned();
                ctx.say(&CapacityText::SeatCountsUsual { stage })
            }
        };
        let name = CapacityText::SeatCountsOf { slot: slot_name(base, seats.tier, ctx.lang) };
        let mut chosen = None;
        let salt = format!("counts from {} {}", base.id, seats.tier);
        let shown = words(seats.filled_at);
        ui.add_enabled_ui(ctx.writable, |ui| {
            let choice = choice_box(&salt).selected_text(shown).width(112.0).show_ui(ui, |ui| {
                let stages = [Stage::Signed, Stage::Landed, Stage::Started, Stage::Producing, Stage::FullOutput];
                for stage in [None].into_iter().chain(stages.map(Some)) {
                    if ui.selectable_label(stage == seats.filled_at, words(stage)).clicked() {
                        chosen = Some(stage).filter(|stage| *stage != seats.filled_at);
                    }
                }
            });
            choice.response.accessible_name(ctx.say(&name));
        });
        chosen
    }

    /// Landed and in the pipeline, by the range in force.
    fn filled_ui(&self, ui: &mut Ui, base: &Base, seats: &Seats) {
        let slots = &self.view.assessment.slots;
        let slot = slots.iter().find(|state| state.slot.base == base.id && state.slot.tier == seats.tier);
        let (landed, mut pipeline) = slot.map_or_else(
            || (0, Vec::new()),
            |state| (state.landed.len(), state.open.iter().map(|lead| lead.p).collect::<Vec<f64>>()),
        );
        pipeline.sort_by(|a, b| b.total_cmp(a));
        ui.add(SeatsView {
            landed,
            pipeline: &pipeline,
            range: Some((seats.min, seats.max)),
            passed: None,
            lang: self.ctx.lang,
        });
    }

    /// A way to set a target where the plan names none.
    fn add_seats_ui(&mut self, ui: &mut Ui, base: &Base) {
        let ctx = self.ctx;
        let missing: Vec<Tier> =
            Tier::ALL.iter().copied().filter(|tier| base.seats.iter().all(|seats| seats.tier != *tier)).collect();
        if missing.is_empty() {
            return;
        }
        ui.add_space(4.0);
        let mut add = None;
        ui.horizontal(|ui| {
            ui.secondary(ctx.say(&PlanPageText::SetTarget));
            for tier in missing {
                let words = PlanPageText::SetTargetOf { slot: slot_name(base, tier, ctx.lang) };
                let button = ui.icon_text_button(icons::PLUS, tier.label(ctx.lang));
                if button.accessible_name(ctx.say(&words)).clicked() {
                    add = Some(tier);
                }
            }
        });
        if let Some(tier) = add {
            let by = self.plan.ends_on.max(self.view.target_date);
            let text = PlanPageText::SetByHand.say(Lang::Zh);
            let seats = Seats { tier, min: 1, max: 1, by, requires: None, filled_at: None, text };
            self.change(&base.id, |base| {
                base.seats.push(seats);
                base.seats.sort_by_key(|seats| seats.tier);
            });
        }
    }

    fn change(&mut self, base: &BaseId, change: impl FnOnce(&mut Base)) {
        let plan: &mut Plan = self.edited.get_or_insert_with(|| self.plan.clone());
        if let Some(base) = plan.bases.iter_mut().find(|other| other.id == *base) {
            change(base);
        }
    }
}

/// Whether the range was set here rather than read in the plan.
fn is_set_by_hand(seats: &Seats) -> bool {
    [Lang::Zh, Lang::En].iter().any(|lang| seats.text == PlanPageText::SetByHand.say(*lang))
}

fn slot_name(base: &Base, tier: Tier, lang: Lang) -> String {
    PlanPageText::SlotName { base: base.name.in_lang(lang).to_owned(), tier: tier.label(lang) }.say(lang)
}

/// Fewest and most seats; what was changed.
fn range_ui(ui: &mut Ui, ctx: &PageContext<'_>, base: &Base, seats: &Seats) -> Option<Seats> {
    let (mut min, mut max) = (seats.min, seats.max);
    let slot = slot_name(base, seats.tier, ctx.lang);
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.spacing_mut().interact_size.x = 44.0;
    let least = ui.add_enabled(ctx.writable, DragValue::new(&mut min).range(0..=MOST_SEATS).speed(0.1));
    let least = least.accessible_name(ctx.say(&PlanPageText::SeatsMin { slot: slot.clone() }));
    ui.secondary("–");
    let most = ui.add_enabled(ctx.writable, DragValue::new(&mut max).range(1..=MOST_SEATS).speed(0.1));
    let most = most.accessible_name(ctx.say(&PlanPageText::SeatsMax { slot }));
    ui.secondary(ctx.say(&PlanPageText::Firms));
    // The end that was not touched gives way.
    if least.changed() {
        max = max.max(min);
    } else if most.changed() {
        min = min.min(max);
    }
    ((min, max) != (seats.min, seats.max)).then(|| Seats { min, max, ..seats.clone() })
}

/// A day as text; gives the new day when one was written that exists.
fn date_field(ui: &mut Ui, id: Id, day: Date, name: &str) -> Option<Date> {
    let kept: Option<String> = ui.data(|data| data.get_temp(id));
    let mut text = kept.unwrap_or_else(|| format::iso_date(day));
    let bad = text.trim().parse::<Date>().is_err();
    let mut field = TextEdit::singleline(&mut text).id(id).desired_width(88.0);
    if bad {
        field = field.text_color(ui.tokens().error);
    }
    let response = ui.add(field);
    let lost = response.lost_focus();
    let has = response.has_focus();
    response.accessible_name(name);
    if has {
        ui.data_mut(|data| data.insert_temp(id, text));
        return None;
    }
    ui.data_mut(|data| data.remove::<String>(id));
    if !lost || ui.input(|input| input.key_pressed(eframe::egui::Key::Escape)) {
        return None;
    }
    text.trim().parse().ok().filter(|written| *written != day)
}
