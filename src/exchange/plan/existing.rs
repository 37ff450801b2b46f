//! Which company a row is about: the workspace's companies and those of earlier rows, by code and by name.

use std::collections::HashMap;

use uuid::Uuid;

use super::{CompanyUpdate, NewCompany, booth, place, row::Draft};
use crate::domain::{
    company::{Company, Honour, HonourKind},
    credit_code,
    fact::{Fact, Metric},
    ids::{CompanyId, FactId, HonourId},
    name,
    record::{Record, Text, Value},
    same::CompanyAlias,
};

/// The companies of the workspace, found by credit code and by name; with their newest facts and their honours, so that a list imported twice changes nothing the second time.
#[derive(Debug, Default)]
pub struct ExistingIndex<'a> {
    companies: Vec<&'a Company>,
    by_code: HashMap<Box<str>, u32>,
    by_name: HashMap<Box<str>, Vec<u32>>,
    facts: HashMap<(CompanyId, Metric), &'a Fact>,
    honours: HashMap<CompanyId, Vec<&'a Honour>>,
}

impl<'a> ExistingIndex<'a> {
    /// With the records that were merged into companies: what they were called leads to the company that stayed.
    #[must_use]
    pub fn with_aliases(mut self, aliases: impl IntoIterator<Item = &'a CompanyAlias>) -> Self {
        let positions: HashMap<CompanyId, u32> =
            (0_u32..).zip(&self.companies).map(|(position, company)| (company.id, position)).collect();
        for alias in aliases {
            let Some(position) = positions.get(&alias.company).copied() else { continue };
            if let Some(code) = valid_code(&alias.credit_code) {
                self.by_code.entry(code).or_insert(position);
            }
            let same = self.by_name.entry(name::key(&alias.name).into()).or_default();
            if !same.contains(&position) {
                same.push(position);
            }
        }
        self
    }

    /// Builds the index; facts and honours may be of any companies.
    pub fn new(
        companies: impl IntoIterator<Item = &'a Company>,
        facts: impl IntoIterator<Item = &'a Fact>,
        honours: impl IntoIterator<Item = &'a Honour>,
    ) -> Self {
        let mut index = Self::default();
        for company in companies {
            let position = as_position(index.companies.len());
            if let Some(code) = valid_code(&company.credit_code) {
                index.by_code.entry(code).or_insert(position);
            }
            for name in names_of(company) {
                let same = index.by_name.entry(name).or_default();
                if !same.contains(&position) {
                    same.push(position);
                }
            }
            index.companies.push(company);
        }
        for fact in facts {
            let newest = index.facts.entry((fact.company, fact.metric)).or_insert(fact);
            if (fact.as_of, fact.id) > (newest.as_of, newest.id) {
                *newest = fact;
            }
        }
        for honour in honours {
            index.honours.entry(honour.company).or_default().push(honour);
        }
        index
    }
}

fn as_position(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn valid_code(code: &str) -> Option<Box<str>> {
    if code.is_empty() {
        return None;
    }
    let code = credit_code::normalize(code);
    credit_code::check(&code).is_ok().then(|| code.into())
}

/// Present and former names in the form they are compared in.
fn names_of(company: &Company) -> impl Iterator<Item = Box<str>> {
    std::iter::once(&*company.name)
        .chain(company.former_names.lines())
        .map(name::key)
        .filter(|name| !name.is_empty())
        .map(String::into_boxed_str)
}

/// Which company a row is about.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// This one.
    One(u32),
    /// None; `namesake` = one of the same name is known, but code or place say it is another.
    None { namesake: bool },
    /// The code belongs to a company of this other name.
    CodeOfAnother(String),
    /// Several of the same name, and nothing to tell them apart.
    Several,
}

/// The workspace as the rows so far would leave it.
pub(super) struct Known<'a> {
    index: &'a ExistingIndex<'a>,
    /// Changed copies of companies of the workspace and of this plan.
    changed: HashMap<u32, Company>,
    first_new: u32,
    created: Vec<NewCompany>,
    by_code: HashMap<Box<str>, u32>,
    by_name: HashMap<Box<str>, Vec<u32>>,
    facts: HashMap<(CompanyId, Metric), Fact>,
    honours: HashMap<CompanyId, Vec<(HonourKind, Text)>>,
    /// Of companies that the list names: which fields were said so far (one bit each), and in which row first.
    said: HashMap<u32, (u64, u32)>,
}

