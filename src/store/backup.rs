//! Verified copies, and which of them to keep (`reliability.md` R1.10).
//!
//! A backup is copied page by page into a temporary name, opened again, checked and compared, and only then gets its
//! real name: what stands in the backup folder has been proven readable.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use rusqlite::{Connection, OpenFlags, backup::Backup};

use super::{
    Store, StoreError, fault,
    lock::{Lock, LockError},
    open::sync_folder,
    rows,
};
use crate::words;

words! {
    /// Why a backup was made; part of its file name.
    pub enum BackupReason {
        /// A person asked.
        Asked = "asked",
        /// Before an import of many rows.
        BeforeImport = "before-import",
        /// Before another file took the workspace's place.
        BeforeRestore = "before-restore",
        /// Before the schema was raised.
        BeforeMigration = "before-migration",
    }
}

/// A backup on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupInfo {
    /// File.
    pub path: PathBuf,
    /// When it was made.
    pub made_at: Timestamp,
    /// Why; none for names a person gave.
    pub reason: Option<BackupReason>,
    /// Size in bytes.
    pub bytes: u64,
}

/// The folder beside a workspace that holds its backups: `lists.zhaoshang` → `lists.backups/`.
fn folder_of(workspace: &Path) -> PathBuf {
    workspace.with_extension("backups")
}

const STAMP: &str = "%Y%m%dT%H%M%S";

/// Backups in the workspace's own folder, newest first.
fn list_in(folder: &Path, workspace: &Path) -> Vec<BackupInfo> {
    let stem = workspace.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut found: Vec<BackupInfo> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_stem()?.to_str()?.strip_prefix(&stem)?.strip_prefix('-')?.to_owned();
            if path.extension()? != "zhaoshang" {
                return None;
            }
            let (stamp, rest) = name.split_once('-')?;
            // The counter at the end keeps two backups of one second apart.
            let reason = rest.rsplit_once('.').map_or(rest, |(reason, _)| reason);
            let made = jiff::civil::DateTime::strptime(STAMP, stamp).ok()?;
            Some(BackupInfo {
                made_at: made.to_zoned_datetime(TimeZone::UTC).ok()?.timestamp(),
                reason: BackupReason::from_word(reason),
                bytes: path.metadata().ok()?.len(),
                path,
            })
        })
        .collect();
    found.sort_by(|a, b| b.made_at.cmp(&a.made_at).then_with(|| b.path.cmp(&a.path)));
    found
}

/// The newest backup beside a workspace.
pub(super) fn newest(workspace: &Path) -> Option<BackupInfo> {
    list_in(&folder_of(workspace), workspace).into_iter().next()
}

/// Removes what interrupted backups of this workspace left behind: whoever has it open is the only one who makes any.
fn remove_drafts(folder: &Path, stem: &str) {
    let of_this = |name: &str| name.strip_prefix(stem).is_some_and(|rest| rest.starts_with('-'));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "tmp" || ending == "tmp-journal")
            && path.file_name().and_then(|name| name.to_str()).is_some_and(of_this)
        {
            // One that cannot be removed costs room, nothing else.
            let _ = fs::remove_file(path);
        }
    }
}

/// Which of the backups (newest first) stay: all of two days, then 12 daily, 10 weekly, 9 monthly; the newest always.
fn kept(backups: &[BackupInfo], now: Timestamp) -> BTreeSet<usize> {
    let mut keep = BTreeSet::from([0]);
    let day = |backup: &BackupInfo| backup.made_at.to_zoned_datetime(TimeZone::UTC).date();
    let two_days_ago = now.checked_sub(48.hours()).unwrap_or(Timestamp::MIN);
    // A backup from the future (the clock was set back) is recent, not old.
    keep.extend((0..backups.len()).filter(|index| backups[*index].made_at >= two_days_ago));
    let mut thin = |wanted: usize, bucket: &dyn Fn(&BackupInfo) -> (i16, i16)| {
        let mut seen = BTreeSet::new();
        for (index, backup) in backups.iter().enumerate() {
            if backup.made_at < two_days_ago && seen.len() < wanted && seen.insert(bucket(backup)) {
                keep.insert(index);
            }
        }
    };
    thin(12, &|backup| (day(backup).year(), day(backup).day_of_year()));
    thin(10, &|backup| {
        let week = day(backup).iso_week_date();
        (week.year(), i16::from(week.week()))
    });
    thin(9, &|backup| (day(backup).year(), i16::from(day(backup).month())));
    keep
}

