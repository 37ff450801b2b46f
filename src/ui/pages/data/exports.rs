//! What left the workspace: who, when, what, at which level, how many rows, which file.

use eframe::egui::{RichText, Ui};
use uuid::Uuid;

use crate::{
    domain::paper::{ExportRecord, Level},
    report::{
        seen::Seen,
        table::{Cell, Column, ColumnKind, Privacy},
    },
    text::{Label as _, Say as _, format, ui_data::DataText, ui_outgoing::ExportsText as T},
    ui::{
        context::{PageContext, Post},
        table_form::{TableForm, seen, table_button_ui},
        theme::icons,
        widgets::{ColumnSpec, EmptyState, TableState, UiExt, table_ui},
    },
};

/// The job and question of the table written to a file.
const FILE: &str = "exports table";

/// What the view holds.
pub(super) struct ExportsView {
    table: TableState<Uuid>,
    file: TableForm,
}

impl Default for ExportsView {
    fn default() -> Self {
        Self { table: TableState::new("data exports"), file: TableForm::default() }
    }
}

impl ExportsView {
    /// Draws the exports, the newest first.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let exports = &ctx.snapshot.exports;
        self.file.ui(ui, FILE, ctx, out);
        if exports.is_empty() {
            let (title, note) = (T::None.say(lang), T::NoneNote.say(lang));
            EmptyState { icon: icons::EXPORT, title: &title, note: &note, action: None }.ui(ui);
            return;
        }
        let count = exports.len();
        // Keys grow with time.
        let at = |row: usize| exports.row(count - 1 - row);
        if ui.buttons_at_end(|ui| table_button_ui(ui, ctx, true)) {
            self.file.open(as_table(ctx), ctx);
        }
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

/// The whole log as a table. Who wrote what about whom is of the house.
fn as_table(ctx: &PageContext<'_>) -> Seen {
    let lang = ctx.lang;
    let exports = &ctx.snapshot.exports;
    let open = |heading: T, kind| Column::new(heading.say(lang), kind).standing();
    let own = |heading: T, kind| Column::new(heading.say(lang), kind).kept(Privacy::Negotiation);
    let columns = vec![
        open(T::When, ColumnKind::Text),
        own(T::Who, ColumnKind::Text).standing(),
        open(T::What, ColumnKind::Text),
        own(T::About, ColumnKind::Text),
        open(T::Level, ColumnKind::Word),
        open(T::Rows, ColumnKind::Number(0)),
        own(T::File, ColumnKind::Text),
        open(T::Size, ColumnKind::Text),
        own(T::Purpose, ColumnKind::Text),
        open(T::Hash, ColumnKind::Code),
    ];
    let rows = (0..exports.len()).rev().filter_map(|row| exports.row(row)).map(|record| {
        let author = ctx.snapshot.authors.get(record.author.uuid());
        vec![
            Cell::text(format::moment(record.at_ms)),
            Cell::text(author.map_or("", |author| &*author.name)),
            Cell::text(format!("{} {}", record.kind.label(lang), record.format.word().to_uppercase())),
            Cell::text(&*record.subject),
            Cell::text(record.level.label(lang)),
            Cell::Number(record.row_count as f64),
            Cell::text(&*record.file),
            Cell::text(format::bytes(u64::try_from(record.byte_count).unwrap_or_default())),
            Cell::text(&*record.purpose),
            Cell::text(&*record.sha256),
        ]
    });
    let count = T::Count { count: format::count(exports.len()) }.say(lang);
    seen(ctx, &DataText::PartExports.say(lang), &[count], columns, rows.collect())
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
