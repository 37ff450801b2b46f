//! Versions of plan, model and catalogue, kept whole as readable text, so every score can name what it was made with.

use super::{
    ids::{CatalogueVersionId, ModelVersionId, PeerVersionId, PlanVersionId, RulesVersionId},
    record::Text,
};
use crate::record;

record! {
    /// A version of the plan.
    pub struct PlanVersion(PlanVersionId) in PlanVersion {
        /// Title.
        title: Text,
        /// Plan file, TOML.
        content: Text,
        /// SHA-256 of the content, hex.
        sha256: Text,
    }
}

record! {
    /// A version of the scoring model.
    pub struct ModelVersion(ModelVersionId) in ModelVersion {
        /// Title.
        title: Text,
        /// Model file, TOML.
        content: Text,
        /// SHA-256 of the content, hex.
        sha256: Text,
    }
}

record! {
    /// A version of the chain catalogue.
    pub struct CatalogueVersion(CatalogueVersionId) in CatalogueVersion {
        /// Title.
        title: Text,
        /// Catalogue file, TOML.
        content: Text,
        /// SHA-256 of the content, hex.
        sha256: Text,
    }
}

record! {
    /// A version of the table of peer means: what an unknown is estimated by. Recomputed only on request.
    pub struct PeerVersion(PeerVersionId) in PeerVersion {
        /// Title.
        title: Text,
        /// Table, JSON.
        content: Text,
        /// SHA-256 of the content, hex.
        sha256: Text,
    }
}

record! {
    /// A version of the pipeline rules: stages in use, legal moves, clocks, counting.
    pub struct RulesVersion(RulesVersionId) in RulesVersion {
        /// Title.
        title: Text,
        /// Rules file, TOML.
        content: Text,
        /// SHA-256 of the content, hex.
        sha256: Text,
    }
}
