//! Values of records in SQL columns and in the JSON of whole-record operations.

use rusqlite::{
    ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};
use serde_json::{Map, Number, Value as Json};
use uuid::Uuid;

use crate::domain::record::{Entity, FieldKind, Value};

/// A record's value bound to or read from a column.
pub(super) struct Column(pub Value);

/// A borrowed value as a parameter.
pub(super) struct Param<'a>(pub &'a Value);

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Integer(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            // SQLite would store a NaN as NULL without a word.
            Value::Real(number) if !number.is_finite() => {
                return Err(rusqlite::Error::ToSqlConversionFailure("not a finite number".into()));
            }
            Value::Real(number) => ToSqlOutput::Borrowed(ValueRef::Real(*number)),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Value::Id(uuid) => ToSqlOutput::Borrowed(ValueRef::Blob(uuid.as_bytes())),
        })
    }
}

impl FromSql for Column {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(Self(match value {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Integer(number),
            ValueRef::Real(number) => Value::Real(number),
            ValueRef::Text(text) => {
                Value::Text(std::str::from_utf8(text).map_err(|error| FromSqlError::Other(Box::new(error)))?.into())
            }
            ValueRef::Blob(bytes) => {
                Value::Id(Uuid::from_slice(bytes).map_err(|error| FromSqlError::Other(Box::new(error)))?)
            }
        }))
    }
}

/// The record as JSON: known fields only, by name, in field order.
pub(super) fn to_json(entity: Entity, values: &[Value]) -> String {
    let mut object = Map::new();
    for (field, value) in entity.fields().iter().zip(values) {
        let json = match value {
            Value::Null => continue,
            Value::Integer(number) => Json::Number((*number).into()),
            Value::Real(number) => Number::from_f64(*number).map_or(Json::Null, Json::Number),
            Value::Text(text) => Json::String(text.to_string()),
            Value::Id(uuid) => Json::String(uuid.simple().to_string()),
        };
        object.insert(field.name.to_owned(), json);
    }
    Json::Object(object).to_string()
}

/// The values of a record, in field order, from its JSON; fields it does not name are null, unknown ones are ignored.
pub(super) fn from_json(entity: Entity, text: &str) -> Option<Vec<Value>> {
    let Json::Object(object) = serde_json::from_str(text).ok()? else { return None };
    entity
        .fields()
        .iter()
        .map(|field| match (object.get(field.name), field.kind) {
            (None | Some(Json::Null), _) => Some(Value::Null),
            (Some(Json::Number(number)), FieldKind::Real) => number.as_f64().map(Value::Real),
            (Some(Json::Number(number)), _) => number.as_i64().map(Value::Integer),
            (Some(Json::String(text)), FieldKind::Ref(_)) => Uuid::parse_str(text).ok().map(Value::Id),
            (Some(Json::String(text)), _) => Some(Value::Text(text.as_str().into())),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{
        company::Company,
        fact::{Fact, FactState, Metric},
        ids::{CompanyId, FactId},
        record::Record,
        units::Unit,
    };

    proptest! {
        #[test]
        fn a_record_survives_its_json(name in "\\PC{1,20}", number in proptest::num::f64::NORMAL, capital in any::<i64>()) {
            let mut company = Company::named(CompanyId::from_uuid(Uuid::from_u128(7)), &name);
            company.registered_capital = Some(crate::domain::units::Amount(capital));
            let values = company.values();
            prop_assert_eq!(from_json(Entity::Company, &to_json(Entity::Company, &values)), Some(values));
            let fact = Fact {
                id: FactId::from_uuid(Uuid::from_u128(8)),
                company: company.id,
                metric: Metric::Revenue,
                state: FactState::Known,
                number: Some(number),
                low: None,
                high: None,
                choice: "".into(),
                unit: Unit::WanYuan,
                as_of: None,
                source: "年报".into(),
                note: "".into(),
                author: None,
            };
            let values = fact.values();
            prop_assert_eq!(from_json(Entity::Fact, &to_json(Entity::Fact, &values)), Some(values));
        }
    }
}
