//! The capacity board: every slot as seats, with what is to be expected of it.

use eframe::egui::{Align, Layout, RichText, Ui};

use super::{OverviewPage, slot, summary::Summary};
use crate::{
    domain::plan::{Base, Plan},
    ledger::{
        View,
        assessment::{SlotLead, SlotState},
    },
    text::{Label, format, ui_overview::OverviewText as Text},
    ui::{
        context::{PageContext, Post},
        pages::slots,
        theme::{icons, tokens::ROW},
        widgets::{RowKind, SmallColumn, SmallTable, UiExt, tier_badge},
    },
};

impl OverviewPage {
    /// Draws the board.
    pub(super) fn board_ui(
        &mut self,
        ui: &mut Ui,
        view: &View,
        summary: &Summary,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        let plan = &view.policy.plan;
        ui.horizontal(|ui| {
            ui.section_title(ctx.say(&Text::Board));
            ui.secondary(ctx.say(&Text::BoardNote));
            if summary.reached.wanted > 0 {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let (wanted, landed) = (summary.reached.wanted, summary.reached.landed);
                    ui.secondary(ctx.say(&Text::BoardPassed { wanted, landed }));
                });
            }
        });
        let target = format::iso_date(view.target_date);
        let words = Words::new(view, &target, ctx);
        let columns = words.columns(ui.available_width() >= 960.0);
        let table = SmallTable::new(ui.available_width(), &columns);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(4.0);
        table.header_ui(ui, &columns);
        for base in &plan.bases {
            base_ui(ui, plan, base, view, ctx, out);
            let slots = view.assessment.slots.iter().zip(&summary.pipelines).zip(&summary.carriers);
            for ((slot, pipeline), carriers) in slots.filter(|((slot, _), _)| slot.slot.base == base.id) {
                let row = Row { base, slot, pipeline, carriers };
                self.slot_ui(ui, &table, &row, view, &target, ctx, out);
            }
        }
    }

    #[allow(clippy::too_many_arguments)] // one row and everything it is made from
    fn slot_ui(
        &mut self,
        ui: &mut Ui,
        table: &SmallTable,
        row: &Row<'_>,
        view: &View,
        target: &str,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        let Row { base, slot, pipeline, carriers } = *row;
        let lang = ctx.lang;
        let open = self.open.as_ref() == Some(&slot.slot);
        let seats = slots::seats(slot, pipeline, lang);
        let outlook = &slot.outlook;
        let words = ctx.say(&Text::SlotNamed {
            base: base.name.in_lang(lang).to_owned(),
            tier: slot.slot.tier.label(lang),
            seats: seats.words(),
            min: format::share(outlook.reaches_min),
            need: format::fixed(outlook.need, 2),
        });
        let kind = RowKind::Opener { words: &words, open };
        let response = table.row_ui(ui, ROW, kind, |ui, column| match column {
            0 => {
                let tokens = ui.tokens();
                let caret = if open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
                ui.label(RichText::new(caret).size(12.0).color(tokens.text_soft));
                tier_badge(ui, slot.slot.tier, lang);
            }
            figure @ 1..=slots::FIGURES => slots::figure_ui(ui, slot, seats, figure - 1),
            8 => {
                ui.label(format::fixed(outlook.need, 2));
            }
            _ => by_ui(ui, slot, target, ctx),
        });
        if response.clicked() {
            self.reveal = !open;
            self.open = (!open).then(|| slot.slot.clone());
        }
        if open {
            if ui.input_mut(|input| input.consume_key(eframe::egui::Modifiers::NONE, eframe::egui::Key::Escape)) {
                self.open = None;
            }
            let shown = slot::ui(ui, view, (slot, carriers), target, ctx, out);
            if shown.close {
                self.open = None;
            }
            if self.reveal {
                ui.scroll_to_rect(shown.rect, None);
            }
        }
    }
}

