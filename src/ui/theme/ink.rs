//! Colours of scenes in the window's theme.

use eframe::egui::Color32;

use super::tokens::Tokens;
use crate::report::scene::{Colour, Ink};

impl Tokens {
    /// A colour of a scene; what it is mixed with is the surface of cards.
    pub fn ink(&self, colour: Colour) -> Color32 {
        let bytes = |of: Color32| [of.r(), of.g(), of.b()];
        let [red, green, blue] = colour.mixed(bytes(self.token(colour.ink)), bytes(self.raised));
        Color32::from_rgb(red, green, blue)
    }

    const fn token(&self, ink: Ink) -> Color32 {
        match ink {
            Ink::Paper => self.raised,
            Ink::Sunken => self.sunken,
            Ink::Line => self.line,
            Ink::LineStrong => self.line_strong,
            Ink::Text => self.text,
            Ink::TextSoft => self.text_soft,
            Ink::Accent => self.accent,
            Ink::OnAccent => self.on_accent,
            Ink::Span => self.span,
            Ink::Tick => self.tick,
            Ink::Cut => self.cut,
            Ink::Estimate => self.estimate,
            Ink::EstimateSoft => self.estimate_soft,
            Ink::EstimateText => self.estimate_text,
            Ink::Unknown => self.unknown,
            Ink::Error => self.error,
            Ink::Sector1 => self.sector[0],
            Ink::Sector2 => self.sector[1],
            Ink::Sector3 => self.sector[2],
            Ink::Sector4 => self.sector[3],
            Ink::Traditional1 => self.traditional[0],
            Ink::Traditional2 => self.traditional[1],
            Ink::Traditional3 => self.traditional[2],
            Ink::OnSector => self.on_sector,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::tokens::LIGHT;

    #[test]
    fn paper_is_the_light_theme() {
        for ink in Ink::ALL {
            let [red, green, blue] = ink.on_paper();
            assert_eq!(LIGHT.token(*ink), Color32::from_rgb(red, green, blue), "{ink}");
        }
    }
}
