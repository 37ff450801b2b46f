//! Keeps text from becoming a formula when a CSV file is opened in a spreadsheet, and takes the guard off again.
//!
//! OWASP ASVS 5.0, 1.2.10: fields that begin with `=` `+` `-` `@` Tab CR NUL get a leading `'`. We also guard LF, the
//! full-width forms ＝＋－＠ that some programs fold, and any of these behind blanks, invisible marks or quotes. The guard
//! is one `'`, and `unguard(guard(s)) == s` for every `s`, also for texts that begin with `'` themselves.

use std::borrow::Cow;

/// The text as it may stand in a CSV file.
pub fn guard(text: &str) -> Cow<'_, str> {
    if needs_guard(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text as it was before [`guard`]. Texts that were never guarded are returned as they are.
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest,
        _ => text,
    }
}

/// Whether a spreadsheet might read the text as something other than text.
///
/// Leading `'` are looked through, so that a guarded text still counts and guarding stays reversible.
fn needs_guard(text: &str) -> bool {
    let visible = text.trim_start_matches('\'');
    if visible.starts_with(['\t', '\r', '\n', '\0']) {
        return true;
    }
    visible
        .trim_start_matches(|c: char| c == '\'' || c.is_whitespace() || c.is_control() || is_invisible(c))
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_guarded() {
        for text in [
            "=1+1",
            "+86 23",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "\0",
            "＝1",
            "＋1",
            "－1",
            "＠x",
            " =1",
            "\u{feff}=1",
        ] {
            assert_eq!(guard(text), format!("'{text}"), "{text:?}");
            assert_eq!(unguard(&guard(text)), text);
        }
    }

    #[test]
    fn plain_text_is_left_alone() {
        for text in ["", "重庆", "a=b", "3-5", "'quoted'", "O'Neill", "91500000MA5U000000"] {
            assert_eq!(guard(text), text);
            assert_eq!(unguard(text), text);
        }
    }

    proptest! {
        #[test]
        fn the_guard_comes_off_again(text in "['=+@ \\t\\r\\n\u{feff}＝－a-]{0,6}.{0,8}") {
            let guarded = guard(&text);
            prop_assert_eq!(unguard(&guarded), text.as_str());
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']));
        }
    }
}
