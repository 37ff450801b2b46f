//! Calendar days, as texts and as serial numbers of a spreadsheet.

use jiff::{
    SignedDuration,
    civil::{Date, DateTime},
};

use super::{Parsed, Unreadable, folded, is_missing};
use crate::words;

/// Years a company or a certificate can sensibly be dated to.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2100;

words! {
    /// Which comes first where a column writes days as 3/5/26.
    pub enum DayOrder {
        /// The month.
        MonthFirst = "month_first",
        /// The day.
        DayFirst = "day_first",
    }
}

/// Like [`date`], in a column of which a person said how it writes days.
pub fn date_ordered(text: &str, order: Option<DayOrder>) -> Parsed<Date> {
    match (date(text), order) {
        (Parsed::Unreadable(Unreadable::DateAmbiguous), Some(order)) => {
            days_of(text, order).map_or(Parsed::Unreadable(Unreadable::Date), Parsed::Value)
        }
        (parsed, _) => parsed,
    }
}

/// The day that a text such as 3/5/26 or 05-03-1998 means, when its order is known. Years of two digits are the nearest
/// ones a company can be founded in: 00 to 49 of this century, the others of the last.
pub fn days_of(text: &str, order: DayOrder) -> Option<Date> {
    let folded = folded(text);
    let mut parts = folded.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut next = || parts.next().filter(|part| part.len() <= 4).and_then(|part| part.parse::<i16>().ok());
    let (one, two, year) = (next()?, next()?, next()?);
    let year = match year {
        0..=49 => year + 2000,
        50..=99 => year + 1900,
        year => year,
    };
    let (month, day) = if order == DayOrder::MonthFirst { (one, two) } else { (two, one) };
    valid(year, month, day).ok()
}

/// A day written as 2026-03-05, 2026.3.5, 2026/3/5 0:00:00, 2026年3月5日, 20260305 or 2026-03-05T00:00:00.
///
/// The year must come first and have four digits; 3/5/26 says too little.
pub fn date(text: &str) -> Parsed<Date> {
    if is_missing(text) {
        return Parsed::Missing;
    }
    match read_date(&folded(text)) {
        Ok(date) => Parsed::Value(date),
        Err(reason) => Parsed::Unreadable(reason),
    }
}

fn read_date(text: &str) -> Result<Date, Unreadable> {
    const FAULT: Unreadable = Unreadable::Date;
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse().ok()).ok_or(FAULT);
        return valid(number(0..4)?, number(4..6)?, number(6..8)?);
    }
    let mut parts: Vec<(i16, usize)> = Vec::with_capacity(3);
    let mut rest = text;
    while parts.len() < 3 {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 4 {
            break;
        }
        let (number, after) = rest.split_at(digits);
        parts.push((number.parse().map_err(|_| FAULT)?, digits));
        rest = after.trim_start();
        if parts.len() < 3 {
            rest = rest.strip_prefix(['-', '/', '.', '年', '月', '–', '—', '・']).unwrap_or(rest).trim_start();
        }
    }
    let tail = rest.strip_prefix(['日', '号']).unwrap_or(rest).trim_start();
    let tail = tail.strip_prefix('T').unwrap_or(tail);
    let only_time = tail.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | 'Z' | ' '));
    match parts.as_slice() {
        [(year, 4), (month, 1 | 2), (day, 1 | 2)] if only_time => valid(*year, *month, *day),
        [(year, 4)] if YEARS.contains(year) && rest.is_empty() => Err(Unreadable::DateIncomplete),
        [(year, 4), (month, 1 | 2)] if YEARS.contains(year) && (1..=12).contains(month) && rest.is_empty() => {
            Err(Unreadable::DateIncomplete)
        }
        [(_, 1 | 2), (_, 1 | 2), (_, 2 | 4)] if only_time => Err(Unreadable::DateAmbiguous),
        _ => Err(FAULT),
    }
}

fn valid(year: i16, month: i16, day: i16) -> Result<Date, Unreadable> {
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return Err(Unreadable::Date) };
    Date::new(year, month, day).ok().filter(|date| YEARS.contains(&date.year())).ok_or(Unreadable::Date)
}

/// A bare number in a column of dates: 20260305, or the serial number of a spreadsheet between 1927 and 2100.
///
/// Numbers from 1800 to 2100 are years; as serial numbers they would be days of 1904 and 1905, which nobody means.
pub fn excel_date(number: f64, counts_from_1904: bool) -> Parsed<Date> {
    if number.fract() == 0.0 && (18_000_101.0..=21_001_231.0).contains(&number) {
        return date(&number.to_string());
    }
    if number.fract() == 0.0 && (1800.0..=2100.0).contains(&number) {
        return Parsed::Unreadable(Unreadable::DateIncomplete);
    }
    if !(10_000.0..73_416.0).contains(&number) {
        return Parsed::Unreadable(Unreadable::Date);
    }
    excel_moment(number, counts_from_1904)
        .map_or(Parsed::Unreadable(Unreadable::Date), |moment| Parsed::Value(moment.date()))
}

