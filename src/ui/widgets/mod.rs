//! House widgets: what the pages are built from. None knows a page; each says in words what it draws, for screen
//! readers and tests.

pub mod badge;
pub mod bars;
pub mod charts;
pub mod choice;
pub mod day_axis;
pub mod evidence;
pub mod field;
pub mod interval;
pub mod layout;
pub mod line;
pub mod memory;
pub mod scene;
pub mod seats;
pub mod segments;
pub mod sheet;
pub mod small_table;
pub mod split;
pub mod table;
pub mod tabs;
pub mod text;
pub mod waterfall;

pub use badge::{Supervision, chip, gate_mark, sector_badge, supervision_mark, tier_badge};
pub use bars::{Bar, BarScale, bar_ui};
pub use choice::choice_box;
pub use evidence::evidence_ui;
pub use field::{focus_fresh, is_composing, save_pressed, search_field};
pub use interval::IntervalBar;
pub use layout::{EmptyState, progress_row};
pub use line::line_ui;
pub use scene::{SceneView, paint_scene, scene_ui};
pub use seats::SeatsView;
pub use segments::{Segment, segments_ui};
pub use sheet::{SheetColumn, Width, line_in, row_ground, sheet_ui, tall_sheet_ui};
pub use small_table::{RowKind, SmallColumn, SmallTable};
pub use split::{SplitPane, split_ui};
pub use table::{
    Band, CellChoices, ColumnSpec, Commit, Dressing, Go, Lines, Selection, TableOutput, TableState, column_chooser,
    dressed_table_ui, mark_of, table_ui,
};
pub use tabs::tabs_ui;
pub use text::UiExt;
pub use waterfall::{WaterfallRow, waterfall_row_ui, waterfall_ui};
