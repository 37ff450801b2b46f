//! Kept lists: which there are, how they are arranged, what has changed since, and what a review meeting gave.

mod changes;
mod entry;
mod head;
mod rows;

use std::{collections::BTreeMap, sync::Arc};

use eframe::egui::{Align, Layout, RichText, ScrollArea, Ui};
use uuid::Uuid;

use self::entry::EntryForm;
use crate::{
    domain::{
        ids::CompanyId,
        paper::{ExportFormat, ExportKind, Shortlist},
        record::Text as FieldText,
    },
    ledger::{Action, Edit, ItemKind, View, assessment::RankBy},
    report::{
        choice::Choice,
        compose::{self, Wish},
        kept::{self, Differences, KeptList, Standing},
        level::Level,
    },
    text::{format, ui_kept::KeptText as T},
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        outgoing::{Asked, Made, MakeFile, Outgoing},
        papers::bad,
        theme::icons,
        widgets::{EmptyState, TableState, UiExt},
    },
};

/// Name of the job that compares.
const COMPARING: &str = "kept shortlist";
/// Names of the jobs that write, and of their questions where to.
const LIST: &str = "kept shortlist file";
const SHEET: &str = "review sheet file";
/// Width of the list of lists.
const LEFT: f32 = 220.0;
/// Members of a panel a sheet has room for.
const JUDGES: usize = 5;

/// What a list is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Against {
    /// The companies of today.
    #[default]
    Now,
    /// Another kept list.
    List(Uuid),
}

/// A list with everything that was worked out about it.
#[derive(Debug, Clone)]
pub(super) struct Prepared {
    /// Which record, with which arrangement, compared with what, over which view.
    key: Key,
    /// As it was made.
    made: KeptList,
    /// Its companies in their order, with the figures of its day.
    list: KeptList,
    /// Order, pins and reasons.
    order: Vec<Standing>,
    /// The same companies now.
    now: BTreeMap<CompanyId, (f64, f64, f64, bool)>,
    /// What differs.
    differences: Differences,
}

/// What a comparison was made of.
type Key = (Uuid, FieldText, Against, u64);

/// What the part holds.
#[derive(Debug)]
pub(super) struct KeptView {
    chosen: Option<Uuid>,
    against: Against,
    prepared: Option<Result<Arc<Prepared>, Uuid>>,
    asked: Option<Key>,
    table: TableState<CompanyId>,
    moving: Option<Moving>,
    entry: Option<EntryForm>,
    file: Outgoing,
    sheet: Outgoing,
}

/// A company that is being moved.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Moving {
    company: CompanyId,
    name: String,
    to: usize,
    reason: String,
    problem: bool,
}

impl Default for KeptView {
    fn default() -> Self {
        Self {
            chosen: None,
            against: Against::Now,
            prepared: None,
            asked: None,
            table: TableState::new("kept shortlist"),
            moving: None,
            entry: None,
            file: Outgoing::default(),
            sheet: Outgoing::default(),
        }
    }
}

impl KeptView {
    /// Shows a list.
    pub fn show(&mut self, list: Uuid) {
        self.chosen = Some(list);
        self.moving = None;
        self.entry = None;
    }

