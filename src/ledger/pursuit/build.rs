//! The question, from the records.

use std::collections::{BTreeMap, BTreeSet};

use super::{Notes, PursuitQuestion, PursuitWish, land::Lands};
use crate::{
    capacity::{
        optimise::{Candidate, Limits, Objective, OpenSlot, Problem, Seat, Worth},
        pace::Road,
    },
    domain::{
        company::GateState,
        fit::{Fit, NodeStrength},
        ids::{BaseId, CompanyId},
        lead::{Lead, Stage},
        plan::Plan,
    },
    ledger::{
        View,
        assessment::{Eligibility, Horizon, Need, NoNeed, Prospect, SlotKey, SlotLead},
    },
    scoring::PlacementBasis,
};

/// A second sector counts as a way to go when the texts speak for it at least so strongly.
const SECOND_SECTOR: f64 = 0.4;

/// Makes the question.
pub(super) fn question(view: &View, wish: &PursuitWish) -> PursuitQuestion {
    let mut notes = Notes::default();
    let mut lands = Lands::of(view, wish);
    notes.sites_without_base = lands.stray;
    let (slots, open_slots) = open_slots(view, wish, &mut lands, &mut notes);
    let slot_of = |key: &SlotKey| slots.iter().position(|slot| slot == key);
    let local = view.local_firms();
    // A slot may count its firms earlier than 落地.
    let mut landed: BTreeSet<CompanyId> =
        view.snapshot.leads.iter().filter(|lead| lead.stage.is_landed()).map(|lead| lead.company).collect();
    landed.extend(view.assessment.slots.iter().flat_map(|state| &state.landed));
    let asked = |prospect: &Prospect| {
        let company = prospect.company;
        wish.can_meet(company) && !local.contains(&company) && !landed.contains(&company)
    };
    let others = second_ways(view, &asked);
    let chances = Chances::of(view);

    let (mut candidates, mut rows) = (Vec::new(), Vec::new());
    for (row, prospect) in view.assessment.prospects.iter().enumerate() {
        let goes_on = prospect.lead.is_some() && wish.goes_on(prospect.company);
        if !asked(prospect) || goes_on {
            continue;
        }
        if prospect.gate == GateState::Fail {
            notes.gate_fails += 1;
            continue;
        }
        let only_trades = view.fits.get(row).is_some_and(|fit| fit.trader);
        if only_trades && prospect.placed_by != PlacementBasis::Confirmed {
            notes.traders += 1;
            continue;
        }
        let ways = others.get(&row).map_or(&[][..], Vec::as_slice);
        let lead = prospect.lead.and_then(|lead| view.snapshot.leads.get(lead.uuid()));
        let (needs_land, is_assumed) = lands.need(lead, prospect.tier.tier);
        let intended = lead.and_then(|lead| lead.place.as_ref());
        let mut seats: Vec<Seat> = Vec::new();
        let mut unknown_honour = false;
        for way in std::iter::once(prospect).chain(ways) {
            let (Some(key), Need::Known { eligibility, .. }) = (&way.slot, way.need) else { continue };
            let Some(slot) = slot_of(key) else { continue };
            let base = open_slots.get(slot).map(|slot: &OpenSlot| slot.base);
            if seats.iter().any(|seat| open_slots.get(seat.slot).map(|slot| slot.base) == base) {
                continue;
            }
            let ground = lands.ground(&key.base, intended);
            unknown_honour |= matches!(eligibility, Eligibility::Unknown(_));
            let (chance, quality) = (chances.at(key, prospect, lead), way.value / 100.0);
            seats.push(Seat { slot, chance, quality, land: needs_land, ground });
        }
        if seats.is_empty() {
            let in_scope = prospect.slot.as_ref().is_none_or(|slot| wish.is_about(&slot.base));
            match prospect.need {
                _ if !in_scope => {}
                Need::Unknown(NoNeed::NoTarget) => notes.no_target += 1,
                Need::Unknown(NoNeed::NotEligible(_)) => notes.not_eligible += 1,
                Need::Unknown(_) | Need::Known { .. } => notes.no_slot += 1,
            }
            continue;
        }
        notes.candidates += 1;
        notes.with_choice += usize::from(seats.len() > 1);
        notes.land_assumed += usize::from(is_assumed);
        notes.gates_open += usize::from(prospect.gate == GateState::Unknown);
        notes.eligibility_open += usize::from(unknown_honour);
        rows.push(row);
        candidates.push(Candidate {
            company: prospect.company,
            minutes: wish.minutes.of(prospect.tier.tier),
            gate: prospect.gate,
            pin: wish.pin(prospect.company),
            seats,
        });
    }
    notes.land_taken = lands.taken();
    let problem = Problem {
        places: lands.known.iter().filter_map(|at| lands.listed.get(*at)?.free).collect(),
        grounds: lands.grounds,
        slots: open_slots,
        candidates,
        limits: Limits { meetings: wish.meetings, time: wish.time },
        objective: Objective {
            seat_share: wish.seat_share,
            beta: view.policy.model.beta.value,
            unknown_gate_passes: wish.unknown_gate_passes,
        },
    };
    PursuitQuestion { problem, rows, slots, land: lands.listed, places: lands.known, notes }
}

