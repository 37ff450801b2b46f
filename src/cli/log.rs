//! `log`: what was done in the workspace, and which files left it.

use std::io::Write;

use serde_json::json;

use super::{
    output::{json_line, line},
    session::{RunError, Session},
};
use crate::{
    desk::{Outcome, Request},
    ledger::ActionKind,
    store::BatchKind,
    text::{
        Label as _, Say as _, format,
        run::{RunText, deed},
        ui_outgoing::ExportsText,
    },
};

/// Operations, the newest first.
pub(super) fn operations(session: &mut Session, limit: usize, json: bool, out: &mut dyn Write) -> Result<(), RunError> {
    let lang = session.lang;
    let Outcome::Log(batches) = session.ask(Request::Log { limit })? else { return Ok(()) };
    let snapshot = session.desk.snapshot();
    for batch in batches {
        let when = format::moment(batch.at_ms);
        let who = batch.author.and_then(|author| snapshot.authors.get(author.uuid()));
        let who = who.map_or("", |author| &*author.name);
        let what = ActionKind::from_word(&batch.label)
            .map_or_else(|| batch.label.clone(), |kind| deed(kind, batch.subject.as_deref(), lang));
        let what = match batch.kind {
            BatchKind::Undo => RunText::Undone { what }.say(lang),
            BatchKind::Redo => RunText::Redone { what }.say(lang),
            BatchKind::Do | BatchKind::Setup => what,
        };
        if json {
            let said = json!({
                "number": batch.seq,
                "at_ms": batch.at_ms,
                "when": when,
                "who": who,
                "what": what,
                "records": batch.size,
            });
            json_line(out, &said)?;
            continue;
        }
        let records = RunText::Records { count: batch.size }.say(lang);
        line(out, &format!("{}\t{when}\t{who}\t{what}\t{records}", batch.seq))?;
    }
    Ok(())
}

/// Files that left the workspace, the newest first: when, who, what, at which level, how many rows, which file.
pub(super) fn exports(session: &Session, limit: usize, json: bool, out: &mut dyn Write) -> Result<(), RunError> {
    let lang = session.lang;
    let snapshot = session.desk.snapshot();
    // Keys grow with time.
    let newest = (0..snapshot.exports.len()).rev().take(limit).filter_map(|row| snapshot.exports.row(row));
    for record in newest {
        let when = format::moment(record.at_ms);
        let who = snapshot.authors.get(record.author.uuid()).map_or("", |author| &*author.name);
        if json {
            let said = json!({
                "at_ms": record.at_ms,
                "when": when,
                "who": who,
                "kind": record.kind.word(),
                "format": record.format.word(),
                "subject": &*record.subject,
                "level": record.level.word(),
                "rows": record.row_count,
                "bytes": record.byte_count,
                "file": &*record.file,
                "purpose": &*record.purpose,
                "sha256": &*record.sha256,
            });
            json_line(out, &said)?;
            continue;
        }
        let what = format!("{} {}", record.kind.label(lang), record.format.word().to_uppercase());
        let rows = format!("{} {}", ExportsText::Rows.say(lang), format::integer(record.row_count));
        let level = record.level.label(lang);
        let told = [when.as_str(), who, &what, level, &rows, &*record.file, &*record.sha256];
        // A name of a file holds no end of a column.
        let told = told.map(|one| one.replace(['\t', '\n', '\r'], " "));
        line(out, &told.join("\t"))?;
    }
    if snapshot.exports.is_empty() && !json {
        line(out, &ExportsText::None.say(lang))?;
    }
    Ok(())
}
