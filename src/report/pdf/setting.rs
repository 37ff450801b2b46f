//! Paragraphs: lines of signs in a column, flush left, centred, flush right, or filled to the full width.

use super::{
    breaking::{self, Line, Sign},
    mark::{Ink, Run},
};
use crate::report::{face::Faces, scene::Weight};

/// A gap between Chinese signs grows by no more than this, in em; readers still take them for one word.
const MOST_GROWTH: f32 = 0.06;

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Size of type.
    pub size: f32,
    /// From base line to base line.
    pub leading: f32,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub ink: Ink,
}

impl Style {
    /// Regular text.
    pub const fn new(size: f32, leading: f32, ink: Ink) -> Self {
        Self { size, leading, weight: Weight::Regular, ink }
    }

    /// The same in bold.
    #[must_use]
    pub const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// From the top of a line to its base line.
    pub fn ascent(&self) -> f32 {
        // The ink of a Chinese sign reaches from 0.12 em below the base line to 0.86 em above it; it stands in the
        // middle of the leading.
        (self.leading - self.size * 0.98) / 2.0 + self.size * 0.86
    }
}

/// Where lines stand in their column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fill {
    /// Flush left.
    #[default]
    Left,
    /// In the middle.
    Middle,
    /// Flush right.
    Right,
    /// Both ends; the last line flush left.
    Full,
}

/// A paragraph cut into lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    signs: Vec<Sign>,
    lines: Vec<Line>,
    /// What stands at the end of a line whose last word goes on.
    hyphen: Option<Sign>,
    style: Style,
    width: f32,
    fill: Fill,
}

impl Set {
    /// Cuts a text into lines no wider than `width` points.
    pub fn new(text: &str, style: Style, width: f32, fill: Fill, faces: &Faces) -> Self {
        let signs = breaking::signs(text, style.weight, faces);
        let hyphen = breaking::hyphen(style.weight, faces);
        let lines = breaking::lines(&signs, width / style.size, hyphen.map_or(0.0, |sign| sign.advance));
        Self { signs, lines, hyphen, style, width, fill }
    }

    /// The same for names: no sign or two alone in a last line.
    pub fn balanced(text: &str, style: Style, width: f32, fill: Fill, faces: &Faces) -> Self {
        let signs = breaking::signs(text, style.weight, faces);
        let hyphen = breaking::hyphen(style.weight, faces);
        let lines = breaking::balanced(&signs, width / style.size, hyphen.map_or(0.0, |sign| sign.advance));
        Self { signs, lines, hyphen, style, width, fill }
    }

    /// The same in one line, with … where it is too long.
    pub fn one_line(text: &str, style: Style, width: f32, fill: Fill, faces: &Faces) -> Self {
        let flat = text.replace('\n', " ");
        let whole = Self::new(&flat, style, width, fill, faces);
        if whole.lines.len() <= 1 {
            return whole;
        }
        let dots = faces.drawn('\u{2026}', style.weight).advance;
        let room = width / style.size - dots;
        let mut used = 0.0;
        let kept = whole.signs.iter().take_while(|sign| {
            used += sign.advance;
            used <= room
        });
        let mut kept: String = kept.map(|sign| sign.c).collect();
        kept.push('\u{2026}');
        Self::new(&kept, style, width * 2.0, fill, faces).in_width(width)
    }

    fn in_width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The same without its first lines.
    pub fn rest(&self, first: usize) -> Self {
        Self { lines: self.lines.get(first..).unwrap_or_default().to_vec(), ..self.clone() }
    }

    /// Height of all lines.
    pub fn height(&self) -> f32 {
        self.lines.len() as f32 * self.style.leading
    }

    /// From base line to base line.
    pub fn leading(&self) -> f32 {
        self.style.leading
    }

    /// Width of the widest line.
    pub fn widest(&self) -> f32 {
        self.lines.iter().map(|line| line.width * self.style.size).fold(0.0, f32::max)
    }

    /// One line, with its top at `y`.
    pub fn line(&self, index: usize, x: f32, y: f32) -> Option<Run> {
        let line = self.lines.get(index)?;
        let mut signs = self.signs.get(line.first..line.end)?.to_vec();
        signs.extend(self.hyphen.filter(|_| line.hyphen));
        let first = signs.first_mut()?;
        let lead = breaking::lead(*first);
        first.back += lead;
        first.advance -= lead;
        let size = self.style.size;
        let slack = self.width / size - line.width;
        let shift = match self.fill {
            Fill::Left => 0.0,
            Fill::Middle => slack / 2.0,
            Fill::Right => slack,
            Fill::Full => {
                if !line.last {
                    grow(&mut signs, slack);
                }
                0.0
            }
        };
        let at = [x + shift * size, y + self.style.ascent()];
        Some(Run { at, size, ink: self.style.ink, signs })
    }

    /// All lines, the first with its top at `y`.
    pub fn runs(&self, x: f32, y: f32) -> Vec<Run> {
        (0..self.len()).filter_map(|index| self.line(index, x, y + index as f32 * self.style.leading)).collect()
    }
}

/// Spreads what is left of a line over its gaps, if that is little enough not to be seen.
fn grow(signs: &mut [Sign], slack: f32) {
    let gaps: Vec<usize> = (1..signs.len())
        .filter(|next| breaking::may_grow(signs[next - 1], signs[*next]))
        .map(|next| next - 1)
        .collect();
    if gaps.is_empty() || slack <= 0.0 || slack / gaps.len() as f32 > MOST_GROWTH {
        return;
    }
    let each = slack / gaps.len() as f32;
    for gap in gaps {
        signs[gap].advance += each;
    }
}
