//! The read model gives the same figures whether one company is asked for or all of them in turn.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/program.rs"]
mod program;

use jiff::civil::date;
use program::Book;
use zhaoshang::{
    clock::Surroundings,
    domain::{company::Company, ids::CompanyId, record::Value},
    ledger::{Action, Edit, Ledger, Policy, View, Who},
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

/// What matching found is taken over where the texts are the same, and only there.
#[test]
fn a_view_after_another_is_the_view_made_anew() {
    let book = Book::demo(60);
    let who = Who { author: "x".into(), unit: String::new(), device: "x".into() };
    let mut ledger = Ledger::open(&book.path, Access::Write, who, Surroundings::system()).unwrap();
    let day = date(2026, 6, 1);
    let before = View::of(ledger.snapshot(), Policy::of(&ledger.snapshot()).unwrap(), day, &|_| true).unwrap();
    let (changed, gone) = (before.snapshot.companies.row(7).unwrap().id, before.snapshot.companies.row(3).unwrap().id);
    let text = |text: &str| Value::Text(text.into());
    let added = CompanyId::from_uuid(ledger.new_id());
    for action in [
        Action::EditCompany {
            company: changed, edits: vec![Edit::new("main_business", text("石墨烯导热膜的生产"))]
        },
        Action::DeleteCompanies(vec![gone]),
        Action::CreateCompany(Box::new(Company {
            main_business: "晶圆级封装与测试".into(),
            ..Company::named(added, "示例新封测有限公司")
        })),
    ] {
        ledger.apply(action).unwrap();
    }
    let snapshot = ledger.snapshot();
    let policy = Policy::after(Some(&before.policy), &snapshot).unwrap();
    let after = View::after(&before, snapshot.clone(), policy, day, &|_| true).unwrap();
    let anew = View::of(snapshot.clone(), Policy::of(&snapshot).unwrap(), day, &|_| true).unwrap();
    assert_eq!(after.fits, anew.fits);
    assert_eq!(after.assessment.prospects, anew.assessment.prospects);
    let fit = |view: &View, company| view.fits[view.row_of(company).unwrap()].clone();
    assert_ne!(fit(&after, changed), fit(&before, changed), "a changed text is read again");
    assert_eq!(after.fits.len(), 60);
}
