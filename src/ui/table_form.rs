//! The form that writes a small table of a page to a file, at a level; pages whose tables are drawn by hand have one.

use eframe::egui::Ui;

use super::{
    context::{PageContext, Post},
    grid::output::{Make, Output},
    outgoing::Asked,
    theme::icons,
    widgets::UiExt,
};
use crate::{
    report::{
        seen::Seen,
        table::{Cell, Column, Layout, Table},
    },
    text::{format, statistics::StatisticsText, ui::UiText},
};

/// The form, and the table as it stood when it was asked for.
#[derive(Debug, Default)]
pub struct TableForm {
    form: Output,
    seen: Option<Seen>,
}

impl TableForm {
    /// Asks where a table goes.
    pub fn open(&mut self, seen: Seen, ctx: &PageContext<'_>) {
        self.form.open(&seen.table.title, ctx);
        self.seen = Some(seen);
    }

    /// Draws the form where it is open and takes in what came of writing; `key` names the page's job and question.
    pub fn ui(&mut self, ui: &Ui, key: &'static str, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Self { form, seen } = self;
        let Some(seen) = seen else { return };
        form.ui(ui, key, ctx, out, || {
            let seen = seen.clone();
            let make: Make = Box::new(move |_: &Asked| seen);
            make
        });
    }
}

/// The button that asks for it, without words where there is little room; whether it was pressed.
pub fn table_button_ui(ui: &mut Ui, ctx: &PageContext<'_>, roomy: bool) -> bool {
    let words = ctx.say(&StatisticsText::SaveTable);
    let button = if roomy { ui.icon_text_button(icons::TABLE, &words) } else { ui.icon_button(icons::TABLE, &words) };
    button.clicked()
}

/// A table of a page: its title, what is said below it, and who wrote it when.
pub fn seen(
    ctx: &PageContext<'_>,
    title: &str,
    subtitle: &[String],
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
) -> Seen {
    let table = Table {
        name: title.to_owned(),
        title: title.to_owned(),
        subtitle: format::clauses(subtitle, ctx.lang),
        columns,
        rows,
        layout: Layout { frozen_columns: 1, filter: true, printed_columns: None },
    };
    let by = ctx.settings.person.name.trim().to_owned();
    let remark = if ctx.fictional { ctx.say(&UiText::FictionalMark) } else { String::new() };
    Seen { by, remark, ..Seen::new(table, ctx.today, ctx.lang) }
}
