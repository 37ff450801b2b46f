//! `import`: a list into the workspace, as one step.

use std::{io::Write, ops::ControlFlow, path::Path};

use serde_json::{Value as Json, json};

use super::{
    Source,
    output::{json_line, line, local_minute},
    session::{RunError, Session},
};
use crate::{
    clock::Surroundings,
    desk::{Outcome, Request},
    domain::intake::ListLayout,
    exchange::{
        mapping::{self, Corrections, Mapping},
        plan::{
            ImportCounts, ImportPlan, IssueKind, ListIssue, RejectReason, RowChoices, issues_of, rows_sha256,
            suggestions,
        },
        read::{List, ReadOptions, read_list},
    },
    ledger::{
        Action, ActionKind, ImportBatch, LedgerError, SameBy, earlier_import, list_memory, list_name, plan_import,
        plan_import_with, recall,
    },
    store::{Access, BatchKind},
    text::{Lang, Say, format, run::RunText},
};

/// Lines of row issues shown without `--json`.
const SHOWN: usize = 20;

/// What is asked for.
pub(super) struct Options<'a> {
    pub list: &'a Path,
    pub sheet: Option<&'a str>,
    pub map: Option<&'a str>,
    pub hidden_rows: bool,
    pub dry_run: bool,
    pub json: bool,
}

pub(super) fn run(
    source: &Source,
    options: &Options<'_>,
    lang: Lang,
    surroundings: Surroundings,
    out: &mut dyn Write,
) -> Result<(), RunError> {
    let failed = |text: String| RunError::failed(text);
    // The list first: one that cannot be read must not leave a new, empty workspace behind.
    let read = ReadOptions { sheet: options.sheet.map(str::to_owned), ..ReadOptions::default() };
    let list =
        read_list(options.list, &read, &mut |_| ControlFlow::Continue(())).map_err(|error| failed(error.say(lang)))?;
    let choices = RowChoices { hidden_rows: options.hidden_rows, ..RowChoices::default() };
    let guessed = mapping::recognize(&list.sheet);
    let signature = guessed.signature();
    let said = |mapping: &mut Mapping| match options.map {
        Some(map) => mapping.apply_overrides(map).map_err(|error| RunError::usage(error.say(lang))),
        None => Ok(()),
    };
    let mut mapping = guessed.clone();
    said(&mut mapping)?;
    let go_on = &mut |_| ControlFlow::Continue(());
    let in_memory = Source::Demo;
    let is_new = matches!(source, Source::Workspace(path) if !path.exists());
    // A dry run writes nothing, not even a new workspace.
    let opened = if options.dry_run && is_new { &in_memory } else { source };
    // Nor does a list without company names make one.
    if is_new {
        plan_import(&list, &mapping, None, surroundings, go_on).map_err(|error| failed(error.say(lang)))?;
    }
    let mut session = Session::open(opened, Access::Write, true, lang, surroundings)?;
    let snapshot = session.desk.snapshot();
    let known = if options.dry_run && is_new { None } else { Some(&*snapshot) };
    let layouts: Vec<ListLayout> = known.map(|known| known.list_layouts.iter().cloned().collect()).unwrap_or_default();
    let recalled = recall(&layouts, &list.sheet, &guessed);
    let (guessed, header_said) = match &recalled {
        Some(recalled) => {
            mapping = recalled.mapping.clone();
            said(&mut mapping)?;
            (recalled.guessed.clone(), recalled.header_said)
        }
        None => (guessed, false),
    };
    let plan = plan_import_with(&list, &mapping, &choices, known, surroundings, go_on)
        .map_err(|error| failed(error.say(lang)))?;
    let counts = plan.counts();
    let rows = rows_sha256(&list.sheet, &mapping);
    let earlier = known.and_then(|known| earlier_import(known, &list, &rows));
    let summary = summary_json(&list, &mapping, &plan, counts, lang);
    if options.json {
        json_line(out, &reading_json(&list, &mapping, &plan, lang))?;
    } else {
        if let Some(recalled) = &recalled {
            line(out, &RunText::Recalled { list: recalled.layout.name.to_string() }.say(lang))?;
        }
        describe(&list, &mapping, &plan, lang, out)?;
        if let Some((earlier, by)) = earlier.filter(|_| !counts.changes_nothing()) {
            let (list, day) = (earlier.name.to_string(), format::iso_date(earlier.imported_on));
            let text = match by {
                SameBy::File => RunText::SameFile { list, day },
                SameBy::Rows => RunText::SameRows { list, day },
            };
            line(out, &text.say(lang))?;
        }
    }
    if !options.dry_run && !counts.changes_nothing() {
        let corrections = Corrections::of(&guessed, &mapping, header_said);
        let memory = list_memory(&list, &rows, counts, (&signature, &corrections), &layouts, surroundings);
        let batch = ImportBatch::of(plan, list_name(&list)).map_err(|error| failed(error.to_string()))?;
        let batch = batch.remembering(memory);
        match session.ask(Request::Apply(Box::new(Action::Import(Box::new(batch))))) {
            Ok(Outcome::Done { done, .. }) => {
                // That of the demonstration goes with it, so nobody is sent to look for it.
                if let Some(backup) = done.backup.filter(|_| !options.json && !session.passing) {
                    line(out, &RunText::BackupBefore { path: backup.path.display().to_string() }.say(lang))?;
                }
            }
            Ok(_) | Err(RunError::Ledger(LedgerError::NothingChanges)) => {}
            Err(error) => return Err(error),
        }
    }
    if options.json {
        json_line(out, &summary)?;
        return Ok(());
    }
    let ImportCounts { rows, created, updated, unchanged, blank, rejected } = counts;
    if options.dry_run {
        let text = RunText::ImportPlanned { rows, created, updated, unchanged, blank, rejected };
        line(out, &text.say(lang))?;
    } else {
        line(out, &RunText::ImportDone { rows, created, updated, unchanged, blank, rejected }.say(lang))?;
        if session.created {
            line(out, &RunText::Created { path: session.path() }.say(lang))?;
        }
        let hint = if created + updated > 0 {
            RunText::UndoHint
        } else if let Some(when) = imported_before(&mut session, &list_name(&list))? {
            RunText::AlreadyImported { list: list_name(&list), when }
        } else {
            RunText::NothingNew
        };
        line(out, &hint.say(lang))?;
    }
    Ok(())
}

