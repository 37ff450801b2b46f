//! Finding things in a plan.

use super::{Base, HeadingTitle, Plan, Product, Sector, Segment};
use crate::domain::ids::{BaseId, ProductId, SectorId, SegmentId};

impl Plan {
    /// The sector with this word.
    pub fn sector(&self, id: &SectorId) -> Option<&Sector> {
        self.sectors.iter().find(|sector| sector.id == *id)
    }

    /// The segment with this word and the sector it belongs to.
    pub fn segment(&self, id: &SegmentId) -> Option<(&Sector, &Segment)> {
        self.sectors.iter().find_map(|sector| {
            sector.segments.iter().find(|segment| segment.id == *id).map(|segment| (sector, segment))
        })
    }

    /// The product with this word and where it belongs.
    pub fn product(&self, id: &ProductId) -> Option<(&Sector, &Segment, &Product)> {
        self.sectors.iter().find_map(|sector| {
            sector.segments.iter().find_map(|segment| {
                segment.products.iter().find(|product| product.id == *id).map(|product| (sector, segment, product))
            })
        })
    }

    /// The base with this word.
    pub fn base(&self, id: &BaseId) -> Option<&Base> {
        self.bases.iter().find(|base| base.id == *id)
    }

    /// The base that takes firms of a sector; the first in plan order.
    pub fn base_for(&self, sector: &SectorId) -> Option<&Base> {
        self.bases.iter().find(|base| base.sectors.contains(sector))
    }

    /// Every segment in plan order, with its sector.
    pub fn segments(&self) -> impl Iterator<Item = (&Sector, &Segment)> {
        self.sectors.iter().flat_map(|sector| sector.segments.iter().map(move |segment| (sector, segment)))
    }

    /// Every product in plan order, with its sector and segment.
    pub fn products(&self) -> impl Iterator<Item = (&Sector, &Segment, &Product)> {
        self.segments()
            .flat_map(|(sector, segment)| segment.products.iter().map(move |product| (sector, segment, product)))
    }

    /// The same product listed elsewhere in the plan, whichever of the two entries says so; in plan order.
    pub fn twins<'p>(&'p self, product: &'p Product) -> impl Iterator<Item = (&'p Sector, &'p Segment, &'p Product)> {
        self.products().filter(|(.., other)| {
            other.id != product.id && (product.also.contains(&other.id) || other.also.contains(&product.id))
        })
    }

    /// Whether firms of a segment count in the totals of 表1 (二、(一) leaves some industries out).
    pub fn counts_in_totals(&self, segment: &SegmentId) -> Option<bool> {
        self.segment(segment).map(|(sector, segment)| segment.in_totals.unwrap_or(sector.in_totals))
    }

    /// Title of a heading that entries cite.
    pub fn heading(&self, id: &str) -> Option<&HeadingTitle> {
        self.headings.iter().find(|heading| heading.id == id)
    }
}
