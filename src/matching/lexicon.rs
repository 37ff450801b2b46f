//! The compiled dictionary: a double-array trie over folded units, read leftmost-longest in one pass.
//!
//! A trie rather than an automaton with failure links, because the longest match has to pass a word-boundary check
//! before it may win, and a refused longest match must give way to a shorter one at the same place.

use super::fold::{Alphabet, unit};

/// No state, no pattern.
const NOTHING: u32 = u32::MAX;

/// A cell of the double array.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// Where the children start.
    base: u32,
    /// The parent; [`NOTHING`] when the cell is free.
    parent: u32,
    /// The pattern that ends here.
    pattern: u32,
}

const FREE: Cell = Cell { base: 0, parent: NOTHING, pattern: NOTHING };

/// The dictionary.
#[derive(Debug)]
pub(super) struct Lexicon {
    alphabet: Alphabet,
    cells: Vec<Cell>,
    /// The letters of the English plural, `s` and `e`, when terms use them.
    plural: [u16; 2],
}

/// What a scan meets, from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    /// A pattern.
    Pattern(Found),
    /// A mark that structures the text, and where it stands.
    Mark(u16, usize),
}

/// A pattern found in a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// First unit.
    pub start: usize,
    /// One past the last unit.
    pub end: usize,
    /// Number of the pattern.
    pub pattern: u32,
}

impl Lexicon {
    /// Compiles patterns, numbered by their position. Equal patterns must have been merged by the caller's folding;
    /// the last one wins. Fails when there are too many characters or states to number.
    pub(super) fn new(alphabet: Alphabet, patterns: &[Vec<u16>]) -> Option<Self> {
        let mut order: Vec<u32> = (0..u32::try_from(patterns.len()).ok()?).collect();
        order.sort_by(|a, b| patterns[*a as usize].cmp(&patterns[*b as usize]));
        let mut cells = vec![FREE; alphabet.size() + 1];
        cells[0].parent = 0;
        // The children of the root take cells up to the size of the alphabet; holes among those fit hardly any other
        // family and would be tried again and again, so they are left alone.
        let mut first_free = alphabet.size() + 1;
        // Families of several children are looked for only beyond the last such family; only children fill the holes.
        let mut families_from = 1usize;
        // Breadth first: state, depth, range of `order` that shares the state's prefix.
        let mut queue = std::collections::VecDeque::from([(0usize, 0usize, 0usize, order.len())]);
        let mut children: Vec<(u16, usize, usize)> = Vec::new();
        while let Some((state, depth, from, to)) = queue.pop_front() {
            children.clear();
            for at in from..to {
                let pattern = &patterns[order[at] as usize];
                match pattern.get(depth) {
                    None => cells[state].pattern = order[at],
                    Some(code) => match children.last_mut() {
                        Some(last) if last.0 == *code => last.2 = at + 1,
                        _ => children.push((*code, at, at + 1)),
                    },
                }
            }
            let Some(smallest) = children.first().map(|child| usize::from(child.0)) else { continue };
            while cells.get(first_free).is_some_and(|cell| cell.parent != NOTHING) {
                first_free += 1;
            }
            let only_child = children.len() == 1;
            let from = match (state, only_child) {
                (0, _) => 0,
                (_, true) => first_free,
                (_, false) => first_free.max(families_from),
            };
            let mut base = from.saturating_sub(smallest).max(1);
            loop {
                let fits = children
                    .iter()
                    .all(|child| cells.get(base + usize::from(child.0)).is_none_or(|cell| cell.parent == NOTHING));
                if fits {
                    break;
                }
                base += 1;
            }
            let needed = base + children.last().map_or(0, |child| usize::from(child.0)) + 1;
            if needed > cells.len() {
                cells.resize(needed, FREE);
            }
            if !only_child {
                families_from = base + smallest;
            }
            cells[state].base = u32::try_from(base).ok()?;
            for (code, from, to) in &children {
                let child = base + usize::from(*code);
                cells[child].parent = u32::try_from(state).ok()?;
                queue.push_back((child, depth + 1, *from, *to));
            }
        }
        let plural = ['s', 'e'].map(|letter| alphabet.unit_of(letter));
        Some(Self { alphabet, cells, plural })
    }

    /// A dictionary without words.
    pub(super) fn empty() -> Self {
        Self { alphabet: Alphabet::empty(), cells: Vec::new(), plural: [unit::OTHER; 2] }
    }

