//! Folding of text for comparison: full width, compatibility forms, accents, case, traditional characters, blanks.
//!
//! Every folded unit remembers which Unicode scalar of the raw text it came from, so evidence can point at the text
//! as it was written.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::spec::TermFault;
use crate::domain::script::traditional_pairs;

/// What a folded unit is to the scanner. The numbers below [`FIRST_CODE`] are the units that occur in no term.
pub(super) mod unit {
    /// A character no term contains.
    pub const OTHER: u16 = 0;
    /// A Latin letter or digit no term contains.
    pub const OTHER_WORD: u16 = 1;
    /// One blank between words.
    pub const BLANK: u16 = 2;
    /// Ends a sentence: 。；;! newline.
    pub const HARD: u16 = 3;
    /// Comma.
    pub const COMMA: u16 = 4;
    /// Separates items of a list: 、 / and the blank between Chinese words.
    pub const LIST: u16 = 5;
    /// Opening bracket.
    pub const OPEN: u16 = 6;
    /// Closing bracket.
    pub const CLOSE: u16 = 7;
    /// Colon.
    pub const COLON: u16 = 8;
    /// First unit that may stand in a term.
    pub const FIRST_CODE: u16 = 9;
}

const EXPANDS: u16 = u16::MAX;
const VANISHES: u16 = u16::MAX - 1;
const FULL_STOP: u16 = u16::MAX - 2;

/// The alphabet of a catalogue: every scalar of the basic plane mapped to its unit in one look-up.
#[derive(Debug)]
pub(super) struct Alphabet {
    table: Box<[u16]>,
    /// Whether a unit is a Latin letter or digit.
    word: Vec<bool>,
    /// Whether a unit is a digit.
    digit: Vec<bool>,
    size: u16,
}

/// A folded text.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// Units.
    pub units: Vec<u16>,
    /// For every unit, the raw scalar it came from.
    pub raw: Vec<u32>,
}

impl Folded {
    fn clear(&mut self) {
        self.units.clear();
        self.raw.clear();
    }

    fn push(&mut self, unit: u16, raw: u32) {
        self.units.push(unit);
        self.raw.push(raw);
    }
}

/// The comparable form of one scalar: lower case, without accents, simplified, half width. Usually one scalar.
fn fold_scalar(raw: char, traditional: &[(char, char)], out: &mut Vec<char>) {
    out.clear();
    // Hangul would fall apart into letters; nothing in a catalogue needs that.
    if ('\u{ac00}'..='\u{d7a3}').contains(&raw) {
        out.push(raw);
        return;
    }
    for part in std::iter::once(raw).nfkd() {
        if is_combining_mark(part) || is_invisible(part) {
            continue;
        }
        for lower in part.to_lowercase() {
            let simple = traditional.binary_search_by_key(&lower, |pair| pair.0).map_or(lower, |at| traditional[at].1);
            out.push(simple);
        }
    }
}

fn is_invisible(scalar: char) -> bool {
    matches!(scalar, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}' | '\u{202a}'..='\u{202e}')
}

fn is_word(scalar: char) -> bool {
    scalar.is_ascii_alphanumeric()
        || (scalar.is_alphanumeric() && matches!(scalar, '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}'))
}

/// The punctuation that structures a text, after folding.
fn punctuation(scalar: char) -> Option<u16> {
    Some(match scalar {
        '。' | '；' | ';' | '!' | '！' | '?' | '？' | '\n' | '\r' | '\u{2028}' | '\u{2029}' | '|' | '•' | '·' | '●'
        | '■' | '◆' | '※' | '…' | '｡' => unit::HARD,
        '.' => FULL_STOP,
        ',' | '，' => unit::COMMA,
        '、' | '/' | '\\' | '､' | '+' => unit::LIST,
        '(' | '[' | '{' | '【' | '〔' | '〖' | '「' | '『' | '《' | '〈' | '<' => unit::OPEN,
        ')' | ']' | '}' | '】' | '〕' | '〗' | '」' | '』' | '》' | '〉' | '>' => unit::CLOSE,
        ':' | '：' => unit::COLON,
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '_' | '~' | '～' | '&' => unit::BLANK,
        '"' | '\'' | '“' | '”' | '‘' | '’' | '`' | '®' | '™' | '©' | '*' => VANISHES,
        other if other.is_whitespace() || other.is_control() => unit::BLANK,
        _ => return None,
    })
}

