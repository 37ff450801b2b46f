//! The read model gives the same figures whether one company is asked for or all of them in turn.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/program.rs"]
mod program;

use jiff::civil::date;
use program::Book;
use zhaoshang::{
    clock::Surroundings,
    ledger::{Ledger, Policy, View, Who},
    store::Access,
};

#[test]
fn all_cards_in_turn_are_the_cards_one_by_one() {
    let book = Book::demo(80);
    let who = Who { author: "x".into(), unit: String::new(), device: "x".into() };
    let ledger = Ledger::open(&book.path, Access::Read, who, Surroundings::system()).unwrap();
    let snapshot = ledger.snapshot();
    let policy = Policy::of(&snapshot).unwrap();
    let view = View::of(snapshot, policy, date(2026, 6, 1), &|_| true).unwrap();
    let rows = view.assessment.prospects.len();
    assert_eq!(rows, 80);
    let mut row = 0;
    view.each_card(|company, prospect, card| -> Result<(), ()> {
        let detail = view.detail(row).unwrap();
        assert_eq!(
            (company.id, prospect, card),
            (detail.prospect.company, &detail.prospect, &detail.card),
            "row {row}"
        );
        row += 1;
        Ok(())
    })
    .unwrap();
    assert_eq!(row, rows);
    let mut seen = Vec::new();
    view.each_detail([5, 79, 0, 80], |row, found| -> Result<(), ()> {
        let detail = view.detail(row).unwrap();
        assert_eq!((&found.fit, &found.card, &found.prospect), (&detail.fit, &detail.card, &detail.prospect));
        seen.push(row);
        Ok(())
    })
    .unwrap();
    assert_eq!(seen, [5, 79, 0], "a row that is not there is left out");
    let stopped = view.each_card(|_, _, _| Err("enough"));
    assert_eq!(stopped, Err("enough"));
}
