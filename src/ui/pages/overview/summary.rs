//! What the overview says, counted once for every judging, off the window's thread.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::{
    domain::{
        company::GateState,
        ids::{CompanyId, SectorId},
        lead::{Lead, Stage},
        plan::{Plan, Tier},
        units::{Amount, Currency},
    },
    ledger::{
        Snapshot, View,
        assessment::{Prospect, SlotLead, SlotState},
        forecast::indicators::Indicators,
    },
    pipeline::{AgendaLead, AgendaTask, ClockKind, Duty, Group, Reason, agenda},
    scoring::{ClassRange, PlacementBasis, Scorer},
};

/// Seats drawn at most; more probabilities need not be kept.
const SEATS_DRAWN: usize = 24;
/// Leads of a slot kept with their worth; the others are on the companies page.
const CARRIERS: usize = 10;
/// Steps that are due, kept with their words.
const DUE_SHOWN: usize = 6;

/// Where companies stand in the plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SectorGroup {
    /// In a sector.
    In(SectorId),
    /// Outside the plan.
    Outside,
    /// Nothing says which sector.
    Unknown,
}

/// Leads of one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageLine {
    /// Stage.
    pub stage: Stage,
    /// How many.
    pub leads: usize,
    /// 计划总投资 of those that name one, by currency.
    pub investment: BTreeMap<Currency, i128>,
}

/// A criterion that is often not known.
#[derive(Debug, Clone, PartialEq)]
pub struct MissingLine {
    /// Word of the criterion.
    pub criterion: String,
    /// Points of the value that are open on average over all prospects.
    pub points: f64,
    /// Prospects of which it is not (fully) known.
    pub companies: usize,
}

/// What is due.
#[derive(Debug, Clone, PartialEq)]
pub enum Due {
    /// A next step or a task, in the words of who wrote it.
    Said(String),
    /// A clock runs out.
    Clock(ClockKind),
}

/// Something whose day has come.
#[derive(Debug, Clone, PartialEq)]
pub struct DueLine {
    /// Whose.
    pub company: CompanyId,
    /// What is to be done.
    pub what: Due,
    /// By when.
    pub on: Date,
}

/// What the slots have reached together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reached {
    /// Fewest firms the plan wants over all slots.
    pub wanted: u32,
    /// Firms landed that count towards them: in no slot more than it wants at least.
    pub landed: u32,
}

/// Everything counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Companies in all.
    pub companies: usize,
    /// Local firms among them.
    pub local: usize,
    /// Open leads.
    pub open_leads: usize,
    /// Companies by sector: plan order, then outside, then unknown.
    pub sectors: Vec<(SectorGroup, usize)>,
    /// By tier.
    pub tiers: Vec<(Tier, usize)>,
    /// By class range, best first; only those there are.
    pub classes: Vec<(ClassRange, usize)>,
    /// By the worst of the gates.
    pub gates: Vec<(GateState, usize)>,
    /// Leads by stage.
    pub stages: Vec<StageLine>,
    /// What is missing most.
    pub missing: Vec<MissingLine>,
    /// Prospects over which that was counted.
    pub prospects: usize,
    /// Probabilities of the open leads of each slot, likeliest first, in the order of the slots.
    pub pipelines: Vec<Vec<f64>>,
    /// The open leads worth most to each slot, in the order of the slots.
    pub carriers: Vec<Vec<SlotLead>>,
    /// What the slots have reached whose date has passed.
    pub reached: Reached,
    /// What is expected of the indicators by the target date.
    pub indicators: Indicators,
    /// Next steps that are due, longest first.
    pub due: Vec<DueLine>,
    /// How many are due.
    pub due_count: usize,
}

