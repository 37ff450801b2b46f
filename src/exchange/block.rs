//! A block of cells as spreadsheets put it on the clipboard: tabs between cells, line ends between rows, quotes around
//! what holds either.

/// The cells of a block. A last line end begins no row; rows may be of different lengths.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut chars = text.chars().peekable();
    // Whether anything of a row was seen since the last line end.
    let mut begun = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if cell.is_empty() => {
                begun = true;
                // A quote that never ends was no quote: the rest would become one cell.
                match quoted(chars.clone()) {
                    Some((inner, rest)) => {
                        cell = inner;
                        chars = rest;
                    }
                    None => cell.push('"'),
                }
            }
            '\t' => {
                begun = true;
                row.push(std::mem::take(&mut cell));
            }
            '\r' | '\n' => {
                if c == '\r' {
                    chars.next_if_eq(&'\n');
                }
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
                begun = false;
            }
            _ => {
                begun = true;
                cell.push(c);
            }
        }
    }
    if begun {
        row.push(cell);
        rows.push(row);
    }
    rows
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// What stands in quotes up to a quote that a cell's end follows, and what comes after it.
fn quoted(mut chars: Chars<'_>) -> Option<(String, Chars<'_>)> {
    let mut inner = String::new();
    loop {
        match chars.next()? {
            '"' if chars.next_if_eq(&'"').is_some() => inner.push('"'),
            '"' => {
                let ends = chars.peek().is_none_or(|next| matches!(next, '\t' | '\r' | '\n'));
                return ends.then_some((inner, chars));
            }
            c => inner.push(c),
        }
    }
}

/// A block as text; reading it gives the same cells.
pub fn write<R: AsRef<[String]>>(rows: &[R]) -> String {
    let mut text = String::new();
    for row in rows {
        for (at, cell) in row.as_ref().iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            if cell.starts_with('"') || cell.contains(['\t', '\n', '\r']) {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(cell);
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_spreadsheets_write_is_read() {
        assert_eq!(read("甲\t1\r\n乙\t2\r\n"), [["甲", "1"], ["乙", "2"]]);
        assert_eq!(read("\"a\nb\"\t\"say \"\"x\"\"\""), [["a\nb", "say \"x\""]]);
        assert_eq!(read("5\" pipe\t\"open\n2"), [vec!["5\" pipe", "\"open"], vec!["2"]]);
        assert_eq!(read("a\t\n\nb"), [vec!["a", ""], vec![""], vec!["b"]]);
        assert!(read("").is_empty());
    }

    proptest! {
        #[test]
        fn pasting_what_was_copied_gives_the_same_cells(
            rows in prop::collection::vec(prop::collection::vec("[\\PC\t\n\r\"]{0,6}", 1..5), 0..5),
        ) {
            prop_assert_eq!(read(&write(&rows)), rows);
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}
