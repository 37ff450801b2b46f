//! The workspace: title, target date, file, records, and whether the file is whole.

use eframe::egui::{Align, Grid, Key, Layout, RichText, TextEdit, Ui};
use jiff::civil::Date;

use crate::{
    domain::{record::Entity, workspace::SettingName},
    ledger::{Action, backup::size_of},
    text::{Label, Say, format, run::check_lines, ui::UiText, ui_data::DataText},
    ui::{
        commands::Command,
        context::{JobEnd, JobRequest, PageContext, Post},
        session::WRITER,
        theme::icons,
        toasts::Toast,
        widgets::{UiExt, progress_row},
    },
};

/// Name of the job that asks for the size of the file.
const SIZE: &str = "data size";

/// What the view holds.
#[derive(Default)]
pub(super) struct WorkspaceView {
    title: Field,
    target: Field,
    /// Size of the file, and the revision it belongs to.
    size: Option<u64>,
    asked: Option<u64>,
}

/// A setting being edited: what is typed is kept until it is saved or given up.
#[derive(Default)]
struct Field {
    draft: Option<String>,
    fault: Option<String>,
}

impl Field {
    /// Draws the field; gives what shall be saved.
    fn ui(&mut self, ui: &mut Ui, name: &str, known: &str, ctx: &PageContext<'_>) -> Option<String> {
        let mut text = self.draft.clone().unwrap_or_else(|| known.to_owned());
        let mut save = false;
        ui.horizontal(|ui| {
            let field = ui.add_enabled(ctx.writable, TextEdit::singleline(&mut text).desired_width(320.0));
            let field = field.accessible_name(name);
            if field.changed() {
                self.fault = None;
                self.draft = Some(text.clone()).filter(|text| text != known);
            }
            if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
                self.draft = None;
                self.fault = None;
            }
            save = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if self.draft.is_some() {
                save |= ui.button(DataText::Save.say(ctx.lang)).clicked();
                ui.secondary(DataText::SaveHint.say(ctx.lang));
            }
        });
        if let Some(fault) = &self.fault {
            let ink = ctx.tokens.error;
            ui.label(RichText::new(fault).small().color(ink));
        }
        if save { self.draft.clone() } else { None }
    }
}

impl WorkspaceView {
    /// Draws the workspace.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.ask_size(ctx, out);
        ui.spacing_mut().item_spacing.y = 12.0;
        let wide = ui.available_width() >= 1100.0;
        if wide {
            ui.columns(2, |columns| {
                self.identity_ui(&mut columns[0], ctx, out);
                check_ui(&mut columns[1], ctx, out);
                records_ui(&mut columns[1], ctx);
            });
        } else {
            self.identity_ui(ui, ctx, out);
            check_ui(ui, ctx, out);
            records_ui(ui, ctx);
        }
    }

    fn ask_size(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(JobEnd::Done(size)) = ctx.take_result::<Option<u64>>(SIZE) {
            self.size = size;
        }
        if self.asked != Some(ctx.revision) {
            self.asked = Some(ctx.revision);
            let path = ctx.path.to_owned();
            out.push(Post::Job(JobRequest::new(SIZE, "", move |_| size_of(&path))));
        }
    }

    fn identity_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        ui.wide_card(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.section_title(DataText::PartWorkspace.say(lang));
            if !ctx.writable {
                ui.secondary(DataText::ReadOnly.say(lang));
            }
            ui.add_space(8.0);
            Grid::new("workspace").num_columns(2).min_col_width(88.0).spacing([16.0, 10.0]).show(ui, |ui| {
                self.settings_ui(ui, ctx, out);
                ui.secondary(DataText::File.say(lang));
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    let path = ctx.path.display().to_string();
                    if ui.icon_button(icons::COPY, &DataText::CopyPath.say(lang)).clicked() {
                        ui.copy_text(path.clone());
                        out.push(Post::Toast(Toast::note(DataText::Copied.say(lang))));
                    }
                    if ui.icon_button(icons::FOLDER_OPEN, &DataText::Reveal.say(lang)).clicked() {
                        out.push(Post::Reveal(ctx.path.to_owned()));
                    }
                    ui.elided(path);
                });
                ui.end_row();
                ui.secondary(DataText::Size.say(lang));
                ui.label(self.size.map_or_else(|| format::ABSENT.to_owned(), format::bytes));
                ui.end_row();
            });
            ui.add_space(12.0);
            ui.horizontal_wrapped(|ui| {
                for command in
                    [Command::OpenWorkspace, Command::NewWorkspace, Command::OpenDemo, Command::CloseWorkspace]
                {
                    let button = ui.icon_text_button(command.icon(), command.label(lang));
                    if button.on_hover_text(command.tooltip(lang)).clicked() {
                        out.push(Post::Run(command));
                    }
                }
            });
        });
    }

    fn settings_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let mut change = |name: SettingName, value: String| {
            out.push(Post::act(Action::ChangeSetting { name, value: value.into() }));
        };
        ui.secondary(DataText::WorkspaceTitle.say(lang));
        ui.vertical(|ui| {
            let known = ctx.snapshot.setting(SettingName::Title).unwrap_or_default();
            let name = DataText::WorkspaceTitle.say(lang);
            if let Some(title) = self.title.ui(ui, &name, known, ctx) {
                let title = title.trim();
                if title.is_empty() {
                    self.title.fault = Some(DataText::TitleMissing.say(lang));
                } else {
                    self.title.draft = None;
                    change(SettingName::Title, title.to_owned());
                }
            }
        });
        ui.end_row();
        ui.secondary(DataText::TargetDate.say(lang));
        ui.vertical(|ui| {
            let known = ctx.snapshot.target_date().map(format::iso_date).unwrap_or_default();
            let name = DataText::TargetDate.say(lang);
            if let Some(day) = self.target.ui(ui, &name, &known, ctx) {
                match day.trim().parse::<Date>() {
                    Ok(day) if day < ctx.today => self.target.fault = Some(UiText::DatePassed.say(lang)),
                    Ok(day) => {
                        self.target.draft = None;
                        change(SettingName::TargetDate, day.to_string());
                    }
                    Err(_) => self.target.fault = Some(UiText::BadDate.say(lang)),
                }
            }
            ui.secondary(DataText::TargetNote.say(lang));
        });
        ui.end_row();
    }
}

