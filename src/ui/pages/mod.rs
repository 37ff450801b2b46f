//! The pages. Each is a value with `ui(&mut self, ui, context, out)`; which one is drawn is the route's business.

pub mod capture;
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
pub mod shortlist;

use std::path::Path;

use eframe::egui::Ui;

use super::{
    context::{PageContext, Post},
    route::PageId,
    settings::Settings,
};

/// What was being edited in a workspace when it was last open, and when (milliseconds since 1970).
pub fn drafts(settings: &Settings, workspace: &Path) -> Vec<(PageId, i64)> {
    let import = import::waiting(settings, workspace).map(|at| (PageId::Import, at));
    let plan = plan::kept::waiting(settings, workspace).map(|at| (PageId::Plan, at));
    let company = companies::waiting(settings, workspace).map(|at| (PageId::Companies, at));
    let talk = capture::waiting(settings, workspace).map(|at| (PageId::Capture, at));
    import.into_iter().chain(company).chain(plan).chain(talk).collect()
}

/// All pages with what they hold.
#[derive(Default)]
pub struct Pages {
    overview: overview::OverviewPage,
    companies: companies::CompaniesPage,
    pipeline: pipeline::PipelinePage,
    fair: fair::FairPage,
    capture: capture::CapturePage,
    shortlist: shortlist::ShortlistPage,
    plan: plan::PlanPage,
    data: data::DataPage,
    import: import::ImportPage,
    compare: compare::ComparePage,
    /// The page last drawn.
    shown: Option<PageId>,
}

impl Pages {
    /// Draws a page.
    pub fn ui(&mut self, page: PageId, ui: &mut Ui, context: &PageContext<'_>, out: &mut Vec<Post>) {
        match self.shown.replace(page).filter(|before| *before != page) {
            Some(PageId::Overview) => self.overview.leave(),
            Some(PageId::Shortlist) => self.shortlist.leave(),
            _ => {}
        }
        match page {
            PageId::Overview => self.overview.ui(ui, context, out),
            PageId::Companies => self.companies.ui(ui, context, out),
            PageId::Pipeline => self.pipeline.ui(ui, context, out),
            PageId::Fair => self.fair.ui(ui, context, out),
            PageId::Capture => self.capture.ui(ui, context, out),
            PageId::Shortlist => self.shortlist.ui(ui, context, out),
            PageId::Plan => self.plan.ui(ui, context, out),
            PageId::Data => self.data.ui(ui, context, out),
            PageId::Import => self.import.ui(ui, context, out),
            PageId::Compare => self.compare.ui(ui, context, out),
        }
    }
}
