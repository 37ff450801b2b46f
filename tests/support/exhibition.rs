//! An organiser's list all the way to a walk, for the test and for the bench.

use std::{
    ops::ControlFlow,
    path::Path,
    time::{Duration, Instant},
};

use jiff::civil::date;
use zhaoshang::{
    clock::Surroundings,
    domain::{
        fair::Fair,
        ids::{AuthorId, FairId, VisitId},
        plan::Plan,
    },
    exchange::{
        mapping::recognize,
        read::{ReadOptions, read_list},
    },
    ledger::{
        Action, IdSource, ImportBatch, Item, Ledger, LedgerError,
        demo::{DemoOptions, generate},
        fair::{Outing, roster},
        list_name, plan_import, seeds,
    },
    report::{
        seen::Seen,
        table::{Cell, Column, ColumnKind, Table},
    },
    store::Access,
    text::Lang,
};

use crate::support;

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
    let seen = Seen::new(table, date(2026, 3, 2), Lang::Zh);
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

/// A fair from the organiser's workbook to the walk that is kept: how long reading, planning the import, writing, matching
/// and scoring, proposing and keeping took.
pub fn run(rows: usize) -> (Ledger, tempfile::TempDir, [Duration; 6]) {
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
    let view = support::judged(&ledger);
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
