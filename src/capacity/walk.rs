//! A walk through a fair: which visits are worth most in the time there is, who pays them, on which day.
//!
//! A visit is worth chance × value × worth of the seat × what its slot still needs, and every visit chosen makes its
//! slot need less. Such a sum is submodular, so taking the best next visit each time comes within 1 − 1/e of the best
//! set there is (Nemhauser, Wolsey & Fisher 1978). Gains only fall while choosing, so those already looked at are upper
//! bounds, and most visits are looked at once.

use std::{cmp::Ordering, collections::BinaryHeap};

use super::slot::SlotRange;

/// A visit that may be paid, given in the order of walking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Chance × value × worth of the seat: what it is worth to a slot that lacks a firm for certain.
    pub worth: f64,
    /// Its slot; none = a slot without a target: visited after all others, by its worth.
    pub slot: Option<usize>,
    /// Its chance to land, in [0, 1].
    pub chance: f64,
    /// Its place among the chances of its slot, when it is counted there already.
    pub counted: Option<usize>,
    /// Number of its hall.
    pub hall: usize,
    /// It is visited in any case.
    pub kept: Option<Fixed>,
}

/// When a visit is paid that is paid in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixed {
    /// On this officer's day.
    In(usize),
    /// On any.
    Anywhere,
}

/// A slot as it stands before the fair.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotBefore {
    /// Range of the plan.
    pub range: SlotRange,
    /// Firms that fill a seat.
    pub landed: u32,
    /// Chances of the open leads.
    pub chances: Vec<f64>,
}

/// What fits into the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Days of officers: two officers on three days are six.
    pub bins: usize,
    /// Most meetings on one of them.
    pub meetings: u32,
    /// Minutes of a meeting.
    pub meeting_minutes: u32,
    /// Minutes from one hall to another.
    pub walking_minutes: u32,
    /// Minutes there are on one of them.
    pub day_minutes: u32,
}

/// A visit chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chosen {
    /// Which candidate.
    pub candidate: usize,
    /// On which officer's day; none = it is kept, but there is no time for it.
    pub bin: Option<usize>,
    /// Place in the walk of that day, from 0.
    pub place: usize,
    /// What it added when it was chosen.
    pub gain: f64,
}

/// Chooses the visits. The same input gives the same walk.
pub fn propose(candidates: &[Candidate], slots: &[SlotBefore], beta: f64, limits: Limits) -> Vec<Chosen> {
    let mut chosen: Vec<(usize, f64)> = Vec::new();
    let mut added: Vec<Vec<f64>> = vec![Vec::new(); slots.len()];
    let mut left_over: Vec<usize> = Vec::new();
    for (place, candidate) in candidates.iter().enumerate().filter(|(_, candidate)| candidate.kept.is_some()) {
        let with = || chosen.iter().map(|(place, _)| *place).chain([place]).collect::<Vec<_>>();
        if laid_out(candidates, &with(), limits).is_some() {
            let gain = gain(candidate, slots, &added, beta);
            count(candidate, &mut added);
            chosen.push((place, gain));
        } else {
            left_over.push(place);
        }
    }
    let room = limits.bins.saturating_mul(usize::try_from(limits.meetings).unwrap_or(usize::MAX));
    let mut heap: BinaryHeap<Bid> = candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| candidate.kept.is_none() && candidate.worth > 0.0)
        .map(|(place, candidate)| Bid::new(place, candidate, gain(candidate, slots, &added, beta)))
        .collect();
    while chosen.len() < room
        && let Some(best) = heap.pop()
    {
        let Some(candidate) = candidates.get(best.place) else { continue };
        let now = Bid::new(best.place, candidate, gain(candidate, slots, &added, beta));
        if heap.peek().is_some_and(|next| *next > now) {
            heap.push(now);
            continue;
        }
        if candidate.slot.is_some() && now.gain <= 0.0 {
            continue;
        }
        let with: Vec<usize> = chosen.iter().map(|(place, _)| *place).chain([best.place]).collect();
        if laid_out(candidates, &with, limits).is_some() {
            count(candidate, &mut added);
            chosen.push((best.place, if candidate.slot.is_some() { now.gain } else { 0.0 }));
        }
    }
    let places: Vec<usize> = chosen.iter().map(|(place, _)| *place).collect();
    let bins = laid_out(candidates, &places, limits).unwrap_or_default();
    let gain_of = |place: usize| chosen.iter().find(|(other, _)| *other == place).map_or(0.0, |(_, gain)| *gain);
    let mut walk: Vec<Chosen> = Vec::with_capacity(chosen.len() + left_over.len());
    for (bin, visits) in bins.iter().enumerate() {
        walk.extend(visits.iter().enumerate().map(|(at, place)| Chosen {
            candidate: *place,
            bin: Some(bin),
            place: at,
            gain: gain_of(*place),
        }));
    }
    walk.extend(left_over.into_iter().map(|candidate| Chosen { candidate, bin: None, place: 0, gain: 0.0 }));
    walk
}

