//! How long leads stay in a stage, and so by which day one will have got how far.
//!
//! The stays of the workspace's own leads count one by one; the usual stay that the rules state counts as some cases more,
//! so that with no cases of its own a stage follows the stated figure, and the more cases there are the less it matters.

use std::{cell::RefCell, collections::HashMap};

use crate::{chance::power, domain::lead::Stage};

/// Days of one step of the time axis.
pub const STEP: u32 = 7;
/// Steps of the axis: ten years. What takes longer is not expected to happen.
const STEPS: usize = 522;
/// What the stated usual stay is worth, in cases.
pub const STATED_WEIGHT: f64 = 8.0;

/// A stay in a stage that ended with a step forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// The stage left.
    pub from: Stage,
    /// The stage entered.
    pub to: Stage,
    /// Days between.
    pub days: u32,
}

/// How long leads stay in a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Stay {
    /// Stage.
    pub stage: Stage,
    /// Usual stay in days that is stated for it: half of the leads stay no longer.
    pub stated: u32,
    /// Own cases: stays that ended with a step forward.
    pub cases: u32,
    /// Median of the own cases in days; none without any.
    pub median: Option<u32>,
    /// Share of the leads passing this point that stopped here.
    pub stops: f64,
    /// Probability of leaving it in step k.
    leaves: Vec<f64>,
}

/// The stays of all stages of the chain.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pace {
    /// In the order of the chain.
    pub stays: Vec<Stay>,
}

/// The way to a stage: how long from each earlier one.
#[derive(Debug, Clone)]
pub struct Road<'a> {
    pace: &'a Pace,
    goal: Stage,
    /// For each stage before the goal: probability that what follows it is over within k steps.
    rest: Vec<Vec<f64>>,
    /// Answers given before, by place on the chain, steps waited and steps ahead: of many leads most ask the same.
    known: RefCell<HashMap<(usize, usize, usize), f64>>,
}

impl Pace {
    /// From the stages of the chain in order with their stated usual stays in days, and the passages on record.
    pub fn new(chain: &[(Stage, u32)], passages: &[Passage]) -> Self {
        let stays = chain
            .iter()
            .map(|&(stage, stated)| {
                let mut days: Vec<u32> =
                    passages.iter().filter(|passage| passage.from == stage).map(|passage| passage.days).collect();
                days.sort_unstable();
                let over = passages.iter().filter(|passage| passage.from < stage && passage.to > stage).count();
                let own = days.len() as f64;
                let stops = (own + STATED_WEIGHT) / (own + over as f64 + STATED_WEIGHT);
                let mut leaves = geometric(stated);
                let all = own + STATED_WEIGHT;
                for share in &mut leaves {
                    *share *= STATED_WEIGHT / all;
                }
                for stay in &days {
                    let step = usize::try_from(stay / STEP).unwrap_or(usize::MAX).min(STEPS - 1);
                    if let Some(share) = leaves.get_mut(step) {
                        *share += 1.0 / all;
                    }
                }
                Stay {
                    stage,
                    stated,
                    cases: u32::try_from(days.len()).unwrap_or(u32::MAX),
                    median: days.get(days.len() / 2).copied(),
                    stops,
                    leaves,
                }
            })
            .collect();
        Self { stays }
    }

    /// The way to a stage.
    pub fn to(&self, goal: Stage) -> Road<'_> {
        // From the goal backwards: what follows a stage is what follows the next one, after that one's own stay.
        let mut after = vec![0.0; STEPS];
        if let Some(first) = after.first_mut() {
            *first = 1.0;
        }
        let before = self.stays.iter().take_while(|stay| stay.stage < goal).count();
        let mut rest = Vec::with_capacity(before);
        for stay in self.stays.iter().take(before).rev() {
            rest.push(sums(&after));
            after = stay.passed(&after);
        }
        rest.reverse();
        Road { pace: self, goal, rest, known: RefCell::default() }
    }
}

impl Stay {
    /// The distribution of what follows, after this stay or past it.
    fn passed(&self, after: &[f64]) -> Vec<f64> {
        let mut whole: Vec<f64> = after.iter().map(|share| share * (1.0 - self.stops)).collect();
        for (step, share) in after.iter().enumerate().filter(|(_, share)| **share > 0.0) {
            let weight = share * self.stops;
            for (sum, leaves) in whole.iter_mut().skip(step).zip(&self.leaves) {
                *sum += weight * leaves;
            }
        }
        whole
    }

    /// Probability that, after so many steps waited, this stay and what follows it (over within k steps with `rest[k]`)
    /// are over within the horizon.
    fn over(&self, waited: usize, horizon: usize, rest: &[f64]) -> f64 {
        let leaves = || self.leaves.iter().skip(waited);
        let left: f64 = leaves().sum();
        if left <= 0.0 {
            return 0.0;
        }
        let steps = leaves().take(horizon + 1).enumerate();
        let reached: f64 = steps.map(|(step, share)| share * rest.get(horizon - step).copied().unwrap_or(0.0)).sum();
        super::poisson_binomial::clean(reached / left)
    }
}

