//! The four outputs side by side, and how the priority is made of them.

use eframe::egui::{
    Align, Color32, CornerRadius, Label, Layout, Rect, RichText, Role, Sense, Stroke, StrokeKind, TextStyle, Ui,
    UiBuilder, WidgetInfo, text::LayoutJob, vec2,
};

use super::{Scene, Tab, judging_ui};
use crate::{
    domain::{
        company::{GateState, HonourKind},
        lead::Stage,
    },
    ledger::assessment::{Need, Prospect},
    text::{Label as _, Lang, Say, format, scoring, ui_companies::CompaniesText as T},
    ui::{
        pages::companies::columns::class_range,
        theme::{
            fonts, icons,
            tokens::{RADIUS, ROW},
        },
        widgets::{IntervalBar, UiExt},
    },
};

/// Height of a tile.
const HEIGHT: f32 = 92.0;
/// Between two tiles.
const GAP: f32 = 8.0;

/// One output.
struct Tile {
    title: String,
    figure: String,
    ink: Option<Color32>,
    /// A word behind the figure that takes something away from it.
    doubt: Option<String>,
    note: String,
    /// Low, value, high, estimated.
    bar: Option<(f64, f64, f64, bool)>,
    to: Reasons,
}

/// Where the reasons of an output stand.
#[derive(Clone, Copy)]
enum Reasons {
    Part(Tab),
    Factors,
}

/// Draws the four outputs; a click goes to the reasons.
pub fn ui(ui: &mut Ui, scene: Scene<'_, '_>, tab: &mut Tab, factors: &mut bool) {
    let Some(detail) = scene.detail else { return judging_ui(ui, scene) };
    let lang = scene.ctx.lang;
    let prospect = &detail.prospect;
    let tiles = [gates(scene, prospect), value(prospect, lang), chance(prospect, lang), need(scene, prospect)];
    let width = (ui.available_width() - GAP * 3.0) / 4.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for tile in &tiles {
            if tile_ui(ui, tile, width, lang) {
                match tile.to {
                    Reasons::Part(part) => *tab = part,
                    Reasons::Factors => *factors = true,
                }
            }
        }
    });
    ui.add_space(4.0);
    priority_ui(ui, scene, prospect, factors);
}

fn gates(scene: Scene<'_, '_>, prospect: &Prospect) -> Tile {
    let lang = scene.ctx.lang;
    let tokens = scene.ctx.tokens;
    let findings = scene.detail.map(|detail| detail.card.gates.as_slice()).unwrap_or_default();
    let with = |state: GateState| findings.iter().filter(|finding| finding.state == state).count();
    let note = match prospect.gate {
        GateState::Pass => T::GatesAllPass { count: findings.len() },
        GateState::Unknown => T::GatesOpen { count: with(GateState::Unknown) },
        GateState::Fail => T::GatesFail { count: with(GateState::Fail) },
    };
    Tile {
        title: T::Gate.say(lang),
        figure: prospect.gate.label(lang).to_owned(),
        ink: (prospect.gate == GateState::Fail).then_some(tokens.error),
        doubt: None,
        note: note.say(lang),
        bar: None,
        to: Reasons::Part(Tab::Gates),
    }
}

fn value(prospect: &Prospect, lang: Lang) -> Tile {
    let class = class_range(prospect.class);
    let interval = format::interval(prospect.low, prospect.high);
    Tile {
        title: T::ValueAndClass { class }.say(lang),
        figure: format::score(prospect.value),
        ink: None,
        doubt: prospect.low_coverage.then(|| scoring::SeatText::LowCoverage.say(lang)),
        note: T::IntervalPlain { interval }.say(lang),
        bar: Some((prospect.low, prospect.value, prospect.high, prospect.low_coverage)),
        to: Reasons::Part(Tab::Score),
    }
}

fn chance(prospect: &Prospect, lang: Lang) -> Tile {
    let chance = prospect.attainability;
    let stage = |stage: Stage| stage.label(lang).to_owned();
    Tile {
        title: T::Attainability.say(lang),
        figure: format::share(chance.p),
        ink: None,
        doubt: None,
        note: scoring::chance(chance.basis, chance.by_stage, stage).say(lang),
        bar: None,
        to: Reasons::Part(Tab::Lead),
    }
}

