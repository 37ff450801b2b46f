//! What changed since the workspace was last opened: what was done, and what it made of the slots.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Weak},
};

use eframe::egui::{Align, Layout, RichText, Ui};
use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

use super::upkeep::when;
use crate::{
    desk::{BatchKind, BatchRow},
    ledger::{
        ActionKind, View,
        forecast::history::{Changes, SlotChange},
    },
    text::{Label, format, ui_overview::OverviewText as Text},
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        pages::capacity::{part_of_slot, slot_name},
        route::{PageId, Place},
        theme::tokens::ROW_DENSE,
        widgets::{RowKind, SmallColumn, SmallTable, UiExt},
    },
};

/// Name of the job that compares.
const COMPARING: &str = "overview changes";
/// Steps of the log that are looked through.
const STEPS: usize = 200;
/// Kinds of steps named.
const DEEDS: usize = 5;
/// Slots named.
const SLOTS: usize = 5;

/// What is known of the last visit, and what was found out.
#[derive(Debug, Default)]
pub struct Since {
    /// Workspace, and the moment of the visit before this one (milliseconds since 1970).
    visit: Option<(PathBuf, Option<i64>)>,
    asked: u64,
    changes: Option<Compared>,
    /// What was compared when one left the page; it does not hold its view.
    resting: Option<(Weak<View>, Arc<Changes>)>,
}

/// Changes, with the view they belong to.
type Compared = (Arc<View>, Arc<Changes>);

impl Since {
    /// Lets go of the view; what was compared holds as long as somebody else holds it.
    pub fn rest(&mut self) {
        self.resting = self.changes.take().map(|(view, changes)| (Arc::downgrade(&view), changes));
        if self.resting.is_none() {
            self.asked = 0;
        }
    }

    /// When this workspace was opened before; remembered once for as long as it is open.
    fn before(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> Option<i64> {
        if let Some((path, before)) = &self.visit
            && path == ctx.path
        {
            return *before;
        }
        let note = format!("overview.visit:{}", ctx.path.display());
        let before = ctx.settings.notes.get(&note).and_then(|at| at.parse().ok()).filter(|_| !ctx.passing);
        self.visit = Some((ctx.path.to_owned(), before));
        if !ctx.passing {
            let now = ctx.now.as_millisecond().to_string();
            out.push(Post::set(move |settings| {
                settings.notes.insert(note, now);
            }));
        }
        before
    }

    /// Draws what changed.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let before = self.before(ctx, out);
        let moment = before.and_then(|at| Timestamp::from_millisecond(at).ok());
        let title = match moment {
            Some(at) => Text::SinceVisit { when: when(at, ctx.today, ctx.lang) },
            None => Text::SinceWeek,
        };
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.link(ctx.say(&Text::SinceAll)).clicked() {
                    out.push(Post::Go(Place::part(PageId::Capacity, "changes")));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let title = RichText::new(ctx.say(&title)).text_style(crate::ui::theme::fonts::section());
                    ui.elided(title);
                });
            });
        });
        ui.add_space(4.0);
        let from = before.unwrap_or_else(|| start_of(a_week_before(ctx.today)));
        let deeds = ctx.answers.log(STEPS, out).map(|rows| deeds(rows, from)).unwrap_or_default();
        let moved: Vec<&SlotChange> = self.changes.as_ref().map(|(_, changes)| moved(changes)).unwrap_or_default();
        if deeds.is_empty() && moved.is_empty() {
            ui.secondary(ctx.say(&Text::SinceNothing));
            return;
        }
        if let Some((view, _)) = self.changes.as_ref().filter(|_| !moved.is_empty()) {
            ui.secondary(ctx.say(&Text::SinceSlots));
            slots_ui(ui, view, &moved, ctx, out);
        }
        if !deeds.is_empty() {
            ui.secondary(ctx.say(&Text::SinceDeeds));
            deeds_ui(ui, &deeds, ctx);
        }
    }

    /// Has the slots compared with what they were at the last visit, or a week ago.
    pub fn compare(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some((view, changes)) = self.resting.take() {
            self.changes = view.upgrade().map(|view| (view, changes));
            if self.changes.is_none() {
                self.asked = 0;
            }
        }
        if let Some(JobEnd::Done(compared)) = ctx.take_result::<Compared>(COMPARING) {
            self.changes = Some(compared);
        }
        let Some(view) = ctx.view.filter(|_| self.asked != ctx.view_revision) else { return };
        self.asked = ctx.view_revision;
        let view = Arc::clone(view);
        let visit = self.before(ctx, out).and_then(|at| Timestamp::from_millisecond(at).ok());
        let day = visit.map(|at| at.to_zoned_datetime(TimeZone::system()).date()).filter(|day| *day < ctx.today);
        let day = day.unwrap_or_else(|| a_week_before(ctx.today));
        out.push(Post::Job(JobRequest::new(COMPARING, "", move |_| {
            let changes = Arc::new(view.forecast_changes(day));
            (view, changes)
        })));
    }
}

