//! Kept lists: the figures of the day they were made, how people arranged them, and what has changed since.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use super::{
    choice::{Choice, Exclusion, choose},
    compose::Wish,
    shortlist::Order,
};
use crate::{
    domain::{
        company::GateState,
        ids::{BaseId, CompanyId, SectorId, SegmentId},
        paper::Shortlist,
        plan::Tier,
    },
    ledger::{
        Detail, Snapshot, Stamp, View,
        assessment::{Need, RankBy},
    },
    scoring::{CellState, Weights},
};

/// A kept list that cannot be read.
#[derive(Debug, Error)]
#[error("a kept list cannot be read: {0}")]
pub struct KeptError(#[from] serde_json::Error);

/// Title and fingerprint of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptStamp {
    /// Title.
    pub title: String,
    /// SHA-256 of the content, hex.
    pub sha256: String,
}

/// A criterion as it was weighed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptCriterion {
    /// Its word.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Global weight in [0, 1].
    pub weight: f64,
}

/// One criterion of one company.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptCell {
    /// Word of the criterion.
    pub id: String,
    /// Value in [0, 1].
    pub value: f64,
    /// Weight it had for this company, in [0, 1].
    pub weight: f64,
    /// Points of 100.
    pub points: f64,
    /// From a known value or range, not estimated.
    pub known: bool,
}

/// A company as it stood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptRow {
    /// Which.
    pub company: CompanyId,
    /// Its name on that day.
    pub name: String,
    /// V, 0–100.
    pub value: f64,
    /// V̲
    pub low: f64,
    /// V̄
    pub high: f64,
    /// Weight of what was known, in [0, 1].
    pub coverage: f64,
    /// Class or range of classes.
    pub class: String,
    /// Little was known.
    pub little_known: bool,
    /// The worst gate.
    pub gate: GateState,
    /// Sector.
    pub sector: Option<SectorId>,
    /// Segment.
    pub segment: Option<SegmentId>,
    /// Base whose seat it would take.
    pub base: Option<BaseId>,
    /// Tier.
    pub tier: Tier,
    /// Need; none = no target.
    pub need: Option<f64>,
    /// Attainability.
    pub chance: f64,
    /// Priority; none = no need known.
    pub priority: Option<f64>,
    /// Criteria that count.
    pub cells: Vec<KeptCell>,
}

/// The figures of a list on the day it was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptList {
    /// The day facts were judged at.
    pub as_of: Date,
    /// 目标日期.
    pub target_date: Date,
    /// Order.
    pub rank: RankBy,
    /// Longest length asked for; none = companies picked by hand.
    pub top: Option<usize>,
    /// Plan.
    pub plan: KeptStamp,
    /// Model.
    pub model: KeptStamp,
    /// Catalogue.
    pub catalogue: KeptStamp,
    /// Criteria with their weights.
    pub criteria: Vec<KeptCriterion>,
    /// Companies in the order of the list.
    pub rows: Vec<KeptRow>,
}

/// Where a company stands in a kept list, as people set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Which.
    pub company: CompanyId,
    /// It stays where it is when the list is made anew.
    #[serde(default)]
    pub pinned: bool,
    /// Why it was moved or pinned.
    #[serde(default)]
    pub reason: String,
}

/// Why a company came, went or moved.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// Its own value changed, mostly by these criteria (word, points).
    Value {
        /// Before.
        from: f64,
        /// After.
        to: f64,
        /// Largest changes of points, the largest first.
        parts: Vec<(String, f64)>,
    },
    /// Its own value is as it was; others moved past it or away.
    Others,
    /// It is left out for another reason.
    LeftOut(Exclusion),
    /// It is no longer among the companies.
    Gone,
    /// It was not among the companies.
    New,
    /// A person set its place.
    ByHand(String),
}

/// A company of two lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Which.
    pub company: CompanyId,
    /// Its name.
    pub name: String,
    /// Place before, from 1; none = not on the list.
    pub from: Option<usize>,
    /// Place after.
    pub to: Option<usize>,
    /// Value before.
    pub value_before: Option<f64>,
    /// Value after.
    pub value_after: Option<f64>,
    /// Why.
    pub why: Why,
}

/// What differs between two lists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Differences {
    /// Who came, by place.
    pub came: Vec<Step>,
    /// Who left, by former place.
    pub left: Vec<Step>,
    /// Who stands elsewhere, by new place.
    pub moved: Vec<Step>,
    /// How many stand where they stood.
    pub stayed: usize,
    /// Plan, model, catalogue: whether another version was in force.
    pub versions: [bool; 3],
}

