//! Undo ∘ action is the identity on the projection, for every action there is; redo brings it back; both survive a restart.
#![allow(missing_docs, clippy::too_many_lines, clippy::unwrap_used, clippy::disallowed_methods)]

mod examples;
#[path = "../support/mod.rs"]
mod support;

use std::{collections::BTreeMap, sync::Arc};

use examples::{an_attachment, example};
use support::{TODAY, Workspace, a_fact};
use uuid::Uuid;
use zhaoshang::{
    domain::{
        company::Company,
        fact::Metric,
        ids::CompanyId,
        lead::Stage,
        record::{Entity, Record, Value},
        workspace::SettingName,
    },
    ledger::{Action, ActionKind, Edit, ImportBatch, ImportedCompany, Ledger, LedgerError, Snapshot, Table},
};

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
        table(&snapshot.rules),
        table(&snapshot.contacts),
        table(&snapshot.activities),
        table(&snapshot.tasks),
        table(&snapshot.attachments),
        table(&snapshot.amounts),
        table(&snapshot.lead_links),
        table(&snapshot.company_links),
        table(&snapshot.referrals),
        table(&snapshot.sites),
        table(&snapshot.local_needs),
        table(&snapshot.saved_views),
        table(&snapshot.forecasts),
        table(&snapshot.readings),
        table(&snapshot.imported_lists),
        table(&snapshot.list_layouts),
        table(&snapshot.fairs),
        table(&snapshot.exhibitors),
        table(&snapshot.visits),
        table(&snapshot.talks),
        table(&snapshot.shortlists),
        table(&snapshot.reviews),
        table(&snapshot.exports),
        table(&snapshot.pairs),
        table(&snapshot.aliases),
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
    let batch = ImportBatch { list: "大名单".into(), created, ..ImportBatch::default() };
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
fn an_earlier_step_can_be_taken_back_unless_something_later_depends_on_it() {
    let mut space = Workspace::new();
    let company = space.company("示例甲");
    let city = |space: &mut Workspace, city: &str| {
        let edits = vec![Edit::new("city", Value::Text(city.into()))];
        space.ledger.apply(Action::EditCompany { company, edits }).unwrap().batch
    };
    let before = space.ledger.store().dump().unwrap();
    let first = city(&mut space, "成都");
    let second = city(&mut space, "遂宁");
    let refused = |space: &mut Workspace, batch: i64| {
        let dump = space.ledger.store().dump().unwrap();
        let error = space.ledger.apply(Action::Reverse { batch }).expect_err("must be refused");
        assert_eq!(space.ledger.store().dump().unwrap(), dump, "{error}");
        error
    };
    let error = refused(&mut space, first);
    assert!(
        matches!(&error, LedgerError::LaterChange { entity: Entity::Company, field: Some(field) } if field == "city"),
        "{error:?}"
    );
    space.ledger.apply(Action::Reverse { batch: second }).unwrap();
    // What depended on it is gone again, so it can go too.
    space.ledger.apply(Action::Reverse { batch: first }).unwrap();
    assert_eq!(space.ledger.store().dump().unwrap(), before);
    assert!(space.ledger.check().unwrap().is_sound());

    // A record to which something was added later cannot be taken away alone.
    let added = space.ledger.new_id();
    let other = Company::named(CompanyId::from_uuid(added), "示例乙");
    let batch = space.ledger.apply(Action::CreateCompany(Box::new(other))).unwrap().batch;
    space.lead(CompanyId::from_uuid(added), Stage::Clue);
    let error = refused(&mut space, batch);
    assert!(matches!(error, LedgerError::LaterChange { entity: Entity::Lead, field: None }), "{error:?}");
    let error = refused(&mut space, 1);
    assert!(matches!(error, LedgerError::NotReversible), "{error:?}");
    // Taking back is a step like any other.
    space.ledger.undo().unwrap();
    space.ledger.apply(Action::Reverse { batch }).unwrap();
    assert_eq!(space.ledger.store().dump().unwrap(), before);
}

#[test]
fn papers_are_kept_once_and_come_back_with_their_record() {
    let mut space = Workspace::new();
    let company = space.company("示例甲");
    let lead = space.lead(company, Stage::Talks);
    let bytes: Arc<[u8]> = Arc::from(&b"%PDF-1.7 example"[..]);
    let attach = |space: &mut Workspace| {
        let key = space.ledger.new_id();
        let attachment = Box::new(an_attachment(key, company, lead));
        space.ledger.apply(Action::Attach { attachment, bytes: bytes.clone() }).unwrap();
        key
    };
    let (one, two) = (attach(&mut space), attach(&mut space));
    let snapshot = space.ledger.snapshot();
    let (one, two) = (snapshot.attachments.get(one).unwrap(), snapshot.attachments.get(two).unwrap());
    assert_eq!(one.sha256, two.sha256);
    assert_eq!(one.bytes, 16);
    assert_eq!(space.ledger.content(one).unwrap().as_deref(), Some(&b"%PDF-1.7 example"[..]));
    space.ledger.apply(Action::DeleteLeads(vec![lead])).unwrap();
    assert_eq!(space.ledger.snapshot().attachments.len(), 0);
    space.ledger.undo().unwrap();
    let space = space.reopen();
    assert_eq!(space.ledger.snapshot().attachments.of_lead(lead).count(), 2);
    assert_eq!(space.ledger.content(one).unwrap().map(|bytes| bytes.len()), Some(16));
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
    let batch = ImportBatch { list: "大名单".into(), created, ..ImportBatch::default() };
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
