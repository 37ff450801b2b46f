//! Undo ∘ action is the identity on the projection, for every action there is; redo brings it back; both survive a restart.
#![allow(missing_docs, clippy::too_many_lines, clippy::unwrap_used, clippy::disallowed_methods)]

mod support;

use std::collections::BTreeMap;

use jiff::civil::date;
use support::{TODAY, Workspace, a_fact, a_lead};
use uuid::Uuid;
use zhaoshang::{
    domain::{
        company::{Company, GateCheck, GateState, Honour, HonourKind},
        fact::Metric,
        ids::{AuthorId, CompanyId, GateCheckId, GateId, HonourId, LocalProductId, SegmentCoverageId, SegmentId},
        lead::Stage,
        local_firm::{LocalProduct, SegmentCoverage},
        record::{Entity, Record, Value},
        workspace::{Author, SettingName},
    },
    ledger::{
        Action, ActionKind, Edit, ImportBatch, ImportedCompany, Ledger, LedgerError, Snapshot, Table, UpdatedCompany,
    },
};

/// A full workspace and an action of this kind that can be done in it. The match has no wildcard: a new kind of action
/// does not compile without an example here.
fn example(kind: ActionKind, space: &mut Workspace) -> Option<Action> {
    let company = space.company("示例甲电驱有限公司");
    let other = space.company("示例乙材料有限公司");
    let lead = space.lead(company, Stage::Talks);
    let fact = a_fact(space.ledger.new_id(), company, Metric::RdIntensity, 4.2);
    let honour = Honour {
        id: HonourId::from_uuid(space.ledger.new_id()),
        company,
        kind: HonourKind::HighTech,
        number: "GR2024".into(),
        issued: Some(date(2024, 1, 1)),
        expires: Some(date(2026, 12, 31)),
        source: "".into(),
    };
    let check = GateCheck {
        id: GateCheckId::from_uuid(space.ledger.new_id()),
        company,
        gate: GateId::new("environment"),
        state: GateState::Pass,
        proof: "环评批复".into(),
        checked_on: Some(TODAY),
    };
    let product = LocalProduct {
        id: LocalProductId::from_uuid(space.ledger.new_id()),
        company: other,
        segment: SegmentId::new("motors"),
        product: None,
        note: "".into(),
    };
    let coverage = SegmentCoverage {
        id: SegmentCoverageId::from_uuid(space.ledger.new_id()),
        segment: SegmentId::new("motors"),
        complete: true,
        as_of: Some(TODAY),
        source: "".into(),
    };
    for prepared in [
        Action::RecordFact(Box::new(fact.clone())),
        Action::RecordHonour(Box::new(honour.clone())),
        Action::CheckGate(Box::new(check.clone())),
        Action::AddLocalProduct(Box::new(product.clone())),
        Action::MarkCoverage(Box::new(coverage.clone())),
        Action::EditCompany { company, edits: vec![Edit::new("city", Value::Text("重庆".into()))] },
    ] {
        space.ledger.apply(prepared).unwrap();
    }
    let key = space.ledger.new_id();
    let text = |text: &str| Value::Text(text.into());
    Some(match kind {
        ActionKind::Begin | ActionKind::Introduce => return None,
        ActionKind::CreateCompany => {
            Action::CreateCompany(Box::new(Company::named(CompanyId::from_uuid(key), "示例丙")))
        }
        ActionKind::EditCompany => Action::EditCompany {
            company,
            edits: vec![
                Edit::new("city", text("成都")),
                Edit::new("phone", text("023-1")),
                Edit::new("city", text("遂宁")),
            ],
        },
        ActionKind::DeleteCompanies => Action::DeleteCompanies(vec![other, company]),
        ActionKind::RecordFact => Action::RecordFact(Box::new(a_fact(key, other, Metric::Revenue, 1e4))),
        ActionKind::EditFact => Action::EditFact { fact: fact.id, edits: vec![Edit::new("number", Value::Real(5.5))] },
        ActionKind::DeleteFact => Action::DeleteFact(fact.id),
        ActionKind::RecordHonour => {
            Action::RecordHonour(Box::new(Honour { id: HonourId::from_uuid(key), kind: HonourKind::Gazelle, ..honour }))
        }
        ActionKind::EditHonour => Action::EditHonour {
            honour: honour.id,
            edits: vec![Edit::new("expires", Value::Null), Edit::new("number", text("GR2025"))],
        },
        ActionKind::DeleteHonour => Action::DeleteHonour(honour.id),
        ActionKind::CheckGate => Action::CheckGate(Box::new(GateCheck {
            id: GateCheckId::from_uuid(key),
            state: GateState::Fail,
            proof: "超标".into(),
            ..check
        })),
        ActionKind::DeleteGateCheck => Action::DeleteGateCheck(check.id),
        ActionKind::AddLocalProduct => {
            Action::AddLocalProduct(Box::new(LocalProduct { id: LocalProductId::from_uuid(key), ..product }))
        }
        ActionKind::DeleteLocalProduct => Action::DeleteLocalProduct(product.id),
        ActionKind::MarkCoverage => Action::MarkCoverage(Box::new(SegmentCoverage {
            id: SegmentCoverageId::from_uuid(key),
            complete: false,
            ..coverage
        })),
        ActionKind::CreateLead => Action::CreateLead(Box::new(a_lead(key, other, Stage::Clue))),
        ActionKind::EditLead => {
            Action::EditLead { lead, edits: vec![Edit::new("total_investment", Value::Integer(125_000_000))] }
        }
        ActionKind::MoveLead => {
            Action::MoveLead { lead, to: Stage::Lost, on: TODAY, proof: "".into(), note: "资金不足".into() }
        }
        ActionKind::DeleteLead => Action::DeleteLead(lead),
        ActionKind::AddAuthor => {
            Action::AddAuthor(Box::new(Author { id: AuthorId::from_uuid(key), name: "李想".into(), unit: "".into() }))
        }
        ActionKind::ChangeSetting => {
            Action::ChangeSetting { name: SettingName::TargetDate, value: "2027-12-31".into() }
        }
        ActionKind::AdoptPlan => Action::AdoptPlan { title: "二".into(), content: "# 2".into() },
        ActionKind::AdoptModel => Action::AdoptModel { title: "二".into(), content: "# 2".into() },
        ActionKind::AdoptCatalogue => Action::AdoptCatalogue { title: "二".into(), content: "# 2".into() },
        ActionKind::AdoptPeers => Action::AdoptPeers { title: "二".into(), content: "{}".into() },
        ActionKind::Import => {
            let mut imported = Company::named(CompanyId::from_uuid(key), "示例丁");
            imported.city = "重庆".into();
            let fact = a_fact(space.ledger.new_id(), imported.id, Metric::InventionPatents, 7.0);
            Action::Import(Box::new(ImportBatch {
                list: "名单.xlsx".into(),
                created: vec![ImportedCompany { company: imported, facts: vec![fact], honours: vec![] }],
                updated: vec![UpdatedCompany {
                    company,
                    edits: vec![Edit::new("city", text("内江")), Edit::new("registered_capital", Value::Integer(5))],
                    facts: vec![a_fact(space.ledger.new_id(), company, Metric::RdIntensity, 6.0)],
                    honours: vec![],
                }],
            }))
        }
    })
}

