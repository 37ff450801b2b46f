//! Whether two companies are one: evidence weighed as by Fellegi and Sunter, each piece with its reason.
//!
//! A piece of evidence weighs log2(m/u): m = how often it shows among records of one company, u = how often among
//! records of two. The weights add up to odds, with the frequency of the 字号, the place, the phone number … in these
//! very records as u (`methods.md` d.2). Rules that no sum may overrule come last: two valid codes that differ, a
//! branch and its firm, a trader and a company are two, whatever they share.

use std::collections::HashMap;

use jiff::civil::Date;
use pinyin::ToPinyinMulti;

use super::{
    parts::FormClass,
    places::{Places, differ},
    profile::Profile,
    words::Trades,
};
use crate::words;

/// Weight of evidence: log2 of how much likelier it is for one company than for two.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Bits(pub f64);

impl Bits {
    /// log2(m/u).
    pub fn of(m: f64, u: f64) -> Self {
        Self((m / u).log2())
    }

    /// As a probability: 2^W / (1 + 2^W).
    pub fn chance(self) -> Chance {
        Chance(1.0 / (1.0 + (-self.0).exp2()))
    }
}

/// A probability, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Chance(pub f64);

words! {
    /// What is compared.
    pub enum Evidence {
        /// How rare it is that two records are one company, before anything is compared.
        Prior = "prior",
        /// 统一社会信用代码
        Code = "code",
        /// One of the names of the one is a name of the other: former, short, English.
        OtherName = "other_name",
        /// 字号
        Brand = "brand",
        /// 行业
        Trade = "trade",
        /// 行政区划
        Region = "region",
        /// 组织形式
        Form = "form",
        /// Branch or firm.
        Branch = "branch",
        /// The whole names, letter by letter.
        Whole = "whole",
        /// Phone numbers.
        Phone = "phone",
        /// Website.
        Site = "site",
        /// E-mail.
        Email = "email",
        /// 法定代表人
        Person = "person",
        /// Address.
        Address = "address",
        /// 成立日期
        Founded = "founded",
    }
}

words! {
    /// How what is compared compares.
    pub enum Level {
        /// Nothing was compared.
        Base = "base",
        /// The same.
        Equal = "equal",
        /// One sign or two apart.
        Near = "near",
        /// One holds the other.
        Contained = "contained",
        /// Part of it is the same.
        Partly = "partly",
        /// Only one of the two says it.
        Missing = "missing",
        /// Different.
        Different = "different",
        /// Different in a way that decides.
        Apart = "apart",
    }
}

words! {
    /// What a comparison comes to.
    pub enum Likeness {
        /// One company: the same valid credit code.
        Same = "same",
        /// Very probably one: a person should look at it.
        Likely = "likely",
        /// Perhaps one.
        Unsure = "unsure",
        /// Two.
        Different = "different",
    }
}

words! {
    /// A rule that gave a verdict the weights alone do not give.
    pub enum Rule {
        /// A former, short or foreign name of one is the name of the other: likely, however little else is known.
        OtherName = "other_name",
        /// Another trade name, and too little else in common.
        Brand = "brand",
        /// Half a trade name in common, and too little else.
        PartOfBrand = "part_of_brand",
        /// Another trade, and too little else in common.
        Trade = "trade",
        /// Another kind of legal person.
        Form = "form",
        /// Place, trade or kind of legal person is said by one name only.
        OneSided = "one_sided",
    }
}

/// One step of the waterfall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weight {
    /// What was compared.
    pub evidence: Evidence,
    /// How it compared.
    pub level: Level,
    /// What it weighs.
    pub bits: Bits,
}

/// Two companies compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The steps, in the order of the waterfall.
    pub weights: Vec<Weight>,
    /// Their sum.
    pub total: Bits,
    /// The verdict.
    pub likeness: Likeness,
    /// The rule that gave it, where the weights alone say otherwise.
    pub rule: Option<Rule>,
}

