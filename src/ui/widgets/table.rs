//! The table: only the rows on screen are drawn, so a hundred thousand are as quick as ten.
//!
//! Sortable headers, widths one can drag, selection by click anywhere in a row, by keyboard, with Shift and Ctrl.
//! Order, hidden columns, widths and sort are remembered by the table's name. Rows are known by a key, so a selection
//! survives sorting and filtering.

mod bands;
mod cells;
mod chooser;
mod drag;
mod header;
mod keys;
mod selection;

use std::{collections::BTreeMap, hash::Hash, sync::Arc};

use eframe::egui::{
    Align, CornerRadius, Frame, Id, Layout, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, vec2,
};
use egui_extras::{Column, TableBuilder, TableRow};

pub use bands::{Band, Line, Lines};
use cells::Editing;
pub use cells::{Commit, Go};
pub use chooser::column_chooser;
pub use selection::Selection;

use super::{memory, text::UiExt};
use crate::{
    text::Lang,
    ui::{
        settings::{TableLayout, Tone},
        theme::{
            icons,
            tokens::{ROW, Tokens},
        },
    },
};

/// Columns with the values their cells can be filled with.
pub type CellChoices = BTreeMap<&'static str, Vec<String>>;

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
    /// Can be written into.
    pub editable: bool,
    /// Has a menu of its values.
    pub filterable: bool,
}

