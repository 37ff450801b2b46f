//! The application core: actions in, answers out.
//!
//! [`Ledger::apply`] is the one door for change: it checks the rules of the domain, turns the action into record
//! changes, and has the store write them in one transaction. Readers get a [`Snapshot`] of the last commit, which
//! never changes under them.

mod action;
mod apply;
pub mod assessment;
pub mod backup;
pub mod chain_map;
pub mod compare;
pub mod confidence;
pub mod demo;
pub mod duplicates;
mod export_log;
pub mod fair;
pub mod forecast;
mod ids;
mod importing;
mod items;
mod merging;
pub mod movers;
mod odds;
mod policy;
pub mod pursuit;
pub mod rehearsal;
pub mod reproduce;
mod reverse;
mod rules;
mod score_draft;
pub mod seeds;
mod snapshot;
pub mod trial;
mod undo;
mod view;

use std::{path::Path, sync::Arc};

use jiff::civil::Date;
use thiserror::Error;
use uuid::Uuid;

pub use action::{
    Action, ActionKind, CapturedTalk, Edit, ExhibitorEntry, ImportBatch, ImportedCompany, Item, ItemKind, ListMemory,
    RowEdit, UpdatedCompany,
};
pub use export_log::ExportDraft;
pub use ids::IdSource;
pub use importing::{Recalled, SameBy, earlier_import, list_memory, list_name, plan_import, plan_import_with, recall};
pub use items::LARGEST_ATTACHMENT;
pub use policy::{Policy, PolicyError, Stamp};
pub use score_draft::ScoreDraft;
pub use snapshot::{OfCompany, OfLead, Snapshot, Table};
pub use view::{Detail, View, texts_of};

use crate::{
    clock::Surroundings,
    domain::{
        ids::{AuthorId, DeviceId, SettingId},
        lead::Stage,
        record::{Entity, Record, Text},
        workspace::{Author, Device, Setting, SettingName},
    },
    store::{Access, BackupInfo, BackupReason, BatchHeader, BatchKind, Change, CheckReport, Store, StoreError},
};

/// Imports of more rows than this are preceded by a verified backup.
pub const BACKUP_BEFORE_ROWS: usize = 50;

/// Who is at the keyboard, by the names a person knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Name of the person.
    pub author: String,
    /// Unit.
    pub unit: String,
    /// Name of the computer.
    pub device: String,
}

/// What a new workspace starts with.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// Title.
    pub title: String,
    /// 目标日期.
    pub target_date: Date,
    /// Title and text of the plan.
    pub plan: (String, String),
    /// Title and text of the model.
    pub model: (String, String),
    /// Title and text of the catalogue.
    pub catalogue: (String, String),
    /// Records it is filled with from the start (a demonstration).
    pub records: Vec<Change>,
}

/// What an action did.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// Batch in the log.
    pub batch: i64,
    /// What was done.
    pub kind: ActionKind,
    /// To what.
    pub subject: Option<String>,
    /// Kinds of records it touched.
    pub changed: Vec<Entity>,
    /// How many records it touched.
    pub records: usize,
    /// Companies an import added and changed.
    pub imported: Option<(usize, usize)>,
    /// The backup made before it, if one was called for.
    pub backup: Option<BackupInfo>,
}

