//! Another company or lead, found by typing a part of its name, how it is read, or its first letters.

use std::sync::{Arc, Weak};

use eframe::egui::{Response, TextEdit, Ui};
use uuid::Uuid;

use crate::{
    text::{Say, ui_lead::LeadText as T},
    ui::{context::PageContext, finder::Finder, theme::icons, widgets::UiExt},
};

/// Most names proposed.
const PROPOSED: usize = 6;

/// What was searched for last, and in which search: a hundred thousand names are not searched in every frame.
#[derive(Debug, Clone, Default)]
struct Found {
    query: String,
    of: Weak<Finder>,
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
        let query = text.trim().to_owned();
        let Some(finder) = ctx.finder.filter(|_| !query.is_empty()) else { return response };
        let id = response.id.with("found");
        let mut found: Found = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        if found.query != query || !std::ptr::eq(found.of.as_ptr(), Arc::as_ptr(finder)) {
            let names = search(leads, &query, finder, ctx);
            found = Found { query, of: Arc::downgrade(finder), names };
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

/// The best answers; leads by their own words first, then those of the companies found.
fn search(leads: bool, query: &str, finder: &Finder, ctx: &PageContext<'_>) -> Vec<(Uuid, String)> {
    let companies = finder.best(query, PROPOSED).into_iter().map(|found| found.company);
    let mut keys: Vec<Uuid> = Vec::new();
    if leads {
        let of_companies = companies.flat_map(|company| ctx.snapshot.leads.of(company).map(|lead| lead.id));
        for lead in finder.best_leads(query, PROPOSED).into_iter().map(|found| found.lead).chain(of_companies) {
            if !keys.contains(&lead.uuid()) {
                keys.push(lead.uuid());
            }
        }
    } else {
        keys.extend(companies.map(crate::domain::ids::CompanyId::uuid));
    }
    // The search may be a revision behind.
    keys.into_iter().filter_map(|key| Some((key, name_of(leads, key, ctx)?))).take(PROPOSED).collect()
}
