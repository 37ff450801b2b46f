//! Long work with progress and cancel in one handle.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    time::{Duration, Instant},
};

use super::Wake;

/// Number of a job, unique within a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(u64);

/// How far a job is, and whether it shall stop. Cloned freely; all clones are one.
#[derive(Clone, Default)]
pub struct Progress {
    inner: Arc<Counters>,
    wake: Option<Wake>,
}

#[derive(Debug, Default)]
struct Counters {
    done: AtomicUsize,
    total: AtomicUsize,
    cancelled: AtomicBool,
}

impl std::fmt::Debug for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.inner.fmt(f)
    }
}

impl Progress {
    /// How much there is to do; 0 = not known.
    pub fn set_total(&self, total: usize) {
        self.inner.total.store(total, Ordering::Relaxed);
    }

    /// Says how much is done; false when the job shall stop.
    pub fn step(&self, done: usize) -> bool {
        self.inner.done.store(done, Ordering::Relaxed);
        if let Some(wake) = &self.wake {
            wake();
        }
        !self.is_cancelled()
    }

    /// Asks the job to stop.
    pub fn cancel(&self) {
        self.inner.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.inner.cancelled.load(Ordering::Relaxed)
    }

    /// Done and total; total 0 = not known.
    pub fn state(&self) -> (usize, usize) {
        (self.inner.done.load(Ordering::Relaxed), self.inner.total.load(Ordering::Relaxed))
    }
}

/// What a job computes.
pub type JobValue = Box<dyn Any + Send>;

/// A job: gets values, returns a value, never sees the database.
pub type Job = Box<dyn FnOnce(&Progress) -> JobValue + Send>;

/// How a job ended.
pub enum JobState {
    /// With this value; a cancelled job also returns one, of its own choice.
    Finished(JobValue),
    /// With a fault of the program.
    Broken(String),
}

/// The running jobs.
pub struct Jobs {
    next: u64,
    running: Vec<(JobId, Progress)>,
    wake: Option<Wake>,
    sender: Sender<(JobId, JobState)>,
    finished: Receiver<(JobId, JobState)>,
}

/// What took less has used too little memory to be handed back.
const LONG: Duration = Duration::from_millis(50);

/// Has the allocator hand to the system what a job used and gave up, which otherwise stays until something large happens
/// to be freed: something large is taken, untouched, and freed, once the allocator thinks the time has come.
fn give_back() {
    /// Longer than the allocator waits.
    const PAUSE: Duration = Duration::from_millis(150);
    const LARGE: usize = 64 << 20;
    std::thread::sleep(PAUSE);
    drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGE)));
}

impl Jobs {
    pub(super) fn inline() -> Self {
        let (sender, finished) = channel();
        Self { next: 1, running: Vec::new(), wake: None, sender, finished }
    }

    pub(super) fn threaded(wake: Wake) -> Self {
        Self { wake: Some(wake), ..Self::inline() }
    }

    /// Starts a job; without threads it is finished when this returns.
    pub fn start(&mut self, job: Job) -> JobId {
        let id = JobId(self.next);
        self.next += 1;
        let progress = Progress { inner: Arc::default(), wake: self.wake.clone() };
        self.running.push((id, progress.clone()));
        let sender = self.sender.clone();
        let wake = self.wake.clone();
        let run = move || {
            let state = match catch_unwind(AssertUnwindSafe(|| job(&progress))) {
                Ok(value) => JobState::Finished(value),
                Err(panic) => JobState::Broken(panic_text(panic.as_ref())),
            };
            // Nobody waits for it any more.
            let _ = sender.send((id, state));
            if let Some(wake) = wake {
                wake();
            }
        };
        if self.wake.is_some() {
            #[allow(clippy::disallowed_methods)] // this is where threads live
            std::thread::spawn(move || {
                let begun = Instant::now();
                run();
                if begun.elapsed() >= LONG {
                    give_back();
                }
            });
        } else {
            run();
        }
        id
    }

    /// The running jobs with their progress.
    pub fn running(&self) -> &[(JobId, Progress)] {
        &self.running
    }

    /// Asks a job to stop.
    pub fn cancel(&self, id: JobId) {
        if let Some((_, progress)) = self.running.iter().find(|(running, _)| *running == id) {
            progress.cancel();
        }
    }

    /// The jobs that ended since the last call.
    pub fn drain(&mut self) -> Vec<(JobId, JobState)> {
        let ended: Vec<_> = self.finished.try_iter().collect();
        self.running.retain(|(id, _)| ended.iter().all(|(done, _)| done != id));
        ended
    }

    /// Waits for the next job to end; `None` when none is running.
    pub fn wait(&mut self) -> Option<(JobId, JobState)> {
        if self.running.is_empty() {
            return None;
        }
        let ended = self.finished.recv().ok()?;
        self.running.retain(|(id, _)| *id != ended.0);
        Some(ended)
    }
}

/// The words of a panic, for a report.
pub(super) fn panic_text(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "panic".to_owned())
}
