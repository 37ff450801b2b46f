//! What a review meeting gave, typed in once: points of the checker and of every member of the panel, decision, opinion.

use std::collections::BTreeMap;

use eframe::egui::{DragValue, Grid, RichText, ScrollArea, TextEdit, Ui};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    draft::{judges, remember_judges},
    reading::Report,
};
use crate::{
    domain::{
        ids::{CompanyId, ReviewId, ShortlistId},
        paper::{Review, ReviewOutcome},
        units::Points,
    },
    ledger::{Action, IdSource},
    report::{
        kept::{KeptList, KeptRow},
        review::MOST_JUDGES,
    },
    text::{
        Label as _, Lang, Say as _, format,
        review::ReviewText,
        ui::UiText,
        ui_kept::{KeptText, ReviewEntryText as T},
    },
    ui::{
        context::{PageContext, Post},
        widgets::{UiExt, choice_box},
    },
};

/// Signs between the names of several people.
pub(super) const BETWEEN: [char; 6] = [',', ';', ' ', '\u{3001}', '\u{ff0c}', '\u{ff1b}'];

/// The form.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    meeting: String,
    held_on: String,
    pub(super) judges: String,
    pub(super) lines: BTreeMap<CompanyId, Line>,
    #[serde(skip)]
    problem: Option<String>,
    /// Day and meeting of which it was said that another meeting of that day has results already.
    #[serde(skip)]
    warned: Option<[String; 2]>,
    /// What came of the file that was read last.
    #[serde(skip)]
    pub(super) report: Option<Report>,
}

/// What is typed about a company.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Line {
    own: String,
    pub(super) checked: String,
    pub(super) panel: Vec<String>,
    pub(super) outcome: Option<ReviewOutcome>,
    pub(super) opinion: String,
}

/// Why nothing is saved yet.
enum Refusal {
    /// Something must be put right.
    Fault(T),
    /// It may be saved if it is asked for again.
    Ask(T),
}

impl From<T> for Refusal {
    fn from(fault: T) -> Self {
        Self::Fault(fault)
    }
}

