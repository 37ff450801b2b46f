//! A review that is being typed in: kept beside the settings, one for each list, until it is saved or given up, so that
//! neither another list nor a crash takes it away.

use std::path::{Path, PathBuf};

use eframe::egui::{Align, Layout, RichText, Ui};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::entry::EntryForm;
use crate::{
    report::review::{JUDGES, MOST_JUDGES},
    text::{Say as _, format, ui_companies::CompaniesText, ui_kept::KeptText as T, ui_lead::LeadText},
    ui::{
        context::{PageContext, Post},
        settings::Settings,
        theme::icons,
        widgets::UiExt,
    },
};

/// Note of the settings.
const NOTE: &str = "shortlist.reviews";
/// Note of the number of judges, which the packet and the form have in common.
const PANEL: &str = "shortlist.judges";
/// Most drafts kept; the oldest go first.
const MOST: usize = 20;

#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// The workspace it was typed in.
    workspace: PathBuf,
    /// The list it is about.
    list: Uuid,
    /// When, in milliseconds since 1970.
    at_ms: i64,
    form: EntryForm,
}

/// All of them; one that cannot be read costs only itself.
fn read(settings: &Settings) -> Vec<Kept> {
    let note = settings.notes.get(NOTE).map(String::as_str).unwrap_or_default();
    let values: Vec<serde_json::Value> = serde_json::from_str(note).unwrap_or_default();
    values.into_iter().filter_map(|value| serde_json::from_value(value).ok()).collect()
}

fn newest(settings: &Settings, workspace: &Path) -> Option<Kept> {
    read(settings).into_iter().filter(|kept| kept.workspace == workspace).max_by_key(|kept| kept.at_ms)
}

/// When a review of this workspace was last typed at and not saved, in milliseconds since 1970.
pub fn waiting(settings: &Settings, workspace: &Path) -> Option<i64> {
    newest(settings, workspace).map(|kept| kept.at_ms)
}

/// Keeps the form of a list as it is now; forgets it where it was saved or given up.
pub fn keep(list: Uuid, now: Option<EntryForm>, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let (workspace, at_ms) = (ctx.path.to_owned(), ctx.now.as_millisecond());
    out.push(Post::set(move |settings| {
        let mut all = read(settings);
        all.retain(|kept| kept.workspace != workspace || kept.list != list);
        all.extend(now.map(|form| Kept { workspace, list, at_ms, form }));
        let over = all.len().saturating_sub(MOST);
        all.drain(..over);
        match serde_json::to_string(&all) {
            Ok(note) if !all.is_empty() => settings.notes.insert(NOTE.to_owned(), note),
            _ => settings.notes.remove(NOTE),
        };
    }));
}

/// The form of a list as it was left.
pub fn taken_up(list: Uuid, ctx: &PageContext<'_>) -> Option<EntryForm> {
    let mut all = read(ctx.settings).into_iter();
    all.find(|kept| kept.workspace == ctx.path && kept.list == list).map(|kept| kept.form)
}

/// Offers the one last typed at; the list to go on with.
pub fn offer_ui(ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> Option<Uuid> {
    if !ctx.writable || !ctx.settings.notes.contains_key(NOTE) {
        return None;
    }
    let kept = newest(ctx.settings, ctx.path)?;
    let lang = ctx.lang;
    let record = ctx.snapshot.shortlists.get(kept.list);
    let list = record.map_or_else(String::new, |record| record.name.to_string());
    let title = T::DraftTitle { list }.say(lang);
    let words = LeadText::DraftLeft { title, at: format::moment(kept.at_ms) }.say(lang);
    let (mut go_on, mut drop) = (false, false);
    ui.wide_card(|ui| {
        ui.horizontal(|ui| {
            ui.icon(icons::PENCIL_SIMPLE, ctx.tokens.accent_text);
            ui.buttons_at_end(|ui| {
                drop = ui.icon_text_button(icons::TRASH, &CompaniesText::DraftDrop.say(lang)).clicked();
                // A list that was deleted may come back by a step back: what was typed about it waits.
                if record.is_some() {
                    go_on = ui.primary_button(CompaniesText::DraftResume.say(lang)).clicked();
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.elided(RichText::new(words));
                });
            });
        });
    });
    if drop {
        keep(kept.list, None, ctx, out);
    }
    go_on.then_some(kept.list)
}

/// How many members a panel has: as it was last said.
pub fn judges(settings: &Settings) -> usize {
    let said = settings.notes.get(PANEL).and_then(|note| note.parse().ok());
    said.unwrap_or(JUDGES).clamp(1, MOST_JUDGES)
}

/// Remembers how many they are.
pub fn remember_judges(judges: usize, out: &mut Vec<Post>) {
    out.push(Post::set(move |settings| {
        settings.notes.insert(PANEL.to_owned(), judges.to_string());
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_read_back_and_a_broken_one_costs_only_itself() {
        let mut settings = Settings::default();
        let form = EntryForm::sample();
        let one = Kept { workspace: "a".into(), list: Uuid::from_u128(1), at_ms: 5, form: form.clone() };
        let good = serde_json::to_string(&one).unwrap();
        settings.notes.insert(NOTE.into(), format!("[{{\"workspace\":7}},{good}]"));
        assert_eq!(read(&settings).len(), 1);
        assert_eq!(newest(&settings, Path::new("a")).map(|kept| kept.form), Some(form));
        assert_eq!(waiting(&settings, Path::new("a")), Some(5));
        assert_eq!(waiting(&settings, Path::new("b")), None);
    }

    #[test]
    fn a_panel_has_a_sensible_size() {
        let mut settings = Settings::default();
        assert_eq!(judges(&settings), JUDGES);
        for (said, meant) in [("7", 7), ("0", 1), ("99", MOST_JUDGES), ("x", JUDGES)] {
            settings.notes.insert(PANEL.into(), said.into());
            assert_eq!(judges(&settings), meant, "{said}");
        }
    }
}
