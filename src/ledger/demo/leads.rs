//! Leads in every stage, with the way each came there.

use jiff::civil::Date;

use super::{
    DemoSet,
    companies::{Kind, Profile, founded_or},
    dice::{Dice, days_after, days_before},
    words::{World, fill},
};
use crate::{
    domain::{
        company::Company,
        fit::Role,
        ids::{AuthorId, LeadId, StageMoveId},
        lead::{Lead, Stage, StageMove},
        plan::{SectorAim, Tier},
        record::Text,
        units::{Amount, Mu, Percent, SquareMetre},
    },
    pipeline::Rules,
};

/// Sixty leads in a row are in these stages, so that a demo of sixty shows all of them.
const SHARES: [(usize, Stage); 15] = [
    (12, Stage::Clue),
    (8, Stage::Appraisal),
    (9, Stage::Talks),
    (6, Stage::Intent),
    (4, Stage::Review),
    (4, Stage::Signed),
    (3, Stage::Landed),
    (2, Stage::Started),
    (2, Stage::Building),
    (1, Stage::Completed),
    (2, Stage::Producing),
    (1, Stage::FullOutput),
    (2, Stage::Paused),
    (3, Stage::Lost),
    (1, Stage::Referred),
];

fn stage(index: usize) -> Stage {
    let mut left = index % 60 * 7 % 60;
    for (share, stage) in SHARES {
        if left < share {
            return stage;
        }
        left -= share;
    }
    Stage::Clue
}

/// Makes the leads; one firm after the other gets one, and again from the first when there are more leads than firms.
pub(super) fn leads(
    dice: &mut Dice,
    world: &World<'_>,
    count: usize,
    owners: &[AuthorId],
    profiles: &[Profile],
    set: &mut DemoSet,
) {
    let mut candidates: Vec<usize> = (0..profiles.len()).filter(|at| wanted(&profiles[*at])).collect();
    if candidates.is_empty() {
        candidates = (0..profiles.len()).collect();
    }
    if candidates.is_empty() {
        return;
    }
    for last in (1..candidates.len()).rev() {
        let other = dice.index(last + 1);
        candidates.swap(last, other);
    }
    set.leads.reserve_exact(count);
    for index in 0..count {
        let at = candidates[index % candidates.len()];
        let owner = if dice.chance(95) { dice.pick(owners).copied() } else { None };
        let mut lead = lead(dice, world, &set.companies[at], &profiles[at], stage(index));
        lead.owner = owner;
        let founded = founded_or(&set.companies[at], dice.today());
        let since = history(dice, world, &lead, founded, &mut set.moves);
        lead.stage_since = Some(since);
        set.leads.push(lead);
    }
}

/// Firms worth courting: in the plan, alive, not in the zone already.
fn wanted(profile: &Profile) -> bool {
    matches!(profile.kind, Kind::Maker | Kind::Foreign | Kind::Traditional) && profile.role != Role::Trades
}

fn lead(dice: &mut Dice, world: &World<'_>, company: &Company, profile: &Profile, stage: Stage) -> Lead {
    let place = world.segment(profile);
    let base = place.and_then(|(sector, _)| world.plan.base_for(&sector.id));
    let trade = world.trade(profile.trade);
    let goods = dice.word(&trade.goods);
    let what = dice.word(&world.words.lead_projects);
    // A gap between a Latin name and what follows.
    let gap = if company.short_name.is_ascii() && !company.short_name.is_empty() { " " } else { "" };
    let title = format!("{}{gap}{goods}{what}", company.short_name);
    let id = LeadId::from_uuid(dice.key());
    let mut lead = Lead {
        stage,
        segment: place.filter(|_| dice.chance(92)).map(|(_, segment)| segment.id.clone()),
        base: base.filter(|_| stage.is_landed() || dice.chance(85)).map(|base| base.id.clone()),
        win_estimate: (stage.is_open() && dice.chance(35)).then(|| Percent(f64::from(dice.between(1, 18) * 5))),
        source: dice.word(&world.words.lead_sources).into(),
        ..Lead::new(id, company.id, &title)
    };
    if let Some(base) = base.filter(|_| lead.base.is_some() && dice.chance(60)) {
        lead.place = dice.pick(&base.places).cloned();
    }
    if let Some((sector, _)) = place
        && sector.aim == SectorAim::Consolidate
    {
        let consolidated: Vec<_> =
            world.plan.places.iter().filter(|place| place.aim == SectorAim::Consolidate).collect();
        lead.place = dice.pick(&consolidated).map(|place| place.id.clone());
    }
    // The further a lead is, the more is written down.
    let known = if stage >= Stage::Review && stage <= Stage::FullOutput { 97 } else { 55 };
    if dice.chance(known) {
        amounts(dice, profile.tier, &mut lead);
    }
    if stage.is_open() && dice.chance(85) {
        lead.next_action = dice.word(&world.words.next_actions).into();
        // Mostly ahead, some overdue.
        let today = dice.today();
        lead.next_action_on = Some(if dice.chance(25) {
            days_before(today, dice.between(1, 12))
        } else {
            days_after(today, dice.below(21))
        });
    }
    match stage {
        Stage::Lost => lead.loss_reason = dice.word(&world.words.loss_reasons).into(),
        Stage::Paused => lead.notes = world.words.pause_note.as_str().into(),
        Stage::Referred => {
            let zone = dice.pick(&world.plan.partner_zones).map_or("", |zone| zone.name.zh.as_str());
            lead.notes = fill(&world.words.referral_note, &[('z', zone)]).into();
        }
        _ if dice.chance(25) => lead.notes = dice.word(&world.words.lead_notes).into(),
        _ => {}
    }
    lead
}

