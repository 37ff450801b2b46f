//! One report: chart, table, and what can be done with them.

use eframe::egui::{Align, Layout, RichText, ScrollArea, Ui};

use crate::{
    report::{
        scene::{Weight, advance},
        statistics::{Card, Dimension, Drill, Report},
        table::{Cell, Column, ColumnKind},
    },
    text::{format, statistics::StatisticsText as T},
    ui::{
        context::PageContext,
        theme::{
            icons,
            tokens::{ROW_DENSE, SIZE_BODY, SIZE_SMALL},
        },
        widgets::{RowKind, Segment, SmallColumn, SmallTable, UiExt, scene_ui, segments_ui},
    },
};

/// Rows of a table shown at first.
const SHOWN: usize = 12;
/// Between a chart and the table beside it.
const GAP: f32 = 32.0;

/// What was asked for on a card.
pub enum Asked {
    /// What a number is made of.
    Open(Drill),
    /// The chart as a file.
    Picture(Report),
    /// The table as a file.
    Table(Report),
    /// Other groups beside each other.
    Compare(Dimension),
    /// The items of the officers' work.
    EditKpi,
}

/// How a card is shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// The table stands right of the chart.
    pub beside: bool,
    /// What is put beside each other.
    pub dimension: Dimension,
}

/// Draws a card over the width there is.
pub fn ui(ui: &mut Ui, card: &Card, shown: Shown, ctx: &PageContext<'_>, asked: &mut Vec<Asked>) {
    ui.push_id(card.report.word(), |ui| {
        ui.wide_card(|ui| {
            head_ui(ui, card, shown, ctx, asked);
            ui.label(RichText::new(&card.note).small().color(ctx.tokens.text_soft));
            if !card.caution.is_empty() {
                ui.label(RichText::new(&card.caution).small().color(ctx.tokens.text_soft));
            }
            ui.add_space(8.0);
            if card.is_empty() {
                ui.label(RichText::new(ctx.say(&T::NothingInPeriod)).color(ctx.tokens.text_soft));
                return;
            }
            let width = ui.available_width();
            // The table has the room its figures need as long as the chart can still be read; else it stands below.
            let needed = table_width(&columns(card, &rows(card, SHOWN)));
            let left = (width - GAP - needed).clamp(width * 0.34, width * 0.44).min(card.chart.width);
            if shown.beside && left + GAP + needed <= width {
                ui.horizontal_top(|ui| {
                    ui.vertical(|ui| {
                        ui.set_width(left);
                        chart_ui(ui, card, asked);
                    });
                    ui.add_space(16.0);
                    ui.vertical(|ui| {
                        ui.set_width((width - left - GAP).max(200.0));
                        table_ui(ui, card, ctx, asked);
                    });
                });
            } else {
                chart_ui(ui, card, asked);
                ui.add_space(8.0);
                table_ui(ui, card, ctx, asked);
            }
        });
    });
}

fn head_ui(ui: &mut Ui, card: &Card, shown: Shown, ctx: &PageContext<'_>, asked: &mut Vec<Asked>) {
    ui.horizontal(|ui| {
        ui.section_title(&card.title);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !card.is_empty() {
                if ui.icon_button(icons::FILE_XLS, &ctx.say(&T::SaveTable)).clicked() {
                    asked.push(Asked::Table(card.report));
                }
                if ui.icon_button(icons::EXPORT, &ctx.say(&T::SavePicture)).clicked() {
                    asked.push(Asked::Picture(card.report));
                }
            }
            if card.report == Report::Kpi && ctx.writable {
                let label = ctx.say(&T::KpiEdit);
                if ui.icon_text_button(icons::SLIDERS_HORIZONTAL, &label).clicked() {
                    asked.push(Asked::EditKpi);
                }
            }
        });
    });
    if card.report == Report::Compare {
        let choices: Vec<Segment<Dimension>> = Dimension::CUTS
            .into_iter()
            .map(|dimension| Segment::new(dimension, ctx.say(&dimension.word_of())))
            .collect();
        if let Some(dimension) = segments_ui(ui, "compare by", &choices, shown.dimension) {
            asked.push(Asked::Compare(dimension));
        }
    }
}

