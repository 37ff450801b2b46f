//! Backups as seen from outside an open workspace: which there are, what they hold, and putting one in place.

use std::{collections::BTreeMap, fs, path::Path, path::PathBuf};

use jiff::Timestamp;

use super::LedgerError;
use crate::{
    domain::record::Entity,
    store::{Access, Store},
};

/// Records of each kind in a backup, opened only to be read.
pub fn counts_of(backup: &Path) -> Result<BTreeMap<Entity, u64>, LedgerError> {
    // Read only: no backup is made, so no name is needed for one.
    Ok(Store::open(backup, Access::Read, Timestamp::UNIX_EPOCH)?.counts()?)
}

/// Puts a backup in the place of a workspace that nobody has open. The present file is kept beside it under a new
/// name, which is returned.
pub fn restore(workspace: &Path, backup: &Path, now: Timestamp) -> Result<Option<PathBuf>, LedgerError> {
    Ok(Store::restore(workspace, backup, now)?)
}

/// Size of a workspace file in bytes; none when it cannot be told.
pub fn size_of(workspace: &Path) -> Option<u64> {
    fs::metadata(workspace).ok().map(|found| found.len())
}
