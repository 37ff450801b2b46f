//! Names of companies: how they are cleaned for keeping and normalised for comparing.
//!
//! Only *equal* normalised names say "the same company"; likeness never does (`scoring.md` 8: whole-name likeness alone
//! would join thousands of pairs of different listed firms).

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::script::simplified;

/// The name as it is kept: no control, zero-width or direction characters, runs of white space as one space.
///
/// Brackets and letters stay as they were written; a full-width bracket is part of the registered name.
pub fn clean(raw: &str) -> Cow<'_, str> {
    let tidy = |c: char| !is_invisible(c) && (!c.is_whitespace() || c == ' ');
    if raw.chars().all(tidy) && !raw.starts_with(' ') && !raw.ends_with(' ') && !raw.contains("  ") {
        return Cow::Borrowed(raw);
    }
    let mut cleaned = String::with_capacity(raw.len());
    let mut gap = false;
    for c in raw.chars() {
        if c.is_whitespace() {
            gap = true;
        } else if !is_invisible(c) {
            if gap && !cleaned.is_empty() {
                cleaned.push(' ');
            }
            gap = false;
            cleaned.push(c);
        }
    }
    Cow::Owned(cleaned)
}

/// The form in which two full names are compared: compatibility form (NFKC), lower case, letters and digits only.
///
/// Brackets, spaces, quotes, dots and dashes are dropped, so `甲（重庆）有限公司`, `甲(重庆) 有限公司` and `甲重庆有限公司`
/// are equal, and so are `Acme Co., Ltd.` and `ACME CO LTD`. A name without a letter or digit becomes empty and is
/// equal to nothing.
pub fn normalize(raw: &str) -> String {
    let mut normal = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '\u{4e00}'..='\u{9fff}' | 'a'..='z' | '0'..='9' => normal.push(c),
            'A'..='Z' => normal.push(c.to_ascii_lowercase()),
            '\0'..='\u{7f}' => {}
            other => push_normalized(other, &mut normal),
        }
    }
    // A letter and a combining mark that follows it only join when the whole is composed.
    if normal.is_ascii() || normal.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_ascii()) {
        return normal;
    }
    raw.nfkc()
        .flat_map(char::to_lowercase)
        .nfkc()
        .filter(|c| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(*c))
        // What stood between a letter and its mark is gone now.
        .nfc()
        .collect()
}

/// The form under which a full name is looked up: normalised, and in simplified characters.
pub fn key(raw: &str) -> String {
    normalize(raw).chars().map(simplified).collect()
}

fn push_normalized(c: char, normal: &mut String) {
    for part in std::iter::once(c).nfkc().flat_map(char::to_lowercase) {
        if part.is_alphanumeric() || unicode_normalization::char::is_combining_mark(part) {
            normal.push(part);
        }
    }
}

/// Whether the character has no width or only changes the direction of its neighbours; such characters hide in names
/// copied from web pages and make equal names unequal.
pub fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether a text ends like the name of a firm or an institution. A hint for finding the name column, never a verdict.
pub fn looks_like_company(raw: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "公司",
        "厂",
        "集团",
        "企业",
        "合作社",
        "研究院",
        "研究所",
        "事务所",
        "中心",
        "经营部",
        "合伙",
        "商行",
        "工作室",
        "分公司",
        "总厂",
        "门市部",
        "加工部",
        "大学",
        "学院",
        "银行",
        "支行",
        "医院",
        "办事处",
        "管理处",
        "管理局",
    ];
    const LATIN: &[&str] = &[
        "coltd",
        "inc",
        "ltd",
        "llc",
        "gmbh",
        "corporation",
        "corp",
        "company",
        "limited",
        "plc",
        "ag",
        "bv",
        "srl",
        "spa",
        "sa",
        "kk",
    ];
    let text = raw.trim();
    let length = text.chars().count();
    if !(3..=100).contains(&length) {
        return false;
    }
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ')' | '）' | '.' | '。'));
    if ENDINGS.iter().any(|ending| bare.ends_with(ending)) || text.contains("有限公司") || text.contains("有限责任公司")
    {
        // A sentence about a company is not its name.
        return !text.contains(['。', '；', ';', '！']) && length <= 60;
    }
    let last = bare.rsplit(|c: char| !c.is_ascii_alphabetic()).find(|word| !word.is_empty());
    last.is_some_and(|word| bare.len() > word.len() && LATIN.contains(&word.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn brackets_width_and_case_do_not_make_another_company() {
        let expected = normalize("江岸芯源(重庆)有限公司");
        for variant in [
            "江岸芯源（重庆）有限公司",
            " 江岸芯源 (重庆) 有限公司 ",
            "江岸\u{200b}芯源（重庆）有限公司\u{a0}",
            "江岸芯源﹙重庆﹚有限公司",
        ] {
            assert_eq!(normalize(variant), expected, "{variant}");
        }
        assert_eq!(normalize("Ｎorth-Bay Co., Ltd."), normalize("north bay CO LTD"));
        assert_ne!(normalize("江岸芯源有限公司"), normalize("江岸芯原有限公司"));
        assert_eq!(normalize("—— ( )"), "");
    }

    #[test]
    fn traditional_characters_do_not_make_another_company() {
        assert_eq!(key("江岸電機（重慶）有限公司"), key("江岸电机(重庆)有限公司"));
        assert_ne!(key("江岸电机有限公司"), key("江岸电器有限公司"));
    }

    #[test]
    fn accents_written_in_two_ways_are_equal() {
        assert_eq!(normalize("Müller GmbH"), normalize("Mu\u{308}ller GmbH"));
    }

    #[test]
    fn cleaning_keeps_what_is_visible() {
        assert_eq!(clean("\t江岸\u{feff}芯源（重庆）有限公司 \u{3000}"), "江岸芯源（重庆）有限公司");
        assert_eq!(clean("North  Bay\u{a0}Co"), "North Bay Co");
        assert!(matches!(clean("North Bay"), Cow::Borrowed(_)));
    }

    #[test]
    fn endings_tell_names_from_sentences() {
        for name in ["江岸芯源有限公司", "北湾机械厂", "North Bay Co., Ltd.", "Acme Inc", "某某股份有限公司（筹）"]
        {
            assert!(looks_like_company(name), "{name}");
        }
        for other in ["2024-01-01", "公司", "生产电机；销售给本公司", "Main", "inc", ""] {
            assert!(!looks_like_company(other), "{other}");
        }
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = normalize(&text);
            prop_assert_eq!(normalize(&once), once.clone());
        }

        #[test]
        fn cleaning_twice_changes_nothing_and_keeps_the_comparison(text in any::<String>()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
            prop_assert_eq!(normalize(&once), normalize(&text));
        }

        #[test]
        fn spaces_and_brackets_never_matter(text in "[\\u{4e00}-\\u{4eff}A-Z（）() ]{1,20}") {
            let bare: String = text.chars().filter(|c| !matches!(c, '（' | '）' | '(' | ')' | ' ')).collect();
            prop_assert_eq!(normalize(&text), normalize(&bare));
        }
    }
}
