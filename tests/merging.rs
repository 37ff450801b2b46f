//! Two records of one company become one, and can become two again.

#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use jiff::civil::date;
use support::{Workspace, a_fact};
use zhaoshang::{
    clock::Surroundings,
    domain::{
        activity::{Activity, ActivityKind, Contact},
        company::Company,
        fact::Metric,
        fair::{Exhibitor, Fair, Visit},
        ids::{ActivityId, CompanyId, ContactId, ExhibitorId, FairId, VisitId},
        lead::Stage,
        record::{Entity, FieldKind, Value},
        same::PairVerdict,
    },
    exchange::{
        mapping,
        read::{ReadOptions, read_pasted},
    },
    identity::Likeness,
    ledger::{
        Action, Edit, ImportBatch, Item, LedgerError,
        duplicates::{judged, look_through},
        fair::roster,
        list_name, plan_import,
    },
};

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// Two records of one firm, each with dealings of its own.
fn twins(space: &mut Workspace) -> (CompanyId, CompanyId) {
    let (keep, merged) = (space.company("垫江县鑫源建材有限公司"), space.company("鑫源建材有限责任公司"));
    for (company, number) in [(keep, 1e4), (merged, 1e4), (merged, 2e4)] {
        let fact = a_fact(space.ledger.new_id(), company, Metric::Revenue, number);
        space.ledger.apply(Action::RecordFact(Box::new(fact))).unwrap();
    }
    let lead = space.lead(merged, Stage::Talks);
    let contact = Contact {
        id: ContactId::from_uuid(space.ledger.new_id()),
        company: merged,
        name: "张工".into(),
        position: "".into(),
        phone: "".into(),
        wechat: "".into(),
        email: "".into(),
        main: true,
        source: "".into(),
        collected_on: None,
        notes: "".into(),
    };
    let activity = Activity {
        id: ActivityId::from_uuid(space.ledger.new_id()),
        company: merged,
        lead: Some(lead),
        kind: ActivityKind::Visit,
        on_day: date(2026, 3, 2),
        content: "看厂".into(),
        people: "".into(),
        author: None,
    };
    for item in [Item::from(contact), Item::from(activity)] {
        space.ledger.apply(Action::Add(item)).unwrap();
    }
    (keep, merged)
}

#[test]
fn everything_that_belongs_to_a_company_moves_and_nothing_is_said_twice() {
    let mut space = Workspace::new();
    let (keep, merged) = twins(&mut space);
    let edits = vec![Edit::new("city", text("重庆市"))];
    space.ledger.apply(Action::MergeCompanies { keep, merged, edits }).unwrap();
    let snapshot = space.ledger.snapshot();
    assert!(snapshot.companies.get(merged.uuid()).is_none());
    assert_eq!(snapshot.facts.of(keep).count(), 2, "an equal fact goes, another stays beside it");
    assert_eq!(snapshot.leads.of(keep).count(), 1);
    assert_eq!(snapshot.contacts.of(keep).count(), 1);
    assert_eq!(snapshot.activities.of(keep).count(), 1);
    let alias = snapshot.aliases.of(keep).next().unwrap();
    assert_eq!((&*alias.name, &*alias.merged), ("鑫源建材有限责任公司", &*merged.to_string()));
    // Nobody refers to the one that went, in whatever field.
    for (entity, rows) in space.ledger.store().dump().unwrap() {
        for (at, field) in entity.fields().iter().enumerate() {
            if field.kind == FieldKind::Ref(Entity::Company) {
                assert!(rows.values().all(|values| values[at] != Value::Id(merged.uuid())), "{entity}.{}", field.name);
            }
        }
    }
}

#[test]
fn a_merge_can_be_taken_back_until_something_builds_on_it() {
    let mut space = Workspace::new();
    let (keep, merged) = twins(&mut space);
    let before = space.ledger.store().dump().unwrap();
    let merge = Action::MergeCompanies { keep, merged, edits: vec![Edit::new("city", text("重庆市"))] };
    let batch = space.ledger.apply(merge.clone()).unwrap().batch;
    // What was done since and has nothing to do with it stays.
    space.company("别的有限公司");
    space.ledger.apply(Action::Reverse { batch }).unwrap();
    let after = space.ledger.store().dump().unwrap();
    for (entity, rows) in &before {
        for (key, values) in rows {
            assert_eq!(after[entity].get(key), Some(values), "{entity}");
        }
    }
    let batch = space.ledger.apply(merge).unwrap().batch;
    space.ledger.apply(Action::EditCompany { company: keep, edits: vec![Edit::new("city", text("成都市"))] }).unwrap();
    let refused = space.ledger.apply(Action::Reverse { batch });
    assert!(matches!(refused, Err(LedgerError::LaterChange { entity: Entity::Company, .. })), "{refused:?}");
}

