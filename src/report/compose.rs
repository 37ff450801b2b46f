//! From the judged read model to a shortlist: who is on it, in which order, who was left out and why.

use serde_json::json;

use super::{
    choice::{Choice, choose},
    level::Level,
    persons,
    shortlist::{
        CellState, CriterionCell, CriterionHeading, GateFinding, LabelledFact, LeftOut, NeedFigure, Order,
        ShortlistDocument, ShortlistRow, VersionStamp,
    },
};
use crate::{
    domain::{
        company::{Company, GateState, Honour, HonourKind},
        fit::Fit,
        ids::{BaseId, SectorId},
        lead::Lead,
        plan::{Base, Name, Plan, Tier},
        units::Unit,
    },
    ledger::{
        Detail, ScoreDraft, Stamp, View,
        assessment::{Eligibility, Need, NoNeed, Prospect, RankBy},
    },
    scoring::{self, Input, Line, PlacementBasis, Proof, Weights},
    text::{Label, Lang, Say, format, labels, run::RunText, scoring as reasons, ui_companies::CompaniesText},
};

/// Words of evidence shown for one company.
const WORDS_SHOWN: usize = 8;
/// Missing facts named for one company.
const MISSING_SHOWN: usize = 4;
/// Names given as examples of what was left out.
const EXAMPLES: usize = 5;

/// What a shortlist is asked to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Language.
    pub lang: Lang,
    /// How many companies at most.
    pub top: usize,
    /// Only companies that would take a seat of this base.
    pub base: Option<BaseId>,
    /// Only this sector.
    pub sector: Option<SectorId>,
    /// Only this tier.
    pub tier: Option<Tier>,
    /// Order.
    pub rank: RankBy,
    /// Privacy level.
    pub level: Level,
    /// Why a full list is made.
    pub reason: String,
    /// Who makes it.
    pub author: String,
    /// Title.
    pub title: String,
    /// Demonstration data.
    pub fictional: bool,
}

impl Wish {
    /// The order that the level allows: priority and its chances tell who is being negotiated with, so a public list goes
    /// by value.
    pub fn order(&self) -> RankBy {
        if self.rank == RankBy::Priority && !self.level.shows_negotiation() { RankBy::Value } else { self.rank }
    }
}

/// Chooses who is on the list ([`choose`]) and makes the document, and says which rows of the view stand on it, in order.
pub fn shortlist(view: &View, wish: &Wish) -> (ShortlistDocument, Vec<usize>) {
    let choice = choose(view, wish);
    (document(view, wish, &choice), choice.chosen)
}

/// The document over a choice that was made by the same view and wish.
pub fn document(view: &View, wish: &Wish, choice: &Choice) -> ShortlistDocument {
    let lang = wish.lang;
    let companies = &view.snapshot.companies;
    let name = |row: usize| companies.row(row).map_or("", |company| &*company.name);
    let Choice { chosen, left_out, .. } = choice;
    let mut rows = Vec::with_capacity(chosen.len());
    let Ok(()) = view.each_detail(chosen.iter().copied(), |row, detail| -> Result<(), std::convert::Infallible> {
        if let Some(company) = companies.row(row) {
            let place = u32::try_from(rows.len() + 1).unwrap_or(u32::MAX);
            rows.push(list_row(view, company, &detail, place, wish.level, lang));
        }
        Ok(())
    });
    let left_out = left_out
        .iter()
        .map(|(reason, rows)| LeftOut {
            reason: reason.words(wish.top).say(lang),
            count: rows.len(),
            examples: rows.iter().take(EXAMPLES).map(|row| name(*row).to_owned()).collect(),
        })
        .collect();
    ShortlistDocument {
        lang,
        title: wish.title.clone(),
        made_on: view.as_of,
        author: wish.author.clone(),
        purpose: wish.reason.clone(),
        plan: stamp(&view.policy.plan_stamp),
        model: stamp(&view.policy.model_stamp),
        catalogue: stamp(&view.policy.catalogue_stamp),
        target_date: Some(view.target_date),
        order: Order::By(wish.order()),
        level: wish.level,
        filters: filters(view, wish),
        fictional: wish.fictional,
        criteria: criteria(view, lang),
        rows,
        left_out,
    }
}

