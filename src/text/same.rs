//! Words about companies that look alike, and why.

use super::{Label, Lang, Say, format};
use crate::{
    identity::{Comparison, Evidence, Level, Likeness},
    messages,
};

messages! {
    /// Why two companies look alike.
    pub enum SameText {
        Reason { evidence: &'static str, level: &'static str } => "{evidence}{level}", "{evidence}: {level}";
        LooksLike { name: String, likeness: &'static str, reasons: String } =>
            "与“{name}”{likeness}是同一家（{reasons}）；仍作为新企业导入，并列入“数据·重复企业”待判断",
            "may be the same company as “{name}” ({likeness}; {reasons}); imported as a company of its own and queued under Data · Duplicates";
        SameCode => "信用代码相同且有效，是同一家。", "The credit codes are equal and valid: one company.";
        Decided { evidence: &'static str } => "{evidence}不同，足以判定为两家。", "The difference in {evidence} decides: two companies.";
        Sum { bits: String, chance: String } => "合计 {bits}，同一家的可能 {chance}", "{bits} in all: a chance of {chance} that they are one";
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
    let chance = format::share(comparison.chance().0);
    SameText::Sum { bits: bits_words(comparison.total.0), chance }.say(lang)
}

/// A weight with its sign: +9.8, −2.2.
pub fn bits_words(bits: f64) -> String {
    let amount = format::score(bits.abs());
    if bits < 0.0 { format!("−{amount}") } else { format!("+{amount}") }
}
