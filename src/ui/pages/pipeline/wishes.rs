//! What the views ask the page for.

use super::{Scene, sheet::LeadSheet};
use crate::{
    domain::{
        ids::{AuthorId, LeadId, TaskId},
        lead::Stage,
        record::{Cell, Entity},
    },
    ledger::{Action, Edit, RowEdit},
    text::{Say, fields, ui_companies::CompaniesText, ui_grid::GridText},
    ui::{
        context::{PageContext, Post},
        grid::cells::{Cells, copy},
        route::Place,
        theme::icons,
        widgets::{ColumnSpec, TableOutput, TableState, UiExt},
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
            leads: Vec::new(),
        }),
    }
}

/// Does what was asked for in the table with whole leads.
pub fn table_wishes(
    output: TableOutput,
    table: &TableState<LeadId>,
    columns: &[ColumnSpec],
    sheet: &LeadSheet,
    scene: &Scene<'_, '_>,
    (wishes, cells, out): (&mut Vec<Wish>, &mut Cells, &mut Vec<Post>),
) {
    let selection = &table.selection;
    if let Some(lead) = output.opened.and_then(|row| scene.listing.row(row)) {
        wishes.push(Wish::Open(lead.id));
    }
    if output.delete {
        wishes.push(Wish::Delete(selection.iter().collect()));
    }
    if let Some((_, response)) = output.menu {
        let lang = scene.ctx.lang;
        response.context_menu(|ui| {
            scene.menu_ui(ui, selection, wishes);
            ui.separator();
            if ui.icon_text_button(icons::COPY, &CompaniesText::CopyRows.say(lang)).clicked() {
                copy(true, table, columns, sheet, out);
                ui.close();
            }
            ui.add_enabled_ui(scene.ctx.writable, |ui| {
                if ui.icon_text_button(icons::PENCIL_SIMPLE, &GridText::Bulk.say(lang)).clicked() {
                    cells.open_bulk(table, "owner", sheet);
                    ui.close();
                }
                cells.more_ui(ui, table, columns, sheet, scene.ctx, out);
            });
        });
    }
}
