//! The capacity board: every slot as seats, with what is to be expected of it.

use eframe::egui::{Align, Layout, RichText, Sense, Ui, UiBuilder, vec2};

use super::{OverviewPage, slot, summary::Summary};
use crate::{
    domain::plan::{Base, Plan},
    ledger::{
        View,
        assessment::{SlotLead, SlotState},
    },
    text::{Label, Lang, format, ui_overview::OverviewText as Text},
    ui::{
        context::{PageContext, Post},
        route::{Filter, FilterKey, PageId},
        theme::{fonts, icons, tokens::ROW},
        widgets::{RowKind, SeatsView, SmallColumn, SmallTable, UiExt, sector_badge, tier_badge},
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
        let seats = SeatsView {
            landed: slot.landed.len(),
            pipeline,
            range: Some((slot.range.min, slot.range.max)),
            passed: slot.passed.then_some(slot.by),
            lang,
        };
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
            1 => {
                ui.add(seats);
            }
            2 => {
                ui.label(range_words(slot, lang));
            }
            3 => {
                ui.label(format::count(slot.landed.len()));
            }
            4 => {
                ui.label(format::count(slot.open.len()));
            }
            5 => {
                ui.label(format::share(outlook.reaches_min));
            }
            6 => {
                ui.label(format::share(outlook.reaches_max));
            }
            7 => {
                ui.label(format::fixed(outlook.expected, 1));
            }
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
            let shown = slot::ui(ui, view, (base, slot, carriers), target, ctx, out);
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

/// Fewest and most firms wanted.
pub fn range_words(slot: &SlotState, lang: Lang) -> String {
    use crate::text::Say as _;
    let (min, max) = (slot.range.min, slot.range.max);
    if min == max { Text::Exactly { count: max }.say(lang) } else { Text::Range { min, max }.say(lang) }
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
                range: range_words(slot, ctx.lang),
                target: target.to_owned(),
            },
        ));
    }
}

/// The line above the slots of a base; it opens the companies that would stand there.
fn base_ui(ui: &mut Ui, plan: &Plan, base: &Base, view: &View, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    let tokens = ui.tokens();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    let line = eframe::egui::Stroke::new(1.0, tokens.line_strong);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    let place = rect.with_min_y(rect.top() + 4.0);
    let builder = UiBuilder::new().id_salt(&base.id).max_rect(place).layout(Layout::left_to_right(Align::Center));
    let mut inner = ui.new_child(builder);
    let ui = &mut inner;
    ui.spacing_mut().item_spacing.x = 8.0;
    for sector in base.sectors.iter().filter_map(|id| plan.sector(id)) {
        sector_badge(ui, plan, sector, lang);
    }
    ui.label(RichText::new(base.name.in_lang(lang)).text_style(fonts::strong()));
    let places: Vec<&str> = base
        .places
        .iter()
        .filter_map(|id| plan.places.iter().find(|place| place.id == *id))
        .map(|place| place.name.in_lang(lang))
        .collect();
    ui.secondary(format::list(&places, lang));
    let has_target = view.assessment.slots.iter().any(|slot| slot.slot.base == base.id);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let words = ctx.say(&Text::ShowCompanies);
        let name = format!("{words} {}", base.name.in_lang(lang));
        let button = ui.icon_button(icons::ARROW_SQUARE_OUT, &words).accessible_name(name);
        if button.clicked() {
            out.push(Post::Go(Filter::of(FilterKey::Base, base.id.as_str()).on(PageId::Companies)));
        }
        if !has_target {
            ui.label(RichText::new(ctx.say(&Text::NoTarget)).color(tokens.text_soft))
                .on_hover_text(ctx.say(&Text::NoTargetWhy));
        }
    });
}
