//! The pictures of a forecast: how many firms a slot will have, how that changes over the days, where an indicator goes.
//!
//! The window draws the same figures with its own widgets; these are for files, so every axis has its numbers on it.

mod fan;

pub use self::fan::{DayMark, Fan, FanStep, Level, fan};

use crate::{
    report::scene::{Anchor, Area, Ink, Label, Scene, Stroke, Weight, advance, lines, point},
    text::format,
};

/// Width of every picture for a file.
pub const WIDTH: f32 = 680.0;
/// Height of the part that is drawn in.
const PLOT: f32 = 220.0;
/// Above it.
const HEAD: f32 = 26.0;
/// Below it.
const FOOT: f32 = 26.0;
/// Size of text.
const SIZE: f32 = 12.0;

/// A bar of a distribution.
#[derive(Debug, Clone, PartialEq)]
pub struct DistributionBar {
    /// What stands under it.
    pub label: String,
    /// How high, 0–1.
    pub p: f64,
    /// What it says in words.
    pub words: String,
    /// How it is filled.
    pub kind: BarKind,
}

/// Where a bar stands to the range that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BarKind {
    /// Below the minimum.
    Short,
    /// Within the range.
    Within,
    /// At the maximum or above.
    Full,
}

impl BarKind {
    /// Its colour.
    pub const fn ink(self) -> Ink {
        match self {
            Self::Short => Ink::LineStrong,
            Self::Within => Ink::Span,
            Self::Full => Ink::Accent,
        }
    }
}

/// A mark across a chart with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Number of the bar it stands before.
    pub before: usize,
    /// Its words.
    pub words: String,
}

/// A line over equal steps.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseLine {
    /// What it is called where it ends.
    pub name: String,
    /// Its points, 0–1.
    pub points: Vec<f64>,
    /// Its colour.
    pub ink: Ink,
}

/// Predictions of about one chance, beside what came of them.
#[derive(Debug, Clone, PartialEq)]
pub struct ReliabilityDot {
    /// Mean chance given, 0–1.
    pub predicted: f64,
    /// Share that happened, 0–1.
    pub happened: f64,
    /// How many.
    pub count: u32,
    /// What it says in words.
    pub words: String,
}

/// A distribution with its chances written on the bars.
pub fn distribution(title: &str, bars: &[DistributionBar], marks: &[Mark]) -> Scene {
    let mut scene = Scene::new(WIDTH, HEAD + PLOT + FOOT, title);
    let most = bars.iter().map(|bar| bar.p).fold(0.0, f64::max).max(1e-9);
    let step = (WIDTH / bars.len().max(1) as f32).min(64.0);
    let width = (step - 6.0).clamp(2.0, 44.0);
    let base = HEAD + PLOT;
    let widest = |text: &mut dyn Iterator<Item = String>| {
        text.map(|text| advance(&text, SIZE, Weight::Regular)).fold(0.0, f32::max) + 6.0
    };
    let every = whole(widest(&mut bars.iter().map(|bar| bar.label.clone())) / step);
    let written = widest(&mut bars.iter().map(|bar| format::share(bar.p))) <= step;
    for (number, bar) in bars.iter().enumerate() {
        let middle = (number as f32 + 0.5) * step;
        let tall = share(bar.p / most) * (PLOT - 20.0);
        let area = Area::new(middle - width / 2.0, base - tall, width, tall);
        if tall > 0.0 {
            scene.fill(area, 2.0, bar.kind.ink());
        }
        if written {
            let at = point(middle, base - tall - 9.0);
            scene.text(Label::new(at, format::share(bar.p), SIZE, Ink::Text).anchored(Anchor::Middle));
        }
        if number % every == 0 {
            let at = point(middle, base + 13.0);
            scene.text(Label::new(at, bar.label.clone(), SIZE, Ink::TextSoft).anchored(Anchor::Middle));
        }
        scene.region(Area::new(middle - step / 2.0, HEAD, step, PLOT), bar.words.clone(), number);
    }
    scene.line(point(0.0, base), point(step * bars.len() as f32, base), Stroke::new(Ink::LineStrong, 1.0));
    for mark in marks.iter().filter(|mark| mark.before <= bars.len()) {
        let x = mark.before as f32 * step;
        scene.line(point(x, 16.0), point(x, base), Stroke::dashed(Ink::Cut, 1.0));
        let label = Label::new(point(x, 8.0), mark.words.clone(), SIZE, Ink::TextSoft);
        let wide = advance(&mark.words, SIZE, Weight::Regular);
        let anchor = if x + wide > WIDTH { Anchor::End } else { Anchor::Start };
        scene.text(label.anchored(anchor));
    }
    scene
}

