//! What is to be done now: overdue, due, going stale, unassigned. Every entry names its reason and its day.

use std::cmp::Ordering;

use jiff::{ToSpan, civil::Date};

use super::{
    clock::Timing,
    rules::{ClockKind, Rules},
};
use crate::domain::{
    activity::Task,
    ids::{AuthorId, CompanyId, LeadId, TaskId},
    lead::Stage,
};

/// A lead whose next progress entry is due within so many counted days is going stale.
pub const STALE_DAYS: i32 = 3;
/// Days from today that count as this week.
pub const WEEK_DAYS: i64 = 7;

/// What the agenda needs to know of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgendaLead {
    /// Which.
    pub lead: LeadId,
    /// Its company.
    pub company: CompanyId,
    /// Stage now.
    pub stage: Stage,
    /// Officer in charge.
    pub owner: Option<AuthorId>,
    /// The day of the next action.
    pub next_on: Option<Date>,
    /// Since when.
    pub since: Option<Date>,
    /// Its clock, if one runs.
    pub timing: Option<Timing>,
    /// Since when nothing has happened, where that must be explained.
    pub standstill: Option<Date>,
}

/// What the agenda needs to know of an open task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgendaTask {
    /// Which.
    pub task: TaskId,
    /// Its lead, if it is about one.
    pub lead: Option<LeadId>,
    /// Its company.
    pub company: CompanyId,
    /// Who.
    pub owner: Option<AuthorId>,
    /// By when.
    pub due: Option<Date>,
    /// From when it is shown.
    pub remind_on: Option<Date>,
}

impl AgendaTask {
    /// What the agenda needs to know of a task; none when it is done.
    pub fn open(task: &Task) -> Option<Self> {
        task.done_on.is_none().then_some(Self {
            task: task.id,
            lead: task.lead,
            company: task.company,
            owner: task.owner,
            due: task.due,
            remind_on: task.remind_on,
        })
    }
}

/// How urgent an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Its day has passed.
    Overdue,
    /// Today, or asked to be reminded of by today.
    Today,
    /// Within a week.
    Week,
    /// Progress is missing, or will be in a few days.
    Stale,
    /// Nobody is in charge.
    Unassigned,
}

impl Group {
    /// All groups, in the order in which they are worked off.
    pub const ALL: [Self; 5] = [Self::Overdue, Self::Today, Self::Week, Self::Stale, Self::Unassigned];
}

/// Why something stands in the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its next action.
    NextAction,
    /// A task.
    Task(TaskId),
    /// A clock of its stage.
    Clock(ClockKind),
    /// A standstill without explanation.
    Standstill,
    /// It has no owner.
    Unassigned,
}

/// An entry of the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// How urgent.
    pub group: Group,
    /// Why.
    pub reason: Reason,
    /// The day it was or is due; of a standstill or an unassigned lead the day since when.
    pub on: Option<Date>,
    /// The lead, if it is about one.
    pub lead: Option<LeadId>,
    /// The company.
    pub company: CompanyId,
    /// Who is in charge.
    pub owner: Option<AuthorId>,
}

/// The group of a day; none when it lies further ahead than a week.
pub fn group_of(day: Date, today: Date) -> Option<Group> {
    match day.cmp(&today) {
        Ordering::Less => Some(Group::Overdue),
        Ordering::Equal => Some(Group::Today),
        Ordering::Greater => (day <= today.saturating_add(WEEK_DAYS.days())).then_some(Group::Week),
    }
}

/// Everything to be done, the most urgent group first, the oldest day first within each.
pub fn agenda(
    rules: &Rules,
    leads: impl IntoIterator<Item = AgendaLead>,
    tasks: impl IntoIterator<Item = AgendaTask>,
    today: Date,
) -> Vec<Duty> {
    let mut duties = Vec::new();
    for lead in leads {
        of_lead(rules, &lead, today, &mut duties);
    }
    duties.extend(tasks.into_iter().filter_map(|task| of_task(&task, today)));
    duties.sort_by_key(|duty| (duty.group, duty.on, duty.lead, duty.reason));
    duties
}

fn of_lead(rules: &Rules, lead: &AgendaLead, today: Date, out: &mut Vec<Duty>) {
    // What has ended or was handed on is nobody's duty here any more.
    if matches!(lead.stage, Stage::Lost | Stage::Referred) || rules.stage(lead.stage).is_none() {
        return;
    }
    let duty =
        |group, reason, on| Duty { group, reason, on, lead: Some(lead.lead), company: lead.company, owner: lead.owner };
    if let Some((day, group)) = lead.next_on.and_then(|day| Some((day, group_of(day, today)?))) {
        out.push(duty(group, Reason::NextAction, Some(day)));
    }
    let running = lead.timing.filter(|timing| timing.done.is_none());
    match (lead.standstill, running) {
        (Some(since), _) => out.push(duty(Group::Stale, Reason::Standstill, Some(since))),
        (None, Some(timing)) if timing.kind == ClockKind::Progress => {
            if timing.left <= STALE_DAYS {
                out.push(duty(Group::Stale, Reason::Clock(timing.kind), Some(timing.due)));
            }
        }
        (None, Some(timing)) => {
            if let Some(group) = group_of(timing.due, today) {
                out.push(duty(group, Reason::Clock(timing.kind), Some(timing.due)));
            }
        }
        (None, None) => {}
    }
    if lead.owner.is_none() && lead.stage < Stage::Producing {
        out.push(duty(Group::Unassigned, Reason::Unassigned, lead.since));
    }
}

