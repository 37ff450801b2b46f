//! Good plans: the best gain over the prices first, then exchanges as long as any helps.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{
    bound::Prices,
    draft::{Draft, LEAST_GAIN},
};

/// Gains compared as numbers; there are no others.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Gain(f64);

impl Eq for Gain {}

impl Ord for Gain {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Gain {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Fills the draft from these columns, the greatest gain less its cost first; of equals the first column. Lazy: a gain
/// only falls as others come in, so one that still leads after being counted again is the greatest.
pub(super) fn fill(draft: &mut Draft<'_>, columns: &[usize], prices: Option<(&Prices, f64)>) {
    let layout = draft.layout;
    let cost =
        |column: usize| prices.map_or(0.0, |(prices, scale)| scale * prices.cost(layout, &layout.columns[column]));
    let mut queue: BinaryHeap<(Gain, Reverse<usize>)> = columns
        .iter()
        .filter(|column| draft.chosen(layout.columns[**column].firm).is_none())
        .map(|column| (Gain(draft.gain(*column) - cost(*column)), Reverse(*column)))
        .collect();
    while let Some((gain, Reverse(column))) = queue.pop() {
        let entry = &layout.columns[column];
        if draft.room.meetings < 1 || gain.0 <= LEAST_GAIN {
            break;
        }
        if draft.chosen(entry.firm).is_some() || !draft.room.takes(layout, entry) {
            continue;
        }
        let now = Gain(draft.gain(column) - cost(column));
        let leads = queue.peek().is_none_or(|(next, place)| (now, Reverse(column)) >= (*next, *place));
        if !leads {
            queue.push((now, Reverse(column)));
        } else if now.0 > LEAST_GAIN {
            draft.put(column);
        }
    }
}

/// More rounds than any plan of some dozens of meetings needs.
const ROUNDS: usize = 200;

/// Exchanges until none helps: a column in, one for another (also the same firm at another base), one or two out and
/// the best that then fit in. Firms that are `staying` may only change their base.
pub(super) fn improve(draft: &mut Draft<'_>, columns: &[usize], staying: &[usize], go_on: &dyn Fn() -> bool) {
    for _ in 0..ROUNDS {
        if !go_on() {
            return;
        }
        fill(draft, columns, None);
        if !exchange(draft, columns, staying) && !rebuild(draft, columns, staying) {
            return;
        }
    }
}

/// Exchanges of one column for another, and columns added, until none helps.
pub(super) fn exchanges(draft: &mut Draft<'_>, columns: &[usize], staying: &[usize]) {
    for _ in 0..ROUNDS {
        fill_greatest(draft, columns);
        if !exchange(draft, columns, staying) {
            return;
        }
    }
}

/// The best exchange of one column for another.
fn exchange(draft: &mut Draft<'_>, columns: &[usize], staying: &[usize]) -> bool {
    let layout = draft.layout;
    let mut best: Option<(f64, usize, usize)> = None;
    for out in draft.columns() {
        let leaving = draft.leaving(out);
        let firm = layout.columns[out].firm;
        let stays = staying.binary_search(&firm).is_ok();
        for column in columns {
            let other = layout.columns[*column].firm;
            if *column == out || (other != firm && (stays || draft.chosen(other).is_some())) {
                continue;
            }
            let gain = draft.gain_after(&leaving, *column) - leaving.loss;
            if gain > best.map_or(LEAST_GAIN, |(most, ..)| most) && draft.fits_after(&leaving, *column) {
                best = Some((gain, out, *column));
            }
        }
    }
    let Some((_, out, column)) = best else { return false };
    draft.take(out);
    draft.put(column);
    true
}

/// One or two columns out, and the best that then fit in; the first that helps.
fn rebuild(draft: &mut Draft<'_>, columns: &[usize], staying: &[usize]) -> bool {
    /// Pairs are tried among so many that are missed least.
    const WEAKEST: usize = 16;
    let layout = draft.layout;
    let value = draft.value();
    let mut chosen: Vec<(Gain, usize)> = draft
        .columns()
        .into_iter()
        .filter(|column| staying.binary_search(&layout.columns[*column].firm).is_err())
        .map(|column| (Gain(draft.leaving(column).loss), column))
        .collect();
    chosen.sort_unstable();
    let singles = chosen.iter().map(|(_, column)| vec![*column]);
    let weakest = &chosen[..chosen.len().min(WEAKEST)];
    let pairs = weakest
        .iter()
        .enumerate()
        .flat_map(|(place, (_, one))| weakest[place + 1..].iter().map(move |(_, two)| vec![*one, *two]));
    for out in singles.chain(pairs) {
        let mut other = draft.clone();
        for column in &out {
            other.take(*column);
        }
        // Not the same again: who has left may come back only beside somebody new.
        let others: Vec<usize> = columns.iter().copied().filter(|column| !out.contains(column)).collect();
        fill_greatest(&mut other, &others);
        fill_greatest(&mut other, columns);
        if other.value() > value + LEAST_GAIN {
            *draft = other;
            return true;
        }
    }
    false
}

/// As [`fill`] without a queue, for the few that fit.
fn fill_greatest(draft: &mut Draft<'_>, columns: &[usize]) {
    let layout = draft.layout;
    loop {
        let mut best: Option<(f64, usize)> = None;
        for column in columns {
            let entry = &layout.columns[*column];
            if draft.chosen(entry.firm).is_some() {
                continue;
            }
            let gain = draft.gain(*column);
            if gain > best.map_or(LEAST_GAIN, |(most, _)| most) && draft.room.takes(layout, entry) {
                best = Some((gain, *column));
            }
        }
        let Some((_, column)) = best else { return };
        draft.put(column);
    }
}
