//! Letters drawn ahead of need: the first visit of a page would otherwise stop to draw some hundred of them at once.

use std::collections::HashSet;

use eframe::egui::{Color32, Context, FontId, TextStyle};

use super::fonts::strong;
use crate::{
    ledger::Snapshot,
    text::{
        Lang, ui::UiText, ui_capacity::CapacityText, ui_companies::CompaniesText, ui_data::DataText, ui_fair::FairText,
        ui_grid::GridText, ui_import::ImportText, ui_lead::LeadText, ui_overview::OverviewText,
        ui_pipeline::PipelineText, ui_plan::PlanPageText, ui_shortlist::ShortlistText,
    },
};

/// Letters drawn between two frames, in each style: a millisecond or two.
const AT_ONCE: usize = 32;

/// Companies whose names are read for letters: what the first screens of any list show, and more.
const NAMES: usize = 500;

/// Words of the pages.
const CATALOGUES: &[&[(&str, &str, &str)]] = &[
    UiText::CATALOGUE,
    OverviewText::CATALOGUE,
    CompaniesText::CATALOGUE,
    PipelineText::CATALOGUE,
    GridText::CATALOGUE,
    LeadText::CATALOGUE,
    CapacityText::CATALOGUE,
    FairText::CATALOGUE,
    ShortlistText::CATALOGUE,
    PlanPageText::CATALOGUE,
    ImportText::CATALOGUE,
    DataText::CATALOGUE,
];

/// The letters still to draw.
#[derive(Debug, Default)]
pub struct Ahead {
    left: Vec<char>,
    known: HashSet<char>,
}

impl Ahead {
    /// Wants the letters the pages say themselves, and those of the first names of a workspace.
    pub fn want(&mut self, lang: Lang, snapshot: &Snapshot) {
        for catalogue in CATALOGUES {
            for (_, zh, en) in *catalogue {
                self.add(if lang == Lang::Zh { zh } else { en });
            }
        }
        for company in snapshot.companies.iter().take(NAMES) {
            self.add(&company.name);
        }
    }

    fn add(&mut self, text: &str) {
        let Self { left, known } = self;
        left.extend(text.chars().filter(|letter| !letter.is_control() && known.insert(*letter)));
    }

    /// Draws some, and asks for a further frame while there are more.
    pub fn step(&mut self, ctx: &Context) {
        if self.left.is_empty() {
            return;
        }
        let text: String = self.left.drain(..AT_ONCE.min(self.left.len())).collect();
        let style = ctx.global_style();
        for font in [TextStyle::Body, TextStyle::Small, strong()] {
            let Some(font) = style.text_styles.get(&font) else { continue };
            draw(ctx, &text, font);
        }
        if !self.left.is_empty() {
            ctx.request_repaint();
        }
    }
}

fn draw(ctx: &Context, text: &str, font: &FontId) {
    drop(ctx.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER)));
}
