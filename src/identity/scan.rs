//! Finding the pairs worth comparing among very many companies.
//!
//! Every company is filed under tokens: its 字号, pairs of signs of its name, its 字号 with one sign left out, its other
//! names, codes, phone numbers. Two companies are compared when they share tokens that are rare enough; those that
//! share the most, weighed by rarity (IDF), first.

use std::collections::HashMap;

use super::{
    compare::{Comparison, Corpus, Likeness, half_shared},
    parts::NameParts,
    places::Places,
    profile::{Profile, compared},
    words::Trades,
};
use crate::domain::{activity::Contact, company::Company, ids::CompanyId, name};

/// A token under which more companies than this stand says nothing.
const MOST_UNDER_ONE: usize = 256;
/// Of those that share tokens, so many are compared.
const COMPARED: usize = 48;
/// Companies between two questions whether to go on.
const STEP: usize = 512;
/// Longest 字号 that is filed with one sign left out.
const LONGEST_LEFT_OUT: usize = 7;
/// From so many signs after the first two on, a 字号 is filed by its pairs of signs too.
const LONG: usize = 4;

/// Two companies that may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The one entered first.
    pub one: CompanyId,
    /// The other.
    pub other: CompanyId,
    /// How they compare.
    pub comparison: Comparison,
}

/// All companies made ready for comparing.
#[derive(Debug, Default)]
pub struct Roll {
    /// What is counted over them.
    pub corpus: Corpus,
    ids: Vec<CompanyId>,
    profiles: Vec<Profile>,
    /// Token and row, sorted: who stands under a token.
    filed: Vec<(u64, u32)>,
    /// Where the rows of a token begin and how many there are.
    under: HashMap<u64, (u32, u32), Direct>,
}

/// Tokens are hashes already.
type Direct = std::hash::BuildHasherDefault<AsItIs>;

#[derive(Debug, Default, Clone, Copy)]
struct AsItIs(u64);

impl std::hash::Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(PRIME);
        }
    }
    fn write_u64(&mut self, token: u64) {
        self.0 = token;
    }
}

const PRIME: u64 = 0x0100_0000_01b3;

/// A token of a kind; the same on every machine.
fn token(kind: u8, parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ u64::from(kind).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for part in parts {
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }
    // The low bits choose the place in a table.
    hash ^ (hash >> 29)
}

/// Kinds of tokens; one bit each, so that it can be said which kinds two companies share.
mod kind {
    pub const CODE: u8 = 1;
    pub const NAME: u8 = 2;
    pub const BRAND: u8 = 4;
    pub const BRAND_AND_TRADE: u8 = 4;
    pub const BRAND_AND_PLACE: u8 = 4;
    pub const BEGINS: u8 = 8;
    pub const LEFT_OUT: u8 = 16;
    pub const SIGNS: u8 = 32;
    pub const CONTACT: u8 = 64;
    pub const PERSON: u8 = 128;
}

/// A token and its kind.
type Token = (u64, u8);

/// Everything a company is filed under.
fn tokens(profile: &Profile, out: &mut Vec<Token>) {
    out.clear();
    let parts = &profile.parts;
    let mut file = |kind: u8, words: &[&str]| out.push((token(kind, words), kind));
    for code in [&profile.code, &profile.faulty_code] {
        // Its organisation code too, so that a miswritten region finds it.
        if !code.is_empty() {
            file(kind::CODE, &[code]);
            if let Some(middle) = code.get(8..17) {
                file(kind::CODE, &[middle]);
            }
        }
    }
    file(kind::NAME, &[&parts.whole]);
    for name in &profile.other_names {
        file(kind::NAME, &[name]);
    }
    for contact in profile.phones.iter().chain(&profile.emails).chain([&profile.host]) {
        if !contact.is_empty() {
            file(kind::CONTACT, &[contact]);
        }
    }
    if !profile.person.is_empty() {
        file(kind::PERSON, &[&profile.person, &parts.trade]);
    }
    let brand = &*parts.brand;
    if brand.is_empty() {
        return;
    }
    file(kind::BRAND, &[brand]);
    file(kind::BRAND_AND_TRADE, &[brand, "", &parts.trade]);
    for place in [&profile.region.county, &profile.region.city] {
        if !place.is_empty() {
            file(kind::BRAND_AND_PLACE, &[brand, place]);
        }
    }
    // Where the second, third … sign ends; a short form is filed as a whole where the long one is by its beginning.
    let ends: Vec<usize> = brand.char_indices().map(|(at, _)| at).skip(2).chain([brand.len()]).collect();
    for end in ends.iter().take(3) {
        file(kind::BEGINS, &[&brand[..*end]]);
    }
    if ends.len() >= LONG {
        let signs: Vec<(usize, char)> = brand.char_indices().collect();
        for pair in signs.windows(2) {
            file(kind::SIGNS, &[&brand[pair[0].0..pair[1].0 + pair[1].1.len_utf8()]]);
        }
    }
    left_out(brand, &mut |shorter| file(kind::LEFT_OUT, &[shorter]));
    out.sort_unstable();
    out.dedup();
}

