//! Rules of the domain that a change must keep, whoever asks for it.

use uuid::Uuid;

use super::{Edit, LedgerError};
use crate::{
    domain::{
        company::Company,
        fact::{Fact, FactState},
        lead::Lead,
        record::{FieldDef, Record, Value},
        units::Unit,
    },
    store::{Change, Store},
};

/// A company has a name.
pub(super) fn company(company: &Company) -> Result<(), LedgerError> {
    if company.name.trim().is_empty() { Err(LedgerError::NameMissing) } else { Ok(()) }
}

/// A lead has a title.
pub(super) fn lead(lead: &Lead) -> Result<(), LedgerError> {
    if lead.title.trim().is_empty() { Err(LedgerError::TitleMissing) } else { Ok(()) }
}

/// A fact holds what its state says, in the unit of its metric.
pub(super) fn fact(fact: &Fact) -> Result<(), LedgerError> {
    let finite = |value: Option<f64>| value.is_some_and(f64::is_finite);
    let is_complete = match fact.state {
        FactState::Known if fact.metric.unit() == Unit::Choice => fact.metric.choices().contains(&&*fact.choice),
        FactState::Known => finite(fact.number),
        FactState::Range => finite(fact.low) && finite(fact.high) && fact.low <= fact.high,
        FactState::NotAsked | FactState::Refused | FactState::NotApplicable | FactState::Unparsed => true,
    };
    if is_complete && fact.unit == fact.metric.unit() { Ok(()) } else { Err(LedgerError::FactIncomplete) }
}

/// The changes that give a record its new field values, after checking that the result is a record that keeps the rules.
/// Fields that already have the value are left out.
pub(super) fn edit<R: Record>(
    store: &Store,
    key: Uuid,
    edits: &[Edit],
    keeps_rules: impl Fn(&R) -> Result<(), LedgerError>,
) -> Result<Vec<Change>, LedgerError> {
    let mut values = store.values(R::ENTITY, key)?.ok_or(LedgerError::NoRecord { entity: R::ENTITY, key })?;
    let mut changes = Vec::new();
    for Edit { field, value } in edits {
        let (index, FieldDef { name, .. }) =
            R::ENTITY.field(field).ok_or_else(|| LedgerError::NoField { entity: R::ENTITY, field: field.clone() })?;
        // An empty text is unknown, and unknown is stored as nothing.
        let value = match value {
            Value::Text(text) if text.is_empty() => Value::Null,
            other => other.clone(),
        };
        if values[index] != value {
            values[index] = value.clone();
            changes.push(Change::Set { entity: R::ENTITY, key, field: name, value });
        }
    }
    let record = R::from_values(key, &values).map_err(|error| LedgerError::BadValue {
        entity: R::ENTITY,
        field: error.field.to_owned(),
        detail: error.to_string(),
    })?;
    keeps_rules(&record)?;
    Ok(changes)
}
