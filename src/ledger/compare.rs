//! What two versions of a plan, model, catalogue or table of peer means do differently, entry by entry.
//!
//! The texts are compared as data: order of fields, comments and spacing do not count, and an entry of a list is
//! found again by its own word (`id`, `tier`, `stage` …) wherever it stands.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use thiserror::Error;

/// How a version is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plan, model, catalogue.
    Toml,
    /// Peer means.
    Json,
}

/// A text that cannot be read as data.
#[derive(Debug, Error)]
pub enum CompareError {
    /// Not TOML.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// Not JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// One step into the data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A field.
    Field(String),
    /// An entry of a list.
    Entry {
        /// Its word, or its number from 1 where it has none.
        key: String,
        /// Its Chinese and English name, if it has one.
        name: Option<(String, String)>,
    },
}

/// A scalar, as it is written.
#[derive(Debug, Clone, PartialEq)]
pub enum Leaf {
    /// A number.
    Number(f64),
    /// Anything else; lists of scalars one by one.
    Words(Vec<String>),
    /// A whole entry or table that is there on one side only.
    Whole,
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Where.
    pub path: Vec<Step>,
    /// Before; none = not there.
    pub before: Option<Leaf>,
    /// After; none = not there.
    pub after: Option<Leaf>,
}

/// Everything that differs, in the order of the later text's fields.
pub fn differences(before: &str, after: &str, format: Format) -> Result<Vec<Difference>, CompareError> {
    let (before, after) = (read(before, format)?, read(after, format)?);
    let mut found = Vec::new();
    compare(&before, &after, &mut Vec::new(), &mut found);
    Ok(found)
}

fn read(text: &str, format: Format) -> Result<Value, CompareError> {
    Ok(match format {
        Format::Toml => neutral(toml::Value::Table(toml::from_str(text)?)),
        Format::Json => serde_json::from_str(text)?,
    })
}

/// TOML as JSON; dates become their text.
fn neutral(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        toml::Value::Array(items) => items.into_iter().map(neutral).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(field, value)| (field, neutral(value))).collect())
        }
    }
}

fn compare(before: &Value, after: &Value, path: &mut Vec<Step>, found: &mut Vec<Difference>) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            for field in after.keys().chain(before.keys().filter(|field| !after.contains_key(*field))) {
                path.push(Step::Field(field.clone()));
                either(before.get(field), after.get(field), path, found);
                path.pop();
            }
        }
        (Value::Array(before), Value::Array(after)) if is_list_of_tables(before, after) => {
            let fields = key_fields(before, after);
            let (old, new) = (keyed(before, fields), keyed(after, fields));
            let later: BTreeMap<&str, &Value> = new.iter().map(|(key, value)| (key.as_str(), *value)).collect();
            let earlier: BTreeMap<&str, &Value> = old.iter().map(|(key, value)| (key.as_str(), *value)).collect();
            let gone = old.iter().filter(|(key, _)| !later.contains_key(key.as_str()));
            for (key, value) in new.iter().chain(gone) {
                path.push(Step::Entry { key: key.clone(), name: name_of(value) });
                either(earlier.get(key.as_str()).copied(), later.get(key.as_str()).copied(), path, found);
                path.pop();
            }
        }
        _ if same(before, after) => {}
        _ => found.push(Difference { path: path.clone(), before: Some(leaf(before)), after: Some(leaf(after)) }),
    }
}

fn either(before: Option<&Value>, after: Option<&Value>, path: &mut Vec<Step>, found: &mut Vec<Difference>) {
    match (before, after) {
        (Some(before), Some(after)) => compare(before, after, path, found),
        // Null stands for nothing.
        (None | Some(Value::Null), None) | (None, Some(Value::Null)) => {}
        (before, after) => {
            found.push(Difference { path: path.clone(), before: before.map(leaf), after: after.map(leaf) });
        }
    }
}

/// 1 and 1.0 are one number.
fn same(before: &Value, after: &Value) -> bool {
    match (before.as_f64(), after.as_f64()) {
        (Some(before), Some(after)) => before.to_bits() == after.to_bits(),
        _ => before == after,
    }
}

fn leaf(value: &Value) -> Leaf {
    match value {
        Value::Object(_) => Leaf::Whole,
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => Leaf::Whole,
        Value::Array(items) => Leaf::Words(items.iter().map(words).collect()),
        Value::Number(number) => Leaf::Number(number.as_f64().unwrap_or_default()),
        other => Leaf::Words(vec![words(other)]),
    }
}

fn words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn is_list_of_tables(before: &[Value], after: &[Value]) -> bool {
    (!before.is_empty() || !after.is_empty()) && before.iter().chain(after).all(Value::is_object)
}

/// Fields by which entries may be known, the most telling first.
const KEYS: &[&[&str]] = &[
    &["id"],
    &["tier"],
    &["stage"],
    &["horizon"],
    &["role"],
    &["class"],
    &["honour"],
    &["word"],
    &["term"],
    &["group"],
    &["year"],
    &["x"],
    &["group", "criterion"],
];

