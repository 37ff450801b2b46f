//! The fields of records as forms show them: how a value is typed, read, chosen and shown.

use jiff::civil::Date;
use uuid::Uuid;

use crate::{
    domain::{
        activity::ActivityKind,
        day::Lean,
        deal::{AmountKind, CompanyLinkKind, LeadLinkKind, ReferralOutcome},
        lead::{BuildNature, InvestmentKind, LandMode},
        record::{Cell as _, Entity, FieldDef, FieldKind, Text, Value},
        site::{SiteKind, SiteState},
        units::{Amount, Currency, Unit},
    },
    exchange::parse::{self, Parsed},
    ledger::Edit,
    text::{
        Label, Lang, Say,
        fields::{ValueText, field_label},
        format,
        history::Names,
        ui_companies::CompaniesText,
        ui_lead::{LeadText as T, UnitText},
    },
    ui::{context::PageContext, pages::companies::forms},
};

/// How a field is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// Money with its unit.
    Money,
    /// A day, leaning one way where it is not written in full.
    Day(Lean),
    /// A number in a unit.
    Real(Measure),
    /// A whole number.
    Whole,
    /// A mark that is set or not.
    Flag,
    /// One of a list, by its stored word.
    Choice,
    /// Another company, found by typing.
    Company,
    /// Another lead, found by typing.
    Lead,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    Mu,
    SquareMetre,
    KiloVoltAmpere,
    Tce,
    Metre,
    TonnePerSquareMetre,
    Rent,
    Percent,
}

impl Measure {
    /// Its unit in words.
    pub const fn text(self) -> UnitText {
        match self {
            Self::Mu => UnitText::Mu,
            Self::SquareMetre => UnitText::SquareMetre,
            Self::KiloVoltAmpere => UnitText::KiloVoltAmpere,
            Self::Tce => UnitText::Tce,
            Self::Metre => UnitText::Metre,
            Self::TonnePerSquareMetre => UnitText::TonnePerSquareMetre,
            Self::Rent => UnitText::Rent,
            Self::Percent => UnitText::Percent,
        }
    }
}

/// How this field is written.
pub fn kind(entity: Entity, field: &FieldDef) -> Kind {
    match (field.kind, field.name) {
        (FieldKind::Date, name) => Kind::Day(lean(name)),
        (FieldKind::Flag, "main") => Kind::Flag,
        (FieldKind::Ref(Entity::Company), _) => Kind::Company,
        (FieldKind::Ref(Entity::Lead), _) => Kind::Lead,
        (FieldKind::Flag | FieldKind::Word | FieldKind::Ref(_), _) => Kind::Choice,
        (FieldKind::Integer, "jobs" | "invention_patents" | "utility_patents" | "bytes") => Kind::Whole,
        (FieldKind::Integer, _) => Kind::Money,
        (FieldKind::Real, name) => Kind::Real(unit(name)),
        (
            FieldKind::Text,
            "content" | "notes" | "main_products" | "progress" | "problems" | "phone" | "email" | "year_progress",
        ) => Kind::Lines,
        (FieldKind::Text, "note") if entity != Entity::LeadAmount => Kind::Lines,
        (FieldKind::Text, _) => Kind::Line,
    }
}

fn lean(field: &str) -> Lean {
    match field {
        "on_day" | "collected_on" | "done_on" | "verified_on" | "received_on" | "outcome_on" | "as_of" | "added_on" => {
            Lean::Past
        }
        "due" | "remind_on" | "next_action_on" | "start_on" | "finish_on" | "produce_on" => Lean::Ahead,
        _ => Lean::Near,
    }
}

/// The unit of a number.
fn unit(field: &str) -> Measure {
    match field {
        "land" => Measure::Mu,
        "plant" | "floor_area" => Measure::SquareMetre,
        "power" => Measure::KiloVoltAmpere,
        "energy" => Measure::Tce,
        "height" => Measure::Metre,
        "floor_load" => Measure::TonnePerSquareMetre,
        "rent" => Measure::Rent,
        _ => Measure::Percent,
    }
}

