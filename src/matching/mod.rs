//! Text → segments of the chain, with the words that show it. Pure: knows the plan, no files, no store.
//!
//! A [`CatalogueSpec`] (terms per product, segment and out-of-scope family) is compiled into a [`Matcher`]. Matching
//! folds a text ([`fold`]), finds terms and cues in one pass ([`lexicon`]), reads roles and negation clause by clause
//! ([`clauses`]), weighs each hit and lets the sectors compete ([`weigh`]). [`local`] learns suggestions from people's
//! corrections; [`preview`] says which companies a changed catalogue would move; a [`TermEdit`] is one such change.

mod clauses;
mod cues;
mod edit;
mod fold;
mod lexicon;
pub mod local;
mod matcher;
pub mod preview;
mod spec;
#[cfg(test)]
mod tests;
mod weigh;

pub use edit::{Entry, NodeAt, TermEdit};
pub use matcher::{MatchText, Matcher, Scratch};
pub use spec::{CatalogueError, CatalogueSpec, NodeSpec, OUT_OF_SCOPE, TermFault, fault_of};
pub use weigh::Verdict;

/// The catalogue the program ships with, one file per part of the plan.
const SEEDS: &[(&str, &str)] = &[
    ("seeds/catalogue/ev_parts.toml", include_str!("../../seeds/catalogue/ev_parts.toml")),
    ("seeds/catalogue/smart_equipment.toml", include_str!("../../seeds/catalogue/smart_equipment.toml")),
    ("seeds/catalogue/new_materials.toml", include_str!("../../seeds/catalogue/new_materials.toml")),
    ("seeds/catalogue/semiconductor.toml", include_str!("../../seeds/catalogue/semiconductor.toml")),
    ("seeds/catalogue/traditional.toml", include_str!("../../seeds/catalogue/traditional.toml")),
    ("seeds/catalogue/out_of_scope.toml", include_str!("../../seeds/catalogue/out_of_scope.toml")),
];

/// The catalogue the program ships with.
pub fn seed_catalogue() -> Result<CatalogueSpec, CatalogueError> {
    let parts = SEEDS.iter().map(|(file, text)| CatalogueSpec::from_toml(text, file));
    Ok(CatalogueSpec::joined(parts.collect::<Result<Vec<_>, _>>()?))
}