type Dump = BTreeMap<Entity, BTreeMap<Uuid, Vec<Value>>>;

/// The read model in the form of a dump of the file.
fn read_model(snapshot: &Snapshot) -> Dump {
    fn table<R: Record>(table: &Table<R>) -> (Entity, BTreeMap<Uuid, Vec<Value>>) {
        let rows: BTreeMap<Uuid, Vec<Value>> = table.iter().map(|row| (row.key(), row.values())).collect();
        assert_eq!(rows.len(), table.len());
        assert!(table.iter().map(Record::key).is_sorted());
        for (number, key) in rows.keys().enumerate() {
            assert_eq!(table.get(*key).unwrap().key(), *key);
            assert_eq!(table.row(number).unwrap().key(), *key);
        }
        assert!(table.row(rows.len()).is_none());
        (R::ENTITY, rows)
    }
    BTreeMap::from([
        table(&snapshot.authors),
        table(&snapshot.devices),
        table(&snapshot.settings),
        table(&snapshot.plans),
        table(&snapshot.models),
        table(&snapshot.catalogues),
        table(&snapshot.peers),
        table(&snapshot.companies),
        table(&snapshot.facts),
        table(&snapshot.honours),
        table(&snapshot.gate_checks),
        table(&snapshot.local_products),
        table(&snapshot.coverage),
        table(&snapshot.leads),
        table(&snapshot.stage_moves),
    ])
}

