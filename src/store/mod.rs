//! The only module that names the database: one SQLite file per workspace.
//!
//! What a caller sees: open or create a file, commit a batch of [`Change`]s in one transaction, load typed records,
//! read the operation log, make and verify backups. What it does not know: what a change means.

mod backup;
mod change;
mod check;
mod commit;
mod content;
mod history;
mod lock;
mod open;
mod rows;
mod score_record;
mod value;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode};
use thiserror::Error;

pub use backup::{BackupInfo, BackupReason};
pub use change::{BatchHeader, BatchKind, Change, OpKind};
pub use check::CheckReport;
pub use commit::Committed;
pub use history::{BatchRow, OpRow, OwnerStep, RecordStep};
pub use lock::Holder;
pub use open::{APPLICATION_ID, Access, SCHEMA_VERSION};
pub use rows::typed;
pub use score_record::ScoreRecord;

/// An open workspace file. Dropping it releases the lock.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    path: PathBuf,
    access: Access,
    // Last, so that it outlives the connection.
    _lock: Option<lock::Lock>,
}

impl Store {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it may be written.
    pub fn access(&self) -> Access {
        self.access
    }
}

/// Why the store could not do what was asked. The data are as they were.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no such file; opening never makes one.
    #[error("no workspace at {path}")]
    Missing {
        /// The path asked for.
        path: PathBuf,
    },
    /// A file is already there; creating never replaces one.
    #[error("{path} already exists")]
    Exists {
        /// The path asked for.
        path: PathBuf,
    },
    /// Not a workspace of this program.
    #[error("{path} is not a workspace")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Written by a newer version of the program.
    #[error("{path} has schema {found}, this program knows up to {known}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The newest this program knows.
        known: u32,
    },
    /// The file is damaged. It is left as it is.
    #[error("{path} is damaged: {detail}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the database said.
        detail: String,
        /// The newest verified backup, if there is one.
        backup: Option<Box<BackupInfo>>,
    },
    /// Someone has it open.
    #[error("{path} is held by {holder:?}")]
    Held {
        /// The file.
        path: PathBuf,
        /// Who, when that could be read.
        holder: Option<Holder>,
    },
    /// The file or its folder cannot be written.
    #[error("{path} cannot be written")]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("the disk of {path} is full")]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// The operating system refused.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A database setting did not take; going on would be unsafe.
    #[error("{pragma} is {found}, not {wanted}")]
    Setting {
        /// The pragma.
        pragma: &'static str,
        /// What it is.
        found: String,
        /// What it must be.
        wanted: &'static str,
    },
    /// A record holds a value its field cannot have.
    #[error("{entity} {key}: {detail}")]
    Record {
        /// Entity.
        entity: crate::domain::record::Entity,
        /// Key.
        key: uuid::Uuid,
        /// What is wrong.
        detail: String,
    },
    /// A record that should be there is not.
    #[error("no {entity} {key}")]
    NoRecord {
        /// Entity.
        entity: crate::domain::record::Entity,
        /// Key.
        key: uuid::Uuid,
    },
    /// A rule of the schema refused the change.
    #[error("the change breaks a rule of the workspace: {detail}")]
    Rule {
        /// What the database said.
        detail: String,
    },
    /// A copy differs from what it was made of.
    #[error("the backup {path} differs from its workspace: {detail}")]
    Unverified {
        /// The copy.
        path: PathBuf,
        /// In what.
        detail: String,
    },
    /// Any other fault of the database.
    #[error("{path}: {detail}")]
    Database {
        /// The file.
        path: PathBuf,
        /// What it said.
        detail: String,
    },
}

/// Sorts a database fault into what a user can act on.
fn fault(path: &Path, error: &rusqlite::Error) -> StoreError {
    let path = path.to_owned();
    let detail = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StoreError::Damaged { path, detail, backup: None }
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            let holder = lock::holder_of(&path);
            StoreError::Held { path, holder }
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
            StoreError::ReadOnly { path }
        }
        Some(ErrorCode::DiskFull) => StoreError::DiskFull { path },
        Some(ErrorCode::ConstraintViolation) => StoreError::Rule { detail },
        _ => StoreError::Database { path, detail },
    }
}
