//! One door for change: a batch is written to the projection and to the operation log in one transaction.

use std::collections::{BTreeMap, btree_map::Entry};

use rusqlite::{
    CachedStatement, Connection, OptionalExtension, Row, Transaction, TransactionBehavior,
    types::{ToSqlOutput, ValueRef},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    Access, SCHEMA_VERSION, Store, StoreError,
    change::{BatchHeader, Change, OpKind},
    fault,
    open::CACHE_KIB,
    rows,
    value::{Column, borrowed, to_json},
};
use crate::domain::record::{Entity, Value};

/// Changes from which a batch gets room for its pages.
const LARGE: usize = 2_000;
/// Kibibytes of pages kept while a large batch is written, so that each page is written once.
const LARGE_CACHE_KIB: i64 = 64_000;

/// What a commit wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct Committed {
    /// Number of the batch in this file.
    pub batch: i64,
    /// Records touched, in the order of the changes.
    pub touched: Vec<(Entity, Uuid)>,
}

/// Why a transaction was given up.
enum Failure {
    Sql(rusqlite::Error),
    Store(StoreError),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl Store {
    /// Writes a batch: all of it or, on any error, nothing.
    pub fn commit(&mut self, header: &BatchHeader, changes: &[Change]) -> Result<Committed, StoreError> {
        self.commit_with(header, changes, |_| true)
    }

    /// Like [`Store::commit`], telling how many changes are written; `false` from `go_on` gives the batch up, and
    /// then nothing was written and `batch` is 0.
    pub fn commit_with(
        &mut self,
        header: &BatchHeader,
        changes: &[Change],
        mut go_on: impl FnMut(usize) -> bool,
    ) -> Result<Committed, StoreError> {
        if self.access == Access::Read {
            return Err(StoreError::ReadOnly { path: self.path.clone() });
        }
        let path = self.path.clone();
        let large = changes.len() > LARGE;
        if large {
            self.conn.pragma_update(None, "cache_size", -LARGE_CACHE_KIB).map_err(|error| fault(&path, &error))?;
        }
        let written = (|| {
            let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let batch = write_header(&transaction, header)?;
            let mut log = LogWriter::new(&transaction, batch)?;
            log.hash.update(header.id);
            for (index, change) in changes.iter().enumerate() {
                if index % 512 == 0 && !go_on(index) {
                    return Ok(Committed { batch: 0, touched: Vec::new() });
                }
                log.write(change)?;
            }
            let hash = std::mem::take(&mut log.hash).finalize();
            drop(log);
            transaction.execute("UPDATE batch SET hash = ?2 WHERE seq = ?1", (batch, &hash[..16]))?;
            transaction.commit()?;
            Ok(Committed { batch, touched: changes.iter().map(Change::target).collect() })
        })();
        if large {
            // Only room is at stake: a cache that stays large is no reason to call a written batch failed.
            let _ = self.conn.pragma_update(None, "cache_size", -CACHE_KIB);
            let _ = self.conn.execute_batch("PRAGMA shrink_memory");
        }
        written.map_err(|failure: Failure| match failure {
            Failure::Sql(error) => fault(&path, &error),
            Failure::Store(error) => error,
        })
    }
}

fn write_header(transaction: &Transaction<'_>, header: &BatchHeader) -> rusqlite::Result<i64> {
    let (author, device) = (header.author.uuid(), header.device.uuid());
    let origin: Option<i64> = transaction
        .prepare_cached("SELECT seq FROM origin WHERE author = ?1 AND device = ?2")?
        .query_row((author.as_bytes(), device.as_bytes()), |row| row.get(0))
        .optional()?;
    let origin = if let Some(origin) = origin {
        origin
    } else {
        transaction
            .execute("INSERT INTO origin (author, device) VALUES (?1, ?2)", (author.as_bytes(), device.as_bytes()))?;
        transaction.last_insert_rowid()
    };
    // The clock may be set back; the log must not run backwards on one device.
    let last: i64 =
        transaction.prepare_cached("SELECT coalesce(max(hlc), 0) FROM batch")?.query_row((), |row| row.get(0))?;
    let hlc = (header.at_ms.clamp(0, i64::MAX >> 16) << 16).max(last.saturating_add(1));
    transaction
        .prepare_cached(
            "INSERT INTO batch (id, kind, target, label, subject, origin, hlc, why, schema) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute((
            header.id,
            header.kind.word(),
            header.target,
            &header.label,
            &header.subject,
            origin,
            hlc,
            &header.why,
            SCHEMA_VERSION,
        ))?;
    Ok(transaction.last_insert_rowid())
}

struct LogWriter<'a> {
    conn: &'a Connection,
    batch: i64,
    n: i64,
    hash: Sha256,
    op: CachedStatement<'a>,
    supersedes: CachedStatement<'a>,
    inserts: BTreeMap<Entity, CachedStatement<'a>>,
}

