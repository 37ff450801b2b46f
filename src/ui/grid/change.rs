//! Texts for cells → one step that changes records, with what it would do and what it refuses.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{
    desk::Progress,
    domain::{
        company::Company,
        ids::CompanyId,
        lead::Lead,
        record::{Cell as _, Entity, Record, Value},
        units::Currency,
    },
    exchange::{
        cell::{CellKind, CellSpec, Refusal, Values},
        parse::Unreadable,
    },
    ledger::{Action, Edit, RowEdit, Snapshot},
};

/// Between two questions whether to go on.
const STEP: usize = 2_048;
/// Changes and refusals kept to be shown.
pub const SHOWN: usize = 200;

/// A column texts are meant for.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Its word.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// The field it shows, or why nothing can be written here.
    pub spec: Result<CellSpec, Refusal>,
}

/// A text meant for a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The record.
    pub key: Uuid,
    /// Place of the column.
    pub column: usize,
    /// The text.
    pub text: String,
}

/// A cell that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// Name of the record.
    pub record: String,
    /// Place of the column.
    pub column: usize,
    /// As it is.
    pub before: String,
    /// As it would be.
    pub after: String,
}

/// A cell that stays as it is, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellRefusal {
    /// Name of the record.
    pub record: String,
    /// Place of the column.
    pub column: usize,
    /// What was meant for it.
    pub text: String,
    /// Why not.
    pub why: Refusal,
}

/// What texts for cells come to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    /// Titles of the columns.
    pub titles: Vec<String>,
    /// The first cells that change.
    pub cells: Vec<CellChange>,
    /// How many change.
    pub changed: usize,
    /// The first cells refused.
    pub refusals: Vec<CellRefusal>,
    /// How many are refused.
    pub refused: usize,
    /// Cells that hold the value already.
    pub same: usize,
    rows: BTreeMap<Uuid, Vec<Edit>>,
    created: Vec<Company>,
    leads: Vec<Lead>,
    /// What one should know before it is done.
    pub remarks: Vec<String>,
}

impl Changes {
    /// How many rows are added.
    pub fn added(&self) -> usize {
        if self.leads.is_empty() { self.created.len() } else { self.leads.len() }
    }

    /// How many companies are added with leads.
    pub fn companies_beside(&self) -> usize {
        if self.leads.is_empty() { 0 } else { self.created.len() }
    }

    /// Adds a lead, and its company where that is new too.
    pub fn add_lead(&mut self, lead: Lead, company: Option<Company>) {
        self.created.extend(company);
        self.leads.push(lead);
    }

    /// Says something of it all, once.
    pub fn remark(&mut self, words: String) {
        if self.remarks.len() < SHOWN && !self.remarks.contains(&words) {
            self.remarks.push(words);
        }
    }

    /// The step that does it; none when nothing changes.
    pub fn action(self, entity: Entity, title: &str) -> Option<Action> {
        let rows: Vec<RowEdit> = self.rows.into_iter().map(|(key, edits)| RowEdit { entity, key, edits }).collect();
        let nothing = rows.is_empty() && self.created.is_empty() && self.leads.is_empty();
        (!nothing).then(|| Action::EditRows { title: title.into(), rows, created: self.created, leads: self.leads })
    }

    /// Notes a text that is not written, and why.
    pub fn refuse(&mut self, record: &str, column: usize, text: String, why: Refusal) {
        self.refused += 1;
        if self.refusals.len() < SHOWN {
            self.refusals.push(CellRefusal { record: record.to_owned(), column, text, why });
        }
    }

    /// Notes a cell that changes.
    pub fn note(&mut self, record: &str, column: usize, before: String, after: String) {
        self.changed += 1;
        if self.cells.len() < SHOWN {
            self.cells.push(CellChange { record: record.to_owned(), column, before, after });
        }
    }
}

/// Values of a record and what it is called; none where there is no such record, or it is of another kind.
pub fn record(snapshot: &Snapshot, entity: Entity, key: Uuid) -> Option<(String, Vec<Value>)> {
    match entity {
        Entity::Company => snapshot.companies.get(key).map(|company| (company.name.to_string(), company.values())),
        Entity::Lead => snapshot.leads.get(key).map(|lead| (lead.title.to_string(), lead.values())),
        _ => None,
    }
}

/// The value of a field.
fn held(entity: Entity, values: &[Value]) -> impl Fn(&str) -> Value + '_ {
    move |field| entity.field(field).and_then(|(at, _)| values.get(at)).cloned().unwrap_or_default()
}

/// A cell of a record as text that can be pasted again.
pub fn cell_text(entity: Entity, values: &[Value], spec: &CellSpec) -> String {
    spec.write(held(entity, values))
}

