//! How likely a lead is to land, learnt from the workspace's own closed leads as far as there are enough of them.
//!
//! Three levels, each only when it has earned its place: the stage assumptions of the model; rates per stage, shrunk;
//! rates with signals of the lead added as tempered log-odds points. Leads still open are no losses.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    attainability::StageChances,
    beta::Rate,
    calibration::{BINS, Calibration, Prediction, square},
    naive_bayes::NaiveBayes,
    poisson_binomial::clean,
};
use crate::{
    chance::{exp, ln},
    domain::{
        lead::{Lead, Stage},
        units::Amount,
    },
    words,
};

/// Closed leads below which the assumptions of the model hold.
pub const FEWEST_CLOSED: u32 = 30;
/// Closed leads, and landed ones among them, below which no signals are looked at.
pub const FEWEST_FOR_SIGNALS: (u32, u32) = (100, 20);
/// What the prior of a stage is worth, in outcomes.
pub const STAGE_WEIGHT: f64 = 20.0;
/// What the assumption for a new lead is worth, in outcomes, beside the overall rate.
pub const OVERALL_WEIGHT: f64 = 10.0;
/// Tempering tried for the points of signals; the middle one is used while it is being tried out.
const TEMPERS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
const STARTING_TEMPER: f64 = 0.5;

words! {
    /// What a chance is made from.
    pub enum Level {
        /// The model's assumption for the stage.
        Assumption = "assumption",
        /// Own outcomes per stage.
        Rates = "rates",
        /// Own outcomes per stage and signals.
        Signals = "signals",
    }
}

words! {
    /// What is known of a lead from the beginning that may bear on its end.
    pub enum Signal {
        /// Where it came from.
        Source = "source",
        /// Segment of the plan.
        Segment = "segment",
        /// 来源地
        Region = "origin_region",
        /// 计划总投资, in classes.
        Size = "total_investment",
        /// 内资 or 外资.
        Investor = "investment_kind",
    }
}

/// Number of signals.
const SIGNALS: usize = Signal::ALL.len();

/// The words of a lead's signals, as numbers of a [`Vocabulary`]; none = not known.
pub type Signals = [Option<u16>; SIGNALS];

/// The words met in each signal, numbered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary([BTreeMap<String, u16>; SIGNALS]);

/// A lead that came to an end.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// It landed.
    pub won: bool,
    /// The day it did, or was lost or given away.
    pub closed_on: Date,
    /// The open stages it entered, each with the day, in order.
    pub entries: Vec<(Stage, Date)>,
    /// Its signals.
    pub signals: Signals,
}

/// The rate of one stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StageRate {
    /// Stage.
    pub stage: Stage,
    /// The model's assumption.
    pub assumed: f64,
    /// Closed leads that got this far and landed.
    pub won: u32,
    /// Closed leads that got this far.
    pub of: u32,
    /// What is used from [`Level::Rates`] on.
    pub rate: Rate,
}

/// A richer model beside the simpler one, on predictions made before the outcome was known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contest {
    /// Leads.
    pub leads: u32,
    /// Brier score of the simpler one.
    pub simpler: f64,
    /// Brier score of the richer one.
    pub richer: f64,
    /// By how much the richer one is better on average.
    pub gain: f64,
    /// Standard error of that.
    pub error: f64,
}

impl Contest {
    /// Whether the richer one is better by more than chance would make it.
    pub fn is_won(&self) -> bool {
        self.gain > self.error
    }
}

/// What is learnt from closed leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    /// Level in force.
    pub level: Level,
    /// Closed leads.
    pub closed: u32,
    /// Landed ones among them.
    pub won: u32,
    /// Overall rate, shrunk to the assumption for a new lead.
    pub overall: f64,
    /// Rates of the open stages.
    pub stages: Vec<StageRate>,
    /// How much of the signals' points counts.
    pub temper: f64,
    /// Rates with signals beside rates alone; none when there were too few.
    pub contest: Option<Contest>,
    /// What was predicted at each step of each closed lead, by what was known then, beside its end.
    pub calibration: Option<Calibration>,
    /// The same of the model's assumptions alone.
    pub assumed_calibration: Option<Calibration>,
    /// The same of the formula CRM programs use, for comparison only.
    pub peer_calibration: Option<Calibration>,
    points: Counts,
}

/// Landed and lost leads by value of each signal.
#[derive(Debug, Clone, PartialEq, Default)]
struct Counts {
    tables: [Vec<(u32, u32)>; SIGNALS],
    won: u32,
    lost: u32,
}

