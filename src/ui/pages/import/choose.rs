//! Choosing a list: a path, a native dialog, a file dropped, cells pasted; and what was imported lately.

use std::path::PathBuf;

use eframe::egui::{Event, Frame, Key, RichText, TextEdit, Ui, ViewportCommand, vec2};

use super::work::Origin;
use crate::{
    ledger::ActionKind,
    text::{Say, format, history::Names, ui_import::ImportText},
    ui::{
        context::{PageContext, PickKind, PickRequest, Post},
        theme::icons,
        toasts::Toast,
        widgets::UiExt,
    },
};

/// Name of the question for a list.
const PICK: &str = "import list";
/// Endings offered in the native dialog; what a file is is told by its content.
const ENDINGS: &[&str] = &["xlsx", "xls", "xlsb", "xlsm", "et", "ods", "csv", "tsv", "txt", "html", "htm"];
/// Imports listed.
const LISTED: usize = 6;
/// Steps of the log looked through for them.
const LOOKED_AT: usize = 400;
/// Seconds after which an empty clipboard is taken for empty.
const PATIENCE: f64 = 0.8;

/// Why a list was not read.
#[derive(Debug)]
pub(super) struct Fault {
    /// What, and what to do.
    pub words: String,
    /// Reading quotation marks as characters is a way out.
    pub unclosed_quote: bool,
}

/// What the form holds.
#[derive(Debug, Default)]
pub(super) struct ChooseForm {
    /// The path as typed.
    pub path: String,
    /// Why the last list was not read.
    pub fault: Option<Fault>,
    literal_quotes: bool,
    /// When the clipboard was asked for.
    pub asked_paste: Option<f64>,
}

impl ChooseForm {
    /// The file picked in the native dialog.
    pub fn picked(&mut self, ctx: &PageContext<'_>) -> Option<PathBuf> {
        ctx.take_picked(PICK).flatten()
    }

    /// Whether the list shall be read with quotation marks as characters; asked once.
    pub fn wants_literal_quotes(&mut self) -> bool {
        std::mem::take(&mut self.literal_quotes)
    }

    /// Draws the form; gives what shall be read.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> Option<Origin> {
        let lang = ctx.lang;
        let mut wanted = None;
        ui.add_space(8.0);
        let width = 760.0_f32.min(ui.available_width());
        ui.vertical(|ui| {
            ui.set_max_width(width);
            if !ctx.writable {
                ui.label(ImportText::ReadOnly.say(lang));
                return;
            }
            if let Some(fault) = &self.fault {
                self.literal_quotes |= fault_ui(ui, fault, ctx);
                ui.add_space(8.0);
            }
            ui.wide_card(|ui| {
                ui.section_title(ImportText::ChooseTitle.say(lang));
                ui.label(RichText::new(ImportText::ChooseNote.say(lang)).color(ctx.tokens.text_soft));
                ui.add_space(8.0);
                wanted = self.path_ui(ui, ctx, out);
                ui.add_space(12.0);
                self.other_ways_ui(ui, ctx, out);
            });
            ui.add_space(16.0);
            recent_ui(ui, ctx, out);
        });
        wanted
    }

    fn path_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> Option<Origin> {
        let lang = ctx.lang;
        let mut go = false;
        ui.horizontal(|ui| {
            let hint = ImportText::PathHint.say(lang);
            let width = (ui.available_width() - 150.0).max(160.0);
            let field = ui.add(TextEdit::singleline(&mut self.path).hint_text(&hint).desired_width(width));
            let field = field.accessible_name(hint);
            if ctx.find {
                field.request_focus();
            }
            go |= field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if ui.button(ImportText::Browse.say(lang)).clicked() {
                let kind = PickKind::Open { filter: ImportText::PickFilter.say(lang), endings: ENDINGS };
                out.push(Post::Pick(PickRequest { key: PICK, title: ImportText::PickTitle.say(lang), kind }));
            }
            go |= ui.primary_button(ImportText::Read.say(lang)).clicked();
        });
        if !go {
            return None;
        }
        let path = self.path.trim().trim_matches('"');
        if path.is_empty() {
            self.fault = Some(Fault { words: ImportText::NeedPath.say(lang), unclosed_quote: false });
            return None;
        }
        Some(Origin::File(path.into()))
    }

    fn other_ways_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        ui.columns(2, |columns| {
            way_ui(
                &mut columns[0],
                icons::DOWNLOAD_SIMPLE,
                &ImportText::DropTitle.say(lang),
                &ImportText::DropNote.say(lang),
                |_| {},
            );
            let (title, note) = (ImportText::PasteTitle.say(lang), ImportText::PasteNote.say(lang));
            way_ui(&mut columns[1], icons::CLIPBOARD_TEXT, &title, &note, |ui| {
                if ui.button(ImportText::PasteTitle.say(lang)).clicked() {
                    ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
                    self.asked_paste = Some(ui.input(|input| input.time));
                }
            });
        });
        self.watch_paste(ui, ctx, out);
    }

    /// A block of cells is taken by the window and brings the wizard on; anything else is said to be none.
    fn watch_paste(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Some(asked) = self.asked_paste else { return };
        let (now, pasted) = ui.input(|input| {
            (input.time, input.events.iter().any(|event| matches!(event, Event::Paste(_) | Event::PasteImage(_))))
        });
        if pasted || now - asked > PATIENCE {
            self.asked_paste = None;
            out.push(Post::Toast(Toast::note(ImportText::PasteNothing.say(ctx.lang))));
        } else {
            ui.ctx().request_repaint_after_secs(0.2);
        }
    }
}

