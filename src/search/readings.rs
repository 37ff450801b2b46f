//! How Chinese signs are read, as typed on a Latin keyboard: every reading of each sign, without tones; and which names
//! what was typed can be a reading of, told from their first letters alone.

use std::sync::OnceLock;

use pinyin::ToPinyinMulti;

/// One reading; the longest have six letters (zhuang).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    letters: [u8; 6],
    len: u8,
}

impl Reading {
    fn new(letters: &str) -> Option<Self> {
        let mut reading = Self { letters: [0; 6], len: u8::try_from(letters.len()).ok()? };
        reading.letters.get_mut(..letters.len())?.copy_from_slice(letters.as_bytes());
        Some(reading)
    }

    fn letters(&self) -> &[u8] {
        self.letters.get(..usize::from(self.len)).unwrap_or_default()
    }
}

/// What is known of a name before its signs are looked at: which first letters its signs have, and which stand beside
/// each other. It may say more than is true, never less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Initials {
    /// First letters and digits, one bit each.
    letters: u64,
    /// Neighbours, many to a bit.
    pairs: u64,
}

/// The bit of a letter or digit; none for other signs.
fn letter_bit(sign: u8) -> u64 {
    match sign {
        b'a'..=b'z' => 1 << (sign - b'a'),
        b'0'..=b'9' => 1 << (26 + (sign - b'0')),
        _ => 0,
    }
}

/// The bits of the pairs of one letter each of two sets.
fn pair_bits(first: u64, second: u64) -> u64 {
    let mut bits = 0;
    let mut left = first;
    while left != 0 {
        let one = u64::from(left.trailing_zeros());
        left &= left - 1;
        let mut right = second;
        while right != 0 {
            let other = u64::from(right.trailing_zeros());
            right &= right - 1;
            // Knuth's multiplier spreads neighbours over the word.
            bits |= 1 << ((one * 36 + other).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58);
        }
    }
    bits
}

impl Initials {
    /// Those of a name's signs.
    pub(super) fn of(readings: &Readings, signs: &[u16]) -> Self {
        let mut all = Self::default();
        let mut before = 0;
        for sign in signs {
            let letters = readings.initials.get(usize::from(*sign)).copied().unwrap_or_default();
            all.letters |= letters;
            all.pairs |= pair_bits(before, letters);
            before = letters;
        }
        all
    }
}

/// What a name's initials must show for it to be read as typed. Every part names alternatives; a name must show one of
/// each part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Wanted {
    letters: u64,
    pairs: Vec<u64>,
}

/// Neighbours asked for; more rule out little more.
const MOST_PAIRS: usize = 4;

impl Wanted {
    /// Whether a name with these initials may be read as typed.
    pub(super) fn admits(&self, initials: &Initials) -> bool {
        (self.letters == 0 || initials.letters & self.letters != 0)
            && self.pairs.iter().all(|pairs| initials.pairs & pairs != 0)
    }
}

/// All readings of all signs of the basic plane.
pub(super) struct Readings {
    /// For each sign where its readings begin, and how many there are.
    places: Vec<(u32, u8)>,
    all: Vec<Reading>,
    /// The signs that have any.
    known: Vec<u16>,
    /// The first letters of each sign; of letters and digits they themselves.
    initials: Vec<u64>,
    /// Every reading there is, sorted.
    syllables: Vec<Reading>,
}

/// What a sign can be for something typed.
pub(super) mod hint {
    /// The first letter begins it.
    pub const FIRST: u8 = 1;
    /// A reading of it is what was typed, or begins it, or is begun by all of it.
    pub const WHOLE: u8 = 2;
    /// The second letter begins it.
    pub const SECOND: u8 = 4;
    /// The first two letters begin it, as zh, ch, sh.
    pub const DOUBLE: u8 = 8;
    /// The third letter begins it.
    pub const THIRD: u8 = 16;

    /// Whether what was typed can begin at a sign, by its hint and that of the next one.
    pub const fn can_begin(here: u8, next: u8) -> bool {
        here & WHOLE != 0 || here & FIRST != 0 && next & SECOND != 0 || here & DOUBLE != 0 && next & THIRD != 0
    }
}

/// Hints for all signs.
pub(super) type Hints = Vec<u8>;

