//! Words for faults of a plan file.

use super::{Label, Lang, Say};
use crate::{
    domain::plan::{PlanError, PlanIssue, PlanIssueKind},
    messages,
};

messages! {
    /// What is wrong with a plan file.
    pub enum PlanText {
        Syntax { detail: String } =>
            "不是有效的 TOML：{detail}",
            "not valid TOML: {detail}";
        UnknownField { field: String } =>
            "没有“{field}”这个字段，请改名或删去",
            "there is no field \"{field}\"; rename or remove it";
        MissingField { field: String } =>
            "缺少字段“{field}”",
            "field \"{field}\" is missing";
        UnknownWord { word: String, allowed: String } =>
            "“{word}”不是可用的词；可用：{allowed}",
            "\"{word}\" is not one of the words allowed: {allowed}";
        WrongValue { detail: String } =>
            "值的类型或格式不对：{detail}",
            "wrong type or form of value: {detail}";
        DuplicateId { list: &'static str, id: String, first: usize } =>
            "{list}的编号“{id}”重复，第一次在第 {first} 行",
            "{list}: key \"{id}\" is used twice, first in line {first}";
        BadId { list: &'static str, id: String } =>
            "{list}的编号“{id}”不可用：只能用小写字母、数字和下划线，不能是 none 或 ambiguous",
            "{list}: key \"{id}\" cannot be used: lower-case letters, digits and underscores only, neither none nor ambiguous";
        UnknownReference { list: &'static str, id: String } =>
            "{list}中没有“{id}”",
            "{list}: there is no \"{id}\"";
        HeadingNotListed { heading: String } =>
            "标题“{heading}”不在 headings 中，请先列出",
            "heading \"{heading}\" is not in headings; list it first";
        Empty { field: &'static str } =>
            "“{field}”不能为空",
            "\"{field}\" must not be empty";
        BadLetter { letter: String } =>
            "标记“{letter}”必须正好是一个字",
            "mark \"{letter}\" must be exactly one character";
        DuplicateLetter { letter: String } =>
            "标记“{letter}”已用于另一个赛道",
            "mark \"{letter}\" is already used by another sector";
        MinAboveMax { min: u32, max: u32 } =>
            "席位下限 {min} 大于上限 {max}",
            "fewest seats {min} is above most seats {max}";
        NoSeats =>
            "席位上限为 0；没有目标时请不写该梯队",
            "most seats is 0; leave the tier out when there is no target";
        SeatAside =>
            "席位不能按暂缓、终止或转介计数",
            "a seat cannot be filled at a side state";
        DuplicateTier { tier: &'static str } =>
            "同一基地的梯队“{tier}”写了两次",
            "tier \"{tier}\" stands twice in one base";
        YearMissing { indicator: String, year: i16 } =>
            "指标“{indicator}”缺少 {year} 年的值",
            "indicator \"{indicator}\" has no value for {year}";
        YearsOutOfOrder { indicator: String, year: i16 } =>
            "指标“{indicator}”的年份须由早到晚且不重复：{year}",
            "the years of indicator \"{indicator}\" must rise without repeating: {year}";
        BadNumber { value: String } =>
            "数值 {value} 不可用，须为不小于 0 的有限数",
            "number {value} cannot be used; it must be finite and not negative";
        HorizonMissing { horizon: &'static str } =>
            "时序为 {horizon}，但没有写规划原词 horizon_word",
            "horizon is {horizon}, but the plan's own word (horizon_word) is missing";
        HorizonUnexpected { word: String } =>
            "已有规划原词“{word}”，时序不能是 unstated",
            "the plan's own word \"{word}\" is given, so the horizon cannot be unstated";
        InLine { file: String, line: usize, what: String } =>
            "{file} 第 {line} 行：{what}",
            "{file}, line {line}: {what}";
        CannotUse { file: String, count: usize } =>
            "规划文件 {file} 有 {count} 处错误，未采用：",
            "plan file {file} has {count} fault(s) and was not used:";
    }
}

/// The message of a fault, without its place.
pub fn plan_issue(kind: &PlanIssueKind, lang: Lang) -> PlanText {
    use PlanIssueKind as Kind;
    match kind.clone() {
        Kind::Syntax { detail } => PlanText::Syntax { detail },
        Kind::UnknownField { field } => PlanText::UnknownField { field },
        Kind::MissingField { field } => PlanText::MissingField { field },
        Kind::UnknownWord { word, allowed } => PlanText::UnknownWord { word, allowed: allowed.join(" ") },
        Kind::WrongValue { detail } => PlanText::WrongValue { detail },
        Kind::DuplicateId { list, id, first } => PlanText::DuplicateId { list: list.label(lang), id, first },
        Kind::BadId { list, id } => PlanText::BadId { list: list.label(lang), id },
        Kind::UnknownReference { list, id } => PlanText::UnknownReference { list: list.label(lang), id },
        Kind::HeadingNotListed { heading } => PlanText::HeadingNotListed { heading },
        Kind::Empty { field } => PlanText::Empty { field },
        Kind::BadLetter { letter } => PlanText::BadLetter { letter },
        Kind::DuplicateLetter { letter } => PlanText::DuplicateLetter { letter },
        Kind::MinAboveMax { min, max } => PlanText::MinAboveMax { min, max },
        Kind::NoSeats => PlanText::NoSeats,
        Kind::SeatAside => PlanText::SeatAside,
        Kind::DuplicateTier { tier } => PlanText::DuplicateTier { tier },
        Kind::YearMissing { indicator, year } => PlanText::YearMissing { indicator, year },
        Kind::YearsOutOfOrder { indicator, year } => PlanText::YearsOutOfOrder { indicator, year },
        Kind::BadNumber { value } => PlanText::BadNumber { value },
        Kind::HorizonWord { horizon, word } if word.is_empty() => PlanText::HorizonMissing { horizon },
        Kind::HorizonWord { word, .. } => PlanText::HorizonUnexpected { word },
    }
}

impl Say for PlanIssue {
    fn say(&self, lang: Lang) -> String {
        let what = plan_issue(&self.kind, lang).say(lang);
        PlanText::InLine { file: self.file.clone(), line: self.line, what }.say(lang)
    }
}

impl Say for PlanError {
    /// A first line with the count, then one line for each fault.
    fn say(&self, lang: Lang) -> String {
        let mut text = PlanText::CannotUse { file: self.file.clone(), count: self.issues.len() }.say(lang);
        for issue in &self.issues {
            text.push('\n');
            text.push_str(&issue.say(lang));
        }
        text
    }
}
