//! What can be wrong with a plan file.

use thiserror::Error;

use crate::words;

words! {
    /// A list of the plan file whose entries have keys.
    pub enum PlanList {
        /// `headings`
        Headings = "headings",
        /// `sectors`
        Sectors = "sectors",
        /// `sectors.segments`
        Segments = "segments",
        /// `sectors.segments.products`
        Products = "products",
        /// `bases`
        Bases = "bases",
        /// `bases.seats`
        Seats = "seats",
        /// `indicators`
        Indicators = "indicators",
        /// `indicators.values`
        Values = "values",
        /// `baseline`
        Baseline = "baseline",
        /// `gates`
        Gates = "gates",
        /// `platforms`
        Platforms = "platforms",
        /// `places`
        Places = "places",
        /// `partner_zones`
        PartnerZones = "partner_zones",
        /// `funds`
        Funds = "funds",
        /// `outlook`
        Outlook = "outlook",
    }
}

/// One fault of a plan file.
#[derive(Debug, Clone, PartialEq)]
pub enum PlanIssueKind {
    /// Not TOML; what the parser said.
    Syntax {
        /// Parser's words.
        detail: String,
    },
    /// A field no plan has.
    UnknownField {
        /// Its name.
        field: String,
    },
    /// A field that every such entry needs.
    MissingField {
        /// Its name.
        field: String,
    },
    /// A word outside the fixed words of a field.
    UnknownWord {
        /// The word found.
        word: String,
        /// The words there are.
        allowed: Vec<String>,
    },
    /// A value of the wrong type or form.
    WrongValue {
        /// What the reader said.
        detail: String,
    },
    /// Two entries of one list have the same key.
    DuplicateId {
        /// The list.
        list: PlanList,
        /// The key.
        id: String,
        /// Line of the first entry.
        first: usize,
    },
    /// A key that is not made of `a`–`z`, `0`–`9` and `_`, or is reserved (`none`, `ambiguous`).
    BadId {
        /// The list.
        list: PlanList,
        /// The key.
        id: String,
    },
    /// A reference to an entry that does not exist.
    UnknownReference {
        /// The list it should be in.
        list: PlanList,
        /// The key that was not found.
        id: String,
    },
    /// A heading that is not in `headings`.
    HeadingNotListed {
        /// The heading.
        heading: String,
    },
    /// A text or list that must not be empty.
    Empty {
        /// Field.
        field: &'static str,
    },
    /// A mark that is not exactly one character.
    BadLetter {
        /// The mark.
        letter: String,
    },
    /// Two sectors with one mark.
    DuplicateLetter {
        /// The mark.
        letter: String,
    },
    /// Fewest seats above most seats.
    MinAboveMax {
        /// Fewest.
        min: u32,
        /// Most.
        max: u32,
    },
    /// A range of seats that allows none.
    NoSeats,
    /// Seats that would be filled at a side state.
    SeatAside,
    /// A base names one tier twice.
    DuplicateTier {
        /// The tier's word.
        tier: &'static str,
    },
    /// An indicator without a value for a year that others have, or for the year the plan ends.
    YearMissing {
        /// Indicator.
        indicator: String,
        /// Year.
        year: i16,
    },
    /// The years of an indicator do not rise.
    YearsOutOfOrder {
        /// Indicator.
        indicator: String,
        /// Year that should stand earlier, or stands twice.
        year: i16,
    },
    /// A number that is not finite, or negative.
    BadNumber {
        /// The number as text.
        value: String,
    },
    /// A horizon class without the plan's word, or the plan's word under `unstated`.
    HorizonWord {
        /// Class.
        horizon: &'static str,
        /// Word.
        word: String,
    },
}

/// One fault and the line it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanIssue {
    /// File name as the caller gave it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// The fault.
    pub kind: PlanIssueKind,
}

/// A plan file that cannot be used; holds every fault that was found, in line order.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("{file}: {} fault(s) in the plan, first in line {}", issues.len(), issues.first().map_or(0, |issue| issue.line))]
pub struct PlanError {
    /// File name as the caller gave it.
    pub file: String,
    /// The faults; never empty.
    pub issues: Vec<PlanIssue>,
}
