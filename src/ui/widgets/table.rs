//! The table: only the rows on screen are drawn, so a hundred thousand are as quick as ten.
//!
//! Sortable headers, widths one can drag, selection by click anywhere in a row, by keyboard, with Shift and Ctrl.
//! Order, hidden columns, widths and sort are remembered by the table's name. Rows are known by a key, so a selection
//! survives sorting and filtering.

mod chooser;
mod keys;
mod selection;

use std::hash::Hash;

use eframe::egui::{
    Align, CornerRadius, Frame, Id, Label, Layout, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, vec2,
};
use egui_extras::{Column, TableBuilder, TableRow};

pub use chooser::column_chooser;
pub use selection::Selection;

use super::{memory, text::UiExt};
use crate::{
    text::{Lang, Say, ui::UiText},
    ui::{
        settings::TableLayout,
        theme::{
            fonts, icons,
            tokens::{ROW, Tokens},
        },
    },
};

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnSpec {
    /// Word it is known and remembered by.
    pub id: &'static str,
    /// Title.
    pub title: String,
    /// What it means, on hover; may be empty.
    pub tooltip: String,
    /// Width as designed.
    pub width: f32,
    /// Widest it gets by itself where there is room to spare; the designed width where it does not grow.
    pub most: f32,
    /// Figures: right-aligned, first sorted downwards.
    pub numeric: bool,
    /// Can be sorted by.
    pub sortable: bool,
    /// Shown unless chosen.
    pub shown: bool,
}

impl ColumnSpec {
    /// A sortable column of text.
    pub fn text(id: &'static str, title: impl Into<String>, width: f32) -> Self {
        let tooltip = String::new();
        Self { id, title: title.into(), tooltip, width, most: width, numeric: false, sortable: true, shown: true }
    }

    /// A sortable column of figures.
    pub fn number(id: &'static str, title: impl Into<String>, width: f32) -> Self {
        Self { numeric: true, ..Self::text(id, title, width) }
    }

    /// With an explanation on hover.
    #[must_use]
    pub fn explained(mut self, tooltip: impl Into<String>) -> Self {
        self.tooltip = tooltip.into();
        self
    }

    /// That takes what is left over, up to a width, until somebody sets its width.
    #[must_use]
    pub const fn growing(mut self, most: f32) -> Self {
        self.most = most;
        self
    }

    /// That cannot be sorted by.
    #[must_use]
    pub const fn unsorted(mut self) -> Self {
        self.sortable = false;
        self
    }

    /// Hidden until chosen.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.shown = false;
        self
    }
}

/// What a page keeps for a table.
#[derive(Debug, Clone)]
pub struct TableState<K> {
    /// Name it is remembered by.
    pub name: &'static str,
    /// The rows selected.
    pub selection: Selection<K>,
    /// Order, widths, hidden columns, sort. Read `sort` after [`TableOutput::sorted`].
    pub layout: TableLayout,
    loaded: bool,
    scroll_to: Option<usize>,
    /// Column layout last drawn: a change makes the widths be set anew.
    drawn: Vec<&'static str>,
    /// Room the growing column was last given beyond its designed width.
    grown: f32,
    generation: u64,
}

