//! Keys: typed UUIDs (version 7) for records, short words for the nodes of the plan.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::record::{Cell, CellError, Entity, FieldKind, Text, Value};

macro_rules! keys {
    ($($(#[$meta:meta])* $name:ident => $entity:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The typed key.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
            /// The plain UUID.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Cell for $name {
            const KIND: FieldKind = FieldKind::Ref(Entity::$entity);
            fn to_value(&self) -> Value {
                Value::Id(self.0)
            }
            fn from_value(value: &Value) -> Result<Self, CellError> {
                match value {
                    Value::Id(uuid) => Ok(Self(*uuid)),
                    other => Err(CellError::new(other, "key")),
                }
            }
        }
    )+};
}

keys! {
    /// Key of an author.
    AuthorId => Author,
    /// Key of a device.
    DeviceId => Device,
    /// Key of a setting.
    SettingId => Setting,
    /// Key of a plan version.
    PlanVersionId => PlanVersion,
    /// Key of a model version.
    ModelVersionId => ModelVersion,
    /// Key of a catalogue version.
    CatalogueVersionId => CatalogueVersion,
    /// Key of a version of the peer means.
    PeerVersionId => PeerVersion,
    /// Key of a company.
    CompanyId => Company,
    /// Key of a fact.
    FactId => Fact,
    /// Key of an honour.
    HonourId => Honour,
    /// Key of a gate check.
    GateCheckId => GateCheck,
    /// Key of a product of a local firm.
    LocalProductId => LocalProduct,
    /// Key of a coverage mark.
    SegmentCoverageId => SegmentCoverage,
    /// Key of a lead.
    LeadId => Lead,
    /// Key of a stage move.
    StageMoveId => StageMove,
    /// Key of a version of the pipeline rules.
    RulesVersionId => RulesVersion,
    /// Key of a contact.
    ContactId => Contact,
    /// Key of an activity.
    ActivityId => Activity,
    /// Key of a task.
    TaskId => Task,
    /// Key of an attachment.
    AttachmentId => Attachment,
    /// Key of an amount of a lead.
    LeadAmountId => LeadAmount,
    /// Key of a link between leads.
    LeadLinkId => LeadLink,
    /// Key of a link between companies.
    CompanyLinkId => CompanyLink,
    /// Key of a referral.
    ReferralId => Referral,
    /// Key of a site.
    SiteId => Site,
    /// Key of a need of a local firm.
    LocalNeedId => LocalNeed,
    /// Key of a saved view.
    SavedViewId => SavedView,
    /// Key of what the forecast said on a day.
    ForecastRecordId => ForecastRecord,
    /// Key of what an indicator came to.
    IndicatorReadingId => IndicatorReading,
    /// Key of a list that was imported.
    ImportedListId => ImportedList,
    /// Key of the remembered columns of a kind of list.
    ListLayoutId => ListLayout,
    /// Key of a fair.
    FairId => Fair,
    /// Key of an exhibitor.
    ExhibitorId => Exhibitor,
    /// Key of a visit.
    VisitId => Visit,
    /// Key of a talk.
    TalkId => Talk,
    /// Key of a kept shortlist.
    ShortlistId => Shortlist,
    /// Key of a review.
    ReviewId => Review,
    /// Key of an export.
    ExportRecordId => ExportRecord,
    /// Key of a pair of companies that look alike.
    CompanyPairId => CompanyPair,
    /// Key of a record that was merged into a company.
    CompanyAliasId => CompanyAlias,
}

macro_rules! plan_keys {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Text);

        impl $name {
            /// The key with this word.
            pub fn new(word: &str) -> Self {
                Self(word.into())
            }
            /// The word.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Cell for $name {
            const KIND: FieldKind = FieldKind::Word;
            fn to_value(&self) -> Value {
                Value::Text(self.0.clone())
            }
            fn from_value(value: &Value) -> Result<Self, CellError> {
                match value {
                    Value::Text(word) => Ok(Self(word.clone())),
                    other => Err(CellError::new(other, "plan key")),
                }
            }
        }
    )+};
}

plan_keys! {
    /// Word of a sector, e.g. `ev_parts`.
    SectorId,
    /// Word of a segment, e.g. `auto_electronics`.
    SegmentId,
    /// Word of a product, e.g. `lidar`.
    ProductId,
    /// Word of a base, e.g. `xiyong`.
    BaseId,
    /// Word of an admission gate, e.g. `struck_off`.
    GateId,
    /// Word of a platform whose customers and partners are courted first.
    PlatformId,
    /// Word of an indicator of the plan.
    IndicatorId,
    /// Word of a partner zone.
    PartnerZoneId,
    /// Word of a place (town, park, area) of the zone.
    PlaceId,
}
