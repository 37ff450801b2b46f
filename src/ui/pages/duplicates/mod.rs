//! Companies that may be one: found, judged, merged, and merges taken back. A part of the data page.

mod detail;
mod merge;
mod merged;

use std::sync::Arc;

use eframe::egui::{Align, Layout, Rect, RichText, Ui, UiBuilder, pos2};

use self::merge::MergeForm;
use crate::{
    domain::{ids::CompanyId, same::PairVerdict},
    identity::{Likeness, Pair},
    ledger::{
        Action, Snapshot,
        duplicates::{Found, Pairs, judged, look_through},
    },
    text::{
        Label, Lang, Say, format,
        same::{chance_words, reason_words, verdict_words},
        ui_same::DuplicatesText as T,
    },
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        theme::icons,
        widgets::{
            ColumnSpec, EmptyState, Segment, TableOutput, TableState, UiExt, chip, progress_row, segments_ui, table_ui,
        },
    },
};

/// Name of the job.
const LOOKING: &str = "duplicates";
/// From this width on the pair in full stands beside the pairs, else below.
const BESIDE: f32 = 1280.0;
/// Workspaces of at most so many companies are looked through as soon as the part is opened.
const AT_ONCE: usize = 50_000;

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Shows {
    #[default]
    Queue,
    Apart,
    Merged,
}

/// Which pairs of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Filter {
    #[default]
    All,
    Of(Likeness),
    ByImport,
}

/// Two companies, the earlier key first.
type Key = (CompanyId, CompanyId);

/// The pairs as the table shows them.
struct Listed {
    revision: u64,
    found: usize,
    queue: Vec<Arc<Pair>>,
    apart: Vec<Arc<Pair>>,
    by_import: Pairs,
}

/// What the part holds.
pub struct DuplicatesView {
    shows: Shows,
    filter: Filter,
    table: TableState<Key>,
    apart: TableState<Key>,
    merged: merged::MergedView,
    found: Option<(u64, Arc<Found>)>,
    /// Looking was stopped or failed; the words say which.
    fault: Option<String>,
    began: bool,
    listed: Option<Listed>,
    merge: Option<MergeForm>,
}

impl Default for DuplicatesView {
    fn default() -> Self {
        Self {
            shows: Shows::Queue,
            filter: Filter::All,
            table: TableState::new("duplicates"),
            apart: TableState::new("duplicates apart"),
            merged: merged::MergedView::default(),
            found: None,
            fault: None,
            began: false,
            listed: None,
            merge: None,
        }
    }
}