fn of_task(task: &AgendaTask, today: Date) -> Option<Duty> {
    let day = task.due.or(task.remind_on)?;
    let reminded = task.remind_on.is_some_and(|remind| remind <= today);
    let group = match group_of(day, today) {
        Some(Group::Overdue) => Group::Overdue,
        _ if reminded => Group::Today,
        group => group?,
    };
    Some(Duty {
        group,
        reason: Reason::Task(task.task),
        on: Some(day),
        lead: task.lead,
        company: task.company,
        owner: task.owner,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::pipeline::LeadDates;

    const TODAY: Date = date(2026, 6, 10);

    fn key(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn lead(number: u128, stage: Stage) -> AgendaLead {
        AgendaLead {
            lead: LeadId::from_uuid(key(number)),
            company: CompanyId::from_uuid(key(number + 100)),
            stage,
            owner: Some(AuthorId::from_uuid(key(1))),
            next_on: None,
            since: Some(date(2026, 6, 1)),
            timing: None,
            standstill: None,
        }
    }

    fn timed(number: u128, dates: LeadDates) -> AgendaLead {
        let rules = Rules::shipped().unwrap();
        AgendaLead {
            timing: rules.timing(&dates, TODAY).ok(),
            standstill: rules.standstill(&dates, TODAY),
            since: dates.stage_since,
            ..lead(number, dates.stage)
        }
    }

    fn groups(leads: Vec<AgendaLead>, tasks: Vec<AgendaTask>) -> Vec<(Group, Reason, Option<Date>)> {
        let rules = Rules::shipped().unwrap();
        agenda(&rules, leads, tasks, TODAY).into_iter().map(|duty| (duty.group, duty.reason, duty.on)).collect()
    }

    #[test]
    fn next_actions_are_overdue_due_or_left_for_later() {
        let on = |number, day| AgendaLead { next_on: Some(day), ..lead(number, Stage::Paused) };
        let found = groups(
            vec![on(1, date(2026, 6, 17)), on(2, TODAY), on(3, date(2026, 6, 9)), on(4, date(2026, 6, 18))],
            Vec::new(),
        );
        let expected = [
            (Group::Overdue, Reason::NextAction, Some(date(2026, 6, 9))),
            (Group::Today, Reason::NextAction, Some(TODAY)),
            (Group::Week, Reason::NextAction, Some(date(2026, 6, 17))),
        ];
        assert_eq!(found, expected);
        let ended = AgendaLead { next_on: Some(TODAY), owner: None, ..lead(1, Stage::Lost) };
        assert!(groups(vec![ended], Vec::new()).is_empty(), "what has ended asks for nothing");
    }

    #[test]
    fn talks_go_stale_before_their_clock_runs_out_and_must_be_explained_after_a_month() {
        let talks = |number, last| {
            let dates = LeadDates { last_progress: Some(last), ..LeadDates::at(Stage::Talks, Some(date(2026, 1, 1))) };
            timed(number, dates)
        };
        assert!(groups(vec![talks(1, date(2026, 5, 31))], Vec::new()).is_empty(), "four days are left");
        let due = date(2026, 6, 13);
        let found = groups(vec![talks(1, date(2026, 5, 30))], Vec::new());
        assert_eq!(found, [(Group::Stale, Reason::Clock(ClockKind::Progress), Some(due))]);
        let found = groups(vec![talks(1, date(2026, 5, 1))], Vec::new());
        assert_eq!(found, [(Group::Stale, Reason::Standstill, Some(date(2026, 5, 1)))]);
    }

    #[test]
    fn other_clocks_stand_on_their_day_and_stop_when_done() {
        let appraisal = |since| timed(1, LeadDates::at(Stage::Appraisal, Some(since)));
        let clock = Reason::Clock(ClockKind::Stage);
        assert_eq!(groups(vec![appraisal(date(2026, 6, 7))], Vec::new()), [(Group::Today, clock, Some(TODAY))]);
        let found = groups(vec![appraisal(date(2026, 6, 1))], Vec::new());
        assert_eq!(found, [(Group::Overdue, clock, Some(date(2026, 6, 4)))]);
        let received = Some(date(2026, 6, 1));
        let answered =
            LeadDates { received_on: received, first_response: received, ..LeadDates::at(Stage::Clue, received) };
        assert!(groups(vec![timed(1, answered)], Vec::new()).is_empty());
    }

    #[test]
    fn leads_without_owner_are_asked_for_until_they_produce() {
        let orphan = |stage| AgendaLead { owner: None, ..lead(1, stage) };
        let since = Some(date(2026, 6, 1));
        let found = groups(vec![orphan(Stage::Building)], Vec::new());
        assert_eq!(found, [(Group::Unassigned, Reason::Unassigned, since)]);
        assert!(groups(vec![orphan(Stage::Producing)], Vec::new()).is_empty());
    }

    #[test]
    fn tasks_are_shown_from_their_reminder_on() {
        let task = |due, remind_on| AgendaTask {
            task: TaskId::from_uuid(key(9)),
            lead: None,
            company: CompanyId::from_uuid(key(8)),
            owner: None,
            due,
            remind_on,
        };
        let reason = Reason::Task(TaskId::from_uuid(key(9)));
        let far = Some(date(2026, 9, 1));
        assert!(groups(Vec::new(), vec![task(far, None), task(None, None)]).is_empty());
        assert_eq!(groups(Vec::new(), vec![task(far, Some(TODAY))]), [(Group::Today, reason, far)]);
        let past = Some(date(2026, 6, 1));
        assert_eq!(groups(Vec::new(), vec![task(past, past)]), [(Group::Overdue, reason, past)]);
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
        assert_eq!(group_of(Date::MAX, Date::MAX), Some(Group::Today));
        assert_eq!(group_of(Date::MIN, Date::MAX), Some(Group::Overdue));
    }
}
