//! Kept lists: which there are, how they are arranged, what has changed since, and what a review meeting gave.

mod changes;
pub mod draft;
mod entry;
mod head;
mod reading;
mod rows;

use std::{cell::Cell, collections::BTreeMap, sync::Arc};

use eframe::egui::{Align, DragValue, Layout, RichText, ScrollArea, Ui};
use uuid::Uuid;

use self::entry::EntryForm;
use crate::{
    domain::{
        ids::{CompanyId, ShortlistId},
        paper::{ExportFormat, ExportKind, Shortlist},
        record::Text as FieldText,
    },
    ledger::{Action, Edit, ItemKind, View, assessment::RankBy},
    report::{
        compose::Wish,
        kept::{self, Differences, KeptList, Standing},
        kept_paper::Source,
        level::Level,
        review::MOST_JUDGES,
    },
    text::{Say as _, format, ui_kept::KeptText as T},
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        outgoing::{Asked, Made, MakeFile, Outgoing},
        papers::bad,
        theme::icons,
        widgets::{EmptyState, Segment, TableState, UiExt, segments_ui},
    },
};

/// Name of the job that compares.
const COMPARING: &str = "kept shortlist";
/// Names of the jobs that write, and of their questions where to.
const LIST: &str = "kept shortlist file";
const SHEET: &str = "review sheet file";
/// Width of the list of lists.
const LEFT: f32 = 220.0;

/// Which figures a paper of a kept list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Basis {
    /// Those of the day it was kept.
    #[default]
    Kept,
    /// Those of today.
    Today,
}

