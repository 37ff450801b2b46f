//! A scene as PNG at print size. Text is drawn from the outlines of the embedded faces, so it looks the same everywhere.

use skrifa::outline::OutlinePen;
use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, StrokeDash, Transform};

use super::{Area, Colour, Ink, Label, PictureError, Point, Scene, Shape, Stroke, face};

/// Dots per inch of print.
const PRINT: f32 = 300.0;
/// Units of a scene per inch.
const UNITS: f32 = 96.0;
/// More dots than these are of no use, and would need much memory.
const MOST_DOTS: f32 = 80.0e6;

/// The file, with its size in print noted in it.
pub(super) fn write(scene: &Scene) -> Result<Vec<u8>, PictureError> {
    let whole = PRINT / UNITS;
    let dots = scene.width * scene.height * whole * whole;
    let scale = if dots > MOST_DOTS { whole * (MOST_DOTS / dots).sqrt() } else { whole };
    let (width, height) = (scene.width * scale, scene.height * scale);
    let size = || PictureError::Size { width, height };
    let mut pixmap = Pixmap::new(dots_of(width), dots_of(height)).ok_or_else(size)?;
    pixmap.fill(colour(Ink::Paper.into()));
    let mut canvas = Canvas { pixmap, transform: Transform::from_scale(scale, scale) };
    for shape in &scene.shapes {
        canvas.draw(shape);
    }
    let bytes = canvas.pixmap.encode_png().map_err(|error| PictureError::Png(error.to_string()))?;
    Ok(with_print_size(bytes, scale * UNITS))
}

/// Whole dots; no more than a picture may have on one side.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
fn dots_of(length: f32) -> u32 {
    length.round().clamp(0.0, 60_000.0) as u32
}

fn colour(colour: Colour) -> Color {
    let [red, green, blue] = colour.on_paper();
    Color::from_rgba8(red, green, blue, 255)
}

fn paint(of: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(colour(of));
    paint.anti_alias = true;
    paint
}

struct Canvas {
    pixmap: Pixmap,
    transform: Transform,
}

impl Canvas {
    fn draw(&mut self, shape: &Shape) {
        match shape {
            Shape::Line { points, stroke } => self.shape(lines(points, false), None, Some(stroke)),
            Shape::Box { area, radius, fill, stroke } => {
                self.shape(rounded(area, *radius), *fill, stroke.as_ref());
            }
            Shape::Circle { centre, radius, fill, stroke } => {
                self.shape(PathBuilder::from_circle(centre.x, centre.y, *radius), *fill, stroke.as_ref());
            }
            Shape::Polygon { points, fill, stroke } => self.shape(lines(points, true), *fill, stroke.as_ref()),
            Shape::Band { one, other, fill } => {
                let around: Vec<Point> = one.iter().chain(other.iter().rev()).copied().collect();
                self.shape(lines(&around, true), Some(*fill), None);
            }
            Shape::Text(label) => self.text(label),
        }
    }

    /// Nothing to draw, such as a circle of no radius, is no fault.
    fn shape(&mut self, path: Option<Path>, fill: Option<Colour>, stroke: Option<&Stroke>) {
        let Some(path) = path else { return };
        if let Some(fill) = fill {
            self.pixmap.fill_path(&path, &paint(fill), FillRule::Winding, self.transform, None);
        }
        if let Some(stroke) = stroke {
            let pen = tiny_skia::Stroke {
                width: stroke.width,
                line_cap: LineCap::Butt,
                line_join: LineJoin::Round,
                dash: stroke.dash.and_then(|[dash, gap]| StrokeDash::new(vec![dash, gap], 0.0)),
                ..tiny_skia::Stroke::default()
            };
            self.pixmap.stroke_path(&path, &paint(stroke.colour), &pen, self.transform, None);
        }
    }

    fn text(&mut self, label: &Label) {
        let mut pen = Outline(PathBuilder::new());
        let at = super::point(label.left(), label.at.y);
        face::draw(&label.text, label.size, label.weight, at, &mut pen);
        if let Some(path) = pen.0.finish() {
            self.pixmap.fill_path(&path, &paint(label.colour), FillRule::Winding, self.transform, None);
        }
    }
}

struct Outline(PathBuilder);

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, cy0, x, y);
    }
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

fn lines(points: &[Point], closed: bool) -> Option<Path> {
    let (first, rest) = points.split_first()?;
    let mut path = PathBuilder::new();
    path.move_to(first.x, first.y);
    for at in rest {
        path.line_to(at.x, at.y);
    }
    if closed {
        path.close();
    }
    path.finish()
}

fn rounded(area: &Area, radius: f32) -> Option<Path> {
    let radius = radius.min(area.width / 2.0).min(area.height / 2.0).max(0.0);
    if radius <= 0.0 {
        return Some(PathBuilder::from_rect(Rect::from_xywh(area.left, area.top, area.width, area.height)?));
    }
    // Where the handles of a quarter circle lie.
    const HANDLE: f32 = 0.552_284_8;
    let (left, top, right, bottom) = (area.left, area.top, area.right(), area.bottom());
    let near = radius * (1.0 - HANDLE);
    let mut path = PathBuilder::new();
    path.move_to(left + radius, top);
    path.line_to(right - radius, top);
    path.cubic_to(right - near, top, right, top + near, right, top + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(right, bottom - near, right - near, bottom, right - radius, bottom);
    path.line_to(left + radius, bottom);
    path.cubic_to(left + near, bottom, left, bottom - near, left, bottom - radius);
    path.line_to(left, top + radius);
    path.cubic_to(left, top + near, left + near, top, left + radius, top);
    path.close();
    path.finish()
}

/// Adds the chunk that says how many dots a metre has, so that office programs place the picture at its size. It goes
/// behind the header, which is 8 + 25 bytes long (PNG, second edition, 5.6).
fn with_print_size(mut png: Vec<u8>, dots_per_inch: f32) -> Vec<u8> {
    const HEADER: usize = 33;
    let per_metre = dots_of(dots_per_inch / 0.0254);
    let mut body = b"pHYs".to_vec();
    body.extend(per_metre.to_be_bytes());
    body.extend(per_metre.to_be_bytes());
    body.push(1);
    let check = crc(&body);
    let mut chunk = 9_u32.to_be_bytes().to_vec();
    chunk.extend(body);
    chunk.extend(check.to_be_bytes());
    if png.len() > HEADER {
        png.splice(HEADER..HEADER, chunk);
    }
    png
}

/// CRC-32 of a chunk (PNG, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_sum_is_that_of_the_standard() {
        assert_eq!(crc(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc(b"IEND"), 0xAE42_6082);
    }
}
