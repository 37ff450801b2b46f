//! Small pictures of the drawings that are the program's own, compared with those kept beside this file.
//!
//! When a drawing is meant to change: `ZHAOSHANG_PICTURES=keep cargo test --test ui_pictures`, look at the changed
//! `*.svg`, and commit them.

#![allow(clippy::expect_used)]

mod svg;

use std::{env, fs, path::Path};

use eframe::egui::{Theme, Ui, Vec2, vec2};
use egui_kittest::Harness;
use zhaoshang::{
    domain::{
        fit::{Evidence, Role, TermKind},
        ids::SegmentId,
    },
    text::Lang,
    ui::{
        theme::{install, tokens::Tokens},
        widgets::{IntervalBar, SeatsView, UiExt, WaterfallRow, evidence_ui, waterfall_ui},
    },
};

/// Draws something in both themes and compares it with what is kept.
fn compare(name: &str, size: Vec2, draw: impl Fn(&mut Ui)) {
    for (theme, word) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut harness =
            Harness::builder().with_size(size).with_theme(theme).with_context_setup(install).build_ui(|ui| draw(ui));
        harness.run();
        let ground = Tokens::of(theme == Theme::Dark).base;
        let drawn = svg::drawing(size, ground, &harness.output().shapes);
        assert!(!drawn.contains("<!--"), "a shape that cannot be written: {drawn}");
        let file = format!("{name}_{word}.svg");
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui_pictures").join(&file);
        if env::var_os("ZHAOSHANG_PICTURES").is_some_and(|wish| wish == "keep") {
            fs::write(&kept, &drawn).expect("kept");
            continue;
        }
        let known = fs::read_to_string(&kept).unwrap_or_default().replace("\r\n", "\n");
        if drawn != known {
            let now = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&file);
            fs::write(&now, &drawn).expect("written");
            let line = drawn.lines().zip(known.lines()).position(|(one, other)| one != other);
            panic!(
                "{file} is not what it was, from line {:?} on; it is now {}; see the head of this test for keeping it",
                line.map(|line| line + 1),
                now.display()
            );
        }
    }
}

#[test]
fn interval_bars() {
    compare("interval", vec2(280.0, 96.0), |ui| {
        let large = vec2(240.0, 12.0);
        ui.add(IntervalBar::new(48.0, 61.2, 71.5, Lang::Zh));
        ui.add(IntervalBar::new(20.0, 45.0, 90.0, Lang::Zh).estimated(true).cut_off(Some(60.0)).size(large));
        ui.add(IntervalBar::unknown(30.0, 80.0, Lang::Zh).size(large));
        ui.add(IntervalBar::new(100.0, 100.0, 100.0, Lang::Zh).cut_off(Some(0.0)));
    });
}

#[test]
fn seats() {
    compare("seats", vec2(280.0, 112.0), |ui| {
        let seats = |landed, pipeline, range, passed| SeatsView { landed, pipeline, range, passed, lang: Lang::Zh };
        ui.add(seats(1, &[0.8, 0.3, 0.1], Some((3, 5)), None));
        ui.add(seats(6, &[], Some((3, 5)), Some(jiff::civil::date(2025, 12, 31))));
        ui.add(seats(0, &[0.5], Some((1, 1)), None));
        ui.add(seats(0, &[], None, None));
    });
}

#[test]
fn waterfalls() {
    let row = |name: &str, most: f64, points: f64, low: f64, high: f64, unknown: bool, estimated: bool| WaterfallRow {
        name: name.into(),
        most,
        points,
        low,
        high,
        unknown,
        estimated,
    };
    let rows = [
        row("赛道契合度", 35.0, 34.5, 34.5, 34.5, false, false),
        row("研发投入强度", 8.8, 5.0, 3.0, 7.0, false, false),
        row("自建研发机构", 3.8, 1.9, 0.0, 3.8, true, true),
        row("名字很长很长很长很长很长很长的一项准则", 15.0, 7.5, 2.0, 12.0, false, true),
    ];
    compare("waterfall", vec2(460.0, 128.0), |ui| {
        waterfall_ui(ui, &rows, Lang::Zh);
    });
}

#[test]
fn evidence() {
    let mark = |start: usize, end: usize, kind: TermKind, negated: bool| Evidence {
        text: 0,
        start,
        end,
        term: String::new(),
        kind,
        role: Role::Makes,
        negated,
        segment: SegmentId::new("x"),
        product: None,
        weight: 1.0,
    };
    let marks = [
        mark(2, 8, TermKind::Core, false),
        mark(9, 11, TermKind::Part, false),
        mark(15, 17, TermKind::Context, false),
        mark(20, 22, TermKind::Core, true),
    ];
    let marks: Vec<&Evidence> = marks.iter().collect();
    compare("evidence", vec2(300.0, 80.0), |ui| {
        evidence_ui(ui, "研制永磁同步电机、轴承的设计与销售，不含芯片；其余业务见章程。", &marks, Lang::Zh);
        ui.figure("12.5", "亿元");
    });
}
