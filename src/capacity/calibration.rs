//! How good predictions were: Brier score, skill, reliability.

/// Bins of a reliability table.
pub const BINS: usize = 5;

/// A prediction and what came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prediction {
    /// The chance that was given, in [0, 1].
    pub p: f64,
    /// Whether it happened.
    pub happened: bool,
}

/// Predictions of about the same chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Lower end of the chances.
    pub from: f64,
    /// Upper end.
    pub to: f64,
    /// How many.
    pub count: u32,
    /// Mean chance given; 0 where there are none.
    pub predicted: f64,
    /// Share that happened; 0 where there are none.
    pub happened: f64,
}

/// How a set of predictions did.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// How many.
    pub count: u32,
    /// How many happened.
    pub happened: u32,
    /// Mean square of prediction minus outcome: 0 is perfect.
    pub brier: f64,
    /// Brier score of always saying the overall share.
    pub reference: f64,
    /// 1 − Brier / reference: above 0 is better than a constant; none where everything ended alike.
    pub skill: Option<f64>,
    /// Mean distance of given chance and share that happened, weighted by the bins.
    pub error: f64,
    /// The bins, of equal width.
    pub bins: Vec<Bin>,
}

impl Calibration {
    /// Judges predictions with so many bins of equal width. None when there are none.
    pub fn of(predictions: &[Prediction], bins: usize) -> Option<Self> {
        if predictions.is_empty() {
            return None;
        }
        let bins = bins.max(1);
        let count = predictions.len() as f64;
        let share = predictions.iter().map(outcome).sum::<f64>() / count;
        let brier = predictions.iter().map(square).sum::<f64>() / count;
        let reference = share * (1.0 - share);
        let mut table: Vec<Bin> = (0..bins)
            .map(|bin| Bin {
                from: bin as f64 / bins as f64,
                to: (bin + 1) as f64 / bins as f64,
                count: 0,
                predicted: 0.0,
                happened: 0.0,
            })
            .collect();
        for prediction in predictions {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share times a small count
            let place = (super::poisson_binomial::clean(prediction.p) * bins as f64) as usize;
            let Some(bin) = table.get_mut(place.min(bins - 1)) else { continue };
            bin.count += 1;
            bin.predicted += prediction.p;
            bin.happened += outcome(prediction);
        }
        let mut error = 0.0;
        for bin in table.iter_mut().filter(|bin| bin.count > 0) {
            let size = f64::from(bin.count);
            bin.predicted /= size;
            bin.happened /= size;
            error += size / count * (bin.predicted - bin.happened).abs();
        }
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Some(Self {
            count: number(predictions.len()),
            happened: number(predictions.iter().filter(|prediction| prediction.happened).count()),
            brier,
            reference,
            skill: (reference > 0.0).then(|| 1.0 - brier / reference),
            error,
            bins: table,
        })
    }
}

fn outcome(prediction: &Prediction) -> f64 {
    f64::from(u8::from(prediction.happened))
}

/// Square of prediction minus outcome.
pub(super) fn square(prediction: &Prediction) -> f64 {
    let miss = prediction.p - outcome(prediction);
    miss * miss
}

#[cfg(test)]
mod tests {
    use super::*;

    /// G14.
    #[test]
    fn g14_brier_skill_and_error() {
        let p = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9];
        let y = [false, false, true, false, true, false, true, true];
        let predictions: Vec<Prediction> =
            p.into_iter().zip(y).map(|(p, happened)| Prediction { p, happened }).collect();
        let found = Calibration::of(&predictions, 4).unwrap();
        for (found, expected) in
            [(found.brier, 0.175), (found.reference, 0.25), (found.skill.unwrap(), 0.30), (found.error, 0.15)]
        {
            assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
        }
        assert_eq!(found.bins.iter().map(|bin| bin.count).sum::<u32>(), 8);
    }

    #[test]
    fn nothing_is_said_of_nothing_and_no_skill_where_all_ended_alike() {
        assert_eq!(Calibration::of(&[], BINS), None);
        let all = [Prediction { p: 0.9, happened: true }, Prediction { p: 1.0, happened: true }];
        let found = Calibration::of(&all, BINS).unwrap();
        assert_eq!((found.skill, found.bins[4].count), (None, 2));
    }
}
