//! Opening the window, and saying in plain words why it cannot be opened.

use std::{
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use eframe::egui::{IconData, ViewportBuilder, vec2};
use thiserror::Error;

use super::app::{App, Launch};
use crate::text::{Say, ui::UiText};

/// Smallest window in which everything can be reached.
const LEAST: (f32, f32) = (960.0, 600.0);
/// Size of the first window: fits a small laptop's screen with its panels.
const FIRST: (f32, f32) = (1280.0, 720.0);

/// Why no window opened.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum WindowError {
    /// Neither X11 nor Wayland.
    #[error("no display")]
    NoDisplay,
    /// The display named in the environment does not answer.
    #[error("display {0} does not answer")]
    Unreachable(String),
    /// Libraries loaded at run time are not there.
    #[error("missing libraries: {0:?}")]
    MissingLibraries(Vec<String>),
    /// No usable OpenGL.
    #[error("graphics: {0}")]
    Graphics(String),
    /// The window ended by a fault of the program.
    #[error("died: {0}")]
    Died(String),
}

impl WindowError {
    /// What a Debian machine needs for the window. The libraries are loaded at run time, so no tool finds them.
    pub const PACKAGES: &[&str] =
        &["libgl1", "libgl1-mesa-dri", "libx11-6", "libx11-xcb1", "libxcursor1", "libxi6", "libxkbcommon-x11-0"];
}

/// Libraries the window loads at run time under X11; without the keyboard ones its toolkit would panic.
const X11_LIBRARIES: &[&str] =
    &["libX11.so.6", "libX11-xcb.so.1", "libXcursor.so.1", "libXi.so.6", "libxkbcommon-x11.so.0", "libGL.so.1"];

/// Opens the window and returns when it is closed.
pub fn run(launch: Launch) -> Result<(), WindowError> {
    check_surroundings()?;
    let mut launch = launch;
    let remembered = launch.settings.load();
    let (width, height) = remembered.window.unwrap_or(FIRST);
    let lang = remembered.lang.unwrap_or(launch.lang);
    let viewport = ViewportBuilder::default()
        .with_title(UiText::ProgramName.say(lang))
        .with_app_id("zhaoshang")
        .with_inner_size(vec2(width, height))
        .with_min_inner_size(vec2(LEAST.0, LEAST.1))
        .with_maximized(remembered.maximized)
        .with_drag_and_drop(true)
        .with_icon(icon());
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        persist_window: false,
        centered: remembered.window.is_none(),
        ..eframe::NativeOptions::default()
    };
    let opened = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "zhaoshang",
            options,
            Box::new(|creation| Ok(Box::new(App::new(&creation.egui_ctx, launch)))),
        )
    }));
    match opened {
        Ok(Ok(())) => Ok(()),
        // What the toolkit says names its own source files and helps nobody.
        Ok(Err(eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_))) => Err(WindowError::Unreachable(display())),
        Ok(Err(error)) => Err(WindowError::Graphics(error.to_string())),
        Err(panic) => Err(WindowError::Died(panic_words(panic.as_ref()))),
    }
}

/// The display one was to open on, as the environment names it.
fn display() -> String {
    ["WAYLAND_DISPLAY", "DISPLAY"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default()
}

fn panic_words(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|words| (*words).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

/// What can be known before trying.
fn check_surroundings() -> Result<(), WindowError> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let wayland = set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET");
    if !wayland && !set("DISPLAY") {
        return Err(WindowError::NoDisplay);
    }
    if wayland {
        return Ok(());
    }
    let missing: Vec<String> =
        X11_LIBRARIES.iter().filter(|library| !is_installed(library)).map(|library| (*library).to_owned()).collect();
    if missing.is_empty() { Ok(()) } else { Err(WindowError::MissingLibraries(missing)) }
}

/// Whether the loader would find a library: in the folders it is told, or in those every system has. Where none of the
/// usual folders exists (NixOS, Guix) nothing can be known, so nothing is said to be missing.
fn is_installed(library: &str) -> bool {
    let told = env::var_os("LD_LIBRARY_PATH");
    let told = told.iter().flat_map(env::split_paths);
    let triplet = format!("{}-linux-gnu", env::consts::ARCH);
    let usual = [
        format!("/usr/lib/{triplet}"),
        format!("/lib/{triplet}"),
        "/usr/lib64".to_owned(),
        "/lib64".to_owned(),
        "/usr/lib".to_owned(),
        "/lib".to_owned(),
        "/usr/local/lib".to_owned(),
    ];
    let standard = Path::new("/etc/ld.so.cache").exists();
    !standard || told.chain(usual.into_iter().map(Into::into)).any(|folder| folder.join(library).exists())
}

/// The window's icon: the interval bar, drawn, so that no picture file is needed.
fn icon() -> IconData {
    const SIDE: usize = 64;
    let ground = super::theme::tokens::LIGHT.accent;
    let (span, tick) = (super::theme::tokens::LIGHT.span, super::theme::tokens::LIGHT.raised);
    let mut rgba = Vec::with_capacity(SIDE * SIDE * 4);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let corner = |edge: usize| edge.min(SIDE - 1 - edge);
            let outside = corner(x) + corner(y) < 8;
            let bar = [(14..22, 12..40, 30), (28..36, 20..52, 42), (42..50, 8..34, 16)]
                .into_iter()
                .find(|(rows, ..)| rows.contains(&y));
            let colour = match bar {
                Some((_, _, at)) if (at..at + 5).contains(&x) => tick,
                Some((_, columns, _)) if columns.contains(&x) => span,
                _ => ground,
            };
            let [red, green, blue, _] = colour.to_array();
            rgba.extend([red, green, blue, if outside { 0 } else { 255 }]);
        }
    }
    let side = u32::try_from(SIDE).unwrap_or_default();
    IconData { rgba, width: side, height: side }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn every_reason_names_a_way_out() {
        let reasons = [
            WindowError::NoDisplay,
            WindowError::Unreachable(":7".into()),
            WindowError::MissingLibraries(vec!["libGL.so.1".into()]),
            WindowError::Graphics("no config".into()),
        ];
        for reason in reasons {
            for lang in [Lang::Zh, Lang::En] {
                let words = reason.say(lang);
                assert!(words.contains("zhaoshang help"), "{words}");
            }
        }
        let missing = WindowError::MissingLibraries(vec!["libXi.so.6".into()]).say(Lang::Zh);
        assert!(missing.contains("libXi.so.6") && missing.contains("libxkbcommon-x11-0"));
    }

    #[test]
    fn a_library_that_is_nowhere_is_missing() {
        if Path::new("/etc/ld.so.cache").exists() {
            assert!(!is_installed("libnothing-of-this-name.so.9"));
        }
    }

    #[test]
    fn the_icon_is_a_whole_picture() {
        let icon = icon();
        assert_eq!(icon.rgba.len(), icon.width as usize * icon.height as usize * 4);
    }
}