impl Comparison {
    /// The probability that they are one company, by the weights alone.
    pub fn chance(&self) -> Chance {
        self.total.chance()
    }

    /// What decides whatever the sum says, if anything does.
    pub fn decisive(&self) -> Option<Weight> {
        self.weights.iter().copied().find(|weight| weight.level == Level::Apart)
    }

    /// What speaks for one company, in the order of the steps.
    pub fn reasons(&self) -> Vec<(Evidence, Level)> {
        let speaks = self.weights.iter().filter(|weight| weight.bits.0 > 0.0 && weight.evidence != Evidence::Prior);
        speaks.map(|weight| (weight.evidence, weight.level)).collect()
    }

    fn level(&self, evidence: Evidence) -> Option<Level> {
        self.weights.iter().find(|weight| weight.evidence == evidence).map(|weight| weight.level)
    }
}

/// Of a thousand pairs that share enough to be compared, one is one company.
const PRIOR: f64 = 1.0 / 1000.0;
/// From here on a pair is probably one company.
const LIKELY: f64 = 0.95;
/// From here on a person is asked.
const UNSURE: f64 = 0.2;
/// How likely things are before any is counted, and how many counted companies weigh as much.
#[derive(Clone, Copy)]
struct Expected {
    rate: f64,
    companies: f64,
}
const BRAND: Expected = Expected { rate: 0.001, companies: 1000.0 };
const PLACE: Expected = Expected { rate: 0.05, companies: 100.0 };
const CONTACT: Expected = Expected { rate: RAREST, companies: 1000.0 };
const SITE: Expected = Expected { rate: 0.001, companies: 1000.0 };
const DAY: Expected = Expected { rate: 0.001, companies: 1000.0 };
const PERSON: Expected = Expected { rate: 0.002, companies: 1000.0 };
/// Rarer than this nothing is taken to be.
const RAREST: f64 = 0.0001;

/// How often what identifies occurs in these records.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The places that are known.
    pub places: Places,
    /// The trades that are known.
    pub trades: Trades,
    companies: usize,
    brands: HashMap<Box<str>, u32>,
    regions: HashMap<Box<str>, u32>,
    contacts: HashMap<Box<str>, u32>,
    people: HashMap<Box<str>, u32>,
    days: HashMap<Date, u32>,
}

impl Corpus {
    /// A corpus that knows these places and trades and has counted nothing yet.
    pub fn new(places: Places, trades: Trades) -> Self {
        Self { places, trades, ..Self::default() }
    }

    /// Counts a company.
    pub fn count(&mut self, profile: &Profile) {
        self.companies += 1;
        let add = |counts: &mut HashMap<Box<str>, u32>, word: &str| {
            if word.is_empty() {
                return;
            }
            match counts.get_mut(word) {
                Some(count) => *count += 1,
                None => _ = counts.insert(word.into(), 1),
            }
        };
        add(&mut self.brands, &profile.parts.brand);
        for place in [&profile.region.city, &profile.region.county] {
            add(&mut self.regions, place);
        }
        for contact in profile.phones.iter().chain(&profile.emails).chain([&profile.host]) {
            add(&mut self.contacts, contact);
        }
        add(&mut self.people, &profile.person);
        if let Some(day) = profile.founded {
            *self.days.entry(day).or_default() += 1;
        }
    }

    /// How often a random other company has this.
    fn rate(&self, counts: &HashMap<Box<str>, u32>, word: &str, expected: Expected) -> f64 {
        self.share(counts.get(word).copied(), expected)
    }

    fn share(&self, count: Option<u32>, expected: Expected) -> f64 {
        let others = f64::from(count.unwrap_or_default().saturating_sub(1));
        let Expected { rate, companies } = expected;
        ((others + rate * companies) / (self.companies as f64 + companies)).clamp(RAREST, 0.9)
    }