/// A value of a signal that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Signal.
    pub signal: Signal,
    /// Its word.
    pub word: String,
    /// Landed leads with it.
    pub won: u32,
    /// Closed leads with it.
    pub of: u32,
    /// What it adds to the log-odds.
    pub points: f64,
}

impl Vocabulary {
    /// The signals of a lead; words not met before get the next number.
    pub fn learn(&mut self, lead: &Lead) -> Signals {
        let mut signals = [None; SIGNALS];
        for ((signal, words), word) in signals.iter_mut().zip(&mut self.0).zip(signal_words(lead)) {
            let Some(word) = word else { continue };
            let next = u16::try_from(words.len()).unwrap_or(u16::MAX);
            *signal = Some(*words.entry(word).or_insert(next));
        }
        signals
    }

    /// The signals of a lead as far as their words were met before.
    pub fn signals(&self, lead: &Lead) -> Signals {
        let mut signals = [None; SIGNALS];
        for ((signal, words), word) in signals.iter_mut().zip(&self.0).zip(signal_words(lead)) {
            *signal = word.and_then(|word| words.get(&word).copied());
        }
        signals
    }
}

/// The words of a lead's signals.
fn signal_words(lead: &Lead) -> [Option<String>; SIGNALS] {
    let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    // Classes of ten-millions and hundred-millions of whole units: under 1, to 5, to 10 and above 10 亿元.
    let size = |amount: Amount| match amount.0 / 100_000_000 {
        ..1 => "1",
        1..5 => "5",
        5..10 => "10",
        _ => "+",
    };
    [
        text(&lead.source),
        lead.segment.as_ref().map(|segment| segment.as_str().to_owned()),
        text(&lead.origin_region),
        lead.total_investment.map(|amount| size(amount).to_owned()),
        lead.investment_kind.map(|kind| kind.word().to_owned()),
    ]
}

impl Counts {
    fn add(&mut self, outcome: &Outcome) {
        if outcome.won {
            self.won += 1;
        } else {
            self.lost += 1;
        }
        for (table, value) in self.tables.iter_mut().zip(outcome.signals) {
            let Some(value) = value.map(usize::from) else { continue };
            if table.len() <= value {
                table.resize(value + 1, (0, 0));
            }
            if let Some((won, lost)) = table.get_mut(value) {
                *(if outcome.won { won } else { lost }) += 1;
            }
        }
    }

    /// Log-odds of a value of a signal; a value nobody had says nothing. `without` takes one outcome out of the count.
    fn log_odds(&self, signal: usize, value: u16, without: Option<bool>) -> f64 {
        let Some(table) = self.tables.get(signal) else { return 0.0 };
        let (mut won, mut lost) = table.get(usize::from(value)).copied().unwrap_or_default();
        let sums = table.iter().fold((0, 0), |sums: (u32, u32), (won, lost)| (sums.0 + won, sums.1 + lost));
        let (mut all_won, mut all_lost) = sums;
        match without {
            Some(true) => (won, all_won) = (won.saturating_sub(1), all_won.saturating_sub(1)),
            Some(false) => (lost, all_lost) = (lost.saturating_sub(1), all_lost.saturating_sub(1)),
            None => {}
        }
        if won + lost == 0 {
            return 0.0;
        }
        // Each value's shares are drawn to its share among all, as if that were known from one case a value.
        let weight = table.len() as f64;
        let usual = f64::from(won + lost) / f64::from((all_won + all_lost).max(1));
        let share = |count: u32, all: u32| (f64::from(count) + weight * usual) / (f64::from(all) + weight);
        ln(share(won, all_won)) - ln(share(lost, all_lost))
    }

    fn sum(&self, signals: &Signals, without: Option<bool>) -> f64 {
        let values = signals.iter().enumerate().filter_map(|(signal, value)| Some((signal, (*value)?)));
        values.map(|(signal, value)| self.log_odds(signal, value, without)).sum()
    }
}

/// Closed leads counted by how far they got.
#[derive(Debug, Clone, Default)]
struct Tally {
    /// Landed and closed leads by place of the furthest open stage.
    furthest: Vec<(u32, u32)>,
    won: u32,
    of: u32,
}

impl Tally {
    fn new(stages: usize) -> Self {
        Self { furthest: vec![(0, 0); stages], won: 0, of: 0 }
    }

    fn add(&mut self, assumed: &StageChances, outcome: &Outcome) {
        self.of += 1;
        self.won += u32::from(outcome.won);
        // Whoever landed went all the way, whatever was skipped.
        let last = self.furthest.len().saturating_sub(1);
        let furthest = outcome.entries.iter().filter_map(|(stage, _)| assumed.place(*stage)).max();
        let place = if outcome.won { last } else { furthest.unwrap_or(0).min(last) };
        if let Some((won, of)) = self.furthest.get_mut(place) {
            *won += u32::from(outcome.won);
            *of += 1;
        }
    }

