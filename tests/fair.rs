//! From an organiser's workbook to a walk: read, matched, scored, planned; twice the same list changes nothing.

#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    path::Path,
    time::{Duration, Instant},
};

use jiff::civil::date;
use zhaoshang::{
    capacity::optimise::NoPlan,
    clock::Surroundings,
    domain::{
        activity::Contact,
        fair::Fair,
        ids::{AuthorId, ContactId, FairId, VisitId},
        plan::Plan,
        record::Value,
    },
    exchange::{
        mapping::recognize,
        read::{ReadOptions, read_list},
    },
    ledger::{
        Action, Edit, IdSource, ImportBatch, Item, ItemKind, Ledger, LedgerError, Policy, View,
        demo::{DemoOptions, generate},
        fair::{Outing, roster},
        list_name, plan_import, seeds,
    },
    report::{
        fair as papers,
        seen::Seen,
        table::{Cell, CellMarks, Column, ColumnKind, Table},
    },
    store::Access,
    text::Lang,
};

/// A workbook as organisers send it: hall and stand in one column, products in another.
fn workbook(path: &Path, rows: usize) {
    let plan = Plan::shipped().unwrap();
    let set = generate(&plan, &DemoOptions { companies: rows, leads: 0, ..DemoOptions::new(date(2026, 3, 2)) });
    let lines = set.companies.iter().enumerate().map(|(at, company)| {
        let stand = match at % 3 {
            0 => format!("N{}-B{:02}", at % 8 + 1, at % 60),
            1 => format!("{}号馆C区{}", at % 8 + 1, at % 90),
            _ => format!("{}.1H D{:02}", at % 6 + 3, at % 70),
        };
        [company.name.as_str(), &stand, &company.products, &company.main_business, &company.city]
            .map(Cell::text)
            .to_vec()
    });
    let heads = ["参展商名称", "展位号", "展品范围", "主营业务", "城市"];
    let table = Table {
        name: "展商".into(),
        title: "示例展会展商名录".into(),
        columns: heads.into_iter().map(|head| Column::new(head, ColumnKind::Text)).collect(),
        rows: lines.collect(),
        ..Table::default()
    };
    let seen = Seen {
        table,
        marks: CellMarks::new(),
        made_on: date(2026, 3, 2),
        by: String::new(),
        remark: String::new(),
        lang: Lang::Zh,
    };
    std::fs::write(path, seen.xlsx().unwrap()).unwrap();
}

fn workspace(path: &Path) -> Ledger {
    let beginning = seeds::beginning("展会", support::TODAY, Vec::new());
    Ledger::create(path, beginning, support::who(), Surroundings::system()).unwrap();
    Ledger::open(path, Access::Write, support::who(), Surroundings::system()).unwrap()
}

/// Imports the workbook as the exhibitors of a fair; how long reading, planning and writing took.
fn import(ledger: &mut Ledger, path: &Path, fair: FairId) -> Result<[Duration; 3], LedgerError> {
    let start = Instant::now();
    let mut go_on = |_| ControlFlow::Continue(());
    let list = read_list(path, &ReadOptions::default(), &mut go_on).unwrap();
    let mapping = recognize(&list.sheet);
    let read = start.elapsed();
    let start = Instant::now();
    let plan = plan_import(&list, &mapping, Some(&ledger.snapshot()), Surroundings::system(), &mut go_on).unwrap();
    let stands = plan.stands.clone();
    let batch = ImportBatch::of(plan, list_name(&list)).unwrap().at_fair(fair, stands);
    let planned = start.elapsed();
    let start = Instant::now();
    ledger.apply(Action::Import(Box::new(batch)))?;
    Ok([read, planned, start.elapsed()])
}

