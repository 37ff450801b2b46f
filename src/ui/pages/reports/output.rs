//! Charts as pictures and tables as workbooks, each at a level.

use std::sync::Arc;

use eframe::egui::Ui;
use jiff::civil::Date;

use crate::{
    domain::paper::{ExportFormat, ExportKind},
    ledger::{Snapshot, View},
    report::{
        scene::{PictureFormat, write as write_picture},
        seen::Seen,
        statistics::{Card, Report, Wanted, card},
        table::Cell,
    },
    text::{Say, run::RunText, statistics::StatisticsText as T},
    ui::{
        context::{PageContext, Post},
        outgoing::{Asked, Made, MakeFile, Outgoing},
    },
};

/// Name of the job and question.
const FILE: &str = "report file";
/// What a chart can be written as.
const PICTURES: &[ExportFormat] = &[ExportFormat::Png, ExportFormat::Svg];
/// What a table can be written as.
const TABLES: &[ExportFormat] = &[ExportFormat::Xlsx, ExportFormat::Csv];

/// The form, and which report it will write.
#[derive(Default)]
pub struct Output {
    form: Outgoing,
    asked: Option<(Report, Wanted)>,
}

impl Output {
    /// Asks where the chart of a card goes.
    pub fn picture(&mut self, card: &Card, wanted: Wanted, ctx: &PageContext<'_>) {
        self.form.open(ExportKind::Picture, &card.title, PICTURES, ctx);
        self.asked = Some((card.report, wanted));
    }

    /// Asks where the table of a card goes.
    pub fn table(&mut self, card: &Card, wanted: Wanted, ctx: &PageContext<'_>) {
        self.form.open(ExportKind::Table, &card.title, TABLES, ctx);
        self.asked = Some((card.report, wanted));
    }

    /// Draws the form where it is open and takes in what came of writing.
    pub fn ui(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Self { form, asked } = self;
        form.ui(ui, FILE, ctx, out, || {
            let (asked, view, snapshot) = (asked.clone(), ctx.view.cloned(), Arc::clone(ctx.snapshot));
            let today = ctx.today;
            let make: MakeFile = Box::new(move |form: &Asked| {
                let (Some((report, wanted)), Some(view)) = (asked, view) else {
                    return Err(T::Working.say(form.lang));
                };
                file(&view, &snapshot, (report, &wanted), today, form)
            });
            make
        });
    }
}

/// Counts the report anew at the level of the file: what the level keeps is not in it to begin with, and what people
/// wrote is struck.
fn file(
    view: &View,
    snapshot: &Snapshot,
    (report, wanted): (Report, &Wanted),
    today: Date,
    asked: &Asked,
) -> Result<Made, String> {
    let lang = asked.lang;
    let Some(card) = card(view, snapshot, wanted, report, asked.level) else {
        return Err(T::NotForPublic.say(lang));
    };
    let bad = |error: String| RunText::DocumentBad { error }.say(lang);
    let picture = |format: PictureFormat| {
        let mut scene = card.picture();
        if !asked.level.shows_contacts() {
            card.strike_from(&mut scene, snapshot);
        }
        write_picture(&scene, format).map_err(|error| bad(error.to_string()))
    };
    let table = || {
        let by = asked.author.clone();
        Seen { by, ..card.seen(snapshot, today, lang) }.held(asked.level)
    };
    let (bytes, rows) = match asked.format {
        ExportFormat::Png => (picture(PictureFormat::Png)?, 0),
        ExportFormat::Svg => (picture(PictureFormat::Svg)?, 0),
        ExportFormat::Csv => {
            let mut seen = table();
            // A workbook has it above the headings.
            seen.table.rows.push(vec![Cell::text(&card.table.subtitle)]);
            (seen.csv().map_err(|error| bad(error.to_string()))?, card.table.rows.len())
        }
        ExportFormat::Xlsx | ExportFormat::Pdf => {
            (table().xlsx().map_err(|error| bad(error.to_string()))?, card.table.rows.len())
        }
    };
    Ok(Made { bytes, rows, subject: card.title })
}
