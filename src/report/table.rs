//! A table of typed cells: the one shape all exports have before they become XLSX or CSV.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::formula::Formula;

/// A table with its headings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Name of the sheet.
    pub name: String,
    /// Title above the headings; empty = none. Not part of a CSV.
    pub title: String,
    /// Line below the title; empty = none. Not part of a CSV.
    pub subtitle: String,
    /// Columns, left to right.
    pub columns: Vec<Column>,
    /// Rows; a row that is too short is filled with empty cells.
    pub rows: Vec<Vec<Cell>>,
    /// How it behaves on screen and paper.
    pub layout: Layout,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Heading.
    pub heading: String,
    /// What its cells hold, and so how they are written.
    pub kind: ColumnKind,
    /// Draw a bar behind the numbers, between these two values.
    pub bar: Option<(f64, f64)>,
    /// From which level on it may leave.
    pub privacy: Privacy,
    /// Its words are names of companies or officers, or the program's own: no person's name is struck from them.
    pub stands: bool,
}

/// What a column tells of people and talks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Privacy {
    /// Nothing.
    #[default]
    Open,
    /// How talks stand: not for the public.
    Negotiation,
    /// How people are reached or what they are like: for the full level only.
    Personal,
}

impl Column {
    /// A column without a bar.
    pub fn new(heading: impl Into<String>, kind: ColumnKind) -> Self {
        Self { heading: heading.into(), kind, bar: None, privacy: Privacy::Open, stands: false }
    }

    /// The same column, kept from the levels below.
    #[must_use]
    pub fn kept(self, privacy: Privacy) -> Self {
        Self { privacy, ..self }
    }

    /// The same column, its words no free text: no person's name is struck from them.
    #[must_use]
    pub fn standing(self) -> Self {
        Self { stands: true, ..self }
    }

    /// The same column with bars from `low` to `high` behind its numbers.
    #[must_use]
    pub fn with_bar(self, low: f64, high: f64) -> Self {
        Self { bar: Some((low, high)), ..self }
    }
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text in one line.
    Text,
    /// Text that may wrap over several lines.
    LongText,
    /// A code or number that is not a quantity: always text, never rounded, leading zeros kept.
    Code,
    /// A short word, centred.
    Word,
    /// A number with thousands separators and this many decimals.
    Number(u8),
    /// A share in [0, 1], shown as per cent with this many decimals.
    Share(u8),
    /// A calendar day.
    Date,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing to say: neither known nor asked for here.
    #[default]
    Empty,
    /// Text; empty text is an empty cell.
    Text(String),
    /// A finite number.
    Number(f64),
    /// A day.
    Date(Date),
    /// A word in place of a number that is not known, not set or not applicable. Never a zero.
    Absent(String),
    /// Text that heads the rows below it.
    Heading(String),
    /// A number that is estimated.
    Estimate(f64),
    /// Room for a number a reader may write, with the one that stands there now.
    Input(Option<f64>),
    /// A formula of our own, with the number it gives now.
    Formula(Box<Formula>, f64),
    /// A formula of our own, with the text it gives now.
    TextFormula(Box<Formula>, String),
}

impl Cell {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number, or the word that says why there is none. A number that is not finite is none.
    pub fn number_or(number: Option<f64>, absent: impl Into<String>) -> Self {
        match number {
            Some(number) if number.is_finite() => Self::Number(number),
            _ => Self::Absent(absent.into()),
        }
    }

    /// A formula with the number it gives now.
    pub fn formula(formula: Formula, now: f64) -> Self {
        Self::Formula(Box::new(formula), now)
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }
}

/// Marked cells by row and column, both counted from the first below the headings.
pub type CellMarks = BTreeMap<(usize, usize), CellMark>;

/// The sign of a marked cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkSign {
    /// A flag.
    Flag,
    /// A diamond.
    Diamond,
    /// A triangle.
    Triangle,
    /// A dot.
    Dot,
}

impl MarkSign {
    /// A glyph every office program has.
    pub const fn glyph(self) -> char {
        match self {
            Self::Flag => '⚑',
            Self::Diamond => '◆',
            Self::Triangle => '▲',
            Self::Dot => '●',
        }
    }
}

/// The ground and the sign of a marked cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellMark {
    /// Ground, as 0xRRGGBB.
    pub ground: u32,
    /// Its sign, so that the mark does not speak by colour alone.
    pub sign: MarkSign,
    /// What the mark tells: that of the column its rule looks at.
    pub privacy: Privacy,
}

/// How a sheet behaves on screen and paper.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// Columns that stay in place when scrolling right.
    pub frozen_columns: u16,
    /// Whether the headings filter.
    pub filter: bool,
    /// How many columns are printed; `None` = all. What lies right of them is for the screen.
    pub printed_columns: Option<u16>,
}
