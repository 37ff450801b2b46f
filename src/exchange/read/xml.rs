//! What the readers of XML workbooks share.

use std::{
    borrow::Cow,
    io::{BufReader, Read},
};

use quick_xml::{
    Reader,
    events::{BytesRef, BytesStart},
};

/// Bytes read at once.
const PIECE: usize = 64 << 10;

/// A reader that gives `<a/>` as the beginning and the end of `a`.
pub(super) fn reader<R: Read>(part: R) -> Reader<BufReader<R>> {
    let mut reader = Reader::from_reader(BufReader::with_capacity(PIECE, part));
    reader.config_mut().expand_empty_elements = true;
    reader
}

/// The value of the first attribute of this local name, references resolved as far as they can be.
pub(super) fn attribute<'a>(tag: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let mut attributes = tag.attributes();
    let found = attributes.with_checks(false).flatten().find(|found| found.key.local_name().into_inner() == name)?;
    Some(match found.value {
        Cow::Borrowed(text) => unescaped(text),
        Cow::Owned(text) => Cow::Owned(unescaped(&text).into_owned()),
    })
}

fn unescaped(text: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(text).unwrap_or(Cow::Borrowed(text))
}

/// Whether an attribute of this local name says yes.
pub(super) fn flag(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
}

/// Adds what a reference (`&amp;`, `&#20320;`) stands for. A character that XML forbids becomes NUL, which whoever
/// keeps the text takes out and notes; false when the entity is unknown.
pub(super) fn push_reference(text: &mut String, reference: &BytesRef<'_>) -> bool {
    let character = match reference.as_ref() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ if reference.is_char_ref() => reference.resolve_char_ref().ok().flatten().unwrap_or('\0'),
        _ => return false,
    };
    text.push(character);
    true
}
