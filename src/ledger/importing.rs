//! From a list to one action: what an import would do to a workspace, and that as one step. The command line and the
//! window go the same road.

use std::{collections::BTreeMap, ops::ControlFlow};

use super::{
    Edit, ExhibitorEntry, IdSource, ImportBatch, ImportedCompany, ListMemory, Snapshot, UpdatedCompany,
    duplicates::Beside,
};
use crate::{
    clock::Surroundings,
    domain::{
        company::Company,
        ids::{CompanyId, CompanyPairId, FairId, ImportedListId, ListLayoutId},
        intake::{ImportedList, ListLayout},
        record::{CellError, Entity, Record, Text, Value},
        same::{CompanyPair, PairVerdict},
    },
    exchange::{
        mapping::{Corrections, Mapping, TargetField, is_telling},
        plan::{
            Alike, CellIssue, CellIssueKind, CompanyUpdate, ExistingIndex, ImportCounts, ImportPlan, PlanError,
            PlanOptions, RowChoices, build_plan_with,
        },
        read::List,
        sheet::Sheet,
    },
    identity::{Entry, Roll},
};

/// New companies of one list up to which those that look like others are looked for while it is imported. A register
/// of a whole district is compared by the scan for duplicates, which is a job of its own.
const ALIKE_MOST: usize = 10_000;

/// What log, facts and companies call a list: file and sheet.
pub fn list_name(list: &List) -> String {
    format!("{} · {}", list.file_name, list.sheet.name)
}

