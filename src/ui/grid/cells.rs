//! Writing into a table: single cells, fill down, clear, replace, one value for many, paste; and what the range sums to.
//! What it comes to is worked out in a job; what changes more than was typed is shown first.

use eframe::egui::{Button, RichText, Ui};
use uuid::Uuid;

use super::{
    change::{self, Changes, NewRow, Target, Wish},
    preview::{Answer, preview_ui, refusal_words},
    sheet::{RowKey, Sheet},
    sums::range_words,
    write::{BulkForm, ReplaceForm},
};
use crate::{
    domain::record::Entity,
    exchange::block,
    ledger::IdSource,
    text::{Lang, Say, ui_grid::GridText as T},
    ui::{
        commands::TableKey,
        context::{JobEnd, JobRequest, PageContext, Post},
        theme::{icons, tokens::SIZE_SECTION},
        toasts::Toast,
        widgets::{ColumnSpec, Commit, Selection, TableOutput, TableState},
    },
};

/// What a page holds for writing into its table.
#[derive(Debug, Default)]
pub struct Cells {
    preview: Option<(String, Changes)>,
    pub(super) replace: Option<ReplaceForm>,
    pub(super) bulk: Option<BulkForm>,
    /// Column whose menu is open, with its values once they are counted.
    pub(super) menu: Option<(&'static str, Option<Values>)>,
    pub(super) search: String,
    /// What was last summed, and the sum.
    summed: Option<SumsOf>,
    sums: String,
    /// The sum is being worked out.
    summing: bool,
    /// Columns of the range, with their titles; none while whole rows are selected.
    range: Vec<(&'static str, String)>,
    /// Grows whenever the selection or the range changes.
    generation: u64,
}

/// Values of a column with how often they occur.
pub(super) type Values = Vec<(String, usize)>;
/// Revisions, selection, cursor and rows a sum is of.
type SumsOf = (u64, u64, u64, Option<Uuid>, usize);

/// What is to be written.
pub(super) enum Deed<K> {
    Write(Commit<K>),
    Fill,
    Clear,
    Replace { find: String, with: String, column: Option<&'static str> },
    Bulk { text: String, column: &'static str },
    Paste(Vec<Vec<String>>),
}

/// What a job made of it.
struct Planned<K> {
    title: String,
    changes: Changes,
    /// Shown before it is done.
    ask: bool,
    commit: Option<Commit<K>>,
}

impl Cells {
    /// Takes in what jobs worked out.
    pub fn absorb<S: Sheet>(
        &mut self,
        ui: &Ui,
        table: &mut TableState<S::Key>,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        if let Some(JobEnd::Done(Some(planned))) = ctx.take_result::<Option<Planned<S::Key>>>(S::JOBS.plan) {
            self.planned(planned, S::ENTITY, table, ctx.lang, out);
        }
        if let Some(JobEnd::Done((column, values))) = ctx.take_result::<(&'static str, Values)>(S::JOBS.values)
            && let Some((open, known)) = &mut self.menu
            && *open == column
        {
            *known = Some(values);
        }
        if let Some(JobEnd::Done(Some(sums))) = ctx.take_result::<Option<String>>(S::JOBS.sums)
            && std::mem::take(&mut self.summing)
        {
            self.sums = sums;
        }
        if let Some(JobEnd::Done(text)) = ctx.take_result::<String>(S::JOBS.copy) {
            ui.ctx().copy_text(text);
        }
    }

    fn planned<K: RowKey>(
        &mut self,
        planned: Planned<K>,
        entity: Entity,
        table: &mut TableState<K>,
        lang: Lang,
        out: &mut Vec<Post>,
    ) {
        let Planned { title, changes, ask, commit } = planned;
        let written = commit.is_some();
        if let (Some(commit), Some(refusal)) = (commit, changes.refusals.first()) {
            let words = T::NotWritten {
                column: changes.titles.get(refusal.column).cloned().unwrap_or_default(),
                text: refusal.text.clone(),
                why: refusal_words(refusal.why, lang),
            };
            out.push(Post::Toast(Toast::failure(words.say(lang))));
            table.give_back(commit);
        } else if changes.changed == 0 && changes.refused == 0 {
            if !written {
                out.push(Post::Toast(Toast::note(T::NothingChanges.say(lang))));
            }
        } else if ask || changes.refused > 0 {
            self.preview = Some((title, changes));
        } else {
            out.extend(changes.action(entity, &title).map(Post::act));
        }
    }

    /// Does what was asked for with cells.
    pub fn answer<S: Sheet>(
        &mut self,
        output: &mut TableOutput,
        table: &mut TableState<S::Key>,
        columns: &[ColumnSpec],
        sheet: &S,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        let lang = ctx.lang;
        self.generation += u64::from(output.selected);
        self.keep_range(table, columns);
        if let Some(commit) = table.take_commit() {
            let title = T::Write { column: title_of(columns, commit.column) };
            start(Deed::Write(commit), title.say(lang), table, columns, sheet, ctx, out);
        }
        if output.copy {
            copy(table.column().is_none(), table, columns, sheet, out);
        }
        if !ctx.writable {
            return;
        }
        if output.edit.take().is_some() {
            edit(table, columns, sheet, lang, out);
        }
        if output.fill_down {
            start(Deed::Fill, T::FillDown.say(lang), table, columns, sheet, ctx, out);
        }
        if output.clear {
            start(Deed::Clear, T::ClearCells.say(lang), table, columns, sheet, ctx, out);
        }
        if let Some(text) = output.paste.take() {
            start(Deed::Paste(block::read(&text)), T::Paste.say(lang), table, columns, sheet, ctx, out);
        }
        if output.replace {
            self.open_replace(table, sheet);
        }
    }

    fn keep_range<K: RowKey>(&mut self, table: &TableState<K>, columns: &[ColumnSpec]) {
        let range = if table.column().is_some() { table.range(columns) } else { Vec::new() };
        let kept = self.range.iter().map(|(id, title)| (*id, title.as_str()));
        if !kept.eq(range.iter().map(|column| (column.id, column.title.as_str()))) {
            self.range = range.iter().map(|column| (column.id, column.title.clone())).collect();
            self.generation += 1;
        }
    }

    /// What a menu of the table offers besides, with the keys that do the same.
    pub fn more_ui<S: Sheet>(
        &mut self,
        ui: &mut Ui,
        table: &TableState<S::Key>,
        columns: &[ColumnSpec],
        sheet: &S,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        let lang = ctx.lang;
        let fills = table.column().is_some() && table.selection.len() > 1;
        let fill = T::FillDown.say(lang);
        let filled = ui.add_enabled_ui(fills, |ui| keyed_ui(ui, icons::ARROW_DOWN, &fill, TableKey::FillDown)).inner;
        if filled {
            start(Deed::Fill, fill, table, columns, sheet, ctx, out);
            ui.close();
        }
        if keyed_ui(ui, icons::MAGNIFYING_GLASS, &T::Replace.say(lang), TableKey::Replace) {
            self.open_replace(table, sheet);
            ui.close();
        }
    }

    fn open_replace<S: Sheet>(&mut self, table: &TableState<S::Key>, sheet: &S) {
        let column = table.column().filter(|column| sheet.spec(column).is_ok());
        self.replace = Some(ReplaceForm::new(column));
    }

    /// Opens the form that gives many rows one value.
    pub fn open_bulk<S: Sheet>(&mut self, table: &TableState<S::Key>, usual: &'static str, sheet: &S) {
        let column = table.column().filter(|column| sheet.spec(column).is_ok()).unwrap_or(usual);
        self.bulk = Some(BulkForm::new(column));
    }

    /// Draws what stands over the page.
    pub fn ui<S: Sheet>(
        &mut self,
        ui: &Ui,
        table: &TableState<S::Key>,
        columns: &[ColumnSpec],
        sheet: &S,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        let lang = ctx.lang;
        if let Some((title, changes)) = &self.preview {
            match preview_ui(ui, title, changes, lang) {
                Answer::Open => {}
                Answer::Cancel => self.preview = None,
                Answer::Apply => {
                    if let Some((title, changes)) = self.preview.take() {
                        out.extend(changes.action(S::ENTITY, &title).map(Post::act));
                    }
                }
            }
        }
        if let Some(deed) = self.forms_ui(ui, table, columns, ctx) {
            let title = match &deed {
                Deed::Bulk { column, .. } => T::Write { column: title_of(columns, column) },
                _ => T::ReplaceTitle,
            };
            start(deed, title.say(lang), table, columns, sheet, ctx, out);
        }
    }

    /// Count, sum and average of the cells of the range; empty where it is one cell, or none is filled.
    pub fn sums<S: Sheet>(
        &mut self,
        table: &TableState<S::Key>,
        sheet: &S,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) -> &str {
        let rows = table.selection.len();
        let cursor = table.selection.cursor().map(RowKey::record);
        let of = (ctx.revision, ctx.view_revision, self.generation, cursor, rows);
        if self.summed != Some(of) {
            self.summed = Some(of);
            self.sums.clear();
            self.summing = rows * self.range.len() > 1;
            if self.summing {
                let (selection, sheet, range) = (table.selection.clone(), sheet.clone(), self.range.clone());
                let lang = ctx.lang;
                out.push(Post::Job(JobRequest::new(S::JOBS.sums, "", move |progress| {
                    range_words(&sheet, selection.iter(), &range, lang, progress)
                })));
            }
        }
        &self.sums
    }
}

/// An entry of a menu with its keys; true when it was chosen.
fn keyed_ui(ui: &mut Ui, icon: &str, words: &str, key: TableKey) -> bool {
    let icon = RichText::new(icon).size(SIZE_SECTION);
    ui.add(Button::new((icon, words)).shortcut_text(key.keys())).accessible_name(words).clicked()
}

/// Begins to write into the cell of the cursor, or says why it cannot be written.
fn edit<S: Sheet>(table: &mut TableState<S::Key>, columns: &[ColumnSpec], sheet: &S, lang: Lang, out: &mut Vec<Post>) {
    let Some(key) = table.selection.cursor() else { return };
    let first = || columns.iter().find(|column| column.editable).map(|column| column.id);
    let Some(column) = table.column().or_else(first) else { return };
    let Some((_, values)) = change::record(sheet.snapshot(), S::ENTITY, key.record()) else { return };
    match sheet.spec(column) {
        Ok(spec) => table.edit(key, column, change::cell_text(S::ENTITY, &values, &spec)),
        Err(why) => out.push(Post::Toast(Toast::note(refusal_words(why, lang)))),
    }
}

/// The cells of the range, or whole rows with their headings, in the order of the list.
pub fn copy<S: Sheet>(whole: bool, table: &TableState<S::Key>, columns: &[ColumnSpec], sheet: &S, out: &mut Vec<Post>) {
    let chosen = if whole { table.visible(columns) } else { table.range(columns) };
    let columns: Vec<(&'static str, String)> = chosen.iter().map(|column| (column.id, column.title.clone())).collect();
    let (selection, sheet) = (table.selection.clone(), sheet.clone());
    out.push(Post::Job(JobRequest::new(S::JOBS.copy, "", move |_| {
        // Whole rows go with their headings, cells as they are.
        let titles = whole.then(|| columns.iter().map(|(_, title)| title.clone()).collect());
        let mut rows: Vec<Vec<String>> = titles.into_iter().collect();
        for key in sheet.keys().into_iter().filter(|key| selection.contains(key)) {
            let Some((_, values)) = change::record(sheet.snapshot(), S::ENTITY, key.record()) else { continue };
            let cell = |id: &str| match sheet.spec(id) {
                Ok(spec) if !whole => change::cell_text(S::ENTITY, &values, &spec),
                _ => sheet.text(key, id),
            };
            rows.push(columns.iter().map(|(id, _)| cell(id)).collect());
        }
        block::write(&rows)
    })));
}

/// Has a job work out what a deed comes to.
fn start<S: Sheet>(
    deed: Deed<S::Key>,
    title: String,
    table: &TableState<S::Key>,
    columns: &[ColumnSpec],
    sheet: &S,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) {
    let chosen: Vec<&ColumnSpec> = match &deed {
        Deed::Write(commit) => columns.iter().filter(|column| column.id == commit.column).collect(),
        Deed::Bulk { column: wanted, .. } => columns.iter().filter(|column| column.id == *wanted).collect(),
        Deed::Replace { column: wanted, .. } => {
            let fits = |column: &&ColumnSpec| column.editable && wanted.is_none_or(|wanted| wanted == column.id);
            columns.iter().filter(fits).collect()
        }
        Deed::Paste(_) => {
            let visible = table.visible(columns);
            let from = table.range(columns).first().map(|first| first.id);
            let from = visible.iter().position(|column| Some(column.id) == from).unwrap_or(0);
            visible.into_iter().skip(from).collect()
        }
        Deed::Fill | Deed::Clear => table.range(columns),
    };
    let mut targets: Vec<Target> = chosen
        .iter()
        .map(|column| Target { id: column.id, title: column.title.clone(), spec: sheet.spec(column.id) })
        .collect();
    // Of a range what can be written is cleared; where nothing can, the reason is said.
    if matches!(deed, Deed::Clear) && targets.iter().any(|target| target.spec.is_ok()) {
        targets.retain(|target| target.spec.is_ok());
    }
    let width = table.column().map_or(1, |_| table.range(columns).len());
    let (selection, sheet) = (table.selection.clone(), sheet.clone());
    let surroundings = ctx.surroundings;
    out.push(Post::Job(JobRequest::new(S::JOBS.plan, "", move |progress| {
        let mut rest: Vec<NewRow> = Vec::new();
        let wishes = wishes(&deed, &sheet, &targets, &selection, width, &mut rest);
        let mut changes = change::plan(sheet.snapshot(), S::ENTITY, &targets, wishes.into_iter(), progress)?;
        if !rest.is_empty() {
            let mut ids = IdSource::new(surroundings);
            sheet.add_rows(&mut changes, &targets, rest, &mut || ids.next());
        }
        let many = changes.changed > 1;
        let ask = match &deed {
            Deed::Replace { .. } => true,
            Deed::Paste(_) | Deed::Bulk { .. } => many || !changes.remarks.is_empty(),
            Deed::Write(_) | Deed::Fill | Deed::Clear => false,
        };
        let commit = match deed {
            Deed::Write(commit) => Some(commit),
            _ => None,
        };
        Some(Planned { title, changes, ask, commit })
    })));
}

/// The texts a deed means for cells; rows that lie below the list, for new records, go into `rest`.
fn wishes<S: Sheet>(
    deed: &Deed<S::Key>,
    sheet: &S,
    targets: &[Target],
    selection: &Selection<S::Key>,
    width: usize,
    rest: &mut Vec<NewRow>,
) -> Vec<Wish> {
    let keys = sheet.keys();
    let chosen = || keys.iter().copied().filter(|key| selection.contains(key));
    let text_at = |key: S::Key, column: usize| {
        let spec = targets.get(column)?.spec.as_ref().ok()?;
        let (_, values) = change::record(sheet.snapshot(), S::ENTITY, key.record())?;
        Some(change::cell_text(S::ENTITY, &values, spec))
    };
    // What was copied from a cell that cannot be written and comes back there is left alone.
    let is_as_shown = |key: S::Key, column: usize, text: &str| {
        targets.get(column).is_some_and(|target| target.spec.is_err() && sheet.text(key, target.id) == text)
    };
    let wish = |key: S::Key, column: usize, text: String| Wish { key: key.record(), column, text };
    let columns = 0..targets.len();
    match deed {
        Deed::Write(commit) => vec![wish(commit.key, 0, commit.text.clone())],
        Deed::Bulk { text, .. } => chosen().map(|key| wish(key, 0, text.clone())).collect(),
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
        Deed::Replace { find, with, .. } => {
            // One row selected is where the cursor stands, not a choice.
            let everywhere = selection.len() < 2;
            let rows = keys.iter().copied().filter(|key| everywhere || selection.contains(key));
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
            let start = keys.iter().position(|key| Some(*key) == first).unwrap_or(0);
            let mut wishes = Vec::new();
            for (at, row) in rows.iter().enumerate() {
                let cells = row.iter().enumerate().take(targets.len());
                match keys.get(start + at) {
                    Some(key) => wishes.extend(
                        cells
                            .filter(|(column, text)| !is_as_shown(*key, *column, text))
                            .map(|(column, text)| wish(*key, column, text.clone())),
                    ),
                    None => rest.push(cells.map(|(column, text)| (column, text.clone())).collect()),
                }
            }
            wishes
        }
    }
}

/// The title of a column.
pub(super) fn title_of(columns: &[ColumnSpec], id: &str) -> String {
    columns.iter().find(|column| column.id == id).map_or_else(String::new, |column| column.title.clone())
}
