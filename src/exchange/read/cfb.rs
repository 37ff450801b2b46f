//! A careful look into a compound file (the container of `.xls` and of encrypted workbooks) before it is parsed.
//!
//! Only as much of MS-CFB and MS-XLS as that needs: the directory, the workbook stream, and of its records the kind, the
//! length and the place of cells. Every index is checked; chains are as long as the file at most.

use std::collections::BTreeMap;

use super::{Looks, ReadError, container::Hazard};

pub(super) enum Contents {
    /// A workbook whose size is sensible; holds the rows (from 1) that each of its sheets hides, in the order in which
    /// the workbook lists them.
    Workbook(Vec<Vec<u32>>),
    /// Encrypted, as a whole or by record.
    Encrypted,
    /// Something else.
    Other(Looks),
}

/// Largest area, rows × columns, over which the cells of one sheet may be spread: the reader fills all of it.
const MAX_AREA: u64 = 5_000_000;
/// Columns of the format.
const COLUMNS: u64 = 256;
/// Streams shorter than this lie in the small sectors.
const SMALL: usize = 4096;
/// First of the special sector numbers.
const SPECIAL: u32 = 0xffff_fffa;

pub(super) fn look_into(bytes: &[u8]) -> Result<Contents, ReadError> {
    let file = File::open(bytes).ok_or_else(damaged)?;
    let entries = file.directory().ok_or_else(damaged)?;
    let named = |name: &str| entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    if named("EncryptedPackage").is_some() || named("EncryptionInfo").is_some() {
        return Ok(Contents::Encrypted);
    }
    let Some(workbook) = named("Workbook").or_else(|| named("Book")) else {
        let document = named("WordDocument").is_some() || named("PowerPoint Document").is_some();
        return Ok(Contents::Other(if document { Looks::Document } else { Looks::Unknown }));
    };
    let stream = file.stream(workbook, &entries).ok_or(ReadError::Incomplete)?;
    check_records(&stream)
}

fn damaged() -> ReadError {
    ReadError::Damaged("compound file".to_owned())
}

/// Walks the records of a workbook stream.
fn check_records(stream: &[u8]) -> Result<Contents, ReadError> {
    let mut place = 0;
    let mut area = Area::default();
    // Where the parts of the sheets begin, and the hidden rows of the parts by where those begin.
    let mut begins: Vec<u32> = Vec::new();
    let mut hidden: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    let mut part = 0;
    while let (Some(kind), Some(length)) = (u16_at(stream, place), u16_at(stream, place + 2)) {
        let Some(data) = stream.get(place + 4..place + 4 + usize::from(length)) else { break };
        let start = place;
        place += 4 + usize::from(length);
        match kind {
            // FilePass
            0x002f if u16_at(data, 0).unwrap_or(0) != 0 => return Ok(Contents::Encrypted),
            // Beginning of a part
            0x0809 => (area, part) = (Area::default(), start),
            // BoundSheet
            0x0085 => begins.extend(u32_at(data, 0)),
            // Row: its number first, whether it is hidden in the flags
            0x0208 if u16_at(data, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                let number = u16_at(data, 0).unwrap_or_default();
                hidden.entry(part).or_default().push(u32::from(number) + 1);
            }
            // Dimensions: first row, row after the last, first column, column after the last; wider rows since 1997
            0x0200 => {
                let (rows, columns) = if data.len() >= 12 {
                    (
                        span(u32_at(data, 0), u32_at(data, 4)),
                        span(u16_at(data, 8).map(u32::from), u16_at(data, 10).map(u32::from)),
                    )
                } else {
                    let at = |place| u16_at(data, place).map(u32::from);
                    (span(at(0), at(2)), span(at(4), at(6)))
                };
                if rows.saturating_mul(columns) > MAX_AREA {
                    return Err(ReadError::Hazard(Hazard::Spread));
                }
            }
            // Number, Label, RString, BoolErr, Rk, LabelSst, Formula
            0x0203 | 0x0204 | 0x00d6 | 0x0205 | 0x027e | 0x00fd | 0x0006 => area.add(data, 2)?,
            // MulRk: its last column stands at its end
            0x00bd => {
                area.add(data, 2)?;
                area.add(data, data.len().saturating_sub(2))?;
            }
            _ => {}
        }
    }
    let of_sheet = |begin: u32| hidden.remove(&(begin as usize)).unwrap_or_default();
    Ok(Contents::Workbook(begins.into_iter().map(of_sheet).collect()))
}

fn span(first: Option<u32>, end: Option<u32>) -> u64 {
    // The reader subtracts without looking, so a reversed area would be an enormous one.
    match (first, end) {
        (Some(first), Some(end)) if end >= first => u64::from(end - first) + 1,
        (Some(_), Some(_)) => u64::MAX,
        _ => 0,
    }
}

/// The box around the cells of a sheet.
#[derive(Default)]
struct Area {
    seen: Option<(u16, u16, u16, u16)>,
}

impl Area {
    fn add(&mut self, data: &[u8], column_at: usize) -> Result<(), ReadError> {
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, column_at)) else { return Ok(()) };
        if u64::from(column) >= COLUMNS {
            return Err(ReadError::Hazard(Hazard::Spread));
        }
        let (top, bottom, left, right) = self.seen.unwrap_or((row, row, column, column));
        let (top, bottom, left, right) = (top.min(row), bottom.max(row), left.min(column), right.max(column));
        self.seen = Some((top, bottom, left, right));
        let area = (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1);
        if area > MAX_AREA { Err(ReadError::Hazard(Hazard::Spread)) } else { Ok(()) }
    }
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

