//! Reading the operation log: what was done, by whom, and how to take it back.

use std::collections::BTreeMap;

use rusqlite::Row;
use uuid::Uuid;

use super::{
    Store, StoreError,
    change::{BatchKind, Change, OpKind},
    fault,
    value::{Column, from_json},
};
use crate::domain::{
    ids::{AuthorId, DeviceId, LeadId},
    record::{Entity, Record, Value},
};

/// A batch of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchRow {
    /// Number in this file.
    pub seq: i64,
    /// Kind.
    pub kind: BatchKind,
    /// What it reverses.
    pub target: Option<i64>,
    /// Word of the action.
    pub label: String,
    /// What it was done to.
    pub subject: Option<String>,
    /// Who.
    pub author: Option<AuthorId>,
    /// On which device.
    pub device: Option<DeviceId>,
    /// When, milliseconds since 1970.
    pub at_ms: i64,
    /// Why.
    pub why: Option<String>,
    /// How many operations it holds.
    pub size: u64,
}

/// An operation of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct OpRow {
    /// Entity.
    pub entity: Entity,
    /// Key of the record.
    pub key: Uuid,
    /// Kind.
    pub kind: OpKind,
    /// Field, for single fields.
    pub field: Option<String>,
    /// New value; the JSON of the record for insertions.
    pub value: Value,
    /// Value before, for single fields.
    pub before: Option<Value>,
}

impl OpRow {
    /// The values of a record as it was inserted; none for other operations.
    pub fn inserted(&self) -> Option<Vec<Value>> {
        match &self.value {
            Value::Text(json) if self.kind == OpKind::Insert => from_json(self.entity, json),
            _ => None,
        }
    }

    /// The record as it was entered, where the operation entered one of this kind.
    pub fn entered<R: Record>(&self) -> Option<R> {
        match (&self.kind, &self.value) {
            (OpKind::Insert, Value::Text(json)) if self.entity == R::ENTITY => {
                R::from_values(self.key, &from_json(self.entity, json)?).ok()
            }
            _ => None,
        }
    }
}

/// A batch with what it did to the records asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordStep {
    /// Batch.
    pub batch: BatchRow,
    /// Its operations on those records.
    pub ops: Vec<OpRow>,
}

/// A change of who is in charge of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnerStep {
    /// Which lead.
    pub lead: LeadId,
    /// When, milliseconds since 1970.
    pub at_ms: i64,
    /// Who was in charge before, where the log knows.
    pub before: Option<AuthorId>,
    /// Who is from then on.
    pub after: Option<AuthorId>,
}

/// Operations of a batch are numbered from 0 without gaps, so the last number tells how many there are; counting those of
/// a large import would read them all.
const BATCH_COLUMNS: &str = "SELECT b.seq, b.kind, b.target, b.label, \
     coalesce(b.subject, CASE b.label \
       WHEN 'edit_company' THEN (SELECT coalesce(c.name, json_extract(i.value, '$.name')) FROM op \
         JOIN op i ON i.rec = op.rec AND i.kind = 'insert' LEFT JOIN company c ON c.id = op.rec WHERE op.batch = b.seq LIMIT 1) \
       WHEN 'edit_lead' THEN (SELECT coalesce(l.title, json_extract(i.value, '$.title')) FROM op \
         JOIN op i ON i.rec = op.rec AND i.kind = 'insert' LEFT JOIN lead l ON l.id = op.rec WHERE op.batch = b.seq LIMIT 1) \
       END), o.author, o.device, b.hlc, b.why, \
     coalesce((SELECT max(n) + 1 FROM op WHERE op.batch = b.seq), 0) FROM batch b LEFT JOIN origin o ON o.seq = b.origin";

fn batch_row(row: &Row<'_>) -> rusqlite::Result<Option<BatchRow>> {
    let kind: String = row.get(1)?;
    let id =
        |index| -> rusqlite::Result<Option<Uuid>> { Ok(row.get::<_, Option<[u8; 16]>>(index)?.map(Uuid::from_bytes)) };
    let Some(kind) = BatchKind::from_word(&kind) else { return Ok(None) };
    Ok(Some(BatchRow {
        seq: row.get(0)?,
        kind,
        target: row.get(2)?,
        label: row.get(3)?,
        subject: row.get(4)?,
        author: id(5)?.map(AuthorId::from_uuid),
        device: id(6)?.map(DeviceId::from_uuid),
        at_ms: row.get::<_, i64>(7)? >> 16,
        why: row.get(8)?,
        size: u64::try_from(row.get::<_, i64>(9)?).unwrap_or_default(),
    }))
}

