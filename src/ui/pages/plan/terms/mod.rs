//! The tab Terms: the catalogue by sector, segment and product, and a draft of changed terms tried on the companies
//! before it becomes the next version.

mod form;
mod list;
mod preview;
mod tree;
mod work;

use std::sync::Arc;

use eframe::egui::{RichText, Ui};

use form::Form;
use list::List;
use tree::Tree;
use work::{Asked, Index, Read, Scope, Study};

use super::{
    draft::Draft,
    parts::{DraftBar, Pressed, proposed_title, right_pane},
};
use crate::{
    domain::{plan::Plan, record::Text},
    ledger::{Action, View},
    matching::{CatalogueError, NodeAt, OUT_OF_SCOPE, TermEdit},
    text::{
        Lang, Say,
        ui_plan::PlanPageText,
        ui_terms::{TermsText as T, family},
    },
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        widgets::{SplitPane, UiExt, split_ui},
    },
};

const READ: &str = "plan.terms_read";
const LIST: &str = "plan.terms_list";
const STUDY: &str = "plan.terms_study";

/// What was listed: catalogue, draft, plan.
type ListedFor = (Text, u64, String);

/// What the tab holds.
#[derive(Default)]
pub(super) struct TermsTab {
    /// What was changed, in order.
    pub draft: Draft<Vec<TermEdit>>,
    /// The catalogue in force.
    base: Option<Read>,
    asked_base: Option<Text>,
    index: Option<(ListedFor, Arc<Index>)>,
    asked_index: Option<ListedFor>,
    study: Option<Study>,
    asked_study: Option<Asked>,
    /// The last study was a fault of the program.
    broken: Option<String>,
    /// Text asked to be saved.
    saved: Option<String>,
    tree: Tree,
    list: List,
    form: Form,
    show_edits: bool,
    settled: Settled,
}

/// How many companies have a sector set by a person, counted once per revision.
#[derive(Default)]
struct Settled(Option<(u64, usize)>);

impl Settled {
    fn of(&mut self, ctx: &PageContext<'_>) -> usize {
        let count = || ctx.snapshot.companies.iter().filter(|company| company.confirmed_sector.is_some()).count();
        let known = self.0.filter(|(revision, _)| *revision == ctx.revision);
        self.0.insert(known.unwrap_or_else(|| (ctx.revision, count()))).1
    }
}

impl TermsTab {
    /// Keeps up with what is in force; in every frame of the page.
    pub fn follow(&mut self, ctx: &PageContext<'_>, shown: bool, out: &mut Vec<Post>) {
        self.take_in(ctx);
        let Some(active) = ctx.snapshot.active_catalogue() else { return };
        if self.saved.as_deref() == Some(&*active.content) {
            self.saved = None;
            self.draft.forget();
            self.show_edits = false;
        }
        if !shown && !self.draft.is_edited() {
            return;
        }
        if self.asked_base.as_ref() != Some(&active.sha256) {
            self.asked_base = Some(active.sha256.clone());
            let (title, content, sha256) = (active.title.clone(), active.content.clone(), active.sha256.clone());
            out.push(Post::Job(JobRequest::new(READ, "", move |_| Read::of(&title, &content, sha256))));
        }
        self.ask(ctx, out);
    }

    fn take_in(&mut self, ctx: &PageContext<'_>) {
        if let Some(JobEnd::Done(read)) = ctx.take_result::<Read>(READ) {
            self.base = Some(read);
        }
        if let Some(JobEnd::Done((listed, index))) = ctx.take_result::<(ListedFor, Index)>(LIST) {
            self.list.forget();
            self.index = Some((listed, Arc::new(index)));
        }
        match ctx.take_result::<Study>(STUDY) {
            Some(JobEnd::Done(study)) => self.study = Some(study),
            Some(JobEnd::Broken(words)) => self.broken = Some(words),
            None => {}
        }
    }

    /// Lists and tries what is new.
    fn ask(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let (Some(Read { sha256, spec: Ok(spec) }), Some(view)) = (&self.base, ctx.view) else { return };
        let edits = || self.draft.edited().cloned().unwrap_or_default();
        let listed = (sha256.clone(), self.draft.revision, view.policy.plan_stamp.sha256.clone());
        if self.asked_index.as_ref() != Some(&listed) {
            self.asked_index = Some(listed.clone());
            let (spec, edits, plan) = (Arc::clone(spec), edits(), Arc::clone(&view.policy.plan));
            out.push(Post::Job(JobRequest::new(LIST, "", move |_| (listed, Index::of(&spec, &edits, &plan)))));
        }
        // The companies are compared with what they are matched by now.
        if !self.draft.is_edited() || *view.policy.catalogue_stamp.sha256 != **sha256 {
            return;
        }
        let asked = Asked { sha256: sha256.clone(), draft: self.draft.revision, view: ctx.view_revision };
        if self.asked_study.as_ref() != Some(&asked) {
            self.asked_study = Some(asked.clone());
            self.broken = None;
            let (spec, edits, view) = (Arc::clone(spec), edits(), Arc::clone(view));
            let label = ctx.say(&T::Rehearsing);
            out.push(Post::Job(JobRequest::new(STUDY, label, move |progress| {
                work::study(asked, &spec, &edits, &view, progress)
            })));
        }
    }

    /// The study of the draft as it is.
    fn current_study(&self) -> Option<&Study> {
        self.study.as_ref().filter(|study| Some(&study.asked) == self.asked_study.as_ref())
    }

