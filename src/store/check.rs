//! Is the file whole, and does the projection say what the log says?

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    SCHEMA_VERSION, Store, StoreError,
    change::OpKind,
    commit::{Heads, hash_op},
    fault, rows,
    value::Column,
};
use crate::domain::record::Entity;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CheckReport {
    /// Schema of the file.
    pub schema: u32,
    /// What the database found wrong with the file; empty = whole.
    pub integrity: Vec<String>,
    /// References that point nowhere.
    pub dangling: u64,
    /// Records whose projection differs from the log.
    pub differing: Vec<(Entity, Uuid)>,
    /// Batches whose operations do not match their hash.
    pub altered_batches: Vec<i64>,
    /// Batches in the log.
    pub batches: u64,
    /// Operations in the log.
    pub operations: u64,
    /// Records of each kind.
    pub counts: BTreeMap<Entity, u64>,
}

impl CheckReport {
    /// Nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.integrity.is_empty() && self.dangling == 0 && self.differing.is_empty() && self.altered_batches.is_empty()
    }
}

impl Store {
    /// Checks the whole file: pages, references, log against projection, hashes of the log.
    pub fn check(&self) -> Result<CheckReport, StoreError> {
        self.run_check().map_err(|error| fault(&self.path, &error))
    }

    fn run_check(&self) -> rusqlite::Result<CheckReport> {
        let conn = &self.conn;
        let mut report = CheckReport { schema: SCHEMA_VERSION, counts: rows::counts(conn)?, ..CheckReport::default() };
        let found: Vec<String> = conn
            .prepare("PRAGMA integrity_check(20)")?
            .query_map((), |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        report.integrity = found.into_iter().filter(|line| line != "ok").collect();
        let count = |sql: &str| -> rusqlite::Result<u64> {
            conn.query_row(sql, (), |row| row.get::<_, i64>(0)).map(|count| u64::try_from(count).unwrap_or_default())
        };
        report.dangling = count("SELECT count(*) FROM pragma_foreign_key_check")?;
        report.batches = count("SELECT count(*) FROM batch")?;
        report.operations = count("SELECT count(*) FROM op")?;
        report.altered_batches = self.altered_batches()?;
        for entity in Entity::ALL {
            self.compare(*entity, &mut report.differing)?;
        }
        Ok(report)
    }

    fn altered_batches(&self) -> rusqlite::Result<Vec<i64>> {
        let mut altered = Vec::new();
        let mut batches = self.conn.prepare("SELECT seq, id, hash FROM batch WHERE kind <> 'absent' ORDER BY seq")?;
        let mut ops =
            self.conn.prepare("SELECT entity, rec, kind, field, value FROM op WHERE batch = ?1 ORDER BY n")?;
        let mut batches = batches.query(())?;
        while let Some(batch) = batches.next()? {
            let seq: i64 = batch.get(0)?;
            let stored: Option<Vec<u8>> = batch.get(2)?;
            let mut hash = Sha256::new();
            hash.update(batch.get::<_, [u8; 16]>(1)?);
            let mut ops = ops.query((seq,))?;
            while let Some(op) = ops.next()? {
                let (entity, kind): (String, String) = (op.get(0)?, op.get(2)?);
                let field: Option<String> = op.get(3)?;
                let Column(value) = op.get(4)?;
                hash_op(&mut hash, &entity, Uuid::from_bytes(op.get(1)?), &kind, field.as_deref(), &value);
            }
            if stored.as_deref() != Some(&hash.finalize()[..16]) {
                altered.push(seq);
            }
        }
        Ok(altered)
    }

    /// Rebuilds every record of an entity from the log and compares.
    fn compare(&self, entity: Entity, differing: &mut Vec<(Entity, Uuid)>) -> rusqlite::Result<()> {
        let mut stored = rows::all(&self.conn, entity)?;
        let keys: Vec<Uuid> = self
            .conn
            .prepare("SELECT DISTINCT rec FROM op WHERE entity = ?1 AND kind = ?2 ORDER BY rec")?
            .query_map((entity.word(), OpKind::Insert.word()), |row| row.get(0).map(Uuid::from_bytes))?
            .collect::<rusqlite::Result<_>>()?;
        for key in keys {
            let heads = Heads::of(&self.conn, key)?;
            let from_log = heads.values(entity).filter(|_| heads.is_live());
            if from_log != stored.remove(&key) {
                differing.push((entity, key));
            }
        }
        // What is left stands in the projection without any operation.
        differing.extend(stored.into_keys().map(|key| (entity, key)));
        Ok(())
    }
}
