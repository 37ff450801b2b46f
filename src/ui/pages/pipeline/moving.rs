//! The panel that moves leads to another stage: only to where the rules let them go, with date, proof and reason.

use std::collections::BTreeSet;

use eframe::egui::Ui;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    dialog,
    rows::Rows,
    words::{past_day, stage_name},
};
use crate::{
    domain::{ids::LeadId, lead::Stage},
    ledger::Action,
    text::{Lang, Say, format, ui_pipeline::PipelineText as T},
    ui::{
        context::{PageContext, Post},
        pages::companies::forms::{self, FormEnd, choice_row, end_ui, figure_row, text_row},
        widgets::{UiExt, focus_fresh},
    },
};

/// Leads to be moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveForm {
    /// Each with the stage it stands at.
    leads: Vec<(LeadId, Stage)>,
    title: String,
    targets: Vec<(Stage, String)>,
    to: Stage,
    on: String,
    proof: String,
    note: String,
    #[serde(skip)]
    fault: Option<String>,
    #[serde(skip, default = "forms::fresh")]
    fresh: bool,
}

/// The stages to which at least one lead standing at one of these may go, in the order of the rules.
pub fn targets(rules: &crate::pipeline::Rules, from: &BTreeSet<Stage>) -> Vec<Stage> {
    let stages = rules.stages.iter().map(|rule| rule.stage);
    stages.filter(|to| from.iter().any(|from| rules.allow(*from, *to))).collect()
}

impl MoveForm {
    /// For these leads, to one of the stages wanted (any, when none is named); none when the rules allow none of them.
    pub fn new(leads: &[LeadId], wanted: &[Stage], rows: &Rows, today: Date, lang: Lang) -> Option<Self> {
        let chosen: Vec<(LeadId, Stage)> =
            leads.iter().filter_map(|id| rows.get(*id)).map(|row| (row.id, row.stage)).collect();
        let from: BTreeSet<Stage> = chosen.iter().map(|(_, stage)| *stage).collect();
        let legal = targets(&rows.rules, &from);
        let targets: Vec<(Stage, String)> = legal
            .into_iter()
            .filter(|stage| wanted.is_empty() || wanted.contains(stage))
            .map(|stage| (stage, stage_name(&rows.rules, stage, lang)))
            .collect();
        // The usual step is the next one on the chain.
        let here = from.iter().map(|stage| rows.rules.place(*stage)).max().unwrap_or_default();
        let forward = targets.iter().find(|(stage, _)| rows.rules.place(*stage) > here && !stage.is_aside());
        let to = forward.or(targets.first())?.0;
        let title = match chosen.as_slice() {
            [(one, _)] => T::MoveTitle { title: rows.get(*one)?.title.to_string() },
            many => T::MoveTitleMany { count: format::count(many.len()) },
        };
        Some(Self {
            leads: chosen,
            title: title.say(lang),
            targets,
            to,
            on: format::iso_date(today),
            proof: String::new(),
            note: String::new(),
            fault: None,
            fresh: true,
        })
    }

    /// Which leads.
    pub fn leads(&self) -> Vec<LeadId> {
        self.leads.iter().map(|(lead, _)| *lead).collect()
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Whether anything was written that would be missed.
    pub fn is_touched(&self) -> bool {
        !self.proof.trim().is_empty() || !self.note.trim().is_empty()
    }

    /// The form as it was left, from where the leads stand now; none when they can go nowhere.
    pub fn resumed(&self, rows: &Rows, today: Date, lang: Lang) -> Option<Self> {
        let now = Self::new(&self.leads(), &[], rows, today, lang)?;
        let to = if now.targets.iter().any(|(stage, _)| *stage == self.to) { self.to } else { now.to };
        Some(Self { to, on: self.on.clone(), proof: self.proof.clone(), note: self.note.clone(), ..now })
    }

    /// Draws it over the page; true when it ended.
    pub fn ui(&mut self, ui: &Ui, rows: &Rows, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> bool {
        let lang = ctx.lang;
        let mut end = FormEnd::Open;
        let title = self.title.clone();
        let closed = dialog::ui(ui, "move leads", &title, |ui| {
            self.fields_ui(ui, rows, lang, &mut end);
            ui.add_space(8.0);
            end_ui(ui, self.fault.as_deref(), &T::MoveVerb.say(lang), lang, &mut end);
        });
        if closed && end == FormEnd::Open {
            end = FormEnd::Cancel;
        }
        match end {
            FormEnd::Open => false,
            FormEnd::Cancel => true,
            FormEnd::Save => match self.read(rows, ctx.today, lang) {
                Ok(action) => {
                    out.push(Post::act(action));
                    true
                }
                Err(fault) => {
                    self.fault = Some(fault);
                    false
                }
            },
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, rows: &Rows, lang: Lang, end: &mut FormEnd) {
        if let [(_, stage)] = self.leads.as_slice() {
            ui.secondary(T::MoveFrom { stage: stage_name(&rows.rules, *stage, lang) }.say(lang));
            ui.add_space(4.0);
        }
        choice_row(ui, &T::MoveTo.say(lang), "move to", &mut self.to, &self.targets);
        let rest = self.leads.len() - self.movable(rows).len();
        ui.vertical(|ui| {
            if rest == 0 {
                return;
            }
            let colour = ui.tokens().estimate_text;
            let words = T::MoveRest { count: format::count(rest) }.say(lang);
            ui.label(eframe::egui::RichText::new(words).small().color(colour));
        });
        figure_row(ui, &T::MoveOn.say(lang), &mut self.on, &T::DayHint.say(lang), end);
        let rule = rows.rules.stage(self.to);
        let asks_proof = rule.is_some_and(|rule| rule.proof);
        let asks_reason = rule.is_some_and(|rule| rule.reason);
        let hint = if asks_proof { T::MoveProofHint.say(lang) } else { String::new() };
        let proof = text_row(ui, &T::MoveProof.say(lang), &mut self.proof, &hint, end);
        // A part of its own, whether asked or not: the field below keeps its focus.
        ui.horizontal(|ui| {
            if asks_proof {
                // Under the field it is about.
                ui.add_space(112.0);
                let words = if self.leads.len() == 1 { T::MoveProofAsked } else { T::MoveProofMany };
                ui.secondary(words.say(lang));
            }
        });
        let first = asks_proof.then_some(proof);
        let label = if asks_reason { T::MoveReason } else { T::MoveNote };
        let note = text_row(ui, &label.say(lang), &mut self.note, "", end);
        focus_fresh(&first.unwrap_or(note), &mut self.fresh);
    }

    /// The leads that may go where they shall.
    fn movable(&self, rows: &Rows) -> Vec<LeadId> {
        self.leads.iter().filter(|(_, from)| rows.rules.allow(*from, self.to)).map(|(lead, _)| *lead).collect()
    }

    fn read(&self, rows: &Rows, today: Date, lang: Lang) -> Result<Action, String> {
        let on = past_day(&self.on, today, lang)?;
        let asks_reason = rows.rules.stage(self.to).is_some_and(|rule| rule.reason);
        if asks_reason && self.note.trim().is_empty() {
            return Err(T::NeedReason.say(lang));
        }
        let (proof, note) = (self.proof.trim().into(), self.note.trim().into());
        Ok(match (self.leads.as_slice(), self.movable(rows)) {
            ([(lead, _)], _) => Action::MoveLead { lead: *lead, to: self.to, on, proof, note },
            (_, leads) => Action::MoveLeads { leads, to: self.to, on, proof, note },
        })
    }
}
