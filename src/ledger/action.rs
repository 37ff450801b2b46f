//! Everything a user can do to the data, as one list.

use std::fmt::Write as _;

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    domain::{
        company::{Company, GateCheck, Honour},
        fact::Fact,
        ids::{
            CatalogueVersionId, CompanyId, FactId, GateCheckId, HonourId, LeadId, LocalProductId, ModelVersionId,
            PeerVersionId, PlanVersionId,
        },
        lead::{Lead, Stage},
        local_firm::{LocalProduct, SegmentCoverage},
        record::{Text, Value},
        versions::{CatalogueVersion, ModelVersion, PeerVersion, PlanVersion},
        workspace::{Author, SettingName},
    },
    store::Change,
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

/// The outcome of an import plan, ready to be written as one step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportBatch {
    /// The list (file and sheet), for the log.
    pub list: String,
    /// New companies.
    pub created: Vec<ImportedCompany>,
    /// Changed companies.
    pub updated: Vec<UpdatedCompany>,
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
    /// A lead goes, with its moves.
    DeleteLead(LeadId),
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
        /// See [`Action::EditLead`].
        EditLead = "edit_lead",
        /// See [`Action::MoveLead`].
        MoveLead = "move_lead",
        /// See [`Action::DeleteLead`].
        DeleteLead = "delete_lead",
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
            Self::EditLead { .. } => ActionKind::EditLead,
            Self::MoveLead { .. } => ActionKind::MoveLead,
            Self::DeleteLead(_) => ActionKind::DeleteLead,
            Self::AddAuthor(_) => ActionKind::AddAuthor,
            Self::ChangeSetting { .. } => ActionKind::ChangeSetting,
            Self::AdoptPlan { .. } => ActionKind::AdoptPlan,
            Self::AdoptModel { .. } => ActionKind::AdoptModel,
            Self::AdoptCatalogue { .. } => ActionKind::AdoptCatalogue,
            Self::AdoptPeers { .. } => ActionKind::AdoptPeers,
            Self::Import(_) => ActionKind::Import,
        }
    }
}

/// Makes the insertion of a version record from key, title and text.
pub(super) type MakeVersion = fn(Uuid, &str, &str) -> Change;

/// SHA-256 of a text, lower-case hex.
pub(super) fn sha256_hex(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
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
}