/// An update, and the fields in which the row contradicts an earlier one of the same list.
pub(super) struct Folded {
    pub update: CompanyUpdate,
    pub contradicted: Vec<&'static str>,
    pub earlier_row: u32,
}

impl<'a> Known<'a> {
    pub(super) fn new(index: &'a ExistingIndex<'a>) -> Self {
        Self {
            index,
            changed: HashMap::new(),
            first_new: as_position(index.companies.len()),
            created: Vec::new(),
            by_code: HashMap::new(),
            by_name: HashMap::new(),
            facts: HashMap::new(),
            honours: HashMap::new(),
            said: HashMap::new(),
        }
    }

    pub(super) fn id(&self, position: u32) -> CompanyId {
        self.company(position).map_or(CompanyId::from_uuid(Uuid::nil()), |company| company.id)
    }

    fn company(&self, position: u32) -> Option<&Company> {
        if let Some(changed) = self.changed.get(&position) {
            return Some(changed);
        }
        match position.checked_sub(self.first_new) {
            Some(place) => self.created.get(place as usize).map(|new| &new.company),
            None => self.index.companies.get(position as usize).copied(),
        }
    }

    pub(super) fn find(&self, draft: &Draft) -> Found {
        let draft_name = name::key(&draft.company.name);
        let code = valid_code(&draft.company.credit_code);
        if let Some(code) = &code
            && let Some(position) = self.by_code.get(code).or_else(|| self.index.by_code.get(code)).copied()
            && let Some(company) = self.company(position)
        {
            let renamed_in_list =
                || draft.company.former_names.lines().any(|former| name::key(former) == name::key(&company.name));
            let same = draft_name.is_empty() || self.of_name(&draft_name).contains(&position) || renamed_in_list();
            return if same { Found::One(position) } else { Found::CodeOfAnother(company.name.to_string()) };
        }
        if draft_name.is_empty() {
            return Found::None { namesake: false };
        }
        let positions = self.of_name(&draft_name);
        let fitting = |positions: &[u32]| -> Vec<u32> {
            let fits = |position: &u32| {
                self.company(*position).is_some_and(|company| fits(company, &draft.company, code.as_deref()))
            };
            positions.iter().copied().filter(fits).collect()
        };
        match fitting(&positions).as_slice() {
            [] => match self.renamed(draft, &fitting) {
                Some(one) => Found::One(one),
                None => Found::None { namesake: !positions.is_empty() },
            },
            [one] => Found::One(*one),
            _ => Found::Several,
        }
    }

