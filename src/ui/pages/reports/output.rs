//! Charts as pictures and tables as workbooks.

use std::sync::Arc;

use eframe::egui::Ui;

use crate::{
    domain::paper::Level,
    report::{scene::Scene, seen::Seen, statistics::Card, table::Table},
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
    /// Whose chart or table it is.
    card: Option<Arc<Card>>,
}

impl Output {
    /// Asks where the chart of a card goes.
    pub fn picture(&mut self, card: &Card, ctx: &PageContext<'_>) {
        self.picture.open(&card.chart, &card.title, &card.table.subtitle, ctx);
        self.card = Some(Arc::new(card.clone()));
    }

    /// Asks where the table of a card goes.
    pub fn table(&mut self, card: &Card, ctx: &PageContext<'_>) {
        let name = format!("{} {}.xlsx", card.title, format::iso_date(ctx.today));
        self.table.open_table(&name, card.table.rows.len(), ctx);
        self.card = Some(Arc::new(card.clone()));
    }

    /// Draws the form that is open and takes in what came of writing.
    pub fn ui(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let Self { picture, table, card } = self;
        // Sources and reasons are what people wrote: charts and tables are held to the level they are logged at.
        picture.ui_held(ui, PICTURE, ctx, out, || {
            let (card, snapshot) = (card.clone(), Arc::clone(ctx.snapshot));
            Box::new(move |scene: &mut Scene| {
                if let Some(card) = card {
                    card.strike_from(scene, &snapshot);
                }
            })
        });
        let (title, note) = (T::SaveTable.say(lang), T::SaveTableNote.say(lang));
        let saving = Saving { key: TABLE, title: &title, note: &note, endings: &["xlsx", "csv"] };
        let (today, by) = (ctx.today, ctx.settings.person.name.clone());
        table.ui(ui, saving, ctx, out, || {
            let (card, snapshot) = (card.clone(), Arc::clone(ctx.snapshot));
            let make: MakeFile = Box::new(move |ending| {
                let seen = card
                    .map_or_else(|| Seen::new(Table::default(), today, lang), |card| card.seen(&snapshot, today, lang));
                let seen = Seen { by, ..seen }.held(Level::Leader);
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