/// The first of [`KEYS`] that every entry of both lists has and that names each entry once; none = by number.
fn key_fields(before: &[Value], after: &[Value]) -> &'static [&'static str] {
    let names_each_once = |items: &[Value], fields: &[&str]| {
        let mut keys: Vec<String> = items.iter().filter_map(|item| key_of(item, fields)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.len() == items.len()
    };
    KEYS.iter()
        .copied()
        .find(|fields| names_each_once(before, fields) && names_each_once(after, fields))
        .unwrap_or_default()
}

fn key_of(item: &Value, fields: &[&str]) -> Option<String> {
    let item = item.as_object()?;
    let parts: Option<Vec<String>> = fields.iter().map(|field| Some(words(item.get(*field)?))).collect();
    Some(parts?.join(" · "))
}

fn keyed<'v>(items: &'v [Value], fields: &[&str]) -> Vec<(String, &'v Value)> {
    items
        .iter()
        .enumerate()
        .map(|(place, item)| {
            let key = if fields.is_empty() { None } else { key_of(item, fields) };
            (key.unwrap_or_else(|| (place + 1).to_string()), item)
        })
        .collect()
}

fn name_of(value: &Value) -> Option<(String, String)> {
    let text = |name: &Map<String, Value>, lang: &str| name.get(lang).and_then(Value::as_str).map(str::to_owned);
    let name = value.as_object()?.get("name")?.as_object()?;
    Some((text(name, "zh")?, text(name, "en")?))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::{domain::plan::Plan, ledger::seeds, scoring::Model};

    fn path(difference: &Difference) -> String {
        let steps = difference.path.iter().map(|step| match step {
            Step::Field(field) => field.as_str(),
            Step::Entry { key, .. } => key.as_str(),
        });
        steps.collect::<Vec<_>>().join("/")
    }

    #[test]
    fn rewriting_a_version_changes_nothing() {
        let model = Model::from_toml(seeds::MODEL, "m").unwrap();
        assert_eq!(differences(seeds::MODEL, &model.to_toml().unwrap(), Format::Toml).unwrap(), []);
        let plan = Plan::from_toml(seeds::PLAN, "p").unwrap();
        // What may be left out is written out, and nothing else.
        let found = differences(seeds::PLAN, &plan.to_toml().unwrap(), Format::Toml).unwrap();
        assert!(found.iter().all(|difference| difference.before.is_none()), "{found:?}");
    }

    #[test]
    fn a_changed_weight_and_threshold_are_found_by_name() {
        let before = Model::from_toml(seeds::MODEL, "m").unwrap();
        let mut after = before.clone();
        after.groups.swap(0, 1);
        after.groups[0].weight = 0.2;
        let output = after.groups.iter_mut().find(|group| group.id == "output").unwrap();
        output.criteria[0].threshold =
            Some(crate::scoring::model::Figure { value: 500.0, source: crate::scoring::Source("x".into()) });
        let found = differences(&before.to_toml().unwrap(), &after.to_toml().unwrap(), Format::Toml).unwrap();
        let found: Vec<(String, Option<Leaf>, Option<Leaf>)> =
            found.into_iter().map(|entry| (path(&entry), entry.before, entry.after)).collect();
        assert_eq!(
            found,
            [
                ("groups/chain/weight".into(), Some(Leaf::Number(0.1)), Some(Leaf::Number(0.2))),
                ("groups/output/criteria/output_per_mu/threshold".into(), None, Some(Leaf::Whole)),
            ]
        );
    }

    #[test]
    fn seats_are_found_by_tier_and_names_are_kept() {
        let before = Plan::from_toml(seeds::PLAN, "p").unwrap();
        let mut after = before.clone();
        after.bases[0].seats[1].max = 9;
        after.bases[1].seats.remove(0);
        let found = differences(&before.to_toml().unwrap(), &after.to_toml().unwrap(), Format::Toml).unwrap();
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(path(&found[0]), "bases/ev_parts_base/seats/specialized/max");
        assert_eq!((&found[0].before, &found[0].after), (&Some(Leaf::Number(5.0)), &Some(Leaf::Number(9.0))));
        assert!(matches!(&found[0].path[1], Step::Entry { name: Some((zh, _)), .. } if *zh == after.bases[0].name.zh));
        assert_eq!((&found[1].before, &found[1].after), (&Some(Leaf::Whole), &None));
    }

    #[test]
    fn peer_means_are_found_by_group_and_criterion() {
        let table = |mean: f64| {
            format!(
                r#"{{"made_on":null,"means":[{{"group":null,"criterion":"a","mean":{mean},"count":3}},
                {{"group":["leader","x"],"criterion":"a","mean":0.5,"count":3}}]}}"#
            )
        };
        let found = differences(&table(0.25), &table(0.75), Format::Json).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].after, Some(Leaf::Number(0.75)));
        assert!(differences("{", "{}", Format::Json).is_err());
        assert!(differences("a = ", "", Format::Toml).is_err());
    }
}
