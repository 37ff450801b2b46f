//! What stands for a missing value in the point: the mean of the peers, from a versioned table.
//!
//! The table is made on request and stamped, so a new company changes nobody's point by itself.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::scorer::Scorer;
use crate::domain::{ids::SectorId, plan::Tier};

/// Means of known values by peer group; empty = no peer known.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PeerTable {
    /// Day it was made.
    pub made_on: Option<Date>,
    /// Rows.
    pub means: Vec<PeerMean>,
}

/// Mean of one criterion over one peer group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PeerMean {
    /// Tier and sector of the group; none = all companies.
    pub group: Option<(Tier, Option<SectorId>)>,
    /// Word of the criterion.
    pub criterion: String,
    /// Mean value in [0, 1].
    pub mean: f64,
    /// Companies it is the mean of.
    pub count: u32,
}

/// A value that stands for an unknown one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Value in [0, 1].
    pub v: f64,
    /// What it rests on.
    pub basis: EstimateBasis,
}

/// What a point value rests on; everything but `Known` is labelled *estimated*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EstimateBasis {
    /// It is known.
    Known,
    /// Weak evidence, such as the name alone.
    Hint,
    /// Mean of so many peers of the same tier and sector.
    Group(u32),
    /// Mean of so many companies of any kind.
    All(u32),
    /// No peer known: the middle of what is possible.
    Middle,
}

/// A peer table laid out for one model and plan.
#[derive(Debug, Clone)]
pub struct Peers {
    rows: BTreeMap<(Tier, Option<SectorId>), Vec<Estimate>>,
    all: Vec<Estimate>,
}

impl Peers {
    /// Lays out a table; groups with fewer known values than the model asks for fall back to all companies.
    pub fn new(table: &PeerTable, scorer: &Scorer<'_>) -> Self {
        let needed = scorer.model().peers_needed.value;
        let middle = Estimate { v: 0.5, basis: EstimateBasis::Middle };
        let place = |word: &str| scorer.criteria().position(|criterion| criterion.id == word);
        let usable = |row: &PeerMean| row.count > 0 && (0.0..=1.0).contains(&row.mean);
        let mut all = vec![middle; scorer.criteria().count()];
        for row in table.means.iter().filter(|row| row.group.is_none() && usable(row)) {
            if let Some(entry) = place(&row.criterion).and_then(|place| all.get_mut(place)) {
                *entry = Estimate { v: row.mean, basis: EstimateBasis::All(row.count) };
            }
        }
        let mut rows: BTreeMap<_, Vec<Estimate>> = BTreeMap::new();
        for row in table.means.iter().filter(|row| usable(row) && f64::from(row.count) >= needed) {
            let Some(group) = &row.group else { continue };
            let estimates = rows.entry(group.clone()).or_insert_with(|| all.clone());
            if let Some(entry) = place(&row.criterion).and_then(|place| estimates.get_mut(place)) {
                *entry = Estimate { v: row.mean, basis: EstimateBasis::Group(row.count) };
            }
        }
        Self { rows, all }
    }

    /// One estimate per active criterion for a company of this tier and sector.
    pub fn estimates(&self, tier: Tier, sector: Option<&SectorId>) -> &[Estimate] {
        if self.rows.is_empty() {
            return &self.all;
        }
        self.rows.get(&(tier, sector.cloned())).unwrap_or(&self.all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::testing::{default_model, small_plan};

    #[test]
    fn thin_groups_fall_back_to_all_and_nobody_to_the_middle() {
        let (plan, model) = (small_plan(), default_model());
        let scorer = Scorer::new(&plan, &model);
        let sector = SectorId::new("ev_parts");
        let row = |group, criterion: &str, mean, count| PeerMean { group, criterion: criterion.into(), mean, count };
        let group = Some((Tier::Growth, Some(sector.clone())));
        let table = PeerTable {
            made_on: None,
            means: vec![
                row(group.clone(), "rd_intensity", 0.8, 5),
                row(group, "rd_body", 0.9, 4),
                row(None, "rd_body", 0.3, 40),
            ],
        };
        let peers = Peers::new(&table, &scorer);
        let place = |word: &str| scorer.criteria().position(|criterion| criterion.id == word).unwrap();
        let mine = peers.estimates(Tier::Growth, Some(&sector));
        assert_eq!(mine[place("rd_intensity")], Estimate { v: 0.8, basis: EstimateBasis::Group(5) });
        assert_eq!(mine[place("rd_body")], Estimate { v: 0.3, basis: EstimateBasis::All(40) });
        assert_eq!(mine[place("green_factory")].basis, EstimateBasis::Middle);
        assert_eq!(peers.estimates(Tier::Leader, None)[place("rd_intensity")].basis, EstimateBasis::Middle);
    }
}