/// Why an action was refused or failed. The data are as they were.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A company needs a name.
    #[error("a company needs a name")]
    NameMissing,
    /// A title is missing.
    #[error("a lead needs a title")]
    TitleMissing,
    /// No such field.
    #[error("{entity} has no field {field}")]
    NoField {
        /// Entity.
        entity: Entity,
        /// Field asked for.
        field: String,
    },
    /// The value does not fit the field.
    #[error("{field} of {entity} cannot be that: {detail}")]
    BadValue {
        /// Entity.
        entity: Entity,
        /// Field.
        field: String,
        /// Why.
        detail: String,
    },
    /// The record is not (or no longer) there.
    #[error("no {entity} {key}")]
    NoRecord {
        /// Entity.
        entity: Entity,
        /// Key.
        key: Uuid,
    },
    /// The stage may not follow.
    #[error("a lead may not go from {from} to {to}")]
    StageMove {
        /// From.
        from: Stage,
        /// To.
        to: Stage,
    },
    /// The pipeline rules cannot be read.
    #[error(transparent)]
    Rules(#[from] crate::pipeline::RulesError),
    /// A link leads from a record to itself.
    #[error("a link needs two different ends")]
    LinkToItself,
    /// A paper is larger than what may be kept.
    #[error("{bytes} bytes are too many for one attachment")]
    AttachmentTooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The batch is not there, or is the beginning of the workspace.
    #[error("this batch cannot be taken back")]
    NotReversible,
    /// Something later depends on what is to be taken back.
    #[error("{entity} was changed later")]
    LaterChange {
        /// Kind of record that was changed later.
        entity: Entity,
        /// The field, where it is one.
        field: Option<String>,
    },
    /// Ending a lead needs a reason.
    #[error("a lead cannot end without a reason")]
    ReasonMissing,
    /// A known fact needs a value; a range needs both ends in order.
    #[error("the fact has no value that fits its state")]
    FactIncomplete,
    /// Nothing to undo.
    #[error("nothing to undo")]
    NothingToUndo,
    /// Nothing to redo.
    #[error("nothing to redo")]
    NothingToRedo,
    /// Stopped by the user; nothing was written.
    #[error("stopped")]
    Cancelled,
    /// Nothing would change.
    #[error("nothing changes")]
    NothingChanges,
}

/// The open workspace.
#[derive(Debug)]
pub struct Ledger {
    store: Store,
    snapshot: Arc<Snapshot>,
    history: undo::History,
    ids: IdSource,
    who: Who,
    known_as: Option<(AuthorId, DeviceId)>,
    surroundings: Surroundings,
}

impl Ledger {
    /// Opens a workspace.
    pub fn open(path: &Path, access: Access, who: Who, surroundings: Surroundings) -> Result<Self, LedgerError> {
        Self::over(Store::open(path, access, (surroundings.now)())?, who, surroundings)
    }

    /// Creates a workspace with its plan, model, catalogue and first author.
    pub fn create(
        path: &Path,
        beginning: Beginning,
        who: Who,
        surroundings: Surroundings,
    ) -> Result<Self, LedgerError> {
        let mut ids = IdSource::new(surroundings);
        let store = Store::create(path, |store| -> Result<(), LedgerError> {
            let author = Author {
                id: AuthorId::from_uuid(ids.next()),
                name: who.author.as_str().into(),
                unit: who.unit.as_str().into(),
            };
            let device = Device { id: DeviceId::from_uuid(ids.next()), name: who.device.as_str().into() };
            let header = header(surroundings, (author.id, device.id), BatchKind::Setup, ActionKind::Begin, None, None);
            let mut changes = vec![Change::insert(&author), Change::insert(&device)];
            let set = |name: SettingName, value: Text, ids: &mut IdSource| {
                Change::insert(&Setting { id: SettingId::from_uuid(ids.next()), name, value })
            };
            let mut settings = vec![
                (SettingName::Title, Text::from(beginning.title)),
                (SettingName::TargetDate, beginning.target_date.to_string().into()),
            ];
            for (name, (title, content), insert) in [
                (SettingName::ActivePlan, beginning.plan, action::plan_version as action::MakeVersion),
                (SettingName::ActiveModel, beginning.model, action::model_version),
                (SettingName::ActiveCatalogue, beginning.catalogue, action::catalogue_version),
            ] {
                let key = ids.next();
                changes.push(insert(key, &title, &content));
                settings.push((name, key.to_string().into()));
            }
            for (name, value) in settings {
                changes.push(set(name, value, &mut ids));
            }
            changes.extend(beginning.records);
            store.commit(&header, &changes)?;
            Ok(())
        })?;
        Self::over(store, who, surroundings)
    }

