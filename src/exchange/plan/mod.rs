//! What an import would do, row by row, before anything is written.
//!
//! Every data row of a list is exactly one of: created, updated, unchanged, blank, rejected. The same company is one with
//! an equal valid credit code, or an equal full name (present or former) with no conflicting code or place; likeness
//! never decides (`scoring.md` 8). Applying the plan is somebody else's one transaction.

mod booth;
mod choices;
mod existing;
mod outcome;
mod place;
mod row;
mod suggest;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use jiff::civil::Date;
use uuid::Uuid;

pub use choices::{RowChoices, rows_sha256};
pub use existing::ExistingIndex;
pub use outcome::{ImportCounts, IssueKind, ListIssue, Outcome, RowOutcome, issues_of, outcomes};
pub use suggest::suggestions;

use super::{
    mapping::{Mapping, TargetField},
    parse::Unreadable,
    sheet::{Row, Sheet},
};
use crate::domain::{
    company::{Company, Honour},
    credit_code::CodeFault,
    fact::Fact,
    ids::{AuthorId, CompanyId, CompanyPairId},
    record::{Text, Value},
};
use crate::identity::{Evidence, Level, Likeness, Pair};

/// What the import is told from outside.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanOptions {
    /// Today; facts without a year of their own are dated to it.
    pub today: Date,
    /// File and sheet as they are named in `origin` and as the source of facts.
    pub source: Text,
    /// Who imports.
    pub author: Option<AuthorId>,
}

/// A company that is not yet in the workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCompany {
    /// Row of the list, from 1.
    pub row: u32,
    /// The company.
    pub company: Company,
    /// Its facts.
    pub facts: Vec<Fact>,
    /// Its honours.
    pub honours: Vec<Honour>,
    /// Hall and stand at a fair, when the list is one of exhibitors; the company's booth notes hold it too.
    pub booth: Text,
}

/// A company that is known, about which the row says something new.
#[derive(Debug, Clone, PartialEq)]
pub struct CompanyUpdate {
    /// Row of the list, from 1.
    pub row: u32,
    /// The company; it may be one that an earlier row of this plan creates.
    pub id: CompanyId,
    /// Field names (of `Company::FIELDS`) and new values.
    pub changes: Vec<(&'static str, Value)>,
    /// New facts.
    pub facts: Vec<Fact>,
    /// New honours.
    pub honours: Vec<Honour>,
    /// Hall and stand at a fair, when they are new; the change of the booth notes holds them too.
    pub booth: Text,
}

/// A row that is not imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedRow {
    /// Row of the list, from 1.
    pub row: u32,
    /// Column the reason is about, from 0.
    pub column: Option<u32>,
    /// What is written there.
    pub raw: String,
    /// Why.
    pub reason: RejectReason,
}

/// Why a row is not imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RejectReason {
    /// No company name.
    NoName,
    /// The name says that a look-up failed (空, 未查询到).
    LookupFailed,
    /// The name is no name: a number, or without a letter.
    NotAName,
    /// The header again.
    RepeatedHeader,
    /// 合计, 小计.
    SumRow,
    /// A remark below the list.
    Remark,
    /// The credit code belongs to a company of another name; a person must say whether it was renamed.
    CodeOfAnother {
        /// The name it belongs to.
        name: String,
    },
    /// Several companies have this name and nothing tells which one is meant.
    SeveralOfThisName,
    /// The file hides the row, by a filter or by hand.
    Hidden,
    /// A person left it out.
    Skipped,
}

/// A cell that was not taken over, or that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellIssue {
    /// Row of the list, from 1.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
    /// What is written there.
    pub raw: String,
    /// What is wrong.
    pub kind: CellIssueKind,
}

