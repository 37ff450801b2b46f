//! How numbers, money, shares and dates are written: one rule everywhere, in both languages.
//!
//! Nothing here invents a value: what is not a finite number is written as [`ABSENT`].

use jiff::civil::{Date, DateTime};

use super::Lang;
use crate::domain::units::{Amount, Currency, Percent, WanYuan};

/// Shown in place of a number that is not one.
pub const ABSENT: &str = "—";

/// Signs behind which a clause ends.
pub const CLAUSE_ENDS: &str = "，。；！？、,;!?\n";

/// 1 万 in whole currency units.
const WAN: i64 = 10_000;
/// 1 亿 in whole currency units.
const YI: i64 = 100_000_000;

/// A whole number with thousands separators: `1,234,567`.
pub fn integer(number: i64) -> String {
    let digits = grouped(&number.unsigned_abs().to_string());
    if number < 0 { format!("-{digits}") } else { digits }
}

/// A count with thousands separators.
pub fn count(number: usize) -> String {
    grouped(&number.to_string())
}

/// A number with thousands separators and exactly `decimals` places.
pub fn fixed(number: f64, decimals: usize) -> String {
    if !number.is_finite() {
        return ABSENT.to_owned();
    }
    let text = format!("{:.*}", decimals, number.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    // A negative number that rounds to nothing is written without its sign.
    let sign = if number < 0.0 && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) { "-" } else { "" };
    let whole = grouped(whole);
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// A number with thousands separators and at most `decimals` places, without trailing zeros.
pub fn number(number: f64, decimals: usize) -> String {
    trimmed(fixed(number, decimals))
}

/// A score between 0 and 100, one decimal.
pub fn score(points: f64) -> String {
    fixed(points, 1)
}

/// An interval of scores: `48.0–71.5`.
pub fn interval(low: f64, high: f64) -> String {
    format!("{}–{}", score(low), score(high))
}

/// Money: 亿元 from 1 亿 on, else 万元, two decimals at most (four below 1 万元, where they still are whole yuan).
/// English writes millions.
pub fn money(amount: Amount, currency: Option<Currency>, lang: Lang) -> String {
    let Amount(units) = amount;
    match lang {
        Lang::Zh => {
            let unit = currency_zh(currency);
            // What would round to 10,000 万 is 1 亿 already.
            let (value, step) = if units.unsigned_abs().saturating_add(50) >= YI.unsigned_abs() {
                (units as f64 / YI as f64, "亿")
            } else {
                (units as f64 / WAN as f64, "万")
            };
            let decimals = if units.unsigned_abs() < WAN.unsigned_abs() { 4 } else { 2 };
            format!("{} {step}{unit}", number(value, decimals))
        }
        Lang::En => {
            let code = currency.unwrap_or(Currency::Cny).word();
            if units.unsigned_abs() < WAN.unsigned_abs() {
                format!("{code} {}", integer(units))
            } else {
                let decimals = if units.unsigned_abs() < 1_000_000 { 4 } else { 2 };
                format!("{code} {} million", number(units as f64 / 1e6, decimals))
            }
        }
    }
}

/// Money held in 万元.
pub fn wan_yuan(value: WanYuan, lang: Lang) -> String {
    Amount::from_wan(value.0).map_or_else(|| ABSENT.to_owned(), |amount| money(amount, None, lang))
}

/// Per cent, two decimals at most: `2.6%`.
pub fn percent(value: Percent) -> String {
    if value.0.is_finite() { format!("{}%", number(value.0, 2)) } else { ABSENT.to_owned() }
}

/// A share or probability in [0, 1] as per cent, one decimal at most. What is not quite all or nothing does not look so.
pub fn share(value: f64) -> String {
    if !value.is_finite() {
        ABSENT.to_owned()
    } else if value > 0.0 && value < 0.0005 {
        "<0.1%".to_owned()
    } else if (0.9995..1.0).contains(&value) {
        ">99.9%".to_owned()
    } else {
        format!("{}%", number(value * 100.0, 1))
    }
}

/// A calendar day: `2026年3月5日`, `5 Mar 2026`.
pub fn date(day: Date, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => format!("{} {} {}", day.day(), month_en(day.month()), day.year()),
    }
}

/// A calendar day as tables and files have it: `2026-03-05`.
pub fn iso_date(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// A calendar day with its weekday: `2026-03-05 周四`, `2026-03-05 Thu`.
pub fn day_with_weekday(day: Date, lang: Lang) -> String {
    const NAMES: [(&str, &str); 7] = [
        ("周一", "Mon"),
        ("周二", "Tue"),
        ("周三", "Wed"),
        ("周四", "Thu"),
        ("周五", "Fri"),
        ("周六", "Sat"),
        ("周日", "Sun"),
    ];
    let place = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
    let (zh, en) = NAMES.get(place).copied().unwrap_or_default();
    format!("{} {}", iso_date(day), if lang == Lang::Zh { zh } else { en })
}

/// A moment on this computer's clock, to the minute: `2026-03-05 14:07`.
pub fn date_time(moment: DateTime) -> String {
    format!("{} {:02}:{:02}", iso_date(moment.date()), moment.hour(), moment.minute())
}

/// A moment in milliseconds since 1970, on this computer's clock, to the minute; nothing when it is none.
pub fn moment(at_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(at_ms)
        .map(|at| date_time(at.to_zoned_datetime(jiff::tz::TimeZone::system()).datetime()))
        .unwrap_or_default()
}

/// Size of a file: `1.4 MB`.
pub fn bytes(size: u64) -> String {
    const STEPS: [&str; 4] = ["B", "KB", "MB", "GB"];
    let mut value = size as f64;
    let mut step = 0;
    while value >= 1000.0 && step + 1 < STEPS.len() {
        value /= 1000.0;
        step += 1;
    }
    format!("{} {}", number(value, 1), STEPS[step])
}

/// Items in one line: `甲、乙、丙`, `a, b, c`.
pub fn list<S: AsRef<str>>(items: &[S], lang: Lang) -> String {
    let separator = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(separator)
}

/// Clauses in one line: `甲；乙`, `a; b`.
pub fn clauses<S: AsRef<str>>(items: &[S], lang: Lang) -> String {
    let separator = match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    };
    items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(separator)
}

