//! The leads as the page shows them: each with its company, clock and colour, derived once per revision in a job.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use crate::{
    desk::Progress,
    domain::{
        ids::{AuthorId, BaseId, CompanyId, LeadId, SectorId, TaskId},
        lead::{Lead, Stage},
        plan::Tier,
        record::Text,
        units::{Amount, Currency},
    },
    ledger::{Snapshot, View},
    pipeline::{AgendaLead, AgendaTask, Colour, Duty, NoClock, Rules, RulesError, Timing, agenda},
};

/// Between two questions whether to go on.
const STEP: usize = 1_024;

/// What rows are derived from; equal stamps give equal rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Revision of the records.
    pub revision: u64,
    /// Revision of the figures.
    pub view_revision: u64,
    /// The day it is.
    pub today: Date,
}

/// A lead.
#[derive(Debug, Clone)]
pub struct LeadRow {
    pub id: LeadId,
    pub company: CompanyId,
    pub title: Text,
    /// Name of the company.
    pub name: Text,
    pub stage: Stage,
    pub since: Option<Date>,
    /// Days in its stage.
    pub age: Option<i32>,
    /// 计划总投资
    pub money: Option<Amount>,
    pub currency: Currency,
    pub owner: Option<AuthorId>,
    /// Name of the owner; empty when there is none.
    pub officer: Text,
    pub base: Option<BaseId>,
    pub sector: Option<SectorId>,
    pub tier: Option<Tier>,
    pub source: Text,
    pub next: Text,
    pub next_on: Option<Date>,
    pub timing: Result<Timing, NoClock>,
    /// Since when nothing has happened, where that must be explained.
    pub standstill: Option<Date>,
}

impl LeadRow {
    /// Its supervision colour; none when no clock runs.
    pub fn colour(&self) -> Option<Colour> {
        self.timing.as_ref().ok().map(|timing| timing.colour)
    }

    /// Where it stands in its column: what must be explained or is late first, then the longest in its stage.
    fn urgency(&self) -> (bool, u8, i32, i32) {
        let colour = match self.colour() {
            Some(Colour::Red) => 0,
            Some(Colour::Yellow) => 1,
            Some(Colour::Green) | None => 2,
            Some(Colour::Blue) => 3,
        };
        let left = self.timing.as_ref().map_or(i32::MAX, |timing| timing.left);
        (self.standstill.is_none(), colour, left, -self.age.unwrap_or_default())
    }
}

/// What happens on a day of the calendar; what somebody has planned stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// A next action.
    NextAction,
    /// A task is due.
    Task(TaskId),
    /// Ground is to be broken.
    Start,
    /// Production is to begin.
    Production,
    /// A clock runs out.
    Clock,
}

/// Something on a day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    pub on: Date,
    pub what: Happening,
    /// Place of the lead in [`Rows::leads`]; none for tasks about a company only.
    pub lead: Option<u32>,
    pub company: CompanyId,
}

/// All leads, what is to be done and what stands in the calendar.
#[derive(Debug)]
pub struct Rows {
    pub stamp: Stamp,
    pub rules: Arc<Rules>,
    /// In key order.
    pub leads: Vec<LeadRow>,
    pub agenda: Vec<Duty>,
    /// For each duty the place of its lead in `leads`; none for tasks about a company only.
    pub duty_leads: Vec<Option<u32>>,
    /// By day.
    pub entries: Vec<Entry>,
}

impl Rows {
    /// The lead with this key.
    pub fn get(&self, lead: LeadId) -> Option<&LeadRow> {
        self.place(lead).and_then(|place| self.leads.get(place))
    }

    /// The place of a lead.
    pub fn place(&self, lead: LeadId) -> Option<usize> {
        self.leads.binary_search_by_key(&lead, |row| row.id).ok()
    }

    /// Derives everything; none when it was asked to stop.
    pub fn derive(
        snapshot: &Snapshot,
        view: Option<&View>,
        stamp: Stamp,
        progress: &Progress,
    ) -> Option<Result<Self, RulesError>> {
        let rules = match view.map(|view| Arc::clone(&view.policy.rules)) {
            Some(rules) => rules,
            None => match snapshot.pipeline_rules() {
                Ok(rules) => Arc::new(rules),
                Err(error) => return Some(Err(error)),
            },
        };
        let mut leads = Vec::with_capacity(snapshot.leads.len());
        let mut wanted = Vec::with_capacity(snapshot.leads.len());
        let mut entries = Vec::new();
        for (number, lead) in snapshot.leads.iter().enumerate() {
            if number % STEP == 0 && progress.is_cancelled() {
                return None;
            }
            let row = row_of(snapshot, view, &rules, lead, stamp.today);
            wanted.push(AgendaLead {
                lead: row.id,
                company: row.company,
                stage: row.stage,
                owner: row.owner,
                next_on: row.next_on,
                since: row.since,
                timing: row.timing.ok(),
                standstill: row.standstill,
            });
            let place = u32::try_from(number).ok();
            enter(lead, &row, place, &mut entries);
            leads.push(row);
        }
        let open: Vec<AgendaTask> = snapshot.tasks.iter().filter_map(AgendaTask::open).collect();
        let mut rows = Self { stamp, rules, leads, agenda: Vec::new(), duty_leads: Vec::new(), entries: Vec::new() };
        let place = |rows: &Self, lead: Option<LeadId>| u32::try_from(rows.place(lead?)?).ok();
        for task in &open {
            let lead = place(&rows, task.lead);
            let what = Happening::Task(task.task);
            entries.extend(task.due.map(|on| Entry { on, what, lead, company: task.company }));
        }
        entries.sort_unstable();
        rows.entries = entries;
        rows.agenda = agenda(&rows.rules, wanted, open, stamp.today);
        rows.duty_leads = rows.agenda.iter().map(|duty| place(&rows, duty.lead)).collect();
        Some(Ok(rows))
    }
}

