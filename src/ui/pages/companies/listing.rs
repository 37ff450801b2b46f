//! Which companies are listed, in which order: computed in a job from values, so that a hundred thousand never hold up
//! a frame.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    columns::{self, Row},
    filter::{Choice, Facet, Filter, Traits, Verdict},
    shared::tells,
};
use crate::{
    desk::Progress,
    domain::{
        company::Company,
        ids::CompanyId,
        plan::Plan,
        units::{Amount, Currency},
    },
    ledger::{
        Snapshot, View,
        assessment::{Need, Prospect},
        chain_map::{Grounds, Standing, is_prospect},
    },
    report::table::Privacy,
    search::text_order,
    text::{Lang, Say, format, ui_companies::CompaniesText as T, ui_grid::GridText},
    ui::{
        finder::Finder,
        grid::{
            order::{SortKey, compare, gather},
            sheet::money_words,
        },
        widgets::Band,
    },
};

/// Between two questions whether to go on.
const STEP: usize = 4_096;

/// What a list is made from. Equal queries over the same records give the same list.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Revision of the records.
    pub revision: u64,
    /// Revision of the figures.
    pub view_revision: u64,
    /// Whether the search was ready.
    pub searched: bool,
    /// Who is listed.
    pub filter: Filter,
    /// Columns sorted by, the first one first, and whether downwards.
    pub sort: Vec<(String, bool)>,
    /// Column whose values the rows are gathered under.
    pub group: Option<String>,
    /// Language of the cells.
    pub lang: Lang,
}

impl Query {
    /// Whether leads say in which order its companies stand.
    pub fn is_ordered_by_talks(&self) -> bool {
        self.sort.iter().map(|(column, _)| column).chain(&self.group).any(|column| tells(column) != Privacy::Open)
    }

    /// Whether leads, talks or people say which companies are listed: by a filter, or by a text that the company itself
    /// does not hold.
    pub fn is_chosen_by_talks(&self, listed: &[CompanyId], snapshot: &Snapshot) -> bool {
        let terms = self.filter.terms();
        let by_itself = |id: &CompanyId| {
            let company = snapshot.companies.get(id.uuid());
            company.is_none_or(|company| terms.iter().all(|term| speaks_of(company, term)))
        };
        self.filter.chosen.iter().any(|choice| matches!(choice.facet(), Facet::Lead | Facet::Base))
            || self.filter.columns.keys().any(|column| tells(column) != Privacy::Open)
            || !terms.is_empty() && !listed.iter().all(by_itself)
    }
}

/// A finished list.
#[derive(Debug, Default)]
pub struct Listing {
    /// Companies in order.
    pub companies: Vec<CompanyId>,
    /// What they are gathered under, in the order of the companies.
    pub groups: Option<Arc<[Band]>>,
    /// All companies there are.
    pub total: usize,
    /// For each option of each facet: how many would be listed with it, all other filters as they are.
    pub counts: BTreeMap<Facet, BTreeMap<Choice, usize>>,
}

impl Listing {
    /// The companies by value, which no lead decides; within what they are gathered under, where that `stays`.
    pub fn by_value(&self, snapshot: &Snapshot, view: Option<&View>, stays: bool) -> Vec<CompanyId> {
        let mut order = self.companies.clone();
        let groups = self.groups.as_deref().filter(|_| stays);
        let mut rest = order.as_mut_slice();
        for rows in groups.into_iter().flatten().map(|band| band.rows).chain([usize::MAX]) {
            let (band, others) = rest.split_at_mut(rows.min(rest.len()));
            rest = others;
            band.sort_by_cached_key(|id| {
                let prospect = view.and_then(|view| view.assessment.prospects.get(view.row_of(*id)?));
                let value = prospect.map_or(0, |prospect| prospect.value.to_bits());
                let name = snapshot.companies.get(id.uuid()).map(|company| company.name.clone());
                // Values are not negative, so their bits stand in their order.
                (std::cmp::Reverse(value), name, *id)
            });
        }
        order
    }
}

