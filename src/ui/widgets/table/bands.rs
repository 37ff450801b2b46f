//! Rows gathered under heads that fold: which line of the table is which.

use std::sync::Arc;

use eframe::egui::{FontId, Response, Role, Stroke, Ui, WidgetInfo, pos2};

use crate::ui::theme::{
    fonts::bold_family,
    icons,
    tokens::{SIZE_BODY, SIZE_SMALL, Tokens},
};

/// A head and the rows under it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Band {
    /// What its rows have in common.
    pub title: String,
    /// What they come to: count, money.
    pub note: String,
    /// How many there are.
    pub rows: usize,
}

/// What stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The head of a band.
    Head(usize),
    /// A row.
    Row(usize),
}

/// The lines of a table: heads and the rows of the bands that are open, or rows alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    bands: Arc<[Band]>,
    /// Of each head its line, the first row under it, and whether its rows are not shown.
    starts: Vec<(usize, usize, bool)>,
    len: usize,
}

impl Lines {
    /// Rows alone.
    pub fn plain(rows: usize) -> Self {
        Self { bands: Arc::default(), starts: Vec::new(), len: rows }
    }

    /// Rows under heads, in order.
    pub fn banded(bands: &Arc<[Band]>, is_folded: impl Fn(&Band) -> bool) -> Self {
        let (mut line, mut row) = (0, 0);
        let mut starts = Vec::with_capacity(bands.len());
        let bands = Arc::clone(bands);
        for band in bands.iter() {
            let folded = is_folded(band);
            starts.push((line, row, folded));
            row += band.rows;
            line += 1 + if folded { 0 } else { band.rows };
        }
        Self { bands, starts, len: line }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bands.
    pub fn bands(&self) -> &[Band] {
        &self.bands
    }

    /// Whether the rows of a band are not shown.
    pub fn is_folded(&self, band: usize) -> bool {
        self.starts.get(band).is_some_and(|(.., folded)| *folded)
    }

    /// What stands in a line.
    pub fn at(&self, line: usize) -> Line {
        match self.starts.partition_point(|(start, ..)| *start <= line).checked_sub(1) {
            None => Line::Row(line),
            Some(band) => match self.starts.get(band) {
                Some((start, first, _)) if line > *start => Line::Row(first + line - start - 1),
                _ => Line::Head(band),
            },
        }
    }

    /// The row in a line; none where a head stands.
    pub fn row(&self, line: usize) -> Option<usize> {
        match self.at(line) {
            Line::Row(row) => Some(row),
            Line::Head(_) => None,
        }
    }

    /// The line of a row; none while its band is folded.
    pub fn of_row(&self, row: usize) -> Option<usize> {
        // Of bands without rows, which begin at the same row, the last one counts.
        let Some(band) = self.starts.partition_point(|(_, first, _)| *first <= row).checked_sub(1) else {
            return Some(row);
        };
        let (start, first, folded) = self.starts.get(band)?;
        (!folded).then_some(start + 1 + row - first)
    }

    /// The rows that are shown, in order.
    pub fn shown(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len).filter_map(|line| self.row(line))
    }

    /// From a line on, the next one where a row stands, or the last one before it.
    pub(super) fn nearest_row(&self, line: usize, down: bool) -> Option<usize> {
        let (below, above) = (line..self.len, (0..=line.min(self.len.saturating_sub(1))).rev());
        let is_row = |line: &usize| self.row(*line).is_some();
        if down {
            below.clone().find(is_row).or_else(|| above.clone().find(is_row))
        } else {
            above.clone().find(is_row).or_else(|| below.clone().find(is_row))
        }
    }
}

/// Draws the head of a band over the whole width of its line; `left` is where the sight begins.
pub(super) fn band_ui(ui: &Ui, line: &Response, left: f32, band: &Band, folded: bool, tokens: &Tokens) {
    let rect = line.rect;
    let painter = ui.painter().with_clip_rect(line.interact_rect);
    painter.rect_filled(rect, 0, if line.hovered() { tokens.hover } else { tokens.base });
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
    let caret = if folded { icons::CARET_RIGHT } else { icons::CARET_DOWN };
    let middle = rect.center().y;
    let text = |text: &str, font: FontId, at: f32, colour| {
        let galley = painter.layout_no_wrap(text.to_owned(), font, colour);
        let width = galley.size().x;
        painter.galley(pos2(at, middle - galley.size().y / 2.0), galley, colour);
        at + width
    };
    let at = text(caret, FontId::proportional(12.0), left + 6.0, tokens.text_soft) + 6.0;
    let at = text(&band.title, FontId::new(SIZE_BODY, bold_family()), at, tokens.text) + 12.0;
    text(&band.note, FontId::proportional(SIZE_SMALL), at, tokens.text_soft);
    let words = format!("{} {}", band.title, band.note);
    line.widget_info(|| WidgetInfo::selected(Role::Button, true, !folded, words.trim()));
}

/// A response over the head of a band, so that it is found and pressed as one thing.
pub(super) fn band_response(ui: &Ui, name: (&'static str, usize), line: &Response) -> Response {
    ui.interact(line.rect.intersect(line.interact_rect), ui.scope_id().with(name), eframe::egui::Sense::click())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bands(rows: &[usize]) -> Arc<[Band]> {
        rows.iter().map(|rows| Band { rows: *rows, ..Band::default() }).collect()
    }

    #[test]
    fn lines_are_heads_and_the_rows_of_open_bands() {
        let lines = Lines::banded(&bands(&[2, 3, 1]), |band| band.rows == 3);
        let all: Vec<Line> = (0..lines.len()).map(|line| lines.at(line)).collect();
        assert_eq!(all, [Line::Head(0), Line::Row(0), Line::Row(1), Line::Head(1), Line::Head(2), Line::Row(5)]);
        assert_eq!(lines.shown().collect::<Vec<_>>(), [0, 1, 5]);
        let places: Vec<Option<usize>> = (0..6).map(|row| lines.of_row(row)).collect();
        assert_eq!(places, [Some(1), Some(2), None, None, None, Some(5)]);
        assert_eq!(lines.nearest_row(3, true), Some(5));
        assert_eq!(lines.nearest_row(3, false), Some(2));
        assert_eq!(lines.nearest_row(0, false), Some(1));
    }

    #[test]
    fn a_plain_table_has_its_rows() {
        let lines = Lines::plain(3);
        assert_eq!(lines.shown().collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!((lines.of_row(2), lines.nearest_row(2, true)), (Some(2), Some(2)));
        assert!(Lines::banded(&bands(&[]), |_| false).is_empty());
    }
}