    /// Landed and closed among those that got as far as this place.
    fn from(&self, place: usize) -> (u32, u32) {
        self.furthest.iter().skip(place).fold((0, 0), |sum, (won, of)| (sum.0 + won, sum.1 + of))
    }

    fn overall(&self, assumed: &StageChances) -> f64 {
        let first = assumed.entries().first().map_or(0.0, |entry| entry.1);
        Rate::mean_of(self.won, self.of, first, OVERALL_WEIGHT)
    }

    /// The prior of a stage: the overall rate, carried to the stage by the model's own odds between the two.
    fn prior(&self, assumed: &StageChances, place: usize) -> f64 {
        let entries = assumed.entries();
        let (Some((_, first)), Some((_, here))) = (entries.first(), entries.get(place)) else { return 0.0 };
        let overall = self.overall(assumed);
        if !(*first > 0.0 && *first < 1.0 && *here < 1.0 && overall < 1.0) {
            return *here;
        }
        let odds = |p: f64| p / (1.0 - p);
        let carried = odds(overall) * odds(*here) / odds(*first);
        carried / (1.0 + carried)
    }

    fn rate(&self, assumed: &StageChances, place: usize) -> f64 {
        let (won, of) = self.from(place);
        Rate::mean_of(won, of, self.prior(assumed, place), STAGE_WEIGHT)
    }
}

impl Closing {
    /// Nothing is learnt: the assumptions hold.
    pub fn assumed(assumed: &StageChances) -> Self {
        Self::learn(assumed, &[])
    }

    /// Learns from closed leads, in any order.
    pub fn learn(assumed: &StageChances, outcomes: &[Outcome]) -> Self {
        let stages = assumed.entries().len();
        let (mut tally, mut points) = (Tally::new(stages), Counts::default());
        for outcome in outcomes {
            tally.add(assumed, outcome);
            points.add(outcome);
        }
        let rates = assumed.entries().iter().enumerate().map(|(place, (stage, p))| {
            let (won, of) = tally.from(place);
            let rate = Rate::shrunk(won, of, tally.prior(assumed, place), STAGE_WEIGHT);
            StageRate { stage: *stage, assumed: *p, won, of, rate }
        });
        let rates = rates.collect();
        let Rehearsal { assumed: by_assumption, rates: by_rates, signals, peer, contest } = rehearse(assumed, outcomes);
        let (closed, won) = (tally.of, tally.won);
        let (fewest, landed) = FEWEST_FOR_SIGNALS;
        let enough = closed >= fewest && won >= landed;
        let level = match closed {
            _ if enough && contest.is_some_and(|contest| contest.is_won()) => Level::Signals,
            FEWEST_CLOSED.. => Level::Rates,
            _ => Level::Assumption,
        };
        let used = match level {
            Level::Assumption => &by_assumption,
            Level::Rates => &by_rates,
            Level::Signals => &signals,
        };
        Self {
            level,
            closed,
            won,
            overall: tally.overall(assumed),
            stages: rates,
            temper: if enough { temper(assumed, &tally, &points, outcomes) } else { STARTING_TEMPER },
            contest: contest.filter(|_| enough),
            calibration: Calibration::of(used, BINS),
            assumed_calibration: Calibration::of(&by_assumption, BINS),
            peer_calibration: Calibration::of(&peer, BINS),
            points,
        }
    }

    /// The chance to land from an open stage.
    pub fn chance(&self, stage: Stage, signals: &Signals) -> f64 {
        let Some(rate) = self.stages.iter().find(|rate| rate.stage == stage) else { return 0.0 };
        match self.level {
            Level::Assumption => rate.assumed,
            Level::Rates => rate.rate.mean,
            Level::Signals => moved(rate.rate.mean, self.temper * self.points.sum(signals, None)),
        }
    }

    /// The rate of a stage.
    pub fn rate(&self, stage: Stage) -> Option<&StageRate> {
        self.stages.iter().find(|rate| rate.stage == stage)
    }