#[test]
fn a_company_is_not_merged_with_itself() {
    let mut space = Workspace::new();
    let company = space.company("江岸芯源有限公司");
    let refused = space.ledger.apply(Action::MergeCompanies { keep: company, merged: company, edits: vec![] });
    assert!(matches!(refused, Err(LedgerError::LinkToItself)));
}

#[test]
fn what_a_person_judged_moves_with_a_merge_and_stays() {
    let mut space = Workspace::new();
    let (keep, merged) = twins(&mut space);
    let third = space.company("垫江县新源建材有限公司");
    let pairs = vec![(merged, third), (keep, third), (merged, keep)];
    space.ledger.apply(Action::JudgePairs { pairs, verdict: PairVerdict::Different }).unwrap();
    space.ledger.apply(Action::MergeCompanies { keep, merged, edits: vec![] }).unwrap();
    let snapshot = space.ledger.snapshot();
    assert_eq!(judged(&snapshot, PairVerdict::Different).into_iter().collect::<Vec<_>>(), [(keep, third)]);
}

/// A stand of a company at a fair.
fn a_stand(space: &mut Workspace, fair: FairId, company: CompanyId, [hall, booth, note]: [&str; 3]) -> ExhibitorId {
    let id = ExhibitorId::from_uuid(space.ledger.new_id());
    let stand = Exhibitor { id, fair, company, hall: hall.into(), booth: booth.into(), note: note.into() };
    space.ledger.apply(Action::Add(Item::from(stand))).unwrap();
    id
}

#[test]
fn a_company_that_exhibits_twice_at_a_fair_has_one_stand_and_one_visit_afterwards() {
    let mut space = Workspace::new();
    let (keep, merged) = twins(&mut space);
    let fairs = [("示例展", date(2026, 9, 16)), ("另一展", date(2026, 10, 20)), ("第三展", date(2026, 11, 3))];
    let fairs = fairs.map(|(name, day)| {
        let fair = Fair::named(FairId::from_uuid(space.ledger.new_id()), name, day);
        space.ledger.apply(Action::Add(Item::from(fair.clone()))).unwrap();
        fair
    });
    let [both, other, apart] = fairs.each_ref().map(|fair| fair.id);
    let stays = a_stand(&mut space, both, keep, ["N3", "", "转角"]);
    let goes = a_stand(&mut space, both, merged, ["N3", "B12", "转角\n二楼"]);
    let moves = a_stand(&mut space, other, merged, ["1", "A2", ""]);
    let (here, elsewhere) = (["N1", "A1", ""], ["N2", "C5", ""]);
    let (first, second) = (a_stand(&mut space, apart, keep, here), a_stand(&mut space, apart, merged, elsewhere));
    let visit = |space: &mut Workspace, fair: FairId, exhibitor: ExhibitorId, on_day, done: bool| {
        let id = VisitId::from_uuid(space.ledger.new_id());
        let visit = Visit { id, fair, exhibitor, officer: None, on_day, place: None, pinned: false, done };
        space.ledger.apply(Action::Add(Item::from(visit))).unwrap();
        id
    };
    let planned = visit(&mut space, both, stays, None, false);
    visit(&mut space, both, goes, Some(date(2026, 9, 17)), true);
    let moved = visit(&mut space, other, moves, None, false);
    let repointed = visit(&mut space, apart, second, None, false);
    let before = space.ledger.store().dump().unwrap();

    let batch = space.ledger.apply(Action::MergeCompanies { keep, merged, edits: vec![] }).unwrap().batch;
    let snapshot = space.ledger.snapshot();
    let rows = fairs.each_ref().map(|fair| roster(&snapshot, None, fair));
    let ids = rows.each_ref().map(|rows| rows.iter().map(|row| (row.exhibitor, row.visit)).collect::<Vec<_>>());
    assert_eq!(ids, [vec![(stays, Some(planned))], vec![(moves, Some(moved))], vec![(first, Some(repointed))]]);
    let stand = |id: ExhibitorId| {
        let stand = snapshot.exhibitors.get(id.uuid()).unwrap();
        (stand.company, stand.hall.to_string(), stand.booth.to_string(), stand.note.to_string())
    };
    assert_eq!(stand(stays), (keep, "N3".into(), "B12".into(), "转角\n二楼".into()));
    assert_eq!(stand(first), (keep, "N1".into(), "A1".into(), "N2 C5".into()), "another stand is noted");
    assert_eq!(snapshot.visits.len(), 3);
    let visit = snapshot.visits.get(planned.uuid()).unwrap();
    assert_eq!((visit.on_day, visit.done), (Some(date(2026, 9, 17)), true));

    space.ledger.apply(Action::Reverse { batch }).unwrap();
    assert_eq!(space.ledger.store().dump().unwrap(), before);
    space.ledger.apply(Action::MergeCompanies { keep, merged, edits: vec![] }).unwrap();
    space.ledger.undo().unwrap();
    assert_eq!(space.ledger.store().dump().unwrap(), before);
}

