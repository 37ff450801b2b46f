//! The page Pipeline: the leads as board, table and calendar, and what is to be done about them today.

mod bar;
mod board;
mod calendar;
mod card;
mod column;
pub(super) mod dialog;
mod entry;
mod kept;
mod listing;
mod look;
mod moving;
mod new_lead;
mod pasted;
mod report_form;
mod rows;
mod sheet;
mod table;
mod today;
mod wishes;
mod words;

use std::{path::Path, sync::Arc};

use eframe::egui::{Align, Layout, Ui};

use board::Board;
use calendar::Calendar;
use entry::EntryForm;
use listing::{Filter, Listing, Query};
use moving::MoveForm;
use new_lead::NewLead;
use report_form::ReportForm;
use rows::{Rows, Stamp, Sums};
use sheet::{LeadSheet, Offered};
use today::Today;
use wishes::{Wish, assigned, table_wishes};

use crate::{
    domain::{ids::LeadId, record::Cell},
    ledger::{Action, Edit, ItemKind},
    pipeline::RulesError,
    text::{
        Label, Lang, Say, format, ui::UiText, ui_forms::FormsText, ui_grid::GridText, ui_pipeline::PipelineText as T,
    },
    ui::{
        commands::Command,
        context::{JobEnd, JobRequest, PageContext, Post, Question},
        grid::{cells::Cells, group::Folds, marks::marks_ui, output::Output, sheet::money_words, views::Views},
        route::{PageId, Place, Target},
        settings::Settings,
        theme::{icons, tokens::ROW},
        toasts::Toast,
        widgets::{
            ColumnSpec, EmptyState, Segment, Selection, TableState, UiExt, column_chooser, is_composing, search_field,
            segments_ui,
        },
    },
};

/// The job that derives and lists the leads.
const LIST: &str = "pipeline list";
/// The job that writes the table to a file, and the question where to.
const OUTPUT: &str = "pipeline table file";
/// Deleting more than this is asked about first.
const MANY: usize = 20;
/// Note of the settings: stages stand together on the board.
const SHORT: &str = "pipeline.short";
/// Note of the settings: what was typed of a new lead.
const NEW_DRAFT: &str = "pipeline.new";

/// The views of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    #[default]
    Board,
    Table,
    Calendar,
    Today,
}

/// What the views are drawn from.
#[derive(Clone, Copy)]
struct Scene<'a, 'c> {
    listing: &'a Arc<Listing>,
    ctx: &'a PageContext<'c>,
}

impl Scene<'_, '_> {
    fn menu_ui(&self, ui: &mut Ui, selection: &Selection<LeadId>, wishes: &mut Vec<Wish>) {
        bar::menu_ui(ui, selection, &self.listing.rows, self.ctx, wishes);
    }
}

/// A dialog of the page.
enum Dialog {
    New(Box<NewLead>),
    Move(MoveForm),
    Entry(Box<EntryForm>),
}

impl Dialog {
    /// What is written in it and would be missed; a new lead keeps its own.
    fn form(&self) -> Option<kept::Form> {
        match self {
            Self::New(_) => None,
            Self::Move(form) => form.is_touched().then(|| kept::Form::Move(form.clone())),
            Self::Entry(form) => form.is_touched().then(|| kept::Form::Entry(form.clone())),
        }
    }
}

/// When something about leads was last written in this workspace and not saved, in milliseconds since 1970.
pub(super) fn waiting(settings: &Settings, workspace: &Path) -> Option<i64> {
    new_lead::waiting(settings, workspace).max(kept::waiting(settings, workspace))
}

/// What the page holds.
pub struct PipelinePage {
    tab: Tab,
    table: TableState<LeadId>,
    columns: Option<(Lang, Vec<ColumnSpec>)>,
    filter: Filter,
    /// The text last settled in the search field.
    searched_for: String,
    /// Writing into the table.
    cells: Cells,
    folds: Folds,
    views: Views,
    output: Output,
    offered: Offered,
    /// The question last asked.
    asked: Option<Query>,
    listing: Option<Result<Arc<Listing>, RulesError>>,
    board: Board,
    calendar: Calendar,
    today: Today,
    dialog: Option<Dialog>,
    /// Money of the selection, and what it was added up from.
    summed: Option<(Arc<Listing>, Selection<LeadId>, Sums)>,
    /// To be selected and brought into view as soon as the list holds it.
    wanted: Option<LeadId>,
    /// Whether what is remembered was taken in.
    remembered: bool,
    /// The bureau's own form.
    report: ReportForm,
}

