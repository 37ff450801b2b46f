//! Latin words with a slip of the finger.

/// Words shorter than this are too short to be guessed.
pub(super) const SHORTEST: usize = 4;
/// Words are compared up to this length.
const LONGEST: usize = 32;

/// How many slips a word of this length may have.
const fn allowed(len: usize) -> usize {
    match len {
        0..SHORTEST => 0,
        SHORTEST..8 => 1,
        _ => 2,
    }
}

/// Whether `typed` is `word`, or the beginning of it, but for a slip or two: a letter left out, added, wrong, or two
/// exchanged.
pub(super) fn is_nearly(typed: &[u8], word: &[u8]) -> bool {
    let limit = allowed(typed.len());
    let word = word.get(..word.len().min(typed.len() + limit)).unwrap_or_default();
    if limit == 0 || typed.len() > LONGEST || word.len() > LONGEST || word.len() + limit < typed.len() {
        return false;
    }
    // Three rows of the table of distances: the one before last is for exchanged letters.
    let width = word.len() + 1;
    let mut before = [0_usize; LONGEST + 1];
    let mut last: [usize; LONGEST + 1] = std::array::from_fn(|column| column);
    for (row, letter) in typed.iter().enumerate() {
        let mut now = [0_usize; LONGEST + 1];
        now[0] = row + 1;
        let mut least = now[0];
        for column in 1..width {
            let other = word[column - 1];
            let changed = last[column - 1] + usize::from(*letter != other);
            let mut distance = changed.min(last[column] + 1).min(now[column - 1] + 1);
            if row > 0 && column > 1 && *letter == word[column - 2] && typed[row - 1] == other {
                distance = distance.min(before[column - 2] + 1);
            }
            now[column] = distance;
            least = least.min(distance);
        }
        if least > limit {
            return false;
        }
        before = last;
        last = now;
    }
    last.iter().take(width).any(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearly(typed: &str, word: &str) -> bool {
        is_nearly(typed.as_bytes(), word.as_bytes())
    }

    #[test]
    fn one_slip_in_short_words_two_in_long_ones() {
        for (typed, word) in [
            ("bosh", "bosch"),
            ("bocsh", "bosch"),
            ("siemans", "siemens"),
            ("semicondutcor", "semiconductor"),
            ("semicnodutor", "semiconductor"),
            ("precison", "precision"),
            ("precisoin", "precisioning"),
        ] {
            assert!(nearly(typed, word), "{typed} {word}");
        }
        for (typed, word) in [("bos", "boss"), ("bxxh", "bosch"), ("motor", "minor"), ("automotive", "aluminium")] {
            assert!(!nearly(typed, word), "{typed} {word}");
        }
    }
}
