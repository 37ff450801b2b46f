//! After the import: what came of it, the way back, and what to do next.

use std::sync::Arc;

use eframe::egui::{RichText, Ui};

use super::work::{self, Planned};
use crate::{
    domain::ids::FairId,
    exchange::{mapping::Mapping, plan::ImportCounts},
    text::{Label, Say, format, ui_import::ImportText},
    ui::{
        commands::Command,
        context::{PageContext, PickKind, PickRequest, Post},
        route::{PageId, Place},
        theme::icons,
        widgets::UiExt,
    },
};

/// Name of the question for the file left-out rows are written to.
const PICK: &str = "import finished export";

/// An import that ended.
pub(super) struct Finished {
    pub name: String,
    pub mapping: Mapping,
    pub planned: Arc<Planned>,
    /// Revision the import made: while it is the newest, undoing takes it back.
    pub revision: u64,
    /// The fair whose exhibitors they are.
    pub fair: Option<FairId>,
}

impl Finished {
    /// Draws it; true when another list shall be imported.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> bool {
        let lang = ctx.lang;
        let ImportCounts { created, updated, unchanged, rejected, .. } = self.planned.counts;
        let mut another = false;
        ui.page_title(ImportText::Title.say(lang));
        ui.add_space(8.0);
        if let Some(path) = ctx.take_picked(PICK).flatten() {
            out.push(Post::Job(work::exporting(path, &self.mapping, &self.planned, lang)));
        }
        ui.scope(|ui| {
            ui.set_max_width(760.0_f32.min(ui.available_width()));
            ui.wide_card(|ui| {
                ui.horizontal(|ui| {
                    ui.icon(icons::CHECK_CIRCLE, ctx.tokens.accent_text);
                    ui.section_title(ImportText::DoneTitle { list: self.name.clone() }.say(lang));
                });
                ui.add_space(12.0);
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 40.0;
                    for (label, count) in [
                        (ImportText::DoneNew, created),
                        (ImportText::DoneUpdated, updated),
                        (ImportText::DoneUnchanged, unchanged),
                        (ImportText::DoneRejected, rejected),
                    ] {
                        ui.vertical(|ui| {
                            ui.secondary(label.say(lang));
                            ui.key_figure(format::count(count), &ImportText::DoneRows.say(lang));
                        });
                    }
                });
                ui.add_space(12.0);
                let newest = ctx.revision == self.revision;
                let note = if newest { ImportText::DoneNote } else { ImportText::Gone };
                ui.label(RichText::new(note.say(lang)).color(ctx.tokens.text_soft));
                ui.add_space(12.0);
                ui.horizontal(|ui| {
                    ui.set_min_height(32.0);
                    if let Some(fair) = self.fair {
                        if ui.primary_button(ImportText::ShowFair.say(lang)).clicked() {
                            out.push(Post::Go(Place::part(PageId::Fair, &fair.to_string())));
                        }
                    } else if ui.primary_button(ImportText::ShowCompanies.say(lang)).clicked() {
                        out.push(Post::go(PageId::Companies));
                    }
                    if newest && ui.icon_text_button(icons::ARROW_U_UP_LEFT, Command::Undo.label(lang)).clicked() {
                        out.push(Post::Run(Command::Undo));
                    }
                    if !self.planned.issues.is_empty() && ui.button(ImportText::ExportIssues.say(lang)).clicked() {
                        out.push(Post::Pick(self.export_request(ctx)));
                    }
                    another = ui.button(ImportText::Another.say(lang)).clicked();
                });
            });
        });
        another
    }

    fn export_request(&self, ctx: &PageContext<'_>) -> PickRequest {
        let name = &self.planned.list.file_name;
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let name = ImportText::RejectedFile { list: stem.to_owned() }.say(ctx.lang);
        let kind = PickKind::Save { name, endings: &["csv"] };
        PickRequest { key: PICK, title: ImportText::ExportTitle.say(ctx.lang), kind }
    }
}
