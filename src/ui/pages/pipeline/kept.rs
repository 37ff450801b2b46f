//! What is being written in the dialogs about leads: kept beside the settings until it is saved or given up, and offered
//! again where the window closed or the machine stopped before.

use std::path::{Path, PathBuf};

use eframe::egui::{Align, Layout, RichText, Ui};
use serde::{Deserialize, Serialize};

use super::{entry::EntryForm, moving::MoveForm, rows::Rows};
use crate::{
    domain::ids::LeadId,
    text::{Lang, Say, format, ui_companies::CompaniesText, ui_lead::LeadText},
    ui::{
        context::{PageContext, Post},
        settings::Settings,
        theme::icons,
        widgets::UiExt,
    },
};

/// Note of the settings.
const NOTE: &str = "pipeline.dialogs";
/// Most drafts kept; the oldest go first.
const MOST: usize = 20;

/// A dialog in which something is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Progress, or why there is none.
    Entry(Box<EntryForm>),
    /// A move.
    Move(MoveForm),
}

/// What a form is about; there is one draft of each.
#[derive(PartialEq)]
enum About {
    Progress(LeadId),
    Standstill(LeadId),
    Move(Vec<LeadId>),
}

impl Form {
    fn about(&self) -> About {
        match self {
            Self::Entry(form) if form.explains() => About::Standstill(form.lead()),
            Self::Entry(form) => About::Progress(form.lead()),
            Self::Move(form) => About::Move(form.leads()),
        }
    }

    fn title(&self, lang: Lang) -> String {
        match self {
            Self::Entry(form) => form.title(lang),
            Self::Move(form) => form.title().to_owned(),
        }
    }

    /// The form to go on with; none where its leads are gone or can go nowhere.
    fn again(&self, rows: &Rows, ctx: &PageContext<'_>) -> Option<Self> {
        match self {
            Self::Entry(form) => rows.get(form.lead()).map(|_| self.clone()),
            Self::Move(form) => form.resumed(rows, ctx.today, ctx.lang).map(Self::Move),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// The workspace it was written in.
    workspace: PathBuf,
    /// When, in milliseconds since 1970.
    at_ms: i64,
    form: Form,
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

/// When something was last written in this workspace and not saved, in milliseconds since 1970.
pub fn waiting(settings: &Settings, workspace: &Path) -> Option<i64> {
    newest(settings, workspace).map(|kept| kept.at_ms)
}

/// Keeps a form as it is now; forgets it where it was saved or given up.
pub fn keep(before: Option<&Form>, now: Option<Form>, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let about: Vec<About> = before.into_iter().chain(now.as_ref()).map(Form::about).collect();
    let (workspace, at_ms) = (ctx.path.to_owned(), ctx.now.as_millisecond());
    out.push(Post::set(move |settings| {
        let mut all = read(settings);
        all.retain(|kept| kept.workspace != workspace || !about.contains(&kept.form.about()));
        all.extend(now.map(|form| Kept { workspace, at_ms, form }));
        let over = all.len().saturating_sub(MOST);
        all.drain(..over);
        match serde_json::to_string(&all) {
            Ok(note) if !all.is_empty() => settings.notes.insert(NOTE.to_owned(), note),
            _ => settings.notes.remove(NOTE),
        };
    }));
}

/// The entry as it was left, where one like it was.
pub fn taken_up(entry: EntryForm, ctx: &PageContext<'_>) -> EntryForm {
    let about = if entry.explains() { About::Standstill(entry.lead()) } else { About::Progress(entry.lead()) };
    let kept = read(ctx.settings).into_iter().find(|kept| kept.workspace == ctx.path && kept.form.about() == about);
    match kept.map(|kept| kept.form) {
        Some(Form::Entry(form)) => *form,
        Some(Form::Move(_)) | None => entry,
    }
}

/// Offers the newest one; the form to go on with.
pub fn offer_ui(ui: &mut Ui, rows: &Rows, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> Option<Form> {
    let kept = newest(ctx.settings, ctx.path)?;
    let again = kept.form.again(rows, ctx);
    match draft_ui(ui, kept.form.title(ctx.lang), kept.at_ms, again.is_some(), ctx.lang)? {
        Answer::GoOn => again,
        Answer::Drop => {
            keep(Some(&kept.form), None, ctx, out);
            None
        }
    }
}

/// What was said to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Go on with it.
    GoOn,
    /// Throw it away.
    Drop,
}

/// Offers to go on with a draft.
pub fn draft_ui(ui: &mut Ui, title: String, at_ms: i64, can_go_on: bool, lang: Lang) -> Option<Answer> {
    let words = LeadText::DraftLeft { title, at: format::moment(at_ms) }.say(lang);
    let mut answer = None;
    ui.wide_card(|ui| {
        ui.horizontal(|ui| {
            let tokens = ui.tokens();
            ui.icon(icons::PENCIL_SIMPLE, tokens.accent_text);
            ui.buttons_at_end(|ui| {
                if ui.icon_text_button(icons::TRASH, &CompaniesText::DraftDrop.say(lang)).clicked() {
                    answer = Some(Answer::Drop);
                }
                if can_go_on && ui.primary_button(CompaniesText::DraftResume.say(lang)).clicked() {
                    answer = Some(Answer::GoOn);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.elided(RichText::new(words));
                });
            });
        });
    });
    answer
}
