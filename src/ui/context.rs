//! What a page is given, and what it may ask for.
//!
//! A page reads its [`PageContext`] and never changes anything itself: it pushes [`Post`]s, which the window carries
//! out after the frame.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    path::Path,
    sync::Arc,
};

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::{
    answers::Answers,
    commands::Command,
    finder::Finder,
    route::{Place, Target},
    settings::Settings,
    theme::tokens::Tokens,
    toasts::Toast,
    workspace::Opening,
};
use crate::{
    clock::Surroundings,
    desk::{JobValue, Progress, Request},
    domain::{ids::AuthorId, plan::Plan},
    ledger::{Action, Done, IdSource, Snapshot, View},
    pipeline::Rules,
    text::{Label, Lang, Say},
};

/// Something a page asks for; carried out after the frame, in order.
pub enum Post {
    /// Change the data: one step that can be undone.
    Act(Box<Action>),
    /// Ask the one confirm dialog first; only for what cannot be undone or touches very much.
    Ask(Box<Question>),
    /// Ask the writer for something else (the log, a backup …); see [`Answers`].
    Request(Box<Request>),
    /// Start long work; its value comes through [`PageContext::take_result`].
    Job(JobRequest),
    /// Go somewhere.
    Go(Place),
    /// Run a command.
    Run(Command),
    /// Say something in passing.
    Toast(Toast),
    /// What the status bar says about this page (counts, sums of the selection); posted in every frame it holds.
    Status(String),
    /// Remember something.
    Set(Box<dyn FnOnce(&mut Settings)>),
    /// Ask for files or a folder; the answer comes through [`PageContext::take_picked`].
    Pick(PickRequest),
    /// Show a file or folder in the desktop's file manager.
    Reveal(std::path::PathBuf),
    /// Close this workspace and open another, or this one from a backup.
    Open(Opening),
}

impl Post {
    /// Change the data.
    pub fn act(action: Action) -> Self {
        Self::Act(Box::new(action))
    }

    /// Ask the writer.
    pub fn request(request: Request) -> Self {
        Self::Request(Box::new(request))
    }

    /// Go somewhere.
    pub fn go(place: impl Into<Place>) -> Self {
        Self::Go(place.into())
    }

    /// Remember something.
    pub fn set(change: impl FnOnce(&mut Settings) + 'static) -> Self {
        Self::Set(Box::new(change))
    }
}

/// One question of the one confirm dialog.
pub struct Question {
    /// What is asked.
    pub title: String,
    /// What will happen, and what will not.
    pub text: String,
    /// The verb on the button.
    pub verb: String,
    /// The verb destroys something.
    pub destructive: bool,
    /// What is posted on yes.
    pub then: Vec<Post>,
}

/// Long work a page wants done.
pub struct JobRequest {
    /// Name of the work; a newer job of the same name replaces an older one, whose value is thrown away.
    pub key: &'static str,
    /// What the job list calls it; empty = too short to be listed.
    pub label: String,
    /// The work. It is given values, never the database, and asks its handle now and then whether to stop.
    pub work: Box<dyn FnOnce(&Progress) -> JobValue + Send>,
}

impl JobRequest {
    /// A job that computes a `T`.
    pub fn new<T: Send + 'static>(
        key: &'static str,
        label: impl Into<String>,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
    ) -> Self {
        Self {
            key,
            label: label.into(),
            work: Box::new(move |progress| Box::new(work(progress)) as Box<dyn Any + Send>),
        }
    }
}

/// How a page's job ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobEnd<T> {
    /// With this value.
    Done(T),
    /// With a fault of the program, in its own words.
    Broken(String),
}

/// Which files to ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickRequest {
    /// Name of the question; the answer carries it.
    pub key: &'static str,
    /// Title of the dialog.
    pub title: String,
    /// What to pick.
    pub kind: PickKind,
}

/// What to pick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickKind {
    /// An existing file with one of these endings, under this name.
    Open {
        /// Name of the kind of file.
        filter: String,
        /// Endings without the dot.
        endings: &'static [&'static str],
    },
    /// A file to write.
    Save {
        /// Name proposed.
        name: String,
        /// Endings without the dot.
        endings: &'static [&'static str],
    },
    /// A folder.
    Folder,
}

/// A job under way, as job list and pages see it.
#[derive(Debug, Clone)]
pub struct RunningJob {
    /// Its name.
    pub key: &'static str,
    /// What the job list calls it.
    pub label: String,
    /// How far it is; also stops it.
    pub progress: Progress,
}

