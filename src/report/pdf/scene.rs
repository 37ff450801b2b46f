//! Pictures that stand on the screen too, laid on a page: shape by shape, at the size they have there.

use super::mark::{Anchor, Drawing, Ink, Label, Mark, Pen};
use crate::report::scene::{self, Colour, Scene, Shape, Stroke, Weight};

/// Points of a unit: 1/72 inch of 1/96 inch.
const POINTS: f32 = 0.75;
/// Corners of a round shape for each quarter of it.
const QUARTER: usize = 12;

/// The picture in points.
pub(super) fn drawing_of(scene: &Scene) -> Drawing {
    let mut drawing = Drawing::new(scene.width * POINTS, scene.height * POINTS);
    drawing.marks.extend(scene.shapes.iter().map(mark));
    drawing
}

fn mark(shape: &Shape) -> Mark {
    match shape {
        Shape::Line { points, stroke } => {
            Mark::Path { points: all(points), closed: false, fill: None, pen: Some(pen(*stroke)) }
        }
        Shape::Box { area, radius, fill, stroke } if *radius < 0.5 => Mark::Box {
            at: [area.left, area.top, area.width, area.height].map(|length| length * POINTS),
            fill: fill.map(ink),
            pen: stroke.map(pen),
        },
        Shape::Box { area, radius, fill, stroke } => {
            let radius = radius.min(area.width / 2.0).min(area.height / 2.0);
            let (left, right) = (area.left + radius, area.right() - radius);
            let (top, bottom) = (area.top + radius, area.bottom() - radius);
            let corners = [(left, top, 2.0), (right, top, 3.0), (right, bottom, 0.0), (left, bottom, 1.0)];
            let points = corners.iter().flat_map(|(x, y, quarter)| arc(*x, *y, radius, *quarter, 1.0)).collect();
            Mark::Path { points, closed: true, fill: fill.map(ink), pen: stroke.map(pen) }
        }
        Shape::Circle { centre, radius, fill, stroke } => Mark::Path {
            points: arc(centre.x, centre.y, *radius, 0.0, 4.0),
            closed: true,
            fill: fill.map(ink),
            pen: stroke.map(pen),
        },
        Shape::Polygon { points, fill, stroke } => {
            Mark::Path { points: all(points), closed: true, fill: fill.map(ink), pen: stroke.map(pen) }
        }
        Shape::Band { one, other, fill } => {
            let points: Vec<scene::Point> = one.iter().chain(other.iter().rev()).copied().collect();
            Mark::Path { points: all(&points), closed: true, fill: Some(ink(*fill)), pen: None }
        }
        Shape::Text(label) => Mark::Label(Label {
            at: [label.at.x * POINTS, label.at.y * POINTS],
            text: label.text.clone(),
            size: label.size * POINTS,
            bold: label.weight == Weight::Bold,
            ink: ink(label.colour),
            anchor: match label.anchor {
                scene::Anchor::Start => Anchor::Start,
                scene::Anchor::Middle => Anchor::Middle,
                scene::Anchor::End => Anchor::End,
            },
            room: None,
        }),
    }
}

/// Points along a circle, from a quarter on, clockwise from the right.
fn arc(x: f32, y: f32, radius: f32, quarter: f32, quarters: f32) -> Vec<[f32; 2]> {
    let steps = (quarters * QUARTER as f32).round();
    let mut points = Vec::new();
    let mut step = 0.0;
    while step <= steps {
        let angle = (quarter + quarters * step / steps) * std::f32::consts::FRAC_PI_2;
        points.push([(x + radius * angle.cos()) * POINTS, (y + radius * angle.sin()) * POINTS]);
        step += 1.0;
    }
    points
}

fn all(points: &[scene::Point]) -> Vec<[f32; 2]> {
    points.iter().map(|at| [at.x * POINTS, at.y * POINTS]).collect()
}

fn pen(stroke: Stroke) -> Pen {
    Pen {
        ink: ink(stroke.colour),
        width: stroke.width * POINTS,
        dash: stroke.dash.map(|dash| dash.map(|length| length * POINTS)),
    }
}

fn ink(colour: Colour) -> Ink {
    let [red, green, blue] = colour.on_paper();
    Ink::Rgb(u32::from_be_bytes([0, red, green, blue]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::scene::{Area, Ink as Token, point};

    #[test]
    fn a_picture_keeps_its_size_and_colours() {
        let mut scene = Scene::new(96.0, 48.0, "t");
        scene.fill(Area::new(0.0, 0.0, 96.0, 48.0), 0.0, Token::Accent);
        scene.dot(point(48.0, 24.0), 8.0, Token::Paper);
        let drawing = drawing_of(&scene);
        assert!((drawing.width - 72.0).abs() < 1e-4);
        assert!(matches!(&drawing.marks[0], Mark::Box { fill: Some(Ink::Rgb(0x0024_5FB3)), .. }));
        let Mark::Path { points, closed: true, .. } = &drawing.marks[1] else { panic!("a circle is a path") };
        assert!(points.iter().all(|[x, y]| (30.0..=42.1).contains(x) && (12.0..=24.1).contains(y)));
    }
}
