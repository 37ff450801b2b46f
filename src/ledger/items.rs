//! Records that belong to companies, leads or the workspace, and many rows at once.

use std::sync::Arc;

use uuid::Uuid;

use super::{Edit, Item, ItemKind, Ledger, LedgerError, RowEdit, rules};
use crate::{
    domain::{
        activity::Attachment,
        company::Company,
        ids::LeadId,
        lead::{Lead, Stage},
        paper::Review,
        record::{Entity, Text, Value},
    },
    store::Change,
};

/// Larger papers are refused: the workspace is one file that is copied to a stick.
pub const LARGEST_ATTACHMENT: usize = 50 << 20;

/// What must be filled in, by name: the first text by which a person knows the record.
fn name_field(kind: ItemKind) -> Option<&'static str> {
    match kind {
        ItemKind::Contact
        | ItemKind::Site
        | ItemKind::SavedView
        | ItemKind::ListLayout
        | ItemKind::Attachment
        | ItemKind::Fair
        | ItemKind::Shortlist => Some("name"),
        ItemKind::Review => Some("meeting"),
        ItemKind::Task => Some("title"),
        ItemKind::Activity
        | ItemKind::LeadAmount
        | ItemKind::LeadLink
        | ItemKind::CompanyLink
        | ItemKind::Referral
        | ItemKind::LocalNeed
        | ItemKind::ForecastRecord
        | ItemKind::IndicatorReading
        | ItemKind::Exhibitor
        | ItemKind::Visit
        | ItemKind::Talk => None,
    }
}

/// The two fields of a link that must differ.
fn ends(kind: ItemKind) -> Option<(&'static str, &'static str)> {
    match kind {
        ItemKind::LeadLink => Some(("lead", "earlier")),
        ItemKind::CompanyLink => Some(("company", "other")),
        _ => None,
    }
}

/// Rules that every such record keeps.
pub(super) fn keeps_rules(kind: ItemKind, values: &[Value]) -> Result<(), LedgerError> {
    let entity = kind.entity();
    let value = |name: &str| entity.field(name).and_then(|(at, _)| values.get(at));
    if let Some(field) = name_field(kind)
        && !matches!(value(field), Some(Value::Text(text)) if !text.trim().is_empty())
    {
        return Err(LedgerError::NameMissing);
    }
    if let Some((one, other)) = ends(kind)
        && value(one) == value(other)
    {
        return Err(LedgerError::LinkToItself);
    }
    if let Some(Value::Real(number)) = value("value")
        && !number.is_finite()
    {
        let detail = format!("{number}");
        return Err(LedgerError::BadValue { entity, field: "value".to_owned(), detail });
    }
    for name in ["share", "self_points", "checked_points", "panel_mean"] {
        if let Some(Value::Real(share)) = value(name)
            && !(0.0..=100.0).contains(share)
        {
            let detail = format!("{share:?}");
            return Err(LedgerError::BadValue { entity, field: name.to_owned(), detail });
        }
    }
    if kind == ItemKind::Fair {
        super::fair::keeps_rules(values)?;
    }
    Ok(())
}

impl Ledger {
    pub(super) fn addition(&mut self, mut item: Item) -> Result<Vec<Change>, LedgerError> {
        let author = self.author()?;
        match &mut item {
            Item::Activity(activity) => _ = activity.author.get_or_insert(author),
            Item::LeadAmount(amount) => _ = amount.author.get_or_insert(author),
            Item::Shortlist(list) => _ = list.author.get_or_insert(author),
            Item::Review(review) => _ = review.author.get_or_insert(author),
            _ => {}
        }
        keeps_rules(item.kind(), &item.values())?;
        Ok(vec![item.insertion()])
    }

    /// What a meeting gave, all of it in one step.
    pub(super) fn reviews(&mut self, reviews: Vec<Review>) -> Result<Vec<Change>, LedgerError> {
        let mut changes = Vec::with_capacity(reviews.len());
        for review in reviews {
            changes.extend(self.addition(review.into())?);
        }
        Ok(changes)
    }