/// Shares over the days from `ends.0` to `ends.1`; `cursor` is the step looked at.
pub fn course(title: &str, lines: &[CourseLine], ends: (&str, &str), cursor: f32) -> Scene {
    let mut scene = Scene::new(WIDTH, HEAD + PLOT + FOOT, title);
    let names = lines.iter().map(|line| advance(&line.name, SIZE, Weight::Bold)).fold(0.0, f32::max);
    let (left, right) = (40.0, WIDTH - names - 10.0);
    let base = HEAD + PLOT;
    let steps = lines.iter().map(|line| line.points.len()).max().unwrap_or_default();
    let x = |step: f32| left + step / steps.saturating_sub(1).max(1) as f32 * (right - left);
    let y = |p: f64| base - share(p) * PLOT;
    for (level, words) in [(0.0, "0"), (0.25, "25%"), (0.5, "50%"), (0.75, "75%"), (1.0, "100%")] {
        scene.line(point(left, y(level)), point(right, y(level)), Stroke::new(Ink::Line, 1.0));
        let at = point(left - 6.0, y(level));
        scene.text(Label::new(at, words, SIZE, Ink::TextSoft).anchored(Anchor::End));
    }
    days(&mut scene, ends, (left, right));
    scene.line(point(x(cursor), HEAD), point(x(cursor), base), Stroke::dashed(Ink::Cut, 1.0));
    let mut taken: Vec<f32> = Vec::new();
    for line in lines {
        let points: Vec<_> =
            (0..).zip(&line.points).map(|(step, p): (u16, _)| point(x(f32::from(step)), y(*p))).collect();
        let Some(end) = points.last().copied() else { continue };
        if points.len() > 1 {
            scene.lines(points, Stroke::new(line.ink, 2.0));
        }
        // Two names at one height stand below each other.
        let mut at = end.y;
        while taken.iter().any(|other| (other - at).abs() < 14.0) {
            at += 14.0;
        }
        taken.push(at);
        scene.text(Label::new(point(right + 8.0, at), line.name.clone(), SIZE, line.ink).bold());
    }
    scene
}

/// Predictions beside outcomes: the nearer the diagonal the better; the area of a dot says how many.
pub fn reliability(title: &str, axes: (&str, &str), dots: &[ReliabilityDot]) -> Scene {
    const SIDE: f32 = 360.0;
    const LEFT: f32 = 46.0;
    let mut scene = Scene::new(WIDTH, HEAD + SIDE + 2.0 * FOOT, title);
    let plot = Area::new(LEFT, HEAD, SIDE, SIDE);
    let at = |predicted: f64, happened: f64| {
        point(plot.left + share(predicted) * SIDE, plot.bottom() - share(happened) * SIDE)
    };
    for (level, words) in [(0.0, "0"), (0.25, "25%"), (0.5, "50%"), (0.75, "75%"), (1.0, "100%")] {
        let (across, up) = (at(level, 0.0), at(0.0, level));
        scene.line(up, point(plot.right(), up.y), Stroke::new(Ink::Line, 1.0));
        scene.line(across, point(across.x, plot.top), Stroke::new(Ink::Line, 1.0));
        scene.text(Label::new(point(plot.left - 6.0, up.y), words, SIZE, Ink::TextSoft).anchored(Anchor::End));
        scene.text(
            Label::new(point(across.x, plot.bottom() + 13.0), words, SIZE, Ink::TextSoft).anchored(Anchor::Middle),
        );
    }
    scene.line(at(0.0, 0.0), at(1.0, 1.0), Stroke::dashed(Ink::LineStrong, 1.2));
    let right = point(plot.right(), plot.bottom() + 31.0);
    scene.text(Label::new(right, axes.0, SIZE, Ink::Text).anchored(Anchor::End));
    scene.text(Label::new(point(0.0, 8.0), axes.1, SIZE, Ink::Text));
    let most = dots.iter().map(|dot| dot.count).max().unwrap_or(1).max(1);
    let told = dots.iter().filter(|dot| dot.count > 0);
    let mut line = plot.top + 10.0;
    for (number, dot) in told.enumerate() {
        let radius = 4.0 + 8.0 * share(f64::from(dot.count) / f64::from(most)).sqrt();
        let centre = at(dot.predicted, dot.happened);
        scene.dot(centre, radius, Ink::Accent.tint(80));
        // What the dots say stands beside the plot, from the lowest chance to the highest.
        for words in lines(&dot.words, SIZE, Weight::Regular, WIDTH - plot.right() - 24.0, 3) {
            scene.text(Label::new(point(plot.right() + 24.0, line), words, SIZE, Ink::TextSoft));
            line += 17.0;
        }
        line += 6.0;
        let area = Area::new(centre.x - radius, centre.y - radius, 2.0 * radius, 2.0 * radius);
        scene.region(area, dot.words.clone(), number);
    }
    scene
}

