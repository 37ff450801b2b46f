//! What every demo must hold.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fmt::Write,
};

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::*;
use crate::domain::{
    company::{GateState, HonourKind},
    credit_code::{CodeFault, check},
    fact::FactState,
    lead::Stage,
    plan::{GateRule, SectorAim},
    record::Record,
    units::Currency,
};
use crate::pipeline::Rules;

const TODAY: Date = date(2026, 3, 18);

fn plan() -> Plan {
    Plan::shipped().expect("shipped plan")
}

fn demo() -> DemoSet {
    generate(&plan(), &DemoOptions::new(TODAY))
}

/// A fingerprint (FNV-1a) of keys, texts and numbers.
fn fingerprint(set: &DemoSet) -> u64 {
    let mut text = String::new();
    for company in &set.companies {
        let Company { id, name, credit_code, business_scope, introduction, founded, capital_text, .. } = company;
        let _ = write!(text, "{id}{name}{credit_code}{business_scope}{introduction}{founded:?}{capital_text}");
    }
    for fact in &set.facts {
        let _ = write!(text, "{}{}{:?}{:?}{:?}{}", fact.id, fact.state, fact.number, fact.low, fact.high, fact.choice);
    }
    for lead in &set.leads {
        let _ =
            write!(text, "{}{}{}{:?}{:?}", lead.id, lead.title, lead.stage, lead.stage_since, lead.total_investment);
    }
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn the_same_options_give_the_same_demo() {
    let first = demo();
    assert_eq!(first, demo());
    let other = generate(&plan(), &DemoOptions { seed: 1, ..DemoOptions::new(TODAY) });
    assert_ne!(first.companies, other.companies);
}

/// Pinned so that a change of the demo is a decision, and so that platforms can be compared.
#[test]
fn the_default_demo_is_this_one() {
    let set = demo();
    let counts = [
        set.authors.len(),
        set.companies.len(),
        set.facts.len(),
        set.honours.len(),
        set.gate_checks.len(),
        set.leads.len(),
        set.moves.len(),
        set.local_products.len(),
        set.coverage.len(),
        set.contacts.len(),
        set.activities.len(),
        set.tasks.len(),
        set.amounts.len(),
        set.referrals.len(),
        set.sites.len(),
        set.local_needs.len(),
        set.fairs.len(),
        set.exhibitors.len(),
        set.visits.len(),
        set.talks.len(),
    ];
    assert_eq!(counts, [6, 300, 672, 283, 297, 60, 221, 65, 12, 88, 169, 22, 69, 1, 14, 16, 1, 90, 20, 11]);
    assert_eq!(fingerprint(&set), 8_927_683_269_571_885_954, "the demo has changed: if that was meant, pin it anew");
}

#[test]
fn keys_and_names_are_unique() {
    let set = generate(&plan(), &DemoOptions { companies: 6_000, leads: 700, ..DemoOptions::new(TODAY) });
    let mut keys: Vec<Uuid> = Vec::new();
    keys.extend(set.authors.iter().map(Record::key));
    keys.extend(set.companies.iter().map(Record::key));
    keys.extend(set.facts.iter().map(Record::key));
    keys.extend(set.honours.iter().map(Record::key));
    keys.extend(set.gate_checks.iter().map(Record::key));
    keys.extend(set.leads.iter().map(Record::key));
    keys.extend(set.moves.iter().map(Record::key));
    keys.extend(set.local_products.iter().map(Record::key));
    keys.extend(set.coverage.iter().map(Record::key));
    keys.extend(set.contacts.iter().map(Record::key));
    keys.extend(set.activities.iter().map(Record::key));
    keys.extend(set.tasks.iter().map(Record::key));
    keys.extend(set.amounts.iter().map(Record::key));
    keys.extend(set.referrals.iter().map(Record::key));
    keys.extend(set.sites.iter().map(Record::key));
    keys.extend(set.local_needs.iter().map(Record::key));
    keys.extend(set.fairs.iter().map(Record::key));
    keys.extend(set.exhibitors.iter().map(Record::key));
    keys.extend(set.visits.iter().map(Record::key));
    keys.extend(set.talks.iter().map(Record::key));
    let count = keys.len();
    assert!(keys.iter().all(|key| key.get_version_num() == 7));
    assert_eq!(keys.into_iter().collect::<HashSet<_>>().len(), count);
    let names: HashSet<&str> = set.companies.iter().map(|company| &*company.name).collect();
    assert_eq!(names.len(), set.companies.len());
    let codes: Vec<&str> =
        set.companies.iter().map(|company| &*company.credit_code).filter(|code| check(code).is_ok()).collect();
    assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len());
}

