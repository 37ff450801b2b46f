//! Indicators, ground and calibration, each over the demonstration with a record or two changed.

use super::{Prospect, Space, Stage, TODAY, View};
use jiff::civil::{Date, date};
use uuid::Uuid;

use crate::{
    domain::{
        company::{GateState, Honour, HonourKind},
        forecast::{ForecastRecord, IndicatorReading},
        ids::{
            BaseId, CompanyId, ForecastRecordId, HonourId, IndicatorId, IndicatorReadingId, LeadId, PlaceId, SiteId,
        },
        lead::{LandMode, Lead},
        plan::Tier,
        site::{Site, SiteKind, SiteState},
        units::{Amount, Mu, SquareMetre},
    },
    ledger::{
        Action, Item,
        forecast::{
            ground::Use,
            history::{Kept, KeptLead, KeptSlot},
            indicators::{Base, IndicatorLine, NoBase, Passed, in_totals},
        },
    },
};

fn line(view: &View, id: &str) -> IndicatorLine {
    let found = view.indicators(view.target_date, |_| true).unwrap();
    found.lines.into_iter().find(|line| line.indicator.as_str() == id).unwrap()
}

fn expected(line: &IndicatorLine) -> f64 {
    *line.expected.last().unwrap()
}

/// A firm with an open lead that counts in the totals.
fn prospect(view: &View, wanted: impl Fn(&Prospect) -> bool) -> Prospect {
    let counts = |prospect: &&Prospect| {
        let lead = prospect.lead.and_then(|lead| view.snapshot.leads.get(lead.uuid()));
        lead.is_some_and(|lead| lead.stage.is_open())
            && prospect.gate != GateState::Fail
            && in_totals(&view.policy.plan, prospect)
            && wanted(prospect)
    };
    view.assessment.prospects.iter().find(counts).unwrap().clone()
}

impl Space {
    fn do_it(&mut self, action: Action) {
        self.ledger.apply(action).unwrap();
    }

    fn honour(&mut self, company: CompanyId, kind: HonourKind, expires: Date) {
        let id = HonourId::from_uuid(self.ledger.new_id());
        let (number, source) = ("".into(), "list".into());
        let honour = Honour { id, company, kind, number, issued: None, expires: Some(expires), source };
        self.do_it(Action::RecordHonour(Box::new(honour)));
    }

    fn read(&mut self, indicator: &str, as_of: Date, value: f64, whole: Option<f64>) -> IndicatorReadingId {
        let id = IndicatorReadingId::from_uuid(self.ledger.new_id());
        let (indicator, source, note) = (IndicatorId::new(indicator), "bulletin".into(), "".into());
        self.do_it(Action::Add(Item::from(IndicatorReading { id, indicator, as_of, value, whole, source, note })));
        id
    }

    fn lead(&mut self, company: CompanyId, change: impl FnOnce(&mut Lead)) -> LeadId {
        let mut lead = Lead::new(LeadId::from_uuid(self.ledger.new_id()), company, "second project");
        change(&mut lead);
        let id = lead.id;
        self.do_it(Action::CreateLead(Box::new(lead)));
        id
    }

    fn move_to(&mut self, lead: LeadId, on: Date, stages: &[Stage]) {
        for to in stages {
            self.do_it(Action::MoveLead { lead, to: *to, on, proof: "paper".into(), note: "why".into() });
        }
    }
}

#[test]
fn specialized_firms_are_those_that_hold_the_honour_on_the_day_whatever_their_tier() {
    let mut space = Space::new();
    let view = space.view();
    let before = line(&view, "specialized_firms");
    for counted in before.leads.iter().filter(|lead| !lead.landed) {
        let mut honours = view.snapshot.honours.of(counted.company);
        assert!(honours.any(|one| matches!(one.kind, HonourKind::Specialized | HonourKind::LittleGiant)));
    }
    assert!(before.silent > 0, "of firms without any honour on record nobody knows");
    // A leading firm that holds other honours only.
    let is_known = |company: CompanyId| view.snapshot.honours.of(company).next().is_some();
    let counts = |company: CompanyId| before.leads.iter().any(|lead| lead.company == company);
    let leader = prospect(&view, |prospect| {
        prospect.tier.tier == Tier::Leader && is_known(prospect.company) && !counts(prospect.company)
    });
    space.honour(leader.company, HonourKind::LittleGiant, date(2026, 11, 22));
    let expired = line(&space.view(), "specialized_firms");
    assert_eq!((expired.leads.len(), expired.silent), (before.leads.len(), before.silent), "it ended yesterday");
    space.honour(leader.company, HonourKind::Specialized, TODAY);
    let view = space.view();
    let valid = line(&view, "specialized_firms");
    let found = valid.leads.iter().find(|lead| lead.company == leader.company).unwrap();
    let tier = view.assessment.prospects.iter().find(|other| other.company == leader.company).unwrap().tier.tier;
    assert_eq!((tier, found.amount), (Tier::Leader, 1.0));
    assert!((expected(&valid) - expected(&before) - found.p).abs() < 1e-9);
}

