//! Runs a parsed command.

use std::{ffi::OsString, io::Write};

use super::{
    Command, ExitKind, Invocation, brief, duplicates, forecast, form, importing, listing, log, matching,
    output::{self, OutputError, line},
    parse, pursuing, scoring,
    session::{RunError, Session, make_demo},
};
use crate::{
    cli::session::COMPANIES_PER_LEAD,
    clock::Surroundings,
    desk::{Outcome, Progress, Request},
    store::{Access, Store},
    text::{
        Label, Say,
        cli::{CliMessage, help},
        format,
        run::{RunText, check_lines, deed},
        store::made_at,
    },
};

/// The whole program without a window: reads the command line, does it, and says how it ended.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitKind {
    let locale = sys_locale::get_locale().unwrap_or_default();
    let mut err = std::io::stderr();
    let invocation = match parse(args, &locale) {
        Ok(invocation) => invocation,
        Err(error) => {
            // Where even this cannot be written, the exit code still says it.
            let _ = writeln!(err, "{}", error.say(error.lang));
            return ExitKind::Usage;
        }
    };
    let lang = invocation.lang;
    let mut failure = None;
    let written =
        output::with_stdout(|out| match run(&invocation, out, &mut std::io::stderr(), Surroundings::system()) {
            Ok(exit) => Ok(exit),
            Err(RunError::Output(error)) => Err(error),
            Err(error) => {
                failure = Some(error);
                Ok(ExitKind::Failed)
            }
        });
    match (failure, written) {
        (Some(error), _) => error.report(lang, &mut err),
        (None, Ok(exit)) => exit,
        (None, Err(error)) => {
            if let OutputError::Failed(error) = &error {
                let _ = writeln!(err, "{}", CliMessage::OutputFailed { error: error.to_string() }.say(lang));
            }
            error.exit()
        }
    }
}

#[allow(clippy::too_many_lines)] // one arm a command
fn run(
    invocation: &Invocation,
    out: &mut dyn Write,
    err: &mut dyn Write,
    surroundings: Surroundings,
) -> Result<ExitKind, RunError> {
    let Invocation { lang, source, command } = invocation;
    let lang = *lang;
    let open = |access, create| Session::open(source, access, create, lang, surroundings);
    match command {
        Command::Window => {
            line(err, &RunText::WindowNotHere.say(lang))?;
            return Ok(ExitKind::Usage);
        }
        Command::Help(command) => line(out, &help(*command).say(lang))?,
        Command::Version => line(out, &CliMessage::Version { version: env!("CARGO_PKG_VERSION").into() }.say(lang))?,
        Command::Import { list, sheet, map, hidden_rows, dry_run, json } => {
            let options = importing::Options {
                list,
                sheet: sheet.as_deref(),
                map: map.as_deref(),
                hidden_rows: *hidden_rows,
                dry_run: *dry_run,
                json: *json,
            };
            importing::run(source, &options, lang, surroundings, out)?;
        }
        Command::Match { list, sheet, id, name, text } => {
            matching::run(list, sheet.as_deref(), id, name, text, lang, out)?;
        }
        Command::Score { json } => scoring::run(&open(Access::Read, false)?, *json, out)?,
        Command::Forecast { json, by } => forecast::run(&open(Access::Read, false)?, *json, *by, out)?,
        Command::Pursue { meetings, minutes, base, json } => {
            let wanted =
                pursuing::Wanted { meetings: *meetings, minutes: *minutes, base: base.as_deref(), json: *json };
            pursuing::run(&open(Access::Read, false)?, &wanted, out)?;
        }
        Command::Shortlist { output, format, top, base, sector, rank, level, reason } => {
            let wanted = listing::Wanted {
                output,
                format: *format,
                top: *top,
                base: base.as_deref(),
                sector: sector.as_deref(),
                rank: *rank,
                level: *level,
                reason,
            };
            listing::run(&mut Session::open_to_export(source, lang, surroundings)?, &wanted, out)?;
        }
        Command::Brief { company, output, level, reason } => {
            let wanted = brief::Wanted { company, output, level: *level, reason };
            brief::run(&mut Session::open_to_export(source, lang, surroundings)?, &wanted, out)?;
        }
        Command::Form { template, output, from, to, scope, level, reason } => {
            let asked = form::Asked { template, output, from: *from, to: *to, scope: *scope, level: *level, reason };
            form::run(&mut Session::open_to_export(source, lang, surroundings)?, &asked, out)?;
        }
        Command::FormSample { output } => form::sample(output, lang, out)?,
        Command::Duplicates { json } => duplicates::run(&open(Access::Read, false)?, *json, out)?,
        Command::Check { json } => return check(&mut open(Access::Read, false)?, *json, out),
        Command::Undo => {
            let outcome = open(Access::Write, false)?.ask(Request::Undo)?;
            if let Outcome::Done { done, .. } = outcome {
                let what = deed(done.kind, done.subject.as_deref(), lang);
                line(out, &RunText::Undone { what }.say(lang))?;
            }
        }
        Command::Redo => {
            let outcome = open(Access::Write, false)?.ask(Request::Redo)?;
            if let Outcome::Done { done, .. } = outcome {
                let what = deed(done.kind, done.subject.as_deref(), lang);
                line(out, &RunText::Redone { what }.say(lang))?;
            }
        }
        Command::Log { limit, exports, json } => {
            let mut session = open(Access::Read, false)?;
            if *exports {
                log::exports(&session, *limit, *json, out)?;
            } else {
                log::operations(&mut session, *limit, *json, out)?;
            }
        }
        Command::Backup { folder } => {
            let outcome = open(Access::Read, false)?.ask(Request::BackUp { folder: folder.clone() })?;
            if let Outcome::BackedUp(backup) = outcome {
                let (path, size) = (backup.path.display().to_string(), format::bytes(backup.bytes));
                line(out, &RunText::BackedUp { path, size }.say(lang))?;
                if *source == super::Source::Demo && folder.is_none() {
                    line(out, &RunText::DemoBackupGoes.say(lang))?;
                }
            }
        }
        Command::ListBackups => {
            let backups = match source {
                // A damaged workspace cannot be opened, and that is when its backups are asked for.
                super::Source::Workspace(path) => Store::backups_of(path),
                _ => Vec::new(),
            };
            for backup in &backups {
                let reason = backup.reason.map_or("", |reason| reason.label(lang));
                let (made, size) = (made_at(backup), format::bytes(backup.bytes));
                line(out, &format!("{made}\t{size}\t{reason}\t{}", backup.path.display()))?;
            }
            if backups.is_empty() {
                line(out, &RunText::NoBackups.say(lang))?;
            }
        }
        Command::Restore { backup } => {
            let super::Source::Workspace(path) = source else {
                return Err(RunError::usage(RunText::RestoreNeedsFile.say(lang)));
            };
            let kept = Store::restore(path, backup, (surroundings.now)())?;
            line(out, &RunText::Restored { path: path.display().to_string() }.say(lang))?;
            if let Some(kept) = kept {
                line(out, &RunText::KeptBeside { path: kept.display().to_string() }.say(lang))?;
            }
        }
        Command::Demo { companies, leads, output } => {
            let leads = leads.unwrap_or(companies / COMPANIES_PER_LEAD);
            let snapshot = make_demo(output, *companies, leads, lang, surroundings)?.snapshot();
            let path = output.display().to_string();
            let (companies, leads) = (snapshot.companies.len(), snapshot.leads.len());
            line(out, &RunText::DemoMade { path, companies, leads }.say(lang))?;
        }
    }
    Ok(ExitKind::Done)
}

