//! The one form for files that leave the workspace: where to, in which format, at which level, what for; writes the
//! file in a job and enters it in the log of exports.

use std::path::{Path, PathBuf};

use eframe::egui::{Id, Key, Modal, RichText, TextEdit, Ui};

use crate::{
    desk::Request,
    domain::paper::{ExportFormat, ExportKind, Level},
    ledger::ExportDraft,
    report::file::write_atomically,
    text::{Label as _, Lang, Say, format, ui::UiText, ui_outgoing::OutgoingText as T},
    ui::{
        context::{JobEnd, JobRequest, PageContext, PickKind, PickRequest, Post},
        theme::dialog_frame,
        toasts::{Toast, ToastAction},
        widgets::{Segment, UiExt, focus_fresh, segments_ui},
        workspace::{proposed_folder, who},
    },
};

/// Where the folder last written to is remembered.
const FOLDER: &str = "export.folder";

/// What was asked for in the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Format.
    pub format: ExportFormat,
    /// Level.
    pub level: Level,
    /// Purpose; asked for at the full level.
    pub purpose: String,
    /// Who is at the keyboard.
    pub author: String,
    /// Language.
    pub lang: Lang,
    /// Everything is made up.
    pub fictional: bool,
}

/// A file that was made.
pub struct Made {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many rows it has.
    pub rows: usize,
    /// What it is about.
    pub subject: String,
}

/// Makes the file; says in words why it could not.
pub type MakeFile = Box<dyn FnOnce(&Asked) -> Result<Made, String> + Send>;

/// The form, while it is open.
#[derive(Debug, Default)]
pub struct Outgoing {
    form: Option<Form>,
}

#[derive(Debug)]
struct Form {
    kind: ExportKind,
    formats: &'static [ExportFormat],
    path: String,
    level: Level,
    purpose: String,
    /// A file that is there and may be replaced: it was said once, or picked in a dialog that asks itself.
    replace: Option<PathBuf>,
    problem: Option<String>,
    /// The path has not had the cursor yet.
    fresh: bool,
}

/// What came of writing.
enum Outcome {
    Done { path: PathBuf, draft: Box<ExportDraft> },
    Exists(PathBuf),
    Failed(String),
}

impl Outgoing {
    /// Opens the form; the first format is the one proposed.
    pub fn open(&mut self, kind: ExportKind, stem: &str, formats: &'static [ExportFormat], ctx: &PageContext<'_>) {
        let last = ctx.settings.notes.get(FOLDER).map(PathBuf::from).filter(|folder| folder.is_dir());
        let own = || std::path::absolute(ctx.path).ok().filter(|_| !ctx.passing)?.parent().map(Path::to_owned);
        let folder = last.or_else(own).or_else(proposed_folder);
        let ending = formats.first().map_or("xlsx", |format| format.word());
        let stem: String = stem.chars().map(|c| if "/\\:*?\"<>|\n\t".contains(c) { ' ' } else { c }).collect();
        let (stem, day) = (stem.trim(), format::iso_date(ctx.today));
        let name = if stem.contains(&day) { format!("{stem}.{ending}") } else { format!("{stem} {day}.{ending}") };
        let path = folder.map_or_else(|| name.clone(), |folder| folder.join(&name).display().to_string());
        let (level, purpose) = (Level::Leader, String::new());
        self.form = Some(Form { kind, formats, path, level, purpose, replace: None, problem: None, fresh: true });
    }

    /// The same at the full level, for a purpose that was asked for before.
    pub fn open_full(
        &mut self,
        kind: ExportKind,
        stem: &str,
        formats: &'static [ExportFormat],
        purpose: &str,
        ctx: &PageContext<'_>,
    ) {
        self.open(kind, stem, formats, ctx);
        if let Some(form) = &mut self.form {
            form.level = Level::Full;
            purpose.clone_into(&mut form.purpose);
        }
    }

