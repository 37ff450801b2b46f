//! What officers did about the leads: people met, talks, tasks, amounts, referrals; and the vacant sites of the zone.
//!
//! Drawn from a stream of its own, so that a change here leaves companies and leads as they are.

use std::collections::BTreeMap;

use jiff::civil::Date;
use uuid::Uuid;

use super::{
    DemoSet,
    dice::{Dice, days_after, days_before},
    words::{World, fill},
};
use crate::domain::{
    activity::{Activity, ActivityKind, Contact, Task},
    company::Company,
    deal::{AmountKind, LeadAmount, Referral, ReferralOutcome},
    ids::{ActivityId, CompanyId, ContactId, LeadAmountId, LocalNeedId, PartnerZoneId, ReferralId, SiteId, TaskId},
    lead::{BuildNature, InvestmentKind, LandMode, Lead, Stage},
    record::Text,
    site::{LocalNeed, Site, SiteKind, SiteState},
    units::{Amount, KiloVoltAmpere, Metre, Mu, Rent, SquareMetre, Tce, TonnePerSquareMetre},
};

/// Sites of the zone, whatever the number of companies.
const SITES: u32 = 14;

/// Fills in what belongs to the leads and companies of a demo.
pub(super) fn work(world: &World<'_>, seed: u64, today: Date, set: &mut DemoSet) {
    let mut dice = Dice::new(seed.rotate_left(17), today);
    let companies: BTreeMap<Uuid, usize> =
        set.companies.iter().enumerate().map(|(at, company)| (company.id.uuid(), at)).collect();
    let mut leads = std::mem::take(&mut set.leads);
    let mut met: Option<CompanyId> = None;
    for lead in &mut leads {
        let Some(company) = companies.get(&lead.company.uuid()).map(|at| &set.companies[*at]) else { continue };
        details(&mut dice, world, company, lead);
        // Leads of one company stand together only by chance; one set of people each time is enough.
        if met != Some(company.id) {
            contacts(&mut dice, world, company, &mut set.contacts);
            met = Some(company.id);
        }
        activities(&mut dice, world, lead, &mut set.activities);
        tasks(&mut dice, world, lead, &mut set.tasks);
        amounts(&mut dice, world, lead, &mut set.amounts);
        if lead.stage == Stage::Referred {
            referral(&mut dice, world, lead, &mut set.referrals);
        }
    }
    set.leads = leads;
    for number in 1..=SITES {
        set.sites.push(site(&mut dice, world, number));
    }
    needs(&mut dice, world, set);
}

/// The parts of the project form that are filled in when a project gets that far.
fn details(dice: &mut Dice, world: &World<'_>, company: &Company, lead: &mut Lead) {
    let since = lead.stage_since.unwrap_or(dice.today());
    lead.received_on = Some(days_before(since, dice.between(0, 40)));
    if company.founded.is_some_and(|founded| Some(founded) > lead.received_on) {
        lead.received_on = Some(since);
    }
    let foreign = *company.company_type == *world.words.foreign_type;
    lead.investment_kind = Some(if foreign { InvestmentKind::Foreign } else { InvestmentKind::Domestic });
    lead.origin_region = if company.city.is_empty() { company.province.clone() } else { company.city.clone() };
    if dice.chance(40) {
        lead.referrer = dice.word(&world.words.referrers).into();
    }
    if lead.stage < Stage::Intent {
        return;
    }
    lead.nature =
        Some(dice.weighted([(70, BuildNature::New), (20, BuildNature::Extension), (10, BuildNature::Relocation)]));
    lead.land_mode = Some(if lead.land.is_some() { LandMode::NewLand } else { LandMode::Plant });
    lead.power = dice.chance(70).then(|| KiloVoltAmpere(f64::from(dice.between(4, 80) * 100)));
    lead.height = dice.chance(60).then(|| Metre(f64::from(dice.between(12, 28)) / 2.0));
    lead.floor_load = dice.chance(50).then(|| TonnePerSquareMetre(f64::from(dice.between(2, 10)) / 2.0));
    lead.energy = dice.chance(45).then(|| Tce(f64::from(dice.between(2, 90) * 50)));
    if lead.stage.is_aside() || lead.stage < Stage::Signed {
        return;
    }
    lead.environment_review = dice.word(&world.words.reviews).into();
    lead.filing = dice.word(&world.words.reviews).into();
    // Planned days around what happened: some are late, some ahead.
    lead.start_on = Some(days_after(since, dice.between(20, 200)));
    if lead.stage >= Stage::Started {
        lead.start_on = Some(days_before(since, dice.between(0, 200)));
        lead.produce_on = dice.chance(80).then(|| {
            if dice.chance(25) {
                days_before(dice.today(), dice.between(1, 30))
            } else {
                days_after(dice.today(), dice.between(20, 500))
            }
        });
        lead.year_investment = lead.total_investment.map(|total| Amount(total.0 / 10 * i64::from(dice.between(2, 6))));
        lead.year_progress = dice.word(&world.words.year_progress).into();
    }
    lead.progress = dice.word(&world.words.progress).into();
}