impl<K: Copy + Ord + Hash> TableState<K> {
    /// A table with a name of its own.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            selection: Selection::default(),
            layout: TableLayout::default(),
            loaded: false,
            scroll_to: None,
            drawn: Vec::new(),
            grown: 0.0,
            generation: 0,
        }
    }

    /// Column and direction (down = true) to sort by when nothing else is remembered.
    pub fn sort_or(&mut self, ctx: &eframe::egui::Context, column: &'static str, down: bool) -> (String, bool) {
        self.load(ctx);
        self.layout.sort.get_or_insert_with(|| (column.to_owned(), down)).clone()
    }

    /// Brings a row into view in the next frame.
    pub const fn scroll_to(&mut self, row: usize) {
        self.scroll_to = Some(row);
    }

    /// The columns shown, in order.
    pub fn visible<'c>(&self, columns: &'c [ColumnSpec]) -> Vec<&'c ColumnSpec> {
        self.ordered(columns).into_iter().filter(|column| self.is_shown(column)).collect()
    }

    fn load(&mut self, ctx: &eframe::egui::Context) {
        if !self.loaded {
            self.layout = memory::table(ctx, self.name);
            self.loaded = true;
        }
    }

    /// Whether a column is in sight.
    pub fn is_shown(&self, column: &ColumnSpec) -> bool {
        // A layout that was never touched shows what is shown by design.
        if self.layout.order.is_empty() { column.shown } else { !self.layout.hidden.iter().any(|id| id == column.id) }
    }

    /// All columns in the user's order; those the layout does not know stand where design has them.
    fn ordered<'c>(&self, columns: &'c [ColumnSpec]) -> Vec<&'c ColumnSpec> {
        let mut ordered: Vec<&ColumnSpec> =
            self.layout.order.iter().filter_map(|id| columns.iter().find(|column| column.id == id)).collect();
        for (index, column) in columns.iter().enumerate() {
            if !ordered.iter().any(|other| other.id == column.id) {
                let before = columns[..index]
                    .iter()
                    .rev()
                    .find_map(|earlier| ordered.iter().position(|other| other.id == earlier.id));
                ordered.insert(before.map_or(0, |place| place + 1), column);
            }
        }
        ordered
    }
}

/// What happened in a table in one frame.
#[allow(clippy::struct_excessive_bools)] // each is one thing that can happen beside the others
#[derive(Debug, Default)]
pub struct TableOutput {
    /// The sort changed: sort the rows by `layout.sort` and draw again.
    pub sorted: bool,
    /// The selection changed.
    pub selected: bool,
    /// This row was opened: double click or Enter.
    pub opened: Option<usize>,
    /// F2 on this row.
    pub edit: Option<usize>,
    /// Delete with a selection.
    pub delete: bool,
    /// Ctrl+C: copy the selected rows.
    pub copy: bool,
    /// The row a context menu was asked for on; draw it with `menu`.
    pub menu: Option<(usize, Response)>,
    /// Rows drawn, for tests and for asking only for what is seen.
    pub visible: std::ops::Range<usize>,
}

