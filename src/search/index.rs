//! The index: what is known of each row, and what a query finds.

use std::collections::{BTreeSet, HashMap};

use super::{
    corpus::{Corpus, How, Signs},
    fold::fold,
    typo,
};

/// What a text is to its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Its name or short name.
    Name,
    /// A name it had, or one in another language.
    OtherName,
    /// Its number in a register.
    Code,
    /// A person.
    Person,
    /// Anything else.
    Note,
}

impl Field {
    /// All of them.
    pub(super) const ALL: [Self; 5] = [Self::Name, Self::OtherName, Self::Code, Self::Person, Self::Note];
}

/// Rank of a row that was not found.
pub const NOT_FOUND: u8 = u8::MAX;

/// How good it is to have found a text so, the best first: names before all else, a beginning before a part.
const fn rank(field: Field, how: How, by_reading: bool) -> u8 {
    let way = match (how, by_reading) {
        (How::Whole, false) => 0,
        (How::Beginning, false) => 2,
        (How::Whole | How::Beginning, true) => 4,
        (How::Within, false) => 6,
        (How::Within, true) => 8,
    };
    match field {
        Field::Name => way,
        Field::OtherName => way + 1,
        Field::Code => way + 10,
        Field::Person => way + 20,
        Field::Note => way + 40,
    }
}

/// Rank of a name that holds a word nearly as typed.
const NEARLY: u8 = 30;
/// Last rank of names found as typed.
const AS_TYPED: u8 = 9;

/// Takes in texts row by row.
#[derive(Debug, Default)]
pub struct Builder {
    index: Index,
    words: HashMap<Box<str>, Vec<u32>>,
}

/// Texts of many rows, ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    rows: usize,
    texts: Corpus,
    names: Signs,
    /// Latin words of names with the rows that have them.
    words: Vec<(Box<str>, Vec<u32>)>,
    /// Signs of each row's first name: of two equally good the shorter one is meant.
    lengths: Vec<u8>,
}

impl Builder {
    /// Begins the next row; rows are numbered from 0.
    pub fn next_row(&mut self) {
        self.index.rows += 1;
        self.index.lengths.push(0);
    }

    /// Adds a text of the row begun last.
    pub fn add(&mut self, field: Field, text: &str) {
        let Some(row) = self.index.rows.checked_sub(1).and_then(|row| u32::try_from(row).ok()) else { return };
        let Some(folded) = self.index.texts.add(row, field, text) else { return };
        if matches!(field, Field::Name | Field::OtherName | Field::Person) {
            self.index.names.add(row, field, folded);
        }
        if matches!(field, Field::Name | Field::OtherName) {
            let words = folded.split(|c: char| !c.is_ascii_alphabetic());
            for word in words.filter(|word| word.len() >= typo::SHORTEST) {
                match self.words.get_mut(word) {
                    Some(rows) if rows.last() == Some(&row) => {}
                    Some(rows) => rows.push(row),
                    None => _ = self.words.insert(word.into(), vec![row]),
                }
            }
        }
        if let Some(length) = self.index.lengths.last_mut().filter(|length| **length == 0) {
            *length = u8::try_from(folded.chars().count()).unwrap_or(u8::MAX);
        }
    }

    /// The index.
    pub fn finish(mut self) -> Index {
        self.index.words = self.words.into_iter().collect();
        self.index.words.sort();
        self.index.texts.shrink();
        self.index.names.shrink();
        self.index
    }
}

impl Index {
    /// How many rows it knows.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// How well each row answers one term, 0 being the best and [`NOT_FOUND`] not at all.
    pub fn ranks(&self, term: &str) -> Vec<u8> {
        let mut ranks = vec![NOT_FOUND; self.rows];
        let term = fold(term);
        if term.is_empty() {
            return ranks;
        }
        let mut keep = |row: u32, found: u8| {
            if let Some(rank) = ranks.get_mut(row as usize) {
                *rank = (*rank).min(found);
            }
        };
        self.texts.find(&term, |row, field, how| keep(row, rank(field, how, false)));
        self.names.find(&term, |row, field, how| keep(row, rank(field, how, true)));
        let latin = term.len() >= typo::SHORTEST && term.bytes().all(|byte| byte.is_ascii_alphabetic());
        if latin && !ranks.iter().any(|rank| *rank <= AS_TYPED) {
            for (_, rows) in self.words.iter().filter(|(word, _)| typo::is_nearly(term.as_bytes(), word.as_bytes())) {
                for row in rows {
                    if let Some(rank) = ranks.get_mut(*row as usize) {
                        *rank = (*rank).min(NEARLY);
                    }
                }
            }
        }
        ranks
    }

