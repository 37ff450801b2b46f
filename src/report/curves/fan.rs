//! Where an indicator goes: a fan of percentiles over days.

use crate::{
    report::scene::{Anchor, Ink, Label, Scene, Shape, Stroke, Weight, advance, point},
    text::format,
};

use super::{FOOT, HEAD, PLOT, SIZE, share};

/// Room between two days named on the axis.
const BETWEEN: f32 = 10.0;

/// A fan with its axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Fan {
    /// Where it starts.
    pub start: f64,
    /// Its days, in order.
    pub steps: Vec<FanStep>,
    /// Levels across it.
    pub levels: Vec<Level>,
    /// Days named below it; the first ones keep their names where there is too little room for all.
    pub ticks: Vec<DayMark>,
    /// The day that matters most, marked across.
    pub target: Option<DayMark>,
    /// Decimals of its figures.
    pub decimals: usize,
}

/// One day of a fan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FanStep {
    /// Where it stands between the start, 0, and the last day, 1; true to the days between.
    pub at: f32,
    /// 5, 25, 75 and 95 %.
    pub band: [f64; 4],
    /// What is expected.
    pub expected: f64,
}

/// A level drawn across a fan.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Value.
    pub value: f64,
    /// Its words.
    pub words: String,
}

/// A day named on the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct DayMark {
    /// Where it stands, as with a step.
    pub at: f32,
    /// Its words.
    pub words: String,
}

impl Fan {
    /// The lowest and the highest value drawn.
    pub fn range(&self) -> (f64, f64) {
        let of_steps = self.steps.iter().flat_map(|step| step.band);
        let values = of_steps.chain(self.levels.iter().map(|level| level.value)).chain([self.start]);
        values
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
    }

    /// The start and the steps, as steps.
    pub fn from_start(&self) -> impl Iterator<Item = FanStep> {
        let start = FanStep { at: 0.0, band: [self.start; 4], expected: self.start };
        std::iter::once(start).chain(self.steps.iter().copied())
    }
}

/// A fan from its start through its steps, with levels across and days below, so wide.
pub fn fan(title: &str, fan: &Fan, width: f32) -> Scene {
    let mut scene = Scene::new(width, HEAD + PLOT + FOOT, title);
    let (low, high) = fan.range();
    let span = (high - low).max(1e-9);
    let figure = |value: f64| format::fixed(value, fan.decimals);
    let wide = |text: &str, weight: Weight| advance(text, SIZE, weight);
    let left = wide(&figure(low), Weight::Regular).max(wide(&figure(high), Weight::Regular)) + 10.0;
    let last = fan.steps.last().map(|step| step.expected);
    let tail = fan.levels.iter().map(|level| wide(&level.words, Weight::Regular)).fold(0.0, f32::max);
    let tail = tail.max(last.map_or(0.0, |value| wide(&figure(value), Weight::Bold)));
    let right = width - tail - 12.0;
    let base = HEAD + PLOT;
    let x = |at: f32| left + at.clamp(0.0, 1.0) * (right - left);
    let y = |value: f64| base - share((value - low) / span) * PLOT;
    for value in [low, f64::midpoint(low, high), high] {
        scene.line(point(left, y(value)), point(right, y(value)), Stroke::new(Ink::Line, 1.0));
        let at = point(left - 6.0, y(value));
        scene.text(Label::new(at, figure(value), SIZE, Ink::TextSoft).anchored(Anchor::End));
    }
    for (outer, inner, fill) in [(0, 3, Ink::Span.tint(45)), (1, 2, Ink::Span.into())] {
        let edge = |edge: usize| fan.from_start().map(|step| point(x(step.at), y(step.band[edge]))).collect();
        scene.shapes.push(Shape::Band { one: edge(outer), other: edge(inner), fill });
    }
    let mut taken: Vec<f32> = Vec::new();
    let mut free = |wanted: f32| {
        let mut at = wanted;
        while taken.iter().any(|other| (other - at).abs() < 14.0) {
            at += 14.0;
        }
        taken.push(at);
        at
    };
    if let Some(value) = last {
        let at = point(right + 8.0, free(y(value)));
        scene.text(Label::new(at, figure(value), SIZE, Ink::Accent).bold());
    }
    for level in &fan.levels {
        scene.line(point(left, y(level.value)), point(right, y(level.value)), Stroke::dashed(Ink::Cut, 1.2));
        let at = point(right + 8.0, free(y(level.value)));
        scene.text(Label::new(at, level.words.clone(), SIZE, Ink::TextSoft));
    }
    days(&mut scene, fan, x);
    let line: Vec<_> = fan.from_start().map(|step| point(x(step.at), y(step.expected))).collect();
    scene.lines(line, Stroke::new(Ink::Accent, 2.0));
    scene
}

