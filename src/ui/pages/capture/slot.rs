//! The slot a company would take as it is supposed to be, and what that needs.

use crate::{
    domain::{company::Honour, ids::CompanyId},
    ledger::{
        View,
        assessment::{Card, Eligibility, Need, NoNeed, SlotKey},
    },
    scoring::tiers::holds,
};

/// As seats are counted: the base of its lead, else of the lead's segment, else of its own sector; the tier supposed.
pub fn of(view: &View, company: CompanyId, card: &Card) -> Option<(SlotKey, Need)> {
    let plan = &view.policy.plan;
    let known = view.prospect(company);
    let lead = known.and_then(|known| view.snapshot.leads.get(known.lead?.uuid()));
    let base = lead.and_then(|lead| plan.base(lead.base.as_ref()?)).or_else(|| {
        let of_lead = lead.and_then(|lead| plan.segment(lead.segment.as_ref()?)).map(|(sector, _)| &sector.id);
        plan.base_for(of_lead.or(card.placement.sector.as_ref())?)
    })?;
    let key = SlotKey { base: base.id.clone(), tier: card.tier.tier };
    // Where it stays where it was counted, its own seat or lead is taken out of the need already.
    if let Some(known) = known.filter(|known| known.slot.as_ref() == Some(&key)) {
        return Some((key, known.need));
    }
    let Some(state) = view.assessment.slots.iter().find(|state| state.slot == key) else {
        return Some((key, Need::Unknown(NoNeed::NoTarget)));
    };
    let honours: Vec<&Honour> = view.snapshot.honours.of(company).collect();
    let eligibility = match state.requires.map(|kind| (kind, holds(&honours, kind, view.as_of))) {
        None => Eligibility::Free,
        Some((kind, Some(true))) => Eligibility::Holds(kind),
        Some((kind, None)) => Eligibility::Unknown(kind),
        Some((kind, Some(false))) => return Some((key, Need::Unknown(NoNeed::NotEligible(kind)))),
    };
    Some((key, Need::Known { need: state.outlook.need, eligibility }))
}
