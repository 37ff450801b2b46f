//! Writes what is remembered soon after it changed, on a thread of its own: drafts must outlive the process, and a slow
//! disk must not hold the window up.

use std::time::Duration;

use eframe::egui::{Context, Event};

use super::settings::{Settings, SettingsFile};
use crate::desk::{Errand, Wake};

/// Least seconds between two writings: typing is not written letter by letter, and no more than this is lost.
const PAUSE: f64 = 1.0;

/// Settings on their way to their file.
pub struct Keeper {
    file: SettingsFile,
    /// None = written where it is asked for (tests).
    wake: Option<Wake>,
    /// Seconds on the window's clock at which writing was begun last.
    begun: Option<f64>,
    writing: Option<Errand<()>>,
}

impl Keeper {
    /// Over a file whose settings were read.
    pub const fn new(file: SettingsFile, wake: Option<Wake>) -> Self {
        Self { file, wake, begun: None, writing: None }
    }

    /// Writes what changed: at once when nothing was written lately or the window is being left, else soon, for which
    /// an idle window is woken.
    pub fn keep(&mut self, ctx: &Context, settings: &Settings) {
        if self.writing.as_mut().is_some_and(|writing| writing.take().is_none()) {
            // Its end wakes the window.
            return;
        }
        self.writing = None;
        if self.file.holds(settings) {
            return;
        }
        let (now, leaving) = ctx.input(|input| (input.time, input.events.contains(&Event::WindowFocused(false))));
        let left = self.begun.map_or(0.0, |begun| begun + PAUSE - now);
        if left > 0.0 && !leaving {
            ctx.request_repaint_after(Duration::from_secs_f64(left.min(PAUSE)));
            return;
        }
        self.begun = Some(now);
        let Some(write) = self.file.writing(settings) else { return };
        self.writing = Some(match &self.wake {
            Some(wake) => Errand::threaded(wake.clone(), write),
            None => Errand::inline(write),
        });
    }

    /// Writes what is left, and returns when it is written.
    pub fn finish(&mut self, settings: &Settings) {
        if let Some(writing) = self.writing.take() {
            writing.wait();
        }
        self.file.save(settings);
    }
}
