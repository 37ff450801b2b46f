//! The tab Plan: the tree, what is chosen in it, and the draft of its seats.

use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use super::{
    changes::changes_ui,
    counts::Counted,
    detail::Shown,
    draft::Draft,
    parts::{DraftBar, Pressed, proposed_title, right_pane},
    study::{Edited, Studies},
    tree::{Node, Tree},
};
use crate::{
    domain::plan::Plan,
    ledger::{Action, View, assessment::RankBy},
    text::{Label, ui_plan::PlanPageText},
    ui::{
        context::{PageContext, Post},
        route::PageId,
        widgets::{SplitPane, UiExt, split_ui},
    },
};

/// How many of the top a draft of the plan is judged by.
const TOP: usize = 30;

/// What the tab holds.
pub(super) struct PlanTab {
    /// The plan as edited.
    pub draft: Draft<Plan>,
    /// The tree.
    pub tree: Tree,
    counted: Counted,
    studies: Studies,
    show_changes: bool,
}

impl Default for PlanTab {
    fn default() -> Self {
        Self {
            draft: Draft::default(),
            tree: Tree::default(),
            counted: Counted::default(),
            studies: Studies::new("plan.plan_study"),
            show_changes: false,
        }
    }
}

impl PlanTab {
    /// Keeps up with what is in force; in every frame of the page.
    pub fn follow(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.counted.follow(ctx, out);
        if let Some(view) = ctx.view {
            self.draft.settle(&view.policy.plan);
        }
        let Self { draft, studies, .. } = self;
        if draft.is_edited() {
            let edited = || draft.edited().map_or(Edited::Nothing, |plan| Edited::Plan(Box::new(plan.clone())));
            studies.follow(ctx, draft.revision, (RankBy::Priority, TOP), edited, out);
        } else {
            self.show_changes = false;
        }
    }

    /// Draws the tab.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, view: &Arc<View>, out: &mut Vec<Post>) {
        // Always one part, shown or not: a slider being dragged must not change its place among the others.
        ui.scope(|ui| self.draft_ui(ui, ctx, out));
        let Self { draft, tree, counted, studies, show_changes, .. } = self;
        let in_force = &*view.policy.plan;
        let mut edited: Option<Plan> = None;
        let mut go: Option<Node> = None;
        let plan = draft.current(in_force);
        let counts = counted.counts.as_deref();
        let stamp = (ctx.view_revision, draft.revision, counted.times);
        let pane = SplitPane { name: "plan.tree", share: 0.28, least: (260.0, 480.0), right_most: 1500.0 };
        let needle = tree.needle();
        let chosen = tree.chosen().clone();
        split_ui(
            ui,
            pane,
            ctx.lang,
            |ui| tree.ui(ui, ctx, plan, counts, stamp),
            |ui| {
                right_pane(ui, |ui| {
                    if *show_changes && let Some(study) = studies.of(draft.revision) {
                        changes_ui(ui, ctx, study, out);
                        return;
                    }
                    ScrollArea::vertical().id_salt(("plan detail", format!("{chosen:?}"))).auto_shrink(false).show(
                        ui,
                        |ui| {
                            ui.add_space(4.0);
                            let mut shown =
                                Shown { ctx, view, plan, counts, needle: &needle, edited: &mut edited, go: &mut go };
                            shown.ui(ui, &chosen, out);
                        },
                    );
                });
            },
        );
        if let Some(node) = go {
            tree.choose(node);
        }
        if let Some(edited) = edited {
            draft.set(edited, in_force);
        }
    }

    fn draft_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if self.draft.can_take_back() {
            ui.horizontal(|ui| {
                ui.secondary(ctx.say(&PlanPageText::Discarded));
                if ui.link(ctx.say(&PlanPageText::TakeBack)).clicked() {
                    self.draft.take_back();
                }
            });
            ui.add_space(4.0);
        }
        if !self.draft.is_edited() {
            return;
        }
        let saving = self.draft.is_saving(ctx.now);
        let study = self.studies.of(self.draft.revision);
        let proposed = proposed_title(ctx, PageId::Plan.label(ctx.lang));
        let bar = DraftBar {
            changes: study.map(|study| study.differences.len()),
            fault: study.and_then(|study| study.content.as_ref().err()).map(|fault| ctx.say(fault)),
            title: &mut self.draft.title,
            proposed: proposed.clone(),
            showing: self.show_changes,
            saving,
            read_only: !ctx.writable,
        };
        match bar.ui(ui, ctx) {
            Some(Pressed::Save) => {
                if let Some(content) =
                    self.studies.of(self.draft.revision).and_then(|study| study.content.as_ref().ok())
                {
                    let title = self.draft.title_or(&proposed);
                    out.push(Post::act(Action::AdoptPlan { title, content: content.as_str().into() }));
                    self.draft.saving(ctx.now);
                }
            }
            Some(Pressed::Discard) => self.draft.discard(),
            Some(Pressed::Changes) => self.show_changes = !self.show_changes,
            None => {}
        }
        ui.add_space(8.0);
    }
}
