//! The forms that write many cells at once, and the menus in the heads of columns.

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::{Id, Key, Modal, Popup, PopupCloseBehavior, Response, TextEdit, Ui};

use super::{
    cells::{Cells, Deed, title_of},
    sheet::Sheet,
    values::values_ui,
};
use crate::{
    text::{Lang, Say, format, ui::UiText, ui_grid::GridText as T},
    ui::{
        context::{JobRequest, PageContext, Post},
        theme::dialog_frame,
        widgets::{ColumnSpec, TableOutput, TableState, UiExt, choice_box, focus_fresh, is_composing},
    },
};

/// Width of the forms' fields.
const FIELD: f32 = 364.0;

/// What to find and what to put in its place.
#[derive(Debug, Clone, Default)]
pub struct ReplaceForm {
    find: String,
    with: String,
    column: Option<&'static str>,
    fresh: bool,
}

impl ReplaceForm {
    /// In a column, or in all.
    pub const fn new(column: Option<&'static str>) -> Self {
        Self { find: String::new(), with: String::new(), column, fresh: true }
    }
}

/// One value for a column of many rows.
#[derive(Debug, Clone)]
pub struct BulkForm {
    column: &'static str,
    text: String,
    fresh: bool,
}

impl BulkForm {
    /// For a column.
    pub const fn new(column: &'static str) -> Self {
        Self { column, text: String::new(), fresh: true }
    }
}

impl Cells {
    /// Draws the form that is open; what it asks for when it is done.
    pub(super) fn forms_ui<K: super::sheet::RowKey>(
        &mut self,
        ui: &Ui,
        table: &TableState<K>,
        columns: &[ColumnSpec],
        ctx: &PageContext<'_>,
    ) -> Option<Deed<K>> {
        self.replace_ui(ui, columns, ctx).or_else(|| self.bulk_ui(ui, table, columns, ctx))
    }

    fn replace_ui<K>(&mut self, ui: &Ui, columns: &[ColumnSpec], ctx: &PageContext<'_>) -> Option<Deed<K>> {
        let lang = ctx.lang;
        let mut form = self.replace.take()?;
        let (mut go, mut open) = (false, true);
        let closed = form_ui(ui, "replace", &T::ReplaceTitle.say(lang), ctx, |ui| {
            let find = field_ui(ui, &T::FindWhat.say(lang), &mut form.find);
            focus_fresh(&find, &mut form.fresh);
            field_ui(ui, &T::ReplaceWith.say(lang), &mut form.with);
            column_ui(ui, columns, &mut form.column, true, lang);
            go = end_ui(ui, !form.find.is_empty(), &mut open, lang);
        });
        if go {
            return Some(Deed::Replace { find: form.find, with: form.with, column: form.column });
        }
        if open && !closed {
            self.replace = Some(form);
        }
        None
    }

    fn bulk_ui<K: Copy + Ord + std::hash::Hash>(
        &mut self,
        ui: &Ui,
        table: &TableState<K>,
        columns: &[ColumnSpec],
        ctx: &PageContext<'_>,
    ) -> Option<Deed<K>> {
        let lang = ctx.lang;
        let mut form = self.bulk.take()?;
        let (mut go, mut open) = (false, true);
        let title = T::BulkTitle { count: format::count(table.selection.len()) }.say(lang);
        let closed = form_ui(ui, "bulk", &title, ctx, |ui| {
            let before = form.column;
            let mut column = Some(form.column);
            column_ui(ui, columns, &mut column, false, lang);
            form.column = column.unwrap_or(form.column);
            if form.column != before {
                form.text.clear();
            }
            match table.choices.get(form.column) {
                Some(choices) => value_ui(ui, &mut form.text, choices, lang),
                None => {
                    let field = field_ui(ui, &T::NewValue.say(lang), &mut form.text);
                    focus_fresh(&field, &mut form.fresh);
                }
            }
            go = end_ui(ui, true, &mut open, lang);
        });
        if go {
            return Some(Deed::Bulk { text: form.text, column: form.column });
        }
        if open && !closed {
            self.bulk = Some(form);
        }
        None
    }

