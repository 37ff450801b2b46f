//! The table as a view with a name, and as a file.

use std::{collections::BTreeSet, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    CompaniesPage,
    columns::{self, Row},
    columns_of,
    filter::{Choice, Filter, active},
    listing::Query,
    row_of,
};
use crate::{
    report::{
        compose::seat_base,
        persons,
        seen::Seen,
        table::{Cell, Column, ColumnKind, Layout, Privacy, Table},
    },
    scoring::Model,
    text::{Label, Say, format, ui::UiText, ui_companies::CompaniesText as T},
    ui::{
        context::PageContext,
        grid::{
            marks::Marks,
            output::{Make, cell, marked, with_heads},
        },
        outgoing::Asked,
        route::PageId,
        settings::TableLayout,
    },
};

/// The word views of this table are kept under.
pub const VIEWS: &str = "companies";

/// How the table stands.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Standing {
    layout: TableLayout,
    text: String,
    chosen: BTreeSet<Choice>,
    /// Criteria that are not known, by their words: their places may change with the model.
    missing: Vec<String>,
    columns: std::collections::BTreeMap<String, BTreeSet<String>>,
}

impl CompaniesPage {
    /// How the table stands, for a view with a name.
    pub(super) fn standing(&self, model: Option<&Model>) -> String {
        let criterion = |choice: &Choice| match choice {
            Choice::Missing(place) => active(model?).nth(*place).map(|criterion| criterion.id.clone()),
            _ => None,
        };
        let standing = Standing {
            layout: self.table.layout.clone(),
            text: self.filter.text.clone(),
            chosen: self.filter.chosen.iter().filter(|one| !matches!(one, Choice::Missing(_))).cloned().collect(),
            missing: self.filter.chosen.iter().filter_map(criterion).collect(),
            columns: self.filter.columns.clone(),
        };
        serde_json::to_string(&standing).unwrap_or_default()
    }

    /// Lets the table stand as a view says; what this version does not know is left out.
    pub(super) fn stand(&mut self, content: &str, model: Option<&Model>) {
        let standing: Standing = serde_json::from_str(content).unwrap_or_default();
        let Standing { layout, text, mut chosen, missing, columns } = standing;
        chosen.extend(
            missing
                .iter()
                .filter_map(|word| active(model?).position(|criterion| criterion.id == *word).map(Choice::Missing)),
        );
        self.filter = Filter { text, chosen, columns };
        self.table.lay_out(layout);
    }