/// Makes the list; none when it was asked to stop.
pub fn list(
    snapshot: &Snapshot,
    view: Option<&View>,
    finder: Option<&Finder>,
    query: &Query,
    progress: &Progress,
) -> Option<Listing> {
    let mut listing = Listing { total: snapshot.companies.len(), ..Listing::default() };
    let terms: Vec<(String, Vec<CompanyId>)> = query
        .filter
        .terms()
        .into_iter()
        .map(|term| {
            let found = finder.map(|finder| finder.companies(&term)).unwrap_or_default();
            (term, found)
        })
        .collect();
    let local = view.map(View::local_firms).unwrap_or_default();
    let mut rows: Vec<Row<'_>> = Vec::with_capacity(listing.total);
    let (mut options, mut leads, mut open, mut spots) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let prospects = view.map(|view| view.assessment.prospects.as_slice()).unwrap_or_default();
    let plan = view.map(|view| &*view.policy.plan);
    let grounds = plan.filter(|_| query.filter.narrows(Facet::Chain)).map(Grounds::new);
    let low_coverage = view.map_or(0.0, |view| view.policy.model.low_coverage.value);
    let mut at = 0;
    for (number, company) in snapshot.companies.iter().enumerate() {
        if number % STEP == 0 && progress.is_cancelled() {
            return None;
        }
        // Both are in key order, so one walk finds the figures of each.
        while prospects.get(at).is_some_and(|prospect| prospect.company < company.id) {
            at += 1;
        }
        let prospect = prospects.get(at).filter(|prospect| prospect.company == company.id);
        let fit = prospect.and_then(|_| view?.fits.get(at));
        if !terms.is_empty()
            && !terms.iter().all(|(term, found)| found.binary_search(&company.id).is_ok() || speaks_of(company, term))
        {
            continue;
        }
        leads.clear();
        leads.extend(snapshot.leads.of(company.id));
        let counting = prospect.and_then(|prospect| prospect.lead);
        let lead = leads.iter().find(|lead| Some(lead.id) == counting).or(leads.first()).copied();
        open.clear();
        if let (Some(view), Some(_)) = (view, prospect) {
            open.extend(view.assessment.columns.open_criteria(at));
        }
        let is_local = company.local || local.contains(&company.id);
        if let (Some(grounds), Some(prospect)) = (&grounds, prospect) {
            spots.clear();
            if is_prospect(prospect, is_local) {
                spots = grounds.spots(Standing::of_company(prospect));
            }
        }
        let traits = Traits { prospect, fit, leads: &leads, is_local, open: &open, spots: &spots, low_coverage };
        Filter::options_of(&traits, &mut options);
        let row = Row { company, prospect, fit, lead };
        let keeps = |(column, kept): (&String, &BTreeSet<String>)| {
            kept.contains(&columns::cell_text(row, column, plan, query.lang))
        };
        if query.filter.columns.iter().all(keeps) && query.filter.admits(&options, &mut listing.counts) {
            rows.push(row);
        }
    }
    sort(&mut rows, &query.sort, view);
    if let Some(column) = &query.group {
        let order = Order::new(plan);
        let down = query.sort.first().is_some_and(|(first, down)| first == column && *down);
        let label = |row: &Row<'_>| columns::cell_text(*row, column, plan, query.lang);
        let gathered = gather(std::mem::take(&mut rows), label, |row| order.key(column, row), down);
        let mut bands = Vec::with_capacity(gathered.len());
        for (label, members) in gathered {
            bands.push(band(label, &members, query.lang));
            rows.extend(members);
        }
        listing.groups = Some(bands.into());
    }
    listing.companies = rows.into_iter().map(|row| row.company.id).collect();
    Some(listing)
}

