//! The leads of a company: open one, correct it, move it on.

use eframe::egui::{Align, Layout, RichText, Ui};

use super::{
    Scene,
    drafts::{changed_since_ui, stamp},
    lead_form::{LeadForm, open_leads},
};
use crate::{
    domain::{
        day::Lean,
        ids::{AuthorId, BaseId, LeadId, SegmentId},
        lead::{Lead, Stage},
    },
    ledger::Action,
    text::{Label, Lang, Say, format, scoring, ui_companies::CompaniesText as T, ui_pipeline::PipelineText},
    ui::{
        context::Post,
        pages::{
            companies::forms::{FormEnd, choice_row, day_row, end_ui, figure_row, money_row, panel, text_row},
            lead::{LeadPanel, reviews},
        },
        theme::icons,
        widgets::{UiExt, chip, focus_fresh},
    },
};

/// Draws the leads: which there are, and the one looked at in full.
pub fn ui(
    ui: &mut Ui,
    scene: Scene<'_, '_>,
    form: &mut Option<LeadForm>,
    chosen: &mut Option<LeadId>,
    panel: &mut LeadPanel,
    out: &mut Vec<Post>,
) {
    let Scene { ctx, company, detail } = scene;
    let lang = ctx.lang;
    let leads: Vec<&Lead> = ctx.snapshot.leads.of(company.id).collect();
    let shown = leads.iter().find(|lead| Some(lead.id) == *chosen).or(leads.last()).copied();
    ui.horizontal(|ui| {
        ui.section_title(T::Leads.say(lang));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_enabled_ui(ctx.writable, |ui| {
                if ui.icon_text_button(icons::PLUS, &T::NewLead.say(lang)).clicked() {
                    *form = Some(LeadForm::new(scene));
                }
                let Some(lead) = shown else { return };
                let title = lead.title.to_string();
                if ui.icon_button(icons::TRASH, &T::DeleteLead { title: title.clone() }.say(lang)).clicked() {
                    out.push(Post::act(Action::DeleteLeads(vec![lead.id])));
                }
                if ui.icon_button(icons::PENCIL_SIMPLE, &T::EditLead { title }.say(lang)).clicked() {
                    *form = Some(LeadForm::of(lead, lang));
                }
            });
        });
    });
    if leads.len() > 1 {
        ui.horizontal_wrapped(|ui| {
            for lead in &leads {
                let words = format!("{} · {}", lead.title, lead.stage.label(lang));
                if chip(ui, &words, shown.is_some_and(|shown| shown.id == lead.id)).clicked() {
                    *chosen = Some(lead.id);
                }
            }
        });
        ui.add_space(4.0);
    }
    if form.is_some() {
        form_ui(ui, scene, form, chosen, out);
        ui.add_space(8.0);
    }
    if leads.is_empty() && form.is_none() {
        ui.secondary(T::NoLeads.say(lang));
    }
    reviews::ui(ui, company.id, None, ctx, out);
    if let Some(lead) = shown {
        panel.ui(ui, lead.id, ctx, out);
        ui.add_space(8.0);
    }
    if let Some(detail) = detail {
        let chance = detail.prospect.attainability;
        let why = scoring::chance(chance.basis, chance.by_stage, |stage| stage.label(lang).to_owned()).say(lang);
        ui.secondary(T::ChanceWhy { share: format::share(chance.p), why }.say(lang));
    }
}

fn form_ui(
    ui: &mut Ui,
    scene: Scene<'_, '_>,
    kept: &mut Option<LeadForm>,
    chosen: &mut Option<LeadId>,
    out: &mut Vec<Post>,
) {
    let Some(form) = kept else { return };
    let lang = scene.ctx.lang;
    let mut end = FormEnd::Open;
    panel(ui, form.fresh, |ui| {
        if form.lead.is_none() {
            clash_ui(ui, scene, chosen);
        }
        fields_ui(ui, scene, form, lang, &mut end);
        let asks = form.lead.is_none() && form.warned && open_leads(scene).next().is_some();
        let verb = if asks { PipelineText::NewAnyway.say(lang) } else { T::Save.say(lang) };
        end_ui(ui, form.fault.as_deref(), &verb, lang, &mut end);
    });
    match end {
        FormEnd::Open => {}
        FormEnd::Cancel => *kept = None,
        FormEnd::Save => match form.save(scene, lang) {
            Ok(action) => {
                out.extend(action.map(Post::act));
                *kept = None;
            }
            Err(fault) => form.fault = Some(fault),
        },
    }
}