/// One more way to bring a list in.
fn way_ui(ui: &mut Ui, icon: &str, title: &str, note: &str, action: impl FnOnce(&mut Ui)) {
    let tokens = ui.tokens();
    Frame::new().fill(tokens.base).corner_radius(6).inner_margin(12).show(ui, |ui| {
        ui.set_min_size(vec2(ui.available_width(), 72.0));
        ui.horizontal(|ui| {
            ui.label(RichText::new(icon).size(24.0).color(tokens.accent_text));
            ui.vertical(|ui| {
                ui.strong_text(title);
                ui.secondary(note);
                action(ui);
            });
        });
    });
}

/// Why the list was not read; true when it shall be read with quotation marks as characters.
fn fault_ui(ui: &mut Ui, fault: &Fault, ctx: &PageContext<'_>) -> bool {
    let tokens = ctx.tokens;
    let mut literal = false;
    Frame::new().fill(tokens.error_soft).corner_radius(6).inner_margin(12).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.horizontal_top(|ui| {
            ui.icon(icons::WARNING_CIRCLE, tokens.error);
            ui.vertical(|ui| {
                ui.strong_text(ImportText::NotRead.say(ctx.lang));
                ui.copyable(&fault.words);
                if fault.unclosed_quote {
                    ui.add_space(4.0);
                    literal = ui.button(ImportText::LiteralQuotes.say(ctx.lang)).clicked();
                }
            });
        });
    });
    literal
}

/// The lists imported lately.
fn recent_ui(ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    ui.section_title(ImportText::RecentImports.say(ctx.lang));
    let Some(log) = ctx.answers.log(LOOKED_AT, out) else { return };
    let names = Names { snapshot: ctx.snapshot, plan: ctx.plan(), lang: ctx.lang };
    let mut none = true;
    for batch in log.iter().filter(|batch| ActionKind::from_word(&batch.label) == Some(ActionKind::Import)).take(LISTED)
    {
        none = false;
        ui.horizontal(|ui| {
            ui.secondary(format::moment(batch.at_ms));
            ui.elided(names.step(batch));
        });
    }
    if none {
        ui.secondary(ImportText::NoImports.say(ctx.lang));
    }
}