fn contacts(dice: &mut Dice, world: &World<'_>, company: &Company, out: &mut Vec<Contact>) {
    for number in 0..dice.between(1, 2) {
        let name = format!("{}{}", dice.word(&world.words.surnames), dice.word(&world.words.given_names));
        let phone = if dice.chance(70) { format!("023-00{:06}", dice.below(1_000_000)) } else { String::new() };
        out.push(Contact {
            id: ContactId::from_uuid(dice.key()),
            company: company.id,
            name: name.into(),
            position: dice.word(&world.words.positions).into(),
            phone: phone.into(),
            wechat: Text::default(),
            email: Text::default(),
            main: number == 0,
            source: dice.word(&world.words.lead_sources).into(),
            collected_on: Some(dice.days_ago(3, 300)),
            notes: Text::default(),
        });
    }
}

fn activities(dice: &mut Dice, world: &World<'_>, lead: &Lead, out: &mut Vec<Activity>) {
    let count = match lead.stage {
        Stage::Clue => dice.below(2),
        Stage::Appraisal | Stage::Lost | Stage::Referred => dice.between(1, 2),
        _ => dice.between(2, 5),
    };
    let since = lead.received_on.or(lead.stage_since).unwrap_or(dice.today());
    // Backwards from the newest: most leads were touched lately, some were forgotten.
    let mut day = if dice.chance(75) { dice.days_ago(0, 13) } else { dice.days_ago(14, 75) };
    for _ in 0..count {
        let kind = dice.weighted([
            (30, ActivityKind::Call),
            (20, ActivityKind::Visit),
            (15, ActivityKind::Reception),
            (15, ActivityKind::Meeting),
            (10, ActivityKind::FairTalk),
            (10, ActivityKind::Progress),
        ]);
        out.push(Activity {
            id: ActivityId::from_uuid(dice.key()),
            company: lead.company,
            lead: Some(lead.id),
            kind,
            on_day: day.max(since),
            content: dice.word(&world.words.talks).into(),
            people: Text::default(),
            author: lead.owner,
        });
        day = days_before(day, dice.between(4, 25));
    }
}

fn tasks(dice: &mut Dice, world: &World<'_>, lead: &Lead, out: &mut Vec<Task>) {
    if !lead.stage.is_open() || !dice.chance(45) {
        return;
    }
    let today = dice.today();
    let due = if dice.chance(30) { days_before(today, dice.below(9)) } else { days_after(today, dice.below(20)) };
    let done = dice.chance(30).then(|| dice.days_ago(0, 10));
    out.push(Task {
        id: TaskId::from_uuid(dice.key()),
        company: lead.company,
        lead: Some(lead.id),
        title: dice.word(&world.words.task_titles).into(),
        due: Some(due),
        remind_on: None,
        owner: lead.owner,
        done_on: done,
        note: Text::default(),
    });
}

fn amounts(dice: &mut Dice, world: &World<'_>, lead: &Lead, out: &mut Vec<LeadAmount>) {
    let (Some(total), Some(since)) = (lead.total_investment, lead.stage_since) else { return };
    if lead.stage.is_aside() || lead.stage < Stage::Intent {
        return;
    }
    let mut entry = |dice: &mut Dice, kind, amount, on_day, proof: &str| {
        out.push(LeadAmount {
            id: LeadAmountId::from_uuid(dice.key()),
            lead: lead.id,
            kind,
            amount,
            currency: None,
            on_day,
            proof: proof.into(),
            author: lead.owner,
            note: Text::default(),
        });
    };
    let first = days_before(since, dice.between(0, 30)).max(lead.received_on.unwrap_or(since));
    entry(dice, AmountKind::Intent, total, first, "");
    if lead.stage >= Stage::Signed {
        let proof = world.words.move_proofs.get(&Stage::Signed).map_or("", String::as_str);
        entry(dice, AmountKind::Contract, total, since, proof);
    }
    if lead.stage >= Stage::Started {
        for _ in 0..dice.between(1, 3) {
            let part = Amount(total.0 / 100 * i64::from(dice.between(8, 28)));
            let day = days_after(since, dice.below(60)).min(dice.today());
            entry(dice, AmountKind::FixedAssets, part, day, "");
            entry(dice, AmountKind::Received, part, day, "");
        }
    }
}

