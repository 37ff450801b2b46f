//! What a review meeting gave, typed in once: points of the checker and of every member of the panel, decision, opinion.

use std::collections::BTreeMap;

use eframe::egui::{Grid, RichText, ScrollArea, TextEdit, Ui};
use jiff::civil::Date;

use crate::{
    domain::{
        ids::{CompanyId, ReviewId},
        paper::{Review, ReviewOutcome},
        units::Points,
    },
    ledger::{Action, IdSource},
    report::kept::{KeptList, KeptRow},
    text::{Label as _, Say as _, format, ui::UiText, ui_kept::ReviewEntryText as T},
    ui::{
        context::{PageContext, Post},
        widgets::{UiExt, choice_box},
    },
};

/// Signs between the names of several people.
const BETWEEN: [char; 6] = [',', ';', ' ', '\u{3001}', '\u{ff0c}', '\u{ff1b}'];
/// Members of a panel.
const MOST: usize = 15;

/// The form.
#[derive(Debug, Clone, Default)]
pub struct EntryForm {
    meeting: String,
    held_on: String,
    judges: String,
    lines: BTreeMap<CompanyId, Line>,
    problem: Option<String>,
}

/// What is typed about a company.
#[derive(Debug, Clone, Default)]
struct Line {
    own: String,
    checked: String,
    panel: Vec<String>,
    outcome: Option<ReviewOutcome>,
    opinion: String,
}

impl Line {
    /// Whether a person has entered anything.
    fn is_empty(&self) -> bool {
        self.checked.trim().is_empty()
            && self.panel.iter().all(|points| points.trim().is_empty())
            && self.outcome.is_none()
            && self.opinion.trim().is_empty()
    }
}

impl EntryForm {
    /// An empty form for a meeting of today.
    pub fn new(ctx: &PageContext<'_>) -> Self {
        let day = format::iso_date(ctx.today);
        Self { meeting: ctx.say(&T::DefaultMeeting { day: day.clone() }), held_on: day, ..Self::default() }
    }

    /// Draws the form; whether it is done with.
    pub fn ui(&mut self, ui: &mut Ui, list: &KeptList, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> bool {
        let lang = ctx.lang;
        ui.strong_text(T::Title.say(lang));
        ui.secondary(T::Note.say(lang));
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            for (label, text, width) in [
                (T::Meeting, &mut self.meeting, 240.0),
                (T::HeldOn, &mut self.held_on, 96.0),
                (T::Judges, &mut self.judges, 280.0),
            ] {
                let label = label.say(lang);
                ui.secondary(&label);
                ui.add(TextEdit::singleline(text).desired_width(width).char_limit(200)).accessible_name(label);
            }
        });
        let judges = judges(&self.judges);
        ui.add_space(8.0);
        let height = (ui.available_height() - 64.0).max(120.0);
        ScrollArea::both().id_salt("review entry").max_height(height).auto_shrink([false, false]).show(ui, |ui| {
            self.lines_ui(ui, list, &judges, ctx);
        });
        if let Some(problem) = &self.problem {
            ui.label(RichText::new(problem).color(ctx.tokens.error));
        }
        let (mut save, mut cancel) = (false, false);
        ui.buttons_at_end(|ui| {
            save = ui.primary_button(T::Save.say(lang)).clicked();
            cancel = ui.button(UiText::Cancel.say(lang)).clicked();
        });
        if save {
            match self.reviews(list, &judges, ctx) {
                Ok(reviews) => {
                    out.push(Post::act(Action::KeepReviews(reviews)));
                    return true;
                }
                Err(problem) => self.problem = Some(problem.say(lang)),
            }
        }
        cancel
    }

    fn lines_ui(&mut self, ui: &mut Ui, list: &KeptList, judges: &[String], ctx: &PageContext<'_>) {
        let lang = ctx.lang;
        Grid::new("review lines").striped(true).spacing([8.0, 4.0]).show(ui, |ui| {
            ui.secondary("");
            ui.secondary(crate::text::ui_kept::KeptText::Company.say(lang));
            ui.secondary(T::Own.say(lang));
            ui.secondary(T::Checked.say(lang));
            for judge in judges {
                ui.secondary(judge);
            }
            ui.secondary(T::Mean.say(lang));
            ui.secondary(T::Outcome.say(lang));
            ui.secondary(T::Opinion.say(lang));
            ui.end_row();
            for (place, row) in (1..).zip(&list.rows) {
                let line = self
                    .lines
                    .entry(row.company)
                    .or_insert_with(|| Line { own: format::fixed(row.value, 1), ..Line::default() });
                line.panel.resize(judges.len(), String::new());
                ui.secondary(place.to_string());
                ui.scope(|ui| {
                    ui.set_width(220.0);
                    ui.elided(&row.name);
                });
                line_ui(ui, line, row, judges, ctx);
                ui.end_row();
            }
        });
    }

    /// The records; what is wrong otherwise.
    fn reviews(&self, list: &KeptList, judges: &[String], ctx: &PageContext<'_>) -> Result<Vec<Review>, T> {
        let held_on: Date = self.held_on.trim().parse().map_err(|_| T::NotADay)?;
        if self.meeting.trim().is_empty() {
            return Err(T::MeetingMissing);
        }
        let mut ids = IdSource::new(ctx.surroundings);
        let mut reviews = Vec::new();
        for row in &list.rows {
            let Some(line) = self.lines.get(&row.company).filter(|line| !line.is_empty()) else { continue };
            let panel: Vec<(String, f64)> = judges
                .iter()
                .zip(&line.panel)
                .filter(|(_, text)| !text.trim().is_empty())
                .map(|(judge, text)| points(text).map(|points| (judge.clone(), points)))
                .collect::<Result<_, T>>()?;
            let prospect = ctx.view.and_then(|view| view.assessment.prospects.get(view.row_of(row.company)?));
            let mean = mean(panel.iter().map(|(_, points)| *points));
            let panel: Vec<String> = panel.iter().map(|(judge, points)| format!("{judge}\t{points}")).collect();
            reviews.push(Review {
                id: ReviewId::from_uuid(ids.next()),
                company: row.company,
                lead: prospect.and_then(|prospect| prospect.lead),
                meeting: self.meeting.trim().into(),
                held_on,
                self_points: optional(&line.own)?.map(Points),
                checked_points: optional(&line.checked)?.map(Points),
                panel: panel.join("\n").into(),
                panel_mean: mean.map(Points),
                outcome: line.outcome,
                note: line.opinion.trim().into(),
                author: None,
            });
        }
        if reviews.is_empty() { Err(T::NothingEntered) } else { Ok(reviews) }
    }
}