fn a_week_before(day: Date) -> Date {
    day.checked_sub(7.days()).unwrap_or(day)
}

fn start_of(day: Date) -> i64 {
    day.to_zoned_datetime(TimeZone::system()).map_or(0, |at| at.timestamp().as_millisecond())
}

/// Slots whose figures changed so that one sees it, those that changed most first.
fn moved(changes: &Changes) -> Vec<&SlotChange> {
    let change =
        |slot: &SlotChange| slot.before.as_ref().map_or(0.0, |before| slot.now.reaches_min - before.reaches_min);
    let mut slots: Vec<&SlotChange> =
        changes.slots.iter().filter(|slot| change(slot).abs() >= 0.001 || landed(slot)).collect();
    slots.sort_by(|one, other| change(other).abs().total_cmp(&change(one).abs()));
    slots.truncate(SLOTS);
    slots
}

fn landed(slot: &SlotChange) -> bool {
    slot.before.as_ref().is_some_and(|before| before.landed != slot.now.landed)
}

/// Who did what how often, what was done most first. The program's own steps are nobody's.
fn deeds(rows: &[BatchRow], from: i64) -> Vec<(Option<crate::domain::ids::AuthorId>, ActionKind, usize)> {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.at_ms > from && row.kind == BatchKind::Do) {
        let Some(kind) = ActionKind::from_word(&row.label) else { continue };
        *counts.entry((row.author, kind)).or_default() += 1;
    }
    let mut deeds: Vec<_> = counts.into_iter().map(|((author, kind), count)| (author, kind, count)).collect();
    deeds.sort_by_key(|(author, kind, count)| (std::cmp::Reverse(*count), *kind, *author));
    deeds
}

fn slots_ui(ui: &mut Ui, view: &View, slots: &[&SlotChange], ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let columns = [SmallColumn::text("", 200.0).stretching(), SmallColumn::number("", 176.0)];
    let table = SmallTable::new(ui.available_width(), &columns);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for change in slots {
            let Some(before) = &change.before else { continue };
            let slot = slot_name(&view.policy.plan, &change.slot, ctx);
            let chances = (format::share(before.reaches_min), format::share(change.now.reaches_min));
            let (words, title, then, now) = if chances.0 == chances.1 && landed(change) {
                let (then, now) = (before.landed.to_string(), change.now.landed.to_string());
                let words = Text::SinceLanded { slot: slot.clone(), before: then.clone(), after: now.clone() };
                (words, Text::ColumnLanded, then, now)
            } else {
                let (then, now) = chances;
                let words = Text::SinceSlot { slot: slot.clone(), before: then.clone(), after: now.clone() };
                (words, Text::ColumnMin, then, now)
            };
            let figures = format!("{} {then} → {now}", ctx.say(&title));
            let words = ctx.say(&words);
            let response = table.row_ui(ui, ROW_DENSE, RowKind::Button(&words), |ui, column| match column {
                0 => {
                    ui.elided(&slot);
                }
                _ => {
                    ui.label(&figures);
                }
            });
            if response.clicked() {
                out.push(Post::Go(Place::part(PageId::Capacity, &part_of_slot(&change.slot))));
            }
        }
    });
}

fn deeds_ui(ui: &mut Ui, deeds: &[(Option<crate::domain::ids::AuthorId>, ActionKind, usize)], ctx: &PageContext<'_>) {
    for (author, kind, count) in deeds.iter().take(DEEDS) {
        let who = author.and_then(|id| ctx.snapshot.authors.get(id.uuid()));
        let who = who.map_or_else(|| ctx.say(&Text::SinceSomebody), |author| author.name.to_string());
        let what = kind.label(ctx.lang).to_owned();
        ui.elided(ctx.say(&Text::SinceDeed { who, what, count: *count }));
    }
    let more = deeds.len().saturating_sub(DEEDS);
    if more > 0 {
        ui.secondary(ctx.say(&Text::SinceMore { count: more }));
    }
}
