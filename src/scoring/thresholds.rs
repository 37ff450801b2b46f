//! The library of thresholds: what places have asked of projects, or found in firms, with date, source, numerator,
//! unit and direction. A criterion takes one only when somebody accepts it.
//!
//! Units are converted and the conversion is shown; what is measured differently is never converted into another: not
//! output into value added, not total into fixed-asset investment, not rented plant into land.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::model::{Figure, Source};
use crate::{domain::fact::Metric, words};

/// The library the program ships with.
pub const LIBRARY: &str = include_str!("../../seeds/thresholds.toml");

words! {
    /// What a threshold is.
    pub enum ThresholdKind {
        /// 准入: asked of projects that want to come.
        Admission = "admission",
        /// 平均: found in firms at work.
        Average = "average",
        /// 目标.
        Goal = "goal",
    }
}

words! {
    /// What is measured.
    pub enum Measure {
        /// Investment on land of one's own.
        InvestmentPerLand = "investment_per_land",
        /// Output on land of one's own.
        OutputPerLand = "output_per_land",
        /// Tax on land of one's own.
        TaxPerLand = "tax_per_land",
        /// Investment in rented plant.
        InvestmentPerPlant = "investment_per_plant",
        /// Tax from rented plant.
        TaxPerPlant = "tax_per_plant",
        /// Value added for the energy used, or its reciprocal.
        ValueAddedPerEnergy = "value_added_per_energy",
        /// Energy for the output; says nothing about value added.
        EnergyPerOutput = "energy_per_output",
    }
}

words! {
    /// Which investment stands above the line.
    pub enum Basis {
        /// 固定资产投资
        Fixed = "fixed",
        /// 总投资
        Total = "total",
        /// The source does not say.
        Unstated = "unstated",
    }
}

words! {
    /// The direction of a threshold.
    pub enum ThresholdSense {
        /// ≥
        AtLeast = "at_least",
        /// ≤
        AtMost = "at_most",
    }
}

words! {
    /// Unit as the source writes it.
    pub enum ThresholdUnit {
        /// 万元/亩
        WanPerMu = "wan_per_mu",
        /// 万元/公顷
        WanPerHectare = "wan_per_hectare",
        /// 万元/千㎡
        WanPerThousandSquareMetres = "wan_per_thousand_m2",
        /// 万元/吨标煤
        WanPerTce = "wan_per_tce",
        /// 吨标煤/万元
        TcePerWan = "tce_per_wan",
    }
}

/// A threshold as published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Word; unique in the library.
    pub id: String,
    /// Place.
    pub place: String,
    /// Year it was published or holds for; none = the source names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// Industry it holds for; empty = any.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub industry: String,
    /// What it is.
    pub kind: ThresholdKind,
    /// What is measured.
    pub measure: Measure,
    /// Which investment; none where no investment is measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Direction, in the unit of the source.
    pub sense: ThresholdSense,
    /// Number, in the unit of the source.
    pub value: f64,
    /// Unit of the source.
    pub unit: ThresholdUnit,
    /// Where it was read.
    pub source: Source,
    /// What else to know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// How a number came into the unit of the criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// It was in it.
    None,
    /// 公顷 → 亩: divided by 15.
    HectareToMu,
    /// Energy per value → value per energy: the reciprocal; the direction turns with it.
    Reciprocal,
}

/// A threshold in the unit of a criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Converted {
    /// Number, in the metric's unit.
    pub value: f64,
    /// Direction.
    pub sense: ThresholdSense,
    /// How it came about.
    pub conversion: Conversion,
}

/// Why a threshold does not suit a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It measures something else.
    OtherMeasure,
    /// It counts total investment, the criterion fixed-asset investment (or the other way round).
    OtherBasis,
    /// The source does not say which investment it counts: to be settled before it is used.
    BasisUnstated,
}

/// What is wrong with a library file.
#[derive(Debug, Error)]
pub enum LibraryError {
    /// Not TOML, or a field is missing or unknown.
    #[error(transparent)]
    Syntax(#[from] toml::de::Error),
    /// Two entries of one word.
    #[error("{0} stands twice")]
    Twice(String),
    /// An entry whose figure, source or basis cannot be.
    #[error("{0} does not hold together")]
    Unsound(String),
}

/// All thresholds of a file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Library {
    /// In the order of the file.
    pub thresholds: Vec<Threshold>,
}