/// Draws a table over all that is left.
///
/// `key` gives the key of a row; `cell` draws one cell (labels do not catch clicks: the row gets them).
pub fn table_ui<K: Copy + Ord + Hash + std::fmt::Debug>(
    ui: &mut Ui,
    state: &mut TableState<K>,
    columns: &[ColumnSpec],
    rows: usize,
    lang: Lang,
    key: impl Fn(usize) -> K,
    mut cell: impl FnMut(&mut Ui, usize, &ColumnSpec),
) -> TableOutput {
    state.load(ui.ctx());
    let mut output = TableOutput::default();
    let visible = state.visible(columns);
    let id = ui.scope_id().with(("table", state.name));
    let tokens = ui.tokens();
    let whole = ui.available_rect_before_wrap();

    // Keys first: what they move is drawn at its new place in this very frame.
    let focus = ui.interact(whole, id, Sense::click());
    focus.widget_info(|| WidgetInfo::new(Role::Grid));
    let page = ((whole.height() - ROW) / ROW).floor().max(1.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // rows on a screen
    let moved = keys::handle(ui, id, &mut state.selection, rows, page as usize, &key, &mut output);
    let scroll_to = moved.or(state.scroll_to.take());

    let shown: Vec<&'static str> = visible.iter().map(|column| column.id).collect();
    if shown != state.drawn {
        state.drawn = shown;
        state.generation += 1;
    }
    let needed: f32 = visible.iter().map(|column| width_of(column, &state.layout, 0.0) + 8.0).sum();
    let spare = (whole.width() - needed - 8.0).max(0.0).floor();
    let regrown = (state.grown - spare).abs() > 0.5;
    state.grown = spare;
    let mut widths: Vec<f32> = Vec::new();
    let mut clicked: Option<(usize, Response)> = None;
    let mut drawn_rows: Option<std::ops::Range<usize>> = None;
    Frame::new().fill(tokens.raised).show(ui, |ui| {
        ScrollArea::horizontal().id_salt((state.name, "across")).auto_shrink([false, false]).show(ui, |ui| {
            ui.set_min_width(needed.max(ui.available_width()));
            ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
            // Selected rows keep the colour of their text: the ground says enough.
            ui.visuals_mut().selection.stroke.color = tokens.text;
            let top = ui.cursor().min;
            let band = Rect::from_min_size(top, vec2(ui.available_width(), ROW));
            ui.painter().rect_filled(band, CornerRadius::ZERO, tokens.chrome);
            let mut builder = TableBuilder::new(ui)
                .id_salt((state.name, state.generation))
                .striped(false)
                .sense(Sense::click())
                .resizable(true)
                .auto_shrink([false, false])
                .cell_layout(Layout::left_to_right(Align::Center));
            if regrown {
                builder.reset();
            }
            for column in &visible {
                builder =
                    builder.column(Column::initial(width_of(column, &state.layout, spare)).at_least(36.0).clip(true));
            }
            // What is left over to the right belongs to no column.
            builder = builder.column(Column::remainder().at_least(0.0));
            if let Some(row) = scroll_to {
                builder = builder.scroll_to_row(row, None).animate_scrolling(false);
            }
            let has_focus = focus.has_focus();
            builder
                .header(ROW, |mut header| {
                    for column in &visible {
                        header.col(|ui| output.sorted |= header_ui(ui, column, &mut state.layout, lang));
                    }
                    header.col(|_| {});
                })
                .body(|body| {
                    widths = body.widths().to_vec();
                    body.rows(ROW, rows, |mut row| {
                        let index = row.index();
                        let this = key(index);
                        row.set_selected(state.selection.contains(&this));
                        let response = row_ui(&mut row, &visible, tokens, |ui, column| cell(ui, index, column));
                        if state.selection.cursor() == Some(this) && has_focus {
                            mark_cursor(&response, tokens);
                        }
                        let range = drawn_rows.get_or_insert(index..index);
                        range.end = index + 1;
                        if response.double_clicked() {
                            output.opened = Some(index);
                        }
                        if response.clicked() || response.secondary_clicked() {
                            clicked = Some((index, response));
                        } else if response.context_menu_opened() {
                            output.menu = Some((index, response));
                        }
                    });
                });
        });
    });

    if let Some((row, response)) = clicked {
        focus.request_focus();
        select_by_click(&response, row, rows, state, &key, &mut output);
        if response.secondary_clicked() {
            output.menu = Some((row, response));
        }
    }
    for (column, width) in visible.iter().zip(&widths) {
        if !regrown && (width_of(column, &state.layout, spare) - width).abs() > 0.5 {
            state.layout.widths.insert(column.id.to_owned(), width.round());
        }
    }
    memory::keep_table(ui.ctx(), state.name, &state.layout);
    output.visible = drawn_rows.unwrap_or(0..0);
    output
}

/// Selects as the click and the keys held with it ask for.
fn select_by_click<K: Copy + Ord + Hash>(
    response: &Response,
    row: usize,
    rows: usize,
    state: &mut TableState<K>,
    key: &impl Fn(usize) -> K,
    output: &mut TableOutput,
) {
    let modifiers = response.ctx.input(|input| input.modifiers);
    let before = state.selection.clone();
    if response.secondary_clicked() {
        // A menu is for the selection when it was asked for within it.
        if !state.selection.contains(&key(row)) {
            state.selection.only(key(row));
        }
    } else if modifiers.shift {
        state.selection.extend_to(row, rows, key);
    } else if modifiers.command {
        state.selection.toggle(key(row));
    } else {
        state.selection.only(key(row));
    }
    output.selected |= before != state.selection;
}

/// The width somebody set, else the designed one with what there is to spare.
fn width_of(column: &ColumnSpec, layout: &TableLayout, spare: f32) -> f32 {
    let set = layout.widths.get(column.id).copied().filter(|width| width.is_finite());
    set.unwrap_or_else(|| (column.width + spare).min(column.most)).clamp(36.0, 1200.0)
}

fn row_ui(
    row: &mut TableRow<'_, '_>,
    columns: &[&ColumnSpec],
    tokens: &Tokens,
    mut cell: impl FnMut(&mut Ui, &ColumnSpec),
) -> Response {
    for column in columns {
        row.col(|ui| {
            if column.numeric {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| cell(ui, column));
            } else {
                ui.add_space(4.0);
                cell(ui, column);
            }
        });
    }
    row.col(|_| {});
    let response = row.response();
    hairline(&response, tokens);
    response
}