impl ColumnSpec {
    /// A sortable column of text.
    pub fn text(id: &'static str, title: impl Into<String>, width: f32) -> Self {
        let tooltip = String::new();
        Self {
            id,
            title: title.into(),
            tooltip,
            width,
            most: width,
            numeric: false,
            sortable: true,
            shown: true,
            editable: false,
            filterable: false,
        }
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

    /// That can be written into.
    #[must_use]
    pub const fn editable(mut self) -> Self {
        self.editable = true;
        self
    }

    /// With a menu of its values in the head: see [`TableOutput::heads`].
    #[must_use]
    pub const fn filterable(mut self) -> Self {
        self.filterable = true;
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
    /// Letters typed over a cell begin to write into it.
    pub type_to_edit: bool,
    /// Columns whose values are narrowed: their heads say so.
    pub narrowed: Vec<String>,
    /// Values offered while a cell is written.
    pub choices: Arc<CellChoices>,
    column: Option<&'static str>,
    column_anchor: Option<&'static str>,
    /// The column of the cursor is to be brought into view.
    show_column: bool,
    editing: Option<Editing<K>>,
    committed: Option<Commit<K>>,
    loaded: bool,
    scroll_to: Option<usize>,
    /// What the pointer does with cells.
    hold: drag::Hold,
    /// Column layout last drawn: a change makes the widths be set anew.
    drawn: Vec<&'static str>,
    /// Room each growing column was last given beyond its designed width.
    grown: f32,
    /// How far the columns were last scrolled.
    scrolled: f32,
    generation: u64,
}

impl<K: Copy + Ord + Hash> TableState<K> {
    /// A table with a name of its own.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            selection: Selection::default(),
            layout: TableLayout::default(),
            type_to_edit: true,
            narrowed: Vec::new(),
            choices: Arc::default(),
            column: None,
            column_anchor: None,
            show_column: false,
            editing: None,
            committed: None,
            loaded: false,
            scroll_to: None,
            hold: drag::Hold::Free,
            drawn: Vec::new(),
            grown: 0.0,
            scrolled: 0.0,
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

    /// Lets the table stand as a layout says.
    pub fn lay_out(&mut self, layout: TableLayout) {
        self.layout = layout;
        self.loaded = true;
        self.generation += 1;
    }

    /// How far to scroll so that the column of the cursor is seen beside the frozen one; none where it is.
    fn offset_for(&self, visible: &[&ColumnSpec], spare: f32, width: f32) -> Option<f32> {
        let at = visible.iter().position(|column| Some(column.id) == self.column).filter(|at| *at > 0)?;
        let ends = visible.iter().scan(0.0, |end, column| {
            *end += width_of(column, &self.layout, spare) + 8.0;
            Some(*end)
        });
        let ends: Vec<f32> = ends.collect();
        let (frozen, start, end) = (*ends.first()?, *ends.get(at - 1)?, *ends.get(at)?);
        if start - self.scrolled < frozen {
            Some((start - frozen).max(0.0)).filter(|offset| *offset < self.scrolled)
        } else {
            (end - self.scrolled > width).then_some(end - width)
        }
    }

    fn load(&mut self, ctx: &eframe::egui::Context) {
        if !self.loaded {
            self.layout = memory::table(ctx, self.name);
            self.loaded = true;
        }
    }

    /// Whether a column is in sight.
    pub fn is_shown(&self, column: &ColumnSpec) -> bool {
        let named = |ids: &[String]| ids.iter().any(|id| id == column.id);
        // What a layout does not know (it was never touched, or is of an earlier version) is shown as designed.
        !named(&self.layout.hidden) && (column.shown || named(&self.layout.order))
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
    /// Delete while whole rows are selected.
    pub delete: bool,
    /// Delete while cells are selected: their values go.
    pub clear: bool,
    /// Ctrl+D: the first row of the range goes into the others.
    pub fill_down: bool,
    /// Ctrl+H: find and replace.
    pub replace: bool,
    /// Cells pasted.
    pub paste: Option<String>,
    /// The sign of each column that has a menu of its values; clicked = open it.
    pub heads: Vec<(&'static str, Response)>,
    /// Ctrl+C: copy the selected rows.
    pub copy: bool,
    /// The row a context menu was asked for on; draw it with `menu`.
    pub menu: Option<(usize, Response)>,
    /// This band is to be folded, or opened again.
    pub fold: Option<usize>,
    /// All bands are to be folded (true) or opened.
    pub fold_all: Option<bool>,
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
    cell: impl FnMut(&mut Ui, usize, &ColumnSpec),
) -> TableOutput {
    let dressing = Dressing { lines: &Lines::plain(rows), mark: &|_, _| None };
    dressed_table_ui(ui, state, columns, &dressing, lang, key, cell)
}

/// What a table is drawn with besides its cells.
pub struct Dressing<'a> {
    /// Its rows, with the heads they stand under.
    pub lines: &'a Lines,
    /// How a cell is marked.
    pub mark: &'a dyn Fn(usize, &ColumnSpec) -> Option<Tone>,
}

/// As [`table_ui`], with heads between the rows and marked cells; the rows of the output are rows, not lines.
#[allow(clippy::too_many_lines)] // one table, drawn from top to bottom
pub fn dressed_table_ui<K: Copy + Ord + Hash + std::fmt::Debug>(
    ui: &mut Ui,
    state: &mut TableState<K>,
    columns: &[ColumnSpec],
    dressing: &Dressing<'_>,
    lang: Lang,
    key: impl Fn(usize) -> K,
    mut cell: impl FnMut(&mut Ui, usize, &ColumnSpec),
) -> TableOutput {
    let Dressing { lines, mark } = dressing;
    let rows = lines.len();
    let key = |line: usize| lines.row(line).map(&key);
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
    cells::keys(ui, id, state, &visible, &mut output);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // rows on a screen
    let moved = keys::handle(ui, id, &mut state.selection, lines, page as usize, &key, &mut output);
    let scroll_to = moved.or(state.scroll_to.take().and_then(|row| lines.of_row(row)));

    let shown: Vec<&'static str> = visible.iter().map(|column| column.id).collect();
    if shown != state.drawn {
        state.drawn = shown;
        state.generation += 1;
    }
    let needed: f32 = visible.iter().map(|column| width_of(column, &state.layout, 0.0) + 8.0).sum();
    // Columns that grow share what there is to spare, or they would push the last one out of sight.
    let growing = visible.iter().filter(|column| column.most > column.width).count().max(1);
    let spare = ((whole.width() - needed - 8.0).max(0.0) / growing as f32).floor();
    let regrown = (state.grown - spare).abs() > 0.5;
    state.grown = spare;
    let mut widths: Vec<f32> = Vec::new();
    let mut clicked: Option<(usize, Response)> = None;
    // Taken out while the rows are drawn, which hold the rest of the state.
    let mut editing = state.editing.take();
    let mut ended: Option<Option<Go>> = None;
    let mut left = whole.left();
    let mut drawn_rows: Option<std::ops::Range<usize>> = None;
    let mut drawn_lines: Vec<(usize, Rect)> = Vec::new();
    let mut pressed = false;
    // What stands over the first column while the others are scrolled under it.
    let mut frozen: Option<f32> = None;
    let mut frozen_rows: Vec<(usize, Rect)> = Vec::new();
    let mut heads: Vec<(usize, Response)> = Vec::new();
    let choices = Arc::clone(&state.choices);
    Frame::new().fill(tokens.raised).show(ui, |ui| {
        let mut across = ScrollArea::horizontal().id_salt((state.name, "across")).auto_shrink([false, false]);
        if std::mem::take(&mut state.show_column)
            && let Some(offset) = state.offset_for(&visible, spare, whole.width())
        {
            across = across.horizontal_scroll_offset(offset);
        }
        across.show(ui, |ui| {
            ui.set_min_width(needed.max(ui.available_width()));
            ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
            // Selected rows keep the colour of their text: the ground says enough.
            ui.visuals_mut().selection.stroke.color = tokens.text;
            let top = ui.cursor().min;
            left = top.x;
            state.scrolled = (whole.left() - left).max(0.0);
            let writes_first =
                editing.as_ref().is_some_and(|editing| visible.first().is_some_and(|first| first.id == editing.column));
            let is_frozen = whole.left() - left > 0.5 && visible.len() > 1 && !writes_first;
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
                    for (at, column) in visible.iter().enumerate() {
                        if is_frozen && at == 0 {
                            header.col(|_| {});
                            continue;
                        }
                        let narrowed = state.narrowed.iter().any(|id| id == column.id);
                        header.col(|ui| {
                            header::header_ui(ui, column, narrowed, &mut state.layout, &mut output, lang);
                        });
                    }
                    header.col(|_| {});
                })
                .body(|body| {
                    widths = body.widths().to_vec();
                    body.rows(ROW, rows, |mut row| {
                        let line = row.index();
                        let (index, this) = match (lines.at(line), key(line)) {
                            (Line::Row(index), Some(this)) => (index, this),
                            (at, _) => {
                                let response = row_ui(&mut row, &visible, tokens, |_, _, _| {});
                                if let Line::Head(band) = at {
                                    heads.push((band, response));
                                }
                                return;
                            }
                        };
                        row.set_selected(state.selection.contains(&this));
                        let is_selected = state.selection.contains(&this);
                        let has_cursor = state.selection.cursor() == Some(this);
                        let response = row_ui(&mut row, &visible, tokens, |ui, at, column| {
                            if is_frozen && at == 0 {
                                frozen_rows.push((index, ui.max_rect()));
                                return;
                            }
                            if let Some(editing) = &mut editing
                                && editing.key == this
                                && editing.column == column.id
                            {
                                let offered = choices.get(column.id).map(Vec::as_slice).unwrap_or_default();
                                ended = ended.or(cells::editor_ui(ui, editing, column, offered));
                                return;
                            }
                            if let Some(tone) = mark(index, column) {
                                mark_ui(ui, tone, is_selected, column.numeric, tokens);
                            }
                            if is_selected && state.marks(&visible, at) {
                                ui.painter().rect_filled(ui.max_rect().expand2(vec2(4.0, 0.0)), 0, tokens.hover);
                            }
                            cell(ui, index, column);
                            if has_cursor && state.column == Some(column.id) && has_focus {
                                cells::mark_cell(ui, tokens);
                            }
                        });
                        if has_cursor && has_focus && state.column.is_none() {
                            mark_cursor(&response, tokens);
                        }
                        let range = drawn_rows.get_or_insert(index..index);
                        range.end = index + 1;
                        drawn_lines.push((line, response.rect));
                        pressed |= response.is_pointer_button_down_on();
                        if response.double_clicked() {
                            output.opened = Some(index);
                        }
                        if response.clicked() || response.secondary_clicked() {
                            clicked = Some((line, response));
                        } else if response.context_menu_opened() {
                            output.menu = Some((index, response));
                        }
                    });
                });
            for (band, line) in &heads {
                if let Some(shown) = lines.bands().get(*band) {
                    let head = bands::band_response(ui, ("band", *band), line);
                    bands::band_ui(ui, &head, whole.left(), shown, lines.is_folded(*band), tokens);
                    if head.clicked() {
                        output.fold = Some(*band);
                    }
                }
            }
            if is_frozen && let (Some(first), Some(width)) = (visible.first(), widths.first()) {
                let head = Rect::from_min_size(eframe::egui::pos2(whole.left(), top.y), vec2(width + 8.0, ROW));
                let body = head.with_min_y(head.bottom()).with_max_y(whole.bottom());
                frozen = Some(head.right());
                for (index, rect) in &frozen_rows {
                    let Some(this) = lines.of_row(*index).and_then(key) else { continue };
                    let rect = Rect::from_x_y_ranges(head.x_range(), rect.y_range());
                    let mut over = over_ui(ui, ("frozen", *index), rect, body);
                    let ground = if state.selection.contains(&this) { tokens.selected } else { tokens.raised };
                    over.painter().rect_filled(rect, 0, ground);
                    if let Some(tone) = mark(*index, first) {
                        mark_ui(&mut over, tone, state.selection.contains(&this), false, tokens);
                    }
                    over.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
                    over.add_space(4.0);
                    cell(&mut over, *index, first);
                    if state.selection.cursor() == Some(this) && state.column == Some(first.id) && has_focus {
                        cells::mark_cell(&over, tokens);
                    }
                }
                let mut over = over_ui(ui, ("frozen", usize::MAX), head, head);
                over.painter().rect_filled(head, 0, tokens.chrome);
                let narrowed = state.narrowed.iter().any(|id| id == first.id);
                header::header_ui(&mut over, first, narrowed, &mut state.layout, &mut output, lang);
                let edge = head.y_range().min..=whole.bottom();
                ui.painter().vline(head.right(), edge, Stroke::new(1.0, tokens.line_strong));
            }
        });
    });

    state.editing = editing;
    if let Some(ended) = ended
        && let Some(editing) = state.editing.take()
    {
        focus.request_focus();
        if let Some(go) = ended {
            state.go_on(go, lines, &visible, &key);
            state.committed = Some(cells::finished(editing, go));
        }
    }
    let body = whole.with_min_y(whole.top() + ROW);
    let (visible_now, drawn) = (visible.as_slice(), drawn_lines.as_slice());
    let ground = drag::Ground { body, left, frozen, visible: visible_now, widths: &widths, drawn, pressed };
    drag::handle(ui, state, &ground, lines, &key, &mut output);
    if state.hold == drag::Hold::Dragging {
        focus.request_focus();
    }
    if let Some((line, response)) = clicked {
        focus.request_focus();
        if let Some(column) = response.interact_pointer_pos().and_then(|pos| ground.column(pos.x)) {
            let extend = response.ctx.input(|input| input.modifiers.shift);
            if !response.secondary_clicked() || state.column.is_none() {
                state.choose_column(column, extend);
                state.show_column = false;
            }
        }
        select_by_click(&response, line, rows, state, &key, &mut output);
        if response.secondary_clicked()
            && let Some(row) = lines.row(line)
        {
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
    key: &impl Fn(usize) -> Option<K>,
    output: &mut TableOutput,
) {
    let Some(this) = key(row) else { return };
    let modifiers = response.ctx.input(|input| input.modifiers);
    let before = state.selection.clone();
    if response.secondary_clicked() {
        // A menu is for the selection when it was asked for within it.
        if !state.selection.contains(&this) {
            state.selection.only(this);
        }
    } else if modifiers.shift {
        state.selection.extend_to(row, rows, key);
    } else if modifiers.command {
        state.selection.toggle(this);
    } else {
        state.selection.only(this);
    }
    output.selected |= before != state.selection;
}

/// A place over the table for what does not scroll with it.
fn over_ui(ui: &mut Ui, salt: (&'static str, usize), rect: Rect, clip: Rect) -> Ui {
    let builder = UiBuilder::new().id_salt(salt).max_rect(rect).layout(Layout::left_to_right(Align::Center));
    let mut over = ui.new_child(builder);
    over.set_clip_rect(clip.intersect(ui.clip_rect()));
    over
}

/// The column under a place, counted from the left end of the first one.
fn column_at(visible: &[&ColumnSpec], widths: &[f32], x: f32) -> Option<&'static str> {
    let mut end = 0.0;
    visible.iter().zip(widths).find_map(|(column, width)| {
        end += width + 8.0;
        (x < end).then_some(column.id)
    })
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
    mut cell: impl FnMut(&mut Ui, usize, &ColumnSpec),
) -> Response {
    for (at, column) in columns.iter().enumerate() {
        row.col(|ui| {
            if column.numeric {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| cell(ui, at, column));
            } else {
                ui.add_space(4.0);
                cell(ui, at, column);
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

/// The ground and the sign of a marked cell; under the pointer or selected the sign alone.
fn mark_ui(ui: &mut Ui, tone: Tone, selected: bool, at_left: bool, tokens: &Tokens) {
    let (icon, ground) = mark_of(tone, tokens);
    let rect = ui.max_rect().expand2(vec2(4.0, 0.0));
    if !selected {
        ui.painter().rect_filled(rect.with_max_y(rect.bottom() - 1.0), 0, ground);
    }
    if at_left {
        // Figures stand right: their sign stands left, out of the way.
        let (at, font) = (rect.left_center() + vec2(4.0, 0.0), eframe::egui::FontId::proportional(12.0));
        ui.painter().text(at, eframe::egui::Align2::LEFT_CENTER, icon, font, tokens.text_soft);
    } else {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(eframe::egui::RichText::new(icon).size(12.0).color(tokens.text_soft));
    }
}

/// Sign and ground of a mark.
pub const fn mark_of(tone: Tone, tokens: &Tokens) -> (&'static str, eframe::egui::Color32) {
    match tone {
        Tone::Flag => (icons::FLAG, tokens.marks[0]),
        Tone::Tag => (icons::TAG, tokens.marks[1]),
        Tone::Pin => (icons::PUSH_PIN, tokens.marks[2]),
        Tone::Bell => (icons::BELL, tokens.marks[3]),
    }
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
    fn a_column_out_of_sight_is_scrolled_to() {
        let columns = columns();
        let mut state = TableState::<u32>::new("t");
        let visible: Vec<&ColumnSpec> = columns.iter().collect();
        state.choose_column("place", false);
        // 208 + 88 + 88 wide.
        assert_eq!(state.offset_for(&visible, 0.0, 400.0), None);
        assert_eq!(state.offset_for(&visible, 0.0, 300.0), Some(84.0));
        state.scrolled = 84.0;
        state.choose_column("value", false);
        assert_eq!(state.offset_for(&visible, 0.0, 300.0), Some(0.0), "it would lie under the frozen one");
        state.choose_column("name", false);
        assert_eq!(state.offset_for(&visible, 0.0, 300.0), None);
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