    /// The menus in the heads of the columns; `filters` holds the values kept of each. A menu just opened has its values
    /// counted.
    pub fn heads_ui<S: Sheet>(
        &mut self,
        ui: &Ui,
        output: &TableOutput,
        table: &mut TableState<S::Key>,
        filters: &mut BTreeMap<String, BTreeSet<String>>,
        sheet: &S,
        lang: Lang,
    ) -> Option<Post> {
        let mut asked = None;
        for (column, sign) in &output.heads {
            if sign.clicked() && self.menu.as_ref().is_none_or(|(open, _)| open != column) {
                self.menu = Some((column, None));
                self.search.clear();
                let (sheet, column) = (sheet.clone(), *column);
                asked = Some(Post::Job(JobRequest::new(S::JOBS.values, "", move |progress| {
                    (column, sheet.values(column, progress))
                })));
            }
            let mut chosen: BTreeSet<String> = filters.get(*column).cloned().unwrap_or_default();
            let mut changed = false;
            let values = self.menu.as_ref().filter(|(open, _)| open == column).and_then(|menu| menu.1.as_deref());
            let search = &mut self.search;
            let shown = Popup::menu(sign).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
                changed = values_ui(ui, values, &mut chosen, search, lang);
            });
            if shown.is_none() && self.menu.as_ref().is_some_and(|(open, _)| open == column) && !sign.clicked() {
                self.menu = None;
            }
            if changed {
                if chosen.is_empty() {
                    filters.remove(*column);
                } else {
                    filters.insert((*column).to_owned(), chosen);
                }
                ui.ctx().request_repaint();
            }
        }
        table.narrowed = filters.keys().cloned().collect();
        asked
    }
}

/// A form over the page; true when it was closed by a click beside it or by Esc.
fn form_ui(ui: &Ui, name: &str, title: &str, ctx: &PageContext<'_>, content: impl FnOnce(&mut Ui)) -> bool {
    let modal = Modal::new(Id::unique(name)).backdrop_color(ctx.tokens.backdrop).frame(dialog_frame(ctx.tokens));
    let shown = modal.show(ui.ctx(), |ui| {
        ui.set_width(380.0);
        ui.section_title(title);
        ui.add_space(8.0);
        content(ui);
    });
    shown.should_close() && !is_composing(ui.ctx())
}

fn column_ui(ui: &mut Ui, columns: &[ColumnSpec], column: &mut Option<&'static str>, all: bool, lang: Lang) {
    let name = T::InColumn.say(lang);
    let shown = column.map_or_else(|| T::AllColumns.say(lang), |column| title_of(columns, column));
    ui.secondary(&name);
    let choice = choice_box(&name).selected_text(shown).width(FIELD).height(320.0).show_ui(ui, |ui| {
        if all {
            ui.selectable_value(column, None, T::AllColumns.say(lang));
        }
        for editable in columns.iter().filter(|column| column.editable) {
            ui.selectable_value(column, Some(editable.id), &editable.title);
        }
    });
    choice.response.accessible_name(name);
    ui.add_space(4.0);
}

/// The values a column can be filled with.
fn value_ui(ui: &mut Ui, text: &mut String, choices: &[String], lang: Lang) {
    let name = T::NewValue.say(lang);
    ui.secondary(&name);
    let shown = if text.is_empty() { T::ChooseValue.say(lang) } else { text.clone() };
    let choice = choice_box(&name).selected_text(shown).width(FIELD).height(320.0).show_ui(ui, |ui| {
        for choice in choices {
            ui.selectable_value(text, choice.clone(), choice);
        }
    });
    choice.response.accessible_name(name);
    ui.add_space(4.0);
}

fn field_ui(ui: &mut Ui, name: &str, text: &mut String) -> Response {
    ui.secondary(name);
    let field = ui.add(TextEdit::singleline(text).desired_width(FIELD)).accessible_name(name);
    ui.add_space(4.0);
    field
}

/// The buttons of a form; true when it is to be done.
fn end_ui(ui: &mut Ui, ready: bool, open: &mut bool, lang: Lang) -> bool {
    ui.add_space(8.0);
    let mut go =
        ready && !is_composing(ui.ctx()) && ui.input(|input| input.key_pressed(Key::Enter) && !input.modifiers.any());
    // Enter in an open list chooses there.
    go &= !Popup::is_any_open(ui.ctx());
    ui.buttons_at_end(|ui| {
        go |= ui.add_enabled_ui(ready, |ui| ui.primary_button(T::Preview.say(lang))).inner.clicked();
        if ui.button(UiText::Cancel.say(lang)).clicked() {
            *open = false;
        }
    });
    go && *open
}
