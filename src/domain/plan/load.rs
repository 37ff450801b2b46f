//! TOML text → plan, with the line of every fault.

use std::ops::Range;

use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeTable, DeValue, Deserializer, Error},
};

use super::{Plan, PlanError, PlanIssue, PlanIssueKind, check};

/// A file with more faults than this is the wrong file; listing more helps nobody.
const MOST_ISSUES: usize = 50;

impl Plan {
    /// Reads a plan. `file` is only the name to show beside faults.
    ///
    /// Faults of form (syntax, unknown or missing fields) are all collected first; only a well-formed plan is
    /// checked for its meaning (keys, references, ranges), so one slip does not cause a list of false ones.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, PlanError> {
        let lines = Lines::new(text);
        let (root, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            let issues = errors.into_iter().take(MOST_ISSUES).map(|error| {
                let position = error.span().map_or(text.len(), |span| span.start);
                (lines.line(position), PlanIssueKind::Syntax { detail: error.message().into() })
            });
            return Err(fail(file, issues));
        }
        let plan = decode(root.clone(), &lines).map_err(|issues| fail(file, issues))?;
        let issues = check::check(&plan, &Source { root: root.get_ref(), lines: &lines });
        if issues.is_empty() { Ok(plan) } else { Err(fail(file, issues)) }
    }

    /// The plan as TOML text that [`Plan::from_toml`] reads back to an equal plan.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        // By way of a value: tables may then stand before plain fields, which the format itself does not allow.
        toml::to_string(&toml::Table::try_from(self)?)
    }

    /// The plan the program ships with.
    pub fn shipped() -> Result<Self, PlanError> {
        Self::from_toml(super::SHIPPED_PLAN, "seeds/plan.toml")
    }
}

fn fail(file: &str, issues: impl IntoIterator<Item = (usize, PlanIssueKind)>) -> PlanError {
    let mut issues: Vec<PlanIssue> =
        issues.into_iter().map(|(line, kind)| PlanIssue { file: file.into(), line, kind }).collect();
    issues.sort_by_key(|issue| issue.line);
    PlanError { file: file.into(), issues }
}

/// Decodes the table; after a fault the culprit (unknown field, or the list entry around it) is taken out and the
/// rest is tried again, so that several faults are found in one go.
fn decode(mut root: Spanned<DeTable<'_>>, lines: &Lines) -> Result<Plan, Vec<(usize, PlanIssueKind)>> {
    let mut issues = Vec::new();
    loop {
        let error = match Plan::deserialize(Deserializer::from(root.clone())) {
            Ok(plan) if issues.is_empty() => return Ok(plan),
            Ok(_) => return Err(issues),
            Err(error) => error,
        };
        let span = error.span().unwrap_or_default();
        let place = find(root.get_ref(), &span);
        let at_key = matches!(place, Some(Found::Key));
        issues.push((lines.line(span.start), kind_of(&error, at_key)));
        if issues.len() >= MOST_ISSUES || place.is_none() || !remove(root.get_mut(), &span) {
            return Err(issues);
        }
    }
}

/// The typed fault behind the reader's message. The wording of serde's derived errors is fixed; anything else is
/// passed on as it is.
fn kind_of(error: &Error, at_key: bool) -> PlanIssueKind {
    let message = error.message();
    let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
    let detail = || PlanIssueKind::WrongValue { detail: message.into() };
    if at_key && message.starts_with("unknown field") {
        quoted.next().map_or_else(detail, |field| PlanIssueKind::UnknownField { field })
    } else if message.starts_with("missing field") {
        quoted.next().map_or_else(detail, |field| PlanIssueKind::MissingField { field })
    } else if message.starts_with("unknown variant") {
        quoted.next().map_or_else(detail, |word| PlanIssueKind::UnknownWord { word, allowed: quoted.collect() })
    } else {
        detail()
    }
}

/// What a span of the file belongs to.
enum Found {
    Key,
    Value,
}

fn find(table: &DeTable<'_>, span: &Range<usize>) -> Option<Found> {
    table.iter().find_map(|(key, value)| if key.span() == *span { Some(Found::Key) } else { find_in(value, span) })
}

fn find_in(value: &Spanned<DeValue<'_>>, span: &Range<usize>) -> Option<Found> {
    if value.span() == *span {
        return Some(Found::Value);
    }
    match value.get_ref() {
        DeValue::Table(table) => find(table, span),
        DeValue::Array(array) => array.iter().find_map(|item| find_in(item, span)),
        _ => None,
    }
}

/// Takes out the field whose key has this span, or the innermost list entry that has or holds it. False when neither
/// can be done: then the fault concerns the plan as a whole.
fn remove(table: &mut DeTable<'_>, span: &Range<usize>) -> bool {
    let key = table.keys().find(|key| key.span() == *span).map(|key| key.get_ref().clone());
    match key {
        Some(key) => table.remove(key.as_ref()).is_some(),
        None => table.iter_mut().any(|(_, value)| remove_in(value, span)),
    }
}

fn remove_in(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>) -> bool {
    match value.get_mut() {
        DeValue::Table(table) => remove(table, span),
        DeValue::Array(array) => {
            if array.iter_mut().any(|item| remove_in(item, span)) {
                return true;
            }
            let Some(culprit) = array.iter().position(|item| find_in(item, span).is_some()) else { return false };
            let mut index = 0;
            let kept: Vec<_> = array
                .iter()
                .filter(|_| {
                    index += 1;
                    index != culprit + 1
                })
                .cloned()
                .collect();
            *array = kept.into_iter().collect();
            true
        }
        _ => false,
    }
}

/// Byte positions → line numbers.
pub(super) struct Lines {
    /// Position of every line end.
    ends: Vec<usize>,
}

impl Lines {
    fn new(text: &str) -> Self {
        Self { ends: text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect() }
    }

    /// The line, from 1.
    fn line(&self, position: usize) -> usize {
        self.ends.partition_point(|end| *end < position) + 1
    }
}

/// One step into the file's tables.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// A field of a table.
    Field(&'static str),
    /// An entry of a list.
    Entry(usize),
}

/// Where things stand in the file.
pub(super) struct Source<'a, 'i> {
    root: &'a DeTable<'i>,
    lines: &'a Lines,
}

impl Source<'_, '_> {
    /// Line of the value at this path, or of the nearest table around it that exists.
    pub(super) fn line(&self, path: &[Step]) -> usize {
        let Some((Step::Field(first), rest)) = path.split_first() else { return 1 };
        let Some(mut value) = self.root.get(*first) else { return 1 };
        for step in rest {
            let next = match (step, value.get_ref()) {
                (Step::Field(name), DeValue::Table(table)) => table.get(*name),
                (Step::Entry(index), DeValue::Array(array)) => array.get(*index),
                _ => None,
            };
            match next {
                Some(next) => value = next,
                None => break,
            }
        }
        self.lines.line(value.span().start)
    }
}
