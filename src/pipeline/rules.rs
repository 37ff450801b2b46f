//! The rules of the pipeline as data: which stages there are, where each may go, its clock.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use toml::Spanned;

use super::{
    Calendar,
    report::{EventKind, KpiItem},
};
use crate::{
    domain::{lead::Stage, plan::Name},
    words,
};

/// The rules the program ships with.
pub const SHIPPED_RULES: &str = include_str!("../../seeds/pipeline.toml");

words! {
    /// What a clock measures.
    pub enum ClockKind {
        /// From the day the lead came in to the first thing done about it.
        Response = "response",
        /// From entering the stage to leaving it.
        Stage = "stage",
        /// From the last progress entry to the next.
        Progress = "progress",
        /// From signing to breaking ground, or the planned day if there is one.
        Start = "start",
        /// To the lead's own planned day of production (or completion).
        Planned = "planned",
        /// From the day the lead came in to leaving the stage, where somebody referred it and waits for the answer.
        Feedback = "feedback",
    }
}

/// The clock of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// What it measures.
    pub kind: ClockKind,
    /// Days allowed; none for [`ClockKind::Planned`], where the lead says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// Where the figure comes from.
    pub source: String,
}

/// How long leads usually stay in a stage: half of them no longer. Own cases count beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsualStay {
    /// Days.
    pub days: u16,
    /// Where the figure comes from.
    pub source: String,
}

/// A stage as this zone uses it. Stages that are not listed are not in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageRule {
    /// Which.
    pub stage: Stage,
    /// Its name here.
    pub name: Name,
    /// Its name in the short view; stages of one short name stand together there.
    pub short: Name,
    /// Where a lead may go from it.
    pub moves: Vec<Stage>,
    /// Its clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// A second clock beside it; of the two the one that is due first holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub also: Option<Clock>,
    /// How long leads usually stay, for forecasts; none = as the shipped rules say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay: Option<UsualStay>,
    /// Whether entering it asks for a proof. Asked, not demanded: a missing paper must not hide that a project was signed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub proof: bool,
    /// Whether entering it needs a reason.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reason: bool,
}

impl StageRule {
    /// Its clocks, the main one first.
    pub fn clocks(&self) -> impl Iterator<Item = &Clock> {
        self.clock.iter().chain(&self.also)
    }

    /// The clock of a kind.
    pub fn clock_of(&self, kind: ClockKind) -> Option<&Clock> {
        self.clocks().find(|clock| clock.kind == kind)
    }
}

impl Clock {
    /// Whether it lacks the days it must have.
    fn lacks_days(&self) -> bool {
        self.kind != ClockKind::Planned && self.days.unwrap_or_default() == 0
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature that serde asks for
fn is_false(value: &bool) -> bool {
    !value
}

/// When a lead counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counting {
    /// A lead is won when it first reaches this stage, and counts once.
    pub won: Stage,
    /// Its firm fills a seat from this stage on.
    pub seat: Stage,
    /// Stages that one move passed over earn officers points as those that were entered do.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub passed_over: bool,
}

fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature that serde asks for
fn is_true(value: &bool) -> bool {
    *value
}

/// When a clock changes colour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColourLimits {
    /// 红 when past due by this many days, or by as much again as the clock allows, whichever comes first.
    pub red_days: u16,
    /// 蓝 when done in at most this share of the time, in per cent.
    pub blue_share: u8,
    /// Where the limits come from.
    pub source: String,
}

/// When a standstill must be explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standstill {
    /// After this many days without progress.
    pub days: u16,
    /// Where the figure comes from.
    pub source: String,
}

/// The rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Title.
    pub title: Name,
    /// When a lead counts.
    pub counting: Counting,
    /// When a clock changes colour.
    pub colours: ColourLimits,
    /// When a standstill must be explained.
    pub standstill: Standstill,
    /// Which days count.
    pub calendar: Calendar,
    /// What officers' work is counted by; none = the zone has not written it down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kpi: Vec<KpiItem>,
    /// The stages in use, in order.
    pub stages: Vec<StageRule>,
}

/// A rules file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}:{line}: {problem}")]
pub struct RulesError {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: RulesProblem,
}

/// What is wrong with a rules file. The visible wording is in `text`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RulesProblem {
    /// Not TOML, or a field is missing, unknown or of the wrong kind.
    #[error("{0}")]
    Syntax(String),
    /// A stage stands there twice.
    #[error("{0} stands there twice")]
    Twice(Stage),
    /// A stage that something refers to is not in use.
    #[error("{0} is not in use")]
    NotInUse(Stage),
    /// A stage leads to itself.
    #[error("{0} leads to itself")]
    Loop(Stage),
    /// A stage that no lead can reach from the first one.
    #[error("{0} cannot be reached")]
    Unreachable(Stage),
    /// A clock without days.
    #[error("the clock of {0} has no days")]
    NoDays(Stage),
    /// A kind of event that two items of the KPI count.
    #[error("{0} is counted twice")]
    CountedTwice(EventKind),
    /// The share is above 100 %.
    #[error("{0} % is no share of the time")]
    Share(u8),
    /// A day that is both a holiday and a working day.
    #[error("{0} is both a holiday and a working day")]
    BothDays(Date),
}

