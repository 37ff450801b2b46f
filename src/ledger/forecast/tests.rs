//! The forecast over the demonstration: consistent with the judged view, growing with time, summing up.

#![allow(clippy::unwrap_used, clippy::float_cmp)]

use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::{
    capacity::fan::Start,
    clock::Surroundings,
    domain::{
        forecast::{ForecastRecord, IndicatorReading},
        ids::{ForecastRecordId, IndicatorId, IndicatorReadingId},
        lead::LandMode,
        plan::{IndicatorKind, Plan},
        record::Text,
        workspace::SettingName,
    },
    ledger::{
        Action, Item, Ledger, Policy, Who, demo,
        forecast::history::{Cause, CauseKind, KeptSlot, Past, SlotChange},
        seeds,
    },
    store::BatchKind,
};

const TODAY: Date = date(2026, 11, 23);

struct Space {
    _folder: tempfile::TempDir,
    ledger: Ledger,
}

impl Space {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
        let set = demo::generate(&plan, &demo::DemoOptions::new(TODAY));
        let who = Who { author: "a".into(), unit: "b".into(), device: "c".into() };
        let beginning = seeds::beginning("demo", TODAY, set.changes());
        let path = folder.path().join("demo.zhaoshang");
        let ledger = Ledger::create(&path, beginning, who, Surroundings::system()).unwrap();
        Self { _folder: folder, ledger }
    }

    fn view(&self) -> View {
        let snapshot: Arc<_> = self.ledger.snapshot();
        let policy = Policy::of(&snapshot).unwrap();
        View::of(snapshot, policy, TODAY, &|_| true).unwrap()
    }
}

