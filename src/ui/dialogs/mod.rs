//! What stands in front of the page: the one confirm dialog, native file dialogs, settings, shortcuts.

pub mod confirm;
pub mod picker;
pub mod settings;
pub mod shortcuts;
