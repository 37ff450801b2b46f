//! The read model: all records as of the last commit, in memory, immutable, cheap to hand out.

use std::{
    ops::{Range, RangeInclusive},
    sync::{Arc, OnceLock},
};

use jiff::civil::Date;
use uuid::Uuid;

use crate::{
    domain::{
        activity::{Activity, ActivityKind, Attachment, Contact, Task},
        company::{Company, GateCheck, Honour},
        deal::{CompanyLink, LeadAmount, LeadLink, Referral},
        fact::Fact,
        ids::{CompanyId, LeadId},
        lead::{Lead, Stage, StageMove},
        local_firm::{LocalProduct, SegmentCoverage},
        record::{Entity, Record},
        site::{LocalNeed, Site},
        versions::{CatalogueVersion, ModelVersion, PeerVersion, PlanVersion, RulesVersion},
        workspace::{Author, Device, SavedView, Setting, SettingName},
    },
    pipeline::{LeadDates, Rules, RulesError},
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
    /// Positions by owning lead, built when first asked for.
    by_lead: OnceLock<Arc<Vec<(LeadId, u32)>>>,
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Self { rows: Vec::new(), by_company: OnceLock::new(), by_lead: OnceLock::new() }
    }
}

impl<R: Record> Table<R> {
    /// All of this kind that a workspace holds.
    fn load(store: &Store) -> Result<Self, StoreError> {
        Ok(Self { rows: store.load(Arc::new)?, ..Self::default() })
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
        self.by_lead = OnceLock::new();
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

of_company!(Fact, Honour, GateCheck, LocalProduct, Lead, Contact, Activity, Task, Attachment, CompanyLink, LocalNeed);

/// A record that belongs to a lead, or may.
pub trait OfLead: Record {
    /// The lead.
    fn lead(&self) -> Option<LeadId>;
}

macro_rules! of_lead {
    ($($record:ident: |$this:ident| $lead:expr),+ $(,)?) => {$(
        impl OfLead for $record {
            fn lead(&self) -> Option<LeadId> {
                let $this = self;
                $lead
            }
        }
    )+};
}

of_lead! {
    StageMove: |step| Some(step.lead),
    LeadAmount: |amount| Some(amount.lead),
    LeadLink: |link| Some(link.lead),
    Referral: |referral| Some(referral.lead),
    Activity: |activity| activity.lead,
    Task: |task| task.lead,
    Attachment: |attachment| attachment.lead,
}

/// Positions of records by what they belong to, in order.
fn index<R, K: Ord + Copy>(rows: &[Arc<R>], key: impl Fn(&R) -> Option<K>) -> Arc<Vec<(K, u32)>> {
    let mut index: Vec<(K, u32)> = rows
        .iter()
        .enumerate()
        .filter_map(|(position, row)| Some((key(row)?, u32::try_from(position).unwrap_or(u32::MAX))))
        .collect();
    index.sort_unstable();
    Arc::new(index)
}

fn span<K: Ord + Copy>(index: &[(K, u32)], key: K) -> &[(K, u32)] {
    let range: Range<usize> =
        index.partition_point(|(known, _)| *known < key)..index.partition_point(|(known, _)| *known <= key);
    index.get(range).unwrap_or_default()
}

impl<R: OfLead> Table<R> {
    /// The records of one lead, in key order.
    pub fn of_lead(&self, lead: LeadId) -> impl DoubleEndedIterator<Item = &R> {
        let index = self.by_lead.get_or_init(|| index(&self.rows, OfLead::lead));
        span(index, lead).iter().filter_map(|(_, position)| self.rows.get(*position as usize)).map(|row| &**row)
    }
}

impl<R: OfCompany> Table<R> {
    /// The records of one company, in key order.
    pub fn of(&self, company: CompanyId) -> impl Iterator<Item = &R> {
        let index = self.by_company.get_or_init(|| index(&self.rows, |row| Some(row.company())));
        span(index, company).iter().filter_map(|(_, position)| self.rows.get(*position as usize)).map(|row| &**row)
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
    /// Versions of the pipeline rules.
    rules: RulesVersion,
    /// People at companies.
    contacts: Contact,
    /// Calls, visits, meetings, talks, notes.
    activities: Activity,
    /// Things to be done.
    tasks: Task,
    /// Papers.
    attachments: Attachment,
    /// Amounts of leads.
    amounts: LeadAmount,
    /// Links between leads.
    lead_links: LeadLink,
    /// Links between companies.
    company_links: CompanyLink,
    /// Referrals to partner zones.
    referrals: Referral,
    /// Vacant land and plants.
    sites: Site,
    /// Needs of local firms.
    local_needs: LocalNeed,
    /// Saved views.
    saved_views: SavedView,
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

    /// The active version of the pipeline rules; none = those the program ships with.
    pub fn active_rules(&self) -> Option<&RulesVersion> {
        self.rules.get(Uuid::parse_str(self.setting(SettingName::ActiveRules)?).ok()?)
    }

    /// The pipeline rules in force.
    pub fn pipeline_rules(&self) -> Result<Rules, RulesError> {
        match self.active_rules() {
            Some(version) => Rules::from_toml(&version.content, &version.title),
            None => Rules::shipped(),
        }
    }

    /// The days of a lead that its clocks need.
    pub fn lead_dates(&self, lead: &Lead) -> LeadDates {
        let first = |stages: RangeInclusive<Stage>| {
            let steps = self.stage_moves.of_lead(lead.id).filter(|step| stages.contains(&step.to_stage));
            steps.filter_map(|step| step.moved_on).min()
        };
        let activities = || self.activities.of_lead(lead.id);
        let last_entry = activities().filter(|entry| entry.kind.is_progress()).map(|entry| entry.on_day).max();
        LeadDates {
            stage: lead.stage,
            stage_since: lead.stage_since,
            received_on: lead.received_on,
            first_response: activities().map(|entry| entry.on_day).min(),
            last_progress: last_entry,
            explained_on: activities()
                .filter(|entry| entry.kind == ActivityKind::Standstill)
                .map(|entry| entry.on_day)
                .max(),
            signed_on: first(Stage::Signed..=Stage::FullOutput),
            started_on: first(Stage::Started..=Stage::FullOutput),
            produced_on: first(Stage::Producing..=Stage::FullOutput),
            plan_start: lead.start_on,
            plan_finish: lead.finish_on,
            plan_produce: lead.produce_on,
        }
    }
}