/// The base whose seat a company would take. That its lead names another is of the negotiation: what is public goes by
/// the plan alone.
pub fn seat_base<'p>(plan: &'p Plan, prospect: &Prospect, level: Level) -> Option<&'p Base> {
    if level.shows_negotiation() {
        plan.base(&prospect.slot.as_ref()?.base)
    } else {
        plan.base_for(prospect.sector.as_ref()?)
    }
}

/// Short remarks on a company of the view.
pub fn flags(view: &View, prospect: &Prospect, fit: &Fit, lang: Lang) -> Vec<String> {
    let mut flags = flags_of_place(prospect, fit, lang);
    let has_lead = prospect.lead.is_some_and(|lead| view.snapshot.leads.get(lead.uuid()).is_some());
    flags.extend(has_lead.then(|| RunText::FlagLead.say(lang)));
    let honour = |kind: HonourKind| kind.label(lang).to_owned();
    match prospect.need {
        Need::Unknown(reason @ NoNeed::NotEligible(_)) => flags.push(reasons::no_need(reason, honour).say(lang)),
        Need::Known { eligibility: unsure @ Eligibility::Unknown(_), .. } => {
            flags.push(reasons::eligibility(unsure, honour).say(lang));
        }
        Need::Known { .. } | Need::Unknown(_) => {}
    }
    flags
}

/// The same without what a lead decides: whether there is one, and which seat is meant.
fn open_flags(view: &View, prospect: &Prospect, fit: &Fit, lang: Lang) -> Vec<String> {
    let mut flags = flags_of_place(prospect, fit, lang);
    let honour = |kind: HonourKind| kind.label(lang).to_owned();
    let base = seat_base(&view.policy.plan, prospect, Level::Public);
    let seats = base.and_then(|base| base.seats.iter().find(|seats| seats.tier == prospect.tier.tier));
    if let Some(kind) = seats.and_then(|seats| seats.requires) {
        let honours: Vec<&Honour> = view.snapshot.honours.of(prospect.company).collect();
        flags.extend(match scoring::tiers::holds(&honours, kind, view.as_of) {
            Some(true) => None,
            Some(false) => Some(reasons::no_need(NoNeed::NotEligible(kind), honour).say(lang)),
            None => Some(reasons::eligibility(Eligibility::Unknown(kind), honour).say(lang)),
        });
    }
    flags
}

/// What is to be said of the place of a company in the plan.
fn flags_of_place(prospect: &Prospect, fit: &Fit, lang: Lang) -> Vec<String> {
    let remarks = [
        (fit.unclear && prospect.placed_by != PlacementBasis::Confirmed, RunText::FlagUnclear),
        (prospect.placed_by == PlacementBasis::NameOnly, RunText::FlagNameOnly),
    ];
    remarks.into_iter().filter(|(holds, _)| *holds).map(|(_, text)| text.say(lang)).collect()
}

/// The need, or in a few words why there is none.
pub fn need_figure(need: Need, lang: Lang) -> NeedFigure {
    match need {
        Need::Known { need, .. } => NeedFigure::Known(need),
        Need::Unknown(reason) => NeedFigure::Absent(
            match reason {
                NoNeed::NoTarget => RunText::NoTarget,
                NoNeed::OutsidePlan | NoNeed::SectorUnknown => RunText::NoPlace,
                NoNeed::TraditionalSector | NoNeed::NoBase => RunText::NoSeats,
                NoNeed::NotEligible(_) => RunText::NotEligible,
            }
            .say(lang),
        ),
    }
}

