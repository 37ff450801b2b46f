//! The page Data.

use eframe::egui::Ui;

use crate::{
    text::{Label, Say, ui::UiText},
    ui::{
        commands::Command,
        context::{PageContext, Post},
        route::PageId,
        widgets::{EmptyState, UiExt},
    },
};

/// What the page holds.
#[derive(Debug, Default)]
pub struct DataPage {}

impl DataPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        ui.page_title(PageId::Data.label(ctx.lang));
        let empty = EmptyState {
            icon: PageId::Data.icon(),
            title: &UiText::NoCompanies.say(ctx.lang),
            note: &UiText::NoCompaniesNote.say(ctx.lang),
            action: Some(Command::Import.label(ctx.lang)),
        };
        if ctx.snapshot.companies.is_empty() && empty.ui(ui) {
            out.push(Post::Run(Command::Import));
        }
    }
}
