//! The only long-lived threads: one writer that owns the one connection, and workers for jobs.
//!
//! The writer takes requests in order and answers with outcomes; readers take the [`Snapshot`] of the last commit and
//! never wait. A job is given values, computes a value, and never sees the database; what it wants written comes back
//! as an ordinary request. The inline twin does the same without threads, for the command line and for tests.

mod errand;
mod job;
mod writer;

use std::sync::{
    Arc, Mutex, PoisonError,
    mpsc::{Receiver, Sender, channel},
};

pub use errand::{Errand, Wanted};
pub use job::{Job, JobId, JobState, JobValue, Progress};
pub use writer::{KeptPaper, Outcome, Request};

/// What outcomes carry, for those who may not know the store.
pub use crate::store::{BackupInfo, BatchKind, BatchRow, CheckReport, OpKind, OpRow, OwnerStep, RecordStep};

use crate::{
    ledger::{Ledger, Snapshot},
    store::Access,
};

/// Called after every outcome so that a sleeping window looks at its inbox.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// A desk over one workspace.
pub struct Desk {
    mode: Mode,
    shared: Arc<Shared>,
    outcomes: Receiver<Outcome>,
    jobs: job::Jobs,
    writable: bool,
}

/// What the writer publishes for everyone.
struct Shared {
    snapshot: Mutex<Arc<Snapshot>>,
}

impl Shared {
    fn publish(&self, snapshot: Arc<Snapshot>) {
        // A poisoned lock only means that a reader panicked while holding a pointer; the pointer is still good.
        *self.snapshot.lock().unwrap_or_else(PoisonError::into_inner) = snapshot;
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

enum Mode {
    Inline { ledger: Box<Ledger>, outcomes: Sender<Outcome> },
    Threaded { requests: Option<Sender<Request>>, writer: Option<std::thread::JoinHandle<()>> },
}

impl Desk {
    /// A desk that does everything where it is called.
    pub fn inline(ledger: Ledger) -> Self {
        let (sender, outcomes) = channel();
        let shared = Arc::new(Shared { snapshot: Mutex::new(ledger.snapshot()) });
        let jobs = job::Jobs::inline();
        let writable = ledger.store().access() == Access::Write;
        Self { mode: Mode::Inline { ledger: Box::new(ledger), outcomes: sender }, shared, outcomes, jobs, writable }
    }

    /// A desk with a writer thread; `wake` is called after every outcome and at every job's progress.
    pub fn threaded(ledger: Ledger, wake: Wake) -> Self {
        let (requests, inbox) = channel();
        let (sender, outcomes) = channel();
        let shared = Arc::new(Shared { snapshot: Mutex::new(ledger.snapshot()) });
        let published = Arc::clone(&shared);
        let jobs = job::Jobs::threaded(Arc::clone(&wake));
        let writable = ledger.store().access() == Access::Write;
        let writer = writer::spawn(ledger, inbox, sender, move |snapshot| published.publish(snapshot), wake);
        Self {
            mode: Mode::Threaded { requests: Some(requests), writer: Some(writer) },
            shared,
            outcomes,
            jobs,
            writable,
        }
    }

    /// Asks for a change or a piece of the log; the outcome comes through [`Desk::drain`].
    pub fn post(&mut self, request: Request) {
        match &mut self.mode {
            Mode::Inline { ledger, outcomes } => {
                let outcome = writer::serve(ledger, request);
                self.shared.publish(ledger.snapshot());
                // The receiver is in this very struct.
                let _ = outcomes.send(outcome);
            }
            Mode::Threaded { requests, .. } => {
                // The writer only goes when the desk does.
                if let Some(requests) = requests {
                    let _ = requests.send(request);
                }
            }
        }
    }

    /// The outcomes since the last call, in order.
    pub fn drain(&mut self) -> Vec<Outcome> {
        self.outcomes.try_iter().collect()
    }

    /// Waits for the next outcome; `None` when no more can come.
    pub fn wait(&mut self) -> Option<Outcome> {
        match self.mode {
            Mode::Inline { .. } => self.outcomes.try_recv().ok(),
            Mode::Threaded { .. } => self.outcomes.recv().ok(),
        }
    }

    /// The records as of the last commit.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.shared.snapshot()
    }

    /// Whether the workspace could be opened for writing.
    pub const fn is_writable(&self) -> bool {
        self.writable
    }

    /// The jobs.
    pub fn jobs(&mut self) -> &mut job::Jobs {
        &mut self.jobs
    }

    /// The ledger itself, where there are no threads.
    pub fn ledger(&mut self) -> Option<&mut Ledger> {
        match &mut self.mode {
            Mode::Inline { ledger, .. } => Some(ledger),
            Mode::Threaded { .. } => None,
        }
    }
}

impl Drop for Desk {
    /// Everything posted is written before the window goes.
    fn drop(&mut self) {
        if let Mode::Threaded { requests, writer } = &mut self.mode {
            drop(requests.take());
            if let Some(writer) = writer.take() {
                let _ = writer.join();
            }
        }
    }
}
