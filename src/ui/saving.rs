//! The one form that asks where to write a file, writes it, and says what came of it.

use std::path::{Path, PathBuf};

use eframe::egui::{Id, Key, Modal, RichText, TextEdit, Ui};

use super::{
    context::{JobEnd, JobRequest, PageContext, PickKind, PickRequest, Post},
    theme::dialog_frame,
    toasts::{Toast, ToastAction},
    widgets::{Segment, UiExt, focus_fresh, segments_ui},
    workspace::proposed_folder,
};
use crate::{
    desk::Request,
    domain::paper::{ExportFormat, ExportKind, Level},
    ledger::ExportDraft,
    report::file::write_atomically,
    text::{Lang, Say, ui::UiText, ui_grid::GridText as T},
};

/// The form with the path, while it is open.
#[derive(Debug, Default)]
pub struct SaveForm {
    path: Option<String>,
    /// A file that is there and may be replaced: it was said once, or picked in a dialog that asks itself.
    replace: Option<PathBuf>,
    problem: Option<String>,
    /// How many rows the file has; a picture has none.
    rows: usize,
    /// It was opened in this frame: the cursor goes into the field.
    fresh: bool,
}

/// What the form is about.
#[derive(Debug, Clone, Copy)]
pub struct Saving<'a> {
    /// Name of the page's job and question.
    pub key: &'static str,
    /// Title of the form.
    pub title: &'a str,
    /// What will be in the file.
    pub note: &'a str,
    /// Kinds of file by their endings, the usual one first.
    pub endings: &'static [&'static str],
}

/// What came of writing.
enum Outcome {
    Done(PathBuf, Box<ExportDraft>),
    Exists(PathBuf),
    Failed(String),
}

/// Makes the bytes of a file with this ending, or says why not; runs on a thread of its own.
pub type MakeFile = Box<dyn FnOnce(&str) -> Result<Vec<u8>, String> + Send>;

impl SaveForm {
    /// Opens the form with a proposed name, which ends as the kind of file does.
    pub fn open(&mut self, name: &str, ctx: &PageContext<'_>) {
        let own = std::path::absolute(ctx.path).ok().filter(|_| !ctx.passing);
        let folder = own.and_then(|path| path.parent().map(Path::to_owned)).or_else(proposed_folder);
        let name: String = name.chars().map(|sign| if is_refused(sign) { ' ' } else { sign }).collect();
        self.path = Some(folder.map_or_else(|| name.clone(), |folder| folder.join(&name).display().to_string()));
        self.replace = None;
        self.problem = None;
        self.rows = 0;
        self.fresh = true;
    }

    /// The same for a table of so many rows.
    pub fn open_table(&mut self, name: &str, rows: usize, ctx: &PageContext<'_>) {
        self.open(name, ctx);
        self.rows = rows;
    }

    /// Whether it is asking.
    pub const fn is_open(&self) -> bool {
        self.path.is_some()
    }

