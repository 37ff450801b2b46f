//! 可得性: how likely a firm comes, apart from how good it is.

use crate::domain::{lead::Stage, units::Percent};

/// Chance to reach 落地 from each open stage.
///
/// Below 30 closed outcomes these are the stage assumptions of the model file, and are called assumptions.
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
    /// No open lead: the assumption of the first stage.
    NoLead,
    /// The assumption of the lead's stage.
    StageAssumption(Stage),
    /// The officer's own estimate; the assumption of the stage stays beside it.
    Officer(Stage),
    /// The firm has landed.
    Landed,
}

impl StageChances {
    /// From stages and chances; a stage that is named twice counts once, the first time.
    pub fn new(chances: impl IntoIterator<Item = (Stage, f64)>) -> Self {
        Self(chances.into_iter().map(|(stage, p)| (stage, super::poisson_binomial::clean(p))).collect())
    }

    /// The chance from a stage: 1 from 落地 on, 0 for 暂缓, 终止, 转介 and stages nobody gave a chance.
    pub fn of(&self, stage: Stage) -> f64 {
        if stage.is_landed() {
            return 1.0;
        }
        self.0.iter().find(|entry| entry.0 == stage).map_or(0.0, |entry| entry.1)
    }

    /// The attainability of a firm whose lead stands at `stage`; without an open or landed lead that of the first stage.
    pub fn attainability(&self, stage: Option<Stage>, win_estimate: Option<Percent>) -> Attainability {
        let Some(stage) = stage.filter(|stage| stage.is_open() || stage.is_landed()) else {
            let p = self.of(Stage::Clue);
            return Attainability { p, by_stage: p, basis: AttainabilityBasis::NoLead };
        };
        let by_stage = self.of(stage);
        if stage.is_landed() {
            return Attainability { p: 1.0, by_stage, basis: AttainabilityBasis::Landed };
        }
        match win_estimate.filter(|estimate| (0.0..=100.0).contains(&estimate.0)) {
            Some(estimate) => {
                Attainability { p: estimate.0 / 100.0, by_stage, basis: AttainabilityBasis::Officer(stage) }
            }
            None => Attainability { p: by_stage, by_stage, basis: AttainabilityBasis::StageAssumption(stage) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_officers_estimate_stands_beside_the_assumption() {
        let chances = StageChances::new([(Stage::Clue, 0.03), (Stage::Talks, 0.12)]);
        let plain = chances.attainability(Some(Stage::Talks), None);
        assert_eq!((plain.p, plain.basis), (0.12, AttainabilityBasis::StageAssumption(Stage::Talks)));
        let own = chances.attainability(Some(Stage::Talks), Some(Percent(40.0)));
        assert_eq!((own.p, own.by_stage, own.basis), (0.4, 0.12, AttainabilityBasis::Officer(Stage::Talks)));
        assert_eq!(chances.attainability(Some(Stage::Talks), Some(Percent(140.0))).p, 0.12);
        assert_eq!(chances.attainability(Some(Stage::Lost), Some(Percent(40.0))).p, 0.03);
        assert_eq!(chances.attainability(None, None).basis, AttainabilityBasis::NoLead);
        assert_eq!(chances.attainability(Some(Stage::Building), Some(Percent(40.0))).p, 1.0);
    }
}
