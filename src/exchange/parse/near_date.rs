//! Days as people say them when they plan: today, tomorrow, Friday, +7, 3-15.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use super::{Parsed, date, folded};

/// Words for days near today, with how many days ahead they are; lower case.
const WORDS: &[(&str, i64)] = &[
    ("今天", 0),
    ("今日", 0),
    ("today", 0),
    ("明天", 1),
    ("明日", 1),
    ("tomorrow", 1),
    ("后天", 2),
    ("大后天", 3),
    ("昨天", -1),
    ("昨日", -1),
    ("yesterday", -1),
    ("前天", -2),
];

/// Words for the days of the week, Monday first; lower case.
const DAYS: [&[&str]; 7] = [
    &["一", "1", "mon", "monday"],
    &["二", "2", "tue", "tuesday"],
    &["三", "3", "wed", "wednesday"],
    &["四", "4", "thu", "thursday"],
    &["五", "5", "fri", "friday"],
    &["六", "6", "sat", "saturday"],
    &["日", "天", "7", "sun", "sunday"],
];

/// A day seen from `today`: a word, a day of this or the next week, `+7`, `3-15` of this year, or a whole date.
pub fn near_date(text: &str, today: Date) -> Parsed<Date> {
    let text = folded(text).trim().to_lowercase();
    match spoken(&text, today) {
        Some(day) => Parsed::Value(day),
        None => date(&text),
    }
}

fn spoken(text: &str, today: Date) -> Option<Date> {
    if let Some((_, ahead)) = WORDS.iter().find(|(word, _)| *word == text) {
        return today.checked_add(ahead.days()).ok();
    }
    if let Some(days) = text.strip_prefix('+') {
        let days: i64 = days.trim_end_matches(['天', 'd']).trim().parse().ok().filter(|days| *days < 10_000)?;
        return today.checked_add(days.days()).ok();
    }
    if let Some(day) = week_day(text, today) {
        return Some(day);
    }
    month_and_day(text, today)
}

/// A day of the week: the next one, today counting; with 下 that of next week.
fn week_day(text: &str, today: Date) -> Option<Date> {
    let next = text.strip_prefix('下').or_else(|| text.strip_prefix("next "));
    let rest = next.unwrap_or(text);
    let rest = ["星期", "周", "礼拜"].iter().find_map(|word| rest.strip_prefix(word)).or_else(|| {
        // A bare figure is no day of the week.
        Some(rest).filter(|rest| rest.len() >= 3 && rest.bytes().all(|byte| byte.is_ascii_alphabetic()))
    })?;
    let number = DAYS.iter().position(|words| words.contains(&rest))?;
    let number = i64::try_from(number).ok()?;
    let now = i64::from(today.weekday().since(Weekday::Monday));
    let ahead = if next.is_some() { 7 - now + number } else { (number - now).rem_euclid(7) };
    today.checked_add(ahead.days()).ok()
}

/// `3-15`, `3/15`, `3.15`, `3月15日`: of the year that brings it nearest to today.
fn month_and_day(text: &str, today: Date) -> Option<Date> {
    let (month, day) = text.split_once(['-', '/', '.', '月'])?;
    let day = day.trim_end_matches(['日', '号']);
    let (month, day): (i8, i8) = (month.trim().parse().ok()?, day.trim().parse().ok()?);
    let distance = |date: &Date| today.until(*date).map_or(i32::MAX, |span| span.get_days().abs());
    (-1..=1).filter_map(|years| Date::new(today.year().checked_add(years)?, month, day).ok()).min_by_key(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Wednesday.
    const TODAY: Date = jiff::civil::date(2026, 11, 25);

    fn read(text: &str) -> Option<String> {
        match near_date(text, TODAY) {
            Parsed::Value(day) => Some(day.to_string()),
            _ => None,
        }
    }

    #[test]
    fn words_are_days() {
        for (text, day) in [
            ("今天", "2026-11-25"),
            (" Tomorrow ", "2026-11-26"),
            ("后天", "2026-11-27"),
            ("昨天", "2026-11-24"),
            ("周五", "2026-11-27"),
            ("星期三", "2026-11-25"),
            ("周一", "2026-11-30"),
            ("下周一", "2026-11-30"),
            ("下周五", "2026-12-04"),
            ("fri", "2026-11-27"),
            ("next friday", "2026-12-04"),
            ("+7", "2026-12-02"),
            ("+10天", "2026-12-05"),
        ] {
            assert_eq!(read(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn a_month_and_a_day_mean_the_nearest_year() {
        assert_eq!(read("12-03").as_deref(), Some("2026-12-03"));
        assert_eq!(read("1月5日").as_deref(), Some("2027-01-05"));
        assert_eq!(read("３/１５").as_deref(), Some("2027-03-15"));
        assert_eq!(read("2026-12-03").as_deref(), Some("2026-12-03"));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in ["", "soon", "13-40", "2-30", "+x", "5", "周八", "+99999999999999999999"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
