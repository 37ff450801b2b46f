//! Where a line may end, and how wide signs are beside each other: the rules of Chinese typesetting (避头尾, 标点挤压;
//! *Requirements for Chinese Text Layout*, W3C, 3.1).
//!
//! No line begins with a closing sign or ends with an opening one, dashes and dots of two stay together, figures keep
//! their unit, Latin words stay whole. Signs of punctuation that stand beside each other share their blank halves, and
//! the blank half of a sign at the end of a line is not counted.

use crate::report::{
    face::{Faces, Which},
    scene::Weight,
};

/// Full-width signs whose ink is on the left and whose right half is blank.
const BLANK_RIGHT: &str = "、。，．：；）」』】〕〉》〗”’";
/// Full-width signs whose ink is on the right and whose left half is blank.
const BLANK_LEFT: &str = "（「『【〔〈《〖“‘";
/// Signs that may not begin a line, beside those with a blank right half.
const NOT_FIRST: &str =
    "！？…—～·‧・•–-/,.;:!?)]}>%‰％°℃℉㎡㎏㎜㎝㎞″′¢ー々〻ヽヾゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ";
/// Signs that may not end a line, beside those with a blank left half.
const NOT_LAST: &str = "([{<$£¥￥＄￡#＃№";
/// Latin signs after which a long word may be broken.
const BREAKS_WORD: &str = "/-–\\?&=_";
/// A last line of no more signs looks lost.
const WIDOW: usize = 2;
/// Signs that go to such a line where they can.
const COMPANY: usize = 4;
/// Half of the width of a full-width sign, in em.
const HALF: f32 = 0.5;

/// One character with its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sign {
    /// The character.
    pub c: char,
    /// Where it begins in its text, in bytes.
    pub at: usize,
    /// Number of its glyph.
    pub glyph: u32,
    /// The face that has it.
    pub face: Which,
    /// Its outline is to be thickened.
    pub thicken: bool,
    /// How far the next sign stands, in em.
    pub advance: f32,
    /// How far it is moved to the left, in em: the blank left half that is not wanted.
    pub back: f32,
}

/// A line: signs of a text from one place to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// First sign.
    pub first: usize,
    /// Behind the last sign; blanks at the end are left out.
    pub end: usize,
    /// Width in em.
    pub width: f32,
    /// The text ends here, or a line was asked to.
    pub last: bool,
    /// A word goes on in the next line: a hyphen stands at the end.
    pub hyphen: bool,
}

/// The signs of a text as they stand beside each other. Tabs count as blanks; other control characters are left out.
pub fn signs(text: &str, weight: Weight, faces: &Faces) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let c = if c == '\t' { ' ' } else { c };
        if c != '\n' && (c.is_control() || is_invisible(c)) {
            continue;
        }
        let drawn = faces.drawn(if c == '\n' { ' ' } else { c }, weight);
        let advance = if c == '\n' { 0.0 } else { drawn.advance };
        signs.push(Sign { c, at, glyph: drawn.glyph, face: drawn.face, thicken: drawn.thicken, advance, back: 0.0 });
    }
    for place in 0..signs.len() {
        squeeze(&mut signs, place);
    }
    signs
}

/// Marks that change the direction or join what stands beside them: nothing to see, and able to turn a name around.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// Lets a sign share its blank half with the next, and quotation marks close up to Latin words.
fn squeeze(signs: &mut [Sign], place: usize) {
    let (this, next) = (signs[place], signs.get(place + 1).map(|next| next.c));
    if this.advance < 0.99 {
        return;
    }
    let before = place.checked_sub(1).map(|before| signs[before].c);
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
    let closing = is_in(BLANK_RIGHT, this.c);
    let opening = is_in(BLANK_LEFT, this.c);
    let quote = matches!(this.c, '“' | '”' | '‘' | '’');
    let punctuation = |c: char| is_in(BLANK_RIGHT, c) || is_in(BLANK_LEFT, c);
    if closing && (next.is_some_and(punctuation) || quote && (latin(before) || next == Some(' '))) {
        signs[place].advance -= HALF;
    }
    if opening && (next.is_some_and(|next| is_in(BLANK_LEFT, next)) || quote && latin(next)) {
        // The left half goes: the sign moves back and the next one follows.
        signs[place].back = HALF;
        signs[place].advance -= HALF;
    }
}

fn is_in(signs: &str, c: char) -> bool {
    signs.contains(c)
}

/// Whether the character is set like a Chinese sign: a line may end on either side.
fn is_square(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{33ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}'
        | '\u{2460}'..='\u{24ff}' | '\u{25a0}'..='\u{25ff}' | '\u{2600}'..='\u{267f}')
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—')
}

