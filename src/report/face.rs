//! The embedded faces, measured: what papers and pictures need to know of them.
//!
//! Nothing is shaped: Chinese needs no shaping, and Latin letters stand beside each other by their advances alone, as
//! the layout features of the faces were dropped on purpose (assets/fonts/subset.py).

use skrifa::{
    FontRef, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};
use thiserror::Error;

use super::scene::{BOLD, ICONS, REGULAR, Weight};

/// Drawn where the faces lack a character: the printers' mark for a missing sort.
const MISSING: char = '\u{3013}';

/// A face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Regular text.
    Regular,
    /// Bold text; fewer characters.
    Bold,
    /// Icons.
    Icons,
}

impl Which {
    /// The file of the face.
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => REGULAR,
            Self::Bold => BOLD,
            Self::Icons => ICONS,
        }
    }
}

/// A face that cannot be read; the embedded ones can.
#[derive(Debug, Error)]
#[error("an embedded face cannot be read: {0}")]
pub struct FaceError(#[from] skrifa::raw::ReadError);

/// How one character is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawn {
    /// Number of the glyph in its face.
    pub glyph: u32,
    /// The face that has it: the bold one has fewer characters.
    pub face: Which,
    /// It should be bold, but only the regular face has it: the outline is to be thickened.
    pub thicken: bool,
    /// Width in em.
    pub advance: f32,
}

/// All faces.
pub struct Faces {
    regular: Face,
    bold: Face,
    icons: Face,
}

struct Face {
    characters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    per_em: f32,
}

impl Faces {
    /// The faces that are built in.
    pub fn embedded() -> Result<Self, FaceError> {
        Ok(Self { regular: Face::new(REGULAR)?, bold: Face::new(BOLD)?, icons: Face::new(ICONS)? })
    }

    /// How a character is drawn. One that no face has is drawn as the mark for it, and still copied as itself.
    pub fn drawn(&self, c: char, weight: Weight) -> Drawn {
        let regular = |thicken: bool| self.regular.glyph(c).map(|found| (found, Which::Regular, thicken));
        let wanted = match weight {
            Weight::Regular => regular(false),
            Weight::Bold => self.bold.glyph(c).map(|found| (found, Which::Bold, false)).or_else(|| regular(true)),
        };
        let icon = || self.icons.glyph(c).map(|found| (found, Which::Icons, false));
        let missing = || self.regular.glyph(MISSING).map(|found| (found, Which::Regular, false));
        let found = wanted.or_else(icon).or_else(missing);
        let ((glyph, advance), face, thicken) = found.unwrap_or(((0, 1.0), Which::Regular, false));
        Drawn { glyph, face, thicken, advance }
    }

    /// Whether a face has the character.
    pub fn has(&self, c: char) -> bool {
        self.regular.glyph(c).is_some()
    }

    /// Width of a text in em.
    pub fn width(&self, text: &str, weight: Weight) -> f32 {
        text.chars().map(|c| self.drawn(c, weight).advance).sum()
    }
}

impl Face {
    fn new(bytes: &'static [u8]) -> Result<Self, FaceError> {
        let font = FontRef::new(bytes)?;
        let per_em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em.max(1));
        Ok(Self {
            characters: font.charmap(),
            widths: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
            per_em,
        })
    }

    /// Number and width of the glyph of a character.
    fn glyph(&self, c: char) -> Option<(u32, f32)> {
        let glyph = self.characters.map(c)?;
        Some((glyph.to_u32(), self.widths.advance_width(glyph)? / self.per_em))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_sign_is_one_em_wide_and_bold_falls_back() {
        let faces = Faces::embedded().unwrap();
        assert!((faces.width("\u{91cd}\u{5e86}", Weight::Regular) - 2.0).abs() < 1e-6);
        let rare = '\u{2cb4a}';
        assert!(faces.has(rare), "names use it");
        let drawn = faces.drawn(rare, Weight::Bold);
        assert_eq!((drawn.face, drawn.thicken), (Which::Regular, true));
        assert!(!faces.has('\u{1f600}') && (faces.width("\u{1f600}", Weight::Bold) - 1.0).abs() < 0.5);
    }
}
