//! Who is on a shortlist, who is not and why, and whose place would still change if more were known.

use std::collections::BTreeMap;

use super::compose::{Wish, seat_base};
use crate::{
    domain::company::GateState,
    ledger::{
        View,
        assessment::{Prospect, RankBy, rank},
    },
    scoring::PlacementBasis,
    text::run::RunText,
    words,
};

words! {
    /// Why a company is not on the list.
    pub enum Exclusion {
        /// Another base, sector or tier was asked for.
        Filter = "filter",
        /// A local firm: an anchor of the chain, not a prospect.
        Local = "local",
        /// A gate fails.
        Gate = "gate",
        /// It only trades, and nobody confirmed its place.
        Trader = "trader",
        /// Others come first.
        Rank = "rank",
    }
}

impl Exclusion {
    /// The reason in words, for a list of `top` companies.
    pub fn words(self, top: usize) -> RunText {
        match self {
            Self::Filter => RunText::LeftOutFilter,
            Self::Local => RunText::LeftOutLocal,
            Self::Gate => RunText::LeftOutGate,
            Self::Trader => RunText::LeftOutTrader,
            Self::Rank => RunText::LeftOutRank { top },
        }
    }
}

/// Rows of a view, sorted out. Every row stands in exactly one of `chosen` and the lists of `left_out`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Choice {
    /// On the list, in order.
    pub chosen: Vec<usize>,
    /// Not on the list, by reason, each in order.
    pub left_out: BTreeMap<Exclusion, Vec<usize>>,
    /// Points of the last company on the list in what the list is ordered by. None when nobody was left out by rank,
    /// and for an order by priority, which is not on the scale of the value.
    pub cut_off: Option<f64>,
    /// On the list, but their interval reaches below the cut-off.
    pub may_fall: Vec<usize>,
    /// Left out by rank, but their interval reaches above the cut-off.
    pub may_rise: Vec<usize>,
}

/// Sorts every company out.
///
/// Local firms, traders and companies that fail a gate are left out; gates nobody checked do not keep a company off the
/// list, they are marked on it.
pub fn choose(view: &View, wish: &Wish) -> Choice {
    let companies = &view.snapshot.companies;
    let prospects = &view.assessment.prospects;
    let name = |row: usize| companies.row(row).map_or("", |company| &*company.name);
    let local = view.local_firms();
    let mut choice = Choice::default();
    for row in rank(prospects, wish.order(), name).rows {
        let (Some(prospect), Some(fit)) = (prospects.get(row), view.fits.get(row)) else { continue };
        let reason = if local.contains(&prospect.company) {
            Some(Exclusion::Local)
        } else if !asked_for(view, prospect, wish) {
            Some(Exclusion::Filter)
        } else if prospect.gate == GateState::Fail {
            Some(Exclusion::Gate)
        } else if fit.trader && prospect.placed_by != PlacementBasis::Confirmed {
            Some(Exclusion::Trader)
        } else if choice.chosen.len() >= wish.top {
            Some(Exclusion::Rank)
        } else {
            None
        };
        match reason {
            Some(reason) => choice.left_out.entry(reason).or_default().push(row),
            None => choice.chosen.push(row),
        }
    }
    choice.mark_cut_off(prospects, wish.order());
    choice
}

impl Choice {
    fn mark_cut_off(&mut self, prospects: &[Prospect], by: RankBy) {
        let behind = self.left_out.get(&Exclusion::Rank).map_or(&[][..], Vec::as_slice);
        let last = self.chosen.last().and_then(|row| prospects.get(*row));
        let points = last.filter(|_| !behind.is_empty()).and_then(|prospect| match by {
            RankBy::Value => Some(prospect.value),
            RankBy::Cautious => Some(prospect.low),
            RankBy::Optimistic => Some(prospect.high),
            RankBy::Priority => None,
        });
        let Some(cut) = points else { return };
        let straddles =
            |row: &usize| prospects.get(*row).is_some_and(|prospect| prospect.low < cut && cut < prospect.high);
        let may_rise = behind.iter().copied().filter(straddles).collect();
        self.may_fall = self.chosen.iter().copied().filter(straddles).collect();
        self.may_rise = may_rise;
        self.cut_off = Some(cut);
    }
}

fn asked_for(view: &View, prospect: &Prospect, wish: &Wish) -> bool {
    let seat = || seat_base(&view.policy.plan, prospect, wish.level);
    let base = wish.base.as_ref().is_none_or(|base| seat().is_some_and(|seat| seat.id == *base));
    base && wish.sector.as_ref().is_none_or(|sector| prospect.sector.as_ref() == Some(sector))
        && wish.tier.is_none_or(|tier| prospect.tier.tier == tier)
}
