//! The facts of a company with day and source, corrected in place.

use eframe::egui::{Align, Layout, RichText, Stroke, Ui};

use super::{
    FactForm, Scene,
    fact_form::{self, Where},
};
use crate::{
    domain::fact::{Fact, FactState, Metric},
    ledger::Action,
    text::{Label, Lang, Say, facts::fact_value, format, scoring, ui_companies::CompaniesText as T},
    ui::{
        context::{PageContext, Post},
        theme::icons,
        widgets::UiExt,
    },
};

/// Width of the names of metrics.
const NAME: f32 = 132.0;

/// Draws the facts.
pub fn ui(ui: &mut Ui, scene: Scene<'_, '_>, form: &mut Option<FactForm>, out: &mut Vec<Post>) {
    let Scene { ctx, company, .. } = scene;
    let lang = ctx.lang;
    ui.horizontal(|ui| {
        ui.section_title(T::Facts.say(lang));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_enabled_ui(ctx.writable, |ui| {
                if ui.icon_text_button(icons::PLUS, &T::RecordFact.say(lang)).clicked() {
                    *form = Some(FactForm::new(Metric::Revenue, ctx.today));
                }
            });
        });
    });
    if form.as_ref().is_some_and(|form| form.fact.is_none()) {
        fact_form::ui(ui, scene, form, Where::Facts, out);
    }
    let mut facts: Vec<&Fact> = ctx.snapshot.facts.of(company.id).collect();
    // By metric; within one the newest first, which is the one that speaks.
    facts.sort_by(|one, other| {
        one.metric.cmp(&other.metric).then(other.as_of.cmp(&one.as_of)).then(other.id.cmp(&one.id))
    });
    if facts.is_empty() && form.is_none() {
        ui.secondary(T::NoFacts.say(lang));
    }
    let mut last = None;
    for fact in facts {
        let superseded = last == Some(fact.metric);
        last = Some(fact.metric);
        fact_ui(ui, fact, superseded, ctx, form, out);
        if form.as_ref().is_some_and(|form| form.fact == Some(fact.id)) {
            fact_form::ui(ui, scene, form, Where::Facts, out);
        }
    }
}

fn fact_ui(
    ui: &mut Ui,
    fact: &Fact,
    superseded: bool,
    ctx: &PageContext<'_>,
    form: &mut Option<FactForm>,
    out: &mut Vec<Post>,
) {
    let lang = ctx.lang;
    let tokens = ui.tokens();
    let row = ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        let (rect, _) = ui.allocate_exact_size(eframe::egui::vec2(NAME, 24.0), eframe::egui::Sense::hover());
        if !superseded {
            ui.place(rect, |ui: &mut Ui| {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.elided(fact.metric.label(lang))).inner
            });
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ctx.writable {
                let metric = fact.metric.label(lang);
                if ui.icon_button(icons::TRASH, &T::DeleteFact { metric }.say(lang)).clicked() {
                    out.push(Post::act(Action::DeleteFact(fact.id)));
                }
                if ui.icon_button(icons::PENCIL_SIMPLE, &T::EditFact { metric }.say(lang)).clicked() {
                    *form = Some(FactForm::of(fact));
                }
            }
            let day = fact.as_of.map_or_else(|| T::Undated.say(lang), format::iso_date);
            ui.secondary(day);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let known = matches!(fact.state, FactState::Known | FactState::Range);
                let ink = if superseded || !known { tokens.text_soft } else { tokens.text };
                ui.label(RichText::new(fact_value(fact, lang)).color(ink));
                let source = source_of(fact, lang);
                ui.elided(RichText::new(&source).small().color(tokens.text_soft))
                    .on_hover_text(hover(fact, ctx, source));
            });
        });
    });
    ui.painter().hline(row.response.rect.x_range(), row.response.rect.bottom() + 1.0, Stroke::new(1.0, tokens.line));
}

fn source_of(fact: &Fact, lang: Lang) -> String {
    if fact.source.trim().is_empty() { scoring::ProofText::FactUnsourced.say(lang) } else { fact.source.to_string() }
}

/// Source, what was written there, and who entered it.
fn hover(fact: &Fact, ctx: &PageContext<'_>, source: String) -> String {
    let author = fact.author.and_then(|author| ctx.snapshot.authors.get(author.uuid()));
    let author = author.map(|author| T::EnteredBy { name: author.name.to_string() }.say(ctx.lang));
    let note = Some(fact.note.to_string()).filter(|note| !note.is_empty());
    [Some(source), note, author].into_iter().flatten().collect::<Vec<_>>().join("\n")
}
