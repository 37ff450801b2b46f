//! Hall and stand at a fair, as organisers write them: "N3-B12", "8.1H C05", "3号馆B区12", "Hall 5, A-101".

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

use super::record::Text;

/// Where an exhibitor stands. Either part may be empty: not known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Stand {
    /// Hall in its short form: `N3`, `8.1`, `3` for 3号馆 and Hall 3.
    pub hall: Text,
    /// Stand within the hall: `B12`.
    pub booth: Text,
}

/// Words that only say that a stand follows.
const OPENINGS: [&str; 14] = [
    "展位编号",
    "展位号",
    "展台号",
    "摊位号",
    "展位",
    "展台",
    "摊位",
    "BOOTH NO",
    "BOOTH NUMBER",
    "BOOTH",
    "STAND NO",
    "STAND NUMBER",
    "STAND",
    "NO",
];

impl Stand {
    /// Reads a stand; what cannot be told apart is all booth, and nothing that is written gets lost.
    pub fn read(written: &str) -> Self {
        let folded = folded(written);
        let text = opened(&folded);
        let (hall, booth) = in_chinese(text).or_else(|| in_english(text)).unwrap_or_else(|| in_tokens(text));
        Self { hall: hall_form(&hall).into(), booth: booth_form(&booth).into() }
    }

    /// Whether neither part is known.
    pub fn is_empty(&self) -> bool {
        self.hall.is_empty() && self.booth.is_empty()
    }
}

/// The order in which one walks within what is named alike: digits count as numbers, so B2 stands before B12.
pub fn natural_order(one: &str, other: &str) -> Ordering {
    let (mut a, mut b) = (pieces(one).into_iter(), pieces(other).into_iter());
    loop {
        match (a.next(), b.next()) {
            (None, None) => return one.cmp(other),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) => match piece_order(x, y) {
                Ordering::Equal => {}
                decided => return decided,
            },
        }
    }
}

