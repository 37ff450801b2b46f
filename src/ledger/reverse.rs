//! Taking back any earlier batch, if nothing later depends on it.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{Ledger, LedgerError};
use crate::{
    domain::record::{Entity, FieldKind, Value},
    store::{BatchKind, Change, OpKind},
};

/// What a batch left a record as.
#[derive(Default)]
struct Left {
    /// Fields it set, with their last values.
    fields: BTreeMap<String, Value>,
    /// The batch inserted it or brought it back.
    inserted: bool,
    /// Its values as inserted.
    values: Option<Vec<Value>>,
    /// The batch deleted it.
    deleted: bool,
}

impl Ledger {
    /// The changes that take a batch back.
    ///
    /// The test is on what is there now, not on the log: a field must still have the value the batch gave it, a record
    /// it added must be as it was added and nothing else may refer to it, a record it deleted must still be gone. So
    /// later changes that were themselves taken back do not stand in the way.
    pub(super) fn reversal(&self, batch: i64) -> Result<Vec<Change>, LedgerError> {
        let found = self.store.batch(batch)?.ok_or(LedgerError::NotReversible)?;
        if matches!(found.kind, BatchKind::Setup) {
            return Err(LedgerError::NotReversible);
        }
        let mut records: BTreeMap<(Entity, Uuid), Left> = BTreeMap::new();
        for op in self.store.ops(batch)? {
            let left = records.entry((op.entity, op.key)).or_default();
            left.values = op.inserted().or(left.values.take());
            match (op.kind, op.field) {
                (OpKind::Insert | OpKind::Undelete, _) => {
                    left.inserted = true;
                    left.deleted = false;
                }
                (OpKind::Delete, _) => left.deleted = true,
                (OpKind::Set, Some(field)) => _ = left.fields.insert(field, op.value),
                (OpKind::Set, None) => {}
            }
        }
        let added: BTreeSet<(Entity, Uuid)> =
            records.iter().filter(|(_, left)| left.inserted).map(|(record, _)| *record).collect();
        for ((entity, key), left) in &records {
            self.is_as_left(*entity, *key, left, &added)?;
        }
        Ok(self.store.inverse(batch)?)
    }

    fn is_as_left(
        &self,
        entity: Entity,
        key: Uuid,
        left: &Left,
        added: &BTreeSet<(Entity, Uuid)>,
    ) -> Result<(), LedgerError> {
        let later = |field: Option<&str>| LedgerError::LaterChange { entity, field: field.map(str::to_owned) };
        let Some(values) = self.store.values(entity, key)? else {
            return if left.deleted { Ok(()) } else { Err(later(None)) };
        };
        if left.deleted {
            return Err(later(None));
        }
        for (field, value) in &left.fields {
            let is_same = entity.field(field).is_some_and(|(at, _)| values.get(at) == Some(value));
            if !is_same {
                return Err(later(Some(field)));
            }
        }
        if !left.inserted {
            return Ok(());
        }
        for (at, field) in entity.fields().iter().enumerate() {
            let as_added = left.values.as_ref().map(|values| values.get(at));
            if as_added.is_some_and(|added| added != values.get(at)) && !left.fields.contains_key(field.name) {
                return Err(later(Some(field.name)));
            }
        }
        for child in Entity::ALL {
            let references = child.fields().iter().filter(|field| field.kind == FieldKind::Ref(entity));
            for field in references {
                let others = self.store.referring(*child, field.name, key)?;
                if others.iter().any(|other| !added.contains(&(*child, *other))) {
                    return Err(LedgerError::LaterChange { entity: *child, field: None });
                }
            }
        }
        Ok(())
    }
}