impl DuplicatesView {
    /// Draws the part.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.take_found(ctx);
        let companies = ctx.snapshot.companies.len();
        let wanted = companies > 1 && (companies <= AT_ONCE || !ctx.snapshot.pairs.is_empty());
        if wanted && !self.began && self.found.is_none() && !ctx.is_running(LOOKING) {
            self.look(ctx, out);
        }
        self.list(ctx);
        self.head_ui(ui, ctx, out);
        ui.add_space(8.0);
        match self.shows {
            Shows::Merged => self.merged.ui(ui, ctx, out),
            Shows::Queue | Shows::Apart => self.pairs_ui(ui, ctx, out),
        }
    }

    fn look(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.began = true;
        self.fault = None;
        let (snapshot, revision) = (Arc::clone(ctx.snapshot), ctx.revision);
        out.push(Post::Job(JobRequest::new(LOOKING, T::Looking.say(ctx.lang), move |progress| {
            progress.set_total(snapshot.companies.len());
            let found = look_through(&snapshot, &|done| progress.step(done));
            found.map(|found| (revision, Arc::new(found)))
        })));
    }

    fn take_found(&mut self, ctx: &PageContext<'_>) {
        match ctx.take_result::<Option<(u64, Arc<Found>)>>(LOOKING) {
            Some(JobEnd::Done(Some(found))) => {
                self.found = Some(found);
                self.listed = None;
            }
            Some(JobEnd::Done(None)) => self.fault = Some(T::Stopped.say(ctx.lang)),
            Some(JobEnd::Broken(why)) => self.fault = Some(T::Broken { why }.say(ctx.lang)),
            None => {}
        }
    }

    /// Brings the lists up to the records as they are now.
    fn list(&mut self, ctx: &PageContext<'_>) {
        let found = self.found.as_ref().map_or(0, |(_, found)| Arc::as_ptr(found) as usize);
        let is_known =
            self.listed.as_ref().is_some_and(|listed| (listed.revision, listed.found) == (ctx.revision, found));
        if is_known {
            return;
        }
        self.listed = Some(listed(ctx.snapshot, self.found.as_ref().map(|(_, found)| &**found), ctx.revision, found));
        if let Some(form) = &self.merge
            && [form.keep, form.merged].iter().any(|id| ctx.snapshot.companies.get(id.uuid()).is_none())
        {
            self.merge = None;
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let count = |pairs: Option<&Vec<Arc<Pair>>>| format::count(pairs.map_or(0, Vec::len));
        let queue = count(self.listed.as_ref().map(|listed| &listed.queue));
        let apart = count(self.listed.as_ref().map(|listed| &listed.apart));
        ui.horizontal(|ui| {
            let choices = [
                Segment::new(Shows::Queue, T::Queue { count: queue }.say(lang)),
                Segment::new(Shows::Apart, T::Apart { count: apart }.say(lang)),
                Segment::new(Shows::Merged, T::Merged { count: format::count(ctx.snapshot.aliases.len()) }.say(lang)),
            ];
            if let Some(shows) = segments_ui(ui, "duplicates shown", &choices, self.shows) {
                self.shows = shows;
                self.merge = None;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let running = ctx.is_running(LOOKING);
                let words = if self.found.is_some() { T::LookAgain } else { T::Look };
                ui.add_enabled_ui(!running && ctx.snapshot.companies.len() > 1, |ui| {
                    if ui.icon_text_button(icons::ARROWS_CLOCKWISE, &words.say(lang)).clicked() {
                        self.look(ctx, out);
                    }
                });
                if let Some((_, found)) = self.found.as_ref().filter(|_| !running) {
                    let words = T::Looked { companies: format::count(found.companies) }.say(lang);
                    let words = if found.is_outdated(ctx.snapshot) {
                        format::clauses(&[words, T::Outdated.say(lang)], lang)
                    } else {
                        words
                    };
                    ui.secondary(words);
                }
            });
        });
        if let Some(job) = ctx.running.iter().find(|job| job.key == LOOKING) {
            ui.add_space(8.0);
            progress_row(ui, &job.label, &job.progress, lang);
        } else if let Some(fault) = &self.fault {
            ui.add_space(4.0);
            ui.secondary(fault.clone());
        }
    }

    fn pairs_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let Some(listed) = &self.listed else { return };
        let in_queue = self.shows == Shows::Queue;
        let pairs = if in_queue { &listed.queue } else { &listed.apart };
        if pairs.is_empty() {
            if self.empty_ui(ui, ctx) {
                self.look(ctx, out);
            }
            return;
        }
        if in_queue {
            self.filter = filter_ui(ui, listed, self.filter, lang);
            ui.add_space(4.0);
        }
        let filter = self.filter;
        let passes = |pair: &&Arc<Pair>| match filter {
            Filter::Of(likeness) if in_queue => pair.comparison.likeness == likeness,
            Filter::ByImport if in_queue => listed.by_import.contains(&key_of(pair)),
            _ => true,
        };
        let shown: Vec<&Pair> = pairs.iter().filter(passes).map(|pair| &**pair).collect();
        let table = if in_queue { &mut self.table } else { &mut self.apart };
        let is_shown = |key: Key| shown.iter().any(|pair| key_of(pair) == key);
        if !table.selection.cursor().is_some_and(is_shown)
            && let Some(first) = shown.first()
        {
            table.selection.only(key_of(first));
        }
        let (rows_rect, detail_rect) = divide(ui.available_rect_before_wrap(), self.merge.is_some());
        let mut upper = ui.new_child(UiBuilder::new().id_salt("pairs").max_rect(rows_rect));
        let keys = rows_ui(&mut upper, table, &shown, ctx);
        let chosen: Vec<Key> = table.selection.iter().filter(|key| is_shown(*key)).collect();
        let cursor = table.selection.cursor();
        out.push(Post::Status(T::Chosen { count: format::count(chosen.len()) }.say(lang)));
        let pair = shown.iter().find(|pair| cursor == Some(key_of(pair)));
        let mut lower = ui.new_child(UiBuilder::new().id_salt("pair").max_rect(detail_rect));
        let form = &mut self.merge;
        let found = self.found.as_ref().map(|(_, found)| &**found);
        // Enter lays the pair side by side, Delete says that the selected are two.
        let mut asked = match pair {
            Some(pair) if in_queue && ctx.writable && keys.opened.is_some() => Some(Asked::Merge(pair.one, pair.other)),
            Some(_) if in_queue && ctx.writable && keys.delete => Some(Asked::Judge(PairVerdict::Different)),
            _ => None,
        };
        lower.card(|ui| {
            ui.set_min_size(ui.available_size());
            match (pair, form.as_mut()) {
                (Some(pair), Some(form)) if form.is_of(pair) => asked = form.ui(ui, ctx, out).or(asked.take()),
                (Some(pair), _) => asked = detail::ui(ui, pair, found, &chosen, in_queue, ctx).or(asked.take()),
                (None, _) => _ = ui.secondary(T::SelectPair.say(lang)),
            }
        });
        match asked {
            Some(Asked::Merge(one, other)) => self.merge = MergeForm::new(ctx.snapshot, one, other),
            Some(Asked::Judge(verdict)) => {
                out.push(Post::act(Action::JudgePairs { pairs: chosen, verdict }));
            }
            Some(Asked::Show(company)) => out.push(Post::go(crate::ui::route::Place::company(company))),
            Some(Asked::Close) => self.merge = None,
            None => {}
        }
    }

    /// Why there is nothing; true when looking was asked for.
    fn empty_ui(&self, ui: &mut Ui, ctx: &PageContext<'_>) -> bool {
        let lang = ctx.lang;
        if ctx.is_running(LOOKING) {
            return false;
        }
        let (icon, title, note, action) = match (self.shows, self.found.is_some()) {
            (Shows::Apart, _) => (icons::ARROWS_LEFT_RIGHT, T::NothingApart, T::NothingApartNote, None),
            (_, true) => (icons::CHECK_CIRCLE, T::NothingFound, T::NothingFoundNote, None),
            (_, false) => (icons::COPY, T::NothingYet, T::NothingYetNote, Some(T::Look)),
        };
        let action = action.filter(|_| ctx.snapshot.companies.len() > 1).map(|action| action.say(lang));
        let (title, note) = (title.say(lang), note.say(lang));
        EmptyState { icon, title: &title, note: &note, action: action.as_deref() }.ui(ui)
    }
}