    pub(super) fn attachment(&mut self, mut record: Attachment, bytes: &[u8]) -> Result<Vec<Change>, LedgerError> {
        if bytes.len() > LARGEST_ATTACHMENT {
            return Err(LedgerError::AttachmentTooLarge { bytes: bytes.len() });
        }
        if record.name.trim().is_empty() {
            return Err(LedgerError::NameMissing);
        }
        record.author.get_or_insert(self.author()?);
        record.bytes = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        record.sha256 = super::action::hex(&super::action::digest(bytes)).into();
        // Kept under their own name, so bytes without a record do no harm if the next step fails.
        self.store.keep_content(&record.sha256, bytes)?;
        Ok(vec![Change::insert(&record)])
    }

    /// The bytes of an attachment.
    pub fn content(&self, attachment: &Attachment) -> Result<Option<Vec<u8>>, LedgerError> {
        Ok(self.store.content(&attachment.sha256)?)
    }

    pub(super) fn row_edits(
        &mut self,
        rows: &[RowEdit],
        created: Vec<Company>,
        leads: &[Lead],
    ) -> Result<Vec<Change>, LedgerError> {
        let mut changes = Vec::with_capacity(rows.len() + created.len() + leads.len() * 2);
        for company in created {
            rules::company(&company)?;
            changes.push(Change::insert(&company));
        }
        for lead in leads {
            changes.extend(self.new_lead(lead)?);
        }
        for RowEdit { entity, key, edits } in rows {
            changes.extend(match entity {
                Entity::Company => rules::edit::<Company>(&self.store, *key, edits, rules::company)?,
                Entity::Lead => self.lead_edits(*key, edits)?,
                other => return Err(LedgerError::NoField { entity: *other, field: String::new() }),
            });
        }
        Ok(changes)
    }

    pub(super) fn lead_edits(&self, key: Uuid, edits: &[Edit]) -> Result<Vec<Change>, LedgerError> {
        // The stage has rules and a history of its own.
        if let Some(edit) = edits.iter().find(|edit| matches!(edit.field.as_str(), "stage" | "stage_since")) {
            return Err(LedgerError::NoField { entity: Entity::Lead, field: edit.field.clone() });
        }
        rules::edit::<Lead>(&self.store, key, edits, rules::lead)
    }

    pub(super) fn stage_moves(
        &mut self,
        leads: &[LeadId],
        to: Stage,
        on: jiff::civil::Date,
        proof: &Text,
        note: &Text,
    ) -> Result<Vec<Change>, LedgerError> {
        let rules = Arc::new(self.snapshot.pipeline_rules()?);
        let mut changes = Vec::with_capacity(leads.len() * 3);
        for lead in leads {
            changes.extend(self.stage_move(&rules, *lead, to, on, proof.clone(), note.clone())?);
        }
        Ok(changes)
    }

    /// What a record added, changed or deleted is called: the company or lead it belongs to, or its own name.
    pub(super) fn item_subject(&self, entity: Entity, values: &[Value]) -> Option<String> {
        let value = |name: &str| entity.field(name).and_then(|(at, _)| values.get(at));
        let own = || match (value("name"), value("title")) {
            (Some(Value::Text(name)), _) | (None, Some(Value::Text(name))) => Some(name.to_string()),
            _ => None,
        };
        if let (Entity::ForecastRecord | Entity::IndicatorReading, Some(Value::Text(day))) = (entity, value("as_of")) {
            return Some(day.to_string());
        }
        match (value("company"), value("lead")) {
            (Some(Value::Id(key)), _) => self.snapshot.companies.get(*key).map(|company| company.name.to_string()),
            (_, Some(Value::Id(key))) => self.snapshot.leads.get(*key).map(|lead| lead.title.to_string()),
            _ => own(),
        }
    }
}
