//! The pipeline rules as they are typed: figures and days as text, read when they make sense.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        day::{Lean, day},
        lead::Stage,
    },
    pipeline::{Rules, calendar::DayCount, rules::StageRule},
    text::{
        format,
        ui_rules::{BETWEEN_DAYS, RulesEditText as T, UNTIL},
    },
};

/// No clock runs longer: ten years.
const MOST_DAYS: u16 = 3_650;
/// More days in a row are a slip of the pen.
const LONGEST_SPAN: i32 = 60;

/// What a figure limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Limit {
    /// The clock of a stage.
    Clock(Stage),
    /// Its second clock.
    Also(Stage),
    /// The usual stay in it.
    Stay(Stage),
    /// A standstill.
    Standstill,
    /// Days past due that make it red.
    Red,
    /// The share of the time that makes it blue.
    Blue,
}

impl Limit {
    /// Red and blue share a source, which stands with red.
    pub const fn has_source(self) -> bool {
        !matches!(self, Self::Blue)
    }

    const fn range(self) -> (u16, u16) {
        match self {
            Self::Blue => (0, 100),
            _ => (1, MOST_DAYS),
        }
    }

    /// Writes it into rules.
    fn put(self, rules: &mut Rules, figure: u16, source: String) {
        match self {
            Self::Clock(stage) => {
                if let Some(clock) = rule_of(rules, stage).and_then(|rule| rule.clock.as_mut()) {
                    (clock.days, clock.source) = (Some(figure), source);
                }
            }
            Self::Also(stage) => {
                if let Some(clock) = rule_of(rules, stage).and_then(|rule| rule.also.as_mut()) {
                    (clock.days, clock.source) = (Some(figure), source);
                }
            }
            Self::Stay(stage) => {
                if let Some(stay) = rule_of(rules, stage).and_then(|rule| rule.stay.as_mut()) {
                    (stay.days, stay.source) = (figure, source);
                }
            }
            Self::Standstill => (rules.standstill.days, rules.standstill.source) = (figure, source),
            Self::Red => (rules.colours.red_days, rules.colours.source) = (figure, source),
            Self::Blue => rules.colours.blue_share = u8::try_from(figure).unwrap_or(u8::MAX),
        }
    }
}

fn rule_of(rules: &mut Rules, stage: Stage) -> Option<&mut StageRule> {
    rules.stages.iter_mut().find(|rule| rule.stage == stage)
}

/// A figure with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Figure {
    /// Of what.
    pub limit: Limit,
    /// As typed.
    pub text: String,
    /// Where it comes from.
    pub source: String,
}

impl Figure {
    fn new(limit: Limit, figure: u16, source: &str) -> Self {
        Self { limit, text: figure.to_string(), source: source.to_owned() }
    }

    fn read(&self) -> Result<u16, T> {
        let text = self.text.trim();
        if text.is_empty() {
            return Err(T::NumberMissing);
        }
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(T::NotANumber { text: text.to_owned() });
        }
        let (least, most) = self.limit.range();
        match text.parse::<u16>() {
            Ok(figure) if (least..=most).contains(&figure) => Ok(figure),
            // Digits that are no figure are too many.
            _ => Err(T::OutOfRange { least, most }),
        }
    }
}

/// Where something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// In a figure or its source.
    Figure(Limit),
    /// In the days off.
    Holidays,
    /// In the days worked instead.
    Workdays,
}

/// Something that cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    /// Where.
    pub at: At,
    /// What is wrong.
    pub problem: T,
}

/// What can be edited of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Form {
    /// All figures, in the order of the rules.
    pub figures: Vec<Figure>,
    /// Working days count.
    pub working: bool,
    /// Days off.
    pub holidays: String,
    /// Days worked instead.
    pub workdays: String,
}

impl Form {
    /// The rules, to be edited.
    pub fn of(rules: &Rules) -> Self {
        let mut figures = Vec::new();
        for rule in &rules.stages {
            let clocks = [(Limit::Clock(rule.stage), &rule.clock), (Limit::Also(rule.stage), &rule.also)];
            for (limit, clock) in clocks {
                if let Some((clock, days)) = clock.as_ref().and_then(|clock| Some((clock, clock.days?))) {
                    figures.push(Figure::new(limit, days, &clock.source));
                }
            }
            if let Some(stay) = &rule.stay {
                figures.push(Figure::new(Limit::Stay(rule.stage), stay.days, &stay.source));
            }
        }
        figures.push(Figure::new(Limit::Standstill, rules.standstill.days, &rules.standstill.source));
        figures.push(Figure::new(Limit::Red, rules.colours.red_days, &rules.colours.source));
        figures.push(Figure::new(Limit::Blue, u16::from(rules.colours.blue_share), ""));
        Self {
            figures,
            working: rules.calendar.count == DayCount::Working,
            holidays: days_text(&rules.calendar.holidays),
            workdays: days_text(&rules.calendar.workdays),
        }
    }

