//! Finds what names or reaches a person in free text: phone numbers, e-mail addresses, identity-card numbers, and names
//! that are known from the record itself.
//!
//! A safety net below the fields that are dropped whole; it strikes a little too much rather than too little.

use std::borrow::Cow;

/// Put in place of what was struck.
const STRUCK: &str = "***";

/// Words after which a short number is a phone number.
const PHONE_WORDS: [&str; 9] = ["电话", "手机", "座机", "热线", "传真", "微信", "tel", "phone", "mobile"];

/// The text without phone numbers, e-mail addresses, identity-card numbers and the given persons' names.
pub fn strike<'a>(text: &'a str, persons: &[String]) -> Cow<'a, str> {
    let mut spans = emails(text);
    spans.extend(numbers(text));
    spans.sort_unstable();
    mask(without(text, &spans), persons)
}

/// The text without the given persons' names.
pub fn mask<'a>(mut text: Cow<'a, str>, persons: &[String]) -> Cow<'a, str> {
    for person in persons {
        // One character is as likely part of a word as a name.
        if person.chars().nth(1).is_some() && text.contains(person.as_str()) {
            text = Cow::Owned(text.replace(person.as_str(), &masked(person)));
        }
    }
    text
}

/// Byte range of something found.
type Span = (usize, usize);

fn without<'a>(text: &'a str, spans: &[Span]) -> Cow<'a, str> {
    if spans.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for &(start, end) in spans {
        if start >= copied {
            out.push_str(text.get(copied..start).unwrap_or_default());
            out.push_str(STRUCK);
        }
        copied = copied.max(end);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// 张三 → 张**; a Latin name keeps its first letter.
fn masked(person: &str) -> String {
    person.chars().take(1).chain("**".chars()).collect()
}

/// Maximal runs of characters that satisfy `belongs`.
fn runs(text: &str, belongs: fn(char) -> bool) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().map(|(at, c)| (at, Some(c))).chain([(text.len(), None)]) {
        match (start, c.is_some_and(belongs)) {
            (None, true) => start = Some(at),
            (Some(begin), false) => {
                found.push((begin, at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn emails(text: &str) -> Vec<Span> {
    let belongs = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '@' | '＠' | '．');
    runs(text, belongs).into_iter().filter(|&(start, end)| text.get(start..end).is_some_and(is_email)).collect()
}

fn is_email(run: &str) -> bool {
    run.split_once(['@', '＠']).is_some_and(|(local, host)| !local.is_empty() && host.contains(['.', '．']))
}

/// Phone and identity-card numbers, also those written in groups with blanks between.
fn numbers(text: &str) -> Vec<Span> {
    let belongs =
        |c: char| digit(c).is_some() || matches!(c, '+' | '-' | '－' | '–' | '(' | ')' | '（' | '）' | 'x' | 'X');
    let runs = runs(text, belongs);
    let joined = |left: Span, right: Span| {
        text.get(left.1..right.0).is_some_and(|gap| gap.chars().count() == 1 && gap.chars().all(char::is_whitespace))
    };
    let mut found = Vec::new();
    let mut first = 0;
    while let Some(&start) = runs.get(first) {
        // `138 0013 8000`: up to five groups, the longest that is a number wins.
        let mut last = first;
        while last < first + 4 && runs.get(last + 1).is_some_and(|&next| joined(runs[last], next)) {
            last += 1;
        }
        let hit = (first..=last).rev().find(|&end| {
            let span = (start.0, runs[end].1);
            text.get(span.0..span.1).is_some_and(|run| is_personal(run, text.get(..span.0).unwrap_or_default()))
        });
        if let Some(end) = hit {
            found.push((start.0, runs[end].1));
            first = end;
        }
        first += 1;
    }
    found
}

fn is_personal(run: &str, before: &str) -> bool {
    let digits: String = run.chars().filter_map(digit).collect();
    let letters = run.chars().filter(char::is_ascii_alphabetic).count();
    let starts = |heads: &[&str]| heads.iter().any(|head| digits.starts_with(head));
    let mobile =
        |number: &str| number.starts_with('1') && number.as_bytes().get(1).is_some_and(|second| *second >= b'3');
    match (digits.len(), letters) {
        // 18 digits, or 17 and X: an identity card if a year of this or the last century stands in it.
        (18, 0) | (17, 1) => digits.get(6..8).is_some_and(|century| matches!(century, "18" | "19" | "20")),
        // Mobile, or landline with area code.
        (11, 0) => mobile(&digits) || starts(&["0"]),
        (10, 0) => starts(&["0", "400", "800"]),
        // The same with country code or extension.
        (12..=16, 0) => {
            starts(&["0"]) && run.contains(['-', '－', '–', ' ', '(', '（']) || {
                let bare = digits.trim_start_matches("00");
                bare.strip_prefix("86").is_some_and(|number| mobile(number) || run.contains('+'))
            }
        }
        // Without an area code only beside a word for it.
        (7 | 8, 0) => {
            let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '.'));
            let before: String = before.to_lowercase();
            PHONE_WORDS.iter().any(|word| before.ends_with(word))
        }
        _ => false,
    }
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(strike(text, &[]), expected);
    }

    #[test]
    fn phones_are_struck() {
        check("致电13800138000联系", "致电***联系");
        check("tel13800138000", "tel***");
        check("138 0013 8000", "***");
        check("2024 13800138000", "2024 ***");
        check("+86 138-0013-8000", "***");
        check("023-6812 3456 转 801", "*** 转 801");
        check("(023)68123456", "***");
        check("4001234567", "***");
        check("电话：68123456", "电话：***");
        check("１３８００１３８０００", "***");
    }

    #[test]
    fn addresses_and_identity_cards_are_struck() {
        check("请写 a.b@example.cn 或来访", "请写 *** 或来访");
        check("身份证 500107198501011234。", "身份证 ***。");
        check("50010719850101123X", "***");
    }

    #[test]
    fn quantities_codes_and_days_stay() {
        for text in [
            "年产 12345678 件",
            "2026-03-05 至 2027-03-05",
            "2024-2025 年",
            "91500107MA5U3ABC12",
            "915001077339000123",
            "1200x800x600",
            "营收 1,380,013.80 万元",
            "28nm/40nm/55nm",
            "300-500 亩",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn known_persons_are_masked() {
        assert_eq!(strike("与张三丰谈过两次", &["张三丰".to_owned(), "李".to_owned()]), "与张**谈过两次");
        assert_eq!(strike("桃李园区", &["李".to_owned(), String::new()]), "桃李园区");
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in ".{0,40}", phone in "1[3-9][0-9]{9}") {
            let around = format!("{text}，{phone}。{text}");
            prop_assert!(!strike(&around, &[]).contains(&phone));
        }
    }
}
