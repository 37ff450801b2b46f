//! Amounts of money and other numbers, with the unit from the cell or from the header.

use super::{Parsed, Unreadable, folded, is_missing};
use crate::domain::units::{Amount, Currency};

/// A unit that a header states: `注册资本(万元)` → ten thousand, CNY not said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeaderUnit {
    /// What one unit of the number is worth in base units (元, 人, %).
    pub scale: f64,
    /// The currency, when it is named (元 alone names none).
    pub currency: Option<Currency>,
    /// Whether the number is a percentage.
    pub percent: bool,
}

/// An amount as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    /// Whole units of the currency.
    pub amount: Amount,
    /// The currency, when the cell or the header names it.
    pub currency: Option<Currency>,
}

/// Longest first, so that `千万` is not read as `千`.
const SCALES: &[(&str, f64)] = &[
    ("万亿", 1e12),
    ("亿", 1e8),
    ("千万", 1e7),
    ("百万", 1e6),
    ("十万", 1e5),
    ("万", 1e4),
    ("千", 1e3),
    ("百", 1e2),
    ("billion", 1e9),
    ("million", 1e6),
    ("bn", 1e9),
    ("mn", 1e6),
    ("w", 1e4),
    ("k", 1e3),
];

/// Longest first, so that `人民币元` is not read as `元`; `None` = money of a currency not named.
const CURRENCIES: &[(&str, Option<Currency>)] = &[
    ("人民币元", Some(Currency::Cny)),
    ("元人民币", Some(Currency::Cny)),
    ("人民币", Some(Currency::Cny)),
    ("rmb", Some(Currency::Cny)),
    ("cny", Some(Currency::Cny)),
    ("元美元", Some(Currency::Usd)),
    ("美元", Some(Currency::Usd)),
    ("美金", Some(Currency::Usd)),
    ("us$", Some(Currency::Usd)),
    ("usd", Some(Currency::Usd)),
    ("hk$", Some(Currency::Hkd)),
    ("hkd", Some(Currency::Hkd)),
    ("港元", Some(Currency::Hkd)),
    ("港币", Some(Currency::Hkd)),
    ("欧元", Some(Currency::Eur)),
    ("eur", Some(Currency::Eur)),
    ("日元", Some(Currency::Jpy)),
    ("日圆", Some(Currency::Jpy)),
    ("日币", Some(Currency::Jpy)),
    ("jpy", Some(Currency::Jpy)),
    ("新台币", Some(Currency::Twd)),
    ("台币", Some(Currency::Twd)),
    ("twd", Some(Currency::Twd)),
    ("英镑", Some(Currency::Gbp)),
    ("gbp", Some(Currency::Gbp)),
    ("韩元", Some(Currency::Krw)),
    ("韩币", Some(Currency::Krw)),
    ("krw", Some(Currency::Krw)),
    ("新加坡元", Some(Currency::Sgd)),
    ("新元", Some(Currency::Sgd)),
    ("sgd", Some(Currency::Sgd)),
    ("€", Some(Currency::Eur)),
    ("£", Some(Currency::Gbp)),
    ("₩", Some(Currency::Krw)),
    ("$", Some(Currency::Usd)),
    ("¥", None),
    ("元整", None),
    ("元", None),
    ("圆", None),
];

/// Words before an amount that do not change it.
const ABOUT: &[&str] = &["大约", "约", "近", "逾", "≈", "~", "about", "approx.", "approx", "ca."];

/// An amount such as `200万人民币`, `3.5亿`, `1,200万元`, `USD 1.5 million`, `1亿2000万`.
///
/// A number without a scale or currency of its own takes the header's unit; without either it is not read, because
/// 500 may be 元 or 万元. Ranges and negative amounts are not read.
pub fn amount(text: &str, unit: Option<HeaderUnit>) -> Parsed<Money> {
    if is_missing(text) {
        return Parsed::Missing;
    }
    match read_amount(text, unit) {
        Ok(money) => Parsed::Value(money),
        Err(reason) => Parsed::Unreadable(reason),
    }
}

