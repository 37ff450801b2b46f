//! What the forecast said on a day, and what indicators came to.

use jiff::civil::Date;

use super::{
    ids::{ForecastRecordId, IndicatorId, IndicatorReadingId},
    record::Text,
};
use crate::record;

record! {
    /// What the forecast said on a day: kept so that later one can see what changed it.
    pub struct ForecastRecord(ForecastRecordId) in ForecastRecord {
        /// The day it was made.
        as_of: Date,
        /// The day it counted to.
        target: Date,
        /// Kept by the program, at most once a day; no = somebody asked for it.
        automatic: bool,
        /// SHA-256 of the plan.
        plan: Text,
        /// SHA-256 of the model.
        model: Text,
        /// Slots and leads, JSON.
        content: Text,
        /// Note.
        note: Text,
    }
}

record! {
    /// What an indicator of the plan came to, from statistics: where forecasts start.
    pub struct IndicatorReading(IndicatorReadingId) in IndicatorReading {
        /// Indicator.
        indicator: IndicatorId,
        /// The day it holds for.
        as_of: Date,
        /// Value, in the unit of the indicator.
        value: f64,
        /// Of a ratio: what it is a share of, in the unit of that sum (亿元, 家); none = not known.
        whole: Option<f64>,
        /// Where it is from.
        source: Text,
        /// Note.
        note: Text,
    }
}
