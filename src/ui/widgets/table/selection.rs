//! Which rows are selected, by their keys.

use std::{
    cell::Cell,
    collections::BTreeSet,
    hash::{Hash, Hasher},
};

/// The rows selected, the row the keys act on, and the row a range began at.
#[derive(Debug, Clone)]
pub struct Selection<K> {
    keys: BTreeSet<K>,
    cursor: Option<K>,
    anchor: Option<K>,
    /// Where the cursor was last found, so that finding it again is quick.
    hint: Cell<usize>,
}

impl<K> Default for Selection<K> {
    fn default() -> Self {
        Self { keys: BTreeSet::new(), cursor: None, anchor: None, hint: Cell::new(0) }
    }
}

impl<K: PartialEq> PartialEq for Selection<K> {
    fn eq(&self, other: &Self) -> bool {
        self.keys == other.keys && self.cursor == other.cursor
    }
}

impl<K: Hash> Hash for Selection<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.keys.hash(state);
        self.cursor.hash(state);
    }
}

impl<K: Copy + Ord> Selection<K> {
    /// The selected keys in key order.
    pub fn iter(&self) -> impl Iterator<Item = K> + '_ {
        self.keys.iter().copied()
    }

    /// How many are selected.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether this one is.
    pub fn contains(&self, key: &K) -> bool {
        self.keys.contains(key)
    }

    /// The row the keys act on, whose card is shown.
    pub const fn cursor(&self) -> Option<K> {
        self.cursor
    }

    /// Selects this one alone.
    pub fn only(&mut self, key: K) {
        self.keys = BTreeSet::from([key]);
        self.cursor = Some(key);
        self.anchor = Some(key);
    }

    /// Adds or takes away this one.
    pub fn toggle(&mut self, key: K) {
        if !self.keys.remove(&key) {
            self.keys.insert(key);
        }
        self.cursor = Some(key);
        self.anchor = Some(key);
    }

    /// Selects from where the range began to this row. Rows without a key are heads, which are not selected.
    pub fn extend_to(&mut self, row: usize, rows: usize, key: &impl Fn(usize) -> Option<K>) {
        let Some(here) = (row < rows).then(|| key(row)).flatten() else { return };
        let anchor = self.anchor.or(self.cursor);
        let from = anchor.and_then(|anchor| find(&anchor, row, rows, key)).unwrap_or(row);
        self.anchor = key(from);
        self.keys = (from.min(row)..=from.max(row)).filter_map(key).collect();
        self.cursor = Some(here);
        self.hint.set(row);
    }

    /// Selects everything.
    pub fn all(&mut self, rows: usize, key: &impl Fn(usize) -> Option<K>) {
        self.keys = (0..rows).filter_map(key).collect();
        if self.cursor.is_none() {
            self.cursor = (0..rows).find_map(key);
        }
    }

    /// Selects nothing; the cursor stays.
    pub fn clear(&mut self) {
        self.keys.clear();
    }

    /// Drops what is no longer there.
    pub fn retain(&mut self, keep: impl Fn(&K) -> bool) {
        self.keys.retain(&keep);
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
        }
    }
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
}
