//! Writing the list: where to, how, and what came of it.

use std::path::{Path, PathBuf};

use eframe::egui::{Align, Id, Layout, RichText, TextEdit, Ui};

use super::ShortlistPage;
use crate::{
    domain::paper::{ExportFormat, ExportKind},
    ledger::{ExportDraft, ScoreDraft, View},
    report::{
        compose::{self, Wish},
        file::{WriteFault, write_atomically},
        level::Level,
        shortlist::Released,
    },
    text::{Lang, Say, format, run::RunText, ui_shortlist::ShortlistText as Text},
    ui::{
        context::{JobEnd, JobRequest, PageContext, PickKind, PickRequest, Post, Question},
        theme::icons,
        toasts::{Toast, ToastAction},
        widgets::{Segment, UiExt, segments_ui},
        workspace::proposed_folder,
    },
};

/// Name of the job that writes.
const WRITING: &str = "shortlist file";
/// Name of the question where to.
const PICKING: &str = "shortlist path";
/// Where the folder last written to is remembered.
const FOLDER: &str = "shortlist.folder";

/// Kind of file, by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Xlsx,
    Csv,
    Pdf,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Xlsx, Self::Csv, Self::Pdf];

    const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Pdf => "pdf",
        }
    }

    const fn format(self) -> ExportFormat {
        match self {
            Self::Xlsx => ExportFormat::Xlsx,
            Self::Csv => ExportFormat::Csv,
            Self::Pdf => ExportFormat::Pdf,
        }
    }

    /// By the ending of a path; a workbook where it says nothing.
    fn of(path: &str) -> Self {
        let ending = Path::new(path).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let known = Self::ALL.into_iter().find(|kind| ending.eq_ignore_ascii_case(kind.ending()));
        known.unwrap_or(Self::Xlsx)
    }
}

/// What came of writing.
enum Outcome {
    /// Written.
    Done { path: PathBuf, rows: usize, draft: Option<Box<ScoreDraft>>, export: Box<ExportDraft> },
    /// There is a file already, and nobody was asked about it.
    Exists { path: PathBuf, wish: Wish },
    /// Not written, for this reason; another name that is free.
    Failed { words: String, other: Option<PathBuf> },
}

