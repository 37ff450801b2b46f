//! Builders that read like sentences: a workspace on disk, a company in it, a lead on that.
#![allow(dead_code, missing_docs, clippy::unwrap_used)] // each test file uses its own part

use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use tempfile::TempDir;
use uuid::Uuid;
use zhaoshang::{
    clock::Surroundings,
    domain::{
        company::Company,
        fact::{Fact, FactState, Metric},
        ids::{CompanyId, FactId, LeadId, ShortlistId},
        lead::{Lead, Stage},
        paper::Level,
        plan::Plan,
    },
    ledger::{
        Action, Beginning, Ledger, Policy, View, Who,
        assessment::RankBy,
        demo::{DemoOptions, generate},
        seeds,
    },
    report::compose::Wish,
    store::Access,
    text::Lang,
};

pub const TODAY: Date = date(2026, 3, 2);

/// The best of them all by value, as the leader may see them.
pub fn wish(top: usize) -> Wish {
    Wish {
        lang: Lang::Zh,
        top,
        base: None,
        sector: None,
        tier: None,
        rank: RankBy::Value,
        level: Level::Leader,
        reason: String::new(),
        author: "甲".into(),
        title: "名单".into(),
        fictional: true,
    }
}

pub fn who() -> Who {
    Who { author: "王晓".into(), unit: "招商一科".into(), device: "测试机".into() }
}

pub fn beginning() -> Beginning {
    Beginning {
        title: "测试台账".into(),
        target_date: date(2030, 12, 31),
        plan: ("规划".into(), "# plan".into()),
        model: ("模型".into(), "# model".into()),
        catalogue: ("词库".into(), "# catalogue".into()),
        records: Vec::new(),
    }
}

/// The demonstration in a workspace on disk.
pub fn demonstration(title: &str) -> (TempDir, Ledger) {
    let set = generate(&Plan::shipped().unwrap(), &DemoOptions::new(TODAY));
    let folder = tempfile::tempdir().unwrap();
    let beginning = seeds::beginning(title, TODAY, set.changes());
    let path = folder.path().join("台账.zhaoshang");
    let ledger = Ledger::create(&path, beginning, who(), Surroundings::system()).unwrap();
    (folder, ledger)
}

/// The key of a kept list.
pub fn a_list() -> ShortlistId {
    ShortlistId::from_uuid(Uuid::from_u128(9))
}

/// All companies of a ledger, judged.
pub fn judged(ledger: &Ledger) -> View {
    let snapshot = ledger.snapshot();
    let policy = Policy::of(&snapshot).unwrap();
    View::of(snapshot, policy, TODAY, &|_| true).unwrap()
}

/// The text of a PDF as pdftotext gives it; none, with a word about it, where the program is not installed.
pub fn pdf_text(bytes: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, bytes).unwrap();
    match std::process::Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output() {
        Ok(output) => {
            assert!(output.status.success());
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(_) => {
            println!("skipped: pdftotext is not installed");
            None
        }
    }
}

/// A workspace in a folder of its own that goes with it.
pub struct Workspace {
    pub folder: TempDir,
    pub path: PathBuf,
    pub ledger: Ledger,
}

impl Workspace {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("台账.zhaoshang");
        let ledger = Ledger::create(&path, beginning(), who(), Surroundings::system()).unwrap();
        Self { folder, path, ledger }
    }

    pub fn reopen(self) -> Self {
        let Self { folder, path, ledger } = self;
        drop(ledger);
        let ledger = open(&path);
        Self { folder, path, ledger }
    }

    pub fn company(&mut self, name: &str) -> CompanyId {
        let company = Company::named(CompanyId::from_uuid(self.ledger.new_id()), name);
        let id = company.id;
        self.ledger.apply(Action::CreateCompany(Box::new(company))).unwrap();
        id
    }

    pub fn lead(&mut self, company: CompanyId, stage: Stage) -> LeadId {
        let lead = a_lead(self.ledger.new_id(), company, stage);
        let id = lead.id;
        self.ledger.apply(Action::CreateLead(Box::new(lead))).unwrap();
        id
    }
}

pub fn open(path: &Path) -> Ledger {
    Ledger::open(path, Access::Write, who(), Surroundings::system()).unwrap()
}

pub fn a_lead(key: Uuid, company: CompanyId, stage: Stage) -> Lead {
    Lead {
        stage, stage_since: Some(TODAY), ..Lead::new(LeadId::from_uuid(key), company, "年产十万套电机控制器")
    }
}

pub fn a_fact(key: Uuid, company: CompanyId, metric: Metric, number: f64) -> Fact {
    Fact {
        id: FactId::from_uuid(key),
        company,
        metric,
        state: FactState::Known,
        number: Some(number),
        low: None,
        high: None,
        choice: "".into(),
        unit: metric.unit(),
        as_of: Some(date(2025, 12, 31)),
        source: "年报".into(),
        note: "".into(),
        author: None,
    }
}