/// Whole yuan that stay in proportion: investment, land or plant, output, tax, jobs.
fn amounts(dice: &mut Dice, tier: Tier, lead: &mut Lead) {
    let (low, high) = match tier {
        Tier::Leader => (30, 300),
        Tier::Specialized => (8, 60),
        Tier::Growth => (2, 20),
    };
    // In steps of 1 000 万元.
    let total = i64::from(dice.between(low, high)) * 10_000_000;
    lead.total_investment = Some(Amount(total));
    if dice.chance(80) {
        lead.fixed_investment = Some(Amount(total / 100 * i64::from(dice.between(50, 85))));
    }
    // 300 to 600 万元 per mu of land, or a rented plant at about 4 000 元 per square metre.
    if dice.chance(65) {
        let mu = total / 10_000 / i64::from(dice.between(300, 600));
        lead.land = Some(Mu(f64::from(i32::try_from(mu.max(5)).unwrap_or(i32::MAX))));
    } else {
        let area = total / i64::from(dice.between(3_000, 8_000)) / 100 * 100;
        lead.plant = Some(SquareMetre(f64::from(i32::try_from(area.max(500)).unwrap_or(i32::MAX))));
    }
    if dice.chance(85) {
        let output = total / 100 * i64::from(dice.between(80, 250));
        lead.output = Some(Amount(output));
        lead.tax = dice.chance(85).then(|| Amount(output / 1_000 * i64::from(dice.between(15, 60))));
    }
    lead.jobs = dice.chance(80).then(|| total / i64::from(dice.between(600_000, 1_500_000)) + 10);
}

/// The moves that lead to a lead's stage, none before the firm was founded; returns the day of the last.
fn history(dice: &mut Dice, world: &World<'_>, lead: &Lead, founded: Date, out: &mut Vec<StageMove>) -> Date {
    let path = path(dice, world.rules.as_ref(), lead.stage);
    // Backwards from the last move, so that none is after today.
    let mut day = dice.days_ago(0, if lead.stage.is_open() { 60 } else { 240 });
    let last = day;
    let start = out.len();
    for (at, to) in path.iter().enumerate().rev() {
        let from = at.checked_sub(1).map(|before| path[before]);
        out.push(StageMove {
            id: StageMoveId::from_uuid(dice.key()),
            lead: lead.id,
            from_stage: from,
            to_stage: *to,
            moved_on: Some(day),
            author: lead.owner,
            proof: world.words.move_proofs.get(to).map_or("", String::as_str).into(),
            note: if *to == Stage::Lost { lead.loss_reason.clone() } else { Text::default() },
        });
        // Building takes longer than talking.
        let longest = if from.is_some_and(Stage::is_landed) { 150 } else { 45 };
        day = days_before(day, dice.between(2, longest)).max(founded);
    }
    out[start..].reverse();
    last
}

/// A way from 线索 to the stage: steps may be skipped where the rules allow it, a few leads rested on the way.
fn path(dice: &mut Dice, rules: Option<&Rules>, end: Stage) -> Vec<Stage> {
    let (last, side) = match end {
        Stage::Paused | Stage::Lost | Stage::Referred => {
            let open = [Stage::Clue, Stage::Appraisal, Stage::Talks, Stage::Talks, Stage::Intent, Stage::Review];
            (dice.one_of(open), Some(end))
        }
        other => (other, None),
    };
    let mut path = vec![Stage::Clue];
    let steps: Vec<Stage> = Stage::ALL.iter().copied().filter(|step| *step > Stage::Clue && *step <= last).collect();
    for (at, step) in steps.iter().copied().enumerate() {
        let before = path.last().copied().unwrap_or(Stage::Clue);
        let may_skip = steps.get(at + 1).is_some_and(|next| rules.is_none_or(|rules| rules.allow(before, *next)));
        if dice.chance(80) || !may_skip {
            path.push(step);
            if step == Stage::Talks && step != last && dice.chance(8) {
                path.push(Stage::Paused);
                path.push(Stage::Talks);
            }
        }
    }
    path.extend(side);
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_leads_have_every_stage() {
        assert_eq!(SHARES.iter().map(|(share, _)| share).sum::<usize>(), 60);
        for (share, wanted) in SHARES {
            assert_eq!((0..60).filter(|index| stage(*index) == wanted).count(), share, "{wanted}");
        }
        assert_eq!(SHARES.len(), Stage::ALL.len());
    }
}
