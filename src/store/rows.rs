//! The projection: ordinary tables, written and read by the field lists of the domain.

use std::{
    collections::{BTreeMap, HashSet},
    fmt::Write as _,
};

use rusqlite::{
    CachedStatement, Connection, OptionalExtension, Row, params_from_iter,
    types::{Type, ValueRef},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    Store, StoreError, fault,
    value::{Column, Param},
};
use crate::domain::record::{Entity, Record, Text, Value};

/// The texts of one field met so far, each kept once, as long as that pays.
#[derive(Default)]
struct Shared {
    texts: HashSet<Text>,
    met_again: usize,
    given_up: bool,
}

impl Shared {
    /// Different texts after which a field must have repeated itself to go on.
    const TRIAL: usize = 1_000;
    /// Different texts remembered at most.
    const MOST: usize = 30_000;

    fn text(&mut self, text: &str) -> Text {
        if let Some(known) = self.texts.get(text) {
            self.met_again += 1;
            return known.clone();
        }
        let new = Text::from(text);
        self.texts.insert(new.clone());
        let different = self.texts.len();
        if different > Self::MOST || (different > Self::TRIAL && self.met_again < different / 2) {
            *self = Self { given_up: true, ..Self::default() };
        }
        new
    }
}

/// `INSERT` of a whole record: key first, then the fields in order.
pub(super) fn insert_sql(entity: Entity) -> String {
    let mut names = String::from("id");
    let mut marks = String::from("?1");
    for (index, field) in entity.fields().iter().enumerate() {
        let _ = write!(names, ", {}", field.name);
        let _ = write!(marks, ", ?{}", index + 2);
    }
    format!("INSERT INTO {entity} ({names}) VALUES ({marks})")
}

/// `SELECT` of whole records: key first, then the fields in order.
fn select_sql(entity: Entity, condition: &str) -> String {
    let mut names = String::from("id");
    for field in entity.fields() {
        let _ = write!(names, ", {}", field.name);
    }
    format!("SELECT {names} FROM {entity} {condition}")
}

fn read(entity: Entity, row: &Row<'_>) -> rusqlite::Result<(Uuid, Vec<Value>)> {
    let mut values = Vec::with_capacity(entity.fields().len());
    Ok((read_into(entity, row, &mut values, &mut [])?, values))
}

/// Reads a whole record: its values in the place of those of the record before; returns its key. `shared` has one entry
/// a field, or none.
fn read_into(entity: Entity, row: &Row<'_>, values: &mut Vec<Value>, shared: &mut [Shared]) -> rusqlite::Result<Uuid> {
    let Column(Value::Id(key)) = row.get(0)? else {
        return Err(rusqlite::Error::InvalidColumnType(0, "id".into(), Type::Blob));
    };
    values.clear();
    for index in 1..=entity.fields().len() {
        let shared = shared.get_mut(index - 1).filter(|shared| !shared.given_up);
        values.push(match (row.get_ref(index)?, shared) {
            (ValueRef::Text(bytes), Some(shared)) => {
                let text = std::str::from_utf8(bytes)
                    .map_err(|error| rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error)))?;
                Value::Text(shared.text(text))
            }
            _ => row.get::<_, Column>(index)?.0,
        });
    }
    Ok(key)
}

/// Inserts a record by a statement of [`insert_sql`].
pub(super) fn insert(statement: &mut CachedStatement<'_>, key: Uuid, values: &[Value]) -> rusqlite::Result<()> {
    let key = Value::Id(key);
    let params = std::iter::once(&key).chain(values).map(Param);
    statement.execute(params_from_iter(params))?;
    Ok(())
}

/// Sets one field; false when there is no such record.
pub(super) fn update(
    conn: &Connection,
    entity: Entity,
    key: Uuid,
    field: &'static str,
    value: &Value,
) -> rusqlite::Result<bool> {
    let sql = format!("UPDATE {entity} SET {field} = ?2 WHERE id = ?1");
    Ok(conn.prepare_cached(&sql)?.execute((Param(&Value::Id(key)), Param(value)))? == 1)
}

/// Deletes a record; false when there is none.
pub(super) fn delete(conn: &Connection, entity: Entity, key: Uuid) -> rusqlite::Result<bool> {
    let sql = format!("DELETE FROM {entity} WHERE id = ?1");
    Ok(conn.prepare_cached(&sql)?.execute((Param(&Value::Id(key)),))? == 1)
}

pub(super) fn get(conn: &Connection, entity: Entity, key: Uuid) -> rusqlite::Result<Option<Vec<Value>>> {
    conn.prepare_cached(&select_sql(entity, "WHERE id = ?1"))?
        .query_row((Param(&Value::Id(key)),), |row| read(entity, row))
        .optional()
        .map(|found| found.map(|(_, values)| values))
}

/// Every record of an entity, by key.
pub(super) fn all(conn: &Connection, entity: Entity) -> rusqlite::Result<BTreeMap<Uuid, Vec<Value>>> {
    conn.prepare(&select_sql(entity, ""))?.query_map((), |row| read(entity, row))?.collect()
}

