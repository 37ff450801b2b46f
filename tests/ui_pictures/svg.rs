//! What a frame painted, as a drawing one can look at in any browser and compare line by line.
//!
//! No graphics card takes part: the shapes are written as they were asked for, coordinates rounded to a tenth of a
//! point, so that the same widgets give the same text on every machine.

use std::fmt::Write as _;

use eframe::egui::{
    Color32, CornerRadius, Rect, Shape, Stroke, StrokeKind, Vec2,
    epaint::{ClippedShape, ColorMode, RectShape, TextShape},
};

/// A drawing of this size.
pub fn drawing(size: Vec2, ground: Color32, shapes: &[ClippedShape]) -> String {
    let mut svg = Svg::default();
    let _ = writeln!(
        svg.text,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" font-family="Noto Sans SC, sans-serif">"#,
        number(size.x),
        number(size.y)
    );
    svg.rect(Rect::from_min_size(eframe::egui::Pos2::ZERO, size), 0.0, ground, Stroke::NONE);
    for clipped in shapes {
        // Hatching is longer than its bar and cut off at its ends.
        let part = clipped.clip_rect.intersect(Rect::from_min_size(eframe::egui::Pos2::ZERO, size));
        svg.shape(&clipped.shape, part);
    }
    svg.text.push_str("</svg>\n");
    svg.text
}

#[derive(Default)]
struct Svg {
    text: String,
    clips: usize,
}

impl Svg {
    fn shape(&mut self, shape: &Shape, clip: Rect) {
        if matches!(shape, Shape::Noop) {
            return;
        }
        if let Shape::Vec(shapes) = shape {
            for shape in shapes {
                self.shape(shape, clip);
            }
            return;
        }
        let drawn = shape.visual_bounding_rect();
        let cut = drawn.is_finite() && !clip.expand(0.5).contains_rect(drawn);
        if cut {
            if !clip.intersects(drawn) {
                return;
            }
            self.clips += 1;
            let _ = writeln!(
                self.text,
                r#"<clipPath id="c{}"><rect {}/></clipPath><g clip-path="url(#c{})">"#,
                self.clips,
                place(clip),
                self.clips
            );
        }
        self.whole(shape);
        if cut {
            self.text.push_str("</g>\n");
        }
    }

