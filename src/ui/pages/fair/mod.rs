//! The page Fair: who exhibits, whom we mean to see in which order, and what the talks came to.

mod day;
mod follow;
mod form;
mod listing;
mod sheets;
mod table;
mod walk;
pub(in crate::ui::pages) mod words;

use std::sync::Arc;

use eframe::egui::{Align, Layout, Ui};
use uuid::Uuid;

use form::FairForm;
pub(in crate::ui::pages) use listing::compact;
use listing::{Listing, Query, Roster, Show, Stamp};

use crate::{
    domain::{
        fair::{Fair, Visit},
        ids::{ExhibitorId, FairId, VisitId},
    },
    ledger::{Action, ItemKind},
    text::{Label, Lang, Say, format, ui_fair::FairText as T},
    ui::{
        commands::Command,
        context::{JobEnd, JobRequest, PageContext, Post, Question},
        grid::output::Output,
        route::{PageId, Place, Target},
        theme::icons,
        widgets::{ColumnSpec, EmptyState, Segment, TableState, UiExt, choice_box, search_field, segments_ui},
    },
};

/// The job that derives and lists the exhibitors.
const LIST: &str = "fair list";
/// Note of the settings: the fair last looked at.
const LAST: &str = "fair.last";

/// The views of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    #[default]
    Exhibitors,
    Walk,
    Talks,
}

/// What the page holds.
pub struct FairPage {
    tab: Tab,
    chosen: Option<FairId>,
    table: TableState<ExhibitorId>,
    columns: Option<(Lang, Vec<ColumnSpec>)>,
    show: Show,
    text: String,
    asked: Option<Query>,
    listing: Option<Arc<Listing>>,
    form: Option<FairForm>,
    walk: walk::WalkView,
    day: day::DayView,
    output: Output,
    /// What is written next: the form of the file is the same for all.
    writes: sheets::Wanted,
}

impl Default for FairPage {
    fn default() -> Self {
        Self {
            tab: Tab::default(),
            chosen: None,
            table: TableState::new("fair"),
            columns: None,
            show: Show::default(),
            text: String::new(),
            asked: None,
            listing: None,
            form: None,
            walk: walk::WalkView::default(),
            day: day::DayView::default(),
            output: Output::default(),
            writes: sheets::Wanted::default(),
        }
    }
}

/// What the views are drawn from.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a, 'c> {
    pub fair: &'a Fair,
    pub roster: &'a Roster,
    pub ctx: &'a PageContext<'c>,
}

/// The fair to look at first: the one that is on, else the next one, else the last one.
pub(in crate::ui::pages) fn nearest(ctx: &PageContext<'_>) -> Option<FairId> {
    let fairs = || ctx.snapshot.fairs.iter();
    let on = fairs().filter(|fair| fair.is_on(ctx.today)).max_by_key(|fair| (fair.first_day, fair.id));
    let next = || fairs().filter(|fair| fair.first_day > ctx.today).min_by_key(|fair| (fair.first_day, fair.id));
    let last = || fairs().max_by_key(|fair| (fair.first_day, fair.id));
    on.or_else(next).or_else(last).map(|fair| fair.id)
}

/// The fair last looked at, where it still is here and none is on today; else the nearest.
pub(in crate::ui::pages) fn current(ctx: &PageContext<'_>) -> Option<FairId> {
    let kept = ctx.settings.notes.get(LAST).and_then(|note| Uuid::parse_str(note).ok()).map(FairId::from_uuid);
    kept.filter(|id| ctx.snapshot.fairs.get(id.uuid()).is_some()).or_else(|| nearest(ctx))
}

/// Remembers which fair one looks at.
pub(in crate::ui::pages) fn remember(fair: FairId) -> Post {
    Post::set(move |settings| {
        settings.notes.insert(LAST.to_owned(), fair.to_string());
    })
}

