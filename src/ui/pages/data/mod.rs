//! The page Data: the workspace itself, its backups, what was done to it, and the settings of the window.

mod backups;
mod batch;
mod exports;
mod imports;
mod log;
mod sites;
mod workspace;

use eframe::egui::{ScrollArea, Ui};

use self::{
    backups::BackupsView, exports::ExportsView, imports::ImportsView, log::LogView, sites::SitesView,
    workspace::WorkspaceView,
};
use crate::{
    text::{Say, ui_data::DataText},
    ui::{
        context::{PageContext, Post},
        dialogs::settings::fields_ui,
        pages::duplicates::DuplicatesView,
        route::Target,
        widgets::{UiExt, tabs_ui},
    },
};

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    Workspace,
    Sites,
    Duplicates,
    Backups,
    Log,
    Imports,
    Exports,
    Settings,
}

impl Part {
    const ALL: [Self; 8] = [
        Self::Workspace,
        Self::Sites,
        Self::Duplicates,
        Self::Backups,
        Self::Log,
        Self::Imports,
        Self::Exports,
        Self::Settings,
    ];

    /// The word it is reached by.
    const fn word(self) -> &'static str {
        match self {
            Self::Workspace => "workspace",
            Self::Sites => "sites",
            Self::Duplicates => "duplicates",
            Self::Backups => "backups",
            Self::Log => "log",
            Self::Imports => "imports",
            Self::Exports => "exports",
            Self::Settings => "settings",
        }
    }

    const fn title(self) -> DataText {
        match self {
            Self::Workspace => DataText::PartWorkspace,
            Self::Sites => DataText::PartSites,
            Self::Duplicates => DataText::PartDuplicates,
            Self::Backups => DataText::PartBackups,
            Self::Log => DataText::PartLog,
            Self::Imports => DataText::PartImports,
            Self::Exports => DataText::PartExports,
            Self::Settings => DataText::PartSettings,
        }
    }
}

/// What the page holds.
#[derive(Default)]
pub struct DataPage {
    part: Part,
    workspace: WorkspaceView,
    sites: SitesView,
    duplicates: DuplicatesView,
    backups: BackupsView,
    log: LogView,
    imports: ImportsView,
    exports: ExportsView,
}

impl DataPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Target::Part(word) = &ctx.target
            && let Some(part) = Part::ALL.into_iter().find(|part| part.word() == word)
        {
            self.part = part;
        }
        if ctx.find {
            self.part = Part::Log;
        }
        ui.horizontal(|ui| {
            ui.page_title(DataText::Title.say(ctx.lang));
            ui.add_space(8.0);
            let names = Part::ALL.map(|part| part.title().say(ctx.lang));
            let place = Part::ALL.iter().position(|part| *part == self.part).unwrap_or_default();
            if let Some(part) = tabs_ui(ui, &names, place).and_then(|chosen| Part::ALL.get(chosen)) {
                self.part = *part;
            }
        });
        ui.add_space(8.0);
        match self.part {
            Part::Workspace => {
                ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| self.workspace.ui(ui, ctx, out));
            }
            Part::Sites => {
                ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| self.sites.ui(ui, ctx, out));
            }
            Part::Duplicates => self.duplicates.ui(ui, ctx, out),
            Part::Backups => self.backups.ui(ui, ctx, out),
            Part::Log => self.log.ui(ui, ctx, out),
            Part::Imports => {
                if let Some(seq) = self.imports.ui(ui, ctx, out) {
                    self.log.show(seq);
                    self.part = Part::Log;
                }
            }
            Part::Exports => self.exports.ui(ui, ctx, out),
            Part::Settings => settings_ui(ui, ctx, out),
        }
    }
}

/// The same fields as in the dialog of settings.
fn settings_ui(ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let mut settings = ctx.settings.clone();
    ui.scope(|ui| {
        ui.set_max_width(640.0_f32.min(ui.available_width()));
        ui.wide_card(|ui| {
            fields_ui(ui, &mut settings, ctx.lang);
            ui.add_space(8.0);
            ui.secondary(DataText::SettingsNote.say(ctx.lang));
        });
    });
    if settings != *ctx.settings {
        let (lang, theme, text_size, person) = (settings.lang, settings.theme, settings.text_size, settings.person);
        out.push(Post::set(move |kept| {
            kept.lang = lang;
            kept.theme = theme;
            kept.text_size = text_size;
            kept.person = person;
        }));
    }
}
