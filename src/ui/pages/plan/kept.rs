//! Drafts outlive a crash: they are kept in the settings, by the file they belong to.

use std::{collections::BTreeMap, path::Path};

use serde::{Deserialize, Serialize};

use super::{draft::Draft, rules_form::Form};
use crate::{
    domain::{
        ids::BaseId,
        plan::{Plan, Seats},
        workspace::SettingName,
    },
    matching::TermEdit,
    scoring::Model,
    ui::{
        context::{PageContext, Post},
        settings::Settings,
    },
};

const NOTE: &str = "plan.drafts";

/// What is kept.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Kept {
    /// File.
    path: String,
    /// When it was written, in milliseconds since 1970.
    #[serde(default)]
    at_ms: i64,
    /// Versions of plan and model that were in force.
    #[serde(default)]
    over: [Option<String>; 2],
    /// The model as edited.
    model: Option<Model>,
    /// The seats of every base as edited; nothing else of a plan can be edited here.
    seats: Option<BTreeMap<BaseId, Vec<Seats>>>,
    /// Changed terms, and the version of the catalogue they were changed over.
    #[serde(default)]
    terms: Option<(Option<String>, Vec<TermEdit>)>,
    /// The pipeline rules as typed, and the version they were typed over.
    #[serde(default)]
    rules: Option<(Option<String>, Form)>,
}

/// The drafts of the page.
pub(super) struct Drafts<'d> {
    pub plan: &'d mut Draft<Plan>,
    pub model: &'d mut Draft<Model>,
    pub terms: &'d mut Draft<Vec<TermEdit>>,
    pub rules: &'d mut Draft<Form>,
}

/// Brings drafts of this file back, at the start.
pub(super) fn restore(ctx: &PageContext<'_>, drafts: Drafts<'_>) {
    let Drafts { plan, model, terms, rules } = drafts;
    let Some(view) = ctx.view else { return };
    let Some(kept) = ctx.settings.notes.get(NOTE).and_then(|note| serde_json::from_str::<Kept>(note).ok()) else {
        return;
    };
    if kept.path != ctx.path.to_string_lossy() {
        return;
    }
    // A version saved since then holds; the older draft waits beside it until it is asked for.
    let [over_plan, over_model] = in_force(ctx);
    if let Some(edited) = kept.model {
        if kept.over[1] == over_model {
            model.set(edited, &view.policy.model);
        } else {
            model.offer(edited);
        }
    }
    if let Some((over, edits)) = kept.terms {
        if over == active_catalogue(ctx) {
            terms.set(edits, &Vec::new());
        } else {
            terms.offer(edits);
        }
    }
    if let Some((over, form)) = kept.rules {
        if over == active_rules(ctx) {
            rules.set(form, &Form::of(&view.policy.rules));
        } else {
            rules.offer(form);
        }
    }
    if let Some(mut seats) = kept.seats {
        let mut edited = Plan::clone(&view.policy.plan);
        for base in &mut edited.bases {
            if let Some(seats) = seats.remove(&base.id) {
                base.seats = seats;
            }
        }
        if kept.over[0] == over_plan {
            plan.set(edited, &view.policy.plan);
        } else {
            plan.offer(edited);
        }
    }
}

/// When the drafts of this file were last touched, if there are any: milliseconds since 1970.
pub(in crate::ui::pages) fn waiting(settings: &Settings, path: &Path) -> Option<i64> {
    let kept: Kept = serde_json::from_str(settings.notes.get(NOTE)?).ok()?;
    (Path::new(&kept.path) == path).then_some(kept.at_ms)
}

/// Keys of the versions of plan and model in force.
fn in_force(ctx: &PageContext<'_>) -> [Option<String>; 2] {
    [SettingName::ActivePlan, SettingName::ActiveModel].map(|name| ctx.snapshot.setting(name).map(str::to_owned))
}

fn active_catalogue(ctx: &PageContext<'_>) -> Option<String> {
    ctx.snapshot.setting(SettingName::ActiveCatalogue).map(str::to_owned)
}

fn active_rules(ctx: &PageContext<'_>) -> Option<String> {
    ctx.snapshot.setting(SettingName::ActiveRules).map(str::to_owned)
}

/// Keeps the drafts when they changed.
pub(super) fn keep(ctx: &PageContext<'_>, drafts: Drafts<'_>, out: &mut Vec<Post>) {
    let Drafts { plan, model, terms, rules } = drafts;
    if !plan.unkept && !model.unkept && !terms.unkept && !rules.unkept {
        return;
    }
    plan.unkept = false;
    model.unkept = false;
    terms.unkept = false;
    rules.unkept = false;
    let seats = plan
        .edited()
        .map(|plan| plan.bases.iter().map(|base| (base.id.clone(), base.seats.clone())).collect::<BTreeMap<_, _>>());
    let path = ctx.path.to_string_lossy().into_owned();
    let at_ms = ctx.now.as_millisecond();
    let terms = terms.edited().map(|edits| (active_catalogue(ctx), edits.clone()));
    let rules = rules.edited().map(|form| (active_rules(ctx), form.clone()));
    let kept = Kept { path, at_ms, over: in_force(ctx), model: model.edited().cloned(), seats, terms, rules };
    out.push(Post::set(move |settings| {
        if kept.model.is_none() && kept.seats.is_none() && kept.terms.is_none() && kept.rules.is_none() {
            settings.notes.remove(NOTE);
        } else if let Ok(note) = serde_json::to_string(&kept) {
            settings.notes.insert(NOTE.to_owned(), note);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::ids::{SectorId, SegmentId},
        ledger::seeds,
        matching::NodeAt,
        pipeline::Rules,
    };

    #[test]
    fn what_is_kept_is_read_back_whole() {
        let mut model = Model::from_toml(seeds::MODEL, "m").unwrap();
        model.groups[0].weight = 0.123_456_789;
        let plan = Plan::shipped().unwrap();
        let seats = plan.bases.iter().map(|base| (base.id.clone(), base.seats.clone())).collect();
        let over = [Some("v".into()), None];
        let node = NodeAt { sector: SectorId::new("s"), segment: SegmentId::new("g"), product: None };
        let edits = vec![TermEdit::Off { node, term: "词".into() }];
        let terms = Some((None, edits));
        let rules = Some((None, Form::of(&Rules::shipped().unwrap())));
        let kept = Kept { path: "p".into(), at_ms: 7, over, model: Some(model), seats: Some(seats), terms, rules };
        let again: Kept = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();
        assert_eq!(kept, again);
    }
}
