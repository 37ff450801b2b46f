//! Opening and creating workspace files, without ever touching one that is not ours.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, backup::Backup, config::DbConfig};

use super::{
    BackupReason, Store, StoreError, backup, fault,
    lock::{Lock, LockError, beside, remove_spent_journal},
};

/// `ZHSG` in the file header: how the file is known as ours whatever it is called.
pub const APPLICATION_ID: u32 = 0x5A48_5347;

/// The schema this program writes: as many steps as there are.
pub const SCHEMA_VERSION: u32 = 3;

/// Kibibytes of pages kept: everything is read once, into the read model.
pub(super) const CACHE_KIB: i64 = 4_000;

/// The steps from an empty file to the present schema. A new file takes all of them, an older file those it lacks, so
/// both end alike. A step that was released is never changed.
const STEPS: [&str; SCHEMA_VERSION as usize] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    // One file a subject.
    concat!(
        include_str!("schema/3/work.sql"),
        include_str!("schema/3/intake.sql"),
        include_str!("schema/3/fair.sql"),
        include_str!("schema/3/forecast.sql"),
        include_str!("schema/3/papers.sql"),
    ),
];

/// What a file is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Read and write.
    Write,
    /// Only read; chosen by itself where the file or its folder cannot be written.
    Read,
}

impl Store {
    /// Opens an existing workspace. Never creates one, never touches a file that is not ours.
    ///
    /// A file of an older schema is raised to the present one: on disk, after a verified backup, when it may be written;
    /// otherwise in memory, and the file stays as it is. `now` names that backup.
    pub fn open(path: &Path, wanted: Access, now: Timestamp) -> Result<Self, StoreError> {
        let schema = inspect(path)?;
        let (lock, access) = match Lock::take(path) {
            Ok(lock) => (Some(lock), if is_writable(path) { Access::Write } else { Access::Read }),
            Err(LockError::ReadOnly) => (None, Access::Read),
            Err(LockError::Held(holder)) => return Err(StoreError::Held { path: path.to_owned(), holder }),
            Err(LockError::Io(source)) => return Err(StoreError::Io { path: path.to_owned(), source }),
        };
        if wanted == Access::Write && access == Access::Read {
            return Err(StoreError::ReadOnly { path: path.to_owned() });
        }
        let store = connect(path, access, lock).and_then(|store| {
            store.quick_check()?;
            if schema < SCHEMA_VERSION { store.raised(schema, now) } else { Ok(store) }
        });
        store.map_err(|error| match error {
            // Whatever is wrong inside, the file is kept and the way back is named.
            StoreError::Damaged { path, detail, .. } => {
                let backup = backup::newest(&path).map(Box::new);
                StoreError::Damaged { path, detail, backup }
            }
            other => other,
        })
    }

    /// Creates a workspace; `fill` writes its first batch. The file appears whole or not at all.
    pub fn create<E: From<StoreError>>(path: &Path, fill: impl FnOnce(&mut Self) -> Result<(), E>) -> Result<Self, E> {
        if path.exists() {
            return Err(StoreError::Exists { path: path.to_owned() }.into());
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".new-{}", std::process::id()));
        let draft = path.with_file_name(name);
        let made = create_at(&draft, path, fill);
        if let Err(error) = made {
            let _ = fs::remove_file(&draft);
            let _ = fs::remove_file(beside(&draft, "-journal"));
            return Err(error);
        }
        Ok(Self::open(path, Access::Write, Timestamp::UNIX_EPOCH)?)
    }

    /// The store with the steps of the schema that its file lacks.
    fn raised(mut self, from: u32, now: Timestamp) -> Result<Self, StoreError> {
        match self.access {
            Access::Write => {
                self.back_up(BackupReason::BeforeMigration, now, None)?;
            }
            Access::Read => {
                let mut memory = Connection::open_in_memory().map_err(|error| fault(&self.path, &error))?;
                Backup::new(&self.conn, &mut memory)
                    .and_then(|backup| backup.step(-1))
                    .map_err(|error| fault(&self.path, &error))?;
                self.conn = memory;
            }
        }
        let steps = STEPS.get(from as usize..).unwrap_or_default().concat();
        self.conn
            .execute_batch(&format!("BEGIN IMMEDIATE; {steps} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"))
            .map_err(|error| fault(&self.path, &error))?;
        Ok(self)
    }

    fn quick_check(&self) -> Result<(), StoreError> {
        let detail: String = self
            .conn
            .query_row("PRAGMA quick_check(1)", (), |row| row.get(0))
            .map_err(|error| fault(&self.path, &error))?;
        if detail == "ok" {
            return Ok(());
        }
        Err(StoreError::Damaged { path: self.path.clone(), detail, backup: None })
    }
}