/// The moment with this serial number, to the second; `None` for 0, negative ones, 29 February 1900 (serial 60, which
/// never was) and those after the year 9999.
pub fn excel_moment(serial: f64, counts_from_1904: bool) -> Option<DateTime> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let day = serial.floor();
    let epoch = match day {
        _ if counts_from_1904 => Date::constant(1904, 1, 1),
        0.0 | 60.0 => return None,
        // Excel believes that 1900 was a leap year, so its days before March 1900 are one off.
        early if early < 60.0 => Date::constant(1899, 12, 31),
        _ => Date::constant(1899, 12, 30),
    };
    #[allow(clippy::cast_possible_truncation)] // bounded above
    let (days, seconds) = (day as i64, ((serial - day) * 86_400.0).round() as i64);
    let start = epoch.to_datetime(jiff::civil::Time::midnight());
    start.checked_add(SignedDuration::from_secs(days * 86_400 + seconds)).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_as_people_write_them() {
        for text in [
            "2026-03-05",
            "2026.3.5",
            "2026年3月5日",
            "20260305",
            "2026/3/5 0:00:00",
            "2026/3/5",
            " ２０２６－０３－０５ ",
            "2026-03-05T00:00:00",
            "2026 年 3 月 5 日",
            "2026-03-05 14:30:01.5",
            "2026-3-05",
        ] {
            assert_eq!(date(text), Parsed::Value(day(2026, 3, 5)), "{text}");
        }
    }

    #[test]
    fn what_says_too_little_is_not_guessed() {
        for (text, reason) in [
            ("2014年", Unreadable::DateIncomplete),
            ("2020年7月", Unreadable::DateIncomplete),
            ("2020-07", Unreadable::DateIncomplete),
            ("3/5/26", Unreadable::DateAmbiguous),
            ("03/05/2026", Unreadable::DateAmbiguous),
            ("2026-13-05", Unreadable::Date),
            ("2026-02-30", Unreadable::Date),
            ("1997-04-09至2047-03-19", Unreadable::Date),
            ("下周", Unreadable::Date),
            ("0001-01-01", Unreadable::Date),
        ] {
            assert_eq!(date(text), Parsed::Unreadable(reason), "{text}");
        }
        assert_eq!(date("-"), Parsed::Missing);
    }

    #[test]
    fn a_column_can_say_what_comes_first() {
        use DayOrder::{DayFirst, MonthFirst};
        let read = |text: &str, order| date_ordered(text, order).value();
        assert_eq!(read("3/5/26", Some(MonthFirst)), Some(day(2026, 3, 5)));
        assert_eq!(read("3/5/26", Some(DayFirst)), Some(day(2026, 5, 3)));
        assert_eq!(read("31-12-1998", Some(DayFirst)), Some(day(1998, 12, 31)));
        assert_eq!(read("5/3/98", Some(MonthFirst)), Some(day(1998, 5, 3)));
        assert_eq!(date_ordered("31/12/98", Some(MonthFirst)), Parsed::Unreadable(Unreadable::Date));
        assert_eq!(read("2026-03-05", Some(DayFirst)), Some(day(2026, 3, 5)), "what is plain is not asked");
        assert_eq!(date_ordered("3/5/26", None), Parsed::Unreadable(Unreadable::DateAmbiguous));
    }

    #[test]
    fn serial_numbers_have_bounds_and_two_calendars() {
        assert_eq!(excel_date(46_086.0, false), Parsed::Value(day(2026, 3, 5)));
        assert_eq!(excel_date(46_086.0 - 1462.0, true), Parsed::Value(day(2026, 3, 5)));
        assert_eq!(excel_date(20_260_305.0, false), Parsed::Value(day(2026, 3, 5)));
        assert_eq!(excel_date(2014.0, false), Parsed::Unreadable(Unreadable::DateIncomplete));
        for wrong in [0.0, -1.0, 60.0, 1e15, f64::NAN, f64::INFINITY] {
            assert_eq!(excel_date(wrong, false), Parsed::Unreadable(Unreadable::Date), "{wrong}");
        }
        assert_eq!(excel_moment(60.0, false), None);
        assert_eq!(excel_moment(59.0, false).map(DateTime::date), Some(day(1900, 2, 28)));
        assert_eq!(excel_moment(61.0, false).map(DateTime::date), Some(day(1900, 3, 1)));
        assert_eq!(excel_moment(46_086.5, false).map(|m| m.time().hour()), Some(12));
    }

    proptest! {
        #[test]
        fn formatted_days_come_back(serial in 10_000_u32..73_000) {
            let date_of = excel_date(f64::from(serial), false).value().expect("in bounds");
            let (y, m, d) = (date_of.year(), date_of.month(), date_of.day());
            for text in [date_of.to_string(), format!("{y}年{m}月{d}日"), format!("{y}.{m}.{d}"), format!("{y}{m:02}{d:02}")] {
                prop_assert_eq!(date(&text), Parsed::Value(date_of), "{}", text);
            }
        }

        #[test]
        fn no_serial_panics(serial in any::<f64>(), from_1904 in any::<bool>()) {
            let _ = excel_date(serial, from_1904);
            let _ = excel_moment(serial, from_1904);
        }
    }
}