fn read_amount(text: &str, unit: Option<HeaderUnit>) -> Result<Money, Unreadable> {
    const FAULT: Unreadable = Unreadable::Amount;
    // Accounts write a minus as brackets, and no amount here is negative.
    if in_brackets(&folded(text)).is_some() {
        return Err(FAULT);
    }
    let compact: String = folded(text)
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '[' | ']'))
        .collect();
    let mut rest = compact.as_str();
    for word in ABOUT {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let mut currency = None;
    let mut money_said = false;
    if let Some((found, after)) = take_currency(rest) {
        (currency, rest, money_said) = (found, after, true);
    }
    for word in ABOUT {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let mut total = 0.0;
    let mut previous_scale = f64::INFINITY;
    let mut scaled = false;
    loop {
        let (value, after) = take_number(rest).ok_or(FAULT)?;
        let (scale, after, found) = take_scale(after);
        // 1亿2000万 adds up; 2000万1亿 is not how anybody writes.
        if scale >= previous_scale {
            return Err(FAULT);
        }
        scaled |= found;
        total += value * scale;
        previous_scale = scale;
        rest = after;
        if !found || !rest.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
    }
    while let Some((found, after)) = take_currency(rest) {
        if currency.is_some() && found.is_some() && currency != found {
            return Err(FAULT);
        }
        (currency, rest, money_said) = (currency.or(found), after, true);
    }
    if !rest.trim_end_matches(['。', '.', '整', '左', '右']).is_empty() {
        return Err(FAULT);
    }
    let header = unit.filter(|unit| !unit.percent);
    if !scaled && !money_said {
        total *= header.ok_or(Unreadable::UnitUnknown)?.scale;
    }
    let amount = Amount::from_wan(total / 1e4).ok_or(FAULT)?;
    Ok(Money { amount, currency: currency.or(header.and_then(|unit| unit.currency)) })
}

/// A plain number: thousands separators, full width, 约, a minus as brackets; no unit.
pub fn number(text: &str) -> Parsed<f64> {
    if is_missing(text) {
        return Parsed::Missing;
    }
    let folded = folded(text);
    let text = in_brackets(&folded).map_or(folded.clone(), |inner| format!("-{inner}"));
    read_number(&text, &["人", "名", "件", "项", "个", "家"])
        .map_or(Parsed::Unreadable(Unreadable::Number), Parsed::Value)
}

/// What stands in brackets that are all there is, when it begins with a digit: `(5.2%)` is how accounts write −5.2 %.
fn in_brackets(folded: &str) -> Option<&str> {
    let inner = folded.strip_prefix('(')?.strip_suffix(')')?.trim();
    (inner.starts_with(|c: char| c.is_ascii_digit()) && !inner.contains([')', '('])).then_some(inner)
}

/// A percentage: `2.6%` and, as it stands, `2.6`. The answer is in per cent; whether bare numbers of a column are
/// fractions is for the caller, who sees the whole column.
pub fn percent(text: &str) -> Parsed<(f64, bool)> {
    if is_missing(text) {
        return Parsed::Missing;
    }
    let folded = folded(text);
    let text = in_brackets(&folded).map_or(folded.clone(), |inner| format!("-{inner}"));
    let bare = text.trim_end_matches(['%', '％']);
    let marked = bare.len() < text.len();
    read_number(bare, &[]).map_or(Parsed::Unreadable(Unreadable::Number), |value| Parsed::Value((value, marked)))
}

/// A number in 万元 (of the metric's own denominator): `1.2亿`, `800万元/亩` or a bare number in the header's unit.
pub fn scaled_number(text: &str, unit: Option<HeaderUnit>) -> Parsed<f64> {
    if is_missing(text) {
        return Parsed::Missing;
    }
    let folded = folded(text);
    let numerator = folded.split(['/', '每']).next().unwrap_or_default();
    match read_amount(numerator, unit) {
        Ok(money) => Parsed::Value(money.amount.wan().0),
        Err(reason) => Parsed::Unreadable(reason),
    }
}

/// The unit a header states in brackets, after `单位：`, or at its end; and the header without it.
pub fn header_unit(header: &str) -> (String, Option<HeaderUnit>) {
    let folded = folded(header);
    let mut name = folded.clone();
    let mut unit = None;
    if let Some(open) = folded.rfind(['(', '[', '【', '〔']) {
        let inside = folded[open..].trim_start_matches(['(', '[', '【', '〔']);
        let inside = inside.split([')', ']', '】', '〕']).next().unwrap_or_default();
        if let Some(found) = read_header_unit(inside) {
            unit = Some(found);
            folded[..open].clone_into(&mut name);
        }
    }
    if unit.is_none()
        && let Some((before, after)) = folded.rsplit_once(['/', ':', ',', '_', '-', ' '])
        && let Some(found) = read_header_unit(after)
    {
        unit = Some(found);
        before.clone_into(&mut name);
    }
    if unit.is_none() && folded.ends_with('%') {
        unit = Some(HeaderUnit { scale: 1.0, currency: None, percent: true });
        folded.trim_end_matches('%').clone_into(&mut name);
    }
    (name.trim().trim_end_matches("单位").to_owned(), unit)
}

/// A unit word: `万元`, `亿美元`, `单位:千元`, `%`, `元/亩`.
pub fn read_header_unit(text: &str) -> Option<HeaderUnit> {
    let compact: String = folded(text).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let word = compact.strip_prefix("单位").unwrap_or(&compact).trim_start_matches([':', '为']);
    if word == "%" || word == "percent" {
        return Some(HeaderUnit { scale: 1.0, currency: None, percent: true });
    }
    let (word, area) = word.split_once('/').map_or((word, None), |(word, area)| (word, Some(area)));
    // What somebody without a Chinese keyboard can type.
    let word = match word {
        "wan" => "万",
        "yi" => "亿",
        "wanusd" | "usdwan" => "万美元",
        word => word,
    };
    let before = take_currency(word);
    let rest = before.map_or(word, |(_, rest)| rest);
    if matches!(rest, "w" | "k") && before.is_none() {
        // `12-K` ends in a letter, not in a unit.
        return None;
    }
    let (scale, rest, found) = take_scale(rest);
    let mut currency = before.and_then(|(currency, _)| currency);
    let mut named = before.is_some();
    let mut rest = rest;
    while let Some((after_currency, after)) = take_currency(rest) {
        currency = currency.or(after_currency);
        named = true;
        rest = after;
    }
    // Per hectare or square metre: the figures of metrics are kept per mu.
    let area = area.map_or(Some(1.0), |area| super::measure::area_share(area).or(Some(1.0)))?;
    (rest.is_empty() && (found || named)).then_some(HeaderUnit { scale: scale * area, currency, percent: false })
}

fn read_number(text: &str, counters: &[&str]) -> Option<f64> {
    let compact: String = folded(text).chars().filter(|c| !c.is_whitespace()).collect();
    let mut rest = compact.as_str();
    for word in ABOUT {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let (sign, unsigned) = match rest.strip_prefix(['-', '−']) {
        Some(after) => (-1.0, after),
        None => (1.0, rest.strip_prefix('+').unwrap_or(rest)),
    };
    let (value, after) = take_number(unsigned)?;
    let (scale, after, _) = take_scale(after);
    let after = counters.iter().find_map(|word| after.strip_prefix(word)).unwrap_or(after);
    let value = sign * value * scale;
    (after.is_empty() && value.is_finite()).then_some(value)
}

/// The number at the start: digits with separators in groups of three, then a fraction.
fn take_number(text: &str) -> Option<(f64, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '，' | '\''))).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split([',', '，', '\'']);
    let first = groups.next()?;
    let grouped = whole.len() != first.len();
    if first.is_empty() || (grouped && first.len() > 3) || groups.any(|group| group.len() != 3) {
        return None;
    }
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let plain: String = whole.bytes().filter(u8::is_ascii_digit).map(char::from).collect();
    let value: f64 = format!("{plain}.{fraction}0").parse().ok()?;
    value.is_finite().then_some((value, rest))
}