/// When a list of this name was imported last, as far back as the log is searched.
fn imported_before(session: &mut Session, name: &str) -> Result<Option<String>, RunError> {
    const SEARCHED: usize = 1_000;
    let Outcome::Log(batches) = session.ask(Request::Log { limit: SEARCHED })? else { return Ok(None) };
    let earlier = batches.iter().find(|batch| {
        batch.kind == BatchKind::Do
            && batch.label == ActionKind::Import.word()
            && batch.subject.as_deref() == Some(name)
    });
    Ok(earlier.map(|batch| local_minute(batch.at_ms)))
}

/// Cells that were not taken over, or that a person should look at; rows left out are listed by themselves.
fn to_look_at(list: &List, plan: &ImportPlan) -> Vec<ListIssue> {
    let mut issues = issues_of(list, plan);
    issues.retain(|issue| !matches!(issue.kind, IssueKind::Rejected(_)));
    issues
}

fn words(kind: &IssueKind, lang: Lang) -> String {
    match kind {
        IssueKind::Rejected(reason) => reason.say(lang),
        IssueKind::Cell(kind) => kind.say(lang),
        IssueKind::Read(kind) => kind.say(lang),
    }
}

/// How the list was read: one line before the summary.
fn reading_json(list: &List, mapping: &Mapping, plan: &ImportPlan, lang: Lang) -> Json {
    let issues: Vec<Json> = to_look_at(list, plan)
        .iter()
        .map(|issue| {
            json!({
                "row": issue.row,
                "column": issue.column.map(|column| mapping.column_name(column)),
                "raw": issue.raw,
                "issue": words(&issue.kind, lang),
                "suggestions": suggestions(issue),
            })
        })
        .collect();
    let columns: Vec<Json> = mapping
        .columns
        .iter()
        .filter_map(|column| {
            Some(json!({ "column": mapping.column_name(column.index), "field": column.field?.word() }))
        })
        .collect();
    json!({ "header_row": mapping.header_row, "columns": columns, "issues": issues })
}

/// The last line, with exactly these keys: scripts rely on it.
fn summary_json(list: &List, mapping: &Mapping, plan: &ImportPlan, counts: ImportCounts, lang: Lang) -> Json {
    let rejected: Vec<Json> = plan
        .rejected
        .iter()
        .map(|row| {
            json!({
                "row": row.row,
                "column": row.column.map(|column| mapping.column_name(column)),
                "raw": row.raw,
                "reason": row.reason.say(lang),
            })
        })
        .collect();
    json!({
        "sheet": list.sheet.name,
        "rows": plan.rows,
        "created": plan.created.len(),
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "blank": plan.blank,
        "rejected": rejected,
    })
}

/// What was recognised and what needs attention, for a person.
fn describe(
    list: &List,
    mapping: &Mapping,
    plan: &ImportPlan,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), RunError> {
    let header = match mapping.header_row {
        Some(row) => RunText::HeaderRow { row },
        None => RunText::NoHeader,
    };
    line(out, &RunText::Sheet { name: list.sheet.name.clone(), header: header.say(lang) }.say(lang))?;
    let mapped: Vec<String> = mapping
        .columns
        .iter()
        .filter_map(|column| Some(format!("{}={}", mapping.column_name(column.index), column.field?.word())))
        .collect();
    line(out, &RunText::Mapped { columns: format::list(&mapped, lang) }.say(lang))?;
    let ignored: Vec<String> = mapping.left_out().map(|column| column.header.clone()).collect();
    if !ignored.is_empty() {
        line(out, &RunText::Ignored { columns: format::list(&ignored, lang) }.say(lang))?;
    }
    let place = |column: Option<u32>| match (column, lang) {
        (Some(column), Lang::Zh) => format!("“{}”", mapping.column_name(column)),
        (Some(column), Lang::En) => format!(", {}", mapping.column_name(column)),
        (None, _) => String::new(),
    };
    for row in plan.rejected.iter().take(SHOWN) {
        let text = RunText::RejectedRow { row: row.row, place: place(row.column), reason: row.reason.say(lang) };
        line(out, &text.say(lang))?;
    }
    if let Some(count) = plan.rejected.len().checked_sub(SHOWN).filter(|count| *count > 0) {
        line(out, &RunText::More { count }.say(lang))?;
    }
    let hidden = plan.rejected.iter().filter(|row| row.reason == RejectReason::Hidden).count();
    if hidden > 0 {
        line(out, &RunText::HiddenRows { count: hidden }.say(lang))?;
    }
    let issues = to_look_at(list, plan);
    if !issues.is_empty() {
        line(out, &RunText::IssueCount { count: issues.len() }.say(lang))?;
        for issue in issues.iter().take(SHOWN) {
            let reason = format!("{} {}", issue.raw, words(&issue.kind, lang)).trim_start().to_owned();
            let text = RunText::RejectedRow { row: issue.row, place: place(issue.column), reason };
            line(out, &text.say(lang))?;
        }
        if let Some(count) = issues.len().checked_sub(SHOWN).filter(|count| *count > 0) {
            line(out, &RunText::More { count }.say(lang))?;
        }
    }
    Ok(())
}
