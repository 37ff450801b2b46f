//! Every colour and measure of the window. Nothing else may name a colour.
//!
//! Light and dark are designed together: one struct, two values. A test holds every text colour to WCAG AA on every
//! surface it is drawn on.

use eframe::egui::Color32;

/// Grid unit: every distance is a multiple of it.
pub const GRID: f32 = 4.0;
/// Height of a row in lists and of a control.
pub const ROW: f32 = 28.0;
/// Height of a row in dense tables.
pub const ROW_DENSE: f32 = 24.0;
/// Corner radius of cards, fields and buttons.
pub const RADIUS: u8 = 6;
/// Padding of a page.
pub const PAGE_PADDING: i8 = 16;
/// Padding of a card.
pub const CARD_PADDING: i8 = 12;
/// Width of the left rail; English labels need more.
pub const RAIL: f32 = 56.0;
/// Height of the top bar.
pub const TOP_BAR: f32 = 44.0;
/// Height of the status bar.
pub const STATUS_BAR: f32 = 24.0;
/// Running text gets no wider, however wide the window is.
pub const TEXT_WIDTH: f32 = 680.0;

/// Secondary text.
pub const SIZE_SMALL: f32 = 12.0;
/// Body text.
pub const SIZE_BODY: f32 = 14.0;
/// Section titles.
pub const SIZE_SECTION: f32 = 16.0;
/// Page titles.
pub const SIZE_TITLE: f32 = 20.0;
/// Key figures.
pub const SIZE_FIGURE: f32 = 28.0;

/// The colours of one theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tokens {
    /// Behind everything.
    pub base: Color32,
    /// Cards, tables, fields, menus.
    pub raised: Color32,
    /// Rail, top bar, status bar, table headers.
    pub chrome: Color32,
    /// Tracks, chips, code, what lies deeper than its surroundings.
    pub sunken: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Selected row or item.
    pub selected: Color32,
    /// Hairlines between things.
    pub line: Color32,
    /// Outlines of fields and buttons.
    pub line_strong: Color32,
    /// Text.
    pub text: Color32,
    /// Secondary text: units, hints, labels.
    pub text_soft: Color32,
    /// Text of what cannot be used now. Exempt from the contrast rule, as WCAG has it.
    pub text_off: Color32,
    /// Accent as text: links, the selected item of the rail.
    pub accent_text: Color32,
    /// Accent as fill: the one primary button, ticks.
    pub accent: Color32,
    /// The accent under the pointer.
    pub accent_hover: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The span of an interval.
    pub span: Color32,
    /// The value within it.
    pub tick: Color32,
    /// The line of the current cut-off.
    pub cut: Color32,
    /// Hatch over what is estimated.
    pub estimate: Color32,
    /// Under the hatch.
    pub estimate_soft: Color32,
    /// "Estimated" as a word.
    pub estimate_text: Color32,
    /// Dashed outline of what is unknown.
    pub unknown: Color32,
    /// Errors and failed gates, as text and icon.
    pub error: Color32,
    /// Behind an error.
    pub error_soft: Color32,
    /// Text marked as evidence, by strength: core, part, context.
    pub evidence: [Color32; 3],
    /// The four sectors the plan attracts, in plan order.
    pub sector: [Color32; 4],
    /// The three traditional sectors.
    pub traditional: [Color32; 3],
    /// A letter on a sector's colour.
    pub on_sector: Color32,
    /// Grounds of marked cells: flag, tag, pin, bell.
    pub marks: [Color32; 4],
    /// 绿 推进正常, 黄 超期预警, 红 滞后督办, 蓝 超前示范: used for supervision only.
    pub supervision: [Color32; 4],
    /// Under what floats.
    pub shadow: Color32,
    /// Over the page while a dialog is open.
    pub backdrop: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