impl ShortlistPage {
    /// The line with path and button, and what came of it.
    pub(super) fn output_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let mut path = self.output.path.take().unwrap_or_else(|| proposed_path(ctx));
        let mut make = false;
        ui.horizontal(|ui| {
            ui.secondary(ctx.say(&Text::Path));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let ready = ctx.view.is_some() && !ctx.is_running(WRITING);
                let button =
                    ui.add_enabled_ui(ready, |ui| ui.primary_icon_button(icons::EXPORT, &ctx.say(&Text::Make)));
                make = button.inner.clicked();
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let width = (ui.available_width() - 240.0).clamp(120.0, 760.0);
                    let field = TextEdit::singleline(&mut path)
                        .id(Id::unique("shortlist path"))
                        .hint_text(ctx.say(&Text::PathHint))
                        .desired_width(width);
                    let field = ui.add(field).accessible_name(ctx.say(&Text::Path));
                    make |= field.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
                    if ui.button(ctx.say(&Text::Browse)).clicked() {
                        out.push(browse(&path, ctx));
                    }
                    let kinds = Kind::ALL.map(|kind| Segment::new(kind, kind.ending().to_uppercase()));
                    if let Some(kind) = segments_ui(ui, "kind", &kinds, Kind::of(&path)) {
                        path = with_ending(&path, kind);
                    }
                });
            });
        });
        self.output.path = Some(path);
        if make {
            self.write(ctx, out);
        }
        self.news_ui(ui, ctx, out);
    }

    /// Why nothing was written, or what was written last.
    fn news_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let tokens = ui.tokens();
        if let Some((words, other)) = self.output.problem.clone() {
            let mut again = None;
            ui.horizontal_wrapped(|ui| {
                ui.icon(icons::WARNING_CIRCLE, tokens.error);
                ui.label(RichText::new(words).color(tokens.error));
                if let Some(other) = other {
                    let name = other.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    if ui.button(ctx.say(&Text::SaveOther { name })).clicked() {
                        again = Some(other);
                    }
                }
            });
            if let Some(other) = again {
                self.output.path = Some(other.display().to_string());
                self.write(ctx, out);
            }
        } else if let Some(written) = self.output.written.clone() {
            ui.horizontal(|ui| {
                ui.icon(icons::CHECK_CIRCLE, tokens.text_soft);
                let file = written.display().to_string();
                ui.secondary(ctx.say(&Text::WrittenBefore { file }));
                if ui.link(ctx.say(&Text::OpenFolder)).clicked() {
                    out.push(Post::Reveal(written));
                }
                if !ctx.writable {
                    ui.secondary(ctx.say(&Text::NotKept));
                }
            });
        }
    }

    /// Starts writing, or says what is missing.
    fn write(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let typed = self.output.path.clone().unwrap_or_default();
        let problem = if self.wanted.level == Level::Full && self.wanted.reason.trim().is_empty() {
            Some(Text::ReasonMissing)
        } else if typed.trim().is_empty() {
            Some(Text::PathMissing)
        } else {
            None
        };
        self.output.problem = problem.map(|text| (ctx.say(&text), None));
        let Some(view) = ctx.view.filter(|_| self.output.problem.is_none()) else { return };
        let path = full_path(typed.trim(), ctx);
        self.output.path = Some(path.display().to_string());
        let replace = self.output.confirmed.take().is_some_and(|confirmed| confirmed == path);
        let steadiness = self.steadiness(view, ctx);
        let (wish, keep) = (self.wish_to_write(ctx), ctx.writable);
        let task = Task { view: view.clone(), wish, path, replace, keep, steadiness };
        out.push(task.start(ctx.lang));
    }

    /// Takes in what came of writing, and the path that was picked.
    pub(super) fn absorb_output(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(Some(path)) = ctx.take_picked(PICKING) {
            self.output.path = Some(path.display().to_string());
            self.output.confirmed = Some(path);
            self.output.problem = None;
        }
        match ctx.take_result::<Outcome>(WRITING) {
            Some(JobEnd::Done(Outcome::Done { path, rows, draft, export })) => {
                if ctx.writable {
                    out.push(Post::request(crate::desk::Request::NoteExport(export)));
                }
                if let Some(draft) = draft {
                    out.push(Post::request(crate::desk::Request::KeepScores(draft)));
                }
                if let Some(folder) = path.parent().and_then(Path::to_str) {
                    let folder = folder.to_owned();
                    out.push(Post::set(move |settings| {
                        settings.notes.insert(FOLDER.to_owned(), folder);
                    }));
                }
                let words = ctx.say(&Text::Written { rows, path: path.display().to_string() });
                out.push(Post::Toast(Toast::note(words).with(ToastAction::Reveal(path.clone()))));
                self.output.problem = None;
                self.output.written = Some(path);
            }
            Some(JobEnd::Done(Outcome::Exists { path, wish })) => {
                let Some(view) = ctx.view else { return };
                let shown = path.display().to_string();
                let (steadiness, keep) = (self.steadiness(view, ctx), ctx.writable);
                let task = Task { view: view.clone(), wish, path, replace: true, keep, steadiness };
                out.push(Post::Ask(Box::new(Question {
                    title: ctx.say(&Text::ReplaceTitle),
                    text: ctx.say(&Text::ReplaceText { path: shown }),
                    verb: ctx.say(&Text::Replace),
                    destructive: true,
                    then: vec![task.start(ctx.lang)],
                })));
            }
            Some(JobEnd::Done(Outcome::Failed { words, other })) => self.output.problem = Some((words, other)),
            Some(JobEnd::Broken(error)) => {
                self.output.problem = Some((ctx.say(&Text::NotMade { error }), None));
            }
            None => {}
        }
    }
}

/// A list to be written.
struct Task {
    view: std::sync::Arc<View>,
    wish: Wish,
    path: PathBuf,
    /// What is there may be replaced.
    replace: bool,
    /// A score record is to be kept.
    keep: bool,
    /// How firmly the places stand, with the rows it was worked out for.
    steadiness: Option<(Vec<usize>, Vec<Option<f64>>)>,
}

impl Task {
    fn start(self, lang: Lang) -> Post {
        Post::Job(JobRequest::new(WRITING, Text::Making.say(lang), move |_| self.run()))
    }

