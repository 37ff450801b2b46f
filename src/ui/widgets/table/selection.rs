//! Which rows are selected, by their keys.

use std::{
    cell::Cell,
    hash::{Hash, Hasher},
    sync::{Arc, OnceLock},
};

/// The rows selected, the row the keys act on, and the row a range began at.
///
/// Copies share what is selected: a hundred thousand rows are selected, dragged over and handed to jobs within a frame.
#[derive(Debug, Clone)]
pub struct Selection<K> {
    keys: Arc<Chosen<K>>,
    cursor: Option<K>,
    anchor: Option<K>,
    /// Where the cursor was last found, so that finding it again is quick.
    hint: Cell<usize>,
    /// The same of the anchor.
    anchor_hint: usize,
}

/// Keys as they were selected, with what is asked of them made when it is first asked for.
#[derive(Debug)]
struct Chosen<K> {
    /// As the rows stood, each once.
    listed: Vec<K>,
    /// In key order, where that is another one.
    sorted: OnceLock<Option<Vec<K>>>,
    places: OnceLock<Places>,
}

impl<K> Chosen<K> {
    const fn new(listed: Vec<K>) -> Self {
        Self { listed, sorted: OnceLock::new(), places: OnceLock::new() }
    }
}

impl<K: Copy + Ord> Chosen<K> {
    fn in_order(&self) -> &[K] {
        let sorted = self.sorted.get_or_init(|| {
            (!self.listed.is_sorted()).then(|| {
                let mut sorted = self.listed.clone();
                sorted.sort_unstable();
                sorted
            })
        });
        sorted.as_deref().unwrap_or(&self.listed)
    }
}

impl<K: Copy + Ord + Hash> Chosen<K> {
    fn contains(&self, key: &K) -> bool {
        // Few are looked through sooner than a table of them is made.
        if self.listed.len() <= FEW {
            return self.listed.contains(key);
        }
        self.places.get_or_init(|| Places::of(&self.listed)).find(key, &self.listed)
    }
}

/// Up to this many keys are looked through one by one.
const FEW: usize = 16;

/// Where keys stand in a list, by hash: made in a fraction of the time that sorting them takes.
#[derive(Debug)]
struct Places {
    /// Places in the list; a free slot follows every run of taken ones.
    slots: Vec<u32>,
}

/// No place.
const FREE: u32 = u32::MAX;

impl Places {
    fn of<K: Hash>(listed: &[K]) -> Self {
        let mut slots = vec![FREE; (listed.len() * 2 + 1).next_power_of_two()];
        for (place, key) in listed.iter().enumerate() {
            let mut at = slot_of(key, slots.len());
            while slots[at] != FREE {
                at = (at + 1) & (slots.len() - 1);
            }
            slots[at] = u32::try_from(place).unwrap_or(FREE);
        }
        Self { slots }
    }