fn line_ui(ui: &mut Ui, line: &mut Line, row: &KeptRow, judges: &[String], ctx: &PageContext<'_>) {
    let lang = ctx.lang;
    let field = |ui: &mut Ui, text: &mut String, label: String, width: f32| {
        let wrong = !text.trim().is_empty() && points(text).is_err();
        let colour = if wrong { ctx.tokens.error } else { ctx.tokens.text };
        // A grid gives a field no more than its heading needs.
        let field = TextEdit::singleline(text).desired_width(width).char_limit(8).text_color(colour);
        ui.add_sized([width, 28.0], field).accessible_name(format!("{} {label}", row.name));
    };
    field(ui, &mut line.own, T::Own.say(lang), 60.0);
    field(ui, &mut line.checked, T::Checked.say(lang), 60.0);
    for (judge, text) in judges.iter().zip(&mut line.panel) {
        field(ui, text, judge.clone(), 60.0);
    }
    let given = line.panel.iter().filter_map(|text| points(text).ok());
    ui.label(mean(given).map_or_else(|| format::ABSENT.to_owned(), format::score));
    let shown = line.outcome.map_or_else(|| T::None.say(lang), |outcome| outcome.label(lang).to_owned());
    let salt = format!("outcome {}", row.company);
    let response = choice_box(&salt).width(110.0).selected_text(&shown).show_ui(ui, |ui| {
        ui.selectable_value(&mut line.outcome, None, T::None.say(lang));
        for outcome in ReviewOutcome::ALL {
            ui.selectable_value(&mut line.outcome, Some(*outcome), outcome.label(lang));
        }
    });
    response.response.accessible_name(format!("{} {} {shown}", row.name, T::Outcome.say(lang)));
    let opinion = TextEdit::singleline(&mut line.opinion).desired_width(220.0).char_limit(500);
    ui.add_sized([220.0, 28.0], opinion).accessible_name(format!("{} {}", row.name, T::Opinion.say(lang)));
}

/// Names of the panel, each once.
fn judges(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in text.split(BETWEEN).map(str::trim).filter(|name| !name.is_empty()) {
        if !names.iter().any(|known| known == name) && names.len() < MOST {
            names.push(name.to_owned());
        }
    }
    names
}

fn points(text: &str) -> Result<f64, T> {
    let points: Result<f64, _> = text.trim().parse();
    points
        .ok()
        .filter(|points| (0.0..=100.0).contains(points))
        .ok_or_else(|| T::NotPoints { text: text.trim().to_owned() })
}

fn optional(text: &str) -> Result<Option<f64>, T> {
    if text.trim().is_empty() { Ok(None) } else { points(text).map(Some) }
}

fn mean(points: impl Iterator<Item = f64>) -> Option<f64> {
    let all: Vec<f64> = points.collect();
    (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_points_are_read_as_people_write_them() {
        assert_eq!(judges("甲、乙，丙 甲"), ["甲", "乙", "丙"]);
        assert_eq!(points(" 88.5 "), Ok(88.5));
        assert!(points("101").is_err() && points("x").is_err() && points("-1").is_err());
        assert_eq!(optional(""), Ok(None));
        assert_eq!(mean([80.0, 90.0].into_iter()), Some(85.0));
        assert_eq!(mean(std::iter::empty()), None);
    }
}
