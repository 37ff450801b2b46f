//! What is not known, by how far it can move the value: the next best question first.

use eframe::egui::{Align, Layout, RichText, Ui};

use super::{
    FactForm, Scene, Tab,
    criteria::metric_of,
    fact_form::{self, Where},
    judging_ui,
};
use crate::{
    ledger::{Detail, assessment::Prospect, chain_map::Spot},
    scoring::{CellState, Input, Line},
    text::{Say, format, scoring, ui_companies::CompaniesText as T},
    ui::{
        context::{PageContext, Post},
        route::{PageId, Place},
        theme::icons,
        widgets::UiExt,
    },
};

/// Lines that can still move, the farthest first; ties in the order of the model.
fn open_lines(detail: &Detail) -> Vec<(&Line, f64)> {
    let lines = detail.card.scorecard.lines.iter().filter(|line| line.active);
    let open = lines.filter(|line| matches!(line.state, CellState::Missing(_) | CellState::Range));
    let mut open: Vec<(&Line, f64)> = open.map(|line| (line, line.weight * (line.high - line.low) * 100.0)).collect();
    open.sort_by(|one, other| other.1.total_cmp(&one.1));
    open
}

/// How many lines can still move.
pub fn count(detail: &Detail) -> usize {
    open_lines(detail).len()
}

/// Draws the list, with a form where something is being entered.
pub fn ui(ui: &mut Ui, scene: Scene<'_, '_>, tab: &mut Tab, form: &mut Option<FactForm>, out: &mut Vec<Post>) {
    let (Some(detail), Some(view)) = (scene.detail, scene.ctx.view) else { return judging_ui(ui, scene) };
    let lang = scene.ctx.lang;
    let lines = open_lines(detail);
    if lines.is_empty() {
        ui.secondary(T::AllKnown.say(lang));
    } else {
        ui.secondary(T::UnknownsNote.say(lang));
    }
    ui.add_space(4.0);
    for (line, width) in lines {
        let Some((_, criterion)) = view.policy.model.criteria().find(|(_, one)| one.id == line.criterion) else {
            continue;
        };
        let metric = metric_of(criterion);
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                action_ui(ui, scene.ctx, (criterion.input, &detail.prospect), tab, form, out);
                ui.label(RichText::new(format::score(width)).text_style(crate::ui::theme::fonts::strong()))
                    .on_hover_text(T::CanMove { points: format::score(width) }.say(lang));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.label(criterion.name.in_lang(lang));
                    let colour = ui.tokens().text_soft;
                    let why = scoring::cell(line.state, line.active).say(lang);
                    ui.elided(RichText::new(why).small().color(colour));
                });
            });
        });
        if metric.is_some() && form.as_ref().is_some_and(|form| form.is_new_of(metric)) {
            fact_form::ui(ui, scene, form, Where::Unknowns, out);
        }
        let rect = ui.min_rect();
        ui.painter().hline(rect.x_range(), ui.cursor().top() - 1.0, eframe::egui::Stroke::new(1.0, ui.tokens().line));
    }
}

/// The way to find out.
fn action_ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    (input, prospect): (Input, &Prospect),
    tab: &mut Tab,
    form: &mut Option<FactForm>,
    out: &mut Vec<Post>,
) {
    let lang = ctx.lang;
    match input {
        Input::Metric(metric) => {
            ui.add_enabled_ui(ctx.writable, |ui| {
                let words = T::RecordMetric { metric: crate::text::Label::label(metric, lang) }.say(lang);
                if ui.icon_button(icons::PENCIL_SIMPLE, &words).clicked() {
                    *form = Some(FactForm::new(metric, ctx.today));
                }
            });
        }
        Input::SectorFit => {
            if ui.icon_button(icons::QUOTES, &T::SeeEvidence.say(lang)).clicked() {
                *tab = Tab::Evidence;
            }
        }
        Input::Chain => {
            if ui.icon_button(icons::ARROW_SQUARE_OUT, &T::GoLocalList.say(lang)).clicked() {
                // Its list is the one to be marked; without a segment one chooses it there.
                let spot = prospect.segment.clone().map(Spot::Segment);
                let place = spot.map(|spot| Place::part(PageId::Chain, &spot.to_word()));
                out.push(Post::Go(place.unwrap_or_else(|| PageId::Chain.into())));
            }
        }
    }
}