    /// What each value of each signal adds, those that move most first; empty below [`Level::Signals`].
    pub fn points(&self, words: &Vocabulary) -> Vec<Point> {
        if self.level != Level::Signals {
            return Vec::new();
        }
        let mut points: Vec<Point> = Signal::ALL
            .iter()
            .zip(&words.0)
            .enumerate()
            .flat_map(|(at, (signal, words))| words.iter().map(move |(word, value)| (at, *signal, word, *value)))
            .filter_map(|(at, signal, word, value)| {
                let (won, lost) = self.points.tables.get(at)?.get(usize::from(value)).copied()?;
                let points = self.temper * self.points.log_odds(at, value, None);
                Some(Point { signal, word: word.clone(), won, of: won + lost, points })
            })
            .collect();
        points.sort_by(|one, other| {
            other.points.abs().total_cmp(&one.points.abs()).then_with(|| one.word.cmp(&other.word))
        });
        points
    }
}

/// A chance moved by log-odds points.
fn moved(p: f64, points: f64) -> f64 {
    let p = p.clamp(1e-6, 1.0 - 1e-6);
    let x = ln(p / (1.0 - p)) + points;
    // Of two forms the one that does not overflow.
    clean(if x > 0.0 { 1.0 / (1.0 + exp(-x)) } else { exp(x) / (1.0 + exp(x)) })
}

/// The tempering with the least Brier score when each lead is left out in turn, judged at its first step.
fn temper(assumed: &StageChances, tally: &Tally, points: &Counts, outcomes: &[Outcome]) -> f64 {
    let mut best = (f64::INFINITY, 0.0);
    for temper in TEMPERS {
        let mut sum = 0.0;
        for outcome in outcomes {
            let place = outcome.entries.first().and_then(|(stage, _)| assumed.place(*stage)).unwrap_or(0);
            let p = moved(tally.rate(assumed, place), temper * points.sum(&outcome.signals, Some(outcome.won)));
            sum += square(&Prediction { p, happened: outcome.won });
        }
        if sum < best.0 - 1e-12 {
            best = (sum, temper);
        }
    }
    best.1
}

/// Predictions at every step of every closed lead, by what was known on that day.
struct Rehearsal {
    assumed: Vec<Prediction>,
    rates: Vec<Prediction>,
    signals: Vec<Prediction>,
    peer: Vec<Prediction>,
    contest: Option<Contest>,
}

fn rehearse(assumed: &StageChances, outcomes: &[Outcome]) -> Rehearsal {
    let mut closed: Vec<&Outcome> = outcomes.iter().collect();
    closed.sort_by_key(|outcome| outcome.closed_on);
    let mut steps: Vec<(Date, usize, Stage)> = outcomes
        .iter()
        .enumerate()
        .flat_map(|(lead, outcome)| outcome.entries.iter().map(move |(stage, day)| (*day, lead, *stage)))
        .collect();
    steps.sort_unstable();
    let (mut tally, mut points) = (Tally::new(assumed.entries().len()), Counts::default());
    let mut known = closed.into_iter().peekable();
    let (mut by_assumption, mut by_rates, mut by_signals) = (Vec::new(), Vec::new(), Vec::new());
    let (mut tables, mut by_peer) = (NaiveBayes::new(assumed.entries().len()), Vec::new());
    // Differences of squares by lead: the steps of one lead are not independent.
    let mut gains: BTreeMap<usize, (f64, f64, u32)> = BTreeMap::new();
    for (day, lead, stage) in steps {
        while let Some(outcome) = known.next_if(|outcome| outcome.closed_on < day) {
            tally.add(assumed, outcome);
            points.add(outcome);
            let reached = outcome.entries.iter().filter_map(|(stage, _)| assumed.place(*stage)).max();
            tables.add(outcome.won, reached.unwrap_or(0), &outcome.signals);
        }
        let Some((outcome, place)) = outcomes.get(lead).zip(assumed.place(stage)) else { continue };
        let happened = outcome.won;
        let plain = assumed.entries().get(place).map_or(0.0, |entry| entry.1);
        let rate = if tally.of >= FEWEST_CLOSED { tally.rate(assumed, place) } else { plain };
        let may_use = tally.of >= FEWEST_FOR_SIGNALS.0 && tally.won >= FEWEST_FOR_SIGNALS.1;
        let rich = if may_use { moved(rate, STARTING_TEMPER * points.sum(&outcome.signals, None)) } else { rate };
        let prediction = |p| Prediction { p, happened };
        by_assumption.push(prediction(plain));
        by_rates.push(prediction(rate));
        by_signals.push(prediction(rich));
        by_peer.push(prediction(tables.chance(place, &outcome.signals).unwrap_or(plain)));
        if may_use {
            let (simpler, richer, count) = gains.entry(lead).or_default();
            *simpler += square(&prediction(rate));
            *richer += square(&prediction(rich));
            *count += 1;
        }
    }
    Rehearsal { assumed: by_assumption, rates: by_rates, signals: by_signals, peer: by_peer, contest: contest(&gains) }
}