fn need(scene: Scene<'_, '_>, prospect: &Prospect) -> Tile {
    let lang = scene.ctx.lang;
    let honour = |kind: HonourKind| kind.label(lang).to_owned();
    let slot = prospect.slot.as_ref().map(|slot| {
        let base = scene.ctx.plan().and_then(|plan| plan.base(&slot.base));
        let base = base.map_or_else(|| slot.base.to_string(), |base| base.name.in_lang(lang).to_owned());
        T::Slot { base, tier: slot.tier.label(lang) }.say(lang)
    });
    let (figure, note) = match prospect.need {
        Need::Known { need, .. } => (format::fixed(need, 2), slot.unwrap_or_default()),
        Need::Unknown(reason) => (T::NoTarget.say(lang), scoring::no_need(reason, honour).say(lang)),
    };
    Tile { title: T::Need.say(lang), figure, ink: None, doubt: None, note, bar: None, to: Reasons::Factors }
}

/// Draws a tile; true when it was clicked.
fn tile_ui(ui: &mut Ui, tile: &Tile, width: f32, lang: Lang) -> bool {
    let tokens = ui.tokens();
    let (rect, response) = ui.allocate_exact_size(vec2(width.max(60.0), HEIGHT), Sense::click());
    let notes: Vec<String> = tile.doubt.iter().chain([&tile.note]).filter(|note| !note.is_empty()).cloned().collect();
    let note = format::clauses(&notes, lang);
    let words = T::Output { title: tile.title.clone(), figure: tile.figure.clone(), note }.say(lang);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words.clone()));
    if ui.is_rect_visible(rect) {
        let line = if response.hovered() || response.has_focus() { tokens.line_strong } else { tokens.line };
        let radius = CornerRadius::same(RADIUS);
        ui.painter().rect(rect, radius, tokens.raised, Stroke::new(1.0, line), StrokeKind::Inside);
        let inside = rect.shrink2(vec2(8.0, 6.0));
        let mut inner = ui.new_child(UiBuilder::new().max_rect(inside).layout(Layout::top_down(Align::Min)));
        inner.spacing_mut().item_spacing.y = 0.0;
        inner.elided(RichText::new(&tile.title).small().color(tokens.text_soft));
        let figure = RichText::new(&tile.figure).text_style(fitting(ui, &tile.figure, inside.width()));
        let figure = figure.color(tile.ink.unwrap_or(tokens.text));
        inner.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.elided(figure);
            if let Some(doubt) = &tile.doubt
                && fits(ui, doubt, TextStyle::Small, ui.available_width())
            {
                ui.label(RichText::new(doubt).small().color(tokens.estimate_text));
            }
        });
        if tile.bar.is_some() {
            let ink = if tile.doubt.is_some() { tokens.estimate_text } else { tokens.text_soft };
            inner.elided(RichText::new(&tile.note).small().color(ink));
        } else {
            note_ui(&mut inner, &tile.note);
        }
        if let Some((low, value, high, estimated)) = tile.bar {
            let place = Rect::from_min_max(
                eframe::egui::pos2(inside.left(), inside.bottom() - 9.0),
                eframe::egui::pos2(inside.right(), inside.bottom() + 1.0),
            );
            IntervalBar::new(low, value, high, lang).estimated(estimated).paint(ui.painter(), place, tokens);
        }
    }
    response.on_hover_text(words).clicked()
}

/// Whether words fit a width on one line.
fn fits(ui: &Ui, words: &str, style: TextStyle, width: f32) -> bool {
    let font = style.resolve(ui.style());
    ui.painter().layout_no_wrap(words.to_owned(), font, Color32::PLACEHOLDER).size().x <= width
}

/// The largest style in which a figure, or the word in its place, fits a width.
fn fitting(ui: &Ui, words: &str, width: f32) -> TextStyle {
    let styles = [TextStyle::Heading, fonts::section(), fonts::strong()];
    styles.into_iter().find(|style| fits(ui, words, style.clone(), width)).unwrap_or_else(fonts::strong)
}

/// A note of two lines at most; what is longer ends with ….
fn note_ui(ui: &mut Ui, note: &str) {
    let font = TextStyle::Small.resolve(ui.style());
    let mut job = LayoutJob::simple(note.to_owned(), font, ui.tokens().text_soft, ui.available_width());
    job.wrap.max_rows = 2;
    ui.label(job);
}

