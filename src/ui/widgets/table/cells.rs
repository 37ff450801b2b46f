//! The cell the keys act on, the columns of a range, and writing into a cell, with the values it can be filled with.

use std::hash::Hash;

use eframe::egui::{
    Area, Color32, CornerRadius, Event, EventFilter, Frame, Id, Key, Modifiers, Order, Rect, Stroke, StrokeKind,
    TextEdit, Ui,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
};

use super::{ColumnSpec, Lines, TableOutput, TableState};
use crate::ui::{
    theme::tokens::Tokens,
    widgets::{UiExt, is_composing},
};

/// Values offered below a cell at a time.
const OFFERED: usize = 9;

/// Where the cursor goes after a cell was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Go {
    /// Nowhere.
    Stay,
    /// To the next row.
    Down,
    /// To the next column.
    Right,
    /// To the column before.
    Left,
}

/// A cell that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit<K> {
    /// Row.
    pub key: K,
    /// Column.
    pub column: &'static str,
    /// What was typed.
    pub text: String,
    /// Where the cursor goes.
    pub go: Go,
}

/// A cell being written.
#[derive(Debug, Clone)]
pub(super) struct Editing<K> {
    pub key: K,
    pub column: &'static str,
    text: String,
    /// Not drawn yet; whether all of it is to be selected then.
    fresh: Option<bool>,
    /// Nothing was typed yet: all values are offered.
    untouched: bool,
    /// The offer the keys stand on.
    offer: Option<usize>,
}

impl<K> Editing<K> {
    const fn new(key: K, column: &'static str, text: String, all: bool) -> Self {
        Self { key, column, text, fresh: Some(all), untouched: all, offer: None }
    }
}

impl<K: Copy + Ord + Hash> TableState<K> {
    /// The column of the cell the keys act on; none while they act on whole rows.
    pub const fn column(&self) -> Option<&'static str> {
        self.column
    }

    /// The columns of the range, among those shown; all of them while whole rows are selected.
    pub fn range<'c>(&self, columns: &'c [ColumnSpec]) -> Vec<&'c ColumnSpec> {
        let visible = self.visible(columns);
        let Some((from, to)) = self.span(&visible) else { return visible };
        visible.into_iter().skip(from).take(to - from + 1).collect()
    }

    /// First and last place of the range among the columns shown.
    fn span(&self, visible: &[&ColumnSpec]) -> Option<(usize, usize)> {
        let place = |id: &str| visible.iter().position(|column| column.id == id);
        let to = place(self.column?)?;
        let from = self.column_anchor.and_then(place).unwrap_or(to);
        Some((from.min(to), from.max(to)))
    }

    /// Whether a cell is in the range; never while whole rows are selected.
    pub(super) fn marks(&self, visible: &[&ColumnSpec], at: usize) -> bool {
        self.span(visible).is_some_and(|(from, to)| from < to && (from..=to).contains(&at))
    }

    /// Chooses the cells of whole rows.
    pub const fn choose_rows(&mut self) {
        self.column = None;
        self.column_anchor = None;
    }

    /// Chooses a column, or widens the range to it.
    pub fn choose_column(&mut self, column: &'static str, extend: bool) {
        if !extend || self.column.is_none() {
            self.column_anchor = Some(column);
        }
        self.column = Some(column);
        self.show_column = true;
    }

    /// Lets one write into a cell, beginning with a text, all of it selected.
    pub fn edit(&mut self, key: K, column: &'static str, text: String) {
        self.column = Some(column);
        self.column_anchor = Some(column);
        self.editing = Some(Editing::new(key, column, text, true));
    }

    /// Gives a text back that could not be taken: one goes on writing.
    pub fn give_back(&mut self, commit: Commit<K>) {
        self.selection.only(commit.key);
        self.edit(commit.key, commit.column, commit.text);
    }

    /// Whether a cell is being written.
    pub const fn is_editing(&self) -> bool {
        self.editing.is_some()
    }

    /// The cell that was written in this frame, once.
    pub const fn take_commit(&mut self) -> Option<Commit<K>> {
        self.committed.take()
    }

    /// Takes the cursor where it goes after a cell was written.
    pub(super) fn go_on(&mut self, go: Go, lines: &Lines, visible: &[&ColumnSpec], key: &impl Fn(usize) -> Option<K>) {
        let line = self.selection.row(lines.len(), key);
        match (go, line) {
            (Go::Down, Some(line)) => {
                if let Some(next) = lines.nearest_row(line + 1, true).filter(|next| *next > line) {
                    self.selection.go_to(next, false, lines.len(), key);
                    self.scroll_to = lines.row(next);
                }
            }
            (Go::Right, _) => self.step(visible, 1, false),
            (Go::Left, _) => self.step(visible, -1, false),
            _ => {}
        }
    }

    fn step(&mut self, visible: &[&ColumnSpec], by: isize, extend: bool) {
        let at = self.column.and_then(|column| visible.iter().position(|other| other.id == column));
        let to = match at {
            None => Some(0),
            Some(at) => at.checked_add_signed(by),
        };
        if let Some(column) = to.and_then(|to| visible.get(to)) {
            self.choose_column(column.id, extend);
        }
    }
}