fn run(rows: usize) -> (Ledger, tempfile::TempDir, [Duration; 6]) {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("展商名录.xlsx");
    workbook(&list, rows);
    let mut ledger = workspace(&folder.path().join("台账.zhaoshang"));
    let fair = FairId::from_uuid(ledger.new_id());
    let record = Fair { last_day: Some(date(2026, 3, 6)), ..Fair::named(fair, "示例展会", date(2026, 3, 4)) };
    ledger.apply(Action::Add(Item::from(record.clone()))).unwrap();
    let [read, planned, written] = import(&mut ledger, &list, fair).unwrap();

    let snapshot = ledger.snapshot();
    let start = Instant::now();
    let policy = Policy::of(&snapshot).unwrap();
    let view = View::of(snapshot.clone(), policy, support::TODAY, &|_| true).unwrap();
    let scored = start.elapsed();
    let start = Instant::now();
    let rows_of = roster(&snapshot, Some(&view), &record);
    let officers: Vec<AuthorId> = snapshot.authors.iter().map(|author| author.id).collect();
    let mut ids = IdSource::new(Surroundings::system());
    let mut new_id = || VisitId::from_uuid(ids.next());
    let (fair_of, known) = (&record, &[]);
    let outing =
        Outing { view: &view, fair: fair_of, rows: &rows_of, known, officers: &officers, today: support::TODAY };
    let proposal = outing.propose(&mut new_id, &|_| true).unwrap();
    let walked = start.elapsed();
    assert!(rows_of.len() > rows / 2, "{} of {rows}", rows_of.len());
    assert!(rows_of.iter().filter(|row| !row.hall.is_empty()).count() * 10 > rows_of.len() * 9);
    assert!(proposal.visits.len() > 5 && proposal.visits.len() <= 36, "{}", proposal.visits.len());
    assert!(proposal.gains.values().all(|gain| *gain >= 0.0));
    let start = Instant::now();
    ledger.apply(Action::PlanVisits { fair, visits: proposal.visits }).unwrap();
    let kept = start.elapsed();
    // The same list again changes nothing.
    let again = import(&mut ledger, &list, fair);
    assert!(matches!(again, Err(LedgerError::NothingChanges)), "{again:?}");
    (ledger, folder, [read, planned, written, scored, walked, kept])
}

#[test]
fn an_organisers_list_becomes_a_walk() {
    let (ledger, _folder, _) = run(240);
    assert!(ledger.check().unwrap().is_sound());
}

#[test]
fn papers_of_a_fair_say_what_they_must_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("台账.zhaoshang");
    let plan = Plan::shipped().unwrap();
    let set = generate(&plan, &DemoOptions::new(support::TODAY));
    let beginning = seeds::beginning("展会", support::TODAY, set.changes());
    let mut ledger = Ledger::create(&path, beginning, support::who(), Surroundings::system()).unwrap();
    let fair = ledger.snapshot().fairs.iter().next().unwrap().clone();
    let talk = ledger.snapshot().talks.iter().next().unwrap().clone();
    let person = Contact {
        id: ContactId::from_uuid(ledger.new_id()),
        company: talk.company,
        name: "验收甲".into(),
        position: "经理".into(),
        phone: "13800000000".into(),
        wechat: "".into(),
        email: "".into(),
        main: true,
        source: "".into(),
        collected_on: None,
        notes: "".into(),
    };
    ledger.apply(Action::Add(Item::from(person))).unwrap();
    let said = Edit::new("content", Value::Text("验收甲说回电 13800000000，想看厂房".into()));
    let key = talk.activity.uuid();
    ledger.apply(Action::Edit { kind: ItemKind::Activity, key, edits: vec![said] }).unwrap();
    let snapshot = ledger.snapshot();
    let policy = Policy::of(&snapshot).unwrap();
    let view = View::of(snapshot.clone(), policy, support::TODAY, &|_| true).unwrap();
    let source = papers::Source { snapshot: &snapshot, view: Some(&view), fair: &fair, lang: Lang::Zh };
    let rows = roster(&snapshot, Some(&view), &fair);
    let words = |table: &Table| format!("{table:?}");

    let walk = papers::walk(&source, &rows, &BTreeMap::new());
    assert_eq!(walk.rows.len(), snapshot.visits.len());
    let talks = papers::talks(&source, None);
    assert_eq!(talks.rows.len(), snapshot.talks.len());
    let thanks = papers::thanks(&source, None);
    for table in [&walk, &talks, &thanks] {
        assert!(!words(table).contains("13800000000") && !words(table).contains("验收甲"), "{}", table.title);
    }
    assert!(words(&talks).contains("想看厂房"));
    let full = papers::thanks(&source, Some("寄感谢信"));
    assert!(words(&full).contains("13800000000") && words(&full).contains("验收甲"));
    assert!(full.subtitle.contains("寄感谢信"), "a list with phones says what it is for");
    let sheets = Seen {
        table: walk.clone(),
        marks: CellMarks::new(),
        made_on: support::TODAY,
        by: String::new(),
        remark: String::new(),
        lang: Lang::Zh,
    };
    let sheets = sheets.pdf_as(papers::walk_on_paper).unwrap();
    let mut turns: Vec<_> = snapshot.visits.iter().map(|visit| (visit.on_day, visit.officer)).collect();
    turns.sort_unstable();
    turns.dedup();
    if let Some(text) = support::pdf_text(&sheets) {
        let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        assert!(pages.len() >= turns.len(), "{} pages for {} officers and days", pages.len(), turns.len());
        let flat = text.replace([' ', '\n'], "");
        for row in rows.iter().filter(|row| row.visit.is_some()) {
            let name: String = row.name.chars().take(6).collect();
            assert!(flat.contains(&name), "{name} is on a sheet");
        }
        assert!(flat.contains("值得问的三个问题") && flat.contains("记录") && flat.contains("席位需求"));
        assert!(!flat.contains("13800000000") && !flat.contains("验收甲"));
    }

    for table in [walk, talks, thanks, full] {
        let seen = Seen {
            table,
            marks: CellMarks::new(),
            made_on: support::TODAY,
            by: String::new(),
            remark: String::new(),
            lang: Lang::Zh,
        };
        assert!(seen.xlsx().unwrap().starts_with(b"PK"));
    }
}