/// A file of a kept list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// The list.
    List(Basis),
    /// The packet of a review meeting, with room for so many judges.
    Packet(usize),
}

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
    /// A review being typed in, with the list it is about.
    entry: Option<(Uuid, EntryForm)>,
    basis: Basis,
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
            basis: Basis::default(),
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

    /// Offers to go on with a review that was being typed in; whether that was taken.
    pub fn offer_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> bool {
        if self.entry.is_some() {
            return false;
        }
        let Some(list) = draft::offer_ui(ui, ctx, out) else { return false };
        self.show(list);
        self.entry = draft::taken_up(list, ctx).map(|form| (list, form));
        true
    }

    /// Draws the lists and the one chosen.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lists = &ctx.snapshot.shortlists;
        if lists.is_empty() {
            let (title, note) = (ctx.say(&T::NoneYet), ctx.say(&T::NoneNote));
            EmptyState { icon: icons::RANKING, title: &title, note: &note, action: None }.ui(ui);
            return;
        }
        // Else the newest: keys grow with time. The choice stands: a list that is being kept comes with the next commit.
        let chosen = self.chosen.and_then(|chosen| lists.get(chosen));
        let Some(record) = chosen.or_else(|| lists.iter().next_back()) else { return };
        if matches!(self.against, Against::List(other) if lists.get(other).is_none() || other == record.id.uuid()) {
            self.against = Against::Now;
        }
        self.prepare(record, ctx, out);
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(
                eframe::egui::vec2(LEFT, ui.available_height()),
                Layout::top_down(Align::Min),
                |ui| self.lists_ui(ui, record, ctx),
            );
            ui.add_space(8.0);
            ui.separator();
            ui.add_space(8.0);
            ui.vertical(|ui| self.list_ui(ui, record, ctx, out));
        });
        self.moving_ui(ui, record, ctx, out);
    }

    fn lists_ui(&mut self, ui: &mut Ui, shown: &Shortlist, ctx: &PageContext<'_>) {
        ui.set_width(LEFT);
        ScrollArea::vertical().id_salt("kept lists").auto_shrink([false, false]).show(ui, |ui| {
            for list in ctx.snapshot.shortlists.iter().rev() {
                let chosen = list.id == shown.id;
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
        let id = record.id.uuid();
        if let Some((_, entry)) = self.entry.as_mut().filter(|(list, _)| *list == id) {
            let before = entry.typed();
            let done = entry.ui(ui, record.id, &prepared.list, ctx, out);
            let now = if done { None } else { entry.typed() };
            if now != before {
                draft::keep(id, now, ctx, out);
            }
            if done {
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

    /// Writes the list in its own order, as it was kept or with today's data, and the packet of a review meeting.
    pub(super) fn files_ui(&mut self, ui: &Ui, record: &Shortlist, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Some(view) = ctx.view else { return };
        let prepared = match &self.prepared {
            Some(Ok(prepared)) if prepared.key.0 == record.id.uuid() => Arc::clone(prepared),
            _ => return,
        };
        let made = |wanted: Wanted| -> MakeFile {
            let (view, prepared, wish) = (Arc::clone(view), Arc::clone(&prepared), wish(record, ctx));
            Box::new(move |asked| file(&view, &prepared, wish, asked, wanted))
        };
        let basis = Cell::new(self.basis);
        let choice = |ui: &mut Ui, _: &mut Vec<Post>| basis.set(basis_ui(ui, basis.get(), &prepared.list, ctx));
        self.file.ui_with(ui, LIST, ctx, out, choice, || made(Wanted::List(basis.get())));
        self.basis = basis.get();
        let panel = |ui: &mut Ui, out: &mut Vec<Post>| packet_ui(ui, &prepared.list, ctx, out);
        self.sheet.ui_with(ui, SHEET, ctx, out, panel, || made(Wanted::Packet(draft::judges(ctx.settings))));
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

/// Asks which figures a paper shall have, and says what follows from it.
fn basis_ui(ui: &mut Ui, current: Basis, list: &KeptList, ctx: &PageContext<'_>) -> Basis {
    let lang = ctx.lang;
    ui.secondary(T::DataOf.say(lang));
    let choices = [
        Segment::new(Basis::Kept, T::AsKept { day: format::iso_date(list.as_of) }.say(lang)),
        Segment::new(Basis::Today, T::Today { day: format::iso_date(ctx.today) }.say(lang)),
    ];
    let basis = segments_ui(ui, "basis", &choices, current).unwrap_or(current);
    let gone = list.rows.iter().filter(|row| ctx.snapshot.companies.get(row.company.uuid()).is_none());
    let gone: Vec<&str> = gone.map(|row| row.name.as_str()).collect();
    let (count, names) = (format::count(gone.len()), format::list(&gone, lang));
    let (note, missing) = match basis {
        Basis::Kept => (T::AsKeptNote, T::GoneStay { count, names }),
        Basis::Today => (T::TodayNote, T::GoneMissing { count, names }),
    };
    ui.secondary(note.say(lang));
    if !gone.is_empty() {
        ui.label(RichText::new(missing.say(lang)).small());
    }
    ui.add_space(8.0);
    basis
}

/// Asks how many judges there are, and says which points the packet has.
fn packet_ui(ui: &mut Ui, list: &KeptList, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    ui.horizontal(|ui| {
        let label = T::JudgeCount.say(lang);
        ui.secondary(&label);
        let before = draft::judges(ctx.settings);
        let mut judges = before;
        ui.add(DragValue::new(&mut judges).range(1..=MOST_JUDGES).speed(0.05)).accessible_name(label);
        if judges != before {
            draft::remember_judges(judges, out);
        }
    });
    ui.secondary(T::PacketNote { day: format::iso_date(list.as_of) }.say(lang));
    ui.add_space(8.0);
}

/// Makes a file of a kept list, in the order of the list.
fn file(view: &View, prepared: &Prepared, wish: Wish, asked: &Asked, wanted: Wanted) -> Result<Made, String> {
    let Prepared { key, made, list, order, .. } = prepared;
    if asked.level == Level::Public && list.rank == RankBy::Priority {
        return Err(T::ByPriorityNotPublic.say(asked.lang));
    }
    let subject = wish.title.clone();
    let wish = Wish {
        lang: asked.lang,
        top: list.rows.len().max(1),
        rank: list.rank,
        level: asked.level,
        reason: asked.purpose.clone(),
        author: asked.author.clone(),
        ..wish
    };
    let source = Source { view, made, list, order };
    let (bytes, rows) = match wanted {
        Wanted::Packet(judges) => {
            let (released, packet) = source.packet(&wish, ShortlistId::from_uuid(key.0), judges);
            let bytes = match asked.format {
                ExportFormat::Pdf => released.packet_pdf(&packet).map_err(|error| error.to_string()),
                _ => released.packet_xlsx(&packet).map_err(|error| error.to_string()),
            };
            (bytes, released.packet_rows())
        }
        Wanted::List(Basis::Kept) => {
            let paper = source.paper(&wish);
            let bytes = match asked.format {
                ExportFormat::Csv => paper.csv().map_err(|error| error.to_string()),
                ExportFormat::Pdf => paper.pdf().map_err(|error| error.to_string()),
                _ => paper.xlsx().map_err(|error| error.to_string()),
            };
            (bytes, paper.rows())
        }
        Wanted::List(Basis::Today) => {
            let released = source.today(&wish);
            let bytes = match asked.format {
                ExportFormat::Csv => released.csv().map_err(|error| error.to_string()),
                ExportFormat::Pdf => released.pdf().map_err(|error| error.to_string()),
                _ => released.xlsx().map_err(|error| error.to_string()),
            };
            (bytes, released.document().rows.len())
        }
    };
    Ok(Made { bytes: bytes.map_err(|error| bad(&error, asked))?, rows, subject })
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
