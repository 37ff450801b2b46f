//! What is typed or pasted into a cell of a table → values of fields, and back.

use super::parse::{self, Parsed, Unreadable};
use crate::domain::{
    credit_code, name,
    record::{Cell as _, Text, Value},
    units::{Amount, Currency},
};

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Text that must not be empty.
    Name,
    /// Text.
    Text,
    /// A credit code.
    Code,
    /// Money, with the fields that hold its currency and how it was written.
    Money {
        /// Field of the currency.
        currency: Option<&'static str>,
        /// Field of the text as written.
        written: Option<&'static str>,
    },
    /// A number.
    Number,
    /// A calendar day.
    Day,
    /// Yes or no.
    Flag,
}

/// A field that a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellSpec {
    /// The field.
    pub field: &'static str,
    /// What it holds.
    pub kind: CellKind,
}

/// Why a text cannot stand in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is no value of this kind.
    Unreadable(Unreadable),
    /// Something must stand here.
    Required,
    /// The cell is computed, or another record's.
    Computed,
}

/// Fields with their new values.
pub type Values = Vec<(&'static str, Value)>;

impl CellSpec {
    /// A field of a kind.
    pub const fn new(field: &'static str, kind: CellKind) -> Self {
        Self { field, kind }
    }

    /// The values a text stands for; what says that nothing is known clears the field.
    pub fn read(&self, text: &str) -> Result<Values, Refusal> {
        let text = text.trim();
        let only = |value: Value| Ok(vec![(self.field, value)]);
        match self.kind {
            CellKind::Name => {
                let name = name::clean(text);
                if parse::is_missing(&name) { Err(Refusal::Required) } else { only(Value::Text(Text::from(&*name))) }
            }
            CellKind::Text if parse::is_missing(text) => only(Value::Null),
            CellKind::Text => only(Text::from(text).to_value()),
            CellKind::Code => match parse::credit_code(text) {
                Parsed::Missing => only(Value::Null),
                Parsed::Value(reading) => only(Text::from(credit_code::normalize(&reading.code)).to_value()),
                Parsed::Unreadable(why) => Err(Refusal::Unreadable(why)),
            },
            CellKind::Money { currency, written } => {
                let money = value_of(parse::amount(text, None))?;
                let canonical = money.map(|money| exact(money.amount, money.currency));
                let mut values = vec![(self.field, money.map(|money| money.amount).to_value())];
                values.extend(currency.map(|field| (field, money.and_then(|money| money.currency).to_value())));
                let as_written = Some(text).filter(|text| money.is_some() && canonical.as_deref() != Some(*text));
                values.extend(written.map(|field| (field, Text::from(as_written.unwrap_or_default()).to_value())));
                Ok(values)
            }
            CellKind::Number => only(value_of(parse::number(text))?.to_value()),
            CellKind::Day => only(value_of(parse::date(text))?.to_value()),
            CellKind::Flag => match text.to_lowercase().as_str() {
                "是" | "有" | "y" | "yes" | "true" | "1" | "√" | "✓" => only(Value::Integer(1)),
                "否" | "n" | "no" | "false" | "0" | "×" => only(Value::Integer(0)),
                text if parse::is_missing(text) => only(Value::Integer(0)),
                _ => Err(Refusal::Unreadable(Unreadable::Choice)),
            },
        }
    }

    /// The text that stands for the values of a record; reading it gives them again.
    pub fn write(&self, value: impl Fn(&str) -> Value) -> String {
        match (self.kind, value(self.field)) {
            (CellKind::Flag, Value::Integer(1)) => "是".to_owned(),
            (CellKind::Flag, _) => "否".to_owned(),
            (CellKind::Money { currency, written }, Value::Integer(units)) => {
                let currency = currency.and_then(|field| Currency::from_value(&value(field)).ok());
                if let Some(Value::Text(text)) = written.map(&value)
                    && let Parsed::Value(money) = parse::amount(&text, None)
                    && (money.amount, money.currency) == (Amount(units), currency)
                {
                    return text.to_string();
                }
                exact(Amount(units), currency)
            }
            (_, Value::Text(text)) => text.to_string(),
            (_, Value::Integer(number)) => number.to_string(),
            (_, Value::Real(number)) => number.to_string(),
            (_, Value::Null | Value::Id(_)) => String::new(),
        }
    }
}

fn value_of<T>(parsed: Parsed<T>) -> Result<Option<T>, Refusal> {
    match parsed {
        Parsed::Missing => Ok(None),
        Parsed::Value(value) => Ok(Some(value)),
        Parsed::Unreadable(why) => Err(Refusal::Unreadable(why)),
    }
}

/// An amount to the last unit: `1200.5万元`, `30元`, `USD 500`.
fn exact(Amount(units): Amount, currency: Option<Currency>) -> String {
    let digits = if units % 10_000 == 0 {
        format!("{}万", units / 10_000)
    } else if units.unsigned_abs() < 10_000 {
        units.to_string()
    } else {
        let (whole, rest) = (units / 10_000, (units % 10_000).unsigned_abs());
        format!("{whole}.{}万", format!("{rest:04}").trim_end_matches('0'))
    };
    match currency {
        None => format!("{digits}元"),
        Some(Currency::Cny) => format!("{digits}人民币"),
        Some(currency) => format!("{digits}{}", currency.word()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CAPITAL: CellSpec = CellSpec::new(
        "registered_capital",
        CellKind::Money { currency: Some("capital_currency"), written: Some("capital_text") },
    );
    const KINDS: [CellSpec; 7] = [
        CellSpec::new("name", CellKind::Name),
        CellSpec::new("city", CellKind::Text),
        CellSpec::new("credit_code", CellKind::Code),
        CAPITAL,
        CellSpec::new("energy", CellKind::Number),
        CellSpec::new("founded", CellKind::Day),
        CellSpec::new("local", CellKind::Flag),
    ];

    fn again(spec: &CellSpec, values: &Values) -> Result<Values, Refusal> {
        let held = |field: &str| {
            values.iter().find(|(name, _)| *name == field).map_or(Value::Null, |(_, value)| value.clone())
        };
        spec.read(&spec.write(held))
    }

    #[test]
    fn cells_are_read_as_people_write_them() {
        let capital = |text: &str| CAPITAL.read(text).map(|values| values[0].1.clone());
        for text in ["1,200 万元", "１２００万元", "1200万", "0.12亿元", "1200 万 元"] {
            assert_eq!(capital(text), Ok(Value::Integer(12_000_000)), "{text}");
        }
        for text in ["-", "待定", "", "——"] {
            assert_eq!(capital(text), Ok(Value::Null), "{text}");
        }
        assert_eq!(capital("1200"), Err(Refusal::Unreadable(Unreadable::UnitUnknown)));
        let day = CellSpec::new("founded", CellKind::Day);
        for text in ["2024-03-05", "2024/3/5", "2024年3月5日", "20240305"] {
            assert_eq!(day.read(text), Ok(vec![("founded", Value::Text("2024-03-05".into()))]), "{text}");
        }
        assert_eq!(KINDS[0].read(" - "), Err(Refusal::Required));
        assert_eq!(exact(Amount(12_005_000), Some(Currency::Usd)), "1200.5万USD");
    }

    proptest! {
        #[test]
        fn what_was_read_is_written_so_that_it_is_read_again(text in "\\PC{0,12}|[0-9]{1,9}(\\.[0-9]{1,4})?(万|亿)?(元|美元|HKD)|20[0-9]{2}-1[0-2]-1[0-9]", at in 0..KINDS.len()) {
            let spec = KINDS[at];
            if let Ok(values) = spec.read(&text) {
                prop_assert_eq!(again(&spec, &values), Ok(values));
            }
        }

        #[test]
        fn amounts_keep_every_unit(units in 0..900_000_000_000_000_i64, currency in 0..=Currency::ALL.len()) {
            let currency = Currency::ALL.get(currency).copied();
            let values: Values = vec![
                ("registered_capital", Value::Integer(units)),
                ("capital_currency", currency.to_value()),
                ("capital_text", Value::Null),
            ];
            prop_assert_eq!(again(&CAPITAL, &values), Ok(values));
        }
    }
}
