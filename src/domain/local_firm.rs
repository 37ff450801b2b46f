//! Existing enterprises of the zone and the chain products they make.

use jiff::civil::Date;

use super::{
    ids::{CompanyId, LocalProductId, ProductId, SegmentCoverageId, SegmentId},
    record::Text,
};
use crate::record;

record! {
    /// A product (or, without one, a whole segment) that a local firm makes.
    pub struct LocalProduct(LocalProductId) in LocalProduct {
        /// The local firm.
        company: CompanyId,
        /// Segment of the plan.
        segment: SegmentId,
        /// Product of the plan.
        product: Option<ProductId>,
        /// What exactly it makes, and for whom.
        note: Text,
    }
}

record! {
    /// Whether the list of local firms of a segment is complete.
    ///
    /// Until it is, "no local firm makes this" is not known, and the chain criterion is missing.
    pub struct SegmentCoverage(SegmentCoverageId) in SegmentCoverage {
        /// Segment of the plan.
        segment: SegmentId,
        /// Marked complete by the data keeper.
        complete: bool,
        /// The day it was complete.
        as_of: Option<Date>,
        /// How that is known.
        source: Text,
    }
}
