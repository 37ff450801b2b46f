//! Values of records in SQL columns and in the JSON of whole-record operations.

use std::{borrow::Cow, fmt};

use rusqlite::{
    ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};
use serde::{
    Deserializer as _, Serialize, Serializer,
    de::{IgnoredAny, MapAccess, Visitor},
};
use serde_json::Value as Json;
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

/// A value as the database binds it.
pub(super) fn borrowed(value: &Value) -> ValueRef<'_> {
    match value {
        Value::Null => ValueRef::Null,
        Value::Integer(number) => ValueRef::Integer(*number),
        Value::Real(number) => ValueRef::Real(*number),
        Value::Text(text) => ValueRef::Text(text.as_bytes()),
        Value::Id(uuid) => ValueRef::Blob(uuid.as_bytes()),
    }
}

/// The record as JSON: known fields only, by name, in field order.
pub(super) fn to_json(entity: Entity, values: &[Value]) -> String {
    struct Known<'v>(Entity, &'v [Value]);
    struct One<'v>(&'v Value);

    impl Serialize for Known<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let fields = self.0.fields().iter().zip(self.1);
            serializer.collect_map(
                fields.filter(|(_, value)| **value != Value::Null).map(|(field, value)| (field.name, One(value))),
            )
        }
    }

    impl Serialize for One<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self.0 {
                Value::Null => serializer.serialize_none(),
                Value::Integer(number) => serializer.serialize_i64(*number),
                Value::Real(number) => serializer.serialize_f64(*number),
                Value::Text(text) => serializer.serialize_str(text),
                Value::Id(uuid) => serializer.collect_str(&uuid.simple()),
            }
        }
    }

    // Nothing here can fail: keys are texts, and there is no limit to a string.
    serde_json::to_string(&Known(entity, values)).unwrap_or_default()
}

/// The values of a record, in field order, from its JSON; fields it does not name are null, unknown ones are ignored.
pub(super) fn from_json(entity: Entity, text: &str) -> Option<Vec<Value>> {
    struct Fields(Entity);

    impl<'de> Visitor<'de> for Fields {
        type Value = Option<Vec<Value>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a record")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut values = vec![Value::Null; self.0.fields().len()];
            let mut fits = true;
            while let Some(name) = map.next_key::<Cow<'de, str>>()? {
                let Some((index, field)) = self.0.field(&name) else {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                };
                match value_of(map.next_value::<Json>()?, field.kind) {
                    Some(value) => values[index] = value,
                    None => fits = false,
                }
            }
            Ok(fits.then_some(values))
        }
    }

    let mut reader = serde_json::Deserializer::from_str(text);
    let values = reader.deserialize_map(Fields(entity)).ok()??;
    reader.end().ok().map(|()| values)
}

fn value_of(json: Json, kind: FieldKind) -> Option<Value> {
    match (json, kind) {
        (Json::Null, _) => Some(Value::Null),
        (Json::Number(number), FieldKind::Real) => number.as_f64().map(Value::Real),
        (Json::Number(number), _) => number.as_i64().map(Value::Integer),
        (Json::String(text), FieldKind::Ref(_)) => Uuid::parse_str(&text).ok().map(Value::Id),
        (Json::String(text), _) => Some(Value::Text(text.into())),
        _ => None,
    }
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
