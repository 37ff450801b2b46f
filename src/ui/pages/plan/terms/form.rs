//! A new term, or another wording, kind or place of one.

use eframe::egui::{Key, RichText, ScrollArea, TextEdit, Ui};

use super::{
    place_words,
    work::{Index, Scope},
};
use crate::{
    domain::{fit::TermKind, plan::Plan},
    matching::{Entry, NodeAt, TermEdit, fault_of},
    text::{Label as _, Say, format, ui_companies::CompaniesText, ui_terms::TermsText as T},
    ui::{
        context::PageContext,
        theme::icons,
        widgets::{UiExt, choice_box, is_composing},
    },
};

/// Single words shown of one entry.
const WORDS: usize = 120;

/// The form; it adds, unless an entry is open in it.
pub(super) struct Form {
    term: String,
    kind: TermKind,
    /// Where to; none = what is chosen in the tree.
    at: Option<NodeAt>,
    /// The scope `at` was chosen under: another scope offers its own node.
    under: Option<Scope>,
    open: Option<(NodeAt, TermKind, String)>,
    fault: Option<String>,
}

impl Default for Form {
    fn default() -> Self {
        Self { term: String::new(), kind: TermKind::Core, at: None, under: None, open: None, fault: None }
    }
}

impl Form {
    /// Opens an entry for changing it.
    pub fn open(&mut self, entry: &Entry) {
        let Some(kind) = entry.kind else { return };
        self.term.clone_from(&entry.written);
        self.kind = kind;
        self.at = Some(entry.node.clone());
        self.open = Some((entry.node.clone(), kind, entry.written.clone()));
        self.fault = None;
    }

    /// Whether this entry is open.
    pub fn is_open(&self, entry: &Entry) -> bool {
        self.open.as_ref().is_some_and(|(node, kind, written)| {
            *node == entry.node && Some(*kind) == entry.kind && *written == entry.written
        })
    }

    fn close(&mut self) {
        *self = Self { kind: self.kind, under: self.under.clone(), ..Self::default() };
    }

