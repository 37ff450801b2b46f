//! Writing the table as it is seen, at a level of privacy.

use eframe::egui::Ui;

use crate::{
    domain::paper::{ExportFormat, ExportKind},
    report::seen::Seen,
    text::{Say, run::RunText},
    ui::{
        context::{PageContext, Post},
        outgoing::{Asked, Made, Outgoing},
    },
};

/// What a table can be written as.
const FORMATS: &[ExportFormat] = &[ExportFormat::Xlsx, ExportFormat::Csv, ExportFormat::Pdf];

/// The form with the path, while it is open.
#[derive(Debug, Default)]
pub struct Output {
    form: Outgoing,
}

/// What the table is when it is written.
pub type Make = Box<dyn FnOnce() -> Seen + Send>;

impl Output {
    /// Opens the form.
    pub fn open(&mut self, name: &str, ctx: &PageContext<'_>) {
        self.form.open(ExportKind::Table, name, FORMATS, ctx);
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
        self.form.ui(ui, key, ctx, out, || {
            let seen = make();
            Box::new(move |asked: &Asked| made(seen(), asked))
        });
    }
}

fn made(seen: Seen, asked: &Asked) -> Result<Made, String> {
    let seen = seen.held(asked.level);
    let (rows, subject) = (seen.table.rows.len(), seen.table.title.clone());
    let bytes = bytes(seen, asked.format).map_err(|error| RunText::DocumentBad { error }.say(asked.lang))?;
    Ok(Made { bytes, rows, subject })
}

fn bytes(seen: Seen, format: ExportFormat) -> Result<Vec<u8>, String> {
    match format {
        ExportFormat::Csv => seen.csv().map_err(|error| error.to_string()),
        ExportFormat::Pdf => seen.pdf().map_err(|error| error.to_string()),
        _ => seen.xlsx().map_err(|error| error.to_string()),
    }
}
