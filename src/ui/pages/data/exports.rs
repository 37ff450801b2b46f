//! What left the workspace: who, when, what, at which level, how many rows, which file.

use eframe::egui::{RichText, Ui};
use uuid::Uuid;

use crate::{
    domain::paper::{ExportRecord, Level},
    text::{Label as _, Say as _, format, ui_outgoing::ExportsText as T},
    ui::{
        context::{PageContext, Post},
        theme::icons,
        widgets::{ColumnSpec, EmptyState, TableState, UiExt, table_ui},
    },
};

/// What the view holds.
pub(super) struct ExportsView {
    table: TableState<Uuid>,
}

impl Default for ExportsView {
    fn default() -> Self {
        Self { table: TableState::new("data exports") }
    }
}

impl ExportsView {
    /// Draws the exports, the newest first.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let exports = &ctx.snapshot.exports;
        if exports.is_empty() {
            let (title, note) = (T::None.say(lang), T::NoneNote.say(lang));
            EmptyState { icon: icons::EXPORT, title: &title, note: &note, action: None }.ui(ui);
            return;
        }
        let count = exports.len();
        // Keys grow with time.
        let at = |row: usize| exports.row(count - 1 - row);
        let columns = [
            ColumnSpec::text("when", T::When.say(lang), 132.0).unsorted(),
            ColumnSpec::text("who", T::Who.say(lang), 96.0).unsorted(),
            ColumnSpec::text("what", T::What.say(lang), 120.0).unsorted(),
            ColumnSpec::text("about", T::About.say(lang), 220.0).unsorted(),
            ColumnSpec::text("level", T::Level.say(lang), 64.0).unsorted(),
            ColumnSpec::number("rows", T::Rows.say(lang), 64.0).unsorted(),
            ColumnSpec::text("file", T::File.say(lang), 240.0).unsorted(),
            ColumnSpec::number("size", T::Size.say(lang), 72.0).unsorted(),
            ColumnSpec::text("purpose", T::Purpose.say(lang), 160.0).unsorted(),
            ColumnSpec::text("hash", T::Hash.say(lang), 112.0).unsorted(),
        ];
        table_ui(
            ui,
            &mut self.table,
            &columns,
            count,
            lang,
            |row| at(row).map_or_else(Uuid::nil, |record| record.id.uuid()),
            |ui, row, column| {
                if let Some(record) = at(row) {
                    cell_ui(ui, record, column.id, ctx);
                }
            },
        );
        out.push(Post::Status(T::Count { count: format::count(count) }.say(lang)));
    }
}

fn cell_ui(ui: &mut Ui, record: &ExportRecord, column: &str, ctx: &PageContext<'_>) {
    let lang = ctx.lang;
    let soft = |text: String| RichText::new(text).color(ctx.tokens.text_soft);
    match column {
        "when" => {
            ui.label(soft(format::moment(record.at_ms)));
        }
        "who" => {
            let author = ctx.snapshot.authors.get(record.author.uuid());
            ui.elided(author.map_or_else(String::new, |author| author.name.to_string()));
        }
        "what" => {
            let what = format!("{} {}", record.kind.label(lang), record.format.word().to_uppercase());
            ui.elided(what);
        }
        "about" => {
            ui.elided(record.subject.to_string());
        }
        "level" => {
            // The level that lets personal data out stands out by weight, not by colour.
            let level = record.level.label(lang);
            if record.level == Level::Full {
                ui.strong_text(level)
            } else {
                ui.label(level)
            };
        }
        "rows" => {
            ui.label(format::integer(record.row_count));
        }
        "file" => {
            ui.elided(record.file.to_string());
        }
        "size" => {
            ui.label(soft(format::bytes(u64::try_from(record.byte_count).unwrap_or_default())));
        }
        "purpose" => {
            ui.elided(soft(record.purpose.to_string()));
        }
        _ => {
            let sha256 = record.sha256.to_string();
            ui.elided(soft(format::short_hash(&sha256))).on_hover_text(T::HashTip { sha256 }.say(lang));
        }
    }
}
