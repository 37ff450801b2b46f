//! The charts: bars from zero with their figures beside them, readable in greyscale.

use crate::{
    report::scene::{Anchor, Area, Colour, Ink, Label, Point, Scene, Shape, Stroke, Weight, advance, point},
    text::format,
};

/// Width of every chart; a page shows it smaller where it must.
pub const WIDTH: f32 = 680.0;
/// Height of a row.
const ROW: f32 = 28.0;
/// Size of text.
const SIZE: f32 = 13.0;
/// Size of secondary text.
const SMALL: f32 = 11.5;
/// Labels of rows are no wider.
const LABEL_MOST: f32 = 190.0;
/// Between label, bar and figure.
const GAP: f32 = 8.0;
/// Above the first row.
const ABOVE: f32 = 4.0;
/// Height of a key above a chart.
const KEY: f32 = 24.0;

/// A row of a chart of bars.
#[derive(Debug, Clone, PartialEq)]
pub struct BarRow {
    /// What is counted.
    pub label: String,
    /// How much.
    pub value: f64,
    /// The same as it is written.
    pub figure: String,
    /// Something about it, behind the figure; may be empty.
    pub note: String,
    /// Colour.
    pub ink: Colour,
}

/// Bars from a zero line at the left, below a line that says what they measure; the key of a row's region is its place.
pub fn bars(title: &str, rows: &[BarRow], measure: &str) -> Scene {
    let top = KEY + ABOVE;
    let mut scene = Scene::new(WIDTH, ROW * rows.len() as f32 + top + 4.0, title);
    let label = label_width(rows.iter().map(|row| row.label.as_str()));
    let right = rows.iter().map(|row| tail_width(&row.figure, &row.note)).fold(0.0, f32::max);
    let (from, to) = (label + GAP, (WIDTH - right - GAP).max(label + 80.0));
    // Where names leave no room it begins at the edge.
    let left = from.min((WIDTH - advance(measure, SMALL, Weight::Regular)).max(0.0));
    scene.text(Label::new(point(left, KEY / 2.0), measure, SMALL, Ink::TextSoft));
    let most = rows.iter().map(|row| row.value).fold(0.0, f64::max);
    for (index, row) in rows.iter().enumerate() {
        let middle = top + ROW * (index as f32 + 0.5);
        label_to(&mut scene, label, middle, &row.label);
        let length = share(row.value, most) * (to - from);
        if length > 0.0 {
            scene.fill(Area::new(from, middle - 8.0, length.max(1.5), 16.0), 2.0, row.ink);
        }
        tail_to(&mut scene, point(from + length + GAP, middle), &row.figure, &row.note);
        row_region(&mut scene, top, index, &[&row.label, &row.figure, &row.note]);
    }
    zero_line(&mut scene, top, from);
    scene
}

/// The funnel: bars around a middle line, with the share that went on between them.
pub fn funnel(title: &str, rows: &[BarRow], between: &[String]) -> Scene {
    const STEP: f32 = 46.0;
    const BAR: f32 = 26.0;
    let mut scene = Scene::new(WIDTH, STEP * rows.len() as f32 - (STEP - BAR) + 12.0, title);
    let label = label_width(rows.iter().map(|row| row.label.as_str()));
    let right = rows.iter().map(|row| tail_width(&row.figure, &row.note)).fold(0.0, f32::max);
    let (from, to) = (label + GAP, (WIDTH - right - GAP).max(label + 80.0));
    let centre = f32::midpoint(from, to);
    let most = rows.iter().map(|row| row.value).fold(0.0, f64::max);
    let half = |row: &BarRow| (share(row.value, most) * (to - from) / 2.0).max(1.0);
    for (index, row) in rows.iter().enumerate() {
        let top = 6.0 + STEP * index as f32;
        let middle = top + BAR / 2.0;
        if let Some(next) = rows.get(index + 1) {
            // What went on, as a lighter trapezium down to the next bar.
            let (upper, lower) = (half(row), half(next));
            let corners = vec![
                point(centre - upper, top + BAR),
                point(centre + upper, top + BAR),
                point(centre + lower, top + STEP),
                point(centre - lower, top + STEP),
            ];
            scene.polygon(corners, row.ink.ink.tint(18));
            if let Some(words) = between.get(index) {
                let at = point(centre, top + BAR + (STEP - BAR) / 2.0);
                scene.text(Label::new(at, words.clone(), SMALL, Ink::TextSoft).anchored(Anchor::Middle));
            }
        }
        label_to(&mut scene, label, middle, &row.label);
        scene.fill(Area::new(centre - half(row), top, 2.0 * half(row), BAR), 3.0, row.ink);
        tail_to(&mut scene, point(to + GAP, middle), &row.figure, &row.note);
        scene.region(Area::new(0.0, top, WIDTH, BAR), words(&[&row.label, &row.figure, &row.note]), index);
    }
    scene
}

