//! Which companies of a workspace may be one: the whole stock compared, with what persons said of pairs before.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::Snapshot;
use crate::{
    domain::{
        activity::Contact,
        company::Company,
        ids::CompanyId,
        record::{Entity, FieldKind, Record, Value},
        same::PairVerdict,
    },
    identity::{Corpus, Entry, Pair, Profile, Roll},
};

/// What a workspace knows of its companies beside their own records.
#[derive(Default)]
pub struct Beside<'a> {
    /// Names under which they were entered before, from the records merged into them.
    names: BTreeMap<CompanyId, Vec<&'a str>>,
    contacts: BTreeMap<CompanyId, Vec<&'a Contact>>,
}

impl<'a> Beside<'a> {
    /// Gathers it.
    pub fn new(snapshot: &'a Snapshot) -> Self {
        let (mut names, mut contacts) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for alias in snapshot.aliases.iter() {
            names.entry(alias.company).or_default().push(&*alias.name);
        }
        for contact in snapshot.contacts.iter() {
            contacts.entry(contact.company).or_default().push(contact);
        }
        Self { names, contacts }
    }

    /// The companies of a workspace, ready for comparing.
    pub fn entries(&'a self, snapshot: &'a Snapshot) -> Vec<Entry<'a>> {
        let entry = |company: &'a Company| Entry {
            company,
            aliases: self.names.get(&company.id).map_or(&[], Vec::as_slice),
            contacts: self.contacts.get(&company.id).map_or(&[], Vec::as_slice),
        };
        snapshot.companies.iter().map(entry).collect()
    }
}

/// What looking through all companies found.
#[derive(Debug, Default)]
pub struct Found {
    /// The pairs that may be one company, the most alike first; also those that a person has judged.
    pub pairs: Vec<Arc<Pair>>,
    /// How many companies were looked through.
    pub companies: usize,
    /// How many records had been merged into them by then.
    merged: usize,
    /// What was counted over them, for comparing further pairs.
    pub corpus: Corpus,
}

/// Looks through all companies; `go_on` is told how many are done, none when it says to stop.
pub fn look_through(snapshot: &Snapshot, go_on: &(dyn Fn(usize) -> bool + Sync)) -> Option<Found> {
    let beside = Beside::new(snapshot);
    let roll = Roll::new(&beside.entries(snapshot), &|_| go_on(0))?;
    let pairs = roll.pairs(0, go_on)?;
    let pairs = pairs.into_iter().map(Arc::new).collect();
    Some(Found { pairs, companies: roll.len(), merged: snapshot.aliases.len(), corpus: roll.corpus })
}

impl Found {
    /// Whether companies were added or deleted since; a merge makes one company less and one merged record more.
    pub fn is_outdated(&self, snapshot: &Snapshot) -> bool {
        self.companies + self.merged != snapshot.companies.len() + snapshot.aliases.len()
    }

    /// What of a company says who it is, by its records as they are now.
    pub fn profile(&self, snapshot: &Snapshot, company: CompanyId) -> Option<Profile> {
        let aliases: Vec<&str> = snapshot.aliases.of(company).map(|alias| &*alias.name).collect();
        let contacts: Vec<&Contact> = snapshot.contacts.of(company).collect();
        let company = snapshot.companies.get(company.uuid())?;
        let entry = Entry { company, aliases: &aliases, contacts: &contacts };
        Some(Profile::of(entry, &self.corpus.places, &self.corpus.trades))
    }

    /// A pair compared anew, by the records as they are now.
    pub fn compare(&self, snapshot: &Snapshot, one: CompanyId, other: CompanyId) -> Option<Pair> {
        let comparison = self.corpus.compare(&self.profile(snapshot, one)?, &self.profile(snapshot, other)?);
        Some(Pair { one, other, comparison })
    }
}

/// Pairs of companies, the earlier key first.
pub type Pairs = BTreeSet<(CompanyId, CompanyId)>;

/// The pairs a person has said this of.
pub fn judged(snapshot: &Snapshot, verdict: PairVerdict) -> Pairs {
    let of = snapshot.pairs.iter().filter(|pair| pair.verdict == verdict);
    of.map(|pair| (pair.company.min(pair.other), pair.company.max(pair.other))).collect()
}

/// How many records of each kind belong to a company, whichever field says so.
pub fn belongings(snapshot: &Snapshot, company: CompanyId) -> BTreeMap<Entity, usize> {
    let mut counts = BTreeMap::new();
    macro_rules! count {
        ($($table:ident),+ $(,)?) => {$({
            let mut rows = snapshot.$table.of(company).peekable();
            if let Some(first) = rows.peek() {
                let entity = entity_of(*first);
                counts.insert(entity, rows.count());
            }
        })+};
    }
    count!(
        facts,
        honours,
        gate_checks,
        local_products,
        leads,
        contacts,
        activities,
        tasks,
        attachments,
        company_links,
        local_needs,
        exhibitors,
        talks,
        reviews,
    );
    counts
}

fn entity_of<R: Record>(_: &R) -> Entity {
    R::ENTITY
}

/// The value a merge proposes for a field: what the company that stays says, else what the other says; lines of both
/// where a field holds one entry a line.
pub fn proposed(field: &str, stays: &Value, goes: &Value) -> Value {
    if let (Value::Text(one), Value::Text(other)) = (stays, goes)
        && LINES.contains(&field)
    {
        let mut lines: Vec<&str> = one.lines().collect();
        lines.extend(other.lines().filter(|line| !one.lines().any(|known| known == *line)));
        return Value::Text(lines.join("\n").into());
    }
    let is_flag = Entity::Company.field(field).is_some_and(|(_, field)| field.kind == FieldKind::Flag);
    match stays {
        Value::Null => goes.clone(),
        Value::Integer(0) if is_flag => goes.clone(),
        known => known.clone(),
    }
}

/// Fields that hold one entry a line.
pub const LINES: &[&str] = &["former_names", "phone", "email", "notes", "booth_notes", "origin"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_only_one_says_is_lost() {
        let text = |text: &str| Value::Text(text.into());
        assert_eq!(proposed("city", &Value::Null, &text("重庆")), text("重庆"));
        assert_eq!(proposed("city", &text("成都"), &text("重庆")), text("成都"));
        assert_eq!(proposed("phone", &text("1\n2"), &text("2\n3")), text("1\n2\n3"));
        assert_eq!(proposed("local", &Value::Integer(0), &Value::Integer(1)), Value::Integer(1));
        assert_eq!(proposed("registered_capital", &Value::Integer(0), &Value::Integer(5)), Value::Integer(0));
    }
}