impl<'a> LogWriter<'a> {
    fn new(conn: &'a Connection, batch: i64) -> rusqlite::Result<Self> {
        Ok(Self {
            conn,
            batch,
            n: 0,
            hash: Sha256::new(),
            op: conn.prepare_cached(
                "INSERT INTO op (batch, n, entity, rec, kind, field, value) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?,
            supersedes: conn
                .prepare_cached("INSERT INTO op_supersedes (batch, n, old_batch, old_n) VALUES (?1, ?2, ?3, ?4)")?,
            inserts: BTreeMap::new(),
        })
    }

    fn write(&mut self, change: &Change) -> Result<(), Failure> {
        let no_record = |entity, key| Failure::Store(StoreError::NoRecord { entity, key });
        match change {
            Change::Insert { entity, key, values } => {
                self.insert(*entity, *key, values)?;
                let json = to_json(*entity, values);
                self.op(*entity, *key, OpKind::Insert, None, ValueRef::Text(json.as_bytes()), &[])?;
            }
            Change::Set { entity, key, field, value } => {
                let heads = Heads::of(self.conn, *key, Wanted::Order)?.for_field(field);
                if !rows::update(self.conn, *entity, *key, field, value)? {
                    return Err(no_record(*entity, *key));
                }
                self.op(*entity, *key, OpKind::Set, Some(field), borrowed(value), &heads)?;
            }
            Change::Delete { entity, key } => {
                let heads = Heads::of(self.conn, *key, Wanted::Order)?.all();
                if !rows::delete(self.conn, *entity, *key)? {
                    return Err(no_record(*entity, *key));
                }
                self.op(*entity, *key, OpKind::Delete, None, ValueRef::Null, &heads)?;
            }
            Change::Restore { entity, key } => {
                let heads = Heads::of(self.conn, *key, Wanted::Values)?;
                let values = heads.values(*entity).ok_or_else(|| no_record(*entity, *key))?;
                self.insert(*entity, *key, &values)?;
                self.op(*entity, *key, OpKind::Undelete, None, ValueRef::Null, &heads.deletions())?;
            }
        }
        Ok(())
    }

    fn insert(&mut self, entity: Entity, key: Uuid, values: &[Value]) -> rusqlite::Result<()> {
        let statement = match self.inserts.entry(entity) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(self.conn.prepare_cached(&rows::insert_sql(entity))?),
        };
        rows::insert(statement, key, values)
    }

    fn op(
        &mut self,
        entity: Entity,
        key: Uuid,
        kind: OpKind,
        field: Option<&str>,
        value: ValueRef<'_>,
        supersedes: &[(i64, i64)],
    ) -> rusqlite::Result<()> {
        // SQLite would store a NaN as NULL without a word.
        if matches!(value, ValueRef::Real(number) if !number.is_finite()) {
            return Err(rusqlite::Error::ToSqlConversionFailure("not a finite number".into()));
        }
        self.op.execute((
            self.batch,
            self.n,
            entity.word(),
            key.as_bytes(),
            kind.word(),
            field,
            ToSqlOutput::Borrowed(value),
        ))?;
        for (old_batch, old_n) in supersedes {
            self.supersedes.execute((self.batch, self.n, old_batch, old_n))?;
        }
        hash_op(&mut self.hash, entity.word(), key.as_bytes(), kind.word(), field, value);
        self.n += 1;
        Ok(())
    }
}

/// Adds one operation to the hash of its batch.
pub(super) fn hash_op(
    hash: &mut Sha256,
    entity: &str,
    key: &[u8],
    kind: &str,
    field: Option<&str>,
    value: ValueRef<'_>,
) {
    let mut text = |text: &[u8]| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    };
    text(entity.as_bytes());
    text(kind.as_bytes());
    text(field.unwrap_or_default().as_bytes());
    match value {
        ValueRef::Null => text(b""),
        ValueRef::Text(value) => text(value),
        ValueRef::Integer(number) => hash.update(number.to_le_bytes()),
        ValueRef::Real(number) => hash.update(number.to_bits().to_le_bytes()),
        ValueRef::Blob(id) => hash.update(id),
    }
    hash.update(key);
}

/// The operations of one record, with what each replaced.
pub(super) struct Heads {
    ops: Vec<RecordOp>,
}

/// What is asked of the operations of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// What was done and what it replaced.
    Order,
    /// The values too.
    Values,
}

pub(super) struct RecordOp {
    at: (i64, i64),
    /// Place of its batch in the displayed order.
    hlc: i64,
    kind: OpKind,
    field: Option<String>,
    value: Value,
    /// What replaced it: kind and field of the replacing operation.
    replaced_by: Vec<(OpKind, Option<String>)>,
}