/// Whether a line may end between the sign at `place` and the next.
fn may_break(signs: &[Sign], place: usize) -> bool {
    let (Some(this), Some(next)) = (signs.get(place), signs.get(place + 1)) else { return true };
    let (a, b) = (this.c, next.c);
    if b == ' ' {
        return false;
    }
    if a == ' ' {
        // A figure and the unit behind it stay together, and so do a sign and what it must not begin a line with.
        let before = place.checked_sub(1).and_then(|before| signs.get(before)).map(|before| before.c);
        let unit = before.is_some_and(|c| c.is_ascii_digit()) && is_square(b) && !is_in(BLANK_LEFT, b);
        return !unit && !cannot_begin(b) || before.is_none();
    }
    if cannot_begin(b) || is_in(BLANK_LEFT, a) || is_in(NOT_LAST, a) {
        return false;
    }
    if is_square(a) || is_square(b) {
        return true;
    }
    is_in(BREAKS_WORD, a) && b.is_alphanumeric() && !b.is_ascii_digit()
}

fn cannot_begin(c: char) -> bool {
    is_in(BLANK_RIGHT, c) || is_in(NOT_FIRST, c)
}

/// The sign at the end of a line whose last word goes on.
pub fn hyphen(weight: Weight, faces: &Faces) -> Option<Sign> {
    signs("-", weight, faces).first().copied()
}

/// Cuts signs into lines no wider than `width` em. A word that is too long for a line of its own is cut where it must,
/// a Latin one with a hyphen, which takes `hyphen` em.
pub fn lines(signs: &[Sign], width: f32, hyphen: f32) -> Vec<Line> {
    let width = width.max(1.0);
    let mut lines = Vec::new();
    let mut first = 0;
    while first < signs.len() {
        let (end, next) = line_end(signs, first, width);
        // Where a word has no room in any line.
        let hyphened = if is_inside_word(signs, end) { hyphened(signs, first, end, width - hyphen) } else { None };
        let (end, next) = hyphened.map_or((end, next), |at| (at, at));
        let hard = signs.get(end).is_some_and(|sign| sign.c == '\n');
        let last = hard || next >= signs.len();
        let mut seen = end;
        while seen > first && signs[seen - 1].c == ' ' {
            seen -= 1;
        }
        let used = width_of(&signs[first..seen]) + hyphened.map_or(0.0, |_| hyphen);
        lines.push(Line { first, end: seen, width: used, last, hyphen: hyphened.is_some() });
        first = next;
    }
    if lines.is_empty() || signs.last().is_some_and(|sign| sign.c == '\n') {
        lines.push(Line { first: signs.len(), end: signs.len(), width: 0.0, last: true, hyphen: false });
    }
    lines
}

/// The same, and where a paragraph of Chinese would end in a line of one or two signs, its last two lines share them
/// better: of a name nothing is left alone. There are as many lines as before.
pub fn balanced(signs: &[Sign], width: f32, hyphen: f32) -> Vec<Line> {
    let mut lines = lines(signs, width, hyphen);
    for last in 1..lines.len() {
        let (Some(above), Some(below)) = (lines.get(last - 1).copied(), lines.get(last).copied()) else { continue };
        if !below.last || above.last || below.end - below.first > WIDOW || below.end <= below.first {
            continue;
        }
        let chinese = |line: Line| signs.get(line.first..line.end).is_some_and(|of| of.iter().all(|s| is_square(s.c)));
        if !chinese(below) {
            continue;
        }
        let fits = |at: &usize| {
            let moved = signs.get(*at..below.end).map_or(f32::MAX, width_of);
            signs.get(*at).is_some_and(|sign| sign.c != ' ') && may_break(signs, at - 1) && moved <= width + 0.001
        };
        // Four signs, as in 有限公司, and in any case no more than stay above.
        let least = above.first + (above.end - above.first).div_ceil(2).max(1);
        let wanted = below.end.saturating_sub(COMPANY);
        let Some(at) = (least..=wanted.min(above.end)).rev().find(fits).or_else(|| (least..above.end).find(fits))
        else {
            continue;
        };
        let mut end = at;
        while end > above.first && signs.get(end - 1).is_some_and(|sign| sign.c == ' ') {
            end -= 1;
        }
        let of = |first: usize, end: usize| signs.get(first..end).map_or(0.0, width_of);
        if let Some(line) = lines.get_mut(last - 1) {
            *line = Line { end, width: of(above.first, end), ..above };
        }
        if let Some(line) = lines.get_mut(last) {
            *line = Line { first: at, width: of(at, below.end), ..below };
        }
    }
    lines
}

