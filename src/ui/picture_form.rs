//! The form that writes a chart as a picture; every page with charts has one.

use eframe::egui::Ui;

use super::{
    context::{PageContext, Post},
    saving::{MakeFile, SaveForm, Saving},
};
use crate::{
    report::{
        curves::framed,
        scene::{PictureFormat, Scene, write},
    },
    text::{Say, format, run::RunText, statistics::StatisticsText as T, ui::UiText},
};

/// What is done to a picture before it is written; runs where it is written.
pub type Hold = Box<dyn FnOnce(&mut Scene) + Send>;

/// The form, and what it will write.
#[derive(Debug, Default)]
pub struct PictureForm {
    form: SaveForm,
    scene: Option<Scene>,
}

impl PictureForm {
    /// Asks where a chart goes, with its title above and a line of words below.
    pub fn open(&mut self, chart: &Scene, title: &str, foot: &str, ctx: &PageContext<'_>) {
        // A title may hold what no file name does.
        let name: String = title.chars().map(|c| if "/\\:*?\"<>|\n\t".contains(c) { ' ' } else { c }).collect();
        self.form.open(&format!("{} {}.png", name.trim(), format::iso_date(ctx.today)), ctx);
        self.scene = Some(framed(chart, title, foot));
    }

    /// The same with the day it was made on below, and that it is made up where it is.
    pub fn open_dated(&mut self, chart: &Scene, title: &str, foot: &str, ctx: &PageContext<'_>) {
        let mut parts = vec![foot.to_owned(), format::iso_date(ctx.today)];
        parts.extend(ctx.fictional.then(|| ctx.say(&UiText::FictionalMark)));
        parts.retain(|part| !part.is_empty());
        self.open(chart, title, &parts.join(" · "), ctx);
    }

    /// Draws the form where it is open and takes in what came of writing; `key` names the page's job and question.
    pub fn ui(&mut self, ui: &Ui, key: &'static str, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.ui_held(ui, key, ctx, out, || Box::new(|_: &mut Scene| {}));
    }

    /// The same for a picture that names what people wrote.
    pub fn ui_held(
        &mut self,
        ui: &Ui,
        key: &'static str,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
        hold: impl FnOnce() -> Hold,
    ) {
        let lang = ctx.lang;
        let Self { form, scene } = self;
        let (title, note) = (T::SavePicture.say(lang), T::SavePictureNote.say(lang));
        let saving = Saving { key, title: &title, note: &note, endings: &["png", "svg"] };
        form.ui(ui, saving, ctx, out, || {
            let (mut scene, hold) = (scene.clone().unwrap_or_default(), hold());
            let make: MakeFile = Box::new(move |ending| {
                hold(&mut scene);
                let format = PictureFormat::from_word(ending).unwrap_or(PictureFormat::Png);
                write(&scene, format).map_err(|error| RunText::DocumentBad { error: error.to_string() }.say(lang))
            });
            make
        });
    }
}
