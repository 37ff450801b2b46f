//! What the grid is told of a table: its records in order, what each cell says and which field it shows.

use std::{collections::BTreeMap, hash::Hash};

use jiff::civil::Date;
use uuid::Uuid;

use super::change::{Changes, NewRow, Target};
use crate::{
    desk::Progress,
    domain::{
        ids::{CompanyId, LeadId},
        record::Entity,
        units::{Amount, Currency},
    },
    exchange::cell::{CellSpec, Refusal},
    ledger::Snapshot,
    search::text_order,
    text::{Lang, format},
};

/// The key of a row.
pub trait RowKey: Copy + Ord + Hash + std::fmt::Debug + Send + Sync + 'static {
    /// The key of its record.
    fn record(self) -> Uuid;
}

impl RowKey for CompanyId {
    fn record(self) -> Uuid {
        self.uuid()
    }
}

impl RowKey for LeadId {
    fn record(self) -> Uuid {
        self.uuid()
    }
}

/// Names of the jobs of a table.
#[derive(Debug, Clone, Copy)]
pub struct Jobs {
    /// Works out what texts for cells come to.
    pub plan: &'static str,
    /// Counts the values of a column.
    pub values: &'static str,
    /// Sums the range.
    pub sums: &'static str,
    /// Writes cells as text.
    pub copy: &'static str,
}

/// A figure in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// Money.
    Money(Amount, Currency),
    /// A number that can be added up.
    Number(f64),
    /// A score: its sum means nothing.
    Score(f64),
    /// A share in [0, 1]: its sum means nothing.
    Share(f64),
    /// A day.
    Day(Date),
}

/// A table as of a commit: values, to be handed to jobs.
pub trait Sheet: Clone + Send + 'static {
    /// Key of its rows.
    type Key: RowKey;
    /// What its records are.
    const ENTITY: Entity;
    /// Its jobs.
    const JOBS: Jobs;
    /// The records.
    fn snapshot(&self) -> &Snapshot;
    /// The rows shown, in order.
    fn keys(&self) -> Vec<Self::Key>;
    /// The field a column shows, or why it cannot be written.
    fn spec(&self, column: &str) -> Result<CellSpec, Refusal>;
    /// What a cell says.
    fn text(&self, key: Self::Key, column: &str) -> String;
    /// The figure or day in a cell, where there is one.
    fn figure(&self, key: Self::Key, column: &str) -> Option<Figure>;
    /// Whether a column holds figures that can be summed or averaged.
    fn is_figure(&self, column: &str) -> bool;
    /// The values of a column among the rows listed when it is not narrowed, the most frequent first.
    fn values(&self, column: &str, progress: &Progress) -> Vec<(String, usize)>;
    /// Makes new records of rows pasted below the last one.
    fn add_rows(&self, changes: &mut Changes, targets: &[Target], rows: Vec<NewRow>, new_id: &mut dyn FnMut() -> Uuid);
}

/// Counts values, the most frequent first.
pub fn counted(values: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut values: Vec<(String, usize)> = counts.into_iter().collect();
    values.sort_by(|(one, count), (other, others)| others.cmp(count).then_with(|| text_order(one, other)));
    values
}

/// Money by currency in words, yuan first; a dash when there is none.
pub fn money_words(sums: &BTreeMap<Currency, i128>, lang: Lang) -> String {
    let one = |(currency, sum): (&Currency, &i128)| {
        let units = i64::try_from(*sum).unwrap_or(if *sum < 0 { i64::MIN } else { i64::MAX });
        format::money(Amount(units), Some(*currency), lang)
    };
    let words: Vec<String> = sums.iter().filter(|(_, sum)| **sum != 0).map(one).collect();
    if words.is_empty() { format::ABSENT.to_owned() } else { words.join(" + ") }
}
