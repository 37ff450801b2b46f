//! The work behind the page: asking for the plan, for one company, for a little more; keeping the wish.

use std::{path::Path, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{Failure, PursuePage, job};
use crate::{
    capacity::optimise::{Extra, Minutes, NoPlan, Otherwise, Pin, Why},
    domain::{
        ids::{BaseId, CompanyId, PlaceId},
        units::{Mu, Percent},
    },
    ledger::{
        View,
        pursuit::{LandAt, OpenLeads, Pursuit, PursuitWish},
    },
    text::ui_pursue::PursueText as T,
    ui::{
        context::{JobEnd, PageContext, Post},
        settings::Settings,
    },
};

/// The job that chooses.
pub(super) const KEY: &str = "pursue";
/// The job that looks at one company.
const LOOK: &str = "pursue.look";
/// The job that asks for a little more.
const MORE: &str = "pursue.more";
/// The note the wish is kept under.
const NOTE: &str = "pursue.wish";
/// What the note of a workspace begins with: who was pinned there, and what land was set.
const BY_HAND: &str = "pursue.by_hand:";

/// An answer with the view it was made from.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub view: Arc<View>,
    pub pursuit: Arc<Pursuit>,
}

/// One company looked at.
#[derive(Debug, Clone)]
pub(super) struct Looked {
    pub company: CompanyId,
    pub of: Arc<Pursuit>,
    /// None while it is being worked out, or when it is no candidate.
    pub why: Option<Why>,
    pub is_working: bool,
}

/// What a little more is worth.
#[derive(Debug, Clone)]
pub(super) struct Extras {
    pub of: Arc<Pursuit>,
    /// None while it is being worked out.
    pub found: Option<Vec<(Extra, Otherwise)>>,
}

type LookedAt = (CompanyId, Arc<Pursuit>, Result<Option<Why>, NoPlan>);
type ExtrasOf = (Arc<Pursuit>, Option<Vec<(Extra, Otherwise)>>);

/// The part of a wish that is kept between two starts and holds for every workspace; bases belong to the moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    meetings: u32,
    minutes: u32,
    minutes_each: [u32; 3],
    unknown_land: [f64; 3],
    leads_go_on: bool,
    seat_share: f64,
    gates_pass: f64,
}

impl Default for Kept {
    fn default() -> Self {
        Self::of(&PursuitWish::default())
    }
}

impl Kept {
    fn of(wish: &PursuitWish) -> Self {
        let (minutes, land) = (&wish.minutes, &wish.unknown_land);
        Self {
            meetings: wish.meetings.unwrap_or_default(),
            minutes: wish.time.map_or(0, |time| time.0),
            minutes_each: [minutes.leader.0, minutes.specialized.0, minutes.growth.0],
            unknown_land: [land.leader.0, land.specialized.0, land.growth.0],
            leads_go_on: wish.leads == OpenLeads::GoOn,
            seat_share: wish.seat_share.0,
            gates_pass: wish.unknown_gate_passes.0,
        }
    }

    fn put_into(&self, wish: &mut PursuitWish) {
        let some = |number: u32| (number > 0).then_some(number);
        wish.meetings = some(self.meetings);
        wish.time = some(self.minutes).map(Minutes);
        let [leader, specialized, growth] = self.minutes_each.map(|minutes| Minutes(minutes.min(1_440)));
        wish.minutes = crate::ledger::pursuit::ByTier { leader, specialized, growth };
        let [leader, specialized, growth] = self.unknown_land.map(|land| Mu(land.clamp(0.0, 100_000.0)));
        wish.unknown_land = crate::ledger::pursuit::ByTier { leader, specialized, growth };
        wish.leads = if self.leads_go_on { OpenLeads::GoOn } else { OpenLeads::Chosen };
        wish.seat_share = Percent(self.seat_share.clamp(0.0, 100.0));
        wish.unknown_gate_passes = Percent(self.gates_pass.clamp(0.0, 100.0));
    }
}

/// What was decided by hand about the firms and the land of one workspace.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct ByHand {
    pinned_in: Vec<CompanyId>,
    pinned_out: Vec<CompanyId>,
    land: Vec<FreeLand>,
}

/// Free land as somebody set it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct FreeLand {
    place: Option<PlaceId>,
    base: Option<BaseId>,
    mu: f64,
}

impl ByHand {
    fn of(wish: &PursuitWish) -> Self {
        let pinned = |wanted: Pin| {
            let pins = wish.pins.iter().filter(|(_, pin)| *pin == wanted);
            pins.map(|(company, _)| *company).collect()
        };
        let land = wish.land.iter().map(|(at, free)| {
            let LandAt { place, base } = at.clone();
            FreeLand { place, base, mu: free.0 }
        });
        Self { pinned_in: pinned(Pin::In), pinned_out: pinned(Pin::Out), land: land.collect() }
    }

    fn put_into(self, wish: &mut PursuitWish) {
        for (companies, pin) in [(self.pinned_in, Pin::In), (self.pinned_out, Pin::Out)] {
            for company in companies {
                wish.set_pin(company, pin);
            }
        }
        let land = self.land.into_iter().filter(|land| land.mu.is_finite());
        wish.land =
            land.map(|FreeLand { place, base, mu }| (LandAt { place, base }, Mu(mu.clamp(0.0, 1_000_000.0)))).collect();
    }
}

/// The note of a workspace.
fn by_hand_note(workspace: &Path) -> String {
    format!("{BY_HAND}{}", workspace.display())
}

