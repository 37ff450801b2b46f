//! What the fields of records are called, and how their values are written.

use super::{Label, Lang, Say, format};
use crate::{
    domain::{
        company::{GateState, HonourKind},
        fact::{FactState, Metric},
        lead::Stage,
        plan::Tier,
        record::{Entity, FieldDef, FieldKind, Value},
        units::{Amount, Currency, Percent, Unit},
        workspace::SettingName,
    },
    exchange::mapping::TargetField,
    messages,
};

messages! {
    /// Words for values.
    pub enum ValueText {
        Yes => "是", "yes";
        No => "否", "no";
        Empty => "空", "empty";
        Characters { count: String } => "{count} 字", "{count} characters";
    }
}

/// Texts longer than this are named by their length: a plan is no value to read in a row.
const LONGEST_VALUE: usize = 2_000;

/// What a field is called; its own name when the program does not know it.
#[allow(clippy::too_many_lines)] // a list of names
pub fn field_label(entity: Entity, field: &str, lang: Lang) -> &str {
    let names = match (entity, field) {
        (Entity::Company | Entity::Author | Entity::Device, "name") => ("名称", "Name"),
        (Entity::Company, "short_name") => ("简称", "Short name"),
        (Entity::Company, "english_name") => ("英文名称", "English name"),
        (Entity::Company, "former_names") => ("曾用名", "Former names"),
        (Entity::Company, "credit_code") => ("统一社会信用代码", "Credit code"),
        (Entity::Company, "registration_status") => ("登记状态", "Registration status"),
        (Entity::Company, "legal_representative") => ("法定代表人", "Legal representative"),
        (Entity::Company, "registered_capital") => ("注册资本", "Registered capital"),
        (Entity::Company, "paid_in_capital") => ("实缴资本", "Paid-in capital"),
        (Entity::Company, "capital_currency") => ("资本币种", "Currency of the capital"),
        (Entity::Company, "capital_text") => ("资本原文", "Capital as written"),
        (Entity::Company, "founded") => ("成立日期", "Founded"),
        (Entity::Company, "company_type") => ("企业类型", "Company type"),
        (Entity::Company, "province") => ("省份", "Province"),
        (Entity::Company, "city") => ("城市", "City"),
        (Entity::Company, "district") => ("区县", "District"),
        (Entity::Company, "address") => ("地址", "Address"),
        (Entity::Company, "industry") => ("国标行业", "Industry"),
        (Entity::Company, "industry_code") => ("行业代码", "Industry code"),
        (Entity::Company, "size_class") => ("企业规模", "Size class"),
        (Entity::Company, "main_business") => ("主营业务", "Main business"),
        (Entity::Company, "products") => ("产品", "Products"),
        (Entity::Company, "business_scope") => ("经营范围", "Business scope"),
        (Entity::Company, "introduction") => ("简介", "Introduction"),
        (Entity::Company, "booth_notes") => ("展台记录", "Booth notes"),
        (Entity::Company, "website") => ("网址", "Website"),
        (Entity::Company, "phone") => ("电话", "Phone"),
        (Entity::Company, "email") => ("邮箱", "E-mail"),
        (_, "notes") => ("备注", "Notes"),
        (Entity::Company, "origin") => ("来源名单", "Origin"),
        (Entity::Company, "local") => ("本地企业", "Local firm"),
        (Entity::Company, "confirmed_sector") => ("人工确认的赛道", "Sector confirmed"),
        (Entity::Company, "confirmed_segment") => ("人工确认的环节", "Segment confirmed"),
        (Entity::Company, "tier_override") => ("人工确定的梯队", "Tier set by hand"),
        (Entity::Company, "tier_reason") => ("梯队理由", "Why this tier"),
        (Entity::Author, "unit") => ("单位", "Unit"),
        (Entity::Setting, "name") => ("设置项", "Setting"),
        (Entity::Setting, "value") => ("值", "Value"),
        (_, "title") => ("名称", "Title"),
        (_, "content") => ("正文", "Text"),
        (_, "sha256") => ("校验值", "Fingerprint"),
        (_, "company") => ("企业", "Company"),
        (Entity::Fact, "metric") => ("指标", "Metric"),
        (Entity::Fact | Entity::GateCheck, "state") => ("状态", "State"),
        (Entity::Fact, "number") => ("数值", "Number"),
        (Entity::Fact, "low") => ("下限", "Lower end"),
        (Entity::Fact, "high") => ("上限", "Upper end"),
        (Entity::Fact, "choice") => ("等级", "Grade"),
        (Entity::Fact, "unit") => ("计量单位", "Unit"),
        (_, "as_of") => ("截至", "As of"),
        (_, "source") => ("来源", "Source"),
        (_, "note") => ("说明", "Note"),
        (_, "author") => ("录入人", "Entered by"),
        (Entity::Honour, "kind") => ("资质", "Honour"),
        (Entity::Honour, "number") => ("证书编号", "Certificate"),
        (Entity::Honour, "issued") => ("认定日期", "Issued"),
        (Entity::Honour, "expires") => ("有效期至", "Valid until"),
        (_, "gate") => ("准入条件", "Gate"),
        (_, "proof") => ("依据", "Proof"),
        (_, "checked_on") => ("核对日期", "Checked on"),
        (_, "segment") => ("环节", "Segment"),
        (_, "product") => ("产品", "Product"),
        (_, "complete") => ("名单完整", "List complete"),
        (Entity::Lead, "stage") => ("阶段", "Stage"),
        (Entity::Lead, "stage_since") => ("进入阶段", "In this stage since"),
        (Entity::Lead, "base") => ("意向基地", "Intended base"),
        (Entity::Lead, "place") => ("意向片区", "Intended place"),
        (Entity::Lead, "total_investment") => ("计划总投资", "Total investment"),
        (Entity::Lead, "fixed_investment") => ("固定资产投资", "Fixed investment"),
        (Entity::Lead, "land") => ("用地", "Land"),
        (Entity::Lead, "plant") => ("厂房", "Plant"),
        (Entity::Lead, "output") => ("预计年产值", "Expected output"),
        (Entity::Lead, "tax") => ("预计年税收", "Expected tax"),
        (Entity::Lead, "jobs") => ("预计就业", "Expected jobs"),
        (Entity::Lead, "win_estimate") => ("把握", "Win estimate"),
        (Entity::Lead, "owner") => ("负责人", "Officer"),
        (Entity::Lead, "next_action") => ("下一步", "Next step"),
        (Entity::Lead, "next_action_on") => ("下一步日期", "Next step on"),
        (Entity::Lead, "loss_reason") => ("终止原因", "Why it ended"),
        (Entity::StageMove, "lead") => ("项目", "Lead"),
        (Entity::StageMove, "from_stage") => ("原阶段", "From"),
        (Entity::StageMove, "to_stage") => ("新阶段", "To"),
        (Entity::StageMove, "moved_on") => ("变动日期", "Moved on"),
        _ => return field,
    };
    if lang == Lang::Zh { names.0 } else { names.1 }
}

