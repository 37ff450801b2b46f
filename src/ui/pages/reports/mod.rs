//! The page Reports: what happened in a span of days, each number open to what it is made of.

mod card;
mod detail;
mod filter;
mod kpi;
mod output;
mod span;

use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use crate::{
    report::statistics::{Dimension, Report, Statistics, Wanted, statistics},
    text::{Label, format, statistics::StatisticsText as T},
    ui::{
        commands::Command,
        context::{JobEnd, JobRequest, PageContext, Post},
        pages::overview::frame::{GAP, columns_ui, gap_ui},
        route::PageId,
        widgets::{EmptyState, SplitPane, UiExt, split_ui},
    },
};
use card::{Asked, Shown};
use detail::Detail;
use filter::Filter;
use kpi::KpiForm;
use output::Output;
use span::SpanPicker;

/// Name of the job that counts.
const COUNTING: &str = "reports";
/// From this width on, small cards stand side by side and large ones have their table beside the chart.
const WIDE: f32 = 960.0;
/// From this width on, three small cards stand side by side.
const WIDER: f32 = 1900.0;
/// Wider than this the page does not get.
const WIDEST: f32 = 2300.0;

/// Revision of the records and of the view, and what was counted over them.
type Made = (u64, u64, Wanted);

/// What the page holds.
#[derive(Default)]
pub struct ReportsPage {
    span: SpanPicker,
    filter: Filter,
    dimension: Option<Dimension>,
    asked: Option<Made>,
    counted: Option<Arc<Statistics>>,
    detail: Option<Detail>,
    output: Output,
    kpi: Option<KpiForm>,
}

impl ReportsPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.count(ctx, out);
        ui.horizontal_wrapped(|ui| {
            ui.page_title(PageId::Reports.label(ctx.lang));
            ui.add_space(8.0);
            self.span.ui(ui, ctx);
            let choices = self.counted.as_ref().map(|counted| counted.choices.as_slice()).unwrap_or_default();
            self.filter.ui(ui, choices, ctx);
        });
        ui.add_space(8.0);
        if ctx.snapshot.leads.is_empty() && ctx.snapshot.activities.is_empty() {
            let empty = EmptyState {
                icon: PageId::Reports.icon(),
                title: &ctx.say(&T::NoLeads),
                note: &ctx.say(&T::NoLeadsNote),
                action: ctx.writable.then_some(ctx.label(Command::AddLead)),
            };
            if empty.ui(ui) {
                out.push(Post::Run(Command::AddLead));
            }
            return;
        }
        let Some(counted) = self.counted.clone() else {
            ui.secondary(ctx.say(&T::Working));
            return;
        };
        let dimension = self.dimension();
        let mut asked = Vec::new();
        if self.detail.is_some() {
            let pane = SplitPane { name: "reports", share: 0.7, least: (420.0, 280.0), right_most: 460.0 };
            let mut closed = false;
            let detail = self.detail.as_ref();
            split_ui(
                ui,
                pane,
                ctx.lang,
                |ui| asked = cards_ui(ui, &counted, dimension, ctx),
                |ui| {
                    if let Some(detail) = detail {
                        closed = detail.ui(ui, ctx, out);
                    }
                },
            );
            if closed {
                self.detail = None;
            }
        } else {
            asked = cards_ui(ui, &counted, dimension, ctx);
        }
        for wish in asked {
            self.take_up(wish, &counted, ctx, out);
        }
        self.output.ui(ui, ctx, out);
        if let Some(form) = &mut self.kpi
            && form.ui(ui, ctx, out)
        {
            self.kpi = None;
        }
        let (from, to) = (format::iso_date(counted.period.from), format::iso_date(counted.period.to));
        out.push(Post::Status(ctx.say(&T::Status { events: format::count(counted.events), from, to })));
    }

    fn dimension(&self) -> Dimension {
        self.dimension.unwrap_or(Dimension::Officer)
    }

    fn take_up(&mut self, wish: Asked, counted: &Statistics, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let card = |report: Report| counted.cards.iter().find(|card| card.report == report);
        match wish {
            Asked::Open(drill) => self.detail = Some(Detail::new(drill)),
            Asked::Picture(report) => {
                if let Some(card) = card(report) {
                    let wanted = self.wanted(ctx, out);
                    self.output.picture(card, wanted, ctx);
                }
            }
            Asked::Table(report) => {
                if let Some(card) = card(report) {
                    let wanted = self.wanted(ctx, out);
                    self.output.table(card, wanted, ctx);
                }
            }
            Asked::Compare(dimension) => self.dimension = Some(dimension),
            Asked::EditKpi => self.kpi = ctx.rules().map(KpiForm::new),
        }
    }

    /// What is counted now.
    fn wanted(&self, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> Wanted {
        Wanted {
            span: self.span.span(),
            dimension: self.dimension(),
            only: self.filter.only(),
            // Until the log has answered, leads count for who is in charge now.
            owners: ctx.answers.owners(out).map(Arc::clone).unwrap_or_default(),
            today: ctx.today,
            fictional: ctx.fictional,
            lang: ctx.lang,
        }
    }

    /// Has everything counted anew when records, span, group or language changed; what was counted last stays in sight.
    fn count(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(JobEnd::Done(Some(counted))) = ctx.take_result::<Option<Arc<Statistics>>>(COUNTING) {
            self.counted = Some(counted);
        }
        let wanted = self.wanted(ctx, out);
        // Calls and visits change no figure of a company, so there may be newer records than the view has.
        let made = Some((ctx.revision, ctx.view_revision, wanted.clone()));
        let Some(view) = ctx.view.filter(|_| self.asked != made) else { return };
        self.asked = made;
        let (view, snapshot) = (Arc::clone(view), Arc::clone(ctx.snapshot));
        out.push(Post::Job(JobRequest::new(COUNTING, "", move |progress| {
            statistics(&view, &snapshot, wanted, &|| !progress.is_cancelled()).map(Arc::new)
        })));
    }
}

/// All cards; what was asked for on them.
fn cards_ui(ui: &mut Ui, counted: &Statistics, dimension: Dimension, ctx: &PageContext<'_>) -> Vec<Asked> {
    let mut asked = Vec::new();
    ScrollArea::vertical().id_salt("reports").auto_shrink([false, false]).show(ui, |ui| {
        let width = (ui.available_width() - 10.0).min(WIDEST);
        ui.set_max_width(width);
        let of = |report: Report| counted.cards.iter().find(|card| card.report == report);
        let small: &[&[Report]] = if width >= WIDER {
            &[&[Report::Funnel], &[Report::Stays], &[Report::Losses]]
        } else if width >= WIDE {
            &[&[Report::Funnel, Report::Losses], &[Report::Stays]]
        } else {
            &[&[Report::Funnel, Report::Stays, Report::Losses]]
        };
        let count = small.len() as f32;
        let widths = vec![(width - GAP * (count - 1.0)) / count; small.len()];
        columns_ui(ui, &widths, |ui, column| {
            let reports = small.get(column).copied().unwrap_or_default();
            for (place, card) in reports.iter().filter_map(|report| of(*report)).enumerate() {
                if place > 0 {
                    gap_ui(ui);
                }
                card::ui(ui, card, Shown { beside: false, dimension }, ctx, &mut asked);
            }
        });
        for card in [Report::Months, Report::Compare, Report::Kpi].into_iter().filter_map(of) {
            gap_ui(ui);
            card::ui(ui, card, Shown { beside: width >= WIDE, dimension }, ctx, &mut asked);
        }
        ui.add_space(8.0);
    });
    asked
}
