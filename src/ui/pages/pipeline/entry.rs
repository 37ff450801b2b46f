//! An entry about a lead: what was done and what comes next, or why nothing was done.

use eframe::egui::{TextEdit, Ui};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    dialog,
    rows::LeadRow,
    words::{day_of, past_day},
};
use crate::{
    domain::{
        activity::{Activity, ActivityKind},
        ids::{ActivityId, CompanyId, LeadId},
        lead::Lead,
        record::{Cell, Entity, Record as _, Text},
    },
    ledger::{Action, Edit},
    text::{Label, Lang, Say, format, ui_pipeline::PipelineText as T},
    ui::{
        context::{PageContext, Post},
        pages::{
            companies::forms::{self, FormEnd, choice_row, end_ui, figure_row, text_row},
            lead::field,
        },
        widgets::{focus_fresh, save_pressed},
    },
};

/// What counts as progress, the usual first.
const KINDS: [ActivityKind; 7] = [
    ActivityKind::Call,
    ActivityKind::Visit,
    ActivityKind::Reception,
    ActivityKind::Meeting,
    ActivityKind::FairTalk,
    ActivityKind::Message,
    ActivityKind::Progress,
];

/// An entry being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryForm {
    lead: LeadId,
    company: CompanyId,
    title: Text,
    kind: ActivityKind,
    on: String,
    content: String,
    next: String,
    next_on: String,
    /// Next action and its day as they were.
    was: (String, String),
    #[serde(skip)]
    fault: Option<String>,
    #[serde(skip, default = "forms::fresh")]
    fresh: bool,
}

impl EntryForm {
    /// What was done about a lead.
    pub fn progress(row: &LeadRow, today: Date) -> Self {
        let next_on = row.next_on.map(format::iso_date).unwrap_or_default();
        Self {
            lead: row.id,
            company: row.company,
            title: row.title.clone(),
            kind: ActivityKind::Call,
            on: format::iso_date(today),
            content: String::new(),
            next: row.next.to_string(),
            next_on: next_on.clone(),
            was: (row.next.to_string(), next_on),
            fault: None,
            fresh: true,
        }
    }

    /// Why nothing was done about it.
    pub fn standstill(row: &LeadRow, today: Date) -> Self {
        Self { kind: ActivityKind::Standstill, ..Self::progress(row, today) }
    }

    /// Whose.
    pub const fn lead(&self) -> LeadId {
        self.lead
    }

    /// Whether it says why nothing was done.
    pub fn explains(&self) -> bool {
        self.kind == ActivityKind::Standstill
    }

    /// Whether anything was written that would be missed.
    pub fn is_touched(&self) -> bool {
        !self.content.trim().is_empty() || (&self.next, &self.next_on) != (&self.was.0, &self.was.1)
    }

    /// What it is called.
    pub fn title(&self, lang: Lang) -> String {
        let title = self.title.to_string();
        let words = if self.explains() { T::StandstillTitle { title } } else { T::ProgressTitle { title } };
        words.say(lang)
    }

    /// Draws it over the page; true when it ended.
    pub fn ui(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> bool {
        let lang = ctx.lang;
        let mut end = FormEnd::Open;
        let title = self.title(lang);
        let closed = dialog::ui(ui, "lead entry", &title, |ui| {
            self.fields_ui(ui, lang, &mut end);
            ui.add_space(8.0);
            end_ui(ui, self.fault.as_deref(), &T::Save.say(lang), lang, &mut end);
        });
        if closed && end == FormEnd::Open {
            end = FormEnd::Cancel;
        }
        match end {
            FormEnd::Open => false,
            FormEnd::Cancel => true,
            FormEnd::Save => match self.read(ctx, lang) {
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

    fn fields_ui(&mut self, ui: &mut Ui, lang: Lang, end: &mut FormEnd) {
        let explains = self.explains();
        if !explains {
            let kinds: Vec<(ActivityKind, String)> =
                KINDS.iter().map(|kind| (*kind, kind.label(lang).to_owned())).collect();
            choice_row(ui, &T::EntryKind.say(lang), "entry kind", &mut self.kind, &kinds);
        }
        let label = if explains { T::EntryReason } else { T::EntryContent };
        let content = forms::row(ui, &label.say(lang), |ui| {
            ui.add(TextEdit::multiline(&mut self.content).desired_rows(3).desired_width(320.0))
        });
        focus_fresh(&content, &mut self.fresh);
        if content.has_focus() && save_pressed(ui) {
            *end = FormEnd::Save;
        }
        figure_row(ui, &T::MoveOn.say(lang), &mut self.on, &T::DayHint.say(lang), end);
        if !explains {
            text_row(ui, &T::ColumnNext.say(lang), &mut self.next, "", end);
            figure_row(ui, &T::ColumnNextOn.say(lang), &mut self.next_on, &T::DayHint.say(lang), end);
        }
    }

    fn read(&self, ctx: &PageContext<'_>, lang: Lang) -> Result<Action, String> {
        if self.content.trim().is_empty() {
            return Err(T::NeedContent.say(lang));
        }
        let on_day = past_day(&self.on, ctx.today, lang)?;
        let next_on = day_of(&self.next_on, ctx.today, lang)?;
        let activity = Activity {
            id: ActivityId::from_uuid(ctx.new_id()),
            company: self.company,
            lead: Some(self.lead),
            kind: self.kind,
            on_day,
            content: self.content.trim().into(),
            people: Text::default(),
            author: ctx.author(),
        };
        let mut edits = Vec::new();
        if self.next != self.was.0 {
            edits.push(Edit::new("next_action", Text::from(self.next.trim()).to_value()));
        }
        if self.next_on != self.was.1 {
            edits.push(Edit::new("next_action_on", next_on.to_value()));
        }
        if let Some(lead) = ctx.snapshot.leads.get(self.lead.uuid()) {
            let late: Vec<Edit> = edits.iter().filter(|edit| self.is_overtaken(edit, lead)).cloned().collect();
            let asked = field::overtaken(Entity::Lead, &lead.values(), &late, ctx);
            if !asked.is_empty() && self.fault.as_ref() != Some(&asked) {
                return Err(asked);
            }
        }
        Ok(Action::NoteProgress { activity: Box::new(activity), lead: self.lead, edits })
    }

    /// Whether what an edit replaces is not what stood there when the form was opened.
    fn is_overtaken(&self, edit: &Edit, lead: &Lead) -> bool {
        if edit.field == "next_action" {
            *lead.next_action != *self.was.0
        } else {
            lead.next_action_on.map(format::iso_date).unwrap_or_default() != self.was.1
        }
    }
}
