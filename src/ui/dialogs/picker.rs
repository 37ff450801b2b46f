//! Native file dialogs, on a thread of their own: the desktop may take its time or never answer.

use std::path::{Path, PathBuf};

use crate::{
    desk::{Errand, Wake},
    ui::context::{PickKind, PickRequest},
};

/// A dialog under way.
pub struct Picking {
    /// Whose question it is.
    pub key: &'static str,
    errand: Errand<Option<PathBuf>>,
}

impl Picking {
    /// Opens the dialog, beginning in this folder. Without a wake (tests) there is no desktop and none is chosen.
    pub fn start(request: PickRequest, folder: Option<&Path>, wake: Option<Wake>) -> Self {
        let key = request.key;
        let folder = folder.map(Path::to_owned);
        let errand = match wake {
            Some(wake) => Errand::threaded(wake, move || ask(request, folder)),
            None => Errand::inline(|| None),
        };
        Self { key, errand }
    }

    /// The answer, once; `Some(None)` when none was chosen or no dialog could be shown.
    pub fn take(&mut self) -> Option<Option<PathBuf>> {
        self.errand.take().map(|answer| answer.ok().flatten())
    }
}

fn ask(request: PickRequest, folder: Option<PathBuf>) -> Option<PathBuf> {
    let mut dialog = rfd::FileDialog::new().set_title(request.title);
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    match request.kind {
        PickKind::Open { filter, endings } => dialog.add_filter(filter, endings).pick_file(),
        PickKind::Save { name, endings } => {
            let filter = endings.first().copied().unwrap_or_default();
            dialog.set_file_name(name).add_filter(filter, endings).save_file()
        }
        PickKind::Folder => dialog.pick_folder(),
    }
}

/// The address under which a desktop shows a folder: that of the file's folder, or of the folder itself. A folder may
/// have an ending (`招商.backups`), and a file none: only where there is neither does the ending tell them apart.
pub fn folder_address(path: &Path) -> Option<String> {
    let is_folder = path.is_dir() || path.extension().is_none() && !path.is_file();
    let folder = if is_folder { path } else { path.parent()? };
    let text = folder.to_str()?;
    let mut address = String::from("file://");
    if !text.starts_with('/') {
        address.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' | b':' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                address.push(char::from(byte));
            }
            b'\\' => address.push('/'),
            _ => {
                use std::fmt::Write as _;
                // Writing to a text cannot fail.
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_become_addresses() {
        assert_eq!(folder_address(Path::new("/a b/名.xlsx")).as_deref(), Some("file:///a%20b"));
        assert_eq!(folder_address(Path::new("/x/名")).as_deref(), Some("file:///x/%E5%90%8D"));
        assert_eq!(folder_address(Path::new(r"C:\x y")).as_deref(), Some("file:///C:/x%20y"));
    }

    #[test]
    fn a_folder_with_an_ending_is_opened_itself() {
        let around = tempfile::tempdir().expect("a folder");
        let backups = around.path().join("a.backups");
        std::fs::create_dir(&backups).expect("a folder in it");
        assert!(folder_address(&backups).is_some_and(|address| address.ends_with("/a.backups")));
        let file = around.path().join("papers");
        std::fs::write(&file, "x").expect("a file");
        assert_eq!(folder_address(&file), folder_address(around.path()));
    }
}