fn check(session: &mut Session, json: bool, out: &mut dyn Write) -> Result<ExitKind, RunError> {
    let lang = session.lang;
    let Outcome::Checked(report) = session.ask(Request::Check(Progress::default()))? else {
        return Ok(ExitKind::Failed);
    };
    let policy = session.policy();
    if json {
        let snapshot = session.desk.snapshot();
        let counts: serde_json::Map<String, serde_json::Value> =
            report.counts.iter().map(|(entity, count)| (entity.word().to_owned(), (*count).into())).collect();
        output::json_line(
            out,
            &serde_json::json!({
                "sound": report.is_sound() && policy.is_ok(),
                "integrity": if report.integrity.is_empty() { "ok".to_owned() } else { report.integrity.join("; ") },
                "schema": report.schema,
                "log_equals_projection": report.differing.is_empty(),
                "differing": report.differing.iter().map(|(entity, key)| format!("{entity} {key}")).collect::<Vec<_>>(),
                "dangling_references": report.dangling,
                "altered_batches": report.altered_batches,
                "batches": report.batches,
                "operations": report.operations,
                "plan": policy.as_ref().ok().map(|policy| &policy.plan_stamp.sha256),
                "model": policy.as_ref().ok().map(|policy| &policy.model_stamp.sha256),
                "catalogue": policy.as_ref().ok().map(|policy| &policy.catalogue_stamp.sha256),
                "plan_and_model_valid": policy.is_ok(),
                "problem": policy.as_ref().err().map(ToString::to_string),
                "companies": snapshot.companies.len(),
                "counts": counts,
            }),
        )?;
    } else {
        for text in check_lines(&report, lang) {
            line(out, &text)?;
        }
        match &policy {
            Ok(policy) => {
                let stamp =
                    |stamp: &crate::ledger::Stamp| format!("{} {}", stamp.title, format::short_hash(&stamp.sha256));
                let text = RunText::PolicyGood {
                    plan: stamp(&policy.plan_stamp),
                    model: stamp(&policy.model_stamp),
                    catalogue: stamp(&policy.catalogue_stamp),
                };
                line(out, &text.say(lang))?;
            }
            Err(error) => line(out, &error.to_string())?,
        }
    }
    Ok(if report.is_sound() && policy.is_ok() { ExitKind::Done } else { ExitKind::Failed })
}
