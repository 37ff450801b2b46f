//! Whom to pursue: the question to the optimiser made from the records, and its answer in terms of companies.
//!
//! Who may be chosen: companies that compete (no local firm, no gate failed), have a slot with a target, may take its
//! seats and have not landed. What is not known is stated as an assumption and counted, never taken as nothing.

mod build;
mod land;

use std::{collections::BTreeSet, sync::Arc};

use super::{View, assessment::SlotKey};
use crate::{
    capacity::{
        Outlook, SlotRange,
        optimise::{Extra, GoOn, Minutes, NoPlan, Objective, Pin, Problem, Solved},
    },
    domain::{
        ids::{BaseId, CompanyId, PlaceId},
        plan::Tier,
        units::{Mu, Percent},
    },
};

/// What one asks for. The numbers of the defaults are assumptions and are called so wherever they are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct PursuitWish {
    /// Meetings that can be held; none = not limited.
    pub meetings: Option<u32>,
    /// Time for them; none = not limited.
    pub time: Option<Minutes>,
    /// What a meeting takes, by tier.
    pub minutes: ByTier<Minutes>,
    /// What firms take of land whose need is not known, by tier.
    pub unknown_land: ByTier<Mu>,
    /// Free land as somebody set it; elsewhere it is what the sites say.
    pub land: Vec<(LandAt, Mu)>,
    /// Whether firms with an open lead are chosen from, or count whatever is chosen.
    pub leads: OpenLeads,
    /// Only these bases; empty = all.
    pub bases: Vec<BaseId>,
    /// Only these can be met, because they are where one goes; none = everybody. Open leads of others go on and count
    /// for their slots, and land is not limited: a talk takes none.
    pub within: Option<Arc<BTreeSet<CompanyId>>>,
    /// Decided beforehand.
    pub pins: Vec<(CompanyId, Pin)>,
    /// Part of a slot's worth that is earned by the seat.
    pub seat_share: Percent,
    /// Chance that a gate nobody has checked will pass.
    pub unknown_gate_passes: Percent,
}

/// Something for each tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ByTier<T> {
    /// 龙头型
    pub leader: T,
    /// 专精特新
    pub specialized: T,
    /// 成长型中小企业
    pub growth: T,
}

/// What becomes of firms with an open lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum OpenLeads {
    /// They are chosen from like everybody, and count only if chosen.
    #[default]
    Chosen,
    /// They go on whatever is chosen: they count for their slots and take no meeting.
    GoOn,
}

/// The question with what its places stand for.
#[derive(Debug, Clone, Default)]
pub struct PursuitQuestion {
    /// The question.
    pub problem: Problem,
    /// Row of the view of each candidate.
    pub rows: Vec<usize>,
    /// Base and tier of each slot.
    pub slots: Vec<SlotKey>,
    /// Free land, place by place.
    pub land: Vec<PlaceLand>,
    /// Which of `land` each place of the problem is.
    pub places: Vec<usize>,
    /// Who could not be asked about, and what was assumed of the others.
    pub notes: Notes,
}

/// Where land lies and who may use it: a place, open to every base that lies there; or what is kept for one base, in a
/// place or wherever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LandAt {
    /// Place.
    pub place: Option<PlaceId>,
    /// Base it is kept for.
    pub base: Option<BaseId>,
}

/// Free land somewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceLand {
    /// Where.
    pub at: LandAt,
    /// Free land; none = nobody knows. A base that knows of none anywhere is not limited.
    pub free: Option<Mu>,
    /// Sites it was added up from; 0 where somebody set it.
    pub sites: usize,
    /// Somebody set it.
    pub set: bool,
}

