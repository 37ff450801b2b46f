//! Opening, creating, and the demonstration: what the start page asks for, done on a thread of its own.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::settings::Person;
use crate::{
    clock::Surroundings,
    desk::{Desk, Errand, Wake, Wanted},
    domain::plan::Plan,
    ledger::{Action, Beginning, LedgerError, Who, backup, demo, seeds},
    text::{Lang, Say, ui::UiText},
};

/// Ending of workspace files.
pub const ENDING: &str = "zhaoshang";

/// A new workspace as the start page asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWorkspace {
    /// File.
    pub path: PathBuf,
    /// Title.
    pub title: String,
    /// 目标日期.
    pub target_date: Date,
    /// Text of the plan where its seats were changed; none = as shipped.
    pub plan: Option<String>,
}

/// What to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// A workspace that exists.
    Existing(PathBuf),
    /// A new one.
    New(NewWorkspace),
    /// The demonstration.
    Demo,
    /// A workspace that exists, after a backup was put in its place.
    Restored {
        /// The workspace.
        path: PathBuf,
        /// The backup.
        backup: PathBuf,
    },
}

/// How putting a backup in place ended: with the file kept beside it, if there was one.
pub type Restoring = Result<Option<PathBuf>, LedgerError>;

/// A workspace being opened.
pub struct Pending {
    /// Name to show.
    pub name: String,
    errand: Errand<Result<Opened, OpenError>>,
}

/// An opened workspace.
pub struct Opened {
    /// The desk over it.
    pub desk: Desk,
    /// The file.
    pub path: PathBuf,
    /// The folder that goes when the demonstration is closed.
    pub passing: Option<tempfile::TempDir>,
    /// What is done to it first.
    pub then: Option<Action>,
    /// How putting a backup in place ended, when one was asked for. Where it failed, the workspace is open as it was.
    pub restoring: Option<Restoring>,
}

/// Why it was not opened.
#[derive(Debug)]
pub enum OpenError {
    /// The ledger said why.
    Ledger(LedgerError),
    /// Something else went wrong.
    Other(String),
}

impl Say for OpenError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Ledger(error) => error.say(lang),
            Self::Other(words) => UiText::Broken { words: words.clone() }.say(lang),
        }
    }
}

impl From<LedgerError> for OpenError {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

impl Pending {
    /// Starts opening; without a wake it is done when this returns.
    pub fn start(
        opening: Opening,
        person: &Person,
        lang: Lang,
        surroundings: Surroundings,
        wake: Option<Wake>,
    ) -> Self {
        let name = match &opening {
            Opening::Existing(path) | Opening::Restored { path, .. } => file_name(path),
            Opening::New(new) => new.title.clone(),
            Opening::Demo => UiText::StartDemo.say(lang),
        };
        let who = who(person);
        let desk_wake = wake.clone();
        let work = move || open(opening, who, lang, surroundings, desk_wake);
        let errand = match wake {
            Some(wake) => Errand::threaded(wake, work),
            None => Errand::inline(work),
        };
        Self { name, errand }
    }

    /// The workspace, once it is open.
    pub fn take(&mut self) -> Option<Result<Opened, OpenError>> {
        self.errand.take().map(|answer| answer.unwrap_or_else(|words| Err(OpenError::Other(words))))
    }
}

fn open(
    opening: Opening,
    who: Who,
    lang: Lang,
    surroundings: Surroundings,
    wake: Option<Wake>,
) -> Result<Opened, OpenError> {
    let (mut restoring, mut then) = (None, None);
    let (wanted, path, passing) = match opening {
        Opening::Existing(path) => (Wanted::Existing(path.clone()), path, None),
        Opening::Restored { path, backup } => {
            restoring = Some(backup::restore(&path, &backup, (surroundings.now)()));
            (Wanted::Existing(path.clone()), path, None)
        }
        Opening::New(new) => {
            let beginning = Beginning {
                target_date: new.target_date,
                ..seeds::beginning(&new.title, (surroundings.today)(), Vec::new())
            };
            // A version of its own, so that the plan as shipped stays there to compare with and to go back to.
            let title = UiText::NewSeatsPlan.say(lang);
            then = new.plan.map(|content| Action::AdoptPlan { title: title.into(), content: content.into() });
            (Wanted::New(new.path.clone(), Box::new(beginning)), new.path, None)
        }
        Opening::Demo => {
            let folder = tempfile::tempdir().map_err(|error| OpenError::Other(error.to_string()))?;
            let path = folder.path().join(format!("demo.{ENDING}"));
            let beginning = demonstration(&UiText::DemoTitle.say(lang), (surroundings.today)())?;
            (Wanted::New(path.clone(), Box::new(beginning)), path, Some(folder))
        }
    };
    Ok(Opened { desk: wanted.open(who, surroundings, wake)?, path, passing, then, restoring })
}

/// A workspace of fictional companies.
fn demonstration(title: &str, today: Date) -> Result<Beginning, OpenError> {
    let plan = Plan::from_toml(seeds::PLAN, "plan.toml").map_err(|error| OpenError::Other(error.to_string()))?;
    let set = demo::generate(&plan, &demo::DemoOptions::new(today));
    Ok(seeds::beginning(title, today, set.changes()))
}

/// The name of a file without folder and ending.
pub fn file_name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Who writes, as the settings have it; what is missing as the operating system has it.
pub fn who(person: &Person) -> Who {
    let given = |name: &str| Some(name.trim().to_owned()).filter(|name| !name.is_empty());
    let known = |name: Result<String, whoami::Error>| name.ok().and_then(|name| given(&name));
    let unknown = || "?".to_owned();
    Who {
        author: given(&person.name)
            .or_else(|| known(whoami::realname()))
            .or_else(|| known(whoami::username()))
            .unwrap_or_else(unknown),
        unit: person.unit.trim().to_owned(),
        device: known(whoami::hostname()).unwrap_or_else(unknown),
    }
}

/// Where a new workspace is proposed to be kept: the user's documents, else the home folder.
pub fn proposed_folder() -> Option<PathBuf> {
    let folders = directories::UserDirs::new()?;
    Some(folders.document_dir().unwrap_or_else(|| folders.home_dir()).to_owned())
}

/// A file name from a title: what file systems refuse becomes `_`.
pub fn proposed_name(title: &str) -> String {
    let refused = |sign: char| sign.is_control() || r#"/\:*?"<>|"#.contains(sign);
    let name: String = title.trim().chars().map(|sign| if refused(sign) { '_' } else { sign }).take(60).collect();
    let name = name.trim_matches('.').trim();
    format!("{}.{ENDING}", if name.is_empty() { "workspace" } else { name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_file_names_every_system_takes() {
        assert_eq!(proposed_name("2026 招商"), "2026 招商.zhaoshang");
        assert_eq!(proposed_name("a/b:c"), "a_b_c.zhaoshang");
        assert_eq!(proposed_name("  .. "), "workspace.zhaoshang");
        assert!(proposed_name(&"长".repeat(300)).chars().count() < 80);
    }
}
