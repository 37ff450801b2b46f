//! The parts of a plan.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::{
    company::HonourKind,
    ids::{BaseId, GateId, IndicatorId, PlaceId, PlatformId, ProductId, SectorId, SegmentId},
    lead::Stage,
};
use crate::words;

/// A name in both languages of the program; Chinese is the plan's own wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A heading of the plan text, e.g. `四、(二) 3`.
pub type Heading = String;

/// The whole plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Word of the plan.
    pub id: String,
    /// Title.
    pub name: Name,
    /// Zone it is for.
    pub zone: Name,
    /// Every heading entries may cite, with its full title, in text order.
    pub headings: Vec<HeadingTitle>,
    /// Day the plan's period ends.
    pub ends_on: Date,
    /// 3 + 4 sectors.
    pub sectors: Vec<Sector>,
    /// Bases with their seats.
    pub bases: Vec<Base>,
    /// 表1.
    pub indicators: Vec<Indicator>,
    /// Facts of the zone when the plan was made.
    pub baseline: Vec<BaselineFact>,
    /// Admission gates.
    pub gates: Vec<Gate>,
    /// Platforms whose customers and partners are courted first.
    pub platforms: Vec<Platform>,
    /// Parks, towns and areas.
    pub places: Vec<Place>,
    /// Zones for joint promotion.
    pub partner_zones: Vec<PartnerZone>,
    /// Money the plan offers.
    pub funds: Vec<Statement>,
    /// The far outlook.
    pub outlook: Vec<Statement>,
}

/// A heading and its title in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadingTitle {
    /// Short form used by entries.
    pub id: Heading,
    /// Title in the text.
    pub title: String,
}

words! {
    /// What the plan wants of a sector.
    pub enum SectorAim {
        /// 引进培育
        Attract = "attract",
        /// 巩固升级
        Consolidate = "consolidate",
    }
}

/// A sector 赛道.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sector {
    /// Word.
    pub id: SectorId,
    /// Name.
    pub name: Name,
    /// One letter that marks it beside its colour.
    pub letter: String,
    /// Attract or consolidate.
    pub aim: SectorAim,
    /// Counts in the totals of 表1.
    pub in_totals: bool,
    /// Source.
    pub heading: Heading,
    /// Segments.
    pub segments: Vec<Segment>,
}

/// A segment 环节.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// Word.
    pub id: SegmentId,
    /// Name.
    pub name: Name,
    /// Source.
    pub heading: Heading,
    /// Counts in the totals of 表1, when that differs from its sector.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_totals: Option<bool>,
    /// Techniques, applications and aims the text names without calling them products.
    #[serde(default)]
    pub techniques: Vec<String>,
    /// Products.
    pub products: Vec<Product>,
}

words! {
    /// When the plan wants a product; `Horizon` is the class, the plan's own word stands beside it.
    pub enum Horizon {
        /// 近期布局, 重点布局, 重点发展, 聚焦, 大力发展, 积极引育 and the like.
        Now = "now",
        /// 择机布局, 适时布局.
        Opportune = "opportune",
        /// 中远期布局.
        Later = "later",
        /// 未注明.
        Unstated = "unstated",
    }
}

/// A product 产品.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Word.
    pub id: ProductId,
    /// Name.
    pub name: Name,
    /// The wording of the text, where the name had to be completed to stand alone; empty = the name is the wording.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stated: String,
    /// Class of the horizon.
    pub horizon: Horizon,
    /// The plan's own word (近期布局 …); empty = none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub horizon_word: String,
    /// Technical bounds the text states, verbatim (≥250cc, 28nm …).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bounds: Vec<String>,
    /// Group within the segment, as the text brackets it (感知系统 …).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// Named by the plan for upgrading local firms: fit in a consolidate sector counts for it.
    #[serde(default)]
    pub upgrade: bool,
    /// The same thing listed under another segment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<ProductId>,
}

