//! Two records of one company become one, and the verdict that two are not.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use uuid::Uuid;

use super::{Edit, Ledger, LedgerError, rules};
use crate::{
    domain::{
        company::Company,
        fair::{Exhibitor, Visit},
        ids::{CompanyAliasId, CompanyId, CompanyPairId, ExhibitorId, FairId},
        record::{Cell, Entity, FieldKind, Record, Text, Value},
        same::{CompanyAlias, CompanyPair, PairVerdict},
    },
    store::Change,
};

/// Fields that say where a record is from, not what it says.
const PROVENANCE: &[&str] = &["source", "author", "on_day", "collected_on", "note"];

/// What becomes of a record that refers to the company that goes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    /// It refers to the other company from now on, in these fields.
    Moves(Vec<&'static str>),
    /// It would say again what the other company has already, or join the company with itself.
    Goes,
}

impl Ledger {
    /// The changes that make one company of two: what refers to `merged` refers to `keep`, which gets these values.
    pub(super) fn merger(
        &mut self,
        keep: CompanyId,
        merged: CompanyId,
        edits: &[Edit],
    ) -> Result<Vec<Change>, LedgerError> {
        if keep == merged {
            return Err(LedgerError::LinkToItself);
        }
        let (stays, goes) = (keep.uuid(), merged.uuid());
        let company: Company =
            self.store.find(goes)?.ok_or(LedgerError::NoRecord { entity: Entity::Company, key: goes })?;
        let mut changes = rules::edit::<Company>(&self.store, stays, edits, rules::company)?;
        changes.extend(self.stands_joined(keep, merged)?);
        let apart = [Entity::Company, Entity::Exhibitor];
        for entity in Entity::ALL.iter().copied().filter(|entity| !apart.contains(entity)) {
            for (key, fate) in self.fates(entity, stays, goes)? {
                match fate {
                    Fate::Goes => self.collect_deletions(entity, &[key], &mut BTreeSet::new(), &mut changes)?,
                    Fate::Moves(fields) => changes.extend(fields.into_iter().map(|field| Change::Set {
                        entity,
                        key,
                        field,
                        value: Value::Id(stays),
                    })),
                }
            }
        }
        changes.push(Change::Delete { entity: Entity::Company, key: goes });
        changes.push(Change::insert(&CompanyAlias {
            id: CompanyAliasId::from_uuid(self.ids.next()),
            company: keep,
            name: company.name,
            credit_code: company.credit_code,
            merged: Text::from(goes.to_string()),
            on_day: Some((self.surroundings.today)()),
            author: Some(self.author()?),
        }));
        Ok(changes)
    }

