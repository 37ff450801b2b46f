//! What the writer answered besides changes: kept until a commit makes it stale, asked for again by who reads it.

use std::{
    cell::{Cell, RefCell},
    sync::Arc,
};

use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::context::Post;
use crate::desk::{BackupInfo, BatchRow, CheckReport, KeptPaper, OpRow, Outcome, OwnerStep, RecordStep, Request};
use crate::domain::activity::Attachment;
use crate::pipeline::report::{OwnerChange, Owners};

/// An answer, the revision it belongs to, and whether it was asked for.
struct Slot<T> {
    value: Option<T>,
    /// Revision the newest question was asked at.
    asked: Cell<Option<u64>>,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { value: None, asked: Cell::new(None) }
    }
}

impl<T> Slot<T> {
    /// The answer as it is, and whether it must be asked for (again).
    fn look(&self, revision: u64) -> (Option<&T>, bool) {
        let stale = self.asked.get() != Some(revision);
        self.asked.set(Some(revision));
        (self.value.as_ref(), stale)
    }
}

/// A paper with its bytes; none when the file does not hold them.
pub type Content = (Box<Attachment>, Option<Vec<u8>>);

/// The newest answers.
#[derive(Default)]
pub struct Answers {
    revision: u64,
    log: Slot<Vec<BatchRow>>,
    log_limit: Cell<usize>,
    backups: Slot<Vec<BackupInfo>>,
    checked: Option<Box<CheckReport>>,
    batch_wanted: Cell<Option<i64>>,
    batch: Option<(i64, Vec<OpRow>)>,
    owners: Slot<Arc<Owners>>,
    history_wanted: Cell<Option<(Uuid, u64)>>,
    history: Option<(Uuid, Vec<RecordStep>)>,
    content: RefCell<Option<Content>>,
    kept_papers: RefCell<Vec<KeptPaper>>,
}

impl Answers {
    /// The newest batches of the log, newest first; asked for when stale, so the first frames may have none.
    pub fn log(&self, limit: usize, out: &mut Vec<Post>) -> Option<&[BatchRow]> {
        let (value, stale) = self.log.look(self.revision);
        if stale || self.log_limit.get() < limit {
            self.log_limit.set(limit);
            out.push(Post::request(Request::Log { limit }));
        }
        value.map(Vec::as_slice)
    }

    /// The backups, newest first; asked for when stale.
    pub fn backups(&self, out: &mut Vec<Post>) -> Option<&[BackupInfo]> {
        let (value, stale) = self.backups.look(self.revision);
        if stale {
            out.push(Post::request(Request::Backups));
        }
        value.map(Vec::as_slice)
    }

    /// Who was in charge of which lead when; asked for when stale.
    pub fn owners(&self, out: &mut Vec<Post>) -> Option<&Arc<Owners>> {
        let (value, stale) = self.owners.look(self.revision);
        if stale {
            out.push(Post::request(Request::Owners));
        }
        value
    }

    /// The operations of a batch; asked for once.
    pub fn batch(&self, seq: i64, out: &mut Vec<Post>) -> Option<&[OpRow]> {
        if self.batch_wanted.replace(Some(seq)) != Some(seq) {
            out.push(Post::request(Request::Batch(seq)));
        }
        self.batch.as_ref().filter(|(found, _)| *found == seq).map(|(_, rows)| rows.as_slice())
    }

    /// What was done to a record and those that belong to it, newest first; `keys` gives their keys, the record's own
    /// first, and the name the log knows it by. Asked for when stale.
    pub fn history(
        &self,
        record: Uuid,
        keys: impl FnOnce() -> (Vec<Uuid>, String),
        limit: usize,
        out: &mut Vec<Post>,
    ) -> Option<&[RecordStep]> {
        let wanted = Some((record, self.revision));
        if self.history_wanted.replace(wanted) != wanted {
            let (keys, subject) = keys();
            out.push(Post::request(Request::History { keys, subject, limit }));
        }
        self.history.as_ref().filter(|(found, _)| *found == record).map(|(_, steps)| steps.as_slice())
    }

    /// Asks for the bytes of a paper; they come through [`Answers::take_content`].
    pub fn want_content(&self, attachment: &Attachment, out: &mut Vec<Post>) {
        out.push(Post::request(Request::Content(Box::new(attachment.clone()))));
    }

    /// The bytes of the paper last asked for, once; none when the file does not hold them.
    pub fn take_content(&self) -> Option<Content> {
        self.content.take()
    }

    /// The papers kept for records that are to follow, once.
    pub fn take_kept_papers(&self) -> Vec<KeptPaper> {
        self.kept_papers.take()
    }

    /// What the last check of the file found; a check is asked for by [`Request::Check`].
    pub fn checked(&self) -> Option<&CheckReport> {
        self.checked.as_deref()
    }

    /// A commit landed: what was answered before may be stale.
    pub(super) fn outdated(&mut self, revision: u64) {
        self.revision = revision;
    }

    /// A backup was made: the list is stale though no commit landed.
    pub(super) fn backups_changed(&mut self) {
        self.backups.asked.set(None);
    }

    /// Keeps an answer; gives back what is none.
    pub(super) fn keep(&mut self, outcome: Outcome) -> Option<Outcome> {
        match outcome {
            Outcome::Log(rows) => self.log.value = Some(rows),
            Outcome::Backups(rows) => self.backups.value = Some(rows),
            Outcome::Checked(report) => self.checked = Some(report),
            Outcome::History(key, steps) => self.history = Some((key, steps)),
            Outcome::Owners(steps) => self.owners.value = Some(Arc::new(owners(&steps))),
            Outcome::Batch(seq, rows) => self.batch = Some((seq, rows)),
            Outcome::Content(attachment, bytes) => *self.content.borrow_mut() = Some((attachment, bytes)),
            Outcome::PaperKept(paper) => self.kept_papers.borrow_mut().push(paper),
            other => return Some(other),
        }
        None
    }
}

/// Moments of the log as days here.
fn owners(steps: &[OwnerStep]) -> Owners {
    Owners::of(steps.iter().filter_map(|step| {
        let on = Timestamp::from_millisecond(step.at_ms).ok()?.to_zoned_datetime(TimeZone::system()).date();
        Some(OwnerChange { lead: step.lead, on, before: step.before, after: step.after })
    }))
}
