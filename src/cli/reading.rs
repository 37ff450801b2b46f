//! The part of the program that reads a list in a process of its own, and how others find it.

use std::{ffi::OsString, io, path::PathBuf};

use super::ExitKind;
use crate::exchange::read::apart;

/// Reads a list for the process that started this one, when that is what it was started for.
pub fn read_for_parent(arguments: &[OsString]) -> Option<ExitKind> {
    if arguments.first().is_none_or(|first| first != apart::ARGUMENT) {
        return None;
    }
    Some(match apart::serve(io::stdin().lock(), io::stdout().lock()) {
        Ok(()) => ExitKind::Done,
        Err(_) => ExitKind::Failed,
    })
}

/// From here on, lists are read in a process of their own. What cannot be found cannot be started either, which the
/// first list will say.
pub fn offer_reading() {
    apart::offer(program());
}

/// This very program, also when its file was replaced by a newer one meanwhile.
#[cfg(target_os = "linux")]
fn program() -> PathBuf {
    PathBuf::from("/proc/self/exe")
}

#[cfg(not(target_os = "linux"))]
fn program() -> PathBuf {
    std::env::current_exe().unwrap_or_default()
}
