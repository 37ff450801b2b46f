//! Keeping a list: the one in sight, the companies selected in it, or those selected in the table of companies.

use std::sync::Arc;

use eframe::egui::{Id, Key, Modal, TextEdit, Ui};

use super::{Preview, ShortlistPage};
use crate::{
    domain::{
        ids::{BaseId, CompanyId, SectorId, ShortlistId},
        paper::Shortlist,
    },
    ledger::{Action, View, assessment::RankBy},
    report::kept::KeptList,
    text::{Label as _, Say as _, format, run::RunText, ui::UiText, ui_kept::KeptText as T},
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        theme::dialog_frame,
        widgets::{UiExt, focus_fresh},
    },
};

/// Name of the job that makes the figures of a list to be kept.
const KEEPING: &str = "keep shortlist";
/// What stands before the companies in the place one comes here with.
const PART: &str = "keep=";
/// A list of companies picked by hand is not longer.
const MOST: usize = 500;

/// The place that asks to keep these companies as a list.
pub fn part_of(companies: &[CompanyId]) -> String {
    let keys: Vec<String> = companies.iter().take(MOST).map(ToString::to_string).collect();
    format!("{PART}{}", keys.join(","))
}

/// The companies named by such a place.
pub(super) fn companies_of(part: &str) -> Option<Vec<CompanyId>> {
    let keys = part.strip_prefix(PART)?.split(',');
    let keys = keys.filter_map(|key| uuid::Uuid::parse_str(key).ok()).map(CompanyId::from_uuid);
    Some(keys.collect())
}

/// A list about to be kept.
#[derive(Debug, Clone)]
pub(super) struct Keeping {
    name: String,
    note: String,
    companies: Vec<CompanyId>,
    /// What was asked for; none of it where the companies were picked by hand.
    rank: RankBy,
    top: Option<usize>,
    base: Option<BaseId>,
    sector: Option<SectorId>,
    /// The field has not had the cursor yet.
    fresh: bool,
}

/// What the job made: the form it was for, and the text of the figures.
type Kept = (Keeping, Option<String>);

impl ShortlistPage {
    /// Opens the form for the list in sight, or for the companies selected in it.
    pub(super) fn keep(&mut self, preview: &Preview, ctx: &PageContext<'_>) {
        let prospects = &preview.view.assessment.prospects;
        let selected = self.table.selection.len();
        let by_hand = selected > 0;
        let companies: Vec<CompanyId> = if by_hand {
            // In the order of the list, as far as they are on it.
            let mut companies: Vec<CompanyId> = self.table.selection.iter().collect();
            let place = |company: &CompanyId| {
                let row = preview.view.row_of(*company);
                preview.choice.chosen.iter().position(|chosen| Some(*chosen) == row).unwrap_or(usize::MAX)
            };
            companies.sort_by_key(place);
            companies
        } else {
            let rows = preview.choice.chosen.iter();
            rows.filter_map(|row| prospects.get(*row)).map(|prospect| prospect.company).collect()
        };
        let day = format::iso_date(ctx.today);
        let name = if by_hand { T::SelectionName { day } } else { T::DefaultName { day } };
        // The record of a list has no place for the tier: its note says it, and the list is not made anew without it.
        let tier = preview.wish.tier.filter(|_| !by_hand);
        let note = tier.map(|tier| ctx.say(&RunText::FilterTier { name: tier.label(ctx.lang) }));
        self.keeping = Some(Keeping {
            name: ctx.say(&name),
            note: note.unwrap_or_default(),
            companies,
            rank: preview.wish.order(),
            top: (!by_hand && tier.is_none()).then_some(preview.wish.top),
            base: preview.wish.base.clone().filter(|_| !by_hand),
            sector: preview.wish.sector.clone().filter(|_| !by_hand),
            fresh: true,
        });
    }

    /// Opens the form for companies picked elsewhere.
    pub(super) fn keep_companies(&mut self, companies: Vec<CompanyId>, ctx: &PageContext<'_>) {
        let name = ctx.say(&T::SelectionName { day: format::iso_date(ctx.today) });
        self.keeping = Some(Keeping {
            name,
            note: String::new(),
            companies,
            rank: RankBy::Value,
            top: None,
            base: None,
            sector: None,
            fresh: true,
        });
    }

    /// Draws the form, and takes in the figures that were made.
    pub(super) fn keeping_ui(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(JobEnd::Done((keeping, Some(content)))) = ctx.take_result::<Kept>(KEEPING) {
            let id = ShortlistId::from_uuid(ctx.new_id());
            out.push(Post::act(Action::Add(
                Shortlist {
                    id,
                    name: keeping.name.trim().into(),
                    made_on: ctx.today,
                    author: None,
                    base: keeping.base,
                    sector: keeping.sector,
                    content: content.into(),
                    arrangement: "".into(),
                    note: keeping.note.trim().into(),
                }
                .into(),
            )));
            self.kept.show(id.uuid());
            self.shows_kept = true;
        }
        let Some(keeping) = &mut self.keeping else { return };
        let lang = ctx.lang;
        let (mut keep, mut cancel) = (false, false);
        let modal = Modal::new(Id::unique("keep list"))
            .backdrop_color(ctx.tokens.backdrop)
            .frame(dialog_frame(ctx.tokens))
            .show(ui.ctx(), |ui| {
                ui.set_width(460.0);
                ui.section_title(T::KeepTitle.say(lang));
                ui.secondary(T::KeepNote { count: format::count(keeping.companies.len()) }.say(lang));
                ui.add_space(8.0);
                for (label, text, first) in [(T::Name, &mut keeping.name, true), (T::Note, &mut keeping.note, false)] {
                    let label = label.say(lang);
                    ui.secondary(&label);
                    let field = TextEdit::singleline(text).desired_width(f32::INFINITY).char_limit(120);
                    let field = ui.add(field).accessible_name(label);
                    if first {
                        focus_fresh(&field, &mut keeping.fresh);
                    }
                    keep |= field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                }
                ui.add_space(8.0);
                ui.buttons_at_end(|ui| {
                    let ready = !keeping.name.trim().is_empty() && ctx.view.is_some() && !ctx.is_running(KEEPING);
                    keep |= ui.add_enabled_ui(ready, |ui| ui.primary_button(T::KeepVerb.say(lang))).inner.clicked();
                    cancel = ui.button(UiText::Cancel.say(lang)).clicked();
                });
            });
        let ready = !keeping.name.trim().is_empty();
        if let Some(view) = ctx.view.filter(|_| keep && ready) {
            let (view, keeping) = (Arc::clone(view), keeping.clone());
            out.push(Post::Job(JobRequest::new(KEEPING, T::Keeping.say(lang), move |_| {
                let content = content(&view, &keeping);
                (keeping, content)
            })));
            self.keeping = None;
        } else if cancel || modal.should_close() {
            self.keeping = None;
        }
    }
}

fn content(view: &View, keeping: &Keeping) -> Option<String> {
    let rows: Vec<usize> = keeping.companies.iter().filter_map(|company| view.row_of(*company)).collect();
    KeptList::of(view, &rows, keeping.rank, keeping.top).to_json().ok()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_place_names_companies() {
        let companies = [CompanyId::from_uuid(Uuid::from_u128(1)), CompanyId::from_uuid(Uuid::from_u128(2))];
        assert_eq!(companies_of(&part_of(&companies)), Some(companies.to_vec()));
        assert_eq!(companies_of("base=x"), None);
    }
}
