//! One row in full: what it becomes field by field, its facts and honours, and what a person should look at.

use eframe::egui::{Align, Grid, Layout, RichText, ScrollArea, Ui};

use super::{
    choice::Choices,
    issues::{meant_ui, reason_ui},
    rows::{company_of, known_as, name_of, outcome_ui, update_of},
    work::Planned,
};
use crate::{
    domain::{
        company::{Company, Honour},
        fact::{Fact, FactState},
        ids::CompanyId,
        record::{Entity, Record, Value},
        units::Unit,
    },
    exchange::{
        mapping::{Mapping, TargetField},
        plan::{ListIssue, Outcome, RowChoices, RowOutcome},
        read::List,
    },
    report::rejected::address,
    text::{
        Label, Say,
        fields::{field_label, target_label},
        format,
        history::Names,
        labels::choice,
        ui_import::ImportText,
        ui_intake::IntakeText,
    },
    ui::{
        context::{PageContext, Post},
        route::Place,
        theme::icons,
        widgets::UiExt,
    },
};

/// Width of the names of fields.
const NAMES: f32 = 112.0;
/// Cells of a source row shown at most.
const CELLS: usize = 60;

/// Draws a row in full.
pub(super) fn ui(
    ui: &mut Ui,
    row: &RowOutcome,
    mapping: &Mapping,
    (planned, choices): (&Planned, &RowChoices),
    decided: &mut Choices,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) {
    let lang = ctx.lang;
    let list: &List = &planned.list;
    ui.horizontal(|ui| {
        outcome_ui(ui, row.outcome, lang);
        ui.secondary(ImportText::RowNumber { row: row.row }.say(lang));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let known = company_of(row, planned).filter(|key| ctx.snapshot.companies.get(*key).is_some());
            if let Some(key) = known
                && ui.button(ImportText::OpenCard.say(lang)).clicked()
            {
                out.push(Post::go(Place::company(CompanyId::from_uuid(key))));
            }
            if choices.skipped.contains(&row.row) {
                if ui.button(IntakeText::TakeIn.say(lang)).clicked() {
                    decided.skip(row.row, false);
                }
            } else if matches!(row.outcome, Outcome::Created | Outcome::Updated) {
                let hint = IntakeText::SkipHint { row: row.row }.say(lang);
                if ui.button(IntakeText::Skip.say(lang)).on_hover_text(hint).clicked() {
                    decided.skip(row.row, true);
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let name = RichText::new(name_of(row, planned, ctx)).text_style(crate::ui::theme::fonts::strong());
                ui.elided(name);
            });
        });
    });
    ui.separator();
    let names = Names { snapshot: ctx.snapshot, plan: ctx.plan(), lang };
    let scroll = ScrollArea::vertical().id_salt(("row", row.row)).auto_shrink([false, false]);
    scroll.show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        let first = planned.issues.partition_point(|issue| issue.row < row.row);
        let issues = planned.issues[first..].iter().take_while(|issue| issue.row == row.row);
        for issue in issues {
            issue_ui(ui, issue, mapping, decided, ctx);
        }
        for ((number, column), text) in choices.cells.range((row.row, 0)..=(row.row, u32::MAX)) {
            rewritten_ui(ui, (*number, *column), text, mapping, decided, ctx);
        }
        Grid::new(("fields", row.row)).num_columns(2).min_col_width(NAMES).spacing([12.0, 4.0]).show(
            ui,
            |ui| match row.outcome {
                Outcome::Created => {
                    if let Some(new) = planned.plan.created.get(row.at) {
                        created_ui(ui, &new.company, &names);
                        extras_ui(ui, &new.facts, &new.honours, &new.booth, &names);
                    }
                }
                Outcome::Updated | Outcome::Unchanged => {
                    if let Some(update) = update_of(row, planned) {
                        let known = known_as(update.id.uuid(), planned, ctx.snapshot);
                        changes_ui(ui, known, &update.changes, &names);
                        extras_ui(ui, &update.facts, &update.honours, &update.booth, &names);
                    } else {
                        source_ui(ui, row.row, list, mapping);
                    }
                }
                Outcome::Rejected | Outcome::Blank => source_ui(ui, row.row, list, mapping),
            },
        );
    });
}

/// A cell that a person wrote anew, and the way back.
fn rewritten_ui(
    ui: &mut Ui,
    (row, column): (u32, u32),
    text: &str,
    mapping: &Mapping,
    decided: &mut Choices,
    ctx: &PageContext<'_>,
) {
    ui.horizontal(|ui| {
        let (cell, header) = (address(row, Some(column)), mapping.column_name(column));
        ui.secondary(IntakeText::Rewritten { cell, header }.say(ctx.lang));
        if ui.small_button(IntakeText::TakeIn.say(ctx.lang)).clicked() {
            decided.take_back(row, column);
        }
        ui.elided(format!("“{}”", text.replace('\n', " ")));
    });
}