/// The 字号 itself and with each sign left out: two that are one sign apart share one of these.
fn left_out(brand: &str, file: &mut dyn FnMut(&str)) {
    let signs: Vec<char> = brand.chars().collect();
    if !(3..=LONGEST_LEFT_OUT).contains(&signs.len()) {
        return;
    }
    file(brand);
    let mut shorter = String::with_capacity(brand.len());
    for gone in 0..signs.len() {
        shorter.clear();
        shorter.extend(signs.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, sign)| sign));
        file(&shorter);
    }
}

/// A company with what is known of it beside its own record.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The company.
    pub company: &'a Company,
    /// Names of records that were merged into it.
    pub aliases: &'a [&'a str],
    /// Its contacts.
    pub contacts: &'a [&'a Contact],
}

impl<'a> Entry<'a> {
    /// A company of which nothing more is known.
    pub fn of(company: &'a Company) -> Self {
        Self { company, aliases: &[], contacts: &[] }
    }
}

impl Roll {
    /// Takes in companies, in the order in which they were entered; none when told to stop.
    pub fn new(entries: &[Entry<'_>], go_on: &(dyn Fn(usize) -> bool + Sync)) -> Option<Self> {
        let mut places = Places::default();
        for (at, Entry { company, .. }) in entries.iter().enumerate() {
            if at % STEP == 0 && !go_on(0) {
                return None;
            }
            places.learn(&name::key(&company.name));
            for text in [&company.district, &company.city, &company.address] {
                if !text.is_empty() {
                    places.learn(&compared(text));
                }
            }
        }
        let parted = in_shares(entries.len(), go_on, 0, |at| {
            NameParts::of(&entries[at].company.name, &places, &Trades::default()).brand
        })?;
        let trades = Trades::learn(parted.iter().map(|brand| &**brand));
        let made = in_shares(entries.len(), go_on, 0, |at| {
            let profile = Profile::of(entries[at], &places, &trades);
            let mut filed = Vec::new();
            tokens(&profile, &mut filed);
            (profile, filed)
        })?;
        let mut roll = Self { corpus: Corpus::new(places, trades), ..Self::default() };
        roll.ids = entries.iter().map(|entry| entry.company.id).collect();
        roll.profiles = Vec::with_capacity(made.len());
        for (row, (profile, tokens)) in (0_u32..).zip(made) {
            roll.corpus.count(&profile);
            roll.profiles.push(profile);
            roll.filed.extend(tokens.into_iter().map(|(token, _)| (token, row)));
        }
        roll.filed.sort_unstable();
        let mut start = 0;
        for same in roll.filed.chunk_by(|one, other| one.0 == other.0) {
            if let Some((token, _)) = same.first().filter(|_| same.len() > 1) {
                roll.under.insert(*token, (as_row(start), as_row(same.len())));
            }
            start += same.len();
        }
        Some(roll)
    }

    /// How many companies there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The pairs that may be one company, of which at least one stands in row `first` or below; the most alike first.
    /// `go_on` is told how many companies are done; none when told to stop.
    pub fn pairs(&self, first: usize, go_on: &(dyn Fn(usize) -> bool + Sync)) -> Option<Vec<Pair>> {
        let rows = self.len().saturating_sub(first);
        let found = in_shares(rows, go_on, first, |at| self.of_row(first + at))?;
        let mut pairs: Vec<Pair> = found.into_iter().flatten().collect();
        pairs.sort_by(|a, b| {
            let rank = |pair: &Pair| (pair.comparison.likeness, pair.one, pair.other);
            let (x, y) = (rank(a), rank(b));
            x.0.cmp(&y.0)
                .then(b.comparison.total.0.total_cmp(&a.comparison.total.0))
                .then_with(|| (x.1, x.2).cmp(&(y.1, y.2)))
        });
        Some(pairs)
    }

    /// The pairs of a company with those entered before it.
    fn of_row(&self, row: usize) -> Vec<Pair> {
        let Some(profile) = self.profiles.get(row) else { return Vec::new() };
        let mut filed = Vec::new();
        tokens(profile, &mut filed);
        let all = self.len() as f64;
        let mut shared: Vec<(u32, f64, u8)> = Vec::new();
        for (token, kind) in &filed {
            let Some((start, count)) = self.under.get(token) else { continue };
            let (start, count) = (*start as usize, *count as usize);
            if count > MOST_UNDER_ONE {
                continue;
            }
            let rarity = (all / count as f64).ln().max(0.01);
            let before = self.filed[start..start + count].iter().map(|(_, other)| *other);
            shared.extend(before.take_while(|other| (*other as usize) < row).map(|other| (other, rarity, *kind)));
        }
        shared.sort_unstable_by_key(|(other, ..)| *other);
        let mut candidates: Vec<(f64, u32)> = shared
            .chunk_by(|one, other| one.0 == other.0)
            .filter_map(|same| {
                let other = same.first()?.0;
                let kinds = same.iter().fold(0, |kinds, (.., kind)| kinds | kind);
                let is_worth_it =
                    self.profiles.get(other as usize).is_some_and(|known| may_be_one(known, profile, kinds));
                is_worth_it.then(|| (same.iter().map(|(_, rarity, _)| rarity).sum(), other))
            })
            .collect();
        candidates.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        candidates.truncate(COMPARED);
        let compared = candidates.into_iter().filter_map(|(_, other)| {
            let other = other as usize;
            let comparison = self.corpus.compare(self.profiles.get(other)?, profile);
            (comparison.likeness != Likeness::Different).then_some(Pair {
                one: *self.ids.get(other)?,
                other: *self.ids.get(row)?,
                comparison,
            })
        });
        compared.collect()
    }
}

/// Whether comparing two in full can come to anything, by what is quickly told; `kinds` are those of the tokens shared.
fn may_be_one(one: &Profile, other: &Profile, kinds: u8) -> bool {
    if kinds & (kind::CODE | kind::NAME | kind::CONTACT | kind::PERSON) != 0 {
        return true;
    }
    let says_another_code = !one.code.is_empty() && !other.code.is_empty();
    if says_another_code || one.parts.branch != other.parts.branch {
        return false;
    }
    let (a, b) = (&*one.parts.brand, &*other.parts.brand);
    if a == b {
        let (a, b) = (&*one.parts.trade, &*other.parts.trade);
        return a.is_empty() || b.is_empty() || a.contains(b) || b.contains(a) || half_shared(a, b);
    }
    kinds & (kind::LEFT_OUT | kind::SIGNS) != 0 || a.starts_with(b) || b.starts_with(a)
}

fn as_row(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Does the same for many rows, in equal shares on all processors; the results are in the order of the rows, whatever
/// the number of processors.
fn in_shares<T: Send>(
    rows: usize,
    go_on: &(dyn Fn(usize) -> bool + Sync),
    before: usize,
    of_row: impl Fn(usize) -> T + Sync,
) -> Option<Vec<T>> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = rows.div_ceil(threads).max(STEP);
    let counted = std::sync::atomic::AtomicUsize::new(before);
    let numbers: Vec<usize> = (0..rows).collect();
    std::thread::scope(|scope| {
        let workers: Vec<_> = numbers
            .chunks(share)
            .map(|share| {
                let (counted, of_row) = (&counted, &of_row);
                scope.spawn(move || {
                    let mut done = Vec::with_capacity(share.len());
                    for part in share.chunks(STEP) {
                        done.extend(part.iter().map(|row| of_row(*row)));
                        let so_far = counted.fetch_add(part.len(), std::sync::atomic::Ordering::Relaxed) + part.len();
                        if !go_on(so_far) {
                            return None;
                        }
                    }
                    Some(done)
                })
            })
            .collect();
        let mut all = Vec::with_capacity(rows);
        for worker in workers {
            all.extend(worker.join().ok()??);
        }
        Some(all)
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn roll(names: &[&str]) -> (Vec<Company>, Roll) {
        let companies: Vec<Company> = (1..)
            .zip(names)
            .map(|(key, name)| Company::named(CompanyId::from_uuid(Uuid::from_u128(key)), name))
            .collect();
        let entries: Vec<Entry<'_>> = companies.iter().map(Entry::of).collect();
        let roll = Roll::new(&entries, &|_| true).unwrap();
        (companies, roll)
    }

    #[test]
    fn variants_of_a_name_find_each_other_and_different_firms_do_not() {
        let names = [
            "垫江县鑫源建材有限公司",
            "重庆市垫江县鑫源建材有限责任公司",
            "鑫源建材经营部",
            "垫江县鑫源商贸有限公司",
            "垫江县新源建材有限公司",
            "垫江县鑫源建材有限公司城南分公司",
            "鑫源建材",
            "鑫源建材厂",
            "鑫源建材店",
        ];
        let (companies, roll) = roll(&names);
        let pairs = roll.pairs(0, &|_| true).unwrap();
        let found: Vec<(&str, &str, Likeness)> = pairs
            .iter()
            .map(|pair| {
                let name = |id| companies.iter().find(|company| company.id == id).map_or("", |company| &*company.name);
                (name(pair.one), name(pair.other), pair.comparison.likeness)
            })
            .collect();
        assert_eq!(found[0], (names[0], names[1], Likeness::Likely));
        // Only the name without a form may be anybody's, and two shops may be one.
        for (one, other, likeness) in &found[1..] {
            assert_eq!(*likeness, Likeness::Unsure, "{found:?}");
            assert!([*one, *other].contains(&names[6]) || [*one, *other] == [names[2], names[8]], "{found:?}");
        }
    }

    #[test]
    fn stopping_gives_nothing() {
        let (_, roll) = roll(&["江岸芯源有限公司", "江岸芯源有限责任公司"]);
        assert!(roll.pairs(0, &|_| false).is_none());
    }
}
