//! How Chinese signs are read, as typed on a Latin keyboard: every reading of each sign, without tones.

use std::sync::OnceLock;

use pinyin::ToPinyinMulti;

/// One reading; the longest have six letters (zhuang).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// All readings of all signs of the basic plane.
pub(super) struct Readings {
    /// For each sign where its readings begin, and how many there are.
    places: Vec<(u32, u8)>,
    all: Vec<Reading>,
    /// The signs that have any.
    known: Vec<u16>,
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
        let mut table = Self { places: vec![(0, 0); 1 << 16], all: Vec::new(), known: Vec::new() };
        for sign in 0..=u16::MAX {
            let Some(multi) = char::from_u32(u32::from(sign)).and_then(|c| c.to_pinyin_multi()) else { continue };
            let start = table.all.len();
            for spelled in multi.into_iter().flat_map(|reading| spellings(reading.plain())) {
                let Some(reading) = Reading::new(&spelled) else { continue };
                if !table.all.get(start..).unwrap_or_default().contains(&reading) {
                    table.all.push(reading);
                }
            }
            let count = u8::try_from(table.all.len() - start).unwrap_or(u8::MAX);
            if let Some(place) = table.places.get_mut(usize::from(sign)) {
                *place = (u32::try_from(start).unwrap_or(u32::MAX), count);
            }
            table.known.push(sign);
        }
        table
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
    fn every_reading_of_a_sign_counts() {
        for typed in ["cqyh", "zqyx", "chongqingyinhang", "zhongqingyinxing"] {
            assert!(begins("重庆银行", typed), "{typed}");
        }
        assert!(begins("吕氏", "lvshi") && begins("吕氏", "lushi"));
        assert!(begins("tcl科技", "tclkj"));
    }
}
