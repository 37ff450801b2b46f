//! A lead in full: where it stands and against which clock, what was said and is to be done, its form, amounts, people,
//! papers, links and sites. One component by key, for the card of a company and for every page that shows a lead; the
//! same parts without a lead are the dealings with a company.

mod amounts;
mod drafts;
pub(in crate::ui::pages) mod field;
mod fields;
mod files;
mod form;
mod head;
mod links;
mod list;
mod local;
mod people;
mod pick;
pub mod reviews;
mod siting;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::Ui;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use self::{
    drafts::LeadDrafts,
    form::{FormScene, RecordForm, form_ui},
};

use self::{head::MoveForm, work::Entry};
use crate::{
    domain::{
        company::Company,
        ids::{CompanyId, LeadId},
        lead::Lead,
        record::Entity,
    },
    text::{Say, ui_lead::LeadText as T},
    ui::{
        context::{PageContext, Post},
        pages::companies::card::steps_ui,
        widgets::{UiExt, tabs_ui},
    },
};

/// A part of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// What was said and done, and what is to be done.
    #[default]
    Work,
    /// The form.
    Form,
    /// Amounts.
    Amounts,
    /// People.
    People,
    /// Papers.
    Files,
    /// Links and referrals.
    Links,
    /// Sites.
    Sites,
    /// History.
    Log,
    /// What a local firm makes and looks for.
    Local,
}

impl Part {
    const OF_LEAD: &[Self] =
        &[Self::Work, Self::Form, Self::Amounts, Self::People, Self::Files, Self::Links, Self::Sites, Self::Log];

    const fn title(self) -> T {
        match self {
            Self::Work => T::PartWork,
            Self::Form => T::PartForm,
            Self::Amounts => T::PartAmounts,
            Self::People => T::PartPeople,
            Self::Files => T::PartFiles,
            Self::Links => T::PartLinks,
            Self::Sites => T::PartSites,
            Self::Log => T::PartLog,
            Self::Local => T::PartLocal,
        }
    }
}

/// What is being written about one lead or company.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Forms {
    entry: Entry,
    stage: Option<MoveForm>,
    /// One form a kind of record.
    records: BTreeMap<Entity, RecordForm>,
}

impl Forms {
    /// Only what somebody has typed into.
    fn touched(&self) -> Self {
        let Self { entry, stage, records } = self;
        Self {
            entry: if entry.is_touched() { entry.clone() } else { Entry::default() },
            stage: stage.clone().filter(MoveForm::is_touched),
            records: records
                .iter()
                .filter(|(_, form)| form.is_touched())
                .map(|(kind, form)| (*kind, form.clone()))
                .collect(),
        }
    }

    /// The part the first of them stands in.
    fn part(&self) -> Part {
        let has = |kind: Entity| self.records.contains_key(&kind);
        if has(Entity::Lead) {
            Part::Form
        } else if has(Entity::LeadAmount) {
            Part::Amounts
        } else if has(Entity::Contact) {
            Part::People
        } else if has(Entity::Attachment) {
            Part::Files
        } else if has(Entity::LeadLink) || has(Entity::CompanyLink) || has(Entity::Referral) {
            Part::Links
        } else if has(Entity::LocalNeed) || has(Entity::LocalProduct) {
            Part::Local
        } else {
            Part::Work
        }
    }
}

/// What the parts draw from: a company, and the lead that is looked at, if any.
#[derive(Clone, Copy)]
struct Subject<'a, 'c> {
    ctx: &'a PageContext<'c>,
    company: &'a Company,
    lead: Option<&'a Lead>,
}

impl Subject<'_, '_> {
    fn key(&self) -> Uuid {
        self.lead.map_or(self.company.id.uuid(), |lead| lead.id.uuid())
    }
}

/// The panel and what it holds.
#[derive(Debug, Default)]
pub struct LeadPanel {
    part: Part,
    /// Whose forms these are.
    of: Option<Uuid>,
    forms: Forms,
    /// The forms as the notes of the settings have them.
    note: Option<String>,
    /// Groups of the form that are opened.
    groups: BTreeSet<usize>,
    /// Long lists are shown whole.
    all: bool,
    /// The path of a paper to be added.
    path: String,
}

impl LeadPanel {
    /// Whose forms are on screen: a lead's or a company's.
    pub const fn of(&self) -> Option<Uuid> {
        self.of
    }

    /// Shows a part.
    pub const fn show(&mut self, part: Part) {
        self.part = part;
    }

    /// Whether a form is open.
    pub fn is_editing(&self) -> bool {
        !self.forms.records.is_empty() || self.forms.stage.is_some() || self.forms.entry.is_touched()
    }

    /// Draws a lead, below one another: whoever shows it lets it scroll. Nothing when it is gone.
    pub fn ui(&mut self, ui: &mut Ui, lead: LeadId, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Some(lead) = ctx.snapshot.leads.get(lead.uuid()) else { return };
        let Some(company) = ctx.snapshot.companies.get(lead.company.uuid()) else { return };
        let subject = Subject { ctx, company, lead: Some(lead) };
        self.take_up(subject);
        let before = self.forms.touched();
        head::ui(ui, subject, lead, &mut self.forms, &mut self.part, out);
        ui.add_space(8.0);
        reviews::ui(ui, lead.company, Some(lead.id), ctx, out);
        self.parts_ui(ui, subject, Part::OF_LEAD, out);
        self.keep(subject, &before, out);
    }

