//! The leads of a company: open one, correct it, move it on.

use eframe::egui::{Align, ComboBox, Grid, Layout, RichText, Ui};

use super::{
    Scene,
    drafts::{changed_since_ui, stamp},
    lead_form::{LeadForm, MoveForm},
};
use crate::{
    domain::{
        ids::{AuthorId, BaseId, SegmentId},
        lead::{Lead, Stage},
    },
    ledger::Action,
    text::{Label, Lang, Say, format, scoring, ui_companies::CompaniesText as T},
    ui::{
        context::Post,
        pages::companies::{
            columns::next_action,
            forms::{FormEnd, choice_row, end_ui, figure_row, panel, text_row},
        },
        theme::icons,
        widgets::UiExt,
    },
};

/// Draws the leads.
pub fn ui(
    ui: &mut Ui,
    scene: Scene<'_, '_>,
    form: &mut Option<LeadForm>,
    stage: &mut Option<MoveForm>,
    out: &mut Vec<Post>,
) {
    let Scene { ctx, company, detail } = scene;
    let lang = ctx.lang;
    ui.horizontal(|ui| {
        ui.section_title(T::Leads.say(lang));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_enabled_ui(ctx.writable, |ui| {
                if ui.icon_text_button(icons::PLUS, &T::NewLead.say(lang)).clicked() {
                    *form = Some(LeadForm::new(scene));
                }
            });
        });
    });
    if form.as_ref().is_some_and(|form| form.lead.is_none()) {
        form_ui(ui, scene, form, out);
    }
    let leads: Vec<&Lead> = ctx.snapshot.leads.of(company.id).collect();
    if leads.is_empty() && form.is_none() {
        ui.secondary(T::NoLeads.say(lang));
    }
    for lead in &leads {
        if form.as_ref().is_some_and(|form| form.lead == Some(lead.id)) {
            form_ui(ui, scene, form, out);
        } else {
            lead_ui(ui, scene, lead, form, stage, out);
        }
        ui.add_space(8.0);
    }
    if let Some(detail) = detail {
        let chance = detail.prospect.attainability;
        let why = scoring::chance(chance.basis, chance.by_stage, |stage| stage.label(lang).to_owned()).say(lang);
        ui.secondary(T::ChanceWhy { share: format::share(chance.p), why }.say(lang));
    }
}

fn lead_ui(
    ui: &mut Ui,
    scene: Scene<'_, '_>,
    lead: &Lead,
    form: &mut Option<LeadForm>,
    stage: &mut Option<MoveForm>,
    out: &mut Vec<Post>,
) {
    let ctx = scene.ctx;
    let lang = ctx.lang;
    ui.wide_card(|ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ctx.writable {
                    let title = lead.title.to_string();
                    if ui.icon_button(icons::TRASH, &T::DeleteLead { title: title.clone() }.say(lang)).clicked() {
                        out.push(Post::act(Action::DeleteLeads(vec![lead.id])));
                    }
                    if ui.icon_button(icons::PENCIL_SIMPLE, &T::EditLead { title }.say(lang)).clicked() {
                        *form = Some(LeadForm::of(lead));
                    }
                    stage_box_ui(ui, scene, lead, stage);
                } else {
                    ui.label(lead.stage.label(lang));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let title = RichText::new(&*lead.title).text_style(crate::ui::theme::fonts::strong());
                    ui.elided(title);
                });
            });
        });
        if stage.as_ref().is_some_and(|form| form.lead == lead.id) {
            move_ui(ui, scene, stage, out);
        }
        facts_ui(ui, scene, lead);
    });
}

/// What is known of a lead, in two columns.
fn facts_ui(ui: &mut Ui, scene: Scene<'_, '_>, lead: &Lead) {
    let ctx = scene.ctx;
    let lang = ctx.lang;
    let base = lead.base.as_ref().and_then(|id| ctx.plan()?.base(id)).map(|base| base.name.in_lang(lang).to_owned());
    let segment = lead.segment.as_ref().and_then(|id| ctx.plan()?.segment(id));
    let money = |amount: Option<crate::domain::units::Amount>| amount.map(|amount| format::money(amount, None, lang));
    let owner = lead.owner.and_then(|id| ctx.snapshot.authors.get(id.uuid())).map(|author| author.name.to_string());
    let rows = [
        (T::StageSince, lead.stage_since.map(format::iso_date)),
        (T::Base, base),
        (T::Segment, segment.map(|(_, segment)| segment.name.in_lang(lang).to_owned())),
        (T::TotalInvestment, money(lead.total_investment)),
        (T::FixedInvestment, money(lead.fixed_investment)),
        (T::Owner, owner),
        (T::WinEstimate, lead.win_estimate.map(format::percent)),
        (T::LeadSource, Some(lead.source.to_string())),
        (T::NextAction, Some(next_action(lead, lang))),
        (T::LossReason, Some(lead.loss_reason.to_string())),
    ];
    Grid::new(("lead", lead.id)).num_columns(2).min_col_width(72.0).spacing([12.0, 4.0]).show(ui, |ui| {
        for (title, words) in rows {
            if let Some(words) = words.filter(|words| !words.is_empty()) {
                ui.secondary(title.say(lang));
                ui.add(eframe::egui::Label::new(words).wrap());
                ui.end_row();
            }
        }
    });
}

