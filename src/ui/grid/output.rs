//! Writing the table as it is seen: where to, and what came of it.

use std::path::{Path, PathBuf};

use eframe::egui::{Id, Key, Modal, RichText, TextEdit, Ui};

use super::sheet::Figure;
use crate::{
    domain::units::Currency,
    report::{
        file::write_atomically,
        seen::Seen,
        table::{Cell, ColumnKind},
    },
    text::{Lang, Say, format, run::RunText, ui::UiText, ui_grid::GridText as T},
    ui::{
        context::{JobEnd, JobRequest, PageContext, PickKind, PickRequest, Post},
        toasts::{Toast, ToastAction},
        widgets::{Band, Segment, UiExt, segments_ui},
        workspace::proposed_folder,
    },
};

/// The form with the path, while it is open.
#[derive(Debug, Default)]
pub struct Output {
    path: Option<String>,
    /// A file that is there and may be replaced: it was said once, or picked in a dialog that asks itself.
    replace: Option<PathBuf>,
    problem: Option<String>,
}

/// What came of writing.
enum Outcome {
    Done(PathBuf),
    Exists(PathBuf),
    Failed(String),
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
        let own = std::path::absolute(ctx.path).ok().filter(|_| !ctx.passing);
        let folder = own.and_then(|path| path.parent().map(Path::to_owned)).or_else(proposed_folder);
        let name = format!("{name} {}.xlsx", format::iso_date(ctx.today));
        self.path = Some(folder.map_or_else(|| name.clone(), |folder| folder.join(&name).display().to_string()));
        self.replace = None;
        self.problem = None;
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
        self.absorb(key, ctx, out);
        let Some(path) = &mut self.path else { return };
        let lang = ctx.lang;
        let (mut write, mut cancel) = (false, false);
        let modal = Modal::new(Id::unique("write table")).backdrop_color(ctx.tokens.backdrop).show(ui.ctx(), |ui| {
            ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 64.0));
            ui.section_title(T::ExportTitle.say(lang));
            ui.secondary(T::ExportNote.say(lang));
            ui.add_space(8.0);
            let label = T::ExportPath.say(lang);
            let before = path.clone();
            let field = ui.add(TextEdit::singleline(path).desired_width(f32::INFINITY)).accessible_name(&label);
            write |= field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.horizontal(|ui| {
                let kinds = [false, true].map(|csv| Segment::new(csv, if csv { "CSV" } else { "XLSX" }.to_owned()));
                if let Some(csv) = segments_ui(ui, "table kind", &kinds, is_csv(path)) {
                    *path = Path::new(path.trim()).with_extension(ending(csv)).display().to_string();
                }
                if ui.button(T::Browse.say(lang)).clicked() {
                    out.push(browse(key, path, lang));
                }
            });
            if *path != before {
                self.problem = None;
            }
            if let Some(problem) = &self.problem {
                ui.label(RichText::new(problem).color(ctx.tokens.error));
            }
            ui.add_space(8.0);
            ui.buttons_at_end(|ui| {
                let again = self.replace.as_deref() == Some(Path::new(path.trim()));
                let verb = if again { T::ReplaceFile } else { T::Export };
                let ready = !path.trim().is_empty() && !ctx.is_running(key);
                write |= ui.add_enabled_ui(ready, |ui| ui.primary_button(verb.say(lang))).inner.clicked();
                cancel = ui.button(UiText::Cancel.say(lang)).clicked();
            });
        });
        if write {
            let target = PathBuf::from(path.trim());
            let replace = self.replace.as_deref() == Some(&target);
            let make = make();
            out.push(Post::Job(JobRequest::new(key, T::Exporting.say(lang), move |_| {
                run(target, replace, make, lang)
            })));
        } else if cancel || modal.should_close() {
            self.path = None;
        }
    }

    fn absorb(&mut self, key: &'static str, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(Some(picked)) = ctx.take_picked(key) {
            self.path = Some(picked.display().to_string());
            self.replace = Some(picked);
        }
        match ctx.take_result::<Outcome>(key) {
            Some(JobEnd::Done(Outcome::Done(path))) => {
                let words = T::Exported { path: path.display().to_string() }.say(ctx.lang);
                out.push(Post::Toast(Toast::note(words).with(ToastAction::Reveal(path))));
                self.path = None;
            }
            Some(JobEnd::Done(Outcome::Exists(path))) => {
                self.problem = Some(T::FileExists.say(ctx.lang));
                self.replace = Some(path);
            }
            Some(JobEnd::Done(Outcome::Failed(words)) | JobEnd::Broken(words)) => self.problem = Some(words),
            None => {}
        }
    }
}

fn run(path: PathBuf, replace: bool, make: Make, lang: Lang) -> Outcome {
    if !replace && path.is_file() {
        return Outcome::Exists(path);
    }
    let seen = make();
    let failed = |error: String| RunText::DocumentBad { error }.say(lang);
    let bytes = if is_csv(&path.to_string_lossy()) {
        seen.csv().map_err(|error| failed(error.to_string()))
    } else {
        seen.xlsx().map_err(|error| failed(error.to_string()))
    };
    match bytes.and_then(|bytes| write_atomically(&path, &bytes).map_err(|error| error.say(lang))) {
        Ok(()) => Outcome::Done(path),
        Err(words) => Outcome::Failed(words),
    }
}

fn is_csv(path: &str) -> bool {
    Path::new(path.trim()).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
}

const fn ending(csv: bool) -> &'static str {
    if csv { "csv" } else { "xlsx" }
}

fn browse(key: &'static str, path: &str, lang: Lang) -> Post {
    let name = Path::new(path.trim()).file_name().map(|name| name.to_string_lossy().into_owned());
    let endings: &[&str] = if is_csv(path) { &["csv"] } else { &["xlsx"] };
    let kind = PickKind::Save { name: name.unwrap_or_default(), endings };
    Post::Pick(PickRequest { key, title: T::ExportTitle.say(lang), kind })
}
