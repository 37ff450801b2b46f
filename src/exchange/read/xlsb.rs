//! What the reader of binary workbooks does not tell: the rows that a sheet hides. Only as much of MS-XLSB as that needs;
//! what makes no sense hides nothing.

use std::io::{self, BufReader, Read};

use super::xlsx::{Parts, relations};

/// Records as this format counts them.
const BUNDLE_SHEET: u16 = 0x9c;
const ROW: u16 = 0x00;
const END_OF_ROWS: u16 = 0x92;
/// Longest record that is looked at.
const LONGEST: usize = 4096;

/// The rows (from 1) that a sheet hides.
pub(super) fn hidden_rows(bytes: &[u8], sheet: &str) -> Vec<u32> {
    look(bytes, sheet).unwrap_or_default()
}

fn look(bytes: &[u8], sheet: &str) -> Option<Vec<u32>> {
    let mut parts = Parts::open(bytes).ok()?;
    let targets = relations(&mut parts, "xl/workbook.bin").ok()?;
    let mut id = None;
    let workbook = parts.part("xl/workbook.bin").ok()??;
    walk(workbook, |kind, data| {
        if kind == BUNDLE_SHEET && id.is_none() {
            let (relation, rest) = wide(data.get(8..)?)?;
            id = (wide(rest)?.0 == sheet).then_some(relation);
        }
        Some(())
    });
    let id = id?;
    let target = &targets.iter().find(|target| target.id == id)?.target;
    let mut hidden = Vec::new();
    let part = parts.part(target).ok()??;
    walk(part, |kind, data| {
        if kind == ROW && data.get(11)? & 0x10 != 0 {
            hidden.push(u32::from_le_bytes(*data.first_chunk()?).saturating_add(1));
        }
        (kind != END_OF_ROWS).then_some(())
    });
    Some(hidden)
}

/// Goes through the records of a part until the visitor has seen enough.
fn walk(part: impl Read, mut visit: impl FnMut(u16, &[u8]) -> Option<()>) {
    let mut part = BufReader::with_capacity(64 << 10, part);
    let mut data = Vec::new();
    while let Some((kind, length)) = head(&mut part) {
        data.clear();
        let looked_at = length.min(LONGEST as u64);
        if part.by_ref().take(looked_at).read_to_end(&mut data).is_err() || (data.len() as u64) < looked_at {
            return;
        }
        if io::copy(&mut part.by_ref().take(length - looked_at), &mut io::sink()).is_err()
            || visit(kind, &data).is_none()
        {
            return;
        }
    }
}

/// Kind and length of the next record, in bytes of seven bits.
fn head(part: &mut impl Read) -> Option<(u16, u64)> {
    let mut byte = || {
        let mut byte = [0];
        part.read_exact(&mut byte).ok().map(|()| byte[0])
    };
    let first = byte()?;
    let kind =
        if first & 0x80 == 0 { u16::from(first) } else { u16::from(first & 0x7f) | u16::from(byte()? & 0x7f) << 7 };
    let mut length = 0;
    for place in 0..4 {
        let next = byte()?;
        length |= u64::from(next & 0x7f) << (7 * place);
        if next & 0x80 == 0 {
            break;
        }
    }
    Some((kind, length))
}

/// A text with its length before it, and what follows.
fn wide(data: &[u8]) -> Option<(String, &[u8])> {
    let length = u32::from_le_bytes(*data.first_chunk()?) as usize;
    let (text, rest) = data.get(4..)?.split_at_checked(length.checked_mul(2)?)?;
    let units: Vec<u16> = text.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Some((String::from_utf16_lossy(&units), rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
            let mut records = 0;
            walk(&bytes[..], |_, data| {
                records += 1;
                let _ = wide(data);
                Some(())
            });
            prop_assert!(records <= bytes.len());
        }
    }
}