#[test]
fn a_second_project_brings_its_own_output_and_its_firm_counts_once() {
    let mut space = Space::new();
    let view = space.view();
    let before = view.indicators(view.target_date, |_| true).unwrap();
    let output = line(&view, "output");
    let firm = prospect(&view, |prospect| {
        output.leads.iter().any(|lead| lead.company == prospect.company)
            && line_has(&before.lines, "rd_body_share", prospect.company)
    });
    let first = view.snapshot.leads.get(firm.lead.unwrap().uuid()).unwrap().clone();
    let second = space.lead(firm.company, |lead| {
        lead.output = Some(Amount(1_000_000_000));
        lead.base.clone_from(&first.base);
    });
    let view = space.view();
    let after = line(&view, "output");
    let own = after.leads.iter().find(|lead| lead.lead == second).unwrap();
    let other = after.leads.iter().find(|lead| lead.lead == first.id).unwrap();
    assert_eq!(own.amount, 10.0);
    assert!(own.p > 0.0 && own.p <= other.p, "a clue, with a chance of its own: {} {}", own.p, other.p);
    assert!((expected(&after) - expected(&output) - 10.0 * own.p).abs() < 1e-9);
    for id in ["rd_body_share", "specialized_firms"] {
        let counted =
            |lines: &[IndicatorLine]| lines.iter().find(|line| line.indicator.as_str() == id).unwrap().clone();
        let (before, after) = (counted(&before.lines), line(&view, id));
        assert_eq!((before.leads, before.silent), (after.leads, after.silent), "{id} counts firms");
    }
}

fn line_has(lines: &[IndicatorLine], id: &str, company: CompanyId) -> bool {
    let line = lines.iter().find(|line| line.indicator.as_str() == id).unwrap();
    line.leads.iter().any(|lead| lead.company == company)
}

#[test]
fn a_ratio_without_its_denominator_says_which_reading_lacks_it() {
    let mut space = Space::new();
    let day = date(2026, 9, 30);
    let reading = space.read("rd_intensity", day, 3.1, None);
    let found = line(&space.view(), "rd_intensity");
    assert_eq!(found.base, Err(NoBase::NoWhole { reading, as_of: day }));
    assert!(found.expected.is_empty() && found.countable);
    // The same day again, with the denominator.
    let reading = space.read("rd_intensity", day, 3.1, Some(400.0));
    let found = line(&space.view(), "rd_intensity");
    assert_eq!(found.base, Ok(Base { value: 3.1, whole: Some(400.0), as_of: day, reading: Some(reading) }));
    assert!(!found.expected.is_empty());
}

#[test]
fn a_passed_target_says_what_was_read_by_its_end() {
    let mut space = Space::new();
    space.read("output", date(2022, 6, 30), 300.0, None);
    space.read("output", date(2022, 3, 31), 290.0, None);
    space.read("output", date(2023, 1, 1), 333.0, None);
    let view = space.view();
    let passed = |year, target, reached| Passed { year, target, reached };
    let (half, next) = (Some((300.0, date(2022, 6, 30))), Some((333.0, date(2023, 1, 1))));
    assert_eq!(line(&view, "output").passed, [passed(2022, 350.0, half), passed(2025, 500.0, next)]);
    let silent = line(&view, "value_added_rate").passed;
    assert_eq!(silent, [passed(2022, 25.0, None), passed(2025, 30.0, None)]);
}

fn site(number: u128, place: &PlaceId, state: SiteState, land: f64, free_from: Option<Date>) -> Site {
    Site {
        id: SiteId::from_uuid(Uuid::from_u128(number)),
        name: "plot".into(),
        kind: SiteKind::Land,
        place: Some(place.clone()),
        base: None,
        state,
        land: Some(Mu(land)),
        floor_area: None,
        land_price: None,
        rent: None,
        height: None,
        floor_load: None,
        power: None,
        energy: None,
        discharge: "".into(),
        free_from,
        contact: "".into(),
        notes: "".into(),
    }
}

