//! Whose names the workspace knows in connection with a company: they are struck from free text below the full level.

use crate::{domain::ids::CompanyId, ledger::Snapshot};

/// Signs between the names of several people.
const BETWEEN: [char; 10] = [',', ';', '/', '\n', '\t', '\u{3001}', '\u{ff0c}', '\u{ff1b}', '|', '&'];

/// Legal representative, contacts, who took part in talks, who liaises on its leads.
pub fn known(snapshot: &Snapshot, company: CompanyId) -> Vec<String> {
    let legal = snapshot.companies.get(company.uuid()).map(|company| company.legal_representative.clone());
    let contacts = snapshot.contacts.of(company).map(|contact| contact.name.clone());
    let people = snapshot.activities.of(company).map(|activity| activity.people.clone());
    let leads = || snapshot.leads.of(company);
    let liaisons = leads().flat_map(|lead| [lead.city_liaison.clone(), lead.report_liaison.clone()]);
    let referred = leads().flat_map(|lead| snapshot.referrals.of_lead(lead.id)).map(|referral| referral.person.clone());
    let names = legal
        .into_iter()
        .chain(contacts)
        .chain(people)
        .chain(liaisons)
        .chain(referred)
        .flat_map(|names| names.split(BETWEEN).map(|name| name.trim().to_owned()).collect::<Vec<_>>())
        .filter(|name| name.chars().nth(1).is_some());
    longest_first(names)
}

/// The same for each of several companies, in their order.
pub fn of_each(snapshot: &Snapshot, companies: impl IntoIterator<Item = CompanyId>) -> Vec<Vec<String>> {
    companies.into_iter().map(|company| known(snapshot, company)).collect()
}

/// The same for all of several companies together.
pub fn of_all(snapshot: &Snapshot, companies: impl IntoIterator<Item = CompanyId>) -> Vec<String> {
    longest_first(companies.into_iter().flat_map(|company| known(snapshot, company)))
}

/// Each name once, the longer first: a name within a name is struck with it.
fn longest_first(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    names.dedup();
    names
}
