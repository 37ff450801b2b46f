//! Rankings that can be defended: a record comes out again to the last bit, changing a model rewrites nothing, and
//! whoever moved is told by which criterion; trying weights fast gives the same answer as trying them slowly.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/program.rs"]
mod program;
mod support;

use std::sync::Arc;

use jiff::civil::date;
use program::Book;
use zhaoshang::{
    domain::{company::GateState, fact::Metric},
    ledger::{
        Action, Ledger, Policy, View,
        assessment::RankBy,
        confidence::{Drawing, QUICK_DRAWS},
        rehearsal::Rehearsal,
        reproduce::reproduce,
    },
    pipeline::rules::SHIPPED_RULES,
    report::{
        compose::{self, Wish},
        level::Level,
    },
    scoring::{Firmness, Model, Standing},
    text::Lang,
};

const ALWAYS: &(dyn Fn(usize) -> bool + Sync) = &|_| true;

fn view(ledger: &Ledger) -> Arc<View> {
    let snapshot = ledger.snapshot();
    let policy = Policy::of(&snapshot).unwrap();
    Arc::new(View::of(snapshot, policy, date(2026, 6, 1), ALWAYS).unwrap())
}

fn adopt(ledger: &mut Ledger, title: &str, model: &Model) {
    let content = model.to_toml().unwrap();
    ledger.apply(Action::AdoptModel { title: title.into(), content: content.as_str().into() }).unwrap();
}

fn reweighted(model: &Model, fit: f64, innovation: f64) -> Model {
    let mut model = model.clone();
    for group in &mut model.groups {
        match group.id.as_str() {
            "fit" => group.weight = fit,
            "innovation" => group.weight = innovation,
            _ => {}
        }
    }
    model
}

#[test]
fn a_record_of_a_thousand_companies_comes_out_again_to_the_last_bit() {
    let book = Book::demo(1_000);
    let mut ledger = support::open(&book.path);
    let before = view(&ledger);
    let rows: Vec<usize> = (0..before.assessment.prospects.len()).collect();
    let draft = compose::score_draft(&before, &wish(), &rows);
    ledger.keep_scores(draft).unwrap();
    let record = ledger.store().score_records().unwrap().pop().unwrap();

    // Another model and other stays are in force, and peer means were computed: the record names what it was made with.
    let stays = SHIPPED_RULES.replace("stay = { days = 60", "stay = { days = 400");
    ledger.apply(Action::AdoptRules { title: "慢".into(), content: stays.as_str().into() }).unwrap();
    let slower = view(&ledger);
    let needs = slower.assessment.prospects.iter().zip(&before.assessment.prospects);
    assert!(needs.filter(|(now, then)| now.priority != then.priority).count() > 0, "later arrivals leave more need");
    adopt(&mut ledger, "另一套权重", &reweighted(&before.policy.model, 0.25, 0.35));
    let peers = serde_json::to_string(&before.peer_table()).unwrap();
    ledger.apply(Action::AdoptPeers { title: "均值".into(), content: peers.into() }).unwrap();
    let now = view(&ledger);
    let moved = now.assessment.prospects.iter().zip(&before.assessment.prospects);
    assert!(moved.filter(|(now, then)| now.value.to_bits() != then.value.to_bits()).count() > 500);
    let again = reproduce(&record, ledger.snapshot(), ALWAYS).unwrap();
    assert!(again.same_input);
    assert_eq!((again.rows, again.changed.len()), (1_000, 0));
    assert_eq!(ledger.store().score_records().unwrap(), std::slice::from_ref(&record), "old records stay as they are");

    // One fact more: exactly that company moves, by that criterion and by nothing else.
    let row = before.assessment.prospects.iter().position(|prospect| prospect.gate != GateState::Fail).unwrap();
    let company = before.assessment.prospects[row].company;
    let mut fact = support::a_fact(ledger.new_id(), company, Metric::InventionPatents, 37.0);
    fact.as_of = Some(date(2026, 5, 31));
    ledger.apply(Action::RecordFact(Box::new(fact))).unwrap();
    let again = reproduce(&record, ledger.snapshot(), ALWAYS).unwrap();
    assert!(!again.same_input);
    assert_eq!(again.changed.len(), 1, "{:?}", again.changed);
    let changed = &again.changed[0];
    assert_eq!(changed.then.company, company);
    let words: Vec<&str> = changed.shifts.iter().map(|shift| shift.criterion.as_str()).collect();
    assert_eq!(words, ["invention_patents"]);
    let moved = changed.now.as_ref().unwrap().value - changed.then.value;
    assert!((changed.shifts[0].change() - moved).abs() < 1e-9);
}

#[test]
fn a_record_whose_version_is_gone_says_so() {
    let book = Book::demo(20);
    let mut ledger = support::open(&book.path);
    let draft = compose::score_draft(&view(&ledger), &wish(), &[0, 1]);
    ledger.keep_scores(draft).unwrap();
    let mut record = ledger.store().score_records().unwrap().pop().unwrap();
    record.stamps[1] = "0".repeat(64);
    let refused = reproduce(&record, ledger.snapshot(), ALWAYS).unwrap_err();
    assert!(refused.to_string().contains(&record.stamps[1]), "{refused}");
    record.content = "{".into();
    assert!(reproduce(&record, ledger.snapshot(), ALWAYS).is_err());
}