/// Whether a sign is one that readings are typed with.
pub(super) fn is_typed(sign: u16) -> bool {
    u8::try_from(sign).is_ok_and(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
}

impl Readings {
    /// The table, made once.
    pub(super) fn get() -> &'static Self {
        static READINGS: OnceLock<Readings> = OnceLock::new();
        READINGS.get_or_init(Self::new)
    }

    fn new() -> Self {
        let mut table = Self {
            places: vec![(0, 0); 1 << 16],
            all: Vec::new(),
            known: Vec::new(),
            initials: vec![0; 1 << 16],
            syllables: Vec::new(),
        };
        for sign in 0..=u16::MAX {
            table.initials[usize::from(sign)] = u8::try_from(sign).map_or(0, letter_bit);
            let Some(multi) = char::from_u32(u32::from(sign)).and_then(|c| c.to_pinyin_multi()) else { continue };
            let start = table.all.len();
            for spelled in multi.into_iter().flat_map(|reading| spellings(reading.plain())) {
                let Some(reading) = Reading::new(&spelled) else { continue };
                if !table.all.get(start..).unwrap_or_default().contains(&reading) {
                    table.all.push(reading);
                    table.initials[usize::from(sign)] |=
                        reading.letters().first().map_or(0, |first| letter_bit(*first));
                }
            }
            let count = u8::try_from(table.all.len() - start).unwrap_or(u8::MAX);
            if let Some(place) = table.places.get_mut(usize::from(sign)) {
                *place = (u32::try_from(start).unwrap_or(u32::MAX), count);
            }
            table.known.push(sign);
        }
        table.syllables.clone_from(&table.all);
        table.syllables.sort_unstable();
        table.syllables.dedup();
        table
    }

    /// What the initials of a name must show for it to be read as typed.
    ///
    /// What was typed is cut into parts in every way [`Readings::begins`] allows: each part is a sign itself, a whole
    /// reading, or the first letter (or two: zh, ch, sh) of one; the last may be any beginning of a reading. Of the first
    /// parts the initials are known, part by part: they and their neighbours are asked for.
    pub(super) fn wanted(&self, typed: &[u16]) -> Wanted {
        let letter = |at: usize| typed.get(at).and_then(|sign| u8::try_from(*sign).ok()).map_or(0, letter_bit);
        // A sign that is no letter tells nothing here.
        let mut wanted = Wanted { letters: letter(0), pairs: Vec::new() };
        let mut starts = vec![0_usize];
        while wanted.pairs.len() < MOST_PAIRS {
            let (mut pairs, mut next) = (0, Vec::new());
            for start in &starts {
                let here = letter(*start);
                for end in self.ends(typed, *start) {
                    let there = letter(end);
                    if end >= typed.len() || here == 0 || there == 0 {
                        // Here what was typed can be over: nothing more can be asked for.
                        return wanted;
                    }
                    pairs |= pair_bits(here, there);
                    if !next.contains(&end) {
                        next.push(end);
                    }
                }
            }
            if pairs == 0 {
                return wanted;
            }
            wanted.pairs.push(pairs);
            starts = next;
        }
        wanted
    }

    /// Where the part that begins at a place can end; the end of what was typed where it is the beginning of a reading.
    fn ends(&self, typed: &[u16], start: usize) -> Vec<usize> {
        let rest: Vec<u8> = typed.iter().skip(start).map_while(|sign| u8::try_from(*sign).ok()).take(6).collect();
        let goes_on = typed.len() > start + rest.len();
        let mut ends = vec![start + 1];
        if rest.get(1) == Some(&b'h') {
            ends.push(start + 2);
        }
        for len in 1..=rest.len() {
            let part = rest.get(..len).unwrap_or_default();
            let from = self.syllables.partition_point(|syllable| syllable.letters() < part);
            let Some(found) = self.syllables.get(from) else { continue };
            if found.letters() == part {
                ends.push(start + len);
            }
            if !goes_on && len == rest.len() && found.letters().starts_with(part) {
                ends.push(typed.len());
            }
        }
        ends
    }

    /// What each sign can be for something typed.
    pub(super) fn hints(&self, typed: &[u16]) -> Hints {
        let mut hints: Hints = vec![0; 1 << 16];
        let begins = [(0, hint::FIRST), (1, hint::SECOND), (2, hint::THIRD)];
        for sign in &self.known {
            let place = &mut hints[usize::from(*sign)];
            for reading in self.of(*sign) {
                let letters = reading.letters();
                let common = letters.iter().zip(typed).take_while(|(one, other)| u16::from(**one) == **other).count();
                if common > 0 && (common == letters.len() || common == typed.len()) {
                    *place |= hint::WHOLE;
                }
                if common >= 2 && letters.get(1) == Some(&b'h') {
                    *place |= hint::DOUBLE;
                }
                let first = letters.first().map(|letter| u16::from(*letter));
                for (at, bit) in begins {
                    if first.is_some() && typed.get(at).copied() == first {
                        *place |= bit;
                    }
                }
            }
        }
        for (at, bit) in begins {
            if let Some(sign) = typed.get(at) {
                hints[usize::from(*sign)] |= bit;
            }
        }
        if let [sign] = typed {
            hints[usize::from(*sign)] |= hint::WHOLE;
        }
        hints
    }

    fn of(&self, sign: u16) -> &[Reading] {
        let (start, count) = self.places.get(usize::from(sign)).copied().unwrap_or_default();
        let start = start as usize;
        self.all.get(start..start + usize::from(count)).unwrap_or_default()
    }

    /// The letters of a sign's first reading; none where it has none.
    pub(super) fn first(&self, sign: u16) -> &[u8] {
        self.of(sign).first().map(Reading::letters).unwrap_or_default()
    }

    /// Whether what was typed is how the signs begin: each as itself, by its reading, or by the first letter (or two:
    /// zh, ch, sh) of it; the last one by any part of its reading.
    pub(super) fn begins(&self, signs: &[u16], typed: &[u16]) -> bool {
        let Some((first, rest)) = typed.split_first() else { return true };
        let Some((sign, signs)) = signs.split_first() else { return false };
        if first == sign && self.begins(signs, rest) {
            return true;
        }
        self.of(*sign).iter().any(|reading| {
            let letters = reading.letters();
            let common = letters.iter().zip(typed).take_while(|(letter, typed)| u16::from(**letter) == **typed).count();
            let goes_on = |taken: usize| typed.get(taken..).is_some_and(|rest| self.begins(signs, rest));
            let double = letters.get(1) == Some(&b'h');
            common > 0
                && (common == typed.len()
                    || common == letters.len() && goes_on(common)
                    || double && common >= 2 && letters.len() > 2 && goes_on(2)
                    || letters.len() > 1 && goes_on(1))
        })
    }
}

