//! A fair that is on: exhibitors in its halls, a walk for two officers, the talks of its first two days.
//!
//! Drawn from a stream of its own, so that a change here leaves all other records as they are.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    DemoSet,
    companies::{Kind, Profile},
    dice::{Dice, days_after, days_before},
    words::World,
};
use crate::domain::{
    activity::{Activity, ActivityKind, Task},
    fair::{Exhibitor, Fair, Heat, Talk, Visit},
    ids::{ActivityId, AuthorId, CompanyId, ExhibitorId, FairId, TalkId, TaskId, VisitId},
    record::Text,
};

/// Most exhibitors.
const EXHIBITORS: usize = 90;
/// Visits planned.
const VISITS: usize = 20;
/// Talks on record.
const TALKS: usize = 11;
/// Halls of the fair.
const HALLS: [&str; 4] = ["N1", "N2", "N3", "N4"];

/// Hall, row and number of a stand.
type Place = (usize, u32, u32);

/// Adds the fair to a demo.
pub(super) fn fair(world: &World<'_>, seed: u64, today: Date, profiles: &[Profile], set: &mut DemoSet) {
    let mut dice = Dice::new(seed.rotate_left(29), today);
    let officers: Vec<AuthorId> = set.authors.iter().take(2).map(|author| author.id).collect();
    if officers.is_empty() {
        return;
    }
    let names: Vec<&str> = set.authors.iter().take(2).map(|author| &*author.name).collect();
    let words = &world.words.fair;
    let fair = Fair {
        city: words.city.as_str().into(),
        last_day: Some(days_after(today, 1)),
        halls: HALLS.join("\n").into(),
        officers: names.join("\n").into(),
        ..Fair::named(FairId::from_uuid(dice.key()), &words.name, days_before(today, 1))
    };
    let mut shown: Vec<usize> = Vec::new();
    for (at, profile) in profiles.iter().enumerate() {
        let comes =
            matches!(profile.kind, Kind::Maker | Kind::Foreign | Kind::Traditional | Kind::Trader | Kind::Other);
        if comes && shown.len() < EXHIBITORS && dice.chance(40) {
            shown.push(at);
        }
    }
    let mut taken: BTreeSet<Place> = BTreeSet::new();
    let mut stands: Vec<(Place, ExhibitorId, CompanyId, bool)> = Vec::new();
    for at in shown {
        let Some((company, profile)) = set.companies.get(at).zip(profiles.get(at)) else { continue };
        let stand = loop {
            let stand = (dice.index(HALLS.len()), dice.below(5), dice.between(1, 40));
            if taken.insert(stand) {
                break stand;
            }
        };
        let row = char::from(b'A' + u8::try_from(stand.1).unwrap_or(0));
        let exhibitor = Exhibitor {
            id: ExhibitorId::from_uuid(dice.key()),
            fair: fair.id,
            company: company.id,
            hall: HALLS.get(stand.0).copied().unwrap_or_default().into(),
            booth: format!("{row}{:02}", stand.2).into(),
            note: Text::default(),
        };
        stands.push((stand, exhibitor.id, company.id, matches!(profile.kind, Kind::Maker | Kind::Foreign)));
        set.exhibitors.push(exhibitor);
    }
    // Those in a sector to attract are visited, in the order of halls and stands.
    let mut courted: Vec<_> = stands.into_iter().filter(|(.., wanted)| *wanted).take(VISITS).collect();
    courted.sort_by_key(|(stand, ..)| *stand);
    let half = courted.len().div_ceil(officers.len());
    let mut talks = Vec::new();
    for (at, (_, exhibitor, company, _)) in courted.iter().enumerate() {
        let officer = officers.get(at / half.max(1)).copied();
        // The first of each went yesterday, the next today, the last go tomorrow.
        let within = at % half.max(1);
        let day = match within * 3 / half.max(1) {
            0 => days_before(today, 1),
            1 => today,
            _ => days_after(today, 1),
        };
        let done = day < today || day == today && within.is_multiple_of(2);
        if done && talks.len() < TALKS {
            talks.push((*company, officer, day));
        }
        set.visits.push(Visit {
            id: VisitId::from_uuid(dice.key()),
            fair: fair.id,
            exhibitor: *exhibitor,
            officer,
            on_day: Some(day),
            place: i64::try_from(within).ok().map(|place| place + 1),
            pinned: dice.chance(25),
            done,
        });
    }
    for (at, (company, officer, day)) in talks.into_iter().enumerate() {
        talk(&mut dice, world, &fair, (at, company, officer, day), set);
    }
    set.fairs.push(fair);
}

fn talk(
    dice: &mut Dice,
    world: &World<'_>,
    fair: &Fair,
    (at, company, officer, day): (usize, CompanyId, Option<AuthorId>, Date),
    set: &mut DemoSet,
) {
    let activity = Activity {
        id: ActivityId::from_uuid(dice.key()),
        company,
        lead: None,
        kind: ActivityKind::FairTalk,
        on_day: day,
        content: dice.word(&world.words.talks).into(),
        people: Text::default(),
        author: officer,
    };
    let heat = dice.weighted([(30, Heat::Hot), (45, Heat::Warm), (25, Heat::Cold)]);
    let next = heat != Heat::Cold;
    let next_on = next.then(|| days_after(day, dice.between(2, 12)));
    let next_step: Text = if next { dice.word(&world.words.fair.steps).into() } else { Text::default() };
    // Half past nine, and every forty minutes after that.
    let minutes = i64::try_from(at % 8).unwrap_or(0) * 40 + 90;
    let midnight = Date::constant(1970, 1, 1).until(day).map_or(0, |span| i64::from(span.get_days())) * 86_400_000;
    set.talks.push(Talk {
        id: TalkId::from_uuid(dice.key()),
        fair: Some(fair.id),
        company,
        activity: activity.id,
        heat: Some(heat),
        products: Text::default(),
        promised: if dice.chance(35) { dice.word(&world.words.fair.promises).into() } else { Text::default() },
        next_step: next_step.clone(),
        next_on,
        at_ms: midnight + minutes * 60_000,
        value_before: None,
    });
    set.activities.push(activity);
    // Some have their task already, the others are left for the evening.
    if next && dice.chance(40) {
        set.tasks.push(Task {
            id: TaskId::from_uuid(dice.key()),
            company,
            lead: None,
            title: next_step,
            due: next_on,
            remind_on: None,
            owner: officer,
            done_on: None,
            note: fair.name.clone(),
        });
    }
}
