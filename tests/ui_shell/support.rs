//! Windows for tests: no threads, no display, a clock that stands still.

use std::sync::atomic::{AtomicU64, Ordering};

use egui_kittest::Harness;
use jiff::{Timestamp, civil::Date};
use zhaoshang::{
    clock::Surroundings,
    text::Lang,
    ui::{App, Launch, Opening, SettingsFile, theme},
};

fn now() -> Timestamp {
    Timestamp::from_second(1_795_400_000).expect("a moment")
}

fn today() -> Date {
    jiff::civil::date(2026, 11, 23)
}

/// Different every time, the same in every run of one test.
fn bits() -> [u8; 16] {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    u128::from(NEXT.fetch_add(1, Ordering::Relaxed))
        .wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_0C4A_2B1D_8E67)
        .to_le_bytes()
}

/// A window that opens something.
pub fn window(lang: Lang, open: Option<Opening>, settings: SettingsFile) -> Harness<'static, App> {
    let launch = Launch {
        open,
        reopen_last: false,
        settings,
        lang,
        surroundings: Surroundings { now, today, random_bits: bits },
        threaded: false,
    };
    let mut harness = Harness::builder()
        .with_size([1366.0, 768.0])
        .with_max_steps(64)
        .with_context_setup(theme::install)
        .build_eframe(|creation| App::new(&creation.egui_ctx, launch));
    harness.run();
    harness
}

/// The start page.
pub fn start(lang: Lang) -> Harness<'static, App> {
    window(lang, None, SettingsFile::nowhere())
}

/// The demonstration.
pub fn demo(lang: Lang) -> Harness<'static, App> {
    window(lang, Some(Opening::Demo), SettingsFile::nowhere())
}
