//! Against brute force over every plan, and what must hold for all problems.

use proptest::prelude::*;
use uuid::Uuid;

use super::{super::distribution, *};
use crate::{
    capacity::SlotRange,
    domain::{
        company::GateState,
        ids::CompanyId,
        units::{Mu, Percent},
    },
};

fn candidate(number: u128, minutes: u32, seats: Vec<Seat>) -> Candidate {
    let company = CompanyId::from_uuid(Uuid::from_u128(number));
    Candidate { company, minutes: Minutes(minutes), gate: GateState::Pass, pin: Pin::Free, seats }
}

fn ground(places: &[usize]) -> Ground {
    Ground { places: places.to_vec(), taken: Mu(0.0) }
}

/// The worth of a choice of seats from whole distributions; none when it breaks a limit or a pin.
fn worth(problem: &Problem, choice: &[Option<usize>]) -> Option<f64> {
    let share = problem.objective.seat_share.0 / 100.0;
    let (mut meetings, mut minutes, mut direct) = (0, 0, 0.0);
    let mut wanted: Vec<i64> = vec![0; problem.grounds.len()];
    let mut chances = vec![Vec::new(); problem.slots.len()];
    for (candidate, seat) in problem.candidates.iter().zip(choice) {
        let Some(seat) = seat else {
            if candidate.pin == Pin::In {
                return None;
            }
            continue;
        };
        if candidate.pin == Pin::Out || candidate.gate == GateState::Fail {
            return None;
        }
        let passes =
            if candidate.gate == GateState::Unknown { problem.objective.unknown_gate_passes.0 / 100.0 } else { 1.0 };
        let seat = candidate.seats[*seat];
        let p = seat.chance * passes;
        meetings += 1;
        minutes += candidate.minutes.0;
        let slot = &problem.slots[seat.slot];
        if let Some(ground) = seat.ground {
            wanted[ground] += (p * seat.land.0 * 1000.0).round() as i64;
        }
        direct += (1.0 - share) * slot.worth.0 * p * seat.quality;
        chances[seat.slot].push(p);
    }
    let over = |limit: Option<u32>, taken: u32| limit.is_some_and(|limit| taken > limit);
    let over = over(problem.limits.meetings, meetings) || over(problem.limits.time.map(|time| time.0), minutes);
    if over || !has_land(problem, &wanted) {
        return None;
    }
    let filled = |slot: &OpenSlot, chances: &[f64]| {
        let all: Vec<f64> = slot.underway.iter().chain(chances).copied().collect();
        let worth = |count: usize| {
            let count = slot.landed + u32::try_from(count).unwrap();
            let (to_min, to_max) = (count.min(slot.range.min), count.min(slot.range.max));
            f64::from(to_min) + problem.objective.beta * f64::from(to_max - to_min)
        };
        distribution(&all).iter().enumerate().map(|(count, p)| p * worth(count)).sum::<f64>()
    };
    let seats: f64 = problem
        .slots
        .iter()
        .zip(&chances)
        .map(|(slot, chances)| share * slot.worth.0 * (filled(slot, chances) - filled(slot, &[])))
        .sum();
    Some(direct + seats)
}

/// Whether the places have what their grounds want, by handing it out: each ground in turn, others moved to other places
/// of theirs where that makes room (augmenting paths).
fn has_land(problem: &Problem, wanted: &[i64]) -> bool {
    fn find(
        problem: &Problem,
        ground: usize,
        most: i64,
        (free, given): (&mut [i64], &mut [Vec<i64>]),
        seen: &mut [bool],
    ) -> i64 {
        for place in &problem.grounds[ground].places {
            if std::mem::replace(&mut seen[*place], true) {
                continue;
            }
            let direct = most.min(free[*place]);
            if direct > 0 {
                free[*place] -= direct;
                given[ground][*place] += direct;
                return direct;
            }
            for other in 0..given.len() {
                let movable = most.min(given[other][*place]);
                if other == ground || movable <= 0 {
                    continue;
                }
                let moved = find(problem, other, movable, (&mut *free, &mut *given), seen);
                if moved > 0 {
                    given[other][*place] -= moved;
                    given[ground][*place] += moved;
                    return moved;
                }
            }
        }
        0
    }
    let mut free: Vec<i64> = problem.places.iter().map(|free| (free.0 * 1000.0).round() as i64).collect();
    let mut given = vec![vec![0; free.len()]; problem.grounds.len()];
    wanted.iter().enumerate().all(|(ground, wanted)| {
        let mut left = *wanted;
        while left > 0 {
            let mut seen = vec![false; free.len()];
            let found = find(problem, ground, left, (&mut free, &mut given), &mut seen);
            if found == 0 {
                return false;
            }
            left -= found;
        }
        true
    })
}

