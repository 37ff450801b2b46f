//! The charts: bars from zero with their figures beside them, readable in greyscale.

use crate::report::scene::{Anchor, Area, Colour, Ink, Label, Point, Scene, Shape, Stroke, Weight, advance, point};

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

/// Bars from a zero line at the left; the key of a row's region is its place.
pub fn bars(title: &str, rows: &[BarRow]) -> Scene {
    let mut scene = Scene::new(WIDTH, ROW * rows.len() as f32 + 8.0, title);
    let label = label_width(rows.iter().map(|row| row.label.as_str()));
    let right = rows.iter().map(|row| tail_width(&row.figure, &row.note)).fold(0.0, f32::max);
    let (from, to) = (label + GAP, (WIDTH - right - GAP).max(label + 80.0));
    let most = rows.iter().map(|row| row.value).fold(0.0, f64::max);
    for (index, row) in rows.iter().enumerate() {
        let middle = 4.0 + ROW * (index as f32 + 0.5);
        label_to(&mut scene, label, middle, &row.label);
        let length = share(row.value, most) * (to - from);
        if length > 0.0 {
            scene.fill(Area::new(from, middle - 8.0, length.max(1.5), 16.0), 2.0, row.ink);
        }
        tail_to(&mut scene, point(from + length + GAP, middle), &row.figure, &row.note);
        row_region(&mut scene, index, &[&row.label, &row.figure, &row.note]);
    }
    zero_line(&mut scene, from);
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

/// Columns in groups from a zero line at the bottom; the key of a region is group × number of series + series.
pub fn columns(title: &str, groups: &[String], series: &[Series]) -> Scene {
    const HEAD: f32 = 28.0;
    const PLOT: f32 = 190.0;
    const FOOT: f32 = 24.0;
    let mut scene = Scene::new(WIDTH, HEAD + PLOT + FOOT, title);
    let most = series.iter().flat_map(|one| &one.values).copied().max().unwrap_or_default().max(1) as f64;
    let base = HEAD + PLOT;
    legend_to(&mut scene, series);
    let wide = WIDTH / groups.len().max(1) as f32;
    let bar = ((wide * 0.8) / series.len().max(1) as f32).min(26.0);
    // Every how many groups a name finds room.
    let named = groups.iter().map(|name| advance(name, SMALL, Weight::Regular) + 6.0).fold(0.0, f32::max);
    let every = whole(named / wide);
    for (group, name) in groups.iter().enumerate() {
        let centre = wide * (group as f32 + 0.5);
        let left = centre - bar * series.len() as f32 / 2.0;
        for (index, one) in series.iter().enumerate() {
            let value = one.values.get(group).copied().unwrap_or_default();
            let height = share(value as f64, most) * (PLOT - 18.0);
            let area = Area::new(left + bar * index as f32 + 0.5, base - height, bar - 1.0, height);
            if value > 0 {
                column_to(&mut scene, area, one);
                let figure = value.to_string();
                if advance(&figure, SMALL, Weight::Regular) <= bar.max(wide / series.len() as f32) + 2.0 {
                    let at = point(area.centre().x, area.top - 8.0);
                    scene.text(Label::new(at, figure, SMALL, Ink::Text).anchored(Anchor::Middle));
                }
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
    scene.line(point(0.0, base), point(WIDTH, base), Stroke::new(Ink::LineStrong, 1.0));
    scene
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

/// Ranges on a common scale from zero, with a tick at the middle value and a line at the limit.
pub fn ranges(title: &str, rows: &[RangeRow], unit: &str) -> Scene {
    const AXIS: f32 = 24.0;
    let mut scene = Scene::new(WIDTH, ROW * rows.len() as f32 + AXIS + 8.0, title);
    let label = label_width(rows.iter().map(|row| row.label.as_str()));
    let right = rows.iter().map(|row| advance(&row.note, SMALL, Weight::Regular)).fold(0.0, f32::max);
    let (from, to) = (label + GAP, (WIDTH - right - 2.0 * GAP).max(label + 80.0));
    let highest = rows.iter().filter_map(|row| row.quartiles.map(|[_, _, high]| high)).max().unwrap_or_default();
    let most = f64::from(highest.max(1));
    let x = |days: i32| from + share(f64::from(days), most) * (to - from);
    for (index, row) in rows.iter().enumerate() {
        let middle = 4.0 + ROW * (index as f32 + 0.5);
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
        row_region(&mut scene, index, &[&row.label, &row.note]);
    }
    zero_line(&mut scene, from);
    let foot = scene.height - AXIS / 2.0;
    scene.text(Label::new(point(from, foot), "0", SMALL, Ink::TextSoft).anchored(Anchor::Middle));
    let end = format!("{highest} {unit}");
    scene.text(Label::new(point(to, foot), end, SMALL, Ink::TextSoft).anchored(Anchor::End));
    scene
}

fn row_region(scene: &mut Scene, index: usize, parts: &[&str]) {
    let area = Area::new(0.0, 4.0 + ROW * index as f32, WIDTH, ROW);
    scene.region(area, words(parts), index);
}

fn words(parts: &[&str]) -> String {
    let said: Vec<&str> = parts.iter().filter(|part| !part.is_empty()).copied().collect();
    said.join(" ")
}

fn zero_line(scene: &mut Scene, at: f32) {
    let height = ROW * (scene.regions.len() as f32) + 4.0;
    scene.line(point(at, 4.0), point(at, height), Stroke::new(Ink::LineStrong, 1.0));
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
        let scene = bars("t", &[row("a", 100.0), row("b", 50.0), row("c", 0.0)]);
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
        let all =
            [bars("t", &rows), funnel("t", &rows, &[]), columns("t", &months, &series), ranges("t", &stays, "天")];
        for scene in all {
            for shape in &scene.shapes {
                if let Shape::Text(label) = shape {
                    let end = label.left() + advance(&label.text, label.size, label.weight);
                    assert!(label.left() >= -4.0 && end <= scene.width + 4.0, "{}: {label:?}", scene.title);
                }
            }
        }
    }
}
