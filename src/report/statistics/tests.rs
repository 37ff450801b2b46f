//! Every table adds up to the events of its period, and every number opens to as many parts.

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::date;

use super::*;
use crate::{
    clock::Surroundings,
    domain::plan::Plan,
    ledger::{Ledger, Policy, Who, demo, seeds},
    report::table::Cell,
};

fn view() -> View {
    let folder = tempfile::tempdir().unwrap();
    let today = date(2026, 11, 23);
    let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
    let set = demo::generate(&plan, &demo::DemoOptions::new(today));
    let who = Who { author: "a".into(), unit: "b".into(), device: "c".into() };
    let beginning = seeds::beginning("demo", today, set.changes());
    let ledger = Ledger::create(&folder.path().join("demo.zhaoshang"), beginning, who, Surroundings::system()).unwrap();
    let snapshot: Arc<_> = ledger.snapshot();
    let policy = Policy::of(&snapshot).unwrap();
    View::of(snapshot, policy, today, &|_| true).unwrap()
}

fn wanted(span: Span, dimension: Dimension, lang: Lang) -> Wanted {
    Wanted { span, dimension, today: date(2026, 11, 23), fictional: true, lang }
}

fn number(cell: &Cell) -> f64 {
    match cell {
        Cell::Number(number) => *number,
        _ => 0.0,
    }
}

#[test]
fn tables_add_up_whatever_they_are_grouped_by() {
    let view = view();
    let mut totals = BTreeSet::new();
    for dimension in Dimension::ALL {
        let made = wanted(Span::AllTime, *dimension, Lang::Zh);
        let statistics = statistics(&view, &view.snapshot, made, &|| true).unwrap();
        assert!(statistics.events > 100, "{}", statistics.events);
        let card = statistics.cards.iter().find(|card| card.report == Report::Compare).unwrap();
        let (sums, groups) = card.table.rows.split_last().unwrap();
        for column in 1..card.table.columns.len() {
            let sum: f64 = groups.iter().map(|row| number(&row[column])).sum();
            assert!((sum - number(&sums[column])).abs() < 1e-9, "{dimension}");
        }
        // Each event stands in one group.
        assert_eq!(card.rows.iter().map(|drill| drill.parts.len()).sum::<usize>(), statistics.events, "{dimension}");
        totals.insert(sums[1..].iter().map(|cell| format!("{cell:?}")).collect::<Vec<_>>());
    }
    assert_eq!(totals.len(), 1, "the sums are the same whatever the groups are");
}

#[test]
fn every_number_opens_to_what_it_counts() {
    let view = view();
    for lang in [Lang::Zh, Lang::En] {
        let made = wanted(Span::ThisYear, Dimension::Officer, lang);
        let statistics = statistics(&view, &view.snapshot, made, &|| true).unwrap();
        assert_eq!(statistics.cards.len(), Report::ALL.len());
        for card in &statistics.cards {
            assert!(!card.is_empty(), "{}", card.report);
            assert!(card.chart.regions.iter().all(|region| region.key < card.drills.len()), "{}", card.report);
            for row in &card.table.rows {
                assert_eq!(row.len(), card.table.columns.len(), "{}", card.report);
            }
            if matches!(card.report, Report::Funnel | Report::Losses) {
                for (row, drill) in card.table.rows.iter().zip(&card.rows) {
                    assert!((number(&row[1]) - drill.parts.len() as f64).abs() < 1e-9, "{}", card.report);
                }
            }
        }
    }
    assert!(
        statistics(&view, &view.snapshot, wanted(Span::ThisYear, Dimension::Base, Lang::Zh), &|| false).is_none(),
        "it stops when asked to"
    );
}