#[test]
fn references_hold() {
    let (plan, set) = (plan(), demo());
    let authors: HashSet<_> = set.authors.iter().map(|author| author.id).collect();
    let companies: HashSet<_> = set.companies.iter().map(|company| company.id).collect();
    let local: HashSet<_> = set.companies.iter().filter(|company| company.local).map(|company| company.id).collect();
    for company in &set.companies {
        let sector = company.confirmed_sector.as_ref();
        assert!(sector.is_none_or(|id| plan.sector(id).is_some()));
        if let Some(segment) = &company.confirmed_segment {
            assert_eq!(plan.segment(segment).map(|(sector, _)| &sector.id), sector);
        }
    }
    for fact in &set.facts {
        assert!(companies.contains(&fact.company) && fact.author.is_none_or(|id| authors.contains(&id)));
    }
    assert!(set.honours.iter().all(|honour| companies.contains(&honour.company)));
    for check in &set.gate_checks {
        assert!(companies.contains(&check.company));
        assert!(plan.gates.iter().any(|gate| gate.id == check.gate && gate.rule == GateRule::Manual));
    }
    for made in &set.local_products {
        assert!(local.contains(&made.company));
        let (_, segment) = plan.segment(&made.segment).expect("segment");
        assert!(made.product.as_ref().is_none_or(|id| segment.products.iter().any(|product| product.id == *id)));
    }
    for mark in &set.coverage {
        assert!(plan.segment(&mark.segment).is_some());
    }
    let fairs: HashSet<_> = set.fairs.iter().map(|fair| fair.id).collect();
    let exhibitors: HashSet<_> = set.exhibitors.iter().map(|one| one.id).collect();
    let activities: HashSet<_> = set.activities.iter().map(|one| one.id).collect();
    assert!(set.exhibitors.iter().all(|one| fairs.contains(&one.fair) && companies.contains(&one.company)));
    assert!(set.visits.iter().all(|one| fairs.contains(&one.fair) && exhibitors.contains(&one.exhibitor)));
    assert!(set.talks.iter().all(|one| activities.contains(&one.activity) && companies.contains(&one.company)));
    assert!(set.talks.iter().all(|one| one.heat.is_some() && one.next_on.is_none_or(|day| day > TODAY)));
    for lead in &set.leads {
        assert!(companies.contains(&lead.company) && !local.contains(&lead.company));
        assert!(lead.owner.is_none_or(|id| authors.contains(&id)));
        assert!(lead.segment.as_ref().is_none_or(|id| plan.segment(id).is_some()));
        assert!(lead.base.as_ref().is_none_or(|id| plan.base(id).is_some()));
        assert!(lead.place.as_ref().is_none_or(|id| plan.places.iter().any(|place| place.id == *id)));
    }
}

#[test]
fn leads_came_to_their_stage_by_allowed_moves() {
    let set = demo();
    let rules = Rules::shipped().unwrap();
    let mut moves: BTreeMap<Uuid, Vec<&StageMove>> = BTreeMap::new();
    for step in &set.moves {
        moves.entry(step.lead.uuid()).or_default().push(step);
    }
    assert_eq!(moves.len(), set.leads.len());
    for lead in &set.leads {
        let steps = &moves[&lead.id.uuid()];
        let mut stage = None;
        let mut day = Date::MIN;
        for step in steps {
            assert_eq!(step.from_stage, stage);
            assert!(stage.map_or(step.to_stage == Stage::Clue, |from| rules.allow(from, step.to_stage)), "{step:?}");
            let moved_on = step.moved_on.expect("dated");
            assert!(moved_on >= day && moved_on <= TODAY, "{moved_on}");
            (stage, day) = (Some(step.to_stage), moved_on);
        }
        assert_eq!((stage, Some(day)), (Some(lead.stage), lead.stage_since));
        assert_eq!(lead.stage == Stage::Lost, !lead.loss_reason.is_empty());
        assert!(lead.fixed_investment.is_none_or(|fixed| Some(fixed) <= lead.total_investment));
    }
    let stages: BTreeSet<Stage> = set.leads.iter().map(|lead| lead.stage).collect();
    assert_eq!(stages.len(), Stage::ALL.len());
}

