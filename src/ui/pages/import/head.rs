//! The head of the working view: which list, which sheet, which header, and the buttons.

use eframe::egui::{Align, Key, Layout, RichText, TextEdit, Ui};

use super::{
    Wish,
    sheet_ui::Work,
    work::{self, Planned},
};
use crate::{
    domain::ids::FairId,
    exchange::read::{Format, Separator, TextEncoding},
    text::{
        Label, Say, format,
        ui_import::{ImportText, format_words},
        ui_intake::IntakeText,
    },
    ui::{
        context::{PageContext, PickKind, PickRequest, Post},
        theme::icons,
        widgets::{UiExt, choice_box},
    },
};

/// Name of the question for the file left-out rows are written to.
const PICK_EXPORT: &str = "import export";

/// What was chosen in the head.
#[derive(Default)]
pub(super) struct HeadOutput {
    /// Import.
    pub import: bool,
    /// Another header row; `Some(None)` = there is none.
    pub header: Option<Option<u32>>,
    /// What the page shall do.
    pub wish: Option<Wish>,
}

/// Where left-out rows are written.
#[derive(Default)]
pub(super) struct ExportForm {
    open: bool,
    path: String,
}

/// Draws the head.
pub(super) fn ui(ui: &mut Ui, work: &mut Work, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> HeadOutput {
    let lang = ctx.lang;
    let mut output = HeadOutput::default();
    let busy = work.is_writing();
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let counts = work.counts(ctx);
            let joins = work.fair.and(work.planned.as_ref()).map_or(0, |planned| planned.plan.stands.len());
            let label = match counts {
                Some(counts) if counts.changes_nothing() && joins > 0 => {
                    ImportText::JoinFair { count: format::count(joins) }
                }
                Some(counts) if counts.changes_nothing() => ImportText::NothingToImport,
                Some(counts) => ImportText::ImportRows {
                    created: format::count(counts.created),
                    updated: format::count(counts.updated),
                },
                None => ImportText::Import,
            };
            let ready = counts.is_some_and(|counts| !counts.changes_nothing() || joins > 0) && !busy && ctx.writable;
            let import =
                ui.add_enabled_ui(ready, |ui| ui.primary_icon_button(icons::DOWNLOAD_SIMPLE, &label.say(lang)));
            output.import = import.inner.clicked();
            if ui.add_enabled_ui(!busy, |ui| ui.button(ImportText::Another.say(lang))).inner.clicked() {
                output.wish = Some(Wish::Another);
            }
            let issues =
                work.planned.as_ref().is_some_and(|planned: &std::sync::Arc<Planned>| !planned.issues.is_empty());
            if issues && ui.button(ImportText::ExportIssues.say(lang)).clicked() {
                work.export.open = !work.export.open;
                propose(work, ctx);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.elided(RichText::new(&work.list.file_name).heading());
            });
        });
    });
    ui.add_enabled_ui(!busy, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.secondary(format_words(work.list.format, lang));
            text_choices_ui(ui, work, ctx, &mut output);
            if work.literal_quotes {
                ui.secondary(ImportText::QuotesLiteral.say(lang));
            }
            sheet_choice_ui(ui, work, ctx, &mut output);
            header_choice_ui(ui, work, ctx, &mut output);
            ui.secondary(ImportText::DataRows { count: format::count(data_rows(work)) }.say(lang));
            fair_choice_ui(ui, &mut work.fair, ctx);
        });
    });
    if work.export.open {
        export_ui(ui, work, ctx, out);
    }
    output
}

/// Rows below the header.
fn data_rows(work: &Work) -> usize {
    let sheet = &work.list.sheet;
    let above = sheet.rows().take_while(|row| row.number() < work.mapping.first_data_row).count();
    sheet.filled_rows().saturating_sub(above)
}

fn sheet_choice_ui(ui: &mut Ui, work: &Work, ctx: &PageContext<'_>, output: &mut HeadOutput) {
    if work.list.sheets.len() < 2 {
        return;
    }
    let label = ui.secondary(ImportText::Sheet.say(ctx.lang));
    let current = &work.list.sheet.name;
    let combo = choice_box("sheet").selected_text(current.as_str()).width(140.0).truncate();
    let response = combo.show_ui(ui, |ui| {
        for sheet in &work.list.sheets {
            let mut words = sheet.name.clone();
            if let Some(rows) = sheet.rows {
                words = ImportText::SheetRows { name: words, rows: format::count(rows) }.say(ctx.lang);
            }
            if sheet.hidden {
                words = ImportText::SheetHidden { name: words }.say(ctx.lang);
            }
            if ui.selectable_label(sheet.name == *current, words).clicked() && sheet.name != *current {
                output.wish = Some(Wish::Sheet(sheet.name.clone()));
            }
        }
    });
    response.response.labelled_by(label.id);
}

