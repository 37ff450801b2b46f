//! An import plan becomes one action.

use std::collections::BTreeMap;

use super::{Edit, ImportBatch, ImportedCompany, UpdatedCompany};
use crate::{
    domain::{
        company::Company,
        ids::CompanyId,
        record::{CellError, Entity, Record, Value},
    },
    exchange::plan::ImportPlan,
};

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
        for update in plan.updated {
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
        Ok(Self { list, created, updated })
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
