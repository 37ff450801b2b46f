//! Another company or lead, found by typing a part of its name.

use eframe::egui::{Id, Response, TextEdit, Ui};
use uuid::Uuid;

use crate::{
    text::{Say, ui_lead::LeadText as T},
    ui::{context::PageContext, theme::icons, widgets::UiExt},
};

/// Most names proposed.
const PROPOSED: usize = 6;

/// What was searched for last, so that a hundred thousand names are not searched in every frame.
#[derive(Debug, Clone, Default, PartialEq)]
struct Found {
    query: String,
    revision: u64,
    names: Vec<(Uuid, String)>,
}

/// Draws the field: the name of what was chosen, or a search. `text` is the key, or what is searched for.
pub fn pick_ui(ui: &mut Ui, leads: bool, text: &mut String, ctx: &PageContext<'_>) -> Response {
    let lang = ctx.lang;
    let chosen = Uuid::parse_str(text).ok();
    if let Some(name) = chosen.and_then(|key| name_of(leads, key, ctx)) {
        let response = ui.elided(name);
        if ui.icon_button(icons::X, &T::PickAnother.say(lang)).clicked() {
            text.clear();
        }
        return response;
    }
    ui.vertical(|ui| {
        let hint = if leads { T::FindLead } else { T::FindCompany };
        let response = ui.add(TextEdit::singleline(text).hint_text(hint.say(lang)).desired_width(240.0));
        let query = text.trim().to_lowercase();
        if query.is_empty() {
            return response;
        }
        let id = Id::unique(("pick a record", leads));
        let mut found: Found = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        if found.query != query || found.revision != ctx.revision {
            let names = search(leads, &query, ctx);
            found = Found { query, revision: ctx.revision, names };
            ui.data_mut(|data| data.insert_temp(id, found.clone()));
        }
        if found.names.is_empty() {
            ui.secondary(T::NobodyFound.say(lang));
        }
        for (key, name) in &found.names {
            if ui.link(name).clicked() {
                *text = key.to_string();
            }
        }
        response
    })
    .inner
}

fn name_of(leads: bool, key: Uuid, ctx: &PageContext<'_>) -> Option<String> {
    if leads {
        ctx.snapshot.leads.get(key).map(|lead| lead.title.to_string())
    } else {
        ctx.snapshot.companies.get(key).map(|company| company.name.to_string())
    }
}

fn search(leads: bool, query: &str, ctx: &PageContext<'_>) -> Vec<(Uuid, String)> {
    let hit = |name: &str| name.contains(query) || name.is_ascii() && name.to_lowercase().contains(query);
    if leads {
        let leads = ctx.snapshot.leads.iter().filter(|lead| hit(&lead.title));
        leads.take(PROPOSED).map(|lead| (lead.id.uuid(), lead.title.to_string())).collect()
    } else {
        let companies = ctx.snapshot.companies.iter().filter(|company| hit(&company.name));
        companies.take(PROPOSED).map(|company| (company.id.uuid(), company.name.to_string())).collect()
    }
}