fn create_at<E: From<StoreError>>(
    draft: &Path,
    path: &Path,
    fill: impl FnOnce(&mut Store) -> Result<(), E>,
) -> Result<(), E> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(draft, flags).map_err(|error| fault(draft, &error))?;
    let sql = format!(
        "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION}; BEGIN; {} COMMIT;",
        STEPS.concat()
    );
    conn.execute_batch(&sql).map_err(|error| fault(draft, &error))?;
    set_pragmas(&conn, draft, Access::Write)?;
    let mut store = Store { conn, path: draft.to_owned(), access: Access::Write, _lock: None };
    fill(&mut store)?;
    drop(store);
    remove_spent_journal(&beside(draft, "-journal"));
    let io = |source| StoreError::Io { path: path.to_owned(), source };
    File::options().write(true).open(draft).and_then(|file| file.sync_all()).map_err(io)?;
    fs::rename(draft, path).map_err(io)?;
    sync_folder(path);
    Ok(())
}

/// Makes a rename durable. Windows has no such call for folders; its rename is journaled.
pub(super) fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
    {
        let _ = folder.sync_all();
    }
}

/// Looks at the header with plain reads, so a file that is not ours is never opened as a database. Returns its schema.
fn inspect(path: &Path) -> Result<u32, StoreError> {
    let io = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => StoreError::Missing { path: path.to_owned() },
        _ => StoreError::Io { path: path.to_owned(), source },
    };
    let metadata = fs::metadata(path).map_err(io)?;
    if !metadata.is_file() {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    let mut header = Vec::with_capacity(100);
    File::open(path).and_then(|file| file.take(100).read_to_end(&mut header)).map_err(io)?;
    let number =
        |at: usize| header.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_be_bytes);
    if !header.starts_with(b"SQLite format 3\0") || header.len() < 100 || number(68) != APPLICATION_ID {
        // A workspace whose first page was lost is still a workspace if its backups say so.
        if let Some(backup) = backup::newest(path) {
            let detail = "the file header is not that of a workspace".to_owned();
            return Err(StoreError::Damaged { path: path.to_owned(), detail, backup: Some(Box::new(backup)) });
        }
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    let found = number(60);
    if found > SCHEMA_VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION });
    }
    Ok(found)
}

fn is_writable(path: &Path) -> bool {
    File::options().write(true).open(path).is_ok()
}

