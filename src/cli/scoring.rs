//! `score`: every prospect with its figures.

use std::io::Write;

use serde_json::{Map, Value as Json, json};

use super::{
    output::{json_line, line},
    session::{RunError, Session},
};
use crate::{
    domain::company::Company,
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
            Ok(json_line(out, &prospect_json(company, prospect, card, session.lang))?)
        });
    }
    let lang = session.lang;
    let name = |row: usize| view.snapshot.companies.rows().get(row).map_or("", |company| &*company.name);
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

fn prospect_json(company: &Company, prospect: &Prospect, card: &Card, lang: Lang) -> Json {
    let gates: Map<String, Json> =
        card.gates.iter().map(|gate| (gate.gate.to_string(), gate.state.word().into())).collect();
    let criteria: Vec<Json> = card
        .scorecard
        .lines
        .iter()
        .map(|part| {
            json!({
                "id": part.criterion,
                "group": part.group,
                "value": part.value,
                "low": part.low,
                "high": part.high,
                "weight": part.weight,
                "points": part.points,
                "active": part.active,
                "state": cell(part.state, part.active).say(lang),
                "source": proof(&part.proof).say(lang),
                "rule": part.source.0,
            })
        })
        .collect();
    let need = match prospect.need {
        Need::Known { need, .. } => Some(need),
        Need::Unknown(_) => None,
    };
    json!({
        "id": prospect.company,
        "name": company.name,
        "sector": prospect.sector.as_ref().map_or("none", |sector| sector.as_str()),
        "segment": prospect.segment,
        "product": prospect.product,
        "tier": prospect.tier.tier,
        "value": prospect.value,
        "low": prospect.low,
        "high": prospect.high,
        "coverage": prospect.coverage,
        "class": prospect.class.to_string(),
        "gate": prospect.gate,
        "gates": gates,
        "base": prospect.slot.as_ref().map(|slot| &slot.base),
        "slot": prospect.slot.as_ref().map(|slot| json!({ "base": slot.base, "tier": slot.tier })),
        "need": need,
        "attainability": prospect.attainability.p,
        "priority": prospect.priority,
        "criteria": criteria,
    })
}
