//! Charts as pictures and tables as workbooks.

use eframe::egui::Ui;

use crate::{
    report::{
        seen::Seen,
        statistics::Card,
        table::{CellMarks, Table},
    },
    text::{Say, format, run::RunText, statistics::StatisticsText as T},
    ui::{
        context::{PageContext, Post},
        picture_form::PictureForm,
        saving::{MakeFile, SaveForm, Saving},
    },
};

/// Names of the two jobs and questions.
const PICTURE: &str = "report picture";
const TABLE: &str = "report table";

/// The forms, and what they will write.
#[derive(Default)]
pub struct Output {
    picture: PictureForm,
    table: SaveForm,
    sheet: Option<Table>,
}

impl Output {
    /// Asks where the chart of a card goes.
    pub fn picture(&mut self, card: &Card, ctx: &PageContext<'_>) {
        self.picture.open(&card.chart, &card.title, &card.table.subtitle, ctx);
    }

    /// Asks where the table of a card goes.
    pub fn table(&mut self, card: &Card, ctx: &PageContext<'_>) {
        self.table.open(&format!("{} {}.xlsx", card.title, format::iso_date(ctx.today)), ctx);
        self.sheet = Some(card.table.clone());
    }

    /// Draws the form that is open and takes in what came of writing.
    pub fn ui(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let Self { picture, table, sheet } = self;
        picture.ui(ui, PICTURE, ctx, out);
        let (title, note) = (T::SaveTable.say(lang), T::SaveTableNote.say(lang));
        let saving = Saving { key: TABLE, title: &title, note: &note, endings: &["xlsx", "csv"] };
        let (today, by) = (ctx.today, ctx.settings.person.name.clone());
        table.ui(ui, saving, ctx, out, || {
            let table = sheet.clone().unwrap_or_default();
            let make: MakeFile = Box::new(move |ending| {
                let seen =
                    Seen { remark: table.subtitle.clone(), table, marks: CellMarks::new(), made_on: today, by, lang };
                let bad = |error: String| RunText::DocumentBad { error }.say(lang);
                match ending {
                    "csv" => seen.csv().map_err(|error| bad(error.to_string())),
                    _ => seen.xlsx().map_err(|error| bad(error.to_string())),
                }
            });
            make
        });
    }
}
