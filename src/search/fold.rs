//! The form in which texts and queries are compared.

use unicode_normalization::UnicodeNormalization;

use crate::domain::name::is_invisible;

/// Compatibility form in lower case, without invisible characters, white space as single spaces.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    push_folded(text, &mut folded);
    folded
}

/// Appends the folded form of a text.
pub(super) fn push_folded(text: &str, out: &mut String) {
    let start = out.len();
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | '\u{4e00}'..='\u{9fff}' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            c if c.is_whitespace() => {
                if out.len() > start && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\0'..='\u{7f}' if !c.is_control() => out.push(c),
            c if is_invisible(c) => {}
            c => {
                for part in std::iter::once(c).nfkc().flat_map(char::to_lowercase) {
                    out.push(if part == '\n' { ' ' } else { part });
                }
            }
        }
    }
    if out.len() > start && out.ends_with(' ') {
        out.pop();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn width_case_and_white_space_do_not_matter() {
        assert_eq!(fold("  ＡＢＣ　（重庆）\n芯 "), "abc (重庆) 芯");
        assert_eq!(fold("\u{200b}"), "");
    }

    proptest! {
        #[test]
        fn a_folded_text_is_one_line(text in any::<String>()) {
            prop_assert!(!fold(&text).contains('\n'));
        }
    }
}
