//! A picture as plain values: drawn in the window, written as SVG and PNG at print size, laid on a page.
//!
//! Everybody draws the same few shapes, so what is on paper is what was on the screen. There is no transparency, no
//! clipping and no gradient: hatches are lines that are already cut to their shape, and a lighter colour is one that is
//! mixed with the paper. Colours are tokens: the window draws them in its theme, paper is always light.

mod face;
mod ink;
mod picture;
mod pixels;
mod png;
mod svg;

pub use face::{BOLD, ICONS, REGULAR, Weight, advance, elided, has_glyph, lines};
pub use ink::{Colour, Ink, Rgb};
pub use picture::{PictureError, PictureFormat, write};
pub use pixels::pixels_as_png;

/// How far below the middle of a line of text its baseline lies, in sizes of the text: half a Latin capital, and the
/// middle of a Chinese character.
const MIDDLE: f32 = 0.37;

/// A point. One unit is 1/96 inch, as on a screen; x grows to the right, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Across.
    pub x: f32,
    /// Down.
    pub y: f32,
}

/// A point.
pub const fn point(x: f32, y: f32) -> Point {
    Point { x, y }
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Width, not negative.
    pub width: f32,
    /// Height, not negative.
    pub height: f32,
}

impl Area {
    /// From its upper left corner and its size.
    pub const fn new(left: f32, top: f32, width: f32, height: f32) -> Self {
        Self { left, top, width, height }
    }

    /// Right edge.
    pub const fn right(&self) -> f32 {
        self.left + self.width
    }

    /// Lower edge.
    pub const fn bottom(&self) -> f32 {
        self.top + self.height
    }

    /// Its middle.
    pub const fn centre(&self) -> Point {
        point(self.left + self.width / 2.0, self.top + self.height / 2.0)
    }

    /// Smaller by so much on every side.
    #[must_use]
    pub const fn inset(&self, by: f32) -> Self {
        let (width, height) = ((self.width - 2.0 * by).max(0.0), (self.height - 2.0 * by).max(0.0));
        Self::new(self.left + by, self.top + by, width, height)
    }

    /// Whether a point is in it.
    pub fn contains(&self, at: Point) -> bool {
        (self.left..=self.right()).contains(&at.x) && (self.top..=self.bottom()).contains(&at.y)
    }

    /// Its corners, clockwise from the upper left.
    pub const fn corners(&self) -> [Point; 4] {
        [
            point(self.left, self.top),
            point(self.right(), self.top),
            point(self.right(), self.bottom()),
            point(self.left, self.bottom()),
        ]
    }
}

/// A line's colour, width and dashes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub colour: Colour,
    /// Width.
    pub width: f32,
    /// Lengths of dash and gap; none is a whole line.
    pub dash: Option<[f32; 2]>,
}

impl Stroke {
    /// A whole line.
    pub fn new(colour: impl Into<Colour>, width: f32) -> Self {
        Self { colour: colour.into(), width, dash: None }
    }

    /// A dashed line.
    pub fn dashed(colour: impl Into<Colour>, width: f32) -> Self {
        Self { dash: Some([3.0 * width.max(1.0), 2.0 * width.max(1.0)]), ..Self::new(colour, width) }
    }
}

/// Which point of a text stands where it is put, across.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// Its beginning.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its end: for figures.
    End,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Where: across as the anchor says, down at the baseline.
    pub at: Point,
    /// What it says.
    pub text: String,
    /// Size of the face.
    pub size: f32,
    /// Regular or bold.
    pub weight: Weight,
    /// Which point of it stands there.
    pub anchor: Anchor,
    /// Colour.
    pub colour: Colour,
}

impl Label {
    /// Regular text that begins at a point, with its middle at the height of the point.
    pub fn new(at: Point, text: impl Into<String>, size: f32, colour: impl Into<Colour>) -> Self {
        Self {
            at: point(at.x, at.y + MIDDLE * size),
            text: text.into(),
            size,
            weight: Weight::Regular,
            anchor: Anchor::Start,
            colour: colour.into(),
        }
    }

    /// In bold.
    #[must_use]
    pub const fn bold(mut self) -> Self {
        self.weight = Weight::Bold;
        self
    }