impl Summary {
    /// Counts everything.
    pub fn of(view: &View) -> Self {
        let plan = &view.policy.plan;
        let prospects = &view.assessment.prospects;
        let local = view.local_firms();
        let due: Vec<Duty> = duties(view).into_iter().filter(|duty| duty.group <= Group::Today).collect();
        let due_lines = due.iter().take(DUE_SHOWN).filter_map(|duty| {
            Some(DueLine { company: duty.company, what: words_of(&view.snapshot, duty)?, on: duty.on? })
        });
        let slots = &view.assessment.slots;
        let passed = slots.iter().filter(|slot| slot.passed);
        let reached = passed.fold(Reached::default(), |sum, slot| {
            let landed = u32::try_from(slot.landed.len()).unwrap_or(u32::MAX);
            Reached { wanted: sum.wanted + slot.range.min, landed: sum.landed + landed.min(slot.range.min) }
        });
        let is_local = marked(prospects, &local);
        let counted = is_local.iter().filter(|is_local| !**is_local).count();
        Self {
            companies: prospects.len(),
            local: local.len(),
            open_leads: view.snapshot.leads.iter().filter(|lead| lead.stage.is_open()).count(),
            sectors: sectors(plan, prospects),
            tiers: tally(Tier::ALL, prospects.iter().map(|prospect| prospect.tier.tier)),
            classes: classes(prospects),
            gates: tally(GateState::ALL, prospects.iter().map(|prospect| prospect.gate)),
            stages: stages(view.snapshot.leads.iter()),
            missing: missing(view, counted, |row| is_local.get(row) == Some(&false)),
            prospects: counted,
            pipelines: slots.iter().map(likeliest).collect(),
            carriers: slots.iter().map(carriers).collect(),
            reached,
            indicators: view.expected_indicators(view.target_date),
            due: due_lines.collect(),
            due_count: due.len(),
        }
    }
}

/// Which of the prospects are among some companies; both are in the order of the keys.
fn marked(prospects: &[Prospect], companies: &BTreeSet<CompanyId>) -> Vec<bool> {
    let mut companies = companies.iter().peekable();
    let is_marked = |prospect: &Prospect| {
        while companies.next_if(|company| **company < prospect.company).is_some() {}
        companies.next_if_eq(&&prospect.company).is_some()
    };
    prospects.iter().map(is_marked).collect()
}

/// Counts of all words of an enumeration, in its order.
fn tally<T: Copy + Ord>(all: &[T], found: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = all.iter().map(|word| (*word, 0)).collect();
    for word in found {
        *counts.entry(word).or_default() += 1;
    }
    all.iter().map(|word| (*word, counts.get(word).copied().unwrap_or_default())).collect()
}

fn sectors(plan: &Plan, prospects: &[Prospect]) -> Vec<(SectorGroup, usize)> {
    let groups = plan.sectors.iter().map(|sector| SectorGroup::In(sector.id.clone()));
    let mut counts: Vec<(SectorGroup, usize)> =
        groups.chain([SectorGroup::Outside, SectorGroup::Unknown]).map(|group| (group, 0)).collect();
    for prospect in prospects {
        let is_own = |group: &SectorGroup| match (&prospect.sector, group) {
            (Some(sector), SectorGroup::In(of_plan)) => sector == of_plan,
            (None, SectorGroup::Unknown) => prospect.placed_by == PlacementBasis::NoText,
            (None, SectorGroup::Outside) => prospect.placed_by != PlacementBasis::NoText,
            _ => false,
        };
        if let Some((_, count)) = counts.iter_mut().find(|(group, _)| is_own(group)) {
            *count += 1;
        }
    }
    counts
}

fn classes(prospects: &[Prospect]) -> Vec<(ClassRange, usize)> {
    let mut counts = BTreeMap::new();
    for prospect in prospects {
        *counts.entry((prospect.class.best, prospect.class.worst)).or_insert(0) += 1;
    }
    counts.into_iter().map(|((best, worst), count)| (ClassRange { best, worst }, count)).collect()
}

