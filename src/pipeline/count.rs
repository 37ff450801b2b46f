//! Counting projects and money by the rules of the field: once at the first signing, an increase only by its increment.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::rules::Rules;
use crate::domain::{
    deal::{AmountKind, LeadAmount, LeadLink, LeadLinkKind},
    ids::LeadId,
    lead::{Lead, StageMove},
    units::{Amount, Currency},
};

/// What is kept about leads that counting needs.
#[derive(Debug, Clone, Copy)]
pub struct LeadBooks<'a> {
    /// Leads.
    pub leads: &'a [&'a Lead],
    /// Their moves.
    pub moves: &'a [&'a StageMove],
    /// Their links.
    pub links: &'a [&'a LeadLink],
    /// Their amounts.
    pub amounts: &'a [&'a LeadAmount],
}

/// How a lead is counted in a span of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Lead.
    pub lead: LeadId,
    /// Day of its first signing.
    pub won_on: Date,
    /// Whether it is a project of its own. An increase, a repeated signing and an exchanged investor are not.
    pub is_project: bool,
    /// Amounts by kind and currency; kinds and currencies are never added to each other.
    pub amounts: BTreeMap<(AmountKind, Currency), Amount>,
}

/// The leads won in `from..=to`, each as it counts, in the order of the leads.
///
/// Source: 三明: once at the first signing, an upgraded project not again, an increase by its increment, a change of
/// investor as a new record of the old project (`field-practice.md` 5). A repeated signing counts neither project nor
/// amounts of agreement, because they were counted before; money that arrived counts wherever it is entered.
pub fn count(rules: &Rules, books: LeadBooks<'_>, from: Date, to: Date) -> Vec<Counted> {
    let mut won: BTreeMap<LeadId, Date> = BTreeMap::new();
    let place = rules.place(rules.counting.won);
    for step in books.moves {
        let reached = rules.place(step.to_stage) >= place && !step.to_stage.is_aside();
        if let Some(day) = step.moved_on.filter(|_| reached) {
            won.entry(step.lead).and_modify(|first| *first = day.min(*first)).or_insert(day);
        }
    }
    let continued: BTreeSet<(LeadId, LeadLinkKind)> = books.links.iter().map(|link| (link.lead, link.kind)).collect();
    let is = |lead: LeadId, kind| continued.contains(&(lead, kind));
    let mut of_lead: BTreeMap<LeadId, Vec<&LeadAmount>> = BTreeMap::new();
    for amount in books.amounts {
        of_lead.entry(amount.lead).or_default().push(amount);
    }
    books
        .leads
        .iter()
        .filter_map(|lead| {
            let won_on = *won.get(&lead.id).filter(|day| (from..=to).contains(*day))?;
            let repeated = is(lead.id, LeadLinkKind::Repeat) || is(lead.id, LeadLinkKind::NewInvestor);
            let mut entries = of_lead.remove(&lead.id).unwrap_or_default();
            entries.sort_by_key(|entry| (entry.on_day, entry.id));
            let mut amounts: BTreeMap<(AmountKind, Currency), Amount> = BTreeMap::new();
            for entry in entries.into_iter().filter(|entry| entry.on_day <= to) {
                let sum = amounts.entry((entry.kind, entry.currency.unwrap_or(Currency::Cny))).or_default();
                if entry.kind.adds_up() {
                    sum.0 = sum.0.saturating_add(entry.amount.0);
                } else if !repeated {
                    *sum = entry.amount;
                }
            }
            amounts.retain(|_, sum| sum.0 != 0);
            let is_project = !repeated && !is(lead.id, LeadLinkKind::Increase);
            Some(Counted { lead: lead.id, won_on, is_project, amounts })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{
        ids::{CompanyId, LeadAmountId, LeadLinkId, StageMoveId},
        lead::Stage,
        record::Text,
    };

    fn key(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn lead(number: u128) -> Lead {
        Lead::new(LeadId::from_uuid(key(number)), CompanyId::from_uuid(key(1)), "")
    }

    fn step(lead: &Lead, to_stage: Stage, day: Date) -> StageMove {
        StageMove {
            id: StageMoveId::from_uuid(key(9)),
            lead: lead.id,
            from_stage: None,
            to_stage,
            moved_on: Some(day),
            author: None,
            proof: Text::default(),
            note: Text::default(),
        }
    }

    fn amount(lead: &Lead, kind: AmountKind, yuan: i64, day: Date) -> LeadAmount {
        LeadAmount {
            id: LeadAmountId::from_uuid(key(8)),
            lead: lead.id,
            kind,
            amount: Amount(yuan),
            currency: None,
            on_day: day,
            proof: Text::default(),
            author: None,
            note: Text::default(),
        }
    }

    #[test]
    fn a_project_counts_once_at_its_first_signing_and_an_increase_by_its_increment() {
        let rules = Rules::shipped().unwrap();
        let (may, june, july) = (date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1));
        let (first, more, again) = (lead(1), lead(2), lead(3));
        let moves = [
            step(&first, Stage::Signed, may),
            // Signed again after a correction: the first day stays.
            step(&first, Stage::Review, june),
            step(&first, Stage::Signed, july),
            step(&more, Stage::Landed, june),
            step(&again, Stage::Signed, june),
            step(&lead(4), Stage::Talks, june),
            // Ended without ever signing: a side state is not further than signing.
            step(&lead(5), Stage::Lost, june),
        ];
        let link = |lead: &Lead, kind| LeadLink {
            id: LeadLinkId::from_uuid(key(7)),
            lead: lead.id,
            earlier: first.id,
            kind,
            note: Text::default(),
        };
        let links = [link(&more, LeadLinkKind::Increase), link(&again, LeadLinkKind::Repeat)];
        let amounts = [
            amount(&first, AmountKind::Contract, 100, may),
            amount(&first, AmountKind::Contract, 120, june),
            amount(&first, AmountKind::Received, 30, may),
            amount(&first, AmountKind::Received, 20, june),
            amount(&more, AmountKind::Contract, 40, june),
            amount(&again, AmountKind::Contract, 500, june),
        ];
        let leads = [&first, &more, &again, &lead(4), &lead(5)];
        let counted = |from, to| {
            let books = LeadBooks {
                leads: &leads,
                moves: &moves.iter().collect::<Vec<_>>(),
                links: &links.iter().collect::<Vec<_>>(),
                amounts: &amounts.iter().collect::<Vec<_>>(),
            };
            count(&rules, books, from, to)
        };
        let year = counted(date(2026, 1, 1), date(2026, 12, 31));
        assert_eq!(year.len(), 3);
        assert_eq!(year.iter().filter(|counted| counted.is_project).count(), 1);
        assert_eq!(year[0].won_on, may);
        assert_eq!(year[0].amounts[&(AmountKind::Contract, Currency::Cny)], Amount(120), "the latest agreement");
        assert_eq!(year[0].amounts[&(AmountKind::Received, Currency::Cny)], Amount(50), "money that arrived adds up");
        assert_eq!(year[1].amounts[&(AmountKind::Contract, Currency::Cny)], Amount(40));
        assert!(year[2].amounts.is_empty(), "a repeated signing brings nothing new");
        assert!(counted(july, date(2026, 12, 31)).is_empty(), "the second signing is no second project");
    }
}