    /// Draws the form over the page and takes in what came of writing.
    pub fn ui(
        &mut self,
        ui: &Ui,
        saving: Saving<'_>,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
        make: impl FnOnce() -> MakeFile,
    ) {
        self.absorb(saving, ctx, out);
        let Some(path) = &mut self.path else { return };
        let Saving { key, title, note, endings } = saving;
        let lang = ctx.lang;
        let (mut write, mut cancel) = (false, false);
        let modal =
            Modal::new(Id::unique("write table")).backdrop_color(ctx.tokens.backdrop).frame(dialog_frame(ctx.tokens));
        let modal = modal.show(ui.ctx(), |ui| {
            ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 64.0));
            ui.section_title(title);
            ui.secondary(note);
            ui.add_space(8.0);
            let label = T::ExportPath.say(lang);
            let before = path.clone();
            let field = ui.add(TextEdit::singleline(path).desired_width(f32::INFINITY)).accessible_name(&label);
            focus_fresh(&field, &mut self.fresh);
            write |= field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.horizontal(|ui| {
                let kinds: Vec<Segment<&str>> =
                    endings.iter().map(|ending| Segment::new(*ending, ending.to_uppercase())).collect();
                if let Some(ending) = segments_ui(ui, "table kind", &kinds, ending_of(path, endings)) {
                    *path = Path::new(path.trim()).with_extension(ending).display().to_string();
                }
                if ui.button(T::Browse.say(lang)).clicked() {
                    out.push(browse(key, path, title, endings));
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
            let ending = ending_of(path, endings);
            let make = make();
            let (subject, rows) = (title.to_owned(), self.rows);
            out.push(Post::Job(JobRequest::new(key, T::Exporting.say(lang), move |_| {
                run(target, replace, lang, (subject.as_str(), rows), || make(ending))
            })));
        } else if cancel || modal.should_close() {
            self.path = None;
        }
    }

    fn absorb(&mut self, saving: Saving<'_>, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let key = saving.key;
        if let Some(Some(picked)) = ctx.take_picked(key) {
            self.path = Some(picked.display().to_string());
            self.replace = Some(picked);
        }
        match ctx.take_result::<Outcome>(key) {
            Some(JobEnd::Done(Outcome::Done(path, draft))) => {
                if ctx.writable {
                    out.push(Post::request(Request::NoteExport(draft)));
                }
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

fn run(
    path: PathBuf,
    replace: bool,
    lang: Lang,
    (subject, rows): (&str, usize),
    make: impl FnOnce() -> Result<Vec<u8>, String>,
) -> Outcome {
    if !replace && path.is_file() {
        return Outcome::Exists(path);
    }
    let written = make().and_then(|bytes| {
        write_atomically(&path, &bytes).map_err(|error| error.say(lang))?;
        Ok(bytes)
    });
    match written {
        Ok(bytes) => Outcome::Done(path.clone(), Box::new(entry(&path, subject, rows, &bytes))),
        Err(words) => Outcome::Failed(words),
    }
}

/// What the log of exports says of a file of this form: pictures and counts, which name nobody a company employs.
fn entry(path: &Path, subject: &str, rows: usize, bytes: &[u8]) -> ExportDraft {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let format = ExportFormat::from_word(&ending).unwrap_or(ExportFormat::Xlsx);
    let kind = match format {
        ExportFormat::Png | ExportFormat::Svg => ExportKind::Picture,
        _ => ExportKind::Table,
    };
    ExportDraft::of(kind, format, Level::Leader, rows, bytes).named(path, subject, "")
}

/// Signs that no file name may have on some system.
const fn is_refused(sign: char) -> bool {
    matches!(sign, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
}

/// The kind of file a path names; the usual one where it names none.
fn ending_of(path: &str, endings: &'static [&'static str]) -> &'static str {
    let found = Path::new(path.trim()).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let known = endings.iter().find(|ending| found.eq_ignore_ascii_case(ending));
    known.or(endings.first()).copied().unwrap_or_default()
}

fn browse(key: &'static str, path: &str, title: &str, endings: &'static [&'static str]) -> Post {
    let name = Path::new(path.trim()).file_name().map(|name| name.to_string_lossy().into_owned());
    let chosen = ending_of(path, endings);
    let only = endings.iter().position(|ending| *ending == chosen).map_or(endings, |at| &endings[at..=at]);
    let kind = PickKind::Save { name: name.unwrap_or_default(), endings: only };
    Post::Pick(PickRequest { key, title: title.to_owned(), kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_logged_with_its_rows() {
        let draft = entry(Path::new("a/胜败.xlsx"), "胜败", 12, b"x");
        assert_eq!((draft.kind, draft.rows, draft.file.as_str()), (ExportKind::Table, 12, "胜败.xlsx"));
    }

    #[test]
    fn a_path_says_what_is_written() {
        let endings: &[&str] = &["png", "svg"];
        assert_eq!(ending_of("a/图.SVG", endings), "svg");
        assert_eq!(ending_of("a/图", endings), "png");
        assert_eq!(ending_of("a/图 2026.11", endings), "png");
    }
}
