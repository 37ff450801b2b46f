//! 统一社会信用代码 for firms that do not exist: right, wrong in every way, or missing.

use super::dice::Dice;
use crate::domain::credit_code;

/// In which state a code is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeState {
    /// Both checks hold.
    Valid,
    /// Only the last character is wrong.
    LastCharacter,
    /// A figure in the middle was mistyped.
    Mistyped,
    /// A character is missing.
    Short,
    /// The letter O instead of a zero, as scanned lists have it.
    Letter,
    /// No code.
    Missing,
}

/// Forty firms in a row have every state: 32 valid, one of each fault, 4 missing.
pub(super) fn state(index: usize) -> CodeState {
    match index % 40 * 13 % 40 {
        0 => CodeState::LastCharacter,
        1 => CodeState::Mistyped,
        2 => CodeState::Short,
        3 => CodeState::Letter,
        4..=7 => CodeState::Missing,
        _ => CodeState::Valid,
    }
}

/// A code of an area (`9901xx`) that no place has; a million firms in a row have different ones.
pub(super) fn code(dice: &mut Dice, state: CodeState, index: usize) -> String {
    let area = dice.between(1, 99);
    // The subject number begins with MA like that of every firm founded since 2015, so that none is an older one's.
    // The factor shares no divisor with a million, so the numbers repeat only after all have been used.
    let subject = format!("MA{:06}", (index % 1_000_000 * 614_657 + 271_828) % 1_000_000);
    let check = char::from(credit_code::organisation_check(subject.as_bytes()));
    // 91: registered with industry and commerce, an enterprise.
    let body = format!("919901{area:02}{subject}{check}");
    let valid = credit_code::complete(&body).unwrap_or(body);
    let replaced = |position: usize, new: &dyn Fn(char) -> char| -> String {
        valid.chars().enumerate().map(|(at, c)| if at == position { new(c) } else { c }).collect()
    };
    let next_figure = |c: char| match c {
        '0'..='8' => char::from_u32(u32::from(c) + 1).unwrap_or('0'),
        _ => '0',
    };
    match state {
        CodeState::Valid => valid,
        CodeState::LastCharacter => replaced(17, &next_figure),
        CodeState::Mistyped => replaced(12, &next_figure),
        CodeState::Short => valid.chars().take(17).collect(),
        CodeState::Letter => replaced(4, &|_| 'O'),
        CodeState::Missing => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::credit_code::{CodeFault, check};

    #[test]
    fn codes_are_in_the_state_asked_for() {
        let mut dice = Dice::new(1, date(2026, 1, 1));
        for index in 0..500 {
            assert_eq!(check(&code(&mut dice, CodeState::Valid, index)), Ok(()));
            assert!(matches!(
                check(&code(&mut dice, CodeState::LastCharacter, index)),
                Err(CodeFault::LastCharacter(_))
            ));
            assert_eq!(check(&code(&mut dice, CodeState::Mistyped, index)), Err(CodeFault::Checks));
            assert_eq!(check(&code(&mut dice, CodeState::Short, index)), Err(CodeFault::Length(17)));
            assert_eq!(check(&code(&mut dice, CodeState::Letter, index)), Err(CodeFault::Character(5)));
        }
        assert_eq!(code(&mut dice, CodeState::Missing, 1), "");
    }

    #[test]
    fn forty_firms_have_every_state() {
        use CodeState::{LastCharacter, Letter, Missing, Mistyped, Short, Valid};
        let count = |wanted| (0..40).filter(|index| state(*index) == wanted).count();
        assert_eq!([Valid, LastCharacter, Mistyped, Short, Letter, Missing].map(count), [32, 1, 1, 1, 1, 4]);
    }
}