/// What the records ask for, as the pipeline's page of today lists it.
fn duties(view: &View) -> Vec<Duty> {
    let (snapshot, rules, today) = (&view.snapshot, &view.policy.rules, view.as_of);
    let leads = snapshot.leads.iter().map(|lead| {
        let dates = snapshot.lead_dates(lead);
        AgendaLead {
            lead: lead.id,
            company: lead.company,
            stage: lead.stage,
            owner: lead.owner,
            next_on: lead.next_action_on,
            since: lead.stage_since,
            timing: rules.timing(&dates, today).ok(),
            standstill: rules.standstill(&dates, today),
        }
    });
    agenda(rules, leads, snapshot.tasks.iter().filter_map(AgendaTask::open), today)
}

fn words_of(snapshot: &Snapshot, duty: &Duty) -> Option<Due> {
    Some(match duty.reason {
        Reason::Clock(kind) => Due::Clock(kind),
        Reason::Task(task) => Due::Said(snapshot.tasks.get(task.uuid())?.title.to_string()),
        _ => {
            let lead = snapshot.leads.get(duty.lead?.uuid())?;
            let words = if lead.next_action.is_empty() { &lead.title } else { &lead.next_action };
            Due::Said(words.to_string())
        }
    })
}

fn stages<'l>(leads: impl Iterator<Item = &'l Lead>) -> Vec<StageLine> {
    let mut lines: Vec<StageLine> =
        Stage::ALL.iter().map(|stage| StageLine { stage: *stage, leads: 0, investment: BTreeMap::new() }).collect();
    for lead in leads {
        let Some(line) = lines.iter_mut().find(|line| line.stage == lead.stage) else { continue };
        line.leads += 1;
        if let Some(Amount(units)) = lead.total_investment {
            *line.investment.entry(lead.currency.unwrap_or(Currency::Cny)).or_default() += i128::from(units);
        }
    }
    lines
}

/// The criteria by what they leave open, most first.
fn missing(view: &View, prospects: usize, counts: impl Fn(usize) -> bool) -> Vec<MissingLine> {
    let scorer = Scorer::new(&view.policy.plan, &view.policy.model);
    let open = view.assessment.columns.open_points(scorer.weights(), counts);
    let mut lines: Vec<MissingLine> = scorer
        .criteria()
        .zip(open)
        .filter(|(_, open)| open.companies > 0 && prospects > 0)
        .map(|(criterion, open)| MissingLine {
            criterion: criterion.id.clone(),
            points: open.points / prospects as f64,
            companies: open.companies,
        })
        .collect();
    lines.sort_by(|one, other| other.points.total_cmp(&one.points).then_with(|| one.criterion.cmp(&other.criterion)));
    lines
}

fn likeliest(slot: &SlotState) -> Vec<f64> {
    let mut chances: Vec<f64> = slot.open.iter().map(|lead| lead.p).collect();
    chances.sort_by(|one, other| other.total_cmp(one));
    chances.truncate(SEATS_DRAWN.saturating_sub(slot.landed.len()));
    chances
}