impl Differences {
    /// Whether the lists are the same.
    pub fn is_empty(&self) -> bool {
        self.came.is_empty() && self.left.is_empty() && self.moved.is_empty()
    }
}

impl KeptList {
    /// The figures of these rows of a view, in this order.
    pub fn of(view: &View, rows: &[usize], rank: RankBy, top: Option<usize>) -> Self {
        let policy = &view.policy;
        let mut kept = Vec::with_capacity(rows.len());
        let Ok(()) = view.each_detail(rows.iter().copied(), |row, detail| -> Result<(), std::convert::Infallible> {
            if let Some(company) = view.snapshot.companies.row(row) {
                kept.push(kept_row(&company.name, &detail));
            }
            Ok(())
        });
        Self {
            as_of: view.as_of,
            target_date: view.target_date,
            rank,
            top,
            plan: stamp(&policy.plan_stamp),
            model: stamp(&policy.model_stamp),
            catalogue: stamp(&policy.catalogue_stamp),
            criteria: criteria(view),
            rows: kept,
        }
    }

    /// Whether its companies stand by the figures it has in the order it says.
    pub fn is_ranked(&self) -> bool {
        let key = |row: &KeptRow| match self.rank {
            RankBy::Value => (true, row.value),
            RankBy::Cautious => (true, row.low),
            RankBy::Optimistic => (true, row.high),
            RankBy::Priority => row.priority.map_or((false, row.chance * row.value), |priority| (true, priority)),
        };
        self.rows.is_sorted_by(|one, other| {
            let (one, other) = (key(one), key(other));
            other.0.cmp(&one.0).then(other.1.total_cmp(&one.1)).is_le()
        })
    }

    /// What gives it its order where it is shown with the figures of `now`; as `made` it was before people moved it.
    pub fn order(&self, made: &Self, now: &Self) -> Order {
        let companies = |list: &Self| list.rows.iter().map(|row| row.company).collect::<Vec<_>>();
        if companies(self) != companies(made) || !made.is_ranked() {
            Order::ByHand
        } else if now.is_ranked() {
            Order::By(self.rank)
        } else {
            Order::ByThen(self.rank, self.as_of)
        }
    }

    /// As text for the record.
    pub fn to_json(&self) -> Result<String, KeptError> {
        Ok(serde_json::to_string(self)?)
    }

    /// From the text of a record.
    pub fn from_json(text: &str) -> Result<Self, KeptError> {
        Ok(serde_json::from_str(text)?)
    }

    /// The same companies as they stand now, in the same order; those that are gone are left out.
    #[must_use]
    pub fn now(&self, view: &View) -> Self {
        let rows: Vec<usize> = self.rows.iter().filter_map(|row| view.row_of(row.company)).collect();
        Self::of(view, &rows, self.rank, self.top)
    }

    /// Place of a company, from 1.
    pub fn place(&self, company: CompanyId) -> Option<usize> {
        self.rows.iter().position(|row| row.company == company).map(|place| place + 1)
    }

    /// The list in an order people set: those it names first, the others behind them as they were.
    #[must_use]
    pub fn arranged(&self, order: &[Standing]) -> Self {
        let place = |company: CompanyId| order.iter().position(|standing| standing.company == company);
        let mut rows = self.rows.clone();
        rows.sort_by_key(|row| place(row.company).unwrap_or(usize::MAX));
        Self { rows, ..self.clone() }
    }
}

/// A kept list as it was made, and how people arranged it, both with the companies the records know now.
pub fn read(record: &Shortlist, snapshot: &Snapshot) -> Result<(KeptList, Vec<Standing>), KeptError> {
    let mut list = KeptList::from_json(&record.content)?;
    let mut order = arrangement(record)?;
    follow(&mut list, &mut order, meant(snapshot));
    Ok((list, order))
}

/// The company that is meant now by a key of earlier: where it was merged into another, that one.
pub fn meant(snapshot: &Snapshot) -> impl Fn(CompanyId) -> CompanyId {
    let merged: BTreeMap<CompanyId, CompanyId> = snapshot
        .aliases
        .iter()
        .filter_map(|alias| Some((CompanyId::from_uuid(Uuid::parse_str(&alias.merged).ok()?), alias.company)))
        .collect();
    move |company: CompanyId| {
        let is_there = snapshot.companies.get(company.uuid()).is_some();
        merged.get(&company).copied().filter(|_| !is_there).unwrap_or(company)
    }
}