impl Store {
    /// Backups of this workspace, newest first.
    pub fn backups(&self) -> Vec<BackupInfo> {
        list_in(&folder_of(&self.path), &self.path)
    }

    /// Backups beside a workspace file that may itself be damaged, newest first.
    pub fn backups_of(workspace: &Path) -> Vec<BackupInfo> {
        list_in(&folder_of(workspace), workspace)
    }

    /// Makes a verified backup in `folder` (default: the workspace's own) and thins older ones of the own folder.
    pub fn back_up(
        &self,
        reason: BackupReason,
        now: Timestamp,
        folder: Option<&Path>,
    ) -> Result<BackupInfo, StoreError> {
        let own = folder_of(&self.path);
        let target_folder = folder.unwrap_or(&own);
        let io = |source| StoreError::Io { path: target_folder.to_owned(), source };
        fs::create_dir_all(target_folder).map_err(io)?;
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let stamp = now.to_zoned_datetime(TimeZone::UTC).strftime(STAMP).to_string();
        let target = (0..u32::MAX)
            .map(|counter| {
                let counter = if counter == 0 { String::new() } else { format!(".{counter}") };
                target_folder.join(format!("{stem}-{stamp}-{reason}{counter}.zhaoshang"))
            })
            .find(|path| !path.exists())
            .ok_or_else(|| StoreError::Exists { path: target_folder.to_owned() })?;
        let draft = target.with_extension("tmp");
        let made = self.copy_to(&draft).and_then(|()| {
            let io = |source| StoreError::Io { path: target.clone(), source };
            fs::File::options().write(true).open(&draft).and_then(|file| file.sync_all()).map_err(io)?;
            fs::rename(&draft, &target).map_err(io)?;
            sync_folder(&target);
            Ok(())
        });
        if let Err(error) = made {
            let _ = fs::remove_file(&draft);
            return Err(error);
        }
        if target_folder == own {
            remove_drafts(&own, &stem);
            let backups = self.backups();
            let keep = kept(&backups, now);
            for (_, old) in backups.iter().enumerate().filter(|(index, _)| !keep.contains(index)) {
                // A backup that cannot be removed costs room, nothing else.
                let _ = fs::remove_file(&old.path);
            }
        }
        let bytes = fs::metadata(&target).map(|metadata| metadata.len()).unwrap_or_default();
        Ok(BackupInfo { path: target, made_at: now, reason: Some(reason), bytes })
    }

    /// Copies the database and proves the copy equal.
    fn copy_to(&self, draft: &Path) -> Result<(), StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let of_draft = |error: rusqlite::Error| fault(draft, &error);
        {
            let mut copy = Connection::open_with_flags(draft, flags).map_err(of_draft)?;
            let backup = Backup::new(&self.conn, &mut copy).map_err(|error| fault(&self.path, &error))?;
            backup.step(-1).map_err(of_draft)?;
        }
        let copy =
            Connection::open_with_flags(draft, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
                .map_err(of_draft)?;
        // The copy on one processor, what it was made of on another.
        let (theirs, ours) = std::thread::scope(|scope| {
            let theirs = scope.spawn(move || {
                let verdict: String = copy.query_row("PRAGMA integrity_check(1)", (), |row| row.get(0))?;
                Ok(if verdict == "ok" { Ok(rows::content_hash(&copy)?) } else { Err(verdict) })
            });
            let ours = rows::content_hash(&self.conn);
            (theirs.join(), ours)
        });
        let unverified = |detail: &str| StoreError::Unverified { path: draft.to_owned(), detail: detail.to_owned() };
        let theirs = theirs.map_err(|_| unverified("the check broke off"))?.map_err(of_draft)?;
        let theirs = theirs.map_err(|verdict| unverified(&verdict))?;
        let ours = ours.map_err(|error| fault(&self.path, &error))?;
        if ours != theirs {
            return Err(unverified("content hash"));
        }
        Ok(())
    }