    /// The rules with what was typed, or everything that is wrong with it.
    pub fn read(&self, base: &Rules, today: Date) -> Result<Rules, Vec<Fault>> {
        let mut rules = base.clone();
        let mut faults = Vec::new();
        for figure in &self.figures {
            let at = At::Figure(figure.limit);
            let source = figure.source.trim();
            match figure.read() {
                Ok(number) => figure.limit.put(&mut rules, number, source.to_owned()),
                Err(problem) => faults.push(Fault { at, problem }),
            }
            if figure.limit.has_source() && source.is_empty() {
                faults.push(Fault { at, problem: T::SourceMissing });
            }
        }
        let mut days = |text: &str, at| {
            days_of(text, today).unwrap_or_else(|problem| {
                faults.push(Fault { at, problem });
                BTreeSet::new()
            })
        };
        let (holidays, workdays) = (days(&self.holidays, At::Holidays), days(&self.workdays, At::Workdays));
        if let Some(both) = holidays.intersection(&workdays).next() {
            let problem = T::BothDays { day: format::iso_date(*both) };
            faults.push(Fault { at: At::Workdays, problem });
        }
        rules.calendar.count = if self.working { DayCount::Working } else { DayCount::Calendar };
        rules.calendar.holidays = holidays.into_iter().collect();
        rules.calendar.workdays = workdays.into_iter().collect();
        if faults.is_empty() { Ok(rules) } else { Err(faults) }
    }
}

/// Days as text, a line each; several in a row share one.
fn days_text(days: &[Date]) -> String {
    let mut runs: Vec<(Date, Date)> = Vec::new();
    for day in days.iter().copied().collect::<BTreeSet<_>>() {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1.day()).is_ok_and(|next| next == day) => *last = day,
            _ => runs.push((day, day)),
        }
    }
    let lines: Vec<String> = runs.into_iter().flat_map(|(first, last)| lines_of(first, last)).collect();
    lines.join("\n")
}

/// What is written in one go is read in one go.
fn lines_of(first: Date, last: Date) -> Vec<String> {
    let mut lines = Vec::new();
    let mut from = first;
    while from <= last {
        let to = from.saturating_add(i64::from(LONGEST_SPAN - 1).days()).min(last);
        let day = format::iso_date(from);
        lines.push(if to == from { day } else { format!("{day}~{}", format::iso_date(to)) });
        let Ok(next) = to.checked_add(1.day()) else { break };
        from = next;
    }
    lines
}

/// The days of a text.
fn days_of(text: &str, today: Date) -> Result<BTreeSet<Date>, T> {
    let mut days = BTreeSet::new();
    for part in text.split(BETWEEN_DAYS).map(str::trim).filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once(UNTIL).unwrap_or((part, part));
        let (Some(first), Some(last)) = (full_day(first, today), full_day(last, today)) else {
            return Err(T::NotADay { text: part.to_owned() });
        };
        if last < first || first.until(last).map_or(i32::MAX, |span| span.get_days()) >= LONGEST_SPAN {
            return Err(T::BadSpan { text: part.to_owned() });
        }
        days.extend(first.series(1.day()).take_while(|day| *day <= last));
    }
    Ok(days)
}

