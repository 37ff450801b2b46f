//! What was done to a company, as sentences from the log.

use eframe::egui::{Label as TextLabel, RichText, Ui};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use uuid::Uuid;

use super::Scene;
use crate::{
    desk::{BatchKind, OpKind, OpRow, RecordStep},
    domain::{
        activity::{Activity, Attachment, Contact, Task},
        company::{GateCheck, Honour},
        deal::LeadAmount,
        fact::Fact,
        lead::{Lead, StageMove},
        record::{Entity, FieldKind, Value},
    },
    ledger::ActionKind,
    text::{
        Label, Lang, Say,
        facts::fact_value,
        fields::field_label,
        format,
        history::Names,
        ui_companies::{CompaniesText as T, value_words},
        ui_lead::LeadText,
    },
    ui::{
        context::{PageContext, Post},
        widgets::UiExt,
    },
};

/// How far back one looks.
const STEPS: usize = 200;
/// More changed fields than this are counted, not listed.
const LISTED: usize = 8;

/// Draws the history of a company.
pub fn ui(ui: &mut Ui, scene: Scene<'_, '_>, out: &mut Vec<Post>) {
    let Scene { ctx, company, .. } = scene;
    let id = company.id;
    let keys = || {
        let snapshot = ctx.snapshot;
        let keys = [id.uuid()]
            .into_iter()
            .chain(snapshot.facts.of(id).map(|fact| fact.id.uuid()))
            .chain(snapshot.honours.of(id).map(|honour| honour.id.uuid()))
            .chain(snapshot.gate_checks.of(id).map(|check| check.id.uuid()))
            .chain(snapshot.local_products.of(id).map(|product| product.id.uuid()))
            .chain(snapshot.local_needs.of(id).map(|need| need.id.uuid()))
            .chain(snapshot.leads.of(id).map(|lead| lead.id.uuid()))
            .chain(snapshot.contacts.of(id).map(|contact| contact.id.uuid()))
            .chain(snapshot.activities.of(id).map(|activity| activity.id.uuid()))
            .chain(snapshot.tasks.of(id).map(|task| task.id.uuid()))
            .chain(snapshot.attachments.of(id).map(|paper| paper.id.uuid()))
            .chain(snapshot.company_links.of(id).map(|link| link.id.uuid()))
            .collect();
        (keys, company.name.to_string())
    };
    steps_ui(ui, ctx, id.uuid(), keys, out);
}

/// Draws what was done to a record and those that belong to it, newest first.
pub fn steps_ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    record: Uuid,
    keys: impl FnOnce() -> (Vec<Uuid>, String),
    out: &mut Vec<Post>,
) {
    let lang = ctx.lang;
    let Some(steps) = ctx.answers.history(record, keys, STEPS, out) else {
        ui.secondary(T::ReadingLog.say(lang));
        return;
    };
    if steps.is_empty() {
        ui.secondary(T::NoHistory.say(lang));
    }
    for step in steps {
        step_ui(ui, step, ctx, lang);
    }
}

