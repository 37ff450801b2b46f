//! What registries and officers know of a firm: code, status, type, capital, address, industry.

use super::{
    codes,
    companies::{Kind, Profile},
    dice::Dice,
    words::{World, fill},
};
use crate::domain::{
    company::Company,
    fit::Role,
    plan::Tier,
    units::{Amount, Currency},
};

/// What the registry knows of a domestic firm.
pub(super) fn registration(dice: &mut Dice, world: &World<'_>, index: usize, company: &mut Company, profile: &Profile) {
    let words = &world.words;
    company.credit_code = codes::code(dice, codes::state(index), index).into();
    company.registration_status = match profile.kind {
        Kind::Dissolved => dice.word(&words.ended_statuses),
        _ => dice.heavy_word(&words.statuses),
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
    // Shareholding companies are named so; leaders are mostly that or groups.
    let shares = words.leader_forms.first().is_some_and(|form| company.name.ends_with(form.as_str()));
    company.company_type = match profile.kind {
        Kind::Branch => &words.branch.suffix,
        _ if shares => dice.word(&words.share_types),
        _ => dice.heavy_word(&words.company_types),
    }
    .into();
    if profile.kind != Kind::Branch {
        capital(dice, world, company, profile.tier);
    }
    place(dice, world, company, profile);
}

/// Capital as registries write it, in ten thousands with up to four decimals; some in dollars, some not known.
fn capital(dice: &mut Dice, world: &World<'_>, company: &mut Company, tier: Tier) {
    let words = &world.words;
    if dice.chance(6) {
        company.capital_text = dice.word(&words.capital_unknown).into();
        return;
    }
    let (low, high) = match tier {
        Tier::Leader => (100, 2_000),
        Tier::Specialized => (10, 200),
        Tier::Growth => (1, 50),
    };
    let mut hundreds = i64::from(dice.between(low, high));
    let (currency, unit) = if dice.chance(5) {
        // Foreign capital is smaller in figures, not in worth.
        hundreds = hundreds / 6 + 1;
        foreign_unit(dice, world)
    } else {
        (Currency::Cny, dice.word(&words.capital_units))
    };
    let odd = if dice.chance(12) { i64::from(dice.below(10_000)) } else { 0 };
    let units = hundreds * 1_000_000 + odd;
    company.registered_capital = Some(Amount(units));
    company.capital_currency = Some(currency);
    let figure = if odd == 0 { format!("{}", units / 10_000) } else { format!("{}.{odd:04}", units / 10_000) };
    company.capital_text = format!("{figure}{unit}").into();
    if dice.chance(30) {
        let share = i64::from(dice.one_of([10_u32, 20, 50, 80, 100, 100]));
        company.paid_in_capital = Some(Amount(units / 100 * share));
    }
}

fn foreign_unit<'a>(dice: &mut Dice, world: &'a World<'_>) -> (Currency, &'a str) {
    let units = &world.words.foreign_capital_units;
    let mut left = dice.below(units.iter().map(|unit| unit.weight).sum());
    for unit in units {
        if left < unit.weight {
            return (unit.currency, &unit.unit);
        }
        left -= unit.weight;
    }
    (Currency::Usd, "USD")
}

fn place(dice: &mut Dice, world: &World<'_>, company: &mut Company, profile: &Profile) {
    let words = &world.words;
    let number = dice.between(1, 188).to_string();
    let street = dice.word(&words.streets);
    let home = words.cities.get(profile.city);
    company.local = home.is_none();
    let (province, city, district, part) = match home {
        Some(home) => (&home.province, &home.name, dice.word(&home.districts), ""),
        None => (&words.local.province, &words.local.city, &*words.local.district, dice.word(&words.local_areas)),
    };
    if home.is_none() || dice.chance(95) {
        company.province = province.as_str().into();
        company.city = city.as_str().into();
    }
    if home.is_none() || dice.chance(80) {
        company.district = district.into();
    }
    if home.is_none() || dice.chance(92) {
        let district = format!("{district}{part}");
        // A city that is its own province is named once.
        let province = if province == city { "" } else { province.as_str() };
        let parts = [('p', province), ('c', city), ('d', &*district), ('s', street), ('n', &*number)];
        company.address = fill(&words.address, &parts).into();
    }
}

/// 国标行业 and size, as far as the list knows them.
pub(super) fn trade(dice: &mut Dice, world: &World<'_>, company: &mut Company, profile: &Profile) {
    let industry = &world.trade(profile.trade).industry;
    if profile.role == Role::Trades {
        company.industry = dice.word(&world.words.trader_industries).into();
    } else if dice.chance(85) {
        company.industry = industry.name.as_str().into();
        if dice.chance(50) {
            company.industry_code = industry.code.as_str().into();
        }
    }
    if dice.chance(70) {
        let sizes = world.words.sizes.get(&profile.tier).map_or(&[][..], Vec::as_slice);
        company.size_class = dice.word(sizes).into();
    }
}

/// What officers settled by hand for a few firms.
pub(super) fn judgement(dice: &mut Dice, world: &World<'_>, company: &mut Company, profile: &Profile) {
    if let Some((sector, segment)) = world.segment(profile)
        && profile.kind != Kind::Trader
        && dice.chance(4)
    {
        company.confirmed_sector = Some(sector.id.clone());
        company.confirmed_segment = dice.chance(70).then(|| segment.id.clone());
    }
    if dice.chance(2) {
        company.tier_override = Some(profile.tier);
        company.tier_reason = dice.word(&world.words.tier_reasons).into();
    }
    if company.notes.is_empty() && dice.chance(6) {
        company.notes = dice.word(&world.words.company_notes).into();
    }
}
