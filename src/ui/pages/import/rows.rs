//! What each row of the list becomes: counted, filtered, and one of them in full.

use std::sync::Arc;

use eframe::egui::{Align, Layout, Rect, RichText, Ui, UiBuilder, pos2};

use super::{
    choice::{Choice, Choices},
    detail,
    issues::IssuesView,
    work::Planned,
};
use crate::{
    domain::{
        company::Company,
        record::{Entity, Record, Value},
    },
    exchange::{
        mapping::Mapping,
        plan::{CompanyUpdate, IssueKind, NewCompany, Outcome, RowChoices, RowOutcome},
    },
    ledger::Snapshot,
    text::{
        Label, Lang, Say,
        fields::field_label,
        format,
        history::Names,
        ui_import::{ImportText, issue_words},
        ui_intake::IntakeText,
    },
    ui::{
        context::{PageContext, Post},
        theme::icons,
        widgets::{ColumnSpec, EmptyState, TableState, UiExt, chip, table_ui},
    },
};

/// From this width on the row in full stands beside the rows, else below.
const BESIDE: f32 = 1280.0;

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Filter {
    #[default]
    All,
    Of(Outcome),
    WithIssues,
}

/// What the view holds.
pub(super) struct RowsView {
    filter: Filter,
    shows_issues: bool,
    issues: IssuesView,
    table: TableState<u32>,
    /// Indices of the rows that pass the filter; none = to be found anew.
    shown: Option<Vec<u32>>,
}

impl Default for RowsView {
    fn default() -> Self {
        Self {
            filter: Filter::All,
            shows_issues: false,
            issues: IssuesView::default(),
            table: TableState::new("import rows"),
            shown: None,
        }
    }
}

impl RowsView {
    /// There is another plan.
    pub fn outdated(&mut self) {
        self.shown = None;
    }

    /// Draws the rows.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        mapping: &Mapping,
        choices: &RowChoices,
        planned: Option<&Arc<Planned>>,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) -> Vec<Choice> {
        let Some(planned) = planned else { return Vec::new() };
        let planned: &Planned = planned;
        let mut decided = Choices::default();
        if self.table.selection.cursor().is_none()
            && let Some(first) = planned.rows.first()
        {
            self.table.selection.only(first.row);
        }
        self.filter_ui(ui, planned, ctx.lang);
        ui.add_space(4.0);
        let (rows_rect, detail_rect) = divide(ui.available_rect_before_wrap());
        let mut upper = ui.new_child(UiBuilder::new().id_salt("upper").max_rect(rows_rect));
        if self.shows_issues {
            let found = self.issues.ui(&mut upper, mapping, planned, ctx.lang);
            if let Some(row) = found.row {
                self.table.selection.only(row);
            }
            for choice in found.choices {
                decided.push(choice);
            }
        } else {
            self.rows_ui(&mut upper, planned, ctx);
        }
        let mut lower = ui.new_child(UiBuilder::new().id_salt("detail").max_rect(detail_rect));
        let selected = self.table.selection.cursor();
        let row = selected.and_then(|number| planned.rows.binary_search_by_key(&number, |row| row.row).ok());
        lower.card(|ui| {
            ui.set_min_size(ui.available_size());
            match row.and_then(|index| planned.rows.get(index)) {
                Some(row) => detail::ui(ui, row, mapping, (planned, choices), &mut decided, ctx, out),
                None => {
                    ui.secondary(ImportText::SelectRow.say(ctx.lang));
                }
            }
        });
        let status = ImportText::DataRows { count: format::count(planned.counts.rows) };
        out.push(Post::Status(status.say(ctx.lang)));
        decided.take()
    }

    fn filter_ui(&mut self, ui: &mut Ui, planned: &Planned, lang: Lang) {
        let before = self.filter;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.set_min_height(28.0);
            let count = format::count(planned.issues.len());
            for (shows, words) in
                [(false, ImportText::Preview.say(lang)), (true, ImportText::Issues { count }.say(lang))]
            {
                if ui.selectable_label(self.shows_issues == shows, words).clicked() {
                    self.shows_issues = shows;
                }
            }
            if self.shows_issues {
                ui.add_space(8.0);
                ui.secondary(IntakeText::EditHint.say(lang));
                return;
            }
            ui.add_space(8.0);
            let mut choice = |ui: &mut Ui, filter: Filter, words: String| {
                if chip(ui, &words, self.filter == filter).clicked() {
                    self.filter = filter;
                }
            };
            choice(ui, Filter::All, ImportText::FilterAll { count: format::count(planned.rows.len()) }.say(lang));
            for outcome in Outcome::ALL {
                let count = planned.counts.of(*outcome);
                if count > 0 || before == Filter::Of(*outcome) {
                    let words = ImportText::FilterOutcome { outcome: outcome.label(lang), count: format::count(count) };
                    choice(ui, Filter::Of(*outcome), words.say(lang));
                }
            }
            let with_issues = planned.rows.iter().filter(|row| row.issues > 0).count();
            if with_issues > 0 || before == Filter::WithIssues {
                let words = ImportText::FilterIssues { count: format::count(with_issues) };
                choice(ui, Filter::WithIssues, words.say(lang));
            }
        });
        if before != self.filter {
            self.shown = None;
        }
    }

    fn rows_ui(&mut self, ui: &mut Ui, planned: &Planned, ctx: &PageContext<'_>) {
        let filter = self.filter;
        let shown = self.shown.get_or_insert_with(|| {
            let passes = |row: &RowOutcome| match filter {
                Filter::All => true,
                Filter::Of(outcome) => row.outcome == outcome,
                Filter::WithIssues => row.issues > 0,
            };
            let indices = (0_u32..).zip(&planned.rows).filter(|(_, row)| passes(row));
            indices.map(|(index, _)| index).collect()
        });
        if shown.is_empty() {
            let title = ImportText::NoRowsOfKind.say(ctx.lang);
            EmptyState { icon: icons::FUNNEL, title: &title, note: "", action: None }.ui(ui);
            return;
        }
        let at = |index: usize| &planned.rows[shown[index] as usize];
        let columns = specs(ctx.lang);
        let names = Names { snapshot: ctx.snapshot, plan: ctx.plan(), lang: ctx.lang };
        let (key, rows) = (|index: usize| at(index).row, shown.len());
        table_ui(ui, &mut self.table, &columns, rows, ctx.lang, key, |ui, index, column| {
            let row = at(index);
            match column.id {
                "row" => {
                    ui.label(RichText::new(format::count(row.row as usize)).color(ctx.tokens.text_soft));
                }
                "outcome" => outcome_ui(ui, row.outcome, ctx.lang),
                "name" => {
                    ui.elided(name_of(row, planned, ctx));
                }
                "what" => {
                    let words = what_it_says(row, planned, &names);
                    ui.elided(RichText::new(words).color(ctx.tokens.text_soft));
                }
                _ if row.issues > 0 => {
                    ui.label(RichText::new(row.issues.to_string()).color(ctx.tokens.estimate_text));
                }
                _ => {}
            }
        });
    }
}

