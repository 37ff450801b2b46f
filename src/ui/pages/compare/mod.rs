//! The page Compare: two to four companies side by side, and how firm their places are.

mod answer;
mod file;
mod questions;
mod stability;
mod table;

use std::sync::Arc;

use eframe::egui::{Align, DragValue, Id, Layout, RichText, ScrollArea, Ui, vec2};
use uuid::Uuid;

use answer::{Answer, Asked, CAREFUL, QUICK};

use crate::{
    domain::ids::CompanyId,
    ledger::{View, assessment::RankBy, confidence::CAREFUL_DRAWS},
    scoring::Firmness,
    text::{format, ui_compare::CompareText as T},
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        route::Target,
        table_form::{TableForm, table_button_ui},
        theme::icons,
        widgets::{UiExt, chip, layout::EmptyState, search_field},
    },
};

/// Companies side by side at most.
pub const MOST: usize = 4;
/// Companies offered for a typed name.
const OFFERED: usize = 6;
/// Longest list one can ask about.
const LONGEST: usize = 500;

/// The job and question of the table written to a file.
const FILE: &str = "compare table file";

/// What the page holds.
pub struct ComparePage {
    companies: Vec<CompanyId>,
    firmness: Firmness,
    top: usize,
    query: String,
    /// What was asked last, and what came.
    asked: Option<Asked>,
    answer: Option<Answer>,
    /// The company whose weights and questions are shown.
    shown: usize,
    /// Nobody was named yet: the best are proposed once.
    proposed: bool,
    file: TableForm,
}

impl Default for ComparePage {
    fn default() -> Self {
        Self {
            companies: Vec::new(),
            firmness: Firmness::Usual,
            top: 40,
            query: String::new(),
            asked: None,
            answer: None,
            shown: 0,
            proposed: false,
            file: TableForm::default(),
        }
    }
}

/// The part of the page that shows these companies.
pub fn part_of(companies: &[CompanyId]) -> String {
    let keys: Vec<String> = companies.iter().take(MOST).map(|company| company.uuid().to_string()).collect();
    format!("ids={}", keys.join(","))
}

/// The companies a part names.
fn companies_of(part: &str) -> Option<Vec<CompanyId>> {
    let keys = part.strip_prefix("ids=")?.split(',');
    let found: Option<Vec<CompanyId>> = keys.map(|key| Uuid::parse_str(key).ok().map(CompanyId::from_uuid)).collect();
    found.map(|mut found| {
        found.truncate(MOST);
        found
    })
}

