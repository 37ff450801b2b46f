//! The page Companies: the table of all, and the card of the one selected.

pub(in crate::ui::pages) mod card;
mod columns;
mod filter;
mod filter_bar;
pub(in crate::ui::pages) mod forms;
mod listing;
mod new_company;
mod shared;
mod sheet;

use std::sync::Arc;

use eframe::egui::{Align, Frame, Key, Layout, Margin, Response, Ui};

use card::{CardPane, Tab};
use columns::Row;
use filter::{Choice, Filter};
use listing::{Kept, Listing, Query};
use new_company::NewCompany;
pub(super) use new_company::waiting;
use sheet::CompanySheet;

use crate::{
    domain::{
        company::Company,
        ids::{CompanyId, LeadId},
    },
    ledger::{Action, Snapshot, View},
    text::{
        Label, Lang, Say, format, ui::UiText, ui_companies::CompaniesText as T, ui_grid::GridText, ui_kept::KeptText,
    },
    ui::{
        commands::Command,
        context::{JobEnd, JobRequest, PageContext, Post, Question},
        grid::{
            cells::{Cells, copy},
            group::Folds,
            marks::{Marks, marks_ui},
            output::Output,
            views::Views,
        },
        pages::{compare, lead::LeadDrafts, shortlist::keeping},
        route::{self, PageId, Place, Target},
        theme::icons,
        widgets::{
            ColumnSpec, Dressing, EmptyState, Lines, SplitPane, TableOutput, TableState, UiExt, column_chooser,
            dressed_table_ui, is_composing, search_field, split_ui,
        },
    },
};

/// The job that makes the list.
const LIST: &str = "companies list";
/// The job that writes the table to a file, and the question where to.
const OUTPUT: &str = "companies table file";
/// Deleting more than this is asked about first.
const MANY: usize = 20;
/// Key of the remembered filter text among the notes of the settings.
const NEW_DRAFT: &str = "companies.new";

/// What the page holds.
pub struct CompaniesPage {
    table: TableState<CompanyId>,
    filter: Filter,
    /// The text last settled in the search field.
    searched_for: String,
    kept: Kept,
    columns: Option<(Lang, Vec<ColumnSpec>)>,
    card: CardPane,
    lead_drafts: LeadDrafts,
    /// The card over the whole page.
    opened: bool,
    new: Option<NewCompany>,
    /// To be brought into view as soon as the list holds it.
    wanted: Option<CompanyId>,
    /// Writing into the table.
    cells: Cells,
    folds: Folds,
    views: Views,
    output: Output,
}

impl Default for CompaniesPage {
    fn default() -> Self {
        Self {
            table: TableState::new("companies"),
            filter: Filter::default(),
            searched_for: String::new(),
            kept: Kept::default(),
            columns: None,
            card: CardPane::default(),
            lead_drafts: LeadDrafts::default(),
            opened: false,
            new: None,
            wanted: None,
            cells: Cells::default(),
            folds: Folds::default(),
            views: Views::default(),
            output: Output::default(),
        }
    }
}

