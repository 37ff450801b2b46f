//! `forecast`: what to expect of every slot by a day.

use std::io::Write;

use jiff::civil::Date;
use serde_json::json;

use super::{
    output::{json_line, line},
    session::{RunError, Session},
};
use crate::{
    ledger::{LedgerError, View, forecast::SlotForecast},
    text::{Label, Say, format, run::RunText},
};

pub(super) fn run(session: &Session, json: bool, by: Option<Date>, out: &mut dyn Write) -> Result<(), RunError> {
    let view = session.view()?;
    let lang = session.lang;
    let until = by.unwrap_or(view.target_date);
    let forecast = view.forecast(until, |_| true).ok_or(RunError::Ledger(LedgerError::Cancelled))?;
    if json {
        for slot in &forecast.slots {
            json_line(out, &slot_line(&view, slot, until))?;
        }
        return Ok(());
    }
    line(out, &RunText::ForecastHead { day: format::iso_date(until) }.say(lang))?;
    for base in &view.policy.plan.bases {
        let name = base.name.in_lang(lang);
        for SlotForecast { state, .. } in forecast.slots.iter().filter(|slot| slot.state.slot.base == base.id) {
            let outlook = &state.outlook;
            let words = [
                name.to_owned(),
                state.slot.tier.label(lang).to_owned(),
                format!("{}-{}", state.range.min, state.range.max),
                state.landed.len().to_string(),
                state.open.len().to_string(),
                format::share(outlook.reaches_min),
                format::share(outlook.reaches_max),
                format::fixed(outlook.expected, 2),
            ];
            line(out, &words.join("\t"))?;
        }
        if forecast.untargeted.iter().any(|entry| entry.base == base.id) {
            line(out, &format!("{name}\t{}", RunText::NoTarget.say(lang)))?;
        }
    }
    Ok(())
}

fn slot_line(view: &View, slot: &SlotForecast, until: Date) -> serde_json::Value {
    let SlotForecast { state, distribution, reached, .. } = slot;
    let outlook = &state.outlook;
    let name = |company: crate::domain::ids::CompanyId| {
        view.snapshot.companies.get(company.uuid()).map_or_else(String::new, |company| company.name.to_string())
    };
    let leads: Vec<serde_json::Value> = state
        .open
        .iter()
        .map(|lead| {
            json!({
                "lead": lead.lead,
                "company": name(lead.company),
                "p": lead.p,
                "eventually": lead.eventually,
                "loss_min": outlook.reaches_min - lead.without.reaches_min,
                "loss_max": outlook.reaches_max - lead.without.reaches_max,
            })
        })
        .collect();
    json!({
        "base": state.slot.base,
        "tier": state.slot.tier,
        "min": state.range.min,
        "max": state.range.max,
        "plan_date": state.by.to_string(),
        "passed": state.passed,
        "reached_by_plan_date": reached.firms,
        "counted_to": until.to_string(),
        "counts_from": state.filled_at,
        "filled": state.landed.iter().map(|company| name(*company)).collect::<Vec<_>>(),
        "distribution": distribution,
        "reaches_min": outlook.reaches_min,
        "reaches_max": outlook.reaches_max,
        "expected": outlook.expected,
        "need": outlook.need,
        "leads": leads,
    })
}
