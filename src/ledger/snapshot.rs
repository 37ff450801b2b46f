//! The read model: all records as of the last commit, in memory, immutable, cheap to hand out.

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use jiff::civil::Date;
use uuid::Uuid;

use crate::{
    domain::{
        company::{Company, GateCheck, Honour},
        fact::Fact,
        ids::CompanyId,
        lead::{Lead, StageMove},
        local_firm::{LocalProduct, SegmentCoverage},
        record::{Entity, Record},
        versions::{CatalogueVersion, ModelVersion, PeerVersion, PlanVersion},
        workspace::{Author, Device, Setting, SettingName},
    },
    store::{Store, StoreError},
};

/// More touched records than this and the table is read again as a whole.
const RELOAD_FROM: usize = 2_000;

/// All records of one kind, in key order, which is the order they were entered in.
#[derive(Debug, Clone)]
pub struct Table<R> {
    rows: Vec<Arc<R>>,
    /// Positions by owning company, built when first asked for.
    by_company: OnceLock<Arc<Vec<(CompanyId, u32)>>>,
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Self { rows: Vec::new(), by_company: OnceLock::new() }
    }
}

impl<R: Record> Table<R> {
    /// All of this kind that a workspace holds.
    fn load(store: &Store) -> Result<Self, StoreError> {
        Ok(Self { rows: store.load(Arc::new)?, by_company: OnceLock::new() })
    }

    /// Number of records.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The records in key order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &R> + ExactSizeIterator {
        self.rows.iter().map(|row| &**row)
    }

    /// The records in key order, shared.
    pub fn rows(&self) -> &[Arc<R>] {
        &self.rows
    }

    /// The record with this key.
    pub fn get(&self, key: Uuid) -> Option<&R> {
        self.rows.binary_search_by_key(&key, |row| row.key()).ok().map(|index| &*self.rows[index])
    }

    fn refresh(&mut self, store: &Store, keys: &[Uuid]) -> Result<(), StoreError> {
        if keys.len() > RELOAD_FROM {
            *self = Self::load(store)?;
            return Ok(());
        }
        for key in keys {
            let position = self.rows.binary_search_by_key(key, |row| row.key());
            match (store.find::<R>(*key)?, position) {
                (Some(record), Ok(index)) => self.rows[index] = Arc::new(record),
                (Some(record), Err(index)) => self.rows.insert(index, Arc::new(record)),
                (None, Ok(index)) => {
                    self.rows.remove(index);
                }
                (None, Err(_)) => {}
            }
        }
        self.by_company = OnceLock::new();
        Ok(())
    }
}

/// A record that belongs to a company.
pub trait OfCompany: Record {
    /// The company.
    fn company(&self) -> CompanyId;
}

macro_rules! of_company {
    ($($record:ident),+) => {$(
        impl OfCompany for $record {
            fn company(&self) -> CompanyId {
                self.company
            }
        }
    )+};
}

of_company!(Fact, Honour, GateCheck, LocalProduct, Lead);

impl<R: OfCompany> Table<R> {
    /// The records of one company, in key order.
    pub fn of(&self, company: CompanyId) -> impl Iterator<Item = &R> {
        let index = self.by_company.get_or_init(|| {
            let mut index: Vec<(CompanyId, u32)> = self
                .rows
                .iter()
                .enumerate()
                .map(|(position, row)| (row.company(), u32::try_from(position).unwrap_or(u32::MAX)))
                .collect();
            index.sort_unstable();
            Arc::new(index)
        });
        let range: Range<usize> =
            index.partition_point(|(key, _)| *key < company)..index.partition_point(|(key, _)| *key <= company);
        index[range].iter().filter_map(|(_, position)| self.rows.get(*position as usize)).map(|row| &**row)
    }
}

macro_rules! snapshot {
    ($($(#[$meta:meta])* $field:ident : $record:ident),+ $(,)?) => {
        /// All records as of one commit.
        #[derive(Debug, Clone, Default)]
        pub struct Snapshot {
            $($(#[$meta])* pub $field: Arc<Table<$record>>),+
        }

        impl Snapshot {
            /// Reads everything.
            pub(super) fn load(store: &Store) -> Result<Self, StoreError> {
                Ok(Self { $($field: Arc::new(Table::<$record>::load(store)?)),+ })
            }

            /// Reads again what a commit touched; tables it did not touch are shared with the snapshot before.
            pub(super) fn refresh(&mut self, store: &Store, touched: &[(Entity, Uuid)]) -> Result<(), StoreError> {
                $({
                    let mut keys: Vec<Uuid> = touched
                        .iter()
                        .filter(|(entity, _)| *entity == <$record as Record>::ENTITY)
                        .map(|(_, key)| *key)
                        .collect();
                    keys.sort_unstable();
                    keys.dedup();
                    if !keys.is_empty() {
                        Arc::make_mut(&mut self.$field).refresh(store, &keys)?;
                    }
                })+
                Ok(())
            }
        }
    };
}

snapshot! {
    /// Authors.
    authors: Author,
    /// Devices.
    devices: Device,
    /// Settings.
    settings: Setting,
    /// Versions of the plan.
    plans: PlanVersion,
    /// Versions of the model.
    models: ModelVersion,
    /// Versions of the catalogue.
    catalogues: CatalogueVersion,
    /// Versions of the peer means.
    peers: PeerVersion,
    /// Companies.
    companies: Company,
    /// Facts.
    facts: Fact,
    /// Honours.
    honours: Honour,
    /// Gate checks.
    gate_checks: GateCheck,
    /// Products of local firms.
    local_products: LocalProduct,
    /// Completeness of the local-firm lists.
    coverage: SegmentCoverage,
    /// Leads.
    leads: Lead,
    /// Stage moves.
    stage_moves: StageMove,
}

impl Snapshot {
    /// The value of a setting, if it is set.
    pub fn setting(&self, name: SettingName) -> Option<&str> {
        self.settings
            .iter()
            .find(|setting| setting.name == name)
            .map(|setting| &*setting.value)
            .filter(|value| !value.is_empty())
    }

    /// 目标日期, if it is set and readable.
    pub fn target_date(&self) -> Option<Date> {
        self.setting(SettingName::TargetDate)?.parse().ok()
    }

    /// Whether everything in it is made up.
    pub fn is_fictional(&self) -> bool {
        self.setting(SettingName::Fictional).is_some()
    }

    /// The active plan version.
    pub fn active_plan(&self) -> Option<&PlanVersion> {
        self.plans.get(Uuid::parse_str(self.setting(SettingName::ActivePlan)?).ok()?)
    }

    /// The active model version.
    pub fn active_model(&self) -> Option<&ModelVersion> {
        self.models.get(Uuid::parse_str(self.setting(SettingName::ActiveModel)?).ok()?)
    }

    /// The active version of the peer means; none until one was computed.
    pub fn active_peers(&self) -> Option<&PeerVersion> {
        self.peers.get(Uuid::parse_str(self.setting(SettingName::ActivePeers)?).ok()?)
    }

    /// The active catalogue version.
    pub fn active_catalogue(&self) -> Option<&CatalogueVersion> {
        self.catalogues.get(Uuid::parse_str(self.setting(SettingName::ActiveCatalogue)?).ok()?)
    }
}