/// Who stays outside the question, and what was assumed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Notes {
    /// Candidates.
    pub candidates: usize,
    /// Those with more than one base to go to.
    pub with_choice: usize,
    /// Candidates whose land need is assumed.
    pub land_assumed: usize,
    /// Candidates with a gate nobody has checked.
    pub gates_open: usize,
    /// Candidates of whom nobody knows whether they hold the honour the seat asks for.
    pub eligibility_open: usize,
    /// Firms with an open lead that count whatever is chosen.
    pub underway: usize,
    /// Not asked about: a gate fails.
    pub gate_fails: usize,
    /// Not asked about: the base has no target, 未设目标.
    pub no_target: usize,
    /// Not asked about: outside the plan, no base, a traditional sector, or nothing to judge by.
    pub no_slot: usize,
    /// Not asked about: they do not hold the honour the seat asks for.
    pub not_eligible: usize,
    /// Not asked about: they only trade, and nobody confirmed their place.
    pub traders: usize,
    /// Free sites with land that belong to no base and lie in no base's place: not counted anywhere.
    pub sites_without_base: usize,
    /// What firms that come whatever is chosen are expected to take of the free land.
    pub land_taken: Mu,
}

/// What a plan does to a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotEffect {
    /// Base and tier.
    pub slot: SlotKey,
    /// Range of the plan.
    pub range: SlotRange,
    /// Firms that have landed.
    pub landed: u32,
    /// What is to be expected of it without the plan.
    pub before: Outlook,
    /// What is to be expected of it with the plan.
    pub after: Outlook,
    /// Chances of the chosen, the likeliest first.
    pub chosen: Vec<f64>,
}

/// How much more time one is asked about.
pub const HALF_HOUR: Minutes = Minutes(30);
/// How much more land one is asked about.
pub const TEN_MU: Mu = Mu(10.0);

/// A question with its answer.
#[derive(Debug, Clone)]
pub struct Pursuit {
    /// What was asked for.
    pub wish: PursuitWish,
    /// Question.
    pub question: PursuitQuestion,
    /// Answer.
    pub solved: Solved,
}

impl<T: Copy> ByTier<T> {
    /// That of a tier.
    pub const fn of(&self, tier: Tier) -> T {
        match tier {
            Tier::Leader => self.leader,
            Tier::Specialized => self.specialized,
            Tier::Growth => self.growth,
        }
    }

    /// That of a tier, to be changed.
    pub const fn of_mut(&mut self, tier: Tier) -> &mut T {
        match tier {
            Tier::Leader => &mut self.leader,
            Tier::Specialized => &mut self.specialized,
            Tier::Growth => &mut self.growth,
        }
    }
}

impl Default for PursuitWish {
    fn default() -> Self {
        let objective = Objective::default();
        Self {
            meetings: Some(40),
            time: Some(Minutes(1_800)),
            minutes: ByTier { leader: Minutes(60), specialized: Minutes(45), growth: Minutes(30) },
            unknown_land: ByTier { leader: Mu(100.0), specialized: Mu(30.0), growth: Mu(10.0) },
            land: Vec::new(),
            leads: OpenLeads::default(),
            bases: Vec::new(),
            within: None,
            pins: Vec::new(),
            seat_share: objective.seat_share,
            unknown_gate_passes: objective.unknown_gate_passes,
        }
    }
}

impl PursuitWish {
    /// What was decided about a company.
    pub fn pin(&self, company: CompanyId) -> Pin {
        self.pins.iter().find(|(other, _)| *other == company).map_or(Pin::Free, |(_, pin)| *pin)
    }

    /// Whether a company can be met at all.
    pub fn can_meet(&self, company: CompanyId) -> bool {
        self.within.as_ref().is_none_or(|within| within.contains(&company))
    }

    /// Whether the open lead of a company counts whatever is chosen.
    pub fn goes_on(&self, company: CompanyId) -> bool {
        self.leads == OpenLeads::GoOn || !self.can_meet(company)
    }

    /// Whether a base is asked about.
    pub fn is_about(&self, base: &BaseId) -> bool {
        self.bases.is_empty() || self.bases.contains(base)
    }

