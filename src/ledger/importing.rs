//! From a list to one action: what an import would do to a workspace, and that as one step. The command line and the
//! window go the same road.

use std::{collections::BTreeMap, ops::ControlFlow};

use super::{Edit, ExhibitorEntry, IdSource, ImportBatch, ImportedCompany, Snapshot, UpdatedCompany};
use crate::{
    clock::Surroundings,
    domain::{
        company::Company,
        ids::{CompanyId, FairId},
        record::{CellError, Entity, Record, Text, Value},
    },
    exchange::{
        mapping::Mapping,
        plan::{CompanyUpdate, ExistingIndex, ImportPlan, PlanError, PlanOptions, build_plan},
        read::List,
    },
};

/// What log, facts and companies call a list: file and sheet.
pub fn list_name(list: &List) -> String {
    format!("{} · {}", list.file_name, list.sheet.name)
}

/// What importing a list would do, row by row; `known` none = into a workspace that is yet to be made. Nothing is
/// written.
pub fn plan_import(
    list: &List,
    mapping: &Mapping,
    known: Option<&Snapshot>,
    surroundings: Surroundings,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<ImportPlan, PlanError> {
    let index = known.map_or_else(ExistingIndex::default, |snapshot| {
        ExistingIndex::new(snapshot.companies.iter(), snapshot.facts.iter(), snapshot.honours.iter())
    });
    // Who imports is known when it is written; the ledger says so in every fact.
    let options = PlanOptions { today: (surroundings.today)(), source: list_name(list).into(), author: None };
    let mut ids = IdSource::new(surroundings);
    build_plan(&list.sheet, mapping, &index, &options, &mut || ids.next(), progress)
}

impl ImportBatch {
    /// What a plan asks for, as one step. Changes to a company that the same list creates become part of its creation;
    /// several changes to one company become one.
    pub fn of(plan: ImportPlan, list: String) -> Result<Self, CellError> {
        let mut created: Vec<ImportedCompany> = plan
            .created
            .into_iter()
            .map(|new| ImportedCompany { company: new.company, facts: new.facts, honours: new.honours })
            .collect();
        let new: BTreeMap<CompanyId, usize> =
            created.iter().enumerate().map(|(at, imported)| (imported.company.id, at)).collect();
        let mut updated: Vec<UpdatedCompany> = Vec::new();
        let mut known: BTreeMap<CompanyId, usize> = BTreeMap::new();
        for update in plan.updated.into_iter().filter(CompanyUpdate::changes_records) {
            if let Some(imported) = new.get(&update.id).and_then(|at| created.get_mut(*at)) {
                imported.company = with(&imported.company, &update.changes)?;
                imported.facts.extend(update.facts);
                imported.honours.extend(update.honours);
                continue;
            }
            let at = *known.entry(update.id).or_insert_with(|| {
                updated.push(UpdatedCompany { company: update.id, edits: vec![], facts: vec![], honours: vec![] });
                updated.len() - 1
            });
            let Some(company) = updated.get_mut(at) else { continue };
            for (field, value) in update.changes {
                company.edits.retain(|edit| edit.field != field);
                company.edits.push(Edit::new(field, value));
            }
            company.facts.extend(update.facts);
            company.honours.extend(update.honours);
        }
        Ok(Self { list, created, updated, exhibitors: Vec::new() })
    }
}

impl ImportBatch {
    /// The same list as that of the exhibitors of a fair; `stands` is what it says of their stands.
    #[must_use]
    pub fn at_fair(mut self, fair: FairId, stands: Vec<(CompanyId, Text)>) -> Self {
        self.exhibitors = stands.into_iter().map(|(company, stand)| ExhibitorEntry { fair, company, stand }).collect();
        self
    }
}

/// A company with some of its fields changed.
fn with(company: &Company, changes: &[(&'static str, Value)]) -> Result<Company, CellError> {
    let mut values = company.values();
    for (field, value) in changes {
        if let Some((index, _)) = Entity::Company.field(field) {
            values[index] = value.clone();
        }
    }
    Company::from_values(company.id.uuid(), &values)
}
