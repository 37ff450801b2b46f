//! G19: a portfolio of six firms, solved by brute force, with every regret and what one more meeting is worth.

#![allow(missing_docs, clippy::unwrap_used)]

use uuid::Uuid;
use zhaoshang::{
    capacity::{
        SlotRange,
        optimise::{
            Candidate, Extra, Ground, Limit, Limits, Minutes, Objective, OpenSlot, Pin, Problem, Seat, Solved, Why,
            Worth,
        },
    },
    domain::{company::GateState, ids::CompanyId, units::Mu},
};

const LEADER: usize = 0;
const SPECIALIZED: usize = 1;

/// Bases A and B, leaders 1–1 and specialised firms 1–2 at each; four meetings in 195 minutes.
fn portfolio() -> Problem {
    let slots = [(100.0, 1, 1), (40.0, 1, 2), (100.0, 1, 1), (40.0, 1, 2)];
    let firms = [
        (LEADER, 0.20, 60, 80.0, [Some(0.9), Some(0.6)]),
        (LEADER, 0.30, 60, 120.0, [Some(0.7), Some(0.8)]),
        (SPECIALIZED, 0.40, 45, 20.0, [Some(0.8), Some(0.5)]),
        (SPECIALIZED, 0.25, 45, 10.0, [None, Some(0.9)]),
        (SPECIALIZED, 0.50, 45, 30.0, [Some(0.4), Some(0.6)]),
        (SPECIALIZED, 0.35, 45, 15.0, [Some(0.7), None]),
    ];
    Problem {
        places: vec![Mu(25.0), Mu(50.0)],
        grounds: (0..2).map(|place| Ground { places: vec![place], taken: Mu(0.0) }).collect(),
        slots: slots
            .into_iter()
            .enumerate()
            .map(|(place, (worth, min, max))| OpenSlot {
                base: place / 2,
                range: SlotRange { min, max },
                landed: 0,
                underway: Vec::new(),
                worth: Worth(worth),
            })
            .collect(),
        candidates: (1..)
            .zip(firms)
            .map(|(number, (tier, chance, minutes, land, qualities))| Candidate {
                company: CompanyId::from_uuid(Uuid::from_u128(number)),
                minutes: Minutes(minutes),
                gate: GateState::Pass,
                pin: Pin::Free,
                seats: qualities
                    .into_iter()
                    .enumerate()
                    .filter_map(|(base, quality)| {
                        quality.map(|quality| Seat {
                            slot: base * 2 + tier,
                            chance,
                            quality,
                            land: Mu(land),
                            ground: Some(base),
                        })
                    })
                    .collect(),
            })
            .collect(),
        limits: Limits { meetings: Some(4), time: Some(Minutes(195)) },
        objective: Objective::default(),
    }
}

fn close(found: Worth, expected: f64) {
    assert!((found.0 - expected).abs() < 1e-9, "{} is not {expected}", found.0);
}

fn solved() -> Solved {
    Solved::new(portfolio(), &|_| true).unwrap()
}

#[test]
fn the_best_plan() {
    let solved = solved();
    let plan = solved.plan();
    let picks: Vec<_> = plan.picks.iter().map(|pick| (pick.candidate + 1, pick.seat)).collect();
    // c2 → B, c3 → B, c5 → A, c6 → A.
    assert_eq!(picks, [(2, 1), (3, 1), (5, 0), (6, 0)]);
    close(plan.value, 65.19);
    assert!(plan.gap().unwrap() < 1e-5);
    assert_eq!((plan.use_of_limits.meetings, plan.use_of_limits.time), (4, Minutes(195)));
    assert!((plan.use_of_limits.land[0].taken.0 - 20.25).abs() < 1e-9);
    assert!((plan.use_of_limits.land[1].taken.0 - 44.0).abs() < 1e-9);
    assert!(plan.use_of_limits.binding.starts_with(&[Limit::Meetings, Limit::Time]));
}

#[test]
fn what_each_firm_is_worth_to_it() {
    let solved = solved();
    let others = [(1, 61.52), (2, 58.456), (3, 61.99), (4, 64.00), (5, 62.056), (6, 64.00)];
    for (firm, value) in others {
        let other = match solved.why(firm - 1, &|_| true) {
            Ok(Some(Why::Out(other))) if firm == 1 || firm == 4 => other,
            Ok(Some(Why::In(other))) => other,
            other => panic!("c{firm}: {other:?}"),
        };
        close(other.plan.value, value);
        close(other.loss, 65.19 - value);
        if firm == 4 {
            // The second-best plan: c2 → B, c3 → A, c4 → B, c5 → A.
            assert_eq!((other.leaves, other.joins, other.moves), (vec![5], vec![3], vec![2]));
        }
    }
}

#[test]
fn one_more_meeting_with_its_time() {
    let more = solved().worth_of(Extra::MeetingWithTime(Minutes(45)), &|_| true).unwrap();
    close(more.plan.value, 73.23);
    close(more.loss, 8.04);
    assert_eq!(more.joins, [3]);
    let picks: Vec<_> = more.plan.picks.iter().map(|pick| (pick.candidate + 1, pick.seat)).collect();
    assert_eq!(picks, [(2, 1), (3, 1), (4, 0), (5, 0), (6, 0)], "c4 has only one seat, at B");
}
