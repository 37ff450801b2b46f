//! Writing the table as it is seen: where to, and what came of it.

use eframe::egui::Ui;

use super::sheet::Figure;
use crate::{
    domain::units::Currency,
    report::{
        seen::Seen,
        table::{Cell, ColumnKind},
    },
    text::{Say, format, run::RunText, ui_grid::GridText as T},
    ui::{
        context::{PageContext, Post},
        saving::{MakeFile, SaveForm, Saving},
        widgets::Band,
    },
};

/// The form with the path, while it is open.
#[derive(Debug, Default)]
pub struct Output(SaveForm);

/// A cell as it is written: figures and days as such, money in ten thousands, everything else as it is seen.
pub fn cell(kind: ColumnKind, figure: Option<Figure>, text: impl FnOnce() -> String) -> Cell {
    match (kind, figure) {
        (ColumnKind::Date, Some(Figure::Day(day))) => Cell::Date(day),
        (ColumnKind::Date, _) => Cell::Empty,
        // The heading says 万元, and so yuan: another currency is written out.
        (ColumnKind::Number(_), Some(Figure::Money(amount, Currency::Cny))) => Cell::Number(amount.wan().0),
        (ColumnKind::Number(_), Some(Figure::Money(..))) => Cell::Absent(text()),
        (
            ColumnKind::Number(_) | ColumnKind::Share(_),
            Some(Figure::Number(one) | Figure::Score(one) | Figure::Share(one)),
        ) => Cell::Number(one),
        _ => Cell::text(text()),
    }
}

/// Rows with the heads they are gathered under.
pub fn with_heads(rows: Vec<Vec<Cell>>, groups: Option<&[Band]>) -> Vec<Vec<Cell>> {
    let Some(groups) = groups else { return rows };
    let mut rest = rows.into_iter();
    let mut all = Vec::with_capacity(rest.len() + groups.len());
    for group in groups {
        all.push(vec![Cell::Heading(format!("{}  {}", group.title, group.note))]);
        all.extend(rest.by_ref().take(group.rows));
    }
    all
}

/// What the table is when it is written.
pub type Make = Box<dyn FnOnce() -> Seen + Send>;

impl Output {
    /// Opens the form.
    pub fn open(&mut self, name: &str, ctx: &PageContext<'_>) {
        self.0.open(&format!("{name} {}.xlsx", format::iso_date(ctx.today)), ctx);
    }

    /// Draws the form over the page and takes in what came of writing; `key` names the page's job and question.
    pub fn ui(
        &mut self,
        ui: &Ui,
        key: &'static str,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
        make: impl FnOnce() -> Make,
    ) {
        let lang = ctx.lang;
        let saving =
            Saving { key, title: &T::ExportTitle.say(lang), note: &T::ExportNote.say(lang), endings: &["xlsx", "csv"] };
        self.0.ui(ui, saving, ctx, out, || {
            let make = make();
            let failed = move |error: String| RunText::DocumentBad { error }.say(lang);
            let file: MakeFile = Box::new(move |ending| match ending {
                "csv" => make().csv().map_err(|error| failed(error.to_string())),
                _ => make().xlsx().map_err(|error| failed(error.to_string())),
            });
            file
        });
    }
}
