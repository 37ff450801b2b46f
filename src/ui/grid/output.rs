//! Writing the table as it is seen: where to, and what came of it.

use eframe::egui::Ui;

use crate::{
    report::seen::Seen,
    text::{Say, format, run::RunText, ui_grid::GridText as T},
    ui::{
        context::{PageContext, Post},
        saving::{MakeFile, SaveForm, Saving},
    },
};

/// The form with the path, while it is open.
#[derive(Debug, Default)]
pub struct Output(SaveForm);

/// What the table is when it is written.
pub type Make = Box<dyn FnOnce() -> Seen + Send>;

impl Output {
    /// Opens the form.
    pub fn open(&mut self, name: &str, ctx: &PageContext<'_>) {
        self.0.open(&format!("{name} {}.xlsx", format::iso_date(ctx.today)), ctx);
    }

    /// Draws the form over the page and takes in what came of writing; `key` names the page's job and question.
    pub fn ui(
        &mut self,
        ui: &Ui,
        key: &'static str,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
        make: impl FnOnce() -> Make,
    ) {
        let lang = ctx.lang;
        let saving =
            Saving { key, title: &T::ExportTitle.say(lang), note: &T::ExportNote.say(lang), endings: &["xlsx", "csv"] };
        self.0.ui(ui, saving, ctx, out, || {
            let make = make();
            let failed = move |error: String| RunText::DocumentBad { error }.say(lang);
            let file: MakeFile = Box::new(move |ending| match ending {
                "csv" => make().csv().map_err(|error| failed(error.to_string())),
                _ => make().xlsx().map_err(|error| failed(error.to_string())),
            });
            file
        });
    }
}
