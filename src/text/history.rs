//! What stands in the operation log, as sentences: which record, which field, from what to what.

use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::{
    Label, Lang, Say,
    fields::{field_label, value_words},
};
use crate::{
    desk::{BatchRow, OpRow},
    domain::{
        company::HonourKind,
        fact::Metric,
        ids::{BaseId, CompanyId, GateId, LeadId, PlaceId, ProductId, SectorId, SegmentId},
        plan::Plan,
        record::{Entity, FieldDef, FieldKind, Value},
        workspace::SettingName,
    },
    ledger::{ActionKind, Snapshot},
    messages,
    store::{BatchKind, OpKind},
    text::run::deed,
};

messages! {
    /// Sentences of the log.
    pub enum HistoryText {
        Inserted { record: String } => "新增{record}", "Added {record}";
        Deleted { record: String } => "删除{record}", "Deleted {record}";
        Restored { record: String } => "恢复{record}", "Brought back {record}";
        Changed { record: String, field: String, before: String, after: String } =>
            "{record}的{field}：{before} → {after}", "{field} of {record}: {before} → {after}";
        Named { entity: &'static str, name: String } => "{entity}“{name}”", "{entity} \"{name}\"";
        OfCompany { company: String, name: String } => "{company} · {name}", "{company} · {name}";
        FieldIs { field: String, value: String } => "{field}：{value}", "{field}: {value}";
        StepUndone { step: String } => "撤销：{step}", "Undo: {step}";
        StepRedone { step: String } => "重做：{step}", "Redo: {step}";
        Add => "新增", "Added";
        Change => "修改", "Changed";
        Delete => "删除", "Deleted";
        BringBack => "恢复", "Brought back";
    }
}

/// What records and plan words are called.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// The records as they are now.
    pub snapshot: &'a Snapshot,
    /// The plan in force, when it can be read.
    pub plan: Option<&'a Plan>,
    /// Language.
    pub lang: Lang,
}

/// An operation in words, by its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpWords {
    /// What happened.
    pub verb: String,
    /// To which record, with its kind: `企业“…”`.
    pub record: String,
    /// To which field; empty for whole records.
    pub field: String,
    /// The value before; empty for whole records.
    pub before: String,
    /// The value after; for a new record what it says.
    pub after: String,
    /// All in one sentence.
    pub sentence: String,
}