/// What a field can be, stored word and name; none where it is no choice. `None` chosen is the first where allowed.
pub fn options(entity: Entity, field: &FieldDef, ctx: &PageContext<'_>) -> Vec<(String, String)> {
    fn words<W: Label + Copy>(all: &[W], word: fn(W) -> &'static str, lang: Lang) -> Vec<(String, String)> {
        all.iter().map(|one| (word(*one).to_owned(), one.label(lang).to_owned())).collect()
    }
    let lang = ctx.lang;
    let (required, list) = match (entity, field.name) {
        (Entity::Activity, "kind") => (true, words(ActivityKind::ALL, ActivityKind::word, lang)),
        (Entity::LeadAmount, "kind") => (true, words(AmountKind::ALL, AmountKind::word, lang)),
        (Entity::LeadLink, "kind") => (true, words(LeadLinkKind::ALL, LeadLinkKind::word, lang)),
        (Entity::CompanyLink, "kind") => (true, words(CompanyLinkKind::ALL, CompanyLinkKind::word, lang)),
        (Entity::Site, "kind") => (true, words(SiteKind::ALL, SiteKind::word, lang)),
        (Entity::Site, "state") => (true, words(SiteState::ALL, SiteState::word, lang)),
        (Entity::Referral, "outcome") => (false, words(ReferralOutcome::ALL, ReferralOutcome::word, lang)),
        (_, "investment_kind") => (false, words(InvestmentKind::ALL, InvestmentKind::word, lang)),
        (_, "nature") => (false, words(BuildNature::ALL, BuildNature::word, lang)),
        (_, "land_mode") => (false, words(LandMode::ALL, LandMode::word, lang)),
        (_, "currency") => (false, words(Currency::ALL, Currency::word, lang)),
        (_, "owner" | "author") => {
            let authors = ctx.snapshot.authors.iter();
            (false, authors.map(|author| (author.id.uuid().to_string(), author.name.to_string())).collect())
        }
        (_, _) if field.kind == FieldKind::Flag => {
            (false, vec![("1".to_owned(), ValueText::Yes.say(lang)), ("0".to_owned(), ValueText::No.say(lang))])
        }
        (_, name) => {
            let required =
                matches!((entity, name), (Entity::LocalNeed | Entity::LocalProduct, "segment") | (_, "zone"));
            (required, plan_words(name, ctx))
        }
    };
    let none = (!required).then(|| (String::new(), CompaniesText::NoneChosen.say(lang)));
    none.into_iter().chain(list).collect()
}

/// Words of the plan with their names.
fn plan_words(field: &str, ctx: &PageContext<'_>) -> Vec<(String, String)> {
    let lang = ctx.lang;
    let Some(plan) = ctx.plan() else { return Vec::new() };
    let named = |word: &str, name: &crate::domain::plan::Name| (word.to_owned(), name.in_lang(lang).to_owned());
    match field {
        "segment" | "second_segment" => plan.segments().map(|(_, one)| named(one.id.as_str(), &one.name)).collect(),
        "product" => plan.products().map(|(_, _, one)| named(one.id.as_str(), &one.name)).collect(),
        "base" => plan.bases.iter().map(|one| named(one.id.as_str(), &one.name)).collect(),
        "place" => plan.places.iter().map(|one| named(one.id.as_str(), &one.name)).collect(),
        "zone" => plan.partner_zones.iter().map(|one| named(&one.id, &one.name)).collect(),
        _ => Vec::new(),
    }
}