    /// Compares two companies.
    pub fn compare(&self, one: &Profile, other: &Profile) -> Comparison {
        let mut weights = vec![weight(Evidence::Prior, Level::Base, Bits::of(PRIOR, 1.0 - PRIOR))];
        weights.extend(code(one, other));
        weights.extend(other_name(one, other));
        weights.push(self.brand(one, other));
        weights.extend(trade(one, other));
        weights.extend(self.region(one, other));
        weights.extend(form(one, other));
        weights.extend(branch(one, other));
        weights.push(whole(one, other));
        weights.extend(self.shared(Evidence::Phone, &one.phones, &other.phones, 0.5));
        weights.extend(self.shared(Evidence::Email, &one.emails, &other.emails, 0.5));
        weights.extend(self.site(one, other));
        weights.extend(self.person(one, other));
        weights.extend(address(one, other));
        weights.extend(self.founded(one, other));
        let total = Bits(weights.iter().map(|weight| weight.bits.0).sum());
        let mut comparison = Comparison { weights, total, likeness: Likeness::Different, rule: None };
        (comparison.likeness, comparison.rule) = verdict(&comparison);
        comparison
    }

    fn brand(&self, one: &Profile, other: &Profile) -> Weight {
        let (a, b) = (&*one.parts.brand, &*other.parts.brand);
        let (level, bits) = if a.is_empty() || b.is_empty() {
            (Level::Missing, Bits(0.0))
        } else if a == b {
            (Level::Equal, Bits::of(0.9, self.rate(&self.brands, a, BRAND)))
        } else if numbered_apart(a, b) {
            (Level::Apart, Bits::of(0.001, 0.9))
        } else if let Some(nearness) = nearness(a, b) {
            match nearness {
                Nearness::Slip => (Level::Near, Bits::of(0.05, 0.004)),
                Nearness::Sound => (Level::Partly, Bits::of(0.05, 0.02)),
            }
        } else if let Some((short, long)) = contained(one, other) {
            // 长安 and 长安福特 are two firms; 丰友 may be short for 丰友豆浆机, if it says nothing more.
            let is_short_form = short.parts.trade.is_empty() && short.parts.class == FormClass::Unsaid;
            let rate = self.rate(&self.brands, &short.parts.brand, BRAND).max(0.004);
            let bits = if is_short_form { Bits::of(0.05, rate) } else { Bits::of(0.01, 0.02) };
            let begins = long.parts.brand.starts_with(&*short.parts.brand);
            (if begins { Level::Contained } else { Level::Different }, bits)
        } else {
            (Level::Different, Bits::of(0.01, 0.99))
        };
        weight(Evidence::Brand, level, bits)
    }

    fn region(&self, one: &Profile, other: &Profile) -> Option<Weight> {
        let found = |level, bits| Some(weight(Evidence::Region, level, bits));
        // Two names that each say another place are names of two firms; places of fields may be older than a move.
        let (a, b) = (&one.parts.region, &other.parts.region);
        let named_apart = differ(&a.province, &b.province)
            || differ(&a.city, &b.city)
            || differ(&a.county, &b.county) && a.county != b.city && a.city != b.county;
        if named_apart || differ(&a.town, &b.town) {
            return found(Level::Apart, Bits::of(0.01, 0.8));
        }
        if a.town.is_empty() != b.town.is_empty() && !a.is_empty() && !b.is_empty() {
            return found(Level::Contained, Bits(0.0));
        }
        let (a, b) = (&one.region, &other.region);
        if differ(&a.province, &b.province) {
            return found(Level::Different, Bits::of(0.05, 0.95));
        }
        if differ(&a.county, &b.county) || differ(&a.city, &b.city) {
            return found(Level::Different, Bits::of(0.2, 0.95));
        }
        let shared = |one: &str, other: &str| !one.is_empty() && one == other;
        for (here, there) in [(&a.county, &b.county), (&a.city, &b.city)] {
            if shared(here, there) {
                // The rarer the place, the more it says; in a list of one county it says nothing.
                return found(Level::Equal, Bits::of(0.8, self.rate(&self.regions, here, PLACE).max(0.05)));
            }
        }
        if shared(&a.province, &b.province) {
            return found(Level::Partly, Bits::of(0.8, 0.4));
        }
        (a.is_empty() != b.is_empty()).then(|| weight(Evidence::Region, Level::Missing, Bits(0.0)))
    }

