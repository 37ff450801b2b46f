//! Calendar days as people say them: 昨天, 下周三, 3-15, 月底, 两周后, next wed. Always relative to a given today.

use jiff::{
    Span, ToSpan,
    civil::{Date, Weekday},
};

/// Which way a day that is not said in full is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lean {
    /// Something that happened: 周五 is the last Friday, 3-15 the last 15 March; today counts.
    Past,
    /// Something to be done: 周五 is the coming Friday; today counts.
    Ahead,
    /// Neither: 周五 is the Friday of this week (Monday to Sunday), 15日 is of this month, 3-15 the nearest.
    #[default]
    Near,
}

/// Years that can be meant.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2100;
/// Farther away nobody counts days, weeks or months.
const FARTHEST: i32 = 9_999;

/// The day that a text names; none when it names none, or one that never was. A month without a day is its first day.
pub fn day(text: &str, today: Date, lean: Lean) -> Option<Date> {
    let folded: String = text.chars().map(folded).flat_map(char::to_lowercase).collect();
    let sayer = Sayer { today, lean };
    let found = if folded.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        sayer.english(&folded)
    } else {
        let compact: String = folded.chars().filter(|sign| !sign.is_whitespace()).collect();
        sayer.chinese(&compact)
    };
    found.filter(|day| YEARS.contains(&day.year()))
}

/// Full-width signs as the narrow ones, dashes as hyphens.
fn folded(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '\u{3000}' => ' ',
        '–' | '—' | '−' => '-',
        '。' => '.',
        _ => sign,
    }
}

/// Somebody who says a day, today.
#[derive(Clone, Copy)]
struct Sayer {
    today: Date,
    lean: Lean,
}

/// A month, by how it was said.
#[derive(Clone, Copy)]
enum Month {
    /// Of no year in particular.
    Of(i8),
    /// Of a year.
    In(i16, i8),
}

impl Sayer {
    fn plus(self, span: Span) -> Option<Date> {
        self.today.checked_add(span).ok()
    }

    /// The weekday of a week so many weeks from this one.
    fn of_week(self, weekday: Weekday, weeks: i32) -> Option<Date> {
        let ahead =
            i32::from(weekday.to_monday_zero_offset()) - i32::from(self.today.weekday().to_monday_zero_offset());
        self.plus((weeks * 7 + ahead).days())
    }

    /// The weekday without more being said.
    fn weekday(self, weekday: Weekday) -> Option<Date> {
        let this = self.of_week(weekday, 0)?;
        match self.lean {
            Lean::Past if this > self.today => self.of_week(weekday, -1),
            Lean::Ahead if this < self.today => self.of_week(weekday, 1),
            _ => Some(this),
        }
    }

    /// The first of a month so many months from this one.
    fn month(self, months: i32) -> Option<Month> {
        let first = self.today.first_of_month().checked_add(months.months()).ok()?;
        Some(Month::In(first.year(), first.month()))
    }

    /// The one of these days that is meant.
    fn meant(self, days: impl Iterator<Item = Date>) -> Option<Date> {
        match self.lean {
            Lean::Past => days.filter(|day| *day <= self.today).max(),
            Lean::Ahead => days.filter(|day| *day >= self.today).min(),
            Lean::Near => days.min_by_key(|day| (day.duration_since(self.today).abs(), *day)),
        }
    }

    /// A day of a month.
    fn in_month(self, month: Month, day: impl Fn(Date) -> Option<Date>) -> Option<Date> {
        match month {
            Month::In(year, month) => day(Date::new(year, month, 1).ok()?),
            Month::Of(month) => {
                // Eight years hold a 29 February, whatever the century does.
                let years = (-8..=8).filter_map(|ahead| self.today.year().checked_add(ahead));
                self.meant(years.filter_map(|year| day(Date::new(year, month, 1).ok()?)))
            }
        }
    }

    /// A day of the month of which nothing is said.
    fn day_of_month(self, number: i8) -> Option<Date> {
        if self.lean == Lean::Near {
            return numbered(self.today.first_of_month(), number);
        }
        let months = (-2..=2).filter_map(|ahead: i32| self.today.first_of_month().checked_add(ahead.months()).ok());
        self.meant(months.filter_map(|first| numbered(first, number)))
    }

