//! The page Plan & model: the plan as a tree, the model with live ranking, the pipeline rules, the versions of all.
//!
//! Everything edited here is a draft until it is saved as a new version; drafts survive switching pages and a crash.

mod changes;
mod counts;
mod curve;
mod curve_edit;
mod detail;
mod draft;
mod elicit;
pub(super) mod kept;
mod lists;
mod model;
mod outline;
mod parameters;
mod parts;
mod ranking;
mod rules;
mod rules_form;
mod scales;
mod seats;
mod study;
mod terms;
mod thresholds;
mod tree;
mod versions;
mod weights;

use eframe::egui::{Align, Layout, Ui};

use kept::Drafts;
use model::ModelTab;
use rules::RulesTab;
use terms::TermsTab;
use tree::Node;
use versions::VersionsTab;

use crate::{
    domain::ids::{BaseId, ProductId, SectorId, SegmentId},
    text::{Label, ui_plan::PlanPageText, ui_rules::RulesEditText, ui_terms::TermsText},
    ui::{
        context::{PageContext, Post},
        route::{PageId, Target},
        widgets::{UiExt, layout::EmptyState, tabs_ui},
    },
};

/// The tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    /// 规划
    #[default]
    Plan,
    /// 模型
    Model,
    /// 流程
    Rules,
    /// 词库
    Terms,
    /// 版本
    Versions,
}

/// What the page holds.
#[derive(Default)]
pub struct PlanPage {
    tab: Tab,
    plan: outline::PlanTab,
    model: ModelTab,
    rules: RulesTab,
    terms: TermsTab,
    versions: VersionsTab,
    restored: bool,
}

impl PlanPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.go_to(&ctx.target);
        if !self.restored && ctx.view.is_some() {
            self.restored = true;
            kept::restore(ctx, self.drafts());
        }
        self.plan.follow(ctx, out);
        self.model.follow(ctx);
        self.rules.follow(ctx);
        self.terms.follow(ctx, self.tab == Tab::Terms, out);
        self.title_ui(ui, ctx);
        ui.add_space(8.0);
        match (self.tab, ctx.view) {
            (Tab::Versions, _) => self.versions.ui(ui, ctx, out),
            (Tab::Plan, Some(view)) => self.plan.ui(ui, ctx, view, out),
            (Tab::Model, Some(view)) => self.model.ui(ui, ctx, view, out),
            (Tab::Rules, Some(view)) => self.rules.ui(ui, ctx, view, out),
            (Tab::Terms, Some(view)) => self.terms.ui(ui, ctx, view, out),
            (_, None) => {
                let judging = ctx.is_running(crate::ui::session::JUDGING);
                let (title, note) = if judging {
                    (PlanPageText::Reading, PlanPageText::ReadingNote)
                } else {
                    (PlanPageText::NotReadable, PlanPageText::NotReadableNote)
                };
                let action = ctx.say(&PlanPageText::ToVersions);
                let empty = EmptyState {
                    icon: PageId::Plan.icon(),
                    title: &ctx.say(&title),
                    note: &ctx.say(&note),
                    action: (!judging).then_some(action.as_str()),
                };
                if empty.ui(ui) {
                    self.tab = Tab::Versions;
                }
            }
        }
        // Not in the middle of a drag.
        if !ui.input(|input| input.pointer.any_down()) {
            kept::keep(ctx, self.drafts(), out);
        }
    }

    fn drafts(&mut self) -> Drafts<'_> {
        Drafts {
            plan: &mut self.plan.draft,
            model: &mut self.model.draft,
            terms: &mut self.terms.draft,
            rules: &mut self.rules.draft,
        }
    }

    fn title_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>) {
        ui.horizontal(|ui| {
            ui.page_title(PageId::Plan.label(ctx.lang));
            ui.add_space(8.0);
            let marked = |name: String, edited: bool| if edited { format!("{name} •") } else { name };
            let tabs = [
                (Tab::Plan, marked(ctx.say(&PlanPageText::TabPlan), self.plan.draft.is_edited())),
                (Tab::Model, marked(ctx.say(&PlanPageText::TabModel), self.model.draft.is_edited())),
                (Tab::Rules, marked(ctx.say(&RulesEditText::Tab), self.rules.draft.is_edited())),
                (Tab::Terms, marked(ctx.say(&TermsText::Tab), self.terms.draft.is_edited())),
                (Tab::Versions, ctx.say(&PlanPageText::TabVersions)),
            ];
            let names: Vec<String> = tabs.iter().map(|(_, name)| name.clone()).collect();
            let place = tabs.iter().position(|(tab, _)| *tab == self.tab).unwrap_or_default();
            if let Some((tab, _)) = tabs_ui(ui, &names, place).and_then(|chosen| tabs.get(chosen)) {
                self.tab = *tab;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let Some(view) = ctx.view else { return };
                let policy = &view.policy;
                let stamp = match self.tab {
                    Tab::Plan => &policy.plan_stamp,
                    Tab::Model => &policy.model_stamp,
                    Tab::Rules => &policy.rules_stamp,
                    Tab::Terms => &policy.catalogue_stamp,
                    Tab::Versions => return,
                };
                // Rules nobody changed are no version of the workspace and bear no title.
                let shipped = self.tab == Tab::Rules && stamp.title.is_empty();
                let title = if shipped { ctx.say(&RulesEditText::Shipped) } else { stamp.title.clone() };
                let words = PlanPageText::InForce { title };
                let hash = PlanPageText::Fingerprint { hash: stamp.sha256.clone() };
                ui.elided(eframe::egui::RichText::new(ctx.say(&words)).small().color(ctx.tokens.text_soft))
                    .on_hover_text(ctx.say(&hash));
            });
        });
    }

    /// Goes where another page pointed: a tab, or a node of the plan such as `segment=motors`.
    fn go_to(&mut self, target: &Target) {
        let (word, node) = match target {
            Target::Part(part) => match part.split_once('=') {
                None => (part.as_str(), named_node(part)),
                Some((kind, id)) => (kind, node_of(kind, id)),
            },
            Target::Search(query) => {
                self.tab = Tab::Plan;
                self.plan.tree.search(query);
                return;
            }
            Target::AsLeft | Target::Company(_) | Target::Lead(_) | Target::Dealings(_) => return,
        };
        if let Some(node) = node {
            self.tab = Tab::Plan;
            self.plan.tree.choose(node);
            return;
        }
        match word {
            "plan" => self.tab = Tab::Plan,
            "model" | "weights" => self.tab = Tab::Model,
            "rules" => self.tab = Tab::Rules,
            "terms" => self.tab = Tab::Terms,
            "versions" => self.tab = Tab::Versions,
            _ => {}
        }
    }
}

fn node_of(kind: &str, id: &str) -> Option<Node> {
    Some(match kind {
        "sector" => Node::Sector(SectorId::new(id)),
        "segment" => Node::Segment(SegmentId::new(id)),
        "product" => Node::Product(ProductId::new(id)),
        "base" => Node::Base(BaseId::new(id)),
        _ => return None,
    })
}

fn named_node(word: &str) -> Option<Node> {
    Some(match word {
        "bases" | "seats" => Node::Bases,
        "indicators" => Node::Indicators,
        "gates" => Node::Gates,
        "platforms" => Node::Platforms,
        _ => return None,
    })
}
