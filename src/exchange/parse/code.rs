//! 统一社会信用代码 as lists write them.

use super::{Parsed, Unreadable, is_missing};
use crate::domain::credit_code::{self, CodeFault};

/// A credit code as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeReading {
    /// Normalised, otherwise as written: a wrong code is kept and warned about, never corrected in silence.
    pub code: String,
    /// What is wrong with it.
    pub fault: Option<CodeFault>,
    /// The code that was probably meant, when letters the standard does not know (O, I, S, Z) stand for digits.
    pub suggestion: Option<String>,
}

/// Reads a credit code; one that a spreadsheet has turned into a rounded number (`9.15001E+17`) is refused, because
/// its digits are lost.
pub fn credit_code(text: &str) -> Parsed<CodeReading> {
    if is_missing(text) {
        return Parsed::Missing;
    }
    let code = credit_code::normalize(text);
    let mantissa = code.split_once('E').filter(|(before, after)| {
        !before.is_empty()
            && before.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && before.contains('.')
            && !after.is_empty()
            && after.bytes().all(|byte| byte.is_ascii_digit() || byte == b'+')
    });
    if mantissa.is_some() {
        return Parsed::Unreadable(Unreadable::DamagedCode);
    }
    let Err(fault) = credit_code::check(&code) else {
        return Parsed::Value(CodeReading { code, fault: None, suggestion: None });
    };
    let repaired: String = code
        .chars()
        .map(|c| match c {
            'O' => '0',
            'I' => '1',
            'S' => '5',
            'Z' => '2',
            'V' => 'U',
            other => other,
        })
        .collect();
    let suggestion = (repaired != code && credit_code::check(&repaired).is_ok()).then_some(repaired);
    Parsed::Value(CodeReading { code, fault: Some(fault), suggestion })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_look_like_digits_are_pointed_out() {
        let code = credit_code::complete("9150010070092768O".replace('O', "0").as_str()).expect("allowed characters");
        let written = code.replacen('0', "O", 1);
        let reading = credit_code(&written).value().expect("a code");
        assert_eq!(reading.code, written);
        assert_eq!(reading.suggestion, Some(code.clone()));
        assert!(matches!(reading.fault, Some(CodeFault::Character(_))));
        let right = credit_code(&format!(" {} ", code.to_lowercase())).value().expect("a code");
        assert_eq!((right.code, right.fault), (code, None));
    }

    #[test]
    fn rounded_numbers_are_refused_and_wrong_codes_kept() {
        for text in ["9.15001E+17", "9.15001e17", "９.１５E+17"] {
            assert_eq!(credit_code(text), Parsed::Unreadable(Unreadable::DamagedCode), "{text}");
        }
        assert_eq!(credit_code("-"), Parsed::Missing);
        let wrong = credit_code("11341700686863395A").value().expect("kept");
        assert_eq!((wrong.fault, wrong.suggestion), (Some(CodeFault::LastCharacter('D')), None));
    }
}
