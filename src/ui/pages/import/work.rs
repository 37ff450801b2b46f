//! What the wizard works on, and the jobs that make it: reading, recognising, planning, preparing, exporting.

use std::{ops::ControlFlow, path::PathBuf, sync::Arc};

use crate::{
    clock::Surroundings,
    desk::Progress,
    domain::{
        ids::FairId,
        intake::{ImportedList, ListLayout},
        paper::{ExportFormat, ExportKind, Level},
        record::CellError,
    },
    exchange::{
        mapping::{self, Mapping},
        plan::{
            ImportCounts, ImportPlan, ListIssue, PlanError, RowChoices, RowOutcome, issues_of, outcomes, rows_sha256,
        },
        read::{List, ReadError, ReadOptions, Separator, TextEncoding, read_list, read_pasted},
    },
    ledger::{
        ExportDraft, ImportBatch, ListMemory, Recalled, SameBy, Snapshot, earlier_import, list_name, plan_import_with,
        recall,
    },
    report::{csv, file::write_atomically, rejected},
    text::{Lang, Say, ui_import::ImportText},
    ui::context::JobRequest,
};

/// Names of the jobs.
pub(super) const READING: &str = "import read";
pub(super) const HEADING: &str = "import header";
pub(super) const PLANNING: &str = "import plan";
pub(super) const PREPARING: &str = "import prepare";
pub(super) const EXPORTING: &str = "import export";

/// Samples shown of each column.
const SAMPLES: usize = 3;
/// Rows looked at for samples.
const SAMPLE_ROWS: usize = 400;
/// Longest sample, in characters.
const SAMPLE_LENGTH: usize = 24;
/// Rows offered as header.
const HEADS: usize = 20;

/// Where a list comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// A file.
    File(PathBuf),
    /// Cells from the clipboard.
    Pasted(Arc<str>),
}

/// A list as it was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Where it comes from.
    pub origin: Origin,
    /// Sheet; none = the program chooses.
    pub sheet: Option<String>,
    /// Quotation marks are ordinary characters.
    pub literal_quotes: bool,
    /// Encoding of a text file when a person chose it.
    pub encoding: Option<TextEncoding>,
    /// What separates its cells when a person chose it.
    pub separator: Option<Separator>,
}

impl Chosen {
    /// A list of which nothing more is said.
    pub fn of(origin: Origin) -> Self {
        Self { origin, sheet: None, literal_quotes: false, encoding: None, separator: None }
    }
}

/// What is known of the columns under one header row.
#[derive(Debug, Clone)]
pub(super) struct Sight {
    /// The columns as recognised.
    pub guessed: Mapping,
    /// A few values of each column.
    pub samples: Vec<Vec<String>>,
}

/// A list that was read.
#[derive(Debug, Clone)]
pub(super) struct Loaded {
    pub list: Arc<List>,
    pub sight: Sight,
    /// Number and words of the rows that may be the header.
    pub heads: Vec<(u32, String)>,
    /// Headers as the program first saw them: what makes two lists the same kind.
    pub signature: String,
    /// What is remembered of lists of this kind.
    pub recalled: Option<Recalled>,
}

/// What the list would do to the workspace.
#[derive(Debug)]
pub(super) struct Planned {
    /// The list, with the cells that were written anew.
    pub list: Arc<List>,
    /// What stands in its rows, as a checksum.
    pub rows_sha256: String,
    /// The latest import of this very list.
    pub earlier: Option<(ImportedList, SameBy)>,
    pub plan: ImportPlan,
    pub counts: ImportCounts,
    pub rows: Vec<RowOutcome>,
    pub issues: Vec<ListIssue>,
}

/// What a plan was made for: version of the mapping, revision of the workspace.
pub(super) type PlanKey = (u64, u64);

/// What the planning job gives.
pub(super) type PlanEnd = (PlanKey, Result<Planned, PlanError>);

/// What the preparing job gives.
pub(super) type Prepared = Result<ImportBatch, CellError>;

/// What the exporting job gives: file and number of lines, or why not.
pub(super) type Exported = Result<(PathBuf, usize, Box<ExportDraft>), String>;

/// Goes on until the handle says otherwise.
fn steps(progress: &Progress) -> impl FnMut(usize) -> ControlFlow<()> + '_ {
    |done| if progress.step(done) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

/// Reads a list and recognises its columns.
pub(super) fn reading(chosen: Chosen, layouts: Vec<ListLayout>, lang: Lang) -> JobRequest {
    let pasted_name = ImportText::Pasted.say(lang);
    JobRequest::new(READING, ImportText::Reading.say(lang), move |progress| -> Result<Loaded, ReadError> {
        let Chosen { origin, sheet, literal_quotes, encoding, separator } = chosen;
        let options = ReadOptions { sheet, literal_quotes, encoding, separator };
        let mut go_on = steps(progress);
        let list = match &origin {
            Origin::File(path) => read_list(path, &options, &mut go_on)?,
            Origin::Pasted(text) => read_pasted(text, &pasted_name, &options, &mut go_on)?,
        };
        let guessed = mapping::recognize(&list.sheet);
        let heads = heads(&list);
        let signature = guessed.signature();
        let recalled = recall(&layouts, &list.sheet, &guessed);
        let guessed = recalled.as_ref().map_or(guessed, |recalled| recalled.guessed.clone());
        let sight = sight(&list, guessed);
        Ok(Loaded { list: Arc::new(list), sight, heads, signature, recalled })
    })
}

