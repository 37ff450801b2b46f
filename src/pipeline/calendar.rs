//! Counting days: calendar days, or working days with the holidays the zone has entered.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use serde::{Deserialize, Serialize};

use crate::words;

words! {
    /// Which days count.
    pub enum DayCount {
        /// Every day.
        Calendar = "calendar",
        /// Working days: Monday to Friday, without holidays, with the days worked instead.
        Working = "working",
    }
}

/// Which days count. Nothing is fetched: the lists are typed in when the State Council has announced them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Calendar or working days.
    pub count: DayCount,
    /// Days off that fall on Monday to Friday.
    #[serde(default)]
    pub holidays: Vec<Date>,
    /// Saturdays and Sundays worked instead (调休).
    #[serde(default)]
    pub workdays: Vec<Date>,
}

/// No clock runs longer; counting stops here rather than at the end of time.
const LONGEST: u32 = 3_660;

impl Calendar {
    /// Whether a day counts.
    pub fn counts(&self, day: Date) -> bool {
        match self.count {
            DayCount::Calendar => true,
            DayCount::Working if self.workdays.contains(&day) => true,
            DayCount::Working => {
                !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.holidays.contains(&day)
            }
        }
    }

    /// The day that is `days` counted days after `from`; `from` itself is not counted.
    pub fn after(&self, from: Date, days: u16) -> Date {
        if self.count == DayCount::Calendar {
            return from.saturating_add(i64::from(days).days());
        }
        let mut left = days;
        let mut day = from;
        for _ in 0..LONGEST {
            if left == 0 {
                break;
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            if self.counts(day) {
                left -= 1;
            }
        }
        day
    }

    /// Counted days after `from` up to and with `to`; negative when `to` lies before.
    pub fn between(&self, from: Date, to: Date) -> i32 {
        let (first, last, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
        if self.count == DayCount::Calendar {
            return first.until(last).map_or(0, |span| span.get_days()) * sign;
        }
        let mut counted = 0;
        let mut day = first;
        for _ in 0..LONGEST {
            let Some(next) = day.tomorrow().ok().filter(|next| *next <= last) else { break };
            day = next;
            counted += i32::from(self.counts(day));
        }
        counted * sign
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn working() -> Calendar {
        Calendar {
            count: DayCount::Working,
            // A week off, paid for with the Sunday before.
            holidays: (1..=7).map(|day| date(2026, 10, day)).collect(),
            workdays: vec![date(2026, 9, 27)],
        }
    }

    #[test]
    fn working_days_skip_weekends_and_holidays_but_not_the_days_worked_instead() {
        let calendar = working();
        assert_eq!(calendar.after(date(2026, 9, 25), 1), date(2026, 9, 27), "a Sunday that is worked");
        assert_eq!(calendar.after(date(2026, 9, 30), 1), date(2026, 10, 8));
        assert_eq!(calendar.between(date(2026, 9, 30), date(2026, 10, 8)), 1);
        assert_eq!(calendar.between(date(2026, 10, 8), date(2026, 9, 30)), -1);
    }

    #[test]
    fn counting_forth_and_back_agree() {
        for calendar in [working(), Calendar { count: DayCount::Calendar, ..working() }] {
            for days in 0..60 {
                let start = date(2026, 9, 20);
                assert_eq!(calendar.between(start, calendar.after(start, days)), i32::from(days));
            }
        }
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
        assert_eq!(working().after(Date::MAX, 30), Date::MAX);
        assert!(working().between(Date::MIN, Date::MAX) > 0);
    }
}