#[test]
fn every_awkward_case_is_there() {
    let (plan, set) = (plan(), demo());
    let any = |test: &dyn Fn(&Company) -> bool| set.companies.iter().any(test);
    let fault = |company: &Company| check(&company.credit_code).err();
    assert!(any(&|company| fault(company).is_none()));
    assert!(any(&|company| matches!(fault(company), Some(CodeFault::LastCharacter(_)))));
    assert!(any(&|company| matches!(fault(company), Some(CodeFault::Checks))));
    assert!(any(&|company| matches!(fault(company), Some(CodeFault::Character(_)))));
    assert!(any(&|company| matches!(fault(company), Some(CodeFault::Length(17)))));
    assert!(any(&|company| company.credit_code.is_empty() && &*company.company_type == "境外企业"));
    assert!(any(&|company| company.credit_code.is_empty() && &*company.company_type != "境外企业"));
    assert!(any(&|company| company.capital_currency == Some(Currency::Usd) && !company.credit_code.is_empty()));
    assert!(any(&|company| company.registered_capital.is_none() && !company.capital_text.is_empty()));
    assert!(any(&|company| !company.former_names.is_empty()));
    assert!(any(&|company| company.name.ends_with("分公司")));
    assert!(any(&|company| company.registration_status.contains("吊销")));
    assert!(any(&|company| company.name.contains("芯片") && company.business_scope.contains("销售")));
    assert!(any(&|company| company.business_scope.contains("依法须经批准的项目")));
    assert!(any(&|company| company.confirmed_sector.is_some()));
    assert!(any(&|company| company.tier_override.is_some()));
    assert!(any(&|company| company.introduction.is_ascii() && !company.introduction.is_empty()));
    assert!(any(&|company| company.local));
    for company in &set.companies {
        assert!(
            !(company.main_business.is_empty() && company.products.is_empty() && company.business_scope.is_empty())
        );
        assert!(!company.origin.is_empty() && company.founded.is_none_or(|day| day < TODAY));
        let texts = [&company.main_business, &company.products, &company.business_scope, &company.introduction];
        for text in texts.into_iter().chain([&company.booth_notes, &company.name, &company.address]) {
            assert!(!text.contains(['{', '}']), "{text}");
            assert!(!text.contains("、、") && !text.starts_with('、'), "{text}");
        }
    }
    // Branches name their parents, which stand before them.
    for (at, company) in set.companies.iter().enumerate() {
        if let Some(parent) = company.notes.strip_prefix("总公司：") {
            assert!(set.companies[..at].iter().any(|earlier| &*earlier.name == parent));
        }
    }
    for state in FactState::ALL {
        assert!(set.facts.iter().any(|fact| fact.state == *state), "{state}");
    }
    for state in GateState::ALL {
        assert!(set.gate_checks.iter().any(|check| check.state == *state), "{state}");
    }
    assert!(set.honours.iter().any(|honour| honour.expires.is_some_and(|day| day < TODAY)));
    assert!(set.honours.iter().any(|honour| honour.kind == HonourKind::Specialized));
    assert!(set.coverage.iter().any(|mark| mark.complete) && set.coverage.iter().any(|mark| !mark.complete));
    let segments: BTreeSet<_> = set.leads.iter().filter_map(|lead| lead.segment.as_ref()).collect();
    let courted = |aim| segments.iter().any(|id| plan.segment(id).is_some_and(|(sector, _)| sector.aim == aim));
    assert!(courted(SectorAim::Attract) && courted(SectorAim::Consolidate));
}

#[test]
fn facts_say_what_their_state_says() {
    let set = demo();
    for fact in &set.facts {
        let choices = fact.metric.choices();
        let known = fact.number.is_some() || choices.contains(&&*fact.choice);
        assert_eq!(fact.state == FactState::Known, known, "{fact:?}");
        assert_eq!(fact.unit, fact.metric.unit());
        assert!(fact.as_of.is_none_or(|day| day < TODAY));
        assert_eq!(fact.as_of.is_none(), fact.state == FactState::NotAsked);
        if fact.state == FactState::Range {
            assert!(fact.low < fact.high, "{fact:?}");
        } else {
            assert!(fact.low.is_none() && fact.high.is_none());
        }
        assert!(fact.state != FactState::Unparsed || !fact.note.is_empty());
    }
    let with_facts: HashSet<_> = set.facts.iter().map(|fact| fact.company).collect();
    let share = with_facts.len() * 100 / set.companies.len();
    assert!((33..=45).contains(&share), "{share} %");
}

#[test]
fn any_size_any_day_and_any_plan_will_do() {
    let mut plan = plan();
    let make = |plan: &Plan, companies, leads, today| generate(plan, &DemoOptions { companies, leads, seed: 7, today });
    assert!(make(&plan, 0, 10, TODAY).leads.is_empty());
    assert_eq!(make(&plan, 1, 10, Date::MIN).leads.len(), 10);
    assert_eq!(make(&plan, 41, 3, Date::MAX).companies.len(), 41);
    // A plan whose segments the word file does not know.
    for segment in plan.sectors.iter_mut().flat_map(|sector| &mut sector.segments) {
        segment.id = crate::domain::ids::SegmentId::new(&format!("x_{}", segment.id));
    }
    let set = make(&plan, 50, 20, TODAY);
    assert!(set.leads.iter().any(|lead| lead.segment.is_some()));
    plan.sectors.clear();
    plan.gates.clear();
    assert_eq!(make(&plan, 50, 20, TODAY).leads.len(), 20);
}
