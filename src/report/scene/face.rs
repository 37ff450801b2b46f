//! The embedded faces: how wide a text is, where it may be broken, and the outlines of its signs.

use std::sync::LazyLock;

use skrifa::{
    FontRef, GlyphId, MetadataProvider as _,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};

/// Subset of Noto Sans SC (OFL 1.1, assets/fonts/OFL.txt), made by assets/fonts/subset.py.
pub static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/NotoSansSC-Regular-subset.otf");
/// The same for headings and key figures.
pub static BOLD: &[u8] = include_bytes!("../../../assets/fonts/NotoSansSC-Bold-subset.otf");
/// Subset of Phosphor Icons (MIT, assets/fonts/Phosphor-LICENSE.txt).
pub static ICONS: &[u8] = include_bytes!("../../../assets/fonts/Phosphor-subset.ttf");

/// Regular or bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// Running text.
    #[default]
    Regular,
    /// Titles and key figures.
    Bold,
}

static FACES: LazyLock<[Option<FontRef<'static>>; 3]> =
    LazyLock::new(|| [REGULAR, BOLD, ICONS].map(|bytes| FontRef::new(bytes).ok()));

impl Weight {
    /// The faces in the order in which a sign is looked for in them; the window has the same order.
    fn chain(self) -> impl Iterator<Item = &'static FontRef<'static>> {
        let order: &[usize] = match self {
            Self::Regular => &[0, 2],
            Self::Bold => &[1, 0, 2],
        };
        order.iter().filter_map(|face| FACES.get(*face)?.as_ref())
    }

    /// The face that has a sign, and which of its glyphs it is; the sign for a missing one where none has it.
    fn glyph(self, sign: char) -> Option<(&'static FontRef<'static>, GlyphId)> {
        let found = self.chain().find_map(|face| Some((face, face.charmap().map(sign)?)));
        found.or_else(|| Some((self.chain().next()?, GlyphId::NOTDEF)))
    }
}

/// Whether a sign can be drawn.
pub fn has_glyph(sign: char, weight: Weight) -> bool {
    weight.chain().any(|face| face.charmap().map(sign).is_some())
}

fn sign_advance(sign: char, size: f32, weight: Weight) -> f32 {
    // Most signs of this program are Chinese, and those are as wide as they are high in every face.
    if matches!(sign, '\u{4E00}'..='\u{9FA5}') {
        return size;
    }
    let found = weight
        .glyph(sign)
        .and_then(|(face, glyph)| face.glyph_metrics(Size::new(size), LocationRef::default()).advance_width(glyph));
    found.unwrap_or(0.0)
}

/// How wide a text of one line is.
pub fn advance(text: &str, size: f32, weight: Weight) -> f32 {
    text.chars().map(|sign| sign_advance(sign, size, weight)).sum()
}

/// A text cut to a width, with … where it was cut; empty where not even that fits.
pub fn elided(text: &str, size: f32, weight: Weight, width: f32) -> String {
    // A hair of tolerance: widths are sums.
    let width = width + 0.01 * size;
    if advance(text, size, weight) <= width {
        return text.to_owned();
    }
    let mut left = width - sign_advance('…', size, weight);
    if left < 0.0 {
        return String::new();
    }
    let mut short = String::new();
    for sign in text.chars() {
        left -= sign_advance(sign, size, weight);
        if left < 0.0 {
            break;
        }
        short.push(sign);
    }
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// Signs no line begins with.
const NO_START: &str = "，。、；：？！）】》」』”’…—·％%,.;:?!)]}~";
/// Signs no line ends with.
const NO_END: &str = "（【《「『“‘([{";

/// A text broken into at most so many lines of a width; the last is cut with … where more follows.
///
/// Chinese breaks between any two signs except before closing and after opening punctuation; words and numbers of
/// Latin letters stay whole where they fit a line.
pub fn lines(text: &str, size: f32, weight: Weight, width: f32, most: usize) -> Vec<String> {
    let mut rest = text.trim();
    let mut found = Vec::new();
    while !rest.is_empty() {
        if found.len() + 1 >= most {
            found.push(elided(rest, size, weight, width));
            break;
        }
        let end = line_end(rest, size, weight, width);
        found.push(rest[..end].trim_end().to_owned());
        rest = rest[end..].trim_start();
    }
    found
}

/// Where the first line of a text ends; at least one sign is on it.
fn line_end(text: &str, size: f32, weight: Weight, width: f32) -> usize {
    let mut left = width + 0.01 * size;
    let mut fitting = 0;
    let mut breaks = 0;
    let mut before = None;
    for (at, sign) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, sign)) {
            breaks = at;
        }
        left -= sign_advance(sign, size, weight);
        if left < 0.0 && !sign.is_whitespace() {
            return [breaks, fitting, sign.len_utf8()].into_iter().find(|end| *end > 0).unwrap_or(text.len());
        }
        fitting = at + sign.len_utf8();
        before = Some(sign);
    }
    text.len()
}

fn may_break(before: char, after: char) -> bool {
    let wide = |sign: char| sign >= '\u{2E80}';
    !NO_START.contains(after)
        && !NO_END.contains(before)
        && (wide(before) || wide(after) || before.is_whitespace() || before == '-' || before == '/')
}

/// Draws the outlines of a text that begins at a point of its baseline; `pen` has y downwards.
pub(super) fn draw(text: &str, size: f32, weight: Weight, at: super::Point, pen: &mut impl OutlinePen) {
    let mut x = at.x;
    for sign in text.chars() {
        if let Some((face, glyph)) = weight.glyph(sign)
            && let Some(outline) = face.outline_glyphs().get(glyph)
        {
            let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
            let mut turned = Turned { x, y: at.y, pen };
            // A glyph that cannot be drawn leaves its place empty.
            let _ = outline.draw(settings, &mut turned);
        }
        x += sign_advance(sign, size, weight);
    }
}

/// Puts outlines, whose y goes up from the baseline, to their place.
struct Turned<'a, P> {
    x: f32,
    y: f32,
    pen: &'a mut P,
}

impl<P: OutlinePen> OutlinePen for Turned<'_, P> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.pen.move_to(self.x + x, self.y - y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.pen.line_to(self.x + x, self.y - y);
    }
    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.pen.quad_to(self.x + cx0, self.y - cy0, self.x + x, self.y - y);
    }
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.pen.curve_to(self.x + cx0, self.y - cy0, self.x + cx1, self.y - cy1, self.x + x, self.y - y);
    }
    fn close(&mut self) {
        self.pen.close();
    }
}