    /// Phone numbers or addresses: one of the one is one of the other.
    fn shared(&self, evidence: Evidence, one: &[Box<str>], other: &[Box<str>], m: f64) -> Option<Weight> {
        if one.is_empty() || other.is_empty() {
            return None;
        }
        // The one that the fewest have.
        let rates = one
            .iter()
            .filter(|contact| other.contains(contact))
            .map(|contact| self.rate(&self.contacts, contact, CONTACT));
        Some(match rates.min_by(f64::total_cmp) {
            Some(rate) => weight(evidence, Level::Equal, Bits::of(m, rate)),
            None => weight(evidence, Level::Different, Bits::of(1.0 - m, 1.0 - RAREST)),
        })
    }

    fn site(&self, one: &Profile, other: &Profile) -> Option<Weight> {
        let (a, b) = (&*one.host, &*other.host);
        if a.is_empty() || b.is_empty() {
            return None;
        }
        // Firms of one group share a site.
        let rate = self.rate(&self.contacts, a, SITE).max(0.001);
        Some(if a == b {
            weight(Evidence::Site, Level::Equal, Bits::of(0.6, rate))
        } else {
            weight(Evidence::Site, Level::Different, Bits::of(0.4, 0.999))
        })
    }

    fn person(&self, one: &Profile, other: &Profile) -> Option<Weight> {
        let (a, b) = (&*one.person, &*other.person);
        if a.is_empty() || b.is_empty() {
            return None;
        }
        Some(if a == b {
            weight(Evidence::Person, Level::Equal, Bits::of(0.7, self.rate(&self.people, a, PERSON)))
        } else {
            weight(Evidence::Person, Level::Different, Bits::of(0.3, 0.998))
        })
    }

    fn founded(&self, one: &Profile, other: &Profile) -> Option<Weight> {
        let (a, b) = (one.founded?, other.founded?);
        Some(if a == b {
            // Registers enter many firms on one day.
            weight(
                Evidence::Founded,
                Level::Equal,
                Bits::of(0.9, self.share(self.days.get(&a).copied(), DAY).max(0.001)),
            )
        } else {
            weight(Evidence::Founded, Level::Different, Bits::of(0.1, 0.999))
        })
    }
}

const fn weight(evidence: Evidence, level: Level, bits: Bits) -> Weight {
    Weight { evidence, level, bits }
}

fn code(one: &Profile, other: &Profile) -> Option<Weight> {
    let found = |level, bits| Some(weight(Evidence::Code, level, bits));
    match (&*one.code, &*other.code) {
        ("", "") => {
            let (a, b) = (&*one.faulty_code, &*other.faulty_code);
            (!a.is_empty() && a == b).then(|| weight(Evidence::Code, Level::Equal, Bits::of(0.5, RAREST)))
        }
        (known, "") | ("", known) => {
            let faulty = if one.code.is_empty() { &*one.faulty_code } else { &*other.faulty_code };
            // A code whose check fails, one or two signs from a right one, is that code miswritten.
            if !faulty.is_empty() && strsim::hamming(known, faulty).is_ok_and(|apart| apart <= 2) {
                return found(Level::Near, Bits::of(0.3, RAREST));
            }
            None
        }
        (a, b) if a == b => found(Level::Equal, Bits::of(0.99, RAREST / 10.0)),
        _ => found(Level::Apart, Bits::of(0.001, 0.999)),
    }
}

