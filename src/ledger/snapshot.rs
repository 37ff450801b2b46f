//! The read model: all records as of the last commit, in memory, immutable, cheap to hand out.

use std::{
    ops::RangeInclusive,
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
        fair::{Exhibitor, Fair, Talk, Visit},
        forecast::{ForecastRecord, IndicatorReading},
        ids::{CompanyId, LeadId},
        intake::{ImportedList, ListLayout},
        lead::{Lead, Stage, StageMove},
        local_firm::{LocalProduct, SegmentCoverage},
        paper::{ExportRecord, Review, Shortlist},
        record::{Entity, Record, Value},
        same::{CompanyAlias, CompanyPair},
        site::{LocalNeed, Site},
        versions::{CatalogueVersion, ModelVersion, PeerVersion, PlanVersion, RulesVersion},
        workspace::{Author, Device, SavedView, Setting, SettingName},
    },
    pipeline::{LeadDates, Rules, RulesError},
    store::{self, Change, Store, StoreError},
};

/// Rows of a full chunk: what an edit of one record copies.
const CHUNK: usize = 512;
/// Rows from which a chunk that grew is divided.
const CHUNK_MOST: usize = 1 << OFFSET_BITS;
/// Bits of a [`Place`] that number the row within its chunk.
const OFFSET_BITS: u32 = 10;

/// All records of one kind, in key order, which is the order they were entered in.
///
/// Kept in chunks that are shared between the snapshots before and after a change: a change copies the chunks it
/// touches, and 100 000 records do not need 100 000 pieces of memory.
#[derive(Debug, Clone)]
pub struct Table<R> {
    /// None is empty; keys grow from first to last.
    chunks: Vec<Arc<Vec<R>>>,
    /// Number of the first row of each chunk.
    starts: Vec<usize>,
    len: usize,
    /// Places by owning company, made when first asked for.
    by_company: OnceLock<Arc<Vec<Place>>>,
    /// Places by owning lead of those that have one, made when first asked for.
    by_lead: OnceLock<Arc<Vec<Place>>>,
}

/// Where a row stands: number of its chunk, then its place in it.
#[derive(Debug, Clone, Copy)]
struct Place(u32);

impl Place {
    fn new(chunk: usize, offset: usize) -> Self {
        // A chunk has at most 2^10 rows; four million chunks do not fit into memory.
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self(number(chunk) << OFFSET_BITS | number(offset))
    }

    fn of<R>(self, chunks: &[Arc<Vec<R>>]) -> Option<&R> {
        chunks.get((self.0 >> OFFSET_BITS) as usize)?.get((self.0 & ((1 << OFFSET_BITS) - 1)) as usize)
    }
}

/// A record that a commit touched, and what became of it.
type Touched<'a> = (Uuid, Now<'a>);

/// What became of a record.
#[derive(Clone, Copy)]
enum Now<'a> {
    /// It was inserted with these values.
    Values(&'a [Value]),
    /// It was deleted.
    Gone,
    /// The change does not say: it is read again.
    Ask,
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Self { chunks: Vec::new(), starts: Vec::new(), len: 0, by_company: OnceLock::new(), by_lead: OnceLock::new() }
    }
}

