//! What a firm says about itself: main business, products, 经营范围, introduction, booth notes.

use super::{
    companies::{Kind, Profile},
    dice::Dice,
    words::{Trade, World, fill},
};
use crate::domain::{company::Company, fit::Role};

/// The parts put into templates.
struct Parts<'a> {
    goods: [&'a str; 4],
    application: &'a str,
    process: &'a str,
    name: String,
    year: String,
    city: &'a str,
}

impl Parts<'_> {
    fn fill(&self, template: &str) -> String {
        let [a, b, c, d] = self.goods;
        fill(
            template,
            &[
                ('a', a),
                ('b', b),
                ('c', c),
                ('d', d),
                ('u', self.application),
                ('p', self.process),
                ('n', &self.name),
                ('y', &self.year),
                ('x', self.city),
            ],
        )
    }
}

/// Writes the texts. Each may be missing, as in real lists, but never all of them.
pub(super) fn write(dice: &mut Dice, world: &World<'_>, company: &mut Company, profile: &Profile) {
    let trade = world.trade(profile.trade);
    if profile.english {
        english(dice, world, company, profile, trade);
        return;
    }
    let parts = parts(dice, world, company, trade, profile);
    let words = &world.words;
    let (main, scopes, introductions) = match profile.role {
        Role::Trades => (&words.trader_main, &words.trader_scope, &words.trader_introductions),
        _ if !trade.manufactures() => (&words.plain_main, &words.plain_scope, &words.plain_introductions),
        Role::Develops => (&words.developer_main, &words.maker_scope, &words.introductions),
        Role::Serves => (&words.server_main, &words.maker_scope, &words.introductions),
        Role::Makes | Role::Owns => (&words.maker_main, &words.maker_scope, &words.introductions),
    };
    if dice.chance(70) {
        let template = dice.word(main);
        company.main_business = parts.fill(template).into();
        if dice.chance(6) {
            let negation = parts.fill(dice.word(&words.negations));
            company.main_business = format!("{}{negation}", company.main_business).into();
        }
    }
    if dice.chance(55) {
        let separator = dice.one_of(["、", "、", "；", ", ", "\n"]);
        let count = dice.between(1, 4) as usize;
        company.products = parts.goods[..count].join(separator).into();
    }
    if dice.chance(88) || company.main_business.is_empty() && company.products.is_empty() {
        company.business_scope = scope(dice, world, &parts, scopes).into();
    }
    if dice.chance(45) {
        company.introduction = sentences(dice, &parts, introductions, "").into();
    }
    if profile.kind != Kind::Dissolved && dice.chance(12) {
        let template = dice.word(&words.booth_notes);
        company.booth_notes = parts.fill(template).into();
    }
}

/// A foreign firm's texts: English, without 经营范围.
fn english(dice: &mut Dice, world: &World<'_>, company: &mut Company, profile: &Profile, trade: &Trade) {
    let english: Vec<&str> = trade.english.iter().map(String::as_str).collect();
    let mut parts = parts(dice, world, company, trade, profile);
    parts.goods = several(dice, &english);
    parts.application = dice.word(&world.words.english_applications);
    parts.name = company.english_name.to_string();
    let trades = profile.role == Role::Trades;
    let verb = dice.word(if trades { &world.words.english_trades } else { &world.words.english_makes });
    let [a, b, ..] = parts.goods;
    company.main_business = format!("{verb} {a}{}", if b == a { String::new() } else { format!(" and {b}") }).into();
    let list = if trades { &world.words.english_trader } else { &world.words.english_introductions };
    if dice.chance(70) {
        company.introduction = sentences(dice, &parts, list, " ").into();
    }
}

fn parts<'a>(
    dice: &mut Dice,
    world: &'a World<'_>,
    company: &Company,
    trade: &'a Trade,
    profile: &Profile,
) -> Parts<'a> {
    let own: Vec<&str> = trade.dealt_in(profile.role).iter().map(String::as_str).collect();
    let mut goods = several(dice, &own);
    // One firm in ten has a second line of business, which makes it harder to place.
    if profile.kind != Kind::Other && dice.chance(10) {
        let second = world.trade(dice.pick(&world.attract).copied());
        let other = dice.word(second.dealt_in(profile.role));
        if !other.is_empty() {
            goods[2] = other;
        }
    }
    Parts {
        goods,
        application: dice.word(&trade.applications),
        process: dice.word(&trade.processes),
        name: if company.short_name.is_empty() {
            world.words.self_name.clone()
        } else {
            company.short_name.to_string()
        },
        year: company.founded.map_or_else(|| "2010".into(), |day| day.year().to_string()),
        city: world.words.cities.get(profile.city).map_or(&world.words.local.district, |city| &city.name),
    }
}

/// Four different entries, as far as the list has so many.
fn several<'a>(dice: &mut Dice, list: &[&'a str]) -> [&'a str; 4] {
    let mut chosen = [usize::MAX; 4];
    for slot in 0..4 {
        let mut at = dice.index(list.len());
        if slot < list.len() {
            while chosen[..slot].contains(&at) {
                at = (at + 1) % list.len();
            }
        }
        chosen[slot] = at;
    }
    chosen.map(|at| list.get(at).copied().unwrap_or_default())
}

/// 经营范围: the real business somewhere among unrelated items, and the registry's closing formula.
fn scope(dice: &mut Dice, world: &World<'_>, parts: &Parts<'_>, own: &[String]) -> String {
    let words = &world.words;
    let own = parts.fill(dice.word(own));
    let mut items: Vec<&str> = (0..dice.below(7)).map(|_| dice.word(&words.padding)).collect();
    let place = if dice.chance(75) { 0 } else { dice.index(items.len() + 1) };
    items.insert(place, &own);
    // Each item once: registries do not repeat themselves.
    let mut once: Vec<&str> = Vec::with_capacity(items.len());
    for item in items {
        if !once.contains(&item) {
            once.push(item);
        }
    }
    let mut text = dice.heavy_word(&words.scope_heads).to_owned();
    text.push_str(&once.join(dice.one_of(["；", "；", "，", "、"])));
    if dice.chance(80) {
        text.push_str(dice.word(&words.boilerplate));
    }
    text
}

/// One to three sentences of a list, in its order, each once.
fn sentences(dice: &mut Dice, parts: &Parts<'_>, list: &[String], separator: &str) -> String {
    let count = (dice.between(1, 3) as usize).min(list.len());
    let start = dice.index(list.len());
    let mut chosen: Vec<usize> = (start..start + count).map(|at| at % list.len().max(1)).collect();
    chosen.sort_unstable();
    let chosen: Vec<String> = chosen.into_iter().filter_map(|at| list.get(at)).map(|one| parts.fill(one)).collect();
    chosen.join(separator)
}
