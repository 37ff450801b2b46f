//! What is typed or pasted into a cell of a table → values of fields, and back.

use std::sync::Arc;

use jiff::civil::Date;

use super::parse::{self, Parsed, Unreadable};
use crate::domain::{
    credit_code,
    day::{self, Lean},
    name,
    record::{Cell as _, Text, Value},
    units::{Amount, Currency},
};

/// Values one can choose among, each with the name it is chosen by; `Null` = none of them. The names differ.
pub type Choices = Arc<[(Value, String)]>;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum CellKind {
    /// The name of a company, which must not be empty.
    Name,
    /// Text that must not be empty.
    Title,
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
    /// Money of a record whose amounts all have one currency.
    SharedMoney {
        /// Field of the currency; empty = yuan.
        currency: &'static str,
        /// All amounts that share it.
        amounts: &'static [&'static str],
    },
    /// A number that is not negative, with the spellings of its unit that may stand behind it.
    Quantity(&'static [&'static str]),
    /// A whole number that is not negative.
    Whole,
    /// A share of a hundred.
    Percent,
    /// A calendar day.
    Day,
    /// A calendar day, also as people say it: 今天, 周五, 3-15.
    Said {
        /// The day it is.
        today: Date,
        /// Which way a day that is not said in full is meant.
        lean: Lean,
    },
    /// Yes or no.
    Flag,
    /// Yes, no, or not known.
    MaybeFlag,
    /// One of a list.
    Choice(Choices),
}

/// How units are written behind numbers; the longer spellings stand first.
pub mod spelled {
    /// 亩
    pub const MU: &[&str] = &["亩", "mu"];
    /// ㎡
    pub const SQUARE_METRE: &[&str] = &["平方米", "平米", "㎡", "m²", "m2"];
    /// kVA
    pub const KILO_VOLT_AMPERE: &[&str] = &["千伏安", "kVA", "KVA", "kva"];
    /// Tonnes of coal equivalent.
    pub const TCE: &[&str] = &["吨标准煤", "吨标煤", "tce"];
    /// m
    pub const METRE: &[&str] = &["米", "m"];
    /// t/㎡
    pub const TONNE_PER_SQUARE_METRE: &[&str] = &["吨/平方米", "吨/㎡", "t/㎡", "t/m²", "t/m2"];
}

