//! The indicators of the plan: where they stand, what has landed since, what the open leads may bring.

use jiff::civil::{Date, date};

use super::reached_on;
use crate::{
    capacity::fan::{Band, DRAWS, Entrant, Gain, Start, fan},
    chance,
    domain::{
        company::{GateState, HonourKind},
        fact::{Fact, FactState, Metric},
        forecast::IndicatorReading,
        ids::{CompanyId, IndicatorId, IndicatorReadingId, LeadId},
        lead::Lead,
        plan::{Indicator, Plan},
        units::{Amount, Currency, Percent},
    },
    ledger::{View, assessment::Prospect},
    scoring::cell::honour_holds,
};

/// The unit in which 表1 states output.
const HUNDRED_MILLION_YUAN: &str = "亿元";
/// Years looked ahead, at most.
const YEARS: i16 = 8;
/// The honours of a "specialized" firm: the municipal one, and the national one on top of it.
const SPECIALIZED: [HonourKind; 2] = [HonourKind::Specialized, HonourKind::LittleGiant];

/// Everything said of the indicators.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Indicators {
    /// The ends of the years looked at, the day counted to among them.
    pub days: Vec<Date>,
    /// Indicators in plan order.
    pub lines: Vec<IndicatorLine>,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorLine {
    /// Which.
    pub indicator: IndicatorId,
    /// Where the forecast starts, or what is missing for it.
    pub base: Result<Base, NoBase>,
    /// The targets whose year has passed, with what statistics say of them, in plan order.
    pub passed: Vec<Passed>,
    /// The base with what has landed since.
    pub today: Option<f64>,
    /// Expected on each day; empty where nothing can be counted.
    pub expected: Vec<f64>,
    /// The fan on each day.
    pub bands: Vec<Band>,
    /// Leads that bring something, those that bring most in expectation first.
    pub leads: Vec<Contribution>,
    /// Leads that would count but do not say how much.
    pub silent: u32,
    /// Landed leads of which nobody knows since when: not counted, they may be in the base already.
    pub undated: u32,
    /// Whether the records of leads say anything about this indicator at all.
    pub countable: bool,
}

/// Where a forecast starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Base {
    /// Value, in the unit of the indicator.
    pub value: f64,
    /// Of a ratio: what it is a share of.
    pub whole: Option<f64>,
    /// The day it holds for.
    pub as_of: Date,
    /// The reading it is from; none = the plan's own present value.
    pub reading: Option<IndicatorReadingId>,
}

/// Why a forecast has nowhere to start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoBase {
    /// Neither statistics nor the plan have a value.
    NoValue,
    /// A reading of a ratio, which does not say what it is a share of.
    NoWhole {
        /// The reading.
        reading: IndicatorReadingId,
        /// The day it holds for.
        as_of: Date,
    },
    /// The plan has a value of a ratio, and no figure that it is a share of.
    NoWholeInPlan {
        /// Year of the value.
        year: i16,
    },
}

/// A target whose year has passed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Passed {
    /// Its year.
    pub year: i16,
    /// What the plan wanted, in the unit of the indicator.
    pub target: f64,
    /// The value of the newest reading by the end of that year, with its day; none = nothing was entered.
    pub reached: Option<(f64, Date)>,
}

/// What a lead brings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// Lead.
    pub lead: LeadId,
    /// Firm.
    pub company: CompanyId,
    /// It has landed, after the day of the base.
    pub landed: bool,
    /// Chance by the day counted to.
    pub p: f64,
    /// To the sum, or to the numerator.
    pub amount: f64,
    /// To the denominator.
    pub whole: f64,
}

/// What can be counted of leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Output,
    ValueAdded,
    Research,
    ResearchBody,
    Specialized,
}

impl Measure {
    fn of(indicator: &Indicator) -> Option<Self> {
        Some(match indicator.id.as_str() {
            "output" if indicator.unit == HUNDRED_MILLION_YUAN => Self::Output,
            "value_added_rate" => Self::ValueAdded,
            "rd_intensity" => Self::Research,
            "rd_body_share" => Self::ResearchBody,
            "specialized_firms" => Self::Specialized,
            _ => return None,
        })
    }

    /// Whether it counts firms, each of them once however many leads it has; else each lead is a project of its own.
    const fn counts_firms(self) -> bool {
        matches!(self, Self::ResearchBody | Self::Specialized)
    }