/// A slot with what was counted for it.
struct Row<'a> {
    base: &'a Base,
    slot: &'a SlotState,
    /// Probabilities of its open leads, likeliest first.
    pipeline: &'a [f64],
    /// Those worth most to it.
    carriers: &'a [SlotLead],
}

/// Titles and explanations of the columns, in words.
struct Words {
    titles: [String; 10],
    tips: [String; 10],
}

impl Words {
    fn new(view: &View, target: &str, ctx: &PageContext<'_>) -> Self {
        let say = |text: Text| ctx.say(&text);
        let target = target.to_owned();
        Self {
            titles: [
                say(Text::ColumnTier),
                say(Text::ColumnSeats),
                say(Text::ColumnRange),
                say(Text::ColumnLanded),
                say(Text::ColumnOpen),
                say(Text::ColumnMin),
                say(Text::ColumnMax),
                say(Text::ColumnExpected),
                say(Text::ColumnNeed),
                say(Text::ColumnBy),
            ],
            tips: [
                String::new(),
                say(Text::SeatsTip),
                String::new(),
                say(Text::LandedTip),
                say(Text::OpenTip),
                say(Text::MinTip { target: target.clone() }),
                say(Text::MaxTip { target }),
                say(Text::ExpectedTip),
                say(Text::NeedTip { beta: format::number(view.policy.model.beta.value, 2) }),
                String::new(),
            ],
        }
    }

    /// Narrower where there is little room: the seats are what one looks at.
    fn columns(&self, wide: bool) -> [SmallColumn<'_>; 10] {
        let either = |roomy: f32, tight: f32| if wide { roomy } else { tight };
        let text = |index: usize, width| SmallColumn::text(&self.titles[index], width).explained(&self.tips[index]);
        let number = |index: usize, width| SmallColumn::number(&self.titles[index], width).explained(&self.tips[index]);
        [
            text(0, either(132.0, 108.0)),
            text(1, either(240.0, 96.0)).stretching(),
            number(2, either(56.0, 48.0)),
            number(3, either(56.0, 48.0)),
            number(4, either(72.0, 56.0)),
            number(5, either(72.0, 60.0)),
            number(6, either(72.0, 60.0)),
            number(7, either(64.0, 56.0)),
            number(8, either(72.0, 64.0)),
            text(9, either(136.0, 88.0)),
        ]
    }
}

/// The plan's date, and that it has passed.
fn by_ui(ui: &mut Ui, slot: &SlotState, target: &str, ctx: &PageContext<'_>) {
    // In a narrow column the word says more than the day, which its explanation names.
    if !slot.passed || ui.available_width() > 110.0 {
        ui.label(format::iso_date(slot.by));
    }
    if slot.passed {
        let tokens = ui.tokens();
        ui.label(RichText::new(ctx.say(&Text::Passed)).small().color(tokens.text_soft)).on_hover_text(ctx.say(
            &Text::PassedWhy {
                day: format::iso_date(slot.by),
                landed: slot.landed.len(),
                range: slots::range_words(slot, ctx.lang),
                target: target.to_owned(),
            },
        ));
    }
}

/// The line above the slots of a base, with its places.
fn base_ui(ui: &mut Ui, plan: &Plan, base: &Base, view: &View, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let places: Vec<&str> = base
        .places
        .iter()
        .filter_map(|id| plan.places.iter().find(|place| place.id == *id))
        .map(|place| place.name.in_lang(ctx.lang))
        .collect();
    let has_target = view.assessment.slots.iter().any(|slot| slot.slot.base == base.id);
    slots::base_ui(ui, plan, base, Some(&format::list(&places, ctx.lang)), ctx, out, |ui, _| {
        if !has_target {
            let soft = ui.tokens().text_soft;
            ui.label(RichText::new(ctx.say(&Text::NoTarget)).color(soft)).on_hover_text(ctx.say(&Text::NoTargetWhy));
        }
    });
}