impl Library {
    /// Reads a library file.
    pub fn from_toml(text: &str) -> Result<Self, LibraryError> {
        let library: Self = toml::from_str(text)?;
        let mut words = std::collections::BTreeSet::new();
        for entry in &library.thresholds {
            if !words.insert(entry.id.as_str()) {
                return Err(LibraryError::Twice(entry.id.clone()));
            }
            if !entry.is_sound() {
                return Err(LibraryError::Unsound(entry.id.clone()));
            }
        }
        Ok(library)
    }

    /// The entries that could serve a criterion of this metric, with the number in its unit or why they may not.
    ///
    /// Nearest first: those that fit before those that do not, the latest year first.
    pub fn for_metric(&self, metric: Metric) -> Vec<(&Threshold, Result<Converted, Unfit>)> {
        let mut found: Vec<_> = self
            .thresholds
            .iter()
            .map(|entry| (entry, entry.for_metric(metric)))
            .filter(|(_, fits)| *fits != Err(Unfit::OtherMeasure))
            .collect();
        found.sort_by_key(|(entry, fits)| (fits.is_err(), std::cmp::Reverse(entry.year)));
        found
    }
}

impl Threshold {
    fn is_sound(&self) -> bool {
        let measures_investment = matches!(self.measure, Measure::InvestmentPerLand | Measure::InvestmentPerPlant);
        let unit_fits = match self.measure {
            Measure::InvestmentPerLand | Measure::OutputPerLand | Measure::TaxPerLand => {
                matches!(self.unit, ThresholdUnit::WanPerMu | ThresholdUnit::WanPerHectare)
            }
            Measure::InvestmentPerPlant | Measure::TaxPerPlant => {
                self.unit == ThresholdUnit::WanPerThousandSquareMetres
            }
            Measure::ValueAddedPerEnergy => matches!(self.unit, ThresholdUnit::WanPerTce | ThresholdUnit::TcePerWan),
            Measure::EnergyPerOutput => self.unit == ThresholdUnit::TcePerWan,
        };
        self.value.is_finite()
            && self.value > 0.0
            && !self.source.0.trim().is_empty()
            && self.basis.is_some() == measures_investment
            && unit_fits
    }

    /// In the unit of a metric, or why it may not serve there.
    pub fn for_metric(&self, metric: Metric) -> Result<Converted, Unfit> {
        match (metric, self.measure) {
            (Metric::OutputPerMu, Measure::OutputPerLand)
            | (Metric::TaxPerMu, Measure::TaxPerLand)
            | (Metric::TaxPerPlant, Measure::TaxPerPlant)
            | (Metric::ValueAddedPerTce, Measure::ValueAddedPerEnergy) => {}
            (Metric::FixedInvestmentPerMu | Metric::TotalInvestmentPerMu, Measure::InvestmentPerLand)
            | (Metric::FixedInvestmentPerPlant, Measure::InvestmentPerPlant) => {
                let wanted = if metric == Metric::TotalInvestmentPerMu { Basis::Total } else { Basis::Fixed };
                match self.basis {
                    Some(basis) if basis == wanted => {}
                    Some(Basis::Unstated) | None => return Err(Unfit::BasisUnstated),
                    Some(_) => return Err(Unfit::OtherBasis),
                }
            }
            _ => return Err(Unfit::OtherMeasure),
        }
        Ok(self.converted())
    }

    /// In the program's unit of what it measures.
    pub fn converted(&self) -> Converted {
        let (value, sense) = (self.value, self.sense);
        match self.unit {
            ThresholdUnit::WanPerHectare => {
                Converted { value: value / 15.0, sense, conversion: Conversion::HectareToMu }
            }
            ThresholdUnit::TcePerWan if self.measure == Measure::ValueAddedPerEnergy => {
                let turned = match sense {
                    ThresholdSense::AtLeast => ThresholdSense::AtMost,
                    ThresholdSense::AtMost => ThresholdSense::AtLeast,
                };
                Converted { value: 1.0 / value, sense: turned, conversion: Conversion::Reciprocal }
            }
            _ => Converted { value, sense, conversion: Conversion::None },
        }
    }