/// Width of the widest part that is cut only where nothing else is possible: of a Latin text its longest word.
pub fn widest_part(signs: &[Sign]) -> f32 {
    let mut widest = 0.0_f32;
    let mut first = 0;
    for place in 0..signs.len() {
        if may_break(signs, place) || signs.get(place).is_some_and(|sign| sign.c == '\n') {
            let mut end = place + 1;
            while end > first && signs.get(end - 1).is_some_and(|sign| matches!(sign.c, ' ' | '\n')) {
                end -= 1;
            }
            widest = widest.max(signs.get(first..end).map_or(0.0, width_of));
            first = place + 1;
        }
    }
    widest
}

/// Where the line that begins at `first` ends, and where the next begins.
fn line_end(signs: &[Sign], first: usize, width: f32) -> (usize, usize) {
    let mut used = 0.0;
    let mut possible = None;
    for place in first..signs.len() {
        let sign = signs[place];
        if sign.c == '\n' {
            return (place, place + 1);
        }
        used += sign.advance - if place == first { lead(sign) } else { 0.0 };
        // Blanks at the end may stand out, and so may the blank half of a sign.
        let visible = if sign.c == ' ' { used - sign.advance } else { used - tail(sign) };
        if visible > width + 0.001 && place > first {
            let end = possible.unwrap_or(place);
            let mut next = end;
            while signs.get(next).is_some_and(|sign| sign.c == ' ') {
                next += 1;
            }
            return (end, next);
        }
        if may_break(signs, place) {
            possible = Some(place + 1);
        }
    }
    (signs.len(), signs.len())
}

/// Whether a place lies between two Latin letters.
fn is_inside_word(signs: &[Sign], place: usize) -> bool {
    let letter = |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(|sign| sign.c.is_ascii_alphabetic());
    letter(place.checked_sub(1)) && letter(Some(place))
}

