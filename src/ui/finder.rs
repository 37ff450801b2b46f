//! The search over all companies and what is noted of them, made anew in a job, part by part, when records changed.

use std::sync::Arc;

use uuid::Uuid;

use crate::{
    desk::Progress,
    domain::{
        activity::Activity,
        company::Company,
        fair::Talk,
        ids::{CompanyId, LeadId},
        lead::Lead,
        record::Text,
    },
    ledger::Snapshot,
    search::{BY_NOTE, BY_TITLE, Builder, Field, Index, NOT_FOUND},
};

/// Between two questions whether to go on.
const STEP: usize = 4_096;

/// What is known of all companies, ready to be searched.
#[derive(Debug)]
pub struct Finder {
    snapshot: Arc<Snapshot>,
    /// What is known of the companies themselves, one row each. Notes change all day: they have parts of their own.
    companies: Arc<Index>,
    /// One row for each lead.
    leads: Part,
    /// One row for each activity, then one for each talk.
    notes: Part,
}

/// Records of companies.
#[derive(Debug, Clone)]
struct Part {
    index: Arc<Index>,
    /// Row of the company of each record.
    owners: Arc<Vec<u32>>,
}

/// Which parts of a search two snapshots share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shared {
    rows: bool,
    companies: bool,
    leads: bool,
    notes: bool,
}

impl Shared {
    fn of(one: &Snapshot, other: &Snapshot) -> Self {
        let rows = Arc::ptr_eq(&one.companies, &other.companies);
        Self {
            rows,
            companies: rows && Arc::ptr_eq(&one.contacts, &other.contacts),
            leads: Arc::ptr_eq(&one.leads, &other.leads),
            notes: Arc::ptr_eq(&one.activities, &other.activities) && Arc::ptr_eq(&one.talks, &other.talks),
        }
    }
}

/// Whether the search over two snapshots is the same.
pub fn is_same(one: &Snapshot, other: &Snapshot) -> bool {
    let shared = Shared::of(one, other);
    shared.companies && shared.leads && shared.notes
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
    /// It was found by what it is called, not by what is noted of it.
    pub by_name: bool,
}

/// A lead found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundLead {
    /// Which.
    pub lead: LeadId,
    /// Its title.
    pub title: String,
    /// Name of its company.
    pub company: String,
    /// It was found by its title, not by what is noted of it.
    pub by_title: bool,
}

impl Finder {
    /// Takes in all companies; none when asked to stop.
    pub fn new(snapshot: Arc<Snapshot>, progress: &Progress) -> Option<Self> {
        Self::after(None, snapshot, progress)
    }

    /// The same after an earlier search, of which is kept what did not change.
    pub fn after(before: Option<&Self>, snapshot: Arc<Snapshot>, progress: &Progress) -> Option<Self> {
        let kept = before.map(|before| (before, Shared::of(&before.snapshot, &snapshot)));
        let companies = match kept {
            Some((before, Shared { companies: true, .. })) => Arc::clone(&before.companies),
            _ => Arc::new(companies_of(&snapshot, progress)?),
        };
        let keys: Vec<Uuid> = match kept {
            Some((_, Shared { rows: true, leads: true, notes: true, .. })) => Vec::new(),
            _ => snapshot.companies.iter().map(|company| company.id.uuid()).collect(),
        };
        let row_of = |company: CompanyId| {
            let row = keys.binary_search(&company.uuid()).ok();
            row.and_then(|row| u32::try_from(row).ok()).unwrap_or(u32::MAX)
        };
        let leads = match kept {
            Some((before, Shared { rows: true, leads: true, .. })) => before.leads.clone(),
            other => {
                let index = match other {
                    Some((before, Shared { leads: true, .. })) => Arc::clone(&before.leads.index),
                    _ => Arc::new(leads_of(&snapshot, progress)?),
                };
                Part { index, owners: Arc::new(snapshot.leads.iter().map(|lead| row_of(lead.company)).collect()) }
            }
        };
        let notes = match kept {
            Some((before, Shared { rows: true, notes: true, .. })) => before.notes.clone(),
            other => {
                let index = match other {
                    Some((before, Shared { notes: true, .. })) => Arc::clone(&before.notes.index),
                    _ => Arc::new(notes_of(&snapshot, progress)?),
                };
                let of_activities = snapshot.activities.iter().map(|activity| activity.company);
                let of_talks = snapshot.talks.iter().map(|talk| talk.company);
                Part { index, owners: Arc::new(of_activities.chain(of_talks).map(row_of).collect()) }
            }
        };
        Some(Self { snapshot, companies, leads, notes })
    }

    /// Whether it knows these records as they are.
    pub fn is_of(&self, snapshot: &Snapshot) -> bool {
        is_same(&self.snapshot, snapshot)
    }

    /// The companies that are best known by the words themselves; what was noted of dealings with them is not asked.
    pub fn best(&self, query: &str, most: usize) -> Vec<Found> {
        self.found(self.companies.best_with(query, most, |_, _| {}))
    }

    /// The best answers, with what was noted of leads, calls, visits and talks behind everything else.
    pub fn best_of_all(&self, query: &str, most: usize) -> Vec<Found> {
        self.found(self.companies.best_with(query, most, |term, ranks| self.note(term, ranks)))
    }

