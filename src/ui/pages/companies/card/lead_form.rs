//! The form of a new lead; also of the first things about one that exists.

use jiff::civil::Date;

use serde::{Deserialize, Serialize};

use super::{Scene, drafts::stamp, fact_form::edits_between};
use crate::{
    domain::{
        day::Lean,
        ids::{AuthorId, BaseId, LeadId, SegmentId},
        lead::{Lead, Stage},
        units::Percent,
    },
    ledger::Action,
    text::{Lang, Say, format, ui_companies::CompaniesText as T},
    ui::pages::companies::forms,
};

/// A lead being written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeadForm {
    /// The lead corrected; none = a new one.
    pub lead: Option<LeadId>,
    pub title: String,
    /// Stage a new one begins at.
    pub stage: Stage,
    pub base: Option<BaseId>,
    pub segment: Option<SegmentId>,
    pub total: String,
    pub fixed: String,
    pub owner: Option<AuthorId>,
    pub win: String,
    pub source: String,
    pub next: String,
    pub next_on: String,
    /// What the record said when it was opened; empty for a new one.
    #[serde(default)]
    pub was: String,
    #[serde(skip)]
    pub fault: Option<String>,
    #[serde(skip, default = "forms::fresh")]
    pub fresh: bool,
}

impl LeadForm {
    /// A new lead for where the company stands.
    pub fn new(scene: Scene<'_, '_>) -> Self {
        let prospect = scene.detail.map(|detail| &detail.prospect);
        Self {
            lead: None,
            title: scene.company.name.to_string(),
            stage: Stage::Clue,
            base: prospect.and_then(|prospect| prospect.slot.as_ref()).map(|slot| slot.base.clone()),
            segment: prospect.and_then(|prospect| prospect.segment.clone()),
            total: String::new(),
            fixed: String::new(),
            owner: scene.ctx.author(),
            win: String::new(),
            source: String::new(),
            next: String::new(),
            next_on: String::new(),
            was: String::new(),
            fault: None,
            fresh: true,
        }
    }

    /// A lead to be corrected.
    pub fn of(lead: &Lead) -> Self {
        Self {
            lead: Some(lead.id),
            title: lead.title.to_string(),
            stage: lead.stage,
            base: lead.base.clone(),
            segment: lead.segment.clone(),
            total: forms::typed_money(lead.total_investment),
            fixed: forms::typed_money(lead.fixed_investment),
            owner: lead.owner,
            win: lead.win_estimate.map(|estimate| forms::typed(estimate.0)).unwrap_or_default(),
            source: lead.source.to_string(),
            next: lead.next_action.to_string(),
            next_on: lead.next_action_on.map(format::iso_date).unwrap_or_default(),
            was: stamp(lead),
            fault: None,
            fresh: true,
        }
    }

    /// The action that keeps what was written; none when nothing changes.
    pub fn save(&self, scene: Scene<'_, '_>, lang: Lang) -> Result<Option<Action>, String> {
        let old = self.lead.and_then(|id| scene.ctx.snapshot.leads.get(id.uuid()));
        let blank = old.cloned().unwrap_or_else(|| blank(scene, self.stage));
        let lead = self.read(blank, scene.ctx.today, lang)?;
        let Some(old) = old else { return Ok(Some(Action::CreateLead(Box::new(lead)))) };
        let edits = edits_between(old, &lead);
        Ok((!edits.is_empty()).then_some(Action::EditLead { lead: old.id, edits }))
    }

    fn read(&self, blank: Lead, today: Date, lang: Lang) -> Result<Lead, String> {
        if self.title.trim().is_empty() {
            return Err(T::NeedTitle.say(lang));
        }
        let win_estimate = if self.win.trim().is_empty() {
            None
        } else {
            let percent = forms::number(&self.win, crate::domain::units::Unit::Percent, lang)?;
            Some(Percent(percent))
                .filter(|percent| (0.0..=100.0).contains(&percent.0))
                .ok_or_else(|| T::BadShare.say(lang))?
                .into()
        };
        Ok(Lead {
            title: self.title.trim().into(),
            base: self.base.clone(),
            segment: self.segment.clone(),
            total_investment: forms::money(&self.total, lang)?,
            fixed_investment: forms::money(&self.fixed, lang)?,
            owner: self.owner,
            win_estimate,
            source: self.source.trim().into(),
            next_action: self.next.trim().into(),
            next_action_on: forms::date(&self.next_on, today, Lean::Ahead, lang)?,
            ..blank
        })
    }
}

fn blank(scene: Scene<'_, '_>, stage: Stage) -> Lead {
    let id = LeadId::from_uuid(scene.ctx.new_id());
    Lead { stage, stage_since: Some(scene.ctx.today), ..Lead::new(id, scene.company.id, "") }
}
