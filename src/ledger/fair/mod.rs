//! Fairs: what is written of them in one step, who exhibits, the walk proposed, and what a day came to.

mod proposal;
mod roster;
mod summary;

use std::collections::BTreeMap;

use uuid::Uuid;

pub use proposal::{Outing, Proposal};
pub use roster::{RosterRow, roster, talk_source};
pub use summary::{DaySummary, Moved, Outstanding, TalkLine, day_summary, outstanding};

use super::{CapturedTalk, Edit, ExhibitorEntry, Item, LARGEST_ATTACHMENT, Ledger, LedgerError, rules};
use crate::{
    domain::{
        booth::Stand,
        company::Company,
        fair::{Exhibitor, Visit},
        ids::{ExhibitorId, FairId},
        record::{Cell, Entity, Record, Text, Value},
    },
    store::Change,
};

/// Rules of a fair: figures in reach, days in order.
pub(super) fn keeps_rules(values: &[Value]) -> Result<(), LedgerError> {
    let entity = Entity::Fair;
    let value = |name: &str| entity.field(name).and_then(|(at, _)| values.get(at));
    let bad = |field: &str, value: &Value| LedgerError::BadValue {
        entity,
        field: field.to_owned(),
        detail: format!("{value:?}"),
    };
    for (field, range) in [
        ("meetings_per_day", 1..=100),
        ("meeting_minutes", 1..=600),
        ("walking_minutes", 0..=600),
        ("day_minutes", 1..=1440),
    ] {
        match value(field) {
            Some(Value::Integer(number)) if range.contains(number) => {}
            other => return Err(bad(field, other.unwrap_or(&Value::Null))),
        }
    }
    // ISO days are in order as texts.
    match (value("first_day"), value("last_day")) {
        (Some(Value::Text(first)), Some(last @ Value::Text(text))) if text < first => Err(bad("last_day", last)),
        _ => Ok(()),
    }
}

impl Ledger {
    /// Keeps the bytes of a paper under their own name, for a record that is to follow: the name, and how many bytes.
    /// Without that record they do no harm.
    pub fn keep_paper(&mut self, bytes: &[u8]) -> Result<(Text, i64), LedgerError> {
        if bytes.len() > LARGEST_ATTACHMENT {
            return Err(LedgerError::AttachmentTooLarge { bytes: bytes.len() });
        }
        let sha256: Text = super::action::hex(&super::action::digest(bytes)).into();
        self.store.keep_content(&sha256, bytes)?;
        Ok((sha256, i64::try_from(bytes.len()).unwrap_or(i64::MAX)))
    }

    /// The changes that keep a talk with all that came of it.
    pub(super) fn captured_talk(&mut self, captured: CapturedTalk) -> Result<Vec<Change>, LedgerError> {
        let author = self.author()?;
        let CapturedTalk { company, edits, exhibitor, contact, activity, talk, mut task, facts, photos, visit } =
            captured;
        if let Some(task) = &mut task {
            task.owner.get_or_insert(author);
        }
        let mut changes = Vec::new();
        if let Some(company) = company {
            rules::company(&company)?;
            changes.push(Change::insert(&company));
        } else {
            changes.extend(rules::edit::<Company>(&self.store, talk.company.uuid(), &edits, rules::company)?);
        }
        let items = [
            exhibitor.map(Item::from),
            contact.map(Item::from),
            Some(Item::from(activity)),
            Some(Item::from(talk)),
            task.map(Item::from),
        ];
        for item in items.into_iter().flatten() {
            changes.extend(self.addition(item)?);
        }
        for mut fact in facts {
            fact.author.get_or_insert(author);
            rules::fact(&fact)?;
            changes.push(Change::insert(&fact));
        }
        for mut photo in photos {
            if self.store.content(&photo.sha256)?.is_none() {
                return Err(LedgerError::BadValue {
                    entity: Entity::Attachment,
                    field: "sha256".to_owned(),
                    detail: photo.sha256.to_string(),
                });
            }
            photo.author.get_or_insert(author);
            changes.push(Change::insert(&photo));
        }
        // The walk may have been planned anew since.
        if let Some(visit) = visit
            && self.store.values(Entity::Visit, visit.uuid())?.is_some()
        {
            let done = [Edit::new("done", true.to_value())];
            changes.extend(rules::edit::<Visit>(&self.store, visit.uuid(), &done, |_| Ok(()))?);
        }
        Ok(changes)
    }

