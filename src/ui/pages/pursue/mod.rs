//! The page Whom to pursue: limits and assumptions, the set that fills the slots best, why each is in or out, and what
//! a little more would be worth.

mod chosen;
mod extras;
mod file;
mod limits;
mod look;
mod pins;
mod slots;
mod visits;
mod work;

use std::sync::{Arc, Weak};

use eframe::egui::{RichText, ScrollArea, Ui};

use crate::{
    capacity::optimise::NoPlan,
    domain::ids::{BaseId, CompanyId, PlaceId},
    ledger::{
        View,
        pursuit::{LandAt, Pursuit, PursuitWish},
    },
    text::{Label, format, ui::UiText, ui_pursue::PursueText as T},
    ui::{
        commands::Command,
        context::{JobRequest, PageContext, Post},
        route::{PageId, Target},
        table_form::TableForm,
        widgets::{EmptyState, SplitPane, TableState, UiExt, progress_row, split_ui},
    },
};
use work::{Extras, Found, Looked};

/// What the page holds.
#[derive(Debug)]
pub struct PursuePage {
    wish: PursuitWish,
    /// The fields of land and assumptions are open.
    more: bool,
    /// The kept wish was read.
    loaded: bool,
    found: Option<Found>,
    /// The view the answer was made from when one left the page: a page out of sight keeps no view alive.
    resting: Option<(Weak<View>, Arc<Pursuit>)>,
    /// What was last asked for, and over which view.
    asked: Option<(u64, PursuitWish)>,
    failed: Option<Failure>,
    table: TableState<CompanyId>,
    /// What one looks for on the right.
    search: look::Search,
    looked: Option<Looked>,
    extras: Option<Extras>,
    /// The form of the table written to a file.
    file: TableForm,
}

/// Why there is no (new) answer.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Failure {
    NoPlan(NoPlan),
    Broken(String),
}

impl Default for PursuePage {
    fn default() -> Self {
        Self {
            wish: PursuitWish::default(),
            more: false,
            loaded: false,
            found: None,
            resting: None,
            asked: None,
            failed: None,
            table: TableState::new("pursue"),
            search: look::Search::default(),
            looked: None,
            extras: None,
            file: TableForm::default(),
        }
    }
}