impl<R: Record> Table<R> {
    /// All of this kind that a workspace holds.
    fn load(store: &Store) -> Result<Self, StoreError> {
        let mut chunks: Vec<Arc<Vec<R>>> = Vec::new();
        let mut chunk: Vec<R> = Vec::new();
        let (mut last, mut sorted) = (Uuid::nil(), true);
        store.each(|record: R| {
            let key = record.key();
            sorted &= last < key;
            last = key;
            if chunk.len() == CHUNK {
                chunks.push(Arc::new(std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK))));
            }
            chunk.push(record);
        })?;
        chunk.shrink_to_fit();
        chunks.push(Arc::new(chunk));
        if !sorted {
            // Records that were deleted and came back stand later in the file than their keys say.
            let mut rows: Vec<R> = Vec::with_capacity(chunks.iter().map(|chunk| chunk.len()).sum());
            rows.extend(chunks.into_iter().flat_map(Arc::unwrap_or_clone));
            rows.sort_unstable_by_key(Record::key);
            chunks = Vec::new();
            divide(rows, &mut chunks);
        }
        Ok(Self::of_chunks(chunks))
    }

    fn of_chunks(mut chunks: Vec<Arc<Vec<R>>>) -> Self {
        chunks.retain(|chunk| !chunk.is_empty());
        let mut len = 0;
        let starts = chunks
            .iter()
            .map(|chunk| {
                len += chunk.len();
                len - chunk.len()
            })
            .collect();
        Self { chunks, starts, len, by_company: OnceLock::new(), by_lead: OnceLock::new() }
    }

    /// Number of records.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The records in key order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &R> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    /// The record in this row, counted in key order.
    pub fn row(&self, row: usize) -> Option<&R> {
        let chunk = self.starts.partition_point(|start| *start <= row).checked_sub(1)?;
        self.chunks.get(chunk)?.get(row - self.starts.get(chunk)?)
    }

    /// The record with this key.
    pub fn get(&self, key: Uuid) -> Option<&R> {
        let chunk = self.chunks.partition_point(|chunk| chunk.last().is_some_and(|last| last.key() < key));
        let chunk = self.chunks.get(chunk)?;
        chunk.binary_search_by_key(&key, Record::key).ok().and_then(|offset| chunk.get(offset))
    }

    /// The table with these records, given in key order, as they are now.
    fn refreshed(&self, store: &Store, touched: &[Touched<'_>]) -> Result<Self, StoreError> {
        let mut touched = touched.iter().peekable();
        let mut chunks = Vec::with_capacity(self.chunks.len() + touched.len() / CHUNK + 1);
        let nothing = Arc::new(Vec::new());
        let parts = self.chunks.len().max(1);
        for (part, chunk) in self.chunks.iter().chain(self.chunks.is_empty().then_some(&nothing)).enumerate() {
            // The last chunk takes whatever comes after it.
            let ends = chunk.last().filter(|_| part + 1 < parts).map(Record::key);
            let is_here = |(key, _): &Touched<'_>| ends.is_none_or(|last| *key <= last);
            if !touched.peek().is_some_and(|next| is_here(next)) {
                chunks.push(Arc::clone(chunk));
                continue;
            }
            let mut rows: Vec<R> = Vec::with_capacity(chunk.len() + 1);
            let mut old = chunk.iter().peekable();
            while let Some((key, now)) = touched.next_if(|next| is_here(next)) {
                while let Some(row) = old.next_if(|row| row.key() < *key) {
                    rows.push(row.clone());
                }
                old.next_if(|row| row.key() == *key);
                rows.extend(match now {
                    Now::Values(values) => Some(store::typed::<R>(*key, &mut values.to_vec())?),
                    Now::Gone => None,
                    Now::Ask => store.find::<R>(*key)?,
                });
            }
            rows.extend(old.cloned());
            divide(rows, &mut chunks);
        }
        Ok(Self::of_chunks(chunks))
    }
}

/// Appends rows as one chunk, or as several when they are too many for one.
fn divide<R>(mut rows: Vec<R>, chunks: &mut Vec<Arc<Vec<R>>>) {
    if rows.len() <= CHUNK_MOST {
        rows.shrink_to_fit();
        chunks.push(Arc::new(rows));
        return;
    }
    let mut rest = rows.into_iter();
    while rest.len() > 0 {
        let mut chunk = Vec::with_capacity(CHUNK.min(rest.len()));
        chunk.extend(rest.by_ref().take(CHUNK));
        chunks.push(Arc::new(chunk));
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
of_company!(Exhibitor, Talk, Review, CompanyPair, CompanyAlias);

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
    Review: |review| review.lead,
}

impl<R: OfLead> Table<R> {
    /// The records of one lead, in key order.
    pub fn of_lead(&self, lead: LeadId) -> impl Iterator<Item = &R> {
        let at = |place: &Place| place.of(&self.chunks).and_then(OfLead::lead);
        let places = self.by_lead.get_or_init(|| {
            let mut places: Vec<Place> = Vec::new();
            for (number, chunk) in self.chunks.iter().enumerate() {
                let owned = chunk.iter().enumerate().filter(|(_, row)| row.lead().is_some());
                places.extend(owned.map(|(offset, _)| Place::new(number, offset)));
            }
            places.sort_by_key(at);
            Arc::new(places)
        });
        let start = places.partition_point(|place| at(place) < Some(lead));
        places[start..]
            .iter()
            .filter_map(|place| place.of(&self.chunks))
            .take_while(move |record| record.lead() == Some(lead))
    }
}

impl<R: OfCompany> Table<R> {
    /// Places of all records by company, those of one company in key order.
    fn places(&self) -> &[Place] {
        self.by_company.get_or_init(|| {
            let of = |place: &Place| place.of(&self.chunks).map(OfCompany::company);
            let mut places: Vec<Place> = Vec::with_capacity(self.len);
            for (number, chunk) in self.chunks.iter().enumerate() {
                places.extend((0..chunk.len()).map(|offset| Place::new(number, offset)));
            }
            if !places.is_sorted_by_key(of) {
                places.sort_by_key(of);
            }
            Arc::new(places)
        })
    }

    /// The records of one company, in key order.
    pub fn of(&self, company: CompanyId) -> impl Iterator<Item = &R> {
        let places = self.places();
        let at = |place: &Place| place.of(&self.chunks).map(OfCompany::company);
        let start = places.partition_point(|place| at(place) < Some(company));
        places[start..]
            .iter()
            .filter_map(|place| place.of(&self.chunks))
            .take_while(move |record| record.company() == company)
    }

    /// All records by company, those of one company in key order.
    pub fn by_company(&self) -> impl Iterator<Item = &R> {
        self.places().iter().filter_map(|place| place.of(&self.chunks))
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
            /// How many records of each kind there are, in the order of the fields.
            pub fn counts(&self) -> Vec<(Entity, usize)> {
                vec![$((<$record as Record>::ENTITY, self.$field.len())),+]
            }

            /// Reads everything.
            pub(super) fn load(store: &Store) -> Result<Self, StoreError> {
                Ok(Self { $($field: Arc::new(Table::<$record>::load(store)?)),+ })
            }

            /// Brings in what a commit changed; tables it did not touch are shared with the snapshot before.
            pub(super) fn refresh(&mut self, store: &Store, changes: &[Change]) -> Result<(), StoreError> {
                $({
                    let touched = touched_in(<$record as Record>::ENTITY, changes);
                    if !touched.is_empty() {
                        self.$field = Arc::new(self.$field.refreshed(store, &touched)?);
                    }
                })+
                Ok(())
            }
        }
    };
}