/// Handles the keys that act on cells, before those that act on rows.
pub(super) fn keys<K: Copy + Ord + Hash>(
    ui: &Ui,
    id: Id,
    state: &mut TableState<K>,
    visible: &[&ColumnSpec],
    output: &mut TableOutput,
) {
    if state.editing.is_some() || !ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    let editable = state.column.is_some_and(|column| visible.iter().any(|other| other.id == column && other.editable));
    let (mut steps, mut typed) = (Vec::new(), None);
    ui.input_mut(|input| {
        for extend in [true, false] {
            let modifiers = if extend { Modifiers::SHIFT } else { Modifiers::NONE };
            for (key, by) in [(Key::ArrowRight, 1), (Key::ArrowLeft, -1)] {
                if input.consume_key(modifiers, key) {
                    steps.push((by, extend));
                }
            }
        }
        // As in spreadsheets: everything, or the whole row.
        if input.modifiers.command && input.key_pressed(Key::A) || input.consume_key(Modifiers::SHIFT, Key::Space) {
            state.choose_rows();
        }
        output.fill_down |= input.consume_key(Modifiers::COMMAND, Key::D);
        output.replace |= input.consume_key(Modifiers::COMMAND, Key::H);
        if state.column.is_some() && !state.selection.is_empty() {
            output.clear |= input.consume_key(Modifiers::NONE, Key::Delete);
        }
        for event in &input.events {
            match event {
                Event::Paste(text) => output.paste = Some(text.clone()),
                Event::Text(text) if editable && state.type_to_edit && !text.trim().is_empty() => {
                    typed = Some(text.clone());
                }
                _ => {}
            }
        }
    });
    for (by, extend) in steps {
        state.step(visible, by, extend);
    }
    if let (Some(text), Some(key), Some(column)) = (typed, state.selection.cursor(), state.column) {
        state.editing = Some(Editing::new(key, column, text, false));
    }
}

