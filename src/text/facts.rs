//! Facts as a person reads them.

use super::{Label, Lang, Say, format, labels, ui_companies::CompaniesText as T};
use crate::domain::{
    fact::{Fact, FactState},
    units::{Unit, WanYuan},
};

/// A fact's value with its unit, or why there is none.
pub fn fact_value(fact: &Fact, lang: Lang) -> String {
    let one = |number: f64| match fact.unit {
        Unit::Percent => format!("{}%", format::number(number, 2)),
        Unit::WanYuan => format::wan_yuan(WanYuan(number), lang),
        unit => format!("{} {}", format::number(number, 2), unit.label(lang)),
    };
    match fact.state {
        FactState::Known if fact.unit == Unit::Choice => {
            labels::choice(fact.metric, &fact.choice, lang).map_or_else(|| fact.choice.to_string(), str::to_owned)
        }
        FactState::Known => fact.number.map_or_else(|| format::ABSENT.to_owned(), one),
        FactState::Range => match (fact.low, fact.high) {
            (Some(low), Some(high)) => T::Between { low: one(low), high: one(high) }.say(lang),
            (Some(low), None) => T::AtLeast { low: one(low) }.say(lang),
            (None, Some(high)) => T::AtMost { high: one(high) }.say(lang),
            (None, None) => format::ABSENT.to_owned(),
        },
        state => state.label(lang).to_owned(),
    }
}