/// First and last day below the plot.
fn days(scene: &mut Scene, ends: (&str, &str), (left, right): (f32, f32)) {
    let foot = HEAD + PLOT + 14.0;
    scene.text(Label::new(point(left, foot), ends.0, SIZE, Ink::TextSoft));
    scene.text(Label::new(point(right, foot), ends.1, SIZE, Ink::TextSoft).anchored(Anchor::End));
}

/// A chart as a picture of its own: its title above, a line of words below.
pub fn framed(chart: &Scene, title: &str, foot: &str) -> Scene {
    const MARGIN: f32 = 24.0;
    const ABOVE: f32 = 44.0;
    const BELOW: f32 = 30.0;
    let (width, height) = (chart.width + 2.0 * MARGIN, chart.height + ABOVE + BELOW + 2.0 * MARGIN);
    let mut scene = Scene::new(width, height, title);
    let head = Label::new(point(MARGIN, MARGIN + 12.0), title, 20.0, Ink::Text).bold();
    scene.text(head.within(chart.width));
    scene.place(chart, point(MARGIN, MARGIN + ABOVE));
    let words = Label::new(point(width - MARGIN, height - MARGIN - 4.0), foot, 11.0, Ink::TextSoft);
    scene.text(words.within(chart.width).anchored(Anchor::End));
    scene
}

/// A share as a part of a length.
#[allow(clippy::cast_possible_truncation)] // a share
fn share(value: f64) -> f32 {
    if value.is_finite() { value.clamp(0.0, 1.0) as f32 } else { 0.0 }
}

/// The next whole number, at least one.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
fn whole(number: f32) -> usize {
    number.ceil().clamp(1.0, 1000.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::scene::Shape;

    fn bars(count: u32) -> Vec<DistributionBar> {
        let kind = |firms: u32| match firms {
            0..3 => BarKind::Short,
            3..6 => BarKind::Within,
            _ => BarKind::Full,
        };
        let bar = |firms: u32| DistributionBar {
            label: firms.to_string(),
            p: f64::from(firms + 1) / 100.0,
            words: String::new(),
            kind: kind(firms),
        };
        (0..count).map(bar).collect()
    }

    fn all() -> Vec<Scene> {
        let marks = [Mark { before: 3, words: "下限".into() }, Mark { before: 60, words: "规划上限规划上限".into() }];
        let line = |name: &str, ink| CourseLine { name: name.into(), points: vec![0.0, 0.4, 1.0], ink };
        let lines = [line("达下限的把握", Ink::Accent), line("达上限的把握", Ink::TextSoft)];
        let ends = ("2026-01-01", "2029-12-31");
        let dots = [0.0, 1.0].map(|p| ReliabilityDot {
            predicted: p,
            happened: 1.0 - p,
            count: 3,
            words: "0%–20%：12 次，给出 7%，实际 8%".repeat(3),
        });
        vec![
            distribution("t", &bars(8), &marks[..1]),
            distribution("t", &bars(60), &marks),
            course("t", &lines, ends, 1.0),
            fan("t", &fan::tests::sample(), WIDTH),
            fan("t", &fan::tests::sample(), 1400.0),
            reliability("t", ("给出的平均概率", "实际落地"), &dots),
        ]
    }

    #[test]
    fn nothing_runs_out_of_the_picture() {
        for scene in all() {
            let framed = framed(&scene, &"一个很长的标题".repeat(20), &"很长的一行说明".repeat(40));
            for scene in [&scene, &framed] {
                for shape in &scene.shapes {
                    if let Shape::Text(label) = shape {
                        let end = label.left() + advance(&label.text, label.size, label.weight);
                        assert!(label.left() >= -1.0 && end <= scene.width + 1.0, "{label:?}");
                        assert!((0.0..=scene.height).contains(&label.at.y), "{label:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn bars_begin_at_zero_and_keep_their_proportions() {
        let scene = distribution("t", &bars(8), &[]);
        let heights: Vec<f32> = scene
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Box { area, .. } => Some(area.height),
                _ => None,
            })
            .collect();
        assert_eq!(heights.len(), 8);
        assert!((heights[7] / heights[3] - 2.0).abs() < 1e-3);
        let said = |text: &str| scene.shapes.iter().any(|one| matches!(one, Shape::Text(label) if label.text == text));
        assert!(said(&format::share(0.08)), "chances are written where there is room");
    }
}