/// What a pair in full asks of the part.
enum Asked {
    /// Lay these two side by side.
    Merge(CompanyId, CompanyId),
    /// Put this down about what is selected.
    Judge(PairVerdict),
    /// Show a company.
    Show(CompanyId),
    /// Back to the comparison.
    Close,
}

fn key_of(pair: &Pair) -> Key {
    (pair.one.min(pair.other), pair.one.max(pair.other))
}

/// The pairs to judge and those judged, with what was found and what imports noticed.
fn listed(snapshot: &Snapshot, found: Option<&Found>, revision: u64, of: usize) -> Listed {
    let by_import = judged(snapshot, PairVerdict::Open);
    // Comparing takes its time: what imports noticed is listed with everything else, once it was looked through.
    let Some(found) = found else { return Listed { revision, found: of, queue: vec![], apart: vec![], by_import } };
    let exists = |id: CompanyId| snapshot.companies.get(id.uuid()).is_some();
    let apart_keys = judged(snapshot, PairVerdict::Different);
    let mut queue: Vec<Arc<Pair>> = Vec::new();
    let mut apart: Vec<Arc<Pair>> = Vec::new();
    let mut seen = Pairs::new();
    for pair in &found.pairs {
        if !exists(pair.one) || !exists(pair.other) {
            continue;
        }
        let key = key_of(pair);
        seen.insert(key);
        if apart_keys.contains(&key) {
            apart.push(Arc::clone(pair));
        } else {
            queue.push(Arc::clone(pair));
        }
    }
    // Pairs that an import noticed or a person judged, and that are no longer alike.
    for (keys, list) in [(&by_import, &mut queue), (&apart_keys, &mut apart)] {
        let more = keys.iter().filter(|key| !seen.contains(key));
        list.extend(more.filter_map(|(one, other)| found.compare(snapshot, *one, *other).map(Arc::new)));
    }
    Listed { revision, found: of, queue, apart, by_import }
}

