//! Spans of days as an office names them.

use jiff::civil::{Date, date};

use crate::pipeline::report::Period;

/// A span of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Span {
    /// The month of today.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// The quarter of today.
    ThisQuarter,
    /// The year of today.
    #[default]
    ThisYear,
    /// The year before.
    LastYear,
    /// From the first event to today.
    AllTime,
    /// Two days that were chosen.
    Chosen(Period),
}

impl Span {
    /// The spans with a name.
    pub const NAMED: [Self; 6] =
        [Self::ThisMonth, Self::LastMonth, Self::ThisQuarter, Self::ThisYear, Self::LastYear, Self::AllTime];

    /// Its days; `first` is the day of the first event.
    pub fn days(self, today: Date, first: Option<Date>) -> Period {
        let month = today.first_of_month();
        let last_month = month.yesterday().unwrap_or(month);
        let quarter = date(today.year(), (today.month() - 1) / 3 * 3 + 1, 1);
        let period = |from: Date, to: Date| Period { from, to };
        match self {
            Self::ThisMonth => period(month, month.last_of_month()),
            Self::LastMonth => period(last_month.first_of_month(), last_month),
            Self::ThisQuarter => {
                let last = quarter.checked_add(jiff::Span::new().months(2)).unwrap_or(quarter);
                period(quarter, last.last_of_month())
            }
            Self::ThisYear => period(today.first_of_year(), today.last_of_year()),
            Self::LastYear => {
                let last = today.first_of_year().yesterday().unwrap_or(today);
                period(last.first_of_year(), last)
            }
            Self::AllTime => period(first.unwrap_or(today).min(today), today),
            Self::Chosen(chosen) => chosen,
        }
    }
}

/// The first days of the months of a period.
pub fn months(period: Period) -> Vec<Date> {
    let mut found = Vec::new();
    let mut month = period.from.first_of_month();
    while month <= period.to {
        found.push(month);
        match month.checked_add(jiff::Span::new().months(1)) {
            Ok(next) => month = next,
            Err(_) => break,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_whole_months_quarters_and_years() {
        let today = date(2026, 11, 27);
        let days = |span: Span| {
            let Period { from, to } = span.days(today, Some(date(2024, 3, 5)));
            (from, to)
        };
        assert_eq!(days(Span::ThisMonth), (date(2026, 11, 1), date(2026, 11, 30)));
        assert_eq!(days(Span::LastMonth), (date(2026, 10, 1), date(2026, 10, 31)));
        assert_eq!(days(Span::ThisQuarter), (date(2026, 10, 1), date(2026, 12, 31)));
        assert_eq!(days(Span::ThisYear), (date(2026, 1, 1), date(2026, 12, 31)));
        assert_eq!(days(Span::LastYear), (date(2025, 1, 1), date(2025, 12, 31)));
        assert_eq!(days(Span::AllTime), (date(2024, 3, 5), today));
        assert_eq!(months(Span::ThisQuarter.days(today, None)).len(), 3);
        let january = Span::LastMonth.days(date(2026, 1, 31), None);
        assert_eq!(january.from, date(2025, 12, 1));
    }
}