    /// Decides about a company.
    pub fn set_pin(&mut self, company: CompanyId, pin: Pin) {
        self.pins.retain(|(other, _)| *other != company);
        if pin != Pin::Free {
            self.pins.push((company, pin));
        }
    }
}

impl PursuitQuestion {
    /// Asks about the companies of a view.
    pub fn of(view: &View, wish: &PursuitWish) -> Self {
        build::question(view, wish)
    }

    /// The place of a row of the view among the candidates.
    pub fn candidate_of(&self, row: usize) -> Option<usize> {
        self.rows.binary_search(&row).ok()
    }
}

impl Pursuit {
    /// Asks about the companies of a view and answers; told how far it is, in thousandths.
    pub fn of(view: &View, wish: PursuitWish, go_on: GoOn<'_>) -> Result<Self, NoPlan> {
        let question = PursuitQuestion::of(view, &wish);
        let solved = Solved::new(question.problem.clone(), go_on)?;
        Ok(Self { wish, question, solved })
    }

    /// Rows of the chosen in the view that was asked about, those that contribute most first.
    pub fn chosen_rows(&self) -> Vec<usize> {
        let row = |place: usize| self.question.rows.get(self.solved.plan().picks.get(place)?.candidate).copied();
        self.ranked().into_iter().filter_map(row).collect()
    }

    /// What the plan does to every slot asked about.
    pub fn effects(&self) -> Vec<SlotEffect> {
        let problem = &self.question.problem;
        let mut chosen: Vec<Vec<f64>> = vec![Vec::new(); problem.slots.len()];
        for pick in &self.solved.plan().picks {
            let seat = problem.candidates.get(pick.candidate).and_then(|candidate| candidate.seats.get(pick.seat));
            if let Some(chances) = seat.and_then(|seat| chosen.get_mut(seat.slot)) {
                chances.push(pick.chance);
            }
        }
        let slots = self.question.slots.iter().zip(&problem.slots).zip(chosen);
        slots
            .map(|((slot, open), mut chosen)| {
                let outlook = |chances: &[f64]| open.range.outlook(problem.objective.beta, open.landed, chances);
                let all: Vec<f64> = open.underway.iter().chain(&chosen).copied().collect();
                chosen.sort_by(|one, other| other.total_cmp(one));
                SlotEffect {
                    slot: slot.clone(),
                    range: open.range,
                    landed: open.landed,
                    before: outlook(&open.underway),
                    after: outlook(&all),
                    chosen,
                }
            })
            .collect()
    }

    /// What a little more of could be asked about: only limits that are set, and every slot.
    pub fn extras(&self) -> Vec<Extra> {
        let problem = &self.question.problem;
        let (meetings, time) = (problem.limits.meetings.is_some(), problem.limits.time.is_some());
        let meeting = self.wish.minutes.of(Tier::Specialized);
        // Only places somebody could use.
        let land = problem.grounds.iter().flat_map(|ground| &ground.places).copied().collect::<BTreeSet<usize>>();
        let mut extras = Vec::new();
        extras.extend((meetings && time).then_some(Extra::MeetingWithTime(meeting)));
        extras.extend(meetings.then_some(Extra::Meeting));
        extras.extend(time.then_some(Extra::Time(HALF_HOUR)));
        extras.extend(land.into_iter().map(|place| Extra::Land(place, TEN_MU)));
        extras.extend((0..problem.slots.len()).map(Extra::Seat));
        extras
    }

    /// Places of the picks, those that contribute most first; of equals the older key.
    pub fn ranked(&self) -> Vec<usize> {
        let picks = &self.solved.plan().picks;
        let mut places: Vec<usize> = (0..picks.len()).collect();
        let worth = |place: usize| picks.get(place).map_or(0.0, |pick| pick.contribution.0);
        places.sort_by(|one, other| worth(*other).total_cmp(&worth(*one)).then(one.cmp(other)));
        places
    }
}
