//! What can stand on a page: text whose signs have their places, boxes, lines and areas.

use super::breaking::Sign;

/// Inks, all readable when printed in grey. Colours are those of the window by day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Text.
    Text,
    /// Secondary text.
    Soft,
    /// Hairlines.
    Line,
    /// Stronger lines, outlines.
    Strong,
    /// Behind headings of tables.
    Band,
    /// The track of a bar.
    Track,
    /// The span of an interval.
    Span,
    /// The value in it, titles, filled seats.
    Accent,
    /// A filled area that is not whole.
    Half,
    /// Estimated: lines of the hatch.
    Estimate,
    /// Estimated: below the hatch.
    EstimateSoft,
    /// Estimated, as a word.
    EstimateText,
    /// Failed gates and errors.
    Error,
    /// Paper.
    White,
    /// Any other colour, as `0xRRGGBB`.
    Rgb(u32),
}

impl Ink {
    /// Red, green and blue.
    pub const fn rgb(self) -> [u8; 3] {
        let hex: u32 = match self {
            Self::Text => 0x001A_2130,
            Self::Soft => 0x0053_5D6D,
            Self::Line => 0x00D0_D5DD,
            Self::Strong => 0x008D_96A5,
            Self::Band => 0x00EC_EFF4,
            Self::Track => 0x00E6_E9EE,
            Self::Span => 0x00A9_C4EC,
            Self::Accent => 0x001A_4488,
            Self::Half => 0x0086_A8DC,
            Self::Estimate => 0x00C7_8500,
            Self::EstimateSoft => 0x00FB_EBC8,
            Self::EstimateText => 0x007A_5200,
            Self::Error => 0x00B0_251C,
            Self::White => 0x00FF_FFFF,
            Self::Rgb(hex) => hex,
        };
        let [_, red, green, blue] = hex.to_be_bytes();
        [red, green, blue]
    }
}

/// A line around or along something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    /// Colour.
    pub ink: Ink,
    /// Width.
    pub width: f32,
    /// Lengths of dash and gap; `None` = drawn through.
    pub dash: Option<[f32; 2]>,
}

impl Pen {
    /// A line drawn through.
    pub const fn new(ink: Ink, width: f32) -> Self {
        Self { ink, width, dash: None }
    }

    /// The same, dashed.
    #[must_use]
    pub const fn dashed(self, dash: f32, gap: f32) -> Self {
        Self { dash: Some([dash, gap]), ..self }
    }
}

/// Where a text stands to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// It begins there.
    #[default]
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A word in a drawing; it stands in one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Point of the anchor on the base line.
    pub at: [f32; 2],
    /// Text.
    pub text: String,
    /// Size of type.
    pub size: f32,
    /// Bold.
    pub bold: bool,
    /// Colour.
    pub ink: Ink,
    /// Where the text stands to its point.
    pub anchor: Anchor,
    /// It is cut to this width, with …; none = as long as it is.
    pub room: Option<f32>,
}

/// A part of a drawing. Down is positive.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A rectangle: left, top, width, height.
    Box {
        /// Left, top, width, height.
        at: [f32; 4],
        /// What it is filled with.
        fill: Option<Ink>,
        /// What is drawn around it.
        pen: Option<Pen>,
    },
    /// Lines from point to point.
    Path {
        /// Points.
        points: Vec<[f32; 2]>,
        /// The last point is joined to the first.
        closed: bool,
        /// What it is filled with.
        fill: Option<Ink>,
        /// What is drawn along it.
        pen: Option<Pen>,
    },
    /// A word.
    Label(Label),
    /// Text whose signs have their places: what running text becomes.
    Run(Run),
}

/// Signs on one base line.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Left end on the base line.
    pub at: [f32; 2],
    /// Size of type.
    pub size: f32,
    /// Colour.
    pub ink: Ink,
    /// Signs; how far each stands from the one before is in their advances.
    pub signs: Vec<Sign>,
}

/// A picture of a given size. Its marks count from its own left upper corner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Marks, the lowest first.
    pub marks: Vec<Mark>,
}