impl Rules {
    /// Reads rules. `file` is only the name to show beside a fault.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, RulesError> {
        let line_of =
            |position: usize| text.as_bytes().iter().take(position).filter(|byte| **byte == b'\n').count() + 1;
        let fail = |line, problem| RulesError { file: file.to_owned(), line, problem };
        let rules: Self = toml::from_str(text).map_err(|error| {
            let line = line_of(error.span().map_or(0, |span| span.start));
            fail(line, RulesProblem::Syntax(error.message().to_owned()))
        })?;
        match rules.fault() {
            None => Ok(rules),
            Some((at, problem)) => {
                // The same text once more, only for the positions of its stages.
                #[derive(Deserialize)]
                struct Positions {
                    stages: Vec<Spanned<toml::Table>>,
                }
                let line = toml::from_str::<Positions>(text)
                    .ok()
                    .and_then(|positions| Some(line_of(positions.stages.get(at?)?.span().start)));
                Err(fail(line.unwrap_or(1), problem))
            }
        }
    }

    /// The rules as TOML text that [`Rules::from_toml`] reads back to equal rules.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        // By way of a value: tables may then stand before plain fields, which the format itself does not allow.
        toml::to_string_pretty(&toml::Table::try_from(self)?)
    }

    /// The rules the program ships with.
    pub fn shipped() -> Result<Self, RulesError> {
        Self::from_toml(SHIPPED_RULES, "seeds/pipeline.toml")
    }

    /// The rule of a stage, if it is in use.
    pub fn stage(&self, stage: Stage) -> Option<&StageRule> {
        self.stages.iter().find(|rule| rule.stage == stage)
    }

    /// The stage a new lead stands at unless something else is said.
    pub fn first(&self) -> Option<Stage> {
        self.stages.first().map(|rule| rule.stage)
    }

    /// The stages of the chain in use with the days leads usually stay in them; where these rules do not say, as the
    /// shipped ones do.
    pub fn usual_stays(&self) -> Vec<(Stage, u32)> {
        let shipped = Self::shipped().ok();
        let days = |stage: Stage| {
            let of = |rules: &Self| rules.stage(stage)?.stay.as_ref().map(|stay| u32::from(stay.days));
            of(self).or_else(|| shipped.as_ref().and_then(of)).unwrap_or_default()
        };
        let mut chain: Vec<Stage> =
            self.stages.iter().map(|rule| rule.stage).filter(|stage| !stage.is_aside()).collect();
        chain.sort_unstable();
        chain.into_iter().map(|stage| (stage, days(stage))).collect()
    }

    /// Whether a lead may go from a stage to another. From a stage that is no longer in use it may go anywhere.
    pub fn allow(&self, from: Stage, to: Stage) -> bool {
        from != to && self.stage(to).is_some() && self.stage(from).is_none_or(|rule| rule.moves.contains(&to))
    }

    /// Place of a stage in the order of the rules; stages out of use stand last.
    pub fn place(&self, stage: Stage) -> usize {
        self.stages.iter().position(|rule| rule.stage == stage).unwrap_or(self.stages.len())
    }

    /// The first thing that does not hold together: the place of the stage concerned, and what is wrong.
    fn fault(&self) -> Option<(Option<usize>, RulesProblem)> {
        let mut known = BTreeSet::new();
        for (at, rule) in self.stages.iter().enumerate() {
            if !known.insert(rule.stage) {
                return Some((Some(at), RulesProblem::Twice(rule.stage)));
            }
        }
        for stage in [self.counting.won, self.counting.seat] {
            if !known.contains(&stage) {
                return Some((None, RulesProblem::NotInUse(stage)));
            }
        }
        for (at, rule) in self.stages.iter().enumerate() {
            let problem = match rule.moves.iter().find(|to| !known.contains(to)) {
                Some(unknown) => RulesProblem::NotInUse(*unknown),
                None if rule.moves.contains(&rule.stage) => RulesProblem::Loop(rule.stage),
                None if rule.clocks().any(Clock::lacks_days) => RulesProblem::NoDays(rule.stage),
                None => continue,
            };
            return Some((Some(at), problem));
        }
        let mut reached: BTreeSet<Stage> = self.first().into_iter().collect();
        let mut open: Vec<Stage> = reached.iter().copied().collect();
        while let Some(rule) = open.pop().and_then(|stage| self.stage(stage)) {
            open.extend(rule.moves.iter().copied().filter(|to| reached.insert(*to)));
        }
        if let Some(at) = self.stages.iter().position(|rule| !reached.contains(&rule.stage)) {
            return Some((Some(at), RulesProblem::Unreachable(self.stages[at].stage)));
        }
        if self.colours.blue_share > 100 {
            return Some((None, RulesProblem::Share(self.colours.blue_share)));
        }
        let mut counted = BTreeSet::new();
        if let Some(twice) = self.kpi.iter().flat_map(|item| &item.events).find(|kind| !counted.insert(**kind)) {
            return Some((None, RulesProblem::CountedTwice(*twice)));
        }
        let both = self.calendar.holidays.iter().find(|day| self.calendar.workdays.contains(day));
        both.map(|day| (None, RulesProblem::BothDays(*day)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_rules_are_sound_and_survive_writing() {
        let rules = Rules::shipped().unwrap();
        assert_eq!(rules.stages.len(), Stage::ALL.len(), "every stage of the plan is in use");
        assert_eq!(Rules::from_toml(&rules.to_toml().unwrap(), "").unwrap(), rules);
        let short: Vec<&str> = rules.stages.iter().map(|rule| rule.short.zh.as_str()).collect();
        let mut once = short.clone();
        once.dedup();
        assert_eq!(once[..6], ["线索", "在谈", "签约", "落地", "开工", "投产"], "the short view of the product");
    }

    #[test]
    fn moves_are_those_of_the_rules() {
        let rules = Rules::shipped().unwrap();
        assert!(rules.allow(Stage::Clue, Stage::Intent), "a fair can end in an intent");
        assert!(!rules.allow(Stage::Clue, Stage::Clue));
        assert!(!rules.allow(Stage::Clue, Stage::Producing));
        assert!(rules.allow(Stage::Paused, Stage::Talks));
        assert!(!rules.allow(Stage::Landed, Stage::Referred), "what has landed is no longer given away");
        for stage in Stage::ALL.iter().filter(|stage| **stage != Stage::Lost) {
            assert!(rules.allow(*stage, Stage::Lost) || *stage == Stage::Referred, "{stage} can end");
        }
    }

    #[test]
    fn rules_written_before_there_was_a_second_clock_are_read() {
        let older: Vec<&str> = SHIPPED_RULES.lines().filter(|line| !line.starts_with("also = ")).collect();
        let rules = Rules::from_toml(&older.join("\n"), "").unwrap();
        assert!(rules.stages.iter().all(|rule| rule.also.is_none()));
        let shipped = Rules::shipped().unwrap();
        let appraisal = shipped.stage(Stage::Appraisal).unwrap();
        assert_eq!(appraisal.clock_of(ClockKind::Feedback).unwrap().days, Some(7));
        assert_eq!(appraisal.clock_of(ClockKind::Stage).unwrap().days, Some(3));
    }

    #[test]
    fn faults_are_named_with_their_line() {
        let fault = |old: &str, new: &str| {
            let text = SHIPPED_RULES.replacen(old, new, 1);
            assert_ne!(text, SHIPPED_RULES, "{old}");
            let error = Rules::from_toml(&text, "r.toml").unwrap_err();
            let line = text.lines().nth(error.line - 1).unwrap_or_default().to_owned();
            (line, error.problem)
        };
        assert_eq!(fault("stage = \"appraisal\"", "stage = \"clue\"").1, RulesProblem::Twice(Stage::Clue));
        let (line, problem) = fault("moves = [\"producing\", \"lost\"]", "moves = [\"full_output\"]");
        assert_eq!((line.as_str(), problem), ("[[stages]]", RulesProblem::Loop(Stage::FullOutput)));
        assert_eq!(fault("days = 3,", "").1, RulesProblem::NoDays(Stage::Appraisal));
        assert_eq!(fault("days = 7,", "").1, RulesProblem::NoDays(Stage::Appraisal));
        assert_eq!(fault("days = 7,", "days = 0,").1, RulesProblem::NoDays(Stage::Appraisal));
        assert_eq!(fault("\"full_output\", \"lost\"", "\"lost\"").1, RulesProblem::Unreachable(Stage::FullOutput));
        assert_eq!(fault("blue_share = 50", "blue_share = 150").1, RulesProblem::Share(150));
        assert_eq!(fault("\"visit\"", "\"won\"").1, RulesProblem::CountedTwice(EventKind::Won));
        let (line, problem) = fault("kind = \"progress\"", "kind = \"egg\"");
        assert!(line.contains("egg") && matches!(problem, RulesProblem::Syntax(_)), "{line}");
    }
}
