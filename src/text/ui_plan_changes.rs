//! Words for what two versions of plan or model do differently: where it stands, and what it says.

use super::{Label, Lang, Say, format, ui_rules};
use crate::{
    domain::{
        fit::Role,
        lead::Stage,
        plan::{Horizon, Tier},
    },
    ledger::compare::{Leaf, Step},
    messages,
};

messages! {
    /// Fields of versions, and what stands for a value that is no figure or text.
    pub enum FieldText {
        Weight => "权重", "weight";
        Source => "出处", "source";
        Threshold => "门槛", "threshold";
        Points => "标尺", "scale";
        Choices => "等级分值", "grades";
        ChoiceValue => "分值", "worth";
        Number => "数值", "number";
        Around => "门槛曲线", "threshold curve";
        Rented => "租用厂房", "rented plant";
        Value => "数值", "value";
        SlotValues => "席位价值", "slot values";
        Stages => "阶段可能性", "stage chances";
        Chance => "可能性", "chance";
        Horizons => "时序系数", "horizon factors";
        Roles => "角色上限", "role limits";
        Factor => "系数", "factor";
        Sorting => "分类", "classes";
        Majority => "半数线", "majority";
        Reach => "下限", "profile";
        Vetoes => "否决", "vetoes";
        Below => "低于", "below";
        TierRules => "梯队规则", "tier rules";
        Honours => "荣誉", "honours";
        Revenue => "营业收入不少于（万元）", "revenue at least (10k yuan)";
        LowCoverage => "资料不足线", "low-coverage limit";
        PeersNeeded => "同类均值最少家数", "peers needed";
        Implied => "由荣誉推定", "implied by honours";
        Seats => "席位", "seats";
        Min => "最少", "min";
        Max => "最多", "max";
        By => "期限", "until";
        Requires => "资格", "requires";
        PlanWords => "规划原文", "the plan's words";
        Bases => "基地", "bases";
        Sectors => "赛道", "sectors";
        Terms => "词条", "terms";
        Means => "均值", "means";
        Mean => "均值", "mean";
        Count => "家数", "count";
        MadeOn => "计算日期", "made on";
        Name => "名称", "name";
        Absent => "（无）", "(none)";
        Whole => "（整项）", "(whole entry)";
        Empty => "（空）", "(empty)";
    }
}

/// The name of a field; none = shown as it is written.
fn field(name: &str) -> Option<FieldText> {
    Some(match name {
        "weight" => FieldText::Weight,
        "source" => FieldText::Source,
        "threshold" => FieldText::Threshold,
        "points" => FieldText::Points,
        "choices" => FieldText::Choices,
        "v" => FieldText::ChoiceValue,
        "x" => FieldText::Number,
        "around" => FieldText::Around,
        "rented" => FieldText::Rented,
        "value" => FieldText::Value,
        "slot_values" => FieldText::SlotValues,
        "stages" => FieldText::Stages,
        "p" => FieldText::Chance,
        "horizons" => FieldText::Horizons,
        "roles" => FieldText::Roles,
        "factor" => FieldText::Factor,
        "sorting" => FieldText::Sorting,
        "majority" => FieldText::Majority,
        "reach" => FieldText::Reach,
        "vetoes" => FieldText::Vetoes,
        "below" => FieldText::Below,
        "tiers" => FieldText::TierRules,
        "honours" => FieldText::Honours,
        "revenue_at_least" => FieldText::Revenue,
        "low_coverage" => FieldText::LowCoverage,
        "peers_needed" => FieldText::PeersNeeded,
        "implied" => FieldText::Implied,
        "seats" => FieldText::Seats,
        "min" => FieldText::Min,
        "max" => FieldText::Max,
        "by" => FieldText::By,
        "requires" => FieldText::Requires,
        "text" => FieldText::PlanWords,
        "bases" => FieldText::Bases,
        "sectors" => FieldText::Sectors,
        "terms" => FieldText::Terms,
        "means" => FieldText::Means,
        "mean" => FieldText::Mean,
        "count" => FieldText::Count,
        "made_on" => FieldText::MadeOn,
        "name" => FieldText::Name,
        _ => return None,
    })
}

/// Lists whose entries are named well enough without the name of the list.
const SILENT: &[&str] = &["groups", "criteria", "classes", "bases", "sectors", "segments", "products"];