    /// As the figure a criterion takes, in three digits as thresholds are written; `source` says where it is from.
    pub fn figure(converted: Converted, source: String) -> Figure {
        Figure { value: (converted.value * 1e3).round() / 1e3, source: Source(source) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> Library {
        Library::from_toml(LIBRARY).unwrap()
    }

    fn entry(id: &str) -> Threshold {
        library().thresholds.into_iter().find(|entry| entry.id == id).unwrap()
    }

    #[test]
    fn hectares_become_mu_as_the_source_itself_says() {
        // The source prints both: 2250 万元/公顷 (150 万元/亩), 2370 (158) and 88 (5.87).
        for (id, metric, expected) in [
            ("kaizhou_2024_investment", Metric::FixedInvestmentPerMu, 150.0),
            ("kaizhou_2024_output", Metric::OutputPerMu, 158.0),
            ("kaizhou_2024_tax", Metric::TaxPerMu, 5.867),
        ] {
            let entry = entry(id);
            let converted = entry.for_metric(metric).unwrap();
            assert_eq!(converted.conversion, Conversion::HectareToMu);
            assert_eq!(Threshold::figure(converted, "source".into()).value, expected);
        }
    }

    #[test]
    fn energy_per_value_is_turned_with_its_direction_and_never_taken_for_energy_per_output() {
        let park = entry("near_zero_park_energy");
        let converted = park.for_metric(Metric::ValueAddedPerTce).unwrap();
        assert!((converted.value - 2.857_142_857).abs() < 1e-9);
        assert_eq!((converted.sense, converted.conversion), (ThresholdSense::AtLeast, Conversion::Reciprocal));
        assert_eq!(entry("kaizhou_2024_energy").for_metric(Metric::ValueAddedPerTce), Err(Unfit::OtherMeasure));
        // 2.24 万元/tce is .446 tce/万元.
        let goal = entry("chongqing_2027_energy").for_metric(Metric::ValueAddedPerTce).unwrap();
        assert!((1.0 / goal.value - 0.446).abs() < 5e-4);
    }

    #[test]
    fn numerators_and_land_modes_are_kept_apart() {
        let total = entry("liaocheng_2013_investment");
        assert_eq!(total.for_metric(Metric::FixedInvestmentPerMu), Err(Unfit::OtherBasis));
        assert_eq!(total.for_metric(Metric::TotalInvestmentPerMu).unwrap().value, 300.0);
        let unsaid = entry("fuzhou_2024_investment");
        assert_eq!(unsaid.for_metric(Metric::FixedInvestmentPerMu), Err(Unfit::BasisUnstated));
        assert_eq!(entry("xichang_rented_tax").for_metric(Metric::TaxPerMu), Err(Unfit::OtherMeasure));
        let library = library();
        let offered = library.for_metric(Metric::FixedInvestmentPerMu);
        assert_eq!(offered[0].0.id, "kaizhou_2024_investment");
        assert!(offered.iter().any(|(_, fits)| *fits == Err(Unfit::OtherBasis)));
        let first_unfit = offered.iter().position(|(_, fits)| fits.is_err()).unwrap();
        assert!(offered[first_unfit..].iter().all(|(_, fits)| fits.is_err()));
    }

    #[test]
    fn unsound_entries_are_refused() {
        let broken = |from: &str, to: &str| {
            assert!(LIBRARY.contains(from));
            Library::from_toml(&LIBRARY.replacen(from, to, 1)).unwrap_err().to_string()
        };
        assert!(broken("id = \"kaizhou_2024_output\"", "id = \"kaizhou_2024_investment\"").contains("twice"));
        assert!(broken("value = 2250.0", "value = -1.0").contains("kaizhou_2024_investment"));
        assert!(broken("basis = \"fixed\"\n", "").contains("kaizhou_2024_investment"));
        assert!(
            broken("value = 88.0\nunit = \"wan_per_hectare\"", "value = 88.0\nunit = \"wan_per_tce\"").contains("tax")
        );
    }
}
