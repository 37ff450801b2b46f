//! How Chinese signs are read, as typed on a Latin keyboard: every reading of each sign, without tones.

use std::{collections::HashMap, sync::OnceLock};

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
    /// For each sign the class of its first letters.
    classes: Vec<u8>,
    /// For each class the first letters its signs can have, as bits.
    masks: Vec<u32>,
}

/// Bit of all digits among the first letters.
const DIGIT: u32 = 1 << 26;
/// Any first letter: the class of signs for which no class of their own was left.
const ANY: u32 = u32::MAX;
/// Signs that begin with none.
const NONE: u8 = 0;

/// Bit of a letter or digit typed.
pub(super) fn bit(letter: u16) -> u32 {
    match u8::try_from(letter) {
        Ok(letter @ b'a'..=b'z') => 1 << (letter - b'a'),
        Ok(b'0'..=b'9') => DIGIT,
        _ => 0,
    }
}

impl Readings {
    /// The table, made once.
    pub(super) fn get() -> &'static Self {
        static READINGS: OnceLock<Readings> = OnceLock::new();
        READINGS.get_or_init(Self::new)
    }

    fn new() -> Self {
        let mut table =
            Self { places: vec![(0, 0); 1 << 16], all: Vec::new(), classes: vec![NONE; 1 << 16], masks: vec![0] };
        let mut known: HashMap<u32, u8> = HashMap::new();
        for sign in 0..=u16::MAX {
            let Some(c) = char::from_u32(u32::from(sign)) else { continue };
            let start = table.all.len();
            let mut mask = bit(sign);
            if let Some(multi) = c.to_pinyin_multi() {
                for reading in multi {
                    for spelled in spellings(reading.plain()) {
                        let Some(reading) = Reading::new(&spelled) else { continue };
                        if !table.all.get(start..).unwrap_or_default().contains(&reading) {
                            mask |= spelled.bytes().next().map_or(0, |first| bit(first.into()));
                            table.all.push(reading);
                        }
                    }
                }
            }
            let count = u8::try_from(table.all.len() - start).unwrap_or(u8::MAX);
            let at = usize::from(sign);
            if let Some(place) = table.places.get_mut(at) {
                *place = (u32::try_from(start).unwrap_or(u32::MAX), count);
            }
            if mask == 0 {
                continue;
            }
            let masks = &mut table.masks;
            let class = *known.entry(mask).or_insert_with(|| match u8::try_from(masks.len()) {
                Ok(class) if class < u8::MAX => {
                    masks.push(mask);
                    class
                }
                _ => u8::MAX,
            });
            if let Some(place) = table.classes.get_mut(at) {
                *place = class;
            }
        }
        table.masks.resize(1 << 8, ANY);
        table
    }

    /// The class of a sign.
    pub(super) fn class(&self, sign: u16) -> u8 {
        self.classes.get(usize::from(sign)).copied().unwrap_or(NONE)
    }

    /// For each class whether a sign of it can be what the first letter or sign typed begins.
    pub(super) fn beginning_with(&self, typed: u16) -> [bool; 256] {
        let (bit, own) = (bit(typed), self.class(typed));
        std::array::from_fn(|class| {
            let mask = self.masks.get(class).copied().unwrap_or_default();
            mask & bit != 0 || (bit == 0 && class == usize::from(own))
        })
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