    fn run(self) -> Outcome {
        let Self { view, wish, path, replace, keep, steadiness } = self;
        if !replace && path.is_file() {
            return Outcome::Exists { path, wish };
        }
        let (mut document, chosen) = compose::shortlist(&view, &wish);
        if let Some((_, shares)) = steadiness.filter(|(rows, _)| *rows == chosen) {
            for (row, share) in document.rows.iter_mut().zip(shares) {
                row.stability = share;
            }
        }
        let kind = Kind::of(&path.to_string_lossy());
        let bytes = match bytes(&document.release(), kind, wish.lang) {
            Ok(bytes) => bytes,
            Err(words) => return Outcome::Failed { words, other: None },
        };
        if let Err(error) = write_atomically(&path, &bytes) {
            let other = matches!(error.fault, WriteFault::InUse | WriteFault::ReadOnly)
                .then(|| path.with_file_name(error.other_name()));
            return Outcome::Failed { words: error.say(wish.lang), other };
        }
        let draft = keep.then(|| Box::new(compose::score_draft(&view, &wish, &chosen)));
        let export = ExportDraft::of(ExportKind::Shortlist, kind.format(), wish.level, chosen.len(), &bytes);
        let export = Box::new(export.named(&path, &wish.title, &wish.reason));
        Outcome::Done { path, rows: chosen.len(), draft, export }
    }
}

fn bytes(released: &Released, kind: Kind, lang: Lang) -> Result<Vec<u8>, String> {
    let failed = |error: String| RunText::DocumentBad { error }.say(lang);
    match kind {
        Kind::Xlsx => released.xlsx().map_err(|error| failed(error.to_string())),
        Kind::Csv => released.csv().map_err(|error| failed(error.to_string())),
        Kind::Pdf => released.pdf().map_err(|error| failed(error.to_string())),
    }
}

fn browse(path: &str, ctx: &PageContext<'_>) -> Post {
    let kind = Kind::of(path);
    let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    Post::Pick(PickRequest {
        key: PICKING,
        title: ctx.say(&Text::SaveTitle),
        kind: PickKind::Save {
            name: name.unwrap_or_else(|| file_name(ctx, kind)),
            endings: match kind {
                Kind::Xlsx => &["xlsx"],
                Kind::Csv => &["csv"],
                Kind::Pdf => &["pdf"],
            },
        },
    })
}

fn file_name(ctx: &PageContext<'_>, kind: Kind) -> String {
    format!("{}.{}", ctx.say(&Text::FileName { day: format::iso_date(ctx.today) }), kind.ending())
}

/// The folder proposed: where one last wrote to, else that of the workspace, else the user's documents.
fn folder(ctx: &PageContext<'_>) -> Option<PathBuf> {
    let last = ctx.settings.notes.get(FOLDER).map(PathBuf::from);
    // A workspace named on the command line may be named from where one stands.
    let whole = || std::path::absolute(ctx.path).ok().filter(|_| !ctx.passing);
    let own = || whole().and_then(|path| path.parent().map(Path::to_owned));
    last.or_else(own).or_else(proposed_folder)
}

fn proposed_path(ctx: &PageContext<'_>) -> String {
    let name = file_name(ctx, Kind::Xlsx);
    folder(ctx).map_or_else(|| name.clone(), |folder| folder.join(&name).display().to_string())
}

/// What was typed as a whole path with an ending that says what to write.
fn full_path(typed: &str, ctx: &PageContext<'_>) -> PathBuf {
    let mut path = PathBuf::from(typed);
    if path.is_relative()
        && let Some(folder) = folder(ctx)
    {
        path = folder.join(path);
    }
    if path.is_dir() {
        return path.join(file_name(ctx, Kind::Xlsx));
    }
    with_known_ending(path)
}

/// Adds an ending where there is none that says what to write.
fn with_known_ending(path: PathBuf) -> PathBuf {
    let known =
        path.extension().is_some_and(|ending| Kind::ALL.iter().any(|kind| ending.eq_ignore_ascii_case(kind.ending())));
    if known {
        return path;
    }
    let mut text = path.into_os_string();
    text.push(".");
    text.push(Kind::Xlsx.ending());
    PathBuf::from(text)
}

/// The same path for another kind of file.
fn with_ending(path: &str, kind: Kind) -> String {
    let known = with_known_ending(PathBuf::from(path.trim()));
    known.with_extension(kind.ending()).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_say_what_is_written() {
        assert_eq!(Kind::of("a/list.CSV"), Kind::Csv);
        assert_eq!(Kind::of("a/list"), Kind::Xlsx);
        assert_eq!(Kind::of("a/list.pdf"), Kind::Pdf);
        assert_eq!(with_ending("a/list.xlsx", Kind::Csv), "a/list.csv");
        assert_eq!(with_ending("a/list 2026.11", Kind::Csv), "a/list 2026.11.csv");
        assert_eq!(with_known_ending("a/list.txt".into()), PathBuf::from("a/list.txt.xlsx"));
        assert_eq!(with_known_ending("a/list.XLSX".into()), PathBuf::from("a/list.XLSX"));
    }
}
