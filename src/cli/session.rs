//! Opening what a command works on: a workspace file, or the demonstration in a folder that goes with the process.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::TempDir;
use thiserror::Error;

use super::{
    ExitKind, Source,
    output::{OutputError, line},
};
use crate::{
    clock::Surroundings,
    desk::{Desk, Outcome, Request},
    domain::plan::Plan,
    ledger::{ExportDraft, Ledger, LedgerError, Policy, View, Who, demo, seeds},
    report::{file::WriteError, level::Level},
    store::Access,
    text::{Lang, Say, run::RunText},
};

/// Companies and leads of the demonstration.
pub(super) const DEMO_COMPANIES: usize = 300;
/// Of so many companies one is a lead in the demonstration, unless said otherwise.
pub(super) const COMPANIES_PER_LEAD: usize = 5;
/// The demonstration is the same for everyone.
const DEMO_SEED: u64 = 20_210_101;

/// A command that could not be done.
#[derive(Debug, Error)]
pub(super) enum RunError {
    /// Output could not go on.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The ledger refused.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A file was not written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Said in the user's language already.
    #[error("{text}")]
    Said {
        /// How the run ends.
        exit: ExitKind,
        /// The message.
        text: String,
    },
}

impl From<io::Error> for RunError {
    fn from(error: io::Error) -> Self {
        Self::Output(error.into())
    }
}

impl From<crate::store::StoreError> for RunError {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Ledger(error.into())
    }
}

impl RunError {
    pub fn failed(text: String) -> Self {
        Self::Said { exit: ExitKind::Failed, text }
    }

    pub fn usage(text: String) -> Self {
        Self::Said { exit: ExitKind::Usage, text }
    }

    /// Tells the user, and how the run ends.
    pub fn report(&self, lang: Lang, err: &mut dyn Write) -> ExitKind {
        let (exit, text) = match self {
            Self::Output(OutputError::Closed) => return ExitKind::Done,
            Self::Output(OutputError::Failed(error)) => {
                (ExitKind::Failed, crate::text::cli::CliMessage::OutputFailed { error: error.to_string() }.say(lang))
            }
            Self::Ledger(error) => (ExitKind::Failed, error.say(lang)),
            Self::Write(error) => (ExitKind::Failed, error.say(lang)),
            Self::Said { exit, text } => (*exit, text.clone()),
        };
        // Where even this cannot be written, the exit code still says it.
        let _ = writeln!(err, "{text}");
        exit
    }
}

/// What a command has to work with.
pub(super) struct Session {
    pub desk: Desk,
    pub lang: Lang,
    pub surroundings: Surroundings,
    pub passing: bool,
    pub created: bool,
    _folder: Option<TempDir>,
}

/// Who is at the keyboard, as the operating system knows them.
fn who() -> Who {
    let name = whoami::realname().ok().filter(|name| !name.trim().is_empty());
    let account = || whoami::username().ok().filter(|name| !name.trim().is_empty());
    Who {
        author: name.or_else(account).unwrap_or_else(|| "?".to_owned()),
        unit: String::new(),
        device: whoami::hostname().ok().filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "?".to_owned()),
    }
}

/// Creates a demonstration workspace.
pub(super) fn make_demo(
    path: &Path,
    companies: usize,
    leads: usize,
    lang: Lang,
    surroundings: Surroundings,
) -> Result<Ledger, RunError> {
    let failed = |error: String| RunError::failed(RunText::DemoFailed { error }.say(lang));
    let plan = Plan::from_toml(seeds::PLAN, "plan.toml").map_err(|error| failed(error.say(lang)))?;
    let today = (surroundings.today)();
    let set = demo::generate(&plan, &demo::DemoOptions { companies, leads, seed: DEMO_SEED, today });
    let title = RunText::DemoTitle.say(lang);
    Ok(Ledger::create(path, seeds::beginning(&title, today, set.changes()), who(), surroundings)?)
}