impl RecordOp {
    /// From `batch, n, kind, field, value, hlc`; none when a newer program wrote it.
    pub fn read(row: &Row<'_>) -> rusqlite::Result<Option<Self>> {
        let ValueRef::Text(kind) = row.get_ref(2)? else { return Ok(None) };
        let Some(kind) = std::str::from_utf8(kind).ok().and_then(OpKind::from_word) else { return Ok(None) };
        let Column(value) = row.get(4)?;
        Ok(Some(Self {
            at: (row.get(0)?, row.get(1)?),
            hlc: row.get(5)?,
            kind,
            field: row.get(3)?,
            value,
            replaced_by: Vec::new(),
        }))
    }

    /// Whether it began the record.
    pub fn is_insertion(&self) -> bool {
        self.kind == OpKind::Insert
    }
}

impl Heads {
    /// Reads the history of a record.
    pub fn of(conn: &Connection, key: Uuid, wanted: Wanted) -> rusqlite::Result<Self> {
        let sql = match wanted {
            Wanted::Values => {
                "SELECT op.batch, op.n, op.kind, op.field, op.value, batch.hlc \
                 FROM op JOIN batch ON batch.seq = op.batch WHERE op.rec = ?1"
            }
            Wanted::Order => {
                "SELECT op.batch, op.n, op.kind, op.field, NULL, batch.hlc \
                 FROM op JOIN batch ON batch.seq = op.batch WHERE op.rec = ?1"
            }
        };
        let ops = conn
            .prepare_cached(sql)?
            .query_map((key.as_bytes(),), RecordOp::read)?
            .filter_map(Result::transpose)
            .collect::<rusqlite::Result<_>>()?;
        Self::from_ops(conn, key, ops)
    }

    /// From all operations of a record, in any order.
    pub fn from_ops(conn: &Connection, key: Uuid, mut ops: Vec<RecordOp>) -> rusqlite::Result<Self> {
        // One operation has replaced nothing of its own record.
        if ops.len() < 2 {
            return Ok(Self { ops });
        }
        ops.sort_by_key(|op| (op.hlc, op.at));
        let links: Vec<((i64, i64), (i64, i64))> = conn
            .prepare_cached(
                "SELECT s.old_batch, s.old_n, s.batch, s.n FROM op JOIN op_supersedes s \
                 ON s.batch = op.batch AND s.n = op.n WHERE op.rec = ?1",
            )?
            .query_map((key.as_bytes(),), |row| Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?))))?
            .collect::<rusqlite::Result<_>>()?;
        for (old, new) in links {
            let Some(replacing) = ops.iter().find(|op| op.at == new) else { continue };
            let by = (replacing.kind, replacing.field.clone());
            if let Some(op) = ops.iter_mut().find(|op| op.at == old) {
                op.replaced_by.push(by);
            }
        }
        Ok(Self { ops })
    }

    /// Operations whose value of this field is current.
    pub fn for_field(&self, field: &str) -> Vec<(i64, i64)> {
        self.ops.iter().filter(|op| op.is_head_of(field)).map(|op| op.at).collect()
    }

    /// Every operation a deletion replaces: whatever is not replaced as a whole yet.
    pub fn all(&self) -> Vec<(i64, i64)> {
        self.ops
            .iter()
            .filter(|op| op.kind != OpKind::Delete && !op.replaced_by.iter().any(|(_, field)| op.field == *field))
            .map(|op| op.at)
            .collect()
    }

    /// Deletions nobody has taken back.
    pub fn deletions(&self) -> Vec<(i64, i64)> {
        self.ops.iter().filter(|op| op.kind == OpKind::Delete && op.replaced_by.is_empty()).map(|op| op.at).collect()
    }

    /// Whether the record exists now.
    pub fn is_live(&self) -> bool {
        !self.ops.is_empty() && self.deletions().is_empty()
    }

    /// The record's values in field order, as if it were not deleted.
    pub fn values(&self, entity: Entity) -> Option<Vec<Value>> {
        let inserted = self.ops.iter().find(|op| op.kind == OpKind::Insert)?;
        let Value::Text(json) = &inserted.value else { return None };
        let mut values = super::value::from_json(entity, json)?;
        for op in self.ops.iter().filter(|op| op.kind == OpKind::Set) {
            let Some(field) = &op.field else { continue };
            // A deletion replaces every head without giving a new value, so it does not count here.
            let is_current =
                !op.replaced_by.iter().any(|(kind, by)| *kind == OpKind::Set && by.as_deref() == Some(field));
            if let Some((index, _)) = entity.field(field).filter(|_| is_current) {
                values[index] = op.value.clone();
            }
        }
        Some(values)
    }
}

impl RecordOp {
    fn is_head_of(&self, field: &str) -> bool {
        let says = match self.kind {
            OpKind::Insert => true,
            OpKind::Set => self.field.as_deref() == Some(field),
            OpKind::Delete | OpKind::Undelete => false,
        };
        says && !self.replaced_by.iter().any(|(kind, by)| *kind == OpKind::Set && by.as_deref() == Some(field))
    }
}
