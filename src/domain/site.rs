//! Vacant land and plants, and what local firms look for.

use jiff::civil::Date;

use super::{
    ids::{BaseId, CompanyId, LocalNeedId, PlaceId, ProductId, SegmentId, SiteId},
    record::Text,
    units::{Amount, KiloVoltAmpere, Metre, Mu, Rent, SquareMetre, Tce, TonnePerSquareMetre},
};
use crate::{record, words};

words! {
    /// What a site is.
    pub enum SiteKind {
        /// 空置工业用地
        Land = "land",
        /// 空置厂房
        Plant = "plant",
    }
}

words! {
    /// Whether a site can be offered.
    pub enum SiteState {
        /// 可用
        Free = "free",
        /// 已预留
        Reserved = "reserved",
        /// 已占用
        Taken = "taken",
    }
}

record! {
    /// Vacant land or a vacant plant (五、(六)).
    pub struct Site(SiteId) in Site {
        /// Name or parcel number.
        name: Text,
        /// Kind.
        kind: SiteKind,
        /// Place of the plan.
        place: Option<PlaceId>,
        /// Base it belongs to.
        base: Option<BaseId>,
        /// State.
        state: SiteState,
        /// Land area.
        land: Option<Mu>,
        /// Floor area.
        floor_area: Option<SquareMetre>,
        /// Price of the land, yuan a mu.
        land_price: Option<Amount>,
        /// Rent.
        rent: Option<Rent>,
        /// Clear height.
        height: Option<Metre>,
        /// Load of the floor.
        floor_load: Option<TonnePerSquareMetre>,
        /// Power to be had.
        power: Option<KiloVoltAmpere>,
        /// Energy budget a year.
        energy: Option<Tce>,
        /// 环境容量
        discharge: Text,
        /// From when.
        free_from: Option<Date>,
        /// Whom to ask.
        contact: Text => personal,
        /// Notes.
        notes: Text,
    }
}

impl Site {
    /// Whether it can be offered on a day: nobody has it, and it is free by then.
    pub fn is_offered(&self, on: Date) -> bool {
        self.state == SiteState::Free && self.free_from.is_none_or(|day| day <= on)
    }
}

record! {
    /// What a local firm buys or looks for: its supplier is worth courting.
    pub struct LocalNeed(LocalNeedId) in LocalNeed {
        /// The local firm.
        company: CompanyId,
        /// Segment of the plan.
        segment: SegmentId,
        /// Product of the plan.
        product: Option<ProductId>,
        /// What exactly, how much a year, from whom today.
        note: Text,
        /// As of.
        as_of: Option<Date>,
        /// Source.
        source: Text,
    }
}