/// Values waiting to be taken by pages.
#[derive(Default)]
pub struct Mailbox {
    pub(super) results: RefCell<Vec<(&'static str, JobEnd<JobValue>)>>,
    pub(super) picked: RefCell<Vec<(&'static str, Option<std::path::PathBuf>)>>,
    pub(super) dropped: RefCell<Vec<std::path::PathBuf>>,
    /// The page takes dropped files itself; posted in every frame it does.
    pub(super) takes_files: Cell<bool>,
    pub(super) pasted: Cell<Option<String>>,
    pub(super) imported: RefCell<Option<Option<Done>>>,
}

/// What a page is given in every frame.
#[allow(clippy::struct_excessive_bools)] // facts about the workspace and the frame, each on its own
pub struct PageContext<'a> {
    /// Language of everything said.
    pub lang: Lang,
    /// Colours.
    pub tokens: &'static Tokens,
    /// The records as of the last commit.
    pub snapshot: &'a Arc<Snapshot>,
    /// Grows with every commit: what was derived from an older revision is stale.
    pub revision: u64,
    /// Every company judged (plan, model, fits, figures); none until the first judging ended. May be a revision behind:
    /// draw it all the same, the next one is on its way.
    pub view: Option<&'a Arc<View>>,
    /// The search over all companies; none until it is ready. May be a revision behind.
    pub finder: Option<&'a Arc<Finder>>,
    /// Revision the view belongs to: what was derived from an older one is stale.
    pub view_revision: u64,
    /// The calendar day here.
    pub today: Date,
    /// The moment the frame began.
    pub now: Timestamp,
    /// Clock and randomness, to be given to jobs that make records.
    pub surroundings: Surroundings,
    /// What is remembered; change it with [`Post::Set`].
    pub settings: &'a Settings,
    /// The workspace's file.
    pub path: &'a Path,
    /// Whether it can be written.
    pub writable: bool,
    /// Everything in it is made up: documents say so.
    pub fictional: bool,
    /// Its file goes when it is closed.
    pub passing: bool,
    /// What the writer answered: log, backups, checks.
    pub answers: &'a Answers,
    /// Whether the file is being checked.
    pub checking: bool,
    /// Jobs under way.
    pub running: &'a [RunningJob],
    /// What the page shall show, in the first frame after one went there.
    pub target: Target,
    /// Whether one asked to find something on this page: put the cursor into the search field.
    pub find: bool,
    pub(super) mail: &'a Mailbox,
}

impl PageContext<'_> {
    /// A message in the user's language.
    pub fn say(&self, message: &impl Say) -> String {
        message.say(self.lang)
    }

    /// A key for a new record.
    pub fn new_id(&self) -> Uuid {
        IdSource::new(self.surroundings).next()
    }

    /// Who is at the keyboard, where they have written in this workspace before.
    pub fn author(&self) -> Option<AuthorId> {
        let name = self.settings.person.name.trim();
        self.snapshot.authors.iter().find(|author| *author.name == *name).map(|author| author.id)
    }

    /// The active plan, once the companies were judged.
    pub fn plan(&self) -> Option<&Plan> {
        self.view.map(|view| &*view.policy.plan)
    }

    /// The pipeline rules in force; none until the workspace is judged.
    pub fn rules(&self) -> Option<&Rules> {
        self.view.map(|view| &*view.policy.rules)
    }

    /// A fixed word in the user's language.
    pub fn label(&self, word: impl Label) -> &'static str {
        word.label(self.lang)
    }

    /// The value of a job of this name that ended, once.
    pub fn take_result<T: 'static>(&self, key: &str) -> Option<JobEnd<T>> {
        let mut results = self.mail.results.borrow_mut();
        let index = results.iter().position(|(found, end)| match end {
            JobEnd::Done(value) => *found == key && value.is::<T>(),
            JobEnd::Broken(_) => *found == key,
        })?;
        match results.remove(index).1 {
            JobEnd::Done(value) => value.downcast().ok().map(|value| JobEnd::Done(*value)),
            JobEnd::Broken(words) => Some(JobEnd::Broken(words)),
        }
    }

    /// Whether a job of this name is under way.
    pub fn is_running(&self, key: &str) -> bool {
        self.running.iter().any(|job| job.key == key)
    }

    /// The answer to a [`Post::Pick`] of this name, once; `Some(None)` = none chosen, or no dialog could be shown.
    pub fn take_picked(&self, key: &str) -> Option<Option<std::path::PathBuf>> {
        let mut picked = self.mail.picked.borrow_mut();
        let index = picked.iter().position(|(found, _)| *found == key)?;
        Some(picked.remove(index).1)
    }

    /// Files dropped on the window since they were last taken.
    pub fn take_dropped(&self) -> Vec<std::path::PathBuf> {
        self.mail.dropped.take()
    }

    /// Files dropped on the window in the next frame are for this page, not for an import.
    pub fn want_files(&self) {
        self.mail.takes_files.set(true);
    }

    /// How the import asked of the writer ended, once: with what it did, or without a trace.
    pub fn take_imported(&self) -> Option<Option<Done>> {
        self.mail.imported.borrow_mut().take()
    }

    /// A block of cells pasted outside any text field, once.
    pub fn take_pasted(&self) -> Option<String> {
        self.mail.pasted.take()
    }
}
