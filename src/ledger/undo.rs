//! The undo stack, rebuilt from the log: it survives a restart because it *is* the log.

use super::{ActionKind, Done, Ledger, LedgerError, header};
use crate::store::{BatchKind, BatchRow};

/// An action that can be taken back or done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    /// The batch of the action itself: names it.
    root: i64,
    /// The batch whose inverse is applied next: the action, its undo, or its redo.
    last: i64,
}

/// What can be undone and redone, newest last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

impl History {
    pub fn from_chain(chain: &[(i64, BatchKind, Option<i64>)]) -> Self {
        let mut history = Self::default();
        for (seq, kind, _) in chain {
            history.push(*seq, *kind);
        }
        history
    }

    fn push(&mut self, seq: i64, kind: BatchKind) {
        match kind {
            BatchKind::Setup => {}
            BatchKind::Do => {
                self.undo.push(Step { root: seq, last: seq });
                self.redo.clear();
            }
            BatchKind::Undo => {
                if let Some(step) = self.undo.pop() {
                    self.redo.push(Step { last: seq, ..step });
                }
            }
            BatchKind::Redo => {
                if let Some(step) = self.redo.pop() {
                    self.undo.push(Step { last: seq, ..step });
                }
            }
        }
    }
}

impl Ledger {
    pub(super) fn remember(&mut self, batch: i64, kind: BatchKind) {
        self.history.push(batch, kind);
    }

    /// The action that `undo` would take back.
    pub fn undoable(&self) -> Result<Option<BatchRow>, LedgerError> {
        self.history.undo.last().map_or(Ok(None), |step| Ok(self.store.batch(step.root)?))
    }

    /// The action that `redo` would do again.
    pub fn redoable(&self) -> Result<Option<BatchRow>, LedgerError> {
        self.history.redo.last().map_or(Ok(None), |step| Ok(self.store.batch(step.root)?))
    }

    /// Takes the last action back.
    pub fn undo(&mut self) -> Result<Done, LedgerError> {
        let step = self.history.undo.last().copied().ok_or(LedgerError::NothingToUndo)?;
        self.reverse(step, BatchKind::Undo)
    }

    /// Does the last undone action again.
    pub fn redo(&mut self) -> Result<Done, LedgerError> {
        let step = self.history.redo.last().copied().ok_or(LedgerError::NothingToRedo)?;
        self.reverse(step, BatchKind::Redo)
    }

    fn reverse(&mut self, step: Step, kind: BatchKind) -> Result<Done, LedgerError> {
        let who = self.identify()?;
        let changes = self.store.inverse(step.last)?;
        let root = self.store.batch(step.root)?;
        let label = root.as_ref().and_then(|root| ActionKind::from_word(&root.label)).unwrap_or(ActionKind::Begin);
        let subject = root.and_then(|root| root.subject);
        let header = header(self.surroundings, who, kind, label, subject.clone(), Some(step.root));
        self.write(&header, &changes, label, subject, None, &mut |_| true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stack_follows_the_log() {
        let chain = [
            (1, BatchKind::Setup, None),
            (2, BatchKind::Do, None),
            (3, BatchKind::Do, None),
            (4, BatchKind::Undo, Some(3)),
            (5, BatchKind::Redo, Some(3)),
            (6, BatchKind::Undo, Some(3)),
            (7, BatchKind::Undo, Some(2)),
        ];
        let history = History::from_chain(&chain);
        assert_eq!(history.undo, []);
        assert_eq!(history.redo, [Step { root: 3, last: 6 }, Step { root: 2, last: 7 }]);
        let mut then_new = history;
        then_new.push(8, BatchKind::Do);
        assert_eq!(then_new.redo, []);
        assert_eq!(then_new.undo, [Step { root: 8, last: 8 }]);
    }
}