impl Road<'_> {
    /// Where it leads.
    pub const fn goal(&self) -> Stage {
        self.goal
    }

    /// Probability that a lead which gets to the goal does so within so many days, standing at `stage` for `waited` days
    /// already. 1 where it is there; 0 for stages that are not on the chain.
    pub fn within(&self, stage: Stage, waited: u32, days: i32) -> f64 {
        if stage.is_aside() {
            return 0.0;
        }
        if stage >= self.goal {
            return 1.0;
        }
        let Ok(days) = u32::try_from(days) else { return 0.0 };
        let steps = |days: u32| usize::try_from(days / STEP).unwrap_or(usize::MAX).min(STEPS - 1);
        // A stage out of use counts as the next one of the chain.
        let Some(place) = self.pace.stays.iter().position(|stay| stay.stage >= stage) else { return 0.0 };
        let (Some(stay), Some(rest)) = (self.pace.stays.get(place), self.rest.get(place)) else { return 1.0 };
        let waited = if stay.stage == stage { steps(waited) } else { 0 };
        let horizon = steps(days);
        *self.known.borrow_mut().entry((place, waited, horizon)).or_insert_with(|| stay.over(waited, horizon, rest))
    }
}

/// Stays of which half are over after so many days, with the same chance to leave in every step.
fn geometric(median: u32) -> Vec<f64> {
    let stay = power(0.5, f64::from(STEP) / f64::from(median.max(1)));
    let mut left = 1.0;
    (0..STEPS)
        .map(|_| {
            let leaves = left * (1.0 - stay);
            left -= leaves;
            leaves
        })
        .collect()
}

fn sums(shares: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    shares
        .iter()
        .map(|share| {
            sum += share;
            sum
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CHAIN: [(Stage, u32); 4] = [(Stage::Clue, 14), (Stage::Talks, 60), (Stage::Signed, 90), (Stage::Landed, 200)];

    #[test]
    fn without_cases_the_stated_stay_holds() {
        let pace = Pace::new(&CHAIN, &[]);
        let road = pace.to(Stage::Landed);
        // One stage before the goal: half are over at the stated median, whatever was waited.
        for waited in [0, 30, 400] {
            let half = road.within(Stage::Signed, waited, 84);
            assert!((half - (1.0 - 0.5_f64.powf(91.0 / 90.0))).abs() < 1e-9, "{half}");
        }
        assert!(road.within(Stage::Clue, 0, 90) < road.within(Stage::Talks, 0, 90));
        assert_eq!(road.within(Stage::Landed, 0, 0), 1.0);
        assert_eq!(road.within(Stage::Signed, 0, -1), 0.0);
        assert_eq!(road.within(Stage::Lost, 0, 900), 0.0);
        assert!(road.within(Stage::Clue, 0, 3_650) > 0.999);
        assert_eq!(pace.stays[1].median, None);
    }

    #[test]
    fn own_cases_count_and_long_waits_are_remembered() {
        let quick: Vec<Passage> =
            (0..40).map(|days| Passage { from: Stage::Signed, to: Stage::Landed, days: 14 + days % 14 }).collect();
        let pace = Pace::new(&CHAIN, &quick);
        let road = pace.to(Stage::Landed);
        assert_eq!((pace.stays[2].cases, pace.stays[2].median), (40, Some(20)));
        assert!(road.within(Stage::Signed, 0, 35) > 0.85);
        // Forty came through within four weeks: who waits for a year is among the slow ones.
        assert!(road.within(Stage::Signed, 365, 35) < 0.4);
    }

    #[test]
    fn stages_that_are_passed_over_take_less_time() {
        let over = vec![Passage { from: Stage::Clue, to: Stage::Signed, days: 14 }; 40];
        let (plain, skipping) = (Pace::new(&CHAIN, &[]), Pace::new(&CHAIN, &over));
        assert!(skipping.stays[1].stops < 0.2);
        let by = |pace: &Pace| pace.to(Stage::Landed).within(Stage::Clue, 0, 120);
        assert!(by(&skipping) > by(&plain));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn more_time_never_makes_it_less_likely(
            stays in prop::collection::vec(0_u32..900, 0..20),
            waited in 0_u32..2_000,
            days in 0_i32..3_000,
        ) {
            let passages: Vec<Passage> =
                stays.iter().map(|days| Passage { from: Stage::Talks, to: Stage::Signed, days: *days }).collect();
            let pace = Pace::new(&CHAIN, &passages);
            let road = pace.to(Stage::Landed);
            for stage in [Stage::Clue, Stage::Talks, Stage::Signed] {
                let (now, later) = (road.within(stage, waited, days), road.within(stage, waited, days + 7));
                prop_assert!((0.0..=1.0).contains(&now) && later >= now - 1e-12);
            }
        }
    }
}