    /// Draws the tab.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, view: &Arc<View>, out: &mut Vec<Post>) {
        if let Some(Read { spec: Err(error), .. }) = &self.base {
            self.unreadable_ui(ui, ctx, error);
            return;
        }
        ui.scope(|ui| self.draft_ui(ui, ctx, out));
        let Some((_, index)) = &self.index else {
            ui.secondary(ctx.say(&T::Reading));
            return;
        };
        let index = Arc::clone(index);
        let plan = &*view.policy.plan;
        let mut edits = Vec::new();
        let pane = SplitPane { name: "plan.terms", share: 0.26, least: (248.0, 520.0), right_most: 1600.0 };
        let Self { settled, tree, list, form, draft, study, asked_study, broken, show_edits, .. } = self;
        let study = study.as_ref().filter(|study| Some(&study.asked) == asked_study.as_ref());
        let mut again = false;
        let mut set = Vec::new();
        let settled = settled.of(ctx);
        let (scope, filter) = (tree.scope().cloned(), tree.filter());
        split_ui(
            ui,
            pane,
            ctx.lang,
            |ui| tree.ui(ui, ctx, &index, settled, &mut set),
            |ui| {
                right_pane(ui, |ui| {
                    let lower = if draft.is_edited() { (ui.available_height() * 0.44).max(140.0) } else { 0.0 };
                    let upper = (ui.available_height() - lower).max(120.0);
                    ui.allocate_ui(eframe::egui::vec2(ui.available_width(), upper), |ui| {
                        ui.set_min_height(upper);
                        form.ui(ui, ctx, plan, &index, scope.as_ref(), &mut edits);
                        list.ui(ui, ctx, plan, &index, (scope.as_ref(), filter), form, &mut edits);
                    });
                    if let Some(changes) = draft.edited() {
                        ui.separator();
                        if *show_edits {
                            if let Some(kept) = preview::edits_ui(ui, ctx, plan, changes) {
                                draft.set(kept, &Vec::new());
                            }
                        } else {
                            again = preview::ui(ui, ctx, plan, study, broken.as_deref(), out);
                        }
                    }
                });
            },
        );
        out.append(&mut set);
        if again {
            self.asked_study = None;
        }
        if !edits.is_empty() {
            let mut all = self.draft.edited().cloned().unwrap_or_default();
            for edit in edits {
                push(&mut all, edit);
            }
            self.draft.set(all, &Vec::new());
        }
    }

    fn unreadable_ui(&self, ui: &mut Ui, ctx: &PageContext<'_>, error: &CatalogueError) {
        ui.strong_text(ctx.say(&T::NotReadable));
        ui.label(RichText::new(ctx.say(error)).color(ctx.tokens.error));
        ui.secondary(ctx.say(&PlanPageText::NotReadableNote));
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
        let Some(changes) = self.draft.edited().map(Vec::len) else { return };
        let ready = self.current_study().map(|study| study.outcome.as_ref());
        let fault = ready.and_then(Result::err).map(|fault| ctx.say(fault));
        let content = ready.and_then(Result::ok).map(|outcome| outcome.content.clone());
        let saving = self.draft.is_saving(ctx.now);
        let proposed = proposed_title(ctx, &ctx.say(&T::Tab));
        let bar = DraftBar {
            // Until it is known to hold together it cannot be saved.
            changes: ready.map(|_| changes),
            fault,
            title: &mut self.draft.title,
            proposed: proposed.clone(),
            showing: self.show_edits,
            saving,
            read_only: !ctx.writable,
        };
        match (bar.ui(ui, ctx), content) {
            (Some(Pressed::Save), Some(content)) => {
                let title = self.draft.title_or(&proposed);
                out.push(Post::act(Action::AdoptCatalogue { title, content: content.as_str().into() }));
                self.saved = Some(content);
                self.draft.saving(ctx.now);
            }
            (Some(Pressed::Discard), _) => self.draft.discard(),
            (Some(Pressed::Changes), _) => self.show_edits = !self.show_edits,
            _ => {}
        }
        ui.add_space(8.0);
    }
}

/// Adds an edit; switching on what was just switched off (or back) leaves nothing to do.
fn push(edits: &mut Vec<TermEdit>, edit: TermEdit) {
    let opposite = match &edit {
        TermEdit::Off { node, term } => Some(TermEdit::On { node: node.clone(), term: term.clone() }),
        TermEdit::On { node, term } => Some(TermEdit::Off { node: node.clone(), term: term.clone() }),
        TermEdit::Add { .. } | TermEdit::Change { .. } => None,
    };
    if opposite.is_some() && edits.last() == opposite.as_ref() {
        edits.pop();
    } else {
        edits.push(edit);
    }
}

/// Segment and product, by name.
fn place_words(plan: &Plan, node: &NodeAt, lang: Lang) -> String {
    let segment = if node.sector.as_str() == OUT_OF_SCOPE {
        family(node.segment.as_str(), lang)
    } else {
        let known = plan.segment(&node.segment);
        known.map_or_else(|| node.segment.to_string(), |(_, segment)| segment.name.in_lang(lang).to_owned())
    };
    match node.product.as_ref() {
        None => segment,
        Some(product) => {
            let name = plan.product(product).map(|(.., product)| product.name.in_lang(lang).to_owned());
            format!("{segment} › {}", name.unwrap_or_else(|| product.to_string()))
        }
    }
}

/// The name of what is chosen in the tree.
fn scope_words(plan: &Plan, scope: &Scope, lang: Lang) -> String {
    match scope.node() {
        Some(node) => place_words(plan, &node, lang),
        None if scope.sector.as_str() == OUT_OF_SCOPE => T::OutOfScope.say(lang),
        None => plan
            .sector(&scope.sector)
            .map_or_else(|| scope.sector.to_string(), |sector| sector.name.in_lang(lang).to_owned()),
    }
}