impl Session {
    /// Opens what the command names. `create` makes the workspace if there is none.
    pub fn open(
        source: &Source,
        access: Access,
        create: bool,
        lang: Lang,
        surroundings: Surroundings,
    ) -> Result<Self, RunError> {
        let (ledger, folder, created) = match source {
            Source::Workspace(path) if create && !path.exists() => {
                let title = RunText::NewTitle.say(lang);
                let beginning = seeds::beginning(&title, (surroundings.today)(), Vec::new());
                (Ledger::create(path, beginning, who(), surroundings)?, None, true)
            }
            Source::Workspace(path) => (Ledger::open(path, access, who(), surroundings)?, None, false),
            Source::Demo | Source::None => {
                let folder = tempfile::tempdir()
                    .map_err(|error| RunError::failed(RunText::DemoFailed { error: error.to_string() }.say(lang)))?;
                let path: PathBuf = folder.path().join("demo.zhaoshang");
                let leads = DEMO_COMPANIES / COMPANIES_PER_LEAD;
                (make_demo(&path, DEMO_COMPANIES, leads, lang, surroundings)?, Some(folder), false)
            }
        };
        Ok(Self {
            desk: Desk::inline(ledger),
            lang,
            surroundings,
            passing: matches!(source, Source::Demo),
            created,
            _folder: folder,
        })
    }

    /// Asks the desk and waits for the outcome.
    pub fn ask(&mut self, request: Request) -> Result<Outcome, RunError> {
        self.desk.post(request);
        match self.desk.wait() {
            Some(Outcome::Failed(error)) => Err(error.into()),
            Some(Outcome::Broken(text)) => Err(RunError::failed(text)),
            Some(outcome) => Ok(outcome),
            None => Err(RunError::failed(String::new())),
        }
    }

    /// Opens for writing where nobody else does, so that an export can be logged; else only for reading.
    pub fn open_to_export(source: &Source, lang: Lang, surroundings: Surroundings) -> Result<Self, RunError> {
        match Self::open(source, Access::Write, false, lang, surroundings) {
            Err(RunError::Ledger(_)) => Self::open(source, Access::Read, false, lang, surroundings),
            session => session,
        }
    }

    /// Enters an export in its log, or says that it cannot. Whoever takes everything without saying what for is told so,
    /// and so is whoever reads the log.
    pub fn note_export(&mut self, mut draft: ExportDraft, out: &mut dyn Write) -> Result<(), RunError> {
        if draft.level == Level::Full && draft.purpose.trim().is_empty() {
            draft.purpose = RunText::NoPurpose.say(self.lang);
            line(out, &RunText::FullWithoutPurpose.say(self.lang))?;
        }
        if self.desk.is_writable() {
            self.ask(Request::NoteExport(Box::new(draft)))?;
        } else {
            line(out, &RunText::ExportNotLogged.say(self.lang))?;
        }
        Ok(())
    }

    /// The file, as shown to the user.
    pub fn path(&mut self) -> String {
        self.desk.ledger().map_or_else(String::new, |ledger| ledger.path().display().to_string())
    }

    /// Name of the person at the keyboard.
    pub fn author_name(&mut self) -> String {
        self.desk.ledger().map_or_else(String::new, |ledger| ledger.author_name().to_owned())
    }

    /// What the companies are judged by.
    pub fn policy(&self) -> Result<Policy, RunError> {
        Policy::of(&self.desk.snapshot())
            .map_err(|error| RunError::failed(RunText::PolicyBad { detail: error.say(self.lang) }.say(self.lang)))
    }

    /// Every company with its figures, as of today.
    pub fn view(&self) -> Result<View, RunError> {
        let today = (self.surroundings.today)();
        View::of(self.desk.snapshot(), self.policy()?, today, &|_| true).ok_or(RunError::Ledger(LedgerError::Cancelled))
    }
}