/// A series of a chart of columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Colour.
    pub ink: Colour,
    /// Drawn as an outline: told apart in greyscale.
    pub hollow: bool,
    /// A value for each group.
    pub values: Vec<usize>,
}

/// Height of the legend above a chart of columns.
const HEAD: f32 = 28.0;
/// Height of its plot, with room for figures above the highest column.
const PLOT: f32 = 190.0;
/// That room.
const ROOM: f32 = 18.0;

/// Columns in groups from a zero line at the bottom, with an axis at the left; the key of a region is group × number of
/// series + series.
pub fn columns(title: &str, groups: &[String], series: &[Series]) -> Scene {
    const FOOT: f32 = 24.0;
    let mut scene = Scene::new(WIDTH, HEAD + PLOT + FOOT, title);
    let base = HEAD + PLOT;
    legend_to(&mut scene, series);
    let ticks = ticks(series.iter().flat_map(|one| &one.values).copied().max().unwrap_or_default());
    let start = axis_to(&mut scene, &ticks, base);
    let most = ticks.last().copied().unwrap_or(1) as f64;
    let wide = (WIDTH - start) / groups.len().max(1) as f32;
    let bar = ((wide * 0.8) / series.len().max(1) as f32).min(26.0);
    // Every how many groups a name finds room.
    let named = groups.iter().map(|name| advance(name, SMALL, Weight::Regular) + 6.0).fold(0.0, f32::max);
    let every = whole(named / wide);
    let mut drawn = Vec::new();
    for (group, name) in groups.iter().enumerate() {
        let centre = start + wide * (group as f32 + 0.5);
        let left = centre - bar * series.len() as f32 / 2.0;
        for (index, one) in series.iter().enumerate() {
            let value = one.values.get(group).copied().unwrap_or_default();
            let height = share(value as f64, most) * (PLOT - ROOM);
            let area = Area::new(left + bar * index as f32 + 0.5, base - height, (bar - 1.0).max(0.5), height);
            if value > 0 {
                column_to(&mut scene, area, one);
                drawn.push((value, area));
            }
            let whole = Area::new(area.left, HEAD, area.width, PLOT);
            let said = words(&[name, &one.name, &value.to_string()]);
            scene.region(whole, said, group * series.len() + index);
        }
        if group % every == 0 {
            // The first and the last name stay in the picture.
            let half = advance(name, SMALL, Weight::Regular) / 2.0;
            let at = point(centre.clamp(half, (WIDTH - half).max(half)), base + 12.0);
            scene.text(Label::new(at, name.clone(), SMALL, Ink::TextSoft).anchored(Anchor::Middle));
        }
    }
    figures_to(&mut scene, drawn);
    scene.line(point(start, base), point(WIDTH, base), Stroke::new(Ink::LineStrong, 1.0));
    scene
}

/// Round numbers from nought up to at least the most there is, six at most.
fn ticks(most: usize) -> Vec<usize> {
    let most = most.max(1);
    let mut power: usize = 1;
    let step = loop {
        let round = [1, 2, 5].map(|times| power.saturating_mul(times));
        if let Some(step) = round.into_iter().find(|step| most.div_ceil(*step) <= 5) {
            break step;
        }
        power = power.saturating_mul(10);
    };
    (0..=most.div_ceil(step)).map(|times| step.saturating_mul(times)).collect()
}

/// Writes the axis and faint lines across; where the plot begins.
fn axis_to(scene: &mut Scene, ticks: &[usize], base: f32) -> f32 {
    let named: Vec<String> = ticks.iter().map(|tick| format::count(*tick)).collect();
    let width = named.iter().map(|name| advance(name, SMALL, Weight::Regular)).fold(0.0, f32::max);
    let start = width + GAP;
    let most = ticks.last().copied().unwrap_or(1) as f64;
    for (tick, name) in ticks.iter().zip(named) {
        let at = base - share(*tick as f64, most) * (PLOT - ROOM);
        if *tick > 0 {
            scene.line(point(start, at), point(WIDTH, at), Stroke::new(Ink::Line, 1.0));
        }
        scene.text(Label::new(point(width, at), name, SMALL, Ink::TextSoft).anchored(Anchor::End));
    }
    start
}

