//! The writer: one thread, one connection, requests in order.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, Sender},
    },
    thread::JoinHandle,
};

use uuid::Uuid;

use super::{Progress, Wake};
use crate::{
    domain::{activity::Attachment, forecast::ForecastRecord},
    ledger::{Action, Done, ExportDraft, Ledger, LedgerError, ScoreDraft, Snapshot},
    store::{BackupInfo, BackupReason, BatchRow, CheckReport, OpRow, OwnerStep, RecordStep},
};

/// What can be asked of the writer.
#[derive(Debug)]
pub enum Request {
    /// Do an action.
    Apply(Box<Action>),
    /// Do a long action, with progress and cancel.
    ApplyWith(Box<Action>, Progress),
    /// Take the last action back.
    Undo,
    /// Do the last undone action again.
    Redo,
    /// What undo and redo would do now.
    UndoState,
    /// The newest batches of the log.
    Log {
        /// How many.
        limit: usize,
    },
    /// The operations of one batch.
    Batch(i64),
    /// What was done to some records.
    History {
        /// Their keys; the first names the answer.
        keys: Vec<Uuid>,
        /// Batches about this subject count too.
        subject: String,
        /// How many batches.
        limit: usize,
    },
    /// Who was given which lead when.
    Owners,
    /// The bytes of a paper.
    Content(Box<Attachment>),
    /// Keep the bytes of a paper for a record that is to follow.
    KeepPaper {
        /// Its file name.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Check the whole file.
    Check(Progress),
    /// Make a verified backup.
    BackUp {
        /// Folder; none = the workspace's own.
        folder: Option<PathBuf>,
    },
    /// The backups of this workspace.
    Backups,
    /// Keep a score record.
    KeepScores(Box<ScoreDraft>),
    /// Keep what the forecast says, unless that was done today.
    KeepForecast(Box<ForecastRecord>),
    /// Enter an export in its log.
    NoteExport(Box<ExportDraft>),
}

/// A paper whose bytes are in the workspace, and no record of it yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPaper {
    /// Its file name.
    pub name: String,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: i64,
}

/// What came of a request.
#[derive(Debug)]
pub enum Outcome {
    /// An action, undo or redo was written.
    Done {
        /// What was done.
        done: Done,
        /// It was an undo (`Some(true)`), a redo (`Some(false)`) or an action (`None`).
        undone: Option<bool>,
    },
    /// It was not; the data are as they were.
    Failed(LedgerError),
    /// What undo and redo would do now.
    UndoState {
        /// Undo.
        undo: Option<BatchRow>,
        /// Redo.
        redo: Option<BatchRow>,
    },
    /// The newest batches, newest first.
    Log(Vec<BatchRow>),
    /// The operations of one batch.
    Batch(i64, Vec<OpRow>),
    /// What was done to the records of this first key, newest first.
    History(Uuid, Vec<RecordStep>),
    /// Who was given which lead when, oldest first.
    Owners(Vec<OwnerStep>),
    /// The bytes of a paper; none when the file does not hold them.
    Content(Box<Attachment>, Option<Vec<u8>>),
    /// The bytes of a paper are kept.
    PaperKept(KeptPaper),
    /// What a check found.
    Checked(Box<CheckReport>),
    /// A backup was made.
    BackedUp(BackupInfo),
    /// The backups, newest first.
    Backups(Vec<BackupInfo>),
    /// A score record is kept.
    ScoresKept,
    /// What the forecast says was kept, or had been already.
    ForecastKept(bool),
    /// An export is in its log.
    ExportNoted,
    /// Something in the program went wrong while serving a request; the data are as they were.
    Broken(String),
}

/// Serves one request. A panic costs this request, not the workspace.
pub(super) fn serve(ledger: &mut Ledger, request: Request) -> Outcome {
    match catch_unwind(AssertUnwindSafe(|| answer(ledger, request))) {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(error)) => Outcome::Failed(error),
        Err(panic) => Outcome::Broken(super::job::panic_text(panic.as_ref())),
    }
}

fn answer(ledger: &mut Ledger, request: Request) -> Result<Outcome, LedgerError> {
    Ok(match request {
        Request::Apply(action) => Outcome::Done { done: ledger.apply(*action)?, undone: None },
        Request::ApplyWith(action, progress) => {
            let done = ledger.apply_with(*action, &mut |written| progress.step(written))?;
            Outcome::Done { done, undone: None }
        }
        Request::Undo => Outcome::Done { done: ledger.undo()?, undone: Some(true) },
        Request::Redo => Outcome::Done { done: ledger.redo()?, undone: Some(false) },
        Request::UndoState => Outcome::UndoState { undo: ledger.undoable()?, redo: ledger.redoable()? },
        Request::Log { limit } => Outcome::Log(ledger.store().batches(limit).map_err(LedgerError::from)?),
        Request::Batch(seq) => Outcome::Batch(seq, ledger.store().ops(seq).map_err(LedgerError::from)?),
        Request::History { keys, subject, limit } => Outcome::History(
            keys.first().copied().unwrap_or_default(),
            ledger.store().history(&keys, &subject, limit).map_err(LedgerError::from)?,
        ),
        Request::Owners => Outcome::Owners(ledger.store().owner_steps().map_err(LedgerError::from)?),
        Request::Content(attachment) => {
            let bytes = ledger.content(&attachment)?;
            Outcome::Content(attachment, bytes)
        }
        Request::KeepPaper { name, bytes } => {
            let (sha256, bytes) = ledger.keep_paper(&bytes)?;
            Outcome::PaperKept(KeptPaper { name, sha256: sha256.to_string(), bytes })
        }
        Request::Check(progress) => {
            let count = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
            Outcome::Checked(Box::new(ledger.check_with(&mut |done, total| {
                progress.set_total(count(total));
                progress.step(count(done))
            })?))
        }
        Request::BackUp { folder } => Outcome::BackedUp(ledger.back_up(BackupReason::Asked, folder.as_deref())?),
        Request::Backups => Outcome::Backups(ledger.store().backups()),
        Request::KeepScores(draft) => {
            ledger.keep_scores(*draft)?;
            Outcome::ScoresKept
        }
        Request::KeepForecast(record) => Outcome::ForecastKept(ledger.keep_forecast(*record)?),
        Request::NoteExport(draft) => {
            ledger.note_export(*draft)?;
            Outcome::ExportNoted
        }
    })
}

/// Starts the writer thread; it ends when the last sender of requests is gone.
pub(super) fn spawn(
    mut ledger: Ledger,
    requests: Receiver<Request>,
    outcomes: Sender<Outcome>,
    publish: impl Fn(Arc<Snapshot>) + Send + 'static,
    wake: Wake,
) -> JoinHandle<()> {
    #[allow(clippy::disallowed_methods)] // this is where threads live
    std::thread::spawn(move || {
        for request in requests {
            let outcome = serve(&mut ledger, request);
            // The snapshot first: who sees the outcome must find the data.
            publish(ledger.snapshot());
            // Nobody listens any more: the desk is being dropped, but what was posted is still written.
            let _ = outcomes.send(outcome);
            wake();
        }
    })
}
