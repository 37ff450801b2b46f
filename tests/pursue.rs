//! Whom to pursue, from the records of a workspace: who is asked about, what is assumed of them, and what comes out.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/program.rs"]
mod program;
mod support;

use jiff::civil::date;
use program::Book;
use zhaoshang::{
    capacity::optimise::{Minutes, Pin, Why},
    domain::{company::GateState, units::Mu},
    ledger::{
        Ledger, Policy, View,
        assessment::Need,
        pursuit::{OpenLeads, Pursuit, PursuitWish},
    },
};

fn view(ledger: &Ledger) -> View {
    let snapshot = ledger.snapshot();
    let policy = Policy::of(&snapshot).unwrap();
    View::of(snapshot, policy, date(2026, 6, 1), &|_| true).unwrap()
}

fn pursue(view: &View, wish: PursuitWish) -> Pursuit {
    Pursuit::of(view, wish, &|_| true).unwrap()
}

#[test]
fn everybody_asked_about_competes_for_a_slot_with_a_target() {
    let book = Book::demo(400);
    let view = view(&support::open(&book.path));
    let found = pursue(&view, PursuitWish::default());
    let question = &found.question;
    assert!(question.notes.candidates > 40 && question.rows.len() == question.notes.candidates);
    let (local, bases) = (view.local_firms(), &view.policy.plan.bases);
    for (row, candidate) in question.rows.iter().zip(&question.problem.candidates) {
        let prospect = &view.assessment.prospects[*row];
        assert_eq!(prospect.company, candidate.company);
        assert!(prospect.gate != GateState::Fail && !local.contains(&prospect.company));
        let seat = candidate.seats[0];
        if let (Some(slot), Need::Known { .. }) = (&prospect.slot, prospect.need) {
            assert_eq!(question.slots[seat.slot], *slot, "its own base comes first");
            assert!((seat.quality - prospect.value / 100.0).abs() < 1e-12);
        }
        let mut bases: Vec<_> = candidate.seats.iter().map(|seat| question.problem.slots[seat.slot].base).collect();
        bases.dedup();
        assert_eq!(bases.len(), candidate.seats.len(), "a base twice");
        assert!(candidate.seats.iter().all(|seat| question.slots[seat.slot].tier == prospect.tier.tier));
    }
    assert_eq!(question.bases.len(), bases.len());
    let plan = found.solved.plan();
    assert!(!plan.picks.is_empty() && plan.picks.len() <= 40);
    assert!(plan.use_of_limits.time <= Minutes(1_800));
    assert!(plan.bound >= plan.value && plan.gap().unwrap() < 0.05, "{:?}", plan.gap());
    // The slots together are worth what the plan says it earns by seats.
    let beta = question.problem.objective.beta;
    let share = question.problem.objective.seat_share.0 / 100.0;
    let seats: f64 = found
        .effects()
        .iter()
        .zip(&question.problem.slots)
        .map(|(effect, slot)| {
            let worth = |outlook: &zhaoshang::capacity::Outlook| {
                outlook.expected_to_min + beta * (outlook.expected_to_max - outlook.expected_to_min)
            };
            share * slot.worth.0 * (worth(&effect.after) - worth(&effect.before))
        })
        .sum();
    let direct: f64 = plan
        .picks
        .iter()
        .map(|pick| {
            let seat = question.problem.candidates[pick.candidate].seats[pick.seat];
            (1.0 - share) * question.problem.slots[seat.slot].worth.0 * pick.chance * seat.quality
        })
        .sum();
    assert!((seats + direct - plan.value.0).abs() < 1e-9);
}

#[test]
fn open_leads_are_chosen_from_or_go_on() {
    let book = Book::demo(400);
    let view = view(&support::open(&book.path));
    let chosen = pursue(&view, PursuitWish::default());
    let going = pursue(&view, PursuitWish { leads: OpenLeads::GoOn, ..PursuitWish::default() });
    let with_lead = |found: &Pursuit| {
        found.question.rows.iter().filter(|row| view.assessment.prospects[**row].lead.is_some()).count()
    };
    assert!(with_lead(&chosen) > 0);
    assert_eq!(with_lead(&going), 0);
    assert_eq!(chosen.question.notes.underway, 0);
    let open: usize = view.assessment.slots.iter().map(|slot| slot.open.len()).sum();
    assert_eq!(going.question.notes.underway, open);
}

#[test]
fn pins_land_and_limits_are_kept() {
    let book = Book::demo(400);
    let view = view(&support::open(&book.path));
    let before = pursue(&view, PursuitWish::default());
    let rows = before.chosen_rows();
    let company = |row: usize| view.assessment.prospects[row].company;
    let best = company(rows[0]);
    let outside = before.question.rows.iter().copied().find(|row| !rows.contains(row)).unwrap();
    let mut wish = PursuitWish { meetings: Some(10), ..PursuitWish::default() };
    wish.set_pin(best, Pin::Out);
    wish.set_pin(company(outside), Pin::In);
    wish.land = view.policy.plan.bases.iter().map(|base| (base.id.clone(), Mu(12.0))).collect();
    let after = pursue(&view, wish);
    let chosen = after.chosen_rows();
    assert!(chosen.len() <= 10 && chosen.contains(&outside) && !chosen.contains(&rows[0]));
    assert!(after.solved.plan().use_of_limits.land.iter().all(|land| land.0 <= 12.0 + 1e-9));
    assert!(after.question.bases.iter().all(|base| base.set));
    let candidate = after.question.candidate_of(outside).unwrap();
    assert!(matches!(after.solved.why(candidate, &|_| true), Ok(Some(Why::In(_)))));
}

#[test]
fn the_same_question_has_the_same_answer() {
    let book = Book::demo(300);
    let view = view(&support::open(&book.path));
    let (one, other) = (pursue(&view, PursuitWish::default()), pursue(&view, PursuitWish::default()));
    assert_eq!(one.solved.plan(), other.solved.plan());
}