/// Writes the figures of columns above them, the highest first: each that keeps clear of those that stand there and of
/// columns beside its own.
fn figures_to(scene: &mut Scene, mut drawn: Vec<(usize, Area)>) {
    /// Two figures nearer than this read as one number.
    const CLEAR: f32 = 6.0;
    const TALL: f32 = SMALL + 2.0;
    drawn.sort_by(|(one, at), (other, there)| other.cmp(one).then(at.left.total_cmp(&there.left)));
    let columns: Vec<Area> = drawn.iter().map(|(_, area)| *area).collect();
    let mut written: Vec<Area> = Vec::new();
    for (value, column) in drawn {
        let figure = format::count(value);
        let width = advance(&figure, SMALL, Weight::Regular);
        let half = width / 2.0;
        let at = point(column.centre().x.clamp(half, (WIDTH - half).max(half)), column.top - 8.0);
        let place = Area::new(at.x - half, at.y - TALL / 2.0, width, TALL);
        let fused = written.iter().any(|other| meets(place, *other, CLEAR));
        let covered = columns.iter().any(|other| *other != column && meets(place, *other, 0.0));
        // The highest always has its figure.
        if written.is_empty() || !(fused || covered) {
            scene.text(Label::new(at, figure, SMALL, Ink::Text).anchored(Anchor::Middle));
            written.push(place);
        }
    }
}

/// Whether two areas overlap, or are nearer to each other across than this.
fn meets(one: Area, other: Area, clear: f32) -> bool {
    one.left < other.right() + clear
        && other.left < one.right() + clear
        && one.top < other.bottom()
        && other.top < one.bottom()
}

fn column_to(scene: &mut Scene, area: Area, one: &Series) {
    if one.hollow {
        let stroke = Stroke::new(one.ink, 1.3);
        scene.shapes.push(Shape::Box {
            area: area.inset(0.7),
            radius: 0.0,
            fill: Some(Ink::Paper.into()),
            stroke: Some(stroke),
        });
    } else {
        scene.fill(area, 0.0, one.ink);
    }
}

fn legend_to(scene: &mut Scene, series: &[Series]) {
    let mut left = 0.0;
    for one in series {
        column_to(scene, Area::new(left, 6.0, 12.0, 12.0), one);
        scene.text(Label::new(point(left + 18.0, 12.0), one.name.clone(), SMALL, Ink::Text));
        left += 18.0 + advance(&one.name, SMALL, Weight::Regular) + 18.0;
    }
}

/// A row of a chart of ranges: a quarter, half and three quarters lie below.
#[derive(Debug, Clone, PartialEq)]
pub struct RangeRow {
    /// What it is about.
    pub label: String,
    /// The three; none = nothing is known.
    pub quartiles: Option<[i32; 3]>,
    /// A limit to compare with.
    pub limit: Option<i32>,
    /// What is written behind it.
    pub note: String,
}

