//! Events: what happened to which record on which day, each once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use uuid::Uuid;

use super::{Period, ReportBooks, moves_by_lead, received_on};
use crate::{
    domain::{
        activity::ActivityKind,
        deal::LeadLinkKind,
        ids::{AuthorId, CompanyId, LeadId},
        lead::{Lead, Stage, StageMove},
    },
    pipeline::Rules,
    words,
};

words! {
    /// What happened.
    pub enum EventKind {
        /// A lead came in.
        Received = "received",
        /// A lead first stood at 在谈 or further.
        Talks = "talks",
        /// A lead first stood at 意向 or further.
        Intent = "intent",
        /// A lead first stood at 评审 or further.
        Review = "review",
        /// A project was won: its first signing. Increases and repeated signings are none.
        Won = "won",
        /// A signed increase of a project that was won before.
        Increase = "increase",
        /// A project first stood at 落地 or further.
        Landed = "landed",
        /// A project first stood at 开工 or further.
        Started = "started",
        /// A project first stood at 竣工 or further.
        Completed = "completed",
        /// A project first stood at 投产 or further.
        Producing = "producing",
        /// A lead ended, and is still at its end.
        Lost = "lost",
        /// A lead was referred to a partner zone, and is still there.
        Referred = "referred",
        /// A call.
        Call = "call",
        /// A visit to them.
        Visit = "visit",
        /// A visit of theirs.
        Reception = "reception",
        /// A meeting.
        Meeting = "meeting",
        /// A talk at a fair.
        FairTalk = "fair_talk",
        /// A letter or message.
        Message = "message",
        /// A progress entry.
        Progress = "progress",
    }
}

impl EventKind {
    /// The kinds that happen to leads, in order.
    pub const OF_LEADS: &'static [Self] = &[
        Self::Received,
        Self::Talks,
        Self::Intent,
        Self::Review,
        Self::Won,
        Self::Increase,
        Self::Landed,
        Self::Started,
        Self::Completed,
        Self::Producing,
        Self::Lost,
        Self::Referred,
    ];

    /// Whether it is something an officer did with a company.
    pub fn is_contact(self) -> bool {
        self > Self::Referred
    }

    /// The kind of an activity; notes to oneself and reasons of a standstill are no events.
    pub const fn of_activity(kind: ActivityKind) -> Option<Self> {
        Some(match kind {
            ActivityKind::Call => Self::Call,
            ActivityKind::Visit => Self::Visit,
            ActivityKind::Reception => Self::Reception,
            ActivityKind::Meeting => Self::Meeting,
            ActivityKind::FairTalk => Self::FairTalk,
            ActivityKind::Message => Self::Message,
            ActivityKind::Progress => Self::Progress,
            ActivityKind::Standstill | ActivityKind::Note => return None,
        })
    }

    /// The stage a lead must have reached.
    fn stage(self, rules: &Rules) -> Option<Stage> {
        Some(match self {
            Self::Talks => Stage::Talks,
            Self::Intent => Stage::Intent,
            Self::Review => Stage::Review,
            Self::Won | Self::Increase => rules.counting.won,
            Self::Landed => Stage::Landed,
            Self::Started => Stage::Started,
            Self::Completed => Stage::Completed,
            Self::Producing => Stage::Producing,
            _ => return None,
        })
    }
}

/// One thing that happened to one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// On which day.
    pub day: Date,
    /// What.
    pub kind: EventKind,
    /// The record it happened to: a lead, or the activity itself. With the kind it names the event.
    pub record: Uuid,
    /// The lead it is about.
    pub lead: Option<LeadId>,
    /// The company it is about.
    pub company: CompanyId,
    /// Whose work it is: the officer in charge of the lead on that day; of an activity, who entered it.
    pub officer: Option<AuthorId>,
    /// The stage was passed over: the lead went further in one move, and so is taken to have been there that day.
    pub passed: bool,
}

/// Everything that happened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Events {
    /// In the order of their days.
    pub all: Vec<Event>,
    /// The leads of which something has no day, and so belongs to no period.
    pub undated: BTreeMap<EventKind, Vec<LeadId>>,
}

impl Events {
    /// Those of a period.
    pub fn within(&self, period: Period) -> &[Event] {
        let start = self.all.partition_point(|event| event.day < period.from);
        let end = self.all.partition_point(|event| event.day <= period.to);
        self.all.get(start..end).unwrap_or_default()
    }
}