/// Has a list speak of the companies that are meant now. Two that have become one stand where the first of them stood.
fn follow(list: &mut KeptList, order: &mut Vec<Standing>, meant: impl Fn(CompanyId) -> CompanyId) {
    let mut seen = BTreeSet::new();
    list.rows.retain_mut(|row| {
        row.company = meant(row.company);
        seen.insert(row.company)
    });
    let mut standings: Vec<Standing> = Vec::with_capacity(order.len());
    for standing in order.drain(..) {
        let company = meant(standing.company);
        match standings.iter_mut().find(|known| known.company == company) {
            Some(known) => {
                known.pinned |= standing.pinned;
                if known.reason.is_empty() {
                    known.reason = standing.reason;
                }
            }
            None => standings.push(Standing { company, ..standing }),
        }
    }
    *order = standings;
}

/// Order, pins and reasons of a record; none set = as the list was made.
pub fn arrangement(record: &Shortlist) -> Result<Vec<Standing>, KeptError> {
    if record.arrangement.is_empty() { Ok(Vec::new()) } else { Ok(serde_json::from_str(&record.arrangement)?) }
}

/// The text of an arrangement.
pub fn arrangement_json(order: &[Standing]) -> Result<String, KeptError> {
    Ok(serde_json::to_string(order)?)
}

/// The list as it would be made now by the same rules: what was asked for then, over the companies of today, pinned
/// companies in their places. With why each company that is not on it is not.
pub fn made_anew(
    view: &View,
    list: &KeptList,
    order: &[Standing],
    wish: &Wish,
) -> (KeptList, BTreeMap<CompanyId, Exclusion>) {
    let choice = choose(view, wish);
    let company = |row: &usize| view.assessment.prospects.get(*row).map(|prospect| prospect.company);
    let mut rows: Vec<usize> = choice.chosen.clone();
    let arranged = list.arranged(order);
    for standing in order.iter().filter(|standing| standing.pinned) {
        let Some(row) = view.row_of(standing.company) else { continue };
        let place = arranged.place(standing.company).unwrap_or(1) - 1;
        rows.retain(|other| *other != row);
        rows.insert(place.min(rows.len()), row);
    }
    rows.truncate(wish.top);
    let why = left_out(&choice).filter_map(|(reason, row)| Some((company(&row)?, reason))).collect();
    (KeptList::of(view, &rows, list.rank, list.top), why)
}

fn left_out(choice: &Choice) -> impl Iterator<Item = (Exclusion, usize)> {
    choice.left_out.iter().flat_map(|(reason, rows)| rows.iter().map(|row| (*reason, *row)))
}

/// What differs. `excluded` says why a company is not on the later list, where that is known; `exists` whether it is
/// still among the companies.
pub fn differences(
    before: &KeptList,
    after: &KeptList,
    excluded: &BTreeMap<CompanyId, Exclusion>,
    exists: impl Fn(CompanyId) -> bool,
    by_hand: &[Standing],
) -> Differences {
    let mut found = Differences {
        versions: [
            before.plan.sha256 != after.plan.sha256,
            before.model.sha256 != after.model.sha256,
            before.catalogue.sha256 != after.catalogue.sha256,
        ],
        ..Differences::default()
    };
    let hand = |company: CompanyId| {
        let standing = by_hand.iter().find(|standing| standing.company == company && !standing.reason.is_empty());
        standing.map(|standing| Why::ByHand(standing.reason.clone()))
    };
    for (place, row) in (1..).zip(&after.rows) {
        let old = before.rows.iter().position(|old| old.company == row.company);
        let step = |from: Option<usize>, why: Why| Step {
            company: row.company,
            name: row.name.clone(),
            from,
            to: Some(place),
            value_before: from.and_then(|from| before.rows.get(from - 1)).map(|old| old.value),
            value_after: Some(row.value),
            why,
        };
        match old {
            None => found.came.push(step(None, hand(row.company).unwrap_or(Why::New))),
            Some(old) if old + 1 == place => found.stayed += 1,
            Some(old) => {
                let why = hand(row.company)
                    .or_else(|| before.rows.get(old).and_then(|before| value_change(before, row)))
                    .unwrap_or(Why::Others);
                found.moved.push(step(Some(old + 1), why));
            }
        }
    }
    for (place, row) in (1..).zip(&before.rows) {
        if after.place(row.company).is_some() {
            continue;
        }
        let why = if exists(row.company) {
            excluded.get(&row.company).map_or(Why::Others, |reason| match reason {
                Exclusion::Rank => Why::Others,
                other => Why::LeftOut(*other),
            })
        } else {
            Why::Gone
        };
        found.left.push(Step {
            company: row.company,
            name: row.name.clone(),
            from: Some(place),
            to: None,
            value_before: Some(row.value),
            value_after: None,
            why,
        });
    }
    found
}