    /// Draws the form over the page and takes in what came of writing; `key` names the page's job and question.
    pub fn ui(
        &mut self,
        ui: &Ui,
        key: &'static str,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
        make: impl FnOnce() -> MakeFile,
    ) {
        self.ui_with(ui, key, ctx, out, |_, _| {}, make);
    }

    /// The same with more fields above the path.
    pub fn ui_with(
        &mut self,
        ui: &Ui,
        key: &'static str,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
        more: impl FnOnce(&mut Ui, &mut Vec<Post>),
        make: impl FnOnce() -> MakeFile,
    ) {
        self.absorb(key, ctx, out);
        let Some(form) = &mut self.form else { return };
        let lang = ctx.lang;
        let (mut write, mut cancel) = (false, false);
        let modal = Modal::new(Id::unique(key))
            .backdrop_color(ctx.tokens.backdrop)
            .frame(dialog_frame(ctx.tokens))
            .show(ui.ctx(), |ui| {
                ui.set_width(560.0_f32.min(ui.ctx().content_rect().width() - 64.0));
                (write, cancel) = form_ui(ui, form, key, ctx, out, more);
            });
        if write {
            if form.level == Level::Full && form.purpose.trim().is_empty() {
                form.problem = Some(T::PurposeMissing.say(lang));
                return;
            }
            let path = PathBuf::from(form.path.trim());
            let replace = form.replace.as_deref() == Some(&path);
            let asked = Asked {
                format: format_of(&form.path, form.formats),
                level: form.level,
                purpose: if form.level == Level::Full { form.purpose.trim().to_owned() } else { String::new() },
                author: who(&ctx.settings.person).author,
                lang,
                fictional: ctx.fictional,
            };
            let (kind, make) = (form.kind, make());
            out.push(Post::Job(JobRequest::new(key, T::Writing.say(lang), move |_| {
                run(path, replace, kind, &asked, make)
            })));
        } else if cancel || modal.should_close() {
            self.form = None;
        }
    }

    fn absorb(&mut self, key: &'static str, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(Some(picked)) = ctx.take_picked(key)
            && let Some(form) = &mut self.form
        {
            form.path = picked.display().to_string();
            form.replace = Some(picked);
        }
        let end = ctx.take_result::<Outcome>(key);
        let problem = match end {
            Some(JobEnd::Done(Outcome::Done { path, draft })) => {
                if ctx.writable {
                    out.push(Post::request(Request::NoteExport(draft)));
                }
                if let Some(folder) = path.parent().and_then(Path::to_str) {
                    let folder = folder.to_owned();
                    out.push(Post::set(move |settings| {
                        settings.notes.insert(FOLDER.to_owned(), folder);
                    }));
                }
                let words = T::Written { path: path.display().to_string() }.say(ctx.lang);
                out.push(Post::Toast(Toast::note(words).with(ToastAction::Reveal(path))));
                self.form = None;
                None
            }
            Some(JobEnd::Done(Outcome::Exists(path))) => {
                if let Some(form) = &mut self.form {
                    form.replace = Some(path);
                }
                Some(T::FileExists.say(ctx.lang))
            }
            Some(JobEnd::Done(Outcome::Failed(words)) | JobEnd::Broken(words)) => Some(words),
            None => None,
        };
        if let (Some(problem), Some(form)) = (problem, &mut self.form) {
            form.problem = Some(problem);
        }
    }
}

