//! The options there are, and which command takes which.

use super::CommandName::{
    self, Backup, Brief, Check, Demo, Duplicates, Forecast, Form, Import, Log, Match, Pursue, Restore, Score, Shortlist,
};
use crate::words;

words! {
    /// Options, by their long name.
    pub enum OptionName {
        /// Workspace file.
        Workspace = "workspace",
        /// Demonstration data.
        Demo = "demo",
        /// Language.
        Lang = "lang",
        /// Help.
        Help = "help",
        /// Version.
        Version = "version",
        /// Answer in JSON.
        Json = "json",
        /// Write nothing.
        DryRun = "dry-run",
        /// Rows that the file hides too.
        HiddenRows = "hidden-rows",
        /// Sheet.
        Sheet = "sheet",
        /// Headings to fields.
        Map = "map",
        /// Column of the number.
        Id = "id",
        /// Column of the name.
        Name = "name",
        /// Columns of the texts.
        Text = "text",
        /// File or folder to write.
        Output = "output",
        /// How many companies.
        Top = "top",
        /// Base.
        Base = "base",
        /// Sector.
        Sector = "sector",
        /// Order.
        Rank = "rank",
        /// Privacy level.
        Level = "level",
        /// Purpose of a full list.
        Reason = "reason",
        /// How many operations.
        Limit = "limit",
        /// How many companies.
        Companies = "companies",
        /// How many leads.
        Leads = "leads",
        /// List the backups.
        List = "list",
        /// List the exports.
        Exports = "exports",
        /// Day counted to.
        By = "by",
        /// How many meetings.
        Meetings = "meetings",
        /// How many minutes.
        Minutes = "minutes",
        /// First day.
        From = "from",
        /// Last day.
        To = "to",
        /// Which leads.
        Scope = "scope",
        /// A sample instead.
        Sample = "sample",
    }
}

/// Where an option may stand.
pub enum Scope {
    /// With every command, and without one.
    Everywhere,
    /// With these commands.
    Commands(&'static [CommandName]),
}

impl OptionName {
    /// As it is typed.
    pub fn typed(self) -> String {
        format!("--{}", self.word())
    }

    /// The option with this letter.
    pub fn from_letter(letter: char) -> Option<Self> {
        match letter {
            'o' => Some(Self::Output),
            'h' => Some(Self::Help),
            'V' => Some(Self::Version),
            _ => None,
        }
    }

    /// Whether something must follow it.
    pub fn takes_value(self) -> bool {
        !matches!(
            self,
            Self::Demo
                | Self::Help
                | Self::Version
                | Self::Json
                | Self::DryRun
                | Self::HiddenRows
                | Self::List
                | Self::Exports
                | Self::Sample
        )
    }

    /// Whether it may be given more than once.
    pub fn repeats(self) -> bool {
        matches!(self, Self::Text | Self::Help | Self::Version)
    }

    /// Where it may stand.
    pub fn scope(self) -> Scope {
        match self {
            Self::Workspace | Self::Demo | Self::Lang | Self::Help | Self::Version => Scope::Everywhere,
            Self::Json => Scope::Commands(&[Import, Score, Forecast, Pursue, Check, Duplicates, Log]),
            Self::DryRun | Self::HiddenRows | Self::Map => Scope::Commands(&[Import]),
            Self::Sheet => Scope::Commands(&[Import, Match]),
            Self::Id | Self::Name | Self::Text => Scope::Commands(&[Match]),
            Self::Output => Scope::Commands(&[Shortlist, Brief, Form, Backup, Demo]),
            Self::Base => Scope::Commands(&[Shortlist, Pursue]),
            Self::Top | Self::Sector | Self::Rank => Scope::Commands(&[Shortlist]),
            Self::Level | Self::Reason => Scope::Commands(&[Shortlist, Brief, Form]),
            Self::From | Self::To | Self::Scope | Self::Sample => Scope::Commands(&[Form]),
            Self::Meetings | Self::Minutes => Scope::Commands(&[Pursue]),
            Self::Limit | Self::Exports => Scope::Commands(&[Log]),
            Self::Companies | Self::Leads => Scope::Commands(&[Demo]),
            Self::List => Scope::Commands(&[Restore]),
            Self::By => Scope::Commands(&[Forecast]),
        }
    }

    /// Whether it may stand with this command.
    pub fn fits(self, command: CommandName) -> bool {
        match self.scope() {
            Scope::Everywhere => true,
            Scope::Commands(commands) => commands.contains(&command),
        }
    }
}
