//! Who the firms are: names, codes, places, capital, state of registration.

use std::collections::HashSet;

use jiff::civil::Date;

use super::{
    codes,
    dice::Dice,
    texts,
    words::{City, World},
};
use crate::domain::{
    company::Company,
    fit::Role,
    ids::CompanyId,
    plan::Tier,
    record::Text,
    units::{Amount, Currency},
};

/// Marks every record as made up, in both languages of the program.
const ORIGIN: &str = "演示数据（虚构）· demo data (fictional)";

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
    fn unique(&mut self, make: impl Fn(&str) -> String) -> Text {
        let mut number = 1_u32;
        loop {
            let extra = if number == 1 { String::new() } else { ordinal(number) };
            let name: Text = make(&extra).into();
            if self.names.insert(name.clone()) {
                return name;
            }
            number += 1;
        }
    }
}

/// 二, 三 … 十, then figures: how firms of one brand tell themselves apart.
fn ordinal(number: u32) -> String {
    const SIGNS: [&str; 9] = ["二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let index = usize::try_from(number).unwrap_or(usize::MAX).wrapping_sub(2);
    SIGNS.get(index).map_or_else(|| number.to_string(), |sign| (*sign).to_owned())
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
    company.origin = ORIGIN.into();
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
        registration(dice, world, index, &mut company, &profile);
    }
    trade(dice, world, &mut company, &profile);
    texts::write(dice, world, &mut company, &profile);
    judgement(dice, world, &mut company, &profile);
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
        Kind::Other if world.trade(trade).trade_only => Role::Trades,
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
    let plain = ["科技", "技术", "贸易", "制造"].iter().any(|end| line.ends_with(end));
    let middle = match profile.role {
        _ if plain || dice.chance(40) || profile.kind == Kind::Other => "",
        Role::Trades => dice.one_of(["贸易", "商贸", "国际贸易", "供应链管理"]),
        _ => dice.one_of(["科技", "制造", "技术", "实业"]),
    };
    let form = if profile.tier == Tier::Leader {
        dice.one_of(["股份有限公司", "集团有限公司", "有限公司"])
    } else {
        dice.weighted([(80, "有限公司"), (12, "有限责任公司"), (8, "股份有限公司")])
    };
    let home = words.cities.get(profile.city);
    let bracketed = dice.chance(20);
    company.name = register.unique(|extra| match home {
        None => format!("重庆示例{brand}{extra}{line}{middle}{form}"),
        Some(City { city, .. }) if bracketed => {
            format!("{brand}{extra}（{}）{line}{middle}{form}", city.trim_end_matches('市'))
        }
        Some(City { city, .. }) => format!("{city}{brand}{extra}{line}{middle}{form}"),
    });
    let sample = if home.is_none() { "示例" } else { "" };
    if dice.chance(60) {
        company.short_name = format!("{sample}{brand}{line}").into();
    }
    let place = home.map_or("Chongqing Sample", |city| city.english.as_str());
    if dice.chance(40) || profile.english {
        let latin = capitalised(&latin);
        let line = dice.one_of(["Technology", "Industry", "Manufacturing", "Science & Technology"]);
        company.english_name = format!("{place} {latin} {line} Co., Ltd.").into();
        company.website = format!("https://www.{}.example", latin.to_lowercase()).into();
    }
    if dice.chance(35) {
        company.email = format!("invest@{latin}.example").into();
    }
    if dice.chance(8) {
        let (old, _) = self::brand(dice, world);
        let place = home.map_or("重庆示例", |city| city.city.as_str());
        company.former_names = format!("{place}{old}{line}有限公司").into();
    }
}

fn branch(
    dice: &mut Dice,
    world: &World<'_>,
    register: &mut Register,
    company: &mut Company,
    parent: &Company,
    profile: &Profile,
) {
    let city = world.words.cities.get(profile.city).map_or("示例", |city| city.city.trim_end_matches('市'));
    company.name = register.unique(|extra| format!("{}{city}{extra}分公司", parent.name));
    company.notes = format!("总公司：{}", parent.name).into();
    if dice.chance(50) {
        company.short_name.clone_from(&parent.short_name);
    }
}

