//! Everything a user can do to the data, as one list.

use std::{fmt::Write as _, sync::Arc};

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{LedgerError, items, rules};
use crate::{
    domain::{
        activity::{Activity, Attachment, Contact, Task},
        company::{Company, GateCheck, Honour},
        deal::{CompanyLink, LeadAmount, LeadLink, Referral},
        fact::Fact,
        fair::{Exhibitor, Fair, Talk, Visit},
        forecast::{ForecastRecord, IndicatorReading},
        ids::{
            CatalogueVersionId, CompanyId, FactId, FairId, GateCheckId, HonourId, LeadId, LocalProductId,
            ModelVersionId, PeerVersionId, PlanVersionId, RulesVersionId, VisitId,
        },
        intake::{ImportedList, ListLayout},
        lead::{Lead, Stage},
        local_firm::{LocalProduct, SegmentCoverage},
        paper::{Review, Shortlist},
        record::{Entity, Record, Text, Value},
        same::{CompanyPair, PairVerdict},
        site::{LocalNeed, Site},
        versions::{CatalogueVersion, ModelVersion, PeerVersion, PlanVersion, RulesVersion},
        workspace::{Author, SavedView, SettingName},
    },
    store::{Change, Store},
    words,
};

/// A new value for one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// Field name.
    pub field: String,
    /// New value; `Null` clears it.
    pub value: Value,
}

impl Edit {
    /// An edit of one field.
    pub fn new(field: &str, value: Value) -> Self {
        Self { field: field.to_owned(), value }
    }
}

/// A company an import adds, with what the list says about it.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedCompany {
    /// The company.
    pub company: Company,
    /// Its facts.
    pub facts: Vec<Fact>,
    /// Its honours.
    pub honours: Vec<Honour>,
}

/// A company an import changes.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdatedCompany {
    /// Which.
    pub company: CompanyId,
    /// Fields with their new values.
    pub edits: Vec<Edit>,
    /// New facts.
    pub facts: Vec<Fact>,
    /// New honours.
    pub honours: Vec<Honour>,
}

/// A company that exhibits at a fair, as a list says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExhibitorEntry {
    /// Fair.
    pub fair: FairId,
    /// Company.
    pub company: CompanyId,
    /// Hall and stand as written; empty = not said.
    pub stand: Text,
}

/// The outcome of an import plan, ready to be written as one step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportBatch {
    /// The list (file and sheet), for the log.
    pub list: String,
    /// New companies.
    pub created: Vec<ImportedCompany>,
    /// Changed companies.
    pub updated: Vec<UpdatedCompany>,
    /// What is remembered of the list itself.
    pub memory: Option<Box<ListMemory>>,
    /// Where companies stand at a fair: a stand known of the same fair and company is changed, not doubled.
    pub exhibitors: Vec<ExhibitorEntry>,
    /// Pairs that look alike and wait for a person.
    pub pairs: Vec<CompanyPair>,
}

/// What an import leaves behind about the list itself.
#[derive(Debug, Clone, PartialEq)]
pub struct ListMemory {
    /// That it was imported.
    pub list: ImportedList,
    /// How its columns were corrected; replaces what was remembered of lists with the same headers.
    pub layout: Option<ListLayout>,
}

/// A talk as it was captured, with all that came of it: written as one step.
#[derive(Debug, Clone, PartialEq)]
pub struct CapturedTalk {
    /// The company, where it is a new one.
    pub company: Option<Company>,
    /// New values of a known company.
    pub edits: Vec<Edit>,
    /// Its stand, where it was not among the exhibitors.
    pub exhibitor: Option<Exhibitor>,
    /// A person met for the first time.
    pub contact: Option<Contact>,
    /// What was said.
    pub activity: Activity,
    /// What the officer noted beside it.
    pub talk: Talk,
    /// What is to be done about it.
    pub task: Option<Task>,
    /// Answers.
    pub facts: Vec<Fact>,
    /// Photographs, whose bytes the workspace holds already: see [`super::Ledger::keep_paper`].
    pub photos: Vec<Attachment>,
    /// The visit of the walk that is over with it.
    pub visit: Option<VisitId>,
}