impl CompaniesPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.take_in(ctx);
        self.cells.absorb::<CompanySheet>(ui, &mut self.table, ctx, out);
        self.go_to(&ctx.target, ctx);
        self.ask_for_list(ui, ctx, out);
        self.show_wanted();
        if ctx.snapshot.companies.is_empty() && self.new.is_none() {
            empty_ui(ui, ctx, out, &mut self.new);
            return;
        }
        self.bar_ui(ui, ctx, out);
        ui.add_space(8.0);
        self.offers_ui(ui, ctx, out);
        let shown = self.table.selection.cursor().filter(|id| ctx.snapshot.companies.get(id.uuid()).is_some());
        if self.opened
            && let Some(company) = shown
        {
            self.opened_ui(ui, company, ctx, out);
        } else {
            let sheet = self.sheet(ctx);
            let Self { table, kept, card, columns, .. } = self;
            let columns = columns_of(columns, ctx.lang);
            table.type_to_edit = ctx.writable && card.tab() != Tab::Evidence;
            let mut output = TableOutput::default();
            let mut below = Vec::new();
            let pane = SplitPane { name: "companies", share: 0.615, least: (380.0, 420.0), right_most: 760.0 };
            split_ui(
                ui,
                pane,
                ctx.lang,
                |ui| output = list_ui(ui, table, columns, &kept.listing, &sheet.lines, ctx),
                |ui| {
                    Frame::new().inner_margin(Margin { left: 8, ..Margin::ZERO }).show(ui, |ui| match shown {
                        Some(company) => card.ui(ui, company, ctx, &mut below),
                        None => nothing_selected_ui(ui, ctx.lang),
                    });
                },
            );
            out.append(&mut below);
            let Self { cells, filter, table, columns, folds, .. } = self;
            let columns = columns_of(columns, ctx.lang);
            out.extend(cells.heads_ui(ui, &output, table, &mut filter.columns, &sheet, ctx.lang));
            cells.answer(&mut output, table, columns, &sheet, ctx, out);
            folds.answer(&output, sheet.listing.groups.as_ref());
            self.answer(ui, output, &sheet, ctx, out);
        }
        if let Some(new) = &mut self.new
            && let Some(made) = new.ui(ui, ctx, out)
        {
            if let Some(company) = made {
                self.filter = Filter::default();
                self.wanted = Some(company);
                self.table.selection.only(company);
            }
            self.new = None;
        }
        let sheet = self.sheet(ctx);
        let Self { cells, table, columns, .. } = self;
        cells.ui(ui, table, columns_of(columns, ctx.lang), &sheet, ctx, out);
        let mut output = std::mem::take(&mut self.output);
        output.ui(ui, OUTPUT, ctx, out, || self.seen(ctx));
        self.output = output;
        self.status(&sheet, ctx, out);
    }

    /// The table as it stands, for the grid and its jobs.
    fn sheet(&self, ctx: &PageContext<'_>) -> CompanySheet {
        let listing = Arc::clone(&self.kept.listing);
        let lines = Arc::new(self.folds.lines(listing.groups.as_ref(), listing.companies.len()));
        CompanySheet {
            snapshot: Arc::clone(ctx.snapshot),
            view: ctx.view.cloned(),
            finder: ctx.finder.cloned(),
            listing,
            lines,
            query: self.kept.asked.clone(),
            lang: ctx.lang,
        }
    }

    fn take_in(&mut self, ctx: &PageContext<'_>) {
        if let Some(JobEnd::Done(Some((query, listing)))) = ctx.take_result::<Option<(Query, Listing)>>(LIST) {
            self.kept.answered = Some(query);
            self.kept.listing = Arc::new(listing);
        }
    }

    /// What one came for.
    fn go_to(&mut self, target: &Target, ctx: &PageContext<'_>) {
        match target {
            Target::AsLeft => {}
            Target::Company(company) => {
                self.table.selection.only(*company);
                self.wanted = Some(*company);
                if !self.kept.listing.companies.contains(company) {
                    self.filter = Filter::default();
                }
            }
            Target::Lead(lead) => {
                if let Some(found) = ctx.snapshot.leads.get(lead.uuid()) {
                    self.go_to(&Target::Company(found.company), ctx);
                    self.card.show_lead(found.company, *lead);
                }
            }
            Target::Dealings(company) => {
                self.go_to(&Target::Company(*company), ctx);
                self.card.show_dealings();
            }
            Target::Search(text) => {
                self.filter = Filter { text: text.clone(), ..Filter::default() };
                self.opened = false;
            }
            Target::Part(part) if part == "new" => {
                self.new = Some(NewCompany::resumed(ctx.settings.notes.get(NEW_DRAFT)));
            }
            Target::Part(part) => {
                if let Some(wish) = route::Filter::from_part(part) {
                    let model = ctx.view.map(|view| &*view.policy.model);
                    let chosen = wish.conditions.iter().filter_map(|(key, word)| Choice::asked_for(*key, word, model));
                    self.filter = Filter { chosen: chosen.collect(), ..Filter::default() };
                    self.opened = false;
                }
            }
        }
    }

    /// Has the list made anew when records, figures, filter or sort changed.
    fn ask_for_list(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.table.sort_or(ui.ctx(), "priority", true);
        let sort = self.table.layout.sorts().map(|(column, down)| (column.to_owned(), down)).collect();
        // Letters of a composition are not searched for: the text last settled holds.
        if !is_composing(ui.ctx()) {
            self.searched_for.clone_from(&self.filter.text);
        }
        let filter = Filter { text: self.searched_for.clone(), ..self.filter.clone() };
        let query = Query {
            revision: ctx.revision,
            view_revision: ctx.view_revision,
            searched: ctx.finder.is_some(),
            filter,
            sort,
            group: self.table.layout.group.clone(),
            lang: ctx.lang,
        };
        if self.kept.asked.as_ref() == Some(&query) {
            return;
        }
        self.kept.asked = Some(query.clone());
        let (snapshot, view, finder) = (Arc::clone(ctx.snapshot), ctx.view.cloned(), ctx.finder.cloned());
        out.push(Post::Job(JobRequest::new(LIST, "", move |progress| {
            listing::list(&snapshot, view.as_deref(), finder.as_deref(), &query, progress)
                .map(|listing| (query, listing))
        })));
    }

    /// Brings the company one came for into view, once the list is there; the first one where none is selected.
    fn show_wanted(&mut self) {
        if !self.kept.is_current() {
            return;
        }
        let companies = &self.kept.listing.companies;
        if let Some(wanted) = self.wanted.take()
            && let Some(row) = companies.iter().position(|company| *company == wanted)
        {
            self.table.scroll_to(row);
        }
        // Before anybody is judged the first is first by name only.
        if self.table.selection.cursor().is_none()
            && self.kept.answered.as_ref().is_some_and(|query| query.view_revision > 0)
            && let Some(first) = companies.first()
        {
            self.table.selection.only(*first);
        }
    }

    /// What an earlier run left unfinished.
    fn offers_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if !ctx.writable {
            return;
        }
        if let Some(key) = self.card.in_view() {
            self.lead_drafts.seen(key);
        }
        self.lead_drafts.offer_ui(ui, ctx, out);
        if let Some(company) = self.card.offer_ui(ui, ctx, out) {
            self.go_to(&Target::Company(company), ctx);
        }
    }

    fn bar_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        ui.horizontal(|ui| {
            ui.page_title(PageId::Companies.label(lang));
            ui.add_space(8.0);
            let (field, _) =
                search_field(ui, filter_bar::search_id(), &mut self.filter.text, &T::SearchHint.say(lang), 300.0, lang);
            if ctx.find {
                field.request_focus();
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_enabled_ui(ctx.writable, |ui| {
                    if ui.primary_icon_button(icons::PLUS, Command::AddCompany.label(lang)).clicked() {
                        self.new = Some(NewCompany::resumed(ctx.settings.notes.get(NEW_DRAFT)));
                    }
                });
                let columns = columns_of(&mut self.columns, lang);
                column_chooser(ui, &mut self.table, columns, lang);
                marks_ui(ui, &mut self.table, columns, lang);
                self.folds.chooser_ui(ui, &mut self.table, columns, self.kept.listing.groups.as_ref(), lang);
                let model = ctx.view.map(|view| &*view.policy.model);
                let mut views = std::mem::take(&mut self.views);
                let applied = views.ui(ui, shared::VIEWS, || self.standing(model), ctx, out);
                self.views = views;
                if let Some(content) = applied {
                    self.stand(&content, model);
                }
                if ui.icon_button(icons::EXPORT, &GridText::ExportTitle.say(lang)).clicked() {
                    self.output.open(PageId::Companies.label(lang), ctx);
                }
                if ui.icon_text_button(icons::DOWNLOAD_SIMPLE, Command::Import.label(lang)).clicked() {
                    out.push(Post::Run(Command::Import));
                }
            });
        });
        ui.horizontal_wrapped(|ui| {
            filter_bar::chips_ui(ui, &mut self.filter, &self.kept.listing, ctx.view.map(|view| &view.policy), lang);
        });
    }

    fn opened_ui(&mut self, ui: &mut Ui, company: CompanyId, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let back = ui.icon_text_button(icons::ARROW_LEFT, &T::BackToTable.say(ctx.lang)).clicked();
        let escape = !self.card.is_editing(company) && ui.input(|input| input.key_pressed(Key::Escape));
        ui.add_space(4.0);
        ui.vertical(|ui| {
            ui.set_max_width(920.0);
            self.card.ui(ui, company, ctx, out);
        });
        if back || escape {
            self.opened = false;
        }
    }

    /// Does what was asked for in the table.
    fn answer(
        &mut self,
        ui: &mut Ui,
        output: TableOutput,
        sheet: &CompanySheet,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        if output.opened.is_some() {
            self.opened = true;
        }
        if output.delete && ctx.writable {
            self.delete(ctx, out);
        }
        if let Some((row, response)) = output.menu {
            self.menu_ui(&response, row, sheet, ctx, out);
        }
        let typing = ui.ctx().text_edit_focused() || ui.memory(|memory| memory.top_modal_layer().is_some());
        if ctx.writable && !typing && self.card.tab() == Tab::Evidence {
            self.classify_by_key(ui, ctx, out);
        }
    }

    fn menu_ui(
        &mut self,
        response: &Response,
        row: usize,
        sheet: &CompanySheet,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        let lang = ctx.lang;
        let company = self.kept.listing.companies.get(row).copied().filter(|id| self.table.selection.contains(id));
        response.context_menu(|ui| {
            let count = self.table.selection.len();
            if count > 1 {
                ui.secondary(UiText::SelectedRows { count: format::count(count) }.say(lang));
            } else if company.is_some() && ui.icon_text_button(icons::SIDEBAR_SIMPLE, &T::OpenCard.say(lang)).clicked()
            {
                self.opened = true;
            }
            if (2..=compare::MOST).contains(&count)
                && ui.icon_text_button(icons::COLUMNS, Command::Compare.label(lang)).clicked()
            {
                let chosen: Vec<CompanyId> = self.table.selection.iter().collect();
                out.push(Post::Go(Place::part(PageId::Compare, &compare::part_of(&chosen))));
                ui.close();
            }
            if ctx.writable && count > 0 && {
                let count = format::count(count);
                ui.icon_text_button(icons::FLOPPY_DISK, &KeptText::KeepSelected { count }.say(lang)).clicked()
            } {
                let chosen: Vec<CompanyId> = self.table.selection.iter().collect();
                out.push(Post::Go(Place::part(PageId::Shortlist, &keeping::part_of(&chosen))));
                ui.close();
            }
            if ui.icon_text_button(icons::COPY, &T::CopyRows.say(lang)).clicked() {
                copy(true, &self.table, columns_of(&mut self.columns, lang), sheet, out);
                ui.close();
            }
            ui.add_enabled_ui(ctx.writable, |ui| {
                if ui.icon_text_button(icons::PENCIL_SIMPLE, &GridText::Bulk.say(lang)).clicked() {
                    self.cells.open_bulk(&self.table, "origin", sheet);
                    ui.close();
                }
                let columns = columns_of(&mut self.columns, lang);
                self.cells.more_ui(ui, &self.table, columns, sheet, ctx, out);
                if ui.icon_text_button(icons::TRASH, &T::Delete.say(lang)).clicked() {
                    self.delete(ctx, out);
                    ui.close();
                }
            });
        });
    }

    /// In the evidence one key says whether the match is right: Y confirms it, a digit names another sector of the
    /// plan, 0 takes it back.
    fn classify_by_key(&self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let (Some(company), Some(plan)) = (self.table.selection.cursor(), ctx.plan()) else { return };
        let Some(record) = ctx.snapshot.companies.get(company.uuid()) else { return };
        let key = ui.input(|input| {
            if input.modifiers.any() {
                return None;
            }
            [
                Key::Y,
                Key::Num0,
                Key::Num1,
                Key::Num2,
                Key::Num3,
                Key::Num4,
                Key::Num5,
                Key::Num6,
                Key::Num7,
                Key::Num8,
                Key::Num9,
            ]
            .into_iter()
            .position(|key| input.key_pressed(key))
        });
        let edits = match key {
            None => return,
            Some(0) => {
                let fit = ctx.view.and_then(|view| view.row_of(company).and_then(|row| view.fits.get(row)));
                card::confirmation(fit.and_then(|fit| fit.sector.clone()), fit.and_then(|fit| fit.segment.clone()))
            }
            Some(1) => card::confirmation(None, None),
            Some(place) => match plan.sectors.get(place - 2) {
                Some(sector) => card::confirmation(Some(sector.id.clone()), None),
                None => return,
            },
        };
        if card::changes(record, &edits) {
            out.push(Post::act(Action::EditCompany { company, edits }));
        }
    }

    fn delete(&self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let chosen: Vec<CompanyId> = listing::existing(ctx.snapshot, self.table.selection.iter()).into_iter().collect();
        if chosen.is_empty() {
            return;
        }
        let count = chosen.len();
        let act = Post::act(Action::DeleteCompanies(chosen));
        if count <= MANY {
            out.push(act);
            return;
        }
        let lang = ctx.lang;
        out.push(Post::Ask(Box::new(Question {
            title: T::DeleteMany { count: format::count(count) }.say(lang),
            text: T::DeleteManyNote.say(lang),
            verb: T::Delete.say(lang),
            destructive: true,
            then: vec![act],
        })));
    }

    fn status(&mut self, sheet: &CompanySheet, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let listing = Arc::clone(&self.kept.listing);
        let Listing { companies, total, .. } = &*listing;
        let lang = ctx.lang;
        let mut words = T::Shown { shown: format::count(companies.len()), total: format::count(*total) }.say(lang);
        if self.table.selection.len() > 1 {
            words.push_str(" · ");
            words.push_str(&UiText::SelectedRows { count: format::count(self.table.selection.len()) }.say(lang));
        }
        let sums = self.cells.sums(&self.table, sheet, ctx, out);
        if !sums.is_empty() {
            words.push_str(" · ");
            words.push_str(sums);
        }
        out.push(Post::Status(words));
    }
}