fn foreign(dice: &mut Dice, world: &World<'_>, register: &mut Register, company: &mut Company) {
    let brand = dice.word(&world.words.foreign_brands);
    let line = dice.one_of(["Systems", "Technologies", "Motion", "Materials", "Devices", "Industries"]);
    let Some(place) = dice.pick(&world.words.foreign_places) else {
        company.name = register.unique(|extra| format!("{brand} (Demo) {line} {extra}"));
        return;
    };
    company.name = register.unique(|extra| {
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
    company.company_type = "境外企业".into();
}

/// What the registry knows of a domestic firm.
fn registration(dice: &mut Dice, world: &World<'_>, index: usize, company: &mut Company, profile: &Profile) {
    let words = &world.words;
    company.credit_code = codes::code(dice, codes::state(index)).into();
    company.registration_status = if profile.kind == Kind::Dissolved {
        dice.one_of(["注销", "吊销", "吊销，未注销", "清算", "迁出"])
    } else {
        dice.weighted([(58, "存续"), (24, "在业"), (8, "存续（在营、开业、在册）"), (5, "开业"), (5, "")])
    }
    .into();
    company.founded = dice.chance(95).then(|| dice.days_ago(400, 9_500));
    if dice.chance(90) {
        let name = format!("{}{}", dice.word(&words.surnames), dice.word(&words.given_names));
        company.legal_representative = name.into();
    }
    if dice.chance(45) {
        company.phone = format!("000-{:08}", dice.below(100_000_000)).into();
    }
    company.company_type = if profile.kind == Kind::Branch {
        "分公司"
    } else if company.name.contains("股份") {
        dice.one_of(["股份有限公司（非上市、自然人投资或控股）", "其他股份有限公司（上市）"])
    } else {
        dice.weighted([
            (45, "有限责任公司（自然人投资或控股）"),
            (20, "有限责任公司（自然人独资）"),
            (15, "其他有限责任公司"),
            (8, "有限责任公司（非自然人投资或控股的法人独资）"),
            (5, "有限责任公司（外商投资、非独资）"),
            (7, ""),
        ])
    }
    .into();
    if profile.kind != Kind::Branch {
        capital(dice, company, profile.tier);
    }
    place(dice, world, company, profile);
}

/// Capital as registries write it, in 万元 with up to four decimals; some in dollars, some not known.
fn capital(dice: &mut Dice, company: &mut Company, tier: Tier) {
    if dice.chance(6) {
        company.capital_text = dice.one_of(["", "-", "待定"]).into();
        return;
    }
    let (low, high) = match tier {
        Tier::Leader => (100, 2_000),
        Tier::Specialized => (10, 200),
        Tier::Growth => (1, 50),
    };
    let wan = i64::from(dice.between(low, high)) * 100;
    let odd = dice.chance(12);
    let units = if odd { wan * 10_000 + i64::from(dice.below(10_000)) } else { wan * 10_000 };
    let foreign = company.company_type.contains("外商") || dice.chance(3);
    let (currency, word) = if foreign {
        dice.weighted([(80, (Currency::Usd, "美元")), (12, (Currency::Hkd, "港元")), (8, (Currency::Eur, "欧元"))])
    } else {
        (Currency::Cny, dice.one_of(["元人民币", "人民币", "元", "元人民币"]))
    };
    company.registered_capital = Some(Amount(units));
    company.capital_currency = Some(currency);
    company.capital_text =
        if odd { format!("{wan}.{:04}万{word}", units % 10_000).into() } else { format!("{wan}万{word}").into() };
    if dice.chance(30) {
        let share = i64::from(dice.one_of([10_u32, 20, 50, 80, 100, 100]));
        company.paid_in_capital = Some(Amount(units / 100 * share));
    }
}

fn place(dice: &mut Dice, world: &World<'_>, company: &mut Company, profile: &Profile) {
    let words = &world.words;
    let number = dice.between(1, 188);
    let street = dice.word(&words.streets);
    match words.cities.get(profile.city) {
        Some(home) => {
            if dice.chance(95) {
                company.province = home.province.as_str().into();
                company.city = home.city.as_str().into();
            }
            let district = dice.word(&home.districts);
            if dice.chance(80) {
                company.district = district.into();
            }
            if dice.chance(92) {
                company.address = format!("{}{}{district}{street}{number}号", home.province, home.city).into();
            }
        }
        None => {
            company.local = true;
            company.province = "重庆市".into();
            company.city = "重庆市".into();
            company.district = "重庆高新区".into();
            let area = dice.word(&words.local_areas);
            company.address = format!("重庆高新区{area}{street}{number}号").into();
        }
    }
}

/// 国标行业 and size, as far as the list knows them.
fn trade(dice: &mut Dice, world: &World<'_>, company: &mut Company, profile: &Profile) {
    let industry = &world.trade(profile.trade).industry;
    if profile.role == Role::Trades {
        company.industry = dice.one_of(["其他机械设备及电子产品批发", "贸易代理", ""]).into();
    } else if dice.chance(85) {
        company.industry = industry.name.as_str().into();
        if dice.chance(50) {
            company.industry_code = industry.code.as_str().into();
        }
    }
    if dice.chance(70) {
        company.size_class = match profile.tier {
            Tier::Leader => "大型",
            Tier::Specialized => dice.one_of(["中型", "小型"]),
            Tier::Growth => dice.one_of(["小型", "微型"]),
        }
        .into();
    }
}

/// What officers settled by hand for a few firms.
fn judgement(dice: &mut Dice, world: &World<'_>, company: &mut Company, profile: &Profile) {
    if let Some((sector, segment)) = world.segment(profile)
        && profile.kind != Kind::Trader
        && dice.chance(4)
    {
        company.confirmed_sector = Some(sector.id.clone());
        company.confirmed_segment = dice.chance(70).then(|| segment.id.clone());
    }
    if dice.chance(2) {
        company.tier_override = Some(profile.tier);
        company.tier_reason = "走访核实经营情况后确定（演示）".into();
    }
    if company.notes.is_empty() && dice.chance(6) {
        company.notes = dice.one_of(["曾于去年参观园区", "与本地企业有供货关系，待核实", "由商会介绍"]).into();
    }
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