impl Names<'_> {
    /// What a record is called; none when it is not there (any more).
    #[allow(clippy::too_many_lines)] // a line or two for each kind of record
    pub fn record(&self, entity: Entity, key: Uuid) -> Option<String> {
        let Self { snapshot, lang, .. } = *self;
        let of_company = |company: CompanyId, name: String| {
            let company = snapshot.companies.get(company.uuid()).map(|company| company.name.to_string());
            match company {
                Some(company) => HistoryText::OfCompany { company, name }.say(lang),
                None => name,
            }
        };
        let of_lead = |lead: LeadId, name: String| {
            let title = snapshot.leads.get(lead.uuid()).map(|lead| lead.title.to_string()).unwrap_or_default();
            HistoryText::OfCompany { company: title, name }.say(lang)
        };
        Some(match entity {
            Entity::Company => snapshot.companies.get(key)?.name.to_string(),
            Entity::Author => snapshot.authors.get(key)?.name.to_string(),
            Entity::Device => snapshot.devices.get(key)?.name.to_string(),
            Entity::Setting => snapshot.settings.get(key)?.name.label(lang).to_owned(),
            Entity::PlanVersion => snapshot.plans.get(key)?.title.to_string(),
            Entity::ModelVersion => snapshot.models.get(key)?.title.to_string(),
            Entity::CatalogueVersion => snapshot.catalogues.get(key)?.title.to_string(),
            Entity::PeerVersion => snapshot.peers.get(key)?.title.to_string(),
            Entity::Fact => {
                let fact = snapshot.facts.get(key)?;
                of_company(fact.company, fact.metric.label(lang).to_owned())
            }
            Entity::Honour => {
                let honour = snapshot.honours.get(key)?;
                of_company(honour.company, honour.kind.label(lang).to_owned())
            }
            Entity::GateCheck => {
                let check = snapshot.gate_checks.get(key)?;
                of_company(check.company, self.plan_word("gate", check.gate.as_str()))
            }
            Entity::LocalProduct => {
                let product = snapshot.local_products.get(key)?;
                of_company(product.company, self.plan_word("segment", product.segment.as_str()))
            }
            Entity::SegmentCoverage => self.plan_word("segment", snapshot.coverage.get(key)?.segment.as_str()),
            Entity::Lead => snapshot.leads.get(key)?.title.to_string(),
            Entity::StageMove => {
                let step = snapshot.stage_moves.get(key)?;
                of_lead(step.lead, step.to_stage.label(lang).to_owned())
            }
            Entity::RulesVersion => snapshot.rules.get(key)?.title.to_string(),
            Entity::Contact => {
                let contact = snapshot.contacts.get(key)?;
                of_company(contact.company, contact.name.to_string())
            }
            Entity::Activity => {
                let activity = snapshot.activities.get(key)?;
                of_company(activity.company, activity.kind.label(lang).to_owned())
            }
            Entity::Task => {
                let task = snapshot.tasks.get(key)?;
                of_company(task.company, task.title.to_string())
            }
            Entity::Attachment => {
                let attachment = snapshot.attachments.get(key)?;
                of_company(attachment.company, attachment.name.to_string())
            }
            Entity::LeadAmount => {
                let amount = snapshot.amounts.get(key)?;
                of_lead(amount.lead, amount.kind.label(lang).to_owned())
            }
            Entity::LeadLink => {
                let link = snapshot.lead_links.get(key)?;
                of_lead(link.lead, link.kind.label(lang).to_owned())
            }
            Entity::CompanyLink => {
                let link = snapshot.company_links.get(key)?;
                of_company(link.company, link.kind.label(lang).to_owned())
            }
            Entity::Referral => {
                let referral = snapshot.referrals.get(key)?;
                of_lead(referral.lead, self.plan_word("zone", referral.zone.as_str()))
            }
            Entity::Site => snapshot.sites.get(key)?.name.to_string(),
            Entity::LocalNeed => {
                let need = snapshot.local_needs.get(key)?;
                of_company(need.company, self.plan_word("segment", need.segment.as_str()))
            }
            Entity::SavedView => snapshot.saved_views.get(key)?.name.to_string(),
            Entity::ForecastRecord => super::format::iso_date(snapshot.forecasts.get(key)?.as_of),
            Entity::IndicatorReading => {
                let reading = snapshot.readings.get(key)?;
                self.plan_word("indicator", reading.indicator.as_str())
            }
            Entity::ImportedList => snapshot.imported_lists.get(key)?.name.to_string(),
            Entity::ListLayout => snapshot.list_layouts.get(key)?.name.to_string(),
            Entity::Fair => snapshot.fairs.get(key)?.name.to_string(),
            Entity::Exhibitor => {
                let exhibitor = snapshot.exhibitors.get(key)?;
                of_company(exhibitor.company, self.record(Entity::Fair, exhibitor.fair.uuid()).unwrap_or_default())
            }
            Entity::Visit => {
                let visit = snapshot.visits.get(key)?;
                self.record(Entity::Exhibitor, visit.exhibitor.uuid())?
            }
            Entity::Talk => {
                let talk = snapshot.talks.get(key)?;
                of_company(talk.company, entity.label(lang).to_owned())
            }
            Entity::Shortlist => snapshot.shortlists.get(key)?.name.to_string(),
            Entity::Review => {
                let review = snapshot.reviews.get(key)?;
                of_company(review.company, review.meeting.to_string())
            }
            Entity::ExportRecord => snapshot.exports.get(key)?.file.to_string(),
            Entity::CompanyPair => {
                let pair = snapshot.pairs.get(key)?;
                of_company(pair.company, self.record(Entity::Company, pair.other.uuid())?)
            }
            Entity::CompanyAlias => {
                let alias = snapshot.aliases.get(key)?;
                of_company(alias.company, alias.name.to_string())
            }
        })
    }

    /// A value as a person reads it.
    pub fn value(&self, entity: Entity, field: &FieldDef, value: &Value) -> String {
        if let Value::Text(word) = value
            && matches!(
                field.name,
                "segment"
                    | "second_segment"
                    | "confirmed_segment"
                    | "confirmed_sector"
                    | "sector"
                    | "base"
                    | "place"
                    | "gate"
                    | "product"
                    | "zone"
                    | "indicator"
            )
        {
            return self.plan_word(field.name, word);
        }
        // The value of a setting that names a version is a key in a text.
        if entity == Entity::Setting
            && let Value::Text(text) = value
            && let Ok(key) = Uuid::parse_str(text)
        {
            let versions = [
                Entity::PlanVersion,
                Entity::ModelVersion,
                Entity::CatalogueVersion,
                Entity::PeerVersion,
                Entity::RulesVersion,
            ];
            if let Some(title) = versions.into_iter().find_map(|version| self.record(version, key)) {
                return title;
            }
        }
        value_words(entity, field, value, &|entity, key| self.record(entity, key), self.lang)
    }

    /// The name the plan gives a word; the word itself where the plan does not know it.
    fn plan_word(&self, field: &str, word: &str) -> String {
        let named = self.plan.and_then(|plan| {
            Some(match field {
                "segment" | "second_segment" | "confirmed_segment" => &plan.segment(&SegmentId::new(word))?.1.name,
                "confirmed_sector" | "sector" => &plan.sector(&SectorId::new(word))?.name,
                "base" => &plan.base(&BaseId::new(word))?.name,
                "product" => &plan.product(&ProductId::new(word))?.2.name,
                "gate" => {
                    let id = GateId::new(word);
                    &plan.gates.iter().find(|gate| gate.id == id)?.name
                }
                "place" => {
                    let id = PlaceId::new(word);
                    &plan.places.iter().find(|place| place.id == id)?.name
                }
                "indicator" => &plan.indicators.iter().find(|indicator| indicator.id.as_str() == word)?.name,
                "zone" => &plan.partner_zones.iter().find(|zone| zone.id == word)?.name,
                _ => return None,
            })
        });
        named.map_or_else(|| word.to_owned(), |name| name.in_lang(self.lang).to_owned())
    }

    /// An operation in words.
    pub fn op(&self, op: &OpRow) -> OpWords {
        let OpRow { entity, key, kind, field, value, before } = op;
        let lang = self.lang;
        let content = match (kind, value) {
            (OpKind::Insert, Value::Text(json)) => serde_json::from_str::<Map<String, Json>>(json).unwrap_or_default(),
            _ => Map::new(),
        };
        let name = self.record(*entity, *key).or_else(|| self.name_in(*entity, &content));
        let record = match name {
            Some(name) => HistoryText::Named { entity: entity.label(lang), name }.say(lang),
            None => entity.label(lang).to_owned(),
        };
        let whole = |verb: HistoryText, sentence: HistoryText, after: String| OpWords {
            verb: verb.say(lang),
            record: record.clone(),
            field: String::new(),
            before: String::new(),
            after,
            sentence: sentence.say(lang),
        };
        match kind {
            OpKind::Insert => {
                let after = self.content(*entity, &content);
                whole(HistoryText::Add, HistoryText::Inserted { record: record.clone() }, after)
            }
            OpKind::Delete => {
                whole(HistoryText::Delete, HistoryText::Deleted { record: record.clone() }, String::new())
            }
            OpKind::Undelete => {
                whole(HistoryText::BringBack, HistoryText::Restored { record: record.clone() }, String::new())
            }
            OpKind::Set => {
                let name = field.as_deref().unwrap_or_default();
                let words = |value: &Value| match entity.field(name) {
                    Some((_, field)) => self.value(*entity, field, value),
                    None => String::new(),
                };
                let (before, after) = (words(before.as_ref().unwrap_or(&Value::Null)), words(value));
                let field = field_label(*entity, name, lang).to_owned();
                let sentence = HistoryText::Changed {
                    record: record.clone(),
                    field: field.clone(),
                    before: before.clone(),
                    after: after.clone(),
                };
                OpWords {
                    verb: HistoryText::Change.say(lang),
                    record,
                    field,
                    before,
                    after,
                    sentence: sentence.say(lang),
                }
            }
        }
    }

    /// What a record that is gone was called when it was entered.
    fn name_in(&self, entity: Entity, content: &Map<String, Json>) -> Option<String> {
        let text = |field: &str| content.get(field).and_then(Json::as_str);
        match entity {
            Entity::Fact => Metric::from_word(text("metric")?).map(|metric| metric.label(self.lang).to_owned()),
            Entity::Honour => HonourKind::from_word(text("kind")?).map(|kind| kind.label(self.lang).to_owned()),
            Entity::Setting => SettingName::from_word(text("name")?).map(|name| name.label(self.lang).to_owned()),
            _ => text("name").or_else(|| text("title")).map(str::to_owned),
        }
    }

    /// What a new record says, field by field.
    fn content(&self, entity: Entity, content: &Map<String, Json>) -> String {
        let mut parts = Vec::new();
        for field in entity.fields() {
            let value = match (content.get(field.name), field.kind) {
                (Some(Json::String(text)), FieldKind::Ref(_)) => match Uuid::parse_str(text) {
                    Ok(key) => Value::Id(key),
                    Err(_) => continue,
                },
                (Some(Json::String(text)), _) => Value::Text(text.as_str().into()),
                (Some(Json::Number(number)), FieldKind::Real) => match number.as_f64() {
                    Some(number) => Value::Real(number),
                    None => continue,
                },
                // A flag that is not set is not worth a word.
                (Some(Json::Number(number)), kind) => match number.as_i64() {
                    Some(0) if kind == FieldKind::Flag => continue,
                    Some(number) => Value::Integer(number),
                    None => continue,
                },
                _ => continue,
            };
            let label = field_label(entity, field.name, self.lang).to_owned();
            let value = self.value(entity, field, &value);
            parts.push(HistoryText::FieldIs { field: label, value }.say(self.lang));
        }
        super::format::clauses(&parts, self.lang)
    }

    /// A step of the log in one line: what was done, to what.
    pub fn step(&self, batch: &BatchRow) -> String {
        let lang = self.lang;
        let step = match ActionKind::from_word(&batch.label) {
            Some(ActionKind::ChangeSetting) => {
                let name = batch.subject.as_deref().and_then(SettingName::from_word);
                deed(ActionKind::ChangeSetting, name.map(|name| name.label(lang)), lang)
            }
            Some(ActionKind::MarkCoverage) => {
                let segment = batch.subject.as_deref().map(|word| self.plan_word("segment", word));
                deed(ActionKind::MarkCoverage, segment.as_deref(), lang)
            }
            Some(kind) => deed(kind, batch.subject.as_deref(), lang),
            None => batch.label.clone(),
        };
        match batch.kind {
            BatchKind::Undo => HistoryText::StepUndone { step }.say(lang),
            BatchKind::Redo => HistoryText::StepRedone { step }.say(lang),
            BatchKind::Do | BatchKind::Setup => step,
        }
    }

    /// Who made a step; empty when nobody is named.
    pub fn author(&self, batch: &BatchRow) -> String {
        let author = batch.author.and_then(|author| self.snapshot.authors.get(author.uuid()));
        author.map(|author| author.name.to_string()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn op(entity: Entity, kind: OpKind, field: Option<&str>, value: Value, before: Option<Value>) -> OpRow {
        OpRow { entity, key: Uuid::from_u128(7), kind, field: field.map(str::to_owned), value, before }
    }

    fn sentence(lang: Lang, op: &OpRow) -> String {
        Names { snapshot: &Snapshot::default(), plan: None, lang }.op(op).sentence
    }

    #[test]
    fn operations_read_as_sentences() {
        let set = op(
            Entity::Company,
            OpKind::Set,
            Some("registered_capital"),
            Value::Integer(20_000_000),
            Some(Value::Integer(5_000_000)),
        );
        assert_eq!(sentence(Lang::Zh, &set), "企业的注册资本：500 万元 → 2,000 万元");
        let json = r#"{"name": "江岸芯源", "local": 0, "founded": "2020-01-02"}"#;
        let insert = op(Entity::Company, OpKind::Insert, None, Value::Text(json.into()), None);
        assert_eq!(sentence(Lang::Zh, &insert), "新增企业“江岸芯源”");
        let words = Names { snapshot: &Snapshot::default(), plan: None, lang: Lang::En }.op(&insert);
        assert_eq!(words.after, "Name: 江岸芯源; Founded: 2020-01-02");
        let unset = op(Entity::Lead, OpKind::Set, Some("stage"), Value::Text("signed".into()), None);
        assert_eq!(sentence(Lang::En, &unset), "Stage of lead: empty → Signed");
    }

    #[test]
    fn what_is_not_understood_is_no_panic() {
        for value in [Value::Null, Value::Text("{".into()), Value::Text("[]".into()), Value::Real(1.0)] {
            for kind in OpKind::ALL {
                for entity in Entity::ALL {
                    for field in [None, Some("name"), Some("no such field")] {
                        let _ = sentence(Lang::Zh, &op(*entity, *kind, field, value.clone(), None));
                    }
                }
            }
        }
    }
}
