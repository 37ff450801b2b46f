//! The chance of a lead to fill a seat by each of some days.

use std::collections::HashMap;

use jiff::civil::Date;

use super::days_between;
use crate::{
    capacity::pace::Road,
    domain::lead::{Lead, Stage},
    ledger::View,
};

/// Chances by days; many leads stand at the same stage for about as long.
pub(super) struct ByDay<'a> {
    view: &'a View,
    road: Option<&'a Road<'a>>,
    days: &'a [Date],
    /// Share of those who get there that do so by each day, from a stage after so many days of waiting.
    known: HashMap<(Stage, u32), Vec<f64>>,
}

impl<'a> ByDay<'a> {
    /// For the days given; `road` is the way to the workspace's usual seat, none where chances know no days.
    pub(super) fn new(view: &'a View, road: Option<&'a Road<'a>>, days: &'a [Date]) -> Self {
        Self { view, road, days, known: HashMap::new() }
    }

    /// The chance of an open lead by each day, in their order.
    pub(super) fn of(&mut self, lead: &Lead) -> Vec<f64> {
        let Self { view, road, days, known } = self;
        let waited = lead.stage_since.map_or(0, |since| days_between(since, view.as_of));
        let waited = u32::try_from(waited).unwrap_or(0);
        let attainability = view.odds.attainability(Some(lead));
        let eventually = view.odds.reach(&attainability, lead.stage, view.odds.seat);
        let within = known.entry((lead.stage, waited)).or_insert_with(|| {
            let within =
                |day: &Date| road.map_or(1.0, |road| road.within(lead.stage, waited, days_between(view.as_of, *day)));
            days.iter().map(within).collect()
        });
        within.iter().map(|share| eventually * share).collect()
    }
}
