//! Who was in charge of a lead on a day that is past.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::{
    ids::{AuthorId, LeadId},
    lead::Lead,
};

/// A lead that was given to somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnerChange {
    /// Which.
    pub lead: LeadId,
    /// The day it was entered.
    pub on: Date,
    /// Who was in charge before, where that is known.
    pub before: Option<AuthorId>,
    /// Who was in charge from then on.
    pub after: Option<AuthorId>,
}

/// Who was in charge of which lead when; a lead that was never given away is its officer's all along.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owners {
    of_lead: BTreeMap<LeadId, Vec<OwnerChange>>,
}

impl Owners {
    /// From the changes in the order in which they were made.
    pub fn of(changes: impl IntoIterator<Item = OwnerChange>) -> Self {
        let mut of_lead: BTreeMap<LeadId, Vec<OwnerChange>> = BTreeMap::new();
        for change in changes {
            of_lead.entry(change.lead).or_default().push(change);
        }
        for changes in of_lead.values_mut() {
            changes.sort_by_key(|change| change.on);
        }
        Self { of_lead }
    }

    /// Who was in charge of a lead at the end of a day. While nobody was, it is who was named next.
    pub fn on(&self, lead: &Lead, day: Date) -> Option<AuthorId> {
        let changes = self.of_lead.get(&lead.id).map(Vec::as_slice).unwrap_or_default();
        let (earlier, later) = changes.split_at(changes.partition_point(|change| change.on <= day));
        if later.is_empty() {
            return lead.owner;
        }
        let then = match earlier.last() {
            Some(change) => change.after,
            None => later.first().and_then(|change| change.before),
        };
        then.or_else(|| later.iter().find_map(|change| change.after)).or(lead.owner)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::domain::ids::CompanyId;

    #[test]
    fn a_lead_that_was_given_away_stays_its_first_officers_for_the_days_before() {
        let officer = |number: u128| Some(AuthorId::from_uuid(Uuid::from_u128(number)));
        let mut lead = Lead::new(LeadId::from_uuid(Uuid::from_u128(9)), CompanyId::from_uuid(Uuid::from_u128(8)), "t");
        lead.owner = officer(3);
        let change = |day, before, after| OwnerChange { lead: lead.id, on: day, before, after };
        let given = [
            change(date(2026, 3, 1), officer(1), None),
            change(date(2026, 4, 1), None, officer(2)),
            change(date(2026, 5, 1), officer(2), officer(3)),
        ];
        let owners = Owners::of(given);
        assert_eq!(owners.on(&lead, date(2025, 1, 1)), officer(1), "before anything was entered too");
        assert_eq!(owners.on(&lead, date(2026, 2, 28)), officer(1));
        assert_eq!(owners.on(&lead, date(2026, 3, 1)), officer(2), "nobody was named: who was named next");
        assert_eq!(owners.on(&lead, date(2026, 4, 30)), officer(2));
        assert_eq!(owners.on(&lead, date(2026, 5, 1)), officer(3), "the end of the day counts");
        assert_eq!(Owners::default().on(&lead, date(2020, 1, 1)), officer(3), "never given away");
        let named_late = Owners::of([change(date(2026, 5, 1), None, officer(3))]);
        assert_eq!(named_late.on(&lead, date(2026, 1, 1)), officer(3));
    }
}