/// How a text file is to be read, where a person knows better.
fn text_choices_ui(ui: &mut Ui, work: &Work, ctx: &PageContext<'_>, output: &mut HeadOutput) {
    if !matches!(work.list.format, Format::Text { .. }) || work.pasted {
        return;
    }
    let lang = ctx.lang;
    let automatic = IntakeText::Automatic.say(lang);
    let label = ui.secondary(IntakeText::Encoding.say(lang));
    let chosen = work.encoding.map_or_else(|| automatic.clone(), |choice| choice.label(lang).to_owned());
    let combo = choice_box("encoding").selected_text(chosen).width(124.0).truncate();
    let response = combo.show_ui(ui, |ui| {
        for choice in std::iter::once(None).chain(TextEncoding::ALL.iter().copied().map(Some)) {
            let words = choice.map_or(automatic.as_str(), |choice| choice.label(lang));
            if ui.selectable_label(choice == work.encoding, words).clicked() && choice != work.encoding {
                output.wish = Some(Wish::Text(choice, work.separator));
            }
        }
    });
    response.response.labelled_by(label.id);
    let label = ui.secondary(IntakeText::Separated.say(lang));
    let chosen = work.separator.map_or_else(|| automatic.clone(), |choice| choice.label(lang).to_owned());
    let combo = choice_box("separator").selected_text(chosen).width(96.0).truncate();
    let response = combo.show_ui(ui, |ui| {
        for choice in std::iter::once(None).chain(Separator::ALL.iter().copied().map(Some)) {
            let words = choice.map_or(automatic.as_str(), |choice| choice.label(lang));
            if ui.selectable_label(choice == work.separator, words).clicked() && choice != work.separator {
                output.wish = Some(Wish::Text(work.encoding, choice));
            }
        }
    });
    response.response.labelled_by(label.id);
}

/// Whether these are the exhibitors of a fair; nothing where there is no fair.
pub(super) fn fair_choice_ui(ui: &mut Ui, fair: &mut Option<FairId>, ctx: &PageContext<'_>) {
    if ctx.snapshot.fairs.is_empty() {
        return;
    }
    let label = ui.secondary(ImportText::AtFair.say(ctx.lang));
    let name = |id: Option<FairId>| {
        let fair = id.and_then(|id| ctx.snapshot.fairs.get(id.uuid()));
        fair.map_or_else(|| ImportText::AtNoFair.say(ctx.lang), |fair| fair.name.to_string())
    };
    let combo = choice_box("import fair").selected_text(name(*fair)).width(200.0).truncate();
    let response = combo.show_ui(ui, |ui| {
        let fairs = ctx.snapshot.fairs.iter().map(|fair| Some(fair.id));
        for id in [None].into_iter().chain(fairs) {
            ui.selectable_value(fair, id, name(id));
        }
    });
    response.response.labelled_by(label.id);
}

fn header_choice_ui(ui: &mut Ui, work: &Work, ctx: &PageContext<'_>, output: &mut HeadOutput) {
    let label = ui.secondary(ImportText::HeaderRow.say(ctx.lang));
    let current = work.mapping.header_row;
    let words = current.map_or(ImportText::HeaderNone, |row| ImportText::HeaderIn { row });
    let combo = choice_box("header").selected_text(words.say(ctx.lang)).width(100.0).height(360.0);
    let response = combo.show_ui(ui, |ui| {
        ui.set_min_width(320.0);
        let mut choice = |ui: &mut Ui, row: Option<u32>, words: String| {
            if ui.selectable_label(row == current, words).clicked() && row != current {
                output.header = Some(row);
            }
        };
        choice(ui, None, ImportText::HeaderNone.say(ctx.lang));
        for (row, words) in &work.heads {
            let words = ImportText::HeaderChoice { row: *row, words: words.clone() }.say(ctx.lang);
            choice(ui, Some(*row), words);
        }
    });
    response.response.labelled_by(label.id);
}

/// Proposes a file beside the workspace, named after the list.
fn propose(work: &mut Work, ctx: &PageContext<'_>) {
    if work.export.path.is_empty() {
        let name = proposed_name(work, ctx);
        let folder = ctx.path.parent().map(std::path::Path::to_owned).unwrap_or_default();
        work.export.path = folder.join(name).display().to_string();
    }
}

fn proposed_name(work: &Work, ctx: &PageContext<'_>) -> String {
    let name = &work.list.file_name;
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    ImportText::RejectedFile { list: stem.to_owned() }.say(ctx.lang)
}

fn export_ui(ui: &mut Ui, work: &mut Work, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    if let Some(path) = ctx.take_picked(PICK_EXPORT).flatten() {
        work.export.path = path.display().to_string();
    }
    let mut save = false;
    ui.horizontal(|ui| {
        let label = ui.secondary(ImportText::ExportTitle.say(lang));
        let width = (ui.available_width() - 200.0).clamp(160.0, 560.0);
        let hint = ImportText::ExportHint.say(lang);
        let field = ui.add(TextEdit::singleline(&mut work.export.path).hint_text(hint).desired_width(width));
        let field = field.labelled_by(label.id);
        save |= field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if field.has_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            work.export.open = false;
        }
        if ui.button(ImportText::Browse.say(lang)).clicked() {
            let kind = PickKind::Save { name: proposed_name(work, ctx), endings: &["csv"] };
            out.push(Post::Pick(PickRequest { key: PICK_EXPORT, title: ImportText::ExportTitle.say(lang), kind }));
        }
        save |= ui.button(ImportText::Save.say(lang)).clicked();
    });
    let path = work.export.path.trim().trim_matches('"');
    if save
        && !path.is_empty()
        && let Some(planned) = &work.planned
    {
        out.push(Post::Job(work::exporting(path.into(), &work.mapping, planned, lang)));
        work.export.open = false;
    }
}