    fn find<K: Hash + PartialEq>(&self, key: &K, listed: &[K]) -> bool {
        let mut at = slot_of(key, self.slots.len());
        loop {
            match self.slots[at] {
                FREE => return false,
                place if listed.get(place as usize) == Some(key) => return true,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }
}

/// The slot to look for a key at first; there are a power of two of them.
fn slot_of<K: Hash>(key: &K, slots: usize) -> usize {
    let mut mixer = Mixer(0);
    key.hash(&mut mixer);
    // The upper bits are mixed best.
    usize::try_from(mixer.finish() >> 32).unwrap_or(usize::MAX) & (slots - 1)
}

/// A quick hash: keys are made by the program, nobody chooses them to collide.
struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..part.len()].copy_from_slice(part);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u64(&mut self, word: u64) {
        // Knuth's multiplier spreads neighbours over the word.
        let mixed = (self.0.rotate_left(29) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

impl<K> Default for Selection<K> {
    fn default() -> Self {
        Self { keys: Arc::new(Chosen::new(Vec::new())), cursor: None, anchor: None, hint: Cell::new(0), anchor_hint: 0 }
    }
}

impl<K: Copy + Ord> PartialEq for Selection<K> {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (&self.keys, &other.keys);
        self.cursor == other.cursor
            && (Arc::ptr_eq(one, two)
                || one.listed.len() == two.listed.len()
                    && (one.listed == two.listed || one.in_order() == two.in_order()))
    }
}

impl<K: Copy + Ord> Selection<K> {
    /// The selected keys in key order.
    pub fn iter(&self) -> impl Iterator<Item = K> + '_ {
        self.keys.in_order().iter().copied()
    }

    /// How many are selected.
    pub fn len(&self) -> usize {
        self.keys.listed.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.keys.listed.is_empty()
    }

    /// Whether this one is.
    pub fn contains(&self, key: &K) -> bool
    where
        K: Hash,
    {
        self.keys.contains(key)
    }

    /// The row the keys act on, whose card is shown.
    pub const fn cursor(&self) -> Option<K> {
        self.cursor
    }

    /// Selects these, as their rows stand; what is selected already stays as it is.
    fn choose(&mut self, listed: Vec<K>) {
        if self.keys.listed != listed {
            self.keys = Arc::new(Chosen::new(listed));
        }
    }

    /// Selects this one alone.
    pub fn only(&mut self, key: K) {
        self.choose(vec![key]);
        self.cursor = Some(key);
        self.anchor = Some(key);
    }

    /// Adds or takes away this one.
    pub fn toggle(&mut self, key: K) {
        let mut keys = self.keys.in_order().to_vec();
        match keys.binary_search(&key) {
            Ok(place) => _ = keys.remove(place),
            Err(place) => keys.insert(place, key),
        }
        self.choose(keys);
        self.cursor = Some(key);
        self.anchor = Some(key);
    }

    /// Selects from where the range began to this row. Rows without a key are heads, which are not selected.
    pub fn extend_to(&mut self, row: usize, rows: usize, key: &impl Fn(usize) -> Option<K>) {
        let Some(here) = (row < rows).then(|| key(row)).flatten() else { return };
        let anchor = self.anchor.or(self.cursor);
        let from = anchor.and_then(|anchor| find(&anchor, self.anchor_hint, rows, key)).unwrap_or(row);
        self.anchor = key(from);
        self.anchor_hint = from;
        self.choose(keys_of(from.min(row)..from.max(row) + 1, key));
        self.cursor = Some(here);
        self.hint.set(row);
    }

    /// Selects everything.
    pub fn all(&mut self, rows: usize, key: &impl Fn(usize) -> Option<K>) {
        self.choose(keys_of(0..rows, key));
        if self.cursor.is_none() {
            self.cursor = (0..rows).find_map(key);
        }
    }

    /// Selects nothing; the cursor stays.
    pub fn clear(&mut self) {
        self.choose(Vec::new());
    }

    /// Drops what is no longer there.
    pub fn retain(&mut self, keep: impl Fn(&K) -> bool) {
        let kept: Vec<K> = self.keys.listed.iter().copied().filter(&keep).collect();
        self.choose(kept);
        self.cursor = self.cursor.filter(&keep);
        self.anchor = self.anchor.filter(&keep);
    }

    /// The row of the cursor.
    pub fn row(&self, rows: usize, key: &impl Fn(usize) -> Option<K>) -> Option<usize> {
        let row = find(&self.cursor?, self.hint.get(), rows, key)?;
        self.hint.set(row);
        Some(row)
    }

    /// Moves the cursor to a row, selecting it alone or extending the range.
    pub fn go_to(&mut self, row: usize, extend: bool, rows: usize, key: &impl Fn(usize) -> Option<K>) {
        let Some(here) = (row < rows).then(|| key(row)).flatten() else { return };
        if extend {
            self.extend_to(row, rows, key);
        } else {
            self.only(here);
            self.hint.set(row);
            self.anchor_hint = row;
        }
    }
}

/// The keys of rows, as they stand.
fn keys_of<K>(rows: std::ops::Range<usize>, key: &impl Fn(usize) -> Option<K>) -> Vec<K> {
    let mut keys = Vec::with_capacity(rows.len());
    keys.extend(rows.filter_map(key));
    keys
}

/// The row with this key, looked for outwards from where it probably is.
fn find<K: PartialEq>(wanted: &K, near: usize, rows: usize, key: &impl Fn(usize) -> Option<K>) -> Option<usize> {
    if rows == 0 {
        return None;
    }
    let near = near.min(rows - 1);
    let mut below = near;
    let mut above = near;
    let is_it = |row: usize| key(row).as_ref() == Some(wanted);
    if is_it(near) {
        return Some(near);
    }
    while below > 0 || above + 1 < rows {
        if below > 0 {
            below -= 1;
            if is_it(below) {
                return Some(below);
            }
        }
        if above + 1 < rows {
            above += 1;
            if is_it(above) {
                return Some(above);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[allow(clippy::unnecessary_wraps)] // as a table asks for it
    fn tens(row: usize) -> Option<usize> {
        Some(row * 10)
    }

    #[test]
    fn ranges_grow_and_shrink_around_where_they_began() {
        let mut selection = Selection::default();
        selection.only(30);
        selection.extend_to(5, 10, &tens);
        assert_eq!(selection.iter().collect::<Vec<_>>(), [30, 40, 50]);
        selection.extend_to(1, 10, &tens);
        assert_eq!(selection.iter().collect::<Vec<_>>(), [10, 20, 30]);
        assert_eq!(selection.cursor(), Some(10));
    }

    #[test]
    fn heads_between_rows_are_not_selected() {
        let headed = |row: usize| (row != 2).then_some(row);
        let mut selection = Selection::default();
        selection.only(1);
        selection.extend_to(4, 6, &headed);
        assert_eq!(selection.iter().collect::<Vec<_>>(), [1, 3, 4]);
        selection.go_to(2, false, 6, &headed);
        assert_eq!(selection.cursor(), Some(4), "a head takes no cursor");
    }

    #[test]
    fn the_cursor_is_found_after_sorting() {
        let mut selection = Selection::default();
        selection.go_to(2, false, 10, &tens);
        assert_eq!(selection.row(10, &tens), Some(2));
        let reversed = |row: usize| Some(90 - row * 10);
        assert_eq!(selection.row(10, &reversed), Some(7));
        assert_eq!(selection.row(2, &tens), None, "filtered away");
        assert_eq!(selection.row(0, &tens), None);
    }

    #[test]
    fn toggling_adds_and_takes_away() {
        let mut selection = Selection::default();
        selection.toggle(1);
        selection.toggle(2);
        selection.toggle(1);
        assert_eq!(selection.iter().collect::<Vec<_>>(), [2]);
        selection.retain(|key| *key != 2);
        assert!(selection.is_empty());
    }

    #[test]
    fn many_are_known_whatever_their_order() {
        // Rows stand in no order of their keys.
        let mixed = |row: usize| Some((row * 7_919) % 10_007);
        let mut selection = Selection::default();
        selection.all(5_000, &mixed);
        assert_eq!(selection.len(), 5_000);
        assert!(selection.iter().is_sorted());
        for row in 0..10_007 {
            assert_eq!(selection.contains(&((row * 7_919) % 10_007)), row < 5_000, "{row}");
        }
        selection.toggle(0);
        assert!(!selection.contains(&0) && selection.len() == 4_999);
        selection.toggle(0);
        let mut again = Selection::default();
        again.all(5_000, &mixed);
        again.cursor = selection.cursor;
        assert!(again == selection, "the same keys, in whatever order they were selected");
        again.retain(|key| *key != 7_919);
        assert!(again != selection);
    }

    #[test]
    fn what_is_selected_already_is_not_made_anew() {
        let mut selection = Selection::default();
        selection.only(30);
        selection.extend_to(5, 10, &tens);
        let before = selection.clone();
        selection.extend_to(5, 10, &tens);
        assert!(Arc::ptr_eq(&before.keys, &selection.keys));
        selection.retain(|_| true);
        assert!(Arc::ptr_eq(&before.keys, &selection.keys));
        // After sorting the range begins where its first row stands now.
        let reversed = |row: usize| Some(90 - row * 10);
        selection.extend_to(8, 10, &reversed);
        assert_eq!(selection.iter().collect::<Vec<_>>(), [10, 20, 30]);
    }
}
