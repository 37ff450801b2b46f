//! The start page: new, open, demonstration, recent. The first start asks who is at the keyboard.

mod new_form;

use std::path::PathBuf;

use eframe::egui::{
    Align, CentralPanel, Frame, Key, Layout, RichText, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2,
};
use jiff::civil::Date;

use self::new_form::NewForm;
use super::{
    context::{PickKind, PickRequest, Post},
    settings::Settings,
    theme::{fonts, icons},
    widgets::UiExt,
    workspace::{ENDING, Opening, file_name, proposed_name},
};
use crate::text::{Lang, Say, format, ui::UiText};

/// Names of the questions for files.
pub const PICK_OPEN: &str = "start open";
/// See [`PICK_OPEN`].
pub const PICK_NEW: &str = "start new";

/// What the start page holds.
#[derive(Debug, Default)]
pub struct StartPage {
    form: Form,
    path: String,
    /// Since when something is being opened, in seconds on the window's clock.
    opening_since: Option<f64>,
    /// What went wrong last.
    pub error: Option<String>,
}

#[derive(Debug, Default)]
enum Form {
    #[default]
    Choices,
    Open,
    New(Box<NewForm>),
}

impl StartPage {
    /// Asks for a new workspace.
    pub fn ask_new(&mut self, today: Date) {
        self.error = None;
        self.form = Form::New(Box::new(NewForm::new(today)));
    }

    /// Asks for a file to open.
    pub fn ask_open(&mut self) {
        self.error = None;
        self.form = Form::Open;
    }

    /// A file was picked in a native dialog.
    pub fn picked(&mut self, key: &str, path: PathBuf) -> Option<Opening> {
        match &mut self.form {
            Form::New(form) if key == PICK_NEW => {
                form.chosen(path.display().to_string());
                None
            }
            _ if key == PICK_OPEN => Some(Opening::Existing(path)),
            _ => None,
        }
    }

    /// Draws it; gives what shall be opened.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        settings: &mut Settings,
        opening: Option<&str>,
        today: Date,
        lang: Lang,
        out: &mut Vec<Post>,
    ) -> Option<Opening> {
        let mut wanted = None;
        let tokens = ui.tokens();
        CentralPanel::default().frame(Frame::new().fill(tokens.base)).show(ui, |ui| {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                let width = 720.0_f32.min(ui.available_width() - 32.0);
                let margin = ((ui.available_width() - width) / 2.0).max(16.0);
                ui.add_space((ui.available_height() * 0.14).clamp(24.0, 160.0));
                ui.horizontal_top(|ui| {
                    ui.add_space(margin);
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        ui.label(RichText::new(UiText::ProgramName.say(lang)).text_style(fonts::figure()));
                        ui.label(RichText::new(UiText::Welcome.say(lang)).size(16.0).color(tokens.text_soft));
                        ui.add_space(24.0);
                        if let Some(error) = &self.error {
                            error_ui(ui, error);
                            ui.add_space(12.0);
                        }
                        if let Some(name) = opening {
                            self.opening_ui(ui, name, lang);
                            return;
                        }
                        self.opening_since = None;
                        wanted = self.form_ui(ui, settings, today, lang, out);
                    });
                });
            });
        });
        wanted
    }

    /// What is being opened, and for how many seconds: a wheel that turns would take the processor from the opening.
    fn opening_ui(&mut self, ui: &mut Ui, name: &str, lang: Lang) {
        let now = ui.input(|input| input.time);
        let seconds = (now - *self.opening_since.get_or_insert(now)).floor();
        ui.ctx().request_repaint_after_secs(0.5);
        let tokens = ui.tokens();
        ui.horizontal(|ui| {
            ui.icon(icons::HOURGLASS, tokens.text_soft);
            ui.label(UiText::Opening { file: name.to_owned() }.say(lang));
            if seconds >= 1.0 {
                ui.secondary(UiText::Seconds { count: format::number(seconds, 0) }.say(lang));
            }
        });
    }

    fn form_ui(
        &mut self,
        ui: &mut Ui,
        settings: &mut Settings,
        today: Date,
        lang: Lang,
        out: &mut Vec<Post>,
    ) -> Option<Opening> {
        // What Esc closes first is what lies in front: a list, a dialog, a field being written in.
        if ui.input(|input| input.key_pressed(Key::Escape)) && ui.memory(|memory| memory.focused().is_none()) {
            self.form = Form::Choices;
            self.error = None;
        }
        match &mut self.form {
            Form::Choices => self.choices_ui(ui, settings, today, lang),
            Form::Open => {
                let mut back = false;
                let mut wanted = None;
                ui.wide_card(|ui| {
                    ui.section_title(UiText::StartOpen.say(lang));
                    ui.add_space(8.0);
                    path_row(ui, &mut self.path, PICK_OPEN, lang, out);
                    ui.add_space(12.0);
                    buttons_ui(ui, &UiText::Open.say(lang), lang, &mut back, || {
                        let path = self.path.trim().trim_matches('"');
                        if path.is_empty() {
                            self.error = Some(UiText::NeedPath.say(lang));
                        } else {
                            wanted = Some(Opening::Existing(path.into()));
                        }
                    });
                });
                if back {
                    self.form = Form::Choices;
                    self.error = None;
                }
                wanted
            }
            Form::New(form) => {
                let mut back = false;
                let wanted = form.ui(ui, settings, today, lang, &mut back, out);
                if back {
                    self.form = Form::Choices;
                    self.error = None;
                }
                wanted.map(Opening::New)
            }
        }
    }

    fn choices_ui(&mut self, ui: &mut Ui, settings: &mut Settings, today: Date, lang: Lang) -> Option<Opening> {
        let mut wanted = None;
        let choices = [
            (icons::FILE_PLUS, UiText::StartNew, UiText::StartNewNote),
            (icons::FOLDER_OPEN, UiText::StartOpen, UiText::StartOpenNote),
            (icons::STOREFRONT, UiText::StartDemo, UiText::StartDemoNote),
        ];
        let mut chosen = None;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let width = (ui.available_width() - 24.0) / 3.0;
            for (index, (icon, title, note)) in choices.iter().enumerate() {
                if choice_ui(ui, icon, &title.say(lang), &note.say(lang), width) {
                    chosen = Some(index);
                }
            }
        });
        match chosen {
            Some(0) => self.ask_new(today),
            Some(1) => self.ask_open(),
            Some(_) => wanted = Some(Opening::Demo),
            None => {}
        }
        ui.add_space(24.0);
        ui.section_title(UiText::Recent.say(lang));
        ui.add_space(4.0);
        if settings.recent.is_empty() {
            ui.secondary(UiText::NoRecent.say(lang));
        }
        let mut forget = None;
        for path in &settings.recent {
            let (open, remove) = recent_ui(ui, path, lang);
            if open {
                wanted = Some(Opening::Existing(path.clone()));
            }
            if remove {
                forget = Some(path.clone());
            }
        }
        if let Some(path) = forget {
            settings.recent.retain(|other| *other != path);
        }
        ui.add_space(24.0);
        ui.secondary(UiText::WelcomeNote.say(lang));
        wanted
    }
}

