//! A plan looked at row by row: what each row of the list comes to, and everything a person should look at.

use super::{CellIssueKind, CompanyUpdate, ImportPlan, RejectReason};
use crate::{
    exchange::{
        mapping::Mapping,
        read::List,
        sheet::{Sheet, SheetIssueKind},
    },
    words,
};

words! {
    /// What a row comes to; every data row is exactly one of these.
    pub enum Outcome {
        /// A new company.
        Created = "created",
        /// A known company, about which it says something new.
        Updated = "updated",
        /// A known company, about which it says nothing new.
        Unchanged = "unchanged",
        /// Nothing is written in it.
        Blank = "blank",
        /// Not imported.
        Rejected = "rejected",
    }
}

/// What one row comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowOutcome {
    /// Row of the list, from 1.
    pub row: u32,
    /// What.
    pub outcome: Outcome,
    /// Place in the plan's list of this outcome: of `updated` also for rows whose only news is not kept in a record;
    /// nothing for blank rows.
    pub at: usize,
    /// How many issues the row has.
    pub issues: u32,
}

/// How many rows come to what; every data row is counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImportCounts {
    /// Data rows.
    pub rows: usize,
    /// Rows that make a company.
    pub created: usize,
    /// Rows that change one.
    pub updated: usize,
    /// Rows that say nothing new.
    pub unchanged: usize,
    /// Rows in which nothing is written.
    pub blank: usize,
    /// Rows that are not imported.
    pub rejected: usize,
}

impl ImportCounts {
    /// Whether importing would change nothing.
    pub const fn changes_nothing(&self) -> bool {
        self.created + self.updated == 0
    }

    /// Rows of one outcome.
    pub const fn of(&self, outcome: Outcome) -> usize {
        match outcome {
            Outcome::Created => self.created,
            Outcome::Updated => self.updated,
            Outcome::Unchanged => self.unchanged,
            Outcome::Blank => self.blank,
            Outcome::Rejected => self.rejected,
        }
    }
}

impl CompanyUpdate {
    /// Whether it says something that is kept in a record; a stand at a fair alone is not.
    pub fn changes_records(&self) -> bool {
        !(self.changes.is_empty() && self.facts.is_empty() && self.honours.is_empty())
    }
}

impl ImportPlan {
    /// How many rows come to what.
    pub fn counts(&self) -> ImportCounts {
        let updated = self.updated.iter().filter(|update| update.changes_records()).count();
        ImportCounts {
            rows: self.rows,
            created: self.created.len(),
            updated,
            unchanged: self.unchanged.len() + self.updated.len() - updated,
            blank: self.blank,
            rejected: self.rejected.len(),
        }
    }
}

/// What is wrong with a cell or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IssueKind {
    /// The row is not imported.
    Rejected(RejectReason),
    /// The cell was not taken over, or a person should look at it.
    Cell(CellIssueKind),
    /// It could not be read from the file as it stands.
    Read(SheetIssueKind),
}

/// Something a person should look at, with its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListIssue {
    /// Row of the list, from 1.
    pub row: u32,
    /// Column, from 0; none when the whole row is meant.
    pub column: Option<u32>,
    /// What is written there.
    pub raw: String,
    /// What is wrong.
    pub kind: IssueKind,
}

/// Everything that was found while a list was read and planned, by row and column.
pub fn issues_of(list: &List, plan: &ImportPlan) -> Vec<ListIssue> {
    let raw = |row: u32, column: Option<u32>| {
        let cell = column.and_then(|column| list.sheet.row(row).map(|row| row.cell(column).display()));
        cell.unwrap_or_default()
    };
    let read = list.issues.iter().map(|issue| ListIssue {
        row: issue.row,
        column: issue.column,
        raw: raw(issue.row, issue.column),
        kind: IssueKind::Read(issue.kind),
    });
    let rejected = plan.rejected.iter().map(|row| ListIssue {
        row: row.row,
        column: row.column,
        raw: row.raw.clone(),
        kind: IssueKind::Rejected(row.reason.clone()),
    });
    let cells = plan.issues.iter().map(|issue| ListIssue {
        row: issue.row,
        column: Some(issue.column),
        raw: issue.raw.clone(),
        kind: IssueKind::Cell(issue.kind.clone()),
    });
    let mut all: Vec<ListIssue> = rejected.chain(read).chain(cells).collect();
    all.sort_by_key(|issue| (issue.row, issue.column));
    all
}