/// What may be wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellIssueKind {
    /// It could not be read as a value of its field; the field is left as it was.
    Unreadable(Unreadable),
    /// The credit code is kept although its check fails; the code probably meant, when it can be told.
    CodeFault {
        /// What is wrong.
        fault: CodeFault,
        /// The code probably meant.
        suggestion: Option<String>,
    },
    /// A company of the same name but another code or place is known; the row is a company of its own.
    Namesake,
    /// Bare numbers of the column were taken as fractions of 1.
    TakenAsFraction,
    /// The figure looks ten thousand times too large or too small; it is kept as written.
    TenThousandfold {
        /// The figure, in the metric's unit.
        written: String,
        /// What was probably meant.
        meant: String,
    },
    /// Names no honour that is known and held.
    HonourUnclear,
    /// An earlier row of the list about the same company says otherwise, and holds.
    ContradictsRow(u32),
    /// A company that is known or that an earlier row makes looks like this one; a person must say whether it is.
    LooksLike {
        /// Its name.
        name: String,
        /// How much.
        likeness: Likeness,
        /// Why.
        reasons: Vec<(Evidence, Level)>,
    },
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportPlan {
    /// Name of the sheet.
    pub sheet: String,
    /// Data rows: all from the first after the header to the last that holds something.
    pub rows: usize,
    /// Companies to create, in the order of their rows.
    pub created: Vec<NewCompany>,
    /// Companies to change, in the order in which they apply, after `created`: that of their rows, those last that name
    /// their company by its code alone.
    pub updated: Vec<CompanyUpdate>,
    /// Rows that say nothing new, and about whom.
    pub unchanged: Vec<(u32, CompanyId)>,
    /// Rows in which nothing is written.
    pub blank: usize,
    /// Rows that are not imported.
    pub rejected: Vec<RejectedRow>,
    /// Cells that were not taken over.
    pub issues: Vec<CellIssue>,
    /// Every company the list names, with hall and stand as its row says them; empty where it says none.
    pub stands: Vec<(CompanyId, Text)>,
    /// New companies that look like others, the most alike first; they wait for a person.
    pub alike: Vec<Alike>,
}

/// A new company that looks like another.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// Key under which the pair will be kept.
    pub id: CompanyPairId,
    /// The pair: the company that is known or comes earlier in the list, and the new one.
    pub pair: Pair,
}

impl ImportPlan {
    /// Whether every data row is accounted for exactly once.
    pub fn is_complete(&self) -> bool {
        self.rows == self.created.len() + self.updated.len() + self.unchanged.len() + self.blank + self.rejected.len()
    }
}

/// The list has no column of company names, so nothing can be imported until a person names one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// No name column; holds the headers (or column letters) there are.
    #[error("no name column among {0:?}")]
    NoNameColumn(Vec<String>),
    /// Cancelled by the user.
    #[error("cancelled")]
    Cancelled,
}

