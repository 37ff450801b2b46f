//! The form of a new lead; also of the first things about one that exists.

use std::collections::BTreeSet;

use jiff::civil::Date;

use serde::{Deserialize, Serialize};

use super::{Scene, drafts::stamp, fact_form::edits_between};
use crate::{
    domain::{
        day::Lean,
        ids::{AuthorId, BaseId, LeadId, SegmentId},
        lead::{Lead, Stage},
        record::{Cell as _, Entity, Record, Value},
        units::{Currency, Percent},
    },
    exchange::parse::Money,
    ledger::{Action, Edit},
    text::{Lang, Say, format, ui_companies::CompaniesText as T, ui_lead::LeadText, ui_pipeline::PipelineText},
    ui::pages::{companies::forms, lead::field},
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
    /// Currency of amounts that name none.
    #[serde(default)]
    pub currency: Option<Currency>,
    pub owner: Option<AuthorId>,
    pub win: String,
    pub source: String,
    pub next: String,
    pub next_on: String,
    /// What the record said when it was opened; empty for a new one.
    #[serde(default)]
    pub was: String,
    /// The form as it was opened; none for a new lead.
    #[serde(default)]
    first: Option<Box<LeadForm>>,
    /// The other open leads of the company were shown and asked about.
    #[serde(skip)]
    pub warned: bool,
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
            currency: None,
            owner: scene.ctx.author(),
            win: String::new(),
            source: String::new(),
            next: String::new(),
            next_on: String::new(),
            was: String::new(),
            first: None,
            warned: false,
            fault: None,
            fresh: true,
        }
    }

    /// A lead to be corrected.
    pub fn of(lead: &Lead, lang: Lang) -> Self {
        let form = Self {
            lead: Some(lead.id),
            title: lead.title.to_string(),
            stage: lead.stage,
            base: lead.base.clone(),
            segment: lead.segment.clone(),
            total: forms::typed_money(lead.total_investment, lead.currency, lang),
            fixed: forms::typed_money(lead.fixed_investment, lead.currency, lang),
            currency: lead.currency,
            owner: lead.owner,
            win: lead.win_estimate.map(|estimate| forms::typed(estimate.0)).unwrap_or_default(),
            source: lead.source.to_string(),
            next: lead.next_action.to_string(),
            next_on: lead.next_action_on.map(format::iso_date).unwrap_or_default(),
            was: stamp(lead),
            first: None,
            warned: false,
            fault: None,
            fresh: true,
        };
        Self { first: Some(Box::new(form.clone())), ..form }
    }

    /// The action that keeps what was written; none when nothing changes.
    pub fn save(&mut self, scene: Scene<'_, '_>, lang: Lang) -> Result<Option<Action>, String> {
        let ctx = scene.ctx;
        let Some(id) = self.lead else {
            let lead = self.read(blank(scene, self.stage), ctx.today, lang)?;
            if !self.warned && open_leads(scene).next().is_some() {
                self.warned = true;
                return Err(PipelineText::NewClashAsk.say(lang));
            }
            return Ok(Some(Action::CreateLead(Box::new(lead))));
        };
        let old = ctx.snapshot.leads.get(id.uuid()).ok_or_else(|| LeadText::RecordGone.say(lang))?;
        let (edits, late) = self.changes(old, ctx.today, lang)?;
        let late: Vec<Edit> = edits.iter().filter(|edit| late.contains(&edit.field)).cloned().collect();
        let asked = field::overtaken(Entity::Lead, &old.values(), &late, ctx);
        if !asked.is_empty() && self.fault.as_ref() != Some(&asked) {
            return Err(asked);
        }
        Ok((!edits.is_empty()).then_some(Action::EditLead { lead: id, edits }))
    }

    /// The edits of what somebody changed in the form, and which of these fields were changed elsewhere since.
    fn changes(&self, old: &Lead, today: Date, lang: Lang) -> Result<(Vec<Edit>, BTreeSet<String>), String> {
        let written = self.read(old.clone(), today, lang)?;
        let opened = self.first.as_ref().and_then(|first| first.read(old.clone(), today, lang).ok());
        let since: Option<Vec<Edit>> = opened.as_ref().map(|opened| edits_between(opened, old));
        let mut edits = edits_between(opened.as_ref().unwrap_or(old), &written);
        let now = edits_between(old, &written);
        edits.retain(|edit| edit.field != "currency" && now.iter().any(|other| other.field == edit.field));
        let money = |edit: &Edit| {
            matches!(edit.field.as_str(), "total_investment" | "fixed_investment") && edit.value != Value::Null
        };
        if edits.iter().any(money) && forms::foreign(written.currency) != forms::foreign(old.currency) {
            if field::other_money(&old.values(), &edits) {
                return Err(LeadText::OtherCurrency.say(lang));
            }
            edits.push(Edit::new("currency", written.currency.to_value()));
        }
        let is_late = |edit: &&Edit| match &since {
            _ if self.was == stamp(old) => false,
            Some(since) => since.iter().any(|other| other.field == edit.field),
            None => true,
        };
        let late = edits.iter().filter(is_late).map(|edit| edit.field.clone()).collect();
        Ok((edits, late))
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
        let total = forms::money(&self.total, self.currency, lang)?;
        let fixed = forms::money(&self.fixed, self.currency, lang)?;
        let named = |money: Money| forms::foreign(money.currency);
        let currency = match (total.map(named), fixed.map(named)) {
            (Some(one), Some(other)) if one != other => return Err(LeadText::OtherCurrency.say(lang)),
            (Some(named), _) | (None, Some(named)) if named != forms::foreign(blank.currency) => named,
            _ => blank.currency,
        };
        Ok(Lead {
            title: self.title.trim().into(),
            base: self.base.clone(),
            segment: self.segment.clone(),
            total_investment: total.map(|money| money.amount),
            fixed_investment: fixed.map(|money| money.amount),
            currency,
            owner: self.owner,
            win_estimate,
            source: self.source.trim().into(),
            next_action: self.next.trim().into(),
            next_action_on: forms::date(&self.next_on, today, Lean::Ahead, lang)?,
            ..blank
        })
    }
}

