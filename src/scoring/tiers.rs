//! 梯队: leader, specialized or growth, by rule from honours, listing and revenue; a person may override.

use jiff::civil::Date;

use super::{
    cell::{fact_for, honour_holds},
    model::Model,
};
use crate::domain::{
    company::{Company, Honour, HonourKind},
    fact::{Fact, FactState, Metric},
    ids::{FactId, HonourId},
    plan::Tier,
    units::Unit,
};

/// The tier of a company and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TierDecision {
    /// Tier.
    pub tier: Tier,
    /// Why.
    pub basis: TierBasis,
    /// An honour that would have given a higher tier, had it not expired.
    pub expired: Option<HonourId>,
}

/// What a tier rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TierBasis {
    /// A person set it; the reason is in the company's `tier_reason`.
    Override,
    /// An honour that held on the day.
    Honour {
        /// Honour.
        id: HonourId,
        /// Its kind.
        kind: HonourKind,
        /// Its last day; none = no expiry known.
        expires: Option<Date>,
    },
    /// Revenue.
    Revenue {
        /// Fact.
        id: FactId,
        /// 万元, the least it can be.
        wan: f64,
        /// 万元 the rule asks for.
        at_least: f64,
    },
    /// Nothing proves a higher tier. That is not proof of the contrary.
    NothingHigher,
}

/// The first rule of the model that is proven on the day.
pub fn decide(model: &Model, company: &Company, honours: &[&Honour], facts: &[&Fact], on: Date) -> TierDecision {
    if let Some(tier) = company.tier_override {
        return TierDecision { tier, basis: TierBasis::Override, expired: None };
    }
    let mut expired = None;
    for rule in &model.tiers {
        for kind in &rule.honours {
            let of_kind = || honours.iter().filter(|honour| honour.kind == *kind);
            // The one that holds longest; no expiry known counts as longest.
            let best = of_kind()
                .filter(|honour| honour_holds(honour, on))
                .max_by_key(|honour| (honour.expires.is_none(), honour.expires, honour.id));
            if let Some(honour) = best {
                let basis = TierBasis::Honour { id: honour.id, kind: honour.kind, expires: honour.expires };
                return TierDecision { tier: rule.tier, basis, expired };
            }
            let past = of_kind().filter(|honour| honour.expires.is_some_and(|day| day < on));
            expired = expired.or_else(|| past.max_by_key(|honour| (honour.expires, honour.id)).map(|honour| honour.id));
        }
        if let Some(at_least) = rule.revenue_at_least
            && let Some((id, wan)) = revenue(facts, on)
            && wan >= at_least
        {
            return TierDecision { tier: rule.tier, basis: TierBasis::Revenue { id, wan, at_least }, expired };
        }
        if rule.honours.is_empty() && rule.revenue_at_least.is_none() {
            return TierDecision { tier: rule.tier, basis: TierBasis::NothingHigher, expired };
        }
    }
    TierDecision { tier: Tier::Growth, basis: TierBasis::NothingHigher, expired }
}

/// The revenue in 万元 that is certain: the number, or the lower end of a range.
fn revenue(facts: &[&Fact], on: Date) -> Option<(FactId, f64)> {
    let fact = fact_for(facts, Metric::Revenue, on).filter(|fact| fact.unit == Unit::WanYuan)?;
    let wan = match fact.state {
        FactState::Known => fact.number,
        FactState::Range => fact.low,
        _ => None,
    };
    wan.filter(|wan| wan.is_finite()).map(|wan| (fact.id, wan))
}

/// Whether a company holds an honour on a day: `None` when no honour of it is on record at all, so nobody knows.
pub fn holds(honours: &[&Honour], kind: HonourKind, on: Date) -> Option<bool> {
    (!honours.is_empty()).then(|| honours.iter().any(|honour| honour.kind == kind && honour_holds(honour, on)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::scoring::testing::{company, default_model, fact, honour};

    const DAY: Date = date(2026, 6, 1);

    #[test]
    fn honours_count_while_they_hold() {
        let model = default_model();
        let firm = company(1, "n");
        let mut giant = honour(1, 1, HonourKind::LittleGiant);
        giant.expires = Some(date(2026, 6, 1));
        assert_eq!(decide(&model, &firm, &[&giant], &[], DAY).tier, Tier::Specialized);
        giant.expires = Some(date(2026, 5, 31));
        let decision = decide(&model, &firm, &[&giant], &[], DAY);
        assert_eq!((decision.tier, decision.expired), (Tier::Growth, Some(giant.id)));
        let listed = honour(1, 2, HonourKind::Listed);
        assert_eq!(decide(&model, &firm, &[&giant, &listed], &[], DAY).tier, Tier::Leader);
    }

    #[test]
    fn revenue_and_override() {
        let model = default_model();
        let mut firm = company(1, "n");
        let big = Fact { number: Some(100_000.0), ..fact(1, 1, Metric::Revenue) };
        let decision = decide(&model, &firm, &[], &[&big], DAY);
        assert!(matches!(decision.basis, TierBasis::Revenue { wan, .. } if wan == 100_000.0));
        let small = Fact { number: Some(99_999.0), ..big.clone() };
        assert_eq!(decide(&model, &firm, &[], &[&small], DAY).basis, TierBasis::NothingHigher);
        let range = Fact { state: FactState::Range, low: Some(5.0), high: Some(1e9), ..big };
        assert_eq!(decide(&model, &firm, &[], &[&range], DAY).tier, Tier::Growth);
        firm.tier_override = Some(Tier::Leader);
        assert_eq!(decide(&model, &firm, &[], &[&small], DAY).basis, TierBasis::Override);
    }

    #[test]
    fn nobody_knows_what_was_never_recorded() {
        assert_eq!(holds(&[], HonourKind::HighTech, DAY), None);
        let other = honour(1, 1, HonourKind::Gazelle);
        assert_eq!(holds(&[&other], HonourKind::HighTech, DAY), Some(false));
        let tech = honour(1, 2, HonourKind::HighTech);
        assert_eq!(holds(&[&other, &tech], HonourKind::HighTech, DAY), Some(true));
    }
}
