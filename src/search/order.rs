//! The order in which texts stand in a list: signs as they are read, Latin letters and digits before them, as
//! spreadsheets of a Chinese desktop have it.

use std::{cmp::Ordering, sync::OnceLock};

use super::readings::Readings;

/// Places of read signs lie above those of all others of the basic plane, which stand by their code.
const READ: u32 = 1 << 16;
/// Rare signs nobody knows a reading of stand after all others.
const UNREAD: u32 = 1 << 20;

/// Signs that in names are seldom read as their first reading has it; with the sign after them where only there.
const SPOKEN: [(char, Option<char>, &str); 7] = [
    ('长', None, "chang"),
    ('曾', None, "zeng"),
    ('重', Some('庆'), "chong"),
    ('厦', Some('门'), "xia"),
    ('六', Some('安'), "lu"),
    ('蚌', Some('埠'), "beng"),
    ('番', Some('禺'), "pan"),
];

/// How a sign sounds: its letters with ü among u, and whether it was ü, which stands after u.
type Sound = (Vec<u8>, bool);

fn sound(letters: &[u8]) -> Sound {
    let plain = letters.iter().map(|letter| if *letter == b'v' { b'u' } else { *letter }).collect();
    (plain, letters.contains(&b'v'))
}

/// The place of every sign.
struct Places {
    of: Vec<u32>,
    /// Places of signs before certain others.
    before: Vec<(char, char, u32)>,
}

impl Places {
    /// The table, made once.
    fn get() -> &'static Self {
        static PLACES: OnceLock<Places> = OnceLock::new();
        PLACES.get_or_init(Self::new)
    }

    fn new() -> Self {
        let readings = Readings::get();
        let always = SPOKEN.iter().filter(|(_, after, _)| after.is_none());
        let always: Vec<(u16, &str)> =
            always.filter_map(|(sign, _, letters)| Some((u16::try_from(*sign).ok()?, *letters))).collect();
        let mut read: Vec<(Sound, u16, Option<char>)> = Vec::new();
        for sign in 0..=u16::MAX {
            let spoken = always.iter().find(|(other, _)| *other == sign).map(|(_, letters)| letters.as_bytes());
            let letters = spoken.unwrap_or_else(|| readings.first(sign));
            if !letters.is_empty() {
                read.push((sound(letters), sign, None));
            }
        }
        let before = SPOKEN.iter().filter(|(_, after, _)| after.is_some());
        read.extend(before.filter_map(|(sign, after, letters)| {
            Some((sound(letters.as_bytes()), u16::try_from(*sign).ok()?, *after))
        }));
        read.sort_unstable();
        let mut table = Self { of: (0..=u16::MAX).map(plain).collect(), before: Vec::new() };
        for (place, (_, sign, after)) in (READ..).zip(read) {
            match (after, char::from_u32(u32::from(sign))) {
                (Some(after), Some(sign)) => table.before.push((sign, after, place)),
                _ => table.of[usize::from(sign)] = place,
            }
        }
        table
    }

    /// The place of a sign before another one.
    fn place(&self, sign: char, next: Option<char>) -> u32 {
        let Ok(at) = u16::try_from(sign) else { return UNREAD + u32::from(sign) };
        let place = self.of.get(usize::from(at)).copied().unwrap_or_default();
        if place < READ {
            return place;
        }
        let spoken = self.before.iter().find(|(one, after, _)| *one == sign && Some(*after) == next);
        spoken.map_or(place, |(_, _, place)| *place)
    }

    fn of_text(&self, text: &str) -> impl Iterator<Item = u32> {
        let mut signs = text.chars().peekable();
        std::iter::from_fn(move || {
            let sign = signs.next()?;
            Some(self.place(sign, signs.peek().copied()))
        })
    }
}

/// The place of a sign that is not read: letters of either case and width beside each other.
fn plain(sign: u16) -> u32 {
    let code = u32::from(sign);
    match sign {
        0x3000 => 0x20,
        0xFF01..=0xFF5E => plain(sign - 0xFEE0),
        0x3400..=0x9FFF => UNREAD + code,
        _ => u8::try_from(sign).map_or(code, |letter| u32::from(letter.to_ascii_lowercase())),
    }
}

/// Which of two texts stands first in a list; only equal texts are equal. Places are looked up sign by sign: two texts
/// that begin differently cost next to nothing, and no key has to be kept for each.
pub fn text_order(one: &str, other: &str) -> Ordering {
    if one == other {
        return Ordering::Equal;
    }
    let places = Places::get();
    places.of_text(one).cmp(places.of_text(other)).then_with(|| one.cmp(other))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted(mut texts: Vec<&str>) -> Vec<&str> {
        texts.sort_by(|one, other| text_order(one, other));
        texts
    }

    #[test]
    fn texts_stand_as_they_are_read() {
        let right = vec!["", "3M", "ABB", "acme", "北京", "重庆", "广州", "上海", "深圳", "张三", "章一", "重工"];
        let mut turned = right.clone();
        turned.reverse();
        assert_eq!(sorted(turned), right);
    }

    #[test]
    fn names_are_read_as_people_read_them() {
        assert_eq!(sorted(vec!["重庆", "成都", "长沙", "厦门", "沈阳"]), ["长沙", "成都", "重庆", "沈阳", "厦门"]);
        assert_eq!(sorted(vec!["罗", "绿", "路", "乱"]), ["路", "绿", "乱", "罗"]);
    }

    #[test]
    fn the_same_sign_stands_together_and_width_and_case_make_no_difference() {
        let names = sorted(vec!["章二", "张三", "章一", "张四"]);
        assert_eq!(names[0].chars().next(), names[1].chars().next());
        assert_eq!(sorted(vec!["ｂ厂", "C厂", "A厂", "b厂"]), ["A厂", "b厂", "ｂ厂", "C厂"]);
        assert_eq!(text_order("中", "中国"), Ordering::Less);
    }

    proptest! {
        #[test]
        fn it_is_an_order(one in any::<String>(), other in any::<String>(), third in "[重庆长门a-cA-C ]{0,4}") {
            prop_assert_eq!(text_order(&one, &other), text_order(&other, &one).reverse());
            prop_assert_eq!(text_order(&one, &other) == Ordering::Equal, one == other);
            if text_order(&one, &other).is_le() && text_order(&other, &third).is_le() {
                prop_assert!(text_order(&one, &third).is_le());
            }
        }
    }
}