/// What the file holds, after making sure that the read model says the same.
fn dump(ledger: &Ledger) -> Dump {
    let dump = ledger.store().dump().unwrap();
    assert_eq!(read_model(&ledger.snapshot()), dump, "the read model is not what the file holds");
    dump
}

#[test]
fn many_records_come_go_and_come_back_in_the_read_model() {
    let mut space = Workspace::new();
    let created: Vec<ImportedCompany> = (0..3_000)
        .map(|number| {
            let company = Company::named(CompanyId::from_uuid(space.ledger.new_id()), &format!("示例{number}"));
            let fact = a_fact(space.ledger.new_id(), company.id, Metric::Revenue, f64::from(number));
            ImportedCompany { company, facts: vec![fact], honours: vec![] }
        })
        .collect();
    let keys: Vec<CompanyId> = created.iter().map(|new| new.company.id).collect();
    let batch = ImportBatch { list: "大名单".into(), created, updated: vec![] };
    space.ledger.apply(Action::Import(Box::new(batch))).unwrap();
    let full = dump(&space.ledger);
    let held = space.ledger.snapshot();
    let scattered: Vec<CompanyId> = keys
        .iter()
        .copied()
        .enumerate()
        .filter(|(at, _)| at % 3 == 0 || (700..2_100).contains(at))
        .map(|at| at.1)
        .collect();
    space.ledger.apply(Action::DeleteCompanies(scattered.clone())).unwrap();
    let fewer = dump(&space.ledger);
    assert_eq!(space.ledger.snapshot().companies.len(), keys.len() - scattered.len());
    assert_eq!(space.ledger.snapshot().facts.of(scattered[9]).count(), 0);
    // Between others, at the front and at the end.
    let between = Uuid::from_u128(keys[1_000].uuid().as_u128() + 1);
    for key in [Uuid::from_u128(1), between, Uuid::from_u128(u128::MAX >> 1)] {
        let company = Company::named(CompanyId::from_uuid(key), "示例插入");
        space.ledger.apply(Action::CreateCompany(Box::new(company))).unwrap();
        dump(&space.ledger);
    }
    for _ in 0..3 {
        space.ledger.undo().unwrap();
    }
    assert_eq!(dump(&space.ledger), fewer);
    space.ledger.undo().unwrap();
    assert_eq!(dump(&space.ledger), full);
    let facts = |snapshot: &Snapshot| snapshot.facts.of(scattered[9]).map(|fact| fact.number).collect::<Vec<_>>();
    assert_eq!(facts(&space.ledger.snapshot()), facts(&held));
    assert_eq!(facts(&held).len(), 1);
    // Read from the file, where what came back stands behind the rest.
    let space = space.reopen();
    assert_eq!(dump(&space.ledger), full);
}

#[test]
fn undo_is_the_identity_and_redo_brings_every_action_back() {
    for kind in ActionKind::ALL {
        let mut space = Workspace::new();
        let Some(action) = example(*kind, &mut space) else { continue };
        let before = dump(&space.ledger);
        let done = space.ledger.apply(action).unwrap();
        assert_eq!(done.kind, *kind);
        let after = dump(&space.ledger);
        assert_ne!(before, after, "{kind} changed nothing");

        for _ in 0..2 {
            let undone = space.ledger.undo().unwrap();
            assert_eq!(undone.kind, *kind);
            assert_eq!(dump(&space.ledger), before, "undo of {kind}");
            space.ledger.redo().unwrap();
            assert_eq!(dump(&space.ledger), after, "redo of {kind}");
        }
        // The stack is the log, so it is there after a restart.
        let mut space = space.reopen();
        space.ledger.undo().unwrap();
        assert_eq!(dump(&space.ledger), before, "undo of {kind} after a restart");
        let report = space.ledger.check().unwrap();
        assert!(report.is_sound(), "{kind}: {report:?}");
    }
}