fn specs(lang: Lang) -> [ColumnSpec; 5] {
    [
        ColumnSpec::number("row", ImportText::ColumnRow.say(lang), 56.0).unsorted(),
        ColumnSpec::text("outcome", ImportText::ColumnOutcome.say(lang), 92.0).unsorted(),
        ColumnSpec::text("name", ImportText::ColumnName.say(lang), 224.0).unsorted(),
        ColumnSpec::text("what", ImportText::ColumnWhat.say(lang), 320.0).unsorted(),
        ColumnSpec::number("issues", ImportText::ColumnIssues.say(lang), 56.0).unsorted(),
    ]
}

/// Where the rows and where the row in full stand.
fn divide(rect: Rect) -> (Rect, Rect) {
    if rect.width() >= BESIDE {
        let at = rect.left() + (rect.width() * 0.6).clamp(840.0, 1000.0);
        return (rect.with_max_x(at - 6.0), rect.with_min_x(at + 6.0).with_max_x(rect.right().min(at + 760.0)));
    }
    let height = (rect.height() * 0.38).clamp(120.0, 300.0);
    let at = rect.bottom() - height;
    (rect.with_max_y(at - 6.0), Rect::from_min_max(pos2(rect.left(), at + 6.0), rect.max))
}

/// An outcome as icon and word.
pub(super) fn outcome_ui(ui: &mut Ui, outcome: Outcome, lang: Lang) {
    let tokens = ui.tokens();
    let (icon, ink) = match outcome {
        Outcome::Created => (icons::PLUS, tokens.accent_text),
        Outcome::Updated => (icons::PENCIL_SIMPLE, tokens.accent_text),
        Outcome::Unchanged => (icons::CHECK, tokens.text_soft),
        Outcome::Blank => (icons::MINUS, tokens.text_off),
        Outcome::Rejected => (icons::PROHIBIT, tokens.error),
    };
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.label(RichText::new(icon).color(ink));
        ui.elided(outcome.label(lang));
    });
}