/// Everything a user can do to the data.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A new company.
    CreateCompany(Box<Company>),
    /// New values for fields of a company.
    EditCompany {
        /// Which.
        company: CompanyId,
        /// What.
        edits: Vec<Edit>,
    },
    /// Companies go, with their facts, honours, checks and leads.
    DeleteCompanies(Vec<CompanyId>),
    /// A new fact.
    RecordFact(Box<Fact>),
    /// A fact is corrected.
    EditFact {
        /// Which.
        fact: FactId,
        /// What.
        edits: Vec<Edit>,
    },
    /// A fact goes.
    DeleteFact(FactId),
    /// A new honour.
    RecordHonour(Box<Honour>),
    /// An honour is corrected.
    EditHonour {
        /// Which.
        honour: HonourId,
        /// What.
        edits: Vec<Edit>,
    },
    /// An honour goes.
    DeleteHonour(HonourId),
    /// A gate was checked; replaces an earlier check of the same gate and company.
    CheckGate(Box<GateCheck>),
    /// A check goes: the gate is open again.
    DeleteGateCheck(GateCheckId),
    /// A local firm makes a product.
    AddLocalProduct(Box<LocalProduct>),
    /// It does not (any more).
    DeleteLocalProduct(LocalProductId),
    /// The list of local firms of a segment is (or is not) complete.
    MarkCoverage(Box<SegmentCoverage>),
    /// A new lead.
    CreateLead(Box<Lead>),
    /// A new lead of a company that is new too: one step, taken back as one.
    CreateLeadOf {
        /// The company.
        company: Box<Company>,
        /// Its lead.
        lead: Box<Lead>,
    },
    /// What was done about a lead, and what comes next.
    NoteProgress {
        /// What was done.
        activity: Box<Activity>,
        /// The lead.
        lead: LeadId,
        /// Its fields with their new values; may be empty.
        edits: Vec<Edit>,
    },
    /// New values for fields of a lead; the stage moves by `MoveLead` only.
    EditLead {
        /// Which.
        lead: LeadId,
        /// What.
        edits: Vec<Edit>,
    },
    /// A lead goes to another stage.
    MoveLead {
        /// Which.
        lead: LeadId,
        /// Where to.
        to: Stage,
        /// On which day.
        on: Date,
        /// Proof.
        proof: Text,
        /// Note; the reason where the lead ends.
        note: Text,
    },
    /// Leads go, with all that belongs to them.
    DeleteLeads(Vec<LeadId>),
    /// A person joins.
    AddAuthor(Box<Author>),
    /// A setting changes.
    ChangeSetting {
        /// Which.
        name: SettingName,
        /// To what; empty = unset.
        value: Text,
    },
    /// A new version of the plan becomes the active one.
    AdoptPlan {
        /// Title.
        title: Text,
        /// Text.
        content: Text,
    },
    /// A new version of the model becomes the active one.
    AdoptModel {
        /// Title.
        title: Text,
        /// Text.
        content: Text,
    },
    /// A new version of the catalogue becomes the active one.
    AdoptCatalogue {
        /// Title.
        title: Text,
        /// Text.
        content: Text,
    },
    /// A newly computed table of peer means becomes the active one.
    AdoptPeers {
        /// Title.
        title: Text,
        /// Text.
        content: Text,
    },
    /// A list is imported.
    Import(Box<ImportBatch>),
    /// A record that belongs to a company, a lead or the workspace is added.
    Add(Item),
    /// Such a record changes.
    Edit {
        /// Kind of record.
        kind: ItemKind,
        /// Which.
        key: Uuid,
        /// What.
        edits: Vec<Edit>,
    },
    /// Such a record goes.
    Delete {
        /// Kind of record.
        kind: ItemKind,
        /// Which.
        key: Uuid,
    },
    /// A paper is added, with its bytes.
    Attach {
        /// What it is called and where it belongs.
        attachment: Box<Attachment>,
        /// Its bytes.
        bytes: Arc<[u8]>,
    },
    /// Many companies or leads change at once: a block is pasted, filled down, replaced, reassigned.
    EditRows {
        /// What the log calls it (the field, or the block).
        title: Text,
        /// The records with their new values. Leads move by `MoveLeads` only.
        rows: Vec<RowEdit>,
        /// Companies that the block adds.
        created: Vec<Company>,
        /// Leads that the block adds, of those companies or of others.
        leads: Vec<Lead>,
    },
    /// What a review meeting gave, typed in at once.
    KeepReviews(Vec<Review>),
    /// Many leads go to a stage.
    MoveLeads {
        /// Which.
        leads: Vec<LeadId>,
        /// Where to.
        to: Stage,
        /// On which day.
        on: Date,
        /// Proof, the same for all.
        proof: Text,
        /// Note; the reason where leads end.
        note: Text,
    },
    /// A new version of the pipeline rules becomes the active one.
    AdoptRules {
        /// Title.
        title: Text,
        /// Text.
        content: Text,
    },
    /// A talk at a fair, with company, person, task, answers and photographs.
    CaptureTalk(Box<CapturedTalk>),
    /// The walk of a fair becomes this: visits that are not in it go, those that are keep their key.
    PlanVisits {
        /// Which.
        fair: FairId,
        /// All visits of it.
        visits: Vec<Visit>,
    },
    /// Several records are added as one step.
    AddItems {
        /// What the log calls them.
        title: Text,
        /// The records.
        items: Vec<Item>,
    },
    /// An earlier batch is taken back, if nothing later depends on it.
    Reverse {
        /// Number of the batch in this file.
        batch: i64,
    },
    /// Two records of one company become one: all that belongs to `merged` belongs to `keep`, and `merged` goes.
    MergeCompanies {
        /// The company that stays.
        keep: CompanyId,
        /// The company that goes.
        merged: CompanyId,
        /// New values for fields of the one that stays.
        edits: Vec<Edit>,
    },
    /// What is thought of companies that look alike.
    JudgePairs {
        /// The pairs.
        pairs: Vec<(CompanyId, CompanyId)>,
        /// What.
        verdict: PairVerdict,
    },
}