/// The columns in a language, made once.
fn columns_of(kept: &mut Option<(Lang, Vec<ColumnSpec>)>, lang: Lang) -> &[ColumnSpec] {
    if kept.as_ref().is_none_or(|(made, _)| *made != lang) {
        *kept = None;
    }
    &kept.get_or_insert_with(|| (lang, columns::columns(lang))).1
}

/// A company with its figures and lead, as they are now.
fn row_of<'a>(snapshot: &'a Snapshot, view: Option<&'a View>, id: CompanyId) -> Option<Row<'a>> {
    let company: &Company = snapshot.companies.get(id.uuid())?;
    let at = view.and_then(|view| view.row_of(id));
    let prospect = view.zip(at).and_then(|(view, at)| view.assessment.prospects.get(at));
    let fit = view.zip(at).and_then(|(view, at)| view.fits.get(at));
    let lead = prospect
        .and_then(|prospect| prospect.lead)
        .map(LeadId::uuid)
        .and_then(|lead| snapshot.leads.get(lead))
        .or_else(|| snapshot.leads.of(id).next());
    Some(Row { company, prospect, fit, lead })
}

fn list_ui(
    ui: &mut Ui,
    table: &mut TableState<CompanyId>,
    columns: &[ColumnSpec],
    listing: &Listing,
    lines: &Lines,
    ctx: &PageContext<'_>,
) -> TableOutput {
    let companies = &listing.companies;
    let nobody = CompanyId::from_uuid(uuid::Uuid::nil());
    let key = |row: usize| companies.get(row).copied().unwrap_or(nobody);
    // Deleted a moment ago: the list without it is on its way.
    let row_at = |row: usize| row_of(ctx.snapshot, ctx.view.map(|view| &**view), key(row));
    let rules = table.layout.marks.clone();
    let marks = Marks::new(&rules, ctx.today);
    let mark = |row: usize, column: &ColumnSpec| {
        let row = if marks.is_empty() { None } else { row_at(row) }?;
        let text = |column: &str| columns::cell_text(row, column, ctx.plan(), ctx.lang);
        marks.of(column.id, text, |column| columns::figure(row, column))
    };
    let dressing = Dressing { lines, mark: &mark };
    let output = dressed_table_ui(ui, table, columns, &dressing, ctx.lang, key, |ui, row, column| {
        let Some(row) = row_at(row) else { return };
        columns::cell_ui(ui, row, column.id, ctx.plan(), ctx.lang);
    });
    if companies.is_empty() && listing.total > 0 {
        let rect = ui.min_rect();
        ui.said_over(rect, T::NobodyListed.say(ctx.lang));
    }
    output
}

fn nothing_selected_ui(ui: &mut Ui, lang: Lang) {
    let empty = EmptyState {
        icon: icons::SIDEBAR_SIMPLE,
        title: &T::NothingSelected.say(lang),
        note: &T::NothingSelectedNote.say(lang),
        action: None,
    };
    empty.ui(ui);
}

fn empty_ui(ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>, new: &mut Option<NewCompany>) {
    let lang = ctx.lang;
    ui.horizontal(|ui| {
        ui.page_title(PageId::Companies.label(lang));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_enabled_ui(ctx.writable, |ui| {
                if ui.icon_text_button(icons::PLUS, Command::AddCompany.label(lang)).clicked() {
                    *new = Some(NewCompany::resumed(ctx.settings.notes.get(NEW_DRAFT)));
                }
            });
        });
    });
    let empty = EmptyState {
        icon: PageId::Companies.icon(),
        title: &UiText::NoCompanies.say(lang),
        note: &UiText::NoCompaniesNote.say(lang),
        action: ctx.writable.then(|| Command::Import.label(lang)),
    };
    if empty.ui(ui) {
        out.push(Post::Run(Command::Import));
    }
}