    /// So many units of time from today.
    fn away(self, unit: Unit, count: i32) -> Option<Date> {
        if count.abs() > FARTHEST {
            return None;
        }
        self.plus(match unit {
            Unit::Day => count.days(),
            Unit::Week => (count * 7).days(),
            Unit::Month => count.months(),
            Unit::Year => count.years(),
        })
    }

    fn chinese(self, text: &str) -> Option<Date> {
        const DAYS: &[(&str, i32)] = &[
            ("大前天", -3),
            ("前天", -2),
            ("前日", -2),
            ("昨天", -1),
            ("昨日", -1),
            ("昨", -1),
            ("今天", 0),
            ("今日", 0),
            ("今", 0),
            ("当天", 0),
            ("明天", 1),
            ("明日", 1),
            ("明", 1),
            ("后天", 2),
            ("大后天", 3),
        ];
        if let Some((_, ahead)) = DAYS.iter().find(|(word, _)| *word == text) {
            return self.plus(ahead.days());
        }
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<i16>().ok();
            let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
            return Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
        }
        self.chinese_away(text).or_else(|| self.chinese_weekday(text)).or_else(|| self.numbers(text))
    }

    /// 3天后, 两周前, 半个月后.
    fn chinese_away(self, text: &str) -> Option<Date> {
        let (text, sign) = [("以后", 1), ("之后", 1), ("后", 1), ("以前", -1), ("之前", -1), ("前", -1)]
            .into_iter()
            .find_map(|(word, sign)| text.strip_suffix(word).map(|rest| (rest, sign)))?;
        if let "半个月" | "半月" = text {
            return self.away(Unit::Day, 15 * sign);
        }
        let (count, rest) = number(text)?;
        let unit = match rest.strip_prefix('个').unwrap_or(rest) {
            "天" | "日" => Unit::Day,
            "周" | "星期" | "礼拜" => Unit::Week,
            "月" => Unit::Month,
            "年" => Unit::Year,
            _ => return None,
        };
        self.away(unit, i32::from(count) * sign)
    }

    /// 周五, 星期天, 下周三, 上上周一.
    fn chinese_weekday(self, text: &str) -> Option<Date> {
        let mut rest = text;
        let mut weeks: Option<i32> = None;
        loop {
            let step = match rest.chars().next()? {
                '上' => -1,
                '下' => 1,
                '本' | '这' => 0,
                _ => break,
            };
            rest = rest.get(3..)?;
            weeks = Some(weeks.unwrap_or_default() + step);
            if step == 0 {
                break;
            }
        }
        let rest = rest.strip_prefix('个').unwrap_or(rest);
        let rest = ["周", "星期", "礼拜"].into_iter().find_map(|word| rest.strip_prefix(word))?;
        let weekday = match rest {
            "一" | "1" => Weekday::Monday,
            "二" | "2" => Weekday::Tuesday,
            "三" | "3" => Weekday::Wednesday,
            "四" | "4" => Weekday::Thursday,
            "五" | "5" => Weekday::Friday,
            "六" | "6" => Weekday::Saturday,
            "日" | "天" | "7" => Weekday::Sunday,
            _ => return None,
        };
        match weeks {
            Some(weeks) => self.of_week(weekday, weeks),
            None => self.weekday(weekday),
        }
    }

    /// 2026-3-15, 2026年3月, 3-15, 3月15日, 15日, 月底, 下月5号, 明年3月底.
    fn numbers(self, text: &str) -> Option<Date> {
        let (year, rest) = self.year(text)?;
        if let (Some(year), "底" | "末") = (year, rest) {
            return Date::new(year, 12, 31).ok();
        }
        let (month, rest) = self.spoken_month(year, rest)?;
        let Some(month) = month else {
            // Only a day: 15日, 15号.
            let (day, rest) = number(rest)?;
            return matches!(rest, "日" | "号").then(|| self.day_of_month(i8::try_from(day).ok()?))?;
        };
        match rest {
            "" | "份" | "初" => self.in_month(month, Some),
            "底" | "末" => self.in_month(month, |first| Some(first.last_of_month())),
            _ => {
                let (day, rest) = number(rest)?;
                let day = i8::try_from(day).ok()?;
                matches!(rest, "" | "日" | "号").then(|| self.in_month(month, |first| numbered(first, day)))?
            }
        }
    }

    fn year(self, text: &str) -> Option<(Option<i16>, &str)> {
        for (word, ahead) in [("前年", -2), ("去年", -1), ("今年", 0), ("本年", 0), ("明年", 1), ("后年", 2), ("年", 0)]
        {
            if let Some(rest) = text.strip_prefix(word) {
                return Some((Some(self.today.year().checked_add(ahead)?), rest));
            }
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits != 4 {
            return Some((None, text));
        }
        let (year, rest) = text.split_at(4);
        let rest = rest.strip_prefix(['年', '-', '/', '.'])?;
        Some((Some(year.parse().ok()?), rest))
    }

    /// The month said first, and what follows it; none when the text begins with a day.
    fn spoken_month(self, year: Option<i16>, text: &str) -> Option<(Option<Month>, &str)> {
        let relative = [
            ("下下个月", 2),
            ("下下月", 2),
            ("下个月", 1),
            ("下月", 1),
            ("上个月", -1),
            ("上月", -1),
            ("这个月", 0),
            ("本月", 0),
            ("当月", 0),
            ("月", 0),
        ];
        if year.is_none()
            && let Some((rest, ahead)) =
                relative.into_iter().find_map(|(word, ahead)| text.strip_prefix(word).map(|rest| (rest, ahead)))
        {
            // 月 alone says nothing; 月底 does.
            return (!rest.is_empty() || text != "月").then(|| Some((Some(self.month(ahead)?), rest)))?;
        }
        let (month, rest) = number(text)?;
        let in_year = |month: u16| -> Option<Month> {
            let month = i8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
            Some(year.map_or(Month::Of(month), |year| Month::In(year, month)))
        };
        if let Some(rest) = rest.strip_prefix('月') {
            return Some((Some(in_year(month)?), rest));
        }
        match rest.strip_prefix(['-', '/', '.']) {
            Some(rest) if !rest.is_empty() => Some((Some(in_year(month)?), rest)),
            // 2026-3 is a month; 3 alone is nothing.
            None if rest.is_empty() && year.is_some() => Some((Some(in_year(month)?), "")),
            _ if year.is_none() => Some((None, text)),
            _ => None,
        }
    }

    fn english(self, text: &str) -> Option<Date> {
        let words: Vec<&str> =
            text.split(|sign: char| sign.is_whitespace() || sign == ',').filter(|word| !word.is_empty()).collect();
        let count = |word: &str| match word {
            "a" | "an" | "one" => Some(1),
            "two" => Some(2),
            "three" => Some(3),
            other => other.parse::<u16>().ok().map(i32::from),
        };
        match words.as_slice() {
            ["today"] => Some(self.today),
            ["tomorrow"] => self.plus(1.day()),
            ["yesterday"] => self.plus((-1).days()),
            [word] => self.weekday(english_weekday(word)?),
            ["this", word] => self.of_week(english_weekday(word)?, 0),
            ["next", "week"] => self.away(Unit::Week, 1),
            ["next", "month"] => self.away(Unit::Month, 1),
            ["next", word] => self.of_week(english_weekday(word)?, 1),
            ["last", word] => self.of_week(english_weekday(word)?, -1),
            ["end", "of", "month"] | ["end", "of", "the" | "this", "month"] => Some(self.today.last_of_month()),
            ["in", number, unit] | [number, unit, "later"] => self.away(english_unit(unit)?, count(number)?),
            [number, unit, "ago"] => self.away(english_unit(unit)?, -count(number)?),
            [day, month] if english_month(month).is_some() => self.english_day(month, day, None),
            [month, second] => match second.parse::<i16>() {
                Ok(year) if second.len() == 4 => Date::new(year, english_month(month)?, 1).ok(),
                _ => self.english_day(month, second, None),
            },
            [day, month, year] if english_month(month).is_some() => self.english_day(month, day, Some(year)),
            [month, day, year] => self.english_day(month, day, Some(year)),
            _ => None,
        }
    }

    fn english_day(self, month: &str, day: &str, year: Option<&str>) -> Option<Date> {
        let month = english_month(month)?;
        let ends = ["st", "nd", "rd", "th"];
        let day = ends.iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day).parse::<i8>().ok()?;
        let month = match year {
            Some(year) => Month::In(year.parse().ok().filter(|_| year.len() == 4)?, month),
            None => Month::Of(month),
        };
        self.in_month(month, |first| numbered(first, day))
    }
}