    fn found(&self, rows: Vec<(usize, u8)>) -> Vec<Found> {
        rows.into_iter()
            .filter_map(|(row, rank)| self.snapshot.companies.row(row).map(|company| (company, rank)))
            .map(|(company, rank)| Found {
                company: company.id,
                name: company.name.to_string(),
                place: if company.city.is_empty() { &company.province } else { &company.city }.to_string(),
                by_name: rank < BY_TITLE,
            })
            .collect()
    }

    /// The best leads, by title first.
    pub fn best_leads(&self, query: &str, most: usize) -> Vec<FoundLead> {
        let rows = self.leads.index.best_with(query, most, |_, _| {});
        rows.into_iter()
            .filter_map(|(row, rank)| self.snapshot.leads.row(row).map(|lead| (lead, rank)))
            .map(|(lead, rank)| FoundLead {
                lead: lead.id,
                title: lead.title.to_string(),
                company: self
                    .snapshot
                    .companies
                    .get(lead.company.uuid())
                    .map_or_else(String::new, |company| company.name.to_string()),
                by_title: rank < BY_NOTE,
            })
            .collect()
    }

    /// The companies that answer a term, in key order; also those of whose leads, calls, visits or talks it was noted.
    pub fn companies(&self, term: &str) -> Vec<CompanyId> {
        let mut ranks = self.companies.ranks(term);
        self.note(term, &mut ranks);
        self.ranked(ranks)
    }

    /// The companies that answer a term by themselves, in key order.
    pub fn known_by(&self, term: &str) -> Vec<CompanyId> {
        self.ranked(self.companies.ranks(term))
    }

    fn ranked(&self, ranks: Vec<u8>) -> Vec<CompanyId> {
        let rows = self.snapshot.companies.iter().zip(ranks);
        rows.filter(|(_, rank)| *rank != NOT_FOUND).map(|(company, _)| company.id).collect()
    }

    /// The leads that answer a term by their own words, in key order.
    pub fn leads(&self, term: &str) -> Vec<LeadId> {
        let rows = self.snapshot.leads.iter().zip(self.leads.index.ranks(term));
        rows.filter(|(_, rank)| *rank != NOT_FOUND).map(|(lead, _)| lead.id).collect()
    }

    /// Adds what was noted to how well the companies answer a term.
    fn note(&self, term: &str, ranks: &mut [u8]) {
        for part in [&self.leads, &self.notes] {
            for (rank, owner) in part.index.ranks(term).into_iter().zip(part.owners.iter()) {
                if rank != NOT_FOUND
                    && let Some(known) = ranks.get_mut(*owner as usize)
                {
                    *known = (*known).min(rank);
                }
            }
        }
    }
}

/// All companies with their people.
fn companies_of(snapshot: &Snapshot, progress: &Progress) -> Option<Index> {
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
    Some(builder.finish())
}

fn leads_of(snapshot: &Snapshot, progress: &Progress) -> Option<Index> {
    let mut builder = Builder::default();
    for (number, lead) in snapshot.leads.iter().enumerate() {
        if number % STEP == 0 && progress.is_cancelled() {
            return None;
        }
        builder.next_row();
        builder.add(Field::Title, &lead.title);
        for text in words_of(lead) {
            builder.add(Field::Note, text);
        }
    }
    Some(builder.finish())
}

fn notes_of(snapshot: &Snapshot, progress: &Progress) -> Option<Index> {
    let mut builder = Builder::default();
    let of_activities = snapshot.activities.iter().map(said_in);
    let of_talks = snapshot.talks.iter().map(promised_in);
    for (number, texts) in of_activities.chain(of_talks).enumerate() {
        if number % STEP == 0 && progress.is_cancelled() {
            return None;
        }
        builder.next_row();
        for text in texts {
            builder.add(Field::Note, text);
        }
    }
    Some(builder.finish())
}

fn said_in(activity: &Activity) -> [&Text; 2] {
    [&activity.content, &activity.people]
}

fn promised_in(talk: &Talk) -> [&Text; 2] {
    [&talk.promised, &talk.next_step]
}

