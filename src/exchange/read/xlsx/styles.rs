//! Which styles show a number as a day.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::Parts;
use crate::exchange::read::{ReadError, container::damaged, xml};

/// How a style shows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shown {
    /// As a number.
    #[default]
    Number,
    /// As a day, a time of day or both.
    Moment,
    /// As a span of time.
    Span,
}

/// The styles of the workbook, by number.
#[derive(Default)]
pub(super) struct Styles {
    shown: Vec<Shown>,
}

impl Styles {
    /// How the style of this number shows numbers; one that is not there shows them as they are.
    pub fn get(&self, number: usize) -> Shown {
        self.shown.get(number).copied().unwrap_or_default()
    }
}

pub(super) fn read(parts: &mut Parts<'_>, name: &str) -> Result<Styles, ReadError> {
    let mut styles = Styles::default();
    let Some(part) = parts.part(name)? else { return Ok(styles) };
    let mut reader = xml::reader(part);
    let mut own: HashMap<u32, Shown> = HashMap::new();
    let mut in_cells = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(tag) => match tag.local_name().into_inner() {
                "numFmt" => {
                    let code = xml::attribute(&tag, "formatCode").unwrap_or_default();
                    if let Some(id) = number(&tag, "numFmtId") {
                        own.insert(id, of_code(&code));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = number(&tag, "numFmtId").unwrap_or_default();
                    styles.shown.push(own.get(&id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().into_inner() == "cellXfs" => in_cells = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

fn number(tag: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<u32> {
    xml::attribute(tag, name)?.trim().parse().ok()
}

/// Formats that need no code: ECMA-376 part 1, 18.8.30, those of East Asia included.
const fn built_in(id: u32) -> Shown {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shown::Moment,
        46 => Shown::Span,
        _ => Shown::Number,
    }
}

/// What a format code shows: its first section, without what is quoted, escaped, or says a colour, a place or a
/// condition.
fn of_code(code: &str) -> Shown {
    let mut characters = code.chars();
    let mut moment = false;
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                characters.by_ref().find(|c| *c == '"');
            }
            // The next character is shown, repeated or left out.
            '\\' | '_' | '*' => {
                characters.next();
            }
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                let inside = inside.to_ascii_lowercase();
                let unit = inside.chars().next().filter(|first| matches!(first, 'h' | 'm' | 's'));
                if unit.is_some_and(|unit| inside.chars().all(|c| c == unit)) {
                    return Shown::Span;
                }
            }
            ';' => break,
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => moment = true,
            'G' | 'g' if characters.as_str().to_ascii_lowercase().starts_with("eneral") => {
                characters.by_ref().nth("eneral".len() - 1);
            }
            _ => {}
        }
    }
    if moment { Shown::Moment } else { Shown::Number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_days_are_told_from_codes_of_numbers() {
        for code in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy/m/d;@",
            "m/d/yy h:mm",
            "[$-F800]dddd\\,\\ mmmm\\ dd",
        ] {
            assert_eq!(of_code(code), Shown::Moment, "{code}");
        }
        for code in [
            "General",
            "0.00",
            "#,##0_);[Red](#,##0)",
            "0.00E+00",
            "@",
            "\"年\"0",
            "0\\d",
            "[DBNum1]0",
            "_(* #,##0_)",
            "General\"m\"",
        ] {
            assert_eq!(of_code(code), Shown::Number, "{code}");
        }
        for code in ["[h]:mm:ss", "[mm]:ss"] {
            assert_eq!(of_code(code), Shown::Span, "{code}");
        }
    }
}