/// What a column of a list can be taken for, by name.
pub fn target_label(field: TargetField, lang: Lang) -> &'static str {
    let names = match field {
        TargetField::Name => ("企业名称", "Company name"),
        TargetField::Region => ("地区（省市合写）", "Region (in one text)"),
        TargetField::Booth => ("展位", "Stand"),
        TargetField::Hall => ("展馆", "Hall"),
        TargetField::Honours => ("资质荣誉（多项）", "Honours (several)"),
        TargetField::StockCode => ("股票代码", "Stock code"),
        TargetField::Metric(metric) => return metric.label(lang),
        TargetField::HonourFlag(kind) => return kind.label(lang),
        other => return field_label(Entity::Company, other.word(), lang),
    };
    if lang == Lang::Zh { names.0 } else { names.1 }
}

/// A value as a person reads it: amounts as money, words by their labels, days as days. `name_of` names the records
/// that values refer to.
pub fn value_words(
    entity: Entity,
    field: &FieldDef,
    value: &Value,
    name_of: &dyn Fn(Entity, uuid::Uuid) -> Option<String>,
    lang: Lang,
) -> String {
    match value {
        Value::Null => ValueText::Empty.say(lang),
        Value::Integer(flag) if field.kind == FieldKind::Flag => {
            if *flag == 0 { ValueText::No } else { ValueText::Yes }.say(lang)
        }
        Value::Integer(number) if is_money(entity, field.name) => format::money(Amount(*number), None, lang),
        Value::Integer(number) => format::integer(*number),
        Value::Real(number) if field.name == "win_estimate" => format::percent(Percent(*number)),
        Value::Real(number) => format::number(*number, 4),
        Value::Id(key) => match field.kind {
            FieldKind::Ref(target) => name_of(target, *key).unwrap_or_else(|| key.to_string()),
            _ => key.to_string(),
        },
        Value::Text(text) => match word_label(entity, field.name, text, lang) {
            Some(label) => label.to_owned(),
            None if text.len() > LONGEST_VALUE => {
                ValueText::Characters { count: format::count(text.chars().count()) }.say(lang)
            }
            None => text.replace('\n', " "),
        },
    }
}