/// The records of a kind that changes touch, in key order. What is touched once may say what became of it; what is
/// touched again is read again.
fn touched_in(entity: Entity, changes: &[Change]) -> Vec<Touched<'_>> {
    let mut touched: Vec<Touched<'_>> = changes
        .iter()
        .filter(|change| change.target().0 == entity)
        .map(|change| match change {
            Change::Insert { key, values, .. } => (*key, Now::Values(values)),
            Change::Delete { key, .. } => (*key, Now::Gone),
            Change::Set { key, .. } | Change::Restore { key, .. } => (*key, Now::Ask),
        })
        .collect();
    touched.sort_by_key(|(key, _)| *key);
    touched.dedup_by(|(key, _), (kept, now)| {
        let again = key == kept;
        if again {
            *now = Now::Ask;
        }
        again
    });
    touched
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
    /// What the forecast said on earlier days.
    forecasts: ForecastRecord,
    /// What indicators came to.
    readings: IndicatorReading,
    /// Lists that were imported.
    imported_lists: ImportedList,
    /// Remembered columns of kinds of lists.
    list_layouts: ListLayout,
    /// Trade fairs.
    fairs: Fair,
    /// Who exhibits where.
    exhibitors: Exhibitor,
    /// Visits to be paid at fairs.
    visits: Visit,
    /// What was noted of talks at fairs.
    talks: Talk,
    /// Kept shortlists.
    shortlists: Shortlist,
    /// What review meetings gave.
    reviews: Review,
    /// Files that left the workspace.
    exports: ExportRecord,
    /// Companies that look alike.
    pairs: CompanyPair,
    /// Records that were merged into companies.
    aliases: CompanyAlias,
}

/// The rules of a version; none = those the program ships with.
pub(super) fn rules_of(version: Option<&RulesVersion>) -> Result<Rules, RulesError> {
    version.map_or_else(Rules::shipped, |version| Rules::from_toml(&version.content, &version.title))
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
        rules_of(self.active_rules())
    }

    /// What is thought of two companies that look alike, if anything is.
    pub fn pair(&self, one: CompanyId, other: CompanyId) -> Option<&CompanyPair> {
        let ends = |first: CompanyId, second| self.pairs.of(first).find(move |pair| pair.other == second);
        ends(one, other).or_else(|| ends(other, one))
    }

    /// The days of a lead that its clocks need.
    pub fn lead_dates(&self, lead: &Lead) -> LeadDates {
        let steps: Vec<&StageMove> = self.stage_moves.of_lead(lead.id).collect();
        let first = |stages: RangeInclusive<Stage>| {
            steps.iter().filter(|step| stages.contains(&step.to_stage)).filter_map(|step| step.moved_on).min()
        };
        let entries: Vec<&Activity> = self.activities.of_lead(lead.id).collect();
        let last = |is_one: &dyn Fn(ActivityKind) -> bool| {
            entries.iter().filter(|entry| is_one(entry.kind)).map(|entry| entry.on_day).max()
        };
        LeadDates {
            stage: lead.stage,
            stage_since: lead.stage_since,
            received_on: lead.received_on,
            referred: !lead.referrer.trim().is_empty(),
            first_response: entries.iter().map(|entry| entry.on_day).min(),
            last_progress: last(&ActivityKind::is_progress),
            explained_on: last(&|kind| kind == ActivityKind::Standstill),
            signed_on: first(Stage::Signed..=Stage::FullOutput),
            started_on: first(Stage::Started..=Stage::FullOutput),
            produced_on: first(Stage::Producing..=Stage::FullOutput),
            plan_start: lead.start_on,
            plan_finish: lead.finish_on,
            plan_produce: lead.produce_on,
        }
    }
}
