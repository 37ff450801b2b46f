//! Lists of words: phone numbers, e-mail addresses, honours.

use super::{Parsed, Unreadable, folded, is_missing};
use crate::domain::company::HonourKind;

/// Phone numbers, one a line, without repeats. What stands between them (；，、/) is dropped, what is inside stays.
pub fn phone_list(text: &str) -> String {
    joined(text, |part| part.chars().filter(char::is_ascii_digit).count() >= 5)
}

/// E-mail addresses, one a line, without repeats.
pub fn email_list(text: &str) -> String {
    joined(text, |part| part.contains('@') && !part.contains(' '))
}

fn joined(text: &str, fits: impl Fn(&str) -> bool) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in text.split([';', '；', ',', '，', '、', '/', '|', '\n', '\r', '\t']) {
        if is_missing(part) {
            continue;
        }
        let part = folded(part);
        if fits(&part) && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join("\n")
}

/// Honours named in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HonourReading {
    /// Those the text says are held, without repeats.
    pub held: Vec<HonourKind>,
    /// Parts that name no known honour, or one that is only applied for.
    pub unclear: Vec<String>,
}

/// Words that name an honour, the more particular one first.
const HONOURS: &[(&str, HonourKind)] = &[
    ("小巨人", HonourKind::LittleGiant),
    ("单项冠军", HonourKind::SingleChampion),
    ("隐形冠军", HonourKind::HiddenChampion),
    ("独角兽", HonourKind::Unicorn),
    ("瞪羚", HonourKind::Gazelle),
    ("科技型中小", HonourKind::TechSme),
    ("创新型中小", HonourKind::InnovativeSme),
    ("专精特新", HonourKind::Specialized),
    ("高新技术企业", HonourKind::HighTech),
    ("高企", HonourKind::HighTech),
    ("链主", HonourKind::ChainLeader),
    ("龙头企业", HonourKind::ChainLeader),
    ("上市公司", HonourKind::Listed),
    ("a股", HonourKind::Listed),
    ("科创板", HonourKind::Listed),
    ("创业板", HonourKind::Listed),
    ("北交所", HonourKind::Listed),
    ("主板", HonourKind::Listed),
    ("港股", HonourKind::Listed),
    ("中概股", HonourKind::Listed),
    ("已上市", HonourKind::Listed),
    ("high-tech enterprise", HonourKind::HighTech),
    ("little giant", HonourKind::LittleGiant),
    ("unicorn", HonourKind::Unicorn),
    ("gazelle", HonourKind::Gazelle),
    ("listed company", HonourKind::Listed),
];

/// Words that say an honour is not, not yet or no longer held.
const NOT_HELD: &[&str] = &[
    "拟", "申报", "培育", "入库", "潜在", "种子", "准", "未", "非", "不是", "辅导", "储备", "撤销", "取消", "过期",
    "候选", "预备", "终止",
];

/// The honours a text names: `专精特新“小巨人”、高新技术企业`. A national little giant is not also counted as 专精特新.
pub fn honours(text: &str) -> HonourReading {
    let mut reading = HonourReading::default();
    if is_missing(text) {
        return reading;
    }
    for part in text.split([';', '；', ',', '，', '、', '/', '|', '\n', '\r', '\t', '+']) {
        if is_missing(part) {
            continue;
        }
        let part = folded(part).to_lowercase();
        let doubtful = NOT_HELD.iter().any(|word| part.contains(word));
        match HONOURS.iter().find(|(word, _)| part.contains(word)) {
            Some((_, kind)) if !doubtful => {
                if !reading.held.contains(kind) {
                    reading.held.push(*kind);
                }
            }
            _ => reading.unclear.push(part),
        }
    }
    reading
}

/// A cell under a header that is itself an honour (是否高新技术企业): yes, no, or a certificate number.
pub fn honour_flag(text: &str) -> Parsed<(bool, String)> {
    if is_missing(text) {
        return Parsed::Missing;
    }
    let word = folded(text).to_lowercase();
    match word.as_str() {
        "是" | "有" | "√" | "✓" | "✔" | "y" | "yes" | "true" | "1" | "已认定" | "已获得" | "☑" => {
            return Parsed::Value((true, String::new()));
        }
        "否" | "×" | "✗" | "✕" | "x" | "n" | "no" | "false" | "0" | "未认定" | "☐" | "不是" => {
            return Parsed::Value((false, String::new()));
        }
        _ => {}
    }
    // Certificates of 高新技术企业 are numbered GR, region and year, running number; GF is the older series.
    let upper = word.to_uppercase();
    if (upper.starts_with("GR") || upper.starts_with("GF")) && upper.len() >= 10 && upper.is_ascii() {
        return Parsed::Value((true, upper));
    }
    let reading = honours(text);
    if reading.unclear.is_empty() && !reading.held.is_empty() {
        return Parsed::Value((true, String::new()));
    }
    Parsed::Unreadable(Unreadable::Honour)
}

/// Whether a six-digit stock code is one of a mainland exchange (Shanghai, Shenzhen, Beijing); codes of the 新三板, where
/// companies are quoted but not listed, are not.
pub fn stock_code_is_listed(code: &str) -> bool {
    const FIRST: &[&str] = &[
        "600", "601", "603", "605", "688", "689", "000", "001", "002", "003", "300", "301", "302", "920", "900", "200",
    ];
    code.len() == 6
        && code.bytes().all(|byte| byte.is_ascii_digit())
        && FIRST.iter().any(|first| code.starts_with(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn honours_are_told_apart() {
        use HonourKind::{HighTech, Listed, LittleGiant, Specialized};
        assert_eq!(honours("专精特新“小巨人”、高新技术企业").held, [LittleGiant, HighTech]);
        assert_eq!(honours("重庆市专精特新中小企业；高企").held, [Specialized, HighTech]);
        assert_eq!(honours("科创板上市").held, [Listed]);
        let reading = honours("拟申报专精特新，绿色工厂");
        assert!(reading.held.is_empty());
        assert_eq!(reading.unclear.len(), 2);
        assert_eq!(honours("无"), HonourReading::default());
    }

    #[test]
    fn a_flag_says_yes_no_or_its_number() {
        assert_eq!(honour_flag("是"), Parsed::Value((true, String::new())));
        assert_eq!(honour_flag("否"), Parsed::Value((false, String::new())));
        assert_eq!(honour_flag("GR202351100123"), Parsed::Value((true, "GR202351100123".into())));
        assert_eq!(honour_flag("-"), Parsed::Missing);
        assert_eq!(honour_flag("也许"), Parsed::Unreadable(Unreadable::Honour));
    }

    #[test]
    fn contacts_are_one_a_line() {
        assert_eq!(phone_list("138 0000 0000；023-68120000,１３８ 0000 0000、-"), "138 0000 0000\n023-68120000");
        assert_eq!(email_list("a@b.cn；-，c@d.cn 、nobody"), "a@b.cn\nc@d.cn");
    }

    #[test]
    fn quoted_is_not_listed() {
        assert!(stock_code_is_listed("688001"));
        assert!(!stock_code_is_listed("830001"));
        assert!(!stock_code_is_listed("68800"));
    }
}