    /// The rows that answer every term of a query best, at most so many.
    pub fn best(&self, query: &str, most: usize) -> Vec<usize> {
        let mut terms = query.split_whitespace();
        let Some(first) = terms.next() else { return Vec::new() };
        let mut ranks = self.ranks(first);
        for term in terms {
            // A row is as good as its worst answer.
            for (rank, other) in ranks.iter_mut().zip(self.ranks(term)) {
                *rank = (*rank).max(other);
            }
        }
        let mut best: BTreeSet<(u8, u8, usize)> = BTreeSet::new();
        for (row, rank) in ranks.into_iter().enumerate().filter(|(_, rank)| *rank != NOT_FOUND) {
            let found = (rank, self.lengths.get(row).copied().unwrap_or(u8::MAX), row);
            if best.len() < most {
                best.insert(found);
            } else if best.last().is_some_and(|last| found < *last) {
                best.pop_last();
                best.insert(found);
            }
        }
        best.into_iter().map(|(_, _, row)| row).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn index(rows: &[&[(Field, &str)]]) -> Index {
        let mut builder = Builder::default();
        for row in rows {
            builder.next_row();
            for (field, text) in *row {
                builder.add(*field, text);
            }
        }
        builder.finish()
    }

    fn sample() -> Index {
        index(&[
            &[(Field::Name, "江岸中际传动有限公司"), (Field::Note, "客户：中际微")],
            &[(Field::Name, "中际微电子有限公司"), (Field::OtherName, "Northbay Semiconductor Co., Ltd.")],
            &[(Field::Name, "川东机电厂"), (Field::OtherName, "中际机电厂"), (Field::Person, "张晓蕾")],
            &[(Field::Name, "重庆长江轴承厂"), (Field::Code, "91500105MA5U000000")],
        ])
    }

    #[test]
    fn names_stand_first_and_beginnings_before_parts() {
        let index = sample();
        assert_eq!(index.best("中际", 9), [1, 2, 0]);
        assert_eq!(index.best("中际微", 9), [1, 0]);
        assert_eq!(index.best("zjw", 1), [1]);
        assert_eq!(index.best("江", 9), [0, 3]);
        assert_eq!(index.best("中", 1), [1]);
    }

    #[test]
    fn readings_codes_people_and_slips_are_found() {
        let index = sample();
        assert_eq!(index.best("cqcj", 9), [3]);
        assert_eq!(index.best("zhangxiaolei", 9), [2]);
        assert_eq!(index.best("晓", 9), [2]);
        assert_eq!(index.best("ma5u", 9), [3]);
        assert_eq!(index.best("９１５００", 9), [3]);
        assert_eq!(index.best("semicondutcor", 9), [1]);
        assert_eq!(index.best("中际 northbay", 9), [1]);
        assert!(index.best("中际 轴承", 9).is_empty());
        assert!(index.best("  ", 9).is_empty());
    }

    #[test]
    fn a_slip_is_only_guessed_where_nothing_is_so_called() {
        let index = index(&[&[(Field::Name, "Bosch")], &[(Field::Name, "Bosco")]]);
        assert_eq!(index.best("bosch", 9), [0]);
        assert_eq!(index.best("bosck", 9), [0, 1]);
    }

    proptest! {
        #[test]
        fn what_a_name_holds_finds_it(name in "[\\u{4e00}-\\u{4e40}a-f]{1,12}", from in 0..12_usize, len in 1..6_usize) {
            let index = index(&[&[(Field::Name, "别的")], &[(Field::Name, &name)]]);
            let part: String = name.chars().skip(from).take(len).collect();
            prop_assume!(!part.is_empty());
            prop_assert!(index.best(&part, 9).contains(&1));
        }

        #[test]
        fn no_query_panics(query in any::<String>()) {
            let _ = sample().best(&query, 3);
        }
    }
}
