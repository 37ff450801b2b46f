//! Many short texts as one piece of memory.

use memchr::memmem;

use super::{
    fold::push_folded,
    index::Field,
    readings::{Initials, Readings, hint, is_typed},
};

/// Texts behind each other, each with the row it belongs to.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    text: String,
    /// Where each text ends; a line feed follows.
    ends: Vec<u32>,
    owners: Vec<Owner>,
}

/// The row a text belongs to and what it is to it, in one word.
#[derive(Debug, Clone, Copy)]
struct Owner(u32);

impl Owner {
    /// None for a row beyond all that fit into memory.
    fn new(row: u32, field: Field) -> Option<Self> {
        let field = Field::ALL.iter().position(|one| *one == field).and_then(|at| u32::try_from(at).ok())?;
        row.checked_mul(Self::FIELDS).map(|row| Self(row + field))
    }

    /// Room for [`Field::ALL`].
    const FIELDS: u32 = 8;

    fn row(self) -> u32 {
        self.0 / Self::FIELDS
    }

    fn field(self) -> Field {
        Field::ALL.get((self.0 % Self::FIELDS) as usize).copied().unwrap_or(Field::Note)
    }
}

/// How a text was found in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// It is the other.
    Whole,
    /// It begins it.
    Beginning,
    /// It is in it.
    Within,
}

impl Corpus {
    /// Adds a text; nothing when it is empty. Gives where its folded form stands.
    pub(super) fn add(&mut self, row: u32, field: Field, text: &str) -> Option<&str> {
        let owner = Owner::new(row, field)?;
        let start = self.text.len();
        push_folded(text, &mut self.text);
        let end = u32::try_from(self.text.len()).ok().filter(|end| *end as usize > start);
        let Some(end) = end else {
            self.text.truncate(start);
            return None;
        };
        self.ends.push(end);
        self.owners.push(owner);
        self.text.push('\n');
        let end = self.text.len() - 1;
        self.text.get(start..end)
    }

    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.owners.shrink_to_fit();
    }

    /// Calls for each text that holds a folded one, once.
    pub(super) fn find(&self, folded: &str, mut found: impl FnMut(u32, Field, How)) {
        let finder = memmem::Finder::new(folded);
        let bytes = self.text.as_bytes();
        let (mut entry, mut from) = (0, 0);
        while let Some(at) = bytes.get(from..).and_then(|rest| finder.find(rest)).map(|at| from + at) {
            entry = entry_at(&self.ends, entry, at);
            let (Some(end), Some(owner)) = (self.ends.get(entry), self.owners.get(entry)) else { return };
            let start =
                entry.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize + 1);
            let end = *end as usize;
            let how = match (at == start, at + folded.len() == end) {
                (true, true) => How::Whole,
                (true, false) => How::Beginning,
                _ => How::Within,
            };
            found(owner.row(), owner.field(), how);
            from = end + 1;
        }
    }
}

/// The first of these ends at or after a place, looked for from an entry on: by steps that double, for hits are either
/// dense or rare.
fn entry_at(ends: &[u32], entry: usize, at: usize) -> usize {
    let (mut low, mut step) = (entry, 1);
    while ends.get(low + step).is_some_and(|end| (*end as usize) < at) {
        low += step;
        step *= 2;
    }
    let high = (low + step + 1).min(ends.len());
    let window = ends.get(low..high).unwrap_or_default();
    low + window.partition_point(|end| (*end as usize) < at)
}

/// Names by their signs, so that they are found by how they are read.
#[derive(Debug, Default)]
pub(super) struct Signs {
    read: Vec<u16>,
    ends: Vec<u32>,
    /// Of each name, so that most are ruled out unread.
    initials: Vec<Initials>,
    owners: Vec<Owner>,
}

/// Letters typed beyond this number are not compared.
const MOST_LETTERS: usize = 48;

impl Signs {
    /// Adds a folded text; Latin ones are found as they are written.
    pub(super) fn add(&mut self, row: u32, field: Field, folded: &str) {
        if folded.is_ascii() {
            return;
        }
        let Some(owner) = Owner::new(row, field) else { return };
        let start = self.read.len();
        let signs = folded.chars().filter(|c| c.is_alphanumeric());
        self.read.extend(signs.map(|c| u16::try_from(u32::from(c)).unwrap_or_default()));
        match u32::try_from(self.read.len()) {
            Ok(end) if self.read.len() > start => {
                let signs = self.read.get(start..).unwrap_or_default();
                self.initials.push(Initials::of(Readings::get(), signs));
                self.ends.push(end);
                self.owners.push(owner);
            }
            _ => self.read.truncate(start),
        }
    }

    pub(super) fn shrink(&mut self) {
        self.read.shrink_to_fit();
        self.initials.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.owners.shrink_to_fit();
    }

    /// Calls for each name that is read as typed (folded), once.
    pub(super) fn find(&self, folded: &str, mut found: impl FnMut(u32, Field, How)) {
        if self.owners.is_empty() {
            return;
        }
        let typed: Vec<u16> = folded
            .chars()
            .filter(|c| c.is_alphanumeric())
            .map(|c| u16::try_from(u32::from(c)).unwrap_or_default())
            .take(MOST_LETTERS)
            .collect();
        if !typed.iter().copied().any(is_typed) {
            return;
        }
        let readings = Readings::get();
        let hints = readings.hints(&typed);
        let hint = |sign: Option<&u16>| sign.map_or(0, |sign| hints[usize::from(*sign)]);
        let wanted = readings.wanted(&typed);
        for (entry, initials) in self.initials.iter().enumerate() {
            if !wanted.admits(initials) {
                continue;
            }
            let start = entry.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
            let (Some(end), Some(owner)) = (self.ends.get(entry), self.owners.get(entry)) else { return };
            let Some(signs) = self.read.get(start as usize..*end as usize) else { return };
            // Most places are ruled out by two looks into one small table.
            let can_begin = |at: &usize| hint::can_begin(hint(signs.get(*at)), hint(signs.get(at + 1)));
            let begins = |at: &usize| signs.get(*at..).is_some_and(|signs| readings.begins(signs, &typed));
            if let Some(at) = (0..signs.len()).filter(can_begin).find(begins) {
                found(owner.row(), owner.field(), if at == 0 { How::Beginning } else { How::Within });
            }
        }
    }
}
