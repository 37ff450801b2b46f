//! The window: the only module that names the toolkit.
//!
//! It draws from the snapshot and the view of the last commit and changes nothing itself: pages push posts, which are
//! carried out after the frame by the desk. What may be drawn with is in [`theme`] and [`widgets`]; what one can ask
//! for is in [`commands`]; where one can be is in [`route`].

pub mod answers;
pub mod app;
pub mod commands;
pub mod context;
pub mod dialogs;
pub mod finder;
pub mod grid;
mod keeper;
mod outgoing;
pub mod pages;
pub mod palette;
mod papers;
pub mod picture_form;
pub mod route;
pub mod saving;
pub mod session;
pub mod settings;
pub mod shell;
pub mod start;
mod table_form;
pub mod theme;
pub mod toasts;
pub mod widgets;
mod window;
pub mod workspace;

pub use app::{App, Launch};
pub use commands::{Command, TableKey};
pub use route::{PageId, Place, Target};
pub use session::Step;
pub use settings::{Settings, SettingsFile};
pub use window::{WindowError, run};
pub use workspace::Opening;