    /// The changes that make the walk of a fair what is given.
    pub(super) fn planned_visits(&self, fair: FairId, visits: Vec<Visit>) -> Result<Vec<Change>, LedgerError> {
        let key = fair.uuid();
        if self.snapshot.fairs.get(key).is_none() {
            return Err(LedgerError::NoRecord { entity: Entity::Fair, key });
        }
        let wanted: BTreeMap<Uuid, &Visit> = visits.iter().map(|visit| (visit.key(), visit)).collect();
        let mut changes = Vec::new();
        for known in self.snapshot.visits.iter().filter(|visit| visit.fair == fair) {
            match wanted.get(&known.key()) {
                None => changes.push(Change::Delete { entity: Entity::Visit, key: known.key() }),
                Some(visit) => {
                    let edits: Vec<Edit> = Visit::FIELDS
                        .iter()
                        .zip(visit.values())
                        .map(|(field, value)| Edit::new(field.name, value))
                        .collect();
                    changes.extend(rules::edit::<Visit>(&self.store, known.key(), &edits, |_| Ok(()))?);
                }
            }
        }
        let is_new = |visit: &&Visit| self.snapshot.visits.get(visit.key()).is_none();
        changes.extend(wanted.values().copied().filter(is_new).map(Change::insert));
        Ok(changes)
    }

    /// The changes that note where companies stand at a fair. A further stand of one company is kept as a note.
    pub(super) fn stands(&mut self, entries: Vec<ExhibitorEntry>) -> Result<Vec<Change>, LedgerError> {
        let mut changes = Vec::new();
        let mut known: BTreeMap<(FairId, Uuid), Exhibitor> = BTreeMap::new();
        if !entries.is_empty() {
            let all = self.snapshot.exhibitors.iter();
            known = all.map(|one| ((one.fair, one.company.uuid()), one.clone())).collect();
        }
        // What the list says of each, in its order.
        let mut said: Vec<(FairId, Exhibitor)> = Vec::new();
        let mut places: BTreeMap<(FairId, Uuid), usize> = BTreeMap::new();
        for ExhibitorEntry { fair, company, stand } in entries {
            let Stand { hall, booth } = Stand::read(&stand);
            let key = (fair, company.uuid());
            if let Some((_, earlier)) = places.get(&key).and_then(|at| said.get_mut(*at)) {
                let same = (&earlier.hall, &earlier.booth) == (&hall, &booth) || stand.is_empty();
                if !same && !earlier.note.lines().any(|line| *line == *stand) {
                    let parts = [earlier.note.as_str(), stand.as_str()];
                    let lines: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                    earlier.note = lines.join("\n").into();
                }
                continue;
            }
            let id = match known.get(&key) {
                Some(earlier) => earlier.id,
                None => ExhibitorId::from_uuid(self.ids.next()),
            };
            places.insert(key, said.len());
            said.push((fair, Exhibitor { id, fair, company, hall, booth, note: Text::default() }));
        }
        for (fair, exhibitor) in said {
            let Some(earlier) = known.get(&(fair, exhibitor.company.uuid())) else {
                changes.push(Change::insert(&exhibitor));
                continue;
            };
            // A list that says no stand takes none away.
            let stand = [("hall", exhibitor.hall.clone()), ("booth", exhibitor.booth.clone())];
            let has_stand = stand.iter().any(|(_, text)| !text.is_empty());
            let mut edits: Vec<Edit> = Vec::new();
            if has_stand {
                edits.extend(stand.into_iter().map(|(field, text)| Edit::new(field, text.to_value())));
            }
            if !exhibitor.note.is_empty() {
                edits.push(Edit::new("note", exhibitor.note.to_value()));
            }
            if !edits.is_empty() {
                changes.extend(rules::edit::<Exhibitor>(&self.store, earlier.key(), &edits, |_| Ok(()))?);
            }
        }
        Ok(changes)
    }
}