impl Store {
    /// The newest batches, newest first.
    pub fn batches(&self, limit: usize) -> Result<Vec<BatchRow>, StoreError> {
        let run = || -> rusqlite::Result<Vec<BatchRow>> {
            self.conn
                .prepare(&format!("{BATCH_COLUMNS} ORDER BY b.seq DESC LIMIT ?1"))?
                .query_map((i64::try_from(limit).unwrap_or(i64::MAX),), batch_row)?
                .filter_map(Result::transpose)
                .collect()
        };
        run().map_err(|error| fault(&self.path, &error))
    }

    /// Number, kind and target of every batch, oldest first: enough to rebuild the undo stack.
    pub fn batch_chain(&self) -> Result<Vec<(i64, BatchKind, Option<i64>)>, StoreError> {
        let run = || -> rusqlite::Result<Vec<_>> {
            self.conn
                .prepare("SELECT seq, kind, target FROM batch ORDER BY seq")?
                .query_map((), |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))?
                .filter_map(|row| match row {
                    Ok((seq, kind, target)) => BatchKind::from_word(&kind).map(|kind| Ok((seq, kind, target))),
                    Err(error) => Some(Err(error)),
                })
                .collect()
        };
        run().map_err(|error| fault(&self.path, &error))
    }

    /// One batch.
    pub fn batch(&self, seq: i64) -> Result<Option<BatchRow>, StoreError> {
        let run = || -> rusqlite::Result<Option<BatchRow>> {
            let mut statement = self.conn.prepare_cached(&format!("{BATCH_COLUMNS} WHERE b.seq = ?1"))?;
            let mut rows = statement.query((seq,))?;
            rows.next()?.map_or(Ok(None), batch_row)
        };
        run().map_err(|error| fault(&self.path, &error))
    }

    /// The operations of a batch, in order, single fields with the value before.
    pub fn ops(&self, batch: i64) -> Result<Vec<OpRow>, StoreError> {
        self.ops_with(batch, "value")
    }

    /// The operations of a batch, with this in the place of the value.
    fn ops_with(&self, batch: i64, value: &str) -> Result<Vec<OpRow>, StoreError> {
        let run = || -> rusqlite::Result<Vec<OpRow>> {
            let mut ops = Vec::new();
            let mut statement = self.conn.prepare_cached(&format!(
                "SELECT n, entity, rec, kind, field, {value} FROM op WHERE batch = ?1 ORDER BY n"
            ))?;
            let mut rows = statement.query((batch,))?;
            while let Some(row) = rows.next()? {
                ops.extend(self.op_row(batch, row)?);
            }
            Ok(ops)
        };
        run().map_err(|error| fault(&self.path, &error))
    }

    /// What was done to these records, newest batch first, each batch with its operations on them alone; and the batches
    /// that were about `subject`, whose records may be gone, without operations.
    pub fn history(&self, keys: &[Uuid], subject: &str, limit: usize) -> Result<Vec<RecordStep>, StoreError> {
        let run = || -> rusqlite::Result<Vec<RecordStep>> {
            let mut steps: BTreeMap<i64, Vec<OpRow>> = BTreeMap::new();
            let mut statement = self.conn.prepare_cached(
                "SELECT n, entity, rec, kind, field, value, batch FROM op WHERE rec = ?1 ORDER BY batch, n",
            )?;
            for key in keys {
                let mut rows = statement.query((key.as_bytes(),))?;
                while let Some(row) = rows.next()? {
                    let batch = row.get(6)?;
                    if let Some(op) = self.op_row(batch, row)? {
                        steps.entry(batch).or_default().push(op);
                    }
                }
            }
            let mut about = self.conn.prepare_cached("SELECT seq FROM batch WHERE subject = ?1")?;
            for seq in about.query_map((subject,), |row| row.get(0))? {
                steps.entry(seq?).or_default();
            }
            let mut history = Vec::new();
            let mut batch = self.conn.prepare_cached(&format!("{BATCH_COLUMNS} WHERE b.seq = ?1"))?;
            for (seq, ops) in steps.into_iter().rev().take(limit) {
                if let Some(row) = batch.query((seq,))?.next()?.map_or(Ok(None), batch_row)? {
                    history.push(RecordStep { batch: row, ops });
                }
            }
            Ok(history)
        };
        run().map_err(|error| fault(&self.path, &error))
    }

    /// Every change of who is in charge of a lead, oldest first.
    pub fn owner_steps(&self) -> Result<Vec<OwnerStep>, StoreError> {
        let author = |value: Value| match value {
            Value::Id(key) => Some(AuthorId::from_uuid(key)),
            _ => None,
        };
        let run = || -> rusqlite::Result<Vec<OwnerStep>> {
            // Lead by lead over the index of records: the log of a large workspace is never read whole.
            let mut statement = self.conn.prepare_cached(
                "SELECT l.id, b.hlc, op.batch, op.n, op.value FROM lead l CROSS JOIN op ON op.rec = l.id \
                 CROSS JOIN batch b ON b.seq = op.batch \
                 WHERE op.entity = ?1 AND op.kind = ?2 AND op.field = 'owner' ORDER BY b.hlc, op.batch, op.n",
            )?;
            let mut rows = statement.query((Entity::Lead.word(), OpKind::Set.word()))?;
            let mut steps = Vec::new();
            while let Some(row) = rows.next()? {
                let before = self.value_before(row.get(2)?, row.get(3)?, Entity::Lead, "owner")?;
                let Column(after) = row.get(4)?;
                steps.push(OwnerStep {
                    lead: LeadId::from_uuid(Uuid::from_bytes(row.get(0)?)),
                    at_ms: row.get::<_, i64>(1)? >> 16,
                    before: before.and_then(author),
                    after: author(after),
                });
            }
            Ok(steps)
        };
        run().map_err(|error| fault(&self.path, &error))
    }

    /// An operation from `n, entity, rec, kind, field, value`.
    fn op_row(&self, batch: i64, row: &Row<'_>) -> rusqlite::Result<Option<OpRow>> {
        let (entity, kind) = (row.get_ref(1)?.as_str()?, row.get_ref(3)?.as_str()?);
        // An entity of a newer program is carried, not interpreted.
        let (Some(entity), Some(kind)) = (Entity::from_word(entity), OpKind::from_word(kind)) else {
            return Ok(None);
        };
        let field: Option<String> = row.get(4)?;
        let before = match &field {
            Some(field) if kind == OpKind::Set => self.value_before(batch, row.get(0)?, entity, field)?,
            _ => None,
        };
        let Column(value) = row.get(5)?;
        Ok(Some(OpRow { entity, key: Uuid::from_bytes(row.get(2)?), kind, field, value, before }))
    }

    /// The value a single-field operation replaced: that of the latest head its author had seen.
    fn value_before(&self, batch: i64, n: i64, entity: Entity, field: &str) -> rusqlite::Result<Option<Value>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT old.kind, old.value FROM op_supersedes s \
             JOIN op old ON old.batch = s.old_batch AND old.n = s.old_n JOIN batch b ON b.seq = old.batch \
             WHERE s.batch = ?1 AND s.n = ?2 ORDER BY b.hlc DESC, old.batch DESC, old.n DESC LIMIT 1",
        )?;
        let mut rows = statement.query((batch, n))?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let kind: String = row.get(0)?;
        let Column(value) = row.get(1)?;
        Ok(match (OpKind::from_word(&kind), value) {
            (Some(OpKind::Insert), Value::Text(json)) => from_json(entity, &json)
                .and_then(|mut values| entity.field(field).map(|(index, _)| std::mem::take(&mut values[index]))),
            (Some(OpKind::Set), value) => Some(value),
            _ => None,
        })
    }

    /// The changes that take a batch back, in the order in which they must be made.
    pub fn inverse(&self, batch: i64) -> Result<Vec<Change>, StoreError> {
        // What a whole record was is not needed to take it away, nor is what a field was set to.
        let mut ops = self.ops_with(batch, "NULL")?;
        ops.reverse();
        Ok(ops
            .into_iter()
            .filter_map(|OpRow { entity, key, kind, field, before, .. }| match kind {
                OpKind::Insert | OpKind::Undelete => Some(Change::Delete { entity, key }),
                OpKind::Delete => Some(Change::Restore { entity, key }),
                OpKind::Set => entity.field(field.as_deref()?).map(|(_, field)| Change::Set {
                    entity,
                    key,
                    field: field.name,
                    value: before.unwrap_or_default(),
                }),
            })
            .collect())
    }
}