/// Where a word that must be cut at `end` is better cut: where the hyphen has room, some letters stand on either side,
/// and a syllable may begin, which is where a vowel follows a consonant.
fn hyphened(signs: &[Sign], first: usize, end: usize, width: f32) -> Option<usize> {
    /// Letters that stay together on either side.
    const LEAST: usize = 2;
    /// Places that are looked at for the beginning of a syllable.
    const LOOKED_AT: usize = 4;
    let is_vowel = |at: usize| {
        signs.get(at).is_some_and(|sign| matches!(sign.c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
    };
    let fits = |at: &usize| {
        let mut around = at.saturating_sub(LEAST - 1)..at + LEAST;
        around.all(|place| is_inside_word(signs, place))
            && signs.get(first..*at).is_some_and(|line| width_of(line) <= width + 0.001)
    };
    let possible = || (first + LEAST..=end).rev().filter(fits);
    possible().take(LOOKED_AT).find(|at| !is_vowel(*at) && is_vowel(at + 1)).or_else(|| possible().next())
}

/// Width of a line of these signs, the blank halves at both ends not counted.
fn width_of(signs: &[Sign]) -> f32 {
    let whole: f32 = signs.iter().map(|sign| sign.advance).sum();
    whole - signs.first().copied().map_or(0.0, lead) - signs.last().copied().map_or(0.0, tail)
}

/// Blank half of a sign that begins a line.
pub fn lead(sign: Sign) -> f32 {
    if sign.advance > 0.99 && is_in(BLANK_LEFT, sign.c) { HALF } else { 0.0 }
}

/// Blank half of a sign that ends a line.
fn tail(sign: Sign) -> f32 {
    if sign.advance > 0.99 && is_in(BLANK_RIGHT, sign.c) { HALF } else { 0.0 }
}

/// Whether a gap behind this sign may grow to make a line full.
pub fn may_grow(this: Sign, next: Sign) -> bool {
    this.c == ' ' || is_square(this.c) && is_square(next.c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str, width: f32) -> Vec<String> {
        let faces = Faces::embedded().unwrap();
        let signs = signs(text, Weight::Regular, &faces);
        let line = |line: &Line| signs[line.first..line.end].iter().map(|sign| sign.c).collect();
        lines(&signs, width, 0.3).iter().map(line).collect()
    }

    #[test]
    fn no_line_begins_with_a_closing_sign() {
        // The comma is pushed out with its neighbour, or hangs with its blank half.
        assert_eq!(cut("一二三四五，六七", 5.5), ["一二三四五，", "六七"]);
        assert_eq!(cut("一二三四五，六七", 5.0), ["一二三四", "五，六七"]);
        assert_eq!(cut("一二三四（五六）", 5.0), ["一二三四", "（五六）"]);
        assert_eq!(cut("一二三——四", 4.0), ["一二", "三——四"]);
    }

    #[test]
    fn words_and_figures_stay_whole() {
        assert_eq!(cut("总投资 1.25 亿元，占地 300 亩", 6.0), ["总投资", "1.25 亿元，", "占地 300 亩"]);
        assert_eq!(cut("the quick brown fox", 6.0), ["the quick", "brown fox"]);
        assert_eq!(cut("增长 12.5%以上", 4.4), ["增长", "12.5%以", "上"]);
        let long = "a".repeat(50);
        assert!(cut(&long, 10.0).len() > 2, "a word longer than a line is cut");
        assert_eq!(cut("Microelectronics", 4.0), ["Microe", "lectro", "nics"], "where a syllable may begin");
        let faces = Faces::embedded().unwrap();
        let of = |text: &str| lines(&signs(text, Weight::Regular, &faces), 4.0, 0.3);
        assert_eq!(of("Microelectronics").iter().map(|line| line.hyphen).collect::<Vec<_>>(), [true, true, false]);
        assert!(of("1234567890123456").iter().all(|line| !line.hyphen), "a figure has no hyphen in it");
    }

    #[test]
    fn of_a_name_no_sign_is_left_alone() {
        let faces = Faces::embedded().unwrap();
        let cut = |text: &str, width: f32| -> Vec<String> {
            let signs = signs(text, Weight::Regular, &faces);
            let line = |line: &Line| signs[line.first..line.end].iter().map(|sign| sign.c).collect();
            balanced(&signs, width, 0.3).iter().map(line).collect()
        };
        assert_eq!(cut("重庆江岸芯源半导体有限公司", 12.0), ["重庆江岸芯源半导体", "有限公司"]);
        assert_eq!(cut("重庆江岸芯源半导体有限公司", 13.0), ["重庆江岸芯源半导体有限公司"]);
        assert_eq!(cut("重庆江岸芯源半导体有限公司", 8.0), ["重庆江岸芯源半导", "体有限公司"]);
        assert_eq!(cut("一二三", 2.0), ["一", "二三"], "a short line above keeps what it can");
        assert_eq!(cut("", 4.0), [""]);
    }

    #[test]
    fn a_latin_word_is_a_part_and_a_chinese_sign_is_one() {
        let faces = Faces::embedded().unwrap();
        let part = |text: &str| widest_part(&signs(text, Weight::Bold, &faces));
        assert!(
            (part("Reaches the minimum")
                - faces.width("minimum", Weight::Bold).max(faces.width("Reaches", Weight::Bold)))
            .abs()
                < 0.01
        );
        assert!((part("可得性") - 1.0).abs() < 0.01);
        assert!(part("").abs() < 1e-6);
    }

    #[test]
    fn punctuation_shares_its_blank_halves() {
        let faces = Faces::embedded().unwrap();
        let width = |text: &str| signs(text, Weight::Regular, &faces).iter().map(|sign| sign.advance).sum::<f32>();
        assert!((width("好。」") - 2.5).abs() < 1e-4);
        assert!((width("“LAST”") - (faces.width("LAST", Weight::Regular) + 1.0)).abs() < 1e-4);
    }

    #[test]
    fn lines_are_asked_for_and_may_be_empty() {
        assert_eq!(cut("一\n\n二", 9.0), ["一", "", "二"]);
        assert_eq!(cut("", 9.0), [""]);
        assert_eq!(cut("一\n", 9.0), ["一", ""]);
        assert_eq!(cut("a\u{202e}b", 9.0), ["ab"], "nothing turns a name around");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(
            text in "[一二，。（）“”a-z0-9 ./%—…]{0,60}", width in 2.0..20.0_f32
        ) {
            let faces = Faces::embedded().unwrap();
            let signs = signs(&text, Weight::Regular, &faces);
            let lines = balanced(&signs, width, 0.3);
            let kept: String = lines.iter().flat_map(|line| &signs[line.first..line.end]).map(|sign| sign.c).collect();
            prop_assert_eq!(kept.replace(' ', ""), text.replace(' ', ""));
            for line in &lines {
                prop_assert!(line.width <= width + 0.01 || line.end - line.first <= 1, "{:?}", line);
            }
            for pair in lines.windows(2) {
                prop_assert!(pair[0].end <= pair[1].first && pair[1].first <= pair[1].end);
            }
        }
    }
}
