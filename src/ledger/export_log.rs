//! The log of what left the workspace: who, when, at which level, how many rows, which file.

use super::{ActionKind, Ledger, LedgerError, action, header};
use crate::{
    domain::{
        ids::ExportRecordId,
        paper::{ExportFormat, ExportKind, ExportRecord, Level},
    },
    store::{BatchKind, Change},
};

/// A file that was written, before it is known who wrote it, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportDraft {
    /// What it is.
    pub kind: ExportKind,
    /// Format.
    pub format: ExportFormat,
    /// Privacy level.
    pub level: Level,
    /// How many rows it has.
    pub rows: usize,
    /// Size in bytes.
    pub bytes: usize,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    /// Name of the file, without its folder.
    pub file: String,
    /// What it is about.
    pub subject: String,
    /// Purpose.
    pub purpose: String,
}

impl ExportDraft {
    /// The entry for these bytes.
    pub fn of(kind: ExportKind, format: ExportFormat, level: Level, rows: usize, content: &[u8]) -> Self {
        Self {
            kind,
            format,
            level,
            rows,
            bytes: content.len(),
            sha256: action::hex(&action::digest(content)),
            file: String::new(),
            subject: String::new(),
            purpose: String::new(),
        }
    }

    /// The same with the name of the file, what it is about and what it is for.
    #[must_use]
    pub fn named(self, file: &std::path::Path, subject: &str, purpose: &str) -> Self {
        let file = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { file, subject: subject.to_owned(), purpose: purpose.to_owned(), ..self }
    }
}

impl Ledger {
    /// Enters an export under the name of who is at the keyboard. It is in the operation log and cannot be undone.
    pub fn note_export(&mut self, draft: ExportDraft) -> Result<(), LedgerError> {
        let (author, device) = self.identify()?;
        let ExportDraft { kind, format, level, rows, bytes, sha256, file, subject, purpose } = draft;
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let record = ExportRecord {
            id: ExportRecordId::from_uuid(self.new_id()),
            author,
            at_ms: (self.surroundings.now)().as_millisecond(),
            kind,
            format,
            level,
            row_count: number(rows),
            byte_count: number(bytes),
            sha256: sha256.into(),
            file: file.as_str().into(),
            subject: subject.into(),
            purpose: purpose.into(),
        };
        let label = Some(file);
        let header = header(self.surroundings, (author, device), BatchKind::Setup, ActionKind::Export, label, None);
        let changes = vec![Change::insert(&record)];
        self.store.commit(&header, &changes)?;
        self.refresh(&changes)
    }
}
