//! Where a lead stands against its clock, and the colour that follows.

use jiff::{ToSpan, civil::Date};

use super::rules::{Clock, ClockKind, Rules};
use crate::{domain::lead::Stage, words};

words! {
    /// The zone's four supervision colours, the most urgent first.
    pub enum Colour {
        /// 红 滞后督办
        Red = "red",
        /// 黄 超期预警
        Yellow = "yellow",
        /// 绿 推进正常
        Green = "green",
        /// 蓝 超前示范
        Blue = "blue",
    }
}

/// The days of a lead that its clocks need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeadDates {
    /// Stage now.
    pub stage: Stage,
    /// Since when.
    pub stage_since: Option<Date>,
    /// The day the lead came in.
    pub received_on: Option<Date>,
    /// Somebody referred it and waits for an answer.
    pub referred: bool,
    /// The first activity about it.
    pub first_response: Option<Date>,
    /// The last activity that counts as progress, or the last move.
    pub last_progress: Option<Date>,
    /// The last explanation of a standstill.
    pub explained_on: Option<Date>,
    /// The day of its first signing.
    pub signed_on: Option<Date>,
    /// The day ground was broken.
    pub started_on: Option<Date>,
    /// The day production began.
    pub produced_on: Option<Date>,
    /// Planned day of breaking ground.
    pub plan_start: Option<Date>,
    /// Planned day of completion.
    pub plan_finish: Option<Date>,
    /// Planned day of production.
    pub plan_produce: Option<Date>,
}

impl LeadDates {
    /// A lead of which only the stage is known.
    pub fn at(stage: Stage, since: Option<Date>) -> Self {
        Self {
            stage,
            stage_since: since,
            received_on: None,
            referred: false,
            first_response: None,
            last_progress: None,
            explained_on: None,
            signed_on: None,
            started_on: None,
            produced_on: None,
            plan_start: None,
            plan_finish: None,
            plan_produce: None,
        }
    }
}

/// A running or finished clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// What it measures.
    pub kind: ClockKind,
    /// From which day.
    pub from: Date,
    /// Last day in time.
    pub due: Date,
    /// The day it was done; none = still running.
    pub done: Option<Date>,
    /// Counted days left; negative = days past due. Of a finished clock: at the day it was done.
    pub left: i32,
    /// The colour that follows.
    pub colour: Colour,
}

/// Why a lead has no clock running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoClock {
    /// Its stage has none.
    None,
    /// The day it should start from is not known.
    StartUnknown,
    /// The lead has no planned day.
    NotPlanned,
}

impl Rules {
    /// The clock of a lead at its present stage; of two that run, the one due first.
    pub fn timing(&self, lead: &LeadDates, today: Date) -> Result<Timing, NoClock> {
        let Some(rule) = self.stage(lead.stage) else { return Err(NoClock::None) };
        let Some(clock) = &rule.clock else {
            return if lead.produced_on.is_some() { self.finished(lead) } else { Err(NoClock::None) };
        };
        let main = self.measured(clock, lead, today);
        let also = rule.also.as_ref().and_then(|also| self.measured(also, lead, today).ok());
        match (main, also) {
            (Ok(main), Some(also)) if also.done.is_none() && (main.done.is_some() || also.due < main.due) => Ok(also),
            (Err(_), Some(also)) => Ok(also),
            (main, _) => main,
        }
    }

    /// Where one clock of a lead stands.
    fn measured(&self, clock: &Clock, lead: &LeadDates, today: Date) -> Result<Timing, NoClock> {
        let kind = clock.kind;
        let (from, due, done) = match kind {
            ClockKind::Response => {
                let from = lead.received_on.or(lead.stage_since).ok_or(NoClock::StartUnknown)?;
                (from, self.due(clock, from), lead.first_response.filter(|day| *day >= from))
            }
            ClockKind::Stage => {
                let from = lead.stage_since.ok_or(NoClock::StartUnknown)?;
                (from, self.due(clock, from), None)
            }
            ClockKind::Feedback => {
                if !lead.referred {
                    return Err(NoClock::None);
                }
                let from = lead.received_on.ok_or(NoClock::StartUnknown)?;
                (from, self.due(clock, from), None)
            }
            ClockKind::Progress => {
                let from = lead.last_progress.max(lead.stage_since).ok_or(NoClock::StartUnknown)?;
                (from, self.due(clock, from), None)
            }
            ClockKind::Start => {
                let from = lead.signed_on.or(lead.stage_since).ok_or(NoClock::StartUnknown)?;
                // The lead's own plan, where there is one, replaces the assumption.
                (from, lead.plan_start.filter(|day| *day >= from).unwrap_or_else(|| self.due(clock, from)), None)
            }
            ClockKind::Planned => {
                let due = lead.plan_produce.or(lead.plan_finish).ok_or(NoClock::NotPlanned)?;
                let from = lead.started_on.or(lead.stage_since).map_or(due, |from| from.min(due));
                (from, due, None)
            }
        };
        let mut timing = self.judged(kind, from, due, done, today);
        if kind == ClockKind::Planned && timing.colour == Colour::Green && self.started_early(lead) {
            timing.colour = Colour::Blue;
        }
        Ok(timing)
    }