fn other_name(one: &Profile, other: &Profile) -> Option<Weight> {
    let names = |names: &Profile, whole: &str| names.other_names.iter().any(|name| **name == *whole);
    let shared = || one.other_names.iter().any(|name| name.chars().count() >= 4 && other.other_names.contains(name));
    let is_one = names(one, &other.parts.whole) || names(other, &one.parts.whole);
    if is_one && one.parts.whole.chars().count().min(other.parts.whole.chars().count()) >= 4 {
        return Some(weight(Evidence::OtherName, Level::Equal, Bits::of(0.5, RAREST)));
    }
    // Firms of one group share a short name.
    (is_one || shared()).then(|| weight(Evidence::OtherName, Level::Partly, Bits::of(0.3, 0.01)))
}

fn trade(one: &Profile, other: &Profile) -> Option<Weight> {
    let (a, b) = (&*one.parts.trade, &*other.parts.trade);
    let (level, bits) = match (a, b) {
        // Nothing beyond the 字号, so that a long one says it all.
        ("", "") => {
            let is_long = one.parts.brand == other.parts.brand && one.parts.brand.chars().count() >= 4;
            return is_long.then(|| weight(Evidence::Trade, Level::Equal, Bits::of(0.4, 0.1)));
        }
        ("", _) | (_, "") => (Level::Missing, Bits::of(0.08, 0.1)),
        _ if a == b => (Level::Equal, Bits::of(0.75, 0.05)),
        _ if a.contains(b) || b.contains(a) => (Level::Contained, Bits::of(0.1, 0.05)),
        _ if half_shared(a, b) => (Level::Partly, Bits::of(0.05, 0.06)),
        _ => (Level::Different, Bits::of(0.005, 0.95)),
    };
    Some(weight(Evidence::Trade, level, bits))
}

fn form(one: &Profile, other: &Profile) -> Option<Weight> {
    use FormClass as F;
    let (a, b) = (one.parts.class, other.parts.class);
    if one.parts.group != other.parts.group && one.parts.branch.is_empty() && other.parts.branch.is_empty() {
        // A group's head and its member: certain where the member has a trade of its own.
        let level = if one.parts.trade == other.parts.trade { Level::Different } else { Level::Apart };
        return Some(weight(Evidence::Form, level, Bits::of(0.05, 0.5)));
    }
    let (level, bits) = match (a, b) {
        (F::Unsaid, _) | (_, F::Unsaid) => return None,
        // 经营部 and 店 of one name may be two shops.
        _ if a == b && !matches!(a, F::Company | F::Stock) && one.parts.form != other.parts.form => {
            (Level::Partly, Bits(0.0))
        }
        _ if a == b => (Level::Equal, Bits::of(0.9, 0.55)),
        (F::Company, F::Stock) | (F::Stock, F::Company) => (Level::Near, Bits::of(0.06, 0.15)),
        (F::Other, _) | (_, F::Other) => (Level::Different, Bits::of(0.05, 0.3)),
        // A works may have become a company; a trader beside either is another legal person.
        (F::Works, F::Company | F::Stock) | (F::Company | F::Stock, F::Works) => {
            (Level::Different, Bits::of(0.02, 0.3))
        }
        _ => (Level::Apart, Bits::of(0.01, 0.3)),
    };
    Some(weight(Evidence::Form, level, bits))
}

fn branch(one: &Profile, other: &Profile) -> Option<Weight> {
    let (a, b) = (&*one.parts.branch, &*other.parts.branch);
    match (a.is_empty(), b.is_empty()) {
        (true, true) => None,
        _ if a == b => Some(weight(Evidence::Branch, Level::Equal, Bits::of(0.9, 0.1))),
        _ => Some(weight(Evidence::Branch, Level::Apart, Bits::of(0.001, 0.9))),
    }
}

/// How alike the whole names are, by Jaro and Winkler; only a little, since the parts have been weighed already.
fn whole(one: &Profile, other: &Profile) -> Weight {
    let (a, b) = (&*one.parts.whole, &*other.parts.whole);
    if a == b {
        return weight(Evidence::Whole, Level::Equal, Bits::of(0.6, 0.2));
    }
    let likeness = strsim::jaro_winkler(a, b);
    if likeness >= 0.92 {
        weight(Evidence::Whole, Level::Near, Bits::of(0.25, 0.15))
    } else if likeness >= 0.7 {
        weight(Evidence::Whole, Level::Partly, Bits(0.0))
    } else {
        weight(Evidence::Whole, Level::Different, Bits::of(0.1, 0.2))
    }
}

