//! How long leads stay at a stage.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Counts, Period, ReportBooks, moves_by_lead};
use crate::{
    domain::{ids::LeadId, lead::Stage},
    pipeline::Rules,
};

/// The stays at one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// Which.
    pub stage: Stage,
    /// Whole days of each stay that ended in the period, shortest first.
    pub ended: Vec<(i32, LeadId)>,
    /// Days so far of those who stand there now, shortest first.
    pub open: Vec<(i32, LeadId)>,
}

impl Stay {
    /// A quarter, half and three quarters of the stays that ended were no longer than this, by nearest rank;
    /// none of none.
    pub fn quartiles(&self) -> Option<[i32; 3]> {
        quartiles(&self.ended)
    }

    /// The same of those who stand there now.
    pub fn open_quartiles(&self) -> Option<[i32; 3]> {
        quartiles(&self.open)
    }
}

fn quartiles(sorted: &[(i32, LeadId)]) -> Option<[i32; 3]> {
    let rank = |quarters: usize| (sorted.len() * quarters).div_ceil(4).max(1) - 1;
    let at = |quarters: usize| sorted.get(rank(quarters)).map(|(days, _)| *days);
    Some([at(1)?, at(2)?, at(3)?])
}

/// The stays of every stage in use, side states left out, of the leads that count as they were when they left, or are
/// today. Stays of which a day is not known are left out.
pub fn stays(rules: &Rules, books: &ReportBooks<'_>, period: Period, today: Date, counts: Counts<'_>) -> Vec<Stay> {
    let of_lead = moves_by_lead(books);
    let mut found: BTreeMap<Stage, Stay> = BTreeMap::new();
    for rule in rules.stages.iter().filter(|rule| !rule.stage.is_aside()) {
        let stay = Stay { stage: rule.stage, ended: Vec::new(), open: Vec::new() };
        found.insert(rule.stage, stay);
    }
    for lead in books.leads {
        let steps = of_lead.get(&lead.id).map(Vec::as_slice).unwrap_or_default();
        let mut at: Option<(Stage, Option<Date>)> =
            steps.first().and_then(|first| Some((first.from_stage?, lead.received_on)));
        for step in steps {
            if let Some((stage, since)) = at
                && let (Some(since), Some(left)) = (since, step.moved_on)
                && period.contains(left)
                && counts(lead, left)
                && let Some(stay) = found.get_mut(&stage)
            {
                stay.ended.push((days(since, left), lead.id));
            }
            at = Some((step.to_stage, step.moved_on));
        }
        let since = at.filter(|(stage, _)| *stage == lead.stage).and_then(|(_, since)| since).or(lead.stage_since);
        if let (Some(since), Some(stay)) = (since, found.get_mut(&lead.stage))
            && counts(lead, today)
        {
            stay.open.push((days(since, today), lead.id));
        }
    }
    let mut stays: Vec<Stay> = rules.stages.iter().filter_map(|rule| found.remove(&rule.stage)).collect();
    for stay in &mut stays {
        stay.ended.sort_unstable();
        stay.open.sort_unstable();
    }
    stays
}

/// Days from one day to a later one; entered in the wrong order it is none.
fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days()).max(0)
}