fn take_scale(text: &str) -> (f64, &str, bool) {
    SCALES
        .iter()
        .find_map(|(word, scale)| text.strip_prefix(word).map(|rest| (*scale, rest, true)))
        .unwrap_or((1.0, text, false))
}

fn take_currency(text: &str) -> Option<(Option<Currency>, &str)> {
    CURRENCIES.iter().find_map(|(word, currency)| text.strip_prefix(word).map(|rest| (*currency, rest)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<(i64, Option<Currency>)> {
        amount(text, None).value().map(|money| (money.amount.0, money.currency))
    }

    #[test]
    fn amounts_as_registries_write_them() {
        use Currency::{Cny, Hkd, Jpy, Usd};
        for (text, expected) in [
            ("200万人民币", (2_000_000, Some(Cny))),
            ("100万美元", (1_000_000, Some(Usd))),
            ("3.5亿", (350_000_000, None)),
            ("1,200万元", (12_000_000, None)),
            ("500万元人民币", (5_000_000, Some(Cny))),
            ("５００万元（人民币）", (5_000_000, Some(Cny))),
            ("约300万", (3_000_000, None)),
            ("0.001万人民币", (10, Some(Cny))),
            ("1亿2000万元", (120_000_000, None)),
            ("人民币1,000,000元", (1_000_000, Some(Cny))),
            ("USD 1.5 million", (1_500_000, Some(Usd))),
            ("HK$20,000", (20_000, Some(Hkd))),
            ("3000万日元", (30_000_000, Some(Jpy))),
            ("1234.5元", (1_235, None)),
            ("2千万元整", (20_000_000, None)),
            ("0万美元", (0, Some(Usd))),
        ] {
            assert_eq!(read(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn brackets_around_everything_are_a_minus() {
        assert_eq!(percent("(5.2%)"), Parsed::Value((-5.2, true)));
        assert_eq!(number("（1,200）"), Parsed::Value(-1_200.0));
        let (_, unit) = header_unit("利润(万元)");
        assert_eq!(amount("(1,200)", unit), Parsed::Unreadable(Unreadable::Amount), "no amount here is negative");
        assert_eq!(read("(人民币)500万"), Some((5_000_000, Some(Currency::Cny))));
    }

    #[test]
    fn a_bare_number_needs_the_headers_unit() {
        assert_eq!(amount("500", None), Parsed::Unreadable(Unreadable::UnitUnknown));
        let (name, unit) = header_unit("注册资本（万元）");
        assert_eq!(name, "注册资本");
        assert_eq!(amount("500", unit).value().map(|money| money.amount.0), Some(5_000_000));
        assert_eq!(amount("约300", unit).value().map(|money| money.amount.0), Some(3_000_000));
        // The cell's own unit wins over the header's.
        assert_eq!(amount("2亿", unit).value().map(|money| money.amount.0), Some(200_000_000));
    }

    #[test]
    fn missing_is_not_zero_and_nonsense_is_not_missing() {
        for text in ["待定", "-", "—", "", "空", "nan", "NULL"] {
            assert_eq!(amount(text, None), Parsed::Missing, "{text}");
        }
        for text in
            ["100-200万", "-5万", "五百万", "1,20万", "12abc", "500万元以上", "100万美元人民币", "1.2.3万", "万元"]
        {
            assert!(matches!(amount(text, None), Parsed::Unreadable(_)), "{text}");
        }
    }

    #[test]
    fn headers_state_units_in_many_ways() {
        for (header, name, scale, currency, percent) in [
            ("注册资本(万元)", "注册资本", 1e4, None, false),
            ("营业收入（亿元）", "营业收入", 1e8, None, false),
            ("注册资本【单位：万美元】", "注册资本", 1e4, Some(Currency::Usd), false),
            ("投资额/万元", "投资额", 1e4, None, false),
            ("研发占比(%)", "研发占比", 1.0, None, true),
            ("亩均税收(万元/亩)", "亩均税收", 1e4, None, false),
            ("注册资本（人民币千元）", "注册资本", 1e3, Some(Currency::Cny), false),
        ] {
            assert_eq!(
                header_unit(header),
                (name.to_owned(), Some(HeaderUnit { scale, currency, percent })),
                "{header}"
            );
        }
        assert_eq!(header_unit("企业（机构）类型"), ("企业(机构)类型".to_owned(), None));
        assert_eq!(header_unit("公司名称").1, None);
    }

    #[test]
    fn numbers_and_percentages() {
        assert_eq!(number("1,234").value(), Some(1234.0));
        assert_eq!(number("120人").value(), Some(120.0));
        assert_eq!(number("-3.5").value(), Some(-3.5));
        assert_eq!(number("小于50人"), Parsed::Unreadable(Unreadable::Number));
        assert_eq!(percent("２.６％").value(), Some((2.6, true)));
        assert_eq!(percent("0.026").value(), Some((0.026, false)));
        assert_eq!(scaled_number("1.2亿元", None).value(), Some(12_000.0));
        assert_eq!(scaled_number("450万元/亩", None).value(), Some(450.0));
    }

    proptest! {
        #[test]
        fn formatted_amounts_come_back(wan in 1_i64..900_000_000, currency in 0_usize..3) {
            let (word, expected) = [("人民币", Some(Currency::Cny)), ("元", None), ("美元", Some(Currency::Usd))][currency];
            let money = amount(&format!("{wan}万{word}"), None).value();
            prop_assert_eq!(money, Some(Money { amount: Amount(wan * 10_000), currency: expected }));
        }

        #[test]
        fn ten_thousand_wan_are_one_yi(thousandths in 1_i64..90_000_000) {
            let number = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
            let yi = amount(&format!("{number}亿"), None).value().map(|m| m.amount.0);
            let wan = amount(&format!("{number}万"), None).value().map(|m| m.amount.0);
            prop_assert_eq!(yi, Some(thousandths * 100_000));
            prop_assert_eq!(wan, Some(thousandths * 10));
        }

        #[test]
        fn separators_and_width_do_not_matter(units in 0_i64..9_000_000_000_000) {
            let plain = units.to_string();
            let mut grouped = String::new();
            for (index, c) in plain.chars().enumerate() {
                if index > 0 && (plain.len() - index) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(c);
            }
            let wide: String = plain.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xfee0)).collect();
            for text in [format!("{plain}元"), format!("{grouped}元"), format!("{wide}元")] {
                prop_assert_eq!(amount(&text, None).value().map(|m| m.amount.0), Some(units));
            }
        }
    }
}
