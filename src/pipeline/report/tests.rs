//! Nothing is counted twice, and nothing is lost.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    domain::{
        activity::ActivityKind,
        deal::LeadLinkKind,
        ids::{ActivityId, AuthorId, CompanyId, LeadLinkId, StageMoveId},
        lead::Stage,
        plan::Name,
        record::Text,
    },
    pipeline::Rules,
};

fn lead(number: u128, stage: Stage) -> Lead {
    let mut lead = Lead::new(LeadId::from_uuid(Uuid::from_u128(number)), CompanyId::from_uuid(Uuid::from_u128(1)), "t");
    lead.stage = stage;
    lead
}

fn step(id: u128, lead: &Lead, from_stage: Option<Stage>, to_stage: Stage, day: Option<Date>) -> StageMove {
    StageMove {
        id: StageMoveId::from_uuid(Uuid::from_u128(id)),
        lead: lead.id,
        from_stage,
        to_stage,
        moved_on: day,
        author: None,
        proof: Text::default(),
        note: Text::default(),
    }
}

fn activity(id: u128, lead: Option<LeadId>, kind: ActivityKind, day: Date, author: Option<AuthorId>) -> Activity {
    Activity {
        id: ActivityId::from_uuid(Uuid::from_u128(id)),
        company: CompanyId::from_uuid(Uuid::from_u128(1)),
        lead,
        kind,
        on_day: day,
        content: Text::default(),
        people: Text::default(),
        author,
    }
}

