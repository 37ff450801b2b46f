//! Does a well-formed plan make sense?

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Base, Horizon, Indicator, Name, Plan, PlanIssueKind, PlanList, Product, Sector, Segment,
    load::{Source, Step},
};
use Step::{Entry, Field};

/// Every fault with its line.
pub(super) fn check(plan: &Plan, source: &Source<'_, '_>) -> Vec<(usize, PlanIssueKind)> {
    let mut checker = Checker { plan, source, issues: Vec::new(), path: Vec::new(), keys: BTreeMap::new() };
    checker.plan();
    checker.issues
}

struct Checker<'a> {
    plan: &'a Plan,
    source: &'a Source<'a, 'a>,
    issues: Vec<(usize, PlanIssueKind)>,
    /// Where the check is just now.
    path: Vec<Step>,
    /// First line of every key of every list.
    keys: BTreeMap<(PlanList, String), usize>,
}

impl Checker<'_> {
    fn plan(&mut self) {
        let plan = self.plan;
        self.filled("id", &plan.id);
        self.name("name", &plan.name);
        self.name("zone", &plan.zone);
        self.each("headings", &plan.headings, |check, heading| {
            check.filled("id", &heading.id);
            check.filled("title", &heading.title);
            check.unique(PlanList::Headings, &heading.id);
        });
        self.some("sectors", plan.sectors.is_empty());
        let mut letters = BTreeSet::new();
        self.each("sectors", &plan.sectors, |check, sector| {
            check.sector(sector);
            if !letters.insert(sector.letter.as_str()) {
                check.report("letter", PlanIssueKind::DuplicateLetter { letter: sector.letter.clone() });
            }
        });
        self.each("bases", &plan.bases, Self::base);
        let years = plan.indicators.iter().flat_map(|indicator| &indicator.values).map(|value| value.year);
        let years: BTreeSet<i16> = years.chain([plan.ends_on.year()]).collect();
        self.each("indicators", &plan.indicators, |check, indicator| check.indicator(indicator, &years));
        self.each("baseline", &plan.baseline, |check, fact| {
            check.entry(PlanList::Baseline, &fact.id, &fact.heading);
            check.name("name", &fact.name);
            check.number("value", fact.value);
        });
        self.each("gates", &plan.gates, |check, gate| {
            check.entry(PlanList::Gates, gate.id.as_str(), &gate.heading);
            check.name("name", &gate.name);
            check.name("text", &gate.text);
        });
        self.each("platforms", &plan.platforms, |check, platform| {
            check.entry(PlanList::Platforms, platform.id.as_str(), &platform.heading);
            check.name("name", &platform.name);
            let known = |id: &_| plan.segment(id).is_some();
            check.references("segments", PlanList::Segments, &platform.segments, known);
        });
        self.each("places", &plan.places, |check, place| {
            check.entry(PlanList::Places, place.id.as_str(), &place.heading);
            check.name("name", &place.name);
        });
        self.each("partner_zones", &plan.partner_zones, |check, zone| {
            check.entry(PlanList::PartnerZones, &zone.id, &zone.heading);
            check.name("name", &zone.name);
        });
        for (field, list, statements) in
            [("funds", PlanList::Funds, &plan.funds), ("outlook", PlanList::Outlook, &plan.outlook)]
        {
            self.each(field, statements, |check, statement| {
                check.entry(list, &statement.id, &statement.heading);
                check.name("text", &statement.text);
            });
        }
    }

    fn sector(&mut self, sector: &Sector) {
        self.entry(PlanList::Sectors, sector.id.as_str(), &sector.heading);
        if matches!(sector.id.as_str(), "none" | "ambiguous") {
            self.report("id", PlanIssueKind::BadId { list: PlanList::Sectors, id: sector.id.to_string() });
        }
        self.name("name", &sector.name);
        if sector.letter.trim().chars().count() != 1 {
            self.report("letter", PlanIssueKind::BadLetter { letter: sector.letter.clone() });
        }
        self.some("segments", sector.segments.is_empty());
        self.each("segments", &sector.segments, Self::segment);
    }

    fn segment(&mut self, segment: &Segment) {
        self.entry(PlanList::Segments, segment.id.as_str(), &segment.heading);
        self.name("name", &segment.name);
        self.some("products", segment.products.is_empty());
        self.each("products", &segment.products, Self::product);
    }

    fn product(&mut self, product: &Product) {
        self.key(PlanList::Products, product.id.as_str());
        self.name("name", &product.name);
        if (product.horizon == Horizon::Unstated) != product.horizon_word.is_empty() {
            let word = product.horizon_word.clone();
            self.report("horizon", PlanIssueKind::HorizonWord { horizon: product.horizon.word(), word });
        }
        let plan = self.plan;
        let known = |id: &_| *id != product.id && plan.product(id).is_some();
        self.references("also", PlanList::Products, &product.also, known);
    }

    fn base(&mut self, base: &Base) {
        let plan = self.plan;
        self.entry(PlanList::Bases, base.id.as_str(), &base.heading);
        self.name("name", &base.name);
        self.some("sectors", base.sectors.is_empty());
        let known = |id: &_| plan.places.iter().any(|place| place.id == *id);
        self.references("places", PlanList::Places, &base.places, known);
        self.references("sectors", PlanList::Sectors, &base.sectors, |id| plan.sector(id).is_some());
        let mut tiers = BTreeSet::new();
        self.each("seats", &base.seats, |check, seats| {
            check.filled("text", &seats.text);
            if seats.min > seats.max {
                check.report("min", PlanIssueKind::MinAboveMax { min: seats.min, max: seats.max });
            } else if seats.max == 0 {
                check.report("max", PlanIssueKind::NoSeats);
            }
            if seats.filled_at.is_some_and(crate::domain::lead::Stage::is_aside) {
                check.report("filled_at", PlanIssueKind::SeatAside);
            }
            if !tiers.insert(seats.tier) {
                check.report("tier", PlanIssueKind::DuplicateTier { tier: seats.tier.word() });
            }
        });
    }

    fn indicator(&mut self, indicator: &Indicator, years: &BTreeSet<i16>) {
        self.entry(PlanList::Indicators, indicator.id.as_str(), &indicator.heading);
        self.name("name", &indicator.name);
        self.filled("unit", &indicator.unit);
        self.filled("scope", &indicator.scope);
        let mut last = i16::MIN;
        self.each("values", &indicator.values, |check, value| {
            if value.year <= last {
                let indicator = indicator.id.to_string();
                check.report("year", PlanIssueKind::YearsOutOfOrder { indicator, year: value.year });
            }
            last = value.year;
            check.number("value", value.value);
        });
        for year in years.iter().filter(|year| indicator.values.iter().all(|value| value.year != **year)) {
            let kind = PlanIssueKind::YearMissing { indicator: indicator.id.to_string(), year: *year };
            self.report("values", kind);
        }
    }

    /// A keyed entry that cites a heading.
    fn entry(&mut self, list: PlanList, id: &str, heading: &str) {
        self.key(list, id);
        if self.plan.heading(heading).is_none() {
            self.report("heading", PlanIssueKind::HeadingNotListed { heading: heading.into() });
        }
    }

    fn key(&mut self, list: PlanList, id: &str) {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if id.is_empty() || !id.bytes().all(allowed) {
            self.report("id", PlanIssueKind::BadId { list, id: id.into() });
        }
        self.unique(list, id);
    }

    fn unique(&mut self, list: PlanList, id: &str) {
        let line = self.line("id");
        if let Some(first) = self.keys.get(&(list, id.into())) {
            self.report("id", PlanIssueKind::DuplicateId { list, id: id.into(), first: *first });
        } else {
            self.keys.insert((list, id.into()), line);
        }
    }

    fn references<T: std::fmt::Display>(
        &mut self,
        field: &'static str,
        list: PlanList,
        ids: &[T],
        known: impl Fn(&T) -> bool,
    ) {
        self.each(field, ids, |check, id| {
            if !known(id) {
                let kind = PlanIssueKind::UnknownReference { list, id: id.to_string() };
                check.issues.push((check.source.line(&check.path), kind));
            }
        });
    }

    fn name(&mut self, field: &'static str, name: &Name) {
        self.path.push(Field(field));
        self.filled("zh", &name.zh);
        self.filled("en", &name.en);
        self.path.pop();
    }

    fn filled(&mut self, field: &'static str, text: &str) {
        self.some(field, text.trim().is_empty());
    }

    fn some(&mut self, field: &'static str, empty: bool) {
        if empty {
            self.report(field, PlanIssueKind::Empty { field });
        }
    }

    fn number(&mut self, field: &'static str, value: f64) {
        if !value.is_finite() || value < 0.0 {
            self.report(field, PlanIssueKind::BadNumber { value: value.to_string() });
        }
    }

    /// Visits the entries of a list.
    fn each<'t, T>(&mut self, field: &'static str, entries: &'t [T], mut visit: impl FnMut(&mut Self, &'t T)) {
        self.path.push(Field(field));
        for (index, entry) in entries.iter().enumerate() {
            self.path.push(Entry(index));
            visit(self, entry);
            self.path.pop();
        }
        self.path.pop();
    }

    fn line(&self, field: &'static str) -> usize {
        let mut path = self.path.clone();
        path.push(Field(field));
        self.source.line(&path)
    }

    fn report(&mut self, field: &'static str, kind: PlanIssueKind) {
        self.issues.push((self.line(field), kind));
    }
}
