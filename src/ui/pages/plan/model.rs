//! The tab Model: weights, scales and assumptions on the left, the ranking they make on the right.

use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use super::{
    changes::differences_ui,
    draft::Draft,
    elicit::elicit_ui,
    parameters::parameters_ui,
    parts::{DraftBar, Pressed, proposed_title, right_pane},
    ranking::RankingPane,
    scales::scales_ui,
    study::{Edited, Studies},
    weights::weights_ui,
};
use crate::{
    ledger::{Action, View},
    scoring::{Model, PeerTable},
    text::{Say, format, ui_plan::PlanPageText},
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        widgets::{SplitPane, UiExt, chip, split_ui},
    },
};

const PEERS: &str = "plan.peers";

/// Parts of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    Weights,
    Scales,
    Parameters,
}

/// What the tab holds.
pub(super) struct ModelTab {
    /// The model as edited.
    pub draft: Draft<Model>,
    part: Part,
    pane: RankingPane,
    studies: Studies,
    show_changes: bool,
}

impl Default for ModelTab {
    fn default() -> Self {
        Self {
            draft: Draft::default(),
            part: Part::default(),
            pane: RankingPane::default(),
            studies: Studies::new("plan.model_study"),
            show_changes: false,
        }
    }
}

impl ModelTab {
    /// Keeps up with what is in force; in every frame of the page.
    pub fn follow(&mut self, ctx: &PageContext<'_>) {
        if let Some(view) = ctx.view {
            self.draft.settle(&view.policy.model);
        }
        self.show_changes &= self.draft.is_edited();
    }

    /// Draws the tab.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, view: &Arc<View>, out: &mut Vec<Post>) {
        // Always one part, shown or not: a slider being dragged must not change its place among the others.
        ui.scope(|ui| self.draft_ui(ui, ctx, out));
        let Self { draft, part, pane, studies, show_changes } = self;
        let in_force = &*view.policy.model;
        let mut model = draft.current(in_force).clone();
        let mut right_out = Vec::new();
        let split = SplitPane { name: "plan.model", share: 0.6, least: (520.0, 380.0), right_most: 640.0 };
        split_ui(
            ui,
            split,
            ctx.lang,
            |ui| {
                ui.horizontal(|ui| {
                    for (word, title) in [
                        (Part::Weights, PlanPageText::Weights),
                        (Part::Scales, PlanPageText::Scales),
                        (Part::Parameters, PlanPageText::Parameters),
                    ] {
                        if chip(ui, &ctx.say(&title), *part == word).clicked() {
                            *part = word;
                        }
                    }
                });
                ui.add_space(4.0);
                let salt = ("model part", *part as u8);
                ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
                    ui.set_max_width((ui.available_width() - 12.0).min(1100.0));
                    match part {
                        Part::Weights => {
                            elicit_ui(ui, ctx, view, &mut model);
                            if weights_ui(ui, ctx, &mut model) {
                                *part = Part::Scales;
                            }
                        }
                        Part::Scales => scales_ui(ui, ctx, &mut model),
                        Part::Parameters => {
                            if parameters_ui(ui, ctx, view, &mut model) {
                                let view = Arc::clone(view);
                                let label = ctx.say(&PlanPageText::PeersComputing);
                                out.push(Post::Job(JobRequest::new(PEERS, label, move |_| view.peer_table())));
                            }
                        }
                    }
                    ui.add_space(24.0);
                });
            },
            |ui| {
                right_pane(ui, |ui| {
                    let study = studies.newest.as_ref();
                    if *show_changes && let Some(study) = studies.of(draft.revision) {
                        ui.strong_text(ctx.say(&PlanPageText::WhatDiffers));
                        ui.add_space(4.0);
                        ScrollArea::vertical().id_salt("model differences").auto_shrink(false).show(ui, |ui| {
                            differences_ui(ui, ctx, &study.differences);
                        });
                        return;
                    }
                    pane.ui(ui, ctx, study, draft.is_edited(), &mut right_out);
                });
            },
        );
        out.append(&mut right_out);
        if !ctx.writable {
            // Nothing can be adopted, but everything can be tried.
            out.push(Post::Status(ctx.say(&PlanPageText::TryOnly)));
        }
        draft.set(model, in_force);
        let edited = || draft.edited().map_or(Edited::Nothing, |model| Edited::Model(Box::new(model.clone())));
        studies.follow(ctx, draft.revision, (pane.by, pane.length), edited, out);
        if let Some(JobEnd::Done(table)) = ctx.take_result::<PeerTable>(PEERS) {
            adopt_peers(ctx, &table, out);
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
        let proposed = proposed_title(ctx, &ctx.say(&PlanPageText::TabModel));
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
                    out.push(Post::act(Action::AdoptModel { title, content: content.as_str().into() }));
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

fn adopt_peers(ctx: &PageContext<'_>, table: &PeerTable, out: &mut Vec<Post>) {
    let Ok(content) = serde_json::to_string(table) else { return };
    let title = PlanPageText::PeersTitle { day: format::iso_date(ctx.today) }.say(ctx.lang);
    out.push(Post::act(Action::AdoptPeers { title: title.into(), content: content.into() }));
}