/// How many records of each kind there are.
fn records_ui(ui: &mut Ui, ctx: &PageContext<'_>) {
    // A kind of which there is none yet is not worth a line, but for the two everything turns on.
    let mut counts = ctx.snapshot.counts();
    // Companies first; people, settings and versions last.
    let first = counts.iter().position(|(entity, _)| *entity == Entity::Company).unwrap_or_default();
    counts.rotate_left(first);
    let counts: Vec<(Entity, usize)> = counts
        .into_iter()
        .filter(|(entity, count)| *count > 0 || matches!(entity, Entity::Company | Entity::Lead))
        .collect();
    ui.wide_card(|ui| {
        ui.section_title(DataText::Records.say(ctx.lang));
        ui.spacing_mut().item_spacing.y = 4.0;
        for pair in counts.chunks(2) {
            ui.horizontal(|ui| {
                let half = (ui.available_width() - 48.0).clamp(120.0, 400.0) / 2.0;
                for (entity, count) in pair {
                    ui.allocate_ui_with_layout(
                        eframe::egui::vec2(half, 20.0),
                        Layout::left_to_right(Align::Center),
                        |ui| {
                            ui.set_min_width(half);
                            ui.secondary(capitalised(entity.label(ctx.lang)));
                            ui.number_cell(format::count(*count));
                        },
                    );
                    ui.add_space(32.0);
                }
            });
        }
    });
}

/// A word at the head of a line; Chinese is as it was.
fn capitalised(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// Whether the file is whole, in words.
fn check_ui(ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    ui.wide_card(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal(|ui| {
            ui.section_title(DataText::CheckTitle.say(lang));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let button = ui.add_enabled_ui(!ctx.checking, |ui| {
                    ui.icon_text_button(icons::SHIELD_CHECK, &DataText::CheckNow.say(lang))
                });
                if button.inner.clicked() {
                    out.push(Post::Run(Command::CheckFile));
                }
            });
        });
        ui.secondary(DataText::CheckNote.say(lang));
        if let Some(job) = ctx.running.iter().find(|job| ctx.checking && job.key == WRITER) {
            ui.add_space(4.0);
            progress_row(ui, &DataText::Checking.say(lang), &job.progress, lang);
            return;
        }
        let Some(report) = ctx.answers.checked() else { return };
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let (icon, ink, words) = if report.is_sound() {
                (icons::CHECK_CIRCLE, ctx.tokens.accent_text, DataText::CheckSound)
            } else {
                (icons::WARNING_CIRCLE, ctx.tokens.error, DataText::CheckFaulty)
            };
            ui.icon(icon, ink);
            ui.strong_text(words.say(lang));
        });
        for line in check_lines(report, lang) {
            ui.copyable(line);
        }
    });
}
