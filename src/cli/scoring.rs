//! `score`: every prospect with its figures.

use std::{collections::BTreeMap, io::Write};

use serde::Serialize;

use super::{
    output::{json_line, line},
    session::{RunError, Session},
};
use crate::{
    domain::{
        company::{Company, GateState},
        ids::{BaseId, CompanyId, ProductId, SectorId, SegmentId},
        plan::Tier,
    },
    ledger::assessment::{Card, Need, NoNeed, Prospect, RankBy, rank},
    text::{
        Lang, Say, format,
        run::RunText,
        scoring::{cell, proof},
    },
};

pub(super) fn run(session: &Session, json: bool, out: &mut dyn Write) -> Result<(), RunError> {
    let view = session.view()?;
    let local = view.local_firms();
    if json {
        return view.each_card(|company, prospect, card| {
            if local.contains(&prospect.company) {
                return Ok(());
            }
            Ok(json_line(out, &prospect_line(company, prospect, card, session.lang))?)
        });
    }
    let lang = session.lang;
    let name = |row: usize| view.snapshot.companies.row(row).map_or("", |company| &*company.name);
    let ranking = rank(&view.assessment.prospects, RankBy::Value, name);
    line(out, &RunText::ScoreHead.say(lang))?;
    let prospects =
        ranking.rows.iter().filter_map(|row| view.assessment.prospects.get(*row).map(|found| (*row, found)));
    for (number, (row, prospect)) in (1..).zip(prospects.filter(|(_, found)| !local.contains(&found.company))) {
        let sector = prospect.sector.as_ref().and_then(|id| view.policy.plan.sector(id));
        let sector =
            sector.map_or_else(|| RunText::Outside.say(lang), |sector| in_language(&sector.name, lang).to_owned());
        let need = match prospect.need {
            Need::Known { need, .. } => format::number(need, 3),
            Need::Unknown(NoNeed::NoTarget) => RunText::NoTarget.say(lang),
            Need::Unknown(_) => "-".to_owned(),
        };
        let priority = prospect.priority.map_or_else(|| "-".to_owned(), |priority| format::number(priority, 3));
        line(
            out,
            &format!(
                "{number}\t{}\t{sector}\t{}\t{}\t{}\t{}\t{need}\t{}\t{priority}",
                name(row),
                format::score(prospect.value),
                format::interval(prospect.low, prospect.high),
                format::share(prospect.coverage),
                prospect.class,
                format::share(prospect.attainability.p),
            ),
        )?;
    }
    Ok(())
}

/// A name of the plan or model in the user's language.
pub(super) fn in_language(name: &crate::domain::plan::Name, lang: Lang) -> &str {
    match lang {
        Lang::Zh => &name.zh,
        Lang::En => &name.en,
    }
}

/// The line of one company. Fields in the order of the alphabet, as they have always been written.
#[derive(Serialize)]
struct ProspectLine<'a> {
    attainability: f64,
    base: Option<&'a BaseId>,
    class: String,
    coverage: f64,
    criteria: Vec<CriterionLine<'a>>,
    gate: GateState,
    gates: BTreeMap<&'a str, &'static str>,
    high: f64,
    id: CompanyId,
    low: f64,
    name: &'a str,
    need: Option<f64>,
    priority: Option<f64>,
    product: Option<&'a ProductId>,
    sector: &'a str,
    segment: Option<&'a SegmentId>,
    slot: Option<SlotLine<'a>>,
    tier: Tier,
    value: f64,
}

#[derive(Serialize)]
struct CriterionLine<'a> {
    active: bool,
    group: &'a str,
    high: f64,
    id: &'a str,
    low: f64,
    points: f64,
    rule: &'a str,
    source: String,
    state: String,
    value: f64,
    weight: f64,
}

#[derive(Serialize)]
struct SlotLine<'a> {
    base: &'a BaseId,
    tier: Tier,
}

fn prospect_line<'a>(company: &'a Company, prospect: &'a Prospect, card: &'a Card, lang: Lang) -> ProspectLine<'a> {
    let criteria = card.scorecard.lines.iter().map(|part| CriterionLine {
        active: part.active,
        group: &part.group,
        high: part.high,
        id: &part.criterion,
        low: part.low,
        points: part.points,
        rule: &part.source.0,
        source: proof(&part.proof).say(lang),
        state: cell(part.state, part.active).say(lang),
        value: part.value,
        weight: part.weight,
    });
    ProspectLine {
        attainability: prospect.attainability.p,
        base: prospect.slot.as_ref().map(|slot| &slot.base),
        class: prospect.class.to_string(),
        coverage: prospect.coverage,
        criteria: criteria.collect(),
        gate: prospect.gate,
        gates: card.gates.iter().map(|gate| (gate.gate.as_str(), gate.state.word())).collect(),
        high: prospect.high,
        id: prospect.company,
        low: prospect.low,
        name: &company.name,
        need: match prospect.need {
            Need::Known { need, .. } => Some(need),
            Need::Unknown(_) => None,
        },
        priority: prospect.priority,
        product: prospect.product.as_ref(),
        sector: prospect.sector.as_ref().map_or("none", SectorId::as_str),
        segment: prospect.segment.as_ref(),
        slot: prospect.slot.as_ref().map(|slot| SlotLine { base: &slot.base, tier: slot.tier }),
        tier: prospect.tier.tier,
        value: prospect.value,
    }
}