impl Drawing {
    /// An empty picture.
    pub fn new(width: f32, height: f32) -> Self {
        Self { width, height, marks: Vec::new() }
    }

    /// Adds a filled rectangle.
    pub fn fill(&mut self, at: [f32; 4], ink: Ink) {
        self.marks.push(Mark::Box { at, fill: Some(ink), pen: None });
    }

    /// Adds the outline of a rectangle.
    pub fn outline(&mut self, at: [f32; 4], pen: Pen) {
        self.marks.push(Mark::Box { at, fill: None, pen: Some(pen) });
    }

    /// Adds a line.
    pub fn line(&mut self, from: [f32; 2], to: [f32; 2], pen: Pen) {
        self.marks.push(Mark::Path { points: vec![from, to], closed: false, fill: None, pen: Some(pen) });
    }

    /// Adds a word that begins at a point of the base line.
    pub fn word(&mut self, at: [f32; 2], size: f32, ink: Ink, text: impl Into<String>) {
        self.label(at, size, ink, Anchor::Start, text);
    }

    /// Adds a word.
    pub fn label(&mut self, at: [f32; 2], size: f32, ink: Ink, anchor: Anchor, text: impl Into<String>) {
        self.marks.push(Mark::Label(Label { at, text: text.into(), size, bold: false, ink, anchor, room: None }));
    }

    /// Adds a word that begins at a point and is cut to a width, with ….
    pub fn fitted(&mut self, at: [f32; 2], size: f32, ink: Ink, text: &str, room: f32) {
        let (text, room) = (text.to_owned(), Some(room));
        self.marks.push(Mark::Label(Label { at, text, size, bold: false, ink, anchor: Anchor::Start, room }));
    }

    /// Adds the mark of this program: a scale 0–100 with the span of an interval and the value in it, and the cut-off
    /// of the list it stands on.
    pub fn interval(&mut self, at: [f32; 4], bar: &Interval) {
        let [left, top, width, height] = at;
        let track = (height * 0.6).max(3.0);
        let middle = top + height / 2.0;
        let x = |points: f64| left + width * share(points);
        self.fill([left, middle - track / 2.0, width, track], Ink::Track);
        let (from, to) = (x(bar.low), x(bar.high).max(x(bar.low) + 0.8));
        let span = [from, middle - track / 2.0, to - from, track];
        if bar.estimated {
            self.hatch(span);
        } else {
            self.fill(span, Ink::Span);
        }
        if let Some(cut) = bar.cut {
            self.line([x(cut), top], [x(cut), top + height], Pen::new(Ink::Strong, 0.7));
        }
        self.fill([x(bar.value) - 1.0, top, 2.0, height], Ink::Accent);
    }

    /// Fills a rectangle with slanting lines: estimated.
    pub fn hatch(&mut self, at: [f32; 4]) {
        let [left, top, width, height] = at;
        self.fill(at, Ink::EstimateSoft);
        let (right, bottom) = (left + width, top + height);
        let mut start = left - height;
        while start < right {
            // From the lower edge up to the right, cut off at both sides.
            let (from, to) = (start.max(left), (start + height).min(right));
            if to > from {
                let line = [[from, bottom - (from - start)], [to, bottom - (to - start)]];
                self.line(line[0], line[1], Pen::new(Ink::Estimate, 0.6));
            }
            start += 3.0;
        }
    }
}

/// What an interval bar shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Least it can be, 0–100.
    pub low: f64,
    /// What it is taken for.
    pub value: f64,
    /// Most it can be.
    pub high: f64,
    /// Little is known.
    pub estimated: bool,
    /// Cut-off of the list.
    pub cut: Option<f64>,
}

/// Points 0–100 as a share of a scale; out of range at its ends.
#[allow(clippy::cast_possible_truncation)] // a place on paper
fn share(points: f64) -> f32 {
    if points.is_nan() { 0.0 } else { (points / 100.0).clamp(0.0, 1.0) as f32 }
}