fn step_ui(ui: &mut Ui, step: &RecordStep, ctx: &PageContext<'_>, lang: Lang) {
    let names = Names { snapshot: ctx.snapshot, plan: ctx.plan(), lang };
    let snapshot = ctx.snapshot;
    let batch = &step.batch;
    let tokens = ui.tokens();
    let who = batch.author.and_then(|author| snapshot.authors.get(author.uuid()));
    let who = who.map_or_else(|| T::Somebody.say(lang), |author| author.name.to_string());
    let deed = ActionKind::from_word(&batch.label).map_or(batch.label.as_str(), |kind| kind.label(lang)).to_owned();
    let plain = deed.clone();
    let deed = match batch.kind {
        BatchKind::Undo => T::TookBack { deed },
        BatchKind::Redo => T::DidAgain { deed },
        BatchKind::Setup | BatchKind::Do => T::Did { deed },
    };
    ui.horizontal(|ui| {
        ui.label(deed.say(lang));
        ui.secondary(T::ByAt { who, at: moment(batch.at_ms) }.say(lang));
    });
    // What only says the deed again is not worth a line.
    for sentence in sentences(&step.ops, names).into_iter().filter(|sentence| *sentence != plain) {
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
fn sentences(ops: &[OpRow], names: Names<'_>) -> Vec<String> {
    let lang = names.lang;
    let mut sentences: Vec<String> = ops.iter().filter_map(|op| sentence(op, names)).collect();
    if sentences.len() > LISTED {
        let more = sentences.len() - LISTED;
        sentences.truncate(LISTED);
        sentences.push(T::MoreChanges { count: more }.say(lang));
    }
    sentences
}

fn sentence(op: &OpRow, names: Names<'_>) -> Option<String> {
    let lang = names.lang;
    match op.kind {
        OpKind::Set => {
            let field = op.field.as_deref()?;
            let name = field_label(op.entity, field, lang).to_owned();
            let words = |value: &Value| words(op.entity, field, value, names);
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
        OpKind::Insert if op.entity != Entity::Company => {
            entered(op, names).or_else(|| Some(T::Added { what: op.entity.label(lang) }.say(lang)))
        }
        OpKind::Insert => Some(T::Added { what: op.entity.label(lang) }.say(lang)),
        OpKind::Delete => Some(T::Removed { what: op.entity.label(lang) }.say(lang)),
        OpKind::Undelete => Some(T::BroughtBack { what: op.entity.label(lang) }.say(lang)),
    }
}

/// What was entered, with its value and where it is from; none for records that have no more to say than that they are.
fn entered(op: &OpRow, names: Names<'_>) -> Option<String> {
    let (plan, lang) = (names.plan, names.lang);
    let from = |day: Option<Date>, source: &str| {
        let day = day.map_or_else(|| T::Undated.say(lang), format::iso_date);
        let source = Some(source.trim()).filter(|source| !source.is_empty()).map(str::to_owned);
        format::clauses(&[Some(day), source].into_iter().flatten().collect::<Vec<_>>(), lang)
    };
    if let Some(fact) = op.entered::<Fact>() {
        let value = fact_value(&fact, lang);
        return Some(
            T::AddedFact { metric: fact.metric.label(lang), value, from: from(fact.as_of, &fact.source) }.say(lang),
        );
    }
    if let Some(honour) = op.entered::<Honour>() {
        let from = from(honour.issued, &honour.source);
        return Some(T::AddedHonour { honour: honour.kind.label(lang), from }.say(lang));
    }
    if let Some(check) = op.entered::<GateCheck>() {
        let gate = plan.and_then(|plan| plan.gates.iter().find(|gate| gate.id == check.gate));
        let gate = gate.map_or_else(|| check.gate.to_string(), |gate| gate.name.in_lang(lang).to_owned());
        return Some(T::AddedCheck { gate, state: check.state.label(lang), proof: check.proof.to_string() }.say(lang));
    }
    if let Some(lead) = op.entered::<Lead>() {
        return Some(T::AddedLead { title: lead.title.to_string(), stage: lead.stage.label(lang) }.say(lang));
    }
    let said = said(op, lang)?;
    Some(LeadText::AddedWith { what: op.entity.label(lang), said }.say(lang))
}

/// What a record that belongs to a lead says, in short.
fn said(op: &OpRow, lang: Lang) -> Option<String> {
    let day = |day: Option<Date>| day.map_or_else(|| T::Undated.say(lang), format::iso_date);
    let parts: Vec<String> = if let Some(step) = op.entered::<StageMove>() {
        let to = step.to_stage.label(lang);
        let moved = match step.from_stage {
            Some(from) => LeadText::Moved { from: from.label(lang), to },
            None => LeadText::BeganAt { stage: to },
        };
        vec![moved.say(lang), day(step.moved_on), step.proof.to_string(), step.note.to_string()]
    } else if let Some(activity) = op.entered::<Activity>() {
        vec![activity.kind.label(lang).to_owned(), day(Some(activity.on_day)), activity.content.to_string()]
    } else if let Some(amount) = op.entered::<LeadAmount>() {
        let money = format::money(amount.amount, amount.currency, lang);
        vec![amount.kind.label(lang).to_owned(), money, day(Some(amount.on_day)), amount.proof.to_string()]
    } else if let Some(task) = op.entered::<Task>() {
        vec![task.title.to_string(), task.due.map(format::iso_date).unwrap_or_default()]
    } else if let Some(contact) = op.entered::<Contact>() {
        vec![contact.name.to_string(), contact.position.to_string()]
    } else {
        let paper = op.entered::<Attachment>()?;
        vec![paper.name.to_string(), format::bytes(u64::try_from(paper.bytes).unwrap_or_default())]
    };
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(shortened(&parts.join(" · ")))
}

/// Longer texts are cut: the record itself is a click away.
const LONGEST: usize = 60;

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

/// A value as a person reads it; keys and plan words by the names of what they mean.
fn words(entity: Entity, field: &str, value: &Value, names: Names<'_>) -> String {
    match (value, entity.field(field)) {
        (Value::Id(_) | Value::Integer(_), Some((_, def))) => names.value(entity, def, value),
        (Value::Text(_), Some((_, def))) if def.kind == FieldKind::Word => names.value(entity, def, value),
        _ => value_words(entity, field, value, names.lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Snapshot;

    fn names(snapshot: &Snapshot) -> Names<'_> {
        Names { snapshot, plan: None, lang: Lang::En }
    }

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
        let changed = sentence(&set("city", Some(text("A")), text("B")), names(&Snapshot::default())).unwrap();
        assert!(changed.contains('A') && changed.contains('B'), "{changed}");
        let tier = sentence(&set("tier_override", None, text("leader")), names(&Snapshot::default())).unwrap();
        assert!(tier.contains("Leader") && !tier.contains("leader"), "{tier}");
        let cleared = sentence(&set("city", Some(text("A")), Value::Null), names(&Snapshot::default())).unwrap();
        assert!(cleared.contains('A'), "{cleared}");
    }

    #[test]
    fn long_lists_are_counted() {
        let ops: Vec<OpRow> = (0..20).map(|_| set("city", None, Value::Text("B".into()))).collect();
        let sentences = sentences(&ops, names(&Snapshot::default()));
        assert_eq!(sentences.len(), LISTED + 1);
        assert!(sentences[LISTED].contains("12"));
    }
}
