//! What companies are judged by: the active plan, model, catalogue and peer means, compiled, with their stamps.

use std::sync::Arc;

use thiserror::Error;

use super::{Snapshot, action::sha256_hex, reproduce::ReproduceError, snapshot::rules_of};
use crate::{
    domain::{
        plan::{Plan, PlanError},
        versions::{CatalogueVersion, ModelVersion, PeerVersion, PlanVersion, RulesVersion},
        workspace::SettingName,
    },
    matching::{CatalogueError, CatalogueSpec, Matcher},
    pipeline::{Rules, RulesError, rules::SHIPPED_RULES},
    scoring::{Model, ModelError, PeerTable},
};

/// Names one version beyond doubt.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamp {
    /// Title.
    pub title: String,
    /// SHA-256 of the text, hex; empty for peer means that were never computed.
    pub sha256: String,
}

/// Plan, model, catalogue and peer means in force.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Plan.
    pub plan: Arc<Plan>,
    /// Model.
    pub model: Arc<Model>,
    /// Compiled catalogue.
    pub matcher: Arc<Matcher>,
    /// Peer means; empty when none were computed.
    pub peers: Arc<PeerTable>,
    /// Pipeline rules.
    pub rules: Arc<Rules>,
    /// Version of the plan.
    pub plan_stamp: Stamp,
    /// Version of the model.
    pub model_stamp: Stamp,
    /// Version of the catalogue.
    pub catalogue_stamp: Stamp,
    /// Version of the peer means.
    pub peers_stamp: Stamp,
    /// Version of the pipeline rules: their usual stays date the chances.
    pub rules_stamp: Stamp,
}

/// Why companies cannot be judged.
#[derive(Debug, Error)]
pub enum PolicyError {
    /// The workspace names no active version.
    #[error("no active {0}")]
    Missing(SettingName),
    /// The plan cannot be read.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The model cannot be read.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The catalogue cannot be read.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The pipeline rules cannot be read.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The peer means cannot be read.
    #[error("peer means: {0}")]
    Peers(#[from] serde_json::Error),
}

impl Policy {
    /// The versions of everything companies are judged by.
    pub const fn stamps(&self) -> [&Stamp; 5] {
        [&self.plan_stamp, &self.model_stamp, &self.catalogue_stamp, &self.peers_stamp, &self.rules_stamp]
    }

    /// The versions a workspace has made active.
    pub fn of(snapshot: &Snapshot) -> Result<Self, PolicyError> {
        Self::after(None, snapshot)
    }

    /// The same, taking over the compiled catalogue of an earlier policy where it is of the same version: compiling it
    /// takes most of a second.
    pub fn after(before: Option<&Self>, snapshot: &Snapshot) -> Result<Self, PolicyError> {
        let plan = snapshot.active_plan().ok_or(PolicyError::Missing(SettingName::ActivePlan))?;
        let model = snapshot.active_model().ok_or(PolicyError::Missing(SettingName::ActiveModel))?;
        let catalogue = snapshot.active_catalogue().ok_or(PolicyError::Missing(SettingName::ActiveCatalogue))?;
        let known = before.filter(|before| *before.catalogue_stamp.sha256 == *catalogue.sha256);
        let matcher = known.map(|before| Arc::clone(&before.matcher));
        let rules = stamped_rules(snapshot.active_rules())?;
        Self::made_of(plan, model, catalogue, snapshot.active_peers(), rules, matcher)
    }

    /// The versions that a score record names by the SHA-256 of plan, model, catalogue, peer means (empty = none) and
    /// pipeline rules (none = those in force: the first records did not name them).
    pub(super) fn stamped(
        snapshot: &Snapshot,
        stamps: &[String; 3],
        peers: &str,
        rules: Option<&str>,
    ) -> Result<Self, ReproduceError> {
        let [plan, model, catalogue] = stamps;
        let gone = |stamp: &str| ReproduceError::VersionGone(stamp.to_owned());
        let plan = snapshot.plans.iter().find(|one| *one.sha256 == **plan).ok_or_else(|| gone(plan))?;
        let model = snapshot.models.iter().find(|one| *one.sha256 == **model).ok_or_else(|| gone(model))?;
        let catalogue =
            snapshot.catalogues.iter().find(|one| *one.sha256 == **catalogue).ok_or_else(|| gone(catalogue))?;
        let peers = match peers {
            "" => None,
            stamp => Some(snapshot.peers.iter().find(|one| *one.sha256 == *stamp).ok_or_else(|| gone(stamp))?),
        };
        let rules = match rules {
            None => stamped_rules(snapshot.active_rules())?,
            Some(stamp) => match snapshot.rules.iter().find(|one| *one.sha256 == *stamp) {
                Some(version) => stamped_rules(Some(version))?,
                // Rules nobody changed are not in the workspace; the program has them, unless it has others by now.
                None => Some(stamped_rules(None)?).filter(|(_, own)| own.sha256 == stamp).ok_or_else(|| gone(stamp))?,
            },
        };
        Ok(Self::made_of(plan, model, catalogue, peers, rules, None)?)
    }

    fn made_of(
        plan: &PlanVersion,
        model: &ModelVersion,
        catalogue: &CatalogueVersion,
        peers: Option<&PeerVersion>,
        (rules, rules_stamp): (Rules, Stamp),
        matcher: Option<Arc<Matcher>>,
    ) -> Result<Self, PolicyError> {
        let (peers, peers_stamp) = match peers {
            None => (PeerTable::default(), Stamp::default()),
            Some(version) => (serde_json::from_str(&version.content)?, stamp(&version.title, &version.sha256)),
        };
        let matcher = match matcher {
            Some(known) => known,
            None => Arc::new(Matcher::new(&CatalogueSpec::from_toml(&catalogue.content, &catalogue.title)?)?),
        };
        Ok(Self {
            plan: Arc::new(Plan::from_toml(&plan.content, &plan.title)?),
            model: Arc::new(Model::from_toml(&model.content, &model.title)?),
            matcher,
            peers: Arc::new(peers),
            rules: Arc::new(rules),
            plan_stamp: stamp(&plan.title, &plan.sha256),
            model_stamp: stamp(&model.title, &model.sha256),
            catalogue_stamp: stamp(&catalogue.title, &catalogue.sha256),
            peers_stamp,
            rules_stamp,
        })
    }
}

/// The rules of a version, or those the program ships with, with their stamp.
fn stamped_rules(version: Option<&RulesVersion>) -> Result<(Rules, Stamp), PolicyError> {
    let stamp = match version {
        Some(version) => stamp(&version.title, &version.sha256),
        None => stamp("", &sha256_hex(SHIPPED_RULES)),
    };
    Ok((rules_of(version)?, stamp))
}

fn stamp(title: &str, sha256: &str) -> Stamp {
    Stamp { title: title.to_owned(), sha256: sha256.to_owned() }
}
