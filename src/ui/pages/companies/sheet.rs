//! The table of companies as the grid is told of it.

use std::sync::Arc;

use uuid::Uuid;

use super::{
    columns,
    listing::{self, Listing, Query},
    row_of,
};
use crate::{
    desk::Progress,
    domain::{ids::CompanyId, record::Entity},
    exchange::cell::{CellSpec, Refusal},
    ledger::{Snapshot, View},
    text::Lang,
    ui::{
        finder::Finder,
        grid::{
            change::{self, Changes, NewRow, Target},
            sheet::{Figure, Jobs, Sheet, counted},
        },
        widgets::Lines,
    },
};

/// The table as of a commit.
#[derive(Clone)]
pub struct CompanySheet {
    pub snapshot: Arc<Snapshot>,
    pub view: Option<Arc<View>>,
    pub finder: Option<Arc<Finder>>,
    pub listing: Arc<Listing>,
    pub lines: Arc<Lines>,
    /// The question the list answers.
    pub query: Option<Query>,
    pub lang: Lang,
}

impl Sheet for CompanySheet {
    type Key = CompanyId;
    const ENTITY: Entity = Entity::Company;
    const JOBS: Jobs =
        Jobs { plan: "companies cells", values: "companies values", sums: "companies sums", copy: "companies copy" };

    fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    fn keys(&self) -> Vec<CompanyId> {
        self.lines.shown().filter_map(|row| self.listing.companies.get(row).copied()).collect()
    }

    fn spec(&self, column: &str) -> Result<CellSpec, Refusal> {
        columns::spec(column).ok_or(Refusal::Computed)
    }

    fn text(&self, key: CompanyId, column: &str) -> String {
        let plan = self.view.as_ref().map(|view| &*view.policy.plan);
        let row = row_of(&self.snapshot, self.view.as_deref(), key);
        row.map_or_else(String::new, |row| columns::cell_text(row, column, plan, self.lang))
    }

    fn figure(&self, key: CompanyId, column: &str) -> Option<Figure> {
        columns::figure(row_of(&self.snapshot, self.view.as_deref(), key)?, column)
    }

    fn is_figure(&self, column: &str) -> bool {
        columns::is_figure(column)
    }

    fn values(&self, column: &str, progress: &Progress) -> Vec<(String, usize)> {
        let Some(mut query) = self.query.clone() else { return Vec::new() };
        query.filter.columns.remove(column);
        query.group = None;
        let listing = listing::list(&self.snapshot, self.view.as_deref(), self.finder.as_deref(), &query, progress);
        let companies = listing.map(|listing| listing.companies).unwrap_or_default();
        counted(companies.into_iter().map(|key| self.text(key, column)))
    }

    fn add_rows(&self, changes: &mut Changes, targets: &[Target], rows: Vec<NewRow>, new_id: &mut dyn FnMut() -> Uuid) {
        change::add_companies(changes, targets, rows, new_id);
    }
}
