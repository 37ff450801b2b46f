//! What a day at a fair came to: whom we met, what was promised, how values moved, and what still has no owner.

use jiff::civil::Date;

use super::roster::talk_source;
use crate::{
    domain::{
        fact::Fact,
        fair::{Fair, Heat, Talk},
        ids::{ActivityId, AuthorId, CompanyId, ContactId, TalkId},
        record::Text,
    },
    ledger::{Snapshot, View, assessment::Prospect},
};

/// A talk with what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct TalkLine {
    /// Talk.
    pub talk: TalkId,
    /// Company.
    pub company: CompanyId,
    /// Its name.
    pub name: Text,
    /// Hall; empty = not known.
    pub hall: Text,
    /// Stand; empty = not known.
    pub booth: Text,
    /// When it was entered, in milliseconds since 1970.
    pub at_ms: i64,
    /// Day.
    pub on_day: Date,
    /// Officer.
    pub officer: Option<AuthorId>,
    /// How near it is.
    pub heat: Option<Heat>,
    /// Products it was about, as words of the plan.
    pub products: Vec<String>,
    /// What was said.
    pub content: Text,
    /// Whom we talked to, as it was noted.
    pub people: Text,
    /// The person to thank: the first contact of the company.
    pub contact: Option<ContactId>,
    /// What we promised.
    pub promised: Text,
    /// What comes next.
    pub next_step: Text,
    /// By which day.
    pub next_on: Option<Date>,
    /// Row of the company in the view; none = not judged yet.
    pub row: Option<usize>,
    /// Value and rank without the answers given at this fair, then with them; none = no answer was given, or not judged.
    pub moved: Option<Moved>,
}

/// How far answers moved a company.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moved {
    /// Value without the answers.
    pub value_before: f64,
    /// Value with them.
    pub value_after: f64,
    /// Place by value among all companies without them, from 1.
    pub rank_before: usize,
    /// Place with them.
    pub rank_after: usize,
}

/// What a day (or all days) of a fair came to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DaySummary {
    /// The talks, in the order they were entered.
    pub talks: Vec<TalkLine>,
    /// Companies met.
    pub met: usize,
    /// Of these hot, warm, cold and not judged, by the last talk.
    pub heats: [usize; 4],
    /// Talks in which something was promised.
    pub promised: usize,
    /// Companies met by sector, in plan order; the word is empty for those outside the plan or unknown.
    pub sectors: Vec<(String, usize)>,
    /// Companies met by slot (base and tier), in plan order; those without a slot come last, with an empty word.
    pub slots: Vec<(String, Option<crate::domain::plan::Tier>, usize)>,
    /// Visits planned for these days, and how many of them are over.
    pub visits: (usize, usize),
}

/// What the talks of a fair came to; `day` none = of all its days.
pub fn day_summary(snapshot: &Snapshot, view: Option<&View>, fair: &Fair, day: Option<Date>) -> DaySummary {
    let mut summary = DaySummary::default();
    for talk in snapshot.talks.iter().filter(|talk| talk.fair == Some(fair.id)) {
        if let Some(line) = line(snapshot, view, fair, talk).filter(|line| day.is_none_or(|day| line.on_day == day)) {
            summary.talks.push(line);
        }
    }
    let mut last: Vec<&TalkLine> = Vec::new();
    for line in &summary.talks {
        last.retain(|earlier| earlier.company != line.company);
        last.push(line);
    }
    summary.met = last.len();
    for line in &last {
        let place = match line.heat {
            Some(Heat::Hot) => 0,
            Some(Heat::Warm) => 1,
            Some(Heat::Cold) => 2,
            None => 3,
        };
        summary.heats[place] += 1;
    }
    summary.promised = summary.talks.iter().filter(|line| !line.promised.is_empty()).count();
    if let Some(view) = view {
        let prospects: Vec<&Prospect> =
            last.iter().filter_map(|line| view.assessment.prospects.get(line.row?)).collect();
        count_by_place(view, &prospects, &mut summary);
    }
    let visits = snapshot.visits.iter().filter(|visit| visit.fair == fair.id);
    for visit in visits.filter(|visit| day.is_none() || visit.on_day == day) {
        summary.visits.0 += 1;
        summary.visits.1 += usize::from(visit.done);
    }
    summary
}