    /// Draws the lists and the one chosen.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lists = &ctx.snapshot.shortlists;
        if lists.is_empty() {
            let (title, note) = (ctx.say(&T::NoneYet), ctx.say(&T::NoneNote));
            EmptyState { icon: icons::RANKING, title: &title, note: &note, action: None }.ui(ui);
            return;
        }
        // The newest first: keys grow with time.
        if self.chosen.is_none_or(|chosen| lists.get(chosen).is_none()) {
            self.chosen = lists.iter().next_back().map(|list| list.id.uuid());
        }
        let Some(record) = self.chosen.and_then(|chosen| lists.get(chosen)) else { return };
        if matches!(self.against, Against::List(other) if lists.get(other).is_none() || other == record.id.uuid()) {
            self.against = Against::Now;
        }
        self.prepare(record, ctx, out);
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(
                eframe::egui::vec2(LEFT, ui.available_height()),
                Layout::top_down(Align::Min),
                |ui| self.lists_ui(ui, ctx),
            );
            ui.add_space(8.0);
            ui.separator();
            ui.add_space(8.0);
            ui.vertical(|ui| self.list_ui(ui, record, ctx, out));
        });
        self.moving_ui(ui, record, ctx, out);
    }

    fn lists_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>) {
        ui.set_width(LEFT);
        ScrollArea::vertical().id_salt("kept lists").auto_shrink([false, false]).show(ui, |ui| {
            for list in ctx.snapshot.shortlists.iter().rev() {
                let chosen = self.chosen == Some(list.id.uuid());
                let response = ui.selectable_label(chosen, RichText::new(&*list.name));
                let author = list.author.and_then(|author| ctx.snapshot.authors.get(author.uuid()));
                let author = author.map_or_else(String::new, |author| author.name.to_string());
                let words = ctx.say(&T::MadeBy { day: format::iso_date(list.made_on), author });
                ui.secondary(&words);
                ui.add_space(4.0);
                if response.on_hover_text(words).clicked() {
                    self.show(list.id.uuid());
                }
            }
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, record: &Shortlist, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.head_ui(ui, record, ctx, out);
        ui.add_space(8.0);
        let prepared = match &self.prepared {
            Some(Ok(prepared)) if prepared.key.0 == record.id.uuid() => Arc::clone(prepared),
            Some(Err(list)) if *list == record.id.uuid() => {
                ui.label(RichText::new(ctx.say(&T::Unreadable)).color(ctx.tokens.error));
                return;
            }
            _ => {
                ui.secondary(ctx.say(&T::Working));
                return;
            }
        };
        if let Some(entry) = &mut self.entry {
            if entry.ui(ui, &prepared.list, ctx, out) {
                self.entry = None;
            }
            return;
        }
        let roomy = ui.available_width() > 1180.0;
        if roomy {
            let right = 380.0;
            let left = ui.available_width() - right - 16.0;
            let height = ui.available_height();
            ui.horizontal_top(|ui| {
                ui.allocate_ui_with_layout(eframe::egui::vec2(left, height), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(left);
                    self.rows_ui(ui, record, &prepared, ctx, out);
                });
                ui.add_space(8.0);
                ui.allocate_ui_with_layout(eframe::egui::vec2(right, height), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(right);
                    changes::ui(ui, &prepared, ctx, out);
                });
            });
        } else {
            let height = ui.available_height();
            let width = ui.available_width();
            let share = if prepared.differences.is_empty() { 0.86 } else { 0.6 };
            ui.allocate_ui_with_layout(eframe::egui::vec2(width, height * share), Layout::top_down(Align::Min), |ui| {
                self.rows_ui(ui, record, &prepared, ctx, out);
            });
            ui.add_space(8.0);
            changes::ui(ui, &prepared, ctx, out);
        }
        let count = format::count(prepared.list.rows.len());
        out.push(Post::Status(ctx.say(&T::Count { count })));
    }

    /// Has the list compared anew when another one, another arrangement or another view is in sight.
    fn prepare(&mut self, record: &Shortlist, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(JobEnd::Done(prepared)) = ctx.take_result::<Result<Arc<Prepared>, Uuid>>(COMPARING) {
            self.prepared = Some(prepared);
        }
        let Some(view) = ctx.view else { return };
        let key: Key = (record.id.uuid(), record.arrangement.clone(), self.against, ctx.view_revision);
        if self.asked.as_ref() == Some(&key) {
            return;
        }
        self.asked = Some(key.clone());
        let other = match self.against {
            Against::Now => None,
            Against::List(other) => ctx.snapshot.shortlists.get(other).cloned(),
        };
        let (view, record, wish) = (Arc::clone(view), record.clone(), wish(record, ctx));
        out.push(Post::Job(JobRequest::new(COMPARING, "", move |_| {
            prepare(&view, &record, other.as_ref(), wish, key).map(Arc::new).ok_or(record.id.uuid())
        })));
    }

    /// Writes the list in its own order with today's data, and the sheets of a review meeting.
    pub(super) fn files_ui(&mut self, ui: &Ui, record: &Shortlist, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Some(view) = ctx.view else { return };
        let prepared = match &self.prepared {
            Some(Ok(prepared)) if prepared.key.0 == record.id.uuid() => Arc::clone(prepared),
            _ => return,
        };
        let made = |sheet: bool| -> MakeFile {
            let (view, prepared, wish) = (Arc::clone(view), Arc::clone(&prepared), wish(record, ctx));
            Box::new(move |asked| file(&view, &prepared, wish, asked, sheet))
        };
        self.file.ui(ui, LIST, ctx, out, || made(false));
        self.sheet.ui(ui, SHEET, ctx, out, || made(true));
    }

    fn open_file(&mut self, record: &Shortlist, sheet: bool, ctx: &PageContext<'_>) {
        if sheet {
            let formats = &[ExportFormat::Xlsx, ExportFormat::Pdf];
            self.sheet.open(ExportKind::ReviewSheet, &record.name, formats, ctx);
        } else {
            let formats = &[ExportFormat::Xlsx, ExportFormat::Pdf, ExportFormat::Csv];
            self.file.open(ExportKind::Shortlist, &record.name, formats, ctx);
        }
    }
}

