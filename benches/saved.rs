//! From asking for an action to "saved", over 100 000 companies and 20 000 leads: through the writer's thread, to the disk
//! and into the read model.
//!
//! `cargo bench --bench saved`. Times depend on the disk: every step is on it before it counts as saved.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/list.rs"]
mod list;

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::civil::date;
use zhaoshang::{
    clock::Surroundings,
    desk::{Desk, Outcome, Request},
    domain::{
        activity::{Activity, ActivityKind},
        company::Company,
        ids::{ActivityId, CompanyId, LeadId},
        lead::{Lead, Stage},
        plan::Plan,
        record::{Cell, Entity, Value},
    },
    ledger::{Action, Edit, IdSource, Item, Ledger, RowEdit, Snapshot, Who, demo, seeds},
    store::Access,
};

const COMPANIES: usize = 100_000;
const LEADS: usize = 20_000;
/// Times each action is done.
const TIMES: usize = 30;
/// What every action has to keep.
const LIMIT: Duration = Duration::from_millis(100);

fn who() -> Who {
    Who { author: "bench".into(), unit: String::new(), device: "bench".into() }
}

/// A workspace of made-up companies and leads, made once.
fn workspace() -> PathBuf {
    let path = list::folder().join("saved-100000.zhaoshang");
    if !path.exists() {
        let today = date(2026, 1, 1);
        let plan = Plan::from_toml(seeds::PLAN, "plan.toml").unwrap();
        let set = demo::generate(&plan, &demo::DemoOptions { companies: COMPANIES, leads: LEADS, seed: 1, today });
        let beginning = seeds::beginning("bench", today, set.changes());
        Ledger::create(&path, beginning, who(), Surroundings::system()).unwrap();
    }
    path
}

/// Posts an action and waits until it is saved.
fn act(desk: &mut Desk, request: Request) -> Duration {
    let begun = Instant::now();
    desk.post(request);
    loop {
        match desk.wait().unwrap() {
            Outcome::Done { .. } => return begun.elapsed(),
            Outcome::Failed(error) => panic!("{error}"),
            _ => {}
        }
    }
}

struct Bench {
    desk: Desk,
    ids: IdSource,
    round: usize,
}

impl Bench {
    fn measure(&mut self, name: &str, make: impl Fn(&mut Self, &Snapshot) -> Action) {
        let (mut done, mut undone) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            self.round += 1;
            let snapshot: Arc<Snapshot> = self.desk.snapshot();
            let action = make(self, &snapshot);
            done.push(act(&mut self.desk, Request::Apply(Box::new(action))));
            undone.push(act(&mut self.desk, Request::Undo));
        }
        for (what, mut times) in [(name.to_owned(), done), (format!("  undo: {name}"), undone)] {
            times.sort_unstable();
            let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
            let late = times.iter().filter(|time| **time > LIMIT).count();
            println!("{what:<44} median {median:>8.2?}  worst {worst:>8.2?}  over 100 ms: {late}/{}", times.len());
        }
    }

    fn lead(&self, snapshot: &Snapshot, at: usize) -> LeadId {
        snapshot.leads.row((self.round * 613 + at) % LEADS).unwrap().id
    }

    fn leads(&self, snapshot: &Snapshot, count: usize) -> Vec<LeadId> {
        (0..count).map(|at| self.lead(snapshot, at * 97)).collect()
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn main() {
    let copy = tempfile::tempdir().unwrap();
    let path = copy.path().join("saved.zhaoshang");
    std::fs::copy(workspace(), &path).unwrap();
    // Else the first step would wait until the disk has the whole copy.
    std::fs::File::open(&path).unwrap().sync_all().unwrap();
    let ledger = Ledger::open(&path, Access::Write, who(), Surroundings::system()).unwrap();
    let desk = Desk::threaded(ledger, Arc::new(|| {}));
    let mut bench = Bench { desk, ids: IdSource::new(Surroundings::system()), round: 0 };

    bench.measure("edit one cell of a company", |bench, snapshot| {
        let company = snapshot.companies.row(bench.round * 617 % COMPANIES).unwrap().id;
        Action::EditCompany { company, edits: vec![Edit::new("city", text(&bench.round.to_string()))] }
    });
    bench.measure("edit one cell of a lead", |bench, snapshot| Action::EditLead {
        lead: bench.lead(snapshot, 0),
        edits: vec![Edit::new("next_action", text(&bench.round.to_string()))],
    });
    bench.measure("move a lead", |bench, snapshot| {
        let lead = (0..LEADS)
            .map(|at| bench.lead(snapshot, at))
            .find(|lead| snapshot.leads.get(lead.uuid()).is_some_and(|lead| lead.stage == Stage::Talks));
        let (proof, note) = ("7".into(), "".into());
        Action::MoveLead { lead: lead.unwrap(), to: Stage::Signed, on: date(2026, 1, 2), proof, note }
    });
    bench.measure("note an activity", |bench, snapshot| {
        let lead = snapshot.leads.get(bench.lead(snapshot, 0).uuid()).unwrap();
        Action::Add(Item::from(Activity {
            id: ActivityId::from_uuid(bench.ids.next()),
            company: lead.company,
            lead: Some(lead.id),
            kind: ActivityKind::Call,
            on_day: date(2026, 1, 2),
            content: "谈了用地和用电".into(),
            people: "".into(),
            author: None,
        }))
    });
    bench.measure("new lead on a new company", |bench, _| {
        let company = CompanyId::from_uuid(bench.ids.next());
        let lead = Lead::new(LeadId::from_uuid(bench.ids.next()), company, "样例项目");
        Action::CreateLeadOf { company: Box::new(Company::named(company, "样例公司")), lead: Box::new(lead) }
    });
    bench.measure("reassign 200 leads", |bench, snapshot| {
        let owner = snapshot.authors.row(bench.round % snapshot.authors.len()).unwrap().id;
        let edits = || vec![Edit::new("owner", Some(owner).to_value()), Edit::new("source", text("改派"))];
        let leads = bench.leads(snapshot, 200);
        let rows = leads.iter().map(|lead| RowEdit { entity: Entity::Lead, key: lead.uuid(), edits: edits() });
        Action::EditRows { title: "负责人".into(), rows: rows.collect(), created: Vec::new(), leads: Vec::new() }
    });
    bench.measure("paste 200 rows of 4 columns", |bench, snapshot| {
        let rows = (0..200).map(|at| {
            let company = snapshot.companies.row((bench.round * 211 + at) % COMPANIES).unwrap().id;
            let word = format!("{}-{at}", bench.round);
            let fields = ["province", "city", "district", "origin"];
            RowEdit {
                entity: Entity::Company,
                key: company.uuid(),
                edits: fields.iter().map(|field| Edit::new(field, text(&word))).collect(),
            }
        });
        Action::EditRows { title: "粘贴".into(), rows: rows.collect(), created: Vec::new(), leads: Vec::new() }
    });
    bench.measure("move 200 leads aside", |bench, snapshot| {
        let open = |lead: &LeadId| snapshot.leads.get(lead.uuid()).is_some_and(|lead| lead.stage <= Stage::Review);
        let leads: Vec<LeadId> = bench.leads(snapshot, 600).into_iter().filter(open).take(200).collect();
        Action::MoveLeads { leads, to: Stage::Lost, on: date(2026, 1, 2), proof: "".into(), note: "清理".into() }
    });
    bench.measure("delete 20 leads with all that is theirs", |bench, snapshot| {
        Action::DeleteLeads(bench.leads(snapshot, 20))
    });
}
