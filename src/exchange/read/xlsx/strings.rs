//! The texts that cells share.

use quick_xml::events::Event;

use super::Parts;
use crate::exchange::{
    read::{ReadError, container::damaged, xml},
    sheet::MAX_TEXT_BYTES,
};

/// The shared texts, end to end in one block.
#[derive(Default)]
pub(super) struct Strings {
    block: String,
    ends: Vec<u32>,
}

impl Strings {
    /// The text of this number.
    pub fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.block.get(start..end)
    }

    fn close(&mut self) -> Result<(), ReadError> {
        if self.block.len() > MAX_TEXT_BYTES {
            return Err(ReadError::TooManyCells);
        }
        self.ends.push(u32::try_from(self.block.len()).map_err(|_| ReadError::TooManyCells)?);
        Ok(())
    }
}

pub(super) fn read(parts: &mut Parts<'_>, name: &str) -> Result<Strings, ReadError> {
    let mut strings = Strings::default();
    let Some(part) = parts.part(name)? else { return Ok(strings) };
    let mut reader = xml::reader(part);
    let mut buffer = Vec::new();
    // Inside a text, and inside the reading aid of one, which is no part of it.
    let (mut in_text, mut in_aid) = (false, false);
    let mut piece = String::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(tag) => match tag.local_name().into_inner() {
                "t" => in_text = !in_aid,
                "rPh" => in_aid = true,
                _ => {}
            },
            Event::Text(text) if in_text => piece.push_str(&text.xml10_content()),
            Event::CData(text) if in_text => piece.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if in_text => {
                xml::push_reference(&mut piece, &reference);
            }
            Event::End(tag) => match tag.local_name().into_inner() {
                "t" => in_text = false,
                "rPh" => in_aid = false,
                "si" => {
                    push_decoded(&mut strings.block, &piece);
                    piece.clear();
                    strings.close()?;
                }
                _ => {}
            },
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// Adds a text as Excel writes it: characters that XML forbids stand as `_x0001_`, and `_x005F_` is the bar itself.
pub(super) fn push_decoded(block: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let coded = rest.get(at + 2..at + 7).and_then(|digits| digits.strip_suffix('_'));
        let unit = coded.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        match unit.and_then(|unit| char::from_u32(u32::from(unit))) {
            Some(character) => {
                block.push_str(&rest[..at]);
                block.push(character);
                rest = &rest[at + 7..];
            }
            None => {
                block.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    block.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coded_characters_are_decoded_and_others_stay() {
        let decoded = |text: &str| {
            let mut block = String::new();
            push_decoded(&mut block, text);
            block
        };
        assert_eq!(decoded("甲_x000D_乙"), "甲\r乙");
        assert_eq!(decoded("_x005F_x0041_"), "_x0041_");
        assert_eq!(decoded("_x00_ _xD800_ _x"), "_x00_ _xD800_ _x");
        assert_eq!(decoded("平湖_x0000_精微"), "平湖\0精微");
    }
}
