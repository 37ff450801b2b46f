//! What widgets remember for the user (widths, order, sort, splits): held beside the window's own memory while it
//! runs, taken from and given to the settings by the window, so that pages need do nothing.

use std::collections::BTreeMap;

use eframe::egui::{Context, Id};

use crate::ui::settings::{Settings, TableLayout};

#[derive(Debug, Clone, Default)]
struct Remembered {
    tables: BTreeMap<String, TableLayout>,
    splits: BTreeMap<String, f32>,
    changed: bool,
}

fn id() -> Id {
    Id::unique("remembered for the user")
}

fn with<R>(ctx: &Context, act: impl FnOnce(&mut Remembered) -> R) -> R {
    ctx.data_mut(|data| act(data.get_temp_mut_or_default(id())))
}

/// How a table was left.
pub fn table(ctx: &Context, name: &str) -> TableLayout {
    with(ctx, |remembered| remembered.tables.get(name).cloned().unwrap_or_default())
}

/// Remembers how a table is left.
pub fn keep_table(ctx: &Context, name: &str, layout: &TableLayout) {
    with(ctx, |remembered| {
        if remembered.tables.get(name) != Some(layout) {
            remembered.tables.insert(name.to_owned(), layout.clone());
            remembered.changed = true;
        }
    });
}

/// Where a split was left.
pub fn split(ctx: &Context, name: &str) -> Option<f32> {
    with(ctx, |remembered| remembered.splits.get(name).copied())
}

/// Remembers where a split is left.
pub fn keep_split(ctx: &Context, name: &str, share: f32) {
    with(ctx, |remembered| {
        remembered.splits.insert(name.to_owned(), share);
        remembered.changed = true;
    });
}

/// Takes what was remembered from the settings, at the start.
pub fn load(ctx: &Context, settings: &Settings) {
    with(ctx, |remembered| {
        remembered.tables.clone_from(&settings.tables);
        remembered.splits.clone_from(&settings.splits);
        remembered.changed = false;
    });
}

/// Gives what changed to the settings.
pub fn store(ctx: &Context, settings: &mut Settings) {
    with(ctx, |remembered| {
        if std::mem::take(&mut remembered.changed) {
            settings.tables.clone_from(&remembered.tables);
            settings.splits.clone_from(&remembered.splits);
        }
    });
}
