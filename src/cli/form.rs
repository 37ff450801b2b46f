//! `form`: the bureau's own form filled with the leads of a period, or the sample to begin with.

use std::{io::Write, path::Path};

use jiff::civil::Date;

use super::{
    output::line,
    session::{RunError, Session},
};
use crate::{
    domain::paper::{ExportFormat, ExportKind, Level},
    ledger::ExportDraft,
    report::{
        file::{read_whole, write_atomically},
        form::{self, Scope, Wanted},
    },
    text::{Lang, Say, format, ui_forms::FormsText as Text},
};

/// A template is not larger.
const LARGEST: u64 = 20 << 20;

/// What is asked for.
pub(super) struct Asked<'a> {
    pub template: &'a Path,
    pub output: &'a Path,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub scope: Scope,
    pub level: Level,
    pub reason: &'a str,
}

/// Writes the sample.
pub(super) fn sample(output: &Path, lang: Lang, out: &mut dyn Write) -> Result<(), RunError> {
    let bytes = form::sample(lang).map_err(|error| RunError::failed(error.say(lang)))?;
    write_atomically(output, &bytes)?;
    Ok(line(out, &Text::SampleWritten { path: output.display().to_string() }.say(lang))?)
}

pub(super) fn run(session: &mut Session, asked: &Asked<'_>, out: &mut dyn Write) -> Result<(), RunError> {
    let lang = session.lang;
    let path = asked.template.display().to_string();
    let template = read_whole(asked.template, LARGEST)
        .map_err(|error| RunError::failed(Text::NotRead { path, error: error.to_string() }.say(lang)))?;
    let today = (session.surroundings.today)();
    let view = session.view()?;
    let wanted = Wanted {
        from: asked.from.unwrap_or_else(|| today.first_of_month()),
        to: asked.to.unwrap_or_else(|| today.last_of_month()),
        scope: asked.scope,
        level: asked.level,
        lang,
        author: session.author_name(),
        unit: String::new(),
        today,
    };
    let data = form::data(&view, &wanted).map_err(|error| RunError::usage(error.say(lang)))?;
    let filled = form::fill(&template, &data).map_err(|error| RunError::failed(error.say(lang)))?;
    write_atomically(asked.output, &filled.bytes)?;
    let subject = asked.template.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let draft = ExportDraft::of(ExportKind::Form, ExportFormat::Xlsx, asked.level, data.leads.len(), &filled.bytes);
    session.note_export(draft.named(asked.output, &subject, asked.reason), out)?;
    let (path, count) = (asked.output.display().to_string(), data.leads.len());
    line(out, &Text::Written { path, count }.say(lang))?;
    line(out, &data.summary())?;
    if !filled.unknown.is_empty() {
        line(out, &Text::LeftAsTheyAre { names: format::list(&filled.unknown, lang) }.say(lang))?;
    }
    Ok(())
}