/// What the list was asked to be, as far as the record says; its content says by what it was ranked.
fn wish(record: &Shortlist, ctx: &PageContext<'_>) -> Wish {
    Wish {
        lang: ctx.lang,
        top: usize::MAX,
        base: record.base.clone(),
        sector: record.sector.clone(),
        tier: None,
        rank: RankBy::Value,
        level: Level::Leader,
        reason: String::new(),
        author: String::new(),
        title: record.name.to_string(),
        fictional: ctx.fictional,
    }
}

fn prepare(view: &View, record: &Shortlist, other: Option<&Shortlist>, wish: Wish, key: Key) -> Option<Prepared> {
    let (made, order) = kept::read(record, &view.snapshot).ok()?;
    let list = made.arranged(&order);
    let exists = |company: CompanyId| view.snapshot.companies.get(company.uuid()).is_some();
    let differences = match other {
        Some(other) => {
            let (later, arranged) = kept::read(other, &view.snapshot).ok()?;
            let later = later.arranged(&arranged);
            // The earlier list comes first, whichever of the two is in sight.
            let (before, after) =
                if (other.made_on, other.id) < (record.made_on, record.id) { (&later, &list) } else { (&list, &later) };
            kept::differences(before, after, &BTreeMap::new(), exists, &order)
        }
        None if list.top.is_none() => kept::differences(&list, &list.now(view), &BTreeMap::new(), exists, &[]),
        None => {
            let wish = Wish { top: list.rows.len(), rank: list.rank, ..wish };
            let (anew, excluded) = kept::made_anew(view, &made, &order, &wish);
            kept::differences(&list, &anew, &excluded, exists, &[])
        }
    };
    let now = list.now(view).rows.into_iter();
    let now = now.map(|row| (row.company, (row.low, row.value, row.high, row.little_known))).collect();
    Some(Prepared { key, made, list, order, now, differences })
}

/// The list, or the sheets of a review meeting, with today's data in the order of the list.
fn file(view: &View, prepared: &Prepared, wish: Wish, asked: &Asked, sheet: bool) -> Result<Made, String> {
    let list = &prepared.list;
    let now = list.now(view);
    let rows: Vec<usize> = now.rows.iter().filter_map(|row| view.row_of(row.company)).collect();
    let count = rows.len();
    let subject = wish.title.clone();
    let wish = Wish {
        lang: asked.lang,
        top: count.max(1),
        rank: list.rank,
        level: asked.level,
        reason: asked.purpose.clone(),
        author: asked.author.clone(),
        ..wish
    };
    let mut document = compose::document(view, &wish, &Choice { chosen: rows, ..Choice::default() });
    document.order = list.order(&prepared.made, &now);
    for (line, row) in document.rows.iter_mut().zip(&now.rows) {
        let standing = prepared.order.iter().find(|standing| standing.company == row.company);
        line.moved = standing.map_or_else(String::new, |standing| standing.reason.clone());
    }
    let released = document.release();
    let bytes = match (sheet, asked.format) {
        (false, ExportFormat::Csv) => released.csv().map_err(|error| error.to_string()),
        (false, ExportFormat::Pdf) => released.pdf().map_err(|error| error.to_string()),
        (false, _) => released.xlsx().map_err(|error| error.to_string()),
        (true, ExportFormat::Pdf) => released.review_pdf().map_err(|error| error.to_string()),
        (true, _) => released.review_xlsx(JUDGES).map_err(|error| error.to_string()),
    };
    Ok(Made { bytes: bytes.map_err(|error| bad(&error, asked))?, rows: count, subject })
}

/// Sets the arrangement of a list.
fn arrange(record: &Shortlist, order: &[Standing]) -> Option<Post> {
    let text = kept::arrangement_json(order).ok()?;
    let edits = vec![Edit::new("arrangement", crate::domain::record::Value::Text(text.into()))];
    Some(Post::act(Action::Edit { kind: ItemKind::Shortlist, key: record.id.uuid(), edits }))
}

/// The standings of a list with one of them changed; every company has one afterwards, so that the order is whole.
fn standings(prepared: &Prepared) -> Vec<Standing> {
    let known = |company: CompanyId| prepared.order.iter().find(|standing| standing.company == company).cloned();
    let rows = prepared.list.rows.iter();
    rows.map(|row| {
        known(row.company).unwrap_or(Standing { company: row.company, pinned: false, reason: String::new() })
    })
    .collect()
}
