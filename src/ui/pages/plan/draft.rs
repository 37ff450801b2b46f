//! What is edited and not saved yet.

use jiff::{SignedDuration, Timestamp};

use crate::domain::record::Text;

/// When nothing came of writing after so long, it may be tried again.
const PATIENCE: SignedDuration = SignedDuration::from_secs(10);

/// A draft of a version, over the one in force.
#[derive(Debug, Clone)]
pub(super) struct Draft<T> {
    edited: Option<T>,
    /// Thrown away last; can be taken back.
    thrown: Option<T>,
    /// Grows with every edit, so that what was derived from an older one is known to be stale.
    pub revision: u64,
    /// Title the next version will have.
    pub title: String,
    /// When it was last asked to be written; the draft stays until it is in force.
    saving: Option<Timestamp>,
    /// The draft changed since it was last kept for the case of a crash.
    pub unkept: bool,
}

impl<T> Default for Draft<T> {
    fn default() -> Self {
        Self { edited: None, thrown: None, revision: 0, title: String::new(), saving: None, unkept: false }
    }
}

impl<T: Clone + PartialEq> Draft<T> {
    /// The draft, or what is in force.
    pub fn current<'a>(&'a self, in_force: &'a T) -> &'a T {
        self.edited.as_ref().unwrap_or(in_force)
    }

    /// The draft, if there is one.
    pub const fn edited(&self) -> Option<&T> {
        self.edited.as_ref()
    }

    /// Whether something differs from what is in force.
    pub const fn is_edited(&self) -> bool {
        self.edited.is_some()
    }

    /// Takes over what was edited; a draft equal to what is in force is none.
    pub fn set(&mut self, edited: T, in_force: &T) {
        if self.current(in_force) == &edited {
            return;
        }
        self.edited = Some(edited).filter(|edited| edited != in_force);
        self.saving = None;
        self.changed();
    }

    /// Throws the draft away; [`Draft::take_back`] brings it back.
    pub fn discard(&mut self) {
        if let Some(edited) = self.edited.take() {
            self.thrown = Some(edited);
            self.changed();
        }
    }

    /// Lets go of everything: what the draft said is in force.
    pub fn forget(&mut self) {
        self.edited = None;
        self.thrown = None;
        self.saving = None;
        self.title.clear();
        self.changed();
    }

    /// Whether a draft that was thrown away can be brought back.
    pub const fn can_take_back(&self) -> bool {
        self.thrown.is_some() && self.edited.is_none()
    }

    /// Brings back what was thrown away last.
    pub fn take_back(&mut self) {
        if let Some(thrown) = self.thrown.take() {
            self.edited = Some(thrown);
            self.changed();
        }
    }

    /// Holds an older draft ready for [`Draft::take_back`].
    pub fn offer(&mut self, older: T) {
        self.thrown = Some(older);
    }

    /// The draft was asked to be written.
    pub const fn saving(&mut self, at: Timestamp) {
        self.saving = Some(at);
    }

    /// Whether it is being written.
    pub fn is_saving(&self, now: Timestamp) -> bool {
        self.saving.is_some_and(|at| now.duration_since(at) < PATIENCE)
    }

    /// Lets the draft go once what it says is in force.
    pub fn settle(&mut self, in_force: &T) {
        if self.edited.as_ref() == Some(in_force) {
            self.forget();
        }
    }

    /// The title given, else the one proposed.
    pub fn title_or(&self, proposed: &str) -> Text {
        let title = self.title.trim();
        if title.is_empty() { proposed.into() } else { title.into() }
    }

    fn changed(&mut self) {
        self.revision += 1;
        self.unkept = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_equal_to_what_is_in_force_is_none() {
        let mut draft = Draft::default();
        draft.set(2, &1);
        assert!(draft.is_edited());
        let revision = draft.revision;
        draft.set(2, &1);
        assert_eq!(draft.revision, revision, "nothing changed");
        draft.set(1, &1);
        assert!(!draft.is_edited());
    }

    #[test]
    fn what_was_thrown_away_comes_back() {
        let mut draft = Draft::default();
        draft.set(2, &1);
        draft.discard();
        assert_eq!((draft.edited(), draft.can_take_back()), (None, true));
        draft.take_back();
        assert_eq!(draft.edited(), Some(&2));
    }

    #[test]
    fn a_draft_stays_until_it_is_in_force() {
        let at = Timestamp::UNIX_EPOCH;
        let mut draft = Draft::default();
        draft.set(2, &1);
        draft.saving(at);
        draft.settle(&1);
        assert!(draft.is_edited() && draft.is_saving(at));
        assert!(!draft.is_saving(at + PATIENCE), "it may be tried again");
        draft.settle(&2);
        assert!(!draft.is_edited() && !draft.is_saving(at));
    }
}