/// A unit of time.
#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// The day with this number of the month that begins on `first`.
fn numbered(first: Date, number: i8) -> Option<Date> {
    Date::new(first.year(), first.month(), number).ok()
}

/// A number at the beginning of a text, in digits (four at most) or Chinese up to 99, and what follows it.
fn number(text: &str) -> Option<(u16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let (number, rest) = text.split_at(digits);
        return Some((number.parse().ok().filter(|_| digits <= 4)?, rest));
    }
    let digit =
        |sign: char| "零一二三四五六七八九".chars().position(|other| other == sign).or((sign == '两').then_some(2));
    let mut rest = text;
    let mut take = |want: &dyn Fn(char) -> Option<usize>| {
        let sign = rest.chars().next()?;
        let found = want(sign)?;
        rest = &rest[sign.len_utf8()..];
        Some(found)
    };
    let first = take(&digit);
    let ten = take(&|sign| (sign == '十').then_some(10));
    let value = match (first, ten) {
        (first, Some(ten)) => first.unwrap_or(1) * ten + take(&digit).unwrap_or_default(),
        (Some(first), None) => first,
        (None, None) => return None,
    };
    Some((u16::try_from(value).ok()?, rest))
}

fn english_weekday(word: &str) -> Option<Weekday> {
    let weekday = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let word = word.trim_end_matches('.');
    weekday.into_iter().find(|(name, _)| word.len() >= 3 && name.starts_with(word)).map(|(_, weekday)| weekday)
}

