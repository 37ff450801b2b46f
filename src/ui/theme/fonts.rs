//! The embedded faces and the type scale.

use std::{collections::BTreeMap, sync::Arc};

use eframe::egui::{Context, FontData, FontDefinitions, FontFamily, FontId, TextStyle, epaint::text::FontTweak};

use super::tokens::{SIZE_BODY, SIZE_FIGURE, SIZE_SECTION, SIZE_SMALL, SIZE_TITLE};
use crate::report::scene::{BOLD, ICONS, REGULAR};

/// Family of headings and key figures.
pub fn bold_family() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Section titles and other bold text of 16.
pub fn section() -> TextStyle {
    TextStyle::Name("section".into())
}

/// Bold text of body size.
pub fn strong() -> TextStyle {
    TextStyle::Name("strong".into())
}

/// Bold text of 12.
pub fn strong_small() -> TextStyle {
    TextStyle::Name("strong small".into())
}

/// Key figures.
pub fn figure() -> TextStyle {
    TextStyle::Name("figure".into())
}

/// Icons beside body text.
pub fn icon() -> TextStyle {
    TextStyle::Name("icon".into())
}

/// Icons of the rail.
pub fn icon_large() -> TextStyle {
    TextStyle::Name("icon large".into())
}

/// The type scale.
pub fn text_styles() -> BTreeMap<TextStyle, FontId> {
    use FontFamily::{Monospace, Proportional};
    [
        (TextStyle::Small, FontId::new(SIZE_SMALL, Proportional)),
        (TextStyle::Body, FontId::new(SIZE_BODY, Proportional)),
        (TextStyle::Button, FontId::new(SIZE_BODY, Proportional)),
        (TextStyle::Monospace, FontId::new(SIZE_BODY, Monospace)),
        (TextStyle::Heading, FontId::new(SIZE_TITLE, bold_family())),
        (section(), FontId::new(SIZE_SECTION, bold_family())),
        (strong(), FontId::new(SIZE_BODY, bold_family())),
        (strong_small(), FontId::new(SIZE_SMALL, bold_family())),
        (figure(), FontId::new(SIZE_FIGURE, bold_family())),
        (icon(), FontId::new(SIZE_SECTION, Proportional)),
        (icon_large(), FontId::new(22.0, Proportional)),
    ]
    .into()
}

/// The faces and the order in which a character is looked for in them.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    // The line box of a Chinese face is tall and its ink sits low in it; lifting it a little centres it in a row.
    let text = FontTweak { y_offset_factor: -0.02, ..FontTweak::default() };
    // Icons fill the em square, whose bottom is near the baseline: they must come down to the middle of the text.
    let icons = FontTweak { y_offset_factor: 0.09, ..FontTweak::default() };
    for (name, bytes, tweak) in [("regular", REGULAR, text.clone()), ("bold", BOLD, text), ("icons", ICONS, icons)] {
        let data = FontData { tweak, ..FontData::from_static(bytes) };
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    }
    let chain = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    fonts.families.insert(FontFamily::Proportional, chain(&["regular", "icons"]));
    // Digits of the regular face are of one width, so it does for figures and file names as well.
    fonts.families.insert(FontFamily::Monospace, chain(&["regular", "icons"]));
    fonts.families.insert(bold_family(), chain(&["bold", "regular", "icons"]));
    fonts
}

/// Puts the faces in.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use eframe::egui::RawInput;

    use super::*;
    use crate::ui::theme::icons;

    fn with_fonts(check: impl FnMut(&Context)) {
        let ctx = Context::default();
        install(&ctx);
        let mut check = Some(check);
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            if let Some(mut check) = check.take() {
                check(ui.ctx());
            }
        });
        output.textures_delta.clear();
    }

    /// Words of the command line, which a terminal draws with its own faces.
    const TERMINAL: [&str; 2] = ["text/run.rs", "text/cli.rs"];

    /// Every character that stands in the wordings of the program and in the data it ships.
    fn characters_shown() -> BTreeSet<char> {
        let mut open = ["src/text", "seeds"].map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).to_vec();
        let mut found = BTreeSet::new();
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            } else if !TERMINAL.iter().any(|file| path.ends_with(file)) {
                found.extend(fs::read_to_string(&path).unwrap().chars().filter(|sign| !sign.is_control()));
            }
        }
        assert!(found.len() > 1000, "the wordings were not found");
        found
    }

    #[test]
    fn everything_the_program_says_has_glyphs_in_both_weights() {
        let signs = characters_shown();
        with_fonts(|ctx| {
            for family in [FontFamily::Proportional, bold_family()] {
                let font = FontId::new(SIZE_BODY, family.clone());
                for sign in &signs {
                    assert!(ctx.fonts_mut(|fonts| fonts.has_glyph(&font, *sign)), "{family} lacks {sign:?}");
                }
            }
        });
    }

    #[test]
    fn every_icon_has_a_glyph() {
        with_fonts(|ctx| {
            let font = FontId::new(SIZE_BODY, FontFamily::Proportional);
            for (name, icon) in icons::ALL {
                assert!(ctx.fonts_mut(|fonts| fonts.has_glyphs(&font, icon)), "no glyph for {name}");
            }
        });
    }

    #[test]
    fn rare_characters_of_names_are_there() {
        with_fonts(|ctx| {
            let font = FontId::new(SIZE_BODY, FontFamily::Proportional);
            // One of each plane and block that names are made of: GB 2312, GBK, Extension A, beyond the BMP.
            for sign in ['重', '镕', '㛃', '𬭎', '𫟹', '䶮'] {
                assert!(ctx.fonts_mut(|fonts| fonts.has_glyph(&font, sign)), "lacks {sign}");
            }
        });
    }

    #[test]
    fn digits_are_of_one_width() {
        with_fonts(|ctx| {
            for family in [FontFamily::Proportional, bold_family()] {
                let font = FontId::new(SIZE_BODY, family);
                let widths: Vec<f32> =
                    ('0'..='9').map(|digit| ctx.fonts_mut(|fonts| fonts.glyph_width(&font, digit))).collect();
                assert!(widths.iter().all(|width| (width - widths[0]).abs() < 0.001), "{widths:?}");
            }
        });
    }
}