/// A field that a cell shows.
#[derive(Debug, Clone, PartialEq)]
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
    /// The cell is computed.
    Computed,
    /// The cell shows another record, which is changed where it stands.
    OtherRecord,
    /// Stages change by moving, which keeps date and proof.
    Moves,
    /// The other amounts of the record are in another currency.
    OtherCurrency,
    /// A new lead needs a company, and the row names none.
    NoCompany,
    /// Several companies are called so.
    SeveralCompanies,
    /// No company has this credit code.
    UnknownCode,
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
        match &self.kind {
            CellKind::Title if parse::is_missing(text) => Err(Refusal::Required),
            CellKind::Name => {
                let name = name::clean(text);
                if parse::is_missing(&name) { Err(Refusal::Required) } else { only(Value::Text(Text::from(&*name))) }
            }
            CellKind::Text if parse::is_missing(text) => only(Value::Null),
            CellKind::Title | CellKind::Text => only(Text::from(text).to_value()),
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
            CellKind::SharedMoney { currency, .. } => {
                let Some(money) = value_of(parse::amount(text, None))? else { return only(Value::Null) };
                Ok(vec![(self.field, money.amount.to_value()), (*currency, money.currency.to_value())])
            }
            CellKind::Quantity(units) => {
                let bare = units.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text);
                let number = value_of(parse::number(bare))?;
                if number.is_some_and(|number| number < 0.0) { Err(NO_NUMBER) } else { only(number.to_value()) }
            }
            CellKind::Whole => match value_of(parse::number(text))? {
                None => only(Value::Null),
                #[allow(clippy::cast_possible_truncation)] // bounded and whole
                Some(number) if number.fract() == 0.0 && (0.0..1e9).contains(&number) => {
                    only(Value::Integer(number as i64))
                }
                Some(_) => Err(NO_NUMBER),
            },
            CellKind::Percent => match value_of(parse::percent(text))? {
                Some((share, _)) if !(0.0..=100.0).contains(&share) => Err(NO_NUMBER),
                share => only(share.map(|(share, _)| share).to_value()),
            },
            CellKind::Day => only(value_of(parse::date(text))?.to_value()),
            CellKind::Said { today, lean } => only(match value_of(parse::date(text)) {
                Ok(day) => day.to_value(),
                Err(why) => day::day(text, *today, *lean).ok_or(why)?.to_value(),
            }),
            CellKind::Flag => only(Value::Integer(flag(text)?.unwrap_or_default())),
            CellKind::MaybeFlag => only(flag(text)?.map_or(Value::Null, Value::Integer)),
            CellKind::Choice(choices) => only(chosen(choices, text)?),
        }
    }

    /// The text that stands for the values of a record; reading it gives them again.
    pub fn write(&self, value: impl Fn(&str) -> Value) -> String {
        match (&self.kind, value(self.field)) {
            (CellKind::MaybeFlag, Value::Null) => String::new(),
            (CellKind::Flag | CellKind::MaybeFlag, Value::Integer(1)) => "是".to_owned(),
            (CellKind::Flag | CellKind::MaybeFlag, _) => "否".to_owned(),
            (CellKind::SharedMoney { currency, .. }, Value::Integer(units)) => {
                exact(Amount(units), Currency::from_value(&value(currency)).ok())
            }
            (CellKind::Choice(choices), held) if held != Value::Null => {
                let named = choices.iter().find(|(value, _)| *value == held).map(|(_, name)| name.clone());
                // A word that is not offered any more is shown as it is.
                named.unwrap_or_else(|| if let Value::Text(word) = held { word.to_string() } else { String::new() })
            }
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

/// What is no such number.
const NO_NUMBER: Refusal = Refusal::Unreadable(Unreadable::Number);

/// Yes (1), no (0), or nothing.
fn flag(text: &str) -> Result<Option<i64>, Refusal> {
    match text.to_lowercase().as_str() {
        "是" | "有" | "y" | "yes" | "true" | "1" | "√" | "✓" => Ok(Some(1)),
        "否" | "n" | "no" | "false" | "0" | "×" => Ok(Some(0)),
        text if parse::is_missing(text) => Ok(None),
        _ => Err(Refusal::Unreadable(Unreadable::Choice)),
    }
}

/// The value chosen by its name, as it is offered or in other letters, or by its stored word.
fn chosen(choices: &Choices, text: &str) -> Result<Value, Refusal> {
    let wanted = parse::folded(text).to_lowercase();
    let by_name = choices.iter().find(|(_, name)| name == text);
    let nearly = || choices.iter().find(|(_, name)| parse::folded(name).to_lowercase() == wanted);
    let by_word = || choices.iter().find(|(value, _)| matches!(value, Value::Text(word) if **word == *text));
    match by_name.or_else(nearly).or_else(by_word) {
        Some((value, _)) => Ok(value.clone()),
        None if parse::is_missing(text) => Ok(Value::Null),
        None => Err(Refusal::Unreadable(Unreadable::Choice)),
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
    const TOTAL: CellSpec =
        CellSpec::new("total", CellKind::SharedMoney { currency: "currency", amounts: &["total", "tax"] });
    const TODAY: Date = jiff::civil::date(2026, 11, 23);

    fn kinds() -> [CellSpec; 14] {
        let choices: Choices =
            Arc::from([(Value::Null, "未定".to_owned()), (Value::Text("plant".into()), "存量厂房".to_owned())]);
        [
            CellSpec::new("name", CellKind::Name),
            CellSpec::new("title", CellKind::Title),
            CellSpec::new("city", CellKind::Text),
            CellSpec::new("credit_code", CellKind::Code),
            CAPITAL,
            TOTAL,
            CellSpec::new("land", CellKind::Quantity(&["亩"])),
            CellSpec::new("jobs", CellKind::Whole),
            CellSpec::new("share", CellKind::Percent),
            CellSpec::new("founded", CellKind::Day),
            CellSpec::new("next_on", CellKind::Said { today: TODAY, lean: Lean::Ahead }),
            CellSpec::new("local", CellKind::Flag),
            CellSpec::new("farmland", CellKind::MaybeFlag),
            CellSpec::new("mode", CellKind::Choice(choices)),
        ]
    }

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
        assert_eq!(kinds()[0].read(" - "), Err(Refusal::Required));
        assert_eq!(kinds()[1].read(" - "), Err(Refusal::Required));
        assert_eq!(exact(Amount(12_005_000), Some(Currency::Usd)), "1200.5万USD");
    }

    #[test]
    fn cells_of_leads_are_read_with_units_names_and_spoken_days() {
        let read = |at: usize, text: &str| kinds()[at].read(text).map(|values| values[0].1.clone());
        for text in ["120", "120亩", "１２０ 亩"] {
            assert_eq!(read(6, text), Ok(Value::Real(120.0)), "{text}");
        }
        assert!(read(6, "8公顷").is_err() && read(6, "-5亩").is_err());
        assert_eq!(read(7, "1,200"), Ok(Value::Integer(1_200)));
        assert!(read(7, "1.5").is_err());
        assert_eq!(read(8, "60%"), Ok(Value::Real(60.0)));
        assert!(read(8, "160%").is_err());
        for text in ["周五", "2026-11-27", "11-27"] {
            assert_eq!(read(10, text), Ok(Value::Text("2026-11-27".into())), "{text}");
        }
        assert_eq!((read(12, "-"), read(11, "-")), (Ok(Value::Null), Ok(Value::Integer(0))));
        for text in ["存量厂房", "plant"] {
            assert_eq!(read(13, text), Ok(Value::Text("plant".into())), "{text}");
        }
        assert_eq!((read(13, "未定"), read(13, "")), (Ok(Value::Null), Ok(Value::Null)));
        assert_eq!(read(13, "船"), Err(Refusal::Unreadable(Unreadable::Choice)));
        let dollars = TOTAL.read("300万美元").unwrap();
        assert_eq!(dollars[1], ("currency", Value::Text("USD".into())));
        assert_eq!(TOTAL.read("").unwrap(), [("total", Value::Null)], "the currency of the others stays");
    }

    proptest! {
        #[test]
        fn what_was_read_is_written_so_that_it_is_read_again(text in "\\PC{0,12}|[0-9]{1,9}(\\.[0-9]{1,4})?(万|亿)?(元|美元|HKD)|20[0-9]{2}-1[0-2]-1[0-9]", at in 0..kinds().len()) {
            let spec = &kinds()[at];
            if let Ok(values) = spec.read(&text) {
                prop_assert_eq!(again(spec, &values), Ok(values));
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
