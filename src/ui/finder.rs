//! The search over all companies, made anew in a job when companies or contacts changed.

use std::sync::Arc;

use crate::{
    desk::Progress,
    domain::{company::Company, ids::CompanyId},
    ledger::Snapshot,
    search::{Builder, Field, Index, NOT_FOUND},
};

/// Between two questions whether to go on.
const STEP: usize = 4_096;

/// What is known of all companies, ready to be searched.
#[derive(Debug)]
pub struct Finder {
    snapshot: Arc<Snapshot>,
    index: Index,
}

/// A company found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub company: CompanyId,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: String,
}

impl Finder {
    /// Takes in all companies; none when asked to stop.
    pub fn new(snapshot: Arc<Snapshot>, progress: &Progress) -> Option<Self> {
        let mut builder = Builder::default();
        let mut contacts = snapshot.contacts.by_company().peekable();
        for (number, company) in snapshot.companies.iter().enumerate() {
            if number % STEP == 0 && progress.is_cancelled() {
                return None;
            }
            builder.next_row();
            add(&mut builder, company);
            while let Some(contact) = contacts.next_if(|contact| contact.company <= company.id) {
                if contact.company == company.id {
                    builder.add(Field::Person, &contact.name);
                    for text in [&contact.phone, &contact.wechat, &contact.email, &contact.notes] {
                        builder.add(Field::Note, text);
                    }
                }
            }
        }
        drop(contacts);
        let index = builder.finish();
        Some(Self { snapshot, index })
    }

    /// Whether it knows these records as they are.
    pub fn is_of(&self, snapshot: &Snapshot) -> bool {
        Arc::ptr_eq(&self.snapshot.companies, &snapshot.companies)
            && Arc::ptr_eq(&self.snapshot.contacts, &snapshot.contacts)
    }

    /// The best answers.
    pub fn best(&self, query: &str, most: usize) -> Vec<Found> {
        let found = self.index.best(query, most);
        found
            .into_iter()
            .filter_map(|row| self.snapshot.companies.row(row))
            .map(|company| Found {
                company: company.id,
                name: company.name.to_string(),
                place: if company.city.is_empty() { &company.province } else { &company.city }.to_string(),
            })
            .collect()
    }

    /// The companies that answer a term, in key order.
    pub fn companies(&self, term: &str) -> Vec<CompanyId> {
        let ranks = self.index.ranks(term);
        let rows = self.snapshot.companies.iter().zip(ranks);
        rows.filter(|(_, rank)| *rank != NOT_FOUND).map(|(company, _)| company.id).collect()
    }
}

fn add(builder: &mut Builder, company: &Company) {
    builder.add(Field::Name, &company.name);
    builder.add(Field::Name, &company.short_name);
    builder.add(Field::OtherName, &company.english_name);
    for name in company.former_names.lines() {
        builder.add(Field::OtherName, name);
    }
    builder.add(Field::Code, &company.credit_code);
    builder.add(Field::Person, &company.legal_representative);
    for text in [&company.phone, &company.email, &company.notes, &company.booth_notes] {
        builder.add(Field::Note, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_workspace_has_nothing_to_find() {
        let snapshot = Arc::new(Snapshot::default());
        let finder = Finder::new(Arc::clone(&snapshot), &Progress::default()).unwrap();
        assert!(finder.is_of(&snapshot));
        assert!(finder.best("中", 8).is_empty());
        assert!(finder.companies("中").is_empty());
    }
}