/// The priority and, opened, its four factors with where each comes from.
fn priority_ui(ui: &mut Ui, scene: Scene<'_, '_>, prospect: &Prospect, opened: &mut bool) {
    let lang = scene.ctx.lang;
    let Some(view) = scene.ctx.view else { return };
    let tier = prospect.tier.tier;
    let worth = view.policy.model.slot_value(tier);
    ui.horizontal(|ui| {
        let arrow = if *opened { icons::CARET_DOWN } else { icons::CARET_RIGHT };
        if ui.icon_button(arrow, &T::PriorityParts.say(lang)).clicked() {
            *opened = !*opened;
        }
        ui.label(RichText::new(T::Priority.say(lang)).text_style(fonts::strong()));
        match (prospect.priority, prospect.need) {
            (Some(priority), Need::Known { need, .. }) => {
                ui.label(RichText::new(format::fixed(priority, 2)).text_style(fonts::strong()));
                let product = T::Product4 {
                    chance: format::fixed(prospect.attainability.p, 2),
                    value: format::fixed(prospect.value / 100.0, 3),
                    worth: format::number(worth, 1),
                    need: format::fixed(need, 2),
                };
                let colour = ui.tokens().text_soft;
                ui.elided(RichText::new(product.say(lang)).small().color(colour));
            }
            _ => {
                ui.elided(RichText::new(T::NoPriority.say(lang)).small().color(ui.tokens().text_soft));
            }
        }
    });
    if *opened {
        factors_ui(ui, scene, prospect, worth);
    }
}

fn factors_ui(ui: &mut Ui, scene: Scene<'_, '_>, prospect: &Prospect, worth: f64) {
    let lang = scene.ctx.lang;
    let Some(view) = scene.ctx.view else { return };
    let honour = |kind: HonourKind| kind.label(lang).to_owned();
    let stage = |stage: Stage| stage.label(lang).to_owned();
    let tier = prospect.tier.tier;
    let slot_value = view.policy.model.slot_values.iter().find(|entry| entry.tier == tier);
    let chance = prospect.attainability;
    let (need, why_need) = match prospect.need {
        Need::Known { need, eligibility } => {
            (format::fixed(need, 2), scoring::eligibility(eligibility, honour).say(lang))
        }
        Need::Unknown(reason) => (T::NoTarget.say(lang), scoring::no_need(reason, honour).say(lang)),
    };
    let why_need = [why_need, slot_words(scene, prospect)].into_iter().filter(|part| !part.is_empty());
    let rows = [
        (T::Attainability, format::fixed(chance.p, 2), scoring::chance(chance.basis, chance.by_stage, stage).say(lang)),
        (
            T::Value,
            format::fixed(prospect.value / 100.0, 3),
            T::ValueShare { value: format::score(prospect.value) }.say(lang),
        ),
        (
            T::SlotValue,
            format::number(worth, 1),
            T::SlotValueOf {
                tier: tier.label(lang),
                source: slot_value.map_or_else(String::new, |entry| entry.source.0.clone()),
            }
            .say(lang),
        ),
        (T::Need, need, format::clauses(&why_need.collect::<Vec<_>>(), lang)),
    ];
    for (title, figure, why) in rows {
        ui.horizontal_top(|ui| {
            ui.add_space(ROW);
            ui.allocate_ui_with_layout(vec2(72.0, 20.0), Layout::left_to_right(Align::Min), |ui| {
                ui.set_min_width(72.0);
                ui.secondary(title.say(lang));
            });
            ui.allocate_ui_with_layout(vec2(72.0, 20.0), Layout::right_to_left(Align::Min), |ui| {
                ui.set_min_width(72.0);
                ui.label(figure);
            });
            ui.add_space(8.0);
            let colour = ui.tokens().text_soft;
            ui.add(Label::new(RichText::new(why).small().color(colour)).wrap());
        });
    }
}

/// How the slot stands: its range, who has landed, what is to be expected, to which day it counts.
fn slot_words(scene: Scene<'_, '_>, prospect: &Prospect) -> String {
    let lang = scene.ctx.lang;
    let Some(view) = scene.ctx.view else { return String::new() };
    let Some(state) =
        prospect.slot.as_ref().and_then(|slot| view.assessment.slots.iter().find(|one| one.slot == *slot))
    else {
        return String::new();
    };
    let words = T::SlotState {
        min: state.range.min,
        max: state.range.max,
        landed: state.landed.len(),
        open: state.open.len(),
        reaches: format::share(state.outlook.reaches_min),
    }
    .say(lang);
    if !state.passed {
        return words;
    }
    let passed =
        scoring::SeatText::Passed { day: format::iso_date(state.by), target: format::iso_date(state.counted_to) };
    format::clauses(&[words, passed.say(lang)], lang)
}