/// The stage, and where the lead may go from it.
fn stage_box_ui(ui: &mut Ui, scene: Scene<'_, '_>, lead: &Lead, form: &mut Option<MoveForm>) {
    let lang = scene.ctx.lang;
    ComboBox::from_id_salt(("stage", lead.id))
        .selected_text(lead.stage.label(lang))
        .width(104.0)
        .height(400.0)
        .show_ui(ui, |ui| {
            let stages = scene.ctx.rules().map(|rules| rules.stages.as_slice()).unwrap_or_default();
            let may = |to: &Stage| scene.ctx.rules().is_some_and(|rules| rules.allow(lead.stage, *to));
            for to in stages.iter().map(|rule| rule.stage).filter(may) {
                if ui.selectable_label(false, to.label(lang)).clicked() {
                    *form = Some(MoveForm::new(lead.id, to, scene.ctx.today));
                }
            }
        })
        .response
        .accessible_name(T::MoveTo { stage: lead.stage.label(lang) }.say(lang));
}

fn move_ui(ui: &mut Ui, scene: Scene<'_, '_>, kept: &mut Option<MoveForm>, out: &mut Vec<Post>) {
    let Some(form) = kept else { return };
    let lang = scene.ctx.lang;
    let mut end = FormEnd::Open;
    panel(ui, form.fresh, |ui| {
        form.fresh = false;
        ui.strong_text(T::MovingTo { stage: form.to.label(lang) }.say(lang));
        figure_row(ui, &T::MovedOn.say(lang), &mut form.on, &T::DateHint.say(lang), &mut end);
        text_row(ui, &T::Proof.say(lang), &mut form.proof, &T::MoveProofHint.say(lang), &mut end);
        let note = if form.to == Stage::Lost { T::Reason } else { T::Note };
        text_row(ui, &note.say(lang), &mut form.note, "", &mut end);
        end_ui(ui, form.fault.as_deref(), &T::Move.say(lang), lang, &mut end);
    });
    match end {
        FormEnd::Open => {}
        FormEnd::Cancel => *kept = None,
        FormEnd::Save => match form.read(scene.ctx.today, lang) {
            Ok(action) => {
                out.push(Post::act(action));
                *kept = None;
            }
            Err(fault) => form.fault = Some(fault),
        },
    }
}

fn form_ui(ui: &mut Ui, scene: Scene<'_, '_>, kept: &mut Option<LeadForm>, out: &mut Vec<Post>) {
    let Some(form) = kept else { return };
    let lang = scene.ctx.lang;
    let mut end = FormEnd::Open;
    panel(ui, form.fresh, |ui| {
        fields_ui(ui, scene, form, lang, &mut end);
        end_ui(ui, form.fault.as_deref(), &T::Save.say(lang), lang, &mut end);
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

fn fields_ui(ui: &mut Ui, scene: Scene<'_, '_>, form: &mut LeadForm, lang: Lang, end: &mut FormEnd) {
    let ctx = scene.ctx;
    if let Some(lead) = form.lead.and_then(|id| ctx.snapshot.leads.get(id.uuid())) {
        changed_since_ui(ui, &form.was, &stamp(lead), lang);
    }
    let title = text_row(ui, &T::Title.say(lang), &mut form.title, "", end);
    if std::mem::take(&mut form.fresh) {
        title.request_focus();
    }
    if form.lead.is_none() {
        let stages: Vec<(Stage, String)> =
            Stage::ALL.iter().map(|stage| (*stage, stage.label(lang).to_owned())).collect();
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
    let wan = crate::domain::units::Unit::WanYuan.label(lang);
    figure_row(ui, &T::TotalInvestment.say(lang), &mut form.total, wan, end);
    figure_row(ui, &T::FixedInvestment.say(lang), &mut form.fixed, wan, end);
    let owners: Vec<(Option<AuthorId>, String)> = [(None, none())]
        .into_iter()
        .chain(ctx.snapshot.authors.iter().map(|author| (Some(author.id), author.name.to_string())))
        .collect();
    choice_row(ui, &T::Owner.say(lang), "lead owner", &mut form.owner, &owners);
    figure_row(ui, &T::WinEstimate.say(lang), &mut form.win, "%", end);
    text_row(ui, &T::LeadSource.say(lang), &mut form.source, "", end);
    text_row(ui, &T::NextAction.say(lang), &mut form.next, "", end);
    figure_row(ui, &T::NextOn.say(lang), &mut form.next_on, &T::DateHint.say(lang), end);
}