/// Runs of digits and runs of anything else.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut last: Option<bool> = None;
    for (at, sign) in text.char_indices() {
        let digit = sign.is_ascii_digit();
        if last.is_some_and(|last| last != digit) {
            found.push(&text[start..at]);
            start = at;
        }
        last = Some(digit);
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

fn piece_order(one: &str, other: &str) -> Ordering {
    let digits = |piece: &str| piece.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    match (digits(one), digits(other)) {
        (true, true) => {
            let (one, other) = (one.trim_start_matches('0'), other.trim_start_matches('0'));
            one.len().cmp(&other.len()).then_with(|| one.cmp(other))
        }
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => one.cmp(other),
    }
}

/// Half width, upper case, one kind of dash, single spaces.
fn folded(written: &str) -> String {
    let signs = written.nfkc().flat_map(char::to_uppercase).map(|sign| match sign {
        '–' | '—' | '−' | '~' => '-',
        sign if sign.is_whitespace() => ' ',
        sign => sign,
    });
    let text: String = signs.collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What follows the word that only says that a stand follows.
fn opened(text: &str) -> &str {
    for word in OPENINGS {
        if let Some(rest) = text.strip_prefix(word) {
            let opens = rest.chars().next().is_some_and(|next| !next.is_ascii_alphabetic());
            // "NO3" may well be a stand; a sign must stand between.
            let apart = !word.is_ascii() || rest.starts_with([' ', '.', ':']);
            if opens && apart {
                return rest.trim_start_matches([' ', '.', ':', '#']);
            }
        }
    }
    text
}

const fn is_token(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '.'
}

fn chinese_digit(sign: char) -> Option<u32> {
    "零一二三四五六七八九".chars().position(|known| known == sign).and_then(|at| u32::try_from(at).ok())
}

/// 3号馆B区12, N1馆 C05, 馆3 B12, 二号展厅: a hall that is called one.
fn in_chinese(text: &str) -> Option<(String, String)> {
    let (at, sign) = text.char_indices().find(|(_, sign)| matches!(sign, '馆' | '厅'))?;
    let rest = &text[at + sign.len_utf8()..];
    let before = text[..at].trim_end().trim_end_matches('展').trim_end_matches('号').trim_end();
    let tail: String = {
        let mut signs: Vec<char> = before.chars().rev().take_while(|sign| is_token(*sign) || numeral(*sign)).collect();
        signs.reverse();
        signs.into_iter().collect()
    };
    if !tail.is_empty() {
        return Some((tail, rest.to_owned()));
    }
    if before.trim_start_matches('第').is_empty() {
        let rest = rest.trim_start_matches([' ', ':', '号']);
        let hall: String = rest.chars().take_while(|sign| is_token(*sign) || numeral(*sign)).collect();
        return Some((hall.clone(), rest[hall.len()..].to_owned()));
    }
    // 国际馆: a name of its own.
    Some((format!("{before}{sign}"), rest.to_owned()))
}

fn numeral(sign: char) -> bool {
    sign == '十' || chinese_digit(sign).is_some()
}

/// HALL 3 B12.
fn in_english(text: &str) -> Option<(String, String)> {
    let rest = text.strip_prefix("HALL")?.trim_start_matches([' ', '.', ':', '#', '-']);
    let token: String = rest.chars().take_while(|sign| is_token(*sign)).collect();
    if token.is_empty() {
        return None;
    }
    // HALL3B12
    let digits = token.chars().take_while(|sign| sign.is_ascii_digit() || *sign == '.').count();
    let glued = digits > 0 && token.chars().nth(digits).is_some_and(|sign| sign != 'H') && token.len() > digits + 1;
    let hall = if glued { token[..digits].to_owned() } else { token };
    let booth = rest[hall.len()..].to_owned();
    Some((hall, booth))
}

/// Without a word for the hall: by the shape of what is written.
fn in_tokens(text: &str) -> (String, String) {
    let separator = |sign: char| matches!(sign, ' ' | '-' | '/' | '_' | '·' | ':' | '|' | ',');
    if let Some((first, rest)) = text.split_once(separator) {
        let rest = rest.trim_start_matches(separator);
        if is_hall(first, rest) {
            return (first.to_owned(), rest.to_owned());
        }
        if !first.contains(|sign: char| sign.is_ascii_digit()) {
            return (String::new(), text.to_owned());
        }
    }
    glued_hall(text).map_or_else(
        || (String::new(), text.to_owned()),
        |at| {
            let (hall, booth) = text.split_at(at);
            (hall.to_owned(), booth.trim_start_matches(['.', ' ', '-']).to_owned())
        },
    )
}

/// Whether the first of two parts is a hall.
fn is_hall(first: &str, rest: &str) -> bool {
    let begins_with_letter = rest.starts_with(|sign: char| sign.is_alphabetic());
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let Some(Shape { letters, numbers, dotted, ends_with_h }) = Shape::of(first) else { return false };
    match (letters, numbers) {
        // 8.1H C05, 3 B12, 12-101
        (0, 1..=2) => dotted || ends_with_h || begins_with_letter || digits >= 2,
        // N3-12: compass points name halls.
        (1, 1..=2) if first.starts_with(['N', 'S', 'E', 'W']) => begins_with_letter || digits >= 1,
        (1..=2, 1..=2) => begins_with_letter || digits >= 3,
        _ => false,
    }
}

/// Letters, then digits, then perhaps an H: what halls are called.
struct Shape {
    letters: usize,
    numbers: usize,
    dotted: bool,
    ends_with_h: bool,
}

impl Shape {
    fn of(token: &str) -> Option<Self> {
        let letters = token.chars().take_while(char::is_ascii_alphabetic).count();
        let tail = token.get(letters..)?;
        let ends_with_h = tail.ends_with('H');
        let tail = tail.trim_end_matches('H');
        let (whole, part) = tail.split_once('.').map_or((tail, None), |(whole, part)| (whole, Some(part)));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || part.is_some_and(|part| !is_number(part) || part.len() > 1) {
            return None;
        }
        Some(Self { letters, numbers: whole.len(), dotted: part.is_some(), ends_with_h })
    }
}

/// Where the hall ends in one word: 8.1HC05, 3B12, N3B12, E1.101.
fn glued_hall(text: &str) -> Option<usize> {
    let signs: Vec<char> = text.chars().collect();
    if !text.is_ascii() && signs.first().is_none_or(|sign| !sign.is_ascii()) {
        return None;
    }
    let run = |from: usize, of: fn(&char) -> bool| signs[from..].iter().take_while(|sign| of(sign)).count();
    let letters = run(0, char::is_ascii_alphabetic);
    let numbers = run(letters, char::is_ascii_digit);
    if letters > 1 || numbers == 0 || numbers > 2 {
        return None;
    }
    let mut end = letters + numbers;
    let dot = signs.get(end) == Some(&'.');
    let after_dot = if dot { run(end + 1, char::is_ascii_digit) } else { 0 };
    if dot && letters == 0 && after_dot == 1 {
        end += 2;
    } else if dot && letters == 1 && after_dot >= 2 {
        return Some(end);
    } else if dot {
        return None;
    }
    if letters == 0 && signs.get(end) == Some(&'H') && signs.get(end + 1).is_some_and(char::is_ascii_alphanumeric) {
        end += 1;
    }
    let row = run(end, char::is_ascii_alphabetic);
    let stand = run(end + row, |sign| sign.is_ascii_digit() || *sign == '区' || *sign == '-');
    let compass = matches!(signs.first(), Some('N' | 'S' | 'E' | 'W'));
    let fits = row > 0 && row <= 2 && stand > 0 && (letters == 0 || compass);
    (fits || letters == 0 && end > numbers && stand > 0).then_some(end)
}

/// The short form of a hall: digits for numerals, no H that only means hall, no leading zeros.
fn hall_form(hall: &str) -> String {
    let hall = hall.trim().trim_start_matches('第').trim_matches(['.', '-']);
    let hall = if !hall.is_empty() && hall.chars().all(numeral) { numeral_digits(hall) } else { hall.to_owned() };
    let shape = Shape::of(&hall);
    let hall = match &shape {
        Some(shape) if shape.ends_with_h => hall.trim_end_matches('H').to_owned(),
        Some(Shape { letters: 1, .. }) if hall.starts_with('H') => hall[1..].to_owned(),
        _ => hall,
    };
    if hall.starts_with('0') && hall.len() > 1 && !hall.starts_with("0.") {
        hall.trim_start_matches('0').to_owned()
    } else {
        hall
    }
}

/// 十二 → 12.
fn numeral_digits(text: &str) -> String {
    let mut number = 0_u32;
    let mut digit: Option<u32> = None;
    for sign in text.chars() {
        if sign == '十' {
            number += digit.take().unwrap_or(1) * 10;
        } else if let Some(value) = chinese_digit(sign) {
            digit = Some(digit.map_or(value, |before| (before * 10 + value) % 1_000));
        }
    }
    (number + digit.unwrap_or(0)).to_string()
}

/// The stand without the words for row and number.
fn booth_form(booth: &str) -> String {
    let separators = [' ', '-', '/', '_', '·', ':', '|', ',', '.', '#'];
    let mut text = booth.trim_matches(separators);
    for word in ["展位", "展台", "摊位", "BOOTH", "STAND"] {
        text = text.strip_prefix(word).unwrap_or(text).trim_start_matches(separators);
    }
    let text: String = text.chars().filter(|sign| !matches!(sign, '区' | '号')).collect();
    text.trim_matches(separators).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (String, String) {
        let Stand { hall, booth } = Stand::read(text);
        (hall.to_string(), booth.to_string())
    }

    #[test]
    fn stands_are_read_as_organisers_write_them() {
        for (text, hall, booth) in [
            ("N3-B12", "N3", "B12"),
            ("8.1H C05", "8.1", "C05"),
            ("8.1HC05", "8.1", "C05"),
            ("3号馆B区12", "3", "B12"),
            ("3号馆B区12号", "3", "B12"),
            ("第3馆 B12", "3", "B12"),
            ("二号馆 C05", "2", "C05"),
            ("十二号展厅A-3", "12", "A-3"),
            ("N1馆 T203", "N1", "T203"),
            ("馆3 B12", "3", "B12"),
            ("国际馆 A01", "国际馆", "A01"),
            ("Hall 5, A-101", "5", "A-101"),
            ("HALL3B12", "3", "B12"),
            ("hall n2 c7", "N2", "C7"),
            ("H3-B12", "3", "B12"),
            ("5A123", "5", "A123"),
            ("5.1A12", "5.1", "A12"),
            ("E1.101", "E1", "101"),
            ("W5-512", "W5", "512"),
            ("N3-12", "N3", "12"),
            ("N3B12", "N3", "B12"),
            ("A1-023", "A1", "023"),
            ("03-B12", "3", "B12"),
            ("展位号：Ｎ３－Ｂ１２", "N3", "B12"),
            ("Booth No. W2-A08", "W2", "A08"),
            ("8馆 展位 A3", "8", "A3"),
            ("1号馆-A区-T12", "1", "A-T12"),
            // No hall is told.
            ("A12", "", "A12"),
            ("B12-3", "", "B12-3"),
            ("A-12", "", "A-12"),
            ("1023", "", "1023"),
            ("待定", "", "待定"),
            ("", "", ""),
        ] {
            assert_eq!(read(text), (hall.to_owned(), booth.to_owned()), "{text}");
        }
    }

    #[test]
    fn one_walks_by_numbers() {
        let mut stands = ["B12", "B2", "A100", "A9", "B", "", "10", "9"];
        stands.sort_by(|a, b| natural_order(a, b));
        assert_eq!(stands, ["", "9", "10", "A9", "A100", "B", "B2", "B12"]);
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_and_latin_signs_are_kept(text in ".{0,24}") {
            let _ = Stand::read(&text);
        }

        #[test]
        fn signs_and_digits_are_kept(text in "[A-Z1-9]{1,3}[ -][A-Z1-9]{1,4}") {
            let Stand { hall, booth } = Stand::read(&text);
            let kept = |text: &str| text.chars().filter(|sign| sign.is_ascii_alphanumeric() && *sign != 'H').collect::<String>();
            prop_assume!(!text.contains("NO"));
            prop_assert_eq!(kept(&format!("{hall}{booth}")), kept(&text));
        }

        #[test]
        fn hall_and_stand_come_back(hall in "[NSEW][1-9]", row in "[A-G]", number in 1_u32..400, gap in "(-| |馆|馆 |号馆)") {
            let stand = Stand::read(&format!("{hall}{gap}{row}{number:02}"));
            prop_assert_eq!(&*stand.hall, hall.as_str());
            let booth = format!("{row}{number:02}");
            prop_assert_eq!(&*stand.booth, booth.as_str());
            // What was read is read again as the same.
            prop_assert_eq!(Stand::read(&format!("{} {}", stand.hall, stand.booth)), stand);
        }

        #[test]
        fn the_order_is_one(a in "[A-C0-9]{0,6}", b in "[A-C0-9]{0,6}", c in "[A-C0-9]{0,6}") {
            prop_assert_eq!(natural_order(&a, &b), natural_order(&b, &a).reverse());
            prop_assert_eq!(natural_order(&a, &a), Ordering::Equal);
            if natural_order(&a, &b).is_le() && natural_order(&b, &c).is_le() {
                prop_assert!(natural_order(&a, &c).is_le());
            }
        }
    }
}
