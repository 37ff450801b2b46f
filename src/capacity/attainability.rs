//! 可得性: how likely a firm comes, apart from how good it is.

use super::{
    closing::{Closing, Level, Signals, Vocabulary},
    pace::{Pace, Road},
    poisson_binomial::clean,
};
use crate::domain::{
    lead::{Lead, Stage},
    units::Percent,
};

/// Chance to reach 落地 from each open stage, as the model file assumes it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StageChances(Vec<(Stage, f64)>);

/// A chance with what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attainability {
    /// The chance used, in [0, 1].
    pub p: f64,
    /// What the stage alone says; differs from `p` when the officer overrode it.
    pub by_stage: f64,
    /// What `p` rests on.
    pub basis: AttainabilityBasis,
}

/// What a chance rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttainabilityBasis {
    /// No open lead: the chance of the first stage.
    NoLead,
    /// The assumption of the lead's stage.
    StageAssumption(Stage),
    /// Own closed leads that got as far as the lead's stage.
    Outcomes {
        /// The lead's stage.
        stage: Stage,
        /// Those that landed.
        won: u32,
        /// All of them.
        of: u32,
    },
    /// Own closed leads, and what they had in common with this one.
    Signals(Stage),
    /// The officer's own estimate; what the stage says stays beside it.
    Officer(Stage),
    /// The firm has landed.
    Landed,
}

/// Everything a chance is made from: what was learnt from closed leads, and how long stages take.
#[derive(Debug, Clone, PartialEq)]
pub struct Odds {
    /// The chances of the model file.
    pub assumed: StageChances,
    /// What was learnt.
    pub closing: Closing,
    /// The words of signals.
    pub words: Vocabulary,
    /// How long leads stay in their stages; none = chances without a day.
    pub pace: Option<Pace>,
    /// A firm fills a seat from this stage on, unless a slot says otherwise.
    pub seat: Stage,
}

impl StageChances {
    /// From stages and chances; a stage that is named twice counts once, the first time.
    pub fn new(chances: impl IntoIterator<Item = (Stage, f64)>) -> Self {
        Self(chances.into_iter().map(|(stage, p)| (stage, clean(p))).collect())
    }

    /// The chance from a stage: 1 from 落地 on, 0 for 暂缓, 终止, 转介 and stages nobody gave a chance.
    pub fn of(&self, stage: Stage) -> f64 {
        if stage.is_landed() {
            return 1.0;
        }
        self.0.iter().find(|entry| entry.0 == stage).map_or(0.0, |entry| entry.1)
    }

    /// Stages with their chances, in the order given.
    pub fn entries(&self) -> &[(Stage, f64)] {
        &self.0
    }

    /// Place of a stage among them.
    pub fn place(&self, stage: Stage) -> Option<usize> {
        self.0.iter().position(|entry| entry.0 == stage)
    }
}

impl Odds {
    /// The model's assumptions alone, with no thought of days.
    pub fn assumed(chances: StageChances) -> Self {
        let closing = Closing::assumed(&chances);
        Self { closing, assumed: chances, words: Vocabulary::default(), pace: None, seat: Stage::Landed }
    }

    /// The attainability of a firm whose lead this is; without an open or landed lead that of the first stage.
    pub fn attainability(&self, lead: Option<&Lead>) -> Attainability {
        let Some(lead) = lead.filter(|lead| lead.stage.is_open() || lead.stage.is_landed()) else {
            let p = self.closing.chance(Stage::Clue, &Signals::default());
            return Attainability { p, by_stage: p, basis: AttainabilityBasis::NoLead };
        };
        let stage = lead.stage;
        if stage.is_landed() {
            return Attainability { p: 1.0, by_stage: 1.0, basis: AttainabilityBasis::Landed };
        }
        let signals = match self.closing.level {
            Level::Signals => self.words.signals(lead),
            Level::Assumption | Level::Rates => Signals::default(),
        };
        let by_stage = self.closing.chance(stage, &signals);
        let basis = match (lead.win_estimate.filter(|estimate| (0.0..=100.0).contains(&estimate.0)), self.closing.level)
        {
            (Some(Percent(estimate)), _) => {
                return Attainability { p: estimate / 100.0, by_stage, basis: AttainabilityBasis::Officer(stage) };
            }
            (None, Level::Assumption) => AttainabilityBasis::StageAssumption(stage),
            (None, Level::Rates) => {
                let (won, of) = self.closing.rate(stage).map_or((0, 0), |rate| (rate.won, rate.of));
                AttainabilityBasis::Outcomes { stage, won, of }
            }
            (None, Level::Signals) => AttainabilityBasis::Signals(stage),
        };
        Attainability { p: by_stage, by_stage, basis }
    }

    /// The chance of a lead to get to a stage at all: its chance to land, as far as the stage lies before landing over the
    /// chance that is left from there.
    pub fn reach(&self, attainability: &Attainability, stage: Stage, goal: Stage) -> f64 {
        if stage >= goal && !stage.is_aside() {
            return 1.0;
        }
        let rest = if goal.is_landed() { 1.0 } else { self.closing.chance(goal, &Signals::default()) };
        if rest > 0.0 { clean(attainability.p / rest) } else { attainability.p }
    }

    /// The way to a stage; none where chances know no days.
    pub fn road(&self, goal: Stage) -> Option<Road<'_>> {
        self.pace.as_ref().map(|pace| pace.to(goal))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::ids::{CompanyId, LeadId};

    fn lead(stage: Stage, estimate: Option<f64>) -> Lead {
        let (id, company) = (LeadId::from_uuid(Uuid::from_u128(1)), CompanyId::from_uuid(Uuid::from_u128(2)));
        Lead { stage, win_estimate: estimate.map(Percent), ..Lead::new(id, company, "") }
    }

    #[test]
    fn an_officers_estimate_stands_beside_the_assumption() {
        let odds = Odds::assumed(StageChances::new([(Stage::Clue, 0.03), (Stage::Talks, 0.12)]));
        let of = |stage, estimate| odds.attainability(Some(&lead(stage, estimate)));
        let plain = of(Stage::Talks, None);
        assert_eq!((plain.p, plain.basis), (0.12, AttainabilityBasis::StageAssumption(Stage::Talks)));
        let own = of(Stage::Talks, Some(40.0));
        assert_eq!((own.p, own.by_stage, own.basis), (0.4, 0.12, AttainabilityBasis::Officer(Stage::Talks)));
        assert_eq!(of(Stage::Talks, Some(140.0)).p, 0.12);
        assert_eq!(of(Stage::Lost, Some(40.0)).p, 0.03);
        assert_eq!(odds.attainability(None).basis, AttainabilityBasis::NoLead);
        assert_eq!(of(Stage::Building, Some(40.0)).p, 1.0);
    }

    #[test]
    fn a_seat_that_counts_earlier_is_likelier_and_one_that_counts_later_is_not() {
        let chances = [(Stage::Clue, 0.03), (Stage::Talks, 0.12), (Stage::Signed, 0.6)];
        let odds = Odds::assumed(StageChances::new(chances));
        let talks = odds.attainability(Some(&lead(Stage::Talks, None)));
        let reach = |goal| odds.reach(&talks, Stage::Talks, goal);
        assert!((reach(Stage::Signed) - 0.2).abs() < 1e-12);
        assert_eq!((reach(Stage::Landed), reach(Stage::Producing), reach(Stage::Clue)), (0.12, 0.12, 1.0));
        let landed = odds.attainability(Some(&lead(Stage::Landed, None)));
        assert_eq!(odds.reach(&landed, Stage::Landed, Stage::Producing), 1.0);
    }
}