    /// Draws the form.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &PageContext<'_>,
        plan: &Plan,
        index: &Index,
        scope: Option<&Scope>,
        edits: &mut Vec<TermEdit>,
    ) {
        if self.under.as_ref() != scope {
            self.under = scope.cloned();
            if self.open.is_none() {
                self.at = None;
            }
        }
        if let Some((_, _, term)) = &self.open {
            ui.strong_text(ctx.say(&T::Changing { term: term.clone() }));
        }
        let node = self.at.clone().or_else(|| scope.and_then(Scope::node));
        let mut done = false;
        ui.horizontal(|ui| {
            let hint = ctx.say(&T::NewTermHint);
            let width = (ui.available_width() - 430.0).clamp(140.0, 360.0);
            let field =
                ui.add_enabled(ctx.writable, TextEdit::singleline(&mut self.term).hint_text(hint).desired_width(width));
            let field = field.accessible_name(ctx.say(&T::NewTerm));
            if field.changed() {
                self.fault = None;
            }
            done = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) && !is_composing(ui.ctx());
            let combo =
                choice_box("term kind").width(84.0).selected_text(self.kind.label(ctx.lang)).show_ui(ui, |ui| {
                    for kind in TermKind::ALL {
                        ui.selectable_value(&mut self.kind, *kind, kind.label(ctx.lang));
                    }
                });
            combo.response.accessible_name(ctx.say(&T::Kind));
            self.place_ui(ui, ctx, plan, index, node.as_ref());
            let can = ctx.writable && node.is_some() && !self.term.trim().is_empty();
            ui.add_enabled_ui(can, |ui| {
                let (icon, words) =
                    if self.open.is_some() { (icons::CHECK, T::TakeOver) } else { (icons::PLUS, T::Add) };
                done |= ui.icon_text_button(icon, &ctx.say(&words)).clicked();
            });
            done &= can;
            if self.open.is_some() && ui.button(ctx.say(&T::Cancel)).clicked() {
                self.close();
            }
        });
        if let (true, Some(node)) = (done, node) {
            self.enter(ctx, index, node, edits);
        }
        if let Some(fault) = &self.fault {
            ui.label(RichText::new(fault).small().color(ctx.tokens.error));
        }
        self.words_ui(ui, ctx, index, edits);
        ui.add_space(4.0);
    }

    fn enter(&mut self, ctx: &PageContext<'_>, index: &Index, node: NodeAt, edits: &mut Vec<TermEdit>) {
        let term = self.term.trim().to_owned();
        if let Some(fault) = fault_of(&term) {
            let fault = ctx.say(&fault);
            self.fault = Some(ctx.say(&T::Refused { term, fault }));
            return;
        }
        let edit = match self.open.take() {
            Some((from, kind, before)) => {
                if (&from, kind, &before) == (&node, self.kind, &term) {
                    self.close();
                    return;
                }
                TermEdit::Change { node: from, kind, term: before, to_node: node, to_kind: self.kind, to_term: term }
            }
            None if index.knows(&node, &term) => {
                self.fault = Some(ctx.say(&T::AlreadyThere { term }));
                return;
            }
            None => TermEdit::Add { node, kind: self.kind, term },
        };
        edits.push(edit);
        self.close();
    }

    fn place_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, plan: &Plan, index: &Index, node: Option<&NodeAt>) {
        let words = node.map_or_else(|| ctx.say(&T::ChoosePlace), |node| place_words(plan, node, ctx.lang));
        let combo =
            choice_box("term place").width(190.0).height(360.0).truncate().selected_text(words).show_ui(ui, |ui| {
                for branch in &index.branches {
                    let name = branch.name.in_lang(ctx.lang);
                    match branch.scope.node() {
                        None => {
                            ui.secondary(name);
                        }
                        Some(at) => {
                            let label = if at.product.is_some() {
                                CompaniesText::SubItem { name: name.to_owned() }.say(ctx.lang)
                            } else {
                                name.to_owned()
                            };
                            if ui.selectable_label(node == Some(&at), label).clicked() {
                                self.at = Some(at);
                            }
                        }
                    }
                }
            });
        combo.response.accessible_name(ctx.say(&T::Place));
    }

    /// The single words of the entry that is open, to be switched off and on.
    fn words_ui(&self, ui: &mut Ui, ctx: &PageContext<'_>, index: &Index, edits: &mut Vec<TermEdit>) {
        let Some(entry) = index.entries.iter().map(|listed| &listed.entry).find(|entry| self.is_open(entry)) else {
            return;
        };
        if entry.words.len() < 2 {
            return;
        }
        ui.secondary(ctx.say(&T::SingleWords));
        ScrollArea::vertical().id_salt("single words").max_height(84.0).auto_shrink([false, true]).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = eframe::egui::vec2(4.0, 4.0);
                for (word, counts) in entry.words.iter().take(WORDS) {
                    let mut text = RichText::new(word).small();
                    if !counts {
                        text = text.strikethrough().color(ctx.tokens.text_soft);
                    }
                    let label = switch_words(word, *counts);
                    let response = ui.selectable_label(*counts, text).accessible_name(ctx.say(&label));
                    if response.clicked() && ctx.writable {
                        edits.push(switch(&entry.node, word, *counts));
                    }
                }
            });
            if let Some(more) = entry.words.len().checked_sub(WORDS).filter(|more| *more > 0) {
                ui.secondary(ctx.say(&T::MoreWords { count: format::count(more) }));
            }
        });
    }
}

/// What switching does, in words.
pub(super) fn switch_words(term: &str, counts: bool) -> T {
    let term = term.to_owned();
    if counts { T::SwitchOff { term } } else { T::SwitchOn { term } }
}

/// Switches a word or entry off, or on again.
pub(super) fn switch(node: &NodeAt, term: &str, counts: bool) -> TermEdit {
    let (node, term) = (node.clone(), term.to_owned());
    if counts { TermEdit::Off { node, term } } else { TermEdit::On { node, term } }
}
