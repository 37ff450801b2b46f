//! What the workspace's own stage moves teach: how leads ended, and how long stages take.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Policy, Snapshot};
use crate::{
    capacity::{
        Closing, Odds, Pace, StageChances,
        closing::{Outcome, Vocabulary},
        pace::Passage,
    },
    domain::{
        ids::LeadId,
        lead::{Lead, Stage, StageMove},
    },
};

/// The way of one lead: stages with the day each was entered, as far as the day is known.
pub type Way<'a> = Vec<&'a StageMove>;

/// Learns from all leads. A move after the day of judgement is not known yet.
pub fn learn(snapshot: &Snapshot, policy: &Policy, as_of: Date) -> Odds {
    let assumed = StageChances::new(policy.model.stages.iter().map(|entry| (entry.stage, entry.p)));
    let seat = policy.rules.counting.seat;
    let mut words = Vocabulary::default();
    let (mut outcomes, mut passages) = (Vec::new(), Vec::new());
    for (lead, way) in ways(snapshot, as_of) {
        passages.extend(stays(&way));
        if let Some(lead) = snapshot.leads.get(lead.uuid()) {
            outcomes.extend(outcome(lead, &way, &mut words));
        }
    }
    let closing = Closing::learn(&assumed, &outcomes);
    let pace = Pace::new(&policy.rules.usual_stays(), &passages);
    Odds { assumed, closing, words, pace: Some(pace), seat }
}

/// The moves of each lead up to a day, in order.
pub fn ways(snapshot: &Snapshot, as_of: Date) -> BTreeMap<LeadId, Way<'_>> {
    ways_of(snapshot, as_of, |_| true)
}

/// The same for some leads only.
pub fn ways_of(snapshot: &Snapshot, as_of: Date, wanted: impl Fn(LeadId) -> bool) -> BTreeMap<LeadId, Way<'_>> {
    let mut ways: BTreeMap<LeadId, Way<'_>> = BTreeMap::new();
    let by_then = |step: &&StageMove| step.moved_on.is_some_and(|day| day <= as_of) && wanted(step.lead);
    // Keys grow with time, so moves of one day keep the order they were entered in.
    for step in snapshot.stage_moves.iter().filter(by_then) {
        ways.entry(step.lead).or_default().push(step);
    }
    for way in ways.values_mut() {
        way.sort_by_key(|step| step.moved_on);
    }
    ways
}

/// Stays that ended with a step forward on the chain.
fn stays(way: &[&StageMove]) -> Vec<Passage> {
    way.windows(2)
        .filter_map(|pair| {
            let [entered, left] = pair else { return None };
            let (from, to) = (entered.to_stage, left.to_stage);
            let days = entered.moved_on?.until(left.moved_on?).ok()?.get_days();
            let forward = !from.is_aside() && !to.is_aside() && from < to;
            forward.then(|| Some(Passage { from, to, days: u32::try_from(days).ok()? }))?
        })
        .collect()
}

/// How a lead ended; none while it is open. What has landed once has landed, whatever became of it.
fn outcome(lead: &Lead, way: &[&StageMove], words: &mut Vocabulary) -> Option<Outcome> {
    let landed = way.iter().find(|step| step.to_stage.is_landed());
    let last = way.last().filter(|step| matches!(step.to_stage, Stage::Lost | Stage::Referred));
    let end = landed.or(last)?;
    let closed_on = end.moved_on?;
    let entries = way
        .iter()
        .take_while(|step| !step.to_stage.is_landed())
        .filter(|step| step.to_stage.is_open())
        .filter_map(|step| Some((step.to_stage, step.moved_on?)))
        .collect();
    Some(Outcome { won: landed.is_some(), closed_on, entries, signals: words.learn(lead) })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{
        ids::{CompanyId, StageMoveId},
        record::Text,
    };

    fn step(number: u128, to_stage: Stage, day: Date) -> StageMove {
        StageMove {
            id: StageMoveId::from_uuid(Uuid::from_u128(number)),
            lead: LeadId::from_uuid(Uuid::from_u128(1)),
            from_stage: None,
            to_stage,
            moved_on: Some(day),
            author: None,
            proof: Text::default(),
            note: Text::default(),
        }
    }

    #[test]
    fn a_way_gives_stays_and_an_end() {
        let moves = [
            step(1, Stage::Clue, date(2026, 1, 1)),
            step(2, Stage::Talks, date(2026, 1, 11)),
            step(3, Stage::Paused, date(2026, 2, 1)),
            step(4, Stage::Talks, date(2026, 3, 1)),
            step(5, Stage::Landed, date(2026, 4, 1)),
            step(6, Stage::Lost, date(2026, 8, 1)),
        ];
        let way: Vec<&StageMove> = moves.iter().collect();
        let found: Vec<(Stage, u32)> = stays(&way).iter().map(|stay| (stay.from, stay.days)).collect();
        assert_eq!(found, [(Stage::Clue, 10), (Stage::Talks, 31)], "rests are no stays");
        let lead = Lead::new(LeadId::from_uuid(Uuid::from_u128(1)), CompanyId::from_uuid(Uuid::from_u128(2)), "");
        let end = |way: &[&StageMove]| outcome(&lead, way, &mut Vocabulary::default());
        let landed = end(&way).unwrap();
        assert_eq!((landed.won, landed.closed_on, landed.entries.len()), (true, date(2026, 4, 1), 3));
        assert!(end(&way[..4]).is_none(), "an open lead is no loss");
        let lost = [way[0], way[5]];
        assert!(!end(&lost).unwrap().won);
    }
}
