//! Many short texts as one piece of memory.

use memchr::memmem;

use super::{
    fold::push_folded,
    index::Field,
    readings::{Readings, bit},
};

/// Texts behind each other, each with the row it belongs to.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    text: String,
    /// Where each text ends; a line feed follows.
    ends: Vec<usize>,
    owners: Vec<(u32, Field)>,
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
        let start = self.text.len();
        push_folded(text, &mut self.text);
        if self.text.len() == start {
            return None;
        }
        self.ends.push(self.text.len());
        self.owners.push((row, field));
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
            entry = self.entry_at(entry, at);
            let (Some(end), Some((row, field))) = (self.ends.get(entry), self.owners.get(entry)) else { return };
            let start = entry.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| end + 1);
            let how = match (at == start, at + folded.len() == *end) {
                (true, true) => How::Whole,
                (true, false) => How::Beginning,
                _ => How::Within,
            };
            found(*row, *field, how);
            from = end + 1;
        }
    }

    /// The text that holds a byte, at or after a text that was found before: by steps that double, for hits are either
    /// dense or rare.
    fn entry_at(&self, entry: usize, at: usize) -> usize {
        let (mut low, mut step) = (entry, 1);
        while self.ends.get(low + step).is_some_and(|end| *end < at) {
            low += step;
            step *= 2;
        }
        let high = (low + step + 1).min(self.ends.len());
        let window = self.ends.get(low..high).unwrap_or_default();
        low + window.partition_point(|end| *end < at)
    }
}

/// Names by their signs, so that they are found by how they are read.
#[derive(Debug, Default)]
pub(super) struct Signs {
    read: Vec<u16>,
    /// For each sign the class of its first letters: what is passed over first.
    classes: Vec<u8>,
    ends: Vec<usize>,
    owners: Vec<(u32, Field)>,
}

/// Letters typed beyond this number are not compared.
const MOST_LETTERS: usize = 48;

impl Signs {
    /// Adds a folded text.
    pub(super) fn add(&mut self, row: u32, field: Field, folded: &str) {
        let readings = Readings::get();
        let start = self.read.len();
        for c in folded.chars().filter(|c| c.is_alphanumeric()) {
            let sign = u16::try_from(u32::from(c)).unwrap_or_default();
            self.read.push(sign);
            self.classes.push(readings.class(sign));
        }
        if self.read.len() > start {
            self.ends.push(self.read.len());
            self.owners.push((row, field));
        }
    }

    pub(super) fn shrink(&mut self) {
        self.read.shrink_to_fit();
        self.classes.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.owners.shrink_to_fit();
    }

    /// Calls for each name that is read as typed (folded), once.
    pub(super) fn find(&self, folded: &str, mut found: impl FnMut(u32, Field, How)) {
        let typed: Vec<u16> = folded
            .chars()
            .filter(|c| c.is_alphanumeric())
            .map(|c| u16::try_from(u32::from(c)).unwrap_or_default())
            .take(MOST_LETTERS)
            .collect();
        let Some(first) = typed.first().filter(|_| typed.iter().any(|sign| bit(*sign) != 0)) else { return };
        let readings = Readings::get();
        let begins = readings.beginning_with(*first);
        let mut start = 0;
        for (end, (row, field)) in self.ends.iter().zip(&self.owners) {
            let (Some(classes), Some(signs)) = (self.classes.get(start..*end), self.read.get(start..*end)) else {
                return;
            };
            start = *end;
            let at = classes.iter().enumerate().position(|(at, class)| {
                begins[usize::from(*class)] && signs.get(at..).is_some_and(|signs| readings.begins(signs, &typed))
            });
            match at {
                Some(0) => found(*row, *field, How::Beginning),
                Some(_) => found(*row, *field, How::Within),
                None => {}
            }
        }
    }
}