/// Remembers the wish.
pub(super) fn keep(wish: &PursuitWish, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let (kept, by_hand) = (Kept::of(wish), ByHand::of(wish));
    // The file of a demonstration goes, and its firms with it.
    let note = (!ctx.passing).then(|| by_hand_note(ctx.path));
    out.push(Post::set(move |settings: &mut Settings| {
        if let Ok(text) = serde_json::to_string(&kept) {
            settings.notes.insert(NOTE.to_owned(), text);
        }
        let Some(note) = note else { return };
        match serde_json::to_string(&by_hand) {
            Ok(text) if by_hand != ByHand::default() => settings.notes.insert(note, text),
            _ => settings.notes.remove(&note),
        };
    }));
}

impl PursuePage {
    /// Takes in the wish of the last time.
    pub(super) fn load(&mut self, ctx: &PageContext<'_>) {
        if std::mem::replace(&mut self.loaded, true) {
            return;
        }
        let kept = ctx.settings.notes.get(NOTE).and_then(|text| serde_json::from_str::<Kept>(text).ok());
        if let Some(kept) = kept {
            kept.put_into(&mut self.wish);
        }
        let by_hand = ctx.settings.notes.get(&by_hand_note(ctx.path)).filter(|_| !ctx.passing);
        if let Some(by_hand) = by_hand.and_then(|text| serde_json::from_str::<ByHand>(text).ok()) {
            by_hand.put_into(&mut self.wish);
        }
    }

    /// Takes in what was worked out.
    pub(super) fn absorb(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some((view, pursuit)) = self.resting.take() {
            match view.upgrade() {
                Some(view) => self.found = Some(Found { view, pursuit }),
                None => self.asked = None,
            }
        }
        match ctx.take_result::<Result<Found, NoPlan>>(KEY) {
            Some(JobEnd::Done(Ok(found))) => {
                self.failed = None;
                let pursuit = Arc::clone(&found.pursuit);
                self.found = Some(found);
                self.extras = Some(Extras { of: Arc::clone(&pursuit), found: None });
                out.push(ask_extras(pursuit, ctx.say(&T::MoreJob)));
                if let Some(company) = self.looked.as_ref().map(|looked| looked.company)
                    && let Some(found) = self.found.clone()
                {
                    self.look_at(company, &found, out);
                }
            }
            Some(JobEnd::Done(Err(no_plan))) => self.failed = Some(Failure::NoPlan(no_plan)),
            Some(JobEnd::Broken(words)) => self.failed = Some(Failure::Broken(words)),
            None => {}
        }
        match ctx.take_result::<LookedAt>(LOOK) {
            Some(JobEnd::Done((company, of, why))) => {
                let looked = self.looked.as_mut();
                if let Some(looked) = looked.filter(|looked| looked.company == company && Arc::ptr_eq(&looked.of, &of))
                {
                    looked.is_working = false;
                    looked.why = why.ok().flatten();
                }
            }
            Some(JobEnd::Broken(words)) => {
                self.looked = None;
                self.failed = Some(Failure::Broken(words));
            }
            None => {}
        }
        if let Some(JobEnd::Done((of, found))) = ctx.take_result::<ExtrasOf>(MORE)
            && self.extras.as_ref().is_some_and(|extras| Arc::ptr_eq(&extras.of, &of))
        {
            self.extras = found.map(|found| Extras { of, found: Some(found) });
        }
    }

    /// Asks for the plan when another one is wanted or the companies were judged anew.
    pub(super) fn ask(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Some(view) = ctx.view else { return };
        let plan = &view.policy.plan;
        self.wish.bases.retain(|base| plan.base(base).is_some());
        self.wish.land.retain(|(at, _)| at.is_in(plan));
        let asked = (ctx.view_revision, self.wish.clone());
        if self.asked.as_ref() == Some(&asked) || ctx.snapshot.companies.is_empty() {
            return;
        }
        let wish = asked.1.clone();
        self.asked = Some(asked);
        self.failed = None;
        let view = Arc::clone(view);
        out.push(job(KEY, ctx.say(&T::Job), move |progress| {
            let go_on = |done: usize| progress.step(done);
            let pursuit = Pursuit::of(&view, wish, &go_on)?;
            Ok::<_, NoPlan>(Found { view, pursuit: Arc::new(pursuit) })
        }));
    }

    /// Asks about one company.
    pub(super) fn look_at(&mut self, company: CompanyId, found: &Found, out: &mut Vec<Post>) {
        let of = Arc::clone(&found.pursuit);
        let candidate = found.view.row_of(company).and_then(|row| of.question.candidate_of(row));
        let is_working = candidate.is_some();
        self.looked = Some(Looked { company, of: Arc::clone(&of), why: None, is_working });
        let Some(candidate) = candidate else { return };
        out.push(job(LOOK, String::new(), move |progress| -> LookedAt {
            let go_on = |done: usize| progress.step(done);
            let why = of.solved.why(candidate, &go_on);
            (company, of, why)
        }));
    }
}

/// Asks what a little more of each thing is worth.
fn ask_extras(pursuit: Arc<Pursuit>, label: String) -> Post {
    job(MORE, label, move |progress| -> ExtrasOf {
        let extras = pursuit.extras();
        let count = extras.len().max(1);
        let found: Result<Vec<_>, NoPlan> = extras
            .into_iter()
            .enumerate()
            .map(|(number, extra)| {
                let go_on = |done: usize| progress.step((number * 1000 + done) / count);
                pursuit.solved.worth_of(extra, &go_on).map(|otherwise| (extra, otherwise))
            })
            .collect();
        (pursuit, found.ok())
    })
}
