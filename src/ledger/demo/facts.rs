//! What is known of firms, at very different depth; honours; gates somebody looked at.

use jiff::civil::Date;

use super::{
    companies::{Kind, Profile, founded_or},
    dice::{Dice, days_after, days_before},
    words::{World, fill},
};
use crate::domain::{
    company::{Company, GateCheck, GateState, Honour, HonourKind},
    fact::{Fact, FactState, Metric},
    ids::{AuthorId, FactId, GateCheckId, HonourId},
    plan::{GateRule, Tier},
    record::Text,
    units::Unit,
};

/// What a short talk brings, what a form brings, what a visit with an audit report brings.
const SHALLOW: &[Metric] = &[Metric::Revenue, Metric::InsuredStaff];
const MIDDLE: &[Metric] =
    &[Metric::Revenue, Metric::InsuredStaff, Metric::RdIntensity, Metric::InventionPatents, Metric::RevenueGrowth];

/// Two firms in five have facts.
pub(super) fn facts(
    dice: &mut Dice,
    world: &World<'_>,
    authors: &[AuthorId],
    index: usize,
    (company, profile): (&Company, &Profile),
    out: &mut Vec<Fact>,
) {
    if index % 5 * 3 % 5 >= 2 || matches!(profile.kind, Kind::Branch | Kind::Dissolved) {
        return;
    }
    let metrics = dice.weighted([(40, SHALLOW), (35, MIDDLE), (25, Metric::ALL)]);
    // One talk or report gives most of a firm's facts, so they share date, source and author.
    let source = dice.word(&world.words.fact_sources);
    let author = dice.pick(authors).copied();
    let founded = founded_or(company, dice.today());
    let as_of = year_end(dice.today(), dice.between(1, 3));
    let as_of = if as_of < founded { year_end(dice.today(), 1) } else { as_of };
    // What a firm without land of its own is asked instead.
    let mut rents = false;
    for metric in metrics {
        if metric.unit() == Unit::WanYuanPerPlant && !rents || metrics.len() > 5 && dice.chance(20) {
            continue;
        }
        let state = state(dice, *metric);
        rents |= state == FactState::NotApplicable;
        let mut fact = blank(dice, company, *metric, state);
        fact.author = author;
        if state != FactState::NotAsked {
            fact.as_of = Some(if state == FactState::Refused { dice.days_ago(1, 300) } else { as_of });
            fact.source = source.into();
        }
        value(dice, world, profile, &mut fact);
        // Some firms are followed over years; the newer figure wins, the older one stays.
        let earlier = year_end(as_of, 1);
        if *metric == Metric::Revenue && state == FactState::Known && earlier > founded && dice.chance(25) {
            let mut older = blank(dice, company, *metric, FactState::Known);
            older.number = fact.number.map(|number| (number * 7.0 / 8.0).round());
            older.as_of = Some(earlier);
            older.source = source.into();
            older.author = author;
            out.push(older);
        }
        out.push(fact);
    }
}

fn blank(dice: &mut Dice, company: &Company, metric: Metric, state: FactState) -> Fact {
    Fact {
        id: FactId::from_uuid(dice.key()),
        company: company.id,
        metric,
        state,
        number: None,
        low: None,
        high: None,
        choice: Text::default(),
        unit: metric.unit(),
        as_of: None,
        source: Text::default(),
        note: Text::default(),
        author: None,
    }
}

fn state(dice: &mut Dice, metric: Metric) -> FactState {
    use FactState::{Known, NotApplicable, NotAsked, Range, Refused, Unparsed};
    let choice = !metric.choices().is_empty();
    let per_land = matches!(metric, Metric::OutputPerMu | Metric::TaxPerMu | Metric::FixedInvestmentPerMu);
    let drawn =
        dice.weighted([(74, Known), (8, Range), (6, Refused), (6, NotAsked), (3, Unparsed), (3, NotApplicable)]);
    match drawn {
        Range | Unparsed if choice => Known,
        NotApplicable if !per_land => Known,
        other => other,
    }
}

/// The last day of the year so many years before the day's own.
fn year_end(day: Date, years: u32) -> Date {
    let year = day.year().saturating_sub(i16::try_from(years).unwrap_or(1));
    Date::new(year, 12, 31).unwrap_or(day)
}

/// A value that fits the firm: bigger tiers are bigger, the better ones do more research.
fn value(dice: &mut Dice, world: &World<'_>, profile: &Profile, fact: &mut Fact) {
    let metric = fact.metric;
    let choices = metric.choices();
    if !choices.is_empty() {
        if fact.state == FactState::Known {
            let best = u32::try_from(choices.len()).unwrap_or(1);
            // The tier lifts the floor by a step for the middle one, two for the leaders.
            let lift = level(profile.tier);
            let at = dice.below(best).max(dice.below(lift + 1)).min(best - 1);
            fact.choice = choices[at as usize].into();
        }
        return;
    }
    let (steps, per_unit) = amount(dice, profile, metric);
    let number = |steps: i32| f64::from(steps) / f64::from(per_unit);
    match fact.state {
        FactState::Known => fact.number = Some(number(steps)),
        FactState::Range => {
            let width = steps.unsigned_abs() / 5 + 1;
            let low = steps.saturating_sub_unsigned(dice.between(1, width));
            // Only growth can be below nothing.
            fact.low = Some(number(if metric == Metric::RevenueGrowth { low } else { low.max(0) }));
            fact.high = Some(number(steps.saturating_add_unsigned(dice.between(1, width))));
        }
        FactState::Unparsed => {
            fact.note = dice.word(&world.words.unreadable_values).into();
        }
        FactState::NotAsked | FactState::Refused | FactState::NotApplicable => {}
    }
}

