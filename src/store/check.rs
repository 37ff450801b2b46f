//! Is the file whole, and does the projection say what the log says?

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    SCHEMA_VERSION, Store, StoreError,
    change::OpKind,
    commit::{Heads, RecordOp, hash_op},
    fault, rows,
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

/// Is told what was looked at, and of how much; answers whether to go on.
pub type Step<'a> = dyn FnMut(u64, u64) -> bool + 'a;

/// How far a check is.
struct Walk<'a, 'b> {
    done: u64,
    total: u64,
    step: &'a mut Step<'b>,
}

impl Walk<'_, '_> {
    /// After so many steps somebody may want to know.
    const OFTEN: u64 = 2_000;

    /// One more was looked at; false when it shall stop.
    fn on(&mut self) -> bool {
        self.done += 1;
        // Deleted records are in the log as well, so there may be more than was counted.
        !self.done.is_multiple_of(Self::OFTEN) || (self.step)(self.done.min(self.total), self.total)
    }
}

impl Store {
    /// Checks the whole file: pages, references, log against projection, hashes of the log.
    pub fn check(&self) -> Result<CheckReport, StoreError> {
        Ok(self.check_with(&mut |_, _| true)?.unwrap_or_default())
    }

    /// The same, telling how many operations and records of how many were looked at; nothing when it is told to stop.
    pub fn check_with(&self, step: &mut Step<'_>) -> Result<Option<CheckReport>, StoreError> {
        self.run_check(step).map_err(|error| fault(&self.path, &error))
    }

    fn run_check(&self, step: &mut Step<'_>) -> rusqlite::Result<Option<CheckReport>> {
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
        let records: u64 = report.counts.values().sum();
        let mut walk = Walk { done: 0, total: report.operations + records, step };
        let Some(altered) = self.altered_batches(&mut walk)? else { return Ok(None) };
        report.altered_batches = altered;
        let finished = self.compare(&report.counts, &mut report.differing, &mut walk)?;
        Ok(finished.then_some(report))
    }

    fn altered_batches(&self, walk: &mut Walk<'_, '_>) -> rusqlite::Result<Option<Vec<i64>>> {
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
                if !walk.on() {
                    return Ok(None);
                }
                let word = |index| op.get_ref(index)?.as_str().map_err(rusqlite::Error::from);
                let field = op.get_ref(3)?.as_str_or_null()?;
                hash_op(&mut hash, word(0)?, op.get_ref(1)?.as_blob()?, word(2)?, field, op.get_ref(4)?);
            }
            if stored.as_deref() != Some(&hash.finalize()[..16]) {
                altered.push(seq);
            }
        }
        Ok(Some(altered))
    }

    /// Rebuilds every record from the log and compares; false when it is told to stop. `stored` says how many of each
    /// kind there are.
    fn compare(
        &self,
        stored: &BTreeMap<Entity, u64>,
        differing: &mut Vec<(Entity, Uuid)>,
        walk: &mut Walk<'_, '_>,
    ) -> rusqlite::Result<bool> {
        let mut met: BTreeMap<Entity, u64> = BTreeMap::new();
        let mut known = |entity: Entity, key: Uuid, ops: Vec<RecordOp>| -> rusqlite::Result<()> {
            // Where nothing began a record, whatever is stored of it has no origin.
            if !ops.iter().any(RecordOp::is_insertion) {
                return Ok(());
            }
            let heads = Heads::from_ops(&self.conn, key, ops)?;
            let from_log = heads.values(entity).filter(|_| heads.is_live());
            let found = rows::get(&self.conn, entity, key)?;
            *met.entry(entity).or_default() += u64::from(found.is_some());
            if from_log != found {
                differing.push((entity, key));
            }
            Ok(())
        };
        // Record by record: the index stands in that order.
        let mut statement = self.conn.prepare(
            "SELECT op.batch, op.n, op.kind, op.field, op.value, batch.hlc, op.rec, op.entity \
             FROM op INDEXED BY op_by_record CROSS JOIN batch ON batch.seq = op.batch ORDER BY op.rec",
        )?;
        let mut ops = statement.query(())?;
        let mut record: Option<(Entity, Uuid, Vec<RecordOp>)> = None;
        while let Some(row) = ops.next()? {
            let key = Uuid::from_bytes(row.get(6)?);
            let Some(entity) = Entity::from_word(row.get_ref(7)?.as_str()?) else { continue };
            let Some(op) = RecordOp::read(row)? else { continue };
            match &mut record {
                Some((_, same, ops)) if *same == key => ops.push(op),
                _ => {
                    if let Some((entity, key, ops)) = record.replace((entity, key, vec![op])) {
                        if !walk.on() {
                            return Ok(false);
                        }
                        known(entity, key, ops)?;
                    }
                }
            }
        }
        if let Some((entity, key, ops)) = record {
            known(entity, key, ops)?;
        }
        // What stands in the projection without an operation that began it.
        for (entity, count) in stored {
            if met.get(entity).copied().unwrap_or_default() == *count {
                continue;
            }
            let sql = format!(
                "SELECT id FROM {entity} WHERE id NOT IN (SELECT rec FROM op WHERE entity = ?1 AND kind = ?2) ORDER BY id"
            );
            let mut statement = self.conn.prepare(&sql)?;
            let strays = statement.query_map((entity.word(), OpKind::Insert.word()), |row| row.get(0))?;
            for key in strays {
                differing.push((*entity, Uuid::from_bytes(key?)));
            }
        }
        Ok(true)
    }
}