/// How a reading is typed: ü as v, and as the u of keyboards that have neither.
fn spellings(plain: &str) -> impl Iterator<Item = String> {
    let umlaut = plain.contains('ü');
    let first = if umlaut { plain.replace('ü', "v") } else { plain.to_owned() };
    let second =
        if umlaut { Some(plain.replace('ü', "u")) } else { plain.contains('v').then(|| plain.replace('v', "u")) };
    std::iter::once(first).chain(second).filter(|spelled| spelled.bytes().all(|byte| byte.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begins(text: &str, typed: &str) -> bool {
        let signs = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
        Readings::get().begins(&signs(text), &signs(typed))
    }

    #[test]
    fn readings_in_full_in_part_and_by_first_letters() {
        for typed in ["zjw", "zhongji", "zhongjiw", "zhjw", "zhongjw", "中jw", "中际w", "zhongjiweidianzi", "z", "zho"]
        {
            assert!(begins("中际微电子", typed), "{typed}");
        }
        for typed in ["zjd", "jw", "zonj", "zhongjz", "中w"] {
            assert!(!begins("中际微电子", typed), "{typed}");
        }
    }

    #[test]
    fn initials_never_rule_out_what_is_read_as_typed() {
        let readings = Readings::get();
        let signs = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
        for (name, typed) in [
            ("中际微电子", "zjw"),
            ("中际微电子", "zhongjiw"),
            ("中际微电子", "zhjw"),
            ("重庆银行", "zqyx"),
            ("西安岸", "xian"),
            ("西安岸", "xa"),
            ("吕氏", "lvs"),
            ("tcl科技", "tclkj"),
            ("三一3号", "sy3"),
            ("中际微", "中jw"),
        ] {
            let initials = Initials::of(readings, &signs(name));
            assert!(readings.wanted(&signs(typed)).admits(&initials), "{name} {typed}");
        }
        let initials = Initials::of(readings, &signs("华盛通达"));
        assert!(!readings.wanted(&signs("zjw")).admits(&initials));
        assert!(!readings.wanted(&signs("hx")).admits(&initials));
    }

    proptest::proptest! {
        /// Whatever the full comparison finds anywhere in a name, the initials let through.
        #[test]
        fn initials_let_everything_through_that_is_found(
            name in "[重长行中际微银安西欧尔二一a-c1-2]{1,8}",
            typed in "[a-z1-2中]{1,7}",
        ) {
            let readings = Readings::get();
            let signs = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
            let (name, typed) = (signs(&name), signs(&typed));
            if (0..name.len()).any(|at| readings.begins(&name[at..], &typed)) {
                proptest::prop_assert!(readings.wanted(&typed).admits(&Initials::of(readings, &name)));
            }
        }

        /// The same for what is typed of a name's own readings, which chance hardly ever types.
        #[test]
        fn parts_of_readings_are_let_through(
            name in "[重长行中际微银安西欧尔二一]{1,6}",
            cuts in proptest::collection::vec((0..3_usize, 0..3_usize), 1..6),
        ) {
            let readings = Readings::get();
            let signs: Vec<u16> = name.encode_utf16().collect();
            let mut typed: Vec<u16> = Vec::new();
            for (sign, (which, cut)) in signs.iter().zip(&cuts) {
                let of = readings.of(*sign);
                let letters = of[which % of.len()].letters();
                let taken = match cut {
                    0 => 1,
                    1 if letters.get(1) == Some(&b'h') => 2,
                    _ => letters.len(),
                };
                typed.extend(letters[..taken].iter().map(|letter| u16::from(*letter)));
            }
            if readings.begins(&signs, &typed) {
                proptest::prop_assert!(readings.wanted(&typed).admits(&Initials::of(readings, &signs)));
            }
        }
    }

    #[test]
    fn every_reading_of_a_sign_counts() {
        for typed in ["cqyh", "zqyx", "chongqingyinhang", "zhongqingyinxing"] {
            assert!(begins("重庆银行", typed), "{typed}");
        }
        assert!(begins("吕氏", "lvshi") && begins("吕氏", "lushi"));
        assert!(begins("tcl科技", "tclkj"));
    }
}