    /// What a lead brings, by the facts of its firm: amount and denominator. None = it is not about it; `Some(None)` = it does not say.
    fn gain(self, view: &View, lead: &Lead, facts: &[&Fact]) -> Option<Option<(f64, f64)>> {
        // Whole yuan to 亿元; other currencies cannot be added up.
        let yuan = matches!(lead.currency, None | Some(Currency::Cny));
        let output = lead.output.filter(|_| yuan).map(|Amount(units)| units as f64 / 1e8);
        let known = |metric: Metric| number(facts, metric);
        Some(match self {
            Self::Output => output.map(|output| (output, 0.0)),
            Self::ValueAdded => {
                output.zip(known(Metric::ValueAddedRate)).map(|(output, rate)| (output * rate / 100.0, output))
            }
            Self::Research => {
                let share = lead.rd_share.map(|Percent(share)| share).or_else(|| known(Metric::RdIntensity));
                output.zip(share).map(|(output, share)| (output * share / 100.0, output))
            }
            Self::ResearchBody => {
                let fact = latest(facts, Metric::RdBody).filter(|fact| fact.state == FactState::Known);
                fact.map(|fact| (f64::from(u8::from(&*fact.choice != "none")), 1.0))
            }
            Self::Specialized => {
                let mut honours = view.snapshot.honours.of(lead.company).peekable();
                // Of a firm without any honour on record nobody knows.
                let unknown = honours.peek().is_none();
                let holds = honours.any(|one| SPECIALIZED.contains(&one.kind) && honour_holds(one, view.as_of));
                return (holds || unknown).then_some(holds.then_some((1.0, 0.0)));
            }
        })
    }
}

impl View {
    /// The indicators up to some years ahead, and to a day, with their fans. None when told to stop.
    pub fn indicators(&self, until: Date, go_on: impl FnMut(u32) -> bool) -> Option<Indicators> {
        self.indicators_drawn(until, DRAWS, go_on)
    }

    /// What is expected of the indicators by a day, without the fans, which take much longer.
    pub fn expected_indicators(&self, until: Date) -> Indicators {
        self.indicators_drawn(until, 0, |_| true).unwrap_or_default()
    }

    fn indicators_drawn(&self, until: Date, draws: u32, go_on: impl FnMut(u32) -> bool) -> Option<Indicators> {
        let plan = &self.policy.plan;
        let days = days(self.as_of, until);
        let at = days.iter().position(|day| *day == until).unwrap_or(days.len().saturating_sub(1));
        let mut lines: Vec<IndicatorLine> = plan.indicators.iter().map(|indicator| self.line(indicator)).collect();
        let measures: Vec<Option<Measure>> = plan.indicators.iter().map(Measure::of).collect();
        let seat = self.odds.seat;
        let road = self.odds.road(seat);
        let mut entrants: Vec<Entrant> = Vec::new();
        let leads = self.snapshot.leads.by_company().filter(|lead| lead.stage.is_open() || lead.stage.is_landed());
        for lead in leads {
            let prospect = self.prospect(lead.company);
            let Some(prospect) = prospect.filter(|prospect| in_totals(plan, prospect)) else { continue };
            let facts: Vec<&Fact> = self.snapshot.facts.of(lead.company).collect();
            let landed = lead.stage >= seat;
            if !landed && prospect.gate == GateState::Fail {
                continue;
            }
            let since = landed.then(|| reached_on(&self.snapshot, lead.id, seat, self.as_of));
            let by = if landed { Vec::new() } else { self.chances_by(road.as_ref(), prospect, lead, &days) };
            let p = if landed { 1.0 } else { by.get(at).copied().unwrap_or(0.0) };
            let mut brings = Vec::new();
            for (sum, (line, measure)) in lines.iter_mut().zip(&measures).enumerate() {
                let Some(measure) = measure else { continue };
                if measure.counts_firms() && prospect.lead != Some(lead.id) {
                    continue;
                }
                let Ok(base) = &line.base else { continue };
                let Some(gain) = measure.gain(self, lead, &facts) else { continue };
                match since {
                    Some(None) => {
                        line.undated += 1;
                        continue;
                    }
                    Some(Some(day)) if day <= base.as_of => continue,
                    None | Some(Some(_)) => {}
                }
                let Some((amount, whole)) = gain else {
                    line.silent += 1;
                    continue;
                };
                let (id, company) = (lead.id, lead.company);
                line.leads.push(Contribution { lead: id, company, landed, p, amount, whole });
                brings.push(Gain { sum, amount, whole });
            }
            if !landed && !brings.is_empty() {
                entrants.push(Entrant { key: chance::hash(lead.id.uuid().as_bytes()), by, brings });
            }
        }
        let starts: Vec<Start> = lines.iter().map(IndicatorLine::start).collect();
        let found = fan(&starts, &entrants, days.len(), draws, go_on)?;
        for ((line, start), (bands, expected)) in
            lines.iter_mut().zip(&starts).zip(found.bands.into_iter().zip(found.expected))
        {
            line.leads.sort_by(|one, other| {
                let worth = |lead: &Contribution| lead.p * lead.amount.max(lead.whole);
                worth(other).total_cmp(&worth(one)).then_with(|| one.lead.cmp(&other.lead))
            });
            if line.countable && line.base.is_ok() {
                line.today = Some(start.with(0.0, 0.0)).filter(|today| today.is_finite());
                (line.bands, line.expected) = (bands, expected);
            }
        }
        Some(Indicators { days, lines })
    }

