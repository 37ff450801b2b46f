//! The formula CRM programs score leads by (Odoo's predictive lead scoring): naive Bayes over stage and fields.
//!
//! Nothing here decides anything: with few outcomes it does worse than always saying the same. It is kept beside our own
//! chances so that anybody can see by how much (`methods.md` c.1, c.2).

use std::collections::BTreeMap;

/// Added to a row of the tables when it is made.
const NEW_ROW: f64 = 0.1;

/// Won and lost leads, as the formula counts them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Row {
    won: f64,
    lost: f64,
}

impl Row {
    fn add(&mut self, won: bool) {
        *(if won { &mut self.won } else { &mut self.lost }) += 1.0;
    }

    fn sum(self, other: Self) -> Self {
        Self { won: self.won + other.won, lost: self.lost + other.lost }
    }
}

/// The tables of the formula.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NaiveBayes {
    /// By place of the stage: a won lead counts in all, a lost one in its own and those before.
    stages: BTreeMap<usize, Row>,
    /// Of each field by value.
    fields: Vec<BTreeMap<u16, Row>>,
    count: usize,
}

impl NaiveBayes {
    /// Empty tables for leads that pass so many stages.
    pub fn new(stages: usize) -> Self {
        Self { count: stages, ..Self::default() }
    }

    /// Counts a closed lead: the furthest stage it reached, and the values of its fields, none = not set.
    pub fn add(&mut self, won: bool, stage: usize, values: &[Option<u16>]) {
        let new = Row { won: NEW_ROW, lost: NEW_ROW };
        let reached = if won { self.count } else { (stage + 1).min(self.count) };
        for place in 0..reached {
            self.stages.entry(place).or_insert(new).add(won);
        }
        if self.fields.len() < values.len() {
            self.fields.resize_with(values.len(), BTreeMap::new);
        }
        for (table, value) in self.fields.iter_mut().zip(values) {
            if let Some(value) = value {
                table.entry(*value).or_insert(new).add(won);
            }
        }
    }

    /// The tables of two teams added up row by row.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        self.count = self.count.max(other.count);
        for (place, row) in &other.stages {
            let own = self.stages.entry(*place).or_default();
            *own = own.sum(*row);
        }
        if self.fields.len() < other.fields.len() {
            self.fields.resize_with(other.fields.len(), BTreeMap::new);
        }
        for (table, others) in self.fields.iter_mut().zip(&other.fields) {
            for (value, row) in others {
                let own = table.entry(*value).or_default();
                *own = own.sum(*row);
            }
        }
        self
    }

    /// The chance of an open lead, in [0, 1]; none while no lead was closed. A value nobody had says nothing.
    pub fn chance(&self, stage: usize, values: &[Option<u16>]) -> Option<f64> {
        let all = *self.stages.get(&0)?;
        // What the leads of a stage are of all; the share of won and lost ones itself comes once, in front.
        let at = self.stages.get(&stage).copied().unwrap_or(Row { won: 0.0, lost: 0.0 });
        let mut odds = Row {
            won: all.won / (all.won + all.lost) * at.won / all.won,
            lost: all.lost / (all.won + all.lost) * at.lost / all.lost,
        };
        for (table, value) in self.fields.iter().zip(values) {
            let Some(row) = value.and_then(|value| table.get(&value)) else { continue };
            let seen = table.values().fold(Row::default(), |sum, row| sum.sum(*row));
            odds.won *= row.won / seen.won;
            odds.lost *= row.lost / seen.lost;
        }
        let sum = odds.won + odds.lost;
        (sum > 0.0).then(|| odds.won / sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Closed leads of a team: won, furthest stage of four, and three fields.
    fn team(leads: &[(bool, usize, [u16; 3])]) -> NaiveBayes {
        let mut tables = NaiveBayes::new(4);
        for (won, stage, values) in leads {
            tables.add(*won, *stage, &values.map(Some));
        }
        tables
    }

    /// G12: the published tests of Odoo's lead scoring.
    #[test]
    fn g12_predictive_lead_scoring() {
        let teams = [
            team(&[(false, 0, [0, 0, 0]), (false, 1, [1, 1, 1]), (true, 2, [2, 2, 2])]),
            team(&[(false, 2, [0, 1, 1]), (false, 1, [0, 1, 2]), (true, 0, [0, 2, 2])]),
            team(&[(true, 2, [1, 1, 1]), (false, 0, [0, 1, 0]), (false, 0, [1, 2, 2])]),
        ];
        let lead = [Some(0), Some(1), Some(2)];
        let percent = |tables: &NaiveBayes| (tables.chance(1, &lead).unwrap() * 10_000.0).round() / 100.0;
        let all = teams[0].clone().with(&teams[1]).with(&teams[2]);
        assert_eq!(teams.each_ref().map(percent), [33.49, 7.74, 35.09]);
        assert_eq!(percent(&all), 35.19);
    }

    #[test]
    fn it_says_nothing_of_nothing_and_an_unknown_value_says_nothing() {
        assert_eq!(NaiveBayes::new(4).chance(0, &[]), None);
        let one = team(&[(true, 2, [0, 0, 0]), (false, 1, [1, 1, 1])]);
        assert_eq!(one.chance(0, &[Some(9), None, None]), one.chance(0, &[None, None, None]));
    }
}