/// How the value of a company changed, if it did by as much as is shown.
pub fn value_change(before: &KeptRow, after: &KeptRow) -> Option<Why> {
    /// Parts named.
    const PARTS: usize = 3;
    if (before.value - after.value).abs() < 0.05 {
        return None;
    }
    let points = |row: &KeptRow, id: &str| row.cells.iter().find(|cell| cell.id == id).map_or(0.0, |cell| cell.points);
    let mut words: Vec<&str> = before.cells.iter().chain(&after.cells).map(|cell| cell.id.as_str()).collect();
    words.sort_unstable();
    words.dedup();
    let mut parts: Vec<(String, f64)> = words
        .into_iter()
        .map(|id| (id.to_owned(), points(after, id) - points(before, id)))
        .filter(|(_, change)| change.abs() >= 0.05)
        .collect();
    parts.sort_by(|one, other| other.1.abs().total_cmp(&one.1.abs()).then_with(|| one.0.cmp(&other.0)));
    parts.truncate(PARTS);
    Some(Why::Value { from: before.value, to: after.value, parts })
}

fn kept_row(name: &str, detail: &Detail) -> KeptRow {
    let prospect = &detail.prospect;
    let lines = detail.card.scorecard.lines.iter();
    let counting = lines.filter(|line| line.active && line.state != CellState::NotApplicable);
    KeptRow {
        company: prospect.company,
        name: name.to_owned(),
        value: prospect.value,
        low: prospect.low,
        high: prospect.high,
        coverage: prospect.coverage,
        class: prospect.class.to_string(),
        little_known: prospect.low_coverage,
        gate: prospect.gate,
        sector: prospect.sector.clone(),
        segment: prospect.segment.clone(),
        base: prospect.slot.as_ref().map(|slot| slot.base.clone()),
        tier: prospect.tier.tier,
        need: match prospect.need {
            Need::Known { need, .. } => Some(need),
            Need::Unknown(_) => None,
        },
        chance: prospect.attainability.p,
        priority: prospect.priority,
        cells: counting
            .map(|line| KeptCell {
                id: line.criterion.clone(),
                value: line.value,
                weight: line.weight,
                points: line.points,
                known: matches!(line.state, CellState::Known | CellState::Range),
            })
            .collect(),
    }
}

fn criteria(view: &View) -> Vec<KeptCriterion> {
    let model = &view.policy.model;
    let weights = Weights::of(model);
    let mut active = weights.points().iter();
    model
        .criteria()
        .filter(|(_, criterion)| criterion.is_active())
        .map(|(_, criterion)| KeptCriterion {
            id: criterion.id.clone(),
            zh: criterion.name.zh.clone(),
            en: criterion.name.en.clone(),
            weight: active.next().copied().unwrap_or_default() / 100.0,
        })
        .collect()
}

