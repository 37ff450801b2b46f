//! The pages. Each is a value with `ui(&mut self, ui, context, out)`; which one is drawn is the route's business.

pub mod capacity;
pub mod capture;
pub mod chain;
pub mod companies;
pub mod compare;
pub mod data;
pub mod duplicates;
pub mod fair;
pub mod import;
pub mod lead;
pub mod overview;
pub mod pipeline;
pub mod plan;
pub mod pursue;
pub mod reports;
pub mod shortlist;
mod slots;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use eframe::egui::Ui;
use jiff::civil::Date;

use super::{
    context::{JobEnd, JobRequest, PageContext, Post},
    route::PageId,
    settings::Settings,
};
use crate::{
    desk::Request,
    domain::{forecast::ForecastRecord, ids::ForecastRecordId},
};

/// What was being edited in a workspace when it was last open, and when (milliseconds since 1970).
pub fn drafts(settings: &Settings, workspace: &Path) -> Vec<(PageId, i64)> {
    let import = import::waiting(settings, workspace).map(|at| (PageId::Import, at));
    let plan = plan::kept::waiting(settings, workspace).map(|at| (PageId::Plan, at));
    let company = companies::waiting(settings, workspace).map(|at| (PageId::Companies, at));
    let talk = capture::waiting(settings, workspace).map(|at| (PageId::Capture, at));
    let lead = pipeline::waiting(settings, workspace).map(|at| (PageId::Pipeline, at));
    let review = shortlist::waiting(settings, workspace).map(|at| (PageId::Shortlist, at));
    import.into_iter().chain(company).chain(plan).chain(talk).chain(lead).chain(review).collect()
}

/// All pages with what they hold.
#[derive(Default)]
pub struct Pages {
    overview: overview::OverviewPage,
    companies: companies::CompaniesPage,
    pipeline: pipeline::PipelinePage,
    capacity: capacity::CapacityPage,
    chain: chain::ChainPage,
    fair: fair::FairPage,
    capture: capture::CapturePage,
    shortlist: shortlist::ShortlistPage,
    reports: reports::ReportsPage,
    plan: plan::PlanPage,
    data: data::DataPage,
    import: import::ImportPage,
    compare: compare::ComparePage,
    pursue: pursue::PursuePage,
    /// The page last drawn.
    shown: Option<PageId>,
    /// Day and workspace of which the forecast was last to be kept.
    kept: Option<(Date, PathBuf)>,
}

/// Name of the job that writes down what the forecast says.
const KEEPING: &str = "keep forecast";

impl Pages {
    /// Draws a page.
    pub fn ui(&mut self, page: PageId, ui: &mut Ui, context: &PageContext<'_>, out: &mut Vec<Post>) {
        match self.shown.replace(page).filter(|before| *before != page) {
            Some(PageId::Overview) => self.overview.leave(),
            Some(PageId::Capacity) => self.capacity.leave(),
            Some(PageId::Chain) => self.chain.leave(),
            Some(PageId::Shortlist) => self.shortlist.leave(),
            Some(PageId::Pursue) => self.pursue.leave(),
            _ => {}
        }
        if matches!(page, PageId::Overview | PageId::Capacity) {
            self.keep_forecast(context, out);
        }
        if page != PageId::Capture {
            self.capture.behind(context, out);
        }
        match page {
            PageId::Overview => self.overview.ui(ui, context, out),
            PageId::Companies => self.companies.ui(ui, context, out),
            PageId::Pipeline => self.pipeline.ui(ui, context, out),
            PageId::Capacity => self.capacity.ui(ui, context, out),
            PageId::Chain => self.chain.ui(ui, context, out),
            PageId::Fair => self.fair.ui(ui, context, out),
            PageId::Capture => self.capture.ui(ui, context, out),
            PageId::Shortlist => self.shortlist.ui(ui, context, out),
            PageId::Reports => self.reports.ui(ui, context, out),
            PageId::Plan => self.plan.ui(ui, context, out),
            PageId::Data => self.data.ui(ui, context, out),
            PageId::Import => self.import.ui(ui, context, out),
            PageId::Compare => self.compare.ui(ui, context, out),
            PageId::Pursue => self.pursue.ui(ui, context, out),
        }
    }

    /// Has the forecast kept once a day, so that later one can see what changed it.
    fn keep_forecast(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(JobEnd::Done(record)) = ctx.take_result::<ForecastRecord>(KEEPING) {
            out.push(Post::request(Request::KeepForecast(Box::new(record))));
        }
        // A demonstration goes when it is closed: there is no later.
        let is_worth_it = ctx.writable && !ctx.passing && ctx.view_revision == ctx.revision;
        let Some(view) = ctx.view.filter(|view| is_worth_it && !view.snapshot.leads.is_empty()) else { return };
        let asked = self.kept.as_ref().is_some_and(|(day, path)| *day == ctx.today && *path == ctx.path);
        if asked || view.assessment.slots.is_empty() {
            return;
        }
        self.kept = Some((ctx.today, ctx.path.to_owned()));
        if ctx.snapshot.forecasts.iter().any(|record| record.as_of >= view.as_of) {
            return;
        }
        let (view, id) = (Arc::clone(view), ForecastRecordId::from_uuid(ctx.new_id()));
        out.push(Post::Job(JobRequest::new(KEEPING, "", move |_| view.forecast_record(id, true, ""))));
    }
}