fn error_ui(ui: &mut Ui, error: &str) {
    let tokens = ui.tokens();
    Frame::new().fill(tokens.error_soft).corner_radius(6).inner_margin(12).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.horizontal_top(|ui| {
            ui.icon(icons::WARNING_CIRCLE, tokens.error);
            ui.vertical(|ui| ui.copyable(error));
        });
    });
}

/// A large button of icon, title and note; true when chosen.
fn choice_ui(ui: &mut Ui, icon: &str, title: &str, note: &str, width: f32) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 128.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
    let tokens = ui.tokens();
    let hot = response.hovered() || response.has_focus();
    let (fill, line) = if hot { (tokens.hover, tokens.accent) } else { (tokens.raised, tokens.line) };
    let stroke = eframe::egui::Stroke::new(1.0, line);
    ui.painter().rect(rect, 6, fill, stroke, eframe::egui::StrokeKind::Inside);
    let mut inner =
        ui.new_child(eframe::egui::UiBuilder::new().max_rect(rect.shrink(14.0)).layout(Layout::top_down(Align::Min)));
    inner.label(RichText::new(icon).size(24.0).color(tokens.accent_text));
    inner.add_space(2.0);
    inner.section_title(title);
    inner.secondary(note);
    response.clicked()
}

/// A recent workspace; whether it was chosen, and whether it shall be forgotten.
fn recent_ui(ui: &mut Ui, path: &std::path::Path, lang: Lang) -> (bool, bool) {
    let tokens = ui.tokens();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::click());
    let name = file_name(path);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 6, tokens.hover);
    }
    let mut inner = ui.new_child(
        eframe::egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(8.0, 0.0)))
            .layout(Layout::left_to_right(Align::Center)),
    );
    let mut forget = false;
    inner.icon(icons::DATABASE, tokens.text_soft);
    inner.with_layout(Layout::right_to_left(Align::Center), |ui| {
        forget = ui.icon_button(icons::X, &UiText::Forget.say(lang)).clicked();
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.strong_text(&name);
            let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
            ui.elided(RichText::new(folder).small().color(tokens.text_soft));
        });
    });
    (response.clicked() && !forget, forget)
}

/// A path one can type, and a button for those who would rather choose.
fn path_row(ui: &mut Ui, path: &mut String, key: &'static str, lang: Lang, out: &mut Vec<Post>) -> bool {
    let mut changed = false;
    ui.horizontal(|ui| {
        let hint = UiText::PathHint.say(lang);
        let field = ui.add(TextEdit::singleline(path).hint_text(&hint).desired_width(ui.available_width() - 110.0));
        changed = field.changed();
        field.accessible_name(hint);
        if ui.button(UiText::Browse.say(lang)).clicked() {
            let kind = if key == PICK_OPEN {
                PickKind::Open { filter: UiText::WorkspaceFiles.say(lang), endings: &[ENDING] }
            } else {
                PickKind::Save { name: proposed_name(&file_name(std::path::Path::new(path))), endings: &[ENDING] }
            };
            let title = if key == PICK_OPEN { UiText::StartOpen } else { UiText::NewFile };
            out.push(Post::Pick(PickRequest { key, title: title.say(lang), kind }));
        }
    });
    changed
}

fn buttons_ui(ui: &mut Ui, verb: &str, lang: Lang, back: &mut bool, go: impl FnOnce()) {
    ui.buttons_at_end(|ui| {
        if ui.primary_button(verb).clicked() {
            go();
        }
        if ui.button(UiText::Back.say(lang)).clicked() {
            *back = true;
        }
    });
}
