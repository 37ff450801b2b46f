//! Colours by what they mean. The window has them in two themes; paper has these.

use crate::words;

/// Red, green and blue, each 0 to 255.
pub type Rgb = [u8; 3];

words! {
    /// A colour token; the names are those of the window's theme.
    pub enum Ink {
        /// What everything lies on.
        Paper = "paper",
        /// Tracks and empty places.
        Sunken = "sunken",
        /// Hairlines.
        Line = "line",
        /// Outlines.
        LineStrong = "line_strong",
        /// Text.
        Text = "text",
        /// Secondary text.
        TextSoft = "text_soft",
        /// The one emphasis.
        Accent = "accent",
        /// Text on it.
        OnAccent = "on_accent",
        /// Span of an interval.
        Span = "span",
        /// Value within it.
        Tick = "tick",
        /// Line of a cut-off.
        Cut = "cut",
        /// Hatch over what is estimated.
        Estimate = "estimate",
        /// Under that hatch.
        EstimateSoft = "estimate_soft",
        /// "Estimated" as a word.
        EstimateText = "estimate_text",
        /// Outline of what is unknown.
        Unknown = "unknown",
        /// Errors and failed gates.
        Error = "error",
        /// First sector that the plan attracts.
        Sector1 = "sector_1",
        /// Second.
        Sector2 = "sector_2",
        /// Third.
        Sector3 = "sector_3",
        /// Fourth.
        Sector4 = "sector_4",
        /// First traditional sector.
        Traditional1 = "traditional_1",
        /// Second.
        Traditional2 = "traditional_2",
        /// Third.
        Traditional3 = "traditional_3",
        /// A letter on a sector's colour.
        OnSector = "on_sector",
    }
}

/// A token, whole or mixed with the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// Token.
    pub ink: Ink,
    /// How much of it, in percent; the rest is paper.
    pub strength: u8,
}

impl From<Ink> for Colour {
    fn from(ink: Ink) -> Self {
        Self { ink, strength: 100 }
    }
}

impl Ink {
    /// Mixed with the paper.
    pub const fn tint(self, percent: u8) -> Colour {
        Colour { ink: self, strength: percent }
    }

    /// The colour of a sector, by its place among those of its aim.
    pub const fn of_sector(attracted: bool, index: usize) -> Self {
        match (attracted, index) {
            (true, 0) => Self::Sector1,
            (true, 1) => Self::Sector2,
            (true, 2) => Self::Sector3,
            (true, 3) => Self::Sector4,
            (false, 0) => Self::Traditional1,
            (false, 1) => Self::Traditional2,
            (false, 2) => Self::Traditional3,
            _ => Self::TextSoft,
        }
    }

    /// On paper. A test of the window's widgets holds these to its light theme.
    pub const fn on_paper(self) -> Rgb {
        match self {
            Self::Paper | Self::OnAccent | Self::OnSector => [0xFF, 0xFF, 0xFF],
            Self::Sunken => [0xE6, 0xE9, 0xEE],
            Self::Line => [0xDD, 0xE1, 0xE8],
            Self::LineStrong => [0xB8, 0xC0, 0xCC],
            Self::Text => [0x1A, 0x21, 0x30],
            Self::TextSoft => [0x53, 0x5D, 0x6D],
            Self::Accent => [0x24, 0x5F, 0xB3],
            Self::Span => [0xA9, 0xC4, 0xEC],
            Self::Tick => [0x1A, 0x44, 0x88],
            Self::Cut => [0x4A, 0x53, 0x64],
            Self::Estimate => [0xC7, 0x85, 0x00],
            Self::EstimateSoft => [0xFB, 0xEB, 0xC8],
            Self::EstimateText => [0x7A, 0x52, 0x00],
            Self::Unknown => [0x86, 0x90, 0xA0],
            Self::Error => [0xB0, 0x25, 0x1C],
            Self::Sector1 => [0x2A, 0x73, 0x57],
            Self::Sector2 => [0x1A, 0x66, 0xC8],
            Self::Sector3 => [0x9E, 0x4A, 0x08],
            Self::Sector4 => [0x9A, 0x48, 0xA0],
            Self::Traditional1 => [0x5D, 0x68, 0x78],
            Self::Traditional2 => [0x70, 0x61, 0x52],
            Self::Traditional3 => [0x58, 0x68, 0x4F],
        }
    }
}

impl Colour {
    /// On paper.
    pub fn on_paper(self) -> Rgb {
        self.mixed(self.ink.on_paper(), Ink::Paper.on_paper())
    }

    /// So much of the ink, the rest of the paper.
    pub fn mixed(self, ink: Rgb, paper: Rgb) -> Rgb {
        let strength = u32::from(self.strength.min(100));
        let mix = |ink: u8, paper: u8| {
            let sum = u32::from(ink) * strength + u32::from(paper) * (100 - strength);
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        [mix(ink[0], paper[0]), mix(ink[1], paper[1]), mix(ink[2], paper[2])]
    }
}