/// What every data row comes to, in the order of the rows. `issues` are those of [`issues_of`].
pub fn outcomes(list: &Sheet, mapping: &Mapping, plan: &ImportPlan, issues: &[ListIssue]) -> Vec<RowOutcome> {
    let row = |row, outcome, at| RowOutcome { row, outcome, at, issues: 0 };
    let mut known: Vec<RowOutcome> = Vec::with_capacity(plan.rows);
    known.extend(plan.created.iter().enumerate().map(|(at, new)| row(new.row, Outcome::Created, at)));
    known.extend(plan.updated.iter().enumerate().map(|(at, update)| {
        let outcome = if update.changes_records() { Outcome::Updated } else { Outcome::Unchanged };
        row(update.row, outcome, at)
    }));
    let unchanged = plan.unchanged.iter().enumerate();
    known.extend(unchanged.map(|(at, (number, _))| row(*number, Outcome::Unchanged, plan.updated.len() + at)));
    known.extend(plan.rejected.iter().enumerate().map(|(at, rejected)| row(rejected.row, Outcome::Rejected, at)));
    known.sort_unstable_by_key(|row| row.row);

    let mut all = Vec::with_capacity(plan.rows);
    let mut known = known.into_iter().peekable();
    let mut issues = issues.iter().peekable();
    for number in mapping.first_data_row..=list.last_row() {
        let mut found = known.next_if(|found| found.row == number).unwrap_or_else(|| row(number, Outcome::Blank, 0));
        while issues.next_if(|issue| issue.row < number).is_some() {}
        while issues.next_if(|issue| issue.row == number).is_some() {
            found.issues += 1;
        }
        all.push(found);
    }
    all
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::exchange::{
        mapping::recognize,
        plan::{ExistingIndex, PlanOptions, build_plan},
        read::{ReadOptions, read_pasted},
    };

    #[test]
    fn every_row_is_counted_once_and_in_order() {
        let text = "企业名称\t注册资本(万元)\t展位\n江岸芯源有限公司\t500\t\n\n合计\t500\t\n江岸芯源有限公司\t500\tA1\n空\t\t\n\
                    北岭机电有限公司\t待核实\t\n江岸芯源有限公司\t\t\n";
        let list = read_pasted(text, "粘贴", &ReadOptions::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        let mapping = recognize(&list.sheet);
        let options = PlanOptions { today: date(2026, 3, 2), source: "粘贴".into(), author: None };
        let mut keys = 0;
        let mut new_id = || {
            keys += 1;
            Uuid::from_u128(keys)
        };
        let go_on = &mut |_| ControlFlow::Continue(());
        let plan = build_plan(&list.sheet, &mapping, &ExistingIndex::default(), &options, &mut new_id, go_on).unwrap();
        let issues = issues_of(&list, &plan);
        let rows = outcomes(&list.sheet, &mapping, &plan, &issues);
        use Outcome as O;
        let found: Vec<(u32, Outcome)> = rows.iter().map(|row| (row.row, row.outcome)).collect();
        let expected =
            [O::Created, O::Blank, O::Rejected, O::Updated, O::Rejected, O::Created, O::Unchanged].into_iter();
        assert_eq!(found, (2..).zip(expected).collect::<Vec<_>>());
        let counts = plan.counts();
        for outcome in Outcome::ALL {
            assert_eq!(rows.iter().filter(|row| row.outcome == *outcome).count(), counts.of(*outcome), "{outcome}");
        }
        assert_eq!(counts.rows, rows.len());
        assert_eq!(rows[5].issues, 1, "{issues:?}");
        assert_eq!(plan.updated.len(), 1, "a stand alone is something new");
        assert_eq!(rows.iter().map(|row| row.issues as usize).sum::<usize>(), issues.len());
    }
}