    fn over(store: Store, who: Who, surroundings: Surroundings) -> Result<Self, LedgerError> {
        let snapshot = Arc::new(Snapshot::load(&store)?);
        let history = undo::History::from_chain(&store.batch_chain()?);
        store.rest();
        let known_as = known_as(&snapshot, &who);
        Ok(Self { store, snapshot, history, ids: IdSource::new(surroundings), who, known_as, surroundings })
    }

    /// The records as of the last commit.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// The store, for reading the log and for backups.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Whether it may be changed.
    pub fn is_writable(&self) -> bool {
        self.store.access() == Access::Write
    }

    /// Name of the person at the keyboard.
    pub fn author_name(&self) -> &str {
        &self.who.author
    }

    /// A fresh key for a record.
    pub fn new_id(&mut self) -> Uuid {
        self.ids.next()
    }

    /// The author who is at the keyboard, entered as one if need be.
    pub fn author(&mut self) -> Result<AuthorId, LedgerError> {
        Ok(self.identify()?.0)
    }

    /// Checks the whole file.
    pub fn check(&self) -> Result<CheckReport, LedgerError> {
        Ok(self.store.check()?)
    }

    /// The same, telling how many operations and records of how many were looked at; an error when told to stop.
    pub fn check_with(&self, step: &mut dyn FnMut(u64, u64) -> bool) -> Result<CheckReport, LedgerError> {
        self.store.check_with(step)?.ok_or(LedgerError::Cancelled)
    }

    /// Makes a verified backup.
    pub fn back_up(&self, reason: BackupReason, folder: Option<&Path>) -> Result<BackupInfo, LedgerError> {
        Ok(self.store.back_up(reason, (self.surroundings.now)(), folder)?)
    }

    /// Who writes: found among the authors and devices, or entered in a batch of their own that cannot be undone.
    fn identify(&mut self) -> Result<(AuthorId, DeviceId), LedgerError> {
        if let Some(known) = self.known_as {
            return Ok(known);
        }
        let author =
            self.snapshot.authors.iter().find(|author| *author.name == *self.who.author).map(|author| author.id);
        let device =
            self.snapshot.devices.iter().find(|device| *device.name == *self.who.device).map(|device| device.id);
        let mut changes = Vec::new();
        let author = author.unwrap_or_else(|| {
            let record = Author {
                id: AuthorId::from_uuid(self.ids.next()),
                name: self.who.author.as_str().into(),
                unit: self.who.unit.as_str().into(),
            };
            changes.push(Change::insert(&record));
            record.id
        });
        let device = device.unwrap_or_else(|| {
            let record = Device { id: DeviceId::from_uuid(self.ids.next()), name: self.who.device.as_str().into() };
            changes.push(Change::insert(&record));
            record.id
        });
        let header = header(self.surroundings, (author, device), BatchKind::Setup, ActionKind::Introduce, None, None);
        self.store.commit(&header, &changes)?;
        self.refresh(&changes)?;
        self.known_as = Some((author, device));
        Ok((author, device))
    }

    /// Brings the read model up to the commit just made.
    fn refresh(&mut self, changes: &[Change]) -> Result<(), LedgerError> {
        Arc::make_mut(&mut self.snapshot).refresh(&self.store, changes)?;
        Ok(())
    }
}

fn known_as(snapshot: &Snapshot, who: &Who) -> Option<(AuthorId, DeviceId)> {
    let author = snapshot.authors.iter().find(|author| *author.name == *who.author)?;
    let device = snapshot.devices.iter().find(|device| *device.name == *who.device)?;
    Some((author.id, device.id))
}

fn header(
    surroundings: Surroundings,
    (author, device): (AuthorId, DeviceId),
    kind: BatchKind,
    label: ActionKind,
    subject: Option<String>,
    target: Option<i64>,
) -> BatchHeader {
    BatchHeader {
        id: (surroundings.random_bits)(),
        kind,
        target,
        label: label.word().to_owned(),
        subject,
        author,
        device,
        at_ms: (surroundings.now)().as_millisecond(),
        why: None,
    }
}

/// The changes that insert records.
pub fn insertions<'a, R: Record + 'a>(records: impl IntoIterator<Item = &'a R>) -> Vec<Change> {
    records.into_iter().map(Change::insert).collect()
}