    /// Whether a standstill of this lead must be explained, and since which day nothing has happened.
    pub fn standstill(&self, lead: &LeadDates, today: Date) -> Option<Date> {
        let is_asked = self.stage(lead.stage)?.clock.as_ref()?.kind == ClockKind::Progress;
        let since = lead.last_progress.max(lead.stage_since).filter(|_| is_asked)?;
        let explained = lead.explained_on.filter(|day| *day > since).unwrap_or(since);
        let limit = i64::from(self.standstill.days).days();
        explained.checked_add(limit).is_ok_and(|limit| today > limit).then_some(since)
    }

    fn due(&self, clock: &Clock, from: Date) -> Date {
        self.calendar.after(from, clock.days.unwrap_or_default())
    }

    fn judged(&self, kind: ClockKind, from: Date, due: Date, done: Option<Date>, today: Date) -> Timing {
        let end = done.unwrap_or(today);
        let allowed = self.calendar.between(from, due);
        let left = self.calendar.between(end, due);
        let late = -left;
        let blue = i32::from(self.colours.blue_share);
        let colour = match done {
            Some(_) if left >= 0 && self.calendar.between(from, end) * 100 <= allowed * blue => Colour::Blue,
            // What is done needs no supervision any more, late or not.
            Some(_) => Colour::Green,
            None if left >= 0 => Colour::Green,
            None if late >= i32::from(self.colours.red_days) || allowed > 0 && late >= allowed => Colour::Red,
            None => Colour::Yellow,
        };
        Timing { kind, from, due, done, left, colour }
    }

    /// Broken ground in a small share of the time allowed after signing.
    fn started_early(&self, lead: &LeadDates) -> bool {
        let days =
            self.stages.iter().filter_map(|rule| rule.clock.as_ref()).find(|clock| clock.kind == ClockKind::Start);
        match (lead.signed_on, lead.started_on, days) {
            (Some(signed), Some(started), Some(clock)) => {
                let allowed = self.calendar.between(signed, self.due(clock, signed));
                self.calendar.between(signed, started) * 100 <= allowed * i32::from(self.colours.blue_share)
            }
            _ => false,
        }
    }

