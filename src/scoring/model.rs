//! The scoring model as data: criteria, weights, value curves, factors, classes, tiers, assumptions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    check::{self, ModelError},
    sorting::Class,
};
use crate::domain::{
    company::HonourKind,
    fact::Metric,
    fit::Role,
    lead::Stage,
    plan::{Horizon, Name, Tier},
    units::Unit,
};

/// Where a figure comes from: a heading of the plan, a document with its date, or 假设.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Source(pub String);

impl Source {
    /// Whether the figure is a working assumption rather than something read somewhere.
    pub fn is_assumption(&self) -> bool {
        self.0.contains("假设")
    }
}

/// A figure with its source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Value.
    pub value: f64,
    /// Source.
    pub source: Source,
}

/// The whole model. Read with [`Model::from_toml`], which refuses what does not hold together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Word of the model.
    pub id: String,
    /// Title.
    pub name: Name,
    /// Share of known weight below which a company is labelled 资料不足.
    pub low_coverage: Figure,
    /// β: what a place between minimum and maximum of a slot is worth beside one below the minimum.
    pub beta: Figure,
    /// Known values a peer group needs before its mean stands for a missing one.
    pub peers_needed: Figure,
    /// Criteria groups, in the order of summation.
    pub groups: Vec<Group>,
    /// Factor of each horizon.
    pub horizons: Vec<HorizonFactor>,
    /// Factor of each role.
    pub roles: Vec<RoleFactor>,
    /// Classes A/B/C.
    pub sorting: Sorting,
    /// Tier rules, first match wins.
    pub tiers: Vec<TierRule>,
    /// Assumed chance to reach 落地 from each open stage.
    pub stages: Vec<StageChance>,
    /// What a filled seat of each tier is worth.
    pub slot_values: Vec<SlotValue>,
}

/// A group of criteria.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Word.
    pub id: String,
    /// Name.
    pub name: Name,
    /// Weight among the groups; they sum to 1.
    pub weight: f64,
    /// Source of the weight.
    pub source: Source,
    /// Criteria, in the order of summation.
    pub criteria: Vec<Criterion>,
}

/// What a criterion looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// Strength of the segment, at most what the role allows, × horizon.
    SectorFit,
    /// Whether the product fills, strengthens or extends the local chain.
    Chain,
    /// A fact.
    Metric(Metric),
}

/// One criterion with its value function.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Word; unique in the model.
    pub id: String,
    /// Name.
    pub name: Name,
    /// Weight within the group; they sum to 1.
    pub weight: f64,
    /// Source of the criterion and its weight.
    pub source: Source,
    /// What it looks at.
    pub input: Input,
    /// Value function of a number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<Breakpoint>,
    /// Value of each word of a scale.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// Shape around an accepted threshold: 0 at 0, `v` at the threshold, 1 at `full_at` times it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub around: Option<Around>,
    /// The accepted threshold, in the unit of the metric; without one a criterion with `around` is inactive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Figure>,
    /// What is looked at instead where plant is rented: it has no mu.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rented: Option<Rented>,
    /// Words that an honour proves when no fact is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub implied: Vec<Implied>,
}

/// A breakpoint of a value function.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breakpoint {
    /// Number in the metric's unit.
    pub x: f64,
    /// Value in [0, 1].
    pub v: f64,
    /// Source.
    pub source: Source,
}

/// Value of a word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Word of the metric's scale.
    pub word: String,
    /// Value in [0, 1].
    pub v: f64,
    /// Source.
    pub source: Source,
}

/// Value curve that hangs on a threshold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Around {
    /// Value at the threshold, in [0, 1].
    pub v: f64,
    /// Multiple of the threshold that earns the full value; above 1.
    pub full_at: f64,
    /// Source.
    pub source: Source,
}

/// The same question asked of a firm in rented plant, by another measure with a threshold of its own.
///
/// Source: field practice, 西昌: 租用标准厂房 is asked for tax and investment per thousand square metres.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rented {
    /// What is looked at.
    pub metric: Metric,
    /// The accepted threshold, in the unit of the metric; without one the criterion does not apply to rented plant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Figure>,
    /// Source.
    pub source: Source,
}

/// A word proven by an honour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Implied {
    /// Honour.
    pub honour: HonourKind,
    /// Word it proves.
    pub word: String,
    /// Source.
    pub source: Source,
}

/// Factor of a horizon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HorizonFactor {
    /// Horizon.
    pub horizon: Horizon,
    /// Factor in [0, 1].
    pub factor: f64,
    /// Source.
    pub source: Source,
}

