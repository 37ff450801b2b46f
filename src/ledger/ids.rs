//! Keys of records: UUID version 7, in the order in which they are made.

use uuid::{Builder, Uuid};

use crate::clock::Surroundings;

/// Makes keys that sort by the order of their making, also within one millisecond and when the clock is set back.
#[derive(Debug)]
pub struct IdSource {
    surroundings: Surroundings,
    /// Milliseconds × 4096 + counter of the last key.
    last: u64,
}

impl IdSource {
    /// Over a clock and a source of randomness.
    pub fn new(surroundings: Surroundings) -> Self {
        Self { surroundings, last: 0 }
    }

    /// The next key.
    #[allow(clippy::should_implement_trait)] // it never ends, and is no iterator
    pub fn next(&mut self) -> Uuid {
        let now = u64::try_from((self.surroundings.now)().as_millisecond()).unwrap_or_default();
        self.last = (now << 12).max(self.last.saturating_add(1));
        let mut bits = [0; 10];
        bits.copy_from_slice(&(self.surroundings.random_bits)()[..10]);
        // RFC 9562, method 3: the twelve bits after the version are the counter.
        let counter = self.last & 0xfff;
        bits[0] = u8::try_from(counter >> 8).unwrap_or_default();
        bits[1] = u8::try_from(counter & 0xff).unwrap_or_default();
        Builder::from_unix_timestamp_millis(self.last >> 12, &bits).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_sort_in_the_order_of_their_making() {
        let mut ids = IdSource::new(Surroundings::system());
        let keys: Vec<Uuid> = (0..20_000).map(|_| ids.next()).collect();
        assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(keys[0].get_version_num(), 7);
    }
}
