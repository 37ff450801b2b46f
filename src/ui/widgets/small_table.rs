//! A small aligned table for a card: a handful of rows, all drawn, columns that fit the width given.

use eframe::egui::{
    Align, CornerRadius, Label, Layout, Rangef, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, TextStyle,
    Ui, UiBuilder, WidgetInfo, vec2,
};

use super::text::UiExt;
use crate::ui::theme::fonts;

/// Between two columns.
const GAP: f32 = 12.0;
/// Between a remark and the line below its row; it stands nearer to its cells by as much.
const REMARK_GAP: f32 = 3.0;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmallColumn<'a> {
    /// Title; may be empty.
    pub title: &'a str,
    /// What it means, on hover; may be empty.
    pub tooltip: &'a str,
    /// Width; of stretching columns the least.
    pub width: f32,
    /// Takes its share of what is left over.
    pub stretch: bool,
    /// Figures: right-aligned.
    pub numeric: bool,
}

impl<'a> SmallColumn<'a> {
    /// A column of text.
    pub const fn text(title: &'a str, width: f32) -> Self {
        Self { title, tooltip: "", width, stretch: false, numeric: false }
    }

    /// A column of figures.
    pub const fn number(title: &'a str, width: f32) -> Self {
        Self { title, tooltip: "", width, stretch: false, numeric: true }
    }

    /// With an explanation on hover.
    #[must_use]
    pub const fn explained(mut self, tooltip: &'a str) -> Self {
        self.tooltip = tooltip;
        self
    }

    /// That takes its share of what is left over.
    #[must_use]
    pub const fn stretching(mut self) -> Self {
        self.stretch = true;
        self
    }
}

/// What a row is to the pointer and to screen readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind<'a> {
    /// Only to be read.
    Plain,
    /// Can be clicked; says this to screen readers.
    Button(&'a str),
    /// One of several, of which one is on.
    Choice {
        /// What screen readers hear.
        words: &'a str,
        /// Whether it is on.
        chosen: bool,
    },
    /// Opens and closes something below it.
    Opener {
        /// What screen readers hear.
        words: &'a str,
        /// Whether it is open.
        open: bool,
    },
}

/// The columns laid out over the width there is.
#[derive(Debug, Clone, PartialEq)]
pub struct SmallTable {
    columns: Vec<(Rangef, bool)>,
    width: f32,
}

impl SmallTable {
    /// Lays columns out over the width there is; where it is too small, the stretching ones give way first.
    pub fn new(width: f32, columns: &[SmallColumn<'_>]) -> Self {
        let gaps = GAP * columns.len().saturating_sub(1) as f32;
        let (mut fixed, mut stretching) = (0.0, 0.0);
        for column in columns {
            if column.stretch {
                stretching += column.width;
            } else {
                fixed += column.width;
            }
        }
        let left = (width - gaps - fixed).max(0.0);
        let scale = if stretching > 0.0 { left / stretching } else { 1.0 };
        let mut from = 0.0;
        let columns = columns
            .iter()
            .map(|column| {
                let width = if column.stretch { column.width * scale } else { column.width };
                let range = Rangef::new(from, from + width);
                from += width + GAP;
                (range, column.numeric)
            })
            .collect();
        Self { columns, width }
    }

    /// The titles.
    pub fn header_ui(&self, ui: &mut Ui, columns: &[SmallColumn<'_>]) {
        let colour = ui.tokens().text_soft;
        self.row_ui(ui, 24.0, RowKind::Plain, |ui, index| {
            let Some(column) = columns.get(index) else { return };
            let title = RichText::new(column.title).text_style(fonts::strong_small()).color(colour);
            let response = ui.add(Label::new(title).truncate());
            if !column.tooltip.is_empty() {
                response.on_hover_text(column.tooltip);
            }
        });
    }

    /// One row; `cell` draws the cell of a column into a `Ui` of its own.
    pub fn row_ui(&self, ui: &mut Ui, height: f32, kind: RowKind<'_>, cell: impl FnMut(&mut Ui, usize)) -> Response {
        self.remarked_row_ui(ui, height, kind, "", cell)
    }

    /// The same with a remark in small type below its cells, over the whole width and as many lines as it takes; an
    /// empty one takes no room.
    pub fn remarked_row_ui(
        &self,
        ui: &mut Ui,
        height: f32,
        kind: RowKind<'_>,
        remark: &str,
        mut cell: impl FnMut(&mut Ui, usize),
    ) -> Response {
        let tokens = ui.tokens();
        let sense = if kind == RowKind::Plain { Sense::hover() } else { Sense::click() };
        let below = if remark.is_empty() {
            0.0
        } else {
            let font = TextStyle::Small.resolve(ui.style());
            ui.painter().layout(remark.to_owned(), font, tokens.text_soft, self.width).size().y + REMARK_GAP
        };
        let (rect, response) = ui.allocate_exact_size(vec2(self.width, height + below), sense);
        match kind {
            RowKind::Plain => {}
            RowKind::Button(words) => {
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
            }
            RowKind::Choice { words, chosen } => {
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, words));
            }
            RowKind::Opener { words, open } => {
                response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, open, words));
            }
        }
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let ground = rect.expand2(vec2(4.0, 0.0));
        let open = matches!(kind, RowKind::Opener { open: true, .. } | RowKind::Choice { chosen: true, .. });
        if open {
            ui.painter().rect_filled(ground, CornerRadius::same(4), tokens.selected);
        } else if kind != RowKind::Plain && response.hovered() {
            ui.painter().rect_filled(ground, CornerRadius::same(4), tokens.hover);
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
        if response.has_focus() {
            let stroke = Stroke::new(1.5, tokens.accent);
            ui.painter().rect_stroke(ground, CornerRadius::same(4), stroke, StrokeKind::Inside);
        }
        for (index, (range, numeric)) in self.columns.iter().enumerate() {
            let across = Rangef::new(rect.left() + range.min, (rect.left() + range.max).min(rect.right()));
            if across.span() < 8.0 {
                continue;
            }
            let place = Rect::from_x_y_ranges(across, Rangef::new(rect.top(), rect.bottom() - below));
            let layout =
                if *numeric { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) };
            let mut inner = ui.new_child(UiBuilder::new().id_salt(index).max_rect(place).layout(layout));
            inner.spacing_mut().item_spacing.x = 4.0;
            inner.shrink_clip_rect(place);
            cell(&mut inner, index);
        }
        if !remark.is_empty() {
            // Nearer to its cells than to the line below.
            let place = rect.with_min_y(rect.bottom() - below - REMARK_GAP);
            let mut inner = ui.new_child(UiBuilder::new().id_salt("remark").max_rect(place));
            inner.add(Label::new(RichText::new(remark).small().color(tokens.text_soft)).wrap());
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretching_columns_share_what_is_left_and_give_way_first() {
        let columns = [
            SmallColumn::text("a", 100.0),
            SmallColumn::text("b", 50.0).stretching(),
            SmallColumn::number("c", 60.0),
            SmallColumn::text("d", 150.0).stretching(),
        ];
        let wide = SmallTable::new(596.0, &columns);
        let widths: Vec<f32> = wide.columns.iter().map(|(range, _)| range.span()).collect();
        assert_eq!(widths, [100.0, 100.0, 60.0, 300.0]);
        assert!((wide.columns[3].0.max - 596.0).abs() < 0.01, "nothing is left over");
        let narrow = SmallTable::new(120.0, &columns);
        assert!(narrow.columns.iter().all(|(range, _)| range.span() >= 0.0));
        assert!((narrow.columns[0].0.span() - 100.0).abs() < 0.01);
    }
}