fn address(one: &Profile, other: &Profile) -> Option<Weight> {
    let (a, b) = (&*one.address, &*other.address);
    if a.is_empty() || b.is_empty() {
        return None;
    }
    Some(if a == b {
        weight(Evidence::Address, Level::Equal, Bits::of(0.4, 0.002))
    } else if a.contains(b) || b.contains(a) || strsim::jaro_winkler(a, b) >= 0.93 {
        weight(Evidence::Address, Level::Near, Bits::of(0.2, 0.01))
    } else {
        weight(Evidence::Address, Level::Different, Bits::of(0.4, 0.99))
    })
}

/// The verdict, and the rule that gave it if it is not what the weights alone say.
fn verdict(comparison: &Comparison) -> (Likeness, Option<Rule>) {
    let level = |evidence| comparison.level(evidence);
    match level(Evidence::Code) {
        Some(Level::Equal) if comparison.weights.iter().any(|w| w.evidence == Evidence::Code && w.bits.0 > 13.0) => {
            return (Likeness::Same, None);
        }
        Some(Level::Apart) => return (Likeness::Different, None),
        _ => {}
    }
    if comparison.decisive().is_some() {
        return (Likeness::Different, None);
    }
    let chance = comparison.chance().0;
    let by_weights = match chance {
        _ if chance >= LIKELY => Likeness::Likely,
        _ if chance >= UNSURE => Likeness::Unsure,
        _ => Likeness::Different,
    };
    let (likeness, rule) = by_rule(comparison, by_weights);
    (likeness, rule.filter(|_| likeness != by_weights))
}

/// What the rules make of a verdict by weights, and the last rule that had a say.
fn by_rule(comparison: &Comparison, by_weights: Likeness) -> (Likeness, Option<Rule>) {
    let level = |evidence| comparison.level(evidence);
    let equal = |evidence| level(evidence) == Some(Level::Equal);
    let shared =
        [Evidence::Phone, Evidence::Email, Evidence::Site, Evidence::Person, Evidence::Address, Evidence::Founded];
    let shared = shared.into_iter().filter(|evidence| equal(*evidence)).count();
    let of_another_place = level(Evidence::Region) == Some(Level::Different);
    if equal(Evidence::OtherName) && !of_another_place {
        return (Likeness::Likely, Some(Rule::OtherName));
    }
    let is_known_by_code = matches!(level(Evidence::Code), Some(Level::Equal | Level::Near));
    if is_known_by_code || equal(Evidence::OtherName) {
        return (by_weights, None);
    }
    // One owner, one phone and one yard for several firms is common: another name or trade needs more than that.
    let (most, mut rule) = match (level(Evidence::Brand), level(Evidence::Trade)) {
        (Some(Level::Different | Level::Missing), _) if shared < 3 => (Likeness::Different, Some(Rule::Brand)),
        (_, Some(Level::Different)) if shared < 2 => (Likeness::Different, Some(Rule::Trade)),
        (Some(Level::Partly), _) if shared == 0 => (Likeness::Different, Some(Rule::PartOfBrand)),
        (Some(Level::Different | Level::Missing), _) => (Likeness::Unsure, Some(Rule::Brand)),
        (_, Some(Level::Different)) => (Likeness::Unsure, Some(Rule::Trade)),
        (Some(Level::Partly), _) if shared < 2 => (Likeness::Unsure, Some(Rule::PartOfBrand)),
        _ => (Likeness::Same, None),
    };
    let mut likeness = by_weights.max(most);
    // Another kind of legal person needs more than a name.
    let of_another_kind = level(Evidence::Form) == Some(Level::Different);
    if of_another_kind && shared == 0 {
        return (Likeness::Different, Some(Rule::Form));
    }
    // It is for a person to judge, and so is a town or trade that only one of two full names says.
    let both_in_full = matches!(level(Evidence::Form), Some(Level::Equal | Level::Near | Level::Partly));
    let is_one_sided = level(Evidence::Form) == Some(Level::Partly)
        || level(Evidence::Region) == Some(Level::Contained)
        || both_in_full && matches!(level(Evidence::Trade), Some(Level::Missing | Level::Contained | Level::Partly));
    if (of_another_kind || is_one_sided) && shared < 2 && likeness < Likeness::Unsure {
        likeness = Likeness::Unsure;
        rule = Some(if of_another_kind { Rule::Form } else { Rule::OneSided });
    }
    (likeness, rule)
}

