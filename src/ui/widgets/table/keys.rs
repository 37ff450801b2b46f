//! What keys do in a table that has the focus.

use std::hash::Hash;

use eframe::egui::{Event, EventFilter, Id, Key, Modifiers, Ui};

use super::{Line, Lines, Selection, TableOutput};

/// Handles the keys; gives the line to bring into view when the cursor moved.
pub(super) fn handle<K: Copy + Ord + Hash>(
    ui: &Ui,
    id: Id,
    selection: &mut Selection<K>,
    lines: &Lines,
    page: usize,
    key: &impl Fn(usize) -> Option<K>,
    output: &mut TableOutput,
) -> Option<usize> {
    let rows = lines.len();
    if !ui.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    // Arrows move the cursor, not the focus; Tab leaves the table.
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    if rows == 0 {
        return None;
    }
    let before = selection.row(rows, key);
    let last = rows - 1;
    let mut target = None;
    ui.input_mut(|input| {
        if !lines.bands().is_empty() {
            for (pressed, fold) in [(Key::ArrowUp, true), (Key::ArrowDown, false)] {
                if input.consume_key(Modifiers::ALT, pressed) {
                    output.fold_all = Some(fold);
                }
            }
        }
        // With Shift first: a key without modifiers would also match it with Shift.
        for extend in [true, false] {
            let modifiers = if extend { Modifiers::SHIFT } else { Modifiers::NONE };
            let mut go = |pressed: Key, to: usize| {
                if input.consume_key(modifiers, pressed) {
                    target = Some((to, extend));
                }
            };
            let at = before.unwrap_or(0);
            go(Key::ArrowDown, before.map_or(0, |row| (row + 1).min(last)));
            go(Key::ArrowUp, at.saturating_sub(1));
            go(Key::PageDown, (at + page).min(last));
            go(Key::PageUp, at.saturating_sub(page));
            go(Key::Home, 0);
            go(Key::End, last);
        }
        // To either end, as in spreadsheets.
        for (pressed, to) in [(Key::Home, 0), (Key::ArrowUp, 0), (Key::End, last), (Key::ArrowDown, last)] {
            for extend in [true, false] {
                let shift = if extend { Modifiers::SHIFT } else { Modifiers::NONE };
                if input.consume_key(Modifiers::COMMAND | shift, pressed) {
                    target = Some((to, extend));
                }
            }
        }
        if input.consume_key(Modifiers::COMMAND, Key::A) {
            selection.all(rows, key);
            output.selected = true;
        }
        if let Some(row) = before.and_then(|line| lines.row(line)) {
            if input.consume_key(Modifiers::NONE, Key::Enter) {
                output.opened = Some(row);
            }
            if input.consume_key(Modifiers::NONE, Key::F2) {
                output.edit = Some(row);
            }
            if input.consume_key(Modifiers::NONE, Key::Space) {
                if let Some(key) = before.and_then(key) {
                    selection.toggle(key);
                }
                output.selected = true;
            }
        }
        if !selection.is_empty() {
            output.delete |= input.consume_key(Modifiers::NONE, Key::Delete);
            output.copy |= input.events.iter().any(|event| matches!(event, Event::Copy));
            if selection.len() > 1 && input.consume_key(Modifiers::NONE, Key::Escape) {
                selection.clear();
                output.selected = true;
            }
        }
    });
    let (line, extend) = target?;
    // Heads are stepped over, the way the cursor was going.
    let line = lines.nearest_row(line, before.is_none_or(|before| line >= before) || line == 0)?;
    selection.go_to(line, extend, rows, key);
    output.selected = true;
    // With the first row of a band its head comes into view.
    Some(if line > 0 && head(lines, line - 1).is_some() { line - 1 } else { line })
}

fn head(lines: &Lines, line: usize) -> Option<usize> {
    match lines.at(line) {
        Line::Head(band) => Some(band),
        Line::Row(_) => None,
    }
}