    /// In production: measured against its own plan.
    fn finished(&self, lead: &LeadDates) -> Result<Timing, NoClock> {
        let (Some(done), Some(due)) = (lead.produced_on, lead.plan_produce) else { return Err(NoClock::NotPlanned) };
        let from = lead.started_on.unwrap_or(due).min(due);
        let left = self.calendar.between(done, due);
        let colour = if left > 0 { Colour::Blue } else { Colour::Green };
        Ok(Timing { kind: ClockKind::Planned, from, due, done: Some(done), left, colour })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const DAY: Date = date(2026, 6, 1);

    fn plus(days: i64) -> Date {
        DAY.checked_add(days.days()).unwrap()
    }

    fn colour(lead: &LeadDates, day: i64) -> Colour {
        Rules::shipped().unwrap().timing(lead, plus(day)).unwrap().colour
    }

    #[test]
    fn a_clue_is_answered_within_a_day() {
        let clue = LeadDates { received_on: Some(DAY), ..LeadDates::at(Stage::Clue, Some(DAY)) };
        assert_eq!(colour(&clue, 1), Colour::Green);
        assert_eq!(colour(&clue, 2), Colour::Red, "past due by as much again");
        let answered = LeadDates { first_response: Some(DAY), ..clue };
        assert_eq!(colour(&answered, 9), Colour::Blue);
        assert_eq!(colour(&LeadDates { first_response: Some(plus(1)), ..clue }, 9), Colour::Green);
    }

    #[test]
    fn whoever_referred_a_lead_is_answered_within_a_week_of_receipt() {
        let rules = Rules::shipped().unwrap();
        let late = LeadDates { received_on: Some(DAY), ..LeadDates::at(Stage::Appraisal, Some(plus(6))) };
        let kind_due = |lead: &LeadDates| rules.timing(lead, plus(6)).map(|timing| (timing.kind, timing.due));
        assert_eq!(kind_due(&late), Ok((ClockKind::Stage, plus(9))), "nobody waits");
        let referred = LeadDates { referred: true, ..late };
        assert_eq!(kind_due(&referred), Ok((ClockKind::Feedback, plus(7))));
        assert_eq!(colour(&referred, 8), Colour::Yellow);
        let fresh = LeadDates { stage_since: Some(plus(1)), ..referred };
        assert_eq!(kind_due(&fresh), Ok((ClockKind::Stage, plus(4))), "the appraisal is due before");
        let undated = LeadDates { received_on: None, ..referred };
        assert_eq!(kind_due(&undated), Ok((ClockKind::Stage, plus(9))));
        let unknown = LeadDates { stage_since: None, ..referred };
        assert_eq!(kind_due(&unknown), Ok((ClockKind::Feedback, plus(7))));
    }

    #[test]
    fn talks_need_an_entry_every_fortnight() {
        let talks = LeadDates { last_progress: Some(plus(4)), ..LeadDates::at(Stage::Talks, Some(DAY)) };
        assert_eq!(colour(&talks, 18), Colour::Green);
        assert_eq!(colour(&talks, 19), Colour::Yellow);
        assert_eq!(colour(&talks, 31), Colour::Yellow);
        assert_eq!(colour(&talks, 32), Colour::Red);
        let timing = Rules::shipped().unwrap().timing(&talks, plus(20)).unwrap();
        assert_eq!((timing.due, timing.left), (plus(18), -2));
    }

    #[test]
    fn a_month_of_silence_must_be_explained_once_a_month() {
        let rules = Rules::shipped().unwrap();
        let talks = LeadDates { last_progress: Some(DAY), ..LeadDates::at(Stage::Review, Some(DAY)) };
        assert_eq!(rules.standstill(&talks, plus(30)), None);
        assert_eq!(rules.standstill(&talks, plus(31)), Some(DAY));
        let explained = LeadDates { explained_on: Some(plus(31)), ..talks };
        assert_eq!(rules.standstill(&explained, plus(40)), None);
        assert_eq!(rules.standstill(&explained, plus(62)), Some(DAY));
        assert_eq!(rules.standstill(&LeadDates { stage: Stage::Signed, ..talks }, plus(90)), None);
    }

    #[test]
    fn signing_to_ground_breaking_follows_the_plan_of_the_lead_where_there_is_one() {
        let signed = LeadDates { signed_on: Some(DAY), ..LeadDates::at(Stage::Landed, Some(plus(20))) };
        assert_eq!(colour(&signed, 180), Colour::Green);
        assert_eq!(colour(&signed, 181), Colour::Yellow);
        assert_eq!(colour(&signed, 194), Colour::Red);
        let planned = LeadDates { plan_start: Some(plus(240)), ..signed };
        assert_eq!(colour(&planned, 200), Colour::Green);
        let started =
            LeadDates { stage: Stage::Started, started_on: Some(plus(80)), plan_produce: Some(plus(400)), ..signed };
        assert_eq!(colour(&started, 100), Colour::Blue, "ground broken in half the time");
        assert_eq!(colour(&LeadDates { started_on: Some(plus(100)), ..started }, 100), Colour::Green);
        let unplanned = LeadDates { plan_produce: None, ..started };
        assert_eq!(Rules::shipped().unwrap().timing(&unplanned, plus(100)), Err(NoClock::NotPlanned));
    }

    #[test]
    fn production_ahead_of_its_plan_is_an_example() {
        let lead = LeadDates {
            plan_produce: Some(plus(10)),
            produced_on: Some(plus(9)),
            ..LeadDates::at(Stage::Producing, Some(plus(9)))
        };
        assert_eq!(colour(&lead, 50), Colour::Blue);
        assert_eq!(colour(&LeadDates { produced_on: Some(plus(10)), ..lead }, 50), Colour::Green);
    }
}