fn issue_ui(ui: &mut Ui, issue: &ListIssue, mapping: &Mapping, decided: &mut Choices, ctx: &PageContext<'_>) {
    ui.horizontal(|ui| {
        let cell = address(issue.row, issue.column);
        let header = issue.column.map(|column| mapping.column_name(column)).unwrap_or_default();
        let place = if header.is_empty() { cell } else { ImportText::IssuePlace { cell, header }.say(ctx.lang) };
        ui.secondary(place);
        if !issue.raw.is_empty() {
            ui.scope(|ui| {
                ui.set_max_width(220.0);
                ui.elided(format!("“{}”", issue.raw.replace('\n', " ")));
            });
        }
        meant_ui(ui, issue, decided, ctx.lang);
        reason_ui(ui, issue, ctx.lang);
    });
}

fn line_ui(ui: &mut Ui, name: &str, value: impl FnOnce(&mut Ui)) {
    ui.secondary(name);
    ui.horizontal(value);
    ui.end_row();
}

/// What a new company's record says; flags that are not set and the list's own name say nothing.
fn created_ui(ui: &mut Ui, company: &Company, names: &Names<'_>) {
    for (field, value) in Company::FIELDS.iter().zip(company.values()) {
        if matches!(value, Value::Null | Value::Integer(0)) || field.name == "origin" {
            continue;
        }
        let words = names.value(Entity::Company, field, &value);
        line_ui(ui, field_label(Entity::Company, field.name, names.lang), |ui| {
            ui.elided(words);
        });
    }
}

fn changes_ui(ui: &mut Ui, known: Option<&Company>, changes: &[(&'static str, Value)], names: &Names<'_>) {
    let tokens = ui.tokens();
    let before = known.map(Record::values).unwrap_or_default();
    for (name, value) in changes {
        let Some((index, field)) = Entity::Company.field(name) else { continue };
        let old = names.value(Entity::Company, field, before.get(index).unwrap_or(&Value::Null));
        let new = names.value(Entity::Company, field, value);
        line_ui(ui, field_label(Entity::Company, name, names.lang), |ui| {
            let half = (ui.available_width() - 40.0).max(80.0) / 2.0;
            ui.scope(|ui| {
                ui.set_max_width(half);
                ui.elided(RichText::new(old).color(tokens.text_soft));
            });
            ui.label(RichText::new(icons::ARROW_RIGHT).color(tokens.text_soft));
            ui.elided(new);
        });
    }
}

fn extras_ui(ui: &mut Ui, facts: &[Fact], honours: &[Honour], booth: &str, names: &Names<'_>) {
    let lang = names.lang;
    for fact in facts {
        let value = fact_words(fact, names);
        line_ui(ui, fact.metric.label(lang), |ui| {
            ui.elided(value);
        });
    }
    for honour in honours {
        line_ui(ui, field_label(Entity::Honour, "kind", lang), |ui| {
            ui.elided(honour.kind.label(lang));
            ui.secondary(&*honour.number);
        });
    }
    if !booth.is_empty() {
        line_ui(ui, target_label(TargetField::Booth, lang), |ui| {
            ui.elided(ImportText::BoothOnly { booth: booth.to_owned() }.say(lang));
        });
    }
}

fn fact_words(fact: &Fact, names: &Names<'_>) -> String {
    let lang = names.lang;
    let value = match (fact.state, fact.number) {
        (FactState::Unparsed, _) => ImportText::Unreadable { raw: fact.note.to_string() }.say(lang),
        (_, Some(number)) if fact.unit == Unit::WanYuan => {
            format::wan_yuan(crate::domain::units::WanYuan(number), lang)
        }
        (_, Some(number)) => format!("{} {}", format::number(number, 4), fact.unit.label(lang)),
        (_, None) => choice(fact.metric, &fact.choice, lang).map_or_else(|| fact.choice.to_string(), str::to_owned),
    };
    match fact.as_of {
        Some(day) => ImportText::AsOf { value, day: format::iso_date(day) }.say(lang),
        None => value,
    }
}

/// The row as it stands in the list.
fn source_ui(ui: &mut Ui, number: u32, list: &List, mapping: &Mapping) {
    let Some(row) = list.sheet.row(number) else { return };
    for (column, cell) in row.cells().take(CELLS) {
        line_ui(ui, &mapping.column_name(column), |ui| {
            ui.elided(cell.display().replace('\n', " "));
        });
    }
}
