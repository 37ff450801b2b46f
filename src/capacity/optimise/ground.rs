//! Land that several bases draw from, as limits on sums.
//!
//! A firm's expected land may come from any place of its ground, in parts if need be. All firms are served at once
//! exactly when no set of places is asked for more than it has by the grounds that lie within it (Hall's theorem, in the
//! form for amounts: Gale 1957). Sets that fall apart into sets without a common ground follow from their parts, so only
//! connected unions of grounds are kept: each place by itself where nothing is shared, a few more where something is.

use std::collections::{BTreeMap, BTreeSet};

/// More sets than any real plan has; beyond it the question is refused rather than answered wrongly.
const MOST_STOCKS: usize = 2_000;

/// Places whose land is counted together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stock {
    /// Places, by their place in the problem.
    pub(super) places: Vec<usize>,
    /// Grounds that lie within them.
    pub(super) grounds: Vec<usize>,
}

/// The stocks that limit these grounds, small ones first; none when there are too many.
pub(super) fn stocks(grounds: &[BTreeSet<usize>]) -> Option<Vec<Stock>> {
    let distinct: BTreeSet<&BTreeSet<usize>> = grounds.iter().collect();
    let mut unions: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
    let mut waiting: Vec<BTreeSet<usize>> = distinct.iter().map(|ground| (*ground).clone()).collect();
    while let Some(union) = waiting.pop() {
        if unions.contains(&union) {
            continue;
        }
        let beside = distinct.iter().filter(|ground| !ground.is_disjoint(&union) && !ground.is_subset(&union));
        waiting.extend(beside.map(|ground| union.union(ground).copied().collect()));
        unions.insert(union);
        if unions.len() > MOST_STOCKS {
            return None;
        }
    }
    // Of unions that hold the same grounds there is only one: a union is made of the grounds within it.
    let mut stocks: Vec<Stock> = unions
        .into_iter()
        .map(|union| Stock {
            grounds: (0..grounds.len()).filter(|place| grounds[*place].is_subset(&union)).collect(),
            places: union.into_iter().collect(),
        })
        .collect();
    stocks.sort_by(|one, other| (one.places.len(), &one.places).cmp(&(other.places.len(), &other.places)));
    Some(stocks)
}

/// The stocks of each ground.
pub(super) fn stocks_of(grounds: usize, stocks: &[Stock]) -> Vec<Vec<usize>> {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, stock) in stocks.iter().enumerate() {
        for ground in &stock.grounds {
            of.entry(*ground).or_default().push(number);
        }
    }
    (0..grounds).map(|ground| of.remove(&ground).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(grounds: &[&[usize]]) -> Vec<Vec<usize>> {
        let grounds: Vec<BTreeSet<usize>> = grounds.iter().map(|ground| ground.iter().copied().collect()).collect();
        stocks(&grounds).unwrap().into_iter().map(|stock| stock.places).collect()
    }

    #[test]
    fn what_is_not_shared_stands_alone() {
        assert_eq!(places(&[&[0], &[1], &[2]]), [vec![0], vec![1], vec![2]]);
        assert_eq!(places(&[&[0, 1], &[2]]), [vec![2], vec![0, 1]]);
    }

    /// As in the plan: one base at 白市驿 alone, two at 白市驿 and 含谷, one at 西永.
    #[test]
    fn what_is_shared_counts_alone_and_together() {
        assert_eq!(places(&[&[0], &[0, 1], &[0, 1], &[2]]), [vec![0], vec![2], vec![0, 1]]);
        // A firm that must go to one of them: that place counts alone too.
        assert_eq!(places(&[&[0], &[0, 1], &[1]]), [vec![0], vec![1], vec![0, 1]]);
        assert_eq!(places(&[&[0, 1], &[1, 2]]), [vec![0, 1], vec![1, 2], vec![0, 1, 2]]);
    }

    #[test]
    fn grounds_know_their_stocks() {
        let grounds = [[0].into(), [0, 1].into(), [2].into()];
        let stocks = stocks(&grounds).unwrap();
        assert_eq!(stocks_of(3, &stocks), [vec![0, 2], vec![2], vec![1]]);
    }

    #[test]
    fn a_ground_without_places_offers_nothing() {
        assert_eq!(places(&[&[], &[0]]), [vec![], vec![0]]);
    }

    #[test]
    fn too_many_to_count_is_said() {
        // A star: every set of arms with the middle is connected.
        let star: Vec<BTreeSet<usize>> = (1..14).map(|arm| [0, arm].into()).collect();
        assert_eq!(stocks(&star), None);
    }
}