/// The days below the plot, and the one marked across.
fn days(scene: &mut Scene, fan: &Fan, x: impl Fn(f32) -> f32) {
    let base = HEAD + PLOT;
    let (left, right) = (x(0.0), x(1.0));
    // Words stand below their day, moved in at the ends.
    let begin = |day: &DayMark| {
        let wide = advance(&day.words, SIZE, Weight::Regular);
        let begin = (x(day.at) - wide / 2.0).min(right - wide).max(left);
        (begin, begin + wide)
    };
    let mut taken: Vec<(f32, f32)> = Vec::new();
    for tick in &fan.ticks {
        scene.line(point(x(tick.at), base), point(x(tick.at), base + 5.0), Stroke::new(Ink::LineStrong, 1.0));
        let (from, to) = begin(tick);
        if taken.iter().any(|other| from < other.1 + BETWEEN && other.0 < to + BETWEEN) {
            continue;
        }
        taken.push((from, to));
        scene.text(Label::new(point(from, base + 14.0), tick.words.clone(), SIZE, Ink::TextSoft));
    }
    if let Some(target) = &fan.target {
        scene.line(point(x(target.at), HEAD - 8.0), point(x(target.at), base), Stroke::dashed(Ink::LineStrong, 1.2));
        scene.text(Label::new(point(begin(target).0, HEAD - 16.0), target.words.clone(), SIZE, Ink::Text));
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::report::curves) fn sample() -> Fan {
        let ats = [0.025, 0.27, 0.51, 0.76, 1.0];
        let steps = ats.into_iter().zip(1_u32..).map(|(at, step)| {
            let middle = 1000.0 + f64::from(step);
            FanStep { at, band: [middle - 3.0, middle - 1.0, middle + 1.0, middle + 3.0], expected: middle }
        });
        let tick = |at: f32| DayMark { at, words: "2026-12-31".into() };
        Fan {
            start: 1000.0,
            steps: steps.collect(),
            levels: vec![Level { value: 1005.0, words: "2025".into() }, Level { value: 1005.2, words: "2035".into() }],
            ticks: [0.0, 1.0].into_iter().chain(ats).map(tick).collect(),
            target: Some(DayMark { at: 1.0, words: "target 2030-12-31".into() }),
            decimals: 1,
        }
    }

    #[test]
    fn a_fan_ends_at_what_is_expected_and_its_days_stand_where_they_are() {
        let fan = sample();
        let scene = super::fan("t", &fan, 680.0);
        let labels: Vec<&Label> = scene
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Text(label) => Some(label),
                _ => None,
            })
            .collect();
        for words in ["1,005.0", "2025", "2035", "target 2030-12-31"] {
            assert!(labels.iter().any(|label| label.text == words), "{words}");
        }
        // The first year end is five weeks after the start, and so stands beside it, without words of its own.
        let band = scene.shapes.iter().find_map(|shape| match shape {
            Shape::Band { one, .. } => Some(one.iter().map(|point| point.x).collect::<Vec<_>>()),
            _ => None,
        });
        let band = band.unwrap();
        let share = |step: usize| (band[step] - band[0]) / (band[5] - band[0]);
        for (step, at) in fan.steps.iter().enumerate() {
            assert!((share(step + 1) - at.at).abs() < 1e-4, "{step}");
        }
        let mut named: Vec<(f32, f32)> = labels
            .iter()
            .filter(|label| label.text == "2026-12-31")
            .map(|label| (label.left(), label.left() + advance(&label.text, SIZE, Weight::Regular)))
            .collect();
        named.sort_by(|one, other| one.0.total_cmp(&other.0));
        assert_eq!(named.len(), 5, "all but that one");
        assert!(named.windows(2).all(|pair| pair[0].1 < pair[1].0), "{named:?}");
    }
}
