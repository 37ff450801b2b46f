//! Whom to pursue, from the records of a workspace: who is asked about, what is assumed of them, and what comes out.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/program.rs"]
mod program;
mod support;

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::date;
use program::Book;
use zhaoshang::{
    capacity::optimise::{Minutes, Pin, Why},
    domain::{
        company::GateState,
        ids::{BaseId, CompanyId, PlaceId, SiteId},
        lead::Stage,
        record::{Text, Value},
        site::{Site, SiteKind, SiteState},
        units::Mu,
    },
    ledger::{
        Action, Edit, ItemKind, Ledger, Policy, View,
        assessment::{Need, SlotLead, SlotState},
        pursuit::{OpenLeads, Pursuit, PursuitQuestion, PursuitWish},
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
    let places: BTreeSet<_> =
        bases.iter().filter(|base| !base.seats.is_empty()).flat_map(|base| &base.places).collect();
    let listed: BTreeSet<_> = question.land.iter().filter_map(|land| land.at.place.as_ref()).collect();
    assert!(places.is_subset(&listed), "every place of a base with seats is listed");
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
    wish.land = before.question.land.iter().map(|land| (land.at.clone(), Mu(12.0))).collect();
    let after = pursue(&view, wish);
    let chosen = after.chosen_rows();
    assert!(chosen.len() <= 10 && chosen.contains(&outside) && !chosen.contains(&rows[0]));
    for land in &after.solved.plan().use_of_limits.land {
        assert!(land.taken.0 <= land.free.0 + 1e-9);
        assert!((land.free.0 - 12.0 * land.places.len() as f64).abs() < 1e-9);
    }
    assert!(after.question.land.iter().all(|land| land.set));
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

/// Land of a place counts once, for all bases that lie there; what is kept for a base is its own; a site that lies
/// nowhere counts nowhere.
#[test]
fn land_is_counted_place_by_place() {
    let book = Book::demo(30);
    let mut ledger = support::open(&book.path);
    for site in ledger.snapshot().sites.iter().map(|site| site.id).collect::<Vec<_>>() {
        ledger.apply(Action::Delete { kind: ItemKind::Site, key: site.uuid() }).unwrap();
    }
    let mut add = |name: &str, place: Option<&str>, base: Option<&str>, land: f64| {
        let site = Site {
            id: SiteId::from_uuid(ledger.new_id()),
            name: name.into(),
            kind: SiteKind::Land,
            state: SiteState::Free,
            place: place.map(PlaceId::new),
            base: base.map(BaseId::new),
            land: Some(Mu(land)),
            floor_area: None,
            land_price: None,
            rent: None,
            height: None,
            floor_load: None,
            power: None,
            energy: None,
            discharge: Text::default(),
            free_from: None,
            contact: Text::default(),
            notes: Text::default(),
        };
        ledger.apply(Action::Add(site.into())).unwrap();
    };
    add("甲", Some("baishiyi"), None, 40.0);
    add("乙", Some("baishiyi"), None, 20.0);
    add("丙", Some("hangu"), Some("new_materials_base"), 15.0);
    add("丁", Some("xiyong_park"), Some("xiyong"), 50.0);
    add("戊", None, Some("smart_equipment_base"), 5.0);
    add("己", None, None, 99.0);
    let view = view(&ledger);
    let question = PursuitQuestion::of(&view, &PursuitWish::default());
    let land: Vec<_> = question
        .land
        .iter()
        .map(|land| {
            let place = land.at.place.as_ref().map_or("", |place| place.as_str());
            let base = land.at.base.as_ref().map_or("", |base| base.as_str());
            (place, base, land.free.map(|free| free.0), land.sites)
        })
        .collect();
    assert_eq!(
        land,
        [
            ("baishiyi", "", Some(60.0), 2),
            ("hangu", "", None, 0),
            ("hangu", "new_materials_base", Some(15.0), 1),
            ("xiyong_park", "", Some(50.0), 1),
            ("", "smart_equipment_base", Some(5.0), 1),
        ]
    );
    assert_eq!(question.notes.sites_without_base, 1);
    let open = |at: usize, base: &str| question.land[at].at.is_open_to(&view.policy.plan, &BaseId::new(base));
    assert!(open(0, "ev_parts_base") && open(0, "smart_equipment_base") && !open(0, "xiyong"));
    assert!(open(2, "new_materials_base") && !open(2, "smart_equipment_base"));
}

/// Firms of the three bases at 白市驿 share its land; one whose lead names 含谷 takes it there.
#[test]
fn firms_find_land_where_they_want_to_go() {
    let book = Book::demo(400);
    let mut ledger = support::open(&book.path);
    let before = view(&ledger);
    let found = pursue(&before, PursuitWish::default());
    let ground_of = |found: &Pursuit, candidate: usize| -> Vec<String> {
        let question = &found.question;
        let seat = question.problem.candidates[candidate].seats[0];
        let places = &question.problem.grounds[seat.ground.expect("the demo has land")].places;
        let place = |known: &usize| question.land[question.places[*known]].at.place.as_ref().unwrap().to_string();
        let mut places: Vec<_> = places.iter().map(place).collect();
        places.dedup();
        places
    };
    let at_base = |base: &str| {
        (0..found.question.rows.len()).find(|candidate| {
            let prospect = &before.assessment.prospects[found.question.rows[*candidate]];
            prospect.lead.is_some() && prospect.slot.as_ref().is_some_and(|slot| slot.base.as_str() == base)
        })
    };
    assert_eq!(ground_of(&found, at_base("ev_parts_base").unwrap()), ["baishiyi"]);
    let candidate = at_base("new_materials_base").unwrap();
    let row = found.question.rows[candidate];
    let lead = before.assessment.prospects[row].lead.unwrap();
    let edits = vec![Edit::new("place", Value::Text("hangu".into()))];
    ledger.apply(Action::EditLead { lead, edits }).unwrap();
    let after = pursue(&view(&ledger), PursuitWish::default());
    let candidate = after.question.candidate_of(row).unwrap();
    assert_eq!(ground_of(&after, candidate), ["hangu"]);
    // What is taken of a set of places never exceeds what they have.
    for land in &after.solved.plan().use_of_limits.land {
        assert!(land.taken.0 <= land.free.0 + 1e-9, "{land:?}");
    }
}

/// Leads that go on take land before anybody is chosen.
#[test]
fn who_comes_anyway_takes_land_first() {
    let book = Book::demo(400);
    let view = view(&support::open(&book.path));
    let chosen = PursuitQuestion::of(&view, &PursuitWish::default());
    let going = PursuitQuestion::of(&view, &PursuitWish { leads: OpenLeads::GoOn, ..PursuitWish::default() });
    assert_eq!(chosen.notes.land_taken, Mu(0.0));
    let expected: f64 = going.problem.grounds.iter().map(|ground| ground.taken.0).sum();
    assert!(expected > 0.0 && going.notes.land_taken == Mu(expected));
}

/// A lead has one chance, on the board of bases and here; what a gate nobody has checked takes off it is said beside.
#[test]
fn an_open_lead_has_the_chance_the_board_gives_it() {
    let book = Book::demo(400);
    let view = view(&support::open(&book.path));
    let found = pursue(&view, PursuitWish::default());
    let mut seen = 0;
    for (row, candidate) in found.question.rows.iter().zip(&found.question.problem.candidates) {
        let company = view.assessment.prospects[*row].company;
        for seat in &candidate.seats {
            let slot = &found.question.slots[seat.slot];
            let state = view.assessment.slots.iter().find(|state| state.slot == *slot).unwrap();
            if let Some(lead) = state.open.iter().find(|lead| lead.company == company) {
                assert!((seat.chance - lead.p).abs() < 1e-12);
                seen += 1;
            }
        }
    }
    assert!(seen > 5, "{seen}");
}

/// Where a seat counts from 签约 on, a firm that has signed holds it and is not proposed again; where it counts from 投产
/// on, one that has landed goes on and is not lost.
#[test]
fn a_seat_counts_from_its_own_stage_on() {
    let book = Book::demo(400);
    let ledger = support::open(&book.path);
    let before = view(&ledger);
    for from in [Stage::Signed, Stage::Producing] {
        let mut policy = Policy::of(&before.snapshot).unwrap();
        let mut plan = (*policy.plan).clone();
        for seats in plan.bases.iter_mut().flat_map(|base| &mut base.seats) {
            seats.filled_at = Some(from);
        }
        policy.plan = Arc::new(plan);
        let view = View::of(Arc::clone(&before.snapshot), policy, date(2026, 6, 1), &|_| true).unwrap();
        let found = pursue(&view, PursuitWish::default());
        let asked: BTreeSet<_> = found.question.problem.candidates.iter().map(|candidate| candidate.company).collect();
        let stage_of = |state: &SlotState| -> Vec<(CompanyId, Stage)> {
            let stage = |lead: &SlotLead| view.snapshot.leads.get(lead.lead.uuid()).unwrap().stage;
            state.open.iter().map(|lead| (lead.company, stage(lead))).collect()
        };
        let mut on_the_way = 0;
        for (slot, open) in found.question.slots.iter().zip(&found.question.problem.slots) {
            let state = view.assessment.slots.iter().find(|state| state.slot == *slot).unwrap();
            assert!(state.landed.iter().all(|company| !asked.contains(company)), "a holder is proposed again");
            let landed = stage_of(state).into_iter().filter(|(_, stage)| stage.is_landed());
            let landed: Vec<_> = landed.collect();
            assert!(landed.iter().all(|(company, _)| !asked.contains(company)));
            assert_eq!(open.underway.len(), landed.len());
            on_the_way += landed.len();
        }
        assert_eq!(on_the_way > 0, from == Stage::Producing);
    }
}

#[test]
fn leads_that_go_on_fill_the_slots_as_the_forecast_counts_them() {
    let book = Book::demo(400);
    let view = view(&support::open(&book.path));
    let going = PursuitQuestion::of(&view, &PursuitWish { leads: OpenLeads::GoOn, ..PursuitWish::default() });
    let forecast = view.forecast(view.target_date, |_| true).unwrap();
    for (key, slot) in going.slots.iter().zip(&going.problem.slots) {
        let counted = forecast.slots.iter().find(|entry| entry.state.slot == *key).unwrap();
        let chances: Vec<f64> = counted.state.open.iter().map(|lead| lead.p).collect();
        assert_eq!(slot.underway, chances, "{key:?}");
        assert_eq!(slot.landed as usize, counted.state.landed.len());
        assert_eq!(slot.range, counted.state.range);
    }
    assert!(going.problem.slots.iter().any(|slot| !slot.underway.is_empty()));
}

#[test]
fn several_bases_are_asked_about_together() {
    let book = Book::demo(400);
    let view = view(&support::open(&book.path));
    let with_seats: Vec<BaseId> =
        view.policy.plan.bases.iter().filter(|base| !base.seats.is_empty()).map(|base| base.id.clone()).collect();
    assert!(with_seats.len() > 2, "else two would be all");
    let two = with_seats[..2].to_vec();
    let question = PursuitQuestion::of(&view, &PursuitWish { bases: two.clone(), ..PursuitWish::default() });
    let asked: BTreeSet<&BaseId> = question.slots.iter().map(|slot| &slot.base).collect();
    assert_eq!(asked, two.iter().collect());
    let of = |base: &BaseId| {
        let alone = PursuitWish { bases: vec![base.clone()], ..PursuitWish::default() };
        PursuitQuestion::of(&view, &alone).notes.candidates
    };
    assert!(question.notes.candidates >= two.iter().map(of).max().unwrap());
    assert!(question.notes.candidates <= two.iter().map(of).sum());
}