/// Leads of the company somebody works on already.
pub fn open_leads<'a>(scene: Scene<'a, '_>) -> impl Iterator<Item = &'a Lead> {
    scene
        .ctx
        .snapshot
        .leads
        .of(scene.company.id)
        .filter(|lead| lead.stage < Stage::Producing || lead.stage == Stage::Paused)
}

fn blank(scene: Scene<'_, '_>, stage: Stage) -> Lead {
    let id = LeadId::from_uuid(scene.ctx.new_id());
    Lead { stage, stage_since: Some(scene.ctx.today), ..Lead::new(id, scene.company.id, "") }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::{ids::CompanyId, units::Amount};

    const TODAY: Date = jiff::civil::date(2026, 11, 23);

    fn lead() -> Lead {
        let company = CompanyId::from_uuid(Uuid::nil());
        Lead { next_action: "电话".into(), ..Lead::new(LeadId::from_uuid(Uuid::nil()), company, "项目") }
    }

    fn changes(form: &LeadForm, old: &Lead) -> Result<(Vec<Edit>, BTreeSet<String>), String> {
        form.changes(old, TODAY, Lang::Zh)
    }

    #[test]
    fn only_what_was_changed_is_saved_and_what_is_newer_is_named() {
        let opened = lead();
        let mut form = LeadForm::of(&opened, Lang::Zh);
        form.source = "展会".into();
        let owner = Some(AuthorId::from_uuid(Uuid::from_u128(7)));
        let newer = Lead { owner, next_action: "拜访".into(), ..opened };
        let (edits, late) = changes(&form, &newer).unwrap();
        assert_eq!(edits, [Edit::new("source", Value::Text("展会".into()))], "owner and next action stay");
        assert!(late.is_empty());
        form.next = "寄样".into();
        let (edits, late) = changes(&form, &newer).unwrap();
        assert_eq!(edits.len(), 2);
        assert_eq!(late.into_iter().collect::<Vec<_>>(), ["next_action"]);
    }

    #[test]
    fn amounts_keep_their_currency() {
        let mut form = LeadForm::of(&lead(), Lang::Zh);
        form.total = "300万美元".into();
        let usd = form.read(lead(), TODAY, Lang::Zh).unwrap();
        assert_eq!((usd.total_investment, usd.currency), (Some(Amount(3_000_000)), Some(Currency::Usd)));
        let (edits, _) = changes(&form, &lead()).unwrap();
        assert!(edits.contains(&Edit::new("currency", Value::Text("USD".into()))), "{edits:?}");
        let taxed = Lead { tax: Some(Amount(1)), ..lead() };
        assert!(changes(&form, &taxed).is_err(), "another amount is in yuan");
        form.fixed = "200".into();
        assert!(changes(&form, &lead()).is_err(), "two currencies");
        let mut form = LeadForm::of(&usd, Lang::Zh);
        assert_eq!(form.total, "300万美元");
        assert_eq!(changes(&form, &usd).unwrap().0, []);
        form.total = "400".into();
        assert_eq!(changes(&form, &usd).unwrap().0, [Edit::new("total_investment", Value::Integer(4_000_000))]);
    }
}