impl Line {
    /// Whether nobody has entered anything for a panel of so many.
    fn is_empty(&self, judges: usize) -> bool {
        self.checked.trim().is_empty()
            && self.panel.iter().take(judges).all(|points| points.trim().is_empty())
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

    /// What is typed in it and would be missed.
    pub fn typed(&self) -> Option<Self> {
        let lines = self.lines.iter().filter(|(_, line)| !line.is_empty(usize::MAX));
        let lines: BTreeMap<CompanyId, Line> = lines.map(|(company, line)| (*company, line.clone())).collect();
        let (meeting, held_on, judges) = (self.meeting.clone(), self.held_on.clone(), self.judges.clone());
        let typed = !lines.is_empty() || !judges.trim().is_empty();
        typed.then(|| Self { meeting, held_on, judges, lines, ..Self::default() })
    }

    /// The day and the meeting as they are typed now.
    fn about(&self) -> [String; 2] {
        [&self.held_on, &self.meeting].map(|text| text.trim().to_owned())
    }

    fn is_warned(&self) -> bool {
        self.warned.as_ref() == Some(&self.about())
    }

    /// Something typed.
    #[cfg(test)]
    pub fn sample() -> Self {
        let line = Line { checked: "80".into(), outcome: Some(ReviewOutcome::Deferred), ..Line::default() };
        let company = CompanyId::from_uuid(uuid::Uuid::from_u128(7));
        Self { meeting: "m".into(), judges: "a".into(), lines: [(company, line)].into(), ..Self::default() }
    }

    /// Draws the form; whether it is done with.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        record: ShortlistId,
        list: &KeptList,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) -> bool {
        let lang = ctx.lang;
        self.begin_lines(list);
        ui.horizontal(|ui| {
            ui.strong_text(T::Title.say(lang));
            self.reading_ui(ui, record, list, ctx, out);
        });
        ui.secondary(T::Note.say(lang));
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            for (label, text, width) in [
                (T::Meeting, &mut self.meeting, 200.0),
                (T::HeldOn, &mut self.held_on, 96.0),
                (T::Judges, &mut self.judges, 220.0),
            ] {
                let label = label.say(lang);
                ui.secondary(&label);
                ui.add(TextEdit::singleline(text).desired_width(width).char_limit(200)).accessible_name(label);
            }
            let label = KeptText::JudgeCount.say(lang);
            ui.secondary(&label);
            let before = judges(ctx.settings);
            let mut count = before;
            ui.add(DragValue::new(&mut count).range(1..=MOST_JUDGES).speed(0.05)).accessible_name(label);
            if count != before {
                remember_judges(count, out);
            }
        });
        self.recorded_ui(ui, list, ctx);
        self.report_ui(ui, ctx);
        let judges = panel(&self.judges, judges(ctx.settings), lang);
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
            let verb = if self.is_warned() { T::SaveAgain } else { T::Save };
            save = ui.primary_button(verb.say(lang)).clicked();
            cancel = ui.button(UiText::Cancel.say(lang)).clicked();
        });
        if save {
            match self.reviews(list, &judges, ctx) {
                Ok(reviews) => {
                    out.push(Post::act(Action::KeepReviews(reviews)));
                    return true;
                }
                Err(Refusal::Fault(problem)) => {
                    self.problem = Some(problem.say(lang));
                    self.warned = None;
                }
                Err(Refusal::Ask(problem)) => {
                    self.problem = Some(problem.say(lang));
                    self.warned = Some(self.about());
                }
            }
        }
        cancel
    }

    /// Says where results of that day are recorded already.
    fn recorded_ui(&self, ui: &mut Ui, list: &KeptList, ctx: &PageContext<'_>) {
        let Ok(day) = self.held_on.trim().parse::<Date>() else { return };
        let has = |row: &&KeptRow| ctx.snapshot.reviews.of(row.company).any(|review| review.held_on == day);
        let count = list.rows.iter().filter(has).count();
        if count > 0 {
            let words = T::Recorded { day: format::iso_date(day), count: format::count(count) }.say(ctx.lang);
            ui.label(RichText::new(words).color(ctx.tokens.text_soft));
        }
    }

    /// A line for every company, with the points the office worked out.
    fn begin_lines(&mut self, list: &KeptList) {
        for row in &list.rows {
            let line = || Line { own: format::fixed(row.value, 1), ..Line::default() };
            self.lines.entry(row.company).or_insert_with(line);
        }
    }

    fn lines_ui(&mut self, ui: &mut Ui, list: &KeptList, judges: &[String], ctx: &PageContext<'_>) {
        let lang = ctx.lang;
        Grid::new("review lines").striped(true).spacing([8.0, 4.0]).show(ui, |ui| {
            ui.secondary("");
            ui.secondary(KeptText::Company.say(lang));
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
                let Some(line) = self.lines.get_mut(&row.company) else { continue };
                // Never shorter: fewer members for a moment take nothing away.
                if line.panel.len() < judges.len() {
                    line.panel.resize(judges.len(), String::new());
                }
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
    fn reviews(&self, list: &KeptList, judges: &[String], ctx: &PageContext<'_>) -> Result<Vec<Review>, Refusal> {
        let held_on: Date = self.held_on.trim().parse().map_err(|_| T::NotADay)?;
        if self.meeting.trim().is_empty() {
            return Err(T::MeetingMissing.into());
        }
        let mut ids = IdSource::new(ctx.surroundings);
        let mut reviews = Vec::new();
        for row in &list.rows {
            let Some(line) = self.lines.get(&row.company).filter(|line| !line.is_empty(judges.len())) else { continue };
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
        if reviews.is_empty() {
            return Err(T::NothingEntered.into());
        }
        self.once(&reviews, list, ctx)?;
        Ok(reviews)
    }

    /// What a meeting gave is kept once; another meeting of the same day is asked about.
    fn once(&self, reviews: &[Review], list: &KeptList, ctx: &PageContext<'_>) -> Result<(), Refusal> {
        let name = |company: CompanyId| {
            let row = list.rows.iter().find(|row| row.company == company);
            row.map_or_else(String::new, |row| row.name.clone())
        };
        let (mut twice, mut same_day) = (Vec::new(), Vec::new());
        for review in reviews {
            let known: Vec<&Review> =
                ctx.snapshot.reviews.of(review.company).filter(|known| known.held_on == review.held_on).collect();
            if known.iter().any(|known| known.meeting == review.meeting) {
                twice.push(name(review.company));
            } else if !known.is_empty() {
                same_day.push(name(review.company));
            }
        }
        if !twice.is_empty() {
            let meeting = self.meeting.trim().to_owned();
            return Err(Refusal::Fault(T::Twice { meeting, names: format::list(&twice, ctx.lang) }));
        }
        if !same_day.is_empty() && !self.is_warned() {
            return Err(Refusal::Ask(T::SameDay { names: format::list(&same_day, ctx.lang) }));
        }
        Ok(())
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
    let given = line.panel.iter().take(judges.len()).filter_map(|text| points(text).ok());
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

/// Members of the panel: those who are named, each once, and so many more that they are as many as was said.
fn panel(text: &str, count: usize, lang: Lang) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in text.split(BETWEEN).map(str::trim).filter(|name| !name.is_empty()) {
        if !names.iter().any(|known| known == name) && names.len() < MOST_JUDGES {
            names.push(name.to_owned());
        }
    }
    for number in names.len() + 1..=count.min(MOST_JUDGES) {
        let name = ReviewText::Judge { number }.say(lang);
        // Someone may be named like that.
        if !names.contains(&name) {
            names.push(name);
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
        assert_eq!(panel("甲、乙，丙 甲", 1, Lang::Zh), ["甲", "乙", "丙"]);
        assert_eq!(panel("甲", 3, Lang::Zh), ["甲", "评委2", "评委3"]);
        assert_eq!(points(" 88.5 "), Ok(88.5));
        assert!(points("101").is_err() && points("x").is_err() && points("-1").is_err());
        assert_eq!(optional(""), Ok(None));
        assert_eq!(mean([80.0, 90.0].into_iter()), Some(85.0));
        assert_eq!(mean(std::iter::empty()), None);
    }
    #[test]
    fn what_is_typed_is_kept_and_an_untouched_form_is_not() {
        let form = EntryForm::sample();
        assert_eq!(form.typed(), Some(form.clone()));
        let read: EntryForm = serde_json::from_str(&serde_json::to_string(&form).unwrap()).unwrap();
        assert_eq!(read, form);
        let mut untouched = EntryForm { meeting: "m".into(), held_on: "2026-03-05".into(), ..EntryForm::default() };
        let company = CompanyId::from_uuid(uuid::Uuid::from_u128(1));
        untouched.lines.insert(company, Line { own: "62.4".into(), ..Line::default() });
        assert_eq!(untouched.typed(), None);
    }
}