struct File<'a> {
    bytes: &'a [u8],
    sector: usize,
    small_sector: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    directory_start: u32,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30)?;
        let small_shift = u16_at(bytes, 32)?;
        if !(7..=16).contains(&shift) || !(4..=12).contains(&small_shift) {
            return None;
        }
        let mut file = Self {
            bytes,
            sector: 1 << shift,
            small_sector: 1 << small_shift,
            table: Vec::new(),
            small_table: Vec::new(),
            directory_start: u32_at(bytes, 48)?,
        };
        let mut table_sectors: Vec<u32> = (0..109).map_while(|index| u32_at(bytes, 76 + index * 4)).collect();
        let mut next = u32_at(bytes, 68)?;
        let most = bytes.len() / file.sector + 1;
        let mut steps = 0;
        while next < SPECIAL && steps < most {
            let words = words(file.sector_at(next)?);
            let (last, rest) = words.split_last()?;
            table_sectors.extend(rest);
            next = *last;
            steps += 1;
        }
        for sector in table_sectors.into_iter().filter(|sector| *sector < SPECIAL).take(most) {
            file.table.extend(words(file.sector_at(sector)?));
        }
        file.small_table = words(&file.chain(u32_at(bytes, 60)?));
        Some(file)
    }

    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        // The header takes the room of the first sector.
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    fn chain(&self, start: u32) -> Vec<u8> {
        let mut whole = Vec::new();
        let mut next = start;
        let mut steps = 0;
        while next < SPECIAL && steps <= self.table.len() {
            let Some(sector) = self.sector_at(next) else { break };
            whole.extend_from_slice(sector);
            let Some(following) = self.table.get(next as usize) else { break };
            next = *following;
            steps += 1;
        }
        whole
    }

    fn directory(&self) -> Option<Vec<Entry>> {
        let bytes = self.chain(self.directory_start);
        let entries: Vec<Entry> = bytes
            .chunks_exact(128)
            .filter_map(|entry| {
                let length = usize::from(u16_at(entry, 64)?).min(64).saturating_sub(2) / 2;
                let units: Vec<u16> = (0..length).filter_map(|index| u16_at(entry, index * 2)).collect();
                (entry.get(66) != Some(&0)).then_some(Entry {
                    name: String::from_utf16_lossy(&units),
                    start: u32_at(entry, 116)?,
                    size: u32_at(entry, 120)? as usize,
                })
            })
            .collect();
        (!entries.is_empty()).then_some(entries)
    }

    fn stream(&self, entry: &Entry, entries: &[Entry]) -> Option<Vec<u8>> {
        let mut whole = if entry.size < SMALL {
            let small = self.chain(entries.first()?.start);
            self.small_chain(&small, entry.start)
        } else {
            self.chain(entry.start)
        };
        if whole.len() < entry.size {
            return None;
        }
        whole.truncate(entry.size);
        Some(whole)
    }

    fn small_chain(&self, small: &[u8], start: u32) -> Vec<u8> {
        let mut whole = Vec::new();
        let mut next = start;
        let mut steps = 0;
        while next < SPECIAL && steps <= self.small_table.len() {
            let begin = (next as usize).saturating_mul(self.small_sector);
            let Some(sector) = small.get(begin..begin.saturating_add(self.small_sector).min(small.len())) else {
                break;
            };
            whole.extend_from_slice(sector);
            let Some(following) = self.small_table.get(next as usize) else { break };
            next = *following;
            steps += 1;
        }
        whole
    }
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|word| u32_at(word, 0)).collect()
}

fn u16_at(bytes: &[u8], place: usize) -> Option<u16> {
    bytes.get(place..place.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], place: usize) -> Option<u32> {
    bytes.get(place..place.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("short");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn spread_cells_and_false_dimensions_are_refused() {
        let cell =
            |row: u16, column: u16| record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat());
        assert!(matches!(check_records(&[cell(0, 0), cell(60_000, 3)].concat()), Ok(Contents::Workbook(_))));
        assert!(matches!(
            check_records(&[cell(0, 0), cell(65_535, 255)].concat()),
            Err(ReadError::Hazard(Hazard::Spread))
        ));
        let dimensions =
            [&0_u32.to_le_bytes()[..], &u32::MAX.to_le_bytes(), &0_u16.to_le_bytes(), &u16::MAX.to_le_bytes(), &[0; 2]]
                .concat();
        assert!(matches!(check_records(&record(0x0200, &dimensions)), Err(ReadError::Hazard(Hazard::Spread))));
        let reversed =
            [&9_u32.to_le_bytes()[..], &1_u32.to_le_bytes(), &0_u16.to_le_bytes(), &4_u16.to_le_bytes(), &[0; 2]]
                .concat();
        assert!(matches!(check_records(&record(0x0200, &reversed)), Err(ReadError::Hazard(Hazard::Spread))));
        assert!(matches!(check_records(&record(0x002f, &[1, 0])), Ok(Contents::Encrypted)));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(mut bytes in prop::collection::vec(any::<u8>(), 512..2048), shift in 7_u8..12) {
            bytes[30..34].copy_from_slice(&[shift, 0, 6, 0]);
            let _ = look_into(&bytes);
            let _ = check_records(&bytes);
        }
    }
}
