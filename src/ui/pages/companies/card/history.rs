//! What was done to a company, as sentences from the log.

use eframe::egui::{Label as TextLabel, RichText, Ui};
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::Scene;
use crate::{
    desk::{BatchKind, OpKind, OpRow, RecordStep},
    domain::record::Value,
    ledger::{ActionKind, Snapshot},
    text::{
        Label, Lang, Say, format,
        ui_companies::{CompaniesText as T, field_label, value_words},
    },
    ui::{context::Post, widgets::UiExt},
};

/// How far back one looks.
const STEPS: usize = 200;
/// More changed fields than this are counted, not listed.
const LISTED: usize = 8;

/// Draws the history.
pub fn ui(ui: &mut Ui, scene: Scene<'_, '_>, out: &mut Vec<Post>) {
    let Scene { ctx, company, .. } = scene;
    let lang = ctx.lang;
    let id = company.id;
    let keys = || {
        let snapshot = ctx.snapshot;
        let leads: Vec<Uuid> = snapshot.leads.of(id).map(|lead| lead.id.uuid()).collect();
        let keys = [id.uuid()]
            .into_iter()
            .chain(snapshot.facts.of(id).map(|fact| fact.id.uuid()))
            .chain(snapshot.honours.of(id).map(|honour| honour.id.uuid()))
            .chain(snapshot.gate_checks.of(id).map(|check| check.id.uuid()))
            .chain(snapshot.local_products.of(id).map(|product| product.id.uuid()))
            .chain(leads)
            .collect();
        (keys, company.name.to_string())
    };
    let Some(steps) = ctx.answers.history(id.uuid(), keys, STEPS, out) else {
        ui.secondary(T::ReadingLog.say(lang));
        return;
    };
    if steps.is_empty() {
        ui.secondary(T::NoHistory.say(lang));
    }
    for step in steps {
        step_ui(ui, step, ctx.snapshot, lang);
    }
}

fn step_ui(ui: &mut Ui, step: &RecordStep, snapshot: &Snapshot, lang: Lang) {
    let batch = &step.batch;
    let tokens = ui.tokens();
    let who = batch.author.and_then(|author| snapshot.authors.get(author.uuid()));
    let who = who.map_or_else(|| T::Somebody.say(lang), |author| author.name.to_string());
    let deed = ActionKind::from_word(&batch.label).map_or(batch.label.as_str(), |kind| kind.label(lang)).to_owned();
    let deed = match batch.kind {
        BatchKind::Undo => T::TookBack { deed },
        BatchKind::Redo => T::DidAgain { deed },
        BatchKind::Setup | BatchKind::Do => T::Did { deed },
    };
    ui.horizontal(|ui| {
        ui.label(deed.say(lang));
        ui.secondary(T::ByAt { who, at: moment(batch.at_ms) }.say(lang));
    });
    for sentence in sentences(&step.ops, lang) {
        ui.indent(("step", batch.seq), |ui| {
            ui.add(TextLabel::new(RichText::new(sentence).small().color(tokens.text_soft)).wrap());
        });
    }
    ui.add_space(4.0);
}

/// A moment of the log on this computer's clock.
fn moment(at_ms: i64) -> String {
    Timestamp::from_millisecond(at_ms).map_or_else(
        |_| format::ABSENT.to_owned(),
        |at| format::date_time(at.to_zoned_datetime(TimeZone::system()).datetime()),
    )
}

/// What a step did, a sentence a field; long lists are counted.
fn sentences(ops: &[OpRow], lang: Lang) -> Vec<String> {
    let mut sentences: Vec<String> = ops.iter().filter_map(|op| sentence(op, lang)).collect();
    if sentences.len() > LISTED {
        let more = sentences.len() - LISTED;
        sentences.truncate(LISTED);
        sentences.push(T::MoreChanges { count: more }.say(lang));
    }
    sentences
}

fn sentence(op: &OpRow, lang: Lang) -> Option<String> {
    match op.kind {
        OpKind::Set => {
            let field = op.field.as_deref()?;
            let name = field_label(op.entity, field, lang).to_owned();
            let words = |value: &Value| value_words(op.entity, field, value, lang);
            let before = op.before.as_ref().filter(|before| **before != Value::Null);
            Some(
                match (before, &op.value) {
                    (None, value) => T::FieldSet { field: name, value: words(value) },
                    (Some(before), Value::Null) => T::FieldCleared { field: name, before: words(before) },
                    (Some(before), value) => {
                        T::FieldChanged { field: name, before: words(before), value: words(value) }
                    }
                }
                .say(lang),
            )
        }
        OpKind::Insert => Some(T::Added { what: op.entity.label(lang) }.say(lang)),
        OpKind::Delete => Some(T::Removed { what: op.entity.label(lang) }.say(lang)),
        OpKind::Undelete => Some(T::BroughtBack { what: op.entity.label(lang) }.say(lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Entity;

    fn set(field: &str, before: Option<Value>, value: Value) -> OpRow {
        OpRow {
            entity: Entity::Company,
            key: Uuid::nil(),
            kind: OpKind::Set,
            field: Some(field.to_owned()),
            value,
            before,
        }
    }

    #[test]
    fn a_changed_field_names_what_was_and_what_is() {
        let text = |text: &str| Value::Text(text.into());
        let changed = sentence(&set("city", Some(text("A")), text("B")), Lang::En).unwrap();
        assert!(changed.contains('A') && changed.contains('B'), "{changed}");
        let tier = sentence(&set("tier_override", None, text("leader")), Lang::En).unwrap();
        assert!(tier.contains("Leader") && !tier.contains("leader"), "{tier}");
        let cleared = sentence(&set("city", Some(text("A")), Value::Null), Lang::En).unwrap();
        assert!(cleared.contains('A'), "{cleared}");
    }

    #[test]
    fn long_lists_are_counted() {
        let ops: Vec<OpRow> = (0..20).map(|_| set("city", None, Value::Text("B".into()))).collect();
        let sentences = sentences(&ops, Lang::En);
        assert_eq!(sentences.len(), LISTED + 1);
        assert!(sentences[LISTED].contains("12"));
    }
}