    fn line(&self, indicator: &Indicator) -> IndicatorLine {
        IndicatorLine {
            indicator: indicator.id.clone(),
            base: self.base(indicator),
            passed: self.passed(indicator),
            today: None,
            expected: Vec::new(),
            bands: Vec::new(),
            leads: Vec::new(),
            silent: 0,
            undated: 0,
            countable: Measure::of(indicator).is_some(),
        }
    }

    /// The newest reading of an indicator up to a day.
    fn reading(&self, indicator: &str, until: Date) -> Option<&IndicatorReading> {
        let known = self.snapshot.readings.iter().filter(|reading| reading.indicator.as_str() == indicator);
        known.filter(|reading| reading.as_of <= until).max_by_key(|reading| (reading.as_of, reading.id))
    }

    /// The newest reading not after the day of judgement, else the plan's own newest present value.
    fn base(&self, indicator: &Indicator) -> Result<Base, NoBase> {
        let measure = Measure::of(indicator);
        let fact = |id: &str| self.policy.plan.baseline.iter().find(|fact| fact.id == id).map(|fact| fact.value);
        if let Some(found) = self.reading(indicator.id.as_str(), self.as_of) {
            let (reading, as_of) = (found.id, found.as_of);
            let missing = NoBase::NoWhole { reading, as_of };
            let whole = match measure {
                Some(Measure::ValueAdded | Measure::Research) => {
                    // Output of the same time stands in for what the ratio is of.
                    let output = || self.reading("output", self.as_of).map(|output| output.value);
                    Some(found.whole.or_else(output).ok_or(missing)?)
                }
                Some(Measure::ResearchBody) => Some(found.whole.or_else(|| fact("firms_above_size")).ok_or(missing)?),
                _ => None,
            };
            return Ok(Base { value: found.value, whole, as_of, reading: Some(reading) });
        }
        let present = indicator.values.iter().filter(|value| value.actual).max_by_key(|value| value.year);
        let present = present.ok_or(NoBase::NoValue)?;
        let whole_of = |id: &str| fact(id).map(Some).ok_or(NoBase::NoWholeInPlan { year: present.year });
        let whole = match measure {
            Some(Measure::ValueAdded) => whole_of("output")?,
            Some(Measure::Research) => whole_of("revenue")?,
            Some(Measure::ResearchBody) => whole_of("firms_above_size")?,
            _ => None,
        };
        Ok(Base { value: present.value, whole, as_of: date(present.year, 12, 31), reading: None })
    }

    /// The targets whose year has passed, with what was read by its end.
    fn passed(&self, indicator: &Indicator) -> Vec<Passed> {
        let targets = indicator.values.iter().filter(|value| !value.actual && value.year < self.as_of.year());
        targets
            .map(|target| {
                let reading = self.reading(indicator.id.as_str(), date(target.year, 12, 31));
                let reached = reading.map(|reading| (reading.value, reading.as_of));
                Passed { year: target.year, target: target.value, reached }
            })
            .collect()
    }
}

impl IndicatorLine {
    /// The base with what has landed since.
    fn start(&self) -> Start {
        let landed = || self.leads.iter().filter(|lead| lead.landed);
        let (amount, whole) = landed().fold((0.0, 0.0), |sum, lead| (sum.0 + lead.amount, sum.1 + lead.whole));
        match &self.base {
            Ok(Base { value, whole: Some(of), .. }) => {
                Start { amount: value / 100.0 * of + amount, whole: Some(of + whole) }
            }
            Ok(Base { value, whole: None, .. }) => Start { amount: value + amount, whole: None },
            Err(_) => Start { amount: f64::NAN, whole: None },
        }
    }

    /// What has landed since the base, in the unit of the sum.
    pub fn landed(&self) -> f64 {
        self.leads.iter().filter(|lead| lead.landed).map(|lead| lead.amount).sum()
    }
}

/// The ends of the years ahead and the day counted to, in order.
fn days(as_of: Date, until: Date) -> Vec<Date> {
    let last = until.year().clamp(as_of.year(), as_of.year() + YEARS);
    let mut days: Vec<Date> = (as_of.year()..=last).map(|year| date(year, 12, 31)).filter(|day| *day < until).collect();
    days.push(until);
    days
}

/// Whether a company counts in the totals of 表1.
pub fn in_totals(plan: &Plan, prospect: &Prospect) -> bool {
    let Some(sector) = prospect.sector.as_ref().and_then(|id| plan.sector(id)) else { return false };
    let of_segment = prospect.segment.as_ref().and_then(|segment| plan.counts_in_totals(segment));
    of_segment.unwrap_or(sector.in_totals)
}

/// The newest fact of a metric.
fn latest<'f>(facts: &[&'f Fact], metric: Metric) -> Option<&'f Fact> {
    let facts = facts.iter().filter(|fact| fact.metric == metric);
    facts.max_by_key(|fact| (fact.as_of, fact.id)).copied()
}

/// The newest known number of a metric.
fn number(facts: &[&Fact], metric: Metric) -> Option<f64> {
    let fact = latest(facts, metric)?;
    fact.number.filter(|number| fact.state == FactState::Known && number.is_finite())
}
