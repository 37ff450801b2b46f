//! Papers kept with companies and leads: read whole from a file, written out again to be looked at.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use thiserror::Error;

/// A paper as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// File name.
    pub name: String,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// Why a paper cannot be read or shown.
#[derive(Debug, Error)]
pub enum PaperError {
    /// The system refuses.
    #[error("{path}: {error}")]
    Io {
        /// Which file.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// It is a folder, or has no name.
    #[error("{0} is no file")]
    NoFile(String),
    /// It is larger than what is kept.
    #[error("{name} has more than {most} bytes")]
    TooLarge {
        /// Its name.
        name: String,
        /// The limit in bytes.
        most: usize,
    },
}

/// Reads a paper of at most so many bytes.
pub fn read(path: &Path, most: usize) -> Result<Paper, PaperError> {
    let fail = |error| PaperError::Io { path: path.display().to_string(), error };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let Some(name) = name.filter(|_| !path.is_dir()) else {
        return Err(PaperError::NoFile(path.display().to_string()));
    };
    let file = fs::File::open(path).map_err(fail)?;
    let mut bytes = Vec::new();
    // One byte more than is kept says that there is more, whatever the file claims to be.
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() > most {
        return Err(PaperError::TooLarge { name, most });
    }
    Ok(Paper { name, bytes })
}

/// Writes a paper to the system's folder for passing files and has the system's program show it.
pub fn open(name: &str, sha256: &str, bytes: &[u8]) -> Result<(), PaperError> {
    let path = write_out(&std::env::temp_dir().join("zhaoshang"), name, sha256, bytes)?;
    open::that_detached(&path).map_err(|error| PaperError::Io { path: path.display().to_string(), error })
}

/// Writes a paper under its own name into a folder of its content, so that equal names do not meet.
fn write_out(folder: &Path, name: &str, sha256: &str, bytes: &[u8]) -> Result<PathBuf, PaperError> {
    let short: String = sha256.chars().filter(char::is_ascii_alphanumeric).take(16).collect();
    let folder = folder.join(short);
    let path = folder.join(harmless(name));
    let fail = |error| PaperError::Io { path: path.display().to_string(), error };
    fs::create_dir_all(&folder).map_err(fail)?;
    fs::write(&path, bytes).map_err(fail)?;
    Ok(path)
}

/// A name that stays in its folder on every system.
fn harmless(name: &str) -> String {
    let kept: String =
        name.chars().map(|sign| if sign.is_control() || r#"/\:*?"<>|"#.contains(sign) { '_' } else { sign }).collect();
    let kept = kept.trim().trim_start_matches('.').trim_end_matches('.').to_owned();
    if kept.is_empty() { "paper".to_owned() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_read_up_to_their_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("会议纪要.txt");
        fs::write(&path, b"12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), Paper { name: "会议纪要.txt".into(), bytes: b"12345".to_vec() });
        assert!(matches!(read(&path, 4), Err(PaperError::TooLarge { most: 4, .. })));
        assert!(matches!(read(folder.path(), 4), Err(PaperError::NoFile(_))));
        assert!(matches!(read(&folder.path().join("none"), 4), Err(PaperError::Io { .. })));
    }

    #[test]
    fn papers_are_written_out_under_a_name_that_stays_in_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        for (name, written) in
            [("批复.pdf", "批复.pdf"), ("../../x.sh", "_.._x.sh"), (r"C:\a?.doc", "C__a_.doc"), ("..", "paper")]
        {
            let path = write_out(folder.path(), name, "ab/12", b"x").unwrap();
            assert_eq!(path, folder.path().join("ab12").join(written));
            assert_eq!(fs::read(path).unwrap(), b"x");
        }
    }
}