/// Imports pasted rows; how many companies came of it and how many pairs wait.
fn import(space: &mut Workspace, rows: &str) -> (usize, usize, usize) {
    let list =
        read_pasted(rows, "名单", &ReadOptions::default(), &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    let mapping = mapping::recognize(&list.sheet);
    let snapshot = space.ledger.snapshot();
    let go_on = &mut |_| std::ops::ControlFlow::Continue(());
    let plan = plan_import(&list, &mapping, Some(&snapshot), Surroundings::system(), go_on).unwrap();
    let (created, updated, alike) = (plan.created.len(), plan.counts().updated, plan.alike.len());
    let batch = ImportBatch::of(plan, list_name(&list)).unwrap();
    match space.ledger.apply(Action::Import(Box::new(batch))) {
        Ok(_) | Err(LedgerError::NothingChanges) => {}
        Err(error) => panic!("{error}"),
    }
    (created, updated, alike)
}

#[test]
fn an_import_updates_what_it_knows_and_queues_what_looks_alike() {
    let mut space = Workspace::new();
    let known = space.company("垫江县鑫源建材有限公司");
    let rows = "企业名称\t曾用名\t主营业务\n\
                鑫源建材（垫江）有限责任公司\t\t水泥\n\
                垫江县恒泰建材有限公司\t垫江县鑫源建材有限公司\t砂石\n\
                鑫源建材经营部\t\t灯具\n\
                北岭精密机电有限公司\t\t电机\n";
    let (created, updated, alike) = import(&mut space, rows);
    assert_eq!((created, updated, alike), (3, 1, 1));
    let snapshot = space.ledger.snapshot();
    let renamed = snapshot.companies.get(known.uuid()).unwrap();
    assert_eq!((&*renamed.name, &*renamed.former_names), ("垫江县恒泰建材有限公司", "垫江县鑫源建材有限公司"));
    let pair = snapshot.pairs.iter().next().unwrap();
    assert_eq!((pair.company, pair.verdict), (known, PairVerdict::Open));
    assert!(pair.source.contains("名单") && pair.author.is_some());
    // Undone, nothing of it is left.
    space.ledger.undo().unwrap();
    assert!(space.ledger.snapshot().pairs.is_empty());
}

#[test]
fn lists_know_a_merged_record_by_the_name_it_had() {
    let mut space = Workspace::new();
    let (keep, merged) = twins(&mut space);
    space.ledger.apply(Action::MergeCompanies { keep, merged, edits: vec![] }).unwrap();
    let found = import(&mut space, "企业名称\t主营业务\n鑫源建材有限责任公司\t水泥\n");
    assert_eq!(found, (0, 1, 0));
    let snapshot = space.ledger.snapshot();
    let company: &Company = snapshot.companies.get(keep.uuid()).unwrap();
    assert_eq!(&*company.main_business, "水泥");
}

#[test]
fn looking_through_all_companies_finds_what_was_entered_twice() {
    let mut space = Workspace::new();
    let (keep, merged) = twins(&mut space);
    space.company("垫江县鑫源商贸有限公司");
    space.company("鑫源建材经营部");
    let found = look_through(&space.ledger.snapshot(), &|_| true).unwrap();
    let pairs: Vec<_> = found.pairs.iter().map(|pair| (pair.one, pair.other)).collect();
    assert_eq!(pairs, [(keep, merged)]);
    assert!(found.pairs.iter().all(|pair| pair.comparison.likeness != Likeness::Different));
    assert!(look_through(&space.ledger.snapshot(), &|_| false).is_none());
}
