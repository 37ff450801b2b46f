//! Reading a list in a process of its own, so that a file that makes a parser take all memory, or never end, costs one
//! message and nothing else (`reliability.md` 4.1).
//!
//! The same program is started again with [`ARGUMENT`] before anything else. It limits itself (memory, time, no file may
//! be written), takes the bytes of the list through a pipe, and gives rows back through another. It knows no workspace.
//! What it gives is not trusted: every frame is bounded and every cell passes the limits of a sheet once more.
//!
//! A panic could be caught where it happens; these parsers abort, and that cannot be.

mod child;
mod limits;
mod parent;
mod protocol;

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
    time::Duration,
};

pub use child::serve;
pub use protocol::read_answer;
pub(super) use {parent::read, protocol::Job};

/// First argument of the process that reads; nobody types it.
pub const ARGUMENT: &str = "--read-list-for-parent";

/// Most memory the reading process may take, in bytes.
pub const MAX_MEMORY: u64 = 1 << 30;
/// How long it may take from when it has the whole file.
pub const MAX_TIME: Duration = Duration::from_mins(1);

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says which program reads lists: from then on, every list is read in a process of its own. Said once, at the start; a
/// program that cannot be asked (a test, a bench) never says it and reads lists itself.
pub fn offer(program: PathBuf) {
    // Said before, it holds.
    let _ = PROGRAM.set(program);
}

/// The program that reads lists, if one was offered.
pub(super) fn program() -> Option<&'static Path> {
    PROGRAM.get().map(PathBuf::as_path)
}
