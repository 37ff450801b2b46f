//! Commands over the same ledger.
//!
//! [`parse`] turns words into a typed [`Invocation`] or says which word is wrong; [`output`] writes answers. The words
//! themselves are in `text::cli`.

mod brief;
mod duplicates;
mod forecast;
mod form;
mod importing;
mod listing;
mod log;
mod matching;
mod nearest;
mod options;
pub mod output;
mod parse;
mod pursuing;
mod reading;
mod run;
mod scoring;
mod session;

use std::path::PathBuf;

use jiff::civil::Date;

pub use nearest::nearest;
pub use parse::{UsageError, parse};
pub use reading::{offer_reading, read_for_parent};
pub use run::main;

use crate::{
    domain::paper::ExportFormat,
    ledger::assessment::RankBy,
    report::{form::Scope, level::Level},
    text::Lang,
    words,
};

words! {
    /// Commands, by the word that is typed.
    pub enum CommandName {
        /// A list into the workspace.
        Import = "import",
        /// The sector of every row of a list.
        Match = "match",
        /// Every company's figures.
        Score = "score",
        /// How full every slot will be.
        Forecast = "forecast",
        /// Whom to pursue.
        Pursue = "pursue",
        /// The document.
        Shortlist = "shortlist",
        /// Companies that may be one.
        Duplicates = "duplicates",
        /// Soundness of the workspace.
        Check = "check",
        /// One step back.
        Undo = "undo",
        /// One step forward again.
        Redo = "redo",
        /// Latest operations.
        Log = "log",
        /// A verified copy.
        Backup = "backup",
        /// A copy back in place.
        Restore = "restore",
        /// A fictional workspace.
        Demo = "demo",
        /// One company on one page.
        Brief = "brief",
        /// The bureau's own form.
        Form = "form",
    }
}

/// What the user asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Invocation {
    /// Language of everything said.
    pub lang: Lang,
    /// Which data.
    pub source: Source,
    /// What to do.
    pub command: Command,
}

/// Which data a command works on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Source {
    /// Nothing was named; only commands that need no data get this.
    #[default]
    None,
    /// A workspace file.
    Workspace(PathBuf),
    /// The built-in demonstration data, in memory.
    Demo,
}

/// A command with its options, defaults filled in.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// No command: open the window.
    Window,
    /// The general help, or that of a command.
    Help(Option<CommandName>),
    /// The version.
    Version,
    /// Import a list.
    Import {
        /// File.
        list: PathBuf,
        /// Sheet; `None` = choose.
        sheet: Option<String>,
        /// `heading=field,…` as written; what fields there are is the importer's business.
        map: Option<String>,
        /// Import rows too that the file hides.
        hidden_rows: bool,
        /// Only show what would happen.
        dry_run: bool,
        /// Answer in JSON.
        json: bool,
    },
    /// Match a list; always JSON lines.
    Match {
        /// File.
        list: PathBuf,
        /// Sheet; `None` = choose.
        sheet: Option<String>,
        /// Column of the number.
        id: String,
        /// Column of the name.
        name: String,
        /// Columns of the texts, in the order given.
        text: Vec<String>,
    },
    /// Score all companies.
    Score {
        /// Answer in JSON lines.
        json: bool,
    },
    /// The forecast of every slot.
    Forecast {
        /// Answer in JSON lines.
        json: bool,
        /// Counted to this day; none = the workspace's 目标日期.
        by: Option<Date>,
    },
    /// Choose whom to pursue.
    Pursue {
        /// Meetings; 0 = not limited, `None` = as usual.
        meetings: Option<usize>,
        /// Minutes for them; 0 = not limited, `None` = as usual.
        minutes: Option<usize>,
        /// Only this base.
        base: Option<String>,
        /// Answer in JSON lines.
        json: bool,
    },
    /// Write a shortlist.
    Shortlist {
        /// File to write.
        output: PathBuf,
        /// Its format.
        format: DocumentFormat,
        /// How many companies at most.
        top: usize,
        /// Only this base; whether there is such a base is the plan's business.
        base: Option<String>,
        /// Only this sector.
        sector: Option<String>,
        /// Order.
        rank: RankBy,
        /// Privacy level.
        level: Level,
        /// Why a full list is made; empty = not said.
        reason: String,
    },
    /// List the companies that may be one.
    Duplicates {
        /// Answer in JSON lines.
        json: bool,
    },
    /// Check the workspace.
    Check {
        /// Answer in JSON.
        json: bool,
    },
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// List operations, newest first.
    Log {
        /// How many at most.
        limit: usize,
        /// The files that left the workspace instead.
        exports: bool,
        /// Answer in JSON lines.
        json: bool,
    },
    /// Back up.
    Backup {
        /// Into this folder; `None` = the backup folder beside the workspace.
        folder: Option<PathBuf>,
    },
    /// Restore.
    Restore {
        /// From this file.
        backup: PathBuf,
    },
    /// List the backups there are.
    ListBackups,
    /// Write the brief of a company.
    Brief {
        /// Its name or credit code.
        company: String,
        /// File to write.
        output: PathBuf,
        /// Privacy level.
        level: Level,
        /// Why a full brief is made; empty = not said.
        reason: String,
    },
    /// Fill the bureau's own form.
    Form {
        /// The template.
        template: PathBuf,
        /// File to write.
        output: PathBuf,
        /// First day; `None` = of this month.
        from: Option<Date>,
        /// Last day; `None` = of this month.
        to: Option<Date>,
        /// Which leads.
        scope: Scope,
        /// Privacy level.
        level: Level,
        /// Why a full form is made; empty = not said.
        reason: String,
    },
    /// Write the sample of a form.
    FormSample {
        /// File to write.
        output: PathBuf,
    },
    /// Make a fictional workspace.
    Demo {
        /// How many companies.
        companies: usize,
        /// How many leads; `None` = in proportion.
        leads: Option<usize>,
        /// File to write.
        output: PathBuf,
    },
}

words! {
    /// Format of a document, by the ending of its file.
    pub enum DocumentFormat {
        /// XLSX workbook.
        Xlsx = "xlsx",
        /// CSV.
        Csv = "csv",
        /// PDF.
        Pdf = "pdf",
    }
}

impl DocumentFormat {
    /// As the log of exports names it.
    pub const fn export(self) -> ExportFormat {
        match self {
            Self::Xlsx => ExportFormat::Xlsx,
            Self::Csv => ExportFormat::Csv,
            Self::Pdf => ExportFormat::Pdf,
        }
    }
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitKind {
    /// Done.
    Done,
    /// It could not be done.
    Failed,
    /// The command line was wrong.
    Usage,
}

impl ExitKind {
    /// The process's exit code.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
        }
    }
}