/// What a role allows at most of the fit with the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleFactor {
    /// Role.
    pub role: Role,
    /// Factor in [0, 1].
    pub factor: f64,
    /// Source.
    pub source: Source,
}

/// Profiles of the classes A and B, over groups; what reaches neither is C.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sorting {
    /// Weight of the groups that must reach a profile.
    pub majority: f64,
    /// Source.
    pub source: Source,
    /// Lower profiles, best class first.
    pub classes: Vec<ClassProfile>,
    /// A group below its limit puts the company in C.
    #[serde(default)]
    pub vetoes: Vec<Veto>,
}

/// Lower profile of a class.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassProfile {
    /// Class.
    pub class: Class,
    /// Least value of each group, by its word.
    pub reach: BTreeMap<String, f64>,
    /// Source.
    pub source: Source,
}

/// A fatal weakness.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Veto {
    /// Word of the group.
    pub group: String,
    /// Values below this are fatal.
    pub below: f64,
    /// Source.
    pub source: Source,
}

/// A tier and what proves it; a rule without conditions takes everybody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierRule {
    /// Tier.
    pub tier: Tier,
    /// Any of these honours, valid at the day of judgement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub honours: Vec<HonourKind>,
    /// Or revenue of at least this many 万元.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revenue_at_least: Option<f64>,
    /// Source.
    pub source: Source,
}

/// Assumed chance of a stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageChance {
    /// Open stage.
    pub stage: Stage,
    /// Chance to reach 落地, in [0, 1].
    pub p: f64,
    /// Source.
    pub source: Source,
}

/// Value of a filled seat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlotValue {
    /// Tier.
    pub tier: Tier,
    /// Value, in the unit of the director's own comparison (龙头 = 100).
    pub value: f64,
    /// Source.
    pub source: Source,
}

impl Model {
    /// Reads a model file; `file` is the name shown in errors.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, ModelError> {
        check::read(text, file)
    }

    /// The model as TOML text that [`Model::from_toml`] reads back to an equal model.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        // By way of a value: tables may then stand before plain fields, which the format itself does not allow.
        toml::to_string_pretty(&toml::Table::try_from(self)?)
    }

    /// Criteria with the place of their group, in the order of summation.
    pub fn criteria(&self) -> impl Iterator<Item = (usize, &Criterion)> {
        self.groups
            .iter()
            .enumerate()
            .flat_map(|(place, group)| group.criteria.iter().map(move |criterion| (place, criterion)))
    }

    /// Value of a filled seat of a tier; 0 when the model names none (the loader asks for all).
    pub fn slot_value(&self, tier: Tier) -> f64 {
        self.slot_values.iter().find(|entry| entry.tier == tier).map_or(0.0, |entry| entry.value)
    }
}

impl Criterion {
    /// Whether it takes part in the score: it has anchors, so a number or word can be given a value.
    ///
    /// The weight of an inactive criterion moves to its neighbours, and the card says so.
    pub fn is_active(&self) -> bool {
        match self.input {
            Input::SectorFit => true,
            Input::Chain => !self.choices.is_empty(),
            Input::Metric(metric) if metric.unit() == Unit::Choice => !self.choices.is_empty(),
            Input::Metric(_) => !self.points.is_empty() || self.around.is_some() && self.threshold.is_some(),
        }
    }

    /// The breakpoints in force: those written, or those that hang on the accepted threshold.
    pub fn breakpoints(&self) -> Vec<Breakpoint> {
        match (&self.around, &self.threshold) {
            (Some(around), Some(threshold)) if self.points.is_empty() => around.breakpoints(threshold),
            _ => self.points.clone(),
        }
    }

    /// The breakpoints in force where plant is rented; none = the criterion does not apply there.
    pub fn rented_breakpoints(&self) -> Vec<Breakpoint> {
        let threshold = self.rented.as_ref().and_then(|rented| rented.threshold.as_ref());
        self.around.as_ref().zip(threshold).map_or_else(Vec::new, |(around, threshold)| around.breakpoints(threshold))
    }
}

impl Around {
    /// The curve around a threshold.
    fn breakpoints(&self, threshold: &Figure) -> Vec<Breakpoint> {
        vec![
            Breakpoint { x: 0.0, v: 0.0, source: self.source.clone() },
            Breakpoint { x: threshold.value, v: self.v, source: threshold.source.clone() },
            Breakpoint { x: threshold.value * self.full_at, v: 1.0, source: self.source.clone() },
        ]
    }
}