impl PursuePage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.load(ctx);
        self.heed_target(ctx);
        self.absorb(ctx, out);
        let before = self.wish.clone();
        self.content_ui(ui, ctx, out);
        if self.wish != before {
            work::keep(&self.wish, ctx, out);
        }
    }

    fn content_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        visits::absorb(ctx, out);
        // While a field is being dragged every frame would ask anew.
        if !ui.input(|input| input.pointer.any_down()) {
            self.ask(ctx, out);
        }
        ui.horizontal(|ui| {
            ui.page_title(PageId::Pursue.label(ctx.lang));
            ui.add_space(8.0);
            ui.secondary(ctx.say(&T::Note));
            file::buttons_ui(ui, &mut self.file, self.found.as_ref(), &self.wish, ctx);
        });
        self.file.ui(ui, file::KEY, ctx, out);
        ui.add_space(4.0);
        if ctx.snapshot.companies.is_empty() {
            let empty = EmptyState {
                icon: PageId::Pursue.icon(),
                title: &ctx.say(&UiText::NoCompanies),
                note: &ctx.say(&T::NobodyNote),
                action: ctx.writable.then_some(ctx.label(Command::Import)),
            };
            if empty.ui(ui) {
                out.push(Post::Run(Command::Import));
            }
            return;
        }
        limits::ui(ui, &mut self.wish, &mut self.more, self.found.as_ref(), ctx);
        pins::ui(ui, &mut self.wish, ctx);
        ui.add_space(6.0);
        self.state_ui(ui, ctx);
        let Some(found) = self.found.clone() else { return };
        if found.pursuit.question.problem.candidates.is_empty() {
            let (title, note) = (ctx.say(&T::Nobody), ctx.say(&T::NobodyNote));
            EmptyState { icon: PageId::Pursue.icon(), title: &title, note: &note, action: None }.ui(ui);
            return;
        }
        let pane = SplitPane { name: "pursue", share: 0.64, least: (520.0, 340.0), right_most: 620.0 };
        let Self { wish, table, search, looked, extras, .. } = self;
        let (mut left_out, mut right_out) = (Vec::new(), Vec::new());
        let (mut left_wanted, mut right_wanted) = (None, None);
        let (mut left_pin, mut right_pin) = (None, None);
        split_ui(
            ui,
            pane,
            ctx.lang,
            |ui| {
                (left_wanted, left_pin) = chosen::ui(ui, table, &found, wish, ctx, &mut left_out);
            },
            |ui| {
                ScrollArea::vertical().id_salt("pursue side").auto_shrink([false, false]).show(ui, |ui| {
                    ui.set_max_width(ui.available_width() - 8.0);
                    (right_wanted, right_pin) =
                        look::ui(ui, search, looked.as_ref(), &found, wish, ctx, &mut right_out);
                    ui.add_space(12.0);
                    slots::ui(ui, &found, ctx);
                    ui.add_space(12.0);
                    extras::ui(ui, extras.as_ref(), &found, ctx);
                    ui.add_space(12.0);
                    slots::basis_ui(ui, &found, ctx);
                });
            },
        );
        out.append(&mut left_out);
        out.append(&mut right_out);
        if let Some((company, pin)) = left_pin.or(right_pin) {
            self.wish.set_pin(company, pin);
        }
        if let Some(company) = left_wanted.or(right_wanted) {
            self.look_at(company, &found, out);
        }
    }

    /// One went to another page.
    pub fn leave(&mut self) {
        self.resting = self.found.take().map(|found| (Arc::downgrade(&found.view), found.pursuit));
    }

    /// Takes over the base or company one came here with.
    fn heed_target(&mut self, ctx: &PageContext<'_>) {
        use crate::ui::route::{Filter, FilterKey};
        if let Target::Part(part) = &ctx.target
            && let Some(filter) = Filter::from_part(part)
            && let Some(base) = filter.word(FilterKey::Base)
        {
            self.wish.bases = vec![BaseId::new(base)];
        }
    }

    /// How far the work is, or how it ended when there is no answer to this question.
    fn state_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>) {
        if let Some(job) = ctx.running.iter().find(|job| job.key == work::KEY) {
            progress_row(ui, &ctx.say(&T::Working), &job.progress, ctx.lang);
            ui.add_space(4.0);
            return;
        }
        let words = match &self.failed {
            None => return,
            Some(Failure::NoPlan(NoPlan::Stopped)) if self.found.is_some() => ctx.say(&T::Stopped),
            Some(Failure::NoPlan(NoPlan::Stopped)) => ctx.say(&T::StoppedFirst),
            Some(Failure::NoPlan(NoPlan::PinsDoNotFit)) => ctx.say(&T::PinsDoNotFit),
            Some(Failure::NoPlan(NoPlan::TooEntangled)) => ctx.say(&T::TooEntangled),
            Some(Failure::Broken(words)) => ctx.say(&T::Broken { words: words.clone() }),
        };
        ui.horizontal(|ui| {
            ui.label(RichText::new(crate::ui::theme::icons::WARNING).color(ctx.tokens.error));
            ui.label(words);
            if ui.button(ctx.say(&T::Again)).clicked() {
                self.asked = None;
            }
        });
        ui.add_space(4.0);
    }
}

/// What a job is called in the job list.
fn job<R: Send + 'static>(
    key: &'static str,
    label: String,
    work: impl FnOnce(&crate::desk::Progress) -> R + Send + 'static,
) -> Post {
    Post::Job(JobRequest::new(key, label, move |progress| {
        progress.set_total(1000);
        work(progress)
    }))
}

/// A base's name in the user's language.
fn base_name(found: &Found, base: &BaseId, ctx: &PageContext<'_>) -> String {
    let plan = &found.view.policy.plan;
    plan.base(base).map_or_else(|| base.to_string(), |base| base.name.in_lang(ctx.lang).to_owned())
}

fn place_name(found: &Found, place: &PlaceId, ctx: &PageContext<'_>) -> String {
    let plan = &found.view.policy.plan;
    let place = plan.places.iter().find(|other| other.id == *place);
    place.map_or_else(String::new, |place| place.name.in_lang(ctx.lang).to_owned())
}

/// Where land lies, and for whom it is kept.
fn land_name(found: &Found, at: &LandAt, ctx: &PageContext<'_>) -> String {
    match (&at.place, &at.base) {
        (Some(place), None) => place_name(found, place, ctx),
        (None, Some(base)) => base_name(found, base, ctx),
        (Some(place), Some(base)) => {
            ctx.say(&T::LandKept { place: place_name(found, place, ctx), base: base_name(found, base, ctx) })
        }
        (None, None) => String::new(),
    }
}

/// Places of the problem that are counted together, by name.
fn places_names(found: &Found, places: &[usize], ctx: &PageContext<'_>) -> String {
    let question = &found.pursuit.question;
    let land = |place: &usize| question.land.get(*question.places.get(*place)?);
    let names: Vec<String> = places.iter().filter_map(land).map(|land| land_name(found, &land.at, ctx)).collect();
    names.join(" + ")
}

/// A worth with two decimals; one where it is large.
pub(in crate::ui::pages) fn worth_words(worth: f64) -> String {
    format::fixed(worth, if worth.abs() < 100.0 { 2 } else { 1 })
}