/// Ranges on a common scale from zero, with a tick at the middle value and a line at the limit; `key` names the three.
pub fn ranges(title: &str, rows: &[RangeRow], unit: &str, key: &[String; 3]) -> Scene {
    const AXIS: f32 = 24.0;
    let top = KEY + ABOVE;
    let mut scene = Scene::new(WIDTH, ROW * rows.len() as f32 + AXIS + top + 4.0, title);
    range_key_to(&mut scene, key);
    let label = label_width(rows.iter().map(|row| row.label.as_str()));
    let right = rows.iter().map(|row| advance(&row.note, SMALL, Weight::Regular)).fold(0.0, f32::max);
    let (from, to) = (label + GAP, (WIDTH - right - 2.0 * GAP).max(label + 80.0));
    let highest = rows.iter().filter_map(|row| row.quartiles.map(|[_, _, high]| high)).max().unwrap_or_default();
    let most = f64::from(highest.max(1));
    let x = |days: i32| from + share(f64::from(days), most) * (to - from);
    for (index, row) in rows.iter().enumerate() {
        let middle = top + ROW * (index as f32 + 0.5);
        label_to(&mut scene, label, middle, &row.label);
        if let Some([low, half, high]) = row.quartiles {
            let width = (x(high) - x(low)).max(2.0);
            scene.fill(Area::new(x(low), middle - 7.0, width, 14.0), 2.0, Ink::Span);
            scene.fill(Area::new(x(half) - 1.5, middle - 10.0, 3.0, 20.0), 1.0, Ink::Tick);
        }
        if let Some(limit) = row.limit.filter(|limit| *limit <= highest) {
            let at = x(limit);
            scene.line(point(at, middle - 12.0), point(at, middle + 12.0), Stroke::dashed(Ink::Cut, 1.2));
        }
        scene.text(Label::new(point(to + 2.0 * GAP, middle), row.note.clone(), SMALL, Ink::TextSoft));
        row_region(&mut scene, top, index, &[&row.label, &row.note]);
    }
    zero_line(&mut scene, top, from);
    let foot = scene.height - AXIS / 2.0;
    scene.text(Label::new(point(from, foot), "0", SMALL, Ink::TextSoft).anchored(Anchor::Middle));
    let end = format!("{highest} {unit}");
    scene.text(Label::new(point(to, foot), end, SMALL, Ink::TextSoft).anchored(Anchor::End));
    scene
}

/// Says what the parts of a range are, each with its sign.
fn range_key_to(scene: &mut Scene, [span, middle, limit]: &[String; 3]) {
    const SIGN: f32 = 18.0;
    let (mut left, at) = (0.0, KEY / 2.0);
    for (place, name) in [span, middle, limit].into_iter().enumerate() {
        match place {
            0 => scene.fill(Area::new(left, at - 6.0, SIGN, 12.0), 2.0, Ink::Span),
            1 => scene.fill(Area::new(left + SIGN / 2.0 - 1.5, at - 8.0, 3.0, 16.0), 1.0, Ink::Tick),
            _ => {
                let (above, below) = (point(left + SIGN / 2.0, at - 9.0), point(left + SIGN / 2.0, at + 9.0));
                scene.line(above, below, Stroke::dashed(Ink::Cut, 1.2));
            }
        }
        scene.text(Label::new(point(left + SIGN + 6.0, at), name.clone(), SMALL, Ink::Text));
        left += SIGN + 6.0 + advance(name, SMALL, Weight::Regular) + 18.0;
    }
}

fn row_region(scene: &mut Scene, top: f32, index: usize, parts: &[&str]) {
    let area = Area::new(0.0, top + ROW * index as f32, WIDTH, ROW);
    scene.region(area, words(parts), index);
}

fn words(parts: &[&str]) -> String {
    let said: Vec<&str> = parts.iter().filter(|part| !part.is_empty()).copied().collect();
    said.join(" ")
}

fn zero_line(scene: &mut Scene, top: f32, at: f32) {
    let bottom = top + ROW * (scene.regions.len() as f32);
    scene.line(point(at, top), point(at, bottom), Stroke::new(Ink::LineStrong, 1.0));
}

fn label_width<'a>(labels: impl Iterator<Item = &'a str>) -> f32 {
    labels.map(|label| advance(label, SIZE, Weight::Regular)).fold(0.0, f32::max).min(LABEL_MOST)
}

fn label_to(scene: &mut Scene, width: f32, middle: f32, label: &str) {
    let at = Point { x: width, y: middle };
    scene.text(Label::new(at, label, SIZE, Ink::Text).within(width).anchored(Anchor::End));
}

fn tail_width(figure: &str, note: &str) -> f32 {
    let note = if note.is_empty() { 0.0 } else { GAP + advance(note, SMALL, Weight::Regular) };
    GAP + advance(figure, SIZE, Weight::Bold) + note
}

fn tail_to(scene: &mut Scene, at: Point, figure: &str, note: &str) {
    scene.text(Label::new(at, figure, SIZE, Ink::Text).bold());
    let left = at.x + advance(figure, SIZE, Weight::Bold) + GAP;
    scene.text(Label::new(point(left, at.y), note, SMALL, Ink::TextSoft));
}

/// A share of the most; nothing of nothing.
#[allow(clippy::cast_possible_truncation)] // a share
fn share(value: f64, most: f64) -> f32 {
    if value > 0.0 && most > 0.0 { (value / most).min(1.0) as f32 } else { 0.0 }
}