/// The update of a row that is about a known company.
pub(super) fn update_of<'p>(row: &RowOutcome, planned: &'p Planned) -> Option<&'p CompanyUpdate> {
    let known = matches!(row.outcome, Outcome::Updated | Outcome::Unchanged);
    planned.plan.updated.get(row.at).filter(|_| known)
}

/// The company a row is about, when it is known already or made by this list.
pub(super) fn company_of(row: &RowOutcome, planned: &Planned) -> Option<uuid::Uuid> {
    match row.outcome {
        Outcome::Created => planned.plan.created.get(row.at).map(|new| new.company.id.uuid()),
        Outcome::Updated | Outcome::Unchanged => match update_of(row, planned) {
            Some(update) => Some(update.id.uuid()),
            None => {
                let at = row.at.checked_sub(planned.plan.updated.len())?;
                planned.plan.unchanged.get(at).map(|(_, company)| company.uuid())
            }
        },
        Outcome::Blank | Outcome::Rejected => None,
    }
}

/// What the company of a row is called; for rows left out what stands there.
pub(super) fn name_of(row: &RowOutcome, planned: &Planned, ctx: &PageContext<'_>) -> String {
    if row.outcome == Outcome::Rejected {
        return planned.plan.rejected.get(row.at).map(|rejected| rejected.raw.clone()).unwrap_or_default();
    }
    let company = company_of(row, planned).and_then(|key| known_as(key, planned, ctx.snapshot));
    company.map(|company| company.name.to_string()).unwrap_or_default()
}

/// A company as the workspace knows it, else as an earlier row of the list makes it.
pub(super) fn known_as<'a>(key: uuid::Uuid, planned: &'a Planned, snapshot: &'a Snapshot) -> Option<&'a Company> {
    let made_here = || {
        // Keys are made in the order of the rows.
        let created = &planned.plan.created;
        created.binary_search_by_key(&key, |new| new.company.id.uuid()).ok().map(|at| &created[at].company)
    };
    snapshot.companies.get(key).or_else(made_here)
}

/// A row in a few words.
fn what_it_says(row: &RowOutcome, planned: &Planned, names: &Names<'_>) -> String {
    let lang = names.lang;
    match row.outcome {
        Outcome::Blank => ImportText::BlankRow.say(lang),
        Outcome::Rejected => {
            let reason = planned.plan.rejected.get(row.at).map(|rejected| rejected.reason.clone());
            reason.map(|reason| issue_words(&IssueKind::Rejected(reason), lang)).unwrap_or_default()
        }
        Outcome::Unchanged => match update_of(row, planned) {
            Some(update) => ImportText::BoothOnly { booth: update.booth.to_string() }.say(lang),
            None => ImportText::NothingNew.say(lang),
        },
        Outcome::Created => planned.plan.created.get(row.at).map(|new| created_words(new, lang)).unwrap_or_default(),
        Outcome::Updated => {
            update_of(row, planned).map(|update| updated_words(update, planned, names)).unwrap_or_default()
        }
    }
}

fn created_words(new: &NewCompany, lang: Lang) -> String {
    let fields = new.company.values().iter().filter(|value| !matches!(value, Value::Null | Value::Integer(0))).count();
    let mut parts = vec![ImportText::Fields { count: format::count(fields) }.say(lang)];
    parts.extend(extras(new.facts.len(), new.honours.len(), lang));
    format::list(&parts, lang)
}

fn updated_words(update: &CompanyUpdate, planned: &Planned, names: &Names<'_>) -> String {
    let lang = names.lang;
    let known = known_as(update.id.uuid(), planned, names.snapshot);
    let before = known.map(Record::values).unwrap_or_default();
    let mut parts: Vec<String> = update
        .changes
        .iter()
        .filter_map(|(name, value)| {
            let (index, field) = Entity::Company.field(name)?;
            let before = before.get(index).unwrap_or(&Value::Null);
            let label = field_label(Entity::Company, name, lang).to_owned();
            let after = names.value(Entity::Company, field, value);
            Some(match before {
                Value::Null => ImportText::FieldIs { field: label, value: after },
                before => {
                    ImportText::FieldTo { field: label, before: names.value(Entity::Company, field, before), after }
                }
            })
        })
        .map(|text| text.say(lang))
        .collect();
    parts.extend(extras(update.facts.len(), update.honours.len(), lang));
    format::clauses(&parts, lang)
}

fn extras(facts: usize, honours: usize, lang: Lang) -> Vec<String> {
    let mut parts = Vec::new();
    if facts > 0 {
        parts.push(ImportText::Facts { count: format::count(facts) }.say(lang));
    }
    if honours > 0 {
        parts.push(ImportText::Honours { count: format::count(honours) }.say(lang));
    }
    parts
}
