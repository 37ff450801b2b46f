//! What the views ask the page for.

use eframe::egui::Ui;

use super::{Scene, table};
use crate::{
    domain::{
        ids::{AuthorId, LeadId, TaskId},
        lead::Stage,
        record::{Cell, Entity},
    },
    ledger::{Action, Edit, RowEdit},
    text::fields,
    ui::{
        context::PageContext,
        route::Place,
        widgets::{ColumnSpec, TableOutput, TableState},
    },
};

/// Something a part of the page asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Open a lead.
    Open(LeadId),
    /// Go somewhere else.
    Go(Place),
    /// Move leads to one of these stages; to any, when none is named.
    Move(Vec<LeadId>, Vec<Stage>),
    /// Say that leads cannot go to this stage.
    Refuse(String),
    /// Note what was done about a lead.
    Progress(LeadId),
    /// State why nothing was done about it.
    Standstill(LeadId),
    /// Put somebody in charge.
    Assign(Vec<LeadId>, Option<AuthorId>),
    /// A task is done.
    Done(TaskId),
    /// Delete leads.
    Delete(Vec<LeadId>),
}

/// The action that puts somebody in charge of leads: one step, however many.
pub fn assigned(leads: &[LeadId], owner: Option<AuthorId>, ctx: &PageContext<'_>) -> Option<Action> {
    let changing = |lead: &LeadId| ctx.snapshot.leads.get(lead.uuid()).is_some_and(|lead| lead.owner != owner);
    let leads: Vec<LeadId> = leads.iter().copied().filter(changing).collect();
    let edits = || vec![Edit::new("owner", owner.to_value())];
    match leads.as_slice() {
        [] => None,
        [lead] => Some(Action::EditLead { lead: *lead, edits: edits() }),
        many => Some(Action::EditRows {
            title: fields::field_label(Entity::Lead, "owner", ctx.lang).into(),
            rows: many.iter().map(|lead| RowEdit { entity: Entity::Lead, key: lead.uuid(), edits: edits() }).collect(),
            created: Vec::new(),
        }),
    }
}

/// Does what was asked for in the table.
pub fn table_wishes(
    ui: &Ui,
    output: TableOutput,
    table: &TableState<LeadId>,
    columns: &[ColumnSpec],
    scene: &Scene<'_, '_>,
    wishes: &mut Vec<Wish>,
) {
    let selection = &table.selection;
    if let Some(lead) = output.opened.or(output.edit).and_then(|row| scene.listing.row(row)) {
        wishes.push(Wish::Open(lead.id));
    }
    if output.delete {
        wishes.push(Wish::Delete(selection.iter().collect()));
    }
    if output.copy {
        let shown = table.visible(columns);
        let mut text = shown.iter().map(|column| column.title.as_str()).collect::<Vec<_>>().join("\t");
        let rows = &scene.listing.rows;
        let chosen = scene.listing.listed.iter().filter_map(|place| rows.leads.get(*place as usize));
        for row in chosen.filter(|row| selection.contains(&row.id)) {
            let cells: Vec<String> =
                shown.iter().map(|column| table::cell_text(row, rows, column.id, scene.ctx)).collect();
            text.push('\n');
            text.push_str(&cells.join("\t"));
        }
        ui.ctx().copy_text(text);
    }
    if let Some((_, response)) = output.menu {
        response.context_menu(|ui| scene.menu_ui(ui, selection, wishes));
    }
}
