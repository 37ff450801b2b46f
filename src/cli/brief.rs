//! `brief`: one company on one page.

use std::{io::Write, path::Path};

use super::{
    output::line,
    session::{RunError, Session},
};
use crate::{
    domain::paper::{ExportFormat, ExportKind},
    ledger::{ExportDraft, View, assessment::RankBy},
    report::{brief::brief, compose::Wish, file::write_atomically, level::Level},
    text::{Lang, Say, format, run::RunText},
};

/// Names shown when a word fits several companies.
const EXAMPLES: usize = 5;

/// What is asked for.
pub(super) struct Wanted<'a> {
    pub company: &'a str,
    pub output: &'a Path,
    pub level: Level,
    pub reason: &'a str,
}

pub(super) fn run(session: &mut Session, wanted: &Wanted<'_>, out: &mut dyn Write) -> Result<(), RunError> {
    let lang = session.lang;
    let view = session.view()?;
    let row = find(&view, wanted.company, lang)?;
    let name = view.snapshot.companies.row(row).map_or_else(String::new, |company| company.name.to_string());
    let wish = Wish {
        lang,
        top: 1,
        base: None,
        sector: None,
        tier: None,
        rank: RankBy::Value,
        level: wanted.level,
        reason: wanted.reason.to_owned(),
        author: session.author_name(),
        title: name.clone(),
        fictional: view.snapshot.is_fictional(),
    };
    let Some(document) = brief(&view, row, &wish) else {
        return Err(RunError::failed(RunText::NoSuchCompany { word: wanted.company.to_owned() }.say(lang)));
    };
    let failed = |error: String| RunError::failed(RunText::DocumentBad { error }.say(lang));
    let bytes = document.release().pdf().map_err(|error| failed(error.to_string()))?;
    write_atomically(wanted.output, &bytes)?;
    let export = ExportDraft::of(ExportKind::Brief, ExportFormat::Pdf, wish.level, 1, &bytes);
    session.note_export(export.named(wanted.output, &name, &wish.reason), out)?;
    line(out, &RunText::BriefWritten { path: wanted.output.display().to_string(), name }.say(lang))?;
    Ok(())
}

/// The company of this name or credit code; else the only one whose name holds the word.
fn find(view: &View, word: &str, lang: Lang) -> Result<usize, RunError> {
    let word = word.trim();
    let companies = || view.snapshot.companies.iter().enumerate();
    let exact = companies()
        .find(|(_, company)| *company.name == *word || *company.credit_code == *word || *company.short_name == *word);
    if let Some((row, _)) = exact {
        return Ok(row);
    }
    let holding: Vec<(usize, &str)> = companies()
        .filter(|(_, company)| company.name.contains(word))
        .map(|(row, company)| (row, &*company.name))
        .collect();
    match holding.as_slice() {
        [] => Err(RunError::failed(RunText::NoSuchCompany { word: word.to_owned() }.say(lang))),
        [(row, _)] => Ok(*row),
        several => {
            let names: Vec<&str> = several.iter().take(EXAMPLES).map(|(_, name)| *name).collect();
            let (word, count) = (word.to_owned(), several.len());
            Err(RunError::failed(
                RunText::SeveralCompanies { word, count, names: format::list(&names, lang) }.say(lang),
            ))
        }
    }
}
