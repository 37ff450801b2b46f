//! Writing into the table: single cells, fill down, clear, replace, one value for many, paste; and what the range sums
//! to. What it comes to is worked out in a job; what changes more than was typed is shown first.

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui::{Id, Key, Modal, Popup, PopupCloseBehavior, Response, TextEdit, Ui};

use super::{CompaniesPage, columns, listing, listing::Listing, row_of};
use crate::{
    domain::{ids::CompanyId, record::Entity, units::Amount},
    exchange::block,
    ledger::IdSource,
    text::{Lang, Say, format, ui::UiText, ui_grid::GridText as T},
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        grid::{
            change::{self, Changes, Target, Wish},
            preview::{Answer, preview_ui, refusal_words},
            values::values_ui,
        },
        toasts::Toast,
        widgets::{ColumnSpec, Commit, Selection, TableOutput, UiExt, choice_box},
    },
};

/// The job that works out what texts for cells come to.
const PLAN: &str = "companies cells";
/// The job that counts the values of a column.
const VALUES: &str = "companies values";
/// The job that sums the range.
const SUMS: &str = "companies sums";

/// What the page holds for writing into the table.
#[derive(Debug, Default)]
pub struct Cells {
    preview: Option<(String, Changes)>,
    replace: Option<ReplaceForm>,
    bulk: Option<BulkForm>,
    /// Column whose menu is open, with its values once they are counted.
    menu: Option<(&'static str, Option<Values>)>,
    search: String,
    /// What was last summed, and the sum.
    summed: Option<SumsOf>,
    sums: String,
    /// Grows whenever the selection changes.
    pub generation: u64,
}

/// Values of a column with how often they occur.
type Values = Vec<(String, usize)>;
/// Revisions, selection, column and rows a sum is of.
type SumsOf = (u64, u64, u64, Option<&'static str>, usize);

#[derive(Debug, Clone, Default)]
struct ReplaceForm {
    find: String,
    with: String,
    column: Option<&'static str>,
    fresh: bool,
}

#[derive(Debug, Clone)]
struct BulkForm {
    column: &'static str,
    text: String,
    fresh: bool,
}

/// What is to be written.
enum Deed {
    Write(Commit<CompanyId>),
    Fill,
    Clear,
    Replace { find: String, with: String },
    Bulk(String),
    Paste(Vec<Vec<String>>),
}

/// What a job made of it.
struct Planned {
    title: String,
    changes: Changes,
    /// Shown before it is done.
    ask: bool,
    commit: Option<Commit<CompanyId>>,
}

impl CompaniesPage {
    /// Takes in what jobs worked out.
    pub(super) fn absorb_cells(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(JobEnd::Done(Some(planned))) = ctx.take_result::<Option<Planned>>(PLAN) {
            self.planned(planned, ctx, out);
        }
        if let Some(JobEnd::Done((column, values))) = ctx.take_result::<(&'static str, Vec<(String, usize)>)>(VALUES)
            && let Some((open, known)) = &mut self.cells.menu
            && *open == column
        {
            *known = Some(values);
        }
        if let Some(JobEnd::Done(sums)) = ctx.take_result::<String>(SUMS) {
            self.cells.sums = sums;
        }
    }

    fn planned(&mut self, planned: Planned, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Planned { title, changes, ask, commit } = planned;
        let lang = ctx.lang;
        let written = commit.is_some();
        if let (Some(commit), Some(refusal)) = (commit, changes.refusals.first()) {
            let words = T::NotWritten {
                column: changes.titles.get(refusal.column).cloned().unwrap_or_default(),
                text: refusal.text.clone(),
                why: refusal_words(refusal.why, lang),
            };
            out.push(Post::Toast(Toast::failure(words.say(lang))));
            self.table.give_back(commit);
        } else if changes.changed == 0 && changes.refused == 0 {
            if !written {
                out.push(Post::Toast(Toast::note(T::NothingChanges.say(lang))));
            }
        } else if ask || changes.refused > 0 {
            self.cells.preview = Some((title, changes));
        } else {
            out.extend(changes.action(Entity::Company, &title).map(Post::act));
        }
    }

    /// Does what was asked for with cells.
    pub(super) fn answer_cells(&mut self, output: &mut TableOutput, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        self.cells.generation += u64::from(output.selected);
        if let Some(commit) = self.table.take_commit() {
            let title = T::Write { column: title_of(self.columns.as_ref(), commit.column) };
            self.start(Deed::Write(commit), title.say(lang), ctx, out);
        }
        if !ctx.writable {
            return;
        }
        if output.edit.is_some()
            && let Some(company) = self.table.selection.cursor()
            && let Some(record) = ctx.snapshot.companies.get(company.uuid())
        {
            let column = self.table.column().unwrap_or("name");
            if let Some(spec) = columns::spec(column) {
                let values = crate::domain::record::Record::values(record);
                self.table.edit(company, column, change::cell_text(Entity::Company, &values, &spec));
            } else {
                out.push(Post::Toast(Toast::note(T::Computed.say(lang))));
            }
        }
        if output.fill_down {
            self.start(Deed::Fill, T::FillDown.say(lang), ctx, out);
        }
        if output.clear {
            self.start(Deed::Clear, T::ClearCells.say(lang), ctx, out);
        }
        if let Some(text) = output.paste.take() {
            self.start(Deed::Paste(block::read(&text)), T::Paste.say(lang), ctx, out);
        }
        if output.replace {
            let column = self.table.column().filter(|column| columns::spec(column).is_some());
            self.cells.replace = Some(ReplaceForm { column, fresh: true, ..ReplaceForm::default() });
        }
    }

    /// Opens the form that gives many rows one value.
    pub(super) fn open_bulk(&mut self) {
        let column = self.table.column().filter(|column| columns::spec(column).is_some()).unwrap_or("origin");
        self.cells.bulk = Some(BulkForm { column, text: String::new(), fresh: true });
    }

    fn start(&self, deed: Deed, title: String, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Some((_, columns)) = &self.columns else { return };
        let chosen: Vec<&ColumnSpec> = match &deed {
            Deed::Write(commit) => columns.iter().filter(|column| column.id == commit.column).collect(),
            Deed::Bulk(_) | Deed::Replace { .. } => Vec::new(),
            Deed::Paste(_) => {
                let visible = self.table.visible(columns);
                let from = self.table.range(columns).first().map(|first| first.id);
                let from = visible.iter().position(|column| Some(column.id) == from).unwrap_or(0);
                visible.into_iter().skip(from).collect()
            }
            Deed::Fill | Deed::Clear => self.table.range(columns),
        };
        let chosen = match &deed {
            Deed::Bulk(_) => {
                let bulk = self.cells.bulk.as_ref().map(|form| form.column);
                columns.iter().filter(|column| Some(column.id) == bulk).collect()
            }
            Deed::Replace { .. } => {
                let wanted = self.cells.replace.as_ref().and_then(|form| form.column);
                let fits = |column: &&ColumnSpec| column.editable && wanted.is_none_or(|wanted| wanted == column.id);
                columns.iter().filter(fits).collect()
            }
            _ => chosen,
        };
        let targets: Vec<Target> = chosen
            .iter()
            .map(|column| Target { title: column.title.clone(), spec: columns::spec(column.id) })
            .collect();
        let width = self.table.column().map_or(1, |_| self.table.range(columns).len());
        let listing = Arc::clone(&self.kept.listing);
        let selection = self.table.selection.clone();
        let snapshot = Arc::clone(ctx.snapshot);
        let surroundings = ctx.surroundings;
        out.push(Post::Job(JobRequest::new(PLAN, "", move |progress| {
            let mut rest: Vec<Vec<(usize, String)>> = Vec::new();
            let wishes = wishes(&deed, &snapshot, &targets, &listing, &selection, width, &mut rest);
            let mut changes = change::plan(&snapshot, Entity::Company, &targets, wishes.into_iter(), progress)?;
            let mut ids = IdSource::new(surroundings);
            change::add_companies(&mut changes, &targets, rest.into_iter(), || ids.next());
            let many = changes.changed > 1;
            let ask = match &deed {
                Deed::Replace { .. } => true,
                Deed::Paste(_) | Deed::Bulk(_) => many,
                Deed::Write(_) | Deed::Fill | Deed::Clear => false,
            };
            let commit = match deed {
                Deed::Write(commit) => Some(commit),
                _ => None,
            };
            Some(Planned { title, changes, ask, commit })
        })));
    }

    /// Draws what stands over the page.
    pub(super) fn cells_ui(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        if let Some((title, changes)) = &self.cells.preview {
            match preview_ui(ui, title, changes, lang) {
                Answer::Open => {}
                Answer::Cancel => self.cells.preview = None,
                Answer::Apply => {
                    if let Some((title, changes)) = self.cells.preview.take() {
                        out.extend(changes.action(Entity::Company, &title).map(Post::act));
                    }
                }
            }
        }
        self.replace_ui(ui, ctx, out);
        self.bulk_ui(ui, ctx, out);
    }

    fn replace_ui(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let Some(mut form) = self.cells.replace.take() else { return };
        let (mut go, mut open) = (false, true);
        let modal = Modal::new(Id::unique("replace")).backdrop_color(ctx.tokens.backdrop).show(ui.ctx(), |ui| {
            ui.set_width(380.0);
            ui.section_title(T::ReplaceTitle.say(lang));
            ui.add_space(8.0);
            let find = field_ui(ui, &T::FindWhat.say(lang), &mut form.find);
            if std::mem::take(&mut form.fresh) {
                find.request_focus();
            }
            field_ui(ui, &T::ReplaceWith.say(lang), &mut form.with);
            self.column_ui(ui, &mut form.column, true, lang);
            go = end_ui(ui, !form.find.is_empty(), &mut open, lang);
        });
        if go {
            let deed = Deed::Replace { find: form.find.clone(), with: form.with.clone() };
            self.cells.replace = Some(form);
            self.start(deed, T::ReplaceTitle.say(lang), ctx, out);
            self.cells.replace = None;
        } else if open && !modal.should_close() {
            self.cells.replace = Some(form);
        }
    }

    fn bulk_ui(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let Some(mut form) = self.cells.bulk.take() else { return };
        let (mut go, mut open) = (false, true);
        let title = T::BulkTitle { count: format::count(self.table.selection.len()) }.say(lang);
        let modal = Modal::new(Id::unique("bulk")).backdrop_color(ctx.tokens.backdrop).show(ui.ctx(), |ui| {
            ui.set_width(380.0);
            ui.section_title(&title);
            ui.add_space(8.0);
            let mut column = Some(form.column);
            self.column_ui(ui, &mut column, false, lang);
            form.column = column.unwrap_or(form.column);
            let field = field_ui(ui, &T::NewValue.say(lang), &mut form.text);
            if std::mem::take(&mut form.fresh) {
                field.request_focus();
            }
            go = end_ui(ui, true, &mut open, lang);
        });
        if go {
            let deed = Deed::Bulk(form.text.clone());
            let column = title_of(self.columns.as_ref(), form.column);
            self.cells.bulk = Some(form);
            self.start(deed, T::Write { column }.say(lang), ctx, out);
            self.cells.bulk = None;
        } else if open && !modal.should_close() {
            self.cells.bulk = Some(form);
        }
    }

    fn column_ui(&self, ui: &mut Ui, column: &mut Option<&'static str>, all: bool, lang: Lang) {
        let name = T::InColumn.say(lang);
        let shown = column.map_or_else(|| T::AllColumns.say(lang), |column| title_of(self.columns.as_ref(), column));
        ui.secondary(&name);
        let choice = choice_box(&name).selected_text(shown).width(364.0).show_ui(ui, |ui| {
            if all {
                ui.selectable_value(column, None, T::AllColumns.say(lang));
            }
            for editable in self.columns.iter().flat_map(|(_, columns)| columns).filter(|column| column.editable) {
                ui.selectable_value(column, Some(editable.id), &editable.title);
            }
        });
        choice.response.accessible_name(name);
        ui.add_space(4.0);
    }

    /// The menus in the heads of the columns.
    pub(super) fn heads_ui(&mut self, ui: &Ui, output: &TableOutput, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        for (column, sign) in &output.heads {
            if sign.clicked() && self.cells.menu.as_ref().is_none_or(|(open, _)| open != column) {
                self.cells.menu = Some((column, None));
                self.cells.search.clear();
                self.count_values(column, ctx, out);
            }
            let mut chosen: BTreeSet<String> = self.filter.columns.get(*column).cloned().unwrap_or_default();
            let mut changed = false;
            let values = self.cells.menu.as_ref().filter(|(open, _)| open == column).and_then(|menu| menu.1.as_deref());
            let search = &mut self.cells.search;
            let shown = Popup::menu(sign).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
                changed = values_ui(ui, values, &mut chosen, search, ctx.lang);
            });
            if shown.is_none() && self.cells.menu.as_ref().is_some_and(|(open, _)| open == column) && !sign.clicked() {
                self.cells.menu = None;
            }
            if changed {
                if chosen.is_empty() {
                    self.filter.columns.remove(*column);
                } else {
                    self.filter.columns.insert((*column).to_owned(), chosen);
                }
                ui.ctx().request_repaint();
            }
        }
        self.table.narrowed = self.filter.columns.keys().cloned().collect();
    }

    fn count_values(&self, column: &'static str, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Some(mut query) = self.kept.asked.clone() else { return };
        query.filter.columns.remove(column);
        let (snapshot, view, finder) = (Arc::clone(ctx.snapshot), ctx.view.cloned(), ctx.finder.cloned());
        out.push(Post::Job(JobRequest::new(VALUES, "", move |progress| {
            let values = listing::values(&snapshot, view.as_deref(), finder.as_deref(), &query, column, progress);
            (column, values)
        })));
    }

    /// Sum, count and average of the figures chosen; empty where none are.
    pub(super) fn sums(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> &str {
        let rows = self.table.selection.len();
        let of = (ctx.revision, ctx.view_revision, self.cells.generation, self.table.column(), rows);
        if self.cells.summed != Some(of) {
            self.cells.summed = Some(of);
            self.cells.sums.clear();
            if let Some(column) = self.table.column().filter(|column| rows > 1 && columns::is_figure(column)) {
                let (snapshot, view) = (Arc::clone(ctx.snapshot), ctx.view.cloned());
                let (selection, lang) = (self.table.selection.clone(), ctx.lang);
                out.push(Post::Job(JobRequest::new(SUMS, "", move |_| {
                    let figures = selection
                        .iter()
                        .filter_map(|id| row_of(&snapshot, view.as_deref(), id))
                        .filter_map(|row| columns::figure(row, column));
                    let (count, sum) = figures.fold((0_usize, 0.0), |(count, sum), figure| (count + 1, sum + figure));
                    if count == 0 { String::new() } else { sum_words(column, count, sum, lang) }
                })));
            }
        }
        &self.cells.sums
    }
}

fn sum_words(column: &str, count: usize, sum: f64, lang: Lang) -> String {
    #[allow(clippy::cast_possible_truncation)] // whole units far below 2^63
    let words = |figure: f64| match column {
        "capital" => format::money(Amount(figure.round() as i64), None, lang),
        "coverage" | "attainability" => format::share(figure),
        _ => format::fixed(figure, 2),
    };
    // Shares add up to nothing that means anything.
    let total = if matches!(column, "coverage" | "attainability") { format::ABSENT.to_owned() } else { words(sum) };
    T::Sum { count: format::count(count), sum: total, mean: words(sum / count as f64) }.say(lang)
}

fn title_of(columns: Option<&(Lang, Vec<ColumnSpec>)>, id: &str) -> String {
    let columns = columns.iter().flat_map(|(_, columns)| columns);
    columns.into_iter().find(|column| column.id == id).map_or_else(String::new, |column| column.title.clone())
}

fn field_ui(ui: &mut Ui, name: &str, text: &mut String) -> Response {
    ui.secondary(name);
    let field = ui.add(TextEdit::singleline(text).desired_width(364.0)).accessible_name(name);
    ui.add_space(4.0);
    field
}

/// The buttons of a form; true when it is to be done.
fn end_ui(ui: &mut Ui, ready: bool, open: &mut bool, lang: Lang) -> bool {
    ui.add_space(8.0);
    let mut go = ready
        && !crate::ui::widgets::is_composing(ui.ctx())
        && ui.input(|input| input.key_pressed(Key::Enter) && !input.modifiers.any());
    ui.buttons_at_end(|ui| {
        go |= ui.add_enabled_ui(ready, |ui| ui.primary_button(T::Preview.say(lang))).inner.clicked();
        if ui.button(UiText::Cancel.say(lang)).clicked() {
            *open = false;
        }
    });
    go && *open
}

/// The texts a deed means for cells; rows that lie below the list, for new companies, go into `rest`.
fn wishes(
    deed: &Deed,
    snapshot: &crate::ledger::Snapshot,
    targets: &[Target],
    listing: &Listing,
    selection: &Selection<CompanyId>,
    width: usize,
    rest: &mut Vec<Vec<(usize, String)>>,
) -> Vec<Wish> {
    let chosen = || listing.companies.iter().copied().filter(|id| selection.contains(id));
    let text_at = |key: CompanyId, column: usize| {
        let spec = targets.get(column)?.spec?;
        let (_, values) = change::record(snapshot, Entity::Company, key.uuid())?;
        Some(change::cell_text(Entity::Company, &values, &spec))
    };
    let wish = |key: CompanyId, column: usize, text: String| Wish { key: key.uuid(), column, text };
    let columns = 0..targets.len();
    match deed {
        Deed::Write(commit) => vec![wish(commit.key, 0, commit.text.clone())],
        Deed::Bulk(text) => chosen().map(|key| wish(key, 0, text.clone())).collect(),
        Deed::Clear => {
            chosen().flat_map(|key| columns.clone().map(move |column| wish(key, column, String::new()))).collect()
        }
        Deed::Fill => {
            let Some(first) = chosen().next() else { return Vec::new() };
            let texts: Vec<Option<String>> = columns.map(|column| text_at(first, column)).collect();
            let below = chosen().skip(1);
            below
                .flat_map(|key| {
                    let texts = texts.iter().enumerate();
                    texts.filter_map(move |(column, text)| text.clone().map(|text| wish(key, column, text)))
                })
                .collect()
        }
        Deed::Replace { find, with } => {
            // One row selected is where the cursor stands, not a choice.
            let everywhere = selection.len() < 2;
            let rows = listing.companies.iter().copied().filter(|id| everywhere || selection.contains(id));
            rows.flat_map(|key| {
                columns.clone().filter_map(move |column| {
                    let text = text_at(key, column)?;
                    text.contains(find).then(|| wish(key, column, text.replace(find, with)))
                })
            })
            .collect()
        }
        Deed::Paste(rows) => {
            // One cell goes into every cell of the range.
            if let [row] = rows.as_slice()
                && let [text] = row.as_slice()
            {
                return chosen()
                    .flat_map(|key| (0..width).map(move |column| wish(key, column, text.clone())))
                    .collect();
            }
            let first = chosen().next();
            let start = listing.companies.iter().position(|id| Some(*id) == first).unwrap_or(0);
            let mut wishes = Vec::new();
            for (at, row) in rows.iter().enumerate() {
                let cells = row.iter().enumerate().take(targets.len());
                match listing.companies.get(start + at) {
                    Some(key) => wishes.extend(cells.map(|(column, text)| wish(*key, column, text.clone()))),
                    None => rest.push(cells.map(|(column, text)| (column, text.clone())).collect()),
                }
            }
            wishes
        }
    }
}
