//! Drafts outlive a crash: they are kept in the settings, by the file they belong to.

use std::{collections::BTreeMap, time::Duration};

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use crate::{
    domain::{
        ids::BaseId,
        plan::{Plan, Seats},
    },
    scoring::Model,
    ui::context::{PageContext, Post},
};

const NOTE: &str = "plan.drafts";

/// What is kept.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Kept {
    /// File.
    path: String,
    /// The model as edited.
    model: Option<Model>,
    /// The seats of every base as edited; nothing else of a plan can be edited here.
    seats: Option<BTreeMap<BaseId, Vec<Seats>>>,
}

/// Brings drafts of this file back, at the start.
pub(super) fn restore(ctx: &PageContext<'_>, plan: &mut Draft<Plan>, model: &mut Draft<Model>) {
    let Some(view) = ctx.view else { return };
    let Some(kept) = ctx.settings.notes.get(NOTE).and_then(|note| serde_json::from_str::<Kept>(note).ok()) else {
        return;
    };
    if kept.path != ctx.path.to_string_lossy() {
        return;
    }
    if let Some(edited) = kept.model {
        model.set(edited, &view.policy.model);
    }
    if let Some(mut seats) = kept.seats {
        let mut edited = Plan::clone(&view.policy.plan);
        for base in &mut edited.bases {
            if let Some(seats) = seats.remove(&base.id) {
                base.seats = seats;
            }
        }
        plan.set(edited, &view.policy.plan);
    }
}

/// Keeps the drafts when they changed; true when they did.
pub(super) fn keep(
    ctx: &PageContext<'_>,
    plan: &mut Draft<Plan>,
    model: &mut Draft<Model>,
    out: &mut Vec<Post>,
) -> bool {
    if !plan.unkept && !model.unkept {
        return false;
    }
    plan.unkept = false;
    model.unkept = false;
    let seats = plan
        .edited()
        .map(|plan| plan.bases.iter().map(|base| (base.id.clone(), base.seats.clone())).collect::<BTreeMap<_, _>>());
    let kept = Kept { path: ctx.path.to_string_lossy().into_owned(), model: model.edited().cloned(), seats };
    out.push(Post::set(move |settings| {
        if kept.model.is_none() && kept.seats.is_none() {
            settings.notes.remove(NOTE);
        } else if let Ok(note) = serde_json::to_string(&kept) {
            settings.notes.insert(NOTE.to_owned(), note);
        }
    }));
    true
}

/// After so long the window writes its settings; it must draw a frame for that.
pub(super) const UNTIL_WRITTEN: Duration = Duration::from_millis(3_500);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::seeds;

    #[test]
    fn what_is_kept_is_read_back_whole() {
        let mut model = Model::from_toml(seeds::MODEL, "m").unwrap();
        model.groups[0].weight = 0.123_456_789;
        let plan = Plan::shipped().unwrap();
        let seats = plan.bases.iter().map(|base| (base.id.clone(), base.seats.clone())).collect();
        let kept = Kept { path: "p".into(), model: Some(model), seats: Some(seats) };
        let again: Kept = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();
        assert_eq!(kept, again);
    }
}