/// What is noted of a lead beside its title.
pub fn words_of(lead: &Lead) -> [&Text; 10] {
    let Lead { next_action, progress, problems, main_products, content, notes, .. } = lead;
    let Lead { source, referrer, code, statistics_name, .. } = lead;
    [next_action, progress, problems, main_products, content, notes, source, referrer, code, statistics_name]
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
    use jiff::civil::date;

    use super::*;
    use crate::{
        clock::Surroundings,
        domain::{
            activity::ActivityKind,
            ids::{ActivityId, TalkId},
        },
        ledger::{Action, Item, Ledger, Who, seeds},
    };

    fn company(number: u128, name: &str) -> Company {
        Company::named(CompanyId::from_uuid(Uuid::from_u128(number)), name)
    }

    fn activity(number: u128, of: CompanyId, content: &str) -> Activity {
        Activity {
            id: ActivityId::from_uuid(Uuid::from_u128(number)),
            company: of,
            lead: None,
            kind: ActivityKind::Call,
            on_day: date(2026, 3, 2),
            content: content.into(),
            people: Text::default(),
            author: None,
        }
    }

    fn talk(number: u128, about: &Activity, promised: &str) -> Talk {
        Talk {
            id: TalkId::from_uuid(Uuid::from_u128(number)),
            fair: None,
            company: about.company,
            activity: about.id,
            heat: None,
            products: Text::default(),
            promised: promised.into(),
            next_step: Text::default(),
            next_on: None,
            at_ms: 0,
            value_before: None,
        }
    }

    fn ledger(folder: &std::path::Path) -> Ledger {
        let who = Who { author: "x".into(), unit: String::new(), device: "x".into() };
        let beginning = seeds::beginning("x", date(2026, 1, 1), Vec::new());
        let mut ledger = Ledger::create(&folder.join("x.zhaoshang"), beginning, who, Surroundings::system()).unwrap();
        for (number, name) in [(1, "甲电机厂"), (2, "乙轴承厂"), (4, "丙合金厂")] {
            ledger.apply(Action::CreateCompany(Box::new(company(number, name)))).unwrap();
        }
        ledger
    }

    fn named(finder: &Finder, query: &str) -> Vec<String> {
        finder.best_of_all(query, 9).into_iter().map(|found| found.name).collect()
    }

    #[test]
    fn an_empty_workspace_has_nothing_to_find() {
        let snapshot = Arc::new(Snapshot::default());
        let finder = Finder::new(Arc::clone(&snapshot), &Progress::default()).unwrap();
        assert!(finder.is_of(&snapshot));
        assert!(finder.best("中", 8).is_empty());
        assert!(finder.best_of_all("中", 8).is_empty());
        assert!(finder.best_leads("中", 8).is_empty());
        assert!(finder.companies("中").is_empty());
    }

    #[test]
    fn what_was_noted_finds_the_company_behind_names() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = ledger(folder.path());
        let (one, other) = (company(1, "").id, company(2, "").id);
        let said = activity(21, one, "问到乙轴承的电价");
        ledger.apply(Action::Add(Item::from(said.clone()))).unwrap();
        ledger.apply(Action::Add(Item::from(talk(31, &said, "寄送图纸")))).unwrap();
        let mut lead = Lead::new(LeadId::from_uuid(Uuid::from_u128(11)), other, "二期扩产项目");
        lead.main_products = "风电主轴".into();
        ledger.apply(Action::CreateLead(Box::new(lead.clone()))).unwrap();
        let finder = Finder::new(ledger.snapshot(), &Progress::default()).unwrap();
        assert_eq!(named(&finder, "电价"), ["甲电机厂"]);
        assert_eq!(named(&finder, "图纸"), ["甲电机厂"]);
        assert_eq!(named(&finder, "甲 图纸"), ["甲电机厂"]);
        assert_eq!(named(&finder, "主轴"), ["乙轴承厂"]);
        assert_eq!(named(&finder, "eqkc"), ["乙轴承厂"]);
        assert_eq!(named(&finder, "轴承"), ["乙轴承厂", "甲电机厂"], "names first");
        let by_name: Vec<bool> = finder.best_of_all("轴承", 9).into_iter().map(|found| found.by_name).collect();
        assert_eq!(by_name, [true, false]);
        assert!(finder.best("电价", 9).is_empty(), "who is meant is not asked of notes");
        assert_eq!((finder.companies("电价"), finder.known_by("电价")), (vec![one], Vec::new()));
        let leads = finder.best_leads("扩产", 9);
        assert_eq!(leads.len(), 1);
        assert_eq!((leads[0].lead, leads[0].company.as_str(), leads[0].by_title), (lead.id, "乙轴承厂", true));
        assert_eq!(finder.leads("主轴"), [lead.id]);
        assert!(!finder.best_leads("主轴", 9)[0].by_title);
    }

    #[test]
    fn only_what_changed_is_taken_in_anew() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = ledger(folder.path());
        let fresh = |ledger: &Ledger, before: Option<&Finder>| {
            let snapshot = ledger.snapshot();
            if let Some(before) = before {
                assert!(!before.is_of(&snapshot));
            }
            Finder::after(before, snapshot, &Progress::default()).unwrap()
        };
        let first = fresh(&ledger, None);
        ledger.apply(Action::Add(Item::from(activity(21, company(4, "").id, "谈到电价")))).unwrap();
        let second = fresh(&ledger, Some(&first));
        assert!(Arc::ptr_eq(&first.companies, &second.companies));
        assert!(Arc::ptr_eq(&first.leads.index, &second.leads.index));
        assert_eq!(named(&second, "电价"), ["丙合金厂"]);
        // A company that comes to stand between the others moves their rows.
        ledger.apply(Action::CreateCompany(Box::new(company(3, "零号厂")))).unwrap();
        let third = fresh(&ledger, Some(&second));
        assert!(Arc::ptr_eq(&second.notes.index, &third.notes.index));
        assert_eq!(named(&third, "电价"), ["丙合金厂"]);
        assert_eq!(named(&third, "零"), ["零号厂"]);
    }
}
