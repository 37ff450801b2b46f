//! Tasks for those met who have none, with persons and days, in one step.

use eframe::egui::{Align, Layout, ScrollArea, Ui};
use jiff::{ToSpan, civil::Date};

use super::{Scene, words};
use crate::{
    domain::{
        activity::Task,
        day::Lean,
        fair::{Fair, Heat},
        ids::{AuthorId, TaskId},
        record::Text,
    },
    ledger::{
        Action, Item,
        fair::{Outstanding, outstanding},
    },
    text::{Label, Say, format, ui::UiText, ui_fair::FairText as T},
    ui::{
        context::{PageContext, Post},
        pages::{companies::forms, pipeline::dialog},
        widgets::{UiExt, choice_box},
    },
};

/// Days until those who are hot shall hear from us.
const HOT: i32 = 3;
/// Days for all others.
const OTHERS: i32 = 7;

/// A task to be made.
#[derive(Debug, Clone)]
struct Line {
    of: Outstanding,
    wanted: bool,
    owner: Option<AuthorId>,
    due: String,
}

/// The form.
#[derive(Debug)]
pub struct FollowForm {
    lines: Vec<Line>,
    fault: Option<String>,
}

impl FollowForm {
    /// With everyone who has no open task.
    pub fn new(fair: &Fair, ctx: &PageContext<'_>) -> Self {
        let lines = outstanding(ctx.snapshot, fair).into_iter().map(|of| {
            let due = due(of.heat, of.next_on, ctx.today);
            Line { wanted: true, owner: of.officer.or_else(|| ctx.author()), due: format::iso_date(due), of }
        });
        Self { lines: lines.collect(), fault: None }
    }

    /// Draws it over the page; true when it ended.
    pub fn ui(&mut self, ui: &Ui, scene: Scene<'_, '_>, out: &mut Vec<Post>) -> bool {
        let ctx = scene.ctx;
        let lang = ctx.lang;
        let (mut make, mut cancel) = (false, false);
        let count = format::count(self.lines.iter().filter(|line| line.wanted).count());
        let title = T::FollowUpTitle { count: format::count(self.lines.len()) }.say(lang);
        let closed = dialog::ui(ui, "fair follow up", &title, |ui| {
            ui.secondary(if self.lines.is_empty() { T::FollowUpDone } else { T::FollowUpNote }.say(lang));
            ui.add_space(4.0);
            ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
                for line in &mut self.lines {
                    line_ui(ui, line, ctx);
                }
            });
            if let Some(fault) = &self.fault {
                ui.label(eframe::egui::RichText::new(fault).color(ctx.tokens.error));
            }
            ui.add_space(8.0);
            ui.buttons_at_end(|ui| {
                let some = self.lines.iter().any(|line| line.wanted);
                let verb = T::FollowUpVerb { count }.say(lang);
                make = ui.add_enabled_ui(some, |ui| ui.primary_button(verb)).inner.clicked();
                cancel = ui.button(UiText::Cancel.say(lang)).clicked();
            });
        });
        if make {
            match self.tasks(scene) {
                Ok(items) => {
                    let title = Text::from(T::TasksTitle { fair: scene.fair.name.to_string() }.say(lang));
                    out.push(Post::act(Action::AddItems { title, items }));
                    return true;
                }
                Err(fault) => self.fault = Some(fault),
            }
        }
        closed || cancel
    }

    fn tasks(&self, scene: Scene<'_, '_>) -> Result<Vec<Item>, String> {
        let ctx = scene.ctx;
        let lang = ctx.lang;
        let wanted = self.lines.iter().filter(|line| line.wanted);
        wanted
            .map(|line| {
                let due = forms::date(&line.due, ctx.today, Lean::Ahead, lang)?;
                let usual = || T::FollowUpTask { fair: scene.fair.name.to_string() }.say(lang);
                let title = if line.of.next_step.is_empty() { usual() } else { line.of.next_step.to_string() };
                Ok(Item::from(Task {
                    id: TaskId::from_uuid(ctx.new_id()),
                    company: line.of.company,
                    lead: None,
                    title: title.into(),
                    due,
                    remind_on: None,
                    owner: line.owner,
                    done_on: None,
                    note: scene.fair.name.clone(),
                }))
            })
            .collect()
    }
}

/// By when: what was agreed on, else soon.
fn due(heat: Option<Heat>, agreed: Option<Date>, today: Date) -> Date {
    let days = if heat == Some(Heat::Hot) { HOT } else { OTHERS };
    agreed.filter(|day| *day >= today).unwrap_or_else(|| today.checked_add(days.days()).unwrap_or(today))
}

fn line_ui(ui: &mut Ui, line: &mut Line, ctx: &PageContext<'_>) {
    let lang = ctx.lang;
    ui.push_id(line.of.talk, |ui| {
        ui.horizontal(|ui| {
            ui.checkbox(&mut line.wanted, "").accessible_name(&*line.of.name);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let due = eframe::egui::TextEdit::singleline(&mut line.due).desired_width(92.0);
                ui.add(due).accessible_name(T::Day.say(lang));
                let shown = words::officer(ctx.snapshot, line.owner);
                let owner = choice_box("owner").selected_text(shown).width(88.0).truncate().show_ui(ui, |ui| {
                    for author in ctx.snapshot.authors.iter() {
                        ui.selectable_value(&mut line.owner, Some(author.id), &*author.name);
                    }
                });
                owner.response.accessible_name(T::ColumnOfficer.say(lang));
                if let Some(heat) = line.of.heat {
                    ui.secondary(heat.label(lang));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.elided(&*line.of.name);
                });
            });
        });
    });
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_was_agreed_on_counts_else_heat_decides() {
        let today = date(2026, 9, 18);
        assert_eq!(due(Some(Heat::Hot), None, today), date(2026, 9, 21));
        assert_eq!(due(None, None, today), date(2026, 9, 25));
        assert_eq!(due(Some(Heat::Warm), Some(date(2026, 9, 20)), today), date(2026, 9, 20));
        assert_eq!(due(Some(Heat::Warm), Some(date(2026, 9, 1)), today), date(2026, 9, 25), "a day that has passed");
    }
}
