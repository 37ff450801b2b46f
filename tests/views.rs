//! The read model gives the same figures whether one company is asked for or all of them in turn.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/program.rs"]
mod program;

use std::sync::Arc;

use jiff::civil::date;
use program::Book;
use zhaoshang::{
    clock::Surroundings,
    domain::{
        company::Company,
        ids::{CompanyId, SavedViewId},
        record::Value,
        workspace::{SavedView, SettingName},
    },
    ledger::{Action, Edit, Item, Ledger, Policy, View, Who},
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

/// What no figure is made of costs no judging; what any is made of does, and so does another day.
#[test]
fn a_view_is_judged_anew_only_when_a_figure_may_change() {
    let book = Book::demo(40);
    let who = Who { author: "x".into(), unit: String::new(), device: "x".into() };
    let mut ledger = Ledger::open(&book.path, Access::Write, who, Surroundings::system()).unwrap();
    let day = date(2026, 6, 1);
    let first = View::of(ledger.snapshot(), Policy::of(&ledger.snapshot()).unwrap(), day, &|_| true).unwrap();
    let after = |before: &View, ledger: &Ledger, day| {
        let policy = Policy::after(Some(&before.policy), &ledger.snapshot()).unwrap();
        View::after(before, ledger.snapshot(), policy, day, &|_| true).unwrap()
    };
    let shares = |one: &View, other: &View| Arc::ptr_eq(&one.assessment, &other.assessment);
    let id = SavedViewId::from_uuid(ledger.new_id());
    let saved = SavedView { id, name: "甲".into(), page: "companies".into(), content: "{}".into() };
    ledger.apply(Action::Add(Item::from(saved))).unwrap();
    let second = after(&first, &ledger, day);
    assert!(shares(&first, &second), "a saved view changes no figure");
    assert_eq!(second.snapshot.saved_views.len(), first.snapshot.saved_views.len() + 1, "the records are the newest");
    assert_eq!(first.input_hash(), second.input_hash());
    assert!(!shares(&second, &after(&second, &ledger, date(2027, 6, 1))), "another day");
    let company = second.snapshot.companies.row(5).unwrap().id;
    let edits = vec![Edit::new("founded", Value::Text("2011-05-06".into()))];
    ledger.apply(Action::EditCompany { company, edits }).unwrap();
    let third = after(&second, &ledger, day);
    assert!(!shares(&second, &third) && second.input_hash() != third.input_hash(), "a company was changed");
    let anew = View::of(ledger.snapshot(), Policy::of(&ledger.snapshot()).unwrap(), day, &|_| true).unwrap();
    assert_eq!(third.assessment.prospects, anew.assessment.prospects);
    ledger.apply(Action::ChangeSetting { name: SettingName::TargetDate, value: "2028-12-31".into() }).unwrap();
    let fourth = after(&third, &ledger, day);
    assert!(!shares(&third, &fourth) && fourth.target_date == date(2028, 12, 31), "another target date");
}
