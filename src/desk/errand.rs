//! One-off work outside any workspace: opening a file, a native dialog.
//!
//! Unlike a job it belongs to no desk and shows no progress: whoever starts it keeps it and asks it now and then.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::mpsc::{Receiver, TryRecvError, channel},
};

use super::{Desk, Wake, job::panic_text};
use crate::{
    clock::Surroundings,
    ledger::{Beginning, Ledger, LedgerError, Who},
    store::Access,
};

/// Work under way.
pub struct Errand<T> {
    answer: Receiver<Result<T, String>>,
}

impl<T: Send + 'static> Errand<T> {
    /// Starts work on a thread of its own; `wake` is called when it is done.
    pub fn threaded(wake: Wake, work: impl FnOnce() -> T + Send + 'static) -> Self {
        let (sender, answer) = channel();
        #[allow(clippy::disallowed_methods)] // this is where threads live
        std::thread::spawn(move || {
            let outcome = catch_unwind(AssertUnwindSafe(work)).map_err(|panic| panic_text(panic.as_ref()));
            // Nobody waits for it any more.
            let _ = sender.send(outcome);
            wake();
        });
        Self { answer }
    }

    /// Does the work at once.
    pub fn inline(work: impl FnOnce() -> T) -> Self {
        let (sender, answer) = channel();
        let outcome = catch_unwind(AssertUnwindSafe(work)).map_err(|panic| panic_text(panic.as_ref()));
        // The receiver is in this very function.
        let _ = sender.send(outcome);
        Self { answer }
    }

    /// Waits for the answer; none after a fault of the program.
    pub fn wait(self) -> Option<T> {
        self.answer.recv().ok()?.ok()
    }

    /// The answer, once; a fault of the program as its words.
    pub fn take(&mut self) -> Option<Result<T, String>> {
        match self.answer.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(String::new())),
        }
    }
}

/// Which workspace to open, and how.
pub enum Wanted {
    /// One that exists.
    Existing(PathBuf),
    /// A new one.
    New(PathBuf, Box<Beginning>),
}

impl Wanted {
    /// Opens or creates it; with a wake the desk gets a thread of its own.
    pub fn open(self, who: Who, surroundings: Surroundings, wake: Option<Wake>) -> Result<Desk, LedgerError> {
        let ledger = match self {
            Self::Existing(path) => Ledger::open(&path, Access::Write, who, surroundings),
            Self::New(path, beginning) => Ledger::create(&path, *beginning, who, surroundings),
        }?;
        Ok(match wake {
            Some(wake) => Desk::threaded(ledger, wake),
            None => Desk::inline(ledger),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[test]
    fn a_threaded_errand_wakes_its_owner_and_answers_once() {
        let (sender, woken) = channel();
        let sender = Mutex::new(sender);
        let wake: Wake = Arc::new(move || {
            let _ = sender.lock().unwrap().send(());
        });
        let mut errand = Errand::threaded(wake, || 6 * 7);
        woken.recv().unwrap();
        assert_eq!(errand.take(), Some(Ok(42)));
    }

    #[test]
    fn a_panic_is_an_answer_not_the_end() {
        let mut errand: Errand<u8> = Errand::inline(|| panic!("no dialog"));
        assert_eq!(errand.take(), Some(Err("no dialog".to_owned())));
    }
}