#[test]
fn everything_can_be_undone_to_the_beginning_and_redone_to_the_end() {
    let mut space = Workspace::new();
    let empty = dump(&space.ledger);
    let action = example(ActionKind::Import, &mut space).unwrap();
    space.ledger.apply(action).unwrap();
    let full = dump(&space.ledger);
    let mut steps = 0;
    while space.ledger.undo().is_ok() {
        steps += 1;
    }
    assert!(matches!(space.ledger.undo(), Err(LedgerError::NothingToUndo)));
    assert_eq!(dump(&space.ledger), empty);
    for _ in 0..steps {
        space.ledger.redo().unwrap();
    }
    assert!(matches!(space.ledger.redo(), Err(LedgerError::NothingToRedo)));
    assert_eq!(dump(&space.ledger), full);
    assert!(space.ledger.check().unwrap().is_sound());
}

#[test]
fn a_refused_action_leaves_no_trace() {
    let mut space = Workspace::new();
    let company = space.company("示例甲");
    let lead = space.lead(company, Stage::Landed);
    let before = dump(&space.ledger);
    let batches = space.ledger.store().batch_chain().unwrap();
    let refusals = [
        Action::EditCompany { company, edits: vec![Edit::new("name", Value::Null)] },
        Action::EditCompany { company, edits: vec![Edit::new("colour", Value::Null)] },
        Action::EditCompany { company, edits: vec![Edit::new("founded", Value::Text("yesterday".into()))] },
        Action::MoveLead { lead, to: Stage::Clue, on: TODAY, proof: "".into(), note: "".into() },
        Action::MoveLead { lead, to: Stage::Lost, on: TODAY, proof: "".into(), note: " ".into() },
        Action::EditLead { lead, edits: vec![Edit::new("stage", Value::Text("signed".into()))] },
        Action::RecordFact(Box::new(a_fact(space.ledger.new_id(), company, Metric::Revenue, f64::NAN))),
        Action::RecordFact(Box::new(a_fact(
            space.ledger.new_id(),
            CompanyId::from_uuid(space.ledger.new_id()),
            Metric::Revenue,
            1.0,
        ))),
        Action::DeleteCompanies(vec![CompanyId::from_uuid(space.ledger.new_id())]),
        Action::ChangeSetting { name: SettingName::TargetDate, value: "soon".into() },
    ];
    for action in refusals {
        let error = space.ledger.apply(action.clone()).expect_err("must be refused");
        assert_eq!(dump(&space.ledger), before, "{action:?}: {error}");
        assert_eq!(space.ledger.store().batch_chain().unwrap(), batches);
    }
    assert!(space.ledger.check().unwrap().is_sound());
}

#[test]
fn a_cancelled_import_leaves_no_trace() {
    let mut space = Workspace::new();
    let before = dump(&space.ledger);
    let created = (0..2_000)
        .map(|number| ImportedCompany {
            company: Company::named(CompanyId::from_uuid(space.ledger.new_id()), &format!("示例{number}")),
            facts: vec![],
            honours: vec![],
        })
        .collect();
    let batch = ImportBatch { list: "大名单".into(), created, updated: vec![] };
    let result = space.ledger.apply_with(Action::Import(Box::new(batch)), &mut |written| written < 1_000);
    assert!(matches!(result, Err(LedgerError::Cancelled)), "{result:?}");
    assert_eq!(dump(&space.ledger), before);
    assert!(space.ledger.check().unwrap().is_sound());
}

#[test]
fn the_read_model_follows_every_commit() {
    let mut space = Workspace::new();
    let held = space.ledger.snapshot();
    let company = space.company("示例甲");
    assert_eq!(held.companies.len(), 0, "a snapshot never changes");
    space
        .ledger
        .apply(Action::EditCompany { company, edits: vec![Edit::new("city", Value::Text("重庆".into()))] })
        .unwrap();
    let now = space.ledger.snapshot();
    assert_eq!(&*now.companies.get(company.uuid()).unwrap().city, "重庆");
    let lead = space.lead(company, Stage::Clue);
    assert_eq!(space.ledger.snapshot().leads.of(company).map(|lead| lead.id).collect::<Vec<_>>(), [lead]);
    space.ledger.undo().unwrap();
    assert_eq!(space.ledger.snapshot().leads.of(company).count(), 0);
    assert_eq!(now.leads.len(), 0);
}