#[test]
fn movers_are_told_by_which_criterion() {
    let book = Book::demo(200);
    let ledger = support::open(&book.path);
    let view = view(&ledger);
    let (plan, model) = (&*view.policy.plan, &*view.policy.model);
    let mut after = reweighted(model, 0.30, 0.30);
    let growth = after.groups.iter_mut().find(|group| group.id == "growth").unwrap();
    growth.criteria[0].points[2].v = 0.5;
    let rows: Vec<usize> = (0..200).collect();
    let shifted = view.shifted(&rows, (plan, model), (plan, &after));
    assert_eq!(shifted.len(), 200);
    for entry in &shifted {
        let sum: f64 = entry.shifts.iter().map(zhaoshang::ledger::movers::Shift::change).sum();
        assert!((sum - (entry.after - entry.before)).abs() < 1e-9, "{entry:?}");
        assert!(entry.shifts.windows(2).all(|pair| pair[0].change().abs() >= pair[1].change().abs()));
        assert_eq!(entry.before.to_bits(), view.assessment.prospects[entry.row].value.to_bits());
        let known = ["sector_fit", "rd_intensity", "rd_body", "invention_patents", "core_technology", "platform_link"];
        for shift in &entry.shifts {
            let word = shift.criterion.as_str();
            assert!(known.contains(&word) || word == "revenue_growth", "{word} did not change");
        }
    }
    assert!(view.shifted(&rows, (plan, model), (plan, model)).iter().all(|entry| entry.shifts.is_empty()));
}

#[test]
fn rehearsed_weights_give_the_movement_of_a_full_trial() {
    let book = Book::demo(600);
    let ledger = support::open(&book.path);
    let view = view(&ledger);
    let model = &view.policy.model;
    let mut values = (**model).clone();
    values.slot_values[0].value = 30.0;
    let mut curve = (**model).clone();
    curve.groups[2].criteria[0].points[1].v = 0.45;
    let models = [
        (**model).clone(),
        reweighted(model, 0.34, 0.26),
        reweighted(model, 0.05, 0.55),
        reweighted(model, 0.60, 0.00),
        values,
        curve,
    ];
    let standing = view.standing();
    let mut rehearsal = Rehearsal::new(Arc::clone(&view));
    for by in RankBy::ALL {
        for model in &models {
            for length in [30, 1, 600, 5_000, 30] {
                let trial = view.trial(&view.policy.plan, model);
                let expected = view.movement(&standing, &trial, *by, length);
                let found = rehearsal.movement(&view.policy.plan, model, *by, length);
                assert_eq!(found, expected, "{by:?} {length}");
            }
        }
    }
}

#[test]
fn confidence_agrees_with_the_order_and_itself() {
    let book = Book::demo(300);
    let ledger = support::open(&book.path);
    let view = view(&ledger);
    let drawing = Drawing { firmness: Firmness::Usual, draws: QUICK_DRAWS, top: 40 };
    let rehearsed = view.movement(&view.standing(), &view.standing(), RankBy::Value, 300);
    let order: Vec<usize> = rehearsed.top.iter().map(|entry| entry.row).collect();
    let pinned = [order[0], order[39], order[40]];
    let found = view.acceptability(drawing, &pinned, &|_| true).unwrap();
    assert_eq!(found, view.acceptability(drawing, &pinned, &|_| true).unwrap());
    assert_eq!(found.in_top.iter().sum::<u32>(), 40 * 1_000);
    // The best is in the top far oftener than the one in the middle of the field.
    assert_eq!(Standing::of(found.share(order[0]).unwrap()), Standing::Stable);
    assert!(found.share(order[0]).unwrap() > found.share(order[order.len() / 2]).unwrap());
    let [from, middle, to] = found.usual_places(0).unwrap();
    assert!(from <= middle && middle <= to);
    let above = found.above_share(0, 2).unwrap() + found.above_share(2, 0).unwrap();
    assert!((0.99..=1.0).contains(&above), "{above}");

    // The first stays in the top for every weight at hand; an interval holds the weight it is about.
    for room in view.weight_room(order[0], 40) {
        let interval = room.interval.unwrap();
        assert!(interval.low <= room.now && room.now <= interval.high);
        assert_eq!(interval.below.is_some(), room.overtaken_by[0].is_some());
    }
    assert!(view.weight_room(order[299.min(order.len() - 1)], 1).iter().all(|room| room.interval.is_none()));
    // An answer moves V within the guaranteed interval, and a better answer never to a worse place.
    for row in order.iter().take(50) {
        let prospect = &view.assessment.prospects[*row];
        for question in view.questions(*row, 40) {
            assert!(question.width > 0.0 && question.place[0] >= question.place[1]);
            assert!(question.value[0] >= prospect.low - 1e-9 && question.value[1] <= prospect.high + 1e-9);
        }
    }
}

fn wish() -> Wish {
    Wish {
        lang: Lang::Zh,
        top: 1_000,
        base: None,
        sector: None,
        tier: None,
        rank: RankBy::Value,
        level: Level::Leader,
        reason: String::new(),
        author: "王晓".into(),
        title: "名单".into(),
        fictional: true,
    }
}
