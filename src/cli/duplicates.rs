//! `duplicates`: the companies that may be one, for a person to judge.

use std::io::Write;

use serde_json::json;

use super::{
    output::{json_line, line},
    session::{RunError, Session},
};
use crate::{
    domain::{ids::CompanyId, same::PairVerdict},
    identity::Rule,
    ledger::duplicates::{judged, look_through},
    text::{
        Label, Say, format,
        run::RunText,
        same::{chance_words, reason_words},
    },
};

pub(super) fn run(session: &Session, json: bool, out: &mut dyn Write) -> Result<(), RunError> {
    let lang = session.lang;
    let snapshot = session.desk.snapshot();
    let Some(found) = look_through(&snapshot, &|_| true) else { return Ok(()) };
    let apart = judged(&snapshot, PairVerdict::Different);
    let name = |id: CompanyId| snapshot.companies.get(id.uuid()).map_or("", |company| &*company.name);
    let mut count = 0;
    for pair in &found.pairs {
        if apart.contains(&(pair.one.min(pair.other), pair.one.max(pair.other))) {
            continue;
        }
        count += 1;
        let comparison = &pair.comparison;
        if json {
            let weights = comparison.weights.iter().map(|weight| {
                json!({
                    "evidence": weight.evidence.word(),
                    "level": weight.level.word(),
                    "bits": weight.bits.0,
                })
            });
            let line = json!({
                "one": { "id": pair.one.to_string(), "name": name(pair.one) },
                "other": { "id": pair.other.to_string(), "name": name(pair.other) },
                "likeness": comparison.likeness.word(),
                "chance": comparison.chance().0,
                "rule": comparison.rule.map(Rule::word),
                "weights": weights.collect::<Vec<_>>(),
            });
            json_line(out, &line)?;
        } else {
            let (likeness, chance) = (comparison.likeness.label(lang), chance_words(comparison, lang));
            let reasons = reason_words(&comparison.reasons(), lang);
            line(out, &format!("{likeness}\t{chance}\t{}\t{}\t{reasons}", name(pair.one), name(pair.other)))?;
        }
    }
    if !json {
        let (companies, pairs) = (format::count(found.companies), format::count(count));
        let words =
            if count == 0 { RunText::NoDuplicates { companies } } else { RunText::Duplicates { companies, pairs } };
        line(out, &words.say(lang))?;
    }
    Ok(())
}
