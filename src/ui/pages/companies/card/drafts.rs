//! What was being written on cards when the window closed or the machine stopped: kept beside the settings, given back
//! at the next start, never put over what was saved since.

use eframe::egui::{RichText, Ui};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{Forms, Tab};
use crate::{
    domain::{ids::CompanyId, record::Record},
    text::{Lang, Say, format, ui_companies::CompaniesText as T},
    ui::{
        context::{PageContext, Post},
        theme::icons,
        widgets::UiExt,
    },
};

/// Among the notes of the settings.
const NOTE: &str = "companies.forms";
/// Most drafts kept; the oldest go first.
const MOST: usize = 40;

/// Unfinished forms of one company.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Draft {
    company: CompanyId,
    /// When it was last touched.
    at: Timestamp,
    forms: Forms,
    /// Written in an earlier run, and not gone on with yet.
    #[serde(skip)]
    earlier: bool,
}

/// All drafts, newest last.
#[derive(Debug, Default)]
pub struct Drafts {
    kept: Vec<Draft>,
    loaded: bool,
}

/// A draft to go on with.
pub struct Offer {
    /// Whose.
    pub company: CompanyId,
    /// In which part of the card.
    pub tab: Tab,
}

impl Drafts {
    /// Takes what was remembered, at the first frame; gives back the forms of companies that are here.
    pub fn load(&mut self, ctx: &PageContext<'_>) -> Vec<(CompanyId, Forms)> {
        if std::mem::replace(&mut self.loaded, true) {
            return Vec::new();
        }
        self.kept = ctx.settings.notes.get(NOTE).map(|note| read(note)).unwrap_or_default();
        let is_here = |draft: &&Draft| ctx.snapshot.companies.get(draft.company.uuid()).is_some();
        self.kept.iter().filter(is_here).map(|draft| (draft.company, draft.forms.clone())).collect()
    }

    /// Keeps the forms of a company as they are now; empty ones are forgotten.
    pub fn keep(&mut self, company: CompanyId, forms: &Forms, now: Timestamp, out: &mut Vec<Post>) {
        self.kept.retain(|draft| draft.company != company);
        if !forms.is_empty() {
            self.kept.push(Draft { company, at: now, forms: forms.clone(), earlier: false });
        }
        let over = self.kept.len().saturating_sub(MOST);
        self.kept.drain(..over);
        self.post(out);
    }

    /// One looks at the card of this company: its draft need not be offered any more.
    pub fn seen(&mut self, company: CompanyId) {
        for draft in self.kept.iter_mut().filter(|draft| draft.company == company) {
            draft.earlier = false;
        }
    }

    /// Offers the newest draft of an earlier run; what was chosen to go on with, and what was thrown away.
    pub fn offer_ui(
        &mut self,
        ui: &mut Ui,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) -> (Option<Offer>, Option<CompanyId>) {
        let lang = ctx.lang;
        let here = |draft: &&Draft| draft.earlier && ctx.snapshot.companies.get(draft.company.uuid()).is_some();
        let more = self.kept.iter().filter(here).count().saturating_sub(1);
        let Some(draft) = self.kept.iter().rev().find(here) else { return (None, None) };
        let Some(company) = ctx.snapshot.companies.get(draft.company.uuid()) else { return (None, None) };
        let (id, tab) = (draft.company, draft.forms.tab());
        let words = T::DraftLeft {
            company: company.name.to_string(),
            part: tab.label().say(lang),
            at: format::date_time(draft.at.to_zoned_datetime(TimeZone::system()).datetime()),
        }
        .say(lang);
        let (mut resumed, mut dropped) = (None, None);
        ui.wide_card(|ui| {
            ui.horizontal(|ui| {
                let tokens = ui.tokens();
                ui.icon(icons::PENCIL_SIMPLE, tokens.accent_text);
                ui.buttons_at_end(|ui| {
                    if ui.icon_text_button(icons::TRASH, &T::DraftDrop.say(lang)).clicked() {
                        dropped = Some(id);
                    }
                    if ui.primary_button(T::DraftResume.say(lang)).clicked() {
                        resumed = Some(Offer { company: id, tab });
                    }
                    if more > 0 {
                        ui.secondary(T::DraftMore { count: more }.say(lang));
                    }
                    ui.with_layout(eframe::egui::Layout::left_to_right(eframe::egui::Align::Center), |ui| {
                        ui.elided(RichText::new(words));
                    });
                });
            });
        });
        if resumed.is_some() {
            self.seen(id);
        }
        if dropped.is_some() {
            self.kept.retain(|draft| draft.company != id);
            self.post(out);
        }
        (resumed, dropped)
    }

