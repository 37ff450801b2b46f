//! Dragging over cells: selects the rectangle from the cell pressed to the one under the pointer, as Shift and the
//! arrows do; beyond an edge the table scrolls on.

use std::hash::Hash;

use eframe::egui::{Pos2, Rect, Ui};

use super::{ColumnSpec, Lines, TableOutput, TableState, column_at};

/// What the pointer does with the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Hold {
    /// Nothing.
    #[default]
    Free,
    /// It was pressed on one; perhaps a click.
    Pressed,
    /// It is dragged over them.
    Dragging,
}

/// Where the cells were drawn in this frame.
pub(super) struct Ground<'a> {
    /// What is seen of the rows.
    pub body: Rect,
    /// Where the first column begins, which may be scrolled out of sight.
    pub left: f32,
    /// Right edge of the column that stands still while the others are scrolled under it.
    pub frozen: Option<f32>,
    /// The columns shown.
    pub visible: &'a [&'a ColumnSpec],
    /// Their widths.
    pub widths: &'a [f32],
    /// Lines with rows, from top to bottom, and where they stand.
    pub drawn: &'a [(usize, Rect)],
    /// A row is held down.
    pub pressed: bool,
}

impl Ground<'_> {
    /// The column at a place; beyond the last one, the last one.
    pub fn column(&self, x: f32) -> Option<&'static str> {
        // What is frozen stands over what is scrolled under it.
        let x = if self.frozen.is_some_and(|edge| x < edge) { 0.0 } else { x - self.left };
        column_at(self.visible, self.widths, x.max(0.0)).or_else(|| self.visible.last().map(|column| column.id))
    }

    fn line(&self, y: f32) -> Option<usize> {
        self.drawn.iter().find(|(_, rect)| rect.y_range().contains(y)).map(|(line, _)| *line)
    }

    /// The line under the pointer; beyond the first or the last one seen, the next one out of sight. Between lines with
    /// rows, over a head, none.
    fn reached(&self, y: f32, lines: &Lines) -> Option<usize> {
        let ((first, top), (last, bottom)) = (self.drawn.first()?, self.drawn.last()?);
        if y < self.body.top().max(top.top()) {
            lines.nearest_row(first.saturating_sub(1), false)
        } else if y > self.body.bottom().min(bottom.bottom()) {
            lines.nearest_row(last + 1, true).filter(|next| next > last).or(Some(*last))
        } else {
            self.line(y)
        }
    }
}

/// Selects what the pointer is dragged over.
pub(super) fn handle<K: Copy + Ord + Hash>(
    ui: &Ui,
    state: &mut TableState<K>,
    ground: &Ground<'_>,
    lines: &Lines,
    key: &impl Fn(usize) -> Option<K>,
    output: &mut TableOutput,
) {
    // Where fingers scroll by dragging, they do not select.
    let (held, begins, origin, pos) = ui.input(|input| {
        let (pointer, plain) = (&input.pointer, !input.modifiers.any() && !input.has_touch_screen());
        (pointer.primary_down(), plain && pointer.is_decidedly_dragging(), pointer.press_origin(), pointer.latest_pos())
    });
    let (true, Some(origin), Some(pos)) = (held, origin, pos) else {
        state.hold = Hold::Free;
        return;
    };
    if state.hold == Hold::Free && ground.pressed {
        state.hold = Hold::Pressed;
    }
    let before = state.selection.clone();
    if state.hold == Hold::Pressed && begins && begin(state, ground, origin, key) {
        state.hold = Hold::Dragging;
    }
    if state.hold != Hold::Dragging {
        return;
    }
    let column_before = state.column;
    if let Some(line) = ground.reached(pos.y, lines) {
        state.selection.extend_to(line, lines.len(), key);
        if !ground.body.y_range().contains(pos.y) {
            state.scroll_to = lines.row(line);
        }
    }
    if let Some(column) = ground.column(pos.x.clamp(ground.body.left(), ground.body.right())) {
        state.choose_column(column, true);
        state.show_column = !ground.body.x_range().contains(pos.x);
    }
    // Beyond an edge it goes on by itself, up to the end.
    if !ground.body.contains(pos) && (before != state.selection || column_before != state.column) {
        ui.ctx().request_repaint();
    }
    output.selected |= before != state.selection;
}

/// Begins at the cell that was pressed; false where none was.
fn begin<K: Copy + Ord + Hash>(
    state: &mut TableState<K>,
    ground: &Ground<'_>,
    origin: Pos2,
    key: &impl Fn(usize) -> Option<K>,
) -> bool {
    let (Some(this), Some(column)) = (ground.line(origin.y).and_then(key), ground.column(origin.x)) else {
        return false;
    };
    state.selection.only(this);
    state.choose_column(column, false);
    true
}
