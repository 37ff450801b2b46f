//! The picture of the chain: sector, segment, product, and how far each is covered.

// Tests may panic.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod draw;
mod layout;
mod poster;

pub use draw::{Detail, cover_ink, cover_sign, horizon_words, legend, picture, relation_words, words_of};
pub use layout::{Layout, Node, layout};
pub use poster::{Poster, poster};

use crate::domain::{
    ids::{BaseId, SectorId},
    plan::{Plan, Sector, SectorAim},
};

/// Which part of the chain is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// Only the sectors of a base.
    pub base: Option<BaseId>,
    /// Only one sector.
    pub sector: Option<SectorId>,
    /// Without the traditional sectors.
    pub attracted_only: bool,
}

impl Chosen {
    /// Whether a sector is shown. The traditional ones are anchors: they stand beside every base, unless only one
    /// sector is asked for or they are left out.
    pub fn shows(&self, plan: &Plan, sector: &Sector) -> bool {
        if let Some(only) = &self.sector {
            return sector.id == *only;
        }
        if sector.aim == SectorAim::Consolidate {
            return !self.attracted_only;
        }
        let base = self.base.as_ref().and_then(|base| plan.base(base));
        base.is_none_or(|base| base.sectors.contains(&sector.id))
    }
}