/// The open leads of a slot that are worth most to its minimum, then to its maximum.
fn carriers(slot: &SlotState) -> Vec<SlotLead> {
    // Differences too small to be shown are no reason to stand higher: the likelier lead does then.
    let visible = |difference: f64| (difference * 1e5).round();
    let worth = |lead: &SlotLead| {
        let (all, without) = (&slot.outlook, &lead.without);
        (visible(all.reaches_min - without.reaches_min), visible(all.reaches_max - without.reaches_max))
    };
    let mut leads: Vec<&SlotLead> = slot.open.iter().collect();
    leads.sort_by(|one, other| {
        let (a, b) = (worth(one), worth(other));
        b.0.total_cmp(&a.0)
            .then_with(|| b.1.total_cmp(&a.1))
            .then_with(|| other.p.total_cmp(&one.p))
            .then_with(|| one.company.cmp(&other.company))
    });
    leads.into_iter().take(CARRIERS).copied().collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        clock::Surroundings,
        ledger::{Ledger, Policy, Who, demo, seeds},
    };

    fn view() -> View {
        let folder = tempfile::tempdir().unwrap();
        let today = jiff::civil::date(2026, 11, 23);
        let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
        let set = demo::generate(&plan, &demo::DemoOptions::new(today));
        let who = Who { author: "a".into(), unit: "b".into(), device: "c".into() };
        let beginning = seeds::beginning("demo", today, set.changes());
        let path = folder.path().join("demo.zhaoshang");
        let ledger = Ledger::create(&path, beginning, who, Surroundings::system()).unwrap();
        let snapshot: Arc<_> = ledger.snapshot();
        let policy = Policy::of(&snapshot).unwrap();
        View::of(snapshot, policy, today, &|_| true).unwrap()
    }

    #[test]
    fn every_company_and_every_lead_is_counted_exactly_once() {
        let view = view();
        let summary = Summary::of(&view);
        let prospects = &view.assessment.prospects;
        let sum = |counts: &mut dyn Iterator<Item = usize>| counts.sum::<usize>();
        assert_eq!(summary.companies, prospects.len());
        assert_eq!(sum(&mut summary.sectors.iter().map(|(_, count)| *count)), prospects.len());
        assert_eq!(sum(&mut summary.tiers.iter().map(|(_, count)| *count)), prospects.len());
        assert_eq!(sum(&mut summary.classes.iter().map(|(_, count)| *count)), prospects.len());
        assert_eq!(sum(&mut summary.gates.iter().map(|(_, count)| *count)), prospects.len());
        assert_eq!(sum(&mut summary.stages.iter().map(|line| line.leads)), view.snapshot.leads.len());
        let leads = view.snapshot.leads.iter().filter(|lead| lead.currency.is_none_or(|money| money == Currency::Cny));
        let named = leads.filter_map(|lead| lead.total_investment).map(|Amount(yuan)| i128::from(yuan));
        let counted = summary.stages.iter().filter_map(|line| line.investment.get(&Currency::Cny));
        assert_eq!(counted.sum::<i128>(), named.sum::<i128>());
        assert!(summary.due_count >= summary.due.len() && summary.due.is_sorted_by_key(|line| line.on));
        let next = |lead: &&Lead| lead.stage.is_open() && lead.next_action_on.is_some_and(|day| day <= view.as_of);
        let steps = view.snapshot.leads.iter().filter(next).count();
        assert!(summary.due_count >= steps, "tasks and clocks stand beside the next steps");
    }

    #[test]
    fn what_is_missing_adds_up_to_the_width_of_the_intervals() {
        let view = view();
        let summary = Summary::of(&view);
        let local = view.local_firms();
        let widths: f64 = view
            .assessment
            .prospects
            .iter()
            .filter(|prospect| !local.contains(&prospect.company))
            .map(|prospect| prospect.high - prospect.low)
            .sum();
        let missing: f64 = summary.missing.iter().map(|line| line.points).sum();
        assert!((missing - widths / summary.prospects as f64).abs() < 1e-9, "{missing}");
        assert!(summary.missing.windows(2).all(|pair| pair[0].points >= pair[1].points));
    }

    #[test]
    fn the_leads_shown_are_those_worth_most() {
        let view = view();
        let summary = Summary::of(&view);
        for ((slot, carriers), pipeline) in view.assessment.slots.iter().zip(&summary.carriers).zip(&summary.pipelines)
        {
            assert_eq!(carriers.len(), slot.open.len().min(CARRIERS));
            assert!(pipeline.windows(2).all(|pair| pair[0] >= pair[1]));
            let shown = carriers.iter().map(|lead| lead.without.reaches_min).fold(0.0, f64::max);
            let hidden = slot
                .open
                .iter()
                .filter(|lead| carriers.iter().all(|carrier| carrier.lead != lead.lead))
                .map(|lead| lead.without.reaches_min)
                .fold(1.0, f64::min);
            assert!(carriers.is_empty() || shown <= hidden + 1e-5, "{:?}", slot.slot);
        }
    }
}