    /// The one company of the workspace that the row says was called so before; what rows of one list say of each other
    /// is left to a person.
    fn renamed(&self, draft: &Draft, fitting: &dyn Fn(&[u32]) -> Vec<u32>) -> Option<u32> {
        let mut positions: Vec<u32> = draft
            .company
            .former_names
            .lines()
            .map(name::key)
            .filter_map(|former| self.index.by_name.get(former.as_str()))
            .flatten()
            .copied()
            .filter(|position| !self.said.contains_key(position))
            .collect();
        positions.sort_unstable();
        positions.dedup();
        match fitting(&positions).as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The companies of a name in the form it is looked up by, in the order of their positions.
    fn of_name(&self, name: &str) -> Vec<u32> {
        let of = |names: &HashMap<Box<str>, Vec<u32>>| names.get(name).cloned().unwrap_or_default();
        let mut positions = of(&self.by_name);
        positions.extend(of(&self.index.by_name));
        positions.sort_unstable();
        positions.dedup();
        positions
    }

    /// The companies created, in the order of their rows.
    pub(super) fn into_created(self) -> Vec<NewCompany> {
        self.created
    }

    pub(super) fn create(&mut self, draft: Draft, new_id: &mut dyn FnMut() -> Uuid) -> CompanyId {
        let Draft { row, mut company, facts, honours, booth, .. } = draft;
        let position = self.first_new.saturating_add(as_position(self.created.len()));
        company.id = CompanyId::from_uuid(new_id());
        let facts = self.keep_facts(company.id, facts, new_id);
        let honours = self.keep_honours(company.id, honours, new_id);
        self.find_by(position, &company);
        if let Some(notes) = booth::noted("", &company.booth_notes, &booth) {
            company.booth_notes = notes.into();
        }
        let id = company.id;
        self.created.push(NewCompany { row, company, facts, honours, booth });
        id
    }

    /// What the row changes in a company. Within one list the first row that says a field holds, so that importing the
    /// same list again changes nothing; later rows fill gaps, and where they contradict it is said.
    pub(super) fn update(&mut self, position: u32, draft: Draft, new_id: &mut dyn FnMut() -> Uuid) -> Folded {
        let Draft { row, company: said, facts, honours, booth, .. } = draft;
        let id = self.id(position);
        let mut update = CompanyUpdate {
            row,
            id,
            changes: Vec::new(),
            facts: Vec::new(),
            honours: Vec::new(),
            booth: Text::default(),
        };
        let (said_before, earlier_row) = self.said_before(position).unwrap_or((0, row));
        let mut contradicted = Vec::new();
        if let Some(company) = self.company(position) {
            update.changes = changes(company, &said);
            update.changes.retain(|(field, _)| {
                let keep = said_before & bit_of(field) == 0 || GROWING.contains(field);
                if !keep {
                    contradicted.push(*field);
                }
                keep
            });
            let notes = booth::noted(&company.booth_notes, &said.booth_notes, &booth);
            if notes.is_some() && booth::is_new(&company.booth_notes, &booth) {
                update.booth = booth.clone();
            }
            if said_before & bit_of(BOOTH_NOTES) != 0 && booth::contradicts(&company.booth_notes, &said.booth_notes) {
                contradicted.push(BOOTH_NOTES);
                let stand = booth::noted(&company.booth_notes, "", &booth);
                update.changes.extend(stand.map(|notes| (BOOTH_NOTES, Value::Text(notes.into()))));
            } else {
                update.changes.extend(notes.map(|notes| (BOOTH_NOTES, Value::Text(notes.into()))));
            }
            let changed = if update.changes.is_empty() { None } else { with_changes(company, &update.changes) };
            if let Some(changed) = changed {
                self.remember(position, changed);
            }
        }
        self.said.insert(position, (said_before | said_fields(&said), earlier_row));
        update.facts = self.keep_facts(id, facts, new_id);
        update.honours = self.keep_honours(id, honours, new_id);
        Folded { update, contradicted, earlier_row }
    }

    /// The fields that earlier rows said about a company, and the first of those rows.
    fn said_before(&self, position: u32) -> Option<(u64, u32)> {
        let created = || {
            let place = position.checked_sub(self.first_new)?;
            self.created.get(place as usize).map(|new| (said_fields(&new.company), new.row))
        };
        self.said.get(&position).copied().or_else(created)
    }

    fn remember(&mut self, position: u32, company: Company) {
        self.find_by(position, &company);
        self.changed.insert(position, company);
    }

    fn find_by(&mut self, position: u32, company: &Company) {
        if let Some(code) = valid_code(&company.credit_code) {
            self.by_code.insert(code, position);
        }
        for name in names_of(company) {
            let same = self.by_name.entry(name).or_default();
            if !same.contains(&position) {
                same.push(position);
            }
        }
    }

    /// The facts that say something new, with their keys.
    fn keep_facts(&mut self, company: CompanyId, facts: Vec<Fact>, new_id: &mut dyn FnMut() -> Uuid) -> Vec<Fact> {
        let mut kept = Vec::new();
        for mut fact in facts {
            let key = (company, fact.metric);
            if self.facts.get(&key).is_some_and(|earlier| earlier.as_of == fact.as_of) {
                continue;
            }
            let known = self.facts.get(&key).or_else(|| self.index.facts.get(&key).copied());
            let says_nothing_new = known.is_some_and(|known| {
                (known.state, known.number, &known.choice) == (fact.state, fact.number, &fact.choice)
                    && (fact.number.is_some() || !fact.choice.is_empty() || known.note == fact.note)
            });
            if says_nothing_new {
                fact.company = company;
                self.facts.insert(key, fact);
                continue;
            }
            fact.id = FactId::from_uuid(new_id());
            fact.company = company;
            self.facts.insert(key, fact.clone());
            kept.push(fact);
        }
        kept
    }

    /// The honours not yet known, with their keys; one without a number adds nothing to the same with one.
    fn keep_honours(
        &mut self,
        company: CompanyId,
        honours: Vec<Honour>,
        new_id: &mut dyn FnMut() -> Uuid,
    ) -> Vec<Honour> {
        let mut kept = Vec::new();
        for mut honour in honours {
            let said = |kind: HonourKind, number: &str| {
                kind == honour.kind && (honour.number.is_empty() || honour.number[..] == *number)
            };
            let in_workspace =
                self.index.honours.get(&company).is_some_and(|known| known.iter().any(|h| said(h.kind, &h.number)));
            let in_plan =
                self.honours.get(&company).is_some_and(|known| known.iter().any(|(kind, number)| said(*kind, number)));
            if in_workspace || in_plan {
                continue;
            }
            honour.id = HonourId::from_uuid(new_id());
            honour.company = company;
            self.honours.entry(company).or_default().push((honour.kind, honour.number.clone()));
            kept.push(honour);
        }
        kept
    }
}

/// Whether nothing says that two companies of the same name are different ones.
fn fits(known: &Company, said: &Company, said_code: Option<&str>) -> bool {
    let other_code = said_code.is_some_and(|code| valid_code(&known.credit_code).is_some_and(|known| *known != *code));
    !other_code && !place::conflict(&known.province, &said.province) && !place::conflict(&known.city, &said.city)
}

/// Fields that only a person sets, and the name's companions that lists must not touch.
const PROTECTED: &[&str] =
    &["notes", "origin", "local", "confirmed_sector", "confirmed_segment", "tier_override", "tier_reason"];
/// Fields that hold one entry a line and grow instead of being replaced.
const GROWING: &[&str] = &["former_names", "phone", "email"];
/// Holds notes, which are replaced, and halls and stands, which grow: see [`booth`].
const BOOTH_NOTES: &str = "booth_notes";

/// What the row says that is not yet so: a value where there was none, another value, a further line.
fn changes(known: &Company, said: &Company) -> Vec<(&'static str, Value)> {
    let mut changes = Vec::new();
    for ((field, old), new) in Company::FIELDS.iter().zip(known.values()).zip(said.values()) {
        if matches!(new, Value::Null) || old == new || PROTECTED.contains(&field.name) || field.name == BOOTH_NOTES {
            continue;
        }
        let value = match (field.name, &old, &new) {
            // Another way to write the same name is no news; a new name leaves the old one among the former ones.
            ("name", Value::Text(old), Value::Text(new)) if is_same_or_former(known, old, new) => continue,
            (name, Value::Text(old), Value::Text(new)) if GROWING.contains(&name) => match with_lines(old, new) {
                Some(lines) => Value::Text(lines.into()),
                None => continue,
            },
            _ => new,
        };
        changes.push((field.name, value));
    }
    let renamed = changes.iter().any(|(field, _)| *field == "name") && !known.name.is_empty();
    if renamed {
        let so_far = changes.iter().position(|(field, _)| *field == "former_names");
        let base = match so_far.map(|position| changes.remove(position).1) {
            Some(Value::Text(lines)) => lines,
            _ => known.former_names.clone(),
        };
        let lines = with_lines(&base, &known.name).map_or(base, Text::from);
        if *lines != *known.former_names {
            changes.push(("former_names", Value::Text(lines)));
        }
    }
    changes
}

fn is_same_or_former(known: &Company, old: &str, new: &str) -> bool {
    let new = name::key(new);
    name::key(old) == new || known.former_names.lines().any(|former| name::key(former) == new)
}

/// The lines of both, when the second adds any.
fn with_lines(known: &str, more: &str) -> Option<String> {
    let mut lines: Vec<&str> = known.lines().collect();
    let before = lines.len();
    for line in more.lines() {
        if !line.is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    (lines.len() > before).then(|| lines.join("\n"))
}

fn with_changes(company: &Company, changes: &[(&'static str, Value)]) -> Option<Company> {
    let mut values = company.values();
    for (name, value) in changes {
        let position = Company::FIELDS.iter().position(|field| field.name == *name)?;
        values[position] = value.clone();
    }
    Company::from_values(company.key(), &values).ok()
}

/// One bit for each field that says something.
fn said_fields(company: &Company) -> u64 {
    let values = company.values();
    let said = values
        .iter()
        .zip(0_u32..64)
        .filter(|(value, _)| !matches!(value, Value::Null))
        .fold(0, |bits, (_, place)| bits | 1 << place);
    // A stand alone is no note.
    if booth::holds_notes(&company.booth_notes) { said } else { said & !bit_of(BOOTH_NOTES) }
}

fn bit_of(field: &str) -> u64 {
    Company::FIELDS.iter().zip(0_u32..64).find(|(known, _)| known.name == field).map_or(0, |(_, place)| 1 << place)
}