#[test]
fn a_site_counts_by_its_state_and_day_and_a_signed_lead_asks_for_no_more() {
    let mut space = Space::new();
    let place = space.view().policy.plan.places[0].id.clone();
    let until = date(2028, 6, 30);
    let at = |view: &View, until: Date| -> Use<Mu> {
        let found = view.ground(until).into_iter().find(|ground| ground.place.as_ref() == Some(&place));
        found.map(|ground| ground.land).unwrap_or_default()
    };
    let before = at(&space.view(), until);
    let sites = [
        (SiteState::Free, 10.0, Some(until)),
        (SiteState::Free, 20.0, until.tomorrow().ok()),
        (SiteState::Reserved, 40.0, None),
        (SiteState::Taken, 80.0, None),
    ];
    for (number, (state, land, free_from)) in (1..).zip(sites) {
        space.do_it(Action::Add(Item::from(site(number, &place, state, land, free_from))));
    }
    let view = space.view();
    let (after, next) = (at(&view, until), at(&view, until.tomorrow().unwrap()));
    let grown = |lot: fn(&Use<Mu>) -> f64| lot(&after) - lot(&before);
    let lots = [
        grown(|land| land.free.area.0),
        grown(|land| land.later.area.0),
        grown(|land| land.reserved.area.0),
        grown(|land| land.taken.area.0),
    ];
    assert_eq!(lots, [10.0, 20.0, 40.0, 80.0]);
    assert!((next.free.area.0 - after.free.area.0 - 20.0).abs() < 1e-9, "a day later it is free");
    assert!((after.balance().0 - (after.free.area.0 - after.expected.0)).abs() < 1e-9);
    // A lead asks for land until it is signed: then it has a site.
    let firm = prospect(&view, |_| true).company;
    let lead = space.lead(firm, |lead| {
        (lead.place, lead.land_mode, lead.land) = (Some(place.clone()), Some(LandMode::NewLand), Some(Mu(40.0)));
        lead.plant = Some(SquareMetre(1.0));
    });
    let asking = at(&space.view(), until);
    assert!((asking.wanted.0 - after.wanted.0 - 40.0).abs() < 1e-9);
    assert!(asking.leads.iter().any(|wish| wish.lead == lead));
    space.move_to(lead, TODAY, &[Stage::Intent, Stage::Review, Stage::Signed]);
    let signed = at(&space.view(), until);
    assert_eq!(signed.wanted, after.wanted);
    // The quick moves of this lead teach a little about how long stages take.
    assert!((signed.expected.0 - after.expected.0).abs() < 0.1, "{:?} {:?}", signed.expected, after.expected);
    assert_eq!(signed.signed.count, after.signed.count + 1);
    assert!((signed.signed.area.0 - after.signed.area.0 - 40.0).abs() < 1e-9);
    assert_eq!((signed.reserved, signed.taken), (after.reserved, after.taken));
}

/// A forecast as it would have been kept, saying one chance of each lead.
fn kept(number: u128, as_of: Date, target: Date, leads: &[(LeadId, CompanyId, f64)]) -> ForecastRecord {
    let lead = |(lead, company, p): &(LeadId, CompanyId, f64)| KeptLead {
        lead: *lead,
        company: *company,
        stage: Stage::Clue,
        p: *p,
    };
    let slot = KeptSlot {
        base: BaseId::new("no such base any more"),
        tier: Tier::Growth,
        min: 1,
        max: 2,
        landed: 0,
        open: 0,
        expected: 0.0,
        reaches_min: 0.0,
        reaches_max: 0.0,
        leads: leads.iter().map(lead).collect(),
    };
    let content = serde_json::to_string(&Kept { slots: vec![slot] }).unwrap();
    let id = ForecastRecordId::from_uuid(Uuid::from_u128(number));
    let (plan, model, content, note) = ("".into(), "".into(), content.into(), "".into());
    ForecastRecord { id, as_of, target, automatic: false, plan, model, content, note }
}

#[test]
fn a_chance_by_a_day_is_judged_by_that_day() {
    let mut space = Space::new();
    let view = space.view();
    assert_eq!(view.kept_calibration(), None);
    let firm = prospect(&view, |_| true).company;
    let chain = [Stage::Intent, Stage::Review, Stage::Signed, Stage::Landed];
    let (soon, far) = (date(2026, 10, 1), date(2030, 12, 31));
    let mut lead = |on: Date, stages: &[Stage]| {
        let lead = space.lead(firm, |lead| (lead.received_on, lead.stage_since) = (Some(on), Some(on)));
        space.move_to(lead, on, stages);
        lead
    };
    let in_time = lead(date(2026, 9, 15), &chain);
    let late = lead(date(2026, 11, 1), &chain);
    let open = lead(date(2026, 9, 1), &[Stage::Talks]);
    let open_still = lead(date(2026, 9, 1), &[Stage::Talks]);
    let early = lead(date(2026, 9, 20), &chain);
    let lost = lead(date(2026, 9, 20), &[Stage::Lost]);
    let of = |leads: &[(LeadId, f64)]| leads.iter().map(|(lead, p)| (*lead, firm, *p)).collect::<Vec<_>>();
    let due = of(&[(in_time, 0.9), (late, 0.1), (open, 0.1)]);
    let running = of(&[(open_still, 0.9), (early, 0.9), (lost, 0.1)]);
    // What was said later of the same leads does not count.
    let again = of(&[(in_time, 0.0), (late, 1.0), (early, 0.0)]);
    for record in [
        kept(1, date(2026, 9, 1), soon, &due),
        kept(2, date(2026, 9, 2), far, &running),
        kept(3, date(2026, 9, 3), far, &again),
    ] {
        assert!(space.ledger.keep_forecast(record).unwrap());
    }
    let found = space.view().kept_calibration().unwrap();
    assert_eq!((found.count, found.happened), (5, 2), "one still has until 2030");
    assert!((found.brier - 0.01).abs() < 1e-9, "{}", found.brier);
}
