//! A choice in the making: who is in, what is left of the limits, and what the slots look like then.

use super::{
    super::poisson_binomial::add,
    layout::{Layout, Room, SlotLayout},
};

/// What counts as a gain; below is rounding.
pub(super) const LEAST_GAIN: f64 = 1e-9;

/// A choice of columns, each firm at most once.
#[derive(Debug, Clone)]
pub(super) struct Draft<'a> {
    pub(super) layout: &'a Layout,
    pub(super) room: Room,
    /// Column chosen of each firm.
    chosen: Vec<Option<usize>>,
    slots: Vec<Count>,
}

/// How full a slot is.
#[derive(Debug, Clone)]
struct Count {
    /// P(n of those underway or chosen land), for the n that leave a seat open.
    terms: Vec<f64>,
    /// Chosen columns in order.
    columns: Vec<usize>,
    /// Worth of the next firm that lands.
    next: f64,
}

/// What taking a column away does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaving {
    pub(super) column: usize,
    /// Worth lost.
    pub(super) loss: f64,
    /// Worth of the next firm that lands in its slot when it is gone.
    pub(super) next: f64,
}

impl SlotLayout {
    /// Worth of the next firm that lands.
    pub(super) fn next(&self, terms: &[f64]) -> f64 {
        terms.iter().zip(&self.steps).map(|(p, step)| p * step).sum()
    }

    /// Worth of the seats that firms with these chances fill beyond what those underway fill, and the distribution then.
    pub(super) fn fill(&self, chances: impl Iterator<Item = f64>) -> (f64, Vec<f64>) {
        let mut terms = self.start.clone();
        let mut worth = 0.0;
        for p in chances {
            worth += p * self.next(&terms);
            add(&mut terms, p);
        }
        (worth, terms)
    }
}

impl<'a> Draft<'a> {
    pub(super) fn empty(layout: &'a Layout) -> Self {
        let slots = layout.slots.iter().map(|slot| Count {
            terms: slot.start.clone(),
            columns: Vec::new(),
            next: slot.next(&slot.start),
        });
        Self { layout, room: layout.room.clone(), chosen: vec![None; layout.firms.len()], slots: slots.collect() }
    }

    /// With these columns, whether they fit or not.
    pub(super) fn of(layout: &'a Layout, columns: &[usize]) -> Self {
        let mut draft = Self::empty(layout);
        for column in columns {
            draft.put(*column);
        }
        draft
    }

    /// The chosen columns in order.
    pub(super) fn columns(&self) -> Vec<usize> {
        self.chosen.iter().flatten().copied().collect()
    }

    pub(super) fn chosen(&self, firm: usize) -> Option<usize> {
        self.chosen[firm]
    }

    /// Expected worth, summed in the order of the keys.
    pub(super) fn value(&self) -> f64 {
        let layout = self.layout;
        let direct: f64 = self.chosen.iter().flatten().map(|column| layout.columns[*column].direct).sum();
        let seats: f64 = layout
            .slots
            .iter()
            .zip(&self.slots)
            .map(|(slot, count)| slot.fill(count.columns.iter().map(|column| layout.columns[*column].p)).0)
            .sum();
        direct + seats
    }

    /// What one more column adds.
    pub(super) fn gain(&self, column: usize) -> f64 {
        let entry = &self.layout.columns[column];
        entry.direct + entry.p * self.slots[entry.slot].next
    }

    /// Puts a column in; its firm must not be in.
    pub(super) fn put(&mut self, column: usize) {
        let entry = &self.layout.columns[column];
        self.chosen[entry.firm] = Some(column);
        self.room.take(self.layout, entry, 1);
        let count = &mut self.slots[entry.slot];
        let place = count.columns.partition_point(|other| *other < column);
        count.columns.insert(place, column);
        self.recount(entry.slot);
    }

    /// Takes a column out.
    pub(super) fn take(&mut self, column: usize) {
        let entry = &self.layout.columns[column];
        self.chosen[entry.firm] = None;
        self.room.take(self.layout, entry, -1);
        self.slots[entry.slot].columns.retain(|other| *other != column);
        self.recount(entry.slot);
    }

    fn recount(&mut self, slot: usize) {
        let layout = self.layout;
        let count = &mut self.slots[slot];
        count.terms = layout.slots[slot].fill(count.columns.iter().map(|column| layout.columns[*column].p)).1;
        count.next = layout.slots[slot].next(&count.terms);
    }

    /// What taking out a chosen column does.
    pub(super) fn leaving(&self, column: usize) -> Leaving {
        let layout = self.layout;
        let entry = &layout.columns[column];
        let slot = &layout.slots[entry.slot];
        let others = self.slots[entry.slot].columns.iter().filter(|other| **other != column);
        let (_, terms) = slot.fill(others.map(|other| layout.columns[*other].p));
        let next = slot.next(&terms);
        Leaving { column, loss: entry.direct + entry.p * next, next }
    }

    /// What a column adds when another has left.
    pub(super) fn gain_after(&self, leaving: &Leaving, column: usize) -> f64 {
        let entry = &self.layout.columns[column];
        let same = self.layout.columns[leaving.column].slot == entry.slot;
        entry.direct + entry.p * if same { leaving.next } else { self.slots[entry.slot].next }
    }

    /// Whether a column fits when another has left.
    pub(super) fn fits_after(&self, leaving: &Leaving, column: usize) -> bool {
        let entry = &self.layout.columns[column];
        let gone = &self.layout.columns[leaving.column];
        let freed = self.layout.stocks_of(gone);
        let has_land = |stock: &usize| {
            let given_back = if freed.contains(stock) { gone.land } else { 0 };
            self.room.land[*stock] + given_back >= entry.land
        };
        self.room.meetings >= 0
            && self.room.minutes + gone.minutes >= entry.minutes
            && self.layout.stocks_of(entry).iter().all(has_land)
    }
}