/// The line under a row, across the gaps between its cells.
fn hairline(row: &Response, tokens: &Tokens) {
    let painter = row.ctx.layer_painter(row.layer_id).with_clip_rect(row.interact_rect);
    painter.hline(row.rect.x_range(), row.rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
}

/// The row the keys act on.
fn mark_cursor(row: &Response, tokens: &Tokens) {
    let painter = row.ctx.layer_painter(row.layer_id).with_clip_rect(row.interact_rect);
    painter.rect_stroke(row.rect, CornerRadius::same(2), Stroke::new(1.0, tokens.accent), StrokeKind::Inside);
}

/// A header cell; true when the sort changed.
fn header_ui(ui: &mut Ui, column: &ColumnSpec, layout: &mut TableLayout, lang: Lang) -> bool {
    let tokens = ui.tokens();
    let rect: Rect = ui.max_rect();
    let direction = layout.sort.as_ref().filter(|(id, _)| id == column.id).map(|(_, down)| *down);
    let sense = if column.sortable { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(column.id), sense);
    let words = match direction {
        Some(true) => UiText::SortedDown { column: column.title.clone() },
        Some(false) => UiText::SortedUp { column: column.title.clone() },
        None => UiText::Sort { column: column.title.clone() },
    }
    .say(lang);
    response.widget_info(|| {
        let words = if column.sortable { words.as_str() } else { column.title.as_str() };
        WidgetInfo::labeled(Role::Button, true, words)
    });
    let colour = if direction.is_some() || response.hovered() { tokens.text } else { tokens.text_soft };
    let title = RichText::new(&column.title).text_style(fonts::strong_small()).color(colour);
    let arrow = direction.map(|down| if down { icons::CARET_DOWN } else { icons::CARET_UP });
    let draw = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        if !column.numeric {
            ui.add_space(4.0);
            ui.add(Label::new(title.clone()).truncate());
        }
        if let Some(arrow) = arrow {
            ui.label(RichText::new(arrow).size(12.0).color(tokens.accent_text));
        }
        if column.numeric {
            ui.add(Label::new(title).truncate());
        }
    };
    if column.numeric {
        ui.with_layout(Layout::right_to_left(Align::Center), draw);
    } else {
        draw(ui);
    }
    let mut response = response;
    if !column.tooltip.is_empty() {
        response = response.on_hover_text(&column.tooltip);
    }
    if !response.clicked() {
        return false;
    }
    // Figures are looked at from the top, names from A: the first click gives what is usually wanted.
    let down = direction.map_or(column.numeric, |down| !down);
    layout.sort = Some((column.id.to_owned(), down));
    true
}

/// The id a table's focus has, for tests and for pages that give it the focus.
pub fn focus_id<K>(ui: &Ui, state: &TableState<K>) -> Id {
    ui.scope_id().with(("table", state.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<ColumnSpec> {
        vec![
            ColumnSpec::text("name", "Name", 200.0),
            ColumnSpec::number("value", "Value", 80.0),
            ColumnSpec::text("place", "Place", 80.0).optional(),
        ]
    }

    fn ids<K: Copy + Ord + Hash>(state: &TableState<K>, columns: &[ColumnSpec]) -> Vec<&'static str> {
        state.visible(columns).iter().map(|column| column.id).collect()
    }

    #[test]
    fn an_untouched_layout_is_the_design() {
        let state = TableState::<u32>::new("t");
        assert_eq!(ids(&state, &columns()), ["name", "value"]);
    }

    #[test]
    fn columns_a_layout_does_not_know_stand_where_design_has_them() {
        let mut state = TableState::<u32>::new("t");
        state.layout.order = vec!["place".into(), "name".into(), "gone".into()];
        assert_eq!(ids(&state, &columns()), ["place", "name", "value"]);
        state.layout.hidden = vec!["name".into()];
        assert_eq!(ids(&state, &columns()), ["place", "value"]);
    }
}
