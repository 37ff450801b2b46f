//! Files that are either the old one or the new one, whatever happens in between.

use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use thiserror::Error;

/// A file that was not written. What was at the path is untouched.
#[derive(Debug, Error)]
#[error("{path}: {fault}", path = path.display())]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    #[source]
    pub fault: WriteFault,
}

/// Why a file was not written.
#[derive(Debug, Error)]
pub enum WriteFault {
    /// Another program holds it open.
    #[error("open in another program")]
    InUse,
    /// The system does not allow it.
    #[error("no permission")]
    NoPermission,
    /// The file that is there is marked read-only.
    #[error("read-only")]
    ReadOnly,
    /// The folder does not exist.
    #[error("no such folder: {}", .0.display())]
    NoSuchFolder(PathBuf),
    /// The path is a folder.
    #[error("is a folder")]
    IsFolder,
    /// The disk is full.
    #[error("no space left")]
    NoSpace,
    /// Anything else the system says.
    #[error("{0}")]
    Other(io::Error),
}

impl WriteError {
    /// A name beside the path that is free to use: `list (2).xlsx`.
    pub fn other_name(&self) -> String {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let ending = self.path.extension().map_or_else(String::new, |ending| format!(".{}", ending.to_string_lossy()));
        let names = (2..1000).map(|number| format!("{stem} ({number}){ending}"));
        let mut free = names.filter(|name| !self.path.with_file_name(name).exists());
        free.next().unwrap_or_else(|| format!("{stem} (new){ending}"))
    }
}

/// Reads a file whole; an error where it is larger than `most` bytes.
pub fn read_whole(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    use io::Read as _;
    let mut content = Vec::new();
    fs::File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut content)?;
    if content.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(content) }
}

/// Writes the file whole or not at all: a temporary file in the same folder, synced, then renamed over the path.
///
/// Killed at any moment, the path holds the old content or the new one (`reliability.md`, R4.3). A link is followed; a
/// read-only file is respected.
pub fn write_atomically(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    let fail = |fault| WriteError { path: path.to_owned(), fault };
    let target = match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => fs::canonicalize(path).map_err(|error| fail(fault_of(error, path)))?,
        _ => path.to_owned(),
    };
    let present = match fs::metadata(&target) {
        Ok(found) if found.is_dir() => return Err(fail(WriteFault::IsFolder)),
        Ok(found) if found.permissions().readonly() => return Err(fail(WriteFault::ReadOnly)),
        Ok(found) => Some(found.permissions()),
        Err(_) => None,
    };
    if target.file_name().is_none() {
        return Err(fail(WriteFault::IsFolder));
    }
    let folder = folder_of(&target);
    if !folder.is_dir() {
        return Err(fail(WriteFault::NoSuchFolder(folder.to_owned())));
    }
    write_in(folder, &target, content, present).map_err(|error| fail(fault_of(error, &target)))
}

fn write_in(folder: &Path, target: &Path, content: &[u8], present: Option<fs::Permissions>) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".zhaoshang-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Temporary files are private by default; a document for a shared folder follows the user's umask.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content)?;
    if let Some(permissions) = present {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// Makes the rename itself durable where the system offers it; not every file system does.
fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = fs::File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn fault_of(error: io::Error, target: &Path) -> WriteFault {
    // Windows: 32 sharing violation, 33 lock violation. Where a rename is merely refused, the lock file that Excel, WPS
    // and LibreOffice leave beside an open document tells.
    let held = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    match error.kind() {
        _ if held => WriteFault::InUse,
        io::ErrorKind::PermissionDenied if has_lock_file(target) => WriteFault::InUse,
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => WriteFault::InUse,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => WriteFault::NoPermission,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => WriteFault::NoSpace,
        io::ErrorKind::NotFound => WriteFault::NoSuchFolder(folder_of(target).to_owned()),
        io::ErrorKind::IsADirectory => WriteFault::IsFolder,
        _ => WriteFault::Other(error),
    }
}

fn has_lock_file(target: &Path) -> bool {
    let Some(name) = target.file_name().and_then(|name| name.to_str()) else { return false };
    let shortened: String = name.chars().skip(2).collect();
    [format!("~${name}"), format!("~${shortened}"), format!(".~lock.{name}#")]
        .iter()
        .any(|lock| target.with_file_name(lock).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    fn entries(folder: &Path) -> usize {
        fs::read_dir(folder).expect("listed").count()
    }

    #[test]
    fn new_and_old_files_are_written_whole() {
        let folder = folder();
        let path = folder.path().join("短名单.csv");
        write_atomically(&path, b"one").expect("written");
        write_atomically(&path, b"two").expect("written again");
        assert_eq!(fs::read(&path).expect("read"), b"two");
        assert_eq!(entries(folder.path()), 1, "no temporary file stays");
    }

    #[test]
    fn faults_are_told_apart() {
        let folder = folder();
        let missing = folder.path().join("none").join("a.xlsx");
        let fault = |path: &Path| write_atomically(path, b"x").expect_err("refused").fault;
        assert!(matches!(fault(&missing), WriteFault::NoSuchFolder(at) if at == folder.path().join("none")));
        assert!(matches!(fault(folder.path()), WriteFault::IsFolder));
        assert!(matches!(fault(Path::new("/")), WriteFault::IsFolder));

        let fixed = folder.path().join("fixed.csv");
        fs::write(&fixed, b"old").expect("written");
        let mut permissions = fs::metadata(&fixed).expect("found").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&fixed, permissions).expect("set");
        assert!(matches!(fault(&fixed), WriteFault::ReadOnly));
        assert_eq!(fs::read(&fixed).expect("read"), b"old");
        assert_eq!(entries(folder.path()), 1, "nothing is left behind");
    }

    #[test]
    fn an_open_document_is_recognised_by_its_lock_file() {
        let folder = folder();
        let path = folder.path().join("list.xlsx");
        let denied = || io::Error::from(io::ErrorKind::PermissionDenied);
        assert!(matches!(fault_of(denied(), &path), WriteFault::NoPermission));
        fs::write(folder.path().join("~$list.xlsx"), b"").expect("written");
        assert!(matches!(fault_of(denied(), &path), WriteFault::InUse));
        assert!(matches!(fault_of(io::Error::from(io::ErrorKind::StorageFull), &path), WriteFault::NoSpace));
    }

    #[test]
    fn another_name_is_free() {
        let folder = folder();
        let error = WriteError { path: folder.path().join("list.xlsx"), fault: WriteFault::InUse };
        assert_eq!(error.other_name(), "list (2).xlsx");
        fs::write(folder.path().join("list (2).xlsx"), b"").expect("written");
        assert_eq!(error.other_name(), "list (3).xlsx");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_modes_kept() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = folder();
        let real = folder.path().join("real.csv");
        let link = folder.path().join("link.csv");
        fs::write(&real, b"old").expect("written");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("set");
        symlink(&real, &link).expect("linked");
        write_atomically(&link, b"new").expect("written");
        assert!(fs::symlink_metadata(&link).expect("found").is_symlink());
        assert_eq!(fs::read(&real).expect("read"), b"new");
        assert_eq!(fs::metadata(&real).expect("found").permissions().mode() & 0o777, 0o640);
    }
}