/// The head of companies that have something in common: how many, and their registered capital.
fn band(label: String, members: &[Row<'_>], lang: Lang) -> Band {
    let mut sums: BTreeMap<Currency, i128> = BTreeMap::new();
    for company in members.iter().map(|row| row.company) {
        if let Some(Amount(units)) = company.registered_capital {
            *sums.entry(company.capital_currency.unwrap_or(Currency::Cny)).or_default() += i128::from(units);
        }
    }
    let count = format::count(members.len());
    let note = T::GroupNote { count, capital: money_words(&sums, lang) }.say(lang);
    let title = if label.is_empty() { GridText::GroupEmpty.say(lang) } else { label };
    Band { title, note, rows: members.len() }
}

/// Whether any of the texts people look for holds a term, which is in lower case.
fn speaks_of(company: &Company, term: &str) -> bool {
    let Company { name, short_name, english_name, former_names, credit_code, .. } = company;
    let Company { province, city, district, industry, main_business, products, business_scope, origin, .. } = company;
    [
        name,
        short_name,
        english_name,
        former_names,
        credit_code,
        province,
        city,
        district,
        industry,
        main_business,
        products,
        business_scope,
        origin,
    ]
    .into_iter()
    .any(|text| holds(text, term))
}

/// Whether a text holds a term given in lower case, Latin letters of either case being the same.
fn holds(text: &str, term: &str) -> bool {
    if !term.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return text.contains(term);
    }
    text.as_bytes().windows(term.len()).any(|part| part.eq_ignore_ascii_case(term.as_bytes()))
}

/// Sorts by a column; ties by the higher value, then by name, then by key.
fn sort(rows: &mut Vec<Row<'_>>, sorts: &[(String, bool)], view: Option<&View>) {
    let plan = view.map(|view| &*view.policy.plan);
    let order = Order::new(plan);
    let Some((_, down)) = sorts.first() else { return };
    let mut keyed: Vec<(SortKey<'_>, Row<'_>)> = std::mem::take(rows)
        .into_iter()
        .map(|row| (sorts.first().map_or(SortKey::Figure(None), |(column, _)| order.key(column, &row)), row))
        .collect();
    let further = |row: &Row<'_>, other: &Row<'_>| {
        sorts.iter().skip(1).fold(Ordering::Equal, |found, (column, down)| {
            found.then_with(|| compare(&order.key(column, row), &order.key(column, other), *down))
        })
    };
    keyed.sort_by(|(key, row), (other_key, other)| {
        compare(key, other_key, *down)
            .then_with(|| further(row, other))
            .then_with(|| worth(other).total_cmp(&worth(row)))
            .then_with(|| text_order(&row.company.name, &other.company.name))
            .then_with(|| row.company.id.cmp(&other.company.id))
    });
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}

/// What breaks a tie: where many have the same priority, the better one stands first.
fn worth(row: &Row<'_>) -> f64 {
    row.prospect.map_or(f64::NEG_INFINITY, |prospect| prospect.value)
}

/// Places of the plan's parts, so that sectors and bases sort in plan order.
struct Order<'p> {
    sectors: BTreeMap<&'p str, f64>,
    segments: BTreeMap<&'p str, f64>,
    products: BTreeMap<&'p str, f64>,
    bases: BTreeMap<&'p str, f64>,
}

