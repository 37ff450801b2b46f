//! The list of all records, in the order in which parents come before children.

use super::{
    activity::{Activity, Attachment, Contact, Task},
    company::{Company, GateCheck, Honour},
    deal::{CompanyLink, LeadAmount, LeadLink, Referral},
    fact::Fact,
    fair::{Exhibitor, Fair, Talk, Visit},
    forecast::{ForecastRecord, IndicatorReading},
    intake::{ImportedList, ListLayout},
    lead::{Lead, StageMove},
    local_firm::{LocalProduct, SegmentCoverage},
    paper::{ExportRecord, Review, Shortlist},
    record::{Entity, FieldDef, FieldKind, Record},
    same::{CompanyAlias, CompanyPair},
    site::{LocalNeed, Site},
    versions::{CatalogueVersion, ModelVersion, PeerVersion, PlanVersion, RulesVersion},
    workspace::{Author, Device, SavedView, Setting},
};

impl Entity {
    /// The fields of its records, the key aside.
    pub const fn fields(self) -> &'static [FieldDef] {
        match self {
            Self::Author => Author::FIELDS,
            Self::Device => Device::FIELDS,
            Self::Setting => Setting::FIELDS,
            Self::PlanVersion => PlanVersion::FIELDS,
            Self::ModelVersion => ModelVersion::FIELDS,
            Self::CatalogueVersion => CatalogueVersion::FIELDS,
            Self::PeerVersion => PeerVersion::FIELDS,
            Self::Company => Company::FIELDS,
            Self::Fact => Fact::FIELDS,
            Self::Honour => Honour::FIELDS,
            Self::GateCheck => GateCheck::FIELDS,
            Self::LocalProduct => LocalProduct::FIELDS,
            Self::SegmentCoverage => SegmentCoverage::FIELDS,
            Self::Lead => Lead::FIELDS,
            Self::StageMove => StageMove::FIELDS,
            Self::RulesVersion => RulesVersion::FIELDS,
            Self::Contact => Contact::FIELDS,
            Self::Activity => Activity::FIELDS,
            Self::Task => Task::FIELDS,
            Self::Attachment => Attachment::FIELDS,
            Self::LeadAmount => LeadAmount::FIELDS,
            Self::LeadLink => LeadLink::FIELDS,
            Self::CompanyLink => CompanyLink::FIELDS,
            Self::Referral => Referral::FIELDS,
            Self::Site => Site::FIELDS,
            Self::LocalNeed => LocalNeed::FIELDS,
            Self::SavedView => SavedView::FIELDS,
            Self::ForecastRecord => ForecastRecord::FIELDS,
            Self::IndicatorReading => IndicatorReading::FIELDS,
            Self::ImportedList => ImportedList::FIELDS,
            Self::ListLayout => ListLayout::FIELDS,
            Self::Fair => Fair::FIELDS,
            Self::Exhibitor => Exhibitor::FIELDS,
            Self::Visit => Visit::FIELDS,
            Self::Talk => Talk::FIELDS,
            Self::Shortlist => Shortlist::FIELDS,
            Self::Review => Review::FIELDS,
            Self::ExportRecord => ExportRecord::FIELDS,
            Self::CompanyPair => CompanyPair::FIELDS,
            Self::CompanyAlias => CompanyAlias::FIELDS,
        }
    }

    /// The field with this name and its place in the record.
    pub fn field(self, name: &str) -> Option<(usize, &'static FieldDef)> {
        self.fields().iter().enumerate().find(|(_, field)| field.name == name)
    }

    /// Entities whose records belong to records of this one and go with them, with the field that says so.
    pub fn children(self) -> impl Iterator<Item = (Entity, &'static str)> {
        Self::ALL.iter().flat_map(move |child| {
            child
                .fields()
                .iter()
                .filter(move |field| field.kind == FieldKind::Ref(self) && owns(self))
                .map(|field| (*child, field.name))
        })
    }
}

/// Whether records of this entity own those that refer to them. An author does not own what he wrote.
const fn owns(entity: Entity) -> bool {
    matches!(entity, Entity::Company | Entity::Lead | Entity::Fair | Entity::Exhibitor | Entity::Activity)
}