/// What these texts come to; none when asked to stop.
pub fn plan(
    snapshot: &Snapshot,
    entity: Entity,
    targets: &[Target],
    wishes: impl Iterator<Item = Wish>,
    progress: &Progress,
) -> Option<Changes> {
    let mut changes =
        Changes { titles: targets.iter().map(|target| target.title.clone()).collect(), ..Changes::default() };
    for (number, Wish { key, column, text }) in wishes.enumerate() {
        if number % STEP == 0 && progress.is_cancelled() {
            return None;
        }
        let Some((name, values)) = record(snapshot, entity, key) else { continue };
        let spec = match targets.get(column).map(|target| &target.spec) {
            Some(Ok(spec)) => spec,
            Some(Err(why)) => {
                changes.refuse(&name, column, text, *why);
                continue;
            }
            None => continue,
        };
        // A cell is judged by its record as earlier cells of the block leave it.
        let edits = changes.rows.get(&key).map(Vec::as_slice).unwrap_or_default();
        let held = held(entity, &values);
        let now = |field: &str| {
            edits.iter().find(|edit| edit.field == field).map_or_else(|| held(field), |edit| edit.value.clone())
        };
        let before = spec.write(now);
        // What was copied from a cell and comes back is no change, whatever it says.
        if before == text {
            changes.same += 1;
            continue;
        }
        let wanted = match spec.read(&text).and_then(|wanted| one_currency(spec, wanted, now)) {
            Ok(wanted) => wanted,
            Err(why) => {
                changes.refuse(&name, column, text, why);
                continue;
            }
        };
        if wanted.iter().all(|(field, value)| now(field) == *value) {
            changes.same += 1;
            continue;
        }
        let after = spec.write(|field| {
            wanted.iter().find(|(name, _)| *name == field).map_or_else(|| now(field), |(_, value)| value.clone())
        });
        changes.note(&name, column, before, after);
        let edits = changes.rows.entry(key).or_default();
        for (field, value) in wanted {
            edits.retain(|edit| edit.field != field);
            edits.push(Edit::new(field, value));
        }
    }
    Some(changes)
}

/// Amounts that share a currency stay in one: a new amount in another currency is refused while there are others.
fn one_currency(spec: &CellSpec, mut wanted: Values, now: impl Fn(&str) -> Value) -> Result<Values, Refusal> {
    let CellKind::SharedMoney { currency, amounts } = &spec.kind else { return Ok(wanted) };
    let Some(at) = wanted.iter().position(|(field, _)| field == currency) else { return Ok(wanted) };
    // Nothing said and yuan are the same.
    let of = |value: &Value| match Currency::from_value(value) {
        Ok(Currency::Cny) | Err(_) => None,
        Ok(foreign) => Some(foreign),
    };
    let held = now(currency);
    if of(&held) == of(&wanted[at].1) {
        wanted.remove(at);
    } else if amounts.iter().any(|amount| *amount != spec.field && now(amount) != Value::Null) {
        return Err(Refusal::OtherCurrency);
    }
    Ok(wanted)
}

/// Texts of a row that has no record yet, each with the place of its column.
pub type NewRow = Vec<(usize, String)>;

/// Writes a text into the values of a record that is being made.
pub fn put(entity: Entity, values: &mut [Value], spec: &CellSpec, text: &str) -> Result<(), Refusal> {
    for (field, value) in one_currency(spec, spec.read(text)?, held(entity, values))? {
        if let Some(place) = entity.field(field).and_then(|(at, _)| values.get_mut(at)) {
            *place = value;
        }
    }
    Ok(())
}

/// Adds companies from rows of texts.
pub fn add_companies(changes: &mut Changes, targets: &[Target], rows: Vec<NewRow>, new_id: &mut dyn FnMut() -> Uuid) {
    for row in rows {
        let id = CompanyId::from_uuid(new_id());
        let mut values = Company::named(id, "").values();
        let mut noted = Vec::new();
        for (column, text) in row {
            let Some(Ok(spec)) = targets.get(column).map(|target| &target.spec) else { continue };
            match put(Entity::Company, &mut values, spec, &text) {
                Ok(()) => noted.push((column, text)),
                Err(why) => changes.refuse("", column, text, why),
            }
        }
        match Company::from_values(id.uuid(), &values) {
            Ok(company) if !company.name.is_empty() => {
                for (column, text) in noted {
                    changes.note(&company.name, column, String::new(), text);
                }
                changes.created.push(company);
            }
            // Without a name, or with values that do not fit together: nothing of the row is taken.
            _ => {
                for (column, text) in noted {
                    changes.refuse("", column, text, Refusal::Unreadable(Unreadable::Choice));
                }
            }
        }
    }
}