words! {
    /// Tier 梯队.
    pub enum Tier {
        /// 龙头型
        Leader = "leader",
        /// 专精特新
        Specialized = "specialized",
        /// 成长型中小企业
        Growth = "growth",
    }
}

/// A base 基地.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// Word.
    pub id: BaseId,
    /// Name.
    pub name: Name,
    /// Where it lies.
    pub places: Vec<PlaceId>,
    /// Sectors it is for.
    pub sectors: Vec<SectorId>,
    /// Source.
    pub heading: Heading,
    /// Seats by tier; empty = the plan sets no number: 未设目标.
    pub seats: Vec<Seats>,
}

/// The seats of one tier of a base: a slot 席位.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seats {
    /// Tier.
    pub tier: Tier,
    /// Fewest firms the plan wants.
    pub min: u32,
    /// Most firms the plan names.
    pub max: u32,
    /// Until when.
    pub by: Date,
    /// Honour a firm must hold to take such a seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requires: Option<HonourKind>,
    /// A firm fills such a seat from this stage of its lead on; none = as the pipeline rules count seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled_at: Option<Stage>,
    /// The plan's own words.
    pub text: String,
}

words! {
    /// How an indicator is added up over firms.
    pub enum IndicatorKind {
        /// Sum of amounts.
        Sum = "sum",
        /// Ratio of two sums.
        Ratio = "ratio",
        /// Number of firms or platforms.
        Count = "count",
    }
}

/// A row of 表1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Word.
    pub id: IndicatorId,
    /// Name.
    pub name: Name,
    /// 指标类别.
    pub category: String,
    /// Unit as printed.
    pub unit: String,
    /// How it adds up.
    pub kind: IndicatorKind,
    /// Values by year.
    pub values: Vec<YearValue>,
    /// 指标属性.
    pub attribute: String,
    /// Which firms it counts.
    pub scope: String,
    /// Source.
    pub heading: Heading,
}

/// A value of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearValue {
    /// Year.
    pub year: i16,
    /// Value in the indicator's unit.
    pub value: f64,
    /// 现状 (true) or 目标 (false).
    pub actual: bool,
}

/// A fact of the zone when the plan was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineFact {
    /// Word.
    pub id: String,
    /// What.
    pub name: Name,
    /// Value.
    pub value: f64,
    /// Unit as printed.
    pub unit: String,
    /// The text says 约.
    #[serde(default)]
    pub approximate: bool,
    /// Source.
    pub heading: Heading,
}

words! {
    /// What decides a gate without a person's check.
    pub enum GateRule {
        /// Only a person's check decides.
        Manual = "manual",
        /// 登记状态 says dissolved, struck off or revoked.
        Registration = "registration",
        /// The company's trade is outside manufacturing.
        Manufacturing = "manufacturing",
    }
}

/// An admission gate 准入.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Word.
    pub id: GateId,
    /// Name.
    pub name: Name,
    /// The rule in words.
    pub text: Name,
    /// What decides it.
    pub rule: GateRule,
    /// Source; for gates that are common practice rather than plan text, the heading they serve.
    pub heading: Heading,
}

/// A platform.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    /// Word.
    pub id: PlatformId,
    /// Name.
    pub name: Name,
    /// The wording of the text, where the name had to be completed; empty = the name is the wording.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stated: String,
    /// Segments the text ties it to.
    #[serde(default)]
    pub segments: Vec<SegmentId>,
    /// Source.
    pub heading: Heading,
}

/// A park, town or area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Word.
    pub id: PlaceId,
    /// Name.
    pub name: Name,
    /// What the plan does there.
    pub aim: SectorAim,
    /// Source.
    pub heading: Heading,
}

/// A partner zone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnerZone {
    /// Word.
    pub id: String,
    /// Name.
    pub name: Name,
    /// Source.
    pub heading: Heading,
}

/// A sentence of the plan that is kept as such.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Word.
    pub id: String,
    /// Text.
    pub text: Name,
    /// Source.
    pub heading: Heading,
}
