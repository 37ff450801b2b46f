//! Made-up questions to the optimiser, the same everywhere: 3 bases × 3 tiers, candidates of whom half could go to a
//! second base, and limits on meetings, time and land that all bind.

use uuid::Uuid;
use zhaoshang::{
    capacity::{
        SlotRange,
        optimise::{Candidate, Ground, Limits, Minutes, Objective, OpenSlot, Pin, Problem, Seat, Worth},
    },
    domain::{company::GateState, ids::CompanyId, units::Mu},
};

/// Ranges as a plan has them: by base, by tier.
const RANGES: [[(u32, u32); 3]; 3] =
    [[(1, 2), (3, 5), (5, 10)], [(1, 1), (2, 3), (10, 20)], [(1, 2), (3, 5), (10, 20)]];
const WORTH: [f64; 3] = [100.0, 40.0, 15.0];
const LAND: [f64; 3] = [80.0, 30.0, 10.0];
const MINUTES: [u32; 3] = [30, 45, 60];

/// A sequence of numbers in [0, 1) that never changes (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^= word >> 31;
        (word >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() * count as f64) as usize
    }
}

/// A question with so many candidates and meetings.
pub fn portfolio(candidates: usize, meetings: u32, seed: u64) -> Problem {
    let mut numbers = Numbers(seed);
    let slots = (0..9).map(|place: usize| {
        let (base, tier) = (place / 3, place % 3);
        let (min, max) = RANGES[base][tier];
        OpenSlot { base, range: SlotRange { min, max }, landed: 0, underway: Vec::new(), worth: Worth(WORTH[tier]) }
    });
    let candidates = (0..candidates).map(|number| candidate(number, &mut numbers));
    Problem {
        places: vec![Mu(60.0), Mu(80.0), Mu(100.0)],
        grounds: (0..3).map(|place| Ground { places: vec![place], taken: Mu(0.0) }).collect(),
        slots: slots.collect(),
        candidates: candidates.collect(),
        limits: Limits { meetings: Some(meetings), time: Some(Minutes(meetings * 40)) },
        objective: Objective::default(),
    }
}

/// The same firms where the bases share two places, as those of the plan do: one at the first, two at both.
pub fn sharing(candidates: usize, meetings: u32, seed: u64) -> Problem {
    let ground = |places: &[usize]| Ground { places: places.to_vec(), taken: Mu(0.0) };
    Problem {
        places: vec![Mu(90.0), Mu(60.0)],
        grounds: vec![ground(&[0]), ground(&[0, 1]), ground(&[0, 1])],
        ..portfolio(candidates, meetings, seed)
    }
}

fn candidate(number: usize, numbers: &mut Numbers) -> Candidate {
    let share = numbers.next();
    let tier = if share < 0.05 {
        0
    } else if share < 0.30 {
        1
    } else {
        2
    };
    let home = numbers.below(3);
    let has_second = numbers.next() < 0.5;
    let second = (home + 1 + numbers.below(2)) % 3;
    // Most chances are small, a few are not.
    let chance = 0.02 + 0.38 * numbers.next() * numbers.next() * numbers.next();
    let quality = 0.2 + 0.75 * numbers.next();
    let land = Mu(LAND[tier] * (0.5 + 1.5 * numbers.next()));
    let minutes = Minutes(MINUTES[numbers.below(3)]);
    let elsewhere = (quality * (0.5 + 0.6 * numbers.next())).min(1.0);
    let mut seats = vec![Seat { slot: home * 3 + tier, chance, quality, land, ground: Some(home) }];
    if has_second {
        seats.push(Seat { slot: second * 3 + tier, chance, quality: elsewhere, land, ground: Some(second) });
    }
    let company = CompanyId::from_uuid(Uuid::from_u128(number as u128));
    Candidate { company, minutes, gate: GateState::Pass, pin: Pin::Free, seats }
}