impl<'p> Order<'p> {
    fn new(plan: Option<&'p Plan>) -> Self {
        let numbered = |words: Vec<&'p str>| {
            words.into_iter().enumerate().map(|(place, word)| (word, place as f64)).collect::<BTreeMap<_, _>>()
        };
        Self {
            sectors: numbered(plan.into_iter().flat_map(|plan| &plan.sectors).map(|one| one.id.as_str()).collect()),
            segments: numbered(plan.into_iter().flat_map(Plan::segments).map(|(_, one)| one.id.as_str()).collect()),
            products: numbered(plan.into_iter().flat_map(Plan::products).map(|(_, _, one)| one.id.as_str()).collect()),
            bases: numbered(plan.into_iter().flat_map(|plan| &plan.bases).map(|one| one.id.as_str()).collect()),
        }
    }

    fn key<'r>(&self, column: &str, row: &Row<'r>) -> SortKey<'r> {
        let Row { company, prospect, fit, lead } = row;
        let figure = |get: fn(&Prospect) -> f64| SortKey::Figure(prospect.map(get));
        match column {
            "sector" => SortKey::Figure(
                prospect.and_then(|one| one.sector.as_ref()).and_then(|id| self.sectors.get(id.as_str()).copied()),
            ),
            "segment" => SortKey::Figure(
                prospect.and_then(|one| one.segment.as_ref()).and_then(|id| self.segments.get(id.as_str()).copied()),
            ),
            "product" => SortKey::Figure(
                prospect.and_then(|one| one.product.as_ref()).and_then(|id| self.products.get(id.as_str()).copied()),
            ),
            "base" => SortKey::Figure(
                prospect.and_then(|one| one.slot.as_ref()).and_then(|slot| self.bases.get(slot.base.as_str()).copied()),
            ),
            "value" => figure(|one| one.value),
            "low" => figure(|one| one.low),
            "high" => figure(|one| one.high),
            "coverage" => figure(|one| one.coverage),
            // Best class first, the narrower range before the wider one.
            "class" => figure(|one| -(f64::from(one.class.best as u8) * 3.0 + f64::from(one.class.worst as u8))),
            "tier" => figure(|one| -f64::from(one.tier.tier as u8)),
            "gate" => figure(|one| f64::from(one.gate as u8)),
            "attainability" => figure(|one| one.attainability.p),
            "need" => SortKey::Figure(prospect.and_then(|one| match one.need {
                Need::Known { need, .. } => Some(need),
                Need::Unknown(_) => None,
            })),
            "priority" => SortKey::Figure(prospect.and_then(|one| one.priority)),
            "verdict" => {
                let verdict = prospect.zip(*fit).and_then(|(prospect, fit)| Verdict::of(prospect, fit));
                SortKey::Figure(verdict.map(|verdict| f64::from(verdict as u8)))
            }
            "stage" => SortKey::Figure(lead.map(|lead| f64::from(lead.stage as u8))),
            "next" => SortKey::day(lead.and_then(|lead| lead.next_action_on)),
            "founded" => SortKey::day(company.founded),
            "capital" => SortKey::money(company.registered_capital, company.capital_currency.unwrap_or(Currency::Cny)),
            "local" => SortKey::Figure(Some(f64::from(u8::from(company.local)))),
            "place" => SortKey::word(place_key(company)),
            "industry" => SortKey::word(&company.industry),
            "code" => SortKey::word(&company.credit_code),
            "status" => SortKey::word(&company.registration_status),
            "size" => SortKey::word(&company.size_class),
            "origin" => SortKey::word(&company.origin),
            "english" => SortKey::word(&company.english_name),
            "short" => SortKey::word(&company.short_name),
            "province" => SortKey::word(&company.province),
            "city" => SortKey::word(&company.city),
            "district" => SortKey::word(&company.district),
            "business" => SortKey::word(&company.main_business),
            "products" => SortKey::word(&company.products),
            "notes" => SortKey::word(&company.notes),
            _ => SortKey::word(&company.name),
        }
    }
}

/// Province first, else city, else district.
fn place_key(company: &Company) -> &str {
    [&company.province, &company.city, &company.district]
        .into_iter()
        .find(|text| !text.is_empty())
        .map_or("", |text| &**text)
}

/// What the page keeps of its list: the newest one and the question it answers.
#[derive(Debug, Default)]
pub struct Kept {
    /// The list as of the last answer; drawn until the next one is there.
    pub listing: Arc<Listing>,
    /// The question last asked.
    pub asked: Option<Query>,
    /// The question `listing` answers.
    pub answered: Option<Query>,
}

impl Kept {
    /// Whether the list shown answers the newest question.
    pub fn is_current(&self) -> bool {
        self.asked == self.answered
    }
}

/// The companies of a selection that still exist.
pub fn existing(snapshot: &Snapshot, selected: impl Iterator<Item = CompanyId>) -> BTreeSet<CompanyId> {
    selected.filter(|company| snapshot.companies.get(company.uuid()).is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_without_regard_to_case() {
        assert!(holds("Acme 电机 IGBT", "igbt"));
        assert!(holds("新能源电机", "电机"));
        assert!(!holds("电", "电机a"));
        assert!(!holds("", "a"));
    }
}