fn stamp(stamp: &Stamp) -> KeptStamp {
    KeptStamp { title: stamp.title.clone(), sha256: stamp.sha256.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u128, value: f64) -> KeptRow {
        KeptRow {
            company: CompanyId::from_uuid(Uuid::from_u128(number)),
            name: format!("c{number}"),
            value,
            low: value,
            high: value,
            coverage: 1.0,
            class: "B".into(),
            little_known: false,
            gate: GateState::Pass,
            sector: None,
            segment: None,
            base: None,
            tier: Tier::Specialized,
            need: None,
            chance: 0.1,
            priority: None,
            cells: vec![KeptCell { id: "fit".into(), value: value / 100.0, weight: 1.0, points: value, known: true }],
        }
    }

    fn list(rows: Vec<KeptRow>) -> KeptList {
        let stamp = KeptStamp { title: "t".into(), sha256: "a".into() };
        KeptList {
            as_of: jiff::civil::date(2026, 3, 5),
            target_date: jiff::civil::date(2030, 12, 31),
            rank: RankBy::Value,
            top: Some(3),
            plan: stamp.clone(),
            model: stamp.clone(),
            catalogue: stamp,
            criteria: Vec::new(),
            rows,
        }
    }

    #[test]
    fn a_list_is_kept_as_it_was() {
        let kept = list(vec![row(1, 60.123_456_789), row(2, 50.0)]);
        assert_eq!(KeptList::from_json(&kept.to_json().unwrap()).unwrap(), kept);
    }

    #[test]
    fn who_came_who_left_who_moved_and_why() {
        let before = list(vec![row(1, 60.0), row(2, 50.0), row(3, 40.0)]);
        let after = list(vec![row(2, 66.0), row(1, 60.0), row(4, 55.0)]);
        let gone = CompanyId::from_uuid(Uuid::from_u128(3));
        let excluded = [(gone, Exclusion::Gate)].into();
        let found = differences(&before, &after, &excluded, |_| true, &[]);
        assert_eq!(found.came.iter().map(|step| (step.to, &step.why)).collect::<Vec<_>>(), [(Some(3), &Why::New)]);
        assert_eq!(found.left[0].why, Why::LeftOut(Exclusion::Gate));
        assert_eq!(found.moved[0].why, Why::Value { from: 50.0, to: 66.0, parts: vec![("fit".into(), 16.0)] });
        assert_eq!(found.moved[1].why, Why::Others);
        assert_eq!(differences(&before, &before, &BTreeMap::new(), |_| true, &[]).stayed, 3);
        let gone = differences(&before, &after, &excluded, |_| false, &[]);
        assert_eq!(gone.left[0].why, Why::Gone);
    }

    #[test]
    fn a_list_says_what_gave_it_its_order() {
        let made = list(vec![row(1, 60.0), row(2, 50.0), row(3, 40.0)]);
        let changed = list(vec![row(1, 60.0), row(2, 30.0), row(3, 40.0)]);
        assert_eq!(made.order(&made, &made), Order::By(RankBy::Value));
        assert_eq!(made.order(&made, &changed), Order::ByThen(RankBy::Value, jiff::civil::date(2026, 3, 5)));
        let standing = |number: u128| Standing {
            company: CompanyId::from_uuid(Uuid::from_u128(number)),
            pinned: false,
            reason: String::new(),
        };
        assert_eq!(made.arranged(&[3, 1, 2].map(standing)).order(&made, &made), Order::ByHand);
        assert_eq!(
            made.arranged(&[1, 2, 3].map(standing)).order(&made, &made),
            Order::By(RankBy::Value),
            "only pinned"
        );
        let picked = list(vec![row(3, 40.0), row(1, 60.0)]);
        assert_eq!(picked.order(&picked, &picked), Order::ByHand);
        let known = KeptRow { priority: Some(0.1), ..row(1, 20.0) };
        let by_priority = KeptList { rank: RankBy::Priority, ..list(vec![known, row(2, 90.0), row(3, 80.0)]) };
        assert!(by_priority.is_ranked(), "those without a priority stand behind the others");
        assert!(!KeptList { rank: RankBy::Value, ..by_priority }.is_ranked());
    }

    #[test]
    fn merged_companies_are_followed_to_the_one_that_stayed() {
        let company = |number: u128| CompanyId::from_uuid(Uuid::from_u128(number));
        let standing =
            |number, pinned, reason: &str| Standing { company: company(number), pinned, reason: reason.into() };
        let meant = |id: CompanyId| if id == company(3) { company(1) } else { id };
        let mut kept = list(vec![row(2, 60.0), row(3, 50.0), row(1, 40.0)]);
        let mut order = vec![standing(3, false, ""), standing(2, false, ""), standing(1, true, "x")];
        follow(&mut kept, &mut order, meant);
        assert_eq!(
            kept.rows.iter().map(|row| (row.company, row.value)).collect::<Vec<_>>(),
            [(company(2), 60.0), (company(1), 50.0)]
        );
        assert_eq!(order, [standing(1, true, "x"), standing(2, false, "")]);
    }

    #[test]
    fn people_set_the_order() {
        let kept = list(vec![row(1, 60.0), row(2, 50.0), row(3, 40.0)]);
        let company = |number: u128| CompanyId::from_uuid(Uuid::from_u128(number));
        let standing = |number| Standing { company: company(number), pinned: false, reason: String::new() };
        let arranged = kept.arranged(&[standing(3), standing(1)]);
        assert_eq!([3, 1, 2].map(|n| arranged.place(company(n))), [Some(1), Some(2), Some(3)]);
    }
}
