//! A short table within a page: fixed columns, a header, hairlines; every row is drawn, so it is for dozens of rows.

use std::hash::Hash;

use eframe::egui::{
    Align, CornerRadius, Label, Layout, Rect, Response, RichText, Sense, Stroke, Ui, UiBuilder, WidgetText, pos2, vec2,
};

use super::text::UiExt;
use crate::ui::theme::{fonts, tokens::ROW};

/// Space between two columns.
const GAP: f32 = 12.0;

/// Width of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Width {
    /// So many points.
    Fixed(f32),
    /// A share of what the fixed ones leave, at least as many points as the second figure says.
    Share(f32, f32),
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetColumn {
    /// Title; may be empty.
    pub title: String,
    /// Width.
    pub width: Width,
    /// Figures: right-aligned.
    pub numeric: bool,
}

impl SheetColumn {
    /// A column of text.
    pub fn text(title: impl Into<String>, width: Width) -> Self {
        Self { title: title.into(), width, numeric: false }
    }

    /// A column of figures.
    pub fn number(title: impl Into<String>, width: f32) -> Self {
        Self { title: title.into(), width: Width::Fixed(width), numeric: true }
    }
}

/// Draws the sheet; gives the response of every row.
pub fn sheet_ui(
    ui: &mut Ui,
    salt: impl Hash + Copy,
    columns: &[SheetColumn],
    rows: usize,
    cell: impl FnMut(&mut Ui, usize, usize),
) -> Vec<Response> {
    tall_sheet_ui(ui, salt, columns, rows, ROW, cell)
}

/// As [`sheet_ui`], with rows of another height: fields need more room than words.
pub fn tall_sheet_ui(
    ui: &mut Ui,
    salt: impl Hash + Copy,
    columns: &[SheetColumn],
    rows: usize,
    height: f32,
    mut cell: impl FnMut(&mut Ui, usize, usize),
) -> Vec<Response> {
    let tokens = ui.tokens();
    let widths = widths(columns, ui.available_width());
    let total = widths.iter().sum::<f32>() + GAP * columns.len().saturating_sub(1) as f32;
    if columns.iter().any(|column| !column.title.is_empty()) {
        let (rect, _) = ui.allocate_exact_size(vec2(total, ROW - 4.0), Sense::hover());
        for (place, (part, column)) in parts(rect, &widths).zip(columns).enumerate() {
            let mut inner = child(ui, part, column.numeric, (salt_of(&salt), "head", place));
            let title = RichText::new(&column.title).text_style(fonts::strong_small()).color(tokens.text_soft);
            inner.elided(title);
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line_strong));
    }
    let spacing = ui.spacing().item_spacing;
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut responses = Vec::with_capacity(rows);
    for row in 0..rows {
        let (rect, response) = ui.allocate_exact_size(vec2(total, height), Sense::hover());
        if ui.is_rect_visible(rect) {
            for (place, (part, column)) in parts(rect, &widths).zip(columns).enumerate() {
                let mut inner = child(ui, part, column.numeric, (salt_of(&salt), row, place));
                inner.spacing_mut().item_spacing = spacing;
                cell(&mut inner, row, place);
            }
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
        }
        responses.push(response);
    }
    ui.spacing_mut().item_spacing = spacing;
    responses
}

/// One line of text in a rectangle, ending with … where it must, the whole text on hover.
pub fn line_in(ui: &mut Ui, rect: Rect, numeric: bool, text: impl Into<WidgetText>) -> Response {
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout(numeric)));
    inner.add(Label::new(text).truncate())
}

/// A rounded ground under a row that is under the pointer, has the focus or is chosen.
pub fn row_ground(ui: &Ui, rect: Rect, response: &Response, chosen: bool) {
    let tokens = ui.tokens();
    let radius = CornerRadius::same(4);
    if chosen {
        ui.painter().rect_filled(rect, radius, tokens.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, radius, tokens.hover);
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.0, tokens.accent);
        ui.painter().rect_stroke(rect, radius, stroke, eframe::egui::StrokeKind::Inside);
    }
}

fn salt_of(salt: &impl Hash) -> u64 {
    use std::hash::{DefaultHasher, Hasher as _};
    let mut hasher = DefaultHasher::new();
    salt.hash(&mut hasher);
    hasher.finish()
}

fn layout(numeric: bool) -> Layout {
    if numeric { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) }
}

fn child(ui: &mut Ui, rect: Rect, numeric: bool, salt: impl Hash) -> Ui {
    let salt = salt_of(&salt);
    let mut inner = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect).layout(layout(numeric)));
    inner.shrink_clip_rect(rect.expand2(vec2(GAP / 2.0, 0.0)));
    inner
}

fn parts(rect: Rect, widths: &[f32]) -> impl Iterator<Item = Rect> {
    let mut left = rect.left();
    widths.iter().map(move |width| {
        let part = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()));
        left += width + GAP;
        part
    })
}

/// Widths in points: what the fixed columns leave is shared out.
fn widths(columns: &[SheetColumn], available: f32) -> Vec<f32> {
    let gaps = GAP * columns.len().saturating_sub(1) as f32;
    let fixed: f32 =
        columns.iter().map(|column| if let Width::Fixed(width) = column.width { width } else { 0.0 }).sum();
    let shares: f32 =
        columns.iter().map(|column| if let Width::Share(share, _) = column.width { share } else { 0.0 }).sum();
    let rest = (available - gaps - fixed).max(0.0);
    columns
        .iter()
        .map(|column| match column.width {
            Width::Fixed(width) => width,
            Width::Share(share, least) => (rest * share / shares.max(f32::MIN_POSITIVE)).floor().max(least),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_shared_and_nothing_gets_too_narrow() {
        let columns = [
            SheetColumn::text("", Width::Share(1.0, 80.0)),
            SheetColumn::number("", 60.0),
            SheetColumn::text("", Width::Share(3.0, 80.0)),
        ];
        let wide = widths(&columns, 484.0);
        assert_eq!(wide, [100.0, 60.0, 300.0]);
        let narrow = widths(&columns, 100.0);
        assert_eq!(narrow, [80.0, 60.0, 80.0]);
    }
}