    fn whole(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect(rect) => self.frame(rect),
            Shape::LineSegment { points: [from, to], stroke } => {
                let _ = writeln!(
                    self.text,
                    r#"<line x1="{}" y1="{}" x2="{}" y2="{}"{}/>"#,
                    number(from.x),
                    number(from.y),
                    number(to.x),
                    number(to.y),
                    line(*stroke)
                );
            }
            Shape::Path(path) => {
                let points: Vec<String> =
                    path.points.iter().map(|point| format!("{},{}", number(point.x), number(point.y))).collect();
                let colour = match &path.stroke.color {
                    ColorMode::Solid(colour) => *colour,
                    ColorMode::UV(_) => Color32::TRANSPARENT,
                };
                let element = if path.closed { "polygon" } else { "polyline" };
                let _ = writeln!(
                    self.text,
                    r#"<{element} points="{}" fill="{}"{}/>"#,
                    points.join(" "),
                    ink(path.fill),
                    line(Stroke::new(path.stroke.width, colour))
                );
            }
            Shape::Circle(circle) => {
                let _ = writeln!(
                    self.text,
                    r#"<circle cx="{}" cy="{}" r="{}" fill="{}"{}/>"#,
                    number(circle.center.x),
                    number(circle.center.y),
                    number(circle.radius),
                    ink(circle.fill),
                    line(circle.stroke)
                );
            }
            Shape::Text(text) => self.words(text),
            other => {
                // A kind of shape nobody draws yet: it would be missing from the picture.
                let _ = writeln!(self.text, "<!-- {:?} -->", std::mem::discriminant(other));
            }
        }
    }

    fn frame(&mut self, shape: &RectShape) {
        let CornerRadius { nw, .. } = shape.corner_radius;
        let rect = match shape.stroke_kind {
            StrokeKind::Inside => shape.rect.shrink(shape.stroke.width / 2.0),
            StrokeKind::Middle => shape.rect,
            StrokeKind::Outside => shape.rect.expand(shape.stroke.width / 2.0),
        };
        self.rect(rect, f32::from(nw), shape.fill, shape.stroke);
    }

    fn rect(&mut self, rect: Rect, radius: f32, fill: Color32, stroke: Stroke) {
        if fill.a() == 0 && stroke.is_empty() {
            return;
        }
        let round = if radius > 0.0 { format!(r#" rx="{}""#, number(radius)) } else { String::new() };
        let _ = writeln!(self.text, r#"<rect {}{round} fill="{}"{}/>"#, place(rect), ink(fill), line(stroke));
    }

    /// Words by rows and by runs of the same look, each with its ground and lines.
    fn words(&mut self, shape: &TextShape) {
        let job = &shape.galley.job;
        let sections: Vec<usize> = job
            .text
            .char_indices()
            .map(|(byte, _)| {
                let holds = |section: &eframe::egui::text::LayoutSection| {
                    (section.byte_range.start.0..section.byte_range.end.0).contains(&byte)
                };
                job.sections.iter().position(holds).unwrap_or_default()
            })
            .collect();
        let mut at = 0;
        for row in &shape.galley.rows {
            let mut runs: Vec<(usize, String, f32, f32, f32)> = Vec::new();
            for glyph in &row.row.glyphs {
                let section = sections.get(at).or(sections.last()).copied().unwrap_or_default();
                at += 1;
                let left = shape.pos.x + row.pos.x + glyph.pos.x;
                let base = shape.pos.y + row.pos.y + glyph.pos.y;
                let right = left + glyph.advance_width;
                match runs.last_mut() {
                    Some(run) if run.0 == section => {
                        run.1.push(glyph.chr);
                        run.3 = right;
                    }
                    _ => runs.push((section, glyph.chr.to_string(), left, right, base)),
                }
            }
            at += usize::from(row.ends_with_newline);
            let (top, bottom) = (shape.pos.y + row.pos.y, shape.pos.y + row.pos.y + row.row.size.y);
            for (section, words, left, right, base) in runs {
                let Some(format) = job.sections.get(section).map(|section| &section.format) else { continue };
                let ground = Rect::from_x_y_ranges(left..=right, top..=bottom);
                self.rect(ground, 0.0, format.background, Stroke::NONE);
                let colour = shape.override_text_color.unwrap_or(match format.color {
                    Color32::PLACEHOLDER => shape.fallback_color,
                    colour => colour,
                });
                let bold =
                    if format!("{:?}", format.font_id.family).contains("bold") { " font-weight=\"700\"" } else { "" };
                let _ = writeln!(
                    self.text,
                    r#"<text x="{}" y="{}" font-size="{}"{bold} fill="{}">{}</text>"#,
                    number(left),
                    number(base),
                    number(format.font_id.size),
                    ink(colour),
                    words.replace('&', "&amp;").replace('<', "&lt;")
                );
                for (stroke, height) in [(format.underline, bottom), (format.strikethrough, f32::midpoint(top, bottom))]
                {
                    if !stroke.is_empty() {
                        let ends = [eframe::egui::pos2(left, height), eframe::egui::pos2(right, height)];
                        self.whole(&Shape::LineSegment { points: ends, stroke });
                    }
                }
            }
        }
    }
}

fn place(rect: Rect) -> String {
    format!(
        r#"x="{}" y="{}" width="{}" height="{}""#,
        number(rect.left()),
        number(rect.top()),
        number(rect.width()),
        number(rect.height())
    )
}

fn line(stroke: Stroke) -> String {
    if stroke.is_empty() {
        String::new()
    } else {
        format!(r#" stroke="{}" stroke-width="{}""#, ink(stroke.color), number(stroke.width))
    }
}

fn ink(colour: Color32) -> String {
    match colour.to_srgba_unmultiplied() {
        [_, _, _, 0] => "none".to_owned(),
        [red, green, blue, 255] => format!("#{red:02x}{green:02x}{blue:02x}"),
        [red, green, blue, alpha] => format!("#{red:02x}{green:02x}{blue:02x}{alpha:02x}"),
    }
}

/// Rounded to a tenth, without a sign before nothing.
fn number(value: f32) -> String {
    let tenths = (f64::from(value) * 10.0).round() / 10.0;
    let text = format!("{tenths:.1}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
