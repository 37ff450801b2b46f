//! What the cells of the table of leads say, are sorted by and hold: derived columns and every field of the record.

use std::{borrow::Cow, cell::RefCell};

use super::{
    rows::{LeadRow, Rows},
    words::{mark_words, money_words, owner_words, stage_name},
};
use crate::{
    domain::{
        ids::LeadId,
        lead::Lead,
        plan::{Name, Plan},
        record::{Cell as _, Entity, FieldDef, Record, Value},
        units::{Amount, Currency},
    },
    ledger::Snapshot,
    text::{Label, Lang, Say, format, history::Names, ui_pipeline::PipelineText as T},
    ui::{
        grid::{order::SortKey, sheet::Figure},
        pages::lead::field::{self, Kind, Measure},
    },
};

/// The field a column shows; none for what is derived.
pub fn field_of(column: &str) -> Option<&'static FieldDef> {
    let name = match column {
        "money" => "total_investment",
        "next" => "next_action",
        "next_on" => "next_action_on",
        // The stage is a field too, but moves by its own rules; the sector is that of the segment or of the company.
        "stage" | "stage_since" | "company" => return None,
        other => other,
    };
    Entity::Lead.field(name).map(|(_, field)| field)
}

/// Leads with what their cells refer to.
pub struct Look<'a> {
    snapshot: &'a Snapshot,
    plan: Option<&'a Plan>,
    pub rows: &'a Rows,
    lang: Lang,
    /// Values of the lead asked about last: the columns of a row are asked one after the other.
    last: RefCell<Option<(LeadId, Vec<Value>)>>,
}

impl<'a> Look<'a> {
    /// Over the records of a commit.
    pub const fn new(snapshot: &'a Snapshot, plan: Option<&'a Plan>, rows: &'a Rows, lang: Lang) -> Self {
        Self { snapshot, plan, rows, lang, last: RefCell::new(None) }
    }

    /// What a cell says.
    pub fn text(&self, row: &LeadRow, column: &str) -> String {
        let lang = self.lang;
        let named = |name: Option<&Name>| name.map_or("", |name| name.in_lang(lang)).to_owned();
        let text = match column {
            "title" => row.title.to_string(),
            "company" => row.name.to_string(),
            "stage" => stage_name(&self.rows.rules, row.stage, lang),
            "colour" => mark_words(row, lang),
            "owner" => owner_words(row, lang),
            "money" => money_words(row, lang),
            "age" => row.age.map(|count| T::Days { count }.say(lang)).unwrap_or_default(),
            "next" => row.next.to_string(),
            "next_on" => row.next_on.map(format::iso_date).unwrap_or_default(),
            "base" => named(row.base.as_ref().and_then(|id| self.plan?.base(id)).map(|base| &base.name)),
            "sector" => named(row.sector.as_ref().and_then(|id| self.plan?.sector(id)).map(|one| &one.name)),
            "tier" => row.tier.map(|tier| tier.label(lang).to_owned()).unwrap_or_default(),
            "source" => row.source.to_string(),
            other => field_of(other).map(|field| self.field_text(row, field)).unwrap_or_default(),
        };
        if text.contains(['\t', '\n', '\r']) { text.replace(['\t', '\n', '\r'], " ") } else { text }
    }

    fn field_text(&self, row: &LeadRow, field: &FieldDef) -> String {
        let (value, currency) = self.value(row.id, field);
        let names = Names { snapshot: self.snapshot, plan: self.plan, lang: self.lang };
        field::shown_by(&names, Entity::Lead, field, &value, currency)
    }

    /// The value of a field, and the currency of the lead's amounts.
    fn value(&self, lead: LeadId, field: &FieldDef) -> (Value, Option<Currency>) {
        let mut last = self.last.borrow_mut();
        if last.as_ref().is_none_or(|(known, _)| *known != lead) {
            let values = self.snapshot.leads.get(lead.uuid()).map(Lead::values).unwrap_or_default();
            *last = Some((lead, values));
        }
        let values = last.as_ref().map(|(_, values)| values.as_slice()).unwrap_or_default();
        let at = |name: &str| Entity::Lead.field(name).and_then(|(at, _)| values.get(at));
        let currency = at("currency").and_then(|value| Currency::from_value(value).ok());
        (at(field.name).cloned().unwrap_or_default(), currency)
    }

    /// The figure or day in a cell.
    pub fn figure(&self, row: &LeadRow, column: &str) -> Option<Figure> {
        match column {
            "money" => return row.money.map(|amount| Figure::Money(amount, row.currency)),
            "age" => return row.age.map(|days| Figure::Number(f64::from(days))),
            _ => {}
        }
        let field = field_of(column)?;
        let (value, currency) = self.value(row.id, field);
        match (field::kind(Entity::Lead, field), value) {
            (Kind::Money, Value::Integer(units)) => {
                Some(Figure::Money(Amount(units), currency.unwrap_or(Currency::Cny)))
            }
            (Kind::Real(Measure::Percent), Value::Real(share)) => Some(Figure::Share(share / 100.0)),
            (Kind::Real(_), Value::Real(number)) => Some(Figure::Number(number)),
            (Kind::Whole, Value::Integer(number)) => Some(Figure::Number(number as f64)),
            (Kind::Day(_), Value::Text(day)) => day.parse().ok().map(Figure::Day),
            _ => None,
        }
    }

    /// What a row is sorted by in a column.
    pub fn key<'r>(&self, row: &'r LeadRow, column: &str) -> SortKey<'r> {
        let place = |place: Option<usize>| SortKey::Figure(place.map(|place| place as f64));
        let plan = self.plan;
        match column {
            "title" => SortKey::word(&row.title),
            "company" => SortKey::word(&row.name),
            "stage" => place(Some(self.rows.rules.place(row.stage))),
            // The most urgent is the largest: the fewest days left.
            "colour" => SortKey::Figure(
                row.timing.ok().filter(|timing| timing.done.is_none()).map(|timing| -f64::from(timing.left)),
            ),
            "owner" => SortKey::word(&row.officer),
            "money" => SortKey::money(row.money, row.currency),
            "next" => SortKey::word(&row.next),
            "next_on" => SortKey::day(row.next_on),
            "base" => place(row.base.as_ref().and_then(|id| plan?.bases.iter().position(|base| base.id == *id))),
            "sector" => place(row.sector.as_ref().and_then(|id| plan?.sectors.iter().position(|one| one.id == *id))),
            "tier" => SortKey::Figure(row.tier.map(|tier| -f64::from(tier as u8))),
            "source" => SortKey::word(&row.source),
            other => match self.figure(row, other) {
                Some(Figure::Money(amount, currency)) => SortKey::money(Some(amount), currency),
                Some(Figure::Number(one) | Figure::Score(one) | Figure::Share(one)) => SortKey::Figure(Some(one)),
                Some(Figure::Day(day)) => SortKey::day(Some(day)),
                None if is_figure(other) || is_day(other) => SortKey::Figure(None),
                None => SortKey::Word(Cow::Owned(self.text(row, other))),
            },
        }
    }
}

/// Whether a column holds figures that can be summed or averaged.
pub fn is_figure(column: &str) -> bool {
    column == "age"
        || field_of(column)
            .is_some_and(|field| matches!(field::kind(Entity::Lead, field), Kind::Money | Kind::Real(_) | Kind::Whole))
}

/// Whether a column holds days.
pub fn is_day(column: &str) -> bool {
    field_of(column).is_some_and(|field| matches!(field::kind(Entity::Lead, field), Kind::Day(_)))
}