    /// Standing with another point at its place.
    #[must_use]
    pub const fn anchored(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    /// Cut to a width, with … where it was cut.
    #[must_use]
    pub fn within(mut self, width: f32) -> Self {
        self.text = elided(&self.text, self.size, self.weight, width);
        self
    }

    /// Where its first sign begins.
    pub fn left(&self) -> f32 {
        let width = || advance(&self.text, self.size, self.weight);
        match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - width() / 2.0,
            Anchor::End => self.at.x - width(),
        }
    }
}

/// One thing to draw.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Straight lines from point to point.
    Line {
        /// At least two.
        points: Vec<Point>,
        /// How.
        stroke: Stroke,
    },
    /// A rectangle.
    Box {
        /// Where.
        area: Area,
        /// Radius of its corners.
        radius: f32,
        /// Inside.
        fill: Option<Colour>,
        /// Outline, half of it outside.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Middle.
        centre: Point,
        /// Radius.
        radius: f32,
        /// Inside.
        fill: Option<Colour>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// A convex polygon.
    Polygon {
        /// Its corners, in order.
        points: Vec<Point>,
        /// Inside.
        fill: Option<Colour>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// What lies between two lines of equally many points: fans, areas under curves, parts of rings.
    Band {
        /// One edge.
        one: Vec<Point>,
        /// The other, in the same direction.
        other: Vec<Point>,
        /// Inside.
        fill: Colour,
    },
    /// Text.
    Text(Label),
}

/// A part of a picture that is something: what it is called, and what a click on it means to whoever made the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Where.
    pub area: Area,
    /// What it is and shows, in words: read aloud, and shown under the pointer.
    pub words: String,
    /// Its number among the things of the picture.
    pub key: usize,
}

/// A picture: shapes in the order in which they are drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// What it shows, in one line of words: title of the file, and what is read aloud.
    pub title: String,
    /// What is drawn.
    pub shapes: Vec<Shape>,
    /// What the parts are.
    pub regions: Vec<Region>,
}

impl Scene {
    /// An empty picture.
    pub fn new(width: f32, height: f32, title: impl Into<String>) -> Self {
        Self { width, height, title: title.into(), shapes: Vec::new(), regions: Vec::new() }
    }

    /// The whole of it.
    pub const fn area(&self) -> Area {
        Area::new(0.0, 0.0, self.width, self.height)
    }

    /// Draws a line between two points.
    pub fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.shapes.push(Shape::Line { points: vec![from, to], stroke });
    }

    /// Draws lines from point to point.
    pub fn lines(&mut self, points: Vec<Point>, stroke: Stroke) {
        self.shapes.push(Shape::Line { points, stroke });
    }

    /// Draws a smooth curve that leaves and arrives in the directions of the middle points (a cubic Bézier curve).
    pub fn curve(&mut self, [from, one, other, to]: [Point; 4], stroke: Stroke) {
        const PARTS: u8 = 24;
        let points = (0..=PARTS).map(|part| {
            let t = f32::from(part) / f32::from(PARTS);
            let s = 1.0 - t;
            let at = |a: f32, b: f32, c: f32, d: f32| {
                s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
            };
            point(at(from.x, one.x, other.x, to.x), at(from.y, one.y, other.y, to.y))
        });
        self.lines(points.collect(), stroke);
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, area: Area, radius: f32, colour: impl Into<Colour>) {
        self.shapes.push(Shape::Box { area, radius, fill: Some(colour.into()), stroke: None });
    }

    /// Outlines a rectangle.
    pub fn outline(&mut self, area: Area, radius: f32, stroke: Stroke) {
        self.shapes.push(Shape::Box { area, radius, fill: None, stroke: Some(stroke) });
    }

    /// Fills a circle.
    pub fn dot(&mut self, centre: Point, radius: f32, colour: impl Into<Colour>) {
        self.shapes.push(Shape::Circle { centre, radius, fill: Some(colour.into()), stroke: None });
    }

    /// Fills a convex polygon.
    pub fn polygon(&mut self, points: Vec<Point>, colour: impl Into<Colour>) {
        self.shapes.push(Shape::Polygon { points, fill: Some(colour.into()), stroke: None });
    }

    /// Fills a part of a ring, from one angle to another; in turns, clockwise from the top.
    pub fn wedge(&mut self, centre: Point, [inner, outer]: [f32; 2], [from, to]: [f32; 2], colour: impl Into<Colour>) {
        const STEP: f32 = 1.0 / 180.0;
        let steps = ((to - from).abs() / STEP).ceil().clamp(1.0, 400.0);
        let arc = |radius: f32| {
            let mut step = 0.0;
            let mut points = Vec::new();
            while step <= steps {
                let angle = (from + (to - from) * step / steps) * std::f32::consts::TAU;
                points.push(point(centre.x + radius * angle.sin(), centre.y - radius * angle.cos()));
                step += 1.0;
            }
            points
        };
        self.shapes.push(Shape::Band { one: arc(outer), other: arc(inner), fill: colour.into() });
    }

    /// Hatches a convex polygon with slanting lines so far apart.
    pub fn hatch(&mut self, corners: &[Point], gap: f32, stroke: Stroke) {
        self.shapes.extend(
            hatching(corners, gap).into_iter().map(|[from, to]| Shape::Line { points: vec![from, to], stroke }),
        );
    }

    /// Writes text.
    pub fn text(&mut self, label: Label) {
        if !label.text.is_empty() {
            self.shapes.push(Shape::Text(label));
        }
    }

    /// Says what a part of the picture is.
    pub fn region(&mut self, area: Area, words: impl Into<String>, key: usize) {
        self.regions.push(Region { area, words: words.into(), key });
    }

    /// Lays another picture into this one, its upper left corner at a point; its regions keep their keys.
    pub fn place(&mut self, other: &Self, at: Point) {
        self.shapes.extend(other.shapes.iter().map(|shape| shape.moved(at)));
        self.regions
            .extend(other.regions.iter().map(|region| Region { area: region.area.moved(at), ..region.clone() }));
    }
}