/// By day.
pub const LIGHT: Tokens = Tokens {
    base: rgb(0x00F5_F6F8),
    raised: rgb(0x00FF_FFFF),
    chrome: rgb(0x00EC_EEF2),
    sunken: rgb(0x00E6_E9EE),
    hover: rgb(0x00EE_F2F8),
    selected: rgb(0x00DC_E7F8),
    line: rgb(0x00DD_E1E8),
    line_strong: rgb(0x00B8_C0CC),
    text: rgb(0x001A_2130),
    text_soft: rgb(0x0053_5D6D),
    text_off: rgb(0x008D_96A5),
    accent_text: rgb(0x001F_55A5),
    accent: rgb(0x0024_5FB3),
    accent_hover: rgb(0x001B_4F9B),
    on_accent: rgb(0x00FF_FFFF),
    span: rgb(0x00A9_C4EC),
    tick: rgb(0x001A_4488),
    cut: rgb(0x004A_5364),
    estimate: rgb(0x00C7_8500),
    estimate_soft: rgb(0x00FB_EBC8),
    estimate_text: rgb(0x007A_5200),
    unknown: rgb(0x0086_90A0),
    error: rgb(0x00B0_251C),
    error_soft: rgb(0x00FB_EAE8),
    evidence: [rgb(0x00FF_E3A3), rgb(0x00FF_F0CC), rgb(0x00EC_EEF2)],
    sector: [rgb(0x002A_7357), rgb(0x001A_66C8), rgb(0x009E_4A08), rgb(0x009A_48A0)],
    traditional: [rgb(0x005D_6878), rgb(0x0070_6152), rgb(0x0058_684F)],
    on_sector: rgb(0x00FF_FFFF),
    marks: [rgb(0x00FC_EFCF), rgb(0x00EF_E6FB), rgb(0x00D8_F1EC), rgb(0x00EB_F0CE)],
    supervision: [rgb(0x0023_7A45), rgb(0x008A_6400), rgb(0x00B8_3A1E), rgb(0x0016_76A8)],
    shadow: Color32::from_black_alpha(28),
    backdrop: Color32::from_black_alpha(70),
};

/// By night.
pub const DARK: Tokens = Tokens {
    base: rgb(0x0014_171C),
    raised: rgb(0x001C_2027),
    chrome: rgb(0x0010_1317),
    sunken: rgb(0x002A_2F38),
    hover: rgb(0x0024_2A33),
    selected: rgb(0x0023_3A5E),
    line: rgb(0x002C_323C),
    line_strong: rgb(0x0049_5364),
    text: rgb(0x00E7_EAEF),
    text_soft: rgb(0x00A8_B1BF),
    text_off: rgb(0x006B_7585),
    accent_text: rgb(0x0093_B9F5),
    accent: rgb(0x002F_68C2),
    accent_hover: rgb(0x0037_70CC),
    on_accent: rgb(0x00FF_FFFF),
    span: rgb(0x0035_5888),
    tick: rgb(0x00A9_CAFA),
    cut: rgb(0x00B4_BDCA),
    estimate: rgb(0x00D9_A13B),
    estimate_soft: rgb(0x0047_3A1C),
    estimate_text: rgb(0x00E5_B45C),
    unknown: rgb(0x007D_8899),
    error: rgb(0x00F5_958B),
    error_soft: rgb(0x003C_2220),
    evidence: [rgb(0x0066_4F12), rgb(0x0047_3C1E), rgb(0x002E_343D)],
    sector: [rgb(0x0046_C3A0), rgb(0x0074_AEF5), rgb(0x00F0_A055), rgb(0x00DF_8CD6)],
    traditional: [rgb(0x009A_A7B8), rgb(0x00B8_A894), rgb(0x009F_B294)],
    on_sector: rgb(0x0010_1317),
    marks: [rgb(0x0041_3615), rgb(0x0038_2C4F), rgb(0x0017_3D38), rgb(0x0036_3D16)],
    supervision: [rgb(0x0062_C088), rgb(0x00DD_B34A), rgb(0x00F2_8A6C), rgb(0x0066_BCE6)],
    shadow: Color32::from_black_alpha(110),
    backdrop: Color32::from_black_alpha(130),
};

impl Tokens {
    /// The tokens of a theme.
    pub const fn of(dark: bool) -> &'static Self {
        if dark { &DARK } else { &LIGHT }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance by WCAG 2.2.
    fn luminance(colour: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    }

