//! The page Overview: how full the seats are, what the plan asks, where companies and leads stand, what is missing.

pub(super) mod board;
mod counts;
pub mod frame;
mod indicators;
mod since;
pub(super) mod slot;
mod summary;
mod upkeep;

use std::sync::{Arc, Weak};

use eframe::egui::{Align, Layout, ScrollArea, Ui};

use crate::{
    domain::paper::{ExportFormat, ExportKind},
    ledger::{View, assessment::SlotKey},
    text::{Label, Say, format, ui::UiText, ui_outgoing::OutgoingText, ui_overview::OverviewText as Text},
    ui::{
        commands::Command,
        context::{JobEnd, JobRequest, PageContext, Post},
        outgoing::Outgoing,
        papers,
        route::PageId,
        session::JUDGING,
        theme::icons,
        widgets::{EmptyState, UiExt, progress_row},
    },
};
use frame::{cards_ui, gap_ui};
use summary::Summary;

/// Name of the job that counts.
const COUNTING: &str = "overview";
/// Name of the job that writes the capacity report, and of the question where to.
const CAPACITY: &str = "capacity report";
/// From this width on what is counted stands beside the board instead of below it.
const WIDE: f32 = 1500.0;
/// Wider than this the page does not get.
const WIDEST: f32 = 2480.0;
/// Room for the scroll bar beside the cards.
const BAR: f32 = 10.0;

/// What the page holds.
#[derive(Debug, Default)]
pub struct OverviewPage {
    /// What was counted, and over which view.
    counted: Option<Counted>,
    /// Revision of the view last counted or being counted.
    asked: u64,
    /// The slot whose leads are shown.
    open: Option<SlotKey>,
    /// It was opened in this frame: bring it into view.
    reveal: bool,
    /// What changed since the last visit.
    since: since::Since,
    /// What was counted when one left the page. A page out of sight keeps no view alive: at 100 000 companies that
    /// would be a second copy of everything judged.
    resting: Option<(Weak<View>, Arc<Summary>)>,
    /// The form for the capacity report.
    paper: Outgoing,
}

/// What was counted over a view. The view is kept beside it: rows and slots belong to that one.
#[derive(Debug, Clone)]
struct Counted {
    view: Arc<View>,
    summary: Arc<Summary>,
}