    /// The alphabet.
    pub(super) fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    /// Bytes held.
    pub(super) fn bytes(&self) -> usize {
        self.cells.capacity() * size_of::<Cell>() + self.alphabet.bytes()
    }

    fn step(&self, state: u32, code: u16) -> Option<u32> {
        let child = self.cells.get(state as usize)?.base + u32::from(code);
        let cell = self.cells.get(child as usize)?;
        (cell.parent == state && child != 0).then_some(child)
    }

    /// The longest pattern that starts at `start` and keeps word boundaries.
    fn longest_at(&self, units: &[u16], start: usize) -> Option<Found> {
        let starts_inside_word =
            start > 0 && self.alphabet.is_word(units[start]) && self.alphabet.is_word(units[start - 1]);
        if starts_inside_word {
            return None;
        }
        let mut best = None;
        let mut state = 0u32;
        for (at, code) in units.iter().enumerate().skip(start) {
            let Some(next) = self.step(state, *code) else { break };
            state = next;
            let pattern = self.cells[state as usize].pattern;
            if pattern != NOTHING
                && let Some(end) = self.word_end(units, at + 1)
            {
                best = Some(Found { start, end, pattern });
            }
        }
        best
    }

    /// Where a match that reaches `end` ends: a Latin word must be over there, an English plural s aside; a number
    /// may follow (IGBT7).
    fn word_end(&self, units: &[u16], end: usize) -> Option<usize> {
        let is_word = |at: usize| units.get(at).is_some_and(|unit| self.alphabet.is_word(*unit));
        if !is_word(end - 1) || !is_word(end) {
            return Some(end);
        }
        let is_digit = |at: usize| units.get(at).is_some_and(|unit| self.alphabet.is_digit(*unit));
        if is_digit(end) && !is_digit(end - 1) {
            return Some(end);
        }
        let [s, e] = self
            .plural
            .map(|letter| move |at: usize| letter >= unit::FIRST_CODE && units.get(at).copied() == Some(letter));
        if s(end) && !is_word(end + 1) {
            return Some(end + 1);
        }
        (e(end) && s(end + 1) && !is_word(end + 2)).then_some(end + 2)
    }

    /// Calls `each` for everything met from left to right, without overlaps.
    pub(super) fn scan(&self, units: &[u16], mut each: impl FnMut(Met)) {
        let mut at = 0;
        while at < units.len() {
            let code = units[at];
            if code < unit::FIRST_CODE {
                if code > unit::BLANK {
                    each(Met::Mark(code, at));
                }
                at += 1;
            } else if let Some(hit) = self.longest_at(units, at) {
                each(Met::Pattern(hit));
                at = hit.end;
            } else {
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fold::Folded, *};

    fn found(terms: &[&str], text: &str) -> Vec<String> {
        let alphabet = Alphabet::new(terms.iter().copied()).unwrap();
        let mut folded = Folded::default();
        let patterns: Vec<Vec<u16>> = terms
            .iter()
            .map(|term| {
                alphabet.fold(term, &mut folded);
                folded.units.clone()
            })
            .collect();
        let lexicon = Lexicon::new(alphabet, &patterns).unwrap();
        lexicon.alphabet().fold(text, &mut folded);
        let mut hits = Vec::new();
        lexicon.scan(&folded.units, |met| {
            if let Met::Pattern(hit) = met {
                hits.push(terms[hit.pattern as usize].to_owned());
            }
        });
        hits
    }

    #[test]
    fn the_longest_wins_and_uses_up_its_span() {
        assert_eq!(found(&["电池", "正极材料", "锂电池正极材料"], "锂电池正极材料、电池"), ["锂电池正极材料", "电池"]);
        assert_eq!(found(&["ab cd", "ab"], "ab ce"), ["ab"]);
        assert_eq!(found(&["abc", "ab", "b"], "xx"), Vec::<String>::new());
    }

    #[test]
    fn latin_terms_keep_word_boundaries() {
        let terms = ["sic", "stent", "igbt", "glass", "dc/dc", "电机", "sic mosfet"];
        assert_eq!(found(&terms, "basic sick SiC"), ["sic"]);
        assert_eq!(found(&terms, "stents, consistent glasses STENT"), ["stent", "glass", "stent"]);
        assert_eq!(found(&terms, "IGBT7模块IGBT模块igbtx"), ["igbt", "igbt"]);
        assert_eq!(found(&terms, "DC/DC电机"), ["dc/dc", "电机"]);
        assert_eq!(found(&terms, "SiC MOSFETs and SiC mosfetx"), ["sic mosfet", "sic"]);
    }
}