    /// Puts a backup in the place of a workspace. The present file is kept beside it under a new name, which is returned.
    pub fn restore(workspace: &Path, backup: &Path, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
        // Nobody else may have the workspace open while its file is exchanged.
        let _lock = match Lock::take(workspace) {
            Ok(lock) => lock,
            Err(LockError::Held(holder)) => return Err(StoreError::Held { path: workspace.to_owned(), holder }),
            Err(LockError::ReadOnly) => return Err(StoreError::ReadOnly { path: workspace.to_owned() }),
            Err(LockError::Io(source)) => return Err(StoreError::Io { path: workspace.to_owned(), source }),
        };
        // Opening it proves that it is a workspace, whole, and of a schema this program knows.
        let source = Self::open(backup, super::Access::Read, now)?;
        let draft = workspace.with_extension(format!("restoring-{}", std::process::id()));
        let io = |source| StoreError::Io { path: workspace.to_owned(), source };
        let copied = source
            .copy_to(&draft)
            .and_then(|()| fs::File::options().write(true).open(&draft).and_then(|file| file.sync_all()).map_err(io));
        drop(source);
        if let Err(error) = copied {
            let _ = fs::remove_file(&draft);
            return Err(error);
        }
        let replaced = if workspace.exists() {
            let stamp = now.to_zoned_datetime(TimeZone::UTC).strftime(STAMP).to_string();
            let kept = workspace.with_extension(format!("replaced-{stamp}.zhaoshang"));
            // A journal belongs to the file it was written for.
            for suffix in ["-journal", "-wal", "-shm"] {
                let mut journal = workspace.as_os_str().to_owned();
                journal.push(suffix);
                let mut beside = kept.as_os_str().to_owned();
                beside.push(suffix);
                let _ = fs::rename(journal, beside);
            }
            fs::rename(workspace, &kept).map_err(io)?;
            Some(kept)
        } else {
            None
        };
        if let Err(source) = fs::rename(&draft, workspace) {
            if let Some(kept) = &replaced {
                let _ = fs::rename(kept, workspace);
            }
            return Err(io(source));
        }
        sync_folder(workspace);
        Ok(replaced)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> BackupInfo {
        BackupInfo { path: PathBuf::from(text), made_at: text.parse().expect("timestamp"), reason: None, bytes: 0 }
    }

    #[test]
    fn thinning_keeps_recent_daily_weekly_and_monthly() {
        let now: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
        let mut backups = Vec::new();
        for hours in (0..24 * 400_i64).step_by(6) {
            let moment = now.checked_sub(hours.hours()).unwrap();
            backups.push(at(&moment.to_string()));
        }
        let keep = kept(&backups, now);
        let recent = backups.iter().filter(|backup| backup.made_at >= now.checked_sub(48.hours()).unwrap()).count();
        assert!((0..recent).all(|index| keep.contains(&index)));
        assert!(keep.len() >= recent + 12 + 5, "{}", keep.len());
        assert!(keep.len() <= recent + 12 + 10 + 9, "{}", keep.len());
        let oldest = keep.iter().map(|index| backups[*index].made_at).min().unwrap();
        assert!(oldest < now.checked_sub((24 * 200).hours()).unwrap());
    }

    #[test]
    fn the_last_backup_is_never_thinned() {
        let now: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
        assert_eq!(kept(&[at("2019-01-01T00:00:00Z")], now), BTreeSet::from([0]));
        assert!(kept(&[at("2030-01-01T00:00:00Z"), at("2029-01-01T00:00:00Z")], now).contains(&1));
    }
}
