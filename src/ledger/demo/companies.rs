//! Who the firms are: names, codes, places, capital, state of registration.

use std::collections::HashSet;

use jiff::civil::Date;

use super::{dice::Dice, registry, texts, words::World};
use crate::domain::{
    company::Company,
    fit::Role,
    ids::CompanyId,
    plan::Tier,
    record::Text,
    units::{Amount, Currency},
};

/// What part a firm plays in the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// In a sector to attract.
    Maker,
    /// In a traditional sector.
    Traditional,
    /// Sells what others make.
    Trader,
    /// Outside the plan.
    Other,
    /// Registered abroad.
    Foreign,
    /// Produces in the zone already.
    Local,
    /// 分公司
    Branch,
    /// Dissolved or struck off.
    Dissolved,
}

/// How a firm was made up; not part of the records.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    pub kind: Kind,
    /// Position of its trade in the word file.
    pub trade: Option<usize>,
    pub tier: Tier,
    pub role: Role,
    /// Its texts are English.
    pub english: bool,
    /// Position of its city in the word file; out of range for local firms.
    pub city: usize,
}

/// What earlier firms have taken.
#[derive(Default)]
pub(super) struct Register {
    names: HashSet<Text>,
}

impl Register {
    /// The name, with a number in words behind its 字号 if it is taken.
    fn unique(&mut self, world: &World<'_>, make: impl Fn(&str) -> String) -> Text {
        let mut number = 1;
        loop {
            let name: Text = make(&ordinal(world, number)).into();
            if self.names.insert(name.clone()) {
                return name;
            }
            number += 1;
        }
    }
}

/// Nothing for the first, 二, 三 … 十, then figures: how firms of one brand tell themselves apart.
fn ordinal(world: &World<'_>, number: usize) -> String {
    match number {
        0 | 1 => String::new(),
        _ => world.words.ordinals.get(number - 2).cloned().unwrap_or_else(|| number.to_string()),
    }
}

/// A hundred firms in a row have every kind in these shares.
fn kind(index: usize) -> Kind {
    match index % 100 * 37 % 100 {
        0..44 => Kind::Maker,
        44..56 => Kind::Traditional,
        56..64 => Kind::Trader,
        64..80 => Kind::Other,
        80..85 => Kind::Foreign,
        85..95 => Kind::Local,
        95..97 => Kind::Branch,
        _ => Kind::Dissolved,
    }
}

/// Makes one firm with all its texts.
pub(super) fn company(
    dice: &mut Dice,
    world: &World<'_>,
    register: &mut Register,
    index: usize,
    earlier: (&[Company], &[Profile]),
) -> (Company, Profile) {
    let mut profile = profile(dice, world, index);
    let id = CompanyId::from_uuid(dice.key());
    let mut company = Company::named(id, "");
    company.origin = world.words.origin.as_str().into();
    let parent = (profile.kind == Kind::Branch).then(|| parent(dice, earlier)).flatten();
    if let Some((parent, of)) = parent {
        profile = Profile { kind: Kind::Branch, city: profile.city, ..of.clone() };
        branch(dice, world, register, &mut company, parent, &profile);
    } else if profile.kind == Kind::Foreign {
        foreign(dice, world, register, &mut company);
    } else {
        // The first firms of all have nobody to be a branch of.
        if profile.kind == Kind::Branch {
            profile.kind = Kind::Maker;
        }
        domestic(dice, world, register, &mut company, &profile);
    }
    if profile.kind != Kind::Foreign {
        registry::registration(dice, world, index, &mut company, &profile);
    }
    registry::trade(dice, world, &mut company, &profile);
    texts::write(dice, world, &mut company, &profile);
    registry::judgement(dice, world, &mut company, &profile);
    (company, profile)
}

/// An earlier firm that a branch could belong to.
fn parent<'a>(
    dice: &mut Dice,
    (companies, profiles): (&'a [Company], &'a [Profile]),
) -> Option<(&'a Company, &'a Profile)> {
    let start = dice.index(profiles.len());
    // Makers are two in five firms; a short look around is enough.
    companies.iter().zip(profiles).skip(start).take(20).find(|(_, profile)| profile.kind == Kind::Maker)
}

fn profile(dice: &mut Dice, world: &World<'_>, index: usize) -> Profile {
    let kind = kind(index);
    let in_plan = |dice: &mut Dice| {
        // One trade in four of those to attract has no firm in the zone: gaps for the chain picture.
        let attract: Vec<usize> = world.attract.iter().copied().filter(|at| at % 4 != 2).collect();
        let list = if dice.chance(50) { &attract } else { &world.consolidate };
        dice.pick(list).copied()
    };
    let trade = match kind {
        Kind::Maker | Kind::Trader | Kind::Foreign | Kind::Branch => dice.pick(&world.attract).copied(),
        Kind::Traditional => dice.pick(&world.consolidate).copied(),
        Kind::Other => dice.pick(&world.outside).copied(),
        Kind::Local | Kind::Dissolved => in_plan(dice),
    };
    let tier = dice.weighted([(6, Tier::Leader), (24, Tier::Specialized), (70, Tier::Growth)]);
    let role = match kind {
        Kind::Trader => Role::Trades,
        Kind::Other if world.trade(trade).deals_only => Role::Trades,
        Kind::Other | Kind::Local => Role::Makes,
        Kind::Foreign => dice.weighted([(85, Role::Makes), (15, Role::Trades)]),
        _ => dice.weighted([(82, Role::Makes), (10, Role::Develops), (5, Role::Serves), (3, Role::Trades)]),
    };
    let city = if kind == Kind::Local { usize::MAX } else { dice.index(world.words.cities.len()) };
    // Some firms registered in China hand in English brochures.
    let english = kind == Kind::Foreign || kind == Kind::Maker && dice.chance(4);
    Profile { kind, trade, tier, role, english, city }
}

