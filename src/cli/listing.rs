//! `shortlist`: the document a director is handed, and the score record that reproduces it.

use std::{io::Write, path::Path};

use super::{
    DocumentFormat,
    output::line,
    session::{RunError, Session},
};
use crate::{
    desk::Request,
    domain::{
        ids::{BaseId, SectorId},
        paper::ExportKind,
        workspace::SettingName,
    },
    ledger::{ExportDraft, View, assessment::RankBy},
    report::{
        compose::{self, Wish},
        file::write_atomically,
        level::Level,
    },
    text::{Lang, Say, format, run::RunText},
};

/// What is asked for.
pub(super) struct Wanted<'a> {
    pub output: &'a Path,
    pub format: DocumentFormat,
    pub top: usize,
    pub base: Option<&'a str>,
    pub sector: Option<&'a str>,
    pub rank: RankBy,
    pub level: Level,
    pub reason: &'a str,
}

pub(super) fn run(session: &mut Session, wanted: &Wanted<'_>, out: &mut dyn Write) -> Result<(), RunError> {
    let lang = session.lang;
    let view = session.view()?;
    let plan = &view.policy.plan;
    let base = wanted.base.map(|word| base_of(&view, word, lang)).transpose()?;
    let sector = wanted.sector.map(SectorId::new);
    if let Some(sector) = sector.as_ref().filter(|sector| plan.sector(sector).is_none()) {
        let known: Vec<&str> = plan.sectors.iter().map(|sector| sector.id.as_str()).collect();
        let text = RunText::UnknownSector { word: sector.to_string(), known: format::list(&known, lang) };
        return Err(RunError::usage(text.say(lang)));
    }
    let author = session.author_name();
    let title = view.snapshot.setting(SettingName::Title).filter(|_| view.snapshot.is_fictional());
    let title = title.map_or_else(|| RunText::ShortlistTitle.say(lang), str::to_owned);
    let wish = Wish {
        lang,
        top: wanted.top,
        base,
        sector,
        tier: None,
        rank: wanted.rank,
        level: wanted.level,
        reason: wanted.reason.to_owned(),
        author,
        title,
        fictional: view.snapshot.is_fictional(),
    };
    let (document, rows) = compose::shortlist(&view, &wish);
    let left_out = document.left_out.clone();
    let released = document.release();
    let failed = |error: String| RunError::failed(RunText::DocumentBad { error }.say(lang));
    let bytes = match wanted.format {
        DocumentFormat::Xlsx => released.xlsx().map_err(|error| failed(error.to_string()))?,
        DocumentFormat::Csv => released.csv().map_err(|error| failed(error.to_string()))?,
        DocumentFormat::Pdf => released.pdf().map_err(|error| failed(error.to_string()))?,
    };
    write_atomically(wanted.output, &bytes)?;
    let export = ExportDraft::of(ExportKind::Shortlist, wanted.format.export(), wish.level, rows.len(), &bytes);
    session.note_export(export.named(wanted.output, &wish.title, &wish.reason), out)?;
    // Kept so that the list can be defended later. A read-only workspace keeps nothing.
    if session.desk.is_writable() {
        session.ask(Request::KeepScores(Box::new(compose::score_draft(&view, &wish, &rows))))?;
    }
    let path = wanted.output.display().to_string();
    line(out, &RunText::Written { path, rows: rows.len() }.say(lang))?;
    if wish.order() != wish.rank {
        line(out, &RunText::PriorityNotPublic.say(lang))?;
    }
    for left_out in left_out {
        line(out, &RunText::LeftOut { count: left_out.count, reason: left_out.reason }.say(lang))?;
    }
    Ok(())
}

/// The base of the plan with this word.
pub(super) fn base_of(view: &View, word: &str, lang: Lang) -> Result<BaseId, RunError> {
    let plan = &view.policy.plan;
    if let Some(base) = plan.bases.iter().find(|base| base.id.as_str() == word) {
        return Ok(base.id.clone());
    }
    let known: Vec<&str> = plan.bases.iter().map(|base| base.id.as_str()).collect();
    let text = RunText::UnknownBase { word: word.to_owned(), known: format::list(&known, lang) };
    Err(RunError::usage(text.say(lang)))
}
