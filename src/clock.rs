//! The only reader of the system clock and of randomness: everyone else is given `today`, `now` and keys.

use jiff::{Timestamp, ZonedDateTime, civil::Date};

/// The moment.
#[allow(clippy::disallowed_methods)] // this is the one place
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The calendar day here.
#[allow(clippy::disallowed_methods)] // this is the one place
pub fn today() -> Date {
    ZonedDateTime::now().date()
}

/// 128 random bits from the operating system, for keys of operations and records.
pub fn random_bits() -> [u8; 16] {
    let mut bits = [0; 16];
    // Without the system's randomness no two laptops could be merged safely; there is nothing sensible to do instead
    // of going on with the time, which is still unique on one device.
    if getrandom::fill(&mut bits).is_err() {
        bits = now().as_nanosecond().to_le_bytes();
    }
    bits
}

/// Clock and randomness as values, so that whoever needs them is given them and tests can give others.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings {
    /// The moment.
    pub now: fn() -> Timestamp,
    /// The calendar day here.
    pub today: fn() -> Date,
    /// 128 random bits.
    pub random_bits: fn() -> [u8; 16],
}

impl Surroundings {
    /// Those of this computer.
    pub const fn system() -> Self {
        Self { now, today, random_bits }
    }
}