/// Numerals, and other signs by which firms of one house are told apart.
const TELLING: &[char] = &[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '甲',
    '乙', '丙', '丁', '东', '西', '南', '北', '上', '下', '新', '老', '大', '小',
];

/// Whether two names of one length differ in one such sign only.
fn numbered_apart(one: &str, other: &str) -> bool {
    let mut pairs = one.chars().zip(other.chars()).filter(|(a, b)| a != b);
    let Some((a, b)) = pairs.next() else { return false };
    pairs.next().is_none()
        && one.chars().count() == other.chars().count()
        && TELLING.contains(&a)
        && TELLING.contains(&b)
}

/// How two 字号 that differ by one sign may come to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nearness {
    /// A slip of the pen.
    Slip,
    /// Two short ones that sound the same: 鑫源 and 新源 are two firms, unless more says they are one.
    Sound,
}

/// Whether two 字号 may be one, miswritten. The first two signs are the heart of a name: where they differ (浩杰, 浩扬),
/// only a sign that sounds the same may be a slip.
fn nearness(one: &str, other: &str) -> Option<Nearness> {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let shorter = a.len().min(b.len());
    if shorter < 2 || a.len().abs_diff(b.len()) > 1 {
        return None;
    }
    if one.is_ascii() && other.is_ascii() {
        return (strsim::jaro_winkler(one, other) >= 0.94).then_some(Nearness::Slip);
    }
    if strsim::osa_distance(one, other) != 1 {
        return None;
    }
    let replaced = || a.iter().zip(&b).enumerate().filter(|(_, (x, y))| x != y);
    let is_one_replaced = a.len() == b.len() && replaced().count() == 1;
    let sounds_alike = is_one_replaced && replaced().all(|(_, (x, y))| share_a_reading(*x, *y));
    match shorter {
        2 => sounds_alike.then_some(Nearness::Sound),
        _ if !is_one_replaced || sounds_alike => Some(Nearness::Slip),
        _ => replaced().all(|(at, _)| at >= 2).then_some(Nearness::Slip),
    }
}

/// Whether two signs can be read alike.
fn share_a_reading(one: char, other: char) -> bool {
    let readings = |c: char| c.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain).collect::<Vec<_>>();
    let of_other = readings(other);
    readings(one).iter().any(|reading| of_other.contains(reading))
}

/// The two with the shorter 字号 first, when it stands in the longer one.
fn contained<'p>(one: &'p Profile, other: &'p Profile) -> Option<(&'p Profile, &'p Profile)> {
    let (short, long) = if one.parts.brand.len() <= other.parts.brand.len() { (one, other) } else { (other, one) };
    let enough = short.parts.brand.chars().nth(1).is_some();
    (enough && long.parts.brand.contains(&*short.parts.brand)).then_some((short, long))
}

