//! What was being written about leads when the window closed or the machine stopped: one note of the settings a lead or
//! company, so that every page that shows it finds the same.

use eframe::egui::{RichText, Ui};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Forms;
use crate::{
    domain::ids::{CompanyId, LeadId},
    text::{Say, format, ui_companies::CompaniesText, ui_lead::LeadText as T},
    ui::{
        context::{PageContext, Post},
        route::Place,
        theme::icons,
        widgets::UiExt,
    },
};

/// Begins the names of these notes.
const NOTE: &str = "lead.forms.";
/// Most drafts kept; the oldest go first.
const MOST: usize = 40;

/// Unfinished forms and when they were last touched.
#[derive(Debug, Serialize, Deserialize)]
struct Draft {
    at: Timestamp,
    forms: Forms,
}

/// The note of a lead or company, as it is.
pub(super) fn note<'a>(ctx: &'a PageContext<'_>, key: Uuid) -> Option<&'a String> {
    ctx.settings.notes.get(&format!("{NOTE}{key}"))
}

/// The forms of a note; none when it cannot be read.
pub(super) fn read(note: &str) -> Option<Forms> {
    serde_json::from_str::<Draft>(note).ok().map(|draft| draft.forms)
}

/// Keeps forms, or forgets them where nothing is written; the note as it then is.
pub(super) fn keep(key: Uuid, forms: &Forms, at: Timestamp, out: &mut Vec<Post>) -> Option<String> {
    let note =
        if *forms == Forms::default() { None } else { serde_json::to_string(&Draft { at, forms: forms.clone() }).ok() };
    let kept = note.clone();
    out.push(Post::set(move |settings| {
        let name = format!("{NOTE}{key}");
        match note {
            Some(note) => settings.notes.insert(name, note),
            None => settings.notes.remove(&name),
        };
        let mut all: Vec<(Timestamp, String)> = drafts(&settings.notes).collect();
        all.sort();
        for (_, name) in all.iter().take(all.len().saturating_sub(MOST)) {
            settings.notes.remove(name);
        }
    }));
    kept
}

/// When each note was touched, and its name; one that cannot be read is the oldest.
fn drafts(notes: &std::collections::BTreeMap<String, String>) -> impl Iterator<Item = (Timestamp, String)> {
    notes.iter().filter(|(name, _)| name.starts_with(NOTE)).map(|(name, note)| {
        let at = serde_json::from_str::<Draft>(note).map_or(Timestamp::MIN, |draft| draft.at);
        (at, name.clone())
    })
}

/// What an earlier run left unfinished, to be offered once.
#[derive(Debug, Default)]
pub struct LeadDrafts {
    /// Keys with when they were touched, newest last; none = not looked for yet.
    waiting: Option<Vec<(Timestamp, Uuid)>>,
}

impl LeadDrafts {
    /// Offers the newest one, to go on with or to throw away.
    pub fn offer_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let waiting = self.waiting.get_or_insert_with(|| {
            let mut waiting: Vec<(Timestamp, Uuid)> = drafts(&ctx.settings.notes)
                .filter_map(|(at, name)| Some((at, Uuid::parse_str(name.strip_prefix(NOTE)?).ok()?)))
                .collect();
            waiting.sort();
            waiting
        });
        waiting.retain(|(_, key)| note(ctx, *key).is_some() && place(*key, ctx).is_some());
        let Some((at, key)) = waiting.last().copied() else { return };
        let Some((place, title)) = place(key, ctx) else { return };
        let words = T::DraftLeft { title, at: format::date_time(at.to_zoned_datetime(TimeZone::system()).datetime()) }
            .say(lang);
        let mut done = false;
        ui.wide_card(|ui| {
            ui.horizontal(|ui| {
                let tokens = ui.tokens();
                ui.icon(icons::PENCIL_SIMPLE, tokens.accent_text);
                ui.buttons_at_end(|ui| {
                    if ui.icon_text_button(icons::TRASH, &CompaniesText::DraftDrop.say(lang)).clicked() {
                        keep(key, &Forms::default(), ctx.now, out);
                        done = true;
                    }
                    if ui.primary_button(CompaniesText::DraftResume.say(lang)).clicked() {
                        out.push(Post::Go(place));
                        done = true;
                    }
                    ui.with_layout(eframe::egui::Layout::left_to_right(eframe::egui::Align::Center), |ui| {
                        ui.elided(RichText::new(words));
                    });
                });
            });
        });
        if done {
            waiting.pop();
        }
    }

    /// One looks at this record: its draft need not be offered any more.
    pub fn seen(&mut self, key: Uuid) {
        if let Some(waiting) = &mut self.waiting {
            waiting.retain(|(_, other)| *other != key);
        }
    }
}

/// Where a lead or company is shown, and what it is called.
fn place(key: Uuid, ctx: &PageContext<'_>) -> Option<(Place, String)> {
    let snapshot = ctx.snapshot;
    if let Some(lead) = snapshot.leads.get(key) {
        return Some((Place::lead(LeadId::from_uuid(key)), lead.title.to_string()));
    }
    let company = snapshot.companies.get(key)?;
    Some((Place::dealings(CompanyId::from_uuid(key)), company.name.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::record::Entity,
        ui::{pages::lead::RecordForm, settings::Settings},
    };

    fn forms() -> Forms {
        let mut form = RecordForm::new(&["title"], &[]);
        *form.text("title") = "寄资料".to_owned();
        Forms { records: [(Entity::Task, form)].into(), ..Forms::default() }
    }

    fn carried_out(out: Vec<Post>, settings: &mut Settings) {
        for post in out {
            if let Post::Set(change) = post {
                change(settings);
            }
        }
    }

    #[test]
    fn forms_come_back_from_their_note_and_spoilt_ones_cost_only_themselves() {
        let mut out = Vec::new();
        let note = keep(Uuid::nil(), &forms(), Timestamp::UNIX_EPOCH, &mut out).unwrap();
        assert_eq!(read(&note), Some(forms()));
        assert_eq!(read("{"), None);
        let mut settings = Settings::default();
        carried_out(out, &mut settings);
        assert_eq!(settings.notes.len(), 1);
        let mut out = Vec::new();
        assert_eq!(keep(Uuid::nil(), &Forms::default(), Timestamp::UNIX_EPOCH, &mut out), None);
        carried_out(out, &mut settings);
        assert!(settings.notes.is_empty(), "what is saved is no draft");
    }

    #[test]
    fn the_oldest_drafts_go_first() {
        let mut settings = Settings::default();
        for number in 0..60_u32 {
            let mut out = Vec::new();
            let at = Timestamp::from_second(i64::from(number)).unwrap();
            keep(Uuid::from_u128(u128::from(number)), &forms(), at, &mut out);
            carried_out(out, &mut settings);
        }
        assert_eq!(settings.notes.len(), MOST);
        assert!(!settings.notes.contains_key(&format!("{NOTE}{}", Uuid::from_u128(19))));
        assert!(settings.notes.contains_key(&format!("{NOTE}{}", Uuid::from_u128(20))));
    }
}
