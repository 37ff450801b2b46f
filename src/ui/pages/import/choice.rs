//! What a person decides about single rows and cells while looking at them.

use crate::exchange::plan::RowChoices;

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choice {
    /// A cell is written anew; none = it is as it came.
    Cell(u32, u32, Option<String>),
    /// A row is left out, or not.
    Skip(u32, bool),
    /// Rows that the file hides are imported too, or not.
    HiddenRows(bool),
    /// All cells and rows are as they came.
    Reset,
}

/// Decisions made while something is drawn.
#[derive(Debug, Default)]
pub(super) struct Choices(Vec<Choice>);

impl Choices {
    /// A cell shall hold this text.
    pub fn write(&mut self, row: u32, column: u32, text: String) {
        self.0.push(Choice::Cell(row, column, Some(text)));
    }

    /// A cell shall hold what came with the list.
    pub fn take_back(&mut self, row: u32, column: u32) {
        self.0.push(Choice::Cell(row, column, None));
    }

    /// A row shall be left out, or not.
    pub fn skip(&mut self, row: u32, yes: bool) {
        self.0.push(Choice::Skip(row, yes));
    }

    /// Whatever else.
    pub fn push(&mut self, choice: Choice) {
        self.0.push(choice);
    }

    /// What was decided.
    pub fn take(self) -> Vec<Choice> {
        self.0
    }
}

impl Choice {
    /// Does it.
    pub fn apply(self, choices: &mut RowChoices) {
        match self {
            Self::Cell(row, column, Some(text)) => _ = choices.cells.insert((row, column), text),
            Self::Cell(row, column, None) => _ = choices.cells.remove(&(row, column)),
            Self::Skip(row, true) => _ = choices.skipped.insert(row),
            Self::Skip(row, false) => _ = choices.skipped.remove(&row),
            Self::HiddenRows(yes) => choices.hidden_rows = yes,
            Self::Reset => {
                choices.cells.clear();
                choices.skipped.clear();
            }
        }
    }
}