fn chart_ui(ui: &mut Ui, card: &Card, asked: &mut Vec<Asked>) {
    if let Some(drill) = scene_ui(ui, &card.chart, true).and_then(|key| card.drills.get(key)) {
        asked.push(Asked::Open(drill.clone()));
    }
}

fn table_ui(ui: &mut Ui, card: &Card, ctx: &PageContext<'_>, asked: &mut Vec<Asked>) {
    let id = ui.scope_id().with("all rows");
    let all = card.table.rows.len();
    let mut open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let shown = if open { all } else { all.min(SHOWN) };
    let rows = rows(card, shown);
    let columns = columns(card, &rows);
    let fixed = table_width(&columns);
    ScrollArea::horizontal().id_salt("table").auto_shrink([false, true]).show(ui, |ui| {
        let table = SmallTable::new(ui.available_width().max(fixed), &columns);
        ui.spacing_mut().item_spacing.y = 0.0;
        table.header_ui(ui, &columns);
        for (index, words) in rows.iter().enumerate() {
            let drill = card.rows.get(index).filter(|drill| !drill.parts.is_empty());
            let said = words.join(" ");
            let kind = if drill.is_some() { RowKind::Button(&said) } else { RowKind::Plain };
            // The sums stand below their columns.
            let is_sum = index >= card.rows.len();
            let response = table.row_ui(ui, ROW_DENSE, kind, |ui, column| {
                let Some(text) = words.get(column) else { return };
                if is_sum {
                    ui.strong_text(text);
                } else {
                    ui.elided(text.as_str());
                }
            });
            if response.clicked()
                && let Some(drill) = drill
            {
                asked.push(Asked::Open(drill.clone()));
            }
        }
    });
    if all > SHOWN {
        let words = if open { T::ShowFewer } else { T::ShowAll { count: format::count(all) } };
        if ui.link(ctx.say(&words)).clicked() {
            open = !open;
            ui.data_mut(|data| data.insert_temp(id, open));
        }
    }
}

/// The first rows in words.
fn rows(card: &Card, count: usize) -> Vec<Vec<String>> {
    let cells = |row: &Vec<Cell>| -> Vec<String> {
        row.iter().zip(&card.table.columns).map(|(cell, column)| shown_as(cell, column.kind)).collect()
    };
    card.table.rows.iter().take(count).map(cells).collect()
}

/// Columns as wide as these rows need.
fn columns<'c>(card: &'c Card, rows: &[Vec<String>]) -> Vec<SmallColumn<'c>> {
    let column_of = |(index, column): (usize, &'c Column)| match column.kind {
        ColumnKind::Number(_) | ColumnKind::Share(_) => {
            // A heading may be cut, a figure never.
            let longest = rows.iter().filter_map(|row| row.get(index)).max_by_key(|text| text.len());
            let figure = longest.map_or(0.0, |text| advance(text, SIZE_BODY, Weight::Bold));
            let heading = advance(&column.heading, SIZE_SMALL, Weight::Bold).min(94.0);
            SmallColumn::number(&column.heading, figure.max(heading).max(38.0) + 2.0).explained(&column.heading)
        }
        _ => SmallColumn::text(&column.heading, 96.0).stretching(),
    };
    card.table.columns.iter().enumerate().map(column_of).collect()
}

/// The least width at which no figure is cut.
fn table_width(columns: &[SmallColumn<'_>]) -> f32 {
    columns.iter().map(|column| column.width + 12.0).sum()
}

fn shown_as(cell: &Cell, kind: ColumnKind) -> String {
    match cell {
        Cell::Number(number) | Cell::Estimate(number) | Cell::Input(Some(number)) | Cell::Formula(_, number) => {
            match kind {
                ColumnKind::Share(_) => format::share(*number),
                ColumnKind::Number(decimals) => format::fixed(*number, decimals.into()),
                _ => format::number(*number, 2),
            }
        }
        Cell::Text(text) | Cell::Absent(text) | Cell::Heading(text) | Cell::TextFormula(_, text) => text.clone(),
        Cell::Date(day) => format::iso_date(*day),
        Cell::Empty | Cell::Input(None) => format::ABSENT.to_owned(),
    }
}
