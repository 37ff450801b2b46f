//! Traditional characters and their simplified forms.

use std::sync::OnceLock;

/// Pairs of single characters, taken from the OpenCC project's table (Apache-2.0).
const TRADITIONAL: &str = include_str!("data/t2s.txt");

/// Traditional → simplified, in order of the traditional character.
pub fn traditional_pairs() -> &'static [(char, char)] {
    static PAIRS: OnceLock<Vec<(char, char)>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let mut pairs = Vec::new();
        for line in TRADITIONAL.lines() {
            let mut scalars = line.chars();
            while let (Some(from), Some(to)) = (scalars.next(), scalars.next()) {
                pairs.push((from, to));
            }
        }
        pairs.sort_unstable();
        pairs
    })
}

/// The simplified form of a character; itself when it has none of its own.
pub fn simplified(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let pairs = traditional_pairs();
    pairs.binary_search_by_key(&c, |pair| pair.0).map_or(c, |at| pairs[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_are_simplified() {
        let text: String = "重慶長安汽車電機".chars().map(simplified).collect();
        assert_eq!(text, "重庆长安汽车电机");
    }
}
