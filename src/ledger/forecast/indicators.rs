//! The indicators of the plan: where they stand, what has landed since, what the open leads may bring.

use jiff::civil::{Date, date};

use super::{days_between, filled_on};
use crate::{
    capacity::fan::{Band, DRAWS, Entrant, Gain, Start, fan},
    chance,
    domain::{
        company::GateState,
        fact::{Fact, FactState, Metric},
        ids::{CompanyId, IndicatorId, IndicatorReadingId, LeadId},
        lead::Lead,
        plan::{Indicator, Plan, Tier},
        units::{Amount, Currency, Percent},
    },
    ledger::{View, assessment::Prospect, odds::ways},
};

/// The unit in which 表1 states output.
const HUNDRED_MILLION_YUAN: &str = "亿元";
/// Years looked ahead, at most.
const YEARS: i16 = 8;

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
    /// Where the forecast starts; none where neither statistics nor the plan say enough.
    pub base: Option<Base>,
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

    /// What a lead brings: amount and denominator. None = it is not about it; `Some(None)` = it does not say.
    fn gain(self, view: &View, prospect: &Prospect, lead: &Lead) -> Option<Option<(f64, f64)>> {
        // Whole yuan to 亿元; other currencies cannot be added up.
        let yuan = matches!(lead.currency, None | Some(Currency::Cny));
        let output = lead.output.filter(|_| yuan).map(|Amount(units)| units as f64 / 1e8);
        let known = |metric: Metric| number(view, prospect.company, metric);
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
                let fact = latest(view, prospect.company, Metric::RdBody).filter(|fact| fact.state == FactState::Known);
                fact.map(|fact| (f64::from(u8::from(&*fact.choice != "none")), 1.0))
            }
            Self::Specialized => return (prospect.tier.tier == Tier::Specialized).then_some(Some((1.0, 0.0))),
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
        let landed_on = ways(&self.snapshot, self.as_of);
        let seat = self.odds.seat;
        let road = self.odds.road(seat);
        let mut entrants: Vec<Entrant> = Vec::new();
        for prospect in self.assessment.prospects.iter().filter(|prospect| in_totals(plan, prospect)) {
            let Some(lead) = prospect.lead.and_then(|lead| self.snapshot.leads.get(lead.uuid())) else { continue };
            let filled = lead.stage >= seat;
            if !filled && prospect.gate == GateState::Fail {
                continue;
            }
            let since = filled.then(|| filled_on(&self.snapshot, &landed_on, prospect.company, seat));
            let by: Vec<f64> = if filled {
                Vec::new()
            } else {
                let waited = lead.stage_since.map_or(0, |since| days_between(since, self.as_of));
                let waited = u32::try_from(waited).unwrap_or(0);
                let eventually = self.odds.reach(&prospect.attainability, lead.stage, seat);
                let within = |day: &Date| {
                    road.as_ref().map_or(1.0, |road| road.within(lead.stage, waited, days_between(self.as_of, *day)))
                };
                days.iter().map(|day| eventually * within(day)).collect()
            };
            let mut brings = Vec::new();
            for (sum, (line, indicator)) in lines.iter_mut().zip(&plan.indicators).enumerate() {
                let Some(measure) = Measure::of(indicator) else { continue };
                let Some(base) = &line.base else { continue };
                let Some(gain) = measure.gain(self, prospect, lead) else { continue };
                let since_base = match since {
                    None => true,
                    Some(None) => {
                        line.undated += 1;
                        continue;
                    }
                    Some(Some(day)) => day > base.as_of,
                };
                if !since_base {
                    continue;
                }
                let Some((amount, whole)) = gain else {
                    line.silent += 1;
                    continue;
                };
                let p = if filled { 1.0 } else { by.get(at).copied().unwrap_or(0.0) };
                let (id, company) = (lead.id, prospect.company);
                line.leads.push(Contribution { lead: id, company, landed: filled, p, amount, whole });
                brings.push(Gain { sum, amount, whole });
            }
            if !filled && !brings.is_empty() {
                let key = chance::hash(lead.id.uuid().as_bytes());
                entrants.push(Entrant { key, by, brings });
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
            if line.countable && line.base.is_some() {
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
            today: None,
            expected: Vec::new(),
            bands: Vec::new(),
            leads: Vec::new(),
            silent: 0,
            undated: 0,
            countable: Measure::of(indicator).is_some(),
        }
    }

    /// The newest reading not after the day of judgement, else the plan's own newest present value.
    fn base(&self, indicator: &Indicator) -> Option<Base> {
        let plan = &self.policy.plan;
        let measure = Measure::of(indicator);
        let reading = |id: &str| {
            let known = self.snapshot.readings.iter().filter(|reading| reading.indicator.as_str() == id);
            known.filter(|reading| reading.as_of <= self.as_of).max_by_key(|reading| (reading.as_of, reading.id))
        };
        let fact = |id: &str| plan.baseline.iter().find(|fact| fact.id == id).map(|fact| fact.value);
        if let Some(found) = reading(indicator.id.as_str()) {
            let whole = match measure {
                Some(Measure::ValueAdded | Measure::Research) => {
                    // Output of the same time stands in for what the ratio is of.
                    Some(found.whole.or_else(|| reading("output").map(|output| output.value))?)
                }
                Some(Measure::ResearchBody) => Some(found.whole.or_else(|| fact("firms_above_size"))?),
                _ => None,
            };
            return Some(Base { value: found.value, whole, as_of: found.as_of, reading: Some(found.id) });
        }
        let present = indicator.values.iter().filter(|value| value.actual).max_by_key(|value| value.year)?;
        let whole = match measure {
            Some(Measure::ValueAdded) => Some(fact("output")?),
            Some(Measure::Research) => Some(fact("revenue")?),
            Some(Measure::ResearchBody) => Some(fact("firms_above_size")?),
            _ => None,
        };
        Some(Base { value: present.value, whole, as_of: date(present.year, 12, 31), reading: None })
    }
}

impl IndicatorLine {
    /// The base with what has landed since.
    fn start(&self) -> Start {
        let landed = || self.leads.iter().filter(|lead| lead.landed);
        let (amount, whole) = landed().fold((0.0, 0.0), |sum, lead| (sum.0 + lead.amount, sum.1 + lead.whole));
        match &self.base {
            Some(Base { value, whole: Some(of), .. }) => {
                Start { amount: value / 100.0 * of + amount, whole: Some(of + whole) }
            }
            Some(Base { value, whole: None, .. }) => Start { amount: value + amount, whole: None },
            None => Start { amount: f64::NAN, whole: None },
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
fn latest(view: &View, company: CompanyId, metric: Metric) -> Option<&Fact> {
    let facts = view.snapshot.facts.of(company).filter(|fact| fact.metric == metric);
    facts.max_by_key(|fact| (fact.as_of, fact.id))
}

/// The newest known number of a metric.
fn number(view: &View, company: CompanyId, metric: Metric) -> Option<f64> {
    let fact = latest(view, company, metric)?;
    fact.number.filter(|number| fact.state == FactState::Known && number.is_finite())
}