impl Default for PipelinePage {
    fn default() -> Self {
        Self {
            tab: Tab::default(),
            table: TableState::new("pipeline"),
            columns: None,
            filter: Filter::default(),
            searched_for: String::new(),
            cells: Cells::default(),
            folds: Folds::default(),
            views: Views::default(),
            output: Output::default(),
            offered: Offered::default(),
            asked: None,
            listing: None,
            board: Board::default(),
            calendar: Calendar::default(),
            today: Today::default(),
            dialog: None,
            summed: None,
            wanted: None,
            remembered: false,
            report: ReportForm::default(),
        }
    }
}

/// Where a lead is opened: the one place that knows.
fn place_of(lead: LeadId, rows: &Rows) -> Option<Place> {
    rows.get(lead).map(|_| Place::lead(lead))
}

impl PipelinePage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.take_in(ctx);
        self.cells.absorb::<LeadSheet>(ui, &mut self.table, ctx, out);
        self.offered.refresh(ctx);
        self.table.choices = Arc::clone(&self.offered.names);
        self.table.type_to_edit = ctx.writable;
        self.go_to(ctx);
        self.ask_for_list(ui, ctx, out);
        let listing = match &self.listing {
            Some(Ok(listing)) => Some(Arc::clone(listing)),
            Some(Err(error)) => {
                let error = error.say(ctx.lang);
                ui.page_title(PageId::Pipeline.label(ctx.lang));
                ui.label(T::BadRules { error }.say(ctx.lang));
                return;
            }
            None => None,
        };
        let mut wishes = Vec::new();
        self.head_ui(ui, listing.as_ref(), ctx, &mut wishes, out);
        ui.add_space(4.0);
        if let Some(listing) = &listing {
            if self.dialog.is_none() && ctx.writable {
                self.offer_ui(ui, &listing.rows, ctx, out);
            }
            self.show_wanted(listing);
            let scene = Scene { listing, ctx };
            if ctx.snapshot.leads.is_empty() && self.tab != Tab::Today {
                self.empty_ui(ui, ctx);
            } else {
                self.view_ui(ui, &scene, &mut wishes, out);
            }
            for wish in wishes {
                self.grant(wish, listing, ctx, out);
            }
            self.over_ui(ui, listing, ctx, out);
            self.status(listing, ctx, out);
        }
        self.dialog_ui(ui, listing.as_deref(), ctx, out);
        self.report.ui(ui, ctx, out);
    }

    fn take_in(&mut self, ctx: &PageContext<'_>) {
        if !std::mem::replace(&mut self.remembered, true) {
            self.board.short = ctx.settings.notes.contains_key(SHORT);
        }
        match ctx.take_result::<Option<Result<Arc<Listing>, RulesError>>>(LIST) {
            Some(JobEnd::Done(Some(listing))) => {
                if let Ok(listing) = &listing {
                    // What is gone is selected no more.
                    self.table.selection.retain(|lead| listing.rows.get(*lead).is_some());
                }
                self.listing = Some(listing);
            }
            // Stopped or broken: asked for again.
            Some(_) => self.asked = None,
            None => {}
        }
    }

    /// What one came for.
    fn go_to(&mut self, ctx: &PageContext<'_>) {
        let Target::Part(part) = &ctx.target else { return };
        match part.as_str() {
            "new" if ctx.writable => {
                self.dialog = Some(Dialog::New(Box::new(NewLead::resumed(ctx))));
            }
            "today" => self.tab = Tab::Today,
            "table" => self.tab = Tab::Table,
            "calendar" => self.tab = Tab::Calendar,
            "board" => self.tab = Tab::Board,
            _ => {}
        }
    }

    /// Has the list made anew when records, figures, day, filter or sort changed.
    fn ask_for_list(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.table.sort_or(ui.ctx(), "colour", true);
        let sort = self.table.layout.sorts().map(|(column, down)| (column.to_owned(), down)).collect();
        let stamp = Stamp { revision: ctx.revision, view_revision: ctx.view_revision, today: ctx.today };
        // Letters of a composition are not searched for: the text last settled holds.
        if !is_composing(ui.ctx()) {
            self.searched_for.clone_from(&self.filter.text);
        }
        let filter = Filter { text: self.searched_for.clone(), ..self.filter.clone() };
        let group = self.table.layout.group.clone();
        let query = Query { stamp, filter, sort, group, lang: ctx.lang, searched: ctx.finder.is_some() };
        if self.asked.as_ref() == Some(&query) {
            return;
        }
        self.asked = Some(query.clone());
        let (snapshot, view, finder) = (Arc::clone(ctx.snapshot), ctx.view.cloned(), ctx.finder.cloned());
        let kept =
            self.listing.as_ref().and_then(|listing| listing.as_ref().ok()).map(|listing| Arc::clone(&listing.rows));
        out.push(Post::Job(JobRequest::new(LIST, "", move |progress| {
            let rows = match kept.filter(|rows| rows.stamp == query.stamp) {
                Some(rows) => rows,
                None => match Rows::derive(&snapshot, view.as_deref(), query.stamp, progress)? {
                    Ok(rows) => Arc::new(rows),
                    Err(error) => return Some(Err(error)),
                },
            };
            let plan = view.as_ref().map(|view| &*view.policy.plan);
            Some(Ok(Arc::new(Listing::new(rows, query, &snapshot, plan, finder.as_deref()))))
        })));
    }

    fn show_wanted(&mut self, listing: &Listing) {
        let Some(lead) = self.wanted else { return };
        if listing.rows.get(lead).is_none() {
            return;
        }
        self.wanted = None;
        self.table.selection.only(lead);
        self.board.reveal(lead);
        let row = listing
            .listed
            .iter()
            .position(|place| listing.rows.leads.get(*place as usize).is_some_and(|row| row.id == lead));
        if let Some(row) = row {
            self.table.scroll_to(row);
        }
    }

    fn head_ui(
        &mut self,
        ui: &mut Ui,
        listing: Option<&Arc<Listing>>,
        ctx: &PageContext<'_>,
        wishes: &mut Vec<Wish>,
        out: &mut Vec<Post>,
    ) {
        let lang = ctx.lang;
        ui.horizontal(|ui| {
            ui.page_title(PageId::Pipeline.label(lang));
            ui.add_space(8.0);
            let today = match listing.map(|listing| self.today.count(listing, ctx)) {
                None | Some(0) => T::Today.say(lang),
                Some(count) => T::TodayCount { count: format::count(count) }.say(lang),
            };
            let views = [
                Segment::new(Tab::Board, T::Board.say(lang)),
                Segment::new(Tab::Table, T::Table.say(lang)),
                Segment::new(Tab::Calendar, T::Calendar.say(lang)),
                Segment::new(Tab::Today, today).explained(T::TodayTip.say(lang)),
            ];
            if let Some(tab) = segments_ui(ui, "pipeline views", &views, self.tab) {
                self.tab = tab;
            }
            ui.add_space(8.0);
            let hint = T::SearchHint.say(lang);
            let (field, _) = search_field(ui, bar::search_id(), &mut self.filter.text, &hint, 240.0, lang);
            if ctx.find {
                field.request_focus();
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_enabled_ui(ctx.writable, |ui| {
                    if ui.primary_icon_button(icons::PLUS, Command::AddLead.label(lang)).clicked() {
                        out.push(Post::Run(Command::AddLead));
                    }
                });
                let report = ui.icon_text_button(icons::FILE_XLS, &FormsText::Button.say(lang));
                if report.on_hover_text(FormsText::ButtonTip.say(lang)).clicked() {
                    self.report.open(ctx);
                }
                match self.tab {
                    Tab::Table => self.table_tools_ui(ui, listing, ctx, out),
                    Tab::Board => self.short_ui(ui, lang, out),
                    Tab::Calendar | Tab::Today => {}
                }
            });
        });
        let Some(listing) = listing else { return };
        let Self { filter, table, tab, .. } = self;
        ui.horizontal(|ui| {
            // As high with buttons as without, so that nothing jumps.
            ui.set_min_height(ROW + 4.0);
            bar::chips_ui(ui, filter, listing, ctx);
            if matches!(tab, Tab::Board | Tab::Table) {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    bar::selected_ui(ui, &table.selection, ctx, wishes);
                    if *tab == Tab::Board && table.selection.is_empty() {
                        ui.secondary(T::BoardKeys.say(lang));
                    }
                });
            }
        });
    }

    /// What is done with the table as a whole.
    fn table_tools_ui(
        &mut self,
        ui: &mut Ui,
        listing: Option<&Arc<Listing>>,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        let lang = ctx.lang;
        let columns = columns_of(&mut self.columns, lang);
        column_chooser(ui, &mut self.table, columns, lang);
        marks_ui(ui, &mut self.table, columns, lang);
        let groups = listing.and_then(|listing| listing.groups.as_ref());
        self.folds.chooser_ui(ui, &mut self.table, columns, groups, lang);
        let mut views = std::mem::take(&mut self.views);
        let applied = views.ui(ui, sheet::VIEWS, || self.standing(), ctx, out);
        self.views = views;
        if let Some(content) = applied {
            self.stand(&content);
        }
        if ui.icon_button(icons::EXPORT, &GridText::ExportTitle.say(lang)).clicked() {
            self.output.open(PageId::Pipeline.label(lang), ctx);
        }
    }

    /// Offers to go on with what was not saved.
    fn offer_ui(&mut self, ui: &mut Ui, rows: &Rows, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(form) = new_lead::resume_ui(ui, ctx, out) {
            self.dialog = Some(Dialog::New(Box::new(form)));
        }
        match kept::offer_ui(ui, rows, ctx, out) {
            Some(kept::Form::Entry(form)) => self.dialog = Some(Dialog::Entry(form)),
            Some(kept::Form::Move(form)) => self.dialog = Some(Dialog::Move(form)),
            None => {}
        }
    }

    /// What stands over the page: forms of the table, where to write it.
    fn over_ui(&mut self, ui: &Ui, listing: &Arc<Listing>, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if self.tab == Tab::Table {
            let sheet = self.sheet(listing, ctx);
            let Self { cells, table, columns, .. } = self;
            cells.ui(ui, table, columns_of(columns, ctx.lang), &sheet, ctx, out);
        }
        let mut output = std::mem::take(&mut self.output);
        output.ui(ui, OUTPUT, ctx, out, || self.seen(listing, ctx));
        self.output = output;
    }

    fn short_ui(&mut self, ui: &mut Ui, lang: Lang, out: &mut Vec<Post>) {
        let mut short = self.board.short;
        let toggle = ui.checkbox(&mut short, T::Short.say(lang)).on_hover_text(T::ShortTip.say(lang));
        if toggle.changed() {
            self.board.short = short;
            out.push(Post::set(move |settings| {
                if short {
                    settings.notes.insert(SHORT.to_owned(), String::new());
                } else {
                    settings.notes.remove(SHORT);
                }
            }));
        }
    }

    fn view_ui(&mut self, ui: &mut Ui, scene: &Scene<'_, '_>, wishes: &mut Vec<Wish>, out: &mut Vec<Post>) {
        let Self { tab, table, board, calendar, today, .. } = self;
        match tab {
            Tab::Board => board.ui(ui, scene, &mut table.selection, wishes),
            Tab::Table => self.table_ui(ui, scene, wishes, out),
            Tab::Calendar => calendar.ui(ui, scene, wishes),
            Tab::Today => today.ui(ui, scene, wishes),
        }
    }

    fn table_ui(&mut self, ui: &mut Ui, scene: &Scene<'_, '_>, wishes: &mut Vec<Wish>, out: &mut Vec<Post>) {
        let sheet = self.sheet(scene.listing, scene.ctx);
        let Self { cells, filter, table, columns, folds, .. } = self;
        let columns = columns_of(columns, scene.ctx.lang);
        let mut output = table::ui(ui, table, columns, scene.listing, &sheet.lines, scene.ctx);
        out.extend(cells.heads_ui(ui, &output, table, &mut filter.columns, &sheet, scene.ctx.lang));
        // A stage is not typed: writing into it moves the lead.
        if output.edit.is_some() && table.column() == Some("stage") {
            output.edit = None;
            wishes.push(Wish::Move(table.selection.iter().collect(), Vec::new()));
        }
        cells.answer(&mut output, table, columns, &sheet, scene.ctx, out);
        folds.answer(&output, scene.listing.groups.as_ref());
        table_wishes(output, table, columns, &sheet, scene, (wishes, cells, out));
        if scene.listing.listed.is_empty() && !scene.listing.rows.leads.is_empty() {
            let rect = ui.min_rect();
            ui.said_over(rect, T::NobodyListed.say(scene.ctx.lang));
        }
    }

    fn empty_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>) {
        let lang = ctx.lang;
        let empty = EmptyState {
            icon: PageId::Pipeline.icon(),
            title: &T::NoLeads.say(lang),
            note: &T::NoLeadsNote.say(lang),
            action: ctx.writable.then(|| Command::AddLead.label(lang)),
        };
        if empty.ui(ui) {
            self.dialog = Some(Dialog::New(Box::new(NewLead::resumed(ctx))));
        }
    }

    /// Does what a view asked for.
    fn grant(&mut self, wish: Wish, listing: &Listing, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let rows = &listing.rows;
        let lang = ctx.lang;
        match wish {
            Wish::Open(lead) => out.extend(place_of(lead, rows).map(Post::Go)),
            Wish::Go(place) => out.push(Post::Go(place)),
            // Everything else changes something.
            _ if !ctx.writable => {}
            Wish::Move(leads, wanted) => match MoveForm::new(&leads, &wanted, rows, ctx.today, lang) {
                Some(form) => self.dialog = Some(Dialog::Move(form)),
                None => out.push(Post::Toast(Toast::note(T::Nowhere.say(lang)))),
            },
            Wish::Refuse(stage) => out.push(Post::Toast(Toast::note(T::NoMove { stage }.say(lang)))),
            Wish::Progress(lead) => {
                let form = rows.get(lead).map(|row| EntryForm::progress(row, ctx.today));
                self.dialog = form.map(|form| Dialog::Entry(Box::new(kept::taken_up(form, ctx))));
            }
            Wish::Standstill(lead) => {
                let form = rows.get(lead).map(|row| EntryForm::standstill(row, ctx.today));
                self.dialog = form.map(|form| Dialog::Entry(Box::new(kept::taken_up(form, ctx))));
            }
            Wish::Assign(leads, owner) => out.extend(assigned(&leads, owner, ctx).map(Post::act)),
            Wish::Done(task) => {
                let edits = vec![Edit::new("done_on", ctx.today.to_value())];
                out.push(Post::act(Action::Edit { kind: ItemKind::Task, key: task.uuid(), edits }));
            }
            Wish::Delete(leads) => {
                let leads: Vec<LeadId> =
                    leads.into_iter().filter(|lead| ctx.snapshot.leads.get(lead.uuid()).is_some()).collect();
                let count = leads.len();
                if count == 0 {
                    return;
                }
                let act = Post::act(Action::DeleteLeads(leads));
                if count <= MANY {
                    out.push(act);
                    return;
                }
                out.push(Post::Ask(Box::new(Question {
                    title: T::DeleteTitle { count: format::count(count) }.say(lang),
                    text: T::DeleteNote.say(lang),
                    verb: T::Delete.say(lang),
                    destructive: true,
                    then: vec![act],
                })));
            }
        }
    }

    fn dialog_ui(&mut self, ui: &Ui, listing: Option<&Listing>, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let before = self.dialog.as_ref().and_then(Dialog::form);
        let ended = match (&mut self.dialog, listing) {
            (None, _) => false,
            (Some(Dialog::New(form)), _) => match form.ui(ui, listing.map(|listing| &*listing.rows), ctx, out) {
                None => false,
                Some(made) => {
                    if made.is_some() {
                        self.filter = Filter::default();
                        self.wanted = made;
                    }
                    true
                }
            },
            (Some(Dialog::Move(form)), Some(listing)) => form.ui(ui, &listing.rows, ctx, out),
            (Some(Dialog::Entry(form)), _) => form.ui(ui, ctx, out),
            (Some(Dialog::Move(_)), None) => true,
        };
        if ended {
            self.dialog = None;
        }
        let now = self.dialog.as_ref().and_then(Dialog::form);
        if now != before {
            kept::keep(before.as_ref(), now, ctx, out);
        }
    }

    fn status(&mut self, listing: &Arc<Listing>, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let (shown, total) = (format::count(listing.listed.len()), format::count(listing.rows.leads.len()));
        let money = money_words(&board::total(listing), lang);
        let mut parts = vec![T::Shown { shown, total }.say(lang), T::ShownMoney { money }.say(lang)];
        let selection = &self.table.selection;
        if selection.len() > 1 {
            parts.push(UiText::SelectedRows { count: format::count(selection.len()) }.say(lang));
            let summed = self.summed.take().filter(|(made, of, _)| Arc::ptr_eq(made, listing) && of == selection);
            let (.., sums) = self.summed.insert(summed.unwrap_or_else(|| {
                let rows = selection.iter().filter_map(|lead| listing.rows.get(lead));
                (Arc::clone(listing), selection.clone(), rows::sums_of(rows))
            }));
            parts.push(T::ShownMoney { money: money_words(sums, lang) }.say(lang));
        }
        if self.tab == Tab::Table {
            let sheet = self.sheet(listing, ctx);
            let sums = self.cells.sums(&self.table, &sheet, ctx, out);
            if !sums.is_empty() {
                parts.push(sums.to_owned());
            }
        }
        out.push(Post::Status(parts.join(" · ")));
    }
}

/// The columns in a language, made once.
fn columns_of(kept: &mut Option<(Lang, Vec<ColumnSpec>)>, lang: Lang) -> &[ColumnSpec] {
    if kept.as_ref().is_none_or(|(made, _)| *made != lang) {
        *kept = None;
    }
    &kept.get_or_insert_with(|| (lang, table::columns(lang))).1
}