/// The next whole number, at least one.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
fn whole(number: f32) -> usize {
    number.ceil().clamp(1.0, 1000.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str, value: f64) -> BarRow {
        BarRow { label: label.into(), value, figure: value.to_string(), note: String::new(), ink: Ink::Tick.into() }
    }

    #[test]
    fn bars_begin_at_zero_and_keep_their_proportions() {
        let scene = bars("t", &[row("a", 100.0), row("b", 50.0), row("c", 0.0)], "projects");
        let boxes: Vec<Area> = scene
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Box { area, .. } => Some(*area),
                _ => None,
            })
            .collect();
        assert_eq!(boxes.len(), 2, "nothing is drawn for none");
        assert!((boxes[0].left - boxes[1].left).abs() < 1e-3);
        assert!((boxes[0].width / boxes[1].width - 2.0).abs() < 1e-3);
        assert_eq!(scene.regions.iter().map(|region| region.key).collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    fn nothing_runs_out_of_the_picture() {
        let long = "一个非常长的来源名称一个非常长的来源名称一个非常长的来源名称";
        let rows: Vec<BarRow> =
            (0..5_u8).map(|n| BarRow { note: "占全部 100%".into(), ..row(long, f64::from(n) * 1e6) }).collect();
        let months: Vec<String> = (1..=36).map(|month| format!("2026-{month:02}")).collect();
        let series = [Series { name: "签约".into(), ink: Ink::Tick.into(), hollow: false, values: vec![1234; 36] }];
        let stays =
            [RangeRow { label: long.into(), quartiles: Some([1, 30, 400]), limit: Some(20), note: "n=5".into() }];
        let key = ["四分之一至四分之三", "中位数", "规定时限"].map(String::from);
        let all = [
            bars("t", &rows, "签约（项），右侧为新增"),
            funnel("t", &rows, &[]),
            columns("t", &months, &series),
            ranges("t", &stays, "天", &key),
        ];
        for scene in all {
            for shape in &scene.shapes {
                if let Shape::Text(label) = shape {
                    let end = label.left() + advance(&label.text, label.size, label.weight);
                    assert!(label.left() >= -4.0 && end <= scene.width + 4.0, "{}: {label:?}", scene.title);
                }
            }
        }
    }

    #[test]
    fn the_axis_has_a_few_round_numbers() {
        assert_eq!(ticks(0), [0, 1]);
        assert_eq!(ticks(4), [0, 1, 2, 3, 4]);
        assert_eq!(ticks(7), [0, 2, 4, 6, 8]);
        assert_eq!(ticks(23), [0, 5, 10, 15, 20, 25]);
        assert_eq!(ticks(887), [0, 200, 400, 600, 800, 1000]);
        assert!(ticks(usize::MAX).len() <= 6);
    }

    /// Figures above columns with where they stand: they are not as soft as the axis.
    fn figures(scene: &Scene) -> Vec<(String, f32, f32, f32)> {
        let found = scene.shapes.iter().filter_map(|shape| match shape {
            Shape::Text(label) if label.colour == Colour::from(Ink::Text) && label.anchor == Anchor::Middle => {
                let end = label.left() + advance(&label.text, label.size, label.weight);
                Some((label.text.clone(), label.left(), end, label.at.y))
            }
            _ => None,
        });
        found.collect()
    }

    #[test]
    fn figures_beside_each_other_never_read_as_one_number() {
        let months: Vec<String> = (1..=12).map(|month| format!("2026-{month:02}")).collect();
        for values in [vec![2; 12], (0..12).map(|n| n * 9 % 13).collect(), vec![88; 12], vec![1, 2, 2, 1, 900, 1]] {
            let series = ["a", "b", "c", "d"].map(|name| Series {
                name: name.into(),
                ink: Ink::Tick.into(),
                hollow: false,
                values: values.clone(),
            });
            let scene = columns("t", &months, &series);
            let found = figures(&scene);
            let most = format::count(values.iter().copied().max().unwrap());
            assert!(found.iter().any(|(text, ..)| *text == most), "{most} has its figure");
            for (index, (text, left, right, height)) in found.iter().enumerate() {
                for (other, start, end, level) in found.iter().skip(index + 1) {
                    let level_with = (height - level).abs() < 10.0;
                    assert!(!level_with || start - right >= 5.9 || left - end >= 5.9, "{text} {other}");
                }
            }
        }
    }
}