/// Recognises the columns under another header row.
pub(super) fn heading(list: &Arc<List>, header: Option<u32>) -> JobRequest {
    let list = Arc::clone(list);
    JobRequest::new(HEADING, "", move |_| -> Sight {
        let guessed = mapping::recognize_under(&list.sheet, header);
        sight(&list, guessed)
    })
}

/// Works out what every row becomes.
pub(super) fn planning(
    key: PlanKey,
    list: &Arc<List>,
    mapping: &Mapping,
    choices: &RowChoices,
    snapshot: &Arc<Snapshot>,
    surroundings: Surroundings,
    lang: Lang,
) -> JobRequest {
    let (list, mapping, snapshot) = (Arc::clone(list), mapping.clone(), Arc::clone(snapshot));
    let choices = choices.clone();
    JobRequest::new(PLANNING, ImportText::Planning.say(lang), move |progress| -> PlanEnd {
        progress.set_total(list.sheet.filled_rows());
        // Of the list as it came: what a person writes anew makes it no other list.
        let rows_sha256 = rows_sha256(&list.sheet, &mapping);
        let earlier = earlier_import(&snapshot, &list, &rows_sha256).map(|(earlier, by)| (earlier.clone(), by));
        let list = choices.corrected(&list).map_or(list, Arc::new);
        let steps = &mut steps(progress);
        let plan = plan_import_with(&list, &mapping, &choices, Some(&snapshot), surroundings, steps);
        let planned = plan.map(|plan| {
            let issues = issues_of(&list, &plan);
            let rows = outcomes(&list.sheet, &mapping, &plan, &issues);
            Planned { counts: plan.counts(), plan, rows, issues, list, rows_sha256, earlier }
        });
        (key, planned)
    })
}

/// Makes one action of a plan.
pub(super) fn preparing(planned: &Arc<Planned>, memory: ListMemory, fair: Option<FairId>, lang: Lang) -> JobRequest {
    let planned = Arc::clone(planned);
    JobRequest::new(PREPARING, ImportText::Preparing.say(lang), move |_| -> Prepared {
        let name = list_name(&planned.list);
        let batch = ImportBatch::of(planned.plan.clone(), name)?.remembering(memory);
        Ok(match fair {
            Some(fair) => batch.at_fair(fair, planned.plan.stands.clone()),
            None => batch,
        })
    })
}

/// Writes what is left out to a file.
pub(super) fn exporting(path: PathBuf, mapping: &Mapping, planned: &Arc<Planned>, lang: Lang) -> JobRequest {
    let (mapping, planned) = (mapping.clone(), Arc::clone(planned));
    JobRequest::new(EXPORTING, ImportText::Exporting.say(lang), move |_| -> Exported {
        let table = rejected::table(&planned.list, &mapping, &planned.issues, lang);
        let content = csv::write(&table).map_err(|error| error.to_string())?;
        write_atomically(&path, &content).map_err(|error| error.say(lang))?;
        // The rows are as they came, with whoever is named in them: for mending the list, and nothing else.
        let draft = ExportDraft::of(ExportKind::Rejected, ExportFormat::Csv, Level::Full, table.rows.len(), &content);
        let draft = draft.named(&path, &list_name(&planned.list), &ImportText::ExportPurpose.say(lang));
        Ok((path, table.rows.len(), Box::new(draft)))
    })
}

/// The rows among which the header is looked for, each with its words.
fn heads(list: &List) -> Vec<(u32, String)> {
    let filled = list.sheet.rows().filter(|row| !row.is_blank()).take(HEADS);
    filled
        .map(|row| {
            let words: Vec<String> = row
                .cells()
                .filter(|(_, cell)| !cell.is_blank())
                .take(8)
                .map(|(_, cell)| short(&cell.display(), 12))
                .collect();
            (row.number(), words.join(" · "))
        })
        .collect()
}

fn sight(list: &List, guessed: Mapping) -> Sight {
    let mut samples: Vec<Vec<String>> = vec![Vec::new(); guessed.columns.len()];
    let rows = list.sheet.rows().filter(|row| row.number() >= guessed.first_data_row);
    for row in rows.take(SAMPLE_ROWS) {
        for (column, cell) in row.cells().filter(|(_, cell)| !cell.is_blank()) {
            let Some(of_column) = samples.get_mut(column as usize).filter(|known| known.len() < SAMPLES) else {
                continue;
            };
            let sample = short(&cell.display(), SAMPLE_LENGTH);
            if !of_column.contains(&sample) {
                of_column.push(sample);
            }
        }
    }
    Sight { guessed, samples }
}

/// The beginning of a text in one line.
fn short(text: &str, most: usize) -> String {
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = words.char_indices().nth(most) {
        words.truncate(end);
        words.push('…');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_short_distinct_and_from_the_data() {
        let text = "企业名称\t行业\n甲公司\t机床\n乙公司\t机床\n\n丙公司\t一二三四五六七八九十一二三四五六七八九十一二三四五六\n";
        let list = read_pasted(text, "x", &ReadOptions::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        let guessed = mapping::recognize(&list.sheet);
        assert_eq!(heads(&list)[0], (1, "企业名称 · 行业".to_owned()));
        let Sight { samples, .. } = sight(&list, guessed);
        assert_eq!(samples[0], ["甲公司", "乙公司", "丙公司"]);
        assert_eq!(samples[1][0], "机床");
        assert_eq!(samples[1].len(), 2);
        assert_eq!(samples[1][1].chars().count(), SAMPLE_LENGTH + 1);
    }
}