/// What a shortlist was made from, to be kept with the workspace.
pub fn score_draft(view: &View, wish: &Wish, rows: &[usize]) -> ScoreDraft {
    let content = json!({
        "rank": wish.order(),
        "level": wish.level,
        "top": wish.top,
        "base": wish.base,
        "sector": wish.sector,
        "tier": wish.tier,
        "target_date": view.target_date,
        "peers": view.policy.peers_stamp.sha256,
        "rules": view.policy.rules_stamp.sha256,
        "rows": view.recorded(rows),
    });
    view.score_draft("shortlist", content.to_string())
}

fn stamp(stamp: &Stamp) -> VersionStamp {
    VersionStamp { title: stamp.title.clone(), version: String::new(), sha256: stamp.sha256.clone() }
}

/// A name of the plan or model in the reader's language.
fn named(name: &Name, lang: Lang) -> String {
    match lang {
        Lang::Zh => name.zh.clone(),
        Lang::En => name.en.clone(),
    }
}

fn filters(view: &View, wish: &Wish) -> String {
    let plan = &view.policy.plan;
    let base = wish.base.as_ref().and_then(|id| plan.base(id));
    let sector = wish.sector.as_ref().and_then(|id| plan.sector(id));
    let base = base.map(|base| RunText::FilterBase { name: named(&base.name, wish.lang) });
    let sector = sector.map(|sector| RunText::FilterSector { name: named(&sector.name, wish.lang) });
    let tier = wish.tier.map(|tier| RunText::FilterTier { name: tier.label(wish.lang) });
    let said: Vec<String> = [base, sector, tier].into_iter().flatten().map(|text| text.say(wish.lang)).collect();
    format::clauses(&said, wish.lang)
}

fn criteria(view: &View, lang: Lang) -> Vec<CriterionHeading> {
    let model = &view.policy.model;
    let weights = Weights::of(model);
    let mut active = weights.points().iter();
    let mut headings = Vec::new();
    for group in &model.groups {
        for criterion in &group.criteria {
            let points = if criterion.is_active() { active.next().copied().unwrap_or_default() } else { 0.0 };
            headings.push(CriterionHeading {
                id: criterion.id.clone(),
                group: named(&group.name, lang),
                label: named(&criterion.name, lang),
                weight: points / 100.0,
            });
        }
    }
    headings
}

fn list_row(view: &View, company: &Company, detail: &Detail, place: u32, level: Level, lang: Lang) -> ShortlistRow {
    let Detail { fit, prospect, card } = detail;
    let plan = &view.policy.plan;
    let sector = prospect.sector.as_ref().and_then(|id| plan.sector(id));
    let segment = prospect.segment.as_ref().and_then(|id| plan.segment(id));
    let product = prospect.product.as_ref().and_then(|id| plan.product(id));
    let base = seat_base(plan, prospect, level);
    let lead = prospect.lead.and_then(|lead| view.snapshot.leads.get(lead.uuid()));
    let owner = lead.and_then(|lead| lead.owner).and_then(|owner| view.snapshot.authors.get(owner.uuid()));
    let honour = |kind: HonourKind| kind.label(lang).to_owned();
    let attainability = &prospect.attainability;
    ShortlistRow {
        rank: place,
        moved: String::new(),
        name: company.name.to_string(),
        credit_code: company.credit_code.to_string(),
        place: place_of(company),
        sector: sector.map_or_else(|| RunText::Outside.say(lang), |sector| named(&sector.name, lang)),
        segment: segment.map_or_else(String::new, |(_, segment)| named(&segment.name, lang)),
        product: product.map_or_else(String::new, |(_, _, product)| named(&product.name, lang)),
        tier: prospect.tier.tier,
        tier_reason: reasons::tier(&prospect.tier, &company.tier_reason, lang, honour).say(lang),
        base: base.map_or_else(String::new, |base| named(&base.name, lang)),
        value: prospect.value,
        low: prospect.low,
        high: prospect.high,
        coverage: prospect.coverage,
        little_known: prospect.low_coverage,
        class: prospect.class.to_string(),
        stability: None,
        flags: if level.shows_negotiation() {
            flags(view, prospect, fit, lang)
        } else {
            open_flags(view, prospect, fit, lang)
        },
        need: Some(need_figure(prospect.need, lang)),
        attainability: Some(attainability.p),
        attainability_source: reasons::chance(attainability.basis, attainability.by_stage, |stage| {
            stage.label(lang).to_owned()
        })
        .say(lang),
        priority: prospect.priority,
        gates: gates(view, detail, lang),
        evidence: evidence(company, detail),
        missing: missing(view, detail, lang),
        breakdown: card.scorecard.lines.iter().map(|part| breakdown(view, part, lang)).collect(),
        main_business: company.main_business.to_string(),
        website: company.website.to_string(),
        phone: company.phone.to_string(),
        email: company.email.to_string(),
        legal_representative: company.legal_representative.to_string(),
        owner: owner.map_or_else(String::new, |owner| owner.name.to_string()),
        stage: lead.map(|lead| lead.stage),
        lead_title: lead.map_or_else(String::new, |lead| lead.title.to_string()),
        negotiation: lead.map_or_else(Vec::new, |lead| negotiation(lead, lang)),
        notes: company.notes.to_string(),
        persons: persons::known(&view.snapshot, company.id),
    }
}