fn filter_ui(ui: &mut Ui, listed: &Listed, current: Filter, lang: Lang) -> Filter {
    let mut chosen = current;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let mut choice = |ui: &mut Ui, filter: Filter, words: String| {
            if chip(ui, &words, current == filter).clicked() {
                chosen = filter;
            }
        };
        choice(ui, Filter::All, T::All { count: format::count(listed.queue.len()) }.say(lang));
        for likeness in [Likeness::Same, Likeness::Likely, Likeness::Unsure] {
            let count = listed.queue.iter().filter(|pair| pair.comparison.likeness == likeness).count();
            if count > 0 || current == Filter::Of(likeness) {
                let words = T::OfLikeness { likeness: likeness.label(lang), count: format::count(count) };
                choice(ui, Filter::Of(likeness), words.say(lang));
            }
        }
        let by_import = listed.queue.iter().filter(|pair| listed.by_import.contains(&key_of(pair))).count();
        if by_import > 0 || current == Filter::ByImport {
            choice(ui, Filter::ByImport, T::ByImport { count: format::count(by_import) }.say(lang));
        }
    });
    chosen
}

fn rows_ui(ui: &mut Ui, table: &mut TableState<Key>, shown: &[&Pair], ctx: &PageContext<'_>) -> TableOutput {
    let lang = ctx.lang;
    let columns = [
        ColumnSpec::text("likeness", T::ColumnLikeness.say(lang), 76.0).unsorted(),
        ColumnSpec::number("chance", T::ColumnChance.say(lang), 64.0).unsorted(),
        ColumnSpec::text("one", T::ColumnOne.say(lang), 208.0).growing(320.0).unsorted(),
        ColumnSpec::text("other", T::ColumnOther.say(lang), 208.0).growing(320.0).unsorted(),
        ColumnSpec::text("why", T::ColumnWhy.say(lang), 220.0).growing(420.0).unsorted(),
    ];
    let name = |id: CompanyId| ctx.snapshot.companies.get(id.uuid()).map_or("", |company| &*company.name);
    table_ui(
        ui,
        table,
        &columns,
        shown.len(),
        lang,
        |row| key_of(shown[row]),
        |ui, row, column| {
            let pair = shown[row];
            match column.id {
                "likeness" => likeness_ui(ui, pair.comparison.likeness, lang),
                "chance" => {
                    let words = chance_words(&pair.comparison, lang);
                    let shown = ui.label(RichText::new(words).color(ctx.tokens.text_soft));
                    if pair.comparison.rule.is_some() {
                        shown.on_hover_text(verdict_words(&pair.comparison, lang));
                    }
                }
                "one" => _ = ui.elided(name(pair.one)),
                "other" => _ = ui.elided(name(pair.other)),
                _ => {
                    let words = reason_words(&pair.comparison.reasons(), lang);
                    ui.elided(RichText::new(words).color(ctx.tokens.text_soft));
                }
            }
        },
    )
}

/// Likeness as icon and word.
fn likeness_ui(ui: &mut Ui, likeness: Likeness, lang: Lang) {
    let tokens = ui.tokens();
    let (icon, ink) = match likeness {
        Likeness::Same => (icons::CHECK_CIRCLE, tokens.accent_text),
        Likeness::Likely => (icons::CIRCLE_HALF, tokens.accent_text),
        Likeness::Unsure => (icons::CIRCLE_DASHED, tokens.text_soft),
        Likeness::Different => (icons::MINUS_CIRCLE, tokens.text_off),
    };
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.label(RichText::new(icon).color(ink));
        ui.elided(likeness.label(lang));
    });
}

/// Where the pairs and where the pair in full stand; a merge needs more room.
fn divide(rect: Rect, merging: bool) -> (Rect, Rect) {
    if rect.width() >= BESIDE {
        let share = if merging { 0.42 } else { 0.54 };
        let at = rect.left() + (rect.width() * share).max(560.0);
        return (rect.with_max_x(at - 6.0), rect.with_min_x(at + 6.0).with_max_x(rect.right().min(at + 1000.0)));
    }
    let share = if merging { 0.72 } else { 0.56 };
    let at = rect.bottom() - (rect.height() * share).clamp(200.0, 560.0);
    (rect.with_max_y(at - 6.0), Rect::from_min_max(pos2(rect.left(), at + 6.0), rect.max))
}