fn contest(gains: &BTreeMap<usize, (f64, f64, u32)>) -> Option<Contest> {
    let leads = gains.len();
    if leads < 2 {
        return None;
    }
    let size = leads as f64;
    let each =
        || gains.values().map(|(simpler, richer, count)| (simpler / f64::from(*count), richer / f64::from(*count)));
    let (simpler, richer) = each().fold((0.0, 0.0), |sum, (a, b)| (sum.0 + a / size, sum.1 + b / size));
    let gain = simpler - richer;
    let spread: f64 = each().map(|(a, b)| (a - b - gain) * (a - b - gain)).sum::<f64>() / (size - 1.0);
    let leads = u32::try_from(leads).unwrap_or(u32::MAX);
    Some(Contest { leads, simpler, richer, gain, error: (spread / size).sqrt() })
}

#[cfg(test)]
mod tests {
    use jiff::{ToSpan as _, civil::date};

    use super::*;

    fn assumed() -> StageChances {
        StageChances::new([(Stage::Clue, 0.03), (Stage::Talks, 0.12), (Stage::Signed, 0.70)])
    }

    /// Leads of two sources, one a week: `good` of ten land from a fair, one of ten else.
    fn outcomes(count: usize, good: usize) -> Vec<Outcome> {
        (0..count)
            .map(|number| {
                let start = date(2020, 1, 1).checked_add(i64::try_from(number * 7).unwrap().days()).unwrap();
                let fair = number % 2 == 0;
                let won = number / 2 % 10 < if fair { good } else { 1 };
                let last = if won { Stage::Signed } else { Stage::Talks };
                let entries = [Stage::Clue, Stage::Talks, last];
                let step = |at: usize| start.checked_add(i64::try_from(at * 20).unwrap().days()).unwrap();
                let mut entries: Vec<(Stage, Date)> =
                    entries.into_iter().enumerate().map(|(at, stage)| (stage, step(at))).collect();
                entries.dedup_by_key(|entry| entry.0);
                Outcome { won, closed_on: step(3), entries, signals: [Some(u16::from(fair)), None, None, None, None] }
            })
            .collect()
    }

    #[test]
    fn few_outcomes_leave_the_assumptions_in_force_and_more_take_over_without_a_jump() {
        let none = Closing::assumed(&assumed());
        assert_eq!((none.level, none.closed, none.calibration.is_none()), (Level::Assumption, 0, true));
        for rate in &none.stages {
            assert!((rate.rate.mean - rate.assumed).abs() < 1e-12, "the prior of no data is the assumption");
        }
        let few = Closing::learn(&assumed(), &outcomes(29, 1));
        assert_eq!((few.level, few.chance(Stage::Talks, &[None; 5])), (Level::Assumption, 0.12));
        let enough = Closing::learn(&assumed(), &outcomes(30, 1));
        assert_eq!(enough.level, Level::Rates);
        let talks = enough.rate(Stage::Talks).unwrap();
        assert_eq!((talks.won, talks.of), (enough.won, 30));
        assert!(enough.chance(Stage::Clue, &[None; 5]) < enough.chance(Stage::Signed, &[None; 5]));
        assert!(talks.rate.low < talks.rate.mean && talks.rate.mean < talks.rate.high);
    }

    #[test]
    fn signals_are_used_only_where_they_have_proved_better() {
        let alike = Closing::learn(&assumed(), &outcomes(300, 1));
        assert_eq!(alike.level, Level::Rates, "a source that says nothing is not listened to");
        let apart = Closing::learn(&assumed(), &outcomes(300, 8));
        assert_eq!(apart.level, Level::Signals, "{:?}", apart.contest);
        let chance = |source| apart.chance(Stage::Talks, &[Some(source), None, None, None, None]);
        assert!(chance(1) > 0.5 && chance(0) < 0.3, "{} {}", chance(1), chance(0));
        // A word nobody had before says nothing.
        let unknown = apart.chance(Stage::Talks, &[Some(7), None, None, None, None]);
        assert!((unknown - apart.rate(Stage::Talks).unwrap().rate.mean).abs() < 1e-9);
        assert!(apart.calibration.unwrap().skill > Some(0.1));
    }

    #[test]
    fn what_is_learnt_does_not_hang_on_the_order_of_the_leads() {
        let mut list = outcomes(200, 6);
        let there = Closing::learn(&assumed(), &list);
        list.reverse();
        let back = Closing::learn(&assumed(), &list);
        assert_eq!((there.level, there.stages, there.temper), (back.level, back.stages, back.temper));
    }
}