/// Province, city and district, each once.
pub fn place_of(company: &Company) -> String {
    let mut place = String::new();
    for part in [&company.province, &company.city, &company.district] {
        if !place.ends_with(&**part) {
            place.push_str(part);
        }
    }
    place
}

/// Gates that are not simply passed.
fn gates(view: &View, detail: &Detail, lang: Lang) -> Vec<GateFinding> {
    let label = |id: &crate::domain::ids::GateId| {
        let gate = view.policy.plan.gates.iter().find(|gate| gate.id == *id);
        gate.map_or_else(|| id.to_string(), |gate| named(&gate.name, lang))
    };
    let open = detail.card.gates.iter().filter(|gate| gate.state != GateState::Pass);
    open.map(|gate| GateFinding {
        label: label(&gate.gate),
        state: gate.state,
        reason: reasons::gate(&gate.basis).say(lang),
    })
    .collect()
}

/// The company's own words, as it wrote them, strongest first.
fn evidence(company: &Company, detail: &Detail) -> Vec<String> {
    let texts = crate::ledger::texts_of(company);
    let mut found: Vec<_> = detail
        .fit
        .evidence
        .iter()
        .filter(|evidence| !evidence.negated && Some(&evidence.segment) == detail.prospect.segment.as_ref())
        .collect();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| (a.text, a.start).cmp(&(b.text, b.start))));
    let mut words: Vec<String> = Vec::new();
    for evidence in found {
        let Some(text) = texts.get(evidence.text) else { continue };
        let word: String =
            text.text.chars().skip(evidence.start).take(evidence.end.saturating_sub(evidence.start)).collect();
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words.truncate(WORDS_SHOWN);
    words
}

/// What is not known, by how much the answer could move the value.
fn missing(view: &View, detail: &Detail, lang: Lang) -> Vec<String> {
    let mut open: Vec<&Line> =
        detail.card.scorecard.lines.iter().filter(|part| part.active && part.high > part.low).collect();
    open.sort_by(|a, b| (b.weight * (b.high - b.low)).total_cmp(&(a.weight * (a.high - a.low))));
    let name = |word: &str| {
        let found = view.policy.model.criteria().find(|(_, criterion)| criterion.id == word);
        found.map_or_else(|| word.to_owned(), |(_, criterion)| named(&criterion.name, lang))
    };
    open.iter().take(MISSING_SHOWN).map(|part| name(&part.criterion)).collect()
}

