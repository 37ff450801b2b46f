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
    /// What something of its is called: read like a name, never guessed at.
    Title,
    /// Anything else.
    Note,
}

impl Field {
    /// All of them.
    pub(super) const ALL: [Self; 6] = [Self::Name, Self::OtherName, Self::Code, Self::Person, Self::Title, Self::Note];
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
        Field::Title => way + BY_TITLE,
        Field::Note => way + BY_NOTE,
    }
}

/// Rank of a name that holds a word nearly as typed.
const NEARLY: u8 = 30;
/// The best rank of a row found by a title.
pub const BY_TITLE: u8 = 31;
/// The best rank of a row found by a note.
pub const BY_NOTE: u8 = 40;
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
        if matches!(field, Field::Name | Field::OtherName | Field::Person | Field::Title) {
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
        self.best_with(query, most, |_, _| {}).into_iter().map(|(row, _)| row).collect()
    }

    /// The same with what else is known of the rows, which may better the ranks for a term; with the rank of each.
    pub fn best_with(&self, query: &str, most: usize, more: impl Fn(&str, &mut [u8])) -> Vec<(usize, u8)> {
        let ranks_of = |term: &str| {
            let mut ranks = self.ranks(term);
            more(term, &mut ranks);
            ranks
        };
        let mut terms = query.split_whitespace();
        let Some(first) = terms.next() else { return Vec::new() };
        let mut ranks = ranks_of(first);
        for term in terms {
            // A row is as good as its worst answer.
            for (rank, other) in ranks.iter_mut().zip(ranks_of(term)) {
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
        best.into_iter().map(|(rank, _, row)| (row, rank)).collect()
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

    #[test]
    fn titles_stand_between_names_and_notes_and_are_read() {
        let index = index(&[
            &[(Field::Note, "二期扩产")],
            &[(Field::Title, "电机二期扩产项目")],
            &[(Field::Name, "二期扩产")],
            &[(Field::Title, "Bosch")],
        ]);
        assert_eq!(index.best("二期", 9), [2, 1, 0]);
        assert_eq!(index.best("eqkc", 9), [2, 1]);
        assert!(index.best("bosck", 9).is_empty());
        let ranks: Vec<u8> = index.best_with("扩产", 9, |_, _| {}).into_iter().map(|(_, rank)| rank).collect();
        assert!(ranks[0] < BY_TITLE && (BY_TITLE..BY_NOTE).contains(&ranks[1]) && ranks[2] >= BY_NOTE, "{ranks:?}");
    }

    #[test]
    fn what_else_is_known_betters_a_rank() {
        let index = sample();
        let noted = |term: &str, ranks: &mut [u8]| {
            if term == "电价" {
                ranks[3] = ranks[3].min(BY_NOTE);
            }
        };
        assert_eq!(index.best_with("电价", 9, noted), [(3, BY_NOTE)]);
        assert_eq!(index.best_with("轴承 电价", 9, noted), [(3, BY_NOTE)]);
        assert!(index.best_with("微 电价", 9, noted).is_empty());
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