/// Collects every event there is. Each pair of kind and record occurs once.
pub fn events(rules: &Rules, books: &ReportBooks<'_>) -> Events {
    let mut found = Events::default();
    let of_lead = moves_by_lead(books);
    let continued: BTreeSet<(LeadId, LeadLinkKind)> = books.links.iter().map(|link| (link.lead, link.kind)).collect();
    let mut known = BTreeSet::new();
    for lead in books.leads.iter().filter(|lead| known.insert(lead.id)) {
        let steps = of_lead.get(&lead.id).map(Vec::as_slice).unwrap_or_default();
        let is = |kind| continued.contains(&(lead.id, kind));
        for kind in EventKind::OF_LEADS {
            let counts = match kind {
                EventKind::Won => {
                    !is(LeadLinkKind::Repeat) && !is(LeadLinkKind::NewInvestor) && !is(LeadLinkKind::Increase)
                }
                EventKind::Increase => is(LeadLinkKind::Increase),
                _ => true,
            };
            match happened(*kind, lead, steps, rules).filter(|_| counts) {
                Some(Some(day)) => found.all.push(Event {
                    day,
                    kind: *kind,
                    record: lead.id.uuid(),
                    lead: Some(lead.id),
                    company: lead.company,
                    officer: books.owners.on(lead, day),
                    passed: was_passed(*kind, day, steps, rules),
                }),
                Some(None) => found.undated.entry(*kind).or_default().push(lead.id),
                None => {}
            }
        }
    }
    let leads: BTreeMap<LeadId, &Lead> = books.leads.iter().map(|lead| (lead.id, *lead)).collect();
    let mut known = BTreeSet::new();
    for activity in books.activities.iter().filter(|activity| known.insert(activity.id)) {
        let Some(kind) = EventKind::of_activity(activity.kind) else { continue };
        let owner = || books.owners.on(leads.get(&activity.lead?)?, activity.on_day);
        found.all.push(Event {
            day: activity.on_day,
            kind,
            record: activity.id.uuid(),
            lead: activity.lead,
            company: activity.company,
            officer: activity.author.or_else(owner),
            passed: false,
        });
    }
    found.all.sort_unstable();
    found
}

/// Whether it happened to a lead, and on which day if that is known.
fn happened(kind: EventKind, lead: &Lead, steps: &[&StageMove], rules: &Rules) -> Option<Option<Date>> {
    match kind {
        EventKind::Received => Some(received_on(lead, steps)),
        EventKind::Lost => ended_at(Stage::Lost, lead, steps),
        EventKind::Referred => ended_at(Stage::Referred, lead, steps),
        _ => {
            let stage = kind.stage(rules).filter(|stage| rules.stage(*stage).is_some())?;
            reached_on(stage, lead, steps, rules)
        }
    }
}

/// Whether a lead has ever stood at a stage or further, and since when.
pub(super) fn reached_on(stage: Stage, lead: &Lead, steps: &[&StageMove], rules: &Rules) -> Option<Option<Date>> {
    let is_there = |at: Stage| stands_at(at, stage, rules);
    let mut reached = steps.iter().filter(|step| is_there(step.to_stage)).peekable();
    if reached.peek().is_some() {
        return Some(reached.filter_map(|step| step.moved_on).min());
    }
    // Came in at that stage, without a move that says so; when it came further nobody knows.
    is_there(lead.stage).then_some(lead.stage_since.filter(|_| lead.stage == stage))
}

/// Whether a stage is another or further along.
fn stands_at(at: Stage, stage: Stage, rules: &Rules) -> bool {
    !at.is_aside() && rules.stage(at).is_some() && rules.place(at) >= rules.place(stage)
}

/// Whether a lead went past the stage of an event that day without a move that ends there.
fn was_passed(kind: EventKind, day: Date, steps: &[&StageMove], rules: &Rules) -> bool {
    let Some(stage) = kind.stage(rules) else { return false };
    let on_day = steps.iter().filter(|step| step.moved_on == Some(day));
    let mut reached = on_day.filter(|step| stands_at(step.to_stage, stage, rules)).peekable();
    reached.peek().is_some() && reached.all(|step| step.to_stage != stage)
}

fn ended_at(stage: Stage, lead: &Lead, steps: &[&StageMove]) -> Option<Option<Date>> {
    (lead.stage == stage).then(|| {
        let last = steps.iter().filter(|step| step.to_stage == stage).filter_map(|step| step.moved_on).max();
        last.or(lead.stage_since)
    })
}
