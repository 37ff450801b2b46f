//! Finding weights by asking: swings, an order, or pairwise comparisons with their consistency.
//!
//! Weights mean something only beside the anchors of the criteria: what is asked is always how much the step from the
//! worst to the best anchor is worth (`methods.md` a.2, golden examples G4 and G10).

/// Weights from swings: the step from worst to best of each criterion, the biggest rated 100, the others beside it.
///
/// `None` when a rating is negative or no number, or when all are 0.
pub fn swing(ratings: &[f64]) -> Option<Vec<f64>> {
    if ratings.iter().any(|rating| !rating.is_finite() || *rating < 0.0) {
        return None;
    }
    let sum: f64 = ratings.iter().sum();
    (sum > 0.0 && sum.is_finite()).then(|| ratings.iter().map(|rating| rating / sum).collect())
}

/// Weights when only the order of `n` criteria is agreed, falling evenly: 2(n + 1 − i) / (n(n + 1)).
///
/// Flatter than [`super::weights::rank_order_centroid`]; showing both says how much the order alone leaves open.
pub fn rank_sum(n: usize) -> Vec<f64> {
    let all = (n * (n + 1)) as f64;
    (1..=n).map(|place| 2.0 * (n + 1 - place) as f64 / all).collect()
}

/// Consistency ratios above this are flagged: the answers contradict each other too much (Saaty).
pub const CONSISTENT_UP_TO: f64 = 0.10;

/// Mean consistency index of random matrices by size, from 1 (Saaty 1980).
const RANDOM_INDEX: [f64; 15] =
    [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];

/// Weights from pairwise comparisons.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairwise {
    /// Principal eigenvector, summing to 1.
    pub weights: Vec<f64>,
    /// Principal eigenvalue; the size of the matrix when the answers agree perfectly.
    pub eigenvalue: f64,
    /// Consistency index: (λ − n) / (n − 1).
    pub index: f64,
    /// Consistency ratio: the index beside that of random answers; 0 up to two criteria, which cannot disagree.
    pub ratio: f64,
}

impl Pairwise {
    /// Whether the answers may be called consistent.
    pub fn is_consistent(&self) -> bool {
        self.ratio <= CONSISTENT_UP_TO
    }
}

/// Why comparisons give no weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairwiseFault {
    /// Not as many columns as rows, or nothing at all, or more than fifteen.
    Shape,
    /// An entry that is no positive number.
    Entry(usize, usize),
    /// Two entries that should be each other's reciprocal and are not.
    NotReciprocal(usize, usize),
}

/// Weights from a matrix of pairwise comparisons (AHP, eigenvector method): entry (i, j) says how many times as
/// important criterion i is as j.
///
/// For weights agreed elsewhere that are to be taken over; not for more than about seven criteria at once.
pub fn pairwise(matrix: &[Vec<f64>]) -> Result<Pairwise, PairwiseFault> {
    /// Enough for any matrix whose entries are within Saaty's scale; a fixed count gives the same bits everywhere.
    const STEPS: usize = 200;
    let n = matrix.len();
    let Some(random) = n.checked_sub(1).and_then(|place| RANDOM_INDEX.get(place)) else {
        return Err(PairwiseFault::Shape);
    };
    if matrix.iter().any(|row| row.len() != n) {
        return Err(PairwiseFault::Shape);
    }
    for (i, row) in matrix.iter().enumerate() {
        for (j, entry) in row.iter().enumerate() {
            if !(entry.is_finite() && *entry > 0.0) {
                return Err(PairwiseFault::Entry(i, j));
            }
            let opposite = matrix.get(j).and_then(|row| row.get(i)).copied().unwrap_or_default();
            // Written with a few digits: .33 stands for a third.
            if (entry * opposite - 1.0).abs() > 0.02 {
                return Err(PairwiseFault::NotReciprocal(i, j));
            }
        }
    }
    let times = |weights: &[f64]| -> Vec<f64> {
        matrix.iter().map(|row| row.iter().zip(weights).map(|(entry, weight)| entry * weight).sum()).collect()
    };
    let mut weights = vec![1.0 / n as f64; n];
    let mut eigenvalue = n as f64;
    for _ in 0..STEPS {
        let next = times(&weights);
        // The weights sum to 1, so the sum of the product is the eigenvalue once they settle.
        eigenvalue = next.iter().sum();
        weights = next.iter().map(|weight| weight / eigenvalue).collect();
    }
    let index = if n > 1 { (eigenvalue - n as f64) / (n - 1) as f64 } else { 0.0 };
    let ratio = if *random > 0.0 { index / random } else { 0.0 };
    Ok(Pairwise { weights, eigenvalue, index, ratio })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swings_stand_in_proportion() {
        assert_eq!(swing(&[100.0, 50.0, 50.0]), Some(vec![0.5, 0.25, 0.25]));
        assert_eq!(swing(&[0.0, 100.0]), Some(vec![0.0, 1.0]));
        for bad in [vec![], vec![0.0, 0.0], vec![-1.0, 100.0], vec![f64::NAN, 1.0], vec![f64::MAX, f64::MAX]] {
            assert_eq!(swing(&bad), None, "{bad:?}");
        }
        assert_eq!(rank_sum(3), [0.5, 1.0 / 3.0, 1.0 / 6.0]);
        assert!(rank_sum(0).is_empty());
    }

    #[test]
    fn matrices_that_say_nothing_are_refused() {
        assert_eq!(pairwise(&[]), Err(PairwiseFault::Shape));
        assert_eq!(pairwise(&[vec![1.0, 2.0]]), Err(PairwiseFault::Shape));
        assert_eq!(pairwise(&vec![vec![1.0; 16]; 16]), Err(PairwiseFault::Shape));
        assert_eq!(pairwise(&[vec![1.0, 0.0], vec![2.0, 1.0]]), Err(PairwiseFault::Entry(0, 1)));
        assert_eq!(pairwise(&[vec![1.0, 2.0], vec![2.0, 1.0]]), Err(PairwiseFault::NotReciprocal(0, 1)));
        assert_eq!(pairwise(&[vec![1.0]]).unwrap().weights, [1.0]);
        let perfect = pairwise(&[vec![1.0, 4.0], vec![0.25, 1.0]]).unwrap();
        assert_eq!((perfect.weights[0], perfect.ratio), (0.8, 0.0));
    }
}
