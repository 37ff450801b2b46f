//! One writer: an operating-system lock beside the file, and a note that says who holds it.
//!
//! Two files, because on Windows a locked file cannot be read by others. Both are removed when the workspace is
//! closed; after a crash the system drops the lock and the next opener takes it over.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

/// Who has a workspace open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Computer.
    pub host: String,
    /// Account.
    pub user: String,
    /// Process number.
    pub pid: u32,
}

impl Holder {
    /// This process.
    pub fn this_process() -> Self {
        Self {
            host: whoami::hostname().unwrap_or_default(),
            user: whoami::username().unwrap_or_default(),
            pid: std::process::id(),
        }
    }
}

/// A held lock; dropping it releases it.
#[derive(Debug)]
pub(super) struct Lock {
    // Held for its lock; closing the file releases it.
    _file: File,
    path: PathBuf,
    note: PathBuf,
    journal: PathBuf,
}

/// Why there is no lock.
#[derive(Debug)]
pub(super) enum LockError {
    Held(Option<Holder>),
    ReadOnly,
    Io(io::Error),
}

pub(super) fn beside(workspace: &Path, extension: &str) -> PathBuf {
    let mut name = workspace.as_os_str().to_owned();
    name.push(extension);
    name.into()
}

/// Who is noted as holder of a workspace, if the note can be read.
pub(super) fn holder_of(workspace: &Path) -> Option<Holder> {
    serde_json::from_str(&fs::read_to_string(beside(workspace, ".holder")).ok()?).ok()
}

impl Lock {
    /// Takes the lock, or says who has it.
    pub fn take(workspace: &Path) -> Result<Self, LockError> {
        let path = beside(workspace, ".lock");
        let file =
            OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(|error| {
                match error.kind() {
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => LockError::ReadOnly,
                    _ => LockError::Io(error),
                }
            })?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LockError::Held(holder_of(workspace))),
            Err(TryLockError::Error(error)) => return Err(LockError::Io(error)),
        }
        let note = beside(workspace, ".holder");
        // The note only serves the message; without it the lock still holds.
        if let Ok(text) = serde_json::to_string(&Holder::this_process()) {
            let _ = fs::write(&note, text);
        }
        Ok(Self { _file: file, path, note, journal: beside(workspace, "-journal") })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked; should another opener have slipped in between, the database's own exclusive
        // lock still lets only one of them write.
        remove_spent_journal(&self.journal);
        let _ = fs::remove_file(&self.note);
        let _ = fs::remove_file(&self.path);
    }
}

/// A truncated journal says nothing; a journal with content is the way back after a crash and is never touched.
pub(super) fn remove_spent_journal(journal: &Path) {
    if fs::metadata(journal).is_ok_and(|metadata| metadata.len() == 0) {
        let _ = fs::remove_file(journal);
    }
}