    fn contrast(one: Color32, other: Color32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn at_least(minimum: f64, what: &str, ink: Color32, paper: Color32) {
        let found = contrast(ink, paper);
        assert!(found >= minimum, "{what}: {found:.2} < {minimum}");
    }

    #[test]
    fn contrast_is_as_wcag_defines_it() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(Color32::from_gray(0x77), Color32::WHITE) - 4.48).abs() < 0.01);
    }

    #[test]
    fn text_is_readable_on_every_surface_of_both_themes() {
        for (theme, t) in [("light", &LIGHT), ("dark", &DARK)] {
            let surfaces = [
                ("base", t.base),
                ("raised", t.raised),
                ("chrome", t.chrome),
                ("sunken", t.sunken),
                ("hover", t.hover),
                ("selected", t.selected),
            ];
            for (surface, paper) in surfaces {
                for (ink, colour) in
                    [("text", t.text), ("text_soft", t.text_soft), ("accent_text", t.accent_text), ("error", t.error)]
                {
                    at_least(4.5, &format!("{theme} {ink} on {surface}"), colour, paper);
                }
            }
            at_least(4.5, &format!("{theme} on_accent"), t.on_accent, t.accent);
            at_least(4.5, &format!("{theme} on_accent hovered"), t.on_accent, t.accent_hover);
            at_least(4.5, &format!("{theme} error on error_soft"), t.error, t.error_soft);
            at_least(4.5, &format!("{theme} text on error_soft"), t.text, t.error_soft);
            for (surface, paper) in [("base", t.base), ("raised", t.raised), ("selected", t.selected)] {
                at_least(4.5, &format!("{theme} estimate_text on {surface}"), t.estimate_text, paper);
            }
            for (index, hue) in t.sector.iter().chain(&t.traditional).enumerate() {
                at_least(4.5, &format!("{theme} letter on sector {index}"), t.on_sector, *hue);
                at_least(3.0, &format!("{theme} sector {index} as a mark"), *hue, t.raised);
            }
            for (index, hue) in t.supervision.iter().enumerate() {
                at_least(3.0, &format!("{theme} supervision {index}"), *hue, t.raised);
            }
            for (index, paper) in t.marks.iter().enumerate() {
                at_least(4.5, &format!("{theme} text on mark {index}"), t.text, *paper);
                at_least(4.5, &format!("{theme} soft text on mark {index}"), t.text_soft, *paper);
            }
            for (index, paper) in t.evidence.iter().enumerate() {
                at_least(4.5, &format!("{theme} evidence {index}"), t.text, *paper);
            }
        }
    }

    #[test]
    fn drawn_marks_stand_out_from_what_they_lie_on() {
        for (theme, t) in [("light", &LIGHT), ("dark", &DARK)] {
            for (surface, paper) in [("raised", t.raised), ("selected", t.selected), ("sunken", t.sunken)] {
                at_least(3.0, &format!("{theme} tick on {surface}"), t.tick, paper);
                at_least(3.0, &format!("{theme} cut on {surface}"), t.cut, paper);
            }
            at_least(3.0, &format!("{theme} tick on span"), t.tick, t.span);
            at_least(3.0, &format!("{theme} tick on estimate"), t.tick, t.estimate_soft);
            at_least(3.0, &format!("{theme} unknown"), t.unknown, t.raised);
        }
    }

    /// Machado, Oliveira & Fernandes 2009, severity 1.0, in linear RGB.
    const DEFICIENCIES: [(&str, [[f64; 3]; 3]); 3] = [
        ("protan", [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
        ("deutan", [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
        ("tritan", [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
    ];

    fn linear(colour: Color32) -> [f64; 3] {
        [colour.r(), colour.g(), colour.b()].map(|value| (f64::from(value) / 255.0).powf(2.2))
    }

    fn seen(matrix: &[[f64; 3]; 3], colour: Color32) -> [f64; 3] {
        let rgb = linear(colour);
        matrix.map(|row| {
            row.iter().zip(rgb).map(|(factor, value)| factor * value).sum::<f64>().clamp(0.0, 1.0).powf(1.0 / 2.2)
        })
    }

    #[test]
    fn sector_hues_differ_for_colour_blind_people_too() {
        for (theme, t) in [("light", &LIGHT), ("dark", &DARK)] {
            for (deficiency, matrix) in &DEFICIENCIES {
                for (index, one) in t.sector.iter().enumerate() {
                    for (other_index, other) in t.sector.iter().enumerate().skip(index + 1) {
                        let distance = seen(matrix, *one)
                            .iter()
                            .zip(seen(matrix, *other))
                            .map(|(one, other)| (one - other).powi(2))
                            .sum::<f64>()
                            .sqrt();
                        assert!(
                            distance > 0.12,
                            "{theme}, {deficiency}: sectors {index} and {other_index} are {distance:.3} apart"
                        );
                    }
                }
            }
        }
    }
}
