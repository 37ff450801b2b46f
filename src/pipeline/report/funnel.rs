//! The funnel: how far the leads of a period have come by now.

use super::{Counts, Period, ReportBooks, event::reached_on, moves_by_lead, received_on};
use crate::{
    domain::{
        ids::LeadId,
        lead::{Lead, Stage},
        plan::Name,
    },
    pipeline::Rules,
};

/// A step of the short view of the pipeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunnelStep {
    /// Its name in the short view.
    pub name: Name,
    /// The first stage of that name.
    pub stage: Stage,
    /// Leads that have ever stood there or further.
    pub reached: Vec<LeadId>,
}

/// The leads that came in during a period, and how far each has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Funnel {
    /// All of them.
    pub cohort: Vec<LeadId>,
    /// The steps, first to last; of each step all stand in the one before.
    pub steps: Vec<FunnelStep>,
    /// Those that are still being worked on and have not landed.
    pub open: Vec<LeadId>,
    /// Those that are put aside for now.
    pub paused: Vec<LeadId>,
    /// Those that ended.
    pub lost: Vec<LeadId>,
    /// Those that went to a partner zone.
    pub referred: Vec<LeadId>,
}

/// The funnel of a period, of the leads that count as they were when they came in.
pub fn funnel(rules: &Rules, books: &ReportBooks<'_>, period: Period, counts: Counts<'_>) -> Funnel {
    let of_lead = moves_by_lead(books);
    let mut funnel = Funnel::default();
    for rule in rules.stages.iter().filter(|rule| !rule.stage.is_aside()) {
        if funnel.steps.last().is_none_or(|step| step.name != rule.short) {
            funnel.steps.push(FunnelStep { name: rule.short.clone(), stage: rule.stage, reached: Vec::new() });
        }
    }
    for lead in books.leads {
        let lead: &Lead = lead;
        let steps = of_lead.get(&lead.id).map(Vec::as_slice).unwrap_or_default();
        if !received_on(lead, steps).is_some_and(|day| period.contains(day) && counts(lead, day)) {
            continue;
        }
        funnel.cohort.push(lead.id);
        for (index, step) in funnel.steps.iter_mut().enumerate() {
            // Every lead is one, whatever stage it came in at.
            if index == 0 || reached_on(step.stage, lead, steps, rules).is_some() {
                step.reached.push(lead.id);
            }
        }
        match lead.stage {
            Stage::Paused => funnel.paused.push(lead.id),
            Stage::Lost => funnel.lost.push(lead.id),
            Stage::Referred => funnel.referred.push(lead.id),
            stage if stage.is_open() => funnel.open.push(lead.id),
            _ => {}
        }
    }
    funnel
}
