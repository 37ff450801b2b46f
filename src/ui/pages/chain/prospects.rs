//! The companies from elsewhere that stand at a node, best first, with the words that place them.

use std::sync::Arc;

use crate::{
    domain::{fit::Fit, ids::CompanyId, plan::Plan},
    ledger::{
        View,
        assessment::Prospect,
        chain_map::{ChainMap, Spot},
    },
    scoring::PlacementBasis,
    ui::context::{JobEnd, JobRequest, PageContext, Post},
};

/// Name of the job that reads their words.
const READING: &str = "chain prospects";
/// Companies shown; the others are on the companies page.
const SHOWN: usize = 12;
/// Words shown of each.
const WORDS: usize = 4;

/// A company that could come.
#[derive(Debug, Clone, PartialEq)]
pub struct ProspectLine {
    /// Which.
    pub company: CompanyId,
    /// Its name.
    pub name: String,
    /// V with its interval.
    pub value: (f64, f64, f64),
    /// A person placed it here.
    pub confirmed: bool,
    /// The strongest words that place it here.
    pub words: Vec<String>,
}

type Found = (Spot, Vec<ProspectLine>);

/// What was found for the node that is open.
#[derive(Default)]
pub struct Prospects {
    asked: Option<(Spot, Arc<ChainMap>)>,
    found: Option<(Spot, Vec<ProspectLine>)>,
}

impl Prospects {
    /// Has them found for a node, once.
    pub fn ask(
        &mut self,
        spot: Option<&Spot>,
        view: &Arc<View>,
        map: &Arc<ChainMap>,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        if let Some(JobEnd::Done((of, lines))) = ctx.take_result::<Found>(READING) {
            self.found = Some((of, lines));
        }
        let Some(spot) = spot else {
            *self = Self::default();
            return;
        };
        if self.asked.as_ref().is_some_and(|(of, over)| of == spot && Arc::ptr_eq(over, map)) {
            return;
        }
        self.asked = Some((spot.clone(), Arc::clone(map)));
        let (spot, view, map) = (spot.clone(), Arc::clone(view), Arc::clone(map));
        out.push(Post::Job(JobRequest::new(READING, "", move |_| -> Found {
            let lines = lines(&view, &map, &spot);
            (spot, lines)
        })));
    }

    /// What was found for a node.
    pub fn of(&self, spot: &Spot) -> Option<&[ProspectLine]> {
        self.found.as_ref().filter(|(of, _)| of == spot).map(|(_, lines)| lines.as_slice())
    }
}

fn lines(view: &View, map: &ChainMap, spot: &Spot) -> Vec<ProspectLine> {
    let plan = &view.policy.plan;
    let prospects = &view.assessment.prospects;
    let mut rows = map.tally(spot).map(|tally| tally.prospects.clone()).unwrap_or_default();
    let value = |row: &usize| prospects.get(*row).map_or(0.0, |prospect| prospect.value);
    rows.sort_by(|one, other| value(other).total_cmp(&value(one)).then_with(|| one.cmp(other)));
    rows.truncate(SHOWN);
    let mut found = Vec::new();
    let ended: Result<(), std::convert::Infallible> = view.each_detail(rows, |row, detail| {
        let name = view.snapshot.companies.row(row).map(|company| company.name.to_string());
        found.push(line(plan, &detail.prospect, &detail.fit, name.unwrap_or_default()));
        Ok(())
    });
    match ended {
        Ok(()) => found,
    }
}

fn line(plan: &Plan, prospect: &Prospect, fit: &Fit, name: String) -> ProspectLine {
    // What places it speaks of its own segment, also where it counts because the plan lists the product again.
    let case = fit.case_for(|segment| match &prospect.segment {
        Some(own) => segment == own,
        None => plan.segment(segment).is_some_and(|(sector, _)| prospect.sector.as_ref() == Some(&sector.id)),
    });
    ProspectLine {
        company: prospect.company,
        name,
        value: (prospect.low, prospect.value, prospect.high),
        confirmed: prospect.placed_by == PlacementBasis::Confirmed,
        words: case.evidence.iter().take(WORDS).map(|evidence| evidence.term.clone()).collect(),
    }
}
