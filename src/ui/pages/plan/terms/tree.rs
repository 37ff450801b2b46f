//! The parts of the catalogue with the number of their terms, and the search over all of them.

use std::collections::BTreeSet;

use eframe::egui::{Id, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::work::{Branch, Index, Scope};
use crate::{
    domain::ids::{SectorId, SegmentId},
    matching::{OUT_OF_SCOPE, local::FEWEST},
    text::{format, ui_terms::TermsText as T},
    ui::{
        context::{PageContext, Post},
        theme::{fonts, icons, tokens::ROW},
        widgets::{Segment, UiExt, line_in, row_ground, search_field, segments_ui},
    },
};

/// Room for the switch below the tree.
const SWITCH: f32 = 72.0;

/// Language of the entries shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Language {
    #[default]
    Any,
    Chinese,
    English,
}

/// What entries are looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Filter {
    /// Lower case, trimmed; empty = none.
    pub needle: String,
    pub language: Language,
}

/// What the tree holds.
#[derive(Default)]
pub(super) struct Tree {
    query: String,
    language: Language,
    scope: Option<Scope>,
    open: BTreeSet<(SectorId, Option<SegmentId>)>,
}

impl Tree {
    /// What is chosen.
    pub const fn scope(&self) -> Option<&Scope> {
        self.scope.as_ref()
    }

    /// What entries are looked for.
    pub fn filter(&self) -> Filter {
        Filter { needle: self.query.trim().to_lowercase(), language: self.language }
    }

    /// Draws search, tree, and the switch for what corrections suggest; `settled` companies have a sector set by a person.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, index: &Index, settled: usize, out: &mut Vec<Post>) {
        let width = ui.available_width() - 12.0;
        let id = Id::unique("plan.terms.search");
        let (field, _) = search_field(ui, id, &mut self.query, &ctx.say(&T::Search), width, ctx.lang);
        if ctx.find {
            field.request_focus();
        }
        let languages = [
            Segment::new(Language::Any, ctx.say(&T::AnyLanguage)),
            Segment::new(Language::Chinese, ctx.say(&T::Chinese)),
            Segment::new(Language::English, ctx.say(&T::English)),
        ];
        if let Some(chosen) = segments_ui(ui, &ctx.say(&T::Language), &languages, self.language) {
            self.language = chosen;
        }
        ui.add_space(4.0);
        let rows: Vec<&Branch> = index.branches.iter().filter(|branch| self.is_shown(&branch.scope)).collect();
        let height = (ui.available_height() - SWITCH).max(ROW);
        let area = ScrollArea::vertical().id_salt("terms tree").auto_shrink(false).max_height(height);
        let shown = area.show_rows(ui, ROW, rows.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for branch in rows.get(range).unwrap_or_default() {
                self.row_ui(ui, ctx, index, branch);
            }
        });
        ui.ctx().accesskit_node_builder(shown.id, |node| {
            node.set_role(Role::Tree);
            node.set_label(ctx.say(&T::TreeName));
        });
        suggest_ui(ui, ctx, settled, out);
    }

    fn is_shown(&self, scope: &Scope) -> bool {
        let Scope { sector, segment, product } = scope;
        segment.is_none()
            || (self.open.contains(&(sector.clone(), None))
                && (product.is_none() || self.open.contains(&(sector.clone(), segment.clone()))))
    }

    fn row_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, index: &Index, branch: &Branch) {
        let scope = &branch.scope;
        let depth = usize::from(scope.segment.is_some()) + usize::from(scope.product.is_some());
        let key = (scope.sector.clone(), scope.segment.clone());
        let has_children = scope.product.is_none()
            && index.branches.iter().any(|other| {
                other.scope.sector == scope.sector
                    && if scope.segment.is_some() {
                        other.scope.segment == scope.segment && other.scope.product.is_some()
                    } else {
                        other.scope.segment.is_some()
                    }
            });
        let open = self.open.contains(&key);
        let chosen = self.scope.as_ref() == Some(scope);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 8.0, ROW), Sense::click());
        let name = branch.name.in_lang(ctx.lang);
        let count = format::count(branch.words);
        let words = ctx.say(&T::NodeCount { name: name.to_owned(), count: count.clone() });
        response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, chosen, &words));
        if ui.is_rect_visible(rect) {
            row_ground(ui, rect, &response, chosen);
            let left = rect.left() + 4.0 + 16.0 * depth as f32;
            if has_children {
                let caret = if open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
                let part = eframe::egui::Rect::from_min_max(pos2(left, rect.top()), pos2(left + 14.0, rect.bottom()));
                line_in(ui, part, false, RichText::new(caret).small().color(ctx.tokens.text_soft));
            }
            let edge = rect.right() - 52.0;
            let text = eframe::egui::Rect::from_min_max(pos2(left + 18.0, rect.top()), pos2(edge, rect.bottom()));
            let mut label = RichText::new(name);
            if depth == 0 {
                label = label.text_style(fonts::strong());
            }
            line_in(ui, text, false, label);
            let number =
                eframe::egui::Rect::from_min_max(pos2(edge, rect.top()), pos2(rect.right() - 4.0, rect.bottom()));
            line_in(ui, number, true, RichText::new(count).small().color(ctx.tokens.text_soft));
        }
        let outside = scope.sector.as_str() == OUT_OF_SCOPE && depth == 0;
        let response = if outside { response.on_hover_text(ctx.say(&T::OutOfScopeNote)) } else { response };
        if response.clicked() {
            // A second click on what is chosen folds it.
            if has_children && open && chosen {
                self.open.remove(&key);
            } else if has_children {
                self.open.insert(key);
            }
            self.scope = Some(scope.clone());
            self.query.clear();
        }
    }
}

/// The switch for suggestions, and whether there is enough to learn from.
fn suggest_ui(ui: &mut Ui, ctx: &PageContext<'_>, settled: usize, out: &mut Vec<Post>) {
    ui.add_space(8.0);
    let mut on = ctx.settings.suggests();
    let words = ctx.say(&T::Suggest);
    if ui.checkbox(&mut on, words).on_hover_text(ctx.say(&T::SuggestNote)).changed() {
        out.push(Post::set(move |settings| settings.set_suggests(on)));
    }
    let count = format::count(settled);
    let note = if settled < FEWEST {
        T::SuggestFew { count, least: format::count(FEWEST) }
    } else {
        T::SuggestEnough { count }
    };
    let text = RichText::new(ctx.say(&note)).small().color(ctx.tokens.text_soft);
    ui.elided(text).on_hover_text(ctx.say(&T::SuggestNote));
}