#[test]
fn the_walk_is_the_best_there_is_within_its_bound() {
    let plan = Plan::shipped().unwrap();
    let set = generate(&plan, &DemoOptions::new(support::TODAY));
    let folder = tempfile::tempdir().unwrap();
    let beginning = seeds::beginning("展会", support::TODAY, set.changes());
    let ledger =
        Ledger::create(&folder.path().join("台账.zhaoshang"), beginning, support::who(), Surroundings::system())
            .unwrap();
    let snapshot = ledger.snapshot();
    let policy = Policy::of(&snapshot).unwrap();
    let view = View::of(snapshot.clone(), policy, support::TODAY, &|_| true).unwrap();
    let fair = snapshot.fairs.iter().next().unwrap();
    let rows = roster(&snapshot, Some(&view), fair);
    let officers: Vec<AuthorId> = snapshot.authors.iter().take(2).map(|author| author.id).collect();
    let mut ids = IdSource::new(Surroundings::system());
    let mut new_id = || VisitId::from_uuid(ids.next());
    // A day so short that it matters whom one meets.
    let fair = Fair { meetings_per_day: 3, walking_minutes: 0, ..fair.clone() };
    let outing =
        Outing { view: &view, fair: &fair, rows: &rows, known: &[], officers: &officers, today: support::TODAY };
    let proposal = outing.propose(&mut new_id, &|_| true).unwrap();
    let at_most = proposal.at_most.unwrap();
    assert!((0.0..0.05).contains(&at_most), "{at_most}");
    assert!(proposal.value.0 > 0.0);
    assert_eq!(proposal.visits.len(), 2 * 2 * 3, "two officers, two days left, three meetings");
    // Fewer meetings are never worth more, and ways between the halls take their share; the bound is that of no ways.
    let far = Fair { walking_minutes: 60, day_minutes: 120, ..fair.clone() };
    let slow = Outing { fair: &far, ..outing }.propose(&mut new_id, &|_| true).unwrap();
    assert!(slow.visits.len() <= proposal.visits.len() && slow.value.0 <= proposal.value.0 + 1e-9);
    assert!(slow.at_most.unwrap() >= 0.0);
    // The same companies asked for by a person make the same walk.
    let companies: Vec<_> = proposal
        .visits
        .iter()
        .filter_map(|visit| rows.iter().find(|row| row.exhibitor == visit.exhibitor))
        .map(|row| row.company)
        .collect();
    let asked = outing.to(&companies, &mut new_id);
    let turns = |visits: &[zhaoshang::domain::fair::Visit]| {
        let mut turns: Vec<_> =
            visits.iter().map(|visit| (visit.exhibitor, visit.officer, visit.on_day, visit.place)).collect();
        turns.sort_unstable();
        turns
    };
    assert_eq!(turns(&asked.visits), turns(&proposal.visits));
    // More than there is time for: they stay on the walk without a day.
    let all: Vec<_> = rows.iter().map(|row| row.company).collect();
    let many = outing.to(&all, &mut new_id);
    assert_eq!((many.visits.len(), many.unplaced), (rows.len(), rows.len() - 12));
    assert!(matches!(outing.propose(&mut new_id, &|_| false), Err(NoPlan::Stopped)));
}

/// Prints how long each part takes: `cargo test --release --test fair -- --ignored --nocapture`.
#[test]
#[ignore = "measures; run it by itself on an idle machine"]
fn three_thousand_exhibitors() {
    let (_ledger, _folder, parts) = run(3_000);
    let names = ["read", "plan import", "write", "match and score", "propose", "keep the walk"];
    for (name, part) in names.iter().zip(parts) {
        println!("{name}: {} ms", part.as_millis());
    }
    println!("3 000 exhibitors, end to end: {} ms", parts.iter().sum::<Duration>().as_millis());
}