/// What a visit adds with those chosen so far; of a slot without a target, its worth.
fn gain(candidate: &Candidate, slots: &[SlotBefore], added: &[Vec<f64>], beta: f64) -> f64 {
    let Some((slot, more)) = candidate.slot.and_then(|slot| slots.get(slot).zip(added.get(slot))) else {
        return candidate.worth;
    };
    let others = slot.chances.iter().enumerate().filter(|(place, _)| Some(*place) != candidate.counted);
    let chances: Vec<f64> = others.map(|(_, chance)| *chance).chain(more.iter().copied()).collect();
    candidate.worth * slot.range.outlook(beta, slot.landed, &chances).need
}

/// Counts a visit among the chances of its slot, unless it is there already.
fn count(candidate: &Candidate, added: &mut [Vec<f64>]) {
    if candidate.counted.is_none()
        && let Some(more) = candidate.slot.and_then(|slot| added.get_mut(slot))
    {
        more.push(candidate.chance);
    }
}

/// A visit and what it would add, ordered by that: those with a target first, ties in the order of walking.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bid {
    place: usize,
    with_target: bool,
    gain: f64,
}

impl Bid {
    const fn new(place: usize, candidate: &Candidate, gain: f64) -> Self {
        Self { place, with_target: candidate.slot.is_some(), gain }
    }
}

impl Eq for Bid {}

impl Ord for Bid {
    fn cmp(&self, other: &Self) -> Ordering {
        self.with_target
            .cmp(&other.with_target)
            .then(self.gain.total_cmp(&other.gain))
            .then(other.place.cmp(&self.place))
    }
}