/// The value of what was written, or what is wrong with it; with money, the currency it names.
pub fn read(
    kind: Kind,
    field: &FieldDef,
    text: &str,
    today: Date,
    lang: Lang,
) -> Result<(Value, Option<Currency>), String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok((Value::Null, None));
    }
    let value = match kind {
        Kind::Line | Kind::Lines => Value::Text(Text::from(text)),
        Kind::Day(lean) => {
            let day = forms::date(text, today, lean, lang)?;
            day.map_or(Value::Null, |day| Value::Text(day.to_string().into()))
        }
        Kind::Money => {
            return match parse::amount(text, None) {
                Parsed::Value(money) => {
                    let currency = money.currency.filter(|currency| *currency != Currency::Cny);
                    Ok((Value::Integer(money.amount.0), currency))
                }
                Parsed::Missing => Ok((Value::Null, None)),
                Parsed::Unreadable(_) => Err(T::BadMoney.say(lang)),
            };
        }
        Kind::Real(unit) => {
            let unit = if unit == Measure::Percent { Unit::Percent } else { Unit::Count };
            let text = text.trim_end_matches(|sign: char| {
                unit == Unit::Count && !sign.is_ascii_digit() && !('０'..='９').contains(&sign)
            });
            let number = forms::number(text, unit, lang)?;
            let share = unit == Unit::Percent && !(0.0..=100.0).contains(&number);
            if number < 0.0 || share {
                return Err(if share { CompaniesText::BadShare.say(lang) } else { CompaniesText::BadNumber.say(lang) });
            }
            Value::Real(number)
        }
        Kind::Whole => {
            let number = forms::number(text, Unit::Count, lang)?;
            #[allow(clippy::cast_possible_truncation)] // bounded and whole
            if number.fract() == 0.0 && (0.0..1e9).contains(&number) {
                Value::Integer(number as i64)
            } else {
                return Err(CompaniesText::BadNumber.say(lang));
            }
        }
        Kind::Flag => Value::Integer(i64::from(text == "1")),
        Kind::Company | Kind::Lead => Uuid::parse_str(text).map(Value::Id).map_err(|_| T::NeedPicked.say(lang))?,
        Kind::Choice => match field.kind {
            FieldKind::Flag => Value::Integer(i64::from(text == "1")),
            FieldKind::Ref(_) => Uuid::parse_str(text).map_or(Value::Null, Value::Id),
            _ => Value::Text(text.into()),
        },
    };
    Ok((value, None))
}

/// A value as one would type it again.
pub fn typed(kind: Kind, value: &Value, currency: Option<Currency>, lang: Lang) -> String {
    match (kind, value) {
        (_, Value::Null) => String::new(),
        (Kind::Money, Value::Integer(units)) => forms::money_in_full(Amount(*units), currency, lang),
        (_, Value::Integer(number)) => number.to_string(),
        (_, Value::Real(number)) => forms::typed(*number),
        (_, Value::Text(text)) => text.to_string(),
        (_, Value::Id(key)) => key.to_string(),
    }
}

/// The currency the amounts of a record are in.
pub fn currency_in(entity: Entity, values: &[Value]) -> Option<Currency> {
    let (at, _) = entity.field("currency")?;
    match values.get(at)? {
        Value::Text(word) => Currency::from_word(word),
        _ => None,
    }
}

/// Whether a currency is yuan: nothing said is the same.
pub fn is_yuan(currency: &Value) -> bool {
    forms::foreign(Currency::from_value(currency).ok()).is_none()
}

/// Whether a lead has amounts that these edits do not replace: they are in its old currency.
pub fn other_money(old: &[Value], edits: &[Edit]) -> bool {
    Entity::Lead.fields().iter().zip(old).any(|(def, value)| {
        kind(Entity::Lead, def) == Kind::Money
            && *value != Value::Null
            && !edits.iter().any(|edit| edit.field == def.name)
    })
}

/// Says of the fields that would replace a value saved since a form was opened what is there now and what was written.
pub fn overtaken(entity: Entity, now: &[Value], edits: &[Edit], ctx: &PageContext<'_>) -> String {
    /// Of a long text, so many signs.
    const MOST: usize = 40;
    let held = currency_in(entity, now);
    let written = edits.iter().find(|edit| edit.field == "currency").map(|edit| Currency::from_value(&edit.value));
    let written = written.map_or(held, Result::ok);
    let words = |def: &FieldDef, value: &Value, currency| {
        let text = shown(entity, def, value, currency, ctx);
        let mut short: String = text.chars().take(MOST).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        if short.is_empty() { format::ABSENT.to_owned() } else { short }
    };
    let said = edits.iter().filter_map(|edit| {
        let (at, def) = entity.field(&edit.field)?;
        let field = field_label(entity, def.name, ctx.lang).to_owned();
        let (now, mine) = (words(def, now.get(at)?, held), words(def, &edit.value, written));
        Some(CompaniesText::ChangedField { field, now, mine }.say(ctx.lang))
    });
    said.collect::<Vec<String>>().join(" ")
}