/// Draws the field in place of a cell, and below it the values it can be filled with; what became of it.
pub(super) fn editor_ui<K>(
    ui: &mut Ui,
    editing: &mut Editing<K>,
    column: &ColumnSpec,
    choices: &[String],
) -> Option<Option<Go>> {
    let tokens = ui.tokens();
    let rect = ui.max_rect().expand2(eframe::egui::vec2(4.0, 0.0));
    ui.painter().rect_filled(rect, CornerRadius::same(2), tokens.base);
    ui.painter().rect_stroke(rect, CornerRadius::same(2), Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    let id = Id::unique("cell editor");
    let offers = offers(editing, choices);
    // Before the field sees them: Tab would leave it, and a composition is ended by its own Enter.
    let go = if is_composing(ui.ctx()) { None } else { editor_keys(ui, editing, offers.len()) };
    if matches!(go, Some(Some(_)))
        && let Some(offer) = editing.offer.and_then(|at| offers.get(at))
    {
        editing.text = (*offer).to_owned();
    }
    let field = TextEdit::singleline(&mut editing.text)
        .id(id)
        .frame(Frame::NONE)
        .background_color(Color32::TRANSPARENT)
        .desired_width(ui.available_width() - 4.0)
        .min_size(eframe::egui::vec2(0.0, ui.max_rect().height() - 4.0))
        .align(eframe::egui::Align2::LEFT_CENTER)
        .event_filter(EventFilter { escape: true, horizontal_arrows: true, vertical_arrows: true, tab: true });
    let response = ui.add(field).accessible_name(&column.title);
    if response.changed() {
        editing.untouched = false;
        editing.offer = None;
    }
    let picked = offers_ui(ui, rect, &offers, editing.offer);
    if let Some(all) = editing.fresh.take() {
        response.request_focus();
        let end = CCursor::new(editing.text.chars().count());
        let start = if all { CCursor::new(0) } else { end };
        let mut kept = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        kept.cursor.set_char_range(Some(CCursorRange::two(start, end)));
        kept.store(ui.ctx(), id);
        return go;
    }
    if let Some(Picked::Value(text)) = picked {
        editing.text = text;
        return Some(Some(Go::Stay));
    }
    // A press on the offers takes the focus before it becomes a click.
    let left = response.lost_focus() && picked.is_none();
    if picked.is_some() {
        response.request_focus();
    }
    go.or_else(|| left.then_some(Some(Go::Stay)))
}

/// What keys do in the field; Some when it is done.
fn editor_keys<K>(ui: &Ui, editing: &mut Editing<K>, offers: usize) -> Option<Option<Go>> {
    ui.input_mut(|input| {
        if offers > 0 {
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                editing.offer = Some(editing.offer.map_or(0, |at| (at + 1).min(offers - 1)));
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                editing.offer = editing.offer.and_then(|at| at.checked_sub(1));
            }
        }
        if input.consume_key(Modifiers::NONE, Key::Escape) {
            Some(None)
        } else if input.consume_key(Modifiers::NONE, Key::Enter) {
            Some(Some(Go::Down))
        } else if input.consume_key(Modifiers::SHIFT, Key::Tab) {
            Some(Some(Go::Left))
        } else if input.consume_key(Modifiers::NONE, Key::Tab) {
            Some(Some(Go::Right))
        } else {
            None
        }
    })
}

/// The values offered for what stands in the field: all of them before anything is typed, else those that hold it.
fn offers<'c, K>(editing: &Editing<K>, choices: &'c [String]) -> Vec<&'c str> {
    let typed = editing.text.trim().to_lowercase();
    let fits = |choice: &&String| editing.untouched || choice.to_lowercase().contains(&typed);
    choices.iter().filter(fits).map(String::as_str).collect()
}

/// What the pointer did with the offers.
enum Picked {
    /// It is over them.
    Over,
    /// It took one.
    Value(String),
}

fn offers_ui(ui: &Ui, cell: Rect, offers: &[&str], at: Option<usize>) -> Option<Picked> {
    if offers.is_empty() {
        return None;
    }
    let tokens = ui.tokens();
    let below = ui.ctx().content_rect().bottom() - cell.bottom();
    let height = 26.0 * offers.len().min(OFFERED) as f32 + 10.0;
    let place = if below > height { cell.left_bottom() } else { cell.left_top() - eframe::egui::vec2(0.0, height) };
    let first = at.map_or(0, |at| (at + 1).saturating_sub(OFFERED));
    let area = Area::new(Id::unique("cell offers")).order(Order::Foreground).fixed_pos(place).constrain(true);
    let shown = area.show(ui.ctx(), |ui| {
        let frame = Frame::new().fill(tokens.raised).stroke(Stroke::new(1.0, tokens.line_strong)).inner_margin(4);
        frame.corner_radius(CornerRadius::same(4)).show(ui, |ui| {
            ui.set_width(cell.width().max(140.0) - 10.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut taken = None;
            for (place, offer) in offers.iter().enumerate().skip(first).take(OFFERED) {
                let button = eframe::egui::Button::selectable(Some(place) == at, *offer)
                    .truncate()
                    .min_size(eframe::egui::vec2(ui.available_width(), 26.0));
                if ui.add(button).clicked() {
                    taken = Some((*offer).to_owned());
                }
            }
            taken
        })
    });
    match shown.inner.inner {
        Some(text) => Some(Picked::Value(text)),
        None => shown.response.contains_pointer().then_some(Picked::Over),
    }
}

/// What was typed into a field that is done.
pub(super) fn finished<K: Copy>(editing: Editing<K>, go: Go) -> Commit<K> {
    Commit { key: editing.key, column: editing.column, text: editing.text, go }
}

/// The cell the keys act on.
pub(super) fn mark_cell(ui: &Ui, tokens: &Tokens) {
    let rect: Rect = ui.max_rect().intersect(ui.clip_rect()).shrink(1.0);
    ui.painter().rect_stroke(rect, CornerRadius::same(2), Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
}
