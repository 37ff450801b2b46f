//! The gates with their proof, and a way to record a check.

use eframe::egui::{Align, Label as TextLabel, Layout, RichText, Ui};

use serde::{Deserialize, Serialize};

use super::{Scene, criteria::source_words, judging_ui};
use crate::{
    domain::{
        company::{GateCheck, GateState},
        day::Lean,
        ids::{GateCheckId, GateId},
    },
    ledger::Action,
    scoring::{GateBasis, GateFinding},
    text::{Label, Lang, Say, format, scoring, ui_companies::CompaniesText as T},
    ui::{
        context::Post,
        pages::companies::forms::{self, FormEnd, day_row, end_ui, panel, row, text_row},
        theme::icons,
        widgets::{UiExt, focus_fresh, gate_mark},
    },
};

/// A check being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateForm {
    gate: GateId,
    state: GateState,
    proof: String,
    day: String,
    #[serde(skip)]
    fault: Option<String>,
    #[serde(skip, default = "forms::fresh")]
    fresh: bool,
}

impl GateForm {
    fn read(&self, scene: Scene<'_, '_>, lang: Lang) -> Result<GateCheck, String> {
        if self.proof.trim().is_empty() {
            return Err(T::NeedProof.say(lang));
        }
        Ok(GateCheck {
            id: GateCheckId::from_uuid(scene.ctx.new_id()),
            company: scene.company.id,
            gate: self.gate.clone(),
            state: self.state,
            proof: self.proof.trim().into(),
            checked_on: forms::date(&self.day, scene.ctx.today, Lean::Past, lang)?,
        })
    }
}

/// Draws the gates.
pub fn ui(ui: &mut Ui, scene: Scene<'_, '_>, form: &mut Option<GateForm>, out: &mut Vec<Post>) {
    let Some(detail) = scene.detail else { return judging_ui(ui, scene) };
    ui.secondary(T::GatesNote.say(scene.ctx.lang));
    ui.add_space(4.0);
    for finding in &detail.card.gates {
        gate_ui(ui, scene, finding, form, out);
        if form.as_ref().is_some_and(|form| form.gate == finding.gate) {
            form_ui(ui, scene, form, out);
        }
        ui.separator();
    }
}

fn gate_ui(ui: &mut Ui, scene: Scene<'_, '_>, finding: &GateFinding, form: &mut Option<GateForm>, out: &mut Vec<Post>) {
    let ctx = scene.ctx;
    let lang = ctx.lang;
    let tokens = ui.tokens();
    let gate = ctx.plan().and_then(|plan| plan.gates.iter().find(|gate| gate.id == finding.gate));
    let name = gate.map_or_else(|| finding.gate.to_string(), |gate| gate.name.in_lang(lang).to_owned());
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ctx.writable {
                if ui.icon_button(icons::PENCIL_SIMPLE, &T::CheckGate { gate: name.clone() }.say(lang)).clicked() {
                    *form = Some(open(finding, ctx.today));
                }
                if let GateBasis::Check { id, .. } = finding.basis
                    && ui
                        .icon_button(icons::ARROW_U_UP_LEFT, &T::WithdrawCheck { gate: name.clone() }.say(lang))
                        .clicked()
                {
                    out.push(Post::act(Action::DeleteGateCheck(id)));
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.scope(|ui| {
                    ui.set_max_width(84.0);
                    gate_mark(ui, finding.state, lang);
                });
                let named = ui.elided(RichText::new(&name).text_style(crate::ui::theme::fonts::strong()));
                if let Some(gate) = gate {
                    named.on_hover_text(source_words(scene, &gate.heading));
                }
            });
        });
    });
    let basis = scoring::gate(&finding.basis).say(lang);
    ui.add(TextLabel::new(RichText::new(basis).color(tokens.text)).wrap());
    if let Some(gate) = gate {
        ui.add(TextLabel::new(RichText::new(gate.text.in_lang(lang)).small().color(tokens.text_soft)).wrap());
    }
}

/// A check that begins where the last one ended.
fn open(finding: &GateFinding, today: jiff::civil::Date) -> GateForm {
    let (state, proof) = match &finding.basis {
        GateBasis::Check { proof, .. } => (finding.state, proof.to_string()),
        _ => (GateState::Pass, String::new()),
    };
    GateForm { gate: finding.gate.clone(), state, proof, day: format::iso_date(today), fault: None, fresh: true }
}

fn form_ui(ui: &mut Ui, scene: Scene<'_, '_>, kept: &mut Option<GateForm>, out: &mut Vec<Post>) {
    let Some(form) = kept else { return };
    let lang = scene.ctx.lang;
    let mut end = FormEnd::Open;
    panel(ui, form.fresh, |ui| {
        row(ui, &T::Finding.say(lang), |ui| {
            ui.horizontal(|ui| {
                for state in GateState::ALL {
                    ui.selectable_value(&mut form.state, *state, state.label(lang));
                }
            })
            .response
        });
        let proof = text_row(ui, &T::Proof.say(lang), &mut form.proof, &T::GateProofHint.say(lang), &mut end);
        focus_fresh(&proof, &mut form.fresh);
        day_row(ui, &T::CheckedOn.say(lang), &mut form.day, (scene.ctx.today, Lean::Past), lang, &mut end);
        end_ui(ui, form.fault.as_deref(), &T::Save.say(lang), lang, &mut end);
    });
    match end {
        FormEnd::Open => {}
        FormEnd::Cancel => *kept = None,
        FormEnd::Save => match form.read(scene, lang) {
            Ok(check) => {
                out.push(Post::act(Action::CheckGate(Box::new(check))));
                *kept = None;
            }
            Err(fault) => form.fault = Some(fault),
        },
    }
}