/// New values for one company or lead of many.
#[derive(Debug, Clone, PartialEq)]
pub struct RowEdit {
    /// Company or lead.
    pub entity: Entity,
    /// Which.
    pub key: Uuid,
    /// What.
    pub edits: Vec<Edit>,
}

macro_rules! items {
    ($($(#[$meta:meta])* $name:ident: $add:ident, $edit:ident, $delete:ident;)+) => {
        /// A record that can be added, changed and deleted with no further rules than its own.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Item { $($(#[$meta])* $name(Box<$name>)),+ }

        /// Kind of an [`Item`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum ItemKind {
            $($(#[$meta])* $name,)+
            /// An attachment; it is added by [`Action::Attach`].
            Attachment,
        }

        impl Item {
            /// Its kind.
            pub const fn kind(&self) -> ItemKind {
                match self { $(Self::$name(_) => ItemKind::$name),+ }
            }

            /// The change that inserts it.
            pub(super) fn insertion(&self) -> Change {
                match self { $(Self::$name(record) => Change::insert(&**record)),+ }
            }

            /// Its values, in the order of its fields.
            pub(super) fn values(&self) -> Vec<Value> {
                match self { $(Self::$name(record) => record.values()),+ }
            }
        }

        $(impl From<$name> for Item {
            fn from(record: $name) -> Self {
                Self::$name(Box::new(record))
            }
        })+

        impl ItemKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+ Self::Attachment];

            /// The records it names.
            pub const fn entity(self) -> Entity {
                match self { $(Self::$name => Entity::$name,)+ Self::Attachment => Entity::Attachment }
            }
            /// The changes that give such a record its new values.
            pub(super) fn edits(self, store: &Store, key: Uuid, edits: &[Edit]) -> Result<Vec<Change>, LedgerError> {
                match self {
                    $(Self::$name => rules::edit::<$name>(store, key, edits, |record| {
                        items::keeps_rules(self, &record.values())
                    }),)+
                    Self::Attachment => rules::edit::<Attachment>(store, key, edits, |record| {
                        items::keeps_rules(self, &record.values())
                    }),
                }
            }
            const fn added(self) -> ActionKind {
                match self { $(Self::$name => ActionKind::$add,)+ Self::Attachment => ActionKind::Attach }
            }
            const fn edited(self) -> ActionKind {
                match self { $(Self::$name => ActionKind::$edit,)+ Self::Attachment => ActionKind::EditAttachment }
            }
            const fn deleted(self) -> ActionKind {
                match self { $(Self::$name => ActionKind::$delete,)+ Self::Attachment => ActionKind::DeleteAttachment }
            }
        }
    };
}

items! {
    /// A person at a company.
    Contact: AddContact, EditContact, DeleteContact;
    /// A call, visit, talk or note.
    Activity: AddActivity, EditActivity, DeleteActivity;
    /// A task.
    Task: AddTask, EditTask, DeleteTask;
    /// An amount of a lead.
    LeadAmount: AddLeadAmount, EditLeadAmount, DeleteLeadAmount;
    /// A link between leads.
    LeadLink: AddLeadLink, EditLeadLink, DeleteLeadLink;
    /// A link between companies.
    CompanyLink: AddCompanyLink, EditCompanyLink, DeleteCompanyLink;
    /// A referral to a partner zone.
    Referral: AddReferral, EditReferral, DeleteReferral;
    /// A site.
    Site: AddSite, EditSite, DeleteSite;
    /// A need of a local firm.
    LocalNeed: AddLocalNeed, EditLocalNeed, DeleteLocalNeed;
    /// A saved view.
    SavedView: AddSavedView, EditSavedView, DeleteSavedView;
    /// What the forecast said on a day.
    ForecastRecord: AddForecastRecord, EditForecastRecord, DeleteForecastRecord;
    /// What an indicator came to.
    IndicatorReading: AddIndicatorReading, EditIndicatorReading, DeleteIndicatorReading;
    /// The remembered columns of a kind of list.
    ListLayout: AddListLayout, EditListLayout, DeleteListLayout;
    /// A fair.
    Fair: AddFair, EditFair, DeleteFair;
    /// An exhibitor.
    Exhibitor: AddExhibitor, EditExhibitor, DeleteExhibitor;
    /// A visit.
    Visit: AddVisit, EditVisit, DeleteVisit;
    /// What was noted of a talk.
    Talk: AddTalk, EditTalk, DeleteTalk;
    /// A kept shortlist.
    Shortlist: AddShortlist, EditShortlist, DeleteShortlist;
    /// What a review meeting gave a company.
    Review: AddReview, EditReview, DeleteReview;
}

words! {
    /// What was done, as the log names it. The first two are the program's own.
    pub enum ActionKind {
        /// A workspace was created.
        Begin = "begin",
        /// A person or device wrote here for the first time.
        Introduce = "introduce",
        /// See [`Action::CreateCompany`].
        CreateCompany = "create_company",
        /// See [`Action::EditCompany`].
        EditCompany = "edit_company",
        /// See [`Action::DeleteCompanies`].
        DeleteCompanies = "delete_companies",
        /// See [`Action::RecordFact`].
        RecordFact = "record_fact",
        /// See [`Action::EditFact`].
        EditFact = "edit_fact",
        /// See [`Action::DeleteFact`].
        DeleteFact = "delete_fact",
        /// See [`Action::RecordHonour`].
        RecordHonour = "record_honour",
        /// See [`Action::EditHonour`].
        EditHonour = "edit_honour",
        /// See [`Action::DeleteHonour`].
        DeleteHonour = "delete_honour",
        /// See [`Action::CheckGate`].
        CheckGate = "check_gate",
        /// See [`Action::DeleteGateCheck`].
        DeleteGateCheck = "delete_gate_check",
        /// See [`Action::AddLocalProduct`].
        AddLocalProduct = "add_local_product",
        /// See [`Action::DeleteLocalProduct`].
        DeleteLocalProduct = "delete_local_product",
        /// See [`Action::MarkCoverage`].
        MarkCoverage = "mark_coverage",
        /// See [`Action::CreateLead`].
        CreateLead = "create_lead",
        /// See [`Action::CreateLeadOf`].
        CreateLeadOf = "create_lead_of",
        /// See [`Action::NoteProgress`].
        NoteProgress = "note_progress",
        /// See [`Action::EditLead`].
        EditLead = "edit_lead",
        /// See [`Action::MoveLead`].
        MoveLead = "move_lead",
        /// See [`Action::DeleteLeads`].
        DeleteLeads = "delete_lead",
        /// See [`Action::AddAuthor`].
        AddAuthor = "add_author",
        /// See [`Action::ChangeSetting`].
        ChangeSetting = "change_setting",
        /// See [`Action::AdoptPlan`].
        AdoptPlan = "adopt_plan",
        /// See [`Action::AdoptModel`].
        AdoptModel = "adopt_model",
        /// See [`Action::AdoptCatalogue`].
        AdoptCatalogue = "adopt_catalogue",
        /// See [`Action::AdoptPeers`].
        AdoptPeers = "adopt_peers",
        /// See [`Action::Import`].
        Import = "import",
        /// See [`Action::EditRows`].
        EditRows = "edit_rows",
        /// See [`Action::MoveLeads`].
        MoveLeads = "move_leads",
        /// See [`Action::AdoptRules`].
        AdoptRules = "adopt_rules",
        /// See [`Action::Attach`].
        Attach = "attach",
        /// An attachment goes.
        DeleteAttachment = "delete_attachment",
        /// An attachment is renamed or annotated.
        EditAttachment = "edit_attachment",
        /// See [`Action::Reverse`].
        Reverse = "reverse",
        /// See [`Action::MergeCompanies`].
        MergeCompanies = "merge_companies",
        /// See [`Action::JudgePairs`].
        JudgePairs = "judge_pairs",
        /// A person at a company is added.
        AddContact = "add_contact",
        /// A person at a company is changed.
        EditContact = "edit_contact",
        /// A person at a company is deleted.
        DeleteContact = "delete_contact",
        /// A call, visit, talk or note is added.
        AddActivity = "add_activity",
        /// A call, visit, talk or note is changed.
        EditActivity = "edit_activity",
        /// A call, visit, talk or note is deleted.
        DeleteActivity = "delete_activity",
        /// A task is added.
        AddTask = "add_task",
        /// A task is changed.
        EditTask = "edit_task",
        /// A task is deleted.
        DeleteTask = "delete_task",
        /// An amount of a lead is added.
        AddLeadAmount = "add_lead_amount",
        /// An amount of a lead is changed.
        EditLeadAmount = "edit_lead_amount",
        /// An amount of a lead is deleted.
        DeleteLeadAmount = "delete_lead_amount",
        /// A link between leads is added.
        AddLeadLink = "add_lead_link",
        /// A link between leads is changed.
        EditLeadLink = "edit_lead_link",
        /// A link between leads is deleted.
        DeleteLeadLink = "delete_lead_link",
        /// A link between companies is added.
        AddCompanyLink = "add_company_link",
        /// A link between companies is changed.
        EditCompanyLink = "edit_company_link",
        /// A link between companies is deleted.
        DeleteCompanyLink = "delete_company_link",
        /// A referral to a partner zone is added.
        AddReferral = "add_referral",
        /// A referral to a partner zone is changed.
        EditReferral = "edit_referral",
        /// A referral to a partner zone is deleted.
        DeleteReferral = "delete_referral",
        /// A site is added.
        AddSite = "add_site",
        /// A site is changed.
        EditSite = "edit_site",
        /// A site is deleted.
        DeleteSite = "delete_site",
        /// A need of a local firm is added.
        AddLocalNeed = "add_local_need",
        /// A need of a local firm is changed.
        EditLocalNeed = "edit_local_need",
        /// A need of a local firm is deleted.
        DeleteLocalNeed = "delete_local_need",
        /// A saved view is added.
        AddSavedView = "add_saved_view",
        /// A saved view is changed.
        EditSavedView = "edit_saved_view",
        /// A saved view is deleted.
        DeleteSavedView = "delete_saved_view",
        /// What the forecast says is kept.
        AddForecastRecord = "add_forecast_record",
        /// A kept forecast is annotated.
        EditForecastRecord = "edit_forecast_record",
        /// A kept forecast is deleted.
        DeleteForecastRecord = "delete_forecast_record",
        /// What an indicator came to is entered.
        AddIndicatorReading = "add_indicator_reading",
        /// What an indicator came to is changed.
        EditIndicatorReading = "edit_indicator_reading",
        /// What an indicator came to is deleted.
        DeleteIndicatorReading = "delete_indicator_reading",
        /// Columns of a kind of list are remembered.
        AddListLayout = "add_list_layout",
        /// Remembered columns are changed.
        EditListLayout = "edit_list_layout",
        /// Remembered columns are forgotten.
        DeleteListLayout = "delete_list_layout",
        /// A fair is added.
        AddFair = "add_fair",
        /// A fair is changed.
        EditFair = "edit_fair",
        /// A fair is deleted.
        DeleteFair = "delete_fair",
        /// An exhibitor is added.
        AddExhibitor = "add_exhibitor",
        /// An exhibitor is changed.
        EditExhibitor = "edit_exhibitor",
        /// An exhibitor is deleted.
        DeleteExhibitor = "delete_exhibitor",
        /// A visit is added.
        AddVisit = "add_visit",
        /// A visit is changed.
        EditVisit = "edit_visit",
        /// A visit is deleted.
        DeleteVisit = "delete_visit",
        /// What was noted of a talk is added.
        AddTalk = "add_talk",
        /// What was noted of a talk is changed.
        EditTalk = "edit_talk",
        /// What was noted of a talk is deleted.
        DeleteTalk = "delete_talk",
        /// See [`Action::CaptureTalk`].
        CaptureTalk = "capture_talk",
        /// See [`Action::PlanVisits`].
        PlanVisits = "plan_visits",
        /// See [`Action::AddItems`].
        AddItems = "add_items",
        /// A shortlist is kept.
        AddShortlist = "add_shortlist",
        /// A kept shortlist is changed.
        EditShortlist = "edit_shortlist",
        /// A kept shortlist is deleted.
        DeleteShortlist = "delete_shortlist",
        /// A review is added.
        AddReview = "add_review",
        /// A review is changed.
        EditReview = "edit_review",
        /// A review is deleted.
        DeleteReview = "delete_review",
        /// See [`Action::KeepReviews`].
        KeepReviews = "keep_reviews",
        /// A file left the workspace; written by the program, and not to be taken back.
        Export = "export",
    }
}

impl Action {
    /// Its name in the log.
    pub const fn kind(&self) -> ActionKind {
        match self {
            Self::CreateCompany(_) => ActionKind::CreateCompany,
            Self::EditCompany { .. } => ActionKind::EditCompany,
            Self::DeleteCompanies(_) => ActionKind::DeleteCompanies,
            Self::RecordFact(_) => ActionKind::RecordFact,
            Self::EditFact { .. } => ActionKind::EditFact,
            Self::DeleteFact(_) => ActionKind::DeleteFact,
            Self::RecordHonour(_) => ActionKind::RecordHonour,
            Self::EditHonour { .. } => ActionKind::EditHonour,
            Self::DeleteHonour(_) => ActionKind::DeleteHonour,
            Self::CheckGate(_) => ActionKind::CheckGate,
            Self::DeleteGateCheck(_) => ActionKind::DeleteGateCheck,
            Self::AddLocalProduct(_) => ActionKind::AddLocalProduct,
            Self::DeleteLocalProduct(_) => ActionKind::DeleteLocalProduct,
            Self::MarkCoverage(_) => ActionKind::MarkCoverage,
            Self::CreateLead(_) => ActionKind::CreateLead,
            Self::CreateLeadOf { .. } => ActionKind::CreateLeadOf,
            Self::NoteProgress { .. } => ActionKind::NoteProgress,
            Self::EditLead { .. } => ActionKind::EditLead,
            Self::MoveLead { .. } => ActionKind::MoveLead,
            Self::DeleteLeads(_) => ActionKind::DeleteLeads,
            Self::AddAuthor(_) => ActionKind::AddAuthor,
            Self::ChangeSetting { .. } => ActionKind::ChangeSetting,
            Self::AdoptPlan { .. } => ActionKind::AdoptPlan,
            Self::AdoptModel { .. } => ActionKind::AdoptModel,
            Self::AdoptCatalogue { .. } => ActionKind::AdoptCatalogue,
            Self::AdoptPeers { .. } => ActionKind::AdoptPeers,
            Self::Import(_) => ActionKind::Import,
            Self::Add(item) => item.kind().added(),
            Self::Edit { kind, .. } => kind.edited(),
            Self::Delete { kind, .. } => kind.deleted(),
            Self::Attach { .. } => ActionKind::Attach,
            Self::EditRows { .. } => ActionKind::EditRows,
            Self::KeepReviews(_) => ActionKind::KeepReviews,
            Self::MoveLeads { .. } => ActionKind::MoveLeads,
            Self::AdoptRules { .. } => ActionKind::AdoptRules,
            Self::Reverse { .. } => ActionKind::Reverse,
            Self::CaptureTalk(_) => ActionKind::CaptureTalk,
            Self::PlanVisits { .. } => ActionKind::PlanVisits,
            Self::AddItems { .. } => ActionKind::AddItems,
            Self::MergeCompanies { .. } => ActionKind::MergeCompanies,
            Self::JudgePairs { .. } => ActionKind::JudgePairs,
        }
    }
}

/// Makes the insertion of a version record from key, title and text.
pub(super) type MakeVersion = fn(Uuid, &str, &str) -> Change;

/// SHA-256 of a text, lower-case hex.
pub(super) fn sha256_hex(text: &str) -> String {
    hex(&digest(text.as_bytes()))
}

/// SHA-256 of bytes.
pub(super) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Bytes as lower-case hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

macro_rules! make_versions {
    ($($function:ident => $record:ident($key:ident)),+ $(,)?) => {$(
        pub(super) fn $function(key: Uuid, title: &str, content: &str) -> Change {
            Change::insert(&$record {
                id: $key::from_uuid(key),
                title: title.into(),
                content: content.into(),
                sha256: sha256_hex(content).into(),
            })
        }
    )+};
}

make_versions! {
    plan_version => PlanVersion(PlanVersionId),
    model_version => ModelVersion(ModelVersionId),
    catalogue_version => CatalogueVersion(CatalogueVersionId),
    peer_version => PeerVersion(PeerVersionId),
    rules_version => RulesVersion(RulesVersionId),
}
