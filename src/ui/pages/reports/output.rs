//! Charts as pictures and tables as workbooks.

use eframe::egui::Ui;

use crate::{
    report::{
        scene::{Anchor, Ink, Label, PictureFormat, Scene, point, write},
        seen::Seen,
        statistics::Card,
        table::Table,
    },
    text::{Say, format, run::RunText, statistics::StatisticsText as T},
    ui::{
        context::{PageContext, Post},
        saving::{MakeFile, SaveForm, Saving},
    },
};

/// Names of the two jobs and questions.
const PICTURE: &str = "report picture";
const TABLE: &str = "report table";

/// The forms, and what they will write.
#[derive(Default)]
pub struct Output {
    picture: SaveForm,
    table: SaveForm,
    scene: Option<Scene>,
    sheet: Option<Table>,
}

impl Output {
    /// Asks where the chart of a card goes.
    pub fn picture(&mut self, card: &Card, ctx: &PageContext<'_>) {
        self.picture.open(&format!("{} {}.png", card.title, format::iso_date(ctx.today)), ctx);
        self.scene = Some(framed(card));
    }

    /// Asks where the table of a card goes.
    pub fn table(&mut self, card: &Card, ctx: &PageContext<'_>) {
        self.table.open(&format!("{} {}.xlsx", card.title, format::iso_date(ctx.today)), ctx);
        self.sheet = Some(card.table.clone());
    }

    /// Draws the form that is open and takes in what came of writing.
    pub fn ui(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let Self { picture, table, scene, sheet } = self;
        let (title, note) = (T::SavePicture.say(lang), T::SavePictureNote.say(lang));
        let saving = Saving { key: PICTURE, title: &title, note: &note, endings: &["png", "svg"] };
        picture.ui(ui, saving, ctx, out, || {
            let scene = scene.clone().unwrap_or_default();
            let make: MakeFile = Box::new(move |ending| {
                let format = PictureFormat::from_word(ending).unwrap_or(PictureFormat::Png);
                write(&scene, format).map_err(|error| RunText::DocumentBad { error: error.to_string() }.say(lang))
            });
            make
        });
        let (title, note) = (T::SaveTable.say(lang), T::SaveTableNote.say(lang));
        let saving = Saving { key: TABLE, title: &title, note: &note, endings: &["xlsx", "csv"] };
        let (today, by) = (ctx.today, ctx.settings.person.name.clone());
        table.ui(ui, saving, ctx, out, || {
            let table = sheet.clone().unwrap_or_default();
            let make: MakeFile = Box::new(move |ending| {
                let seen = Seen { remark: table.subtitle.clone(), table, made_on: today, by, lang };
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

/// The chart as a picture of its own: with its title above and its days below.
fn framed(card: &Card) -> Scene {
    const MARGIN: f32 = 24.0;
    const HEAD: f32 = 44.0;
    const FOOT: f32 = 30.0;
    let chart = &card.chart;
    let (width, height) = (chart.width + 2.0 * MARGIN, chart.height + HEAD + FOOT + 2.0 * MARGIN);
    let mut scene = Scene::new(width, height, &card.title);
    scene.text(Label::new(point(MARGIN, MARGIN + 12.0), card.title.clone(), 20.0, Ink::Text).bold());
    scene.place(chart, point(MARGIN, MARGIN + HEAD));
    let foot = point(width - MARGIN, height - MARGIN - 4.0);
    let words = Label::new(foot, card.table.subtitle.clone(), 11.0, Ink::TextSoft);
    scene.text(words.anchored(Anchor::End));
    scene
}