/// A day said with year, month and day: a list of holidays leaves nothing to be guessed.
fn full_day(text: &str, today: Date) -> Option<Date> {
    let numbers: Vec<usize> = text
        .split(|sign: char| !sign.is_numeric())
        .map(|number| number.chars().count())
        .filter(|length| *length > 0)
        .collect();
    matches!(numbers.as_slice(), [4, 1 | 2, 1 | 2] | [8]).then(|| day(text.trim(), today, Lean::Near))?
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 6, 1);

    fn put(form: &mut Form, limit: Limit, text: &str) {
        form.figures.iter_mut().find(|figure| figure.limit == limit).unwrap().text = text.to_owned();
    }

    #[test]
    fn what_was_not_touched_stays_as_it_is() {
        let mut rules = Rules::shipped().unwrap();
        assert_eq!(Form::of(&rules).read(&rules, TODAY).unwrap(), rules);
        rules.calendar.holidays = (1..=8).map(|day| date(2026, 10, day)).chain([date(2027, 1, 1)]).collect();
        let form = Form::of(&rules);
        assert_eq!(form.holidays, "2026-10-01~2026-10-08\n2027-01-01");
        assert_eq!(form.read(&rules, TODAY).unwrap(), rules);
        rules.calendar.holidays = date(2026, 1, 1).series(1.day()).take(130).collect();
        assert_eq!(Form::of(&rules).read(&rules, TODAY).unwrap(), rules, "a run of any length");
    }

    #[test]
    fn figures_are_put_where_they_belong() {
        let rules = Rules::shipped().unwrap();
        let mut form = Form::of(&rules);
        put(&mut form, Limit::Clock(Stage::Talks), " 21 ");
        put(&mut form, Limit::Also(Stage::Appraisal), "10");
        put(&mut form, Limit::Stay(Stage::Talks), "75");
        put(&mut form, Limit::Red, "20");
        put(&mut form, Limit::Blue, "40");
        form.working = true;
        form.workdays = "2026-09-27".into();
        let changed = form.read(&rules, TODAY).unwrap();
        let talks = changed.stage(Stage::Talks).unwrap();
        assert_eq!(talks.clock.as_ref().unwrap().days, Some(21));
        assert_eq!(talks.stay.as_ref().unwrap().days, 75);
        assert_eq!(changed.stage(Stage::Appraisal).unwrap().also.as_ref().unwrap().days, Some(10));
        assert_eq!((changed.colours.red_days, changed.colours.blue_share), (20, 40));
        assert_eq!(changed.calendar.count, DayCount::Working);
        assert_eq!(changed.calendar.workdays, [date(2026, 9, 27)]);
        assert_eq!(Rules::from_toml(&changed.to_toml().unwrap(), "").unwrap(), changed);
    }

    #[test]
    fn what_is_no_figure_is_refused_where_it_stands() {
        let rules = Rules::shipped().unwrap();
        let limit = Limit::Clock(Stage::Talks);
        let problem = |text: &str| {
            let mut form = Form::of(&rules);
            put(&mut form, limit, text);
            let faults = form.read(&rules, TODAY).unwrap_err();
            assert_eq!((faults.len(), faults[0].at), (1, At::Figure(limit)));
            faults[0].problem.clone()
        };
        assert_eq!(problem(""), T::NumberMissing);
        assert_eq!(problem("abc"), T::NotANumber { text: "abc".into() });
        assert_eq!(problem("-3"), T::NotANumber { text: "-3".into() });
        let range = T::OutOfRange { least: 1, most: MOST_DAYS };
        assert_eq!((problem("0"), problem("99999"), problem("9999")), (range.clone(), range.clone(), range));
        let mut form = Form::of(&rules);
        put(&mut form, Limit::Blue, "101");
        form.figures[0].source = " ".into();
        let faults = form.read(&rules, TODAY).unwrap_err();
        assert_eq!(faults[0], Fault { at: At::Figure(form.figures[0].limit), problem: T::SourceMissing });
        assert_eq!(faults[1].problem, T::OutOfRange { least: 0, most: 100 });
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let both = BTreeSet::from([date(2026, 10, 1), date(2026, 10, 2)]);
        for text in [
            "2026-10-01, 2026-10-02",
            "2026/10/1\n2026.10.2\n",
            "20261001、20261002",
            "2026年10月1日至2026年10月2日",
            "2026-10-1 ~ 2026-10-2",
        ] {
            assert_eq!(days_of(text, TODAY), Ok(both.clone()), "{text}");
        }
        assert_eq!(days_of(" \n", TODAY), Ok(BTreeSet::new()));
        for text in ["10-1", "2026-10", "2026-13-01", "2026-02-30", "明天", "2026-10-01 2026-10-02"] {
            assert_eq!(days_of(text, TODAY), Err(T::NotADay { text: text.into() }), "{text}");
        }
        for text in ["2026-10-08~2026-10-01", "2026-10-01~2027-10-01"] {
            assert_eq!(days_of(text, TODAY), Err(T::BadSpan { text: text.into() }), "{text}");
        }
        let rules = Rules::shipped().unwrap();
        let both = Form { holidays: "2026-10-10".into(), workdays: "2026-10-10".into(), ..Form::of(&rules) };
        let faults = both.read(&rules, TODAY).unwrap_err();
        assert_eq!(faults[0].at, At::Workdays);
    }
}