    /// Draws the dealings with a company, of all its leads and of none.
    pub fn company_ui(&mut self, ui: &mut Ui, company: CompanyId, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Some(company) = ctx.snapshot.companies.get(company.uuid()) else { return };
        let subject = Subject { ctx, company, lead: None };
        self.take_up(subject);
        let before = self.forms.touched();
        let mut parts = vec![Part::Work, Part::People, Part::Files, Part::Links];
        if company.local {
            parts.push(Part::Local);
        }
        self.parts_ui(ui, subject, &parts, out);
        self.keep(subject, &before, out);
    }

    /// Takes up the forms of whom one looks at: those of the notes, where another run or another page left them.
    fn take_up(&mut self, subject: Subject<'_, '_>) {
        let key = subject.key();
        let note = drafts::note(subject.ctx, key);
        if self.of == Some(key) && self.note.as_ref() == note {
            return;
        }
        let is_new = self.of.replace(key) != Some(key);
        self.forms = note.and_then(|note| drafts::read(note)).unwrap_or_default();
        self.note = note.cloned();
        self.path.clear();
        if is_new && self.note.is_some() {
            self.part = self.forms.part();
        }
    }

    /// Keeps what was written in this frame.
    fn keep(&mut self, subject: Subject<'_, '_>, before: &Forms, out: &mut Vec<Post>) {
        let now = self.forms.touched();
        if now != *before {
            self.note = drafts::keep(subject.key(), &now, subject.ctx.now, out);
        }
    }

    fn parts_ui(&mut self, ui: &mut Ui, subject: Subject<'_, '_>, parts: &[Part], out: &mut Vec<Post>) {
        let lang = subject.ctx.lang;
        if !parts.contains(&self.part) {
            self.part = Part::Work;
        }
        let names: Vec<String> = parts.iter().map(|part| part_name(*part, subject)).collect();
        let place = parts.iter().position(|part| *part == self.part).unwrap_or_default();
        if let Some(chosen) = tabs_ui(ui, &names, place).and_then(|chosen| parts.get(chosen)) {
            self.part = *chosen;
        }
        ui.add_space(8.0);
        let Self { part, forms, groups, all, path, .. } = self;
        ui.push_id((subject.key(), *part as u8), |ui| match (*part, subject.lead) {
            (Part::Form, Some(lead)) => fields::ui(ui, subject.ctx, lead, forms, groups, out),
            (Part::Amounts, Some(lead)) => amounts::ui(ui, subject.ctx, lead, forms, out),
            (Part::Sites, Some(lead)) => siting::ui(ui, subject.ctx, lead, all, out),
            (Part::Log, Some(lead)) => log_ui(ui, subject.ctx, lead, out),
            (Part::People, _) => people::ui(ui, subject, forms, out),
            (Part::Files, _) => files::ui(ui, subject, forms, path, out),
            (Part::Links, _) => links::ui(ui, subject, forms, out),
            (Part::Local, _) => local::ui(ui, subject, forms, out),
            _ => work::ui(ui, subject, forms, all, out),
        });
        if !subject.ctx.writable {
            ui.secondary(T::ReadOnly.say(lang));
        }
    }
}

/// The name of a part, with how much there is of it.
fn part_name(part: Part, subject: Subject<'_, '_>) -> String {
    let Subject { ctx, company, lead } = subject;
    let snapshot = ctx.snapshot;
    let count = match (part, lead) {
        (Part::Amounts, Some(lead)) => snapshot.amounts.of_lead(lead.id).count(),
        (Part::People, _) => snapshot.contacts.of(company.id).count(),
        (Part::Files, Some(lead)) => snapshot.attachments.of_lead(lead.id).count(),
        (Part::Files, None) => snapshot.attachments.of(company.id).count(),
        _ => 0,
    };
    let title = part.title().say(ctx.lang);
    if count > 0 { T::PartCount { title, count }.say(ctx.lang) } else { title }
}

/// What was done to a lead and what belongs to it.
fn log_ui(ui: &mut Ui, ctx: &PageContext<'_>, lead: &Lead, out: &mut Vec<Post>) {
    let snapshot = ctx.snapshot;
    let keys = || {
        let id = lead.id;
        let keys = [id.uuid()]
            .into_iter()
            .chain(snapshot.stage_moves.of_lead(id).map(|step| step.id.uuid()))
            .chain(snapshot.activities.of_lead(id).map(|one| one.id.uuid()))
            .chain(snapshot.tasks.of_lead(id).map(|one| one.id.uuid()))
            .chain(snapshot.amounts.of_lead(id).map(|one| one.id.uuid()))
            .chain(snapshot.attachments.of_lead(id).map(|one| one.id.uuid()))
            .chain(snapshot.lead_links.of_lead(id).map(|one| one.id.uuid()))
            .chain(snapshot.referrals.of_lead(id).map(|one| one.id.uuid()))
            .collect();
        (keys, lead.title.to_string())
    };
    steps_ui(ui, ctx, lead.id.uuid(), keys, out);
}