fn count_by_place(view: &View, prospects: &[&Prospect], summary: &mut DaySummary) {
    let plan = &view.policy.plan;
    for sector in &plan.sectors {
        let count = prospects.iter().filter(|one| one.sector.as_ref() == Some(&sector.id)).count();
        if count > 0 {
            summary.sectors.push((sector.id.to_string(), count));
        }
    }
    let placed: usize = summary.sectors.iter().map(|(_, count)| count).sum();
    if placed < prospects.len() {
        summary.sectors.push((String::new(), prospects.len() - placed));
    }
    for base in &plan.bases {
        for tier in crate::domain::plan::Tier::ALL {
            let of =
                |one: &&&Prospect| one.slot.as_ref().is_some_and(|slot| slot.base == base.id && slot.tier == *tier);
            let count = prospects.iter().filter(of).count();
            if count > 0 {
                summary.slots.push((base.id.to_string(), Some(*tier), count));
            }
        }
    }
    let placed: usize = summary.slots.iter().map(|(.., count)| count).sum();
    if placed < prospects.len() {
        summary.slots.push((String::new(), None, prospects.len() - placed));
    }
}

fn line(snapshot: &Snapshot, view: Option<&View>, fair: &Fair, talk: &Talk) -> Option<TalkLine> {
    let company = snapshot.companies.get(talk.company.uuid())?;
    let activity = snapshot.activities.get(talk.activity.uuid())?;
    let stand = snapshot.exhibitors.of(company.id).find(|exhibitor| exhibitor.fair == fair.id);
    let contacts = || snapshot.contacts.of(company.id);
    let met = contacts().find(|contact| !activity.people.is_empty() && activity.people.contains(&*contact.name));
    let contact = met.or_else(|| contacts().find(|contact| contact.main)).or_else(|| contacts().next());
    Some(TalkLine {
        talk: talk.id,
        company: company.id,
        name: company.name.clone(),
        hall: stand.map(|stand| stand.hall.clone()).unwrap_or_default(),
        booth: stand.map(|stand| stand.booth.clone()).unwrap_or_default(),
        at_ms: talk.at_ms,
        on_day: activity.on_day,
        officer: activity.author,
        heat: talk.heat,
        products: talk.product_words().map(str::to_owned).collect(),
        content: activity.content.clone(),
        people: activity.people.clone(),
        contact: contact.map(|contact| contact.id),
        promised: talk.promised.clone(),
        next_step: talk.next_step.clone(),
        next_on: talk.next_on,
        row: view.and_then(|view| view.row_of(company.id)),
        moved: view.and_then(|view| moved(view, fair, company.id)),
    })
}

/// Value and rank of a company without the answers it gave at a fair, and with them.
fn moved(view: &View, fair: &Fair, company: CompanyId) -> Option<Moved> {
    let snapshot = &view.snapshot;
    let source = talk_source(fair);
    let given = |fact: &&Fact| *fact.source == *source && fact.as_of.is_some_and(|day| fair.is_on(day));
    let record = snapshot.companies.get(company.uuid())?;
    let others: Vec<&Fact> = snapshot.facts.of(company).filter(|fact| !given(fact)).collect();
    if others.len() == snapshot.facts.of(company).count() {
        return None;
    }
    let row = view.row_of(company)?;
    let value_after = view.assessment.prospects.get(row)?.value;
    let value_before = view.supposed(record, &others)?.1.scorecard.value;
    let rank = |value: f64| {
        let above = view.assessment.prospects.iter().enumerate().filter(|(at, one)| *at != row && one.value > value);
        above.count() + 1
    };
    Some(Moved { value_before, value_after, rank_before: rank(value_before), rank_after: rank(value_after) })
}

/// A company met at a fair that deserves a next step and has none under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Outstanding {
    /// The last talk with it.
    pub talk: TalkId,
    /// What was said in it.
    pub activity: ActivityId,
    /// Company.
    pub company: CompanyId,
    /// Its name.
    pub name: Text,
    /// How near it is.
    pub heat: Option<Heat>,
    /// Who talked.
    pub officer: Option<AuthorId>,
    /// What was agreed on; empty = nothing.
    pub next_step: Text,
    /// By which day.
    pub next_on: Option<Date>,
}

/// Those met at a fair, cold ones left out, for whom no task is open.
pub fn outstanding(snapshot: &Snapshot, fair: &Fair) -> Vec<Outstanding> {
    let mut last: Vec<&Talk> = Vec::new();
    for talk in snapshot.talks.iter().filter(|talk| talk.fair == Some(fair.id)) {
        last.retain(|earlier| earlier.company != talk.company);
        last.push(talk);
    }
    last.into_iter()
        .filter(|talk| talk.heat != Some(Heat::Cold))
        .filter(|talk| !snapshot.tasks.of(talk.company).any(|task| task.done_on.is_none()))
        .filter_map(|talk| {
            let activity = snapshot.activities.get(talk.activity.uuid())?;
            let company = snapshot.companies.get(talk.company.uuid())?;
            Some(Outstanding {
                talk: talk.id,
                activity: activity.id,
                company: company.id,
                name: company.name.clone(),
                heat: talk.heat,
                officer: activity.author,
                next_step: talk.next_step.clone(),
                next_on: talk.next_on,
            })
        })
        .collect()
}