/// A value as one reads it; empty when there is none.
pub fn shown(
    entity: Entity,
    field: &FieldDef,
    value: &Value,
    currency: Option<Currency>,
    ctx: &PageContext<'_>,
) -> String {
    shown_by(&Names { snapshot: ctx.snapshot, plan: ctx.plan(), lang: ctx.lang }, entity, field, value, currency)
}

/// As [`shown`], by the names of records and plan alone.
pub fn shown_by(
    names: &Names<'_>,
    entity: Entity,
    field: &FieldDef,
    value: &Value,
    currency: Option<Currency>,
) -> String {
    let lang = names.lang;
    match (kind(entity, field), value) {
        (_, Value::Null) => String::new(),
        (Kind::Money, Value::Integer(units)) => format::money(Amount(*units), currency, lang),
        (Kind::Real(Measure::Percent), Value::Real(share)) => format::percent(crate::domain::units::Percent(*share)),
        (Kind::Real(unit), Value::Real(number)) => {
            T::WithUnit { number: format::number(*number, 4), unit: unit.text().say(lang) }.say(lang)
        }
        // Several lines stay several lines.
        (Kind::Line | Kind::Lines, Value::Text(text)) => text.to_string(),
        _ => names.value(entity, field, value),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = jiff::civil::date(2026, 11, 23);

    fn field(entity: Entity, name: &str) -> (Kind, &'static FieldDef) {
        let (_, field) = entity.field(name).unwrap();
        (kind(entity, field), field)
    }

    #[test]
    fn money_needs_its_unit() {
        let (kind, def) = field(Entity::Lead, "total_investment");
        let read = |text: &str| read(kind, def, text, TODAY, Lang::Zh);
        assert_eq!(read("1.2亿元"), Ok((Value::Integer(120_000_000), None)));
        assert_eq!(read("300万美元"), Ok((Value::Integer(3_000_000), Some(Currency::Usd))));
        assert_eq!(read("USD 1.5 million"), Ok((Value::Integer(1_500_000), Some(Currency::Usd))));
        assert!(read("300").is_err(), "yuan or ten thousand yuan");
        assert_eq!(read(""), Ok((Value::Null, None)));
    }

    #[test]
    fn numbers_may_carry_their_unit_and_keep_their_bounds() {
        let (kind, def) = field(Entity::Lead, "land");
        assert_eq!(read(kind, def, "50亩", TODAY, Lang::Zh), Ok((Value::Real(50.0), None)));
        assert!(read(kind, def, "-3", TODAY, Lang::Zh).is_err());
        let (kind, def) = field(Entity::Lead, "win_estimate");
        assert!(read(kind, def, "120", TODAY, Lang::Zh).is_err());
        let (kind, def) = field(Entity::Lead, "jobs");
        assert!(read(kind, def, "2.5", TODAY, Lang::Zh).is_err());
        assert_eq!(read(kind, def, "200", TODAY, Lang::Zh), Ok((Value::Integer(200), None)));
        let (kind, def) = field(Entity::Task, "due");
        assert_eq!(read(kind, def, "周五", TODAY, Lang::Zh), Ok((Value::Text("2026-11-27".into()), None)));
    }

    proptest! {
        #[test]
        fn money_typed_again_is_the_same_money(units in 1_i64..1_000_000_000_000, at in 0..Currency::ALL.len(), zh: bool) {
            let (kind, def) = field(Entity::Lead, "total_investment");
            let currency = Some(Currency::ALL[at]).filter(|currency| *currency != Currency::Cny);
            let lang = if zh { Lang::Zh } else { Lang::En };
            let text = typed(kind, &Value::Integer(units), currency, lang);
            prop_assert_eq!(read(kind, def, &text, TODAY, lang), Ok((Value::Integer(units), currency)), "{}", text);
        }
    }
}