/// Plans the import of a list of which nothing was decided row by row. `new_id` gives the keys of new companies, facts and honours.
pub fn build_plan(
    list: &Sheet,
    mapping: &Mapping,
    existing: &ExistingIndex<'_>,
    options: &PlanOptions,
    new_id: &mut dyn FnMut() -> Uuid,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<ImportPlan, PlanError> {
    build_plan_with(list, mapping, &RowChoices::default(), existing, options, new_id, progress)
}

/// Plans the import of a list as a person decided row by row; cells written anew are in the list already.
pub fn build_plan_with(
    list: &Sheet,
    mapping: &Mapping,
    choices: &RowChoices,
    existing: &ExistingIndex<'_>,
    options: &PlanOptions,
    new_id: &mut dyn FnMut() -> Uuid,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<ImportPlan, PlanError> {
    if !mapping.has_name() && mapping.columns_for(TargetField::CreditCode).next().is_none() {
        return Err(PlanError::NoNameColumn(mapping.column_names()));
    }
    let rows = (list.last_row() + 1).saturating_sub(mapping.first_data_row) as usize;
    let mut plan = ImportPlan { sheet: list.name.clone(), rows, ..ImportPlan::default() };
    let reader = row::RowReader::new(list, mapping, options);
    let mut known = existing::Known::new(existing);
    let mut filled = 0;
    // Rows that name a company by its code alone come last: only then is it known which of them the list itself names,
    // and the same list imported again finds them in the same order.
    let mut by_code = Vec::new();
    for row in list.rows().filter(|row| row.number() >= mapping.first_data_row) {
        filled += 1;
        if filled % 512 == 0 && progress(filled).is_break() {
            return Err(PlanError::Cancelled);
        }
        let left_out = if choices.skipped.contains(&row.number()) {
            Some(RejectReason::Skipped)
        } else if list.hides(row.number()) && !choices.hidden_rows {
            Some(RejectReason::Hidden)
        } else {
            None
        };
        match left_out.filter(|_| !reader.is_blank(&row)) {
            Some(reason) => {
                let (column, raw) = reader.cell_of(&row, TargetField::Name);
                plan.rejected.push(RejectedRow { row: row.number(), column, raw, reason });
            }
            None if reader.names_by_code_alone(&row) => by_code.push(row),
            None => plan_row(&row, &reader, &mut known, new_id, &mut plan),
        }
    }
    for row in &by_code {
        plan_row(row, &reader, &mut known, new_id, &mut plan);
    }
    plan.rejected.sort_by_key(|rejected| rejected.row);
    plan.blank += rows.saturating_sub(filled);
    plan.created = known.into_created();
    Ok(plan)
}

fn plan_row(
    row: &Row<'_>,
    reader: &row::RowReader<'_>,
    known: &mut existing::Known<'_>,
    new_id: &mut dyn FnMut() -> Uuid,
    plan: &mut ImportPlan,
) {
    if reader.is_blank(row) {
        plan.blank += 1;
        return;
    }
    if let Some(rejected) = reader.not_a_company(row) {
        plan.rejected.push(rejected);
        return;
    }
    let mut draft = reader.read(row);
    let reject = |reason, column: Option<u32>, raw: String| RejectedRow { row: row.number(), column, raw, reason };
    match known.find(&draft) {
        existing::Found::CodeOfAnother(name) => {
            let (column, raw) = reader.cell_of(row, TargetField::CreditCode);
            plan.rejected.push(reject(RejectReason::CodeOfAnother { name }, column, raw));
        }
        existing::Found::Several => {
            let (column, raw) = reader.cell_of(row, TargetField::Name);
            plan.rejected.push(reject(RejectReason::SeveralOfThisName, column, raw));
        }
        existing::Found::One(position) => {
            plan.issues.append(&mut draft.issues);
            let id = known.id(position);
            plan.stands.push((id, draft.booth.clone()));
            let existing::Folded { update: change, contradicted, earlier_row } = known.update(position, draft, new_id);
            for field in contradicted {
                let (column, raw) =
                    TargetField::from_word(field).map_or((None, String::new()), |field| reader.cell_of(row, field));
                let kind = CellIssueKind::ContradictsRow(earlier_row);
                plan.issues.push(CellIssue { row: row.number(), column: column.unwrap_or(0), raw, kind });
            }
            if change.changes.is_empty() && change.facts.is_empty() && change.honours.is_empty() {
                plan.unchanged.push((row.number(), id));
            } else {
                plan.updated.push(change);
            }
        }
        existing::Found::None { namesake } => {
            if draft.company.name.is_empty() {
                let (column, raw) = reader.cell_of(row, TargetField::Name);
                plan.rejected.push(reject(reader.name_fault(row), column, raw));
                return;
            }
            if namesake {
                let (column, raw) = reader.cell_of(row, TargetField::Name);
                plan.issues.push(CellIssue {
                    row: row.number(),
                    column: column.unwrap_or(0),
                    raw,
                    kind: CellIssueKind::Namesake,
                });
            }
            plan.issues.append(&mut draft.issues);
            let stand = draft.booth.clone();
            plan.stands.push((known.create(draft, new_id), stand));
        }
    }
}