fn referral(dice: &mut Dice, world: &World<'_>, lead: &Lead, out: &mut Vec<Referral>) {
    let Some(zone) = dice.pick(&world.plan.partner_zones) else { return };
    let on_day = lead.stage_since.unwrap_or(dice.today());
    let outcome = dice.weighted([
        (40, None),
        (35, Some(ReferralOutcome::Accepted)),
        (15, Some(ReferralOutcome::Landed)),
        (10, Some(ReferralOutcome::Declined)),
    ]);
    let later = days_after(on_day, dice.between(3, 60)).min(dice.today());
    out.push(Referral {
        id: ReferralId::from_uuid(dice.key()),
        lead: lead.id,
        zone: PartnerZoneId::new(&zone.id),
        on_day,
        person: Text::default(),
        outcome,
        outcome_on: outcome.map(|_| later),
        note: Text::default(),
    });
}

fn site(dice: &mut Dice, world: &World<'_>, number: u32) -> Site {
    let plant = dice.chance(50);
    let base = dice.pick(&world.plan.bases);
    let place = base.and_then(|base| dice.pick(&base.places).cloned());
    let kept_for_one = number.is_multiple_of(4);
    let number = number.to_string();
    let pattern = if plant { &world.words.plant_name } else { &world.words.land_name };
    let area = f64::from(dice.between(2, 30));
    Site {
        id: SiteId::from_uuid(dice.key()),
        name: fill(pattern, &[('n', &number)]).into(),
        kind: if plant { SiteKind::Plant } else { SiteKind::Land },
        place,
        // Most land is open to every base that lies there; some is kept for one.
        base: base.filter(|_| plant || kept_for_one).map(|base| base.id.clone()),
        state: dice.weighted([(70, SiteState::Free), (18, SiteState::Reserved), (12, SiteState::Taken)]),
        land: (!plant).then_some(Mu(area * 8.0)),
        floor_area: plant.then_some(SquareMetre(area * 1_000.0)),
        land_price: (!plant && dice.chance(80)).then(|| Amount(i64::from(dice.between(16, 40)) * 10_000)),
        rent: plant.then(|| Rent(f64::from(dice.between(14, 32)))),
        height: plant.then(|| Metre(f64::from(dice.between(9, 26)) / 2.0)),
        floor_load: plant.then(|| TonnePerSquareMetre(f64::from(dice.between(2, 8)) / 2.0)),
        power: dice.chance(75).then(|| KiloVoltAmpere(f64::from(dice.between(5, 100) * 100))),
        energy: dice.chance(40).then(|| Tce(f64::from(dice.between(10, 90) * 50))),
        discharge: dice.word(&world.words.discharges).into(),
        free_from: dice.chance(30).then(|| days_after(dice.today(), dice.between(10, 300))),
        contact: Text::default(),
        notes: Text::default(),
    }
}

/// What some of the local firms look for, in a segment other than their own.
fn needs(dice: &mut Dice, world: &World<'_>, set: &mut DemoSet) {
    let segments: Vec<_> = world.plan.segments().map(|(_, segment)| segment).collect();
    let mut firms: Vec<CompanyId> = set.local_products.iter().map(|product| product.company).collect();
    firms.dedup();
    for company in firms {
        if !dice.chance(60) {
            continue;
        }
        let Some(segment) = dice.pick(&segments).copied() else { return };
        set.local_needs.push(LocalNeed {
            id: LocalNeedId::from_uuid(dice.key()),
            company,
            segment: segment.id.clone(),
            product: dice.pick(&segment.products).map(|product| product.id.clone()),
            note: dice.word(&world.words.local_wants).into(),
            as_of: Some(dice.days_ago(10, 200)),
            source: dice.word(&world.words.fact_sources).into(),
        });
    }
}