impl Store {
    /// Every record of a kind, one after the other, in the order of their rows: the order of entry, in which keys grow,
    /// except for records that were deleted and came back. Texts that many of them share are one in memory.
    pub fn each<R: Record>(&self, mut take: impl FnMut(R)) -> Result<(), StoreError> {
        let sql = select_sql(R::ENTITY, "ORDER BY rowid");
        let mut statement = self.conn.prepare(&sql).map_err(|error| fault(&self.path, &error))?;
        let mut rows = statement.query(()).map_err(|error| fault(&self.path, &error))?;
        let mut shared: Vec<Shared> = R::FIELDS.iter().map(|_| Shared::default()).collect();
        let mut values = Vec::new();
        while let Some(row) = rows.next().map_err(|error| fault(&self.path, &error))? {
            let key = read_into(R::ENTITY, row, &mut values, &mut shared).map_err(|error| fault(&self.path, &error))?;
            take(typed::<R>(key, &mut values)?);
        }
        Ok(())
    }

    /// Gives back the memory of pages read: what they held is in the read model now.
    pub fn rest(&self) {
        // Only room is at stake.
        let _ = self.conn.execute_batch("PRAGMA shrink_memory");
    }

    /// One record, or none.
    pub fn find<R: Record>(&self, key: Uuid) -> Result<Option<R>, StoreError> {
        self.values(R::ENTITY, key)?.map(|mut values| typed::<R>(key, &mut values)).transpose()
    }

    /// The values of one record in field order, or none.
    pub fn values(&self, entity: Entity, key: Uuid) -> Result<Option<Vec<Value>>, StoreError> {
        get(&self.conn, entity, key).map_err(|error| fault(&self.path, &error))
    }

    /// The keys of records whose reference field names `key`.
    pub fn referring(&self, entity: Entity, field: &str, key: Uuid) -> Result<Vec<Uuid>, StoreError> {
        let sql = format!("SELECT id FROM {entity} WHERE {field} = ?1 ORDER BY id");
        let run = || -> rusqlite::Result<Vec<Uuid>> {
            self.conn
                .prepare_cached(&sql)?
                .query_map((Param(&Value::Id(key)),), |row| row.get::<_, [u8; 16]>(0).map(Uuid::from_bytes))?
                .collect()
        };
        run().map_err(|error| fault(&self.path, &error))
    }

    /// How many records of each kind there are.
    pub fn counts(&self) -> Result<BTreeMap<Entity, u64>, StoreError> {
        counts(&self.conn).map_err(|error| fault(&self.path, &error))
    }

    /// The whole projection, for tests that compare before and after: entity → key → values.
    pub fn dump(&self) -> Result<BTreeMap<Entity, BTreeMap<Uuid, Vec<Value>>>, StoreError> {
        Entity::ALL
            .iter()
            .map(|entity| Ok((*entity, all(&self.conn, *entity).map_err(|error| fault(&self.path, &error))?)))
            .collect()
    }
}

/// The record with these values, which are not needed any more.
pub fn typed<R: Record>(key: Uuid, values: &mut [Value]) -> Result<R, StoreError> {
    R::take_values(key, values).map_err(|error| StoreError::Record {
        entity: R::ENTITY,
        key,
        detail: error.to_string(),
    })
}

pub(super) fn counts(conn: &Connection) -> rusqlite::Result<BTreeMap<Entity, u64>> {
    Entity::ALL
        .iter()
        .map(|entity| {
            let count: i64 = conn.query_row(&format!("SELECT count(*) FROM {entity}"), (), |row| row.get(0))?;
            Ok((*entity, u64::try_from(count).unwrap_or_default()))
        })
        .collect()
}

/// SHA-256 over every row of every table, as they stand in the file: a copy of the pages has the same.
pub(super) fn content_hash(conn: &Connection) -> rusqlite::Result<[u8; 32]> {
    let mut tables: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")?
        .query_map((), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    tables.sort();
    let mut hash = Sha256::new();
    for table in tables {
        hash.update(table.as_bytes());
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{table}\" NOT INDEXED"))?;
        let width = statement.column_count();
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            for index in 0..width {
                match row.get_ref(index)? {
                    ValueRef::Null => hash.update([0]),
                    ValueRef::Integer(number) => {
                        hash.update([1]);
                        hash.update(number.to_le_bytes());
                    }
                    ValueRef::Real(number) => {
                        hash.update([2]);
                        hash.update(number.to_bits().to_le_bytes());
                    }
                    ValueRef::Text(bytes) => {
                        hash.update([3]);
                        hash.update((bytes.len() as u64).to_le_bytes());
                        hash.update(bytes);
                    }
                    ValueRef::Blob(bytes) => {
                        hash.update([4]);
                        hash.update((bytes.len() as u64).to_le_bytes());
                        hash.update(bytes);
                    }
                }
            }
        }
    }
    Ok(hash.finalize().into())
}