/// The slots asked about, with what fills them whatever is chosen.
fn open_slots(
    view: &View,
    wish: &PursuitWish,
    lands: &mut Lands<'_>,
    notes: &mut Notes,
) -> (Vec<SlotKey>, Vec<OpenSlot>) {
    let place_of: BTreeMap<&BaseId, usize> =
        view.policy.plan.bases.iter().enumerate().map(|(place, base)| (&base.id, place)).collect();
    let mut slots = Vec::new();
    let mut open_slots = Vec::new();
    for state in &view.assessment.slots {
        // Who has landed where a seat counts later only is not chosen from, so it goes on.
        let has_landed =
            |lead: &SlotLead| view.snapshot.leads.get(lead.lead.uuid()).is_some_and(|record| record.stage.is_landed());
        let going_on = || state.open.iter().filter(|lead| wish.goes_on(lead.company) || has_landed(lead));
        // Also where one does not ask about the base: it may share a place with one that is asked about.
        for lead in going_on() {
            lands.take(lead, &state.slot);
        }
        let Some(base) = place_of.get(&state.slot.base).copied().filter(|_| wish.is_about(&state.slot.base)) else {
            continue;
        };
        let underway: Vec<f64> = going_on().map(|lead| lead.p).collect();
        notes.underway += underway.len();
        open_slots.push(OpenSlot {
            base,
            range: state.range,
            landed: u32::try_from(state.landed.len()).unwrap_or(u32::MAX),
            underway,
            worth: Worth(view.policy.model.slot_value(state.slot.tier)),
        });
        slots.push(state.slot.clone());
    }
    (slots, open_slots)
}

/// Chances to fill a seat by the target date, as the board of bases counts them.
struct Chances<'v> {
    view: &'v View,
    horizon: Horizon,
    roads: BTreeMap<Stage, Option<Road<'v>>>,
}

impl<'v> Chances<'v> {
    fn of(view: &'v View) -> Self {
        let goals = view.assessment.slots.iter().map(|state| state.filled_at);
        let roads = goals.map(|goal| (goal, view.odds.road(goal))).collect();
        Self { view, horizon: Horizon { as_of: view.as_of, until: view.target_date }, roads }
    }

    fn at(&self, slot: &SlotKey, prospect: &Prospect, lead: Option<&Lead>) -> f64 {
        let Some(state) = self.view.assessment.slots.iter().find(|state| state.slot == *slot) else { return 0.0 };
        let road = self.roads.get(&state.filled_at).and_then(Option::as_ref);
        self.horizon.chance(&self.view.odds, (state.filled_at, road), &prospect.attainability, lead)
    }
}

/// What a company would be at the bases of other sectors its texts speak for; by row. Whoever was placed by a person,
/// or whose lead names a base, has one way only.
fn second_ways(view: &View, asked: &dyn Fn(&Prospect) -> bool) -> BTreeMap<usize, Vec<Prospect>> {
    let plan = &view.policy.plan;
    let (mut rows, mut companies, mut fits) = (Vec::new(), Vec::new(), Vec::new());
    for (row, prospect) in view.assessment.prospects.iter().enumerate() {
        let (Some(company), Some(fit)) = (view.snapshot.companies.row(row), view.fits.get(row)) else { continue };
        let is_placed = fit.confirmed || company.confirmed_sector.is_some() || company.confirmed_segment.is_some();
        let lead = prospect.lead.and_then(|lead| view.snapshot.leads.get(lead.uuid()));
        let has_base = lead.is_some_and(|lead| lead.base.is_some() || lead.segment.is_some());
        if is_placed || has_base || prospect.gate == GateState::Fail || !asked(prospect) {
            continue;
        }
        for node in second_sectors(plan, prospect, fit) {
            rows.push(row);
            companies.push(company);
            fits.push(Fit {
                sector: Some(node.sector.clone()),
                segment: Some(node.segment.clone()),
                product: node.product.clone(),
                strength: node.strength,
                role: Some(node.role),
                ..fit.clone()
            });
        }
    }
    let mut ways: BTreeMap<usize, Vec<Prospect>> = BTreeMap::new();
    for (row, prospect) in rows.into_iter().zip(view.assess_as(&companies, &fits)) {
        ways.entry(row).or_default().push(prospect);
    }
    ways
}

/// The strongest segment of each other sector that has a base of its own.
fn second_sectors<'f>(plan: &Plan, prospect: &Prospect, fit: &'f Fit) -> Vec<&'f NodeStrength> {
    let mut found: Vec<&NodeStrength> = Vec::new();
    for node in &fit.nodes {
        let is_new = prospect.sector.as_ref() != Some(&node.sector)
            && !found.iter().any(|other| other.sector == node.sector)
            && plan.bases.iter().any(|base| base.sectors.contains(&node.sector));
        if node.strength >= SECOND_SECTOR && is_new {
            found.push(node);
        }
    }
    found
}