#[test]
fn the_forecast_to_the_target_date_is_what_the_view_says_and_time_only_adds() {
    let view = Space::new().view();
    let forecast = view.forecast(view.target_date, |_| true).unwrap();
    for (slot, judged) in forecast.slots.iter().zip(&view.assessment.slots) {
        assert_eq!(slot.state, *judged);
        assert!((slot.distribution.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        let landed = slot.state.landed.len();
        let expected: f64 = slot.distribution.iter().enumerate().map(|(k, p)| p * (landed + k) as f64).sum();
        assert!((expected - slot.state.outlook.expected).abs() < 1e-9);
        let at_least = |firms: u32| slot.distribution.iter().skip((firms as usize).saturating_sub(landed)).sum::<f64>();
        assert!((at_least(slot.state.range.min) - slot.state.outlook.reaches_min).abs() < 1e-9);
        for pair in slot.course.windows(2) {
            assert!(pair[1].outlook.reaches_min >= pair[0].outlook.reaches_min - 1e-12);
        }
        // The course passes through the day counted to.
        let last = slot.course.last().unwrap();
        assert_eq!(last.day, forecast.until);
        assert!((last.outlook.expected - slot.state.outlook.expected).abs() < 1e-9);
        for lead in &slot.state.open {
            assert!(lead.p <= lead.eventually + 1e-12);
        }
        let more = slot.with_one_more(0.35, 0.4);
        assert!((more.expected - slot.state.outlook.expected - 0.4).abs() < 1e-12);
        assert!(more.reaches_min >= slot.state.outlook.reaches_min);
    }
    let soon = view.slots_until(date(2027, 1, 31));
    assert!(soon.iter().zip(&forecast.slots).all(|(soon, late)| soon.outlook.expected <= late.state.outlook.expected));
    assert!(soon.iter().zip(&forecast.slots).any(|(soon, late)| soon.outlook.expected < late.state.outlook.expected));
    // A base without numbers is named, with what stands there, and has no slot.
    assert!(forecast.untargeted.iter().any(|entry| entry.base.as_str() == "xiyong"));
    assert!(forecast.slots.iter().all(|slot| slot.state.slot.base.as_str() != "xiyong"));
}

#[test]
fn a_slot_counts_from_the_stage_that_its_entry_names() {
    let mut space = Space::new();
    let plain = space.view();
    let seats = |range: &str| format!("{range}, by = \"2025-12-31\", text");
    let counting = |range: &str, stage: &str| format!("{range}, by = \"2025-12-31\", filled_at = \"{stage}\", text");
    let edited = seeds::PLAN
        .replace(&seats("min = 1, max = 1"), &counting("min = 1, max = 1", "signed"))
        .replace(&seats("min = 3, max = 5"), &counting("min = 3, max = 5", "producing"));
    space.ledger.apply(Action::AdoptPlan { title: "2".into(), content: edited.into() }).unwrap();
    let counted = space.view();
    let (mut earlier, mut later) = (0, 0);
    for (before, after) in plain.assessment.slots.iter().zip(&counted.assessment.slots) {
        match after.filled_at {
            Stage::Signed => {
                assert!(after.landed.len() >= before.landed.len());
                assert!(after.outlook.expected >= before.outlook.expected - 1e-9);
                earlier += 1;
            }
            Stage::Producing => {
                assert!(after.landed.len() <= before.landed.len());
                assert_eq!(after.landed.len() + after.open.len(), before.landed.len() + before.open.len());
                later += 1;
            }
            _ => assert_eq!(before.landed, after.landed),
        }
    }
    assert!(earlier == 1 && later == 2, "{earlier} {later}");
}

#[test]
fn what_changed_is_explained_lead_by_lead() {
    let mut space = Space::new();
    let before = space.view();
    let record = before.forecast_record(ForecastRecordId::from_uuid(space.ledger.new_id()), true, "");
    assert!(space.ledger.keep_forecast(record.clone()).unwrap());
    let again = before.forecast_record(ForecastRecordId::from_uuid(space.ledger.new_id()), true, "");
    assert!(!space.ledger.keep_forecast(again).unwrap(), "once a day");
    assert!(space.ledger.undoable().unwrap().is_none(), "what the program keeps is not for undo");
    let slot = before.assessment.slots.iter().max_by_key(|slot| slot.open.len()).unwrap();
    let lead = slot
        .open
        .iter()
        .find(|lead| before.snapshot.leads.get(lead.lead.uuid()).is_some_and(|lead| lead.stage < Stage::Signed));
    let lead = lead.unwrap().lead;
    let from = before.snapshot.leads.get(lead.uuid()).unwrap().stage;
    let to = if from == Stage::Review { Stage::Signed } else { Stage::Review };
    let path: Vec<Stage> = if from == Stage::Clue { vec![Stage::Intent, to] } else { vec![to] };
    for to in path {
        let (proof, note) = (Text::default(), Text::default());
        space.ledger.apply(Action::MoveLead { lead, to, on: TODAY, proof, note }).unwrap();
    }
    let after = space.view();
    let changes = after.forecast_changes(TODAY);
    assert_eq!(changes.past, Past::Kept(record.id));
    let change = changes.slots.iter().find(|change| change.slot == slot.slot).unwrap();
    let moved = change.causes.iter().find(|cause| cause.lead == lead).unwrap();
    assert_eq!(moved.kind, CauseKind::Advanced { from, to });
    for change in &changes.slots {
        let before = change.before.as_ref().unwrap();
        let explained: f64 = change.causes.iter().map(Cause::change).sum();
        assert!((change.now.expected - before.expected - explained - change.others).abs() < 1e-9);
        assert!(change.others.abs() < 1e-9, "all leads were kept");
    }
    // Of a day on which nothing was kept the stage moves tell.
    let counted = after.forecast_changes(date(2026, 9, 1));
    assert_eq!(counted.past, Past::Counted);
    for change in &counted.slots {
        let before = change.before.as_ref().unwrap();
        let explained: f64 = change.causes.iter().map(Cause::change).sum();
        assert!((change.now.expected - before.expected - explained).abs() < 1e-6, "{change:?}");
    }
    assert!(counted.slots.iter().any(|change| !change.causes.is_empty()));
}

/// The plan with more firms wanted of one slot, and no number for another.
fn edited_plan() -> String {
    let plan = seeds::PLAN.replace("min = 5, max = 10", "min = 6, max = 12");
    let without = |line: &&str| !line.contains("min = 2, max = 3");
    plan.lines().filter(without).collect::<Vec<_>>().join("\n")
}

#[test]
fn another_plan_and_another_target_date_are_told_apart_from_the_leads() {
    let mut space = Space::new();
    let before = space.view();
    let record = before.forecast_record(ForecastRecordId::from_uuid(space.ledger.new_id()), true, "");
    assert!(space.ledger.keep_forecast(record.clone()).unwrap());
    let same = space.view().forecast_changes(TODAY);
    assert!(same.plan.is_none() && same.model.is_none() && same.gone.is_empty());
    assert_eq!((same.target, same.target_now), (before.target_date, before.target_date));
    let untouched = |change: &SlotChange| {
        change.range_before().is_none() && change.by_old_range.is_none() && change.by_target.is_none()
    };
    assert!(same.slots.iter().all(untouched));

    space.ledger.apply(Action::AdoptPlan { title: "second".into(), content: edited_plan().into() }).unwrap();
    let view = space.view();
    let changes = view.forecast_changes(TODAY);
    let replaced = changes.plan.as_ref().unwrap();
    assert_eq!((replaced.before.as_deref(), &*replaced.now), (Some(&*before.policy.plan_stamp.title), "second"));
    assert!(changes.model.is_none(), "only the plan is another one");
    assert_eq!(changes.gone.iter().map(KeptSlot::wanted).collect::<Vec<_>>(), [(2, 3)]);
    let mut other_range = changes.slots.iter().filter(|change| change.range_before().is_some());
    let widened = other_range.next().unwrap();
    assert_eq!((widened.range_before(), widened.now.wanted()), (Some((5, 10)), (6, 12)));
    assert!(other_range.next().is_none(), "no other slot");
    let (old, then) = (widened.by_old_range.unwrap(), widened.before.as_ref().unwrap());
    assert!((old.reaches_min - then.reaches_min).abs() < 1e-9, "by the old range nothing has changed");
    assert!(widened.now.reaches_min < old.reaches_min);
}

#[test]
fn what_the_other_target_date_does_is_counted_apart_also_where_the_old_one_has_passed() {
    let mut space = Space::new();
    let target = |space: &mut Space, day: Date| {
        let value = day.to_string().as_str().into();
        space.ledger.apply(Action::ChangeSetting { name: SettingName::TargetDate, value }).unwrap();
    };
    let past = date(2026, 6, 30);
    target(&mut space, past);
    let then = space.view();
    assert_eq!(then.target_date, past);
    let record = then.forecast_record(ForecastRecordId::from_uuid(space.ledger.new_id()), true, "");
    assert!(space.ledger.keep_forecast(record).unwrap());
    target(&mut space, date(2028, 12, 31));
    let changes = space.view().forecast_changes(TODAY);
    assert_eq!((changes.target, changes.target_now), (past, date(2028, 12, 31)));
    for change in &changes.slots {
        let before = change.before.as_ref().unwrap();
        // Nothing but the day has changed, so all of the difference is its.
        let whole = change.now.expected - before.expected;
        assert!((change.by_target.unwrap() - whole).abs() < 1e-9, "{change:?}");
        assert!((before.expected - f64::from(before.landed)).abs() < 1e-9, "a day that has passed brings nobody");
    }
    assert!(changes.slots.iter().any(|change| change.by_target.unwrap() > 0.1));
}

#[test]
fn older_forecasts_are_thinned_in_the_step_that_keeps_a_new_one() {
    let mut space = Space::new();
    let kept = |space: &mut Space, as_of: Date, automatic: bool| {
        let id = ForecastRecordId::from_uuid(space.ledger.new_id());
        let record = ForecastRecord { as_of, ..space.view().forecast_record(id, automatic, "") };
        if automatic {
            assert!(space.ledger.keep_forecast(record).unwrap());
        } else {
            space.ledger.apply(Action::Add(Item::from(record))).unwrap();
        }
        id
    };
    // A week long ago, with one kept by hand; and days of late.
    let [first, second] = [date(2026, 9, 14), date(2026, 9, 16)].map(|day| kept(&mut space, day, true));
    let by_hand = kept(&mut space, date(2026, 9, 17), false);
    let late = [date(2026, 11, 20), date(2026, 11, 21)].map(|day| kept(&mut space, day, true));
    let ids = |space: &Space| -> Vec<ForecastRecordId> {
        space.ledger.snapshot().forecasts.iter().map(|record| record.id).collect()
    };
    assert_eq!(ids(&space), [first, by_hand, late[0], late[1]], "the second of that week went");
    let steps = space.ledger.store().batches(2).unwrap();
    assert_eq!([steps[0].size, steps[1].size], [1, 2], "with the first that was kept so much later, in one step");
    assert_eq!(steps[1].kind, BatchKind::Setup, "and not for undo");
    assert!(space.ledger.check().unwrap().is_sound(), "{second} is gone and the log says so");
}

#[test]
fn counting_again_as_of_today_gives_today() {
    let view = Space::new().view();
    let again = view.slots_as_of(TODAY, view.target_date);
    for (now, again) in view.assessment.slots.iter().zip(&again) {
        assert_eq!(now.landed, again.landed);
        assert_eq!(now.open.len(), again.open.len());
        assert!((now.outlook.expected - again.outlook.expected).abs() < 1e-9);
    }
}

#[test]
fn indicators_start_where_statistics_say_and_ratios_are_ratios_of_sums() {
    let mut space = Space::new();
    let view = space.view();
    let plan = &view.policy.plan;
    let found = view.indicators(view.target_date, |_| true).unwrap();
    assert_eq!(found.days.last(), Some(&view.target_date));
    for (line, indicator) in found.lines.iter().zip(&plan.indicators) {
        assert_eq!(line.indicator, indicator.id);
        if !line.countable {
            assert!(line.expected.is_empty(), "nothing is guessed");
            continue;
        }
        let base = line.base.as_ref().unwrap();
        assert_eq!((base.reading, base.as_of), (None, date(2020, 12, 31)));
        let (amount, whole) =
            line.leads.iter().fold((0.0, 0.0), |sum, lead| (sum.0 + lead.p * lead.amount, sum.1 + lead.p * lead.whole));
        let start = match (indicator.kind, base.whole) {
            (IndicatorKind::Ratio, Some(of)) => Start { amount: base.value / 100.0 * of, whole: Some(of) },
            _ => Start { amount: base.value, whole: None },
        };
        let last = found.days.len() - 1;
        assert!((line.expected[last] - start.with(amount, whole)).abs() < 1e-9, "{}", indicator.id);
        let band = &line.bands[last];
        assert!(band.low <= band.middle && band.middle <= band.high);
    }
    let output = |view: &View| view.indicators(view.target_date, |_| true).unwrap().lines[0].clone();
    let before = output(&view);
    assert!(before.today.unwrap() > 254.8, "firms have landed since 2020");
    let reading = IndicatorReading {
        id: IndicatorReadingId::from_uuid(space.ledger.new_id()),
        indicator: IndicatorId::new("output"),
        as_of: TODAY,
        value: 410.0,
        whole: None,
        source: "bulletin".into(),
        note: "".into(),
    };
    space.ledger.apply(Action::Add(Item::from(reading))).unwrap();
    let after = output(&space.view());
    assert_eq!((after.base.as_ref().unwrap().value, after.today), (410.0, Some(410.0)), "what landed is in it");
    assert!(after.leads.iter().all(|lead| !lead.landed));
}

#[test]
fn the_same_view_gives_the_same_fan_and_ground_adds_up() {
    let view = Space::new().view();
    let run = || view.indicators(view.target_date, |_| true).unwrap();
    assert_eq!(run(), run());
    assert!(view.indicators(view.target_date, |_| false).is_none());
    let grounds = view.ground(view.target_date);
    let wanted: f64 = grounds.iter().map(|ground| ground.land.wanted.0).sum();
    let open =
        view.snapshot.leads.iter().filter(|lead| {
            lead.stage < Stage::Signed && !matches!(lead.land_mode, Some(LandMode::None | LandMode::Plant))
        });
    assert!((wanted - open.filter_map(|lead| lead.land).map(|land| land.0).sum::<f64>()).abs() < 1e-6);
    for ground in &grounds {
        let expected: f64 = ground.land.leads.iter().map(|wish| wish.p * wish.area.0).sum();
        assert!((expected - ground.land.expected.0).abs() < 1e-6);
        assert!(ground.land.expected.0 <= ground.land.wanted.0 + 1e-9);
    }
}

mod figures;