impl ComparePage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Target::Part(part) = &ctx.target
            && let Some(companies) = companies_of(part)
        {
            (self.companies, self.shown, self.proposed) = (companies, 0, true);
        }
        self.companies.retain(|company| ctx.snapshot.companies.get(company.uuid()).is_some());
        self.shown = self.shown.min(self.companies.len().saturating_sub(1));
        let Some(view) = ctx.view else {
            ui.page_title(ctx.say(&T::Title));
            ui.secondary(ctx.say(&T::Judging));
            return;
        };
        if !std::mem::replace(&mut self.proposed, true) && self.companies.is_empty() {
            self.companies = best(view, 3);
        }
        self.head_ui(ui, ctx, view);
        ui.add_space(8.0);
        if self.companies.is_empty() {
            let empty = EmptyState {
                icon: icons::COLUMNS,
                title: &ctx.say(&T::Empty),
                note: &ctx.say(&T::EmptyNote),
                action: None,
            };
            empty.ui(ui);
            return;
        }
        self.follow(ctx, view, out);
        let Some(answer) = &self.answer else {
            ui.secondary(ctx.say(&T::Judging));
            return;
        };
        if ui.buttons_at_end(|ui| table_button_ui(ui, ctx, true)) {
            self.file.open(file::seen_of(ctx, answer), ctx);
        }
        self.file.ui(ui, FILE, ctx, out);
        let mut shown = self.shown;
        ScrollArea::vertical().id_salt("compare").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width((ui.available_width() - 12.0).min(1400.0));
            ui.wide_card(|ui| table::table_ui(ui, ctx, answer, &mut shown, out));
            ui.add_space(8.0);
            if ui.available_width() < 880.0 {
                ui.wide_card(|ui| stability::stability_ui(ui, ctx, answer, shown));
                ui.add_space(8.0);
                ui.wide_card(|ui| questions::questions_ui(ui, ctx, answer, shown));
            } else {
                ui.columns(2, |columns| {
                    if let [left, right] = columns {
                        left.wide_card(|ui| stability::stability_ui(ui, ctx, answer, shown));
                        right.wide_card(|ui| questions::questions_ui(ui, ctx, answer, shown));
                    }
                });
            }
            ui.add_space(16.0);
        });
        self.shown = shown;
    }

    fn head_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, view: &View) {
        ui.horizontal(|ui| {
            ui.page_title(ctx.say(&T::Title));
            ui.add_space(8.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().interact_size.x = 44.0;
                ui.add(DragValue::new(&mut self.top).range(1..=LONGEST).speed(0.2))
                    .accessible_name(ctx.say(&T::TopLength));
                ui.secondary(ctx.say(&T::TopLength));
                ui.add_space(8.0);
                for (firmness, name, note) in [
                    (Firmness::Open, T::Open, T::OpenNote),
                    (Firmness::Usual, T::Usual, T::UsualNote),
                    (Firmness::Firm, T::Firm, T::FirmNote),
                ] {
                    if chip(ui, &ctx.say(&name), self.firmness == firmness).on_hover_text(ctx.say(&note)).clicked() {
                        self.firmness = firmness;
                    }
                }
                ui.secondary(ctx.say(&T::Weights));
                ui.add_space(8.0);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.elided(RichText::new(ctx.say(&T::Note)).small().color(ctx.tokens.text_soft));
                });
            });
        });
        ui.horizontal(|ui| {
            let full = self.companies.len() >= MOST;
            ui.add_enabled_ui(!full, |ui| {
                let hint = ctx.say(if full { &T::Full } else { &T::AddHint });
                let id = Id::unique("compare add");
                let (field, _) = search_field(ui, id, &mut self.query, &hint, 260.0, ctx.lang);
                if ctx.find {
                    field.request_focus();
                }
            });
            let query = self.query.trim().to_lowercase();
            if query.is_empty() || full {
                return;
            }
            let found = view.snapshot.companies.iter().filter(|company| company.name.to_lowercase().contains(&query));
            let offered: Vec<(CompanyId, String)> = found
                .filter(|company| !self.companies.contains(&company.id))
                .take(OFFERED)
                .map(|company| (company.id, company.name.to_string()))
                .collect();
            for (company, name) in offered {
                if ui.available_width() > 120.0 && chip(ui, &short(&name, 12), false).on_hover_text(&name).clicked() {
                    self.companies.push(company);
                    self.query.clear();
                }
            }
        });
        let mut removed = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            for company in &self.companies {
                let Some(record) = view.snapshot.companies.get(company.uuid()) else { continue };
                let words = ctx.say(&T::Remove { name: record.name.to_string() });
                let text = format!("{} {}", short(&record.name, 18), icons::X);
                if chip(ui, &text, true).accessible_name(&words).on_hover_text(&words).clicked() {
                    removed = Some(*company);
                }
            }
        });
        if let Some(removed) = removed {
            self.companies.retain(|company| *company != removed);
        }
    }

    /// Asks when something changed: a thousand draws at once, ten thousand after them; a newer question replaces both.
    fn follow(&mut self, ctx: &PageContext<'_>, view: &Arc<View>, out: &mut Vec<Post>) {
        for key in [QUICK, CAREFUL] {
            if let Some(JobEnd::Done(Some(answer))) = ctx.take_result::<Option<Answer>>(key)
                && self.asked.as_ref().is_some_and(|asked| answer.answers(asked))
            {
                if key == QUICK {
                    out.push(Post::Job(job(CAREFUL, &answer.asked, &answer.view, ctx.say(&T::Counting))));
                }
                self.answer = Some(answer);
            }
        }
        let asked = Asked {
            view: ctx.view_revision,
            companies: self.companies.clone(),
            firmness: self.firmness,
            top: self.top,
            draws: 0,
        };
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        self.asked = Some(asked.clone());
        out.push(Post::Job(job(QUICK, &asked, view, String::new())));
    }
}

fn job(key: &'static str, asked: &Asked, view: &Arc<View>, label: String) -> JobRequest {
    let (view, mut asked) = (Arc::clone(view), asked.clone());
    asked.draws = if key == CAREFUL { CAREFUL_DRAWS } else { crate::ledger::confidence::QUICK_DRAWS };
    JobRequest::new(key, label, move |progress| answer::answer(view, asked, progress))
}

/// The best companies by value.
fn best(view: &View, count: usize) -> Vec<CompanyId> {
    let standing = view.standing();
    let top = view.movement(&standing, &standing, RankBy::Value, count).top;
    top.iter().filter_map(|entry| view.assessment.prospects.get(entry.row)).map(|prospect| prospect.company).collect()
}

/// The first characters of a name, with … where it goes on.
fn short(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    name.chars().take(most).chain(['…']).collect()
}

/// A share with one digit: `37.5 %`.
fn share(share: f64) -> String {
    format::share(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_names_its_companies_and_four_at_most() {
        let ids: Vec<CompanyId> = (1..=6).map(|key| CompanyId::from_uuid(Uuid::from_u128(key))).collect();
        assert_eq!(companies_of(&part_of(&ids[..2])).as_deref(), Some(&ids[..2]));
        assert_eq!(companies_of(&part_of(&ids)).as_deref(), Some(&ids[..4]));
        assert_eq!(companies_of("ids=7"), None);
        assert_eq!(companies_of("filter:sector=a"), None);
        assert_eq!(short("一二三四", 3), "一二三…");
    }
}