    /// The table as it is seen: its rows, columns and order.
    pub(super) fn seen(&mut self, ctx: &PageContext<'_>) -> Make {
        let lang = ctx.lang;
        let shown: Vec<(&'static str, String)> = {
            let columns = columns_of(&mut self.columns, lang);
            self.table.visible(columns).iter().map(|column| (column.id, column.title.clone())).collect()
        };
        let listing = Arc::clone(&self.kept.listing);
        let (snapshot, view) = (Arc::clone(ctx.snapshot), ctx.view.cloned());
        let (made_on, fictional) = (ctx.today, ctx.fictional);
        let rules = self.table.layout.marks.clone();
        let by = ctx.settings.person.name.trim().to_owned();
        let heads = self.table.layout.group.as_deref().map_or(Privacy::Negotiation, tells);
        let query = self.kept.answered.clone();
        Box::new(move |asked: &Asked| {
            let plan = view.as_ref().map(|view| &*view.policy.plan);
            let public = !asked.level.shows_negotiation();
            let order = if public && query.as_ref().is_some_and(Query::is_ordered_by_talks) {
                listing.by_value(&snapshot, view.as_deref(), heads == Privacy::Open)
            } else {
                listing.companies.clone()
            };
            let choice = match &query {
                Some(query) if public && query.is_chosen_by_talks(&order, &snapshot) => Privacy::Negotiation,
                _ => Privacy::Open,
            };
            let row_at = |row: usize| {
                let id = order.get(row)?;
                row_of(&snapshot, view.as_deref(), *id)
            };
            let cell_text = |row: Row<'_>, id: &str| match (id, row.prospect, plan) {
                // That its lead names another base is of the negotiation.
                ("base", Some(prospect), Some(plan)) if public => {
                    let base = seat_base(plan, prospect, asked.level);
                    base.map_or_else(String::new, |base| base.name.in_lang(lang).to_owned())
                }
                _ => columns::cell_text(row, id, plan, lang),
            };
            let marks = marked(
                &Marks::new(&rules, made_on),
                &shown,
                (order.len(), listing.groups.as_deref()),
                tells,
                |row, id| row_at(row).map_or_else(String::new, |row| cell_text(row, id)),
                |row, id| columns::figure(row_at(row)?, id),
            );
            let listed = || order.iter().filter_map(|id| row_of(&snapshot, view.as_deref(), *id));
            let below_full = listed().filter(|_| !asked.level.shows_contacts());
            let persons = persons::of_each(&snapshot, below_full.map(|row| row.company.id));
            let rows = listed().map(|row| {
                let text = |id: &str| cell_text(row, id);
                shown.iter().map(|(id, _)| cell(kind(id), columns::figure(row, id), || text(id))).collect()
            });
            let rows: Vec<Vec<Cell>> = with_heads(rows.collect(), listing.groups.as_deref());
            let count = T::Shown { shown: format::count(listing.companies.len()), total: format::count(listing.total) }
                .say(lang);
            let remark = if fictional { UiText::FictionalMark.say(lang) } else { String::new() };
            let subtitle = [count, format::iso_date(made_on), remark.clone()];
            let heading = |(id, title): &(&'static str, String)| {
                let title = if *id == "capital" { T::CapitalInWan.say(lang) } else { title.clone() };
                let column = Column::new(title, kind(id)).kept(privacy(id));
                if matches!(*id, "name" | "short" | "english") { column.standing() } else { column }
            };
            let name = PageId::Companies.label(lang).to_owned();
            let table = Table {
                title: name.clone(),
                name,
                subtitle: subtitle.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
                columns: shown.iter().map(heading).collect(),
                rows,
                layout: Layout { frozen_columns: 1, filter: true, printed_columns: None },
            };
            Seen { table, marks, persons, heads, choice, made_on, by, remark, lang }
        })
    }
}

/// What it tells to gather, order, choose or mark rows by a column: the base of a seat is that of the lead, if there is
/// one, also where the column shows the one the plan says.
pub(super) fn tells(column: &str) -> Privacy {
    if column == "base" { Privacy::Negotiation } else { privacy(column) }
}

/// From which level on a column may leave.
fn privacy(column: &str) -> Privacy {
    match column {
        "notes" => Privacy::Personal,
        "stage" | "next" | "attainability" | "priority" | "need" => Privacy::Negotiation,
        _ => Privacy::Open,
    }
}

/// How a column is written.
fn kind(column: &str) -> ColumnKind {
    match column {
        "coverage" | "attainability" => ColumnKind::Share(1),
        "value" | "low" | "high" => ColumnKind::Number(1),
        "need" | "priority" => ColumnKind::Number(2),
        "capital" => ColumnKind::Number(4),
        "founded" => ColumnKind::Date,
        "code" => ColumnKind::Code,
        "sector" | "class" | "gate" | "tier" | "local" | "stage" => ColumnKind::Word,
        "business" | "products" | "notes" => ColumnKind::LongText,
        _ => ColumnKind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_stands_again_as_it_stood() {
        let mut page = CompaniesPage::default();
        page.filter.text = "电机".into();
        page.filter.chosen.insert(Choice::Local(true));
        page.filter.columns.insert("city".into(), BTreeSet::from(["成都".to_owned()]));
        page.table.layout.sort = Some(("name".into(), false));
        page.table.layout.then = vec![("value".into(), true)];
        page.table.layout.hidden = vec!["tier".into()];
        let content = page.standing(None);
        let mut other = CompaniesPage::default();
        other.stand(&content, None);
        assert_eq!(other.filter, page.filter);
        assert_eq!(other.table.layout, page.table.layout);
        other.stand("{", None);
        assert!(other.filter.is_open(), "a spoilt view is the design");
    }
}