/// Whether two texts share half of the pairs of signs of the shorter one.
pub(super) fn half_shared(one: &str, other: &str) -> bool {
    let pairs = |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (a, b) = (pairs(one), pairs(other));
    let shared = a.iter().filter(|pair| b.contains(pair)).count();
    shared > 0 && shared * 2 >= a.len().min(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 5e-5, "{found} is not {expected}");
    }

    /// `methods.md` G17.
    #[test]
    fn names_are_alike_as_winkler_says() {
        for (one, other, expected) in
            [("MARTHA", "MARHTA", 0.961_111), ("DIXON", "DICKSONX", 0.813_333), ("DWAYNE", "DUANE", 0.84)]
        {
            close(strsim::jaro_winkler(one, other), expected);
        }
        // By signs, not by bytes.
        close(strsim::jaro_winkler("深圳市宝明科技", "深圳市洲明科技"), 0.933_333);
    }

    #[test]
    fn a_verdict_that_is_not_that_of_the_weights_names_its_rule() {
        let levels = [Level::Equal, Level::Partly, Level::Missing, Level::Different];
        let mut ruled = 0;
        for (brand, trade) in levels.iter().flat_map(|brand| levels.iter().map(move |trade| (*brand, *trade))) {
            for (form, phone) in [(Level::Equal, Level::Equal), (Level::Different, Level::Different)] {
                for total in [-6.0, 0.0, 3.0, 12.0].map(Bits) {
                    let steps = [
                        (Evidence::Brand, brand),
                        (Evidence::Trade, trade),
                        (Evidence::Form, form),
                        (Evidence::Phone, phone),
                    ];
                    let weights = steps.map(|(evidence, level)| weight(evidence, level, Bits(0.0))).to_vec();
                    let comparison = Comparison { weights, total, likeness: Likeness::Different, rule: None };
                    let by_weights = match total.chance().0 {
                        chance if chance >= LIKELY => Likeness::Likely,
                        chance if chance >= UNSURE => Likeness::Unsure,
                        _ => Likeness::Different,
                    };
                    let (likeness, rule) = verdict(&comparison);
                    assert_eq!(rule.is_some(), likeness != by_weights, "{comparison:?}");
                    assert!(likeness >= by_weights, "no rule but a former name makes a pair surer");
                    ruled += usize::from(rule.is_some());
                }
            }
        }
        assert!(ruled > 20, "{ruled}");
        let names = vec![weight(Evidence::OtherName, Level::Equal, Bits(0.0))];
        let comparison = Comparison { weights: names, total: Bits(0.0), likeness: Likeness::Different, rule: None };
        assert_eq!(verdict(&comparison), (Likeness::Likely, Some(Rule::OtherName)));
    }

    /// `methods.md` G18.
    #[test]
    fn weights_add_up_as_fellegi_and_sunter_say() {
        let prior = Bits::of(PRIOR, 1.0 - PRIOR);
        let brand = Bits::of(0.9, 0.001);
        close(prior.0, -9.9643);
        close(brand.0, 9.8138);
        let (city, phone) = (Bits::of(0.8, 0.05), Bits::of(0.5, 0.0001));
        close(city.0, 4.0);
        close(phone.0, 12.2877);
        let all = Bits(prior.0 + brand.0 + city.0 + phone.0);
        close(all.0, 16.1372);
        assert!((all.chance().0 - 0.999_986).abs() < 5e-7);
        let elsewhere = Bits::of(0.2, 0.95);
        close(elsewhere.0, -2.2479);
        let sum = Bits(prior.0 + brand.0 + elsewhere.0);
        close(sum.0, -2.3985);
        assert!((sum.chance().0 - 0.159_426).abs() < 5e-7);
    }

    #[test]
    fn short_names_are_not_taken_for_each_other() {
        assert_eq!(nearness("鑫源", "新源"), Some(Nearness::Sound));
        assert_eq!(nearness("鑫源", "金源"), None);
        assert_eq!(nearness("鹰博尔", "鹰博耳"), Some(Nearness::Slip));
        assert_eq!(nearness("江岸芯源", "江岸源芯"), Some(Nearness::Slip));
        assert_eq!(nearness("浩杰机床", "浩扬机床"), None);
        assert_eq!(nearness("江岸芯源", "江案新源"), None);
        assert!(numbered_apart("东风一", "东风二") && !numbered_apart("东风一", "东风明"));
    }
}
