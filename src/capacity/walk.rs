//! A walk through a fair: visits in the order of hall and stand, spread over the days of the officers.
//!
//! Whom to meet is decided elsewhere ([`super::optimise`]); here the chosen are given the time there is, the most wanted
//! first, and every day is a stretch of the walk.

/// A visit that may be paid, given in the order of walking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// Number of its hall.
    pub hall: usize,
    /// The officer's day it must be paid on; none = any.
    pub day: Option<usize>,
}

/// What fits into the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Days of officers: two officers on three days are six.
    pub days: usize,
    /// Most meetings on one of them.
    pub meetings: u32,
    /// Minutes of a meeting.
    pub meeting_minutes: u32,
    /// Minutes from one hall to another.
    pub walking_minutes: u32,
    /// Minutes there are on one of them.
    pub day_minutes: u32,
}

impl Limits {
    /// Most meetings on all days together: no walk holds more, whatever the way between the halls takes.
    pub fn most_meetings(self) -> u32 {
        let by_time = self.day_minutes.checked_div(self.meeting_minutes).unwrap_or(u32::MAX);
        let days = u32::try_from(self.days).unwrap_or(u32::MAX);
        days.saturating_mul(self.meetings.min(by_time))
    }
}

/// Visits with their days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Walk {
    /// The stops of each day in the order of walking.
    pub days: Vec<Vec<usize>>,
    /// Those there is no time for, in the order they were asked for.
    pub left: Vec<usize>,
}

impl Walk {
    /// Lays out stops: each that still fits with those before it in `wanted`, which names every stop at most once. The
    /// same input gives the same walk.
    pub fn of(stops: &[Stop], wanted: impl IntoIterator<Item = usize>, limits: Limits) -> Self {
        let most = usize::try_from(limits.most_meetings()).unwrap_or(usize::MAX);
        let mut walk = Self { days: vec![Vec::new(); limits.days], left: Vec::new() };
        let mut inside: Vec<usize> = Vec::new();
        for stop in wanted {
            inside.push(stop);
            match (inside.len() <= most).then(|| laid_out(stops, &inside, limits)).flatten() {
                Some(days) => walk.days = days,
                None => {
                    inside.pop();
                    walk.left.push(stop);
                }
            }
        }
        walk
    }

    /// Visits there is time for.
    pub fn count(&self) -> usize {
        self.days.iter().map(Vec::len).sum()
    }

    /// Whether there is time for a stop.
    pub fn holds(&self, stop: usize) -> bool {
        self.days.iter().any(|day| day.contains(&stop))
    }
}

/// Spreads visits over the days, each day a stretch of the walk: evenly where that fits, else as tightly as it must be.
/// None when there is no time for all.
fn laid_out(stops: &[Stop], places: &[usize], limits: Limits) -> Option<Vec<Vec<usize>>> {
    let most = usize::try_from(limits.meetings).unwrap_or(usize::MAX);
    let even = places.len().div_ceil(limits.days.max(1)).clamp(1, most.max(1));
    filled(stops, places, limits, even).or_else(|| filled(stops, places, limits, most))
}

fn filled(stops: &[Stop], places: &[usize], limits: Limits, most: usize) -> Option<Vec<Vec<usize>>> {
    let mut days: Vec<Vec<usize>> = vec![Vec::new(); limits.days];
    let mut free: Vec<usize> = Vec::new();
    for place in places.iter().copied() {
        match stops.get(place)?.day {
            Some(day) => days.get_mut(day)?.push(place),
            None => free.push(place),
        }
    }
    free.sort_unstable();
    for visits in &mut days {
        visits.sort_unstable();
        // What is fixed may be more than a day's even share, never more than the day holds.
        if !fits(stops, visits, limits) {
            return None;
        }
    }
    let mut day = 0;
    for place in free {
        loop {
            let visits = days.get_mut(day)?;
            let at = visits.partition_point(|other| *other < place);
            if visits.len() < most {
                visits.insert(at, place);
                if fits(stops, visits, limits) {
                    break;
                }
                visits.remove(at);
            }
            day += 1;
        }
    }
    Some(days)
}

