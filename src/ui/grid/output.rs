//! Writing the table as it is seen, at a level of privacy.

use eframe::egui::Ui;

use super::sheet::Figure;
use crate::{
    domain::{
        paper::{ExportFormat, ExportKind},
        units::Currency,
    },
    report::{
        seen::{OnPaper, Seen},
        table::{Cell, ColumnKind},
    },
    text::{Say, run::RunText},
    ui::{
        context::{PageContext, Post},
        outgoing::{Asked, Made, Outgoing},
        widgets::Band,
    },
};

/// What a table can be written as.
const FORMATS: &[ExportFormat] = &[ExportFormat::Xlsx, ExportFormat::Csv, ExportFormat::Pdf];

/// The form with the path, while it is open.
#[derive(Debug, Default)]
pub struct Output {
    form: Outgoing,
}

/// A cell as it is written: figures and days as such, money in ten thousands, everything else as it is seen.
pub fn cell(kind: ColumnKind, figure: Option<Figure>, text: impl FnOnce() -> String) -> Cell {
    match (kind, figure) {
        (ColumnKind::Date, Some(Figure::Day(day))) => Cell::Date(day),
        (ColumnKind::Date, _) => Cell::Empty,
        // The heading says 万元, and so yuan: another currency is written out.
        (ColumnKind::Number(_), Some(Figure::Money(amount, Currency::Cny))) => Cell::Number(amount.wan().0),
        (ColumnKind::Number(_), Some(Figure::Money(..))) => Cell::Absent(text()),
        (
            ColumnKind::Number(_) | ColumnKind::Share(_),
            Some(Figure::Number(one) | Figure::Score(one) | Figure::Share(one)),
        ) => Cell::Number(one),
        _ => Cell::text(text()),
    }
}

/// Rows with the heads they are gathered under.
pub fn with_heads(rows: Vec<Vec<Cell>>, groups: Option<&[Band]>) -> Vec<Vec<Cell>> {
    let Some(groups) = groups else { return rows };
    let mut rest = rows.into_iter();
    let mut all = Vec::with_capacity(rest.len() + groups.len());
    for group in groups {
        all.push(vec![Cell::Heading(format!("{}  {}", group.title, group.note))]);
        all.extend(rest.by_ref().take(group.rows));
    }
    all
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
        self.ui_as(ui, key, ctx, out, None, make);
    }

    /// The same, where a PDF is laid out in its own way.
    pub fn ui_as(
        &mut self,
        ui: &Ui,
        key: &'static str,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
        on_paper: Option<OnPaper>,
        make: impl FnOnce() -> Make,
    ) {
        self.form.ui(ui, key, ctx, out, || {
            let seen = make();
            Box::new(move |asked: &Asked| made(seen(), on_paper, asked))
        });
    }
}

fn made(seen: Seen, on_paper: Option<OnPaper>, asked: &Asked) -> Result<Made, String> {
    let seen = seen.held(asked.level);
    let (rows, subject) = (seen.table.rows.len(), seen.table.title.clone());
    let bytes = bytes(seen, on_paper, asked.format).map_err(|error| RunText::DocumentBad { error }.say(asked.lang))?;
    Ok(Made { bytes, rows, subject })
}

fn bytes(seen: Seen, on_paper: Option<OnPaper>, format: ExportFormat) -> Result<Vec<u8>, String> {
    match format {
        ExportFormat::Csv => seen.csv().map_err(|error| error.to_string()),
        ExportFormat::Pdf => match on_paper {
            Some(layout) => seen.pdf_as(layout),
            None => seen.pdf(),
        }
        .map_err(|error| error.to_string()),
        _ => seen.xlsx().map_err(|error| error.to_string()),
    }
}
