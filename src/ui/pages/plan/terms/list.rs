//! The entries of what is chosen, or all that hold what is searched for.

use eframe::egui::{Button, RichText, ScrollArea, Ui};

use super::{
    form::{Form, switch, switch_words},
    place_words, scope_words,
    tree::{Filter, Language},
    work::{Index, Listed, Scope},
};
use crate::{
    domain::plan::Plan,
    matching::{Entry, TermEdit},
    text::{Label as _, format, ui_terms::TermsText as T},
    ui::{
        context::PageContext,
        theme::{icons, tokens::ROW},
        widgets::{RowKind, SmallColumn, SmallTable, UiExt},
    },
};

/// Which entries are shown; found once per question.
#[derive(Default)]
pub(super) struct List {
    found: Option<(Option<Scope>, Filter, Vec<usize>)>,
}

impl List {
    /// The entries changed: what was found is stale.
    pub fn forget(&mut self) {
        self.found = None;
    }

    fn find(&mut self, index: &Index, scope: Option<&Scope>, filter: Filter) -> &[usize] {
        let fresh = self.found.take().filter(|(of, by, _)| of.as_ref() == scope && *by == filter);
        let (.., rows) = self.found.insert(fresh.unwrap_or_else(|| {
            let rows = (0..index.entries.len()).filter(|row| holds(&index.entries[*row], scope, &filter)).collect();
            (scope.cloned(), filter, rows)
        }));
        rows
    }

    /// Draws the list.
    #[allow(clippy::too_many_arguments)] // each is a part of the tab
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &PageContext<'_>,
        plan: &Plan,
        index: &Index,
        (scope, filter): (Option<&Scope>, Filter),
        form: &mut Form,
        edits: &mut Vec<TermEdit>,
    ) {
        let query = filter.needle.clone();
        if query.is_empty() && scope.is_none() {
            ui.secondary(ctx.say(&T::ChooseNode));
            return;
        }
        let rows = self.find(index, scope, filter);
        let spoken = rows.iter().map(|row| &index.entries[*row].entry).filter(|entry| entry.kind.is_some());
        let words = spoken.map(Entry::counting).sum();
        let (entries, words) = (format::count(rows.len()), format::count(words));
        ui.horizontal(|ui| match scope {
            Some(scope) if query.is_empty() => {
                ui.strong_text(scope_words(plan, scope, ctx.lang));
                ui.secondary(ctx.say(&T::EntriesShown { entries, words }));
            }
            _ => {
                ui.strong_text(ctx.say(&T::Found { query: query.clone(), entries }));
            }
        });
        if rows.is_empty() {
            let empty = if query.is_empty() { T::NoEntries } else { T::NoneFound { query } };
            ui.secondary(ctx.say(&empty));
            return;
        }
        let titles = [T::Term, T::Kind, T::Language, T::Place, T::Words].map(|title| ctx.say(&title));
        let columns = [
            SmallColumn::text(&titles[0], 160.0).stretching(),
            SmallColumn::text(&titles[1], 84.0),
            SmallColumn::text(&titles[2], 64.0),
            SmallColumn::text(&titles[3], 150.0),
            SmallColumn::number(&titles[4], 64.0),
            SmallColumn::text("", 116.0),
        ];
        let table = SmallTable::new(ui.available_width() - 12.0, &columns);
        table.header_ui(ui, &columns);
        let area = ScrollArea::vertical().id_salt(("terms", scope.map(|scope| scope_words(plan, scope, ctx.lang))));
        area.auto_shrink(false).show_rows(ui, ROW, rows.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for listed in rows.get(range).unwrap_or_default().iter().filter_map(|row| index.entries.get(*row)) {
                table.row_ui(ui, ROW, RowKind::Plain, |ui, column| {
                    cell_ui(ui, ctx, plan, listed, (column, &query), form, edits);
                });
            }
        });
    }
}

fn holds(listed: &Listed, scope: Option<&Scope>, filter: &Filter) -> bool {
    let language = match filter.language {
        Language::Any => true,
        Language::Chinese => listed.chinese,
        Language::English => !listed.chinese,
    };
    if filter.needle.is_empty() {
        return language && scope.is_some_and(|scope| scope.holds(&listed.entry.node));
    }
    language && listed.haystack.contains(&filter.needle)
}

fn cell_ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    plan: &Plan,
    listed: &Listed,
    (column, query): (usize, &str),
    form: &mut Form,
    edits: &mut Vec<TermEdit>,
) {
    let entry = &listed.entry;
    let soft = |text: String| RichText::new(text).small().color(ctx.tokens.text_soft);
    match column {
        0 => {
            // Where one word was searched for, the words that hold it say more than the whole entry.
            let holding = |(word, _): &&(String, bool)| word.to_lowercase().contains(query);
            let words: Vec<&str> = entry.words.iter().filter(holding).take(6).map(|(word, _)| word.as_str()).collect();
            let shown = if query.is_empty() || entry.words.len() < 2 || words.is_empty() {
                entry.written.clone()
            } else {
                format::list(&words, ctx.lang)
            };
            let mut text = RichText::new(shown);
            if entry.is_off() {
                text = text.strikethrough().color(ctx.tokens.text_soft);
            }
            ui.elided(text).on_hover_text(&entry.written);
        }
        1 => match entry.kind {
            Some(kind) => {
                ui.elided(soft(kind.label(ctx.lang).to_owned()));
            }
            None => {
                ui.elided(soft(ctx.say(&T::Excluded))).on_hover_text(ctx.say(&T::ExcludedNote));
            }
        },
        2 => {
            let language = if listed.chinese { T::Chinese } else { T::English };
            ui.elided(soft(ctx.say(&language)));
        }
        3 => {
            ui.elided(soft(place_words(plan, &entry.node, ctx.lang)));
        }
        4 => {
            let (counting, all) = (entry.counting(), entry.words.len());
            if counting == 0 {
                ui.elided(RichText::new(ctx.say(&T::IsOff)).small().color(ctx.tokens.estimate_text));
            } else if counting < all {
                let (counting, all) = (format::count(counting), format::count(all));
                ui.label(ctx.say(&T::PartlyOff { counting, all }));
            } else {
                ui.label(format::count(all));
            }
        }
        _ if ctx.writable => {
            if entry.kind.is_some() {
                let words = ctx.say(&T::Change { term: entry.written.clone() });
                let icon = RichText::new(icons::PENCIL_SIMPLE);
                let button = Button::selectable(form.is_open(entry), icon);
                if ui.add(button).accessible_name(&words).on_hover_text(&words).clicked() {
                    form.open(entry);
                }
            }
            let counts = !entry.is_off();
            let short = if counts { T::SwitchOffShort } else { T::SwitchOnShort };
            let button = ui.add(Button::new(RichText::new(ctx.say(&short)).small()).small());
            if button.accessible_name(ctx.say(&switch_words(&entry.written, counts))).clicked() {
                edits.push(switch(&entry.node, &entry.written, counts));
            }
        }
        _ => {}
    }
}