fn domestic(dice: &mut Dice, world: &World<'_>, register: &mut Register, company: &mut Company, profile: &Profile) {
    let words = &world.words;
    let (brand, latin) = brand(dice, world);
    let line = match profile.kind {
        Kind::Trader if dice.chance(60) => dice.word(&words.trader_names),
        _ => dice.word(&world.trade(profile.trade).names),
    };
    let finished = words.finished_names.iter().any(|end| line.ends_with(end.as_str()));
    let middle = match profile.role {
        _ if finished || dice.chance(40) || profile.kind == Kind::Other => "",
        Role::Trades => dice.word(&words.trader_middles),
        _ => dice.word(&words.maker_middles),
    };
    let form = match profile.tier {
        Tier::Leader => dice.word(&words.leader_forms),
        _ => dice.heavy_word(&words.forms),
    };
    let home = words.cities.get(profile.city);
    let prefix = home.map_or(&words.local.prefix, |city| &city.name);
    let bracketed = home.is_some() && dice.chance(20);
    company.name = register.unique(world, |extra| {
        if bracketed {
            format!("{brand}{extra}（{}）{line}{middle}{form}", without_last(prefix))
        } else {
            format!("{prefix}{brand}{extra}{line}{middle}{form}")
        }
    });
    if dice.chance(60) {
        let sample = if home.is_none() { words.local.short.as_str() } else { "" };
        company.short_name = format!("{sample}{brand}{line}").into();
    }
    if dice.chance(40) || profile.english {
        let place = home.map_or(&words.local.english, |city| &city.english);
        let line = dice.word(&words.english_lines);
        company.english_name = format!("{place} {} {line} Co., Ltd.", capitalised(&latin)).into();
        company.website = format!("https://www.{latin}.example").into();
    }
    if dice.chance(35) {
        company.email = format!("invest@{latin}.example").into();
    }
    if dice.chance(8) {
        let (old, _) = self::brand(dice, world);
        company.former_names = format!("{prefix}{old}{line}{form}").into();
    }
}

/// A city without the 市 at its end.
fn without_last(name: &str) -> &str {
    name.char_indices().last().map_or(name, |(at, _)| &name[..at])
}

fn branch(
    dice: &mut Dice,
    world: &World<'_>,
    register: &mut Register,
    company: &mut Company,
    parent: &Company,
    profile: &Profile,
) {
    let words = &world.words.branch;
    let city = world.words.cities.get(profile.city).map_or("", |city| without_last(&city.name));
    company.name = register.unique(world, |extra| format!("{}{city}{extra}{}", parent.name, words.suffix));
    company.notes = format!("{}{}", words.parent, parent.name).into();
    if dice.chance(50) {
        company.short_name.clone_from(&parent.short_name);
    }
}

fn foreign(dice: &mut Dice, world: &World<'_>, register: &mut Register, company: &mut Company) {
    let brand = dice.word(&world.words.foreign_brands);
    let line = dice.word(&world.words.foreign_lines);
    let Some(place) = dice.pick(&world.words.foreign_places) else {
        company.name = register.unique(world, |extra| format!("{brand} (Demo) {line} {extra}"));
        return;
    };
    company.name = register.unique(world, |extra| {
        let extra = if extra.is_empty() { String::new() } else { format!(" {extra}") };
        format!("{brand} (Demo) {line}{extra} {}", place.form)
    });
    company.english_name.clone_from(&company.name);
    company.short_name = brand.into();
    company.province = place.country.as_str().into();
    company.city = place.city.as_str().into();
    company.address = format!("{} Example Street, {}", dice.between(1, 99), place.city).into();
    let steps = dice.between(1, 400);
    // Yen and won count in much larger numbers.
    let unit: i64 = if matches!(place.currency, Currency::Jpy | Currency::Krw) { 50_000_000 } else { 250_000 };
    let capital = i64::from(steps) * unit;
    if dice.chance(75) {
        company.registered_capital = Some(Amount(capital));
        company.capital_currency = Some(place.currency);
        company.capital_text = format!("{} {capital}", place.currency.word()).into();
    }
    company.founded = dice.chance(85).then(|| dice.days_ago(700, 20_000));
    company.website = format!("https://www.{}.example", brand.to_lowercase().replace(' ', "-")).into();
    company.email = format!("contact@{}.example", brand.to_lowercase().replace(' ', "-")).into();
    company.company_type = world.words.foreign_type.as_str().into();
}

/// A brand of two characters and its Latin form.
fn brand(dice: &mut Dice, world: &World<'_>) -> (String, String) {
    let mut sign = String::new();
    let mut latin = String::new();
    for list in [&world.words.brand_first, &world.words.brand_second] {
        if let Some((character, sound)) = dice.word(list).split_once(' ') {
            sign.push_str(character);
            latin.push_str(sound);
        }
    }
    (sign, latin)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The founding day, or a plausible one for figures that need it.
pub(super) fn founded_or(company: &Company, today: Date) -> Date {
    company.founded.unwrap_or_else(|| super::dice::days_before(today, 3_000))
}