/// Whether visits, in the order of walking, fit into one day.
fn fits(stops: &[Stop], visits: &[usize], limits: Limits) -> bool {
    let count = u64::try_from(visits.len()).unwrap_or(u64::MAX);
    if count > u64::from(limits.meetings) {
        return false;
    }
    let hall = |place: &usize| stops.get(*place).map(|stop| stop.hall);
    let ways = visits.windows(2).filter(|pair| pair.first().map(hall) != pair.last().map(hall)).count();
    let walking = u64::try_from(ways).unwrap_or(u64::MAX).saturating_mul(u64::from(limits.walking_minutes));
    count.saturating_mul(u64::from(limits.meeting_minutes)).saturating_add(walking) <= u64::from(limits.day_minutes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMITS: Limits = Limits { days: 2, meetings: 3, meeting_minutes: 20, walking_minutes: 10, day_minutes: 80 };

    fn halls(halls: impl IntoIterator<Item = usize>) -> Vec<Stop> {
        halls.into_iter().map(|hall| Stop { hall, day: None }).collect()
    }

    #[test]
    fn walking_between_halls_takes_its_time() {
        // Three meetings and two ways are 80 minutes.
        assert_eq!(Walk::of(&halls(0..6), 0..6, LIMITS).count(), 6);
        let tight = Limits { day_minutes: 79, ..LIMITS };
        let walk = Walk::of(&halls(0..6), 0..6, tight);
        assert_eq!((walk.count(), walk.left), (4, vec![4, 5]));
        assert_eq!(Walk::of(&halls([0; 6]), 0..6, tight).count(), 6);
    }

    #[test]
    fn each_day_is_a_stretch_of_the_walk_and_days_are_even() {
        assert_eq!(Walk::of(&halls(0..4), [3, 1, 0, 2], LIMITS).days, [[0, 1], [2, 3]]);
    }

    #[test]
    fn the_most_wanted_come_first_and_days_that_are_settled_stay() {
        let mut stops = halls([0; 9]);
        stops[7].day = Some(0);
        let walk = Walk::of(&stops, [7, 8, 0, 1, 2, 3, 4, 5, 6], LIMITS);
        assert!(walk.days[0].contains(&7) && walk.holds(8));
        assert_eq!(walk.left, [4, 5, 6]);
    }

    #[test]
    fn no_walk_holds_more_than_the_most_meetings() {
        assert_eq!(LIMITS.most_meetings(), 6);
        assert_eq!(Limits { meetings: 9, ..LIMITS }.most_meetings(), 8, "four meetings of twenty minutes fit into 80");
    }

    proptest! {
        #[test]
        fn every_walk_fits_into_its_time(
            drawn in prop::collection::vec((0_usize..5, 0_usize..12), 0..40),
            days in 0_usize..4,
            meetings in 1_u32..6,
            day_minutes in 20_u32..200,
        ) {
            let stops: Vec<Stop> =
                drawn.iter().map(|(hall, day)| Stop { hall: *hall, day: Some(*day).filter(|day| *day < days) }).collect();
            let limits = Limits { days, meetings, day_minutes, ..LIMITS };
            let walk = Walk::of(&stops, 0..stops.len(), limits);
            let mut seen: Vec<usize> = walk.days.iter().flatten().chain(&walk.left).copied().collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..stops.len()).collect::<Vec<_>>(), "everybody once");
            for (day, visits) in walk.days.iter().enumerate() {
                prop_assert!(visits.is_sorted(), "in the order of walking");
                prop_assert!(fits(&stops, visits, limits));
                prop_assert!(visits.iter().all(|stop| stops[*stop].day.is_none_or(|wanted| wanted == day)));
            }
            prop_assert!(walk.count() <= limits.most_meetings() as usize);
            prop_assert_eq!(Walk::of(&stops, 0..stops.len(), limits), walk);
        }
    }
}