fn row_of(snapshot: &Snapshot, view: Option<&View>, rules: &Rules, lead: &Lead, today: Date) -> LeadRow {
    let dates = snapshot.lead_dates(lead);
    let plan = view.map(|view| &*view.policy.plan);
    let prospect = view.and_then(|view| view.assessment.prospects.get(view.row_of(lead.company)?));
    let planned = lead.segment.as_ref().and_then(|id| plan?.segment(id)).map(|(sector, _)| sector.id.clone());
    let company = snapshot.companies.get(lead.company.uuid());
    let owner = lead.owner.and_then(|owner| snapshot.authors.get(owner.uuid()));
    LeadRow {
        id: lead.id,
        company: lead.company,
        title: lead.title.clone(),
        name: company.map(|company| company.name.clone()).unwrap_or_default(),
        stage: lead.stage,
        since: lead.stage_since,
        age: lead.stage_since.and_then(|since| since.until(today).ok()).map(|span| span.get_days()),
        money: lead.total_investment,
        currency: lead.currency.unwrap_or(Currency::Cny),
        owner: lead.owner,
        officer: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
        base: lead.base.clone(),
        sector: planned.or_else(|| prospect.and_then(|prospect| prospect.sector.clone())),
        tier: prospect.map(|prospect| prospect.tier.tier),
        source: lead.source.clone(),
        next: lead.next_action.clone(),
        next_on: lead.next_action_on,
        timing: rules.timing(&dates, today),
        standstill: rules.standstill(&dates, today),
    }
}

/// The days of a lead that stand in the calendar.
fn enter(lead: &Lead, row: &LeadRow, place: Option<u32>, out: &mut Vec<Entry>) {
    // What has ended or was handed on plans nothing any more.
    if matches!(lead.stage, Stage::Lost | Stage::Referred) {
        return;
    }
    let clock = row.timing.ok().filter(|timing| timing.done.is_none()).map(|timing| timing.due);
    let days = [
        (Happening::Clock, clock),
        (Happening::NextAction, lead.next_action_on),
        (Happening::Start, lead.start_on.filter(|_| lead.stage < Stage::Started)),
        (Happening::Production, lead.produce_on.filter(|_| lead.stage < Stage::Producing)),
    ];
    let company = lead.company;
    out.extend(days.into_iter().filter_map(|(what, on)| Some(Entry { on: on?, what, lead: place, company })));
}

/// Money by currency, never added across currencies.
pub type Sums = BTreeMap<Currency, i128>;

/// 计划总投资 of leads.
pub fn sums_of<'a>(rows: impl Iterator<Item = &'a LeadRow>) -> Sums {
    let mut sums = Sums::new();
    for (currency, Amount(units)) in rows.filter_map(|row| Some((row.currency, row.money?))) {
        *sums.entry(currency).or_default() += i128::from(units);
    }
    sums
}

/// Leads of a stage, or of all stages of one short name.
#[derive(Debug, Default, Clone)]
pub struct Stack {
    /// Places in [`Rows::leads`], the most urgent first.
    pub leads: Vec<u32>,
    /// 计划总投资
    pub sums: Sums,
}

impl Stack {
    /// The stacks of the stages, of the leads listed.
    pub fn by_stage(rows: &Rows, listed: &[u32]) -> BTreeMap<Stage, Self> {
        let mut stacks: BTreeMap<Stage, Self> = BTreeMap::new();
        for place in listed {
            let Some(row) = rows.leads.get(*place as usize) else { continue };
            let stack = stacks.entry(row.stage).or_default();
            stack.leads.push(*place);
            if let Some(Amount(units)) = row.money {
                *stack.sums.entry(row.currency).or_default() += i128::from(units);
            }
        }
        for stack in stacks.values_mut() {
            stack.sort(rows);
        }
        stacks
    }

    fn sort(&mut self, rows: &Rows) {
        self.leads.sort_by_cached_key(|place| rows.leads.get(*place as usize).map(LeadRow::urgency));
    }

    /// Several stacks as one.
    pub fn merged<'a>(rows: &Rows, stacks: impl Iterator<Item = &'a Self>) -> Self {
        let mut whole = Self::default();
        for stack in stacks {
            whole.leads.extend(&stack.leads);
            for (currency, sum) in &stack.sums {
                *whole.sums.entry(*currency).or_default() += sum;
            }
        }
        whole.sort(rows);
        whole
    }
}
