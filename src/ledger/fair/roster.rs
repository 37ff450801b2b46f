//! Who exhibits at a fair, in the order of walking, with who of us knows them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    domain::{
        fair::{Fair, Heat, Talk, Visit},
        ids::{AuthorId, CompanyId, ExhibitorId, FairId, LeadId, VisitId},
        lead::Lead,
        record::Text,
    },
    ledger::{Snapshot, View},
};

/// An exhibitor with what is known of it for a walk.
#[derive(Debug, Clone, PartialEq)]
pub struct RosterRow {
    /// Exhibitor.
    pub exhibitor: ExhibitorId,
    /// Company.
    pub company: CompanyId,
    /// Its name.
    pub name: Text,
    /// Hall; empty = not known.
    pub hall: Text,
    /// Stand; empty = not known.
    pub booth: Text,
    /// Row of the company in the view; none = not judged yet.
    pub row: Option<usize>,
    /// The visit planned.
    pub visit: Option<VisitId>,
    /// Talks with it at this fair.
    pub talks: usize,
    /// How the last of them went.
    pub heat: Option<Heat>,
    /// Its open lead, the newest.
    pub lead: Option<LeadId>,
    /// Who has it.
    pub owner: Option<AuthorId>,
    /// Day and officer of the last dealing with it, wherever.
    pub last: Option<(Date, Option<AuthorId>)>,
}

/// The newest open lead of a company: who has it is who knows them.
fn open_lead(snapshot: &Snapshot, company: CompanyId) -> Option<&Lead> {
    snapshot.leads.of(company).filter(|lead| lead.stage.is_open() || lead.stage.is_landed()).last()
}

/// The exhibitors of a fair in the order of walking.
pub fn roster(snapshot: &Snapshot, view: Option<&View>, fair: &Fair) -> Vec<RosterRow> {
    let visits: BTreeMap<ExhibitorId, &Visit> =
        snapshot.visits.iter().filter(|visit| visit.fair == fair.id).map(|visit| (visit.exhibitor, visit)).collect();
    let talks = talks_of(snapshot, fair.id);
    let mut rows: Vec<RosterRow> = snapshot
        .exhibitors
        .iter()
        .filter(|exhibitor| exhibitor.fair == fair.id)
        .filter_map(|exhibitor| {
            let company = snapshot.companies.get(exhibitor.company.uuid())?;
            let talked = talks.get(&company.id).map(Vec::as_slice).unwrap_or_default();
            let lead = open_lead(snapshot, company.id);
            let last = snapshot.activities.of(company.id).max_by_key(|activity| (activity.on_day, activity.id));
            Some(RosterRow {
                exhibitor: exhibitor.id,
                company: company.id,
                name: company.name.clone(),
                hall: exhibitor.hall.clone(),
                booth: exhibitor.booth.clone(),
                row: view.and_then(|view| view.row_of(company.id)),
                visit: visits.get(&exhibitor.id).map(|visit| visit.id),
                talks: talked.len(),
                heat: talked.last().and_then(|talk| talk.heat),
                lead: lead.map(|lead| lead.id),
                owner: lead.and_then(|lead| lead.owner),
                last: last.map(|activity| (activity.on_day, activity.author)),
            })
        })
        .collect();
    rows.sort_by(|one, other| {
        fair.walk_order((&one.hall, &one.booth), (&other.hall, &other.booth))
            .then_with(|| one.exhibitor.cmp(&other.exhibitor))
    });
    rows
}

/// The talks of a fair by company, in the order they were entered.
pub(super) fn talks_of(snapshot: &Snapshot, fair: FairId) -> BTreeMap<CompanyId, Vec<&Talk>> {
    let mut talks: BTreeMap<CompanyId, Vec<&Talk>> = BTreeMap::new();
    for talk in snapshot.talks.iter().filter(|talk| talk.fair == Some(fair)) {
        talks.entry(talk.company).or_default().push(talk);
    }
    talks
}

/// What answers given at a fair name as their source: they are known by it afterwards.
pub fn talk_source(fair: &Fair) -> Text {
    fair.name.clone()
}
