//! The gap closed from both sides: the part of the problem that could hold a better plan is split, the most promising
//! piece first, a fixed number of times.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{
    bound::{self, Part, Prices, Units},
    choose,
    draft::Draft,
    layout::Layout,
};

/// How much work may be done.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    /// Pieces looked at.
    pub(super) pieces: usize,
    /// Columns its steps and exchanges look at.
    pub(super) columns: usize,
    /// Steps of the bound of each.
    pub(super) steps: usize,
    /// Good enough: this part of the value may be missing.
    pub(super) gap: f64,
}

/// What the search ended with.
#[derive(Debug, Clone)]
pub(super) struct Searched {
    pub(super) columns: Vec<usize>,
    pub(super) value: f64,
    /// No plan is worth more.
    pub(super) bound: f64,
}

/// A piece that waits.
struct Piece {
    bound: f64,
    number: usize,
    part: Part,
    /// Columns that are in.
    inside: Vec<usize>,
    prices: Prices,
    /// Column to split by.
    split: Option<usize>,
}

impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Piece {}

impl PartialOrd for Piece {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Piece {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bound.total_cmp(&other.bound).then(Reverse(self.number).cmp(&Reverse(other.number)))
    }
}

/// Splits until nothing better is possible, the gap is small enough, or the effort is spent. `none` when told to stop.
pub(super) fn search(
    layout: &Layout,
    root: &Part,
    units: &Units,
    prices: &Prices,
    known: Searched,
    effort: Effort,
    go_on: &dyn Fn(usize) -> bool,
) -> Option<Searched> {
    let mut best = known;
    let mut queue = BinaryHeap::new();
    // Pieces given up because they hold nothing that is better by more than rounding.
    let mut number = 0;
    let tolerance = |value: f64| 1e-9 * value.abs().max(1.0);
    let root = Piece {
        bound: best.bound,
        number,
        part: root.clone(),
        inside: Vec::new(),
        prices: prices.clone(),
        split: None,
    };
    let mut waiting = vec![root];
    let mut ceiling = f64::NEG_INFINITY;
    let mut looked = 0;
    loop {
        for mut piece in waiting.drain(..) {
            looked += 1;
            if !look(layout, units, &mut piece, &mut best, effort) {
                continue;
            }
            if piece.bound > best.value + tolerance(best.value) {
                queue.push(piece);
            } else {
                ceiling = ceiling.max(piece.bound);
            }
        }
        let open = queue.peek().map_or(f64::NEG_INFINITY, |piece: &Piece| piece.bound);
        best.bound = best.bound.min(open.max(ceiling).max(best.value));
        if !go_on(looked) {
            return None;
        }
        if best.bound <= best.value * (1.0 + effort.gap) || looked >= effort.pieces {
            return Some(best);
        }
        let Some(piece) = queue.pop() else { return Some(best) };
        if piece.bound <= best.value + tolerance(best.value) {
            ceiling = ceiling.max(piece.bound);
            continue;
        }
        // Without a column to split by, nothing can be added to those that are in, and they were looked at.
        let Some(split) = piece.split else { continue };
        let mut child = |part: Part, inside: Vec<usize>| {
            number += 1;
            waiting.push(Piece { bound: piece.bound, number, part, inside, prices: piece.prices.clone(), split: None });
        };
        let mut inside = piece.inside.clone();
        inside.push(split);
        child(piece.part.with(layout, split), inside);
        let without = piece.part.keeping(layout, |place| piece.part.columns[place] != split);
        child(without, piece.inside.clone());
    }
}

/// A plan that is further behind the best is not worth exchanging in.
const WORTH_IMPROVING: f64 = 0.985;

/// Bounds a piece, drops from it what cannot help, looks for a plan in it. False when it holds no better plan.
fn look(layout: &Layout, units: &Units, piece: &mut Piece, best: &mut Searched, effort: Effort) -> bool {
    if piece.part.is_impossible() {
        return false;
    }
    let work = (effort.steps, effort.columns);
    let found = bound::bound(layout, &piece.part, units, &piece.prices, best.value, work);
    piece.bound = piece.bound.min(found.value);
    if piece.bound <= best.value {
        return true;
    }
    let room = found.value - best.value;
    let shortfalls = &found.shortfalls;
    let mut draft = Draft::of(layout, &piece.inside);
    // Those that must come go in first, wherever they bring most.
    if place_musts(layout, &piece.part, &mut draft) {
        let marks = bound::least(shortfalls, effort.columns);
        let columns: Vec<usize> =
            piece.part.columns.iter().zip(marks).filter(|(_, mark)| *mark).map(|(column, _)| *column).collect();
        choose::fill(&mut draft, &columns, Some((&found.prices, 1.0)));
        if draft.value() > best.value * WORTH_IMPROVING {
            choose::exchanges(&mut draft, &columns, &staying(layout, piece));
        }
        let mut value = draft.value();
        if value > best.value && !draft.room.is_overdrawn() {
            choose::improve(&mut draft, &columns, &staying(layout, piece), &|| true);
            value = draft.value();
            (best.value, best.columns) = (value, draft.columns());
        }
    }
    let (wanted, columns) = (&found.wanted, &piece.part.columns);
    // The one the bound cannot make up its mind about.
    let doubt = |place: usize| (wanted[place] - 0.5).abs();
    piece.split = (0..columns.len())
        .filter(|place| shortfalls[*place] <= room)
        .min_by(|one, two| {
            doubt(*one)
                .total_cmp(&doubt(*two))
                .then(shortfalls[*one].total_cmp(&shortfalls[*two]))
                .then(columns[*one].cmp(&columns[*two]))
        })
        .map(|place| columns[place]);
    let part = piece.part.keeping(layout, |place| shortfalls[place] <= room);
    piece.part = part;
    piece.prices = found.prices;
    true
}

/// Firms that may not leave.
fn staying(layout: &Layout, piece: &Piece) -> Vec<usize> {
    let inside = piece.inside.iter().map(|column| layout.columns[*column].firm);
    let mut staying: Vec<usize> = inside.chain(musts(layout, &piece.part)).collect();
    staying.sort_unstable();
    staying
}

/// Puts in those that must come, the one with the fewest ways to come first; false when one finds no place.
pub(super) fn place_musts(layout: &Layout, part: &Part, draft: &mut Draft<'_>) -> bool {
    let mut musts: Vec<&bound::PartFirm> = part.firms.iter().filter(|firm| firm.must).collect();
    musts.sort_by_key(|firm| (firm.end - firm.first, firm.first));
    for firm in musts {
        let mine = &part.columns[firm.first..firm.end];
        let Some(first) = mine.first() else { return false };
        if draft.chosen(layout.columns[*first].firm).is_some() {
            continue;
        }
        let best = mine
            .iter()
            .copied()
            .filter(|column| draft.room.takes(layout, &layout.columns[*column]))
            .max_by(|one, two| draft.gain(*one).total_cmp(&draft.gain(*two)).then(two.cmp(one)));
        let Some(column) = best else { return false };
        draft.put(column);
    }
    true
}

/// Firms that must come.
pub(super) fn musts<'a>(layout: &'a Layout, part: &'a Part) -> impl Iterator<Item = usize> + 'a {
    let firms = part.firms.iter().filter(|firm| firm.must && firm.first < firm.end);
    firms.map(|firm| layout.columns[part.columns[firm.first]].firm)
}
