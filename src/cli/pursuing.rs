//! `pursue`: the companies that fill the slots best.

use std::io::Write;

use serde::Serialize;

use super::{
    listing::base_of,
    output::{json_line, line},
    scoring::in_language,
    session::{RunError, Session},
};
use crate::{
    capacity::optimise::Minutes,
    domain::{
        ids::{BaseId, CompanyId},
        plan::Tier,
    },
    ledger::pursuit::{Pursuit, PursuitWish},
    text::{Label, Say, format, run::RunText},
};

/// What was asked for.
pub(super) struct Wanted<'a> {
    pub meetings: Option<usize>,
    pub minutes: Option<usize>,
    pub base: Option<&'a str>,
    pub json: bool,
}

/// A company chosen.
#[derive(Serialize)]
struct PickLine<'a> {
    adds: f64,
    base: &'a BaseId,
    by_seat: f64,
    chance: f64,
    id: CompanyId,
    minutes: u32,
    name: &'a str,
    tier: Tier,
    value: f64,
}

/// The plan as a whole.
#[derive(Serialize)]
struct SumLine {
    bound: f64,
    candidates: usize,
    chosen: usize,
    gap: Option<f64>,
    meetings: u32,
    minutes: u32,
    worth: f64,
}

pub(super) fn run(session: &Session, wanted: &Wanted<'_>, out: &mut dyn Write) -> Result<(), RunError> {
    let lang = session.lang;
    let view = session.view()?;
    let mut wish = PursuitWish::default();
    let limit = |given: usize| u32::try_from(given).ok().filter(|given| *given > 0);
    if let Some(meetings) = wanted.meetings {
        wish.meetings = limit(meetings);
    }
    if let Some(minutes) = wanted.minutes {
        wish.time = limit(minutes).map(Minutes);
    }
    if let Some(base) = wanted.base {
        wish.bases = vec![base_of(&view, base, lang)?];
    }
    let found = Pursuit::of(&view, wish, &|_| true).map_err(|_| RunError::failed(RunText::PursueNone.say(lang)))?;
    let (question, plan) = (&found.question, found.solved.plan());
    if !wanted.json {
        line(out, &RunText::PursueHead.say(lang))?;
    }
    for (number, place) in (1..).zip(found.ranked()) {
        let line_of = || {
            let pick = plan.picks.get(place)?;
            let candidate = question.problem.candidates.get(pick.candidate)?;
            let seat = candidate.seats.get(pick.seat)?;
            let slot = question.slots.get(seat.slot)?;
            let company = view.snapshot.companies.row(*question.rows.get(pick.candidate)?)?;
            Some(PickLine {
                adds: pick.contribution.0,
                base: &slot.base,
                by_seat: pick.by_seat.0,
                chance: pick.chance,
                id: company.id,
                minutes: candidate.minutes.0,
                name: &company.name,
                tier: slot.tier,
                value: 100.0 * seat.quality,
            })
        };
        let Some(found) = line_of() else { continue };
        if wanted.json {
            json_line(out, &found)?;
            continue;
        }
        let base = view.policy.plan.base(found.base).map_or("", |base| in_language(&base.name, lang));
        let cells = [
            number.to_string(),
            found.name.to_owned(),
            base.to_owned(),
            found.tier.label(lang).to_owned(),
            format::share(found.chance),
            format::score(found.value),
            format::number(found.adds, 3),
            format::number(found.by_seat, 3),
        ];
        line(out, &cells.join("\t"))?;
    }
    let used = &plan.use_of_limits;
    if wanted.json {
        let sum = SumLine {
            bound: plan.bound.0,
            candidates: question.notes.candidates,
            chosen: plan.picks.len(),
            gap: plan.gap(),
            meetings: used.meetings,
            minutes: used.time.0,
            worth: plan.value.0,
        };
        return Ok(json_line(out, &sum)?);
    }
    let share = plan.gap().map_or_else(|| format::ABSENT.to_owned(), |gap| format::fixed(100.0 * gap, 1));
    let sum = RunText::PursueSum {
        count: format::count(plan.picks.len()),
        of: format::count(question.notes.candidates),
        value: format::number(plan.value.0, 2),
        bound: format::number(plan.bound.0, 2),
        share,
    };
    line(out, &sum.say(lang))?;
    let limits = RunText::PursueLimits {
        meetings: format::count(used.meetings as usize),
        minutes: format::count(used.time.0 as usize),
    };
    Ok(line(out, &limits.say(lang))?)
}