fn with<T>(leads: &[Lead], moves: &[StageMove], links: &[LeadLink], run: impl FnOnce(&ReportBooks<'_>) -> T) -> T {
    run(&ReportBooks {
        leads: &leads.iter().collect::<Vec<_>>(),
        moves: &moves.iter().collect::<Vec<_>>(),
        links: &links.iter().collect::<Vec<_>>(),
        activities: &[],
        owners: &Owners::default(),
    })
}

const YEAR: Period = Period { from: date(2026, 1, 1), to: date(2026, 12, 31) };

#[test]
fn a_lead_is_won_once_on_its_first_day_and_an_increase_is_no_project() {
    let rules = Rules::shipped().unwrap();
    let (first, more, lost) = (lead(1, Stage::Landed), lead(2, Stage::Signed), lead(3, Stage::Lost));
    let moves = [
        step(1, &first, Some(Stage::Clue), Stage::Signed, Some(date(2026, 2, 1))),
        step(2, &first, Some(Stage::Signed), Stage::Review, Some(date(2026, 3, 1))),
        step(3, &first, Some(Stage::Review), Stage::Landed, Some(date(2026, 4, 1))),
        step(4, &more, None, Stage::Signed, Some(date(2026, 5, 1))),
        step(5, &lost, Some(Stage::Talks), Stage::Lost, Some(date(2026, 3, 1))),
        step(6, &lost, Some(Stage::Lost), Stage::Talks, Some(date(2026, 4, 1))),
        step(7, &lost, Some(Stage::Talks), Stage::Lost, Some(date(2026, 6, 1))),
    ];
    let link = LeadLink {
        id: LeadLinkId::from_uuid(Uuid::from_u128(7)),
        lead: more.id,
        earlier: first.id,
        kind: LeadLinkKind::Increase,
        note: Text::default(),
    };
    let found = with(&[first.clone(), more, lost.clone()], &moves, &[link], |books| events(&rules, books));
    let days = |kind: EventKind| {
        found.all.iter().filter(|event| event.kind == kind).map(|event| event.day).collect::<Vec<_>>()
    };
    assert_eq!(days(EventKind::Won), [date(2026, 2, 1)]);
    assert_eq!(days(EventKind::Increase), [date(2026, 5, 1)]);
    assert_eq!(days(EventKind::Landed), [date(2026, 4, 1)]);
    assert_eq!(days(EventKind::Lost), [date(2026, 6, 1)], "it ended where it is now");
    let march = found.within(Period { from: date(2026, 3, 1), to: date(2026, 3, 31) });
    assert!(march.iter().all(|event| event.lead == Some(lost.id)), "{march:?}");
}

#[test]
fn one_move_reaches_all_it_passes_and_says_which() {
    let rules = Rules::shipped().unwrap();
    let (leap, steady) = (lead(1, Stage::Producing), lead(2, Stage::Landed));
    let day = date(2026, 5, 1);
    let moves = [
        step(1, &leap, Some(Stage::Talks), Stage::Producing, Some(day)),
        step(2, &steady, Some(Stage::Review), Stage::Signed, Some(day)),
        step(3, &steady, Some(Stage::Signed), Stage::Landed, Some(day)),
    ];
    let found = with(&[leap.clone(), steady.clone()], &moves, &[], |books| events(&rules, books));
    let passed = |lead: &Lead| {
        let of_lead = found.all.iter().filter(|event| event.lead == Some(lead.id));
        of_lead.filter(|event| event.passed).map(|event| event.kind).collect::<Vec<_>>()
    };
    let (won, landed) = (EventKind::Won, EventKind::Landed);
    let passing = passed(&leap);
    assert!(passing.contains(&won) && passing.contains(&landed) && passing.contains(&EventKind::Started));
    assert!(!passing.contains(&EventKind::Producing), "there it stands");
    assert!(!passed(&steady).contains(&won) && !passed(&steady).contains(&landed), "step by step on one day");
}

#[test]
fn giving_a_lead_away_leaves_what_was_done_to_who_did_it() {
    let rules = Rules::shipped().unwrap();
    let officer = |number: u128| Some(AuthorId::from_uuid(Uuid::from_u128(number)));
    let mut given = lead(1, Stage::Landed);
    given.owner = officer(2);
    let moves = [
        step(1, &given, Some(Stage::Clue), Stage::Signed, Some(date(2025, 6, 1))),
        step(2, &given, Some(Stage::Signed), Stage::Landed, Some(date(2026, 6, 1))),
    ];
    let change = OwnerChange { lead: given.id, on: date(2026, 1, 10), before: officer(1), after: officer(2) };
    let owners = Owners::of([change]);
    let talk = activity(70, Some(given.id), ActivityKind::Call, date(2025, 7, 1), None);
    let (leads, moves, activities) = ([&given], moves.iter().collect::<Vec<_>>(), [&talk]);
    let books = ReportBooks { leads: &leads, moves: &moves, links: &[], activities: &activities, owners: &owners };
    let found = events(&rules, &books);
    let of = |kind: EventKind| found.all.iter().find(|event| event.kind == kind).unwrap().officer;
    assert_eq!((of(EventKind::Won), of(EventKind::Landed)), (officer(1), officer(2)));
    assert_eq!(of(EventKind::Call), officer(1));
}

#[test]
fn what_has_no_day_belongs_to_no_period_but_is_not_forgotten() {
    let rules = Rules::shipped().unwrap();
    let found = with(&[lead(1, Stage::Landed)], &[], &[], |books| events(&rules, books));
    assert!(found.all.is_empty());
    assert_eq!(found.undated[&EventKind::Won].len(), 1);
    assert_eq!(found.undated[&EventKind::Received].len(), 1);
    assert!(!found.undated.contains_key(&EventKind::Started));
}

#[test]
fn the_funnel_narrows_and_its_ends_add_up() {
    let rules = Rules::shipped().unwrap();
    let mut leads = vec![lead(1, Stage::Landed), lead(2, Stage::Lost), lead(3, Stage::Clue), lead(4, Stage::Paused)];
    for lead in &mut leads {
        lead.received_on = Some(date(2026, 2, 1));
    }
    leads[2].received_on = Some(date(2025, 2, 1));
    let moves = [step(1, &leads[1], Some(Stage::Clue), Stage::Signed, Some(date(2026, 3, 1)))];
    let funnel = with(&leads, &moves, &[], |books| funnel(&rules, books, YEAR, &|_, _| true));
    let none = with(&leads, &moves, &[], |books| super::funnel(&rules, books, YEAR, &|_, _| false));
    assert!(none.cohort.is_empty(), "only what counts");
    let reached: Vec<usize> = funnel.steps.iter().map(|step| step.reached.len()).collect();
    assert_eq!(funnel.cohort.len(), 3);
    assert_eq!(reached[..4], [3, 2, 2, 1], "{reached:?}");
    assert!(reached.is_sorted_by(|one, other| one >= other));
    assert_eq!((funnel.open.len(), funnel.lost.len(), funnel.paused.len()), (0, 1, 1));
}

#[test]
fn stays_are_whole_days_between_moves() {
    let rules = Rules::shipped().unwrap();
    let mut one = lead(1, Stage::Talks);
    one.received_on = Some(date(2026, 1, 10));
    let moves = [
        step(1, &one, Some(Stage::Clue), Stage::Appraisal, Some(date(2026, 1, 14))),
        step(2, &one, Some(Stage::Appraisal), Stage::Talks, Some(date(2026, 3, 1))),
    ];
    let found = with(std::slice::from_ref(&one), &moves, &[], |books| {
        stays(&rules, books, YEAR, date(2026, 3, 11), &|_, day| day != date(2026, 1, 14))
    });
    assert!(found.iter().all(|stay| stay.stage != Stage::Clue || stay.ended.is_empty()), "only what counts");
    let found = with(std::slice::from_ref(&one), &moves, &[], |books| {
        stays(&rules, books, YEAR, date(2026, 3, 11), &|_, _| true)
    });
    let of = |stage: Stage| found.iter().find(|stay| stay.stage == stage).unwrap();
    assert_eq!(of(Stage::Clue).quartiles(), Some([4, 4, 4]));
    assert_eq!(of(Stage::Appraisal).ended, [(46, one.id)]);
    assert_eq!(of(Stage::Talks).open, [(10, one.id)]);
    assert_eq!(of(Stage::Signed).quartiles(), None);
    let stay = Stay { stage: Stage::Clue, ended: (1..=10).map(|day| (day, one.id)).collect(), open: Vec::new() };
    assert_eq!(stay.quartiles(), Some([3, 5, 8]));
}

/// Any history: stages, days that may be missing, officers, links.
fn histories() -> impl Strategy<Value = (Vec<Lead>, Vec<StageMove>, Vec<LeadLink>, Vec<Activity>)> {
    let stage = (0..Stage::ALL.len()).prop_map(|index| Stage::ALL[index]);
    let day = prop::option::of(
        (0..700_i32).prop_map(|days| date(2025, 6, 1).checked_add(jiff::Span::new().days(days)).unwrap()),
    );
    let officer = prop::option::of((1..4_u128).prop_map(|number| AuthorId::from_uuid(Uuid::from_u128(number))));
    let lead_parts = (stage.clone(), day.clone(), officer.clone(), prop::option::of(0..LeadLinkKind::ALL.len()));
    let moves = prop::collection::vec((0..12_usize, stage, day.clone()), 0..40);
    let activities = prop::collection::vec((0..12_usize, 0..ActivityKind::ALL.len(), day, officer), 0..30);
    (prop::collection::vec(lead_parts, 1..12), moves, activities).prop_map(|(parts, moves, activities)| {
        let mut links = Vec::new();
        let leads: Vec<Lead> = parts
            .into_iter()
            .enumerate()
            .map(|(index, (stage, day, officer, link))| {
                let mut made = lead(100 + index as u128, stage);
                made.stage_since = day;
                made.owner = officer;
                if let Some(kind) = link {
                    links.push(LeadLink {
                        id: LeadLinkId::from_uuid(Uuid::from_u128(900 + index as u128)),
                        lead: made.id,
                        earlier: LeadId::from_uuid(Uuid::from_u128(100)),
                        kind: LeadLinkKind::ALL[kind],
                        note: Text::default(),
                    });
                }
                made
            })
            .collect();
        let moves: Vec<StageMove> = moves
            .into_iter()
            .enumerate()
            .filter_map(|(index, (of, to, day))| Some(step(index as u128, leads.get(of)?, None, to, day)))
            .collect();
        let activities: Vec<Activity> = activities
            .into_iter()
            .enumerate()
            .filter_map(|(index, (of, kind, day, author))| {
                let lead = leads.get(of).map(|lead| lead.id);
                Some(activity(500 + index as u128, lead, ActivityKind::ALL[kind], day?, author))
            })
            .collect();
        (leads, moves, links, activities)
    })
}

proptest! {
    #[test]
    fn every_event_is_counted_exactly_once((leads, moves, links, activities) in histories()) {
        let rules = Rules::shipped().unwrap();
        let (leads, moves): (Vec<_>, Vec<_>) = (leads.iter().collect(), moves.iter().collect());
        let (links, activities): (Vec<_>, Vec<_>) = (links.iter().collect(), activities.iter().collect());
        let owners = Owners::default();
        let books =
            ReportBooks { leads: &leads, moves: &moves, links: &links, activities: &activities, owners: &owners };
        let found = events(&rules, &books);
        let distinct: BTreeSet<_> = found.all.iter().map(|event| (event.kind, event.record)).collect();
        prop_assert_eq!(distinct.len(), found.all.len());
        let within = found.within(YEAR);
        prop_assert!(within.iter().all(|event| YEAR.contains(event.day)));
        // The items' sums over all officers are the distinct events of their kinds.
        let rows = kpi(&rules.kpi, &rules.counting, within);
        let counted: usize = rows.iter().flat_map(|row| &row.counts).sum();
        let kinds: BTreeSet<EventKind> = rules.kpi.iter().flat_map(|item| item.events.iter().copied()).collect();
        let wanted: BTreeSet<_> = within
            .iter()
            .filter(|event| kinds.contains(&event.kind))
            .map(|event| (event.kind, event.record))
            .collect();
        prop_assert_eq!(counted, wanted.len());
        // Wins are those that counting for the zone knows, as far as they have a day.
        let amounts = [];
        let counting = crate::pipeline::LeadBooks { leads: &leads, moves: &moves, links: &links, amounts: &amounts };
        let won = crate::pipeline::count(&rules, counting, YEAR.from, YEAR.to);
        let projects: BTreeSet<LeadId> =
            won.iter().filter(|counted| counted.is_project).map(|counted| counted.lead).collect();
        let reported: BTreeSet<LeadId> =
            within.iter().filter(|event| event.kind == EventKind::Won).filter_map(|event| event.lead).collect();
        prop_assert!(projects.is_subset(&reported));
    }
}

#[test]
fn an_item_is_a_sum_of_events_and_points_are_their_worth() {
    let officer = AuthorId::from_uuid(Uuid::from_u128(5));
    let event = |kind, record: u128, officer| Event {
        day: date(2026, 1, 1),
        kind,
        record: Uuid::from_u128(record),
        lead: None,
        company: CompanyId::from_uuid(Uuid::from_u128(1)),
        officer,
        passed: false,
    };
    let name = Name { zh: "a".into(), en: "a".into() };
    let items = [
        KpiItem { name: name.clone(), points: 10, events: vec![EventKind::Won], source: String::new() },
        KpiItem { name, points: 2, events: vec![EventKind::Visit, EventKind::Call], source: String::new() },
    ];
    let mut counting = Rules::shipped().unwrap().counting;
    assert!(counting.passed_over, "as shipped they count");
    let mut happened = [
        event(EventKind::Visit, 1, Some(officer)),
        event(EventKind::Call, 2, Some(officer)),
        event(EventKind::Won, 3, None),
        event(EventKind::Lost, 4, None),
    ];
    let rows = kpi(&items, &counting, &happened);
    assert_eq!(rows[0], KpiRow { officer: None, counts: vec![1, 0], points: 10 });
    assert_eq!(rows[1], KpiRow { officer: Some(officer), counts: vec![0, 2], points: 4 });
    happened[2].passed = true;
    assert_eq!(kpi(&items, &counting, &happened), rows, "a stage that was passed over counts as reached");
    counting.passed_over = false;
    assert_eq!(kpi(&items, &counting, &happened), rows[1..], "unless the rules say that it does not");
}
