//! Which kept forecasts may go: a workspace used every day would otherwise carry one for every day of years.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::days_between;
use crate::domain::{forecast::ForecastRecord, ids::ForecastRecordId};

/// Days of which every forecast stays: a month, and some days to look back from its end.
const DAILY: i32 = 35;
/// Days of which one a week stays: a year more.
const WEEKLY: i32 = DAILY + 365;

/// A stretch of time of which one forecast stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stretch {
    /// Year and week after ISO 8601.
    Week(i16, i8),
    Month(i16, i8),
}

impl Stretch {
    /// That of a day as seen from another; none = every forecast stays.
    fn of(day: Date, today: Date) -> Option<Self> {
        match days_between(day, today) {
            ..=DAILY => None,
            age if age <= WEEKLY => {
                let week = day.iso_week_date();
                Some(Self::Week(week.year(), week.week()))
            }
            _ => Some(Self::Month(day.year(), day.month())),
        }
    }
}

/// The forecasts that may go by a day. Of every stretch the first stays, so that what was said of a lead early is still
/// there when it ends. What a person kept or wrote a note to stays for ever.
pub fn superseded<'r>(records: impl Iterator<Item = &'r ForecastRecord>, today: Date) -> Vec<ForecastRecordId> {
    let mut automatic: Vec<&ForecastRecord> =
        records.filter(|record| record.automatic && record.note.trim().is_empty()).collect();
    automatic.sort_by_key(|record| (record.as_of, record.id));
    let mut seen = BTreeSet::new();
    automatic.retain(|record| Stretch::of(record.as_of, today).is_some_and(|stretch| !seen.insert(stretch)));
    automatic.into_iter().map(|record| record.id).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::{ToSpan as _, civil::date};
    use uuid::Uuid;

    use super::*;

    fn record(number: u128, as_of: Date, automatic: bool, note: &str) -> ForecastRecord {
        ForecastRecord {
            id: ForecastRecordId::from_uuid(Uuid::from_u128(number)),
            as_of,
            target: date(2030, 12, 31),
            automatic,
            plan: "".into(),
            model: "".into(),
            content: "{}".into(),
            note: note.into(),
        }
    }

    #[test]
    fn days_then_weeks_then_months_stay() {
        let today = date(2026, 11, 23);
        let days: Vec<Date> = (0..900).map(|back| today.checked_sub(back.days()).unwrap()).collect();
        let records: Vec<_> = (0..).zip(&days).map(|(number, day)| record(number, *day, true, "")).collect();
        let gone: BTreeSet<_> = superseded(records.iter(), today).into_iter().collect();
        let kept: Vec<&ForecastRecord> = records.iter().filter(|record| !gone.contains(&record.id)).collect();
        let between = |from: i32, to: i32| {
            let age = |record: &&&ForecastRecord| (from..=to).contains(&days_between(record.as_of, today));
            kept.iter().filter(age).map(|record| record.as_of).collect::<Vec<_>>()
        };
        assert_eq!(between(0, 35).len(), 36, "every day");
        let weekly = between(36, 400);
        assert!((52..=54).contains(&weekly.len()), "{}", weekly.len());
        assert!(weekly[..weekly.len() - 1].iter().all(|day| day.weekday() == jiff::civil::Weekday::Monday));
        let monthly = between(401, 900);
        assert!((16..=18).contains(&monthly.len()), "{}", monthly.len());
        assert!(monthly[..monthly.len() - 1].iter().all(|day| day.day() == 1), "{monthly:?}");
        // Once is enough, and the day after takes little more.
        let left: Vec<_> = kept.into_iter().cloned().collect();
        assert!(superseded(left.iter(), today).is_empty());
        assert!(superseded(left.iter(), today.tomorrow().unwrap()).len() <= 2);
    }

    #[test]
    fn what_a_person_kept_stays() {
        let today = date(2026, 11, 23);
        let records = [
            record(1, date(2024, 3, 4), true, ""),
            record(2, date(2024, 3, 5), false, ""),
            record(3, date(2024, 3, 6), true, "before the meeting"),
            record(4, date(2024, 3, 7), true, " "),
        ];
        assert_eq!(superseded(records.iter(), today), [records[3].id]);
    }
}