/// Where something stands, in words: `创新 · 研发投入强度 · 权重`.
pub fn path_words(path: &[Step], lang: Lang) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut list = "";
    let of_rules = ui_rules::is_of_rules(path);
    for (place, step) in path.iter().enumerate() {
        match step {
            Step::Field(name) => {
                list = name;
                let leads_on = matches!(path.get(place + 1), Some(Step::Entry { .. }));
                let silent = SILENT.contains(&name.as_str()) || of_rules && name == "stages";
                if !(leads_on && silent) {
                    let own = if of_rules { ui_rules::field_words(name, lang) } else { None };
                    let words = own.or_else(|| field(name).map(|field| field.say(lang)));
                    parts.push(words.unwrap_or_else(|| name.clone()));
                }
            }
            Step::Entry { name: Some((zh, en)), .. } => parts.push(if lang == Lang::Zh { zh } else { en }.clone()),
            Step::Entry { key, name: None } => parts.push(entry_word(list, key, lang)),
        }
    }
    parts.join(" · ")
}

/// The display name of an entry known by a fixed word.
fn entry_word(list: &str, key: &str, lang: Lang) -> String {
    let known = match list {
        "seats" | "tiers" | "slot_values" => Tier::from_word(key).map(|tier| tier.label(lang)),
        "stages" => Stage::from_word(key).map(|stage| stage.label(lang)),
        "horizons" => Horizon::from_word(key).map(|horizon| horizon.label(lang)),
        "roles" => Role::from_word(key).map(|role| role.label(lang)),
        _ => None,
    };
    known.map_or_else(|| key.to_owned(), str::to_owned)
}

/// What a value says; shares are per cent.
pub fn leaf_words(leaf: Option<&Leaf>, path: &[Step], lang: Lang) -> String {
    let last = path.iter().rev().find_map(|step| match step {
        Step::Field(name) => Some(name.as_str()),
        Step::Entry { .. } => None,
    });
    match leaf {
        None => FieldText::Absent.say(lang),
        Some(Leaf::Whole) => FieldText::Whole.say(lang),
        Some(Leaf::Number(number)) if matches!(last, Some("weight" | "p" | "majority")) => {
            format!("{}%", format::number(number * 100.0, 2))
        }
        Some(Leaf::Number(number)) => format::number(*number, 4),
        Some(Leaf::Words(words)) if words.iter().all(String::is_empty) => FieldText::Empty.say(lang),
        Some(Leaf::Words(words)) if ui_rules::is_of_rules(path) => {
            let said: Vec<String> =
                words.iter().map(|word| ui_rules::stored_words(last.unwrap_or_default(), word, lang)).collect();
            format::list(&said, lang)
        }
        Some(Leaf::Words(words)) => format::list(words, lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str, name: Option<(&str, &str)>) -> Step {
        Step::Entry { key: key.into(), name: name.map(|(zh, en)| (zh.into(), en.into())) }
    }

    #[test]
    fn a_place_reads_as_names() {
        let fields = |name: &str| Step::Field(name.into());
        let path = [fields("groups"), entry("innovation", Some(("创新", "Innovation"))), fields("weight")];
        assert_eq!(path_words(&path, Lang::Zh), "创新 · 权重");
        assert_eq!(path_words(&path, Lang::En), "Innovation · weight");
        let path = [fields("stages"), entry("talks", None), fields("p")];
        assert_eq!(path_words(&path, Lang::Zh), "阶段可能性 · 在谈 · 可能性");
        assert_eq!(leaf_words(Some(&Leaf::Number(0.125)), &path, Lang::Zh), "12.5%");
        let path = [fields("stages"), entry("talks", Some(("在谈", "In talks"))), fields("clock"), fields("days")];
        assert_eq!(path_words(&path, Lang::Zh), "在谈 · 时限 · 天数");
        let path = [fields("calendar"), fields("count")];
        assert_eq!(path_words(&path, Lang::Zh), "计日方式与假日 · 计日方式");
        assert_eq!(leaf_words(Some(&Leaf::Words(vec!["working".into()])), &path, Lang::Zh), "按工作日");
        let path = [fields("unheard_of")];
        assert_eq!(path_words(&path, Lang::Zh), "unheard_of");
        assert_eq!(leaf_words(Some(&Leaf::Number(0.125)), &path, Lang::Zh), "0.125");
        assert_eq!(leaf_words(None, &path, Lang::En), "(none)");
    }
}
