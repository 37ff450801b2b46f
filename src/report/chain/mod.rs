//! The picture of the chain: sector, segment, product, and how far each is covered.

// Tests may panic.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod draw;
mod layout;
mod poster;

pub use draw::{Detail, cover_ink, cover_sign, horizon_words, legend, picture, relation_words, words_of};
pub use layout::{Layout, Node, layout};
pub use poster::{Poster, poster};

use crate::{
    domain::{
        ids::SectorId,
        plan::{Plan, Sector, SectorAim},
    },
    ledger::chain_map::ChainMap,
    text::{Lang, Say as _, chain::ChainText as T},
};

/// Which part of the chain is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// Only one sector.
    pub sector: Option<SectorId>,
    /// Without the traditional sectors.
    pub attracted_only: bool,
}

impl Chosen {
    /// Whether a sector is shown; of a base its sectors, and those of which it has a project all the same. The
    /// traditional ones are anchors: they stand beside every base, unless only one sector is asked for or they are
    /// left out.
    pub fn shows(&self, plan: &Plan, map: &ChainMap, sector: &Sector) -> bool {
        if let Some(only) = &self.sector {
            return sector.id == *only;
        }
        if sector.aim == SectorAim::Consolidate {
            return !self.attracted_only;
        }
        let Some(base) = map.base.as_ref().and_then(|base| plan.base(base)) else { return true };
        let has_project =
            || map.sectors.get(&sector.id).is_some_and(|tally| !tally.landed.is_empty() || !tally.open.is_empty());
        base.sectors.contains(&sector.id) || has_project()
    }

    /// What the picture is narrowed to, in words; empty = nothing.
    pub fn narrowed(&self, plan: &Plan, map: &ChainMap, lang: Lang) -> String {
        let sector = self.sector.as_ref().and_then(|sector| plan.sector(sector));
        let base = map.base.as_ref().and_then(|base| plan.base(base));
        let mut parts = Vec::new();
        parts.extend(sector.map(|sector| sector.name.in_lang(lang).to_owned()));
        parts.extend(base.map(|base| T::OfBase { base: base.name.in_lang(lang).to_owned() }.say(lang)));
        parts.join(" · ")
    }
}

#[cfg(test)]
mod tests;
