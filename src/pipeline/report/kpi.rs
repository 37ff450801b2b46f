//! Officers' work: sums of counted events, by items that the zone writes down.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Event, EventKind};
use crate::{
    domain::{ids::AuthorId, plan::Name},
    pipeline::Counting,
};

/// An item of the KPI: what counts, and how much one is worth. A kind of event stands in one item at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KpiItem {
    /// Name.
    pub name: Name,
    /// Points for one event.
    pub points: u16,
    /// What counts.
    pub events: Vec<EventKind>,
    /// Where the points come from.
    pub source: String,
}

/// The work of one officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KpiRow {
    /// Who; none = nobody is named.
    pub officer: Option<AuthorId>,
    /// Events of each item.
    pub counts: Vec<usize>,
    /// Points in all.
    pub points: u64,
}

/// Whether an event earns points: stages that one move passed over only where the rules say so.
pub fn earns(event: &Event, counting: &Counting) -> bool {
    counting.passed_over || !event.passed
}

/// Everybody's work, most points first.
pub fn kpi(items: &[KpiItem], counting: &Counting, events: &[Event]) -> Vec<KpiRow> {
    let item_of: BTreeMap<EventKind, usize> = items
        .iter()
        .enumerate()
        .rev()
        .flat_map(|(index, item)| item.events.iter().map(move |kind| (*kind, index)))
        .collect();
    let mut rows: BTreeMap<Option<AuthorId>, Vec<usize>> = BTreeMap::new();
    for event in events.iter().filter(|event| earns(event, counting)) {
        let Some(item) = item_of.get(&event.kind) else { continue };
        let counts = rows.entry(event.officer).or_insert_with(|| vec![0; items.len()]);
        if let Some(count) = counts.get_mut(*item) {
            *count += 1;
        }
    }
    let mut rows: Vec<KpiRow> = rows
        .into_iter()
        .map(|(officer, counts)| {
            let points = items.iter().zip(&counts).map(|(item, count)| u64::from(item.points) * *count as u64).sum();
            KpiRow { officer, counts, points }
        })
        .collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.points), row.officer));
    rows
}