/// The best worth of all plans; none when no plan keeps limits and pins.
fn by_brute_force(problem: &Problem) -> Option<f64> {
    fn go(problem: &Problem, choice: &mut Vec<Option<usize>>, best: &mut Option<f64>) {
        let Some(candidate) = problem.candidates.get(choice.len()) else {
            if let Some(found) = worth(problem, choice) {
                *best = Some(best.map_or(found, |best: f64| best.max(found)));
            }
            return;
        };
        for seat in std::iter::once(None).chain((0..candidate.seats.len()).map(Some)) {
            choice.push(seat);
            go(problem, choice, best);
            choice.pop();
        }
    }
    let mut best = None;
    go(problem, &mut Vec::new(), &mut best);
    best
}

fn plan_of(problem: &Problem) -> Result<Plan, NoPlan> {
    Solved::new(problem.clone(), &|_| true).map(|solved| solved.plan().clone())
}

fn choice_of(problem: &Problem, plan: &Plan) -> Vec<Option<usize>> {
    let mut choice = vec![None; problem.candidates.len()];
    for pick in &plan.picks {
        choice[pick.candidate] = Some(pick.seat);
    }
    choice
}

fn slot() -> impl Strategy<Value = (u32, u32, u32, Vec<f64>, f64)> {
    (0..3_u32, 0..3_u32, 0..2_u32, prop::collection::vec(0.0..0.6, 0..3), prop::sample::select(vec![100.0, 40.0, 15.0]))
}

/// Two tiers at two bases, `count` candidates with up to `most` seats on grounds that may share three places.
fn problem(count: std::ops::Range<usize>, most: usize) -> impl Strategy<Value = Problem> {
    let chance = prop_oneof![20 => 0.0..1.0_f64, 1 => Just(0.0), 1 => Just(1.0)];
    let seat = (0..4_usize, chance, 0.0..1.0_f64, 0..60_u32, prop::option::weighted(0.8, 0..4_usize));
    let gate = prop::sample::select(vec![GateState::Pass, GateState::Pass, GateState::Pass, GateState::Unknown]);
    let pin = prop::sample::select(vec![Pin::Free, Pin::Free, Pin::Free, Pin::Free, Pin::Free, Pin::In, Pin::Out]);
    let candidates = prop::collection::vec((prop::collection::vec(seat, 1..=most), 2..5_u32, gate, pin), count);
    let limits = (prop::option::of(0..5_u32), prop::option::of(0..250_u32));
    let places = prop::collection::vec(0..60_u32, 3);
    let ground_places = prop::collection::btree_set(0..3_usize, 0..=3);
    let grounds = prop::collection::vec(ground_places, 4);
    (prop::collection::vec(slot(), 4), candidates, limits, (places, grounds), 0.0..1.0_f64).prop_map(
        |(slots, candidates, (meetings, time), (places, grounds), beta)| Problem {
            places: places.into_iter().map(|land| Mu(f64::from(land))).collect(),
            grounds: grounds.into_iter().map(|places| ground(&places.into_iter().collect::<Vec<_>>())).collect(),
            slots: slots
                .into_iter()
                .enumerate()
                .map(|(place, (min, more, landed, underway, worth))| OpenSlot {
                    base: place / 2,
                    range: SlotRange { min, max: min + more },
                    landed,
                    underway,
                    worth: Worth(worth),
                })
                .collect(),
            candidates: candidates
                .into_iter()
                .enumerate()
                .map(|(number, (seats, quarters, gate, pin))| {
                    let mut seats: Vec<Seat> = seats
                        .into_iter()
                        .map(|(slot, chance, quality, land, ground)| Seat {
                            slot,
                            chance,
                            quality,
                            land: Mu(f64::from(land)),
                            ground,
                        })
                        .collect();
                    seats.sort_by_key(|seat| seat.slot);
                    seats.dedup_by_key(|seat| seat.slot / 2);
                    Candidate { gate, pin, ..candidate(number as u128, quarters * 15, seats) }
                })
                .collect(),
            limits: Limits { meetings, time: time.map(Minutes) },
            objective: Objective { beta, ..Objective::default() },
        },
    )
}