impl Area {
    const fn moved(&self, by: Point) -> Self {
        Self::new(self.left + by.x, self.top + by.y, self.width, self.height)
    }
}

impl Shape {
    /// The same elsewhere.
    #[must_use]
    fn moved(&self, by: Point) -> Self {
        let moved = |at: &Point| point(at.x + by.x, at.y + by.y);
        let all = |points: &[Point]| points.iter().map(moved).collect::<Vec<_>>();
        match self {
            Self::Line { points, stroke } => Self::Line { points: all(points), stroke: *stroke },
            Self::Box { area, radius, fill, stroke } => {
                Self::Box { area: area.moved(by), radius: *radius, fill: *fill, stroke: *stroke }
            }
            Self::Circle { centre, radius, fill, stroke } => {
                Self::Circle { centre: moved(centre), radius: *radius, fill: *fill, stroke: *stroke }
            }
            Self::Polygon { points, fill, stroke } => {
                Self::Polygon { points: all(points), fill: *fill, stroke: *stroke }
            }
            Self::Band { one, other, fill } => Self::Band { one: all(one), other: all(other), fill: *fill },
            Self::Text(label) => Self::Text(Label { at: moved(&label.at), ..label.clone() }),
        }
    }
}

/// The pieces of rising diagonals that lie in a convex polygon.
fn hatching(corners: &[Point], gap: f32) -> Vec<[Point; 2]> {
    let sums = || corners.iter().map(|corner| corner.x + corner.y);
    let (low, high) = (sums().fold(f32::INFINITY, f32::min), sums().fold(f32::NEG_INFINITY, f32::max));
    // Lines of two shapes beside each other meet, because all begin from the same origin.
    let step = gap.max(1.0) * std::f32::consts::SQRT_2;
    let mut sum = (low / step).ceil() * step;
    let mut found = Vec::new();
    while sum < high {
        let mut crossings: Vec<Point> = Vec::new();
        for (index, from) in corners.iter().enumerate() {
            let Some(to) = corners.get((index + 1) % corners.len()) else { continue };
            let (start, end) = (from.x + from.y - sum, to.x + to.y - sum);
            if (start <= 0.0) != (end <= 0.0) {
                let share = start / (start - end);
                crossings.push(point(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share));
            }
        }
        if let [one, other] = crossings[..] {
            found.push([one, other]);
        }
        sum += step;
    }
    found
}

#[cfg(test)]
mod tests;