impl FairPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(JobEnd::Done(Some(listing))) = ctx.take_result::<Option<Arc<Listing>>>(LIST) {
            self.table.selection.retain(|id| listing.roster.place_of(*id).is_some());
            self.listing = Some(listing);
        }
        self.go_to(ctx, out);
        let is_here = |id: &FairId| ctx.snapshot.fairs.get(id.uuid()).is_some();
        self.chosen = self.chosen.filter(is_here).or_else(|| current(ctx));
        let fair = self.chosen.and_then(|id| ctx.snapshot.fairs.get(id.uuid()));
        let Some(fair) = fair else {
            self.nothing_ui(ui, ctx);
            self.form_ui(ui, ctx, out);
            return;
        };
        self.ask_for_list(ui, fair, ctx, out);
        let listing = self.listing.clone().filter(|listing| listing.roster.fair == fair.id);
        self.head_ui(ui, fair, listing.as_deref(), ctx, out);
        ui.add_space(8.0);
        if let Some(listing) = listing {
            let scene = Scene { fair, roster: &listing.roster, ctx };
            match self.tab {
                Tab::Exhibitors => self.exhibitors_ui(ui, &listing, scene, out),
                Tab::Walk => {
                    if self.walk.ui(ui, scene, out) {
                        self.writes = sheets::Wanted::Walk;
                        self.output.open(&T::WalkFile { fair: fair.name.to_string() }.say(ctx.lang), ctx);
                    }
                }
                Tab::Talks => {
                    if let Some(wanted) = self.day.ui(ui, scene, out) {
                        let name = wanted.file_name(fair, ctx.lang);
                        if let sheets::Wanted::Thanks(Some(purpose)) = &wanted {
                            self.output.open_full(&name, purpose, ctx);
                        } else {
                            self.output.open(&name, ctx);
                        }
                        self.writes = wanted;
                    }
                }
            }
            let writes = self.writes.clone();
            let on_paper = writes.on_paper();
            self.output.ui_as(ui, "fair file", ctx, out, on_paper, || sheets::make(&writes, &listing, fair, ctx));
        }
        self.form_ui(ui, ctx, out);
    }

    /// What one came for.
    fn go_to(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Target::Part(part) = &ctx.target else { return };
        match part.as_str() {
            "new" if ctx.writable => self.form = Some(FairForm::new(ctx)),
            "exhibitors" => self.tab = Tab::Exhibitors,
            "walk" => self.tab = Tab::Walk,
            "talks" => self.tab = Tab::Talks,
            key => {
                let walk = key.strip_prefix("walk:");
                if walk.is_some() {
                    self.tab = Tab::Walk;
                }
                if let Ok(key) = Uuid::parse_str(walk.unwrap_or(key)) {
                    self.choose(FairId::from_uuid(key), out);
                }
            }
        }
    }

    fn choose(&mut self, fair: FairId, out: &mut Vec<Post>) {
        if self.chosen != Some(fair) {
            self.table.selection.clear();
            self.text.clear();
            self.show = Show::default();
            self.day = day::DayView::default();
        }
        self.chosen = Some(fair);
        out.push(remember(fair));
    }

    fn nothing_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>) {
        let lang = ctx.lang;
        ui.page_title(PageId::Fair.label(lang));
        let action = ctx.writable.then(|| T::NewFair.say(lang));
        let empty = EmptyState {
            icon: PageId::Fair.icon(),
            title: &T::NoFairs.say(lang),
            note: &T::NoFairsNote.say(lang),
            action: action.as_deref(),
        };
        if empty.ui(ui) {
            self.form = Some(FairForm::new(ctx));
        }
    }

    /// Has the list made anew when records, figures, filter or sort changed.
    fn ask_for_list(&mut self, ui: &Ui, fair: &Fair, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let stamp = Stamp { fair: fair.id, revision: ctx.revision, view_revision: ctx.view_revision };
        let sort = self.table.sort_or(ui.ctx(), "stand", false);
        let query = Query { stamp, text: self.text.trim().to_owned(), show: self.show, sort };
        if self.asked.as_ref() == Some(&query) {
            return;
        }
        self.asked = Some(query.clone());
        let (snapshot, view, finder) = (Arc::clone(ctx.snapshot), ctx.view.cloned(), ctx.finder.cloned());
        let (kept, fair) = (self.listing.as_ref().map(|listing| Arc::clone(&listing.roster)), fair.clone());
        out.push(Post::Job(JobRequest::new(LIST, "", move |progress| {
            let roster = match kept.filter(|roster| roster.stamp == Some(query.stamp)) {
                Some(roster) => roster,
                None => Arc::new(Roster::derive(&snapshot, view.as_deref(), &fair, query.stamp)),
            };
            if progress.is_cancelled() {
                return None;
            }
            Some(Arc::new(Listing::new(roster, &snapshot, view.as_deref(), finder.as_deref(), &query)))
        })));
    }

    fn head_ui(
        &mut self,
        ui: &mut Ui,
        fair: &Fair,
        listing: Option<&Listing>,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        let lang = ctx.lang;
        ui.horizontal(|ui| {
            ui.page_title(PageId::Fair.label(lang));
            ui.add_space(8.0);
            self.choice_ui(ui, fair, ctx, out);
            if ctx.writable {
                if ui.icon_button(icons::PENCIL_SIMPLE, &T::Edit.say(lang)).clicked() {
                    self.form = Some(FairForm::of(fair));
                }
                if ui.icon_button(icons::PLUS, &T::NewFair.say(lang)).clicked() {
                    self.form = Some(FairForm::new(ctx));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_enabled_ui(ctx.writable, |ui| {
                    let words = T::Capture.say(lang);
                    let capture = ui.primary_icon_button(icons::NOTE, &words);
                    if capture.on_hover_text(Command::CaptureTalk.tooltip(lang)).clicked() {
                        out.push(remember(fair.id));
                        out.push(Post::Run(Command::CaptureTalk));
                    }
                    if ui.icon_text_button(icons::DOWNLOAD_SIMPLE, &T::ImportList.say(lang)).clicked() {
                        out.push(Post::Go(Place::part(PageId::Import, &format!("fair:{}", fair.id))));
                    }
                });
            });
        });
        let count = |count: Option<usize>| count.map(format::count).unwrap_or_default();
        let roster = listing.map(|listing| &listing.roster);
        ui.horizontal(|ui| {
            let tabs = [
                Segment::new(
                    Tab::Exhibitors,
                    T::TabExhibitors { count: count(roster.map(|one| one.rows.len())) }.say(lang),
                ),
                Segment::new(Tab::Walk, T::TabWalk { count: count(roster.map(|one| one.visits.len())) }.say(lang)),
                Segment::new(Tab::Talks, T::TabTalks { count: count(roster.map(|one| one.talks)) }.say(lang)),
            ];
            if let Some(tab) = segments_ui(ui, "fair views", &tabs, self.tab) {
                self.tab = tab;
            }
            if self.tab == Tab::Exhibitors {
                ui.add_space(8.0);
                let hint = T::SearchHint.say(lang);
                let id = eframe::egui::Id::unique("fair search");
                let (field, _) = search_field(ui, id, &mut self.text, &hint, 240.0, lang);
                if ctx.find {
                    field.request_focus();
                }
                let shows = [
                    Segment::new(Show::All, T::ShowAll.say(lang)),
                    Segment::new(Show::Chosen, T::ShowChosen.say(lang)),
                    Segment::new(Show::Open, T::ShowOpen.say(lang)),
                    Segment::new(Show::Met, T::ShowMet.say(lang)),
                ];
                if let Some(show) = segments_ui(ui, "fair show", &shows, self.show) {
                    self.show = show;
                }
            }
        });
    }

    fn choice_ui(&mut self, ui: &mut Ui, fair: &Fair, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let mut chosen = None;
        let shown = words::fair_words(fair, lang);
        let combo = choice_box("fair choice").selected_text(shown).width(300.0).truncate();
        let response = combo.show_ui(ui, |ui| {
            let mut fairs: Vec<&Fair> = ctx.snapshot.fairs.iter().collect();
            fairs.sort_by_key(|fair| std::cmp::Reverse((fair.first_day, fair.id)));
            for other in fairs {
                if ui.selectable_label(other.id == fair.id, words::fair_words(other, lang)).clicked() {
                    chosen = Some(other.id);
                }
            }
        });
        response.response.accessible_name(T::Choose.say(lang));
        if let Some(fair) = chosen {
            self.choose(fair, out);
        }
    }

    fn exhibitors_ui(&mut self, ui: &mut Ui, listing: &Listing, scene: Scene<'_, '_>, out: &mut Vec<Post>) {
        let Scene { fair, roster, ctx } = scene;
        let lang = ctx.lang;
        if roster.rows.is_empty() {
            let action = ctx.writable.then(|| T::ImportList.say(lang));
            let empty = EmptyState {
                icon: icons::DOWNLOAD_SIMPLE,
                title: &T::NoExhibitors.say(lang),
                note: &T::NoExhibitorsNote.say(lang),
                action: action.as_deref(),
            };
            if empty.ui(ui) {
                out.push(Post::Go(Place::part(PageId::Import, &format!("fair:{}", fair.id))));
            }
            return;
        }
        table::ui(ui, &mut self.table, &mut self.columns, listing, scene, out);
        let chosen = roster.rows.iter().filter(|row| row.visit.is_some()).count();
        let words = T::Shown {
            shown: format::count(listing.listed.len()),
            total: format::count(roster.rows.len()),
            chosen: format::count(chosen),
        };
        out.push(Post::Status(words.say(lang)));
    }

    fn form_ui(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Some(form) = &mut self.form else { return };
        match form.ui(ui, ctx, out) {
            form::End::Open => {}
            form::End::Cancelled => self.form = None,
            form::End::Saved(fair) => {
                self.form = None;
                self.choose(fair, out);
            }
            form::End::Delete(fair) => {
                self.form = None;
                out.extend(delete(fair, ctx));
            }
        }
    }
}