fn breakdown(view: &View, part: &Line, lang: Lang) -> CriterionCell {
    let state = match part.state {
        _ if !part.active => CellState::Inactive,
        scoring::CellState::Known => CellState::Known,
        scoring::CellState::Range => CellState::Range,
        scoring::CellState::Missing(_) => CellState::Estimated,
        scoring::CellState::NotApplicable => CellState::NotApplicable,
    };
    let counts = !matches!(state, CellState::Inactive | CellState::NotApplicable);
    let mut source = reasons::proof(&part.proof).say(lang);
    if state == CellState::Estimated {
        let basis = reasons::estimate(part.basis).say(lang);
        source = format::clauses(&[source, basis], lang);
    }
    let rule = &part.source.0;
    if !rule.is_empty() {
        source = format::clauses(&[source.as_str(), rule], lang);
    }
    CriterionCell {
        criterion: part.criterion.clone(),
        shown: shown(view, part, lang),
        value: counts.then_some(part.value),
        low: counts.then_some(part.low),
        high: counts.then_some(part.high),
        weight: part.weight,
        points: counts.then_some(part.points),
        state,
        source,
    }
}

/// The fact as a person reads it.
fn shown(view: &View, part: &Line, lang: Lang) -> String {
    let (number, low, high, choice, unit) = match &part.proof {
        Proof::Fact { number, low, high, choice, unit, id: _, as_of: _, source: _ } => {
            (number, low, high, choice, unit)
        }
        Proof::Fit { strength, .. } => return RunText::Strength { strength: format::number(*strength, 2) }.say(lang),
        Proof::Honour { .. } => {
            let named = part.choice.as_ref().and_then(|choice| choice_label(view, part, &choice.word, lang));
            return named.unwrap_or_default().to_owned();
        }
        Proof::Nothing | Proof::OutsidePlan | Proof::Chain { .. } => return String::new(),
    };
    let grade = choice_label(view, part, choice, lang);
    let with_unit = |text: String| match unit {
        Unit::Percent => format!("{text}%"),
        unit => format!("{text} {}", unit.label(lang)),
    };
    match (number, low, high) {
        _ if !choice.is_empty() => grade.unwrap_or(choice).to_owned(),
        (Some(number), _, _) => with_unit(format::number(*number, 2)),
        (None, Some(low), Some(high)) => {
            let (low, high) = (with_unit(format::number(*low, 2)), with_unit(format::number(*high, 2)));
            CompaniesText::Between { low, high }.say(lang)
        }
        _ => String::new(),
    }
}

/// The name of a word on the scale of a line's metric.
fn choice_label(view: &View, part: &Line, word: &str, lang: Lang) -> Option<&'static str> {
    let input = view.policy.model.criteria().find(|(_, criterion)| criterion.id == part.criterion);
    match input?.1.input {
        Input::Metric(metric) => labels::choice(metric, word, lang),
        Input::SectorFit | Input::Chain => None,
    }
}

fn negotiation(lead: &Lead, lang: Lang) -> Vec<LabelledFact> {
    let money =
        |amount: Option<crate::domain::units::Amount>| amount.map(|amount| format::money(amount, lead.currency, lang));
    let next = (!lead.next_action.is_empty()).then(|| match lead.next_action_on {
        Some(day) => format!("{} {}", lead.next_action, format::date(day, lang)),
        None => lead.next_action.to_string(),
    });
    let entries = [
        (RunText::TotalInvestment, money(lead.total_investment)),
        (RunText::FixedInvestment, money(lead.fixed_investment)),
        (RunText::Land, lead.land.map(|land| format!("{} {}", format::number(land.0, 2), Unit::Mu.label(lang)))),
        (
            RunText::Plant,
            lead.plant.map(|plant| format!("{} {}", format::number(plant.0, 0), Unit::SquareMetre.label(lang))),
        ),
        (RunText::NextAction, next),
    ];
    entries
        .into_iter()
        .filter_map(|(label, value)| value.map(|value| LabelledFact { label: label.say(lang), value }))
        .collect()
}