fn check(problem: &Problem) -> Result<(), TestCaseError> {
    match (plan_of(problem), by_brute_force(problem)) {
        (Ok(plan), Some(best)) => {
            let found = worth(problem, &choice_of(problem, &plan));
            prop_assert!(found.is_some(), "the plan breaks a limit");
            prop_assert!((found.unwrap() - plan.value.0).abs() < 1e-9, "{found:?} is not {:?}", plan.value);
            prop_assert!(plan.bound >= plan.value);
            prop_assert!(plan.bound.0 >= best - 1e-9, "the bound {:?} is below the best {best}", plan.bound);
            prop_assert!((plan.value.0 - best).abs() < 1e-6 * best.max(1.0), "{:?} is not {best}", plan.value);
        }
        (Err(NoPlan::PinsDoNotFit), None) => {}
        (found, best) => prop_assert!(false, "{found:?} against {best:?}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn fourteen_candidates_equal_brute_force(problem in problem(9..15, 1)) {
        check(&problem)?;
    }

    #[test]
    fn candidates_with_a_choice_of_bases_equal_brute_force(problem in problem(0..8, 2)) {
        check(&problem)?;
    }

    #[test]
    fn more_of_anything_is_never_worth_less(problem in problem(3..12, 2), slot in 0..4_usize, place in 0..3_usize) {
        let Ok(solved) = Solved::new(problem.clone(), &|_| true) else { return Ok(()) };
        let before = solved.plan().value.0;
        let mut more = problem.clone();
        more.limits.meetings = more.limits.meetings.map(|count| count + 1);
        prop_assert!(plan_of(&more).unwrap().value.0 >= before - 1e-6);
        more.limits.time = more.limits.time.map(|time| Minutes(time.0 + 30));
        more.places[place].0 += 5.0;
        prop_assert!(plan_of(&more).unwrap().value.0 >= before - 1e-6);
        for extra in [
            Extra::Seat(slot),
            Extra::Meeting,
            Extra::Time(Minutes(30)),
            Extra::MeetingWithTime(Minutes(45)),
            Extra::Land(place, Mu(10.0)),
        ] {
            prop_assert!(solved.worth_of(extra, &|_| true).unwrap().loss.0 >= 0.0);
        }
    }

    #[test]
    fn the_order_of_candidates_does_not_matter(problem in problem(2..12, 2), turn in 1..11_usize) {
        let mut turned = problem.clone();
        let count = turned.candidates.len();
        turned.candidates.rotate_left(turn % count);
        turned.candidates.swap(0, count / 2);
        match (plan_of(&problem), plan_of(&turned)) {
            (Ok(one), Ok(other)) => {
                prop_assert_eq!((one.value, one.bound), (other.value, other.bound));
                let keys = |problem: &Problem, plan: &Plan| -> Vec<_> {
                    plan.picks.iter().map(|pick| (problem.candidates[pick.candidate].company, pick.seat)).collect()
                };
                prop_assert_eq!(keys(&problem, &one), keys(&turned, &other));
            }
            (one, other) => prop_assert_eq!(one.is_err(), other.is_err()),
        }
    }

    #[test]
    fn why_not_is_what_forcing_it_in_costs(problem in problem(2..10, 2), which in 0..10_usize) {
        let Ok(solved) = Solved::new(problem.clone(), &|_| true) else { return Ok(()) };
        let which = which % problem.candidates.len();
        let inside = solved.plan().picks.iter().any(|pick| pick.candidate == which);
        let mut forced = problem;
        forced.candidates[which].pin = if inside { Pin::Out } else { Pin::In };
        match (solved.why(which, &|_| true).unwrap().unwrap(), by_brute_force(&forced)) {
            (Why::In(other) | Why::Out(other), Some(best)) => {
                prop_assert!((other.plan.value.0 - best).abs() < 1e-6 * best.abs().max(1.0));
                prop_assert!((other.loss.0 - (solved.plan().value.0 - best).max(0.0)).abs() < 1e-5);
                prop_assert_eq!(other.plan.picks.iter().any(|pick| pick.candidate == which), !inside);
            }
            (Why::DoesNotFit, None) => {}
            (found, best) => prop_assert!(false, "{found:?} against {best:?}"),
        }
    }
}

fn two_seats() -> Problem {
    let slot = |worth| OpenSlot {
        base: 0,
        range: SlotRange { min: 1, max: 2 },
        landed: 0,
        underway: Vec::new(),
        worth: Worth(worth),
    };
    let seat = |slot, chance, quality| Seat { slot, chance, quality, land: Mu(10.0), ground: None };
    Problem {
        places: Vec::new(),
        grounds: Vec::new(),
        slots: vec![slot(100.0), slot(40.0)],
        candidates: vec![
            candidate(1, 60, vec![seat(0, 0.3, 0.8)]),
            candidate(2, 45, vec![seat(1, 0.5, 0.5)]),
            candidate(3, 45, vec![seat(1, 0.4, 0.9)]),
        ],
        limits: Limits { meetings: Some(2), time: None },
        objective: Objective::default(),
    }
}

#[test]
fn who_fails_a_gate_never_comes() {
    let mut problem = two_seats();
    for candidate in &mut problem.candidates {
        candidate.gate = GateState::Fail;
    }
    problem.candidates[1].pin = Pin::In;
    let solved = Solved::new(problem, &|_| true).unwrap();
    let plan = solved.plan();
    assert!(plan.picks.is_empty());
    assert_eq!((plan.value, plan.bound, plan.gap()), (Worth(0.0), Worth(0.0), Some(0.0)));
    assert_eq!(plan.shut_out, [1]);
    assert_eq!(solved.why(0, &|_| true), Ok(Some(Why::GateFails)));
    assert_eq!(solved.why(7, &|_| true), Ok(None));
}

#[test]
fn an_unchecked_gate_counts_at_its_chance() {
    let mut problem = two_seats();
    problem.objective.unknown_gate_passes = Percent(50.0);
    problem.candidates[0].gate = GateState::Unknown;
    let plan = plan_of(&problem).unwrap();
    assert_eq!(plan.picks.iter().find(|pick| pick.candidate == 0).unwrap().chance, 0.15);
}

#[test]
fn it_stops_when_told() {
    assert_eq!(Solved::new(two_seats(), &|_| false).err(), Some(NoPlan::Stopped));
    let solved = Solved::new(two_seats(), &|_| true).unwrap();
    assert_eq!(solved.why(0, &|_| false), Err(NoPlan::Stopped));
}

#[test]
fn pins_that_do_not_fit_are_named() {
    let mut problem = two_seats();
    for candidate in &mut problem.candidates {
        candidate.pin = Pin::In;
    }
    assert_eq!(plan_of(&problem).err(), Some(NoPlan::PinsDoNotFit));
}

#[test]
fn what_goes_on_anyway_fills_seats_first() {
    let mut problem = two_seats();
    let alone = plan_of(&problem).unwrap().value;
    problem.slots[0].underway = vec![0.9, 0.9];
    let beside = Solved::new(problem, &|_| true).unwrap();
    assert!(beside.plan().value < alone);
    let one_more = beside.worth_of(Extra::Seat(0), &|_| true).unwrap();
    assert!(one_more.loss.0 > 0.0);
}

/// Two bases share a place; one of them has another place beside it. What one takes of the shared place the other lacks,
/// until it can go elsewhere.
#[test]
fn a_shared_place_is_given_out_once() {
    let slot = |base| OpenSlot {
        base,
        range: SlotRange { min: 2, max: 2 },
        landed: 0,
        underway: Vec::new(),
        worth: Worth(100.0),
    };
    let seat = |slot, ground| Seat { slot, chance: 1.0, quality: 1.0, land: Mu(10.0), ground: Some(ground) };
    let mut problem = Problem {
        places: vec![Mu(10.0), Mu(0.0)],
        grounds: vec![ground(&[0]), ground(&[0, 1])],
        slots: vec![slot(0), slot(1)],
        candidates: vec![candidate(1, 30, vec![seat(0, 0)]), candidate(2, 30, vec![seat(1, 1)])],
        limits: Limits::default(),
        objective: Objective::default(),
    };
    let solved = Solved::new(problem.clone(), &|_| true).unwrap();
    let plan = solved.plan();
    assert_eq!(plan.picks.len(), 1);
    assert_eq!(plan.use_of_limits.land.len(), 2, "the shared place alone, and both together");
    assert!(plan.use_of_limits.binding.iter().any(|limit| matches!(limit, Limit::Land(_))));
    let gain = solved.worth_of(Extra::Land(1, Mu(10.0)), &|_| true).unwrap();
    assert!((gain.loss.0 - 100.0).abs() < 1e-9, "ten mu at the other place make room for both");
    problem.places[1] = Mu(10.0);
    assert_eq!(plan_of(&problem).unwrap().picks.len(), 2);
    // Others that come anyway take of it, and nobody gets what is not there.
    problem.grounds[0].taken = Mu(4.0);
    assert_eq!(plan_of(&problem).unwrap().picks.len(), 1);
    problem.grounds[0].taken = Mu(400.0);
    assert_eq!(plan_of(&problem).unwrap().use_of_limits.land[0].free, Mu(0.0));
    problem.grounds[0].taken = Mu(0.0);
    // A firm that must go to the shared place takes it from the one that has no other.
    problem.candidates[1].seats[0].ground = Some(0);
    assert_eq!(plan_of(&problem).unwrap().picks.len(), 1);
}

#[test]
fn pins_find_the_places_that_hold_them_all() {
    let mut problem = two_seats();
    problem.places = vec![Mu(10.0), Mu(4.0)];
    problem.grounds = vec![ground(&[0]), ground(&[1])];
    problem.limits = Limits::default();
    let seat = |slot, ground, quality| Seat { slot, chance: 1.0, quality, land: Mu(4.0), ground: Some(ground) };
    let big = Seat { slot: 0, chance: 1.0, quality: 1.0, land: Mu(10.0), ground: Some(0) };
    // By itself the first would take the place only the second fits into.
    problem.candidates = vec![candidate(1, 30, vec![seat(0, 0, 1.0), seat(1, 1, 0.1)]), candidate(2, 30, vec![big])];
    for candidate in &mut problem.candidates {
        candidate.pin = Pin::In;
    }
    assert_eq!(plan_of(&problem).unwrap().picks.len(), 2);
}

#[test]
fn what_cannot_be_counted_is_refused() {
    let mut problem = two_seats();
    problem.places = vec![Mu(1.0); 20];
    problem.grounds = (1..20).map(|arm| ground(&[0, arm])).collect();
    let seats = (0..19).map(|ground| Seat { ground: Some(ground), ..problem.candidates[0].seats[0] }).collect();
    problem.candidates[0].seats = seats;
    assert_eq!(plan_of(&problem).err(), Some(NoPlan::TooEntangled));
}
