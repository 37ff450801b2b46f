//! Making a score record again from its stamps, to defend a paper that left the house.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::{
    Policy, PolicyError, Snapshot, View,
    assessment::Assessor,
    movers::{Shift, points, shifts},
};
use crate::{domain::ids::CompanyId, store::ScoreRecord};

/// One company of a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedRow {
    /// Company.
    pub company: CompanyId,
    /// Point value V.
    pub value: f64,
    /// Guaranteed lower end.
    pub low: f64,
    /// Guaranteed upper end.
    pub high: f64,
    /// Share of known weight.
    pub coverage: f64,
    /// Class under both extremes.
    pub class: String,
    /// Chance to land.
    pub attainability: f64,
    /// Priority; none = no need figure.
    pub priority: Option<f64>,
    /// Points of 100 by criterion, in the order of the model; empty in records of the first version.
    #[serde(default)]
    pub points: Vec<(String, f64)>,
}

/// A row that comes out otherwise now.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// As recorded.
    pub then: RecordedRow,
    /// As it comes out now; none = the company is gone.
    pub now: Option<RecordedRow>,
    /// Criteria that moved V, the greatest change first.
    pub shifts: Vec<Shift>,
}

/// What came of making a record again.
#[derive(Debug, Clone, PartialEq)]
pub struct Reproduction {
    /// The facts are those of the record, to the last letter.
    pub same_input: bool,
    /// Rows of the record.
    pub rows: usize,
    /// Rows that do not come out to the last bit. Empty whenever the facts are the same.
    pub changed: Vec<Changed>,
}

/// Why a record cannot be made again.
#[derive(Debug, Error)]
pub enum ReproduceError {
    /// A version it names is not in the workspace.
    #[error("version {0} is not in the workspace")]
    VersionGone(String),
    /// Its content cannot be read.
    #[error("content of the record: {0}")]
    Content(#[from] serde_json::Error),
    /// Its day cannot be read.
    #[error("day of the record: {0}")]
    Day(#[from] jiff::Error),
    /// A version it names cannot be read any more.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// Stopped half way.
    #[error("stopped")]
    Stopped,
}

impl View {
    /// The companies in these rows as a record keeps them.
    pub fn recorded(&self, rows: &[usize]) -> Vec<RecordedRow> {
        self.with_input(|input| {
            let assessor = Assessor::new(input);
            let row = |row: &usize| {
                let prospect = self.assessment.prospects.get(*row)?;
                Some(RecordedRow {
                    company: prospect.company,
                    value: prospect.value,
                    low: prospect.low,
                    high: prospect.high,
                    coverage: prospect.coverage,
                    class: prospect.class.to_string(),
                    attainability: prospect.attainability.p,
                    priority: prospect.priority,
                    points: points(&assessor.card(*row)?),
                })
            };
            rows.iter().filter_map(row).collect()
        })
    }
}

/// Makes a record again: the versions it names, the day it names, the facts as they are now.
///
/// Versions are never rewritten, so as long as the facts are the same every figure comes out to the last bit, whatever
/// model is in force by now. Where facts changed, the answer says which rows moved and by which criterion.
pub fn reproduce(
    record: &ScoreRecord,
    snapshot: Arc<Snapshot>,
    go_on: &(dyn Fn(usize) -> bool + Sync),
) -> Result<Reproduction, ReproduceError> {
    let content: Value = serde_json::from_str(&record.content)?;
    let rows: Vec<RecordedRow> = serde_json::from_value(content.get("rows").cloned().unwrap_or_default())?;
    let as_of: Date = record.as_of.parse()?;
    let target_date: Option<Date> = content.get("target_date").and_then(Value::as_str).map(str::parse).transpose()?;
    let peers = content.get("peers").and_then(Value::as_str).unwrap_or_default();
    let rules = content.get("rules").and_then(Value::as_str);
    let policy = Policy::stamped(&snapshot, &record.stamps, peers, rules)?;
    let view = View::until(snapshot, policy, as_of, target_date, None, go_on).ok_or(ReproduceError::Stopped)?;
    let same_input = view.input_hash() == record.input_hash;
    let found: Vec<Option<usize>> = rows.iter().map(|row| view.row_of(row.company)).collect();
    let mut again = view.recorded(&found.iter().flatten().copied().collect::<Vec<_>>()).into_iter();
    let count = rows.len();
    let changed = rows
        .into_iter()
        .zip(found)
        .filter_map(|(then, found)| {
            let mut now = found.and_then(|_| again.next());
            if let Some(now) = now.as_mut().filter(|_| then.points.is_empty()) {
                now.points.clear();
            }
            if now.as_ref() == Some(&then) {
                return None;
            }
            let shifts = now.as_ref().map(|now| shifts(&then.points, &now.points)).unwrap_or_default();
            Some(Changed { then, now, shifts })
        })
        .collect();
    Ok(Reproduction { same_input, rows: count, changed })
}
