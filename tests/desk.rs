//! The desk with threads and its inline twin give the same answers; nothing posted is lost when it is dropped.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use support::Workspace;
use zhaoshang::{
    desk::{Desk, JobState, Outcome, Request},
    domain::{company::Company, ids::CompanyId},
    ledger::{Action, LedgerError},
};

fn create(key: u128) -> Request {
    let company = Company::named(CompanyId::from_uuid(uuid::Uuid::from_u128(key)), &format!("示例{key}"));
    Request::Apply(Box::new(Action::CreateCompany(Box::new(company))))
}

#[test]
fn both_kinds_of_desk_do_the_same() {
    for threaded in [false, true] {
        let space = Workspace::new();
        let woken = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&woken);
        let mut desk = if threaded {
            Desk::threaded(
                space.ledger,
                Arc::new(move || {
                    count.fetch_add(1, Ordering::Relaxed);
                }),
            )
        } else {
            Desk::inline(space.ledger)
        };
        desk.post(create(1));
        assert!(matches!(desk.wait(), Some(Outcome::Done { undone: None, .. })));
        assert_eq!(desk.snapshot().companies.len(), 1);
        desk.post(Request::Undo);
        assert!(matches!(desk.wait(), Some(Outcome::Done { undone: Some(true), .. })));
        assert_eq!(desk.snapshot().companies.len(), 0);
        desk.post(Request::Undo);
        assert!(matches!(desk.wait(), Some(Outcome::Failed(LedgerError::NothingToUndo))));
        desk.post(Request::UndoState);
        assert!(matches!(desk.wait(), Some(Outcome::UndoState { undo: None, redo: Some(_) })));
        drop(desk);
        assert_eq!(woken.load(Ordering::Relaxed) >= 4, threaded);
    }
}

#[test]
fn what_was_posted_is_written_before_the_desk_goes() {
    let space = Workspace::new();
    let mut desk = Desk::threaded(space.ledger, Arc::new(|| {}));
    for key in 1..=30 {
        desk.post(create(key));
    }
    drop(desk);
    assert_eq!(support::open(&space.path).snapshot().companies.len(), 30);
}

#[test]
fn jobs_report_cancel_and_survive_a_panic() {
    for threaded in [false, true] {
        let space = Workspace::new();
        let mut desk =
            if threaded { Desk::threaded(space.ledger, Arc::new(|| {})) } else { Desk::inline(space.ledger) };
        let sum = desk.jobs().start(Box::new(|progress| {
            progress.set_total(10);
            Box::new((0..10_usize).take_while(|step| progress.step(*step)).sum::<usize>())
        }));
        let (id, state) = desk.jobs().wait().unwrap();
        assert_eq!(id, sum);
        let JobState::Finished(value) = state else { panic!("broken") };
        assert_eq!(*value.downcast::<usize>().unwrap(), 45);
        desk.jobs().start(Box::new(|_| panic!("on purpose")));
        let (_, state) = desk.jobs().wait().unwrap();
        assert!(matches!(state, JobState::Broken(text) if text == "on purpose"));
        assert!(desk.jobs().wait().is_none());
        if threaded {
            let endless = desk.jobs().start(Box::new(|progress| {
                let mut steps = 0_usize;
                while progress.step(steps) {
                    steps += 1;
                    std::thread::yield_now();
                }
                Box::new("stopped")
            }));
            desk.jobs().cancel(endless);
            assert!(matches!(desk.jobs().wait(), Some((id, JobState::Finished(_))) if id == endless));
        }
    }
}