/// Who is on the company already: a second lead of it is asked about.
fn clash_ui(ui: &mut Ui, scene: Scene<'_, '_>, chosen: &mut Option<LeadId>) {
    let lang = scene.ctx.lang;
    let count = open_leads(scene).count();
    if count == 0 {
        return;
    }
    let ink = ui.tokens().estimate_text;
    ui.horizontal_wrapped(|ui| {
        ui.icon(icons::WARNING_CIRCLE, ink);
        ui.label(RichText::new(PipelineText::NewClash { count }.say(lang)).color(ink));
    });
    for lead in open_leads(scene).take(4) {
        ui.horizontal(|ui| {
            ui.add_space(24.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.link(PipelineText::NewGo.say(lang)).clicked() {
                    *chosen = Some(lead.id);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let owner = lead.owner.and_then(|owner| scene.ctx.snapshot.authors.get(owner.uuid()));
                    let words = PipelineText::NewClashLine {
                        title: lead.title.to_string(),
                        stage: lead.stage.label(lang).to_owned(),
                        owner: owner.map_or_else(|| PipelineText::NoOwner.say(lang), |owner| owner.name.to_string()),
                    };
                    ui.elided(RichText::new(words.say(lang)).small());
                });
            });
        });
    }
}

/// Where a new lead can begin: on the chain, where nothing asks for a reason.
fn first_stages(scene: Scene<'_, '_>, lang: Lang) -> Vec<(Stage, String)> {
    match scene.ctx.rules() {
        Some(rules) => rules
            .stages
            .iter()
            .filter(|rule| !rule.stage.is_aside() && !rule.reason)
            .map(|rule| (rule.stage, rule.name.in_lang(lang).to_owned()))
            .collect(),
        None => Stage::ALL
            .iter()
            .filter(|stage| !stage.is_aside())
            .map(|stage| (*stage, stage.label(lang).to_owned()))
            .collect(),
    }
}

fn fields_ui(ui: &mut Ui, scene: Scene<'_, '_>, form: &mut LeadForm, lang: Lang, end: &mut FormEnd) {
    let ctx = scene.ctx;
    if let Some(lead) = form.lead.and_then(|id| ctx.snapshot.leads.get(id.uuid())) {
        changed_since_ui(ui, &form.was, &stamp(lead), lang);
    }
    let title = text_row(ui, &T::Title.say(lang), &mut form.title, "", end);
    focus_fresh(&title, &mut form.fresh);
    if form.lead.is_none() {
        let stages = first_stages(scene, lang);
        choice_row(ui, &T::Stage.say(lang), "lead stage", &mut form.stage, &stages);
    }
    let none = || T::NoneChosen.say(lang);
    if let Some(plan) = ctx.plan() {
        let bases: Vec<(Option<BaseId>, String)> = [(None, none())]
            .into_iter()
            .chain(plan.bases.iter().map(|base| (Some(base.id.clone()), base.name.in_lang(lang).to_owned())))
            .collect();
        choice_row(ui, &T::Base.say(lang), "lead base", &mut form.base, &bases);
        let segments: Vec<(Option<SegmentId>, String)> = [(None, none())]
            .into_iter()
            .chain(plan.segments().map(|(_, one)| (Some(one.id.clone()), one.name.in_lang(lang).to_owned())))
            .collect();
        choice_row(ui, &T::Segment.say(lang), "lead segment", &mut form.segment, &segments);
    }
    money_row(ui, &T::TotalInvestment.say(lang), &mut form.total, form.currency, lang, end);
    money_row(ui, &T::FixedInvestment.say(lang), &mut form.fixed, form.currency, lang, end);
    let owners: Vec<(Option<AuthorId>, String)> = [(None, none())]
        .into_iter()
        .chain(ctx.snapshot.authors.iter().map(|author| (Some(author.id), author.name.to_string())))
        .collect();
    choice_row(ui, &T::Owner.say(lang), "lead owner", &mut form.owner, &owners);
    figure_row(ui, &T::WinEstimate.say(lang), &mut form.win, "%", end);
    text_row(ui, &T::LeadSource.say(lang), &mut form.source, "", end);
    text_row(ui, &T::NextAction.say(lang), &mut form.next, "", end);
    day_row(ui, &T::NextOn.say(lang), &mut form.next_on, (ctx.today, Lean::Ahead), lang, end);
}
