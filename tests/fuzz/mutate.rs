//! Changing an input at random.

/// Random numbers from a seed (xorshift64*), the same everywhere.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below this one; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap().max(1);
        usize::try_from((self.next() >> 16) % end).unwrap()
    }
}

/// Numbers that programs get wrong.
const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "255",
    "256",
    "32767",
    "65535",
    "65536",
    "16384",
    "16385",
    "1048576",
    "1048577",
    "2147483647",
    "-2147483648",
    "4294967295",
    "9223372036854775807",
    "18446744073709551616",
    "1e308",
    "1e999",
    "NaN",
    "-0",
    "0.1",
];

/// A seed with one to eight changes, and now and then a piece of another.
pub fn mutated(seed: &[u8], other: &[u8], words: &[&str], dice: &mut Dice, longest: usize) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(8) {
        change(&mut bytes, other, words, dice);
    }
    bytes.truncate(longest);
    bytes
}

fn change(bytes: &mut Vec<u8>, other: &[u8], words: &[&str], dice: &mut Dice) {
    let at = dice.below(bytes.len() + 1);
    let end = (at + 1 + dice.below(16)).min(bytes.len());
    match dice.below(11) {
        0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
        1 if at < bytes.len() => bytes[at] = [0, 1, 0x7f, 0x80, 0xff, b'"', b'<', b'&', b'\n', b','][dice.below(10)],
        2 => bytes.insert(at, u8::try_from(dice.below(256)).unwrap()),
        3 if at < end => drop(bytes.drain(at..end)),
        4 if at < end => {
            let piece = bytes[at..end].to_vec();
            let times = 1 + dice.below(20);
            let to = dice.below(bytes.len() + 1);
            bytes.splice(to..to, piece.repeat(times));
        }
        5 | 6 if !words.is_empty() => {
            let word = words[dice.below(words.len())].bytes();
            let to = if dice.below(2) == 0 { end.max(at) } else { at };
            bytes.splice(at..to, word);
        }
        7 => {
            // A run of digits becomes another number.
            let Some(start) = (at..bytes.len()).find(|at| bytes[*at].is_ascii_digit()) else { return };
            let digits = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            bytes.splice(start..start + digits, NUMBERS[dice.below(NUMBERS.len())].bytes());
        }
        8 if !other.is_empty() => {
            let from = dice.below(other.len());
            let to = (from + 1 + dice.below(256)).min(other.len());
            bytes.splice(at..at, other[from..to].iter().copied());
        }
        9 => bytes.truncate(at),
        10 if at + 4 <= bytes.len() => {
            let value = [0_u32, 1, 0xff, 0xffff, 0x7fff_ffff, 0xffff_ffff, 0xffff_fffe, 0x0010_0000][dice.below(8)];
            bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
        _ => {}
    }
}
