//! Writing the table as it is seen, at a level of privacy.

use eframe::egui::Ui;

use super::{marks::Marks, sheet::Figure};
use crate::{
    domain::{
        paper::{ExportFormat, ExportKind},
        units::Currency,
    },
    report::{
        seen::{OnPaper, Seen, is_head},
        table::{Cell, CellMark, CellMarks, ColumnKind, MarkSign, Privacy},
    },
    text::{Say, run::RunText, ui_outgoing::OutgoingText},
    ui::{
        context::{PageContext, Post},
        outgoing::{Asked, Made, Outgoing},
        settings::Tone,
        theme::tokens::Tokens,
        widgets::{Band, mark_of},
    },
};

/// What a table can be written as.
const FORMATS: &[ExportFormat] = &[ExportFormat::Xlsx, ExportFormat::Csv, ExportFormat::Pdf];

/// The form with the path, while it is open.
#[derive(Debug, Default)]
pub struct Output {
    form: Outgoing,
}

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

/// The places of rows among those written, below the heads they are gathered under.
fn places(rows: usize, groups: Option<&[Band]>) -> Vec<usize> {
    let Some(groups) = groups else { return (0..rows).collect() };
    let mut places = Vec::with_capacity(rows);
    for (heads, band) in (1..).zip(groups) {
        let first = places.len();
        places.extend((first..first + band.rows).map(|row| row + heads));
    }
    places
}

/// How cells of a rule's tone are marked in a file: as by day on screen, with plainer signs.
const fn in_file(tone: Tone, privacy: Privacy) -> CellMark {
    let sign = match tone {
        Tone::Flag => MarkSign::Flag,
        Tone::Tag => MarkSign::Diamond,
        Tone::Pin => MarkSign::Triangle,
        Tone::Bell => MarkSign::Dot,
    };
    let (_, ground) = mark_of(tone, Tokens::of(false));
    let [red, green, blue, _] = ground.to_array();
    CellMark { ground: u32::from_be_bytes([0, red, green, blue]), sign, privacy }
}

/// The marked cells of a table as it is written; `text` and `figure` answer for any column of a row.
pub fn marked(
    marks: &Marks<'_>,
    columns: &[(&'static str, String)],
    (rows, groups): (usize, Option<&[Band]>),
    privacy: fn(&str) -> Privacy,
    text: impl Fn(usize, &str) -> String,
    figure: impl Fn(usize, &str) -> Option<Figure>,
) -> CellMarks {
    let mut marked = CellMarks::new();
    if marks.is_empty() {
        return marked;
    }
    for (row, place) in places(rows, groups).into_iter().enumerate() {
        for (at, (column, _)) in columns.iter().enumerate() {
            if let Some(rule) = marks.rule_of(column, |column| text(row, column), |column| figure(row, column)) {
                marked.insert((place, at), in_file(rule.tone, privacy(&rule.column)));
            }
        }
    }
    marked
}

/// What the table is when it is written as it was asked for.
pub type Make = Box<dyn FnOnce(&Asked) -> Seen + Send>;

impl Output {
    /// Opens the form.
    pub fn open(&mut self, name: &str, ctx: &PageContext<'_>) {
        self.form.open(ExportKind::Table, name, FORMATS, ctx);
    }

    /// The same at the full level, for a purpose that was asked for before.
    pub fn open_full(&mut self, name: &str, purpose: &str, ctx: &PageContext<'_>) {
        self.form.open_full(ExportKind::Table, name, FORMATS, purpose, ctx);
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
        self.ui_as(ui, key, ctx, out, None, make);
    }

    /// The same, where a PDF is laid out in its own way.
    pub fn ui_as(
        &mut self,
        ui: &Ui,
        key: &'static str,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
        on_paper: Option<OnPaper>,
        make: impl FnOnce() -> Make,
    ) {
        self.form.ui(ui, key, ctx, out, || {
            let seen = make();
            Box::new(move |asked: &Asked| made(seen(asked), on_paper, asked))
        });
    }
}

fn made(seen: Seen, on_paper: Option<OnPaper>, asked: &Asked) -> Result<Made, String> {
    if !seen.may_leave(asked.level) {
        return Err(OutgoingText::ChosenByTalks.say(asked.lang));
    }
    let seen = seen.held(asked.level);
    let rows = seen.table.rows.iter().filter(|row| !is_head(row)).count();
    let subject = seen.table.title.clone();
    let bytes = bytes(seen, on_paper, asked.format).map_err(|error| RunText::DocumentBad { error }.say(asked.lang))?;
    Ok(Made { bytes, rows, subject })
}

fn bytes(seen: Seen, on_paper: Option<OnPaper>, format: ExportFormat) -> Result<Vec<u8>, String> {
    match format {
        ExportFormat::Csv => seen.csv().map_err(|error| error.to_string()),
        ExportFormat::Pdf => match on_paper {
            Some(layout) => seen.pdf_as(layout),
            None => seen.pdf(),
        }
        .map_err(|error| error.to_string()),
        _ => seen.xlsx().map_err(|error| error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_below_their_heads() {
        let band = |rows| Band { title: String::new(), note: String::new(), rows };
        let bands = [band(2), band(0), band(1)];
        assert_eq!(places(3, Some(&bands)), [1, 2, 5]);
        let row = || vec![Cell::text("x")];
        let written = with_heads(vec![row(), row(), row()], Some(&bands));
        for (at, row) in written.iter().enumerate() {
            assert_eq!(matches!(row[0], Cell::Text(_)), [1, 2, 5].contains(&at));
        }
        assert_eq!(places(2, None), [0, 1]);
    }
}