fn connect(path: &Path, access: Access, lock: Option<Lock>) -> Result<Store, StoreError> {
    let mode = match access {
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    let conn = Connection::open_with_flags(path, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| fault(path, &error))?;
    set_pragmas(&conn, path, access)?;
    Ok(Store { conn, path: path.to_owned(), access, _lock: lock })
}

/// Settings, each read back: a database that did not take one is not used.
fn set_pragmas(conn: &Connection, path: &Path, access: Access) -> Result<(), StoreError> {
    let mut wanted = vec![
        // A foreign key that points nowhere would be a lead without its company.
        ("foreign_keys", "1"),
        // A file from a stick must not run code through its schema.
        ("trusted_schema", "0"),
        // Broken pages are reported, not interpreted.
        ("cell_size_check", "1"),
        // An input/output error must be an error, not a crash of the process.
        ("mmap_size", "0"),
        // Nothing of the workspace lands in a temporary file.
        ("temp_store", "2"),
    ];
    if access == Access::Write {
        wanted.extend([
            // The one connection keeps the file: no second writer, no shared memory.
            ("locking_mode", "exclusive"),
            // One file is the whole truth at every moment, also for somebody who copies it in a file manager.
            ("journal_mode", "truncate"),
            // Acknowledged means on the disk.
            ("synchronous", "2"),
        ]);
    }
    conn.pragma_update(None, "cache_size", -CACHE_KIB).map_err(|error| fault(path, &error))?;
    conn.set_prepared_statement_cache_capacity(128);
    // Otherwise a statement may be planned anew for every value that is bound to it: a sixth of undoing a large import.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(|error| fault(path, &error))?;
    for (pragma, value) in wanted {
        conn.execute_batch(&format!("PRAGMA {pragma} = {value}")).map_err(|error| fault(path, &error))?;
        let found = conn.query_row(&format!("PRAGMA {pragma}"), (), |row| {
            row.get_ref(0).map(|value| match value {
                rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                rusqlite::types::ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                _ => String::new(),
            })
        });
        let found = match found {
            // Builds without memory mapping answer with no row at all.
            Err(rusqlite::Error::QueryReturnedNoRows) if pragma == "mmap_size" => continue,
            other => other.map_err(|error| fault(path, &error))?,
        };
        if found != value {
            return Err(StoreError::Setting { pragma, found, wanted: value });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        domain::{
            company::Company,
            ids::{AuthorId, CompanyId, DeviceId, LeadId},
            lead::Lead,
            record::{Entity, FieldKind, Record},
            workspace::{Author, Device},
        },
        store::{BatchHeader, BatchKind, Change},
    };

    #[test]
    fn the_library_is_newer_than_the_wal_reset_fault() {
        assert!(rusqlite::version_number() >= 3_051_003);
    }

    #[test]
    fn tables_have_the_columns_of_the_field_lists() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(&STEPS.concat()).unwrap();
        for entity in Entity::ALL {
            let columns: Vec<(String, String)> = conn
                .prepare(&format!("SELECT name, type FROM pragma_table_info('{entity}')"))
                .unwrap()
                .query_map((), |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap()
                .collect::<rusqlite::Result<_>>()
                .unwrap();
            let mut wanted = vec![("id".to_owned(), "BLOB".to_owned())];
            wanted.extend(entity.fields().iter().map(|field| {
                let column = match field.kind {
                    FieldKind::Text | FieldKind::Word | FieldKind::Date => "TEXT",
                    FieldKind::Integer | FieldKind::Flag => "INTEGER",
                    FieldKind::Real => "REAL",
                    FieldKind::Ref(_) => "BLOB",
                };
                (field.name.to_owned(), column.to_owned())
            }));
            assert_eq!(columns, wanted, "{entity}");
        }
    }

    /// A workspace as the program of schema 1 wrote it: one company with a lead.
    fn older_file(path: &Path) -> (Company, Lead) {
        let company = Company::named(CompanyId::from_uuid(Uuid::from_u128(2)), "示例甲");
        let lead = Lead::new(LeadId::from_uuid(Uuid::from_u128(3)), company.id, "示例项目");
        let author = Author { id: AuthorId::from_uuid(Uuid::from_u128(4)), name: "王晓".into(), unit: "".into() };
        let device = Device { id: DeviceId::from_uuid(Uuid::from_u128(5)), name: "测试机".into() };
        drop(
            Store::create(path, |store| -> Result<(), StoreError> {
                let header = BatchHeader {
                    id: [7; 16],
                    kind: BatchKind::Setup,
                    target: None,
                    label: "begin".into(),
                    subject: None,
                    author: author.id,
                    device: device.id,
                    at_ms: 0,
                    why: None,
                };
                let changes =
                    [Change::insert(&author), Change::insert(&device), Change::insert(&company), Change::insert(&lead)];
                store.commit(&header, &changes).map(|_| ())
            })
            .unwrap(),
        );
        // What the second step adds is taken away again.
        let conn = Connection::open(path).unwrap();
        let fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch(STEPS[0]).unwrap();
        let names = |conn: &Connection, sql: &str| -> Vec<String> {
            conn.prepare(sql).unwrap().query_map((), |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        let old_tables = names(&fresh, tables);
        for table in names(&conn, tables).iter().filter(|table| !old_tables.contains(table)) {
            conn.execute_batch(&format!("DROP TABLE {table}")).unwrap();
        }
        let columns = "SELECT name FROM pragma_table_info('lead')";
        let old_columns = names(&fresh, columns);
        for column in names(&conn, columns).iter().filter(|column| !old_columns.contains(column)) {
            conn.execute_batch(&format!("ALTER TABLE lead DROP COLUMN {column}")).unwrap();
        }
        conn.execute_batch("PRAGMA user_version = 1").unwrap();
        (company, lead)
    }

    #[test]
    fn a_file_of_an_older_schema_is_raised_after_a_backup_and_only_in_memory_where_it_may_only_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.zhaoshang");
        let (company, lead) = older_file(&path);
        let old = fs::read(&path).unwrap();

        let read = Store::open(&path, Access::Read, Timestamp::UNIX_EPOCH);
        // Whoever may write opens for writing; a reader is told apart by the file alone.
        drop(read.unwrap());
        fs::write(&path, &old).unwrap();
        let store = Store::open(&path, Access::Write, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(store.find::<Company>(company.key()).unwrap(), Some(company.clone()));
        assert_eq!(store.find::<Lead>(lead.key()).unwrap(), Some(lead.clone()));
        assert!(store.check().unwrap().is_sound(), "the log of the older schema still makes the projection");
        let backup = store.backups().into_iter().find(|backup| backup.reason == Some(BackupReason::BeforeMigration));
        let backup = backup.expect("a backup was made").path;
        assert_eq!(inspect(&backup).unwrap(), 1, "the backup is the older file");
        let shape = |conn: &Connection| -> Vec<String> {
            conn.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
                .unwrap()
                .query_map((), |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect()
        };
        let fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch(&STEPS.concat()).unwrap();
        assert_eq!(shape(&store.conn).len(), shape(&fresh).len());
        drop(store);
        assert_eq!(inspect(&path).unwrap(), SCHEMA_VERSION);

        let before = fs::read(&backup).unwrap();
        let store = connect(&backup, Access::Read, None).unwrap().raised(1, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(store.find::<Lead>(lead.key()).unwrap(), Some(lead));
        drop(store);
        assert_eq!(fs::read(&backup).unwrap(), before, "a file that is only read stays as it is");
    }
}
