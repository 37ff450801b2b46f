//! 统一社会信用代码, GB 32100-2015: 18 characters with two check digits.
//!
//! A wrong code is a warning, never a refusal: official pages themselves print wrong ones.

/// What is wrong with a code, from the outside in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeFault {
    /// Not 18 characters; holds how many there are.
    Length(usize),
    /// A character the standard does not allow, at this position (from 1).
    Character(usize),
    /// The organisation code (characters 9–17, GB 11714) is right; only the last character is not. Holds the right one.
    LastCharacter(char),
    /// Both checks fail: more than the last character is wrong.
    Checks,
}

/// The allowed characters, in the order of their values: no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Weights of the first 17 characters: 3^(i-1) mod 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// Weights of the organisation code's eight characters.
const ORGANISATION_WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Upper case, half width, without spaces and dashes: how codes are compared and stored.
pub fn normalize(raw: &str) -> String {
    raw.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            other => other,
        })
        .filter(|c| !c.is_whitespace() && *c != '-' && !is_invisible(*c))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// Checks a normalised code.
pub fn check(code: &str) -> Result<(), CodeFault> {
    let length = code.chars().count();
    if length != 18 {
        return Err(CodeFault::Length(length));
    }
    let mut values = [0; 18];
    for (index, c) in code.chars().enumerate() {
        let value = u8::try_from(c).ok().and_then(|byte| ALPHABET.iter().position(|known| *known == byte));
        values[index] = value.ok_or(CodeFault::Character(index + 1))?;
    }
    let sum: usize = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let expected = (31 - sum % 31) % 31;
    if values[17] == expected {
        return Ok(());
    }
    let right = char::from(ALPHABET[expected]);
    Err(if organisation_code_holds(code) { CodeFault::LastCharacter(right) } else { CodeFault::Checks })
}

/// Whether characters 9–17 carry their own check character (GB 11714).
fn organisation_code_holds(code: &str) -> bool {
    let part: Vec<u8> = code.bytes().skip(8).take(9).collect();
    let Some((last, body)) = part.split_last() else { return false };
    *last == organisation_check(body)
}

/// Check character (GB 11714) of an organisation code's eight characters.
pub fn organisation_check(body: &[u8]) -> u8 {
    let sum: usize = body
        .iter()
        .zip(ORGANISATION_WEIGHTS)
        .map(|(byte, weight)| char::from(*byte).to_digit(36).map_or(0, |digit| digit as usize) * weight)
        .sum();
    match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        digit => b"0123456789"[digit],
    }
}

/// The code with its last character computed from the first 17, for made-up companies.
pub fn complete(first_17: &str) -> Option<String> {
    let mut sum = 0;
    for (c, weight) in first_17.bytes().zip(WEIGHTS) {
        sum += ALPHABET.iter().position(|known| *known == c)? * weight;
    }
    (first_17.len() == 17).then(|| format!("{first_17}{}", char::from(ALPHABET[(31 - sum % 31) % 31])))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_in_force_pass() {
        for code in [
            "91110000600037341L",
            "914403001922038216",
            "9144030071526726XG",
            "91330100799655058B",
            "1150010700927688XM",
            "113310020026732928",
        ] {
            assert_eq!(check(code), Ok(()), "{code}");
        }
    }

    #[test]
    fn the_standards_own_example_has_a_wrong_last_character() {
        assert!(matches!(check("91350100M000100Y4Z"), Err(CodeFault::Character(18))));
        assert_eq!(check("91350100M000100Y43"), Ok(()));
    }

    #[test]
    fn a_wrong_last_character_is_told_from_a_wrong_body() {
        assert_eq!(check("11341700686863395A"), Err(CodeFault::LastCharacter('D')));
        assert_eq!(check("91110000600037341M"), Err(CodeFault::LastCharacter('L')));
        assert_eq!(check("12345"), Err(CodeFault::Length(5)));
        assert_eq!(check("A111000060003734IL"), Err(CodeFault::Character(17)));
    }

    #[test]
    fn full_width_and_spaces_are_normalised() {
        assert_eq!(normalize(" ９１11 0000-600037341l\u{200b}"), "91110000600037341L");
    }

    proptest! {
        #[test]
        fn any_single_change_of_a_valid_code_is_noticed(position in 0_usize..18, replacement in 0_usize..31) {
            let code = "9144030071526726XG";
            let mut changed: Vec<u8> = code.bytes().collect();
            changed[position] = ALPHABET[replacement];
            let changed = String::from_utf8(changed).expect("ASCII");
            prop_assert_eq!(check(&changed).is_ok(), changed == code);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,30}") {
            let _ = check(&normalize(&text));
            let _ = complete(&text);
        }
    }
}