    /// What becomes of each record of a kind that refers to the company that goes.
    fn fates(&self, entity: Entity, stays: Uuid, goes: Uuid) -> Result<Vec<(Uuid, Fate)>, LedgerError> {
        let fields: Vec<(usize, &'static str)> = entity
            .fields()
            .iter()
            .enumerate()
            .filter(|(_, field)| field.kind == FieldKind::Ref(Entity::Company))
            .map(|(at, field)| (at, field.name))
            .collect();
        let mut referring = BTreeSet::new();
        let mut there = BTreeSet::new();
        for (_, field) in &fields {
            referring.extend(self.store.referring(entity, field, goes)?);
            there.extend(self.store.referring(entity, field, stays)?);
        }
        if referring.is_empty() {
            return Ok(Vec::new());
        }
        let mut known: Vec<Vec<Value>> = Vec::new();
        for key in there.difference(&referring) {
            known.extend(self.store.values(entity, *key)?);
        }
        let mut fates = Vec::with_capacity(referring.len());
        for key in referring {
            let Some(mut values) = self.store.values(entity, key)? else { continue };
            let mut moved = Vec::new();
            for (at, field) in &fields {
                if values.get(*at) == Some(&Value::Id(goes)) {
                    values[*at] = Value::Id(stays);
                    moved.push(*field);
                }
            }
            let joins_itself =
                fields.len() > 1 && fields.iter().all(|(at, _)| values.get(*at) == Some(&Value::Id(stays)));
            let fate = if joins_itself || known.iter().any(|other| says_the_same(entity, other, &values)) {
                Fate::Goes
            } else {
                known.push(values);
                Fate::Moves(moved)
            };
            fates.push((key, fate));
        }
        Ok(fates)
    }

    /// The changes by which the stands of the company that goes are those of the other. Of two stands at one fair the
    /// one of the company that stays is left, with what only the other says; so it is with the visits to them.
    fn stands_joined(&self, stays: CompanyId, goes: CompanyId) -> Result<Vec<Change>, LedgerError> {
        let mut stands: BTreeMap<FairId, Exhibitor> = BTreeMap::new();
        for stand in self.snapshot.exhibitors.of(stays) {
            stands.entry(stand.fair).or_insert_with(|| stand.clone());
        }
        // What goes, and what it goes into.
        let mut joined: BTreeMap<ExhibitorId, ExhibitorId> = BTreeMap::new();
        for stand in self.snapshot.exhibitors.of(goes) {
            match stands.entry(stand.fair) {
                Entry::Vacant(entry) => _ = entry.insert(Exhibitor { company: stays, ..stand.clone() }),
                Entry::Occupied(mut entry) => {
                    take_stand(entry.get_mut(), stand);
                    joined.insert(stand.id, entry.get().id);
                }
            }
        }
        let left: BTreeSet<ExhibitorId> = joined.values().copied().collect();
        let mut visits: BTreeMap<ExhibitorId, Visit> = BTreeMap::new();
        for visit in self.snapshot.visits.iter().filter(|visit| left.contains(&visit.exhibitor)) {
            visits.entry(visit.exhibitor).or_insert_with(|| visit.clone());
        }
        let mut gone: Vec<(Entity, Uuid)> = Vec::new();
        for visit in self.snapshot.visits.iter() {
            let Some(exhibitor) = joined.get(&visit.exhibitor).copied() else { continue };
            match visits.entry(exhibitor) {
                Entry::Vacant(entry) => _ = entry.insert(Visit { exhibitor, ..visit.clone() }),
                Entry::Occupied(mut entry) => {
                    take_visit(entry.get_mut(), visit);
                    gone.push((Entity::Visit, visit.key()));
                }
            }
        }
        gone.extend(joined.keys().map(|stand| (Entity::Exhibitor, stand.uuid())));
        let mut changes = Vec::new();
        for stand in stands.values() {
            changes.extend(self.as_given(stand)?);
        }
        for visit in visits.values() {
            changes.extend(self.as_given(visit)?);
        }
        // After what referred to them refers to the others.
        changes.extend(gone.into_iter().map(|(entity, key)| Change::Delete { entity, key }));
        Ok(changes)
    }

    /// The changes that make a record what is given.
    fn as_given<R: Record>(&self, record: &R) -> Result<Vec<Change>, LedgerError> {
        let values = R::FIELDS.iter().zip(record.values());
        let edits: Vec<Edit> = values.map(|(field, value)| Edit::new(field.name, value)).collect();
        rules::edit::<R>(&self.store, record.key(), &edits, |_| Ok(()))
    }

    /// The changes that put down what is thought of pairs of companies.
    pub(super) fn judgement(
        &mut self,
        pairs: &[(CompanyId, CompanyId)],
        verdict: PairVerdict,
    ) -> Result<Vec<Change>, LedgerError> {
        let (author, today) = (self.author()?, (self.surroundings.today)());
        let mut changes = Vec::with_capacity(pairs.len());
        for (one, other) in pairs {
            if one == other {
                return Err(LedgerError::LinkToItself);
            }
            let (company, other) = (*one.min(other), *one.max(other));
            for key in [company.uuid(), other.uuid()] {
                if self.snapshot.companies.get(key).is_none() {
                    return Err(LedgerError::NoRecord { entity: Entity::Company, key });
                }
            }
            match self.snapshot.pair(company, other).map(Record::key) {
                Some(key) => {
                    let edits = [
                        Edit::new("verdict", verdict.to_value()),
                        Edit::new("on_day", today.to_value()),
                        Edit::new("author", author.to_value()),
                    ];
                    changes.extend(rules::edit::<CompanyPair>(&self.store, key, &edits, |_| Ok(()))?);
                }
                None => changes.push(Change::insert(&CompanyPair {
                    id: CompanyPairId::from_uuid(self.ids.next()),
                    company,
                    other,
                    verdict,
                    source: Text::default(),
                    on_day: Some(today),
                    author: Some(author),
                })),
            }
        }
        Ok(changes)
    }
}

/// What a stand takes over from another one of its company at the same fair; that it stands elsewhere too is noted, as
/// it is when a list says so.
fn take_stand(stays: &mut Exhibitor, goes: &Exhibitor) {
    let fits = |one: &Text, other: &Text| one.is_empty() || other.is_empty() || one == other;
    let elsewhere = format!("{} {}", goes.hall, goes.booth);
    let mut further: Vec<&str> = Vec::new();
    if fits(&stays.hall, &goes.hall) && fits(&stays.booth, &goes.booth) {
        if stays.hall.is_empty() {
            stays.hall.clone_from(&goes.hall);
        }
        if stays.booth.is_empty() {
            stays.booth.clone_from(&goes.booth);
        }
    } else {
        further.push(elsewhere.trim());
    }
    further.extend(goes.note.lines());
    let note = stays.note.clone();
    let mut lines: Vec<&str> = note.lines().collect();
    let known = lines.len();
    for line in further {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.len() > known {
        stays.note = lines.join("\n").into();
    }
}

/// What a visit takes over from another one to the same company: officer, day and place only together.
fn take_visit(stays: &mut Visit, goes: &Visit) {
    if stays.officer.is_none() && stays.on_day.is_none() && stays.place.is_none() {
        (stays.officer, stays.on_day, stays.place) = (goes.officer, goes.on_day, goes.place);
    }
    stays.pinned |= goes.pinned;
    stays.done |= goes.done;
}

/// Whether two records of one company say the same; of one gate a company has one check, of two companies one verdict.
fn says_the_same(entity: Entity, one: &[Value], other: &[Value]) -> bool {
    let only: Option<&[&str]> = match entity {
        Entity::GateCheck => Some(&["company", "gate"]),
        Entity::CompanyPair => {
            let ends = |values: &[Value]| {
                let mut ends: Vec<Uuid> = values
                    .iter()
                    .filter_map(|value| match value {
                        Value::Id(key) => Some(*key),
                        _ => None,
                    })
                    .take(2)
                    .collect();
                ends.sort_unstable();
                ends
            };
            return ends(one) == ends(other);
        }
        // What happened is never said twice by chance.
        Entity::Lead | Entity::Activity | Entity::Attachment | Entity::Talk => return false,
        _ => None,
    };
    entity.fields().iter().zip(one.iter().zip(other)).all(|(field, (a, b))| {
        let counts = match only {
            Some(only) => only.contains(&field.name),
            None => !PROVENANCE.contains(&field.name),
        };
        !counts || a == b
    })
}
