//! Words about companies that look alike, and why.

use super::{Label, Lang, Say, format};
use crate::{
    identity::{Comparison, Evidence, Level, Likeness, Rule},
    messages,
};

messages! {
    /// Why two companies look alike.
    pub enum SameText {
        Reason { evidence: &'static str, level: &'static str } => "{evidence}{level}", "{evidence}: {level}";
        LooksLike { name: String, likeness: &'static str, reasons: String } =>
            "与“{name}”{likeness}是同一家（{reasons}）；仍作为新企业导入，并列入“数据·重复企业”待判断",
            "may be the same company as \"{name}\" ({likeness}; {reasons}); imported as a company of its own and queued under Data · Duplicates";
        SameCode => "信用代码相同且有效，是同一家。", "The credit codes are equal and valid: one company.";
        Decided { evidence: &'static str } => "{evidence}不同，足以判定为两家。", "The difference in {evidence} decides: two companies.";
        Sum { bits: String, chance: String } => "合计 {bits}，同一家的可能 {chance}。", "{bits} in all: a chance of {chance} that they are one.";
        ByRule => "按规则", "By rule";
        Ruled { likeness: &'static str, rule: String, bits: String, chance: String } =>
            "判为“{likeness}”：{rule}。（单看权重合计 {bits}，可能性 {chance}。）",
            "Taken as {likeness}: {rule}. (The weights alone come to {bits}, a chance of {chance}.)";
        RuleOtherName => "一方的曾用名、简称或外文名就是另一方的名称", "a former, short or foreign name of one is the name of the other";
        RuleBrand => "字号不同或只有一方有字号，其他相同之处不够多", "the trade names differ, or only one has one, and too little else is the same";
        RulePartOfBrand => "字号只有一部分相同，其他相同之处不够多", "the trade names are the same only in part, and too little else is the same";
        RuleTrade => "行业不同，其他相同之处不够多", "the trades differ, and too little else is the same";
        RuleForm => "组织形式不同，其他相同之处不够多", "they are different kinds of legal person, and too little else is the same";
        RuleOneSided => "地区、行业或组织形式只有一方写全，需要人来判断", "place, trade or kind of legal person is said in full by one only, so a person has to judge";
    }
}

/// Reasons as one clause: 字号相同、行业相同.
pub fn reason_words(reasons: &[(Evidence, Level)], lang: Lang) -> String {
    let words: Vec<String> = reasons
        .iter()
        .map(|(evidence, level)| {
            let level = level.label(lang);
            SameText::Reason { evidence: evidence.label(lang), level }.say(lang)
        })
        .collect();
    format::list(&words, lang)
}

/// What a comparison comes to, in one sentence.
pub fn verdict_words(comparison: &Comparison, lang: Lang) -> String {
    if comparison.likeness == Likeness::Same {
        return SameText::SameCode.say(lang);
    }
    if let Some(decisive) = comparison.decisive() {
        return SameText::Decided { evidence: decisive.evidence.label(lang) }.say(lang);
    }
    let (bits, chance) = (bits_words(comparison.total.0), format::share(comparison.chance().0));
    let Some(rule) = comparison.rule else { return SameText::Sum { bits, chance }.say(lang) };
    let rule = match rule {
        Rule::OtherName => SameText::RuleOtherName,
        Rule::Brand => SameText::RuleBrand,
        Rule::PartOfBrand => SameText::RulePartOfBrand,
        Rule::Trade => SameText::RuleTrade,
        Rule::Form => SameText::RuleForm,
        Rule::OneSided => SameText::RuleOneSided,
    };
    SameText::Ruled { likeness: comparison.likeness.label(lang), rule: rule.say(lang), bits, chance }.say(lang)
}

/// How likely two companies are one, for a table: a share, or that a rule gave the verdict whatever the weights say.
pub fn chance_words(comparison: &Comparison, lang: Lang) -> String {
    if comparison.rule.is_some() { SameText::ByRule.say(lang) } else { format::share(comparison.chance().0) }
}

/// A weight with its sign: +9.8, −2.2.
pub fn bits_words(bits: f64) -> String {
    let amount = format::score(bits.abs());
    if bits < 0.0 { format!("−{amount}") } else { format!("+{amount}") }
}