/// First letters of a fingerprint, enough to tell versions apart by eye.
pub fn short_hash(sha256: &str) -> String {
    sha256.chars().take(12).collect()
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn trimmed(text: String) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn currency_zh(currency: Option<Currency>) -> &'static str {
    match currency {
        None | Some(Currency::Cny) => "元",
        Some(Currency::Usd) => "美元",
        Some(Currency::Eur) => "欧元",
        Some(Currency::Hkd) => "港元",
        Some(Currency::Jpy) => "日元",
        Some(Currency::Twd) => "新台币",
        Some(Currency::Gbp) => "英镑",
        Some(Currency::Krw) => "韩元",
        Some(Currency::Sgd) => "新加坡元",
    }
}

fn month_en(month: i8) -> &'static str {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(month).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1))).copied().unwrap_or(ABSENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        assert_eq!(integer(0), "0");
        assert_eq!(integer(999), "999");
        assert_eq!(integer(-1_234_567), "-1,234,567");
        assert_eq!(integer(i64::MIN), "-9,223,372,036,854,775,808");
        assert_eq!(fixed(1234.5, 2), "1,234.50");
        assert_eq!(number(1234.5, 2), "1,234.5");
        assert_eq!(number(100.0, 2), "100");
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(number(f64::NAN, 2), ABSENT);
        assert_eq!(number(f64::NEG_INFINITY, 0), ABSENT);
    }

    #[test]
    fn money_turns_into_yi_at_one_hundred_million() {
        let zh = |units| money(Amount(units), None, Lang::Zh);
        assert_eq!(zh(125_000_000), "1.25 亿元");
        assert_eq!(zh(100_000_000), "1 亿元");
        assert_eq!(zh(99_999_999), "1 亿元");
        assert_eq!(zh(99_999_900), "9,999.99 万元");
        assert_eq!(zh(35_000_000), "3,500 万元");
        assert_eq!(zh(50), "0.005 万元");
        assert_eq!(zh(0), "0 万元");
        assert_eq!(zh(-250_000_000), "-2.5 亿元");
        assert_eq!(zh(i64::MIN), "-92,233,720,368.55 亿元");
        assert_eq!(money(Amount(8_000_000), Some(Currency::Usd), Lang::Zh), "800 万美元");
        assert_eq!(money(Amount(125_000_000), None, Lang::En), "CNY 125 million");
        assert_eq!(money(Amount(9_500), Some(Currency::Eur), Lang::En), "EUR 9,500");
        assert_eq!(money(Amount(123_400), None, Lang::En), "CNY 0.1234 million");
        assert_eq!(wan_yuan(WanYuan(12_500.0), Lang::Zh), "1.25 亿元");
        assert_eq!(wan_yuan(WanYuan(f64::NAN), Lang::Zh), ABSENT);
    }

    #[test]
    fn shares_do_not_pretend_certainty() {
        assert_eq!(share(0.0), "0%");
        assert_eq!(share(1.0), "100%");
        assert_eq!(share(0.000_1), "<0.1%");
        assert_eq!(share(0.999_9), ">99.9%");
        assert_eq!(share(0.375), "37.5%");
        assert_eq!(percent(Percent(2.6)), "2.6%");
        assert_eq!(percent(Percent(f64::NAN)), ABSENT);
    }

    #[test]
    fn dates_in_both_languages() {
        let day = Date::constant(2026, 3, 5);
        assert_eq!(date(day, Lang::Zh), "2026年3月5日");
        assert_eq!(date(day, Lang::En), "5 Mar 2026");
        assert_eq!(iso_date(day), "2026-03-05");
        assert_eq!(date_time(day.at(14, 7, 59, 0)), "2026-03-05 14:07");
    }

    #[test]
    fn sizes_and_lists() {
        assert_eq!(bytes(0), "0 B");
        assert_eq!(bytes(1_440_000), "1.4 MB");
        assert_eq!(bytes(u64::MAX), "18,446,744,073.7 GB");
        assert_eq!(list(&["甲", "乙"], Lang::Zh), "甲、乙");
        assert_eq!(clauses(&["a", "b"], Lang::En), "a; b");
        assert_eq!(short_hash("0123456789abcdef"), "0123456789ab");
    }
}