impl OverviewPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.count(ctx, out);
        self.since.compare(ctx, out);
        if ctx.snapshot.companies.is_empty() {
            ui.page_title(PageId::Overview.label(ctx.lang));
            let empty = EmptyState {
                icon: PageId::Companies.icon(),
                title: &ctx.say(&UiText::NoCompanies),
                note: &ctx.say(&UiText::NoCompaniesNote),
                action: ctx.writable.then_some(ctx.label(Command::Import)),
            };
            if empty.ui(ui) {
                out.push(Post::Run(Command::Import));
            }
            return;
        }
        let Some(counted) = self.counted.clone() else {
            waiting_ui(ui, ctx, out);
            return;
        };
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width((ui.available_width() - BAR).min(WIDEST));
            ui.horizontal(|ui| {
                ui.page_title(PageId::Overview.label(ctx.lang));
                ui.add_space(8.0);
                let day = format::iso_date(counted.view.as_of);
                let target = format::iso_date(counted.view.target_date);
                ui.secondary(ctx.say(&Text::AsOf { day, target }));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if ui.icon_text_button(icons::EXPORT, &ctx.say(&OutgoingText::Capacity)).clicked() {
                        let stem = ctx.say(&OutgoingText::Capacity);
                        self.paper.open(ExportKind::Capacity, &stem, &[ExportFormat::Pdf], ctx);
                    }
                });
            });
            ui.add_space(8.0);
            let width = ui.available_width();
            if width >= WIDE {
                self.wide_ui(ui, width, &counted, ctx, out);
            } else {
                self.narrow_ui(ui, width, &counted, ctx, out);
            }
            ui.add_space(8.0);
        });
        self.paper.ui(ui, CAPACITY, ctx, out, || papers::capacity_of(Arc::clone(&counted.view)));
        self.reveal = false;
    }

    /// Everything below one another, small cards side by side.
    fn narrow_ui(&mut self, ui: &mut Ui, width: f32, counted: &Counted, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Counted { view, summary } = counted;
        cards_ui(ui, "board", &[width], |ui, _| self.board_ui(ui, view, summary, ctx, out));
        gap_ui(ui);
        let half = (width - frame::GAP) / 2.0;
        cards_ui(ui, "news", &[half; 2], |ui, card| match card {
            0 => self.since.ui(ui, ctx, out),
            _ => upkeep::due_ui(ui, view, summary, ctx, out),
        });
        gap_ui(ui);
        let right = 380.0;
        cards_ui(ui, "plan", &[width - right - frame::GAP, right], |ui, card| match card {
            0 => indicators::ui(ui, view, summary, ctx, out),
            _ => upkeep::ui(ui, summary, ctx, out),
        });
        gap_ui(ui);
        let third = (width - 2.0 * frame::GAP) / 3.0;
        cards_ui(ui, "counts", &[third; 3], |ui, card| match card {
            0 => counts::sectors_ui(ui, view, summary, ctx, out),
            1 => counts::kinds_ui(ui, summary, ctx, out),
            _ => counts::funnel_ui(ui, summary, ctx, out),
        });
        gap_ui(ui);
        cards_ui(ui, "gaps", &[width], |ui, _| counts::missing_ui(ui, view, summary, ctx, out));
    }

    /// Board, indicators and gaps on the left, counts on the right.
    fn wide_ui(&mut self, ui: &mut Ui, width: f32, counted: &Counted, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Counted { view, summary } = counted;
        let right = (width * 0.36).min(860.0);
        let left = width - right - frame::GAP;
        frame::columns_ui(ui, &[left, right], |ui, column| {
            if column == 0 {
                cards_ui(ui, "board", &[left], |ui, _| self.board_ui(ui, view, summary, ctx, out));
                gap_ui(ui);
                cards_ui(ui, "plan", &[left], |ui, _| indicators::ui(ui, view, summary, ctx, out));
                gap_ui(ui);
                cards_ui(ui, "gaps", &[left], |ui, _| counts::missing_ui(ui, view, summary, ctx, out));
            } else {
                let half = (right - frame::GAP) / 2.0;
                cards_ui(ui, "news", &[half; 2], |ui, card| match card {
                    0 => self.since.ui(ui, ctx, out),
                    _ => upkeep::due_ui(ui, view, summary, ctx, out),
                });
                gap_ui(ui);
                cards_ui(ui, "upkeep", &[right], |ui, _| upkeep::ui(ui, summary, ctx, out));
                gap_ui(ui);
                cards_ui(ui, "counts", &[half; 2], |ui, card| match card {
                    0 => counts::sectors_ui(ui, view, summary, ctx, out),
                    _ => counts::kinds_ui(ui, summary, ctx, out),
                });
                gap_ui(ui);
                cards_ui(ui, "funnel", &[right], |ui, _| counts::funnel_ui(ui, summary, ctx, out));
            }
        });
    }

    /// One went to another page.
    pub fn leave(&mut self) {
        self.since.rest();
        self.resting = self.counted.take().map(|Counted { view, summary }| (Arc::downgrade(&view), summary));
    }

    /// Has everything counted anew when there is another view; what was counted last stays in sight until then.
    fn count(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some((view, summary)) = self.resting.take() {
            self.counted = view.upgrade().map(|view| Counted { view, summary });
            if self.counted.is_none() {
                self.asked = 0;
            }
        }
        if let Some(JobEnd::Done(counted)) = ctx.take_result::<Counted>(COUNTING) {
            self.counted = Some(counted);
        }
        let Some(view) = ctx.view.filter(|_| self.asked != ctx.view_revision) else { return };
        self.asked = ctx.view_revision;
        let view = Arc::clone(view);
        out.push(Post::Job(JobRequest::new(COUNTING, "", move |_| {
            let summary = Arc::new(Summary::of(&view));
            Counted { view, summary }
        })));
    }
}

/// While companies are being scored for the first time, or cannot be.
fn waiting_ui(ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    ui.page_title(PageId::Overview.label(ctx.lang));
    ui.add_space(16.0);
    if ctx.view.is_some() {
        return;
    }
    if let Some(job) = ctx.running.iter().find(|job| job.key == JUDGING) {
        ui.set_max_width(480.0);
        ui.card(|ui| {
            ui.set_width(456.0);
            progress_row(ui, &Text::Judging.say(ctx.lang), &job.progress, ctx.lang);
        });
        return;
    }
    let empty = EmptyState {
        icon: PageId::Plan.icon(),
        title: &ctx.say(&Text::NoView),
        note: &ctx.say(&Text::NoViewNote),
        action: Some(&ctx.say(&Text::OpenPlan)),
    };
    if empty.ui(ui) {
        out.push(Post::go(PageId::Plan));
    }
}