/// What importing a list would do, row by row; `known` none = into a workspace that is yet to be made. Nothing is
/// written.
pub fn plan_import(
    list: &List,
    mapping: &Mapping,
    known: Option<&Snapshot>,
    surroundings: Surroundings,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<ImportPlan, PlanError> {
    plan_import_with(list, mapping, &RowChoices::default(), known, surroundings, progress)
}

/// Like [`plan_import`], as a person decided row by row; cells written anew are in the list already.
pub fn plan_import_with(
    list: &List,
    mapping: &Mapping,
    choices: &RowChoices,
    known: Option<&Snapshot>,
    surroundings: Surroundings,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<ImportPlan, PlanError> {
    let index = known.map_or_else(ExistingIndex::default, |snapshot| {
        ExistingIndex::new(snapshot.companies.iter(), snapshot.facts.iter(), snapshot.honours.iter())
            .with_aliases(snapshot.aliases.iter())
    });
    // Who imports is known when it is written; the ledger says so in every fact.
    let options = PlanOptions { today: (surroundings.today)(), source: list_name(list).into(), author: None };
    let mut ids = IdSource::new(surroundings);
    let mut plan = build_plan_with(&list.sheet, mapping, choices, &index, &options, &mut || ids.next(), progress)?;
    look_for_alike(&mut plan, mapping, known, &mut ids, progress).ok_or(PlanError::Cancelled)?;
    Ok(plan)
}

/// Adds to a plan which of its new companies look like others, and says so in their rows.
fn look_for_alike(
    plan: &mut ImportPlan,
    mapping: &Mapping,
    known: Option<&Snapshot>,
    ids: &mut IdSource,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Option<()> {
    if plan.created.is_empty() || plan.created.len() > ALIKE_MOST {
        return Some(());
    }
    let beside = known.map(Beside::new).unwrap_or_default();
    let mut entries = known.map(|snapshot| beside.entries(snapshot)).unwrap_or_default();
    let first = entries.len();
    entries.extend(plan.created.iter().map(|new| Entry::of(&new.company)));
    let roll = Roll::new(&entries, &|_| true)?;
    if progress(plan.rows).is_break() {
        return None;
    }
    let alike = roll.pairs(first, &|_| true)?;
    let column = mapping.columns_for(TargetField::Name).next().map_or(0, |column| column.index);
    for pair in &alike {
        // Keys of new companies are made in the order of their rows, after all that are known.
        let Ok(at) = plan.created.binary_search_by_key(&pair.other, |new| new.company.id) else { continue };
        let new_name = |id: CompanyId| {
            let at = plan.created.binary_search_by_key(&id, |new| new.company.id).ok()?;
            plan.created.get(at).map(|new| &new.company.name)
        };
        let name = known.and_then(|snapshot| snapshot.companies.get(pair.one.uuid()).map(|company| &company.name));
        let name = name.or_else(|| new_name(pair.one)).map(ToString::to_string).unwrap_or_default();
        let kind =
            CellIssueKind::LooksLike { name, likeness: pair.comparison.likeness, reasons: pair.comparison.reasons() };
        let new = &plan.created[at];
        plan.issues.push(CellIssue { row: new.row, column, raw: new.company.name.to_string(), kind });
    }
    plan.alike = alike.into_iter().map(|pair| Alike { id: CompanyPairId::from_uuid(ids.next()), pair }).collect();
    Some(())
}

/// By what a list is the same as one imported before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SameBy {
    /// The bytes of its file.
    File,
    /// What stands in its rows; the file was saved anew.
    Rows,
}

/// The latest import of this very list, if there was one: the same sheet of the same bytes, else the same rows
/// (`rows_sha256`, see [`rows_sha256`](crate::exchange::plan::rows_sha256)) under whatever name.
pub fn earlier_import<'s>(
    snapshot: &'s Snapshot,
    list: &List,
    rows_sha256: &str,
) -> Option<(&'s ImportedList, SameBy)> {
    let same = snapshot.imported_lists.iter().filter_map(|known| {
        if *known.file_sha256 == *list.sha256 && *known.sheet == *list.sheet.name {
            Some((known, SameBy::File))
        } else if *known.rows_sha256 == *rows_sha256 {
            Some((known, SameBy::Rows))
        } else {
            None
        }
    });
    same.max_by_key(|(known, by)| (*by == SameBy::File, known.imported_on, known.id))
}

/// A kind of list whose columns are remembered.
#[derive(Debug, Clone, PartialEq)]
pub struct Recalled {
    /// What is remembered.
    pub layout: ListLayout,
    /// The columns as a person had corrected them.
    pub mapping: Mapping,
    /// The columns as guessed under the same header row.
    pub guessed: Mapping,
    /// A person had said which row is the header.
    pub header_said: bool,
}

/// What is remembered of lists with the headers of this one; `guessed` is what the program sees in it.
pub fn recall(layouts: &[ListLayout], sheet: &Sheet, guessed: &Mapping) -> Option<Recalled> {
    let signature = guessed.signature();
    layouts.iter().filter(|layout| *layout.signature == *signature).find_map(|layout| {
        let corrections = Corrections::read(&layout.corrections).filter(|corrections| !corrections.is_empty())?;
        let (mapping, guessed) = corrections.apply(sheet, guessed, &signature)?;
        let header_said = corrections.header().is_some();
        Some(Recalled { layout: layout.clone(), mapping, guessed, header_said })
    })
}

/// What an import shall leave behind about its list: that it was imported, and how its columns were corrected.
/// `signature` is that of the columns as the program first saw them.
pub fn list_memory(
    list: &List,
    rows_sha256: &str,
    counts: ImportCounts,
    (signature, corrections): (&str, &Corrections),
    layouts: &[ListLayout],
    surroundings: Surroundings,
) -> ListMemory {
    let mut ids = IdSource::new(surroundings);
    let today = (surroundings.today)();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let record = ImportedList {
        id: ImportedListId::from_uuid(ids.next()),
        name: list_name(list).into(),
        file_sha256: list.sha256.as_str().into(),
        sheet: list.sheet.name.as_str().into(),
        rows_sha256: rows_sha256.into(),
        imported_on: today,
        rows: count(counts.rows),
        created: count(counts.created),
        updated: count(counts.updated),
        rejected: count(counts.rejected),
        author: None,
    };
    let known = layouts.iter().find(|layout| *layout.signature == *signature);
    let written = corrections.write().filter(|written| {
        // Nothing said is worth remembering only where it takes back what was.
        let says_more = known.map_or(!corrections.is_empty(), |known| *known.corrections != **written);
        says_more && is_telling(signature)
    });
    let layout = written.map(|corrections| ListLayout {
        id: ListLayoutId::from_uuid(ids.next()),
        name: list_name(list).into(),
        signature: signature.into(),
        corrections: corrections.into(),
        remembered_on: today,
    });
    ListMemory { list: record, layout }
}

impl ImportBatch {
    /// What a plan asks for, as one step. Changes to a company that the same list creates become part of its creation;
    /// several changes to one company become one.
    pub fn of(plan: ImportPlan, list: String) -> Result<Self, CellError> {
        let mut created: Vec<ImportedCompany> = plan
            .created
            .into_iter()
            .map(|new| ImportedCompany { company: new.company, facts: new.facts, honours: new.honours })
            .collect();
        let new: BTreeMap<CompanyId, usize> =
            created.iter().enumerate().map(|(at, imported)| (imported.company.id, at)).collect();
        let mut updated: Vec<UpdatedCompany> = Vec::new();
        let mut known: BTreeMap<CompanyId, usize> = BTreeMap::new();
        for update in plan.updated.into_iter().filter(CompanyUpdate::changes_records) {
            if let Some(imported) = new.get(&update.id).and_then(|at| created.get_mut(*at)) {
                imported.company = with(&imported.company, &update.changes)?;
                imported.facts.extend(update.facts);
                imported.honours.extend(update.honours);
                continue;
            }
            let at = *known.entry(update.id).or_insert_with(|| {
                updated.push(UpdatedCompany { company: update.id, edits: vec![], facts: vec![], honours: vec![] });
                updated.len() - 1
            });
            let Some(company) = updated.get_mut(at) else { continue };
            for (field, value) in update.changes {
                company.edits.retain(|edit| edit.field != field);
                company.edits.push(Edit::new(field, value));
            }
            company.facts.extend(update.facts);
            company.honours.extend(update.honours);
        }
        // Who imports, and when, the ledger says when it is written.
        let pairs = plan.alike.iter().map(|Alike { id, pair }| CompanyPair {
            id: *id,
            company: pair.one,
            other: pair.other,
            verdict: PairVerdict::Open,
            source: list.as_str().into(),
            on_day: None,
            author: None,
        });
        let pairs = pairs.collect();
        Ok(Self { list, created, updated, memory: None, exhibitors: Vec::new(), pairs })
    }
}

impl ImportBatch {
    /// With what it shall leave behind about the list itself.
    #[must_use]
    pub fn remembering(mut self, memory: ListMemory) -> Self {
        self.memory = Some(Box::new(memory));
        self
    }

    /// The same list as that of the exhibitors of a fair; `stands` is what it says of their stands.
    #[must_use]
    pub fn at_fair(mut self, fair: FairId, stands: Vec<(CompanyId, Text)>) -> Self {
        self.exhibitors = stands.into_iter().map(|(company, stand)| ExhibitorEntry { fair, company, stand }).collect();
        self
    }
}

/// A company with some of its fields changed.
fn with(company: &Company, changes: &[(&'static str, Value)]) -> Result<Company, CellError> {
    let mut values = company.values();
    for (field, value) in changes {
        if let Some((index, _)) = Entity::Company.field(field) {
            values[index] = value.clone();
        }
    }
    Company::from_values(company.id.uuid(), &values)
}
