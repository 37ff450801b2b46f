//! Words the views of the page share.

use crate::{
    domain::{fair::Fair, ids::AuthorId},
    ledger::Snapshot,
    text::{Lang, Say, format, ui_fair::FairText as T},
};

/// A fair by name and days.
pub fn fair_words(fair: &Fair, lang: Lang) -> String {
    T::ChoiceOf { name: fair.name.to_string(), days: days_words(fair, lang) }.say(lang)
}

/// First and last day.
pub fn days_words(fair: &Fair, lang: Lang) -> String {
    let first = format::iso_date(fair.first_day);
    if fair.ends() == fair.first_day {
        return first;
    }
    T::DaysOf { first, last: format::iso_date(fair.ends()) }.say(lang)
}

/// The name of an officer; empty where there is none.
pub fn officer(snapshot: &Snapshot, id: Option<AuthorId>) -> String {
    id.and_then(|id| snapshot.authors.get(id.uuid())).map(|author| author.name.to_string()).unwrap_or_default()
}

/// Those who go to a fair and are known here.
pub fn officers(snapshot: &Snapshot, fair: &Fair) -> Vec<AuthorId> {
    let named = fair.officers.lines().map(str::trim).filter(|name| !name.is_empty());
    let mut found: Vec<AuthorId> = Vec::new();
    for name in named {
        let author = snapshot.authors.iter().find(|author| *author.name == *name).map(|author| author.id);
        found.extend(author.filter(|id| !found.contains(id)));
    }
    found
}