impl PartialOrd for Bid {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Spreads visits over the days, each day a stretch of the walk: evenly where that fits, else as tightly as it must be.
/// None when there is no time for all.
fn laid_out(candidates: &[Candidate], places: &[usize], limits: Limits) -> Option<Vec<Vec<usize>>> {
    let most = usize::try_from(limits.meetings).unwrap_or(usize::MAX);
    let even = places.len().div_ceil(limits.bins.max(1)).clamp(1, most.max(1));
    filled(candidates, places, limits, even).or_else(|| filled(candidates, places, limits, most))
}

fn filled(candidates: &[Candidate], places: &[usize], limits: Limits, most: usize) -> Option<Vec<Vec<usize>>> {
    let mut bins: Vec<Vec<usize>> = vec![Vec::new(); limits.bins];
    let mut free: Vec<usize> = Vec::new();
    for place in places.iter().copied() {
        match candidates.get(place)?.kept {
            Some(Fixed::In(bin)) => bins.get_mut(bin)?.push(place),
            _ => free.push(place),
        }
    }
    free.sort_unstable();
    for visits in &mut bins {
        visits.sort_unstable();
        // What is fixed may be more than a day's even share, never more than the day holds.
        if !fits(candidates, visits, limits) {
            return None;
        }
    }
    let mut bin = 0;
    for place in free {
        loop {
            let visits = bins.get_mut(bin)?;
            let at = visits.partition_point(|other| *other < place);
            if visits.len() < most {
                visits.insert(at, place);
                if fits(candidates, visits, limits) {
                    break;
                }
                visits.remove(at);
            }
            bin += 1;
        }
    }
    Some(bins)
}

/// Whether visits, in the order of walking, fit into one day.
fn fits(candidates: &[Candidate], visits: &[usize], limits: Limits) -> bool {
    let count = u64::try_from(visits.len()).unwrap_or(u64::MAX);
    if count > u64::from(limits.meetings) {
        return false;
    }
    let hall = |place: &usize| candidates.get(*place).map(|candidate| candidate.hall);
    let ways = visits.windows(2).filter(|pair| pair.first().map(hall) != pair.last().map(hall)).count();
    let walking = u64::try_from(ways).unwrap_or(u64::MAX).saturating_mul(u64::from(limits.walking_minutes));
    count.saturating_mul(u64::from(limits.meeting_minutes)).saturating_add(walking) <= u64::from(limits.day_minutes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMITS: Limits = Limits { bins: 2, meetings: 3, meeting_minutes: 20, walking_minutes: 10, day_minutes: 80 };

    fn candidate(worth: f64, slot: Option<usize>, hall: usize) -> Candidate {
        Candidate { worth, slot, chance: 0.5, counted: None, hall, kept: None }
    }

    fn slot(min: u32, max: u32) -> SlotBefore {
        SlotBefore { range: SlotRange { min, max }, landed: 0, chances: Vec::new() }
    }

    fn visited(walk: &[Chosen]) -> Vec<usize> {
        let mut places: Vec<usize> = walk.iter().map(|chosen| chosen.candidate).collect();
        places.sort_unstable();
        places
    }

    #[test]
    fn a_slot_that_is_being_filled_is_worth_less_to_the_next() {
        let candidates = [candidate(1.0, Some(0), 0), candidate(0.9, Some(0), 0), candidate(0.7, Some(1), 0)];
        let one = Limits { bins: 1, meetings: 2, ..LIMITS };
        let walk = propose(&candidates, &[slot(1, 1), slot(1, 1)], 0.35, one);
        assert_eq!(visited(&walk), [0, 2], "the second of a seat for one is worth half of 0.9");
        assert_eq!(walk[0].gain, 1.0);
    }

    #[test]
    fn what_has_no_target_comes_after_what_has() {
        let candidates = [candidate(9.0, None, 0), candidate(0.1, Some(0), 0), candidate(8.0, None, 0)];
        let one = Limits { bins: 1, meetings: 2, ..LIMITS };
        assert_eq!(visited(&propose(&candidates, &[slot(1, 2)], 0.35, one)), [0, 1]);
        // A full slot needs nobody.
        let full = SlotBefore { landed: 2, ..slot(1, 2) };
        assert_eq!(visited(&propose(&candidates, &[full], 0.35, one)), [0, 2]);
    }

    #[test]
    fn walking_between_halls_takes_its_time() {
        let far: Vec<Candidate> = (0..6).map(|hall| candidate(1.0, None, hall)).collect();
        // Three meetings and two ways are 80 minutes.
        assert_eq!(propose(&far, &[], 0.35, LIMITS).len(), 6);
        let tight = Limits { day_minutes: 79, ..LIMITS };
        assert_eq!(propose(&far, &[], 0.35, tight).len(), 4);
        let near: Vec<Candidate> = (0..6).map(|_| candidate(1.0, None, 0)).collect();
        assert_eq!(propose(&near, &[], 0.35, tight).len(), 6);
    }

    #[test]
    fn each_day_is_a_stretch_of_the_walk_and_days_are_even() {
        let candidates: Vec<Candidate> = (0..4).map(|hall| candidate(1.0, None, hall)).collect();
        let walk = propose(&candidates, &[], 0.35, LIMITS);
        let bins: Vec<(Option<usize>, usize)> = walk.iter().map(|chosen| (chosen.bin, chosen.place)).collect();
        assert_eq!(bins, [(Some(0), 0), (Some(0), 1), (Some(1), 0), (Some(1), 1)]);
    }

    #[test]
    fn what_a_person_chose_stays() {
        let mut candidates: Vec<Candidate> = (0..9).map(|_| candidate(1.0, None, 0)).collect();
        candidates[7] = Candidate { worth: 0.0, kept: Some(Fixed::In(0)), ..candidates[7] };
        candidates[8] = Candidate { worth: 0.0, kept: Some(Fixed::Anywhere), ..candidates[8] };
        let walk = propose(&candidates, &[], 0.35, LIMITS);
        assert_eq!(walk.len(), 6);
        let of = |candidate: usize| walk.iter().find(|chosen| chosen.candidate == candidate).copied();
        assert_eq!(of(7).unwrap().bin, Some(0));
        assert!(of(8).unwrap().bin.is_some());
        // More than there is time for: they stay, without a day.
        let many: Vec<Candidate> = (0..8).map(|_| Candidate { kept: Some(Fixed::Anywhere), ..candidates[0] }).collect();
        let walk = propose(&many, &[], 0.35, LIMITS);
        assert_eq!(walk.len(), 8);
        assert_eq!(walk.iter().filter(|chosen| chosen.bin.is_none()).count(), 2);
    }

    proptest! {
        #[test]
        fn every_walk_fits_into_its_time(
            drawn in prop::collection::vec((0.0..1.0_f64, 0_usize..4, 0_usize..5, 0.0..1.0_f64, 0_usize..12), 0..40),
            bins in 0_usize..4,
            meetings in 1_u32..6,
            day_minutes in 20_u32..200,
        ) {
            let candidates: Vec<Candidate> = drawn.iter().map(|(worth, slot, hall, chance, kept)| Candidate {
                worth: *worth,
                slot: Some(*slot).filter(|slot| *slot < 3),
                chance: *chance,
                counted: None,
                hall: *hall,
                kept: match kept { 0 => Some(Fixed::Anywhere), 1 if bins > 0 => Some(Fixed::In(0)), _ => None },
            }).collect();
            let slots = [slot(1, 2), slot(0, 3), SlotBefore { landed: 1, chances: vec![0.4], ..slot(1, 4) }];
            let limits = Limits { bins, meetings, day_minutes, ..LIMITS };
            let walk = propose(&candidates, &slots, 0.35, limits);
            let mut seen = visited(&walk);
            let all = seen.len();
            seen.dedup();
            prop_assert_eq!(seen.len(), all, "nobody is visited twice");
            for bin in 0..bins {
                let visits: Vec<usize> = walk.iter().filter(|one| one.bin == Some(bin)).map(|one| one.candidate).collect();
                prop_assert!(visits.is_sorted(), "in the order of walking");
                prop_assert!(fits(&candidates, &visits, limits));
            }
            for (place, candidate) in candidates.iter().enumerate().filter(|(_, one)| one.kept.is_some()) {
                prop_assert!(seen.contains(&place), "{candidate:?} was kept");
            }
            prop_assert_eq!(propose(&candidates, &slots, 0.35, limits), walk);
        }
    }
}