fn is_money(entity: Entity, field: &str) -> bool {
    match entity {
        Entity::Company => matches!(field, "registered_capital" | "paid_in_capital"),
        Entity::Lead => matches!(field, "total_investment" | "fixed_investment" | "output" | "tax"),
        _ => false,
    }
}

/// The label of a stored word, where the field holds one.
fn word_label(entity: Entity, field: &str, word: &str, lang: Lang) -> Option<&'static str> {
    match (entity, field) {
        (Entity::Company, "capital_currency") => Currency::from_word(word).map(|found| found.label(lang)),
        (Entity::Company, "tier_override") => Tier::from_word(word).map(|found| found.label(lang)),
        (Entity::Fact, "metric") => Metric::from_word(word).map(|found| found.label(lang)),
        (Entity::Fact, "state") => FactState::from_word(word).map(|found| found.label(lang)),
        (Entity::Fact, "unit") => Unit::from_word(word).map(|found| found.label(lang)),
        (Entity::Honour, "kind") => HonourKind::from_word(word).map(|found| found.label(lang)),
        (Entity::GateCheck, "state") => GateState::from_word(word).map(|found| found.label(lang)),
        (Entity::Lead, "stage") | (Entity::StageMove, "from_stage" | "to_stage") => {
            Stage::from_word(word).map(|found| found.label(lang))
        }
        (Entity::Setting, "name") => SettingName::from_word(word).map(|found| found.label(lang)),
        _ => None,
    }
}

impl Label for SettingName {
    fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::TargetDate => ("目标日期", "target date"),
            Self::ActivePlan => ("启用的规划", "active plan"),
            Self::ActiveModel => ("启用的模型", "active model"),
            Self::ActiveCatalogue => ("启用的词库", "active catalogue"),
            Self::ActivePeers => ("启用的同类均值", "active peer means"),
            Self::Title => ("台账名称", "title of the workspace"),
            Self::Fictional => ("虚构数据标记", "mark of fictional data"),
        };
        if lang == Lang::Zh { zh } else { en }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nobody(_: Entity, _: uuid::Uuid) -> Option<String> {
        None
    }

    #[test]
    fn every_field_of_every_record_has_a_name_in_both_languages() {
        let mut faults = Vec::new();
        for entity in Entity::ALL {
            for field in entity.fields() {
                for lang in [Lang::Zh, Lang::En] {
                    let label = field_label(*entity, field.name, lang);
                    let chinese = label.chars().any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign));
                    if label == field.name || chinese != (lang == Lang::Zh) {
                        faults.push(format!("{entity}.{}: {label}", field.name));
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{faults:#?}");
    }

    #[test]
    fn fields_of_one_record_are_told_apart() {
        for entity in Entity::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let mut labels: Vec<&str> =
                    entity.fields().iter().map(|field| field_label(*entity, field.name, lang)).collect();
                let all = labels.len();
                labels.sort_unstable();
                labels.dedup();
                assert_eq!(labels.len(), all, "{entity}");
            }
        }
    }

    #[test]
    fn what_a_column_can_be_is_told_apart() {
        for lang in [Lang::Zh, Lang::En] {
            let mut labels: Vec<&str> = TargetField::words()
                .into_iter()
                .filter_map(TargetField::from_word)
                .map(|field| target_label(field, lang))
                .collect();
            let all = labels.len();
            labels.sort_unstable();
            labels.dedup();
            assert_eq!(labels.len(), all, "{labels:?}");
        }
    }

    #[test]
    fn values_are_written_as_people_write_them() {
        let words = |entity: Entity, field: &str, value: Value| {
            let (_, field) = entity.field(field).expect("a field");
            value_words(entity, field, &value, &nobody, Lang::Zh)
        };
        assert_eq!(words(Entity::Company, "registered_capital", Value::Integer(5_000_000)), "500 万元");
        assert_eq!(words(Entity::Company, "local", Value::Integer(1)), "是");
        assert_eq!(words(Entity::Lead, "stage", Value::Text("signed".into())), "签约");
        assert_eq!(words(Entity::Lead, "jobs", Value::Integer(1200)), "1,200");
        assert_eq!(words(Entity::Company, "phone", Value::Null), "空");
        assert_eq!(words(Entity::PlanVersion, "content", Value::Text("长".repeat(3000).into())), "3,000 字");
    }
}