    fn post(&self, out: &mut Vec<Post>) {
        let note = if self.kept.is_empty() { None } else { serde_json::to_string(&self.kept).ok() };
        out.push(Post::set(move |settings| {
            match note {
                Some(note) => settings.notes.insert(NOTE.to_owned(), note),
                None => settings.notes.remove(NOTE),
            };
        }));
    }
}

/// The drafts of a note; one that cannot be read costs only itself.
fn read(note: &str) -> Vec<Draft> {
    let values: Vec<serde_json::Value> = serde_json::from_str(note).unwrap_or_default();
    let drafts = values.into_iter().filter_map(|value| serde_json::from_value::<Draft>(value).ok());
    drafts.filter(|draft| !draft.forms.is_empty()).map(|draft| Draft { earlier: true, ..draft }).collect()
}

/// What a record says, to be compared with what it says later.
pub fn stamp(record: &impl Record) -> String {
    format!("{:?}", record.values())
}

/// Says so where a record was changed after its form was opened.
pub fn changed_since_ui(ui: &mut Ui, was: &str, now: &str, lang: Lang) {
    if was != now {
        let tokens = ui.tokens();
        ui.horizontal_wrapped(|ui| {
            ui.icon(icons::WARNING_CIRCLE, tokens.estimate_text);
            ui.label(RichText::new(T::ChangedSince.say(lang)).color(tokens.estimate_text));
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::fact::Metric, ui::pages::companies::card::fact_form::FactForm};

    fn draft(number: u128) -> Draft {
        let fact = FactForm::new(Metric::Revenue, jiff::civil::date(2026, 1, 2));
        Draft {
            company: CompanyId::from_uuid(uuid::Uuid::from_u128(number)),
            at: Timestamp::UNIX_EPOCH,
            forms: Forms { fact: Some(fact), ..Forms::default() },
            earlier: false,
        }
    }

    #[test]
    fn one_spoilt_draft_costs_only_itself() {
        let mut values = vec![serde_json::to_value(draft(1)).unwrap(), serde_json::to_value(draft(2)).unwrap()];
        values[0]["forms"]["fact"]["metric"] = "no such metric".into();
        let drafts = read(&serde_json::to_string(&values).unwrap());
        assert_eq!(drafts.len(), 1);
        assert_eq!(drafts[0].company, draft(2).company);
        assert!(drafts[0].earlier, "it is offered");
        for note in ["", "{", "[1, null]", "{}"] {
            assert!(read(note).is_empty(), "{note:?}");
        }
    }

    #[test]
    fn the_oldest_drafts_go_first() {
        let mut drafts = Drafts::default();
        let mut out = Vec::new();
        for number in 0..60 {
            let one = draft(number);
            drafts.keep(one.company, &one.forms, Timestamp::UNIX_EPOCH, &mut out);
        }
        assert_eq!(drafts.kept.len(), MOST);
        assert_eq!(drafts.kept[0].company, draft(20).company);
        let last = draft(59);
        drafts.keep(last.company, &Forms::default(), Timestamp::UNIX_EPOCH, &mut out);
        assert!(drafts.kept.iter().all(|draft| draft.company != last.company), "what was saved is no draft");
    }
}
