//! A list of records of one kind: add, correct and delete where they stand.

use eframe::egui::{Align, Label as TextLabel, Layout, RichText, Ui};
use std::collections::BTreeMap;
use uuid::Uuid;

use super::form::{FormScene, RecordForm, form_ui};
use crate::{
    domain::record::Entity,
    ledger::{Action, ItemKind},
    text::{Say, ui_lead::LeadText as T},
    ui::{context::Post, route::Place, theme::icons, widgets::UiExt},
};

/// A row of the list.
#[derive(Debug, Clone, Default)]
pub struct ListRow {
    /// Its record.
    pub key: Uuid,
    /// Its name.
    pub title: String,
    /// What else is to be said, a line each.
    pub lines: Vec<String>,
    /// Where its name leads.
    pub go: Option<Place>,
    /// A box to tick, and whether it is.
    pub tick: Option<bool>,
    /// It is late.
    pub late: bool,
    /// It belongs to another record and is corrected there.
    pub fixed: bool,
    /// It can be taken away but not corrected.
    pub whole: bool,
    /// Its name opens it.
    pub opens: bool,
}

/// A list of records.
pub struct Section<'a, 'c> {
    /// Kind of record and the fields of its form.
    pub scene: FormScene<'a, 'c>,
    /// Title.
    pub title: String,
    /// The button that adds one; none = it is done elsewhere.
    pub add: Option<String>,
    /// What is said where there are none.
    pub nothing: String,
    /// What there is.
    pub rows: &'a [ListRow],
    /// The form of a record that is to be corrected.
    pub open: &'a dyn Fn(Uuid) -> Option<RecordForm>,
    /// The form of a new one.
    pub new: &'a dyn Fn() -> RecordForm,
}

/// Draws the list; the row whose box was ticked or whose name was chosen.
pub fn section_ui(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    forms: &mut BTreeMap<Entity, RecordForm>,
    out: &mut Vec<Post>,
) -> Option<Uuid> {
    let Section { scene, title, add, nothing, rows, open, new } = section;
    let (ctx, entity) = (scene.ctx, scene.entity);
    let lang = ctx.lang;
    ui.horizontal(|ui| {
        ui.strong_text(title);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let Some(add) = add else { return };
            ui.add_enabled_ui(ctx.writable, |ui| {
                if ui.icon_text_button(icons::PLUS, add).clicked() {
                    forms.insert(entity, new());
                }
            });
        });
    });
    let mut kept = forms.remove(&entity);
    if add.is_some() && kept.as_ref().is_some_and(|form| form.key.is_none()) {
        form_ui(ui, *scene, &mut kept, out);
    }
    if rows.is_empty() && kept.is_none() {
        ui.secondary(nothing);
    }
    let mut ticked = None;
    for row in *rows {
        if kept.as_ref().is_some_and(|form| form.key == Some(row.key)) {
            form_ui(ui, *scene, &mut kept, out);
            continue;
        }
        match row_ui(ui, row, ctx.writable, lang, out) {
            Some(Asked::Edit) => kept = open(row.key),
            Some(Asked::Delete) => {
                let kind = ItemKind::ALL.iter().copied().find(|kind| kind.entity() == entity);
                out.extend(match kind {
                    Some(kind) => Some(Post::act(Action::Delete { kind, key: row.key })),
                    None if entity == Entity::LocalProduct => Some(Post::act(Action::DeleteLocalProduct(
                        crate::domain::ids::LocalProductId::from_uuid(row.key),
                    ))),
                    None => None,
                });
            }
            Some(Asked::Tick) => ticked = Some(row.key),
            None => {}
        }
    }
    if let Some(form) = kept {
        forms.insert(entity, form);
    }
    ticked
}

enum Asked {
    Edit,
    Delete,
    Tick,
}

fn row_ui(ui: &mut Ui, row: &ListRow, writable: bool, lang: crate::text::Lang, out: &mut Vec<Post>) -> Option<Asked> {
    let tokens = ui.tokens();
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if writable && !row.fixed {
                let title = row.title.clone();
                if ui.icon_button(icons::TRASH, &T::DeleteOne { title: title.clone() }.say(lang)).clicked() {
                    asked = Some(Asked::Delete);
                }
                if !row.whole && ui.icon_button(icons::PENCIL_SIMPLE, &T::EditOne { title }.say(lang)).clicked() {
                    asked = Some(Asked::Edit);
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if let Some(done) = row.tick {
                    let mut done = done;
                    let words = T::TickTask { title: row.title.clone() }.say(lang);
                    let tick = ui.add_enabled(writable, eframe::egui::Checkbox::without_text(&mut done));
                    if tick.accessible_name(&words).on_hover_text(words).clicked() {
                        asked = Some(Asked::Tick);
                    }
                }
                let ink = if row.late { tokens.estimate_text } else { tokens.text };
                if let Some(place) = &row.go {
                    if ui.elided_link(&row.title).on_hover_text(&row.title).clicked() {
                        out.push(Post::Go(place.clone()));
                    }
                } else if row.opens {
                    let words = T::OpenPaper { name: row.title.clone() }.say(lang);
                    if ui.elided_link(&row.title).accessible_name(&words).on_hover_text(words).clicked() {
                        asked = Some(Asked::Tick);
                    }
                } else {
                    let text = RichText::new(&row.title).color(ink);
                    ui.elided(if row.tick == Some(true) { text.strikethrough() } else { text });
                }
            });
        });
    });
    for line in row.lines.iter().filter(|line| !line.is_empty()) {
        ui.add(TextLabel::new(RichText::new(line).small().color(tokens.text_soft)).wrap());
    }
    ui.add_space(2.0);
    let rect = ui.min_rect();
    let line = eframe::egui::Stroke::new(1.0, tokens.line);
    ui.painter().hline(rect.x_range(), ui.cursor().top() - 2.0, line);
    asked
}