fn level(tier: Tier) -> u32 {
    match tier {
        Tier::Leader => 2,
        Tier::Specialized => 1,
        Tier::Growth => 0,
    }
}

/// A number in steps, and how many steps make one of the metric's unit: tenths, or whole ones for things counted.
fn amount(dice: &mut Dice, profile: &Profile, metric: Metric) -> (i32, i32) {
    let level = level(profile.tier);
    let (low, high) = match metric {
        // 万元: 300 万 to 9 000 万, 5 000 万 to 6 亿, 5 亿 to 80 亿.
        Metric::Revenue => [(3_000, 90_000), (50_000, 600_000), (500_000, 8_000_000)][level as usize],
        Metric::RevenueGrowth => (0, 450 + 50 * level),
        Metric::RdIntensity => (5 + 15 * level, 80 + 30 * level),
        Metric::InventionPatents => (0, 8 * (1 + level) * (1 + level)),
        Metric::OutputPerMu => (800 * (1 + level), 6_000 * (1 + level)),
        Metric::TaxPerMu => (30, 400 * (1 + level)),
        Metric::FixedInvestmentPerMu => (1_000, 4_000 + 1_000 * level),
        Metric::TotalInvestmentPerMu => (1_500, 6_000 + 2_000 * level),
        Metric::TaxPerPlant => (40, 300 * (1 + level)),
        Metric::FixedInvestmentPerPlant => (800, 3_000 + 1_000 * level),
        Metric::ValueAddedRate => (120, 420),
        Metric::ValueAddedPerTce => (8, 90),
        Metric::WaterPerOutput => (5, 150),
        Metric::InsuredStaff => [(5, 120), (60, 600), (500, 9_000)][level as usize],
        Metric::TaxPaid => [(100, 5_000), (3_000, 40_000), (40_000, 500_000)][level as usize],
        Metric::RdBody
        | Metric::CoreTechnology
        | Metric::PlatformLink
        | Metric::GreenFactory
        | Metric::FinancingStage => (0, 0),
    };
    let drawn = i32::try_from(dice.between(low, high)).unwrap_or(0);
    match metric {
        Metric::InventionPatents | Metric::InsuredStaff => (drawn, 1),
        // A quarter of the firms shrinks.
        Metric::RevenueGrowth if dice.chance(25) => (-drawn / 3, 10),
        _ => (drawn, 10),
    }
}

/// Honours by tier, with certificates of the last five years; those of three years have expired for some.
pub(super) fn honours(dice: &mut Dice, world: &World<'_>, company: &Company, profile: &Profile, out: &mut Vec<Honour>) {
    use HonourKind::{
        ChainLeader, Gazelle, HiddenChampion, HighTech, InnovativeSme, Listed, LittleGiant, SingleChampion,
        Specialized, TechSme, Unicorn,
    };
    let shares: &[(HonourKind, u32)] = match (profile.kind, profile.tier) {
        (Kind::Branch | Kind::Trader | Kind::Other, _) => &[(TechSme, 5), (InnovativeSme, 3)],
        (Kind::Foreign, _) => &[(HiddenChampion, 15), (Listed, 15)],
        (_, Tier::Leader) => &[(Listed, 50), (SingleChampion, 25), (HighTech, 85), (ChainLeader, 20), (Unicorn, 8)],
        (_, Tier::Specialized) => {
            &[(Specialized, 85), (LittleGiant, 35), (HighTech, 80), (HiddenChampion, 10), (Gazelle, 15)]
        }
        (_, Tier::Growth) => &[(HighTech, 30), (TechSme, 40), (InnovativeSme, 20), (Gazelle, 5), (Specialized, 5)],
    };
    for (kind, share) in shares {
        if !dice.chance(*share) {
            continue;
        }
        let issued = dice.days_ago(30, 1_800).max(days_after(founded_or(company, dice.today()), 365));
        let issued = issued.min(days_before(dice.today(), 1));
        let years = match kind {
            Listed | ChainLeader | Unicorn => None,
            TechSme => Some(1),
            _ => Some(3),
        };
        let number = if years.is_some() && dice.chance(70) {
            let (year, number) = (issued.year().to_string(), format!("{:06}", dice.below(1_000_000)));
            fill(&world.words.honour_number, &[('y', &year), ('n', &number)])
        } else {
            String::new()
        };
        out.push(Honour {
            id: HonourId::from_uuid(dice.key()),
            company: company.id,
            kind: *kind,
            number: number.into(),
            issued: dice.chance(92).then_some(issued),
            expires: years.map(|years| days_after(issued, years * 365)),
            source: dice.word(&world.words.honour_sources).into(),
        });
    }
}

/// Three in ten firms have had some gates looked at.
pub(super) fn gate_checks(
    dice: &mut Dice,
    world: &World<'_>,
    index: usize,
    (company, profile): (&Company, &Profile),
    out: &mut Vec<GateCheck>,
) {
    if index % 10 * 7 % 10 >= 3 || profile.kind == Kind::Dissolved {
        return;
    }
    for gate in world.plan.gates.iter().filter(|gate| gate.rule == GateRule::Manual) {
        if dice.chance(35) {
            continue;
        }
        let state = dice.weighted([(78, GateState::Pass), (14, GateState::Unknown), (8, GateState::Fail)]);
        let proof = match state {
            GateState::Pass => dice.word(&world.words.pass_proofs),
            GateState::Fail => dice.word(&world.words.fail_proofs),
            GateState::Unknown => "",
        };
        out.push(GateCheck {
            id: GateCheckId::from_uuid(dice.key()),
            company: company.id,
            gate: gate.id.clone(),
            state,
            proof: proof.into(),
            checked_on: (state != GateState::Unknown).then(|| dice.days_ago(1, 400)),
        });
    }
}
