//! A scene as SVG.
//!
//! Text is written as text, not as outlines: it can be searched, copied and corrected in an office program. That is
//! safe because Chinese signs are one em wide in every face, so another face than ours moves nothing, and every label
//! is tied to the point it is anchored at.

use std::fmt::Write as _;

use super::{Anchor, Colour, Label, Point, Rgb, Scene, Shape, Stroke, Weight};

/// Ours, then those of Windows, macOS and Linux.
const FAMILIES: &str =
    "'Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei','PingFang SC',SimHei,sans-serif";

/// The file. Each region is a transparent box with its words as a title, which viewers show under the pointer.
pub(super) fn write(scene: &Scene) -> String {
    let (width, height) = (number(scene.width), number(scene.height));
    let mut out = String::with_capacity(160 * scene.shapes.len() + 512);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{}mm\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"{FAMILIES}\">",
        number(scene.width / 96.0 * 25.4),
        number(scene.height / 96.0 * 25.4)
    );
    let _ = writeln!(out, "<title>{}</title>", escaped(&scene.title));
    let paper = hex(Colour::from(super::Ink::Paper).on_paper());
    let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>");
    for shape in &scene.shapes {
        shape_to(&mut out, shape);
        out.push('\n');
    }
    for region in &scene.regions {
        let area = region.area;
        let _ = writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill-opacity=\"0\"><title>{}</title></rect>",
            number(area.left),
            number(area.top),
            number(area.width),
            number(area.height),
            escaped(&region.words)
        );
    }
    out.push_str("</svg>\n");
    out
}

fn shape_to(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Line { points, stroke } => {
            let _ = write!(out, "<polyline points=\"{}\" fill=\"none\"{}/>", list(points), stroked(Some(stroke)));
        }
        Shape::Box { area, radius, fill, stroke } => {
            let _ = write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"{}{}/>",
                number(area.left),
                number(area.top),
                number(area.width),
                number(area.height),
                number(*radius),
                filled(*fill),
                stroked(stroke.as_ref())
            );
        }
        Shape::Circle { centre, radius, fill, stroke } => {
            let _ = write!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}{}/>",
                number(centre.x),
                number(centre.y),
                number(*radius),
                filled(*fill),
                stroked(stroke.as_ref())
            );
        }
        Shape::Polygon { points, fill, stroke } => {
            let _ = write!(out, "<polygon points=\"{}\"{}{}/>", list(points), filled(*fill), stroked(stroke.as_ref()));
        }
        Shape::Band { one, other, fill } => {
            let around: Vec<Point> = one.iter().chain(other.iter().rev()).copied().collect();
            let _ = write!(out, "<polygon points=\"{}\"{}/>", list(&around), filled(Some(*fill)));
        }
        Shape::Text(label) => text_to(out, label),
    }
}

fn text_to(out: &mut String, label: &Label) {
    let anchor = match label.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let weight = if label.weight == Weight::Bold { " font-weight=\"bold\"" } else { "" };
    let _ = write!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{anchor}{weight} fill=\"{}\" xml:space=\"preserve\">{}</text>",
        number(label.at.x),
        number(label.at.y),
        number(label.size),
        hex(label.colour.on_paper()),
        escaped(&label.text)
    );
}

fn filled(colour: Option<Colour>) -> String {
    colour.map_or_else(|| " fill=\"none\"".to_owned(), |colour| format!(" fill=\"{}\"", hex(colour.on_paper())))
}

fn stroked(stroke: Option<&Stroke>) -> String {
    let Some(stroke) = stroke else { return String::new() };
    let dash = stroke
        .dash
        .map_or_else(String::new, |[dash, gap]| format!(" stroke-dasharray=\"{} {}\"", number(dash), number(gap)));
    format!(" stroke=\"{}\" stroke-width=\"{}\"{dash}", hex(stroke.colour.on_paper()), number(stroke.width))
}

fn list(points: &[Point]) -> String {
    let pairs: Vec<String> = points.iter().map(|at| format!("{},{}", number(at.x), number(at.y))).collect();
    pairs.join(" ")
}

/// Two decimals are a fortieth of a dot in print.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// A text that is safe in XML; signs that XML has no place for are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            sign if sign.is_control() || matches!(sign, '\u{FFFE}' | '\u{FFFF}') => {}
            sign => out.push(sign),
        }
    }
    out
}
