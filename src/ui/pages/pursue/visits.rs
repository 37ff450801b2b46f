//! The chosen as visits of a fair, in one step.

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui::Ui;

use super::{job, work::Found};
use crate::{
    domain::{
        fair::Fair,
        ids::{CompanyId, FairId, VisitId},
    },
    ledger::{
        Action, IdSource,
        fair::{Outing, Proposal, roster},
    },
    text::{format, ui_pursue::PursueText as T},
    ui::{
        context::{JobEnd, PageContext, Post},
        pages::fair::{self, words},
        route::{PageId, Place},
        theme::icons,
        toasts::Toast,
    },
};

/// The job that lays out the walk.
const VISITS: &str = "pursue.visits";

type Planned = (FairId, Option<Proposal>);

/// Companies of the plan, those that add most first.
pub(super) fn companies(found: &Found) -> Vec<CompanyId> {
    let prospects = &found.view.assessment.prospects;
    let rows = found.pursuit.chosen_rows();
    rows.iter().filter_map(|row| prospects.get(*row)).map(|prospect| prospect.company).collect()
}

/// The button with the fairs that are not over, each with how many of the chosen exhibit there.
pub(super) fn button_ui(ui: &mut Ui, found: &Found, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let enabled = ctx.writable && !ctx.is_running(VISITS);
    let response = ui.add_enabled_ui(enabled, |ui| {
        let label = format!("{} {}", icons::STOREFRONT, ctx.say(&T::VisitPlan));
        ui.menu_button(label, |ui| fairs_ui(ui, found, ctx, out)).response
    });
    response.inner.on_hover_text(ctx.say(&T::VisitPlanTip));
}

fn fairs_ui(ui: &mut Ui, found: &Found, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let chosen: BTreeSet<CompanyId> = companies(found).into_iter().collect();
    let mut fairs: Vec<&Fair> = ctx.snapshot.fairs.iter().filter(|fair| fair.ends() >= ctx.today).collect();
    fairs.sort_by_key(|fair| (fair.first_day, fair.id));
    if fairs.is_empty() {
        ui.label(ctx.say(&T::VisitPlanNoFair));
    }
    for fair in fairs {
        let exhibits = ctx.snapshot.exhibitors.iter().filter(|one| one.fair == fair.id);
        let count = exhibits.filter(|one| chosen.contains(&one.company)).count();
        let fair_words = words::fair_words(fair, ctx.lang);
        let label = ctx.say(&T::VisitPlanOf { fair: fair_words, count: format::count(count) });
        if ui.add_enabled_ui(count > 0, |ui| ui.button(label)).inner.clicked() {
            out.push(planning(found, fair, ctx));
            ui.close();
        }
    }
}

fn planning(found: &Found, fair: &Fair, ctx: &PageContext<'_>) -> Post {
    let (found, fair, companies) = (found.clone(), fair.clone(), companies(found));
    let (snapshot, today, surroundings) = (Arc::clone(ctx.snapshot), ctx.today, ctx.surroundings);
    job(VISITS, ctx.say(&T::VisitPlanJob), move |progress| -> Planned {
        let rows = roster(&snapshot, Some(&found.view), &fair);
        if progress.is_cancelled() {
            return (fair.id, None);
        }
        let known: Vec<_> = snapshot.visits.iter().filter(|visit| visit.fair == fair.id).cloned().collect();
        let officers = words::officers(&snapshot, &fair);
        let outing = Outing { view: &found.view, fair: &fair, rows: &rows, known: &known, officers: &officers, today };
        let mut ids = IdSource::new(surroundings);
        (fair.id, Some(outing.to(&companies, &mut || VisitId::from_uuid(ids.next()))))
    })
}

/// Takes in the walk: keeps it in one step and shows it.
pub(super) fn absorb(ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    match ctx.take_result::<Planned>(VISITS) {
        Some(JobEnd::Done((id, Some(proposal)))) => {
            let Some(fair) = ctx.snapshot.fairs.get(id.uuid()) else { return };
            let known: Vec<_> = ctx.snapshot.visits.iter().filter(|visit| visit.fair == id).collect();
            let same =
                known.len() == proposal.visits.len() && proposal.visits.iter().all(|visit| known.contains(&visit));
            let (count, fair) = (format::count(proposal.eligible), fair.name.to_string());
            let mut said = ctx.say(&T::VisitPlanMade { fair, count });
            if proposal.unplaced > 0 {
                said.push_str(&ctx.say(&T::VisitPlanLeft { count: format::count(proposal.unplaced) }));
            }
            if !same {
                out.push(Post::act(Action::PlanVisits { fair: id, visits: proposal.visits }));
            }
            out.push(Post::Toast(Toast::note(said)));
            out.push(fair::remember(id));
            out.push(Post::Go(Place::part(PageId::Fair, &format!("walk:{id}"))));
        }
        Some(JobEnd::Broken(words)) => out.push(Post::Toast(Toast::failure(words))),
        Some(JobEnd::Done((_, None))) | None => {}
    }
}
