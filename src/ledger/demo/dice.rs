//! Reproducible choices: one ChaCha8 stream, integers only.

use jiff::{Span, civil::Date};
use rand_chacha::{ChaCha8Rng, rand_core::Rng, rand_core::SeedableRng};
use uuid::{Builder, Uuid};

/// The random stream, the clock of keys and today.
pub(super) struct Dice {
    stream: ChaCha8Rng,
    /// Milliseconds of the next key; every key gets its own, so no two are equal.
    millis: u64,
    today: Date,
}

impl Dice {
    pub(super) fn new(seed: u64, today: Date) -> Self {
        let epoch = Date::constant(1970, 1, 1);
        let days = epoch.until(today).map_or(0, |span| span.get_days());
        let millis = u64::try_from(days).unwrap_or(0) * 86_400_000;
        Self { stream: ChaCha8Rng::seed_from_u64(seed), millis, today }
    }

    pub(super) fn today(&self) -> Date {
        self.today
    }

    /// A key in the form of UUID version 7; its time is today's midnight and a running number of milliseconds.
    pub(super) fn key(&mut self) -> Uuid {
        let mut bits = [0; 10];
        self.stream.fill_bytes(&mut bits);
        self.millis += 1;
        Builder::from_unix_timestamp_millis(self.millis, &bits).into_uuid()
    }

    /// A number below `end`; 0 when there is none.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        // Multiply and take the upper half: the same on every platform, and even enough for stories.
        u32::try_from((u64::from(self.stream.next_u32()) * u64::from(end)) >> 32).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        low.saturating_add(self.below(high.saturating_sub(low).saturating_add(1)))
    }

    /// True in so many of a hundred cases.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// A position in a list of this length; 0 when it is empty.
    pub(super) fn index(&mut self, length: usize) -> usize {
        self.below(u32::try_from(length).unwrap_or(u32::MAX)) as usize
    }

    /// One entry of a list.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let index = self.index(list.len());
        list.get(index)
    }

    /// One text of a list; empty when the list is.
    pub(super) fn word<'a>(&mut self, list: &'a [String]) -> &'a str {
        self.pick(list).map_or("", String::as_str)
    }

    /// One of a few values.
    pub(super) fn one_of<T: Copy, const N: usize>(&mut self, values: [T; N]) -> T {
        const { assert!(N > 0) };
        values[self.index(N)]
    }

    /// One of a few values, each with its weight.
    pub(super) fn weighted<T: Copy, const N: usize>(&mut self, values: [(u32, T); N]) -> T {
        const { assert!(N > 0) };
        let mut left = self.below(values.iter().map(|(weight, _)| weight).sum());
        for (weight, value) in values {
            if left < weight {
                return value;
            }
            left -= weight;
        }
        values[N - 1].1
    }

    /// One word of a list of weights and words; empty when the list is.
    pub(super) fn heavy_word<'a>(&mut self, list: &'a [(u32, String)]) -> &'a str {
        let mut left = self.below(list.iter().map(|(weight, _)| weight).sum());
        for (weight, word) in list {
            if left < *weight {
                return word;
            }
            left -= weight;
        }
        ""
    }

    /// A day between `least` and `most` days ago.
    pub(super) fn days_ago(&mut self, least: u32, most: u32) -> Date {
        let days = self.between(least, most);
        days_before(self.today, days)
    }
}

/// The day so many days before; the day itself at the edge of the calendar.
pub(super) fn days_before(day: Date, days: u32) -> Date {
    shifted(day, -i64::from(days))
}

/// The day so many days after; the day itself at the edge of the calendar.
pub(super) fn days_after(day: Date, days: u32) -> Date {
    shifted(day, i64::from(days))
}

fn shifted(day: Date, days: i64) -> Date {
    Span::new().try_days(days).and_then(|span| day.checked_add(span)).unwrap_or(day)
}