/// Checks terms without compiling a catalogue.
pub(super) struct TermCheck {
    traditional: &'static [(char, char)],
}

impl TermCheck {
    /// A check with its table.
    pub(super) fn new() -> Self {
        Self { traditional: traditional_pairs() }
    }

    /// What makes a term unusable, if anything.
    pub(super) fn fault_of(&self, term: &str) -> Option<TermFault> {
        let mut letters = 0;
        let mut folded = Vec::new();
        for raw in term.chars() {
            fold_scalar(raw, self.traditional, &mut folded);
            for scalar in &folded {
                match punctuation(*scalar) {
                    Some(unit::HARD | unit::COMMA | unit::COLON | unit::OPEN | unit::CLOSE | FULL_STOP) => {
                        return Some(TermFault::Punctuation);
                    }
                    Some(_) => {}
                    None => letters += 1,
                }
            }
        }
        match letters {
            0 => Some(TermFault::Empty),
            1 => Some(TermFault::TooShort),
            _ => None,
        }
    }
}

impl Alphabet {
    /// The alphabet that tells apart exactly the scalars occurring in `terms`. Fails when there are too many.
    pub(super) fn new<'a>(terms: impl Iterator<Item = &'a str>) -> Option<Self> {
        let traditional = traditional_pairs();
        let mut folded = Vec::new();
        let mut used: Vec<char> = Vec::new();
        // Digits are always told apart, because a number may follow a term (IGBT7).
        for term in terms.chain(["0123456789"]) {
            for raw in term.chars() {
                fold_scalar(raw, traditional, &mut folded);
                used.extend(folded.iter().filter(|scalar| punctuation(**scalar).is_none()));
            }
        }
        used.sort_unstable();
        used.dedup();
        let size = u16::try_from(used.len()).ok()?.checked_add(unit::FIRST_CODE)?;
        if size >= FULL_STOP {
            return None;
        }
        let mut word = vec![false; usize::from(size)];
        let mut digit = word.clone();
        word[usize::from(unit::OTHER_WORD)] = true;
        let code_of = |scalar: char| -> u16 {
            if let Some(mark) = punctuation(scalar) {
                return mark;
            }
            match used.binary_search(&scalar) {
                // The position fits: `size` counted them.
                Ok(at) => unit::FIRST_CODE + u16::try_from(at).unwrap_or(0),
                Err(_) if is_word(scalar) => unit::OTHER_WORD,
                Err(_) => unit::OTHER,
            }
        };
        for scalar in &used {
            let code = usize::from(code_of(*scalar));
            word[code] = is_word(*scalar);
            digit[code] = scalar.is_ascii_digit();
        }
        let mut table = vec![unit::OTHER; 0x1_0000].into_boxed_slice();
        for (point, entry) in (0u32..).zip(table.iter_mut()) {
            let Some(raw) = char::from_u32(point) else { continue };
            if let Some(mark) = punctuation(raw) {
                *entry = mark;
                continue;
            }
            fold_scalar(raw, traditional, &mut folded);
            *entry = match folded.as_slice() {
                [] => VANISHES,
                [one] => code_of(*one),
                _ => EXPANDS,
            };
        }
        Some(Self { table, word, digit, size })
    }

    /// An alphabet that knows no character.
    pub(super) fn empty() -> Self {
        Self { table: Box::default(), word: Vec::new(), digit: Vec::new(), size: unit::FIRST_CODE }
    }

    /// Number of units.
    pub(super) fn size(&self) -> usize {
        usize::from(self.size)
    }

    /// Bytes held.
    pub(super) fn bytes(&self) -> usize {
        self.table.len() * 2 + self.word.len() + self.digit.len()
    }

    /// Whether a unit belongs to a Latin word or number.
    pub(super) fn is_word(&self, unit: u16) -> bool {
        self.word.get(usize::from(unit)).copied().unwrap_or(false)
    }

    /// Whether a unit is a digit that occurs in some term.
    pub(super) fn is_digit(&self, unit: u16) -> bool {
        self.digit.get(usize::from(unit)).copied().unwrap_or(false)
    }

    /// The unit of a scalar that needs no folding.
    pub(super) fn unit_of(&self, scalar: char) -> u16 {
        usize::try_from(u32::from(scalar)).ok().and_then(|point| self.table.get(point)).copied().unwrap_or(unit::OTHER)
    }

    /// Whether a unit is a written character rather than a mark or blank.
    fn is_letter(unit: u16) -> bool {
        unit == unit::OTHER || unit == unit::OTHER_WORD || unit >= unit::FIRST_CODE
    }

    /// Folds a text into `out`, whose former content is dropped.
    pub(super) fn fold(&self, text: &str, out: &mut Folded) {
        out.clear();
        let mut blank: Option<u32> = None;
        for (raw, scalar) in (0u32..).zip(text.chars()) {
            let code = match usize::try_from(u32::from(scalar)).ok().and_then(|point| self.table.get(point)).copied() {
                Some(EXPANDS) | None => {
                    self.fold_rare(scalar, raw, &mut blank, out);
                    continue;
                }
                Some(code) => code,
            };
            self.append(code, raw, &mut blank, out);
        }
        if let Some(last) = out.units.last_mut()
            && *last == FULL_STOP
        {
            *last = unit::HARD;
        }
    }

    fn append(&self, code: u16, raw: u32, blank: &mut Option<u32>, out: &mut Folded) {
        match code {
            VANISHES => {}
            unit::BLANK => {
                blank.get_or_insert(raw);
            }
            FULL_STOP => {
                // Settled when the next unit is known: a stop inside a word or number is no end of sentence.
                out.push(FULL_STOP, raw);
            }
            _ => {
                let gap = blank.take();
                if out.units.last() == Some(&FULL_STOP) {
                    let inside = gap.is_none() && self.is_word(code);
                    if let Some(stop) = out.units.last_mut() {
                        *stop = if inside { unit::OTHER } else { unit::HARD };
                    }
                } else if let (Some(gap), Some(last)) = (gap, out.units.last().copied())
                    && Self::is_letter(last)
                    && Self::is_letter(code)
                {
                    match (self.is_word(last), self.is_word(code)) {
                        (true, true) => out.push(unit::BLANK, gap),
                        (false, false) => out.push(unit::LIST, gap),
                        // Between Chinese and Latin a blank is a matter of taste.
                        _ => {}
                    }
                }
                out.push(code, raw);
            }
        }
    }

    #[cold]
    fn fold_rare(&self, scalar: char, raw: u32, blank: &mut Option<u32>, out: &mut Folded) {
        for part in std::iter::once(scalar).nfkd() {
            if is_combining_mark(part) || is_invisible(part) {
                continue;
            }
            for lower in part.to_lowercase() {
                let code = usize::try_from(u32::from(lower))
                    .ok()
                    .and_then(|point| self.table.get(point))
                    .copied()
                    .filter(|code| *code != EXPANDS)
                    .unwrap_or(unit::OTHER);
                self.append(code, raw, blank, out);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(terms: &[&str], text: &str) -> (Vec<u16>, Vec<u32>) {
        let alphabet = Alphabet::new(terms.iter().copied()).unwrap();
        let mut out = Folded::default();
        alphabet.fold(text, &mut out);
        (out.units, out.raw)
    }

    #[test]
    fn one_form_for_many_spellings() {
        let terms = ["ＩＧＢＴ", "积体电路", "silicon carbide", "3d打印"];
        for (text, other) in [
            ("IGBT", "ｉｇｂｔ"),
            ("積體電路", "积体电路"),
            ("Silicon-Carbide", "silicon   carbide"),
            ("3D 打印", "３Ｄ打印"),
            ("sílicon carbidé", "silicon carbide"),
        ] {
            assert_eq!(fold(&terms, text).0, fold(&terms, other).0, "{text} {other}");
        }
        assert_ne!(fold(&terms, "积体 电路").0, fold(&terms, "积体电路").0);
    }

    #[test]
    fn units_remember_where_they_came_from() {
        let (units, raw) = fold(&["ab"], "😀ａ　㎡b");
        assert_eq!(units.len(), raw.len());
        assert_eq!(raw, [0, 1, 2, 3, 3, 4]);
        assert!(units[1] >= unit::FIRST_CODE);
    }

    #[test]
    fn stops_inside_words_end_nothing() {
        assert!(!fold(&["a"], "3.5 mm").0.contains(&unit::HARD));
        assert!(fold(&["a"], "a. a").0.contains(&unit::HARD));
        assert!(fold(&["电机"], "电机.电机").0.contains(&unit::HARD));
    }
}