/// The fields; whether to write or to give up.
fn form_ui(
    ui: &mut Ui,
    form: &mut Form,
    key: &'static str,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
    more: impl FnOnce(&mut Ui, &mut Vec<Post>),
) -> (bool, bool) {
    let lang = ctx.lang;
    let (mut write, mut cancel) = (false, false);
    ui.section_title(T::Title { what: form.kind.label(lang) }.say(lang));
    ui.add_space(8.0);
    more(ui, out);
    let before = form.path.clone();
    let label = T::Path.say(lang);
    ui.secondary(&label);
    let field = ui.add(TextEdit::singleline(&mut form.path).desired_width(f32::INFINITY)).accessible_name(&label);
    focus_fresh(&field, &mut form.fresh);
    write |= field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    ui.horizontal(|ui| {
        if form.formats.len() > 1 {
            let formats: Vec<_> =
                form.formats.iter().map(|format| Segment::new(*format, format.word().to_uppercase())).collect();
            if let Some(format) = segments_ui(ui, "format", &formats, format_of(&form.path, form.formats)) {
                form.path = Path::new(form.path.trim()).with_extension(format.word()).display().to_string();
            }
        }
        if ui.button(T::Browse.say(lang)).clicked() {
            out.push(browse(key, form, lang));
        }
    });
    ui.add_space(8.0);
    ui.secondary(T::Level.say(lang));
    let levels = [Level::Leader, Level::Public, Level::Full].map(|level| Segment::new(level, level.label(lang)));
    if let Some(level) = segments_ui(ui, "level", &levels, form.level) {
        form.level = level;
    }
    let note = match form.level {
        Level::Leader => T::LeaderNote,
        Level::Public => T::PublicNote,
        Level::Full => T::FullNote,
    };
    ui.secondary(note.say(lang));
    if form.level == Level::Full {
        let purpose = T::Purpose.say(lang);
        let hint = T::PurposeHint.say(lang);
        let field =
            TextEdit::singleline(&mut form.purpose).hint_text(hint).desired_width(f32::INFINITY).char_limit(200);
        ui.add(field).accessible_name(purpose);
    }
    if form.path != before {
        form.problem = None;
    }
    if let Some(problem) = &form.problem {
        ui.label(RichText::new(problem).color(ctx.tokens.error));
    }
    ui.add_space(4.0);
    ui.secondary(if ctx.writable { T::LoggedNote } else { T::NotLoggedNote }.say(lang));
    ui.add_space(8.0);
    ui.buttons_at_end(|ui| {
        let again = form.replace.as_deref() == Some(Path::new(form.path.trim()));
        let verb = if again { T::Replace } else { T::Export };
        let ready = !form.path.trim().is_empty() && !ctx.is_running(key);
        write |= ui.add_enabled_ui(ready, |ui| ui.primary_button(verb.say(lang))).inner.clicked();
        cancel = ui.button(UiText::Cancel.say(lang)).clicked();
    });
    (write, cancel)
}

fn run(path: PathBuf, replace: bool, kind: ExportKind, asked: &Asked, make: MakeFile) -> Outcome {
    if !replace && path.is_file() {
        return Outcome::Exists(path);
    }
    let made = match make(asked) {
        Ok(made) => made,
        Err(words) => return Outcome::Failed(words),
    };
    if let Err(error) = write_atomically(&path, &made.bytes) {
        return Outcome::Failed(error.say(asked.lang));
    }
    let draft = ExportDraft::of(kind, asked.format, asked.level, made.rows, &made.bytes);
    Outcome::Done { draft: Box::new(draft.named(&path, &made.subject, &asked.purpose)), path }
}

/// The format by the ending of a path; the first where it says nothing.
fn format_of(path: &str, formats: &[ExportFormat]) -> ExportFormat {
    let ending = Path::new(path.trim()).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let said = formats.iter().find(|format| ending.eq_ignore_ascii_case(format.word()));
    said.or(formats.first()).copied().unwrap_or(ExportFormat::Xlsx)
}

fn browse(key: &'static str, form: &Form, lang: Lang) -> Post {
    let name = Path::new(form.path.trim()).file_name().map(|name| name.to_string_lossy().into_owned());
    let endings: &'static [&'static str] = match format_of(&form.path, form.formats) {
        ExportFormat::Xlsx => &["xlsx"],
        ExportFormat::Csv => &["csv"],
        ExportFormat::Pdf => &["pdf"],
        ExportFormat::Png => &["png"],
        ExportFormat::Svg => &["svg"],
    };
    let kind = PickKind::Save { name: name.unwrap_or_default(), endings };
    Post::Pick(PickRequest { key, title: T::Title { what: form.kind.label(lang) }.say(lang), kind })
}
