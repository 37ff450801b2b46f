//! The options there are, and which command takes which.

use super::CommandName::{self, Backup, Check, Demo, Duplicates, Import, Log, Match, Restore, Score, Shortlist};
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
        !matches!(self, Self::Demo | Self::Help | Self::Version | Self::Json | Self::DryRun | Self::List)
    }

    /// Whether it may be given more than once.
    pub fn repeats(self) -> bool {
        matches!(self, Self::Text | Self::Help | Self::Version)
    }

    /// Where it may stand.
    pub fn scope(self) -> Scope {
        match self {
            Self::Workspace | Self::Demo | Self::Lang | Self::Help | Self::Version => Scope::Everywhere,
            Self::Json => Scope::Commands(&[Import, Score, Check, Duplicates]),
            Self::DryRun | Self::Map => Scope::Commands(&[Import]),
            Self::Sheet => Scope::Commands(&[Import, Match]),
            Self::Id | Self::Name | Self::Text => Scope::Commands(&[Match]),
            Self::Output => Scope::Commands(&[Shortlist, Backup, Demo]),
            Self::Top | Self::Base | Self::Sector | Self::Rank | Self::Level | Self::Reason => {
                Scope::Commands(&[Shortlist])
            }
            Self::Limit => Scope::Commands(&[Log]),
            Self::Companies | Self::Leads => Scope::Commands(&[Demo]),
            Self::List => Scope::Commands(&[Restore]),
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