fn english_month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.');
    let place = MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    i8::try_from(place + 1).ok()
}

fn english_unit(word: &str) -> Option<Unit> {
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// A Monday.
    const TODAY: Date = date(2026, 11, 23);

    fn read(text: &str, lean: Lean) -> Option<Date> {
        day(text, TODAY, lean)
    }

    #[test]
    fn days_as_people_say_them() {
        for (text, expected) in [
            ("今天", date(2026, 11, 23)),
            ("昨天", date(2026, 11, 22)),
            (" 前天 ", date(2026, 11, 21)),
            ("明天", date(2026, 11, 24)),
            ("后天", date(2026, 11, 25)),
            ("周五", date(2026, 11, 27)),
            ("星期天", date(2026, 11, 29)),
            ("下周三", date(2026, 12, 2)),
            ("下下周三", date(2026, 12, 9)),
            ("上周一", date(2026, 11, 16)),
            ("上个星期5", date(2026, 11, 20)),
            ("3天后", date(2026, 11, 26)),
            ("两周后", date(2026, 12, 7)),
            ("十二天前", date(2026, 11, 11)),
            ("一个月后", date(2026, 12, 23)),
            ("半个月后", date(2026, 12, 8)),
            ("月底", date(2026, 11, 30)),
            ("下月底", date(2026, 12, 31)),
            ("下个月5号", date(2026, 12, 5)),
            ("年底", date(2026, 12, 31)),
            ("明年3月底", date(2027, 3, 31)),
            ("15日", date(2026, 11, 15)),
            ("3-15", date(2027, 3, 15)),
            ("10/15", date(2026, 10, 15)),
            ("３月１５日", date(2027, 3, 15)),
            ("十二月三十一日", date(2026, 12, 31)),
            ("2026-3-15", date(2026, 3, 15)),
            ("2026.3.15", date(2026, 3, 15)),
            ("２０２６年３月１５日", date(2026, 3, 15)),
            ("2026年3月", date(2026, 3, 1)),
            ("2026-03", date(2026, 3, 1)),
            ("20260315", date(2026, 3, 15)),
            ("today", date(2026, 11, 23)),
            ("Yesterday", date(2026, 11, 22)),
            ("fri", date(2026, 11, 27)),
            ("next wed", date(2026, 12, 2)),
            ("last Monday", date(2026, 11, 16)),
            ("in 3 days", date(2026, 11, 26)),
            ("2 weeks ago", date(2026, 11, 9)),
            ("end of month", date(2026, 11, 30)),
            ("15 Mar 2026", date(2026, 3, 15)),
            ("March 15, 2026", date(2026, 3, 15)),
            ("Dec 5th", date(2026, 12, 5)),
            ("Mar 2027", date(2027, 3, 1)),
        ] {
            assert_eq!(read(text, Lean::Near), Some(expected), "{text}");
        }
    }

    #[test]
    fn half_a_date_leans_the_way_it_is_used() {
        for (text, past, ahead) in [
            ("周一", date(2026, 11, 23), date(2026, 11, 23)),
            ("周五", date(2026, 11, 20), date(2026, 11, 27)),
            ("3-15", date(2026, 3, 15), date(2027, 3, 15)),
            ("31日", date(2026, 10, 31), date(2026, 12, 31)),
            ("2月29日", date(2024, 2, 29), date(2028, 2, 29)),
            ("sun", date(2026, 11, 22), date(2026, 11, 29)),
        ] {
            assert_eq!((read(text, Lean::Past), read(text, Lean::Ahead)), (Some(past), Some(ahead)), "{text}");
        }
    }

    #[test]
    fn what_names_no_day_is_not_guessed() {
        let texts = "|3|15|3/5/26|2026|2026-13-1|2026-2-30|31日1|周八|下|月|天后|30月|soon|next|99999天后|12345678|一二三|2026年3月5日6|上下|-|3-|0-5|mar 32|in many days";
        for text in texts.split('|') {
            assert_eq!(read(text, Lean::Near), None, "{text}");
        }
        assert_eq!(read("31日", Lean::Near), None, "November has none");
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (1900_i16..2090, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
    }

    proptest! {
        #[test]
        fn days_written_in_full_come_back_whatever_today_is(meant in any_day(), today in any_day(), lean in 0..3) {
            let lean = [Lean::Past, Lean::Ahead, Lean::Near][usize::try_from(lean).unwrap()];
            let (y, m, d) = (meant.year(), meant.month(), meant.day());
            for text in [
                format!("{y}-{m}-{d}"), format!("{y:04}{m:02}{d:02}"), format!("{y}年{m}月{d}日"), format!("{y}/{m:02}/{d:02}"),
            ] {
                prop_assert_eq!(day(&text, today, lean), Some(meant), "{}", text);
            }
        }

        #[test]
        fn a_lean_day_is_on_its_side_and_near(today in any_day(), month in 1_i8..=12, number in 1_i8..=28, week in 0_usize..7) {
            let weekday = "一二三四五六日".chars().nth(week).unwrap();
            for (text, most) in [
                (format!("{month}-{number}"), 366), (format!("{number}日"), 31), (format!("周{weekday}"), 6),
            ] {
                let past = day(&text, today, Lean::Past).unwrap();
                let ahead = day(&text, today, Lean::Ahead).unwrap();
                prop_assert!(past <= today && today <= ahead, "{text}: {past} {today} {ahead}");
                prop_assert!((today - past).get_days() <= most && (ahead - today).get_days() <= most, "{text}");
                let near = day(&text, today, Lean::Near).unwrap();
                prop_assert!(text.contains('日') || text.contains('周') || near == past || near == ahead);
            }
        }

        #[test]
        fn weekdays_of_other_weeks_are_whole_weeks_away(today in any_day(), week in 0_usize..7) {
            let sign = "一二三四五六日".chars().nth(week).unwrap();
            let at = |prefix: &str| day(&format!("{prefix}周{sign}"), today, Lean::Past).unwrap();
            prop_assert_eq!((at("下") - at("本")).get_days(), 7);
            prop_assert_eq!((at("上上") - at("本")).get_days(), -14);
            prop_assert_eq!(usize::try_from(at("本").weekday().to_monday_zero_offset()).unwrap(), week);
        }

        #[test]
        fn days_away_are_counted(today in any_day(), count in 0_i32..500) {
            let at = |text: String| day(&text, today, Lean::Near).unwrap();
            prop_assert_eq!((at(format!("{count}天后")) - today).get_days(), count);
            prop_assert_eq!((at(format!("{count} days ago")) - today).get_days(), -count);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,14}", also in "[上下本这周月年底天日号后前个0-9一二两十\\-/.a-z ]{0,10}", today in any_day()) {
            for lean in [Lean::Past, Lean::Ahead, Lean::Near] {
                let _ = day(&text, today, lean);
                let _ = day(&also, today, lean);
                let _ = day(&also, Date::MAX, lean);
                let _ = day(&also, Date::MIN, lean);
            }
        }
    }
}