/// Asks whether a fair shall go with its exhibitors and visits.
fn delete(id: FairId, ctx: &PageContext<'_>) -> Option<Post> {
    let lang = ctx.lang;
    let fair = ctx.snapshot.fairs.get(id.uuid())?;
    let exhibitors = ctx.snapshot.exhibitors.iter().filter(|one| one.fair == id).count();
    let visits = ctx.snapshot.visits.iter().filter(|one| one.fair == id).count();
    let act = Post::act(Action::Delete { kind: ItemKind::Fair, key: id.uuid() });
    if exhibitors == 0 {
        return Some(act);
    }
    let (exhibitors, visits) = (format::count(exhibitors), format::count(visits));
    Some(Post::Ask(Box::new(Question {
        title: T::DeleteAsk { name: fair.name.to_string() }.say(lang),
        text: T::DeleteNote { exhibitors, visits }.say(lang),
        verb: T::Delete.say(lang),
        destructive: true,
        then: vec![act],
    })))
}

/// The walk of a fair with visits to these exhibitors added, chosen by hand, or taken out.
fn chosen(roster: &Roster, ids: &[ExhibitorId], wanted: bool, ctx: &PageContext<'_>) -> Option<Action> {
    let mut visits: Vec<Visit> = roster.visits.clone();
    let before = visits.len();
    if wanted {
        for id in ids {
            if !visits.iter().any(|visit| visit.exhibitor == *id) {
                visits.push(Visit {
                    id: VisitId::from_uuid(ctx.new_id()),
                    fair: roster.fair,
                    exhibitor: *id,
                    officer: None,
                    on_day: None,
                    place: None,
                    pinned: true,
                    done: false,
                });
            }
        }
    } else {
        visits.retain(|visit| !ids.contains(&visit.exhibitor));
    }
    (visits.len() != before).then_some(Action::PlanVisits { fair: roster.fair, visits })
}
